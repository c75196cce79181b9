# SPDX-License-Identifier: GPL-2.0-only
"""Races of localized routing, each by delays that bring it about (draft-loureiro, 4.4; RFC 6279, 3.2),
and sessions that live on."""

import itertools

from . import formulas, general
from .route_forms import RouteForms
from .route_judge import judge_direct, judge_moment, judge_setup, when
from .route_scenarios import FAR, NEAR, REFERENCE, clear
from .scenario import MS, S

# The first RO Setup takes 60 ms by p2, the second one 7 ms by n2.
OVERTAKING = {
    "options": {"delayLmaLma": 5, "move": "both", "moveOffset": 20},
    "delays": {
        ("lma1", "mag3"): 5, ("lma1", "mag2"): 30, ("lma2", "mag2"): 30, ("mag2", "mag3"): 30,
        ("lma1", "mag4"): 2, ("lma2", "mag4"): 2, ("mag3", "mag4"): 5,
    },
}  # fmt: skip
STALE = {"node": "mag3", "object": "route", "key": "mn1>cn1", "holds": "mag2", "should_be": "mag4"}
LIFETIME = 20  # s
SHORT_LIVED = [f"--ns3::pmipv6::RouteOptimization{role}::Lifetime={LIFETIME}s"
               for role in ("Controller", "Agent")]  # fmt: skip


def judge_overtaking(judge, program):
    """R1': a late RO Setup that has been overtaken by a newer one. Ms after the attachment of mn: the
    second one is there at 29 (A22; A21: one delay between the anchors less), the first one at 70."""
    for case, first, second in (("a22", 70, 29), ("a21", 65, 29)):
        for ordering, registrations in itertools.product(("on", "off"), ("timestamp", "sequence")):
            scenario, expected = clear(OVERTAKING, case=case, lrOrdering=ordering,
                                       ordering=registrations, interval=17.9)  # fmt: skip
            with judge.of(scenario.arguments):
                run = program.run(scenario.arguments)
                formulas.judge_flows(judge, run, scenario, expected)
                formulas.judge_messages(judge, run, expected)
                attach = scenario.stays["mn1"][1].attach
                times = when(run, "mag3", "active", "ro-setup", attach / S)
                taken = [second] if ordering == "on" else [second, first]
                judge.equal("RO Setups that n1 takes", len(times), len(taken))
                for found, time in zip(times, taken):
                    judge_moment(judge, "RO Setup at n1", [found], attach + time * MS)
                state = run.result["final_state"]
                judge.equal("consistent", state["consistent"], ordering == "on")
                judge.equal("stale", state["stale"], [] if ordering == "on" else [STALE])
                for flow in run.result["flows"]:
                    judge.equal("misdelivered", flow["misdelivered"], 0)


def judge_noticed(judge, program):
    """p2 has noticed, or the controller knows, that the target has gone: the first RO Init is refused, or
    not sent. R17: the refusal comes after the second attempt, is not its answer, and the next move
    is told. So without the check of the order, too."""
    for case, detection, ordering in (
        (case, detection, ordering)
        for case in ("a21", "a22")
        for detection in (6.3, 21.3)
        for ordering in ("on", "off")
    ):
        for offset in (20, 0, -20):
            scenario, expected = clear(
                OVERTAKING, case=case, lrOrdering=ordering, detachDetection=detection, moves=2,
                moveOffset=offset, dwell=1.1, duration=6.9003, interval=17.9,
                paths={"mn1": ["mag1", "mag3", "mag5"], "cn1": ["mag2", "mag4", "mag6"]},
            )  # fmt: skip
            with judge.of(scenario.arguments):
                run = program.run(scenario.arguments)
                formulas.judge_run(judge, run, scenario, expected)
                judge_direct(judge, run, scenario)


def judge_under_way(judge, program):
    """R5: a node moves while the RO Setup of the first packet is on its way; what is pending
    counts."""
    slow = {"options": {"l2Gap": 20}, "delays": {("mag1", "mag2"): 60}}
    for case, move, mode in (
        ("a21", "mn", "direct"), ("a22", "mn", "direct"), ("a21", "cn", "direct"),
        ("a22", "cn", "direct"), ("a22", "both", "direct"), ("a21", "mn", "proxy"),
    ):  # fmt: skip
        for after in (0.055, 0.075, 0.1):
            scenario, expected = clear(
                slow, case=case, move=move, lrMode=mode, trafficStart=3.0001, moveAt=round(3.0001 + after, 4),
                interval=17.9, direction="mn-cn", duration=5.9003,
            )  # fmt: skip
            with judge.of(scenario.arguments):
                run = program.run(scenario.arguments)
                general.check_pmipv6(judge, run)
                formulas.judge_flows(judge, run, scenario, expected)
                formulas.judge_messages(judge, run, expected)
                formulas.judge_handovers(judge, run, scenario, expected)
                judge_direct(judge, run, scenario)


