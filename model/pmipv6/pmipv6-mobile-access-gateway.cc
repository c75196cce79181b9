/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-mobile-access-gateway.h"

#include "pmipv6-node-disposal.h"
#include "pmipv6-rule-checker.h"

#include "ns3/abort.h"
#include "ns3/boolean.h"
#include "ns3/double.h"
#include "ns3/log.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

#include <utility>

namespace ns3
{
namespace pmipv6
{

NS_LOG_COMPONENT_DEFINE("Pmipv6MobileAccessGateway");

NS_OBJECT_ENSURE_REGISTERED(MobileAccessGateway);

TypeId
MobileAccessGateway::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::pmipv6::MobileAccessGateway")
            .SetParent<Application>()
            .SetGroupName("Pmipv6")
            .AddConstructor<MobileAccessGateway>()
            .AddAttribute("Address",
                          "Proxy-CoA, a global address of the node at which anchors reach it; to "
                          "be set before the start (RFC 5213, 2.2).",
                          Ipv6AddressValue(Ipv6Address::GetAny()),
                          MakeIpv6AddressAccessor(&MobileAccessGateway::m_address),
                          MakeIpv6AddressChecker())
            .AddAttribute("BindingLifetime",
                          "Lifetime to ask for in a Proxy Binding Update; signalled in units of 4 "
                          "s, rounded down; 4 s to 262136 s (RFC 5213, 6.9.1.5).",
                          TimeValue(Seconds(300)),
                          MakeTimeAccessor(&MobileAccessGateway::m_lifetime),
                          MakeTimeChecker(Seconds(4), Seconds(4 * 65534)))
            .AddAttribute("RefreshFraction",
                          "When to extend a binding, as a fraction of the lifetime granted; 0.1 "
                          "to 0.99 (RFC 5213, 6.9.1.3).",
                          DoubleValue(0.8),
                          MakeDoubleAccessor(&MobileAccessGateway::m_refreshFraction),
                          MakeDoubleChecker<double>(0.1, 0.99))
            .AddAttribute("RefreshJitter",
                          "By how much earlier at most, at random (AssignStreams), as a fraction "
                          "of the lifetime granted: bindings made at one time are so extended at "
                          "many. Not before a twentieth of it; 0 to 0.5 (RFC 5213, 6.9.1.3).",
                          DoubleValue(0),
                          MakeDoubleAccessor(&MobileAccessGateway::m_refreshJitter),
                          MakeDoubleChecker<double>(0, 0.5))
            .AddAttribute("AuthenticationDelay",
                          "How long the access authentication of a node takes before it is "
                          "registered: T_A in the closed forms (RFC 5213, 6.9.1.1).",
                          TimeValue(Time(0)),
                          MakeTimeAccessor(&MobileAccessGateway::m_authenticationDelay),
                          MakeTimeChecker(Time(0)))
            .AddAttribute(
                "PresenceWindow",
                "A node that was heard since its last Proxy Binding Update, and within so long, "
                "is taken to be there still when it is to be registered again; another is asked "
                "first. 0: all are. Where nodes change links within this time, an old gateway may "
                "take a binding back (RFC 5213, 6.9.4, 2; Choices).",
                TimeValue(Time(0)),
                MakeTimeAccessor(&MobileAccessGateway::m_presenceWindow),
                MakeTimeChecker(Time(0)))
            .AddAttribute("SilenceTimeout",
                          "A node that was not heard for so long is asked whether it is there, "
                          "and counts as detached if it does not answer; 0: only before a "
                          "refresh; 0, or 1 ms to 1000000000 s (RFC 5213, 6.9.1.4).",
                          TimeValue(Time(0)),
                          MakeTimeAccessor(&MobileAccessGateway::m_silenceTimeout),
                          MakePeriodOrOffChecker(MilliSeconds(1)))
            .AddAttribute("ReachableTime",
                          "REACHABLE_TIME: a node that was not heard for so long is asked whether "
                          "it is there when a packet is delivered to it that its anchor has not "
                          "sent: of another node here, or of another gateway's tunnel. No answer: "
                          "it counts as detached. 0: it is not asked. Read at the start; 0, or 1 "
                          "ms to 1000000000 s (RFC 5213, 6.13; RFC 4861, 7.3 and 10).",
                          TimeValue(Seconds(30)),
                          MakeTimeAccessor(&MobileAccessGateway::m_reachableTime),
                          MakePeriodOrOffChecker(MilliSeconds(1)))
            .AddAttribute(
                "RefusalRetryDelay",
                "After how long a node that is still there is registered again when its anchor "
                "has refused it for a reason that may pass, with UNSPECIFIED (128), "
                "INSUFFICIENT_RESOURCES (130) or, though this node's clock is right, once more "
                "with TIMESTAMP_MISMATCH (156), or has accepted it so late that the lifetime is "
                "over, or with a prefix that another node here has; 0: not before it attaches "
                "again. Shorter than the anchor's MinDelayBeforeBCEDelete, so that a handover "
                "that is refused twice finds its session still (Choices).",
                TimeValue(Seconds(5)),
                MakeTimeAccessor(&MobileAccessGateway::m_refusalRetryDelay),
                MakeTimeChecker(Time(0)))
            .AddAttribute(
                "ClockSynchronizationDelay",
                "How long after a TIMESTAMP_MISMATCH this node's clock is set by the time source "
                "of the domain, upon which the nodes refused for it are registered again; 0: not "
                "before SynchronizeClock is called. Without ClockOffset there is nothing to set, "
                "see RefusalRetryDelay (RFC 5213, 6.9.1.2, 9).",
                TimeValue(Time(0)),
                MakeTimeAccessor(&MobileAccessGateway::m_clockSynchronizationDelay),
                MakeTimeChecker(Time(0)))
            .AddAttribute("TiePrefixLifetime",
                          "A node's prefixes are preferred no longer than the lifetime granted to "
                          "its binding, each time that they are advertised. So an address of a "
                          "session that is lost, and of which no gateway of the node knows, is "
                          "deprecated in the end (RFC 5213, 6.7).",
                          BooleanValue(true),
                          MakeBooleanAccessor(&MobileAccessGateway::m_isPrefixLifetimeTied),
                          MakeBooleanChecker())
            .AddAttribute("UplinkBufferSize",
                          "How many packets of one node are held that it sends between its "
                          "attachment and the anchor's answer; what comes when there is no room "
                          "is dropped. 0: all are (Choices).",
                          UintegerValue(0),
                          MakeUintegerAccessor(&MobileAccessGateway::m_uplinkBufferSize),
                          MakeUintegerChecker<uint32_t>())
            .AddAttribute(
                "EnableMAGLocalRouting",
                "Send packets between two nodes of this gateway straight from one to the other, "
                "where their policy profiles allow it (RFC 5213, 6.10.3 and 9.2).",
                BooleanValue(false),
                MakeBooleanAccessor(&MobileAccessGateway::m_localRouting),
                MakeBooleanChecker())
            .AddAttribute("FixedMAGLinkLocalAddressOnAllAccessLinks",
                          "The gateway's link-local address towards its nodes, the same on all "
                          "gateways of the domain; ::, that is ALL_ZERO: the anchor gives one for "
                          "each mobility session, by the Link-local Address option (RFC 5213, 6.8 "
                          "and 9.3; RFC 6543).",
                          Ipv6AddressValue("fe80::200:5eff:fe00:5213"),
                          MakeIpv6AddressAccessor(&MobileAccessGateway::m_fixedLinkLocal),
                          MakeLinkLocalAddressChecker())
            .AddAttribute("LocalPrefix",
                          "Prefix of this node, as \"fd00:9:0:1::/64\", for those whose profile "
                          "has no proxy mobility; empty: none. Read at the start (RFC 6612, 3.3 "
                          "and 4.3).",
                          StringValue(""),
                          MakeStringAccessor(&MobileAccessGateway::m_localPrefix),
                          MakeStringChecker())
            .AddAttribute("DeregistrationTimeout",
                          "How long a de-registration waits for its answer before the entry goes "
                          "anyway: INITIAL_BINDACK_TIMEOUT; 1 ms or more (RFC 5213, 6.9.1.4).",
                          TimeValue(Seconds(1)),
                          MakeTimeAccessor(&MobileAccessGateway::m_deregistrationTimeout),
                          MakeTimeChecker(MilliSeconds(1)))
            .AddAttribute(
                "TimestampBasedApproachInUse",
                "Order registrations by timestamps; else by sequence numbers, the last of which "
                "the policy store keeps. Read at the start (RFC 5213, 5.5 and 9.3).",
                BooleanValue(true),
                MakeBooleanAccessor(&MobileAccessGateway::m_timestampInUse),
                MakeBooleanChecker())
            .AddAttribute("ClockOffset",
                          "By how much this node's time of day is ahead, for studies of clock skew "
                          "(RFC 5213, 5.5).",
                          TimeValue(Time(0)),
                          MakeTimeAccessor(&MobileAccessGateway::m_clockOffset),
                          MakeTimeChecker())
            .AddTraceSource("StateChange",
                            "A transition of an attachment.",
                            MakeTraceSourceAccessor(&MobileAccessGateway::m_stateChange),
                            "ns3::pmipv6::StateChangeTracedCallback")
            .AddTraceSource("Attachment",
                            "A transition of an attachment, with its binding update list entry.",
                            MakeTraceSourceAccessor(&MobileAccessGateway::m_attachment),
                            "ns3::pmipv6::MobileAccessGateway::AttachmentTracedCallback")
            .AddTraceSource("Refused",
                            "A node that gets no service, and why.",
                            MakeTraceSourceAccessor(&MobileAccessGateway::m_refused),
                            "ns3::pmipv6::MobileAccessGateway::RefusedTracedCallback");
    return tid;
}

void
MobileAccessGateway::AddFunction(Ptr<GatewayFunction> function)
{
    NS_ABORT_MSG_IF(m_heartbeats,
                    "MobileAccessGateway::AddFunction on node "
                        << GetNode()->GetId() << " after the start; allowed is before it");
    m_functions.Add(function);
}

void
MobileAccessGateway::StartPeers()
{
    PeerTable::Terms terms;
    // RFC 5846, 6.1: revocations are protected as registrations are.
    terms.kinds = {PROXY_BINDING_ACKNOWLEDGEMENT,
                   RevocationType::INDICATION,
                   RevocationType::ACKNOWLEDGEMENT};
    terms.local = m_address;
    terms.listen = [this](const Ipv6Address& anchor) {
        HeartbeatAgent::Listener listener;
        listener.hasSessions = [this, anchor] { return GetBindingUpdateList().HasAnchor(anchor); };
        listener.restarted = [this, anchor](Time /* before */) {
            m_functions.ForEach(
                [&](GatewayFunction& function) { function.HandleAnchorRestart(anchor); });
            for (const auto* entry : GetBindingUpdateList().FindByAnchor(anchor))
            {
                m_registration.Reassert(*entry, "anchor-restarted");
            }
        };
        return listener;
    };
    m_anchors.Start(GetNode(), std::move(terms));
}

void
MobileAccessGateway::StartRegistration()
{
    GatewayListener listener;
    listener.getSettings = [this] { return GetSettings(); };
    listener.getAnchors = [this] { return m_anchors.GetAll(); };
    listener.getRefreshFraction = [this] {
        return m_schedule.Draw(GetNode(), m_refreshFraction, m_refreshJitter);
    };
    listener.changed = [this](const auto&... change) { HandleChange(change...); };
    listener.refused = [this](const auto&... refusal) { m_refused(refusal...); };
    listener.accepted = [this](const BindingUpdateListEntry& entry, bool isExtension) {
        if (!isExtension)
        {
            m_heartbeats->NotifySession(m_address, entry.anchorAddress);
            return;
        }
        m_functions.ForEach([&](GatewayFunction& function) { function.HandleExtension(entry); });
    };
    listener.clockRefused = [this] { HandleClockRefused(); };
    m_registration.Start(GetNode(), m_policies, listener);
}

GatewaySettings
MobileAccessGateway::GetSettings() const
{
    GatewaySettings settings;
    settings.address = m_address;
    settings.lifetime = m_lifetime;
    settings.authenticationDelay = m_authenticationDelay;
    settings.silenceTimeout = m_silenceTimeout;
    settings.reachableTime = m_reachableTime;
    settings.refusalRetryDelay = m_refusalRetryDelay;
    settings.deregistrationTimeout = m_deregistrationTimeout;
    settings.clockOffset = m_clockOffset;
    settings.fixedLinkLocal = m_fixedLinkLocal;
    settings.isPrefixLifetimeTied = m_isPrefixLifetimeTied;
    settings.isTimestampInUse = m_timestampInUse;
    settings.uplinkBufferSize = m_uplinkBufferSize;
    settings.isLocalRouting = m_localRouting;
    return settings;
}

void
MobileAccessGateway::StartApplication()
{
    NS_ABORT_MSG_UNLESS(m_policies,
                        "MobileAccessGateway on node " << GetNode()->GetId()
                                                       << " has no policy store: SetPolicyStore");
    NS_ABORT_MSG_IF(m_address.IsAny(),
                    "MobileAccessGateway::Address is :: on node "
                        << GetNode()->GetId() << "; allowed is a global address of the node");
    NS_ABORT_MSG_UNLESS(m_fixedLinkLocal.IsAny() || m_fixedLinkLocal.IsLinkLocal(),
                        "MobileAccessGateway::FixedMAGLinkLocalAddressOnAllAccessLinks is "
                            << m_fixedLinkLocal << " on node " << GetNode()->GetId()
                            << "; allowed is a link-local address, or ::");
    StartRegistration();
    m_revocation.Start(BindingRevocationAgent::Install(GetNode()),
                       m_address,
                       m_registration.GetRevocationActions());
    m_heartbeats = HeartbeatAgent::Install(GetNode());
    StartPeers();
    m_functions.Start(Ptr<MobileAccessGateway>(this));
    m_access.Start(GetNode(), m_policies, m_localPrefix);
}

void
MobileAccessGateway::StopApplication()
{
    m_registration.Stop();
    m_access.Stop();
    m_functions.Stop();
    m_clockSynchronization.Cancel();
    m_revocation.Stop();
    m_anchors.Stop();
    m_heartbeats = nullptr;
    m_registration.Lose("gateway-stopped");
}

void
MobileAccessGateway::Restart()
{
    if (!m_heartbeats)
    {
        return;
    }
    m_clockSynchronization.Cancel();
    m_functions.ForEach([&](GatewayFunction& function) { function.Restart(); });
    m_registration.Lose("gateway-restarted");
    m_heartbeats->Restart();
    m_access.Restart();
}

void
MobileAccessGateway::DoDispose()
{
    if (m_heartbeats && !IsBeingDisposedOf(*GetNode()))
    {
        StopApplication();
    }
    m_clockSynchronization.Cancel();
    m_anchors.Stop();
    m_heartbeats = nullptr;
    m_access.Dispose();
    m_functions.Dispose();
    m_revocation.Stop();
    m_registration.Dispose();
    m_policies = nullptr;
    Application::DoDispose();
}

void
MobileAccessGateway::HandleChange(const BindingUpdateListEntry& entry,
                                  AttachmentState from,
                                  AttachmentState to,
                                  const std::string& reason)
{
    NS_LOG_INFO(entry.identifier << ": " << GetStateName(from) << " > " << GetStateName(to) << ", "
                                 << reason);
    const LinkLayerAddress node = entry.linkLayer; // Whoever is told may end the registration.
    m_registration.GetService().Apply(entry, m_policies->Find(entry.identifier));
    m_stateChange({entry.identifier, "attachment", GetStateName(from), GetStateName(to), reason});
    m_attachment(entry, from, to);
    m_functions.ForEach(
        [&](GatewayFunction& function) { function.HandleAttachment(entry, from, to, reason); });
    if (to == AttachmentState::REGISTERED)
    {
        m_registration.GetService().Release(node); // By what functions have written, too.
    }
}

void
MobileAccessGateway::HandleClockRefused()
{
    if (!m_clockSynchronizationDelay.IsZero() && m_clockSynchronization.IsExpired())
    {
        m_clockSynchronization =
            Simulator::Schedule(m_clockSynchronizationDelay, [this] { SynchronizeClock(); });
    }
}

void
MobileAccessGateway::SynchronizeClock()
{
    m_clockSynchronization.Cancel();
    m_clockOffset = Time(0);
    m_registration.RetryClockRefused();
}

} // namespace pmipv6
} // namespace ns3
