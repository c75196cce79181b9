/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-home-nodes.h"

#include "pmipv6-experiment-access.h"
#include "pmipv6-experiment-home-options.h"
#include "pmipv6-experiment-home-state.h"
#include "pmipv6-experiment-monitors.h"
#include "pmipv6-experiment-plain-routers.h"
#include "pmipv6-experiment-values.h"

#include "ns3/boolean.h"
#include "ns3/pmipv6-function-callback.h"
#include "ns3/pmipv6-home-agent-discovery.h"
#include "ns3/simulator.h"
#include "ns3/string.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

/// Messages of discovery, by their names and octets of their packets (RFC 6275, 6.5 and 6.6).
const char* const REQUEST = GetDiscoveryName(HOME_AGENT_ADDRESS_DISCOVERY_REQUEST);
const char* const REPLY = GetDiscoveryName(HOME_AGENT_ADDRESS_DISCOVERY_REPLY);
constexpr uint32_t REQUEST_OCTETS = 48;

/// @return octets of the packet of a reply that names some home agents
constexpr uint32_t
GetReplyOctets(uint32_t agents)
{
    return REQUEST_OCTETS + 16 * agents;
}

} // namespace

void
HomeNodes::Configure(MobileIpv6Helper& mipv6)
{
    m_mipv6 = &mipv6;
    const bool isSoliciting = !m_options[option::ROUTER_ADVERTISEMENTS].has_value() ||
                              !WithoutPlainRouters(m_options).empty();
    mipv6.SetHomeAgentAttribute("HomeDetection", TimeValue(m_options[option::HOME_DAD]));
    mipv6.SetMobileNodeAttribute("CareOfDetection", TimeValue(m_options[option::CARE_OF_DAD]));
    mipv6.SetMobileNodeAttribute("SolicitRouters", BooleanValue(isSoliciting));
    mipv6.SetBootstrapAttribute("Bootstrap", StringValue(m_options[option::BOOTSTRAP]));
    mipv6.SetBootstrapAttribute("Discovery", StringValue(m_options[option::HOME_AGENT_DISCOVERY]));
    mipv6.SetBootstrapAttribute("DiscoveryDelay", TimeValue(m_options[option::DISCOVERY_DELAY]));
    mipv6.SetBootstrapAttribute("AssociationDelay",
                                TimeValue(m_options[option::ASSOCIATION_DELAY]));
    mipv6.SetRouteOptimization(m_options[option::ROUTE_OPTIMIZATION]);
}

void
HomeNodes::AddHomeAgent(const NetworkNode& node, Ptr<HomeAgent> agent)
{
    m_agents[node.name] = agent;
    m_stays.AddHomeAgent(node.name.GetText(), agent);
}

void
HomeNodes::AddMobileNode(const MobileNode& mobile, Ptr<MobileIpv6Node> role, const NodeName& agent)
{
    const std::string name = mobile.plan.name.GetText();
    m_mobiles[name] = {mobile.node, role, agent, {}};
    m_routes.AddMobileNode(name, role);
    m_stays.AddMobileNode(name, role);
    AddCorrespondent(name, mobile.node, Ipv6Address::GetAny());
}

void
HomeNodes::AddCorrespondent(const std::string& name, Ptr<Node> node, const Ipv6Address& address)
{
    if (m_options[option::ROUTE_OPTIMIZATION])
    {
        MobilityForwarding::InstallOnHost(node); // Watched from the start on.
        const auto role = m_mipv6->InstallCorrespondent(node);
        m_correspondents[name] = {role, address};
        m_routes.AddCorrespondent(name, role, address);
        m_stays.AddCorrespondent(name, role);
    }
}

Ptr<HomeAgent>
HomeNodes::FindAgent(const NodeName& node) const
{
    const auto agent = m_agents.find(node);
    return agent == m_agents.end() ? nullptr : agent->second;
}

Ptr<MobileIpv6Node>
HomeNodes::FindRole(const std::string& node) const
{
    const auto mobile = m_mobiles.find(node);
    return mobile == m_mobiles.end() ? nullptr : mobile->second.role;
}

bool
HomeNodes::ScheduleRestart(const NetworkNode& node, Time at) const
{
    if (const auto agent = FindAgent(node.name))
    {
        Simulator::Schedule(at, &HomeAgent::Restart, agent);
        return true;
    }
    const auto correspondent = m_correspondents.find(node.name.GetText());
    if (correspondent == m_correspondents.end())
    {
        return false;
    }
    Simulator::Schedule(at, &CorrespondentNode::Restart, correspondent->second.role);
    return true;
}

