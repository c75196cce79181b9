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
    const char* address; //!< of a prefix
    uint8_t length;      //!< its length
    uint8_t label;       //!< of what is in it
};

/// RFC 6724, 2.1, the longest prefixes first.
constexpr LabelRow LABELS[] = {
    {"::1", 128, 0},
    {"::ffff:0:0", 96, 4},
    {"::", 96, 3},
    {"2001::", 32, 5},
    {"2002::", 16, 2},
    {"3ffe::", 16, 12},
    {"fec0::", 10, 11},
    {"fc00::", 7, 13},
};

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
    const auto row = std::find_if(std::begin(LABELS), std::end(LABELS), [&](const LabelRow& one) {
        return GetCommonLength(Ipv6Address(one.address), address, one.length) == one.length;
    });
    return row == std::end(LABELS) ? LABEL_OF_OTHERS : row->label;
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
