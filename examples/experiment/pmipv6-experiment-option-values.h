/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_OPTION_VALUES_H
#define PMIPV6_EXPERIMENT_OPTION_VALUES_H

#include "pmipv6-experiment-option.h"

#include "ns3/nstime.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

/**
 * @file
 * Forms of values for options: each reads them and gives them back.
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

constexpr Range ANY_S{0, 1e6};       //!< of a time in seconds
constexpr Range SOME_S{0.001, 1e6};  //!< of a time in seconds that is not 0
constexpr Range ANY_MS{0, 1e6};      //!< of a time in milliseconds
constexpr Range SOME_MS{0.001, 1e6}; //!< of a time in milliseconds that is not 0
constexpr Range PERCENT{0, 100};     //!< of a share
constexpr Range ANY_M{-1e9, 1e9};    //!< of a coordinate
constexpr Range SOME_M{2, 1e6};      //!< of a radio's range, or of access points

/**
 * @param range a range
 * @return "0 to 1000000"
 */
std::string GetText(const Range& range);

/**
 * @param text a number
 * @param range what it is allowed to be
 * @return the number; nothing if it is none or not allowed
 */
std::optional<double> ReadInRange(const std::string& text, const Range& range);

/**
 * @param name an option's name
 * @param time its value
 * @return "--name=MS", for milliseconds
 */
std::string ShowMilliseconds(const std::string& name, Time time);

/**
 * @param range in seconds
 * @return a time in seconds
 */
ValueForm<Time> InSeconds(const Range& range);

/**
 * @param range in seconds
 * @return 0, or a time in seconds
 */
ValueForm<Time> InSecondsOrOff(const Range& range);

/**
 * @param range in milliseconds
 * @return a time in milliseconds
 */
ValueForm<Time> InMilliseconds(const Range& range);

/**
 * @param unit its unit
 * @param range in that unit
 * @return a number with a unit other than time
 */
ValueForm<double> InUnit(const std::string& unit, const Range& range);

/// @return a switch, on when it stands alone
ValueForm<bool> OnOrOff();

/**
 * @param form in --help
 * @param allowed what it can be
 * @return any text but an empty one
 */
ValueForm<std::string> AnyText(const std::string& form, const std::string& allowed);

/**
 * @tparam T type of the value
 * @param min least
 * @param max greatest
 * @return a whole number
 */
template <class T>
ValueForm<T> WholeNumber(T min, T max);

extern template ValueForm<uint32_t> WholeNumber(uint32_t min, uint32_t max);
extern template ValueForm<uint64_t> WholeNumber(uint64_t min, uint64_t max);

/**
 * @tparam T an enumeration
 * @param words its enumerators, each with its word, in the order of --help
 * @return one word out of a few
 */
template <class T>
ValueForm<T>
OneOf(const std::vector<std::pair<T, std::string>>& words)
{
    ValueForm<T> form;
    form.form = "WORD";
    form.allowed = [words] {
        std::string text;
        for (const auto& [value, word] : words)
        {
            text += (text.empty() ? "" : ", ") + word;
        }
        return text;
    };
    form.read = [words](T& value, const std::string& text) {
        for (const auto& [candidate, word] : words)
        {
            if (word == text)
            {
                value = candidate;
                return true;
            }
        }
        return false;
    };
    form.write = [words](const T& value) {
        ParameterValue written;
        for (const auto& [candidate, word] : words)
        {
            if (candidate == value)
            {
                written = word;
            }
        }
        return written;
    };
    return form;
}

/**
 * One word out of those that kinds of a thing have announced: schemes, accesses.
 *
 * @tparam Kind has a list of its own in order, GetKinds(), and of each its word
 * @return the form
 */
template <class Kind>
ValueForm<const Kind*>
OneOfKinds()
{
    ValueForm<const Kind*> form;
    form.form = "WORD";
    form.allowed = [] {
        std::string text;
        for (const Kind* kind : Kind::GetKinds())
        {
            text += (text.empty() ? "" : ", ") + kind->word;
        }
        return text;
    };
    form.read = [](const Kind*& value, const std::string& text) {
        for (const Kind* kind : Kind::GetKinds())
        {
            if (kind->word == text)
            {
                value = kind;
                return true;
            }
        }
        return false;
    };
    form.write = [](const Kind* const& value) { return ParameterValue(value->word); };
    return form;
}

/**
 * @param options a run's
 * @param option one whose value is a word
 * @return the word
 */
std::string GetWord(const ExperimentOptions& options, const ExperimentOption& option);

/**
 * @param options a run's
 * @param option one whose value is a word
 * @return "with --option=word"
 */
std::string WithWord(const ExperimentOptions& options, const ExperimentOption& option);

/**
 * @tparam Rows a container
 * @tparam ToText a function of one of its rows
 * @param rows what a repeatable option has
 * @param toText gives a row as it is written on the command line
 * @return all of them so
 */
template <class Rows, class ToText>
std::vector<std::string>
GetTexts(const Rows& rows, ToText toText)
{
    std::vector<std::string> texts;
    std::transform(rows.begin(), rows.end(), std::back_inserter(texts), toText);
    return texts;
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_OPTION_VALUES_H
