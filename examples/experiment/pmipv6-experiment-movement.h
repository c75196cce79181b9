/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_MOVEMENT_H
#define PMIPV6_EXPERIMENT_MOVEMENT_H

#include "pmipv6-experiment-option.h"

#include "ns3/nstime.h"
#include "ns3/pmipv6-mobility-trace.h"
#include "ns3/rectangle.h"

#include <memory>
#include <string>

/**
 * @file
 * What moves mobile nodes, as options describe it: a plan, which says where each is attached when;
 * or a trace or a mobility model, which say where it is, and who is nearest follows.
 */

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/// What moves mobile nodes.
enum class Movement
{
    PLAN,            //!< moves between gateways, at their times
    TRACE,           //!< a file says where they are
    RANDOM_WAYPOINT, //!< straight to a random place, a pause, and so on
    GAUSS_MARKOV,    //!< speed and direction that keep to what they were, more or less
};

/// Speeds of nodes.
struct SpeedRange
{
    double min; //!< m/s
    double max; //!< m/s
};

namespace option
{

extern const Option<Movement> MOVEMENT; //!< what moves mobile nodes
extern const Option<Rectangle> AREA;    //!< where a model moves them
extern const Option<SpeedRange> SPEEDS; //!< with a model: uniformly distributed
extern const Option<Time> PAUSE;        //!< random waypoint: before each leg
extern const Option<double> ALPHA;      //!< Gauss-Markov: memory, 0 to 1
extern const Option<Time> STEP;         //!< Gauss-Markov: between two changes

} // namespace option

/**
 * @param options a run's
 * @return whether nodes move by plan, and not where a trace or a model has them
 */
bool IsPlanned(const ExperimentOptions& options);

/// @name Rules for options: with what else they change nothing
/// @param options a run's
/// @{

/// @return "without --trace or --movement", or ""
std::string WithPlan(const ExperimentOptions& options);
/// @return "with --trace", "with --movement=random-waypoint", .., or ""
std::string WithoutPlan(const ExperimentOptions& options);
/// @}

/**
 * @param options a run's, where nodes do not move by plan
 * @return where they move
 */
Rectangle GetMovementArea(const ExperimentOptions& options);

/**
 * @param options a run's, where nodes do not move by plan
 * @return when the run ends by default
 */
Time GetMovementEnd(const ExperimentOptions& options);

/**
 * Gives what a trace says, or draws what a model does from streams of its own, numbered by the
 * nodes' names: no other option changes it, but for what there is of these nodes and --duration,
 * which cuts it off.
 *
 * @param options a run's. With a model there may be no simulation yet, see RecordMobility
 * @return how its mobile nodes move, in the order of PlanMobileNodes; null: by plan
 */
std::shared_ptr<const MobilityTrace> MakeMovement(const ExperimentOptions& options);

/**
 * @param options a run's
 * @return whether its movement is drawn, and so is nowhere but in its results
 */
bool IsMovementDrawn(const ExperimentOptions& options);

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_MOVEMENT_H
