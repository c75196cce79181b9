# SPDX-License-Identifier: GPL-2.0-only
"""Group octet-hops: octets times links of signalling and of data, octet for octet what the captures of
the core hold, for every scheme; and closed forms."""

import ipaddress

from . import general
from .core_captures import Sums

PAYLOAD = 200  # octets of UDP
PLAIN = PAYLOAD + 8 + 40
TUNNELLED = PLAIN + 40
INTERVAL = 0.02  # s

SHORT = ["--trafficStart=2", "--moveAt=3", "--duration=4.5", "--interval=37"]
NODES_MOVE = ["--careOfDad=0", "--trafficStart=4.5", "--moveAt=6", "--duration=9", "--interval=37"]
# What must have crossed links in some run, lest nothing is judged.
SEEN = {
    "ProxyBindingUpdate", "ProxyBindingAcknowledgement", "Heartbeat", "RoTrigger", "RoInit", "RoSetup", "Pbqr", "Pbci",
    "LocationUpdate", "BindingUpdate", "BindingAcknowledgement", "HomeTestInit", "CareofTestInit",
    "HomeAgentAddressDiscoveryRequest", "HomeAgentAddressDiscoveryReply", "fragments of messages",
}  # fmt: skip
BAD = ["--signallingLoss=30", "--signallingDuplication=30", "--signallingJitter=40"]


def calls():
    """Runs of every scheme, and of all that changes what is on the core."""
    for scheme in ("pmipv6", "localized-routing", "uncoordinated", "epmip", "dmm-relay", "dmm-locator", "dmm-proxy"):
        yield [f"--scheme={scheme}", *SHORT]
        yield [f"--scheme={scheme}", "--case=a12", "--move=both", "--core=star", *SHORT]
    yield ["--scheme=none", *SHORT]
    yield ["--scheme=epmip", "--epmip=anchors", "--case=a22", "--lmfs=2", *SHORT]
    yield ["--scheme=epmip", "--correspondent=fixed", "--correspondentRouter=drf", *SHORT]
    for more in ([], ["--routeOptimization=on"], ["--homeAgentDiscovery=dhaad", "--bootstrap=at-move"], ["--networkMobility=on"],
                 ["--routeOptimization=on", "--correspondent=fixed", "--transit=1"]):  # fmt: skip
        yield ["--scheme=mipv6", *NODES_MOVE, *more]
    for case in ("a1", "a2", "a2-visited", "b", "b-a1", "b-a2"):
        yield [f"--case=rfc6612-{case}", *NODES_MOVE]
    yield ["--case=a22", "--transit=2", "--move=both", "--mobileNodes=2", *SHORT]
    yield ["--correspondent=fixed", "--case=a12", *SHORT]
    yield ["--traffic=tcp", "--trafficStart=1.5", "--moveAt=2", "--duration=3"]
    yield ["--packetSize=1450", *SHORT]  # too big for the tunnel
    yield ["--packetSize=4000", "--case=a22", *SHORT]  # fragments of their sender
    # Messages in fragments: 64 prefixes, on links of the least MTU.
    yield ["--ns3::pmipv6::LocalMobilityAnchor::PrefixesPerSession=64", "--ns3::PointToPointNetDevice::Mtu=1280",
           "--transit=1", *SHORT]  # fmt: skip
    for scheme in ("pmipv6", "localized-routing", "dmm-relay"):
        yield [f"--scheme={scheme}", *BAD, "--transit=1", "--moves=3", "--dwell=2", "--trafficStart=2", "--moveAt=3",
               "--duration=20", "--interval=100"]  # fmt: skip
    yield ["--deliver=mag3:lma1:1:5+90", "--deliver=lma1:mag2:1:lost", *SHORT]


def accesses(program):
    """Runs over links whose frames are not the core's, the interfaces of an EPC among them."""
    yield ["--access=wifi", "--case=a22", *SHORT]
    yield ["--access=wifi", "--scheme=mipv6", *NODES_MOVE]
    if "lte" in program.call(["--help"]).stdout:
        for access in ("lte", "lte-wifi"):
            yield [f"--access={access}", "--trafficStart=3", "--moveAt=4", "--duration=6"]
            yield [f"--access={access}", "--scheme=dmm-relay", "--trafficStart=3", "--moveAt=4", "--duration=6"]


