/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-scheme-none.h"

#include "pmipv6-experiment-network.h"
#include "pmipv6-experiment-owned-attributes.h"

#include "ns3/boolean.h"
#include "ns3/ipv6.h"
#include "ns3/simulator.h"
#include "ns3/string.h"

#include <sstream>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

/// @return the scheme of one run
std::unique_ptr<Scheme>
MakeNone(const ExperimentOptions&)
{
    return std::make_unique<NoScheme>();
}

/**
 * @param gateway a gateway
 * @return the prefix that it advertises
 */
std::string
GetAdvertisedPrefix(const NetworkNode& gateway)
{
    std::ostringstream text;
    text << "fd00:9:0:" << std::hex << gateway.name.GetNumber() << "::/64";
    return text.str();
}

const SchemeKind NONE(20, "none", &MakeNone, {false, true});

const OwnedAttributes OWNED_BY_NO_SCHEME{
    {"ns3::pmipv6::AccessRouter::Prefix", {}, "mag1 advertises fd00:9:0:1::/64"},
};

} // namespace

void
NoScheme::PrepareCore(Network& network)
{
    for (const auto& gateway : network.GetGateways())
    {
        network.AddPrefix(*ParsePrefix(GetAdvertisedPrefix(gateway)), gateway);
    }
}

void
NoScheme::InstallRoles(const Network& network)
{
    for (const auto& anchor : network.GetAnchors())
    {
        anchor.node->GetObject<Ipv6>()->SetAttribute("IpForward", BooleanValue(true));
    }
    InstallRouters(network);
}

void
NoScheme::InstallRouters(const Network& network)
{
    for (const auto& gateway : network.GetGateways())
    {
        auto router = CreateObject<AccessRouter>();
        router->SetAttribute("Prefix", StringValue(GetAdvertisedPrefix(gateway)));
        gateway.node->AddApplication(router);
        m_routers[gateway.name] = router;
    }
}

void
NoScheme::AddAccess(const NetworkNode& gateway, Ptr<AccessLink> link)
{
    m_routers.at(gateway.name)->AddAccess(link);
}

Ptr<AccessNeighborDiscovery>
NoScheme::GetNeighborDiscovery(const NetworkNode& gateway) const
{
    return m_routers.at(gateway.name)->GetNeighborDiscovery();
}

void
NoScheme::ScheduleRestart(const NetworkNode& node, Time at) const
{
    const auto router = m_routers.find(node.name);
    if (router != m_routers.end())
    {
        Simulator::Schedule(at, &AccessRouter::Restart, router->second);
    }
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
