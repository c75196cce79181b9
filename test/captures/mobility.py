# SPDX-License-Identifier: GPL-2.0-only
"""The rules of the Mobility Header (RFC 6275, 6.1 and 6.2, and the documents of its options)."""

import collections
import struct

from . import experiments, frames

PROTOCOL = 135
EXPERIMENTAL = 11
BINDING_UPDATE, BINDING_ACKNOWLEDGEMENT = 5, 6
TIMESTAMP, AUTHORIZATION_DATA, EXPERIMENTAL_OPTION = 27, 5, 18
WITH_PREFIX = (6, 22, 65, 66, 67)
OF_MAARS = range(65, 71)  # RFC 8885, 4.3 to 4.8

# Type: name, where the options begin.
MESSAGES = {
    0: ("BindingRefreshRequest", 8),
    1: ("HomeTestInit", 16),
    2: ("CareofTestInit", 16),
    3: ("HomeTest", 24),
    4: ("CareofTest", 24),
    5: ("BindingUpdate", 12),
    6: ("BindingAcknowledgement", 12),
    7: ("BindingError", 24),
    11: ("Experimental", 12),
    13: ("Heartbeat", 12),
    16: ("BindingRevocation", 12),
    17: ("LocalizedRoutingInitiation", 12),
    18: ("LocalizedRoutingAcknowledgment", 12),
    19: ("UpdateNotification", 12),
    20: ("UpdateNotificationAcknowledgement", 12),
}

# Type, or type and subtype: name, allowed lengths (a number, numbers, or the least as a range to
# 255), alignment x and y of xn+y.
ANY = range(256)
OPTIONS = {
    2: ("Binding Refresh Advice", (2,), 2, 0),
    3: ("Alternate Care-of Address", (16,), 8, 6),
    4: ("Nonce Indices", (4,), 2, 0),
    5: ("Binding Authorization Data", ANY, 8, 2),
    6: ("Mobile Network Prefix", (18,), 8, 4),
    7: ("MH Link-Layer Address", range(2, 256), 1, 0),
    8: ("Mobile Node Identifier", range(2, 256), 1, 0),
    9: ("Mobility Message Authentication", range(5, 256), 4, 1),
    10: ("Replay Protection", (8,), 8, 2),
    19: ("Vendor Specific", range(5, 256), 4, 2),
    20: ("Service Selection", range(1, 256), 1, 0),
    22: ("Home Network Prefix", (18,), 8, 4),
    23: ("Handoff Indicator", (2,), 1, 0),
    24: ("Access Technology Type", (2,), 1, 0),
    25: ("Mobile Node Link-layer Identifier", range(2, 256), 2, 0),
    26: ("Link-local Address", (16,), 8, 6),
    27: ("Timestamp", (8,), 8, 2),
    28: ("Restart Counter", (4,), 4, 2),
    29: ("IPv4 Home Address", (6,), 4, 0),
    30: ("IPv4 Address Acknowledgement", (6,), 4, 0),
    31: ("NAT Detection", (6,), 4, 0),
    32: ("IPv4 Care-of Address", (6,), 4, 0),
    33: ("GRE Key", (2, 6), 4, 0),
    36: ("IPv4 Home Address Request", (6,), 4, 0),
    37: ("IPv4 Home Address Reply", (6,), 4, 0),
    38: ("IPv4 Default-Router Address", (6,), 4, 0),
    39: ("IPv4 DHCP Support Mode", (2,), 1, 0),
    43: ("Transient Binding", (2,), 1, 0),
    50: ("Mobile Node Group Identifier", (6,), 4, 0),
    51: ("MAG IPv6 Address", (18,), 8, 4),
    65: ("Anchored Prefix", (18,), 8, 4),
    66: ("Local Prefix", (18,), 8, 4),
    67: ("Previous MAAR", (34,), 8, 4),
    68: ("Serving MAAR", (16,), 8, 6),
    69: ("DLIF Link-Local Address", (16,), 8, 6),
    70: ("DLIF Link-Layer Address", range(2, 256), 2, 0),
    **{(18, subtype): rules for subtype, rules in experiments.OPTIONS.items()},
}

Option = collections.namedtuple("Option", "offset type data")


class Broken(Exception):
    """A Mobility Header whose parts do not fit into it."""


