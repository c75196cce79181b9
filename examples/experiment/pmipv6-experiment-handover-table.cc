/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-handover-table.h"

#include "pmipv6-experiment-text-table.h"
#include "pmipv6-experiment-values.h"

#include "ns3/pmipv6-flow-statistics.h"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

/// Directions of packets.
enum class Way
{
    DOWN, //!< to the mobile node
    UP    //!< from it
};

/// A column of figures: its head, and how to get it.
struct Part
{
    std::string head;                                 //!< of two lines
    std::string name;                                 //!< in one
    std::function<Figure(const HandoverResult&)> get; //!< ms
    std::optional<Way> gap{};                         //!< it is the service gap in that direction
};

/// A reason why an interruption has no value, as a cell of the table has it.
struct Reason
{
    const char* why;     //!< as result.json has it
    const char* word;    //!< short
    const char* meaning; //!< long
};

constexpr Reason REASONS[] = {
    {"no-traffic", "idle", "no flow ran before and behind it"},
    {"switched-off", "off", "the node itself was switched off"},
    {"peer-unreachable", "peer off", "the other end was in no network"},
    {"address-changed", "broken", "an end has another address: the session is over"},
    {"superseded", "moved", "the node moved on before a packet came"},
    {"never-resumed", "never", "no packet came any more"},
    {"link-kept", "kept", "the node kept its old link until the new one served it"}};

/**
 * @param handover a handover
 * @param time one of its times
 * @return since radio contact was lost, ms
 */
Figure
GetSince(const HandoverResult& handover, const Figure& time)
{
    return handover.detached_s && time ? Figure((*time - *handover.detached_s) * 1e3)
                                       : std::nullopt;
}

/// @return the figure of a direction
const Figure&
Get(const DirectionsResult& figures, Way way)
{
    return way == Way::DOWN ? figures.downlink : figures.uplink;
}

/// @return the interruption in a direction
const Figure&
GetLength(const HandoverResult& handover, Way way)
{
    return way == Way::DOWN ? handover.interruption.downlink_ms : handover.interruption.uplink_ms;
}

/**
 * @param handover a handover
 * @param way a direction
 * @return true if its packets were so far apart that the interruption tells more of them than of
 *         the handover
 */
bool
IsSparse(const HandoverResult& handover, Way way)
{
    const Figure& gap = Get(handover.service_gap_ms, way);
    const Figure& spacing = Get(handover.interruption.spacing_ms, way);
    const Figure& length = GetLength(handover, way);
    return length && spacing && *spacing > gap.value_or(*length) / 2;
}

/**
 * @param handover a handover
 * @param way a direction
 * @return the interruption, if it tells something of the handover, ms
 */
Figure
GetInterruption(const HandoverResult& handover, Way way)
{
    return IsSparse(handover, way) ? std::nullopt : GetLength(handover, way);
}

/**
 * @param handover a handover
 * @param way a direction
 * @param legend gets what has to be explained
 * @return the cell of its interruption
 */
std::string
GetCell(const HandoverResult& handover, Way way, std::set<std::string>& legend)
{
    const Figure& length = GetLength(handover, way);
    const std::string& why =
        way == Way::DOWN ? handover.interruption.downlink_why : handover.interruption.uplink_why;
    for (const Reason& reason : REASONS)
    {
        if (!length && why == reason.why)
        {
            legend.insert(std::string(reason.word) + ": " + reason.meaning);
            return reason.word;
        }
    }
    std::string cell = FormatFixed(length, 2);
    if (IsSparse(handover, way))
    {
        cell = "(" + cell + ")";
        legend.insert(
            "(..): packets were more than half the gap apart; in no percentile; a smaller "
            "--interval tells more");
    }
    return cell;
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
 * @return the figures that the table shows
 */
std::vector<Part>
GetParts(const std::vector<HandoverResult>& handovers)
{
    const auto gap = [](Way way) {
        return [way](const HandoverResult& h) { return Get(h.service_gap_ms, way); };
    };
    std::vector<Part> parts{
        {"link\nup", "link up", [](const HandoverResult& h) { return GetSince(h, h.attached_s); }},
        {"regis-\ntered",
         "registered",
         [](const HandoverResult& h) { return GetSince(h, h.registered_s); }},
        {"service gap\ndown", "service gap down", gap(Way::DOWN), Way::DOWN},
        {"\nup", "service gap up", gap(Way::UP), Way::UP}};
    const auto isLate = [](const HandoverResult& h) { return h.link_down_s > h.detached_s; };
    if (std::any_of(handovers.begin(), handovers.end(), isLate))
    {
        parts.insert(parts.begin(), {"node\nknows", "node knows", [](const HandoverResult& h) {
                                         return GetSince(h, h.link_down_s);
                                     }});
    }
    return parts;
}

/// Say of how many handovers the interruption has no value, and why.
void PrintLeftOut(std::ostream& os, const std::vector<HandoverResult>& handovers);

/// @return true if there is a direct path again behind one of them
bool
HasDetour(const std::vector<HandoverResult>& handovers)
{
    return std::any_of(handovers.begin(), handovers.end(), [](const HandoverResult& h) {
        return GetDetour(h).has_value();
    });
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
                FormatFixed(figures.empty() ? Figure() : GetPercentile(figures, part), decimals));
        }
        table.Add(cells);
    };
    for (const Part& part : GetParts(handovers))
    {
        add(part.name, 2, part.get);
    }
    for (const auto& [way, name] : {std::pair(Way::DOWN, "down"), std::pair(Way::UP, "up")})
    {
        add(std::string("interruption ") + name, 2, [way = way](const HandoverResult& h) {
            return GetInterruption(h, way);
        });
    }
    if (HasDetour(handovers))
    {
        add("direct path", 2, GetDetour);
    }
    add("packets lost down", 0, [](const HandoverResult& h) { return Figure(h.lost_down); });
    add("packets lost up", 0, [](const HandoverResult& h) { return Figure(h.lost_up); });
    table.Print(os);
    PrintLeftOut(os, handovers);
}

