/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-route-answers.h"

#include "pmipv6-session-rules.h"

namespace ns3
{
namespace pmipv6
{

void
RouteAnswers::Start(Ptr<MobilitySignaling> signaling, const Ipv6Address& address, Refused refused)
{
    m_signaling = signaling;
    m_address = address;
    m_refused = std::move(refused);
}

void
RouteAnswers::Dispose()
{
    m_signaling = nullptr;
    m_refused = nullptr;
}

void
RouteAnswers::AnswerTrigger(const RouteRequest& request,
                            const Ipv6Address& peer,
                            ExperimentalStatus status,
                            uint16_t granted)
{
    m_triggers.SetStatus(request, peer, status);
    RouteRequest answered = request;
    answered.lifetime = granted;
    Answer<RoTriggerAck>(
        answered,
        peer,
        status == ExperimentalStatus::SUCCESS ? GetAccepted(request.lifetime, granted) : status);
}

} // namespace pmipv6
} // namespace ns3
