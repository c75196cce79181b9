# SPDX-License-Identifier: GPL-2.0-only
"""Groups random-*: whatever goes wrong with messages, nodes and times, once the faults have ended and
things have calmed down each packet reaches its receiver.

A run is made from its number alone: delays, of which half violate the triangle inequality, paths,
moves, messages lost, doubled and held, restarts and stops. Odd numbers order registrations by
sequence numbers, even ones by timestamps; all of them do where messages need these.
"""

import collections
import concurrent.futures
import csv
import itertools
import math
import os
import random

from . import general
from .judge import Judge
from .program import Program

CALM = 130  # s from the last fault to the end: two Heartbeats, and the longest repetition
LONG_CALM = 320  # s, of every tenth run: longer than a binding, and than what a router advertises
LAST = 3  # s before the end in which each flow must deliver
COUNT = 30  # runs of a family, unless another number is asked for
# Numbers that are not clean, and why ("Failure of nodes" in the manual).
EXPLAINED = {
    ("pmipv6", 334): "the node answers its gateway's question and leaves at once, and its "
                     "de-registration is lost",
    ("dmm", 812): "a MAAR restarts before it has answered a Heartbeat, and what it says itself is lost",
}  # fmt: skip
CASES = {
    "pmipv6": ["a11", "a12", "a21", "a22"],
    "localized-routing": ["a11", "a12", "a21", "a22", "roaming1", "roaming2", "roaming3", "roaming4"],
    "epmip": ["a11", "a12", "a21", "a22"],
    "epmip-area": ["a22", "a22", "a12", "a21"],
    "dmm": ["a11", "a12", "a21", "a22"],
    "mipv6": ["a11", "a12", "a21", "a22"],
    "rfc6612": ["rfc6612-a1", "rfc6612-a2", "rfc6612-a2-visited", "rfc6612-b", "rfc6612-b-a1",
                "rfc6612-b-a2"],
}  # fmt: skip
HAS_VISITED = {"rfc6612-a1", "rfc6612-a2-visited", "rfc6612-b-a1"}  # And so lma2.
HAS_HOME = {"rfc6612-a1", "rfc6612-b-a1"}  # home1
TIMESTAMPS_ALONE = {"epmip", "epmip-area", "dmm"}  # Their messages are ordered by them.
AREAS = ["outside", "inside", "anycast"]
DATABASE_MODES = ["relay", "locator", "proxy"]
REFRESH_CALM = 270  # s: what a serving MAAR was not told, its next refresh tells


