# SPDX-License-Identifier: GPL-2.0-only
"""The closed forms of draft-luo: what follows from its text step by step, for fixed delays that no way
round undercuts.

Those of a query count from when the source's gateway sees the first packet, those of a handover from
the attachment. p and n are the gateways that a node comes from and goes to, e is that of its
correspondent; X is the delay between the anchors of the two, 0 with one anchor for both.
"""

import math

from .scenario import MS, S

EARLY_HOLD = 100 * MS  # EarlyHoldTime: what waits for a location goes by the anchor then
RETRIES = 3  # MaxRetries of a query
EDGE = 0.02  # packets: so close to a whole number serialization decides


def packets(span, interval):
    """(fewest, most) packets of a constant rate that fall into a span of time, both ns."""
    share = max(span, 0) / interval
    return max(math.floor(share - EDGE), 0), math.ceil(share + EDGE)


def added(one, other):
    """The sum of two such pairs of bounds."""
    return one[0] + other[0], one[1] + other[1]


def overtaken(stretch, interval, most):
    """(fewest, most) packets that come late where the ones behind them take a way that is so much
    shorter, of bounds to how many took the long one: ceil(stretch / D) - 1, never below 0."""
    low = max(math.ceil(stretch / interval - EDGE) - 1, 0) if stretch > 0 else 0
    high = max(math.ceil(stretch / interval + EDGE) - 1, 0) if stretch > 0 else 0
    return min(low, most[0]), min(high, most[1])


class LuoForms:
    """Of one pair of nodes: the source, whose packet is first, and the target."""

    def __init__(self, scenario, source="mn1", target="cn1"):
        self.scenario = scenario
        self.source, self.target = source, target
        self.interval = round(scenario["interval"] * MS)
        self.gap = round(scenario["l2Gap"] * MS)

    def d(self, a, b):
        """One way."""
        return self.scenario.delay(a, b)

    def r(self, a, b):
        """There and back."""
        return 2 * self.d(a, b)

    def start(self, sender):
        """When a node's flow begins, or None."""
        return next((start for a, _, start in self.scenario.flows() if a == sender), None)

    def home(self, node):
        """The first stay of a node."""
        return self.scenario.stays[node][0]

    def manager(self, node):
        """Whom the node's gateway asks with Discovery=anchor: of a fixed node's router the first eLMA."""
        return "lma1" if node not in self.scenario.nodes else self.scenario.anchor(node)

    # Queries (4.2, 4.4).

    def known(self, sender, receiver):
        """(time, messages) until the sender's gateway knows where the receiver is."""
        e1, e4 = self.home(sender).gateway, self.home(receiver).gateway
        own, other = self.manager(sender), self.scenario.anchor(receiver)
        if e1 == e4:
            return 0, 0  # 3.2: it is known there
        if self.scenario["elmaDiscovery"] == "hop-by-hop":
            routers = 1 if self.scenario["core"] == "star" else self.scenario["transit"]
            hops = routers + 1  # and the eLMA
            return self.r(e1, other) + hops * round(self.scenario["hopByHopDelay"] * MS), 2
        if self.scenario["elmaDiscovery"] != "elma" or own == other:
            return self.r(e1, other), 2
        if self.scenario["directAnswer"] == "on":
            return self.d(e1, own) + self.d(own, other) + self.d(other, e1), 3
        return self.r(e1, own) + self.r(own, other), 4

    def is_held(self):
        """Whether the first packets wait for the location, and it comes in time."""
        known, _ = self.known(self.source, self.target)
        return self.scenario["earlyPackets"] == "hold" and 0 < known < EARLY_HOLD

    def reverse(self):
        """(time, messages) until the target's gateway knows where the source is; (None, 0) if it
        never does, or both are there."""
        e1, e4 = self.home(self.source), self.home(self.target)
        if e1.gateway == e4.gateway:
            return None, 0
        if self.scenario["reverseLearning"] == "off":
            start = self.start(self.target)
            if start is None:
                return None, 0
            known, messages = self.known(self.target, self.source)
            since = start + e4.access - (self.start(self.source) + e1.access)
            return since + known, messages
        known, _ = self.known(self.source, self.target)
        if not self.is_held():
            known = math.ceil(known / self.interval) * self.interval  # the next packet
        return known + self.d(e1.gateway, e4.gateway), 0

    def is_clear(self):
        """Whether no packet comes as the location does, so that its way hangs on microseconds."""
        share = self.known(self.source, self.target)[0] / self.interval
        return share == 0 or EDGE < share % 1 < 1 - EDGE

    def waited(self):
        """(fewest, most) packets that wait at the source's gateway."""
        known, _ = self.known(self.source, self.target)
        share = min(known, EARLY_HOLD) / self.interval
        return math.ceil(share - EDGE), math.ceil(share + EDGE)  # the first one is among them

    def vain(self):
        """(outcome, time, messages) of a query for a node of which nobody can know where it is (5.1)."""
        e1 = self.home(self.source)
        discovery = self.scenario["elmaDiscovery"]
        if discovery == "configuration":
            return "none", 0, 0
        if discovery == "hop-by-hop":
            return "silent", (2 ** (RETRIES + 1) - 1) * S, RETRIES + 1
        return "none", self.r(e1.gateway, self.scenario.anchor(self.source)), 2

    def long_way(self, sender, receiver, at, to):
        """By the anchors, from gateway to gateway; a fixed node has none."""
        mobile = [node for node in (sender, receiver) if node in self.scenario.nodes]
        places = [at, *(self.scenario.anchor(node) for node in mobile), to]
        return sum(self.d(a, b) for a, b in zip(places, places[1:]))

    def late_at_first(self, sender, receiver):
        """(fewest, most) packets that come late when a location is known."""
        e1, e4 = self.home(sender).gateway, self.home(receiver).gateway
        is_source = sender == self.source
        is_learned = not is_source and self.scenario["reverseLearning"] == "on"
        if e1 == e4 or is_learned or (is_source and self.is_held()):
            return 0, 0
        known, _ = self.known(sender, receiver)
        stretch = self.long_way(sender, receiver, e1, e4) - self.d(e1, e4)
        return overtaken(stretch, self.interval, packets(known, self.interval))


