# SPDX-License-Identifier: GPL-2.0-only
"""Group rfc6612: Mobile IPv6 beside Proxy Mobile IPv6 in the scenarios of RFC 6612, against closed
forms: times to 0.1 ms and losses to the packet; the issues of its section 3.2; what is on the wires; and
many nodes of both kinds for long."""

from . import dmm_faults, general, mipv6, mipv6_routes
from .mipv6 import ANSWER, ANSWER_OCTETS, AWAY_OCTETS, MS, TOLERANCE, UPDATE, UPDATE_OCTETS

DELAYS = {  # ms, no two equal
    ("lma1", "mag1"): 9.2, ("lma1", "mag2"): 12.6, ("lma1", "mag3"): 15.8, ("lma1", "mag4"): 11.1,
    ("lma2", "mag1"): 16.6, ("lma2", "mag2"): 10.3, ("lma2", "mag3"): 14.4, ("lma2", "mag4"): 17.5,
    ("home1", "mag1"): 8.3, ("home1", "mag2"): 13.7, ("home1", "mag3"): 16.2, ("home1", "mag4"): 9.7,
    ("lma1", "lma2"): 19.1, ("home1", "lma1"): 22.9, ("home1", "lma2"): 23.8,
    ("lma1", "cn1"): 18.2, ("lma2", "cn1"): 21.7, ("home1", "cn1"): 20.4,
    ("mn1", "mag1"): 1.3, ("mn1", "mag2"): 2.3, ("mn1", "mag3"): 3.2, ("mn1", "mag4"): 0.8,
    ("mn2", "mag1"): 1.7, ("mn2", "mag2"): 2.7, ("mn2", "mag3"): 3.8, ("mn2", "mag4"): 1.1,
}  # fmt: skip
UNEVEN = [f"--delay={a}:{b}:{ms}" for (a, b), ms in DELAYS.items()]
PROXY_UPDATE, PROXY_ANSWER = "ProxyBindingUpdate", "ProxyBindingAcknowledgement"
DATA = 200  # octets that no message has
NODES = 20
PROXY_OCTETS = {"timestamp": 128, "sequence": 120}  # of both, over the ideal link
NOTHING = [
    "route_optimized_s", "correspondent_registered_s", "correspondents_known_s", "since_s",
    "forwarding_started_s", "peers_updated_s", "forwarded", "held", "overflowed", "previous",
]  # fmt: skip
NO_COUNT = (*mipv6.NO_MOBILITY, "Heartbeat")
PROXY, HOST, HIERARCHICAL, ALTERNATIVE = range(4)  # who manages a node's mobility, and where
OUT = ["--path=mn1:mag1,mag2"]
TWICE = ["--moves=2", "--dwell=4"]
CASES = [
    ("a1", []), ("a1", OUT), ("a1", ["--path=mn1:mag2,mag1,mag3", *TWICE]),
    ("a2", TWICE), ("a2", ["--path=mn1:mag1,mag3"]), ("a2", ["--path=mn1:mag2,mag1"]),
    ("a2", ["--path=mn1:mag2,mag4"]),
    ("a2", ["--visited=mag4", "--path=mn1:mag1,mag2,mag4,mag1", "--moves=3", "--dwell=4"]),
    ("a2-visited", TWICE), ("a2-visited", ["--path=mn1:mag2,mag1"]),
    ("a2-visited", ["--path=mn1:mag2,mag4"]),
    ("b", []), ("b", ["--homeAgent=apart"]), ("b-a1", []), ("b-a1", ["--path=mn2:mag1,mag2"]),
    ("b-a2", TWICE),
]  # fmt: skip


