/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-run.h"

#include "pmipv6-experiment-capture.h"
#include "pmipv6-experiment-values.h"
#include "pmipv6-experiment-warnings.h"

#include "ns3/boolean.h"
#include "ns3/global-value.h"
#include "ns3/pmipv6-agent-state-source.h"
#include "ns3/pmipv6-anchor-state-source.h"
#include "ns3/pmipv6-controller-state-source.h"
#include "ns3/pmipv6-function-callback.h"
#include "ns3/pmipv6-gateway-state-source.h"
#include "ns3/pmipv6-signaling-impairment-channel.h"
#include "ns3/rng-seed-manager.h"
#include "ns3/simulator.h"

#include <algorithm>
#include <chrono>
#include <sstream>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

/// Signalling packets kept for the chart of the first handover.
constexpr std::size_t CHART_ROWS = 100000;

/// @return a time of the monitors as the results have it
Figure
ToFigure(const std::optional<Time>& time)
{
    return time ? Figure(ToSeconds(*time)) : std::nullopt;
}

/// @return a delay of the monitors in milliseconds
Figure
ToDelay(const std::optional<Time>& time)
{
    return time ? Figure(ToMilliseconds(*time)) : std::nullopt;
}

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

/// @return an address or prefix as text
template <class T>
std::string
ToText(const T& value)
{
    std::ostringstream text;
    text << value;
    return text.str();
}

/// Follow what a gateway's access device drops.
void
ConnectDrop(Ptr<AccessDevice> device, const std::string& gateway, TrafficMonitor& monitor)
{
    device->TraceConnectWithoutContext(
        "Drop",
        MakeFunctionCallback<Ptr<const Packet>, Mac48Address, const std::string&>(
            [&monitor, gateway](Ptr<const Packet> packet, Mac48Address, const std::string& reason) {
                monitor.NoteDrop(packet, gateway, reason);
            }));
}

/// Follow what a data plane drops. What comes to an anchor through a tunnel from a gateway that it
/// does not know for the sender's is lost for want of the sender's binding.
void
ConnectDrop(Ptr<MobilityForwarding> forwarding,
            const std::string& node,
            bool isAnchor,
            TrafficMonitor& monitor)
{
    forwarding->TraceConnectWithoutContext(
        "Drop",
        MakeFunctionCallback<Ptr<const Packet>, const Ipv6Header&, const std::string&>(
            [&monitor, node, isAnchor](Ptr<const Packet> packet,
                                       const Ipv6Header&,
                                       const std::string& reason) {
                const bool isFromTunnel = reason.rfind("tunnel", 0) == 0;
                monitor.NoteDrop(packet,
                                 node,
                                 reason,
                                 isAnchor && isFromTunnel ? TrafficMonitor::Side::SENDER
                                                          : TrafficMonitor::Side::RECEIVER);
            }));
}

} // namespace

ExperimentRun::ExperimentRun(const ExperimentOptions& options)
    : m_options(options)
{
    m_progress.SetStage("setting up nodes and links");
    if (options.pcap)
    {
        // A capture without checksums is full of errors to whoever reads it.
        GlobalValue::Bind("ChecksumEnabled", BooleanValue(true));
    }
    m_flowLog = std::make_unique<FlowLog>(options, m_trafficMonitor);
    RngSeedManager::SetSeed(options.seed);
    RngSeedManager::SetRun(options.run);
    m_network = std::make_unique<Network>(options,
                                          [this](const std::string& a,
                                                 Ptr<NetDevice> deviceA,
                                                 const std::string& b,
                                                 Ptr<NetDevice> deviceB) {
                                              m_coreDevices.emplace_back(a, b, deviceA);
                                              m_coreDevices.emplace_back(b, a, deviceB);
                                          });
    AccessListener listener;
    listener.linkUp = [this](const std::string& node, const std::string& gateway) {
        m_handoverMonitor.NoteLinkUp(node, gateway, m_access->GetDelay(node, gateway));
        m_routeMonitor.NoteLinkUp(node, gateway);
    };
    listener.linkDown = [this](const std::string& node, Time lost) {
        m_handoverMonitor.NoteLinkDown(node, lost);
        m_routeMonitor.NoteLinkDown(node);
    };
    listener.switched = [this](const std::string& node, bool isOn) {
        m_handoverMonitor.NoteSwitch(node, isOn);
    };
    listener.dropped = [this](Ptr<const Packet> packet, const std::string& reason) {
        m_trafficMonitor.NoteDrop(packet, "", reason);
    };
    m_access = AccessNetwork::Create(options, *m_network, listener);
    Connect();
    m_traffic = std::make_unique<TrafficPlan>(options, *m_network, *m_access, m_trafficMonitor);
    m_access->Schedule();
}

