# SPDX-License-Identifier: GPL-2.0-only
"""Group logical-interface: nodes that see a router for each MAAR at which they have a prefix (RFC 8885,
3.7), by what hosts know at the end, by captures, and against the same runs without."""

import collections
import ipaddress
import shutil
import subprocess

from . import general
from .scenario import Scenario

MODES = ("relay", "locator", "proxy")
EIGHT = ["mag1", "mag3", "mag4", "mag1", "mag4", "mag3", "mag1", "mag3", "mag4"]
FIVE = ["mag1", "mag2", "mag3", "mag4", "mag5"]
STATIONS = 20
TWO_HOURS = 7200  # s; RFC 4862, 5.5.3, e
RA, FAULTS = "icmpv6.type == 134", "_ws.malformed || _ws.expert.severity == error"
FIELDS = ["frame.time_relative", "wlan.sa", "wlan.da", "ipv6.src", "icmpv6.opt.linkaddr", "icmpv6.opt.prefix",
          "icmpv6.nd.ra.flag.prf", "icmpv6.nd.ra.router_lifetime", "icmpv6.opt.prefix.preferred_lifetime",
          "icmpv6.opt.prefix.valid_lifetime", "ipv6.plen"]  # fmt: skip


def get_router(maar, node):
    """The link-layer and the link-local address of a MAAR's router towards a node, by their numbers."""
    low = f"{node >> 16 & 0xff:02x}:{node >> 8 & 0xff:02x}:{node & 0xff:02x}"
    link_layer = f"02:{maar >> 8:02x}:{maar & 0xff:02x}:{low}"
    octets = bytes.fromhex(link_layer.replace(":", ""))
    identifier = bytes([octets[0] ^ 2]) + octets[1:3] + b"\xff\xfe" + octets[3:]
    return link_layer, str(ipaddress.ip_address(b"\xfe\x80" + bytes(6) + identifier))


def number(name):
    """Its number."""
    return int("".join(letter for letter in name if letter.isdigit()))


def read_packets(path, shown, fields=FIELDS):
    """The fields of the packets of a capture that a filter shows."""
    wanted = [word for field in fields for word in ("-e", field)]
    done = subprocess.run(["tshark", "-n", "-r", str(path), "-Y", shown, "-T", "fields", "-E", "occurrence=f", *wanted],
                          capture_output=True, text=True, check=True)  # fmt: skip
    return [dict(zip(fields, line.split("\t"))) for line in done.stdout.splitlines()]


def judge_hosts(judge, run, order):
    """What each host knows at the end: a prefix of each MAAR where it has been, told by that MAAR's
    router, which is the same everywhere; that of where it is is preferred, the others are not."""
    end = run.result["simulated_s"]
    for name, node in run.result["nodes"].items():
        for prefix in node["prefixes"]:
            anchor = prefix["anchor"]
            judge.equal(f"{name}: router of {anchor}", prefix["router"],
                        get_router(number(anchor), order[name])[1])  # fmt: skip
            is_here = anchor == node["gateway"]
            judge.equal(f"{name}: {anchor}'s prefix preferred", prefix["preferred_until_s"] > end, is_here)
            judge.check(prefix["valid_until_s"] > end, f"{name}: {anchor}'s prefix is not valid")
            # What is left of a session is less than the two hours to which a host cuts the lifetime.
            judge.equal(f"{name}: {anchor}'s prefix valid for long",
                        prefix["valid_until_s"] > end + TWO_HOURS, is_here)  # fmt: skip


def judge_flows(judge, run, path):
    """Each flow of mn1 has begun on the prefix of where the node was then, and has lived on."""
    begun = [flow for flow in run.result["flows"] if flow["from"] == "mn1"]
    expected = [path[0], *path]  # One begins for cn1's attachment.
    judge.equal("flows of mn1", len(begun), len(expected))
    for flow, maar in zip(sorted(begun, key=lambda one: one["begun_s"]), expected):
        judge.equal("anchor of a flow", flow["anchor"], maar)
        judge.check(flow["received"] > 0, f"nothing of the flow of {maar} arrives")
        there = run.result["nodes"]["mn1"]["gateway"]
        judge.equal(f"path of the flow of {maar}", flow["path"],
                    ["mn1", there, *([] if maar == there else [maar]), "mag2", "cn1"])  # fmt: skip
        judge.check(
            ipaddress.ip_address(flow["address_from"]) in ipaddress.ip_network(flow["prefix"]),
            f"{flow['address_from']} is not of {flow['prefix']}",
        )


