/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-faults.h"

#include "pmipv6-experiment-deliveries.h"
#include "pmipv6-experiment-option-values.h"
#include "pmipv6-experiment-owned-attributes.h"
#include "pmipv6-experiment-run-options.h"
#include "pmipv6-experiment-scheme.h"

#include "ns3/double.h"

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

/// @return the default of --faultsUntil
Time
GetDefaultEnd(const ExperimentOptions& options)
{
    return options[option::DURATION];
}

std::string
WithoutSignalling(const ExperimentOptions& options)
{
    return options[option::SCHEME]->traits.hasSignalling ? "" : WithWord(options, option::SCHEME);
}

/// @return whether links lose, double or hold back signalling at random
bool HasFaults(const ExperimentOptions& options);

std::string
WithoutFaults(const ExperimentOptions& options)
{
    return HasFaults(options)
               ? ""
               : "without --signallingLoss, --signallingDuplication and --signallingJitter";
}

const Option<double> SIGNALLING_LOSS(
    {OptionGroup::FAULTS,
     10,
     "signallingLoss",
     "of Mobility Header packets that each link of the core loses"},
    InUnit("percent", PERCENT),
    0.0,
    {&WithoutSignalling});

const Option<double> SIGNALLING_DUPLICATION(
    {OptionGroup::FAULTS,
     20,
     "signallingDuplication",
     "of Mobility Header packets that each link of the core doubles"},
    InUnit("percent", PERCENT),
    0.0,
    {&WithoutSignalling});

const Option<Time> SIGNALLING_JITTER(
    {OptionGroup::FAULTS,
     30,
     "signallingJitter",
     "each link of the core holds a Mobility Header packet back for 0 to so long, so that they "
     "overtake each other"},
    InMilliseconds(ANY_MS),
    Time(0),
    {&WithoutSignalling});

const Option<Time> FAULTS_UNTIL({OptionGroup::FAULTS,
                                 40,
                                 "faultsUntil",
                                 "when losses, doublings and holding back of signalling end"},
                                InSeconds(ANY_S),
                                {"the end", &GetDefaultEnd},
                                {&WithoutFaults});

const OwnedAttributes OWNED_BY_FAULTS{
    {"ns3::pmipv6::SignalingImpairmentChannel::Loss", {&SIGNALLING_LOSS}, ""},
    {"ns3::pmipv6::SignalingImpairmentChannel::Duplication", {&SIGNALLING_DUPLICATION}, ""},
    {"ns3::pmipv6::SignalingImpairmentChannel::Jitter", {&SIGNALLING_JITTER}, ""},
    {"ns3::pmipv6::SignalingImpairmentChannel::Until", {&FAULTS_UNTIL}, ""},
};

bool
HasFaults(const ExperimentOptions& options)
{
    return options[SIGNALLING_LOSS] > 0 || options[SIGNALLING_DUPLICATION] > 0 ||
           options[SIGNALLING_JITTER].IsStrictlyPositive();
}

} // namespace

std::optional<ObjectFactory>
GetImpairedChannel(const ExperimentOptions& options)
{
    if (!HasFaults(options) && !options.IsGiven(option::DELIVERIES))
    {
        return std::nullopt;
    }
    ObjectFactory channel("ns3::pmipv6::SignalingImpairmentChannel");
    channel.Set("Loss", DoubleValue(options[SIGNALLING_LOSS] / 100));
    channel.Set("Duplication", DoubleValue(options[SIGNALLING_DUPLICATION] / 100));
    channel.Set("Jitter", TimeValue(options[SIGNALLING_JITTER]));
    channel.Set("Until", TimeValue(options[FAULTS_UNTIL]));
    return channel;
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
