# SPDX-License-Identifier: GPL-2.0-only
"""Runs the search of races on stories of which it is known what it has to find.

check-races.py PROGRAMS FOLDER: the folder of the programs, and one for what is written."""

import json
import os
import random
import shlex
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "races"))

from orders import Order  # noqa: E402
from races import SMALL_STEP_MS, parse, story_line, story_options  # noqa: E402
from search import Answer, ReducedSearch, Request, run  # noqa: E402
from teller import Teller  # noqa: E402


class Checker:
    """Runs searches and collects what is wrong with what they found."""

    def __init__(self, programs, folder):
        self._programs = programs
        self._folder = folder
        self.wrong = []

    def expect(self, is_right, sentence):
        if not is_right:
            self.wrong.append(sentence)
            print("WRONG: " + sentence)

    def search(self, name, *options, keep=False):
        """What a search found, as races.json has it."""
        output = os.path.join(self._folder, name)
        if not keep:
            shutil.rmtree(output, ignore_errors=True)
        command = [
            sys.executable,
            "-B",
            os.path.join(ROOT, "races", "races.py"),
            f"--programs={self._programs}",
            f"--output={output}",
            *options,
        ]
        done = subprocess.run(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False
        )
        if done.returncode != 0:
            self.expect(False, f"{name}: {done.stderr.strip()}")
            return {"parts": [], "violations": []}
        with open(os.path.join(output, "races.json"), encoding="utf-8") as file:
            return json.load(file)

    def figures(self, name, result, **figures):
        """Whether the only part has some figures."""
        for figure, value in figures.items():
            found = [part[figure] for part in result["parts"]]
            self.expect(found == [value], f"{name}: {figure} is {found}, not {value}")


