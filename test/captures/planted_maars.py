# SPDX-License-Identifier: GPL-2.0-only
"""The self-test's messages of RFC 8885: each as it should be, and with a fault each."""

import struct

from scapy.layers.inet6 import IPv6

from .building import ADDRESS, ENDS, PREFIX, TIME, altered, message, mobility
from .planted_routes import OTHER, time

NODE = (8, b"\x01mn1@pmipv6.test", 1, 0)
HOME = (22, PREFIX, 8, 4)
ANCHORED = (65, OTHER, 8, 4)
LOCAL = (66, PREFIX, 8, 4)
PREVIOUS = (67, OTHER[:2] + ADDRESS + OTHER[2:], 8, 4)
SERVING = (68, ADDRESS, 8, 6)
LINK_LOCAL = (69, bytes.fromhex("fe8000000000000000000000000000a3"), 8, 6)
LINK_LAYER = (70, b"\0\0\2\0\0\0\0\xa3", 2, 0)
A_P_D, P_D = 0x8210, 0x22


def pbu(*options, flags=A_P_D):
    """A Proxy Binding Update of a MAAR or a CMD."""
    return IPv6(**ENDS) / mobility(message(struct.pack("!HHH", 7, flags, 75), *options))


def pba(*options, flags=P_D):
    """A Proxy Binding Acknowledgement of a MAAR or a CMD."""
    return IPv6(**ENDS) / mobility(message(struct.pack("!BBHH", 0, flags, 7, 75), *options), 6)


def sound():
    """Packets in which nothing is to be found."""
    return [
        pbu(NODE, HOME, time(TIME)),
        pbu(NODE, HOME, SERVING, time(TIME)),
        pbu(ANCHORED, LOCAL, LOCAL),
        pba(NODE, SERVING, ANCHORED, LOCAL, LINK_LOCAL, LINK_LAYER, time(TIME)),
        pba(HOME, PREVIOUS, LINK_LOCAL, LINK_LAYER, PREVIOUS),
        pba(PREVIOUS, (70, bytes(2) + bytes(8), 2, 0), (70, bytes(2), 2, 0)),
    ]


def faulty():
    """(name, packet, words of the sentence that must tell the fault)."""
    answer = pba(HOME, PREVIOUS)
    wrong = "ProxyBindingAcknowledgement: the checksum 0x[0-9a-f]+ is wrong"
    yield "checksum of a previous MAAR", altered(answer, -1, 8), wrong
    for name, (kind, data, x, y) in (
        ("Anchored Prefix", ANCHORED),
        ("Local Prefix", LOCAL),
        ("Previous MAAR", PREVIOUS),
        ("Serving MAAR", SERVING),
        ("DLIF Link-Local Address", LINK_LOCAL),
        ("DLIF Link-Layer Address", LINK_LAYER),
    ):
        option = (kind, data, x, y)
        yield f"{name} of a MAG", pbu(option, flags=0x8200), f"Update: {name} without the D flag"
        yield f"{name} of an LMA", pba(option, flags=0x20), f"ment: {name} without the D flag"
        yield f"{name} out of place", pba((kind, data, x, y ^ 1)), f"{name} at .* {x}n.{y}"
        least = (kind, data[:1], x, y)
        yield f"{name} of one octet", pbu(least), f"{name} has the length 1$"
        if kind != LINK_LAYER[0]:
            longer = (kind, data + b"\0", x, y)
            yield f"{name} too long", pba(longer), f"{name} has the length {len(data) + 1}$"
    for name, (kind, data, x, y) in (
        ("Home Network Prefix", HOME),
        ("Anchored Prefix", ANCHORED),
        ("Local Prefix", LOCAL),
        ("Previous MAAR", PREVIOUS),
    ):
        wide = (kind, b"\0\x81" + data[2:], x, y)
        yield f"{name} of 129 bits", pba(wide), f"{name} has the prefix length 129"
