/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-ideal-link.h"

#include "ns3/abort.h"
#include "ns3/boolean.h"
#include "ns3/ipv6.h"
#include "ns3/log.h"
#include "ns3/node.h"
#include "ns3/pointer.h"
#include "ns3/simulator.h"
#include "ns3/uinteger.h"

namespace ns3
{
namespace pmipv6
{

NS_LOG_COMPONENT_DEFINE("Pmipv6IdealLink");

NS_OBJECT_ENSURE_REGISTERED(IdealDevice);
NS_OBJECT_ENSURE_REGISTERED(IdealAccessLink);
NS_OBJECT_ENSURE_REGISTERED(IdealChannel);

TypeId
IdealDevice::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::pmipv6::IdealDevice")
            .SetParent<BasicDevice>()
            .SetGroupName("Pmipv6")
            .AddConstructor<IdealDevice>()
            .AddAttribute("Mtu",
                          "The largest packet that the device takes, in octets; 1280 to 65535 "
                          "(RFC 8200, 5).",
                          UintegerValue(1500),
                          MakeUintegerAccessor(&IdealDevice::SetMtu, &IdealDevice::GetMtu),
                          MakeUintegerChecker<uint16_t>(1280))
            .AddAttribute("SendErrorModel",
                          "Decides which of the node's frames are lost on their way to the "
                          "gateway; null: none is. Neither end learns of it.",
                          PointerValue(),
                          MakePointerAccessor(&IdealDevice::m_sendErrorModel),
                          MakePointerChecker<ErrorModel>())
            .AddAttribute("ReceiveErrorModel",
                          "Decides which frames are lost on their way to the node; null: none is. "
                          "Neither end learns of it.",
                          PointerValue(),
                          MakePointerAccessor(&IdealDevice::m_receiveErrorModel),
                          MakePointerChecker<ErrorModel>());
    return tid;
}

void
IdealDevice::SetChannel(Ptr<IdealChannel> channel)
{
    m_channel = channel;
    SetLinkUp(false, false);
    m_channel->AddDevice(this);
}

void
IdealDevice::SetAddress(Address address)
{
    const auto former = Mac48Address::ConvertFrom(GetAddress());
    const auto next = Mac48Address::ConvertFrom(address);
    if (m_channel && next != former)
    {
        m_channel->Rename(this, next);
        const auto ipv6 = GetNode() ? GetNode()->GetObject<Ipv6>() : nullptr;
        const int32_t interface = ipv6 ? ipv6->GetInterfaceForDevice(this) : -1;
        const auto linkLocal = Ipv6Address::MakeAutoconfiguredLinkLocalAddress(former);
        if (interface >= 0 && ipv6->RemoveAddress(interface, linkLocal))
        {
            ipv6->AddAddress(
                interface,
                Ipv6InterfaceAddress(Ipv6Address::MakeAutoconfiguredLinkLocalAddress(next),
                                     Ipv6Prefix(64)));
        }
    }
    BasicDevice::SetAddress(address);
}

Ptr<Channel>
IdealDevice::GetChannel() const
{
    return m_channel;
}

bool
IdealDevice::Send(Ptr<Packet> packet, const Address& dest, uint16_t protocolNumber)
{
    TraceSent(packet);
    return m_channel->SendFromNode(this, packet, Mac48Address::ConvertFrom(dest), protocolNumber);
}

void
IdealDevice::DoDispose()
{
    m_channel = nullptr;
    m_sendErrorModel = nullptr;
    m_receiveErrorModel = nullptr;
    BasicDevice::DoDispose();
}

TypeId
IdealAccessLink::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::pmipv6::IdealAccessLink")
            .SetParent<AccessLink>()
            .SetGroupName("Pmipv6")
            .AddConstructor<IdealAccessLink>()
            .AddAttribute("AccessTechnologyType",
                          "What the Access Technology Type option says of this link: 1 logical "
                          "interface, 2 PPP, 3 IEEE 802.3, 4 IEEE 802.11 and so on; 1 to 255 (RFC "
                          "5213, 8.5).",
                          UintegerValue(1),
                          MakeUintegerAccessor(&IdealAccessLink::m_technologyNumber),
                          MakeUintegerChecker<uint8_t>(1));
    return tid;
}

void
IdealAccessLink::SetChannel(Ptr<IdealChannel> channel)
{
    m_channel = channel;
}

AccessTechnologyType
IdealAccessLink::GetTechnology() const
{
    return static_cast<AccessTechnologyType>(m_technologyNumber);
}

