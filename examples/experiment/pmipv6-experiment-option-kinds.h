/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_OPTION_KINDS_H
#define PMIPV6_EXPERIMENT_OPTION_KINDS_H

#include "pmipv6-experiment-option-table.h"
#include "pmipv6-experiment-values.h"

#include <limits>
#include <string>

/**
 * @file
 * Kinds of options, for the table: each reads and gives back one member of ExperimentOptions.
 */

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/// What a number is allowed to be.
struct Range
{
    double min; //!< least
    double max; //!< greatest
};

/**
 * @param range a range
 * @return "0 to 1000000"
 */
inline std::string
GetText(const Range& range)
{
    return FormatNumber(range.min) + " to " + FormatNumber(range.max);
}

/**
 * @param text a number
 * @param range what it is allowed to be
 * @return the number; nothing if it is none or not allowed
 */
inline std::optional<double>
ReadInRange(const std::string& text, const Range& range)
{
    const auto value = ReadNumber(text);
    return value && *value >= range.min && *value <= range.max ? value : std::nullopt;
}

/// A member of ExperimentOptions.
template <class T>
using Member = T ExperimentOptions::*;

/**
 * An option that is one word out of a few.
 *
 * @param name its name
 * @param member where it is kept
 * @param meaning what it means
 * @return the option
 */
template <class T>
OptionDescription
WordOption(const std::string& name, Member<T> member, const std::string& meaning)
{
    const Choices<T>& choices = GetChoices(T{});
    OptionDescription option;
    option.name = name;
    option.form = "WORD";
    option.meaning = meaning;
    for (const auto& choice : choices.built)
    {
        option.allowed += (option.allowed.empty() ? "" : ", ") + std::string(choice.word);
    }
    option.later = choices.later;
    option.set = [member, &choices](ExperimentOptions& options, const std::string& text) {
        for (const auto& choice : choices.built)
        {
            if (text == choice.word)
            {
                options.*member = choice.value;
                return true;
            }
        }
        return false;
    };
    option.get = [member](const ExperimentOptions& options) { return GetWord(options.*member); };
    return option;
}

/**
 * An option that is a time.
 *
 * @param name its name
 * @param member where it is kept
 * @param unit "S" or "MS"
 * @param range in that unit
 * @param meaning what it means
 * @return the option
 */
inline OptionDescription
TimeOption(const std::string& name,
           Member<Time> member,
           const std::string& unit,
           const Range& range,
           const std::string& meaning)
{
    const bool isSeconds = unit == "S";
    OptionDescription option;
    option.name = name;
    option.form = unit;
    option.meaning = meaning;
    option.allowed = GetText(range) + (isSeconds ? " s" : " ms");
    option.set = [member, isSeconds, range](ExperimentOptions& options, const std::string& text) {
        const auto value = ReadInRange(text, range);
        if (value)
        {
            options.*member = isSeconds ? FromSeconds(*value) : FromMilliseconds(*value);
        }
        return value.has_value();
    };
    option.get = [member, isSeconds](const ExperimentOptions& options) {
        return isSeconds ? ToSeconds(options.*member) : ToMilliseconds(options.*member);
    };
    return option;
}

/**
 * An option that is a whole number.
 *
 * @tparam T type of the member
 * @param name its name
 * @param member where it is kept
 * @param min least
 * @param max greatest
 * @param meaning what it means
 * @return the option
 */
template <class T>
OptionDescription
CountOption(const std::string& name, Member<T> member, T min, T max, const std::string& meaning)
{
    OptionDescription option;
    option.name = name;
    option.form = "N";
    option.meaning = meaning;
    option.allowed = "a whole number, " + std::to_string(min) + " to " + std::to_string(max);
    option.set = [member, min, max](ExperimentOptions& options, const std::string& text) {
        const auto value = ReadCount(text);
        if (!value || *value < min || *value > max)
        {
            return false;
        }
        options.*member = static_cast<T>(*value);
        return true;
    };
    option.get = [member](const ExperimentOptions& options) { return uint64_t{options.*member}; };
    return option;
}

/**
 * An option that is a number with a unit other than time.
 *
 * @param name its name
 * @param member where it is kept
 * @param unit its unit
 * @param range in that unit
 * @param meaning what it means
 * @return the option
 */
inline OptionDescription
NumberOption(const std::string& name,
             Member<double> member,
             const std::string& unit,
             const Range& range,
             const std::string& meaning)
{
    OptionDescription option;
    option.name = name;
    option.form = "N";
    option.meaning = meaning;
    option.allowed = GetText(range) + " " + unit;
    option.set = [member, range](ExperimentOptions& options, const std::string& text) {
        const auto value = ReadInRange(text, range);
        if (value)
        {
            options.*member = *value;
        }
        return value.has_value();
    };
    option.get = [member](const ExperimentOptions& options) { return options.*member; };
    return option;
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_OPTION_KINDS_H
