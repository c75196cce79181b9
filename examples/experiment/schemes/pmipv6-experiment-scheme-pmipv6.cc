/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-scheme-pmipv6.h"

#include "pmipv6-experiment-core.h"
#include "pmipv6-experiment-monitors.h"
#include "pmipv6-experiment-option-values.h"
#include "pmipv6-experiment-owned-attributes.h"
#include "pmipv6-experiment-plan.h"
#include "pmipv6-experiment-scheme-interworking.h"
#include "pmipv6-experiment-values.h"

#include "ns3/boolean.h"
#include "ns3/pmipv6-anchor-state-source.h"
#include "ns3/pmipv6-gateway-state-source.h"
#include "ns3/pmipv6-ipv6-numbers.h"
#include "ns3/simulator.h"

#include <memory>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

/// @return the scheme of a run
std::unique_ptr<Scheme>
MakeBasicScheme(const ExperimentOptions& options)
{
    return GetScenario(options) ? MakeScheme<InterworkingScheme>(options)
                                : MakeScheme<Pmipv6Scheme>(options);
}

const SchemeKind PMIPV6(10, "pmipv6", &MakeBasicScheme, InterworkingScheme::MakeTraits());

/// @return why no gateway registers anybody; or ""
std::string
WithPlainGateways(const ExperimentOptions& options)
{
    const bool isPlain = options[option::SCHEME]->traits.hasPlainGateways;
    return isPlain ? WithWord(options, option::SCHEME) : "";
}

const Option<Time> AUTHENTICATION_DELAY(
    {OptionGroup::ACCESS, 80, "authenticationDelay", "of the gateway at each attachment"},
    InMilliseconds(ANY_MS),
    Time(0),
    {&WithPlainGateways});

/// Whence a mobile node's home network prefix comes (RFC 5213, 5.3.2).
enum class PrefixOrigin
{
    POOL,    //!< the anchor assigns it
    PROFILE, //!< the policy profile names it
};

/// @return why anchors assign no prefixes; or ""
std::string
WithDistributedPrefixes(const ExperimentOptions& options)
{
    const bool isDistributed = options[option::SCHEME]->traits.hasDistributedPrefixes;
    return isDistributed          ? WithWord(options, option::SCHEME)
           : GetScenario(options) ? WithWord(options, option::CASE)
                                  : WithPlainGateways(options);
}

const Option<PrefixOrigin> PREFIXES({OptionGroup::PROTOCOL,
                                     15,
                                     "prefixes",
                                     "home network prefixes: the anchor assigns them of its pool, "
                                     "others after its restart; or policy profiles name them "
                                     "(RFC 5213, 5.3.2)"},
                                    OneOf<PrefixOrigin>({{PrefixOrigin::POOL, "pool"},
                                                         {PrefixOrigin::PROFILE, "profile"}}),
                                    PrefixOrigin::POOL,
                                    {&WithDistributedPrefixes});

/**
 * @param plan a mobile node
 * @return the prefix of its profile, of its anchor's pool
 */
Prefix
GetProfilePrefix(const PlannedNode& plan)
{
    const Prefix pool = *ParsePrefix(Rfc6279Topology::GetPool(plan.anchor.GetNumber()));
    uint8_t octets[16];
    pool.GetAddress().GetBytes(octets);
    const uint32_t number = 2 * plan.name.GetNumber() + (plan.name.Is(CORRESPONDENT) ? 1 : 0);
    for (int i = 0; i < 4; ++i)
    {
        octets[7 - i] = static_cast<uint8_t>(number >> (8 * i));
    }
    return Prefix(Ipv6Address(octets), 64);
}

const OwnedAttributes OWNED_BY_PMIPV6{
    {"ns3::pmipv6::MobileAccessGateway::AuthenticationDelay", {&AUTHENTICATION_DELAY}, ""},
    {"ns3::pmipv6::MobileAccessGateway::TimestampBasedApproachInUse", {&option::ORDERING}, ""},
    {"ns3::pmipv6::LocalMobilityAnchor::Address", {}, "lma1 has fd00:c::1:1"},
    {"ns3::pmipv6::LocalMobilityAnchor::PrefixPool", {}, "lma1 assigns from fd00:1::/32"},
    {"ns3::pmipv6::MobileAccessGateway::Address", {}, "mag1 has fd00:c::2:1"},
};

