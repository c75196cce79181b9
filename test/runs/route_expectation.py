# SPDX-License-Identifier: GPL-2.0-only
"""What a run with localized routing on the ideal link must measure, packet by packet."""

import collections

from .expectation import Expectation, earlier
from .route_replay import RouteReplay
from .scenario import NEVER, S

HOLD_DOWN = 10 * S  # a gateway does not ask again for a pair


class RouteExpectation(Expectation):
    """Follows all packets of a scenario, by the gateways' routes where there are any."""

    def __init__(self, scenario):
        self.asked = {}  # (gateway, sender, receiver): when it asked last
        self.requests = []  # (time, name)
        self.requests_of = collections.defaultdict(list)  # when those of each pair were sent
        self.replays = {}  # of each node, its pair's
        for i in range(1, scenario["mobileNodes"] + 1):
            self.replay(scenario, f"mn{i}", f"cn{i}")
        super().__init__(scenario)
        self.requests = self.find_requests() if scenario["lrInitiator"] == "mag" else []

    def replay(self, scenario, mn, cn):
        """What is signalled of one pair."""
        is_asked = scenario["lrInitiator"] == "mag"
        firsts = []
        for sender, receiver, start in scenario.flows():
            if {sender, receiver} == {mn, cn}:
                stay = next(s for s in scenario.stays[sender] if s.attach < start < s.detach)
                at_gateway = start + stay.access
                at_anchor = at_gateway + scenario.delay(stay.gateway, stay.anchor)
                firsts.append((at_gateway if is_asked else at_anchor, at_gateway, sender, receiver))
        if len(firsts) == 2:
            earlier(firsts[0][0], firsts[1][0])
        _, first, source, target = min(firsts)
        self.replays[mn] = self.replays[cn] = RouteReplay(scenario, source, target, first)

    # The way of one packet.

    def find_row(self, sender, gateway, time):
        """The route that a packet takes at a gateway, or None."""
        known = None
        for row in self.replays[sender].rows[gateway]:
            if earlier(row.time, time):
                known = row
        if not known or known.remote is None:
            return None
        return known if known.own == sender or known.remote == gateway else None

    def go_directly(self, packet, stay, time):
        """From a gateway straight to the receiver's."""
        row = self.find_row(packet.sender, stay.gateway, time)
        if row is None:
            return False
        if row.remote == stay.gateway:
            self.leave(packet, self.find_served(packet.receiver, row.remote, time), time)
            return True
        packet.forwards.append((time, stay.gateway, True))
        self.cross(packet, stay.gateway, row.remote, time)
        time += self.scenario.delay(stay.gateway, row.remote)
        there = self.find_served(packet.receiver, row.remote, time)
        if there is None:
            packet.dropped = time
        else:
            self.leave(packet, there, time)
        return True

    def find_served(self, node, gateway, time):
        """The last stay of a node at a gateway that serves it then, or None."""
        last = None
        for stay in self.scenario.stays[node]:
            if stay.gateway == gateway and earlier(stay.attach, time):
                last = stay
        if last is None or earlier(time, last.opened) or earlier(last.notice, time):
            return None
        return last

    # What is measured.

    def find_requests(self):
        """(time, name) of what gateways ask, of each packet for which there is no route (7)."""
        sent = []
        asked = {}
        passed = sorted(
            (packet.sent + stay.access, packet.sender, packet.receiver, stay)
            for packets in self.packets.values()
            for packet in packets
            for stay in self.scenario.stays[packet.sender]
            if stay.attach < packet.sent < stay.detach
            and stay.opened <= packet.sent + stay.access < stay.notice
        )
        for time, sender, receiver, stay in passed:
            key = (stay.gateway, sender, receiver)
            is_held = key in asked and earlier(time, asked[key] + HOLD_DOWN)
            if is_held or self.find_row(sender, stay.gateway, time):
                continue
            asked[key] = time
            answered = time + self.scenario.delay(stay.gateway, stay.anchor)
            sent += [(time, "RoRequest"), (answered, "RoRequestAck")]
            self.requests_of[frozenset({sender, receiver})] += [time, answered]
        return sent

    def messages(self):
        """(time, name) of each Mobility Header packet sent."""
        routes = [one for replay in set(self.replays.values()) for one in replay.sent]
        return sorted(super().messages() + routes + self.requests)

    def dropped(self):
        """{name: messages that are received and dropped}, those without left out."""
        counts = collections.Counter()
        for replay in set(self.replays.values()):
            for (time, name), count in replay.dropped.items():
                if earlier(time, self.scenario.end):
                    counts[name] += count
        return counts

    def optimizations(self):
        """The routes that first packets have set up, none of them overtaken by a handover."""
        found = []
        for replay in set(self.replays.values()):
            first = 1  # the number of the attempt
            rows = {gateway: next((row for row in rows if row.number == first), None)
                    for gateway, rows in replay.rows.items()}  # fmt: skip
            rows = [row for row in rows.values() if row]
            local = [row for row in rows if len(rows) == 1]
            own = {row.own: row.time for row in rows}
            triggered = replay.triggered
            if self.requests:
                stay = self.scenario.stays[replay.source][0]
                triggered -= self.scenario.delay(stay.gateway, stay.anchor)
            completed = replay.active[replay.anchors[replay.source]][0]
            found.append({
                "from": replay.source, "to": replay.target, "triggered_s": triggered,
                "reverse_active_s": None if local else own[replay.target],
                "forward_active_s": local[0].time if local else own[replay.source],
                "completed_s": completed,
                "messages": sum(
                    triggered <= t <= completed
                    for t in (
                        *(time for time, _ in replay.sent),
                        *self.requests_of[frozenset({replay.source, replay.target})],
                    )
                ),
            })  # fmt: skip
        return sorted(found, key=lambda one: (one["triggered_s"], one["from"]))

    def optimized(self, stay):
        """When both gateways' routes name each other, from an attachment to the next detach."""
        replay = self.replays[stay.node]
        stays = [*self.scenario.stays[replay.source], *self.scenario.stays[replay.target]]
        until = min((s.detach for s in stays if s.detach > stay.attach), default=NEVER)
        rows = [row.time for rows in replay.rows.values() for row in rows]
        for time in sorted({*rows, *(s.attach for s in stays)}):
            if stay.attach < time < until and self.is_optimized(replay, time):
                return time
        return None

    def is_optimized(self, replay, time):
        """Whether each node's gateway names the other's."""
        places = {}
        for node in (replay.source, replay.target):
            for stay in self.scenario.stays[node]:
                if stay.attach <= time < stay.detach:
                    places[node] = stay.gateway
        if len(places) < 2:
            return False
        for node, other in ((replay.source, replay.target), (replay.target, replay.source)):
            rows = [row for row in replay.rows[places[node]] if row.time <= time]
            row = rows[-1] if rows else None
            is_right = row and row.remote == places[other]
            if not is_right or (row.own != node and row.remote != places[node]):
                return False
        return True
