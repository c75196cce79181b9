# SPDX-License-Identifier: GPL-2.0-only
"""The self-test's messages of draft-luo: each as it should be, and with a fault each."""

import struct

from scapy.layers.inet6 import IPv6

from .building import ADDRESS, ENDS, PREFIX, TIME, altered, message, mobility, stamp
from .planted_routes import GATEWAY, OTHER, ro, time

OWN = (22, PREFIX, 8, 4)
SECOND = (22, OTHER, 8, 4)
HOST = (22, b"\0\x80" + ADDRESS, 8, 4)
BINDING = time(TIME - 200)  # made then
NODE = (8, b"\x01mn1@pmipv6.test", 1, 0)
PREVIOUS = (18, b"\1\x80" + ADDRESS, 8, 4)
PBQR, PBQA, PBCI, PBCA, UPDATE, UPDATE_ACK = range(0x20, 0x26)
ASK, PREVIOUS_GATEWAY, OWN_KNOWLEDGE = 0x80, 0xC0, 0xA0


def correspondent(length=64, end=bytes(2), place=4):
    data = bytes([2, length]) + ADDRESS + OTHER[2:] + stamp(TIME - 200) + struct.pack("!H", 15)
    return (18, data + end, 8, place)


def registration(*options):
    """A Proxy Binding Acknowledgement."""
    fixed = struct.pack("!BBHH", 0, 0x20, 7, 75)
    return IPv6(**ENDS) / mobility(message(fixed, *options), 6)


def sound():
    """Packets in which nothing is to be found."""
    return [
        ro(PBQR, ASK, HOST, lifetime=0xFFFF),
        ro(PBQR, OWN_KNOWLEDGE, OWN, GATEWAY, lifetime=0xFFFF),
        ro(PBQA, 0, OWN, GATEWAY, BINDING),
        ro(PBQA, 133, HOST, lifetime=0),
        ro(PBQA, 139, lifetime=0),
        ro(PBCI, PREVIOUS_GATEWAY, OWN, SECOND, GATEWAY, BINDING, NODE),
        ro(PBCI, ASK, OWN, GATEWAY, BINDING),
        ro(PBCI, ASK, OWN, BINDING, lifetime=0),
        ro(PBCI, ASK, OWN, lifetime=0),
        ro(PBCA, 0, OWN),
        ro(PBCA, 2, OWN, correspondent(), correspondent(128)),
        ro(UPDATE, ASK, OWN, GATEWAY, BINDING),
        ro(UPDATE, ASK, GATEWAY, BINDING, NODE),
        ro(UPDATE, ASK, OWN, BINDING, lifetime=0),
        ro(UPDATE_ACK, 1, OWN, PREVIOUS),
        ro(UPDATE_ACK, 138, lifetime=0),
        registration(OWN, PREVIOUS, PREVIOUS, (18, b"\5\xe0", 1, 0), time(TIME)),
    ]


def faulty():
    """(name, packet, words of the sentence that must tell the fault)."""
    change = ro(PBCI, ASK, OWN, GATEWAY, BINDING)
    yield "checksum of a PBCI", altered(change, -1, 8), "Pbci: the checksum 0x[0-9a-f]+ is wrong"
    yield "P in a PBQR", ro(PBQR, 0xC0, HOST), "Pbqr: Flags are 0xc0, not 0x80 or 0xa0"
    yield "O in a PBCI", ro(PBCI, 0xA0, OWN, GATEWAY, BINDING), "Pbci: Flags are 0xa0"
    update = ro(UPDATE, 0xC0, OWN, GATEWAY, BINDING)
    yield "P in a LocationUpdate", update, "LocationUpdate: Flags are 0xc0, not 0x80$"
    yield "more of a PBQA", ro(PBQA, 2, OWN, GATEWAY, BINDING), "Pbqa: Status is 2"
    yield "status of a PBCA", ro(PBCA, 144, OWN), "Pbca: Status is 144"
    yield "PBQR of two", ro(PBQR, ASK, OWN, SECOND), "Pbqr: names 2 prefixes, not one"
    yield "PBQA of none", ro(PBQA, 133), "Pbqa: names 0 prefixes"
    yield "PBCI of none", ro(PBCI, ASK, GATEWAY, BINDING), "Pbci: names no prefix"
    nobody = ro(UPDATE, ASK, GATEWAY, BINDING)
    yield "LocationUpdate of nobody", nobody, "LocationUpdate: names neither a prefix nor a mobile"
    late = ro(PBCI, ASK, GATEWAY, OWN, BINDING)
    yield "location first", late, r"Pbci: .*types \[51, 22, 27\], not prefixes first"
    yield "PBQA without time", ro(PBQA, 0, OWN, GATEWAY), r"Pbqa: .*types \[51\] behind"
    nowhere = ro(PBCI, ASK, OWN, BINDING)
    yield "PBCI without location", nowhere, r"Pbci: .*types \[27\] behind"
    end = ro(UPDATE, ASK, OWN, GATEWAY, BINDING, lifetime=0)
    yield "end with location", end, "LocationUpdate: ends a location and names one"
    yield "PBCA with time", ro(PBCA, 0, OWN, BINDING), "Pbca: has other options than"
    future = ro(PBQA, 0, OWN, GATEWAY, time(TIME + 41))
    yield "binding of the future", future, "Pbqa: Timestamp is 341.5"
    yield from faulty_options()


def faulty_options():
    """As faulty(), in options."""
    bare = (18, b"\1" + ADDRESS, 8, 4)
    yield "PreviousLocation of 17 octets", registration(bare), "PreviousLocation has the length 17"
    half = (18, b"\1\x40" + ADDRESS, 8, 4)
    yield "PreviousLocation of 64 bits", registration(half), "PreviousLocation .* length 64"
    shifted = (*PREVIOUS[:2], 8, 2)
    yield "PreviousLocation out of place", registration(shifted), r"PreviousLocation at .* 8n\+4"
    wide = (18, b"\5\x80\0\0", 1, 0)
    yield "Capabilities of 24 bits", registration(wide), "Capabilities has the length 4"
    unknown = (18, b"\5\x90", 1, 0)
    yield "Capabilities of others", registration(unknown), "Capabilities are 0x90"
    long = ro(PBCA, 0, OWN, correspondent(129))
    yield "correspondent of 129 bits", long, "CorrespondentLocation has the prefix length 129"
    short = ro(PBCA, 0, OWN, correspondent(end=b"\0"))
    yield "correspondent of 45 octets", short, "CorrespondentLocation has the length 45"
    used = ro(PBCA, 0, OWN, correspondent(end=b"\0\1"))
    yield "reserved octets", used, "CorrespondentLocation does not end with zeros"
    crooked = ro(PBCA, 0, OWN, correspondent(place=0))
    yield "correspondent out of place", crooked, r"CorrespondentLocation at .* 8n\+4"
