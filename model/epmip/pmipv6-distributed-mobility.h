/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_DISTRIBUTED_MOBILITY_H
#define PMIPV6_DISTRIBUTED_MOBILITY_H

#include "pmipv6-distributed-routing.h"

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-epmip
 * Distributed Mobility Function of a gateway (draft-luo, 3.2 and 4.3).
 */
class DistributedMobility : public GatewayFunction
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /**
     * @param routing the same gateway's; must be set before the start, and added to the gateway
     *        before this function
     */
    void SetRouting(Ptr<DistributedRouting> routing);

    /**
     * TracedCallback signature for a handover's progress.
     *
     * @param prefix the mobile node's prefix
     * @param peer the other gateway: at the new one the previous, at the previous one the new
     */
    using HandoffTracedCallback = void (*)(const Prefix& prefix, const Ipv6Address& peer);
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_DISTRIBUTED_MOBILITY_H
