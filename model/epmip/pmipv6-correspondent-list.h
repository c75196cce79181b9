/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_CORRESPONDENT_LIST_H
#define PMIPV6_CORRESPONDENT_LIST_H

#include "pmipv6-mobility-option.h"
#include "pmipv6-routing-parts.h"

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
     * @param parts the gateway's routing function; outlives this
     */
    explicit CorrespondentList(const RoutingParts& parts)
        : m_parts(parts)
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

    /**
     * @param prefix of a node
     * @return true if its location is of use here: a node here is its correspondent, or it is one
     * of a node that is or was here
     */
    bool IsOfInterest(const Prefix& prefix) const;

  private:
    const RoutingParts& m_parts; //!< the gateway's routing function
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_CORRESPONDENT_LIST_H
