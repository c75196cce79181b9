/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-shared-sessions.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

void
SharedSessions::Start(Ptr<Node> node, RouteSessions& sessions, Settings settings)
{
    m_signaling = MobilitySignaling::Install(node);
    m_heartbeats = HeartbeatAgent::Install(node);
    m_sessions = &sessions;
    m_settings = std::move(settings);
    for (const auto& anchor : m_settings.anchors)
    {
        HeartbeatAgent::Listener listener;
        listener.hasSessions = [this, anchor] { return m_sessions->HasPeer(anchor); };
        listener.restarted = [this, anchor](Time /* before */) {
            for (auto* session : m_sessions->FindByPeer(anchor))
            {
                m_settings.doubtful(*session);
            }
        };
        m_peers.push_back(m_heartbeats->AddPeer(m_settings.address, anchor, listener));
    }
}

void
SharedSessions::Stop()
{
    for (const uint32_t peer : m_peers)
    {
        m_heartbeats->RemovePeer(peer);
    }
    m_peers.clear();
    m_heartbeats = nullptr;
    m_signaling = nullptr;
}

void
SharedSessions::NotifyActive(const RouteSession& session)
{
    if (m_heartbeats && !session.peerAnchor.IsAny())
    {
        // RFC 5847, 3.2: without the counter of now a restart before its next turn is not seen.
        m_heartbeats->NotifySession(m_settings.address, session.peerAnchor);
    }
}

bool
SharedSessions::IsOfUnknown(const MobilityMessage& message, const Ipv6Address& peer) const
{
    const auto& anchors = m_settings.anchors;
    const auto* answer = std::get_if<RoTriggerAck>(&message);
    if (!answer || !IsAccepted(answer->status) || answer->lifetime == 0 ||
        std::find(anchors.begin(), anchors.end(), peer) == anchors.end())
    {
        return false;
    }
    const auto pair = ReadAnsweredPair(*answer);
    if (!pair)
    {
        return false;
    }
    // One that is being set up anew knows the other node by its address.
    const auto* session = m_sessions->FindOf(pair->source, pair->destination);
    return !session || session->state == RouteSessionState::REFUSED;
}

void
SharedSessions::EndUnknown(const MobilityMessage& message, const Ipv6Address& peer)
{
    RouteRequest request;
    request.pair = *ReadAnsweredPair(*GetExperimentalAnswer(message));
    request.timestamp = m_settings.timestamp(); // Newer than whatever has set it up.
    request.sequence = m_sessions->TakeSequence(request.pair);
    RoTrigger trigger;
    WriteRouteRequest(request, trigger);
    MobilityRequest outgoing;
    outgoing.message = trigger;
    outgoing.source = m_settings.address;
    outgoing.destination = peer;
    outgoing.isRateLimited = false;
    outgoing.maxTransmissions = m_settings.maxRetries + 1;
    m_signaling->Request(std::move(outgoing));
}

} // namespace pmipv6
} // namespace ns3
