/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-probe-flow-fixture.h"

#include "ns3/inet6-socket-address.h"
#include "ns3/ipv6.h"
#include "ns3/simulator.h"
#include "ns3/udp-socket-factory.h"

namespace ns3
{
namespace pmipv6
{

namespace
{

/// @return a node's first global address, or ::
Ipv6Address
GetGlobalAddress(Ptr<Node> node)
{
    auto ipv6 = node->GetObject<Ipv6>();
    for (uint32_t i = 1; i < ipv6->GetNInterfaces(); ++i)
    {
        for (uint32_t j = 0; j < ipv6->GetNAddresses(i); ++j)
        {
            if (ipv6->GetAddress(i, j).GetScope() == Ipv6InterfaceAddress::GLOBAL)
            {
                return ipv6->GetAddress(i, j).GetAddress();
            }
        }
    }
    return Ipv6Address::GetAny();
}

} // namespace

ProbeFlow::ProbeFlow(Ptr<Node> from, Ptr<Node> to, uint16_t port, Time interval, uint32_t octets)
    : m_from(from),
      m_to(to),
      m_port(port),
      m_interval(interval),
      m_octets(octets),
      m_sender(Socket::CreateSocket(from, UdpSocketFactory::GetTypeId())),
      m_receiver(Socket::CreateSocket(to, UdpSocketFactory::GetTypeId()))
{
    m_sender->Bind6();
    m_receiver->Bind(Inet6SocketAddress(Ipv6Address::GetAny(), port));
    m_receiver->SetIpv6RecvHopLimit(true);
    m_receiver->SetIpv6RecvTclass(true);
    m_receiver->SetRecvCallback(MakeCallback(&ProbeFlow::Receive, this));
}

void
ProbeFlow::Run(Time start, uint32_t count)
{
    m_count = count;
    Simulator::ScheduleWithContext(m_from->GetId(), start - Simulator::Now(), [this] {
        m_destination = GetGlobalAddress(m_to);
        SendNext();
    });
}

void
ProbeFlow::SetHopLimit(uint8_t hopLimit)
{
    m_sender->SetIpv6HopLimit(hopLimit);
}

void
ProbeFlow::SetTrafficClass(uint8_t trafficClass)
{
    m_sender->SetIpv6Tclass(trafficClass);
}

void
ProbeFlow::SendNext()
{
    const auto number = static_cast<uint32_t>(m_sent.size());
    std::vector<uint8_t> octets(m_octets);
    for (int i = 0; i < 4; ++i)
    {
        octets[i] = static_cast<uint8_t>(number >> (8 * i));
    }
    m_sent.push_back(Simulator::Now());
    m_sender->SendTo(Create<Packet>(octets.data(), m_octets),
                     0,
                     Inet6SocketAddress(m_destination, m_port));
    if (--m_count > 0)
    {
        Simulator::Schedule(m_interval, &ProbeFlow::SendNext, this);
    }
}

void
ProbeFlow::Receive(Ptr<Socket> socket)
{
    Address from;
    while (auto packet = socket->RecvFrom(from))
    {
        uint8_t octets[4];
        packet->CopyData(octets, 4);
        uint32_t number = 0;
        for (int i = 0; i < 4; ++i)
        {
            number |= uint32_t{octets[i]} << (8 * i);
        }
        SocketIpv6HopLimitTag hopLimit;
        packet->PeekPacketTag(hopLimit);
        SocketIpv6TclassTag trafficClass;
        packet->PeekPacketTag(trafficClass);
        const bool isNew = m_arrivals
                               .emplace(number,
                                        Arrival{Simulator::Now(),
                                                hopLimit.GetHopLimit(),
                                                Inet6SocketAddress::ConvertFrom(from).GetIpv6(),
                                                packet->GetSize(),
                                                trafficClass.GetTclass()})
                               .second;
        m_duplicates += isNew ? 0 : 1;
    }
}

std::vector<uint32_t>
ProbeFlow::GetLost() const
{
    std::vector<uint32_t> lost;
    for (uint32_t number = 0; number < m_sent.size(); ++number)
    {
        if (!m_arrivals.count(number))
        {
            lost.push_back(number);
        }
    }
    return lost;
}

} // namespace pmipv6
} // namespace ns3
