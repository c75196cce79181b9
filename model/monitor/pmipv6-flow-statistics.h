/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_FLOW_STATISTICS_H
#define PMIPV6_FLOW_STATISTICS_H

#include "pmipv6-packet-flow.h"
#include "pmipv6-records.h"
#include "pmipv6-time-spans.h"

#include <cstdint>
#include <utility>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-monitor
 * @param sorted figures in ascending order, at least one
 * @param part 0 to 1: how much of all is to be below
 * @return the figure there; between two of them in proportion (linear, as numpy.percentile)
 */
double GetPercentile(const std::vector<double>& sorted, double part);

/**
 * @ingroup pmipv6-monitor
 * @param pieces place of the first octet, number of octets, in any order
 * @return how many octets they have, each counted once
 */
uint64_t CountOctets(std::vector<std::pair<uint64_t, uint64_t>> pieces);

/**
 * @ingroup pmipv6-monitor
 * @param delays of the packets received, in the order in which they were sent
 * @param isJitterMeant false where the sender paces itself by what arrives, as TCP does
 * @param record what is filled in: mean, least, greatest, percentiles and jitter; nothing without
 *        delays, or of jitter without two
 */
void SetDelays(const std::vector<Time>& delays, bool isJitterMeant, FlowRecord& record);

/**
 * @ingroup pmipv6-monitor
 * @param flow a flow
 * @param off when an end of it was in no network
 * @param now the time
 * @return what became of its packets, all but FlowRecord::path
 */
FlowRecord MakeFlowRecord(const PacketFlow& flow, const TimeSpans& off, Time now);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_FLOW_STATISTICS_H