class Forms(mipv6.Forms):
    """The closed forms of one run, s: of its own scenario, delays and options."""

    def __init__(self, result):
        super().__init__(result)
        self.scenario = result["case"].removeprefix("rfc6612-")

    def delay(self, a, b):
        """One way between two nodes; home1 is as far away as an anchor."""
        if "home1" in (a, b) and a != b and not {(a, b), (b, a)} & set(self.given):
            other = (a if b == "home1" else b).rstrip("0123456789")
            option = {"lma": "delayLmaLma", "mag": "delayMagLma", "cn": "delayCnLma"}[other]
            return self.parameters[option] * MS
        return super().delay(a, b)

    def kind(self, node):
        """Who manages the mobility of a node, and where."""
        if self.scenario.startswith("b") and int(node[2:]) % 2 == 1:
            return PROXY
        return {"b": HOST, "a1": HIERARCHICAL, "b-a1": HIERARCHICAL}.get(self.scenario, ALTERNATIVE)

    def agent(self, node):
        """The home agent of a mobile node, or None."""
        if self.kind(node) == PROXY:
            return None
        return "home1" if self.parameters["homeAgent"] == "apart" else "lma1"

    def anchor(self, node, gateway):
        """Who has a session of a node that is there, or None."""
        if self.kind(node) == HOST:
            return None
        if gateway in self.parameters["visited"]:
            return "lma2"
        if int(gateway[3:]) % 2 == 1 or self.scenario == "b":
            return "lma1"
        return None if self.scenario in ("a2", "b-a2") else "lma2"

    def is_home(self, node, gateway):
        """Whether a gateway is on the home link of a node's home address."""
        return self.kind(node) == ALTERNATIVE and self.anchor(node, gateway) == "lma1"

    def is_inside(self, node, old, new):
        """Whether a node notices nothing of a move."""
        return self.anchor(node, old) == self.anchor(node, new) is not None

    def way(self, node, gateway):
        """From a node that is there to who knows of each of its moves."""
        way = [node, gateway, self.anchor(node, gateway), self.agent(node)]
        return [name for i, name in enumerate(way) if name and name not in way[:i]]

    def path(self, sender, receiver, places):
        """What packets pass from cn1 to a mobile node, or back."""
        node = sender if sender in places else receiver
        way = [*self.way(node, places[node]), "cn1"]
        return way if node == sender else way[::-1]

    def registered(self, row):
        """When the gateway has its answer, or None."""
        anchor = self.anchor(row["node"], row["to"])
        if not anchor:
            return None
        return (row["attached_s"] + self.parameters["authenticationDelay"] * MS
                + 2 * self.delay(row["to"], anchor))  # fmt: skip

    def found(self, row):
        """When a node hears of a router: a gateway registers it first."""
        return (self.registered(row) or row["attached_s"]) + self.delay(row["node"], row["to"])

    def noticed(self, row):
        """When the old gateway of a handover notices that it has a session less, or None."""
        detection = self.parameters["detachDetection"]
        is_there = detection is not None and self.anchor(row["node"], row["from"])
        return row["detached_s"] + detection * MS if is_there else None

    def updates(self, row):
        """(requests of gateways, Binding Updates) that belong to an attachment or handover."""
        node, new = row["node"], row["to"]
        proxy = int(self.anchor(node, new) is not None)
        if "from" not in row:
            return proxy, int(self.agent(node) is not None and not self.is_home(node, new))
        proxy += self.noticed(row) is not None
        return proxy, int(not self.is_inside(node, row["from"], new))


class Move:
    """What happens at a handover, s: when the binding is there, where packets are lost until then,
    and so on."""

    def __init__(self, forms, row):
        node, old, new = row["node"], row["from"], row["to"]
        self.registered = forms.registered(row)
        self.found = forms.found(row)
        self.care_of = self.home_registered = self.asked = None
        self.is_inside = forms.is_inside(node, old, new)
        if self.is_inside:
            self.knows = forms.anchor(node, new)
            self.bound = self.registered - forms.delay(self.knows, new)
            self.opened, self.arrives = self.registered, self.found
            self.sends = self.registered - forms.delay(node, new)
            return
        is_home = forms.is_home(node, new)
        self.knows = forms.agent(node)
        self.asked = self.found + (0 if is_home else forms.parameters["careOfDad"] * MS)
        self.care_of = None if is_home else self.asked
        to_agent = forms.length(forms.way(node, new))
        # Without a binding it detects duplicates first; back at home there is one.
        detection = forms.parameters["homeDad"] * MS if forms.is_home(node, old) else 0
        self.bound = self.asked + to_agent + detection
        self.opened = self.asked
        self.arrives = self.home_registered = self.bound + to_agent
        self.sends = self.asked + detection


def judge_attachment(judge, forms, row):
    """A first attachment: nothing is said to the home agent on the home link; it detects duplicates
    otherwise."""
    node, gateway = row["node"], row["to"]
    found = forms.found(row)
    care_of = registered = None
    if forms.agent(node) and not forms.is_home(node, gateway):
        care_of = found + forms.parameters["careOfDad"] * MS
        registered = care_of + 2 * forms.length(forms.way(node, gateway))
        registered += forms.parameters["homeDad"] * MS
    for field, expected in (
        ("registered_s", forms.registered(row)), ("advertised_s", found), ("care_of_s", care_of),
        ("router_found_s", found if forms.agent(node) else None),
        ("home_registered_s", registered),
    ):  # fmt: skip
        judge.near(f"{node}: {field}", row[field], expected, TOLERANCE)


