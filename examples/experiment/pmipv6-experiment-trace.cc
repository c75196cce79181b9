/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-trace.h"

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

} // namespace

std::string
WithTrace(const ExperimentOptions& options)
{
    return options[option::TRACE].trace ? "with --trace" : "";
}

namespace option
{

const Option<TraceFile> TRACE(
    {OptionGroup::VEHICLES,
     10,
     "trace",
     "ns-2 mobility trace: its nodes are the mobile nodes; switch ON and OFF attach and detach"},
    Ns2Trace(),
    TraceFile{},
    {nullptr, nullptr, &FetchTrace});

} // namespace option

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
