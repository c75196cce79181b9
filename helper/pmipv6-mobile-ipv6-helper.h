/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_MOBILE_IPV6_HELPER_H
#define PMIPV6_MOBILE_IPV6_HELPER_H

#include "pmipv6-access-router.h"
#include "pmipv6-correspondent-node.h"
#include "pmipv6-home-agent.h"
#include "pmipv6-mobile-ipv6-node.h"
#include "pmipv6-prefix.h"

#include "ns3/attribute.h"
#include "ns3/ipv6-address.h"
#include "ns3/net-device.h"
#include "ns3/node.h"
#include "ns3/object-factory.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-helper
 * Mobile IPv6 (RFC 6275): makes nodes home agents and mobile nodes, with the security association
 * between each two of them (5.1), and correspondents.
 *
 * @code
 * MobileIpv6Helper mipv6;
 * auto agent = mipv6.InstallHomeAgent(router, "fd00:c::1", "fd00:1:0:1::/64");
 * mipv6.InstallMobileNode("mn1@example.com", device, agent);
 * @endcode
 *
 * Packets for the home prefix are to be routed to the home agent by the core. Access routers are
 * any that advertise a prefix, such as AccessRouter.
 */
class MobileIpv6Helper
{
  public:
    MobileIpv6Helper();

    /**
     * @param name an attribute of HomeAgent
     * @param value its value for what is installed from now on
     */
    void SetHomeAgentAttribute(const std::string& name, const AttributeValue& value);

    /**
     * @param name an attribute of MobileIpv6Node
     * @param value its value for what is installed from now on
     */
    void SetMobileNodeAttribute(const std::string& name, const AttributeValue& value);

    /**
     * Have mobile nodes do route optimization (RFC 6275, 11.7.2), with correspondents that do it
     * too (InstallCorrespondent).
     *
     * @param isOptimizing for what is installed from now on; off by default
     */
    void SetRouteOptimization(bool isOptimizing);

    /**
     * @param name an attribute of RouteOptimizer
     * @param value its value for mobile nodes that are installed from now on
     */
    void SetRouteOptimizerAttribute(const std::string& name, const AttributeValue& value);

    /**
     * @param name an attribute of HomeBootstrap
     * @param value its value for mobile nodes that are installed from now on
     */
    void SetBootstrapAttribute(const std::string& name, const AttributeValue& value);

    /**
     * @param name an attribute of CorrespondentNode
     * @param value its value for what is installed from now on
     */
    void SetCorrespondentAttribute(const std::string& name, const AttributeValue& value);

    /**
     * Make a node a correspondent that does route optimization.
     *
     * @param node a node with an IPv6 stack; it may be a mobile node too
     * @return the correspondent
     */
    Ptr<CorrespondentNode> InstallCorrespondent(Ptr<Node> node);

    /**
     * Make a node a home agent.
     *
     * @param node a node with an IPv6 stack
     * @param address its global address at which mobile nodes reach it
     * @param homePrefix the /64 of its home link, as "fd00:1:0:1::/64"; empty: it has none of its
     * own, and each mobile node a home network prefix. Another text ends the program with a
     * sentence
     * @return the home agent
     */
    Ptr<HomeAgent> InstallHomeAgent(Ptr<Node> node,
                                    const Ipv6Address& address,
                                    const std::string& homePrefix = "");

    /**
     * Give a home agent a home link on which nodes can be. Before the start.
     *
     * @param agent a home agent of this helper
     * @param router an access router of the agent's node; it is to advertise the home prefix
     */
    void SetHomeLink(Ptr<HomeAgent> agent, Ptr<AccessRouter> router) const;

    /**
     * Make a host a mobile node.
     *
     * @param identifier a name of its own
     * @param device its device; its node's host is completed (HostHelper). The home address is made
     * of its link-layer address (RFC 4862, 5.5.3)
     * @param agent its home agent, of this helper
     * @return the mobile node
     */
    Ptr<MobileIpv6Node> InstallMobileNode(const std::string& identifier,
                                          Ptr<NetDevice> device,
                                          Ptr<HomeAgent> agent);

    /// Where a mobile node is at home that has a home network prefix of its own.
    struct Home
    {
        /// The /64, as "fd00:1:0:7::/64", of no other node; it is to be routed to the home agent.
        std::string prefix;
        /// The home address that the node proposes (RFC 6612, 4.2.1: INTERNAL_IP6_ADDRESS); ::: one
        /// is made of the prefix that it is given (MIP6_HOME_LINK) and its link-layer address. The
        /// home agent refuses one outside the prefix, with 132.
        Ipv6Address address{Ipv6Address::GetAny()};
        /// All of the prefix moves with the node, not the home address alone (RFC 3963, R flag).
        bool isNetwork{false};
    };

    /**
     * Make a host a mobile node with a home network prefix of its own, on an emulated home link, or
     * on one that a Proxy Mobile IPv6 domain emulates (RFC 6612, 4.2).
     *
     * @param identifier a name of its own
     * @param device its device, as above
     * @param agent its home agent, of this helper
     * @param home where it is at home; a prefix that is none ends the program with a sentence
     * @return the mobile node
     */
    Ptr<MobileIpv6Node> InstallMobileNode(const std::string& identifier,
                                          Ptr<NetDevice> device,
                                          Ptr<HomeAgent> agent,
                                          const Home& home);

    /**
     * Make a host a mobile node with a home network prefix of its own, all of which moves with it:
     * its Binding Updates have the R flag (RFC 3963, 5.2, implicit mode; RFC 6612, 4.2.1).
     *
     * @param identifier a name of its own
     * @param device its device, as above
     * @param agent its home agent, of this helper
     * @param network the /64, as "fd00:1:0:7::/64", of no other node; it is to be routed to the
     * home agent, on whose emulated home link the node is at home. Another text ends the program
     * with a sentence
     * @return the mobile node
     */
    Ptr<MobileIpv6Node> InstallMobileNode(const std::string& identifier,
                                          Ptr<NetDevice> device,
                                          Ptr<HomeAgent> agent,
                                          const std::string& network);

  private:
    /// A home agent.
    struct Agent
    {
        Ptr<HomeAgent> agent;             //!< the agent
        std::optional<Prefix> homePrefix; //!< of its home link; nothing: it has none
    };

    /**
     * @param agent a home agent
     * @param where who was given it, as the sentence says it
     * @return it, if it is of this helper; else the program ends with a sentence
     */
    const Agent& Find(Ptr<HomeAgent> agent, const std::string& where) const;

    /**
     * @param association of a mobile node, but for its home agent; a home address :: is made of its
     * prefix
     * @param device its device
     * @param agent its home agent
     * @return the mobile node
     */
    Ptr<MobileIpv6Node> Install(HomeAssociation association,
                                Ptr<NetDevice> device,
                                Ptr<HomeAgent> agent);

    ObjectFactory m_agentFactory;                                 //!< makes home agents
    ObjectFactory m_nodeFactory;                                  //!< makes mobile nodes
    ObjectFactory m_peerFactory;                                  //!< makes correspondents
    std::map<std::string, Ptr<AttributeValue>> m_optimizerValues; //!< of mobile nodes
    std::map<std::string, Ptr<AttributeValue>> m_bootstrapValues; //!< likewise
    std::vector<Agent> m_agents;                                  //!< those installed
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_MOBILE_IPV6_HELPER_H
