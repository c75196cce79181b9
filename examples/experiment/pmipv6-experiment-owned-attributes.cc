/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-owned-attributes.h"

#include "pmipv6-experiment-values.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

std::vector<OwnedAttribute>
GetOwnedAttributes()
{
    std::vector<OwnedAttribute> all;
    for (const OwnedAttributes* part : OwnedAttributes::GetAll())
    {
        all.insert(all.end(), part->attributes.begin(), part->attributes.end());
    }
    return all;
}

Sentence
CheckOwner(const std::string& name, const std::string& value, const ExperimentOptions& options)
{
    const auto attributes = GetOwnedAttributes();
    const auto owned =
        std::find_if(attributes.begin(), attributes.end(), [&](const OwnedAttribute& one) {
            return one.name == name && (!one.when || one.when(options));
        });
    if (owned == attributes.end())
    {
        return std::nullopt;
    }
    const std::string sentence = "--" + name + "=" + value + " is not allowed";
    if (owned->options.empty())
    {
        return sentence + ", for the program sets it itself (" + owned->why +
               "); allowed: attributes that it leaves alone";
    }
    std::vector<std::string> names;
    for (const ExperimentOption* option : owned->options)
    {
        names.push_back("--" + option->GetName());
    }
    return sentence + ", for an option sets it; allowed: " + Join(names, ", ");
}

Sentence
CheckFit(const std::string& name, const std::string& value)
{
    for (const LimitedAttribute* limited : LimitedAttribute::GetAll())
    {
        if (limited->name == name && !limited->isFit(value))
        {
            return "--" + name + "=" + value + " is not allowed; allowed: " + limited->allowed;
        }
    }
    return std::nullopt;
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
