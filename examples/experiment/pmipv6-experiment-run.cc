/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-run.h"

#include "pmipv6-experiment-capture.h"
#include "pmipv6-experiment-collect.h"
#include "pmipv6-experiment-failures.h"
#include "pmipv6-experiment-gateways.h"
#include "pmipv6-experiment-movement.h"
#include "pmipv6-experiment-present-nodes.h"
#include "pmipv6-experiment-run-options.h"
#include "pmipv6-experiment-scheme.h"
#include "pmipv6-experiment-values.h"

#include "ns3/boolean.h"
#include "ns3/global-value.h"
#include "ns3/pmipv6-signaling-impairment-channel.h"
#include "ns3/rng-seed-manager.h"
#include "ns3/simulator.h"

#include <algorithm>
#include <chrono>
#include <map>
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

} // namespace

ExperimentRun::ExperimentRun(const ExperimentOptions& options, DeliveryScheduler* scheduler)
    : m_options(options),
      m_scheduler(scheduler)
{
    if (!m_scheduler && options.IsGiven(option::DELIVERIES))
    {
        m_listed.emplace(options);
        m_scheduler = &*m_listed;
    }
    RngSeedManager::SetSeed(options[option::SEED]);
    RngSeedManager::SetRun(options[option::RUN]);
    m_progress.SetStage("moving nodes");
    m_movements = MakeMovement(options); // Before there is anything else in the simulation.
    m_progress.SetStage("setting up nodes and links");
    if (options[option::PCAP])
    {
        // A capture without checksums is full of errors to whoever reads it.
        GlobalValue::Bind("ChecksumEnabled", BooleanValue(true));
    }
    m_flowLog = std::make_unique<FlowLog>(options, m_monitors.traffic);
    MakeNetwork();
    MakeAccess();
    m_monitors.stateChanged = [this](const std::string& node,
                                     const std::string& role,
                                     const StateChange& change) { Write(node, role, change); };
    m_monitors.signaling.SetListener([this](const SignalingRecord& record) { Write(record); });
    m_monitors.Connect(options, *m_network, *m_access, GetImpairedLinks());
    m_traffic = std::make_unique<TrafficPlan>(options, *m_network, *m_access, m_monitors.traffic);
    m_access->Schedule(m_scheduler);
}

void
ExperimentRun::MakeNetwork()
{
    m_scheme = m_options[option::SCHEME]->make(m_options);
    m_network = std::make_unique<Network>(m_options,
                                          *m_scheme,
                                          [this](const std::string& a,
                                                 Ptr<NetDevice> deviceA,
                                                 const std::string& b,
                                                 Ptr<NetDevice> deviceB) {
                                              m_coreDevices.emplace_back(a, b, deviceA);
                                              m_coreDevices.emplace_back(b, a, deviceB);
                                              m_monitors.core.AddDevice(deviceA);
                                              m_monitors.core.AddDevice(deviceB);
                                          });
    ScheduleFailures(m_options, *m_network, m_scheduler);
    TakeMessages();
}

void
ExperimentRun::TakeMessages()
{
    if (!m_scheduler)
    {
        return;
    }
    std::map<uint32_t, NodeName> names;
    for (const auto* nodes :
         {&m_network->GetAnchors(), &m_network->GetGateways(), &m_network->GetOthers()})
    {
        for (const auto& node : *nodes)
        {
            names[node.node->GetId()] = node.name;
        }
    }
    if (const auto* correspondent = m_network->GetCorrespondent())
    {
        names[correspondent->node->GetId()] = correspondent->name;
    }
    m_deliveries = CreateObject<SignalingDeliveries>();
    m_deliveries->SetTaker([this, names](const SignalingDelivery& delivery) {
        const auto from = names.find(delivery.from->GetId());
        const auto to = names.find(delivery.to->GetId());
        return from != names.end() && to != names.end() &&
               m_scheduler->TakeMessage(from->second, to->second, delivery);
    });
    for (const auto& channel : GetImpairedLinks())
    {
        channel->SetDeliveries(m_deliveries);
    }
}

