/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_STATE_CHECKER_H
#define PMIPV6_STATE_CHECKER_H

#include "pmipv6-local-mobility-anchor.h"
#include "pmipv6-mobile-access-gateway.h"
#include "pmipv6-records.h"
#include "pmipv6-route-optimization-agent.h"
#include "pmipv6-route-optimization-controller.h"

#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-monitor
 * Looks into the tables of all anchors and gateways at one instant: does each entry name the place
 * where its mobile node is, and does a packet that follows them reach its receiver? An observer of
 * the whole, which no role could be.
 */
class StateChecker
{
  public:
    /// What was found.
    struct Finding
    {
        bool isConsistent{true};           //!< nothing is stale
        std::vector<StaleRecord> stale;    //!< entries that mislead or lack, and who drops packets
        std::vector<StaleRecord> leftover; //!< entries that wait unused for their end
    };

    /**
     * @param anchor an anchor
     * @param name its name
     */
    void AddAnchor(Ptr<LocalMobilityAnchor> anchor, const std::string& name);

    /**
     * @param gateway a gateway
     * @param name its name
     */
    void AddGateway(Ptr<MobileAccessGateway> gateway, const std::string& name);

    /**
     * @param controller localized routing at an anchor that was added
     */
    void AddController(Ptr<RouteOptimizationController> controller);

    /**
     * @param agent localized routing at a gateway that was added
     * @param name the gateway's name
     */
    void AddAgent(Ptr<RouteOptimizationAgent> agent, const std::string& name);

    /**
     * Two mobile nodes that send to each other.
     *
     * @param a MN-Identifier of one
     * @param b that of the other
     */
    void AddPair(const std::string& a, const std::string& b);

    /**
     * A mobile node that is attached somewhere.
     *
     * @param identifier its MN-Identifier
     * @param name its name
     * @param linkLayer its link-layer address
     * @param gateway name of the gateway where it is
     */
    void AddMobileNode(const std::string& identifier,
                       const std::string& name,
                       Mac48Address linkLayer,
                       const std::string& gateway);

    /**
     * Look at the global addresses that a mobile node has now: one without a session misleads while
     * it is preferred, and is left over once it is deprecated (RFC 4862, 5.5.4).
     *
     * @param identifier its MN-Identifier
     * @param node the node
     */
    void AddHost(const std::string& identifier, Ptr<Node> node);

    /// @return what the tables say
    Finding Check() const;

    /**
     * Follow the tables from a gateway to a mobile node.
     *
     * @param gateway name of the gateway at which a packet comes from a mobile node
     * @param source its source
     * @param destination its destination
     * @return name of the gateway that delivers it to a mobile node, and that node's link-layer
     * address as a next hop; empty if it leaves the domain; "loop", or "drop at NAME"
     */
    std::pair<std::string, Ipv6Address> Follow(const std::string& gateway,
                                               const Ipv6Address& source,
                                               const Ipv6Address& destination) const;

  private:
    /// A node with its data plane.
    struct Router
    {
        std::string name;                   //!< its name
        Ipv6Address address;                //!< its address
        Ptr<MobilityForwarding> forwarding; //!< its data plane
    };

    /// An attached mobile node.
    struct Mobile
    {
        std::string name;       //!< its name
        Mac48Address linkLayer; //!< link-layer address
        std::string gateway;    //!< where it is
    };

    /// An address of a mobile node.
    struct HostedAddress
    {
        std::string identifier; //!< the node's MN-Identifier
        Ipv6Address address;    //!< the address
        bool isPreferred;       //!< not deprecated
    };

    /// Attached mobile nodes by prefix, as the anchors have them.
    using Owners = std::map<Prefix, Mobile>;

    /// Compare an anchor's bindings with where the nodes are.
    void CheckAnchor(const std::string& name,
                     Ptr<LocalMobilityAnchor> anchor,
                     Finding& finding) const;
    /// Compare a gateway's list with where the nodes are.
    void CheckGateway(const std::string& name,
                      Ptr<MobileAccessGateway> gateway,
                      Finding& finding) const;
    /**
     * @param name the gateway's name
     * @param gateway a gateway
     * @param entry its entry of a node that is elsewhere
     * @return true if a packet of a node that is here would go by it
     */
    bool IsUsedHere(const std::string& name,
                    const MobileAccessGateway& gateway,
                    const BindingUpdateListEntry& entry) const;
    /// Compare a gateway's routes with where the nodes are.
    void CheckRoutes(const std::string& name,
                     Ptr<RouteOptimizationAgent> agent,
                     const Owners& owners,
                     Finding& finding) const;
    /// Compare the addresses of the nodes with their sessions.
    void CheckAddresses(Finding& finding) const;
    /// Is each node registered, and does a packet from its gateway's side reach it?
    void CheckDelivery(const Owners& owners, Finding& finding) const;
    /// Does a packet of each node that has a peer, a session or a route reach the other node?
    void CheckPairs(const Owners& owners, Finding& finding) const;

    /**
     * Name who drops or misleads a packet from a mobile node to another one, or from its gateway to
     * itself, unless that follows from what was found before.
     *
     * @param from an attached mobile node
     * @param source its prefix
     * @param to another one, or the same
     * @param destination its prefix
     * @param finding what was found
     */
    void CheckReached(const Mobile& from,
                      const Prefix& source,
                      const Mobile& to,
                      const Prefix& destination,
                      Finding& finding) const;

    /**
     * @param identifier an MN-Identifier
     * @return name of the anchor that has, or is asked for, its binding; empty if none is known
     */
    std::string FindAnchor(const std::string& identifier) const;

    /// @return the prefixes for which attached mobile nodes are registered
    Owners GetOwners() const;

    /// @return the pairs of prefixes between which packets may pass, each once
    std::set<std::pair<Prefix, Prefix>> GetPairs(const Owners& owners) const;

    /**
     * @param address an address
     * @return name of the router that has it, or the address as text
     */
    std::string GetName(const Ipv6Address& address) const;

    std::vector<std::pair<std::string, Ptr<LocalMobilityAnchor>>> m_anchors;   //!< by name
    std::vector<std::pair<std::string, Ptr<MobileAccessGateway>>> m_gateways;  //!< by name
    std::vector<Ptr<RouteOptimizationController>> m_controllers;               //!< all
    std::vector<std::pair<std::string, Ptr<RouteOptimizationAgent>>> m_agents; //!< by name
    std::vector<HostedAddress> m_hosted;                                       //!< of mobile nodes
    std::set<std::string> m_hosts; //!< MN-Identifiers of those whose addresses are known
    std::vector<std::pair<std::string, std::string>> m_pairs; //!< identifiers of those that talk
    std::unordered_map<Ipv6Address, Router, AddressHash> m_routers; //!< by address
    std::unordered_map<std::string, Ipv6Address> m_addresses;       //!< by name
    std::unordered_map<std::string, Mobile> m_mobiles;              //!< by identifier
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_STATE_CHECKER_H