const LimitedAttribute PREFIX_LENGTH(
    "ns3::pmipv6::LocalMobilityAnchor::PrefixLength",
    &IsHostPrefixLength,
    "64, for hosts make their addresses of 64 bits of a prefix and 64 of their own (RFC 4862, "
    "5.5.3)");

/// @return what is wrong with the order, if anything
Sentence
CheckOrdering(const ExperimentOptions& options)
{
    const bool isWrong = options[option::SCHEME]->traits.needsTimestamps &&
                         options[option::ORDERING] != Ordering::TIMESTAMP;
    return isWrong ? Sentence("--ordering=" + GetWord(options, option::ORDERING) +
                              " is not allowed " + WithWord(options, option::SCHEME) +
                              ", whose messages tell registrations at several gateways apart by "
                              "their timestamps; allowed: timestamp")
                   : std::nullopt;
}

/// @return a time in milliseconds, as text
std::string
SayMilliseconds(Time time)
{
    return FormatNumber(ToMilliseconds(time)) + " ms";
}

} // namespace

bool
IsHostPrefixLength(const std::string& value)
{
    return ReadCount(value) == AUTOCONFIGURED_LENGTH;
}

namespace option
{

const Option<Ordering> ORDERING(
    {OptionGroup::PROTOCOL, 10, "ordering", "how an anchor orders registrations (RFC 5213, 5.5)"},
    OneOf<Ordering>({{Ordering::TIMESTAMP, "timestamp"}, {Ordering::SEQUENCE, "sequence"}}),
    Ordering::TIMESTAMP,
    {&WithPlainGateways, &CheckOrdering});

} // namespace option

Pmipv6Scheme::Pmipv6Scheme(const ExperimentOptions& options)
    : m_options(options)
{
}

void
Pmipv6Scheme::InstallRoles(const Network& network)
{
    for (const auto& anchor : network.GetAnchors())
    {
        m_anchors[anchor.name] = MakeAnchor(anchor);
    }
    InstallGateways(network);
}

Ptr<LocalMobilityAnchor>
Pmipv6Scheme::MakeAnchor(const NetworkNode& node)
{
    return m_domain.InstallAnchor(node.node,
                                  node.address,
                                  Rfc6279Topology::GetPool(node.name.GetNumber()));
}

Ptr<MobileAccessGateway>
Pmipv6Scheme::MakeGateway(const NetworkNode& node)
{
    return m_domain.InstallGateway(node.node, node.address);
}

void
Pmipv6Scheme::ConfigureGateways(Pmipv6Helper& domain) const
{
    const bool isByTime = m_options[option::ORDERING] == Ordering::TIMESTAMP;
    domain.SetGatewayAttribute("AuthenticationDelay", TimeValue(m_options[AUTHENTICATION_DELAY]));
    domain.SetGatewayAttribute("TimestampBasedApproachInUse", BooleanValue(isByTime));
}

void
Pmipv6Scheme::InstallGateways(const Network& network)
{
    ConfigureGateways(m_domain);
    for (const auto& gateway : network.GetGateways())
    {
        if (const auto role = MakeGateway(gateway))
        {
            m_gateways[gateway.name] = role;
        }
    }
}

void
Pmipv6Scheme::AddAccess(const NetworkNode& gateway, Ptr<AccessLink> link)
{
    GetGateway(gateway)->AddAccess(link);
}

Ptr<AccessNeighborDiscovery>
Pmipv6Scheme::GetNeighborDiscovery(const NetworkNode& gateway) const
{
    return GetGateway(gateway)->GetNeighborDiscovery();
}

void
Pmipv6Scheme::AddMobileNode(const PlannedNode& plan,
                            const std::vector<LinkLayerAddress>& interfaces,
                            const std::string& identifier)
{
    std::vector<Prefix> prefixes;
    if (m_options[PREFIXES] == PrefixOrigin::PROFILE)
    {
        prefixes.push_back(GetProfilePrefix(plan));
    }
    m_domain.AddMobileNode(identifier, interfaces, m_anchors.at(plan.anchor), prefixes);
}

