/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-special-options.h"

#include <algorithm>
#include <iterator>
#include <set>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

/**
 * @param name a node's name
 * @return whether it is that of a mobile node, or of a correspondent, which can be one
 */
bool
IsMobileNode(const NodeName& name)
{
    return name.role == "mn" || name.role == "cn";
}

/**
 * @param name a node's name
 * @return whether it is that of a gateway
 */
bool
IsGateway(const NodeName& name)
{
    return name.role == "mag" && name.number <= MAX_GATEWAYS;
}

/**
 * @param name a node's name
 * @return whether some scheme has such a node in its core
 */
bool
IsCoreNode(const NodeName& name)
{
    static const std::set<std::string> single{"lmf", "dns", "border", "router", "home"};
    return IsGateway(name) || name.role == "lma" || name.role == "cn" || single.count(name.role);
}

/**
 * @param a a node's name
 * @param b another's
 * @return whether there can be a link between them
 */
bool
CanBeLinked(const NodeName& a, const NodeName& b)
{
    return (IsCoreNode(a) && IsCoreNode(b)) || (IsMobileNode(a) && IsGateway(b)) ||
           (IsGateway(a) && IsMobileNode(b));
}

/**
 * @tparam Rows a container
 * @tparam ToText a function of one of its rows
 * @param rows what a repeatable option has
 * @param toText gives a row as it is written on the command line
 * @return all of them so
 */
template <class Rows, class ToText>
std::vector<std::string>
GetTexts(const Rows& rows, ToText toText)
{
    std::vector<std::string> texts;
    std::transform(rows.begin(), rows.end(), std::back_inserter(texts), toText);
    return texts;
}

/**
 * @param options changed
 * @param text NODE:GATEWAY,..
 * @return whether it is
 */
bool
SetPath(ExperimentOptions& options, const std::string& text)
{
    const auto parts = Split(text, ':');
    const auto node = ReadNodeName(parts[0]);
    if (parts.size() != 2 || !node || !IsMobileNode(*node))
    {
        return false;
    }
    const auto gateways = Split(parts[1], ',');
    if (!std::all_of(gateways.begin(), gateways.end(), [](const std::string& gateway) {
            const auto name = ReadNodeName(gateway);
            return name && IsGateway(*name);
        }))
    {
        return false;
    }
    options.paths[parts[0]] = gateways;
    return true;
}

/**
 * @param options changed
 * @param text NODE:NODE:MS
 * @param range of MS
 * @return whether it is
 */
bool
SetDelay(ExperimentOptions& options, const std::string& text, const Range& range)
{
    const auto parts = Split(text, ':');
    if (parts.size() != 3 || parts[0] == parts[1])
    {
        return false;
    }
    const auto a = ReadNodeName(parts[0]);
    const auto b = ReadNodeName(parts[1]);
    const auto delay = ReadInRange(parts[2], range);
    if (!a || !b || !delay || !CanBeLinked(*a, *b))
    {
        return false;
    }
    options.delays[std::minmax(parts[0], parts[1])] = FromMilliseconds(*delay);
    return true;
}

/**
 * @param options changed
 * @param text ROWSxCOLUMNS
 * @return whether it is
 */
bool
SetGateways(ExperimentOptions& options, const std::string& text)
{
    const auto parts = Split(text, 'x');
    const auto rows = ReadCount(parts[0]);
    const auto columns = ReadCount(parts.back());
    if (parts.size() != 2 || !rows || !columns || *rows < 1 || *columns < 1 ||
        *rows > MAX_GATEWAYS || *columns > MAX_GATEWAYS || *rows * *columns > MAX_GATEWAYS)
    {
        return false;
    }
    options.gatewayRows = static_cast<uint32_t>(*rows);
    options.gatewayColumns = static_cast<uint32_t>(*columns);
    return true;
}

} // namespace

OptionDescription
PathOption()
{
    OptionDescription option;
    option.name = "path";
    option.form = "NODE:GATEWAY,..";
    option.meaning = "gateways that a node visits in order, then from the start again; repeatable";
    option.allowed =
        "NODE:GATEWAY,GATEWAY,.. with a mobile node mn1, cn1, .. and gateways out of mag1 to mag" +
        std::to_string(MAX_GATEWAYS);
    option.derived = "mn1: mag1, mag3, mag5 ..; cn1: mag2 (a11, a12: mag1), mag4, mag6 ..; pair i "
                     "as pair 1";
    option.set = SetPath;
    option.get = [](const ExperimentOptions& options) {
        return GetTexts(options.paths,
                        [](const auto& path) { return path.first + ":" + Join(path.second, ","); });
    };
    return option;
}

OptionDescription
DelayOption(const Range& range)
{
    OptionDescription option;
    option.name = "delay";
    option.form = "NODE:NODE:MS";
    option.meaning = "between any two nodes of the mesh, or a mobile node and a gateway on the "
                     "ideal link, both directions; repeatable";
    option.allowed = "NODE:NODE:MS with two different nodes of the core (lma1, mag1, cn1, ..) or a "
                     "mobile node and a gateway, and " +
                     GetText(range) + " ms";
    option.derived = "as above";
    option.set = [range](ExperimentOptions& options, const std::string& text) {
        return SetDelay(options, text, range);
    };
    option.get = [](const ExperimentOptions& options) {
        return GetTexts(options.delays, [](const auto& link) {
            const auto& [nodes, delay] = link;
            return nodes.first + ":" + nodes.second + ":" + FormatNumber(ToMilliseconds(delay));
        });
    };
    return option;
}

