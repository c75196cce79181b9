# SPDX-License-Identifier: GPL-2.0-only
"""Group mipv6-routes: route optimization of RFC 6275 against closed forms: times to 0.1 ms and losses to
the packet; what fails, and what is on the wires."""

from . import general, mipv6
from .mipv6 import ANSWER, EXAMPLE, MOVED, MS, TOLERANCE, UPDATE, Forms, lost_in
from .skip import Skipped

ON = "--routeOptimization=on"
TESTS = ("HomeTestInit", "CareofTestInit", "HomeTest", "CareofTest")
TEST_OCTETS = {"HomeTestInit": 56, "CareofTestInit": 56, "HomeTest": 64, "CareofTest": 64}


def is_available(program):
    """Whether the program can compute return routability."""
    done = program.call(["--scheme=mipv6", ON, "--access=ideal", "--duration=1"])
    return "libgcrypt" not in done.stderr


class Ways:
    """What packets of a pair pass, while a node is at a gateway and its peer where it stays."""

    def __init__(self, forms, node, gateway, peer, places):
        self.forms, self.node, self.gateway, self.peer, self.places = forms, node, gateway, peer, places
        self.at_peer = [places[peer], peer] if peer in places else [peer]
        self.peer_agent = [forms.agent(peer)] if peer in places else []

    def length(self, path):
        """Along nodes, each once in a row."""
        return self.forms.length([a for a, b in zip(path, path[1:] + [None]) if a != b])

    @property
    def straight(self):
        """By both care-of addresses."""
        return self.length([self.node, self.gateway, *self.at_peer])

    @property
    def to_peer(self):
        """From the care-of address to the peer's home address, and back from there (RFC 6275, 5.2.9)."""
        return self.length([self.node, self.gateway, *self.peer_agent, *self.at_peer])

    @property
    def by_agent(self):
        """Through the own tunnel."""
        agent = self.forms.agent(self.node)
        return self.length([self.node, self.gateway, agent, *self.peer_agent, *self.at_peer])

    @property
    def tests(self):
        """How long return routability takes."""
        return 2 * max(self.by_agent, self.to_peer)


def judge_first(judge, run, forms, places):
    """Routes set up by the first packet of a node."""
    rows = run.result["optimizations"]
    judge.equal("pairs", sorted((row["from"], row["to"]) for row in rows),
                sorted((a, b) for a, b in (("mn1", "cn1"), ("cn1", "mn1")) if a in places))
    for row in rows:
        node, peer = row["from"], row["to"]
        ways = Ways(forms, node, places[node], peer, places)
        # By what it sends itself, or by what comes to it through the tunnel.
        begun = min(run.flow(node, peer)["begun_s"], run.flow(peer, node)["begun_s"] + ways.by_agent)
        bound = begun + ways.tests + ways.to_peer
        name = f"{node} to {peer}"
        for field, expected in (
            ("triggered_s", begun), ("reverse_active_s", bound),
            ("forward_active_s", bound + ways.to_peer), ("completed_s", bound + ways.to_peer),
        ):  # fmt: skip
            judge.near(f"{name}: {field}", row[field], expected, TOLERANCE)
        judge.equal(f"{name}: messages", row["messages"], 6)


