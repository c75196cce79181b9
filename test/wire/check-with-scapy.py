#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-only
"""Check the codec's messages with scapy and tshark, which know nothing of it.

    pmipv6-wire-samples 500 | check-with-scapy.py

Each line of input is a message: name, source, destination, octets and text, with tabs between. The
checksum, the fixed part and the order and alignment of the options are compared with scapy, every
field that tshark decodes with tshark; the octets in a pcap must decode without a complaint. Lines that
begin with "packet" are whole packets: what is before a Mobility Header, and ICMPv6.
Ends with status 1 if anything disagrees.
"""

import datetime
import ipaddress
import os
import re
import struct
import subprocess
import sys
import tempfile

from scapy.layers.inet6 import (HAO, IPv6, ICMPv6HAADReply, ICMPv6HAADRequest, IPv6ExtHdrDestOpt,
                                IPv6ExtHdrRouting, MIP6MH_BA, MIP6MH_BE, MIP6MH_BRR, MIP6MH_BU,
                                MIP6MH_CoT, MIP6MH_CoTI, MIP6MH_HoT, MIP6MH_HoTI, MIP6OptUnknown,
                                in6_chksum)
from scapy.utils import wrpcap

UPDATE_BITS = dict(zip("AHLKMRPFTBSD", (1 << n for n in range(15, 3, -1))))
ACK_BITS = dict(zip("KRPTBSD", (1 << n for n in range(7, 0, -1))))
HEARTBEAT_BITS = {"U": 2, "R": 1}
REVOCATION_BITS = {"P": 0x8000, "V": 0x4000, "G": 0x2000}
EXPERIMENTAL_BITS = {"A": 0x80, "P": 0x40, "O": 0x20}
CAPABILITY_BITS = {"R": 0x80, "M": 0x40, "L": 0x20}
# Subtypes of MH Type 11; an acknowledgement is its request with the lowest bit set.
EXPERIMENTS = {"RoTrigger": 0x10, "RoInit": 0x12, "RoSetup": 0x14, "RoRefresh": 0x16,
               "RoRequest": 0x18, "LocationUpdate": 0x24}
EXPERIMENTS.update({name + "Ack": subtype | 1 for name, subtype in EXPERIMENTS.items()})
EXPERIMENTS.update({"Pbqr": 0x20, "Pbqa": 0x21, "Pbci": 0x22, "Pbca": 0x23})
# Octets 6 to 11 of the messages that scapy has no class for: MH Type and the fixed part.
CLASSLESS = {
    "Heartbeat": (13, lambda fields: bits(fields["flags"], HEARTBEAT_BITS).to_bytes(2, "big")
                  + number(fields["seq"]).to_bytes(4, "big")),
    "BindingRevocationIndication": (16, lambda fields: revocation(1, "trigger", fields)),
    "BindingRevocationAcknowledgement": (16, lambda fields: revocation(2, "status", fields)),
    **{name: (11, lambda fields, subtype=subtype: experiment(subtype, fields))
       for name, subtype in EXPERIMENTS.items()},
}
# scapy's classes of the others, by the name in the text without "Proxy".
CLASSES = {
    "BindingRefreshRequest": MIP6MH_BRR, "HomeTestInit": MIP6MH_HoTI, "CareofTestInit": MIP6MH_CoTI,
    "HomeTest": MIP6MH_HoT, "CareofTest": MIP6MH_CoT, "BindingUpdate": MIP6MH_BU,
    "BindingAcknowledgement": MIP6MH_BA, "BindingError": MIP6MH_BE,
}
# Option type and the alignment xn+y that the documents give it, by the name in the text.
OPTIONS = {
    "BindingRefreshAdvice": (2, 2, 0),
    "AlternateCareOfAddress": (3, 8, 6),
    "NonceIndices": (4, 2, 0),
    "BindingAuthorizationData": (5, 8, 2),
    "MobileNodeIdentifier": (8, 1, 0),
    "HomeNetworkPrefix": (22, 8, 4),
    "HandoffIndicator": (23, 1, 0),
    "AccessTechnologyType": (24, 1, 0),
    "MobileNodeLinkLayerIdentifier": (25, 2, 0),
    "LinkLocalAddress": (26, 8, 6),
    "Timestamp": (27, 8, 2),
    "RestartCounter": (28, 4, 2),
    "MagIpv6Address": (51, 8, 4),
    "AnchoredPrefix": (65, 8, 4),
    "LocalPrefix": (66, 8, 4),
    "PreviousMaar": (67, 8, 4),
    "ServingMaar": (68, 8, 6),
    "DlifLinkLocalAddress": (69, 8, 6),
    "DlifLinkLayerAddress": (70, 2, 0),
    "TunnelInfo": (18, 4, 0),
    "Ordering": (18, 4, 0),
    "PreviousLocation": (18, 8, 4),
    "CorrespondentLocation": (18, 8, 4),
    "Capabilities": (18, 1, 0),
}
EXPERIMENTAL_OPTIONS = ("TunnelInfo", "Ordering", "PreviousLocation", "CorrespondentLocation",
                        "Capabilities", "Experimental(18)")
