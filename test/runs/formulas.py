# SPDX-License-Identifier: GPL-2.0-only
"""Group formulas: the ideal link against closed forms, times to 0.1 ms and losses to the packet."""

import collections
import itertools

from . import general
from .expectation import Ambiguous, Expectation
from .scenario import MS, NEVER, S, Scenario

TOLERANCE = 1e-4  # s
IPV6_AND_UDP = 48  # octets
NO_MOBILITY = {"RouterAdvertisement", "RouterSolicitation", "Heartbeat"}

# Two sets of delays, no two equal, so that a wrong path is seen. In the first the new gateway is
# farther from its anchor, in the second nearer. No delay is undercut by a way round.
FAR = {
    "options": {
        "delayMagLma": 13.3, "delayMagMag": 8.7, "delayLmaLma": 19.1, "delayAccess": 2.4,
        "delayCnLma": 14.9, "l2Gap": 41.7,
    },
    "delays": {
        ("lma1", "mag1"): 9.2, ("lma1", "mag2"): 12.6, ("lma1", "mag3"): 15.8,
        ("lma1", "mag4"): 11.1, ("lma2", "mag1"): 16.6, ("lma2", "mag2"): 10.3,
        ("lma2", "mag4"): 17.5, ("lma1", "cn1"): 18.2, ("mag1", "mag2"): 7.1,
        ("mag3", "mag2"): 5.3, ("mag3", "cn1"): 6.4, ("mn1", "mag1"): 1.3, ("mn1", "mag3"): 3.2,
        ("cn1", "mag2"): 2.9, ("cn1", "mag4"): 1.8,
    },
}  # fmt: skip
NEAR = {
    "options": {
        "delayMagLma": 21.2, "delayMagMag": 15.3, "delayLmaLma": 28.4, "delayAccess": 4.1,
        "delayCnLma": 22.6, "l2Gap": 63.9,
    },
    "delays": {
        ("lma1", "mag1"): 31.7, ("lma1", "mag2"): 24.3, ("lma1", "mag3"): 18.8,
        ("lma1", "mag4"): 20.9, ("lma2", "mag1"): 33.1, ("lma2", "mag2"): 35.2,
        ("lma2", "mag4"): 17.9, ("lma1", "lma2"): 26.5, ("lma1", "cn1"): 19.4,
        ("mag3", "mag4"): 14.2, ("mag3", "cn1"): 13.6, ("mn1", "mag1"): 5.7, ("mn1", "mag3"): 0.9,
        ("cn1", "mag2"): 3.3, ("cn1", "mag4"): 6.8,
    },
}  # fmt: skip

NUDGE = 0.00013  # s
SHORT = {"moveAt": 3.0037, "trafficStart": 1.5001, "duration": 5.9003}


class Unclear(Exception):
    """A scenario that cannot be judged, whenever its traffic begins."""


def clear(expectation=Expectation, **options):
    """(scenario, what is expected of it): traffic begins at the first moment from which no packet
    is on an edge, where its fate would hang on microseconds."""
    begin = options.pop("trafficStart")
    for i in range(200):
        scenario = Scenario(trafficStart=round(begin + i * NUDGE, 6), **options)
        try:
            return scenario, expectation(scenario).settle()
        except Ambiguous:
            continue
    raise Unclear(f"{scenario.arguments} cannot be judged")


