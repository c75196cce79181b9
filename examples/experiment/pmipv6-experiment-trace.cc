/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-trace.h"

#include "pmipv6-experiment-node-name.h"
#include "pmipv6-experiment-values.h"

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

/// @return the form of --trace; the file is read by FetchTrace, once all options are known
ValueForm<TraceFile>
Ns2Trace()
{
    return {"FILE",
            [] { return "a file with an ns-2 mobility trace"; },
            [](TraceFile& value, const std::string& text) {
                value = {text, nullptr};
                return !text.empty();
            },
            [](const TraceFile& value) {
                return value.name.empty() ? ParameterValue(nullptr) : ParameterValue(value.name);
            }};
}

/// @return what is wrong with the trace's file
Sentence
FetchTrace(ExperimentOptions& options)
{
    const std::string name = options[option::TRACE].name;
    if (name.empty())
    {
        return std::nullopt;
    }
    try
    {
        options.Set(option::TRACE,
                    {name, std::make_shared<const MobilityTrace>(MobilityTrace::Read(name))});
    }
    catch (const MobilityTraceError& error)
    {
        return "--trace=" + name + " is not allowed: " + error.what() +
               "; allowed: a file with an ns-2 mobility trace";
    }
    return std::nullopt;
}

/**
 * @param grid changed
 * @param text ROWSxCOLUMNS
 * @return whether it is
 */
bool
ReadGrid(GatewayGrid& grid, const std::string& text)
{
    const auto parts = Split(text, 'x');
    const auto rows = ReadCount(parts[0]);
    const auto columns = ReadCount(parts.back());
    if (parts.size() != 2 || !rows || !columns || *rows < 1 || *columns < 1 ||
        *rows > MAX_GATEWAYS || *columns > MAX_GATEWAYS || *rows * *columns > MAX_GATEWAYS)
    {
        return false;
    }
    grid = {static_cast<uint32_t>(*rows), static_cast<uint32_t>(*columns)};
    return true;
}

/// @return the form of --gateways
ValueForm<GatewayGrid>
RowsByColumns()
{
    return {"ROWSxCOLUMNS",
            [] {
                return "ROWSxCOLUMNS, each 1 or more, not more than " +
                       std::to_string(MAX_GATEWAYS) + " in all";
            },
            &ReadGrid,
            [](const GatewayGrid& grid) {
                return std::to_string(grid.rows) + "x" + std::to_string(grid.columns);
            }};
}

} // namespace

std::string
WithTrace(const ExperimentOptions& options)
{
    return options[option::TRACE].trace ? "with --trace" : "";
}

std::string
WithoutTrace(const ExperimentOptions& options)
{
    return options[option::TRACE].trace ? "" : "without --trace";
}

namespace option
{

const Option<TraceFile> TRACE(
    {OptionGroup::TRACE,
     10,
     "trace",
     "ns-2 mobility trace: its nodes are the mobile nodes; switch ON and OFF attach and detach"},
    Ns2Trace(),
    TraceFile{},
    {nullptr, nullptr, &FetchTrace});

const Option<GatewayGrid> GATEWAYS({OptionGroup::TRACE,
                                    20,
                                    "gateways",
                                    "gateways at the centres of equal cells over the trace's area"},
                                   RowsByColumns(),
                                   GatewayGrid{},
                                   {&WithoutTrace});

} // namespace option

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
