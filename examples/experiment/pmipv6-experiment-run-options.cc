/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-run-options.h"

#include "pmipv6-experiment-access.h"
#include "pmipv6-experiment-core.h"
#include "pmipv6-experiment-movement.h"
#include "pmipv6-experiment-option-values.h"
#include "pmipv6-experiment-owned-attributes.h"
#include "pmipv6-experiment-plan.h"
#include "pmipv6-experiment-scheme.h"
#include "pmipv6-experiment-trace.h"
#include "pmipv6-experiment-values.h"

#include <limits>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

constexpr uint32_t MAX_SEED = 4294944442;   //!< of ns-3's generator
const Time MAX_DURATION = Seconds(1000000); //!< as --duration allows

/// @return the default of --duration
Time
GetDefaultDuration(const ExperimentOptions& options)
{
    if (!IsPlanned(options))
    {
        return GetMovementEnd(options);
    }
    const auto getEnd = options[option::ACCESS]->traits.getEndOfMoves;
    const auto last = getEnd ? getEnd(options) : GetLastMove(options);
    return last ? *last + Seconds(10) : Seconds(20);
}

/// @return what is wrong with an end that follows from a trace
Sentence
CheckDuration(const ExperimentOptions& options)
{
    const auto& [name, trace] = options[option::TRACE];
    if (!trace || options.IsGiven(option::DURATION))
    {
        return std::nullopt;
    }
    const Time duration = options[option::DURATION];
    if (duration > MAX_DURATION)
    {
        return "--trace=" + name + " has a last leg that ends at " + FormatSeconds(duration) +
               " s; allowed: with it, a --duration";
    }
    if (!duration.IsStrictlyPositive())
    {
        return "--trace=" + name +
               " has no event after 0 s to end at; allowed: with it, a --duration";
    }
    return std::nullopt;
}

/// @return the default of --output
std::string
GetDefaultOutput(const ExperimentOptions& options)
{
    return "output/" + GetWord(options, option::SCHEME) + "-" + GetWord(options, option::CASE) +
           "-" + GetWord(options, option::ACCESS) + "-" + std::to_string(options[option::RUN]);
}

/// @return whether captures are written
bool
HasCaptures(const ExperimentOptions& options)
{
    return options[option::PCAP];
}

const OwnedAttributes OWNED_BY_RUN{
    {"RngSeed", {&option::SEED}, ""},
    {"RngRun", {&option::RUN}, ""},
    {"ChecksumEnabled", {&option::PCAP}, "", &HasCaptures},
};

} // namespace

namespace option
{

const Option<Time> DURATION({OptionGroup::RUN, 10, "duration", "end of the run"},
                            InSeconds(SOME_S),
                            {"last move + 10; 20 without moves; the trace's last event; a walk, "
                             "and a trace's last leg, count to their ends; 300 with a model",
                             &GetDefaultDuration},
                            {nullptr, &CheckDuration});

const Option<uint32_t> SEED({OptionGroup::RUN, 20, "seed", "ns-3's RngSeed"},
                            WholeNumber(1U, MAX_SEED),
                            1U);

const Option<uint64_t> RUN({OptionGroup::RUN, 30, "run", "ns-3's RngRun"},
                           WholeNumber(uint64_t{0}, std::numeric_limits<uint64_t>::max()),
                           uint64_t{1});

const Option<std::string> OUTPUT({OptionGroup::RUN,
                                  60,
                                  "output",
                                  "folder of the results: made anew; an earlier output is "
                                  "replaced, an empty folder taken, any other never touched"},
                                 AnyText("DIR", "a folder's name"),
                                 {"output/SCHEME-CASE-ACCESS-RUN", &GetDefaultOutput});

const Option<bool> PCAP({OptionGroup::RUN,
                         70,
                         "pcap",
                         "captures OUTPUT/NODE-INTERFACE.pcap, with the checksums that ns-3 leaves "
                         "out otherwise"},
                        OnOrOff(),
                        false);

} // namespace option

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
