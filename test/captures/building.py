# SPDX-License-Identifier: GPL-2.0-only
"""Packets with Mobility Headers, made by scapy, for the self-test."""

import struct

from scapy.layers.inet6 import IPv6, MIP6MH_Generic

TIME = 300.5
ENDS = {"src": "fd00:1::1", "dst": "fd00:2::2"}
PREFIX = bytes.fromhex("0040fd00000a000000000000000000000000")
ADDRESS = bytes.fromhex("fd00000b000000000000000000000001")


def stamp(time):
    return struct.pack("!Q", int(time * 65536))


def message(fixed, *options, shift=0):
    """The octets after the checksum: options aligned by (type, data, x, y), padded at the end."""
    octets = bytes(6) + fixed
    for kind, data, x, y in options:
        octets += padding((y - len(octets)) % x + shift)
        octets += bytes([kind, len(data)]) + data
    return (octets + padding(-len(octets) % 8))[6:]


def padding(length):
    if length < 2:
        return bytes(length)
    return bytes([1, length - 2]) + bytes(length - 2)


def update(time=TIME, prefix=PREFIX, **more):
    fixed = struct.pack("!HHH", 7, 0x8200, 75)
    return message(
        fixed,
        (8, b"\x01mn1@pmipv6.test", 1, 0),
        (22, prefix, 8, 4),
        (23, b"\0\x04", 1, 0),
        (24, b"\0\x04", 1, 0),
        (25, b"\0\0" + bytes(range(6)), 2, 0),
        (27, stamp(time), 8, 2),
        **more,
    )


def mobility(octets, kind=5, **fields):
    return MIP6MH_Generic(mhtype=kind, msg=octets, **fields)


def pbu(*arguments, **more):
    return IPv6(**ENDS) / mobility(update(*arguments, **more))


def pba():
    fixed = struct.pack("!BBHH", 0, 0x20, 7, 75)
    return IPv6(**ENDS) / mobility(
        message(
            fixed,
            (22, PREFIX, 8, 4),
            (51, b"\0\x80" + ADDRESS, 8, 4),
            (18, b"\1\x80" + ADDRESS, 8, 4),
            (27, stamp(TIME), 8, 2),
        ),
        6,
    )


def initiation():
    fixed = struct.pack("!HHH", 7, 0, 75)
    return IPv6(**ENDS) / mobility(message(fixed, (51, b"\0\x80" + ADDRESS, 8, 4)), 17)


def altered(packet, at, value):
    """The packet with one octet, counted from its end if negative, replaced after all checksums."""
    octets = bytearray(bytes(packet))
    octets[at] = value if octets[at] != value else value ^ 1
    return bytes(octets)
