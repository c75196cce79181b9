# SPDX-License-Identifier: GPL-2.0-only
"""What holds of every run, whatever it measures: the contract's fields, and that the three files
tell the same story."""

import collections
import ipaddress

FIELDS = [
    "version", "scheme", "case", "access", "parameters", "handovers", "attachments",
    "optimizations", "flows", "signalling", "load", "nodes", "final_state", "events", "wall_s",
    "simulated_s", "peak_memory_mb",
]  # fmt: skip
HANDOVER_TIMES = [
    "detached_s", "noticed_s", "attached_s", "registered_s", "advertised_s", "uplink_opened_s",
    "uplink_resumed_s", "downlink_resumed_s", "route_optimized_s",
]  # fmt: skip
HANDOVER = ["node", "from", "to", *HANDOVER_TIMES, "lost", "duplicated", "reordered", "messages",
            "prefixes", "interruption", "service_gap_ms", "later_gap_ms", "flows", "lost_down",
            "lost_up", "peer_moved", "since_s"]  # fmt: skip
INTERRUPTION = ["downlink_ms", "uplink_ms", "downlink_why", "uplink_why", "spacing_ms"]
FLOW_OF_HANDOVER = ["from", "to", "direction", "interruption_ms", "why", "spacing_ms", "peer_moved",
                    "since_s", "lost", "service_gap_ms", "later_gap_ms"]  # fmt: skip
WHYS = ["no-traffic", "switched-off", "peer-unreachable", "address-changed", "superseded",
        "never-resumed", "link-kept"]  # fmt: skip
PREFIX = ["prefix", "anchor", "ready_s", "downlink_resumed_s", "uplink_opened_s", "lost",
          "interruption", "service_gap_ms", "later_gap_ms", "lost_down", "lost_up"]  # fmt: skip
ATTACHMENT = ["node", "to", "attached_s", "registered_s", "advertised_s"]
FLOW = [
    "from", "to", "address_from", "address_to", "sent", "received", "lost", "duplicated",
    "reordered", "misdelivered", "delay_ms", "path", "path_length_ms", "direct_length_ms",
    "unreachable", "octets", "goodput_kbps", "jitter_ms", "octet_hops", "tunnel_octet_hops",
    "flow_monitor",
]  # fmt: skip
SIGNALLING = ["sent", "received", "dropped", "retransmitted", "octets", "octet_hops"]
LOAD = ["packets", "octets", "tunnelled_packets"]
ICMPV6 = ("Router", "HomeAgentAddress")  # messages whose losses nobody counts
BEFORE_REFRESH = 200  # s; bindings of 300 s are refreshed at four fifths
SERIALIZATION = 0.1  # ms
UNDER_WAY = 2  # s: longer than a message takes
PARTS = [
    "radio_lost_unnoticed_ms", "link_handover_ms", "registration_ms", "router_advertisement_ms",
    "first_packet_ms",
]  # fmt: skip
OF_NODES = ("router_found_s", "care_of_s", "home_registered_s")
OF_CORRESPONDENTS = ("correspondent_registered_s",)
PARTS_OF_NODES = [
    "radio_lost_unnoticed_ms", "link_handover_ms", "movement_detection_ms", "address_ms",
    "home_registration_ms", "correspondent_registration_ms", "first_packet_ms",
]  # fmt: skip


def check_fields(judge, run):
    """Nothing of the contract is missing."""
    result = run.result
    has = lambda what, value, names: judge.check(
        all(name in value for name in names),
        f"{what} lacks {[name for name in names if name not in value]}",
    )
    has("result.json", result, FIELDS)
    judge.equal("version", result["version"], 1)
    for handover in result["handovers"]:
        has("a handover", handover, HANDOVER)
        for prefix in handover["prefixes"]:
            has("a prefix of a handover", prefix, PREFIX)
        has("interruption of a handover", handover["interruption"], INTERRUPTION)
        for flow in handover["flows"]:
            has("a flow of a handover", flow, FLOW_OF_HANDOVER)
    for attachment in result["attachments"]:
        has("an attachment", attachment, ATTACHMENT)
    for flow in result["flows"]:
        has("a flow", flow, FLOW)
        has("delay_ms of a flow", flow["delay_ms"], ["mean", "min", "max", "p50", "p95", "p99"])
    for name, counts in result["signalling"].items():
        has(f"signalling of {name}", counts, SIGNALLING)
    for name, load in result["load"].items():
        has(f"load of {name}", load, LOAD)
    for name, node in result["nodes"].items():
        has(f"node {name}", node, ["gateway", "addresses"])
    has("final_state", result["final_state"], ["consistent", "stale", "leftover", "faults"])
    judge.check(result["wall_s"] >= 0 and result["peak_memory_mb"] > 0, "wall_s or memory is none")
    judge.check(result["events"] > 0, "there were no events")


