/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_LOCAL_NODES_H
#define PMIPV6_LOCAL_NODES_H

#include "pmipv6-binding-update-list.h"
#include "pmipv6-prefix.h"

#include "ns3/ipv6-address.h"
#include "ns3/mac48-address.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/// A mobile node that is registered at a gateway.
struct LocalNode
{
    std::string identifier;       //!< MN-Identifier
    Ipv6Address anchor;           //!< LMAA
    std::vector<Prefix> prefixes; //!< home network prefixes
};

/**
 * @ingroup pmipv6-localized-routing
 * The mobile nodes that are registered at a gateway, by link-layer address and by prefix, and those
 * whose registration is under way.
 */
class LocalNodes
{
  public:
    /**
     * @param linkLayer a node
     * @return it, if it is registered here; else null
     */
    const LocalNode* Find(Mac48Address linkLayer) const;

    /**
     * @param prefix a home network prefix
     * @return the node here that has it, or null
     */
    const LocalNode* FindByPrefix(const Prefix& prefix) const;

    /**
     * @param prefix a home network prefix of a node here
     * @return that node's link-layer address
     */
    Mac48Address GetLinkLayer(const Prefix& prefix) const
    {
        return m_prefixes.at(prefix);
    }

    /// @return all that are registered here
    const std::map<Mac48Address, LocalNode>& GetAll() const
    {
        return m_nodes;
    }

    /// @return the prefixes of all that are registered here
    std::vector<Prefix> GetPrefixes() const;

    /// @return true if there are nodes whose registration is under way
    bool IsAnyRegistering() const
    {
        return !m_registering.empty();
    }

    /**
     * @param linkLayer a node
     * @param isRegistering its registration is under way
     */
    void SetRegistering(Mac48Address linkLayer, bool isRegistering);

    /**
     * A node is registered.
     *
     * @param entry its entry in the Binding Update List
     */
    void Add(const BindingUpdateListEntry& entry);

    /**
     * A node is not registered any more, or not as it was.
     *
     * @param linkLayer the node
     * @return how it was registered; nothing if it was not
     */
    std::optional<LocalNode> Remove(Mac48Address linkLayer);

    /// Forget all.
    void Clear();

  private:
    std::map<Mac48Address, LocalNode> m_nodes;                       //!< registered here
    std::unordered_map<Prefix, Mac48Address, PrefixHash> m_prefixes; //!< of nodes here
    std::set<Mac48Address> m_registering; //!< nodes whose registration is under way
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_LOCAL_NODES_H
