# SPDX-License-Identifier: GPL-2.0-only
"""The self-test: captures made by scapy, sound ones and ones with a planted fault each."""

import collections
import contextlib
import pathlib
import re
import struct
import tempfile

from scapy.config import conf
from scapy.layers.dot11 import Dot11, Dot11QoS, RadioTap
from scapy.layers.inet import IP, TCP, UDP
from scapy.layers.inet6 import (
    HAO,
    ICMPv6EchoRequest,
    ICMPv6ParamProblem,
    IPv6,
    IPv6ExtHdrDestOpt,
    IPv6ExtHdrFragment,
    IPv6ExtHdrRouting,
    MIP6MH_Generic,
)
from scapy.layers.l2 import GRE, LLC, SNAP, Dot3, Ether
from scapy.packet import Raw
from scapy.utils import RawPcapWriter

from . import frames, planted_locations, planted_maars, planted_routes
from .building import (
    ADDRESS,
    ENDS,
    PREFIX,
    TIME,
    altered,
    initiation,
    message,
    mobility,
    pba,
    pbu,
    update,
)


def wifi(packet, **fields):
    header = Dot11(type=2, FCfield="to-DS", addr1="00:00:00:00:00:01", **fields)
    if fields.get("subtype") == 8:
        header /= Dot11QoS()
    return header / LLC() / SNAP(code=0x86DD) / packet


def aggregate(*packets):
    """An A-MSDU."""
    octets = b""
    for packet in packets:
        payload = bytes(LLC() / SNAP(code=0x86DD) / packet)
        octets += bytes(-len(octets) % 4) + bytes(12) + struct.pack("!H", len(payload)) + payload
    return Dot11(type=2, subtype=8, FCfield="to-DS") / Dot11QoS(A_MSDU_Present=1) / Raw(octets)


def ppp(packet):
    return b"\x00\x57" + bytes(packet)


def ethernet(packet):
    return Ether(src="00:00:00:00:00:01", dst="00:00:00:00:00:02") / packet


def sound():
    """(name, link type, packets) in which nothing is to be found."""
    home = IPv6ExtHdrDestOpt(options=[HAO(hoa="fd00:a::1")])
    route = IPv6ExtHdrRouting(type=2, addresses=["fd00:a::1"], segleft=1)
    yield "messages", 101, [
        pbu(), pba(), initiation(), pbu(TIME - 39), pbu(TIME + 39),
        IPv6(**ENDS) / home / mobility(update()),
        IPv6(**ENDS) / route / mobility(update(), 5),
        IPv6(**ENDS) / mobility(struct.pack("!H", 0), 0),
    ]  # fmt: skip
    yield "tunnels", 101, [
        IPv6(src="fd00:3::1", dst="fd00:3::2") / pbu(),
        IPv6(src="fd00:3::1", dst="fd00:3::2") / GRE(proto=0x86DD, key_present=1, key=5) / pbu(),
        IP(src="10.0.0.1", dst="10.0.0.2", proto=41) / pbu(),
        IPv6(**ENDS) / ICMPv6ParamProblem(code=2, ptr=40) / pbu(),
        IPv6(**ENDS) / IPv6ExtHdrFragment(nh=41, offset=100, m=1) / Raw(bytes(64)),
    ]
    data = Raw(b"odd")
    yield "other checksums", 101, [
        IPv6(**ENDS) / UDP(sport=49200, dport=49201) / data,
        IPv6(**ENDS) / TCP(sport=49200, dport=49201) / data,
        IPv6(**ENDS) / ICMPv6EchoRequest(data=b"odd"),
        IP(src="10.0.0.1", dst="10.0.0.2") / UDP(sport=49200, dport=49201) / data,
        IP(src="10.0.0.1", dst="10.0.0.2") / UDP(sport=49200, dport=49201, chksum=0) / data,
    ]
    yield "Ethernet", frames.ETHERNET, [
        ethernet(pbu()),
        Dot3(src="00:00:00:00:00:01", dst="00:00:00:00:00:02") / LLC() / SNAP(code=0x86DD) / pbu(),
    ]
    yield "PPP", frames.PPP, [ppp(pbu())]
    yield "802.11", frames.WIFI, [wifi(pbu()), wifi(pba(), subtype=8), aggregate(pbu(), pba())]
    yield "radiotap", frames.RADIOTAP, [RadioTap() / wifi(pbu())]
    yield "raw IPv6", 229, [pbu()]
    yield "localized routing", 101, planted_routes.sound()
    yield "locations", 101, planted_locations.sound()
    yield "distributed mobility", 101, planted_maars.sound()


