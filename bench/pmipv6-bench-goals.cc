/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-bench-goals.h"

#include <algorithm>
#include <cstdio>
#include <unistd.h>

namespace ns3
{
namespace pmipv6
{
namespace bench
{

const char* const OCTETS_EACH = "octets_each";

namespace
{

/// What the module should reach.
struct Goal
{
    const char* meaning;   //!< in words
    const char* subject;   //!< a benchmark
    const char* reference; //!< another, by which it is divided; null: the time in ns counts
    double limit;          //!< the largest quotient, or time
    bool isMemory{false};  //!< memory, else CPU time
};

/// All goals.
const Goal GOALS[] = {
    {"parse a PBU, ns", "ParseProxyBindingUpdate", nullptr, 1000},
    {"build a PBU, ns", "BuildProxyBindingUpdate", nullptr, 1000},
    {"binding by node, 1,000,000 / bare map",
     "BindingCacheByNode/1000000",
     "BindingCacheByNode_reference/1000000",
     1.5},
    {"binding by prefix, 1,000,000 / bare map",
     "BindingCacheByPrefix/1000000",
     "BindingCacheByPrefix_reference/1000000",
     1.5},
    {"anchor's forwarding table, 1,000,000 / bare map",
     "AnchorForwardingTable/1000000",
     "AnchorForwardingTable_reference/1000000",
     1.5},
    {"gateway's forwarding table, 1,000,000 / bare map",
     "GatewayForwardingTable/1000000",
     "GatewayForwardingTable_reference/1000000",
     1.5},
    {"localized routes of 100,000 pairs / bare map",
     "LocalizedRoutes/100000",
     "LocalizedRoutes_reference/100000",
     1.5},
    {"location, 1,000,000 / bare map",
     "LocationTable/1000000",
     "LocationTable_reference/1000000",
     1.5},
    {"packet to a location, 1,000,000 / bare map",
     "LocationForwardingTable/1000000",
     "LocationForwardingTable_reference/1000000",
     1.5},
    {"session at a CMD, by node, 1,000,000 / bare map",
     "MobilitySessionsByNode/1000000",
     "MobilitySessionsByNode_reference/1000000",
     1.5},
    {"session at a CMD, by prefix, 1,000,000 / bare map",
     "MobilitySessionsByPrefix/1000000",
     "MobilitySessionsByPrefix_reference/1000000",
     1.5},
    {"record at an LMF, by node, 1,000,000 / bare map",
     "LocationRecordsByNode/1000000",
     "LocationRecordsByNode_reference/1000000",
     1.5},
    {"record at an LMF, by prefix, 1,000,000 / bare map",
     "LocationRecordsByPrefix/1000000",
     "LocationRecordsByPrefix_reference/1000000",
     1.5},
    {"home binding, 1,000,000 / bare map",
     "HomeBindings/1000000",
     "HomeBindings_reference/1000000",
     1.5},
    {"correspondent's binding, 1,000,000 / bare map",
     "CorrespondentBindings/1000000",
     "CorrespondentBindings_reference/1000000",
     1.5},
    {"home address of a packet, 1,000,000 / bare map",
     "HomeAddressCheck/1000000",
     "HomeAddressCheck_reference/1000000",
     1.5},
    {"care-of path of a packet, 100,000 / bare map",
     "CareOfPaths/100000",
     "CareOfPaths_reference/100000",
     1.5},
    {"forwarding table of anchor and home agent, 1,000,000 / bare maps",
     "BesideForwardingTable/1000000",
     "BesideForwardingTable_reference/1000000",
     1.5},
    {"packet to a node / plain routing", "Downlink", "Downlink_reference", 1.5},
    {"packet from a node / plain routing", "Uplink", "Uplink_reference", 1.5},
    {"registration, 100,000 bindings / 100",
     "RegistrationAtBindings/100000",
     "RegistrationAtBindings/100",
     1.25},
    {"forwarding, 100,000 bindings / 100",
     "ForwardingAtBindings/100000",
     "ForwardingAtBindings/100",
     1.25},
    {"registration, 10,000 nodes / 3,000", "Registration/10000", "Registration/3000", 4},
    {"memory, 10,000 nodes / plain routing",
     "NodeMemory/10000",
     "NodeMemory_reference/10000",
     1.3,
     true},
};

} // namespace

GoalReporter::GoalReporter()
    : ConsoleReporter(isatty(STDOUT_FILENO) ? OO_Color : OO_None)
{
}

void
GoalReporter::ReportRuns(const std::vector<Run>& reports)
{
    ConsoleReporter::ReportRuns(reports);
    for (const auto& run : reports)
    {
        const double time =
            run.GetAdjustedCPUTime() / benchmark::GetTimeUnitMultiplier(run.time_unit) * 1e9;
        if (run.run_type != Run::RT_Iteration || time <= 0)
        {
            continue;
        }
        const auto known = m_times.emplace(run.benchmark_name(), time).first;
        known->second = std::min(known->second, time);
        const auto octets = run.counters.find(OCTETS_EACH);
        if (octets != run.counters.end())
        {
            m_octets[run.benchmark_name()] = octets->second.value;
        }
    }
}

std::optional<double>
GoalReporter::Get(const std::string& name, bool isMemory) const
{
    const auto& values = isMemory ? m_octets : m_times;
    const auto known = values.find(name);
    return known == values.end() ? std::nullopt : std::optional<double>(known->second);
}

void
GoalReporter::Finalize()
{
    ConsoleReporter::Finalize();
    bool isFirst = true;
    for (const auto& goal : GOALS)
    {
        const auto subject = Get(goal.subject, goal.isMemory);
        const auto reference = goal.reference ? Get(goal.reference, goal.isMemory) : 1;
        if (!subject || !reference)
        {
            continue; // Filtered out.
        }
        if (isFirst)
        {
            std::printf("\n%-50s %10s %10s\n", "Goal", "at most", "measured");
            isFirst = false;
        }
        const double measured = *subject / *reference;
        std::printf("%-50s %10.4g %10.4g  %s\n",
                    goal.meaning,
                    goal.limit,
                    measured,
                    measured <= goal.limit ? "met" : "NOT MET");
    }
    std::fflush(stdout);
}

} // namespace bench
} // namespace pmipv6
} // namespace ns3
