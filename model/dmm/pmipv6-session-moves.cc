/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-session-moves.h"

#include "pmipv6-mobility-names.h"
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

/// @return the MAARs at which something is anchored, in the order in which they stand there
std::vector<Ipv6Address>
ListMaars(const std::vector<Anchorage>& anchorages)
{
    std::vector<Ipv6Address> maars;
    for (const auto& one : anchorages)
    {
        if (std::find(maars.begin(), maars.end(), one.maar) == maars.end())
        {
            maars.push_back(one.maar);
        }
    }
    return maars;
}

/// @return the prefixes that are anchored at a MAAR
std::vector<Prefix>
ListPrefixes(const std::vector<Anchorage>& anchorages, const Ipv6Address& maar)
{
    std::vector<Prefix> prefixes;
    for (const auto& one : anchorages)
    {
        if (one.maar == maar)
        {
            prefixes.push_back(one.prefix);
        }
    }
    return prefixes;
}

/// @return the subject of what a CMD says of a session by itself
DmmSubject
MakeSubject(const MobilitySession& session)
{
    DmmSubject subject;
    subject.identifier = session.identifier;
    subject.indicator = HandoffIndicator::UNKNOWN;
    subject.technology = session.technology;
    subject.sequence = session.sequence;
    subject.timestamp = session.timestamp;
    return subject;
}

} // namespace

void
SessionMoves::Start(Ptr<MobilitySignaling> signaling, const Settings& settings, Listener listener)
{
    m_signaling = signaling;
    m_settings = settings;
    m_listener = std::move(listener);
}

void
SessionMoves::Clear()
{
    m_moves.clear();
    m_withdrawals.clear();
    m_waits.Clear();
    m_limits.Clear();
}

void
SessionMoves::Dispose()
{
    Clear();
    m_signaling = nullptr;
    m_listener = {};
}

void
SessionMoves::End(const std::string& identifier)
{
    m_moves.erase(identifier);
    m_waits.Cancel(identifier);
    m_limits.Cancel(identifier);
}

void
SessionMoves::Handle(const MobilitySession& session,
                     const DmmSubject& subject,
                     uint16_t lifetime,
                     bool isMove)
{
    const std::string identifier = session.identifier;
    const auto known = m_moves.find(identifier);
    if (!isMove && known != m_moves.end())
    {
        // RFC 8885, 3.6: the serving MAAR repeats. Who has answered is not asked again.
        known->second.subject = subject;
        known->second.lifetime = lifetime;
        for (const auto& [maar, isOpen] : known->second.open)
        {
            TellPreviousMaar(session, maar, subject, lifetime, "move");
        }
        TellOwn(session, subject, lifetime);
        Step(identifier, MoveEvent::REPEATED);
        return;
    }
    End(identifier);
    const auto maars = ListMaars(session.previous);
    if (isMove)
    {
        m_updates.Cancel({session.proxyCareOf, identifier}); // What it was told as a previous one.
        m_updates.Cancel({session.previousCareOf, identifier}); // As a serving one.
    }
    if (!isMove || maars.empty())
    {
        Answer(session, subject, lifetime, session.previous);
    }
    else
    {
        Begin(session, subject, lifetime, maars);
    }
    if (isMove)
    {
        WithdrawAgain(session);
    }
}

void
SessionMoves::WithdrawAgain(const MobilitySession& session)
{
    const auto before = m_withdrawals.extract(session.identifier);
    if (!before)
    {
        return;
    }
    for (const auto& prefix : before.mapped().prefixes)
    {
        Withdraw(session, {session.previousCareOf, prefix}, nullptr);
    }
    for (const auto& tell : before.mapped().done)
    {
        tell();
    }
}

void
SessionMoves::Begin(const MobilitySession& session,
                    const DmmSubject& subject,
                    uint16_t lifetime,
                    const std::vector<Ipv6Address>& maars)
{
    const std::string identifier = session.identifier;
    Move& move = m_moves[identifier];
    move.subject = subject;
    move.serving = session.proxyCareOf;
    move.lifetime = lifetime;
    for (const auto& maar : maars)
    {
        move.open[maar] = true;
    }
    const Time now = Simulator::Now();
    if (!m_settings.aggregationTimeout.IsZero())
    {
        m_waits.Set(identifier, now + m_settings.aggregationTimeout);
    }
    m_limits.Set(identifier, now + m_settings.maxAggregation);
    Step(identifier, MoveEvent::BEGUN);
    for (const auto& maar : maars)
    {
        TellPreviousMaar(session, maar, subject, lifetime, "move");
    }
    TellOwn(session, subject, lifetime);
}

