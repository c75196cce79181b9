/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-access.h"

#include "pmipv6-experiment-ideal-access.h"
#include "pmipv6-experiment-places.h"
#include "pmipv6-experiment-streams.h"
#include "pmipv6-experiment-wifi-access.h"

#include "ns3/mobility-model.h"
#include "ns3/node-container.h"
#include "ns3/simulator.h"

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

/// How often positions of a trace are looked at.
const Time LOOK_INTERVAL = MilliSeconds(100);

} // namespace

std::unique_ptr<AccessNetwork>
AccessNetwork::Create(const ExperimentOptions& options, Network& network, AccessListener listener)
{
    if (options.access == Access::IDEAL)
    {
        return std::make_unique<IdealAccessNetwork>(options, network, std::move(listener));
    }
    return std::make_unique<WifiAccessNetwork>(options, network, std::move(listener));
}

AccessNetwork::AccessNetwork(const ExperimentOptions& options,
                             Network& network,
                             AccessListener listener)
    : m_options(options),
      m_network(network),
      m_listener(std::move(listener))
{
    if (options.trace)
    {
        m_grid =
            GetGatewayGrid(options.trace->GetArea(), options.gatewayRows, options.gatewayColumns);
    }
}

void
AccessNetwork::MakeNodes()
{
    NodeContainer nodes;
    for (const auto& plan : PlanMobileNodes(m_options))
    {
        m_mobiles.push_back({plan, CreateObject<Node>(), nullptr});
        nodes.Add(m_mobiles.back().node);
    }
    if (m_options.trace)
    {
        m_options.trace->Install(nodes);
    }
}

void
AccessNetwork::MakeHosts()
{
    for (std::size_t i = 0; i < m_mobiles.size(); ++i)
    {
        auto& mobile = m_mobiles[i];
        mobile.device = MakeHost(mobile);
        AssignStackStreams(mobile.node, StreamKind::MOBILE_NODE, i);
        AssignWifiStreams(mobile.device, StreamKind::STATION, i); // Nothing on the ideal link.
        m_network.AddMobileNode(mobile.plan.name.GetText(), mobile.device, mobile.plan.anchor);
    }
}

Vector
AccessNetwork::GetPosition(const std::string& gateway) const
{
    const uint32_t number = m_network.FindGateway(gateway).number;
    return m_grid.empty() ? GetGatewayPosition(m_options, number) : m_grid[number - 1];
}

void
AccessNetwork::Schedule()
{
    if (m_options.trace)
    {
        ScheduleTrace();
        return;
    }
    for (std::size_t i = 0; i < m_mobiles.size(); ++i)
    {
        const auto& plan = m_mobiles[i].plan;
        Simulator::Schedule(plan.attachAt,
                            [this, i, gateway = plan.firstGateway] { Attach(i, gateway); });
        for (const auto& move : plan.moves)
        {
            Simulator::Schedule(move.detachAt, [this, i, gateway = move.to] { Move(i, gateway); });
        }
    }
}

void
AccessNetwork::ScheduleTrace()
{
    // Which nodes are attached, or on their way to another gateway.
    auto isOn = std::make_shared<std::vector<bool>>(m_mobiles.size(), false);
    m_proximity = std::make_unique<Proximity>(m_grid,
                                              m_options.hysteresis,
                                              LOOK_INTERVAL,
                                              [this, isOn](std::size_t node, std::size_t gateway) {
                                                  const std::string name =
                                                      m_network.GetGateways()[gateway].name;
                                                  if ((*isOn)[node])
                                                  {
                                                      Move(node, name);
                                                  }
                                                  else
                                                  {
                                                      (*isOn)[node] = true;
                                                      Attach(node, name);
                                                  }
                                              });
    for (std::size_t i = 0; i < m_mobiles.size(); ++i)
    {
        m_proximity->Add(m_mobiles[i].node->GetObject<MobilityModel>());
        const auto& traced = m_options.trace->GetNodes()[m_mobiles[i].plan.traceNode];
        for (const auto& change : traced.switches)
        {
            Simulator::Schedule(change.at, [this, i, isOn, on = change.on] {
                m_listener.switched(m_mobiles[i].plan.name.GetText(), on);
                if (on)
                {
                    m_proximity->SwitchOn(i);
                }
                else
                {
                    m_proximity->SwitchOff(i);
                    (*isOn)[i] = false;
                    Detach(i);
                }
            });
        }
    }
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
