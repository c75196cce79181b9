/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-ipv6-host.h"

#include "pmipv6-address-marks.h"
#include "pmipv6-ipv6-numbers.h"

#include "ns3/abort.h"
#include "ns3/ipv6-interface.h"
#include "ns3/ipv6-list-routing.h"
#include "ns3/ipv6-route.h"
#include "ns3/log.h"
#include "ns3/ndisc-cache.h"
#include "ns3/simulator.h"
#include "ns3/string.h"

#include <algorithm>
#include <map>
#include <vector>

namespace ns3
{
namespace pmipv6
{

NS_LOG_COMPONENT_DEFINE("Pmipv6Ipv6Host");

NS_OBJECT_ENSURE_REGISTERED(Ipv6Host);

namespace
{

/**
 * @param routing a node's IPv6 routing
 * @return true if it is ns-3's static routing and no more
 */
bool
IsStatic(Ptr<Ipv6RoutingProtocol> routing)
{
    const auto list = DynamicCast<Ipv6ListRouting>(routing);
    if (!list)
    {
        return DynamicCast<Ipv6StaticRouting>(routing) != nullptr;
    }
    int16_t priority = 0;
    return list->GetNRoutingProtocols() == 1 && IsStatic(list->GetRoutingProtocol(0, priority));
}

} // namespace

TypeId
Ipv6Host::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::pmipv6::Ipv6Host")
            .SetParent<Object>()
            .SetGroupName("Pmipv6")
            .AddConstructor<Ipv6Host>()
            .AddAttribute("HostType",
                          "What it makes of router preferences and more-specific routes: A "
                          "ignores both, B takes preferences, C both. Of what is advertised from "
                          "then on (RFC 4191, 3).",
                          StringValue("C"),
                          MakeStringAccessor(&Ipv6Host::SetHostType, &Ipv6Host::GetHostType),
                          MakeStringChecker())
            .AddTraceSource("Address",
                            "An autoconfigured address comes, is deprecated, is preferred again, "
                            "or goes.",
                            MakeTraceSourceAccessor(&Ipv6Host::m_addressTrace),
                            "ns3::pmipv6::Ipv6Host::AddressTracedCallback")
            .AddTraceSource("Refused",
                            "A Router Advertisement, or an option of one, is not taken, and why.",
                            MakeTraceSourceAccessor(&Ipv6Host::m_refusedTrace),
                            "ns3::pmipv6::Ipv6Host::RefusedTracedCallback")
            .AddTraceSource("Withheld",
                            "An ICMPv6 message is not sent, as its source has ceased to be the "
                            "host's while the message waited for its SolicitationJitter: source, "
                            "destination.",
                            MakeTraceSourceAccessor(&Ipv6Host::m_withheldTrace),
                            "ns3::pmipv6::Ipv6Host::WithheldTracedCallback");
    return tid;
}

Ptr<Ipv6Host>
Ipv6Host::Install(Ptr<Node> node)
{
    auto host = node->GetObject<Ipv6Host>();
    if (!host)
    {
        host = CreateObject<Ipv6Host>();
        host->SetUp(node);
        node->AggregateObject(host);
    }
    return host;
}

void
Ipv6Host::SetUp(Ptr<Node> node)
{
    m_ipv6 = node->GetObject<Ipv6L3Protocol>();
    NS_ABORT_MSG_UNLESS(m_ipv6,
                        "Ipv6Host::Install: node "
                            << node->GetId()
                            << " has no IPv6 stack; allowed is after InternetStackHelper::Install");
    const auto former = m_ipv6->GetRoutingProtocol();
    NS_ABORT_MSG_UNLESS(m_ipv6->GetIcmpv6() && former && IsStatic(former),
                        "Ipv6Host::Install: node "
                            << node->GetId()
                            << " has other IPv6 routing than InternetStackHelper installs by "
                               "itself; allowed is Ipv6StaticRouting");
    m_discovery = HostNeighborDiscovery::Install(this, node);
    m_routing = CreateObject<HostRouting>();
    m_routing->SetHost(this);
    // As one of several, so that others may stand in front of it.
    const auto list = CreateObject<Ipv6ListRouting>();
    list->AddRoutingProtocol(m_routing, 0);
    m_ipv6->SetRoutingProtocol(list);
    former->Dispose();
}

void
Ipv6Host::DoDispose()
{
    m_advertised = nullptr;
    m_state = HostState();
    m_reachability = RouterReachability();
    m_timer.Update();
    if (m_ipv6)
    {
        m_discovery->Stop();
        m_discovery->Dispose();
        m_routing->SetHost(nullptr);
        m_routing->Dispose();
    }
    m_discovery = nullptr;
    m_routing = nullptr;
    m_ipv6 = nullptr;
    Object::DoDispose();
}

void
Ipv6Host::SetHostType(std::string name)
{
    const auto known = ParseHostType(name);
    NS_ABORT_MSG_UNLESS(known, "Ipv6Host::HostType is \"" << name << "\"; allowed is A, B or C");
    m_type = *known;
}

std::string
Ipv6Host::GetHostType() const
{
    return m_type == HostType::A ? "A" : m_type == HostType::B ? "B" : "C";
}

int64_t
Ipv6Host::AssignStreams(int64_t stream)
{
    return m_discovery->AssignStreams(stream);
}

void
Ipv6Host::Refuse(const Ipv6Address& router, const std::string& reason)
{
    NS_LOG_LOGIC("Router Advertisement of " << router << " not taken: " << reason);
    ++m_nRefused;
    m_refusedTrace(router, reason);
}

void
Ipv6Host::TakeAdvertisement(uint32_t interface,
                            const Ipv6Address& router,
                            const RouterAdvertisement& advertisement)
{
    m_reachability.Forget(interface, router);
    for (const auto& route : SelectRoutes(m_type, advertisement))
    {
        if (!m_state.UpdateRoute(interface, router, route, Simulator::Now()))
        {
            Refuse(router, route.prefix.GetLength() == 0 ? "too-many-routers" : "too-many-routes");
        }
    }
    for (const auto& option : advertisement.prefixes)
    {
        // RFC 4861, 6.3.4; RFC 4862, 5.5.3, b.
        if (!option.prefix.GetAddress().IsLinkLocal() && !option.prefix.GetAddress().IsMulticast())
        {
            TakePrefix(interface, router, option);
        }
    }
    HandleEnds();
    m_timer.Update();
    if (m_advertised)
    {
        m_advertised(interface, router, advertisement);
    }
}

void
Ipv6Host::TakePrefix(uint32_t interface, const Ipv6Address& router, const PrefixInformation& option)
{
    const Time now = Simulator::Now();
    if (option.isOnLink && !m_state.UpdateOnLink(interface, option.prefix, option.valid, now))
    {
        Refuse(router, "too-many-prefixes");
    }
    if (!option.isAutonomous)
    {
        return; // RFC 4862, 5.5.3, a.
    }
    if (option.preferred > option.valid)
    {
        Refuse(router, "preferred-longer-than-valid"); // RFC 4862, 5.5.3, c.
        return;
    }
    HostAddress* known = m_state.FindAddress(interface, option.prefix);
    if (!known)
    {
        MakeAddress(interface, router, option);
        return;
    }
    // RFC 4862, 5.5.3, e.
    known->router = router;
    known->preferredUntil = GetEnd(option.preferred, now);
    known->validUntil = GetNewEnd(known->validUntil, option.valid, now);
}

void
Ipv6Host::MakeAddress(uint32_t interface,
                      const Ipv6Address& router,
                      const PrefixInformation& option)
{
    if (option.valid == 0)
    {
        return; // RFC 4862, 5.5.3, d.
    }
    if (option.prefix.GetLength() != AUTOCONFIGURED_LENGTH)
    {
        Refuse(router, "prefix-length"); // RFC 4862, 5.5.3, d.
        return;
    }
    const Time now = Simulator::Now();
    const Ipv6Address address =
        Ipv6Address::MakeAutoconfiguredAddress(m_ipv6->GetNetDevice(interface)->GetAddress(),
                                               option.prefix.GetAddress());
    if (m_ipv6->GetInterfaceForAddress(address) == static_cast<int32_t>(interface))
    {
        Refuse(router, "address-configured-by-hand");
        return;
    }
    if (!m_state.HasRoom())
    {
        // The newest prefix is the one of the present link.
        Refuse(router, "too-many-addresses");
        const HostAddress gone = m_state.GetLeastWanted();
        m_state.Remove(gone.interface, gone.address);
        RemoveAddresses({gone});
    }
    m_state.Add({interface,
                 option.prefix,
                 address,
                 router,
                 GetEnd(option.preferred, now),
                 GetEnd(option.valid, now),
                 true});
    NS_LOG_INFO("address " << address);
    m_ipv6->AddAddress(interface,
                       Ipv6InterfaceAddress(address, Ipv6Prefix(AUTOCONFIGURED_LENGTH)),
                       false);
    m_addressTrace(address, "none", "preferred");
}

void
Ipv6Host::HandleEnds()
{
    RemoveAddresses(m_state.Expire(Simulator::Now())); // RFC 4862, 5.5.4.
    for (auto& address : m_state.GetAddresses())
    {
        TellState(address);
    }
}

void
Ipv6Host::RemoveAddresses(const std::vector<HostAddress>& gone)
{
    for (const auto& one : gone)
    {
        m_ipv6->RemoveAddress(one.interface, one.address);
        m_addressTrace(one.address, one.isPreferred ? "preferred" : "deprecated", "none");
    }
}

void
Ipv6Host::LeaveOthers(uint32_t interface,
                      const Ipv6Address& router,
                      const std::vector<Prefix>& prefixes)
{
    RemoveAddresses(m_state.LeaveOthers(interface, router, prefixes));
    m_timer.Update();
}

void
Ipv6Host::TellState(HostAddress& address)
{
    const bool isPreferred = address.preferredUntil > Simulator::Now();
    if (isPreferred == address.isPreferred)
    {
        return;
    }
    address.isPreferred = isPreferred;
    MarkState(*m_ipv6->GetInterface(address.interface), address);
    m_addressTrace(address.address,
                   isPreferred ? "deprecated" : "preferred",
                   isPreferred ? "preferred" : "deprecated");
}

void
Ipv6Host::HandleUnique(const Ipv6Address& address)
{
    if (const HostAddress* known = m_state.FindAddress(address))
    {
        MarkState(*m_ipv6->GetInterface(known->interface), *known);
    }
}

void
Ipv6Host::HandleInterfaceDown(uint32_t interface)
{
    m_state.RemoveInterface(interface);
}

void
Ipv6Host::HandleAddressRemoved(uint32_t interface, const Ipv6Address& address)
{
    m_state.Remove(interface, address);
}

Ptr<Ipv6Route>
Ipv6Host::FindRoute(const Ipv6Header& header, Ptr<NetDevice> device)
{
    const Ipv6Address destination = header.GetDestination();
    int32_t only = device ? m_ipv6->GetInterfaceForDevice(device) : -1;
    if (only < 0 && !header.GetSource().IsAny())
    {
        only = m_ipv6->GetInterfaceForAddress(header.GetSource()); // RFC 6724, 5, rule 5.
    }
    const OnLinkPrefix* onLink = nullptr;
    for (const auto& row : m_state.GetOnLinkPrefixes())
    {
        const bool isBetter = !onLink || row.prefix.GetLength() > onLink->prefix.GetLength();
        if ((only < 0 || row.interface == static_cast<uint32_t>(only)) && isBetter &&
            row.prefix.Contains(destination))
        {
            onLink = &row;
        }
    }
    const HostRoute* through = onLink ? nullptr : SelectRoute(only, header);
    if (!onLink && !through)
    {
        return nullptr;
    }
    const uint32_t interface = onLink ? onLink->interface : through->interface;
    const Ipv6Address gateway = onLink ? Ipv6Address::GetAny() : through->router;
    const Ipv6Address source = header.GetSource().IsAny()
                                   ? SelectSource(interface, destination, gateway)
                                   : header.GetSource();
    if (source.IsAny())
    {
        return nullptr;
    }
    auto route = Create<Ipv6Route>();
    route->SetSource(source);
    route->SetDestination(destination);
    route->SetGateway(gateway);
    route->SetOutputDevice(m_ipv6->GetNetDevice(interface));
    return route;
}

void
Ipv6Host::ChooseSource(Ipv6Route& route, const Ipv6Header& header) const
{
    if (!header.GetSource().IsAny())
    {
        return;
    }
    const auto interface = m_ipv6->GetInterfaceForDevice(route.GetOutputDevice());
    const Ipv6Address source =
        SelectSource(static_cast<uint32_t>(interface), header.GetDestination(), route.GetGateway());
    if (!source.IsAny())
    {
        route.SetSource(source);
    }
}

const HostRoute*
Ipv6Host::SelectRoute(int32_t interface, const Ipv6Header& header)
{
    std::vector<const HostRoute*> matching;
    std::map<uint32_t, Time> found;
    for (const auto& row : m_state.GetRoutes())
    {
        if (row.prefix.GetLength() == 0)
        {
            auto& since = found.emplace(row.interface, Time::Min()).first->second;
            since = Max(since, row.since);
        }
        if (row.prefix.Contains(header.GetDestination()) &&
            (interface < 0 || row.interface == static_cast<uint32_t>(interface)))
        {
            matching.push_back(&row);
        }
    }
    const HostAddress* source = m_state.FindAddress(header.GetSource());
    const HostRoute* best = nullptr;
    RouteFacts factsOfBest;
    for (const auto* row : matching)
    {
        const auto since = found.find(row->interface);
        const RouteFacts facts{source && source->router == row->router,
                               matching.size() > 1 ? JudgeRouter(*row) : Reachability::UNKNOWN,
                               row->prefix.GetLength(),
                               row->preference,
                               since == found.end() ? Time::Min() : since->second,
                               row->heard};
        if (!best || !IsWorseRoute(facts, factsOfBest))
        {
            best = row;
            factsOfBest = facts;
        }
    }
    return best;
}

Reachability
Ipv6Host::JudgeRouter(const HostRoute& route)
{
    const auto cache = m_ipv6->GetInterface(route.interface)->GetNdiscCache();
    auto* entry = cache ? cache->Lookup(route.router) : nullptr;
    const auto knowledge = !entry                  ? NeighborKnowledge::NONE
                           : entry->IsIncomplete() ? NeighborKnowledge::INCOMPLETE
                                                   : NeighborKnowledge::COMPLETE;
    return m_reachability.Judge(route.interface, route.router, knowledge, Simulator::Now());
}

Ipv6Address
Ipv6Host::SelectSource(uint32_t interface,
                       const Ipv6Address& destination,
                       const Ipv6Address& router) const
{
    // Of equals the newest.
    SourceCandidate best;
    for (uint32_t i = 0; i < m_ipv6->GetNAddresses(interface); ++i)
    {
        const Ipv6InterfaceAddress one = m_ipv6->GetAddress(interface, i);
        if (one.GetScope() != Ipv6InterfaceAddress::GLOBAL ||
            one.GetState() == Ipv6InterfaceAddress::INVALID)
        {
            continue;
        }
        const HostAddress* known = m_state.FindAddress(one.GetAddress());
        const SourceCandidate candidate{one.GetAddress(),
                                        one.GetPrefix().GetPrefixLength(),
                                        one.GetState() == Ipv6InterfaceAddress::DEPRECATED,
                                        known && known->router == router};
        if (best.address.IsAny() || !IsWorseSource(candidate, best, destination))
        {
            best = candidate;
        }
    }
    return best.address;
}

} // namespace pmipv6
} // namespace ns3
