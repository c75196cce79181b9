/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-bound-sender.h"

#include "ns3/abort.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/packet.h"
#include "ns3/seq-ts-header.h"
#include "ns3/simulator.h"
#include "ns3/udp-socket-factory.h"

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

NS_OBJECT_ENSURE_REGISTERED(BoundSender);

TypeId
BoundSender::GetTypeId()
{
    static TypeId tid = TypeId("ns3::pmipv6::experiment::BoundSender")
                            .SetParent<Application>()
                            .SetGroupName("Pmipv6")
                            .AddConstructor<BoundSender>();
    return tid;
}

void
BoundSender::DoDispose()
{
    m_event.Cancel();
    m_socket = nullptr;
    Application::DoDispose();
}

void
BoundSender::StartApplication()
{
    m_socket = Socket::CreateSocket(GetNode(), UdpSocketFactory::GetTypeId());
    const bool isBound =
        m_socket->Bind(Inet6SocketAddress(m_terms.source, 0)) == 0 &&
        m_socket->Connect(Inet6SocketAddress(m_terms.destination, m_terms.port)) == 0;
    NS_ABORT_MSG_UNLESS(isBound, "BoundSender: no socket for " << m_terms.source);
    m_socket->ShutdownRecv();
    Send();
}

void
BoundSender::StopApplication()
{
    m_event.Cancel();
}

void
BoundSender::Send()
{
    SeqTsHeader header;
    header.SetSeq(m_sent++);
    auto packet = Create<Packet>(m_terms.size - header.GetSerializedSize());
    packet->AddHeader(header);
    m_socket->Send(packet);
    m_event = Simulator::Schedule(m_terms.interval, &BoundSender::Send, this);
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
