/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_MANUAL_TABLE_H
#define PMIPV6_MANUAL_TABLE_H

#include "ns3/pmipv6-state-table.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

/**
 * @file
 * Is a table of states in doc/localized-routing.md as it is in the code? The module's folder is
 * what the environment variable PMIPV6_SOURCE says (ctest sets it), else the present folder.
 */

namespace ns3
{
namespace pmipv6
{

/// @return the page that has the tables
inline std::string
ReadRoutingPage()
{
    const char* source = std::getenv("PMIPV6_SOURCE");
    std::ifstream file(std::string(source ? source : ".") + "/doc/localized-routing.md");
    return {std::istreambuf_iterator<char>(file), {}};
}

/**
 * @param lines a table
 */
inline void
CheckManualHas(const std::vector<std::string>& lines)
{
    std::string table = "\n";
    for (const auto& line : lines)
    {
        table += line + "\n";
    }
    EXPECT_NE(ReadRoutingPage().find(table + "\n"), std::string::npos)
        << "not in doc/localized-routing.md:" << table;
}

/**
 * Does a diagram show the transitions of a table, and no others?
 *
 * @param table the table
 * @param none the state that the diagram shows as [*]
 * @param unshown events that it leaves out
 * @param index of the diagram among the page's
 */
template <class State, class Event>
void
CheckDiagramHas(const StateTable<State, Event>& table,
                State none,
                const std::set<Event>& unshown,
                std::size_t index)
{
    const auto name = [none](State state) {
        return state == none ? std::string("[*]") : std::string(GetStateName(state));
    };
    std::set<std::string> expected;
    for (const auto& row : table.GetRows())
    {
        for (std::size_t i = 0; i < row.cells.size() && !unshown.count(row.event); ++i)
        {
            if (row.cells[i])
            {
                expected.insert(name(table.GetStates()[i]) + " --> " + name(*row.cells[i]));
            }
        }
    }
    std::string page = ReadRoutingPage();
    for (std::size_t i = 0; i <= index; ++i)
    {
        const auto begin = page.find("stateDiagram-v2");
        ASSERT_NE(begin, std::string::npos) << "no such diagram";
        page = page.substr(begin + 1);
    }
    std::istringstream diagram(page.substr(0, page.find("```")));
    std::set<std::string> shown;
    for (std::string line; std::getline(diagram, line);)
    {
        const auto colon = line.find(" : ");
        if (colon != std::string::npos)
        {
            shown.insert(line.substr(4, colon - 4));
        }
    }
    EXPECT_EQ(shown, expected);
}

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_MANUAL_TABLE_H