def check_controlled(checker):
    """Both nodes move, localized routing: all orders, none bad."""
    name = "controlled"
    options = ("--scheme=localized-routing", "--story=moves", "--step=8")
    result = checker.search(name, *options)
    checker.figures(
        name, result, runs=208, classes=208, orders=77506, bad_classes=0, complete=True
    )
    checker.expect(result["violations"] == [], f"{name}: {result['violations']}")
    # The same without processes beside each other, and interrupted half-way.
    alone = checker.search("alone", *options, "--jobs=1")
    checker.expect(alone == result, f"{name}: another result with one process")
    answers = os.path.join(checker._folder, "alone", "answers.jsonl")
    with open(answers, encoding="utf-8") as file:
        lines = file.read()
    with open(answers, "w", encoding="utf-8") as file:
        file.write(lines[: len(lines) // 2])
    resumed = checker.search("alone", *options, keep=True)
    checker.expect(resumed == result, f"{name}: another result after an interruption")
    # Every past once, without the reduction.
    full = checker.search("full", *options, "--search=full")
    checker.figures("full", full, classes=208, orders=77506, bad_classes=0, complete=True)


def check_every_order(checker):
    """A story told in every single order: the reduced search finds the same."""
    for ordering in ("timestamp", "sequence"):
        options = ("--scheme=pmipv6", "--story=restart", "--step=8", f"--ordering={ordering}")
        every = checker.search("every", *options, "--search=orders")
        reduced = checker.search("reduced", *options)
        checker.figures("every", every, runs=779, orders=779, complete=True)
        checker.figures("reduced", reduced, orders=779, complete=True)
        faults = [[row["fault"] for row in found["violations"]] for found in (every, reduced)]
        checker.expect(faults[0] == faults[1], f"every order, {ordering}: {faults}")


def check_caps(checker):
    """A search that is cut off says so, wherever that is."""
    options = ("--scheme=pmipv6", "--story=restart", "--step=8")
    for runs in (64, 103):
        capped = checker.search("capped", *options, f"--runs={runs}")
        checker.figures("capped", capped, runs=runs, complete=False)


def check_timers(checker):
    """Time that passes by choice is tried wherever it can; a timer that runs between two events is
    told."""
    options = ("--scheme=pmipv6", "--story=noticed", "--step=8", "--timers=1")
    reduced = checker.search("timers", *options)
    full = checker.search("timers-full", *options, "--search=full")
    for name, result in (("reduced", reduced), ("full", full)):
        checker.figures(f"timers, {name}", result, orders=483, complete=True)
    # Without MAX_UPDATE_RATE, which would have them wait for each other.
    early = checker.search(
        "early",
        "--scheme=pmipv6",
        "--story=restart",
        "--step=8",
        "--runs=300",
        "--ns3::pmipv6::MobilitySignaling::InitialBindackTimeout=20ms",
        "--ns3::pmipv6::MobilitySignaling::MaxUpdateRate=0",
    )
    timed = early["parts"][0]
    checker.expect(timed["runs_with_timers"] > 0 and not timed["complete"], f"early: {timed}")


def check_extensions(checker, scheme, story, *more):
    """What a class stands for: some of its other orders are possible, of the same class and show the
    same."""
    name = f"extensions of {scheme} {story} {' '.join(more)}"
    program = os.path.join(checker._programs, "pmipv6-races")
    listed = subprocess.run([program, "--stories"], stdout=subprocess.PIPE, check=True).stdout
    arguments, rest = parse([f"--programs={checker._programs}", *more])
    options = shlex.split(json.loads(listed)[scheme][story])
    options = story_options(arguments, rest, scheme, options, SMALL_STEP_MS)
    teller = Teller(program, story_line(options, SMALL_STEP_MS), arguments.jobs)
    answers = []

    def ask(requests):
        fresh = [Answer(line) for line in teller.tell(requests)]
        answers.extend(answer for answer in fresh if answer.end == "told")
        return fresh

    search = ReducedSearch()
    run(search, ask, 150)
    draw = random.Random(1)
    for _ in range(60):
        answer = draw.choice(answers)
        for event in answer.events:
            event.touches = search.touches(event.key) | event.touches
        order = Order(answer.events)
        keys, done = [], 0
        while len(keys) < len(answer.events):
            ready = [
                j
                for j in range(len(answer.events))
                if not done >> j & 1 and not order.before[j] & ~done
            ]
            j = draw.choice(ready)
            keys.append(answer.events[j].key)
            done |= 1 << j
        other = ask([Request(keys)])[0]
        for event in other.events:
            event.touches = search.touches(event.key) | event.touches
        is_same = (
            other.end == "told"
            and Order(other.events).fingerprint() == order.fingerprint()
            and sorted(other.faults) == sorted(answer.faults)
        )
        if not is_same:
            checker.expect(False, f"{name}: {other.end} {other.faults}: {' '.join(keys)}")
            break
    teller.close()


def check_faults(checker, name, result, fault):
    """A fault is found, and each printed command shows its own."""
    found = [row["fault"] for row in result["violations"]]
    checker.expect(fault in found, f"{name}: \"{fault}\" is not among {found}")
    for row in result["violations"]:
        checker.expect(row["shown"] is not False, f"{name}: no command shows \"{row['fault']}\"")


def check_known_races(checker):
    """Races that are known are found."""
    # draft-loureiro without an ordering field.
    result = checker.search(
        "unordered",
        "--scheme=localized-routing",
        "--story=moves",
        "--step=8",
        "--lrOrdering=off",
    )
    checker.figures("unordered", result, orders=97760, bad_classes=88, complete=True)
    fault = "stale: route of mn1>cn1 at mag3 holds mag2 instead of mag4, lasting"
    check_faults(checker, "unordered", result, fault)
    # RFC 6279, 3.2: nobody controls.
    result = checker.search(
        "uncoordinated", "--scheme=uncoordinated", "--story=moves", "--step=8", "--runs=100"
    )
    check_faults(checker, "uncoordinated", result, fault)
    checker.expect(
        any(row["constant_delays"] for row in result["violations"]),
        "uncoordinated: constant delays show none",
    )


def check_homes(checker):
    """Mobile IPv6: mobile nodes register themselves, at home agents and at correspondents."""
    name = "homes"
    options = ("--scheme=mipv6", "--step=8")
    result = checker.search(
        name,
        *options,
        "--story=twice",
        "--losses=1",
        "--doublings=1",
        "--search=delayed",
        "--delayBound=0",
    )
    checker.expect(len(result["parts"]) > 10, f"{name}: {len(result['parts'])} parts")
    checker.expect(result["violations"] == [], f"{name}: {result['violations']}")
    program = os.path.join(checker._programs, "pmipv6-races")
    listed = subprocess.run([program, "--stories"], stdout=subprocess.PIPE, check=True).stdout
    if "fixed-move" not in json.loads(listed)["mipv6"]:
        return  # Without return routability.
    # A correspondent that is told by its own messages: a node of the core that is no router.
    every = checker.search("every-home", *options, "--story=fixed-move", "--search=orders")
    reduced = checker.search("reduced-home", *options, "--story=fixed-move")
    checker.figures("every-home", every, runs=150, orders=150, bad_classes=0, complete=True)
    checker.figures("reduced-home", reduced, classes=14, orders=150, bad_classes=0, complete=True)
    check_extensions(checker, "mipv6", "fixed-twice")
    # Drawn at random, of a story that is too long for all.
    drawn, again = (
        checker.search(f"drawn-{i}", *options, "--story=fixed-twice", "--search=random", "--runs=40")
        for i in (1, 2)
    )
    checker.figures("drawn", drawn, runs=40, bad_classes=0, complete=False)
    checker.expect(
        all(part["classes"] > 30 for part in drawn["parts"]), f"drawn: {drawn['parts']}"
    )
    checker.expect(drawn == again, "drawn: another result the second time")
    # What a correspondent has lost the next packet of the node tells (RFC 6275, 9.3.1).
    lost = checker.search("lost-binding", *options, "--story=correspondent-restart")
    checker.figures("lost-binding", lost, orders=15190, bad_classes=12, complete=True)
    check_faults(checker, "lost-binding", lost, "black hole: mn1 to cn1, for a while")
    checker.expect(
        all(row["fault"].endswith(", for a while") for row in lost["violations"]),
        f"lost-binding: {lost['violations']}",
    )


def check_losses(checker):
    """Each message lost or doubled once: all registrations come to their end."""
    result = checker.search(
        "losses",
        "--scheme=pmipv6",
        "--story=moves",
        "--step=8",
        "--losses=1",
        "--doublings=1",
        "--search=delayed",
        "--delayBound=0",
    )
    checker.expect(len(result["parts"]) > 10, f"losses: {len(result['parts'])} parts")
    checker.expect(result["violations"] == [], f"losses: {result['violations']}")


def check_refusals(checker):
    """What cannot be searched is refused in a sentence."""
    for options, word in (
        (("--scheme=none",), "localized-routing"),
        (("--story=tale",), "ping-pong"),
        (("--scheme=pmipv6", "--story=moves", "--moves=x"), "--moves=x"),
        (("--scheme=pmipv6", "--story=moves", "--move=none"), "nothing happens"),
        (("--scheme=pmipv6", "--story=moves", "--duration=10"), "--duration=10"),
        (("--step=1",), "8 to"),
        (("--jobs=many",), "--jobs"),
    ):
        command = [
            sys.executable,
            "-B",
            os.path.join(ROOT, "races", "races.py"),
            f"--programs={checker._programs}",
            f"--output={os.path.join(checker._folder, 'refused')}",
            *options,
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        checker.expect(
            done.returncode == 2 and word in done.stderr and len(done.stderr.splitlines()) == 1,
            f"{options}: status {done.returncode}, {done.stderr}",
        )


def main():
    checker = Checker(sys.argv[1], sys.argv[2])
    check_controlled(checker)
    check_every_order(checker)
    check_caps(checker)
    check_timers(checker)
    for more in ((), ("--ordering=sequence",)):
        check_extensions(checker, "pmipv6", "twice", *more)
        check_extensions(checker, "localized-routing", "twice", *more)
    check_known_races(checker)
    check_homes(checker)
    check_losses(checker)
    check_refusals(checker)
    return 1 if checker.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
