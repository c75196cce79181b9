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
PBQR, PBQA, PBCI, PBCA, LOCATION_UPDATE, LOCATION_UPDATE_ACK = range(0x20, 0x26)

# Subtype of option 18: name, allowed lengths, alignment x and y of xn+y.
OPTIONS = {
    1: ("PreviousLocation", (18,), 8, 4),
    2: ("CorrespondentLocation", (46,), 8, 4),
    3: ("TunnelInfo", (6,), 4, 0),
    4: ("Ordering", (6,), 4, 0),
    5: ("Capabilities", (2,), 1, 0),
}

MOBILE_NODE_IDENTIFIER, TIMESTAMP = 8, 27
HOME_NETWORK_PREFIX, IPV4_HOME_ADDRESS, MAG_ADDRESS, EXPERIMENTAL_OPTION = 22, 29, 51, 18
PREVIOUS_LOCATION, CORRESPONDENT_LOCATION, TUNNEL_INFO, CAPABILITIES = 1, 2, 3, 5
PAIRS = ([HOME_NETWORK_PREFIX] * 2, [IPV4_HOME_ADDRESS] * 2)
NAME_A_GATEWAY = (0x10, 0x12, 0x14)  # RO Trigger, RO Init, RO Setup
ACKNOWLEDGE = 0x80
# The flag that a request of draft-luo may have beside A.
LOCATION_FLAGS = {PBQR: 0x20, PBCI: 0x40, LOCATION_UPDATE: 0}
STATUSES = (0, 1, *range(128, 144))
MORE_TO_FOLLOW = 2  # of a PBCA
MISSING_OPTION = 139
ENCAPSULATIONS, GRE_WITH_KEY = range(7), 1


def name(subtype):
    return SUBTYPES.get(subtype, f"Experimental subtype {subtype}")


def option_faults(option):
    """Sentences on the values of an option whose length is right."""
    if option.type == MAG_ADDRESS and option.data[1] != 128:
        yield f"MAG IPv6 Address has the address length {option.data[1]}"  # RFC 6705, 11.1
    if option.type != EXPERIMENTAL_OPTION:
        return
    if option.data[0] == PREVIOUS_LOCATION and option.data[1] != 128:
        yield f"PreviousLocation has the address length {option.data[1]}"
    if option.data[0] == CORRESPONDENT_LOCATION:
        if option.data[1] > 128:
            yield f"CorrespondentLocation has the prefix length {option.data[1]}"
        if any(option.data[-2:]):
            yield "CorrespondentLocation does not end with zeros"
    if option.data[0] == CAPABILITIES and option.data[1] & 0x1F:
        yield f"Capabilities are 0x{option.data[1]:02x}"
    if option.data[0] == TUNNEL_INFO:
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
        return
    is_answer = subtype & 1
    if is_answer and second not in STATUSES and (subtype, second) != (PBCA, MORE_TO_FOLLOW):
        yield f"Status is {second}, which is not assigned"
    other = LOCATION_FLAGS.get(subtype, 0)
    if not is_answer and second not in (ACKNOWLEDGE, ACKNOWLEDGE | other):
        yield f"Flags are 0x{second:02x}, not 0x80" + (f" or 0x{0x80 | other:02x}" if other else "")
    if is_answer and second == MISSING_OPTION:
        return  # has what it was asked with
    options = [option for option in options if option.type > 1]
    if subtype in LOCALIZED_ROUTING:
        yield from route_faults(subtype, [option.type for option in options])
    else:
        yield from location_faults(octets, options)


def route_faults(subtype, types):
    """Sentences on the options of a message of draft-loureiro."""
    # Source and destination, then the gateway. Ordering is left out by those who do without.
    if types[:2] not in PAIRS:
        yield f"begins with options of the types {types[:2]}, not with a pair"
    if subtype in NAME_A_GATEWAY and types[2:3] != [MAG_ADDRESS]:
        yield "names no MAG behind the pair"


def is_correspondent(option):
    return (option.type, option.data[:1]) == (EXPERIMENTAL_OPTION, bytes([CORRESPONDENT_LOCATION]))


def location_faults(octets, options):
    """Sentences on the options of a message of draft-luo."""
    subtype, second = octets[6:8]
    is_end = not any(octets[10:12])  # Lifetime 0
    types = [option.type for option in options]
    prefixes = types.count(HOME_NETWORK_PREFIX)
    behind = types[prefixes:]
    if types[:prefixes] != [HOME_NETWORK_PREFIX] * prefixes:
        yield f"has options of the types {types}, not prefixes first"
        return
    if subtype in (PBQR, PBQA, PBCA) and prefixes != 1:
        yield f"names {prefixes} prefixes, not one"
    if subtype == PBCI and not prefixes:
        yield "names no prefix"
    if subtype == LOCATION_UPDATE and not prefixes and MOBILE_NODE_IDENTIFIER not in types:
        yield "names neither a prefix nor a mobile node"
    is_told = subtype in (PBCI, LOCATION_UPDATE)
    is_located = (is_told and not is_end) or (subtype == PBQA and second < 128)
    if is_located and behind[:2] != [MAG_ADDRESS, TIMESTAMP]:
        yield f"has options of the types {behind} behind the prefixes, not a location and its time"
    if is_told and is_end and MAG_ADDRESS in types:
        yield "ends a location and names one"
    others = [option for option in options[1:] if not is_correspondent(option)]
    if subtype == PBCA and others:
        yield "has other options than correspondents behind the prefix"
