# SPDX-License-Identifier: GPL-2.0-only
"""Judges runs with localized routing by the closed forms of draft-loureiro."""

import math

from .formulas import TOLERANCE, in_seconds
from .scenario import MS


def when(run, node, state, reason, after, before=math.inf):
    """When a route or session of a node came to a state for a reason: all times, s."""
    return [row["time_s"] for row in run.events
            if row["object"] == "route" and row["node"] == node and row["to"] == state
            and row["reason"] == reason and after <= row["time_s"] <= before]  # fmt: skip


def judge_moment(judge, what, times, expected):
    """A change of state, in ns."""
    found = times[-1] if times else None
    judge.near(what, found, in_seconds(expected), TOLERANCE)


def judge_setup(judge, run, forms):
    """The table of setups."""
    found = run.result["optimizations"][0]
    judge.equal("source and target", (found["from"], found["to"]), (forms.source, forms.target))
    *times, messages = forms.setup()
    for field, time in zip(["reverse_active_s", "forward_active_s", "completed_s"], times):
        since = None if found[field] is None else found[field] - found["triggered_s"]
        judge.near(f"{field} since triggered_s", since, in_seconds(time), TOLERANCE)
    judge.equal("messages of the setup", found["messages"], messages)


def judge_direct(judge, run, scenario):
    """In the end packets go straight, and nothing is lost but by handovers."""
    for flow in run.result["flows"]:
        name = f"flow {flow['from']} to {flow['to']}"
        places = [scenario.stays[flow[end]][-1].gateway for end in ("from", "to")]
        path = [flow["from"], *dict.fromkeys(places), flow["to"]]
        found = [one for one in flow["path"] if not one.startswith(("transit", "core"))]
        judge.equal(f"{name}: path", found, path)
        judge.equal(f"{name}: path_length_ms", flow["path_length_ms"], flow["direct_length_ms"])
    judge.equal("lost by no handover", sum(flow["lost"] for flow in run.result["flows"]),
                sum(one["lost"] for one in run.result["handovers"]))  # fmt: skip


def judge_window(judge, what, lost, window, scenario):
    """A loss window loses floor(W / D) or ceil(W / D) packets."""
    share = window / MS / scenario["interval"]
    judge.within(what, lost, math.floor(share), math.ceil(share))


def extra_messages(scenario, expected, old, new):
    """What a gateway that notices the detach sends, and one that asks for a packet that comes before
    its route (7): not in the forms."""
    asked = sum(new.attach < time for time, _ in expected.requests)
    if scenario["detachDetection"] == "none":
        return asked
    # Of a de-registration that is not answered the other node's gateway hears, by RO Setup.
    is_answered = expected.is_answered(old, new)
    is_told = (not is_answered and scenario["lrMode"] == "direct"
               and scenario["case"] not in ("a11", "a12"))  # fmt: skip
    return asked + 1 + is_answered + 2 * is_told


def judge_source(judge, run, scenario, expected, forms):
    """The source moves."""
    old, new = forms.stays1[:2]
    m2 = forms.stays2[0].gateway
    points, direct, done, messages = forms.source_moves()
    one = run.handovers_of(forms.source)[0]
    after = in_seconds(new.attach)
    is_local = new.gateway == m2
    judge_moment(judge, "M2 re-points",
                 when(run, m2, "active" if is_local else "pending", "ro-init", after),
                 new.attach + points)  # fmt: skip
    if not is_local:
        judge_moment(judge, "n1 direct", when(run, new.gateway, "active", "ro-setup", after),
                     new.attach + direct)  # fmt: skip
    reason = "ro-trigger-ack" if forms.has_two else "ro-init-ack"
    judge_moment(judge, "done at L1", when(run, forms.anchor1, "active", reason, after),
                 new.attach + done)  # fmt: skip
    judge.near("route_optimized_s", one["route_optimized_s"], in_seconds(new.attach + direct),
               TOLERANCE)  # fmt: skip
    messages += extra_messages(scenario, expected, old, new)
    judge.equal("messages", one["messages"], messages)
    judge_losses(judge, run, scenario, forms, old, new, forms.source_window())
    if scenario["direction"] != "cn-mn" or forms.source == "cn1":
        # Those by way of the anchors are not more than fit between the PBA and the route.
        interval = scenario["interval"] * MS
        held = (direct - (new.opened - new.attach)) / interval
        late = forms.reordered(new.gateway, m2)
        judge.within(
            "reordered", run.flow(forms.source, forms.target)["reordered"],
            forms.reordered(old.gateway, m2) + min(late, math.floor(held)),
            forms.reordered(old.gateway, m2) + min(late, math.ceil(held)),
        )  # fmt: skip


