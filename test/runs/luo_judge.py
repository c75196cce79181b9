# SPDX-License-Identifier: GPL-2.0-only
"""Judges runs with ePMIP by the closed forms of draft-luo."""

from . import general
from .expectation import Expectation
from .formulas import TOLERANCE, in_seconds
from .luo_forms import LuoForms, LuoHandover, added, packets
from .scenario import MS, S

GAP_TOLERANCE = 0.1  # ms


def forms_of(scenario, number=1):
    """The forms of a pair, its node first that sends first."""
    nodes = (f"mn{number}", f"cn{number}")
    if scenario["direction"] == "cn-mn":
        nodes = nodes[::-1]
    return LuoForms(scenario, *nodes)


def judge_general(judge, run, scenario):
    """What holds of every run; and in the end all packets go straight."""
    general.check_pmipv6(judge, run)
    legacy = scenario["legacy"].split(",")
    is_plain = scenario.is_fixed and not scenario.is_routed
    for flow in [] if is_plain else run.result["flows"]:
        name = f"flow {flow['from']} to {flow['to']}"
        places = [scenario.stays[flow[end]][-1].gateway for end in ("from", "to")]
        anchors = [scenario.anchor(flow[end]) for end in ("from", "to")]
        if any(place in legacy for place in (*places, *anchors)):
            continue
        path = [flow["from"], *dict.fromkeys(places), flow["to"]]
        found = [one for one in flow["path"] if not one.startswith(("transit", "core"))]
        judge.equal(f"{name}: path", found, path)
    judge.equal("lost by no handover", sum(flow["lost"] for flow in run.result["flows"]),
                sum(one["lost"] for one in run.result["handovers"]))  # fmt: skip


def judge_setup(judge, run, forms):
    """How a location becomes known."""
    found = [one for one in run.result["optimizations"]
             if {one["from"], one["to"]} == {forms.source, forms.target}]  # fmt: skip
    if not judge.equal(f"paths of {forms.source} and {forms.target}", len(found), 1):
        return
    one = found[0]
    name = f"location of {forms.target}"
    judge.equal(f"{name}: from", one["from"], forms.source)
    first = forms.start(forms.source) + forms.home(forms.source).access
    judge.near(f"{name}: triggered_s", one["triggered_s"], in_seconds(first), TOLERANCE)
    known, asked = forms.known(forms.source, forms.target)
    back, asked_back = forms.reverse()
    is_local = forms.home(forms.source).gateway == forms.home(forms.target).gateway
    completed = known if is_local else None if back is None else max(known, back)
    for field, time in (("forward_active_s", known), ("reverse_active_s", back),
                        ("completed_s", completed), ("ended_s", known if asked else None)):  # fmt: skip
        since = None if one[field] is None else one[field] - one["triggered_s"]
        judge.near(f"{name}: {field} since triggered_s", since, in_seconds(time), TOLERANCE)
    judge.equal(f"{name}: messages", one["messages"], asked + asked_back)
    judge.equal(f"{name}: outcome", one["outcome"], "active" if asked else None)
    waits = asked and forms.scenario["earlyPackets"] == "hold"
    judge.within(f"{name}: held", one["held"], *(forms.waited() if waits else (0, 0)))
    judge.equal(f"{name}: overflowed", one["overflowed"], 0)


def judge_vain(judge, run, forms):
    """A query for a node of which nobody can know where it is (5.1)."""
    outcome, time, messages = forms.vain()
    found = run.result["optimizations"]
    if not judge.check(found, "nobody has asked for the fixed correspondent"):
        return
    one = found[0]
    judge.equal("from and to", (one["from"], one["to"]), (forms.source, forms.target))
    judge.equal("outcome", one["outcome"], outcome)
    judge.near("ended_s since triggered_s", one["ended_s"] - one["triggered_s"], time / S, TOLERANCE)
    judge.equal("messages", one["messages"], messages)
    for field in ("forward_active_s", "reverse_active_s", "completed_s"):
        judge.equal(field, one[field], None)
    if outcome == "silent":
        queries = [(row["event"], row["node"], row["reason"]) for row in run.signalling
                   if row["message"] == "Pbqr"]  # fmt: skip
        sent = ("sent", forms.home(forms.source).gateway, "")
        judge.equal("queries to a host", queries,
                    [sent, ("dropped", forms.target, "unknown-protocol")] * messages)  # fmt: skip


