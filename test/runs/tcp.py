# SPDX-License-Identifier: GPL-2.0-only
"""Group tcp: a connection survives a handover, on Wi-Fi and on the ideal link; segments are full."""

import csv

from . import general

SOME = 200  # packets, out of thousands


def judge_segments(judge, program):
    """Every segment is of --packetSize octets, by default of 536 (RFC 9293, 3.7.1)."""
    for size, more in ((536, []), (1000, ["--packetSize=1000"]), (200, ["--packetSize=200"]),
                       (1388, ["--packetSize=1388"])):  # fmt: skip
        arguments = ["--access=ideal", "--traffic=tcp", "--trafficStart=1.5", "--moveAt=2",
                     "--duration=3.5", "--direction=mn-cn", "--flowLog=mn1:cn1", *more]
        with judge.of(arguments):
            done = program.run(arguments)
            with open(done.folder / "flow-mn1-cn1.csv", newline="", encoding="utf-8") as file:
                sent = [row for row in csv.DictReader(file) if row["event"] == "sent"]
            judge.check(len(sent) > SOME, f"{len(sent)} segments")
            judge.equal("octets of segments", {int(row["octets"]) for row in sent}, {size})
            judge.equal("places of segments", {int(row["sequence"]) % size for row in sent}, {0})


def run(judge, program, _source):
    """Octets arrive behind the handover, by the new gateway."""
    for access, correspondent, case in (
        ("wifi", "mobile", "a21"), ("wifi", "fixed", "a21"), ("ideal", "mobile", "a22"),
        ("ideal", "fixed", "a11"),
    ):  # fmt: skip
        arguments = [f"--access={access}", "--traffic=tcp", f"--correspondent={correspondent}",
                     f"--case={case}", "--trafficStart=1.5", "--moveAt=4", "--duration=6"]
        with judge.of(arguments):
            done = program.run(arguments)
            general.check_pmipv6(judge, done)
            judge.equal("number of handovers", len(done.result["handovers"]), 1)
            one = done.result["handovers"][0]
            for field in ("uplink_resumed_s", "downlink_resumed_s"):
                judge.within(field, one[field], one["registered_s"], one["registered_s"] + 2)
            for flow in (done.flow("mn1", "cn1"), done.flow("cn1", "mn1")):
                name = f"flow {flow['from']} to {flow['to']}"
                judge.check(flow["received"] > SOME, f"{name}: received {flow['received']}")
                judge.check("mag3" in flow["path"], f"{name}: ends by {flow['path']}")
            load = done.result["load"]["mag3"]["packets"]
            judge.check(load > SOME, f"the new gateway forwarded {load} packets")
    judge_segments(judge, program)
