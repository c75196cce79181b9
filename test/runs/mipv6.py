# SPDX-License-Identifier: GPL-2.0-only
"""Group mipv6: home agents and mobile nodes of RFC 6275, tunnels in both directions, against closed
forms: times to 0.1 ms and losses to the packet; and what is on the wires."""

import itertools
import os
import pathlib
import subprocess
import sys

from . import general
from .program import Broken

TOLERANCE = 1e-4  # s
MS = 1e-3  # s
MOVE_AT = 6.0037  # s; where no packet is on the edge of a loss window
START = 3.4003  # s, behind the first registrations
DELAYS = {  # ms, no two equal: lma1, lma2 to gateways and to each other, access links
    ("lma1", "mag1"): 9.2, ("lma1", "mag2"): 12.6, ("lma1", "mag3"): 15.8, ("lma1", "mag4"): 11.1,
    ("lma2", "mag1"): 16.6, ("lma2", "mag2"): 10.3, ("lma2", "mag3"): 14.4, ("lma2", "mag4"): 17.5,
    ("lma1", "lma2"): 19.1, ("lma1", "cn1"): 18.2, ("lma2", "cn1"): 21.7, ("mn1", "mag1"): 1.3,
    ("mn1", "mag3"): 3.2, ("cn1", "mag1"): 2.1, ("cn1", "mag2"): 2.9, ("cn1", "mag4"): 1.8,
}  # fmt: skip
NO_MOBILITY = ("RouterAdvertisement", "RouterSolicitation")
UPDATE, ANSWER = "BindingUpdate", "BindingAcknowledgement"
UPDATE_OCTETS, ANSWER_OCTETS, OVERHEAD = 96, 80, 40
AWAY_OCTETS = 24  # of both, the Home Address option and the type 2 routing header
MOVED = ["--scheme=mipv6", "--access=ideal", f"--moveAt={MOVE_AT}", f"--trafficStart={START}",
         "--duration=9.5"]  # fmt: skip
EXAMPLE = ["--scheme=mipv6", "--access=ideal", "--correspondent=fixed"]
BOTH = ["--scheme=mipv6", "--case=a22", "--move=both"]


class Forms:
    """The closed forms of one run, s: of its own delays, the case's home agents and its options."""

    def __init__(self, result):
        self.parameters = result["parameters"]
        self.result = result
        self.is_fixed = self.parameters["correspondent"] == "fixed"

    def delay(self, a, b):
        """One way between two nodes; nothing from a home agent to its own home link."""
        if a == b:
            return 0
        for pair in ((a, b), (b, a)):
            if pair in self.given:
                return self.given[pair]
        kinds = {name.rstrip("0123456789") for name in (a, b)}
        if kinds & {"mn"} or ("cn" in kinds and not self.is_fixed):
            return self.parameters["delayAccess"] * MS
        if "cn" in kinds:
            return self.parameters["delayCnLma"] * MS
        if kinds == {"lma"}:
            return self.parameters["delayLmaLma"] * MS
        if kinds == {"mag"}:
            return self.parameters["delayMagMag"] * MS
        return self.parameters["delayMagLma"] * MS

    @property
    def given(self):
        """--delay, by pair."""
        rows = (text.split(":") for text in self.parameters["delay"])
        return {(a, b): float(ms) * MS for a, b, ms in rows}

    def agent(self, node):
        """The home agent of a mobile node."""
        has_two = self.result["case"] in ("a12", "a22")
        return "lma2" if has_two and node.startswith("cn") else "lma1"

    def length(self, path):
        """Along nodes."""
        return sum(self.delay(a, b) for a, b in zip(path, path[1:]))

    def path(self, sender, receiver, places):
        """What packets pass: each mobile end's gateway and home agent."""
        up = [sender] if sender not in places else [sender, places[sender], self.agent(sender)]
        down = [receiver] if receiver not in places else [self.agent(receiver), places[receiver],
                                                          receiver]  # fmt: skip
        both = up + down
        return [a for a, b in zip(both, both[1:] + [None]) if a != b]

    def is_home(self, node, gateway):
        """Whether a node is on its home link there."""
        return gateway == self.agent(node)

    def found(self, row):
        """When a node hears of a router, having attached."""
        if self.parameters["routerAdvertisements"] == "attach":
            return row["attached_s"] + self.delay(row["node"], row["to"])
        return row["router_found_s"]