def judge_parts(judge, name, forms, row, move):
    """Who did what, in order."""
    node, new = row["node"], row["to"]
    registration = in_ms(move.registered, row["attached_s"])
    expected = {
        "radio_lost_unnoticed_ms": 0, "link_handover_ms": in_ms(row["attached_s"], row["detached_s"]),
        "registration_ms": registration, "router_advertisement_ms": forms.delay(node, new) / MS,
        "movement_detection_ms": None if move.is_inside else 0,
        "address_ms": in_ms(move.care_of, move.found),
        "home_registration_ms": in_ms(move.home_registered, move.asked),
        "correspondent_registration_ms": None,
    }  # fmt: skip
    for field, value in expected.items():
        judge.near(f"{name}: parts.{field}", row["parts"][field], value, 0.1)


def in_ms(time, begin):
    """From one time to the other, or None."""
    return None if time is None or begin is None else (time - begin) / MS


def judge_handover(judge, run, forms, row):
    """A move, by its moments, gaps, losses and messages."""
    node, old, new = row["node"], row["from"], row["to"]
    name = f"{node} from {old} to {new}"
    move = Move(forms, row)
    detached = row["detached_s"]
    is_own = forms.agent(node) is not None
    for field, expected in (
        ("registered_s", move.registered), ("advertised_s", move.found),
        ("router_found_s", move.found if is_own else None), ("care_of_s", move.care_of),
        ("home_registered_s", move.home_registered), ("uplink_opened_s", move.opened),
        ("noticed_s", forms.noticed(row)), ("link_down_s", detached),
        *((field, None) for field in NOTHING),
    ):  # fmt: skip
        judge.near(f"{name}: {field}", row[field], expected, TOLERANCE)
    judge_parts(judge, name, forms, row, move)
    down, up = move.arrives - detached, move.sends + forms.delay(node, new) - detached
    for way, gap in (("downlink", down), ("uplink", up)):
        judge.near(f"{name}: service_gap_ms.{way}", row["service_gap_ms"][way], gap / MS, 0.1)
        judge.near(f"{name}: later_gap_ms.{way}", row["later_gap_ms"][way], 0, 0.1)
        judge.within(f"{name}: interruption {way}", row["interruption"][f"{way}_ms"],
                     gap / MS - 0.1, gap / MS + forms.parameters["interval"] + 0.1)  # fmt: skip
    # Of what a home agent does not take yet, too.
    begin = move.opened + (0 if move.is_inside else forms.delay(node, new))
    judge.within(f"{name}: uplink_resumed_s", row["uplink_resumed_s"], begin - TOLERANCE,
                 begin + forms.parameters["interval"] * MS + TOLERANCE)  # fmt: skip
    # What comes to who does not know yet, and what is sent to a link that is left.
    path = forms.path("cn1", node, {node: old})
    to_link = path[path.index(move.knows):]
    window = detached - forms.length(to_link), move.bound
    lost = (
        mipv6.lost_in(forms, run.flow("cn1", node), path[:path.index(move.knows) + 1], *window),
        mipv6.lost_in(forms, run.flow(node, "cn1"), [node], detached, move.sends),
    )  # fmt: skip
    judge.equal(f"{name}: lost_down, lost_up", (row["lost_down"], row["lost_up"]), lost)
    judge.equal(f"{name}: lost", row["lost"], sum(lost))
    judge_prefixes(judge, name, forms, row, move)
    same = [one for one in run.result["handovers"] if one["detached_s"] == detached]
    judge.equal(f"{name}: messages", row["messages"],
                2 * sum(sum(forms.updates(one)) for one in same))  # fmt: skip


def judge_prefixes(judge, name, forms, row, move):
    """The session at the new gateway, if there is one."""
    node, new = row["node"], row["to"]
    anchor = forms.anchor(node, new)
    judge.equal(f"{name}: anchors", [one["anchor"] for one in row["prefixes"]], [anchor] if anchor else [])
    for one in row["prefixes"]:
        for field in ("ready_s", "uplink_opened_s"):
            judge.near(f"{name}: {field} of the session", one[field], move.registered, TOLERANCE)
        if forms.is_home(node, new):
            judge.equal(f"{name}: prefix", one["prefix"], home_prefix(forms, node))


def home_prefix(forms, node):
    """The home network prefix of a node with Mobile IPv6."""
    return f"fd00:{'1' if forms.agent(node) == 'lma1' else 'a'}:0:{int(node[2:]) + 1:x}::/64"


def judge_words(judge, run, forms, rows):
    """Who says how much of each node between its moves: no word of Mobile IPv6 within a domain."""
    for node in sorted({row["node"] for row in rows}):
        own = [row for row in rows if row["node"] == node]
        for row, after in zip(own, [*own[1:], None]):
            begin = row.get("detached_s", row["attached_s"])
            end = after["detached_s"] if after else float("inf")
            said = [one for one in run.signalling
                    if one["mobile_node"] == node and begin <= one["time_s"] < end]  # fmt: skip
            for names, times in zip(((PROXY_UPDATE, PROXY_ANSWER), (UPDATE, ANSWER)), forms.updates(row)):
                for name in names:
                    events = [one["event"] for one in said if one["message"] == name]
                    judge.equal(f"{node} at {row['to']}: {name}", events, ["sent", "received"] * times)


