# SPDX-License-Identifier: GPL-2.0-only
"""Group lte: handovers between gateways at the PGWs of EPCs, for every scheme, and by a trace."""

import csv
import math
import re
import shutil
import subprocess

from . import general
from .dmm_forms import DmmForms
from .luo_area import judge_radio
from .luo_forms import packets
from .scenario import MS, Scenario
from .skip import need_lte
from .usage import judge_refusal

LINK = (0.215, 0.270)  # s from release to connection: 200 ms of it a measurement
PERIOD = 0.2  # s within which a move begins
RELEASE = 0.02  # s until the old eNB releases who has left
FAILURE = (2.1, 2.5)  # s from the loss of contact to the radio link failure
RESUMED = 3.5  # s at the most until TCP sends again, by its retransmission timer
NS = 1e9  # of a second
TOLERANCE = 0.0005  # s: links of the core take their time
THERE_AND_BACK = {"mn1": ["mag1", "mag3", "mag1"]}

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


def list_schemes(program):
    """All schemes that keep mobile nodes reachable, but for that of nodes which do so themselves: group mipv6."""
    words = re.search(r"--scheme=WORD[^(]*\(([^)]*)\)", program.call(["--help"]).stdout)[1]
    return [word for word in re.split(r"[,\s]+", words) if word not in ("none", "mipv6")]


def plan(scheme, **options):
    """mn1 goes to another gateway, and back."""
    # TCP's retransmission timer doubles from 1 s.
    dwell, duration = (4, 12.5) if options.get("traffic") == "tcp" else (2, 8.5)
    return Scenario(paths=THERE_AND_BACK, scheme=scheme, case="a22", moves=2, dwell=dwell, moveAt=4.03,
                    trafficStart=2, duration=duration, **options)  # fmt: skip


def judge_registration(judge, scenario, found):
    """From the new link on it takes what it takes on any link."""
    for visit, one in enumerate(found, start=1):
        stay = scenario.stays["mn1"][visit]
        time = 2 * scenario.delay(stay.gateway, stay.anchor)
        if scenario["scheme"].startswith("dmm-"):
            time = DmmForms(scenario, "mn1", visit).registered()
        judge.near(f"registration at {one['to']}", one["registered_s"] - one["attached_s"],
                   time / NS, TOLERANCE)  # fmt: skip


def judge_handover(judge, one, node, gateways):
    """A handover by release: within its time, and losses within it."""
    name = f"handover of {node}"
    judge.equal(f"{name}: from and to", (one["from"], one["to"]), gateways)
    judge.within(f"{name}: link", one["attached_s"] - one["detached_s"], *LINK)
    judge.near(f"{name}: noticed_s", one["noticed_s"], one["detached_s"] + RELEASE, 1e-6)
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


def judge_schemes(judge, program, tcp=("pmipv6", "epmip", "dmm-proxy")):
    """Each scheme, UDP and, of those named, TCP: the address is kept, losses are the handover's."""
    for scheme in list_schemes(program):
        for traffic in ("udp", "tcp") if scheme in tcp else ("udp",):
            scenario = plan(scheme, access="lte", traffic=traffic)
            with judge.of(scenario.arguments):
                done = program.run(scenario.arguments)
                general.check(judge, done)
                found = done.handovers_of("mn1")
                judge.equal("handovers", len(found), 2)
                judge.within("the first begins", found[0]["detached_s"], 4.03, 4.03 + PERIOD)
                judge_registration(judge, scenario, found)
                for one, gateways in zip(found, (("mag1", "mag3"), ("mag3", "mag1"))):
                    if traffic == "udp":
                        judge_handover(judge, one, "mn1", gateways)
                    else:
                        for way in ("uplink_resumed_s", "downlink_resumed_s"):
                            judge.within(way, one[way] or 0, one["attached_s"],
                                         one["registered_s"] + RESUMED)  # fmt: skip
                if traffic == "udp":
                    lost = sum(flow["lost"] for flow in done.result["flows"])
                    judge.equal("lost of handovers", sum(h["lost"] for h in found), lost)
                judge_end(judge, done)