def check_parameters(judge, run):
    """Each option that was given is among the parameters with its value."""
    parameters = run.result["parameters"]
    for argument in run.arguments:
        name, _, value = argument[2:].partition("=")
        if not judge.check(name in parameters, f"parameters lack {name}"):
            continue
        got = parameters[name]
        if isinstance(got, list):
            judge.check(
                any(same(value, one) for one in got), f"parameter {name} is {got}, without {value}"
            )
        else:
            judge.check(same(value, got), f"parameter {name} is {got!r} and not {value}")
    for name in ("scheme", "case", "access"):
        judge.equal(name, run.result[name], parameters[name])
    judge.near("simulated_s", run.result["simulated_s"], parameters["duration"], 1e-9)


def same(text, value):
    """Whether a parameter is what was given."""
    if value is None:
        return text == "none"
    if isinstance(value, bool):
        return value == (text in ("", "on", "true", "1"))
    if isinstance(value, (int, float)):
        return float(text) == value
    if ":" in text and ":" in value and text.count(":") == 2:  # NODE:NODE:MS, in either order
        a, b = text.split(":"), value.split(":")
        return sorted(a[:2]) == sorted(b[:2]) and float(a[2]) == float(b[2])
    return text == value


def check_handovers(judge, run):
    """Times in their order, places one after the other, sums that agree."""
    result = run.result
    place = {one["node"]: one["to"] for one in result["attachments"]}
    judge.equal("first attachments", len(place), len(result["attachments"]))
    ended = collections.defaultdict(float)
    before = 0
    for handover in result["handovers"]:
        name = f"handover of {handover['node']} at {handover['detached_s']} s"
        judge.equal(f"{name}: from", handover["from"], place.get(handover["node"]))
        place[handover["node"]] = handover["to"]
        known = OF_NODES if registers_itself(run) else ("registered_s", "advertised_s")
        in_order(judge, name, [handover["detached_s"], handover["attached_s"],
                               *(handover[field] for field in known)])  # fmt: skip
        in_order(judge, name, [handover["attached_s"], handover["uplink_opened_s"],
                               handover["uplink_resumed_s"]])
        in_order(judge, name, [handover["attached_s"], handover["downlink_resumed_s"]])
        if run.result["parameters"].get("epmip") != "anchors":  # There the PBA is on its way yet.
            in_order(judge, name, [handover["registered_s"], handover["correspondents_known_s"]])
            in_order(judge, name, [handover["registered_s"], handover["forwarding_started_s"]])
        in_order(judge, name, [ended[handover["node"]], handover["detached_s"]])
        in_order(judge, "handovers by attached_s", [before, handover["attached_s"]])
        before = handover["attached_s"]
        ended[handover["node"]] = handover["attached_s"]
        # Of a node that has had several, some losses are another one's.
        if len(handover["prefixes"]) == 1 and has_one_prefix(run, handover["node"]):
            for what in ("lost", "lost_down", "lost_up"):
                judge.equal(f"{name}: {what} of its prefix", handover["prefixes"][0][what],
                            handover[what])  # fmt: skip
        check_parts(judge, run, name, handover)
    for node, where in place.items():
        judge.check(
            result["nodes"][node]["gateway"] in (where, None),
            f"{node} is at {result['nodes'][node]['gateway']} and was last at {where}",
        )
    for what in ("lost", "duplicated", "reordered"):
        judge.check(
            sum(one[what] for one in result["handovers"]) <= sum(f[what] for f in result["flows"]),
            f"the handovers have more {what} than the flows",
        )


def has_one_prefix(run, node):
    """Whether all addresses that a node is known to have had are of the prefix of its handovers."""
    prefixes = {one["prefix"] for handover in run.handovers_of(node) for one in handover["prefixes"]}
    addresses = set(run.result["nodes"][node]["addresses"])
    for flow in run.result["flows"]:
        for end, address in (("from", "address_from"), ("to", "address_to")):
            if flow[end] == node and flow["sent"]:
                addresses.add(flow[address])
    return len(prefixes) < 2 and len(addresses) < 2 and all(
        ipaddress.ip_address(address) in ipaddress.ip_network(prefix)
        for address in addresses
        for prefix in prefixes
    )