void
ExperimentRun::Open(const OutputFolder& output)
{
    m_output = output;
    m_flowLog->Open(output);
    m_signallingFile.emplace(output.GetFile("signalling.csv"));
    m_eventsFile.emplace(output.GetFile("events.csv"));
    if (m_options.pcap)
    {
        Capture();
    }
}

void
ExperimentRun::Connect()
{
    for (const auto& [node, name] : m_network->GetRouters())
    {
        m_trafficMonitor.AddNode(node, name, false);
    }
    for (const auto& anchor : m_network->GetAnchors())
    {
        m_trafficMonitor.AddNode(anchor.node, anchor.name, false);
    }
    for (const auto& gateway : m_network->GetGateways())
    {
        m_trafficMonitor.AddNode(gateway.node, gateway.name, false);
        const auto discovery = gateway.GetNeighborDiscovery();
        m_signalingMonitor.AddDiscovery(discovery, gateway.name);
        ConnectDrop(discovery->GetDevice(), gateway.name, m_trafficMonitor);
        ConnectDrop(MobilityForwarding::Install(gateway.node),
                    gateway.name,
                    false,
                    m_trafficMonitor);
    }
    if (m_network->GetCorrespondent())
    {
        m_trafficMonitor.AddNode(m_network->GetCorrespondent(), "cn1", true);
    }
    for (const auto& mobile : m_access->GetMobileNodes())
    {
        const std::string name = mobile.plan.name.GetText();
        const auto linkLayer = Mac48Address::ConvertFrom(mobile.device->GetAddress());
        m_trafficMonitor.AddNode(mobile.node, name, true);
        m_handoverMonitor.AddMobileNode(mobile.node, name, linkLayer);
        m_routeMonitor.AddMobileNode(name, linkLayer);
        m_signalingMonitor.NameMobileNode(linkLayer, name);
        m_signalingMonitor.AddHost(mobile.node, name);
    }
    for (const auto& [node, neighbour, device] : m_coreDevices)
    {
        const auto channel = DynamicCast<SignalingImpairmentChannel>(device->GetChannel());
        if (channel && channel->GetDevice(0) == device) // Each link once.
        {
            m_signalingMonitor.AddChannel(channel);
        }
    }
    m_handoverMonitor.Follow(m_trafficMonitor);
    m_signalingMonitor.SetListener([this](const SignalingRecord& record) { Write(record); });
    ConnectRoles();
    ConnectServiceGap();
}

void
ExperimentRun::ConnectServiceGap()
{
    for (const auto& anchor : m_network->GetAnchors())
    {
        if (anchor.lma)
        {
            m_serviceGap.AddRouter(MobilityForwarding::Install(anchor.node), anchor.name);
        }
    }
    for (const auto& gateway : m_network->GetGateways())
    {
        m_serviceGap.AddRouter(MobilityForwarding::Install(gateway.node), gateway.name);
        m_serviceGap.AddAccess(gateway.GetNeighborDiscovery()->GetDevice(), gateway.name);
    }
    for (const auto& mobile : m_access->GetMobileNodes())
    {
        m_serviceGap.AddMobileNode(mobile.plan.name.GetText(),
                                   Mac48Address::ConvertFrom(mobile.device->GetAddress()));
    }
    for (const auto& [name, at] : m_options.stops)
    {
        m_serviceGap.NoteStop(name, at);
    }
    if (m_options.access == Access::IDEAL)
    {
        m_serviceGap.SetDetachDetection(m_options.detachDetection);
    }
    // A packet crosses the core four times at most, by both anchors, and two access links.
    constexpr int64_t CROSSINGS = 6;
    Time longest = std::max({m_options.delayMagLma + m_options.delayCnLma,
                             m_options.delayMagMag,
                             m_options.delayLmaLma,
                             m_options.delayAccess});
    for (const auto& [pair, delay] : m_options.delays)
    {
        longest = std::max(longest, delay);
    }
    m_serviceGap.SetCore(
        [this](const std::string& from, const Ipv6Address& destination) {
            return m_network->FindWay(from, destination);
        },
        longest * CROSSINGS);
}