def judge_signalling(judge, run, forms, rows):
    """How many messages there are, of what octets."""
    ordering = run.result["parameters"]["ordering"]
    proxy, own = (sum(part) for part in zip(*map(forms.updates, rows)))
    back = sum(forms.updates(row)[1] and forms.is_home(row["node"], row["to"]) for row in rows)
    for name, count, octets in (
        (PROXY_UPDATE, proxy, PROXY_OCTETS[ordering] * proxy),
        (PROXY_ANSWER, proxy, PROXY_OCTETS[ordering] * proxy),
        (UPDATE, own, UPDATE_OCTETS * own - AWAY_OCTETS * back),
        (ANSWER, own, ANSWER_OCTETS * own - AWAY_OCTETS * back),
    ):  # fmt: skip
        expected = {"sent": count, "received": count, "dropped": 0, "retransmitted": 0, "octets": octets}
        judge.equal(name, general.at_ends(run.result["signalling"].get(name)), expected if count else None)
    others = set(run.result["signalling"]) - {PROXY_UPDATE, PROXY_ANSWER, UPDATE, ANSWER, *NO_COUNT}
    judge.equal("other messages", others, set())


def judge_flows(judge, run, forms, rows):
    """Flows are to and from the address that lives on, and go by who manages it."""
    places = {row["node"]: [one["to"] for one in rows if one["node"] == row["node"]] for row in rows}
    for flow in run.result["flows"]:
        node = flow["to"] if flow["from"] == "cn1" else flow["from"]
        name = f"flow {flow['from']} to {flow['to']}"
        paths = [forms.path(flow["from"], flow["to"], {node: place}) for place in places[node]]
        lengths = [forms.length(path) / MS for path in paths]
        judge.equal(f"{name}: path", flow["path"], paths[-1])
        judge.near(f"{name}: path_length_ms", flow["path_length_ms"], lengths[-1], 0.1)
        judge.near(f"{name}: delay min", flow["delay_ms"]["min"], min(lengths), 0.1)
        judge.near(f"{name}: delay max", flow["delay_ms"]["max"], max(lengths), 0.1)
        for what in ("duplicated", "reordered", "misdelivered"):
            judge.equal(f"{name}: {what}", flow[what], 0)
        moves = [row for row in run.result["handovers"] if row["node"] == node]
        way = "lost_up" if flow["from"] == node else "lost_down"
        judge.equal(f"{name}: lost", flow["lost"], sum(row[way] for row in moves))


def is_of(address, prefix):
    """Whether an address is of a /64."""
    return address.startswith(prefix.removesuffix(":/64"))


def judge_addresses(judge, run, forms):
    """A node has its home address and, away from home, one of the link where it is."""
    for node, state in run.result["nodes"].items():
        place = state["gateway"]
        home = run.flow(node, "cn1")["address_from"]
        judge.equal(f"{node}: address of its flows", run.flow("cn1", node)["address_to"], home)
        if forms.kind(node) == PROXY:
            judge.equal(f"{node}: addresses", state["addresses"], [home])
            continue
        judge.check(is_of(home, home_prefix(forms, node)), f"{node}: home address {home}")
        others = set(state["addresses"]) - {home}
        judge.check(home in state["addresses"], f"{node}: addresses {state['addresses']}")
        judge.equal(f"{node}: care-of addresses {others}", len(others), int(not forms.is_home(node, place)))
        anchor = forms.anchor(node, place)
        # Of the anchor's pool, or of the router itself.
        front = f"fd00:{anchor[3:]}:" if anchor else f"fd00:9:0:{int(place[3:]):x}:"
        judge.check(all(one.startswith(front) for one in others), f"{node} at {place}: {others}")


def get_leftover(forms, run, rows):
    """What lingers where nobody has noticed that the node is gone; who has been told does so for
    MinDelayBeforeBCEDelete, 10 s."""
    is_told = run.result["parameters"]["detachDetection"] is not None
    left = []
    for node, state in run.result["nodes"].items():
        place = state["gateway"]
        stays = {row["to"]: forms.anchor(node, row["to"]) for row in rows if row["node"] == node}
        holds = "deregistered" if is_told else "registered"
        for anchor in set(stays.values()) - {stays[place], None}:
            left.append((anchor, "binding", node, holds, "none"))
        for gateway, anchor in stays.items():
            if anchor and gateway != place and not is_told:
                should_be = place if anchor == stays[place] else "none"
                left.append((gateway, "binding", node, holds, should_be))
    return sorted(left)


