# SPDX-License-Identifier: GPL-2.0-only
"""Group luo-area: draft-luo's other deployment (7) on the ideal link, against its closed forms, times to
0.1 ms: anchors with a DAF, LMFs by themselves, gateways of RFC 5213.

p and n are the gateways that a node comes from and goes to, L1 and L2 their eLMAs, F the LMF that L2
prefers, F_id the one that is responsible for the node. E is the eLMA, border gateway or router of the
correspondent. U is how long L2 asks: R(L2, F) + R(F, F_id).
"""

import ipaddress
import itertools
import math

from . import general
from .formulas import FAR, NEAR, TOLERANCE, in_seconds
from .luo_forms import overtaken, packets
from .scenario import MS, Scenario, milliseconds

REFERENCE = {"options": {}, "delays": {}}
# Nothing is like anything else, and no way is shorter round about.
UNEQUAL = {
    "options": {"delayMagLma": 14.3, "delayMagMag": 9.1, "delayLmaLma": 21.7, "delayAccess": 3.1,
                "delayCnLma": 16.9, "l2Gap": 47},
    "delays": {
        ("lma1", "mag1"): 9.3, ("lma2", "mag3"): 11.9, ("lma2", "mag2"): 12.7, ("lma1", "lma2"): 17.1,
        ("lma1", "mag4"): 10.1, ("lma1", "lmf1"): 13.3, ("lma2", "lmf1"): 15.7, ("mn1", "mag1"): 2.3,
        ("border1", "lma1"): 18.1, ("border1", "lma2"): 14.9, ("border1", "lmf1"): 19.7,
        ("router1", "lma1"): 18.1, ("router1", "lma2"): 14.9, ("router1", "lmf1"): 19.7,
    },
}  # fmt: skip
SHORT = {"moveAt": 3.0037, "trafficStart": 1.6001, "duration": 5.9003}
STILL = {"move": "none", "moves": 0, "trafficStart": 1.6001, "duration": 4.5003}
AREAS = ["outside", "inside", "anycast"]
MASK = 2**64 - 1


def place_on_ring(octets):
    """Where something is among the LMFs: FNV-1a, spread as splitmix64 does."""
    value = 0xCBF29CE484222325
    for octet in octets:
        value = (value ^ octet) * 0x100000001B3 & MASK
    value = (value ^ value >> 30) * 0xBF58476D1CE4E5B9 & MASK
    value = (value ^ value >> 27) * 0x94D049BB133111EB & MASK
    return value ^ value >> 31


class Ring:
    """Which of so many LMFs is responsible: the next of 64 points of each."""

    def __init__(self, count):
        self.points = sorted(
            (place_on_ring(ipaddress.IPv6Address(f"fd00:c::6:{i}").packed + bytes([point])), f"lmf{i}")
            for i in range(1, count + 1)
            for point in range(64)
        )

    def find(self, octets):
        """The name of the one that is responsible."""
        place = place_on_ring(octets)
        return next((name for point, name in self.points if point >= place), self.points[0][1])

    def of_node(self, node):
        """Of a mobile node, by its MN-Identifier."""
        return self.find(f"{node}@example.org".encode())

    def of_prefix(self, prefix):
        """Of a home network prefix."""
        return self.find(ipaddress.IPv6Network(prefix).network_address.packed[:8])


