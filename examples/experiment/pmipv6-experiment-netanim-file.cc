/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-netanim-file.h"

#include "pmipv6-experiment-values.h"

#include <initializer_list>
#include <utility>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

/// The form of files, which NetAnim looks at.
const char* const VERSION = "netanim-3.108";

/// @return a text as it stands within quotation marks
std::string
Escape(const std::string& text)
{
    std::string escaped;
    for (const char c : text)
    {
        switch (c)
        {
        case '&':
            escaped += "&amp;";
            break;
        case '"':
            escaped += "&quot;";
            break;
        case '<':
            escaped += "&lt;";
            break;
        case '>':
            escaped += "&gt;";
            break;
        default:
            escaped += c;
        }
    }
    return escaped;
}

/// @return an element of that name with those attributes, with a line end
std::string
MakeElement(const std::string& name,
            std::initializer_list<std::pair<const char*, std::string>> attributes)
{
    std::string element = "<" + name + " ";
    for (const auto& [attribute, value] : attributes)
    {
        element += std::string(attribute) + "=\"" + Escape(value) + "\" ";
    }
    return element + "/>\n";
}

/// @return a number
std::string
Show(uint32_t number)
{
    return std::to_string(number);
}

} // namespace

NetAnimFile::NetAnimFile(const std::string& fileName)
    : m_fileName(fileName),
      m_file(fileName, std::ios::binary)
{
    m_file << "<anim ver=\"" << VERSION << "\" filetype=\"animation\" >\n";
}

uint32_t
NetAnimFile::AddNode(const DrawnPlace& place)
{
    m_file << MakeElement("node",
                          {{"id", Show(m_nodes)},
                           {"sysId", "0"},
                           {"locX", FormatNumber(place.x)},
                           {"locY", FormatNumber(place.y)}});
    return m_nodes++;
}

void
NetAnimFile::AddLink(uint32_t from, uint32_t to)
{
    m_file << MakeElement(
        "link",
        {{"fromId", Show(from)}, {"toId", Show(to)}, {"fd", ""}, {"td", ""}, {"ld", ""}});
}

void
NetAnimFile::DescribeNode(Time at, uint32_t node, const std::string& text)
{
    m_file << MakeElement(
        "nu",
        {{"p", "d"}, {"t", FormatSeconds(at)}, {"id", Show(node)}, {"descr", text}});
}

void
NetAnimFile::ColourNode(Time at, uint32_t node, const DrawnColour& colour)
{
    m_file << MakeElement("nu",
                          {{"p", "c"},
                           {"t", FormatSeconds(at)},
                           {"id", Show(node)},
                           {"r", Show(colour.red)},
                           {"g", Show(colour.green)},
                           {"b", Show(colour.blue)}});
}

void
NetAnimFile::SizeNode(uint32_t node, double size)
{
    m_file << MakeElement("nu",
                          {{"p", "s"},
                           {"t", "0"},
                           {"id", Show(node)},
                           {"w", FormatNumber(size)},
                           {"h", FormatNumber(size)}});
}

void
NetAnimFile::PlaceNode(Time at, uint32_t node, const DrawnPlace& place)
{
    m_file << MakeElement("nu",
                          {{"p", "p"},
                           {"t", FormatSeconds(at)},
                           {"id", Show(node)},
                           {"x", FormatNumber(place.x)},
                           {"y", FormatNumber(place.y)}});
}

void
NetAnimFile::DescribeLink(Time at, uint32_t from, uint32_t to, const std::string& text)
{
    m_file << MakeElement(
        "linkupdate",
        {{"t", FormatSeconds(at)}, {"fromId", Show(from)}, {"toId", Show(to)}, {"ld", text}});
}

void
NetAnimFile::AddPacket(uint32_t from,
                       Time sent,
                       uint32_t to,
                       Time received,
                       const std::string& text)
{
    // First and last bit at once: what a packet's length costs is part of its time on the way.
    m_file << MakeElement("p",
                          {{"fId", Show(from)},
                           {"fbTx", FormatSeconds(sent)},
                           {"lbTx", FormatSeconds(sent)},
                           {"meta-info", text},
                           {"tId", Show(to)},
                           {"fbRx", FormatSeconds(received)},
                           {"lbRx", FormatSeconds(received)}});
}

std::optional<std::string>
NetAnimFile::Close()
{
    m_file << "</anim>\n";
    m_file.close();
    if (m_file)
    {
        return std::nullopt;
    }
    return m_fileName +
           " cannot be written; allowed: a folder that can be written to, with space left";
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
