/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-support.h"

#include "ns3/nstime.h"
#include "ns3/type-id.h"

#include <cmath>
#include <regex>
#include <set>

/**
 * @file
 * @ingroup pmipv6-tests
 * The manual's tables of attributes and trace sources against the classes: all are there, with
 * their defaults, and no others.
 */

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

const std::string NAMESPACE = "ns3::pmipv6::"; //!< of all classes of the module

/// A table of reStructuredText: its rows, each a list of cells, and the paragraph in front of it.
struct Table
{
    std::string title;                          //!< the paragraph
    std::vector<std::vector<std::string>> rows; //!< without the heading
};

/// @return the list-tables of the manual behind a heading and before the next one
std::vector<Table>
ReadTables(const std::string& heading)
{
    std::vector<Table> tables;
    std::istringstream text(ReadFile(FindNearSource("doc/pmipv6.rst")));
    std::string title;
    bool isWithin = false;
    bool isTable = false;
    std::vector<std::string> lines;
    for (std::string line; std::getline(text, line);)
    {
        lines.push_back(line);
    }
    for (std::size_t i = 0; i + 1 < lines.size(); ++i)
    {
        const std::string& line = lines[i];
        if (lines[i + 1].size() >= 4 &&
            lines[i + 1].find_first_not_of(lines[i + 1][0]) == std::string::npos &&
            std::string("=*-").find(lines[i + 1][0]) != std::string::npos)
        {
            isWithin = line == heading;
            isTable = false;
        }
        if (!isWithin || line.empty())
        {
            continue;
        }
        if (line == ".. list-table::")
        {
            tables.push_back({title, {}});
            isTable = true;
        }
        else if (line[0] != ' ')
        {
            title = (lines[i - 1].empty() ? "" : title + " ") + line;
            isTable = false;
        }
        else if (isTable && line.rfind("   * -", 0) == 0)
        {
            tables.back().rows.push_back({line.size() > 7 ? line.substr(7) : ""});
        }
        else if (isTable && line.rfind("     - ", 0) == 0)
        {
            tables.back().rows.back().push_back(line.substr(7));
        }
        else if (isTable && line.rfind("       ", 0) == 0)
        {
            tables.back().rows.back().back() += " " + line.substr(7);
        }
    }
    for (auto& table : tables)
    {
        table.rows.erase(table.rows.begin());
    }
    return tables;
}

/// @return a name without the marks that let it be broken
std::string
Clean(const std::string& text)
{
    return std::regex_replace(text, std::regex(R"(\\ |``| *\([^)]*\)$)"), "");
}

/// @return the classes of the module
std::vector<TypeId>
GetClasses()
{
    std::vector<TypeId> classes;
    for (uint16_t i = 0; i < TypeId::GetRegisteredN(); ++i)
    {
        const TypeId type = TypeId::GetRegistered(i);
        if (type.GetName().rfind(NAMESPACE, 0) == 0)
        {
            classes.push_back(type);
        }
    }
    return classes;
}

/// @return a number with a unit of time as seconds, or a number or fraction, or nothing
std::optional<double>
ToNumber(const std::string& text)
{
    std::smatch parts;
    if (!std::regex_match(
            text,
            parts,
            std::regex(R"(([+-]?[0-9.]+(?:e[+-]?[0-9]+)?)(?:/([0-9]+))? ?(days|s|ms|ns)?)")))
    {
        return std::nullopt;
    }
    const std::string unit = parts[3];
    const double scale = unit == "days" ? 86400 : unit == "ms" ? 1e-3 : unit == "ns" ? 1e-9 : 1;
    return std::stod(parts[1]) * scale / (parts[2].matched ? std::stod(parts[2]) : 1);
}

/// @return whether the manual's default is that of the class
bool
IsSame(const std::string& manual, const std::string& code)
{
    const auto a = ToNumber(manual);
    const auto b = ToNumber(code);
    if (manual == "never")
    {
        return b && *b >= Time::Max().GetSeconds() * (1 - 1e-5);
    }
    return a && b ? std::abs(*a - *b) <= 1e-6 * std::abs(*b) : manual == code;
}

