/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_HANDOVER_TRAFFIC_H
#define PMIPV6_HANDOVER_TRAFFIC_H

#include "pmipv6-flow-interruption.h"
#include "pmipv6-node-history.h"
#include "pmipv6-records.h"
#include "pmipv6-service-gap.h"
#include "pmipv6-traffic-table.h"

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
    HandoverTraffic(const TrafficTable& traffic,
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
    /**
     * Count what was lost on a node's side.
     *
     * @param node its name
     * @param records its handovers
     */
    void CountLosses(const std::string& node, const std::vector<HandoverRecord*>& records) const;

    /// What a packet is to the node on whose side it was lost.
    struct Side
    {
        std::size_t flow;    //!< number of its flow
        Ipv6Address address; //!< the node's
        bool isDownlink;     //!< whether the node receives it
    };

    /**
     * Count a packet that was lost on a node's side, if its flow had not resumed.
     *
     * @param sample the packet
     * @param side what it is to the node
     * @param record the handover in which it was lost
     */
    static void CountLoss(const PacketSample& sample, const Side& side, HandoverRecord& record);

    const TrafficTable& m_traffic;                           //!< the packets
    const NodeHistories& m_nodes;                            //!< where nodes were
    FlowInterruption m_interruption;                         //!< what happened to each flow
    std::map<std::string, std::vector<std::size_t>> m_flows; //!< numbers of those of each node
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_HANDOVER_TRAFFIC_H
