# SPDX-License-Identifier: GPL-2.0-only
"""What a comparison consists of: points, each a choice of a value for each option that varies, their
runs, and batches of runs; kept in comparison.json."""

import itertools
import json
import os
import re
import shlex
from dataclasses import asdict, dataclass, field

from folder import PLAN, write
from refused import Refused

VERSION = 1
FAILED = ".failed"  # the end of the name of a note, in the place of a run's results
MOST_POINTS = 100000
MOST_RUNS = 1000000
BATCH_COST_S = (2.0, 10.0)  # at least, where there are more runs, and at most
BATCH_SHARE = 1 / 32  # of the whole, at most: so that no core waits long for the last batch
BATCH_RUNS = 50
USUAL_DURATION_S = 20.0
# CPU time of a run of that duration with one pair of nodes, s, measured; decides on batches alone.
COSTS_S = {"ideal": 0.1, "wifi": 0.35, "lte": 1.9, "lte-wifi": 1.2}


@dataclass
class Point:
    """One choice of values: its runs differ in --run alone."""

    name: str  # of its folder
    words: list  # the options of ./pmipv6 run, but for --run and --output
    keys: dict  # scheme, case, access and each option that varies; null where it changes nothing
    parameters: dict  # every option, as result.json has it
    flow_log: list  # more options of its first run, which only look on
    cost_s: float  # of a run, about


@dataclass
class Plan:
    """All of a comparison."""

    request: dict  # what was asked for, and decides on its results
    program: str
    digest: str  # of the program
    folder: str  # where the command was given: what relative names of files are relative to
    files: dict  # that options name: digests of what is in them
    runs: int  # of each point
    axes: list  # options with several values, [name, values]
    points: list
    batches: list  # each a list of [index of a point, run]
    forms: dict = field(default_factory=dict)  # of axes: how the program writes a value: MS, S, N ..

    def command(self, index, run):
        """The options that repeat a run, but for --output."""
        return self.points[index].words + [f"--run={run}"]

    def save(self, folder):
        """As comparison.json."""
        text = json.dumps({"version": VERSION, **asdict(self)}, indent=1) + "\n"
        write(os.path.join(folder, PLAN), text)


def load(folder):
    """The plan that a folder has; nothing if it has none."""
    path = os.path.join(folder, PLAN)
    try:
        with open(path, encoding="utf-8") as file:
            fields = json.load(file)
        version = fields.pop("version")
        points = [Point(**point) for point in fields.pop("points")]
        plan = Plan(points=points, **fields)
    except (FileNotFoundError, NotADirectoryError):
        return None  # of a folder that is none, claim says so
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise Refused(
            f"{path} cannot be read ({error}); allowed: as ./pmipv6 compare wrote it, or another "
            "--output"
        ) from error
    if version != VERSION:
        raise Refused(f"{path} is of version {version}; allowed: {VERSION}, or another --output")
    return plan


def result_folder(folder, point, run):
    """Where a run's results are."""
    return os.path.join(folder, "runs", point.name, str(run))


def failure_file(folder, point, run):
    """Where the note of a run that has failed is: "words" that repeat it, "status" and "sentence"."""
    return result_folder(folder, point, run) + FAILED


def failures(plan, folder):
    """The notes of runs that have failed, each with the "command" that repeats it."""
    for point in plan.points:
        for run in range(1, plan.runs + 1):
            path = failure_file(folder, point, run)
            if os.path.exists(path):
                with open(path, encoding="utf-8") as file:
                    note = json.load(file)
                yield {**note, "command": shlex.join(["./pmipv6", "run"] + note["words"])}


def is_whole(result):
    """Whether a run's folder has all of a result.json, by its end."""
    try:
        with open(os.path.join(result, "result.json"), "rb") as file:
            file.seek(-2, os.SEEK_END)
            return file.read() == b"}\n"
    except OSError:
        return False


def axis_names(settings):
    """A name for each setting: that of its option, numbered where one is given again."""
    names = []
    for name, _ in settings:
        again = sum(other.split("#")[0] == name for other in names)
        names.append(f"{name}#{again + 1}" if again else name)
    return names


def axes(settings):
    """The settings that have several values, by their names: [name, values]."""
    return [
        [name, values]
        for name, (_, values) in zip(axis_names(settings), settings)
        if len(values) > 1
    ]


