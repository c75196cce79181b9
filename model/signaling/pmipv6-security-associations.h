/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_SECURITY_ASSOCIATIONS_H
#define PMIPV6_SECURITY_ASSOCIATIONS_H

#include "pmipv6-message-kind.h"
#include "pmipv6-prefix.h"

#include <cstdint>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>
#include <vector>

namespace ns3
{
namespace pmipv6
{

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
     * @param kinds of these kinds
     */
    void Add(const Ipv6Address& peer, const std::vector<MessageKind>& kinds);

    /**
     * End one Add: a kind is accepted no more once all that have added it have ended.
     *
     * @param peer the peer's address
     * @param kind a kind of message; nothing happens if it is not accepted
     */
    void Remove(const Ipv6Address& peer, const MessageKind& kind);

    /**
     * @return in the place of a peer: whoever it is. For messages that need no association, such as
     * those of return routability (RFC 6275, 5.2)
     */
    static Ipv6Address GetAnybody()
    {
        return Ipv6Address::GetAny();
    }

    /**
     * @param peer an address
     * @param kind a kind of message
     * @return true if messages of that kind are accepted from there
     */
    bool IsTrusted(const Ipv6Address& peer, const MessageKind& kind) const;

    /**
     * @param peer an address
     * @param kind a kind of message
     * @return true if there is an association with that peer for it, whatever anybody may send
     */
    bool IsAssociated(const Ipv6Address& peer, const MessageKind& kind) const;

  private:
    /// By peer: kinds of messages, with how often they were added.
    std::unordered_map<Ipv6Address, std::map<MessageKind, uint32_t>, AddressHash> m_peers;
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
     * @param kinds of these kinds
     */
    void Add(const Ipv6Address& peer, const std::vector<MessageKind>& kinds);

    /// End all that this role has added. Nothing happens if it has not started.
    void Clear();

  private:
    SecurityAssociations* m_associations{nullptr};         //!< of the node
    std::set<std::pair<Ipv6Address, MessageKind>> m_added; //!< peers with kinds of messages
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_SECURITY_ASSOCIATIONS_H