void
ExperimentRun::ConnectRoles()
{
    const auto connect =
        [this](Ptr<Object> role, const std::string& name, const std::string& roleName) {
            role->TraceConnectWithoutContext("StateChange",
                                             MakeFunctionCallback<const StateChange&>(
                                                 [this, name, roleName](const StateChange& change) {
                                                     Write(name, roleName, change);
                                                 }));
        };
    for (const auto& anchor : m_network->GetAnchors())
    {
        if (anchor.lma)
        {
            m_signalingMonitor.AddNode(anchor.node, anchor.name, anchor.address);
            m_handoverMonitor.NameAnchor(anchor.address, anchor.name);
            ConnectDrop(MobilityForwarding::Install(anchor.node),
                        anchor.name,
                        true,
                        m_trafficMonitor);
            connect(anchor.lma, anchor.name, "lma");
        }
        if (anchor.controller)
        {
            m_routeMonitor.AddAnchor(anchor.controller, anchor.name);
            connect(anchor.controller, anchor.name, "lma");
        }
        if (anchor.uncoordinated)
        {
            m_routeMonitor.AddAnchor(anchor.uncoordinated, anchor.name);
            connect(anchor.uncoordinated, anchor.name, "lma");
        }
    }
    for (const auto& gateway : m_network->GetGateways())
    {
        if (gateway.mag)
        {
            m_signalingMonitor.AddNode(gateway.node, gateway.name, gateway.address);
            m_handoverMonitor.AddGateway(gateway.mag, gateway.name);
            connect(gateway.mag, gateway.name, "mag");
        }
        if (gateway.agent)
        {
            m_routeMonitor.AddGateway(gateway.mag, gateway.agent, gateway.name);
            connect(gateway.agent, gateway.name, "mag");
        }
    }
}

void
ExperimentRun::Capture()
{
    for (const auto& [node, neighbour, device] : m_coreDevices)
    {
        CapturePointToPoint(m_output.GetFile(node + "-" + neighbour + ".pcap"), device);
    }
    m_access->VisitDevices(
        [this](const std::string& node, const std::string& interface, Ptr<NetDevice> device) {
            m_access->Capture(m_output.GetFile(node + "-" + interface + ".pcap"), device);
        });
}

void
ExperimentRun::Write(const std::string& node, const std::string& role, const StateChange& change)
{
    const std::string mobile = change.mobileNode.substr(0, change.mobileNode.find('@'));
    m_eventsFile->Write({Simulator::Now(),
                         node,
                         role,
                         mobile,
                         change.object,
                         change.from,
                         change.to,
                         change.reason});
}

void
ExperimentRun::Write(const SignalingRecord& record)
{
    SignallingRow row;
    row.time = record.time;
    row.event = record.event;
    row.node = record.node;
    row.peer = record.peer;
    row.message = record.message;
    row.sequence = record.sequence;
    row.octets = record.octets;
    row.reason = record.reason;
    row.purpose = record.purpose;
    row.mobile_node = record.mobileNode.substr(0, record.mobileNode.find('@'));
    for (const auto& prefix : record.prefixes)
    {
        row.prefixes.push_back(ToText(prefix));
    }
    m_signallingFile->Write(row);
    if (m_rows.size() < CHART_ROWS)
    {
        m_rows.push_back(row);
    }
}

std::vector<std::string>
ExperimentRun::GetWarnings() const
{
    return FindWarnings(m_options, *m_network);
}

std::optional<std::string>
ExperimentRun::CloseFiles()
{
    const auto fault = m_signallingFile->Close();
    const auto other = m_eventsFile->Close();
    const auto third = m_flowLog->Close();
    return fault ? fault : other ? other : third;
}

ExperimentResult
ExperimentRun::Run()
{
    const auto begin = std::chrono::steady_clock::now();
    m_progress.SetStage("simulating");
    m_progress.Follow(m_options.duration);
    Simulator::Stop(m_options.duration);
    Simulator::Run();
    m_progress.SetStage("collecting results");
    ExperimentResult result = MakeResult(m_options);
    result.simulated_s = ToSeconds(Simulator::Now());
    CollectHandovers(result);
    CollectOptimizations(result);
    CollectFlows(result);
    m_flowLog->Finish(m_output);
    CollectSignalling(result);
    CollectNodes(result);
    m_progress.SetStage("letting exchanges end");
    Settle();
    m_progress.SetStage("checking the final state");
    CollectState(result);
    m_progress.SetStage("");
    result.events = Simulator::GetEventCount() - m_progress.GetEvents();
    result.wall_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    result.peak_memory_mb = GetPeakMemoryMb();
    return result;
}