void
Pmipv6Scheme::ScheduleRestart(const NetworkNode& node, Time at) const
{
    const auto anchor = m_anchors.find(node.name);
    if (anchor != m_anchors.end())
    {
        Simulator::Schedule(at, &LocalMobilityAnchor::Restart, anchor->second);
    }
    const auto gateway = m_gateways.find(node.name);
    if (gateway != m_gateways.end())
    {
        Simulator::Schedule(at, &MobileAccessGateway::Restart, gateway->second);
    }
}

std::vector<std::string>
Pmipv6Scheme::FindWarnings(const Network& network) const
{
    if (m_options[option::ORDERING] != Ordering::TIMESTAMP)
    {
        return {};
    }
    // RFC 5213, 5.5: a request that is on its way for longer than the window is refused.
    std::string first;
    std::size_t more = 0;
    for (const auto& anchor : network.GetAnchors())
    {
        const auto window = GetWindow(anchor);
        const std::string to = anchor.name.GetText();
        for (const auto& gateway : network.GetGateways())
        {
            const std::string from = gateway.name.GetText();
            const auto delay = network.GetDelay(from, to);
            if (!window || !delay || *delay <= *window || !AreOfOneDomain(gateway, anchor))
            {
                continue;
            }
            if (first.empty())
            {
                first = "from " + from + " to " + to + " it takes " + SayMilliseconds(*delay) +
                        ", longer than TimestampValidityWindow (" + SayMilliseconds(*window) +
                        "): the anchor refuses all registrations from there, with "
                        "TIMESTAMP_MISMATCH";
            }
            else
            {
                ++more;
            }
        }
    }
    if (first.empty())
    {
        return {};
    }
    return {first + (more > 0 ? "; so it is with " + std::to_string(more) + " more" : "")};
}

bool
Pmipv6Scheme::AreOfOneDomain(const NetworkNode& /* gateway */,
                             const NetworkNode& /* anchor */) const
{
    return true;
}

std::optional<Time>
Pmipv6Scheme::GetWindow(const NetworkNode& node) const
{
    const auto anchor = GetAnchor(node);
    BooleanValue isNodes;
    anchor->GetAttribute("MobileNodeGeneratedTimestampInUse", isNodes);
    return isNodes.Get() ? std::nullopt : std::make_optional(ReadWindow(*anchor));
}

Time
Pmipv6Scheme::ReadWindow(const Object& anchor)
{
    TimeValue window;
    anchor.GetAttribute("TimestampValidityWindow", window);
    return window.Get();
}

void
Pmipv6Scheme::Connect(const Network& network, RunMonitors& monitors)
{
    for (const auto& node : network.GetAnchors())
    {
        ConnectAnchorNode(node, monitors);
        monitors.FollowStates(GetAnchor(node), node.name.GetText(), "lma");
    }
    ConnectGateways(network, monitors);
}

void
Pmipv6Scheme::ConnectAnchorNode(const NetworkNode& node, RunMonitors& monitors)
{
    monitors.handover.NameAnchor(node.address, node.name.GetText());
    monitors.FollowAnchor(node);
}

void
Pmipv6Scheme::ConnectGateways(const Network& network, RunMonitors& monitors)
{
    for (const auto& node : network.GetGateways())
    {
        if (!IsGateway(node))
        {
            continue;
        }
        const std::string name = node.name.GetText();
        monitors.signaling.AddNode(node.node, name, node.address);
        monitors.handover.AddGateway(GetGateway(node), name);
        monitors.FollowStates(GetGateway(node), name, "mag");
    }
}

bool
Pmipv6Scheme::AddState(const Network& network, StateChecker& checker) const
{
    for (const auto& anchor : network.GetAnchors())
    {
        checker.AddSource(std::make_shared<AnchorStateSource>(GetAnchor(anchor)),
                          anchor.name.GetText());
    }
    for (const auto& gateway : network.GetGateways())
    {
        checker.AddSource(std::make_shared<GatewayStateSource>(GetGateway(gateway)),
                          gateway.name.GetText());
    }
    return true;
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
