# SPDX-License-Identifier: GPL-2.0-only
"""The messages and options that use the experimental code points of RFC 5096.

Their formats are the module's own, so that tshark shows them as data and does not judge them.
"""

SUBTYPES = {
    0x10: "RoTrigger",
    0x11: "RoTriggerAck",
    0x12: "RoInit",
    0x13: "RoInitAck",
    0x14: "RoSetup",
    0x15: "RoSetupAck",
    0x16: "RoRefresh",
    0x17: "RoRefreshAck",
    0x18: "RoRequest",
    0x19: "RoRequestAck",
    0x20: "Pbqr",
    0x21: "Pbqa",
    0x22: "Pbci",
    0x23: "Pbca",
    0x24: "LocationUpdate",
    0x25: "LocationUpdateAck",
}
LOCALIZED_ROUTING = range(0x10, 0x1A)

# Subtype of option 18: name, allowed lengths, alignment x and y of xn+y.
OPTIONS = {
    1: ("PreviousLocation", (18,), 8, 4),
    2: ("CorrespondentLocation", (46,), 8, 4),
    3: ("TunnelInfo", (6,), 4, 0),
    4: ("Ordering", (6,), 4, 0),
    5: ("Capabilities", (2,), 1, 0),
}

HOME_NETWORK_PREFIX, IPV4_HOME_ADDRESS, MAG_ADDRESS, EXPERIMENTAL_OPTION = 22, 29, 51, 18
TUNNEL_INFO = 3
PAIRS = ([HOME_NETWORK_PREFIX] * 2, [IPV4_HOME_ADDRESS] * 2)
NAME_A_GATEWAY = (0x10, 0x12, 0x14)  # RO Trigger, RO Init, RO Setup
ACKNOWLEDGE = 0x80
STATUSES = (0, 1, *range(128, 144))
MISSING_OPTION = 139
ENCAPSULATIONS, GRE_WITH_KEY = range(7), 1


def name(subtype):
    return SUBTYPES.get(subtype, f"Experimental subtype {subtype}")


def option_faults(option):
    """Sentences on the values of an option whose length is right."""
    if option.type == MAG_ADDRESS and option.data[1] != 128:
        yield f"MAG IPv6 Address has the address length {option.data[1]}"  # RFC 6705, 11.1
    if option.type == EXPERIMENTAL_OPTION and option.data[0] == TUNNEL_INFO:
        encapsulation, key = option.data[1], int.from_bytes(option.data[2:], "big")
        if encapsulation not in ENCAPSULATIONS:
            yield f"TunnelInfo names the encapsulation {encapsulation}"
        elif key and encapsulation != GRE_WITH_KEY:
            yield f"TunnelInfo has the key {key} without GRE"


def faults(octets, options):
    """Sentences on what breaks the format of a message of MH Type 11."""
    subtype, second = octets[6:8]
    if subtype not in SUBTYPES:
        yield "the subtype is not known"
    if subtype not in LOCALIZED_ROUTING:
        return
    is_answer = subtype & 1
    if is_answer and second not in STATUSES:
        yield f"Status is {second}, which is not assigned"
    if not is_answer and second != ACKNOWLEDGE:
        yield f"Flags are 0x{second:02x}, not 0x80"
    if is_answer and second == MISSING_OPTION:
        return  # has what it was asked with
    # Source and destination, then the gateway. Ordering is left out by those who do without.
    types = [option.type for option in options if option.type > 1]
    if types[:2] not in PAIRS:
        yield f"begins with options of the types {types[:2]}, not with a pair"
    if subtype in NAME_A_GATEWAY and types[2:3] != [MAG_ADDRESS]:
        yield "names no MAG behind the pair"
