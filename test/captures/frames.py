# SPDX-License-Identifier: GPL-2.0-only
"""From a capture's frames to the upper-layer packets within, through tunnels, and their checksums."""

import collections
import contextlib
import struct

from scapy.error import Scapy_Exception
from scapy.utils import RawPcapReader

ETHERNET, PPP, RADIOTAP, WIFI = 1, 9, 127, 105
RAW = (12, 101, 228, 229)

HOP_BY_HOP, IPV4, TCP, UDP, IPV6, ROUTING, FRAGMENT = 0, 4, 6, 17, 41, 43, 44
GRE, ICMPV6, NO_NEXT_HEADER, DESTINATION_OPTIONS = 47, 58, 59, 60
HOME_ADDRESS_OPTION = 201
ENCAPSULATION_PORT = 5436  # RFC 5844, 4.3: IPv4-UDP
CHECKSUM_OFFSETS = {TCP: 16, UDP: 6, ICMPV6: 2}
NAMES = {TCP: "TCP", UDP: "UDP", ICMPV6: "ICMPv6"}

# What an IP header carries: source and destination are those that checksums are made with.
Upper = collections.namedtuple("Upper", "protocol octets source destination")


class Broken(Exception):
    """A packet that ends within a header, or a file that is no capture known here."""


def read(path):
    """(time in s, link type, octets, whether none were cut off) of each packet of a capture."""
    try:
        reader = RawPcapReader(str(path))
    except (Scapy_Exception, EOFError, OSError) as error:
        raise Broken(f"is no capture that can be read ({error})") from error
    with contextlib.closing(reader):
        units = 1e-9 if getattr(reader, "nano", False) else 1e-6
        for octets, meta in reader:
            if hasattr(meta, "sec"):
                link_type, time = reader.linktype, meta.sec + meta.usec * units
            else:  # pcapng
                link_type = meta.linktype
                time = ((meta.tshigh << 32) + meta.tslow) / meta.tsresol
            yield time, link_type, octets, len(octets) >= meta.wirelen


def take(octets, start, length):
    """That many octets, or Broken."""
    part = octets[start : start + length]
    if len(part) < length:
        raise Broken(f"ends {length - len(part)} octets too early")
    return part


def wifi_payloads(frame):
    """The LLC packets of an IEEE 802.11 frame; none for management, control and encrypted ones."""
    control, flags = take(frame, 0, 2)
    kind, subtype = control >> 2 & 3, control >> 4
    if kind != 2 or subtype & 4 or flags & 0x44:  # no data, more fragments, protected
        return
    start = 30 if flags & 3 == 3 else 24
    if take(frame, 22, 1)[0] & 0x0F:
        return  # a later fragment
    aggregated = False
    if subtype & 8:
        aggregated = bool(take(frame, start, 1)[0] & 0x80)
        start += 6 if flags & 0x80 else 2
    if not aggregated:
        yield frame[start:]
        return
    while start + 14 < len(frame):
        (length,) = struct.unpack("!H", take(frame, start + 12, 2))
        if length == 0:
            return  # only the frame check sequence is left
        yield take(frame, start + 14, length)
        start += 14 + length + (-(14 + length) % 4)


def ether_types(link_type, frame):
    """(EtherType, octets) of each network-layer packet of a frame."""
    if link_type == ETHERNET:
        start = 12
        (kind,) = struct.unpack("!H", take(frame, start, 2))
        while kind in (0x8100, 0x88A8):
            start += 4
            (kind,) = struct.unpack("!H", take(frame, start, 2))
        if kind >= 0x600:
            yield kind, frame[start + 2 :]
        else:
            yield from llc(frame[start + 2 :])
    elif link_type == PPP:
        start = 2 if frame[:2] == b"\xff\x03" else 0
        (kind,) = struct.unpack("!H", take(frame, start, 2))
        yield {0x0021: 0x0800, 0x0057: 0x86DD}.get(kind, 0), frame[start + 2 :]
    elif link_type == WIFI:
        for payload in wifi_payloads(frame):
            yield from llc(payload)
    elif link_type == RADIOTAP:
        (length,) = struct.unpack("<H", take(frame, 2, 2))
        yield from ether_types(WIFI, frame[length:])
    elif link_type in RAW:
        version = take(frame, 0, 1)[0] >> 4
        yield {4: 0x0800, 6: 0x86DD}.get(version, 0), frame
    else:
        raise Broken(f"has link type {link_type}, which is not known here")


def llc(octets):
    if octets[:6] == b"\xaa\xaa\x03\x00\x00\x00":
        yield struct.unpack("!H", take(octets, 6, 2))[0], octets[8:]


