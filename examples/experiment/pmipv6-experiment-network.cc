/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-network.h"

#include "pmipv6-experiment-plan.h"
#include "pmipv6-experiment-streams.h"

#include "ns3/abort.h"
#include "ns3/application.h"
#include "ns3/boolean.h"
#include "ns3/double.h"
#include "ns3/object-factory.h"
#include "ns3/simulator.h"
#include "ns3/string.h"

#include <algorithm>
#include <array>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

/// @return the text of an address or prefix with a number in it, in hexadecimal
std::string
Number(const std::string& before, uint64_t number, const std::string& after = "")
{
    std::ostringstream text;
    text << before << std::hex << number << after;
    return text.str();
}

/// mag1, mag2: where pairs begin. The rest may be in another domain.
constexpr uint32_t HOME_GATEWAYS = 2;

/// Provider domain of the gateways moved to, if it is none of the case's: it has no agreements.
const char* const OTHER_DOMAIN = "D";

/// Provider domains of a roaming case (RFC 6279, 5).
struct RoamingDomains
{
    std::string gateways;               //!< of mag1, mag2 ..
    std::array<std::string, 2> anchors; //!< of lma1, lma2
};

/// @return the domains of the case
RoamingDomains
GetDomains(const ExperimentOptions& options)
{
    switch (options.scenario)
    {
    case Case::ROAMING2:
        return {"A", {"A", "B"}};
    case Case::ROAMING3:
        return {"C", {"A", "A"}};
    case Case::ROAMING4:
        return {"C", {"A", "B"}};
    default:
        return {"A", {"A", "A"}};
    }
}

/// Take a node out of the network at a time: its roles end without a word, nothing comes in any
/// more, and nothing goes out.
void
StopAt(Ptr<Node> node, Time at)
{
    Simulator::Schedule(at, [node] {
        const auto ipv6 = node->GetObject<Ipv6>();
        // But the loopback, which ns-3 cannot take down.
        for (uint32_t interface = 1; interface < ipv6->GetNInterfaces(); ++interface)
        {
            ipv6->SetDown(interface);
            // Neighbour discovery with mobile nodes passes IPv6 by.
            if (const auto access = DynamicCast<AccessDevice>(ipv6->GetNetDevice(interface)))
            {
                access->SetDiscoveryHandler(nullptr);
            }
        }
    });
    for (uint32_t i = 0; i < node->GetNApplications(); ++i)
    {
        node->GetApplication(i)->SetStopTime(at);
    }
}

/// @return the prefix from which the anchor with an index assigns
std::string
GetPool(std::size_t index)
{
    return Number("fd00:", index + 1, "::/32");
}

/// @return the part of a node's name before its number
std::string
GetRole(const std::string& name)
{
    return name.substr(0, name.find_first_of("0123456789"));
}

} // namespace

void
Gateway::AddAccess(Ptr<AccessLink> link) const
{
    mag ? mag->AddAccess(link) : router->AddAccess(link);
}

void
Gateway::Restart() const
{
    mag ? mag->Restart() : router->Restart();
}

Ptr<AccessNeighborDiscovery>
Gateway::GetNeighborDiscovery() const
{
    return mag ? mag->GetNeighborDiscovery() : router->GetNeighborDiscovery();
}

Network::Network(const ExperimentOptions& options, const LinkVisitor& visitor)
    : m_options(options)
{
    MakeNodes();
    MakeCore(visitor);
    MakeRoles();
    ScheduleFailures();
}

void
Network::MakeNodes()
{
    const auto add = [this](const std::string& name, const Ipv6Address& address) {
        auto node = CreateObject<Node>();
        m_core.AddNode(node, address);
        m_destinations.push_back({Prefix(address, 128), name});
        m_members.emplace_back(name, node);
        return node;
    };
    for (uint32_t i = 1; i <= CountAnchors(m_options); ++i)
    {
        Anchor anchor;
        anchor.name = "lma" + std::to_string(i);
        anchor.address = Ipv6Address(Number("fd00:c::1:", i).c_str());
        anchor.node = add(anchor.name, anchor.address);
        m_anchors.push_back(anchor);
    }
    for (const uint32_t number : ListGateways(m_options))
    {
        Gateway gateway;
        gateway.number = number;
        gateway.name = "mag" + std::to_string(number);
        gateway.address = Ipv6Address(Number("fd00:c::2:", number).c_str());
        gateway.node = add(gateway.name, gateway.address);
        m_byName[gateway.name] = m_gateways.size();
        m_gateways.push_back(gateway);
    }
    if (!m_options.HasMobileCorrespondents())
    {
        m_correspondent = add("cn1", GetCorrespondentAddress());
    }
}

Ipv6Address
Network::GetCorrespondentAddress() const
{
    return Ipv6Address("fd00:c::3:1");
}