# Those of RFC 8885, which neither scapy nor tshark knows, and the Length of those that have one.
MAAR_OPTIONS = {"AnchoredPrefix": 18, "LocalPrefix": 18, "PreviousMaar": 34, "ServingMaar": 16,
                "DlifLinkLocalAddress": 16, "DlifLinkLayerAddress": None}
TSHARK_FIELDS = [
    "mip6.mhtype", "mip6.bu.seqnr", "mip6.bu.lifetime", "mip6.bu.a_flag", "mip6.bu.p_flag",
    "mip6.bu.h_flag", "mip6.ba.status", "mip6.ba.seqnr", "mip6.ba.lifetime", "mip6.ba.p_flag",
    "mip6.be.status", "mip6.be.haddr", "mip6.bra.interval", "mip6.acoa.acoa",
    "mip6.mnid.identifier", "mip6.nemo.mnp.pfl", "mip6.nemo.mnp.mnp", "mip6.hi", "mip6.att",
    "mip6.mnlli.lli", "mip6.lila_lla", "mip6.timestamp_tmp", "mip6.rc", "mip6.hb.u_flag",
    "mip6.hb.r_flag", "mip6.hb.seqnr", "mip6.bri_br.type", "mip6.bri_r.trigger",
    "mip6.bri_status", "mip6.bri_seqnr", "mip6.bri_ip", "mip6.bri_iv", "mip6.bri_ig",
    "mip6.bri_ap", "mip6.bri_av", "mip6.bri_ag", "mip6.em.data",
    "mip6.mobility_opt", "mip6.hoti.cookie", "mip6.coti.cookie", "mip6.hot.nindex",
    "mip6.hot.cookie", "mip6.hot.token", "mip6.cot.nindex", "mip6.cot.cookie",
    "mip6.ni.hni", "mip6.ni.cni", "mip6.bad.auth"
]
# It wants 16, where RFC 6705, 11.1, has 18.
WRONG_COMPLAINT = "MAG IPv6 Address (with option length = 18 bytes; should be 16)"
# Of a type that it does not know; it shows the number, and goes on behind the option.
NOT_READ = "IE data not dissected yet"

problems = 0


def expect(name, what, actual, wanted):
    """Count and report a difference."""
    global problems
    if actual != wanted:
        problems += 1
        print(f"{name}: {what} is {actual!r}, expected {wanted!r}")


def number(text):
    """The number of "NAME(4)" or "100(400s)" or "7"."""
    match = re.fullmatch(r"(\d+)\(.*\)|[A-Z_0-9a-z]+\((\d+)\)|(\d+)", text)
    return int(next(group for group in match.groups() if group is not None))


def bits(text, letters):
    """The flags of "AP+0x0001"."""
    named, _, rest = text.partition("+")
    return sum(letters[letter] for letter in named if letter != "-") | int(rest or "0", 16)


def revocation(kind, key, fields):
    """Octets 6 to 11 of a Binding Revocation."""
    return (bytes([kind, number(fields[key])]) + number(fields["seq"]).to_bytes(2, "big")
            + bits(fields["flags"], REVOCATION_BITS).to_bytes(2, "big"))


