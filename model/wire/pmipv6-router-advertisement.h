/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ROUTER_ADVERTISEMENT_H
#define PMIPV6_ROUTER_ADVERTISEMENT_H

#include "pmipv6-link-layer-address.h"
#include "pmipv6-prefix.h"

#include "ns3/ipv6-address.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-wire
/// The lifetime of a prefix that stands for "for ever" (RFC 4861, 4.6.2), in seconds.
constexpr uint32_t INFINITE_PREFIX_LIFETIME = 0xffffffff;

/**
 * @ingroup pmipv6-wire
 * A Prefix Information option (RFC 4861, 4.6.2).
 */
struct PrefixInformation
{
    Prefix prefix;            //!< the prefix
    bool isOnLink{false};     //!< flag L: its addresses are on the link
    bool isAutonomous{false}; //!< flag A: hosts may make addresses of it
    uint32_t valid{0};        //!< valid lifetime in seconds
    uint32_t preferred{0};    //!< preferred lifetime in seconds
};

/// @ingroup pmipv6-wire
/// Which of several routers, or routes, is to be used (RFC 4191, 2.1).
enum class RouterPreference : int8_t
{
    LOW = -1,   //!< when there is no other
    MEDIUM = 0, //!< as those of which nothing is said
    HIGH = 1,   //!< before all others
};

/**
 * @ingroup pmipv6-wire
 * A Route Information option (RFC 4191, 2.3).
 */
struct RouteInformation
{
    Prefix prefix;                                         //!< where the route leads to
    RouterPreference preference{RouterPreference::MEDIUM}; //!< Route Preference
    uint32_t lifetime{0}; //!< in seconds; INFINITE_PREFIX_LIFETIME: for ever; 0: no route any more
};

/**
 * @ingroup pmipv6-wire
 * A Router Advertisement (RFC 4861, 4.2): of it what a host goes by, but for the MTU, which is
 * written alone.
 */
struct RouterAdvertisement
{
    uint8_t hopLimit{0};  //!< Cur Hop Limit; 0: unspecified
    uint16_t lifetime{0}; //!< Router Lifetime in seconds; 0: no default router
    /// Default Router Preference; what is reserved counts as MEDIUM (RFC 4191, 2.2).
    RouterPreference preference{RouterPreference::MEDIUM};
    /// Of the Source Link-layer Address options, in order: the address and what pads it to units of
    /// 8 octets (RFC 4861, 4.6.1). How long it is only the link knows; see ReadLinkLayerAddress.
    std::vector<LinkLayerAddress> linkLayers;
    std::vector<PrefixInformation> prefixes; //!< in order
    uint32_t mtu{0};                         //!< in octets; 0: no MTU option is written
    /// In order, without those that a host ignores: of a length that does not fit their prefix, or
    /// of a preference that is reserved (RFC 4191, 2.3).
    std::vector<RouteInformation> routes;
};

/**
 * @ingroup pmipv6-wire
 * Read a Router Advertisement. Total: any octets give one or a fault. Options that are unknown are
 * skipped (RFC 4861, 4.2).
 *
 * @param octets the ICMPv6 message, from its type on
 * @param size how many octets there are
 * @return the advertisement; or why a host discards it (RFC 4861, 6.1.2), in lower case with
 * hyphens
 */
std::variant<RouterAdvertisement, std::string> ParseRouterAdvertisement(const uint8_t* octets,
                                                                        std::size_t size);

/**
 * @ingroup pmipv6-wire
 * Write a Router Advertisement: the link-layer addresses, each padded with zeros (RFC 4861, 4.6.1),
 * the MTU (4.6.4), the prefixes (4.6.2) from the last to the first, since a host that knows no
 * order but that in which it hears of them may take the latest for its source, and the routes (RFC
 * 4191, 2.3), behind all that a host without these would go on to read.
 *
 * @param advertisement what it says
 * @param source of the packet, for the checksum
 * @param destination of the packet, likewise
 * @return the ICMPv6 message
 */
std::vector<uint8_t> SerializeRouterAdvertisement(const RouterAdvertisement& advertisement,
                                                  const Ipv6Address& source,
                                                  const Ipv6Address& destination);

/**
 * @ingroup pmipv6-wire
 * @param advertisement a Router Advertisement
 * @param size octets of the addresses of the link on which it came
 * @return its sender's link-layer address: of that size, or else a MAC-48; of the first option that
 * has the length for either; nothing if none has
 */
std::optional<LinkLayerAddress> ReadLinkLayerAddress(const RouterAdvertisement& advertisement,
                                                     std::size_t size);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ROUTER_ADVERTISEMENT_H
