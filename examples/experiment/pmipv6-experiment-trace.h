/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_TRACE_H
#define PMIPV6_EXPERIMENT_TRACE_H

#include "pmipv6-experiment-option.h"

#include "ns3/pmipv6-mobility-trace.h"

#include <cstdint>
#include <memory>
#include <string>

/**
 * @file
 * Mobility by a trace, as options describe it.
 */

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/// A mobility trace.
struct TraceFile
{
    std::string name;                           //!< the file; empty without
    std::shared_ptr<const MobilityTrace> trace; //!< what is in it; null without
};

/// A grid of gateways.
struct GatewayGrid
{
    uint32_t rows{3};    //!< from south to north
    uint32_t columns{5}; //!< from west to east
};

namespace option
{

extern const Option<TraceFile> TRACE;      //!< its nodes are the mobile nodes
extern const Option<GatewayGrid> GATEWAYS; //!< where gateways stand, with a trace

} // namespace option

/// @name Rules for options: with what else they change nothing
/// @param options a run's
/// @return "with --trace", "without --trace", or ""
/// @{
std::string WithTrace(const ExperimentOptions& options);
std::string WithoutTrace(const ExperimentOptions& options);
/// @}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_TRACE_H
