/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-topology-fixture.h"

#include "ns3/boolean.h"
#include "ns3/double.h"
#include "ns3/error-model.h"
#include "ns3/icmpv6-l4-protocol.h"
#include "ns3/ipv6.h"
#include "ns3/log.h"
#include "ns3/pmipv6-core-network-helper.h"
#include "ns3/pmipv6-heartbeat-agent.h"
#include "ns3/point-to-point-channel.h"
#include "ns3/point-to-point-net-device.h"
#include "ns3/pointer.h"
#include "ns3/random-variable-stream.h"
#include "ns3/simulator.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <cmath>
#include <sstream>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// Octets of the header that a point-to-point device puts before a packet.
constexpr uint32_t PPP_HEADER_SIZE = 2;
/// EtherType of IPv6.
constexpr uint16_t IPV6_ETHERTYPE = 0x86dd;
/// Octets of an IPv6 header.
constexpr uint32_t IPV6_HEADER_SIZE = 40;

/// Loses the packets that a filter takes.
class FilterErrorModel : public ErrorModel
{
  public:
    /// @param filter takes packets from the IPv6 header on
    explicit FilterErrorModel(std::function<bool(Ptr<const Packet>)> filter)
        : m_filter(std::move(filter))
    {
    }

  private:
    bool DoCorrupt(Ptr<Packet> packet) override
    {
        auto copy = packet->Copy();
        copy->RemoveAtStart(PPP_HEADER_SIZE);
        return m_filter(copy);
    }

    void DoReset() override
    {
    }

    std::function<bool(Ptr<const Packet>)> m_filter; //!< takes what is lost
};

/// @return the octet of a packet at an offset; 0 behind its end
uint8_t
GetOctet(Ptr<const Packet> packet, uint32_t offset)
{
    std::vector<uint8_t> octets(offset + 1);
    return packet->CopyData(octets.data(), offset + 1) == offset + 1 ? octets[offset] : 0;
}

/// @return an IPv6 address within octets
Ipv6Address
ReadAddress(const uint8_t* octets)
{
    uint8_t copy[16];
    std::copy(octets, octets + 16, copy);
    return Ipv6Address(copy);
}

} // namespace

const TopologyDelays SHORT_DELAYS{"short wires",
                                  {20.83,
                                   10.13,
                                   12.71,
                                   7.37,
                                   9.41,
                                   11.29,
                                   13.97,
                                   8.53,
                                   14.61,
                                   6.19,
                                   5.23,
                                   17.03,
                                   4.87,
                                   16.3,
                                   18.9},
                                  {2.11, 3.07, 1.69, 2.53, 1.93, 3.49, 2.87, 3.71, 1.31}};

const TopologyDelays LONG_DELAYS{
    "long wires",
    {61.7, 41.3, 3.9, 27.1, 33.3, 22.9, 47.3, 15.7, 51.1, 19.3, 25.9, 37.1, 29.5, 43.9, 31.3},
    {5.3, 11.7, 7.1, 9.7, 6.7, 8.3, 12.1, 4.1, 13.3}};

const std::array<TopologyVariant, 4>&
GetVariants()
{
    static const std::array<TopologyVariant, 4> variants{{
        {SHORT_DELAYS, Time(0), Seconds(-1)},
        {SHORT_DELAYS, Ms(37.3), Ms(23.9)},
        {LONG_DELAYS, Time(0), Ms(14.3)},
        {LONG_DELAYS, Ms(21.7), Seconds(-1)},
    }};
    return variants;
}

std::string
TopologyVariant::GetName() const
{
    std::ostringstream name;
    name << delays.name << ", T_A " << authentication.As(Time::MS) << ", e ";
    if (detection.IsStrictlyNegative())
    {
        name << "none";
    }
    else
    {
        name << detection.As(Time::MS);
    }
    return name.str();
}

TopologyOptions
TopologyVariant::GetOptions() const
{
    TopologyOptions options;
    options.authentication = authentication;
    options.detection = detection;
    return options;
}

std::vector<uint8_t>
GetOctets(Ptr<const Packet> packet)
{
    std::vector<uint8_t> octets(packet->GetSize());
    packet->CopyData(octets.data(), packet->GetSize());
    return octets;
}

Time
Ms(double milliseconds)
{
    return NanoSeconds(std::llround(milliseconds * 1e6));
}