def judge_frames(judge, path):
    """Each data frame of a station is for the router of its source's prefix, and each to it is of the router
    of its destination's."""
    if not shutil.which("tshark"):
        return
    fields = ["wlan.fc.tods", "wlan.fc.retry", "wlan.sa", "wlan.da", "ipv6.src", "ipv6.dst"]
    frames = read_packets(path, "udp && wlan.fc.type == 2", fields)
    judge.check(len(frames) > 1000, f"{path.stem}: {len(frames)} frames")
    for frame in frames:
        router, address = (("wlan.da", "ipv6.src") if frame["wlan.fc.tods"] in ("1", "True") else
                           ("wlan.sa", "ipv6.dst"))  # fmt: skip
        maar = number(frame[address].split(":")[1]) - 8000
        judge.equal(f"{path.stem}: {router} of {frame[address]}", frame[router], get_router(maar, 1)[0])


def judge_moves(judge, program):
    """Eight moves in each mode, and on Wi-Fi in one: what hosts know, which flows there are, and that
    nothing but messages' lengths differs from a run in which there is one router."""
    for access, options in (("ideal", {}), ("wifi", {"wifiHandover": "fast"})):
        for mode in MODES if access == "ideal" else MODES[:1]:
            scenario = Scenario(
                access=access, paths={"mn1": EIGHT}, scheme=f"dmm-{mode}", case="a21", moves=8, moveAt=5,
                dwell=4, duration=40, trafficStart=2, flowsPerPrefix=1, interval=20, **options,
            )  # fmt: skip
            arguments = scenario.arguments
            more = ["--dlif=on", *(["--pcap"] if access == "wifi" else [])]
            with judge.of([*arguments, *more]):
                run = program.run([*arguments, *more])
                general.check(judge, run)
                general.check_state(judge, run)
                judge_hosts(judge, run, {"mn1": 1, "cn1": 2})
                judge_flows(judge, run, EIGHT)
                for path in run.folder.glob("mn1-wifi*.pcap"):
                    judge_frames(judge, path)
                if access != "ideal":
                    continue  # Frames of other lengths meet other frames.
                other = program.run(arguments)
                for mine, its in zip(run.result["handovers"], other.result["handovers"]):
                    for field in ("registered_s", "advertised_s"):
                        judge.near(field, mine[field], its[field], 1e-4)
                    for field in ("lost_up", "lost_down", "messages"):
                        judge.equal(field, mine[field], its[field])


def judge_capture(judge, path, node, heard):
    """A capture decodes; its Router Advertisements are each of one router of one node."""
    judge.equal(f"{path.stem}: faults", len(read_packets(path, FAULTS, ["frame.number"])), 0)
    for one in read_packets(path, RA):
        heard[one["icmpv6.opt.prefix"]].add((one["ipv6.src"], one["icmpv6.opt.linkaddr"]))
        is_router = one["icmpv6.nd.ra.router_lifetime"] != "0"
        is_preferred = one["icmpv6.opt.prefix.preferred_lifetime"] != "0"
        judge.equal(f"{path.stem}: validity of what a router advertises",
                    one["icmpv6.opt.prefix.valid_lifetime"] != "0", is_router)  # fmt: skip
        if is_router:
            judge.equal(f"{path.stem}: a deprecated prefix has a router of low preference",
                        int(one["icmpv6.nd.ra.flag.prf"], 0), 0 if is_preferred else 3)  # fmt: skip
        maar = number(one["icmpv6.opt.prefix"].split(":")[1]) - 8000
        judge.equal(f"{path.stem}: router", (one["icmpv6.opt.linkaddr"], one["ipv6.src"]),
                    get_router(maar, node))  # fmt: skip


def judge_captures(judge, program):
    """Each router has the same addresses on every gateway's link."""
    if not shutil.which("tshark"):
        return
    arguments = Scenario(paths={"mn1": ["mag1", "mag3", "mag4", "mag1"]}, scheme="dmm-relay", case="a21", moves=3,
                         moveAt=5, dwell=3, duration=14, interval=100).arguments  # fmt: skip
    arguments = [*arguments, "--dlif=on", "--pcap"]
    with judge.of(arguments):
        run = program.run(arguments)
        heard = collections.defaultdict(set)
        places = 0
        for path in sorted(run.folder.glob("mag*-access.pcap")):
            if path.stem != "mag2-access":  # cn1 is there.
                judge_capture(judge, path, 1, heard)
                places += len(read_packets(path, RA)) > 0
        judge.equal("gateways that advertise to mn1", places, 3)
        judge.equal("prefixes", len(heard), 3)
        judge.check(all(len(routers) == 1 for routers in heard.values()), f"routers that change: {dict(heard)}")


