# SPDX-License-Identifier: GPL-2.0-only
"""Group lte: handovers between gateways at the PGWs of EPCs, for every scheme, and by a trace."""

import math
import re
import shutil
import subprocess

from .skip import Skipped
from .usage import judge_refusal

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

OFF = """\
$node_(0) set X_ 10.0
$node_(0) set Y_ 100.0
$node_(1) set X_ 890.0
$node_(1) set Y_ 100.0
$ns_ at 0.0 "$node_(0) switch ON"
$ns_ at 3.0 "$node_(0) setdest 890.0 100.0 100.0"
$ns_ at 9.15 "$node_(0) switch OFF"
"""

STAND = """\
$node_(0) set X_ 10.0
$node_(0) set Y_ 10.0
$node_(1) set X_ 100.0
$node_(1) set Y_ 100.0
$ns_ at 0.0 "$node_(0) switch ON"
$ns_ at 900.0 "$node_(1) switch ON"
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


def judge_kept(judge, found):
    """While the old link is there nothing is measured as interrupted, and it is said why."""
    for one in found:
        for way in ("downlink", "uplink"):
            judge.equal(f"{way}: interruption", one["interruption"][f"{way}_ms"], None)
            judge.equal(f"{way}: why", one["interruption"][f"{way}_why"], "link-kept")
            judge.equal(f"{way}: service gap", one["service_gap_ms"][way], None)
        judge.equal("lost, by way", one["lost_down"] + one["lost_up"], one["lost"])


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
                    if scheme.startswith("dmm"):
                        # RFC 8885: an earlier MAAR closes the old link's uplink when it is told.
                        judge.within("lost", lost, 0, 6)
                    else:
                        judge_kept(judge, found)
                        judge.equal("lost", lost, 0)
                judge_end(judge, done)


def judge_moves(judge, found, expected):
    """From where to where a node went."""
    judge.equal("from and to", [(h["from"], h["to"]) for h in found], expected)


def judge_overlapping_moves(judge, program, folder):
    """A move that comes while another is under way takes its place."""
    common = ["--access=lte-wifi", "--trafficStart=3", "--moves=2"]
    away, back = "--path=mn1:mag1,mag3,mag5", "--path=mn1:mag1,mag3,mag1"
    rows = (
        # Before the old link is given up: it is not, for the UE goes on to mag5.
        (["--makeBeforeBreak=on", away, "--dwell=0.15", "--moveAt=5", "--duration=10"],
         [("mag1", "mag3"), ("mag3", "mag5")], 0),
        # While the UE waits for the end of a period: it goes to mag5 and not to mag3.
        ([away, "--dwell=0.1", "--moveAt=5.01", "--duration=10"],
         [("mag1", "mag5")], 2 * math.ceil((LINK[1] + 0.05 + 0.02) / 0.02)),
        # Likewise: it has not gone yet, and stays.
        ([back, "--dwell=0.1", "--moveAt=4.01", "--duration=8"], [], 0),
        # While both links are up: the older one serves again.
        (["--makeBeforeBreak=on", back, "--dwell=0.15", "--moveAt=4.01", "--duration=8"],
         [("mag1", "mag3"), ("mag3", "mag1")], 0),
        # The other gateway never serves: the old link is kept, and registered anew.
        (["--makeBeforeBreak=on", back, "--dwell=2", "--moveAt=4.01", "--stop=mag3:3",
          "--duration=9"], [("mag1", "mag3"), ("mag3", "mag1")], 4),
    )  # fmt: skip
    for arguments, expected, most in rows:
        arguments = [*common, *arguments]
        with judge.of(arguments):
            done = program.run(arguments)
            judge_moves(judge, done.handovers_of("mn1"), expected)
            lost = sum(flow["lost"] for flow in done.result["flows"])
            judge.within("lost", lost, 0, most)
            judge_end(judge, done)
    judge_switched_off(judge, program, folder)


def judge_switched_off(judge, program, folder):
    """Off within 50 ms of a move from LTE to Wi-Fi, which is given up."""
    file = folder / "off.mob"
    file.write_text(OFF, "utf-8")
    arguments = [
        "--access=lte-wifi", f"--trace={file}", "--gateways=1x3", "--interval=100", "--duration=14",
    ]  # fmt: skip
    with judge.of(arguments):
        done = program.run(arguments)
        judge_moves(judge, done.handovers_of("mn1"), [("mag1", "mag2")])
        last = [row for row in done.events
                if row["mobile_node"] == "mn1" and row["object"] == "attachment"][-1]  # fmt: skip
        judge.equal("its last gateway", (last["node"], last["to"]), ("mag2", "none"))
        judge.near("it is released", last["time_s"], 9.24, 1e-3)
        judge.check(done.result["final_state"]["consistent"], "the tables are not consistent")


def judge_crowd(judge, program):
    """More UEs at an eNB than ns-3's default SRS period serves."""
    arguments = [
        "--access=lte-wifi", "--case=a11", "--mobileNodes=21", "--moves=0", "--trafficStart=2",
        "--interval=200", "--duration=4",
    ]  # fmt: skip
    with judge.of(arguments):
        done = program.run(arguments)
        judge.equal("lost", sum(flow["lost"] for flow in done.result["flows"]), 0)
        judge_end(judge, done)


