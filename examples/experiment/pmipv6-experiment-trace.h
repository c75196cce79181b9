/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_TRACE_H
#define PMIPV6_EXPERIMENT_TRACE_H

#include "pmipv6-experiment-option.h"

#include "ns3/pmipv6-mobility-trace.h"

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

namespace option
{

extern const Option<TraceFile> TRACE; //!< its nodes are the mobile nodes

} // namespace option

/**
 * A rule for options that change nothing with a trace.
 *
 * @param options a run's
 * @return "with --trace", or ""
 */
std::string WithTrace(const ExperimentOptions& options);

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_TRACE_H
