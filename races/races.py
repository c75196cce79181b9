# SPDX-License-Identifier: GPL-2.0-only
"""./pmipv6 races: searches the orders in which messages of a story can arrive."""

import argparse
import json
import os
import re
import shlex
import subprocess
import sys
import time

from commands import Commands
from report import HEADING, chart, line, summary
from search import DelayedSearch, FullSearch, RandomSearch, ReducedSearch, run
from teller import Asker, Journal, Refused, Teller, digest

SMALL_STEP_MS = 8.0  # 37 events before the first timer of 300 ms
LARGE_STEP_MS = 1200.0  # above the first retransmission, 1 s
FIRST_TIMER_MS = 300.0  # that matters: a step below it lets none run between two events
# Stories in which more becomes possible in a large step than happens, by scheme: refreshes of a short
# lifetime, tests that are asked for anew before their answers can arrive, and claims and reports, of which
# a registration brings about more than come through before they are repeated. Told at small steps.
OF_SMALL_STEPS = {
    "epmip": ("area", "area-managers", "area-restart", "area-twice"),
    "mipv6": (
        "restart",
        "twice-restart",
        "optimized-moves",
        "optimized-restart",
        "optimized-twice-restart",
    ),
}
# Options of ./pmipv6 run on which stories decide, or which a search would not follow.
NOT_HERE = (
    "access",
    "core",
    "deliver",
    "dwell",
    "duration",
    "faultsUntil",
    "interval",
    "moveAt",
    "phase",
    "restart",
    "signallingDuplication",
    "signallingJitter",
    "signallingLoss",
    "stop",
    "trace",
    "trafficStart",
)


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence."""

    def error(self, message):
        raise Refused(message)


def parse(arguments):
    """The command line."""
    parser = Parser(
        prog="./pmipv6 races",
        description="Searches all orders in which the messages of a short story can arrive, on the "
        "ideal core, and says what goes wrong in which. Any option of ./pmipv6 run can follow, for "
        "example --ordering=sequence.",
        allow_abbrev=False,
    )
    parser.add_argument("--scheme", default="all", help="one, or all [all]")
    parser.add_argument("--case", default="a22", help="as ./pmipv6 run has it [a22]")
    parser.add_argument("--story", default="all", help="one of those that --list lists, or all [all]")
    parser.add_argument("--list", action="store_true", help="list schemes and their stories")
    parser.add_argument(
        "--step",
        type=float,
        metavar="MS",
        help="from one event to the next [8, and with --delayBound 1200]",
    )
    parser.add_argument(
        "--losses", type=int, default=0, metavar="N", help="messages lost in a story, at most [0]"
    )
    parser.add_argument(
        "--doublings", type=int, default=0, metavar="N", help="messages doubled, at most [0]"
    )
    parser.add_argument(
        "--timers",
        type=int,
        default=0,
        metavar="T",
        help="how often time passes to the next timer while messages are under way, at most [0]",
    )
    parser.add_argument(
        "--delayBound",
        type=int,
        default=1,
        metavar="D",
        help="at the large step: delays from the order of sending, at most [1]",
    )
    parser.add_argument(
        "--search",
        choices=("reduced", "full", "orders", "delayed", "random"),
        help="reduced: one order of each class; full: each past once; orders: every single one; "
        "delayed: by --delayBound; random: --runs of them [reduced at steps below 300 ms, else "
        "delayed]",
    )
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="of a random search [1]")
    parser.add_argument("--runs", type=int, default=5000, help="of a part, at most [5000]")
    parser.add_argument(
        "--jobs", type=int, default=os.cpu_count(), help="processes [all processors]"
    )
    parser.add_argument("--output", default="output/races", metavar="DIR", help="[output/races]")
    parser.add_argument(
        "--map",
        metavar="NODE:NODE",
        help="instead of a search: ordinary runs over the offset of both moves and the delay between "
        "two nodes, as map.png and map.csv",
    )
    parser.add_argument("--programs", required=True, help=argparse.SUPPRESS)
    known, more = parser.parse_known_args(arguments)
    for option in more:
        if not option.startswith("--"):
            parser.error(f"{option} is no option")
        if option[2:].split("=")[0] in NOT_HERE:
            parser.error(f"{option} is not allowed: stories decide on it; allowed: other options")
    for name, least in (("losses", 0), ("doublings", 0), ("timers", 0), ("delayBound", 0)):
        if getattr(known, name) < least:
            parser.error(f"--{name}={getattr(known, name)} is not allowed; allowed: {least} or more")
    if known.runs < 1 or known.jobs < 1:
        parser.error("--runs and --jobs: allowed is 1 or more")
    if known.step is not None and not SMALL_STEP_MS <= known.step <= 100000:
        parser.error(f"--step={known.step} is not allowed; allowed: 8 to 100000 ms")
    return known, more


def story_options(arguments, more, scheme, story, step):
    """A story as options of ./pmipv6 run. Data flows are one packet each way before it, and two
    each way after it."""
    gap_s = 30 if step < FIRST_TIMER_MS else 600
    lifetime = "10000s"  # nothing is refreshed within a story
    options = [
        f"--scheme={scheme}",
        f"--case={arguments.case}",
        "--access=ideal",
        "--l2Gap=0",
        "--delayAccess=1",
        # What is not held, Heartbeats and data, arrives before the next step.
        "--delayMagLma=0.01",
        "--delayMagMag=0.01",
        "--delayLmaLma=0.01",
        "--detachDetection=none",
        f"--interval={gap_s * 1000}",
        f"--duration={8 + 2 * gap_s}",
        "--moveAt=10",
        "--ns3::pmipv6::LocalMobilityAnchor::TimestampValidityWindow=1000s",
        f"--ns3::pmipv6::MobileAccessGateway::BindingLifetime={lifetime}",
        f"--ns3::pmipv6::RouteOptimizationController::Lifetime={lifetime}",
        f"--ns3::pmipv6::RouteOptimizationAgent::Lifetime={lifetime}",
        f"--ns3::pmipv6::UncoordinatedRouting::Lifetime={lifetime}",
    ] + story
    return options + more


def story_line(options, step, timers=0, lost=(), doubled=()):
    """What a process that tells a story is told first."""
    return {
        "options": options,
        "step_ms": step,
        "timers": timers,
        # For exchanges to end, some retransmissions; within the run.
        "wait_s": 40 if step < FIRST_TIMER_MS else 150,
        "lost": lost,
        "doubled": doubled,
    }


class Part:
    """One search: a story with a step, and with what is lost and doubled."""

    def __init__(self, scheme, story, step, lost=(), doubled=()):
        self.scheme = scheme
        self.story = story
        self.step = step
        self.lost = tuple(lost)
        self.doubled = tuple(doubled)

    def cost(self):
        """How much it asks for beside other orders."""
        return len(self.lost) + len(self.doubled), self.step

    def name(self):
        text = f"{self.scheme} {self.story} {self.step:g} ms"
        for key in self.lost:
            text += f" -{key}"
        for key in self.doubled:
            text += f" +{key}"
        return text


class Search:
    """All parts of a command."""

    def __init__(self, arguments, more, stories):
        self._arguments = arguments
        self._more = more
        self._stories = stories
        self._journal = None
        self._rows = []
        self._found = {}  # by scheme, story and fault: part, shortest answers, classes

    def begin(self):
        """What was answered before, for the same command; new answers are written from here on."""
        arguments = self._arguments
        os.makedirs(arguments.output, exist_ok=True)
        heading = [
            "pmipv6 races 1",
            {k: v for k, v in vars(arguments).items() if k not in ("jobs", "output", "programs")},
            self._more,
            digest(self._find_programs()),
        ]
        self._journal = Journal(os.path.join(arguments.output, "answers.jsonl"), heading)

    def _find_programs(self):
        """The files of which answers are made."""
        here = os.path.dirname(os.path.abspath(__file__))
        library = os.path.join(self._arguments.programs, "..", "lib", "libpmipv6.so")
        paths = [os.path.join(here, name) for name in os.listdir(here) if name.endswith(".py")]
        paths += [library] if os.path.exists(library) else []
        return sorted(paths) + [os.path.join(self._arguments.programs, "pmipv6-races")]

    def _make(self, step):
        kind = self._arguments.search or ("reduced" if step < FIRST_TIMER_MS else "delayed")
        if kind == "delayed":
            return DelayedSearch(self._arguments.delayBound)
        if kind == "reduced":
            return ReducedSearch()
        if kind == "random":
            return RandomSearch(self._arguments.seed)
        return FullSearch(cuts=kind == "full")

    def _options(self, part):
        story = shlex.split(self._stories[part.scheme][part.story])
        return story_options(self._arguments, self._more, part.scheme, story, part.step)

    def _tell(self, part, jobs):
        """Processes that tell a part's story."""
        timers = self._arguments.timers
        story = story_line(self._options(part), part.step, timers, part.lost, part.doubled)
        return Teller(os.path.join(self._arguments.programs, "pmipv6-races"), story, jobs)

    def try_story(self, scheme, story, step):
        """See whether a story can be told at all."""
        teller = self._tell(Part(scheme, story, step), 1)
        try:
            teller.tell([])
        finally:
            teller.close()

    def search(self, part):
        """Search a part; its tally."""
        teller = self._tell(part, self._arguments.jobs)
        search = self._make(part.step)

        def progress(tally):
            if sys.stderr.isatty():
                sys.stderr.write(f"\r\x1b[K{part.name()}: {tally.runs} runs")
                sys.stderr.flush()

        try:
            asker = Asker(teller, self._journal, part.name())
            tally, is_done = run(search, asker, self._arguments.runs, progress)
        finally:
            teller.close()
        if sys.stderr.isatty():
            sys.stderr.write("\r\x1b[K")
        row = summary(part.name(), tally, is_done, getattr(search, "completed", None))
        self._rows.append(row)
        print(line(row), flush=True)
        for fault, (answers, marks) in tally.kinds.items():
            found = self._found.setdefault((part.scheme, part.story, fault), [])
            found.append((part, answers, len(marks)))
        return tally

    def search_story(self, scheme, story, step):
        """A story, then with each message lost or doubled in turn."""
        seen = set()
        waiting = [Part(scheme, story, step)]
        while waiting:
            part = waiting.pop(0)
            tally = self.search(part)
            for key in sorted(tally.keys):
                if key in part.lost + part.doubled:
                    continue
                for lost, doubled in (
                    (tuple(sorted(part.lost + (key,))), part.doubled),
                    (part.lost, tuple(sorted(part.doubled + (key,)))),
                ):
                    is_fit = (
                        len(lost) <= self._arguments.losses
                        and len(doubled) <= self._arguments.doublings
                    )
                    if is_fit and (lost, doubled) not in seen:
                        seen.add((lost, doubled))
                        waiting.append(Part(scheme, story, step, lost, doubled))

    @staticmethod
    def _describe(answer):
        """A story that broke off, by how it began."""
        return "(it broke off; it began with " + " ".join(answer.prefix) + ")"

    def report(self):
        """Each kind of fault once, with its shortest story and a command that shows it."""
        violations = []
        program = os.path.join(self._arguments.programs, "pmipv6-experiment")
        for (scheme, story, fault), found in sorted(self._found.items()):
            count = sum(classes for _, _, classes in found)
            part, answers, _ = min(found, key=lambda one: (one[0].cost(), len(one[1][0].events)))
            commands = Commands(program, self._options(part), part.lost, part.doubled)
            answer, options, is_delays, is_shown = commands.show(answers, fault)
            picture = chart(answer.events) if answer.events else self._describe(answer)
            print(f"\n{scheme}, {story}: {fault}")
            where = f"in {count} classes" if count else "seen before the search began again"
            print(f"{where}; a short story that shows it:\n\n{picture}\n")
            if options:
                how = "constant delays alone show it" if is_delays else "message by message"
                if is_shown is False:
                    how += ", which an ordinary run has not shown"
                if is_shown is None:
                    how += "; an ordinary run does not say it"
                print(f"{how}:\n./pmipv6 run {' '.join(options)}")
            violations.append(
                {
                    "scheme": scheme,
                    "story": story,
                    "fault": fault,
                    "classes": count,
                    "part": part.name(),
                    "order": [event.key for event in answer.events],
                    "options": options,
                    "constant_delays": is_delays,
                    "shown": is_shown,
                    "chart": picture,
                }
            )
        if not violations:
            cut = sum(1 for row in self._rows if row["delays"] is None and not row["complete"])
            print(f"\nNone so far: {cut} searches are not complete." if cut else "\nNone within these bounds.")
        self._journal.close()
        path = os.path.join(self._arguments.output, "races.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(
                {
                    "version": 1,
                    "case": self._arguments.case,
                    "options": self._more,
                    "parts": self._rows,
                    "violations": violations,
                },
                file,
                indent=2,
            )
        print(f"\nResults: {self._arguments.output}")
        return violations


