# SPDX-License-Identifier: GPL-2.0-only
"""What a run on the ideal link must measure, packet by packet, by arithmetic alone.

A packet is lost if its sender is attached nowhere, if it comes to a gateway that is not (or no
more) allowed to forward it, or if it is sent into a link that its receiver has left: the loss
windows of RFC 5213's handover, each for every packet that falls into it.
"""

import collections

from .scenario import NEVER, S

# Serialization takes up to 10 us a message and hop. A packet closer than this to a moment at which
# its fate changes cannot be told.
MARGIN = 60_000
SOME_STEPS = 4  # between two packets looked at, where nothing changes
UPLINK_GRACE = S  # an anchor takes uplink from the previous gateway for so long


class Ambiguous(Exception):
    """A scenario whose outcome hangs on less than the serialization of a packet."""


def earlier(a, b):
    """Whether one time is before another, which must be clear."""
    if abs(a - b) < MARGIN:
        raise Ambiguous(f"{a / S:.9f} s and {b / S:.9f} s are too close")
    return a < b


class Packet:
    """One packet: when sent, delivered or dropped, and who forwarded it when."""

    def __init__(self, sender, receiver, sent):
        self.sender = sender
        self.receiver = receiver
        self.sent = sent
        self.delivered = None
        self.dropped = None
        self.is_up = False  # dropped on its sender's side
        self.forwards = []  # (time, node, whether into a tunnel)

    def path(self):
        """The names on its way, ends included."""
        return [self.sender, *(name for _, name, _ in self.forwards), self.receiver]


