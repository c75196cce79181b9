/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * The numbers of the messages of MH Type 11 and of the options of type 18, which localized routing
 * and draft-luo share: their names, and those that are faults.
 */

#include "pmipv6-wire-expectations.h"

#include "ns3/pmipv6-mobility-names.h"

#include <map>

using namespace ns3;
using namespace ns3::pmipv6;
using namespace ns3::pmipv6::wiretest;

namespace
{

/// The status of each name; the others are unassigned.
const std::map<unsigned, std::string> STATUSES = {
    {0, "SUCCESS"},
    {1, "SUCCESS_WITH_SHORTER_LIFETIME"},
    {2, "SUCCESS_MORE_TO_FOLLOW"},
    {128, "REASON_UNSPECIFIED"},
    {129, "ADMINISTRATIVELY_PROHIBITED"},
    {130, "INSUFFICIENT_RESOURCES"},
    {131, "MN_NOT_ATTACHED"},
    {132, "PEER_DID_NOT_ANSWER"},
    {133, "NO_BINDING_FOR_PREFIX"},
    {134, "NOT_THE_RO_CONTROLLER"},
    {135, "SEQUENCE_NUMBER_OUT_OF_WINDOW"},
    {136, "LOCALIZED_ROUTING_NOT_ALLOWED"},
    {137, "NO_SUCH_SESSION"},
    {138, "OLDER_THAN_STATE_HELD"},
    {139, "MISSING_OPTION"},
    {140, "SUPERSEDED_BY_OWN_TRIGGER"},
    {141, "NO_AGREEMENT_BETWEEN_DOMAINS"},
    {142, "ENCAPSULATION_NOT_SUPPORTED"},
    {143, "RESPONSIBLE_NODE_DID_NOT_ANSWER"},
};

/// The message of each subtype. Whoever adds a message of his own takes another one.
const std::map<unsigned, std::string> SUBTYPES = {
    {0x10, "RoTrigger"},
    {0x11, "RoTriggerAck"},
    {0x12, "RoInit"},
    {0x13, "RoInitAck"},
    {0x14, "RoSetup"},
    {0x15, "RoSetupAck"},
    {0x16, "RoRefresh"},
    {0x17, "RoRefreshAck"},
    {0x18, "RoRequest"},
    {0x19, "RoRequestAck"},
    {0x20, "Pbqr"},
    {0x21, "Pbqa"},
    {0x22, "Pbci"},
    {0x23, "Pbca"},
    {0x24, "LocationUpdate"},
    {0x25, "LocationUpdateAck"},
};

/// @return the name that a table has for a number, or another one
std::string
Find(const std::map<unsigned, std::string>& names, unsigned number, const std::string& other)
{
    const auto known = names.find(number);
    return known == names.end() ? other : known->second;
}

/// @return true if there is a message of a subtype
bool
IsKnown(unsigned number)
{
    return GetName(static_cast<ExperimentalSubtype>(number)) != "Experimental";
}

} // namespace

TEST(WireRouteNames, Statuses)
{
    for (unsigned number = 0; number < 256; ++number)
    {
        const auto status = static_cast<ExperimentalStatus>(number);
        EXPECT_EQ(GetName(status), Find(STATUSES, number, "UNASSIGNED")) << number;
        EXPECT_EQ(IsAccepted(status), number < 128) << number;
    }
}

TEST(WireRouteNames, Subtypes)
{
    for (const auto& [number, name] : SUBTYPES)
    {
        EXPECT_EQ(GetName(static_cast<ExperimentalSubtype>(number)), name);
    }
    EXPECT_FALSE(IsKnown(0));
    EXPECT_FALSE(IsKnown(0xff));
    // An acknowledgement is its request with the lowest bit set.
    for (const auto& [number, name] : SUBTYPES)
    {
        const std::string request = SUBTYPES.at(number & ~1U);
        const std::map<std::string, std::string> others = {{"Pbqr", "Pbqa"}, {"Pbci", "Pbca"}};
        const auto other = others.find(request);
        EXPECT_EQ(SUBTYPES.at(number | 1), other == others.end() ? request + "Ack" : other->second);
    }
}

TEST(WireRouteNames, MessagesAreCalledByTheirSubtype)
{
    for (const auto& [number, name] : SUBTYPES)
    {
        const ParseResult result =
            Parse(Fixed("3b010b000000" + Hex(number) + "800007004b01020000"));
        const auto* message = std::get_if<MobilityMessage>(&result);
        ASSERT_NE(message, nullptr) << name;
        EXPECT_EQ(GetMessageName(*message), name);
        EXPECT_EQ(GetMessageType(*message), MessageType::EXPERIMENTAL);
        EXPECT_EQ(GetSequenceNumber(*message), 7) << name;
        EXPECT_TRUE(GetOptions(*message).empty()) << name;
        EXPECT_EQ(Build(*message)[6], number);
    }
}

