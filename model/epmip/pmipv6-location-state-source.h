/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_LOCATION_STATE_SOURCE_H
#define PMIPV6_LOCATION_STATE_SOURCE_H

#include "pmipv6-distributed-routing.h"
#include "pmipv6-state-source.h"

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-epmip
 * What draft-luo's Distributed Routing Function offers to the StateChecker: the locations by which
 * its gateway sends packets. Each is a route from ::/0.
 */
class LocationStateSource : public StateSource
{
  public:
    /**
     * @param routing the function, at a gateway that offers its own state
     */
    explicit LocationStateSource(Ptr<DistributedRouting> routing);

    std::vector<Route> GetRoutes() const override;

  private:
    Ptr<DistributedRouting> m_routing; //!< the function
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_LOCATION_STATE_SOURCE_H
