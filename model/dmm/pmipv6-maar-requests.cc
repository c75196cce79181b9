/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-maar-requests.h"

#include "pmipv6-mobility-names.h"

#include "ns3/simulator.h"

#include <algorithm>
#include <utility>

namespace ns3
{
namespace pmipv6
{

void
MaarRequests::Start(Ptr<MobilitySignaling> signaling,
                    std::function<Settings()> getSettings,
                    MaarRefused refused)
{
    m_signaling = signaling;
    m_getSettings = std::move(getSettings);
    m_refused = std::move(refused);
}

void
MaarRequests::Dispose()
{
    m_signaling = nullptr;
    m_getSettings = nullptr;
    m_refused = nullptr;
}

void
MaarRequests::Handle(const BindingUpdate& update, const MessageContext& context)
{
    const auto anchored = GetAnchoredPrefixes(update.options);
    if (const auto* serving = FindOption<ServingMaarOption>(update.options))
    {
        HandleServing(update, serving->address, context);
    }
    else if (update.lifetime == 0 && !anchored.empty())
    {
        HandleWithdrawal(update, context);
    }
    else
    {
        const auto subject = GetSubject(update);
        m_refused(subject.identifier, context.source, "request-of-no-use");
        m_signaling->Send(MakeDmmAnswer(subject, BindingStatus::ADMINISTRATIVELY_PROHIBITED, {}, 0),
                          m_getSettings().address,
                          context.source,
                          "refusal");
    }
}

void
MaarRequests::HandleServing(const BindingUpdate& update,
                            const Ipv6Address& serving,
                            const MessageContext& context)
{
    const auto subject = GetSubject(update);
    const auto settings = m_getSettings();
    const auto* node = m_parts.nodes.Find(subject.identifier);
    const ServingVerdict verdict = DecideServing(node,
                                                 {serving,
                                                  subject.timestamp,
                                                  update.lifetime,
                                                  settings.address,
                                                  context.source,
                                                  m_parts.peers.GetPools().Contains(serving)});
    const bool wasHere = node && node->IsHere();
    switch (verdict.action)
    {
    case ServingAction::REFUSE:
        m_refused(subject.identifier, context.source, GetName(verdict.status));
        break;
    case ServingAction::REPEAT:
        break;
    case ServingAction::MOVE:
        Move(*node, update, serving);
        break;
    case ServingAction::END:
        m_parts.nodes.End(*node, "session-over");
        break;
    }
    Answer(subject, verdict.status, serving, update.lifetime, context);
    const bool isGone =
        verdict.action == ServingAction::MOVE || verdict.action == ServingAction::END;
    if (isGone && wasHere)
    {
        m_parts.arrivals.HandleMovedAway(subject.identifier);
    }
}

void
MaarRequests::Move(const AnchoredNode& node,
                   const BindingUpdate& update,
                   const Ipv6Address& serving)
{
    const auto settings = m_getSettings();
    const Time now = Simulator::Now();
    const Time lifetime = Seconds(uint32_t{update.lifetime} * LIFETIME_UNIT_SECONDS);
    const std::string identifier = node.identifier;
    m_parts.nodes.Move(node,
                       serving,
                       GetSubject(update).timestamp,
                       settings.isTimerStopped ? Time::Max() : now + lifetime,
                       now + settings.uplinkGrace);
    // The CMD names what it knows of: nobody else will ever ask for the rest.
    std::vector<Prefix> named;
    for (const auto& option : update.options)
    {
        if (const auto* prefix = std::get_if<HomeNetworkPrefixOption>(&option))
        {
            named.push_back(prefix->prefix);
        }
    }
    for (const Prefix& own : std::vector<Prefix>(node.prefixes))
    {
        const auto* row = m_parts.nodes.Find(identifier);
        if (row && std::find(named.begin(), named.end(), own) == named.end())
        {
            m_parts.nodes.Drop(*row, own, "unknown-to-database");
        }
    }
}

void
MaarRequests::Answer(const DmmSubject& subject,
                     BindingStatus status,
                     const Ipv6Address& serving,
                     uint16_t lifetime,
                     const MessageContext& context)
{
    const auto settings = m_getSettings();
    const auto* node = m_parts.nodes.Find(subject.identifier);
    const bool isTold = IsAccepted(status) && lifetime != 0 && node;
    const auto prefixes = isTold ? node->prefixes : std::vector<Prefix>();
    BindingAcknowledgement answer =
        MakeDmmAnswer(subject, status, prefixes, IsAccepted(status) ? lifetime : 0);
    const MaarInterface own =
        isTold ? m_parts.routers.GetOwn(node->identifier, node->linkLayer) : MaarInterface();
    // RFC 8885, 6: with an association alone.
    if (isTold && settings.isServingTold && m_parts.peers.GetPools().Contains(serving))
    {
        BindingAcknowledgement copy = answer;
        AddInterface(copy.options, own);
        m_signaling->Send(copy, settings.address, serving, "serving");
    }
    answer.options.push_back(ServingMaarOption{serving});
    AddInterface(answer.options, own);
    m_signaling->Send(answer,
                      settings.address,
                      context.source,
                      IsAccepted(status) ? "serving" : "refusal");
}

void
MaarRequests::HandleWithdrawal(const BindingUpdate& update, const MessageContext& context)
{
    const auto subject = GetSubject(update);
    const auto settings = m_getSettings();
    const auto* node = m_parts.nodes.Find(subject.identifier);
    const auto withdrawn = GetWithdrawn(update.options);
    // What was decided before the node came here says nothing of what it has here.
    if (node && node->IsHere() && node->database == context.source &&
        subject.timestamp >= node->attached)
    {
        for (const auto& interface : m_parts.arrivals.FindAttached(subject.identifier))
        {
            for (const auto& anchor : withdrawn)
            {
                m_parts.previous.Withdraw(interface, anchor.prefix, settings.timestamp);
            }
            m_parts.arrivals.TellWithdrawn(interface, withdrawn);
        }
    }
    BindingAcknowledgement answer = MakeDmmAnswer(subject, BindingStatus::ACCEPTED, {}, 0);
    for (const auto& anchor : withdrawn)
    {
        answer.options.push_back(AnchoredPrefixOption{anchor.prefix});
    }
    m_signaling->Send(answer, settings.address, context.source, "withdrawal");
}

} // namespace pmipv6
} // namespace ns3