def judge_attachment(judge, forms, row):
    """A first attachment: the home agent detects duplicates first."""
    node, gateway = row["node"], row["to"]
    to_agent = forms.length([node, gateway, forms.agent(node)])
    found = forms.found(row)
    care_of = found + forms.parameters["careOfDad"] * MS
    registered = care_of + 2 * to_agent + forms.parameters["homeDad"] * MS
    if forms.is_home(node, gateway):
        care_of = registered = None  # There is nothing to be told.
    judge.near(f"{node}: router_found_s", row["router_found_s"], found, TOLERANCE)
    judge.near(f"{node}: care_of_s", row["care_of_s"], care_of, TOLERANCE)
    for field in ("home_registered_s", "registered_s"):
        judge.near(f"{node}: {field}", row[field], registered, TOLERANCE)


def lost_in(forms, flow, path_to_window, begin, end):
    """How many packets of a flow come to the end of that path within a window; nothing if one is at
    its edge."""
    interval = forms.parameters["interval"] * MS
    way = forms.length(path_to_window)
    count = 0
    for i in itertools.count():
        at = flow["begun_s"] + i * interval + way
        if min(abs(at - begin), abs(at - end)) < TOLERANCE:
            raise Broken(f"a packet from {flow['from']} is at the edge of a loss window")
        if at > end:
            return count
        count += at > begin


def judge_handover(judge, run, forms, row, places):
    """A move, while nobody else moves; places: of the others. From the home link the home agent
    detects duplicates first; back on it the node says so at once."""
    node, old, new = row["node"], row["from"], row["to"]
    agent = forms.agent(node)
    is_home = forms.is_home(node, new)
    gap = row["attached_s"] - row["detached_s"]
    found = forms.found(row)
    asked = found + (0 if is_home else forms.parameters["careOfDad"] * MS)
    care_of = None if is_home else asked
    bound = asked + forms.length([node, new, agent])
    bound += forms.parameters["homeDad"] * MS if forms.is_home(node, old) else 0
    registered = bound + forms.length([agent, new, node])
    for field, expected in (
        ("router_found_s", found), ("advertised_s", found), ("care_of_s", care_of),
        ("uplink_opened_s", asked), ("home_registered_s", registered),
        ("registered_s", registered), ("noticed_s", None), ("route_optimized_s", None),
        ("correspondents_known_s", None), ("forwarding_started_s", None),
    ):  # fmt: skip
        judge.near(f"{node}: {field}", row[field], expected, TOLERANCE)
    judge.equal(f"{node}: prefixes", row["prefixes"], [])
    judge.equal(f"{node}: messages", row["messages"], 2)
    parts = row["parts"]
    for field, expected in (
        ("radio_lost_unnoticed_ms", 0), ("link_handover_ms", gap / MS), ("registration_ms", None),
        ("router_advertisement_ms", None),
        ("movement_detection_ms", (found - row["attached_s"]) / MS),
        ("address_ms", None if is_home else (care_of - found) / MS),
        ("home_registration_ms", (registered - asked) / MS),
    ):  # fmt: skip
        judge.near(f"{node}: parts.{field}", parts[field], expected, 0.1)
    # A packet sent at every instant: the first one that finds the binding comes with the answer;
    # the first one behind the Binding Update is forwarded a link later.
    opened = bound - forms.length([node, new, agent])
    down, up = registered - row["detached_s"], opened + forms.delay(node, new) - row["detached_s"]
    judge.near(f"{node}: service_gap_ms.downlink", row["service_gap_ms"]["downlink"], down / MS, 0.1)
    judge.near(f"{node}: service_gap_ms.uplink", row["service_gap_ms"]["uplink"], up / MS, 0.1)
    judge.near(f"{node}: later_gap_ms.downlink", row["later_gap_ms"]["downlink"], 0, 0.1)
    for way, least in (("downlink", down), ("uplink", up)):
        judge.within(f"{node}: interruption {way}", row["interruption"][f"{way}_ms"],
                     least / MS - 0.1, least / MS + forms.parameters["interval"] + 0.1)  # fmt: skip
    peer = run.result["flows"][0]["to" if run.result["flows"][0]["from"] == node else "from"]
    to_agent = forms.path(peer, node, {**places, node: old})
    to_agent = to_agent[:to_agent.index(agent) + 1]
    window = row["detached_s"] - forms.length([agent, old, node]), bound
    flow = run.flow(peer, node)
    judge.equal(f"{node}: lost_down", row["lost_down"], lost_in(forms, flow, to_agent, *window))
    flow = run.flow(node, peer)
    judge.equal(f"{node}: lost_up", row["lost_up"],
                lost_in(forms, flow, [node], row["detached_s"], opened))  # fmt: skip


