# SPDX-License-Identifier: GPL-2.0-only
"""The figures of a run and of a handover that are compared, out of result.json: what each is, its
unit and where it comes from. See doc/results.md for what its fields mean."""

import math
from dataclasses import dataclass

# Signalling that is no Mobility Header, and counts in no sum.
OTHER_MESSAGES = (
    "RouterSolicitation",
    "RouterAdvertisement",
    "HomeAgentAddressDiscoveryRequest",
    "HomeAgentAddressDiscoveryReply",
)
CENTRAL = ("lma", "home")  # nodes that anchor others' traffic and are no gateways
# Parts of an interruption, in their order: the field of result.json and what it is.
PARTS = {
    "radio_lost_unnoticed": "radio lost, not noticed",
    "link_handover": "link handover",
    "registration": "registration",
    "router_advertisement": "Router Advertisement",
    "movement_detection": "movement detection",
    "address": "care-of address",
    "home_registration": "home registration",
    "correspondent_registration": "correspondent registration",
    "first_packet": "first packet",
}


@dataclass(frozen=True)
class Measure:
    """A figure that is compared."""

    name: str  # its column
    label: str  # on an axis, and in a table
    unit: str  # "" for a number


HANDOVER = (
    Measure("service_gap_down_ms", "service gap, down", "ms"),
    Measure("service_gap_up_ms", "service gap, up", "ms"),
    Measure("later_gap_down_ms", "later gaps, down", "ms"),
    Measure("later_gap_up_ms", "later gaps, up", "ms"),
    Measure("interruption_down_ms", "interruption, down", "ms"),
    Measure("interruption_up_ms", "interruption, up", "ms"),
    *(Measure(f"part_{part}_ms", label, "ms") for part, label in PARTS.items()),
    Measure("lost_down", "packets lost a handover, down", ""),
    Measure("lost_up", "packets lost a handover, up", ""),
    Measure("messages", "messages a handover", ""),
    Measure("handover_octets", "signalling a handover", "octets"),
    Measure("handover_octet_hops", "signalling a handover", "octet-hops"),
    Measure("anchors", "anchors in use", ""),
    Measure("active_prefixes", "active prefixes", ""),
)
# Columns of handovers.csv, behind those that say which handover it is.
HANDOVER_COLUMNS = [
    *("node", "from", "to", "detached_s"),
    *(measure.name for measure in HANDOVER),
    *("interruption_down_why", "interruption_up_why"),
    *("interruption_down_coarse", "interruption_up_coarse"),
]
RUN = (
    Measure("handovers", "handovers", ""),
    *HANDOVER,
    Measure("loss_percent", "packets lost", "%"),
    Measure("duplicated", "packets duplicated", ""),
    Measure("reordered", "packets reordered", ""),
    Measure("misdelivered", "packets misdelivered", ""),
    Measure("delay_mean_ms", "one-way delay, mean", "ms"),
    Measure("delay_p95_ms", "one-way delay, 95th percentile", "ms"),
    Measure("jitter_ms", "jitter", "ms"),
    Measure("path_stretch", "path stretch", ""),
    Measure("goodput_kbps", "goodput", "kbit/s"),
    Measure("setups", "routes set up, or to be", ""),
    Measure("setup_ms", "time to set a route up", "ms"),
    Measure("setup_messages", "messages a set-up", ""),
    Measure("setup_octets", "signalling a set-up", "octets"),
    Measure("setup_octet_hops", "signalling a set-up", "octet-hops"),
    Measure("signalling_messages", "signalling messages", ""),
    Measure("signalling_octets", "signalling", "octets"),
    Measure("signalling_octet_hops", "signalling", "octet-hops"),
    Measure("delivery_cost", "delivery cost", "octet-hops an octet"),
    Measure("tunnelled_percent", "data in a tunnel", "% of octet-hops"),
    Measure("anchor_packets", "packets through central anchors", ""),
    Measure("anchor_share", "packets through central anchors", "% of all sent"),
    Measure("busiest_packets", "packets through the busiest router", ""),
    Measure("busiest_share", "packets through the busiest router", "% of all sent"),
    Measure("consistent", "tables consistent at the end", ""),
    Measure("stale", "stale entries at the end", ""),
    Measure("faults", "faults on the way", ""),
)


def find(name):
    """The measure of that name."""
    return next(measure for measure in RUN if measure.name == name)


def mean(values):
    """Of those that are there; nothing of none."""
    values = [value for value in values if value is not None]
    return math.fsum(values) / len(values) if values else None


def total(values):
    """Of all; nothing if one is not there, or there is none."""
    values = list(values)
    return math.fsum(values) if values and None not in values else None


def is_coarse(interruption, gap, spacing):
    """Whether packets were too far apart for an interruption to be one of the handover: a spacing of
    more than half the service gap or, without one, half the interruption."""
    length = gap if gap is not None else interruption
    return interruption is not None and spacing is not None and spacing > length / 2


