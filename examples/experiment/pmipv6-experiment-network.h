/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_NETWORK_H
#define PMIPV6_EXPERIMENT_NETWORK_H

#include "pmipv6-experiment-options.h"

#include "ns3/node.h"
#include "ns3/pmipv6-access-router.h"
#include "ns3/pmipv6-core-network-helper.h"
#include "ns3/pmipv6-helper.h"
#include "ns3/pmipv6-localized-routing-helper.h"

#include <map>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/// A gateway with the role that the scheme gives it.
struct Gateway
{
    std::string name;                  //!< mag1, mag2, ..
    uint32_t number{0};                //!< 1, 2, ..; some may be missing
    Ptr<Node> node;                    //!< the node
    Ipv6Address address;               //!< its address in the core
    Ptr<MobileAccessGateway> mag;      //!< null with scheme none
    Ptr<AccessRouter> router;          //!< with scheme none, else null
    Ptr<RouteOptimizationAgent> agent; //!< with localized routing, else null

    /// Have its role lose all state, and go on.
    void Restart() const;

    /**
     * @param link an access link that it is to serve
     */
    void AddAccess(Ptr<AccessLink> link) const;

    /// @return neighbour discovery towards its mobile nodes
    Ptr<AccessNeighborDiscovery> GetNeighborDiscovery() const;
};

/// An anchor.
struct Anchor
{
    std::string name;                            //!< lma1, lma2
    Ptr<Node> node;                              //!< the node
    Ipv6Address address;                         //!< its address in the core
    Ptr<LocalMobilityAnchor> lma;                //!< null with scheme none
    Ptr<RouteOptimizationController> controller; //!< with scheme localized-routing, else null
    Ptr<UncoordinatedRouting> uncoordinated;     //!< with scheme uncoordinated, else null
};

/**
 * The wired part of an experiment: anchors, gateways, the fixed correspondent, the core between
 * them, and the roles of the scheme.
 */
class Network
{
  public:
    /// Called with each link of the core: a node's name, its device, the same of the other end.
    using LinkVisitor =
        std::function<void(const std::string&, Ptr<NetDevice>, const std::string&, Ptr<NetDevice>)>;

    /**
     * @param options the run's options
     * @param visitor called with each link of the core
     */
    Network(const ExperimentOptions& options, const LinkVisitor& visitor);

    /// @return gateways mag1, mag2, ..
    const std::vector<Gateway>& GetGateways() const
    {
        return m_gateways;
    }

    /// @return anchors lma1 and, where there are two, lma2
    const std::vector<Anchor>& GetAnchors() const
    {
        return m_anchors;
    }

    /// @return the fixed correspondent cn1; null with mobile correspondents
    Ptr<Node> GetCorrespondent() const
    {
        return m_correspondent;
    }

    /// @return the fixed correspondent's address
    Ipv6Address GetCorrespondentAddress() const;

    /// @return the names of the nodes that forward within the core, by node
    const std::map<Ptr<Node>, std::string>& GetRouters() const
    {
        return m_routers;
    }

    /**
     * @param name of a gateway
     * @return it
     */
    const Gateway& FindGateway(const std::string& name) const;

    /**
     * Enter a mobile node into the domain.
     *
     * @param name its name
     * @param device its interface
     * @param anchor name of its anchor
     */
    void AddMobileNode(const std::string& name, Ptr<NetDevice> device, const std::string& anchor);

    /**
     * @param a a node of the core
     * @param b another
     * @return one-way delay between them as configured; nothing if they are none
     */
    std::optional<Time> GetDelay(const std::string& a, const std::string& b) const;

    /**
     * @param from a node of the core
     * @param destination an address
     * @return the node of the core to which packets for it go by plain routing, and how long they
     *         take; nothing if it is the same node, or there is none
     */
    std::optional<std::pair<std::string, Time>> FindWay(const std::string& from,
                                                        const Ipv6Address& destination) const;

  private:
    /// An address of the core, or a prefix that is routed to a node.
    struct Destination
    {
        Prefix prefix;    //!< which
        std::string node; //!< whose
    };

    /// Make the anchors, gateways and the fixed correspondent.
    void MakeNodes();
    /// Build the links between them.
    void MakeCore(const LinkVisitor& visitor);
    /// Give them their roles.
    void MakeRoles();
    /// Make the gateways plain routers.
    void MakeRouters();
    /// Give each wired node's IPv6 the random streams of its name.
    void AssignStackStreams() const;
    /// Say which provider domains there are, and which of them have agreements.
    void MakeDomains();
    /// Give anchors and gateways localized routing.
    void MakeLocalizedRouting();
    /// Give them what shows the race that localized routing avoids.
    void MakeUncoordinatedRouting();
    /// See to it that roles restart and nodes stop when the options say so.
    void ScheduleFailures();

    /**
     * @param options a run's options
     * @param name a node of the core, in a star
     * @return one-way delay of its link to the router
     */
    static Time GetStarDelay(const ExperimentOptions& options, const std::string& name);

    ExperimentOptions m_options;                              //!< the run's options
    CoreNetworkHelper m_core;                                 //!< builds the core
    Pmipv6Helper m_domain;                                    //!< gives the roles
    LocalizedRoutingHelper m_routing;                         //!< gives localized routing
    std::vector<Anchor> m_anchors;                            //!< lma1, lma2
    std::vector<Gateway> m_gateways;                          //!< mag1, ..
    Ptr<Node> m_correspondent;                                //!< cn1, if fixed
    std::map<std::string, std::size_t> m_byName;              //!< index of each gateway
    std::map<Ptr<Node>, std::string> m_routers;               //!< core1; transit1, ..
    std::vector<std::pair<std::string, Ptr<Node>>> m_members; //!< nodes of the core, by name
    std::vector<Destination> m_destinations; //!< addresses first
};

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_NETWORK_H
