/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-failures.h"

#include "pmipv6-experiment-core.h"
#include "pmipv6-experiment-deliveries.h"
#include "pmipv6-experiment-network.h"
#include "pmipv6-experiment-option-values.h"
#include "pmipv6-experiment-owned-attributes.h"
#include "pmipv6-experiment-plan.h"
#include "pmipv6-experiment-present-nodes.h"
#include "pmipv6-experiment-run-options.h"
#include "pmipv6-experiment-scheme.h"
#include "pmipv6-experiment-values.h"

#include "ns3/application.h"
#include "ns3/ipv6.h"
#include "ns3/pmipv6-access-device.h"
#include "ns3/simulator.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

using Moments = std::vector<NodeMoment>; //!< for short

/**
 * @param moment a node and a time
 * @return "mag1:5.5"
 */
std::string
ShowMoment(const NodeMoment& moment)
{
    return moment.first.GetText() + ":" + FormatNumber(ToSeconds(moment.second));
}

/**
 * @param moments changed
 * @param text NODE:S
 * @return whether it is
 */
bool
ReadMoment(Moments& moments, const std::string& text)
{
    const auto parts = Split(text, ':');
    const auto node = ReadNodeName(parts[0]);
    const auto time = ReadInRange(parts.back(), ANY_S);
    if (parts.size() != 2 || !node || !node->CanBeInCore() || !time)
    {
        return false;
    }
    moments.emplace_back(*node, FromSeconds(*time));
    return true;
}

/// @return the form of --restart and --stop
ValueForm<Moments>
NodesAndSeconds()
{
    return {"NODE:S",
            [] {
                return "NODE:S with an anchor, a gateway or another node of the core that has a "
                       "role (lma1, mag1, ..; cn1 with --routeOptimization=on), and " +
                       GetText(ANY_S) + " s";
            },
            &ReadMoment,
            [](const Moments& moments) { return GetTexts(moments, ShowMoment); }};
}

/**
 * @param numbers of gateways, rising, from 1
 * @return "mag1 to mag4, mag99"
 */
std::string
SayGateways(const std::vector<uint32_t>& numbers)
{
    const auto gap = std::adjacent_find(numbers.begin(), numbers.end(), [](uint32_t a, uint32_t b) {
        return b != a + 1;
    });
    const auto end = gap == numbers.end() ? gap : std::next(gap);
    std::string text = "mag1 to mag" + std::to_string(*std::prev(end));
    constexpr std::ptrdiff_t SHOWN = 4; // of many more
    const auto shown = std::min(SHOWN, std::distance(end, numbers.end()));
    for (auto number = end; number != end + shown; ++number)
    {
        text += ", mag" + std::to_string(*number);
    }
    return end + shown == numbers.end() ? text : text + " .. mag" + std::to_string(numbers.back());
}

/**
 * @param options a run's
 * @param option --restart or --stop
 * @return a sentence if it names a node that is not there
 */
Sentence
CheckMoments(const ExperimentOptions& options, const Option<Moments>& option)
{
    for (const auto& [name, at] : options[option])
    {
        const std::string given =
            "--" + option.GetName() + "=" + name.GetText() + ":" + FormatSeconds(at);
        if (auto sentence = CheckCoreNode(options, name, given))
        {
            return sentence;
        }
    }
    return std::nullopt;
}

/// @return why no role restarts, if none of the nodes named has one
std::string
WithoutRoles(const ExperimentOptions& options)
{
    const SchemeKind& scheme = *options[option::SCHEME];
    const auto& restarts = options[option::RESTARTS];
    const bool isIdle = scheme.traits.hasPlainAnchors &&
                        std::all_of(restarts.begin(), restarts.end(), [](const auto& restart) {
                            return restart.first.Is(ANCHOR);
                        });
    return isIdle ? WithWord(options, option::SCHEME) + ", where anchors are plain routers" : "";
}