class RandomRun:
    """What the run of a number is."""

    def __init__(self, scheme, number):
        self.rng = random.Random(f"{scheme} {number}")
        rng = self.rng
        self.number = number
        self.scheme = scheme
        self.case = rng.choice(CASES[scheme])
        self.is_tcp = number % 25 == 24  # Few: TCP sends as much as it may.
        self.calm = LONG_CALM if number % 10 == 0 else CALM
        self.pairs = 1 if self.is_tcp else rng.choice([1, 1, 1, 2, 3])
        self.move = rng.choice(["mn", "cn", "both", "both", "both"])
        self.is_beside = scheme == "rfc6612"
        if self.is_beside:
            self.move = "mn"
            self.pairs = max(self.pairs, 2) if self.case.startswith("rfc6612-b") else self.pairs
        # A correspondent that does not move, behind routers of draft-luo's (5.2).
        self.routers = [f"router{i}" for i in range(1, 2 + number % 2)]
        self.routers = self.routers if scheme == "epmip" and number % 5 == 3 else []
        # Of the deployment with the functions in anchors (7): LMFs, and where cn1 is that does not move.
        self.lmfs = [f"lmf{i}" for i in range(1, 2 + number % 4)] if scheme == "epmip-area" else []
        self.area = AREAS[number // 5 % 3] if self.lmfs and number % 5 == 3 else None
        if self.area:
            self.routers = ["router1" if self.area == "anycast" else "border1"]
        if self.routers:
            self.move = "mn"
        self.moves = rng.randint(1, 6)
        self.gap = rng.choice([0, 0, 5, 50, rng.uniform(0, 400)])  # ms
        self.dwell = self.gap / 1e3 + math.exp(rng.uniform(math.log(0.1), math.log(8)))
        self.offset = rng.choice([0, rng.uniform(-60, 60), rng.uniform(-2000, 2000)])
        self.begin = rng.uniform(6, 10)
        self.is_roaming = self.case.startswith("roaming")
        self.anchors = ["lma1"] if self.case in ("a11", "a21") else ["lma1", "lma2"]
        if self.is_beside:
            self.anchors = ["lma1", "lma2"] if self.case in HAS_VISITED else ["lma1"]
        self.agent = "lma1"
        if self.case in HAS_HOME or (self.case == "rfc6612-b" and number % 3 == 0):
            self.agent = "home1"
        self.gateways = [f"mag{i}" for i in range(1, 5)]
        self.last_move = self.begin + (self.moves - 1) * self.dwell + abs(self.offset) / 1e3
        self.faults_until = self.last_move + rng.uniform(0, 4)
        self.stopped = {}
        self.restarted = set()
        self.options = list(self.make_options())

    def make_options(self):
        """The arguments, one by one."""
        rng = self.rng
        mode = DATABASE_MODES[self.number % len(DATABASE_MODES)]
        scheme = {"rfc6612": "pmipv6", "epmip-area": "epmip"}.get(self.scheme, self.scheme)
        yield f"--scheme={scheme}" + (f"-{mode}" if self.scheme == "dmm" else "")
        yield "--access=ideal"
        yield f"--case={self.case}"
        is_sequence = self.number % 2 and self.scheme not in TIMESTAMPS_ALONE
        yield f"--ordering={'sequence' if is_sequence else 'timestamp'}"
        yield f"--mobileNodes={self.pairs}"
        if self.pairs > 1:
            yield f"--stagger={rng.choice([0, rng.uniform(0, 500)]):.3f}"
        yield f"--move={self.move}"
        yield f"--moves={self.moves}"
        yield f"--dwell={self.dwell:.4f}"
        yield f"--l2Gap={self.gap:.3f}"
        yield f"--moveOffset={self.offset:.3f}"
        yield f"--moveAt={self.begin:.4f}"
        if self.is_tcp:
            yield "--traffic=tcp"
            yield "--ns3::TcpSocket::SndBufSize=2000"  # octets: some segments
        else:
            yield f"--interval={rng.choice([50, 100, 200])}"
        yield f"--trafficStart={rng.uniform(2, 5):.4f}"
        yield f"--detachDetection={rng.choice(['none', 'none', f'{rng.uniform(0, 300):.3f}'])}"
        yield f"--seed={1 + self.number}"
        own = list(self.make_own(mode))
        yield f"--duration={math.ceil(self.faults_until + self.calm)}"
        yield f"--faultsUntil={self.faults_until:.3f}"
        yield from self.make_paths()
        yield from self.make_delays()
        yield from self.make_faults()
        if self.scheme == "localized-routing":
            yield f"--lrMode={rng.choice(['direct', 'direct', 'proxy'])}"
            yield f"--lrInitiator={rng.choice(['lma', 'lma', 'mag'])}"
        if self.scheme == "epmip":
            yield from self.make_epmip()
        if self.scheme == "epmip-area":
            yield from self.make_area()
        if self.scheme in ("mipv6", "rfc6612"):
            yield from self.make_mipv6()
        if self.case == "rfc6612-b" and self.agent == "home1":
            yield "--homeAgent=apart"
        yield from own

    def make_own(self, mode):
        """What is RFC 8885's alone. It says how long the calm is."""
        if self.scheme != "dmm":
            return
        rng = self.rng
        # An acknowledgement that is lost is not missed before the refresh: any of a previous MAAR
        # ends the exchange, and the CMD's summary is not acknowledged.
        waits = mode == "locator"
        if mode == "locator":
            yield f"--locatorSummary={'off' if rng.random() < 0.5 else 'on'}"
        if mode == "relay":
            aggregation = rng.choice([0, 0, 5, 30])
            waits = True  # Whatever comes after MaxAggregation is told in one that may be lost.
            yield f"--aggregation={aggregation}"
        if waits:
            self.calm = max(self.calm, REFRESH_CALM)
        yield f"--earlyAccept={rng.choice(['on', 'off'])}"
        yield f"--deregistration={rng.choice(['stop-timer', 'ask'])}"
        yield f"--previousMaars={rng.choice([16, 16, 0, 1, 2])}"
        yield f"--pacing={rng.choice([1, 1, 0, 20, 200])}"
        yield f"--flowsPerPrefix={rng.choice([0, 0, 1, 2])}"
        yield f"--dlif={'on' if self.number // len(DATABASE_MODES) % 2 else 'off'}"

    def make_epmip(self):
        """How eLMAs are found, what waits, and which nodes are RFC 5213's alone."""
        rng = self.rng
        discovery = rng.choice(["configuration", "configuration", "hop-by-hop", "elma"])
        yield f"--elmaDiscovery={discovery}"
        if discovery == "elma":
            yield f"--directAnswer={rng.choice(['on', 'off'])}"
        yield f"--earlyPackets={rng.choice(['anchor', 'anchor', 'hold'])}"
        yield f"--reverseLearning={rng.choice(['on', 'on', 'off'])}"
        yield f"--handoffBuffer={rng.choice([0, 0, 3, 100])}"
        if rng.random() < 0.2:
            yield f"--legacy={rng.choice([*self.anchors, *self.gateways])}"
        if self.routers:
            yield "--correspondent=fixed"
            yield f"--correspondentRouter={rng.choice(['drf', 'drf-lmf'])}"
            yield f"--correspondentRouters={len(self.routers)}"

    def make_area(self):
        """How many LMFs there are, who answers, and where cn1 is if it does not move."""
        rng = self.rng
        yield "--epmip=anchors"
        yield f"--lmfs={len(self.lmfs)}"
        yield f"--directAnswer={rng.choice(['on', 'off'])}"
        yield f"--reverseLearning={rng.choice(['on', 'on', 'off'])}"
        yield f"--handoffBuffer={rng.choice([0, 0, 3, 100])}"
        if self.area:
            yield "--correspondent=fixed"
            yield f"--correspondentArea={self.area}"
        if len(self.lmfs) > 2 and rng.random() < 0.3:
            yield f"--join={self.lmfs[-1]}:{round(rng.uniform(2, self.faults_until), 3):g}"

    def mobile_anchor(self, gateway):
        """The eLMA of a gateway in an area: the nearest, of equal ones in turn."""
        first = int(gateway[3:]) // 2 % len(self.anchors)
        turns = self.anchors[first:] + self.anchors[:first]
        return min(turns, key=lambda anchor: self.delays.get(tuple(sorted((anchor, gateway))), 10))

    def make_mipv6(self):
        """How addresses are tested, and whether correspondents are told. A node learns by its refresh
        that its home agent has restarted."""
        rng = self.rng
        yield f"--careOfDad={rng.choice([0, 0, rng.uniform(0, 300), 1000]):.3f}"
        yield f"--homeDad={rng.choice([0, rng.uniform(0, 300), 1000]):.3f}"
        if rng.random() < 0.3 and not self.is_beside:
            least = rng.uniform(0.03, 0.3)
            yield f"--routerAdvertisements={least:.3g}-{least + rng.uniform(0, 0.3):.3g}"
        if not self.number % 2 and rng.random() < 0.4:
            yield "--networkMobility=on"
        yield f"--ns3::pmipv6::MobileIpv6Node::Lifetime={rng.choice([20, 40])}s"
        if self.number % 3:
            yield "--routeOptimization=on"
            yield f"--ns3::pmipv6::RouteOptimizer::MaxRrBindingLifetime={rng.choice([20, 60, 420])}s"
            yield f"--ns3::pmipv6::RouteOptimizer::ReuseHomeToken={rng.choice(['true', 'false'])}"
            yield f"--ns3::pmipv6::CorrespondentNode::RefreshRequest={rng.choice([0, 0, 5])}s"
        if rng.random() < 0.3:
            yield "--bootstrap=at-move"
            yield f"--associationDelay={rng.uniform(0, 500):.3f}"
            yield f"--homeAgentDiscovery={rng.choice(['configuration', 'dhaad'])}"

    def make_paths(self):
        """Where nodes go: over a few gateways, to and fro; those of Mobile IPv6 to home links too."""
        places = self.gateways
        if self.scheme == "mipv6" and self.number % 2:
            places = [*self.gateways, *self.anchors]
        movers = ["mn1"] if self.routers else ["mn1", "cn1"]
        for node in ("mn1", "mn2") if self.is_beside else movers:
            if self.is_beside and (node == "mn2" and self.pairs < 2):
                continue
            here = self.find_places(node) if self.is_beside else places
            if self.rng.random() < 0.7 or self.is_beside:
                length = self.rng.randint(2, 4)
                path = [self.rng.choice(here)]
                while len(path) < length:
                    path.append(self.rng.choice([one for one in here if one != path[-1]]))
                if path[-1] == path[0]:
                    path.pop()  # From the start again is a move too.
                if len(path) > 1:
                    yield f"--path={node}:{','.join(path)}"

    def has_mobile_ipv6(self, node):
        """Whether a node of a case of RFC 6612 looks after itself."""
        return not self.case.startswith("rfc6612-b") or int(node[2:]) % 2 == 0

    def find_places(self, node):
        """Where a node of a case of RFC 6612 can be without a loss of its address."""
        if self.has_mobile_ipv6(node) or self.case == "rfc6612-b":
            return self.gateways
        return [name for name in self.gateways if int(name[3:]) % 2]

    def make_delays(self):
        """All pairs of the core. By places in a plane the inequality holds, by chance it need not."""
        rng = self.rng
        names = [*self.anchors, *self.gateways]
        if self.is_beside:
            names += ["cn1"] + (["home1"] if self.agent == "home1" else [])
        names += self.routers + self.lmfs
        self.delays = {}
        places = {name: (rng.uniform(0, 40), rng.uniform(0, 40)) for name in names}
        is_plane = rng.random() < 0.5
        for a, b in itertools.combinations(names, 2):
            delay = 1 + math.dist(places[a], places[b])
            if not is_plane:
                delay = math.exp(rng.uniform(math.log(1), math.log(120)))
            self.delays[tuple(sorted((a, b)))] = round(delay, 3)
            yield f"--delay={a}:{b}:{delay:.3f}"
        # TCP sends by the round trip, which may be over the two access links alone.
        yield f"--delayAccess={rng.uniform(0.5, 8) + (10 if self.is_tcp else 0):.3f}"

    def make_faults(self):
        """What goes wrong with messages and nodes."""
        rng = self.rng
        if rng.random() < 0.7:
            yield f"--signallingLoss={rng.choice([5, 10, 20, 30, 40])}"
        if rng.random() < 0.4:
            yield f"--signallingDuplication={rng.choice([5, 20, 50])}"
        if rng.random() < 0.5:
            yield f"--signallingJitter={rng.choice([5, 20, 100, 300, 500])}"
        nodes = sorted({*self.anchors, *self.gateways, self.agent})
        if not self.is_beside:
            nodes = [*self.anchors, *self.gateways, *self.routers[:1], *self.lmfs]
        for _ in range(rng.choice([0, 0, 1, 1, 2, 3])):
            moment = rng.choice([rng.uniform(1.0, self.faults_until), self.begin + rng.uniform(-0.1, 0.3)])
            name = rng.choice(nodes)
            self.restarted.add(name)
            yield f"--restart={name}:{round(moment, 4)}"
        if rng.random() < 0.1:
            name = rng.choice(nodes)
            self.stopped[name] = rng.uniform(2.0, self.faults_until)
            yield f"--stop={name}:{round(self.stopped[name], 4)}"


def is_served(made, run, node):
    """Whether a node's gateway and anchor are up at the end, and it is attached."""
    if made.is_beside and node.startswith("cn"):
        return True  # It does not move.
    if made.routers and node.startswith("cn"):
        return not set(made.routers) & set(made.stopped)
    gateway = run.result["nodes"][node]["gateway"]
    if made.lmfs and set(made.lmfs) <= set(made.stopped):
        return False
    anchor = made.anchors[-1] if node.startswith("cn") else "lma1"
    if made.lmfs and gateway is not None:
        anchor = made.mobile_anchor(gateway)
    if made.is_beside and made.has_mobile_ipv6(node):
        if made.agent in made.stopped:
            return False
        is_even = gateway is not None and int(gateway[3:]) % 2 == 0
        # Who keeps the node's care-of address, if anybody does.
        anchor = "lma2" if is_even and made.case in HAS_VISITED else "lma1"
        if made.case == "rfc6612-b" or (is_even and made.case not in HAS_VISITED):
            anchor = made.agent
    return gateway is not None and gateway not in made.stopped and anchor not in made.stopped


def judge_run(judge, made, run):
    """What must hold when all has calmed down."""
    general.check(judge, run)
    for flow in run.result["flows"]:
        judge.equal(f"misdelivered, {flow['from']} to {flow['to']}", flow["misdelivered"], 0)
    state = run.result["final_state"]
    judge.equal("consistent", state["consistent"], not state["stale"])
    unserved = [node for node in run.result["nodes"] if not is_served(made, run, node)]
    stale = [row for row in state["stale"] if not may_wait(made, run, row, unserved)]
    if made.stopped:
        # What names a node that has vanished is what cannot be mended.
        stale = [row for row in stale
                 if not {row["node"], row["holds"], row["should_be"]} & set(made.stopped)]  # fmt: skip
        stale = [row for row in stale if not any(node in row["key"] for node in unserved)]
    stale = [row for row in stale if not is_lost_with_anchor(made, row["key"])]
    judge.equal("stale", stale, [])
    # A number that a restart has lost refuses nothing ("Races" in doc/mipv6.md), and a session that
    # it has lost is set up again.
    lost = {*made.restarted, *made.stopped} & {*made.anchors, made.agent, "cn1", "mn1", "mn2"}
    faults = [] if lost else state["faults"]
    judge.equal("faults", faults, [])
    judge_alive(judge, made, run)


def may_wait(made, run, row, unserved):
    """Whether a row is an address that lives until its advertised lifetime is over: it is not used,
    or there is nobody to take it back."""
    used = {flow["address_from"] for flow in run.result["flows"] if flow["from"] not in unserved}
    return (row["object"], row["holds"]) == ("address", "preferred") and (
        made.calm < LONG_CALM and row["key"] not in used
    )


def is_unknown_to_managers(made, run, node):
    """Whether a node may have prefixes of two eLMAs: an LMF and the one that has its copies have lost what
    they knew, or one eLMA has asked for it before another one had any to report."""
    faulty = {*made.restarted, *made.stopped} & set(made.lmfs)
    if len(faulty) > 1 or faulty == set(made.lmfs):
        return True
    begun = {row["node"]: row["time_s"] for row in run.events
             if row["object"] == "binding" and row["mobile_node"] == node
             and row["reason"] == "initial-registration"}  # fmt: skip
    asked = {}
    for row in run.signalling:
        if row["mobile_node"] == node and row["purpose"] == "claim" and row["event"] == "sent":
            asked.setdefault(row["node"], row["time_s"])
    first = min(begun.values(), default=0)
    return sum(time < first for anchor, time in asked.items() if anchor.startswith("lma")) > 1


def is_lost_with_anchor(made, address):
    """Whether an address is of a MAAR that has lost what was anchored there."""
    gone = {name for name in made.restarted | set(made.stopped) if name.startswith("mag")}
    return made.scheme == "dmm" and any(
        address.startswith(f"fd00:{0x8000 + int(name[3:]):x}:") for name in gone
    )


def is_released(made, run, flow):
    """Whether a flow is on a prefix of a MAAR that a bound has had released."""
    bound = run.result["parameters"].get("previousMaars", 16)
    return made.scheme == "dmm" and made.moves > bound


def judge_alive(judge, made, run):
    """Each flow whose ends have service, and the addresses that it is between, delivers in the last
    seconds. An address may go with the binding alone."""
    end = run.result["simulated_s"]
    delivered = collections.Counter()
    with open(run.folder / "throughput.csv", newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if end - LAST <= float(row["time_s"]):
                delivered[row["from"], row["to"]] += int(row["packets"])
    for flow in run.result["flows"]:
        key = (flow["from"], flow["to"])
        if made.lmfs and any(is_unknown_to_managers(made, run, node) for node in key):
            continue
        if not all(is_served(made, run, node) for node in key):
            continue
        addresses = [address for node, address in zip(key, (flow["address_from"], flow["address_to"]))
                     for address in ([address] if address else run.result["nodes"][node]["addresses"])]  # fmt: skip
        if is_released(made, run, flow) or any(is_lost_with_anchor(made, one) for one in addresses):
            continue
        lost = [node for node in key if node in run.result["nodes"] and has_lost_address(run, flow, node)]
        for node in lost:
            judge.check(has_lost_binding(run, node), f"{node} has lost its address for no reason")
        if not lost:
            judge.check(delivered[key] > 0, f"{key[0]} to {key[1]}: nothing in the last {LAST} s")


def has_lost_address(run, flow, node):
    """Whether the address of a flow's end is none of the node's, or is one without a session. Of a
    connection that was never set up it is not known."""
    address = flow["address_from" if flow["from"] == node else "address_to"]
    if not address:
        return has_lost_binding(run, node)
    state = run.result["final_state"]
    dead = [row["key"] for row in state["stale"] + state["leftover"] if row["object"] == "address"]
    return address in dead or address not in run.result["nodes"][node]["addresses"]


def has_lost_binding(run, node):
    """Whether an anchor has forgotten a node, by a restart or because nobody had it for too long."""
    return any(row["object"] == "binding" and row["mobile_node"] == node and row["to"] == "none"
               and row["reason"] in ("anchor-restarted", "no-new-gateway")
               for row in run.events)  # fmt: skip


def do_one(of_all, scheme, number):
    """Run a number; its judge's checks and faults. One that is explained must have faults."""
    judge = Judge()
    made = RandomRun(scheme, number)
    program = Program(of_all.path, of_all.work / f"{number}", of_all.is_kept)
    with judge.of(made.options):
        judge_run(judge, made, program.run(made.options))
    program.clear()
    reason = EXPLAINED.get((scheme, number))
    if reason is None:
        return judge.checks, judge.faults
    if judge.faults:
        print(f"number {number} is not clean, as is known: {reason}")
        return judge.checks, []
    return judge.checks, [(" ".join(made.options), f"clean, though it is known as {reason}")]


def run(judge, program, scheme, numbers):
    """Many of a family, as many at a time as there are processors."""
    workers = len(os.sched_getaffinity(0))
    with concurrent.futures.ThreadPoolExecutor(workers) as pool:
        for checks, faults in pool.map(
            lambda number: do_one(program, scheme, number), numbers
        ):
            judge.checks += checks
            judge.faults += faults
            program.count += 1