void
SessionMoves::TellOwn(const MobilitySession& session, const DmmSubject& subject, uint16_t lifetime)
{
    // What it has lost by a restart no previous MAAR can tell it.
    if (m_settings.mode == DatabaseMode::LOCATOR && session.prefixes.size() > 1)
    {
        Answer(session, subject, lifetime, {});
    }
}

void
SessionMoves::Repeat(const MobilitySession& session, const DmmSubject& subject, uint16_t lifetime)
{
    if (m_moves.count(session.identifier) > 0)
    {
        Step(session.identifier, MoveEvent::REPEATED);
        return;
    }
    Answer(session, subject, lifetime, session.previous);
}

void
SessionMoves::TellPreviousMaar(const MobilitySession& session,
                               const Ipv6Address& maar,
                               const DmmSubject& subject,
                               uint16_t lifetime,
                               const std::string& purpose)
{
    const MaarAndNode to{maar, session.identifier};
    m_updates.Tell(to,
                   MakeServingUpdate(subject,
                                     ListPrefixes(session.previous, maar),
                                     session.proxyCareOf,
                                     lifetime),
                   true,
                   purpose,
                   [this, to](const BindingAcknowledgement* answer) { HandleAnswer(to, answer); });
}

void
SessionMoves::TellServing(const MobilitySession& session,
                          const std::vector<Anchorage>& previous,
                          uint16_t lifetime)
{
    Answer(session, MakeSubject(session), lifetime, previous);
}

void
SessionMoves::Mend(const MobilitySession& session, const Ipv6Address& maar)
{
    if (!session.proxyCareOf.IsAny())
    {
        const uint16_t lifetime = static_cast<uint16_t>(
            (session.expiry - Simulator::Now()).GetSeconds() / LIFETIME_UNIT_SECONDS);
        TellPreviousMaar(session,
                         maar,
                         MakeSubject(session),
                         std::max<uint16_t>(lifetime, 1),
                         "mend");
    }
}

std::vector<Anchorage>
SessionMoves::Compare(const MobilitySession& session,
                      const Ipv6Address& maar,
                      const BindingAcknowledgement* answer)
{
    const auto told = answer && IsAccepted(answer->status) && answer->IsDistributed()
                          ? GetAssignedPrefixes(*answer)
                          : std::vector<Prefix>();
    std::vector<Anchorage> there;
    for (const auto& prefix : ListPrefixes(session.previous, maar))
    {
        if (std::find(told.begin(), told.end(), prefix) != told.end())
        {
            there.push_back({maar, prefix});
        }
    }
    for (const auto& prefix : told)
    {
        if (std::find(there.begin(), there.end(), Anchorage{maar, prefix}) == there.end())
        {
            // Of another node, or of no pool of that MAAR: what it was not asked for is not taken.
            m_listener.refused(session.identifier,
                               maar,
                               m_listener.isOfMaar(maar, prefix) ? "prefix-not-asked-for"
                                                                 : "prefix-of-no-pool-of-maar");
        }
    }
    return there;
}

void
SessionMoves::HandleAnswer(const MaarAndNode& to, const BindingAcknowledgement* answer)
{
    const auto* session = m_sessions.Find(to.identifier);
    if (!session)
    {
        return;
    }
    const auto known = m_moves.find(to.identifier);
    const bool isMoving = known != m_moves.end() && known->second.open.erase(to.maar) > 0;
    if (answer && answer->status == BindingStatus::TIMESTAMP_LOWER_THAN_PREV_ACCEPTED)
    {
        // It knows something later, which is on its way here.
        m_listener.refused(to.identifier, to.maar, GetName(answer->status));
    }
    else
    {
        const auto there = Compare(*session, to.maar, answer);
        if (isMoving)
        {
            auto& move = known->second;
            move.accepted.insert(move.accepted.end(), there.begin(), there.end());
            move.fresh.insert(move.fresh.end(), there.begin(), there.end());
        }
        for (const auto& prefix : ListPrefixes(session->previous, to.maar))
        {
            const Anchorage gone{to.maar, prefix};
            if (std::find(there.begin(), there.end(), gone) == there.end())
            {
                m_listener.refused(to.identifier,
                                   to.maar,
                                   answer ? GetName(answer->status) : "no-answer");
                // The serving MAAR may not know of it, but its host has an address of it, perhaps.
                m_sessions.RemovePrevious(*session, gone);
                Withdraw(*session, gone, nullptr);
            }
        }
    }
    if (isMoving)
    {
        Step(to.identifier, MoveEvent::ANSWERED);
    }
}

