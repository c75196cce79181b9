/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-phase.h"

#include "ns3/rng-stream.h"

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

/// Where ns-3's generator has the streams that are numbered by their users, and among them, far
/// from those of links, nodes and devices, these.
constexpr uint64_t FIRST_STREAM = (uint64_t{1} << 63) + (uint64_t{1} << 40);
/// Streams of a pair: its moves, the flow from mn, the flow to mn.
constexpr uint64_t STREAMS_OF_PAIR = 3;

const Time TCP_SPAN = MilliSeconds(20);            //!< of a source that has no interval
const Time BEACON_INTERVAL = MicroSeconds(102400); //!< of ns-3's access points

/**
 * @param options a run's options
 * @param stream number of a stream
 * @param span a time
 * @return 0 to less than @p span, uniformly distributed, from that stream's run
 */
Time
Draw(const ExperimentOptions& options, uint64_t stream, Time span)
{
    RngStream generator(options.seed, FIRST_STREAM + stream, options.run);
    return NanoSeconds(
        static_cast<int64_t>(generator.RandU01() * static_cast<double>(span.GetNanoSeconds())));
}

} // namespace

Time
DrawMovePhase(const ExperimentOptions& options, uint32_t pair)
{
    const Time span = GetLongestMovePhase(options);
    return span.IsZero() ? span : Draw(options, STREAMS_OF_PAIR * pair, span);
}

Time
GetLongestMovePhase(const ExperimentOptions& options)
{
    return options.phase == Phase::RANDOM && !options.trace ? options.phaseSpan : Time(0);
}

Time
DrawFlowPhase(const ExperimentOptions& options, uint32_t pair, bool isFromMn)
{
    if (options.phase == Phase::FIXED)
    {
        return Time(0);
    }
    const Time span = options.traffic == Traffic::TCP ? TCP_SPAN : options.interval;
    return Draw(options, STREAMS_OF_PAIR * pair + (isFromMn ? 1 : 2), span);
}

Time
GetDefaultPhaseSpan(const ExperimentOptions& options)
{
    // A station meets its access point's beacons at any phase.
    if (options.access == Access::WIFI)
    {
        return BEACON_INTERVAL;
    }
    return options.traffic == Traffic::TCP ? TCP_SPAN : options.interval;
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