def judge_handover(judge, run, forms, row, places):
    """A move between two foreign links, while the peer stays, both ways being straight before."""
    node, old, new = row["node"], row["from"], row["to"]
    peer = next(name for name in ("mn1", "cn1") if name != node)
    before, ways = (Ways(forms, node, gateway, peer, places) for gateway in (old, new))
    care_of = row["attached_s"] + forms.delay(node, new) + forms.parameters["careOfDad"] * MS
    registered = care_of + 2 * forms.length([node, new, forms.agent(node)])
    bound = care_of + ways.tests + ways.to_peer
    for field, expected in (
        ("care_of_s", care_of), ("uplink_opened_s", care_of), ("home_registered_s", registered),
        ("registered_s", registered), ("correspondent_registered_s", bound + ways.to_peer),
        ("route_optimized_s", bound + ways.to_peer),
    ):  # fmt: skip
        judge.near(f"{node}: {field}", row[field], expected, TOLERANCE)
    parts = row["parts"]["correspondent_registration_ms"]
    judge.near(f"{node}: its part", parts, (bound - registered) / MS if bound > registered else 0, 0.1)
    judge.equal(f"{node}: messages", row["messages"], 8)
    down = bound + ways.straight - row["detached_s"]
    up = care_of + forms.delay(node, new) - row["detached_s"]
    judge.near(f"{node}: service_gap_ms.downlink", row["service_gap_ms"]["downlink"], down / MS, 0.1)
    judge.near(f"{node}: service_gap_ms.uplink", row["service_gap_ms"]["uplink"], up / MS, 0.1)
    flow = run.flow(peer, node)
    window = row["detached_s"] - before.straight, bound
    judge.equal(f"{node}: lost_down", row["lost_down"], lost_in(forms, flow, [peer], *window))
    flow = run.flow(node, peer)
    judge.equal(f"{node}: lost_up", row["lost_up"],
                lost_in(forms, flow, [node], row["detached_s"], care_of))  # fmt: skip


def judge_ways(judge, run, forms, places):
    """The last packets go straight."""
    for flow in run.result["flows"]:
        name = f"flow {flow['from']} to {flow['to']}"
        gateways = [places[end] for end in (flow["from"], flow["to"]) if end in places]
        path = [flow["from"], *dict.fromkeys(gateways), flow["to"]]
        judge.equal(f"{name}: path", flow["path"], path)
        judge.near(f"{name}: path_length_ms", flow["path_length_ms"], flow["direct_length_ms"], 0.1)
        judge.equal(f"{name}: duplicated", flow["duplicated"], 0)
        judge.equal(f"{name}: misdelivered", flow["misdelivered"], 0)


def judge_signalling(judge, run, nodes, moves):
    """Home registrations, and as many runs of the procedure."""
    counts = {name: general.at_ends(counts) for name, counts in run.result["signalling"].items()}
    judge.equal("Mobility Headers", sorted(name for name in counts if name not in mipv6.NO_MOBILITY),
                sorted((ANSWER, UPDATE, *TESTS)))  # fmt: skip
    runs = nodes + moves
    for name in TESTS:
        judge.equal(name, counts[name], {"sent": runs, "received": runs, "dropped": 0,
                                         "retransmitted": 0, "octets": TEST_OCTETS[name] * runs})
    judge.equal(UPDATE, counts[UPDATE], {"sent": 2 * runs, "received": 2 * runs, "dropped": 0,
                                         "retransmitted": 0, "octets": 2 * 96 * runs})
    judge.equal(ANSWER, counts[ANSWER], {"sent": 2 * runs, "received": 2 * runs, "dropped": 0,
                                         "retransmitted": 0, "octets": (80 + 96) * runs})


def judge_moved(judge, run):
    """A run in which one node moves once, on the ideal link."""
    general.check(judge, run)
    forms = Forms(run.result)
    first = {row["node"]: row["to"] for row in run.result["attachments"]}
    for row in run.result["attachments"]:
        mipv6.judge_attachment(judge, forms, row)
    judge_first(judge, run, forms, first)
    judge.equal("number of handovers", len(run.result["handovers"]), 1)
    last = dict(first)
    for row in run.result["handovers"]:
        judge_handover(judge, run, forms, row, first)
        last[row["node"]] = row["to"]
    judge_ways(judge, run, forms, last)
    judge_signalling(judge, run, len(first), 1)
    mipv6.judge_state(judge, run)


def judge_case(judge, program, case, *more):
    """One node moves while the other one stands, then the other way round."""
    for mover in ("mn", "cn"):
        if mover == "cn" and "--correspondent=fixed" in more:
            continue
        arguments = [*MOVED, ON, f"--case={case}", f"--move={mover}", *more]
        with judge.of(arguments):
            judge_moved(judge, program.run(arguments))


