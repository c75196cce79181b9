# SPDX-License-Identifier: GPL-2.0-only
"""The closed forms of RFC 8885: what follows from its sections 3.1 to 3.4 step by step, for fixed
delays and an idle pacing queue.

All times count from the attachment at S, the serving MAAR. P_i are the MAARs where the node was
before, the newest first; C is the CMD; w the delay of S's access link, w_p of that before.
"""

from .scenario import MS

CENTRAL_ANCHOR = "lma2"


class DmmForms:
    """Of one handover of one node."""

    def __init__(self, scenario, node, visit):
        """visit counts the node's stays, 0 being the first; the handover is to that one."""
        self.scenario = scenario
        self.mode = scenario["scheme"].removeprefix("dmm-")
        option = lambda name: scenario.options.get(name, 0)
        self.pause = round(option("pacing") * MS)
        self.timeout = round(option("aggregation") * MS)
        self.is_early = option("earlyAccept") == "on"
        stays = scenario.stays[node]
        self.stay, self.old = stays[visit], stays[visit - 1] if visit else None
        self.c, self.s = self.stay.anchor, self.stay.gateway
        self.previous = []
        for stay in reversed(stays[:visit]):
            if stay.gateway not in (self.s, *self.previous):
                self.previous.append(stay.gateway)
        self.is_return = self.s in [stay.gateway for stay in stays[:visit]]
        self.gap = round(scenario["l2Gap"] * MS)

    def d(self, a, b):
        """One way."""
        return self.scenario.delay(a, b)

    def waited(self, p):
        """How long the update to P_i waits at C for its turn."""
        return self.previous.index(p) * self.pause

    def asked(self, p):
        """From C's acceptance until P_i has answered."""
        return self.waited(p) + 2 * self.d(self.c, p)

    def lead(self):
        """From C's acceptance until a relay's first answer."""
        times = [self.asked(p) for p in self.previous]
        if not times:
            return 0
        return max(min(self.timeout, max(times)), min(times)) if self.timeout else max(times)

    def redirected(self, p):
        """P_i sends to S."""
        return self.d(self.s, self.c) + self.waited(p) + self.d(self.c, p)

    def ready(self, p):
        """S has state for Pref_i."""
        both = 2 * self.d(self.s, self.c)
        if self.mode == "relay":
            return both + max(self.lead(), self.asked(p) if self.timeout else 0)
        if self.mode == "locator":
            return self.redirected(p) + self.d(p, self.s)
        return both

    def registered(self):
        """S's own prefix is the node's."""
        if self.mode == "locator" and self.previous:
            return min(self.ready(p) for p in self.previous)
        return 2 * self.d(self.s, self.c) + (self.lead() if self.mode == "relay" else 0)

    def advertised(self):
        """The Router Advertisement is at the node."""
        return self.registered() + self.stay.access

    def delivered(self, p):
        """S delivers what P_i has sent."""
        arrives = self.redirected(p) + self.d(p, self.s)
        return arrives if self.is_early else max(self.ready(p), arrives)

    def window(self, p):
        """How long what comes to P_i is lost."""
        if p == self.s:  # a return
            return self.gap + self.old.access + self.d(p, self.old.gateway)
        return (self.gap + self.old.access + self.d(p, self.old.gateway) + self.delivered(p)
                - self.d(p, self.s))  # fmt: skip

    def opened(self, p):
        """What leaves by S from then on arrives: S lets it pass, and P_i takes it from S."""
        if p == self.s:
            return 0
        taken = self.redirected(p) - self.d(self.s, p)
        return max(self.ready(p), taken) if self.mode == "proxy" else self.ready(p)

    def uplink_window(self, p):
        """How long what the node sends from Pref_i is lost."""
        return max(self.gap, self.gap + self.opened(p) - self.stay.access)

    def hole_at_serving(self, p):
        """How long what P_i sends finds nothing at S: a relay's black hole."""
        return max(0, self.ready(p) - self.redirected(p) - self.d(p, self.s))

    def hole_at_previous(self, p):
        """How long what S sends finds nothing at P_i: a proxy's."""
        return self.opened(p) - self.ready(p)

    def messages(self):
        """Of the handover."""
        k = len(self.previous)
        if self.mode == "locator" and k:
            return 3 * k + 1
        late = 0
        if self.mode == "relay" and self.timeout:
            late = sum(self.asked(p) > self.lead() for p in self.previous)
        return 2 * k + 2 + late


class CentralForms:
    """Of one handover of one node, to its central prefix: those of RFC 5213, by which the anchor L
    redirects at d(S,L) and S opens at R(S,L), however many previous MAARs there are.
    """

    def __init__(self, scenario, node, visit):
        """visit counts the node's stays, as with DmmForms."""
        self.scenario = scenario
        stays = scenario.stays[node]
        self.stay, self.old = stays[visit], stays[visit - 1] if visit else None
        self.gap = round(scenario["l2Gap"] * MS)

    def d(self, gateway):
        """One way to the anchor."""
        return self.scenario.delay(gateway, CENTRAL_ANCHOR)

    def ready(self):
        """S forwards from and to the prefix."""
        return 2 * self.d(self.stay.gateway)

    def window(self):
        """For how long packets that L sends on are lost."""
        return self.gap + self.old.access + self.d(self.old.gateway) + self.d(self.stay.gateway)

    def uplink_window(self):
        """For how long packets that the node sends are lost."""
        return max(self.gap, self.gap + self.ready() - self.stay.access)

    def downlink_gap(self):
        """From the detach until one comes."""
        return self.gap + self.ready() + self.stay.access

    def uplink_gap(self):
        """From the detach until one of the node's is at S and passes."""
        return self.gap + max(self.ready(), self.stay.access)
