/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_JSON_FIELD_H
#define PMIPV6_JSON_FIELD_H

#include "pmipv6-json-reader.h"

#include <initializer_list>
#include <map>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-binding
 * A key that an object of JSON may have.
 */
struct JsonKey
{
    std::string name;        //!< the key
    std::string allowed;     //!< which values, as sentences say it
    bool isMandatory{false}; //!< must the object have it
};

/**
 * @ingroup pmipv6-binding
 * A value of JSON under the name by which sentences call it. Says JsonError of what is not as it
 * must be.
 */
class JsonField
{
  public:
    /**
     * @param value the value; must live as long as this
     * @param name such as nodes[0].name; empty: the whole text
     */
    JsonField(const JsonValue& value, const std::string& name);

    /// @return the value
    const JsonValue& GetValue() const
    {
        return *m_value;
    }

    /**
     * @param allowed which values are, as sentences say it
     * @param keys all keys that may be there
     * @return the members of an object, by key
     * @throws JsonError if it is no object, has another key or one twice, or misses a mandatory one
     */
    std::map<std::string, JsonField> GetMembers(const std::string& allowed,
                                                std::initializer_list<JsonKey> keys) const;

    /**
     * @param allowed which values are
     * @return the elements of a list
     * @throws JsonError if it is no list
     */
    std::vector<JsonField> GetElements(const std::string& allowed) const;

    /**
     * @param allowed which values are
     * @return a string's text
     * @throws JsonError if it is no string
     */
    const std::string& GetText(const std::string& allowed) const;

    /**
     * @return a boolean
     * @throws JsonError if it is none
     */
    bool GetFlag() const;

    /**
     * The field has a value that it cannot have.
     *
     * @param allowed which values are
     */
    [[noreturn]] void Refuse(const std::string& allowed) const;

    /**
     * The field has a value that it cannot have beside another field.
     *
     * @param relation its relation to the other, such as "as is"
     * @param other the other
     * @param allowed which values are
     */
    [[noreturn]] void Refuse(const std::string& relation,
                             const JsonField& other,
                             const std::string& allowed) const;

    /**
     * Anything else is wrong.
     *
     * @param what what, to follow on the field's name
     */
    [[noreturn]] void Fail(const std::string& what) const;

  private:
    const JsonValue* m_value; //!< the value
    std::string m_name;       //!< what sentences call it
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_JSON_FIELD_H
