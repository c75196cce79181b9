/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-change-requests.h"

#include "pmipv6-change-rules.h"
#include "pmipv6-correspondent-paths.h"
#include "pmipv6-known-registrations.h"
#include "pmipv6-location-intake.h"
#include "pmipv6-location-rules.h"
#include "pmipv6-location-table.h"
#include "pmipv6-peer-table.h"
#include "pmipv6-served-nodes.h"

#include "ns3/simulator.h"

#include <algorithm>
#include <utility>

namespace ns3
{
namespace pmipv6
{

void
ChangeRequests::Start(Parts parts)
{
    m_parts = std::move(parts);
}

void
ChangeRequests::Handle(const LocationRequest& request, const Ipv6Address& peer)
{
    const bool isWithdrawal = request.lifetime == 0;
    if (request.prefixes.empty() || (!isWithdrawal && (!request.gateway || !request.timestamp)))
    {
        m_parts.refused(request.prefixes.empty() ? Prefix() : request.prefixes.front(),
                        peer,
                        "option-missing");
        m_parts.tellings->Answer(request, peer, ExperimentalStatus::MISSING_OPTION);
        return;
    }
    const std::string fault = FindFault(request, peer);
    if (!fault.empty())
    {
        m_parts.refused(request.prefixes.front(), peer, fault);
        m_parts.tellings->Answer(request, peer, ExperimentalStatus::ADMINISTRATIVELY_PROHIBITED);
    }
    else if (isWithdrawal)
    {
        HandleWithdrawal(request, peer);
    }
    else if (request.isPrevious)
    {
        HandlePrevious(request, peer);
    }
    else
    {
        HandleChange(request, peer);
    }
}

std::string
ChangeRequests::FindFault(const LocationRequest& request, const Ipv6Address& peer) const
{
    if (m_parts.routing->routers.count(peer) > 0)
    {
        return "of-a-router"; // draft-luo, 5.2: no node comes from there, or goes there.
    }
    if (!std::all_of(request.prefixes.begin(), request.prefixes.end(), IsOfOneNode))
    {
        return "location-of-many";
    }
    if (request.timestamp && m_parts.routing->intake.IsOfFuture(*request.timestamp))
    {
        return "dated-in-the-future";
    }
    const bool isArrival = request.isPrevious && request.lifetime != 0;
    if (isArrival && !m_parts.routing->gateways.Contains(peer))
    {
        return "of-no-gateway"; // draft-luo, 8: of an eLMA or LMF, to which no node comes.
    }
    return isArrival && !m_parts.departures ? "nobody-leaves-a-router" : "";
}

void
ChangeRequests::HandlePrevious(const LocationRequest& request, const Ipv6Address& peer)
{
    const Registered here = FindRegistered(request.prefixes.front());
    m_parts.departures->HandleInform(request, peer);
    m_parts.heard(request.prefixes);
    if (here && !m_parts.routing->nodes.Find(here->first))
    {
        Verify(*here);
    }
}

ChangeRequests::Registered
ChangeRequests::FindRegistered(const Prefix& prefix) const
{
    const auto& nodes = m_parts.routing->nodes;
    const auto* here = nodes.FindByPrefix(prefix);
    return here ? Registered({nodes.GetRegistration(prefix), *here}) : std::nullopt;
}

void
ChangeRequests::Verify(const std::pair<RegistrationKey, LocalNode>& former)
{
    if (!m_parts.probe)
    {
        return;
    }
    // A gateway that has not noticed that the node is gone; or one that is told wrongly that it is.
    m_parts.probe(former.first.linkLayer, [this, former](bool isThere) {
        const auto& [key, node] = former;
        if (!m_parts.routing || m_parts.routing->nodes.Find(key))
        {
            return; // It has attached anew meanwhile.
        }
        if (!isThere)
        {
            m_parts.forget(key);
            return;
        }
        m_parts.refused(node.prefixes.front(), Ipv6Address::GetAny(), "node-is-here-after-all");
        m_parts.departures->HandleMisled(node);
        m_parts.takeBack(key); // What its anchor confirms is newer than what others were told.
    });
}

void
ChangeRequests::LeaveIfOlder(const LocationRequest& request)
{
    const Registered here = FindRegistered(request.prefixes.front());
    if (here && m_parts.probe && request.timestamp && *request.timestamp >= here->second.timestamp)
    {
        // The node has left for a gateway without the function, and nobody has noticed.
        m_parts.routing->served.HandOver(request.prefixes.front());
        Verify(*here);
    }
}

void
ChangeRequests::HandleWithdrawal(const LocationRequest& request, const Ipv6Address& peer)
{
    const bool isOfManager = m_parts.routing->managers.Contains(peer);
    bool isFollowed = false;
    if (isOfManager && m_parts.departures)
    {
        LeaveIfOlder(request);
        isFollowed = m_parts.departures->HandleWithdrawn(request);
    }
    for (const auto& prefix : request.prefixes)
    {
        isFollowed = Withdraw(prefix, request.timestamp, peer) || isFollowed;
    }
    if (!isFollowed)
    {
        m_parts.refused(request.prefixes.front(), peer, "withdraws-nothing-of-its-own");
    }
    m_parts.tellings->Answer(request, peer, ExperimentalStatus::SUCCESS);
}

bool
ChangeRequests::Withdraw(const Prefix& prefix,
                         const std::optional<uint64_t>& timestamp,
                         const Ipv6Address& peer)
{
    const auto& routing = *m_parts.routing;
    const auto* location = routing.locations.FindByAddress(prefix.GetAddress());
    WithdrawalFacts facts;
    facts.isOfManager = routing.managers.Contains(peer);
    facts.isOfHolder = location && location->gateway == peer;
    facts.isDated = timestamp.has_value();
    facts.isHeld = location;
    facts.wasHere = routing.paths.IsRemembered(prefix);
    // Who does not know the node that is sent on to it says so, whatever is held of it.
    const bool isOfDeparture =
        !timestamp && m_parts.departures && m_parts.departures->HandleUnknown(prefix, peer);
    switch (DecideWithdrawal(facts))
    {
    case WithdrawalAction::IGNORE:
        return isOfDeparture;
    case WithdrawalAction::DISTRUST:
        routing.intake.Distrust(NodeLocation(*location));
        break;
    case WithdrawalAction::WITHDRAW:
        routing.intake.Tell({location ? location->prefix : prefix,
                             Ipv6Address::GetAny(),
                             *timestamp,
                             Simulator::Now() + routing.lifetime,
                             LocationState::WITHDRAWN},
                            peer,
                            "withdrawn");
        break;
    }
    return true;
}

bool
ChangeRequests::IsOfPrevious(const Prefix& prefix, const Ipv6Address& peer) const
{
    if (!m_parts.arrivals)
    {
        return false;
    }
    if (m_parts.arrivals->IsBeingInformed(peer))
    {
        return true; // It is about to name correspondents.
    }
    const auto nodes = m_parts.routing->paths.GetCorrespondents().GetNodes(prefix);
    return std::any_of(nodes.begin(), nodes.end(), [&](const Prefix& node) {
        return m_parts.arrivals->IsPrevious(node, peer);
    });
}

void
ChangeRequests::HandleChange(const LocationRequest& request, const Ipv6Address& peer)
{
    ExperimentalStatus status = ExperimentalStatus::SUCCESS;
    for (const auto& prefix : request.prefixes)
    {
        if (!Change(prefix, request, peer))
        {
            status = ExperimentalStatus::OLDER_THAN_STATE_HELD;
        }
    }
    m_parts.tellings->Answer(request, peer, status);
}

bool
ChangeRequests::Change(const Prefix& prefix,
                       const LocationRequest& request,
                       const Ipv6Address& peer)
{
    const auto& routing = *m_parts.routing;
    const auto* held = routing.locations.Find(prefix);
    ChangeFacts facts;
    facts.timestamp = *request.timestamp;
    if (held && held->state != LocationState::LEARNED)
    {
        facts.told = held->timestamp;
    }
    facts.known = routing.known.Find(prefix);
    facts.isHere = routing.nodes.FindByPrefix(prefix);
    facts.isToSelf = request.gateway == routing.address;
    facts.isEntitled =
        (held && held->IsUsable() && held->gateway == peer) || IsOfPrevious(prefix, peer);
    switch (DecideChange(facts))
    {
    case ChangeAction::IGNORE:
        return true;
    case ChangeAction::REFUSE:
        return false;
    case ChangeAction::HINT:
        m_parts.refused(prefix, peer, "not-of-the-location-held");
        routing.intake.Hint(prefix,
                            facts.timestamp,
                            m_parts.arrivals && m_parts.arrivals->IsAnyInforming());
        return true;
    case ChangeAction::FOLLOW:
        break;
    }
    const NodeLocation location{
        prefix,
        *request.gateway,
        facts.timestamp,
        GetLocationExpiry(Simulator::Now(), request.lifetime, routing.lifetime),
        LocationState::TOLD};
    if (!routing.intake.Tell(location, peer, "inform"))
    {
        return false;
    }
    if (m_parts.departures)
    {
        m_parts.departures->HandleMoved(location, peer);
    }
    return true;
}

} // namespace pmipv6
} // namespace ns3
