/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_CORRESPONDENT_LIST_H
#define PMIPV6_CORRESPONDENT_LIST_H

#include "pmipv6-distributed-routing.h"

#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-epmip
 * Where the correspondents of a node are, as its gateway knows (draft-luo, 4.3). Changes nothing.
 */
class CorrespondentList
{
  public:
    /**
     * @param routing the gateway's routing function; outlives this
     * @param address Proxy-CoA
     */
    CorrespondentList(DistributedRouting& routing, const Ipv6Address& address)
        : m_routing(routing),
          m_address(address)
    {
    }

    /**
     * @param prefixes of a node
     * @return the other gateways at which its correspondents are, each once
     */
    std::vector<Ipv6Address> FindGateways(const std::vector<Prefix>& prefixes) const;

    /**
     * @param prefixes of a node
     * @return its correspondents, as they are named to its new gateway; one whose lifetime is about
     *         to be over is left out
     */
    std::vector<CorrespondentLocationOption> Describe(const std::vector<Prefix>& prefixes) const;

  private:
    DistributedRouting& m_routing; //!< the gateway's
    Ipv6Address m_address;         //!< Proxy-CoA
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_CORRESPONDENT_LIST_H
