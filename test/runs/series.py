# SPDX-License-Identifier: GPL-2.0-only
"""Group series: flow-NODE-NODE.csv and throughput.csv tell what result.json sums up, and neither
they nor captures change anything else that a run finds."""

import collections
import csv
import json

from .skip import has_flow_monitor

FLOW = ["time_s", "event", "flow", "node", "sequence", "octets", "delay_ms", "reason"]
THROUGHPUT = ["time_s", "from", "to", "flow", "octets", "packets", "lost"]
VARYING = ("parameters", "events", "wall_s", "peak_memory_mb")
BOTH = ["--flowLog=mn1:cn1", "--flowLog=cn1:mn1"]


def read(judge, path, header):
    """The rows of a table."""
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    with open(path, encoding="utf-8") as file:
        judge.equal(f"first row of {path.name}", file.readline().strip().split(","), header)
    times = [float(row["time_s"]) for row in rows]
    judge.check(times == sorted(times), f"{path.name} goes back in time")
    return rows


def judge_flow(judge, run, number, flow):
    """The file of one flow: what it sums up to."""
    name = f"flow-{flow['from']}-{flow['to']}.csv"
    rows = read(judge, run.folder / name, FLOW)
    end = run.result["simulated_s"]
    sent = {}
    delays, received, lost = [], set(), []
    for row in rows:
        judge.equal(f"{name}: flow", int(row["flow"]), number)
        judge.check(float(row["time_s"]) <= end, f"{name}: a row behind the end")
        judge.equal(f"{name}: delay_ms with {row['event']}", row["delay_ms"] != "",
                    row["event"] == "received")  # fmt: skip
        judge.equal(f"{name}: reason with {row['event']}", row["reason"] != "",
                    row["event"] == "dropped")  # fmt: skip
        key = int(row["sequence"])
        if row["event"] == "sent":
            judge.equal(f"{name}: sent at", row["node"], flow["from"])
            sent.setdefault(key, float(row["time_s"]))
        elif row["event"] == "received":
            judge.equal(f"{name}: received at", row["node"], flow["to"])
            received.add(key)
            if sent[key] <= end - 1:
                delays.append(float(row["delay_ms"]))
        else:
            lost.append(key)
            judge.check(row["event"] in ("dropped", "lost"), f"{name}: {row['event']}")
            if row["event"] == "lost":
                judge.check(row["node"] != "", f"{name}: nobody has had a lost packet")
                judge.equal(f"{name}: known to be lost", float(row["time_s"]), end)
    judge.equal(f"{name}: packets lost twice", len(lost) - len(set(lost)), 0)
    if run.result["parameters"]["traffic"] == "tcp":
        return
    counted = {key for key, time in sent.items() if time <= end - 1}
    judge.equal(f"{name}: numbers sent", sorted(sent), list(range(len(sent))))
    judge.equal(f"{name}: sent", len(counted), flow["sent"])
    judge.equal(f"{name}: received", len(counted & received), flow["received"])
    judge.equal(f"{name}: dropped and lost", len(counted & set(lost) - received), flow["lost"])
    judge.equal(f"{name}: without a word", counted - received - set(lost), set())
    judge.near(f"{name}: mean delay", sum(delays) / len(delays), flow["delay_ms"]["mean"], 1e-5)


def judge_throughput(judge, run):
    """Its bins, one after the other, and their sums."""
    rows = read(judge, run.folder / "throughput.csv", THROUGHPUT)
    bin_s = run.result["parameters"]["bin"] / 1e3
    end = run.result["simulated_s"]
    sums = collections.defaultdict(collections.Counter)
    times = collections.defaultdict(list)
    for row in rows:
        key = int(row["flow"])
        times[key].append(float(row["time_s"]))
        judge.equal("flow of a bin", (row["from"], row["to"]),
                    (run.result["flows"][key]["from"], run.result["flows"][key]["to"]))  # fmt: skip
        for what in ("octets", "packets", "lost"):
            sums[key][what] += int(row[what])
    for key, flow in enumerate(run.result["flows"]):
        name = f"throughput of {flow['from']} to {flow['to']}"
        steps = [b - a for a, b in zip(times[key], times[key][1:])]
        judge.check(all(abs(step - bin_s) < 1e-9 for step in steps), f"{name}: a bin is missing")
        judge.check(times[key][-1] < end <= times[key][-1] + bin_s + 1e-9, f"{name}: last bin")
        judge.equal(f"{name}: lost", sums[key]["lost"], flow["lost"])
        # Those of the last second come, too, and do not count as sent.
        judge.check(sums[key]["packets"] >= flow["received"], f"{name}: packets are missing")
        if run.result["parameters"]["traffic"] == "udp":
            last = 1e3 / run.result["parameters"]["interval"] + 1
            judge.check(sums[key]["packets"] <= flow["received"] + last, f"{name}: more packets")
            judge.equal(f"{name}: octets", sums[key]["octets"],
                        sums[key]["packets"] * run.result["parameters"]["packetSize"])  # fmt: skip