def is_noticed_at_both(scenario):
    """Whether a gateway of both nodes notices the detach of one: it drops its route then, and the
    other node's packets go by the anchors in between."""
    return scenario["detachDetection"] != "none" and scenario["case"] in ("a11", "a12")


def judge_losses(judge, run, scenario, forms, old, new, window):
    """What a moving node loses, of what it sends and of what is sent to it."""
    other = forms.target if old.node == forms.source else forms.source
    is_noticed = is_noticed_at_both(scenario)
    for flow in run.result["flows"]:
        name = f"lost, {flow['from']} to {flow['to']}"
        if flow["to"] == old.node and flow["from"] == other and not is_noticed:
            judge_window(judge, name, flow["lost"], window, scenario)
        elif flow["from"] == old.node:
            judge_window(judge, name, flow["lost"], forms.uplink_window(new), scenario)


def judge_target(judge, run, scenario, expected, forms):
    """The target moves."""
    old, new = forms.stays2[:2]
    m1 = forms.stays1[0].gateway
    direct, points, done, messages = forms.target_moves()
    one = run.handovers_of(forms.target)[0]
    after = in_seconds(new.attach)
    is_local = new.gateway == m1
    judge_moment(judge, "n2 direct",
                 when(run, new.gateway, "active" if is_local else "pending", "ro-init", after),
                 new.attach + direct)  # fmt: skip
    if not is_local:
        judge_moment(judge, "M1 re-points", when(run, m1, "active", "ro-setup", after),
                     new.attach + points)  # fmt: skip
    judge_moment(judge, "done at L2", when(run, forms.anchor2, "active", "ro-init-ack", after),
                 new.attach + done)  # fmt: skip
    if forms.has_two:
        judge.equal("what L1 hears of it", when(run, forms.anchor1, "active", "ro-trigger-ack",
                    after), [])  # fmt: skip
    judge.near("route_optimized_s", one["route_optimized_s"], in_seconds(new.attach + points),
               TOLERANCE)  # fmt: skip
    messages += extra_messages(scenario, expected, old, new)
    judge.equal("messages", one["messages"], messages)
    judge_losses(judge, run, scenario, forms, old, new, forms.target_window())
    if is_noticed_at_both(scenario):
        return
    for flow in run.result["flows"]:
        is_first = flow["from"] == forms.source
        judge.equal(f"reordered, {flow['from']} to {flow['to']}", flow["reordered"],
                    forms.reordered(m1, old.gateway) if is_first else 0)  # fmt: skip


def judge_both(judge, run, _scenario, expected, forms):
    """Both move: whatever overtakes what, the last attempt counts."""
    direct2, direct1, done, messages = forms.both_move()
    n1, n2 = forms.stays1[1], forms.stays2[1]
    judge_moment(judge, "n2 direct", when(run, n2.gateway, "pending", "ro-init", 0), direct2)
    judge_moment(judge, "n1 direct", when(run, n1.gateway, "active", "ro-setup", 0), direct1)
    judge_moment(judge, "done at L2", when(run, forms.anchor2, "active", "ro-init-ack", 0), done)
    if forms.has_two and n1.bound + forms.x > n2.bound:
        judge_moment(judge, "done at L1",
                     when(run, forms.anchor1, "active", "ro-trigger-ack", 0), done + forms.x)  # fmt: skip
    sums = {one["detached_s"]: one["messages"] for one in run.result["handovers"]}
    judge.equal("messages of both handovers", sum(sums.values()), messages)
    if n1.bound + forms.x > n2.bound:
        judge_misled(judge, run, expected, forms)


def judge_misled(judge, run, expected, forms):
    """R2: the controller hears of the source last, and n2 sends to p1 until then."""
    p1, n1, n2 = forms.stays1[0], forms.stays1[1], forms.stays2[1]
    times = when(run, n2.gateway, "pending", "ro-init", in_seconds(n2.attach))
    if judge.equal("attempts at n2", len(times), 2):
        judge.near("how long n2 names p1", times[1] - times[0],
                   in_seconds(n1.bound + forms.x - n2.bound), TOLERANCE)  # fmt: skip
    lost = 0
    for packet in expected.packets.get((forms.target, forms.source), []):
        path = packet.path()
        lost += path[1:3] == [n2.gateway, p1.gateway] and packet.delivered is None
    if (forms.target, forms.source) in expected.packets:
        judge_window(judge, "lost from n2 to p1", lost, forms.misled_window(), expected.scenario)
