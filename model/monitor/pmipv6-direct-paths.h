/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_DIRECT_PATHS_H
#define PMIPV6_DIRECT_PATHS_H

#include "pmipv6-prefix-names.h"
#include "pmipv6-prefix-pair.h"

#include "ns3/nstime.h"

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-monitor
 * Whether both gateways of a pair of prefixes use its direct path, and when they do so again after
 * a handover. A way is a pair in an order: what the first prefix's node sends to the second one's.
 * Knows time only as an argument.
 */
class DirectPaths
{
  public:
    /**
     * @param names of the mobile nodes; outlives this
     */
    explicit DirectPaths(const PrefixNames& names);

    /**
     * @param node name of a mobile node
     */
    void AddNode(const std::string& node);

    /**
     * A mobile node has lost its link.
     *
     * @param node its name
     */
    void NoteLinkDown(const std::string& node);

    /**
     * A mobile node's link is up.
     *
     * @param node its name
     * @param gateway name of the gateway
     * @param now the time
     */
    void NoteLinkUp(const std::string& node, const std::string& gateway, Time now);

    /**
     * A mobile node's link is up, and what stands for its gateway is where it was: paths go on.
     *
     * @param node its name
     */
    void NoteStay(const std::string& node);

    /**
     * A gateway uses a direct way, and no other in its place. One to itself, of two nodes that are
     * both there, is the way back too.
     *
     * @param way the prefix of the node there first
     * @param gateway its name
     * @param remote name of the gateway to which it sends
     * @param now the time
     */
    void Set(const PrefixPair& way,
             const std::string& gateway,
             const std::string& remote,
             Time now);

    /**
     * A gateway uses no direct way any more.
     *
     * @param way as of Set
     * @param gateway its name
     */
    void Remove(const PrefixPair& way, const std::string& gateway);

    /**
     * @param way the sender's prefix first
     * @return true if the gateway of the sender sends to that of the receiver
     */
    bool IsDirect(const PrefixPair& way) const;

    /**
     * @param node name of a mobile node
     * @return name of the gateway where its link is up; empty: nowhere
     */
    const std::string& GetGateway(const std::string& node) const
    {
        return m_nodes.at(node).gateway;
    }

    /**
     * @param node name of a mobile node
     * @return the same of when its link was up last
     */
    const std::string& GetLastGateway(const std::string& node) const
    {
        return m_nodes.at(node).last;
    }

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
        std::string last;    //!< where it was last
        Pairs pairs;         //!< those that had a route
        Pairs awaited;       //!< of these, those without one since the last handover
        Time attached;       //!< in the last handover
        bool isKnown{false}; //!< it has attached at least once
        /// When its pairs had their routes again, by when it attached.
        std::map<Time, Time> optimized;
    };

    /**
     * See whether a pair's packets go directly both ways, at a time.
     *
     * @param pair prefixes of both
     * @param now the time
     */
    void Check(const PrefixPair& pair, Time now);

    /**
     * A way back does not stay within a gateway.
     *
     * @param way the way
     * @param gateway its name
     */
    void RemoveLocal(const PrefixPair& way, const std::string& gateway);

    /// The gateway to which each gateway sends, by name.
    using Rows = std::map<std::string, std::string>;

    const PrefixNames& m_names;                                  //!< of the mobile nodes
    std::unordered_map<std::string, Node> m_nodes;               //!< by name
    std::unordered_map<PrefixPair, Rows, PrefixPairHash> m_rows; //!< by way
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_DIRECT_PATHS_H
