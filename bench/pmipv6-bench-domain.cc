/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-bench-domain.h"

#include "pmipv6-bench.h"

#include "ns3/boolean.h"
#include "ns3/config.h"
#include "ns3/data-rate.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/ipv6-header.h"
#include "ns3/ipv6-static-routing-helper.h"
#include "ns3/net-device-container.h"
#include "ns3/node-container.h"
#include "ns3/pmipv6-function-callback.h"
#include "ns3/point-to-point-helper.h"
#include "ns3/simulator.h"

#include <algorithm>
#include <unordered_map>

namespace ns3
{
namespace pmipv6
{
namespace bench
{

namespace
{

constexpr uint16_t IPV6_ETHERTYPE = 0x86dd; //!< EtherType
constexpr uint8_t UDP_PROTOCOL = 17;        //!< Next Header value
constexpr uint32_t PAYLOAD_SIZE = 208;      //!< octets of UDP
constexpr uint32_t STATIC_ROUTES = 10;      //!< at each router
const Ipv6Address CORRESPONDENT{"fd00:b::2"};
const Ipv6Address ANCHOR{"fd00:c::1"};
const Ipv6Address GATEWAY{"fd00:c::2"};
const char* const HOME_NETWORKS = "fd01::/32";
const Time LINK_DELAY = MicroSeconds(10);
/// Between packets: some are under way at any time, as in a simulation that has more than one flow.
const Time INTERVAL = MicroSeconds(5);
/// How long a registration takes, with much to spare; and until a binding that ended is forgotten
/// (RFC 5213, 9.1: MinDelayBeforeBCEDelete).
const Time REGISTRATION_TIME = MilliSeconds(100);
const Time FORGET_TIME = Seconds(11);

/// @return the interface's index, with a global address
uint32_t
AddInterface(Ptr<NetDevice> device, const Ipv6Address& address)
{
    auto ipv6 = device->GetNode()->GetObject<Ipv6>();
    const uint32_t index = ipv6->AddInterface(device);
    ipv6->AddAddress(index, Ipv6InterfaceAddress(address, Ipv6Prefix(64)));
    ipv6->SetUp(index);
    ipv6->SetForwarding(index, true);
    return index;
}

/// @return the static routing of a node that has no role yet
Ptr<Ipv6StaticRouting>
GetRouting(Ptr<Node> node)
{
    return Ipv6StaticRoutingHelper().GetStaticRouting(node->GetObject<Ipv6>());
}

/// Routes to nowhere, so that a node has as many as it should.
void
FillRoutes(Ptr<Node> node, uint32_t interface)
{
    const auto routing = GetRouting(node);
    for (uint16_t i = 1; routing->GetNRoutes() < STATIC_ROUTES; ++i)
    {
        uint8_t octets[16] = {0xfd, 0, 0, 0xd, 0, static_cast<uint8_t>(i)};
        routing->AddNetworkRouteTo(Ipv6Address(octets), Ipv6Prefix(64), interface);
    }
}

/// @return a packet as UDP sends it
Ptr<Packet>
MakePacket(const Ipv6Address& from, const Ipv6Address& to)
{
    auto packet = Create<Packet>(PAYLOAD_SIZE);
    Ipv6Header header;
    header.SetSource(from);
    header.SetDestination(to);
    header.SetNextHeader(UDP_PROTOCOL);
    header.SetPayloadLength(PAYLOAD_SIZE);
    header.SetHopLimit(64);
    packet->AddHeader(header);
    return packet;
}

} // namespace

AccessTechnologyType
CountingLink::GetTechnology() const
{
    return AccessTechnologyType::IEEE_802_11;
}

bool
CountingLink::Send(Ptr<Packet> /* packet */,
                   const LinkLayerAddress& /* source */,
                   const LinkLayerAddress& /* destination */,
                   uint16_t /* protocol */)
{
    ++count;
    return true;
}

bool
CountingDevice::Send(Ptr<Packet> /* packet */,
                     const Address& /* dest */,
                     uint16_t /* protocolNumber */)
{
    ++count;
    return true;
}

bool
CountingDevice::NeedsArp() const
{
    return false;
}

Domain::Domain(bool isMobile)
    : m_cn(CreateObject<Node>()),
      m_lma(CreateObject<Node>()),
      m_mag(CreateObject<Node>())
{
    Config::SetDefault("ns3::Icmpv6L4Protocol::DAD", BooleanValue(false));
    InternetStackHelper internet;
    internet.SetIpv4StackInstall(false);
    internet.Install(NodeContainer(m_lma, m_mag));
    PointToPointHelper link;
    link.SetDeviceAttribute("DataRate", DataRateValue(DataRate("100Gb/s")));
    link.SetChannelAttribute("Delay", TimeValue(LINK_DELAY));
    const auto border = link.Install(m_cn, m_lma);
    const auto core = link.Install(m_lma, m_mag);
    m_cnDevice = border.Get(0);
    m_cn->RegisterProtocolHandler(MakeFunctionCallback<Ptr<NetDevice>,
                                                       Ptr<const Packet>,
                                                       uint16_t,
                                                       const Address&,
                                                       const Address&,
                                                       NetDevice::PacketType>(
                                      [this](Ptr<NetDevice>,
                                             Ptr<const Packet>,
                                             uint16_t,
                                             const Address&,
                                             const Address&,
                                             NetDevice::PacketType) { ++m_received; }),
                                  IPV6_ETHERTYPE,
                                  m_cnDevice);
    AddInterface(border.Get(1), "fd00:b::1");
    const uint32_t down = AddInterface(core.Get(0), ANCHOR);
    const uint32_t up = AddInterface(core.Get(1), GATEWAY);
    GetRouting(m_mag)->AddNetworkRouteTo("fd00:b::", Ipv6Prefix(64), ANCHOR, up);
    if (!isMobile)
    {
        m_device = CreateObject<CountingDevice>();
        m_device->SetAddress(Mac48Address::Allocate());
        m_mag->AddDevice(m_device);
        AddInterface(m_device, "fd01::1");
        GetRouting(m_lma)->AddNetworkRouteTo("fd01::", Ipv6Prefix(32), GATEWAY, down);
        m_senders.push_back({Mac48Address::Allocate(), "fd01::2"});
    }
    FillRoutes(m_lma, down);
    FillRoutes(m_mag, up);
    if (isMobile)
    {
        m_domain.SetGatewayAttribute("BindingLifetime", TimeValue(Seconds(4 * 65534)));
        m_domain.SetAnchorAttribute("MaxLifetime", TimeValue(Seconds(4 * 65534)));
        m_anchor = m_domain.InstallAnchor(m_lma, ANCHOR, HOME_NETWORKS);
        m_gateway = m_domain.InstallGateway(m_mag, GATEWAY);
        m_link = CreateObject<CountingLink>();
        m_gateway->AddAccess(m_link);
    }
    Run(Seconds(1));
}

Domain::~Domain()
{
    Simulator::Destroy();
    Config::SetDefault("ns3::Icmpv6L4Protocol::DAD", BooleanValue(true));
}

void
Domain::Run(Time time)
{
    Simulator::Stop(time);
    Simulator::Run();
}

void
Domain::AddNodes(std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i)
    {
        const auto linkLayer = Mac48Address::Allocate();
        PolicyProfile profile;
        profile.identifier = "mn" + std::to_string(m_mobiles.size()) + "@example.org";
        profile.anchorAddress = ANCHOR;
        profile.interfaces.push_back({linkLayer, {}});
        m_domain.GetPolicyStore()->Add(profile);
        m_mobiles.push_back({linkLayer, {}});
    }
}

bool
Domain::Register(std::size_t first, std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i)
    {
        Simulator::ScheduleWithContext(
            m_mag->GetId(),
            INTERVAL * static_cast<int64_t>(i),
            [this, node = m_mobiles[first + i].linkLayer] { m_link->NotifyAttached(node); });
    }
    Run(INTERVAL * static_cast<int64_t>(count) + REGISTRATION_TIME);
    return m_anchor->GetBindingCache().GetSize() == first + count;
}

void
Domain::Deregister(std::size_t first, std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i)
    {
        m_link->NotifyDetached(m_mobiles[first + i].linkLayer, "left");
    }
    Run(FORGET_TIME);
}