OptionDescription
DetachDetectionOption(const Range& range)
{
    OptionDescription option;
    option.name = "detachDetection";
    option.form = "MS";
    option.meaning = "ideal link: until the old gateway notices a detach, or none";
    option.allowed = GetText(range) + " ms, or none";
    option.set = [range](ExperimentOptions& options, const std::string& text) {
        const auto value = ReadInRange(text, range);
        options.detachDetection.reset();
        if (value)
        {
            options.detachDetection = FromMilliseconds(*value);
        }
        return value || text == "none";
    };
    option.get = [](const ExperimentOptions& options) {
        return options.detachDetection ? ParameterValue(ToMilliseconds(*options.detachDetection))
                                       : ParameterValue(nullptr);
    };
    return option;
}

OptionDescription
MomentOption(const std::string& name,
             Member<std::vector<NodeMoment>> member,
             const Range& range,
             const std::string& meaning)
{
    OptionDescription option;
    option.name = name;
    option.form = "NODE:S";
    option.meaning = meaning;
    option.allowed = "NODE:S with an anchor, a gateway or another node of the core that has a role "
                     "(lma1, mag1, ..), and " +
                     GetText(range) + " s";
    option.derived = "none";
    option.set = [member, range](ExperimentOptions& options, const std::string& text) {
        const auto parts = Split(text, ':');
        const auto node = ReadNodeName(parts[0]);
        const auto time = ReadInRange(parts.back(), range);
        if (parts.size() != 2 || !node || !IsCoreNode(*node) || IsMobileNode(*node) || !time)
        {
            return false;
        }
        (options.*member).emplace_back(parts[0], FromSeconds(*time));
        return true;
    };
    option.get = [member](const ExperimentOptions& options) {
        return GetTexts(options.*member, [](const NodeMoment& moment) {
            return moment.first + ":" + FormatNumber(ToSeconds(moment.second));
        });
    };
    return option;
}

OptionDescription
FlowLogOption()
{
    OptionDescription option;
    option.name = "flowLog";
    option.form = "NODE:NODE";
    option.meaning = "writes flow-NODE-NODE.csv, a row for each packet from the first node to the "
                     "second that is sent, received or dropped; repeatable";
    option.allowed = "NODE:NODE with a sender and its receiver (mn1:cn1, cn1:mn1, ..)";
    option.derived = "none";
    option.set = [](ExperimentOptions& options, const std::string& text) {
        const auto parts = Split(text, ':');
        const auto from = ReadNodeName(parts[0]);
        const auto to = ReadNodeName(parts.back());
        if (parts.size() != 2 || !from || !to || !IsMobileNode(*from) || !IsMobileNode(*to))
        {
            return false;
        }
        const NodePair pair(parts[0], parts[1]);
        auto& logs = options.flowLogs;
        if (std::find(logs.begin(), logs.end(), pair) == logs.end())
        {
            logs.push_back(pair);
        }
        return true;
    };
    option.get = [](const ExperimentOptions& options) {
        return GetTexts(options.flowLogs,
                        [](const NodePair& ends) { return ends.first + ":" + ends.second; });
    };
    return option;
}

OptionDescription
TraceOption()
{
    OptionDescription option;
    option.name = "trace";
    option.form = "FILE";
    option.meaning = "ns-2 mobility trace: its nodes are the mobile nodes; switch ON and OFF "
                     "attach and detach";
    option.allowed = "a file with an ns-2 mobility trace";
    option.set = [](ExperimentOptions& options, const std::string& text) {
        options.traceFile = text;
        return !text.empty();
    };
    option.get = [](const ExperimentOptions& options) {
        return options.traceFile.empty() ? ParameterValue(nullptr)
                                         : ParameterValue(options.traceFile);
    };
    return option;
}

OptionDescription
GatewaysOption()
{
    OptionDescription option;
    option.name = "gateways";
    option.form = "ROWSxCOLUMNS";
    option.meaning = "gateways at the centres of equal cells over the trace's area";
    option.allowed =
        "ROWSxCOLUMNS, each 1 or more, not more than " + std::to_string(MAX_GATEWAYS) + " in all";
    option.set = SetGateways;
    option.get = [](const ExperimentOptions& options) {
        return std::to_string(options.gatewayRows) + "x" + std::to_string(options.gatewayColumns);
    };
    return option;
}

OptionDescription
OutputOption()
{
    OptionDescription option;
    option.name = "output";
    option.form = "DIR";
    option.meaning = "folder of the results: made anew; an earlier output is replaced, an empty "
                     "folder taken, any other never touched";
    option.allowed = "a folder's name";
    option.derived = "output/SCHEME-CASE-ACCESS-RUN";
    option.set = [](ExperimentOptions& options, const std::string& text) {
        options.output = text;
        return !text.empty();
    };
    option.get = [](const ExperimentOptions& options) { return options.output; };
    return option;
}

OptionDescription
SwitchOption(const std::string& name, Member<bool> member, const std::string& meaning)
{
    OptionDescription option;
    option.name = name;
    option.meaning = meaning;
    option.allowed = "on, off";
    option.set = [member](ExperimentOptions& options, const std::string& text) {
        static const std::set<std::string> on{"", "on", "true", "1"}; // ns-3's words, too
        static const std::set<std::string> off{"off", "false", "0"};
        options.*member = on.count(text) > 0;
        return on.count(text) > 0 || off.count(text) > 0;
    };
    option.get = [member](const ExperimentOptions& options) { return options.*member; };
    return option;
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
