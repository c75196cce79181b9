# SPDX-License-Identifier: GPL-2.0-only
"""Group movement: nodes that models move, gateways out of a file, and the traces that SUMO writes. Where
each node belongs is computed here from what the run tells of places, and from nothing else."""

import math

from . import general, journeys
from .mobility import Trace, read_gateways

AREA = (0.0, 0.0, 900.0, 600.0)
CROWD = {"mobileNodes": 4, "interval": 200, "gateways": "2x3", "duration": 100}
SCHEMES = ("none", "localized-routing", "uncoordinated", "epmip", "dmm-relay", "dmm-locator",
           "dmm-proxy", "mipv6")  # fmt: skip
GATEWAYS = """# No grid, and a number is left out.
mag2 100.5 100   # south-west

mag1 420 80
mag4 700 150.25
mag12 250 450
mag5	640	470
"""
ON = 1.0  # s, when nodes are switched on
EXACT = 1e-6


def crowd(**more):
    """Arguments of a crowd; each option once."""
    return [f"--{name}={value}" for name, value in {**CROWD, **more}.items()]


def crossings_of(run):
    """Who goes where when."""
    return [(one["node"], one["from"], one["to"], one["detached_s"])
            for one in run.result["handovers"]]  # fmt: skip


def judge_state(judge, run):
    """All is consistent at the end."""
    judge.equal("final_state.consistent", run.result["final_state"]["consistent"], True)


def judge_phases(judge, fixed, drawn):
    """With a random phase each node goes to the same gateways, up to 100 ms later, each time anew."""
    def by_node(crossings):
        return sorted(crossings, key=lambda one: (one[0], one[3]))
    shifts = []
    for one, other in zip(by_node(fixed), by_node(drawn)):
        judge.equal("crossing", other[:3], one[:3])
        judge.within("later by", other[3] - one[3], -EXACT, 0.1)
        shifts.append(round(other[3] - one[3], 6))
    judge.equal("crossings", len(drawn), len(fixed))
    judge.check(len(set(shifts)) == len(shifts), "two crossings are later by the same")
    judge.within("mean shift", sum(shifts) / len(shifts), 0.03, 0.07)


def read_run(run, hysteresis=20.0):
    """A run's movement and gateways, by its files."""
    gateways = read_gateways(run.folder / "gateways.txt")
    end = run.result["simulated_s"]
    return Trace(run.folder / "movement.mob", hysteresis=hysteresis, gateways=gateways, end=end)


def judge_places(judge, trace, area):
    """Nobody leaves the area."""
    x_min, y_min, x_max, y_max = area
    for vehicle in trace.vehicles:
        judge.equal("switched on", vehicle.periods[0][0], ON)
        for leg in vehicle.legs:
            for x, y in ((leg.x, leg.y), (leg.to_x, leg.to_y)):
                judge.check(x_min - EXACT <= x <= x_max + EXACT
                            and y_min - EXACT <= y <= y_max + EXACT, f"a node is at {x}, {y}")  # fmt: skip


def judge_waypoints(judge, trace, speeds, pause):
    """Each leg has a speed of the range, and begins a pause after the end of the one before."""
    count = 0
    for vehicle in trace.vehicles:
        legs = vehicle.legs[1:]
        judge.near("first leg begins at", legs[0].begin, pause, EXACT)
        for leg in legs:
            length = math.hypot(leg.to_x - leg.x, leg.to_y - leg.y)
            judge.within("speed", length / (leg.end - leg.begin), speeds[0] - EXACT,
                         speeds[1] + EXACT)  # fmt: skip
            count += 1
        for one, other in zip(legs, legs[1:]):
            judge.near("pause", other.begin - one.end, pause, EXACT)
    judge.check(count > 2 * len(trace.vehicles), f"only {count} legs")


def judge_steps(judge, trace, step, end):
    """Courses change once a step."""
    for vehicle in trace.vehicles:
        begins = [leg.begin for leg in vehicle.legs[1:]]
        judge.equal("steps", [round(begin / step, 6) for begin in begins],
                    [float(i) for i in range(round(end / step))])  # fmt: skip


def judge_models(judge, program):
    """Each node is at the nearest gateway, as soon as that is nearer by the hysteresis."""
    file = program.work / "some.gateways"
    file.write_text(GATEWAYS, encoding="utf-8")
    waypoint = {"movement": "random-waypoint", "speeds": "8:25", "pause": 1.5}
    markov = {"movement": "gauss-markov", "speeds": "10:20", "step": 0.5, "alpha": 0.9}
    for more, hysteresis, area in (
        ({**waypoint, "access": "ideal"}, 20.0, AREA),
        ({**waypoint, "access": "ideal", "hysteresis": 0, "correspondent": "fixed"}, 0.0, AREA),
        ({**markov, "access": "ideal", "gateways": file, "hysteresis": 70, "l2Gap": 10}, 70.0,
         (-49.5, -70.0, 850.0, 620.0)),
        ({**markov, "access": "ideal", "area": "-300:200:400:900", "correspondents": 3,
          "mobileNodes": 1}, 20.0, (-300.0, 200.0, 400.0, 900.0)),
        ({**waypoint, "access": "wifi", "hysteresis": 60, "duration": 50}, 60.0, AREA),
    ):  # fmt: skip
        arguments = crowd(**more)
        is_wifi = more["access"] == "wifi"
        with judge.of(arguments):
            run = program.run(arguments)
            general.check_pmipv6(judge, run)
            trace = read_run(run, hysteresis)
            judge_places(judge, trace, area)
            if more["movement"] == "random-waypoint":
                judge_waypoints(judge, trace, (8.0, 25.0), 1.5)
            else:
                judge_steps(judge, trace, 0.5, run.result["simulated_s"])
            if "correspondents" in more:
                # mn1, cn1, cn2, cn3: other names than of pairs.
                judge.equal("nodes", sorted(run.result["nodes"]), ["cn1", "cn2", "cn3", "mn1"])
            else:
                journeys.judge_run(judge, run, trace, 0.2 if is_wifi else 0.0)
                judge.check(len(run.result["handovers"]) >= 5, "hardly anybody crosses")