void
ExperimentRun::Settle()
{
    const Time limit = Simulator::Now() + Seconds(60);
    const auto isBusy = [this] {
        const auto hasPending = [](const auto& member) {
            const auto signaling = member.node->template GetObject<MobilitySignaling>();
            return signaling && signaling->GetNPending() > 0;
        };
        const auto& anchors = m_network->GetAnchors();
        const auto& gateways = m_network->GetGateways();
        const auto isWithdrawing = [](const Gateway& gateway) {
            const auto discovery = gateway.GetNeighborDiscovery();
            return discovery && discovery->GetAdvertiser()->HasPending();
        };
        return std::any_of(anchors.begin(), anchors.end(), hasPending) ||
               std::any_of(gateways.begin(), gateways.end(), hasPending) ||
               std::any_of(gateways.begin(), gateways.end(), isWithdrawing);
    };
    // Once more at the end: what the last answers bring about is on its way to the nodes.
    for (bool wasBusy = isBusy(); wasBusy && Simulator::Now() < limit;)
    {
        wasBusy = isBusy();
        Simulator::Stop(MilliSeconds(100));
        Simulator::Run();
    }
}

void
ExperimentRun::CollectHandovers(ExperimentResult& result) const
{
    for (const auto& record : m_handoverMonitor.GetAttachments())
    {
        result.attachments.push_back({record.node,
                                      record.to,
                                      ToFigure(record.attached),
                                      ToFigure(record.registered),
                                      ToFigure(record.advertised)});
    }
    for (const auto& record :
         m_handoverMonitor.GetHandovers(m_trafficMonitor, m_signalingMonitor, &m_serviceGap))
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
        handover.route_optimized_s =
            ToFigure(m_routeMonitor.FindOptimized(record.node, *record.attached));
        handover.lost = record.lost;
        handover.duplicated = record.duplicated;
        handover.reordered = record.reordered;
        handover.messages = record.messages;
        handover.lost_down = record.lostDown;
        handover.lost_up = record.lostUp;
        handover.interruption = ToInterruption(record.downlink, record.uplink);
        handover.service_gap_ms = {ToDelay(record.downlink.serviceGap),
                                   ToDelay(record.uplink.serviceGap)};
        handover.later_gap_ms = {ToDelay(record.downlink.laterGap),
                                 ToDelay(record.uplink.laterGap)};
        handover.peer_moved = record.isPeerMoved;
        handover.since_s = ToFigure(record.since);
        for (const auto& row : record.flows)
        {
            FlowHandoverResult flow;
            flow.from = row.from;
            flow.to = row.to;
            flow.direction = row.isDownlink ? "downlink" : "uplink";
            flow.interruption_ms = ToDelay(row.interruption);
            flow.why = row.why;
            flow.spacing_ms = ToDelay(row.spacing);
            flow.peer_moved = row.isPeerMoved;
            flow.since_s = ToFigure(row.since);
            flow.lost = row.lost;
            flow.service_gap_ms = ToDelay(row.serviceGap);
            flow.later_gap_ms = ToDelay(row.laterGap);
            handover.flows.push_back(flow);
        }
        for (const auto& row : record.prefixes)
        {
            PrefixResult prefix;
            prefix.prefix = ToText(row.prefix);
            prefix.anchor = row.anchor;
            prefix.ready_s = ToFigure(row.ready);
            prefix.downlink_resumed_s = ToFigure(row.downlinkResumed);
            prefix.uplink_opened_s = ToFigure(row.uplinkOpened);
            prefix.lost = row.lost;
            prefix.interruption = ToInterruption(row.downlink, row.uplink);
            prefix.service_gap_ms = {ToDelay(row.downlink.serviceGap),
                                     ToDelay(row.uplink.serviceGap)};
            prefix.later_gap_ms = {ToDelay(row.downlink.laterGap), ToDelay(row.uplink.laterGap)};
            handover.prefixes.push_back(prefix);
        }
        result.handovers.push_back(handover);
    }
}

void
ExperimentRun::CollectOptimizations(ExperimentResult& result) const
{
    for (const auto& record : m_routeMonitor.GetOptimizations(m_signalingMonitor))
    {
        result.optimizations.push_back({record.from,
                                        record.to,
                                        ToFigure(record.triggered),
                                        ToFigure(record.reverseActive),
                                        ToFigure(record.forwardActive),
                                        ToFigure(record.completed),
                                        record.messages});
    }
}

