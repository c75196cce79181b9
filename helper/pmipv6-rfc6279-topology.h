/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_RFC6279_TOPOLOGY_H
#define PMIPV6_RFC6279_TOPOLOGY_H

#include "pmipv6-core-network-helper.h"
#include "pmipv6-provider-domains.h"

#include "ns3/nstime.h"

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-helper
/// The use cases of RFC 6279: A[number of MAGs][number of LMAs] (3.2), and the roaming cases (5).
enum class Rfc6279Case
{
    A11,       //!< MN and CN at one gateway, one anchor
    A12,       //!< at one gateway, two anchors
    A21,       //!< at two gateways, one anchor
    A22,       //!< at two gateways, two anchors
    ROAMING_1, //!< case 1, as A22: gateways and both anchors in domain A
    ROAMING_2, //!< case 2: gateways and MN's anchor in A, CN's anchor in B
    ROAMING_3, //!< case 3: gateways in C, both anchors in A
    ROAMING_4, //!< case 4: gateways in C, MN's anchor in A, CN's anchor in B
};

/// @ingroup pmipv6-helper
/// Where a case has its nodes (RFC 6279, 3.2 and 5).
struct Rfc6279Places
{
    bool isOneGateway;                //!< MN and CN attach to one gateway
    bool isRoaming;                   //!< it is one of the roaming cases
    std::string gateways;             //!< provider domain of the gateways
    std::vector<std::string> anchors; //!< provider domains of lma1 and, if it is there, lma2
};

/**
 * @ingroup pmipv6-helper
 * @param topology a case
 * @return where it has its nodes
 */
const Rfc6279Places& GetPlaces(Rfc6279Case topology);

/**
 * @ingroup pmipv6-helper
 * The wired part of the topologies of RFC 6279, without any role: anchors lma1 and, where the case
 * has two, lma2; gateways mag1, mag2, ..; wires between any two of them, or to one router in the
 * middle; the provider domains of all, and which domains have an agreement. Beside them there may
 * be other nodes, such as correspondents that do not move.
 *
 * @code
 * Rfc6279Topology topology;
 * topology.MakeNodes(Rfc6279Case::ROAMING_4);
 * topology.SetDelay("lma1", "lma2", MilliSeconds(35));
 * topology.BuildMesh();
 * topology.EnterDomains(routing.GetPolicy()->GetDomains());
 * @endcode
 */
class Rfc6279Topology
{
  public:
    /// One-way delays; those of the closed forms' reference instance.
    struct Delays
    {
        Time gatewayAnchor{MilliSeconds(10)}; //!< between a gateway and an anchor
        Time gateways{MilliSeconds(6)};       //!< between two gateways
        Time anchors{MilliSeconds(20)};       //!< between two anchors
    };

    /// What a node is to the others.
    enum class Kind
    {
        ANCHOR,  //!< lma1, lma2
        GATEWAY, //!< mag1, mag2 and so on
        OTHER,   //!< one that AddNode added
    };

    /// An anchor, a gateway or another node of the core.
    struct Member
    {
        std::string name;          //!< "mag1"
        Kind kind;                 //!< what it is
        uint32_t number;           //!< 1
        Ptr<Node> node;            //!< its node
        Ipv6Address address;       //!< its address on all its wires
        std::string domain;        //!< provider domain; empty: none of its own
        std::optional<Time> delay; //!< of AddNode
    };

    /// @param delays of all wires for which SetDelay() says nothing
    void SetDelays(const Delays& delays);

    /// @param numbers which gateways there are, rising, each 1 or more (the default is 1 to 4)
    void SetGateways(const std::vector<uint32_t>& numbers);

    /// @param maker makes each gateway's node, of which it is given the number; empty: they are
    ///        ordinary ones
    void SetGatewayMaker(std::function<Ptr<Node>(uint32_t)> maker);

    /// @param maker makes each anchor's node, likewise
    void SetAnchorMaker(std::function<Ptr<Node>(uint32_t)> maker);

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

    /// @return the wires, to be configured before they are built
    CoreNetworkHelper& GetCore()
    {
        return m_core;
    }

