/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-rfc6279-helper.h"

#include "pmipv6-agent-state-source.h"
#include "pmipv6-anchor-state-source.h"
#include "pmipv6-controller-state-source.h"
#include "pmipv6-gateway-state-source.h"
#include "pmipv6-scheduled-time.h"

#include "ns3/abort.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/mac48-address.h"
#include "ns3/node-container.h"
#include "ns3/simulator.h"

#include <algorithm>
#include <memory>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// Where a case has its nodes (RFC 6279, 3.2 and 5).
struct Places
{
    bool isOneGateway;                //!< MN and CN attach to one gateway
    std::string gateways;             //!< domain of the gateways
    std::vector<std::string> anchors; //!< domains of lma1 and, if it is there, lma2
};

/// @return where a case has its nodes
Places
GetPlaces(Rfc6279Case topology)
{
    switch (topology)
    {
    case Rfc6279Case::A11:
        return {true, "A", {"A"}};
    case Rfc6279Case::A12:
        return {true, "A", {"A", "A"}};
    case Rfc6279Case::A21:
        return {false, "A", {"A"}};
    case Rfc6279Case::ROAMING_2:
        return {false, "A", {"A", "B"}};
    case Rfc6279Case::ROAMING_3:
        return {false, "C", {"A", "A"}};
    case Rfc6279Case::ROAMING_4:
        return {false, "C", {"A", "B"}};
    default: // A22, ROAMING_1
        return {false, "A", {"A", "A"}};
    }
}

/**
 * @param rows rows with names
 * @param name a name
 * @return the row of that name
 */
template <class Row>
const Row&
Find(const std::vector<Row>& rows, const std::string& name)
{
    const auto row =
        std::find_if(rows.begin(), rows.end(), [&](const Row& each) { return each.name == name; });
    NS_ABORT_MSG_IF(
        row == rows.end(),
        "Rfc6279Helper: there is no \""
            << name << "\" here"
            << (rows.empty() ? "; Build() comes first"
                             : "; allowed are " + rows.front().name + " to " + rows.back().name));
    return *row;
}

/// @return the address of an anchor or a gateway: lma1 has fd00:c::a:1, mag1 has fd00:c::b:1
Ipv6Address
GetPlaceAddress(const std::string& name)
{
    return Ipv6Address(((name[0] == 'l' ? "fd00:c::a:" : "fd00:c::b:") + name.substr(3)).c_str());
}

/// @return from where the anchor of a number, 1 or 2, assigns prefixes
std::string
GetPool(std::size_t anchor)
{
    return "fd00:" + std::to_string(anchor) + "::/32";
}

} // namespace

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
    m_delays = delays;
}

void
Rfc6279Helper::SetDelay(const std::string& a, const std::string& b, Time delay)
{
    m_single[std::minmax(a, b)] = delay;
}

void
Rfc6279Helper::SetGateways(uint32_t count)
{
    NS_ABORT_MSG_IF(count < 2, "Rfc6279Helper::SetGateways: " << count << "; allowed is 2 or more");
    m_nGateways = count;
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
    m_gatewayDomains[gateway] = domain;
}

void
Rfc6279Helper::AddAgreement(const std::string& a, const std::string& b)
{
    m_agreements[std::minmax(a, b)] = true;
}

void
Rfc6279Helper::RemoveAgreement(const std::string& a, const std::string& b)
{
    m_agreements[std::minmax(a, b)] = false;
}

void
Rfc6279Helper::Build(Rfc6279Case topology)
{
    NS_ABORT_MSG_UNLESS(m_anchors.empty(), "Rfc6279Helper::Build is called twice; allowed is once");
    const Places places = GetPlaces(topology);
    for (const auto& domain : places.anchors)
    {
        const auto name = "lma" + std::to_string(m_anchors.size() + 1);
        m_anchors.push_back({name, domain, CreateObject<Node>(), nullptr, nullptr});
    }
    for (uint32_t i = 1; i <= m_nGateways; ++i)
    {
        const auto name = "mag" + std::to_string(i);
        const auto own = m_gatewayDomains.find(name);
        const auto domain = own == m_gatewayDomains.end() ? places.gateways : own->second;
        m_gateways.push_back({name, domain, CreateObject<Node>(), nullptr, nullptr, nullptr});
    }
    for (const auto& [name, domain] : m_gatewayDomains)
    {
        GetGateway(name); // Is there.
    }
    BuildCore();
    AddDomains(places.gateways);
    InstallRoles();
    AddMobileNodes(places.isOneGateway);
}

