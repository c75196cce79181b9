/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-route-detection.h"

#include <algorithm>
#include <utility>

namespace ns3
{
namespace pmipv6
{

void
RouteDetection::SetResolver(Ptr<AnchorResolver> resolver)
{
    m_resolver = resolver;
}

void
RouteDetection::Start(const Parts& parts)
{
    m_parts = parts;
    m_run = std::make_shared<Run>();
}

void
RouteDetection::Clear()
{
    m_unbound.clear();
}

void
RouteDetection::Stop()
{
    m_run = nullptr;
}

void
RouteDetection::Dispose()
{
    m_run = nullptr;
    m_resolver = nullptr;
}

void
RouteDetection::Detect(const Prefix& prefix,
                       const Ipv6Address& source,
                       const Ipv6Address& destination)
{
    const auto own = m_parts.detector->Find(prefix);
    if (!m_run || !own.IsReachable())
    {
        return;
    }
    const std::string node = own.binding->identifier;
    const auto other = m_parts.detector->Find(Prefix(destination, 128));
    const PrefixPair pair{prefix, other.binding ? other.prefix : Prefix(destination, 128)};
    DetectionFacts facts;
    facts.isReachable = true;
    facts.isOtherOwn = other.binding != nullptr;
    facts.isOfOneNode = other.binding && other.binding->identifier == node;
    facts.mayHaveRoute = !other.binding && MayHaveRoute(destination);
    facts.isKnown = m_parts.sessions->FindTo(prefix, destination) != nullptr;
    facts.hasRoom = m_parts.sessions->GetAttempts().HasRoom(node);
    const DetectionAction action = DecideDetection(facts);
    if (action == DetectionAction::NO_ROOM)
    {
        m_parts.sessions->NoteRefused();
        m_parts.answers->NoteRefused(pair, ExperimentalStatus::INSUFFICIENT_RESOURCES);
    }
    else if (action != DetectionAction::IGNORE)
    {
        m_parts.detected(source, destination);
    }
    if (action == DetectionAction::RESOLVE)
    {
        StartResolving(pair, node);
    }
    else if (action == DetectionAction::START || action == DetectionAction::OF_ONE_NODE)
    {
        StartAlone(pair, node, action == DetectionAction::OF_ONE_NODE);
    }
}

void
RouteDetection::StartAlone(const PrefixPair& pair, const std::string& node, bool isOfOneNode)
{
    RouteRequest unnumbered;
    unnumbered.pair = pair;
    const auto& session =
        m_parts.sessions->Create(pair,
                                 node,
                                 m_parts.attempts->GetFirstOrdering(unnumbered, nullptr),
                                 m_parts.lifetime);
    isOfOneNode ? m_parts.ending->Refuse(session, ExperimentalStatus::LOCALIZED_ROUTING_NOT_ALLOWED)
                : m_parts.attempts->Initiate(session, "packet-seen");
}

void
RouteDetection::StartResolving(const PrefixPair& pair, const std::string& node)
{
    const uint64_t serial = m_parts.sessions->Resolve(pair, node).serial;
    const auto resolved = [this, pair, serial, run = std::weak_ptr<Run>(m_run)](
                              std::optional<Ipv6Address> anchor) {
        // Whoever has asked may have stopped, and be gone.
        const auto* known = run.expired() ? nullptr : m_parts.sessions->Find(pair);
        if (known && known->serial == serial && known->GetState() == RouteSessionState::RESOLVING)
        {
            FinishResolving(*known, anchor);
        }
    };
    m_resolver->Resolve(pair.destination.GetAddress(), resolved);
}

void
RouteDetection::FinishResolving(const RouteSession& session, std::optional<Ipv6Address> anchor)
{
    if (anchor && *anchor != m_parts.address)
    {
        m_parts.sessions->SetPeer(session, *anchor);
        m_parts.attempts->Trigger(session, "anchor-found");
        return;
    }
    if (anchor && std::find(m_unbound.begin(), m_unbound.end(), session.pair) == m_unbound.end())
    {
        m_unbound.push_back(session.pair);
    }
    m_parts.ending->Refuse(session, ExperimentalStatus::NO_BINDING_FOR_PREFIX);
}

void
RouteDetection::HandleRequest(const RouteRequest& request, const Ipv6Address& peer)
{
    const auto own = m_parts.detector->Find(request.pair.source);
    const auto other = m_parts.detector->Find(request.pair.destination);
    const Ipv6Address& destination = request.pair.destination.GetAddress();
    RouteRequestFacts facts;
    facts.isHere = own.IsReachable() && own.binding->proxyCareOf == peer;
    facts.isOtherOwn = other.binding != nullptr;
    facts.mayHaveRoute = !other.binding && MayHaveRoute(destination);
    if (facts.isHere)
    {
        PermissionRequest asked;
        asked.pair = {own.prefix, other.binding ? other.prefix : request.pair.destination};
        facts.allowed = m_parts.permission->Check(asked);
        facts.session = m_parts.sessions->FindTo(own.prefix, destination);
        facts.hasRoom = m_parts.sessions->GetAttempts().HasRoom(own.binding->identifier);
    }
    const RouteRequestVerdict verdict = DecideRouteRequest(facts);
    if (verdict.isForRoom)
    {
        m_parts.sessions->NoteRefused();
    }
    RouteRequest granted = request;
    granted.lifetime = std::min(request.lifetime, m_parts.lifetime);
    const bool isProceeding = verdict.status == ExperimentalStatus::SUCCESS;
    m_parts.answers->Answer<RoRequestAck>(
        granted,
        peer,
        isProceeding ? GetAccepted(request.lifetime, granted.lifetime) : verdict.status);
    if (isProceeding)
    {
        Detect(own.prefix, request.pair.source.GetAddress(), destination);
    }
}

void
RouteDetection::HandleBound(const BindingCacheEntry& binding)
{
    for (const auto& pair : std::exchange(m_unbound, {}))
    {
        const auto* session = m_parts.sessions->Find(pair);
        const bool isBound = std::any_of(
            binding.prefixes.begin(),
            binding.prefixes.end(),
            [&pair](const Prefix& own) { return own.Contains(pair.destination.GetAddress()); });
        if (session && isBound)
        {
            m_parts.sessions->Remove(*session, RouteSessionEvent::BIND, "binding-created");
        }
        else if (session)
        {
            m_unbound.push_back(pair);
        }
    }
}

void
RouteDetection::Forget(const PrefixPair& pair)
{
    m_unbound.erase(std::remove(m_unbound.begin(), m_unbound.end(), pair), m_unbound.end());
}

} // namespace pmipv6
} // namespace ns3
