/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-text-table.h"

#include "pmipv6-experiment-values.h"

#include <algorithm>
#include <cstdio>
#include <utility>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

TextTable::TextTable(std::vector<Column> columns)
    : m_columns(std::move(columns))
{
}

void
TextTable::Add(std::vector<std::string> cells)
{
    cells.resize(m_columns.size());
    m_rows.push_back(std::move(cells));
}

void
TextTable::Print(std::ostream& os) const
{
    std::vector<std::vector<std::string>> heads; // by column, then by line
    std::size_t headLines = 0;
    for (const Column& column : m_columns)
    {
        heads.push_back(Split(column.head, '\n'));
        headLines = std::max(headLines, heads.back().size());
    }
    std::vector<std::vector<std::string>> lines(headLines);
    for (auto& head : heads)
    {
        head.insert(head.begin(), headLines - head.size(), "");
        for (std::size_t i = 0; i < headLines; ++i)
        {
            lines[i].push_back(head[i]);
        }
    }
    lines.insert(lines.end(), m_rows.begin(), m_rows.end());
    std::vector<std::size_t> widths(m_columns.size());
    for (const auto& line : lines)
    {
        for (std::size_t i = 0; i < widths.size(); ++i)
        {
            widths[i] = std::max(widths[i], GetWidth(line[i]));
        }
    }
    for (const auto& line : lines)
    {
        std::string text;
        for (std::size_t i = 0; i < widths.size(); ++i)
        {
            text += "  " + Pad(line[i], widths[i], m_columns[i].side);
        }
        text.erase(text.find_last_not_of(' ') + 1);
        os << text << "\n";
    }
}

std::size_t
GetWidth(const std::string& text)
{
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xc0) != 0x80; // not a continuation of UTF-8
    }));
}

std::string
Pad(const std::string& text, std::size_t width, TextTable::Side side)
{
    const std::size_t own = GetWidth(text);
    const std::string blanks(width > own ? width - own : 0, ' ');
    return side == TextTable::Side::LEFT ? text + blanks : blanks + text;
}

std::string
FormatFixed(const std::optional<double>& value, int decimals)
{
    if (!value)
    {
        return "-";
    }
    char text[400];
    std::snprintf(text, sizeof(text), "%.*f", decimals, *value);
    return text;
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
