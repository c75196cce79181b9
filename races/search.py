# SPDX-License-Identifier: GPL-2.0-only
"""The systematic search of orders. What is searched answers requests: an order's first keys, and
what is not to happen next, for a past and its faults. Which requests are made, and so every count,
depends on the answers alone: not on how many are under way at once, nor on an interruption.

Four searches:
- reduced: one order of each class or few more, by source sets (Abdulla, Aronis, Jonsson, Sagonas:
  Optimal dynamic partial order reduction, POPL 2014, algorithm 1) with sleep sets. It forgets no
  class, if dependence does not itself depend on what has happened. An event may touch less in one
  order than in another, so it counts as touching all that it touched in any; where that grows, the
  search begins again.
- full: every order; what has led to the same past, but for the exchange of independent neighbours,
  is gone on with once, unless that is switched off.
- delayed: from the order of sending, with at most d delays, each of which lets one message overtake
  another (in the manner of Emmi, Qadeer, Rakamaric: Delay-bounded scheduling, POPL 2011, whose
  scheduler puts what is delayed behind all others).
- random: orders drawn at random, of stories that are too long for the others, which go another way
  late and come to the first events at last.
"""

import random

from orders import EVERYTHING, TIME, Event, Order, depend

# Requests that are made before the answer to the first of them counts. Fixed, so that nothing
# depends on the number of processors.
ROUND = 16
# Stories kept of a fault, the shortest ones, out of which the best to be shown is chosen.
KEPT = 100


class Request:
    """An order to be tried."""

    __slots__ = ("prefix", "sleeping", "touches", "place", "draw")

    def __init__(self, prefix, place=None, sleeping=None, touches=None, draw=None):
        self.prefix = prefix  # keys of what happens first
        self.place = place  # the search's own
        self.draw = draw  # a number by which what happens behind the prefix is drawn; None: the first
        self.sleeping = sleeping or {}  # by key, what it touches: what is not to happen next
        self.touches = touches or {}  # by key, what it touches beside what is seen of it


class Answer:
    """What came of it."""

    def __init__(self, line):
        self.end = line["end"]  # "told", "asleep", "endless", "crash", "no such order"
        self.faults = line["faults"]  # sentences
        self.timed = line.get("timed", 0)  # messages that timers made
        self.ended = line.get("ended", 0.0)  # when nothing was left, s
        self.line = line
        self.prefix = line.get("prefix", [])  # what it was asked to begin with, of one that crashed
        self.events = [
            Event(
                row["key"],
                row["touches"],
                row["cause"],
                row["next"],
                row["what"],
                row["since"],
                row["at"],
            )
            for row in line.get("past", [])
        ]


class Node:
    """What has happened so far, and what has been tried from there."""

    __slots__ = ("parent", "depth", "key", "sleeping", "wanted", "tried", "children")

    def __init__(self, parent, key, sleeping):
        self.parent = parent
        self.depth = parent.depth + 1 if parent else 0
        self.key = key  # what has happened last
        self.sleeping = sleeping  # by key: what another node goes on with
        self.wanted = []  # keys to be tried
        self.tried = {}  # by key: what it touches, None while that is not known
        self.children = {}  # by key

    def known(self):
        """Keys with which somebody goes on from here, or has gone on."""
        return self.tried.keys() | set(self.wanted) | self.sleeping.keys()

    def prefix(self):
        """The keys up to here."""
        keys = []
        node = self
        while node.parent:
            keys.append(node.key)
            node = node.parent
        return keys[::-1]