/**
 * Say of how many handovers the interruption has no value, and why.
 *
 * @param os the stream
 * @param handovers all
 */
void
PrintLeftOut(std::ostream& os, const std::vector<HandoverResult>& handovers)
{
    for (const auto& [way, name] : {std::pair(Way::DOWN, "down"), std::pair(Way::UP, "up")})
    {
        std::vector<std::string> texts;
        const auto tell = [&texts](std::ptrdiff_t count, const std::string& what) {
            if (count > 0)
            {
                texts.push_back(std::to_string(count) + " " + what);
            }
        };
        for (const Reason& reason : REASONS)
        {
            tell(std::count_if(handovers.begin(),
                               handovers.end(),
                               [&reason, way = way](const HandoverResult& h) {
                                   return reason.why == (way == Way::DOWN
                                                             ? h.interruption.downlink_why
                                                             : h.interruption.uplink_why);
                               }),
                 reason.why);
        }
        tell(std::count_if(handovers.begin(),
                           handovers.end(),
                           [way = way](const HandoverResult& h) { return IsSparse(h, way); }),
             "packets too far apart (a smaller --interval tells more)");
        if (!texts.empty())
        {
            os << "  no value for interruption " << name << ": " << Join(texts, ", ") << "\n";
        }
    }
}

/**
 * Say what one might miss.
 *
 * @param os the stream
 * @param handovers all
 */
void
PrintRemarks(std::ostream& os, const std::vector<HandoverResult>& handovers)
{
    std::map<double, std::size_t> begins;
    std::size_t moved = 0;
    std::size_t longer = 0;
    for (const HandoverResult& handover : handovers)
    {
        ++begins[handover.detached_s.value_or(-1)];
        moved += handover.peer_moved;
        longer += handover.since_s.has_value();
    }
    std::size_t most = 1;
    for (const auto& [at, count] : begins)
    {
        most = std::max(most, count);
    }
    if (most > 2)
    {
        os << "  " << most << " begin at one moment (--stagger)\n";
    }
    if (moved > 0)
    {
        os << "  in " << moved << ", the other end moved meanwhile\n";
    }
    if (longer > 0)
    {
        os << "  in " << longer << ", service was gone before: the node had moved on (since_s)\n";
    }
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
    const bool hasDetour = HasDetour(handovers);
    columns.push_back({"interruption\ndown", RIGHT});
    columns.push_back({"\nup", RIGHT});
    if (hasDetour)
    {
        columns.push_back({"direct\npath", RIGHT});
    }
    columns.push_back({"lost\ndown", RIGHT});
    columns.push_back({"\nup", RIGHT});
    TextTable table(columns);
    std::set<std::string> legend;
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
            std::string cell = FormatFixed(part.get(handover), 2);
            if (part.gap && Get(handover.later_gap_ms, *part.gap) > 0.0)
            {
                cell += "+";
                legend.insert("+: service breaks off again behind that (later_gap_ms)");
            }
            cells.push_back(cell);
        }
        cells.push_back(GetCell(handover, Way::DOWN, legend));
        cells.push_back(GetCell(handover, Way::UP, legend));
        if (hasDetour)
        {
            cells.push_back(FormatFixed(GetDetour(handover), 2));
        }
        cells.push_back(std::to_string(handover.lost_down));
        cells.push_back(std::to_string(handover.lost_up));
        table.Add(cells);
    }
    table.Print(os);
    for (const std::string& line : legend)
    {
        os << "  " << line << "\n";
    }
    PrintRemarks(os, handovers);
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
