/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-demand-rules.h"

namespace ns3
{
namespace pmipv6
{

namespace
{

/// @return true if a request is of an earlier attempt than the last that the gateway knows, or of
/// one whose route is gone
bool
IsOfEarlierAttempt(const RouteRequest& request, const DemandFacts& facts)
{
    const uint32_t asked = *request.ordering;
    if (facts.route)
    {
        return facts.route->ordering && IsEarlierAttempt(asked, *facts.route->ordering);
    }
    // An attempt whose route is gone brings none back.
    return facts.ended && (IsEarlierAttempt(asked, *facts.ended) ||
                           (asked == *facts.ended && request.lifetime != 0));
}

/// @return SUCCESS, or why it is refused whatever nodes are here
ExperimentalStatus
Check(const RouteDemand& demand, const DemandFacts& facts, const DemandSettings& settings)
{
    const auto& request = demand.request;
    if (!request.gateway && request.lifetime != 0)
    {
        return ExperimentalStatus::MISSING_OPTION;
    }
    if (request.encapsulation != Encapsulation::IPV6_IN_IPV6)
    {
        return ExperimentalStatus::ENCAPSULATION_NOT_SUPPORTED;
    }
    // draft-loureiro, 10: a gateway has packets sent to itself alone, and an anchor has a say for
    // its own nodes alone.
    const bool isOfOther = !demand.isInit && !settings.isProxy && !settings.isSetUpByAnchors &&
                           request.gateway != demand.peer;
    // In proxy mode the own node's anchor passes RO Setup on, and no other.
    const bool isOfAnchor = demand.isInit || (settings.isProxy && !settings.isSetUpByAnchors);
    if (isOfOther || (isOfAnchor && facts.anchor && *facts.anchor != demand.peer))
    {
        return ExperimentalStatus::ADMINISTRATIVELY_PROHIBITED;
    }
    return settings.isOrderChecked && request.ordering && IsOfEarlierAttempt(request, facts)
               ? ExperimentalStatus::OLDER_THAN_STATE_HELD
               : ExperimentalStatus::SUCCESS;
}

} // namespace

bool
AreNodesHere(const RouteDemand& demand, const DemandFacts& facts, const Ipv6Address& gateway)
{
    return facts.anchor && (demand.request.gateway != gateway || facts.isOtherHere);
}

DemandVerdict
DecideDemand(const RouteDemand& demand, const DemandFacts& facts, const DemandSettings& settings)
{
    if (facts.route && facts.route->demand == demand.key)
    {
        // Repeated, as the answer was lost or is not there yet.
        const auto* active = std::get_if<ActiveRoute>(&facts.route->phase);
        return active ? DemandVerdict{DemandAction::ANSWER, active->answered} : DemandVerdict{};
    }
    if (!facts.route && facts.refusal)
    {
        return {DemandAction::ANSWER, *facts.refusal};
    }
    if (facts.isWaiting)
    {
        return {};
    }
    const ExperimentalStatus status = Check(demand, facts, settings);
    if (status != ExperimentalStatus::SUCCESS)
    {
        return {DemandAction::ANSWER, status};
    }
    if (demand.request.lifetime == 0)
    {
        return {DemandAction::END};
    }
    if (AreNodesHere(demand, facts, settings.gateway))
    {
        return {DemandAction::ESTABLISH};
    }
    return facts.isRegistering && settings.mayWait
               ? DemandVerdict{DemandAction::WAIT}
               : DemandVerdict{DemandAction::ANSWER, ExperimentalStatus::MN_NOT_ATTACHED};
}

EndVerdict
DecideEnd(const RouteDemand& demand, const LocalizedRoute* route, const Ipv6Address& gateway)
{
    const auto& request = demand.request;
    const bool isVouchedFor = demand.isInit || !request.timestamp;
    if (route && !demand.isInit)
    {
        const bool isNewer = isVouchedFor && request.ordering && route->ordering &&
                             IsEarlierAttempt(*route->ordering, *request.ordering);
        const bool leadsThere = !request.gateway || route->gateway == *request.gateway;
        if (!isNewer && !leadsThere)
        {
            return {ExperimentalStatus::OLDER_THAN_STATE_HELD};
        }
    }
    return {ExperimentalStatus::SUCCESS,
            demand.isInit && request.gateway && *request.gateway != gateway,
            isVouchedFor && request.ordering};
}

RouteCare
DecideDue(const LocalizedRoute& route, Time now)
{
    return route.expiry <= now ? RouteCare::DROP : RouteCare::LOOK;
}

RouteCare
DecideRefreshAnswer(std::optional<ExperimentalStatus> status)
{
    return !status                                          ? RouteCare::LEAVE
           : IsAccepted(*status)                            ? RouteCare::EXTEND
           : *status == ExperimentalStatus::NO_SUCH_SESSION ? RouteCare::DROP_AND_TELL
                                                            : RouteCare::DROP;
}

RouteCare
DecideNodeGone(const LocalizedRoute& route, const Prefix& prefix, bool hasLeft)
{
    if (!route.isLocal && route.own != prefix)
    {
        return RouteCare::LEAVE; // The other node's: it lives on.
    }
    return !hasLeft           ? RouteCare::DROP
           : route.isDoubtful ? RouteCare::DROP_AND_TELL
                              : RouteCare::DROP_AND_KEEP;
}

} // namespace pmipv6
} // namespace ns3