    /**
     * Have the pools of anchors routed elsewhere, by GetCore().AddPrefix (draft-luo, 7.1). Before
     * MakeNodes.
     */
    void LeavePools()
    {
        m_isPoolLeft = true;
    }

    /// @return true after LeavePools
    bool IsPoolLeft() const
    {
        return m_isPoolLeft;
    }

    /**
     * Make the anchors and gateways of a case, once; what is set above comes before it.
     *
     * @param topology which case
     */
    void MakeNodes(Rfc6279Case topology);

    /**
     * Add another node to the core, after MakeNodes and before the wires are built.
     *
     * @param name its name
     * @param number the number in it
     * @param address its address
     * @param delay one-way delay to any other node for which SetDelay() says nothing; nothing: as
     * that of an anchor
     * @return it
     */
    Member AddNode(const std::string& name,
                   uint32_t number,
                   const Ipv6Address& address,
                   std::optional<Time> delay);

    /**
     * Call it after MakeNodes; it counts in a mesh.
     *
     * @param a a node of the core
     * @param b another
     * @param delay one-way delay between them, both directions
     */
    void SetDelay(const std::string& a, const std::string& b, Time delay);

    /// Build a wire between any two nodes.
    void BuildMesh();

    /**
     * Build a wire from each node to a router in the middle. A gateway's takes half of the delay
     * between gateways, another's what then is left of its delay to the other end.
     */
    void BuildStar();

    /// @return the anchors
    const std::vector<Member>& GetAnchors() const
    {
        return m_anchors;
    }

    /// @return the gateways, by their numbers
    const std::vector<Member>& GetGateways() const
    {
        return m_gateways;
    }

    /// @return the other nodes, in the order in which they were added
    const std::vector<Member>& GetOthers() const
    {
        return m_others;
    }

    /**
     * @param name a name
     * @return the node of the core; null if there is none
     */
    const Member* FindMember(const std::string& name) const;

    /**
     * @param a a node of the core
     * @param b another
     * @return one-way delay between them as set
     */
    Time GetDelay(const Member& a, const Member& b) const;

    /// @param anchor number of an anchor
    /// @return range from which it assigns prefixes, which is routed to it: "fd00:1::/32"
    static std::string GetPool(uint32_t anchor);

    /// @param gateway number of a gateway
    /// @return the prefix that it may have for itself, "fd00:9:0:1::/64", which is routed to it
    ///         where somebody says so
    static std::string GetLocalPrefix(uint32_t gateway);

    /// @return address of the correspondent that does not move, cn1
    static Ipv6Address GetCorrespondentAddress();

    /**
     * Enter each anchor's and gateway's domain, and the agreements.
     *
     * @param domains where to
     */
    void EnterDomains(ProviderDomains& domains) const;

  private:
    /// @return the nodes of the core: anchors, gateways, others
    std::vector<Member> GetMembers() const;

    /// @param member a node
    /// @return one-way delay of its wire in a star
    Time GetStarDelay(const Member& member) const;

    Delays m_delays;                                     //!< SetDelays
    std::vector<uint32_t> m_numbers{1, 2, 3, 4};         //!< SetGateways
    std::function<Ptr<Node>(uint32_t)> m_makeGateway;    //!< SetGatewayMaker
    std::function<Ptr<Node>(uint32_t)> m_makeAnchor;     //!< SetAnchorMaker
    std::map<std::string, std::string> m_gatewayDomains; //!< SetGatewayDomain
    /// SetDelay; names in order.
    std::map<std::pair<std::string, std::string>, Time> m_single;
    /// AddAgreement: true, RemoveAgreement: false; names in order.
    std::map<std::pair<std::string, std::string>, bool> m_agreements;
    std::set<std::string> m_caseDomains; //!< domains of the case
    bool m_isStar{false};                //!< all wires lead to one router
    bool m_isPoolLeft{false};            //!< pools are routed elsewhere
    CoreNetworkHelper m_core;            //!< the wires
    std::vector<Member> m_anchors;       //!< in order
    std::vector<Member> m_gateways;      //!< in order
    std::vector<Member> m_others;        //!< in order
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_RFC6279_TOPOLOGY_H
