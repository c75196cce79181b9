# SPDX-License-Identifier: GPL-2.0-only
"""What is known of one order of events: which of them depend on which, and how many orders are the
same but for the exchange of independent neighbours (Mazurkiewicz traces)."""

EVERYTHING = "*"
IDLE = "idle"  # what keys begin with of time that passes by itself
TIME = "time@"  # and of time that passes by choice


class Event:
    """Something that has happened, in one order."""

    __slots__ = ("key", "what", "touches", "cause", "since", "at", "choices")

    def __init__(self, key, touches, cause=None, choices=(), what="", since=0.0, at=0.0):
        self.key = key  # the same in every order in which it can happen
        self.touches = frozenset(touches)  # two events commute that touch nothing in common
        self.cause = cause  # index of the event that made it possible, or None
        self.choices = tuple(choices)  # keys of what could have happened instead, its own included
        self.what = what  # for a reader
        self.since = since  # when it became possible, s
        self.at = at  # when it happened, s

    def is_notice(self):
        """Whether it is a gateway's notice that a node has left."""
        return self.key.count(":") == 2 and self.what.startswith("notices that")

    def is_message(self):
        """Whether it is the arrival of a message, at the end of a link of the core."""
        return self.key.count(":") == 2 and not self.is_notice()


def depend(a, b):
    """Whether two sets of what is touched have anything in common."""
    return EVERYTHING in a or EVERYTHING in b or not a.isdisjoint(b)


class Order:
    """An order of events with its happens-before relation: of each event, as bits of an integer,
    those before it in every order that is the same but for the exchange of independent
    neighbours."""

    def __init__(self, events):
        self.events = events
        self.before = []  # by event: all before it
        self.direct = []  # by event: those that no other event stands between
        for j, event in enumerate(events):
            before = 0
            direct = 0
            for i in range(j - 1, -1, -1):
                if before >> i & 1:
                    continue
                if event.cause == i or depend(events[i].touches, event.touches):
                    direct |= 1 << i
                    before |= 1 << i | self.before[i]
            self.before.append(before)
            self.direct.append(direct)

    def races(self):
        """Pairs i < j that could have happened the other way round: dependent, nothing between
        them, and the later one not brought about by the earlier one. Time that passes is not made to
        pass earlier: it is tried wherever it can pass."""
        for j, event in enumerate(self.events):
            direct = 0 if event.key.startswith((IDLE, TIME)) else self.direct[j]
            while direct:
                i = direct.bit_length() - 1
                direct ^= 1 << i
                if event.cause != i and not self.events[i].key.startswith(IDLE):
                    yield i, j

    def reversal(self, i, j):
        """What shows j before i, behind what happens before i: the events after i that do not
        depend on it, and j (Abdulla et al. 2014, notdep(i).j)."""
        return [k for k in range(i + 1, j) if not self.before[k] >> i & 1] + [j]

    def initials(self, sequence):
        """The events of a sequence that can come first in it."""
        within = 0
        initials = []
        for k in sequence:
            if not self.before[k] & within:
                initials.append(k)
            within |= 1 << k
        return initials

    def fingerprint(self):
        """The same for orders that differ in the exchange of independent neighbours alone, and for
        no others: each event with those directly before it."""
        keys = [event.key for event in self.events]
        rows = []
        for j, key in enumerate(keys):
            direct = self.direct[j]
            behind = []
            while direct:
                i = direct.bit_length() - 1
                direct ^= 1 << i
                behind.append(keys[i])
            rows.append((key, tuple(sorted(behind))))
        return tuple(sorted(rows))

    def count(self):
        """How many orders this one stands for: the linear extensions of happens-before, exactly."""
        total = len(self.events)
        # By what has happened, as bits: in how many ways. Layer by layer, all of one size.
        layer = {0: 1}
        for _ in range(total):
            following = {}
            for done, ways in layer.items():
                for j in range(total):
                    if not done >> j & 1 and not self.before[j] & ~done:
                        state = done | 1 << j
                        following[state] = following.get(state, 0) + ways
            layer = following
        return layer[(1 << total) - 1]