def judge_state(judge, run, forms, rows):
    """The tables at the end."""
    mipv6.judge_state(judge, run)
    found = [tuple(row[field] for field in ("node", "object", "key", "holds", "should_be"))
             for row in run.result["final_state"]["leftover"]]  # fmt: skip
    judge.equal("leftover", sorted(found), get_leftover(forms, run, rows))


def check(judge, run):
    """All that holds of every run."""
    general.check(judge, run)
    judge.equal("final_state.faults", run.result["final_state"]["faults"], [])


def judge_run(judge, run):
    """A run on the ideal link, by all of its forms."""
    check(judge, run)
    general.check_messages(judge, run)
    forms = Forms(run.result)
    rows = run.result["attachments"] + run.result["handovers"]
    for row in run.result["attachments"]:
        judge_attachment(judge, forms, row)
    for row in run.result["handovers"]:
        judge_handover(judge, run, forms, row)
    judge_words(judge, run, forms, rows)
    judge_signalling(judge, run, forms, rows)
    judge_flows(judge, run, forms, rows)
    judge_addresses(judge, run, forms)
    judge_state(judge, run, forms, rows)


def get_arguments(case, more):
    """Of a run on the ideal link, its moves apart from each other's."""
    given = dict(one.split("=", 1) for one in more)
    more_time = (int(given.get("--moves", 1)) - 1) * float(given.get("--dwell", 0))
    arguments = [f"--case=rfc6612-{case}", "--access=ideal", f"--moveAt={mipv6.MOVE_AT}",
                 f"--trafficStart={mipv6.START}", *more]  # fmt: skip
    if case.startswith("b") and "--stagger" not in given:
        arguments.append("--stagger=300")
    if "--duration" not in given:
        arguments.append(f"--duration={10 + more_time:g}")
    return arguments


def judge_one(judge, program, case, *more):
    """One run."""
    arguments = get_arguments(case, more)
    with judge.of(arguments):
        judge_run(judge, program.run(arguments))


def judge_cases(judge, program):
    """All of them, with even delays and with others."""
    for case, more in CASES:
        for dad in (0, 1000):
            judge_one(judge, program, case, *more, f"--careOfDad={dad}")
        judge_one(judge, program, case, *more, *UNEVEN, "--interval=19.3", "--careOfDad=137.9")
    for case, more in (("b", []), ("b-a1", ["--path=mn2:mag1,mag2"]), ("b-a2", [])):
        judge_one(judge, program, case, *more, "--stagger=0", "--careOfDad=0")


def judge_options(judge, program):
    """What changes nothing of the forms, or adds to them: both orders of registrations, gateways that
    notice, authentication, prefixes that move as a whole."""
    for case, more in (("a1", []), ("a1", OUT), ("a2", TWICE), ("a2-visited", TWICE), ("b", [])):
        judge_one(judge, program, case, *more, "--careOfDad=0", "--detachDetection=10")
        judge_one(judge, program, case, *more, "--careOfDad=0", "--ordering=sequence")
        judge_one(judge, program, case, *more, "--careOfDad=0", "--networkMobility=on")
    for case, more in (("a1", OUT), ("a2", TWICE), ("a2-visited", TWICE)):
        judge_one(judge, program, case, *more, "--careOfDad=0", "--authenticationDelay=12.3")
        judge_one(judge, program, case, *more, "--detachDetection=10", "--ordering=sequence", *UNEVEN,
                  "--interval=19.3")  # fmt: skip
    # The anchor's session has ended, the node comes back: with the prefix of its home address.
    judge_one(judge, program, "a2", "--moves=2", "--dwell=14", "--detachDetection=10", "--careOfDad=0")


def judge_bootstrap(judge, program):
    """A node that has been at home finds its home agent when it leaves (RFC 6612, 4.2.1)."""
    for case, method, wait in (("a2", "configuration", 0.3), ("a2", "dns", 0.5), ("a2", "dhcp", 0.5),
                               ("a2", "dhaad", 0.3), ("a2-visited", "dns", 0.5)):  # fmt: skip
        more = ["--bootstrap=at-move", f"--homeAgentDiscovery={method}", "--associationDelay=300"]
        if method in ("dns", "dhcp"):
            more.append("--discoveryDelay=200")
        arguments = get_arguments(case, [*more, "--careOfDad=0"])
        with judge.of(arguments):
            run = program.run(arguments)
            check(judge, run)
            forms = Forms(run.result)
            row = run.result["handovers"][0]
            trip = 2 * forms.length(forms.way("mn1", row["to"]))
            asked = forms.found(row) + wait + (trip if method == "dhaad" else 0)
            judge.near("care_of_s", row["care_of_s"], forms.found(row), TOLERANCE)
            judge.near("uplink_opened_s", row["uplink_opened_s"], asked, TOLERANCE)
            judge.near("home_registered_s", row["home_registered_s"], asked + 1 + trip, TOLERANCE)
            mipv6.judge_state(judge, run)


