/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-collect.h"

#include "pmipv6-experiment-traffic.h"
#include "pmipv6-experiment-values.h"

#include "ns3/pmipv6-ipv6-host.h"
#include "ns3/pmipv6-state-checker.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

/// @return what became of a handover's flows in both directions
InterruptionResult
ToInterruption(const InterruptionRecord& downlink, const InterruptionRecord& uplink)
{
    return {ToDelay(downlink.length),
            ToDelay(uplink.length),
            downlink.why,
            uplink.why,
            {ToDelay(downlink.spacing), ToDelay(uplink.spacing)}};
}

/// @return what a handover did to one flow
FlowHandoverResult
ToFlow(const FlowHandoverRecord& record)
{
    FlowHandoverResult flow;
    flow.from = record.from;
    flow.to = record.to;
    flow.direction = record.isDownlink ? "downlink" : "uplink";
    flow.interruption_ms = ToDelay(record.interruption);
    flow.why = record.why;
    flow.spacing_ms = ToDelay(record.spacing);
    flow.peer_moved = record.isPeerMoved;
    flow.since_s = ToFigure(record.since);
    flow.lost = record.lost;
    flow.service_gap_ms = ToDelay(record.serviceGap);
    flow.later_gap_ms = ToDelay(record.laterGap);
    return flow;
}

/// @return how one prefix came through a handover
PrefixResult
ToPrefix(const PrefixRecord& record)
{
    PrefixResult prefix;
    prefix.prefix = ToText(record.prefix);
    prefix.anchor = record.anchor;
    prefix.ready_s = ToFigure(record.ready);
    prefix.downlink_resumed_s = ToFigure(record.downlinkResumed);
    prefix.uplink_opened_s = ToFigure(record.uplinkOpened);
    prefix.lost = record.lost;
    prefix.lost_down = record.lostDown;
    prefix.lost_up = record.lostUp;
    prefix.interruption = ToInterruption(record.downlink, record.uplink);
    prefix.service_gap_ms = {ToDelay(record.downlink.serviceGap),
                             ToDelay(record.uplink.serviceGap)};
    prefix.later_gap_ms = {ToDelay(record.downlink.laterGap), ToDelay(record.uplink.laterGap)};
    prefix.own = record.isOwn;
    return prefix;
}

/// @return a handover but for the scheme's part of it
HandoverResult
ToHandover(const HandoverRecord& record)
{
    HandoverResult handover;
    handover.node = record.node;
    handover.from = record.from;
    handover.to = record.to;
    handover.detached_s = ToFigure(record.detached);
    handover.link_down_s = ToFigure(record.linkLost);
    handover.noticed_s = ToFigure(record.noticed);
    handover.attached_s = ToFigure(record.attached);
    handover.registered_s = ToFigure(record.registered);
    handover.advertised_s = ToFigure(record.advertised);
    handover.uplink_opened_s = ToFigure(record.uplinkOpened);
    handover.uplink_resumed_s = ToFigure(record.uplinkResumed);
    handover.downlink_resumed_s = ToFigure(record.downlinkResumed);
    handover.lost = record.lost;
    handover.duplicated = record.duplicated;
    handover.reordered = record.reordered;
    handover.messages = record.messages;
    handover.lost_down = record.lostDown;
    handover.lost_up = record.lostUp;
    handover.interruption = ToInterruption(record.downlink, record.uplink);
    handover.service_gap_ms = {ToDelay(record.downlink.serviceGap),
                               ToDelay(record.uplink.serviceGap)};
    handover.later_gap_ms = {ToDelay(record.downlink.laterGap), ToDelay(record.uplink.laterGap)};
    handover.peer_moved = record.isPeerMoved;
    handover.since_s = ToFigure(record.since);
    for (const auto& flow : record.flows)
    {
        handover.flows.push_back(ToFlow(flow));
    }
    for (const auto& prefix : record.prefixes)
    {
        handover.prefixes.push_back(ToPrefix(prefix));
    }
    return handover;
}

/// @return entries of tables that should be others
std::vector<StateFault>
ToFaults(const std::vector<StaleRecord>& records)
{
    std::vector<StateFault> faults;
    for (const auto& record : records)
    {
        faults.push_back({record.node, record.object, record.key, record.holds, record.shouldBe});
    }
    return faults;
}

/// Knows how long ways through a network are.
class WayMeter
{
  public:
    /**
     * @param network the wired part
     * @param access the access part
     */
    WayMeter(const Network& network, const AccessNetwork& access)
        : m_network(network),
          m_access(access)
    {
    }

    /**
     * @param path names of nodes
     * @return sum of the configured one-way delays along it; nothing if it is empty
     */
    Figure GetLength(const std::vector<std::string>& path) const;

    /**
     * @param flow with its path
     * @return the shortest way, which leaves out everything between the first gateway and the last;
     *         a fixed end has none
     */
    std::vector<std::string> GetDirectPath(const FlowRecord& flow) const;

  private:
    /// @return whether a name is that of a mobile node
    bool IsMobile(const std::string& name) const
    {
        return !m_network.FindNode(name);
    }

