/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ROUTE_PERMISSION_H
#define PMIPV6_ROUTE_PERMISSION_H

#include "pmipv6-localized-routing-policy.h"
#include "pmipv6-pair-detector.h"

#include "ns3/ipv6-address.h"

namespace ns3
{
namespace pmipv6
{

class LocalMobilityAnchor;

/// @ingroup pmipv6-localized-routing
/// Of whose route an anchor asks whether it is allowed.
struct PermissionRequest
{
    PrefixPair pair;                                  //!< whose route it is
    Ipv6Address peerAnchor{Ipv6Address::GetAny()};    //!< LMAA of the other node's anchor
    Ipv6Address sourceGateway{Ipv6Address::GetAny()}; //!< where that is, if it is the source
};

/**
 * @ingroup pmipv6-localized-routing
 * Whether there may be a localized route, as far as an anchor knows (RFC 6279, 4 and 5): by its
 * nodes' profiles, and by where they are.
 */
class RoutePermission
{
  public:
    /**
     * @param anchor has the mobile nodes' policy profiles
     * @param detector knows its bindings; outlives this
     */
    void Start(Ptr<LocalMobilityAnchor> anchor, const PairDetector& detector);

    /**
     * @param policy what the operator allows; null: everything
     */
    void SetPolicy(Ptr<const LocalizedRoutingPolicy> policy);

    /// Let go of what was given.
    void Dispose();

    /**
     * @param request of whose route
     * @return SUCCESS, or why there may be none
     */
    ExperimentalStatus Check(const PermissionRequest& request) const;

  private:
    Ptr<LocalMobilityAnchor> m_anchor;          //!< has the profiles
    const PairDetector* m_detector{nullptr};    //!< knows the anchor's bindings
    Ptr<const LocalizedRoutingPolicy> m_policy; //!< what the operator allows
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ROUTE_PERMISSION_H