def handover_row(handover):
    """A handover's figures."""
    gap, later = handover["service_gap_ms"], handover["later_gap_ms"]
    interruption = handover["interruption"]
    spacing = interruption["spacing_ms"]
    prefixes = handover["prefixes"]
    in_use = [
        prefix for prefix in prefixes
        if {prefix["interruption"]["downlink_why"], prefix["interruption"]["uplink_why"]}
        != {"no-traffic"}
    ]
    row = {
        "node": handover["node"],
        "from": handover["from"],
        "to": handover["to"],
        "detached_s": handover["detached_s"],
        "service_gap_down_ms": gap["downlink"],
        "service_gap_up_ms": gap["uplink"],
        "later_gap_down_ms": later["downlink"],
        "later_gap_up_ms": later["uplink"],
        "interruption_down_ms": interruption["downlink_ms"],
        "interruption_up_ms": interruption["uplink_ms"],
        "interruption_down_why": interruption["downlink_why"],
        "interruption_up_why": interruption["uplink_why"],
        "interruption_down_coarse": is_coarse(
            interruption["downlink_ms"], gap["downlink"], spacing["downlink"]
        ),
        "interruption_up_coarse": is_coarse(
            interruption["uplink_ms"], gap["uplink"], spacing["uplink"]
        ),
        "lost_down": handover["lost_down"],
        "lost_up": handover["lost_up"],
        "messages": handover["messages"],
        "handover_octets": handover.get("signalling_octets"),
        "handover_octet_hops": handover.get("signalling_octet_hops"),
        "anchors": len({prefix["anchor"] for prefix in prefixes}) or None,
        "active_prefixes": len(in_use) or None,
    }
    for part in PARTS:
        row[f"part_{part}_ms"] = handover["parts"][f"{part}_ms"]
    return row


def _flow_figures(flows):
    sent = sum(flow["sent"] - flow["unreachable"]["sent"] for flow in flows)
    lost = sum(flow["lost"] - flow["unreachable"]["lost"] for flow in flows)
    received = sum(flow["received"] for flow in flows)
    delays = [(flow["delay_ms"]["mean"], flow["received"]) for flow in flows if flow["received"]]
    lengths = [(flow["path_length_ms"], flow["direct_length_ms"]) for flow in flows]
    octets = sum(flow["octets"] for flow in flows)
    hops = total(flow.get("octet_hops") for flow in flows)
    tunnel = total(flow.get("tunnel_octet_hops") for flow in flows)
    return {
        "loss_percent": 100 * lost / sent if sent else None,
        "duplicated": sum(flow["duplicated"] for flow in flows),
        "reordered": sum(flow["reordered"] for flow in flows),
        "misdelivered": sum(flow["misdelivered"] for flow in flows),
        "delay_mean_ms": math.fsum(d * n for d, n in delays) / received if received else None,
        "delay_p95_ms": mean(flow["delay_ms"]["p95"] for flow in flows),
        "jitter_ms": mean(flow["jitter_ms"] for flow in flows),
        "path_stretch": mean(way / direct for way, direct in lengths if way and direct),
        "goodput_kbps": total(flow["goodput_kbps"] or 0 for flow in flows),
        "delivery_cost": hops / octets if hops is not None and octets else None,
        "tunnelled_percent": 100 * tunnel / hops if hops and tunnel is not None else None,
    }


def _setup_figures(optimizations):
    done = [one for one in optimizations if one["completed_s"] is not None]
    return {
        "setups": len(optimizations),
        "setup_ms": mean((one["completed_s"] - one["triggered_s"]) * 1000 for one in done),
        "setup_messages": mean(one["messages"] for one in optimizations),
        "setup_octets": mean(one.get("signalling_octets") for one in optimizations),
        "setup_octet_hops": mean(one.get("signalling_octet_hops") for one in optimizations),
    }


def _signalling_figures(signalling):
    counts = [count for name, count in signalling.items() if name not in OTHER_MESSAGES]
    return {
        "signalling_messages": sum(count["sent"] for count in counts),
        "signalling_octets": sum(count["octets"] for count in counts),
        "signalling_octet_hops": total([0] + [count.get("octet_hops") for count in counts]),
    }


def _load_figures(load, sent):
    busiest = max((one["packets"] for one in load.values()), default=0)
    central = sum(one["packets"] for name, one in load.items() if name.startswith(CENTRAL))
    return {
        "anchor_packets": central,
        "anchor_share": 100 * central / sent if sent else None,
        "busiest_packets": busiest,
        "busiest_share": 100 * busiest / sent if sent else None,
    }


def run_row(result):
    """A run's figures; those of handovers are means over its handovers that have them."""
    handovers = [handover_row(handover) for handover in result["handovers"]]
    state = result["final_state"]
    row = {"handovers": len(handovers)}
    for measure in HANDOVER:
        row[measure.name] = mean(handover[measure.name] for handover in handovers)
    row.update(_flow_figures(result["flows"]))
    row.update(_setup_figures(result["optimizations"]))
    row.update(_signalling_figures(result["signalling"]))
    row.update(_load_figures(result["load"], sum(flow["sent"] for flow in result["flows"])))
    row.update(
        {
            "consistent": int(state["consistent"]),
            "stale": len(state["stale"]),
            "faults": len(state["faults"]),
        }
    )
    return row
