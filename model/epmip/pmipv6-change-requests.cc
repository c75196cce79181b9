/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-change-requests.h"

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
    const bool isOfNode =
        std::all_of(request.prefixes.begin(), request.prefixes.end(), [](const Prefix& prefix) {
            return prefix.GetLength() >= MIN_LOCATION_LENGTH && IsRoutableUnicast(prefix);
        });
    if (!isOfNode)
    {
        m_parts.refused(request.prefixes.front(), peer, "location-of-many");
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

void
ChangeRequests::HandlePrevious(const LocationRequest& request, const Ipv6Address& peer)
{
    const Prefix& prefix = request.prefixes.front();
    const bool isHere = m_parts.routing->GetNodes().FindByPrefix(prefix);
    const auto key =
        isHere ? std::optional<RegistrationKey>(m_parts.routing->GetNodes().GetRegistration(prefix))
               : std::nullopt;
    m_parts.departures->HandleInform(request, peer);
    m_parts.heard(prefix);
    if (key && !m_parts.routing->GetNodes().FindByPrefix(prefix))
    {
        Verify(prefix, *key);
    }
}

void
ChangeRequests::Verify(const Prefix& prefix, const RegistrationKey& key)
{
    // A gateway that has not noticed that the node is gone; or one that is told wrongly that it is.
    m_parts.probe(key.linkLayer, [this, prefix, key](bool isThere) {
        if (!m_parts.routing || m_parts.routing->GetNodes().Find(key))
        {
            return; // It has attached anew meanwhile.
        }
        if (!isThere)
        {
            m_parts.forget(key);
            return;
        }
        m_parts.refused(prefix, Ipv6Address::GetAny(), "node-is-here-after-all");
        m_parts.departures->HandleReturned({"", Ipv6Address::GetAny(), {prefix}, 0});
        m_parts.takeBack(key);
    });
}

void
ChangeRequests::LeaveIfOlder(const LocationRequest& request)
{
    const Prefix& prefix = request.prefixes.front();
    const auto* here = m_parts.routing->GetNodes().FindByPrefix(prefix);
    if (here && request.timestamp && *request.timestamp >= here->timestamp)
    {
        // The node has left for a gateway without the function, and nobody has noticed.
        const RegistrationKey key = m_parts.routing->GetNodes().GetRegistration(prefix);
        m_parts.routing->GetServed().HandOver(prefix);
        Verify(prefix, key);
    }
}

void
ChangeRequests::HandleWithdrawal(const LocationRequest& request, const Ipv6Address& peer)
{
    const bool isManager = m_parts.routing->GetManagers().Contains(peer);
    if (isManager)
    {
        LeaveIfOlder(request);
    }
    bool isFollowed = isManager && m_parts.departures->HandleWithdrawn(request);
    for (const auto& prefix : request.prefixes)
    {
        const auto* location = m_parts.routing->GetTable().FindByAddress(prefix.GetAddress());
        const bool wasHere = isManager && m_parts.routing->GetPaths().IsRemembered(prefix);
        if (!wasHere && !(location && (isManager || location->gateway == peer)))
        {
            continue;
        }
        isFollowed = true;
        if (!request.timestamp)
        {
            if (location)
            {
                m_parts.routing->GetIntake().Distrust(NodeLocation(*location));
            }
            continue;
        }
        const Time expiry = Simulator::Now() + m_parts.routing->GetLocationLifetime();
        m_parts.routing->GetIntake().Tell({location ? location->prefix : prefix,
                                           Ipv6Address::GetAny(),
                                           *request.timestamp,
                                           expiry,
                                           LocationState::WITHDRAWN},
                                          peer,
                                          "withdrawn");
    }
    if (!isFollowed)
    {
        m_parts.refused(request.prefixes.front(), peer, "withdraws-nothing-of-its-own");
    }
    m_parts.tellings->Answer(request, peer, ExperimentalStatus::SUCCESS);
}

bool
ChangeRequests::IsOfPrevious(const Prefix& prefix, const Ipv6Address& peer) const
{
    if (m_parts.arrivals->IsBeingInformed(peer))
    {
        return true; // It is about to name correspondents.
    }
    const auto nodes = m_parts.routing->GetPaths().GetCorrespondents().GetNodes(prefix);
    return std::any_of(nodes.begin(), nodes.end(), [&](const Prefix& node) {
        return m_parts.arrivals->IsPrevious(node, peer);
    });
}

void
ChangeRequests::HandleChange(const LocationRequest& request, const Ipv6Address& peer)
{
    const Ipv6Address gateway = *request.gateway;
    ExperimentalStatus status = ExperimentalStatus::SUCCESS;
    for (const auto& prefix : request.prefixes)
    {
        const auto* held = m_parts.routing->GetTable().Find(prefix);
        const bool isOfHolder = held && held->IsUsable() && held->gateway == peer;
        const auto* here = m_parts.routing->GetNodes().FindByPrefix(prefix);
        if (here)
        {
            status = ExperimentalStatus::OLDER_THAN_STATE_HELD;
            continue;
        }
        if (gateway == m_parts.address)
        {
            continue; // It is on its way here, and delivered here once it is.
        }
        if (held && held->state != LocationState::LEARNED && *request.timestamp <= held->timestamp)
        {
            // Whoever says it: it is known, or older than what is.
            status = *request.timestamp < held->timestamp
                         ? ExperimentalStatus::OLDER_THAN_STATE_HELD
                         : status;
            continue;
        }
        if (!isOfHolder && !IsOfPrevious(prefix, peer))
        {
            // draft-luo, 8: not entitled, so that it is a hint at most.
            m_parts.refused(prefix, peer, "not-of-the-location-held");
            m_parts.routing->GetIntake().Hint(prefix,
                                              *request.timestamp,
                                              m_parts.arrivals->IsAnyInforming());
            continue;
        }
        const NodeLocation location{prefix,
                                    gateway,
                                    *request.timestamp,
                                    GetLocationExpiry(Simulator::Now(),
                                                      request.lifetime,
                                                      m_parts.routing->GetLocationLifetime()),
                                    LocationState::TOLD};
        if (!m_parts.routing->GetIntake().Tell(location, peer, "inform"))
        {
            status = ExperimentalStatus::OLDER_THAN_STATE_HELD;
            continue;
        }
        m_parts.departures->HandleMoved(location);
    }
    m_parts.tellings->Answer(request, peer, status);
}

} // namespace pmipv6
} // namespace ns3
