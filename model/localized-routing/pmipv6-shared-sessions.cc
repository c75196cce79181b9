/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-shared-sessions.h"

#include <algorithm>
#include <utility>

namespace ns3
{
namespace pmipv6
{

void
SharedSessions::Start(Ptr<Node> node, const RouteSessions& sessions, Settings settings)
{
    m_heartbeats = HeartbeatAgent::Install(node);
    m_sessions = &sessions;
    m_settings = std::move(settings);
}

void
SharedSessions::Stop()
{
    m_heartbeats = nullptr;
}

HeartbeatAgent::Listener
SharedSessions::MakeListener(const Ipv6Address& anchor) const
{
    HeartbeatAgent::Listener listener;
    listener.hasSessions = [this, anchor] {
        const auto all = m_sessions->GetAll();
        return std::any_of(all.begin(), all.end(), [&anchor](const RouteSession* session) {
            return session->peer.anchor == anchor &&
                   session->GetState() != RouteSessionState::REFUSED;
        });
    };
    listener.restarted = [this, anchor](Time /* before */) {
        for (const auto* session : m_sessions->GetAll())
        {
            if (session->peer.anchor == anchor)
            {
                m_settings.doubtful(*session);
            }
        }
    };
    return listener;
}

void
SharedSessions::NotifyActive(const RouteSession& session)
{
    if (m_heartbeats && !session.peer.anchor.IsAny())
    {
        // RFC 5847, 3.2: without the counter of now a restart before its next turn is not seen.
        m_heartbeats->NotifySession(m_settings.address, session.peer.anchor);
    }
}

bool
SharedSessions::IsOfUnknown(const MobilityMessage& message, const Ipv6Address& peer) const
{
    const auto* answer = std::get_if<RoTriggerAck>(&message);
    if (!answer || !IsAccepted(answer->status) || answer->lifetime == 0 ||
        !m_settings.anchors->Contains(peer))
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
    return !session || session->GetState() == RouteSessionState::REFUSED;
}

void
SharedSessions::EndUnknown(const MobilityMessage& message, const Ipv6Address& peer)
{
    RouteRequest request;
    request.pair = *ReadAnsweredPair(*GetExperimentalAnswer(message));
    request.timestamp = m_settings.timestamp(); // Newer than whatever has set it up.
    request.sequence = m_settings.inquiries->TakeSequence(request.pair);
    RoTrigger trigger;
    WriteRouteRequest(request, trigger);
    m_settings.inquiries->AskAlone(trigger, peer);
}

} // namespace pmipv6
} // namespace ns3
