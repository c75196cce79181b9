/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-network.h"

#include "pmipv6-experiment-access.h"
#include "pmipv6-experiment-core.h"
#include "pmipv6-experiment-faults.h"
#include "pmipv6-experiment-plan.h"
#include "pmipv6-experiment-streams.h"

#include <algorithm>
#include <iterator>
#include <map>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

} // namespace

Network::Network(const ExperimentOptions& options, Scheme& scheme, const LinkVisitor& visitor)
    : m_options(options),
      m_scheme(scheme)
{
    MakeNodes();
    m_scheme.PrepareCore(*this);
    MakeCore(visitor);
    m_scheme.InstallRoles(*this);
}

void
Network::MakeNodes()
{
    m_topology.SetDelays({m_options[option::DELAY_MAG_LMA],
                          m_options[option::DELAY_MAG_MAG],
                          m_options[option::DELAY_LMA_LMA]});
    m_topology.SetGateways(ListGateways(m_options));
    const auto homeLinks = ListHomeLinks(m_options);
    if (const auto make = m_options[option::ACCESS]->traits.makeGateway)
    {
        m_topology.SetGatewayMaker(
            [make](uint32_t number) { return make(NodeName(GATEWAY, number)); });
        m_topology.SetAnchorMaker([make, homeLinks](uint32_t number) {
            const NodeName name(ANCHOR, number);
            return homeLinks.count(name) > 0 ? make(name) : CreateObject<Node>();
        });
    }
    m_scheme.Configure(m_topology);
    m_topology.MakeNodes(GetWires(m_options));
    const auto add = [this](const auto& members, const NodeKind& kind, auto& nodes) {
        for (const auto& member : members)
        {
            nodes.push_back({NodeName(kind, member.number), member.node, member.address});
            m_destinations.push_back({Prefix(member.address, 128), member.name});
        }
    };
    add(m_topology.GetAnchors(), ANCHOR, m_anchors);
    add(m_topology.GetGateways(), GATEWAY, m_gateways);
    m_points = m_gateways;
    std::copy_if(m_anchors.begin(),
                 m_anchors.end(),
                 std::back_inserter(m_points),
                 [&](const NetworkNode& anchor) { return homeLinks.count(anchor.name) > 0; });
    MakeCorrespondent();
    for (const auto& member : m_topology.GetAnchors())
    {
        const std::string pool = Rfc6279Topology::GetPool(member.number);
        if (!m_topology.IsPoolLeft())
        {
            m_destinations.push_back({*ParsePrefix(pool), member.name});
        }
    }
}

Prefix
Network::GetFixedPrefix()
{
    return *ParsePrefix("fd00:e:0:1::/64");
}

void
Network::MakeCorrespondent()
{
    if (HasMobileCorrespondents(m_options))
    {
        return;
    }
    const NodeName name(CORRESPONDENT, 1);
    const Time delay = m_options[option::DELAY_CN_LMA];
    for (const NodeName& router : ListAccessRouters(m_options))
    {
        const std::string address = "fd00:c::5:" + std::to_string(router.GetNumber());
        m_accessRouters.push_back(AddNode(router, Ipv6Address(address.c_str()), delay));
    }
    if (m_accessRouters.empty())
    {
        m_correspondent = Join(name, Rfc6279Topology::GetCorrespondentAddress(), delay);
        return;
    }
    AddPrefix(GetFixedPrefix(), m_accessRouters.front());
    m_correspondent = {name, CreateObject<Node>(), Ipv6Address("fd00:e:0:1::1")};
}

NetworkNode
Network::Join(const NodeName& name, const Ipv6Address& address, std::optional<Time> delay)
{
    const auto member = m_topology.AddNode(name.GetText(), name.GetNumber(), address, delay);
    m_destinations.push_back({Prefix(address, 128), member.name});
    return {name, member.node, address};
}

NetworkNode
Network::AddNode(const NodeName& name, const Ipv6Address& address, std::optional<Time> delay)
{
    m_others.push_back(Join(name, address, delay));
    return m_others.back();
}

void
Network::AddPrefix(const Prefix& prefix, const NetworkNode& node)
{
    m_topology.GetCore().AddPrefix(prefix, node.node);
    m_destinations.push_back({prefix, node.name.GetText()});
}

std::string
Network::NameRouter(Ptr<Node> node)
{
    const bool isStar = m_options[option::CORE] == Core::STAR;
    const auto number = static_cast<uint32_t>(m_routers.size() + 1);
    m_routers.push_back({NodeName(isStar ? CORE_ROUTER : TRANSIT_ROUTER, number), node, {}});
    return m_routers.back().name.GetText();
}

