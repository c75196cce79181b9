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

constexpr double CHART_TAIL = 0.1; //!< s that the chart goes on behind its last milestone

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
 * @param several what more than one of it are called, if not with an s
 * @return "1 handover", "2 handovers"
 */
std::string
Count(uint64_t count, const std::string& what, const std::string& several = {})
{
    return std::to_string(count) + " " +
           (count == 1        ? what
            : several.empty() ? what + "s"
                              : several);
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
    constexpr std::size_t ROOM = 28; // what the table's other columns leave
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

/**
 * @param routes direct paths that a first packet was to bring about
 * @return what the table of them is called
 */
std::string
GetRoutesTitle(const std::vector<OptimizationResult>& routes)
{
    const auto done =
        static_cast<std::size_t>(std::count_if(routes.begin(), routes.end(), [](const auto& route) {
            return route.completed_s.has_value();
        }));
    const std::string vain =
        done < routes.size() ? ", " + std::to_string(routes.size() - done) + " not" : "";
    return Count(done, "direct path") + " set up by a first packet" + vain +
           ", ms since it was seen";
}

void
PrintRoutes(std::ostream& os, const std::vector<OptimizationResult>& routes)
{
    PrintTitle(os, GetRoutesTitle(routes));
    const std::size_t shown = routes.size() > FULL_TABLE ? FIRST_ROWS : routes.size();
    const bool hasOutcomes = std::any_of(routes.begin(), routes.end(), [](const auto& route) {
        return !route.outcome.empty();
    });
    std::vector<TextTable::Column> columns{{"from", LEFT},
                                           {"to", LEFT},
                                           {"at s", RIGHT},
                                           {"active\nback", RIGHT},
                                           {"\nforth", RIGHT},
                                           {"\ncompleted", RIGHT},
                                           {"messages", RIGHT}};
    if (hasOutcomes)
    {
        columns.push_back({"outcome", LEFT});
    }
    TextTable table(columns);
    for (std::size_t i = 0; i < shown; ++i)
    {
        const OptimizationResult& route = routes[i];
        const auto since = [&route](const Figure& time) {
            return FormatFixed(time && route.triggered_s
                                   ? Figure((*time - *route.triggered_s) * 1e3)
                                   : std::nullopt,
                               2);
        };
        std::vector<std::string> row{route.from,
                                     route.to,
                                     FormatFixed(route.triggered_s, 3),
                                     since(route.reverse_active_s),
                                     since(route.forward_active_s),
                                     since(route.completed_s),
                                     route.messages ? std::to_string(*route.messages) : "-"};
        if (hasOutcomes)
        {
            row.push_back(route.outcome.empty() ? "-" : route.outcome);
        }
        table.Add(row);
    }
    if (shown < routes.size())
    {
        table.Add({"all " + std::to_string(routes.size())});
    }
    table.Print(os);
}

/**
 * @param flows some
 * @return one with their sums
 */
FlowResult
AddUp(const std::vector<FlowResult>& flows)
{
    FlowResult all;
    for (const FlowResult& flow : flows)
    {
        all.sent += flow.sent;
        all.received += flow.received;
        all.lost += flow.lost;
        all.unreachable.sent += flow.unreachable.sent;
        all.unreachable.lost += flow.unreachable.lost;
    }
    return all;
}

/**
 * @param isAnyOff whether an end of any flow was in no network for a time
 * @return the columns of the table of flows
 */
std::vector<TextTable::Column>
GetFlowColumns(bool isAnyOff)
{
    std::vector<TextTable::Column> columns{{"from", LEFT},
                                           {"to", LEFT},
                                           {"sent", RIGHT},
                                           {"received", RIGHT},
                                           {"lost", RIGHT},
                                           {"%", RIGHT}};
    if (isAnyOff)
    {
        columns.push_back({"lost, an\nend off", RIGHT});
    }
    columns.insert(columns.end(),
                   {{"delay ms\nmean", RIGHT},
                    {"\np95", RIGHT},
                    {"\nmax", RIGHT},
                    {"path of the last packet", LEFT}});
    return columns;
}

/**
 * @param names what stands in front
 * @param flow a flow, or the sum of some
 * @param isAnyOff whether an end of any flow was in no network for a time
 * @return the cells of its row up to what is lost
 */
std::vector<std::string>
GetFlowCells(std::vector<std::string> names, const FlowResult& flow, bool isAnyOff)
{
    const uint64_t lost = flow.lost - flow.unreachable.lost;
    const uint64_t sent = flow.sent - flow.unreachable.sent;
    const Figure share = sent > 0
                             ? Figure(100 * static_cast<double>(lost) / static_cast<double>(sent))
                             : std::nullopt;
    std::vector<std::string> cells = std::move(names);
    cells.insert(cells.end(),
                 {std::to_string(flow.sent),
                  std::to_string(flow.received),
                  std::to_string(lost),
                  FormatFixed(share, 2)});
    if (isAnyOff)
    {
        cells.push_back(std::to_string(flow.unreachable.lost));
    }
    return cells;
}

void
PrintFlows(std::ostream& os, const std::vector<FlowResult>& flows)
{
    PrintTitle(os, Count(flows.size(), "flow"));
    if (flows.empty())
    {
        return;
    }
    const std::size_t shown = flows.size() > FULL_TABLE ? FIRST_ROWS : flows.size();
    const FlowResult all = AddUp(flows);
    const bool isAnyOff = all.unreachable.sent > 0;
    TextTable table(GetFlowColumns(isAnyOff));
    for (std::size_t i = 0; i < shown; ++i)
    {
        const FlowResult& flow = flows[i];
        auto cells = GetFlowCells({flow.from, flow.to}, flow, isAnyOff);
        for (const Figure& delay : {flow.delay_ms.mean, flow.delay_ms.p95, flow.delay_ms.max})
        {
            cells.push_back(FormatFixed(delay, 2));
        }
        cells.push_back(GetPathText(flow.path));
        table.Add(cells);
    }
    if (flows.size() > 1)
    {
        const std::string title =
            shown < flows.size() ? "all " + std::to_string(flows.size()) : "all";
        table.Add(GetFlowCells({title, ""}, all, isAnyOff));
    }
    table.Print(os);
    if (isAnyOff)
    {
        os << "  lost, an end off: sent while a node was in no network; not in lost and %\n";
    }
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
    bool isLostOnAccess = false;
    bool isLostOnCore = false;
    for (const SignallingCount& count : counts)
    {
        if (count.sent > 0 || count.received > 0 || count.dropped > 0)
        {
            isEmpty = false;
            const bool isMissing = count.received + count.dropped < count.sent;
            const bool isOfAccess = count.message.rfind("Router", 0) == 0;
            isLostOnAccess = isLostOnAccess || (isMissing && isOfAccess);
            isLostOnCore = isLostOnCore || (isMissing && !isOfAccess);
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
    if (isLostOnAccess)
    {
        os << "  Router..: those not received were sent without a link, or lost on it\n";
    }
    if (isLostOnCore)
    {
        os << "  others not received: under way at the end, or a neighbor did not answer\n";
    }
}

/**
 * @param fault an entry that is wrong
 * @return a sentence about it
 */
std::string
GetText(const StateFault& fault)
{
    if (fault.object == "address")
    {
        return fault.node + ": address " + fault.key + " is " + fault.holds +
               ", but no session has it any more";
    }
    if (fault.object == "prefix")
    {
        return fault.node + ": packets to " + fault.key + " end there (" + fault.holds +
               "), it is at " + fault.should_be;
    }
    if (fault.object == "care-of address")
    {
        return fault.holds == "none" ? fault.node + ": no care-of address, at " + fault.should_be
                                     : fault.node + ": care-of address " + fault.holds +
                                           ", which " + fault.should_be + " does not deliver to it";
    }
    if (fault.object == "binding" && fault.holds == "none")
    {
        return fault.node + ": no binding of " + fault.key + ", which is at " + fault.should_be;
    }
    return fault.node + ": " + fault.object + " " + fault.key + " says " + fault.holds +
           ", should say " + fault.should_be;
}

/**
 * @param state the tables at the end
 * @return what is wrong, causes in front of what comes of them
 */
std::vector<StateFault>
SortFaults(const FinalState& state)
{
    const auto getRank = [](const StateFault& fault) {
        return fault.object == "binding"   ? 0
               : fault.object == "prefix"  ? 2
               : fault.object == "address" ? 3
                                           : 1;
    };
    std::vector<StateFault> faults = state.stale;
    std::stable_sort(
        faults.begin(),
        faults.end(),
        [&getRank](const StateFault& a, const StateFault& b) { return getRank(a) < getRank(b); });
    return faults;
}

void
PrintFinalState(std::ostream& os, const FinalState& state)
{
    PrintTitle(os,
               std::string("Tables at the end: ") +
                   (state.consistent
                        ? "consistent"
                        : "NOT consistent, " + std::to_string(state.stale.size()) + " stale"));
    const auto faults = SortFaults(state);
    for (std::size_t i = 0; i < std::min(faults.size(), FIRST_ROWS); ++i)
    {
        os << "  " << GetText(faults[i]) << "\n";
    }
    if (faults.size() > FIRST_ROWS)
    {
        os << "  and " << faults.size() - FIRST_ROWS << " more: final_state in result.json\n";
    }
    if (!state.leftover.empty())
    {
        os << "  unused until their lifetimes end, which is no fault: "
           << Count(state.leftover.size(), "entry", "entries") << "\n";
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
                   (result.handovers.empty() ? "" : ", ms since radio contact was lost"));
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
