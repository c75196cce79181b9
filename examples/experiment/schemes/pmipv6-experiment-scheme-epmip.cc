/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-scheme-epmip.h"

#include "pmipv6-experiment-monitors.h"
#include "pmipv6-experiment-owned-attributes.h"
#include "pmipv6-experiment-plan.h"
#include "pmipv6-experiment-result.h"
#include "pmipv6-experiment-values.h"

#include "ns3/pmipv6-location-state-source.h"
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

/// @return stories for the search of races: mn moves to the gateway that its peer leaves; it moves
/// by a gateway of RFC 5213; its peer is behind an access router. In the alternative deployment:
/// it moves to another eLMA, and back; with two LMFs; one LMF restarts
std::vector<std::pair<std::string, std::string>>
ListStories()
{
    // Nothing is reported again of itself, as no binding is refreshed.
    const std::string area = "--epmip=anchors --ns3::pmipv6::DistributedRouting::LocationLifetime="
                             "10000s --ns3::pmipv6::LocationManager::RecordLifetime=10000s ";
    return {
        {"to-peer", "--move=both --path=mn1:mag1,mag2 --path=cn1:mag2,mag4"},
        {"legacy",
         "--move=mn --moves=2 --path=mn1:mag1,mag3,mag4 --legacy=mag3 --detachDetection=10"},
        {"fixed", "--move=mn --correspondent=fixed --correspondentRouter=drf --detachDetection=10"},
        {"area", area + "--move=mn --path=mn1:mag1,mag3 --detachDetection=10"},
        {"area-twice", area + "--move=mn --moves=2 --path=mn1:mag1,mag3,mag4 --detachDetection=10"},
        {"area-managers", area + "--lmfs=2 --move=mn --path=mn1:mag1,mag3"},
        {"area-restart", area + "--move=mn --path=mn1:mag1,mag3 --restart=lmf1:10"}};
}

/// @return the scheme of a run, by its deployment
std::unique_ptr<Scheme>
MakeEpmip(const ExperimentOptions& options)
{
    return IsEpmipArea(options) ? MakeEpmipArea(options) : MakeEpmipGateways(options);
}

SchemeKind::Traits
MakeEpmipTraits()
{
    SchemeKind::Traits traits;
    traits.needsTimestamps = true;
    traits.getStories = &ListStories;
    traits.checkCase = &CheckEpmipCase;
    traits.getNodes = &ListEpmipNodes;
    traits.getAccessRouters = &ListEpmipRouters;
    return traits;
}

const OwnedAttributes OWNED_BY_EPMIP{
    {"ns3::pmipv6::DistributedRouting::Discovery", {&option::ELMA_DISCOVERY}, ""},
    {"ns3::pmipv6::HopByHopExtension::Delay", {&option::HOP_BY_HOP_DELAY}, ""},
    {"ns3::pmipv6::DistributedRouting::DirectAnswer", {&option::DIRECT_ANSWER}, ""},
    {"ns3::pmipv6::LocationManagement::DirectAnswer", {&option::DIRECT_ANSWER}, ""},
    {"ns3::pmipv6::DistributedRouting::HoldEarlyPackets", {&option::EARLY_PACKETS}, ""},
    {"ns3::pmipv6::DistributedRouting::ReverseLearning", {&option::REVERSE_LEARNING}, ""},
    {"ns3::pmipv6::DistributedMobility::HandoffBuffer", {&option::HANDOFF_BUFFER}, ""},
    {"ns3::pmipv6::DistributedMobility::Mend", {&option::MEND}, ""},
    {"ns3::pmipv6::DistributedRouter::Manager",
     {},
     "a router asks lma1, or lma2 if that is no eLMA; with --epmip=anchors an LMF"},
    {"ns3::pmipv6::NearestAnchor::Address", {&option::EPMIP_DEPLOYMENT}, ""},
};

} // namespace

const SchemeKind EPMIP(50, "epmip", &MakeEpmip, MakeEpmipTraits());

void
EpmipScheme::KeepRouter(const NetworkNode& node, Ptr<DistributedRouter> role)
{
    m_routers[node.name] = {node, role};
}

