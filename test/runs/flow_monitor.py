# SPDX-License-Identifier: GPL-2.0-only
"""Group flow-monitor: ns-3's FlowMonitor counts what the program's own monitor does, packet by packet."""

import csv
import xml.etree.ElementTree

from .skip import need_flow_monitor

SCHEMES = ("pmipv6", "none", "localized-routing", "uncoordinated", "epmip", "dmm-relay",
           "dmm-locator", "dmm-proxy", "mipv6")  # fmt: skip
SHORT = ["--trafficStart=2", "--moveAt=4", "--duration=6.5", "--flowMonitor"]
BOTH = ["--flowLog=mn1:cn1", "--flowLog=cn1:mn1"]
FIELDS = ["sent", "received", "lost", "delay_mean_ms", "jitter_mean_ms"]
ROUNDING = 2e-6  # ms: a nanosecond, and what is rounded
LAST = 1  # s; packets sent in it the program does not count as sent


def rows_of(run, flow, place):
    """The rows of a flow in its log."""
    name = f"flow-{flow['from']}-{flow['to']}.csv"
    with open(run.folder / name, newline="", encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if int(row["flow"]) == place]


def judge_flow(judge, run, flow, place):
    """One flow: what FlowMonitor has counted is what the log has, row by row."""
    name = f"{flow['from']} to {flow['to']}, flow {place}"
    found = flow["flow_monitor"]
    judge.equal(f"{name}: fields", list(found), FIELDS)
    rows = rows_of(run, flow, place)
    sent = [float(row["time_s"]) for row in rows if row["event"] == "sent"]
    delays = [float(row["delay_ms"]) for row in rows if row["event"] == "received"]
    judge.equal(f"{name}: sent", found["sent"], len(sent))
    # An ICMPv6 error quotes its packet, and FlowMonitor's tag with it: at the sender that is received.
    quoted = sum(row["reason"] == "packet-too-big" for row in rows)
    judge.equal(f"{name}: received", found["received"], len(delays) + quoted)
    late = sum(when > run.result["simulated_s"] - LAST for when in sent)
    judge.equal(f"{name}: sent, as the program counts", found["sent"] - late, flow["sent"])
    judge.check(found["lost"] <= flow["lost"], f"{name}: lost are {found['lost']}")
    if quoted:
        return
    mean = sum(delays) / len(delays) if delays else None
    judge.near(f"{name}: mean delay", found["delay_mean_ms"], mean, ROUNDING)
    steps = [abs(b - a) for a, b in zip(delays, delays[1:])]
    jitter = sum(steps) / len(steps) if steps else None
    judge.near(f"{name}: jitter", found["jitter_mean_ms"], jitter, ROUNDING)


def judge_run(judge, program, call):
    """A run: each flow, and the file."""
    with judge.of(call):
        run = program.run(call)
        flows = run.result["flows"]
        judge.check(flows and any(flow["flow_monitor"]["received"] for flow in flows),
                    "nothing was received")  # fmt: skip
        for place, flow in enumerate(flows):
            judge_flow(judge, run, flow, place)
        root = xml.etree.ElementTree.parse(run.folder / "flow-monitor.xml").getroot()
        stats = root.find("FlowStats")
        judge.equal("sent in flow-monitor.xml",
                    sum(int(flow.get("txPackets")) for flow in stats.findall("Flow")),
                    sum(flow["flow_monitor"]["sent"] for flow in flows))  # fmt: skip
        judge.check(root.find("Ipv6FlowClassifier") is not None, "no addresses in flow-monitor.xml")
        return run


def judge_lost(judge, program):
    """Lost is to FlowMonitor what is ten seconds old."""
    call = ["--access=ideal", *BOTH, "--flowMonitor", "--moveAt=8", "--duration=40",
            "--accessLoss=10"]  # fmt: skip
    run = judge_run(judge, program, call)
    with judge.of(call):
        for flow in run.result["flows"]:
            rows = rows_of(run, flow, run.result["flows"].index(flow))
            come = {row["sequence"] for row in rows if row["event"] == "received"}
            missing = [float(row["time_s"]) for row in rows
                       if row["event"] == "sent" and row["sequence"] not in come]  # fmt: skip
            # Dropped by no trace that FlowMonitor knows: it waits until a packet is ten seconds old.
            judge.within(f"lost from {flow['from']}", flow["flow_monitor"]["lost"],
                         sum(when < 29 for when in missing), sum(when <= 30 for when in missing))  # fmt: skip


def judge_without(judge, program):
    """Without the option, and of TCP, there is nothing."""
    for call in ([*SHORT[:-1]], [*SHORT, "--traffic=tcp"]):
        call = ["--access=ideal", *call]
        with judge.of(call):
            run = program.run(call)
            judge.equal("flow_monitor", {flow["flow_monitor"] for flow in run.result["flows"]},
                        {None})  # fmt: skip
            judge.equal("file", (run.folder / "flow-monitor.xml").exists(), "--flowMonitor" in call)


def run(judge, program, _source):
    """All of it."""
    need_flow_monitor(program)
    for access in ("ideal", "wifi"):
        for scheme in SCHEMES:
            judge_run(judge, program, [f"--access={access}", f"--scheme={scheme}", *SHORT, *BOTH])
    for more in (["--packetSize=3000"], ["--scheme=dmm-proxy", "--flowsPerPrefix=1", "--moves=2"],
                 ["--correspondent=fixed"], ["--scheme=mipv6", "--routeOptimization"],
                 ["--case=a22", "--move=both", "--mobileNodes=2", "--flowLog=mn2:cn2",
                  "--flowLog=cn2:mn2"], ["--core=star"],
                 ["--signallingDuplication=50"]):  # fmt: skip
        judge_run(judge, program, ["--access=ideal", *SHORT, *BOTH, *more])
    if "--enbDistance" in program.call(["--help"]).stdout:
        judge_run(judge, program, ["--access=lte", *SHORT, *BOTH])
    judge_lost(judge, program)
    judge_without(judge, program)
