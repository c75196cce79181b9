# SPDX-License-Identifier: GPL-2.0-only
"""Group lte: handovers between gateways at the PGWs of EPCs, for every scheme, and by a trace."""

import math

from .skip import Skipped

LINK = (0.215, 0.270)  # s from release to connection: 200 ms of it a measurement
PERIOD = 0.2  # s within which a move begins
RELEASE = 0.02  # s until the old eNB releases who has left
FAILURE = (2.1, 2.5)  # s from the loss of contact to the radio link failure
SCHEMES = (
    ("pmipv6", 0.02), ("localized-routing", 0.02), ("uncoordinated", 0.02), ("epmip", 0.02),
    ("dmm-relay", 0.05), ("dmm-locator", 0.05), ("dmm-proxy", 0.05),
)  # fmt: skip

TRACE = """\
$node_(0) set X_ 10.0
$node_(0) set Y_ 100.0
$node_(1) set X_ 1900.0
$node_(1) set Y_ 100.0
$ns_ at 0.0 "$node_(0) switch ON"
$ns_ at 3.0 "$node_(0) setdest 1990.0 100.0 60.0"
$ns_ at 40.0 "$node_(0) switch OFF"
$ns_ at 44.0 "$node_(0) switch ON"
"""


def judge_handover(judge, one, node, gateways, registration):
    """A handover by release: within its time, and losses within it."""
    name = f"handover of {node}"
    judge.equal(f"{name}: from and to", (one["from"], one["to"]), gateways)
    judge.within(f"{name}: link", one["attached_s"] - one["detached_s"], *LINK)
    judge.near(f"{name}: noticed_s", one["noticed_s"], one["detached_s"] + RELEASE, 1e-6)
    judge.within(
        f"{name}: registration", one["registered_s"] - one["attached_s"], 0, registration + 0.001
    )
    resumed = [one["uplink_resumed_s"], one["downlink_resumed_s"]]
    judge.check(None not in resumed, f"{name}: a direction never resumed")
    if None not in resumed:
        window = max(resumed) - one["detached_s"] + 0.05
        judge.within(f"{name}: lost", one["lost"], 0, 2 * math.ceil(window / 0.02))


def judge_end(judge, done):
    """All flows arrive where they should, and the tables are right."""
    for flow in done.result["flows"]:
        name = f"{flow['from']} to {flow['to']}"
        judge.check(flow["received"] > 0, f"{name}: nothing has arrived")
        judge.equal(f"{name}: misdelivered", flow["misdelivered"], 0)
    judge.check(done.result["final_state"]["consistent"], "the tables are not consistent")


def judge_schemes(judge, program):
    """Each scheme, UDP and TCP: the address is kept, losses are the handover's."""
    for scheme, registration in SCHEMES:
        for traffic in ("udp", "tcp"):
            arguments = [
                "--access=lte", f"--scheme={scheme}", "--case=a22", f"--traffic={traffic}",
                "--moves=2", "--dwell=3", "--moveAt=7.03", "--path=mn1:mag1,mag3,mag1",
                "--trafficStart=3", "--duration=14",
            ]  # fmt: skip
            with judge.of(arguments):
                done = program.run(arguments)
                found = done.handovers_of("mn1")
                judge.equal("handovers", len(found), 2)
                judge.within("the first begins", found[0]["detached_s"], 7.03, 7.03 + PERIOD)
                if traffic == "udp":
                    for one, gateways in zip(found, (("mag1", "mag3"), ("mag3", "mag1"))):
                        judge_handover(judge, one, "mn1", gateways, registration)
                    lost = sum(flow["lost"] for flow in done.result["flows"])
                    judge.equal("lost of handovers", sum(h["lost"] for h in found), lost)
                judge_end(judge, done)


def judge_trace(judge, program, folder):
    """A walk from eNB to eNB: radio link failure, the other gateway; off, and on again."""
    file = folder / "walk.mob"
    file.write_text(TRACE, "utf-8")
    arguments = [
        "--access=lte", f"--trace={file}", "--gateways=1x2", "--interval=100", "--duration=50",
    ]  # fmt: skip
    with judge.of(arguments):
        done = program.run(arguments)
        found = done.result["handovers"]
        judge.equal("from and to", [(h["from"], h["to"]) for h in found],
                    [("mag1", "mag2"), ("mag2", "mag2")])  # fmt: skip
        failed, switched = found
        judge.within("until the failure", failed["noticed_s"] - failed["detached_s"], *FAILURE)
        judge.within("off and on", switched["attached_s"] - switched["detached_s"], 4, 4.6)
        judge_end(judge, done)


def judge_two_interfaces(judge, program):
    """LTE, Wi-Fi and back: one address; made before broken nothing is lost."""
    for scheme, _ in SCHEMES:
        for first in ("off", "on"):
            arguments = [
                "--access=lte-wifi", f"--scheme={scheme}", "--case=a22", f"--makeBeforeBreak={first}",
                "--path=mn1:mag1,mag3,mag1", "--moves=2", "--dwell=3", "--moveAt=7.03",
                "--trafficStart=3", "--duration=14",
            ]  # fmt: skip
            with judge.of(arguments):
                done = program.run(arguments)
                found = done.handovers_of("mn1")
                judge.equal("from and to", [(h["from"], h["to"]) for h in found],
                            [("mag1", "mag3"), ("mag3", "mag1")])  # fmt: skip
                lost = sum(flow["lost"] for flow in done.result["flows"])
                judge.equal("lost of handovers", sum(h["lost"] for h in found), lost)
                if first == "on":
                    # RFC 8885: an earlier MAAR closes the old link's uplink when it is told, and the
                    # new one advertises its own prefix before it is told of the earlier one's.
                    judge.within("lost", lost, 0, 6 if scheme.startswith("dmm") else 0)
                judge_end(judge, done)


def judge_names(judge, program):
    """Who is known by an IMSI is told by its name all the same."""
    arguments = ["--access=lte", "--duration=12"]
    with judge.of(arguments):
        done = program.run(arguments)
        judge.equal("nodes in events.csv", {row["mobile_node"] for row in done.events},
                    {"mn1", "cn1"})  # fmt: skip


def run(judge, program, _source):
    """All of it."""
    if "--enbDistance" not in program.call(["--help"]).stdout:
        raise Skipped("ns-3 was built without LTE")
    judge_schemes(judge, program)
    judge_two_interfaces(judge, program)
    judge_trace(judge, program, program.work)
    judge_names(judge, program)