def experiment(subtype, fields):
    """Octets 6 to 11 of a message of MH Type 11."""
    second = (bits(fields["flags"], EXPERIMENTAL_BITS) if "flags" in fields
              else number(fields["status"]))
    return (bytes([subtype, second]) + number(fields["seq"]).to_bytes(2, "big")
            + number(fields["lifetime"]).to_bytes(2, "big"))


def parse_text(text):
    """Name, fields and options of a line of text."""
    name, *words = text.split(" ")
    fields, options = {}, []
    for word in words:
        key, _, value = word.partition("=")
        if key[0].islower():
            fields[key] = value
        else:
            options.append((key, value))
    return name, fields, options


def timestamp(value):
    """The octets of "18.500000s"."""
    seconds, fraction = value.rstrip("s").split(".")
    return ((int(seconds) << 16) + round(int(fraction) * 65536 / 1000000)).to_bytes(8, "big")


def correspondent(value):
    """The data of a CorrespondentLocation, from "fd00:2::/64@fd00:c::4@18.500000s/15(60s)"."""
    prefix, gateway, binding = value.split("@")
    address, length = prefix.split("/")
    time, lifetime = binding.split("/")
    return (bytes([2, int(length)]) + ipaddress.IPv6Address(gateway).packed
            + ipaddress.IPv6Address(address).packed + timestamp(time)
            + number(lifetime).to_bytes(2, "big") + bytes(2))


def maar_octets(name, value):
    """The data of an option of RFC 8885, by the figures of its section 4."""
    if name == "DlifLinkLayerAddress":
        octets = "" if value == "-" else value.replace(":", "")
        return struct.pack(f"!2x{len(octets) // 2}s", bytes.fromhex(octets))
    prefix, _, maar = value.partition("@")
    address, _, length = prefix.partition("/")
    packed = ipaddress.IPv6Address(address).packed
    if not length:
        return struct.pack("!16s", packed)
    addresses = [ipaddress.IPv6Address(maar).packed] if maar else []
    return struct.pack("!xB" + "16s" * len(addresses) + "16s", int(length), *addresses, packed)


def option_octets(name, value):
    """The data of an option, from its text."""
    if name in MAAR_OPTIONS:
        return maar_octets(name, value)
    if "(" in name or name == "MobileNodeLinkLayerIdentifier":
        data = b"" if value == "-" else bytes(int(octet, 16) for octet in value.split(":"))
        return data if "(" in name else b"\0\0" + data
    if name == "BindingAuthorizationData":
        return bytes(int(octet, 16) for octet in value.split(":"))
    if name == "NonceIndices":
        return b"".join(int(index).to_bytes(2, "big") for index in value.split("/"))
    if name == "BindingRefreshAdvice":
        return number(value).to_bytes(2, "big")
    if name == "MobileNodeIdentifier":
        return b"\1" + value.encode()
    if name == "HomeNetworkPrefix":
        address, length = value.split("/")
        return bytes([0, int(length)]) + ipaddress.IPv6Address(address).packed
    if name == "RestartCounter":
        return number(value).to_bytes(4, "big")
    if name == "MagIpv6Address":
        return bytes([0, 128]) + ipaddress.IPv6Address(value).packed
    if name == "TunnelInfo":
        encapsulation, _, key = value.partition("/")
        return bytes([3, number(encapsulation)]) + int(key or "0").to_bytes(4, "big")
    if name == "Ordering":
        return bytes([4, 0]) + int(value).to_bytes(4, "big")
    if name == "PreviousLocation":
        return bytes([1, 128]) + ipaddress.IPv6Address(value).packed
    if name == "CorrespondentLocation":
        return correspondent(value)
    if name == "Capabilities":
        return bytes([5, bits(value, CAPABILITY_BITS)])
    if name in ("HandoffIndicator", "AccessTechnologyType"):
        return bytes([0, number(value)])
    if name == "Timestamp":
        return timestamp(value)
    return ipaddress.IPv6Address(value).packed


