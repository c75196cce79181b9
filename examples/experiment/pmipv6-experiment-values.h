/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_VALUES_H
#define PMIPV6_EXPERIMENT_VALUES_H

#include "ns3/nstime.h"

#include <cstdint>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

/**
 * @file
 * Numbers and times between text and value.
 */

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/// @return an address or prefix as text
template <class T>
std::string
ToText(const T& value)
{
    std::ostringstream text;
    text << value;
    return text.str();
}

/**
 * @param text a decimal number such as "-3", "0.25", "1e3"
 * @return its value; nothing if @p text is anything else (so "nan", "0x10", "1 ", "") or not finite
 */
std::optional<double> ReadNumber(const std::string& text);

/**
 * @param text decimal digits alone
 * @return their value; nothing if @p text is anything else or the value does not fit
 */
std::optional<uint64_t> ReadCount(const std::string& text);

/**
 * @param text any text
 * @param separator a character
 * @return the pieces between separators; one more than there are separators
 */
std::vector<std::string> Split(const std::string& text, char separator);

/**
 * @param pieces any texts
 * @param separator what stands between two
 * @return all in one
 */
std::string Join(const std::vector<std::string>& pieces, const std::string& separator);

/**
 * @param seconds a number of seconds
 * @return it to the nearest nanosecond (ns-3's Seconds cuts, so that 0.3 s is not 300 ms)
 */
Time FromSeconds(double seconds);

/**
 * @param milliseconds a number of milliseconds
 * @return it to the nearest nanosecond
 */
Time FromMilliseconds(double milliseconds);

/**
 * @param time a time
 * @return seconds; of all doubles the nearest, so that 0.3 s is 0.3 when written
 */
double ToSeconds(Time time);

/**
 * @param time a time
 * @return milliseconds, likewise
 */
double ToMilliseconds(Time time);

/**
 * @param time a time
 * @return its seconds as an exact decimal without needless zeros: "10.05"
 */
std::string FormatSeconds(Time time);

/**
 * @param value a number
 * @return as short as it can be written with up to 12 digits: "10", "0.25"
 */
std::string FormatNumber(double value);

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_VALUES_H
