/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_LOCATION_MONITOR_H
#define PMIPV6_LOCATION_MONITOR_H

#include "pmipv6-direct-paths.h"
#include "pmipv6-distributed-anchoring.h"
#include "pmipv6-distributed-mobility.h"
#include "pmipv6-distributed-router.h"
#include "pmipv6-distributed-routing.h"
#include "pmipv6-link-layer-address.h"
#include "pmipv6-local-mobility-anchor.h"
#include "pmipv6-location-attempts.h"
#include "pmipv6-mobile-access-gateway.h"
#include "pmipv6-observed-handoffs.h"
#include "pmipv6-prefix-names.h"
#include "pmipv6-records.h"
#include "pmipv6-signaling-monitor.h"

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-epmip
 * Watches draft-luo's direct paths: how each comes about from the first packet on, what happens in
 * a handover, and when after it both gateways use the direct path again. From traces alone; the
 * access technology tells where nodes are (NoteLinkDown, NoteLinkUp).
 */
class LocationMonitor
{
  public:
    LocationMonitor();
    ~LocationMonitor();

    LocationMonitor(const LocationMonitor&) = delete;
    LocationMonitor& operator=(const LocationMonitor&) = delete;

    /**
     * @param name name of a mobile node
     * @param linkLayer its link-layer address
     */
    void AddMobileNode(const std::string& name, const LinkLayerAddress& linkLayer);

    /**
     * Name a node that does not move, so that it is told of queries for it.
     *
     * @param name its name
     * @param prefix its address as one of length 128, or the prefix in which it is
     */
    void AddFixedNode(const std::string& name, const Prefix& prefix);

    /**
     * Watch a gateway's attachments, by which prefixes of mobile nodes are known.
     *
     * @param gateway the gateway, with or without draft-luo's functions
     * @param name its name
     */
    void AddGateway(Ptr<MobileAccessGateway> gateway, const std::string& name);

    /**
     * Watch draft-luo's functions of a gateway, and its packets. Aborts if one of them has not the
     * trace sources of its class.
     *
     * @param gateway a gateway of AddGateway
     * @param routing its Distributed Routing Function
     * @param mobility its Distributed Mobility Function
     */
    void AddFunctions(Ptr<MobileAccessGateway> gateway,
                      Ptr<DistributedRouting> routing,
                      Ptr<DistributedMobility> mobility);

    /**
     * Watch an anchor with a Distributed Anchoring Function (draft-luo, 7): it is what a gateway is
     * elsewhere, also to NoteLinkUp.
     *
     * @param anchor the anchor
     * @param name its name
     * @param anchoring its function
     */
    void AddAnchor(Ptr<LocalMobilityAnchor> anchor,
                   const std::string& name,
                   const DistributedAnchoring& anchoring);

    /**
     * Watch the Distributed Routing Function of an access router (draft-luo, 5.2). Several routers
     * of a node have one name, that of the first.
     *
     * @param router its role, with the prefixes of the fixed nodes
     * @param name its name
     * @param node name of the fixed node behind it, one of AddFixedNode
     */
    void AddRouter(Ptr<DistributedRouter> router, const std::string& name, const std::string& node);

    /**
     * A mobile node has lost its link.
     *
     * @param node its name
     */
    void NoteLinkDown(const std::string& node);

    /**
     * A mobile node's link is up, now.
     *
     * @param node its name
     * @param gateway name of the gateway
     */
    void NoteLinkUp(const std::string& node, const std::string& gateway);

    /**
     * Paths that have come about because of a packet, not of a handover, and queries that have come
     * to nothing. A record is complete when both ways are used; messages are those that name both
     * prefixes, or one of them or an address in it and nobody else's, until then, or until the
     * query was over.
     *
     * @param signaling what to count messages by
     * @return them, by when the packet was seen
     */
    std::vector<OptimizationRecord> GetOptimizations(const SignalingMonitor& signaling) const;

    /**
     * @param prefix a prefix or an address
     * @return name of its node; empty if it is nobody's
     */
    std::string GetOwner(const Prefix& prefix) const;