def find_flow(flows, source, destination):
    """The number of the flow of a packet. Where a node has had other addresses, its other end tells."""
    pair = tuple(str(ipaddress.IPv6Address(address)) for address in (source, destination))
    for rule in (lambda ends: ends == pair, lambda ends: ends[0] == pair[0] or ends[1] == pair[1]):
        found = [i for i, flow in enumerate(flows) if rule((flow["address_from"], flow["address_to"]))]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def judge_captures(judge, run):
    """All figures of a run are those of its captures; what was in these."""
    result = run.result
    sums = Sums(run.folder, result["simulated_s"])
    judge.check(sums.links > 0, "there is no link of the core")
    judge.check(set(sums.signalling) <= set(result["signalling"]), f"captured, and not counted: {sums.signalling}")
    for name, counts in result["signalling"].items():
        judge.equal(f"{name}: octet_hops", counts["octet_hops"], sums.signalling[name])
    found = [[0, 0] for _ in result["flows"]]
    for (source, destination, tunnelled), octets in sums.data.items():
        flow = find_flow(result["flows"], source, destination)
        if judge.check(flow is not None, f"of no flow: {source.hex()} to {destination.hex()}, {octets} octets"):
            found[flow][0] += octets
            found[flow][1] += octets if tunnelled else 0
    for flow, (octets, tunnelled) in zip(result["flows"], found):
        name = f"{flow['from']} to {flow['to']}"
        judge.equal(f"{name}: octet_hops", flow["octet_hops"], octets)
        judge.equal(f"{name}: tunnel_octet_hops", flow["tunnel_octet_hops"], tunnelled)
        judge.check(octets > 0, f"{name}: nothing has crossed the core")
    return {*sums.signalling, *(["fragments of messages"] if sums.has_fragments() else [])}


def judge_forms(judge, program):
    """PMIPv6 in a22, nobody moves: mag1, lma1, lma2, mag2, in a tunnel before and behind the anchors. Each
    packet counts on the links that it has been sent into by the end."""
    end, begin = 8.0, {"mn1": 2.0, "cn1": 3.0}
    for more, links in ([], 1), (["--transit=2"], 3):
        arguments = ["--access=ideal", "--case=a22", "--move=none", f"--trafficStart={begin['mn1']}",
                     f"--interval={INTERVAL * 1e3}", f"--packetSize={PAYLOAD}", f"--duration={end}", *more]  # fmt: skip
        with judge.of(arguments):
            run = program.run(arguments)
            general.check_pmipv6(judge, run)
            delays = run.result["parameters"]
            ways = [(delays["delayMagLma"], TUNNELLED), (delays["delayLmaLma"], PLAIN), (delays["delayMagLma"], TUNNELLED)]
            for sender, receiver in (("mn1", "cn1"), ("cn1", "mn1")):
                at, all_hops, tunnel_hops = delays["delayAccess"], 0, 0
                for delay, size in ways:
                    for part in range(links):
                        sent = count_sent(begin[sender], end, at + delay * part / links)
                        all_hops += sent * size
                        tunnel_hops += sent * size if size == TUNNELLED else 0
                    at += delay
                flow = run.flow(sender, receiver)
                judge.equal(f"{sender}: octet_hops", flow["octet_hops"], all_hops)
                judge.equal(f"{sender}: tunnel_octet_hops", flow["tunnel_octet_hops"], tunnel_hops)
            for name in ("ProxyBindingUpdate", "ProxyBindingAcknowledgement"):
                counts = run.result["signalling"][name]
                judge.equal(f"{name}: octet_hops", counts["octet_hops"], links * counts["octets"])
            judge.equal("RouterAdvertisement", run.result["signalling"]["RouterAdvertisement"]["octet_hops"], 0)


def count_sent(begin, end, way):
    """How many of a flow's packets have come so far (ms) before the end."""
    return int((end - begin - way / 1e3) / INTERVAL) + 1


def judge_all(judge, program):
    """Runs with captures."""
    seen = set()
    for call in [*(["--access=ideal", *more] for more in calls()), *accesses(program)]:
        arguments = [*call, "--pcap"]
        with judge.of(arguments):
            seen |= judge_captures(judge, program.run(arguments))
    judge.equal("what no run has had", SEEN - seen, set())


def run(judge, program, _source):
    """Captures of the core, scheme by scheme, and closed forms."""
    judge_all(judge, program)
    judge_forms(judge, program)
