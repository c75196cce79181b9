/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_HOST_ADDRESSES_H
#define PMIPV6_HOST_ADDRESSES_H

#include "pmipv6-state-rules.h"
#include "pmipv6-whereabouts.h"

#include "ns3/ipv6-address.h"
#include "ns3/node.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-monitor
 * The global addresses that mobile nodes have, compared with their sessions: one without a session
 * misleads while it is preferred, and is left over once it is deprecated (RFC 4862, 5.5.4); who has
 * a session lacks an address of it.
 */
class HostAddresses
{
  public:
    /**
     * Look at the addresses that a mobile node has now.
     *
     * @param identifier its MN-Identifier
     * @param node the node
     */
    void Add(const std::string& identifier, Ptr<Node> node);

    /**
     * @param sessions prefixes of the sessions that are registered, by MN-Identifier
     * @param known where mobile nodes are
     * @param finding to which is added what is wrong
     */
    void Judge(const std::map<std::string, std::vector<Prefix>>& sessions,
               const Whereabouts& known,
               StateFinding& finding) const;

  private:
    /// An address of a mobile node.
    struct HostedAddress
    {
        std::string identifier; //!< the node's MN-Identifier
        Ipv6Address address;    //!< the address
        bool isPreferred;       //!< not deprecated
    };

    std::vector<HostedAddress> m_addresses; //!< all
    std::set<std::string> m_hosts;          //!< MN-Identifiers of the nodes
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_HOST_ADDRESSES_H
