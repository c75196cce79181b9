/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-flow-monitor.h"

#include "pmipv6-experiment-option-values.h"

#include "ns3/ipv4.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/node-list.h"
#include "ns3/pmipv6-function-callback.h"
#include "ns3/pmipv6-transport-packet.h"

#ifdef PMIPV6_HAS_FLOW_MONITOR
#include "ns3/flow-monitor-helper.h"
#include "ns3/ipv6-flow-classifier.h"
#endif

#include <map>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

/// @return what is wrong where ns-3 has no FlowMonitor
Sentence
CheckModule(const ExperimentOptions& options)
{
#ifdef PMIPV6_HAS_FLOW_MONITOR
    (void)options;
    return std::nullopt;
#else
    return options[option::FLOW_MONITOR]
               ? Sentence("--flowMonitor needs ns-3's module flow-monitor, which this program is "
                          "built without; allowed: off")
               : std::nullopt;
#endif
}

} // namespace

namespace option
{

const Option<bool> FLOW_MONITOR(
    {OptionGroup::RUN,
     76,
     "flowMonitor",
     "ns-3's FlowMonitor counts too: flow-monitor.xml, and flow_monitor "
     "of each flow in result.json"},
    OnOrOff(),
    false,
    {nullptr, &CheckModule});

} // namespace option

#ifdef PMIPV6_HAS_FLOW_MONITOR

/// FlowMonitor, and the names of those whose addresses its flows have.
class FlowMonitorCounts::Monitor
{
  public:
    /// Install it, see FlowMonitorCounts.
    Monitor(const Network& network, const AccessNetwork& access);
    ~Monitor();

    /// See FlowMonitorCounts.
    std::string Collect(std::vector<FlowResult>& flows);

  private:
    /// What several of FlowMonitor's flows are together.
    struct Sum
    {
        uint64_t sent{0};         //!< packets
        uint64_t received{0};     //!< of these
        uint64_t lost{0};         //!< of these, ten seconds old
        Time delays;              //!< of those received
        Time differences;         //!< of successive delays
        uint64_t nDifferences{0}; //!< how many there are
    };

    /// Learn from which addresses a host sends. @param node the host @param name its name
    void FollowHost(Ptr<Node> node, const std::string& name);

    /// @return what one of the run's flows is to FlowMonitor @param flow the flow
    Sum Add(const FlowResult& flow);

    /// @return a count as it is in the results @param sum the same
    static FlowMonitorResult ToResult(const Sum& sum);

    FlowMonitorHelper m_helper;                   //!< has installed it
    std::map<Ipv6Address, std::string> m_senders; //!< who has sent from an address
    std::shared_ptr<Monitor*> m_self;             //!< null once this is gone
};

FlowMonitorCounts::Monitor::Monitor(const Network& network, const AccessNetwork& access)
    : m_self(std::make_shared<Monitor*>(this))
{
    // Between nodes of an EPC GTP is IPv4, whose flows FlowMonitor numbers as it does those of
    // IPv6, and takes two of one number for one.
    for (uint32_t i = 0; i < NodeList::GetNNodes(); ++i)
    {
        if (const auto node = NodeList::GetNode(i);
            node->GetObject<Ipv6L3Protocol>() && !node->GetObject<Ipv4>())
        {
            m_helper.Install(node);
        }
    }
    for (const auto& mobile : access.GetMobileNodes())
    {
        FollowHost(mobile.node, mobile.plan.name.GetText());
    }
    if (const auto* correspondent = network.GetCorrespondent())
    {
        FollowHost(correspondent->node, correspondent->name.GetText());
    }
}

FlowMonitorCounts::Monitor::~Monitor()
{
    *m_self = nullptr;
}

void
FlowMonitorCounts::Monitor::FollowHost(Ptr<Node> node, const std::string& name)
{
    node->GetObject<Ipv6L3Protocol>()->TraceConnectWithoutContext(
        "SendOutgoing",
        MakeFunctionCallback<const Ipv6Header&, Ptr<const Packet>, uint32_t>(
            [self = m_self, name](const Ipv6Header& header, Ptr<const Packet>, uint32_t) {
                if (*self && header.GetNextHeader() == UDP_PROTOCOL)
                {
                    (*self)->m_senders.emplace(header.GetSource(), name);
                }
            }));
}

FlowMonitorCounts::Monitor::Sum
FlowMonitorCounts::Monitor::Add(const FlowResult& flow)
{
    const auto classifier = DynamicCast<Ipv6FlowClassifier>(m_helper.GetClassifier6());
    Sum sum;
    for (const auto& [id, stats] : m_helper.GetMonitor()->GetFlowStats())
    {
        const auto key = classifier->FindFlow(id);
        const auto sender = m_senders.find(key.sourceAddress);
        // A sender's flows have a port each, whatever addresses their ends have had.
        if (key.protocol == UDP_PROTOCOL && key.destinationPort == flow.port &&
            sender != m_senders.end() && sender->second == flow.from)
        {
            sum.sent += stats.txPackets;
            sum.received += stats.rxPackets;
            sum.lost += stats.lostPackets;
            sum.delays += stats.delaySum;
            sum.differences += stats.jitterSum;
            sum.nDifferences += stats.rxPackets > 0 ? stats.rxPackets - 1 : 0;
        }
    }
    return sum;
}

FlowMonitorResult
FlowMonitorCounts::Monitor::ToResult(const Sum& sum)
{
    const auto divide = [](Time time, uint64_t count) {
        return count == 0 ? Figure()
                          : Figure(static_cast<double>(time.GetNanoSeconds()) /
                                   static_cast<double>(count) / 1e6);
    };
    return {sum.sent,
            sum.received,
            sum.lost,
            divide(sum.delays, sum.received),
            divide(sum.differences, sum.nDifferences)};
}

std::string
FlowMonitorCounts::Monitor::Collect(std::vector<FlowResult>& flows)
{
    const auto monitor = m_helper.GetMonitor();
    monitor->CheckForLostPackets();
    for (FlowResult& flow : flows)
    {
        if (flow.isUdp)
        {
            flow.flow_monitor = ToResult(Add(flow));
        }
    }
    return monitor->SerializeToXmlString(2, false, true);
}

#else

/// There is none.
class FlowMonitorCounts::Monitor
{
  public:
    /// Does nothing.
    Monitor(const Network&, const AccessNetwork&)
    {
    }

    /// @return nothing
    std::string Collect(std::vector<FlowResult>&)
    {
        return "";
    }
};

#endif

FlowMonitorCounts::FlowMonitorCounts(const Network& network, const AccessNetwork& access)
    : m_monitor(std::make_unique<Monitor>(network, access))
{
}

FlowMonitorCounts::~FlowMonitorCounts() = default;

std::string
FlowMonitorCounts::Collect(std::vector<FlowResult>& flows)
{
    return m_monitor->Collect(flows);
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