class LuoHandover:
    """Of one handover of one node of a pair, the other one staying where it is (4.3)."""

    def __init__(self, forms, node, peer, visit=1):
        self.forms = forms
        self.node, self.peer = node, peer
        stays = forms.scenario.stays[node]
        self.old, self.new = stays[visit - 1], stays[visit]
        self.p, self.n = self.old.gateway, self.new.gateway
        self.e = forms.scenario.stays[peer][0].gateway
        self.anchor = forms.scenario.anchor(node)
        self.is_legacy = self.n in forms.scenario["legacy"].split(",")
        self.d, self.r = forms.d, forms.r
        self.authentication = round(forms.scenario["authenticationDelay"] * MS)

    def registered(self):
        """The PBA, with the previous Proxy-CoA, is at n."""
        return self.authentication + self.r(self.n, self.anchor)

    def informed(self):
        """p knows: by n, and forwards; or by the anchor (6)."""
        if self.is_legacy:
            asked = self.authentication + self.d(self.n, self.anchor)
            return asked + self.d(self.anchor, self.p)
        return self.registered() + self.d(self.n, self.p)

    def peer_updated(self):
        """e sends to n, or by the anchors again."""
        if self.n == self.e:
            return self.registered()
        return self.informed() + self.d(self.p, self.e)

    def correspondents(self):
        """The PBCA is at n."""
        return self.registered() + self.r(self.n, self.p)

    def optimized(self):
        """Both ways go straight."""
        if self.n == self.e:
            return self.registered()
        return max(self.peer_updated(), self.correspondents())

    def first_downlink(self):
        """The first packet that can be at the node."""
        if self.is_legacy:
            by_anchors = self.forms.long_way(self.peer, self.node, self.e, self.n)
            return self.peer_updated() + by_anchors + self.new.access
        if self.n == self.e:
            return self.registered() + self.new.access
        round_about = self.d(self.p, self.e) + self.d(self.e, self.n)
        return self.informed() + min(self.d(self.p, self.n), round_about) + self.new.access

    def first_uplink(self):
        """The first packet that n can forward."""
        return max(self.registered(), self.new.access)

    def window(self):
        """How long what is sent to the node is lost, without a buffer at p."""
        lost = self.forms.gap + self.informed() + self.old.access
        return lost + (self.r(self.p, self.e) if self.is_legacy else 0)

    def is_buffered(self):
        """Whether p holds packets before it knows of n."""
        return self.forms.scenario["handoffBuffer"] > 0 and self.noticed() is not None

    def noticed(self):
        """e: how long after the detach p notices it, if that is before it is told."""
        if self.old.notice == math.inf:
            return None
        late = self.old.notice - self.old.detach
        return late if late < self.forms.gap + self.informed() else None

    def buffered_window(self):
        """The same with a buffer that all fit into."""
        return self.old.access + self.noticed()

    def held(self):
        """(fewest, most) packets that p holds."""
        return packets(self.forms.gap - self.noticed() + self.informed(), self.forms.interval)

    def forwarded(self):
        """(fewest, most) packets that p tunnels to n as they come."""
        if self.is_legacy or self.e in (self.n, self.p):
            return 0, 0
        return packets(self.r(self.p, self.e), self.forms.interval)

    def uplink_window(self):
        """How long what the node sends is lost (RFC 5213)."""
        return max(self.forms.gap, self.forms.gap + self.registered() - self.new.access)

    def late_down(self):
        """(fewest, most) packets to the node that come late: those by p."""
        stretch = self.d(self.e, self.p) + self.d(self.p, self.n) - self.d(self.e, self.n)
        return overtaken(stretch, self.forms.interval, self.forwarded())

    def late_up(self):
        """(fewest, most) packets of the node that come late: those by the anchors."""
        if self.is_legacy or self.n == self.e:
            return 0, 0
        long = self.forms.long_way(self.node, self.peer, self.n, self.e)
        held = packets(self.correspondents() - self.registered(), self.forms.interval)
        return overtaken(long - self.d(self.n, self.e), self.forms.interval, held)

    def asked_in_vain(self):
        """(fewest, most) messages of the query that a packet to the node brings about at e while that
        knows it to be nowhere: at a MAG (6), or gone from e itself."""
        if self.is_legacy:
            return 2, 2
        if self.p != self.e or self.noticed() is None:
            return 0, 0
        return tuple(2 * min(count, 1) for count in self.held())

    def messages(self):
        """4 + 2c, c being 1 if e is told."""
        return 4 + 2 * (self.e not in (self.p, self.n))