def judge_routes(judge, program):
    """Straight to the correspondent, with the address of the domain: told at each change of it alone."""
    if not mipv6_routes.is_available(program):
        return
    arguments = get_arguments("a1", ["--path=mn1:mag1,mag3,mag2", "--moves=2", "--dwell=4", mipv6_routes.ON,
                                     *UNEVEN, "--careOfDad=0"])  # fmt: skip
    with judge.of(arguments):
        run = program.run(arguments)
        check(judge, run)
        forms = Forms(run.result)
        inside, out = run.result["handovers"]
        judge.equal("messages within the domain", inside["messages"], 2)
        judge.near("within the domain", inside["correspondent_registered_s"], None, TOLERANCE)
        straight = 2 * forms.length(["mn1", "mag2", "lma2", "cn1"])
        by_agent = 2 * forms.length(forms.path("mn1", "cn1", {"mn1": "mag2"}))
        known = forms.found(out) + max(straight, by_agent) + straight
        judge.near("correspondent_registered_s", out["correspondent_registered_s"], known, TOLERANCE)
        judge.equal("messages between domains", out["messages"], 2 + 8)
        judge.equal("path", run.flow("mn1", "cn1")["path"], ["mn1", "mag2", "lma2", "cn1"])
        mipv6.judge_state(judge, run)


def judge_end(judge, run, is_well):
    """Whether all arrives in the end and the tables are right, or neither."""
    judge.equal("final_state.consistent", run.result["final_state"]["consistent"], is_well)
    late = dmm_faults.count_late(run)
    for flow in run.result["flows"]:
        ends = flow["from"], flow["to"]
        judge.equal(f"whether {ends} delivers at the end", late[ends] > 0, is_well)


def judge_lookup(judge, run, is_merged):
    """A Binding Update finds an entry of the gateway: two entries, or it takes its place."""
    reasons = [row["reason"] for row in run.events if row["node"] == "lma1"]
    judge.equal("overwritten", "overwritten-by-binding-update" in reasons, is_merged)
    holders = [row["node"] for row in run.result["final_state"]["leftover"]]
    judge.equal("unused entry of the gateway", "lma1" in holders, not is_merged)


def judge_late(judge, run, is_merged):
    """By the old access, until the de-registration comes."""
    if not is_merged:
        update = [row["time_s"] for row in run.signalling
                  if (row["node"], row["message"], row["event"]) == ("lma1", UPDATE, "received")]  # fmt: skip
        gap = run.result["handovers"][1]["later_gap_ms"]["downlink"]
        judge.check("+: service breaks off again behind that" in run.stdout, "it is not marked")
        judge.near("hole in service", gap, in_ms(update[1], update[0]), 0.1)


def judge_refused(judge, run, is_merged):
    """Its number is that of a binding that has ended (RFC 6275, 10.3.2)."""
    states = [row["to"] for row in run.events if row["object"] == "home-binding"]
    if not is_merged:
        judge.equal("states of the binding", states, ["detecting", "bound", "dead"])


def judge_misled(judge, run, is_merged):
    """Nothing is lost but on links that are left."""
    for flow in run.result["flows"]:
        judge.within("lost", flow["lost"], *((100, flow["sent"]) if is_merged else (5, 7)))


BACK_SOON = ["--moves=2", "--dwell=1", "--homeDad=0"]
ISSUES = [  # of RFC 6612, 3.2: what shows them, whether nothing arrives any more, and what else holds
    ([], False, judge_lookup),
    (TWICE, True, lambda *_: None),  # a de-registration ends the session of the gateway
    ([*BACK_SOON, "--deliver=mag2:lma1:1:1020"], True, judge_late),
    ([*BACK_SOON, "--deliver=mag2:lma1:1:10+5000"], True, judge_refused),
    # A gateway registers a node that has Mobile IPv6 elsewhere.
    (["--path=mn1:mag2,mag1,mag2", "--moves=2", "--dwell=0.055"], True, judge_misled),
]  # fmt: skip


def judge_issues(judge, program):
    """One entry for both protocols is wrong where two are right, however registrations are ordered."""
    for more, is_lost, judge_issue in ISSUES:
        for merged, ordering in (("off", "timestamp"), ("off", "sequence"), ("on", "timestamp")):
            arguments = get_arguments("a2", [*more, "--careOfDad=0", f"--mergedCache={merged}",
                                             f"--ordering={ordering}"])  # fmt: skip
            with judge.of(arguments):
                run = program.run(arguments)
                judge_end(judge, run, merged == "off" or not is_lost)
                judge_issue(judge, run, merged == "on")


