# SPDX-License-Identifier: GPL-2.0-only
"""What anchors and gateways tell each other of one pair of nodes by draft-loureiro, on links of
fixed delay: every message, and every gateway's route, by the draft's text (4.1 to 4.4, 7) and
doc/results.md alone.

The source is the node whose packet is seen first; the other one's anchor controls (4).
"""

import collections
import heapq

from .scenario import NEVER, S

UNANSWERED = 1 * S  # DeregistrationTimeout
Row = collections.namedtuple("Row", "time own remote number")  # remote None: there is none


class RouteReplay:
    """Follows one pair from its first packet to the end."""

    def __init__(self, scenario, source, target, first):
        """first: when the source's gateway has its first packet."""
        self.scenario = scenario
        self.source, self.target = source, target
        self.anchors = {node: scenario.anchor(node) for node in (source, target)}
        self.controller = self.anchors[target]
        self.has_two = self.anchors[source] != self.controller
        self.is_proxy = scenario["lrMode"] == "proxy"
        self.rows = collections.defaultdict(list)  # of each gateway
        self.held = {}  # number of the attempt that each gateway has heard of last
        self.sent = []  # (time, name)
        self.dropped = collections.Counter()  # (time, name): answers to attempts that are over
        self.known = {}  # since when each anchor has the session
        self.active = collections.defaultdict(list)  # when each anchor learned that it is set up
        self.bound = {}  # {node: stay}, as its anchor has it
        self.care_of = {}  # {node: gateway}, de-registered or not
        self.number = 0  # of the last attempt
        self.is_open = False  # it waits for its answer
        self.source_gateway = None  # as the controller has it
        self.triggers = 0  # sent
        self.waiting = []  # triggers that wait for their answer
        self.setting_up = {}  # {gateway: number of the attempt whose RO Setup is unanswered}
        self.pending = collections.defaultdict(list)  # {gateway: numbers to be answered}
        self.queue = []
        self.count = 0
        self.plan(first)
        while self.queue:
            time, _, handler, arguments = heapq.heappop(self.queue)
            handler(time, *arguments)

    # What happens without the draft.

    def plan(self, first):
        """The first packet, and who comes and goes."""
        for node in (self.source, self.target):
            for i, stay in enumerate(self.scenario.stays[node]):
                self.at(stay.bound, self.register, node, stay)
                if i:
                    self.at(stay.attach, self.forget, node, stay.gateway)
                if stay.notice != NEVER:
                    self.at(stay.notice, self.leave, node, stay.gateway)
                    self.at(stay.notice + self.delay(stay.gateway, stay.anchor),
                            self.deregister, node, stay)  # fmt: skip
        stay = next(s for s in self.scenario.stays[self.source] if s.attach < first < s.detach)
        self.triggered = first + self.delay(stay.gateway, stay.anchor)
        self.at(self.triggered, self.begin)

    def at(self, time, handler, *arguments):
        """Do something later; at one time in the order of asking."""
        self.count += 1
        heapq.heappush(self.queue, (time, self.count, handler, arguments))

    def delay(self, a, b):
        """One way."""
        return self.scenario.delay(a, b)

    def register(self, time, node, stay):
        """A node's anchor has its registration: at a handover, 4.3 and 4.4."""
        self.bound[node] = stay
        self.care_of[node] = stay.gateway
        anchor = self.anchors[node]
        if anchor not in self.known:
            return
        if anchor == self.controller:
            self.start(time)
        else:
            self.trigger(time)

    def deregister(self, _time, node, stay):
        """Ignored once another gateway has registered the node."""
        if self.bound.get(node) == stay:
            self.bound[node] = None

    def leave(self, time, node, gateway):
        """A gateway notices that a node is gone: routes of it go explicitly (4.3). If its anchor
        does not answer the de-registration, the other node's gateway is told."""
        row = self.find(gateway)
        if row and row.own == node and row.remote not in (None, gateway) and not self.is_proxy:
            self.at(time + UNANSWERED, self.tell, node, gateway, row.remote)
        self.forget(time, node, gateway)
        if node == self.target:
            self.answer_pending(time, gateway, False)

    def tell(self, time, node, gateway, remote):
        """The end of a route, by a gateway that the node has left."""
        noticed = time - UNANSWERED
        stays = self.scenario.stays[node]
        at = next(i for i, s in enumerate(stays) if s.gateway == gateway and s.notice == noticed)
        is_back = any(s.gateway == gateway and noticed < s.attach <= time for s in stays)
        is_answered = True
        if at + 1 < len(stays):
            # Not if the anchor knows of the next gateway when it comes (RFC 5213, 5.3.5), unless it
            # was sent before that one's request (5.5).
            new = stays[at + 1]
            arrival = noticed + self.delay(gateway, stays[at].anchor)
            is_answered = arrival < new.bound or noticed < new.bound - self.delay(
                new.gateway, new.anchor
            )
        if not is_back and not is_answered:
            self.sent.append((time, "RoSetup"))
            self.sent.append((time + self.delay(gateway, remote), "RoSetupAck"))

    def forget(self, time, node, gateway):
        """A gateway drops a node's route; also one of an earlier stay when it comes back."""
        row = self.find(gateway)
        if row and row.remote and (row.own == node or row.remote == gateway):
            self.set_row(time, gateway, row.own, None, row.number)
            self.setting_up.pop(gateway, None)

    # What a gateway knows.

    def find(self, gateway):
        """Its last row."""
        rows = self.rows[gateway]
        return rows[-1] if rows else None

    def set_row(self, time, gateway, own, remote, number):
        """A route from now on."""
        self.rows[gateway].append(Row(time, own, remote, number))
        self.held[gateway] = number

    def serves(self, gateway, node, time):
        """Whether a node is registered there, as far as that gateway knows."""
        here = [s for s in self.scenario.stays[node] if s.gateway == gateway and s.attach <= time]
        return bool(here) and here[-1].opened <= time < here[-1].notice

    def next_registration(self, gateway, time):
        """When the next of the registrations that it waits for ends; None without one."""
        ends = [stay.opened for stays in self.scenario.stays.values() for stay in stays
                if stay.gateway == gateway and stay.attach <= time < stay.opened]  # fmt: skip
        return min(ends, default=None)

    def is_older(self, gateway, number):
        """Whether it holds what belongs to a later attempt."""
        return self.scenario["lrOrdering"] == "on" and number < self.held.get(gateway, 0)

    # The anchors.

    def begin(self, time):
        """The source's anchor sees the first packet, or is asked."""
        self.known[self.anchors[self.source]] = time
        if self.has_two:
            self.trigger(time)
        else:
            self.start(time)

    def trigger(self, time):
        """RO Trigger, from the source's anchor to the controlling one."""
        self.triggers += 1
        self.sent.append((time, "RoTrigger"))
        gateway = self.bound[self.source].gateway
        self.at(time + self.delay(*self.anchors.values()), self.take_trigger, self.triggers, gateway)

    def take_trigger(self, time, trigger, gateway):
        """The controlling anchor has it."""
        self.known.setdefault(self.controller, time)
        self.waiting.append(trigger)
        self.source_gateway = gateway
        self.start(time)

    def start(self, time):
        """RO Init, from the controlling anchor to the target's gateway."""
        target, source = self.bound.get(self.target), self.bound.get(self.source)
        self.is_open = False
        if not target or (not self.has_two and not source):
            return  # The registration to come starts another attempt.
        if not self.has_two:
            self.source_gateway = source.gateway
        self.number += 1
        self.is_open = True
        self.sent.append((time, "RoInit"))
        self.at(time + self.delay(self.controller, target.gateway), self.take_init, self.number,
                target.gateway, self.source_gateway)  # fmt: skip

    def take_init_answer(self, time, number, is_accepted):
        """The controlling anchor has RO Init Ack."""
        if number != self.number or not self.is_open:
            self.dropped[time, "RoInitAck"] += 1
            return
        self.is_open = False
        if is_accepted:
            self.active[self.controller].append(time)
        for trigger in self.waiting:
            self.sent.append((time, "RoTriggerAck"))
            self.at(time + self.delay(*self.anchors.values()), self.take_trigger_answer, trigger,
                    is_accepted)  # fmt: skip
        self.waiting = []

    def take_trigger_answer(self, time, trigger, is_accepted):
        """The source's anchor has RO Trigger Ack."""
        if trigger != self.triggers:
            self.dropped[time, "RoTriggerAck"] += 1
        elif is_accepted:
            self.active[self.anchors[self.source]].append(time)

    # The target's gateway.

    def take_init(self, time, number, gateway, remote):
        """RO Init."""
        is_here = self.serves(gateway, self.target, time)
        is_here = is_here and (gateway != remote or self.serves(gateway, self.source, time))
        later = self.next_registration(gateway, time)
        if self.is_older(gateway, number) or (not is_here and later is None):
            self.answer(time, gateway, number, False)
        elif not is_here:
            self.at(later, self.take_init, number, gateway, remote)
        else:
            self.set_row(time, gateway, self.target, remote, number)
            if gateway == remote:
                self.setting_up.pop(gateway, None)
                self.answer(time, gateway, number, True)
                self.answer_pending(time, gateway, True)
                return
            self.pending[gateway].append(number)
            self.setting_up[gateway] = number
            self.cross(time, "RoSetup", self.target, gateway, remote, self.take_setup,
                       number, gateway)  # fmt: skip

    def answer(self, time, gateway, number, is_accepted):
        """RO Init Ack."""
        self.sent.append((time, "RoInitAck"))
        self.at(time + self.delay(gateway, self.controller), self.take_init_answer, number,
                is_accepted)  # fmt: skip

    def answer_pending(self, time, gateway, is_accepted):
        """RO Init Ack to all that wait for the same."""
        for number in self.pending.pop(gateway, []):
            self.answer(time, gateway, number, is_accepted)

    def take_setup_answer(self, time, gateway, number, is_accepted):
        """RO Setup Ack."""
        if self.setting_up.get(gateway) != number:
            self.dropped[time, "RoSetupAck"] += 1
            return
        del self.setting_up[gateway]
        if not is_accepted:
            self.set_row(time, gateway, self.target, None, number)
        self.answer_pending(time, gateway, is_accepted)

    # The source's gateway, and the way there.

    def cross(self, time, name, node, gateway, remote, handler, *arguments):
        """From the gateway of a node to the other one's, in proxy mode by the anchors (3)."""
        self.sent.append((time, name))
        if not self.is_proxy:
            self.at(time + self.delay(gateway, remote), handler, remote, *arguments)
            return
        if name == "RoSetup":
            self.at(time + self.delay(gateway, self.controller), self.take_relayed, gateway,
                    remote, handler, arguments)  # fmt: skip
            return
        self.cross_anchors(time, name, node, gateway, remote, handler, arguments)

    def take_relayed(self, time, gateway, remote, handler, arguments):
        """RO Setup at the controlling anchor, which passes on what is of the present attempt."""
        number = arguments[0]
        if number != self.number or self.care_of[self.target] != gateway:
            self.sent.append((time, "RoSetupAck"))
            self.at(time + self.delay(self.controller, gateway), self.take_setup_answer, gateway,
                    number, False)  # fmt: skip
            return
        time -= self.delay(gateway, self.controller)
        self.cross_anchors(time, "RoSetup", self.target, gateway, remote, handler, arguments)

    def cross_anchors(self, time, name, node, gateway, remote, handler, arguments):
        """By the anchors, none of which refuses."""
        anchors = [self.anchors[node]]
        if self.has_two:
            anchors.append(next(a for a in self.anchors.values() if a != anchors[0]))
        other = self.source if node == self.target else self.target
        for here, there in zip([gateway, *anchors], anchors):
            time += self.delay(here, there)
            self.at(time, self.relay, name)
        if name == "RoSetupAck":
            self.at(time + self.delay(anchors[-1], remote), handler, remote, *arguments)
        else:
            # The last anchor sends it to where its node is then.
            self.at(time, self.pass_on, anchors[-1], other, handler, arguments)

    def relay(self, time, name):
        """An anchor sends a message on."""
        self.sent.append((time, name))

    def pass_on(self, time, anchor, node, handler, arguments):
        """An anchor sends a message to the gateway of its node."""
        gateway = self.bound[node].gateway
        self.at(time + self.delay(anchor, gateway), handler, gateway, *arguments)

    def take_setup(self, time, gateway, number, remote):
        """RO Setup."""
        is_here = self.serves(gateway, self.source, time)
        later = self.next_registration(gateway, time)
        if not is_here and later is not None and not self.is_older(gateway, number):
            self.at(later, self.take_setup, gateway, number, remote)
            return
        is_accepted = is_here and not self.is_older(gateway, number)
        if is_accepted:
            self.set_row(time, gateway, self.source, remote, number)
        self.cross(time, "RoSetupAck", self.source, gateway, remote, self.take_setup_answer,
                   number, is_accepted)  # fmt: skip
