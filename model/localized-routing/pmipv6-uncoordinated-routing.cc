/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-uncoordinated-routing.h"

#include "pmipv6-local-mobility-anchor.h"
#include "pmipv6-message-lifetime.h"

#include "ns3/uinteger.h"

namespace ns3
{
namespace pmipv6
{

NS_OBJECT_ENSURE_REGISTERED(UncoordinatedRouting);

TypeId
UncoordinatedRouting::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::pmipv6::UncoordinatedRouting")
            .SetParent<AnchorFunction>()
            .SetGroupName("Pmipv6")
            .AddConstructor<UncoordinatedRouting>()
            .AddAttribute("MaxRetries",
                          "How often an unanswered request is repeated, as a PBU; 0 to 100 (RFC "
                          "6275, 11.8).",
                          UintegerValue(3),
                          MakeUintegerAccessor(&UncoordinatedRouting::m_maxRetries),
                          MakeUintegerChecker<uint32_t>(0, 100))
            .AddAttribute("Lifetime",
                          "RO_Lifetime of routes, rounded down to units of 4 s; 4 s to 262136 s "
                          "(draft-loureiro, 5.1).",
                          TimeValue(Seconds(300)),
                          MakeTimeAccessor(&UncoordinatedRouting::m_lifetime),
                          MakeTimeChecker(Seconds(4), Seconds(4 * 65534.0)))
            .AddTraceSource("Detected",
                            "The first packet of a pair.",
                            MakeTraceSourceAccessor(&UncoordinatedRouting::m_detected),
                            "ns3::pmipv6::UncoordinatedRouting::DetectedTracedCallback");
    return tid;
}

void
UncoordinatedRouting::AddGateway(const Ipv6Address& gateway)
{
    m_gateways.Add(gateway);
}

void
UncoordinatedRouting::AddAnchor(const Ipv6Address& anchor)
{
    m_anchors.Add(anchor);
}

void
UncoordinatedRouting::SetResolver(Ptr<AnchorResolver> resolver)
{
    m_resolver = resolver;
}

void
UncoordinatedRouting::Start(Ptr<LocalMobilityAnchor> anchor)
{
    m_anchor = anchor;
    m_address = anchor->GetAddress();
    m_signaling = MobilitySignaling::Install(anchor->GetNode());
    m_detector.Start(
        MobilityForwarding::Install(anchor->GetNode()),
        anchor->GetBindingCache(),
        [this](const Prefix& prefix, const Ipv6Address& source, const Ipv6Address& destination) {
            Detect(prefix, source, destination);
        });
    PeerTable::Terms terms;
    terms.kinds = {ExperimentalSubtype::RO_SETUP_ACK, ExperimentalSubtype::RO_REFRESH};
    m_gateways.Start(anchor->GetNode(), terms);
    terms.kinds = {ExperimentalSubtype::RO_TRIGGER, ExperimentalSubtype::RO_TRIGGER_ACK};
    m_anchors.Start(anchor->GetNode(), terms);
    m_handler = m_signaling->AddHandler(
        MessageType::EXPERIMENTAL,
        [this](const MobilityMessage& message, const MessageContext& context) {
            return HandleMessage(message, context);
        });
}

void
UncoordinatedRouting::Stop()
{
    if (m_handler)
    {
        m_signaling->RemoveHandler(*m_handler);
        m_handler.reset();
    }
    m_gateways.Stop();
    m_anchors.Stop();
    Restart();
}

void
UncoordinatedRouting::Restart()
{
    while (auto* route = m_routes.GetAny())
    {
        m_detector.Unsilence(route->pair);
        m_routes.Erase(*route);
    }
    m_detector.Clear();
    m_asked.Clear();
}

void
UncoordinatedRouting::DoDispose()
{
    m_asked.Clear();
    m_gateways.Stop();
    m_anchors.Stop();
    m_anchor = nullptr;
    m_signaling = nullptr;
    m_resolver = nullptr;
    AnchorFunction::DoDispose();
}

std::optional<Ipv6Address>
UncoordinatedRouting::FindGateway(const Prefix& prefix) const
{
    const auto own = m_detector.Find(prefix);
    return own.IsReachable() ? std::make_optional(own.binding->proxyCareOf) : std::nullopt;
}

void
UncoordinatedRouting::HandleRegistered(const BindingCacheEntry& session, RegistrationKind kind)
{
    if (!m_handler || kind == RegistrationKind::EXTENSION)
    {
        return;
    }
    m_detector.Watch(session);
    for (const auto& prefix : session.prefixes)
    {
        for (auto* route : m_routes.FindByPrefix(prefix))
        {
            const Prefix peer = route->pair.GetOther(prefix);
            const auto own = FindGateway(peer);
            const Ipv6Address where = own ? *own : route->peerGateway;
            if (where.IsAny())
            {
                continue;
            }
            SetUp(where, {peer, prefix}, session.proxyCareOf);
            SetUp(session.proxyCareOf, {prefix, peer}, where);
            if (!route->peerAnchor.IsAny())
            {
                Notify(route->peerAnchor, {prefix, peer});
            }
        }
    }
}

void
UncoordinatedRouting::HandleBinding(const BindingCacheEntry& session,
                                    BindingState /* from */,
                                    BindingState to,
                                    const std::string& /* reason */)
{
    if (to != BindingState::NONE)
    {
        return;
    }
    m_detector.Forget(session);
    for (const auto& prefix : session.prefixes)
    {
        for (auto* route : m_routes.FindByPrefix(prefix))
        {
            m_detector.Unsilence(route->pair);
            m_routes.Erase(*route);
        }
    }
}

void
UncoordinatedRouting::Detect(const Prefix& prefix,
                             const Ipv6Address& source,
                             const Ipv6Address& destination)
{
    const auto other = m_detector.Find(Prefix(destination, 128));
    const PrefixPair pair{prefix, other.binding ? other.prefix : Prefix(destination, 128)};
    if (!m_handler || m_routes.Find(pair))
    {
        return;
    }
    m_detected(source, destination);
    m_routes.Insert(pair);
    m_detector.Silence(pair);
    if (other.binding)
    {
        const auto here = FindGateway(pair.source);
        const auto there = FindGateway(pair.destination);
        if (here && there)
        {
            SetUp(*there, {pair.destination, pair.source}, *here);
            SetUp(*here, pair, *there);
        }
        return;
    }
    const auto resolved = [self = Ptr<UncoordinatedRouting>(this),
                           pair](std::optional<Ipv6Address> anchor) {
        auto* route = self->m_handler ? self->m_routes.Find(pair) : nullptr;
        if (route && anchor && *anchor != self->m_address)
        {
            route->peerAnchor = *anchor;
            self->Notify(*anchor, pair);
        }
    };
    m_resolver ? m_resolver->Resolve(destination, resolved) : resolved(std::nullopt);
}

bool
UncoordinatedRouting::HandleMessage(const MobilityMessage& message, const MessageContext& context)
{
    const auto* fields = GetExperimentalRequest(message);
    auto request = fields ? ReadRouteRequest(*fields) : std::nullopt;
    if (context.destination != m_address || !request)
    {
        return false;
    }
    MobilityMessage answer;
    if (std::holds_alternative<RoRefresh>(message))
    {
        WriteRouteAnswer(*request,
                         ExperimentalStatus::SUCCESS,
                         request->lifetime,
                         answer.emplace<RoRefreshAck>());
        m_signaling->Send(answer, m_address, context.source, "answer");
        return true;
    }
    const auto own = m_detector.Find(request->pair.destination);
    if (!std::holds_alternative<RoTrigger>(message) || !request->gateway)
    {
        return false;
    }
    if (own.binding)
    {
        request->pair.destination = own.prefix;
    }
    WriteRouteAnswer(*request,
                     own.binding ? ExperimentalStatus::SUCCESS
                                 : ExperimentalStatus::NO_BINDING_FOR_PREFIX,
                     request->lifetime,
                     answer.emplace<RoTriggerAck>());
    m_signaling->Send(answer, m_address, context.source, "answer");
    if (own.binding)
    {
        Learn(*request, context.source);
    }
    return true;
}

void
UncoordinatedRouting::Learn(const RouteRequest& request, const Ipv6Address& anchor)
{
    const Prefix own = request.pair.destination;
    // What this anchor has asked of by address is known by its prefix from now on.
    bool isAsked = false;
    for (auto* other : m_routes.FindByPrefix(own))
    {
        const auto& peer = other->pair.GetOther(own);
        if (peer.GetLength() == 128 && request.pair.source.Contains(peer.GetAddress()))
        {
            m_detector.Unsilence(other->pair);
            m_routes.Erase(*other);
            isAsked = true;
        }
    }
    auto* route = m_routes.Find(request.pair);
    const bool isNews = !route || route->peerGateway.IsAny();
    const bool isAnswered = route || isAsked;
    if (!route)
    {
        route = &m_routes.Insert(request.pair);
        m_detector.Silence(request.pair);
    }
    route->peerAnchor = anchor;
    route->peerGateway = *request.gateway;
    if (isNews)
    {
        // The first that this anchor hears of it; later notices change the cache alone.
        SetUpOwn(own, request.pair.source, *request.gateway);
    }
    if (!isAnswered)
    {
        Notify(anchor, {own, request.pair.source});
    }
}

void
UncoordinatedRouting::SetUpOwn(const Prefix& own, const Prefix& peer, const Ipv6Address& gateway)
{
    if (const auto here = FindGateway(own))
    {
        SetUp(*here, {own, peer}, gateway);
    }
}

void
UncoordinatedRouting::SetUp(const Ipv6Address& gateway,
                            const PrefixPair& pair,
                            const Ipv6Address& where)
{
    RouteRequest request;
    request.pair = pair;
    request.gateway = where;
    request.sequence = m_sequence.Take(pair);
    request.lifetime = ToMessageLifetime(m_lifetime);
    RoSetup setup;
    WriteRouteRequest(request, setup);
    Send(setup, gateway);
}

void
UncoordinatedRouting::Notify(const Ipv6Address& anchor, const PrefixPair& pair)
{
    const auto gateway = FindGateway(pair.source);
    if (!gateway)
    {
        return;
    }
    RouteRequest request;
    request.pair = pair;
    request.gateway = *gateway;
    request.sequence = m_sequence.Take(pair);
    request.lifetime = ToMessageLifetime(m_lifetime);
    RoTrigger notice;
    WriteRouteRequest(request, notice);
    Send(notice, anchor);
}

void
UncoordinatedRouting::Send(const MobilityMessage& message, const Ipv6Address& peer)
{
    m_asked.Hold(m_signaling->Ask(MakeRouteQuestion(message, m_address, peer, m_maxRetries + 1)));
}

} // namespace pmipv6
} // namespace ns3