class AreaScenario(Scenario):
    """Who is where, and at which eLMA."""

    def __init__(self, lmfs=1, area=None, **options):
        self.lmfs = lmfs
        self.area = area
        self.ring = Ring(lmfs)
        options = {"scheme": "epmip", "epmip": "anchors", "lmfs": lmfs, **options}
        if area:
            options.update(correspondent="fixed", correspondentArea=area)
        super().__init__(**options)

    def delay(self, a, b):
        """Border gateways are as fixed correspondents, LMFs as anchors."""
        pair = tuple(sorted((a, b)))
        if a == b or pair in self.delays:
            return super().delay(a, b)
        return super().delay(*(one.replace("border", "router") for one in (a, b)))

    def nearest(self, gateway):
        """The eLMA of a gateway."""
        anchors = ["lma1", "lma2"] if self["case"] in ("a12", "a22") else ["lma1"]
        turn = int(gateway[3:]) // 2 % len(anchors)
        return min(anchors[turn:] + anchors[:turn], key=lambda anchor: self.delay(gateway, anchor))

    def asked(self, anchor):
        """The LMF that an eLMA, border gateway or router prefers."""
        number = 1 if anchor.startswith("border") else int(anchor[-1])
        return f"lmf{(number - 1) % self.lmfs + 1}"

    def asking(self, anchor, node):
        """U."""
        first, last = self.asked(anchor), self.ring.of_node(node)
        return 2 * self.delay(anchor, first) + 2 * self.delay(first, last)

    def make_stays(self, node):
        """As with RFC 5213, but that a new eLMA asks first."""
        stays, former = [], None
        for stay in super().make_stays(node):
            anchor = self.nearest(stay.gateway)
            bound = stay.attach + milliseconds(self["authenticationDelay"])
            bound += self.delay(stay.gateway, anchor)
            bound += 0 if anchor == former else self.asking(anchor, node)
            opened = bound + self.delay(anchor, stay.gateway)
            stays.append(stay._replace(anchor=anchor, bound=bound, opened=opened,
                                       advertised=opened + stay.access))  # fmt: skip
            former = anchor
        return stays

    def entry(self, node, visit=0):
        """E: where what a node sends is tunnelled to others."""
        if node in self.nodes:
            return self.stays[node][visit].anchor
        return {"outside": "border1", "inside": "border1", "anycast": "router1"}[self.area]


class AreaHandover:
    """Of one handover to another eLMA, the correspondent staying where it is (7.2)."""

    def __init__(self, scenario, node, peer):
        self.scenario = scenario
        self.node, self.peer = node, peer
        self.old, self.new = scenario.stays[node][:2]
        self.first, self.second = self.old.anchor, self.new.anchor
        self.entry = scenario.entry(peer)
        self.interval = round(scenario["interval"] * MS)
        self.gap = round(scenario["l2Gap"] * MS)
        self.d = scenario.delay

    def answered(self):
        """L2 sends the PBA, and PBCI with it."""
        return self.new.bound - self.new.attach

    def registered(self):
        """The PBA is at n."""
        return self.new.opened - self.new.attach

    def informed(self):
        """L1 forwards."""
        return self.answered() + self.d(self.second, self.first)

    def correspondents(self):
        """The PBCA is at L2."""
        return self.informed() + self.d(self.first, self.second)

    def peer_updated(self):
        """E sends to L2."""
        if self.entry == self.second:
            return self.answered()
        return self.informed() + self.d(self.first, self.entry)

    def first_downlink(self):
        """The first packet that can be at the node."""
        down = self.d(self.second, self.new.gateway) + self.new.access
        if self.entry == self.second:
            return self.answered() + down
        round_about = self.d(self.first, self.entry) + self.d(self.entry, self.second)
        onward = self.d(self.first, self.second)
        return self.informed() + (onward if self.entry == self.first else min(onward, round_about)) + down

    def first_uplink(self):
        """The first packet that n can forward."""
        return max(self.registered(), self.new.access)

    def window(self):
        """How long what is sent to the node is lost."""
        return self.gap + self.informed() + self.d(self.first, self.old.gateway) + self.old.access

    def uplink_window(self):
        """How long what the node sends is lost (RFC 5213)."""
        return max(self.gap, self.gap + self.registered() - self.new.access)

    def forwarded(self):
        """(fewest, most) packets that L1 tunnels to L2 as they come."""
        if self.entry in (self.first, self.second):
            return 0, 0
        return packets(2 * self.d(self.first, self.entry), self.interval)

    def late_down(self):
        """(fewest, most) packets to the node that come late: those by L1."""
        stretch = self.d(self.entry, self.first) + self.d(self.first, self.second)
        return overtaken(stretch - self.d(self.entry, self.second), self.interval, self.forwarded())

    def messages(self, prefix):
        """2 of RFC 5213, the claim and the report with what LMFs pass on and copy, 2 + 2c of 4.3."""
        scenario = self.scenario
        asked = scenario.asked(self.second)
        total = 2 + 2 + 2 * (self.entry not in (self.first, self.second))
        for responsible in (scenario.ring.of_node(self.node), scenario.ring.of_prefix(prefix)):
            total += 2 + 2 * (responsible != asked) + 2 * (scenario.lmfs > 1)
        return total


    def inner_messages(self):
        """Of one within an eLMA: 2 of RFC 5213, and the claim."""
        scenario = self.scenario
        is_other = scenario.ring.of_node(self.node) != scenario.asked(self.first)
        return 2 + 2 + 2 * is_other + 2 * (scenario.lmfs > 1)


