/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_LOCAL_NODES_H
#define PMIPV6_LOCAL_NODES_H

#include "pmipv6-binding-update-list.h"
#include "pmipv6-link-layer-address.h"
#include "pmipv6-prefix-map.h"

#include "ns3/ipv6-address.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-registration
/// A mobile node that is registered at a gateway.
struct LocalNode
{
    std::string identifier;       //!< MN-Identifier
    Ipv6Address anchor;           //!< LMAA
    std::vector<Prefix> prefixes; //!< home network prefixes
    uint64_t timestamp{0}; //!< of the request that was accepted last; 0 with the sequence scheme
};

/**
 * @ingroup pmipv6-registration
 * The mobile nodes that are registered at a gateway, by link-layer address and by prefix, and those
 * whose registration is under way.
 */
class LocalNodes
{
  public:
    /**
     * @param key a registration of a node
     * @return the node as it is registered by it here; else null
     */
    const LocalNode* Find(const RegistrationKey& key) const;

    /**
     * @param prefix a home network prefix
     * @return the node here that has it, or null
     */
    const LocalNode* FindByPrefix(const Prefix& prefix) const;

    /**
     * @param address an address
     * @return the home network prefix of a node here in which it is; nothing if there is none
     */
    std::optional<Prefix> FindPrefix(const Ipv6Address& address) const;

    /**
     * @param prefix a home network prefix of a node here
     * @return by which registration it is
     */
    const RegistrationKey& GetRegistration(const Prefix& prefix) const
    {
        return *m_prefixes.Find(prefix);
    }

    /**
     * @param prefix a home network prefix of a node here
     * @return that node's link-layer address
     */
    LinkLayerAddress GetLinkLayer(const Prefix& prefix) const
    {
        return GetRegistration(prefix).linkLayer;
    }

    /// @return all that are registered here
    const std::map<RegistrationKey, LocalNode>& GetAll() const
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
     * @param key a registration of a node
     * @param isRegistering it is under way
     */
    void SetRegistering(const RegistrationKey& key, bool isRegistering);

    /**
     * A node is registered.
     *
     * @param entry its entry in the Binding Update List
     */
    void Add(const BindingUpdateListEntry& entry);

    /**
     * The same of nodes that are here without a registration.
     *
     * @param key by which they are found
     * @param node what is known of them
     */
    void Add(const RegistrationKey& key, LocalNode node);

    /**
     * A node is not registered any more, or not as it was.
     *
     * @param key the registration
     * @return how it was registered by it; nothing if it was not
     */
    std::optional<LocalNode> Remove(const RegistrationKey& key);

    /// Forget all.
    void Clear();

  private:
    std::map<RegistrationKey, LocalNode> m_nodes; //!< registered here
    PrefixMap<RegistrationKey> m_prefixes;        //!< of nodes here
    std::set<RegistrationKey> m_registering;      //!< registrations under way
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_LOCAL_NODES_H
