/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_HOST_RULES_H
#define PMIPV6_HOST_RULES_H

#include "pmipv6-router-advertisement.h"

#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-host
/// What a host makes of router preferences and more-specific routes (RFC 4191, 3).
enum class HostType
{
    A, //!< nothing: the default routers are equals
    B, //!< default routers have their preferences
    C, //!< it has a routing table
};

/**
 * @ingroup pmipv6-host
 * @param name "A", "B" or "C"
 * @return the type; nothing for any other name
 */
std::optional<HostType> ParseHostType(const std::string& name);

/**
 * @ingroup pmipv6-host
 * Which routes through its sender a Router Advertisement tells a host (RFC 4191, 3.1).
 *
 * @param type of the host
 * @param advertisement the Router Advertisement
 * @return the default route first, with lifetime 0 if there is none any more
 */
std::vector<RouteInformation> SelectRoutes(HostType type, const RouterAdvertisement& advertisement);

/// @ingroup pmipv6-host
/// What a host knows of whether a router answers.
enum class Reachability
{
    UNREACHABLE, //!< it does not
    UNKNOWN,     //!< not asked yet, or not long ago: as if it did (RFC 4191, 3.2)
    REACHABLE,   //!< it has answered
};

/// @ingroup pmipv6-host
/// What a host goes by among routes that lead to a destination.
struct RouteFacts
{
    bool isOfSource{false}; //!< its router advertises the prefix of the packet's source
    Reachability reachability{Reachability::UNKNOWN};      //!< of its router
    uint8_t prefixLength{0};                               //!< of where it leads to
    RouterPreference preference{RouterPreference::MEDIUM}; //!< of the route
    Time interfaceSince; //!< when the last default router was found on its interface
    Time heard;          //!< when its router told of it last
};

/**
 * @ingroup pmipv6-host
 * Which of two routes a packet takes: through who advertises the prefix of its source, since others
 * may not forward it; reachable, more specific, preferred (RFC 4191, 3.2); on the interface on
 * which a router was found last, so that flows stay where they are while all advertise; through who
 * has answered before who was not asked (RFC 4861, 6.3.6); heard last.
 *
 * @param a a route
 * @param b another
 * @return true if @p a comes behind @p b
 */
bool IsWorseRoute(const RouteFacts& a, const RouteFacts& b);

/// @ingroup pmipv6-host
/// An address that a packet may be sent from, on the interface that it leaves by.
struct SourceCandidate
{
    Ipv6Address address;      //!< the address
    uint8_t prefixLength{64}; //!< of its prefix
    bool isDeprecated{false}; //!< its preferred lifetime is over
    bool isOfNextHop{false};  //!< the next hop advertises its prefix
};

/**
 * @ingroup pmipv6-host
 * @param address an address
 * @return its scope (RFC 6724, 3.1): 2 link-local, 5 site-local, 14 global, or a multicast one's
 * own
 */
uint8_t GetScope(const Ipv6Address& address);

/**
 * @ingroup pmipv6-host
 * @param address an address
 * @return its label by the default policy table (RFC 6724, 2.1)
 */
uint8_t GetLabel(const Ipv6Address& address);

/**
 * @ingroup pmipv6-host
 * Source address selection (RFC 6724, 5): the rules 1, 2, 3, 5.5, 6 and 8. Rule 5 is kept by the
 * candidates, all of one interface; there are no home and no temporary addresses (4, 7).
 *
 * @param a a candidate
 * @param b another
 * @param destination where the packet goes
 * @return true if @p a comes behind @p b
 */
bool IsWorseSource(const SourceCandidate& a,
                   const SourceCandidate& b,
                   const Ipv6Address& destination);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_HOST_RULES_H
