/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_SPECIAL_OPTIONS_H
#define PMIPV6_EXPERIMENT_SPECIAL_OPTIONS_H

#include "pmipv6-experiment-option-kinds.h"

/**
 * @file
 * Options, for the table, that are alone of their kind.
 */

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/// @return --path=NODE:GATEWAY,..
OptionDescription PathOption();

/**
 * @param range of the delay in milliseconds
 * @return --delay=NODE:NODE:MS
 */
OptionDescription DelayOption(const Range& range);

/**
 * @param range in milliseconds
 * @return --detachDetection=MS or none
 */
OptionDescription DetachDetectionOption(const Range& range);

/**
 * @param name its name
 * @param member where it is kept
 * @param range of the time in seconds
 * @param meaning what it means
 * @return a repeatable option --NAME=NODE:S
 */
OptionDescription MomentOption(const std::string& name,
                               Member<std::vector<NodeMoment>> member,
                               const Range& range,
                               const std::string& meaning);

/// @return --flowLog=NODE:NODE
OptionDescription FlowLogOption();

/// @return --trace=FILE; the file is not read yet
OptionDescription TraceOption();

/// @return --gateways=ROWSxCOLUMNS
OptionDescription GatewaysOption();

/// @return --output=DIR
OptionDescription OutputOption();

/**
 * @param name its name
 * @param member where it is kept
 * @param meaning what it means
 * @return an option that is on when it stands alone
 */
OptionDescription SwitchOption(const std::string& name,
                               Member<bool> member,
                               const std::string& meaning);

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_SPECIAL_OPTIONS_H
