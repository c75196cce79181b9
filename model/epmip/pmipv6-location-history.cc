/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-location-history.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

LocationPath*
LocationHistory::FindPath(const Prefix& session)
{
    const auto known = m_paths.find(session);
    return known == m_paths.end() ? nullptr : &known->second;
}

const LocationPath*
LocationHistory::Find(const Prefix& session) const
{
    const auto known = m_paths.find(session);
    return known == m_paths.end() ? nullptr : &known->second;
}

void
LocationHistory::Register(const Prefix& session,
                          const Ipv6Address& gateway,
                          bool isEnhanced,
                          bool hasArrived,
                          Time now)
{
    auto& path = m_paths[session];
    if (!path.present || path.present->gateway != gateway)
    {
        path.past = MakePast(path, gateway, now, m_times);
        path.present = LocationStay{};
        path.present->gateway = gateway;
    }
    else if (hasArrived && !path.past.empty())
    {
        path.past.front().followed = now;
    }
    path.present->isEnhanced = isEnhanced;
    path.present->left = Time::Max();
}

void
LocationHistory::Return(const Prefix& session, const Ipv6Address& gateway, Time now)
{
    auto* path = FindPath(session);
    if (!path || !path->present || path->present->gateway == gateway)
    {
        return;
    }
    const auto former =
        std::find_if(path->past.begin(), path->past.end(), [&gateway](const LocationStay& stay) {
            return stay.gateway == gateway;
        });
    const bool isEnhanced = former != path->past.end() && former->isEnhanced;
    Register(session, gateway, isEnhanced, true, now);
}

void
LocationHistory::Leave(const Prefix& session, Time now)
{
    auto* path = FindPath(session);
    if (path && path->present)
    {
        path->present->left = Min(path->present->left, now);
    }
}

void
LocationHistory::Delete(const Prefix& session, bool isTold, Time now)
{
    auto* path = FindPath(session);
    if (!path)
    {
        return;
    }
    if (path->present)
    {
        path->present->left = Min(path->present->left, now);
        path->present->isUntold = isTold;
        path->past.insert(path->past.begin(), *path->present);
        path->present.reset();
    }
    Tidy(session);
}

void
LocationHistory::SetUntold(const Prefix& session, const Ipv6Address& gateway)
{
    if (auto* path = FindPath(session))
    {
        for (auto& stay : path->past)
        {
            stay.isUntold = stay.isUntold || stay.gateway == gateway;
        }
    }
}

void
LocationHistory::SetTold(const Prefix& session, const Ipv6Address& gateway)
{
    if (auto* path = FindPath(session))
    {
        for (auto& stay : path->past)
        {
            stay.isUntold = stay.isUntold && stay.gateway != gateway;
        }
        Tidy(session);
    }
}

void
LocationHistory::Supersede(const Prefix& session, Time now)
{
    if (auto* path = FindPath(session))
    {
        for (auto& stay : path->past)
        {
            stay.followed = stay.isUntold ? now : stay.followed;
            stay.isUntold = false;
        }
    }
}

void
LocationHistory::Tidy(const Prefix& session)
{
    auto* path = FindPath(session);
    if (path->present)
    {
        return;
    }
    auto& past = path->past;
    past.erase(std::remove_if(past.begin(),
                              past.end(),
                              [](const LocationStay& stay) { return !stay.isUntold; }),
               past.end());
    if (past.empty())
    {
        m_paths.erase(session);
    }
}

std::vector<Ipv6Address>
LocationHistory::GetPrevious(const Prefix& session, const Ipv6Address& asker, Time now) const
{
    const auto* path = Find(session);
    return path ? GetPreviousLocations(*path, asker, now, m_times) : std::vector<Ipv6Address>{};
}

bool
LocationHistory::IsAtEnhanced(const Prefix& session, const Ipv6Address& gateway) const
{
    const auto* path = Find(session);
    return path && path->present && path->present->gateway == gateway && path->present->isEnhanced;
}

} // namespace pmipv6
} // namespace ns3
