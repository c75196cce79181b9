/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-attribute-values.h"

#include "pmipv6-experiment-values.h"

#include "ns3/nstime.h"
#include "ns3/type-id.h"

#include <algorithm>
#include <arpa/inet.h>
#include <cmath>
#include <map>
#include <regex>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

/// Times beyond do not fit ns-3's clock of nanoseconds once they are added to another.
constexpr double LONGEST_S = 1e9;

/// Seconds of each unit that ns-3 knows.
const std::map<std::string, double> UNITS{{"", 1},
                                          {"fs", 1e-15},
                                          {"ps", 1e-12},
                                          {"ns", 1e-9},
                                          {"us", 1e-6},
                                          {"ms", 1e-3},
                                          {"s", 1},
                                          {"min", 60},
                                          {"h", 3600},
                                          {"d", 86400},
                                          {"y", 365 * 86400.0}};

/**
 * @param text a time as ns-3 reads it: "10ms", "3"
 * @return seconds; nothing if it is none
 */
std::optional<double>
ReadTime(const std::string& text)
{
    const std::size_t end = std::min(text.find_first_not_of("+-.0123456789eE"), text.size());
    const auto number = ReadNumber(text.substr(0, end));
    const auto unit = UNITS.find(text.substr(end));
    return number && unit != UNITS.end() ? std::optional<double>(*number * unit->second)
                                         : std::nullopt;
}

/**
 * @param checker of an attribute
 * @return the name of its type of values, without "ns3::", which some releases have and some not
 */
std::string
GetTypeName(const AttributeChecker& checker)
{
    const std::string name = checker.GetValueTypeName();
    const std::string scope = "ns3::";
    return name.rfind(scope, 0) == 0 ? name.substr(scope.size()) : name;
}

/**
 * @param seconds a bound of times
 * @return it with a unit
 */
std::string
FormatTime(double seconds)
{
    if (seconds == 0 || std::fabs(seconds) >= 1)
    {
        return FormatNumber(seconds) + " s";
    }
    return FormatNumber(seconds * 1e3) + " ms";
}

/**
 * @param info of a checker: "uint32_t 0:100", "Time +0ns:+9e+18ns"
 * @return both bounds; nothing if there are none
 */
std::optional<std::pair<std::string, std::string>>
ReadBounds(const std::string& info)
{
    const std::size_t blank = info.find(' ');
    const std::size_t colon = info.find(':', blank == std::string::npos ? 0 : blank);
    if (blank == std::string::npos || colon == std::string::npos ||
        info.find(' ', blank + 1) != std::string::npos)
    {
        return std::nullopt;
    }
    return std::make_pair(info.substr(blank + 1, colon - blank - 1), info.substr(colon + 1));
}

/**
 * @param lowest the least time
 * @param highest the greatest, as ns-3 writes them
 * @return both in words
 */
std::string
SayTimes(const std::string& lowest, const std::string& highest)
{
    double low = ReadTime(lowest).value_or(-LONGEST_S);
    double high = ReadTime(highest).value_or(LONGEST_S);
    // ns-3 writes the least of its times without a sign.
    low = std::fabs(low) > LONGEST_S ? -LONGEST_S : low;
    high = std::fabs(high) > LONGEST_S ? LONGEST_S : high;
    return "a time such as 10ms, " + FormatTime(low) + " to " + FormatTime(high);
}

/**
 * @param lowest the least number
 * @param highest the greatest, as ns-3 writes them; beyond 1e300 there is no bound
 * @return both in words
 */
std::string
SayNumbers(const std::string& lowest, const std::string& highest)
{
    constexpr double NO_BOUND = 1e300;
    const double low = ReadNumber(lowest).value_or(-NO_BOUND);
    const double high = ReadNumber(highest).value_or(NO_BOUND);
    if (high >= NO_BOUND)
    {
        return low <= -NO_BOUND ? "a number" : "a number, " + FormatNumber(low) + " or more";
    }
    return "a number, " + FormatNumber(low) + " to " + FormatNumber(high);
}

} // namespace

bool
IsWellFormed(const AttributeChecker& checker, const std::string& value)
{
    static const std::map<std::string, std::regex> forms{
        {"IntegerValue", std::regex("[-+]?[0-9]+")},
        {"Mac48AddressValue", std::regex("[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){5}")},
        {"Mac64AddressValue", std::regex("[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){7}")},
        {"AddressValue",
         std::regex("[0-9a-fA-F]{2}-[0-9a-fA-F]{2}-([0-9a-fA-F]{2}(:[0-9a-fA-F]{2})*)?")},
        {"Ipv6PrefixValue", std::regex("/?(12[0-8]|1[01][0-9]|[1-9]?[0-9])")},
        {"Ipv4MaskValue", std::regex("/(3[0-2]|[12]?[0-9])|[0-9]+(\\.[0-9]+){3}")},
    };
    const std::string type = GetTypeName(checker);
    if (const auto form = forms.find(type); form != forms.end())
    {
        return std::regex_match(value, form->second);
    }
    if (type == "UintegerValue")
    {
        return ReadCount(value).has_value();
    }
    if (type == "DoubleValue")
    {
        return ReadNumber(value).has_value();
    }
    if (type == "TimeValue")
    {
        const auto seconds = ReadTime(value);
        return seconds && std::fabs(*seconds) <= LONGEST_S;
    }
    if (type == "Ipv6AddressValue" || type == "Ipv4AddressValue")
    {
        unsigned char address[16];
        return inet_pton(type == "Ipv6AddressValue" ? AF_INET6 : AF_INET, value.c_str(), address) ==
               1;
    }
    if (type == "PointerValue" || type == "ObjectFactoryValue" || type == "TypeIdValue")
    {
        TypeId held; // a class, and behind it perhaps attributes: "ns3::Class[Attribute=Value]"
        return TypeId::LookupByNameFailSafe(value.substr(0, value.find('[')), &held);
    }
    if (type.rfind("EnumValue", 0) == 0)
    {
        const auto names = Split(checker.GetUnderlyingTypeInformation(), '|');
        return std::find(names.begin(), names.end(), value) != names.end();
    }
    return true;
}

std::string
GetAllowed(const AttributeChecker& checker)
{
    const std::string type = GetTypeName(checker);
    static const std::map<std::string, std::string> words{
        {"Ipv6AddressValue", "an IPv6 address such as fd00::1"},
        {"Ipv4AddressValue", "an IPv4 address such as 10.0.0.1"},
        {"Mac48AddressValue", "a link-layer address such as 00:00:5e:00:52:13"},
        {"BooleanValue", "true, false"},
    };
    const std::string info =
        checker.HasUnderlyingTypeInformation() ? checker.GetUnderlyingTypeInformation() : type;
    if (const auto bounds = ReadBounds(info))
    {
        if (type == "TimeValue")
        {
            return SayTimes(bounds->first, bounds->second);
        }
        return type == "DoubleValue" ? SayNumbers(bounds->first, bounds->second)
                                     : "a whole number, " + bounds->first + " to " + bounds->second;
    }
    if (type == "TimeValue" && info == "Time")
    {
        return SayTimes("", "");
    }
    const auto known = words.find(type);
    // Own checkers say in words what they allow.
    if (known != words.end() && info.find(' ') == std::string::npos)
    {
        return known->second;
    }
    if (type.rfind("EnumValue", 0) == 0)
    {
        return Join(Split(info, '|'), ", ");
    }
    return info;
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
