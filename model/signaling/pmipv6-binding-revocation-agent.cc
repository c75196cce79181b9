/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-binding-revocation-agent.h"

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
                          "unanswered (RFC 5846, 6.3 and 11).",
                          UintegerValue(1),
                          MakeUintegerAccessor(&BindingRevocationAgent::m_maxRetries),
                          MakeUintegerChecker<uint32_t>(0, 100))
            .AddAttribute("InitMinDelayBris",
                          "InitMINDelayBRIs: how long the first indication waits for its answer; "
                          "doubled at each repetition (RFC 5846, 6.3 and 11).",
                          TimeValue(Seconds(1)),
                          MakeTimeAccessor(&BindingRevocationAgent::m_initialDelay),
                          MakeTimeChecker(MilliSeconds(500)))
            .AddAttribute("MaxBrackTimeout",
                          "MAX_BRACK_TIMEOUT: the longest time-out (RFC 5846, 6.3 and 11).",
                          TimeValue(Seconds(2)),
                          MakeTimeAccessor(&BindingRevocationAgent::m_maxTimeout),
                          MakeTimeChecker(MilliSeconds(500)))
            .AddAttribute("AnswerMemory",
                          "For how long an indication that was answered is known, so that its "
                          "repetition gets the same answer.",
                          TimeValue(Seconds(10)),
                          MakeTimeAccessor(&BindingRevocationAgent::m_memory),
                          MakeTimeChecker(Time(0)))
            .AddTraceSource("Outcome",
                            "A revocation that this node has asked for ended.",
                            MakeTraceSourceAccessor(&BindingRevocationAgent::m_outcome),
                            "ns3::pmipv6::BindingRevocationAgent::OutcomeTracedCallback")
            .AddTraceSource("Answered",
                            "A revocation that a peer has asked for is answered.",
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
        agent->m_signaling->AddHandler(MessageType::BINDING_ERROR,
                                       [self = PeekPointer(agent)](const MobilityMessage& message,
                                                                   const MessageContext& context) {
                                           return self->HandleBindingError(message, context);
                                       });
    }
    return agent;
}

void
BindingRevocationAgent::DoDispose()
{
    m_outstanding.clear();
    m_responders.clear();
    m_received.clear();
    m_forget.clear();
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
    MobilityRequest request;
    request.message = indication;
    request.source = local;
    request.destination = peer;
    request.isRateLimited = false;
    // RFC 5846, 6.3: the same message again.
    request.maxTransmissions = m_maxRetries + 1;
    request.firstTimeout = m_initialDelay;
    request.longestTimeout = m_maxTimeout;
    request.answered = [this, sequence](const MobilityMessage& message, const MobilityMessage&) {
        const auto& answer = std::get<BindingRevocationAcknowledgement>(message);
        End(sequence, {RevocationEnd::ACKNOWLEDGED, answer.status, answer.options});
    };
    request.gaveUp = [this, sequence] {
        End(sequence, {RevocationEnd::UNANSWERED, RevocationStatus::SUCCESS, {}});
    };
    auto& outstanding = m_outstanding[sequence];
    outstanding.peer = peer;
    outstanding.done = std::move(done);
    outstanding.key = m_signaling->Request(std::move(request));
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
    const auto known = m_outstanding.find(sequence);
    if (known != m_outstanding.end())
    {
        m_signaling->Cancel(known->second.key);
        m_outstanding.erase(known);
    }
}

void
BindingRevocationAgent::End(uint16_t sequence, const RevocationOutcome& outcome)
{
    const Outstanding outstanding = std::move(m_outstanding.at(sequence));
    m_outstanding.erase(sequence);
    m_signaling->Cancel(outstanding.key);
    m_outcome(outstanding.peer, sequence, outcome);
    if (outstanding.done)
    {
        outstanding.done(outcome);
    }
}

bool
BindingRevocationAgent::HandleBindingError(const MobilityMessage& message,
                                           const MessageContext& context)
{
    // RFC 5846, 6.2: who knows no revocations says so.
    if (!m_signaling->IsRefusal(message, context.source, MessageType::BINDING_REVOCATION))
    {
        return false;
    }
    std::vector<uint16_t> ended;
    for (const auto& [sequence, outstanding] : m_outstanding)
    {
        if (outstanding.peer == context.source)
        {
            ended.push_back(sequence);
        }
    }
    for (const uint16_t sequence : ended)
    {
        End(sequence, {RevocationEnd::NOT_SUPPORTED, RevocationStatus::SUCCESS, {}});
    }
    return !ended.empty();
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

void
BindingRevocationAgent::ForgetReceived()
{
    while (!m_forget.empty() && m_forget.front().first <= Simulator::Now())
    {
        m_received.erase(m_forget.front().second);
        m_forget.pop_front();
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
    ForgetReceived();
    const auto [known, isNew] = m_received.try_emplace(number);
    if (known->second.text == text.str())
    {
        // RFC 5846, 6.3: repeated, as the answer was lost or is not there yet.
        if (known->second.answer)
        {
            m_signaling->Send(*known->second.answer, context.destination, context.source, true);
        }
        return true;
    }
    known->second = {text.str(), {}};
    if (isNew)
    {
        m_forget.emplace_back(Simulator::Now() + m_memory, number);
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
        const auto received = m_received.find(number);
        if (received != m_received.end() && received->second.text == text)
        {
            received->second.answer = acknowledgement;
        }
        m_answered(context.source, revocation, status);
        m_signaling->Send(acknowledgement, context.destination, context.source);
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
