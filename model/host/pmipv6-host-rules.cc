/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-host-rules.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace ns3
{
namespace pmipv6
{

namespace
{

constexpr uint8_t SCOPE_LINK_LOCAL = 0x2; //!< RFC 6724, 3.1
constexpr uint8_t SCOPE_SITE_LOCAL = 0x5; //!< RFC 6724, 3.1
constexpr uint8_t SCOPE_GLOBAL = 0xe;     //!< RFC 6724, 3.1
constexpr uint8_t MULTICAST = 0xff;       //!< first octet
constexpr uint8_t LABEL_OF_OTHERS = 1;    //!< ::/0

/// A row of the policy table.
struct LabelRow
{
    Prefix prefix; //!< of addresses
    uint8_t label; //!< theirs
};

/// @return RFC 6724, 2.1, the longest prefixes first
const std::array<LabelRow, 8>&
GetLabels()
{
    static const std::array<LabelRow, 8> labels{{
        {Prefix(Ipv6Address("::1"), 128), 0},
        {Prefix(Ipv6Address("::ffff:0:0"), 96), 4},
        {Prefix(Ipv6Address("::"), 96), 3},
        {Prefix(Ipv6Address("2001::"), 32), 5},
        {Prefix(Ipv6Address("2002::"), 16), 2},
        {Prefix(Ipv6Address("3ffe::"), 16), 12},
        {Prefix(Ipv6Address("fec0::"), 10), 11},
        {Prefix(Ipv6Address("fc00::"), 7), 13},
    }};
    return labels;
}

/// @return the octets of an address
std::array<uint8_t, 16>
GetOctets(const Ipv6Address& address)
{
    std::array<uint8_t, 16> octets{};
    address.GetBytes(octets.data());
    return octets;
}

/// @return how many leading bits two addresses share, at most so many (RFC 6724, 2.2)
uint8_t
GetCommonLength(const Ipv6Address& a, const Ipv6Address& b, uint8_t most)
{
    const auto first = GetOctets(a);
    const auto second = GetOctets(b);
    uint8_t length = 0;
    while (length < most && ((first[length / 8] ^ second[length / 8]) & (0x80 >> length % 8)) == 0)
    {
        ++length;
    }
    return length;
}

} // namespace

std::optional<HostType>
ParseHostType(const std::string& name)
{
    return name == "A"   ? std::make_optional(HostType::A)
           : name == "B" ? std::make_optional(HostType::B)
           : name == "C" ? std::make_optional(HostType::C)
                         : std::nullopt;
}

std::vector<RouteInformation>
SelectRoutes(HostType type, const RouterAdvertisement& advertisement)
{
    // RFC 4191, 2.2: without a lifetime the preference says nothing.
    const bool isPreferenceTaken = type != HostType::A && advertisement.lifetime > 0;
    std::vector<RouteInformation> routes{
        {Prefix(),
         isPreferenceTaken ? advertisement.preference : RouterPreference::MEDIUM,
         advertisement.lifetime}};
    if (type == HostType::C)
    {
        for (const auto& route : advertisement.routes)
        {
            // RFC 4191, 3.1: an option for ::/0 overrides the header.
            if (route.prefix.GetLength() == 0)
            {
                routes.front() = route;
            }
            else
            {
                routes.push_back(route);
            }
        }
    }
    return routes;
}

bool
IsWorseRoute(const RouteFacts& a, const RouteFacts& b)
{
    const auto rank = [](const RouteFacts& facts) {
        return std::make_tuple(facts.isOfSource,
                               facts.reachability != Reachability::UNREACHABLE,
                               facts.prefixLength,
                               facts.preference,
                               facts.interfaceSince,
                               facts.reachability,
                               facts.heard);
    };
    return rank(a) < rank(b);
}

uint8_t
GetScope(const Ipv6Address& address)
{
    const auto octets = GetOctets(address);
    if (octets[0] == MULTICAST)
    {
        return octets[1] & 0xf;
    }
    const bool isSiteLocal = octets[0] == 0xfe && (octets[1] & 0xc0) == 0xc0;
    return address.IsLinkLocal() || address.IsLocalhost() ? SCOPE_LINK_LOCAL
           : isSiteLocal                                  ? SCOPE_SITE_LOCAL
                                                          : SCOPE_GLOBAL;
}

uint8_t
GetLabel(const Ipv6Address& address)
{
    const auto& labels = GetLabels();
    const auto row = std::find_if(labels.begin(), labels.end(), [&](const LabelRow& one) {
        return one.prefix.Contains(address);
    });
    return row == labels.end() ? LABEL_OF_OTHERS : row->label;
}

bool
IsWorseSource(const SourceCandidate& a, const SourceCandidate& b, const Ipv6Address& destination)
{
    const bool isA = a.address == destination;
    const bool isB = b.address == destination;
    if (isA != isB)
    {
        return isB; // Rule 1.
    }
    const uint8_t scopeOfA = GetScope(a.address);
    const uint8_t scopeOfB = GetScope(b.address);
    if (scopeOfA != scopeOfB)
    {
        // Rule 2: the smaller one that reaches the destination, or else the larger one.
        return scopeOfA < scopeOfB ? scopeOfA < GetScope(destination)
                                   : scopeOfB >= GetScope(destination);
    }
    const uint8_t label = GetLabel(destination);
    const auto rank = [&](const SourceCandidate& one) {
        return std::make_tuple(!one.isDeprecated,              // Rule 3.
                               one.isOfNextHop,                // Rule 5.5.
                               GetLabel(one.address) == label, // Rule 6.
                               GetCommonLength(one.address, destination, one.prefixLength)); // 8.
    };
    return rank(a) < rank(b);
}

} // namespace pmipv6
} // namespace ns3