TopologyFixture::TopologyFixture(const TopologyDelays& delays, const TopologyOptions& options)
    : m_delays(delays)
{
    for (auto& node : m_nodes)
    {
        node = CreateObject<Node>();
    }
    BuildCore(options);
    InstallRoles(options);
    for (uint32_t mobile = 0; mobile < N_MOBILES; ++mobile)
    {
        AddMobile(mobile, options);
    }
    for (const auto place : {L1, L2, G1, G2, G3})
    {
        Record(place);
    }
}

TopologyFixture::~TopologyFixture()
{
    Simulator::Destroy();
}

void
TopologyFixture::BuildCore(const TopologyOptions& options)
{
    CoreNetworkHelper core;
    std::map<uint32_t, int> places;
    for (int place = 0; place < N_PLACES; ++place)
    {
        core.AddNode(m_nodes[place], GetAddress(static_cast<Place>(place)));
        places[m_nodes[place]->GetId()] = place;
        for (int peer = 0; peer < place; ++peer)
        {
            core.SetDelay(m_nodes[place],
                          m_nodes[peer],
                          Delay(static_cast<Place>(place), static_cast<Place>(peer)));
        }
    }
    core.AddPrefix(*ParsePrefix("fd00:1::/48"), m_nodes[L1]);
    core.AddPrefix(*ParsePrefix("fd00:2::/48"), m_nodes[L2]);
    core.SetTransitRouters(options.transitRouters);
    // A wire with routers on it is built from one end to the other.
    uint32_t from = 0;
    Ptr<NetDevice> atFrom;
    core.SetLinkVisitor([&](Ptr<Node> a, Ptr<NetDevice> atA, Ptr<Node> b, Ptr<NetDevice> atB) {
        if (places.count(a->GetId()))
        {
            from = a->GetId();
            atFrom = atA;
        }
        if (places.count(b->GetId()))
        {
            m_wires[{places[from], places[b->GetId()]}] = atFrom;
            m_wires[{places[b->GetId()], places[from]}] = atB;
        }
    });
    core.BuildMesh();
}

void
TopologyFixture::InstallRoles(const TopologyOptions& options)
{
    m_domain.SetGatewayAttribute("AuthenticationDelay", TimeValue(options.authentication));
    m_domain.SetGatewayAttribute("BindingLifetime", TimeValue(options.lifetime));
    m_domain.SetGatewayAttribute("TimestampBasedApproachInUse",
                                 BooleanValue(options.isTimestampInUse));
    if (options.configure)
    {
        options.configure(m_domain);
    }
    m_anchors[L1] = m_domain.InstallAnchor(m_nodes[L1], GetAddress(L1), "fd00:1::/48");
    m_anchors[L2] = m_domain.InstallAnchor(m_nodes[L2], GetAddress(L2), "fd00:2::/48");
    for (const auto place : {L1, L2, G1, G2, G3})
    {
        HeartbeatAgent::Install(m_nodes[place])
            ->SetAttribute("Interval", TimeValue(options.heartbeat));
    }
    m_access.GetChannel()->SetAttribute("DetachDetection", TimeValue(options.detection));
    for (const auto place : {G1, G2, G3})
    {
        m_gateways[place] = m_domain.InstallGateway(m_nodes[place], GetAddress(place));
        m_links[place] = m_access.CreateLink();
        m_gateways[place]->AddAccess(m_links[place]);
    }
}

void
TopologyFixture::AddMobile(uint32_t mobile, const TopologyOptions& options)
{
    auto& node = m_mobiles[mobile];
    node = CreateObject<Node>();
    // A fixed link-layer address, and so a fixed interface identifier, whatever ran before.
    uint8_t octets[6] = {0x00, 0x00, 0x00, 0x00, 0xaa, static_cast<uint8_t>(mobile + 1)};
    Mac48Address address;
    address.CopyFrom(octets);
    auto& device = m_devices[mobile];
    device = CreateObject<IdealDevice>();
    device->SetAddress(address);
    device->SetChannel(m_access.GetChannel());
    node->AddDevice(device);
    // Two Router Solicitations in the first seconds, then silence: what a host sends by itself
    // counts as a sign of life at its gateway.
    IdealAccessHelper::MakeHost(node, device);
    const auto icmpv6 = node->GetObject<Ipv6L3Protocol>()->GetIcmpv6();
    icmpv6->SetAttribute("RsMaxRetransmissionCount", UintegerValue(1));
    auto noJitter = CreateObject<ConstantRandomVariable>();
    noJitter->SetAttribute("Constant", DoubleValue(0));
    icmpv6->SetAttribute("SolicitationJitter", PointerValue(noJitter));
    for (const auto place : {G1, G2, G3})
    {
        m_access.GetChannel()->SetDelay(device, m_links[place], Access(mobile, place));
    }
    m_domain.AddMobileNode(GetIdentifier(mobile),
                           device,
                           m_anchors[mobile == 1 ? L2 : L1],
                           options.prefixes[mobile]);
    device->TraceConnectWithoutContext(
        "Received",
        MakeSink<Ptr<const Packet>>(
            [this, mobile](Ptr<const Packet> packet) { HandleReceived(mobile, packet); }));
}