def judge_ways(judge, run, forms, places, before):
    """Flows are between home addresses, and go by the home agents."""
    for flow in run.result["flows"]:
        name = f"flow {flow['from']} to {flow['to']}"
        path = forms.path(flow["from"], flow["to"], places)
        judge.equal(f"{name}: path", flow["path"], path)
        judge.near(f"{name}: path_length_ms", flow["path_length_ms"], forms.length(path) / MS, 0.1)
        former = forms.length(forms.path(flow["from"], flow["to"], before))
        longest = max(former, forms.length(path)) / MS
        judge.near(f"{name}: delay max", flow["delay_ms"]["max"], longest, 0.1)
        for end in ("from", "to"):
            if flow[end] in places:
                number = forms.agent(flow[end])[-1]
                judge.check(flow[f"address_{end}"].startswith(f"fd00:{number}:0:1:"),
                            f"{name}: {flow[end]} is at {flow[f'address_{end}']}")  # fmt: skip
        judge.equal(f"{name}: duplicated", flow["duplicated"], 0)
        judge.equal(f"{name}: misdelivered", flow["misdelivered"], 0)


def judge_signalling(judge, run):
    """A Binding Update and an answer each time, but for first attachments at home."""
    forms = Forms(run.result)
    rows = [row for row in run.result["attachments"] if not forms.is_home(row["node"], row["to"])]
    rows += run.result["handovers"]
    back = sum(forms.is_home(row["node"], row["to"]) for row in rows)
    names = sorted(name for name in run.result["signalling"] if name not in NO_MOBILITY)
    judge.equal("Mobility Headers", names, [ANSWER, UPDATE])
    for name, octets in ((UPDATE, UPDATE_OCTETS), (ANSWER, ANSWER_OCTETS)):
        judge.equal(name, general.at_ends(run.result["signalling"][name]),
                    {"sent": len(rows), "received": len(rows), "dropped": 0, "retransmitted": 0,
                     "octets": octets * len(rows) - AWAY_OCTETS * back})  # fmt: skip


def judge_state(judge, run, is_consistent=True):
    """The tables at the end."""
    state = run.result["final_state"]
    judge.equal("final_state.consistent", state["consistent"], is_consistent)
    judge.equal("final_state.stale", state["stale"] == [], is_consistent)


def judge_moved(judge, run):
    """A run in which one node moves once, on the ideal link."""
    general.check(judge, run)
    forms = Forms(run.result)
    first = {row["node"]: row["to"] for row in run.result["attachments"]}
    for row in run.result["attachments"]:
        judge_attachment(judge, forms, row)
    judge.equal("number of handovers", len(run.result["handovers"]), 1)
    last = dict(first)
    for row in run.result["handovers"]:
        judge_handover(judge, run, forms, row, first)
        last[row["node"]] = row["to"]
    judge_ways(judge, run, forms, last, first)
    judge_signalling(judge, run)
    judge_state(judge, run)


def judge_case(judge, program, case, *more):
    """One node moves while the other one stands, then the other way round."""
    for mover in ("mn", "cn"):
        if mover == "cn" and "--correspondent=fixed" in more:
            continue
        arguments = [*MOVED, f"--case={case}", f"--move={mover}", *more]
        with judge.of(arguments):
            judge_moved(judge, program.run(arguments))