const NetworkNode&
EpmipScheme::FindNearest(const Network& network,
                         const NetworkNode& asker,
                         const std::vector<NetworkNode>& nodes)
{
    const auto getDelay = [&](const NetworkNode& node) {
        return network.GetDelay(asker.name.GetText(), node.name.GetText());
    };
    return *std::min_element(nodes.begin(), nodes.end(), [&](const auto& a, const auto& b) {
        return getDelay(a) < getDelay(b);
    });
}

void
EpmipScheme::SetNearest(const Network& network,
                        const std::vector<NetworkNode>& routers,
                        LocationManager& manager)
{
    for (const auto* askers : {&network.GetAnchors(), &network.GetGateways()})
    {
        for (const auto& asker : *askers)
        {
            manager.SetNearest(asker.address, FindNearest(network, asker, routers).address);
        }
    }
}

void
EpmipScheme::ScheduleRestart(const NetworkNode& node, Time at) const
{
    const auto router = m_routers.find(node.name);
    if (router == m_routers.end())
    {
        Pmipv6Scheme::ScheduleRestart(node, at);
        return;
    }
    Simulator::Schedule(at, &DistributedRouter::Restart, router->second.role);
}

void
EpmipScheme::AddMobileNode(const PlannedNode& plan,
                           const std::vector<LinkLayerAddress>& interfaces,
                           const std::string& identifier)
{
    Pmipv6Scheme::AddMobileNode(plan, interfaces, identifier);
    m_mobiles.insert(plan.name.GetText());
    for (const auto& interface : interfaces)
    {
        m_locations.AddMobileNode(plan.name.GetText(), interface);
    }
}

std::string
EpmipScheme::FindOwner(const Prefix& prefix) const
{
    const std::string owner = m_locations.GetOwner(prefix);
    return m_mobiles.count(owner) > 0 ? owner : "";
}

void
EpmipScheme::ConnectRouters(const Network& network, RunMonitors& monitors)
{
    for (const auto& [routerName, router] : m_routers)
    {
        const std::string name = routerName.GetText();
        monitors.FollowAnchor(router.node);
        monitors.FollowStates(router.role->GetRouting(), name, "router");
        m_locations.AddRouter(router.role, name, network.GetCorrespondent()->name.GetText());
    }
}

void
EpmipScheme::NoteLinkUp(const std::string& node, const std::string& gateway)
{
    m_locations.NoteLinkUp(node, gateway);
}

void
EpmipScheme::NoteLinkDown(const std::string& node)
{
    m_locations.NoteLinkDown(node);
}

bool
EpmipScheme::AddState(const Network& network, StateChecker& checker) const
{
    Pmipv6Scheme::AddState(network, checker);
    for (const auto& [name, router] : m_routers)
    {
        checker.AddSource(std::make_shared<LocationStateSource>(router.role->GetRouting()),
                          name.GetText());
    }
    return true;
}

std::optional<Time>
EpmipScheme::FindOptimized(const std::string& node, Time attached) const
{
    return m_locations.FindOptimized(node, attached);
}

void
EpmipScheme::AddResults(ExperimentResult& result, const RunMonitors& monitors) const
{
    for (auto& handover : result.handovers)
    {
        const auto* record =
            handover.attached_s
                ? m_locations.FindHandoff(handover.node, FromSeconds(*handover.attached_s))
                : nullptr;
        if (record)
        {
            handover.correspondents_known_s = ToFigure(record->correspondentsKnown);
            handover.forwarding_started_s = ToFigure(record->forwardingStarted);
            handover.peers_updated_s = ToFigure(record->peersUpdated);
            handover.forwarded = record->forwarded;
            handover.held = record->held;
            handover.overflowed = record->overflowed;
        }
    }
    for (const auto& record : m_locations.GetOptimizations(monitors.signaling))
    {
        result.optimizations.push_back({record.from,
                                        record.to,
                                        ToFigure(record.triggered),
                                        ToFigure(record.reverseActive),
                                        ToFigure(record.forwardActive),
                                        ToFigure(record.completed),
                                        record.messages,
                                        record.outcome,
                                        ToFigure(record.ended),
                                        record.held,
                                        record.overflowed});
    }
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
