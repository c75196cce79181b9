/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ROUTE_MONITOR_H
#define PMIPV6_ROUTE_MONITOR_H

#include "pmipv6-direct-paths.h"
#include "pmipv6-link-layer-address.h"
#include "pmipv6-mobile-access-gateway.h"
#include "pmipv6-observed-attempts.h"
#include "pmipv6-prefix-names.h"
#include "pmipv6-route-optimization-agent.h"
#include "pmipv6-route-optimization-controller.h"
#include "pmipv6-signaling-monitor.h"
#include "pmipv6-uncoordinated-routing.h"

#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-localized-routing
 * Watches localized routes: how each is set up from the first packet on, and when, after a
 * handover, both gateways use the direct path again. From traces alone; the access technology tells
 * where nodes are (NoteLinkDown, NoteLinkUp).
 */
class RouteMonitor
{
  public:
    RouteMonitor();
    ~RouteMonitor();

    RouteMonitor(const RouteMonitor&) = delete;
    RouteMonitor& operator=(const RouteMonitor&) = delete;

    /**
     * @param name name of a mobile node
     * @param linkLayer its link-layer address
     */
    void AddMobileNode(const std::string& name, const LinkLayerAddress& linkLayer);

    /**
     * Watch a gateway.
     *
     * @param gateway the gateway
     * @param agent its agent
     * @param name its name
     */
    void AddGateway(Ptr<MobileAccessGateway> gateway,
                    Ptr<RouteOptimizationAgent> agent,
                    const std::string& name);

    /**
     * Watch an anchor.
     *
     * @param controller its controller
     * @param name its name
     */
    void AddAnchor(Ptr<RouteOptimizationController> controller, const std::string& name);

    /**
     * Watch an anchor without a controller: it has no sessions, so that its routes never complete.
     *
     * @param routing what it does
     * @param name its name
     */
    void AddAnchor(Ptr<UncoordinatedRouting> routing, const std::string& name);

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
     * @param signaling what to count messages by
     * @return the routes set up because of a packet, not of a handover, by when that was seen
     */
    std::vector<OptimizationRecord> GetOptimizations(const SignalingMonitor& signaling) const;

    /**
     * @param node name of a mobile node
     * @param attached when it attached, in a handover
     * @return the first moment after it at which, for each of its pairs that had a route before,
     *         both gateways' routes name each other; nothing if one of the nodes detached before
     */
    std::optional<Time> FindOptimized(const std::string& node, Time attached) const;

  private:
    /**
     * Follow an anchor's trace of first packets.
     *
     * @param function with such a trace
     * @param name the anchor's name
     */
    void ConnectDetected(Ptr<AnchorFunction> function, const std::string& name);

    /// A gateway's trace of an attachment. @param entry the registration
    void HandleAttachment(const BindingUpdateListEntry& entry);
    /**
     * A gateway's trace of a route.
     *
     * @param gateway name of its node
     * @param route which
     * @param to its state now
     */
    void HandleRoute(const std::string& gateway,
                     const LocalizedRoute& route,
                     LocalizedRouteState to);
    /**
     * A gateway's trace of a packet for which it asks for a route.
     *
     * @param source of the packet
     * @param destination of the packet
     */
    void HandleRequested(const Ipv6Address& source, const Ipv6Address& destination);
    /**
     * An anchor's trace of a first packet.
     *
     * @param anchor name of its node
     * @param source of the packet
     * @param destination of the packet
     */
    void HandleDetected(const std::string& anchor,
                        const Ipv6Address& source,
                        const Ipv6Address& destination);
    /**
     * An anchor's trace of a session.
     *
     * @param anchor name of its node
     * @param session which
     * @param to its state now
     */
    void HandleSession(const std::string& anchor,
                       const RouteSession& session,
                       RouteSessionState to);

    std::unordered_map<LinkLayerAddress, std::string, LinkLayerHash> m_names; //!< of mobile nodes
    std::unordered_map<Ipv6Address, std::string, AddressHash> m_gateways;     //!< names of gateways
    PrefixNames m_owners;                  //!< prefixes of mobile nodes
    ObservedAttempts m_attempts{m_owners}; //!< routes set up because of a packet
    DirectPaths m_paths{m_owners};         //!< routes found again after handovers
    std::shared_ptr<RouteMonitor*> m_self; //!< null inside once this object is gone
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ROUTE_MONITOR_H
