/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-location-intake.h"

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
            gateway == m_settings.address,
            m_parts.nodes.FindPrefix(prefix.GetAddress()).has_value()};
}

LocationVerdict
LocationIntake::Offer(const NodeLocation& location, const std::string& reason)
{
    auto& locations = m_parts.locations;
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
    const std::string fault = CheckLocation(location.prefix, facts);
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
        const Time expiry = Simulator::Now() + m_settings.lifetime;
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
            m_parts.queries.Ask(prefix, m_parts.nodes.FindByPrefix(node)->anchor, purpose);
            return;
        }
    }
}

void
LocationIntake::HandleQueryEnd(const Prefix& asked,
                               QueryOutcome outcome,
                               const LocationAnswer* answer,
                               const std::string& reason)
{
    if (!answer)
    {
        if (outcome == QueryOutcome::NONE)
        {
            Doubt(asked, reason);
        }
        m_parts.demands.HandleAnswer(asked, outcome);
        return;
    }
    const bool isComplete = !answer->prefixes.empty() && answer->gateway;
    const auto facts =
        isComplete ? GetFacts(answer->prefixes.front(), *answer->gateway) : LocationFacts();
    const std::string fault = CheckLocationAnswer(asked, *answer, facts);
    if (fault.empty())
    {
        Offer({answer->prefixes.front(),
               *answer->gateway,
               *answer->timestamp,
               GetLocationExpiry(Simulator::Now(), answer->lifetime, m_settings.lifetime),
               LocationState::TOLD},
              "answer");
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
    const bool isUsable = to == LocationState::LEARNED || to == LocationState::TOLD;
    isUsable ? m_parts.rows.SetLocation(location.prefix, location.gateway)
             : m_parts.rows.RemoveLocation(location.prefix);
    to == LocationState::NONE ? m_parts.upkeep.Disarm(location.prefix)
                              : m_parts.upkeep.Arm(location);
    m_listener.changed(location, from, to, reason);
    m_parts.paths.Update(location.prefix);
    if (isUsable)
    {
        m_parts.demands.HandleLocation(location.prefix);
    }
}

} // namespace pmipv6
} // namespace ns3
