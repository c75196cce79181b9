/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_RELAY_DECISION_H
#define PMIPV6_RELAY_DECISION_H

#include "pmipv6-anchor-resolver.h"
#include "pmipv6-own-prefixes.h"
#include "pmipv6-route-messages.h"
#include "pmipv6-route-session.h"

#include "ns3/ipv6-address.h"

#include <vector>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-localized-routing
/// Where an RO Setup goes on to, in proxy mode, or why it does not.
struct RelayDecision
{
    Ipv6Address next{Ipv6Address::GetAny()};                //!< the next hop, if it goes on
    ExperimentalStatus status{ExperimentalStatus::SUCCESS}; //!< else why it is refused
    bool isVouchedFor{true}; //!< by the session; else the number need not be the controller's
};

/**
 * @ingroup pmipv6-localized-routing
 * May an anchor pass an RO Setup on (RFC 6279, 6: nobody redirects another's traffic)? The first
 * hop, the destination's anchor, takes it from the gateway that it names, if that is the one where
 * the anchor has the destination, and only for the present attempt: the controller alone knows its
 * number. The second hop takes it from the session's other anchor alone.
 *
 * @param request what it says
 * @param sender who has sent it
 * @param source the binding of the pair's source here, if there is one
 * @param destination the binding of the pair's destination here, if there is one
 * @param session the session here; null if there is none
 * @return where it goes on to, or why not
 */
RelayDecision DecideRelay(const RouteRequest& request,
                          const Ipv6Address& sender,
                          const OwnPrefix& source,
                          const OwnPrefix& destination,
                          const RouteSession* session);

/**
 * @ingroup pmipv6-localized-routing
 * The same at an anchor without a session for the pair, as after a restart. The end of a route
 * (Lifetime 0) goes on if it comes from the gateway that it names: a gateway may end what leads to
 * itself, and nobody else tells the other gateway if the session is lost here. Nobody vouches for
 * its number: the controller's ends any route, but this anchor cannot tell whether it is the
 * controller's.
 *
 * @param request what it says
 * @param sender who has sent it
 * @param source the binding of the pair's source here, if there is one
 * @param anchors the other anchors
 * @param resolver whose the source is; null: nobody can tell
 * @return where it goes on to, or why not
 */
RelayDecision DecideRelayOfEnd(const RouteRequest& request,
                               const Ipv6Address& sender,
                               const OwnPrefix& source,
                               const std::vector<Ipv6Address>& anchors,
                               Ptr<const AnchorResolver> resolver);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_RELAY_DECISION_H