def judge_forgotten(judge, program):
    """A de-registration is remembered for 10 s, MAX_DELETE_BCE_TIMEOUT: a Binding Update that comes later
    is taken, for nobody on the home link objects, and has its way until its lifetime ends."""
    late = [*BACK_SOON, "--deliver=mag2:lma1:1:10+13000", "--careOfDad=0",
            "--ns3::pmipv6::MobileIpv6Node::Lifetime=16s"]  # fmt: skip
    for duration, is_well in ((25, False), (45, True)):
        arguments = get_arguments("a2", [*late, f"--duration={duration}"])
        with judge.of(arguments):
            run = program.run(arguments)
            judge_end(judge, run, is_well)
            if is_well:
                rows = run.result["handovers"]
                lost = run.flow("cn1", "mn1")["lost"] - sum(row["lost_down"] for row in rows)
                judge.within("lost until it ends", lost, 16 * 50 - 1, 16 * 50 + 1)


def judge_untold(judge, program):
    """Who is back before its first Binding Update has left has nothing to end."""
    at_move = ["--bootstrap=at-move", "--associationDelay=2000", "--careOfDad=0"]
    for more in ([], at_move):
        arguments = get_arguments("a2", ["--moves=2", "--dwell=0.5", *more])
        with judge.of(arguments):
            run = program.run(arguments)
            check(judge, run)
            back = run.result["handovers"][1]
            judge.check("BindingUpdate" not in run.result["signalling"], "a Binding Update")
            judge.equal("messages", back["messages"], 2)
            judge.near("home_registered_s", back["home_registered_s"], None, TOLERANCE)
            judge.near("service gap", back["service_gap_ms"]["downlink"], 72, 0.1)
            judge_end(judge, run, True)


def judge_end_of_service(judge, program):
    """A node without Mobile IPv6 has nothing outside its domain; an anchor that stops while the home agent
    detects duplicates was asked before it."""
    lost = ["--path=mn1:mag2,mag4", "--move=none"]
    with judge.of(get_arguments("b-a1", lost)):
        run = program.run(get_arguments("b-a1", lost))
        found = [tuple(row.values()) for row in run.result["final_state"]["stale"]]
        judge.equal("stale", found, [("lma1", "binding", "mn1", "none", "mag2")])
        judge.equal("consistent", run.result["final_state"]["consistent"], False)
    stopped = ["--stop=lma2:7.6"]
    with judge.of(get_arguments("a2-visited", stopped)):
        run = program.run(get_arguments("a2-visited", stopped))
        judge.equal("faults", run.result["final_state"]["faults"], [])


def judge_octets(judge, program):
    """What data has in front of it on each link: 40 octets of each tunnel that it goes through."""
    for case, more in (("a1", ["--path=mn1:mag1"]), ("a1", ["--path=mn1:mag2"]), ("a2", ["--path=mn1:mag1"]),
                       ("a2", ["--path=mn1:mag2"]), ("a2-visited", ["--path=mn1:mag2"]),
                       ("b", []), ("b", ["--homeAgent=apart"])):  # fmt: skip
        arguments = [f"--case=rfc6612-{case}", "--access=ideal", "--move=none", *more, "--pcap",
                     "--trafficStart=4.5", "--duration=8"]  # fmt: skip
        with judge.of(arguments):
            run = program.run(arguments)
            forms = Forms(run.result)
            expected = {}
            for row in run.result["attachments"]:
                add_octets(forms, row["node"], row["to"], run.result["parameters"]["packetSize"], expected)
            found = {path.stem: read_sizes(path) for path in run.folder.glob("*.pcap")}
            judge.equal("octets of data", {name: sizes for name, sizes in found.items() if sizes}, expected)


def add_octets(forms, node, gateway, size, octets):
    """{link, as captures are named: sizes of packets} of a node's flows."""
    path = forms.path(node, "cn1", {node: gateway})
    agent, anchor = forms.agent(node), forms.anchor(node, gateway)
    is_away = agent and not forms.is_home(node, gateway)
    for a, b in zip(path, path[1:]):
        length = size + 48
        length += 40 * bool(is_away and path.index(b) <= path.index(agent))
        length += 40 * bool(a == gateway and b == anchor)
        for end, other in ((a, b), (b, a)):
            name = f"{end}-access" if node in (a, b) else f"{end}-{other}"
            octets.setdefault(name, set()).add(length)


def read_sizes(path):
    """Sizes of IPv6 packets with data in a capture of a point-to-point link, or of raw packets."""
    octets = path.read_bytes()
    front = {9: 2, 101: 0}[int.from_bytes(octets[20:24], "little")]
    sizes, at = set(), 24
    while at < len(octets):
        length = int.from_bytes(octets[at + 8:at + 12], "little")
        sizes.add(length - front)
        at += 16 + length
    return {size for size in sizes if size > DATA}


