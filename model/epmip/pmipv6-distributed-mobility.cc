/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-distributed-mobility.h"

#include "pmipv6-anchor-rules.h"
#include "pmipv6-function-callback.h"
#include "pmipv6-location-messages.h"
#include "pmipv6-mobile-access-gateway.h"
#include "pmipv6-mobility-timestamp.h"

#include "ns3/abort.h"
#include "ns3/boolean.h"
#include "ns3/simulator.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace ns3
{
namespace pmipv6
{

NS_OBJECT_ENSURE_REGISTERED(DistributedMobility);

TypeId
DistributedMobility::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::pmipv6::DistributedMobility")
            .SetParent<GatewayFunction>()
            .SetGroupName("Pmipv6")
            .AddConstructor<DistributedMobility>()
            .AddAttribute("HandoffBuffer",
                          "How many packets for a node that has left are held until its new "
                          "gateway is known; 0: none, they are dropped (draft-luo, 4.3).",
                          UintegerValue(0),
                          MakeUintegerAccessor(&DistributedMobility::m_bufferSize),
                          MakeUintegerChecker<uint32_t>())
            .AddAttribute("HandoffBufferTime",
                          "How long HandoffBuffer holds packets at most (Choices).",
                          TimeValue(Seconds(2)),
                          MakeTimeAccessor(&DistributedMobility::m_bufferTime),
                          MakeTimeChecker(NanoSeconds(1)))
            .AddAttribute("ForwardingMargin",
                          "How much longer than LocationLifetime the previous gateway sends on "
                          "packets for a node that has left: who has been told of it last may use "
                          "that for so long (Choices).",
                          TimeValue(Seconds(5)),
                          MakeTimeAccessor(&DistributedMobility::m_forwardingMargin),
                          MakeTimeChecker(Time(0)))
            .AddAttribute("QueryDelay",
                          "How long after its PBCI the new gateway does not ask for the node's "
                          "correspondents itself, which the previous one will name (Choices).",
                          TimeValue(Seconds(1)),
                          MakeTimeAccessor(&DistributedMobility::m_queryDelay),
                          MakeTimeChecker(Time(0)))
            .AddAttribute("UplinkHoldTime",
                          "How long what a node that has come sends to correspondents without a "
                          "known location waits for the previous gateway to name them, or a later "
                          "direct packet may overtake it; 0: it goes by the eLMA. EarlyBufferSize "
                          "of DistributedRouting bounds how many of a pair (draft-luo, 4.3).",
                          TimeValue(Time(0)),
                          MakeTimeAccessor(&DistributedMobility::m_uplinkHoldTime),
                          MakeTimeChecker(Time(0)))
            .AddAttribute("PreviousLocationTime",
                          "How long after a node has left, and nothing has been heard of it, who "
                          "still sends packets for it is told that it is not here (Choices).",
                          TimeValue(Seconds(10)),
                          MakeTimeAccessor(&DistributedMobility::m_previousLocationTime),
                          MakeTimeChecker(Time(0)))
            .AddAttribute("Mend",
                          "Tell who sends packets for a node that has left where it is, once, and "
                          "its new gateway which of its correspondents have moved; else both "
                          "sides stay on the previous gateway if both move at one time (Choices).",
                          BooleanValue(true),
                          MakeBooleanAccessor(&DistributedMobility::m_isMended),
                          MakeBooleanChecker())
            .AddAttribute("MaxDepartures",
                          "Of how many nodes that have left packets are held or sent on (Choices).",
                          UintegerValue(65536),
                          MakeUintegerAccessor(&DistributedMobility::m_maxDepartures),
                          MakeUintegerChecker<uint32_t>(1))
            .AddAttribute("MaxWithdrawals",
                          "How many gateways, counted for each node, may be told at a time that a "
                          "node is not here to which they send, unacknowledged (Choices).",
                          UintegerValue(1024),
                          MakeUintegerAccessor(&DistributedMobility::m_maxWithdrawals),
                          MakeUintegerChecker<uint32_t>(1))
            .AddAttribute("ClockTolerance",
                          "How much later than now by this clock another gateway's registration "
                          "may be: twice the anchors' TimestampValidityWindow (RFC 5213, 5.5).",
                          TimeValue(MilliSeconds(600)),
                          MakeTimeAccessor(&DistributedMobility::m_clockTolerance),
                          MakeTimeChecker(Time(0)))
            .AddAttribute("PreferManager",
                          "Register a node whose own anchor is no eLMA at another that is, if its "
                          "profile allows that and names no prefixes of others; to be false where "
                          "such nodes come to gateways of RFC 5213 too (draft-luo, 4.1 and 6).",
                          BooleanValue(true),
                          MakeBooleanAccessor(&DistributedMobility::m_isManagerPreferred),
                          MakeBooleanChecker())
            .AddTraceSource("StateChange",
                            "A transition of a node that has come (handoff) or left (forwarding).",
                            MakeTraceSourceAccessor(&DistributedMobility::m_stateChange),
                            "ns3::pmipv6::StateChangeTracedCallback")
            .AddTraceSource("CorrespondentsKnown",
                            "A previous gateway has named a node's correspondents.",
                            MakeTraceSourceAccessor(&DistributedMobility::m_known),
                            "ns3::pmipv6::CorrespondentsTracedCallback")
            .AddTraceSource("ForwardingStarted",
                            "Packets for a node that has left are sent on to its new gateway.",
                            MakeTraceSourceAccessor(&DistributedMobility::m_started),
                            "ns3::pmipv6::ForwardingTracedCallback")
            .AddTraceSource("PeersUpdated",
                            "All correspondents' gateways have acknowledged where a node is now.",
                            MakeTraceSourceAccessor(&DistributedMobility::m_updated),
                            "ns3::pmipv6::HandoffTracedCallback")
            .AddTraceSource("Refused",
                            "A PBCI is refused or not followed: prefix, peer, why.",
                            MakeTraceSourceAccessor(&DistributedMobility::m_refused),
                            "ns3::pmipv6::LocationRefusedTracedCallback");
    return tid;
}

void
DistributedMobility::SetRouting(Ptr<DistributedRouting> routing)
{
    m_routing = routing;
}

void
DistributedMobility::Start(Ptr<MobileAccessGateway> gateway)
{
    NS_ABORT_MSG_UNLESS(m_routing,
                        "DistributedMobility on node " << gateway->GetNode()->GetId()
                                                       << " has no DistributedRouting: SetRouting");
    m_gateway = gateway;
    // The gateway outlives this function's work.
    const auto* role = PeekPointer(gateway);
    StartOn({gateway->GetNode(),
             gateway->GetAddress(),
             [role] {
                 TimeValue offset;
                 role->GetAttribute("ClockOffset", offset);
                 return offset.Get();
             },
             [this](const LinkLayerAddress& node, std::function<void(bool)> answered) {
                 m_gateway->GetNeighborDiscovery()->Probe(node, std::move(answered));
             },
             [this](const RegistrationKey& key) {
                 m_gateway->GetRegistration().EndRegistration(key, "registered-elsewhere", false);
             },
             nullptr});
}

void
DistributedMobility::StartOn(Host host)
{
    m_host = std::move(host);
    const auto& parts = m_routing->GetParts();
    m_tellings.Start(MobilitySignaling::Install(m_host.node), m_host.address, parts.lifetime);
    m_tellings.SetMaxUndated(m_maxWithdrawals);
    m_absent.Start(parts, m_previousLocationTime, [this](const auto&... refusal) {
        m_refused(refusal...);
    });
    parts.intake.SetLatest([this] {
        return ToMobilityTimestamp(Simulator::Now() + m_host.getClockOffset() + m_clockTolerance);
    });
    StartHandoffs();
    m_messages.Start(m_host.node, m_host.address, parts);
}

void
DistributedMobility::StartHandoffs()
{
    const Time lifetime = m_routing->GetParts().lifetime;
    m_departures.Start(
        m_routing->GetParts(),
        {lifetime + m_forwardingMargin, m_bufferSize, m_bufferTime, m_isMended, m_maxDepartures},
        {[this](const Prefix& node,
                DepartureState from,
                DepartureState to,
                const std::string& reason) {
             m_stateChange(
                 {ToText(node), "forwarding", GetStateName(from), GetStateName(to), reason});
         },
         [this](const Prefix& node, const Ipv6Address& gateway, uint64_t timestamp) {
             if (m_host.left)
             {
                 m_host.left(node);
             }
             m_started(node, gateway, timestamp);
         },
         [this](const Prefix& node, const Ipv6Address& gateway) { m_updated(node, gateway); }});
    m_arrivals.Start(
        m_routing->GetParts(),
        {m_queryDelay, m_uplinkHoldTime, lifetime + m_forwardingMargin},
        {[this](const std::string& node,
                ArrivalState from,
                ArrivalState to,
                const std::string& reason) {
             m_stateChange({node, "handoff", GetStateName(from), GetStateName(to), reason});
         },
         [this](const auto&... known) { m_known(known...); },
         [this](const Prefix& node, const Prefix& peer) {
             m_departures.HandleCorrespondent(node, peer);
         }});
    m_requests.Start({&m_routing->GetParts(),
                      &m_tellings,
                      &m_departures,
                      &m_arrivals,
                      m_host.probe,
                      [this](const RegistrationKey& key) { TakeBack(key, true); },
                      m_host.forget,
                      [this](const auto& prefixes) { m_absent.HandleHeard(prefixes); },
                      [this](const auto&... refusal) { m_refused(refusal...); }});
    m_routing->GetParts().learning.SetMobility(
        [this](const Prefix& node, const SeenPacket& packet) {
            m_departures.HandlePacket(node, packet);
        },
        [this](const Prefix& node, const Ipv6Address& gateway) {
            return m_arrivals.IsPrevious(node, gateway);
        });
}

void
DistributedMobility::Stop()
{
    m_messages.Stop();
    m_absent.Stop();
    m_routing->GetParts().learning.SetMobility(nullptr, nullptr);
    Clear("gateway-stopped");
    m_requests.Clear();
}

void
DistributedMobility::Restart()
{
    Clear("gateway-restarted");
}

void
DistributedMobility::Clear(const std::string& reason)
{
    m_departures.Clear(reason);
    m_arrivals.Clear(reason);
    m_tellings.Clear();
    m_absent.Clear();
}

void
DistributedMobility::DoDispose()
{
    m_messages.Dispose();
    m_requests.Clear();
    m_departures.Dispose();
    m_arrivals.Dispose();
    m_tellings.Dispose();
    m_routing = nullptr;
    m_gateway = nullptr;
    m_host = Host();
    GatewayFunction::DoDispose();
}

std::optional<Ipv6Address>
DistributedMobility::ChooseAnchor(const PolicyProfile& profile, const LinkLayerAddress& /* node */)
{
    const auto& parts = m_routing->GetParts();
    return ChooseManager(DescribeAnchors(profile, parts.managers, parts.queries),
                         !GetAllPrefixes(profile).empty(),
                         m_isManagerPreferred);
}

void
DistributedMobility::AddToRequest(const BindingUpdateListEntry& /* entry */, BindingUpdate& request)
{
    AddCapabilities(CapabilityFlag::DISTRIBUTED_MOBILITY, request.options);
}

void
DistributedMobility::HandleAnswer(const BindingUpdateListEntry& entry,
                                  const BindingUpdate& request,
                                  const BindingAcknowledgement& answer)
{
    if (!IsAccepted(answer.status) || request.lifetime == 0)
    {
        return;
    }
    std::vector<Ipv6Address> previous;
    for (const auto& option : answer.options)
    {
        if (const auto* location = std::get_if<PreviousLocationOption>(&option))
        {
            previous.push_back(location->address);
        }
    }
    m_arrivals.SetPrevious(entry.GetKey(), std::move(previous));
}

void
DistributedMobility::HandleAttachment(const BindingUpdateListEntry& entry,
                                      AttachmentState from,
                                      AttachmentState to,
                                      const std::string& /* reason */)
{
    if (!m_messages.IsOpen())
    {
        return;
    }
    const RegistrationKey key = entry.GetKey();
    if (to == AttachmentState::REGISTERED)
    {
        HandleRegistered(key);
        return;
    }
    if (from != AttachmentState::REGISTERED)
    {
        return;
    }
    HandleDeparture(key, {entry.identifier, entry.anchorAddress, entry.prefixes, entry.timestamp});
}

void
DistributedMobility::HandleArrival(const RegistrationKey& key, std::vector<Ipv6Address> previous)
{
    m_arrivals.SetPrevious(key, std::move(previous));
    HandleRegistered(key);
}

void
DistributedMobility::TellMoved(const std::vector<Prefix>& prefixes,
                               uint64_t timestamp,
                               const std::vector<Ipv6Address>& previous)
{
    LocationRequest request;
    request.prefixes = prefixes;
    request.gateway = m_host.address;
    request.timestamp = timestamp;
    request.isPrevious = true;
    for (const auto& peer : previous)
    {
        m_tellings.Tell(peer, request, "move");
    }
}

void
DistributedMobility::HandleDeparture(const RegistrationKey& key, const LocalNode& former)
{
    m_arrivals.HandleLeft(key);
    const auto& parts = m_routing->GetParts();
    const Prefix first = former.prefixes.empty() ? Prefix() : former.prefixes.front();
    // Who was withdrawn has gone to a gateway that tells nobody (draft-luo, 6).
    if (parts.paths.IsRemembered(first) && !parts.locations.IsWithdrawn(first, former.timestamp))
    {
        m_absent.HandleLeft(former.prefixes);
        m_departures.HandleLeft(former);
    }
}

void
DistributedMobility::HandleRegistered(const RegistrationKey& key)
{
    const auto* node = m_routing->GetParts().nodes.Find(key);
    if (!node || !m_routing->GetParts().paths.IsServed(node->prefixes.front()))
    {
        return;
    }
    m_absent.HandleHeard(node->prefixes);
    m_arrivals.HandleRegistered(key, *node);
    m_departures.HandleReturned(*node);
}

void
DistributedMobility::HandleExtension(const BindingUpdateListEntry& entry)
{
    if (!m_messages.IsOpen())
    {
        return;
    }
    const auto left =
        entry.prefixes.empty() ? std::nullopt : m_departures.FindTimestamp(entry.prefixes.front());
    if (left && entry.timestamp > *left && !m_routing->GetParts().nodes.Find(entry.GetKey()))
    {
        TakeBack(entry.GetKey(), false); // Its anchor has the last word.
        HandleRegistered(entry.GetKey());
        return;
    }
    const auto* node = m_routing->GetParts().nodes.Find(entry.GetKey());
    if (node && m_routing->GetParts().paths.IsServed(node->prefixes.front()))
    {
        m_arrivals.HandleRegistered(entry.GetKey(), *node); // A repeat may name gateways again.
        m_departures.HandleConfirmed(*node);
    }
}

void
DistributedMobility::HandleAnchorRestart(const Ipv6Address& /* anchor */)
{
    // Nodes are registered anew, and each location lasts as long as it was said to.
}

void
DistributedMobility::TakeBack(const RegistrationKey& key, bool isToConfirm)
{
    const auto* entry = m_gateway->GetBindingUpdateList().Find(key);
    if (entry && entry->state == AttachmentState::REGISTERED &&
        !m_routing->GetParts().nodes.Find(key))
    {
        m_routing->GetParts().served.TakeBack(*entry);
        if (isToConfirm)
        {
            m_gateway->GetRegistration().Reassert(*entry, "presence-reasserted");
        }
    }
}

} // namespace pmipv6
} // namespace ns3
