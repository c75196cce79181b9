/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-distributed-routing.h"

#include "pmipv6-access-device.h"
#include "pmipv6-location-messages.h"
#include "pmipv6-mobile-access-gateway.h"

#include "ns3/abort.h"
#include "ns3/boolean.h"
#include "ns3/double.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

#include <utility>

namespace ns3
{
namespace pmipv6
{

NS_OBJECT_ENSURE_REGISTERED(DistributedRouting);

TypeId
DistributedRouting::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::pmipv6::DistributedRouting")
            .SetParent<GatewayFunction>()
            .SetGroupName("Pmipv6")
            .AddConstructor<DistributedRouting>()
            .AddAttribute("Discovery",
                          "How the eLMA is found that knows where a node is: configuration "
                          "(4.4.1), by the prefixes of each; hop-by-hop (4.4.2), by a query to "
                          "the node's address, which its eLMA takes; anchor (4.4.3), by the "
                          "asking node's own eLMA, which asks the others (draft-luo, 4.4).",
                          StringValue("configuration"),
                          MakeStringAccessor(&DistributedRouting::SetDiscovery,
                                             &DistributedRouting::GetDiscovery),
                          MakeStringChecker())
            .AddAttribute("DirectAnswer",
                          "With Discovery=anchor: have the eLMA that knows answer straight, which "
                          "the draft leaves open (draft-luo, 4.4.3 and 7.4).",
                          BooleanValue(false),
                          MakeBooleanAccessor(&DistributedRouting::m_isDirect),
                          MakeBooleanChecker())
            .AddAttribute("HoldEarlyPackets",
                          "Hold what a node sends until the location is known, EarlyHoldTime at "
                          "most; false: it goes by the eLMA meanwhile (draft-luo, 4.2).",
                          BooleanValue(false),
                          MakeBooleanAccessor(&DistributedRouting::m_isEarlyHeld),
                          MakeBooleanChecker())
            .AddAttribute("EarlyHoldTime",
                          "How long packets that HoldEarlyPackets holds wait at most; then they "
                          "go by the eLMA (Choices).",
                          TimeValue(MilliSeconds(100)),
                          MakeTimeAccessor(&DistributedRouting::m_earlyHoldTime),
                          MakeTimeChecker(NanoSeconds(1)))
            .AddAttribute("EarlyBufferSize",
                          "How many packets of a node to an address wait; for one more the oldest "
                          "goes by the eLMA (draft-luo, 4.2).",
                          UintegerValue(64),
                          MakeUintegerAccessor(&DistributedRouting::m_earlyBufferSize),
                          MakeUintegerChecker<uint32_t>(1))
            .AddAttribute("ReverseLearning",
                          "Learn where the sender of a tunnelled packet is from the outer header "
                          "(draft-luo, 4.2).",
                          BooleanValue(true),
                          MakeBooleanAccessor(&DistributedRouting::m_isReverseLearned),
                          MakeBooleanChecker())
            .AddAttribute("LearnedPrefixLength",
                          "Length, in bits, of the prefix that is taken for a sender's home "
                          "network prefix; 64 to 128 (Choices).",
                          UintegerValue(64),
                          MakeUintegerAccessor(&DistributedRouting::m_learnedLength),
                          MakeUintegerChecker<uint8_t>(MIN_LOCATION_LENGTH, 128))
            .AddAttribute("LocationLifetime",
                          "Longest lifetime of a location, which draft-luo leaves open; 4 s or "
                          "more (Choices).",
                          TimeValue(Seconds(60)),
                          MakeTimeAccessor(&DistributedRouting::m_lifetime),
                          MakeTimeChecker(Seconds(4)))
            .AddAttribute("RenewalFraction",
                          "When a location in use is asked for again, as a fraction of its "
                          "lifetime; 0.01 to 0.99 (Choices).",
                          DoubleValue(2.0 / 3),
                          MakeDoubleAccessor(&DistributedRouting::m_renewalFraction),
                          MakeDoubleChecker<double>(0.01, 0.99))
            .AddAttribute("RenewalJitter",
                          "How much earlier at most, at random, a location in use is asked for "
                          "again, as a fraction of its lifetime; 0 to 0.5 (Choices).",
                          DoubleValue(0.1),
                          MakeDoubleAccessor(&DistributedRouting::m_renewalJitter),
                          MakeDoubleChecker<double>(0, 0.5))
            .AddAttribute("MismatchTime",
                          "After how long a correspondent's packets out of another gateway's "
                          "tunnel than its location says have the location asked for (Choices).",
                          TimeValue(Seconds(1)),
                          MakeTimeAccessor(&DistributedRouting::m_mismatchTime),
                          MakeTimeChecker(Time(0)))
            .AddAttribute("RetryHoldDown",
                          "How long an address is not asked for again that has no location, "
                          "unless its node is heard of; 1 ms or more (Choices).",
                          TimeValue(Seconds(10)),
                          MakeTimeAccessor(&DistributedRouting::m_holdDown),
                          MakeTimeChecker(MilliSeconds(1)))
            .AddAttribute("ManagerHoldDown",
                          "How long an LMF that was silent is not asked or told, if another was "
                          "not; the draft leaves it open (draft-luo, 7.4).",
                          TimeValue(Seconds(30)),
                          MakeTimeAccessor(&DistributedRouting::m_managerHoldDown),
                          MakeTimeChecker(Time(0)))
            .AddAttribute("OptimizeAfter",
                          "How many packets a node sends to an address before its location is "
                          "asked for, as the eMAG decides (draft-luo, 3.2).",
                          UintegerValue(1),
                          MakeUintegerAccessor(&DistributedRouting::m_optimizeAfter),
                          MakeUintegerChecker<uint32_t>(1))
            .AddAttribute("MaxRetries",
                          "How often an unanswered query is repeated, as a PBU; once more with "
                          "Discovery=anchor; 0 to 100 (RFC 6275, 11.8).",
                          UintegerValue(3),
                          MakeUintegerAccessor(&DistributedRouting::m_maxRetries),
                          MakeUintegerChecker<uint32_t>(0, 100))
            .AddAttribute("MaxQueries",
                          "How many queries may be out at a time (Choices).",
                          UintegerValue(1024),
                          MakeUintegerAccessor(&DistributedRouting::m_maxQueries),
                          MakeUintegerChecker<uint32_t>(1))
            .AddAttribute("MaxLocations",
                          "How many locations are held (Choices).",
                          UintegerValue(1000000),
                          MakeUintegerAccessor(&DistributedRouting::m_maxLocations),
                          MakeUintegerChecker<uint32_t>(1))
            .AddAttribute("MaxCorrespondents",
                          "How many correspondents of a mobile node are known (Choices).",
                          UintegerValue(1024),
                          MakeUintegerAccessor(&DistributedRouting::m_maxCorrespondents),
                          MakeUintegerChecker<uint32_t>(1))
            .AddAttribute("MaxAttemptsPerNode",
                          "How many addresses may be asked for in vain within RetryHoldDown for a "
                          "mobile node, and how many more are known as not to be asked for; to "
                          "how many packets are counted for OptimizeAfter (Choices).",
                          UintegerValue(64),
                          MakeUintegerAccessor(&DistributedRouting::m_maxAttemptsPerNode),
                          MakeUintegerChecker<uint32_t>(1))
            .AddAttribute("MaxAttempts",
                          "The same as MaxAttemptsPerNode, for all mobile nodes of this gateway "
                          "together (Choices).",
                          UintegerValue(4096),
                          MakeUintegerAccessor(&DistributedRouting::m_maxAttempts),
                          MakeUintegerChecker<uint32_t>(1))
            .AddTraceSource("StateChange",
                            "A transition of a location.",
                            MakeTraceSourceAccessor(&DistributedRouting::m_stateChange),
                            "ns3::pmipv6::StateChangeTracedCallback")
            .AddTraceSource("Location",
                            "A transition of a location, with the location.",
                            MakeTraceSourceAccessor(&DistributedRouting::m_location),
                            "ns3::pmipv6::LocationTracedCallback")
            .AddTraceSource("Path",
                            "What a node here sends to a correspondent takes another way.",
                            MakeTraceSourceAccessor(&DistributedRouting::m_path),
                            "ns3::pmipv6::PathTracedCallback")
            .AddTraceSource("Queried",
                            "A packet for which a location is asked.",
                            MakeTraceSourceAccessor(&DistributedRouting::m_queried),
                            "ns3::pmipv6::QueriedTracedCallback")
            .AddTraceSource("QueryEnded",
                            "What has come of asking for a location.",
                            MakeTraceSourceAccessor(&DistributedRouting::m_queryEnded),
                            "ns3::pmipv6::QueryEndedTracedCallback")
            .AddTraceSource("Refused",
                            "A location is not believed, or not asked for: prefix, peer, why.",
                            MakeTraceSourceAccessor(&DistributedRouting::m_refused),
                            "ns3::pmipv6::LocationRefusedTracedCallback");
    return tid;
}

void
DistributedRouting::SetDiscovery(std::string discovery)
{
    const auto known = ParseDiscovery(discovery);
    NS_ABORT_MSG_UNLESS(known,
                        "DistributedRouting::Discovery is \""
                            << discovery << "\"; allowed is configuration, hop-by-hop or anchor");
    m_discovery = *known;
}

void
DistributedRouting::AddManager(const Ipv6Address& manager, const std::vector<Prefix>& prefixes)
{
    m_peers.AddManager(manager);
    m_queries.AddManager(manager, prefixes);
}

void
DistributedRouting::Start(Ptr<MobileAccessGateway> gateway)
{
    BooleanValue isTimestampInUse;
    gateway->GetAttribute("TimestampBasedApproachInUse", isTimestampInUse);
    NS_ABORT_MSG_UNLESS(isTimestampInUse.Get(),
                        "MobileAccessGateway::TimestampBasedApproachInUse is false on node "
                            << gateway->GetNode()->GetId()
                            << "; with DistributedRouting allowed is true: what gateways tell of "
                               "locations is ordered by timestamps");
    StartOn(gateway->GetNode(), gateway->GetAddress(), FROM_MOBILE_NODE);
    m_served.Start([gateway = PeekPointer(gateway)] { return gateway->GetAccessDevice(); });
}

void
DistributedRouting::StartOn(Ptr<Node> node, const Ipv6Address& address, PacketOrigin origin)
{
    m_parts.address = address;
    m_parts.lifetime = m_lifetime;
    m_isWorking = true;
    m_rows.Start(MobilityForwarding::Install(node), m_parts.address, origin);
    StartLocations(node);
    StartPackets();
    m_peers.Start(node, m_rows.GetForwarding(), m_managerHoldDown);
}

void
DistributedRouting::StartLocations(Ptr<Node> node)
{
    m_intake.Start({m_holdDown, m_maxLocations},
                   {[this](const NodeLocation& location,
                           LocationState from,
                           LocationState to,
                           const std::string& reason) {
                        m_stateChange({ToText(location.prefix),
                                       "location",
                                       GetStateName(from),
                                       GetStateName(to),
                                       reason});
                        m_location(location, from, to);
                    },
                    [this](const auto&... refusal) { m_refused(refusal...); }});
    m_upkeep.Start({[this](const Prefix& prefix) { m_intake.Ask(prefix, "renewal"); },
                    [this, node = PeekPointer(node)] {
                        return m_schedule.Draw(node, m_renewalFraction, m_renewalJitter);
                    }});
    m_queries.Start(
        MobilitySignaling::Install(node),
        {m_parts.address, m_discovery, &m_parts.preferred, m_isDirect, m_maxRetries, m_maxQueries},
        [this](const auto&... end) { m_intake.HandleQueryEnd(end...); });
    m_learning.Start({m_isReverseLearned, m_learnedLength, m_mismatchTime, m_holdDown});
}

void
DistributedRouting::StartPackets()
{
    // The fixed nodes of a prefix are many.
    const bool isRouter = m_rows.IsOfRouter();
    m_paths.Start({m_parts.address, m_lifetime, isRouter ? m_maxLocations : m_maxCorrespondents},
                  {[this](const Prefix& node, const SeenPacket& packet) {
                       m_learning.HandleReceived(node, packet);
                   },
                   [this](const auto&... path) { m_path(path...); }});
    m_demands.SetLimits(isRouter ? m_maxAttempts : m_maxAttemptsPerNode, m_maxAttempts);
    m_demands.Start(
        {m_holdDown, m_isEarlyHeld ? m_earlyHoldTime : Time(0), m_earlyBufferSize, m_optimizeAfter},
        {[this](const auto&... query) { m_queried(query...); },
         [this](const auto&... end) { m_queryEnded(end...); },
         [this](const PrefixPair& pair) {
             m_refused(pair.destination, Ipv6Address::GetAny(), "too-many-attempts");
         }});
}

void
DistributedRouting::Stop()
{
    m_isWorking = false;
    Clear("gateway-stopped");
    m_peers.Stop();
}

void
DistributedRouting::Clear(const std::string& reason)
{
    m_queries.Clear();
    m_parts.preferred.Clear();
    m_learning.Clear();
    m_intake.Clear();
    m_served.Clear();
    m_known.Clear();
    m_demands.Clear();
    m_locations.Clear(reason);
    m_paths.Clear();
    m_rows.RemoveFixed();
}

void
DistributedRouting::DoDispose()
{
    m_peers.Stop();
    m_queries.Dispose();
    m_demands.Dispose();
    m_paths.Dispose();
    m_upkeep.Dispose();
    m_locations.Dispose();
    m_learning.Clear();
    m_rows.Dispose();
    m_intake.Dispose();
    m_served.Dispose();
    m_learning.SetMobility(nullptr, nullptr);
    GatewayFunction::DoDispose();
}

void
DistributedRouting::AddToRequest(const BindingUpdateListEntry& /* entry */, BindingUpdate& request)
{
    AddCapabilities(CapabilityFlag::DISTRIBUTED_ROUTING, request.options);
}

void
DistributedRouting::HandleAnswer(const BindingUpdateListEntry& entry,
                                 const BindingUpdate& /* request */,
                                 const BindingAcknowledgement& answer)
{
    // draft-luo, 4.1: the DAF is for nodes of an eLMA.
    m_served.SetManaged(entry.GetKey(),
                        (GetCapabilities(answer.options) & CapabilityFlag::LOCATION_MANAGEMENT) &&
                            m_parts.managers.Contains(entry.anchorAddress));
}

void
DistributedRouting::HandleAttachment(const BindingUpdateListEntry& entry,
                                     AttachmentState /* from */,
                                     AttachmentState to,
                                     const std::string& /* reason */)
{
    if (m_isWorking)
    {
        m_served.HandleAttachment(entry, to);
    }
}

void
DistributedRouting::HandleExtension(const BindingUpdateListEntry& entry)
{
    if (m_isWorking)
    {
        m_served.HandleExtension(entry);
    }
}

void
DistributedRouting::HandleAnchorRestart(const Ipv6Address& /* anchor */)
{
    // Nodes are registered anew; what is known of others lasts as long as it was said to.
}

} // namespace pmipv6
} // namespace ns3
