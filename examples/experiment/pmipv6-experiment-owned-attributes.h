/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_OWNED_ATTRIBUTES_H
#define PMIPV6_EXPERIMENT_OWNED_ATTRIBUTES_H

#include "pmipv6-experiment-options.h"

#include <optional>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/// An attribute of ns-3 or the module, or a global value, that the program sets itself: its default
/// would be of no use.
struct OwnedAttribute
{
    std::string name;                 //!< "ns3::pmipv6::IdealChannel::Delay"
    std::vector<std::string> options; //!< by which it is set: "delayAccess"; empty: by none
    std::string why;                  //!< without an option, what the program makes of it
    bool (*when)(const ExperimentOptions&){nullptr}; //!< in which runs; null: in all
};

/// @return all of them
const std::vector<OwnedAttribute>& GetOwnedAttributes();

/**
 * @param name of an attribute or a global value
 * @param value for it
 * @param options the run's
 * @return a sentence that names the option that owns it; nothing if none does
 */
std::optional<std::string> CheckOwner(const std::string& name,
                                      const std::string& value,
                                      const ExperimentOptions& options);

/**
 * @param name of an attribute that no option owns
 * @param value for it, which its class allows
 * @return a sentence if it does not fit what the program builds
 */
std::optional<std::string> CheckFit(const std::string& name, const std::string& value);

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_OWNED_ATTRIBUTES_H
