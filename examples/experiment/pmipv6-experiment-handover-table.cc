/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-handover-table.h"

#include "pmipv6-experiment-text-table.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

constexpr std::size_t FULL_TABLE = 12;         //!< up to so many handovers are all shown
constexpr std::size_t FIRST_ROWS = 5;          //!< of more, so many
constexpr auto LEFT = TextTable::Side::LEFT;   //!< for short
constexpr auto RIGHT = TextTable::Side::RIGHT; //!< for short

/// A part of a handover: its head in the table, and how to get it.
struct Part
{
    std::string head;                                 //!< of two lines
    std::function<Figure(const HandoverResult&)> get; //!< ms
};

/**
 * @param handover a handover
 * @return from the loss of the radio to the first data packet, ms
 */
Figure
GetInterruption(const HandoverResult& handover)
{
    const Figure begin = handover.detached_s;
    if (!begin || !handover.downlink_resumed_s)
    {
        return std::nullopt;
    }
    return (*handover.downlink_resumed_s - *begin) * 1e3;
}

/**
 * @param handover a handover
 * @return from the loss of the radio until packets of the node go directly again both ways, ms
 */
Figure
GetDetour(const HandoverResult& handover)
{
    if (!handover.detached_s || !handover.route_optimized_s)
    {
        return std::nullopt;
    }
    return (*handover.route_optimized_s - *handover.detached_s) * 1e3;
}

/**
 * @param handovers all
 * @return the parts that the table shows
 */
std::vector<Part>
GetParts(const std::vector<HandoverResult>& handovers)
{
    std::vector<Part> parts{
        {"radio lost,\nunnoticed",
         [](const HandoverResult& h) { return h.GetParts().radio_lost_unnoticed_ms; }},
        {"link\nhandover", [](const HandoverResult& h) { return h.GetParts().link_handover_ms; }},
        {"regis-\ntration", [](const HandoverResult& h) { return h.GetParts().registration_ms; }},
        {"Router\nAdvert.",
         [](const HandoverResult& h) { return h.GetParts().router_advertisement_ms; }},
        {"first\npacket", [](const HandoverResult& h) { return h.GetParts().first_packet_ms; }},
        {"in all", GetInterruption}};
    const auto hasDetour = [](const HandoverResult& h) { return GetDetour(h).has_value(); };
    if (std::any_of(handovers.begin(), handovers.end(), hasDetour))
    {
        parts.push_back({"direct\npath", GetDetour});
    }
    return parts;
}

/**
 * @param sorted figures, at least one
 * @param part 0 to 1
 * @return the figure of which that part of all is not greater (nearest rank)
 */
double
GetQuantile(const std::vector<double>& sorted, double part)
{
    const double rank = std::ceil(part * static_cast<double>(sorted.size()));
    return sorted[static_cast<std::size_t>(std::max(rank, 1.0)) - 1];
}

void
PrintHandoverSummary(std::ostream& os, const std::vector<HandoverResult>& handovers)
{
    TextTable table({{"ms", LEFT},
                     {"count", RIGHT},
                     {"min", RIGHT},
                     {"median", RIGHT},
                     {"p95", RIGHT},
                     {"max", RIGHT}});
    const auto add = [&](const std::string& name, int decimals, const auto& get) {
        std::vector<double> figures;
        for (const HandoverResult& handover : handovers)
        {
            if (const Figure figure = get(handover))
            {
                figures.push_back(*figure);
            }
        }
        std::sort(figures.begin(), figures.end());
        std::vector<std::string> cells{name, std::to_string(figures.size())};
        for (const double part : {0.0, 0.5, 0.95, 1.0})
        {
            cells.push_back(
                FormatFixed(figures.empty() ? Figure() : GetQuantile(figures, part), decimals));
        }
        table.Add(cells);
    };
    for (const Part& part : GetParts(handovers))
    {
        std::string name = part.head;
        const std::size_t end = name.find('\n');
        if (end != std::string::npos)
        {
            // A hyphen at the line's end is the table's, not the word's.
            name.replace(end, 1, name[end - 1] == '-' ? "" : " ");
            name.erase(std::remove(name.begin(), name.end(), '-'), name.end());
        }
        add(name, 2, part.get);
    }
    add("packets lost", 0, [](const HandoverResult& h) { return Figure(h.lost); });
    table.Print(os);
}

} // namespace

void
PrintHandoverTable(std::ostream& os, const std::vector<HandoverResult>& handovers)
{
    std::size_t shown = handovers.size();
    if (shown > FULL_TABLE)
    {
        PrintHandoverSummary(os, handovers);
        shown = FIRST_ROWS;
        os << "\n  The first " << shown << "\n";
    }
    std::vector<TextTable::Column> columns{{"node", LEFT},
                                           {"from", LEFT},
                                           {"to", LEFT},
                                           {"at s", RIGHT}};
    const std::vector<Part> parts = GetParts(handovers);
    for (const Part& part : parts)
    {
        columns.push_back({part.head, RIGHT});
    }
    columns.push_back({"packets\nlost", RIGHT});
    TextTable table(columns);
    for (std::size_t i = 0; i < shown; ++i)
    {
        const HandoverResult& handover = handovers[i];
        const Figure begin = handover.detached_s ? handover.detached_s : handover.attached_s;
        std::vector<std::string> cells{handover.node,
                                       handover.from,
                                       handover.to,
                                       FormatFixed(begin, 3)};
        for (const Part& part : parts)
        {
            cells.push_back(FormatFixed(part.get(handover), 2));
        }
        cells.push_back(std::to_string(handover.lost));
        table.Add(cells);
    }
    table.Print(os);
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
