/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-lte-sessions.h"

#include "ns3/callback.h"
#include "ns3/epc-gtpc-header.h"
#include "ns3/epc-gtpu-header.h"
#include "ns3/log.h"

#include <array>
#include <utility>

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

LteSessions::LteSessions(Ptr<Node> pgw, Listener ended)
    : m_ipv4(pgw->GetObject<Ipv4L3Protocol>()),
      m_pgw(FindPgwApplication(pgw)),
      m_ended(std::move(ended))
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
    if (kind.GetMessageType() == GtpcHeader::CreateSessionRequest)
    {
        HandleCreated(message);
    }
    else if (kind.GetMessageType() == GtpcHeader::DeleteBearerResponse)
    {
        HandleDeleted(message);
    }
}

void
LteSessions::HandleCreated(Ptr<Packet> message)
{
    GtpcCreateSessionRequestMessage request;
    message->RemoveHeader(request);
    for (const auto& bearer : request.GetBearerContextsToBeCreated())
    {
        const uint32_t tunnel = bearer.sgwS5uFteid.teid;
        NS_LOG_DEBUG("tunnel " << tunnel << " is of IMSI " << request.GetImsi());
        Session& own = m_sessions[request.GetImsi()];
        const auto known = own.tunnels.find(bearer.epsBearerId);
        if (known != own.tunnels.end())
        {
            m_subscribers.erase(known->second); // Created anew, with another tunnel.
        }
        // ns-3's SGW has one address for both planes, and says its other side's for the user plane.
        own.sgw = request.GetSenderCpFteid().addr;
        own.tunnels[bearer.epsBearerId] = tunnel;
        m_subscribers[tunnel] = request.GetImsi();
    }
}

void
LteSessions::HandleDeleted(Ptr<Packet> message)
{
    GtpcDeleteBearerResponseMessage response;
    message->RemoveHeader(response);
    const uint64_t subscriber = response.GetTeid(); // ns-3's TEID of a control plane.
    const auto own = m_sessions.find(subscriber);
    if (own == m_sessions.end())
    {
        return;
    }
    auto& tunnels = own->second.tunnels;
    for (const auto bearer : response.GetEpsBearerIds())
    {
        const auto known = tunnels.find(bearer);
        if (known != tunnels.end())
        {
            m_subscribers.erase(known->second);
            tunnels.erase(known);
        }
    }
    if (tunnels.empty())
    {
        m_sessions.erase(own);
        m_ended(subscriber);
    }
}

bool
LteSessions::Send(uint64_t subscriber, Ptr<Packet> packet)
{
    const auto known = m_sessions.find(subscriber);
    if (known == m_sessions.end())
    {
        return false;
    }
    m_pgw->SendToS5uSocket(packet, known->second.sgw, known->second.tunnels.begin()->second);
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