class AreaQuery:
    """Of the first packet of a node to another."""

    def __init__(self, scenario, source, target):
        self.scenario, self.source, self.target = scenario, source, target
        self.entry, self.other = scenario.entry(source), scenario.entry(target)

    def triggered(self):
        """When the entry sees it."""
        start = next(start for sender, _, start in self.scenario.flows() if sender == self.source)
        if self.source in self.scenario.nodes:
            stay = self.scenario.stays[self.source][0]
            return start + stay.access + self.scenario.delay(stay.gateway, self.entry)
        # Outside, cn1 is on the border gateway's link; inside it has its own place.
        return start + (0 if self.scenario.area == "outside" else self.scenario.delay("cn1", self.entry))

    def known(self, prefix):
        """(time, messages) until the entry knows where the target is; a fixed one is known to all."""
        scenario = self.scenario
        d = scenario.delay
        if self.entry == self.other:
            return 0, 0
        asked = scenario.asked(self.entry)
        knows = asked if self.target not in scenario.nodes else scenario.ring.of_prefix(prefix)
        if knows == asked:
            return 2 * d(self.entry, asked), 2
        if scenario["directAnswer"] == "on":
            return d(self.entry, asked) + d(asked, knows) + d(knows, self.entry), 3
        return 2 * d(self.entry, asked) + 2 * d(asked, knows), 4


def make(delays=REFERENCE, interval=20, **options):
    """A scenario."""
    options = {"case": "a22", **delays["options"], **options}
    return AreaScenario(delays=delays["delays"], interval=interval, **options)


def prefix_of(run, node):
    """A mobile node's prefix, as a flow names its address."""
    flow = next(flow for flow in run.result["flows"] if node in (flow["from"], flow["to"]))
    address = flow["address_from" if flow["from"] == node else "address_to"]
    return str(ipaddress.IPv6Network(f"{address}/64", strict=False))


def judge_general(judge, run, scenario):
    """What holds of every run; and the path in the end."""
    general.check_pmipv6(judge, run)
    for flow in run.result["flows"]:
        path = [flow["from"]]
        for node in (flow["from"], flow["to"]):
            entry = scenario.entry(node, -1)
            gateway = [scenario.stays[node][-1].gateway] if node in scenario.nodes else []
            places = gateway + ([entry] if node in scenario.nodes or is_on_path(scenario, flow) else [])
            path += places if node == flow["from"] else places[::-1]
        path = [*dict.fromkeys([*path, flow["to"]])]
        judge.equal(f"path of {flow['from']} to {flow['to']}", flow["path"], path)
    judge.equal("lost by no handover", sum(flow["lost"] for flow in run.result["flows"]),
                sum(one["lost"] for one in run.result["handovers"]))  # fmt: skip


def is_on_path(scenario, flow):
    """Whether what goes between a mobile node and cn1 passes its border gateway or router: inside what
    cn1 is sent needs none, but if it sends itself, it is taken to be there."""
    return scenario.area != "inside" or flow["from"] == "cn1" or scenario["direction"] == "both"


def judge_query(judge, run, query):
    """How a location becomes known."""
    found = [one for one in run.result["optimizations"]
             if (one["from"], one["to"]) == (query.source, query.target)]  # fmt: skip
    if not judge.equal(f"paths of {query.source} to {query.target}", len(found), 1):
        return
    one = found[0]
    judge.near("triggered_s", one["triggered_s"], in_seconds(query.triggered()), TOLERANCE)
    prefix = prefix_of(run, query.target) if query.target in query.scenario.nodes else None
    known, messages = query.known(prefix)
    is_nowhere = query.scenario.area == "inside" and query.target == "cn1"
    field = "ended_s" if is_nowhere else "forward_active_s"
    judge.near(field, one[field] - one["triggered_s"], in_seconds(known), TOLERANCE)
    if messages:
        judge.equal("outcome", one["outcome"], "none" if is_nowhere else "active")
        judge.equal("messages", one["messages"], messages)
    if query.target in query.scenario.nodes and messages:
        waited = known / query.scenario["interval"] / MS
        judge.within("held", one["held"], int(waited), int(waited) + 2)


