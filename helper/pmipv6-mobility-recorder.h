/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_MOBILITY_RECORDER_H
#define PMIPV6_MOBILITY_RECORDER_H

#include "pmipv6-mobility-trace.h"

#include "ns3/mobility-model.h"
#include "ns3/nstime.h"
#include "ns3/ptr.h"

#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-helper
 * A node whose movement is to be recorded.
 */
struct ModelledNode
{
    /// Moves by itself, straight at constant speed between two of its CourseChange, as ns-3's
    /// random waypoint and Gauss-Markov models do.
    Ptr<MobilityModel> model;
    Time on; //!< when it is switched on, 0 or later
};

/**
 * @ingroup pmipv6-helper
 * Lets mobility models move in a simulation of their own, before that in which their movement
 * counts. So it depends on the models' random streams alone: a model that moves among others sums
 * up what it has gone whenever somebody asks for its position, and is rounded otherwise if somebody
 * asks more often. And it is known beforehand, and ends when the run does.
 *
 * To be called before a simulation is set up: this one is run and destroyed. Ends the program with
 * a sentence if there are nodes or if time has passed.
 *
 * @param nodes those to be recorded, at least one; models are made and placed at 0 s
 * @param until when the recording ends, above 0; those that are switched on later never are
 * @return their movement; at @p until all come to rest
 */
MobilityTrace RecordMobility(const std::vector<ModelledNode>& nodes, Time until);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_MOBILITY_RECORDER_H
