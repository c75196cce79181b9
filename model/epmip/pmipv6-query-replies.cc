/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-query-replies.h"

#include "pmipv6-local-mobility-anchor.h"
#include "pmipv6-location-question.h"

#include "ns3/simulator.h"

namespace ns3
{
namespace pmipv6
{

void
QueryReplies::Start(Parts parts, Listener listener)
{
    m_parts = std::move(parts);
    m_listener = std::move(listener);
    m_address = m_parts.anchor->GetAddress();
    m_inquiries.Start(
        {m_parts.signaling, m_address, m_parts.managers, m_parts.maxRetries, m_parts.lifetime},
        [this](const LocationQuery& query, const LocationAnswer& answer) { Answer(query, answer); },
        m_listener.refused);
}

void
QueryReplies::Handle(const Pbqr& message, const MessageContext& context)
{
    LocationQuery query{ReadLocationRequest(message), context.source};
    if (query.request.gateway && m_parts.managers->Contains(context.source))
    {
        // Another anchor has passed it on; nobody else says to whom an answer goes.
        query.asker = *query.request.gateway;
    }
    const auto choice = m_parts.managers->FindFor(query.GetAsked(), m_address, context.source);
    const auto facts = GetFacts(query, context, choice);
    const Time now = Simulator::Now();
    const auto verdict = DecideQuery(facts, now);
    switch (verdict.action)
    {
    case QueryAction::ANSWER:
        Answer(query, MakeLocationAnswer(facts.own, now));
        break;
    case QueryAction::REFUSE:
        Refuse(query, facts.isAnswerable ? query.asker : context.source, verdict.status);
        break;
    case QueryAction::ASK:
        m_inquiries.Begin(query, choice.managers);
        break;
    case QueryAction::PASS_ON:
        PassOn(query, choice.managers.front());
        break;
    case QueryAction::WAIT:
        break;
    case QueryAction::REPEAT:
        Answer(query, *m_inquiries.FindAnswer(query, now));
        break;
    }
}

QueryFacts
QueryReplies::GetFacts(const LocationQuery& query,
                       const MessageContext& context,
                       const ManagerChoice& choice)
{
    const Prefix asked = query.GetAsked();
    QueryFacts facts;
    facts.hasPrefix = !query.request.prefixes.empty();
    // draft-luo, 8: only another anchor says that the answer goes to somebody else.
    const bool isOfAsker = !query.request.gateway || *query.request.gateway == query.asker;
    facts.isAnswerable = isOfAsker && (m_parts.gateways->Contains(query.asker) ||
                                       m_parts.managers->Contains(query.asker));
    facts.own = m_parts.own->Find(asked);
    const auto* binding = facts.own.binding;
    facts.isAtEnhanced =
        binding && binding->timestamp != 0 &&
        m_parts.history->IsAtEnhanced(binding->prefixes.front(), binding->proxyCareOf);
    facts.isOwnAddress = m_parts.anchor->OwnsAddress(asked.GetAddress());
    // What was taken on its way was for this anchor alone (draft-luo, 4.4.2).
    facts.isAlone = query.request.isOwnKnowledge || context.isIntercepted;
    facts.hasManagers = !choice.managers.empty();
    facts.isResponsible = choice.isResponsible;
    facts.isDirect = m_parts.isDirect;
    facts.isWaiting = m_inquiries.IsUnderWay(query);
    facts.isAnswered = m_inquiries.FindAnswer(query, Simulator::Now()).has_value();
    facts.hasRoom = m_inquiries.GetSize() < m_parts.maxQueries;
    return facts;
}

void
QueryReplies::Answer(const LocationQuery& query, const LocationAnswer& answer)
{
    if (!IsAccepted(answer.status))
    {
        Refuse(query, query.asker, answer.status);
        return;
    }
    m_listener.answered(query.GetAsked(), query.asker, *answer.gateway);
    AnswerLocation<Pbqa>(*m_parts.signaling, m_address, query.asker, query.request, answer);
}

void
QueryReplies::Refuse(const LocationQuery& query, const Ipv6Address& to, ExperimentalStatus status)
{
    m_listener.refused(query.GetAsked(), to, status);
    LocationAnswer answer;
    answer.status = status;
    answer.prefixes = query.request.prefixes;
    AnswerLocation<Pbqa>(*m_parts.signaling, m_address, to, query.request, answer);
}

void
QueryReplies::PassOn(const LocationQuery& query, const Ipv6Address& manager)
{
    LocationRequest request = query.request;
    request.gateway = query.asker;
    PassOnQuery(*m_parts.signaling, m_address, manager, request);
}

void
QueryReplies::Dispose()
{
    m_inquiries.Dispose();
    m_parts = Parts();
    m_listener = Listener();
}

} // namespace pmipv6
} // namespace ns3