bool
IdealAccessLink::Send(Ptr<Packet> packet,
                      const LinkLayerAddress& source,
                      const LinkLayerAddress& destination,
                      uint16_t protocol)
{
    return m_channel->SendToNode(this, packet, source.ToMac48(), destination.ToMac48(), protocol);
}

void
IdealAccessLink::DoDispose()
{
    m_channel = nullptr;
    AccessLink::DoDispose();
}

TypeId
IdealChannel::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::pmipv6::IdealChannel")
            .SetParent<Channel>()
            .SetGroupName("Pmipv6")
            .AddConstructor<IdealChannel>()
            .AddAttribute("Delay",
                          "One-way delay of a frame, where SetDelay has not said otherwise.",
                          TimeValue(MilliSeconds(2)),
                          MakeTimeAccessor(&IdealChannel::m_delay),
                          MakeTimeChecker(Time(0)))
            .AddAttribute("DetachDetection",
                          "How long after a detachment the gateway notices it; below 0: never.",
                          TimeValue(Seconds(-1)),
                          MakeTimeAccessor(&IdealChannel::m_detachDetection),
                          MakeTimeChecker())
            .AddAttribute("ForgetNeighbors",
                          "Tell a node's IPv6 stack when its link goes down or up, at which ns-3 "
                          "empties the neighbour cache: the first packet after a handover then "
                          "waits for one more round trip on the link (Choices).",
                          BooleanValue(false),
                          MakeBooleanAccessor(&IdealChannel::m_forgetNeighbors),
                          MakeBooleanChecker())
            .AddTraceSource("LinkUp",
                            "A node has attached.",
                            MakeTraceSourceAccessor(&IdealChannel::m_linkUp),
                            "ns3::pmipv6::IdealChannel::LinkTracedCallback")
            .AddTraceSource("LinkDown",
                            "A node has detached.",
                            MakeTraceSourceAccessor(&IdealChannel::m_linkDown),
                            "ns3::pmipv6::IdealChannel::LinkTracedCallback")
            .AddTraceSource("Drop",
                            "A frame is lost.",
                            MakeTraceSourceAccessor(&IdealChannel::m_drop),
                            "ns3::pmipv6::IdealChannel::DropTracedCallback");
    return tid;
}

bool
IdealChannel::IsLost(Ptr<ErrorModel> errors, Ptr<Packet> packet)
{
    if (!errors || !errors->IsCorrupt(packet))
    {
        return false;
    }
    m_drop(packet, "lost-on-the-air");
    return true;
}

void
IdealChannel::AddDevice(Ptr<IdealDevice> device)
{
    m_devices.push_back(device);
    m_stations[Mac48Address::ConvertFrom(device->GetAddress())].device = device;
}

void
IdealChannel::Rename(Ptr<IdealDevice> device, Mac48Address address)
{
    const auto former = Mac48Address::ConvertFrom(device->GetAddress());
    NS_ABORT_MSG_IF(m_stations.at(former).link,
                    "IdealDevice::SetAddress: " << former
                                                << " is attached; allowed is a change before "
                                                   "AttachAt or after DetachAt");
    NS_ABORT_MSG_IF(m_stations.count(address),
                    "IdealDevice::SetAddress: " << address
                                                << " is another node's of this channel; allowed is "
                                                   "an address that none has");
    auto station = m_stations.extract(former);
    station.key() = address;
    m_stations.insert(std::move(station));
    std::map<std::pair<Mac48Address, Ptr<IdealAccessLink>>, Time> delays;
    for (const auto& [ends, delay] : m_delays)
    {
        delays[{ends.first == former ? address : ends.first, ends.second}] = delay;
    }
    m_delays = std::move(delays);
}

std::size_t
IdealChannel::GetNDevices() const
{
    return m_devices.size();
}

Ptr<NetDevice>
IdealChannel::GetDevice(std::size_t i) const
{
    return m_devices.at(i);
}

IdealChannel::Station&
IdealChannel::GetStation(Ptr<IdealDevice> device)
{
    return m_stations.at(Mac48Address::ConvertFrom(device->GetAddress()));
}

Ptr<IdealAccessLink>
IdealChannel::GetAttachment(Ptr<IdealDevice> device) const
{
    return m_stations.at(Mac48Address::ConvertFrom(device->GetAddress())).link;
}