def upper_layers(link_type, frame):
    """Every upper-layer packet of a frame as an Upper; FRAGMENT stands for a part of one."""
    for kind, octets in ether_types(link_type, frame):
        yield from network_layer(kind, octets)


def network_layer(ether_type, octets):
    if ether_type == 0x86DD:
        yield from ipv6(octets)
    elif ether_type == 0x0800:
        yield from ipv4(octets)


def ipv4(octets):
    length = (take(octets, 0, 20)[0] & 0x0F) * 4
    total, _, fragment, _, protocol = struct.unpack("!HHHBB", octets[2:10])
    source, destination = octets[12:16], octets[16:20]
    payload = take(octets, length, total - length)
    if fragment & 0x3FFF:
        yield Upper(FRAGMENT, payload, source, destination)
    else:
        yield from payload_of(Upper(protocol, payload, source, destination))


def ipv6(octets):
    length, protocol = struct.unpack("!HB", take(octets, 0, 40)[4:7])
    source, destination = octets[8:24], octets[24:40]
    payload = take(octets, 40, length)
    while protocol in (HOP_BY_HOP, ROUTING, DESTINATION_OPTIONS):
        header = take(payload, 0, 8)
        header = take(payload, 0, (header[1] + 1) * 8)
        if protocol == ROUTING and header[2] == 2 and header[3] > 0:
            destination = take(header, 8, 16)  # RFC 6275, 6.4: on its way to the home address
        elif protocol == DESTINATION_OPTIONS:
            source = home_address(header) or source  # RFC 6275, 6.3
        protocol, payload = header[0], payload[len(header) :]
    if protocol == FRAGMENT:
        yield Upper(FRAGMENT, payload, source, destination)
    else:
        yield from payload_of(Upper(protocol, payload, source, destination))


def home_address(header):
    """The address of the Home Address option in a Destination Options header, or None."""
    at = 2
    while at < len(header):
        if header[at] == 0:
            at += 1
            continue
        length = take(header, at + 1, 1)[0]
        if header[at] == HOME_ADDRESS_OPTION and length == 16:
            return take(header, at + 2, 16)
        at += 2 + length
    return None


def payload_of(upper):
    """The upper-layer packet, and those within where it is a tunnel's."""
    if upper.protocol == IPV6:
        yield from ipv6(upper.octets)
    elif upper.protocol == IPV4:
        yield from ipv4(upper.octets)
    elif upper.protocol == GRE:
        yield from gre(upper.octets)
    elif upper.protocol != NO_NEXT_HEADER:
        yield upper
        if upper.protocol == UDP and len(upper.source) == 4:
            ports = struct.unpack("!HH", take(upper.octets, 0, 4))
            inner = upper.octets[8:]
            if ENCAPSULATION_PORT in ports and inner:
                yield from network_layer({4: 0x0800, 6: 0x86DD}.get(inner[0] >> 4, 0), inner)


def gre(octets):
    flags, kind = struct.unpack("!HH", take(octets, 0, 4))
    start = 4 + 4 * bin(flags & 0xB000).count("1")  # checksum, key, sequence number
    yield from network_layer(kind, octets[start:])


def checksum_holds(upper, octets=None):
    """Whether the octets and their pseudo-header sum to all ones (RFC 1071; RFC 8200, 8.1)."""
    octets = upper.octets if octets is None else octets
    if len(upper.source) == 16:
        pseudo = upper.source + upper.destination + struct.pack("!II", len(octets), upper.protocol)
    else:
        pseudo = upper.source + upper.destination + struct.pack("!HH", upper.protocol, len(octets))
    padded = pseudo + octets + bytes(len(octets) % 2)
    # The one's complement sum of 16-bit words is the number's remainder modulo 0xffff.
    return int.from_bytes(padded, "big") % 0xFFFF == 0


def checksum_fault(upper):
    """What is wrong with the checksum of a TCP, UDP or ICMPv6 packet; None if it holds."""
    if upper.protocol not in CHECKSUM_OFFSETS:
        return None
    checksum = take(upper.octets, CHECKSUM_OFFSETS[upper.protocol], 2)
    if checksum_holds(upper):
        return None
    if upper.protocol == UDP and checksum == b"\0\0":
        # RFC 768: none was made. RFC 8200, 8.1: over IPv6 there must be one.
        return "a UDP datagram without a checksum" if len(upper.source) == 16 else None
    return f"the {NAMES[upper.protocol]} checksum 0x{checksum.hex()} is wrong"


def is_icmpv6_error(upper):
    """Whether it quotes another packet, which tshark dissects and this does not."""
    return upper.protocol == ICMPV6 and upper.octets[:1] < b"\x80"
