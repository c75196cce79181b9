/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ROUTE_MONITOR_H
#define PMIPV6_ROUTE_MONITOR_H

#include "pmipv6-mobile-access-gateway.h"
#include "pmipv6-records.h"
#include "pmipv6-route-optimization-agent.h"
#include "pmipv6-route-optimization-controller.h"
#include "pmipv6-signaling-monitor.h"
#include "pmipv6-uncoordinated-routing.h"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-localized-routing
 * A localized route that was set up because of a packet, not of a handover.
 */
struct OptimizationRecord
{
    std::string from;                  //!< node whose packet brought it about: the source
    std::string to;                    //!< its correspondent: the destination
    Time triggered;                    //!< first packet seen by who starts it
    std::optional<Time> reverseActive; //!< the destination's gateway uses it; nothing if both nodes
                                       //!< are at one gateway
    std::optional<Time> forwardActive; //!< the source's gateway uses it
    std::optional<Time> completed; //!< the anchor that has seen the packet, or was asked, knows;
                                   //!< nothing where anchors have no sessions
    /// Messages that name the pair, sent from triggered to completed; nothing if nobody knows.
    std::optional<uint64_t> messages;
};

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
    void AddMobileNode(const std::string& name, Mac48Address linkLayer);

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
    /// Pairs of prefixes, each in the order of PrefixPair::GetKey.
    using Pairs = std::unordered_set<PrefixPair, PrefixPairHash>;

    /// A mobile node.
    struct Node
    {
        std::string gateway; //!< where its link is up, or empty
        Pairs pairs;         //!< those that had a route
        Pairs awaited;       //!< of these, those without one since the last handover
        Time attached;       //!< in the last handover
        bool isKnown{false}; //!< it has attached at least once
        /// When its pairs had their routes again, by when it attached.
        std::map<Time, Time> optimized;
    };

    /// A route as a gateway has it.
    struct Row
    {
        Prefix own;         //!< of the node there
        std::string remote; //!< the gateway named
    };

    /// A route that is being set up because of a packet.
    struct Attempt
    {
        PrefixPair pair;           //!< the source's prefix first
        std::string anchor;        //!< of the source; empty as long as only its gateway knows
        OptimizationRecord record; //!< what has happened so far
    };

    /// What is known of a pair of prefixes.
    struct Pair
    {
        std::map<std::string, Row> rows; //!< routes in use, by gateway
        std::set<std::string> anchors;   //!< those with a session
        std::vector<Attempt> attempts;   //!< under way, at most one each way
    };

    /**
     * Follow an anchor's trace of first packets.
     *
     * @param function with such a trace
     * @param name the anchor's name
     */
    void ConnectDetected(Ptr<AnchorFunction> function, const std::string& name);

    /// A gateway's trace of an attachment.
    void HandleAttachment(const BindingUpdateListEntry& entry);
    /// A gateway's trace of a route.
    void HandleRoute(const std::string& gateway,
                     const LocalizedRoute& route,
                     LocalizedRouteState to);
    /// A gateway's trace of a packet for which it asks for a route.
    void HandleRequested(const Ipv6Address& source, const Ipv6Address& destination);
    /// An anchor's trace of a first packet.
    void HandleDetected(const std::string& anchor,
                        const Ipv6Address& source,
                        const Ipv6Address& destination);
    /// An anchor's trace of a session.
    void HandleSession(const std::string& anchor,
                       const RouteSession& session,
                       RouteSessionState to);

    /**
     * Begin a record, in place of one that came to nothing.
     *
     * @param known the pair
     * @param pair the source's prefix first
     * @param anchor who has seen the packet; empty if it was the source's gateway
     */
    void Begin(Pair& known, const PrefixPair& pair, const std::string& anchor);

    /// See whether a pair's packets go directly both ways.
    void CheckOptimized(const PrefixPair& key);

    /**
     * @param prefix an address, or a prefix of a mobile node
     * @return that node's prefix; nothing if it is no mobile node's
     */
    std::optional<Prefix> FindPrefix(const Prefix& prefix) const;

    /**
     * @param pair of addresses or prefixes
     * @return the prefixes of two mobile nodes; nothing if one of them is none
     */
    std::optional<PrefixPair> FindPair(const PrefixPair& pair) const;

    std::unordered_map<Mac48Address, std::string, MacHash> m_names;       //!< of mobile nodes
    std::unordered_map<Ipv6Address, std::string, AddressHash> m_gateways; //!< names of gateways
    std::map<Prefix, std::string> m_owners;                               //!< mobile nodes
    std::unordered_map<std::string, Node> m_nodes;                        //!< by name
    std::unordered_map<PrefixPair, Pair, PrefixPairHash> m_pairs;         //!< in the key's order
    std::vector<Attempt> m_done;                                          //!< those set up
    std::shared_ptr<RouteMonitor*> m_self; //!< null inside once this object is gone
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ROUTE_MONITOR_H