def scenarios():
    """All that are run."""
    yield clear(moveAt=10.0033, trafficStart=5)  # the reference instance
    intervals = itertools.cycle([20, 7.3, 33.1, 11.9, 3.7, 50.3])
    detections = itertools.cycle(["none", 10.6, "none", 70.2, 33.4])
    authentications = itertools.cycle([0, 0, 5.6, 17.9])
    orderings = itertools.cycle(["timestamp", "sequence", "timestamp"])
    transits = itertools.cycle([0, 1, 0, 0, 3])
    directions = itertools.cycle(["both", "both", "mn-cn", "both", "cn-mn"])
    rotating = lambda: {
        **SHORT,
        "interval": next(intervals),
        "detachDetection": next(detections),
        "authenticationDelay": next(authentications),
        "ordering": next(orderings),
        "direction": next(directions),
    }
    offsets = itertools.cycle([0, 23.3, -31.3, 900.7])
    for case, move, delays in itertools.product(
        ["a21", "a11", "a12", "a22"], ["mn", "cn", "both"], [FAR, NEAR]
    ):
        options = {**delays["options"], **rotating(), "case": case, "move": move}
        if move == "both":
            options["moveOffset"] = next(offsets)
        yield clear(delays=delays["delays"], transit=next(transits), **options)
    for delays, case, core in itertools.product([FAR, NEAR], ["a21", "a12"], ["mesh", "star"]):
        options = {**delays["options"], **rotating(), "case": case, "core": core}
        pairs = delays["delays"] if core == "mesh" else {}
        yield clear(delays=pairs, correspondent="fixed", **options)
    # The old gateway notices late: the next gateway's word is at the anchor before its own, which
    # is older than that, or newer.
    for detection, ordering in itertools.product([50.1, 90.2], ["timestamp", "sequence"]):
        options = {**NEAR["options"], **SHORT, "l2Gap": 60.2, "detachDetection": detection}
        yield clear(delays=NEAR["delays"], ordering=ordering, **options)
    for delays, case in itertools.product([FAR, NEAR], ["a11", "a22"]):
        options = {**delays["options"], **rotating(), "case": case, "core": "star"}
        yield clear(move="both", moveOffset=12.1, **options)
    # To the other node's gateway, while that forwards to it what was sent before.
    for delays, case in itertools.product([FAR, NEAR], ["a21", "a22"]):
        options = {**delays["options"], **SHORT, "case": case, "l2Gap": 3.1, "interval": 7.3}
        yield clear(delays=delays["delays"], paths={"mn1": ["mag1", "mag2"]}, **options)
    yield from with_several_nodes_and_moves()


def with_several_nodes_and_moves():
    """Pairs one after the other, paths of their own, back and forth."""
    yield clear(
        delays=FAR["delays"], **FAR["options"], mobileNodes=3, stagger=317.3, move="both",
        moveOffset=111.7, interval=41.3, **{**SHORT, "trafficStart": 1.9, "duration": 7.1003},
    )  # fmt: skip
    yield clear(
        delays=NEAR["delays"], **NEAR["options"], mobileNodes=4, stagger=53.3, interval=97.1,
        correspondent="fixed", detachDetection=20.3, paths={"mn2": ["mag2", "mag4"]},
        **{**SHORT, "duration": 7.1003},
    )  # fmt: skip
    for delays, detection in ((FAR, "none"), (NEAR, 15.7)):
        yield clear(
            delays=delays["delays"], **delays["options"], moves=5, dwell=1.3, interval=23.9,
            detachDetection=detection, paths={"mn1": ["mag1", "mag3", "mag4"]},
            **{**SHORT, "duration": 13.1003},
        )  # fmt: skip
        yield clear(
            delays=delays["delays"], **delays["options"], moves=4, dwell=0.7, interval=13.9,
            detachDetection=detection, move="both", moveOffset=350.9, case="a22",
            paths={"mn1": ["mag1", "mag3"], "cn1": ["mag2", "mag4"]},
            **{**SHORT, "duration": 9.1003},
        )  # fmt: skip


def in_seconds(time):
    """Nanoseconds as the results have them."""
    return None if time is None or time == NEVER else time / S


def judge_run(judge, run, scenario, expected):
    """One run against its closed forms."""
    general.check_pmipv6(judge, run)
    for name, value in scenario.options.items():
        parameter = run.result["parameters"][name]
        if isinstance(parameter, list):
            parameter = ",".join(parameter)
        judge.check(value is None or general.same(str(value), parameter),
                    f"parameter {name} is {parameter!r} and not {value!r}")  # fmt: skip
    judge_attachments(judge, run, scenario)
    judge_handovers(judge, run, scenario, expected)
    judge_flows(judge, run, scenario, expected)
    judge_load(judge, run, scenario, expected)
    judge_messages(judge, run, expected)
    for node in scenario.nodes:
        judge.equal(f"{node} ends at", run.result["nodes"][node]["gateway"],
                    scenario.stays[node][-1].gateway)  # fmt: skip
        judge.equal(f"addresses of {node}", len(run.result["nodes"][node]["addresses"]), 1)
    judge_optimizations(judge, run, expected)


