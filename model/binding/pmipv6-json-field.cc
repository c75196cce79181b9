/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-json-field.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

JsonField::JsonField(const JsonValue& value, const std::string& name)
    : m_value(&value),
      m_name(name)
{
}

std::map<std::string, JsonField>
JsonField::GetMembers(const std::string& allowed, std::initializer_list<JsonKey> keys) const
{
    if (m_value->kind != JsonValue::Kind::OBJECT)
    {
        Refuse(allowed);
    }
    const std::string prefix = m_name.empty() ? "" : m_name + ".";
    std::map<std::string, JsonField> members;
    for (const auto& member : m_value->members)
    {
        const bool isKnown = std::any_of(keys.begin(), keys.end(), [&member](const JsonKey& key) {
            return key.name == member.key;
        });
        if (!isKnown)
        {
            std::string names;
            for (const auto& key : keys)
            {
                names += (names.empty() ? "" : ", ") + key.name;
            }
            throw JsonError(member.keyLine,
                            m_name,
                            "has an unknown field " + QuoteJson(member.key) + "; allowed are " +
                                names);
        }
        const auto [first, isNew] = members.try_emplace(member.key, member, prefix + member.key);
        if (!isNew)
        {
            throw JsonError(member.keyLine,
                            prefix + member.key,
                            "is there twice, first on line " +
                                std::to_string(first->second.m_value->keyLine) +
                                "; allowed is once");
        }
    }
    for (const auto& key : keys)
    {
        if (key.isMandatory && members.count(key.name) == 0)
        {
            throw JsonError(m_value->line,
                            prefix + key.name,
                            "is missing; allowed is " + key.allowed);
        }
    }
    return members;
}

std::vector<JsonField>
JsonField::GetElements(const std::string& allowed) const
{
    if (m_value->kind != JsonValue::Kind::ARRAY)
    {
        Refuse(allowed);
    }
    std::vector<JsonField> elements;
    for (const auto& element : m_value->members)
    {
        elements.emplace_back(element, m_name + "[" + std::to_string(elements.size()) + "]");
    }
    return elements;
}

const std::string&
JsonField::GetText(const std::string& allowed) const
{
    if (m_value->kind != JsonValue::Kind::STRING)
    {
        Refuse(allowed);
    }
    return m_value->text;
}

bool
JsonField::GetFlag() const
{
    if (m_value->kind != JsonValue::Kind::BOOLEAN)
    {
        Refuse("true or false");
    }
    return m_value->text == "true";
}

void
JsonField::Refuse(const std::string& allowed) const
{
    Fail("is " + DescribeJson(*m_value) + "; allowed is " + allowed);
}

void
JsonField::Refuse(const std::string& relation,
                  const JsonField& other,
                  const std::string& allowed) const
{
    Fail("is " + DescribeJson(*m_value) + ", " + relation + " " + other.m_name + " on line " +
         std::to_string(other.m_value->line) + "; allowed is " + allowed);
}

void
JsonField::Fail(const std::string& what) const
{
    throw JsonError(m_value->line, m_name, what);
}

} // namespace pmipv6
} // namespace ns3