def check_checksum(name, octets, packet):
    """Recompute the checksum with scapy."""
    zeroed = octets[:4] + b"\0\0" + octets[6:]
    expect(name, "checksum", octets[4:6].hex(), f"{in6_chksum(135, packet, zeroed):04x}")
    expect(name, "length", len(octets), (octets[1] + 1) * 8)


def check_fixed_part(name, header, octets, message, fields):
    """Compare the fixed part as scapy dissects it."""
    if message in CLASSLESS:
        kind, octets_of = CLASSLESS[message]
        expect(name, "MH Type", header.mhtype, kind)
        expect(name, "Payload Proto", header.nh, 59)
        expect(name, "reserved", header.res, 0)
        expect(name, "fixed part", octets[6:12].hex(), octets_of(fields).hex())
        return
    wanted_class = CLASSES.get(message.replace("Proxy", ""))
    if wanted_class is None:
        expect(name, "MH Type", header.mhtype, int(fields["type"]))
        expect(name, "data", len(octets) - 6, int(fields["octets"]))
        return
    expect(name, "class", type(header), wanted_class)
    expect(name, "Payload Proto", header.nh, 59)
    expect(name, "reserved", header.res, 0)
    if wanted_class in (MIP6MH_BU, MIP6MH_BA):
        expect(name, "sequence number", header.seq, number(fields["seq"]))
        expect(name, "lifetime", header.mhtime, number(fields["lifetime"]))
    if wanted_class is MIP6MH_BU:
        flags = (int(header.flags) << 9) | header.reserved
        expect(name, "flags", flags, bits(fields["flags"], UPDATE_BITS))
    if wanted_class is MIP6MH_BA:
        flags = (int(header.flags) << 5) | header.res2
        expect(name, "flags", flags, bits(fields["flags"], ACK_BITS))
    if wanted_class in (MIP6MH_BA, MIP6MH_BE):
        expect(name, "status", header.status, number(fields["status"]))
    if wanted_class is MIP6MH_BE:
        expect(name, "home address", header.ha, fields["homeAddress"])
    if "cookie" in fields:
        expect(name, "cookie", bytes(header.cookie).hex(), fields["cookie"])
    if "token" in fields:
        expect(name, "nonce index", header.index, int(fields["nonceIndex"]))
        expect(name, "keygen token", bytes(header.token).hex(), fields["token"])


def check_options(name, header, octets, options):
    """Compare the options as scapy dissects them, and where they stand."""
    seen = [option for option in header.options if option.otype > 1]
    expect(name, "number of options", len(seen), len(options))
    position = len(octets) - sum(len(bytes(option)) for option in header.options)
    places = []
    for option in header.options:
        raw = bytes(option)
        expect(name, "octets of an option", octets[position:position + len(raw)], raw)
        if option.otype > 1:
            places.append((position, raw))
        else:
            expect(name, "padding", raw, b"\1" + bytes([len(raw) - 2]) + bytes(len(raw) - 2)
                   if len(raw) > 1 else b"\0")
        position += len(raw)
    for (position, raw), (key, value) in zip(places, options):
        data = option_octets(key, value)
        kind, factor, offset = OPTIONS.get(key, (number(key) if "(" in key else None, 1, 0))
        expect(name, key, raw.hex(), (bytes([kind, len(data)]) + data).hex())
        expect(name, f"alignment of {key}", position % factor, offset)
        if key == "BindingAuthorizationData":
            expect(name, "octets behind the authenticator", len(octets) - position - len(raw), 0)
        if key in MAAR_OPTIONS:
            unknown = MIP6OptUnknown(otype=kind, olen=MAAR_OPTIONS[key], odata=data)
            expect(name, f"{key} built by scapy", bytes(unknown).hex(), raw.hex())


