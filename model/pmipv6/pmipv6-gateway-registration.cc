/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-gateway-registration.h"

#include "pmipv6-proxy-update.h"

#include "ns3/simulator.h"

#include <algorithm>
#include <utility>

namespace ns3
{
namespace pmipv6
{

GatewayRegistration::GatewayRegistration(const Time& presenceWindow,
                                         const FunctionList<GatewayFunction>& functions)
    : m_counsel(functions),
      m_presence(m_table.GetList(), presenceWindow)
{
}

void
GatewayRegistration::SetDiscovery(Ptr<AccessNeighborDiscovery> discovery)
{
    m_presence.Start(discovery);
    m_service.SetDiscovery(discovery);
    m_advertising.Start(discovery);
}

void
GatewayRegistration::Start(Ptr<Node> node, Ptr<PolicyStore> policies, GatewayListener listener)
{
    m_isRunning = true;
    m_policies = policies;
    m_listener = std::move(listener);
    AttachmentTable::Listener table;
    table.getDeadline = [this](const auto& entry) { return GetDeadline(entry, GetFacts(entry)); };
    table.changed = m_listener.changed;
    table.due = [this](const BindingUpdateListEntry& entry) { HandleDue(entry); };
    m_table.SetListener(std::move(table));
    const auto settings = m_listener.getSettings();
    m_registrar.Start(MobilitySignaling::Install(node),
                      policies,
                      settings.address,
                      settings.isTimestampInUse,
                      MakeRegistrarListener());
    m_answers.Start(
        policies,
        [this](const auto&... again) { RegisterAgain(again...); },
        [this](const auto& entry) { return HasUnderWay(entry); },
        [this](const auto&... answer) { return m_counsel.JudgeAnswer(answer...); });
    const auto ask = [this](const LinkLayerAddress& silent, std::function<void()> answered) {
        const auto all = GetList().FindByLinkLayer(silent);
        if (!all.empty())
        {
            m_presence.IfThere(
                *all.front(),
                Proof::ANSWER,
                [answered = std::move(answered)](const BindingUpdateListEntry&) { answered(); });
        }
    };
    m_service.Start(MobilityForwarding::Install(node), m_listener.getSettings, ask);
    m_service.SetForwarder([this](const auto& entry) { return m_counsel.IsForwarder(entry); });
    m_advertising.SetAdder(
        [this](auto&&... question) { return m_counsel.AddAdvertised(question...); });
    m_arrivals.Start(policies);
}

ProxyRegistrar::Listener
GatewayRegistration::MakeRegistrarListener()
{
    ProxyRegistrar::Listener listener;
    listener.getTimeOfDay = [this] {
        return Simulator::Now() + m_listener.getSettings().clockOffset;
    };
    listener.made = [this](auto&... request) { m_counsel.AddToRequest(request...); };
    listener.isThere = [this](const auto& entry, std::function<void(bool)> answered) {
        m_presence.Ask(entry, Proof::RECENT_FRAME, std::move(answered));
    };
    listener.seen = [this](const auto& entry, const auto& request, const auto& answer) {
        if (!m_counsel.IsEmpty() && IsEchoOf(answer, request))
        {
            m_counsel.HandleAnswer(entry, request, answer);
        }
    };
    listener.answered = [this](const auto&... answer) { m_answers.Handle(answer...); };
    listener.gone = [this](const LinkLayerAddress& node, const std::string& reason) {
        m_service.GetDevice()->Detach(node, reason);
    };
    listener.deregistered = [this](const BindingUpdateListEntry& entry, const std::string& reason) {
        if (entry.state == AttachmentState::DEREGISTERING)
        {
            m_table.Remove(entry, reason);
        }
    };
    return listener;
}

GatewayRevocation::Actions
GatewayRegistration::GetRevocationActions()
{
    GatewayRevocation::Actions actions;
    actions.probe = [this](const auto& entry, std::function<void(bool)> answered) {
        m_presence.Ask(entry, Proof::ANSWER, std::move(answered));
    };
    actions.withdraw = [this](const BindingUpdateListEntry& entry) {
        m_registrar.Cancel(entry);
        m_listener.refused(entry.linkLayer, "revoked");
        m_table.Revoke(entry, "revoked");
        m_advertising.Withdraw(entry);
    };
    actions.remove = [this](const BindingUpdateListEntry& entry) {
        // The anchor may not have waited so long, and have kept the session: tell it.
        m_service.GetDevice()->Detach(entry.linkLayer, "revoked");
    };
    actions.registerAnew = [this](const BindingUpdateListEntry& entry) {
        m_registrar.Cancel(entry);
        m_table.BeginRegistration(entry, "revoked");
        RegisterIfThere(entry, Proof::RECENT_FRAME, HandoffIndicator::UNKNOWN, "revoked");
    };
    return actions;
}

void
GatewayRegistration::Attach(const LinkLayerAddress& node, HandoffIndicator hint)
{
    Attach(node, hint, GatewayArrivals::Which::ALL);
}

void
GatewayRegistration::Attach(const LinkLayerAddress& node,
                            HandoffIndicator hint,
                            GatewayArrivals::Which which)
{
    if (!m_arrivals.Attach(node, hint, which))
    {
        m_advertising.Withdraw(node); // What it comes with from elsewhere.
    }
}

void
GatewayRegistration::AttachIfThere(const LinkLayerAddress& node, HandoffIndicator hint)
{
    AttachIfThere(node, hint, GatewayArrivals::Which::ALL);
}

void
GatewayRegistration::AttachIfThere(const LinkLayerAddress& node,
                                   HandoffIndicator hint,
                                   GatewayArrivals::Which which)
{
    m_presence.IfAttached(node, [this, node, hint, which] {
        if (m_isRunning)
        {
            Attach(node, hint, which);
        }
    });
}

void
GatewayRegistration::Detach(const LinkLayerAddress& node, const std::string& reason)
{
    m_service.GetDiscovery()->GetAdvertiser()->Forget(node);
    GetList().ForEachOf(node, [&](const BindingUpdateListEntry& entry) {
        End(entry, reason, !m_counsel.IsDepartureKept(entry, reason));
    });
    for (const auto& other : m_service.FindAttached(m_policies->FindByLinkLayer(node)))
    {
        // It gave a session up to the one that has gone (RFC 5213, 5.4.1.2).
        if (m_arrivals.IsUnserved(other))
        {
            AttachIfThere(other,
                          HandoffIndicator::BETWEEN_INTERFACES,
                          GatewayArrivals::Which::UNSERVED);
        }
    }
}

void
GatewayRegistration::End(const BindingUpdateListEntry& entry,
                         const std::string& reason,
                         bool isAnchorTold)
{
    switch (isAnchorTold ? DecideDetachment(entry) : DetachmentVerdict::REMOVE)
    {
    case DetachmentVerdict::NOTHING:
        break;
    case DetachmentVerdict::REMOVE:
        m_registrar.Cancel(entry);
        m_table.Remove(entry, reason);
        break;
    case DetachmentVerdict::DEREGISTER:
        m_registrar.Cancel(entry);
        m_table.BeginDeregistration(entry, reason);
        m_registrar.Deregister(entry);
        break;
    }
}

void
GatewayRegistration::EndRegistration(const RegistrationKey& key,
                                     const std::string& reason,
                                     bool isAnchorTold)
{
    if (const auto* entry = GetList().Find(key))
    {
        m_advertising.Leave(*entry);
        End(*entry, reason, isAnchorTold);
    }
}

void
GatewayRegistration::TakeAnswer(const RegistrationKey& key, const BindingAcknowledgement& answer)
{
    if (const auto* entry = GetList().Find(key))
    {
        m_registrar.Answer(*entry, answer);
    }
}

void
GatewayRegistration::NoteUsed(const LinkLayerAddress& node, const Ipv6Address& source)
{
    // It may be of a registration that is being made, beside one that has the node told already.
    if (!m_service.IsToGetFurther(node))
    {
        m_service.GetDiscovery()->GetAdvertiser()->NoteUsed(node, source);
    }
}

void
GatewayRegistration::Readvertise(const LinkLayerAddress& node)
{
    // One of several registrations of a node that has gone may not have ended yet.
    if (m_service.HasService(node) && m_service.GetDevice()->IsAttached(node))
    {
        m_advertising.Renew(node);
    }
}

void
GatewayRegistration::Solicit(const LinkLayerAddress& node)
{
    // RFC 5213, 6.9.2: not before the registration is complete.
    if (m_service.HasService(node))
    {
        m_service.GetDiscovery()->GetAdvertiser()->Answer(node);
    }
}

void
GatewayRegistration::Reassert(const BindingUpdateListEntry& entry, const std::string& reason)
{
    // "Not changed" takes no session from a gateway where the node has registered since. The
    // answer to a registration under way may have been sent before an anchor's restart.
    if (entry.state == AttachmentState::REGISTERED || entry.state == AttachmentState::REGISTERING)
    {
        RegisterAgain(entry, Proof::RECENT_FRAME, reason);
    }
}

void
GatewayRegistration::Readmit(const std::string& identifier)
{
    m_answers.Readmit(identifier);
    const auto* profile = m_isRunning ? m_policies->Find(identifier) : nullptr;
    for (const auto& node : m_service.FindAttached(profile))
    {
        if (m_arrivals.IsUnserved(node))
        {
            AttachIfThere(node, HandoffIndicator::UNKNOWN, GatewayArrivals::Which::UNSERVED);
        }
    }
}

void
GatewayRegistration::RetryClockRefused()
{
    std::vector<const BindingUpdateListEntry*> refused;
    GetList().ForEach([&refused](const BindingUpdateListEntry& entry) {
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
GatewayRegistration::HasUnderWay(const BindingUpdateListEntry& entry) const
{
    return entry.isAsked || (entry.question != 0 && m_presence.IsAsking(entry.linkLayer));
}

void
GatewayRegistration::RegisterIfThere(const BindingUpdateListEntry& entry,
                                     Proof proof,
                                     HandoffIndicator indicator,
                                     const std::string& reason)
{
    const uint64_t question = m_table.BeginQuestion(entry);
    const auto action = [this, question, indicator, reason](const BindingUpdateListEntry& known) {
        if (!m_table.EndQuestion(known, question))
        {
            return;
        }
        if (known.state == AttachmentState::REFUSED)
        {
            m_table.BeginRegistration(known, reason);
        }
        m_registrar.Register(known, indicator, m_listener.getSettings().lifetime, reason);
    };
    m_presence.IfThere(entry, proof, action);
}

void
GatewayRegistration::RegisterAgain(const BindingUpdateListEntry& entry,
                                   Proof proof,
                                   const std::string& reason)
{
    RegisterIfThere(entry, proof, GetIndicator(entry), reason);
}

AttachmentFacts
GatewayRegistration::GetFacts(const BindingUpdateListEntry& entry) const
{
    const auto settings = m_listener.getSettings();
    // Facts are asked for at each change of an entry: what only SilenceTimeout needs, only with it.
    const bool isSilenceWatched = !settings.silenceTimeout.IsZero();
    return {isSilenceWatched ? m_service.GetDevice()->GetLastHeard(entry.linkLayer) : Time::Min(),
            settings.silenceTimeout,
            settings.deregistrationTimeout};
}

void
GatewayRegistration::HandleDue(const BindingUpdateListEntry& entry)
{
    switch (DecideDue(entry, GetFacts(entry), Simulator::Now()))
    {
    case AttachmentDue::GIVE_UP_DEREGISTRATION:
        m_registrar.Cancel(entry);
        m_table.Remove(entry, "deregistration-unanswered");
        break;
    case AttachmentDue::RETRY:
        m_table.NoteRetry(entry);
        RegisterAgain(entry, Proof::RECENT_FRAME, "retry");
        break;
    case AttachmentDue::END:
        // A request under way is repeated until it is answered, and the answer to a question
        // registers as ever.
        m_table.End(entry,
                    HasUnderWay(entry) ? AttachmentState::REGISTERING : AttachmentState::REFUSED);
        m_advertising.Withdraw(entry);
        break;
    case AttachmentDue::REFRESH:
        m_table.NoteRefresh(entry);
        RegisterAgain(entry, Proof::RECENT_FRAME, "refresh");
        break;
    case AttachmentDue::ASK:
        m_table.NoteSilence(entry);
        m_presence.IfThere(
            entry,
            Proof::ANSWER,
            [](const BindingUpdateListEntry&) {},
            "silence");
        break;
    case AttachmentDue::NOTHING:
        m_table.NoteSilence(entry);
        break;
    }
}

void
GatewayRegistration::Lose(const std::string& reason)
{
    m_answers.Clear();
    while (const auto* entry = GetList().GetNextDeadline())
    {
        m_registrar.Cancel(*entry);
        m_table.Remove(*entry, reason);
    }
    m_advertising.Clear();
}

void
GatewayRegistration::Dispose()
{
    Stop();
    m_registrar.Dispose();
    m_table.Dispose();
    m_service.Dispose();
    m_advertising.Dispose();
    m_presence.Dispose();
    m_policies = nullptr;
    m_answers.Dispose();
    m_arrivals.Dispose();
    m_listener = GatewayListener();
}

} // namespace pmipv6
} // namespace ns3
