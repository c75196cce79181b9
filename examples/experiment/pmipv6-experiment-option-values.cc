/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-option-values.h"

#include "pmipv6-experiment-values.h"

#include <set>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

/**
 * @param text a text
 * @return what gives it
 */
std::function<std::string()>
Always(const std::string& text)
{
    return [text] { return text; };
}

} // namespace

std::string
GetText(const Range& range)
{
    return FormatNumber(range.min) + " to " + FormatNumber(range.max);
}

std::optional<double>
ReadInRange(const std::string& text, const Range& range)
{
    const auto value = ReadNumber(text);
    return value && *value >= range.min && *value <= range.max ? value : std::nullopt;
}

std::string
ShowMilliseconds(const std::string& name, Time time)
{
    return "--" + name + "=" + FormatNumber(ToMilliseconds(time));
}

ValueForm<Time>
InSeconds(const Range& range)
{
    return {"S",
            Always(GetText(range) + " s"),
            [range](Time& value, const std::string& text) {
                const auto seconds = ReadInRange(text, range);
                value = FromSeconds(seconds.value_or(0));
                return seconds.has_value();
            },
            [](const Time& value) { return ToSeconds(value); }};
}

ValueForm<Time>
InSecondsOrOff(const Range& range)
{
    auto form = InSeconds(range);
    form.allowed = Always("0, or " + GetText(range) + " s");
    form.read = [range, read = form.read](Time& value, const std::string& text) {
        const bool isOff = ReadInRange(text, {0, 0}).has_value();
        value = isOff ? Time(0) : value;
        return isOff || read(value, text);
    };
    return form;
}

ValueForm<Time>
InMilliseconds(const Range& range)
{
    return {"MS",
            Always(GetText(range) + " ms"),
            [range](Time& value, const std::string& text) {
                const auto milliseconds = ReadInRange(text, range);
                value = FromMilliseconds(milliseconds.value_or(0));
                return milliseconds.has_value();
            },
            [](const Time& value) { return ToMilliseconds(value); }};
}

ValueForm<double>
InUnit(const std::string& unit, const Range& range)
{
    return {"N",
            Always(GetText(range) + " " + unit),
            [range](double& value, const std::string& text) {
                const auto number = ReadInRange(text, range);
                value = number.value_or(0);
                return number.has_value();
            },
            [](const double& value) { return value; }};
}

ValueForm<bool>
OnOrOff()
{
    return {"",
            Always("on, off"),
            [](bool& value, const std::string& text) {
                static const std::set<std::string> on{"", "on", "true", "1"}; // ns-3's words, too
                static const std::set<std::string> off{"off", "false", "0"};
                value = on.count(text) > 0;
                return value || off.count(text) > 0;
            },
            [](const bool& value) { return value; }};
}

ValueForm<std::string>
AnyText(const std::string& form, const std::string& allowed)
{
    return {form,
            Always(allowed),
            [](std::string& value, const std::string& text) {
                value = text;
                return !text.empty();
            },
            [](const std::string& value) { return value; }};
}

template <class T>
ValueForm<T>
WholeNumber(T min, T max)
{
    return {"N",
            Always("a whole number, " + std::to_string(min) + " to " + std::to_string(max)),
            [min, max](T& value, const std::string& text) {
                const auto count = ReadCount(text);
                const bool isAllowed = count && *count >= min && *count <= max;
                value = isAllowed ? static_cast<T>(*count) : min;
                return isAllowed;
            },
            [](const T& value) { return uint64_t{value}; }};
}

template ValueForm<uint32_t> WholeNumber(uint32_t min, uint32_t max);
template ValueForm<uint64_t> WholeNumber(uint64_t min, uint64_t max);

std::string
GetWord(const ExperimentOptions& options, const ExperimentOption& option)
{
    return std::get<std::string>(option.GetParameter(options));
}

std::string
WithWord(const ExperimentOptions& options, const ExperimentOption& option)
{
    return "with --" + option.GetName() + "=" + GetWord(options, option);
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
