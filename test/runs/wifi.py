# SPDX-License-Identifier: GPL-2.0-only
"""Group wifi: handovers over IEEE 802.11, one node and many."""

import math

from . import general
from .scenario import NEVER, S, Scenario

LINK = (0.045, 0.075)  # s from switch to association of a station alone: 50 ms of it scanning
BUSY = 0.2  # s, of stations that meet on a channel
LOCAL = 0.001  # s, what exchanges over the air may add


def scenarios():
    """Fast handovers: at their moments stations change to the next gateway's channel."""
    short = {"trafficStart": 2.0, "interval": 100, "moveAt": 4.0, "dwell": 2.0, "duration": 9.0}
    # With no other option the program makes its handover on Wi-Fi.
    yield Scenario(access="wifi")
    yield Scenario(
        access="wifi", moves=3, dwell=1.5, moveAt=3.0, trafficStart=2.0, interval=20,
        delayMagLma=13.3, authenticationDelay=7.7, move="both", moveOffset=411, case="a22",
    )  # fmt: skip
    for count, correspondent in (
        (1, "mobile"), (2, "mobile"), (2, "fixed"), (5, "mobile"), (10, "fixed"), (10, "mobile"),
        (20, "fixed"), (20, "mobile"),
    ):  # fmt: skip
        yield Scenario(
            access="wifi", mobileNodes=count, correspondent=correspondent, moves=2, stagger=37,
            **short,
        )  # fmt: skip
    # All at one moment: they meet on one channel.
    yield Scenario(access="wifi", mobileNodes=10, correspondent="fixed", **short)
    yield Scenario(
        access="wifi", mobileNodes=5, move="both", moves=3, stagger=211, moveOffset=700,
        paths={"mn1": ["mag1", "mag4"], "mn2": ["mag3", "mag2", "mag1"], "cn1": ["mag2", "mag3"]},
        **{**short, "duration": 10.5},
    )  # fmt: skip


def judge_losses(judge, run):
    """No packet is lost but by a handover."""
    lost = sum(flow["lost"] for flow in run.result["flows"])
    judge.equal("lost of all handovers", sum(h["lost"] for h in run.result["handovers"]), lost)
    interval = run.result["parameters"]["interval"] / 1e3
    for handover in run.result["handovers"]:
        flows = [f for f in run.result["flows"] if handover["node"] in (f["from"], f["to"])]
        resumed = [t for t in (handover["uplink_resumed_s"], handover["downlink_resumed_s"]) if t]
        if not resumed:
            continue
        # What was on its way through the core when the node went, too.
        window = max(resumed) - handover["detached_s"] + 0.05
        judge.within(
            f"handover of {handover['node']} at {handover['detached_s']} s: lost",
            handover["lost"], 0, len(flows) * math.ceil(window / interval),
        )  # fmt: skip


def judge_handovers(judge, run, scenario, is_busy):
    """Each planned move is a handover that took the time that it takes."""
    for node, stays in scenario.stays.items():
        found = run.handovers_of(node)
        judge.equal(f"handovers of {node}", len(found), len(stays) - 1)
        for one, old, new in zip(found, stays, stays[1:]):
            name = f"handover of {node} at {one['detached_s']} s"
            judge.equal(f"{name}: from and to", (one["from"], one["to"]),
                        (old.gateway, new.gateway))  # fmt: skip
            judge.near(f"{name}: detached_s", one["detached_s"], old.detach / S, 0.005)
            judge.within(f"{name}: link", one["attached_s"] - one["detached_s"], LINK[0],
                         BUSY if is_busy else LINK[1])  # fmt: skip
            registered = (new.opened - new.attach) / S
            judge.within(f"{name}: registration", one["registered_s"] - one["attached_s"],
                         registered, registered + LOCAL)  # fmt: skip
            judge.within(f"{name}: Router Advertisement",
                         one["advertised_s"] - one["registered_s"], 0, BUSY)  # fmt: skip
            for field in ("uplink_resumed_s", "downlink_resumed_s"):
                judge.check(one[field] is not None, f"{name}: {field} is null")
        judge.equal(f"{node} ends at", run.result["nodes"][node]["gateway"], stays[-1].gateway)
        judge.check(stays[-1].detach == NEVER, "the plan ends with a move")
    for one in run.result["attachments"]:
        stay = scenario.stays[one["node"]][0]
        judge.equal(f"{one['node']} attaches first to", one["to"], stay.gateway)
        judge.within(f"first attachment of {one['node']}", one["attached_s"], stay.attach / S,
                     stay.attach / S + BUSY)  # fmt: skip


