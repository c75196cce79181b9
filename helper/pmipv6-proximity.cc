/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-proximity.h"

#include "ns3/abort.h"
#include "ns3/simulator.h"

namespace ns3
{
namespace pmipv6
{

Proximity::Proximity(std::vector<Vector> gateways,
                     double hysteresis,
                     Time interval,
                     Listener listener)
    : m_gateways(std::move(gateways)),
      m_hysteresis(hysteresis),
      m_interval(interval),
      m_listener(std::move(listener))
{
    NS_ABORT_MSG_IF(m_gateways.empty(), "Proximity needs at least one gateway");
    NS_ABORT_MSG_UNLESS(m_interval.IsStrictlyPositive(), "Proximity needs an interval above 0");
}

Proximity::~Proximity()
{
    m_timer.Cancel();
}

std::size_t
Proximity::Add(Ptr<MobilityModel> mobility)
{
    m_mobiles.push_back({mobility, false, 0});
    return m_mobiles.size() - 1;
}

std::size_t
Proximity::FindNearest(const Vector& position) const
{
    std::size_t nearest = 0;
    for (std::size_t i = 1; i < m_gateways.size(); ++i)
    {
        if (CalculateDistanceSquared(position, m_gateways[i]) <
            CalculateDistanceSquared(position, m_gateways[nearest]))
        {
            nearest = i;
        }
    }
    return nearest;
}

void
Proximity::SwitchOn(std::size_t node)
{
    Mobile& mobile = m_mobiles.at(node);
    mobile.isOn = true;
    mobile.gateway = FindNearest(mobile.mobility->GetPosition());
    if (m_timer.IsExpired())
    {
        m_timer = Simulator::Schedule(m_interval, &Proximity::Look, this);
    }
    m_listener(node, mobile.gateway);
}

void
Proximity::SwitchOff(std::size_t node)
{
    m_mobiles.at(node).isOn = false;
}

void
Proximity::Look()
{
    bool isAnyOn = false;
    for (std::size_t i = 0; i < m_mobiles.size(); ++i)
    {
        Mobile& mobile = m_mobiles[i];
        if (!mobile.isOn)
        {
            continue;
        }
        isAnyOn = true;
        const Vector position = mobile.mobility->GetPosition();
        const std::size_t nearest = FindNearest(position);
        if (nearest != mobile.gateway &&
            CalculateDistance(position, m_gateways[nearest]) + m_hysteresis <=
                CalculateDistance(position, m_gateways[mobile.gateway]))
        {
            mobile.gateway = nearest;
            m_listener(i, nearest);
        }
    }
    if (isAnyOn)
    {
        m_timer = Simulator::Schedule(m_interval, &Proximity::Look, this);
    }
}

} // namespace pmipv6
} // namespace ns3
