/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_JSON_READER_H
#define PMIPV6_JSON_READER_H

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-binding
 * A JSON value (RFC 8259) that knows its line, so that who checks it can say where.
 */
struct JsonValue
{
    /// What it is.
    enum class Kind : uint8_t
    {
        NOTHING, //!< null
        BOOLEAN, //!< true or false
        NUMBER,
        STRING,
        ARRAY,
        OBJECT,
    };

    Kind kind{Kind::NOTHING}; //!< what it is
    uint32_t line{1};         //!< the line on which it begins, counted from 1
    uint32_t keyLine{0};      //!< the line of its key; 0 for an array's elements and the whole text
    std::string key;          //!< its name as a member of an object
    std::string text;         //!< a string's text (UTF-8), a number as written, true or false
    std::vector<JsonValue> members; //!< of an object or array, in order; keys may repeat
};

/**
 * @ingroup pmipv6-binding
 * What is wrong with a text of JSON, and where.
 */
class JsonError : public std::runtime_error
{
  public:
    /**
     * @param line the line, counted from 1
     * @param field the field that is wrong, as nodes[1].name; empty: the whole text
     * @param what what is wrong with it, to follow on the field's name
     */
    JsonError(uint32_t line, const std::string& field, const std::string& what)
        : std::runtime_error(what),
          m_line(line),
          m_field(field)
    {
    }

    /// @return the line, counted from 1
    uint32_t GetLine() const
    {
        return m_line;
    }

    /// @return the field; empty: the whole text
    const std::string& GetField() const
    {
        return m_field;
    }

  private:
    uint32_t m_line;     //!< where
    std::string m_field; //!< which
};

/// @ingroup pmipv6-binding
/// How deep arrays and objects may be nested in each other.
constexpr uint32_t MAX_JSON_DEPTH = 16;

/**
 * @ingroup pmipv6-binding
 * @param text JSON in UTF-8, with or without a byte order mark
 * @return its one value
 * @throws JsonError if the text is empty, no JSON, not UTF-8, goes on after its value, is nested
 * deeper than MAX_JSON_DEPTH or has a number that no double can hold
 */
JsonValue ReadJson(const std::string& text);

/**
 * @ingroup pmipv6-binding
 * @param text any octets
 * @return the text in quotation marks, on one line: as a JSON string, shortened if it is long
 */
std::string QuoteJson(const std::string& text);

/**
 * @ingroup pmipv6-binding
 * @param value a value
 * @return what it is, for sentences: "a list", "an object", or the value itself
 */
std::string DescribeJson(const JsonValue& value);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_JSON_READER_H
