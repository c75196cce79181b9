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
 * @ingroup pmipv6-localized-routing
 * Whether both gateways of a pair use its direct path, and when they do so again after a handover.
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

    /// A route as a gateway has it.
    struct Row
    {
        Prefix own;         //!< of the node there
        std::string remote; //!< the gateway named
    };

    /**
     * A gateway uses a route.
     *
     * @param pair in the key's order
     * @param gateway its name
     * @param row the route
     * @param now the time
     */
    void Set(const PrefixPair& pair, const std::string& gateway, const Row& row, Time now);

    /**
     * A gateway uses no route.
     *
     * @param pair in the key's order
     * @param gateway its name
     */
    void Remove(const PrefixPair& pair, const std::string& gateway);

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

    /// See whether a pair's packets go directly both ways, at a time.
    void Check(const PrefixPair& pair, Time now);

    /// Routes in use, by gateway.
    using Rows = std::map<std::string, Row>;

    const PrefixNames& m_names;                                  //!< of the mobile nodes
    std::unordered_map<std::string, Node> m_nodes;               //!< by name
    std::unordered_map<PrefixPair, Rows, PrefixPairHash> m_rows; //!< in the key's order
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_DIRECT_PATHS_H
