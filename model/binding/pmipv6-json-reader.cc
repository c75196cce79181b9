/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-json-reader.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <nlohmann/json.hpp>
#include <utility>

namespace ns3
{
namespace pmipv6
{

namespace
{

using Json = nlohmann::json;

constexpr std::size_t LONGEST_TEXT = 80;  //!< of a value that a sentence quotes, in octets
constexpr std::size_t LONGEST_TOKEN = 40; //!< of what was read before an error

/// How far a text has been read. nlohmann's parser does not tell: the iterator that it reads by
/// does.
struct ReadPosition
{
    uint32_t line{1};        //!< line of the last character read; a line feed ends its line
    bool isAfterFeed{false}; //!< was that a line feed
};

/// Goes through a text and counts its lines.
class CountingIterator
{
  public:
    using iterator_category = std::input_iterator_tag; //!< for std::iterator_traits
    using value_type = char;                           //!< for std::iterator_traits
    using difference_type = std::ptrdiff_t;            //!< for std::iterator_traits
    using pointer = const char*;                       //!< for std::iterator_traits
    using reference = const char&;                     //!< for std::iterator_traits

    /**
     * @param at a character
     * @param position is kept up to date
     */
    CountingIterator(pointer at, ReadPosition& position)
        : m_at(at),
          m_position(&position)
    {
    }

    /// @return the character
    reference operator*() const
    {
        return *m_at;
    }

    /// Go on.
    CountingIterator& operator++()
    {
        m_position->line += m_position->isAfterFeed;
        m_position->isAfterFeed = *m_at++ == '\n';
        return *this;
    }

    /// Go on. @return where it was
    CountingIterator operator++(int)
    {
        const CountingIterator before = *this;
        ++*this;
        return before;
    }

    /// @return true if both are at one character
    bool operator==(const CountingIterator& other) const
    {
        return m_at == other.m_at;
    }

    /// @return true if both are at different characters
    bool operator!=(const CountingIterator& other) const
    {
        return m_at != other.m_at;
    }

  private:
    pointer m_at;             //!< the character
    ReadPosition* m_position; //!< how far the text has been read
};

/// @return true if a text is UTF-8
bool
IsUtf8(const std::string& text)
{
    try
    {
        Json(text).dump();
    }
    catch (const Json::type_error&)
    {
        return false;
    }
    return true;
}

/// What nlohmann's parser calls for each token, just when it has read the token's last character;
/// behind a number it has read one more, which ReadPosition allows for.
class TreeBuilder : public Json::json_sax_t
{
  public:
    /**
     * @param text what is read
     * @param position how far it has been read
     */
    TreeBuilder(const std::string& text, const ReadPosition& position)
        : m_text(text),
          m_position(position)
    {
    }

    /// @return the whole value
    JsonValue Take()
    {
        return std::move(m_root);
    }

    bool null() override
    {
        return Add(JsonValue::Kind::NOTHING, "null");
    }

    bool boolean(bool value) override
    {
        return Add(JsonValue::Kind::BOOLEAN, value ? "true" : "false");
    }

    bool number_integer(number_integer_t value) override
    {
        return Add(JsonValue::Kind::NUMBER, std::to_string(value));
    }

    bool number_unsigned(number_unsigned_t value) override
    {
        return Add(JsonValue::Kind::NUMBER, std::to_string(value));
    }

    bool number_float(number_float_t /* value */, const string_t& text) override
    {
        return Add(JsonValue::Kind::NUMBER, text);
    }

    bool string(string_t& text) override
    {
        return Add(JsonValue::Kind::STRING, text);
    }

    bool binary(binary_t& /* value */) override
    {
        return false; // not in a text
    }

    bool start_object(std::size_t /* count */) override
    {
        return Open(JsonValue::Kind::OBJECT);
    }

    bool key(string_t& text) override
    {
        m_key = text;
        m_keyLine = m_position.line;
        return true;
    }

    bool end_object() override
    {
        m_open.pop_back();
        return true;
    }

    bool start_array(std::size_t /* count */) override
    {
        return Open(JsonValue::Kind::ARRAY);
    }

    bool end_array() override
    {
        m_open.pop_back();
        return true;
    }

    bool parse_error(std::size_t /* position */,
                     const std::string& /* token */,
                     const nlohmann::detail::exception& error) override;

