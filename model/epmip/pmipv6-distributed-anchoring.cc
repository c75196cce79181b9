/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-distributed-anchoring.h"

#include "pmipv6-correspondent-paths.h"
#include "pmipv6-ipv6-numbers.h"
#include "pmipv6-local-mobility-anchor.h"
#include "pmipv6-location-queries.h"
#include "pmipv6-location-rules.h"
#include "pmipv6-served-nodes.h"

#include "ns3/abort.h"
#include "ns3/boolean.h"
#include "ns3/double.h"
#include "ns3/simulator.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <utility>

namespace ns3
{
namespace pmipv6
{

NS_OBJECT_ENSURE_REGISTERED(DistributedAnchoring);

namespace
{

/// What ends a session that goes on at another anchor.
const char* const MOVED = "registered-elsewhere";

} // namespace

TypeId
DistributedAnchoring::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::pmipv6::DistributedAnchoring")
            .SetParent<AnchorFunction>()
            .SetGroupName("Pmipv6")
            .AddConstructor<DistributedAnchoring>()
            .AddAttribute("ManagerRetries",
                          "How often an unanswered Location Update is repeated, as a PBU, before "
                          "another LMF is told; 0 to 100 (RFC 6275, 11.8).",
                          UintegerValue(2),
                          MakeUintegerAccessor(&DistributedAnchoring::m_retries),
                          MakeUintegerChecker<uint32_t>(0, 100))
            .AddAttribute("ReportFraction",
                          "When a session is reported again, as a fraction of the lifetime that "
                          "an LMF grants; 0.01 to 0.99 (Choices).",
                          DoubleValue(2.0 / 3),
                          MakeDoubleAccessor(&DistributedAnchoring::m_reportFraction),
                          MakeDoubleChecker<double>(0.01, 0.99))
            .AddTraceSource("Claimed",
                            "LMFs have said of a node what prefixes it has, and where it was, or "
                            "is by now.",
                            MakeTraceSourceAccessor(&DistributedAnchoring::m_claimed),
                            "ns3::pmipv6::DistributedAnchoring::ClaimedTracedCallback");
    return tid;
}

void
DistributedAnchoring::SetFunctions(Ptr<DistributedRouting> routing,
                                   Ptr<DistributedMobility> mobility)
{
    m_routing = routing;
    m_mobility = mobility;
    m_mobility->SetRouting(routing);
}

void
DistributedAnchoring::AddManager(const Ipv6Address& manager)
{
    NS_ABORT_MSG_UNLESS(m_routing,
                        "DistributedAnchoring::AddManager of "
                            << manager << " before SetFunctions; allowed is after it");
    m_peers.Add(manager);
    m_routing->AddPreferred(manager);
}

void
DistributedAnchoring::Start(Ptr<LocalMobilityAnchor> anchor)
{
    BooleanValue isAnnounced;
    anchor->GetAttribute("AnnouncesPool", isAnnounced);
    NS_ABORT_MSG_UNLESS(m_routing && m_mobility && !m_peers.GetAll().empty(),
                        "DistributedAnchoring on node "
                            << anchor->GetNode()->GetId()
                            << " needs SetFunctions and AddManager before it starts");
    UintegerValue length;
    anchor->GetAttribute("PrefixLength", length);
    NS_ABORT_MSG_UNLESS(length.Get() == AUTOCONFIGURED_LENGTH,
                        "LocalMobilityAnchor::PrefixLength is "
                            << length.Get() << " on node " << anchor->GetNode()->GetId()
                            << "; with DistributedAnchoring allowed is 64");
    NS_ABORT_MSG_IF(isAnnounced.Get(),
                    "LocalMobilityAnchor::AnnouncesPool is true on node "
                        << anchor->GetNode()->GetId()
                        << "; with DistributedAnchoring allowed is false: a prefix may be at any "
                           "anchor");
    m_anchor = anchor;
    const auto* role = PeekPointer(anchor);
    m_routing->StartOn(anchor->GetNode(), anchor->GetAddress(), FROM_TUNNEL);
    // Others may still hold a location of who has had a prefix.
    TimeValue hold;
    anchor->GetAttribute("PrefixHoldTime", hold);
    hold.Set(Max(hold.Get(), m_routing->GetParts().lifetime));
    anchor->SetAttribute("PrefixHoldTime", hold);
    m_mobility->StartOn({anchor->GetNode(),
                         anchor->GetAddress(),
                         [role] {
                             TimeValue offset;
                             role->GetAttribute("ClockOffset", offset);
                             return offset.Get();
                         },
                         nullptr, // Its gateway has registered it elsewhere: nobody can be asked.
                         [](const RegistrationKey&) {},
                         [this](const Prefix& first) { Leave(first); }});
    PeerTable::Terms terms;
    terms.kinds = {ExperimentalSubtype::LOCATION_UPDATE_ACK};
    terms.local = anchor->GetAddress();
    terms.listen = [this](const Ipv6Address&) {
        HeartbeatAgent::Listener listener;
        listener.restarted = [this](Time) { m_reports.RepeatAll(); };
        return listener;
    };
    m_peers.Start(anchor->GetNode(), terms);
    m_reports.Start(
        MobilitySignaling::Install(anchor->GetNode()),
        {anchor->GetAddress(), m_routing->GetParts().lifetime, m_reportFraction, m_retries + 1},
        &m_routing->GetParts().preferred,
        {[this](const Prefix& node) { LeaveAsTold(node); },
         [this](const auto&... named) { HandleNamed(named...); }});
}

void
DistributedAnchoring::Stop()
{
    Clear();
    m_mobility->Stop();
    m_routing->Stop();
    m_peers.Stop();
}

void
DistributedAnchoring::Restart()
{
    Clear();
    m_mobility->Restart();
    m_routing->Restart();
}

void
DistributedAnchoring::Clear()
{
    m_reports.Clear();
    m_claims.clear();
    m_sessions.Clear();
}

void
DistributedAnchoring::DoDispose()
{
    m_reports.Dispose();
    m_claims.clear();
    m_peers.Stop();
    if (m_mobility)
    {
        m_mobility->Dispose();
        m_routing->Dispose();
    }
    m_mobility = nullptr;
    m_routing = nullptr;
    m_anchor = nullptr;
    AnchorFunction::DoDispose();
}

uint64_t
DistributedAnchoring::GetTimestamp(const TimestampOption* timestamp) const
{
    return timestamp ? timestamp->timestamp : m_anchor->GetTimestamp(Simulator::Now());
}

uint64_t
DistributedAnchoring::GetTimestamp(const BindingCacheEntry& session) const
{
    return session.timestamp != 0 ? session.timestamp : m_anchor->GetTimestamp(session.registered);
}

LocalNode
DistributedAnchoring::MakeNode(const BindingCacheEntry& session) const
{
    // Its LMFs are asked, whoever its anchor is.
    return {session.identifier, Ipv6Address::GetAny(), session.prefixes, GetTimestamp(session)};
}

NodeClaim
DistributedAnchoring::ReadAnswer(const LocationAnswer* answer, uint64_t timestamp) const
{
    NodeClaim claim = ReadClaim(answer, timestamp);
    auto& previous = claim.previous;
    // draft-luo, 8: whoever names them, nobody but eLMAs is told of nodes here.
    const auto isStranger = [this](const Ipv6Address& one) {
        return !m_routing->GetParts().gateways.Contains(one);
    };
    previous.erase(std::remove_if(previous.begin(), previous.end(), isStranger), previous.end());
    return claim;
}

void
DistributedAnchoring::HandleNamed(const Prefix& first, const LocationAnswer& answer)
{
    const auto* session = m_anchor->GetBindingCache().FindByPrefix(first);
    if (!session)
    {
        return;
    }
    const auto claim = ReadAnswer(&answer, GetTimestamp(*session));
    if (!claim.prefixes.empty() && claim.prefixes != session->prefixes)
    {
        m_mobility->TellMoved(claim.prefixes, claim.timestamp, claim.previous);
    }
    m_mobility->HandleArrival(m_sessions.GetKey(first), claim.previous);
}

void
DistributedAnchoring::BeginClaim(const std::string& identifier,
                                 uint64_t timestamp,
                                 std::function<void(const NodeClaim&)> claimed)
{
    const auto answered =
        [this, identifier, timestamp, claimed = std::move(claimed)](const LocationAnswer* answer) {
            const NodeClaim claim = ReadAnswer(answer, timestamp);
            m_claimed(identifier,
                      claim.prefixes,
                      claim.previous.empty() ? Ipv6Address::GetAny() : claim.previous.front());
            claimed(claim);
        };
    m_reports.Claim(identifier, timestamp, answered);
}

std::optional<BindingStatus>
DistributedAnchoring::Refuse(const ProxyRegistration& request, const BindingCacheEntry* session)
{
    if (session)
    {
        return std::nullopt;
    }
    // draft-luo, 7.2: a gateway that has not noticed that the node is gone refreshes what is over.
    const bool isRefresh = request.GetIndicator() == HandoffIndicator::NOT_CHANGED;
    if (isRefresh && m_sessions.HasLeft(request.prefixes, Simulator::Now()))
    {
        return BindingStatus::NOT_LMA_FOR_THIS_MOBILE_NODE;
    }
    return CheckClaim(FindClaim(request.identifier), GetTimestamp(request.timestamp));
}

bool
DistributedAnchoring::IsToWait(const ProxyRegistration& request)
{
    const std::string identifier = request.identifier;
    const uint64_t timestamp = GetTimestamp(request.timestamp);
    if (!IsClaimDue(FindClaim(identifier), request.GetIndicator(), timestamp))
    {
        return false;
    }
    const auto claimed = [this, identifier](const NodeClaim& claim) {
        m_claims[identifier] = claim;
        m_anchor->GetRegistration().Resume(identifier);
        m_claims.erase(identifier);
    };
    if (!m_reports.IsClaiming(identifier))
    {
        BeginClaim(identifier, timestamp, claimed);
    }
    return true;
}

const NodeClaim*
DistributedAnchoring::FindClaim(const std::string& identifier) const
{
    const auto claim = m_claims.find(identifier);
    return claim == m_claims.end() ? nullptr : &claim->second;
}

std::vector<Prefix>
DistributedAnchoring::GetPrefixes(const ProxyRegistration& request)
{
    const auto* claim = FindClaim(request.identifier);
    const auto& assignment = m_anchor->GetRegistration().GetPrefixes();
    // By another interface it has them here already; or LMFs are wrong.
    const auto isGiven = [&](const Prefix& prefix) {
        return m_anchor->GetBindingCache().FindByPrefix(prefix) ||
               assignment.IsOfOther(prefix, request.identifier);
    };
    const bool isTaken =
        claim && std::any_of(claim->prefixes.begin(), claim->prefixes.end(), isGiven);
    return claim && !isTaken ? claim->prefixes : std::vector<Prefix>();
}

void
DistributedAnchoring::HandleBinding(const BindingCacheEntry& session,
                                    BindingState from,
                                    BindingState to,
                                    const std::string& reason)
{
    const Prefix first = session.prefixes.front();
    if (to == BindingState::REGISTERED || !m_sessions.Contains(first))
    {
        return;
    }
    const RegistrationKey key = m_sessions.GetKey(first);
    m_routing->GetParts().served.HandleUnanchored(key);
    if (from == BindingState::REGISTERED)
    {
        m_mobility->HandleDeparture(key, MakeNode(session));
    }
    if (to != BindingState::NONE)
    {
        return;
    }
    m_sessions.Remove(first);
    reason == MOVED ? m_reports.Forget(first) : m_reports.Withdraw(first);
}

void
DistributedAnchoring::HandleRegistered(const BindingCacheEntry& session, RegistrationKind kind)
{
    const RegistrationKey key = m_sessions.GetKey(session.prefixes.front());
    m_sessions.NoteHere(session.prefixes);
    for (const auto& manager : m_peers.GetAll())
    {
        // Whether it restarts is seen by what it counts now.
        HeartbeatAgent::Install(m_anchor->GetNode())
            ->NotifySession(m_anchor->GetAddress(), manager);
    }
    m_routing->GetParts().served.HandleAnchored(key, MakeNode(session));
    if (kind != RegistrationKind::INITIAL)
    {
        m_reports.Keep({session.identifier, session.prefixes, GetTimestamp(session)});
    }
    if (kind == RegistrationKind::EXTENSION)
    {
        return;
    }
    const auto* claim = kind == RegistrationKind::INITIAL ? FindClaim(session.identifier) : nullptr;
    if (claim)
    {
        HandleClaimed(session, NodeClaim(*claim));
        return;
    }
    m_mobility->HandleArrival(key, {});
    // It may have been elsewhere meanwhile, which nobody has said here yet.
    const auto claimed = [this, identifier = session.identifier, first = session.prefixes.front()](
                             const NodeClaim& answer) {
        const auto* known = m_anchor->GetBindingCache().FindByPrefix(first);
        if (known && known->state == BindingState::REGISTERED)
        {
            HandleClaimed(*known, answer);
        }
        m_anchor->GetRegistration().Resume(identifier); // Of a node that has been away meanwhile.
    };
    BeginClaim(session.identifier, GetTimestamp(session), claimed);
}

void
DistributedAnchoring::HandleClaimed(const BindingCacheEntry& session, const NodeClaim& claim)
{
    const Prefix first = session.prefixes.front();
    const LocationReports::Session report{session.identifier,
                                          session.prefixes,
                                          GetTimestamp(session)};
    const bool isNamed = m_sessions.IsNamed(first, claim.previous);
    const auto verdict = DecideClaimed(claim, report.prefixes, report.timestamp, isNamed);
    if (verdict.action == ClaimAction::LEAVE)
    {
        LeaveAsTold(first);
        return;
    }
    if (verdict.isOfOthers)
    {
        // It has been given others, as nobody knew of these: they end.
        m_mobility->TellMoved(claim.prefixes, report.timestamp, claim.previous);
    }
    // draft-luo, 7.2: LMFs are told beside the old eLMA.
    m_mobility->HandleArrival(m_sessions.GetKey(first), claim.previous);
    m_sessions.SetPrevious(first, claim.previous);
    if (verdict.action == ClaimAction::KEEP)
    {
        m_reports.Keep(report);
        return;
    }
    m_reports.Report(report, verdict.action == ClaimAction::REPORT_ALL);
}

void
DistributedAnchoring::LeaveAsTold(const Prefix& first)
{
    m_reports.Withdraw(first); // If it is elsewhere with other prefixes, this one's record is left.
    Leave(first);
}

void
DistributedAnchoring::Leave(const Prefix& first)
{
    auto& registration = m_anchor->GetRegistration();
    const auto* session = m_anchor->GetBindingCache().FindByPrefix(first);
    const std::string identifier = session ? session->identifier : "";
    const std::vector<Prefix> prefixes = session ? session->prefixes : std::vector<Prefix>{first};
    if (session)
    {
        m_sessions.NoteLeft(prefixes, session->expiry);
    }
    registration.Forget(first, MOVED);
    for (const auto& prefix : prefixes)
    {
        // The node goes on to have it, and may come back with it. Of one whose session had ended
        // here it is not known whose it is: then it is nobody's.
        if (registration.GetPrefixes().IsOfPool(prefix.GetAddress()))
        {
            registration.GetPrefixes().Reserve(prefix, identifier);
        }
    }
}

} // namespace pmipv6
} // namespace ns3