void
IdealChannel::SetDelay(Ptr<IdealDevice> device, Ptr<IdealAccessLink> link, Time delay)
{
    m_delays[{Mac48Address::ConvertFrom(device->GetAddress()), link}] = delay;
    auto& station = GetStation(device);
    if (station.link == link)
    {
        station.delay = delay;
    }
}

void
IdealChannel::Attach(Ptr<IdealDevice> device, Ptr<IdealAccessLink> link, HandoffIndicator hint)
{
    Detach(device);
    auto& station = GetStation(device);
    const Mac48Address node = Mac48Address::ConvertFrom(device->GetAddress());
    const auto delay = m_delays.find({node, link});
    ++station.epoch;
    station.link = link;
    station.missedBy.erase(link);
    station.delay = delay == m_delays.end() ? m_delay : delay->second;
    NS_LOG_INFO(node << " attaches");
    m_linkUp(device, link);
    device->SetLinkUp(true, m_forgetNeighbors);
    link->NotifyAttached(node, hint);
}

void
IdealChannel::Detach(Ptr<IdealDevice> device)
{
    auto& station = GetStation(device);
    if (!station.link)
    {
        return;
    }
    const auto link = station.link;
    const Mac48Address node = Mac48Address::ConvertFrom(device->GetAddress());
    station.link = nullptr;
    station.left = Simulator::Now();
    ++station.epoch;
    NS_LOG_INFO(node << " detaches");
    m_linkDown(device, link);
    device->SetLinkUp(false, m_forgetNeighbors);
    const auto notice = [this, link, node] {
        const auto station = m_stations.find(node);
        if (station == m_stations.end())
        {
            link->NotifyDetached(node, "link-down");
        }
        else if (station->second.link != link)
        {
            station->second.missedBy.insert(link);
            link->NotifyDetached(node, "link-down");
        }
    };
    if (m_noticeTaker)
    {
        m_noticeTaker(device, link, notice);
    }
    else if (!m_detachDetection.IsStrictlyNegative())
    {
        Simulator::ScheduleWithContext(link->GetGatewayContext(), m_detachDetection, notice);
    }
}

void
IdealChannel::SetNoticeTaker(NoticeTaker taker)
{
    m_noticeTaker = std::move(taker);
}

bool
IdealChannel::SendFromNode(Ptr<IdealDevice> device,
                           Ptr<Packet> packet,
                           Mac48Address to,
                           uint16_t protocol)
{
    const auto& station = GetStation(device);
    if (!station.link)
    {
        m_drop(packet, "link-down");
        return false;
    }
    const Mac48Address from = Mac48Address::ConvertFrom(device->GetAddress());
    const uint32_t context = station.link->GetGatewayContext();
    // No station is ever removed: frames on their way may refer to theirs.
    Simulator::ScheduleWithContext(
        context,
        station.delay,
        [this, &station, from, packet, to, protocol, link = station.link] {
            if (IsKnownGone(station, link))
            {
                // It would attach the node again.
                m_drop(packet, "left-while-on-the-air");
                return;
            }
            if (!IsLost(station.device->m_sendErrorModel, packet))
            {
                link->NotifyReceived(packet, protocol, from, to);
            }
        });
    return true;
}

bool
IdealChannel::IsKnownGone(const Station& station, Ptr<IdealAccessLink> link) const
{
    if (m_noticeTaker)
    {
        return station.link != link && station.missedBy.count(link) > 0;
    }
    return station.link != link && !m_detachDetection.IsStrictlyNegative() &&
           Simulator::Now() >= station.left + m_detachDetection;
}

bool
IdealChannel::SendToNode(Ptr<IdealAccessLink> link,
                         Ptr<Packet> packet,
                         Mac48Address from,
                         Mac48Address to,
                         uint16_t protocol)
{
    const auto known = m_stations.find(to);
    if (known == m_stations.end() || known->second.link != link)
    {
        m_drop(packet, "nobody-there");
        return false;
    }
    const auto& station = known->second;
    Simulator::ScheduleWithContext(
        station.device->GetNode()->GetId(),
        station.delay,
        [this, &station, packet, from, to, protocol, epoch = station.epoch] {
            if (station.epoch != epoch)
            {
                m_drop(packet, "left-while-on-the-air");
                return;
            }
            if (!IsLost(station.device->m_receiveErrorModel, packet))
            {
                station.device->PassUp(packet, protocol, from, to);
            }
        });
    return true;
}

} // namespace pmipv6
} // namespace ns3