def judge_handover(judge, run, scenario, handover):
    """The moments of a handover, and what it cost."""
    one = run.handovers_of(handover.node)[0]
    attached = handover.new.attach
    has_paths = not (scenario.area == "inside" and scenario["direction"] == "mn-cn")
    moments = {"registered_s": handover.registered()}
    if has_paths:
        moments["forwarding_started_s"] = handover.informed()
        moments["correspondents_known_s"] = handover.correspondents()
        moments["peers_updated_s"] = handover.peer_updated()
    for field, time in moments.items():
        judge.near(field, one[field], in_seconds(attached + time), TOLERANCE)
    directions = scenario["direction"]
    for sender, way, time, window in (
        (handover.peer, "downlink", handover.first_downlink(), handover.window()),
        (handover.node, "uplink", handover.first_uplink(), handover.uplink_window()),
    ):
        is_idle = (way == "downlink" and directions == scenario_up(handover.node)) or (
            way == "uplink" and directions == scenario_down(handover.node))  # fmt: skip
        if is_idle:
            continue
        receiver = handover.node if sender == handover.peer else handover.peer
        gap = (attached + time - handover.old.detach) / MS
        judge.near(f"service_gap_ms, {way}", one["service_gap_ms"][way], gap, 0.1)
        flow = run.flow(sender, receiver)
        judge.within(f"lost, {way}", flow["lost"], *packets(window, handover.interval))
        judge.equal(f"lost of the handover, {way}", one[f"lost_{way.removesuffix('link')}"], flow["lost"])
        if way == "downlink":
            judge.within("late, downlink", flow["reordered"], *handover.late_down())
    is_down = directions != scenario_up(handover.node)
    judge.within("forwarded", one["forwarded"], *(handover.forwarded() if is_down else (0, 0)))
    if has_paths:
        messages = handover.messages(prefix_of(run, handover.node))
        judge.equal("messages", one["messages"], messages)


def scenario_up(node):
    """The direction of what a node sends."""
    return "mn-cn" if node.startswith("mn") else "cn-mn"


def scenario_down(node):
    """The direction of what it is sent."""
    return "cn-mn" if node.startswith("mn") else "mn-cn"


def stills():
    """A first packet, and nobody moves."""
    intervals = itertools.cycle([19.3, 7.3, 33.1, 11.9])
    for delays, lmfs, direct, direction in itertools.product(
        [REFERENCE, FAR, NEAR, UNEQUAL], [1, 3], ["off", "on"], ["mn-cn", "cn-mn"]
    ):
        yield make(delays, next(intervals), lmfs=lmfs, directAnswer=direct, direction=direction, **STILL)
    for delays, area, direction in itertools.product([REFERENCE, UNEQUAL], AREAS, ["mn-cn", "cn-mn"]):
        yield make(delays, next(intervals), area=area, direction=direction, **STILL)


def moves():
    """One of the two goes to another eLMA; a correspondent is at either of the two, or fixed."""
    intervals = itertools.cycle([19.3, 7.3, 33.1, 11.9, 3.7])
    directions = itertools.cycle(["both", "cn-mn", "both", "mn-cn"])
    for delays, lmfs, move, place in itertools.product(
        [REFERENCE, FAR, NEAR, UNEQUAL], [1, 3], ["mn", "cn"], ["mag2", "mag4"]
    ):
        paths = {"mn1": ["mag1", "mag3"], "cn1": [place]}
        if move == "cn":
            paths = {"cn1": ["mag1", "mag3"], "mn1": [place]}
        yield make(delays, next(intervals), lmfs=lmfs, move=move, paths=paths,
                   direction=next(directions), **SHORT)  # fmt: skip
    for delays, area, direction in itertools.product([REFERENCE, UNEQUAL], AREAS, ["both", "cn-mn"]):
        yield make(delays, next(intervals), area=area, direction=direction, **SHORT)