void
TopologyFixture::Record(Place place)
{
    const auto connectSignals = [this, place](const char* source, SignalKind kind) {
        GetSignaling(place)->TraceConnectWithoutContext(
            source,
            MakeSink<const SignalingEvent&>([this, place, kind](const SignalingEvent& e) {
                std::optional<MobilityMessage> message;
                if (e.message)
                {
                    message = *e.message;
                }
                m_signals.push_back({Simulator::Now(),
                                     place,
                                     kind,
                                     e.name,
                                     e.peer,
                                     message,
                                     e.isRetransmission,
                                     e.reason});
            }));
    };
    connectSignals("Sent", SignalKind::SENT);
    connectSignals("Received", SignalKind::RECEIVED);
    connectSignals("Dropped", SignalKind::REFUSED);
    const auto state = MakeSink<const StateChange&>([this, place](const StateChange& change) {
        m_states.push_back({Simulator::Now(), place, change});
    });
    auto& drops = m_drops[place];
    GetForwarding(place)->TraceConnectWithoutContext(
        "Drop",
        MakeSink<Ptr<const Packet>, const Ipv6Header&, const std::string&>(
            [&drops](Ptr<const Packet>, const Ipv6Header&, const std::string& reason) {
                drops.push_back({Simulator::Now(), reason});
            }));
    GetForwarding(place)->GetTunnelDevice()->TraceConnectWithoutContext(
        "Drop",
        MakeSink<Ptr<const Packet>, const std::string&>(
            [&drops](Ptr<const Packet>, const std::string& reason) {
                drops.push_back({Simulator::Now(), reason});
            }));
    if (m_anchors.count(place))
    {
        m_anchors[place]->TraceConnectWithoutContext("StateChange", state);
        m_anchors[place]->TraceConnectWithoutContext(
            "Ignored",
            MakeSink<const std::string&, const std::string&>(
                [this](const std::string&, const std::string& reason) {
                    m_ignored.push_back({Simulator::Now(), reason});
                }));
        return;
    }
    m_gateways[place]->TraceConnectWithoutContext("StateChange", state);
    m_gateways[place]->TraceConnectWithoutContext(
        "Refused",
        MakeSink<Mac48Address, const std::string&>([this](Mac48Address, const std::string& reason) {
            m_refused.push_back({Simulator::Now(), reason});
        }));
    m_gateways[place]->GetAccessDevice()->TraceConnectWithoutContext(
        "Drop",
        MakeSink<Ptr<const Packet>, Mac48Address, const std::string&>(
            [&drops](Ptr<const Packet>, Mac48Address, const std::string& reason) {
                drops.push_back({Simulator::Now(), reason});
            }));
}

void
TopologyFixture::HandleReceived(uint32_t mobile, Ptr<const Packet> packet)
{
    constexpr uint8_t routerAdvertisement = 134;
    constexpr uint32_t optionsStart = IPV6_HEADER_SIZE + 16;
    if (!IsIcmpv6(packet, routerAdvertisement))
    {
        return;
    }
    auto octets = GetOctets(packet);
    AdvertisementRecord record;
    record.at = Simulator::Now();
    record.mobile = mobile;
    record.source = ReadAddress(&octets[8]);
    // RFC 4861, 4.6: type, length in units of 8 octets.
    for (uint32_t at = optionsStart; at + 8 <= octets.size() && octets[at + 1] > 0;
         at += 8 * octets[at + 1])
    {
        switch (octets[at])
        {
        case 1:
            record.linkLayer.CopyFrom(&octets[at + 2]);
            break;
        case 3:
            if (std::all_of(&octets[at + 4], &octets[at + 12], [](uint8_t o) { return o == 0; }))
            {
                record.withdrawn.emplace_back(ReadAddress(&octets[at + 16]), octets[at + 2]);
                break;
            }
            record.prefixes.emplace_back(ReadAddress(&octets[at + 16]), octets[at + 2]);
            break;
        case 5:
            record.mtu =
                octets[at + 4] << 24 | octets[at + 5] << 16 | octets[at + 6] << 8 | octets[at + 7];
            break;
        default:
            break;
        }
    }
    m_advertisements.push_back(record);
}

