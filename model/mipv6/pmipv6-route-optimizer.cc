/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-route-optimizer.h"

#include "pmipv6-keyed-hash.h"
#include "pmipv6-message-lifetime.h"
#include "pmipv6-repetition-limit.h"

#include "ns3/abort.h"
#include "ns3/boolean.h"
#include "ns3/double.h"
#include "ns3/log.h"
#include "ns3/simulator.h"
#include "ns3/uinteger.h"

namespace ns3
{
namespace pmipv6
{

NS_LOG_COMPONENT_DEFINE("Pmipv6RouteOptimizer");

NS_OBJECT_ENSURE_REGISTERED(RouteOptimizer);

TypeId
RouteOptimizer::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::pmipv6::RouteOptimizer")
            .SetParent<Object>()
            .SetGroupName("Pmipv6")
            .AddConstructor<RouteOptimizer>()
            .AddAttribute("MaxRrBindingLifetime",
                          "MAX_RR_BINDING_LIFETIME: longest lifetime asked of correspondents, in "
                          "whole units of 4 s; the rest of the home registration if that is "
                          "shorter; 4 s to 420 s (RFC 6275, 5.2.6, 11.7.2 and 12).",
                          TimeValue(Seconds(420)),
                          MakeTimeAccessor(&RouteOptimizer::m_maxLifetime),
                          MakeTimeChecker(Seconds(4), Seconds(420)))
            .AddAttribute("RefreshShare",
                          "Share of the lifetime granted after which a binding by which packets "
                          "go is renewed; 0.1 to 1 (Choices).",
                          DoubleValue(0.8),
                          MakeDoubleAccessor(&RouteOptimizer::m_refreshShare),
                          MakeDoubleChecker<double>(0.1, 1))
            .AddAttribute("ReuseHomeToken",
                          "Use a home keygen token for MaxTokenLifetime, and test the care-of "
                          "address alone (RFC 6275, 5.2.7 and 11.6.1).",
                          BooleanValue(false),
                          MakeBooleanAccessor(&RouteOptimizer::m_isTokenReused),
                          MakeBooleanChecker())
            .AddAttribute("MaxTokenLifetime",
                          "MAX_TOKEN_LIFETIME: for how long a keygen token is used (RFC 6275, 12).",
                          TimeValue(Seconds(210)),
                          MakeTimeAccessor(&RouteOptimizer::m_tokenLifetime),
                          MakeTimeChecker(Time(0)))
            .AddAttribute("MaxRoFailure",
                          "MAX_RO_FAILURE: repetitions that a correspondent without a binding may "
                          "leave unanswered (RFC 6275, 5.2.9 and 12).",
                          UintegerValue(3),
                          MakeUintegerAccessor(&RouteOptimizer::m_maxFailures),
                          MakeUintegerChecker<uint32_t>())
            .AddAttribute("FailureLifetime",
                          "How long no other attempt is made with a correspondent that has not "
                          "answered, or has refused (RFC 6275, 11.3.5).",
                          TimeValue(Seconds(60)),
                          MakeTimeAccessor(&RouteOptimizer::m_failureLifetime),
                          MakeTimeChecker(NanoSeconds(1)))
            .AddAttribute("MaxCorrespondents",
                          "Correspondents that it has something of; packets of others go through "
                          "the tunnel (Choices).",
                          UintegerValue(1024),
                          MakeUintegerAccessor(&RouteOptimizer::m_maxCorrespondents),
                          MakeUintegerChecker<uint32_t>())
            .AddTraceSource("StateChange",
                            "A transition; its node is the correspondent's address.",
                            MakeTraceSourceAccessor(&RouteOptimizer::m_stateChange),
                            "ns3::pmipv6::StateChangeTracedCallback")
            .AddTraceSource("Triggered",
                            "The tests of a correspondent begin.",
                            MakeTraceSourceAccessor(&RouteOptimizer::m_triggered),
                            "ns3::pmipv6::RouteOptimizer::PeerTracedCallback")
            .AddTraceSource("Optimized",
                            "A correspondent has acknowledged a care-of address, by which packets "
                            "to it go from now on.",
                            MakeTraceSourceAccessor(&RouteOptimizer::m_optimized),
                            "ns3::pmipv6::RouteOptimizer::PeerTracedCallback")
            .AddTraceSource("Tunnelled",
                            "Packets to a correspondent go through the tunnel again.",
                            MakeTraceSourceAccessor(&RouteOptimizer::m_tunnelled),
                            "ns3::pmipv6::RouteOptimizer::PeerTracedCallback")
            .AddTraceSource("NoRoom",
                            "A packet of one correspondent more than MaxCorrespondents was seen.",
                            MakeTraceSourceAccessor(&RouteOptimizer::m_noRoom),
                            "ns3::pmipv6::RouteOptimizer::PeerTracedCallback");
    return tid;
}

void
RouteOptimizer::Start(Ptr<Node> node, const HomeAssociation& association)
{
    NS_ABORT_MSG_UNLESS(IsKeyedHashAvailable(),
                        "RouteOptimizer on node "
                            << node->GetId()
                            << ": the module was built without libgcrypt, which return routability "
                               "needs (RFC 6275, 5.2.4)");
    m_association = association;
    m_signaling = MobilitySignaling::Install(node);
    m_forwarding = MobilityForwarding::InstallOnHost(node);
    m_random.Start(node->GetId(), RandomRole::MOBILE_NODE);
    m_list.Start(node,
                 association.homeAddress,
                 {[this](const StateChange& change) { m_stateChange(change); },
                  [this](const Ipv6Address& peer) { HandlePacket(peer); },
                  [this](const Ipv6Address& peer) { m_tunnelled(peer); },
                  [this](OptimizedCorrespondent& entry) { HandleDue(entry); }});
    m_trusted.Start(m_signaling->GetAssociations());
    // They answer what was asked, or prove who sends them.
    m_trusted.Add(SecurityAssociations::GetAnybody(),
                  {MessageType::HOME_TEST,
                   MessageType::CARE_OF_TEST,
                   MessageType::BINDING_ACKNOWLEDGEMENT,
                   MessageType::BINDING_REFRESH_REQUEST});
    const auto refuse = [](const auto&, const auto&) { return false; };
    m_handlers = {
        m_signaling->AddHandler(MessageType::BINDING_ERROR,
                                [this](const auto& message, const auto& context) {
                                    return HandleError(std::get<BindingError>(message),
                                                       context.source);
                                }),
        m_signaling->AddHandler(
            MessageType::BINDING_REFRESH_REQUEST,
            [this](const auto&, const auto& context) { return HandleRefresh(context.source); }),
        // Answers go to who has asked; this says that they are known here (8.5).
        m_signaling->AddHandler(MessageType::HOME_TEST, refuse),
        m_signaling->AddHandler(MessageType::CARE_OF_TEST, refuse),
    };
}

void
RouteOptimizer::Stop()
{
    if (!m_signaling)
    {
        return;
    }
    for (const auto* entry : m_list.GetAll())
    {
        m_list.Remove(entry->peer);
    }
    m_list.GetTraffic().Stop();
    for (const uint32_t handler : m_handlers)
    {
        m_signaling->RemoveHandler(handler);
    }
    m_handlers.clear();
    m_trusted.Clear();
    m_careOf = Ipv6Address::GetAny();
    m_isHome = false;
    m_homeExpiry.reset();
    m_signaling = nullptr;
}

void
RouteOptimizer::DoDispose()
{
    m_list.Dispose();
    m_signaling = nullptr;
    m_forwarding = nullptr;
    Object::DoDispose();
}

CorrespondentState
RouteOptimizer::GetState(const Ipv6Address& peer) const
{
    const auto* known = m_list.Find(peer);
    return known ? known->state : CorrespondentState::NONE;
}

void
RouteOptimizer::HandlePacket(const Ipv6Address& peer)
{
    // RFC 6275, 11.7.2.
    const bool isToAsk = !m_careOf.IsAny() && peer != m_association.homeAgent &&
                         IsRoutableUnicast(Prefix(peer, 128)) && !m_list.Find(peer);
    if (isToAsk && m_list.GetSize() >= m_maxCorrespondents)
    {
        m_noRoom(peer);
        return;
    }
    if (isToAsk)
    {
        auto& entry = m_list.Add(peer);
        // RFC 6275, 11.7.2: it starts anywhere.
        entry.update.SetSequence(m_random.DrawNumber<uint16_t>());
        m_list.Apply(entry, CorrespondentEvent::WANTED);
        AskTests(entry);
    }
}

void
RouteOptimizer::Leave()
{
    m_list.GetTraffic().Watch(false);
    m_careOf = Ipv6Address::GetAny();
    m_isHome = false;
    m_homeExpiry.reset();
    for (auto* entry : m_list.GetAll())
    {
        m_list.Leave(*entry);
        // One that has failed is left alone, unless it sends to where the node was.
        if (entry->state != CorrespondentState::FAILED ||
            entry->update.GetHeld() > Simulator::Now())
        {
            m_list.SetDeadline(*entry, Time::Max());
            m_list.Apply(*entry, CorrespondentEvent::MOVED);
        }
    }
}

void
RouteOptimizer::Move(const Ipv6Address& careOf)
{
    m_careOf = careOf;
    m_list.GetTraffic().Watch(true);
    // RFC 6275, 11.7.2: with all that it has told where it was.
    for (auto* entry : m_list.GetAll())
    {
        if (entry->state == CorrespondentState::TESTING)
        {
            AskTests(*entry);
        }
    }
}

void
RouteOptimizer::Return()
{
    m_isHome = true;
    for (auto* entry : m_list.GetAll())
    {
        const Time held = entry->update.GetHeld();
        if (held <= Simulator::Now())
        {
            m_list.Remove(entry->peer);
            continue;
        }
        m_list.SetDeadline(*entry, held);
    }
}

void
RouteOptimizer::NoteHome(Time expiry)
{
    const bool isFirst = !m_homeExpiry;
    m_homeExpiry = expiry;
    for (auto* entry : m_list.GetAll())
    {
        if (entry->state == CorrespondentState::REGISTERED && entry->isWaiting)
        {
            Renew(*entry);
        }
        else if (entry->state == CorrespondentState::TESTING && m_isHome && isFirst)
        {
            AskTests(*entry); // RFC 6275, 11.6.1: of the home address alone.
        }
        else if (entry->state == CorrespondentState::TESTING)
        {
            UpdateIfTested(*entry);
        }
    }
}

void
RouteOptimizer::AskTests(OptimizedCorrespondent& entry)
{
    const Ipv6Address peer = entry.peer;
    m_triggered(peer);
    entry.tests.Ask({m_signaling,
                     m_forwarding,
                     &m_random,
                     m_association,
                     peer,
                     m_isHome ? Ipv6Address::GetAny() : m_careOf,
                     m_isTokenReused ? m_tokenLifetime : Time(0),
                     entry.purpose,
                     MakeLimiter(entry),
                     [this, peer](ExchangeEnd end) {
                         auto& tested = *m_list.Find(peer);
                         if (end != ExchangeEnd::ANSWERED)
                         {
                             Fail(tested);
                             return;
                         }
                         UpdateIfTested(tested);
                     }});
    UpdateIfTested(entry); // They may all be there.
}

std::function<void(Question&)>
RouteOptimizer::MakeLimiter(const OptimizedCorrespondent& entry) const
{
    // What the home agent does not pass on yet is no fault of the correspondent.
    return [this, held = entry.update.GetHeld()](Question& question) {
        LimitRepetitions(question,
                         {m_maxFailures, held, [this] { return m_homeExpiry.has_value(); }});
    };
}

uint16_t
RouteOptimizer::GetLifetime() const
{
    return m_isHome || !m_homeExpiry
               ? uint16_t{0}
               : GetCorrespondentLifetime(Simulator::Now(), *m_homeExpiry, m_maxLifetime);
}

void
RouteOptimizer::UpdateIfTested(OptimizedCorrespondent& entry)
{
    // RFC 6275, 11.7.2: what the home agent has not taken is told to nobody else.
    const uint16_t lifetime = GetLifetime();
    if (!m_homeExpiry || !entry.tests.IsComplete() || (lifetime == 0 && !m_isHome))
    {
        return;
    }
    m_list.Apply(entry, CorrespondentEvent::TESTED);
    const Ipv6Address peer = entry.peer;
    entry.update.Ask(
        {m_signaling,
         m_association.identifier,
         m_association.homeAddress,
         peer,
         m_careOf,
         entry.tests.GetIndices(),
         entry.tests.MakeKey(),
         lifetime,
         m_refreshShare,
         entry.purpose,
         MakeLimiter(entry),
         [this, peer](const auto* verdict) { HandleAnswer(*m_list.Find(peer), verdict); }});
}

void
RouteOptimizer::HandleAnswer(OptimizedCorrespondent& entry,
                             const CorrespondentAnswerVerdict* verdict)
{
    const auto action = verdict ? verdict->action : CorrespondentAnswerAction::GIVE_UP;
    if (action == CorrespondentAnswerAction::RETEST && entry.rejections++ < m_maxFailures)
    {
        if (verdict->isHomeOld)
        {
            entry.tests.Forget();
        }
        m_list.Apply(entry, CorrespondentEvent::REJECTED);
        AskTests(entry);
    }
    else if (action != CorrespondentAnswerAction::TAKE)
    {
        Fail(entry);
    }
    else if (m_isHome)
    {
        m_list.Remove(entry.peer);
    }
    else
    {
        entry.rejections = 0;
        entry.isWaiting = false;
        entry.expiry = verdict->expiry;
        m_list.Apply(entry, CorrespondentEvent::ACCEPTED);
        m_list.SetCareOf(entry, m_careOf);
        m_list.GetTraffic().TakeUse(entry.peer);
        m_list.SetDeadline(entry, verdict->refresh);
        m_optimized(entry.peer);
    }
}

void
RouteOptimizer::Fail(OptimizedCorrespondent& entry)
{
    if (m_isHome)
    {
        m_list.Remove(entry.peer);
        return;
    }
    OptimizedCorrespondents::Cancel(entry);
    m_list.SetCareOf(entry, Ipv6Address::GetAny()); // RFC 6275, 5.2.9.
    m_list.Apply(entry, CorrespondentEvent::REFUSED);
    m_list.SetDeadline(entry, Simulator::Now() + m_failureLifetime);
}

void
RouteOptimizer::HandleDue(OptimizedCorrespondent& entry)
{
    const Ipv6Address peer = entry.peer;
    switch (m_list.Decide(entry, m_isHome))
    {
    case CorrespondentDue::RENEW:
        m_list.SetDeadline(entry, entry.expiry);
        RenewIfLonger(entry, m_list.GetTraffic().TakeUse(peer));
        break;
    case CorrespondentDue::TUNNEL:
        m_list.SetCareOf(entry, Ipv6Address::GetAny());
        break;
    case CorrespondentDue::WAIT:
        m_list.SetDeadline(entry, Simulator::Now() + m_failureLifetime);
        break;
    case CorrespondentDue::BEGIN:
        m_list.Remove(peer);
        HandlePacket(peer);
        break;
    case CorrespondentDue::FORGET:
        m_list.Remove(peer);
        break;
    }
}

void
RouteOptimizer::RenewIfLonger(OptimizedCorrespondent& entry, bool isWanted)
{
    const Time end = AddLifetime(Simulator::Now(), FromMessageLifetime(GetLifetime()));
    if (isWanted && end > entry.expiry + GetLeastGain(m_maxLifetime, m_refreshShare))
    {
        Renew(entry);
        return;
    }
    // RFC 6275, 11.7.2: no longer than the home registration, which is extended soon. Or else
    // nobody needs it any more.
    entry.isWaiting = isWanted;
}

void
RouteOptimizer::Renew(OptimizedCorrespondent& entry)
{
    entry.isWaiting = false;
    m_list.SetDeadline(entry, entry.expiry);
    m_list.Apply(entry, CorrespondentEvent::WANTED);
    entry.purpose = EXTENSION_PURPOSE;
    AskTests(entry);
}

bool
RouteOptimizer::HandleError(const BindingError& error, const Ipv6Address& peer)
{
    auto* entry = m_list.Find(peer);
    if (entry && error.status == BindingErrorStatus::UNRECOGNIZED_MH_TYPE)
    {
        if (entry->state == CorrespondentState::TESTING ||
            entry->state == CorrespondentState::REGISTERING)
        {
            Fail(*entry); // RFC 6275, 11.3.6: it does not know what it is asked.
        }
        return true;
    }
    if (!entry || error.status != BindingErrorStatus::UNKNOWN_BINDING ||
        error.homeAddress != m_association.homeAddress || !entry->isStraight)
    {
        return entry; // Of a known one it may be the second, which is no news.
    }
    // RFC 6275, 11.3.6: the correspondent has none.
    m_list.Lose(*entry);
    const bool isToAsk = entry->state == CorrespondentState::REGISTERED;
    m_list.Apply(*entry, CorrespondentEvent::LOST);
    if (isToAsk)
    {
        entry->tests.Forget();
        AskTests(*entry);
    }
    return true;
}

bool
RouteOptimizer::HandleRefresh(const Ipv6Address& peer)
{
    auto* entry = m_list.Find(peer);
    if (entry && entry->state == CorrespondentState::REGISTERED)
    {
        RenewIfLonger(*entry, true);
    }
    return entry; // RFC 6275, 11.7.4: else it is ignored.
}

} // namespace pmipv6
} // namespace ns3