void
Network::MakeCore(const LinkVisitor& visitor)
{
    std::map<Ptr<Node>, std::string> names;
    for (const auto* members :
         {&m_topology.GetAnchors(), &m_topology.GetGateways(), &m_topology.GetOthers()})
    {
        for (const auto& member : *members)
        {
            names[member.node] = member.name;
        }
    }
    const auto getName = [this, &names](Ptr<Node> node) {
        auto& name = names[node];
        name = name.empty() ? NameRouter(node) : name;
        return name;
    };
    auto& core = m_topology.GetCore();
    core.SetLinkVisitor(
        [&](Ptr<Node> a, Ptr<NetDevice> deviceA, Ptr<Node> b, Ptr<NetDevice> deviceB) {
            const std::string nameA = getName(a);
            visitor(nameA, deviceA, getName(b), deviceB);
        });
    if (const auto channel = GetImpairedChannel(m_options))
    {
        core.SetChannel(*channel);
    }
    if (m_options[option::CORE] == Core::STAR)
    {
        m_topology.BuildStar();
    }
    else
    {
        for (const auto& [nodes, delay] : m_options[option::DELAYS])
        {
            const std::string a = nodes.first.GetText();
            const std::string b = nodes.second.GetText();
            if (m_topology.FindMember(a) && m_topology.FindMember(b))
            {
                m_topology.SetDelay(a, b, delay);
            }
        }
        core.SetTransitRouters(m_options[option::TRANSIT]);
        m_topology.BuildMesh();
    }
    if (!m_accessRouters.empty())
    {
        std::vector<Ptr<Node>> routers;
        for (const auto& router : m_accessRouters)
        {
            routers.push_back(router.node);
        }
        names[m_correspondent->node] = m_correspondent->name.GetText();
        core.AttachHost(m_correspondent->node, m_correspondent->address, routers, Time(0));
    }
    core.SetLinkVisitor(nullptr);
    core.AssignStreams(GetFirstStream(StreamKind::IMPAIRED_LINK, 0));
    AssignStackStreams();
}

void
Network::AssignStackStreams() const
{
    const auto assign = [](const std::vector<NetworkNode>& nodes) {
        for (const auto& [name, node, address] : nodes)
        {
            experiment::AssignStackStreams(node, name.GetKind().streams, name.GetNumber());
        }
    };
    for (const auto* nodes : {&m_anchors, &m_gateways, &m_others, &m_routers})
    {
        assign(*nodes);
    }
    if (m_correspondent)
    {
        assign({*m_correspondent});
    }
}

const NetworkNode*
Network::FindNode(const std::string& name) const
{
    for (const auto* nodes : {&m_gateways, &m_anchors, &m_others, &m_routers})
    {
        for (const auto& node : *nodes)
        {
            if (node.name.GetText() == name)
            {
                return &node;
            }
        }
    }
    const bool isCorrespondent = m_correspondent && m_correspondent->name.GetText() == name;
    return isCorrespondent ? &*m_correspondent : nullptr;
}

std::optional<Time>
Network::GetDelay(const std::string& a, const std::string& b) const
{
    const auto* memberA = m_topology.FindMember(a);
    const auto* memberB = m_topology.FindMember(b);
    return memberA && memberB ? std::optional<Time>(m_topology.GetDelay(*memberA, *memberB))
                              : std::nullopt;
}

std::optional<std::pair<std::string, Time>>
Network::FindWay(const std::string& from, const Ipv6Address& destination) const
{
    if (!m_accessRouters.empty() && from == m_correspondent->name.GetText())
    {
        return std::make_pair(m_accessRouters.front().name.GetText(), Time(0));
    }
    const bool isBehind =
        std::any_of(m_accessRouters.begin(),
                    m_accessRouters.end(),
                    [&from](const NetworkNode& router) { return router.name.GetText() == from; });
    if (isBehind && destination == m_correspondent->address)
    {
        return std::make_pair(m_correspondent->name.GetText(), Time(0));
    }
    std::optional<std::pair<std::string, Time>> way;
    std::optional<Prefix> prefix;
    for (const auto& one : m_destinations)
    {
        if (!one.prefix.Contains(destination) || (prefix && one.prefix != *prefix))
        {
            continue;
        }
        if (one.node == from)
        {
            return std::nullopt;
        }
        // Of several to which a prefix is routed it goes to the nearest.
        const auto delay = GetDelay(from, one.node);
        if (delay && (!way || *delay < way->second))
        {
            way.emplace(one.node, *delay);
        }
        prefix = one.prefix;
    }
    return way;
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