void
Domain::ReadAddresses()
{
    std::unordered_map<std::string, Ipv6Address> addresses;
    m_anchor->GetBindingCache().ForEach([&addresses](const BindingCacheEntry& entry) {
        uint8_t octets[16];
        entry.prefixes.front().GetAddress().GetBytes(octets);
        octets[15] = 1;
        addresses[entry.identifier] = Ipv6Address(octets);
    });
    m_senders.clear();
    for (std::size_t i = 0; i < m_mobiles.size(); ++i)
    {
        const auto known = addresses.find("mn" + std::to_string(i) + "@example.org");
        if (known != addresses.end())
        {
            m_senders.push_back({m_mobiles[i].linkLayer, known->second});
        }
    }
    auto random = MakeRandom();
    std::shuffle(m_senders.begin(), m_senders.end(), random);
}

void
Domain::SendNext(bool isDown, std::size_t rest)
{
    const Mobile& mobile = m_senders[m_next];
    m_next = m_next + 1 == m_senders.size() ? 0 : m_next + 1;
    if (isDown)
    {
        m_cnDevice->Send(MakePacket(CORRESPONDENT, mobile.address),
                         m_cnDevice->GetBroadcast(),
                         IPV6_ETHERTYPE);
    }
    else
    {
        const auto packet = MakePacket(mobile.address, CORRESPONDENT);
        if (m_link)
        {
            const auto to = m_gateway->GetAccessDevice()->GetAddress();
            m_link->NotifyReceived(packet, IPV6_ETHERTYPE, mobile.linkLayer, to);
        }
        else
        {
            m_device->PassUp(packet, IPV6_ETHERTYPE, mobile.linkLayer, m_device->GetAddress());
        }
    }
    if (rest > 1)
    {
        Simulator::Schedule(INTERVAL, &Domain::SendNext, this, isDown, rest - 1);
    }
}

bool
Domain::SendDown(std::size_t count)
{
    if (m_senders.empty())
    {
        ReadAddresses();
    }
    uint64_t& arrived = m_link ? m_link->count : m_device->count;
    arrived = 0;
    Simulator::ScheduleWithContext(m_cn->GetId(), Time(0), [this, count] {
        SendNext(true, count);
    });
    Run(INTERVAL * static_cast<int64_t>(count) + 4 * LINK_DELAY);
    return arrived == count;
}

bool
Domain::SendUp(std::size_t count)
{
    if (m_senders.empty())
    {
        ReadAddresses();
    }
    m_received = 0;
    Simulator::ScheduleWithContext(m_mag->GetId(), Time(0), [this, count] {
        SendNext(false, count);
    });
    Run(INTERVAL * static_cast<int64_t>(count) + 4 * LINK_DELAY);
    return m_received == count;
}

} // namespace bench
} // namespace pmipv6
} // namespace ns3