def judge_both(judge, program):
    """Both ends move, one within the other's interruption; all comes back without a word more."""
    arguments = ["--scheme=mipv6", "--case=a22", "--access=ideal", "--move=both", "--moveOffset=-400",
                 f"--moveAt={MOVE_AT}", "--moves=2", "--dwell=4", "--duration=14"]  # fmt: skip
    with judge.of(arguments):
        run = program.run(arguments)
        general.check(judge, run)
        forms = Forms(run.result)
        judge.equal("number of handovers", len(run.result["handovers"]), 4)
        for row in run.result["handovers"]:
            expected = row["attached_s"] + forms.delay(row["node"], row["to"]) + 1
            judge.near("care_of_s", row["care_of_s"], expected, TOLERANCE)
            judge.equal("peer_moved", row["peer_moved"], row["node"] == "cn1")
        judge_signalling(judge, run)
        last = {"mn1": "mag5", "cn1": "mag6"}
        judge_ways(judge, run, forms, last, last)
        judge_state(judge, run)


def judge_restart(judge, program):
    """A home agent that restarts tells nobody: both ways lose until the refresh, and then its own
    detection of duplicates."""
    life = "--ns3::pmipv6::MobileIpv6Node::Lifetime=12s"
    for duration, is_back in ((16, True), (11, False)):
        arguments = [*EXAMPLE, "--move=none", "--restart=lma1:8.0037", life,
                     f"--duration={duration}"]  # fmt: skip
        with judge.of(arguments):
            run = program.run(arguments)
            general.check(judge, run)
            forms = Forms(run.result)
            judge_state(judge, run, is_back)
            if not is_back:
                judge.equal("stale", run.result["final_state"]["stale"],
                            [{"node": "lma1", "object": "binding", "key": "mn1", "holds": "none",
                              "should_be": "mag1"}])  # fmt: skip
                continue
            refresh = [row for row in run.signalling
                       if row["message"] == UPDATE and row["event"] == "received"][1]  # fmt: skip
            again = refresh["time_s"] + forms.parameters["homeDad"] * MS
            registered = run.result["attachments"][0]["home_registered_s"]
            # RFC 6275, 11.7.1: at a share of the lifetime, from the sending that was answered.
            asked = registered - 2 * forms.length(["mn1", "mag1", "lma1"]) - 1 + 0.8 * 12
            judge.near("refresh sent", refresh["time_s"] - forms.length(["mn1", "mag1", "lma1"]),
                       asked, TOLERANCE)  # fmt: skip
            for sender, receiver, way in (("cn1", "mn1", ["cn1", "lma1"]),
                                          ("mn1", "cn1", ["mn1", "mag1", "lma1"])):  # fmt: skip
                flow = run.flow(sender, receiver)
                judge.equal(f"{sender} to {receiver}: lost", flow["lost"],
                            lost_in(forms, flow, way, 8.0037, again))  # fmt: skip