def judge_wireless(judge, program):
    """The same over other accesses, whose links have delays of their own."""
    accesses = ["wifi"]
    if "lte" in program.call(["--help"]).stdout:
        accesses += ["lte", "lte-wifi"]
    for access in accesses:
        for case, more in (("a1", ["--path=mn1:mag1,mag3,mag2"]), ("a2", []), ("a2-visited", []), ("b", [])):
            arguments = [f"--case=rfc6612-{case}", f"--access={access}", *more, "--careOfDad=200",
                         "--homeDad=300", "--trafficStart=2", "--moveAt=3.3", "--moves=2", "--dwell=1.8",
                         "--duration=6.8"]  # fmt: skip
            with judge.of(arguments):
                run = program.run(arguments)
                check(judge, run)
                forms = Forms(run.result)
                for row in run.result["handovers"]:
                    judge_wireless_handover(judge, forms, row)
                judge.equal("number of handovers", len(run.result["handovers"]), 4 if case == "b" else 2)
                mipv6.judge_state(judge, run)
                judge_end(judge, run, True)


def judge_wireless_handover(judge, forms, row):
    """What it is that a node does at a handover, and about how long it takes."""
    move = Move(forms, row)
    name = f"{row['node']} from {row['from']} to {row['to']}"
    for way in ("downlink_ms", "uplink_ms"):
        judge.check(row["interruption"][way] is not None, f"{name}: {way} {row['interruption']}")
    for field, expected in (("registered_s", move.registered), ("care_of_s", move.care_of),
                            ("home_registered_s", move.home_registered)):  # fmt: skip
        judge.equal(f"{name}: {field}", row[field] is None, expected is None)
    if move.care_of:
        judge.near(f"{name}: care_of_s", row["care_of_s"] - row["router_found_s"], 0.2, TOLERANCE)
    if move.home_registered:
        trip = row["home_registered_s"] - row["uplink_opened_s"]
        expected = move.home_registered - move.asked
        judge.within(f"{name}: home registration", trip, expected - 0.005, expected + 0.1)


def judge_captures(judge, program):
    """Captures, of a node that meets each kind of gateway."""
    mipv6.judge_captures(judge, program, names=(UPDATE, ANSWER, PROXY_UPDATE, PROXY_ANSWER),
                         moves=["--case=rfc6612-b-a2", "--visited=mag4", "--path=mn2:mag2,mag4,mag1",
                                "--moves=2", "--dwell=0.7"])  # fmt: skip


def judge_long(judge, program, access, moves, dwell):
    """Nodes of both kinds, between their home domain, another one and plain access: all that is lost is
    lost in handovers."""
    abroad = "mag1,mag2,mag3,mag4", "mag4,mag2,mag1"
    paths = [f"--path=mn{i}:{abroad[i % 4 // 2] if i % 2 == 0 else 'mag1,mag3'}" for i in range(1, NODES + 1)]
    arguments = ["--case=rfc6612-b-a2", "--visited=mag4", f"--mobileNodes={NODES}", *paths,
                 f"--access={access}", f"--moves={moves}", f"--dwell={dwell}", "--moveAt=8",
                 "--trafficStart=6", "--stagger=137", "--interval=400",
                 f"--duration={11 + moves * dwell}"]  # fmt: skip
    with judge.of(arguments):
        run = program.run(arguments)
        check(judge, run)
        mipv6.judge_state(judge, run)
        rows = run.result["handovers"]
        judge.equal("number of handovers", len(rows), NODES * moves)
        forms = Forms(run.result)
        for row in rows:
            move = Move(forms, row)
            for field, expected in (("registered_s", move.registered), ("care_of_s", move.care_of),
                                    ("home_registered_s", move.home_registered)):  # fmt: skip
                tolerance = TOLERANCE if access == "ideal" else 0.05
                judge.near(f"{row['node']} to {row['to']}: {field}", row[field], expected, tolerance)
        lost = sum(flow["lost"] for flow in run.result["flows"])
        judge.equal("lost in handovers", sum(row["lost"] for row in rows), lost)
        judge.equal("lost until they resume", sum(row["lost_down"] + row["lost_up"] for row in rows), lost)
        judge_end(judge, run, True)


def run(judge, program, _source):
    """All of it."""
    judge_cases(judge, program)
    judge_options(judge, program)
    judge_bootstrap(judge, program)
    judge_routes(judge, program)
    judge_issues(judge, program)
    judge_forgotten(judge, program)
    judge_untold(judge, program)
    judge_end_of_service(judge, program)
    judge_octets(judge, program)
    judge_wireless(judge, program)
    judge_captures(judge, program)
    judge_long(judge, program, "ideal", 30, 10)
    judge_long(judge, program, "wifi", 18, 5)
