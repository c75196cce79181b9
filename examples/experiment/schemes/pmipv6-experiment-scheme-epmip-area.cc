/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-core.h"
#include "pmipv6-experiment-monitors.h"
#include "pmipv6-experiment-scheme-epmip.h"

#include "ns3/pmipv6-epmip-area-helper.h"
#include "ns3/simulator.h"

#include <algorithm>
#include <map>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

/// Anchors have the Distributed Anchoring Function, LMFs stand by themselves, gateways are as RFC
/// 5213 has them (draft-luo, 7.1).
class EpmipAreaScheme : public EpmipScheme
{
  public:
    using EpmipScheme::EpmipScheme;

    void Configure(Rfc6279Topology& topology) override;
    void PrepareCore(Network& network) override;
    void InstallRoles(const Network& network) override;
    void Connect(const Network& network, RunMonitors& monitors) override;
    void ScheduleRestart(const NetworkNode& node, Time at) const override;
    void ConnectAnchorNode(const NetworkNode& node, RunMonitors& monitors) override;
    void NoteLinkUp(const std::string& node, const std::string& gateway) override;
    std::string FindPathEnd(const std::string& gateway) const override;
    bool AddState(const Network& network, StateChecker& checker) const override;

  private:
    /// An LMF.
    struct Manager
    {
        NetworkNode node;          //!< its node
        Ptr<LocationManager> role; //!< its role
    };

    /// Give the LMFs their roles, and have some join later.
    void InstallManagers();

    /// Give the routers theirs that announce the area's prefixes.
    void InstallRouters(const Network& network);

    /// @return when an LMF joins; nothing: it is there from the beginning on
    std::optional<Time> FindJoin(const NetworkNode& manager) const;

    /// @return the LMFs, in the order in which a node of a number prefers them
    std::vector<Ipv6Address> GetPreferred(uint32_t number) const;

    EpmipAreaHelper m_area;                                    //!< gives the functions
    std::vector<Prefix> m_pools;                               //!< of mobile nodes
    std::vector<Manager> m_managers;                           //!< lmf1, ..
    std::optional<NetworkNode> m_border;                       //!< border1, if it is there
    std::vector<NetworkNode> m_anycast;                        //!< router1, .. of the area
    std::map<NodeName, Ptr<DistributedAnchoring>> m_anchoring; //!< functions of anchors
    std::map<std::string, std::string> m_nearest; //!< the anchor of each gateway, by their names
};

void
EpmipAreaScheme::Configure(Rfc6279Topology& topology)
{
    // draft-luo, 7.1: "The eLMAs don't announce any IPv6 prefix to routing system".
    topology.LeavePools();
}

void
EpmipAreaScheme::PrepareCore(Network& network)
{
    const auto& options = GetOptions();
    const auto add =
        [&](const NodeName& name, const std::string& place, std::optional<Time> delay) {
            const std::string address = "fd00:c::" + place + ":" + std::to_string(name.GetNumber());
            return network.AddNode(name, Ipv6Address(address.c_str()), delay);
        };
    if (!network.GetAccessRouters().empty())
    {
        m_border = network.GetAccessRouters().front();
    }
    for (const NodeName& name : ListEpmipNodes(options))
    {
        if (name.Is(LOCATION_MANAGER))
        {
            m_managers.push_back({add(name, "6", std::nullopt), nullptr});
        }
        else if (name.Is(BORDER_ROUTER))
        {
            m_border = add(name, "7", options[option::DELAY_CN_LMA]);
        }
        else
        {
            m_anycast.push_back(add(name, "5", options[option::DELAY_CN_LMA]));
        }
    }
    auto announcing = m_anycast;
    if (m_border)
    {
        announcing.push_back(*m_border);
    }
    for (const auto& router : announcing)
    {
        for (const auto& anchor : network.GetAnchors())
        {
            network.AddPrefix(*ParsePrefix(Rfc6279Topology::GetPool(anchor.name.GetNumber())),
                              router);
        }
    }
}

std::optional<Time>
EpmipAreaScheme::FindJoin(const NetworkNode& manager) const
{
    const auto& joins = GetOptions()[option::JOINS];
    const auto join = std::find_if(joins.begin(), joins.end(), [&manager](const auto& one) {
        return one.first == manager.name;
    });
    return join == joins.end() ? std::nullopt : std::optional<Time>(join->second);
}

std::vector<Ipv6Address>
EpmipAreaScheme::GetPreferred(uint32_t number) const
{
    // One that joins late is nobody's first choice.
    std::vector<Ipv6Address> addresses;
    std::vector<Ipv6Address> late;
    for (const auto& manager : m_managers)
    {
        (FindJoin(manager.node) ? late : addresses).push_back(manager.node.address);
    }
    for (auto* part : {&addresses, &late})
    {
        const auto size = static_cast<std::ptrdiff_t>(part->size());
        const auto first = size > 0 ? (number - 1) % size : 0;
        std::rotate(part->begin(), part->begin() + first, part->end());
    }
    addresses.insert(addresses.end(), late.begin(), late.end());
    return addresses;
}

void
EpmipAreaScheme::InstallManagers()
{
    for (auto& [node, role] : m_managers)
    {
        const auto join = FindJoin(node);
        if (!join)
        {
            role = m_area.InstallManager(node.node, node.address);
            continue;
        }
        role = m_area.InstallLateManager(node.node, node.address);
        role->SetStartTime(*join);
        Simulator::Schedule(*join, [this, manager = role] { m_area.JoinManager(manager); });
    }
}

