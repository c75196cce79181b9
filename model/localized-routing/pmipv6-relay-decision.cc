/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-relay-decision.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// @return SUCCESS if a gateway may send an RO Setup to this anchor, that of the destination
ExperimentalStatus
CheckGateway(const RouteRequest& request,
             const Ipv6Address& sender,
             const OwnPrefix& destination,
             const RouteSession& session)
{
    // The end of a route comes from whom it was told last, where the node may not be any more.
    const Ipv6Address told =
        session.control ? session.control->destinationGateway : Ipv6Address::GetAny();
    const Ipv6Address gateway = request.lifetime == 0 ? told : destination.binding->proxyCareOf;
    if (request.gateway != sender || gateway != sender)
    {
        return ExperimentalStatus::ADMINISTRATIVELY_PROHIBITED;
    }
    if (!session.control)
    {
        return ExperimentalStatus::NOT_THE_RO_CONTROLLER;
    }
    return request.ordering == session.control->ordering
               ? ExperimentalStatus::SUCCESS
               : ExperimentalStatus::OLDER_THAN_STATE_HELD;
}

} // namespace

RelayDecision
DecideRelay(const RouteRequest& request,
            const Ipv6Address& sender,
            const OwnPrefix& source,
            const OwnPrefix& destination,
            const RouteSession* session)
{
    if (!session)
    {
        return {Ipv6Address::GetAny(), ExperimentalStatus::NO_SUCH_SESSION};
    }
    if (destination.binding)
    {
        const auto status = CheckGateway(request, sender, destination, *session);
        if (status != ExperimentalStatus::SUCCESS)
        {
            return {Ipv6Address::GetAny(), status};
        }
    }
    else if (session->peer.anchor.IsAny() || sender != session->peer.anchor)
    {
        return {Ipv6Address::GetAny(), ExperimentalStatus::ADMINISTRATIVELY_PROHIBITED};
    }
    if (source.binding)
    {
        return {source.binding->proxyCareOf, ExperimentalStatus::SUCCESS};
    }
    if (destination.binding && !session->peer.anchor.IsAny())
    {
        return {session->peer.anchor, ExperimentalStatus::SUCCESS};
    }
    return {Ipv6Address::GetAny(), ExperimentalStatus::NO_BINDING_FOR_PREFIX};
}

RelayDecision
DecideRelayOfEnd(const RouteRequest& request,
                 const Ipv6Address& sender,
                 const OwnPrefix& source,
                 const std::vector<Ipv6Address>& anchors,
                 Ptr<const AnchorResolver> resolver)
{
    if (request.lifetime != 0 || request.gateway != sender)
    {
        return {Ipv6Address::GetAny(), ExperimentalStatus::NO_SUCH_SESSION};
    }
    if (source.binding)
    {
        return {source.binding->proxyCareOf, ExperimentalStatus::SUCCESS, false};
    }
    const auto other = std::find_if(anchors.begin(), anchors.end(), [&](const Ipv6Address& anchor) {
        return resolver && resolver->MaySpeakFor(anchor, request.pair.source);
    });
    return other == anchors.end()
               ? RelayDecision{Ipv6Address::GetAny(), ExperimentalStatus::NO_BINDING_FOR_PREFIX}
               : RelayDecision{*other, ExperimentalStatus::SUCCESS, false};
}

} // namespace pmipv6
} // namespace ns3
