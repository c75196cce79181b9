/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_DISTRIBUTED_ROUTING_H
#define PMIPV6_DISTRIBUTED_ROUTING_H

#include "pmipv6-gateway-function.h"
#include "pmipv6-location-queries.h"
#include "pmipv6-location-table.h"
#include "pmipv6-state-change.h"

#include "ns3/traced-callback.h"

#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-epmip
 * Distributed Routing Function of a gateway (draft-luo, 3.2 and 4.2).
 */
class DistributedRouting : public GatewayFunction
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /**
     * Ask an eLMA for locations (draft-luo, 8: a security association). Before the start.
     *
     * @param manager its LMAA
     * @param prefixes from which it assigns home network prefixes (draft-luo, 4.4.1)
     */
    void AddManager(const Ipv6Address& manager, const std::vector<Prefix>& prefixes);

    /**
     * Take tunnelled packets from another gateway, and believe that nodes are there (draft-luo, 8).
     * Before the start.
     *
     * @param gateway its Proxy-CoA
     */
    void AddGateway(const Ipv6Address& gateway);

    /**
     * Have packets to a prefix go through the anchor always (draft-luo, 3.2: "if eMAG decides").
     * Before the start.
     *
     * @param destination the prefix
     */
    void Exclude(const Prefix& destination);

    /// @return the locations, in the order of their prefixes
    std::vector<NodeLocation> GetLocations() const;

    /**
     * TracedCallback signature for locations.
     *
     * @param location the location as it is after the transition; before it, if it is removed
     * @param from state before
     * @param to state after
     */
    using LocationTracedCallback = void (*)(const NodeLocation& location,
                                            LocationState from,
                                            LocationState to);

    /**
     * TracedCallback signature for what a node here sends to a correspondent.
     *
     * @param node the node's prefix
     * @param peer the correspondent's prefix
     * @param gateway where these packets are sent, this gateway's own address if both are here; ::
     *        if they go through the anchor (again)
     */
    using PathTracedCallback = void (*)(const Prefix& node,
                                        const Prefix& peer,
                                        const Ipv6Address& gateway);

    /**
     * TracedCallback signature for packets for which a location is asked.
     *
     * @param source source of the packet
     * @param destination destination of the packet
     */
    using QueriedTracedCallback = void (*)(const Ipv6Address& source,
                                           const Ipv6Address& destination);

    /**
     * TracedCallback signature for what has come of that.
     *
     * @param destination what was asked for
     * @param outcome what has come of it
     */
    using QueryEndedTracedCallback = void (*)(const Ipv6Address& destination, QueryOutcome outcome);

    /**
     * TracedCallback signature for refused messages.
     *
     * @param prefix of whom the message speaks
     * @param peer who has sent it
     * @param reason why
     */
    using RefusedTracedCallback = void (*)(const Prefix& prefix,
                                           const Ipv6Address& peer,
                                           const std::string& reason);
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_DISTRIBUTED_ROUTING_H
