/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-correspondent-update.h"

#include "pmipv6-message-lifetime.h"
#include "pmipv6-mobility-option.h"

#include "ns3/simulator.h"

#include <utility>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// So often a correspondent may say that a number is behind the one that it has told.
constexpr uint32_t MAX_BEHIND = 3;

/// @return true if a correspondent has made an answer (RFC 6275, 9.5.4 and 11.7.3)
bool
IsProven(const BindingAcknowledgement& answer,
         const MessageContext& context,
         const BindingKey& key,
         const Ipv6Address& registered)
{
    const auto* data = FindOption<BindingAuthorizationDataOption>(answer.options);
    return IsOfNonces(answer.status) ||
           (data && data->authenticator ==
                        ComputeAuthenticator(key, registered, context.source, *context.octets));
}

} // namespace

void
CorrespondentUpdate::Ask(Parts parts)
{
    BindingUpdate update;
    update.flags = UpdateFlag::ACKNOWLEDGE;
    update.lifetime = parts.lifetime;
    update.options.emplace_back(parts.indices);
    const BindingKey key = parts.key;
    const Ipv6Address registered = parts.careOf.IsAny() ? parts.homeAddress : parts.careOf;
    Question question;
    question.message = std::move(update);
    question.purpose = parts.purpose;
    question.source = parts.homeAddress;
    question.destination = parts.peer;
    question.careOf.source = parts.careOf;
    question.subject = parts.identifier + " update";
    question.prepare = [this, peer = parts.peer, key, registered](MobilityMessage& message, bool) {
        auto& sent = std::get<BindingUpdate>(message);
        sent.sequence = ++m_sequence; // RFC 6275, 11.8.
        m_sent = Simulator::Now();
        m_held = Max(m_held, AddLifetime(m_sent, FromMessageLifetime(sent.lifetime)));
        Authorize(sent, key, registered, peer);
    };
    question.isAnswer = [key, registered](const auto& answer, const MessageContext& context) {
        return IsProven(std::get<BindingAcknowledgement>(answer), context, key, registered);
    };
    parts.limit(question);
    const auto signaling = parts.signaling;
    question.done = [this, parts = std::move(parts)](const ExchangeOutcome& outcome) {
        Handle(parts, outcome);
    };
    m_exchange = signaling->Ask(std::move(question));
}

void
CorrespondentUpdate::Handle(const Parts& parts, const ExchangeOutcome& outcome)
{
    if (outcome.end != ExchangeEnd::ANSWERED)
    {
        parts.done(nullptr);
        return;
    }
    const auto verdict =
        JudgeCorrespondentAnswer({std::get<BindingUpdate>(outcome.request),
                                  std::get<BindingAcknowledgement>(*outcome.answer),
                                  m_sent,
                                  parts.refreshShare});
    const bool isBehind = verdict.action == CorrespondentAnswerAction::RESEQUENCE;
    m_behind = isBehind ? m_behind + 1 : 0;
    if (m_behind > MAX_BEHIND)
    {
        m_behind = 0;
        parts.done(nullptr);
        return;
    }
    if (isBehind)
    {
        m_sequence = verdict.sequence;
        Ask(parts);
        return;
    }
    if (verdict.action == CorrespondentAnswerAction::TAKE)
    {
        m_held = verdict.expiry;
    }
    parts.done(&verdict);
}

} // namespace pmipv6
} // namespace ns3
