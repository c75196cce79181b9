/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-logical-interface.h"

#include "pmipv6-ipv6-numbers.h"
#include "pmipv6-ipv6-start.h"

#include "ns3/abort.h"
#include "ns3/icmpv6-l4-protocol.h"
#include "ns3/ipv6.h"
#include "ns3/log.h"
#include "ns3/mac48-address.h"
#include "ns3/node.h"
#include "ns3/uinteger.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

NS_LOG_COMPONENT_DEFINE("Pmipv6LogicalInterface");

NS_OBJECT_ENSURE_REGISTERED(LogicalInterface);

TypeId
LogicalInterface::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::pmipv6::LogicalInterface")
            .SetParent<BasicDevice>()
            .SetGroupName("Pmipv6")
            .AddConstructor<LogicalInterface>()
            .AddAttribute(
                "Mtu",
                "The largest packet that the interface takes, in octets; IPv6 needs 1280 "
                "(RFC 8200, 5). No more than each device takes.",
                UintegerValue(1500),
                MakeUintegerAccessor(&LogicalInterface::SetMtu, &LogicalInterface::GetMtu),
                MakeUintegerChecker<uint16_t>(1280))
            .AddTraceSource("Active",
                            "Packets leave by another device from now on.",
                            MakeTraceSourceAccessor(&LogicalInterface::m_activeTrace),
                            "ns3::pmipv6::LogicalInterface::ActiveTracedCallback")
            .AddTraceSource("Drop",
                            "A packet that is dropped, and why.",
                            MakeTraceSourceAccessor(&LogicalInterface::m_dropTrace),
                            "ns3::pmipv6::LogicalInterface::DropTracedCallback");
    return tid;
}

void
LogicalInterface::DoDispose()
{
    m_active = nullptr;
    m_members.clear();
    BasicDevice::DoDispose();
}

void
LogicalInterface::AddDevice(Ptr<NetDevice> device)
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
    m_members.push_back({device, 0});
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
}

void
LogicalInterface::NoteDown(Ptr<NetDevice> device)
{
    Member& member = Find(device);
    member.since = 0;
    if (m_active == &member)
    {
        const auto next =
            std::max_element(m_members.begin(),
                             m_members.end(),
                             [](const Member& a, const Member& b) { return a.since < b.since; });
        Activate(next->since > 0 ? &*next : nullptr);
    }
}

void
LogicalInterface::Activate(const Member* member)
{
    const auto former = GetActive();
    m_active = member;
    SetLinkUp(m_active != nullptr, false);
    m_activeTrace(former, GetActive());
    if (m_active)
    {
        Solicit();
    }
}

void
LogicalInterface::Solicit()
{
    const auto ipv6 = GetNode()->GetObject<Ipv6>();
    const auto icmpv6 = GetNode()->GetObject<Icmpv6L4Protocol>();
    const int32_t interface = ipv6 ? ipv6->GetInterfaceForDevice(this) : -1;
    if (!icmpv6 || interface < 0)
    {
        return;
    }
    for (uint32_t i = 0; i < ipv6->GetNAddresses(static_cast<uint32_t>(interface)); ++i)
    {
        const auto address = ipv6->GetAddress(static_cast<uint32_t>(interface), i).GetAddress();
        if (address.IsLinkLocal())
        {
            icmpv6->SendRS(address, Ipv6Address::GetAllRoutersMulticast(), GetAddress());
            return;
        }
    }
}

bool
LogicalInterface::Send(Ptr<Packet> packet, const Address& dest, uint16_t protocolNumber)
{
    if (!m_active)
    {
        m_dropTrace(packet, "no-link");
        return false;
    }
    TraceSent(packet);
    return m_active->device->Send(packet, dest, protocolNumber);
}

bool
LogicalInterface::HandleReceived(Ptr<NetDevice> device,
                                 Ptr<const Packet> packet,
                                 uint16_t protocol,
                                 const Address& from)
{
    const Member& member = Find(device);
    const auto start = protocol == IPV6_ETHERTYPE ? PeekIpv6Start(*packet) : std::nullopt;
    if (start && start->nextHeader == ICMPV6_PROTOCOL && start->payload == ROUTER_ADVERTISEMENT &&
        m_active && member.since > m_active->since)
    {
        Activate(&member);
    }
    PassUp(packet->Copy(), protocol, from, GetAddress());
    return true;
}

} // namespace pmipv6
} // namespace ns3