Time
Network::GetStarDelay(const ExperimentOptions& options, const std::string& name)
{
    const Time gateway = options.delayMagMag / 2;
    const Time anchor = options.delayMagLma - gateway;
    const std::string role = GetRole(name);
    return role == "mag" ? gateway : role == "lma" ? anchor : options.delayCnLma - anchor;
}

std::optional<Time>
Network::GetDelay(const std::string& a, const std::string& b) const
{
    const auto isMember = [this](const std::string& name) {
        return std::any_of(m_members.begin(), m_members.end(), [&name](const auto& member) {
            return member.first == name;
        });
    };
    if (!isMember(a) || !isMember(b))
    {
        return std::nullopt;
    }
    if (m_options.core == Core::STAR)
    {
        return GetStarDelay(m_options, a) + GetStarDelay(m_options, b);
    }
    if (const auto given = m_options.GetDelay(a, b))
    {
        return given;
    }
    const std::string roleA = GetRole(a);
    const std::string roleB = GetRole(b);
    if (roleA == "cn" || roleB == "cn")
    {
        return m_options.delayCnLma;
    }
    if (roleA != roleB)
    {
        return m_options.delayMagLma;
    }
    return roleA == "lma" ? m_options.delayLmaLma : m_options.delayMagMag;
}

std::optional<std::pair<std::string, Time>>
Network::FindWay(const std::string& from, const Ipv6Address& destination) const
{
    const auto found =
        std::find_if(m_destinations.begin(), m_destinations.end(), [&](const auto& one) {
            return one.prefix.Contains(destination);
        });
    const auto delay = found == m_destinations.end() || found->node == from
                           ? std::nullopt
                           : GetDelay(from, found->node);
    return delay ? std::make_optional(std::pair(found->node, *delay)) : std::nullopt;
}

void
Network::MakeCore(const LinkVisitor& visitor)
{
    for (std::size_t i = 0; i < m_anchors.size(); ++i)
    {
        m_core.AddPrefix(*ParsePrefix(GetPool(i)), m_anchors[i].node);
        m_destinations.push_back({*ParsePrefix(GetPool(i)), m_anchors[i].name});
    }
    if (m_options.scheme == Scheme::NONE)
    {
        for (const auto& gateway : m_gateways)
        {
            const Prefix prefix = *ParsePrefix(Number("fd00:9:0:", gateway.number, "::/64"));
            m_core.AddPrefix(prefix, gateway.node);
            m_destinations.push_back({prefix, gateway.name});
        }
    }
    std::map<Ptr<Node>, std::string> names;
    for (const auto& [name, node] : m_members)
    {
        names[node] = name;
    }
    const auto getName = [this, &names](Ptr<Node> node) {
        auto& name = names[node];
        if (name.empty())
        {
            name = m_options.core == Core::STAR ? "core1"
                                                : "transit" + std::to_string(m_routers.size() + 1);
            m_routers[node] = name;
        }
        return name;
    };
    m_core.SetLinkVisitor(
        [&](Ptr<Node> a, Ptr<NetDevice> deviceA, Ptr<Node> b, Ptr<NetDevice> deviceB) {
            visitor(getName(a), deviceA, getName(b), deviceB);
        });
    if (m_options.IsSignallingImpaired())
    {
        ObjectFactory channel("ns3::pmipv6::SignalingImpairmentChannel");
        channel.Set("Loss", DoubleValue(m_options.signallingLoss / 100));
        channel.Set("Duplication", DoubleValue(m_options.signallingDuplication / 100));
        channel.Set("Jitter", TimeValue(m_options.signallingJitter));
        channel.Set("Until", TimeValue(m_options.faultsUntil));
        m_core.SetChannel(channel);
    }
    if (m_options.core == Core::STAR)
    {
        std::vector<Time> delays;
        for (const auto& [name, node] : m_members)
        {
            delays.push_back(GetStarDelay(m_options, name));
        }
        m_core.BuildStar(CreateObject<Node>(), delays);
    }
    else
    {
        for (const auto& [nameA, a] : m_members)
        {
            for (const auto& [nameB, b] : m_members)
            {
                if (a != b)
                {
                    m_core.SetDelay(a, b, *GetDelay(nameA, nameB));
                }
            }
        }
        m_core.SetTransitRouters(m_options.transit);
        m_core.BuildMesh();
    }
    m_core.SetLinkVisitor(nullptr);
    m_core.AssignStreams(GetFirstStream(StreamKind::IMPAIRED_LINK, 0));
    AssignStackStreams();
}

void
Network::AssignStackStreams() const
{
    const auto assign = [](const std::string& name, Ptr<Node> node) {
        const std::string role = GetRole(name);
        const auto kind = role == "lma"   ? StreamKind::ANCHOR
                          : role == "mag" ? StreamKind::GATEWAY
                          : role == "cn"  ? StreamKind::CORRESPONDENT
                                          : StreamKind::ROUTER;
        experiment::AssignStackStreams(node, kind, std::stoul(name.substr(role.size())));
    };
    for (const auto& [name, node] : m_members)
    {
        assign(name, node);
    }
    for (const auto& [node, name] : m_routers)
    {
        assign(name, node);
    }
}