TEST(WireRouteNames, OptionsAndEncapsulations)
{
    for (unsigned number = 0; number < 256; ++number)
    {
        EXPECT_EQ(GetName(static_cast<Encapsulation>(number)),
                  Find({{0, "IPV6_IN_IPV6"},
                        {1, "GRE_WITH_KEY"},
                        {2, "IPV4_IN_IPV6"},
                        {3, "IPV4_UDP"},
                        {4, "GRE_WITHOUT_KEY"},
                        {5, "IPV6_IN_IPV4"},
                        {6, "IPV4_IN_IPV4"}},
                       number,
                       "UNASSIGNED"));
    }
    EXPECT_EQ(ToText(MobilityOption(TunnelInfoOption{})), "TunnelInfo=IPV6_IN_IPV6(0)");
    EXPECT_EQ(ToText(MobilityOption(OrderingOption{9})), "Ordering=9");
    EXPECT_EQ(ToText(MobilityOption(RawOption{18, {0xff, 0x80}, 1, 0})), "Experimental(18)=ff:80");
    EXPECT_EQ(ToText(MobilityOption(RawOption{18, {}, 1, 0})), "Experimental(18)=-");
}

TEST(WireRouteNames, FlagLetters)
{
    const auto getText = [](uint8_t flags) {
        RoInit request;
        request.flags = flags;
        return ToText(MobilityMessage(request));
    };
    EXPECT_EQ(getText(0), "RoInit seq=0 flags=- lifetime=0(0s)");
    EXPECT_EQ(getText(0x80), "RoInit seq=0 flags=A lifetime=0(0s)");
    EXPECT_EQ(getText(0x91), "RoInit seq=0 flags=A+0x11 lifetime=0(0s)");
    EXPECT_EQ(getText(0xe1), "RoInit seq=0 flags=APO+0x01 lifetime=0(0s)");
}

// RFC 5096 gives MH Type 11 to any experiment. Its section 1 has a Binding Error for who does not
// know MH Type 11, so that this must not come back as a message of an unknown MH Type.
TEST(WireRouteFaults, UnknownSubtypes)
{
    for (unsigned number = 0; number < 256; ++number)
    {
        const std::string octets = Hex(number) + "800007004b01020000";
        if (!IsKnown(number))
        {
            ExpectFault("3b010b000000" + octets, ParseFault::SUBTYPE, 6, false);
            ExpectFault("3b000b000000" + Hex(number) + "80", ParseFault::SUBTYPE, 6, false);
        }
        // RFC 6275, 9.2: the MH Type is known, so Payload Proto comes next.
        ExpectFault("3a010b000000" + octets, ParseFault::PAYLOAD_PROTO, 0, true);
    }
}

TEST(WireRouteFaults, HeaderLenZeroIsTooShort)
{
    for (const auto& [number, name] : SUBTYPES)
    {
        ExpectFault("3b000b000000" + Hex(number) + "80", ParseFault::HEADER_LEN, 1, true);
        ExpectFault("3a000b000000" + Hex(number) + "80", ParseFault::PAYLOAD_PROTO, 0, true);
    }
}

TEST(WireRouteFaults, GatewayAddressOfTheWrongLength)
{
    // The option stands at octet 12, behind which there are 20 octets.
    const std::string before = "3b030b00 0000 12 80 0007 004b";
    const std::string address = "fd00000c000000000000000000000003";
    for (const unsigned length : {0U, 64U, 127U, 129U, 255U})
    {
        ExpectFault(before + "3312 00" + Hex(length) + address,
                    ParseFault::OPTION_VALUE,
                    15,
                    false);
    }
    const std::string data = "0080" + address;
    for (const unsigned length : {0U, 1U, 2U, 16U, 17U})
    {
        const Octets rest(18 - length); // Pad1 each
        ExpectFault(before + "33" + Hex(length) + data.substr(0, 2 * length) + ToHex(rest),
                    ParseFault::OPTION_LENGTH,
                    13,
                    false);
    }
    ExpectFault("3b040b00 0000 12 80 0007 004b 3313" + data + "00 01050000000000",
                ParseFault::OPTION_LENGTH,
                13,
                false);
    ExpectFault(before + "3313" + data, ParseFault::OPTION_OVERRUN, 13, false);
    // Its length is looked at before its value.
    ExpectFault(before + "3311 0040" + address, ParseFault::OPTION_LENGTH, 13, false);
    // The first of two impossible values is the one that is named.
    ExpectFault("3b060b00 0000 12 80 0007 004b 1612 0081" + address + "01020000 3312 007f" +
                    address,
                ParseFault::OPTION_VALUE,
                15,
                false);
}

TEST(WireRouteFaults, ExperimentalOptionsOfTheWrongLength)
{
    // Octets of the data by subtype.
    const std::map<unsigned, std::size_t> lengths = {{1, 18}, {2, 46}, {3, 6}, {4, 6}, {5, 2}};
    for (const auto& [subtype, right] : lengths)
    {
        // The data, a good address length in it, begin at octet 14 of 64.
        Octets data(50);
        data[0] = static_cast<uint8_t>(subtype);
        data[1] = 128;
        for (unsigned length = 1; length <= data.size(); ++length)
        {
            const std::string octets =
                "3b070b00 0000 14 80 0008 004b 12" + Hex(length) + ToHex(data);
            if (length != right)
            {
                ExpectFault(octets, ParseFault::OPTION_LENGTH, 13, false);
                continue;
            }
            const auto message = Expect<RoSetup>(Fixed(octets));
            ASSERT_EQ(message.options.size(), 1U) << subtype;
            EXPECT_FALSE(std::holds_alternative<RawOption>(message.options[0])) << subtype;
        }
        ExpectFault("3b070b00 0000 14 80 0008 004b 1233" + ToHex(data),
                    ParseFault::OPTION_OVERRUN,
                    13,
                    false);
    }
}
