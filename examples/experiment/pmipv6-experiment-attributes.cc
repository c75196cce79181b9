/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-attributes.h"

#include "pmipv6-experiment-attribute-values.h"
#include "pmipv6-experiment-last-words.h"

#include "ns3/attribute.h"
#include "ns3/config.h"
#include "ns3/global-value.h"
#include "ns3/string.h"
#include "ns3/type-id.h"

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
    const LastWords lastWords(sentence);
    const bool isValid = checker.CreateValidValue(StringValue(value)) != nullptr;
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
