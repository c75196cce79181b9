/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_HANDOVER_SUMMARY_H
#define PMIPV6_HANDOVER_SUMMARY_H

#include "pmipv6-handover-traffic.h"
#include "pmipv6-records.h"
#include "pmipv6-signaling-monitor.h"
#include "pmipv6-traffic-table.h"

#include <deque>
#include <string>
#include <unordered_map>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-monitor
 * Adds to the moments of all handovers, when all is over, what became of packets and messages.
 */
class HandoverSummary
{
  public:
    /**
     * @param begun all handovers, in the order begun; not each has attached
     */
    explicit HandoverSummary(const std::deque<HandoverRecord>& begun);

    /**
     * Count what was lost, came twice or was overtaken: of both ends of a flow, the handover that
     * began last before an event has it.
     *
     * @param traffic the packets
     * @param now the time
     */
    void CountPackets(const TrafficTable& traffic, Time now);

    /**
     * Measure how long flows were interrupted.
     *
     * @param traffic what knows
     */
    void Measure(const HandoverTraffic& traffic);

    /**
     * Count messages, each for the handover that began last.
     *
     * @param signaling what knows
     */
    void CountMessages(const SignalingMonitor& signaling);

    /// @return those that have attached, with the flows that ran, in the order in which they
    /// attached
    std::vector<HandoverRecord> GetComplete() const;

  private:
    /**
     * @param event something that has happened to a packet
     * @return the handover that has it; null if there is none
     */
    HandoverRecord* Find(const PacketEvent& event);

    std::deque<HandoverRecord> m_records; //!< in the order begun
    /// Places in m_records, by the mobile node's name.
    std::unordered_map<std::string, std::vector<std::size_t>> m_byNode;
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_HANDOVER_SUMMARY_H