  private:
    /// @return the value that comes now, in its place
    JsonValue& Append(JsonValue::Kind kind)
    {
        JsonValue& value = m_open.empty() ? m_root : m_open.back()->members.emplace_back();
        value.kind = kind;
        value.line = m_position.line;
        value.key = std::exchange(m_key, {});
        value.keyLine = std::exchange(m_keyLine, 0);
        return value;
    }

    /// A value without members. @return true: go on
    bool Add(JsonValue::Kind kind, std::string text)
    {
        Append(kind).text = std::move(text);
        return true;
    }

    /// An array or object begins. @return true: go on
    bool Open(JsonValue::Kind kind)
    {
        if (m_open.size() == MAX_JSON_DEPTH)
        {
            throw JsonError(m_position.line,
                            "",
                            "is nested more than " + std::to_string(MAX_JSON_DEPTH) + " deep");
        }
        // Stays where it is: its parent gets no further member before it ends.
        m_open.push_back(&Append(kind));
        return true;
    }

    const std::string& m_text;      //!< what is read
    const ReadPosition& m_position; //!< how far it has been read
    JsonValue m_root;               //!< the whole
    std::vector<JsonValue*> m_open; //!< arrays and objects that have not ended
    std::string m_key;              //!< of the value that comes next
    uint32_t m_keyLine{0};          //!< where that key is
};

bool
TreeBuilder::parse_error(std::size_t /* position */,
                         const std::string& /* token */,
                         const nlohmann::detail::exception& error)
{
    const std::string said = error.what();
    if (!IsUtf8(m_text))
    {
        throw JsonError(m_position.line, "", "is not UTF-8");
    }
    // "[json.exception.parse_error.101] parse error at line 1, column 2: syntax error while parsing
    // value - unexpected ']'; expected ...". What was read last may be long, and any octets.
    const std::string last = "; last read: '";
    const auto tail = said.find(" - ");
    const auto read = said.find(last);
    if (tail == std::string::npos)
    {
        const auto begin = said.find("] ");
        throw JsonError(m_position.line,
                        "",
                        "is no JSON: " +
                            (begin == std::string::npos ? said : said.substr(begin + 2)));
    }
    std::string what = said.substr(tail + 3, read == std::string::npos ? read : read - tail - 3);
    if (read != std::string::npos)
    {
        const auto begin = read + last.size();
        // What was expected may be in quotation marks, too.
        const auto expected = said.rfind("'; expected ");
        const auto end =
            expected == std::string::npos || expected < begin ? said.rfind('\'') : expected;
        std::string token = said.substr(begin, end - begin);
        if (token.size() > LONGEST_TOKEN)
        {
            token.replace(0, token.size() - LONGEST_TOKEN, "...");
        }
        what += " in " + QuoteJson(token) + said.substr(end + 1);
    }
    throw JsonError(m_position.line, "", "is no JSON: " + what);
}

} // namespace

JsonValue
ReadJson(const std::string& text)
{
    const std::string mark = "\xef\xbb\xbf";
    const std::size_t begin = text.compare(0, mark.size(), mark) == 0 ? mark.size() : 0;
    if (text.find_first_not_of(" \t\r\n", begin) == std::string::npos)
    {
        throw JsonError(1, "", "is empty");
    }
    // To the parser the text would end at a NUL.
    if (const auto nul = text.find('\0'); nul != std::string::npos)
    {
        const auto feeds = std::count(text.data(), text.data() + nul, '\n');
        throw JsonError(static_cast<uint32_t>(feeds) + 1,
                        "",
                        "has a NUL octet; allowed is JSON in UTF-8");
    }
    ReadPosition position;
    ReadPosition ignored;
    TreeBuilder builder(text, position);
    Json::sax_parse(CountingIterator(text.data() + begin, position),
                    CountingIterator(text.data() + text.size(), ignored),
                    &builder);
    return builder.Take();
}

std::string
QuoteJson(const std::string& text)
{
    const bool isLong = text.size() > LONGEST_TEXT;
    // Replaces what is not UTF-8.
    return Json(isLong ? text.substr(0, LONGEST_TEXT) + "..." : text)
        .dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string
DescribeJson(const JsonValue& value)
{
    switch (value.kind)
    {
    case JsonValue::Kind::ARRAY:
        return "a list";
    case JsonValue::Kind::OBJECT:
        return "an object";
    case JsonValue::Kind::STRING:
        return QuoteJson(value.text);
    default:
        return value.text.size() > LONGEST_TEXT ? value.text.substr(0, LONGEST_TEXT) + "..."
                                                : value.text;
    }
}

} // namespace pmipv6
} // namespace ns3
