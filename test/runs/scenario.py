# SPDX-License-Identifier: GPL-2.0-only
"""An experiment: its arguments, and who is where and knows what at which time on the ideal link.

All times are whole nanoseconds, so that nothing is lost in rounding. The forms are those of RFC
5213 over links of fixed delay: a gateway asks once the node is authenticated, the anchor decides
one delay later, the gateway opens one more later.
"""

import collections
import math

MS = 1_000_000
S = 1_000_000_000
NEVER = math.inf

DEFAULTS = {
    "scheme": "pmipv6",
    "case": "a21",
    "core": "mesh",
    "transit": 0,
    "correspondent": "mobile",
    "move": "mn",
    "moveAt": 10,
    "moves": 1,
    "dwell": 10,
    "moveOffset": 0,
    "stagger": 0,
    "mobileNodes": 1,
    "correspondents": 1,
    "direction": "both",
    "trafficStart": 5,
    "interval": 20,
    "packetSize": 200,
    "delayMagLma": 10,
    "delayMagMag": 6,
    "delayLmaLma": 20,
    "delayAccess": 2,
    "delayCnLma": 10,
    "l2Gap": 50,
    "detachDetection": "none",
    "authenticationDelay": 0,
    "lrMode": "direct",
    "lrInitiator": "lma",
    "lrOrdering": "on",
    "elmaDiscovery": "configuration",
    "hopByHopDelay": 0,
    "directAnswer": "off",
    "earlyPackets": "anchor",
    "reverseLearning": "on",
    "handoffBuffer": 0,
    "mend": "on",
    "legacy": "",
    "correspondentRouter": "plain",
    "duration": None,
}
TWO_ANCHORS = ("a12", "a22", "roaming1", "roaming2", "roaming3", "roaming4")

Stay = collections.namedtuple(
    "Stay", "node gateway anchor access attach detach bound opened advertised notice"
)


def milliseconds(value):
    """Milliseconds as nanoseconds."""
    return round(value * MS)


def seconds(value):
    """Seconds as nanoseconds; None stays None."""
    return None if value is None else round(value * S)


