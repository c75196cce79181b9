/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-rfc6279-helper.h"

#include "pmipv6-agent-state-source.h"
#include "pmipv6-anchor-state-source.h"
#include "pmipv6-controller-state-source.h"
#include "pmipv6-gateway-state-source.h"
#include "pmipv6-named-rows.h"
#include "pmipv6-scheduled-time.h"

#include "ns3/abort.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/node-container.h"
#include "ns3/simulator.h"

#include <memory>
#include <numeric>

namespace ns3
{
namespace pmipv6
{

Rfc6279Helper::Rfc6279Helper()
    : m_access(Rfc6279Access::OfIdealLinks(m_ideal))
{
}

void
Rfc6279Helper::SetScheme(Rfc6279Scheme scheme)
{
    m_scheme = scheme;
}

void
Rfc6279Helper::SetDelays(const Delays& delays)
{
    m_topology.SetDelays(delays.wires);
    m_accessDelay = delays.access;
}

void
Rfc6279Helper::SetDelay(const std::string& a, const std::string& b, Time delay)
{
    m_single.emplace_back(a, b, delay);
}

void
Rfc6279Helper::SetGateways(uint32_t count)
{
    NS_ABORT_MSG_IF(count < 2, "Rfc6279Helper::SetGateways: " << count << "; allowed is 2 or more");
    std::vector<uint32_t> numbers(count);
    std::iota(numbers.begin(), numbers.end(), 1);
    m_topology.SetGateways(numbers);
}

void
Rfc6279Helper::SetPairs(uint32_t count)
{
    NS_ABORT_MSG_IF(count < 1, "Rfc6279Helper::SetPairs: " << count << "; allowed is 1 or more");
    m_nPairs = count;
}

void
Rfc6279Helper::SetStart(Time at)
{
    m_start = at;
}

void
Rfc6279Helper::SetAccess(const Rfc6279Access& access)
{
    m_access = access;
}

void
Rfc6279Helper::SetGatewayDomain(const std::string& gateway, const std::string& domain)
{
    m_topology.SetGatewayDomain(gateway, domain);
}

void
Rfc6279Helper::AddAgreement(const std::string& a, const std::string& b)
{
    m_topology.AddAgreement(a, b);
}

void
Rfc6279Helper::RemoveAgreement(const std::string& a, const std::string& b)
{
    m_topology.RemoveAgreement(a, b);
}

void
Rfc6279Helper::Build(Rfc6279Case topology)
{
    NS_ABORT_MSG_UNLESS(m_anchors.empty(), "Rfc6279Helper::Build is called twice; allowed is once");
    m_topology.SetGatewayMaker(m_access.makeGateway);
    m_topology.MakeNodes(topology);
    for (const auto& [a, b, delay] : m_single)
    {
        const bool isOfAbsentAnchor =
            !m_topology.FindMember("lma2") && (a == "lma2" || b == "lma2");
        if (!isOfAbsentAnchor)
        {
            m_topology.SetDelay(a, b, delay);
        }
    }
    m_topology.BuildMesh();
    m_topology.EnterDomains(m_routing.GetPolicy()->GetDomains());
    InstallRoles();
    AddMobileNodes(GetPlaces(topology).isOneGateway);
}

void
Rfc6279Helper::InstallRoles()
{
    for (const auto& member : m_topology.GetAnchors())
    {
        const std::string pool = Rfc6279Topology::GetPool(member.number);
        Anchor self{member.name, member.domain, member.node, nullptr, nullptr};
        self.anchor = m_domain.InstallAnchor(self.node, member.address, pool);
        if (m_scheme == Rfc6279Scheme::LOCALIZED_ROUTING)
        {
            self.controller = m_routing.InstallAnchor(self.anchor, {*ParsePrefix(pool)});
        }
        else if (m_scheme == Rfc6279Scheme::UNCOORDINATED)
        {
            m_routing.InstallUncoordinatedAnchor(self.anchor, {*ParsePrefix(pool)});
        }
        m_anchors.push_back(self);
    }
    m_ideal.GetChannel()->SetAttribute("Delay", TimeValue(m_accessDelay));
    for (const auto& member : m_topology.GetGateways())
    {
        Gateway self{member.name, member.domain, member.node, nullptr, nullptr, nullptr};
        self.gateway = m_domain.InstallGateway(self.node, member.address);
        if (m_scheme != Rfc6279Scheme::NONE)
        {
            self.agent = m_routing.InstallGateway(self.gateway);
        }
        self.link = m_access.makeLink(self.node);
        self.gateway->AddAccess(self.link);
        m_gateways.push_back(self);
    }
}

void
Rfc6279Helper::AddMobileNodes(bool isOneGateway)
{
    for (uint32_t i = 0; i < 2 * m_nPairs; ++i)
    {
        const bool isCorrespondent = i % 2 == 1;
        const auto anchor = isCorrespondent ? m_anchors.size() : 1;
        MobileNode self;
        self.name = (isCorrespondent ? "cn" : "mn") + (i < 2 ? "" : std::to_string(i / 2 + 1));
        self.node = CreateObject<Node>();
        self.device = m_access.makeHost(self.node);
        self.prefix = *ParsePrefix("fd00:" + std::to_string(anchor) +
                                   ":0:" + std::to_string(i + 1) + "::/64");
        self.address = Ipv6Address::MakeAutoconfiguredAddress(self.device->GetAddress(),
                                                              self.prefix.GetAddress());
        self.identifier = m_access.getIdentifier ? m_access.getIdentifier(self.device) : self.name;
        m_domain.AddMobileNode(self.identifier,
                               GetInterfaces(self.device, nullptr),
                               m_anchors[anchor - 1].anchor,
                               {self.prefix});
        m_mobiles.push_back(self);
        AttachAt(m_start, self.name, isCorrespondent && !isOneGateway ? "mag2" : "mag1");
    }
}

std::vector<LinkLayerAddress>
Rfc6279Helper::GetInterfaces(Ptr<NetDevice> device, Ptr<AccessLink> link) const
{
    return m_access.getInterfaces ? m_access.getInterfaces(device, link)
                                  : std::vector<LinkLayerAddress>{device->GetAddress()};
}

const Rfc6279Helper::Anchor&
Rfc6279Helper::GetAnchor(const std::string& name) const
{
    return FindNamed(m_anchors, name, "Rfc6279Helper");
}

const Rfc6279Helper::Gateway&
Rfc6279Helper::GetGateway(const std::string& name) const
{
    return FindNamed(m_gateways, name, "Rfc6279Helper");
}

const Rfc6279Helper::MobileNode&
Rfc6279Helper::GetMobileNode(const std::string& name) const
{
    return FindNamed(m_mobiles, name, "Rfc6279Helper");
}

void
Rfc6279Helper::AttachAt(Time at, const std::string& mobile, const std::string& gateway)
{
    const auto index = &GetMobileNode(mobile) - m_mobiles.data();
    const Ptr<AccessLink> link = GetGateway(gateway).link;
    const Time delay = GetDelayUntil(at, "Rfc6279Helper::AttachAt");
    Simulator::Schedule(delay, [this, index, gateway, link] {
        m_mobiles[index].gateway = gateway;
        m_access.attach(m_mobiles[index].device, link);
    });
}

void
Rfc6279Helper::DetachAt(Time at, const std::string& mobile)
{
    const auto index = &GetMobileNode(mobile) - m_mobiles.data();
    Simulator::Schedule(GetDelayUntil(at, "Rfc6279Helper::DetachAt"), [this, index] {
        m_mobiles[index].gateway.clear();
        m_access.detach(m_mobiles[index].device);
    });
}

StateChecker
Rfc6279Helper::MakeChecker() const
{
    StateChecker checker;
    for (const auto& anchor : m_anchors)
    {
        checker.AddSource(std::make_shared<AnchorStateSource>(anchor.anchor), anchor.name);
        if (anchor.controller)
        {
            checker.AddSource(std::make_shared<ControllerStateSource>(anchor.controller),
                              anchor.name);
        }
    }
    for (const auto& gateway : m_gateways)
    {
        checker.AddSource(std::make_shared<GatewayStateSource>(gateway.gateway), gateway.name);
        if (gateway.agent)
        {
            checker.AddSource(std::make_shared<AgentStateSource>(gateway.agent), gateway.name);
        }
    }
    for (std::size_t i = 0; i < m_mobiles.size(); ++i)
    {
        const auto& mobile = m_mobiles[i];
        if (!mobile.gateway.empty())
        {
            checker.AddMobileNode(
                mobile.identifier,
                mobile.name,
                GetInterfaces(mobile.device, GetGateway(mobile.gateway).link).front(),
                mobile.gateway);
        }
        if (i % 2 == 1)
        {
            checker.AddPair(m_mobiles[i - 1].identifier, mobile.identifier);
        }
    }
    return checker;
}

int64_t
Rfc6279Helper::AssignStreams(int64_t stream)
{
    int64_t next = stream + m_topology.GetCore().AssignStreams(stream);
    NodeContainer nodes;
    for (const auto& anchor : m_anchors)
    {
        nodes.Add(anchor.node);
    }
    for (const auto& gateway : m_gateways)
    {
        nodes.Add(gateway.node);
        next += gateway.gateway->AssignStreams(next);
    }
    for (const auto& mobile : m_mobiles)
    {
        nodes.Add(mobile.node);
    }
    return next + InternetStackHelper().AssignStreams(nodes, next) - stream;
}

} // namespace pmipv6
} // namespace ns3