def faulty():
    """(name, link type, packet, words of the sentence that must tell the fault)."""
    wrong = "checksum 0x[0-9a-f]+ is wrong"
    inner = IPv6(src="fd00:3::1", dst="fd00:3::2") / pbu()
    for place, link_type, packet in (
        ("plain", 101, pbu()),
        ("in a tunnel", 101, inner),
        ("over PPP", frames.PPP, ppp(pbu())),
        ("over Ethernet", frames.ETHERNET, ethernet(pbu())),
        ("over 802.11", frames.WIFI, wifi(pbu(), subtype=8)),
        ("over 802.11 in the second of an A-MSDU", frames.WIFI, aggregate(pba(), pbu())),
        ("over radiotap", frames.RADIOTAP, RadioTap() / wifi(pbu())),
    ):
        # The last octet is a padding's or a fraction's of the timestamp: only the sum breaks.
        yield f"checksum {place}", link_type, altered(packet, -1, 1), wrong
    swapped = pbu()
    swapped[MIP6MH_Generic].cksum = 0xABCD
    yield "checksum given", 101, swapped, wrong
    home = IPv6ExtHdrDestOpt(options=[HAO(hoa="fd00:a::1")])
    moved = bytes(IPv6(**ENDS) / home / mobility(update())).replace(
        bytes.fromhex("fd00000a000000000000000000000001"), ADDRESS, 1
    )
    yield "checksum over another home address", 101, moved, wrong
    yield "option out of place", 101, pbu(shift=2), r"Home Network Prefix at octet \d+ is not aligned"
    yield "timestamp in nanoseconds", 101, (
        IPv6(**ENDS) / mobility(message(bytes(6), (27, struct.pack("!Q", int(TIME * 1e9)), 8, 2)))
    ), "Timestamp is [0-9.]+ s"
    yield "timestamp in 32.32 format", 101, (
        IPv6(**ENDS) / mobility(message(bytes(6), (27, struct.pack("!Q", int(TIME * 2**32)), 8, 2)))
    ), "Timestamp is [0-9.]+ s"
    yield "timestamp of long ago", 101, pbu(TIME - 41), "Timestamp is 259.5"
    yield "short prefix option", 101, pbu(prefix=PREFIX[:-2]), "Home Network Prefix has the length 16"
    padded = message(struct.pack("!HHH", 7, 0x8200, 75), (1, b"\0\x07", 1, 0))
    yield "PadN", 101, IPv6(**ENDS) / mobility(padded), "PadN at octet 12 is not of zeros"
    yield "Payload Proto", 101, IPv6(**ENDS) / mobility(update(), nh=58), "Payload Proto is 58"
    yield "Reserved", 101, IPv6(**ENDS) / mobility(update(), res=1), "Reserved is 1"
    yield "octets after", 101, IPv6(nh=135, **ENDS) / Raw(bytes(pbu())[40:] + bytes(8)), "8 octets follow"
    yield "Header Len", 101, IPv6(**ENDS) / mobility(update(), len=30), "says 248 octets"
    yield "overrun", 101, (
        IPv6(**ENDS) / mobility(struct.pack("!HHH", 7, 0x8200, 75) + b"\x08\x20\x01a")
    ), "runs over the header's end"
    yield "authorization data before the end", 101, (
        IPv6(**ENDS) / mobility(message(bytes(6), (5, bytes(12), 8, 2), (2, b"\0\1", 2, 0)))
    ), "Binding Authorization Data is not last"
    data = Raw(b"data")
    ports = {"sport": 49200, "dport": 49201}
    yield "UDP", 101, altered(IPv6(**ENDS) / UDP(**ports) / data, -1, 1), "UDP " + wrong
    yield "no UDP checksum", 101, IPv6(**ENDS) / UDP(chksum=0, **ports) / data, "without a checksum"
    yield "no TCP checksum", 101, IPv6(**ENDS) / TCP(chksum=0, **ports) / data, "TCP " + wrong
    yield "no UDP checksum in a tunnel", 101, (
        IPv6(src="fd00:3::1", dst="fd00:3::2") / IPv6(**ENDS) / UDP(chksum=0, **ports) / data
    ), "without a checksum"
    yield "TCP", 101, altered(IPv6(**ENDS) / TCP(**ports) / data, -1, 1), "TCP " + wrong
    yield "ICMPv6", 101, altered(IPv6(**ENDS) / ICMPv6EchoRequest(), -1, 1), "ICMPv6 " + wrong
    yield "IPv6 length", 101, IPv6(plen=99, **ENDS) / UDP(**ports), "ends .* too early"
    yield "malformed", 101, (
        IPv6(**ENDS) / UDP(sport=49200, dport=53) / Raw(bytes(5) + b"\x01" + bytes(4))
    ), "tshark complains of .*: Malformed Packet"
    yield "unknown link type", 147, pbu(), "has link type 147"
    for planted in (planted_routes, planted_locations, planted_maars):
        for name, packet, words in planted.faulty():
            yield name, 101, packet, words


def write(path, link_type, packets):
    with contextlib.closing(RawPcapWriter(str(path), linktype=link_type)) as writer:
        writer.write_header(None)
        for packet in packets:
            writer.write_packet(bytes(packet), sec=int(TIME), usec=int(TIME % 1 * 1e6))


def by_link_type():
    """Link type: its packets, each with its name and the words of its fault, None if it is sound."""
    captures = collections.defaultdict(list)
    for name, link_type, packets in sound():
        captures[link_type] += [(name, packet, None) for packet in packets]
    for name, link_type, packet, words in faulty():
        captures[link_type].append((name, packet, words))
    return captures


def verdicts(planted, faults):
    """A sentence for each packet of a capture that was judged wrongly."""
    for number, (name, _, words) in enumerate(planted, 1):
        found = [fault for fault in faults if f", packet {number}:" in fault]
        if words is None and found:
            yield f"{name}: sound, but found {found}"
        elif words is not None and not any(re.search(words, fault) for fault in found):
            yield f"{name}: planted, but found {found}"


def run(check):
    """The exit status: 0 if every planted fault was found and nothing else."""
    conf.verb = 0
    failures, total = [], 0
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "planted.pcap"
        for link_type, planted in by_link_type().items():
            write(path, link_type, [packet for _, packet, _ in planted])
            failures += verdicts(planted, check(path, 40)[0])
            total += len(planted)
        write(path, 101, [pbu()])
        path.write_bytes(path.read_bytes()[:-3])
        total += 1
        if not check(path, 40)[0]:
            failures.append("a file cut short: not found")
    print(*failures, f"{total} packets planted, {len(failures)} judged wrongly", sep="\n")
    return 1 if failures else 0