def judge_sameness(judge, program):
    """The same movement with each scheme and access; another one in another run."""
    for movement in ("random-waypoint", "gauss-markov"):
        base = {"movement": movement, "interval": 1000, "access": "ideal", "phase": "random"}
        with judge.of(crowd(**base)):
            first = program.run(crowd(**base))
            octets = (first.folder / "movement.mob").read_bytes()
            crossings = crossings_of(first)
            fixed = program.run(crowd(**{**base, "phase": "fixed"}))
            judge_phases(judge, crossings_of(fixed), crossings)
        for scheme in SCHEMES if movement == "random-waypoint" else ("epmip",):
            arguments = crowd(**base, scheme=scheme)
            with judge.of(arguments):
                run = program.run(arguments)
                general.check(judge, run)
                judge_state(judge, run)
                judge.check((run.folder / "movement.mob").read_bytes() == octets,
                            "nodes move otherwise")  # fmt: skip
                judge.equal("crossings", crossings_of(run), crossings)
        for more, is_same in (({"access": "wifi", "duration": 20}, True), ({"run": 2}, False),
                              ({"seed": 2}, False)):  # fmt: skip
            arguments = crowd(**{**base, **more})
            with judge.of(arguments):
                lines = (program.run(arguments).folder / "movement.mob").read_text().splitlines()
                # A shorter run is cut off: its last legs end earlier.
                early = [line for line in lines if line.startswith("$node_")]
                judge.equal("same first places", set(early) <= set(octets.decode().splitlines()),
                            is_same)  # fmt: skip
        arguments = [f"--trace={first.folder / 'movement.mob'}", "--access=ideal",
                     f"--gateways={first.folder / 'gateways.txt'}", "--interval=1000",
                     "--duration=100", "--phase=random"]  # fmt: skip
        with judge.of(arguments):
            run = program.run(arguments)
            judge.equal("crossings by its own files", crossings_of(run), crossings)
            judge.check(not (run.folder / "movement.mob").exists(), "a trace is written anew")


def judge_lte(judge, program):
    """With LTE too, where ns-3 has it, each node ends where it belongs."""
    if "lte-wifi" not in program.call(["--help"]).stdout:
        return
    quick = {"movement": "random-waypoint", "speeds": "20:30", "mobileNodes": 1, "duration": 25}
    for more in ({"access": "lte", "gateways": "1x2"},
                 {"access": "lte-wifi", "gateways": "2x2", "hysteresis": 40}):  # fmt: skip
        arguments = crowd(**{**quick, **more})
        with judge.of(arguments):
            run = program.run(arguments)
            general.check_pmipv6(judge, run)
            judge.equal("attached at the end", [name for name, node in run.result["nodes"].items()
                                                if not node["gateway"]], [])  # fmt: skip
            judge.check(len(run.result["handovers"]) >= 1, "nobody crosses")


def judge_town(judge, program, trace_file, gateway_file):
    """A trace that SUMO's tools have written, with vehicles that come and go."""
    for more in (["--access=ideal"], ["--access=ideal", "--correspondent=fixed", "--hysteresis=0"],
                 ["--access=wifi", "--interval=100", "--hysteresis=35"]):  # fmt: skip
        arguments = [f"--trace={trace_file}", f"--gateways={gateway_file}", *more]
        hysteresis = float(more[-1].split("=")[1]) if "--hysteresis" in more[-1] else 20.0
        with judge.of(arguments):
            run = program.run(arguments)
            trace = Trace(trace_file, hysteresis=hysteresis, gateways=read_gateways(gateway_file))
            general.check_pmipv6(judge, run)
            journeys.judge_run(judge, run, trace, 0.2 if "--access=wifi" in more else 0.0)
            judge.equal("gateways", read_gateways(run.folder / "gateways.txt"),
                        read_gateways(gateway_file))  # fmt: skip
            judge.equal("vehicles", len(run.result["nodes"]), 8)
            judge.check(len(run.result["handovers"]) >= 8, "hardly anybody crosses")
            judge.equal("attached at the end",
                        [name for name, node in run.result["nodes"].items() if node["gateway"]],
                        [])  # fmt: skip


def run(judge, program, source):
    """All of it."""
    judge_models(judge, program)
    judge_sameness(judge, program)
    judge_lte(judge, program)
    town = source / "examples" / "sumo"
    judge_town(judge, program, town / "town.mob", town / "town.gateways")
