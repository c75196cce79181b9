# SPDX-License-Identifier: GPL-2.0-only
"""Group localized-routing: draft-loureiro on the ideal link, against its closed forms, times to 0.1
ms, messages and losses exactly; and each packet by the routes that gateways must then have."""

import itertools

from . import formulas, general, route_judge, route_races, route_roaming, route_scenarios
from .formulas import FAR, NEAR
from .route_forms import RouteForms
from .route_scenarios import REFERENCE
from .route_states import RouteStates, WatchedProgram
from .scenario import MS, S, Scenario


def judge_run(judge, run, scenario, expected):
    """One run, packet by packet."""
    with judge.of(scenario.arguments):
        formulas.judge_run(judge, run, scenario, expected)
        route_judge.judge_direct(judge, run, scenario)


def judge_forms(judge, run, scenario, expected):
    """One run, by the closed forms."""
    replay = expected.replays["mn1"]
    forms = RouteForms(scenario, replay.source, replay.target)
    moved = {"none": [], "mn": ["mn1"], "cn": ["cn1"], "both": ["mn1", "cn1"]}[scenario["move"]]
    with judge.of(scenario.arguments):
        route_judge.judge_setup(judge, run, forms)
        if moved == [replay.source]:
            route_judge.judge_source(judge, run, scenario, expected, forms)
        elif moved == [replay.target]:
            route_judge.judge_target(judge, run, scenario, expected, forms)
        elif moved:
            route_judge.judge_both(judge, run, scenario, expected, forms)


def judge_reference(judge):
    """The closed forms have the documented values in the reference instance, ms."""
    forms = lambda **options: RouteForms(Scenario(**options))
    both = {"move": "both", "moveAt": 10}
    in_ms = lambda times: [None if time is None else time / MS for time in times]
    for options, name, wanted in (
        ({"case": "a11"}, "setup", [None, 10, 20]), ({"case": "a12"}, "setup", [None, 30, 60]),
        ({"case": "a21"}, "setup", [10, 16, 32]), ({"case": "a22"}, "setup", [30, 36, 72]),
        ({"case": "a21", "lrMode": "proxy"}, "setup", [10, 30, 60]),
        ({"case": "a22", "lrMode": "proxy"}, "setup", [30, 70, 140]),
        ({"case": "a21", "lrInitiator": "mag"}, "setup", [20, 26, 42]),
        ({"case": "a21"}, "source_moves", [20, 26, 42]),
        ({"case": "a22"}, "source_moves", [40, 46, 82]),
        ({"case": "a21", "paths": {"mn1": ["mag1", "mag2"]}}, "source_moves", [20, 20, 30]),
        ({"case": "a22", "paths": {"mn1": ["mag1", "mag2"]}}, "source_moves", [40, 40, 70]),
        ({"case": "a21", "move": "cn"}, "target_moves", [20, 26, 42]),
        ({"case": "a22", "move": "cn"}, "target_moves", [20, 26, 42]),
        ({"case": "a21", **both}, "both_move", [10070, 10076, 10092]),
        ({"case": "a22", **both}, "both_move", [10090, 10096, 10112]),
    ):  # fmt: skip
        judge.equal(f"{name} of {options}", in_ms(getattr(forms(**options), name)()[:3]), wanted)
    for options, name, wanted in (
        ({"case": "a11"}, "setup", 2), ({"case": "a12"}, "setup", 4),
        ({"case": "a21"}, "setup", 4), ({"case": "a22"}, "setup", 6),
        ({"case": "a21", "lrMode": "proxy"}, "setup", 6),
        ({"case": "a22", "lrMode": "proxy"}, "setup", 10),
        ({"case": "a22", "lrInitiator": "mag"}, "setup", 8),
        ({"case": "a21"}, "source_moves", 6), ({"case": "a22"}, "source_moves", 8),
        ({"case": "a21", "paths": {"mn1": ["mag1", "mag2"]}}, "source_moves", 4),
        ({"case": "a22", "paths": {"mn1": ["mag1", "mag2"]}}, "source_moves", 6),
        ({"case": "a22", "move": "cn"}, "target_moves", 6),
        ({"case": "a21", **both}, "both_move", 12), ({"case": "a22", **both}, "both_move", 14),
    ):  # fmt: skip
        judge.equal(f"messages, {name} of {options}", getattr(forms(**options), name)()[3], wanted)
    for options, name, wanted in (
        ({"case": "a21"}, "source_window", 78), ({"case": "a22"}, "source_window", 98),
        ({"case": "a11"}, "source_window", 72), ({"case": "a21", "move": "cn"}, "target_window", 84),
    ):  # fmt: skip
        judge.equal(f"{name} of {options}", getattr(forms(**options), name)() / MS, wanted)


def judge_attributes(judge, program):
    """A resolver's delay, once in a session's life; routes used from RO Setup Ack on alone."""
    resolve = 13.7  # ms
    later = f"--ns3::pmipv6::AnchorPrefixTable::Delay={resolve}ms"
    acked = "--ns3::pmipv6::RouteOptimizationAgent::ActivateOnAck=true"
    for case, mode, delays, argument in itertools.product(
        ("a11", "a12", "a21", "a22"), ("direct", "proxy"), (REFERENCE, FAR, NEAR), (later, acked)
    ):
        scenario, _ = route_scenarios.clear(delays, case=case, lrMode=mode, interval=11.9,
                                            more=[argument])  # fmt: skip
        forms = RouteForms(scenario)
        between = forms.between(*[scenario.stays[node][0].gateway for node in ("mn1", "cn1")])
        with judge.of(scenario.arguments):
            done = program.run(scenario.arguments)
            general.check_pmipv6(judge, done)
            found = done.result["optimizations"][0]
            wait = round(resolve * MS) if argument == later and forms.has_two else 0
            for field in ("reverse_active_s", "forward_active_s", "completed_s"):
                found[field] = found[field] and found[field] - wait / S
            if argument == acked and found["reverse_active_s"]:
                found["reverse_active_s"] -= 2 * between / S
            route_judge.judge_setup(judge, done, forms)
            new = scenario.stays["mn1"][1]
            _, direct, _, messages = forms.source_moves()
            if argument == acked:
                direct += forms.between(new.gateway, scenario.stays["cn1"][0].gateway)
            one = done.result["handovers"][0]
            judge.near("route_optimized_s", one["route_optimized_s"], (new.attach + direct) / S,
                       formulas.TOLERANCE)  # fmt: skip
            judge.equal("messages", one["messages"], messages)
            route_judge.judge_direct(judge, done, scenario)


def run(judge, program, source):
    """All of it."""
    program = WatchedProgram(program, judge, RouteStates(source))
    judge_reference(judge)
    judge_attributes(judge, program)
    for scenario, expected in itertools.chain(
        route_scenarios.setups(), route_scenarios.single_moves(), route_scenarios.double_moves()
    ):
        with judge.of(scenario.arguments):
            done = program.run(scenario.arguments)
            judge_run(judge, done, scenario, expected)
            judge_forms(judge, done, scenario, expected)
    for scenario, expected in route_scenarios.journeys():
        with judge.of(scenario.arguments):
            judge_run(judge, program.run(scenario.arguments), scenario, expected)
    route_races.judge_races(judge, program)
    route_roaming.judge_roaming(judge, program)