def judge_alone(judge, run):
    """A node that moves alone: two messages, and two more or one if the old gateway noticed."""
    for one in run.result["handovers"]:
        noticed = one["noticed_s"] is not None
        judge.within(f"messages at {one['detached_s']} s", one["messages"], 2 + noticed,
                     2 + 2 * noticed)  # fmt: skip


def judge_routed(judge, program):
    """Localized routing: each pair has its route from the first packet on, and again when both have
    moved, at one moment or one after the other."""
    short = {"trafficStart": 2.0, "interval": 50, "moveAt": 4.0, "duration": 7.0, "move": "both"}
    for count, case, more in (
        (1, "a21", {}), (1, "a22", {}), (1, "a22", {"moveOffset": 30}),
        (10, "a21", {}), (10, "a22", {"stagger": 23, "moveOffset": 7}),
    ):  # fmt: skip
        scenario = Scenario(access="wifi", scheme="localized-routing", case=case,
                            mobileNodes=count, **short, **more)  # fmt: skip
        with judge.of(scenario.arguments):
            run = program.run(scenario.arguments)
            general.check_pmipv6(judge, run)
            judge_losses(judge, run)
            judge_handovers(judge, run, scenario, count > 1)
            pairs = [(f"mn{i}", f"cn{i}") for i in range(1, count + 1)]
            found = sorted((one["from"], one["to"]) for one in run.result["optimizations"])
            judge.equal("routes set up", found, sorted(pairs))
            # RO Init or RO Trigger, RO Init, RO Setup: 16 or 36 ms with the default delays.
            wanted = 0.036 if case == "a22" else 0.016
            for one in run.result["optimizations"]:
                judge.within(f"forward_active_s of {one['from']}",
                             one["forward_active_s"] - one["triggered_s"],
                             wanted, wanted + LOCAL)  # fmt: skip
            for one in run.result["handovers"]:
                judge.check(one["route_optimized_s"] is not None,
                            f"{one['node']} has no direct path again")  # fmt: skip
            for flow in run.result["flows"]:
                places = [scenario.stays[flow[end]][-1].gateway for end in ("from", "to")]
                judge.equal(f"path from {flow['from']}", flow["path"],
                            [flow["from"], *places, flow["to"]])  # fmt: skip


def judge_walking(judge, program):
    """Stations walk on one channel, and their own association decides."""
    for count, speed, distance in ((1, 20, 100), (3, 20, 100), (2, 30, 80)):
        arguments = ["--access=wifi", "--wifiHandover=default", f"--mobileNodes={count}",
                     f"--speed={speed}", f"--apDistance={distance}", "--trafficStart=3",
                     "--moveAt=4", "--duration=14"]  # fmt: skip
        with judge.of(arguments):
            run = program.run(arguments)
            general.check_pmipv6(judge, run)
            judge_losses(judge, run)
            judge.equal("number of handovers", len(run.result["handovers"]), count)
            for one in run.result["handovers"]:
                name = f"handover of {one['node']}"
                judge.equal(f"{name}: from and to", (one["from"], one["to"]), ("mag1", "mag3"))
                # It goes at moveAt, and is there when it has walked the distance.
                judge.within(f"{name}: detached_s", one["detached_s"], 4, 4 + distance / speed)
                # ns-3: ten beacons of 102.4 ms are missed before a station looks for another. Those
                # that hear the same beacon ask at one moment; who is not heard asks again 500 ms
                # later (AssocRequestTimeout).
                lasted = one["attached_s"] - one["detached_s"]
                again = 0.5 if count > 1 and lasted > 1.4 else 0
                judge.within(f"{name}: interruption", lasted - again, 0.9, 1.2)
                judge.equal(f"{one['node']} ends at",
                            run.result["nodes"][one["node"]]["gateway"], "mag3")  # fmt: skip


def run(judge, program, _source):
    """All of it."""
    for scenario in scenarios():
        with judge.of(scenario.arguments):
            done = program.run(scenario.arguments)
            general.check_pmipv6(judge, done)
            judge_losses(judge, done)
            is_busy = len(scenario.nodes) > 2
            judge_handovers(judge, done, scenario, is_busy)
            if scenario["mobileNodes"] == 1 and scenario["move"] == "mn":
                judge_alone(judge, done)
    judge_routed(judge, program)
    judge_walking(judge, program)
