/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-reference-page.h"

#include "pmipv6-type-text.h"

#include <algorithm>
#include <set>
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

const std::string NAMESPACE = "ns3::pmipv6::"; //!< of all classes of the module
const std::string PLACE = "@CLASSES@\n";       //!< in the frame of a page
constexpr std::size_t PAGE_WIDTH = 100;        //!< of source lines, where words allow it

/// @return an exception with a sentence
std::invalid_argument
Fault(const std::string& subject, const std::string& sentence)
{
    return std::invalid_argument(subject + ": " + sentence);
}

/// @return words in lines, the first one behind a front, the others as far in
std::string
Wrap(const std::string& front, const std::string& text)
{
    std::istringstream words(text);
    std::string lines = front;
    std::size_t length = front.size();
    bool isFirst = true;
    for (std::string word; words >> word; isFirst = false)
    {
        if (!isFirst && length + 1 + word.size() > PAGE_WIDTH)
        {
            lines += "\n" + std::string(front.size(), ' ');
            length = front.size();
            isFirst = true;
        }
        lines += (isFirst ? "" : " ") + word;
        length += word.size() + (isFirst ? 0 : 1);
    }
    return lines.substr(0, lines.find_last_not_of(' ') + 1) + "\n";
}

/// @return a heading
std::string
WriteHeading(const std::string& title, char line)
{
    return title + "\n" + std::string(title.size(), line) + "\n\n";
}

/// @return the begin of a table
std::string
WriteTableHead(const std::string& widths, const std::vector<std::string>& names)
{
    std::string head = ".. list-table::\n   :header-rows: 1\n   :widths: " + widths + "\n\n";
    for (const auto& name : names)
    {
        head += (&name == &names.front() ? "   * - " : "     - ") + name + "\n";
    }
    return head;
}

/// @return what a page has under the heading of a class, this included; empty if it has not
std::string
FindClass(const std::string& page, const std::string& name)
{
    const std::string heading = "\n" + WriteHeading(name, '-');
    const auto begin = page.find(heading);
    if (begin == std::string::npos)
    {
        return "";
    }
    // It ends where the next heading is, or a mark: a line behind which one of signs is.
    auto end = page.find('\n', begin + heading.size());
    for (; end != std::string::npos; end = page.find('\n', end + 1))
    {
        const auto next = page.find('\n', end + 1);
        const bool isHeading = next != std::string::npos && next > end + 1 &&
                               next + 1 < page.size() && page[end + 1] != ' ' &&
                               (page[next + 1] == '-' || page[next + 1] == '=');
        if (isHeading)
        {
            break;
        }
    }
    return page.substr(begin + 1, end == std::string::npos ? end : end - begin);
}

/// @return whether a class is of LTE, by its name
bool
IsOfLte(const std::string& name)
{
    return name.rfind("Lte", 0) == 0;
}

} // namespace

std::vector<Family>
ReadFamilies(const std::string& text)
{
    std::vector<Family> families;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);)
    {
        if (line.empty() || line[0] == '#')
        {
            continue;
        }
        const auto end = line.find(line[0] == '[' ? "]" : ":");
        const auto begin = end == std::string::npos ? end : line.find_first_not_of(' ', end + 1);
        const std::string remark = begin == std::string::npos ? "" : line.substr(begin);
        if (line[0] == '[' && end != std::string::npos)
        {
            families.push_back({line.substr(1, end - 1), remark, {}});
        }
        else if (line[0] != '[' && !families.empty())
        {
            families.back().classes.push_back({line.substr(0, end), remark});
        }
        else
        {
            throw Fault("families.txt", "\"" + line + "\" is no [FAMILY], and no CLASS of one");
        }
    }
    return families;
}

TypeMap
FindTypes()
{
    TypeMap types;
    for (uint16_t i = 0; i < TypeId::GetRegisteredN(); ++i)
    {
        const TypeId type = TypeId::GetRegistered(i);
        if (type.GetName().rfind(NAMESPACE, 0) == 0 &&
            type.GetAttributeN() + type.GetTraceSourceN() > 0)
        {
            types[type.GetName().substr(NAMESPACE.size())] = type;
        }
    }
    return types;
}

ReferencePages::ReferencePages(std::vector<Family> families, HeaderReader headers, TypeMap types)
    : m_families(std::move(families)),
      m_headers(std::move(headers)),
      m_types(std::move(types))
{
    const bool hasLte = std::any_of(m_types.begin(), m_types.end(), [](const auto& type) {
        return IsOfLte(type.first);
    });
    std::set<std::string> listed;
    for (const auto& family : m_families)
    {
        for (const auto& member : family.classes)
        {
            if (!listed.insert(member.name).second)
            {
                throw Fault("families.txt", member.name + " is listed twice");
            }
            if (m_types.count(member.name) == 0 && (hasLte || !IsOfLte(member.name)))
            {
                throw Fault("families.txt",
                            member.name + " is no class with attributes or trace sources");
            }
        }
    }
    for (const auto& [name, type] : m_types)
    {
        if (listed.count(name) == 0)
        {
            throw Fault("families.txt", name + " is not listed, and has something to describe");
        }
    }
}