def check_with_scapy(lines):
    """Check every message with scapy; the packets."""
    packets = []
    for name, source, destination, hexadecimal, text in lines:
        octets = bytes.fromhex(hexadecimal)
        message, fields, options = parse_text(text)
        packet = IPv6(bytes(IPv6(src=source, dst=destination, nh=135, plen=len(octets))) + octets)
        packets.append(packet)
        check_checksum(name, octets, packet)
        check_fixed_part(name, packet.payload, octets, message, fields)
        if message in CLASSLESS:
            # The fixed part ends where that of a Binding Update does; scapy finds the options.
            check_options(name, MIP6MH_BU(octets), octets, options)
        elif message != "Unknown":
            check_options(name, packet.payload, octets, options)
        expect(name, "octets dissected and built again", bytes(packet.payload), octets)
    return packets


def run_tshark(pcap, *arguments):
    """tshark's output lines."""
    result = subprocess.run(["tshark", "-n", "-r", pcap, *arguments], capture_output=True,
                            text=True, check=True, env={**os.environ, "TZ": "UTC"})
    return result.stdout.splitlines()


def describe_time(value):
    """The seconds of a timestamp as tshark shows them, fraction and zone left out."""
    moment = datetime.datetime.fromtimestamp(int(value.split(".")[0]), datetime.timezone.utc)
    return f"{moment:%b} {moment.day:2}, {moment:%Y %H:%M:%S}"


def option_fields(name, value):
    """tshark's fields of an option, from its text."""
    if name == "BindingRefreshAdvice":
        return [("mip6.bra.interval", str(number(value)))]
    if name == "AlternateCareOfAddress":
        return [("mip6.acoa.acoa", value)]
    if name == "NonceIndices":
        return list(zip(("mip6.ni.hni", "mip6.ni.cni"), value.split("/")))
    if name == "BindingAuthorizationData":
        return [("mip6.bad.auth", value.replace(":", ""))]
    if name == "MobileNodeIdentifier" and len(value) > 2:  # tshark leaves shorter ones out
        return [("mip6.mnid.identifier", value)]
    if name == "HomeNetworkPrefix":
        prefix, length = value.split("/")
        return [("mip6.nemo.mnp.pfl", length), ("mip6.nemo.mnp.mnp", prefix)]
    if name == "HandoffIndicator":
        return [("mip6.hi", str(number(value)))]
    if name == "AccessTechnologyType":
        return [("mip6.att", str(number(value)))]
    if name == "MobileNodeLinkLayerIdentifier":
        return [("mip6.mnlli.lli", value.replace(":", ""))]
    if name == "LinkLocalAddress":
        return [("mip6.lila_lla", value)]
    if name == "Timestamp":
        return [("mip6.timestamp_tmp", describe_time(value))]
    if name == "RestartCounter":
        return [("mip6.rc", value)]
    if name in MAAR_OPTIONS:
        return [("mip6.mobility_opt", str(OPTIONS[name][0]))]
    if name in EXPERIMENTAL_OPTIONS:
        data = option_octets(name, value)
        return [("mip6.em.data", data[:-2].hex())] if len(data) > 2 else []  # it leaves out two
    return []


def wanted_of_revocation(kind, fields):
    """What tshark must show of a Binding Revocation. Numbers alone: its names of statuses are those
    of an earlier draft."""
    is_indication = kind == "BindingRevocationIndication"
    key, field, letter, number_of_kind = (("trigger", "mip6.bri_r.trigger", "i", "1")
                                          if is_indication else
                                          ("status", "mip6.bri_status", "a", "2"))
    wanted = {"mip6.mhtype": ["16"], "mip6.bri_br.type": [number_of_kind],
              field: [str(number(fields[key]))], "mip6.bri_seqnr": [fields["seq"]]}
    flags = bits(fields["flags"], REVOCATION_BITS)
    for flag, bit in REVOCATION_BITS.items():
        wanted[f"mip6.bri_{letter}{flag.lower()}"] = [str(int(bool(flags & bit)))]
    return wanted