def judge_crowd(judge, program, mode):
    """Twenty stations on one access point, each with four previous MAARs: each hears its own five
    routers, each once for the answer to its registration, and nothing of another's; with a locator,
    which has each previous MAAR answer for itself, two to five of them with each answer."""
    arguments = Scenario(
        access="wifi", paths={f"mn{i}": FIVE for i in range(1, STATIONS + 1)}, scheme=f"dmm-{mode}", case="a21",
        moves=4, moveAt=4, dwell=3, duration=17, interval=200, trafficStart=3, mobileNodes=STATIONS,
        wifiHandover="fast",
    ).arguments  # fmt: skip
    arguments = [*arguments, "--stagger=40", "--dlif=on", "--pcap", "--move=mn"]
    with judge.of(arguments):
        run = program.run(arguments)
        general.check(judge, run)
        general.check_state(judge, run)
        order = {f"{kind}{i}": 2 * i - (kind == "mn") for i in range(1, STATIONS + 1) for kind in ("mn", "cn")}
        judge_hosts(judge, run, order)
        for i in range(1, STATIONS + 1):
            judge.equal(f"MAARs of mn{i}", sorted(one["anchor"] for one in run.result["nodes"][f"mn{i}"]["prefixes"]),
                        sorted(set(FIVE)))  # fmt: skip
        for flow in run.result["flows"]:
            judge.equal(f"misdelivered, {flow['from']} to {flow['to']}", flow["misdelivered"], 0)
        if not shutil.which("tshark"):
            return
        captures = list(run.folder.glob("mag5-wifi*.pcap"))
        judge.equal("captures of the access point", len(captures), 1)
        sent = [one for path in captures for one in read_packets(path, f"{RA} && wlan.fc.retry == 0")]
        by_node = collections.defaultdict(list)
        for one in sent:
            by_node[one["wlan.da"]].append(one)
        judge.equal("stations that are told", len(by_node), STATIONS)
        advertisements = sum(range(2, len(FIVE) + 1)) if mode == "locator" else len(FIVE)
        for node, told in by_node.items():
            numbers = {router["wlan.sa"][-8:] for router in told}
            judge.equal(f"{node}: whose routers", len(numbers), 1)
            judge.equal(f"{node}: routers", len({router["wlan.sa"] for router in told}), len(FIVE))
            judge.equal(f"{node}: advertisements", len(told), advertisements)
        judge.equal("octets of each advertisement", {40 + int(one["ipv6.plen"]) for one in sent}, {104})


def judge_walk(judge, program, access, mode, options):
    """From one access to the other and back: what hosts know, and which flows there are."""
    path = ["mag1", "mag3", "mag1"]
    arguments = Scenario(
        access=access, paths={"mn1": path}, scheme=f"dmm-{mode}", case="a21", moves=2, moveAt=5, dwell=5, duration=15,
        interval=100, flowsPerPrefix=1, trafficStart=2,
    ).arguments  # fmt: skip
    arguments = [*arguments, "--dlif=on", *options]
    with judge.of(arguments):
        run = program.run(arguments)
        general.check(judge, run)
        general.check_state(judge, run)
        judge_hosts(judge, run, {"mn1": 1, "cn1": 2})
        judge_flows(judge, run, path)
        return run
    return None


def judge_lte(judge, program):
    """Over LTE, whose links have no link-layer addresses, and from there to Wi-Fi and back: the same
    routers; over LTE alone no MAAR tells of a link-layer address (RFC 8885, 4.8). A node that keeps its old
    link until the new one serves it loses nothing of any prefix (RFC 7847)."""
    if "--enbDistance" not in program.call(["--help"]).stdout:
        return
    for access in ("lte", "lte-wifi"):
        for mode in MODES:
            run = judge_walk(judge, program, access, mode, ["--pcap"] if mode == "relay" else [])
            if not run or mode != "relay" or not shutil.which("tshark"):
                continue
            with judge.of(run.arguments):
                found = {option: sum(len(read_packets(path, f"mip6.mobility_opt == {option}", ["frame.number"]))
                                     for path in run.folder.glob("lma1-*.pcap")) for option in (69, 70)}  # fmt: skip
                judge.check(found[69] > 0, "no DLIF Link-Local Address option")
                judge.equal("DLIF Link-Layer Address options", found[70] > 0, access != "lte")
    run = judge_walk(judge, program, "lte-wifi", "proxy", ["--makeBeforeBreak=on"])
    if run:
        with judge.of(run.arguments):
            for flow in run.result["flows"]:
                judge.equal(f"lost, {flow['from']} to {flow['to']} since {flow['begun_s']}",
                            flow["sent"] - flow["received"], 0)  # fmt: skip


def run(judge, program, _source):
    """All of it."""
    judge_moves(judge, program)
    judge_captures(judge, program)
    judge_crowd(judge, program, "locator")  # The other modes: group crowds.
    judge_lte(judge, program)