def chosen(word, all_words, option):
    """The words that an option names."""
    if word == "all":
        return list(all_words)
    if word not in all_words:
        raise Refused(f"--{option}={word} is not allowed; allowed: all, {', '.join(all_words)}")
    return [word]


def list_searches(arguments, stories):
    """Pairs of a scheme and one of its stories, of all that are asked for."""
    schemes = chosen(arguments.scheme, stories, "scheme")
    pairs = []
    for scheme in schemes:
        is_there = arguments.story in stories[scheme] or arguments.story == "all"
        if is_there or len(schemes) == 1:
            ones = chosen(arguments.story, stories[scheme], "story")
            pairs.extend((scheme, story) for story in ones)
    if not pairs:
        every = sorted({story for ones in stories.values() for story in ones})
        chosen(arguments.story, every, "story")
    return pairs


def draw_map(arguments, more, schemes):
    """Runs of both nodes' moves over offset and delay."""
    if len(schemes) > 1:
        raise Refused("--map is not allowed without --scheme; allowed: one scheme")
    if not re.fullmatch(r"[a-z]+[0-9]+:[a-z]+[0-9]+", arguments.map):
        raise Refused(f"--map={arguments.map} is not allowed; allowed: NODE:NODE, of the core")
    from map import Map, write

    options = [f"--scheme={schemes[0]}", f"--case={arguments.case}", "--access=ideal"]
    options += ["--move=both", "--interval=100", *more]
    program = os.path.join(arguments.programs, "pmipv6-experiment")
    offsets = [2 * i for i in range(-30, 31)]
    delays = [2 * i + 1 for i in range(20)]
    runs = Map(program, options, arguments.map, arguments.jobs)
    if runs.run(offsets[:1], delays[:1])[0][2] is None:
        raise Refused(f"--map={arguments.map}: no run can be made with these options")
    rows = runs.run(offsets, delays)
    os.makedirs(arguments.output, exist_ok=True)
    write(rows, arguments.map, f"{schemes[0]}, {arguments.case}", arguments.output)
    for kind in sorted({verdict for _, _, verdict in rows}, key=str):
        print(f"{str(kind):12} {sum(1 for row in rows if row[2] == kind):5} of {len(rows)} runs")
    print(f"\nResults: {arguments.output}/map.png, map.csv")