def judge_reused(judge, program):
    """With a home keygen token that is used again: two messages less."""
    arguments = [*MOVED, ON, "--correspondent=fixed", "--interval=1",
                 "--ns3::pmipv6::RouteOptimizer::ReuseHomeToken=true"]  # fmt: skip
    with judge.of(arguments):
        run = program.run(arguments)
        forms = Forms(run.result)
        row = run.result["handovers"][0]
        care_of = row["attached_s"] + forms.delay("mn1", row["to"]) + 1
        ways = Ways(forms, "mn1", row["to"], "cn1", {})
        tests = 2 * max(forms.length(["mn1", row["to"], "lma1"]), ways.to_peer)
        judge.near("correspondent_registered_s", row["correspondent_registered_s"],
                   care_of + tests + 2 * ways.to_peer, TOLERANCE)  # fmt: skip
        judge.equal("messages", row["messages"], 6)
        mipv6.judge_state(judge, run)


def judge_example(judge, program):
    """The figures of doc/mipv6.md: delays of 10 ms, and T_L2 50 ms."""
    for dad in (0, 1000):
        arguments = [*EXAMPLE, ON, f"--careOfDad={dad}", "--interval=1", "--moveAt=6.0037",
                     "--trafficStart=3.4003", "--duration=9.5"]  # fmt: skip
        with judge.of(arguments):
            run = program.run(arguments)
            row = run.result["handovers"][0]
            care_of = 50 + 2 + dad
            judge.near("service gap down", row["service_gap_ms"]["downlink"], care_of + 68, 0.1)
            judge.near("service gap up", row["service_gap_ms"]["uplink"], care_of + 2, 0.1)
            judge.within("lost_down", row["lost_down"], care_of + 68 - 1, care_of + 68 + 1)
            judge.near("correspondent_registered_s", row["correspondent_registered_s"],
                       row["attached_s"] + (2 + dad + 68) * MS, TOLERANCE)  # fmt: skip


def judge_both(judge, program):
    """Both ends move at once, several times: each time their ways are straight again."""
    for case in ("a21", "a22"):
        arguments = ["--scheme=mipv6", ON, f"--case={case}", "--access=ideal", "--move=both",
                     f"--moveAt={mipv6.MOVE_AT}", "--moves=2", "--dwell=6", "--duration=18"]  # fmt: skip
        with judge.of(arguments):
            run = program.run(arguments)
            general.check(judge, run)
            forms = Forms(run.result)
            for row in run.result["handovers"]:
                # What of the tests has overtaken a Binding Update is repeated, a second later.
                limit = row["care_of_s"] + 1.5
                judge.within(f"{row['node']}: route_optimized_s", row["route_optimized_s"],
                             row["care_of_s"], limit)  # fmt: skip
            last = {row["node"]: row["to"] for row in run.result["handovers"]}
            judge_ways(judge, run, forms, last)
            mipv6.judge_state(judge, run)


def judge_restart(judge, program):
    """A correspondent that restarts says so when a packet claims a binding (RFC 6275, 9.3.1)."""
    arguments = [*EXAMPLE, ON, "--move=none", "--restart=cn1:8.0037", "--interval=1",
                 "--duration=12"]  # fmt: skip
    with judge.of(arguments):
        run = program.run(arguments)
        general.check(judge, run)
        forms = Forms(run.result)
        ways = Ways(forms, "mn1", "mag1", "cn1", {})
        judge.equal("routes", len(run.result["optimizations"]), 2)
        flow = run.flow("mn1", "cn1")
        lost = 2 * ways.straight / MS  # what was under way, or left before the node knew
        judge.within("lost", flow["lost"], lost - 1, lost + 1)
        judge.equal("lost down", run.flow("cn1", "mn1")["lost"], 0)
        judge.near("triggered_s", run.result["optimizations"][1]["triggered_s"],
                   8.0037 + ways.straight, MS)  # fmt: skip
        judge.equal("BindingError", run.result["signalling"]["BindingError"]["sent"] > 0, True)
        mipv6.judge_state(judge, run)