class MobilityHeader:
    """One Mobility Header, by its octets alone."""

    def __init__(self, upper):
        self.upper = upper
        octets = upper.octets
        if len(octets) < 8:
            raise Broken(f"a Mobility Header of {len(octets)} octets is too short")
        length = (octets[1] + 1) * 8
        if length > len(octets):
            raise Broken(f"a Mobility Header says {length} octets, but {len(octets)} are there")
        self.octets = octets[:length]
        self.type = octets[2]
        self.checksum = struct.unpack("!H", octets[4:6])[0]
        self.name, self.options_at = MESSAGES.get(self.type, (f"type {self.type}", 8))
        if length < self.options_at:
            raise Broken(f"a {self.name} of {length} octets is too short")
        if self.type == BINDING_UPDATE and octets[8] & 0x02:
            self.name = "ProxyBindingUpdate"
        elif self.type == BINDING_ACKNOWLEDGEMENT and octets[7] & 0x20:
            self.name = "ProxyBindingAcknowledgement"
        elif self.type == EXPERIMENTAL:
            self.name = experiments.name(octets[6])
        self.options = list(self._options()) if self.type in MESSAGES else []

    @property
    def lifetime(self):
        """The lifetime of a Binding Update or Acknowledgement, in units of 4 s; None for others."""
        if self.type in (BINDING_UPDATE, BINDING_ACKNOWLEDGEMENT):
            return struct.unpack("!H", self.octets[10:12])[0]
        return None

    @property
    def is_distributed(self):
        """Whether it is a proxy's with the D flag (RFC 8885, 4.1 and 4.2)."""
        if self.type == BINDING_UPDATE:
            return bool(self.octets[8] & 0x02 and self.octets[9] & 0x10)
        return self.type == BINDING_ACKNOWLEDGEMENT and self.octets[7] & 0x22 == 0x22

    @property
    def timestamps(self):
        """The Timestamp options in s: 48 bits of seconds, 16 of 1/65536 s (RFC 5213, 8.8)."""
        return [
            int.from_bytes(option.data, "big") / 65536
            for option in self.options
            if option.type == TIMESTAMP and len(option.data) == 8
        ]

    def _options(self):
        at = self.options_at
        while at < len(self.octets):
            kind = self.octets[at]
            if kind == 0:
                yield Option(at, 0, b"")
                at += 1
                continue
            length = self.octets[at + 1] if at + 1 < len(self.octets) else 255
            if at + 2 + length > len(self.octets):
                raise Broken(f"option {kind} of a {self.name} runs over the header's end")
            yield Option(at, kind, self.octets[at + 2 : at + 2 + length])
            at += 2 + length

    def faults(self, time, tolerance):
        """Sentences on what breaks the format's rules, for a packet of that time in s."""
        found = []
        octets = self.octets
        if octets[0] != frames.NO_NEXT_HEADER:
            found.append(f"Payload Proto is {octets[0]}, not 59")
        if octets[3] != 0:
            found.append(f"Reserved is {octets[3]}, not 0")
        if len(self.upper.octets) != len(octets):
            found.append(f"{len(self.upper.octets) - len(octets)} octets follow")
        if not frames.checksum_holds(self.upper, octets):
            found.append(f"the checksum 0x{self.checksum:04x} is wrong")
        for option in self.options:
            found += self._option_faults(option)
        if not self.is_distributed:
            found += [
                f"{OPTIONS[option.type][0]} without the D flag"
                for option in self.options
                if option.type in OF_MAARS
            ]
        if self.type == EXPERIMENTAL:
            found += experiments.faults(octets, self.options)
        found += self._timestamp_faults(time, tolerance)
        return [f"{self.name}: {sentence}" for sentence in found]

    def _option_faults(self, option):
        if option.type == 1 and any(option.data):
            yield f"PadN at octet {option.offset} is not of zeros"
        key = option.type
        if key == EXPERIMENTAL_OPTION and option.data:
            key = (key, option.data[0])
        if key not in OPTIONS:
            return
        name, lengths, x, y = OPTIONS[key]
        if len(option.data) not in lengths:
            yield f"{name} has the length {len(option.data)}"
        else:
            if option.type in WITH_PREFIX and option.data[1] > 128:
                yield f"{name} has the prefix length {option.data[1]}"
            yield from experiments.option_faults(option)
        if option.offset % x != y:
            yield f"{name} at octet {option.offset} is not aligned to {x}n+{y}"
        end = option.offset + 2 + len(option.data)
        if option.type == AUTHORIZATION_DATA and end != len(self.octets):
            yield f"{name} is not last"

    def _timestamp_faults(self, time, tolerance):
        # Bindings and their refusals carry the time of sending; what tells of a binding made
        # earlier carries an earlier time.
        fresh = self.type in (BINDING_UPDATE, BINDING_ACKNOWLEDGEMENT)
        for stamp in self.timestamps:
            if stamp - time >= tolerance or (fresh and time - stamp >= tolerance):
                yield f"Timestamp is {stamp:.6f} s in a packet of {time:.6f} s"
