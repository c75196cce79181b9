/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-logical-interface.h"

#include "pmipv6-ipv6-numbers.h"
#include "pmipv6-ipv6-start.h"
#include "pmipv6-neighbor-messages.h"
#include "pmipv6-router-advertisement.h"

#include "ns3/abort.h"
#include "ns3/boolean.h"
#include "ns3/icmpv6-header.h"
#include "ns3/ipv6-header.h"
#include "ns3/ipv6.h"
#include "ns3/log.h"
#include "ns3/mac48-address.h"
#include "ns3/node.h"
#include "ns3/simulator.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <variant>

namespace ns3
{
namespace pmipv6
{

NS_LOG_COMPONENT_DEFINE("Pmipv6LogicalInterface");

NS_OBJECT_ENSURE_REGISTERED(LogicalInterface);

namespace
{

/// RTR_SOLICITATION_INTERVAL (RFC 4861, 10).
const Time SOLICITATION_INTERVAL = Seconds(4);
/// MAX_RTR_SOLICITATIONS (RFC 4861, 10).
constexpr uint32_t MAX_SOLICITATIONS = 3;

/**
 * @param source a link-local address
 * @param linkLayer the link-layer address that goes with it
 * @return a Router Solicitation (RFC 4861, 4.1), from its IPv6 header on
 */
Ptr<Packet>
MakeSolicitation(const Ipv6Address& source, const Address& linkLayer)
{
    const auto packet = MakeRouterSolicitation(source, linkLayer);
    Ipv6Header header;
    header.SetSource(source);
    header.SetDestination(Ipv6Address::GetAllRoutersMulticast());
    header.SetNextHeader(ICMPV6_PROTOCOL);
    header.SetHopLimit(DISCOVERY_HOP_LIMIT);
    header.SetPayloadLength(static_cast<uint16_t>(packet->GetSize()));
    packet->AddHeader(header);
    return packet;
}

} // namespace

TypeId
LogicalInterface::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::pmipv6::LogicalInterface")
            .SetParent<BasicDevice>()
            .SetGroupName("Pmipv6")
            .AddConstructor<LogicalInterface>()
            .AddAttribute("Mtu",
                          "The largest packet that the interface takes, in octets; no more than "
                          "each device takes; 1280 to 65535 (RFC 8200, 5).",
                          UintegerValue(1500),
                          MakeUintegerAccessor(&BasicDevice::SetMtu, &BasicDevice::GetMtu),
                          MakeUintegerChecker<uint16_t>(1280))
            .AddAttribute("TellsArrival",
                          "Whether the host says, when a device of it attaches, over which device "
                          "it has its session, where the technology lets it, see GetArrival (3GPP "
                          "TS 23.401, 5.3.2.1; 3GPP TS 23.402, 16.2.1).",
                          BooleanValue(true),
                          MakeBooleanAccessor(&LogicalInterface::m_tellsArrival),
                          MakeBooleanChecker())
            .AddTraceSource("Active",
                            "Packets leave by another device from now on.",
                            MakeTraceSourceAccessor(&LogicalInterface::m_activeTrace),
                            "ns3::pmipv6::LogicalInterface::ActiveTracedCallback")
            .AddTraceSource("Solicited",
                            "A Router Solicitation of the interface itself, which the stack knows "
                            "nothing of.",
                            MakeTraceSourceAccessor(&LogicalInterface::m_solicitedTrace),
                            "ns3::pmipv6::BasicDevice::PacketTracedCallback")
            .AddTraceSource("Drop",
                            "A packet that is dropped as no device has a link, and why.",
                            MakeTraceSourceAccessor(&LogicalInterface::m_dropTrace),
                            "ns3::pmipv6::LogicalInterface::DropTracedCallback");
    return tid;
}

void
LogicalInterface::DoDispose()
{
    for (auto& member : m_members)
    {
        member.solicitation.Cancel();
    }
    m_active = nullptr;
    m_session = nullptr;
    m_prefixes.clear();
    m_members.clear();
    BasicDevice::DoDispose();
}

bool
LogicalInterface::SetMtu(uint16_t mtu)
{
    return std::none_of(m_members.begin(),
                        m_members.end(),
                        [mtu](const Member& member) { return member.device->GetMtu() < mtu; }) &&
           BasicDevice::SetMtu(mtu);
}

void
LogicalInterface::AddDevice(Ptr<NetDevice> device, Announcer announce)
{
    const auto node = device->GetNode();
    const auto ipv6 = node ? node->GetObject<Ipv6>() : nullptr;
    NS_ABORT_MSG_IF(ipv6 && ipv6->GetInterfaceForDevice(device) >= 0,
                    "LogicalInterface: a device of node "
                        << node->GetId()
                        << " has an IPv6 interface; allowed is none: the node's interface is the "
                           "logical one");
    NS_ABORT_MSG_IF(device->GetMtu() < GetMtu(),
                    "LogicalInterface: its Mtu is " << GetMtu() << ", a device's "
                                                    << device->GetMtu()
                                                    << "; allowed is no more than that");
    const auto active = m_active ? m_active->device : nullptr;
    m_members.push_back({device, 0, std::move(announce), EventId()});
    m_active = active ? &Find(active) : nullptr;
    if (!m_hasAddress && Mac48Address::IsMatchingType(device->GetAddress()))
    {
        m_hasAddress = true;
        SetAddress(device->GetAddress());
    }
    device->SetReceiveCallback(MakeCallback(&LogicalInterface::HandleReceived, this));
}

LogicalInterface::Member&
LogicalInterface::Find(Ptr<NetDevice> device)
{
    const auto found =
        std::find_if(m_members.begin(), m_members.end(), [&device](const Member& member) {
            return member.device == device;
        });
    NS_ABORT_MSG_IF(found == m_members.end(),
                    "LogicalInterface: a device that is none of its own; allowed are those that "
                    "AddDevice was called with");
    return *found;
}

void
LogicalInterface::NoteUp(Ptr<NetDevice> device)
{
    Member& member = Find(device);
    member.since = ++m_links;
    if (!m_active)
    {
        Activate(&member);
    }
    Solicit(device, MAX_SOLICITATIONS);
}

void
LogicalInterface::NoteDown(Ptr<NetDevice> device)
{
    Member& member = Find(device);
    const bool wasActive = m_active == &member;
    // Before a router's advertisement comes by a new link, the session may be there.
    const bool mayHaveSession = wasActive || (m_active && member.since > m_active->since);
    member.since = 0;
    member.solicitation.Cancel();
    Member& next = FindNewest();
    const bool isLinked = next.since > 0;
    if (wasActive)
    {
        Activate(isLinked ? &next : nullptr);
    }
    if (mayHaveSession && isLinked)
    {
        m_session = device;
        Announce(next);
    }
}

LogicalInterface::Member&
LogicalInterface::FindNewest()
{
    return *std::max_element(m_members.begin(),
                             m_members.end(),
                             [](const Member& a, const Member& b) { return a.since < b.since; });
}

void
LogicalInterface::Resume(Ptr<NetDevice> device)
{
    Member& member = Find(device);
    NS_ABORT_MSG_IF(member.since == 0,
                    "LogicalInterface::Resume: the device has no link; allowed is one that has");
    const Member& newest = FindNewest();
    if (&newest != &member)
    {
        m_session = newest.device;
    }
    Announce(member);
}

void
LogicalInterface::Announce(Member& member)
{
    member.since = ++m_links;
    if (member.announce)
    {
        member.announce();
    }
    Solicit(member.device, MAX_SOLICITATIONS);
}

void
LogicalInterface::Activate(const Member* member)
{
    const auto former = GetActive();
    m_active = member;
    SetLinkUp(m_active != nullptr, false);
    m_activeTrace(former, GetActive());
}

void
LogicalInterface::Solicit(Ptr<NetDevice> device, uint32_t left)
{
    auto& timer = Find(device).solicitation;
    timer.Cancel();
    if (left == 0)
    {
        return;
    }
    timer = Simulator::Schedule(SOLICITATION_INTERVAL,
                                [this, device, left] { Solicit(device, left - 1); });
    const auto ipv6 = GetNode()->GetObject<Ipv6>();
    const int32_t interface = ipv6 ? ipv6->GetInterfaceForDevice(this) : -1;
    if (interface < 0)
    {
        return;
    }
    for (uint32_t i = 0; i < ipv6->GetNAddresses(static_cast<uint32_t>(interface)); ++i)
    {
        const auto address = ipv6->GetAddress(static_cast<uint32_t>(interface), i).GetAddress();
        if (address.IsLinkLocal())
        {
            const auto packet = MakeSolicitation(address, GetAddress());
            TraceSent(packet);
            m_solicitedTrace(packet);
            device->Send(packet,
                         device->GetMulticast(Ipv6Address::GetAllRoutersMulticast()),
                         IPV6_ETHERTYPE);
            return;
        }
    }
}

LogicalInterface::Arrival
LogicalInterface::GetArrival(Ptr<NetDevice> device) const
{
    return !m_tellsArrival       ? Arrival::UNTOLD
           : !m_session          ? Arrival::FIRST
           : m_session == device ? Arrival::SAME_DEVICE
                                 : Arrival::OTHER_DEVICE;
}

bool
LogicalInterface::Send(Ptr<Packet> packet, const Address& dest, uint16_t protocolNumber)
{
    const Member* member = Choose(*packet);
    if (!member)
    {
        m_dropTrace(packet, "no-link");
        return false;
    }
    TraceSent(packet);
    return member->device->Send(packet, dest, protocolNumber);
}

const LogicalInterface::Member*
LogicalInterface::Choose(const Packet& packet) const
{
    if (m_prefixes.size() > 1)
    {
        if (const auto start = PeekIpv6Start(packet))
        {
            for (const auto& [prefix, device] : m_prefixes)
            {
                const Member& member = Find(device);
                if (prefix.Contains(start->source) && member.since > 0)
                {
                    return &member;
                }
            }
        }
    }
    return m_active;
}

void
LogicalInterface::NotePrefixes(const Member& member, const Packet& packet)
{
    std::vector<uint8_t> octets(packet.GetSize());
    packet.CopyData(octets.data(), packet.GetSize());
    const auto parsed = ParseRouterAdvertisement(octets.data() + IPV6_HEADER_SIZE,
                                                 octets.size() - IPV6_HEADER_SIZE);
    const auto* advertisement = std::get_if<RouterAdvertisement>(&parsed);
    for (const auto& told :
         advertisement ? advertisement->prefixes : std::vector<PrefixInformation>())
    {
        const bool isValid = told.valid > 0;
        auto known = std::find_if(m_prefixes.begin(), m_prefixes.end(), [&told](const auto& one) {
            return one.first == told.prefix;
        });
        if (known == m_prefixes.end())
        {
            if (isValid)
            {
                m_prefixes.emplace_back(told.prefix, member.device);
            }
        }
        else if (!isValid && known->second == member.device)
        {
            m_prefixes.erase(known);
        }
        else if (isValid && member.since > Find(known->second).since)
        {
            known->second = member.device;
        }
    }
}

void
LogicalInterface::HandleAdvertisement(const Member& member, const Packet& packet)
{
    if (!m_active)
    {
        return;
    }
    if (member.since > m_active->since)
    {
        Activate(&member);
    }
    if (m_active == &member)
    {
        m_session = member.device;
    }
    NotePrefixes(member, packet);
}

bool
LogicalInterface::HandleReceived(Ptr<NetDevice> device,
                                 Ptr<const Packet> packet,
                                 uint16_t protocol,
                                 const Address& from)
{
    Member& member = Find(device);
    const auto start = protocol == IPV6_ETHERTYPE ? PeekIpv6Start(*packet) : std::nullopt;
    if (start && start->nextHeader == ICMPV6_PROTOCOL && start->payload == ROUTER_ADVERTISEMENT)
    {
        member.solicitation.Cancel();
        HandleAdvertisement(member, *packet);
    }
    PassUp(packet->Copy(), protocol, from, GetAddress());
    return true;
}

} // namespace pmipv6
} // namespace ns3
