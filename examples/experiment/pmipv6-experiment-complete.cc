/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-complete.h"

#include "pmipv6-experiment-access.h"
#include "pmipv6-experiment-option-table.h"
#include "pmipv6-experiment-out-of-time.h"
#include "pmipv6-experiment-owned-attributes.h"

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

/**
 * @tparam Rule a function of an option and its rules
 * @param rule gives a sentence if anything is wrong
 * @return the first of these
 */
template <class Rule>
Sentence
CheckAll(Rule rule)
{
    for (const OptionTableGroup& group : GetOptionTable())
    {
        for (const ExperimentOption* option : group.options)
        {
            if (auto sentence = rule(option->GetRules()))
            {
                return sentence;
            }
        }
    }
    return std::nullopt;
}

/**
 * @param options a run's options
 * @return a sentence about an attribute that was given and may not be
 */
Sentence
CheckAttributes(const ExperimentOptions& options)
{
    for (const auto& [name, value] : options.attributes)
    {
        auto sentence = CheckOwner(name, value, options);
        if (!sentence)
        {
            sentence = CheckFit(name, value);
        }
        if (sentence)
        {
            return sentence;
        }
    }
    return std::nullopt;
}

/**
 * @param options a run's options
 * @return sentences about those that change nothing
 */
std::vector<std::string>
GetNotes(const ExperimentOptions& options)
{
    std::vector<std::string> notes;
    for (const OptionTableGroup& group : GetOptionTable())
    {
        for (const ExperimentOption* option : group.options)
        {
            const auto& idle = option->GetRules().idle;
            const std::string reason = idle && options.IsGiven(*option) ? idle(options) : "";
            if (!reason.empty())
            {
                notes.push_back("--" + option->GetName() + " changes nothing " + reason);
            }
        }
    }
    const auto describe = options[option::ACCESS]->traits.describe;
    const auto others = describe ? describe(options) : std::vector<std::string>();
    notes.insert(notes.end(), others.begin(), others.end());
    const auto late = DescribeOutOfTime(options);
    notes.insert(notes.end(), late.begin(), late.end());
    return notes;
}

} // namespace

Sentence
CompleteOptions(ExperimentOptions& options)
{
    auto sentence = CheckAll([&options](const OptionRules& rules) {
        return rules.fetch ? rules.fetch(options) : std::nullopt;
    });
    if (!sentence)
    {
        sentence = CheckAll([&options](const OptionRules& rules) {
            return rules.check ? rules.check(options) : std::nullopt;
        });
    }
    if (!sentence)
    {
        sentence = CheckAttributes(options);
    }
    if (!sentence)
    {
        options.notes = GetNotes(options);
    }
    return sentence;
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
