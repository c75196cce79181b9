/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_SECURITY_ASSOCIATIONS_H
#define PMIPV6_SECURITY_ASSOCIATIONS_H

#include "pmipv6-prefix.h"

#include <initializer_list>
#include <set>
#include <string>
#include <unordered_map>

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
 * IPsec would have discarded.
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
     * Accept nothing from a peer any more.
     *
     * @param peer the peer's address
     */
    void Remove(const Ipv6Address& peer);

    /**
     * @param peer an address
     * @param message a message's name
     * @return true if messages of that name are accepted from there
     */
    bool IsTrusted(const Ipv6Address& peer, const std::string& message) const;

  private:
    std::unordered_map<Ipv6Address, std::set<std::string>, AddressHash> m_peers; //!< with names
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_SECURITY_ASSOCIATIONS_H