def judge_inner(judge, run, handover):
    """A handover that leaves the node with its eLMA."""
    one = run.handovers_of(handover.node)[0]
    judge.near("registered_s", one["registered_s"], in_seconds(handover.new.opened), TOLERANCE)
    judge.equal("forwarding_started_s", one["forwarding_started_s"], None)
    judge.equal("route_optimized_s", one["route_optimized_s"], None)
    judge.equal("messages", one["messages"], handover.inner_messages())


def judge_within(judge, program):
    """From gateway to gateway of one eLMA: as RFC 5213 has it, and who knows where the node is is told
    afterwards."""
    for delays in (REFERENCE, UNEQUAL):
        scenario = make(delays, 19.3, paths={"mn1": ["mag1", "mag4"], "cn1": ["mag2"]}, **SHORT)
        with judge.of(scenario.arguments):
            run = program.run(scenario.arguments)
            judge_general(judge, run, scenario)
            judge_inner(judge, run, AreaHandover(scenario, "mn1", "cn1"))


def judge_noticed(judge, program):
    """What is lost where a departure is noticed is the handover's, wherever it is dropped; and a node
    that stays with its eLMA has no path to find again, however late a location is renewed."""
    for area, place in itertools.product((None, "outside"), ("mag3", "mag4")):
        scenario = make(REFERENCE, 1.3, area=area, paths={"mn1": ["mag1", place], "cn1": ["mag2"]},
                        detachDetection=0, direction="both", **SHORT)  # fmt: skip
        with judge.of(scenario.arguments):
            run = program.run(scenario.arguments)
            judge_general(judge, run, scenario)
            one = run.handovers_of("mn1")[0]
            for way, flow in (("down", run.flow("cn1", "mn1")), ("up", run.flow("mn1", "cn1"))):
                judge.check(flow["lost"] > 0, f"lost, {way}")
                judge.equal(f"lost of the handover, {way}", one[f"lost_{way}"], flow["lost"])
    scenario = make(REFERENCE, 100, paths={"mn1": ["mag1", "mag4"], "cn1": ["mag2"]}, duration=80)
    with judge.of(scenario.arguments):
        one = program.run(scenario.arguments).handovers_of("mn1")[0]
        judge.equal("route_optimized_s", one["route_optimized_s"], None)


def judge_radio(judge, program, access):
    """Over a radio: from the association on it takes what it takes on the ideal link, and nothing is
    lost but by the handover."""
    for area, lmfs in ((None, 1), ("outside", 3)):
        scenario = make(area=area, lmfs=lmfs, access=access, direction="both",
                        paths={"mn1": ["mag1", "mag3"], "cn1": ["mag2"]},
                        moveAt=4.03, trafficStart=2, duration=7)  # fmt: skip
        with judge.of(scenario.arguments):
            run = program.run(scenario.arguments)
            judge_general(judge, run, scenario)
            one = run.handovers_of("mn1")[0]
            handover = AreaHandover(scenario, "mn1", "cn1")
            moments = {
                "registered_s": handover.registered(),
                "forwarding_started_s": handover.informed(),
                "correspondents_known_s": handover.correspondents(),
                "peers_updated_s": handover.peer_updated(),
            }
            for field, time in moments.items():
                judge.near(field, one[field] - one["attached_s"], in_seconds(time), TOLERANCE)
            for way, flow in (("down", run.flow("cn1", "mn1")), ("up", run.flow("mn1", "cn1"))):
                resumed = one[f"{way}link_resumed_s"]
                if judge.check(resumed is not None, f"{way}link has resumed"):
                    window = resumed - one["detached_s"] + 0.05
                    judge.within(f"lost, {way}", flow["lost"], 1, math.ceil(window / 0.02))
                judge.equal(f"lost of the handover, {way}", one[f"lost_{way}"], flow["lost"])


