/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_CORRESPONDENTS_H
#define PMIPV6_CORRESPONDENTS_H

#include "pmipv6-prefix-pair.h"

#include <cstddef>
#include <map>
#include <set>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-epmip
 * With whom the mobile nodes of a gateway exchange packets past their anchors (draft-luo, 4.3: "the
 * MN1's current correspondent nodes"), by prefixes: of nodes that are here, and for a while of
 * those that have left.
 */
class Correspondents
{
  public:
    /**
     * A node has a correspondent.
     *
     * @param pair the node's prefix, the correspondent's
     * @return true if it is a new one
     */
    bool Add(const PrefixPair& pair);

    /**
     * @param pair a node's prefix, that of a correspondent which it has no more
     * @return true if it had it
     */
    bool Remove(const PrefixPair& pair);

    /**
     * @param pair a node's prefix, another node's
     * @return true if that is a correspondent
     */
    bool Contains(const PrefixPair& pair) const;

    /**
     * @param node prefix of a node
     * @return its correspondents' prefixes, in their order
     */
    std::vector<Prefix> GetOf(const Prefix& node) const;

    /**
     * @param peer prefix of a correspondent
     * @return the nodes whose correspondent it is, in the order of their prefixes
     */
    std::vector<Prefix> GetNodes(const Prefix& peer) const;

    /**
     * @param node prefix of a node
     * @return how many correspondents it has
     */
    std::size_t Count(const Prefix& node) const;

    /// Forget all.
    void Clear();

  private:
    std::map<Prefix, std::set<Prefix>> m_peers; //!< by node
    std::map<Prefix, std::set<Prefix>> m_nodes; //!< by correspondent
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_CORRESPONDENTS_H