/**
 * Take a node out of the network at a time: its roles end without a word, nothing comes in any
 * more, and nothing goes out.
 *
 * @param node the node
 * @param at when
 */
void
StopAt(Ptr<Node> node, Time at)
{
    Simulator::Schedule(at, [node] {
        const auto ipv6 = node->GetObject<Ipv6>();
        // But the loopback, which ns-3 cannot take down.
        for (uint32_t interface = 1; interface < ipv6->GetNInterfaces(); ++interface)
        {
            ipv6->SetDown(interface);
            // Neighbour discovery with mobile nodes passes IPv6 by.
            if (const auto access = DynamicCast<AccessDevice>(ipv6->GetNetDevice(interface)))
            {
                access->SetDiscoveryHandler(nullptr);
            }
        }
    });
    for (uint32_t i = 0; i < node->GetNApplications(); ++i)
    {
        node->GetApplication(i)->SetStopTime(at);
    }
}

const OwnedAttributes OWNED_BY_FAILURES{
    {"ns3::Application::StopTime", {&option::DURATION, &option::STOPS}, ""},
};

} // namespace

namespace option
{

const Option<Moments> RESTARTS({OptionGroup::FAULTS,
                                50,
                                "restart",
                                "the node's roles lose all state at S and go on; repeatable"},
                               NodesAndSeconds(),
                               {"none", Moments{}},
                               {&WithoutRoles, [](const ExperimentOptions& options) {
                                    return CheckMoments(options, RESTARTS);
                                }});

const Option<Moments> STOPS({OptionGroup::FAULTS,
                             60,
                             "stop",
                             "the node and its roles vanish at S, without a word; repeatable"},
                            NodesAndSeconds(),
                            {"none", Moments{}},
                            {nullptr, [](const ExperimentOptions& options) {
                                 return CheckMoments(options, STOPS);
                             }});

} // namespace option

Sentence
CheckCoreNode(const ExperimentOptions& options, const NodeName& name, const std::string& given)
{
    const uint32_t anchors = CountAnchors(options);
    const auto gateways = ListGateways(options);
    const auto others = ListOtherNodes(options);
    const bool isThere = (name.Is(ANCHOR) && name.GetNumber() <= anchors) ||
                         (name.Is(GATEWAY) &&
                          std::binary_search(gateways.begin(), gateways.end(), name.GetNumber())) ||
                         std::find(others.begin(), others.end(), name) != others.end();
    if (isThere)
    {
        return std::nullopt;
    }
    std::string allowed =
        std::string("lma1") + (anchors > 1 ? ", lma2" : "") + ", " + SayGateways(gateways);
    for (const NodeName& other : others)
    {
        allowed += ", " + other.GetText();
    }
    return given + " is not allowed here; allowed: " + allowed;
}

void
ScheduleFailures(const ExperimentOptions& options,
                 const Network& network,
                 DeliveryScheduler* scheduler)
{
    for (const auto& [name, at] : options[option::RESTARTS])
    {
        const auto* node = network.FindNode(name.GetText());
        if (!node)
        {
            continue;
        }
        const auto restartNow = [&network, node] {
            network.GetScheme().ScheduleRestart(*node, Time(0));
        };
        if (!scheduler || !scheduler->TakeRestart(name, restartNow))
        {
            network.GetScheme().ScheduleRestart(*node, at);
        }
    }
    for (const auto& [name, at] : options[option::STOPS])
    {
        if (const auto* node = network.FindNode(name.GetText()))
        {
            StopAt(node->node, at);
        }
    }
}

std::vector<std::string>
DescribeLateFailures(const ExperimentOptions& options, const std::string& end)
{
    std::vector<std::string> sentences;
    for (const auto* option : {&option::RESTARTS, &option::STOPS})
    {
        for (const auto& moment : options[*option])
        {
            if (moment.second >= options[option::DURATION])
            {
                sentences.push_back(end + ", before --" + option->GetName() + "=" +
                                    ShowMoment(moment));
            }
        }
    }
    return sentences;
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