def judge_renewals(judge, program):
    """Renewals count in no sum, and lose nothing."""
    arguments = [*EXAMPLE, ON, "--move=none", "--duration=60",
                 "--ns3::pmipv6::RouteOptimizer::MaxRrBindingLifetime=20s"]  # fmt: skip
    with judge.of(arguments):
        run = program.run(arguments)
        general.check(judge, run)
        judge.equal("routes", len(run.result["optimizations"]), 1)
        judge.equal("HomeTestInit", run.result["signalling"]["HomeTestInit"]["sent"], 4)
        for flow in run.result["flows"]:
            judge.equal("lost", flow["lost"], 0)
            judge.equal("path", len(flow["path"]), 3)
        mipv6.judge_state(judge, run)


def judge_losses(judge, program):
    """Signalling is lost on the wires: all is repeated, and comes right."""
    for loss in (10, 30):
        for seed in (1, 2, 3):
            arguments = ["--scheme=mipv6", ON, "--access=ideal", "--case=a22", "--move=both",
                         "--moves=2", "--moveAt=12", "--dwell=40", f"--signallingLoss={loss}",
                         "--faultsUntil=60", "--interval=100", f"--seed={seed}",
                         "--duration=160"]  # fmt: skip
            with judge.of(arguments):
                run = program.run(arguments)
                general.check(judge, run)
                mipv6.judge_state(judge, run)
                last = {row["node"]: row["to"] for row in run.result["handovers"]}
                judge_ways(judge, run, Forms(run.result), last)


def judge_wireless(judge, program):
    """The same over other accesses, whose links have delays of their own."""
    accesses = ["wifi"]
    if "lte" in program.call(["--help"]).stdout:
        accesses += ["lte", "lte-wifi"]
    for access in accesses:
        arguments = ["--scheme=mipv6", ON, f"--access={access}", "--correspondent=fixed",
                     "--careOfDad=200", "--duration=15"]  # fmt: skip
        with judge.of(arguments):
            run = program.run(arguments)
            general.check(judge, run)
            judge.check(run.result["handovers"], "nobody has moved")
            for row in run.result["handovers"]:
                trip = row["correspondent_registered_s"] - row["care_of_s"]
                judge.within("correspondent registration", trip, 0.06, 0.2)
                judge.equal("messages", row["messages"], 8)
            for flow in run.result["flows"]:
                judge.check(not any(name.startswith("lma") for name in flow["path"]),
                            f"{flow['from']} to {flow['to']}: by {flow['path']}")  # fmt: skip
            mipv6.judge_state(judge, run)


def judge_one_way(judge, program):
    """A node that has failed meanwhile sends by the binding of its peer, and tries again."""
    arguments = ["--scheme=mipv6", ON, "--access=ideal", "--case=a12", "--direction=mn-cn",
                 "--move=none", "--restart=lma2:4.5", "--duration=200", "--interval=100",
                 "--ns3::pmipv6::MobileIpv6Node::Lifetime=20s"]  # fmt: skip
    with judge.of(arguments):
        run = program.run(arguments)
        general.check(judge, run)
        path = run.result["flows"][0]["path"]
        judge.check(not {"lma1", "lma2"} & set(path), f"the path is {path}")
    # Back on the same link before the correspondent has answered: that is another handover.
    arguments = ["--scheme=mipv6", ON, "--access=ideal", "--correspondent=fixed",
                 "--path=mn1:mag1,mag3,mag3", "--moves=2", "--dwell=0.1", "--careOfDad=0"]  # fmt: skip
    with judge.of(arguments):
        run = program.run(arguments)
        general.check(judge, run)
        rows = run.result["handovers"]
        judge.equal("correspondent_registered_s", rows[0]["correspondent_registered_s"], None)


def run(judge, program, _source):
    """All of it."""
    if not is_available(program):
        raise Skipped("the module was built without libgcrypt")
    mipv6.judge_cases(judge, program, judge_case)
    judge_reused(judge, program)
    judge_example(judge, program)
    judge_both(judge, program)
    judge_restart(judge, program)
    judge_one_way(judge, program)
    judge_renewals(judge, program)
    judge_losses(judge, program)
    judge_wireless(judge, program)
    mipv6.judge_captures(judge, program, [ON], [UPDATE, ANSWER, *TESTS])