    /**
     * @param node name of a mobile node
     * @param attached when it attached, in a handover
     * @return the first moment after it at which, for each of its pairs that had a direct path
     *         before, both gateways send to each other; nothing if one of the nodes detached before
     */
    std::optional<Time> FindOptimized(const std::string& node, Time attached) const
    {
        return m_paths.FindOptimized(node, attached);
    }

    /**
     * @param node name of a mobile node
     * @param attached when it attached, in a handover
     * @return what was seen of that; null if there was none
     */
    const HandoffRecord* FindHandoff(const std::string& node, Time attached) const
    {
        return m_handoffs.Find(node, attached);
    }

  private:
    /**
     * Follow the trace sources of a gateway's functions.
     *
     * @param gateway name of its node
     * @param routing its routing function
     * @param mobility its mobility function; null: it has none
     */
    void ConnectFunctions(const std::string& gateway,
                          Ptr<DistributedRouting> routing,
                          Ptr<DistributedMobility> mobility);

    /**
     * Follow what a routing function traces.
     *
     * @param gateway name of its node
     * @param routing the function
     */
    void ConnectRouting(const std::string& gateway, Ptr<DistributedRouting> routing);

    /**
     * Follow what a mobility function traces.
     *
     * @param gateway name of its node
     * @param mobility the function
     */
    void ConnectMobility(const std::string& gateway, Ptr<DistributedMobility> mobility);
    /**
     * Follow what a gateway does with packets of nodes that have left it.
     *
     * @param gateway name of its node
     * @param node the gateway's
     */
    void ConnectPackets(const std::string& gateway, Ptr<Node> node);

    /**
     * A node is registered at a gateway.
     *
     * @tparam Entry BindingUpdateListEntry or BindingCacheEntry
     * @param gateway name of its node
     * @param entry what says so there, as the Binding Update List and the binding cache have it
     */
    template <class Entry>
    void HandleRegistered(const std::string& gateway, const Entry& entry);

    /**
     * A gateway's trace of the path to a correspondent.
     *
     * @param gateway name of its node
     * @param pair prefixes of the node and of its correspondent
     * @param remote the tunnel's other end; :: if the path is no more
     */
    void HandlePath(const std::string& gateway, const PrefixPair& pair, const Ipv6Address& remote);
    /**
     * A gateway's trace of a packet for which a location is asked.
     *
     * @param gateway name of its node
     * @param source of the packet
     * @param destination of the packet
     */
    void HandleQueried(const std::string& gateway,
                       const Ipv6Address& source,
                       const Ipv6Address& destination);
    /**
     * A packet waits at a gateway, or there is no room for it.
     *
     * @param gateway name of its node
     * @param header the packet's
     * @param isHeld it waits; else there is no room
     */
    void HandleWaiting(const std::string& gateway, const Ipv6Header& header, bool isHeld);
    /**
     * A gateway has tunnelled on what had come out of a tunnel.
     *
     * @param gateway name of its node
     * @param destination of the packet
     */
    void HandleForwarded(const std::string& gateway, const Ipv6Address& destination);

    /**
     * @param address of a gateway
     * @return its name; empty if it is none
     */
    std::string GetGatewayName(const Ipv6Address& address) const;

    std::unordered_map<LinkLayerAddress, std::string, LinkLayerHash> m_names; //!< of mobile nodes
    std::unordered_map<Ipv6Address, std::string, AddressHash> m_gateways;     //!< names of gateways
    std::set<std::string> m_anchors;          //!< names of those of AddAnchor
    PrefixNames m_owners;                     //!< prefixes of nodes
    LocationAttempts m_attempts{m_owners};    //!< paths set up because of a packet
    DirectPaths m_paths{m_owners};            //!< paths found again after handovers
    ObservedHandoffs m_handoffs;              //!< handovers
    std::shared_ptr<LocationMonitor*> m_self; //!< null inside once this object is gone
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_LOCATION_MONITOR_H