def read_flow(run, sender, receiver):
    """(when it was sent, when it was dropped, where, why) of each packet that was."""
    with open(run.folder / f"flow-{sender}-{receiver}.csv", newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    sent = {row["sequence"]: float(row["time_s"]) for row in rows if row["event"] == "sent"}
    return [(sent[row["sequence"]], float(row["time_s"]), row["node"], row["reason"])
            for row in rows if row["event"] in ("dropped", "lost")]  # fmt: skip


def judge_holes(judge, program):
    """Made before broken, RFC 8885 loses what falls into its own holes (relay without early acceptance:
    at the serving MAAR, which is not told yet; proxy with pacing: at the previous one), and no more."""
    for mode, more in (("relay", ({}, {"earlyAccept": "on"})), ("locator", ({},)), ("proxy", ({},))):
        for options in more:
            scenario = Scenario(
                access="lte-wifi", paths={"mn1": ["mag1", "mag3", "mag5"]}, scheme=f"dmm-{mode}", case="a21",
                moves=2, dwell=2, moveAt=4.03, trafficStart=2, duration=8.5, interval=2, pacing=60,
                more=("--makeBeforeBreak=on", "--flowLog=mn1:cn1", "--flowLog=cn1:mn1"), **options,
            )  # fmt: skip
            with judge.of(scenario.arguments):
                done = program.run(scenario.arguments)
                found = done.handovers_of("mn1")
                judge.equal("handovers", len(found), 2)
                judge_kept(judge, found)
                judge_end(judge, done)
                ways = [("cn1", "mn1"), ("mn1", "cn1")]
                dropped = {way: read_flow(done, *way) for way in ways}
                for visit, one in enumerate(found, start=1):
                    judge_hole(judge, DmmForms(scenario, "mn1", visit), one, dropped)


def judge_hole(judge, forms, one, dropped):
    """What one handover has cost a flow on the first MAAR's prefix."""
    p, begin = "mag1", one["attached_s"]
    at = lambda time: begin + time / NS
    name = f"k = {len(forms.previous)}"
    here = lambda rows: [row for row in rows if begin <= row[1] < begin + forms.scenario["dwell"]]
    down, up = here(dropped["cn1", "mn1"]), here(dropped["mn1", "cn1"])
    hole = 0 if forms.is_early else forms.hole_at_serving(p)
    arrives = forms.redirected(p) + forms.d(p, forms.s)
    judge.equal(f"{name}: where packets down are lost", {row[2:] for row in down},
                {(forms.s, "tunnelled-node-unknown")} if hole else set())  # fmt: skip
    low, high = packets(hole, forms.scenario["interval"] * MS)
    judge.within(f"{name}: lost down", len(down), max(low - 1, 0) if hole else 0, high)
    for row in down:
        judge.within(f"{name}: dropped at", row[1], at(arrives), at(arrives + hole) + TOLERANCE)
    hole = forms.hole_at_previous(p) if forms.mode == "proxy" else 0
    judge.equal(f"{name}: where packets up are lost", {row[2:] for row in up},
                {(p, "tunnel-peer-not-trusted")} if hole else set())  # fmt: skip
    # The node hears of its new router after the hole's begin, and then its first packet needs a grant.
    most = packets(hole, forms.scenario["interval"] * MS)[1]
    judge.within(f"{name}: lost up", len(up), 1 if hole else 0, most)
    for row in up:
        judge.within(f"{name}: dropped at", row[1], at(forms.ready(p) + forms.d(forms.s, p)),
                     at(forms.redirected(p)) + TOLERANCE)  # fmt: skip


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
        judge.within("lost on its own side", one["lost_down"] + one["lost_up"], 0, one["lost"])


def judge_two_interfaces(judge, program):
    """LTE, Wi-Fi and back: one address; made before broken nothing is lost."""
    for scheme in list_schemes(program):
        for first in ("off", "on"):
            # From the core each packet is sent when it is due, by a UE when it may.
            options = {"interval": 2, "correspondent": "fixed"} if first == "on" else {}
            scenario = plan(scheme, access="lte-wifi", more=(f"--makeBeforeBreak={first}",), **options)
            with judge.of(scenario.arguments):
                done = program.run(scenario.arguments)
                general.check(judge, done)
                found = done.handovers_of("mn1")
                judge.equal("from and to", [(h["from"], h["to"]) for h in found],
                            [("mag1", "mag3"), ("mag3", "mag1")])  # fmt: skip
                judge_registration(judge, scenario, found)
                moved = [row for row in done.events if row["mobile_node"] == "mn1"
                         and row["object"] in ("session", "binding") and row["reason"] == "handoff"]  # fmt: skip
                judge.equal("times that the session has moved", len(moved), 2)
                lost = sum(flow["lost"] for flow in done.result["flows"])
                judge.equal("lost of handovers", sum(h["lost"] for h in found), lost)
                if first == "on":
                    judge_kept(judge, found)
                    hole = (0, 0)
                    if scheme == "dmm-relay":
                        # The second move leads back, where the prefix is known.
                        hole = packets(DmmForms(scenario, "mn1", 1).hole_at_serving("mag1"), 2 * MS)
                    judge.within("lost of the first", found[0]["lost"], *hole)
                    judge.equal("lost of the second", found[1]["lost"], 0)
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
        ("lte", {"mn1-lte", "cn1-lte"}),
        ("lte-wifi", {"mn1-logical", "cn1-logical", "mn1-wifi", "cn1-wifi", "mag3-wifi", "mag4-wifi"}),
    ):  # fmt: skip
        own |= {f"mag{number}-access" for number in range(1, 5)}
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
            # cn1 does not move, and nobody is at mag4.
            for name in sorted(own - {"cn1-wifi", "mag4-wifi", "mag4-access"}):
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
    need_lte(program)
    judge_schemes(judge, program)
    judge_radio(judge, program, "lte")
    judge_two_interfaces(judge, program)
    judge_overlapping_moves(judge, program, program.work)
    judge_crowd(judge, program)
    judge_drops(judge, program)
    judge_refusals(judge, program)
    judge_rounding(judge, program)
    judge_holes(judge, program)
    judge_trace(judge, program, program.work)
    judge_names(judge, program)
    judge_captures(judge, program)
    judge_tunnel(judge, program, program.work)