def judge_optimizations(judge, run, expected):
    """The routes that packets have set up."""
    found = run.result["optimizations"]
    wanted = expected.optimizations()
    if not judge.equal("number of routes set up", len(found), len(wanted)):
        return
    for one, other in zip(found, wanted):
        name = f"route from {other['from']} to {other['to']}"
        for field in ("from", "to", "messages"):
            judge.equal(f"{name}: {field}", one[field], other[field])
        for field in ("triggered_s", "reverse_active_s", "forward_active_s", "completed_s"):
            judge.near(f"{name}: {field}", one[field], in_seconds(other[field]), TOLERANCE)


def judge_attachments(judge, run, scenario):
    """First attachments: t_0, + T_A + R(M,L), + w."""
    found = {one["node"]: one for one in run.result["attachments"]}
    judge.equal("nodes that attach", sorted(found), sorted(scenario.nodes))
    for node, one in found.items():
        stay = scenario.stays[node][0]
        judge.equal(f"{node} attaches first to", one["to"], stay.gateway)
        for name, time in zip(["attached_s", "registered_s", "advertised_s"],
                              [stay.attach, stay.opened, stay.advertised]):  # fmt: skip
            judge.near(f"{name} of {node}", one[name], in_seconds(time), TOLERANCE)


def judge_handovers(judge, run, scenario, expected):
    """Each handover's moments, losses and messages."""
    pairs = sum(
        (list(zip(stays, stays[1:])) for stays in scenario.stays.values()), []
    )  # fmt: skip
    judge.equal("number of handovers", len(run.result["handovers"]), len(pairs))
    sent = expected.messages()
    detaches = sorted({old.detach for old, _ in pairs})
    for old, new in pairs:
        name = f"handover of {old.node} at {in_seconds(old.detach)} s"
        found = [h for h in run.handovers_of(old.node)
                 if abs(h["detached_s"] - in_seconds(old.detach)) < TOLERANCE]  # fmt: skip
        if not judge.equal(f"{name}: records", len(found), 1):
            continue
        one = found[0]
        judge.equal(f"{name}: from and to", (one["from"], one["to"]), (old.gateway, new.gateway))
        up, down = expected.resumed(new)
        for field, time in (
            ("noticed_s", old.notice), ("attached_s", new.attach), ("registered_s", new.opened),
            ("uplink_opened_s", new.opened), ("advertised_s", new.advertised),
            ("uplink_resumed_s", up), ("downlink_resumed_s", down),
            ("route_optimized_s", expected.optimized(new)),
        ):  # fmt: skip
            judge.near(f"{name}: {field}", one[field], in_seconds(time), TOLERANCE)
        judge.equal(f"{name}: lost", one["lost"], expected.lost_of(old))
        later = [time for time in detaches if time > old.detach]
        messages = [t for t, _ in sent if old.detach <= t < (later[0] if later else NEVER)]
        judge.equal(f"{name}: messages", one["messages"], len(messages))
        judge_prefix(judge, name, one, new)
        judge_interruption(judge, name, one, expected, (old, new))


STEP = 250_000  # ns between the packets by which a service gap is found
REACH = 600_000_000  # ns before and behind an attachment in which they are sent


def judge_interruption(judge, name, one, expected, stays):
    """How long each flow of a node was interrupted, and what its handover lost on its side."""
    new = stays[1]
    flows = {flow: expected.interruption(*stays, flow)
             for flow in expected.packets if new.node in flow}  # fmt: skip
    ran = {flow: values for flow, values in flows.items() if values}
    found = {(flow["from"], flow["to"]): flow for flow in one["flows"]}
    judge.equal(f"{name}: flows that ran", sorted(found), sorted(ran))
    for flow, (length, spacing, why) in ran.items():
        got = found.get(flow)
        if not got:
            continue
        is_down = flow[1] == new.node
        judge.equal(f"{name}: direction", got["direction"], "downlink" if is_down else "uplink")
        for field, value in (("interruption_ms", length), ("spacing_ms", spacing)):
            judge.near(f"{name}: {field} of {flow}", got[field],
                       None if value is None else value / MS, TOLERANCE * 1e3)  # fmt: skip
        judge.equal(f"{name}: why of {flow}", got["why"], why)
        gap = expected.service_gap(*stays, flow, STEP, REACH)
        judge.equal(f"{name}: whether {flow} has a service gap",
                    got["service_gap_ms"] is not None, gap is not None)  # fmt: skip
        if gap is not None and got["service_gap_ms"] is not None:
            # Some packets beside an edge are left out.
            judge.within(f"{name}: service_gap_ms of {flow}", got["service_gap_ms"],
                         max(gap - 4 * STEP, 0) / MS, max(gap, 0) / MS + 1e-3)  # fmt: skip
    whys = {direction: [ran[flow][2] for flow in ran if (flow[1] == new.node) == is_down]
            for direction, is_down in (("downlink", True), ("uplink", False))}  # fmt: skip
    for direction, all_whys in whys.items():
        expected_why = next((why for why in all_whys if why), None) if all_whys else "no-traffic"
        judge.equal(f"{name}: {direction}_why", one["interruption"][f"{direction}_why"],
                    expected_why)  # fmt: skip
    judge.equal(f"{name}: lost_down, lost_up", (one["lost_down"], one["lost_up"]),
                expected.lost_on_own_side(*stays))  # fmt: skip


