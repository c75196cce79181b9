/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-ns2-trace-reader.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdlib>
#include <sstream>
#include <unordered_map>

namespace ns3
{
namespace pmipv6
{

namespace
{

constexpr double LATEST_S = 1e9; //!< times beyond do not fit ns-3's clock of nanoseconds

/// Reads the lines of one trace.
class Reader
{
  public:
    /**
     * @param fileName the trace's name, for errors
     */
    explicit Reader(const std::string& fileName)
        : m_fileName(fileName)
    {
    }

    /**
     * @param line the next line
     */
    void Read(const std::string& line);

    /// @return the nodes, when all lines have been read
    std::vector<Ns2TraceNode> Finish();

  private:
    /**
     * @param what a sentence
     * @throws MobilityTraceError always, with the file's name and the number of the line
     */
    [[noreturn]] void Fail(const std::string& what) const;

    /**
     * Splits a line into m_words, without comment, quotes and the semicolon at its end.
     *
     * @param line the line
     */
    void Split(const std::string& line);

    /// `$node_(1) set X_ 2`
    void ReadPosition();

    /// `$ns_ at 1 "..."`
    void ReadScheduled();

    /**
     * @param index of a word
     * @param what it is, for errors
     * @return the word as a finite number
     */
    double GetNumber(std::size_t index, const std::string& what) const;

    /**
     * @param index of a word
     * @param what it is, for errors
     * @return the word as a finite number, 0 or more
     */
    double GetPositive(std::size_t index, const std::string& what) const;

    /**
     * @param index of a word
     * @return 0, 1, 2 for X_, Y_, Z_
     */
    std::size_t GetAxis(std::size_t index) const;

    /**
     * @param index of a word such as `$node_(1)`
     * @param name what stands before the parenthesis
     * @return the node, made if this is its first line
     */
    Ns2TraceNode& GetNode(std::size_t index, const std::string& name = "$node_");

    /// `$ns_ at 1 "$g(0) start"`
    void ReadActivity(Ns2TraceEvent event);

    /**
     * @param count of words that the line must have
     * @param form how such a line looks
     */
    void Expect(std::size_t count, const std::string& form) const;

