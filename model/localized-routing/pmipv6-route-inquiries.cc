/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-route-inquiries.h"

#include "pmipv6-experimental-question.h"

#include <utility>

namespace ns3
{
namespace pmipv6
{

void
RouteInquiries::Start(Ptr<MobilitySignaling> signaling,
                      const Ipv6Address& address,
                      uint32_t maxRetries,
                      RouteSessions& sessions)
{
    m_signaling = signaling;
    m_address = address;
    m_maxRetries = maxRetries;
    m_sessions = &sessions;
}

void
RouteInquiries::Dispose()
{
    Clear();
    m_signaling = nullptr;
}

void
RouteInquiries::Ask(const RouteSession& session,
                    const MobilityMessage& message,
                    const Ipv6Address& peer,
                    Answered answered,
                    bool isPatient)
{
    Question question =
        MakeRouteQuestion(message, m_address, peer, isPatient ? 0 : m_maxRetries + 1);
    question.done = [this, pair = session.pair, serial = session.serial, answered](
                        const ExchangeOutcome& outcome) {
        if (const auto* known = m_sessions->DropQuestions(pair, serial))
        {
            answered(*known,
                     GetExperimentalStatus(outcome),
                     outcome.answer ? GetExperimentalAnswer(*outcome.answer) : nullptr);
        }
    };
    m_sessions->AddQuestion(session, m_signaling->Ask(std::move(question)));
}

void
RouteInquiries::AskAlone(const MobilityMessage& message, const Ipv6Address& peer)
{
    m_alone.Hold(m_signaling->Ask(MakeRouteQuestion(message, m_address, peer, m_maxRetries + 1)));
}

} // namespace pmipv6
} // namespace ns3
