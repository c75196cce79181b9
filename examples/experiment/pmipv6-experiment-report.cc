/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-report.h"

#include "pmipv6-experiment-handover-table.h"
#include "pmipv6-experiment-text-table.h"
#include "pmipv6-experiment-values.h"

#include <algorithm>
#include <cmath>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

constexpr std::size_t FULL_TABLE = 12;       //!< up to so many flows are all shown
constexpr std::size_t FIRST_ROWS = 5;        //!< of more, so many
constexpr double CHART_TAIL = 0.1;           //!< s that the chart goes on behind its last milestone
constexpr auto LEFT = TextTable::Side::LEFT; //!< for short
constexpr auto RIGHT = TextTable::Side::RIGHT; //!< for short

/**
 * @param os the stream
 * @param title of what follows
 */
void
PrintTitle(std::ostream& os, const std::string& title)
{
    os << "\n" << title << "\n";
}

/**
 * @param count how many
 * @param what of what
 * @return "1 handover", "2 handovers"
 */
std::string
Count(uint64_t count, const std::string& what)
{
    return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
}

/**
 * @param result a run's result
 * @param name of a parameter
 * @return its text; empty if it is none of text
 */
std::string
GetParameter(const ExperimentResult& result, const std::string& name)
{
    for (const auto& [key, value] : result.parameters)
    {
        if (key == name && std::holds_alternative<std::string>(value))
        {
            return std::get<std::string>(value);
        }
    }
    return {};
}

void
PrintWhatWasRun(std::ostream& os, const ExperimentResult& result)
{
    os << "Scheme " << result.scheme << ", case " << result.caseName << ", access " << result.access
       << ": " << FormatNumber(result.simulated_s) << " s simulated in "
       << FormatFixed(result.wall_s, 2) << " s, " << Count(result.events, "event") << ", "
       << FormatFixed(result.peak_memory_mb, 0) << " MB\n";
    const std::string output = GetParameter(result, "output");
    if (!output.empty())
    {
        os << "Results in " << output << "\n";
    }
}

/**
 * @param path names of nodes
 * @return them in a line, those in the middle left out where they are many
 */
std::string
GetPathText(const std::vector<std::string>& path)
{
    constexpr std::size_t ROOM = 44; // what the table's other columns leave
    if (path.empty())
    {
        return "-";
    }
    std::string text = Join(path, " ");
    for (std::size_t ends = path.size() / 2; text.size() > ROOM && ends > 0; --ends)
    {
        const auto from = static_cast<std::ptrdiff_t>(ends);
        text = Join({path.begin(), path.begin() + from}, " ") + " .. " +
               Join({path.end() - from, path.end()}, " ");
    }
    return text;
}

void
PrintRoutes(std::ostream& os, const std::vector<OptimizationResult>& routes)
{
    PrintTitle(os,
               Count(routes.size(), "localized route") +
                   " set up by a first packet, ms since then");
    const std::size_t shown = routes.size() > FULL_TABLE ? FIRST_ROWS : routes.size();
    TextTable table({{"from", LEFT},
                     {"to", LEFT},
                     {"at s", RIGHT},
                     {"active\nback", RIGHT},
                     {"\nforth", RIGHT},
                     {"\ncompleted", RIGHT},
                     {"messages", RIGHT}});
    for (std::size_t i = 0; i < shown; ++i)
    {
        const OptimizationResult& route = routes[i];
        const auto since = [&route](const Figure& time) {
            return FormatFixed(time && route.triggered_s
                                   ? Figure((*time - *route.triggered_s) * 1e3)
                                   : std::nullopt,
                               2);
        };
        table.Add({route.from,
                   route.to,
                   FormatFixed(route.triggered_s, 3),
                   since(route.reverse_active_s),
                   since(route.forward_active_s),
                   since(route.completed_s),
                   route.messages ? std::to_string(*route.messages) : "-"});
    }
    if (shown < routes.size())
    {
        table.Add({"all " + std::to_string(routes.size())});
    }
    table.Print(os);
}

