# SPDX-License-Identifier: GPL-2.0-only
"""The self-test's messages of localized routing: each as it should be, and with a fault each."""

import struct

from scapy.layers.inet6 import IPv6, MIP6MH_Generic

from .building import ADDRESS, ENDS, PREFIX, TIME, altered, message, mobility, stamp

OTHER = bytes.fromhex("0040fd00000c000000000000000000000000")
PAIR = ((22, PREFIX, 8, 4), (22, OTHER, 8, 4))
IPV4_PAIR = ((29, bytes.fromhex("80000a000001"), 4, 0), (29, bytes.fromhex("80000a000002"), 4, 0))
GATEWAY = (51, b"\0\x80" + ADDRESS, 8, 4)
ORDERING = (18, b"\4\0" + struct.pack("!I", 7), 4, 0)
TUNNEL = (18, b"\3\0" + bytes(4), 4, 0)
KEYED_TUNNEL = (18, b"\3\1" + struct.pack("!I", 5), 4, 0)
TRIGGER, TRIGGER_ACK, INIT, INIT_ACK, SETUP, SETUP_ACK, REFRESH, REFRESH_ACK = range(0x10, 0x18)
REQUEST, REQUEST_ACK = 0x18, 0x19
ASK = 0x80


def ro(subtype, second, *options, lifetime=75, **fields):
    fixed = struct.pack("!BBHH", subtype, second, 7, lifetime)
    return IPv6(**ENDS) / mobility(message(fixed, *options), 11, **fields)


def time(moment):
    return (27, stamp(moment), 8, 2)


def tunnelled(packet):
    return IPv6(src="fd00:3::1", dst="fd00:3::2") / packet


def sound():
    """Packets in which nothing is to be found."""
    return [
        ro(TRIGGER, ASK, *PAIR, GATEWAY),
        ro(TRIGGER, ASK, *PAIR, GATEWAY, time(TIME - 200)),  # of a binding made then
        ro(TRIGGER_ACK, 0, *PAIR),
        ro(INIT, ASK, *PAIR, GATEWAY, ORDERING),
        ro(INIT, ASK, *PAIR, GATEWAY, ORDERING, KEYED_TUNNEL, lifetime=0),
        ro(INIT_ACK, 132, *PAIR, ORDERING, lifetime=0),
        ro(SETUP, ASK, *PAIR, GATEWAY, ORDERING, TUNNEL),
        ro(SETUP, ASK, *PAIR, GATEWAY),
        ro(SETUP_ACK, 1, *PAIR, ORDERING, TUNNEL),
        ro(REFRESH, ASK, *PAIR, lifetime=0xFFFF),
        ro(REFRESH_ACK, 137, *PAIR, lifetime=0),
        ro(REQUEST, ASK, *IPV4_PAIR),
        ro(REQUEST_ACK, 0, *IPV4_PAIR),
        ro(REQUEST_ACK, 139, lifetime=0),
        tunnelled(ro(SETUP, ASK, *PAIR, GATEWAY, ORDERING)),
    ]


def faulty():
    """(name, packet, words of the sentence that must tell the fault)."""
    wrong = "checksum 0x[0-9a-f]+ is wrong"
    init = ro(INIT, ASK, *PAIR, GATEWAY, ORDERING)
    yield "checksum", altered(init, -1, 8), "RoInit: the " + wrong
    yield "checksum in a tunnel", altered(tunnelled(init), -1, 8), "RoInit: the " + wrong
    given = ro(REFRESH_ACK, 0, *PAIR)
    given[MIP6MH_Generic].cksum = 0
    yield "no checksum", given, "RoRefreshAck: the checksum 0x0000 is wrong"
    yield "Payload Proto", ro(REQUEST, ASK, *PAIR, nh=58), "RoRequest: Payload Proto is 58"
    short = IPv6(**ENDS) / mobility(b"\x12\x80", 11)
    yield "no fixed part", short, "Experimental of 8 octets is too short"
    long = ro(SETUP, ASK, *PAIR, GATEWAY, ORDERING, len=30)
    yield "Header Len", long, "says 248 octets"
    yield "subtype", ro(0x1A, ASK, *PAIR), "Experimental subtype 26: the subtype is not known"
    yield "flags", ro(REFRESH, 0xC0, *PAIR), "RoRefresh: Flags are 0xc0"
    yield "no flag", ro(REQUEST, 0, *PAIR), "RoRequest: Flags are 0x00"
    yield "status", ro(TRIGGER_ACK, 144, *PAIR), "RoTriggerAck: Status is 144"
    yield "status of another message", ro(SETUP_ACK, 2, *PAIR), "RoSetupAck: Status is 2"
    yield "one of a pair", ro(REFRESH, ASK, PAIR[0]), r"RoRefresh: .*types \[22\], not with a pair"
    yield "no pair", ro(SETUP_ACK, 131, ORDERING), "RoSetupAck: begins"
    mixed = ro(REQUEST, ASK, IPV4_PAIR[0], PAIR[1])
    yield "IPv4 and IPv6 in a pair", mixed, r"RoRequest: .*types \[29, 22\], not with a pair"
    yield "no gateway", ro(INIT, ASK, *PAIR, ORDERING), "RoInit: names no MAG"
    yield "gateway first", ro(TRIGGER, ASK, GATEWAY, *PAIR), r"RoTrigger: .*types \[51, 22\]"
    future = ro(TRIGGER, ASK, *PAIR, GATEWAY, time(TIME + 41))
    yield "timestamp of the future", future, "RoTrigger: Timestamp is 341.5"
    yield from faulty_options()


def faulty_options():
    """As faulty(), in options."""
    bare = (51, ADDRESS, 8, 6)
    # tshark 4.0 takes this length for the right one.
    yield "gateway of 16 octets", ro(INIT, ASK, *PAIR, bare, ORDERING), "MAG IPv6 .* length 16"
    half = (51, b"\0\x40" + ADDRESS, 8, 4)
    yield "gateway of 64 bits", ro(SETUP, ASK, *PAIR, half, ORDERING), "address length 64"
    shifted = (51, b"\0\x80" + ADDRESS, 8, 2)
    yield "gateway out of place", ro(INIT, ASK, *PAIR, shifted), r"MAG IPv6 Address at .* 8n\+4"
    wide = (18, b"\4\0" + bytes(8), 4, 0)
    yield "Ordering of 64 bits", ro(INIT, ASK, *PAIR, GATEWAY, wide), "Ordering has the length 10"
    crooked = (*ORDERING[:2], 4, 2)
    yield "Ordering out of place", ro(INIT_ACK, 0, *PAIR, crooked), r"Ordering at .* 4n\+0"
    narrow = (18, b"\3\0", 4, 0)
    yield "TunnelInfo without key", ro(SETUP_ACK, 0, *PAIR, narrow), "TunnelInfo has the length 2"
    strange = (18, b"\3\7" + bytes(4), 4, 0)
    yield "encapsulation", ro(SETUP_ACK, 0, *PAIR, strange), "names the encapsulation 7"
    key = (18, b"\3\0" + struct.pack("!I", 5), 4, 0)
    yield "key without GRE", ro(SETUP_ACK, 0, *PAIR, key), "has the key 5 without GRE"
    overrun = IPv6(**ENDS) / mobility(struct.pack("!BBHH", SETUP, ASK, 7, 75) + b"\x12\6\4\0", 11)
    yield "overrun", overrun, "option 18 of a RoSetup runs over the header's end"
