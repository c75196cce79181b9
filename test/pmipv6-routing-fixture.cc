/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-routing-fixture.h"

#include "ns3/boolean.h"
#include "ns3/double.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/pmipv6-anchor-state-source.h"
#include "ns3/pmipv6-core-network-helper.h"
#include "ns3/pmipv6-gateway-state-source.h"
#include "ns3/pmipv6-heartbeat-agent.h"
#include "ns3/pmipv6-mobility-codec.h"
#include "ns3/rng-seed-manager.h"
#include "ns3/simulator.h"

#include <algorithm>
#include <memory>
#include <sstream>

namespace ns3
{
namespace pmipv6
{

namespace
{

const RoutingPlace GATEWAYS[] = {MAG1, MAG2, MAG3, MAG4};

/// @return a time of so many ms, to the nanosecond
Time
FromMs(double milliseconds)
{
    return NanoSeconds(static_cast<int64_t>(milliseconds * 1e6 + 0.5));
}

/// @return a lambda as a trace sink
template <class... A, class F>
Callback<void, A...>
MakeSink(F function)
{
    return MakeFunctionCallback<A...>(std::move(function));
}

} // namespace

const RoutingDelays REFERENCE_DELAYS{20, 10, 10, 10, 10, 10, 10, 10, 10, 6, 6, 6, 6, 6, 6};
const RoutingDelays UNEQUAL_DELAYS{20.83,
                                   10.13,
                                   12.71,
                                   11.37,
                                   13.41,
                                   14.29,
                                   15.97,
                                   16.53,
                                   17.61,
                                   6.19,
                                   5.23,
                                   7.03,
                                   6.87,
                                   8.3,
                                   5.71};

RoutingFixture::RoutingFixture(const RoutingOptions& options)
    : m_options(options)
{
    RngSeedManager::SetSeed(1);
    RngSeedManager::SetRun(options.run);
    BuildCore();
    InstallRoles();
    AddMobile(NODE_MN);
    AddMobile(NODE_CN);
}

RoutingFixture::~RoutingFixture()
{
    m_flows.clear();
    Simulator::Destroy();
}

Ipv6Address
RoutingFixture::GetAddress(RoutingPlace place)
{
    const std::string text = "fd00:c::" + std::to_string(1 + place);
    return Ipv6Address(text.c_str());
}

std::string
RoutingFixture::GetName(RoutingPlace place)
{
    return place < MAG1 ? "LMA" + std::to_string(place - LMA1 + 1)
                        : "MAG" + std::to_string(place - MAG1 + 1);
}

bool
RoutingFixture::IsThere(RoutingPlace place) const
{
    return place != LMA2 || m_options.hasTwoAnchors;
}

RoutingPlace
RoutingFixture::GetAnchorOfCn() const
{
    return m_options.hasTwoAnchors ? LMA2 : LMA1;
}

Time
RoutingFixture::Delay(RoutingPlace a, RoutingPlace b) const
{
    if (a == b)
    {
        return Time(0);
    }
    std::size_t index = 0;
    for (int i = LMA1; i < N_ROUTING_PLACES; ++i)
    {
        for (int j = i + 1; j < N_ROUTING_PLACES; ++j, ++index)
        {
            if ((i == a && j == b) || (i == b && j == a))
            {
                return FromMs(m_options.delays[index]);
            }
        }
    }
    return Time(0);
}

Time
RoutingFixture::RoundTrip(RoutingPlace a, RoutingPlace b) const
{
    return Delay(a, b) + Delay(b, a);
}

Time
RoutingFixture::Access() const
{
    return FromMs(m_options.access);
}

void
RoutingFixture::BuildCore()
{
    CoreNetworkHelper core;
    std::map<Ptr<Node>, RoutingPlace> places;
    for (int i = LMA1; i < N_ROUTING_PLACES; ++i)
    {
        const auto place = static_cast<RoutingPlace>(i);
        if (IsThere(place))
        {
            m_nodes[place] = CreateObject<Node>();
            places[m_nodes[place]] = place;
            core.AddNode(m_nodes[place], GetAddress(place));
        }
    }
    core.AddPrefix(*ParsePrefix("fd00:1::/32"), m_nodes[LMA1]);
    if (m_options.hasTwoAnchors)
    {
        core.AddPrefix(*ParsePrefix("fd00:2::/32"), m_nodes[LMA2]);
    }
    for (const auto& [a, placeA] : places)
    {
        for (const auto& [b, placeB] : places)
        {
            if (placeA < placeB)
            {
                core.SetDelay(a, b, Delay(placeA, placeB));
            }
        }
    }
    ObjectFactory channel("ns3::pmipv6::SignalingImpairmentChannel");
    channel.Set("Loss", DoubleValue(m_options.loss));
    channel.Set("Jitter", TimeValue(m_options.jitter));
    core.SetChannel(channel);
    core.SetLinkVisitor([&](Ptr<Node> a, Ptr<NetDevice> device, Ptr<Node> b, Ptr<NetDevice>) {
        const auto wire = DynamicCast<SignalingImpairmentChannel>(device->GetChannel());
        m_wires[{places[a], places[b]}] = wire;
        m_wires[{places[b], places[a]}] = wire;
    });
    core.BuildMesh();
    core.AssignStreams(1);
}

void
RoutingFixture::InstallRoles()
{
    m_routing.SetProxyMode(m_options.isProxy);
    m_routing.SetAgentAttribute("CheckOrdering", BooleanValue(m_options.isOrderingChecked));
    m_routing.SetAgentAttribute("RequestRoutes", BooleanValue(m_options.isRequestedByGateways));
    m_routing.SetControllerAttribute("DetectTraffic",
                                     BooleanValue(!m_options.isRequestedByGateways));
    m_routing.GetPrefixTable()->SetAttribute("Delay", TimeValue(m_options.resolution));
    if (m_options.configure)
    {
        m_options.configure(m_routing);
    }
    m_domain.SetGatewayAttribute("TimestampBasedApproachInUse",
                                 BooleanValue(!m_options.isSequenceOrdered));
    if (m_options.configureDomain)
    {
        m_options.configureDomain(m_domain);
    }
    for (const auto place : {LMA1, LMA2})
    {
        if (!IsThere(place))
        {
            continue;
        }
        const std::string pool = place == LMA1 ? "fd00:1::/32" : "fd00:2::/32";
        m_anchors[place] = m_domain.InstallAnchor(m_nodes[place], GetAddress(place), pool);
        if (m_options.isUncoordinated)
        {
            m_routing.InstallUncoordinatedAnchor(m_anchors[place], {*ParsePrefix(pool)});
        }
        else
        {
            m_controllers[place] = m_routing.InstallAnchor(m_anchors[place], {*ParsePrefix(pool)});
        }
    }
    m_access.GetChannel()->SetAttribute("Delay", TimeValue(Access()));
    if (!m_options.detection.IsStrictlyNegative())
    {
        m_access.GetChannel()->SetAttribute("DetachDetection", TimeValue(m_options.detection));
    }
    for (const auto place : GATEWAYS)
    {
        m_gateways[place] = m_domain.InstallGateway(m_nodes[place], GetAddress(place));
        m_links[place] = m_access.CreateLink();
        m_gateways[place]->AddAccess(m_links[place]);
        m_agents[place] = m_routing.InstallGateway(m_gateways[place]);
    }
    for (int i = LMA1; i < N_ROUTING_PLACES; ++i)
    {
        const auto place = static_cast<RoutingPlace>(i);
        if (IsThere(place))
        {
            // No requests of their own among the messages of a test.
            HeartbeatAgent::Install(m_nodes[place])->SetAttribute("Interval", TimeValue(Time(0)));
            Record(place);
        }
    }
}

void
RoutingFixture::Record(RoutingPlace place)
{
    MobilitySignaling::Install(m_nodes[place])
        ->TraceConnectWithoutContext(
            "Sent",
            MakeSink<const SignalingEvent&>([this, place](const SignalingEvent& event) {
                std::string peer = "?";
                for (int i = LMA1; i < N_ROUTING_PLACES; ++i)
                {
                    const auto other = static_cast<RoutingPlace>(i);
                    peer = event.peer == GetAddress(other) ? GetName(other) : peer;
                }
                const std::string name = event.name == "ProxyBindingUpdate"            ? "PBU"
                                         : event.name == "ProxyBindingAcknowledgement" ? "PBA"
                                                                                       : event.name;
                m_signals.push_back({Simulator::Now(),
                                     GetName(place) + ">" + peer + " " + name,
                                     *event.message,
                                     event.isRetransmission});
            }));
    const auto state = MakeSink<const StateChange&>([this, place](const StateChange& change) {
        m_changes.push_back({Simulator::Now(), place, change});
    });
    if (m_controllers.count(place))
    {
        m_controllers[place]->TraceConnectWithoutContext("StateChange", state);
    }
    if (m_agents.count(place))
    {
        m_agents[place]->TraceConnectWithoutContext("StateChange", state);
    }
}

Prefix
RoutingFixture::GetPrefix(RoutingMobile mobile) const
{
    return *ParsePrefix(mobile == NODE_MN         ? "fd00:1:0:a::/64"
                        : m_options.hasTwoAnchors ? "fd00:2:0:b::/64"
                                                  : "fd00:1:0:b::/64");
}

PrefixPair
RoutingFixture::GetPair() const
{
    return {GetPrefix(NODE_MN), GetPrefix(NODE_CN)};
}

std::string
RoutingFixture::GetIdentifier(RoutingMobile mobile)
{
    return mobile == NODE_MN ? "mn@example.com" : "cn@example.com";
}

void
RoutingFixture::AddMobile(RoutingMobile mobile)
{
    auto& self = m_mobiles[mobile];
    self.node = CreateObject<Node>();
    self.device = m_access.InstallHost(self.node);
    m_domain.AddMobileNode(GetIdentifier(mobile),
                           self.device,
                           m_anchors.at(mobile == NODE_MN ? LMA1 : GetAnchorOfCn()),
                           {GetPrefix(mobile)});
}

Ptr<Node>
RoutingFixture::GetMobile(RoutingMobile mobile) const
{
    return m_mobiles[mobile].node;
}

Ptr<MobileAccessGateway>
RoutingFixture::GetGateway(RoutingPlace place) const
{
    return m_gateways.at(place);
}

Ptr<LocalMobilityAnchor>
RoutingFixture::GetAnchor(RoutingPlace place) const
{
    return m_anchors.at(place);
}

Ptr<RouteOptimizationAgent>
RoutingFixture::GetAgent(RoutingPlace place) const
{
    return m_agents.at(place);
}

Ptr<RouteOptimizationController>
RoutingFixture::GetController(RoutingPlace place) const
{
    const auto found = m_controllers.find(place);
    return found == m_controllers.end() ? nullptr : found->second;
}

Ptr<MobilitySignaling>
RoutingFixture::GetSignaling(RoutingPlace place) const
{
    return MobilitySignaling::Install(m_nodes[place]);
}

Ptr<LocalizedRoutingPolicy>
RoutingFixture::GetPolicy() const
{
    return m_routing.GetPolicy();
}

Ptr<PolicyStore>
RoutingFixture::GetPolicyStore() const
{
    return m_domain.GetPolicyStore();
}

void
RoutingFixture::AttachAt(Time at, RoutingMobile mobile, RoutingPlace gateway)
{
    m_access.AttachAt(at, m_mobiles[mobile].device, m_links.at(gateway));
    At(at, [this, mobile, gateway] {
        m_mobiles[mobile].gateway = gateway;
        m_mobiles[mobile].isAttached = true;
    });
}

void
RoutingFixture::DetachAt(Time at, RoutingMobile mobile)
{
    m_access.DetachAt(at, m_mobiles[mobile].device);
    At(at, [this, mobile] { m_mobiles[mobile].isAttached = false; });
}

void
RoutingFixture::MoveAt(Time attach, RoutingMobile mobile, RoutingPlace gateway)
{
    DetachAt(attach - MilliSeconds(50), mobile);
    AttachAt(attach, mobile, gateway);
}

void
RoutingFixture::At(Time at, std::function<void()> action)
{
    Simulator::Schedule(at - Simulator::Now(), std::move(action));
}

void
RoutingFixture::RunUntil(Time end)
{
    Simulator::Stop(end - Simulator::Now());
    Simulator::Run();
}

ProbeFlow&
RoutingFixture::AddFlow(RoutingMobile from, RoutingMobile to, Time interval)
{
    const auto port = static_cast<uint16_t>(7000 + m_flows.size());
    m_flows.push_back(
        std::make_unique<ProbeFlow>(GetMobile(from), GetMobile(to), port, interval, 100));
    return *m_flows.back();
}

Ptr<SignalingImpairmentChannel>
RoutingFixture::GetWire(RoutingPlace a, RoutingPlace b) const
{
    return m_wires.at({a, b});
}

void
RoutingFixture::SetLoss(double loss)
{
    for (const auto& [places, wire] : m_wires)
    {
        wire->SetAttribute("Loss", DoubleValue(loss));
    }
}

std::string
RoutingFixture::DescribeSent(Time from, Time to) const
{
    std::string text;
    for (const auto& signal : m_signals)
    {
        if (signal.at >= from && signal.at < to)
        {
            text += (text.empty() ? "" : ", ") + signal.text;
        }
    }
    return text;
}

Time
RoutingFixture::FindSent(const std::string& text, Time from) const
{
    for (const auto& signal : m_signals)
    {
        if (signal.at >= from && signal.text == text)
        {
            return signal.at;
        }
    }
    return Time::Max();
}

int
RoutingFixture::FindStatus(const std::string& text, Time from) const
{
    for (const auto& signal : m_signals)
    {
        if (signal.at >= from && signal.text == text)
        {
            return static_cast<int>(GetExperimentalAnswer(signal.message)->status);
        }
    }
    return -1;
}

void
RoutingFixture::SetDomains(LocalizedRoutingHelper& routing, const std::vector<RoutingPlace>& others)
{
    auto& domains = routing.GetPolicy()->GetDomains();
    for (int i = LMA1; i < N_ROUTING_PLACES; ++i)
    {
        const auto place = static_cast<RoutingPlace>(i);
        const bool isOther = std::find(others.begin(), others.end(), place) != others.end();
        domains.Add(GetAddress(place), isOther ? "B" : "A");
    }
    domains.AddAgreement("A", "B");
}

std::vector<uint8_t>
RoutingFixture::Distort(const MobilityMessage& message,
                        RoutingPlace from,
                        RoutingPlace to,
                        Ptr<UniformRandomVariable> random)
{
    const auto pick = [&random](std::size_t size) {
        return static_cast<std::size_t>(random->GetInteger(0, static_cast<uint32_t>(size - 1)));
    };
    auto octets = BuildMobilityHeader(message, GetAddress(from), GetAddress(to));
    for (std::size_t change = pick(4); change > 0; --change)
    {
        octets[6 + pick(octets.size() - 6)] = static_cast<uint8_t>(pick(256));
    }
    octets[4] = octets[5] = 0;
    const uint16_t checksum =
        ComputeMobilityChecksum(octets.data(), octets.size(), GetAddress(from), GetAddress(to));
    octets[4] = static_cast<uint8_t>(checksum >> 8);
    octets[5] = static_cast<uint8_t>(checksum);
    return octets;
}

void
RoutingFixture::SendOctetsAt(Time at,
                             RoutingPlace from,
                             RoutingPlace to,
                             const std::vector<uint8_t>& octets)
{
    At(at, [this, from, to, octets] {
        auto packet = Create<Packet>(octets.data(), static_cast<uint32_t>(octets.size()));
        m_nodes[from]->GetObject<Ipv6L3Protocol>()->Send(packet,
                                                         GetAddress(from),
                                                         GetAddress(to),
                                                         MOBILITY_HEADER_PROTOCOL,
                                                         nullptr);
    });
}

Time
RoutingFixture::FindChange(RoutingPlace place, const std::string& to, Time from) const
{
    for (const auto& change : m_changes)
    {
        if (change.place == place && change.change.to == to && change.at >= from)
        {
            return change.at;
        }
    }
    return Time::Max();
}

Ipv6Address
RoutingFixture::GetRoute(RoutingPlace gateway, RoutingMobile own) const
{
    for (const auto* route : m_agents.at(gateway)->GetRoutes())
    {
        const bool isOf =
            route->own == GetPrefix(own) || (route->isLocal && route->peer == GetPrefix(own));
        if (isOf && !route->entries.empty())
        {
            return route->gateway;
        }
    }
    return Ipv6Address::GetAny();
}

StateChecker
RoutingFixture::MakeChecker() const
{
    StateChecker checker;
    for (const auto& [place, anchor] : m_anchors)
    {
        checker.AddSource(std::make_shared<AnchorStateSource>(anchor), GetName(place));
    }
    for (const auto& [place, gateway] : m_gateways)
    {
        checker.AddSource(std::make_shared<GatewayStateSource>(gateway), GetName(place));
    }
    for (const auto mobile : {NODE_MN, NODE_CN})
    {
        const auto& self = m_mobiles[mobile];
        if (self.isAttached)
        {
            checker.AddMobileNode(GetIdentifier(mobile),
                                  GetIdentifier(mobile),
                                  Mac48Address::ConvertFrom(self.device->GetAddress()),
                                  GetName(self.gateway));
        }
    }
    return checker;
}

std::string
RoutingFixture::DescribeFaults() const
{
    const auto checker = MakeChecker();
    const auto finding = checker.Check();
    std::ostringstream text;
    for (const auto& stale : finding.stale)
    {
        text << stale.node << " holds " << stale.key << " at " << stale.holds << ", it is at "
             << stale.shouldBe << ". ";
    }
    if (text.tellp() == 0 && !finding.isConsistent)
    {
        text << "packets do not follow the tables to their node. ";
    }
    for (const auto& [from, to] :
         {std::make_pair(NODE_MN, NODE_CN), std::make_pair(NODE_CN, NODE_MN)})
    {
        if (!m_mobiles[from].isAttached || !m_mobiles[to].isAttached)
        {
            continue;
        }
        const auto end = checker.Follow(GetName(m_mobiles[from].gateway),
                                        GetPrefix(from).GetAddress(),
                                        GetPrefix(to).GetAddress());
        const auto nextHop =
            AccessDevice::GetNextHop(Mac48Address::ConvertFrom(m_mobiles[to].device->GetAddress()));
        if (end.kind != PacketEnd::Kind::DELIVERED ||
            end.router != GetName(m_mobiles[to].gateway) || end.nextHop != nextHop)
        {
            text << "packets of " << GetIdentifier(from) << " end at \"" << end << "\". ";
        }
    }
    return text.str();
}

} // namespace pmipv6
} // namespace ns3
