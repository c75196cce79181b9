/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-plain-routers.h"

#include "pmipv6-experiment-core.h"
#include "pmipv6-experiment-option-values.h"
#include "pmipv6-experiment-owned-attributes.h"
#include "pmipv6-experiment-scheme.h"
#include "pmipv6-experiment-streams.h"
#include "pmipv6-experiment-values.h"

#include "ns3/boolean.h"
#include "ns3/simulator.h"
#include "ns3/string.h"

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

const OwnedAttributes OWNED_BY_PLAIN_ROUTERS{
    {"ns3::pmipv6::AccessRouter::Prefix", {}, "mag1 advertises fd00:9:0:1::/64"},
    {"ns3::pmipv6::AccessRouter::AdvertiseAtAttach", {&option::ROUTER_ADVERTISEMENTS}, ""},
    {"ns3::pmipv6::AccessRouter::MinRtrAdvInterval", {&option::ROUTER_ADVERTISEMENTS}, ""},
    {"ns3::pmipv6::AccessRouter::MaxRtrAdvInterval", {&option::ROUTER_ADVERTISEMENTS}, ""},
};

constexpr const char* AT_ATTACH = "attach";
constexpr Range INTERVALS_S{0.03, 1800}; //!< RFC 6275, 7.5; RFC 4861, 6.2.1

/// @return a shortest and a longest interval in seconds, or none
ValueForm<std::optional<std::pair<Time, Time>>>
AttachOrIntervals()
{
    using Value = std::optional<std::pair<Time, Time>>;
    return {"MIN-MAX",
            [] {
                return std::string(AT_ATTACH) + ", or MIN-MAX, the first at most the second, of " +
                       GetText(INTERVALS_S) + " s";
            },
            [](Value& value, const std::string& text) {
                value.reset();
                if (text == AT_ATTACH)
                {
                    return true;
                }
                const auto parts = Split(text, '-');
                const auto min = ReadInRange(parts.front(), INTERVALS_S);
                const auto max = ReadInRange(parts.back(), INTERVALS_S);
                if (parts.size() != 2 || !min || !max || *min > *max)
                {
                    return false;
                }
                value = {FromSeconds(*min), FromSeconds(*max)};
                return true;
            },
            [](const Value& value) {
                return ParameterValue(value ? FormatSeconds(value->first) + "-" +
                                                  FormatSeconds(value->second)
                                            : std::string(AT_ATTACH));
            }};
}

} // namespace

std::string
WithoutPlainRouters(const ExperimentOptions& options)
{
    // There gateways advertise too, which do so when a node attaches or asks (RFC 5213, 6.9.3).
    if (GetScenario(options))
    {
        return WithWord(options, option::CASE);
    }
    return options[option::SCHEME]->traits.hasPlainGateways ? ""
                                                            : WithWord(options, option::SCHEME);
}

namespace option
{

const Option<std::optional<std::pair<Time, Time>>> ROUTER_ADVERTISEMENTS(
    {OptionGroup::PROTOCOL,
     85,
     "routerAdvertisements",
     "none, mipv6: attach: a router advertises to each node that "
     "attaches; MIN-MAX: unsolicited "
     "alone, so many seconds apart (RFC 4861, 6.2.4), and who moves asks for none"},
    AttachOrIntervals(),
    std::optional<std::pair<Time, Time>>(),
    {&WithoutPlainRouters});

} // namespace option

Ptr<AccessRouter>
PlainRouters::Install(const NetworkNode& node, const std::string& prefix)
{
    auto router = CreateObject<AccessRouter>();
    router->SetAttribute("Prefix", StringValue(prefix));
    const auto& intervals = m_options[option::ROUTER_ADVERTISEMENTS];
    if (intervals && WithoutPlainRouters(m_options).empty())
    {
        router->SetAttribute("AdvertiseAtAttach", BooleanValue(false));
        router->SetAttribute("MinRtrAdvInterval", TimeValue(intervals->first));
        router->SetAttribute("MaxRtrAdvInterval", TimeValue(intervals->second));
    }
    const std::size_t before = node.name.Is(ANCHOR) ? MAX_GATEWAYS : 0;
    router->AssignStreams(
        GetFirstStream(StreamKind::ADVERTISEMENTS, before + node.name.GetNumber()));
    node.node->AddApplication(router);
    m_routers[node.name] = router;
    return router;
}

Ptr<AccessRouter>
PlainRouters::Find(const NodeName& node) const
{
    const auto router = m_routers.find(node);
    return router == m_routers.end() ? nullptr : router->second;
}

void
PlainRouters::ScheduleRestart(const NodeName& node, Time at) const
{
    if (const auto router = Find(node))
    {
        Simulator::Schedule(at, &AccessRouter::Restart, router);
    }
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
