/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-exchange-table.h"

#include "pmipv6-mobility-exchange.h"

#include "ns3/simulator.h"

#include <sstream>
#include <utility>

namespace ns3
{
namespace pmipv6
{

bool
Exchange::IsUnderWay() const
{
    const auto table = m_table.lock();
    return table && table->IsUnderWay(m_key, m_serial);
}

void
Exchange::Cancel()
{
    if (const auto table = m_table.lock())
    {
        table->Cancel(m_key, m_serial);
    }
    m_table.reset();
}

void
Exchange::Answer(const MobilityMessage& answer)
{
    if (const auto table = m_table.lock())
    {
        // Whoever holds this may let go of it upon the answer.
        const std::string key = m_key;
        table->Answer(key, m_serial, answer);
    }
}

ExchangeTable::~ExchangeTable()
{
    Clear();
}

void
ExchangeTable::Clear()
{
    // What the askers hold may end as their callbacks are let go of.
    const auto pending = std::move(m_pending);
    m_pending.clear();
    for (const auto& [key, exchange] : pending)
    {
        EventId timer = exchange.timer;
        timer.Cancel();
    }
}

Exchange
ExchangeTable::Ask(Question question, const Settings& settings)
{
    std::string key = GetExchangeKey(question.message, question.destination);
    const auto known = m_pending.find(key);
    if (known != m_pending.end())
    {
        Cancel(key, known->second.serial);
    }
    std::ostringstream subject;
    subject << question.destination;
    if (!settings.isRatePerPeer)
    {
        subject << ' ' << question.subject;
    }
    auto& pending = m_pending[key];
    const Time& first = question.firstTimeout;
    const Time& longest = question.longestTimeout;
    pending.timeout = first.IsZero() ? settings.initialTimeout : first;
    pending.longest = longest.IsZero() ? settings.maxTimeout : longest;
    pending.rate = question.isRateLimited ? settings.maxUpdateRate : 0;
    pending.question = std::move(question);
    pending.serial = m_nextSerial++;
    pending.rateSubject = subject.str();
    Exchange exchange;
    exchange.m_table = weak_from_this();
    exchange.m_key = key;
    exchange.m_serial = pending.serial;
    if (Reserve(key))
    {
        Transmit(key);
    }
    return exchange;
}

bool
ExchangeTable::Reserve(const std::string& key)
{
    auto& pending = m_pending.at(key);
    const Time now = Simulator::Now();
    const Time at = m_updateRate.Reserve(pending.rateSubject, now, pending.rate);
    pending.reserved = at;
    if (at > now)
    {
        pending.timer = Simulator::Schedule(at - now, [this, key] { TransmitIfAllowed(key); });
    }
    return at == now;
}

bool
ExchangeTable::IsUnderWay(const std::string& key, uint64_t serial) const
{
    const auto known = m_pending.find(key);
    return known != m_pending.end() && known->second.serial == serial;
}

void
ExchangeTable::Transmit(const std::string& key)
{
    auto& pending = m_pending.at(key);
    auto& question = pending.question;
    const bool isRetransmission = pending.transmissions++ > 0;
    pending.reserved.reset();
    if (!isRetransmission && !question.isAlerting)
    {
        m_questions.Open(question.destination, GetMessageType(question.message));
    }
    if (question.prepare)
    {
        question.prepare(question.message, isRetransmission);
    }
    pending.timer = Simulator::Schedule(pending.timeout, [this, key] { HandleTimeout(key); });
    m_sender(question, isRetransmission);
}

void
ExchangeTable::Answer(const std::string& key, uint64_t serial, const MobilityMessage& answer)
{
    if (IsUnderWay(key, serial) && m_pending.at(key).transmissions > 0)
    {
        Finish(key, ExchangeEnd::ANSWERED, &answer);
    }
}

void
ExchangeTable::HandleTimeout(const std::string& key)
{
    auto& pending = m_pending.at(key);
    const uint32_t limit = pending.question.maxTransmissions;
    if (limit > 0 && pending.transmissions >= limit)
    {
        Finish(key, ExchangeEnd::UNANSWERED, nullptr);
        return;
    }
    // RFC 6275, 11.8: the time-out doubles up to MAX_BINDACK_TIMEOUT.
    pending.timeout = Min(pending.timeout * 2, pending.longest);
    // RFC 6275, 11.8: MAX_UPDATE_RATE is of all that is sent, repetitions too.
    if (Reserve(key))
    {
        TransmitIfAllowed(key);
    }
}

void
ExchangeTable::TransmitIfAllowed(const std::string& key)
{
    const auto& pending = m_pending.at(key);
    if (!pending.question.mayRepeat)
    {
        Transmit(key);
        return;
    }
    const auto mayRepeat = pending.question.mayRepeat;
    mayRepeat([table = weak_from_this(), key, serial = pending.serial](bool goOn) {
        const auto self = table.lock();
        if (!self || !self->IsUnderWay(key, serial))
        {
            return; // Answered, cancelled or replaced meanwhile.
        }
        if (goOn)
        {
            self->Transmit(key);
        }
        else
        {
            self->Finish(key, ExchangeEnd::UNANSWERED, nullptr);
        }
    });
}

void
ExchangeTable::Cancel(const std::string& key, uint64_t serial)
{
    if (IsUnderWay(key, serial))
    {
        auto cancelled = m_pending.extract(key);
        Close(cancelled.mapped());
    }
}

void
ExchangeTable::Finish(const std::string& key, ExchangeEnd end, const MobilityMessage* answer)
{
    auto finished = m_pending.extract(key);
    Close(finished.mapped());
    const auto& question = finished.mapped().question;
    if (question.done)
    {
        question.done({end, question.message, answer});
    }
}

void
ExchangeTable::Close(Pending& pending)
{
    pending.timer.Cancel();
    if (pending.reserved)
    {
        m_updateRate.Release(pending.rateSubject, *pending.reserved);
    }
    if (pending.transmissions > 0 && !pending.question.isAlerting)
    {
        m_questions.Close(pending.question.destination, GetMessageType(pending.question.message));
    }
}

std::string
ExchangeTable::Match(const MobilityMessage& answer, const MessageContext& context) const
{
    const Ipv6Address peer = context.source;
    const auto known = m_pending.find(GetExchangeKey(answer, peer));
    if (known == m_pending.end() || known->second.transmissions == 0)
    {
        return "unexpected-answer";
    }
    const auto& mayAnswer = known->second.question.mayAnswer;
    if (mayAnswer && !mayAnswer(peer))
    {
        return "unexpected-answer";
    }
    const auto& isAnswer = known->second.question.isAnswer;
    const bool isOfLast = IsAnswerTo(answer, known->second.question.message) &&
                          (!isAnswer || isAnswer(answer, context));
    return isOfLast ? "" : "answer-to-earlier-request";
}

void
ExchangeTable::TakeAnswer(const MobilityMessage& answer, const Ipv6Address& peer)
{
    Finish(GetExchangeKey(answer, peer), ExchangeEnd::ANSWERED, &answer);
}

std::map<uint64_t, std::string>
ExchangeTable::FindAsked(const Ipv6Address& peer, MessageType type) const
{
    std::map<uint64_t, std::string> asked;
    for (const auto& [key, pending] : m_pending)
    {
        const auto& question = pending.question;
        if (pending.transmissions > 0 && !question.isAlerting && question.destination == peer &&
            GetMessageType(question.message) == type)
        {
            asked.emplace(pending.serial, key);
        }
    }
    return asked;
}

bool
ExchangeTable::HasAsked(const Ipv6Address& peer, MessageType type) const
{
    return !FindAsked(peer, type).empty();
}

void
ExchangeTable::TakeRefusal(const Ipv6Address& peer, MessageType type)
{
    for (const auto& [serial, key] : FindAsked(peer, type))
    {
        if (IsUnderWay(key, serial)) // Else what came of another has ended it.
        {
            Finish(key, ExchangeEnd::NOT_SUPPORTED, nullptr);
        }
    }
}

} // namespace pmipv6
} // namespace ns3