def judge_drops(judge, program):
    """What a device drops is dropped for a reason, and not just lost."""
    arguments = [
        "--access=lte-wifi", "--path=mn1:mag1,mag3,mag1", "--moves=2", "--dwell=2", "--moveAt=5",
        "--trafficStart=3", "--duration=10", "--flowLog=mn1:cn1",
    ]  # fmt: skip
    with judge.of(arguments):
        done = program.run(arguments)
        rows = (done.folder / "flow-mn1-cn1.csv").read_text("utf-8").splitlines()
        judge.check(any("no-link" in row for row in rows), "no drop of the logical interface")


def judge_refusals(judge, program):
    """What cannot go well is said."""
    for arguments, *named in (
        (["--access=lte", "--enbDistance=20"], "--enbDistance=20", "21 to"),
        (["--access=lte", "--mobileNodes=160"], "320 mobile nodes", "--mobileNodes", "1 to 319"),
        (["--access=lte-wifi", "--mobileNodes=160"], "320 mobile nodes", "--access=lte-wifi"),
        (["--access=lte", "--ns3::LteEnbRrc::SrsPeriodicity=80"], "SrsPeriodicity=80"),
        (["--access=lte", "--ns3::pmipv6::LteHandover::Distance=11"], "Distance=11", "0.1 to 10"),
    ):
        judge_refusal(judge, program, arguments, *named)


def judge_rounding(judge, program):
    """Moves of which a UE would have to leave between two of its periods."""
    for offset, words in (("50", "--moveOffset=50 is rounded"), ("200", "")):
        arguments = [
            "--access=lte", "--move=both", f"--moveOffset={offset}", "--moveAt=3", "--duration=6",
        ]  # fmt: skip
        with judge.of(arguments):
            said = program.run(arguments).stderr
            judge.check(
                words in said if words else "is rounded" not in said, f"it says {said!r}"
            )


def judge_names(judge, program):
    """Who is known by an IMSI is told by its name all the same."""
    arguments = ["--access=lte", "--duration=12"]
    with judge.of(arguments):
        done = program.run(arguments)
        judge.equal("nodes in events.csv", {row["mobile_node"] for row in done.events},
                    {"mn1", "cn1"})  # fmt: skip


def count_shown(path, shown):
    """How many packets of a capture a filter shows."""
    done = subprocess.run(["tshark", "-n", "-r", str(path), "-Y", shown, "-T", "fields", "-e", "frame.number"],
                          capture_output=True, text=True, check=True)  # fmt: skip
    return len(done.stdout.split())


def judge_captures(judge, program):
    """Each device has its capture, and no GTP is in it."""
    tshark = shutil.which("tshark")
    short = ["--trafficStart=3", "--moveAt=4", "--duration=6", "--pcap"]
    for access, own in (
        ("lte", {"mn1-lte", "cn1-lte", "mag1-access", "mag2-access", "mag3-access"}),
        ("lte-wifi", {"mn1-logical", "cn1-logical", "mn1-wifi", "cn1-wifi", "mag3-wifi", "mag1-access",
                      "mag2-access", "mag3-access"}),
    ):  # fmt: skip
        arguments = [f"--access={access}", *short]
        with judge.of(arguments):
            done = program.run(arguments)
            captures = sorted(done.folder.glob("*.pcap"))
            judge.equal("captures of access links", {path.stem for path in captures
                        if not re.fullmatch(r"(lma|mag|core|cn)\d+-(lma|mag|core|cn)\d+", path.stem)},
                        own)  # fmt: skip
            if not tshark:
                continue
            for path in captures:
                judge.equal(f"{path.stem}: GTP, or IPv4", count_shown(path, "gtp || gtpv2 || ip"), 0)
            for name in sorted(own - {"cn1-wifi"}):  # cn1 does not go to a Wi-Fi gateway.
                judge.check(count_shown(done.folder / f"{name}.pcap", "udp") > 0, f"{name}: no data")


def judge_tunnel(judge, program, folder):
    """GTP is where it belongs: on S1-U."""
    if not shutil.which("tshark"):
        return
    file = folder / "stand.mob"
    file.write_text(STAND, "utf-8")
    inside = folder / "s1u"
    # One eNB: with several, ns-3 writes the first one's file more than once.
    arguments = [
        "--access=lte", f"--trace={file}", "--gateways=1x1", "--correspondent=fixed", "--interval=100",
        "--trafficStart=3", "--duration=5", "--pcap", f"--ns3::PointToPointEpcHelper::S1uLinkPcapPrefix={inside}",
        "--ns3::PointToPointEpcHelper::S1uLinkEnablePcap=true",
    ]  # fmt: skip
    with judge.of(arguments):
        done = program.run(arguments)
        for path in sorted(done.folder.glob("*.pcap")):
            judge.equal(f"{path.stem}: GTP, or IPv4", count_shown(path, "gtp || gtpv2 || ip"), 0)
        found = sum(count_shown(path, "gtp && ipv6 && udp") for path in folder.glob("s1u-*.pcap"))
        judge.check(found > 0, "no data in GTP on S1-U")


def run(judge, program, _source):
    """All of it."""
    if "--enbDistance" not in program.call(["--help"]).stdout:
        raise Skipped("ns-3 was built without LTE")
    judge_schemes(judge, program)
    judge_two_interfaces(judge, program)
    judge_overlapping_moves(judge, program, program.work)
    judge_crowd(judge, program)
    judge_drops(judge, program)
    judge_refusals(judge, program)
    judge_rounding(judge, program)
    judge_trace(judge, program, program.work)
    judge_names(judge, program)
    judge_captures(judge, program)
    judge_tunnel(judge, program, program.work)
