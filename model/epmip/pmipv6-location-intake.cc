/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-location-intake.h"

#include "pmipv6-correspondent-paths.h"
#include "pmipv6-known-registrations.h"
#include "pmipv6-local-nodes.h"
#include "pmipv6-location-demands.h"
#include "pmipv6-location-forwarding.h"
#include "pmipv6-location-table.h"
#include "pmipv6-location-upkeep.h"
#include "pmipv6-peer-table.h"

#include "ns3/simulator.h"

#include <utility>

namespace ns3
{
namespace pmipv6
{

void
LocationIntake::Start(const Settings& settings, Listener listener)
{
    m_settings = settings;
    m_listener = std::move(listener);
    m_parts.locations.SetListener([this](const auto&... change) { HandleChange(change...); });
}

LocationFacts
LocationIntake::GetFacts(const Prefix& prefix, const Ipv6Address& gateway) const
{
    return {m_parts.gateways.Contains(gateway),
            gateway == m_parts.address,
            m_parts.nodes.FindPrefix(prefix.GetAddress()).has_value(),
            m_parts.routers.count(gateway) > 0};
}

LocationVerdict
LocationIntake::Offer(const NodeLocation& location, const std::string& reason)
{
    auto& locations = m_parts.locations;
    if (location.state != LocationState::LEARNED &&
        location.timestamp < m_parts.known.Find(location.prefix))
    {
        return LocationVerdict::OLDER; // The node was here since.
    }
    if (!locations.Find(location.prefix) && locations.GetSize() >= m_settings.maxLocations)
    {
        m_listener.refused(location.prefix, location.gateway, "too-many-locations");
        return LocationVerdict::OLDER;
    }
    const auto verdict = locations.Offer(location, reason);
    if (verdict == LocationVerdict::EXTEND)
    {
        m_parts.upkeep.Arm(*locations.Find(location.prefix));
    }
    return verdict;
}

bool
LocationIntake::Tell(const NodeLocation& location,
                     const Ipv6Address& peer,
                     const std::string& reason)
{
    LocationFacts facts = GetFacts(location.prefix, location.gateway);
    if (location.state == LocationState::WITHDRAWN)
    {
        facts.isPeer = true; // It names none.
    }
    std::string fault = CheckLocation(location.prefix, facts);
    if (fault.empty() && IsOfFuture(location.timestamp))
    {
        fault = "dated-in-the-future";
    }
    if (fault.empty() && IsDistrusted(location.prefix, location.gateway, location.timestamp))
    {
        fault = "location-withdrawn-by-itself";
    }
    if (!fault.empty())
    {
        m_listener.refused(location.prefix, peer, fault);
        return false;
    }
    return Offer(location, reason) != LocationVerdict::OLDER;
}

void
LocationIntake::Learn(const Prefix& sender, const Ipv6Address& gateway)
{
    if (!m_parts.nodes.FindPrefix(sender.GetAddress()))
    {
        const Time expiry = Simulator::Now() + m_parts.lifetime;
        Offer({sender, gateway, 0, expiry, LocationState::LEARNED}, "outer-source");
    }
}

void
LocationIntake::Ask(const Prefix& prefix, const std::string& purpose)
{
    for (const auto& node : m_parts.paths.GetCorrespondents().GetNodes(prefix))
    {
        if (m_parts.paths.IsServed(node))
        {
            const Time now = Simulator::Now();
            const auto* held = m_parts.locations.Find(prefix);
            m_asked.Expire(now);
            m_asked.Keep(prefix, held ? held->timestamp : 0, now + m_parts.lifetime);
            const auto destination =
                m_parts.queries.FindDestination(prefix, m_parts.nodes.FindByPrefix(node)->anchor);
            destination ? static_cast<void>(m_parts.queries.Ask(prefix, *destination, purpose))
                        : HandleQueryEnd(prefix, QueryOutcome::NONE, nullptr, "managed-by-none");
            return;
        }
    }
}

void
LocationIntake::Distrust(const NodeLocation& location)
{
    const Time now = Simulator::Now();
    m_distrusted.Expire(now);
    m_distrusted.Keep(location.prefix, location, now + m_settings.holdDown);
    Doubt(location.prefix, "withdrawn");
}

bool
LocationIntake::IsDistrusted(const Prefix& prefix, const Ipv6Address& gateway, uint64_t timestamp)
{
    m_distrusted.Expire(Simulator::Now());
    const auto* location = m_distrusted.Find(prefix);
    // What was learned alone had no date.
    return location && location->gateway == gateway &&
           (location->timestamp == 0 || location->timestamp >= timestamp);
}

void
LocationIntake::Hint(const Prefix& prefix, uint64_t timestamp, bool isAwaited)
{
    const Time now = Simulator::Now();
    m_hints.Expire(now);
    if (isAwaited || m_parts.queries.IsOutWithin(prefix))
    {
        m_hints.Keep(prefix, timestamp, now + m_settings.holdDown);
    }
    Ask(prefix, "hint");
}

void
LocationIntake::FollowHint(const Prefix& prefix, uint64_t timestamp)
{
    m_hints.Expire(Simulator::Now());
    const auto* hint = m_hints.Find(prefix);
    const bool isOlder = hint && *hint > timestamp;
    m_hints.Erase(prefix);
    if (isOlder)
    {
        Ask(prefix, "hint");
    }
}

void
LocationIntake::Clear()
{
    m_distrusted.Clear();
    m_hints.Clear();
    m_asked.Clear();
}

void
LocationIntake::HandleQueryEnd(const Prefix& asked,
                               QueryOutcome outcome,
                               const LocationAnswer* answer,
                               const std::string& reason)
{
    if (!answer)
    {
        const auto* held = m_parts.locations.Find(asked);
        const auto* before = m_asked.Find(asked);
        // What has been told since is newer.
        if (outcome == QueryOutcome::NONE && held && before && *before == held->timestamp)
        {
            Doubt(asked, reason);
        }
        m_parts.demands.HandleAnswer(asked, outcome);
        return;
    }
    const bool isComplete = !answer->prefixes.empty() && answer->gateway;
    const auto facts =
        isComplete ? GetFacts(answer->prefixes.front(), *answer->gateway) : LocationFacts();
    std::string fault = CheckLocationAnswer(asked, *answer, facts);
    if (fault.empty() &&
        IsDistrusted(answer->prefixes.front(), *answer->gateway, *answer->timestamp))
    {
        fault = "location-withdrawn-by-itself";
    }
    if (fault.empty())
    {
        Offer({answer->prefixes.front(),
               *answer->gateway,
               *answer->timestamp,
               GetLocationExpiry(Simulator::Now(), answer->lifetime, m_parts.lifetime),
               LocationState::TOLD},
              "answer");
        FollowHint(answer->prefixes.front(), *answer->timestamp);
    }
    else
    {
        m_listener.refused(asked, answer->gateway.value_or(Ipv6Address::GetAny()), fault);
    }
    // Who still waits has not been told a location: it is not believed, or what is held is newer.
    m_parts.demands.HandleAnswer(asked, QueryOutcome::NONE);
}

void
LocationIntake::HandleChange(const NodeLocation& location,
                             LocationState from,
                             LocationState to,
                             const std::string& reason)
{
    IsUsable(to) ? m_parts.rows.SetLocation(location.prefix, location.gateway)
                 : m_parts.rows.RemoveLocation(location.prefix);
    to == LocationState::NONE ? m_parts.upkeep.Disarm(location.prefix)
                              : m_parts.upkeep.Arm(location);
    m_listener.changed(location, from, to, reason);
    m_parts.paths.Update(location.prefix);
    if (IsUsable(to))
    {
        m_parts.demands.HandleLocation(location.prefix);
    }
}

} // namespace pmipv6
} // namespace ns3
