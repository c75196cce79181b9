/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_PHASE_H
#define PMIPV6_EXPERIMENT_PHASE_H

#include "pmipv6-experiment-option.h"

#include "ns3/nstime.h"

#include <cstdint>

/**
 * @file
 * --phase=random: by how much later moves and flows begin than planned; moves of nodes that do not
 * move by plan begin later than the look that decides on them (AccessNetwork). Without it all runs
 * meet a handover at the same point between two packets, and a mean over runs is that of one phase.
 *
 * Each pair of nodes and each flow has a random stream of its own, numbered by its name: another
 * number of nodes, another direction of traffic or another scheme changes no draw.
 */

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/// When moves and flows begin.
enum class Phase
{
    FIXED, //!< at their times
    RANDOM //!< a random time later
};

namespace option
{

extern const Option<Phase> PHASE;     //!< when moves and flows begin
extern const Option<Time> PHASE_SPAN; //!< a move with a random phase begins so much later at most

} // namespace option

/**
 * @param options a run's options
 * @param pair number of a pair of nodes, from 1
 * @return by how much later all moves of both its nodes begin, so that moveOffset and dwell stay
 *         exact: 0 to less than phaseSpan, uniformly distributed; 0 with a fixed phase, or where
 * nodes do not move by plan
 */
Time DrawMovePhase(const ExperimentOptions& options, uint32_t pair);

/**
 * @param options a run's options
 * @return the least time that DrawMovePhase is always below; 0 if that is always 0
 */
Time GetLongestMovePhase(const ExperimentOptions& options);

/**
 * @param options a run's options
 * @param pair number of the pair of nodes between which a flow goes
 * @param isFromMn true for that from mn to cn
 * @return by how much later the flow begins: 0 to less than one interval, with TCP 20 ms; 0 with a
 *         fixed phase
 */
Time DrawFlowPhase(const ExperimentOptions& options, uint32_t pair, bool isFromMn);

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_PHASE_H