void
HomeNodes::Connect(const Network& network, RunMonitors& monitors)
{
    for (const auto& [name, agent] : m_agents)
    {
        monitors.FollowStates(agent, name.GetText(), "ha");
        FollowDiscovery(name, monitors.signaling);
    }
    for (const auto& [name, peer] : m_correspondents)
    {
        monitors.FollowStates(peer.role, name, "cn");
    }
    const auto* fixed = network.GetCorrespondent();
    if (fixed && m_options[option::ROUTE_OPTIMIZATION])
    {
        const std::string name = fixed->name.GetText();
        monitors.signaling.AddNode(fixed->node, name, fixed->address);
        monitors.FollowOwnDrops(MobilityForwarding::InstallOnHost(fixed->node), name);
        monitors.serviceGap.AddRouter(MobilityForwarding::InstallOnHost(fixed->node), name);
    }
    for (auto& [name, mobile] : m_mobiles)
    {
        const auto& home = mobile.role->GetAssociation().homeAddress;
        monitors.handover.KeepPrefixes(name);
        monitors.signaling.AddNode(mobile.node, name, home);
        monitors.FollowOwnDrops(MobilityForwarding::InstallOnHost(mobile.node), name);
        monitors.serviceGap.AddRouter(MobilityForwarding::InstallOnHost(mobile.node), name);
        monitors.FollowStates(mobile.role, name, "mn");
        monitors.FollowStates(mobile.role->GetRouteOptimizer(), name, "mn");
        Follow(mobile);
        mobile.role->TraceConnectWithoutContext(
            "CareOf",
            MakeFunctionCallback<const Ipv6Address&>(
                [&monitors, node = name](const Ipv6Address& careOf) {
                    monitors.signaling.NameAddress(careOf, node);
                }));
    }
}

void
HomeNodes::FollowDiscovery(const NodeName& agent, SignalingMonitor& signaling) const
{
    const std::string name = agent.GetText();
    m_agents.at(agent)->TraceConnectWithoutContext(
        "Discovery",
        MakeFunctionCallback<const Ipv6Address&, uint32_t>(
            [this, name, &signaling](const Ipv6Address& to, uint32_t agents) {
                const std::string node = m_routes.GetName(to);
                signaling.NoteOther("received", name, REQUEST, node, REQUEST_OCTETS, node);
                signaling.NoteOther("sent", name, REPLY, node, GetReplyOctets(agents), node);
            }));
    for (const auto& [node, mobile] : m_mobiles)
    {
        if (mobile.agent != agent)
        {
            continue;
        }
        const auto bootstrap = mobile.role->GetBootstrap();
        bootstrap->TraceConnectWithoutContext(
            "Asked",
            MakeFunctionCallback<const Ipv6Address&, const Ipv6Address&>(
                [node = node, name, &signaling](const Ipv6Address&, const Ipv6Address&) {
                    signaling.NoteOther("sent", node, REQUEST, name, REQUEST_OCTETS, node);
                }));
        bootstrap->TraceConnectWithoutContext(
            "Replied",
            MakeFunctionCallback<const Ipv6Address&, uint32_t>([node = node, name, &signaling](
                                                                   const Ipv6Address&,
                                                                   uint32_t agents) {
                signaling.NoteOther("received", node, REPLY, name, GetReplyOctets(agents), node);
            }));
    }
}

void
HomeNodes::Follow(Mobile& mobile)
{
    mobile.role->TraceConnectWithoutContext(
        "StateChange",
        MakeFunctionCallback<const StateChange&>([&mobile](const StateChange& change) {
            auto* stay = GetLast(mobile);
            if (stay && (change.reason == GetEventName(MobileNodeEvent::MOVED) ||
                         change.reason == GetEventName(MobileNodeEvent::RETURNED) ||
                         change.reason == GetEventName(MobileNodeEvent::RETURNED_UNTOLD)))
            {
                SetOnce(stay->moved, Simulator::Now());
            }
        }));
    mobile.role->TraceConnectWithoutContext(
        "CareOf",
        MakeFunctionCallback<const Ipv6Address&>([&mobile](const Ipv6Address&) {
            auto* stay = GetLast(mobile);
            if (stay && stay->moved) // Or else it is of the link before.
            {
                SetOnce(stay->careOf, Simulator::Now());
            }
        }));
    mobile.role->TraceConnectWithoutContext(
        "Registered",
        MakeFunctionCallback<const Ipv6Address&, const Ipv6Address&, Time>(
            [&mobile](const Ipv6Address&, const Ipv6Address&, Time) {
                auto* stay = GetLast(mobile);
                if (stay && stay->moved)
                {
                    SetOnce(stay->registered, Simulator::Now());
                }
            }));
    MobilitySignaling::Install(mobile.node)
        ->TraceConnectWithoutContext(
            "Sent",
            MakeFunctionCallback<const SignalingEvent&>([&mobile](const SignalingEvent& event) {
                auto* stay = GetLast(mobile);
                const auto* update = std::get_if<BindingUpdate>(event.message);
                if (stay && stay->moved && update &&
                    (update->flags & UpdateFlag::HOME_REGISTRATION))
                {
                    SetOnce(stay->asked, Simulator::Now());
                }
            }));
}

