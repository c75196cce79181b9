/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-logical-router-rules.h"

#include "pmipv6-next-hop.h"

#include <algorithm>
#include <utility>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// First octet of what is locally administered and of one station (IEEE 802, 8.2).
constexpr uint8_t LOCALLY_ADMINISTERED = 2;
/// In the middle of an EUI-64 that is made of a MAC-48 (RFC 4291, appendix A).
constexpr uint8_t EUI_64_MIDDLE[] = {0xff, 0xfe};

/// @return routes to what a MAAR reaches, without an end
std::vector<AdvertisedRoute>
MakeRoutes(const MaarInterface& interface, Time lifetime, RouterPreference preference)
{
    std::vector<AdvertisedRoute> routes;
    for (const auto& network : interface.localNetworks)
    {
        routes.push_back({network, lifetime, preference});
    }
    return routes;
}

/// @return what a serving MAAR's router tells, with its own prefixes out of those of all anchors
AdvertisedRouter
TakeOwn(const ShownRouters& shown, std::vector<AdvertisedPrefix>& all)
{
    AdvertisedRouter own;
    own.router = GetRouter(shown.interface);
    const auto& anchored = shown.prefixes;
    const auto first = std::stable_partition(all.begin(), all.end(), [&](const auto& one) {
        return std::find(anchored.begin(), anchored.end(), one.prefix) == anchored.end();
    });
    own.prefixes.assign(first, all.end());
    all.erase(first, all.end());
    Time lifetime;
    for (const auto& one : own.prefixes)
    {
        lifetime = Max(lifetime, one.preferred); // New flows have no source for longer.
    }
    own.routes = MakeRoutes(shown.interface, lifetime, RouterPreference::MEDIUM);
    return own;
}

/// @return what the router of a previous MAAR tells, which is among the others from now on
AdvertisedRouter&
GetPrevious(std::vector<AdvertisedRouter>& told, const ShownPrefix& prefix)
{
    const LogicalRouter router = GetRouter(prefix.interface);
    auto known = std::find_if(told.begin(), told.end(), [&router](const AdvertisedRouter& one) {
        return one.router == router;
    });
    if (known == told.end())
    {
        known = told.insert(told.end(), AdvertisedRouter());
        known->router = router;
        known->routes = MakeRoutes(prefix.interface, Time::Max(), RouterPreference::LOW);
        known->preference = RouterPreference::LOW;
        for (auto& route : known->routes)
        {
            route.end = prefix.end;
        }
    }
    for (auto& route : known->routes)
    {
        route.end = Max(route.end, prefix.end);
    }
    return *known;
}

} // namespace

LogicalRouter
MakeLogicalRouter(uint16_t maar, uint32_t node)
{
    const LinkLayerAddress linkLayer{LOCALLY_ADMINISTERED,
                                     static_cast<uint8_t>(maar >> 8),
                                     static_cast<uint8_t>(maar),
                                     static_cast<uint8_t>(node >> 16),
                                     static_cast<uint8_t>(node >> 8),
                                     static_cast<uint8_t>(node)};
    return {linkLayer, MakeLinkLocalAddress(linkLayer)};
}

LogicalRouter
GetRouter(const MaarInterface& told)
{
    if (!told.linkLayer.IsEmpty())
    {
        return {told.linkLayer, told.linkLocal};
    }
    uint8_t octets[16];
    told.linkLocal.GetBytes(octets);
    if (!std::equal(EUI_64_MIDDLE, EUI_64_MIDDLE + 2, octets + 11))
    {
        return {{}, told.linkLocal};
    }
    return {{static_cast<uint8_t>(octets[8] ^ 2),
             octets[9],
             octets[10],
             octets[13],
             octets[14],
             octets[15]},
            told.linkLocal};
}

std::vector<Prefix>
SelectNetworks(const std::vector<Prefix>& told)
{
    std::vector<Prefix> networks;
    for (const auto& network : told)
    {
        const bool isTwice = std::find(networks.begin(), networks.end(), network) != networks.end();
        if (IsRoutableUnicast(network) && !isTwice)
        {
            networks.push_back(network);
        }
    }
    return networks;
}

std::string
CheckRouter(const MaarInterface& told,
            const std::vector<LogicalRouter>& taken,
            const LinkLayerAddress& node)
{
    const LogicalRouter router = GetRouter(told);
    if (!router.linkLocal.IsLinkLocal())
    {
        return "logical-router-not-link-local";
    }
    if (router.linkLayer.GetSize() != LinkLayerAddress::MAC48_SIZE || router.linkLayer.IsGroup())
    {
        return "logical-router-without-link-layer-address";
    }
    const bool isTaken = std::any_of(taken.begin(), taken.end(), [&router](const auto& other) {
        return other.linkLayer == router.linkLayer || other.linkLocal == router.linkLocal;
    });
    return isTaken || router.linkLayer == node ? "logical-router-of-another" : "";
}

AdvertisedRouter
MakeLast(const MaarInterface& interface, const Prefix& prefix)
{
    AdvertisedRouter last;
    last.router = GetRouter(interface);
    last.prefixes.push_back({prefix, Time(0), Time(0)});
    last.routes = MakeRoutes(
        {interface.linkLocal, interface.linkLayer, SelectNetworks(interface.localNetworks)},
        Time(0),
        RouterPreference::LOW);
    last.isDefault = false;
    return last;
}

void
ShowRouters(const ShownRouters& shown, std::vector<AdvertisedRouter>& told)
{
    const bool isLogical = !shown.interface.IsEmpty();
    AdvertisedRouter gateway = std::exchange(told, {}).front();
    AdvertisedRouter own = isLogical ? TakeOwn(shown, gateway.prefixes) : AdvertisedRouter();
    const bool hasOwn = !own.prefixes.empty();
    const bool isCentral = !gateway.prefixes.empty();
    if (hasOwn && isCentral)
    {
        (shown.isCentralPreferred ? gateway : own).preference = RouterPreference::HIGH;
    }
    if (hasOwn)
    {
        told.push_back(std::move(own));
    }
    if (isCentral)
    {
        told.push_back(std::move(gateway));
    }
    for (const auto& one : shown.previous)
    {
        const bool isShown = isLogical && !one.interface.IsEmpty();
        const bool isLocal =
            isShown && !one.interface.localNetworks.empty() && !shown.isLocalDeprecated;
        // RFC 8885, 3.7: a zero preferred lifetime, and a valid one that is not.
        const AdvertisedPrefix prefix{one.prefix,
                                      Time::Max(),
                                      isLocal ? shown.maxPreferred : Time(0),
                                      one.end};
        auto& router = isShown ? GetPrevious(told, one) : told.front();
        router.prefixes.push_back(prefix);
    }
}

} // namespace pmipv6
} // namespace ns3
