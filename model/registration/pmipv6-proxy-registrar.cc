/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-proxy-registrar.h"

#include "pmipv6-mobility-timestamp.h"
#include "pmipv6-proxy-update.h"

#include "ns3/simulator.h"

#include <algorithm>
#include <utility>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// A tick of the Timestamp option, 1/65536 s (RFC 5213, 8.8), rounded up.
const Time TIMESTAMP_TICK = NanoSeconds(15259);

} // namespace

void
ProxyRegistrar::Start(Ptr<MobilitySignaling> signaling,
                      Ptr<PolicyStore> policies,
                      const Ipv6Address& local,
                      bool isTimestampInUse,
                      Listener listener)
{
    m_signaling = signaling;
    m_policies = policies;
    m_local = local;
    m_isTimestampInUse = isTimestampInUse;
    m_listener = std::move(listener);
}

void
ProxyRegistrar::Dispose()
{
    m_exchanges.clear();
    m_signaling = nullptr;
    m_policies = nullptr;
    m_listener = Listener();
}

void
ProxyRegistrar::Prepare(MobilityMessage& message, const RegistrationKey& key, bool isRetransmission)
{
    auto& update = std::get<BindingUpdate>(message);
    auto& indicator = FindOption<HandoffIndicatorOption>(update.options)->indicator;
    if (isRetransmission && indicator == HandoffIndicator::NOT_CHANGED)
    {
        // An extension that stays unanswered may be ignored, since the node was elsewhere. It is
        // here now, so that it is for the anchor to decide.
        indicator = HandoffIndicator::UNKNOWN;
    }
    const auto* entry = m_table.GetList().Find(key);
    if (!entry)
    {
        return;
    }
    uint64_t timestamp = 0;
    if (m_isTimestampInUse)
    {
        update.sequence = ++m_counter;
        timestamp = ToMobilityTimestamp(m_listener.getTimeOfDay());
        if (entry->sent + TIMESTAMP_TICK >= Simulator::Now())
        {
            // RFC 5213, 5.5: greater than the one before, also within one tick of the clock.
            timestamp = std::max(timestamp, entry->timestamp + 1);
        }
        FindOption<TimestampOption>(update.options)->timestamp = timestamp;
    }
    else
    {
        update.sequence = m_policies->TakeSequenceNumber(entry->identifier);
    }
    m_table.NoteSent(*entry, update.sequence, timestamp, isRetransmission);
}

Question
ProxyRegistrar::MakeQuestion(const BindingUpdateListEntry& entry,
                             HandoffIndicator indicator,
                             uint16_t lifetime)
{
    BindingUpdate update = MakeProxyUpdate(entry, indicator, lifetime, m_isTimestampInUse);
    m_listener.made(entry, update);
    Question question;
    question.message = std::move(update);
    question.source = m_local;
    question.destination = entry.anchorAddress;
    question.subject = entry.identifier;
    question.prepare = [this, key = entry.GetKey()](MobilityMessage& message,
                                                    bool isRetransmission) {
        Prepare(message, key, isRetransmission);
    };
    return question;
}

void
ProxyRegistrar::Ask(const BindingUpdateListEntry& entry, Question question)
{
    m_table.BeginRequest(entry);
    m_exchanges[entry.GetKey()] = m_signaling->Ask(std::move(question));
}

void
ProxyRegistrar::Close(const BindingUpdateListEntry& entry)
{
    m_exchanges.erase(entry.GetKey());
    m_table.EndRequest(entry);
}

void
ProxyRegistrar::Register(const BindingUpdateListEntry& entry,
                         HandoffIndicator indicator,
                         Time lifetime,
                         const std::string& purpose)
{
    const RegistrationKey key = entry.GetKey();
    const auto units = static_cast<uint16_t>(lifetime.GetSeconds() / LIFETIME_UNIT_SECONDS);
    Question question = MakeQuestion(entry, indicator, units);
    question.purpose = purpose;
    question.mayRepeat = [this, key](std::function<void(bool)> goOn) {
        const auto* known = m_table.GetList().Find(key);
        if (!known)
        {
            goOn(false);
            return;
        }
        m_listener.isThere(*known, goOn);
    };
    question.done = [this, key](const ExchangeOutcome& outcome) {
        if (outcome.end != ExchangeEnd::ANSWERED)
        {
            // A registration is repeated for ever, unless its node is not there.
            const bool isRefused = outcome.end == ExchangeEnd::NOT_SUPPORTED;
            m_listener.gone(key.linkLayer,
                            isRefused ? "registration-not-supported" : "no-answer-to-probe");
            return;
        }
        if (const auto* known = m_table.GetList().Find(key))
        {
            Close(*known);
            const auto& update = std::get<BindingUpdate>(outcome.request);
            const auto& answer = std::get<BindingAcknowledgement>(*outcome.answer);
            m_listener.seen(*known, update, answer);
            known = m_table.GetList().Find(key); // Whoever has seen it may have ended it.
            if (known)
            {
                m_listener.answered(*known, update, answer);
            }
        }
    };
    Ask(entry, std::move(question));
}

void
ProxyRegistrar::Deregister(const BindingUpdateListEntry& entry)
{
    Question question = MakeQuestion(entry, HandoffIndicator::UNKNOWN, 0);
    question.purpose = "deregistration";
    question.maxTransmissions = 1;
    question.done = [this, key = entry.GetKey(), attachment = entry.attachment](
                        const ExchangeOutcome& outcome) {
        const auto* known = m_table.GetList().Find(key);
        if (!known || known->attachment != attachment)
        {
            return;
        }
        Close(*known);
        const auto* answer =
            outcome.answer ? std::get_if<BindingAcknowledgement>(outcome.answer) : nullptr;
        if (answer)
        {
            m_listener.seen(*known, std::get<BindingUpdate>(outcome.request), *answer);
        }
        m_listener.deregistered(*known,
                                !answer                      ? "deregistration-unanswered"
                                : IsAccepted(answer->status) ? "deregistration-acknowledged"
                                                             : "deregistration-refused");
    };
    Ask(entry, std::move(question));
}

void
ProxyRegistrar::Answer(const BindingUpdateListEntry& entry, const BindingAcknowledgement& answer)
{
    const auto exchange = m_exchanges.find(entry.GetKey());
    if (exchange != m_exchanges.end())
    {
        exchange->second.Answer(answer);
    }
}

void
ProxyRegistrar::Cancel(const BindingUpdateListEntry& entry)
{
    if (entry.isAsked)
    {
        Close(entry);
    }
}

} // namespace pmipv6
} // namespace ns3
