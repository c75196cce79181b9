/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_WIRE_SUPPORT_H
#define PMIPV6_WIRE_SUPPORT_H

#include "pmipv6-wire-dmm-samples.h"
#include "pmipv6-wire-epmip-samples.h"
#include "pmipv6-wire-mipv6-samples.h"
#include "pmipv6-wire-route-samples.h"

#include "ns3/pmipv6-mobility-codec.h"
#include "ns3/pmipv6-option-format.h"

#include <cstdint>
#include <sstream>
#include <string>
#include <utility>
#include <variant>
#include <vector>

/**
 * @file
 * What the tests of the wire floor share: hexadecimal text, addresses, sample messages.
 */

namespace ns3
{
namespace pmipv6
{
namespace wiretest
{

using Octets = std::vector<uint8_t>;

/// The addresses that every test uses for the checksum.
inline const Ipv6Address SOURCE{"fd00::1"};
inline const Ipv6Address DESTINATION{"fd00::2"};

/// @return true if one of the options has type 18 and that octet behind its length
template <class... Options>
bool
HasExperimental(const std::variant<Options...>* /* options */, int subtype)
{
    constexpr int type = static_cast<int>(OptionType::EXPERIMENTAL);
    return ((Format<Options>::TYPE == type && Format<Options>::SUBTYPE == subtype) || ...);
}

/// @return true if there is an ExperimentalOption of that number
inline bool
IsExperimentalOption(uint8_t number)
{
    return HasExperimental(static_cast<const MobilityOptionVariant*>(nullptr), number);
}

/// @return the octets of hexadecimal text; everything that is no digit is ignored
inline Octets
FromHex(const std::string& text)
{
    const std::string digits = "0123456789abcdef";
    Octets octets;
    bool high = true;
    for (char character : text)
    {
        const auto value = digits.find(character);
        if (value == std::string::npos)
        {
            continue;
        }
        if (high)
        {
            octets.push_back(static_cast<uint8_t>(value << 4));
        }
        else
        {
            octets.back() |= static_cast<uint8_t>(value);
        }
        high = !high;
    }
    return octets;
}

/// @return octets as hexadecimal text without spaces
inline std::string
ToHex(const Octets& octets)
{
    std::string text;
    for (uint8_t octet : octets)
    {
        text += "0123456789abcdef"[octet >> 4];
        text += "0123456789abcdef"[octet & 0xf];
    }
    return text;
}

/// @return what two hexadecimal digits of a number are
inline std::string
Hex(unsigned octet)
{
    return ToHex({static_cast<uint8_t>(octet)});
}

/// @return any printable value as text
template <class T>
std::string
ToText(const T& value)
{
    std::ostringstream text;
    text << value;
    return text.str();
}

/// Fill the right checksum in, if there is room for one.
inline void
FixChecksum(Octets& octets)
{
    const std::size_t length = octets.size() < 8 ? 0 : (octets[1] + std::size_t{1}) * 8;
    if (length == 0 || length > octets.size())
    {
        return;
    }
    octets[4] = octets[5] = 0;
    const uint16_t checksum = ComputeMobilityChecksum(octets.data(), length, SOURCE, DESTINATION);
    octets[4] = static_cast<uint8_t>(checksum >> 8);
    octets[5] = static_cast<uint8_t>(checksum);
}

/// @return the result of parsing octets between the tests' addresses
inline ParseResult
Parse(const Octets& octets)
{
    return ParseMobilityHeader(octets.data(), octets.size(), SOURCE, DESTINATION);
}

/// @return the octets of a message between the tests' addresses
inline Octets
Build(const MobilityMessage& message)
{
    return BuildMobilityHeader(message, SOURCE, DESTINATION);
}

/// @return a Proxy Binding Update with every option that RFC 5213 gives it
inline BindingUpdate
MakeProxyUpdate()
{
    BindingUpdate update;
    update.sequence = 7;
    update.flags = UpdateFlag::ACKNOWLEDGE | UpdateFlag::PROXY_REGISTRATION;
    update.lifetime = 100;
    update.options = {
        MobileNodeIdentifierOption{1, "mn1@example.com"},
        HomeNetworkPrefixOption{Prefix(Ipv6Address("fd00:1::"), 64)},
        HandoffIndicatorOption{HandoffIndicator::NEW_INTERFACE},
        AccessTechnologyTypeOption{AccessTechnologyType::IEEE_802_11},
        MobileNodeLinkLayerIdentifierOption{{0, 0, 0, 0, 0, 1}},
        LinkLocalAddressOption{Ipv6Address("fe80::1")},
        TimestampOption{0x128000},
    };
    return update;
}

/// @return a Proxy Binding Acknowledgement
inline BindingAcknowledgement
MakeProxyAcknowledgement()
{
    BindingAcknowledgement acknowledgement;
    acknowledgement.flags = AcknowledgementFlag::PROXY_REGISTRATION;
    acknowledgement.sequence = 7;
    acknowledgement.lifetime = 100;
    acknowledgement.options = {
        MobileNodeIdentifierOption{1, "mn1"},
        HomeNetworkPrefixOption{Prefix(Ipv6Address("fd00:1::"), 64)},
        HandoffIndicatorOption{HandoffIndicator::BETWEEN_GATEWAYS},
        AccessTechnologyTypeOption{AccessTechnologyType::IEEE_802_11},
        TimestampOption{0x128000},
    };
    return acknowledgement;
}

/// @return messages of every kind, each with a name fit for a file
inline std::vector<std::pair<std::string, MobilityMessage>>
MakeSamples()
{
    BindingUpdate deregistration = MakeProxyUpdate();
    deregistration.lifetime = 0;
    BindingUpdate plain;
    plain.sequence = 65535;
    plain.flags = UpdateFlag::ACKNOWLEDGE | UpdateFlag::HOME_REGISTRATION | UpdateFlag::LINK_LOCAL |
                  UpdateFlag::KEY_MANAGEMENT;
    plain.lifetime = LIFETIME_INFINITE;
    plain.options = {AlternateCareOfAddressOption{Ipv6Address("fd00:9::9")}};
    BindingUpdate request = MakeProxyUpdate();
    request.options = {MobileNodeIdentifierOption{1, "a"},
                       HomeNetworkPrefixOption{},
                       HomeNetworkPrefixOption{Prefix(Ipv6Address("fd00:2::"), 48)},
                       HandoffIndicatorOption{HandoffIndicator::UNKNOWN},
                       AccessTechnologyTypeOption{AccessTechnologyType::VIRTUAL},
                       LinkLocalAddressOption{Ipv6Address::GetAny()}};
    BindingUpdate extended = MakeProxyUpdate();
    extended.flags |= 0x000f;
    extended.options = {RawOption{20, {'w', 'e', 'b'}, 1, 0},
                        RawOption{33, {0, 0, 0, 0, 1, 0}, 4, 0},
                        RawOption{18, {5, 0x80}, 1, 0}};
    BindingAcknowledgement refused = MakeProxyAcknowledgement();
    refused.status = BindingStatus::TIMESTAMP_MISMATCH;
    refused.lifetime = 0;
    BindingAcknowledgement advised;
    advised.sequence = 1;
    advised.lifetime = LIFETIME_INFINITE;
    advised.flags = AcknowledgementFlag::KEY_MANAGEMENT;
    advised.options = {BindingRefreshAdviceOption{10}};
    BindingAcknowledgement empty = MakeProxyAcknowledgement();
    empty.status = BindingStatus::MISSING_MN_IDENTIFIER_OPTION;
    empty.options = {};
    BindingRevocationIndication one;
    one.trigger = RevocationTrigger::INTER_MAG_HANDOVER_UNKNOWN;
    one.sequence = 0x1234;
    one.flags = RevocationFlag::PROXY_BINDING;
    one.options = {MobileNodeIdentifierOption{1, "mn1@example.com"},
                   HomeNetworkPrefixOption{Prefix(Ipv6Address("fd00:1::"), 64)},
                   HomeNetworkPrefixOption{Prefix(Ipv6Address("fd00:2::"), 64)}};
    BindingRevocationIndication peer;
    peer.trigger = RevocationTrigger::PER_PEER_POLICY;
    peer.sequence = 1;
    peer.flags = RevocationFlag::PROXY_BINDING | RevocationFlag::GLOBAL;
    BindingRevocationIndication realm = peer;
    realm.trigger = RevocationTrigger::REVOKING_MOBILITY_NODE_LOCAL_POLICY;
    realm.options = {MobileNodeIdentifierOption{1, "@example.com"},
                     AlternateCareOfAddressOption{Ipv6Address("fd00:9::9")}};
    BindingRevocationAcknowledgement done;
    done.sequence = 1;
    done.flags = peer.flags;
    BindingRevocationAcknowledgement failed;
    failed.status = RevocationStatus::REVOCATION_FAILED_MN_IS_ATTACHED;
    failed.sequence = one.sequence;
    failed.flags = one.flags;
    failed.options = {MobileNodeIdentifierOption{1, "mn1@example.com"},
                      HomeNetworkPrefixOption{Prefix(Ipv6Address("fd00:2::"), 64)}};
    std::vector<std::pair<std::string, MobilityMessage>> samples = {
        {"pbu", MakeProxyUpdate()},
        {"pbu-deregistration", deregistration},
        {"pbu-assign", request},
        {"pbu-raw-options", extended},
        {"bu-home", plain},
        {"pba", MakeProxyAcknowledgement()},
        {"pba-refused", refused},
        {"pba-bare", empty},
        {"ba-refresh-advice", advised},
        {"brr", BindingRefreshRequest{}},
        {"be-no-binding",
         BindingError{BindingErrorStatus::UNKNOWN_BINDING, Ipv6Address("fd00:1::99"), {}}},
        {"be-unknown-type",
         BindingError{BindingErrorStatus::UNRECOGNIZED_MH_TYPE, Ipv6Address::GetAny(), {}}},
        {"heartbeat-request", Heartbeat{false, false, 0x00010007, {}}},
        {"heartbeat-response", Heartbeat{false, true, 0x00010007, {RestartCounterOption{3}}}},
        {"heartbeat-unsolicited", Heartbeat{true, true, 0, {RestartCounterOption{4}}}},
        {"bri-binding", one},
        {"bri-peer", peer},
        {"bri-realm", realm},
        {"bra-success", done},
        {"bra-attached", failed},
        {"unknown-type", UnknownMessage{200, {0x10, 0x80, 0, 1, 0, 2, 0, 0, 0, 0}}},
    };
    for (const auto& more :
         {MakeMipv6Samples(), MakeRouteSamples(), MakeEpmipSamples(), MakeDmmSamples()})
    {
        samples.insert(samples.end(), more.begin(), more.end());
    }
    return samples;
}

} // namespace wiretest
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_WIRE_SUPPORT_H
