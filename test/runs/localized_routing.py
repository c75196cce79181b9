# SPDX-License-Identifier: GPL-2.0-only
"""Group localized-routing: draft-loureiro on the ideal link, against its closed forms, times to 0.1
ms, messages and losses exactly; and each packet by the routes that gateways must then have."""

import itertools

from . import formulas, route_judge, route_races, route_roaming, route_scenarios
from .route_forms import RouteForms


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


def run(judge, program, _source):
    """All of it."""
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