void
Network::MakeRouters()
{
    for (auto& anchor : m_anchors)
    {
        anchor.node->GetObject<Ipv6>()->SetAttribute("IpForward", BooleanValue(true));
    }
    for (auto& gateway : m_gateways)
    {
        gateway.router = CreateObject<AccessRouter>();
        gateway.router->SetAttribute("Prefix",
                                     StringValue(Number("fd00:9:0:", gateway.number, "::/64")));
        gateway.node->AddApplication(gateway.router);
    }
}

void
Network::MakeRoles()
{
    if (m_options.scheme == Scheme::NONE)
    {
        MakeRouters();
        return;
    }
    m_domain.SetGatewayAttribute("AuthenticationDelay", TimeValue(m_options.authenticationDelay));
    m_domain.SetGatewayAttribute("TimestampBasedApproachInUse",
                                 BooleanValue(m_options.ordering == Ordering::TIMESTAMP));
    for (std::size_t i = 0; i < m_anchors.size(); ++i)
    {
        m_anchors[i].lma =
            m_domain.InstallAnchor(m_anchors[i].node, m_anchors[i].address, GetPool(i));
    }
    for (auto& gateway : m_gateways)
    {
        gateway.mag = m_domain.InstallGateway(gateway.node, gateway.address);
    }
    if (m_options.scheme == Scheme::LOCALIZED_ROUTING)
    {
        MakeDomains();
        MakeLocalizedRouting();
    }
    else if (m_options.scheme == Scheme::UNCOORDINATED)
    {
        MakeUncoordinatedRouting();
    }
}

void
Network::MakeDomains()
{
    if (!m_options.IsRoaming())
    {
        return;
    }
    auto& domains = m_routing.GetPolicy()->GetDomains();
    const auto places = GetDomains(m_options);
    const bool isOther = m_options.moveDomain == MoveDomain::OTHER && !m_options.trace;
    for (const auto& gateway : m_gateways)
    {
        domains.Add(gateway.address,
                    isOther && gateway.number > HOME_GATEWAYS ? OTHER_DOMAIN : places.gateways);
    }
    for (std::size_t i = 0; i < m_anchors.size(); ++i)
    {
        domains.Add(m_anchors[i].address, places.anchors[i]);
        domains.AddAgreement(places.anchors[i], places.gateways);
        domains.AddAgreement(places.anchors[i], places.anchors[0]);
    }
}

void
Network::MakeLocalizedRouting()
{
    const bool isByGateway = m_options.lrInitiator == LrInitiator::MAG;
    m_routing.SetProxyMode(m_options.lrMode == LrMode::PROXY);
    m_routing.SetControllerAttribute("DetectTraffic", BooleanValue(!isByGateway));
    m_routing.SetAgentAttribute("RequestRoutes", BooleanValue(isByGateway));
    m_routing.SetAgentAttribute("CheckOrdering", BooleanValue(m_options.lrOrdering));
    for (std::size_t i = 0; i < m_anchors.size(); ++i)
    {
        m_anchors[i].controller =
            m_routing.InstallAnchor(m_anchors[i].lma, {*ParsePrefix(GetPool(i))});
    }
    for (auto& gateway : m_gateways)
    {
        gateway.agent = m_routing.InstallGateway(gateway.mag);
    }
}

void
Network::MakeUncoordinatedRouting()
{
    for (std::size_t i = 0; i < m_anchors.size(); ++i)
    {
        m_anchors[i].uncoordinated =
            m_routing.InstallUncoordinatedAnchor(m_anchors[i].lma, {*ParsePrefix(GetPool(i))});
    }
    for (auto& gateway : m_gateways)
    {
        gateway.agent = m_routing.InstallGateway(gateway.mag);
    }
}

void
Network::ScheduleFailures()
{
    for (const auto& [name, at] : m_options.restarts)
    {
        for (const auto& anchor : m_anchors)
        {
            if (anchor.name == name && anchor.lma)
            {
                Simulator::Schedule(at, &LocalMobilityAnchor::Restart, anchor.lma);
            }
        }
        const auto gateway = m_byName.find(name);
        if (gateway != m_byName.end())
        {
            Simulator::Schedule(at, [this, gateway] { m_gateways[gateway->second].Restart(); });
        }
    }
    for (const auto& [name, at] : m_options.stops)
    {
        for (const auto& [member, node] : m_members)
        {
            if (member == name)
            {
                StopAt(node, at);
            }
        }
    }
}

const Gateway&
Network::FindGateway(const std::string& name) const
{
    return m_gateways[m_byName.at(name)];
}

void
Network::AddMobileNode(const std::string& name, Ptr<NetDevice> device, const std::string& anchor)
{
    for (const auto& candidate : m_anchors)
    {
        if (candidate.name == anchor && candidate.lma)
        {
            m_domain.AddMobileNode(name + "@example.org", device, candidate.lma);
        }
    }
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