class ReducedSearch:
    """One order of each class, or few more."""

    name = "reduced"
    commutes = True  # orders of a class are the same

    def __init__(self):
        self._touches = {}  # by key: all that it has touched in any order
        self.restarts = -1
        self._begin()

    def _begin(self):
        self.restarts += 1
        self._has_grown = False
        self._root = Node(None, None, {})
        self._open = {self._root: None}  # nodes with something wanted
        self._is_new = True

    def touches(self, key):
        """What an event counts as touching."""
        return self._touches.get(key, frozenset())

    def requests(self):
        """The next requests; none: it is done."""
        if self._has_grown:
            self._begin()
        if self._is_new:
            self._is_new = False
            return [self._request([], self._root, None, {})]
        requests = []
        # The deepest first: what is behind it is done with before more is begun.
        self._open = {node: None for node in self._open if node.wanted}
        for node in sorted(self._open, key=lambda node: -node.depth):
            if len(requests) == ROUND:
                break
            # What a choice touches has to be known before the next one sleeps on it.
            if None in node.tried.values():
                continue
            key = node.wanted.pop(0)
            sleeping = {**node.sleeping, **node.tried}
            node.tried[key] = None
            requests.append(self._request(node.prefix() + [key], node, key, sleeping))
        return requests

    def _request(self, prefix, node, key, sleeping):
        return Request(prefix, (node, key), sleeping, dict(self._touches))

    def take(self, request, answer):
        """What an answer leads to."""
        for event in answer.events:
            known = self._touches.get(event.key, frozenset())
            # What was told under less than is known now has to be told again.
            if EVERYTHING not in known and event.touches != known:
                self._has_grown |= event.key in self._touches
                self._touches[event.key] = known | event.touches
        if self._has_grown:
            return
        if not answer.events:
            node, key = request.place
            if key is not None:
                node.tried[key] = frozenset([EVERYTHING])
            return
        for event in answer.events:
            event.touches = self._touches[event.key]
        order = Order(answer.events)
        path = self._grow(answer.events, request)
        # Time can pass only while something is under way: no race would bring it about.
        for node, event in zip(path, answer.events):
            for key in event.choices:
                if key.startswith(TIME) and key not in node.known():
                    self._open[node] = None
                    node.wanted.append(key)
        for i, j in order.races():
            node = path[i]
            initials = [answer.events[k].key for k in order.initials(order.reversal(i, j))]
            if node.known().isdisjoint(initials):
                self._open[node] = None
                node.wanted.append(initials[0])

    def _grow(self, events, request):
        """The nodes along an order, made where they are not there yet."""
        node = self._root
        path = []
        for depth, event in enumerate(events):
            path.append(node)
            child = node.children.get(event.key)
            if node.tried.get(event.key) is None:
                node.tried[event.key] = event.touches
            if child is None:
                # What the request has asleep counts behind its last key.
                is_asked = depth == len(request.prefix) - 1
                asleep = request.sleeping if is_asked else node.sleeping
                kept = {k: t for k, t in asleep.items() if not depend(t, event.touches)}
                child = Node(node, event.key, kept)
                node.children[event.key] = child
            node = child
        return path


class FullSearch:
    """Every order, or, with cuts, every past once."""

    name = "full"
    commutes = True

    def __init__(self, cuts=True):
        self._cuts = cuts
        self._stack = [[]]  # prefixes to be gone on with
        self._seen = set()  # pasts

    def requests(self):
        requests = []
        while self._stack and len(requests) < ROUND:
            requests.append(Request(self._stack.pop()))
        return requests

    def take(self, request, answer):
        events = answer.events
        for depth in range(len(request.prefix), len(events)):
            prefix = [event.key for event in events[:depth]]
            if self._cuts and depth > 0:
                past = Order(events[:depth]).fingerprint()
                if past in self._seen:
                    break
                self._seen.add(past)
            for key in events[depth].choices:
                if key != events[depth].key:
                    self._stack.append(prefix + [key])


