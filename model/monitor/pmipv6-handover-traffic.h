/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_HANDOVER_TRAFFIC_H
#define PMIPV6_HANDOVER_TRAFFIC_H

#include "pmipv6-node-history.h"
#include "pmipv6-records.h"
#include "pmipv6-service-gap.h"
#include "pmipv6-traffic-monitor.h"

#include <map>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-monitor
 * What handovers did to the data packets of their nodes, judged from the packets when all is over:
 * how long each flow was interrupted, or why that cannot be said, and what was lost on whose side.
 */
class HandoverTraffic
{
  public:
    /**
     * @param traffic the packets; outlives this
     * @param nodes where mobile nodes were; outlives this
     * @param gaps what knows of packets that nobody has sent; null: nothing does
     */
    HandoverTraffic(const TrafficMonitor& traffic,
                    const NodeHistories& nodes,
                    const ServiceGap* gaps);

    /**
     * Measure all handovers of one node: flows, losses by direction, and what stands for all flows.
     *
     * @param node its name
     * @param records its handovers by time: that with index i ends its stay i and begins the next
     *        one, if there is one
     */
    void Measure(const std::string& node, const std::vector<HandoverRecord*>& records) const;

  private:
    /// One handover of a node, as its flows see it.
    struct Span
    {
        const NodeHistory* node; //!< whose
        const Stay* stay;        //!< the new one
        Time detached;           //!< end of the old link
        Time next;               //!< when the node detaches again
    };

    /**
     * @param span a handover
     * @param flow number of a flow of its node
     * @param isDownlink whether the node receives it
     * @return what became of it
     */
    FlowHandoverRecord MeasureFlow(const Span& span, std::size_t flow, bool isDownlink) const;

    /**
     * @param span a handover
     * @param record a flow: what is to be filled in
     * @return number of the packet that resumed; that of packets if there is none
     */
    std::size_t FindResumed(const Span& span, FlowHandoverRecord& record) const;

    /**
     * @param span a handover
     * @param record a flow of it that has run, resumed or not
     * @param resumed number of the packet that resumed; that of packets if there is none
     * @return why it has no interruption; empty: it has one
     */
    std::string FindReason(const Span& span,
                           const FlowHandoverRecord& record,
                           std::size_t resumed) const;

    /**
     * Find the service gap of a flow, whether or not it ran.
     *
     * @param span a handover
     * @param record a flow of it, else complete
     */
    void FindGap(const Span& span, FlowHandoverRecord& record) const;

    /**
     * Count what was lost on a node's side.
     *
     * @param node its name
     * @param records its handovers
     */
    void CountLosses(const std::string& node, const std::vector<HandoverRecord*>& records) const;

    const TrafficMonitor& m_traffic;     //!< the packets
    const NodeHistories& m_nodes;        //!< where nodes were
    const ServiceGap* m_gaps;            //!< packets that nobody has sent
    std::vector<Time> m_maxDelays;       //!< of each flow: no packet took longer
    std::map<std::string, std::vector<std::size_t>> m_flows; //!< numbers of those of each node
    std::map<std::string, TimeSpans> m_off; //!< when nodes were in no network
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_HANDOVER_TRAFFIC_H