def judge_two_triggers(judge, program):
    """R16: both anchors see a first packet, the other one's trigger still on its way. That of the
    lower address stands; the other one is answered with 140: two messages more."""
    for ahead in (2, -3, 17, -18):
        scenario, _ = clear(
            {"options": {}, "delays": {("mn1", "mag1"): 1002 - ahead}}, case="a22", move="none",
            moves=0, interval=17.9, trafficStart=2.5001, duration=7.0003,
        )  # fmt: skip
        with judge.of(scenario.arguments):
            run = program.run(scenario.arguments)
            general.check_pmipv6(judge, run)
            sent = {name: row["sent"] for name, row in run.result["signalling"].items()
                    if name.startswith("Ro") and not name.startswith("Router")}  # fmt: skip
            judge.equal("messages", sent, {"RoTrigger": 2, "RoTriggerAck": 2, "RoInit": 1,
                        "RoInitAck": 1, "RoSetup": 1, "RoSetupAck": 1})  # fmt: skip
            statuses = [row["reason"] for row in run.events if row["object"] == "route"
                        and row["node"] == "lma2" and row["from"] == "triggered"]  # fmt: skip
            judge.equal("how lma2's trigger ends", len(statuses), 1)
            found = run.result["optimizations"]
            if judge.equal("routes set up", len(found), 1):
                # What lma2 sends before the first packet at lma1 is not counted.
                found[0]["messages"] -= 2 if ahead > 0 else 1
                judge_setup(judge, run, RouteForms(scenario))
            paths = [flow["path"] for flow in run.result["flows"]]
            judge.equal("paths", paths, [["mn1", "mag1", "mag2", "cn1"],
                        ["cn1", "mag2", "mag1", "mn1"]])  # fmt: skip


def judge_lifetimes(judge, program):
    """R7: a session in use lives on for all four, whoever sends; the next move is told."""
    for case, move, direction in (
        ("a21", "mn", "mn-cn"), ("a21", "cn", "mn-cn"), ("a22", "mn", "mn-cn"),
        ("a22", "cn", "mn-cn"), ("a22", "mn", "cn-mn"), ("a22", "cn", "cn-mn"),
        ("a11", "mn", "cn-mn"), ("a12", "cn", "mn-cn"),
    ):  # fmt: skip
        scenario, expected = clear(
            case=case, move=move, direction=direction, interval=97.7, moveAt=70.0037,
            duration=95.0003, more=SHORT_LIVED,
        )  # fmt: skip
        with judge.of(scenario.arguments):
            run = program.run(scenario.arguments)
            general.check_state(judge, run)
            replay = expected.replays["mn1"]
            forms = RouteForms(scenario, replay.source, replay.target)
            is_source = replay.source[:2] == move
            _, _, _, messages = forms.source_moves() if is_source else forms.target_moves()
            one = run.result["handovers"][0]
            judge.equal("messages", one["messages"], messages)
            new = scenario.stays[one["node"]][1]
            judge_moment(judge, "route_optimized_s", [one["route_optimized_s"]],
                         expected.optimized(new))  # fmt: skip
            refreshes = run.result["signalling"].get("RoRefresh", {"sent": 0})["sent"]
            judge.check(refreshes >= 4, f"there are {refreshes} refreshes")
            ends = [row for row in run.events if row["object"] == "route"
                    and row["to"] in ("none", "ending")
                    and row["node"] != scenario.stays[one["node"]][0].gateway]  # fmt: skip
            judge.equal("routes and sessions that end", ends, [])
            judge_direct(judge, run, scenario)


def judge_uncoordinated(judge, program):
    """R0: without a controller each new gateway may be told of the other's old one, for ever, if the
    registrations are less than the delay between the anchors apart; with one it is not."""
    for delays, offset in ((REFERENCE, 0), (REFERENCE, 15), (REFERENCE, -15), (FAR, 0), (NEAR, 0),
                           (REFERENCE, 900), (REFERENCE, -900)):  # fmt: skip
        for scheme in ("uncoordinated", "localized-routing"):
            scenario, _ = clear(delays, case="a22", move="both", moveOffset=offset, scheme=scheme)
            with judge.of(scenario.arguments):
                run = program.run(scenario.arguments)
                general.check(judge, run)
                one, two = scenario.stays["mn1"][1], scenario.stays["cn1"][1]
                is_race = abs(one.bound - two.bound) < scenario.delay("lma1", "lma2")
                judge_end(judge, run, scenario, is_race and scheme == "uncoordinated")
                if scheme == "uncoordinated":
                    found = run.result["optimizations"]
                    judge.equal("completed_s and messages",
                                [(route["completed_s"], route["messages"]) for route in found],
                                [(None, None)])  # fmt: skip


def judge_end(judge, run, scenario, is_stale):
    """Whether the new gateways name each other or the old ones, and what comes of that."""
    state = run.result["final_state"]
    judge.equal("consistent", state["consistent"], not is_stale)
    stale = [
        {"node": "mag3", "object": "route", "key": "mn1>cn1", "holds": "mag2", "should_be": "mag4"},
        {"node": "mag4", "object": "route", "key": "cn1>mn1", "holds": "mag1", "should_be": "mag3"},
    ]
    judge.equal("stale", state["stale"], stale if is_stale else [])
    for flow in run.result["flows"]:
        judge.equal("misdelivered", flow["misdelivered"], 0)
    if not is_stale:
        judge_direct(judge, run, scenario)
        return
    resumed = [one["downlink_resumed_s"] for one in run.result["handovers"]]
    judge.equal("downlink_resumed_s", resumed, [None, None])
    left = scenario.end / S - 1 - max(one["attached_s"] for one in run.result["handovers"])
    for flow in run.result["flows"]:
        judge.check(flow["lost"] >= left / scenario["interval"] * 1e3 - 1,
                    f"{flow['lost']} packets are lost: not all to the end")  # fmt: skip


def judge_races(judge, program):
    """All of them."""
    judge_uncoordinated(judge, program)
    judge_overtaking(judge, program)
    judge_noticed(judge, program)
    judge_under_way(judge, program)
    judge_two_triggers(judge, program)
    judge_lifetimes(judge, program)
