/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-rfc6612-helper.h"

#include "pmipv6-host-helper.h"
#include "pmipv6-named-rows.h"
#include "pmipv6-scheduled-time.h"

#include "ns3/abort.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/node-container.h"
#include "ns3/simulator.h"
#include "ns3/string.h"


namespace ns3
{
namespace pmipv6
{

Rfc6612Helper::Rfc6612Helper()
    : m_access(Rfc6279Access::OfIdealLinks(m_ideal))
{
}

void
Rfc6612Helper::SetDelays(const Delays& delays)
{
    m_delays = delays;
}

void
Rfc6612Helper::SetDelay(const std::string& a, const std::string& b, Time delay)
{
    m_single.emplace_back(a, b, delay);
}

void
Rfc6612Helper::SetMobileNodes(uint32_t count)
{
    NS_ABORT_MSG_IF(count < 1, "Rfc6612Helper::SetMobileNodes: 0; allowed is 1 or more");
    m_nMobiles = count;
}

void
Rfc6612Helper::SetStart(Time at)
{
    m_start = at;
}

void
Rfc6612Helper::SetAccess(const Rfc6279Access& access)
{
    m_access = access;
}

void
Rfc6612Helper::SetHomeAgentApart(bool isApart)
{
    m_isApart = isApart;
}

void
Rfc6612Helper::SetNetworkMobility(bool isNetwork)
{
    m_isNetwork = isNetwork;
}

void
Rfc6612Helper::Build(Rfc6612Scenario scenario)
{
    NS_ABORT_MSG_UNLESS(m_gateways.empty(),
                        "Rfc6612Helper::Build is called twice; allowed is once");
    const auto& layout = GetLayout(scenario);
    NS_ABORT_MSG_IF(m_isApart && scenario != Rfc6612Scenario::B && !layout.isAgentApart,
                    "Rfc6612Helper::SetHomeAgentApart: the scenario has the home agent on the node "
                    "of lma1 (RFC 6612, 3); allowed is scenario B");
    const bool isApart = m_isApart || layout.isAgentApart;
    m_topology.SetDelays(m_delays.wires);
    m_topology.SetGatewayMaker(m_access.makeGateway);
    m_topology.MakeNodes(GetWires(layout.HasVisitedDomain()));
    m_topology.AddNode("cn1",
                       1,
                       Rfc6279Topology::GetCorrespondentAddress(),
                       m_delays.correspondent);
    if (isApart)
    {
        const auto home = m_topology.AddNode("home1", 1, GetHomeAgentAddress(), std::nullopt);
        m_topology.GetCore().AddPrefix(*ParsePrefix(GetHomeRange()), home.node);
    }
    for (const auto& gateway : m_topology.GetGateways())
    {
        m_topology.GetCore().AddPrefix(
            *ParsePrefix(Rfc6279Topology::GetLocalPrefix(gateway.number)),
            gateway.node);
    }
    for (const auto& [a, b, delay] : m_single)
    {
        if (m_topology.FindMember(a) && m_topology.FindMember(b))
        {
            m_topology.SetDelay(a, b, delay);
        }
    }
    m_topology.BuildMesh();
    InstallRoles(layout, isApart);
    AddMobileNodes(layout, isApart);
}

void
Rfc6612Helper::InstallRoles(const Rfc6612Layout& layout, bool isApart)
{
    for (const auto& member : m_topology.GetAnchors())
    {
        m_roles.InstallAnchor(member.number == 1 ? ProxyDomain::HOME : ProxyDomain::VISITED,
                              member.node,
                              member.address,
                              Rfc6279Topology::GetPool(member.number));
    }
    isApart ? m_roles.InstallHomeAgent(GetNode("home1"), GetAddress("home1"))
            : m_roles.InstallHomeAgent();
    m_ideal.GetChannel()->SetAttribute("Delay", TimeValue(m_delays.access));
    for (const auto& member : m_topology.GetGateways())
    {
        const auto domain = layout.GetGatewayDomain(member.number);
        const std::string prefix = Rfc6279Topology::GetLocalPrefix(member.number);
        Gateway self{member.name, domain, member.node, nullptr, nullptr, nullptr};
        self.link = m_access.makeLink(self.node);
        if (!domain)
        {
            self.router = CreateObject<AccessRouter>();
            self.router->SetAttribute("Prefix", StringValue(prefix));
            self.node->AddApplication(self.router);
            self.router->AddAccess(self.link);
        }
        else
        {
            self.gateway = m_roles.InstallGateway(*domain, self.node, member.address, prefix);
            self.gateway->AddAccess(self.link);
        }
        m_gateways.push_back(self);
    }
}

void
Rfc6612Helper::AddMobileNodes(const Rfc6612Layout& layout, bool isApart)
{
    const uint32_t count = m_nMobiles.value_or(layout.IsMixed() ? 2 : 1);
    for (uint32_t i = 1; i <= count; ++i)
    {
        MobileNode self;
        self.name = "mn" + std::to_string(i);
        self.kind = layout.GetMobility(i);
        self.node = CreateObject<Node>();
        self.device = m_access.makeHost(self.node);
        InterworkingHelper::MobileNode mobile;
        mobile.identifier = m_access.getIdentifier ? m_access.getIdentifier(self.device)
                                                   : self.name + "@example.org";
        mobile.device = self.device;
        mobile.homePrefix = self.kind == MobilityKind::PROXY ? "" : GetHomePrefix(isApart, i);
        mobile.isNetwork = m_isNetwork;
        if (m_access.getInterfaces)
        {
            mobile.interfaces = m_access.getInterfaces(self.device, nullptr);
        }
        self.role = m_roles.AddMobileNode(self.kind, mobile);
        m_mobiles.push_back(self);
        AttachAt(m_start, self.name, "mag1");
    }
}

const Rfc6279Topology::Member&
Rfc6612Helper::Find(const std::string& name) const
{
    const auto* member = m_topology.FindMember(name);
    NS_ABORT_MSG_UNLESS(member,
                        "Rfc6612Helper: there is no \""
                            << name
                            << "\" here; allowed are anchors, gateways, cn1 and, where the "
                               "home agent is apart, home1");
    return *member;
}

Ptr<Node>
Rfc6612Helper::GetNode(const std::string& name) const
{
    return Find(name).node;
}

Ipv6Address
Rfc6612Helper::GetAddress(const std::string& name) const
{
    return Find(name).address;
}

const Rfc6612Helper::Gateway&
Rfc6612Helper::GetGateway(const std::string& name) const
{
    return FindNamed(m_gateways, name, "Rfc6612Helper");
}

const Rfc6612Helper::MobileNode&
Rfc6612Helper::GetMobileNode(const std::string& name) const
{
    return FindNamed(m_mobiles, name, "Rfc6612Helper");
}

void
Rfc6612Helper::AttachAt(Time at, const std::string& mobile, const std::string& gateway)
{
    const auto index = &GetMobileNode(mobile) - m_mobiles.data();
    const Ptr<AccessLink> link = GetGateway(gateway).link;
    const Time delay = GetDelayUntil(at, "Rfc6612Helper::AttachAt");
    Simulator::Schedule(delay, [this, index, gateway, link] {
        m_mobiles[index].gateway = gateway;
        m_access.attach(m_mobiles[index].device, link);
    });
}

void
Rfc6612Helper::DetachAt(Time at, const std::string& mobile)
{
    const auto index = &GetMobileNode(mobile) - m_mobiles.data();
    Simulator::Schedule(GetDelayUntil(at, "Rfc6612Helper::DetachAt"), [this, index] {
        m_mobiles[index].gateway.clear();
        m_access.detach(m_mobiles[index].device);
    });
}

int64_t
Rfc6612Helper::AssignStreams(int64_t stream)
{
    int64_t next = stream + m_topology.GetCore().AssignStreams(stream);
    NodeContainer nodes;
    for (const auto& anchor : m_topology.GetAnchors())
    {
        nodes.Add(anchor.node);
    }
    for (const auto& gateway : m_gateways)
    {
        nodes.Add(gateway.node);
        next += gateway.gateway ? gateway.gateway->AssignStreams(next)
                                : gateway.router->AssignStreams(next);
    }
    for (const char* name : {"home1", "cn1"})
    {
        if (const auto* member = m_topology.FindMember(name))
        {
            nodes.Add(member->node);
        }
    }
    for (const auto& mobile : m_mobiles)
    {
        nodes.Add(mobile.node);
    }
    next += InternetStackHelper().AssignStreams(nodes, next);
    return next + HostHelper::AssignStreams(nodes, next) - stream;
}

} // namespace pmipv6
} // namespace ns3