class Scenario:
    """Options of one run; those not named have the contract's defaults.

    paths: {node: [gateway, ..]}; delays: {(node, node): ms}; more: further arguments that change
    nothing of what is expected.
    """

    def __init__(self, access="ideal", paths=None, delays=None, more=(), **options):
        self.paths = paths or {}
        self.delays = {tuple(sorted(pair)): delay for pair, delay in (delays or {}).items()}
        self.options = {**DEFAULTS, **options}
        self.arguments = [f"--access={access}"]
        self.arguments += [f"--{name}={value}" for name, value in options.items()]
        self.arguments += [f"--path={node}:{','.join(path)}" for node, path in self.paths.items()]
        self.arguments += [f"--delay={a}:{b}:{delay}" for (a, b), delay in self.delays.items()]
        self.arguments += more
        self.is_fixed = self.options["correspondent"] == "fixed"
        self.is_routed = self.is_fixed and self.options["correspondentRouter"] != "plain"
        roles = ["mn"] if self.is_fixed else ["mn", "cn"]
        count = self.options["mobileNodes"]
        self.nodes = [f"{role}{i}" for i in range(1, count + 1) for role in roles]
        self.nodes += [f"cn{i}" for i in range(2, self["correspondents"] + 1)]
        self.stays = {node: self.make_stays(node) for node in self.nodes}
        if self.is_routed:
            # On its router's link for good.
            self.stays["cn1"] = [Stay("cn1", "router1", "", 0, 0, NEVER, 0, 0, 0, NEVER)]
        self.end = self.get_end()

    def __getitem__(self, name):
        return self.options[name]

    def anchor(self, node):
        """Whose anchor: lma1, and lma2 for correspondents where there are two. Of one behind routers
        who knows where it is."""
        if self.is_routed and node == "cn1":
            return {"drf": "lmf1", "drf-lmf": "router1"}[self["correspondentRouter"]]
        return "lma2" if node.startswith("cn") and self["case"] in TWO_ANCHORS else "lma1"

    def gateway(self, node, visit):
        """Where a node is on its visit, 0 being the first."""
        for named in (node, node[:2] + "1"):
            if named in self.paths:
                return self.paths[named][visit % len(self.paths[named])]
        if node.startswith("mn"):
            return f"mag{2 * visit + 1}"
        return "mag1" if visit == 0 and self["case"] in ("a11", "a12") else f"mag{2 * visit + 2}"

    def delay(self, a, b):
        """One-way delay between two nodes of the core, or of an access link."""
        if a == b:
            return 0
        if tuple(sorted((a, b))) in self.delays:
            return milliseconds(self.delays[tuple(sorted((a, b)))])
        if a in self.nodes or b in self.nodes:
            return milliseconds(self["delayAccess"])
        if self["core"] == "star":
            return self.star_delay(a) + self.star_delay(b)
        roles = {a.rstrip("0123456789"), b.rstrip("0123456789")}
        if "lmf" in roles and "router" not in roles:
            roles = roles - {"lmf"} | {"lma"}  # as an anchor
        name = {
            frozenset({"mag"}): "delayMagMag",
            frozenset({"lma"}): "delayLmaLma",
            frozenset({"mag", "lma"}): "delayMagLma",
        }.get(frozenset(roles), "delayCnLma")
        return milliseconds(self[name])

    def star_delay(self, node):
        """The delay of a node's link to core1."""
        gateway = milliseconds(self["delayMagMag"]) // 2
        anchor = milliseconds(self["delayMagLma"]) - gateway
        correspondent = milliseconds(self["delayCnLma"]) - anchor
        role = node.rstrip("0123456789")
        return {"mag": gateway, "lma": anchor, "lmf": anchor}.get(role, correspondent)

    def detaches(self, node):
        """When a node detaches."""
        if self["move"] not in (node[:2], "both"):
            return []
        first = seconds(self["moveAt"]) + self.shift(node)
        if node.startswith("cn"):
            first += milliseconds(self["moveOffset"])
        return [first + i * seconds(self["dwell"]) for i in range(self["moves"])]

    def shift(self, node):
        """How much later than pair 1."""
        return (int(node[2:]) - 1) * milliseconds(self["stagger"])

    def make_stays(self, node):
        """Where a node is, one after the other."""
        stays = []
        attach = S + self.shift(node)
        anchor = self.anchor(node)
        for visit, detach in enumerate([*self.detaches(node), NEVER]):
            gateway = self.gateway(node, visit)
            access = self.delay(node, gateway)
            bound = attach + milliseconds(self["authenticationDelay"]) + self.delay(gateway, anchor)
            opened = bound + self.delay(anchor, gateway)
            notice = NEVER
            if self["detachDetection"] != "none":
                notice = detach + milliseconds(self["detachDetection"])
            stays.append(
                Stay(
                    node, gateway, anchor, access, attach, detach, bound, opened, opened + access,
                    notice,
                )
            )  # fmt: skip
            attach = detach + milliseconds(self["l2Gap"])
        return stays

    def get_end(self):
        """When the run ends."""
        if self["duration"] is not None:
            return seconds(self["duration"])
        moves = [time for node in self.nodes for time in self.detaches(node)]
        return max(moves) + 10 * S if moves else 20 * S

    def flows(self):
        """(sender, receiver, first packet) of each flow."""
        start = seconds(self["trafficStart"])
        flows = []
        for i in range(1, max(self["mobileNodes"], self["correspondents"]) + 1):
            node = f"mn{min(i, self['mobileNodes'])}"
            peer = "cn1" if self.is_fixed else f"cn{i}"
            if self["direction"] != "cn-mn":
                flows.append((node, peer, start))
            if self["direction"] != "mn-cn":
                later = S if self["direction"] == "both" else 0
                flows.append((peer, node, start + later))
        return flows
