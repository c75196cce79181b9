/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_HOME_OPTIONS_H
#define PMIPV6_EXPERIMENT_HOME_OPTIONS_H

#include "pmipv6-experiment-node-name.h"
#include "pmipv6-experiment-option.h"

#include "ns3/nstime.h"

#include <string>
#include <vector>

/**
 * @file
 * Options of mobile nodes that look after themselves (RFC 6275), whatever else there is.
 */

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace option
{

extern const Option<Time> CARE_OF_DAD;                 //!< of a care-of address
extern const Option<Time> HOME_DAD;                    //!< of a home address, at the home agent
extern const Option<bool> ROUTE_OPTIMIZATION;          //!< correspondents send straight
extern const Option<bool> NETWORK_MOBILITY;            //!< home network prefixes move as a whole
extern const Option<std::string> BOOTSTRAP;            //!< when a home agent is found
extern const Option<std::string> HOME_AGENT_DISCOVERY; //!< how
extern const Option<Time> DISCOVERY_DELAY;             //!< how long that takes
extern const Option<Time> ASSOCIATION_DELAY;           //!< and the security association

} // namespace option

/**
 * @param options a run's
 * @return cn1, if it is fixed and does route optimization
 */
std::vector<NodeName> FindHomeCorrespondent(const ExperimentOptions& options);

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_HOME_OPTIONS_H