def judge_handover(judge, run, scenario, handover):
    """The moments of a handover, and what it cost."""
    one = run.handovers_of(handover.node)[0]
    attached = handover.new.attach
    at = lambda time: in_seconds(attached + time)
    is_told = not handover.is_legacy
    moments = {
        "registered_s": handover.registered(),
        "forwarding_started_s": handover.informed() if is_told else None,
        "correspondents_known_s": handover.correspondents() if is_told else None,
        "peers_updated_s": handover.peer_updated() if is_told else None,
        "route_optimized_s": handover.optimized() if is_told else None,
    }
    for field, time in moments.items():
        judge.near(field, one[field], None if time is None else at(time), TOLERANCE)
    judge_first_packets(judge, scenario, one, handover)
    judge_losses(judge, run, one, handover)
    judge_messages(judge, scenario, one, handover)


def runs(scenario, sender):
    """Whether a node sends."""
    return any(a == sender for a, _, _ in scenario.flows())


def judge_first_packets(judge, scenario, one, handover):
    """What resumes does so less than D after it can; the gap in service is exact."""
    interval = scenario["interval"] / 1e3
    attached = handover.new.attach
    is_noticed_there = handover.old.notice < float("inf") and handover.p == handover.e
    for sender, way, time in ((handover.node, "uplink", handover.first_uplink()),
                              (handover.peer, "downlink", handover.first_downlink())):  # fmt: skip
        if not runs(scenario, sender) or (way == "downlink" and is_noticed_there):
            continue
        opened = in_seconds(attached + time)
        judge.within(f"{way}_resumed_s", one[f"{way}_resumed_s"], opened - TOLERANCE,
                     opened + interval + TOLERANCE)  # fmt: skip
        gap = (attached + time - handover.old.detach) / MS
        judge.near(f"service_gap_ms, {way}", one["service_gap_ms"][way], gap, GAP_TOLERANCE)


def judge_losses(judge, run, one, handover):
    """Packets lost, forwarded, held and late, each way."""
    forms = handover.forms
    scenario = forms.scenario
    # A gateway that serves both and notices that one has left asks where that is.
    is_clear = handover.old.notice == float("inf") or handover.p != handover.e
    down, up = (handover.peer, handover.node), (handover.node, handover.peer)
    forwarded, held = (0, 0), (0, 0)
    if runs(scenario, down[0]) and is_clear:
        window = handover.window()
        forwarded = handover.forwarded()
        if handover.is_buffered():
            window = handover.buffered_window()
            held = handover.held()
            forwarded = added(forwarded, held)
        flow = run.flow(*down)
        judge.within("lost on the way to the node", flow["lost"], *packets(window, forms.interval))
        judge.within("late on the way to the node", flow["reordered"],
                     *added(handover.late_down(), forms.late_at_first(*down)))  # fmt: skip
    if is_clear:
        judge.within("forwarded", one["forwarded"], *forwarded)
        judge.within("held", one["held"], *held)
        judge.equal("overflowed", one["overflowed"], 0)
    if runs(scenario, up[0]):
        flow = run.flow(*up)
        judge.within("lost on the way from the node", flow["lost"],
                     *packets(handover.uplink_window(), forms.interval))  # fmt: skip
        judge.within("late on the way from the node", flow["reordered"],
                     *added(handover.late_up(), forms.late_at_first(*up)))  # fmt: skip


def extra_messages(scenario, old, new):
    """What a gateway that notices the detach sends, and the answer."""
    if scenario["detachDetection"] == "none":
        return 0
    return 1 + Expectation.is_answered(Answered(scenario), old, new)


class Answered:
    """As much of an expectation as the question wants whether a de-registration is answered."""

    def __init__(self, scenario):
        self.scenario = scenario


