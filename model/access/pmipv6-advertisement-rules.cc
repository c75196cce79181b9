/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-advertisement-rules.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

std::vector<AdvertisedRouter>
ComposeAdvertisements(const AdvertisementFacts& facts, const PendingWithdrawals& withdrawn)
{
    auto all = facts.isTold ? facts.routers : std::vector<AdvertisedRouter>();
    const bool isLogical = !facts.routers.empty() && !FindRouter(facts.routers, std::nullopt);
    const auto get = [&](const std::optional<LogicalRouter>& router) -> AdvertisedRouter& {
        auto known = std::find_if(all.begin(), all.end(), [&router](const AdvertisedRouter& one) {
            return one.router == router;
        });
        if (known == all.end())
        {
            AdvertisedRouter last;
            last.router = router;
            last.isDefault = !router && !isLogical && facts.isGatewayRouter;
            known = all.insert(all.end(), last);
        }
        return *known;
    };
    for (const auto& ended : facts.ended)
    {
        // The gateway itself ends as such with what it withdraws, unless others are left.
        if (ended.router || !ended.routes.empty() || !facts.routers.empty())
        {
            auto& last = get(ended.router);
            last.routes.insert(last.routes.end(), ended.routes.begin(), ended.routes.end());
        }
    }
    for (const auto& [prefix, router] : withdrawn)
    {
        const bool isOfNobody = !router && isLogical && !all.empty();
        auto& last = isOfNobody ? all.front() : get(router);
        last.prefixes.push_back({prefix, Time(0), Time(0)});
    }
    return all;
}

void
KeepTold(const std::vector<AdvertisedRouter>& before, std::vector<AdvertisedRouter>& routers)
{
    const auto telling = routers;
    for (AdvertisedRouter kept : before)
    {
        auto& prefixes = kept.prefixes;
        const auto isTold = [&](const auto& one) { return IsOfAny(telling, one.prefix); };
        prefixes.erase(std::remove_if(prefixes.begin(), prefixes.end(), isTold), prefixes.end());
        const auto known = std::find_if(routers.begin(), routers.end(), [&](const auto& one) {
            return one.router == kept.router;
        });
        if (known != routers.end())
        {
            known->prefixes.insert(known->prefixes.end(), prefixes.begin(), prefixes.end());
        }
        else if (!prefixes.empty())
        {
            routers.push_back(std::move(kept));
        }
    }
}

void
DropContinued(const std::vector<AdvertisedRouter>& routers, std::vector<AdvertisedRouter>& ended)
{
    const auto isOver = [&routers](AdvertisedRouter& one) {
        const auto* goesOn = FindRouter(routers, one.router);
        const auto isThere = [goesOn](const AdvertisedRoute& route) {
            const auto& routes = goesOn->routes;
            return std::any_of(routes.begin(), routes.end(), [&](const AdvertisedRoute& other) {
                return other.prefix == route.prefix;
            });
        };
        if (goesOn)
        {
            one.routes.erase(std::remove_if(one.routes.begin(), one.routes.end(), isThere),
                             one.routes.end());
        }
        return goesOn && one.routes.empty();
    };
    ended.erase(std::remove_if(ended.begin(), ended.end(), isOver), ended.end());
}

Time
GetAdvertisingInterval(const std::vector<AdvertisedRouter>& routers,
                       Time routerLifetime,
                       Time longest)
{
    constexpr int64_t INTERVALS_PER_LIFETIME = 3;
    Time shortest = INTERVALS_PER_LIFETIME * longest;
    const auto consider = [&shortest](Time lifetime) {
        if (lifetime >= Seconds(1)) // Less is told as 0.
        {
            shortest = Min(shortest, lifetime);
        }
    };
    consider(routerLifetime);
    for (const auto& router : routers)
    {
        for (const auto& prefix : router.prefixes)
        {
            consider(prefix.valid);
            consider(prefix.preferred);
        }
        for (const auto& route : router.routes)
        {
            consider(route.lifetime);
        }
    }
    return shortest / INTERVALS_PER_LIFETIME;
}

} // namespace pmipv6
} // namespace ns3
