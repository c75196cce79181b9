# SPDX-License-Identifier: GPL-2.0-only
"""What the captures of a run say of each link of the core: the IPv6 packets that nodes sent into it,
what they carry, and whether in a tunnel. By the octets alone (RFC 8200, RFC 6275)."""

import collections
import struct

from captures import experiments

PPP, PPP_IPV6 = 9, 0x57  # link type of captures; RFC 5072, 2
MICROSECONDS = 0xA1B2C3D4
HEADER = 40
HOP_BY_HOP, TCP, UDP, IPV6, ROUTING, FRAGMENT, ICMPV6, DESTINATION_OPTIONS, MOBILITY = (
    0, 6, 17, 41, 43, 44, 58, 60, 135)  # fmt: skip
HOME_ADDRESS = 201  # option (RFC 6275, 6.3)
DISCOVERY = {144: "HomeAgentAddressDiscoveryRequest", 145: "HomeAgentAddressDiscoveryReply"}
MESSAGES = {
    0: "BindingRefreshRequest",
    1: "HomeTestInit",
    2: "CareofTestInit",
    3: "HomeTest",
    4: "CareofTest",
    5: "BindingUpdate",
    6: "BindingAcknowledgement",
    7: "BindingError",
    13: "Heartbeat",
}
REVOCATIONS = {1: "BindingRevocationIndication", 2: "BindingRevocationAcknowledgement"}

# What a packet carries: its upper-layer protocol, the addresses of that (in the place of care-of
# addresses the home addresses), its octets from there on, whether it is in a tunnel, and the
# Identification of its fragments.
Inside = collections.namedtuple("Inside", "protocol source destination octets tunnelled fragment later")
Sent = collections.namedtuple("Sent", "time octets")


def read(path):
    """[(time in s, octets of the IPv6 packet)] of a capture of a point-to-point device."""
    octets = path.read_bytes()
    magic, _, _, _, _, _, link_type = struct.unpack("<IHHiIII", octets[:24])
    if (magic, link_type) != (MICROSECONDS, PPP):
        return None
    packets, at = [], 24
    while at < len(octets):
        seconds, micros, length, whole = struct.unpack("<IIII", octets[at : at + 16])
        frame = octets[at + 16 : at + 16 + length]
        if length != whole:
            raise ValueError(f"{path.name} has cut packets")
        if struct.unpack("!H", frame[:2])[0] == PPP_IPV6:
            packets.append(Sent(seconds + micros * 1e-6, frame[2:]))
        at += 16 + length
    return packets


def links(folder):
    """The captures of both ends of each link of the core."""
    for path in sorted(folder.glob("*-*.pcap")):
        a, _, b = path.stem.partition("-")
        other = folder / f"{b}-{a}.pcap"
        if a < b and other.is_file():
            yield read(path), read(other)


def sent_into(ends, end):
    """What the ends of a link sent into it before a time, each packet once, at its sender's end: that
    at which these octets were first. (They come the other way in no packet: hop limits fall.)"""
    times = [collections.defaultdict(list) for _ in ends]
    for seen, packets in zip(times, ends):
        for time, octets in packets:
            seen[octets].append(time)
    for octets in {**times[0], **times[1]}:
        sender = min((seen[octets] for seen in times if octets in seen), key=lambda found: found[0])
        yield from (Sent(time, octets) for time in sender if time < end)


def look_inside(octets):
    """What a packet carries."""
    protocol, at, tunnelled, fragment, later = IPV6, 0, None, None, False
    source = destination = b""
    while not later:
        if protocol == IPV6:
            tunnelled = tunnelled is not None  # The first header is no tunnel's.
            protocol, source, destination = octets[at + 6], octets[at + 8 : at + 24], octets[at + 24 : at + 40]
            at += HEADER
        elif protocol in (HOP_BY_HOP, ROUTING, DESTINATION_OPTIONS):
            header = octets[at : at + 8 * (octets[at + 1] + 1)]
            if protocol == ROUTING and header[2] == 2 and header[3]:
                destination = header[8:24]
            elif protocol == DESTINATION_OPTIONS:
                source = home_address(header) or source
            protocol = header[0]
            at += len(header)
        elif protocol == FRAGMENT:
            following, _, place, fragment = struct.unpack("!BBHI", octets[at : at + 8])
            protocol, later = following, place >> 3 != 0
            at += 8
        else:
            break
    if later and protocol == IPV6:
        tunnelled = True
    return Inside(protocol, source, destination, octets[at:], tunnelled, fragment, later)


def home_address(header):
    """The address in the Home Address option of a Destination Options header, or None."""
    at = 2
    while at < len(header):
        if header[at] == HOME_ADDRESS:
            return header[at + 2 : at + 18]
        at += 1 if header[at] == 0 else 2 + header[at + 1]
    return None


def message_name(octets):
    """The name of a Mobility Header (RFC 6275, 6.1; RFC 5213, 8.1 and 8.2; RFC 5846; RFC 5096)."""
    kind = octets[2]
    if kind == 5 and octets[8] & 0x02:
        return "ProxyBindingUpdate"
    if kind == 6 and octets[7] & 0x20:
        return "ProxyBindingAcknowledgement"
    if kind == 11:
        return experiments.name(octets[6])
    return REVOCATIONS[octets[6]] if kind == 16 else MESSAGES[kind]


class Sums:
    """Octets times links: of signalling by message, of data by (source, destination, whether in a
    tunnel)."""

    def __init__(self, folder, end):
        self.signalling = collections.Counter()
        self.data = collections.Counter()
        self.links = 0
        self.fragments = {}  # of messages, by identification and source: the name
        for ends in links(folder):
            self.links += 1
            # Of one instant in the order sent: a message's first fragment says what it is.
            for packet in sorted(sent_into(ends, end), key=lambda sent: sent.time):
                self.add(packet.octets)

    def has_fragments(self):
        """Whether a message was in fragments."""
        return any(fragment is not None for _, fragment in self.fragments)

    def add(self, octets):
        """A packet on a link."""
        inside = look_inside(octets)
        key = (octets[8:24], inside.fragment)
        if inside.protocol == MOBILITY and not inside.later:
            self.fragments[key] = message_name(inside.octets)
            self.signalling[message_name(inside.octets)] += len(octets)
        elif inside.later and key in self.fragments:
            self.signalling[self.fragments[key]] += len(octets)
        elif inside.protocol == ICMPV6:
            name = DISCOVERY.get(inside.octets[0])
            self.signalling.update({name: len(octets)} if name else {})
        elif inside.protocol in (UDP, TCP) and has_payload(inside):
            self.data[inside.source, inside.destination, inside.tunnelled] += len(octets)
        elif inside.later and inside.protocol == IPV6:
            raise ValueError("a later fragment of a tunnel's packet, of which nobody knows the flow")


def has_payload(inside):
    """Whether it is a datagram, or a segment that is more than its header."""
    if inside.protocol == UDP or inside.later:
        return True
    return len(inside.octets) > 4 * (inside.octets[12] >> 4)
