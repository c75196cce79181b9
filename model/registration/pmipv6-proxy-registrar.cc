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
ProxyRegistrar::Prepare(MobilityMessage& message, Mac48Address node, bool isRetransmission)
{
    auto& update = std::get<BindingUpdate>(message);
    auto& indicator = FindOption<HandoffIndicatorOption>(update.options)->indicator;
    if (isRetransmission && indicator == HandoffIndicator::NOT_CHANGED)
    {
        // An extension that stays unanswered may be ignored, since the node was elsewhere. It is
        // here now, so that it is for the anchor to decide.
        indicator = HandoffIndicator::UNKNOWN;
    }
    const auto* entry = m_list.Find(node);
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
    m_list.Modify(*entry, [&](BindingUpdateListEntry& e) {
        e.sequence = update.sequence;
        e.timestamp = timestamp;
        e.sent = Simulator::Now();
        e.isSent = true;
        e.mayBeBound = e.mayBeBound || isRetransmission; // An answer may have been lost.
    });
    m_listener.sent(*entry);
}

Question
ProxyRegistrar::MakeQuestion(const BindingUpdateListEntry& entry, BindingUpdate update)
{
    Question question;
    question.message = std::move(update);
    question.source = m_local;
    question.destination = entry.anchorAddress;
    question.subject = entry.identifier;
    question.prepare = [this, node = entry.linkLayer](MobilityMessage& message,
                                                      bool isRetransmission) {
        Prepare(message, node, isRetransmission);
    };
    return question;
}

void
ProxyRegistrar::Ask(const BindingUpdateListEntry& entry, Question question)
{
    m_list.Modify(entry, [](BindingUpdateListEntry& e) { e.isSent = false; });
    m_exchanges[entry.linkLayer] = m_signaling->Ask(std::move(question));
    m_list.Modify(entry, [](BindingUpdateListEntry& e) { e.isAsked = true; });
}

void
ProxyRegistrar::Close(Mac48Address node)
{
    m_exchanges.erase(node);
    if (const auto* entry = m_list.Find(node))
    {
        m_list.Modify(*entry, [](BindingUpdateListEntry& e) { e.isAsked = false; });
    }
}

void
ProxyRegistrar::Register(const BindingUpdateListEntry& entry,
                         HandoffIndicator indicator,
                         Time lifetime)
{
    const Mac48Address node = entry.linkLayer;
    const auto units = static_cast<uint16_t>(lifetime.GetSeconds() / LIFETIME_UNIT_SECONDS);
    Question question =
        MakeQuestion(entry, MakeProxyUpdate(entry, indicator, units, m_isTimestampInUse));
    question.mayRepeat = [this, node](std::function<void(bool)> goOn) {
        const auto* known = m_list.Find(node);
        if (!known)
        {
            goOn(false);
            return;
        }
        m_listener.isThere(*known, goOn);
    };
    question.done = [this, node](const ExchangeOutcome& outcome) {
        if (outcome.end != ExchangeEnd::ANSWERED)
        {
            m_listener.gone(node); // Else it would be repeated.
            return;
        }
        Close(node);
        m_listener.answered(node,
                            std::get<BindingUpdate>(outcome.request),
                            std::get<BindingAcknowledgement>(*outcome.answer));
    };
    Ask(entry, std::move(question));
}

void
ProxyRegistrar::Deregister(const BindingUpdateListEntry& entry)
{
    Question question =
        MakeQuestion(entry,
                     MakeProxyUpdate(entry, HandoffIndicator::UNKNOWN, 0, m_isTimestampInUse));
    question.maxTransmissions = 1;
    question.done = [this, node = entry.linkLayer, attachment = entry.attachment](
                        const ExchangeOutcome& outcome) {
        const auto* known = m_list.Find(node);
        if (!known || known->attachment != attachment)
        {
            return;
        }
        const auto* answer =
            outcome.answer ? std::get_if<BindingAcknowledgement>(outcome.answer) : nullptr;
        m_listener.deregistered(*known,
                                !answer                      ? "deregistration-unanswered"
                                : IsAccepted(answer->status) ? "deregistration-acknowledged"
                                                             : "deregistration-refused");
    };
    Ask(entry, std::move(question));
}

void
ProxyRegistrar::Cancel(const BindingUpdateListEntry& entry)
{
    if (entry.isAsked)
    {
        Close(entry.linkLayer);
    }
}

} // namespace pmipv6
} // namespace ns3