def judge_sums(judge, program):
    """What the files say is what result.json says."""
    for arguments in (
        ["--access=ideal", "--interval=5", "--trafficStart=1.5", "--moveAt=3", "--duration=6"],
        ["--access=ideal", "--accessLoss=5", "--bin=30", "--duration=14.5"],
        ["--access=ideal", "--traffic=tcp", "--trafficStart=1.5", "--moveAt=2", "--duration=3"],
        ["--access=ideal", "--packetSize=1440", "--trafficStart=1.5", "--moveAt=3",
         "--duration=6"],
        ["--access=ideal", "--packetSize=3000", "--accessLoss=3", "--duration=14"],
        ["--access=wifi", "--trafficStart=1.5", "--moveAt=3", "--duration=6"],
        ["--access=wifi", "--wifiHandover=default", "--moveAt=6", "--duration=20"],
        ["--access=ideal", "--scheme=none", "--duration=14"],
        ["--access=ideal", "--stop=mag1:8", "--duration=14"],
    ):  # fmt: skip
        arguments = [*arguments, *BOTH]
        with judge.of(arguments):
            run = program.run(arguments)
            for number, flow in enumerate(run.result["flows"]):
                judge_flow(judge, run, number, flow)
            judge_throughput(judge, run)
    arguments = ["--access=wifi", "--trafficStart=1.5", "--moveAt=3", "--duration=6"]
    with judge.of(arguments):
        run = program.run(arguments)
        judge_throughput(judge, run)
        judge.check(not list(run.folder.glob("flow-*")), "a flow was logged that nobody named")


def judge_too_big(judge, program):
    """The packet by which a sender learns of the tunnel's MTU is dropped by who tells (RFC 8201)."""
    arguments = ["--access=ideal", "--packetSize=1440", "--move=none", "--trafficStart=1.5",
                 "--duration=4", *BOTH]  # fmt: skip
    with judge.of(arguments):
        run = program.run(arguments)
        for first, name in (("mag1", "flow-mn1-cn1.csv"), ("mag2", "flow-cn1-mn1.csv")):
            rows = [row for row in read(judge, run.folder / name, FLOW)
                    if row["event"] in ("dropped", "lost")]  # fmt: skip
            judge.equal(f"{name}: drops", [(row["event"], row["node"], row["sequence"],
                                           row["reason"]) for row in rows],
                        [("dropped", first, "0", "packet-too-big")])  # fmt: skip


def judge_neutral(judge, program):
    """With and without files beside it result.json is the same, but for what must differ."""
    monitor = ["--flowMonitor"] if has_flow_monitor(program) else []
    for common in (
        ["--access=wifi", "--trafficStart=1.5", "--moveAt=3", "--duration=5"],
        ["--access=ideal", "--scheme=localized-routing", "--case=a22", "--move=both",
         "--trafficStart=1.5", "--moveAt=3", "--duration=5", "--signallingLoss=20"],
        ["--access=ideal", "--scheme=epmip", "--case=a22", "--move=both", "--trafficStart=1.5",
         "--moveAt=3", "--duration=5", "--signallingLoss=20", "--detachDetection=10",
         "--handoffBuffer=20", "--earlyPackets=hold"],
        ["--access=ideal", "--traffic=tcp", "--trafficStart=1.5", "--moveAt=2", "--duration=3"],
        ["--access=ideal", "--packetSize=3000", "--trafficStart=1.5", "--moveAt=2", "--duration=3"],
    ):  # fmt: skip
        results = {}
        for name, more in (("", []), ("flowLog", BOTH), ("pcap", ["--pcap"]), ("bin", ["--bin=7"]),
                           ("animation", ["--animation"]), ("flowMonitor", monitor)):  # fmt: skip
            with judge.of([*common, *more]):
                folder = program.run([*common, *more]).folder
                results[name] = json.loads((folder / "result.json").read_text(encoding="utf-8"))
        for result in results.values():
            for varying in VARYING:
                del result[varying]
            for flow in result["flows"]:
                del flow["flow_monitor"]
        for name in ("flowLog", "pcap", "bin", "animation", "flowMonitor"):
            with judge.of([*common, f"with and without {name}"]):
                for field, value in results[""].items():
                    judge.equal(field, results[name].get(field), value)


def run(judge, program, _source):
    """All of it."""
    judge_sums(judge, program)
    judge_too_big(judge, program)
    judge_neutral(judge, program)