void
SessionMoves::Step(const std::string& identifier, MoveEvent event)
{
    const std::string node = identifier; // Whose it is may go.
    const auto known = m_moves.find(node);
    const auto* session = m_sessions.Find(node);
    if (known == m_moves.end() || !session)
    {
        return;
    }
    Move& move = known->second;
    const bool isComplete = move.open.empty();
    const auto telling = DecideTelling(m_settings.mode,
                                       event,
                                       {isComplete,
                                        !move.fresh.empty(),
                                        !move.accepted.empty(),
                                        move.isTold,
                                        move.isOverdue,
                                        m_settings.isSummarized});
    move.isOverdue = move.isOverdue || event == MoveEvent::WAITED || event == MoveEvent::LIMIT;
    const Move present = move;
    if (telling != MoveTelling::NOTHING)
    {
        move.isTold = true;
        move.fresh.clear();
    }
    if (isComplete)
    {
        End(node);
    }
    if (telling != MoveTelling::NOTHING)
    {
        const bool isAll = telling == MoveTelling::ALL;
        const bool isProxy = m_settings.mode == DatabaseMode::PROXY;
        Answer(*session,
               present.subject,
               present.lifetime,
               !isAll    ? present.fresh
               : isProxy ? session->previous
                         : present.accepted);
    }
}

void
SessionMoves::Answer(const MobilitySession& session,
                     const DmmSubject& subject,
                     uint16_t lifetime,
                     const std::vector<Anchorage>& previous)
{
    BindingAcknowledgement base =
        MakeDmmAnswer(subject, BindingStatus::ACCEPTED, {session.prefixes.front()}, lifetime);
    for (std::size_t i = 1; i < session.prefixes.size(); ++i)
    {
        base.options.push_back(AnchoredPrefixOption{session.prefixes[i]});
    }
    for (const auto& message : TellPrevious(base, previous, m_settings.maxHeader))
    {
        m_signaling->Send(message, m_settings.address, session.proxyCareOf, "registration");
    }
}

void
SessionMoves::Withdraw(const MobilitySession& session,
                       const Anchorage& anchorage,
                       std::function<void()> done)
{
    if (session.proxyCareOf.IsAny() || session.state != BindingState::REGISTERED)
    {
        if (done)
        {
            done();
        }
        return;
    }
    // What is to be withdrawn still is told again: one message at a time for a MAAR and a node.
    Withdrawal& all = m_withdrawals[session.identifier];
    all.prefixes.push_back(anchorage.prefix);
    if (done)
    {
        all.done.push_back(std::move(done));
    }
    BindingUpdate update = MakeAnchorageUpdate(MakeSubject(session), all.prefixes.front(), 0);
    for (std::size_t i = 1; i < all.prefixes.size(); ++i)
    {
        update.options.push_back(AnchoredPrefixOption{all.prefixes[i]});
    }
    m_updates.Tell({session.proxyCareOf, session.identifier},
                   update,
                   false,
                   "withdrawal",
                   [this, identifier = session.identifier](const auto* /* answer */) {
                       const auto over = m_withdrawals.extract(identifier);
                       if (over)
                       {
                           for (const auto& tell : over.mapped().done)
                           {
                               tell();
                           }
                       }
                   });
}

void
SessionMoves::Free(const MobilitySession& session, const std::vector<Anchorage>& previous)
{
    for (const auto& maar : ListMaars(previous))
    {
        m_updates.Tell({maar, session.identifier},
                       MakeServingUpdate(MakeSubject(session),
                                         ListPrefixes(previous, maar),
                                         session.proxyCareOf,
                                         0),
                       true,
                       "session-over",
                       [](const BindingAcknowledgement* /* answer */) {});
    }
}

} // namespace pmipv6
} // namespace ns3