def registers_itself(run):
    """Whether mobile nodes register themselves, and no gateway does so for them."""
    return run.result["scheme"] == "mipv6"


def in_order(judge, name, times):
    """Times that must not fall; those that are None are left out."""
    times = [time for time in times if time is not None]
    judge.check(times == sorted(times), f"{name}: {times} are not in order")


def check_parts(judge, run, name, handover):
    """The parts of the interruption add up to it. Beside Mobile IPv6 they are the gateway's, the
    node's or both (RFC 6612)."""
    if "parts" not in handover:
        return
    own = registers_itself(run)
    resumed, told = handover["downlink_resumed_s"], handover["advertised_s"]
    if run.result["case"].startswith("rfc6612"):
        parts = [part for part in handover["parts"].values() if part is not None]
        if handover["care_of_s"] is not None and handover["home_registered_s"] is None:
            return  # It has moved on before the answer came.
        told = handover["home_registered_s"] or told
    else:
        parts = [handover["parts"][part] for part in (PARTS_OF_NODES if own else PARTS)]
        told = handover["home_registered_s"] if own else told
    judge.check(all(part is None or part >= 0 for part in parts), f"{name}: parts {parts}")
    if None in (*parts, resumed, told) or told > resumed:
        return
    whole = (resumed - handover["detached_s"]) * 1e3
    judge.near(f"{name}: its parts make", sum(parts), whole, 1e-3)


def check_interruptions(judge, run):
    """Each handover's interruption is that of its flows, and no shorter than the gap in service. On
    the ideal link it is no longer either than that and the time between two packets."""
    parameters = run.result["parameters"]
    # A frame that is lost by itself costs time that no table knows of, and so does want of room.
    overflowed = any(one["overflowed"] for one in
                     (*run.result["handovers"], *run.result["optimizations"]))  # fmt: skip
    # A node that is back on a link, and does not know it yet, does not take what comes there.
    is_told = parameters.get("routerAdvertisements", "attach") == "attach"
    is_exact = (parameters["access"] == "ideal" and not parameters.get("accessLoss")
                and not overflowed and is_told)  # fmt: skip
    for handover in run.result["handovers"]:
        name = f"handover of {handover['node']} at {handover['detached_s']} s"
        judge.check(handover["lost_down"] >= 0 and handover["lost_up"] >= 0, f"{name}: losses")
        for flow in handover["flows"]:
            check_gap(judge, f"{name}, {flow['from']} to {flow['to']}", is_exact,
                      (flow["interruption_ms"], flow["why"], flow["spacing_ms"],
                       flow["service_gap_ms"], flow["later_gap_ms"], flow["peer_moved"]))  # fmt: skip
        for part in (handover, *handover["prefixes"]):
            for way in ("downlink", "uplink"):
                check_gap(judge, f"{name}, {way}", is_exact,
                          (part["interruption"][f"{way}_ms"], part["interruption"][f"{way}_why"],
                           part["interruption"]["spacing_ms"][way], part["service_gap_ms"][way],
                           part["later_gap_ms"][way], handover["peer_moved"]))  # fmt: skip
        for way in ("downlink", "uplink"):
            values = [flow["interruption_ms"] for flow in handover["flows"]
                      if flow["direction"] == way and flow["interruption_ms"] is not None]  # fmt: skip
            longest = handover["interruption"][f"{way}_ms"]
            judge.check(longest is None or longest == max(values), f"{name}: {way} {longest}")


def check_gap(judge, name, is_exact, figures):
    """An interruption or the reason why there is none; the bounds on it. A peer that moves meanwhile
    costs packets of its own."""
    length, why, spacing, gap, later, is_peer_moved = figures
    judge.check((length is None) == (why in WHYS), f"{name}: {length} ms, because {why}")
    if length is None:
        return
    judge.check(length >= 0 and spacing >= 0, f"{name}: interruption {length}, spacing {spacing}")
    if is_exact and judge.check(gap is not None, f"{name}: an interruption without a gap"):
        # A packet that is imagined takes no time to be sent.
        judge.check(gap <= length + 1e-3, f"{name}: service gap {gap} ms, interruption {length} ms")
        judge.check(later > 0 or is_peer_moved or length <= gap + spacing + SERIALIZATION,
                    f"{name}: interruption {length}, gap {gap}, spacing {spacing} ms")  # fmt: skip


