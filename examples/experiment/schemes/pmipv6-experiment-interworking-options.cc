/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-interworking-options.h"

#include "pmipv6-experiment-core.h"
#include "pmipv6-experiment-option-values.h"
#include "pmipv6-experiment-owned-attributes.h"
#include "pmipv6-experiment-values.h"

#include <string>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

/// @return why there is no home agent beside an anchor; or ""
std::string
WithoutScenario(const ExperimentOptions& options)
{
    return GetScenario(options) ? "" : WithWord(options, option::CASE);
}

/// @return the default of --homeAgent
AgentPlace
GetDefaultPlace(const ExperimentOptions& options)
{
    const auto scenario = GetScenario(options);
    return scenario && GetLayout(*scenario).isAgentApart ? AgentPlace::APART
                                                         : AgentPlace::COLOCATED;
}

/// @return a sentence if the home agent cannot be where it is to be
Sentence
CheckPlace(const ExperimentOptions& options)
{
    const bool isChoice = GetScenario(options) == Rfc6612Scenario::B;
    return isChoice || !GetScenario(options) ||
                   options[option::AGENT_PLACE] == GetDefaultPlace(options)
               ? std::nullopt
               : Sentence(
                     "--homeAgent=" + GetWord(options, option::AGENT_PLACE) + " is not allowed " +
                     WithWord(options, option::CASE) + "; allowed: " +
                     (options[option::AGENT_PLACE] == AgentPlace::APART ? "colocated" : "apart"));
}

/// @return a sentence if there are no two caches that could be one
Sentence
CheckMerged(const ExperimentOptions& options)
{
    return !GetScenario(options) || !options[option::MERGED_CACHE] ||
                   options[option::AGENT_PLACE] == AgentPlace::COLOCATED
               ? std::nullopt
               : Sentence("--mergedCache=on is not allowed " +
                          (options.IsGiven(option::AGENT_PLACE)
                               ? WithWord(options, option::AGENT_PLACE)
                               : WithWord(options, option::CASE)) +
                          ", where the home agent is no anchor; allowed: off");
}

const OwnedAttributes OWNED_BY_INTERWORKING{
    {"ns3::pmipv6::MobileAccessGateway::LocalPrefix", {}, "mag1 advertises fd00:9:0:1::/64"},
};

} // namespace

namespace option
{

const Option<AgentPlace> AGENT_PLACE(
    {OptionGroup::PROTOCOL,
     98,
     "homeAgent",
     "rfc6612-..: the home agent is on the node of lma1, or apart, home1; a choice with rfc6612-b "
     "alone (RFC 6612, 3)"},
    OneOf<AgentPlace>({{AgentPlace::COLOCATED, "colocated"}, {AgentPlace::APART, "apart"}}),
    {"colocated; rfc6612-a1, rfc6612-b-a1: apart", &GetDefaultPlace},
    {&WithoutScenario, &CheckPlace});

const Option<bool> MERGED_CACHE(
    {OptionGroup::PROTOCOL,
     99,
     "mergedCache",
     "rfc6612-..: lma1 has one entry a node for both protocols, which RFC 6612, 4.2 advises "
     "against"},
    OnOrOff(),
    false,
    {&WithoutScenario, &CheckMerged});

} // namespace option

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
