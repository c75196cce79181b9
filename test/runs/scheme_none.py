# SPDX-License-Identifier: GPL-2.0-only
"""Group scheme-none: without a mobility protocol a node gets another address where it goes, and
flows to the old one end there."""

import ipaddress

from . import general

MOVE_AT = 4.0033  # s
# mn1 crosses from one cell to the other, while cn1 stands.
CROSSING = """
$node_(1) set X_ 100.0
$node_(1) set Y_ 0.0
$node_(2) set X_ 0.0
$node_(2) set Y_ 10.0
$ns_ at 5.0 "$node_(1) setdest 600.0 0.0 20.0"
"""


def judge_moved(judge, run, moves):
    """What a move costs, and that nobody signals."""
    result = run.result
    general.check(judge, run)
    judge.equal("Mobility Headers", [name for name in result["signalling"]
                                     if not name.startswith("Router")], [])  # fmt: skip
    judge.equal("number of handovers", len(result["handovers"]), moves)
    for one in result["handovers"]:
        for field in ("registered_s", "uplink_opened_s", "noticed_s", "route_optimized_s"):
            judge.equal(field, one[field], None)
        judge.equal("messages", one["messages"], 0)
        judge.equal("downlink_resumed_s", one["downlink_resumed_s"], None)
        judge.check(one["advertised_s"] is not None, "no Router Advertisement at the new gateway")
    for one in result["attachments"]:
        judge.equal("registered_s of an attachment", one["registered_s"], None)
    addresses = [ipaddress.ip_address(text) for text in result["nodes"]["mn1"]["addresses"]]
    networks = {ipaddress.ip_network((int(address) >> 64 << 64, 64)) for address in addresses}
    judge.equal("prefixes of mn1", len(networks), moves + 1)
    judge.equal("misdelivered", sum(flow["misdelivered"] for flow in result["flows"]), 0)
    judge.equal("final_state.stale", result["final_state"]["stale"], [])


def judge_udp(judge, run):
    """Packets reach the old address until the detach and never again."""
    parameters = run.result["parameters"]
    down = run.flow("cn1", "mn1")
    interval = parameters["interval"] / 1e3
    start = parameters["trafficStart"] + (parameters["direction"] == "both")
    whole = run.result["simulated_s"] - 1 - start
    judge.near("cn1 to mn1: sent", down["sent"], whole / interval, 1.01)
    judge.near("cn1 to mn1: received", down["received"], (MOVE_AT - start) / interval, 2)
    judge.check(
        down["address_to"] in run.result["nodes"]["mn1"]["addresses"][:1],
        "cn1 does not send to mn1's first address",
    )
    judge.equal("cn1 to mn1: the last way", down["path"][-2:], ["mag1", "mn1"])


def judge_unmoved(judge, program):
    """Nobody moves: nothing is lost, whoever sends to whom (neighbour caches are warm)."""
    for access in ("ideal", "wifi"):
        for more in ("--direction=both", "--direction=mn-cn", "--direction=cn-mn"):
            for correspondent in ("mobile", "fixed"):
                arguments = ["--scheme=none", f"--access={access}", "--move=none", more,
                             f"--correspondent={correspondent}", "--trafficStart=2",
                             "--duration=6"]  # fmt: skip
                with judge.of(arguments):
                    run = program.run(arguments)
                    general.check(judge, run)
                    for flow in run.result["flows"]:
                        name = f"flow {flow['from']} to {flow['to']}"
                        judge.equal(f"{name}: lost", flow["lost"], 0)


def judge_gap_without_flows(judge, program):
    """A gap of flows that are sent at another time: none where an end was off or its address died."""
    early = ["--access=ideal", "--moveAt=2"]  # flows begin at 5 and 6 s
    crossing = program.work / "crossing.mob"
    for more, down, up in (
        (["--scheme=none"], None, None),  # another address
        (["--scheme=pmipv6"], 72, 70),
    ):  # fmt: skip
        arguments = [*early, *more]
        with judge.of(arguments):
            done = program.run(arguments)
            one = done.result["handovers"][0]
            judge.equal("why", one["interruption"]["downlink_why"], "no-traffic")
            judge.near("service gap down", one["service_gap_ms"]["downlink"], down, 0.1)
            judge.near("service gap up", one["service_gap_ms"]["uplink"], up, 0.1)
    for switch, down, up in (("", 72, 70), ('$ns_ at 20.0 "$node_(2) switch ON"\n', None, None)):
        crossing.write_text(CROSSING + switch, encoding="utf-8")
        arguments = [f"--trace={crossing}", "--gateways=1x2", "--access=ideal", "--core=mesh",
                     "--trafficStart=25", "--duration=30"]  # fmt: skip
        with judge.of([*arguments, "cn1 off" if switch else "cn1 on"]):
            done = program.run(arguments)
            one = done.result["handovers"][0]
            judge.check(10 < one["detached_s"] < 20, f"mn1 crosses at {one['detached_s']}")
            judge.near("service gap down", one["service_gap_ms"]["downlink"], down, 0.1)
            judge.near("service gap up", one["service_gap_ms"]["uplink"], up, 0.1)


def run(judge, program, _source):
    """All of it."""
    judge_gap_without_flows(judge, program)
    short = ["--scheme=none", f"--moveAt={MOVE_AT}", "--trafficStart=2", "--duration=9"]
    for access, *more in (
        ("ideal",), ("wifi",), ("ideal", "--correspondent=fixed"),
        ("wifi", "--correspondent=fixed"), ("ideal", "--case=a22"), ("ideal", "--core=star"),
        ("ideal", "--transit=2"),
    ):  # fmt: skip
        arguments = [*short, f"--access={access}", *more]
        with judge.of(arguments):
            done = program.run(arguments)
            judge_moved(judge, done, 1)
            judge_udp(judge, done)
    arguments = [*short, "--access=ideal", "--moves=2", "--dwell=2", "--path=mn1:mag1,mag3,mag4"]
    with judge.of(arguments):
        judge_moved(judge, program.run(arguments), 2)
    for access in ("ideal", "wifi"):
        arguments = ["--scheme=none", f"--access={access}", "--traffic=tcp", "--trafficStart=1.5",
                     "--moveAt=3.5033", "--duration=6"]  # fmt: skip
        with judge.of(arguments):
            done = program.run(arguments)
            judge_moved(judge, done, 1)
            for flow in done.result["flows"]:
                name = f"flow {flow['from']} to {flow['to']}"
                judge.check(flow["received"] > 0, f"{name}: nothing received")
                judge.check("mag3" not in flow["path"], f"{name}: survives by {flow['path']}")
    judge_unmoved(judge, program)
