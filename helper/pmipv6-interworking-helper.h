/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_INTERWORKING_HELPER_H
#define PMIPV6_INTERWORKING_HELPER_H

#include "pmipv6-helper.h"
#include "pmipv6-link-layer-address.h"
#include "pmipv6-mobile-ipv6-helper.h"

#include "ns3/ipv6-address.h"
#include "ns3/net-device.h"
#include "ns3/node.h"

#include <map>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-helper
/// One of two Proxy Mobile IPv6 domains.
enum class ProxyDomain
{
    HOME,    //!< that of RFC 6612's LMA1; in scenario A.2 the home link of its mobile nodes
    VISITED, //!< that of LMA2
};

/// @ingroup pmipv6-helper
/// How a mobile node's mobility is managed (RFC 6612, 3).
enum class MobilityKind
{
    /// By the network alone, in one domain; the node does not know.
    PROXY,
    /// Scenario A.1: by the network within a domain, and by the node itself between domains.
    HIERARCHICAL,
    /// Scenario A.2: by the network in its home domain, and by the node itself elsewhere.
    ALTERNATIVE,
    /// Scenario B, a node that implements Mobile IPv6: by the node itself alone.
    HOST,
};

/**
 * @ingroup pmipv6-helper
 * Mobile IPv6 beside Proxy Mobile IPv6 (RFC 6612), on the user's nodes: one or two domains, a home
 * agent, and mobile nodes of each kind.
 *
 * @code
 * InterworkingHelper helper; // Scenario A.2: the home link is a Proxy Mobile IPv6 domain.
 * helper.InstallAnchor(ProxyDomain::HOME, lma, "fd00:c::1", "fd00:1::/32");
 * helper.InstallGateway(ProxyDomain::HOME, mag, "fd00:c::2")->AddAccess(link);
 * helper.InstallHomeAgent();
 * helper.AddMobileNode(MobilityKind::ALTERNATIVE, {"mn@example.com", device, "fd00:1:0:1::/64"});
 * @endcode
 *
 * Anchors and the home agent come before the mobile nodes. What is beyond, the helpers that it
 * gives out do, and AccessRouter where there is no mobility support.
 */
class InterworkingHelper
{
  public:
    /// A mobile node.
    struct MobileNode
    {
        std::string identifier; //!< MN-Identifier, which is its name to its home agent too
        Ptr<NetDevice> device;  //!< its device; its node's host is completed, unless it is a PROXY
        /// Of a PROXY none. Else its home network prefix, a /64 of its own that is routed to the
        /// home agent; where that is an anchor's node, of the anchor's range, which keeps it for
        /// it.
        std::string homePrefix{};
        /// Link-layer addresses by which gateways know it; none: that of the device.
        std::vector<LinkLayerAddress> interfaces{};
        /// See MobileIpv6Helper::Home.
        Ipv6Address homeAddress{Ipv6Address::GetAny()};
        bool isNetwork{false}; //!< likewise
    };

    InterworkingHelper() = default;

    /// @param domain which @return a domain, for attributes of its anchors and gateways
    Pmipv6Helper& GetDomain(ProxyDomain domain)
    {
        return m_domains[domain].helper;
    }

    /// @return Mobile IPv6, for attributes of the home agent and of mobile nodes
    MobileIpv6Helper& GetMobileIpv6()
    {
        return m_mipv6;
    }

    /**
     * Have one binding cache entry a node at an anchor that is its home agent (MergedCache): how it
     * must not be. Before InstallHomeAgent.
     *
     * @param isMerged off by default: entries of the two protocols are independent (RFC 6612, 4.2)
     */
    void SetMergedCache(bool isMerged);

    /**
     * Make a node the anchor of a domain, its only one.
     *
     * @param domain which domain
     * @param node a router with an IPv6 stack
     * @param address LMAA, a global address of the node
     * @param pool range from which it assigns prefixes
     * @return the anchor
     */
    Ptr<LocalMobilityAnchor> InstallAnchor(ProxyDomain domain,
                                           Ptr<Node> node,
                                           const Ipv6Address& address,
                                           const std::string& pool);

    /**
     * Make a node a gateway of a domain.
     *
     * @param domain which domain
     * @param node a router with an IPv6 stack
     * @param address Proxy-CoA, a global address of the node
     * @param localPrefix for nodes that look after themselves, as "fd00:9:0:1::/64"; empty: none
     * @return the gateway
     */
    Ptr<MobileAccessGateway> InstallGateway(ProxyDomain domain,
                                            Ptr<Node> node,
                                            const Ipv6Address& address,
                                            const std::string& localPrefix = "");

    /**
     * Make the home domain's anchor the home agent too, at the same address: RFC 6612 has them on
     * one node in scenario A.2, and may have so in B.
     *
     * @return the home agent
     */
    Ptr<HomeAgent> InstallHomeAgent();

    /**
     * Make another node the home agent: so it is in scenario A.1, and may be in B.
     *
     * @param node a node with an IPv6 stack
     * @param address its global address
     * @return the home agent
     */
    Ptr<HomeAgent> InstallHomeAgent(Ptr<Node> node, const Ipv6Address& address);

    /**
     * Add a mobile node: to the policy of the domains that serve it, and with what role it has
     * itself.
     *
     * @param kind how its mobility is managed
     * @param mobile the node
     * @return its role; null of a PROXY, which has none
     */
    Ptr<MobileIpv6Node> AddMobileNode(MobilityKind kind, const MobileNode& mobile);

    /// @param domain which @return the anchor of a domain; null if it has none
    Ptr<LocalMobilityAnchor> GetAnchor(ProxyDomain domain) const;

    /// @return the home agent; null before it is installed
    Ptr<HomeAgent> GetHomeAgent() const
    {
        return m_agent;
    }

  private:
    /// A domain.
    struct Domain
    {
        Pmipv6Helper helper;             //!< installs its roles
        Ptr<LocalMobilityAnchor> anchor; //!< its anchor; null: it has none
    };

    /**
     * Enter a mobile node into the policies of domains.
     *
     * @param kind how its mobility is managed
     * @param mobile the node
     */
    void EnterPolicies(MobilityKind kind, const MobileNode& mobile);

    std::map<ProxyDomain, Domain> m_domains; //!< those used
    MobileIpv6Helper m_mipv6;                //!< gives the roles of RFC 6275
    Ptr<HomeAgent> m_agent;                  //!< the home agent
    bool m_isMerged{false};                  //!< SetMergedCache
    bool m_hasMobileNodes{false};            //!< AddMobileNode was called
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_INTERWORKING_HELPER_H
