/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-type-text.h"

#include "ns3/double.h"
#include "ns3/pointer.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <map>
#include <regex>
#include <sstream>
#include <stdexcept>

namespace ns3
{
namespace pmipv6
{
namespace reference
{

namespace
{

constexpr double NS_PER_S = 1e9;
constexpr double NS_PER_DAY = 86400 * NS_PER_S;
constexpr double UNBOUNDED = 9.2e18; //!< ns; what ns-3 tells of the bounds of Time has six digits

/// What values of a type are called.
const std::map<std::string, std::string> KINDS{
    {"BooleanValue", "true or false"},
    {"DoubleValue", "number"},
    {"IntegerValue", "integer"},
    {"Ipv6AddressValue", "IPv6 address"},
    {"Mac48AddressValue", "MAC-48 address"},
    {"PointerValue", "object"},
    {"StringValue", "text"},
    {"TimeValue", "time"},
    {"UintegerValue", "integer"},
};

/// @return a number with no more digits than it needs
std::string
Print(double number)
{
    std::ostringstream text;
    text.precision(9);
    text << number;
    return text.str();
}

/// @return a time in ns in the unit that suits it
std::string
PrintNanoseconds(double ns)
{
    const double size = std::abs(ns);
    if (size == 0)
    {
        return "0 s";
    }
    if (std::fmod(size, NS_PER_DAY) == 0)
    {
        return Print(ns / NS_PER_DAY) + (size == NS_PER_DAY ? " day" : " days");
    }
    for (const auto& [unit, length] : {std::pair("s", NS_PER_S), {"ms", 1e6}, {"us", 1e3}})
    {
        if (size >= length)
        {
            return Print(ns / length) + " " + unit;
        }
    }
    return Print(ns) + " ns";
}

/// The bounds that a checker tells.
struct Bounds
{
    double least = 0;             //!< of times in ns
    double most = 0;              //!< likewise
    bool isLow = false;           //!< whether there is a least
    bool isHigh = false;          //!< whether there is a most
    std::string (*print)(double); //!< how one is written
    double step = 0;              //!< the least value above 0 that there is
};

/// @return the bounds in "KIND LEAST:MOST"; neither if there are none
Bounds
ReadBounds(const std::string& type, const std::string& underlying)
{
    Bounds bounds{0, 0, false, false, Print, 0};
    const auto blank = underlying.find(' ');
    const auto colon = underlying.find(':', blank == std::string::npos ? 0 : blank);
    if (blank == std::string::npos || colon == std::string::npos)
    {
        return bounds;
    }
    // Units need not be looked at: ns-3 tells times in its resolution, which is ns here.
    bounds.least = std::strtod(underlying.c_str() + blank + 1, nullptr);
    bounds.most = std::strtod(underlying.c_str() + colon + 1, nullptr);
    if (type == "TimeValue")
    {
        bounds.print = PrintNanoseconds;
        bounds.step = 1;
        bounds.isLow = std::abs(bounds.least) < UNBOUNDED;
        bounds.isHigh = std::abs(bounds.most) < UNBOUNDED;
    }
    else if (type == "DoubleValue")
    {
        const double none = std::numeric_limits<double>::max() / 2;
        bounds.isLow = bounds.least > -none;
        bounds.isHigh = bounds.most < none;
    }
    else
    {
        bounds.step = 1;
        bounds.isLow = true;
        bounds.isHigh = bounds.most < std::numeric_limits<uint32_t>::max();
    }
    return bounds;
}

} // namespace

std::string
DescribeTime(Time time)
{
    return time == Time::Max() ? "never" : PrintNanoseconds(time.GetNanoSeconds());
}

std::string
DescribeNumber(double number)
{
    constexpr int MOST_PARTS = 12;
    constexpr double FEW_DECIMALS = 1e4;
    constexpr double MISS = 1e-9;
    const auto isWhole = [](double x) { return std::abs(x - std::round(x)) < MISS; };
    for (int parts = 3; parts <= MOST_PARTS && !isWhole(number * FEW_DECIMALS); ++parts)
    {
        if (isWhole(number * parts))
        {
            return Print(std::round(number * parts)) + "/" + std::to_string(parts);
        }
    }
    return Print(number);
}

std::string
DescribeValue(const AttributeValue& value, Ptr<const AttributeChecker> checker)
{
    if (const auto* time = dynamic_cast<const TimeValue*>(&value))
    {
        return DescribeTime(time->Get());
    }
    if (const auto* number = dynamic_cast<const DoubleValue*>(&value))
    {
        return DescribeNumber(number->Get());
    }
    if (const auto* object = dynamic_cast<const PointerValue*>(&value))
    {
        return object->GetObject() ? object->GetObject()->GetInstanceTypeId().GetName() : "null";
    }
    const std::string text = value.SerializeToString(checker);
    return text.empty() ? "(empty)" : text;
}

Allowed
DescribeAllowed(const std::string& type, const std::string& underlying)
{
    // Some of ns-3's checkers tell the namespace, others do not.
    const std::string name = type.substr(type.find("ns3::") == 0 ? std::string("ns3::").size() : 0);
    const auto known = KINDS.find(name);
    Allowed allowed;
    allowed.kind = known != KINDS.end() ? known->second : name;
    if (name == "BooleanValue")
    {
        return allowed;
    }
    if (name == "PointerValue") // of "ns3::Ptr< ns3::CLASS >"
    {
        const std::regex held(R"(ns3::Ptr< *(.*[^ ]) *>)");
        allowed.range = std::regex_replace(underlying, held, "$1");
        return allowed;
    }
    // A checker with a rule of its own tells words; those of bounds, see SplitHelp, begin with 0.
    const bool isRule = underlying.find(", ") != std::string::npos;
    if (isRule)
    {
        allowed.range = underlying;
        allowed.isTold = underlying.find("0, or ") == 0;
        return allowed;
    }
    const Bounds bounds = ReadBounds(name, underlying);
    if (bounds.isLow && bounds.isHigh)
    {
        allowed.range = bounds.print(bounds.least) + " to " + bounds.print(bounds.most);
        allowed.isTold = true;
    }
    else if (bounds.isLow)
    {
        allowed.range = bounds.print(bounds.least) + " or more";
        allowed.isTold = bounds.least > bounds.step;
    }
    else if (bounds.isHigh)
    {
        allowed.range = bounds.print(bounds.most) + " or less";
        allowed.isTold = true;
    }
    return allowed;
}

HelpParts
SplitHelp(const std::string& help, const Allowed& allowed)
{
    if (help.empty())
    {
        throw std::invalid_argument("its help is empty");
    }
    if (help.back() != '.')
    {
        throw std::invalid_argument("its help does not end with a period");
    }
    HelpParts parts{help.substr(0, help.size() - 1), ""};
    static const std::regex SOURCE(R"((.*) \(((?:RFC |draft-|3GPP |IEEE |Choices)[^()]*)\))");
    std::smatch match;
    if (std::regex_match(parts.meaning, match, SOURCE))
    {
        parts = {match[1], match[2]};
    }
    if (allowed.isTold)
    {
        const std::string end = " " + allowed.range;
        const std::size_t begin = parts.meaning.size() - std::min(end.size(), parts.meaning.size());
        if (begin == 0 || parts.meaning.substr(begin) != end ||
            std::string(";.").find(parts.meaning[begin - 1]) == std::string::npos)
        {
            throw std::invalid_argument("its help does not end with \";" + end +
                                        "\" and its source, \"(DOCUMENT, SECTION).\"");
        }
        parts.meaning.resize(begin - 1);
    }
    return parts;
}

std::string
ToRst(const std::string& text)
{
    static const std::regex MARKS(R"([\\*`|])");
    static const std::regex END_OF_REFERENCE(R"((\w)_(?!\w))");
    static const std::regex UNSPECIFIED(R"((^|[ (])::(?=$|[ ,;:.)]))");
    std::string rst = std::regex_replace(text, MARKS, R"(\$&)");
    rst = std::regex_replace(rst, END_OF_REFERENCE, R"($1\_)");
    rst = std::regex_replace(rst, UNSPECIFIED, "$1``::``");
    // Else it would be a bullet or an option.
    return rst.find('-') == 0 ? "\\" + rst : rst;
}

} // namespace reference
} // namespace pmipv6
} // namespace ns3
