/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_FLOW_INTERRUPTION_H
#define PMIPV6_FLOW_INTERRUPTION_H

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
 * @param samples packets of a flow, in the order sent
 * @param time a time
 * @return number of the first packet sent at or after it; that of packets if there is none
 */
std::size_t FindSent(const std::vector<PacketSample>& samples, Time time);

/**
 * @ingroup pmipv6-monitor
 * What one handover did to one flow of its node, judged from the packets when all is over: how long
 * it was interrupted, or why that cannot be said, and how long no packet would have come.
 */
class FlowInterruption
{
  public:
    /**
     * @param traffic the packets; outlives this
     * @param nodes where mobile nodes were; outlives this
     * @param gaps what knows of packets that nobody has sent; null: nothing does
     */
    FlowInterruption(const TrafficTable& traffic,
                     const NodeHistories& nodes,
                     const ServiceGap* gaps);

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
    FlowHandoverRecord Measure(const Span& span, std::size_t flow, bool isDownlink) const;

    /**
     * @param flow number of a flow
     * @return the longest time that a packet of it took
     */
    Time GetMaxDelay(std::size_t flow) const
    {
        return m_maxDelays[flow];
    }

    /**
     * @param node name of a node
     * @return when it was in no network; null if it is no mobile node
     */
    const TimeSpans* FindOff(const std::string& node) const;

  private:
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
     * @param span a handover
     * @param record a flow of it that has not run
     * @param addresses source and destination of its last packet before
     * @return true if packets could have been sent all the same: between addresses that live on,
     *         while nobody was off
     */
    bool IsPossible(const Span& span,
                    const FlowHandoverRecord& record,
                    const std::pair<Ipv6Address, Ipv6Address>& addresses) const;

    /**
     * The same; finds whether a handover has taken anything away.
     *
     * @param span a handover
     * @param record a flow of it that has not run
     * @param addresses source and destination of its last packet before
     * @return true if packets would have passed on an earlier link of the node: nobody had to send
     *         first for a location to be asked for
     */
    bool WasServed(const Span& span,
                   const FlowHandoverRecord& record,
                   const std::pair<Ipv6Address, Ipv6Address>& addresses) const;

    /**
     * @param span a handover
     * @param record a flow of it that has run
     * @return true if its other end was in a handover of its own before it resumed
     */
    bool IsPeerMoved(const Span& span, const FlowHandoverRecord& record) const;

    const TrafficTable& m_traffic;          //!< the packets
    const NodeHistories& m_nodes;           //!< where nodes were
    const ServiceGap* m_gaps;               //!< packets that nobody has sent
    std::vector<Time> m_maxDelays;          //!< of each flow: no packet took longer
    std::map<std::string, TimeSpans> m_off; //!< when nodes were in no network
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_FLOW_INTERRUPTION_H
