/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-mobility-anchor-access-router.h"

#include "pmipv6-dmm-messages.h"
#include "pmipv6-field-text.h"
#include "pmipv6-heartbeat-agent.h"
#include "pmipv6-mobility-timestamp.h"
#include "pmipv6-rule-checker.h"

#include "ns3/abort.h"
#include "ns3/boolean.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <utility>

namespace ns3
{
namespace pmipv6
{

NS_OBJECT_ENSURE_REGISTERED(MobilityAnchorAccessRouter);

TypeId
MobilityAnchorAccessRouter::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::pmipv6::MobilityAnchorAccessRouter")
            .SetParent<GatewayFunction>()
            .SetGroupName("Pmipv6")
            .AddConstructor<MobilityAnchorAccessRouter>()
            .AddAttribute("PrefixPool",
                          "Range from which this MAAR, and no other, gives its nodes prefixes, as "
                          "\"fd00:a001::/32\"; must be set before the start (RFC 8885, 3).",
                          StringValue(""),
                          MakeStringAccessor(&MobilityAnchorAccessRouter::m_poolRange),
                          MakeStringChecker())
            .AddAttribute("PrefixLength",
                          "Length of a node's prefix in bits; hosts that make their addresses "
                          "themselves need 64 (RFC 4862, 5.5.3); 1 to 128 (RFC 8885, 3.1).",
                          UintegerValue(64),
                          MakeUintegerAccessor(&MobilityAnchorAccessRouter::m_prefixLength),
                          MakeUintegerChecker<uint8_t>(1, 128))
            .AddAttribute("PrefixHoldTime",
                          "For how long a prefix goes to no other node once the session that has "
                          "had it is over (Choices).",
                          TimeValue(Time(0)),
                          MakeTimeAccessor(&MobilityAnchorAccessRouter::m_prefixHoldTime),
                          MakeTimeChecker(Time(0)))
            .AddAttribute("PreviousAnswers",
                          "The CMD is a MAAR locator: tell the serving MAAR of a node that has "
                          "left what is anchored here, and take what previous MAARs tell; else "
                          "the CMD alone tells (RFC 8885, 3.3).",
                          BooleanValue(false),
                          MakeBooleanAccessor(&MobilityAnchorAccessRouter::m_isPreviousAnswering),
                          MakeBooleanChecker())
            .AddAttribute("StopTimer",
                          "The lifetime of what is anchored here does not run while the node is "
                          "elsewhere, the first way of the RFC; else the CMD is asked when it is "
                          "over, the second way (RFC 8885, 3.5).",
                          BooleanValue(true),
                          MakeBooleanAccessor(&MobilityAnchorAccessRouter::m_isTimerStopped),
                          MakeBooleanChecker())
            .AddAttribute("PrefixIdleTime",
                          "After how long without a packet a prefix whose node is elsewhere is "
                          "dropped, with the CMD's leave, as old mobility sessions may be erased; "
                          "0: never; 0, or 1 ms to 1000000000 s (RFC 8885, 3.2).",
                          TimeValue(Time(0)),
                          MakeTimeAccessor(&MobilityAnchorAccessRouter::m_idleTime),
                          MakePeriodOrOffChecker(MilliSeconds(1)))
            .AddAttribute("EarlyAccept",
                          "Deliver what a MAAR tunnels to a node here before the CMD has told of "
                          "the prefix, if the address has the node's interface identifier. What "
                          "the node sends from there waits for the CMD (RFC 8885, 3.2).",
                          BooleanValue(false),
                          MakeBooleanAccessor(&MobilityAnchorAccessRouter::m_isEarlyAccepted),
                          MakeBooleanChecker())
            .AddAttribute("EarlyAcceptTime",
                          "For how long EarlyAccept delivers packets, unless the CMD tells of the "
                          "prefix; 1 ms or more (Choices).",
                          TimeValue(Seconds(2)),
                          MakeTimeAccessor(&MobilityAnchorAccessRouter::m_earlyTime),
                          MakeTimeChecker(MilliSeconds(1)))
            .AddAttribute("MaxEarlyPrefixes",
                          "Of how many prefixes of a node EarlyAccept delivers packets, at most; "
                          "those of others are dropped as for any unknown node (Choices).",
                          UintegerValue(16),
                          MakeUintegerAccessor(&MobilityAnchorAccessRouter::m_maxEarly),
                          MakeUintegerChecker<uint32_t>())
            .AddAttribute("UplinkGrace",
                          "How long packets from where a node was are still taken after it has "
                          "moved on, or has come back (Choices).",
                          TimeValue(Seconds(1)),
                          MakeTimeAccessor(&MobilityAnchorAccessRouter::m_uplinkGrace),
                          MakeTimeChecker(Time(0)))
            .AddTraceSource("StateChange",
                            "A transition of what is anchored here (anchor), or of what a node "
                            "here has from elsewhere (previous).",
                            MakeTraceSourceAccessor(&MobilityAnchorAccessRouter::m_stateChange),
                            "ns3::pmipv6::StateChangeTracedCallback")
            .AddTraceSource("Anchoring",
                            "A transition of what is anchored here, with its row.",
                            MakeTraceSourceAccessor(&MobilityAnchorAccessRouter::m_anchoring),
                            "ns3::pmipv6::AnchoringTracedCallback")
            .AddTraceSource("Previous",
                            "A node here has a prefix from elsewhere, or has it no more.",
                            MakeTraceSourceAccessor(&MobilityAnchorAccessRouter::m_previousTrace),
                            "ns3::pmipv6::PreviousTracedCallback")
            .AddTraceSource("Refused",
                            "A message, or part of it, is not taken, or something is given up.",
                            MakeTraceSourceAccessor(&MobilityAnchorAccessRouter::m_refused),
                            "ns3::pmipv6::MaarRefusedTracedCallback");
    return tid;
}

Time
MobilityAnchorAccessRouter::GetOfGateway(const char* attribute) const
{
    TimeValue value;
    m_gateway->GetAttribute(attribute, value);
    return value.Get();
}

void
MobilityAnchorAccessRouter::Start(Ptr<MobileAccessGateway> gateway)
{
    BooleanValue isTimestampInUse;
    gateway->GetAttribute("TimestampBasedApproachInUse", isTimestampInUse);
    NS_ABORT_MSG_UNLESS(isTimestampInUse.Get(),
                        "MobileAccessGateway::TimestampBasedApproachInUse is false on node "
                            << gateway->GetNode()->GetId()
                            << "; with MobilityAnchorAccessRouter allowed is true: what MAARs say "
                               "of a node is ordered by timestamps");
    m_gateway = gateway;
    m_lifetime = GetOfGateway("BindingLifetime");
    m_forwarding = MobilityForwarding::Install(gateway->GetNode());
    m_traffic.Start(
        m_forwarding,
        [gateway = PeekPointer(gateway)] { return gateway->GetAccessDevice(); },
        gateway->GetAddress());
    StartAnchoring();
    StartPrevious();
    m_routers->Start(gateway, m_nodes, m_previous);
    StartArrivals();
    StartPool();
    if (m_isEarlyAccepted)
    {
        m_forwarding->SetTunnelJudge(
            [this](const auto&... packet) { return m_arrivals.TakeEarly(packet...); });
    }
}

void
MobilityAnchorAccessRouter::StartArrivals()
{
    m_arrivals.Start(m_gateway, [this] {
        return MaarNodes::Settings{
            m_prefixLength,
            m_lifetime,
            m_uplinkGrace,
            m_earlyTime,
            m_maxEarly,
            m_isEarlyAccepted,
            ToMobilityTimestamp(Simulator::Now() + GetOfGateway("ClockOffset"))};
    });
    MaarPeers::Listener listener;
    listener.hasSessions = [this](const auto& database) { return m_nodes.HasOf(database); };
    listener.restarted = [this](const auto& database) { m_arrivals.HandleRestart(database); };
    listener.asked = [this](const auto&... message) { m_requests.Handle(message...); };
    listener.answered = [this](const auto&... message) { m_answers.HandleOther(message...); };
    m_peers.Start(m_gateway->GetNode(),
                  m_gateway->GetAddress(),
                  m_isPreviousAnswering,
                  std::move(listener));
}

void
MobilityAnchorAccessRouter::StartPool()
{
    const auto range = ParsePrefix(m_poolRange);
    NS_ABORT_MSG_UNLESS(range,
                        "MobilityAnchorAccessRouter::PrefixPool is \""
                            << m_poolRange << "\" on node " << m_gateway->GetNode()->GetId()
                            << "; allowed is an IPv6 prefix such as fd00:a001::/32");
    const auto heartbeats = HeartbeatAgent::Install(m_gateway->GetNode());
    m_nodes.SetPool(*range, m_prefixLength, heartbeats->GetRestartCounter(), m_prefixHoldTime);
    m_traffic.OpenPool(*range);
}

void
MobilityAnchorAccessRouter::StartAnchoring()
{
    m_nodes.SetListener(
        {[this](const AnchoredNode& node) {
             m_traffic.Apply(node);
             m_upkeep.HandleChange(node);
         },
         [this](const AnchoredNode& node,
                AnchoringState from,
                AnchoringState to,
                const std::string& reason) {
             m_stateChange(
                 {node.identifier, "anchor", GetStateName(from), GetStateName(to), reason});
             m_anchoring(node, from, to);
             if (from == AnchoringState::SERVED && to == AnchoringState::TEMPORARY)
             {
                 m_gateway->GetRegistration().Readvertise(node.linkLayer); // It has lapsed.
             }
         },
         [this](const AnchoredNode& node) { m_upkeep.HandleDue(node); }});
    const auto signaling = MobilitySignaling::Install(m_gateway->GetNode());
    m_upkeep.Start(signaling, [this] {
        return AnchorUpkeep::Settings{m_gateway->GetAddress(),
                                      m_lifetime,
                                      m_idleTime,
                                      GetOfGateway("ClockOffset")};
    });
    m_requests.Start(
        signaling,
        [this] {
            return MaarRequests::Settings{
                m_gateway->GetAddress(),
                m_isTimerStopped,
                ToMobilityTimestamp(Simulator::Now() + GetOfGateway("ClockOffset")),
                m_uplinkGrace,
                m_isPreviousAnswering};
        },
        [this](const auto&... refusal) { m_refused(refusal...); });
}

void
MobilityAnchorAccessRouter::StartPrevious()
{
    PreviousAnchors::Listener listener;
    listener.changed = [this](const LinkLayerAddress& node,
                              const PreviousAnchor& anchor,
                              PreviousState from,
                              const std::string& reason) {
        anchor.state == PreviousState::NONE
            ? m_traffic.Close(node, anchor.anchorage)
            : m_traffic.Open(node, anchor.anchorage, anchor.state == PreviousState::TUNNELLED);
        m_stateChange({ToText(anchor.anchorage.prefix),
                       "previous",
                       GetStateName(from),
                       GetStateName(anchor.state),
                       reason});
        m_previousTrace(node, anchor, from);
    };
    listener.lapsed = [this](const LinkLayerAddress& node) {
        m_gateway->GetRegistration().Readvertise(node);
    };
    m_previous.SetListener(std::move(listener));
    m_answers.Start(m_gateway->GetAddress(), m_isPreviousAnswering, [this](const auto&... refusal) {
        m_refused(refusal...);
    });
}

void
MobilityAnchorAccessRouter::Lose(const std::string& reason)
{
    m_arrivals.Clear();
    m_previous.Clear(reason);
    m_nodes.Clear(reason);
    m_upkeep.Clear();
}

void
MobilityAnchorAccessRouter::Stop()
{
    if (m_peers.IsStarted())
    {
        m_peers.Stop();
        m_forwarding->SetTunnelJudge(nullptr);
    }
    Lose("gateway-stopped");
    m_traffic.ClosePool();
}

void
MobilityAnchorAccessRouter::Restart()
{
    Lose("gateway-restarted");
    m_isPoolLost = true;
}

void
MobilityAnchorAccessRouter::DoDispose()
{
    m_peers.Stop();
    m_arrivals.Dispose();
    m_nodes.Dispose();
    m_previous.Dispose();
    m_requests.Dispose();
    m_answers.Dispose();
    m_upkeep.Dispose();
    m_traffic.Dispose();
    m_routers->Dispose();
    m_gateway = nullptr;
    m_forwarding = nullptr;
    GatewayFunction::DoDispose();
}

std::vector<Ipv6Address>
MobilityAnchorAccessRouter::GetFurtherAnchors(const PolicyProfile& profile) const
{
    // RFC 8885, 3: "the anchoring of some flows at a central Home-DPA (like a traditional LMA)".
    const bool isMixed = profile.HasCentralAnchor() && m_peers.IsDatabase(profile.anchorAddress);
    return isMixed ? std::vector<Ipv6Address>{profile.centralAnchor} : std::vector<Ipv6Address>();
}

void
MobilityAnchorAccessRouter::AddToRequest(const BindingUpdateListEntry& entry,
                                         BindingUpdate& request)
{
    if (m_arrivals.IsDistributed(entry))
    {
        const auto* node = m_nodes.Find(entry.identifier);
        MakeDistributed(request,
                        node ? node->prefixes : std::vector<Prefix>(),
                        m_routers->GetOwn(entry.identifier, entry.linkLayer));
    }
}

void
MobilityAnchorAccessRouter::HandleAnswer(const BindingUpdateListEntry& entry,
                                         const BindingUpdate& /* request */,
                                         const BindingAcknowledgement& answer)
{
    if (m_arrivals.IsDistributed(entry))
    {
        m_answers.Take(entry, answer);
    }
}

std::optional<AnswerVerdict>
MobilityAnchorAccessRouter::JudgeAnswer(const BindingUpdateListEntry& entry,
                                        const BindingUpdate& /* request */,
                                        const BindingAcknowledgement& answer)
{
    return m_arrivals.IsDistributed(entry) ? m_answers.Judge(entry, answer, Simulator::Now())
                                           : std::nullopt;
}

bool
MobilityAnchorAccessRouter::IsDepartureKept(const BindingUpdateListEntry& entry,
                                            const std::string& /* reason */)
{
    // RFC 8885, 3.5: a MAAR that has lost a node may not end the session, which goes on elsewhere.
    return m_arrivals.IsDistributed(entry);
}

bool
MobilityAnchorAccessRouter::AddAdvertised(const LinkLayerAddress& node,
                                          const BindingUpdateListEntry* but,
                                          std::vector<AdvertisedRouter>& told) const
{
    const auto* entry = m_arrivals.FindRegistration(node);
    return m_routers->AddAdvertised(node, entry == but ? nullptr : entry, told);
}

void
MobilityAnchorAccessRouter::HandleAttachment(const BindingUpdateListEntry& entry,
                                             AttachmentState /* from */,
                                             AttachmentState to,
                                             const std::string& reason)
{
    if (!m_arrivals.IsDistributed(entry) || !m_peers.IsStarted())
    {
        return;
    }
    if (to == AttachmentState::REGISTERING && std::exchange(m_isPoolLost, false))
    {
        StartPool();
    }
    m_arrivals.Handle(entry, to, reason);
}

void
MobilityAnchorAccessRouter::HandleExtension(const BindingUpdateListEntry& entry)
{
    if (m_arrivals.IsDistributed(entry))
    {
        m_arrivals.Confirm(entry);
    }
}

} // namespace pmipv6
} // namespace ns3
