# SPDX-License-Identifier: GPL-2.0-only
"""Localized routing where provider domains have no agreement (RFC 6279, 5): packets go by the
anchors until the node is back."""

import math

from . import formulas, general
from .formulas import TOLERANCE, in_seconds
from .route_forms import RouteForms
from .route_judge import judge_direct, judge_moment, judge_window, when
from .route_scenarios import clear
from .scenario import MS, S

HOLD_DOWN = 10  # s, RetryHoldDown
BY_THE_ANCHORS = {
    "mn": [["mn1", "mag3", "lma1", "lma2", "mag2", "cn1"],
           ["cn1", "mag2", "lma2", "lma1", "mag3", "mn1"]],
    "cn": [["mn1", "mag1", "lma1", "lma2", "mag4", "cn1"],
           ["cn1", "mag4", "lma2", "lma1", "mag1", "mn1"]],
}  # fmt: skip


def make(case, move, moves, duration=8.0003, **options):
    """A node leaves its domain, and comes back."""
    return clear(
        formulas.FAR, case=case, move=move, moves=moves, dwell=2, duration=duration, interval=17.9,
        paths={"mn1": ["mag1", "mag3"], "cn1": ["mag2", "mag4"]}, **options,
    )[0]  # fmt: skip


def judge_left(judge, run, scenario, move):
    """In the other domain."""
    paths = [flow["path"] for flow in run.result["flows"]]
    judge.equal("paths", paths, BY_THE_ANCHORS[move])
    one = run.result["handovers"][0]
    judge.equal("route_optimized_s", one["route_optimized_s"], None)
    judge.equal("routes set up", len(run.result["optimizations"]), 1)
    routes = [fault for part in ("stale", "leftover") for fault in run.result["final_state"][part]
              if fault["object"] == "route"]  # fmt: skip
    judge.equal("routes that are left", routes, [])
    forms = RouteForms(scenario)
    new = scenario.stays[f"{move}1"][1]
    if move == "mn":
        points, _, _, _ = forms.source_moves()
        # The end is told as a new route would be, but for n1.
        judge_moment(judge, "the end of M2's route",
                     when(run, "mag2", "none", "ro-init", in_seconds(new.attach)),
                     new.attach + points)  # fmt: skip
        judge_window(judge, "lost, cn1 to mn1", run.flow("cn1", "mn1")["lost"],
                     forms.source_window(), scenario)  # fmt: skip
        # PBU, PBA, the end for all, and cn1's anchor asks in vain when cn1 goes on sending.
        judge.equal("messages", one["messages"], 10)


def judge_back(judge, run, scenario, move):
    """At home again: the next packet sets up a route, as the first one did."""
    found = run.result["optimizations"]
    if not judge.equal("routes set up", len(found), 2):
        return
    # The other anchor has just been told that it may not be, and leaves the pair alone for a while.
    node, other = ("mn1", "cn1") if move == "mn" else ("cn1", "mn1")
    judge.equal("source and target", (found[1]["from"], found[1]["to"]), (node, other))
    forms = RouteForms(scenario, node, other)
    new = scenario.stays[node][2]
    interval = round(scenario["interval"] * MS)
    start = next(start for sender, _, start in scenario.flows() if sender == node)
    # The first one that comes to a gateway that forwards it.
    count = math.ceil((new.opened - new.access - start) / interval)
    first = start + count * interval + new.access + forms.d(new.gateway, new.anchor)
    judge.near("triggered_s", found[1]["triggered_s"], in_seconds(first), TOLERANCE)
    reverse, forward, done, messages = forms.setup()
    for field, time in (("reverse_active_s", reverse), ("forward_active_s", forward),
                        ("completed_s", done)):  # fmt: skip
        judge.near(f"{field} since triggered_s", found[1][field] - found[1]["triggered_s"],
                   in_seconds(time), TOLERANCE)  # fmt: skip
    judge.equal("messages of the setup", found[1]["messages"], messages)
    one = run.result["handovers"][1]
    judge.near("route_optimized_s", one["route_optimized_s"], found[1]["forward_active_s"], 1e-9)
    judge.equal("messages", one["messages"], 2 + messages)
    judge_direct(judge, run, scenario)


def judge_roaming(judge, program):
    """All of it."""
    for case in ("roaming1", "roaming2", "roaming3", "roaming4"):
        for move in ("mn", "cn"):
            for moves, judge_part in ((1, judge_left), (2, judge_back)):
                scenario = make(case, move, moves, moveDomain="other")
                with judge.of(scenario.arguments):
                    run = program.run(scenario.arguments)
                    general.check_pmipv6(judge, run)
                    judge_part(judge, run, scenario, move)
    # Where only the other node sends, its anchor's hold-down of 10 s counts.
    scenario = make("roaming1", "cn", 2, moveDomain="other", direction="mn-cn", duration=16.0003)
    with judge.of(scenario.arguments):
        run = program.run(scenario.arguments)
        general.check_pmipv6(judge, run)
        refused = when(run, "lma1", "refused", "NO_AGREEMENT_BETWEEN_DOMAINS", 0)
        found = run.result["optimizations"]
        if judge.equal("routes set up", len(found), 2) and judge.equal("ends", len(refused), 1):
            judge.within("triggered_s", found[1]["triggered_s"], refused[0] + HOLD_DOWN,
                         refused[0] + HOLD_DOWN + scenario["interval"] / 1e3)  # fmt: skip
        judge_direct(judge, run, scenario)