class Expectation:
    """Follows all packets of a scenario."""

    def __init__(self, scenario):
        self.scenario = scenario
        self.packets = collections.OrderedDict()  # of each (sender, receiver)
        interval = round(scenario["interval"] * 1_000_000)
        for sender, receiver, start in scenario.flows():
            times = range(start, scenario.end, interval)
            self.packets[sender, receiver] = [self.send(sender, receiver, t) for t in times]

    def settle(self):
        """Ask everything once, so that what is ambiguous shows; this object."""
        self.load()
        self.messages()
        for flow in self.packets:
            self.counted(flow)
            self.reordered(flow)
            self.last_path(flow)
        for stays in self.scenario.stays.values():
            for old, new in zip(stays, stays[1:]):
                self.lost_of(old)
                self.resumed(new)
                for flow in self.packets:
                    if new.node in flow:
                        self.interruption(old, new, flow)
        return self

    # The way of one packet.

    def send(self, sender, receiver, time):
        """Follow one packet."""
        packet = Packet(sender, receiver, time)
        anchor = self.scenario.anchor(receiver) if receiver in self.scenario.nodes else None
        if sender not in self.scenario.nodes:
            self.cross(packet, sender, anchor, time)
            self.go_down(packet, anchor, time + self.scenario.delay(sender, anchor))
            return packet
        stay, time = self.enter(packet, time)
        if stay is None or self.go_directly(packet, stay, time):
            return packet
        time = self.go_up(packet, stay, time)
        if time is None:
            return packet
        own = self.scenario.anchor(sender)
        if anchor == own:
            self.go_down(packet, anchor, time)
            return packet
        target = anchor or receiver
        packet.forwards.append((time, own, False))
        self.cross(packet, own, target, time)
        time += self.scenario.delay(own, target)
        if anchor:
            self.go_down(packet, anchor, time)
        else:
            packet.delivered = time
        return packet

    def enter(self, packet, time):
        """From a mobile node to its gateway: (its stay, when it is there), or (None, None)."""
        stay = self.find_stay(packet.sender, time)
        packet.is_up = True
        if stay is None:
            packet.dropped = time
            return None, None
        time += stay.access
        if earlier(time, stay.opened) or earlier(stay.notice, time):
            packet.dropped = time
            return None, None
        packet.is_up = False
        return stay, time

    def go_directly(self, _packet, _stay, _time):
        """From a gateway to the receiver's; whether it has such a way."""
        return False

    def go_up(self, packet, stay, time):
        """From a gateway to its anchor: when it is there, or None."""
        packet.forwards.append((time, stay.gateway, True))
        self.cross(packet, stay.gateway, stay.anchor, time)
        time += self.scenario.delay(stay.gateway, stay.anchor)
        for later in self.scenario.stays[packet.sender]:
            if later.attach > stay.attach and earlier(later.bound + UPLINK_GRACE, time):
                packet.dropped = time
                packet.is_up = True
                return None
        return time

    def go_down(self, packet, anchor, time):
        """From an anchor to a mobile node."""
        stay = self.find_binding(packet.receiver, time)
        if stay is None:
            packet.dropped = time
            return
        packet.forwards.append((time, anchor, True))
        self.cross(packet, anchor, stay.gateway, time)
        time += self.scenario.delay(anchor, stay.gateway)
        if earlier(stay.notice, time):
            packet.dropped = time
            return
        self.leave(packet, stay, time)

    def leave(self, packet, stay, time):
        """From a gateway to a mobile node."""
        packet.forwards.append((time, stay.gateway, False))
        if earlier(stay.detach, time):
            packet.dropped = time
        elif earlier(stay.detach, time + stay.access):
            packet.dropped = time + stay.access
        else:
            packet.delivered = time + stay.access

    def cross(self, packet, a, b, time):
        """Over the routers between two nodes of the core."""
        scenario = self.scenario
        if scenario["core"] == "star":
            packet.forwards.append((time + scenario.star_delay(a), "core1", False))
        count = 0 if scenario["core"] == "star" else scenario["transit"]
        for i in range(1, count + 1):
            at = time + scenario.delay(a, b) * i // (count + 1)
            packet.forwards.append((at, "transit", False))

    def find_stay(self, node, time):
        """Where a node is, or None."""
        for stay in self.scenario.stays[node]:
            if earlier(stay.attach, time) and earlier(time, stay.detach):
                return stay
        return None

    def find_binding(self, node, time):
        """Where a node's anchor takes it to be, or None."""
        known = None
        for stay in self.scenario.stays[node]:
            if earlier(stay.bound, time):
                known = stay
        if known and known.notice != NEVER:
            gone = known.notice + self.scenario.delay(known.gateway, known.anchor)
            if earlier(gone, time):
                return None
        return known

    # What is measured of them.

    def has_happened(self, time):
        """Whether something happens before the end."""
        return time is not None and earlier(time, self.scenario.end)

    def counted(self, flow):
        """Its packets that count as sent: not those of the last second."""
        return [p for p in self.packets[flow] if earlier(p.sent, self.scenario.end - S)]

    def load(self):
        """{node: [packets, of them into a tunnel]}, transit routers in one."""
        load = collections.defaultdict(lambda: [0, 0])
        for packets in self.packets.values():
            for packet in packets:
                for time, name, is_tunnelled in packet.forwards:
                    if self.has_happened(time):
                        load[name][0] += 1
                        load[name][1] += is_tunnelled
        return load

    def last_path(self, flow):
        """The way of the packet that is received last."""
        received = [p for p in self.packets[flow] if self.has_happened(p.delivered)]
        return max(received, key=lambda packet: packet.delivered).path() if received else []

    def reordered(self, flow):
        """RFC 4737, 3.3: packets that come after one with a higher number."""
        arrivals = sorted(
            (p.delivered, i) for i, p in enumerate(self.packets[flow]) if p.delivered is not None
        )
        count, expected = 0, 0
        for (before, _), (after, _) in zip(arrivals, arrivals[1:]):
            earlier(before, after)
        for _, number in arrivals:
            count += number < expected
            expected = max(expected, number + 1)
        return count

    def resumed(self, stay):
        """(first packet that its gateway forwards, first packet that reaches the node)."""
        up, down = [], []
        for (sender, receiver), packets in self.packets.items():
            if sender == stay.node:
                up += [
                    packet.forwards[0][0]
                    for packet in packets
                    if stay.attach < packet.sent < stay.detach and packet.forwards
                ]
            if receiver == stay.node:
                down += [
                    packet.delivered
                    for packet in packets
                    if packet.delivered and stay.attach < packet.delivered < stay.detach
                ]
        pick = lambda times: min(times) if times and self.has_happened(min(times)) else None
        return pick(up), pick(down)

    def resumed_packet(self, new, flow, packets):
        """(when, packet) of the first that comes to a node over a new link, or that its gateway
        forwards and its peer receives; (None, None) if there is none."""
        found = []
        for packet in packets:
            if packet.delivered is None:
                continue
            if flow[1] == new.node:
                time, is_new = packet.delivered, packet.delivered > new.attach
            else:
                time, gateway, _ = packet.forwards[0]
                is_new = gateway == new.gateway and time >= new.attach + new.access
            if is_new and time < new.detach:
                found.append((time, packet))
        return min(found, key=lambda one: one[0], default=(None, None))

    def interruption(self, old, new, flow):
        """(interruption, spacing, why) of a flow of a node, in ns; None if it did not run."""
        packets = self.packets[flow]
        before = [p for p in packets if earlier(p.sent, old.detach)]
        after = [p for p in packets if old.detach < p.sent < new.detach]
        if not before or not after:
            return None
        time, first = self.resumed_packet(new, flow, packets)
        # What arrives behind the end has not arrived.
        if time is None or not self.has_happened(first.delivered):
            return None, None, "never-resumed" if new.detach == NEVER else "superseded"
        index = packets.index(first)
        begin = max(min(len(before), index), 1)
        spacings = [packets[i].sent - packets[i - 1].sent for i in range(begin, index + 1)]
        return max(time - old.detach, 0), max(spacings), None

    def service_gap(self, old, new, flow, step, reach):
        """The interruption of a flow whose packets are sent a step apart, in ns; None if none of
        those sent up to reach after the attachment resumes it."""
        end = min(new.attach + reach, self.scenario.end)
        packets = self.sample(flow, range(old.detach - reach, end, step))
        time, first = self.resumed_packet(new, flow, packets)
        return None if first is None or first.delivered > self.scenario.end else time - old.detach

    def sample(self, flow, times):
        """Packets of a flow sent at these times; where two that are some steps apart have the same
        fate, those between them are left out. What is ambiguous is left out too."""
        packets = []
        before, fate = 0, None
        for i in [*range(0, len(times), SOME_STEPS), len(times) - 1]:
            packet = self.probe(flow, times[i])
            own = packet and (packet.path(), packet.delivered and packet.delivered - packet.sent)
            if own is None or own != fate:
                packets += [self.probe(flow, times[k]) for k in range(before + 1, i)]
            packets.append(packet)
            before, fate = i, own
        return [packet for packet in packets if packet]

    def probe(self, flow, time):
        """A packet sent at a time, or None."""
        try:
            return self.send(*flow, time)
        except Ambiguous:
            return None

    def lost_on_own_side(self, old, new):
        """(down, up): packets that a node's handover cost on its own side: dropped until the flow resumed,
        or sent before the one that resumed it."""
        count = [0, 0]
        for flow in self.packets:
            if old.node not in flow:
                continue
            is_down = flow[1] == old.node
            until, first = self.resumed_packet(new, flow, self.packets[flow])
            if first is None or not self.has_happened(first.delivered):
                until, first = NEVER, None
            for packet in self.counted(flow):
                if packet.delivered is None and packet.is_up != is_down:
                    lost = packet.dropped
                    is_before = lost < until or (first and packet.sent < first.sent)
                    count[not is_down] += old.detach < lost < new.detach and is_before
        return tuple(count)

    def lost_of(self, old):
        """Losses that belong to the handover by which a stay ends."""
        count = 0
        for flow in self.packets:
            if old.node in flow:
                for packet in self.counted(flow):
                    if packet.delivered is None and self.blame(packet) == old:
                        count += 1
        return count

    def blame(self, packet):
        """The stay whose end cost a packet: of either end of its flow, the last one."""
        ends = [
            stay
            for node in (packet.sender, packet.receiver)
            for stay in self.scenario.stays.get(node, [])
            if stay.detach != NEVER and earlier(stay.detach, packet.dropped)
        ]
        return max(ends, key=lambda stay: stay.detach, default=None)

    def optimizations(self):
        """The routes set up outside a handover."""
        return []

    def optimized(self, _stay):
        """When, after the handover to it, both gateways use the direct path again; or None."""
        return None

    def dropped(self):
        """{name: messages that are received and dropped}, those without left out."""
        return {}

    def messages(self):
        """(time, name) of each Mobility Header packet sent."""
        sent = []
        for stays in self.scenario.stays.values():
            for stay, following in zip(stays, [*stays[1:], None]):
                delay = self.scenario.delay(stay.gateway, stay.anchor)
                sent.append((stay.bound - delay, "ProxyBindingUpdate"))
                sent.append((stay.bound, "ProxyBindingAcknowledgement"))
                if stay.notice != NEVER:
                    sent.append((stay.notice, "ProxyBindingUpdate"))
                    if self.is_answered(stay, following):
                        sent.append((stay.notice + delay, "ProxyBindingAcknowledgement"))
        return sorted(sent)

    def is_answered(self, stay, following):
        """Whether the anchor answers a de-registration. Once it knows of the next gateway it
        ignores it (RFC 5213, 5.3.5), but refuses one sent before that gateway's (5.5)."""
        scenario = self.scenario
        arrival = stay.notice + scenario.delay(stay.gateway, stay.anchor)
        if earlier(arrival, following.bound):
            return True
        asked = following.bound - scenario.delay(following.gateway, following.anchor)
        return earlier(stay.notice, asked)
