/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-binding-revocation-agent.h"

#include "pmipv6-mobility-names.h"

#include "ns3/abort.h"
#include "ns3/log.h"
#include "ns3/simulator.h"
#include "ns3/uinteger.h"

#include <sstream>

namespace ns3
{
namespace pmipv6
{

NS_LOG_COMPONENT_DEFINE("Pmipv6BindingRevocationAgent");

NS_OBJECT_ENSURE_REGISTERED(BindingRevocationAgent);

namespace
{

/// @return what has come of an indication
RevocationOutcome
ReadOutcome(const ExchangeOutcome& outcome)
{
    switch (outcome.end)
    {
    case ExchangeEnd::ANSWERED: {
        const auto& answer = std::get<BindingRevocationAcknowledgement>(*outcome.answer);
        return {RevocationEnd::ACKNOWLEDGED, answer.status, answer.options};
    }
    case ExchangeEnd::NOT_SUPPORTED:
        // RFC 5846, 6.2: who knows no revocations says so.
        return {RevocationEnd::NOT_SUPPORTED, RevocationStatus::SUCCESS, {}};
    case ExchangeEnd::UNANSWERED:
        break;
    }
    return {RevocationEnd::UNANSWERED, RevocationStatus::SUCCESS, {}};
}

} // namespace

TypeId
BindingRevocationAgent::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::pmipv6::BindingRevocationAgent")
            .SetParent<Object>()
            .SetGroupName("Pmipv6")
            .AddConstructor<BindingRevocationAgent>()
            .AddAttribute("BriMaxRetriesNumber",
                          "BRIMaxRetriesNumber: how often an indication is repeated that stays "
                          "unanswered; 0 to 100 (RFC 5846, 6.3 and 11).",
                          UintegerValue(1),
                          MakeUintegerAccessor(&BindingRevocationAgent::m_maxRetries),
                          MakeUintegerChecker<uint32_t>(0, 100))
            .AddAttribute("InitMinDelayBris",
                          "InitMINDelayBRIs: how long the first indication waits for its answer; "
                          "doubled at each repetition; 500 ms or more (RFC 5846, 6.3 and 11).",
                          TimeValue(Seconds(1)),
                          MakeTimeAccessor(&BindingRevocationAgent::m_initialDelay),
                          MakeTimeChecker(MilliSeconds(500)))
            .AddAttribute("MaxBrackTimeout",
                          "MAX_BRACK_TIMEOUT: the longest time-out; 500 ms or more (RFC 5846, 6.3 "
                          "and 11).",
                          TimeValue(Seconds(2)),
                          MakeTimeAccessor(&BindingRevocationAgent::m_maxTimeout),
                          MakeTimeChecker(MilliSeconds(500)))
            .AddAttribute("AnswerMemory",
                          "For how long an indication that was answered is known, so that its "
                          "repetition gets the same answer (Choices).",
                          TimeValue(Seconds(10)),
                          MakeTimeAccessor(&BindingRevocationAgent::m_memory),
                          MakeTimeChecker(Time(0)))
            .AddTraceSource("Outcome",
                            "How a revocation ended that this node has asked for.",
                            MakeTraceSourceAccessor(&BindingRevocationAgent::m_outcome),
                            "ns3::pmipv6::BindingRevocationAgent::OutcomeTracedCallback")
            .AddTraceSource("Answered",
                            "A revocation that a peer has asked for, and the answer's status.",
                            MakeTraceSourceAccessor(&BindingRevocationAgent::m_answered),
                            "ns3::pmipv6::BindingRevocationAgent::AnsweredTracedCallback");
    return tid;
}

Ptr<BindingRevocationAgent>
BindingRevocationAgent::Install(Ptr<Node> node)
{
    auto agent = node->GetObject<BindingRevocationAgent>();
    if (!agent)
    {
        agent = CreateObject<BindingRevocationAgent>();
        agent->m_signaling = MobilitySignaling::Install(node);
        node->AggregateObject(agent);
        agent->m_signaling->AddHandler(MessageType::BINDING_REVOCATION,
                                       [self = PeekPointer(agent)](const MobilityMessage& message,
                                                                   const MessageContext& context) {
                                           return self->HandleIndication(message, context);
                                       });
    }
    return agent;
}

void
BindingRevocationAgent::DoDispose()
{
    m_outstanding.clear();
    m_responders.clear();
    m_received.Clear();
    m_signaling = nullptr; // Disposed with the node; it drops its handlers and requests.
    Object::DoDispose();
}

uint16_t
BindingRevocationAgent::TakeNumber()
{
    do
    {
        ++m_sequence;
    } while (m_outstanding.count(m_sequence) > 0);
    return m_sequence;
}

uint16_t
BindingRevocationAgent::Revoke(const Revocation& revocation,
                               const Ipv6Address& local,
                               const Ipv6Address& peer,
                               Done done)
{
    // RFC 5846, 6.1.1.
    NS_ABORT_MSG_IF(IsGlobal(revocation.trigger) != revocation.isGlobal,
                    "BindingRevocationAgent::Revoke: trigger "
                        << static_cast<unsigned>(revocation.trigger)
                        << "; allowed is 128 or 129 for bindings of several mobile nodes, and less "
                           "for those of one");
    auto indication = MakeIndication(revocation);
    indication.sequence = TakeNumber();
    const uint16_t sequence = indication.sequence;
    Question question;
    question.message = indication;
    question.source = local;
    question.destination = peer;
    question.purpose = GetName(revocation.trigger);
    question.isRateLimited = false;
    // RFC 5846, 6.3: the same message again.
    question.maxTransmissions = m_maxRetries + 1;
    question.firstTimeout = m_initialDelay;
    question.longestTimeout = m_maxTimeout;
    question.done = [this, sequence](const ExchangeOutcome& outcome) {
        Finish(sequence, ReadOutcome(outcome));
    };
    auto& outstanding = m_outstanding[sequence];
    outstanding.peer = peer;
    outstanding.done = std::move(done);
    outstanding.exchange = m_signaling->Ask(std::move(question));
    return sequence;
}

Time
BindingRevocationAgent::GetPatience() const
{
    Time patience;
    Time timeout = m_initialDelay;
    for (uint32_t sent = 0; sent <= m_maxRetries; ++sent)
    {
        patience += timeout;
        timeout = Min(timeout * 2, m_maxTimeout);
    }
    return patience;
}

void
BindingRevocationAgent::Cancel(uint16_t sequence)
{
    m_outstanding.erase(sequence);
}

void
BindingRevocationAgent::Finish(uint16_t sequence, const RevocationOutcome& outcome)
{
    const Outstanding outstanding = std::move(m_outstanding.at(sequence));
    m_outstanding.erase(sequence);
    m_outcome(outstanding.peer, sequence, outcome);
    if (outstanding.done)
    {
        outstanding.done(outcome);
    }
}

void
BindingRevocationAgent::SetResponder(const Ipv6Address& local, Responder responder)
{
    if (responder)
    {
        m_responders[local] = std::move(responder);
    }
    else
    {
        m_responders.erase(local);
    }
}

bool
BindingRevocationAgent::HandleIndication(const MobilityMessage& message,
                                         const MessageContext& context)
{
    const auto responder = m_responders.find(context.destination);
    if (responder == m_responders.end())
    {
        return false;
    }
    const auto& indication = std::get<BindingRevocationIndication>(message);
    const Number number(context.source, indication.sequence);
    std::ostringstream text;
    text << message;
    using Age = decltype(m_received)::Age;
    const Age age = m_received.Take(number, text.str(), Simulator::Now(), m_memory);
    if (age != Age::NEW)
    {
        // RFC 5846, 6.3: repeated, as the answer was lost or is not there yet.
        if (age == Age::ANSWERED)
        {
            m_signaling->Send(*m_received.GetAnswer(number),
                              context.destination,
                              context.source,
                              "answer",
                              true);
        }
        return true;
    }
    const Revocation revocation = ReadIndication(indication);
    const Answer answer = [this, number, context, revocation, text = text.str(), indication](
                              RevocationStatus status,
                              const MobilityOptions& failed) {
        if (!m_signaling)
        {
            return;
        }
        const auto acknowledgement = MakeAcknowledgement(indication, status, failed);
        m_received.Decide(number, text, acknowledgement);
        m_answered(context.source, revocation, status);
        m_signaling->Send(acknowledgement, context.destination, context.source, "answer");
    };
    const RevocationStatus status = CheckIndication(indication);
    if (status != RevocationStatus::SUCCESS)
    {
        answer(status, {});
    }
    else
    {
        responder->second(revocation, context, answer);
    }
    return true;
}

} // namespace pmipv6
} // namespace ns3
