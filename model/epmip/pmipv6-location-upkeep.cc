/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-location-upkeep.h"

#include "ns3/simulator.h"

#include <utility>

namespace ns3
{
namespace pmipv6
{

LocationUpkeep::LocationUpkeep(LocationTable& locations, LocationForwarding& rows)
    : m_locations(locations),
      m_rows(rows)
{
}

void
LocationUpkeep::Start(Actions actions)
{
    m_actions = std::move(actions);
}

void
LocationUpkeep::Arm(const NodeLocation& location)
{
    if (!location.IsUsable() || location.expiry == Time::Max())
    {
        m_due.Set(location.prefix, location.expiry);
        return;
    }
    const Time now = Simulator::Now();
    const Time left = location.expiry - now;
    m_due.Set(location.prefix, now + Seconds(left.GetSeconds() * m_actions.getFraction()));
}

void
LocationUpkeep::HandleDue(const Prefix& prefix)
{
    const auto* location = m_locations.Find(prefix);
    if (!location)
    {
        return;
    }
    if (location->expiry <= Simulator::Now())
    {
        m_locations.Remove(prefix, LocationEvent::OVER, "lifetime-over");
        return;
    }
    m_due.Set(prefix, location->expiry);
    if (location->IsUsable() && m_rows.TakeUse(prefix))
    {
        m_actions.renew(prefix);
    }
}

void
LocationUpkeep::Dispose()
{
    m_due.Clear();
    m_actions = {};
}

} // namespace pmipv6
} // namespace ns3
