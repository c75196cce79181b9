/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_RFC6279_HELPER_H
#define PMIPV6_RFC6279_HELPER_H

#include "pmipv6-helper.h"
#include "pmipv6-localized-routing-helper.h"
#include "pmipv6-rfc6279-access.h"
#include "pmipv6-rfc6279-topology.h"
#include "pmipv6-state-checker.h"

#include "ns3/nstime.h"

#include <string>
#include <tuple>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-helper
/// Who brings packets on the direct way between two gateways.
enum class Rfc6279Scheme
{
    NONE,              //!< nobody: RFC 5213 alone
    LOCALIZED_ROUTING, //!< draft-loureiro, with one controller a pair
    UNCOORDINATED,     //!< every anchor for itself, the baseline that shows the race of 3.2
};

/**
 * @ingroup pmipv6-helper
 * The topologies of RFC 6279 by one call. Anchors lma1 (of MN) and, where the case has two, lma2
 * (of CN); gateways mag1 to mag4, of which the last two are there to be moved to; a pair of mobile
 * nodes mn and cn; wires between any two anchors and gateways.
 *
 * @code
 * Rfc6279Helper topology;
 * topology.SetDelay("lma1", "lma2", MilliSeconds(35));
 * topology.Build(Rfc6279Case::ROAMING_4);
 * topology.AttachAt(Seconds(5), "mn", "mag3");
 * @endcode
 *
 * What begins with Set or Remove comes before Build(). The wires, the PMIPv6 domain, localized
 * routing and the ideal links are made by helpers that it gives out, to be configured before
 * Build() and extended after it. It is to live as long as the simulation runs.
 *
 * Without an agreement a node still registers (all anchors and gateways are of one PMIPv6 domain):
 * agreements are about localized routing alone. The uncoordinated baseline knows no domains.
 */
class Rfc6279Helper
{
  public:
    /// One-way delays; those of the closed forms' reference instance.
    struct Delays
    {
        Rfc6279Topology::Delays wires; //!< between anchors and gateways
        Time access{MilliSeconds(2)};  //!< of the ideal links, if those are used
    };

    /// An anchor of the topology.
    struct Anchor
    {
        std::string name;                            //!< "lma1"
        std::string domain;                          //!< provider domain
        Ptr<Node> node;                              //!< its node
        Ptr<LocalMobilityAnchor> anchor;             //!< its role
        Ptr<RouteOptimizationController> controller; //!< null unless LOCALIZED_ROUTING
    };

    /// A gateway of the topology.
    struct Gateway
    {
        std::string name;                  //!< "mag1"
        std::string domain;                //!< provider domain
        Ptr<Node> node;                    //!< its node
        Ptr<MobileAccessGateway> gateway;  //!< its role
        Ptr<RouteOptimizationAgent> agent; //!< null for NONE
        Ptr<AccessLink> link;              //!< its access link
    };

    /// A mobile node of the topology.
    struct MobileNode
    {
        std::string name;       //!< "mn", "cn", "mn2", "cn2" and so on
        std::string identifier; //!< its MN-Identifier: its name, unless the access has another
        Ptr<Node> node;         //!< its node
        Ptr<NetDevice> device;  //!< its interface
        Prefix prefix;          //!< its home network prefix
        Ipv6Address address;    //!< what it makes of that, once it is attached
        std::string gateway;    //!< where it is attached now; empty: nowhere
    };

    Rfc6279Helper();

    /// @param scheme what is installed beside RFC 5213 (the default is LOCALIZED_ROUTING)
    void SetScheme(Rfc6279Scheme scheme);

    /// @param delays of all wires for which SetDelay() says nothing
    void SetDelays(const Delays& delays);

    /**
     * @param a an anchor or a gateway
     * @param b another
     * @param delay one-way delay between them, both directions; of an anchor that the case has not,
     *        it changes nothing, so that one list of delays serves all cases
     */
    void SetDelay(const std::string& a, const std::string& b, Time delay);

    /// @param count how many gateways there are, 2 or more (the default is 4)
    void SetGateways(uint32_t count);

    /// @param count how many pairs of mobile nodes there are, 1 or more (the default is 1)
    void SetPairs(uint32_t count);

