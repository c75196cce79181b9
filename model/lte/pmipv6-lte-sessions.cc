/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-lte-sessions.h"

#include "ns3/callback.h"
#include "ns3/epc-gtpc-header.h"
#include "ns3/epc-gtpu-header.h"
#include "ns3/log.h"

#include <array>

namespace ns3
{
namespace pmipv6
{

NS_LOG_COMPONENT_DEFINE("Pmipv6LteSessions");

namespace
{

constexpr uint8_t UDP_PROTOCOL = 17;    //!< IANA
constexpr uint16_t GTPC_PORT = 2123;    //!< 3GPP TS 29.274, 4.2.1.1
constexpr uint32_t UDP_HEADER_SIZE = 8; //!< RFC 768

/// @return the destination port of a UDP packet
uint16_t
PeekPort(Ptr<const Packet> packet)
{
    std::array<uint8_t, 4> octets{};
    packet->CopyData(octets.data(), octets.size());
    return static_cast<uint16_t>(octets[2] << 8 | octets[3]);
}

} // namespace

Ptr<EpcPgwApplication>
FindPgwApplication(Ptr<Node> pgw)
{
    for (uint32_t i = 0; i < pgw->GetNApplications(); ++i)
    {
        if (const auto found = DynamicCast<EpcPgwApplication>(pgw->GetApplication(i)))
        {
            return found;
        }
    }
    return nullptr;
}

LteSessions::LteSessions(Ptr<Node> pgw)
    : m_ipv4(pgw->GetObject<Ipv4L3Protocol>()),
      m_pgw(FindPgwApplication(pgw))
{
    m_ipv4->TraceConnectWithoutContext("LocalDeliver",
                                       MakeCallback(&LteSessions::HandleDelivered, this));
    m_pgw->TraceConnectWithoutContext("RxFromS1u",
                                      MakeCallback(&LteSessions::HandleUserPacket, this));
}

LteSessions::~LteSessions()
{
    m_ipv4->TraceDisconnectWithoutContext("LocalDeliver",
                                          MakeCallback(&LteSessions::HandleDelivered, this));
    m_pgw->TraceDisconnectWithoutContext("RxFromS1u",
                                         MakeCallback(&LteSessions::HandleUserPacket, this));
}

std::optional<uint64_t>
LteSessions::GetSender() const
{
    const auto known = m_subscribers.find(m_tunnel);
    return known == m_subscribers.end() ? std::nullopt : std::make_optional(known->second);
}

void
LteSessions::HandleDelivered(const Ipv4Header& header,
                             Ptr<const Packet> packet,
                             uint32_t /* interface */)
{
    if (header.GetProtocol() != UDP_PROTOCOL || PeekPort(packet) != GTPC_PORT)
    {
        return;
    }
    auto message = packet->Copy();
    message->RemoveAtStart(UDP_HEADER_SIZE);
    GtpcHeader kind;
    message->PeekHeader(kind);
    if (kind.GetMessageType() != GtpcHeader::CreateSessionRequest)
    {
        return;
    }
    GtpcCreateSessionRequestMessage request;
    message->RemoveHeader(request);
    const auto bearers = request.GetBearerContextsToBeCreated();
    for (const auto& bearer : bearers)
    {
        NS_LOG_DEBUG("tunnel " << bearer.sgwS5uFteid.teid << " is of IMSI " << request.GetImsi());
        m_subscribers[bearer.sgwS5uFteid.teid] = request.GetImsi();
    }
    if (!bearers.empty())
    {
        // ns-3's SGW has one address for both planes, and says its other side's for the user plane.
        m_tunnels[request.GetImsi()] = {request.GetSenderCpFteid().addr,
                                        bearers.front().sgwS5uFteid.teid};
    }
}

bool
LteSessions::Send(uint64_t subscriber, Ptr<Packet> packet)
{
    const auto known = m_tunnels.find(subscriber);
    if (known == m_tunnels.end())
    {
        return false;
    }
    m_pgw->SendToS5uSocket(packet, known->second.sgw, known->second.teid);
    return true;
}

void
LteSessions::HandleUserPacket(Ptr<Packet> packet)
{
    GtpuHeader header;
    packet->PeekHeader(header);
    m_tunnel = header.GetTeid();
}

} // namespace pmipv6
} // namespace ns3