void
EpmipAreaScheme::InstallRouters(const Network& network)
{
    const auto* correspondent = network.GetCorrespondent();
    if (!correspondent)
    {
        return;
    }
    const Prefix fixed = network.GetAccessRouters().empty() ? Prefix(correspondent->address, 128)
                                                            : Network::GetFixedPrefix();
    if (m_border)
    {
        KeepRouter(
            *m_border,
            m_area.InstallBorder(m_border->node, m_border->address, {fixed}, GetPreferred(1)));
    }
    for (const auto& router : m_anycast)
    {
        KeepRouter(router,
                   m_area.InstallRouter(router.node,
                                        router.address,
                                        {fixed},
                                        GetPreferred(router.name.GetNumber())));
    }
    for (const auto& manager : m_anycast.empty() ? std::vector<Manager>() : m_managers)
    {
        SetNearest(network, m_anycast, *manager.role);
    }
}

void
EpmipAreaScheme::InstallRoles(const Network& network)
{
    EpmipScheme::InstallRoles(network);
    ConfigureFunctions(m_area);
    m_area.AddCore(*ParsePrefix("fd00:c::/32"));
    for (const auto& anchor : network.GetAnchors())
    {
        m_pools.push_back(*ParsePrefix(Rfc6279Topology::GetPool(anchor.name.GetNumber())));
        m_area.AddPrefix(m_pools.back());
    }
    InstallManagers();
    for (const auto& anchor : network.GetAnchors())
    {
        m_anchoring[anchor.name] =
            m_area.InstallAnchor(GetAnchor(anchor), GetPreferred(anchor.name.GetNumber()));
    }
    for (const auto& gateway : network.GetGateways())
    {
        // Of equal ones mag1 has lma1, mag2 and mag3 lma2, and so on: who moves on finds another.
        auto anchors = network.GetAnchors();
        std::rotate(anchors.begin(),
                    anchors.begin() + gateway.name.GetNumber() / 2 % anchors.size(),
                    anchors.end());
        const auto& nearest = FindNearest(network, gateway, anchors);
        m_nearest[gateway.name.GetText()] = nearest.name.GetText();
        EpmipAreaHelper::SetNearest(GetGateway(gateway), GetAnchor(nearest));
    }
    InstallRouters(network);
}

void
EpmipAreaScheme::ScheduleRestart(const NetworkNode& node, Time at) const
{
    const auto manager =
        std::find_if(m_managers.begin(), m_managers.end(), [&node](const auto& one) {
            return one.node.name == node.name;
        });
    if (manager == m_managers.end())
    {
        EpmipScheme::ScheduleRestart(node, at);
        return;
    }
    Simulator::Schedule(at, &LocationManager::Restart, manager->role);
}

void
EpmipAreaScheme::ConnectAnchorNode(const NetworkNode& node, RunMonitors& monitors)
{
    monitors.handover.NameAnchor(node.address, node.name.GetText());
    // What it takes from gateways is of its nodes, what from eLMAs and routers for them.
    monitors.FollowAnchor(node, [this, node](const Ipv6Header& header) {
        const Ipv6Address source = header.GetSource();
        const bool isOfMobile =
            std::any_of(m_pools.begin(), m_pools.end(), [&source](const Prefix& pool) {
                return pool.Contains(source);
            });
        return isOfMobile && IsFromFirstRouter(node, header) ? TrafficMonitor::Side::SENDER
                                                             : TrafficMonitor::Side::RECEIVER;
    });
}

void
EpmipAreaScheme::Connect(const Network& network, RunMonitors& monitors)
{
    EpmipScheme::Connect(network, monitors);
    if (const auto* correspondent = network.GetCorrespondent())
    {
        GetLocations().AddFixedNode(correspondent->name.GetText(),
                                    network.GetAccessRouters().empty()
                                        ? Prefix(correspondent->address, 128)
                                        : Network::GetFixedPrefix());
    }
    for (const auto& anchor : network.GetAnchors())
    {
        const std::string name = anchor.name.GetText();
        const auto& anchoring = m_anchoring.at(anchor.name);
        GetLocations().AddAnchor(GetAnchor(anchor), name, *anchoring);
        monitors.FollowStates(anchoring->GetRouting(), name, "lma");
        monitors.FollowStates(anchoring->GetMobility(), name, "lma");
    }
    for (const auto& [node, role] : m_managers)
    {
        monitors.signaling.AddNode(node.node, node.name.GetText(), node.address);
        monitors.FollowStates(role, node.name.GetText(), "lmf");
    }
    ConnectRouters(network, monitors);
}

void
EpmipAreaScheme::NoteLinkUp(const std::string& node, const std::string& gateway)
{
    // What counts is at which anchor a node is.
    EpmipScheme::NoteLinkUp(node, m_nearest.at(gateway));
}

std::string
EpmipAreaScheme::FindPathEnd(const std::string& gateway) const
{
    return m_nearest.at(gateway);
}

bool
EpmipAreaScheme::AddState(const Network& network, StateChecker& checker) const
{
    // Locations name anchors here, not where nodes are: the ways of packets judge them.
    return Pmipv6Scheme::AddState(network, checker);
}

} // namespace

std::unique_ptr<Scheme>
MakeEpmipArea(const ExperimentOptions& options)
{
    return MakeScheme<EpmipAreaScheme>(options);
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