    /// @param at when all mobile nodes attach first (the default is 0.1 s); they have addresses
    ///        that they may use some 1.2 s later, after duplicate address detection
    void SetStart(Time at);

    /// @param access what the access links are (the default is ideal links)
    void SetAccess(const Rfc6279Access& access);

    /**
     * Put a gateway into another domain than the case does (RFC 6279, 5: so that a node that moves
     * there leaves the provider domain). A domain that the case has not has no agreements unless
     * AddAgreement says so.
     *
     * @param gateway the gateway
     * @param domain its domain, of the case or a new one
     */
    void SetGatewayDomain(const std::string& gateway, const std::string& domain);

    /**
     * Let two domains have an agreement; without this any two domains of the case have one, and
     * none has one with a domain that SetGatewayDomain adds.
     *
     * @param a a domain
     * @param b another
     */
    void AddAgreement(const std::string& a, const std::string& b);

    /**
     * Let two domains have no agreement.
     *
     * @param a a domain
     * @param b another
     */
    void RemoveAgreement(const std::string& a, const std::string& b);

    /// @return the wires
    CoreNetworkHelper& GetCore()
    {
        return m_topology.GetCore();
    }

    /// @return the PMIPv6 domain
    Pmipv6Helper& GetDomain()
    {
        return m_domain;
    }

    /// @return localized routing
    LocalizedRoutingHelper& GetRouting()
    {
        return m_routing;
    }

    /// @return the ideal links that serve if there is no SetAccess(): their channel is there for
    ///         DetachDetection, single delays and traces
    IdealAccessHelper& GetIdealAccess()
    {
        return m_ideal;
    }

    /**
     * Build it, once: mn and its like attach to mag1 at the start, cn and its like to mag2, or to
     * mag1 too where the case has them at one gateway.
     *
     * @param topology which
     */
    void Build(Rfc6279Case topology);

    /// @return the anchors
    const std::vector<Anchor>& GetAnchors() const
    {
        return m_anchors;
    }

    /// @return the gateways
    const std::vector<Gateway>& GetGateways() const
    {
        return m_gateways;
    }

    /// @return the mobile nodes, a pair's MN before its CN
    const std::vector<MobileNode>& GetMobileNodes() const
    {
        return m_mobiles;
    }

    /// @param name the anchor's @return the anchor of a name; the program ends with a sentence if
    /// there is none
    const Anchor& GetAnchor(const std::string& name) const;
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

    /// @return a checker of the tables of all anchors and gateways, with all pairs and with the
    ///         places of the mobile nodes as of now
    StateChecker MakeChecker() const;

    /**
     * Fix the random streams of nodes, wires and gateways.
     *
     * @param stream number of the first
     * @return how many are used
     */
    int64_t AssignStreams(int64_t stream);

  private:
    /// Make anchors and gateways what they are.
    void InstallRoles();
    /**
     * @param device the node's
     * @param link that it is on first
     * @return link-layer addresses of a mobile node; see Rfc6279Access::getInterfaces
     */
    std::vector<LinkLayerAddress> GetInterfaces(Ptr<NetDevice> device, Ptr<AccessLink> link) const;
    /// Make the mobile nodes, and attach them. @param isOneGateway the correspondents begin at the
    /// mobile nodes' gateway too, mag1
    void AddMobileNodes(bool isOneGateway);

    Rfc6279Scheme m_scheme{Rfc6279Scheme::LOCALIZED_ROUTING};         //!< SetScheme
    Time m_accessDelay{Delays().access};                              //!< SetDelays
    uint32_t m_nPairs{1};                                             //!< SetPairs
    Time m_start{MilliSeconds(100)};                                  //!< SetStart
    std::vector<std::tuple<std::string, std::string, Time>> m_single; //!< SetDelay
    Rfc6279Topology m_topology;        //!< nodes, wires and provider domains
    Pmipv6Helper m_domain;             //!< the PMIPv6 domain
    LocalizedRoutingHelper m_routing;  //!< localized routing
    IdealAccessHelper m_ideal;         //!< ideal links
    Rfc6279Access m_access;            //!< the access links
    std::vector<Anchor> m_anchors;     //!< in order
    std::vector<Gateway> m_gateways;   //!< in order
    std::vector<MobileNode> m_mobiles; //!< in order
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_RFC6279_HELPER_H