def wanted_of_tshark(text, octets):
    """What tshark must show of a message, by field."""
    message, fields, options = parse_text(text)
    if message in EXPERIMENTS:
        # RFC 5096, 3: all behind the checksum is the experiment's; it looks for no options there.
        return {"mip6.mhtype": ["11"], "mip6.em.data": [octets[6:].hex()]}
    wanted = {}
    kind = message.replace("Proxy", "")
    if kind == "BindingUpdate":
        flags = bits(fields["flags"], UPDATE_BITS)
        wanted.update({"mip6.mhtype": ["5"], "mip6.bu.seqnr": [fields["seq"]],
                       "mip6.bu.lifetime": [str(number(fields["lifetime"]))],
                       "mip6.bu.a_flag": [str(int(bool(flags & 0x8000)))],
                       "mip6.bu.h_flag": [str(int(bool(flags & 0x4000)))],
                       "mip6.bu.p_flag": [str(int(bool(flags & 0x0200)))]})
    if kind == "BindingAcknowledgement":
        flags = bits(fields["flags"], ACK_BITS)
        wanted.update({"mip6.mhtype": ["6"], "mip6.ba.seqnr": [fields["seq"]],
                       "mip6.ba.status": [str(number(fields["status"]))],
                       "mip6.ba.lifetime": [str(number(fields["lifetime"]))],
                       "mip6.ba.p_flag": [str(int(bool(flags & 0x20)))]})
    if kind == "BindingError":
        wanted.update({"mip6.mhtype": ["7"], "mip6.be.status": [str(number(fields["status"]))],
                       "mip6.be.haddr": [fields["homeAddress"]]})
    if "cookie" in fields:
        group, kind_number = {"HomeTestInit": ("hoti", 1), "CareofTestInit": ("coti", 2),
                              "HomeTest": ("hot", 3), "CareofTest": ("cot", 4)}[kind]
        wanted.update({"mip6.mhtype": [str(kind_number)],
                       f"mip6.{group}.cookie": ["0x" + fields["cookie"]]})
        if "token" in fields:
            wanted.update({f"mip6.{group}.nindex": [fields["nonceIndex"]],
                           # It has one field for both tokens.
                           "mip6.hot.token": ["0x" + fields["token"]]})
    if kind == "Heartbeat":
        wanted.update({"mip6.mhtype": ["13"], "mip6.hb.seqnr": [fields["seq"]],
                       "mip6.hb.u_flag": [str(int("U" in fields["flags"]))],
                       "mip6.hb.r_flag": [str(int("R" in fields["flags"]))]})
    if kind in ("BindingRevocationIndication", "BindingRevocationAcknowledgement"):
        wanted.update(wanted_of_revocation(kind, fields))
    for key, value in options:
        for field, shown in option_fields(key, value):
            wanted.setdefault(field, []).append(shown)
    return wanted


def plain(field, value):
    """A value of tshark without what differs in looks alone."""
    if field == "mip6.mnlli.lli":
        return value.replace(":", "")
    if field == "mip6.timestamp_tmp":
        return value.split(".")[0]
    return value


def check_with_tshark(lines, packets):
    """Check that a pcap of the messages decodes to the same values and without a complaint."""
    with tempfile.TemporaryDirectory() as folder:
        pcap = os.path.join(folder, "messages.pcap")
        wrpcap(pcap, packets)
        for line in run_tshark(pcap, "-Y", "_ws.malformed || _ws.expert", "-T", "fields", "-E",
                               "aggregator=|", "-e", "frame.number", "-e", "_ws.expert.message"):
            packet, _, complaints = line.partition("\t")
            name, _, _, hexadecimal, text = lines[int(packet) - 1]
            complaints = complaints.split("|")
            wanted = wanted_of_tshark(text, bytes.fromhex(hexadecimal))
            expect(name, "number of options that tshark does not know", complaints.count(NOT_READ),
                   len(wanted.get("mip6.mobility_opt", [])))
            for complaint in complaints:
                if not complaint.startswith((WRONG_COMPLAINT, NOT_READ)):
                    expect(name, "tshark's complaint", complaint, None)
        arguments = [word for field in TSHARK_FIELDS for word in ("-e", field)]
        rows = run_tshark(pcap, "-T", "fields", "-E", "aggregator=;", *arguments)
    expect("tshark", "number of packets", len(rows), len(lines))
    compared = 0
    for row, (name, _, _, hexadecimal, text) in zip(rows, lines):
        values = dict(zip(TSHARK_FIELDS, row.split("\t")))
        for field, wanted in wanted_of_tshark(text, bytes.fromhex(hexadecimal)).items():
            compared += 1
            # Of an option of two octets it has nothing to show.
            shown = [plain(field, entry) for entry in values[field].split(";")
                     if entry != "<MISSING>"]
            expect(name, field, shown, wanted)
    return compared