def judge_failures(judge, program):
    """A home agent that is gone, a router that restarts, and reasons of losses."""
    arguments = [*EXAMPLE, "--move=none", "--stop=lma1:8.0037", "--duration=12"]
    with judge.of(arguments):
        run = program.run(arguments)
        for flow in run.result["flows"]:
            judge.within("received", flow["received"], 99, 151)
        judge.equal("final_state.consistent", run.result["final_state"]["consistent"], False)
    for direction in ("both", "cn-mn"):  # Who only receives need not send first.
        arguments = [*EXAMPLE, "--move=none", "--restart=mag1:8.0037", "--duration=12",
                     f"--direction={direction}"]  # fmt: skip
        with judge.of(arguments):
            run = program.run(arguments)
            judge_state(judge, run)
            for flow in run.result["flows"]:
                judge.within("lost", flow["lost"], 0, 1)
    # The advertisement at a handover is lost: the node asks for one.
    arguments = ["--scheme=mipv6", "--access=ideal", "--correspondent=fixed", "--moves=1",
                 "--accessLoss=20", "--duration=60", "--seed=2"]  # fmt: skip
    with judge.of(arguments):
        run = program.run(arguments)
        judge.check(run.result["signalling"]["RouterSolicitation"]["sent"] > 1, "it asks")
        judge.check(run.result["handovers"][0]["home_registered_s"] is not None, "and registers")
    # More than MAX_UPDATE_RATE handovers a second: what is not told yet opens nothing.
    arguments = ["--scheme=mipv6", "--access=ideal", "--correspondent=fixed", "--moves=4",
                 "--dwell=0.25", "--l2Gap=0", "--careOfDad=0", "--interval=10"]  # fmt: skip
    with judge.of(arguments):
        general.check(judge, program.run(arguments))
    # The address of a link left before it was tested is not that of the next one.
    arguments = ["--scheme=mipv6", "--access=ideal", "--correspondent=fixed", "--moves=2",
                 "--dwell=1", "--careOfDad=999"]  # fmt: skip
    with judge.of(arguments):
        run = program.run(arguments)
        general.check(judge, run)
        row = run.result["handovers"][1]
        judge.near("care_of_s", row["care_of_s"], row["router_found_s"] + 0.999, TOLERANCE)
    # From the attachment on nobody can send from, or to, a home address that is not bound.
    arguments = [*EXAMPLE, "--move=none", "--trafficStart=1.5", "--direction=mn-cn", "--duration=6",
                 "--flowLog=mn1:cn1"]  # fmt: skip
    with judge.of(arguments):
        run = program.run(arguments)
        reasons = {}
        for line in (run.folder / "flow-mn1-cn1.csv").read_text("utf-8").splitlines()[1:]:
            cells = line.split(",")
            if cells[1] == "dropped":
                reasons[cells[-1]] = reasons.get(cells[-1], 0) + 1
        # 1.5 s to 2.002 s without an address; then until lma1 has looked for a second, 2.014 to 3.014.
        judge.equal("reasons", reasons, {"no-care-of-address": 26, "tunnelled-node-unknown": 50})


def judge_bootstrap(judge, program):
    """What goes before the first registration, when the node has moved."""
    for method, wait in (("configuration", 0.3), ("dns", 0.5), ("dhcp", 0.5), ("dhaad", 0.3)):
        arguments = [*EXAMPLE, "--move=none", "--duration=6", "--bootstrap=at-move",
                     f"--homeAgentDiscovery={method}", "--associationDelay=300"]  # fmt: skip
        if method in ("dns", "dhcp"):
            arguments.append("--discoveryDelay=200")
        with judge.of(arguments):
            run = program.run(arguments)
            general.check(judge, run)
            row = run.result["attachments"][0]
            trip = 2 * Forms(run.result).length(["mn1", row["to"], "lma1"])
            expected = row["care_of_s"] + wait + (trip if method == "dhaad" else 0) + 1 + trip
            judge.near(f"{method}: home_registered_s", row["home_registered_s"], expected, TOLERANCE)
            for name, octets in (("Request", 48), ("Reply", 64)):
                counts = general.at_ends(run.result["signalling"].get(f"HomeAgentAddressDiscovery{name}"))
                once = {"sent": 1, "received": 1, "dropped": 0, "retransmitted": 0, "octets": octets}
                judge.equal(f"{method}: {name}", counts, once if method == "dhaad" else None)
            judge_state(judge, run)
    for wrong in (["--bootstrap=at-move", "--discoveryDelay=5"], ["--homeAgentDiscovery=dns"],
                  ["--associationDelay=5"]):  # fmt: skip
        done = program.call([*EXAMPLE, *wrong, "--duration=1"])
        judge.check("changes nothing" in done.stdout + done.stderr, f"{wrong}: {done.stdout[:200]}")


def judge_example(judge, program):
    """The figures of doc/mipv6.md: delays of 10 ms, and T_L2 50 ms."""
    for dad, loss, first in ((0, 74 + 2, 76), (1000, 74 + 1002, 1076)):
        arguments = [*EXAMPLE, f"--careOfDad={dad}", "--interval=1", "--moveAt=6.0037",
                     "--trafficStart=3.4003", "--duration=9.5"]  # fmt: skip
        with judge.of(arguments):
            run = program.run(arguments)
            row = run.result["handovers"][0]
            judge.near("service gap down", row["service_gap_ms"]["downlink"], first, 0.1)
            judge.near("service gap up", row["service_gap_ms"]["uplink"], 54 + dad, 0.1)
            judge.within("lost_down", row["lost_down"], loss - 1, loss + 1)
            judge.within("lost_up", row["lost_up"], 51 + dad, 53 + dad)