void
HomeNodes::NoteLinkUp(const std::string& node)
{
    const auto mobile = m_mobiles.find(node);
    if (mobile != m_mobiles.end())
    {
        mobile->second.stays.push_back({Simulator::Now(), {}, {}, {}, {}});
        m_routes.NoteLinkUp(node);
        m_stays.NoteLinkUp(node);
    }
}

const HomeStay*
HomeNodes::FindStay(const std::string& node, const Figure& attached) const
{
    const auto known = m_mobiles.find(node);
    if (known == m_mobiles.end())
    {
        return nullptr;
    }
    const auto& stays = known->second.stays;
    const auto found = std::find_if(stays.begin(), stays.end(), [&attached](const auto& stay) {
        return ToFigure(stay.attached) == attached;
    });
    return found == stays.end() ? nullptr : &*found;
}

StateChecker::Finding
HomeNodes::JudgeState(const std::vector<Scheme::Attached>& nodes, const IsAtHome& isAtHome) const
{
    HomeStateChecker checker;
    for (const auto& node : nodes)
    {
        const auto known = m_mobiles.find(node.name);
        if (known == m_mobiles.end())
        {
            continue;
        }
        const auto& mobile = known->second;
        checker.Add({node.name,
                     mobile.role,
                     mobile.agent.GetText(),
                     m_agents.at(mobile.agent),
                     node.gateway->name.GetText(),
                     isAtHome(node, mobile.agent),
                     MobilityForwarding::Install(node.gateway->node),
                     node.linkLayer});
    }
    for (const auto& [name, peer] : m_correspondents)
    {
        const auto role = FindRole(name);
        checker.Add({name, peer.role, role ? role->GetAssociation().homeAddress : peer.address});
    }
    return checker.Check();
}

bool
HomeNodes::IsBusy() const
{
    return std::any_of(m_mobiles.begin(), m_mobiles.end(), [](const auto& row) {
        const auto& role = row.second.role;
        return role->GetState() == MobileNodeState::TESTING && !role->GetCareOf().IsAny();
    });
}

bool
HomeNodes::IsRecovering() const
{
    return std::any_of(m_mobiles.begin(), m_mobiles.end(), [this](const auto& row) {
        const auto& mobile = row.second;
        const auto& home = mobile.role->GetAssociation().homeAddress;
        const auto* binding = m_agents.at(mobile.agent)->GetBindings().Find(home);
        return mobile.role->GetState() == MobileNodeState::REGISTERED &&
               (!binding || binding->careOf != mobile.role->GetCareOf());
    });
}

void
HomeNodes::AddHandover(HandoverResult& handover, bool isOwn) const
{
    handover.registers_itself = isOwn;
    const Time attached = FromSeconds(*handover.attached_s);
    handover.correspondent_registered_s =
        ToFigure(m_routes.FindRegistered(handover.node, attached));
    handover.correspondents_bound_s = ToFigure(m_routes.FindBound(handover.node, attached));
    if (const auto* stay = FindStay(handover.node, handover.attached_s))
    {
        handover.moved_s = ToFigure(stay->moved);
        // Where a gateway has registered the node it lets its Binding Update pass.
        if (isOwn || stay->asked)
        {
            handover.uplink_opened_s = ToFigure(stay->asked);
        }
    }
}

void
HomeNodes::AddResults(ExperimentResult& result, bool isOwn) const
{
    const auto add = [this, isOwn](auto& row) {
        if (const auto* stay = FindStay(row.node, row.attached_s))
        {
            row.router_found_s = row.advertised_s;
            row.care_of_s = ToFigure(stay->careOf);
            row.home_registered_s = ToFigure(stay->registered);
            if (isOwn)
            {
                row.registered_s = row.home_registered_s;
            }
        }
    };
    for (auto& attachment : result.attachments)
    {
        add(attachment);
    }
    for (auto& handover : result.handovers)
    {
        if (m_mobiles.count(handover.node) > 0)
        {
            add(handover);
            AddHandover(handover, isOwn);
        }
    }
    result.optimizations = m_routes.GetOptimizations();
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
