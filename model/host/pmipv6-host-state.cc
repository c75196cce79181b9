/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-host-state.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// RFC 4862, 5.5.3, e: below this an advertisement shortens no lifetime.
constexpr uint32_t SHORTEST_NEW_LIFETIME = 7200; // s

/// Remove the rows of a list that satisfy a condition.
template <class Row, class Condition>
void
RemoveIf(std::vector<Row>& rows, Condition condition)
{
    rows.erase(std::remove_if(rows.begin(), rows.end(), condition), rows.end());
}

} // namespace

Time
GetEnd(uint32_t lifetime, Time now)
{
    return lifetime == INFINITE_PREFIX_LIFETIME ? Time::Max() : now + Seconds(lifetime);
}

Time
GetNewEnd(Time validUntil, uint32_t valid, Time now)
{
    const Time twoHours = Seconds(SHORTEST_NEW_LIFETIME);
    const Time end = GetEnd(valid, now);
    if (valid > SHORTEST_NEW_LIFETIME || end > validUntil)
    {
        return end;
    }
    const bool isShort = validUntil != Time::Max() && validUntil - now <= twoHours;
    return isShort ? validUntil : now + twoHours;
}

bool
HostState::UpdateRoute(uint32_t interface,
                       const Ipv6Address& router,
                       const RouteInformation& told,
                       Time now)
{
    const auto known = std::find_if(m_routes.begin(), m_routes.end(), [&](const HostRoute& row) {
        return row.interface == interface && row.router == router && row.prefix == told.prefix;
    });
    if (told.lifetime == 0)
    {
        if (known != m_routes.end())
        {
            m_routes.erase(known);
        }
        return true;
    }
    const Time until = GetEnd(told.lifetime, now);
    if (known != m_routes.end())
    {
        known->preference = told.preference;
        known->heard = now;
        known->until = until;
        return true;
    }
    const bool hasRoom = m_routes.size() < MAX_ENTRIES;
    if (!hasRoom)
    {
        m_routes.erase(std::min_element(
            m_routes.begin(),
            m_routes.end(),
            [](const HostRoute& a, const HostRoute& b) { return a.heard < b.heard; }));
    }
    m_routes.push_back({interface, told.prefix, router, told.preference, now, now, until});
    return hasRoom;
}

bool
HostState::UpdateOnLink(uint32_t interface, const Prefix& prefix, uint32_t valid, Time now)
{
    const auto known = std::find_if(m_onLink.begin(), m_onLink.end(), [&](const OnLinkPrefix& row) {
        return row.interface == interface && row.prefix == prefix;
    });
    if (valid == 0)
    {
        if (known != m_onLink.end())
        {
            m_onLink.erase(known);
        }
        return true;
    }
    if (known != m_onLink.end())
    {
        known->until = GetEnd(valid, now);
        return true;
    }
    const bool hasRoom = m_onLink.size() < MAX_ENTRIES;
    if (!hasRoom)
    {
        m_onLink.erase(m_onLink.begin());
    }
    m_onLink.push_back({interface, prefix, GetEnd(valid, now)});
    return hasRoom;
}

HostAddress*
HostState::FindAddress(uint32_t interface, const Prefix& prefix)
{
    return const_cast<HostAddress*>(std::as_const(*this).FindAddress(interface, prefix));
}

const HostAddress*
HostState::FindAddress(uint32_t interface, const Prefix& prefix) const
{
    const auto known =
        std::find_if(m_addresses.begin(), m_addresses.end(), [&](const HostAddress& row) {
            return row.interface == interface && row.prefix == prefix;
        });
    return known == m_addresses.end() ? nullptr : &*known;
}

const HostAddress*
HostState::FindAddress(const Ipv6Address& address) const
{
    const auto known = std::find_if(m_addresses.begin(),
                                    m_addresses.end(),
                                    [&](const HostAddress& row) { return row.address == address; });
    return known == m_addresses.end() ? nullptr : &*known;
}

const HostAddress&
HostState::GetLeastWanted() const
{
    const auto isOnLink = [this](const HostAddress& one) {
        return std::any_of(m_onLink.begin(), m_onLink.end(), [&one](const OnLinkPrefix& row) {
            return row.interface == one.interface && row.prefix == one.prefix;
        });
    };
    const auto getWorth = [&isOnLink](const HostAddress& one) {
        return (one.isPreferred ? 2 : 0) + (isOnLink(one) ? 1 : 0);
    };
    return *std::min_element(m_addresses.begin(),
                             m_addresses.end(),
                             [&getWorth](const HostAddress& a, const HostAddress& b) {
                                 return getWorth(a) < getWorth(b);
                             });
}

void
HostState::Add(const HostAddress& address)
{
    m_addresses.push_back(address);
}

void
HostState::Remove(uint32_t interface, const Ipv6Address& address)
{
    RemoveIf(m_addresses, [&](const HostAddress& row) {
        return row.interface == interface && row.address == address;
    });
}

void
HostState::RemoveInterface(uint32_t interface)
{
    const auto isOfIt = [interface](const auto& row) { return row.interface == interface; };
    RemoveIf(m_addresses, isOfIt);
    RemoveIf(m_routes, isOfIt);
    RemoveIf(m_onLink, isOfIt);
}

template <class Condition>
std::vector<HostAddress>
HostState::Take(Condition isOver)
{
    std::vector<HostAddress> gone;
    std::copy_if(m_addresses.begin(), m_addresses.end(), std::back_inserter(gone), isOver);
    RemoveIf(m_addresses, isOver);
    return gone;
}

std::vector<HostAddress>
HostState::LeaveOthers(uint32_t interface,
                       const Ipv6Address& router,
                       const std::vector<Prefix>& prefixes)
{
    RemoveIf(m_routes, [&](const HostRoute& row) {
        return row.interface == interface && row.router != router;
    });
    auto gone = Take([&](const HostAddress& row) {
        const bool isTold =
            std::find(prefixes.begin(), prefixes.end(), row.prefix) != prefixes.end();
        return row.interface == interface && (row.router != router || !isTold);
    });
    for (const auto& address : gone)
    {
        RemoveIf(m_onLink, [&address](const OnLinkPrefix& row) {
            return row.interface == address.interface && row.prefix == address.prefix;
        });
    }
    return gone;
}

std::vector<HostAddress>
HostState::Expire(Time now)
{
    auto gone = Take([now](const HostAddress& row) { return row.validUntil <= now; });
    RemoveIf(m_routes, [now](const HostRoute& row) { return row.until <= now; });
    RemoveIf(m_onLink, [now](const OnLinkPrefix& row) { return row.until <= now; });
    return gone;
}

Time
HostState::GetNextEnd() const
{
    Time next = Time::Max();
    for (const auto& row : m_addresses)
    {
        next = Min(next, row.validUntil);
        next = row.isPreferred ? Min(next, row.preferredUntil) : next;
    }
    for (const auto& row : m_routes)
    {
        next = Min(next, row.until);
    }
    for (const auto& row : m_onLink)
    {
        next = Min(next, row.until);
    }
    return next;
}

} // namespace pmipv6
} // namespace ns3
