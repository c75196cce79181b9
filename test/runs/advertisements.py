# SPDX-License-Identifier: GPL-2.0-only
"""Group advertisements: Router Advertisements are repeated before they run out, and a prefix that a
node has no more is withdrawn: its address is deprecated, and nothing new is sent from it."""

import ipaddress

from . import general

IDEAL = ["--access=ideal"]
AWAY = [*IDEAL, "--detachDetection=0", "--l2Gap=10100"]  # longer than an anchor keeps a binding
UNTIED = "--ns3::pmipv6::MobileAccessGateway::TiePrefixLifetime=false"
LIFETIME = "--ns3::pmipv6::AccessNeighborDiscovery::AdvValidLifetime=30s"


def advertised(run, event, node):
    """When a node sent or received a Router Advertisement."""
    return [row["time_s"] for row in run.signalling if row["message"] == "RouterAdvertisement"
            and row["event"] == event and node in (row["node"], row["peer"])]  # fmt: skip


def judge_counts(judge, run):
    """On the ideal link what is sent to an attached node is received; a solicitation likewise."""
    for message in ("RouterAdvertisement", "RouterSolicitation"):
        counts = run.result["signalling"].get(message, {"sent": 0, "received": 0})
        judge.equal(f"{message} received", counts["received"], counts["sent"])
    counts = run.result["signalling"]["RouterAdvertisement"]
    judge.check(counts["received"] > 0, "no Router Advertisement was received")


def judge_default(judge, program):
    """A handover: one advertisement at each attachment and to each who asks, all received."""
    for arguments in (IDEAL, [*IDEAL, "--scheme=none"]):
        with judge.of(arguments):
            run = program.run(arguments)
            judge_counts(judge, run)
            judge.equal("deprecated, without a session", run.result["final_state"]["leftover"]
                        if "--scheme=none" in arguments else [], [])  # fmt: skip


def judge_other_prefix(judge, program, arguments, until):
    """A node that comes with an address of before has it deprecated at the first advertisement of its
    new prefix, and sends from the new one."""
    with judge.of(arguments):
        run = program.run(arguments)
        general.check_state(judge, run)
        mn1 = run.result["nodes"]["mn1"]["addresses"]
        judge.equal("addresses of mn1", len(mn1), 2)
        old, new = mn1[0], mn1[-1]
        rows = [row for row in run.result["final_state"]["leftover"] if row["object"] == "address"]
        judge.equal("addresses without a session", rows,
                    [{"node": "mn1", "object": "address", "key": old, "holds": "deprecated",
                      "should_be": "none"}])  # fmt: skip
        flow = run.flow("mn1", "cn1")
        judge.equal("mn1 sends from", flow["address_from"], new)
        prefix = run.result["handovers"][-1]["prefixes"][0]["prefix"]
        judge.check(ipaddress.ip_address(new) in ipaddress.ip_network(prefix),
                    f"{new} is not of {prefix}")  # fmt: skip
        handover = run.result["handovers"][-1]
        judge.near("advertised_s", (handover["advertised_s"] - handover["registered_s"]) * 1e3, 2,
                   0.1)  # fmt: skip
        judge.within("lost of what mn1 sends", flow["lost"], 0, until)
        judge.check("mag3" in flow["path"], f"the last packet went by {flow['path']}")


def judge_silent(judge, program):
    """Who never sends from the old address keeps it, and the checker says so, until the lifetime of
    the binding that it was advertised with is over; with several prefixes, each. Who sends uses each
    that shares more with the destination than the new ones (RFC 6724, 5, rule 8), and each goes."""
    prefixes = "--ns3::pmipv6::LocalMobilityAnchor::PrefixesPerSession=4"
    held = ("mn1", "address", "preferred", "deprecated")
    for more, stale in ((["--duration=40", "--direction=cn-mn"], 1),
                        (["--duration=320", "--direction=cn-mn"], 0),
                        (["--duration=320", "--direction=cn-mn", UNTIED], 1),
                        (["--duration=40", "--direction=cn-mn", prefixes], 4),
                        (["--duration=320", "--direction=cn-mn", prefixes], 0),
                        (["--duration=40", prefixes], 0)):  # fmt: skip
        arguments = [*AWAY, "--interval=100", *more]
        with judge.of(arguments):
            state = program.run(arguments).result["final_state"]
            judge.equal("consistent", state["consistent"], stale == 0)
            judge.equal("stale", [(row["node"], row["object"], row["holds"], row["should_be"])
                                  for row in state["stale"]], [held] * stale)  # fmt: skip


def judge_without_address(judge, program):
    """A node that is registered and has heard of no prefix: the checker says so."""
    arguments = [*IDEAL, "--move=none", "--accessLoss=100"]
    with judge.of(arguments):
        state = program.run(arguments).result["final_state"]
        judge.equal("stale", [(row["node"], row["object"], row["holds"]) for row in state["stale"]],
                    [("cn1", "address", "none"), ("mn1", "address", "none")])  # fmt: skip


def judge_lifetimes(judge, program):
    """Whatever the lifetimes, a node keeps its address as long as it is told of it."""
    for scheme in ("pmipv6", "none"):
        arguments = [*IDEAL, f"--scheme={scheme}", "--move=none", "--duration=100",
                     "--interval=200", LIFETIME]  # fmt: skip
        with judge.of(arguments):
            run = program.run(arguments)
            judge.equal("addresses of mn1", len(run.result["nodes"]["mn1"]["addresses"]), 1)
            for flow in run.result["flows"]:
                judge.equal(f"lost, {flow['from']} to {flow['to']}", flow["lost"], 0)
            times = advertised(run, "received", "mn1")
            judge.check(max(b - a for a, b in zip(times, times[1:])) < 10.001,
                        f"advertisements at {times}")  # fmt: skip
            judge_counts(judge, run)
    # A third of the binding's lifetime, or of the Router Lifetime.
    for more, seconds in (([], 100), ([UNTIED], 600)):
        arguments = [*IDEAL, "--move=none", "--duration=2000", "--interval=1000", *more]
        with judge.of(arguments):
            run = program.run(arguments)
            times = advertised(run, "received", "mn1")
            gaps = [b - a for a, b in zip(times, times[1:])][-3:]
            for gap in gaps:
                judge.near("s between advertisements", gap, seconds, 1e-6)


def run(judge, program, _source):
    """All of it."""
    judge_default(judge, program)
    judge_other_prefix(judge, program, [*AWAY, "--duration=60", "--interval=100"], 105)
    judge_other_prefix(judge, program, [*IDEAL, "--restart=lma1:10.02"], 10)
    judge_silent(judge, program)
    judge_without_address(judge, program)
    judge_lifetimes(judge, program)
