/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-location-management.h"

#include "pmipv6-local-mobility-anchor.h"
#include "pmipv6-location-messages.h"

#include "ns3/boolean.h"
#include "ns3/simulator.h"
#include "ns3/uinteger.h"

namespace ns3
{
namespace pmipv6
{

NS_OBJECT_ENSURE_REGISTERED(LocationManagement);

TypeId
LocationManagement::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::pmipv6::LocationManagement")
            .SetParent<AnchorFunction>()
            .SetGroupName("Pmipv6")
            .AddConstructor<LocationManagement>()
            .AddAttribute(
                "PreviousLocationTime",
                "For how long after a gateway's last request, by which a node has arrived there, "
                "the gateway before it is named to a later one as well: all answers may have been "
                "lost. The last gateway is always named (draft-luo, 4.3; Choices).",
                TimeValue(Seconds(10)),
                MakeTimeAccessor(&LocationManagement::m_previousTime),
                MakeTimeChecker(Time(0)))
            .AddAttribute("MaxPreviousLocations",
                          "How many former gateways of a node are remembered, so that many are "
                          "named at most; 1 to 32 (Choices).",
                          UintegerValue(8),
                          MakeUintegerAccessor(&LocationManagement::m_maxPrevious),
                          MakeUintegerChecker<uint32_t>(1, 32))
            .AddAttribute("LocationLifetime",
                          "How long anybody takes a gateway for where a node is without asking "
                          "again; the gateways' attribute of that name must not be longer; 4 s or "
                          "more (Choices).",
                          TimeValue(Seconds(60)),
                          MakeTimeAccessor(&LocationManagement::m_lifetime),
                          MakeTimeChecker(Seconds(4)))
            .AddAttribute(
                "MaxRetries",
                "How often an unanswered query to another eLMA is repeated, as a PBU; 0 to 100 "
                "(RFC 6275, 11.8).",
                UintegerValue(3),
                MakeUintegerAccessor(&LocationManagement::m_maxRetries),
                MakeUintegerChecker<uint32_t>(0, 100))
            .AddAttribute("DirectAnswer",
                          "Pass a query on to the eLMA that is known to manage the prefix, which "
                          "answers the asker itself; else ask it, and answer (draft-luo, 4.4.3 "
                          "and 7.4).",
                          BooleanValue(false),
                          MakeBooleanAccessor(&LocationManagement::m_isDirect),
                          MakeBooleanChecker())
            .AddAttribute("MaxQueries",
                          "For how many queries other eLMAs are asked at a time; more are refused "
                          "with INSUFFICIENT_RESOURCES (Choices).",
                          UintegerValue(4096),
                          MakeUintegerAccessor(&LocationManagement::m_maxQueries),
                          MakeUintegerChecker<uint32_t>(0))
            .AddTraceSource("Answered",
                            "A location is told: prefix or address asked for, asker, gateway.",
                            MakeTraceSourceAccessor(&LocationManagement::m_answered),
                            "ns3::pmipv6::LocationManagement::AnsweredTracedCallback")
            .AddTraceSource("Refused",
                            "A query is refused, or another eLMA was asked in vain: prefix or "
                            "address asked for, asker or eLMA, status.",
                            MakeTraceSourceAccessor(&LocationManagement::m_refused),
                            "ns3::pmipv6::LocationManagement::RefusedTracedCallback");
    return tid;
}

void
LocationManagement::AddGateway(const Ipv6Address& gateway)
{
    m_gateways.Add(gateway);
}

void
LocationManagement::AddManager(const Ipv6Address& manager, const std::vector<Prefix>& prefixes)
{
    m_managers.Add(manager, prefixes);
}

void
LocationManagement::Start(Ptr<LocalMobilityAnchor> anchor)
{
    m_anchor = anchor;
    m_address = anchor->GetAddress();
    m_signaling = MobilitySignaling::Install(anchor->GetNode());
    m_own.SetCache(&anchor->GetBindingCache());
    m_history.SetTimes({m_previousTime, m_lifetime, m_maxPrevious});
    m_tellings.Start(m_signaling, m_address, m_lifetime);
    HoldPrefixes();
    StartPeers();
    StartQueries();
    StartHandlers();
}

void
LocationManagement::HoldPrefixes() const
{
    TimeValue hold;
    m_anchor->GetAttribute("PrefixHoldTime", hold);
    if (hold.Get() < m_lifetime)
    {
        m_anchor->SetAttribute("PrefixHoldTime", TimeValue(m_lifetime));
    }
}

void
LocationManagement::StartPeers()
{
    PeerTable::Terms terms;
    terms.kinds = {ExperimentalSubtype::PBQR, ExperimentalSubtype::PBCA};
    m_gateways.Start(m_anchor->GetNode(), terms);
    terms.kinds = {ExperimentalSubtype::PBQR, ExperimentalSubtype::PBQA};
    m_managers.GetPeers().Start(m_anchor->GetNode(), terms);
}

void
LocationManagement::StartQueries()
{
    QueryReplies::Parts parts;
    parts.signaling = m_signaling;
    parts.anchor = m_anchor;
    parts.history = &m_history;
    parts.own = &m_own;
    parts.managers = &m_managers;
    parts.gateways = &m_gateways;
    parts.lifetime = m_lifetime;
    parts.maxRetries = m_maxRetries;
    parts.maxQueries = m_maxQueries;
    parts.isDirect = m_isDirect;
    QueryReplies::Listener listener;
    listener.answered = [this](const Prefix& asked,
                               const Ipv6Address& asker,
                               const Ipv6Address& gateway) { m_answered(asked, asker, gateway); };
    listener.refused = [this](const Prefix& asked,
                              const Ipv6Address& peer,
                              ExperimentalStatus status) { m_refused(asked, peer, status); };
    m_queries.Start(std::move(parts), std::move(listener));
}

void
LocationManagement::StartHandlers()
{
    // draft-luo, 4.4.2: "eLMA3 shall treat itself as destination of this message".
    const auto isOfNode = [anchor = PeekPointer(m_anchor)](const MobilityMessage& message,
                                                           const MessageContext& context) {
        return std::holds_alternative<Pbqr>(message) && anchor->OwnsAddress(context.destination);
    };
    m_interceptor = m_signaling->GetTransit().Add(MessageType::EXPERIMENTAL, isOfNode);
    m_handler = m_signaling->AddHandler(
        MessageType::EXPERIMENTAL,
        [this, isOfNode](const MobilityMessage& message, const MessageContext& context) {
            const auto* query = std::get_if<Pbqr>(&message);
            const bool isForThis = context.isIntercepted ? isOfNode(message, context)
                                                         : context.destination == m_address;
            if (!query || !isForThis)
            {
                return false;
            }
            m_queries.Handle(*query, context);
            return true;
        });
}

void
LocationManagement::Stop()
{
    if (m_handler)
    {
        m_signaling->RemoveHandler(*m_handler);
        m_signaling->GetTransit().Remove(m_interceptor);
        m_handler.reset();
    }
    Clear();
    m_gateways.Stop();
    m_managers.GetPeers().Stop();
}

void
LocationManagement::Restart()
{
    Clear();
}

void
LocationManagement::Clear()
{
    m_queries.Clear();
    m_tellings.Clear();
    m_history.Clear();
}

void
LocationManagement::DoDispose()
{
    m_queries.Dispose();
    m_tellings.Dispose();
    m_history.Clear();
    m_gateways.Stop();
    m_managers.GetPeers().Stop();
    m_anchor = nullptr;
    m_signaling = nullptr;
    AnchorFunction::DoDispose();
}

bool
LocationManagement::IsEnhanced(const ProxyRegistration& request) const
{
    // Locations are ordered by timestamps alone: numbers of two gateways cannot be compared.
    constexpr uint8_t DISTRIBUTED =
        CapabilityFlag::DISTRIBUTED_ROUTING | CapabilityFlag::DISTRIBUTED_MOBILITY;
    return (GetCapabilities(request.update->options) & DISTRIBUTED) && request.timestamp &&
           m_gateways.Contains(request.careOf);
}

void
LocationManagement::AddToAnswer(const ProxyRegistration& request,
                                const BindingCacheEntry* session,
                                RegistrationKind kind,
                                BindingAcknowledgement& answer)
{
    if (!m_handler || !session)
    {
        return;
    }
    if (kind != RegistrationKind::DEREGISTRATION)
    {
        Record(request, *session, kind, answer);
    }
    if (IsEnhanced(request))
    {
        AddCapabilities(CapabilityFlag::LOCATION_MANAGEMENT, answer.options);
    }
}

void
LocationManagement::Record(const ProxyRegistration& request,
                           const BindingCacheEntry& session,
                           RegistrationKind kind,
                           BindingAcknowledgement& answer)
{
    const Time now = Simulator::Now();
    const Prefix& first = session.prefixes.front();
    const bool isEnhanced = IsEnhanced(request);
    // A repeat may be of a request that only extends the lifetime.
    const bool hasArrived = kind == RegistrationKind::REPEAT
                                ? request.GetIndicator() != HandoffIndicator::NOT_CHANGED
                                : kind != RegistrationKind::EXTENSION;
    m_history.Register(first, session.proxyCareOf, isEnhanced, hasArrived, now);
    if (!isEnhanced)
    {
        return;
    }
    m_tellings.Forget(first);
    m_history.Supersede(first, now);
    if (hasArrived)
    {
        for (const auto& previous : m_history.GetPrevious(first, session.proxyCareOf, now))
        {
            answer.options.emplace_back(PreviousLocationOption{previous});
        }
    }
}

void
LocationManagement::HandleBinding(const BindingCacheEntry& session,
                                  BindingState /* from */,
                                  BindingState to,
                                  const std::string& /* reason */)
{
    if (!m_handler || to == BindingState::REGISTERED)
    {
        return;
    }
    const Time now = Simulator::Now();
    const Prefix& first = session.prefixes.front();
    m_history.Leave(first, now);
    const auto* path = m_history.Find(first);
    if (to != BindingState::NONE || !path)
    {
        return;
    }
    const auto last = path->present.value_or(LocationStay{});
    const bool isTold = IsOfInterest(last, now, {m_previousTime, m_lifetime});
    m_history.Delete(first, isTold, now);
    if (isTold)
    {
        Withdraw(session, last.gateway);
    }
}

void
LocationManagement::HandleRegistered(const BindingCacheEntry& session, RegistrationKind kind)
{
    if (!m_handler)
    {
        return;
    }
    if (kind == RegistrationKind::INITIAL)
    {
        m_own.Learn(session);
    }
    m_history.Return(session.prefixes.front(), session.proxyCareOf, Simulator::Now());
    if (kind == RegistrationKind::HANDOFF)
    {
        TellPrevious(session);
    }
}

void
LocationManagement::TellPrevious(const BindingCacheEntry& session)
{
    const Prefix& first = session.prefixes.front();
    const auto* path = m_history.Find(first);
    const bool hasLeftEnhanced = path && path->present && !path->present->isEnhanced &&
                                 !path->past.empty() && path->past.front().isEnhanced;
    if (!hasLeftEnhanced)
    {
        return;
    }
    for (const auto& gateway : m_history.GetPrevious(first, session.proxyCareOf, Simulator::Now()))
    {
        m_history.SetUntold(first, gateway);
        Withdraw(session, gateway);
    }
}

void
LocationManagement::Withdraw(const BindingCacheEntry& session, const Ipv6Address& gateway)
{
    LocationRequest request;
    request.prefixes = session.prefixes;
    request.timestamp =
        session.timestamp != 0 ? session.timestamp : m_anchor->GetTimestamp(Simulator::Now());
    m_tellings.Tell(gateway,
                    request,
                    "withdraw",
                    [this, first = session.prefixes.front(), gateway](const LocationAnswer*) {
                        m_history.SetTold(first, gateway);
                    });
}

} // namespace pmipv6
} // namespace ns3
