/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-mobile-access-gateway.h"

#include "pmipv6-binding-revocation.h"
#include "pmipv6-mobility-names.h"
#include "pmipv6-proxy-update.h"
#include "pmipv6-random-streams.h"
#include "pmipv6-refusal-remedy.h"
#include "pmipv6-rule-checker.h"

#include "ns3/abort.h"
#include "ns3/boolean.h"
#include "ns3/double.h"
#include "ns3/integer.h"
#include "ns3/log.h"
#include "ns3/simulator.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <utility>

namespace ns3
{
namespace pmipv6
{

NS_LOG_COMPONENT_DEFINE("Pmipv6MobileAccessGateway");

NS_OBJECT_ENSURE_REGISTERED(MobileAccessGateway);

namespace
{

/// A binding is not extended before this part of its lifetime, whatever RefreshJitter.
constexpr double MIN_REFRESH_FRACTION = 0.05;

} // namespace

TypeId
MobileAccessGateway::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::pmipv6::MobileAccessGateway")
            .SetParent<Application>()
            .SetGroupName("Pmipv6")
            .AddConstructor<MobileAccessGateway>()
            .AddAttribute("Address",
                          "Proxy-CoA, a global address of the node at which anchors reach it (RFC "
                          "5213, 2.2).",
                          Ipv6AddressValue(Ipv6Address::GetAny()),
                          MakeIpv6AddressAccessor(&MobileAccessGateway::m_address),
                          MakeIpv6AddressChecker())
            .AddAttribute(
                "BindingLifetime",
                "Lifetime to ask for in a Proxy Binding Update; signalled in units of 4 s, "
                "rounded down.",
                TimeValue(Seconds(300)),
                MakeTimeAccessor(&MobileAccessGateway::m_lifetime),
                MakeTimeChecker(Seconds(4), Seconds(4 * 65534)))
            .AddAttribute("RefreshFraction",
                          "When to extend a binding, as a fraction of the lifetime granted.",
                          DoubleValue(0.8),
                          MakeDoubleAccessor(&MobileAccessGateway::m_refreshFraction),
                          MakeDoubleChecker<double>(0.1, 0.99))
            .AddAttribute("RefreshJitter",
                          "By how much earlier a binding is extended at most, as a fraction of the "
                          "lifetime granted: bindings made at one time are so extended at many. "
                          "Not before a twentieth of the lifetime.",
                          DoubleValue(0),
                          MakeDoubleAccessor(&MobileAccessGateway::m_refreshJitter),
                          MakeDoubleChecker<double>(0, 0.5))
            .AddAttribute("AuthenticationDelay",
                          "How long the access authentication of a node takes before it is "
                          "registered (RFC 5213, 6.9.1.1; T_A in the closed forms).",
                          TimeValue(Time(0)),
                          MakeTimeAccessor(&MobileAccessGateway::m_authenticationDelay),
                          MakeTimeChecker(Time(0)))
            .AddAttribute(
                "PresenceWindow",
                "A node that was heard since its last Proxy Binding Update, and within so "
                "long, is taken to be there still when it is to be registered again; another "
                "is asked first. 0: all are. Where nodes change links within this time, an old "
                "gateway may take a binding back (RFC 5213, 6.9.4, 2).",
                TimeValue(Time(0)),
                MakeTimeAccessor(&MobileAccessGateway::m_presenceWindow),
                MakeTimeChecker(Time(0)))
            .AddAttribute("SilenceTimeout",
                          "A node that was not heard for so long is asked whether it is there, and "
                          "counts as detached if it does not answer; 1 ms or more, or 0: only "
                          "before a refresh.",
                          TimeValue(Time(0)),
                          MakeTimeAccessor(&MobileAccessGateway::m_silenceTimeout),
                          MakePeriodOrOffChecker(MilliSeconds(1)))
            .AddAttribute("ReachableTime",
                          "A node that was not heard for so long is asked whether it is there when "
                          "the gateway delivers a packet to it that its anchor has not sent: of "
                          "another node here, or of another gateway's tunnel. It counts as "
                          "detached if it does not answer; 0: it is not asked (RFC 5213, 6.13; "
                          "REACHABLE_TIME of RFC 4861, 10).",
                          TimeValue(Seconds(30)),
                          MakeTimeAccessor(&MobileAccessGateway::m_reachableTime),
                          MakePeriodOrOffChecker(MilliSeconds(1)))
            .AddAttribute(
                "RefusalRetryDelay",
                "After how long a node that is still there is registered again when its "
                "anchor has refused it for a reason that may pass, with UNSPECIFIED (128), "
                "INSUFFICIENT_RESOURCES (130) or, though this node's clock is right, once more "
                "with TIMESTAMP_MISMATCH (156), or has accepted it so late that the lifetime "
                "is over, or with a prefix that another node here has; 0: not before it attaches "
                "again. Shorter than the anchor's MinDelayBeforeBCEDelete, so that a handover "
                "that is refused twice finds its session still.",
                TimeValue(Seconds(5)),
                MakeTimeAccessor(&MobileAccessGateway::m_refusalRetryDelay),
                MakeTimeChecker(Time(0)))
            .AddAttribute(
                "ClockSynchronizationDelay",
                "How long after a TIMESTAMP_MISMATCH this node's clock is set by the time "
                "source of the domain, upon which the nodes refused for it are registered "
                "again (RFC 5213, 6.9.1.2, 9); 0: not before SynchronizeClock is called. Without "
                "ClockOffset there is nothing to set, see RefusalRetryDelay.",
                TimeValue(Time(0)),
                MakeTimeAccessor(&MobileAccessGateway::m_clockSynchronizationDelay),
                MakeTimeChecker(Time(0)))
            .AddAttribute("TiePrefixLifetime",
                          "A node's prefixes are preferred no longer than the lifetime granted to "
                          "its binding, each time that they are advertised (RFC 5213, 6.7). So an "
                          "address of a session that is lost, and of which no gateway of the node "
                          "knows, is deprecated in the end.",
                          BooleanValue(true),
                          MakeBooleanAccessor(&MobileAccessGateway::m_isPrefixLifetimeTied),
                          MakeBooleanChecker())
            .AddAttribute("UplinkBufferSize",
                          "How many packets of one node are held that it sends between its "
                          "attachment and the anchor's answer; what comes when there is no room is "
                          "dropped. 0: all are.",
                          UintegerValue(0),
                          MakeUintegerAccessor(&MobileAccessGateway::m_uplinkBufferSize),
                          MakeUintegerChecker<uint32_t>())
            .AddAttribute(
                "EnableMAGLocalRouting",
                "Send packets between two mobile nodes of this gateway straight from one "
                "to the other, where their policy profiles allow it (RFC 5213, 6.10.3 and "
                "9.2).",
                BooleanValue(false),
                MakeBooleanAccessor(&MobileAccessGateway::m_localRouting),
                MakeBooleanChecker())
            .AddAttribute("FixedMAGLinkLocalAddressOnAllAccessLinks",
                          "The gateway's link-local address towards its nodes, the same on all "
                          "gateways of the domain; ::, that is ALL_ZERO: the anchor gives one for "
                          "each mobility session, by the Link-local Address option (RFC 5213, 6.8 "
                          "and 9.3). By default the one of RFC 6543.",
                          Ipv6AddressValue("fe80::200:5eff:fe00:5213"),
                          MakeIpv6AddressAccessor(&MobileAccessGateway::m_fixedLinkLocal),
                          MakeLinkLocalAddressChecker())
            .AddAttribute(
                "DeregistrationTimeout",
                "How long a de-registration waits for its answer before the entry goes all "
                "the same: INITIAL_BINDACK_TIMEOUT (RFC 5213, 6.9.1.4).",
                TimeValue(Seconds(1)),
                MakeTimeAccessor(&MobileAccessGateway::m_deregistrationTimeout),
                MakeTimeChecker(MilliSeconds(1)))
            .AddAttribute(
                "TimestampBasedApproachInUse",
                "Order registrations by timestamps; else by sequence numbers, the last of "
                "which the policy store keeps (RFC 5213, 5.5 and 9.3).",
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
MobileAccessGateway::SetPolicyStore(Ptr<PolicyStore> store)
{
    m_policies = store;
}

void
MobileAccessGateway::AddAccess(Ptr<AccessLink> link)
{
    NS_ABORT_MSG_UNLESS(GetNode(),
                        "MobileAccessGateway::AddAccess before the application is on a node: call "
                        "Node::AddApplication first");
    if (!m_access)
    {
        m_discovery = AccessNeighborDiscovery::Install(GetNode());
        m_access = m_discovery->GetDevice();
        m_presence.Start(m_discovery);
        m_discovery->SetSolicitedCallback([this](Mac48Address node) { HandleSolicited(node); });
        AccessDevice::Listener listener;
        listener.attached = [this](Mac48Address node) {
            HandleAttached(node, m_access->GetHandoffHint(node));
        };
        listener.detached = [this](Mac48Address node, const std::string& reason) {
            HandleDetached(node, reason);
        };
        listener.misused = [this](Mac48Address node, const Ipv6Address& source) {
            if (m_running)
            {
                m_discovery->GetAdvertiser()->NoteUsed(node, source);
            }
        };
        m_access->SetListener(listener);
        if (m_running)
        {
            m_traffic.Start(m_forwarding, m_access, m_address);
        }
    }
    m_access->AddLink(link);
}

void
MobileAccessGateway::AddAnchor(const Ipv6Address& address)
{
    m_anchors.Add(address);
}

void
MobileAccessGateway::AddFunction(Ptr<GatewayFunction> function)
{
    NS_ABORT_MSG_IF(m_running,
                    "MobileAccessGateway::AddFunction on node "
                        << GetNode()->GetId() << " after the start; allowed is before it");
    m_functions.push_back(function);
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
        listener.hasSessions = [this, anchor] { return m_list.HasAnchor(anchor); };
        listener.restarted = [this, anchor](Time /* before */) { HandleAnchorRestart(anchor); };
        return listener;
    };
    m_anchors.Start(GetNode(), std::move(terms));
}

void
MobileAccessGateway::StartRegistrar()
{
    ProxyRegistrar::Listener listener;
    listener.getTimeOfDay = [this] { return Simulator::Now() + m_clockOffset; };
    listener.sent = [this](const BindingUpdateListEntry& entry) { SetDeadline(entry); };
    listener.isThere = [this](const BindingUpdateListEntry& entry,
                              std::function<void(bool)> answered) {
        m_presence.Ask(entry, Proof::RECENT_FRAME, answered);
    };
    listener.answered = [this](Mac48Address node,
                               const BindingUpdate& update,
                               const BindingAcknowledgement& answer) {
        HandleAnswer(node, update, answer);
    };
    listener.gone = [this](Mac48Address node) { m_access->Detach(node, "no-answer-to-probe"); };
    listener.deregistered = [this](const BindingUpdateListEntry& entry, const std::string& reason) {
        if (entry.state == AttachmentState::DEREGISTERING)
        {
            Transition(entry, AttachmentState::NONE, reason);
        }
    };
    m_registrar.Start(m_signaling, m_policies, m_address, m_timestampInUse, listener);
    m_timer.SetHandler([this] { HandleDeadlines(); });
}

void
MobileAccessGateway::StartReachability()
{
    const auto ask = [this](Mac48Address node, std::function<void()> answered) {
        if (const auto* entry = m_list.Find(node))
        {
            m_presence.IfThere(
                *entry,
                Proof::ANSWER,
                [answered = std::move(answered)](const BindingUpdateListEntry&) { answered(); });
        }
    };
    m_reachability.Start(m_forwarding, m_reachableTime, ask);
}

void
MobileAccessGateway::StartRevocation()
{
    GatewayRevocation::Actions actions;
    actions.probe = [this](const BindingUpdateListEntry& entry,
                           std::function<void(bool)> answered) {
        m_presence.Ask(entry, Proof::ANSWER, answered);
    };
    actions.withdraw = [this](const BindingUpdateListEntry& entry) {
        m_registrar.Cancel(entry);
        m_refused(entry.linkLayer, "revoked");
        Transition(entry, AttachmentState::REFUSED, "revoked");
        m_discovery->GetAdvertiser()->Withdraw(entry.linkLayer);
        m_list.Modify(entry, [](BindingUpdateListEntry& e) {
            e.prefixes.clear();
            e.mayBeBound = false;
        });
    };
    actions.remove = [this](const BindingUpdateListEntry& entry) {
        // The anchor may not have waited so long, and have kept the session: tell it.
        m_access->Detach(entry.linkLayer, "revoked");
    };
    actions.registerAnew = [this](const BindingUpdateListEntry& entry) {
        m_registrar.Cancel(entry);
        Transition(entry, AttachmentState::REGISTERING, "revoked");
        RegisterIfThere(entry, Proof::RECENT_FRAME, HandoffIndicator::UNKNOWN, "revoked");
    };
    m_revocation.Start(BindingRevocationAgent::Install(GetNode()), m_address, actions);
}

Ipv6Address
MobileAccessGateway::GetAddress() const
{
    return m_address;
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
    m_signaling = MobilitySignaling::Install(GetNode());
    m_forwarding = MobilityForwarding::Install(GetNode());
    StartRegistrar();
    StartReachability();
    StartRevocation();
    m_heartbeats = HeartbeatAgent::Install(GetNode());
    StartPeers();
    m_running = true;
    for (const auto& function : m_functions)
    {
        function->Start(this);
    }
    if (m_access)
    {
        m_traffic.Start(m_forwarding, m_access, m_address);
        for (const auto& node : m_access->GetAttached())
        {
            const auto hint = m_access->GetHandoffHint(node);
            if (m_access->GetLastHeard(node) == Simulator::Now())
            {
                HandleAttached(node, hint);
                continue;
            }
            // It came before the start, and may have gone.
            m_presence.IfAttached(node, [this, node, hint] { HandleAttached(node, hint); });
        }
    }
}

void
MobileAccessGateway::StopApplication()
{
    m_running = false;
    for (const auto& function : m_functions)
    {
        function->Stop();
    }
    m_timer.Cancel();
    m_clockSynchronization.Cancel();
    m_denied.clear();
    m_reachability.Stop();
    m_revocation.Stop();
    LeavePeers();
    LoseEntries("gateway-stopped");
}

void
MobileAccessGateway::LeavePeers()
{
    m_anchors.Stop();
    m_heartbeats = nullptr;
}

void
MobileAccessGateway::LoseEntries(const std::string& reason)
{
    m_timer.Cancel();
    while (const auto* entry = m_list.GetNextDeadline())
    {
        m_registrar.Cancel(*entry);
        Transition(*entry, AttachmentState::NONE, reason);
    }
    if (m_discovery)
    {
        m_discovery->GetAdvertiser()->Clear();
    }
}

void
MobileAccessGateway::Restart()
{
    if (!m_running)
    {
        return;
    }
    m_clockSynchronization.Cancel();
    m_denied.clear();
    for (const auto& function : m_functions)
    {
        function->Restart();
    }
    LoseEntries("gateway-restarted");
    m_heartbeats->Restart();
    const std::vector<Mac48Address> attached =
        m_access ? m_access->GetAttached() : std::vector<Mac48Address>();
    for (const auto& node : attached)
    {
        m_presence.IfAttached(node,
                              [this, node] { HandleAttached(node, HandoffIndicator::UNKNOWN); });
    }
}

void
MobileAccessGateway::HandleAnchorRestart(const Ipv6Address& anchor)
{
    for (const auto& function : m_functions)
    {
        function->HandleAnchorRestart(anchor);
    }
    for (const auto* entry : m_list.FindByAnchor(anchor))
    {
        // "Not changed" takes no session from a gateway where the node has registered since. The
        // answer to a registration under way may have been sent before the restart.
        if (entry->state == AttachmentState::REGISTERED)
        {
            RegisterIfThere(*entry,
                            Proof::RECENT_FRAME,
                            HandoffIndicator::NOT_CHANGED,
                            "anchor-restarted");
        }
        else if (entry->state == AttachmentState::REGISTERING)
        {
            RegisterIfThere(*entry,
                            Proof::RECENT_FRAME,
                            HandoffIndicator::UNKNOWN,
                            "anchor-restarted");
        }
    }
}

void
MobileAccessGateway::RegisterIfThere(const BindingUpdateListEntry& entry,
                                     Proof proof,
                                     HandoffIndicator indicator,
                                     const std::string& reason)
{
    const uint64_t question = ++m_questions;
    m_list.Modify(entry, [question](BindingUpdateListEntry& e) { e.question = question; });
    const auto action = [this, question, indicator, reason](const BindingUpdateListEntry& known) {
        if (known.question != question)
        {
            return; // A later question counts, or none any more.
        }
        m_list.Modify(known, [](BindingUpdateListEntry& e) { e.question = 0; });
        if (known.state == AttachmentState::REFUSED)
        {
            Transition(known, AttachmentState::REGISTERING, reason);
        }
        Register(known, indicator);
    };
    m_presence.IfThere(entry, proof, action);
}

void
MobileAccessGateway::DoDispose()
{
    m_running = false;
    m_timer.Cancel();
    m_clockSynchronization.Cancel();
    LeavePeers();
    while (const auto* entry = m_list.GetNextDeadline())
    {
        m_registrar.Cancel(*entry);
        m_list.Erase(*entry);
    }
    if (m_access)
    {
        m_access->SetListener({});
    }
    if (m_discovery)
    {
        m_discovery->Dispose();
    }
    for (const auto& function : m_functions)
    {
        function->Dispose();
    }
    m_functions.clear();
    m_traffic.Dispose();
    m_registrar.Dispose();
    m_revocation.Stop();
    m_reachability.Stop();
    m_presence.Dispose();
    m_discovery = nullptr;
    m_access = nullptr;
    m_policies = nullptr;
    m_signaling = nullptr;
    m_forwarding = nullptr;
    Application::DoDispose();
}

void
MobileAccessGateway::HandleAttached(Mac48Address node, HandoffIndicator hint)
{
    if (!m_running)
    {
        return;
    }
    const auto* profile = m_policies->FindByLinkLayer(ToLinkLayerIdentifier(node));
    // RFC 5213, 6.9.1.1: service only for a node that is identified and entitled to it.
    const std::string refusal = !profile                           ? "no-policy-profile"
                                : !profile->isProxyMobilityAllowed ? "proxy-mobility-not-allowed"
                                : m_denied.count(profile->identifier) > 0
                                    ? "denied-until-readmitted"
                                    : "";
    if (!refusal.empty())
    {
        m_refused(node, refusal);
        m_discovery->GetAdvertiser()->Withdraw(node); // What it comes with from elsewhere.
        return;
    }
    const auto* entry = m_list.Find(node);
    if (entry)
    {
        // Back at this gateway: it may have been elsewhere meanwhile, so it is registered anew. A
        // request that is still unanswered may have been accepted.
        m_registrar.Cancel(*entry);
        const bool isOpen = entry->state == AttachmentState::REGISTERING ||
                            entry->state == AttachmentState::DEREGISTERING;
        m_list.Modify(*entry, [isOpen](BindingUpdateListEntry& e) {
            e.mayBeBound = (e.mayBeBound || isOpen) && e.sent != Time::Min();
        });
    }
    else
    {
        BindingUpdateListEntry fresh;
        fresh.identifier = profile->identifier;
        fresh.linkLayer = node;
        fresh.anchorAddress = profile->anchorAddress;
        entry = &m_list.Insert(fresh);
    }
    const uint64_t attachment = ++m_attachments;
    m_list.Modify(*entry, [&](BindingUpdateListEntry& e) {
        e.technology = m_access->GetLink(node)->GetTechnology();
        e.attachment = attachment;
        e.isTriedAgain = false;
    });
    Transition(*entry, AttachmentState::AUTHENTICATING, "attached");
    // RFC 5213, 5.4.1.2: a session of another interface is found by a request that names no prefix.
    const bool isOfOther = hint == HandoffIndicator::BETWEEN_INTERFACES;
    m_list.Modify(*entry, [&](BindingUpdateListEntry& e) {
        e.requested =
            isOfOther ? std::vector<Prefix>() : profile->GetPrefixes(ToLinkLayerIdentifier(node));
        e.prefixes = isOfOther ? std::vector<Prefix>() : e.prefixes;
        e.linkLocal =
            m_fixedLinkLocal.IsAny() ? std::make_optional(Ipv6Address::GetAny()) : std::nullopt;
    });
    if (!m_fixedLinkLocal.IsAny())
    {
        m_discovery->SetGatewayAddress(node, m_fixedLinkLocal);
    }
    const auto authenticated = [this, node, attachment, hint] {
        const auto* known = m_list.Find(node);
        if (known && known->attachment == attachment &&
            known->state == AttachmentState::AUTHENTICATING)
        {
            Transition(*known, AttachmentState::REGISTERING, "authenticated");
            // RFC 5213, 6.9.1.1, 7: only what the link knows; most cannot tell a handoff from a
            // first attachment.
            Register(*known, hint);
        }
    };
    if (m_authenticationDelay.IsZero())
    {
        authenticated();
    }
    else
    {
        Simulator::Schedule(m_authenticationDelay, authenticated);
    }
}

void
MobileAccessGateway::HandleDetached(Mac48Address node, const std::string& reason)
{
    if (!m_running)
    {
        return;
    }
    m_discovery->GetAdvertiser()->Forget(node);
    const auto* entry = m_list.Find(node);
    if (!entry || entry->state == AttachmentState::DEREGISTERING)
    {
        return;
    }
    m_registrar.Cancel(*entry);
    // A request that is still unanswered may have been accepted.
    const bool isOpen = entry->state == AttachmentState::REGISTERING && entry->sent != Time::Min();
    if (!isOpen && !entry->mayBeBound)
    {
        Transition(*entry, AttachmentState::NONE, reason);
        return;
    }
    Transition(*entry, AttachmentState::DEREGISTERING, reason);
    m_registrar.Deregister(*entry);
    SetDeadline(*entry);
}

void
MobileAccessGateway::HandleSolicited(Mac48Address node)
{
    const auto* entry = m_list.Find(node);
    // RFC 5213, 6.9.2: not before the registration is complete.
    if (entry && entry->state == AttachmentState::REGISTERED)
    {
        m_discovery->GetAdvertiser()->Answer(node);
    }
}

void
MobileAccessGateway::Register(const BindingUpdateListEntry& entry, HandoffIndicator indicator)
{
    m_registrar.Register(entry, indicator, m_lifetime);
    SetDeadline(entry);
}

void
MobileAccessGateway::HandleAnswer(Mac48Address node,
                                  const BindingUpdate& update,
                                  const BindingAcknowledgement& answer)
{
    const auto* entry = m_list.Find(node);
    if (!entry)
    {
        return;
    }
    const AnswerVerdict verdict = DecideAnswer(
        update,
        answer,
        {entry->sent, Simulator::Now(), m_address, m_anchors.GetAll(), m_clockOffset.IsZero()});
    switch (verdict.action)
    {
    case AnswerAction::IGNORE:
        IgnoreAnswer(*entry, verdict.reason);
        break;
    case AnswerAction::ACCEPT:
        Accept(*entry, answer, verdict);
        break;
    case AnswerAction::USELESS:
        RefuseAnswer(*entry, verdict.reason, verdict.mayPass);
        break;
    case AnswerAction::REFUSED:
        HandleRefusal(*entry, answer, verdict);
        break;
    }
    WithdrawIfRefused(node);
}

void
MobileAccessGateway::WithdrawIfRefused(Mac48Address node)
{
    const auto* entry = m_list.Find(node);
    // RFC 5213, 6.9.1.2, 11. One that is to be registered again as soon as it answers is no such
    // node yet.
    if (entry && entry->state == AttachmentState::REFUSED && !HasUnderWay(*entry))
    {
        m_discovery->GetAdvertiser()->Withdraw(node);
    }
}

void
MobileAccessGateway::IgnoreAnswer(const BindingUpdateListEntry& entry, const std::string& reason)
{
    m_refused(entry.linkLayer, reason);
    if (entry.state == AttachmentState::REGISTERED)
    {
        SetDeadline(entry);
        return;
    }
    Transition(entry, AttachmentState::REFUSED, reason);
    m_list.Modify(entry, [](BindingUpdateListEntry& e) { e.mayBeBound = true; });
}

void
MobileAccessGateway::RefuseAnswer(const BindingUpdateListEntry& entry,
                                  const std::string& reason,
                                  bool mayPass)
{
    m_refused(entry.linkLayer, reason);
    Transition(entry, AttachmentState::REFUSED, reason);
    m_list.Modify(entry, [](BindingUpdateListEntry& e) { e.mayBeBound = true; });
    if (mayPass)
    {
        RetryLater(entry);
    }
}

void
MobileAccessGateway::Accept(const BindingUpdateListEntry& entry,
                            const BindingAcknowledgement& answer,
                            const AnswerVerdict& verdict)
{
    const std::vector<Prefix>& prefixes = verdict.prefixes;
    const Time lifetime = verdict.lifetime;
    const bool isExtension =
        entry.state == AttachmentState::REGISTERED && prefixes == entry.prefixes;
    if (!isExtension)
    {
        m_traffic.Close(entry);
    }
    EndOtherInterfaces(entry, prefixes);
    if (!isExtension && m_traffic.IsTaken(prefixes))
    {
        // What one node's anchor says changes nothing for another node.
        RefuseAnswer(entry, "prefix-of-another-node", true);
        return;
    }
    m_list.Modify(entry, [&](BindingUpdateListEntry& e) {
        e.prefixes = prefixes;
        e.refresh = e.sent + Seconds(lifetime.GetSeconds() * GetRefreshFraction());
        e.expiry = e.sent + lifetime;
        e.isTriedAgain = false;
    });
    const bool isToTell = TakeLinkLocalAddress(entry, answer);
    if (isExtension)
    {
        SetDeadline(entry);
        for (const auto& function : m_functions)
        {
            function->HandleExtension(entry);
        }
    }
    else
    {
        Transition(entry, AttachmentState::REGISTERED, "accepted");
        m_discovery->Advertise(entry.linkLayer,
                               entry.prefixes,
                               m_isPrefixLifetimeTied ? lifetime : Time::Max());
        m_heartbeats->NotifySession(m_address, entry.anchorAddress);
    }
    if (isToTell)
    {
        RegisterAgain(entry, Proof::RECENT_FRAME, "link-local-address");
    }
}

void
MobileAccessGateway::EndOtherInterfaces(const BindingUpdateListEntry& entry,
                                        const std::vector<Prefix>& prefixes)
{
    for (const auto* other : m_list.FindByMobileNode(entry.identifier))
    {
        if (other != &entry && HaveCommon(other->prefixes, prefixes))
        {
            m_registrar.Cancel(*other);
            m_discovery->GetAdvertiser()->Withdraw(other->linkLayer);
            Transition(*other, AttachmentState::NONE, "handed-off-to-another-interface");
        }
    }
}

double
MobileAccessGateway::GetRefreshFraction()
{
    if (m_refreshJitter <= 0)
    {
        return m_refreshFraction;
    }
    return std::max(MIN_REFRESH_FRACTION,
                    m_refreshFraction - GetRandom()->GetValue(0, m_refreshJitter));
}

Ptr<UniformRandomVariable>
MobileAccessGateway::GetRandom()
{
    if (!m_random)
    {
        const auto node = GetNode();
        m_random = CreateObjectWithAttributes<UniformRandomVariable>(
            "Stream",
            IntegerValue(GetStream(RandomStream::GATEWAY_REFRESH, node ? node->GetId() : 0)));
    }
    return m_random;
}

int64_t
MobileAccessGateway::AssignStreams(int64_t stream)
{
    GetRandom()->SetStream(stream);
    return 1;
}

void
MobileAccessGateway::HandleRefusal(const BindingUpdateListEntry& entry,
                                   const BindingAcknowledgement& answer,
                                   const AnswerVerdict& verdict)
{
    const std::string& status = verdict.reason;
    const RefusalRemedy remedy = verdict.remedy;
    NS_LOG_INFO(entry.identifier << " refused: " << status);
    m_refused(entry.linkLayer, status);
    if (remedy != RefusalRemedy::TRY_AGAIN || entry.state != AttachmentState::REGISTERED)
    {
        Transition(entry, AttachmentState::REFUSED, status);
    }
    switch (remedy)
    {
    case RefusalRemedy::RAISE_AND_REASSERT:
        m_policies->RaiseSequenceNumber(entry.identifier, answer.sequence);
        [[fallthrough]];
    case RefusalRemedy::REASSERT:
        // It may have gone on: whatever was heard proves nothing.
        RegisterAgain(entry, Proof::ANSWER, "presence-reasserted");
        break;
    case RefusalRemedy::ASK_FOR_ASSIGNMENT:
        if (!entry.prefixes.empty() || !entry.requested.empty())
        {
            m_list.Modify(entry, [](BindingUpdateListEntry& e) {
                e.prefixes.clear();
                e.requested.clear();
            });
            RegisterAgain(entry, Proof::RECENT_FRAME, "asks-for-assignment");
        }
        break;
    case RefusalRemedy::DENY:
        m_denied.insert(entry.identifier);
        break;
    case RefusalRemedy::SYNCHRONIZE:
        // Not by the anchor's time in the answer.
        m_list.Modify(entry, [](BindingUpdateListEntry& e) { e.isClockRefused = true; });
        if (!m_clockSynchronizationDelay.IsZero() && m_clockSynchronization.IsExpired())
        {
            m_clockSynchronization = Simulator::Schedule(m_clockSynchronizationDelay,
                                                         &MobileAccessGateway::SynchronizeClock,
                                                         this);
        }
        break;
    case RefusalRemedy::TRY_AGAIN:
        TryAgain(entry);
        break;
    case RefusalRemedy::RETRY_LATER:
        RetryLater(entry);
        break;
    case RefusalRemedy::NONE:
        break;
    }
}

void
MobileAccessGateway::TryAgain(const BindingUpdateListEntry& entry)
{
    if (entry.isTriedAgain)
    {
        RetryLater(entry);
        SetDeadline(entry);
        return;
    }
    m_list.Modify(entry, [](BindingUpdateListEntry& e) { e.isTriedAgain = true; });
    SetDeadline(entry);
    RegisterAgain(entry, Proof::RECENT_FRAME, "retry");
}

void
MobileAccessGateway::RetryLater(const BindingUpdateListEntry& entry)
{
    if (!m_refusalRetryDelay.IsZero())
    {
        const Time retry = Simulator::Now() + m_refusalRetryDelay;
        m_list.Modify(entry, [retry](BindingUpdateListEntry& e) { e.retry = retry; });
        SetDeadline(entry);
    }
}

void
MobileAccessGateway::RegisterAgain(const BindingUpdateListEntry& entry,
                                   Proof proof,
                                   const std::string& reason)
{
    // RFC 5213, 6.9.1.3, 3: a binding that lives is extended.
    const bool isExtension = entry.state == AttachmentState::REGISTERED;
    RegisterIfThere(entry,
                    proof,
                    isExtension ? HandoffIndicator::NOT_CHANGED : HandoffIndicator::UNKNOWN,
                    reason);
}

void
MobileAccessGateway::Readmit(const std::string& identifier)
{
    m_denied.erase(identifier);
    for (const auto& node : m_access ? m_access->GetAttached() : std::vector<Mac48Address>())
    {
        const auto* profile = m_policies->FindByLinkLayer(ToLinkLayerIdentifier(node));
        const auto* entry = m_list.Find(node);
        const bool isWithoutService = !entry || entry->state == AttachmentState::REFUSED;
        if (profile && profile->identifier == identifier && isWithoutService)
        {
            m_presence.IfAttached(node, [this, node] {
                HandleAttached(node, HandoffIndicator::UNKNOWN);
            });
        }
    }
}

void
MobileAccessGateway::SynchronizeClock()
{
    m_clockSynchronization.Cancel();
    m_clockOffset = Time(0);
    std::vector<const BindingUpdateListEntry*> refused;
    m_list.ForEach([&refused](const BindingUpdateListEntry& entry) {
        if (entry.isClockRefused)
        {
            refused.push_back(&entry);
        }
    });
    for (const auto* entry : refused)
    {
        RegisterAgain(*entry, Proof::RECENT_FRAME, "clock-synchronized");
    }
}

bool
MobileAccessGateway::TakeLinkLocalAddress(const BindingUpdateListEntry& entry,
                                          const BindingAcknowledgement& answer)
{
    const auto* option = FindOption<LinkLocalAddressOption>(answer.options);
    if (!entry.linkLocal || !option || !option->address.IsLinkLocal())
    {
        return false;
    }
    Ipv6Address address = option->address;
    const bool isTaken = address == m_access->GetLinkLocalAddress(entry.linkLayer);
    if (isTaken)
    {
        address = Ipv6Address::MakeAutoconfiguredLinkLocalAddress(Mac48Address::Allocate());
    }
    m_list.Modify(entry, [&address](BindingUpdateListEntry& e) { e.linkLocal = address; });
    m_discovery->SetGatewayAddress(entry.linkLayer, address);
    return isTaken;
}

LocalRouting
MobileAccessGateway::GetLocalRouting(const BindingUpdateListEntry& entry) const
{
    if (!m_localRouting)
    {
        return LocalRouting::OFF;
    }
    const auto* profile = m_policies->Find(entry.identifier);
    return profile && profile->isLocalRoutingAllowed ? LocalRouting::ON : LocalRouting::FORBIDDEN;
}

void
MobileAccessGateway::Transition(const BindingUpdateListEntry& entry,
                                AttachmentState to,
                                const std::string& reason)
{
    const AttachmentState from = entry.state;
    NS_LOG_INFO(entry.identifier << ": " << GetStateName(from) << " > " << GetStateName(to) << ", "
                                 << reason);
    m_list.Modify(entry, [to](BindingUpdateListEntry& e) {
        e.state = to;
        e.retry = Time::Max();
        e.isClockRefused = false;
        e.mayBeBound = e.mayBeBound || to == AttachmentState::REGISTERED;
        if (to != AttachmentState::REGISTERED && to != AttachmentState::REGISTERING)
        {
            e.question = 0;
        }
        if (to != AttachmentState::REGISTERED)
        {
            e.refresh = Time::Max();
            e.expiry = Time::Max();
        }
    });
    switch (to)
    {
    case AttachmentState::REGISTERED:
        m_traffic.Open(entry, GetLocalRouting(entry));
        break;
    case AttachmentState::AUTHENTICATING:
    case AttachmentState::REGISTERING:
        m_reachability.Forget(entry.linkLayer);
        m_traffic.Close(entry);
        m_access->HoldUplink(entry.linkLayer, m_uplinkBufferSize);
        break;
    default:
        m_reachability.Forget(entry.linkLayer);
        m_traffic.Close(entry);
        m_access->DropUplink(entry.linkLayer);
        break;
    }
    if (to == AttachmentState::AUTHENTICATING || to == AttachmentState::REGISTERING ||
        to == AttachmentState::REFUSED)
    {
        m_discovery->GetAdvertiser()->Suspend(entry.linkLayer);
    }
    m_stateChange({entry.identifier, "attachment", GetStateName(from), GetStateName(to), reason});
    m_attachment(entry, from, to);
    for (const auto& function : m_functions)
    {
        function->HandleAttachment(entry, from, to, reason);
    }
    if (to == AttachmentState::NONE)
    {
        m_discovery->ForgetGatewayAddress(entry.linkLayer);
        m_list.Erase(entry);
        SetTimer();
    }
    else
    {
        SetDeadline(entry);
    }
}

bool
MobileAccessGateway::HasUnderWay(const BindingUpdateListEntry& entry) const
{
    return entry.isAsked || (entry.question != 0 && m_presence.IsAsking(entry.linkLayer));
}

void
MobileAccessGateway::SetDeadline(const BindingUpdateListEntry& entry)
{
    Time deadline = Time::Max();
    if (entry.state == AttachmentState::REGISTERED)
    {
        // A request under way takes care of the refresh.
        deadline = entry.isAsked ? entry.expiry : Min(entry.refresh, entry.retry);
        if (!m_silenceTimeout.IsZero())
        {
            const Time heard = Max(m_access->GetLastHeard(entry.linkLayer), entry.silenceChecked);
            deadline = Min(deadline, heard + m_silenceTimeout);
        }
    }
    else if (entry.state == AttachmentState::DEREGISTERING)
    {
        deadline = entry.isSent ? entry.sent + m_deregistrationTimeout : Time::Max();
    }
    else if (entry.state == AttachmentState::REFUSED)
    {
        deadline = entry.retry;
    }
    m_list.Modify(entry, [deadline](BindingUpdateListEntry& e) { e.deadline = deadline; });
    SetTimer();
}

void
MobileAccessGateway::SetTimer()
{
    const auto* next = m_list.GetNextDeadline();
    m_timer.Set(next ? next->deadline : Time::Max());
}

void
MobileAccessGateway::HandleDeadlines()
{
    const auto* next = m_list.GetNextDeadline();
    while (next && next->deadline <= Simulator::Now())
    {
        HandleDeadline(*next);
        next = m_list.GetNextDeadline();
    }
    SetTimer();
}

void
MobileAccessGateway::HandleDeadline(const BindingUpdateListEntry& entry)
{
    const Time now = Simulator::Now();
    if (entry.state == AttachmentState::DEREGISTERING)
    {
        m_registrar.Cancel(entry);
        Transition(entry, AttachmentState::NONE, "deregistration-unanswered");
    }
    else if (entry.state == AttachmentState::REFUSED)
    {
        m_list.Modify(entry, [](BindingUpdateListEntry& e) { e.retry = Time::Max(); });
        SetDeadline(entry);
        RegisterAgain(entry, Proof::RECENT_FRAME, "retry");
    }
    else if (now >= entry.expiry)
    {
        // RFC 5213, 6.9.4, 2: a request under way is repeated until it is answered, and the answer
        // to a question registers as ever.
        const Time retry = entry.retry;
        Transition(entry,
                   HasUnderWay(entry) ? AttachmentState::REGISTERING : AttachmentState::REFUSED,
                   "lifetime-over");
        m_list.Modify(entry, [retry](BindingUpdateListEntry& e) {
            e.retry = retry;
            e.mayBeBound = false; // The anchor lets it go too.
        });
        SetDeadline(entry);
        m_discovery->GetAdvertiser()->Withdraw(entry.linkLayer);
    }
    else
    {
        // Refresh, or silence: either needs a node that is there. RFC 5213, 6.9.1.3.
        const bool isRefresh = !entry.isAsked && now >= Min(entry.refresh, entry.retry);
        m_list.Modify(entry, [&](BindingUpdateListEntry& e) {
            e.silenceChecked = now;
            e.refresh = isRefresh ? e.expiry : e.refresh;
            e.retry = isRefresh ? Time::Max() : e.retry;
        });
        SetDeadline(entry);
        const bool isSilent = !m_silenceTimeout.IsZero() &&
                              m_access->GetLastHeard(entry.linkLayer) + m_silenceTimeout <= now;
        if (isRefresh)
        {
            RegisterAgain(entry, Proof::RECENT_FRAME, "refresh");
        }
        else if (isSilent)
        {
            m_presence.IfThere(
                entry,
                Proof::ANSWER,
                [](const BindingUpdateListEntry&) {},
                "silence");
        }
    }
}

} // namespace pmipv6
} // namespace ns3