def _combinations(request):
    """All choices: keys, and the words that are theirs whatever is idle."""
    names = axis_names(request.settings)
    choices = itertools.product(
        request.cases,
        request.accesses,
        request.schemes,
        *(values for _, values in request.settings),
    )
    for case, access, scheme, *values in choices:
        keys = {"scheme": scheme, "case": case, "access": access}
        settings = [
            (name, option, value)
            for name, (option, _), value in zip(names, request.settings, values)
        ]
        yield keys, settings


def _point_name(keys):
    """A folder's name out of keys; what a file's name should not have is written as its octets."""
    parts = [keys["case"], keys["access"], keys["scheme"]]
    parts += [
        f"{name}={value}" for name, value in list(keys.items())[3:] if value is not None
    ]
    return re.sub(
        rb"[^A-Za-z0-9.,=+#_-]",
        lambda found: b"%%%02X" % found.group()[0],
        os.fsencode("--".join(parts)),
    ).decode()


def _cost_s(parameters):
    """About how much CPU time a run takes."""
    nodes = parameters["mobileNodes"] * max(1, parameters["correspondents"])
    base = COSTS_S.get(parameters["access"], 1.0)
    return base * nodes * parameters["duration"] / USUAL_DURATION_S


def make_points(program, request):
    """The points of a comparison, all checked; where options are idle that several have in common
    they are one."""
    count = len(request.schemes) * len(request.cases) * len(request.accesses)
    for _, values in request.settings:
        count *= len(values)
    if count > MOST_POINTS:
        raise Refused(f"the comparison has {count} points; allowed: {MOST_POINTS} at most")
    combinations = list(_combinations(request))
    lines = [
        [f"--{name}={value}" for name, value in keys.items()]
        + [f"--{option}={value}" for _, option, value in settings]
        for keys, settings in combinations
    ]
    varying = {name for name, _ in axes(request.settings)}
    points = {}
    for (keys, settings), line, answer in zip(combinations, lines, program.check(lines)):
        if "wrong" in answer:
            raise Refused(f"{answer['wrong']} (of the run {' '.join(line)})")
        idle = set(answer["idle"])
        keys = dict(keys)
        for name, option, value in settings:
            if name in varying:
                keys[name] = None if option in idle else value
        words = [f"--{name}={keys[name]}" for name in ("scheme", "case", "access")]
        words += [f"--{option}={value}" for _, option, value in settings if option not in idle]
        name = _point_name(keys)
        if len(name) > 200:
            name = f"{keys['case']}-{keys['access']}-{keys['scheme']}-{len(points) + 1}"
        if tuple(keys.items()) not in points:
            points[tuple(keys.items())] = Point(
                name, words, keys, answer["parameters"], [], _cost_s(answer["parameters"])
            )
    points = list(points.values())
    count = len(points) * request.runs
    if count > MOST_RUNS:
        raise Refused(f"the comparison has {count} runs; allowed: {MOST_RUNS} at most")
    _log_flows(program, points)
    return points


def _log_flows(program, points):
    """Has the first run of each point log a flow to mn1, or from it, where there is one."""
    for words in (["--flowLog=cn1:mn1"], ["--flowLog=mn1:cn1"]):
        rest = [
            point for point in points
            if not point.flow_log and not point.parameters["flowLog"]
        ]
        answers = program.check([point.words + words for point in rest])
        for point, answer in zip(rest, answers):
            if "wrong" not in answer:
                point.flow_log = words


def make_batches(points, numbers):
    """Batches of runs of those numbers, of about the same cost."""
    least, most = BATCH_COST_S
    whole = sum(point.cost_s for point in points) * len(numbers)
    cost = min(most, max(least, whole * BATCH_SHARE))
    batches = []
    for index, point in enumerate(points):
        size = max(1, min(BATCH_RUNS, round(cost / max(point.cost_s, 0.001))))
        todo = [[index, run] for run in numbers]
        if batches and len(batches[-1]) + len(todo) <= size:
            room = cost - sum(points[i].cost_s for i, _ in batches[-1])
            if len(todo) * point.cost_s <= room:
                batches[-1] += todo
                continue
        batches += [todo[i : i + size] for i in range(0, len(todo), size)]
    return batches