def check_flows(judge, run):
    """Packets that were sent are received or lost."""
    for flow in run.result["flows"]:
        name = f"flow {flow['from']} to {flow['to']}"
        judge.equal(f"{name}: received and lost", flow["received"] + flow["lost"], flow["sent"])
        judge.within(f"{name}: tunnel_octet_hops", flow["tunnel_octet_hops"], 0, flow["octet_hops"])
        off = flow["unreachable"]
        judge.check(0 <= off["lost"] <= min(off["sent"], flow["lost"]), f"{name}: off {off}")
        delay = flow["delay_ms"]
        if flow["received"]:
            judge.check(delay["min"] <= delay["mean"] <= delay["max"], f"{name}: delays {delay}")
            parts = ("min", "p50", "p95", "p99", "max")
            in_order(judge, f"{name}: delays", [delay[part] for part in parts])
            judge.equal(f"{name}: ends of its path", (flow["path"][0], flow["path"][-1]),
                        (flow["from"], flow["to"]))  # fmt: skip


def check_signalling(judge, run):
    """signalling.csv has, up to the end, what result.json counts; behind it the exchanges follow
    that were under way."""
    counts = collections.defaultdict(collections.Counter)
    end = run.result["simulated_s"]
    before = 0
    for row in run.signalling:
        judge.check(row["event"] in ("sent", "received", "dropped"), f"event {row['event']}")
        judge.check(row["time_s"] >= before, f"signalling.csv goes back at {row['time_s']} s")
        # A Binding Error names whom it refuses, which here may be an anchor.
        judge.check(row["message"] == "BindingError" or row["mobile_node"] in ("", *run.result["nodes"]),
                    f"signalling.csv is about {row['mobile_node']}")  # fmt: skip
        before = row["time_s"]
        if row["time_s"] > end:
            continue
        counts[row["message"]][row["event"]] += 1
        if row["event"] == "sent":
            counts[row["message"]]["octets"] += int(row["octets"])
    summed = run.result["signalling"]
    judge.equal("messages of signalling.csv", sorted(counts), sorted(summed))
    for name, counted in counts.items():
        for what in ("sent", "received", "dropped", "octets"):
            judge.equal(f"{name} {what}", summed.get(name, {}).get(what), counted[what])
        if name.startswith("Router"):
            judge.equal(f"{name} octet_hops, on access links", summed.get(name, {}).get("octet_hops"), 0)
    check_accounts(judge, run)


def at_ends(counts):
    """The counts of a message where it is sent and where it comes to, without those of its way."""
    return counts and {what: count for what, count in counts.items() if what != "octet_hops"}


def check_accounts(judge, run):
    """Each Mobility Header that is sent, or doubled, is received or dropped, but for those under way at
    the end."""
    are_nodes_told = registers_itself(run) or run.result["case"].startswith("rfc6612")
    if are_nodes_told and run.result["parameters"].get("stop"):
        return  # What waits for the address of a router that is off ends without a word.
    end = run.result["simulated_s"]
    sums = collections.Counter()
    for name, counts in run.result["signalling"].items():
        if not name.startswith(ICMPV6):
            sums.update({what: counts[what] for what in ("sent", "received", "dropped")})
    late = sum(row["event"] == "sent" and end - UNDER_WAY < row["time_s"] <= end
               and not row["message"].startswith(ICMPV6) for row in run.signalling)  # fmt: skip
    doubled = run.result["impairments"]["doubled"]
    missing = sums["sent"] + doubled - sums["received"] - sums["dropped"]
    judge.within("messages sent, and neither received nor dropped", missing, 0, 2 * late)


def check_messages(judge, run):
    """Each handover has the Mobility Headers sent from its begin to the begin of the next one, but for
    Heartbeats."""
    if run.result["simulated_s"] > BEFORE_REFRESH or run.result["parameters"]["trace"]:
        return  # refreshes do not count; a trace's last detaches are no handovers, but end one
    begins = sorted({one["detached_s"] for one in run.result["handovers"]})
    sent = [row["time_s"] for row in run.signalling
            if row["event"] == "sent" and not row["message"].startswith(("Router", "Heartbeat"))]  # fmt: skip
    end = run.result["simulated_s"]
    for one in run.result["handovers"]:
        later = [time for time in begins if time > one["detached_s"]]
        until = later[0] if later else end
        judge.equal(
            f"messages of the handover of {one['node']} at {one['detached_s']} s",
            one["messages"], sum(one["detached_s"] <= time < until for time in sent),
        )  # fmt: skip


