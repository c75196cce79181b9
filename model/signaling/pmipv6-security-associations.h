/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_SECURITY_ASSOCIATIONS_H
#define PMIPV6_SECURITY_ASSOCIATIONS_H

#include "pmipv6-prefix.h"

#include <cstdint>
#include <initializer_list>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>

namespace ns3
{
namespace pmipv6
{

/**
 * @defgroup pmipv6-signaling Sending and receiving Mobility Headers on a node
 * @ingroup pmipv6
 */

/**
 * @ingroup pmipv6-signaling
 * With whom a node has a security association, and for which messages (RFC 5213, 4). The
 * cryptography itself is not modelled: a message from a peer without an association for it is what
 * IPsec would have discarded. Several roles of a node may trust the same peer: calls count.
 */
class SecurityAssociations
{
  public:
    /**
     * Accept messages from a peer.
     *
     * @param peer the peer's address
     * @param messages their names, as GetMessageName gives them
     */
    void Add(const Ipv6Address& peer, std::initializer_list<const char*> messages);

    /**
     * End one Add: a message is accepted no more once all that have added it have ended.
     *
     * @param peer the peer's address
     * @param message a message's name; nothing happens if it is not accepted
     */
    void Remove(const Ipv6Address& peer, const std::string& message);

    /**
     * @param peer an address
     * @param message a message's name
     * @return true if messages of that name are accepted from there
     */
    bool IsTrusted(const Ipv6Address& peer, const std::string& message) const;

  private:
    /// By peer: names of messages, with how often they were added.
    std::unordered_map<Ipv6Address, std::map<std::string, uint32_t>, AddressHash> m_peers;
};

/**
 * @ingroup pmipv6-signaling
 * The associations that one role of a node has added, which end when it stops.
 */
class RoleAssociations
{
  public:
    /**
     * @param associations of the node; must be there until Clear
     */
    void Start(SecurityAssociations& associations);

    /**
     * Accept messages from a peer, for this role. What it accepts already stays.
     *
     * @param peer the peer's address
     * @param messages their names
     */
    void Add(const Ipv6Address& peer, std::initializer_list<const char*> messages);

    /// End all that this role has added. Nothing happens if it has not started.
    void Clear();

  private:
    SecurityAssociations* m_associations{nullptr};         //!< of the node
    std::set<std::pair<Ipv6Address, std::string>> m_added; //!< peers with names of messages
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_SECURITY_ASSOCIATIONS_H
