/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_CORE_NETWORK_HELPER_H
#define PMIPV6_CORE_NETWORK_HELPER_H

#include "pmipv6-prefix.h"
#include "pmipv6-signaling-impairment-channel.h"

#include "ns3/net-device-container.h"
#include "ns3/node.h"
#include "ns3/nstime.h"
#include "ns3/object-factory.h"

#include <cstddef>
#include <functional>
#include <map>
#include <utility>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-helper
 * The wired network between anchors, gateways and fixed correspondents: point-to-point links of
 * fixed delay that lose nothing, either one between any two nodes (a mesh) or one from each node to
 * a router in the middle (a star). Each node has one address, which all its links share, and may
 * own prefixes; static routes lead there.
 *
 * A user of the module does not need this class: any ns-3 topology with an IPv6 stack serves.
 */
class CoreNetworkHelper
{
  public:
    /// Called with each link that is built: two neighbours and their devices.
    using LinkVisitor = std::function<void(Ptr<Node>, Ptr<NetDevice>, Ptr<Node>, Ptr<NetDevice>)>;

    /**
     * Add a node, with an IPv6 stack if it has none.
     *
     * @param node the node
     * @param address its global address
     */
    void AddNode(Ptr<Node> node, const Ipv6Address& address);

    /**
     * Route a prefix to a node. One that is routed to several (anycast) leads from each node of a
     * mesh to the one with the least delay to it, from the middle of a star likewise, of equal ones
     * to the first.
     *
     * @param prefix the prefix
     * @param node a node that was added
     */
    void AddPrefix(const Prefix& prefix, Ptr<Node> node);

    /**
     * @param a a node
     * @param b another
     * @param delay one-way delay between them, both directions (mesh)
     */
    void SetDelay(Ptr<Node> a, Ptr<Node> b, Time delay);

    /**
     * Put routers on each link of a mesh, which share its delay evenly.
     *
     * @param count how many
     */
    void SetTransitRouters(uint32_t count);

    /**
     * Choose where the routers of a mesh or star have their addresses, from which they send ICMPv6
     * errors; nothing is routed there. By default fd00:f::/64.
     *
     * @param prefix a /64; a router's interface identifier is the number of its node
     */
    void SetRouterPrefix(const Prefix& prefix);

    /**
     * @param visitor called with each link when it is built, those of transit routers included
     */
    void SetLinkVisitor(LinkVisitor visitor);

    /**
     * Choose what the links' channels are. Their Delay is set by this helper.
     *
     * @param factory makes a channel: a PointToPointChannel or a subclass, such as
     *        SignalingImpairmentChannel with its attributes
     */
    void SetChannel(const ObjectFactory& factory);

    /**
     * Fix the random streams of the links that were built, where they use any.
     *
     * @param stream number of the first
     * @return how many are used
     */
    int64_t AssignStreams(int64_t stream) const;

    /**
     * Build a link between any two nodes. Each pair needs a delay.
     */
    void BuildMesh();

    /**
     * Build a link from each node to a router in the middle.
     *
     * @param router the router; gets an IPv6 stack if it has none
     * @param delays one-way delay of each node's link, in the order in which they were added
     */
    void BuildStar(Ptr<Node> router, const std::vector<Time>& delays);

    /**
     * Attach a node that does not forward to nodes of the core, by a link to each, once those have
     * their links. What it sends goes by the first.
     *
     * @param host the node; gets an IPv6 stack if it has none
     * @param address its global address, of a prefix that is routed to one of the routers
     * @param routers its routers, one or more
     * @param delay one-way delay of each link
     */
    void AttachHost(Ptr<Node> host,
                    const Ipv6Address& address,
                    const std::vector<Ptr<Node>>& routers,
                    Time delay);

  private:
    /**
     * Make the two devices of a link and its channel.
     *
     * @param a an end
     * @param b the other end
     * @param delay one way
     * @return the devices at a and at b
     */
    NetDeviceContainer MakeLink(Ptr<Node> a, Ptr<Node> b, Time delay);

    /// A node of the core.
    struct Member
    {
        Ptr<Node> node;               //!< the node
        Ipv6Address address;          //!< its address
        std::vector<Prefix> prefixes; //!< what is routed to it
    };

    /**
     * One point-to-point link.
     *
     * @param a an end
     * @param b the other end
     * @param delay one way
     * @return its interfaces' indices at a and at b
     */
    std::pair<uint32_t, uint32_t> Connect(Ptr<Node> a, Ptr<Node> b, Time delay);

    /**
     * Route whatever belongs to a member.
     *
     * @param at where the routes are set
     * @param interface through which interface, a point-to-point link's, which has one neighbour,
     *        so that a route needs no next hop
     * @param member to whom
     * @param isThere says which of its prefixes are routed there
     */
    static void AddRoutes(Ptr<Node> at,
                          uint32_t interface,
                          const Member& member,
                          const std::function<bool(const Prefix&)>& isThere);

    /**
     * @param first one member, by its number in the order of addition
     * @param second the other
     * @return the delay that is set between two members, by their numbers; one that is not ends the
     *         program
     */
    Time GetDelay(std::size_t first, std::size_t second) const;

    /**
     * @param getDelay says how far a member is, by its number
     * @return to which member each prefix leads: of those that it is routed to the nearest one, of
     * equal ones the first
     */
    std::map<Prefix, std::size_t> FindNearest(
        const std::function<Time(std::size_t)>& getDelay) const;

    /**
     * Make sure that a node has an IPv6 stack that forwards.
     *
     * @param node the node
     */
    static void MakeRouter(Ptr<Node> node);

    /**
     * @param node a member or a router
     * @return the address that all its links share
     */
    Ipv6Address GetAddress(Ptr<Node> node) const;

    std::vector<Member> m_members;                           //!< the nodes
    std::map<uint32_t, std::size_t> m_indices;               //!< their places, by node id
    std::map<std::pair<uint32_t, uint32_t>, Time> m_delays;  //!< by node ids, lower first
    uint32_t m_transit{0};                                   //!< routers on each link
    Ipv6Address m_routers{"fd00:f::"};                       //!< where routers have addresses
    LinkVisitor m_visitor;                                   //!< called with each link
    ObjectFactory m_channel;                                 //!< makes channels; unset: plain ones
    std::vector<Ptr<SignalingImpairmentChannel>> m_impaired; //!< channels with random streams
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_CORE_NETWORK_HELPER_H