def judge_wireless(judge, program):
    """The same over other accesses, whose links have delays of their own."""
    accesses = ["wifi"]
    if "lte" in program.call(["--help"]).stdout:
        accesses += ["lte", "lte-wifi"]
    for access in accesses:
        arguments = ["--scheme=mipv6", f"--access={access}", "--correspondent=fixed",
                     "--careOfDad=200", "--duration=15"]  # fmt: skip
        with judge.of(arguments):
            run = program.run(arguments)
            general.check(judge, run)
            judge.check(run.result["handovers"], "nobody has moved")
            for row in run.result["handovers"]:
                judge.near("care_of_s", row["care_of_s"] - row["router_found_s"], 0.2, TOLERANCE)
                trip = row["home_registered_s"] - row["care_of_s"]
                judge.within("home registration", trip, 0.02, 0.08)
                judge.equal("messages", row["messages"], 2)
                judge.check(row["interruption"]["downlink_ms"] is not None, "it does not resume")
            judge_state(judge, run)
            for flow in run.result["flows"]:
                judge.equal("duplicated", flow["duplicated"], 0)


def judge_captures(judge, program, more=(), names=(UPDATE, ANSWER), moves=BOTH):
    """A capture changes nothing, and whoever reads it finds no fault in it."""
    for access in ("ideal", "wifi"):
        arguments = [*moves, f"--access={access}", "--careOfDad=100", "--homeDad=100", "--trafficStart=1.5",
                     "--moveAt=2.5", "--duration=4", "--interval=50", *more]  # fmt: skip
        with judge.of([*arguments, "--pcap"]):
            plain, captured = program.run(arguments), program.run([*arguments, "--pcap"])
            for part in ("handovers", "flows", "signalling", "final_state"):
                judge.equal(f"{part} with --pcap", captured.result[part] == plain.result[part], True)
            checker = pathlib.Path(__file__).resolve().parents[1] / "check-captures.py"
            python = os.environ.get("PMIPV6_PYTHON", sys.executable)  # That of scapy.
            try:
                subprocess.run(["tshark", "--version"], capture_output=True, check=True)
                subprocess.run([python, "-c", "import scapy"], capture_output=True, check=True)
            except (OSError, subprocess.CalledProcessError):
                continue
            merged = captured.folder / "all.pcapng"
            files = sorted(map(str, captured.folder.glob("*.pcap")))
            subprocess.run(["mergecap", "-w", str(merged), *files], check=True)
            done = subprocess.run([python, str(checker), str(merged)], capture_output=True, text=True,
                                  check=False)  # fmt: skip
            judge.check(done.returncode == 0, f"captures: {done.stdout} {done.stderr}")
            missing = [name for name in names if f"{name} " not in done.stdout]
            judge.equal(f"captures without ({done.stdout})", missing, [])


def judge_cases(judge, program, judge_one):
    """All cases, by a judge of one: with even delays and with others, and a correspondent that is
    fixed."""
    uneven = [f"--delay={a}:{b}:{ms}" for (a, b), ms in DELAYS.items()]
    uneven.append("--interval=19.3")  # no packet at the edge of a window
    for case in ("a11", "a12", "a21", "a22"):
        judge_one(judge, program, case)
        judge_one(judge, program, case, *uneven, "--careOfDad=0")
    judge_one(judge, program, "a21", *uneven, "--correspondent=fixed")


def run(judge, program, _source):
    """All of it."""
    judge_cases(judge, program, judge_case)
    judge_both(judge, program)
    judge_restart(judge, program)
    judge_failures(judge, program)
    judge_bootstrap(judge, program)
    judge_example(judge, program)
    judge_wireless(judge, program)
    judge_captures(judge, program)
