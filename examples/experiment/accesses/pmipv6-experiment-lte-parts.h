/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_LTE_PARTS_H
#define PMIPV6_EXPERIMENT_LTE_PARTS_H

#include "pmipv6-experiment-access.h"
#include "pmipv6-experiment-option-values.h"

#include "ns3/net-device.h"
#include "ns3/node.h"
#include "ns3/nstime.h"
#include "ns3/pmipv6-access-link.h"
#include "ns3/pmipv6-lte-access-helper.h"
#include "ns3/vector.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

/**
 * @file
 * What the technologies with LTE have in common.
 */

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/// How long a UE averages what it hears of a cell: within so long a move begins.
const Time LTE_MEASUREMENT_PERIOD = MilliSeconds(200);
/// The default of --phaseSpan: a move at the end of an even such period has another gap than at the
/// end of an odd one.
const Time LTE_PHASE_SPAN = MilliSeconds(400);
/// No packet takes longer between a UE and its gateway, with repetitions on the air.
const Time LONGEST_LTE_FRAME = MilliSeconds(50);
/// Between eNBs unless it is told otherwise, in metres: beside one the others are no more than
/// noise.
constexpr double DEFAULT_ENB_DISTANCE = 1000;

/**
 * @param options a run's options
 * @return a sentence if its nodes have LTE and are more than one eNB can serve, where all may meet;
 *         else nothing
 */
Sentence CheckUeCount(const ExperimentOptions& options);

/**
 * @param options a run's options
 * @return sentences about times between moves that do not happen as they are given, since a UE that
 *         is connected leaves its cell at multiples of LTE_MEASUREMENT_PERIOD alone
 */
std::vector<std::string> DescribeRounding(const ExperimentOptions& options);

/**
 * @param gateway a gateway, or an anchor with a home link
 * @return its place in a row of eNBs: 0 of mag1, 1 of mag2, -1 of lma1
 */
double GetRowIndex(const NodeName& gateway);

/**
 * Make a gateway's eNB, with its random streams, on a mast of 30 m.
 *
 * @param lte makes it
 * @param gateway the gateway
 * @param place where it stands
 * @param nUes how many UEs it may have to serve
 * @return the eNB
 */
Ptr<NetDevice> InstallEnb(LteAccessHelper& lte,
                          const NetworkNode& gateway,
                          const Vector& place,
                          std::size_t nUes);

/**
 * Make a gateway's access link, with all its eNBs installed.
 *
 * @param lte makes it
 * @param gateway the gateway
 * @param listener told of packets that are dropped there
 * @return the link
 */
Ptr<AccessLink> MakeLteLink(LteAccessHelper& lte,
                            const NetworkNode& gateway,
                            const AccessListener& listener);

/**
 * @param network the wired part
 * @param visitor called with each gateway's access device
 */
void VisitGateways(const Network& network, const CaptureVisitor& visitor);

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_LTE_PARTS_H