void
PrintFlows(std::ostream& os, const std::vector<FlowResult>& flows)
{
    PrintTitle(os, Count(flows.size(), "flow"));
    if (flows.empty())
    {
        return;
    }
    std::size_t shown = flows.size() > FULL_TABLE ? FIRST_ROWS : flows.size();
    TextTable table({{"from", LEFT},
                     {"to", LEFT},
                     {"sent", RIGHT},
                     {"received", RIGHT},
                     {"lost", RIGHT},
                     {"delay ms\nmean", RIGHT},
                     {"\nmax", RIGHT},
                     {"path of the last packet", LEFT}});
    for (std::size_t i = 0; i < shown; ++i)
    {
        const FlowResult& flow = flows[i];
        table.Add({flow.from,
                   flow.to,
                   std::to_string(flow.sent),
                   std::to_string(flow.received),
                   std::to_string(flow.lost),
                   FormatFixed(flow.delay_ms.mean, 2),
                   FormatFixed(flow.delay_ms.max, 2),
                   GetPathText(flow.path)});
    }
    FlowResult all;
    for (const FlowResult& flow : flows)
    {
        all.sent += flow.sent;
        all.received += flow.received;
        all.lost += flow.lost;
    }
    if (flows.size() > 1)
    {
        table.Add({shown < flows.size() ? "all " + std::to_string(flows.size()) : "all",
                   "",
                   std::to_string(all.sent),
                   std::to_string(all.received),
                   std::to_string(all.lost)});
    }
    table.Print(os);
}

void
PrintSignalling(std::ostream& os, const std::vector<SignallingCount>& counts)
{
    PrintTitle(os, "Signalling");
    TextTable table({{"message", LEFT},
                     {"sent", RIGHT},
                     {"received", RIGHT},
                     {"dropped", RIGHT},
                     {"retransmitted", RIGHT},
                     {"octets", RIGHT}});
    bool isEmpty = true;
    for (const SignallingCount& count : counts)
    {
        if (count.sent > 0 || count.received > 0 || count.dropped > 0)
        {
            isEmpty = false;
            table.Add({count.message,
                       std::to_string(count.sent),
                       std::to_string(count.received),
                       std::to_string(count.dropped),
                       std::to_string(count.retransmitted),
                       std::to_string(count.octets)});
        }
    }
    if (isEmpty)
    {
        os << "  none\n";
        return;
    }
    table.Print(os);
}

void
PrintFinalState(std::ostream& os, const FinalState& state)
{
    PrintTitle(os,
               std::string("Tables at the end: ") +
                   (state.consistent ? "consistent" : "NOT consistent") + ", " +
                   std::to_string(state.stale.size()) + " stale, " +
                   std::to_string(state.leftover.size()) + " left over");
    for (std::size_t i = 0; i < std::min(state.stale.size(), FIRST_ROWS); ++i)
    {
        const StateFault& fault = state.stale[i];
        os << "  " << fault.node << ": " << fault.object << " " << fault.key << " says "
           << fault.holds << ", should say " << fault.should_be << "\n";
    }
}

/**
 * @param first the handover that is shown
 * @return till when its messages are shown, s: a little longer than its last milestone
 */
double
GetChartEnd(const HandoverResult& first)
{
    double end = *first.detached_s;
    for (const Figure& time : {first.noticed_s,
                               first.attached_s,
                               first.registered_s,
                               first.advertised_s,
                               first.uplink_opened_s,
                               first.downlink_resumed_s,
                               first.route_optimized_s})
    {
        end = std::max(end, time.value_or(end));
    }
    end += CHART_TAIL;
    return end;
}

} // namespace

void
PrintReport(std::ostream& os,
            const ExperimentResult& result,
            const std::vector<SignallingRow>& rows)
{
    PrintWhatWasRun(os, result);
    PrintTitle(os,
               Count(result.handovers.size(), "handover") +
                   (result.handovers.empty() ? "" : ", in ms"));
    if (!result.handovers.empty())
    {
        PrintHandoverTable(os, result.handovers);
    }
    if (!result.optimizations.empty())
    {
        PrintRoutes(os, result.optimizations);
    }
    PrintFlows(os, result.flows);
    PrintSignalling(os, result.signalling);
    PrintFinalState(os, result.final_state);
    if (!result.handovers.empty() && result.handovers.front().detached_s)
    {
        const HandoverResult& first = result.handovers.front();
        PrintTitle(os,
                   "The first handover: " + first.node + " from " + first.from + " to " + first.to +
                       ", detached at " + FormatFixed(first.detached_s, 3) + " s");
        os << GetMessageChart(first, GetChartEnd(first), rows);
    }
    os << std::flush;
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