def judge_bounds(judge, run, scenario):
    """The closed forms themselves: what resumes does so less than D after it can."""
    interval = scenario["interval"] / 1e3
    for node, stays in scenario.stays.items():
        for one, new in zip(run.handovers_of(node), stays[1:]):
            name = f"handover of {node} at {one['detached_s']} s"
            if one["uplink_resumed_s"] is not None:
                judge.within(f"{name}: uplink_resumed_s", one["uplink_resumed_s"],
                             in_seconds(new.opened) - TOLERANCE,
                             in_seconds(new.opened) + interval + TOLERANCE)  # fmt: skip
            if one["downlink_resumed_s"] is not None and scenario["move"] != "both":
                judge.within(f"{name}: downlink_resumed_s", one["downlink_resumed_s"],
                             in_seconds(new.advertised) - TOLERANCE,
                             in_seconds(new.advertised) + interval + TOLERANCE)  # fmt: skip


def judge_prefix(judge, name, one, new):
    """The one prefix of a handover tells the same as the handover."""
    if not judge.equal(f"{name}: number of prefixes", len(one["prefixes"]), 1):
        return
    prefix = one["prefixes"][0]
    judge.equal(f"{name}: anchor", prefix["anchor"], new.anchor)
    judge.near(f"{name}: ready_s", prefix["ready_s"], in_seconds(new.opened), TOLERANCE)
    for field in ("downlink_resumed_s", "uplink_opened_s"):
        judge.equal(f"{name}: {field} of the prefix", prefix[field], one[field])


def judge_flows(judge, run, scenario, expected):
    """Packets, delays and paths of each flow."""
    judge.equal("number of flows", len(run.result["flows"]), len(expected.packets))
    for flow in expected.packets:
        found = run.flow(*flow)
        name = f"flow {flow[0]} to {flow[1]}"
        counted = expected.counted(flow)
        delays = [(p.delivered - p.sent) / 1e6 for p in counted if p.delivered is not None]
        judge.equal(f"{name}: sent", found["sent"], len(counted))
        judge.equal(f"{name}: received", found["received"], len(delays))
        judge.equal(f"{name}: lost", found["lost"], len(counted) - len(delays))
        judge.equal(f"{name}: reordered", found["reordered"], expected.reordered(flow))
        for what, value in (("mean", sum(delays) / len(delays)), ("min", min(delays)),
                            ("max", max(delays))):  # fmt: skip
            judge.near(f"{name}: {what} delay", found["delay_ms"][what], value, TOLERANCE * 1e3)
        judge_statistics(judge, name, found, scenario, (counted, delays))
        path = expected.last_path(flow)
        judge.equal(f"{name}: path", [strip(one) for one in found["path"]], path)
        ends = [one for one in path if one not in ("transit", "core1")]
        judge.near(f"{name}: path_length_ms", found["path_length_ms"],
                   length(scenario, ends), 1e-5)  # fmt: skip
        direct = [one for one in ends if not one.startswith("lma")]
        direct = [one for one, _ in itertools.groupby(direct)]
        judge.near(f"{name}: direct_length_ms", found["direct_length_ms"],
                   length(scenario, direct), 1e-5)  # fmt: skip


def percentile(values, part):
    """Linear between the two values next to the place."""
    values = sorted(values)
    place = part / 100 * (len(values) - 1)
    low = int(place)
    high = min(low + 1, len(values) - 1)
    return values[low] + (values[high] - values[low]) * (place - low)


