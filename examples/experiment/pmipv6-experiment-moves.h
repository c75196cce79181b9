/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_MOVES_H
#define PMIPV6_EXPERIMENT_MOVES_H

#include "pmipv6-experiment-node-name.h"
#include "pmipv6-experiment-option.h"

#include "ns3/nstime.h"

#include <cstdint>
#include <map>
#include <vector>

/**
 * @file
 * Who moves, when and where to, as options describe it.
 */

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/// Who moves.
enum class Move
{
    MN,   //!< nodes mnI
    CN,   //!< nodes cnI
    BOTH, //!< all
    NONE, //!< nobody
};

/// Gateways that mobile nodes visit, by node.
using Paths = std::map<NodeName, std::vector<NodeName>>;

namespace option
{

extern const Option<Move> MOVE;             //!< who moves
extern const Option<Time> MOVE_AT;          //!< first detach of mn1
extern const Option<uint32_t> MOVES;        //!< moves of a node
extern const Option<Time> DWELL;            //!< between two detaches of a node
extern const Option<Time> MOVE_OFFSET;      //!< cn after mn; may be negative
extern const Option<Time> STAGGER;          //!< pair i+1 after pair i
extern const Option<Paths> PATHS;           //!< gateways by mobile node
extern const Option<uint32_t> MOBILE_NODES; //!< pairs mnI, cnI
/// Of mn1, cn1 to cnN; more than one where there are no other pairs.
extern const Option<uint32_t> CORRESPONDENTS;

} // namespace option

/**
 * @param options a run's, without a trace
 * @return the number of the last pair, where a correspondent of mn1 makes one with it
 */
uint32_t CountPairs(const ExperimentOptions& options);

/**
 * @param options a run's
 * @return whether mobile nodes mnI move by plan, if any does
 */
bool MovesMn(const ExperimentOptions& options);

/**
 * @param options a run's
 * @return whether correspondents cnI move
 */
bool MovesCn(const ExperimentOptions& options);

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_MOVES_H
