/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-home-options.h"

#include "pmipv6-experiment-core.h"
#include "pmipv6-experiment-option-values.h"
#include "pmipv6-experiment-owned-attributes.h"
#include "pmipv6-experiment-plain-routers.h"
#include "pmipv6-experiment-plan.h"
#include "pmipv6-experiment-scheme.h"

#include "ns3/pmipv6-keyed-hash.h"

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

/// @return why no node looks after itself; or ""
std::string
WithoutMipv6(const ExperimentOptions& options)
{
    const auto& scheme = *options[option::SCHEME];
    if (scheme.HasHomeAddresses(options))
    {
        return "";
    }
    return scheme.traits.hasHomeAddresses ? WithWord(options, option::CASE)
                                          : WithWord(options, option::SCHEME);
}

/// @return a sentence if return routability is wanted, and cannot be computed
Sentence
CheckHash(const ExperimentOptions& options)
{
    return !options[option::ROUTE_OPTIMIZATION] || IsKeyedHashAvailable()
               ? std::nullopt
               : Sentence("--routeOptimization=on is not allowed: the module was built without "
                          "libgcrypt, which return routability needs; allowed: off");
}

/// @return a sentence if nodes with prefixes of their own are to be on one home link
Sentence
CheckNetworks(const ExperimentOptions& options)
{
    const auto homeLinks = ListHomeLinks(options);
    return !options[option::NETWORK_MOBILITY] || homeLinks.empty()
               ? std::nullopt
               : Sentence("--networkMobility=on is not allowed with --path through " +
                          homeLinks.begin()->GetText() +
                          ", a home link that has one prefix for all; allowed: off");
}

/// @return why nothing is found or set up; or ""
std::string
WithoutBootstrap(const ExperimentOptions& options)
{
    const std::string reason = WithoutMipv6(options);
    return reason.empty() && options[option::BOOTSTRAP] == "before"
               ? WithWord(options, option::BOOTSTRAP)
               : reason;
}

/// @return why nobody is asked for a name; or ""
std::string
WithoutName(const ExperimentOptions& options)
{
    const std::string reason = WithoutBootstrap(options);
    const auto& method = options[option::HOME_AGENT_DISCOVERY];
    return reason.empty() && method != "dns" && method != "dhcp"
               ? WithWord(options, option::HOME_AGENT_DISCOVERY)
               : reason;
}

const OwnedAttributes OWNED_BY_HOME_NODES{
    {"ns3::pmipv6::HomeBootstrap::Bootstrap", {&option::BOOTSTRAP}, ""},
    {"ns3::pmipv6::HomeBootstrap::Discovery", {&option::HOME_AGENT_DISCOVERY}, ""},
    {"ns3::pmipv6::HomeBootstrap::DiscoveryDelay", {&option::DISCOVERY_DELAY}, ""},
    {"ns3::pmipv6::HomeBootstrap::AssociationDelay", {&option::ASSOCIATION_DELAY}, ""},
    {"ns3::pmipv6::MobileIpv6Node::NetworkMobility", {&option::NETWORK_MOBILITY}, ""},
    {"ns3::pmipv6::MobileIpv6Node::RouteOptimization", {&option::ROUTE_OPTIMIZATION}, ""},
    {"ns3::pmipv6::MobileIpv6Node::CareOfDetection", {&option::CARE_OF_DAD}, ""},
    {"ns3::pmipv6::MobileIpv6Node::SolicitRouters", {&option::ROUTER_ADVERTISEMENTS}, ""},
    {"ns3::pmipv6::HomeAgent::HomeDetection", {&option::HOME_DAD}, ""},
    {"ns3::pmipv6::HomeAgent::Address", {}, "lma1 has fd00:c::1:1"},
};

} // namespace

namespace option
{

const Option<Time> CARE_OF_DAD(
    {OptionGroup::PROTOCOL,
     90,
     "careOfDad",
     "Mobile IPv6: duplicate address detection of a care-of address, before "
     "it is used (RFC 4862); 0: optimistic"},
    InMilliseconds(ANY_MS),
    MilliSeconds(1000),
    {&WithoutMipv6});

const Option<Time> HOME_DAD(
    {OptionGroup::PROTOCOL,
     91,
     "homeDad",
     "Mobile IPv6: the home agent's of a home address, before it has its first "
     "binding (RFC 6275, 10.3.1)"},
    InMilliseconds(ANY_MS),
    MilliSeconds(1000),
    {&WithoutMipv6});

const Option<bool> ROUTE_OPTIMIZATION(
    {OptionGroup::PROTOCOL,
     92,
     "routeOptimization",
     "Mobile IPv6: mobile nodes register with correspondents too, "
     "which send straight to them (RFC 6275, 11.7.2)"},
    OnOrOff(),
    false,
    {&WithoutMipv6, &CheckHash});

const Option<bool> NETWORK_MOBILITY(
    {OptionGroup::PROTOCOL,
     97,
     "networkMobility",
     "Mobile IPv6: each node has a home network prefix of its own, which "
     "moves with it as a whole (RFC 3963, R flag, implicit mode)"},
    OnOrOff(),
    false,
    {&WithoutMipv6, &CheckNetworks});

const Option<std::string> BOOTSTRAP(
    {OptionGroup::PROTOCOL,
     93,
     "bootstrap",
     "Mobile IPv6: when a node finds its home agent and sets up the "
     "security association with it (RFC 6612, 4.2.1)"},
    OneOf<std::string>({{"before", "before"}, {"at-move", "at-move"}}),
    std::string("before"),
    {&WithoutMipv6});

const Option<std::string> HOME_AGENT_DISCOVERY(
    {OptionGroup::PROTOCOL,
     94,
     "homeAgentDiscovery",
     "Mobile IPv6: how it finds it; dns and dhcp take discoveryDelay, dhaad is messages (RFC 6275, "
     "11.4.1)"},
    OneOf<std::string>(
        {{"configuration", "configuration"}, {"dns", "dns"}, {"dhcp", "dhcp"}, {"dhaad", "dhaad"}}),
    std::string("configuration"),
    {&WithoutBootstrap});

const Option<Time> DISCOVERY_DELAY(
    {OptionGroup::PROTOCOL, 95, "discoveryDelay", "Mobile IPv6: how long DNS or DHCPv6 takes"},
    InMilliseconds(ANY_MS),
    Time(0),
    {&WithoutName});

const Option<Time> ASSOCIATION_DELAY(
    {OptionGroup::PROTOCOL,
     96,
     "associationDelay",
     "Mobile IPv6: how long the security association takes to be set "
     "up, as by IKEv2"},
    InMilliseconds(ANY_MS),
    Time(0),
    {&WithoutBootstrap});

} // namespace option

std::vector<NodeName>
FindHomeCorrespondent(const ExperimentOptions& options)
{
    const bool isThere = options[option::ROUTE_OPTIMIZATION] && !HasMobileCorrespondents(options);
    return isThere ? std::vector<NodeName>{NodeName(CORRESPONDENT, 1)} : std::vector<NodeName>();
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