/// @return true if a class, or what begins with its name, is of LTE, and ns-3 is built without that
bool
IsLeftOut(const std::string& name)
{
    TypeId type;
    return name.rfind("Lte", 0) == 0 &&
           !TypeId::LookupByNameFailSafe(NAMESPACE + "LteAccessLink", &type);
}

TEST(ManualTables, Attributes)
{
    std::map<std::string, std::string> defaults; // of what the tables have not named yet
    for (const TypeId& type : GetClasses())
    {
        for (std::size_t i = 0; i < type.GetAttributeN(); ++i)
        {
            const auto attribute = type.GetAttribute(i);
            defaults[type.GetName().substr(NAMESPACE.size()) + "::" + attribute.name] =
                attribute.originalInitialValue->SerializeToString(attribute.checker);
        }
    }
    ASSERT_FALSE(defaults.empty());
    for (const Table& table : ReadTables("Attributes"))
    {
        std::vector<std::string> classes{""};
        const std::regex name("``(\\w+)``");
        for (std::sregex_iterator i(table.title.begin(), table.title.end(), name), end; i != end;
             ++i)
        {
            classes.push_back((*i)[1].str() + "::");
        }
        for (const auto& row : table.rows)
        {
            ASSERT_EQ(row.size(), 4U) << row[0];
            if (IsLeftOut(Clean(row[0])))
            {
                continue;
            }
            std::size_t found = 0;
            for (const auto& prefix : classes)
            {
                const auto known = defaults.find(prefix + Clean(row[0]));
                if (known != defaults.end())
                {
                    EXPECT_TRUE(IsSame(Clean(row[1]), known->second))
                        << known->first << ": " << row[1] << ", not " << known->second;
                    defaults.erase(known);
                    ++found;
                }
            }
            EXPECT_EQ(found, 1U) << "behind \"" << table.title << "\": " << row[0];
        }
    }
    for (const auto& [name, value] : defaults)
    {
        ADD_FAILURE() << name << " (" << value << ") is in no table";
    }
}

/// @return the parts of a list with commas
std::vector<std::string>
Split(const std::string& text)
{
    std::vector<std::string> parts;
    std::istringstream list(text);
    for (std::string part; std::getline(list, part, ',');)
    {
        parts.push_back(Clean(part.substr(part.find_first_not_of(' '))));
    }
    return parts;
}

TEST(ManualTables, TraceSources)
{
    std::set<std::string> sources; // that the table has not named yet
    for (const TypeId& type : GetClasses())
    {
        for (std::size_t i = 0; i < type.GetTraceSourceN(); ++i)
        {
            sources.insert(type.GetName() + "::" + type.GetTraceSource(i).name);
        }
    }
    ASSERT_FALSE(sources.empty());
    const auto tables = ReadTables("Trace sources");
    ASSERT_EQ(tables.size(), 1U);
    std::vector<std::string> classes;
    for (const auto& row : tables[0].rows)
    {
        ASSERT_EQ(row.size(), 3U) << row[0];
        classes = row[0].empty() ? classes : Split(row[0]);
        for (const auto& name : classes)
        {
            for (const auto& source : IsLeftOut(name) ? std::vector<std::string>() : Split(row[1]))
            {
                // It may be of a class above: then it is written with each that has it.
                TypeId type;
                ASSERT_TRUE(TypeId::LookupByNameFailSafe(NAMESPACE + name, &type)) << name;
                bool isOwn = false;
                for (;; type = type.GetParent())
                {
                    for (std::size_t i = 0; i < type.GetTraceSourceN(); ++i)
                    {
                        isOwn = isOwn || type.GetTraceSource(i).name == source;
                    }
                    if (isOwn || !type.HasParent())
                    {
                        break;
                    }
                }
                EXPECT_TRUE(isOwn) << name << " has no trace source " << source;
                sources.erase(type.GetName() + "::" + source);
            }
        }
    }
    for (const auto& source : sources)
    {
        ADD_FAILURE() << source << " is not in the table";
    }
}

} // namespace

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
