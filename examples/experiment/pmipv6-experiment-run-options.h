/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_RUN_OPTIONS_H
#define PMIPV6_EXPERIMENT_RUN_OPTIONS_H

#include "pmipv6-experiment-option.h"

#include "ns3/nstime.h"

#include <cstdint>
#include <string>

/**
 * @file
 * Options of a run as a whole.
 */

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace option
{

extern const Option<Time> DURATION;      //!< end of the run
extern const Option<uint32_t> SEED;      //!< ns-3's RngSeed
extern const Option<uint64_t> RUN;       //!< ns-3's RngRun
extern const Option<std::string> OUTPUT; //!< folder of the results
extern const Option<bool> PCAP;          //!< whether captures are written

} // namespace option

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_RUN_OPTIONS_H
