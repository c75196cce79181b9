/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-scheme-none.h"

#include "ns3/boolean.h"
#include "ns3/ipv6.h"

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

SchemeKind::Traits
MakePlainTraits()
{
    SchemeKind::Traits traits;
    traits.hasSignalling = false;
    traits.hasPlainAnchors = true;
    traits.hasPlainGateways = true;
    return traits;
}

const SchemeKind NONE(20, "none", &MakeScheme<NoScheme>, MakePlainTraits());

} // namespace

NoScheme::NoScheme(const ExperimentOptions& options)
    : m_options(options),
      m_routers(options)
{
}

void
NoScheme::PrepareCore(Network& network)
{
    for (const auto& gateway : network.GetGateways())
    {
        network.AddPrefix(*ParsePrefix(Rfc6279Topology::GetLocalPrefix(gateway.name.GetNumber())),
                          gateway);
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
        m_routers.Install(gateway, Rfc6279Topology::GetLocalPrefix(gateway.name.GetNumber()));
    }
}

void
NoScheme::AddAccess(const NetworkNode& gateway, Ptr<AccessLink> link)
{
    m_routers.Find(gateway.name)->AddAccess(link);
}

Ptr<AccessNeighborDiscovery>
NoScheme::GetNeighborDiscovery(const NetworkNode& gateway) const
{
    return m_routers.Find(gateway.name)->GetNeighborDiscovery();
}

void
NoScheme::ScheduleRestart(const NetworkNode& node, Time at) const
{
    m_routers.ScheduleRestart(node.name, at);
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
