/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-home-update.h"

#include "pmipv6-message-lifetime.h"
#include "pmipv6-mobility-option.h"

#include "ns3/simulator.h"

#include <utility>
#include <variant>

namespace ns3
{
namespace pmipv6
{

void
HomeUpdate::Ask(Parts parts)
{
    const auto& association = parts.association;
    BindingUpdate update;
    update.flags = parts.flags;
    update.lifetime = ToMessageLifetime(parts.lifetime);
    update.options.emplace_back(AlternateCareOfAddressOption{
        parts.careOf.IsAny() ? association.homeAddress : parts.careOf});
    Question question;
    question.message = std::move(update);
    question.source = association.homeAddress;
    question.destination = association.homeAgent;
    question.careOf.source = parts.careOf;
    question.subject = association.identifier;
    question.purpose = parts.purpose;
    question.firstTimeout = parts.firstTimeout;
    question.prepare = [this, sent = parts.sent](MobilityMessage& message, bool) {
        std::get<BindingUpdate>(message).sequence = ++m_sequence; // RFC 6275, 11.8
        m_sent = Simulator::Now();
        sent();
    };
    question.mayAnswer = [agent = association.homeAgent](const Ipv6Address& peer) {
        return peer == agent;
    };
    const auto signaling = parts.signaling;
    question.done = [this, parts = std::move(parts)](const ExchangeOutcome& outcome) {
        Handle(parts, outcome);
    };
    m_exchange = signaling->Ask(std::move(question));
}

void
HomeUpdate::Handle(const Parts& parts, const ExchangeOutcome& outcome)
{
    if (outcome.end != ExchangeEnd::ANSWERED)
    {
        return; // It is repeated until it is answered; a Binding Error ends no home registration.
    }
    const auto& answer = std::get<BindingAcknowledgement>(*outcome.answer);
    const auto verdict = JudgeHomeAnswer(
        {std::get<BindingUpdate>(outcome.request), answer, m_sent, parts.refreshShare});
    if (verdict.action == HomeAnswerAction::RESEQUENCE)
    {
        m_sequence = verdict.sequence;
        Ask(parts);
        return;
    }
    parts.done(verdict, answer.status);
}

} // namespace pmipv6
} // namespace ns3