    /**
     * @param name any node's
     * @return whether it is a router on wires: their delays are parts of the delay between its
     *         neighbours
     */
    bool IsOnWires(const std::string& name) const
    {
        const auto* node = m_network.FindNode(name);
        return node && node->name.GetKind().place == NodeKind::Place::WIRES;
    }

    /// @return one-way delay between two neighbours on a path
    Time GetDelay(const std::string& a, const std::string& b) const;

    const Network& m_network;      //!< the wired part
    const AccessNetwork& m_access; //!< the access part
};

Time
WayMeter::GetDelay(const std::string& a, const std::string& b) const
{
    if (const auto delay = m_network.GetDelay(a, b))
    {
        return *delay;
    }
    const bool isUp = IsMobile(a);
    const auto name = [](const std::string& text) {
        return ReadNodeName(text).value_or(NodeName());
    };
    return m_access.GetDelay(name(isUp ? a : b), name(isUp ? b : a));
}

Figure
WayMeter::GetLength(const std::vector<std::string>& path) const
{
    Time length;
    std::string last;
    for (const auto& name : path)
    {
        if (!IsOnWires(name))
        {
            length += last.empty() ? Time(0) : GetDelay(last, name);
            last = name;
        }
    }
    return path.empty() ? std::nullopt : Figure(ToMilliseconds(length));
}

std::vector<std::string>
WayMeter::GetDirectPath(const FlowRecord& flow) const
{
    constexpr std::size_t WITH_A_ROUTER = 3;
    const auto& path = flow.path;
    if (path.size() < WITH_A_ROUTER)
    {
        return path;
    }
    // A mobile end's neighbor is where it is attached; others anchor prefixes, or only forward.
    std::vector<std::string> direct{path.front()};
    if (IsMobile(path.front()))
    {
        direct.push_back(path[1]);
    }
    if (IsMobile(path.back()) && direct.back() != path[path.size() - 2])
    {
        direct.push_back(path[path.size() - 2]);
    }
    direct.push_back(flow.path.back());
    return direct;
}

/// @return a flow
FlowResult
ToFlow(const FlowRecord& record, const WayMeter& ways, const Scheme& scheme)
{
    FlowResult flow;
    flow.from = record.from;
    flow.to = record.to;
    flow.address_from = record.addressFrom;
    flow.address_to = record.addressTo;
    flow.sent = record.sent;
    flow.received = record.received;
    flow.lost = record.lost;
    flow.duplicated = record.duplicated;
    flow.reordered = record.reordered;
    flow.misdelivered = record.misdelivered;
    flow.delay_ms = {ToDelay(record.delayMean),
                     ToDelay(record.delayMin),
                     ToDelay(record.delayMax),
                     ToDelay(record.delayP50),
                     ToDelay(record.delayP95),
                     ToDelay(record.delayP99)};
    flow.unreachable = {record.unreachableSent, record.unreachableLost};
    flow.octets = record.octets;
    flow.goodput_kbps = record.goodput;
    flow.jitter_ms = ToDelay(record.jitter);
    flow.begun_s = ToFigure(record.begun);
    flow.isUdp = record.protocol == UDP_PROTOCOL;
    flow.port = record.port;
    for (const auto& address : {record.addressFrom, record.addressTo})
    {
        const auto anchorage = flow.prefix.empty() ? scheme.FindAnchorage(address) : std::nullopt;
        if (anchorage)
        {
            flow.prefix = anchorage->first;
            flow.anchor = anchorage->second;
        }
    }
    flow.path = record.path;
    flow.path_length_ms = ways.GetLength(record.path);
    flow.direct_length_ms = ways.GetLength(ways.GetDirectPath(record));
    return flow;
}

/// Fill in handovers and first attachments.
void
CollectHandovers(ExperimentResult& result, const RunMonitors& monitors, const Scheme& scheme)
{
    for (const auto& record : monitors.handover.GetAttachments())
    {
        result.attachments.push_back({record.node,
                                      record.to,
                                      ToFigure(record.attached),
                                      ToFigure(record.registered),
                                      ToFigure(record.advertised)});
    }
    for (const auto& record :
         monitors.handover.GetHandovers(monitors.traffic, monitors.signaling, &monitors.serviceGap))
    {
        HandoverResult handover = ToHandover(record);
        handover.route_optimized_s = ToFigure(scheme.FindOptimized(record.node, *record.attached));
        handover.direct_path_from = scheme.FindPathEnd(record.to);
        result.handovers.push_back(handover);
    }
}

/// Fill in flows, and what each node has forwarded.
void
CollectTraffic(ExperimentResult& result,
               const RunMonitors& monitors,
               const WayMeter& ways,
               const Scheme& scheme)
{
    for (const auto& record : monitors.traffic.GetFlows(monitors.handover.GetHistories()))
    {
        const FlowOctetHops hops = monitors.core.GetFlow(result.flows.size());
        FlowResult flow = ToFlow(record, ways, scheme);
        flow.octet_hops = hops.all;
        flow.tunnel_octet_hops = hops.tunnelled;
        result.flows.push_back(std::move(flow));
    }
    for (const auto& [name, record] : monitors.traffic.GetLoads())
    {
        result.load.push_back({name, record.packets, record.octets, record.tunnelledPackets, {}});
    }
}