Figure
ExperimentRun::GetLength(const std::vector<std::string>& path) const
{
    Time length;
    std::string last;
    for (const auto& name : path)
    {
        const bool isBetween = name.rfind("transit", 0) == 0 || name == "core1";
        if (isBetween)
        {
            continue; // Its links' delays are parts of the delay between its neighbours.
        }
        if (!last.empty())
        {
            const bool isUp = last.rfind("mag", 0) != 0;
            length += m_network->GetDelay(last, name)
                          .value_or(m_access->GetDelay(isUp ? last : name, isUp ? name : last));
        }
        last = name;
    }
    return path.empty() ? std::nullopt : Figure(ToMilliseconds(length));
}

void
ExperimentRun::CollectFlows(ExperimentResult& result) const
{
    const auto isGateway = [](const std::string& name) { return name.rfind("mag", 0) == 0; };
    for (const auto& record : m_trafficMonitor.GetFlows(m_handoverMonitor.GetHistories()))
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
        flow.path = record.path;
        flow.path_length_ms = GetLength(record.path);
        // The shortest way leaves out everything between the first gateway and the last.
        std::vector<std::string> direct;
        for (const auto& name : record.path)
        {
            const bool isEnd = name == record.from || name == record.to;
            if (isEnd || (isGateway(name) && (direct.empty() || direct.back() != name)))
            {
                direct.push_back(name);
            }
        }
        flow.direct_length_ms = GetLength(direct);
        result.flows.push_back(flow);
    }
    for (const auto& [name, record] : m_trafficMonitor.GetLoads())
    {
        result.load.push_back({name, record.packets, record.octets, record.tunnelledPackets});
    }
}

void
ExperimentRun::CollectSignalling(ExperimentResult& result) const
{
    for (const auto& [message, count] : m_signalingMonitor.GetCounts())
    {
        result.signalling.push_back({message,
                                     count.sent,
                                     count.received,
                                     count.dropped,
                                     count.retransmitted,
                                     count.octets});
    }
    const ImpairmentCount& impairments = m_signalingMonitor.GetImpairments();
    result.impairments = {impairments.lost, impairments.doubled, impairments.held};
}

void
ExperimentRun::CollectNodes(ExperimentResult& result) const
{
    for (const auto& mobile : m_access->GetMobileNodes())
    {
        NodeResult node;
        node.node = mobile.plan.name.GetText();
        const std::string place = m_handoverMonitor.GetPlace(node.node);
        node.gateway = place.empty() ? std::nullopt : std::optional<std::string>(place);
        for (const auto& address : TrafficPlan::GetGlobalAddresses(mobile.node))
        {
            node.addresses.push_back(ToText(address));
        }
        result.nodes.push_back(node);
    }
}

void
ExperimentRun::CollectState(ExperimentResult& result) const
{
    StateChecker checker;
    for (const auto& anchor : m_network->GetAnchors())
    {
        if (anchor.lma)
        {
            checker.AddSource(std::make_shared<AnchorStateSource>(anchor.lma), anchor.name);
        }
        if (anchor.controller)
        {
            checker.AddSource(std::make_shared<ControllerStateSource>(anchor.controller),
                              anchor.name);
        }
    }
    for (const auto& gateway : m_network->GetGateways())
    {
        if (gateway.mag)
        {
            checker.AddSource(std::make_shared<GatewayStateSource>(gateway.mag), gateway.name);
        }
        if (gateway.agent)
        {
            checker.AddSource(std::make_shared<AgentStateSource>(gateway.agent), gateway.name);
        }
    }
    if (m_options.scheme == Scheme::NONE)
    {
        return; // There is no state that could be wrong.
    }
    for (const auto& mobile : m_access->GetMobileNodes())
    {
        const std::string name = mobile.plan.name.GetText();
        const std::string place = m_handoverMonitor.GetPlace(name);
        checker.AddPair(name + "@example.org", mobile.plan.peer + "@example.org");
        if (!place.empty())
        {
            checker.AddMobileNode(name + "@example.org",
                                  name,
                                  Mac48Address::ConvertFrom(mobile.device->GetAddress()),
                                  place);
            checker.AddHost(name + "@example.org", mobile.node);
        }
    }
    const auto finding = checker.Check();
    const auto convert = [](const std::vector<StaleRecord>& records) {
        std::vector<StateFault> faults;
        for (const auto& record : records)
        {
            faults.push_back(
                {record.node, record.object, record.key, record.holds, record.shouldBe});
        }
        return faults;
    };
    result.final_state.consistent = finding.isConsistent;
    result.final_state.stale = convert(finding.stale);
    result.final_state.leftover = convert(finding.leftover);
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
