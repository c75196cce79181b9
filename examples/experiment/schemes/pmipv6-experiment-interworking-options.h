/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_INTERWORKING_OPTIONS_H
#define PMIPV6_EXPERIMENT_INTERWORKING_OPTIONS_H

#include "pmipv6-experiment-option.h"

/**
 * @file
 * What options say of the cases of RFC 6612.
 */

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/// Where the home agent is.
enum class AgentPlace
{
    COLOCATED, //!< on the node of lma1
    APART,     //!< home1
};

namespace option
{

extern const Option<AgentPlace> AGENT_PLACE; //!< where the home agent is
extern const Option<bool> MERGED_CACHE;      //!< lma1 has one entry a node for both protocols

} // namespace option

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_INTERWORKING_OPTIONS_H
