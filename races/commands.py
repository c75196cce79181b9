# SPDX-License-Identifier: GPL-2.0-only
"""Commands that show an order in an ordinary run: by constant delays where there are any that bring
it about, else message by message."""

import json
import os
import subprocess
import tempfile

import numpy
from scipy.optimize import linprog

from orders import Order

LEAST_MS = 0.2  # of a delay, and between two events that depend on each other
MOST_MS = 2000.0  # of a delay that a study would have


def is_sent_before(a, b):
    """Whether a message was sent before another of the same link."""
    is_pair = a.is_message() and b.is_message()
    return is_pair and int(a.key.split(":")[2]) < int(b.key.split(":")[2])


def number(value):
    """A number as an option has it."""
    return f"{value:.6f}".rstrip("0").rstrip(".")


class Commands:
    """Makes and tries the commands for one story's orders."""

    def __init__(self, program, options, lost, doubled):
        self._program = program
        self._options = options  # of the story
        self._lost = lost
        self._doubled = doubled

    def _moves(self, times):
        """Options for the times of moves and restarts, s."""
        options = []
        first = times.get("mn1@1", times.get("cn1@1"))
        if first is not None:
            options.append(f"--moveAt={number(first)}")
        if "mn1@1" in times and "cn1@1" in times:
            options.append(f"--moveOffset={number((times['cn1@1'] - first) * 1000)}")
        if "mn1@2" in times:
            options.append(f"--dwell={number(times['mn1@2'] - first)}")
        for key, time in times.items():
            if key.endswith("@restart"):
                options.append(f"--restart={key[: -len('@restart')]}:{number(time)}")
        return options

    def _base(self, duration):
        """The story's options without what an order decides on."""
        decided = ("--restart=", "--moveAt=", "--moveOffset=", "--dwell=", "--duration=")
        options = [o for o in self._options if not o.startswith(decided)]
        return options + ([f"--duration={number(duration)}"] if duration else [])

    def by_messages(self, answer, duration=None):
        """The command that has each message arrive at its time."""
        times = {event.key: event.at for event in answer.events}
        rows = {}
        for event in answer.events:
            if event.is_message() or event.is_notice():
                key = event.key.rstrip("+")
                rows.setdefault(key, []).append(event)
        options = self._base(duration) + self._moves(times)
        for key, events in rows.items():
            since = events[0].since
            arrivals = "+".join(number((event.at - since) * 1000) for event in events)
            options.append(f"--deliver={key}:{arrivals}")
        options += [f"--deliver={key}:lost" for key in sorted(self._lost)]
        return options

    def by_delays(self, answer, duration=None):
        """The command that has constant delays bring the order about; nothing if none do, or the
        order is not of delays alone."""
        events = answer.events
        if self._lost or self._doubled or answer.timed:
            return None
        columns = {}

        def column(name):
            return columns.setdefault(name, len(columns))

        # By event: its time as a sum of variables, ms after the first move.
        sums = []
        for event in events:
            cause = sums[event.cause] if event.cause is not None else {}
            if event.is_message():
                a, b, _ = event.key.split(":")
                term = dict(cause)
                link = column("link " + ":".join(sorted((a, b))))
                term[link] = term.get(link, 0) + 1
            elif event.is_notice():
                term = dict(cause)
                term[column("notice")] = term.get(column("notice"), 0) + 1
            elif event.key.startswith("time@"):
                return None
            elif event.key == "mn1@1":
                term = {}
            else:
                term = {column(event.key): 1}
            sums.append(term)
        order = Order(events)
        rows = []
        for j, event in enumerate(events):
            direct = order.direct[j]
            for i in range(j):
                if direct >> i & 1 and event.cause != i:
                    if sums[i] == sums[j] and is_sent_before(events[i], event):
                        continue  # One link, one instant: in the order of sending.
                    row = numpy.zeros(len(columns) + 64)
                    for index, factor in sums[i].items():
                        row[index] += factor
                    for index, factor in sums[j].items():
                        row[index] -= factor
                    rows.append(row)
        size = len(columns)
        bounds = [(LEAST_MS, MOST_MS)] * size
        for name, index in columns.items():
            if name == "cn1@1" or name.endswith("@restart"):
                bounds[index] = (-MOST_MS, MOST_MS)
        cost = numpy.ones(size)
        for name, index in columns.items():
            if bounds[index][0] < 0:
                cost[index] = 0
        if rows:
            matrix = numpy.array(rows)[:, :size]
            solved = linprog(cost, matrix, -LEAST_MS * numpy.ones(len(rows)), bounds=bounds)
        else:
            solved = linprog(cost, bounds=bounds)
        if not solved.success:
            return None
        value = {name: round(solved.x[index], 3) for name, index in columns.items()}
        begin = 10.0
        times = {"mn1@1": begin}
        options = []
        for name, ms in value.items():
            if name.startswith("link "):
                options.append(f"--delay={name[5:]}:{number(ms)}")
            elif name == "notice":
                options.append(f"--detachDetection={number(ms)}")
            else:
                times[name] = begin + ms / 1000
        base = [o for o in self._base(duration) if not o.startswith("--detachDetection=")]
        if "notice" not in value:
            options.append("--detachDetection=none")
        return base + self._moves(times) + sorted(options)

    def faults(self, options):
        """What an ordinary run with some options shows: its faults in the words of stories, without
        how long they last."""
        with tempfile.TemporaryDirectory() as folder:
            output = os.path.join(folder, "run")
            done = subprocess.run(
                [self._program, *options, f"--output={output}"],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
            )
            if done.returncode != 0:
                return {f"crash: {done.stderr.strip()}"}
            with open(os.path.join(output, "result.json"), encoding="utf-8") as file:
                result = json.load(file)
        shown = set()
        for row in result["final_state"]["stale"]:
            shown.add(
                f"stale: {row['object']} of {row['key']} at {row['node']} holds {row['holds']} "
                f"instead of {row['should_be']}"
            )
        for flow in result["flows"]:
            if flow["lost"]:
                shown.add(f"black hole: {flow['from']} to {flow['to']}")
            if flow["misdelivered"]:
                shown.add(f"misdelivered: {flow['from']} to {flow['to']}")
        return shown

    def show(self, answers, fault):
        """Of some answers with a fault, shortest first, the one that shows it best: the answer, a
        command's options, whether constant delays alone bring it about, and whether an ordinary run
        has shown it. None: what a run cannot say of itself is not tried."""
        shortest = answers[0]
        if not shortest.events:
            return shortest, None, False, None
        core = fault.rsplit(",", 1)[0] if fault.startswith(("stale", "black")) else fault
        is_tried = fault.startswith(("stale", "black", "misdelivered"))
        is_passing = fault.startswith("stale") and fault.endswith("for a while")

        def end(answer):
            return answer.ended if is_passing else None

        if is_tried:
            for answer in answers:
                options = self.by_delays(answer, end(answer))
                if options and core in self.faults(self._whole(options)):
                    return answer, self._whole(options), True, True
        options = self._whole(self.by_messages(shortest, end(shortest)))
        is_shown = core in self.faults(options) if is_tried else None
        return shortest, options, False, is_shown

    def _whole(self, options):
        """Options with the story's duration, unless they have one."""
        if any(option.startswith("--duration=") for option in options):
            return options
        return options + [o for o in self._options if o.startswith("--duration=")]