void
ExperimentRun::MakeAccess()
{
    AccessListener listener;
    const auto tellUp = [this](const NodeName& node, const NodeName& gateway) {
        m_scheme->NoteLinkUp(node.GetText(), gateway.GetText());
        m_traffic->NoteLinkUp(node);
        if (m_animation)
        {
            m_animation->NoteLinkUp(node, gateway);
        }
    };
    listener.linkUp = [this, tellUp](const NodeName& node, const NodeName& gateway) {
        const Time delay = m_access->GetDelay(node, gateway);
        m_monitors.handover.NoteLinkUp(node.GetText(), gateway.GetText(), delay);
        tellUp(node, gateway);
    };
    listener.linkBeside = [this, tellUp](const NodeName& node, const NodeName& gateway) {
        const Time delay = m_access->GetDelay(node, gateway);
        m_monitors.handover.NoteLinkBeside(node.GetText(), gateway.GetText(), delay);
        tellUp(node, gateway);
    };
    listener.linkDown = [this](const NodeName& node, Time lost) {
        m_monitors.handover.NoteLinkDown(node.GetText(), lost);
        m_scheme->NoteLinkDown(node.GetText());
        m_traffic->NoteLinkDown(node);
        if (m_animation)
        {
            m_animation->NoteLinkDown(node);
        }
    };
    listener.switched = [this](const NodeName& node, bool isOn) {
        m_monitors.handover.NoteSwitch(node.GetText(), isOn);
    };
    listener.dropped = [this](Ptr<const Packet> packet, const std::string& reason) {
        m_monitors.traffic.NoteDrop(packet, "", reason);
        m_monitors.signaling.NoteDrop(packet, "", reason);
    };
    m_access = m_options[option::ACCESS]->make({m_options, *m_network, m_movements, listener});
}

std::vector<Ptr<SignalingImpairmentChannel>>
ExperimentRun::GetImpairedLinks() const
{
    std::vector<Ptr<SignalingImpairmentChannel>> links;
    for (const auto& [node, neighbour, device] : m_coreDevices)
    {
        const auto channel = DynamicCast<SignalingImpairmentChannel>(device->GetChannel());
        if (channel && channel->GetDevice(0) == device) // Each link once.
        {
            links.push_back(channel);
        }
    }
    return links;
}

