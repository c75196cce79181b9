/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_CONTROLLER_STATE_SOURCE_H
#define PMIPV6_CONTROLLER_STATE_SOURCE_H

#include "pmipv6-route-optimization-controller.h"
#include "pmipv6-state-source.h"

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-localized-routing
 * What localized routing at an anchor offers to the StateChecker: between whom it has sessions.
 */
class ControllerStateSource : public StateSource
{
  public:
    /**
     * @param controller localized routing at an anchor that offers its own state
     */
    explicit ControllerStateSource(Ptr<RouteOptimizationController> controller);

    std::vector<std::pair<Prefix, Prefix>> GetPairs() const override;

  private:
    Ptr<RouteOptimizationController> m_controller; //!< the controller
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_CONTROLLER_STATE_SOURCE_H