/// Fill in signalling, and what the core did to it.
void
CollectSignalling(ExperimentResult& result, const RunMonitors& monitors)
{
    for (const auto& [message, count] : monitors.signaling.GetCounts())
    {
        result.signalling.push_back({message,
                                     count.sent,
                                     count.received,
                                     count.dropped,
                                     count.retransmitted,
                                     count.octets,
                                     monitors.core.GetSignaling(message)});
    }
    const ImpairmentCount& impairments = monitors.signaling.GetImpairments();
    result.impairments = {impairments.lost, impairments.doubled, impairments.held};
}

/// @return the prefixes of which a node's host has made addresses
std::vector<HostPrefixResult>
ListPrefixes(Ptr<Node> node, const Scheme& scheme)
{
    std::vector<HostPrefixResult> prefixes;
    const auto host = node->GetObject<Ipv6Host>();
    if (!host)
    {
        return prefixes;
    }
    const auto toFigure = [](Time end) {
        return end == Time::Max() ? std::nullopt : ToFigure(std::optional<Time>(end));
    };
    for (const auto& address : host->GetState().GetAddresses())
    {
        const auto anchorage = scheme.FindAnchorage(ToText(address.address));
        prefixes.push_back(
            {ToText(address.prefix),
             anchorage ? std::optional<std::string>(anchorage->second) : std::nullopt,
             ToText(address.router),
             toFigure(address.preferredUntil),
             toFigure(address.validUntil)});
    }
    return prefixes;
}

/// Fill in where mobile nodes are.
void
CollectNodes(ExperimentResult& result,
             const RunMonitors& monitors,
             const AccessNetwork& access,
             const Scheme& scheme)
{
    for (const auto& mobile : access.GetMobileNodes())
    {
        NodeResult node;
        node.node = mobile.plan.name.GetText();
        const std::string place = monitors.handover.GetPlace(node.node);
        node.gateway = place.empty() ? std::nullopt : std::optional<std::string>(place);
        for (const auto& address : TrafficPlan::GetGlobalAddresses(mobile.node))
        {
            node.addresses.push_back(ToText(address));
        }
        node.prefixes = ListPrefixes(mobile.node, scheme);
        result.nodes.push_back(node);
    }
}

/// Fill in what was found wrong in tables.
void
FillState(FinalState& state, const StateChecker::Finding& finding)
{
    state.consistent = finding.isConsistent;
    state.stale = ToFaults(finding.stale);
    state.leftover = ToFaults(finding.leftover);
}

/// Fill in the state of a scheme whose gateways keep none.
void
CollectOwnState(FinalState& state,
                const RunMonitors& monitors,
                const Network& network,
                const AccessNetwork& access)
{
    std::vector<Scheme::Attached> nodes;
    for (const auto& mobile : access.GetMobileNodes())
    {
        const std::string name = mobile.plan.name.GetText();
        const std::string place = monitors.handover.GetPlace(name);
        const auto* gateway = network.FindNode(place);
        if (gateway)
        {
            nodes.push_back({name, gateway, access.GetInterface(mobile, gateway->name)});
        }
    }
    if (const auto finding = network.GetScheme().JudgeState(nodes))
    {
        FillState(state, *finding);
    }
}

} // namespace

void
CollectResults(ExperimentResult& result,
               const RunMonitors& monitors,
               const Network& network,
               const AccessNetwork& access)
{
    CollectHandovers(result, monitors, network.GetScheme());
    CollectTraffic(result, monitors, WayMeter(network, access), network.GetScheme());
    network.GetScheme().AddResults(result, monitors);
    CollectSignalling(result, monitors);
    CollectNodes(result, monitors, access, network.GetScheme());
}

void
CollectState(ExperimentResult& result,
             const RunMonitors& monitors,
             const Network& network,
             const AccessNetwork& access)
{
    result.final_state.faults = network.GetScheme().FindFaults();
    StateChecker checker;
    if (!network.GetScheme().AddState(network, checker))
    {
        CollectOwnState(result.final_state, monitors, network, access);
        return;
    }
    std::map<NodeName, std::string> identifiers;
    for (const auto& mobile : access.GetMobileNodes())
    {
        identifiers[mobile.plan.name] = mobile.identifier;
    }
    for (const auto& mobile : access.GetMobileNodes())
    {
        const std::string name = mobile.plan.name.GetText();
        const std::string& identifier = mobile.identifier;
        const std::string place = monitors.handover.GetPlace(name);
        checker.AddPair(identifier, identifiers[mobile.plan.peer.value_or(NodeName())]);
        if (!place.empty())
        {
            const auto gateway = ReadNodeName(place);
            checker.AddMobileNode(identifier,
                                  name,
                                  access.GetInterface(mobile, gateway.value_or(NodeName())),
                                  place);
            checker.AddHost(identifier, mobile.node);
        }
    }
    FillState(result.final_state, checker.Check());
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
