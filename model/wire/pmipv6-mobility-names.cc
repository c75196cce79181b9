/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-mobility-names.h"

#include <cstddef>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// A flag and its letter.
struct FlagLetter
{
    unsigned bit; //!< the flag
    char letter;  //!< as the document that defines it draws it
};

/// Letters of a Binding Update's flags, highest bit first.
constexpr FlagLetter UPDATE_LETTERS[] = {
    {UpdateFlag::ACKNOWLEDGE, 'A'},
    {UpdateFlag::HOME_REGISTRATION, 'H'},
    {UpdateFlag::LINK_LOCAL, 'L'},
    {UpdateFlag::KEY_MANAGEMENT, 'K'},
    {UpdateFlag::MAP_REGISTRATION, 'M'},
    {UpdateFlag::MOBILE_ROUTER, 'R'},
    {UpdateFlag::PROXY_REGISTRATION, 'P'},
    {UpdateFlag::FORCED_UDP, 'F'},
    {UpdateFlag::TLV_HEADER, 'T'},
    {UpdateFlag::BULK_BINDING, 'B'},
    {UpdateFlag::MULTICAST_SIGNALLING, 'S'},
    {UpdateFlag::DISTRIBUTED_MOBILITY, 'D'},
};

/// Letters of a Binding Acknowledgement's flags, highest bit first.
constexpr FlagLetter ACKNOWLEDGEMENT_LETTERS[] = {
    {AcknowledgementFlag::KEY_MANAGEMENT, 'K'},
    {AcknowledgementFlag::MOBILE_ROUTER, 'R'},
    {AcknowledgementFlag::PROXY_REGISTRATION, 'P'},
    {AcknowledgementFlag::TLV_HEADER, 'T'},
    {AcknowledgementFlag::BULK_BINDING, 'B'},
    {AcknowledgementFlag::MULTICAST_SIGNALLING, 'S'},
    {AcknowledgementFlag::DISTRIBUTED_MOBILITY, 'D'},
};

/// Letters of a Heartbeat's flags, highest bit first.
constexpr FlagLetter HEARTBEAT_LETTERS[] = {
    {HeartbeatFlag::UNSOLICITED, 'U'},
    {HeartbeatFlag::RESPONSE, 'R'},
};

/// Letters of a Binding Revocation's flags, highest bit first.
constexpr FlagLetter REVOCATION_LETTERS[] = {
    {RevocationFlag::PROXY_BINDING, 'P'},
    {RevocationFlag::IPV4_HOME_ADDRESS_ONLY, 'V'},
    {RevocationFlag::GLOBAL, 'G'},
};

/// Letters of the flags of a request of MH Type 11, highest bit first.
constexpr FlagLetter EXPERIMENTAL_LETTERS[] = {
    {ExperimentalFlag::ACKNOWLEDGE, 'A'},
};

/// Letters of the flags that are set, and what is left as a number of some hexadecimal digits.
template <std::size_t N>
std::string
GetLetters(const FlagLetter (&letters)[N], unsigned flags, int digits)
{
    std::string text;
    for (const auto& [bit, letter] : letters)
    {
        if (flags & bit)
        {
            text += letter;
            flags &= ~bit;
        }
    }
    if (flags != 0)
    {
        text += "+0x";
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4)
        {
            text += "0123456789abcdef"[(flags >> shift) & 0xf];
        }
    }
    return text.empty() ? "-" : text;
}

} // namespace

std::string
GetName(MessageType type)
{
    switch (type)
    {
    case MessageType::BINDING_REFRESH_REQUEST:
        return "BindingRefreshRequest";
    case MessageType::BINDING_UPDATE:
        return "BindingUpdate";
    case MessageType::BINDING_ACKNOWLEDGEMENT:
        return "BindingAcknowledgement";
    case MessageType::BINDING_ERROR:
        return "BindingError";
    case MessageType::EXPERIMENTAL:
        return "Experimental";
    case MessageType::HEARTBEAT:
        return "Heartbeat";
    case MessageType::BINDING_REVOCATION:
        return "BindingRevocation";
    }
    return "Unknown";
}

std::string
GetName(ExperimentalSubtype subtype)
{
    switch (subtype)
    {
    case ExperimentalSubtype::RO_TRIGGER:
        return "RoTrigger";
    case ExperimentalSubtype::RO_TRIGGER_ACK:
        return "RoTriggerAck";
    case ExperimentalSubtype::RO_INIT:
        return "RoInit";
    case ExperimentalSubtype::RO_INIT_ACK:
        return "RoInitAck";
    case ExperimentalSubtype::RO_SETUP:
        return "RoSetup";
    case ExperimentalSubtype::RO_SETUP_ACK:
        return "RoSetupAck";
    case ExperimentalSubtype::RO_REFRESH:
        return "RoRefresh";
    case ExperimentalSubtype::RO_REFRESH_ACK:
        return "RoRefreshAck";
    case ExperimentalSubtype::RO_REQUEST:
        return "RoRequest";
    case ExperimentalSubtype::RO_REQUEST_ACK:
        return "RoRequestAck";
    }
    return "Experimental";
}

std::string
GetName(ExperimentalOption option)
{
    switch (option)
    {
    case ExperimentalOption::TUNNEL_INFO:
        return "TunnelInfo";
    case ExperimentalOption::ORDERING:
        return "Ordering";
    }
    return "Experimental";
}

std::string
GetName(OptionType type)
{
    switch (type)
    {
    case OptionType::PAD1:
        return "Pad1";
    case OptionType::PADN:
        return "PadN";
    case OptionType::BINDING_REFRESH_ADVICE:
        return "BindingRefreshAdvice";
    case OptionType::ALTERNATE_CAREOF_ADDRESS:
        return "AlternateCareOfAddress";
    case OptionType::MOBILE_NODE_IDENTIFIER:
        return "MobileNodeIdentifier";
    case OptionType::EXPERIMENTAL:
        return "Experimental";
    case OptionType::HOME_NETWORK_PREFIX:
        return "HomeNetworkPrefix";
    case OptionType::HANDOFF_INDICATOR:
        return "HandoffIndicator";
    case OptionType::ACCESS_TECHNOLOGY_TYPE:
        return "AccessTechnologyType";
    case OptionType::MOBILE_NODE_LINK_LAYER_IDENTIFIER:
        return "MobileNodeLinkLayerIdentifier";
    case OptionType::LINK_LOCAL_ADDRESS:
        return "LinkLocalAddress";
    case OptionType::TIMESTAMP:
        return "Timestamp";
    case OptionType::RESTART_COUNTER:
        return "RestartCounter";
    case OptionType::MAG_IPV6_ADDRESS:
        return "MagIpv6Address";
    }
    return "Option";
}

std::string
GetUpdateFlagLetters(uint16_t flags)
{
    return GetLetters(UPDATE_LETTERS, flags, 4);
}

std::string
GetAcknowledgementFlagLetters(uint8_t flags)
{
    return GetLetters(ACKNOWLEDGEMENT_LETTERS, flags, 2);
}

std::string
GetHeartbeatFlagLetters(uint16_t flags)
{
    return GetLetters(HEARTBEAT_LETTERS, flags, 4);
}

std::string
GetRevocationFlagLetters(uint16_t flags)
{
    return GetLetters(REVOCATION_LETTERS, flags, 4);
}

std::string
GetExperimentalFlagLetters(uint8_t flags)
{
    return GetLetters(EXPERIMENTAL_LETTERS, flags, 2);
}

} // namespace pmipv6
} // namespace ns3
