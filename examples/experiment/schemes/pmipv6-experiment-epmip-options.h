/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_EPMIP_OPTIONS_H
#define PMIPV6_EXPERIMENT_EPMIP_OPTIONS_H

#include "pmipv6-experiment-failures.h"
#include "pmipv6-experiment-node-name.h"
#include "pmipv6-experiment-option.h"
#include "pmipv6-experiment-scheme.h"

#include "ns3/nstime.h"
#include "ns3/pmipv6-prefix.h"

#include <cstdint>
#include <string>
#include <vector>

/**
 * @file
 * What options say of draft-luo's deployments.
 */

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/// Where the functions of draft-luo are.
enum class EpmipDeployment
{
    GATEWAYS, //!< LMF in anchors, DAF in gateways (3.1)
    ANCHORS,  //!< DAF in anchors, LMFs by themselves (7.1)
};

/// What the access router of a correspondent that does not move is.
enum class CorrespondentRouter
{
    PLAIN,   //!< a router without functions of draft-luo
    DRF,     //!< one with a Distributed Routing Function, and lmf1 knows it
    DRF_LMF, //!< the same, and it knows itself
};

/// Where a correspondent that does not move is, with the DAF in anchors (draft-luo, 7.3).
enum class CorrespondentArea
{
    OUTSIDE, //!< outside of the area, behind the border gateway
    INSIDE,  //!< inside, where the border gateway announces the area's prefixes too
    ANYCAST, //!< inside, where several routers announce them
};

/// --scheme=epmip
extern const SchemeKind EPMIP;

namespace option
{

extern const Option<EpmipDeployment> EPMIP_DEPLOYMENT;         //!< where the functions are
extern const Option<CorrespondentRouter> CORRESPONDENT_ROUTER; //!< access router of cn1
extern const Option<uint32_t> CORRESPONDENT_ROUTERS;           //!< how many it has
extern const Option<CorrespondentArea> CORRESPONDENT_AREA;     //!< where cn1 is
extern const Option<uint32_t> LMFS;                            //!< how many LMFs there are
extern const Option<std::vector<NodeMoment>> JOINS;            //!< LMFs that join later
/// How a gateway finds the eLMA to ask; the words of DistributedRouting::Discovery.
extern const Option<std::string> ELMA_DISCOVERY;
extern const Option<Time> HOP_BY_HOP_DELAY;        //!< of each router with a query
extern const Option<bool> DIRECT_ANSWER;           //!< who knows answers who asks
extern const Option<bool> EARLY_PACKETS;           //!< packets wait for a location
extern const Option<bool> REVERSE_LEARNING;        //!< from outer headers
extern const Option<uint32_t> HANDOFF_BUFFER;      //!< of the former gateway
extern const Option<bool> MEND;                    //!< who still sends there is told
extern const Option<std::vector<NodeName>> LEGACY; //!< without draft-luo's functions

} // namespace option

/// @return true if the functions are in anchors
bool IsEpmipArea(const ExperimentOptions& options);

/// @return access routers of a correspondent that does not move
std::vector<NodeName> ListEpmipRouters(const ExperimentOptions& options);

/// @return LMFs that are no anchors', and what other nodes of its own the deployment has
std::vector<NodeName> ListEpmipNodes(const ExperimentOptions& options);

/// @return routers of the area that announce its prefixes, for cn1 (draft-luo, 7.3: anycast)
std::vector<NodeName> ListAnycastRouters(const ExperimentOptions& options);

/// @return whether border1 is there
bool HasBorder(const ExperimentOptions& options);

/// @return a sentence if the case is none for the deployment
Sentence CheckEpmipCase(const ExperimentOptions& options);

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_EPMIP_OPTIONS_H