std::string
ReferencePages::WriteAttributes(const std::string& frame, const std::string& former) const
{
    return Write(frame, former, &ReferencePages::WriteAttributesOf);
}

std::string
ReferencePages::WriteTraceSources(const std::string& frame, const std::string& former) const
{
    return Write(frame, former, &ReferencePages::WriteTraceSourcesOf);
}

std::string
ReferencePages::Write(const std::string& frame, const std::string& former, TableWriter table) const
{
    std::string classes;
    for (const auto& family : m_families)
    {
        std::string members;
        for (const auto& listed : family.classes)
        {
            members += WriteClass(listed, former, table);
        }
        if (!members.empty())
        {
            classes += WriteHeading(family.title, '=');
            classes += family.remark.empty() ? "" : Wrap("", family.remark) + "\n";
            classes += members;
        }
    }
    const auto place = frame.find(PLACE);
    if (place == std::string::npos)
    {
        throw Fault("the frame of a page", "it has no line " + PLACE.substr(0, PLACE.size() - 1));
    }
    const std::string page = frame.substr(0, place) + classes + frame.substr(place + PLACE.size());
    return page.substr(0, page.find_last_not_of('\n') + 1) + "\n";
}

std::string
ReferencePages::WriteClass(const ListedClass& listed,
                           const std::string& former,
                           TableWriter table) const
{
    const auto known = m_types.find(listed.name);
    if (known == m_types.end())
    {
        return FindClass(former, listed.name);
    }
    const std::string rows = (this->*table)(known->second);
    if (rows.empty())
    {
        return "";
    }
    const std::string brief = m_headers.GetBrief(listed.name);
    if (brief.empty())
    {
        throw Fault(listed.name, "no header in model/ says what it is");
    }
    return WriteHeading(listed.name, '-') +
           Wrap("", ToRst(brief) + (listed.remark.empty() ? "" : " " + listed.remark)) + "\n" +
           rows + "\n";
}

std::string
ReferencePages::WriteAttributesOf(const TypeId& type) const
{
    if (type.GetAttributeN() == 0)
    {
        return "";
    }
    std::string table =
        WriteTableHead("20 10 18 38 14", {"name", "default", "allowed", "meaning", "source"});
    for (std::size_t i = 0; i < type.GetAttributeN(); ++i)
    {
        const auto attribute = type.GetAttribute(i);
        const Allowed allowed =
            DescribeAllowed(attribute.checker->GetValueTypeName(),
                            attribute.checker->HasUnderlyingTypeInformation()
                                ? attribute.checker->GetUnderlyingTypeInformation()
                                : "");
        HelpParts help;
        try
        {
            help = SplitHelp(attribute.help, allowed);
        }
        catch (const std::invalid_argument& fault)
        {
            throw Fault(type.GetName() + "::" + attribute.name, fault.what());
        }
        const std::string value = DescribeValue(*attribute.originalInitialValue, attribute.checker);
        table += Wrap("   * - ", attribute.name) + Wrap("     - ", ToRst(value)) +
                 Wrap("     - ",
                      allowed.kind + (allowed.range.empty() ? "" : ": " + ToRst(allowed.range))) +
                 Wrap("     - ", ToRst(help.meaning)) +
                 Wrap("     - ", help.source.empty() ? "(none)" : ToRst(help.source));
    }
    return table;
}

std::string
ReferencePages::WriteTraceSourcesOf(const TypeId& type) const
{
    if (type.GetTraceSourceN() == 0)
    {
        return "";
    }
    std::string table = WriteTableHead("20 40 40", {"trace source", "tells", "calls with"});
    for (std::size_t i = 0; i < type.GetTraceSourceN(); ++i)
    {
        const auto source = type.GetTraceSource(i);
        try
        {
            const HelpParts help = SplitHelp(source.help, {});
            const std::string end = help.source.empty() ? "" : " (" + help.source + ")";
            table += Wrap("   * - ", source.name) + Wrap("     - ", ToRst(help.meaning + end)) +
                     WriteArguments(source);
        }
        catch (const std::invalid_argument& fault)
        {
            throw Fault(type.GetName() + "::" + source.name, fault.what());
        }
    }
    return table;
}

std::string
ReferencePages::WriteArguments(const TypeId::TraceSourceInformation& source) const
{
    const bool isOwn = source.callback.rfind(NAMESPACE, 0) == 0;
    if (!isOwn)
    {
        return Wrap("     - ", "``" + source.callback + "``");
    }
    const auto* arguments = m_headers.FindCallback(source.callback.substr(NAMESPACE.size()));
    if (!arguments)
    {
        throw std::invalid_argument("no header in model/ has its callback, " + source.callback);
    }
    if (arguments->empty())
    {
        return Wrap("     - ", "(nothing)");
    }
    std::string lines;
    for (const auto& argument : *arguments)
    {
        lines += Wrap(lines.empty() ? "     - | " : "       | ",
                      "``" + argument.declaration + "``" +
                          (argument.meaning.empty() ? "" : ": " + ToRst(argument.meaning)));
    }
    return lines;
}

} // namespace reference
} // namespace pmipv6
} // namespace ns3
