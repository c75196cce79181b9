/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-values.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <limits>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

const char* const DIGITS = "0123456789"; //!< of whole numbers

} // namespace

std::optional<double>
ReadNumber(const std::string& text)
{
    // strtod takes more than decimal numbers: leading blanks, "nan", "inf", "0x10".
    if (text.empty() || text.find_first_not_of("+-.0123456789eE") != std::string::npos)
    {
        return std::nullopt;
    }
    char* end = nullptr;
    const double value = std::strtod(text.c_str(), &end);
    if (*end != '\0' || !std::isfinite(value))
    {
        return std::nullopt;
    }
    return value;
}

std::optional<uint64_t>
ReadCount(const std::string& text)
{
    if (text.empty() || text.find_first_not_of(DIGITS) != std::string::npos)
    {
        return std::nullopt;
    }
    uint64_t value = 0;
    for (const char c : text)
    {
        const auto digit = static_cast<uint64_t>(c - '0');
        if (value > (std::numeric_limits<uint64_t>::max() - digit) / 10)
        {
            return std::nullopt;
        }
        value = value * 10 + digit;
    }
    return value;
}

std::vector<std::string>
Split(const std::string& text, char separator)
{
    std::vector<std::string> pieces;
    std::size_t begin = 0;
    for (std::size_t end; (end = text.find(separator, begin)) != std::string::npos; begin = end + 1)
    {
        pieces.push_back(text.substr(begin, end - begin));
    }
    pieces.push_back(text.substr(begin));
    return pieces;
}

std::string
Join(const std::vector<std::string>& pieces, const std::string& separator)
{
    std::string text;
    for (const std::string& piece : pieces)
    {
        text += (&piece == &pieces.front() ? "" : separator) + piece;
    }
    return text;
}

Time
FromSeconds(double seconds)
{
    return NanoSeconds(std::llround(seconds * 1e9));
}

Time
FromMilliseconds(double milliseconds)
{
    return NanoSeconds(std::llround(milliseconds * 1e6));
}

double
ToSeconds(Time time)
{
    return static_cast<double>(time.GetNanoSeconds()) / 1e9;
}

double
ToMilliseconds(Time time)
{
    return static_cast<double>(time.GetNanoSeconds()) / 1e6;
}

std::string
FormatSeconds(Time time)
{
    const int64_t ns = time.GetNanoSeconds();
    const uint64_t size = ns < 0 ? -static_cast<uint64_t>(ns) : static_cast<uint64_t>(ns);
    std::string text = (ns < 0 ? "-" : "") + std::to_string(size / 1000000000);
    if (const uint64_t rest = size % 1000000000; rest != 0)
    {
        const std::string digits = std::to_string(rest);
        text += "." + std::string(9 - digits.size(), '0') + digits;
        text.erase(text.find_last_not_of('0') + 1);
    }
    return text;
}

std::string
FormatNumber(double value)
{
    char text[32];
    std::snprintf(text, sizeof(text), "%.12g", value);
    return text;
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
