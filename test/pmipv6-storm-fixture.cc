/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-storm-fixture.h"

#include "ns3/boolean.h"
#include "ns3/double.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/pmipv6-anchor-state-source.h"
#include "ns3/pmipv6-core-network-helper.h"
#include "ns3/pmipv6-function-callback.h"
#include "ns3/pmipv6-gateway-state-source.h"
#include "ns3/pmipv6-mobility-names.h"
#include "ns3/rng-seed-manager.h"
#include "ns3/simulator.h"
#include "ns3/udp-socket-factory.h"

#include <algorithm>
#include <memory>
#include <sstream>

namespace ns3
{
namespace pmipv6
{

namespace
{

const Ipv6Address ANCHOR("fd00:c::1");         //!< LMAA
const Ipv6Address CORRESPONDENT("fd00:c::21"); //!< who talks to all
const Time START = Seconds(2);                 //!< of the first handovers
const Time PACKET_INTERVAL = MilliSeconds(80); //!< of each flow
const Time LOOK_INTERVAL = MilliSeconds(97);   //!< between looks at the gateways
constexpr uint16_t DOWN_PORT = 10000;          //!< at mobile node 0; the next at the next
constexpr uint16_t UP_PORT = 20000;            //!< for mobile node 0 at the correspondent
constexpr int64_t PLACES_STREAM = 1;           //!< of places and times
constexpr int64_t LINKS_STREAM = 100;          //!< first of the links' streams

/// @return a lambda as a trace sink
template <class... A, class F>
Callback<void, A...>
MakeSink(F function)
{
    return MakeFunctionCallback<A...>(std::move(function));
}

} // namespace

Storm::Storm(const StormOptions& options)
    : m_random(CreateObject<UniformRandomVariable>())
{
    RngSeedManager::SetSeed(1);
    RngSeedManager::SetRun(options.run);
    m_random->SetStream(PLACES_STREAM);
    BuildCore(options);
    InstallRoles(options);
    for (uint32_t mobile = 0; mobile < MOBILES; ++mobile)
    {
        AddMobile(mobile);
        Schedule(mobile);
    }
    m_talkUntil = m_end;
}

Storm::~Storm()
{
    for (uint32_t mobile = 0; mobile < MOBILES; ++mobile)
    {
        m_mobiles[mobile].socket = nullptr;
        m_sockets[mobile] = nullptr;
    }
    Simulator::Destroy();
}

std::string
Storm::GetName(uint32_t gateway)
{
    return "mag" + std::to_string(gateway);
}

std::string
Storm::GetIdentifier(uint32_t mobile)
{
    return "mn" + std::to_string(mobile) + "@example.com";
}

void
Storm::BuildCore(const StormOptions& options)
{
    m_anchorNode = CreateObject<Node>();
    m_correspondent = CreateObject<Node>();
    std::vector<Ptr<Node>> nodes = {m_anchorNode, m_correspondent};
    CoreNetworkHelper core;
    core.AddNode(m_anchorNode, ANCHOR);
    core.AddNode(m_correspondent, CORRESPONDENT);
    for (uint32_t gateway = 0; gateway < GATEWAYS; ++gateway)
    {
        const std::string address = "fd00:c::" + std::to_string(31 + gateway);
        m_gatewayNodes[gateway] = CreateObject<Node>();
        core.AddNode(m_gatewayNodes[gateway], Ipv6Address(address.c_str()));
        nodes.push_back(m_gatewayNodes[gateway]);
    }
    core.AddPrefix(*ParsePrefix("fd00:1::/48"), m_anchorNode);
    for (std::size_t i = 0; i < nodes.size(); ++i)
    {
        for (std::size_t j = 0; j < i; ++j)
        {
            // No two alike.
            core.SetDelay(nodes[i], nodes[j], MicroSeconds(3000 + 730 * (i * (i - 1) / 2 + j)));
        }
    }
    ObjectFactory channel("ns3::pmipv6::SignalingImpairmentChannel");
    channel.Set("Loss", DoubleValue(options.loss));
    channel.Set("Duplication", DoubleValue(options.duplication));
    channel.Set("Jitter", TimeValue(options.jitter));
    core.SetChannel(channel);
    core.SetLinkVisitor([this](Ptr<Node>, Ptr<NetDevice> device, Ptr<Node>, Ptr<NetDevice>) {
        const auto link = DynamicCast<SignalingImpairmentChannel>(device->GetChannel());
        link->TraceConnectWithoutContext(
            "Lost",
            MakeSink<Ptr<const Packet>, Ptr<NetDevice>>(
                [this](Ptr<const Packet>, Ptr<NetDevice>) { ++m_counts.lost; }));
        link->TraceConnectWithoutContext(
            "Doubled",
            MakeSink<Ptr<const Packet>, Ptr<NetDevice>>(
                [this](Ptr<const Packet>, Ptr<NetDevice>) { ++m_counts.doubled; }));
        m_channels.push_back(link);
    });
    core.BuildMesh();
    core.AssignStreams(LINKS_STREAM);
}

void
Storm::InstallRoles(const StormOptions& options)
{
    m_domain.SetGatewayAttribute("TimestampBasedApproachInUse",
                                 BooleanValue(options.isTimestampInUse));
    m_anchor = m_domain.InstallAnchor(m_anchorNode, ANCHOR, "fd00:1::/48");
    m_anchor->TraceConnectWithoutContext("Refused",
                                         MakeSink<const std::string&, BindingStatus>(
                                             [this](const std::string&, BindingStatus status) {
                                                 ++m_counts.refused[pmipv6::GetName(status)];
                                             }));
    m_anchor->TraceConnectWithoutContext(
        "Ignored",
        MakeSink<const std::string&, const std::string&>(
            [this](const std::string&, const std::string& reason) { ++m_counts.refused[reason]; }));
    m_access[1].GetChannel()->SetAttribute("DetachDetection", TimeValue(MilliSeconds(15)));
    for (uint32_t gateway = 0; gateway < GATEWAYS; ++gateway)
    {
        const std::string address = "fd00:c::" + std::to_string(31 + gateway);
        auto node = m_gatewayNodes[gateway];
        m_gateways[gateway] = m_domain.InstallGateway(node, Ipv6Address(address.c_str()));
        for (std::size_t kind = 0; kind < m_access.size(); ++kind)
        {
            m_links[kind][gateway] = m_access[kind].CreateLink();
            m_gateways[gateway]->AddAccess(m_links[kind][gateway]);
        }
        Watch(node, GetName(gateway));
        m_traffic.AddNode(node, GetName(gateway), false);
    }
    Watch(m_anchorNode, "lma");
    m_traffic.AddNode(m_anchorNode, "lma", false);
    m_traffic.AddNode(m_correspondent, "cn", true);
}

void
Storm::Watch(Ptr<Node> node, const std::string& name)
{
    auto signaling = MobilitySignaling::Install(node);
    signaling->TraceConnectWithoutContext(
        "Sent",
        MakeSink<const SignalingEvent&>([this, name](const SignalingEvent& event) {
            ++m_counts.sent;
            m_counts.repeated += event.isRetransmission ? 1 : 0;
            Note(name + " sends", event);
        }));
    signaling->TraceConnectWithoutContext(
        "Received",
        MakeSink<const SignalingEvent&>(
            [this, name](const SignalingEvent& event) { Note(name + " receives", event); }));
    signaling->TraceConnectWithoutContext(
        "Dropped",
        MakeSink<const SignalingEvent&>([this, name](const SignalingEvent& event) {
            ++m_counts.refused[event.reason];
            Note(name + " refuses " + event.reason, event);
        }));
}

void
Storm::Note(const std::string& what, const SignalingEvent& event)
{
    const auto* node = event.message
                           ? FindOption<MobileNodeIdentifierOption>(GetOptions(*event.message))
                           : nullptr;
    if (node)
    {
        std::ostringstream line;
        line << Simulator::Now().As(Time::S) << ' ' << what << ' ' << event.peer << ' '
             << *event.message << '\n';
        m_histories[node->identifier] += line.str();
    }
}

std::string
Storm::GetHistory(uint32_t mobile) const
{
    const auto known = m_histories.find(GetIdentifier(mobile));
    return known == m_histories.end() ? "" : known->second;
}

void
Storm::AddMobile(uint32_t mobile)
{
    auto& self = m_mobiles[mobile];
    self.node = CreateObject<Node>();
    self.device = m_access[mobile % 2].InstallHost(self.node);
    std::vector<Prefix> prefixes;
    if (mobile % 4 < 2)
    {
        const std::string prefix = "fd00:1:0:f" + std::to_string(100 + mobile) + "::/64";
        prefixes.push_back(*ParsePrefix(prefix));
    }
    m_domain.AddMobileNode(GetIdentifier(mobile), self.device, m_anchor, prefixes);
    m_traffic.AddNode(self.node, GetIdentifier(mobile), true);
    const auto down = static_cast<uint16_t>(DOWN_PORT + mobile);
    const auto up = static_cast<uint16_t>(UP_PORT + mobile);
    const auto makeSocket = [](Ptr<Node> node, uint16_t port) {
        auto socket = Socket::CreateSocket(node, UdpSocketFactory::GetTypeId());
        socket->Bind(Inet6SocketAddress(Ipv6Address::GetAny(), port));
        return socket;
    };
    self.socket = makeSocket(self.node, down);
    m_sockets[mobile] = makeSocket(m_correspondent, up);
    m_traffic.AddFlow(m_correspondent, self.node, 17, down);
    m_traffic.AddFlow(self.node, m_correspondent, 17, up);
}

void
Storm::Schedule(uint32_t mobile)
{
    auto& self = m_mobiles[mobile];
    auto& access = m_access[mobile % 2];
    const auto& links = m_links[mobile % 2];
    const auto draw = [this](double min, double max) {
        return MicroSeconds(static_cast<uint64_t>(1e6 * m_random->GetValue(min, max)));
    };
    Time at = draw(0.1, START.GetSeconds());
    self.gateway = m_random->GetInteger(0, GATEWAYS - 1);
    access.AttachAt(at, self.device, links[self.gateway]);
    Simulator::Schedule(at, [this, mobile] { SendNext(mobile); });
    at += Seconds(1);
    for (uint32_t handover = 0; handover < HANDOVERS; ++handover)
    {
        // Every third time it is gone before its first answer can come.
        at += handover % 3 == 2 ? draw(0.002, 0.08) : draw(0.1, 2.5);
        access.DetachAt(at, self.device);
        at += draw(0.001, 0.06);
        self.gateway = (self.gateway + m_random->GetInteger(1, GATEWAYS - 1)) % GATEWAYS;
        access.AttachAt(at, self.device, links[self.gateway]);
        ++m_counts.handovers;
    }
    m_end = Max(m_end, at);
}

void
Storm::SendNext(uint32_t mobile)
{
    if (Simulator::Now() > m_talkUntil)
    {
        return;
    }
    const auto sessions = m_anchor->GetBindingCache().FindByMobileNode(GetIdentifier(mobile));
    auto& self = m_mobiles[mobile];
    const auto ipv6 = self.node->GetObject<Ipv6>();
    const auto interface = static_cast<uint32_t>(ipv6->GetInterfaceForDevice(self.device));
    for (uint32_t i = 0; i < ipv6->GetNAddresses(interface); ++i)
    {
        const Ipv6Address address = ipv6->GetAddress(interface, i).GetAddress();
        if (!sessions.empty() && sessions.front()->prefixes.front().Contains(address))
        {
            const auto down = static_cast<uint16_t>(DOWN_PORT + mobile);
            const auto up = static_cast<uint16_t>(UP_PORT + mobile);
            m_sockets[mobile]->SendTo(Create<Packet>(100), 0, Inet6SocketAddress(address, down));
            self.socket->SendTo(Create<Packet>(100), 0, Inet6SocketAddress(CORRESPONDENT, up));
        }
    }
    Simulator::Schedule(PACKET_INTERVAL, [this, mobile] { SendNext(mobile); });
}

void
Storm::Look()
{
    for (const auto& gateway : m_gateways)
    {
        gateway->GetBindingUpdateList().ForEach([&](const BindingUpdateListEntry& entry) {
            m_counts.idle +=
                entry.state == AttachmentState::REGISTERING && !gateway->HasUnderWay(entry);
        });
    }
    Simulator::Schedule(LOOK_INTERVAL, [this] { Look(); });
}

void
Storm::Rage()
{
    Look();
    Simulator::Stop(m_end - Simulator::Now());
    Simulator::Run();
}

void
Storm::Calm(Time time)
{
    for (const auto& channel : m_channels)
    {
        channel->SetAttribute("Loss", DoubleValue(0));
        channel->SetAttribute("Duplication", DoubleValue(0));
        channel->SetAttribute("Jitter", TimeValue(Time(0)));
    }
    Simulator::Stop(time);
    Simulator::Run();
}

void
Storm::Talk(Time time)
{
    m_talkUntil = Simulator::Now() + time;
    for (uint32_t mobile = 0; mobile < MOBILES; ++mobile)
    {
        Simulator::ScheduleNow([this, mobile] { SendNext(mobile); });
    }
    // What is under way when they stop arrives.
    Simulator::Stop(time + Seconds(2));
    Simulator::Run();
}

std::string
Storm::DescribeFaults() const
{
    StateChecker checker;
    checker.AddSource(std::make_shared<AnchorStateSource>(m_anchor), "lma");
    std::ostringstream text;
    for (uint32_t gateway = 0; gateway < GATEWAYS; ++gateway)
    {
        checker.AddSource(std::make_shared<GatewayStateSource>(m_gateways[gateway]),
                          GetName(gateway));
    }
    for (uint32_t mobile = 0; mobile < MOBILES; ++mobile)
    {
        const auto& self = m_mobiles[mobile];
        const auto linkLayer = Mac48Address::ConvertFrom(self.device->GetAddress());
        const std::string identifier = GetIdentifier(mobile);
        checker.AddMobileNode(identifier, identifier, linkLayer, GetName(self.gateway));
        const auto* entry = m_gateways[self.gateway]->GetBindingUpdateList().Find(linkLayer);
        const auto sessions = m_anchor->GetBindingCache().FindByMobileNode(identifier);
        const bool isAgreed =
            entry && entry->state == AttachmentState::REGISTERED && sessions.size() == 1 &&
            sessions.front()->state == BindingState::REGISTERED &&
            sessions.front()->prefixes == entry->prefixes &&
            sessions.front()->proxyCareOf == m_gateways[self.gateway]->GetAddress();
        if (!isAgreed)
        {
            text << identifier << " at " << GetName(self.gateway) << " which has it "
                 << GetStateName(entry ? entry->state : AttachmentState::NONE);
            for (const auto* session : sessions)
            {
                text << ", the anchor at " << session->proxyCareOf << ' '
                     << GetStateName(session->state);
            }
            text << ". ";
        }
    }
    const auto finding = checker.Check();
    for (const auto& stale : finding.stale)
    {
        text << stale.node << " holds " << stale.key << " at " << stale.holds << ", it is at "
             << stale.shouldBe << ". ";
    }
    if (text.tellp() == 0 && !finding.isConsistent)
    {
        text << "packets do not follow the tables to their node";
    }
    return text.str();
}

std::string
Storm::DescribeLeftovers() const
{
    std::ostringstream text;
    std::size_t held = 0;
    for (uint32_t gateway = 0; gateway < GATEWAYS; ++gateway)
    {
        m_gateways[gateway]->GetBindingUpdateList().ForEach(
            [&](const BindingUpdateListEntry& entry) {
                ++held;
                const auto isIt = [&](const Mobile& mobile) {
                    return mobile.device->GetAddress() == Address(entry.linkLayer) &&
                           mobile.gateway == gateway;
                };
                if (std::none_of(m_mobiles.begin(), m_mobiles.end(), isIt))
                {
                    text << GetName(gateway) << " has " << entry.identifier << ' '
                         << GetStateName(entry.state) << ". ";
                }
            });
    }
    const std::size_t bound = m_anchor->GetBindingCache().GetSize();
    if (held != MOBILES || bound != MOBILES)
    {
        text << held << " entries at gateways, " << bound << " bindings";
    }
    return text.str();
}

uint64_t
Storm::CountMisdelivered() const
{
    uint64_t count = 0;
    for (const auto& flow : m_traffic.GetFlows())
    {
        count += flow.misdelivered;
    }
    return count;
}

std::pair<uint64_t, uint64_t>
Storm::CountTraffic() const
{
    std::pair<uint64_t, uint64_t> counts;
    for (const auto& flow : m_traffic.GetFlows())
    {
        counts.first += flow.sent;
        counts.second += flow.received;
    }
    return counts;
}

} // namespace pmipv6
} // namespace ns3