class DelayedSearch:
    """From the order of sending, with a number of delays."""

    name = "delayed"
    commutes = False  # timers tell orders apart

    def __init__(self, bound):
        self._waiting = {0: [([], 0)]}  # by delays: prefixes
        self._bound = bound
        self.completed = -1  # all with so many delays are done

    def requests(self):
        for delays in range(self._bound + 1):
            waiting = self._waiting.get(delays)
            if waiting:
                requests = []
                while waiting and len(requests) < ROUND:
                    prefix, spent = waiting.pop()
                    requests.append(Request(prefix, spent))
                return requests
            self.completed = delays
        return []

    def take(self, request, answer):
        events = answer.events
        for depth in range(len(request.prefix), len(events)):
            prefix = [event.key for event in events[:depth]]
            for place, key in enumerate(events[depth].choices):
                # How often time passes has a bound of its own.
                spent = request.place + (0 if key.startswith(TIME) else place)
                if 0 < place and spent <= self._bound:
                    self._waiting.setdefault(spent, []).append((prefix + [key], spent))


class RandomSearch:
    """Orders in which each event is drawn of those that can happen; the same for the same seed. It
    has no end."""

    name = "random"
    commutes = True

    def __init__(self, seed):
        self._draw = random.Random(seed)

    def requests(self):
        return [Request([], draw=self._draw.getrandbits(32)) for _ in range(ROUND)]

    def take(self, request, answer):
        pass


class Tally:
    """What a search has found so far."""

    def __init__(self, commutes):
        self._commutes = commutes
        self.runs = 0  # requests answered
        self.classes = {}  # by fingerprint: (orders, whether it is bad)
        self.blocked = 0  # orders broken off: others show the same
        self.crashes = 0  # orders behind which nothing is known
        self.timed = 0  # orders in which a timer made a message
        self.longest = 0  # events
        self.kinds = {}  # by fault: (shortest answers, classes that have it)
        self.keys = set()  # of messages that were sent

    def add(self, request, answer):
        self.runs += 1
        self.timed += answer.timed > 0
        self.crashes += answer.end == "crash"
        self.longest = max(self.longest, len(answer.events))
        self.keys.update(event.key for event in answer.events if event.is_message())
        if answer.end == "asleep":
            self.blocked += 1
            return
        if answer.end == "no such order":
            raise RuntimeError(
                "an order cannot be repeated: " + " ".join(request.prefix) + "; there is no "
                + answer.line["missing"]
            )
        if not answer.events:
            mark = tuple(request.prefix)
        elif self._commutes:
            mark = Order(answer.events).fingerprint()
        else:
            mark = tuple(event.key for event in answer.events)
        if mark not in self.classes:
            is_one = not self._commutes or answer.end != "told"
            orders = 1 if is_one else Order(answer.events).count()
            self.classes[mark] = (orders, bool(answer.faults))
        for fault in answer.faults:
            shortest, marks = self.kinds.setdefault(fault, ([], set()))
            marks.add(mark)
            shortest.append(answer)
            shortest.sort(key=lambda one: len(one.events))
            del shortest[KEPT:]

    def forget(self):
        """The search begins again: classes are others, but runs were made and faults are faults."""
        self.classes = {}
        self.blocked = 0
        self.kinds = {fault: (shortest, set()) for fault, (shortest, _) in self.kinds.items()}

    def orders(self):
        """How many orders the classes stand for."""
        return sum(orders for orders, _ in self.classes.values())

    def bad(self):
        """How many classes have a fault."""
        return sum(1 for _, is_bad in self.classes.values() if is_bad)


def run(search, ask, limit=None, progress=None):
    """Search to the end, or to a number of runs.

    ask: gives the answers to a list of requests, in their order.
    limit: of runs; None: none.
    progress: called with the tally after each round.
    Returns the tally, and whether the end was reached.
    """
    tally = Tally(search.commutes)
    passes = 0
    is_cut = False
    while not is_cut:
        requests = search.requests()
        if getattr(search, "restarts", 0) > passes:
            passes = search.restarts
            tally.forget()
        if not requests:
            return tally, True
        if limit is not None:
            is_cut = tally.runs + len(requests) > limit
            requests = requests[: limit - tally.runs]
        for request, answer in zip(requests, ask(requests)):
            tally.add(request, answer)
            search.take(request, answer)
        if progress:
            progress(tally)
    return tally, False
