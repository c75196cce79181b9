/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-local-mobility-anchor.h"

#include "pmipv6-mobility-timestamp.h"
#include "pmipv6-node-disposal.h"

#include "ns3/abort.h"
#include "ns3/boolean.h"
#include "ns3/log.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

namespace ns3
{
namespace pmipv6
{

NS_LOG_COMPONENT_DEFINE("Pmipv6LocalMobilityAnchor");

NS_OBJECT_ENSURE_REGISTERED(LocalMobilityAnchor);

TypeId
LocalMobilityAnchor::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::pmipv6::LocalMobilityAnchor")
            .SetParent<Application>()
            .SetGroupName("Pmipv6")
            .AddConstructor<LocalMobilityAnchor>()
            .AddAttribute("Address",
                          "LMAA, a global address of the node at which gateways reach it; to be "
                          "set before the start (RFC 5213, 2.2).",
                          Ipv6AddressValue(Ipv6Address::GetAny()),
                          MakeIpv6AddressAccessor(&LocalMobilityAnchor::m_address),
                          MakeIpv6AddressChecker())
            .AddAttribute("PrefixPool",
                          "Range from which home network prefixes are assigned, as "
                          "\"fd00:1::/48\"; empty: none are. Read at the start (RFC 5213, 5.3.2).",
                          StringValue(""),
                          MakeStringAccessor(&LocalMobilityAnchor::m_poolRange),
                          MakeStringChecker())
            .AddAttribute(
                "PrefixLength",
                "Length of an assigned home network prefix in bits, read at the start; hosts that "
                "make their addresses themselves need 64 (RFC 4862, 5.5.3); 1 to 128 (RFC 5213, "
                "5.3.2).",
                UintegerValue(64),
                MakeUintegerAccessor(&LocalMobilityAnchor::m_prefixLength),
                MakeUintegerChecker<uint8_t>(1, 128))
            .AddAttribute("PrefixesPerSession",
                          "How many prefixes a session gets that asks for an assignment; 1 to 64 "
                          "(RFC 5213, 5.3.2).",
                          UintegerValue(1),
                          MakeUintegerAccessor(&LocalMobilityAnchor::m_prefixesPerSession),
                          MakeUintegerChecker<uint32_t>(1, MAX_SESSION_PREFIXES))
            .AddAttribute(
                "PrefixHoldTime",
                "For how long a prefix of the pool goes to no other mobile node, once the session "
                "that has had it is over; others may still know where that node was (Choices).",
                TimeValue(Time(0)),
                MakeTimeAccessor(&LocalMobilityAnchor::SetPrefixHoldTime,
                                 &LocalMobilityAnchor::GetPrefixHoldTime),
                MakeTimeChecker(Time(0)))
            .AddAttribute("AnnouncesPool",
                          "What is sent to the prefixes of its pool is routed to this anchor, and "
                          "dropped if nobody has registered them; false: it is routed to others, "
                          "which tunnel it to whichever anchor has the session, and nodes are "
                          "registered here whatever anchors their profiles name (RFC 5213, 5.6.2; "
                          "draft-luo, 7.1 and 7.2).",
                          BooleanValue(true),
                          MakeBooleanAccessor(&LocalMobilityAnchor::m_isPoolAnnounced),
                          MakeBooleanChecker())
            .AddAttribute("MinDelayBeforeBCEDelete",
                          "How long a de-registered session waits for a new gateway (RFC 5213, "
                          "9.1).",
                          TimeValue(MilliSeconds(10000)),
                          MakeTimeAccessor(&LocalMobilityAnchor::m_minDelayBeforeDelete),
                          MakeTimeChecker(Time(0)))
            .AddAttribute("MaxDelayBeforeNewBCEAssign",
                          "How long a request over an interface that has no session waits for the "
                          "de-registration of the node's only session, if the gateway cannot tell "
                          "a handoff from a new interface; 0: not at all (RFC 5213, 5.4.1.2 and "
                          "9.1).",
                          TimeValue(MilliSeconds(1500)),
                          MakeTimeAccessor(&LocalMobilityAnchor::m_maxDelayBeforeAssign),
                          MakeTimeChecker(Time(0)))
            .AddAttribute("TimestampValidityWindow",
                          "How far a request's timestamp may be from this node's time of day (RFC "
                          "5213, 9.1).",
                          TimeValue(MilliSeconds(300)),
                          MakeTimeAccessor(&LocalMobilityAnchor::m_timestampWindow),
                          MakeTimeChecker(Time(0)))
            .AddAttribute("MobileNodeGeneratedTimestampInUse",
                          "Timestamps come from mobile nodes, whose clocks may differ: they only "
                          "order requests, whatever the TimestampValidityWindow (RFC 5213, 5.5 and "
                          "9.3).",
                          BooleanValue(false),
                          MakeBooleanAccessor(&LocalMobilityAnchor::m_nodeTimestampInUse),
                          MakeBooleanChecker())
            .AddAttribute("MaxLifetime",
                          "The longest lifetime of a binding that is granted; 4 s to 262136 s "
                          "(RFC 6275, 10.3.1).",
                          TimeValue(Seconds(3600)),
                          MakeTimeAccessor(&LocalMobilityAnchor::m_maxLifetime),
                          MakeTimeChecker(Seconds(4), Seconds(4 * 65534)))
            .AddAttribute(
                "UplinkGrace",
                "How long packets that the previous gateway has tunnelled are still taken after a "
                "handover (Choices).",
                TimeValue(Seconds(1)),
                MakeTimeAccessor(&LocalMobilityAnchor::m_uplinkGrace),
                MakeTimeChecker(Time(0)))
            .AddAttribute("ClockOffset",
                          "By how much this node's time of day is ahead, for studies of clock skew "
                          "(RFC 5213, 5.5).",
                          TimeValue(Time(0)),
                          MakeTimeAccessor(&LocalMobilityAnchor::m_clockOffset),
                          MakeTimeChecker())
            .AddAttribute("KeepSessionsAtGatewayRestart",
                          "Keep the sessions of a gateway that has restarted until it registers "
                          "them once more, or their lifetime is over; else they wait for a "
                          "gateway as if it had de-registered them (RFC 5847, 3).",
                          BooleanValue(true),
                          MakeBooleanAccessor(&LocalMobilityAnchor::m_isKeptAtGatewayRestart),
                          MakeBooleanChecker())
            .AddAttribute("RevokeAtHandover",
                          "Revoke a session at the gateway that a node has left, and ask there "
                          "instead of waiting MaxDelayBeforeNewBCEAssign (RFC 5846, 3.4.1 and "
                          "8.1).",
                          BooleanValue(false),
                          MakeBooleanAccessor(&LocalMobilityAnchor::m_isRevokedAtHandover),
                          MakeBooleanChecker())
            .AddAttribute("GlobalRevocationAuthorized",
                          "Gateways may revoke all their sessions by one message (RFC 5846, 8.2 "
                          "and 13).",
                          BooleanValue(false),
                          MakeBooleanAccessor(&LocalMobilityAnchor::SetGlobalRevocationAuthorized,
                                              &LocalMobilityAnchor::IsGlobalRevocationAuthorized),
                          MakeBooleanChecker())
            .AddTraceSource("StateChange",
                            "A transition of a binding.",
                            MakeTraceSourceAccessor(&LocalMobilityAnchor::m_stateChange),
                            "ns3::pmipv6::StateChangeTracedCallback")
            .AddTraceSource("Binding",
                            "A transition of a binding, with the binding cache entry.",
                            MakeTraceSourceAccessor(&LocalMobilityAnchor::m_binding),
                            "ns3::pmipv6::LocalMobilityAnchor::BindingTracedCallback")
            .AddTraceSource("Refused",
                            "A request is refused: mobile node, status.",
                            MakeTraceSourceAccessor(&LocalMobilityAnchor::m_refused),
                            "ns3::pmipv6::LocalMobilityAnchor::RefusedTracedCallback")
            .AddTraceSource("Ignored",
                            "A request is dropped without an answer: mobile node, reason.",
                            MakeTraceSourceAccessor(&LocalMobilityAnchor::m_ignored),
                            "ns3::pmipv6::LocalMobilityAnchor::IgnoredTracedCallback")
            .AddTraceSource("Contradicted",
                            "A gateway from which a session was handed off says that the node is "
                            "still attached to it (RFC 5846, 9.1).",
                            MakeTraceSourceAccessor(&LocalMobilityAnchor::m_contradicted),
                            "ns3::pmipv6::LocalMobilityAnchor::ContradictedTracedCallback");
    return tid;
}

void
LocalMobilityAnchor::AddGateway(const Ipv6Address& address)
{
    m_peers.Add(address);
}

void
LocalMobilityAnchor::AddFunction(Ptr<AnchorFunction> function)
{
    NS_ABORT_MSG_IF(m_handler,
                    "LocalMobilityAnchor::AddFunction on node "
                        << GetNode()->GetId() << " after the start; allowed is before it");
    m_functions.Add(function);
}

void
LocalMobilityAnchor::ReservePrefix(const Prefix& prefix, const std::string& identifier)
{
    NS_ABORT_MSG_UNLESS(m_registration.GetPrefixes().Reserve(prefix, identifier),
                        "LocalMobilityAnchor::ReservePrefix: "
                            << prefix << " for \"" << identifier
                            << "\" is another mobile node's, or its own profile names others; "
                               "allowed is one that no other has");
}

bool
LocalMobilityAnchor::OwnsAddress(const Ipv6Address& address) const
{
    return (m_isPoolAnnounced && m_registration.GetPrefixes().IsOfPool(address)) ||
           GetBindingCache().FindByPrefix(Prefix(address, m_prefixLength));
}

uint64_t
LocalMobilityAnchor::GetTimestamp(Time at) const
{
    return ToMobilityTimestamp(at + m_clockOffset);
}

void
LocalMobilityAnchor::StartApplication()
{
    NS_ABORT_MSG_UNLESS(m_policies,
                        "LocalMobilityAnchor on node " << GetNode()->GetId()
                                                       << " has no policy store: SetPolicyStore");
    NS_ABORT_MSG_IF(m_address.IsAny(),
                    "LocalMobilityAnchor::Address is :: on node "
                        << GetNode()->GetId() << "; allowed is a global address of the node");
    m_signaling = MobilitySignaling::Install(GetNode());
    m_traffic.Start(MobilityForwarding::Install(GetNode()));
    StartRegistration();
    m_peers.Start(GetNode(),
                  m_address,
                  GetBindingCache(),
                  [this](const Ipv6Address& gateway, Time before) {
                      m_registration.HandleGatewayRestart(gateway, before);
                  });
    StartPool();
    m_handler = m_signaling->AddHandler(
        MessageType::BINDING_UPDATE,
        [this](const MobilityMessage& message, const MessageContext& context) {
            const auto& update = std::get<BindingUpdate>(message);
            if (!update.IsProxy() || context.destination != m_address)
            {
                return false;
            }
            m_registration.Handle(update, context);
            return true;
        });
    m_functions.Start(Ptr<LocalMobilityAnchor>(this));
}

void
LocalMobilityAnchor::StartRegistration()
{
    AnchorListener listener;
    listener.getSettings = [this] { return GetSettings(); };
    listener.changed = [this](const auto&... change) { HandleChange(change...); };
    listener.registered = [this](const BindingCacheEntry& session) {
        m_peers.GetHeartbeats()->NotifySession(m_address, session.proxyCareOf);
    };
    listener.refused = [this](const std::string& identifier, BindingStatus status) {
        m_refused(identifier, status);
    };
    listener.ignored = [this](const std::string& identifier, const std::string& reason) {
        m_ignored(identifier, reason);
    };
    listener.contradicted = [this](const BindingCacheEntry& session, const Ipv6Address& previous) {
        m_contradicted(session, previous);
    };
    m_registration.Start(GetNode(), m_policies, std::move(listener));
}

void
LocalMobilityAnchor::HandleChange(const BindingCacheEntry& session,
                                  BindingState from,
                                  BindingState to,
                                  const std::string& reason)
{
    m_traffic.Apply(session, to, GetSettings());
    NS_LOG_INFO("binding of " << session.identifier << ": " << GetStateName(from) << " > "
                              << GetStateName(to) << ", " << reason);
    m_stateChange({session.identifier, "binding", GetStateName(from), GetStateName(to), reason});
    m_binding(session, from, to);
    m_functions.ForEach(
        [&](AnchorFunction& function) { function.HandleBinding(session, from, to, reason); });
}

AnchorSettings
LocalMobilityAnchor::GetSettings() const
{
    AnchorSettings settings;
    settings.address = m_address;
    settings.prefixesPerSession = m_prefixesPerSession;
    settings.minDelayBeforeDelete = m_minDelayBeforeDelete;
    settings.maxDelayBeforeAssign = m_maxDelayBeforeAssign;
    settings.timestampWindow = m_timestampWindow;
    settings.isNodeTimestampInUse = m_nodeTimestampInUse;
    settings.maxLifetime = m_maxLifetime;
    settings.uplinkGrace = m_uplinkGrace;
    settings.isKeptAtGatewayRestart = m_isKeptAtGatewayRestart;
    settings.isRevokedAtHandover = m_isRevokedAtHandover;
    settings.isPoolAnnounced = m_isPoolAnnounced;
    settings.clockOffset = m_clockOffset;
    return settings;
}

void
LocalMobilityAnchor::StartPool()
{
    if (m_poolRange.empty())
    {
        return;
    }
    const auto range = ParsePrefix(m_poolRange);
    NS_ABORT_MSG_UNLESS(range,
                        "LocalMobilityAnchor::PrefixPool is \""
                            << m_poolRange
                            << "\"; allowed is an IPv6 prefix such as fd00:1::/48, or nothing");
    // RFC 5847, 3.1: the counter outlives a restart.
    m_registration.GetPrefixes().SetPool(*range,
                                         m_prefixLength,
                                         m_peers.GetHeartbeats()->GetRestartCounter());
    if (m_isPoolAnnounced)
    {
        m_traffic.OpenPool(*range);
    }
}

void
LocalMobilityAnchor::StopApplication()
{
    m_functions.Stop();
    LeavePeers();
    m_registration.Lose("anchor-stopped");
    m_traffic.ClosePool();
}

void
LocalMobilityAnchor::LeavePeers()
{
    if (m_handler)
    {
        m_signaling->RemoveHandler(*m_handler);
        m_handler.reset();
    }
    m_registration.GetRevocation().Stop();
    m_peers.Stop();
}

void
LocalMobilityAnchor::Restart()
{
    if (!m_handler)
    {
        return;
    }
    m_registration.GetRevocation().Clear();
    m_functions.ForEach([](AnchorFunction& function) { function.Restart(); });
    m_registration.Lose("anchor-restarted");
    m_peers.GetHeartbeats()->Restart();
    StartPool();
}

std::size_t
LocalMobilityAnchor::Revoke(const std::string& identifier,
                            RevocationTrigger trigger,
                            const std::vector<Prefix>& prefixes)
{
    return m_handler ? m_registration.GetRevocation().Revoke(identifier, trigger, prefixes) : 0;
}

std::size_t
LocalMobilityAnchor::RevokeGateway(const Ipv6Address& gateway, const std::string& realm)
{
    return m_handler ? m_registration.GetRevocation().RevokeGateway(gateway, realm) : 0;
}

void
LocalMobilityAnchor::DoDispose()
{
    if (m_handler && !IsBeingDisposedOf(*GetNode()))
    {
        StopApplication();
    }
    LeavePeers();
    m_functions.Dispose();
    m_policies = nullptr;
    m_signaling = nullptr;
    m_registration.Dispose();
    m_traffic.Dispose();
    Application::DoDispose();
}

} // namespace pmipv6
} // namespace ns3