void
Rfc6279Helper::BuildCore()
{
    struct Member
    {
        std::string name; //!< its name
        Ptr<Node> node;   //!< its node
    };

    std::vector<Member> members;
    for (const auto& anchor : m_anchors)
    {
        members.push_back({anchor.name, anchor.node});
    }
    for (const auto& gateway : m_gateways)
    {
        members.push_back({gateway.name, gateway.node});
    }
    for (const auto& member : members)
    {
        m_core.AddNode(member.node, GetPlaceAddress(member.name));
    }
    for (std::size_t i = 0; i < m_anchors.size(); ++i)
    {
        m_core.AddPrefix(*ParsePrefix(GetPool(i + 1)), m_anchors[i].node);
    }
    for (std::size_t i = 0; i < members.size(); ++i)
    {
        for (std::size_t j = i + 1; j < members.size(); ++j)
        {
            m_core.SetDelay(members[i].node,
                            members[j].node,
                            j < m_anchors.size()   ? m_delays.anchors
                            : i < m_anchors.size() ? m_delays.gatewayAnchor
                                                   : m_delays.gateways);
        }
    }
    for (const auto& [names, delay] : m_single)
    {
        const bool isOfAbsentAnchor =
            m_anchors.size() == 1 && (names.first == "lma2" || names.second == "lma2");
        if (!isOfAbsentAnchor) // So that one list of delays serves all cases.
        {
            m_core.SetDelay(Find(members, names.first).node,
                            Find(members, names.second).node,
                            delay);
        }
    }
    m_core.BuildMesh();
}

void
Rfc6279Helper::AddDomains(const std::string& gateways)
{
    auto& domains = m_routing.GetPolicy()->GetDomains();
    std::set<std::string> known{gateways};
    for (const auto& anchor : m_anchors)
    {
        domains.Add(GetPlaceAddress(anchor.name), anchor.domain);
        known.insert(anchor.domain);
    }
    const std::set<std::string> ofCase = known;
    for (const auto& gateway : m_gateways)
    {
        domains.Add(GetPlaceAddress(gateway.name), gateway.domain);
        known.insert(gateway.domain);
    }
    for (const auto& a : ofCase)
    {
        for (const auto& b : ofCase)
        {
            domains.AddAgreement(a, b);
        }
    }
    for (const auto& [pair, isAdded] : m_agreements)
    {
        const auto& [a, b] = pair;
        NS_ABORT_MSG_UNLESS(known.count(a) && known.count(b),
                            "Rfc6279Helper::" << (isAdded ? "AddAgreement" : "RemoveAgreement")
                                              << ": \"" << a << "\", \"" << b
                                              << "\"; allowed are domains that the topology has");
        isAdded ? domains.AddAgreement(a, b) : domains.RemoveAgreement(a, b);
    }
}

void
Rfc6279Helper::InstallRoles()
{
    for (std::size_t i = 0; i < m_anchors.size(); ++i)
    {
        auto& self = m_anchors[i];
        const std::string pool = GetPool(i + 1);
        self.anchor = m_domain.InstallAnchor(self.node, GetPlaceAddress(self.name), pool);
        if (m_scheme == Rfc6279Scheme::LOCALIZED_ROUTING)
        {
            self.controller = m_routing.InstallAnchor(self.anchor, {*ParsePrefix(pool)});
        }
        else if (m_scheme == Rfc6279Scheme::UNCOORDINATED)
        {
            m_routing.InstallUncoordinatedAnchor(self.anchor, {*ParsePrefix(pool)});
        }
    }
    m_ideal.GetChannel()->SetAttribute("Delay", TimeValue(m_delays.access));
    for (auto& self : m_gateways)
    {
        self.gateway = m_domain.InstallGateway(self.node, GetPlaceAddress(self.name));
        if (m_scheme != Rfc6279Scheme::NONE)
        {
            self.agent = m_routing.InstallGateway(self.gateway);
        }
        self.link = m_access.makeLink(self.node);
        self.gateway->AddAccess(self.link);
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
        self.address = Ipv6Address::MakeAutoconfiguredAddress(
            Mac48Address::ConvertFrom(self.device->GetAddress()),
            self.prefix.GetAddress());
        m_domain.AddMobileNode(self.name, self.device, m_anchors[anchor - 1].anchor, {self.prefix});
        m_mobiles.push_back(self);
        AttachAt(m_start, self.name, isCorrespondent && !isOneGateway ? "mag2" : "mag1");
    }
}

const Rfc6279Helper::Anchor&
Rfc6279Helper::GetAnchor(const std::string& name) const
{
    return Find(m_anchors, name);
}

const Rfc6279Helper::Gateway&
Rfc6279Helper::GetGateway(const std::string& name) const
{
    return Find(m_gateways, name);
}

const Rfc6279Helper::MobileNode&
Rfc6279Helper::GetMobileNode(const std::string& name) const
{
    return Find(m_mobiles, name);
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
            checker.AddMobileNode(mobile.name,
                                  mobile.name,
                                  Mac48Address::ConvertFrom(mobile.device->GetAddress()),
                                  mobile.gateway);
        }
        if (i % 2 == 1)
        {
            checker.AddPair(m_mobiles[i - 1].name, mobile.name);
        }
    }
    return checker;
}

int64_t
Rfc6279Helper::AssignStreams(int64_t stream)
{
    int64_t next = stream + m_core.AssignStreams(stream);
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