def judge_messages(judge, scenario, one, handover):
    """4 + 2c, what a noticed detach adds, and a query in vain."""
    messages = handover.messages() + extra_messages(scenario, handover.old, handover.new)
    low, high = handover.asked_in_vain() if runs(scenario, handover.peer) else (0, 0)
    judge.within("messages", one["messages"], messages + low, messages + high)


def judge_fan(judge, run, handovers, count):
    """The handover of a node with several correspondents: one of forms for each, and at how many
    gateways they are. What is of all of them is as late as the latest."""
    one = run.handovers_of(handovers[0].node)[0]
    attached = handovers[0].new.attach
    latest = lambda name: max(getattr(handover, name)() for handover in handovers)
    for field, time in (
        ("registered_s", latest("registered")), ("forwarding_started_s", latest("informed")),
        ("correspondents_known_s", latest("correspondents")),
        ("peers_updated_s", latest("peer_updated")), ("route_optimized_s", latest("optimized")),
    ):  # fmt: skip
        judge.near(field, one[field], in_seconds(attached + time), TOLERANCE)
    judge.equal("messages", one["messages"], 4 + 2 * count)
    told = [row for row in run.signalling if row["node"] == handovers[0].p and row["event"] == "sent"
            and row["message"] == "Pbci"]  # fmt: skip
    judge.equal("who is told", sorted(row["peer"] for row in told),
                sorted({handover.e for handover in handovers}))  # fmt: skip
    gaps = {(flow["from"], flow["to"]): flow["service_gap_ms"] for flow in one["flows"]}
    forwarded = (0, 0)
    for handover in handovers:
        come = [row["time_s"] for row in run.signalling if row["node"] == handover.e
                and row["event"] == "received" and row["message"] == "Pbci"]  # fmt: skip
        judge.equal(f"PBCI at {handover.e}", len(come), 1)
        for time in come:
            judge.near(f"PBCI at {handover.e}", time, in_seconds(attached + handover.peer_updated()),
                       TOLERANCE)  # fmt: skip
        interval = handover.forms.interval
        for sender, receiver, window, resumed in (
            (handover.peer, handover.node, handover.window(), handover.first_downlink()),
            (handover.node, handover.peer, handover.uplink_window(), handover.first_uplink()),
        ):
            name = f"{sender} to {receiver}"
            judge.within(f"lost, {name}", run.flow(sender, receiver)["lost"],
                         *packets(window, interval))  # fmt: skip
            judge.near(f"service_gap_ms, {name}", gaps[sender, receiver],
                       (attached + resumed - handover.old.detach) / MS, GAP_TOLERANCE)  # fmt: skip
        forwarded = added(forwarded, handover.forwarded())
    judge.within("forwarded", one["forwarded"], *forwarded)


def judge_one_move(judge, run, scenario):
    """A run in which one node of the pair moves once."""
    forms = forms_of(scenario)
    judge_setup(judge, run, forms)
    if scenario["move"] == "none":
        return
    mover = {"mn": "mn1", "cn": "cn1"}[scenario["move"]]
    peer = {"mn1": "cn1", "cn1": "mn1"}[mover]
    judge_handover(judge, run, scenario, LuoHandover(forms, mover, peer))


def judge_both(judge, run, scenario):
    """Both move: nothing is stale in the end, and 12 messages, with 2 for each that the mend sends,
    or by which a gateway asks that is told what it does not believe."""
    judge_setup(judge, run, forms_of(scenario))
    sums = {one["detached_s"]: one["messages"] for one in run.result["handovers"]}
    more = [row for row in run.signalling if row["event"] == "sent"
            and min(sums) <= row["time_s"] <= run.result["simulated_s"]
            and (row["message"], row["purpose"]) in (("Pbci", "mend"), ("Pbqr", "hint"))]  # fmt: skip
    judge.equal("messages of both handovers", sum(sums.values()), 12 + 2 * len(more))
    judge.within("messages beyond 12", 2 * len(more), 0, 8)
