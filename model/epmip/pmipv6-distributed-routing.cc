/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-distributed-routing.h"

#include "pmipv6-access-device.h"
#include "pmipv6-location-messages.h"
#include "pmipv6-mobile-access-gateway.h"
#include "pmipv6-random-streams.h"

#include "ns3/abort.h"
#include "ns3/boolean.h"
#include "ns3/double.h"
#include "ns3/integer.h"
#include "ns3/object-factory.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <array>
#include <sstream>
#include <utility>

namespace ns3
{
namespace pmipv6
{

NS_OBJECT_ENSURE_REGISTERED(DistributedRouting);

namespace
{

/// The values of the attribute Discovery.
const std::array<std::pair<ManagerDiscovery, const char*>, 3> DISCOVERIES{
    {{ManagerDiscovery::CONFIGURATION, "configuration"},
     {ManagerDiscovery::HOP_BY_HOP, "hop-by-hop"},
     {ManagerDiscovery::ANCHOR, "anchor"}}};

/// @return a value as text
template <class T>
std::string
ToText(const T& value)
{
    std::ostringstream os;
    os << value;
    return os.str();
}

} // namespace

TypeId
DistributedRouting::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::pmipv6::DistributedRouting")
            .SetParent<GatewayFunction>()
            .SetGroupName("Pmipv6")
            .AddConstructor<DistributedRouting>()
            .AddAttribute("Discovery",
                          "How the eLMA is found that knows where a node is: configuration, by the "
                          "prefixes of each (draft-luo, 4.4.1); hop-by-hop, by a query to the "
                          "node's address, which its eLMA takes (4.4.2); anchor, by the asking "
                          "node's own eLMA, which asks the others (4.4.3).",
                          StringValue("configuration"),
                          MakeStringAccessor(&DistributedRouting::SetDiscovery,
                                             &DistributedRouting::GetDiscovery),
                          MakeStringChecker())
            .AddAttribute("DirectAnswer",
                          "With Discovery=anchor: have the eLMA that knows answer straight "
                          "(draft-luo, 4.4.3 leaves it open; 7.4).",
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
                          "How long such packets wait at most; then they go by the eLMA.",
                          TimeValue(MilliSeconds(100)),
                          MakeTimeAccessor(&DistributedRouting::m_earlyHoldTime),
                          MakeTimeChecker(NanoSeconds(1)))
            .AddAttribute("EarlyBufferSize",
                          "How many packets of a node to an address wait (draft-luo, 4.2); for one "
                          "more the oldest goes by the eLMA.",
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
                          "Length of the prefix that is taken for a sender's home network prefix.",
                          UintegerValue(64),
                          MakeUintegerAccessor(&DistributedRouting::m_learnedLength),
                          MakeUintegerChecker<uint8_t>(MIN_LOCATION_LENGTH, 128))
            .AddAttribute("LocationLifetime",
                          "Longest lifetime of a location (draft-luo leaves it open).",
                          TimeValue(Seconds(60)),
                          MakeTimeAccessor(&DistributedRouting::m_lifetime),
                          MakeTimeChecker(Seconds(4)))
            .AddAttribute("RenewalFraction",
                          "Of a location's lifetime, after which it is asked for again if it is in "
                          "use.",
                          DoubleValue(2.0 / 3),
                          MakeDoubleAccessor(&DistributedRouting::m_renewalFraction),
                          MakeDoubleChecker<double>(0.01, 0.99))
            .AddAttribute("RenewalJitter",
                          "Of a location's lifetime: so much earlier at most, at random.",
                          DoubleValue(0.1),
                          MakeDoubleAccessor(&DistributedRouting::m_renewalJitter),
                          MakeDoubleChecker<double>(0, 0.5))
            .AddAttribute("MismatchTime",
                          "After how long a correspondent's packets out of another gateway's "
                          "tunnel than its location says have the location asked for.",
                          TimeValue(Seconds(1)),
                          MakeTimeAccessor(&DistributedRouting::m_mismatchTime),
                          MakeTimeChecker(Time(0)))
            .AddAttribute("RetryHoldDown",
                          "How long an address is not asked for again that has no location.",
                          TimeValue(Seconds(10)),
                          MakeTimeAccessor(&DistributedRouting::m_holdDown),
                          MakeTimeChecker(MilliSeconds(1)))
            .AddAttribute("OptimizeAfter",
                          "How many packets a node sends to an address before its location is "
                          "asked for (draft-luo, 3.2: if the eMAG decides).",
                          UintegerValue(1),
                          MakeUintegerAccessor(&DistributedRouting::m_optimizeAfter),
                          MakeUintegerChecker<uint32_t>(1))
            .AddAttribute("MaxRetries",
                          "How often an unanswered query is repeated, as a PBU (RFC 6275, 11.8); "
                          "once more with Discovery=anchor.",
                          UintegerValue(3),
                          MakeUintegerAccessor(&DistributedRouting::m_maxRetries),
                          MakeUintegerChecker<uint32_t>(0, 100))
            .AddAttribute("MaxQueries",
                          "How many queries may be out at a time.",
                          UintegerValue(1024),
                          MakeUintegerAccessor(&DistributedRouting::m_maxQueries),
                          MakeUintegerChecker<uint32_t>(1))
            .AddAttribute("MaxLocations",
                          "How many locations are held.",
                          UintegerValue(1000000),
                          MakeUintegerAccessor(&DistributedRouting::m_maxLocations),
                          MakeUintegerChecker<uint32_t>(1))
            .AddAttribute("MaxCorrespondents",
                          "How many correspondents of a mobile node are known.",
                          UintegerValue(1024),
                          MakeUintegerAccessor(&DistributedRouting::m_maxCorrespondents),
                          MakeUintegerChecker<uint32_t>(1))
            .AddAttribute("MaxAttemptsPerNode",
                          "How many addresses may be asked for within RetryHoldDown in vain for a "
                          "mobile node.",
                          UintegerValue(64),
                          MakeUintegerAccessor(&DistributedRouting::m_maxAttemptsPerNode),
                          MakeUintegerChecker<uint32_t>(1))
            .AddAttribute("MaxAttempts",
                          "The same for all mobile nodes of this gateway together.",
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
                            "ns3::pmipv6::DistributedRouting::LocationTracedCallback")
            .AddTraceSource("Path",
                            "What a node here sends to a correspondent takes another way.",
                            MakeTraceSourceAccessor(&DistributedRouting::m_path),
                            "ns3::pmipv6::DistributedRouting::PathTracedCallback")
            .AddTraceSource("Queried",
                            "A packet for which a location is asked.",
                            MakeTraceSourceAccessor(&DistributedRouting::m_queried),
                            "ns3::pmipv6::DistributedRouting::QueriedTracedCallback")
            .AddTraceSource("QueryEnded",
                            "What has come of that.",
                            MakeTraceSourceAccessor(&DistributedRouting::m_queryEnded),
                            "ns3::pmipv6::DistributedRouting::QueryEndedTracedCallback")
            .AddTraceSource("Refused",
                            "A location is not believed, or not asked for: prefix, peer, why.",
                            MakeTraceSourceAccessor(&DistributedRouting::m_refused),
                            "ns3::pmipv6::DistributedRouting::RefusedTracedCallback");
    return tid;
}

void
DistributedRouting::SetDiscovery(std::string discovery)
{
    const auto known = std::find_if(DISCOVERIES.begin(), DISCOVERIES.end(), [&](const auto& way) {
        return way.second == discovery;
    });
    NS_ABORT_MSG_IF(known == DISCOVERIES.end(),
                    "DistributedRouting::Discovery is \""
                        << discovery << "\"; allowed is configuration, hop-by-hop or anchor");
    m_discovery = known->first;
}

std::string
DistributedRouting::GetDiscovery() const
{
    return std::find_if(DISCOVERIES.begin(),
                        DISCOVERIES.end(),
                        [&](const auto& way) { return way.first == m_discovery; })
        ->second;
}

void
DistributedRouting::AddManager(const Ipv6Address& manager, const std::vector<Prefix>& prefixes)
{
    m_managers.Add(manager);
    m_queries.AddManager(manager, prefixes);
}

void
DistributedRouting::AddGateway(const Ipv6Address& gateway)
{
    m_gateways.Add(gateway);
}

std::vector<NodeLocation>
DistributedRouting::GetLocations() const
{
    std::vector<NodeLocation> locations;
    for (const auto& prefix : m_locations.GetPrefixes())
    {
        locations.push_back(*m_locations.Find(prefix));
    }
    return locations;
}

void
DistributedRouting::SetMobility(DepartedHandler departed, IsPrevious isPrevious)
{
    m_departed = std::move(departed);
    m_isPrevious = std::move(isPrevious);
}

int64_t
DistributedRouting::AssignStreams(int64_t stream)
{
    // By an attribute, so that none of ns-3's own streams is used up.
    m_random = CreateObjectWithAttributes<UniformRandomVariable>("Stream", IntegerValue(stream));
    return 1;
}

double
DistributedRouting::DrawFraction()
{
    if (m_renewalJitter <= 0)
    {
        return m_renewalFraction;
    }
    if (!m_random)
    {
        AssignStreams(GetStream(RandomStream::LOCATION_RENEWAL, m_gateway->GetNode()->GetId()));
    }
    return std::max(0.01, m_renewalFraction - m_random->GetValue(0, m_renewalJitter));
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
    m_gateway = gateway;
    m_address = gateway->GetAddress();
    m_signaling = MobilitySignaling::Install(gateway->GetNode());
    m_forwarding = MobilityForwarding::Install(gateway->GetNode());
    m_isWorking = true;
    StartLocations();
    StartPackets();
    StartPeers();
}

void
DistributedRouting::StartPeers()
{
    PeerTable::Terms terms;
    terms.kinds = {ExperimentalSubtype::PBQA};
    m_managers.Start(m_gateway->GetNode(), terms);
    terms.kinds.clear();
    m_gateways.Start(m_gateway->GetNode(), terms);
    m_tunnels.Start(m_forwarding, m_gateways.GetAll());
}

void
DistributedRouting::StartLocations()
{
    m_rows.Start(m_forwarding, m_address);
    m_locations.SetListener(
        [this](const NodeLocation& location,
               LocationState from,
               LocationState to,
               const std::string& reason) { HandleLocation(location, from, to, reason); });
    m_upkeep.Start({[this](const Prefix& prefix) { Ask(prefix, "renewal"); },
                    [this] { return DrawFraction(); }});
    LocationQueries::Settings settings;
    settings.address = m_address;
    settings.discovery = m_discovery;
    settings.isDirect = m_isDirect;
    settings.maxRetries = m_maxRetries;
    settings.maxOut = m_maxQueries;
    m_queries.Start(m_signaling, settings, [this](const auto&... end) { HandleQueryEnd(end...); });
}

void
DistributedRouting::StartPackets()
{
    m_paths.Start(
        {m_address, m_lifetime, m_lifetime, m_maxCorrespondents},
        {[this](const Prefix& node, const SeenPacket& packet) { HandleReceived(node, packet); },
         [this](const Prefix& node, const Prefix& peer, const Ipv6Address& gateway) {
             m_path(node, peer, gateway);
         }});
    m_demands.SetLimits(m_maxAttemptsPerNode, m_maxAttempts);
    m_demands.Start({m_address,
                     m_holdDown,
                     m_isEarlyHeld ? m_earlyHoldTime : Time(0),
                     m_earlyBufferSize,
                     m_optimizeAfter},
                    {[this](const Ipv6Address& source, const Ipv6Address& destination) {
                         m_queried(source, destination);
                     },
                     [this](const Ipv6Address& destination, QueryOutcome outcome) {
                         m_queryEnded(destination, outcome);
                     },
                     [this](const PrefixPair& pair) {
                         m_refused(pair.destination, Ipv6Address::GetAny(), "too-many-attempts");
                     }});
}

void
DistributedRouting::Stop()
{
    m_isWorking = false;
    Clear("gateway-stopped");
    m_tunnels.Clear();
    m_managers.Stop();
    m_gateways.Stop();
}

void
DistributedRouting::Restart()
{
    Clear("gateway-restarted");
}

void
DistributedRouting::Clear(const std::string& reason)
{
    m_queries.Clear();
    m_mismatches.Clear();
    for (const auto& [key, node] : m_nodes.GetAll())
    {
        Leave(node);
    }
    m_demands.Clear();
    m_locations.Clear(reason);
    m_paths.Clear();
    m_nodes.Clear();
    m_isManaged.clear();
}

void
DistributedRouting::DoDispose()
{
    m_tunnels.Clear();
    m_managers.Stop();
    m_gateways.Stop();
    m_queries.Dispose();
    m_demands.Dispose();
    m_paths.Dispose();
    m_upkeep.Dispose();
    m_locations.Dispose();
    m_mismatches.Clear();
    m_rows.Dispose();
    m_departed = nullptr;
    m_isPrevious = nullptr;
    m_gateway = nullptr;
    m_signaling = nullptr;
    m_forwarding = nullptr;
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
    m_isManaged[entry.GetKey()] =
        (GetCapabilities(answer.options) & CapabilityFlag::LOCATION_MANAGEMENT) &&
        m_managers.Contains(entry.anchorAddress);
}

void
DistributedRouting::HandleAttachment(const BindingUpdateListEntry& entry,
                                     AttachmentState /* from */,
                                     AttachmentState to,
                                     const std::string& /* reason */)
{
    if (!m_isWorking)
    {
        return;
    }
    const RegistrationKey key = entry.GetKey();
    m_nodes.SetRegistering(key,
                           to == AttachmentState::AUTHENTICATING ||
                               to == AttachmentState::REGISTERING);
    if (const auto former = m_nodes.Remove(key))
    {
        Leave(*former);
    }
    if (to == AttachmentState::REGISTERED)
    {
        m_nodes.Add(entry);
        Serve(key);
    }
    if (to == AttachmentState::NONE)
    {
        m_isManaged.erase(key);
    }
}

void
DistributedRouting::HandleExtension(const BindingUpdateListEntry& entry)
{
    if (!m_isWorking)
    {
        return;
    }
    const RegistrationKey key = entry.GetKey();
    const auto* node = m_nodes.Find(key);
    const bool wasServed = node && m_paths.IsServed(node->prefixes.front());
    const bool isToChange = wasServed != m_isManaged[key];
    if (isToChange && node)
    {
        Leave(*node);
    }
    m_nodes.Add(entry);
    if (isToChange)
    {
        Serve(key);
    }
}

void
DistributedRouting::HandleAnchorRestart(const Ipv6Address& /* anchor */)
{
    // Nodes are registered anew; what is known of others lasts as long as it was said to.
}

void
DistributedRouting::Serve(const RegistrationKey& key)
{
    const LocalNode node = *m_nodes.Find(key);
    for (const auto& prefix : node.prefixes)
    {
        if (!m_isManaged[key])
        {
            m_rows.SetCentral(prefix, node.anchor);
            continue;
        }
        m_locations.Remove(prefix, LocationEvent::ARRIVED, "node-is-here");
        m_rows.SetLocal(prefix,
                        {m_gateway->GetAccessDevice(), AccessDevice::GetNextHop(key.linkLayer)});
        m_rows.WatchSent(prefix, {[this, prefix](const SeenPacket& packet) {
                             m_demands.HandleSent(prefix, packet);
                         }});
        m_paths.HandleArrival(prefix);
        m_demands.HandleLocation(prefix);
    }
}

void
DistributedRouting::Leave(const LocalNode& former)
{
    for (const auto& prefix : former.prefixes)
    {
        if (!m_paths.IsServed(prefix))
        {
            m_rows.RemoveCentral(prefix);
            continue;
        }
        m_rows.UnwatchSent(prefix);
        m_rows.RemoveLocation(prefix);
        m_demands.HandleDeparture(prefix);
        m_paths.HandleDeparture(prefix);
    }
}

void
DistributedRouting::HandOver(const Prefix& prefix)
{
    const RegistrationKey key = m_nodes.GetRegistration(prefix);
    Leave(*m_nodes.Remove(key));
}

void
DistributedRouting::TakeBack(const RegistrationKey& key)
{
    const auto* entry = m_gateway->GetBindingUpdateList().Find(key);
    if (entry && entry->state == AttachmentState::REGISTERED && !m_nodes.Find(key))
    {
        m_nodes.Add(*entry);
        Serve(key);
    }
}

void
DistributedRouting::HandleLocation(const NodeLocation& location,
                                   LocationState from,
                                   LocationState to,
                                   const std::string& reason)
{
    const bool isUsable = to == LocationState::LEARNED || to == LocationState::TOLD;
    if (isUsable)
    {
        m_rows.SetLocation(location.prefix, location.gateway);
    }
    else
    {
        m_rows.RemoveLocation(location.prefix);
    }
    to == LocationState::NONE ? m_upkeep.Disarm(location.prefix) : m_upkeep.Arm(location);
    m_stateChange(
        {ToText(location.prefix), "location", GetStateName(from), GetStateName(to), reason});
    m_location(location, from, to);
    m_paths.Update(location.prefix);
    if (isUsable)
    {
        m_demands.HandleLocation(location.prefix);
    }
}

LocationFacts
DistributedRouting::GetFacts(const Prefix& prefix, const Ipv6Address& gateway) const
{
    return {m_gateways.Contains(gateway),
            gateway == m_address,
            m_nodes.FindPrefix(prefix.GetAddress()).has_value()};
}

LocationVerdict
DistributedRouting::Offer(const NodeLocation& location, const std::string& reason)
{
    if (!m_locations.Find(location.prefix) && m_locations.GetSize() >= m_maxLocations)
    {
        m_refused(location.prefix, location.gateway, "too-many-locations");
        return LocationVerdict::OLDER;
    }
    const auto verdict = m_locations.Offer(location, reason);
    if (verdict == LocationVerdict::EXTEND)
    {
        m_upkeep.Arm(*m_locations.Find(location.prefix));
    }
    return verdict;
}

bool
DistributedRouting::Tell(const NodeLocation& location,
                         const Ipv6Address& peer,
                         const std::string& reason)
{
    LocationFacts facts = GetFacts(location.prefix, location.gateway);
    if (location.state == LocationState::WITHDRAWN)
    {
        facts.isPeer = true; // It names none.
    }
    const std::string fault = CheckLocation(location.prefix, facts);
    if (!fault.empty())
    {
        m_refused(location.prefix, peer, fault);
        return false;
    }
    return Offer(location, reason) != LocationVerdict::OLDER;
}

void
DistributedRouting::Ask(const Prefix& prefix, const std::string& purpose)
{
    for (const auto& node : m_paths.GetCorrespondents().GetNodes(prefix))
    {
        if (m_paths.IsServed(node))
        {
            m_queries.Ask(prefix, m_nodes.FindByPrefix(node)->anchor, purpose);
            return;
        }
    }
}

void
DistributedRouting::HandleQueryEnd(const Prefix& asked,
                                   QueryOutcome outcome,
                                   const LocationAnswer* answer,
                                   const std::string& reason)
{
    if (answer)
    {
        const std::string fault =
            CheckLocationAnswer(asked,
                                *answer,
                                answer->prefixes.empty() || !answer->gateway
                                    ? LocationFacts()
                                    : GetFacts(answer->prefixes.front(), *answer->gateway));
        if (!fault.empty())
        {
            m_refused(asked, answer->gateway.value_or(Ipv6Address::GetAny()), fault);
            m_demands.HandleAnswer(asked, QueryOutcome::NONE);
            return;
        }
        Offer({answer->prefixes.front(),
               *answer->gateway,
               *answer->timestamp,
               GetLocationExpiry(Simulator::Now(), answer->lifetime, m_lifetime),
               LocationState::TOLD},
              "answer");
        m_demands.HandleAnswer(asked, QueryOutcome::NONE); // If what is held is newer, and none.
        return;
    }
    if (outcome == QueryOutcome::NONE)
    {
        m_locations.Remove(asked, LocationEvent::DOUBTED, reason);
    }
    m_demands.HandleAnswer(asked, outcome);
}

void
DistributedRouting::HandleReceived(const Prefix& node, const SeenPacket& packet)
{
    if (!packet.outerSource)
    {
        return;
    }
    const Ipv6Address outer = *packet.outerSource;
    const auto* location = m_locations.FindByAddress(packet.source);
    const Prefix sender = location ? location->prefix : Prefix(packet.source, m_learnedLength);
    if (!m_paths.IsServed(node))
    {
        m_paths.NoteOther({node, sender}, outer);
        if (m_departed)
        {
            m_departed(node, packet);
        }
        return;
    }
    // What a previous gateway sends on proves nothing of where its sender is (draft-luo, 4.3).
    if (!m_gateways.Contains(outer) || (m_isPrevious && m_isPrevious(node, outer)))
    {
        m_paths.NoteOther({node, sender}, outer);
        return;
    }
    Learn(node, sender, outer);
}

void
DistributedRouting::Learn(const Prefix& node, const Prefix& sender, const Ipv6Address& gateway)
{
    const Time now = Simulator::Now();
    if (m_isReverseLearned && !m_nodes.FindPrefix(sender.GetAddress()))
    {
        Offer({sender, gateway, 0, now + m_lifetime, LocationState::LEARNED}, "outer-source");
    }
    const auto* location = m_locations.Find(sender);
    if (!location || !location->IsUsable())
    {
        m_paths.NoteOther({node, sender}, gateway);
        return;
    }
    m_paths.Add({node, sender}, gateway);
    if (location->gateway != gateway)
    {
        m_mismatches.Set({node, sender}, now + m_mismatchTime);
    }
}

void
DistributedRouting::HandleMismatch(const PrefixPair& pair)
{
    const auto* location = m_locations.Find(pair.destination);
    const auto last = m_rows.GetLastSender(pair);
    if (location && location->IsUsable() && last && m_gateways.Contains(*last) &&
        *last != location->gateway)
    {
        Ask(pair.destination, "mismatch");
    }
}

} // namespace pmipv6
} // namespace ns3
