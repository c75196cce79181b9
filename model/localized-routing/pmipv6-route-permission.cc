/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-route-permission.h"

#include "pmipv6-local-mobility-anchor.h"

namespace ns3
{
namespace pmipv6
{

void
RoutePermission::Start(Ptr<LocalMobilityAnchor> anchor, const PairDetector& detector)
{
    m_anchor = anchor;
    m_detector = &detector;
}

void
RoutePermission::SetPolicy(Ptr<const LocalizedRoutingPolicy> policy)
{
    m_policy = policy;
}

void
RoutePermission::Dispose()
{
    m_anchor = nullptr;
    m_policy = nullptr;
}

ExperimentalStatus
RoutePermission::Check(const PermissionRequest& request) const
{
    RouteParties parties;
    parties.pair = request.pair;
    parties.sourceAnchor = request.peerAnchor;
    parties.destinationAnchor = request.peerAnchor;
    parties.sourceGateway = request.sourceGateway;
    const auto source = m_detector->Find(request.pair.source);
    const auto destination = m_detector->Find(request.pair.destination);
    for (const auto& own : {source, destination})
    {
        const auto* profile =
            own.binding ? m_anchor->GetPolicyStore()->Find(own.binding->identifier) : nullptr;
        if (profile && !profile->isLocalRoutingAllowed)
        {
            return ExperimentalStatus::LOCALIZED_ROUTING_NOT_ALLOWED;
        }
    }
    if (source.binding)
    {
        parties.sourceAnchor = m_anchor->GetAddress();
        parties.sourceGateway = source.binding->proxyCareOf;
    }
    if (destination.binding)
    {
        parties.destinationAnchor = m_anchor->GetAddress();
        parties.destinationGateway = destination.binding->proxyCareOf;
    }
    return m_policy ? m_policy->Check(parties) : ExperimentalStatus::SUCCESS;
}

} // namespace pmipv6
} // namespace ns3