Time
TopologyFixture::Delay(Place a, Place b) const
{
    const int low = std::min(a, b);
    const int high = std::max(a, b);
    // Rows of a triangle: 5 + 4 + 3 + 2 + 1 pairs.
    const int row = low * (2 * N_PLACES - low - 1) / 2;
    return Ms(m_delays.core.at(row + high - low - 1));
}

Time
TopologyFixture::RoundTrip(Place a, Place b) const
{
    return Delay(a, b) + Delay(b, a);
}

Time
TopologyFixture::Access(uint32_t mobile, Place gateway) const
{
    return Ms(m_delays.access.at(3 * mobile + gateway - G1));
}

Ptr<Node>
TopologyFixture::GetNode(Place place) const
{
    return m_nodes[place];
}

Ipv6Address
TopologyFixture::GetAddress(Place place)
{
    const char* const addresses[N_PLACES] =
        {"fd00:c::1", "fd00:c::2", "fd00:c::11", "fd00:c::12", "fd00:c::13", "fd00:c::21"};
    return Ipv6Address(addresses[place]);
}

Ptr<LocalMobilityAnchor>
TopologyFixture::GetAnchor(Place place) const
{
    return m_anchors.at(place);
}

Ptr<MobileAccessGateway>
TopologyFixture::GetGateway(Place place) const
{
    return m_gateways.at(place);
}

Ptr<MobilityForwarding>
TopologyFixture::GetForwarding(Place place) const
{
    return MobilityForwarding::Install(m_nodes[place]);
}

Ptr<MobilitySignaling>
TopologyFixture::GetSignaling(Place place) const
{
    return MobilitySignaling::Install(m_nodes[place]);
}

Ptr<Node>
TopologyFixture::GetMobile(uint32_t mobile) const
{
    return m_mobiles[mobile];
}

Ptr<IdealDevice>
TopologyFixture::GetDevice(uint32_t mobile) const
{
    return m_devices[mobile];
}

Mac48Address
TopologyFixture::GetLinkLayer(uint32_t mobile) const
{
    return Mac48Address::ConvertFrom(m_devices[mobile]->GetAddress());
}

std::string
TopologyFixture::GetIdentifier(uint32_t mobile)
{
    return "mn" + std::to_string(mobile) + "@example.com";
}

std::vector<Ipv6Address>
TopologyFixture::GetAddresses(uint32_t mobile) const
{
    std::vector<Ipv6Address> addresses;
    auto ipv6 = m_mobiles[mobile]->GetObject<Ipv6>();
    const auto interface = static_cast<uint32_t>(ipv6->GetInterfaceForDevice(m_devices[mobile]));
    for (uint32_t i = 0; i < ipv6->GetNAddresses(interface); ++i)
    {
        const auto address = ipv6->GetAddress(interface, i);
        if (address.GetScope() == Ipv6InterfaceAddress::GLOBAL)
        {
            addresses.push_back(address.GetAddress());
        }
    }
    return addresses;
}

Ipv6Address
TopologyFixture::GetHomeAddress(uint32_t mobile) const
{
    const auto addresses = GetAddresses(mobile);
    return addresses.empty() ? Ipv6Address::GetAny() : addresses.front();
}

const BindingCacheEntry*
TopologyFixture::GetBinding(Place anchor, uint32_t mobile) const
{
    const auto sessions =
        m_anchors.at(anchor)->GetBindingCache().FindByMobileNode(GetIdentifier(mobile));
    return sessions.empty() ? nullptr : sessions.front();
}

const BindingUpdateListEntry*
TopologyFixture::GetEntry(Place gateway, uint32_t mobile) const
{
    return m_gateways.at(gateway)->GetBindingUpdateList().Find(GetLinkLayer(mobile));
}

void
TopologyFixture::AttachAt(Time at, uint32_t mobile, Place gateway)
{
    m_access.AttachAt(at, m_devices[mobile], m_links[gateway]);
}

void
TopologyFixture::DetachAt(Time at, uint32_t mobile)
{
    m_access.DetachAt(at, m_devices[mobile]);
}

void
TopologyFixture::At(Time at, std::function<void()> action)
{
    Simulator::Schedule(at - Simulator::Now(), std::move(action));
}

void
TopologyFixture::RunUntil(Time end)
{
    Simulator::Stop(end - Simulator::Now());
    Simulator::Run();
}

