/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-phase.h"

#include "pmipv6-experiment-access.h"
#include "pmipv6-experiment-movement.h"
#include "pmipv6-experiment-option-values.h"
#include "pmipv6-experiment-run-options.h"
#include "pmipv6-experiment-traffic.h"

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

const Time TCP_SPAN = MilliSeconds(20); //!< of a source that has no interval

/**
 * @param options a run's options
 * @param stream number of a stream
 * @param span a time
 * @return 0 to less than @p span, uniformly distributed, from that stream's run
 */
Time
Draw(const ExperimentOptions& options, uint64_t stream, Time span)
{
    RngStream generator(options[option::SEED], FIRST_STREAM + stream, options[option::RUN]);
    return NanoSeconds(
        static_cast<int64_t>(generator.RandU01() * static_cast<double>(span.GetNanoSeconds())));
}

/// @return the time between two packets, or what stands for it
Time
GetFlowSpan(const ExperimentOptions& options)
{
    return options[option::TRAFFIC] == Traffic::TCP ? TCP_SPAN : options[option::INTERVAL];
}

/// @return the default of --phaseSpan
Time
GetDefaultSpan(const ExperimentOptions& options)
{
    return options[option::ACCESS]->traits.phaseSpan.value_or(GetFlowSpan(options));
}

std::string
WithFixedPhase(const ExperimentOptions& options)
{
    return !IsPlanned(options)                      ? WithoutPlan(options)
           : options[option::PHASE] == Phase::FIXED ? WithWord(options, option::PHASE)
                                                    : "";
}

} // namespace

namespace option
{

const Option<Phase> PHASE({OptionGroup::RUN,
                           40,
                           "phase",
                           "fixed: moves and flows begin at their times; random: each flow up to "
                           "one interval (TCP 20 ms) later, and each pair's moves up to phaseSpan "
                           "later, drawn from --run; with --trace or --movement each move up to "
                           "100 ms later, drawn anew"},
                          OneOf<Phase>({{Phase::FIXED, "fixed"}, {Phase::RANDOM, "random"}}),
                          Phase::FIXED);

const Option<Time> PHASE_SPAN({OptionGroup::RUN,
                               50,
                               "phaseSpan",
                               "with --phase=random: the longest time by which moves are later"},
                              InMilliseconds(ANY_MS),
                              {"one interval; TCP 20; Wi-Fi 102.4; LTE 400", &GetDefaultSpan},
                              {&WithFixedPhase});

} // namespace option

Time
DrawMovePhase(const ExperimentOptions& options, uint32_t pair)
{
    const Time span = GetLongestMovePhase(options);
    return span.IsZero() ? span : Draw(options, STREAMS_OF_PAIR * pair, span);
}

Time
GetLongestMovePhase(const ExperimentOptions& options)
{
    return options[option::PHASE] == Phase::RANDOM && IsPlanned(options)
               ? options[option::PHASE_SPAN]
               : Time(0);
}

Time
DrawFlowPhase(const ExperimentOptions& options, uint32_t pair, bool isFromMn)
{
    if (options[option::PHASE] == Phase::FIXED)
    {
        return Time(0);
    }
    return Draw(options, STREAMS_OF_PAIR * pair + (isFromMn ? 1 : 2), GetFlowSpan(options));
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
