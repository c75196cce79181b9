/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-previous-updates.h"

#include "pmipv6-dmm-messages.h"

#include "ns3/simulator.h"

#include <utility>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// After how long what had no room in the queue tries again.
const Time NO_ROOM_DELAY = Seconds(1);

/// After how long a MAAR that knows something later is told again, first; then twice as long.
const Time FIRST_CONTRADICTION_DELAY = Seconds(1);

} // namespace

void
PreviousUpdates::Start(Ptr<MobilitySignaling> signaling, const Settings& settings)
{
    m_signaling = signaling;
    m_settings = settings;
    m_queue.SetTerms(settings.pacing, settings.capacity);
}

void
PreviousUpdates::Clear()
{
    m_queue.Clear();
    m_tellings.clear();
    m_silences.Clear();
    m_unsent.Clear();
}

void
PreviousUpdates::Dispose()
{
    Clear();
    m_signaling = nullptr;
}

void
PreviousUpdates::Tell(const MaarAndNode& to,
                      const BindingUpdate& update,
                      bool isPaced,
                      const std::string& purpose,
                      Done done)
{
    Telling& telling = m_tellings[to];
    telling.exchange.Cancel();
    telling.update = update;
    telling.purpose = purpose;
    telling.isPaced = isPaced;
    telling.contradicted = FIRST_CONTRADICTION_DELAY;
    telling.done = std::move(done);
    m_unsent.Cancel(to);
    m_silences.Cancel(to); // It counts from when it has been told.
    if (isPaced)
    {
        Queue(to, [this, to] { Send(to); });
        return;
    }
    m_queue.Drop(to);
    Send(to);
}

void
PreviousUpdates::Renew(const MaarAndNode& to, const BindingUpdate& update)
{
    const auto known = m_tellings.find(to);
    if (known != m_tellings.end())
    {
        known->second.update = update;
    }
}

void
PreviousUpdates::Queue(const MaarAndNode& to, std::function<void()> send)
{
    if (!m_queue.Put(to, std::move(send)))
    {
        m_unsent.Set(to, Simulator::Now() + NO_ROOM_DELAY);
    }
}

void
PreviousUpdates::Send(const MaarAndNode& to)
{
    const auto known = m_tellings.find(to);
    if (known == m_tellings.end())
    {
        return;
    }
    Telling& telling = known->second;
    m_silences.Set(to, Simulator::Now() + m_settings.silence);
    Question question;
    question.message = telling.update;
    question.source = m_settings.address;
    question.destination = to.maar;
    question.subject = to.identifier;
    question.purpose = telling.purpose;
    if (telling.isPaced)
    {
        question.mayRepeat = [this, to](std::function<void(bool)> goOn) {
            Queue(to, [goOn = std::move(goOn)] { goOn(true); });
        };
    }
    question.prepare = [this, to](MobilityMessage& message, bool /* isRetransmission */) {
        Telling& present = m_tellings.at(to);
        message = present.update;
        present.sent = GetSubject(present.update).timestamp;
    };
    // Numbers are those of serving MAARs, each of which counts for itself.
    question.isAnswer = [this, to](const auto& answer, const MessageContext&) {
        const auto* acknowledgement = std::get_if<BindingAcknowledgement>(&answer);
        return acknowledgement && GetSubject(*acknowledgement).timestamp == m_tellings.at(to).sent;
    };
    question.done = [this, to](const ExchangeOutcome& outcome) {
        const auto* answer =
            outcome.answer ? std::get_if<BindingAcknowledgement>(outcome.answer) : nullptr;
        const bool isContradicted =
            answer && answer->status == BindingStatus::TIMESTAMP_LOWER_THAN_PREV_ACCEPTED;
        isContradicted ? HandleContradiction(to, *answer) : Finish(to, answer);
    };
    telling.exchange = m_signaling->Ask(std::move(question));
}

void
PreviousUpdates::HandleContradiction(const MaarAndNode& to, const BindingAcknowledgement& answer)
{
    // What it knows is on its way here, and then this is replaced; or it is lost, and the node is
    // where it was: RFC 8885 leaves such a MAAR without a word for ever.
    const MaarAndNode told = to;
    Telling& telling = m_tellings.at(told);
    const Time delay = telling.contradicted;
    if (!telling.isPaced || telling.update.lifetime == 0 || delay > m_settings.silence)
    {
        Finish(told, &answer);
        return;
    }
    telling.contradicted = delay + delay;
    m_silences.Cancel(told);
    m_unsent.Set(told, Simulator::Now() + delay);
    const Done done = telling.done;
    done(&answer);
}

void
PreviousUpdates::Finish(const MaarAndNode& to, const BindingAcknowledgement* answer)
{
    const MaarAndNode told = to; // Who has it may go with it.
    auto row = m_tellings.extract(told);
    m_queue.Drop(told);
    m_silences.Cancel(told);
    m_unsent.Cancel(told);
    if (row)
    {
        row.mapped().exchange.Cancel();
        row.mapped().done(answer);
    }
}

void
PreviousUpdates::Cancel(const MaarAndNode& to)
{
    m_queue.Drop(to);
    m_silences.Cancel(to);
    m_unsent.Cancel(to);
    m_tellings.erase(to);
}

} // namespace pmipv6
} // namespace ns3