def run_searches(arguments, more):
    """All that the command asks for."""
    program = os.path.join(arguments.programs, "pmipv6-races")
    stories = json.loads(
        subprocess.run([program, "--stories"], stdout=subprocess.PIPE, check=True).stdout
    )
    if arguments.list:
        for scheme, ones in stories.items():
            for story, options in ones.items():
                print(f"{scheme:20} {story:24} {options}")
        return
    if arguments.map:
        draw_map(arguments, more, chosen(arguments.scheme, stories, "scheme"))
        return
    pairs = list_searches(arguments, stories)
    steps = [arguments.step] if arguments.step is not None else [SMALL_STEP_MS, LARGE_STEP_MS]
    search = Search(arguments, more, stories)
    # Before anything is written: what is wrong with any of them.
    for scheme, story in pairs:
        search.try_story(scheme, story, steps[0])
    search.begin()
    print("TimestampValidityWindow is 1000 s, longer than any story, unless an option says otherwise.")
    print(HEADING)
    for step in steps:
        for scheme, story in pairs:
            is_asked = arguments.step is not None
            if is_asked or step < FIRST_TIMER_MS or story not in OF_SMALL_STEPS.get(scheme, ()):
                search.search_story(scheme, story, step)
    search.report()


def main():
    begin = time.monotonic()
    try:
        run_searches(*parse(sys.argv[1:]))
    except (Refused, OSError, RuntimeError, ValueError) as fault:
        print(f"pmipv6 races: {fault}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\npmipv6 races: interrupted; the same command goes on from here", file=sys.stderr)
        return 130
    print(f"{time.monotonic() - begin:.0f} s", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
