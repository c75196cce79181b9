/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-attributes.h"

#include "pmipv6-experiment-values.h"

#include "ns3/attribute.h"
#include "ns3/config.h"
#include "ns3/global-value.h"
#include "ns3/string.h"
#include "ns3/type-id.h"

#include <algorithm>
#include <arpa/inet.h>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <set>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

/// What the program says when ns-3 ends it at a value.
std::string g_lastWords;

/**
 * @param checker of an attribute
 * @param value a value
 * @return whether @p value is well-formed, for those types of which ns-3 ends the program, or
 *         reads astray, at others; true for other types
 */
bool
IsWellFormed(const AttributeChecker& checker, const std::string& value)
{
    const std::string type = checker.GetValueTypeName();
    if (type == "ns3::UintegerValue")
    {
        return ReadCount(value).has_value();
    }
    if (type == "ns3::IntegerValue" || type == "ns3::DoubleValue")
    {
        return ReadNumber(value).has_value();
    }
    if (type == "ns3::TimeValue")
    {
        static const std::set<std::string>
            units{"", "fs", "ps", "ns", "us", "ms", "s", "min", "h", "d", "y"};
        const std::size_t end = std::min(value.find_first_not_of("+-.0123456789eE"), value.size());
        return ReadNumber(value.substr(0, end)) && units.count(value.substr(end)) > 0;
    }
    if (type == "ns3::Ipv6AddressValue" || type == "ns3::Ipv4AddressValue")
    {
        unsigned char address[16];
        return inet_pton(type == "ns3::Ipv6AddressValue" ? AF_INET6 : AF_INET,
                         value.c_str(),
                         address) == 1;
    }
    if (type == "ns3::PointerValue" || type == "ns3::ObjectFactoryValue")
    {
        TypeId held; // a class, and behind it perhaps attributes: "ns3::Class[Attribute=Value]"
        return TypeId::LookupByNameFailSafe(value.substr(0, value.find('[')), &held);
    }
    if (type.rfind("ns3::EnumValue", 0) == 0)
    {
        const auto names = Split(checker.GetUnderlyingTypeInformation(), '|');
        return std::find(names.begin(), names.end(), value) != names.end();
    }
    return true;
}

/**
 * @param checker of an attribute
 * @return what its values are
 */
std::string
GetAllowed(const AttributeChecker& checker)
{
    if (checker.GetValueTypeName() == "ns3::TimeValue")
    {
        return "a time such as 10ms"; // ns-3's own text is a range of 64 bits
    }
    return checker.HasUnderlyingTypeInformation() ? checker.GetUnderlyingTypeInformation()
                                                  : checker.GetValueTypeName();
}

/**
 * @param name of an attribute or a global value
 * @param value for it
 * @param checker of its values
 * @return a sentence if @p value is not allowed
 */
std::optional<std::string>
CheckValue(const std::string& name, const std::string& value, const AttributeChecker& checker)
{
    std::string sentence = "--" + name + "=" + value + " is not allowed; allowed: ";
    sentence += GetAllowed(checker);
    if (!IsWellFormed(checker, value))
    {
        return sentence;
    }
    g_lastWords = sentence;
    const std::terminate_handler before = std::set_terminate([] {
        std::cerr << g_lastWords << std::endl;
        std::_Exit(2);
    });
    const bool isValid = checker.CreateValidValue(StringValue(value)) != nullptr;
    std::set_terminate(before);
    return isValid ? std::nullopt : std::optional<std::string>(sentence);
}

/**
 * @param name a global value's name
 * @return the global value; null if there is none
 */
const GlobalValue*
FindGlobal(const std::string& name)
{
    for (auto i = GlobalValue::Begin(); i != GlobalValue::End(); ++i)
    {
        if ((*i)->GetName() == name)
        {
            return *i;
        }
    }
    return nullptr;
}

} // namespace

bool
IsNs3Question(const std::string& name)
{
    static const std::set<std::string> names{"PrintAttributes",
                                             "PrintGlobals",
                                             "PrintGroup",
                                             "PrintGroups",
                                             "PrintTypeIds",
                                             "PrintVersion",
                                             "version"};
    return names.count(name) > 0;
}

std::optional<std::string>
CheckNs3Question(const std::string& name, const std::string& value)
{
    TypeId type;
    if (name == "PrintAttributes" && !TypeId::LookupByNameFailSafe(value, &type))
    {
        return "--PrintAttributes=" + value +
               " is not allowed; allowed: a class that --PrintTypeIds lists";
    }
    return std::nullopt;
}

std::vector<std::string>
GetGlobalNames()
{
    std::vector<std::string> names;
    for (auto i = GlobalValue::Begin(); i != GlobalValue::End(); ++i)
    {
        names.push_back((*i)->GetName());
    }
    return names;
}

std::optional<std::string>
CheckAttribute(const std::string& name, const std::string& value)
{
    const std::size_t colons = name.rfind("::");
    if (colons == std::string::npos)
    {
        const GlobalValue* global = FindGlobal(name);
        return global ? CheckValue(name, value, *global->GetChecker())
                      : "--" + name + " is no global value of ns-3; --PrintGlobals lists them";
    }
    const std::string typeName = name.substr(0, colons);
    TypeId type;
    if (!TypeId::LookupByNameFailSafe(typeName, &type))
    {
        return "--" + name + ": there is no class " + typeName + "; --PrintTypeIds lists them";
    }
    // As in ns-3: a class's own attributes, not those of its parents.
    for (std::size_t i = 0; i < type.GetAttributeN(); ++i)
    {
        const TypeId::AttributeInformation attribute = type.GetAttribute(i);
        if (attribute.name == name.substr(colons + 2))
        {
            return CheckValue(name, value, *attribute.checker);
        }
    }
    return "--" + name + ": " + typeName +
           " has no such attribute of its own; --PrintAttributes=" + typeName + " lists them";
}

void
SetAttribute(const std::string& name, const std::string& value)
{
    if (name.find("::") == std::string::npos)
    {
        Config::SetGlobal(name, StringValue(value));
    }
    else
    {
        Config::SetDefault(name, StringValue(value));
    }
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
