# SPDX-License-Identifier: GPL-2.0-only
"""Group presence: no gateway registers a node that is elsewhere, whatever has it try, and none gives a
node up for want of a question or of another attempt."""

from . import general
from .failures import events_of

MS = 1e-3
ORDERINGS = ("timestamp", "sequence")


def handoffs(run):
    """When a binding of mn1 was handed off, from whom to whom."""
    return [row for row in run.events if row["object"] == "binding" and row["mobile_node"] == "mn1"
            and row["reason"] == "handoff"]  # fmt: skip


def judge_anchor_restart(judge, program):
    """The anchor forgets a node that is on its way, and its old gateway, which heard it a moment ago, is
    told of it after the new one has registered it."""
    for ordering in ORDERINGS:
        call = ["--access=ideal", "--l2Gap=0", "--detachDetection=400", "--restart=lma1:9.995",
                "--delay=lma1:mag1:20", "--duration=40", f"--ordering={ordering}"]  # fmt: skip
        with judge.of(call):
            run = program.run(call)
            judge.equal("handoffs", handoffs(run), [])
            judge.equal("the anchor's stale rows", [
                row for row in run.result["final_state"]["stale"] if row["object"] == "binding"
            ], [])  # fmt: skip
            late = [row for row in run.signalling if row["node"] == "mag1"
                    and row["event"] == "sent" and row["message"] == "ProxyBindingUpdate"
                    and row["time_s"] > 10.0]  # fmt: skip
            judge.equal("requests of mag1 but its de-registration", len(late), 1)


def judge_long_way(judge, program):
    """Requests that come too late are tried again, at once and then every ten seconds, and the program
    says so before."""
    call = ["--access=ideal", "--delayMagLma=301", "--move=none", "--duration=15"]
    with judge.of(call):
        run = program.run(call)
        judge.check("longer than TimestampValidityWindow (300 ms)" in run.stderr, "no warning")
        sent = [row["time_s"] for row in run.signalling if row["node"] == "mag1"
                and row["event"] == "sent" and row["message"] == "ProxyBindingUpdate"]  # fmt: skip
        cycle = 2 * 301 * MS + 2 * 2 * MS
        expected = [1, 1 + cycle, 6 + 2 * cycle, 11 + 3 * cycle]
        judge.equal("attempts", len(sent), len(expected))
        for time, right in zip(sent, expected):
            judge.near("attempt", time, right, 1e-4)
    for more in (["--ordering=sequence"], ["--delayMagLma=299"]):
        with judge.of([*call, *more]):
            run = program.run([*call, *more])
            judge.check("TimestampValidityWindow" not in run.stderr, "a warning")
            general.check_state(judge, run)


def judge_late_requests(judge, program):
    """On a core that holds some requests back for longer than the window all have service in the end."""
    for number in (1, 2, 3, 4):
        call = ["--access=ideal", "--signallingJitter=400", "--duration=60", f"--run={number}"]
        with judge.of(call):
            run = program.run(call)
            general.check_state(judge, run)
            for one in run.result["attachments"]:
                judge.check(one["registered_s"] is not None, f"{one['node']} has no service")


def judge_earlier_number(judge, program):
    """To and fro behind a long way: the refusal of an earlier request does not end the present one."""
    for ordering in ORDERINGS:
        call = ["--access=ideal", f"--ordering={ordering}", "--path=mn1:mag1,mag2,mag1", "--moves=2",
                "--moveAt=81.02", "--dwell=0.1", "--l2Gap=5", "--detachDetection=10",
                "--delay=lma1:mag1:200", "--duration=120", "--interval=100",
                "--ns3::pmipv6::MobileAccessGateway::BindingLifetime=100s"]  # fmt: skip
        with judge.of(call):
            run = program.run(call)
            general.check_state(judge, run)
            times = [time for time in events_of(run, "mag1", "attachment", "registered")
                     if time > 81.125]  # fmt: skip
            judge.check(bool(times), "not registered where it is")
            if times:
                judge.within("registered after", times[0] - 81.125, 0, 1.5)


def judge_one_tick(judge, program):
    """The old gateway notices at the moment at which the node attaches: one attempt suffices."""
    for path in ("mag1,mag3", "mag1,mag1"):
        call = ["--access=ideal", "--l2Gap=0", "--detachDetection=0", f"--path=mn1:{path}"]
        with judge.of(call):
            run = program.run(call)
            general.check_state(judge, run)
            handover = run.result["handovers"][0]
            took = handover["registered_s"] - handover["attached_s"]
            judge.near("registration", took / MS, 20, 0.1)


def judge_unnoticed(judge, program):
    """With local routing a gateway that does not notice that a node is gone asks it after its silence;
    never with ReachableTime 0."""
    for reachable, longest in (("30s", 33.2), ("5s", 8.2), ("0s", None)):
        call = ["--access=ideal", "--case=a11", "--duration=60", "--interval=100",
                "--ns3::pmipv6::MobileAccessGateway::EnableMAGLocalRouting=true",
                f"--ns3::pmipv6::MobileAccessGateway::ReachableTime={reachable}"]  # fmt: skip
        with judge.of(call):
            run = program.run(call)
            handover = run.result["handovers"][0]
            if longest is None:
                judge.equal("downlink_resumed_s", handover["downlink_resumed_s"], None)
                held = [row["node"] for row in run.result["final_state"]["stale"]]
                judge.equal("who holds what packets use", held, ["mag1"])
                continue
            general.check_state(judge, run)
            gap = handover["downlink_resumed_s"] - handover["detached_s"]
            judge.within("downlink", gap, longest - 0.3, longest)


def run(judge, program, _source):
    """All of it."""
    judge_anchor_restart(judge, program)
    judge_long_way(judge, program)
    judge_late_requests(judge, program)
    judge_earlier_number(judge, program)
    judge_one_tick(judge, program)
    judge_unnoticed(judge, program)