def judge_early(judge, program):
    """What does not wait has no way to a mobile node, but inside by the border gateway."""
    for area, is_lost in ((None, True), ("outside", True)):
        scenario = make(REFERENCE, 7.7, area=area, earlyPackets="anchor", direction="cn-mn", **STILL)
        with judge.of(scenario.arguments):
            run = program.run(scenario.arguments)
            query = AreaQuery(scenario, "cn1", "mn1")
            known, _ = query.known(prefix_of(run, "mn1"))
            lost = packets(known, scenario["interval"] * MS) if is_lost else (0, 0)
            judge.within("lost", run.flow("cn1", "mn1")["lost"], lost[0], lost[1] + 1)


def judge_failures(judge, program):
    """An LMF that vanishes: who moves then keeps the address, as another has a copy; one that joins
    gets its share."""
    for fault in ("--stop=lmf3:2.5", "--join=lmf3:2.5", "--stop=lmf1:2.5", "--join=lmf3:10.07",
                  "--join=lmf3:10.08", "--restart=lmf3:10.06", "--restart=lmf2:30.05",
                  "--ns3::pmipv6::LocationManager::MaxRelays=1"):  # fmt: skip
        scenario = make(REFERENCE, 50, lmfs=3, moves=4, dwell=20, moveAt=10.0037, trafficStart=1.6,
                        move="both", duration=100, more=[fault])  # fmt: skip
        with judge.of(scenario.arguments):
            run = program.run(scenario.arguments)
            general.check_pmipv6(judge, run)
            for one in run.result["handovers"]:
                first = run.handovers_of(one["node"])[0]["prefixes"]
                judge.equal("prefixes", [row["prefix"] for row in one["prefixes"]],
                            [row["prefix"] for row in first])  # fmt: skip
                # MAX_BINDACK_TIMEOUT apart: 1, 2 and 4 s until the next LMF is told.
                late = one["registered_s"] - one["attached_s"]
                judge.within("registered_s", late, 0, 7.5)


def judge_lifetimes(judge, program):
    """However short a location or record lives, it is renewed in time."""
    attributes = ("DistributedRouting::LocationLifetime", "LocationManager::RecordLifetime")
    for attribute, seconds, direction in itertools.product(attributes, (4, 7, 8, 12), ("mn-cn", "cn-mn")):
        scenario = make(REFERENCE, 50, direction=direction, **{**STILL, "duration": 60},
                        more=[f"--ns3::pmipv6::{attribute}={seconds}s"])  # fmt: skip
        with judge.of(scenario.arguments):
            run = program.run(scenario.arguments)
            judge.equal("lost", run.flow(*scenario.flows()[0][:2])["lost"], 0)


def judge_plain(judge, program):
    """What goes to a node of the area of which nothing is known waits once, not each time that it is
    asked for: a new query takes 15 s while the LMF is silent."""
    scenario = make(REFERENCE, 50, area="inside", direction="mn-cn", lmfs=2,
                    **{**STILL, "duration": 120}, more=["--stop=lmf1:5.8"])  # fmt: skip
    with judge.of(scenario.arguments):
        run = program.run(scenario.arguments)
        judge.equal("lost", run.flow("mn1", "cn1")["lost"], 0)


def run(judge, program, _source):
    """All of it."""
    for scenario in stills():
        with judge.of(scenario.arguments):
            done = program.run(scenario.arguments)
            judge_general(judge, done, scenario)
            source, target = scenario.flows()[0][:2]
            judge_query(judge, done, AreaQuery(scenario, source, target))
    for scenario in moves():
        with judge.of(scenario.arguments):
            done = program.run(scenario.arguments)
            judge_general(judge, done, scenario)
            mover = {"mn": "mn1", "cn": "cn1"}[scenario["move"]]
            peer = {"mn1": "cn1", "cn1": "mn1"}[mover]
            handover = AreaHandover(scenario, mover, peer)
            if handover.first == handover.second:
                judge_inner(judge, done, handover)
            else:
                judge_handover(judge, done, scenario, handover)
    judge_within(judge, program)
    judge_noticed(judge, program)
    judge_radio(judge, program, "wifi")
    judge_early(judge, program)
    judge_failures(judge, program)
    judge_lifetimes(judge, program)
    judge_plain(judge, program)
