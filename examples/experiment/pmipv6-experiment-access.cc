/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-access.h"

#include "pmipv6-experiment-option-values.h"
#include "pmipv6-experiment-owned-attributes.h"
#include "pmipv6-experiment-phase.h"
#include "pmipv6-experiment-streams.h"

#include "ns3/abort.h"
#include "ns3/mobility-model.h"
#include "ns3/node-container.h"
#include "ns3/pmipv6-host-rules.h"
#include "ns3/simulator.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

/// How often positions of nodes are looked at.
const Time LOOK_INTERVAL = MilliSeconds(100);

/// @return whether a type of hosts has a name
bool
IsHostType(const std::string& name)
{
    return ParseHostType(name).has_value();
}

const LimitedAttribute HOST_TYPE("ns3::pmipv6::Ipv6Host::HostType", &IsHostType, "A, B or C");

/// @return the first technology
const AccessKind*
GetFirstAccess(const ExperimentOptions&)
{
    return AccessKind::GetKinds().front();
}

} // namespace

namespace option
{

const Option<const AccessKind*> ACCESS(
    {OptionGroup::NETWORK, 30, "access", "technology of the access links"},
    OneOfKinds<AccessKind>(),
    {"", &GetFirstAccess});

} // namespace option

AccessKind::AccessKind(int place, std::string word, Maker make, Traits traits)
    : Announced(this),
      place(place),
      word(std::move(word)),
      make(make),
      traits(traits)
{
}

const std::vector<const AccessKind*>&
AccessKind::GetKinds()
{
    static const std::vector<const AccessKind*> kinds = [] {
        auto all = GetAll();
        std::sort(all.begin(), all.end(), [](const AccessKind* a, const AccessKind* b) {
            return a->place < b->place;
        });
        return all;
    }();
    return kinds;
}

AccessNetwork::AccessNetwork(const AccessTerms& terms)
    : m_options(terms.options),
      m_network(terms.network),
      m_listener(terms.listener),
      m_movements(terms.movements),
      m_places(GetGatewayPlaces(terms.options))
{
}

void
AccessNetwork::MakeNodes()
{
    NodeContainer nodes;
    for (const auto& plan : PlanMobileNodes(m_options))
    {
        m_mobiles.push_back({plan, CreateObject<Node>(), nullptr, "", {}});
        nodes.Add(m_mobiles.back().node);
    }
    if (m_movements)
    {
        m_movements->Install(nodes);
    }
}

void
AccessNetwork::MakeHosts()
{
    for (std::size_t i = 0; i < m_mobiles.size(); ++i)
    {
        auto& mobile = m_mobiles[i];
        mobile.device = MakeHost(i);
        AssignStackStreams(mobile.node, StreamKind::MOBILE_NODE, i);
        mobile.identifier = GetIdentifier(i);
        m_names[mobile.identifier] = mobile.plan.name.GetText();
        mobile.interfaces = GetInterfaces(i);
        m_network.GetScheme().AddMobileNode(mobile.plan, mobile.interfaces, mobile.identifier);
        m_network.GetScheme().InstallHostRole(mobile);
    }
}

std::string
AccessNetwork::GetIdentifier(std::size_t mobile) const
{
    return m_mobiles[mobile].plan.name.GetText() + "@example.org";
}

std::vector<LinkLayerAddress>
AccessNetwork::GetInterfaces(std::size_t mobile) const
{
    return {m_mobiles[mobile].device->GetAddress()};
}

Time
AccessNetwork::GetDelay(const NodeName& /* node */, const NodeName& /* gateway */) const
{
    return Time(0);
}

LinkLayerAddress
AccessNetwork::GetInterface(const MobileNode& mobile, const NodeName& /* gateway */) const
{
    return mobile.interfaces.front();
}

std::string
AccessNetwork::GetName(const std::string& identifier) const
{
    const auto known = m_names.find(identifier);
    return known == m_names.end() ? identifier.substr(0, identifier.find('@')) : known->second;
}

void
AccessNetwork::Describe(ServiceGap& /* gap */) const
{
}

void
AccessNetwork::SetScheduler(DeliveryScheduler& /* scheduler */)
{
}

Vector
AccessNetwork::GetPlace(const NodeName& gateway) const
{
    const auto place =
        std::find_if(m_places.begin(), m_places.end(), [&gateway](const GatewayPlace& candidate) {
            return candidate.name == gateway;
        });
    NS_ABORT_MSG_IF(place == m_places.end(), gateway.GetText() << " has no place");
    return place->position;
}

void
AccessNetwork::Schedule(DeliveryScheduler* scheduler)
{
    if (scheduler)
    {
        SetScheduler(*scheduler);
    }
    if (m_movements)
    {
        ScheduleProximity();
        return;
    }
    for (std::size_t i = 0; i < m_mobiles.size(); ++i)
    {
        const auto& plan = m_mobiles[i].plan;
        Simulator::Schedule(plan.attachAt,
                            [this, i, gateway = *plan.firstGateway] { Attach(i, gateway); });
        for (const auto& move : plan.moves)
        {
            const auto action = [this, i, gateway = move.to] { Move(i, gateway); };
            if (!scheduler || !scheduler->TakeMove(plan.name, move, action))
            {
                Simulator::Schedule(move.detachAt, action);
            }
        }
    }
}

void
AccessNetwork::ScheduleProximity()
{
    std::vector<Vector> positions;
    for (const GatewayPlace& place : m_places)
    {
        positions.push_back(place.position);
    }
    m_isOn.assign(m_mobiles.size(), false);
    m_proximity = std::make_unique<Proximity>(
        positions,
        m_options[option::HYSTERESIS],
        LOOK_INTERVAL,
        [this](std::size_t node, std::size_t gateway) { Follow(node, m_places[gateway].name); });
    for (std::size_t i = 0; i < m_mobiles.size(); ++i)
    {
        const auto& plan = m_mobiles[i].plan;
        if (m_options[option::PHASE] == Phase::RANDOM)
        {
            auto phase = CreateObject<UniformRandomVariable>();
            phase->SetStream(
                GetFirstStream(StreamKind::MOVE_PHASE,
                               GetNodeIndex(plan.name.GetNumber(), plan.name.Is(MOBILE_NODE))));
            m_phases.push_back(phase);
        }
        m_proximity->Add(m_mobiles[i].node->GetObject<MobilityModel>());
        for (const auto& change : m_movements->GetNodes()[plan.traceNode].switches)
        {
            Simulator::Schedule(change.at, [this, i, on = change.on] { Switch(i, on); });
        }
    }
}

void
AccessNetwork::Follow(std::size_t mobile, const NodeName& gateway)
{
    if (!m_isOn[mobile])
    {
        m_isOn[mobile] = true;
        Attach(mobile, gateway);
    }
    else if (m_phases.empty())
    {
        Move(mobile, gateway);
    }
    else
    {
        // Before the next look: what that decides comes later.
        m_moving[mobile] =
            Simulator::Schedule(Seconds(m_phases[mobile]->GetValue(0, LOOK_INTERVAL.GetSeconds())),
                                [this, mobile, gateway] { Move(mobile, gateway); });
    }
}

void
AccessNetwork::Switch(std::size_t mobile, bool isOn)
{
    m_listener.switched(m_mobiles[mobile].plan.name, isOn);
    if (isOn)
    {
        m_proximity->SwitchOn(mobile);
        return;
    }
    m_proximity->SwitchOff(mobile);
    m_moving[mobile].Cancel();
    m_isOn[mobile] = false;
    Detach(mobile);
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