def judge_statistics(judge, name, found, scenario, packets):
    """Percentiles of the delay, jitter, payload and goodput; nobody was off while it sent."""
    counted, delays = packets
    for part in (50, 95, 99):
        judge.near(f"{name}: p{part} of the delay", found["delay_ms"][f"p{part}"],
                   percentile(delays, part), TOLERANCE * 1e3)  # fmt: skip
    differences = [abs(a - b) for a, b in zip(delays, delays[1:])]
    jitter = sum(differences) / len(differences) if differences else None
    judge.near(f"{name}: jitter_ms", found["jitter_ms"], jitter, TOLERANCE * 1e3)
    judge.equal(f"{name}: octets", found["octets"], len(delays) * scenario["packetSize"])
    span = counted[-1].sent - counted[0].sent
    judge.near(f"{name}: goodput_kbps", found["goodput_kbps"],
               found["octets"] * 8 * 1e6 / span if span else None, 1e-3)  # fmt: skip
    judge.equal(f"{name}: unreachable", found["unreachable"], {"sent": 0, "lost": 0})


def strip(name):
    """Transit routers have numbers; which is where is not said."""
    return "transit" if name.startswith("transit") else name


def length(scenario, names):
    """The delays along a way, ms."""
    return sum(scenario.delay(a, b) for a, b in zip(names, names[1:])) / 1e6


def judge_load(judge, run, scenario, expected):
    """What each node forwarded."""
    size = scenario["packetSize"] + IPV6_AND_UDP
    expected_load = expected.load()
    found_load = {}
    for name, load in run.result["load"].items():
        sums = found_load.setdefault(strip(name), [0, 0, 0])
        for i, what in enumerate(["packets", "tunnelled_packets", "octets"]):
            sums[i] += load[what]
    for name in set(expected_load) | set(found_load):
        packets, tunnelled = expected_load[name]
        found = found_load.get(name, [0, 0, 0])
        judge.equal(f"load of {name}: packets", found[0], packets)
        judge.equal(f"load of {name}: tunnelled_packets", found[1], tunnelled)
        if name not in ("transit", "core1"):  # which forward some with outer headers
            judge.equal(f"load of {name}: octets", found[2], packets * size)


def judge_messages(judge, run, expected):
    """Signalling: as many messages as the forms have, none lost, none repeated."""
    times = collections.defaultdict(list)
    for time, name in expected.messages():
        if time <= expected.scenario.end:
            times[name].append(in_seconds(time))
    found = collections.defaultdict(list)
    for row in run.signalling:
        if row["event"] == "sent" and row["time_s"] <= run.result["simulated_s"]:
            found[row["message"]].append(row["time_s"])
    names = {*run.result["signalling"], *times} - NO_MOBILITY
    for name in sorted(names):
        if not judge.check(name in run.result["signalling"], f"signalling lacks {name}"):
            continue
        counts = run.result["signalling"][name]
        dropped = expected.dropped().get(name, 0)
        judge.equal(f"{name}: sent", counts["sent"], len(times[name]))
        judge.equal(f"{name}: received", counts["received"], len(times[name]) - dropped)
        judge.equal(f"{name}: dropped", counts["dropped"], dropped)
        judge.equal(f"{name}: retransmitted", counts["retransmitted"], 0)
        judge.check(
            len(found[name]) == len(times[name])
            and all(abs(a - b) <= TOLERANCE for a, b in zip(found[name], times[name])),
            f"{name} was sent at {found[name]} and not at {times[name]}",
        )


def judge_same_address(judge, program):
    """An address is the same before a handover and behind it."""
    addresses = []
    for move in ("none", "mn", "both"):
        arguments = ["--access=ideal", f"--move={move}", "--trafficStart=2", "--moveAt=4",
                     "--duration=7"]  # fmt: skip
        with judge.of(arguments):
            run = program.run(arguments)
            general.check_pmipv6(judge, run)
            nodes = run.result["nodes"]
            addresses.append({name: node["addresses"] for name, node in nodes.items()})
            judge.equal("addresses, moved and unmoved", addresses[-1], addresses[0])


def run(judge, program, _source):
    """All of it."""
    for scenario, expected in scenarios():
        with judge.of(scenario.arguments):
            done = program.run(scenario.arguments)
            judge_run(judge, done, scenario, expected)
            judge_bounds(judge, done, scenario)
    judge_same_address(judge, program)