    std::string m_fileName;                              //!< for errors
    std::size_t m_line{0};                               //!< number of the line that is read
    std::vector<std::string> m_words;                    //!< of that line
    std::size_t m_quotes{0};                             //!< quotation marks in that line
    std::vector<Ns2TraceNode> m_nodes;                   //!< by first appearance
    std::unordered_map<uint32_t, std::size_t> m_indices; //!< of m_nodes, by the file's number
};

void
Reader::Fail(const std::string& what) const
{
    throw MobilityTraceError(m_fileName + ":" + std::to_string(m_line) + ": " + what);
}

void
Reader::Split(const std::string& line)
{
    std::string text = line.substr(0, line.find('#'));
    m_quotes = std::count(text.begin(), text.end(), '"');
    std::replace(text.begin(), text.end(), '"', ' ');
    while (!text.empty() &&
           (std::isspace(static_cast<unsigned char>(text.back())) || text.back() == ';'))
    {
        text.pop_back();
    }
    std::istringstream stream(text);
    m_words.clear();
    for (std::string word; stream >> word;)
    {
        m_words.push_back(word);
    }
}

void
Reader::Read(const std::string& line)
{
    ++m_line;
    Split(line);
    if (m_words.empty())
    {
        return;
    }
    if (m_words[0] == "$ns_")
    {
        ReadScheduled();
    }
    else if (m_words[0].rfind("$node_(", 0) == 0)
    {
        ReadPosition();
    }
    else if (m_words[0] != "$god_")
    {
        Fail("a line begins with $node_(NUMBER), $ns_ or #, not with \"" + m_words[0] + "\"");
    }
}

void
Reader::ReadPosition()
{
    if (m_words.size() < 2 || m_words[1] != "set")
    {
        Fail("without a time a node is only placed: $node_(NUMBER) set X_ METRES");
    }
    Expect(4, "$node_(NUMBER) set X_ METRES");
    const std::size_t axis = GetAxis(2);
    const double value = GetNumber(3, "coordinate");
    GetNode(0).coordinates[axis] = value;
}

void
Reader::ReadScheduled()
{
    if (m_words.size() < 5 || m_words[1] != "at")
    {
        Fail("a scheduled line is $ns_ at SECONDS \"$node_(NUMBER) COMMAND\"");
    }
    if (m_quotes != 2)
    {
        Fail("a scheduled command stands between two quotation marks");
    }
    const double at = GetPositive(2, "time");
    if (at > LATEST_S)
    {
        Fail("time " + m_words[2] + " is not allowed; allowed: 0 to 1e9 s");
    }
    if (m_words[3] == "$god_")
    {
        return;
    }
    Ns2TraceEvent event;
    event.at = NanoSeconds(std::llround(at * 1e9));
    if (m_words[3].rfind("$g(", 0) == 0)
    {
        ReadActivity(event);
        return;
    }
    if (m_words[4] == "setdest")
    {
        Expect(8, "$ns_ at SECONDS \"$node_(NUMBER) setdest X Y SPEED\"");
        event.kind = Ns2TraceEvent::Kind::DESTINATION;
        event.destination.x = GetNumber(5, "coordinate");
        event.destination.y = GetNumber(6, "coordinate");
        event.speed = GetPositive(7, "speed");
    }
    else if (m_words[4] == "set")
    {
        Expect(7, "$ns_ at SECONDS \"$node_(NUMBER) set X_ METRES\"");
        event.kind = Ns2TraceEvent::Kind::SET;
        event.axis = GetAxis(5);
        event.value = GetNumber(6, "coordinate");
    }
    else if (m_words[4] == "switch")
    {
        Expect(6, "$ns_ at SECONDS \"$node_(NUMBER) switch ON|OFF\"");
        if (m_words[5] != "ON" && m_words[5] != "OFF")
        {
            Fail("switch " + m_words[5] + " is not allowed; allowed: ON, OFF");
        }
        event.kind = Ns2TraceEvent::Kind::SWITCH;
        event.on = m_words[5] == "ON";
    }
    else
    {
        Fail("command \"" + m_words[4] + "\" is not known; known: setdest, set, switch");
    }
    GetNode(3).events.push_back(event);
}

void
Reader::ReadActivity(Ns2TraceEvent event)
{
    Expect(5, "$ns_ at SECONDS \"$g(NUMBER) start|stop\"");
    if (m_words[4] != "start" && m_words[4] != "stop")
    {
        Fail("command \"" + m_words[4] + "\" of a $g is not known; known: start, stop");
    }
    event.kind = Ns2TraceEvent::Kind::SWITCH;
    event.on = m_words[4] == "start";
    GetNode(3, "$g").events.push_back(event);
}

double
Reader::GetNumber(std::size_t index, const std::string& what) const
{
    const std::string& word = m_words[index];
    char* end = nullptr;
    const double value = std::strtod(word.c_str(), &end);
    // strtod takes more than decimal numbers: "nan", "inf", "0x10".
    if (word.find_first_not_of("+-.0123456789eE") != std::string::npos || *end != '\0' ||
        !std::isfinite(value))
    {
        Fail(what + " \"" + word + "\" is not a number");
    }
    return value;
}

double
Reader::GetPositive(std::size_t index, const std::string& what) const
{
    const double value = GetNumber(index, what);
    if (value < 0)
    {
        Fail(what + " " + m_words[index] + " is negative");
    }
    return value;
}

std::size_t
Reader::GetAxis(std::size_t index) const
{
    const std::string& word = m_words[index];
    if (word != "X_" && word != "Y_" && word != "Z_")
    {
        Fail("\"" + word + "\" cannot be set; what can be: X_, Y_, Z_");
    }
    return static_cast<std::size_t>(word[0] - 'X');
}

Ns2TraceNode&
Reader::GetNode(std::size_t index, const std::string& name)
{
    const std::string& word = m_words[index];
    const std::string before = name + "(";
    const std::size_t digits = word.size() > before.size() ? word.size() - before.size() - 1 : 0;
    const std::string number = digits > 0 ? word.substr(before.size(), digits) : "";
    if (word.rfind(before, 0) != 0 || word.back() != ')' || digits < 1 || digits > 9 ||
        number.find_first_not_of("0123456789") != std::string::npos)
    {
        Fail("\"" + word + "\" is no node; a node is " + before + "NUMBER)");
    }
    const auto id = static_cast<uint32_t>(std::stoul(number));
    const auto [place, isNew] = m_indices.emplace(id, m_nodes.size());
    if (isNew)
    {
        m_nodes.emplace_back();
        m_nodes.back().id = id;
    }
    return m_nodes[place->second];
}

void
Reader::Expect(std::size_t count, const std::string& form) const
{
    if (m_words.size() != count)
    {
        Fail("there is " + std::string(m_words.size() < count ? "too little" : "too much") +
             " in this line, which is " + form);
    }
}

std::vector<Ns2TraceNode>
Reader::Finish()
{
    if (m_nodes.empty())
    {
        throw MobilityTraceError(m_fileName + ": there is no node in this mobility trace");
    }
    for (Ns2TraceNode& node : m_nodes)
    {
        std::stable_sort(
            node.events.begin(),
            node.events.end(),
            [](const Ns2TraceEvent& a, const Ns2TraceEvent& b) { return a.at < b.at; });
    }
    return std::move(m_nodes);
}

/**
 * Skips the byte order mark of UTF-8, which some editors put in front of a text.
 *
 * @param input a trace
 * @param fileName its name, for errors
 * @throws MobilityTraceError at the mark of UTF-16
 */
void
SkipByteOrderMark(std::istream& input, const std::string& fileName)
{
    const int first = input.peek();
    if (first == 0xFE || first == 0xFF)
    {
        throw MobilityTraceError(fileName + ": this file is in UTF-16; allowed: ASCII, UTF-8");
    }
    if (first == 0xEF)
    {
        std::string mark(3, ' ');
        input.read(mark.data(), static_cast<std::streamsize>(mark.size()));
        if (mark != "\xEF\xBB\xBF")
        {
            throw MobilityTraceError(fileName + ":1: a line begins with $node_(NUMBER), $ns_ or #");
        }
    }
}

} // namespace

std::vector<Ns2TraceNode>
ReadNs2Trace(std::istream& input, const std::string& fileName)
{
    Reader reader(fileName);
    SkipByteOrderMark(input, fileName);
    for (std::string line; std::getline(input, line);)
    {
        reader.Read(line);
    }
    if (input.bad())
    {
        throw MobilityTraceError(fileName + ": this file cannot be read to its end");
    }
    return reader.Finish();
}

} // namespace pmipv6
} // namespace ns3
