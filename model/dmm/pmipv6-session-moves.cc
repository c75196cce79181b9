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

/// How many mends are told apart by their timestamps, in units of 1/65536 s: far less than the time
/// from one attachment to the next.
constexpr uint64_t MEND_CYCLE = 8;

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
SessionMoves::Handle(const MobilitySession& session, const ServedRequest& request)
{
    const auto& [subject, lifetime, isMove, isOffered] = request;
    const std::string identifier = session.identifier;
    const auto known = m_moves.find(identifier);
    if (!isMove && known != m_moves.end())
    {
        // RFC 8885, 3.6: the serving MAAR repeats. Who has answered is not asked again, and to the
        // others the copy goes when their time-outs are over.
        known->second.subject = subject;
        known->second.lifetime = lifetime;
        for (const auto& [maar, isOpen] : known->second.open)
        {
            m_updates.Renew({maar, identifier},
                            MakeServingUpdate(subject,
                                              ListPrefixes(session.previous, maar),
                                              session.proxyCareOf,
                                              lifetime));
        }
        // What previous ones have told a serving MAAR that has restarted since it has not taken.
        known->second.isLost = known->second.isLost || !isOffered;
        TellOwn(session, request);
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
        Begin(session, request, maars);
    }
    if (isMove)
    {
        m_withdrawals.Repeat(session);
    }
}

void
SessionMoves::Begin(const MobilitySession& session,
                    const ServedRequest& request,
                    const std::vector<Ipv6Address>& maars)
{
    const std::string identifier = session.identifier;
    Move& move = m_moves[identifier];
    move.subject = request.subject;
    move.serving = session.proxyCareOf;
    move.lifetime = request.lifetime;
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
        TellPreviousMaar(session, maar, request.subject, request.lifetime, "move");
    }
    TellOwn(session, request);
}

void
SessionMoves::TellOwn(const MobilitySession& session, const ServedRequest& request)
{
    // What it has lost by a restart no previous MAAR can tell it.
    if (m_settings.mode == DatabaseMode::LOCATOR &&
        (session.prefixes.size() > 1 || !request.isOffered))
    {
        Answer(session, request.subject, request.lifetime, {});
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
    if (session.proxyCareOf.IsAny())
    {
        return;
    }
    const auto lifetime = static_cast<uint16_t>((session.expiry - Simulator::Now()).GetSeconds() /
                                                LIFETIME_UNIT_SECONDS);
    // What it has answered before it restarted, and is still under way, is no answer to this.
    DmmSubject subject = MakeSubject(session);
    m_mend = m_mend % MEND_CYCLE + 1;
    subject.timestamp += m_mend;
    TellPreviousMaar(session, maar, subject, std::max<uint16_t>(lifetime, 1), "mend");
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
        if (!answer)
        {
            m_listener.silent(*session, to.maar, ListPrefixes(session->previous, to.maar));
        }
        const auto there = Compare(*session, to.maar, answer);
        if (!there.empty())
        {
            m_sessions.SetInterface(*session, to.maar, GetInterface(answer->options));
        }
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
                const auto interface = m_sessions.RemovePrevious(*session, gone);
                m_withdrawals.Withdraw(*session, {gone.prefix, interface}, nullptr);
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
                                        m_settings.isSummarized || move.isLost});
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
    if (session.prefixes.empty())
    {
        return; // It is known by what previous MAARs report alone.
    }
    BindingAcknowledgement base =
        MakeDmmAnswer(subject, BindingStatus::ACCEPTED, {session.prefixes.front()}, lifetime);
    for (std::size_t i = 1; i < session.prefixes.size(); ++i)
    {
        base.options.push_back(AnchoredPrefixOption{session.prefixes[i]});
    }
    for (const auto& message :
         TellPrevious(base, previous, session.interfaces, m_settings.maxHeader))
    {
        m_signaling->Send(message, m_settings.address, session.proxyCareOf, "registration");
    }
}

} // namespace pmipv6
} // namespace ns3