void
ExperimentRun::Open(const OutputFolder& output)
{
    m_output = output;
    m_flowLog->Open(output);
    m_signallingFile.emplace(output.GetFile("signalling.csv"));
    m_eventsFile.emplace(output.GetFile("events.csv"));
    if (m_options[option::PCAP])
    {
        Capture();
    }
    if (m_options[option::FLOW_MONITOR])
    {
        m_flowMonitor = std::make_unique<FlowMonitorCounts>(*m_network, *m_access);
    }
    if (m_options[option::ANIMATION])
    {
        m_animation = std::make_unique<Animation>(
            RunParts{m_options, *m_network, *m_access, m_movements, m_coreDevices},
            output.GetFile("animation.xml"));
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
    if (!m_eventsFile)
    {
        return;
    }
    const std::string mobile = m_access->GetName(change.mobileNode);
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
    if (!m_signallingFile)
    {
        return;
    }
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
    const std::string owner =
        record.prefixes.empty() ? "" : m_scheme->FindOwner(record.prefixes.front());
    const std::string subject = m_subjects.Find(record, owner);
    row.mobile_node = m_access->GetName(record.mobileNode.empty() ? subject : record.mobileNode);
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
    auto warnings = FindAbsentNames(m_options);
    const auto more = m_scheme->FindWarnings(*m_network);
    warnings.insert(warnings.end(), more.begin(), more.end());
    return warnings;
}

std::vector<std::string>
ExperimentRun::GetLastWarnings() const
{
    return m_listed ? m_listed->FindUnused() : std::vector<std::string>();
}

FinalState
ExperimentRun::CheckState() const
{
    ExperimentResult result;
    CollectState(result, m_monitors, *m_network, *m_access);
    return result.final_state;
}

std::optional<std::string>
ExperimentRun::CloseFiles()
{
    const auto fault = m_signallingFile->Close();
    const auto other = m_eventsFile->Close();
    const auto third = m_flowLog->Close();
    const auto fourth = m_animation ? m_animation->Close() : std::nullopt;
    for (const auto& sentence : {fault, other, third, fourth, m_flowMonitorFault})
    {
        if (sentence)
        {
            return sentence;
        }
    }
    return WriteMovement();
}

std::optional<std::string>
ExperimentRun::WriteMovement() const
{
    if (!m_movements)
    {
        return std::nullopt;
    }
    auto fault = m_output.Write("gateways.txt", WriteGatewayPlaces(GetGatewayPlaces(m_options)));
    if (!fault && IsMovementDrawn(m_options))
    {
        std::ostringstream text;
        m_movements->Write(text);
        fault = m_output.Write("movement.mob", text.str());
    }
    return fault;
}

ExperimentResult
ExperimentRun::Run()
{
    const auto begin = std::chrono::steady_clock::now();
    if (m_signallingFile)
    {
        m_progress.SetStage("simulating");
        m_progress.Follow(m_options[option::DURATION]);
    }
    Simulator::Stop(m_options[option::DURATION]);
    Simulator::Run();
    m_progress.SetStage("collecting results");
    ExperimentResult result = MakeResult(m_options);
    result.simulated_s = ToSeconds(Simulator::Now());
    CollectResults(result, m_monitors, *m_network, *m_access);
    if (m_flowMonitor)
    {
        const std::string text = m_flowMonitor->Collect(result.flows);
        m_flowMonitorFault = m_output.Write("flow-monitor.xml", text);
    }
    if (m_signallingFile)
    {
        m_flowLog->Finish(m_output);
    }
    m_progress.SetStage("letting exchanges end");
    Settle();
    m_progress.SetStage("checking the final state");
    CollectState(result, m_monitors, *m_network, *m_access);
    m_progress.SetStage("");
    result.events = Simulator::GetEventCount() - m_progress.GetEvents();
    result.wall_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    result.peak_memory_mb = GetPeakMemoryMb();
    return result;
}

bool
ExperimentRun::IsBusy() const
{
    const auto hasPending = [](const auto& member) {
        const auto signaling = member.node->template GetObject<MobilitySignaling>();
        return signaling && signaling->GetNPending() > 0;
    };
    const auto isWithdrawing = [this](const NetworkNode& gateway) {
        const auto discovery = m_scheme->GetNeighborDiscovery(gateway);
        return discovery && discovery->GetAdvertiser()->HasPending();
    };
    for (const auto* nodes :
         {&m_network->GetAnchors(), &m_network->GetGateways(), &m_network->GetOthers()})
    {
        if (std::any_of(nodes->begin(), nodes->end(), hasPending))
        {
            return true;
        }
    }
    const auto& mobiles = m_access->GetMobileNodes();
    if (m_scheme->IsBusy() || std::any_of(mobiles.begin(), mobiles.end(), hasPending))
    {
        return true;
    }
    const auto& gateways = m_network->GetPointsOfAttachment();
    return std::any_of(gateways.begin(), gateways.end(), isWithdrawing);
}

void
ExperimentRun::Settle() const
{
    const Time limit = Simulator::Now() + Seconds(60);
    // Once more at the end: what the last answers bring about is on its way to the nodes.
    for (bool wasBusy = IsBusy(); wasBusy && Simulator::Now() < limit;)
    {
        wasBusy = IsBusy();
        Simulator::Stop(MilliSeconds(100));
        Simulator::Run();
    }
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