ProbeFlow&
TopologyFixture::AddFlow(Ptr<Node> from, Ptr<Node> to, Time interval, uint32_t octets)
{
    const auto port = static_cast<uint16_t>(9000 + m_flows.size());
    m_flows.push_back(std::make_unique<ProbeFlow>(from, to, port, interval, octets));
    return *m_flows.back();
}

Ptr<NetDevice>
TopologyFixture::GetWire(Place a, Place b) const
{
    return m_wires.at({a, b});
}

const std::vector<WireRecord>&
TopologyFixture::Capture(Place a, Place b)
{
    auto& records = m_captures[{a, b}];
    GetWire(a, b)->TraceConnectWithoutContext(
        "PhyTxBegin",
        MakeSink<Ptr<const Packet>>([&records](Ptr<const Packet> packet) {
            auto copy = packet->Copy();
            copy->RemoveAtStart(PPP_HEADER_SIZE);
            records.push_back({Simulator::Now(), copy});
        }));
    return records;
}

void
TopologyFixture::SetWireDelay(Place a, Place b, Time delay)
{
    GetWire(a, b)->GetChannel()->SetAttribute("Delay", TimeValue(delay));
}

void
TopologyFixture::SetLoss(Place a, Place b, std::function<bool(Ptr<const Packet>)> filter)
{
    GetWire(b, a)->SetAttribute("ReceiveErrorModel",
                                PointerValue(CreateObject<FilterErrorModel>(std::move(filter))));
}

void
TopologyFixture::Replay(Place a, Place b, Ptr<const Packet> packet)
{
    const auto device = GetWire(a, b);
    device->Send(packet->Copy(), device->GetBroadcast(), IPV6_ETHERTYPE);
}

bool
TopologyFixture::IsMobility(Ptr<const Packet> packet, MessageType type)
{
    return GetOctet(packet, 6) == MOBILITY_HEADER_PROTOCOL &&
           GetOctet(packet, IPV6_HEADER_SIZE + 2) == static_cast<uint8_t>(type);
}

bool
TopologyFixture::IsIcmpv6(Ptr<const Packet> packet, uint8_t type)
{
    return GetOctet(packet, 6) == 58 && GetOctet(packet, IPV6_HEADER_SIZE) == type;
}

std::vector<SignalRecord>
TopologyFixture::GetSignals(Time from, Time to, SignalKind kind) const
{
    std::vector<SignalRecord> found;
    std::copy_if(m_signals.begin(),
                 m_signals.end(),
                 std::back_inserter(found),
                 [&](const SignalRecord& record) {
                     return record.kind == kind && record.at >= from && record.at < to;
                 });
    return found;
}

std::vector<SignalRecord>
TopologyFixture::GetSent(Place place, Time from, Time to) const
{
    auto sent = GetSignals(from, to, SignalKind::SENT);
    sent.erase(
        std::remove_if(sent.begin(),
                       sent.end(),
                       [place](const SignalRecord& record) { return record.place != place; }),
        sent.end());
    return sent;
}

std::string
TopologyFixture::DescribeSent(Time from, Time to) const
{
    const char* const names[N_PLACES] = {"L1", "L2", "G1", "G2", "G3", "CN"};
    std::ostringstream text;
    for (const auto& record : GetSignals(from, to, SignalKind::SENT))
    {
        std::string peer = "?";
        for (int place = 0; place < N_PLACES; ++place)
        {
            if (record.peer == GetAddress(static_cast<Place>(place)))
            {
                peer = names[place];
            }
        }
        const std::string name = record.name == "ProxyBindingUpdate"            ? "PBU"
                                 : record.name == "ProxyBindingAcknowledgement" ? "PBA"
                                                                                : record.name;
        text << (text.tellp() > 0 ? ", " : "") << names[record.place] << '>' << peer << ' ' << name;
    }
    return text.str();
}

const StateRecord*
TopologyFixture::FindState(Place place, const std::string& to, Time from) const
{
    const auto found =
        std::find_if(m_states.begin(), m_states.end(), [&](const StateRecord& record) {
            return record.place == place && record.change.to == to && record.at >= from;
        });
    return found == m_states.end() ? nullptr : &*found;
}

std::size_t
TopologyFixture::CountDrops(Place place, const std::string& reason) const
{
    const auto& drops = m_drops[place];
    return static_cast<std::size_t>(
        std::count_if(drops.begin(), drops.end(), [&reason](const DropRecord& drop) {
            return drop.reason == reason;
        }));
}

} // namespace pmipv6
} // namespace ns3
