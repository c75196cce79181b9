/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_FLOW_MONITOR_H
#define PMIPV6_EXPERIMENT_FLOW_MONITOR_H

#include "pmipv6-experiment-access.h"
#include "pmipv6-experiment-network.h"
#include "pmipv6-experiment-option.h"
#include "pmipv6-experiment-result.h"

#include <memory>
#include <string>
#include <vector>

/**
 * @file
 * --flowMonitor: ns-3's FlowMonitor beside the program's own monitors.
 */

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace option
{

extern const Option<bool> FLOW_MONITOR; //!< whether ns-3's FlowMonitor counts too

} // namespace option

/// ns-3's FlowMonitor on the nodes of a run. Where ns-3 is built without it --flowMonitor is
/// refused, and none of these is made.
class FlowMonitorCounts
{
  public:
    /**
     * Install it on all nodes. Once they have their stacks and roles, and before the run.
     *
     * @param network the wired part
     * @param access the access part
     */
    FlowMonitorCounts(const Network& network, const AccessNetwork& access);
    ~FlowMonitorCounts();

    /**
     * Tell what it has counted up to now.
     *
     * @param flows of the run, in which it is entered; of TCP nothing is
     * @return flow-monitor.xml
     */
    std::string Collect(std::vector<FlowResult>& flows);

  private:
    class Monitor;                      //!< all that is of ns-3's module
    std::unique_ptr<Monitor> m_monitor; //!< installed
};

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_FLOW_MONITOR_H
