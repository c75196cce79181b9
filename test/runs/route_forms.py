# SPDX-License-Identifier: GPL-2.0-only
"""The closed forms of draft-loureiro: what follows from its text step by step, for fixed delays.

All of it counts from when the source's anchor sees the first packet, or, at a handover, from the
attachment. X is the delay between the anchors of source and target, 0 with one anchor for both.
Indices: 1 is the source's side and 2 the target's, whose anchor controls; p and n are the gateways
that a node comes from and goes to.
"""

import math

from .scenario import MS


class RouteForms:
    """Of one pair of nodes."""

    def __init__(self, scenario, source="mn1", target="cn1"):
        self.scenario = scenario
        self.source, self.target = source, target
        self.is_proxy = scenario["lrMode"] == "proxy"
        self.is_asked = scenario["lrInitiator"] == "mag"
        self.anchor1, self.anchor2 = scenario.anchor(source), scenario.anchor(target)
        self.x = self.d(self.anchor1, self.anchor2)
        self.has_two = self.anchor1 != self.anchor2
        self.stays1, self.stays2 = scenario.stays[source], scenario.stays[target]
        self.gap = round(scenario["l2Gap"] * MS)
        self.authentication = round(scenario["authenticationDelay"] * MS)

    def d(self, a, b):
        """One way."""
        return self.scenario.delay(a, b)

    def r(self, a, b):
        """There and back."""
        return 2 * self.d(a, b)

    def between(self, at1, at2):
        """RO Setup or its answer: straight, or by the anchors in proxy mode (3)."""
        if not self.is_proxy or at1 == at2:
            return self.d(at1, at2)
        return self.d(at1, self.anchor1) + self.x + self.d(self.anchor2, at2)

    def hops(self, at1, at2):
        """How many messages an RO Setup is."""
        return 0 if at1 == at2 else 2 + self.has_two if self.is_proxy else 1

    def setup(self):
        """(reverse, forward, done, messages) of a first packet (4.1, 4.2; by a gateway 7)."""
        m1, m2 = self.stays1[0].gateway, self.stays2[0].gateway
        reverse = self.x + self.d(self.anchor2, m2)
        forward = reverse + self.between(m1, m2)
        done = 2 * forward
        messages = 2 + 2 * self.has_two + 2 * self.hops(m1, m2)
        if self.is_asked:
            asked = self.d(m1, self.anchor1)
            reverse, forward, done, messages = (
                reverse + asked, forward + asked, done + asked, messages + 2,
            )  # fmt: skip
        return None if m1 == m2 else reverse, forward, done, messages

    def source_moves(self, visit=1):
        """(M2 re-points, n1 direct, done at L1, messages) of a handover of the source (4.3, 4.4)."""
        n1, m2 = self.stays1[visit].gateway, self.stays2[0].gateway
        opened = self.r(n1, self.anchor1)
        points = self.d(n1, self.anchor1) + self.x + self.d(self.anchor2, m2)
        if n1 == m2:
            points = max(points, opened)  # RO Init waits for the PBA.
        direct = max(points + self.between(n1, m2), opened)
        done = direct + self.between(n1, m2) + self.d(m2, self.anchor2) + self.x
        messages = 4 + 2 * self.has_two + 2 * self.hops(n1, m2)
        t_a = self.authentication
        return points + t_a, direct + t_a, done + t_a, messages

    def target_moves(self, visit=1):
        """(n2 direct, M1 re-points, done at L2, messages) of a handover of the target."""
        m1, n2 = self.stays1[0].gateway, self.stays2[visit].gateway
        direct = self.r(n2, self.anchor2)
        points = direct + self.between(m1, n2)
        done = points + self.between(m1, n2) + self.d(n2, self.anchor2)
        t_a = self.authentication
        return direct + t_a, points + t_a, done + t_a, 4 + 2 * self.hops(m1, n2)

    def source_window(self, visit=1):
        """How long what is sent to the source is lost, while p1 does not notice."""
        p1, n1, m2 = (self.stays1[visit - 1], self.stays1[visit], self.stays2[0].gateway)
        points, _, _, _ = self.source_moves(visit)
        opened = self.r(n1.gateway, self.anchor1) + self.authentication
        later = max(points, opened - self.d(m2, n1.gateway))
        return self.gap + later + self.d(m2, p1.gateway) + p1.access

    def target_window(self, visit=1):
        """How long what is sent to the target is lost, while p2 does not notice."""
        p2, m1 = self.stays2[visit - 1], self.stays1[0].gateway
        _, points, _, _ = self.target_moves(visit)
        return self.gap + points + self.d(m1, p2.gateway) + p2.access

    def uplink_window(self, stay):
        """How long what a node sends is lost (RFC 5213)."""
        opened = self.authentication + self.r(stay.gateway, stay.anchor)
        return max(self.gap, self.gap + opened - stay.access)

    def both_move(self):
        """Moments, not times since the attachment: (n2 direct, n1 direct, done at L2, messages)."""
        one, two = self.stays1[1], self.stays2[1]
        told = max(one.bound + self.x, two.bound)
        direct2 = told + self.d(self.anchor2, two.gateway)
        direct1 = max(direct2 + self.between(one.gateway, two.gateway), one.opened)
        done = direct1 + self.between(one.gateway, two.gateway) + self.d(two.gateway, self.anchor2)
        messages = 12 + 2 * self.has_two
        if self.is_proxy:
            # The controlling anchor does not pass on what the second attempt has overtaken.
            first = two.gateway if two.bound <= one.bound + self.x else self.stays2[0].gateway
            is_overtaken = abs(one.bound + self.x - two.bound) <= self.r(self.anchor2, first)
            messages += (2 * self.has_two + 2) * (1 if is_overtaken else 2)
        return direct2, direct1, done, messages

    def misled_window(self):
        """R2: how long n2 sends to p1, if the controller hears of the source last."""
        one, two = self.stays1[1], self.stays2[1]
        overtaken = one.bound + self.x - two.bound
        p1 = self.stays1[0]
        lost = (
            self.gap + self.d(one.gateway, self.anchor1) + self.x
            + self.d(self.anchor2, two.gateway) + self.d(two.gateway, p1.gateway) + p1.access
        )  # fmt: skip
        return min(overtaken, lost)

    def reordered(self, at1, at2):
        """ceil(stretch / D) - 1, each way, when packets go straight instead of by the anchors."""
        long = self.d(at1, self.anchor1) + self.x + self.d(self.anchor2, at2)
        stretch = long - self.d(at1, at2)
        interval = round(self.scenario["interval"] * MS)
        return math.ceil(stretch / interval) - 1 if stretch > 0 else 0