def check_packet(name, source, destination, next_header, hexadecimal, words):
    """Check a whole packet with scapy; the packet."""
    octets = bytes.fromhex(hexadecimal)
    wanted = dict(word.split("=") for word in words.split(" "))
    packet = IPv6(bytes(IPv6(src=source, dst=destination, nh=int(next_header), plen=len(octets)))
                  + octets)
    position, layer = 0, packet.payload
    if "routing" in wanted:
        expect(name, "class", type(layer), IPv6ExtHdrRouting)
        expect(name, "routing header", (layer.len, layer.type, layer.segleft, layer.reserved,
                                        layer.addresses), (2, 2, 1, 0, [wanted["routing"]]))
        position, layer = position + 24, layer.payload
    if "option" in wanted:
        expect(name, "class", type(layer), IPv6ExtHdrDestOpt)
        homes = [option for option in layer.options if isinstance(option, HAO)]
        expect(name, "home addresses", [option.hoa for option in homes], [wanted["option"]])
        expect(name, "place of the option", octets[position:position + 24].index(b"\xc9\x10") % 8, 6)
        layer.options = homes  # it looks for the address where there is no other option, and pads itself
        layer = layer.payload
    if "id" in wanted:
        expect(name, "class", type(layer),
               ICMPv6HAADRequest if wanted["type"] == "144" else ICMPv6HAADReply)
        expect(name, "message", (layer.type, layer.code, layer.id, layer.R, layer.res),
               (int(wanted["type"]), 0, int(wanted["id"]), int(wanted["router"]), 0))
        if "agents" in wanted:
            expect(name, "agents", layer.addresses, wanted["agents"].split(","))
    # It sums the home addresses up instead of the addresses of the IPv6 header.
    del layer.cksum
    expect(name, "built again, with scapy's checksum", bytes(packet)[40:].hex(), hexadecimal)
    return packet


def check_packets(rows):
    """Check whole packets with scapy, and that tshark finds the same addresses and no fault."""
    packets = [check_packet(*row[1:]) for row in rows]
    shown = {"option": "ipv6.opt.mipv6.home_address", "routing": "ipv6.routing.mipv6.home_address",
             "id": "icmpv6.mip6.identifier", "type": "icmpv6.type", "agents": "icmpv6.mip6.home_agent_address"}
    with tempfile.TemporaryDirectory() as folder:
        pcap = os.path.join(folder, "packets.pcap")
        wrpcap(pcap, packets)
        for complaint in run_tshark(pcap, "-Y", "_ws.malformed || _ws.expert"):
            expect("packets", "tshark's complaint", complaint, None)
        fields = [word for field in shown.values() for word in ("-e", field)]
        lines = run_tshark(pcap, "-T", "fields", "-E", "aggregator=,", *fields)
    expect("tshark", "number of whole packets", len(lines), len(rows))
    for line, row in zip(lines, rows):
        wanted = dict(word.split("=") for word in row[-1].split(" "))
        for key, value in zip(shown, line.split("\t")):
            text = str(int(value, 16)) if value.startswith("0x") else value
            expect(row[1], shown[key], text, wanted.get(key, ""))


def main():
    """Check standard input."""
    rows = [line.rstrip("\n").split("\t") for line in sys.stdin]
    lines = [row for row in rows if row[0] != "packet"]
    if not lines:
        sys.exit("no messages on standard input")
    whole = [row for row in rows if row[0] == "packet"]
    check_packets(whole)
    packets = check_with_scapy(lines)
    compared = check_with_tshark(lines, packets)
    print(f"{len(lines)} messages, {len(whole)} packets, {compared} fields compared with tshark, "
          f"{problems} differences")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