def check_events(judge, run):
    """Each object in events.csv goes on from the state that it was left in. A route is one of a pair
    of prefixes: of nodes that have had several there can be several; likewise what a node has from
    previous MAARs, and the attachments of a node that is registered at two anchors."""
    state = collections.defaultdict(list)
    is_single = all(has_one_prefix(run, node) for node in run.result["nodes"])
    is_mixed = run.result["parameters"].get("centralPrefix") in ("on", True)
    before = 0
    for row in run.events:
        judge.check(row["time_s"] >= before, f"events.csv goes back at {row['time_s']} s")
        before = row["time_s"]
        key = (row["node"], row["role"], row["mobile_node"], row["object"])
        held = state[key]
        is_several = (row["object"] == "previous" or row["object"] == "route" and not is_single or
                      row["object"] == "attachment" and is_mixed)
        # A mobile node of RFC 6275 begins without a link.
        first = "detached" if row["object"] == "home-registration" else "none"
        is_new = row["from"] == first and (is_several or not held)
        if judge.check(is_new or row["from"] in held,
                       f"state of {key} at {row['time_s']} s is {row['from']} and not {held}"):  # fmt: skip
            if not is_new:
                held.remove(row["from"])
        else:
            held.clear()
        if row["to"] != "none":
            held.append(row["to"])


def serving(run, time):
    """{node: gateway that was last told that it serves it} at a time, by events.csv."""
    places = {}
    for row in run.events:
        if row["time_s"] <= time and row["object"] == "attachment" and row["to"] == "registered":
            places[row["mobile_node"]] = row["node"]
    return places


def check_addresses(judge, run):
    """A node has one address, of the one prefix that all its handovers name."""
    prefixes = collections.defaultdict(set)
    for handover in run.result["handovers"]:
        prefixes[handover["node"]] |= {one["prefix"] for one in handover["prefixes"]}
    for name, node in run.result["nodes"].items():
        judge.check(len(node["addresses"]) <= 1, f"{name} has the addresses {node['addresses']}")
        for prefix in prefixes[name]:
            judge.check(
                all(
                    ipaddress.ip_address(address) in ipaddress.ip_network(prefix)
                    for address in node["addresses"]
                ),
                f"{name} has {node['addresses']}, outside {prefix}",
            )
        for flow in run.result["flows"]:
            for end, address in (("from", "address_from"), ("to", "address_to")):
                if flow[end] == name and flow["sent"]:
                    judge.check(
                        flow[address] in node["addresses"],
                        f"{name} has {node['addresses']}; a flow uses {flow[address]}",
                    )


def check_state(judge, run):
    """All is consistent at the end, and each node registered where it is."""
    state = run.result["final_state"]
    judge.equal("final_state.consistent", state["consistent"], True)
    judge.equal("final_state.stale", state["stale"], [])
    served = serving(run, float("inf"))
    for name, node in run.result["nodes"].items():
        if node["gateway"] is not None:
            judge.equal(f"{name}: registered, by events.csv, at", served.get(name), node["gateway"])
        for fault in state["leftover"]:
            if fault["key"] == name:
                judge.equal(f"leftover of {name}: should_be", fault["should_be"], node["gateway"])


def check(judge, run):
    """All that holds of every run of every scheme."""
    check_fields(judge, run)
    check_parameters(judge, run)
    check_handovers(judge, run)
    check_interruptions(judge, run)
    check_flows(judge, run)
    check_signalling(judge, run)
    check_events(judge, run)


def check_pmipv6(judge, run):
    """All that holds of every run with Proxy Mobile IPv6."""
    check(judge, run)
    check_addresses(judge, run)
    check_state(judge, run)
    check_messages(judge, run)
    for flow in run.result["flows"]:
        judge.equal(f"misdelivered, {flow['from']} to {flow['to']}", flow["misdelivered"], 0)
        judge.equal(f"duplicated, {flow['from']} to {flow['to']}", flow["duplicated"], 0)
