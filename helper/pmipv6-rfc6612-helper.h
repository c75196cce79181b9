/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_RFC6612_HELPER_H
#define PMIPV6_RFC6612_HELPER_H

#include "pmipv6-access-router.h"
#include "pmipv6-ideal-access-helper.h"
#include "pmipv6-interworking-helper.h"
#include "pmipv6-rfc6279-access.h"
#include "pmipv6-rfc6279-topology.h"
#include "pmipv6-rfc6612-scenario.h"

#include "ns3/net-device.h"
#include "ns3/node.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-helper
 * The scenarios of RFC 6612 by one call: anchor lma1, and lma2 where there are two domains;
 * gateways mag1 to mag4, of which the odd ones are of the domain of lma1; the home agent, on the
 * node of lma1 or home1; mobile nodes mn1, mn2, ..; a correspondent cn1 that does not move; wires
 * between any two of them but the mobile nodes.
 *
 * @code
 * Rfc6612Helper scenario;
 * scenario.Build(Rfc6612Scenario::A2);
 * scenario.AttachAt(Seconds(5), "mn1", "mag2"); // From its home domain to plain IPv6 access.
 * @endcode
 *
 * What begins with Set comes before Build(), which AttachAt and DetachAt follow. Roles and links
 * are made by helpers that it gives out, to be configured before Build(). It is to live as long as
 * the simulation runs.
 */
class Rfc6612Helper
{
  public:
    /// One-way delays.
    struct Delays
    {
        Rfc6279Topology::Delays wires;        //!< home1 counts as an anchor
        Time correspondent{MilliSeconds(10)}; //!< between cn1 and any other node of the core
        Time access{MilliSeconds(2)};         //!< of the ideal links, if those are used
    };

    /// A gateway, or an access router in its place.
    struct Gateway
    {
        std::string name; //!< "mag1"
        /// Its domain; nothing: an access router without mobility support.
        std::optional<ProxyDomain> domain;
        Ptr<Node> node;                   //!< its node
        Ptr<MobileAccessGateway> gateway; //!< its role in a domain; else null
        Ptr<AccessRouter> router;         //!< its role outside domains; else null
        Ptr<AccessLink> link;             //!< its access link
    };

    /// A mobile node.
    struct MobileNode
    {
        std::string name;         //!< "mn1"
        MobilityKind kind;        //!< how its mobility is managed
        Ptr<Node> node;           //!< its node
        Ptr<NetDevice> device;    //!< its interface
        Ptr<MobileIpv6Node> role; //!< its role; null of a PROXY, which has none
        std::string gateway;      //!< where it is attached now; empty: nowhere
    };

    Rfc6612Helper();

    /// @param delays of all wires for which SetDelay() says nothing
    void SetDelays(const Delays& delays);

    /**
     * @param a an anchor, a gateway, home1 or cn1
     * @param b another
     * @param delay one-way delay between them, both directions; of a node that the scenario has not
     *        it changes nothing
     */
    void SetDelay(const std::string& a, const std::string& b, Time delay);

    /// @param count how many mobile nodes there are, 1 or more (the default is 1; in the scenarios
    ///        of B 2, one of each kind)
    void SetMobileNodes(uint32_t count);

    /// @param at when all mobile nodes attach first, to mag1 (the default is 0.1 s)
    void SetStart(Time at);

    /// @param access what the access links are (the default is ideal links)
    void SetAccess(const Rfc6279Access& access);

    /// @param isApart in scenario B, the home agent is home1 (the default is the node of lma1)
    void SetHomeAgentApart(bool isApart);

    /// @param isNetwork home network prefixes move as a whole (RFC 3963, R flag; off by default)
    void SetNetworkMobility(bool isNetwork);

    /// @return domains, home agent and Mobile IPv6, for attributes and InterworkingHelper::
    ///         SetMergedCache
    InterworkingHelper& GetRoles()
    {
        return m_roles;
    }

    /// @return the wires
    CoreNetworkHelper& GetCore()
    {
        return m_topology.GetCore();
    }

    /// @return the ideal links that serve if there is no SetAccess()
    IdealAccessHelper& GetIdealAccess()
    {
        return m_ideal;
    }

    /**
     * Build it, once.
     *
     * @param scenario which
     */
    void Build(Rfc6612Scenario scenario);

    /// @return the gateways
    const std::vector<Gateway>& GetGateways() const
    {
        return m_gateways;
    }

    /// @return the mobile nodes
    const std::vector<MobileNode>& GetMobileNodes() const
    {
        return m_mobiles;
    }

    /// @param name the node's @return the node of an anchor, a gateway, home1 or cn1; the program
    /// ends with a sentence if there is none of that name
    Ptr<Node> GetNode(const std::string& name) const;
    /// @param name the node's @return its address; likewise
    Ipv6Address GetAddress(const std::string& name) const;
    /// @param name the gateway's @return the gateway of a name; the program ends with a sentence if
    /// there is none
    const Gateway& GetGateway(const std::string& name) const;
    /// @param name the node's @return the mobile node of a name; the program ends with a sentence
    /// if there is none
    const MobileNode& GetMobileNode(const std::string& name) const;

    /**
     * Attach a mobile node, and end its present attachment.
     *
     * @param at when
     * @param mobile the mobile node
     * @param gateway where
     */
    void AttachAt(Time at, const std::string& mobile, const std::string& gateway);

    /**
     * @param at when
     * @param mobile the mobile node that loses its link
     */
    void DetachAt(Time at, const std::string& mobile);

    /**
     * Give the wires, the nodes' stacks and the roles their random streams, after Build().
     *
     * @param stream number of the first
     * @return how many are used
     */
    int64_t AssignStreams(int64_t stream);

  private:
    /**
     * Make anchors, gateways and the home agent what they are.
     *
     * @param layout what there is in the scenario
     * @param isApart the home agent is on a node of its own
     */
    void InstallRoles(const Rfc6612Layout& layout, bool isApart);
    /**
     * Make the mobile nodes, and attach them.
     *
     * @param layout what there is in the scenario
     * @param isApart the home agent is on a node of its own
     */
    void AddMobileNodes(const Rfc6612Layout& layout, bool isApart);
    /// @param name the node's @return a node of the core; the program ends with a sentence if there
    /// is none of that name
    const Rfc6279Topology::Member& Find(const std::string& name) const;

    Delays m_delays;                                                  //!< SetDelays
    std::optional<uint32_t> m_nMobiles;                               //!< SetMobileNodes
    Time m_start{MilliSeconds(100)};                                  //!< SetStart
    bool m_isApart{false};                                            //!< SetHomeAgentApart
    bool m_isNetwork{false};                                          //!< SetNetworkMobility
    std::vector<std::tuple<std::string, std::string, Time>> m_single; //!< SetDelay
    Rfc6279Topology m_topology;                                       //!< nodes and wires
    InterworkingHelper m_roles;                                       //!< gives the roles
    IdealAccessHelper m_ideal;                                        //!< ideal links
    Rfc6279Access m_access;                                           //!< the access links
    std::vector<Gateway> m_gateways;                                  //!< in order
    std::vector<MobileNode> m_mobiles;                                //!< in order
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_RFC6612_HELPER_H
