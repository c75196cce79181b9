/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-gateway-answers.h"

#include "pmipv6-attachment-rules.h"
#include "pmipv6-binding-revocation.h"

#include "ns3/log.h"
#include "ns3/simulator.h"

#include <utility>

namespace ns3
{
namespace pmipv6
{

NS_LOG_COMPONENT_DEFINE("Pmipv6GatewayAnswers");

void
GatewayAnswers::Start(Ptr<PolicyStore> policies,
                      RegisterAgain registerAgain,
                      IsUnderWay isUnderWay,
                      Judge judge)
{
    m_policies = policies;
    m_registerAgain = std::move(registerAgain);
    m_isUnderWay = std::move(isUnderWay);
    m_judge = std::move(judge);
}

void
GatewayAnswers::Dispose()
{
    m_policies = nullptr;
    m_registerAgain = nullptr;
    m_isUnderWay = nullptr;
    m_judge = nullptr;
}

AnswerVerdict
GatewayAnswers::Decide(const BindingUpdateListEntry& entry,
                       const BindingUpdate& update,
                       const BindingAcknowledgement& answer) const
{
    if (auto verdict = m_judge(entry, update, answer))
    {
        return *std::move(verdict);
    }
    const auto settings = m_listener.getSettings();
    return DecideAnswer(update,
                        answer,
                        {entry.sent,
                         Simulator::Now(),
                         settings.address,
                         m_listener.getAnchors(),
                         settings.clockOffset.IsZero()});
}

void
GatewayAnswers::Handle(const BindingUpdateListEntry& entry,
                       const BindingUpdate& update,
                       const BindingAcknowledgement& answer)
{
    const RegistrationKey key = entry.GetKey();
    const AnswerVerdict verdict = Decide(entry, update, answer);
    switch (verdict.action)
    {
    case AnswerAction::IGNORE:
        Ignore(entry, verdict.reason);
        break;
    case AnswerAction::ACCEPT:
        Accept(entry, answer, verdict);
        break;
    case AnswerAction::USELESS:
        RefuseAnswer(entry, verdict.reason, verdict.mayPass);
        break;
    case AnswerAction::REFUSED:
        HandleRefusal(entry, answer, verdict);
        break;
    }
    // RFC 5213, 6.9.1.2, 11. One that is to be registered again as soon as it answers is no such
    // node yet.
    const auto* known = m_table.GetList().Find(key);
    if (known && known->state == AttachmentState::REFUSED && !m_isUnderWay(*known))
    {
        m_advertising.Withdraw(*known);
    }
}

void
GatewayAnswers::Ignore(const BindingUpdateListEntry& entry, const std::string& reason)
{
    m_listener.refused(entry.linkLayer, reason);
    if (entry.state != AttachmentState::REGISTERED)
    {
        m_table.Refuse(entry, reason, true);
    }
}

void
GatewayAnswers::RefuseAnswer(const BindingUpdateListEntry& entry,
                             const std::string& reason,
                             bool mayPass)
{
    m_listener.refused(entry.linkLayer, reason);
    m_table.Refuse(entry, reason, true);
    if (mayPass)
    {
        RetryLater(entry);
    }
}

void
GatewayAnswers::Accept(const BindingUpdateListEntry& entry,
                       const BindingAcknowledgement& answer,
                       const AnswerVerdict& verdict)
{
    const bool isRegistered = entry.state == AttachmentState::REGISTERED;
    const bool isExtension = isRegistered && verdict.prefixes == entry.prefixes;
    if (isRegistered && !isExtension)
    {
        m_service.Close(entry); // Else its own prefixes would count as taken.
    }
    EndOthers(entry, verdict.prefixes);
    if (!isExtension && m_service.IsTaken(verdict.prefixes))
    {
        // What one node's anchor says changes nothing for another node.
        RefuseAnswer(entry, "prefix-of-another-node", true);
        return;
    }
    const Grant grant{verdict.prefixes,
                      verdict.lifetime,
                      Seconds(verdict.lifetime.GetSeconds() * m_listener.getRefreshFraction())};
    const bool isToTell = TakeLinkLocalAddress(entry, answer);
    if (isExtension)
    {
        m_table.Extend(entry, grant);
        m_advertising.Renew(entry);
    }
    else
    {
        m_table.Register(entry, grant);
        m_advertising.Advertise(entry);
    }
    m_listener.accepted(entry, isExtension);
    if (isToTell)
    {
        m_registerAgain(entry, Proof::RECENT_FRAME, "link-local-address");
    }
}

void
GatewayAnswers::EndOthers(const BindingUpdateListEntry& entry, const std::vector<Prefix>& prefixes)
{
    for (const auto* other : m_table.GetList().FindByMobileNode(entry.identifier))
    {
        if (other != &entry && HaveCommon(other->prefixes, prefixes))
        {
            m_registrar.Cancel(*other);
            m_advertising.Leave(*other);
            m_table.Remove(*other, "handed-off-to-another-interface");
        }
    }
}

void
GatewayAnswers::HandleRefusal(const BindingUpdateListEntry& entry,
                              const BindingAcknowledgement& answer,
                              const AnswerVerdict& verdict)
{
    NS_LOG_INFO(entry.identifier << " refused: " << verdict.reason);
    m_listener.refused(entry.linkLayer, verdict.reason);
    if (!OutlivesRefusal(entry, verdict.remedy))
    {
        m_table.Refuse(entry, verdict.reason);
    }
    Remedy(entry, answer, verdict.remedy);
}

void
GatewayAnswers::Remedy(const BindingUpdateListEntry& entry,
                       const BindingAcknowledgement& answer,
                       RefusalRemedy remedy)
{
    switch (remedy)
    {
    case RefusalRemedy::RAISE_AND_REASSERT:
        m_policies->RaiseSequenceNumber(entry.identifier, answer.sequence);
        [[fallthrough]];
    case RefusalRemedy::REASSERT:
        // It may have gone on: whatever was heard proves nothing.
        m_registerAgain(entry, Proof::ANSWER, "presence-reasserted");
        break;
    case RefusalRemedy::ASK_FOR_ASSIGNMENT:
        if (!entry.prefixes.empty() || !entry.requested.empty())
        {
            m_table.ForgetPrefixes(entry);
            m_registerAgain(entry, Proof::RECENT_FRAME, "asks-for-assignment");
        }
        break;
    case RefusalRemedy::DENY:
        m_denied[entry.identifier].insert(entry.anchorAddress);
        break;
    case RefusalRemedy::SYNCHRONIZE:
        // Not by the anchor's time in the answer.
        m_table.NoteClockRefused(entry);
        m_listener.clockRefused();
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
GatewayAnswers::TryAgain(const BindingUpdateListEntry& entry)
{
    if (entry.isTriedAgain)
    {
        RetryLater(entry);
        return;
    }
    m_table.NoteTriedAgain(entry);
    m_registerAgain(entry, Proof::RECENT_FRAME, "retry");
}

void
GatewayAnswers::RetryLater(const BindingUpdateListEntry& entry)
{
    const Time delay = m_listener.getSettings().refusalRetryDelay;
    if (!delay.IsZero())
    {
        m_table.RetryAt(entry, Simulator::Now() + delay);
    }
}

bool
GatewayAnswers::TakeLinkLocalAddress(const BindingUpdateListEntry& entry,
                                     const BindingAcknowledgement& answer)
{
    const auto* option = FindOption<LinkLocalAddressOption>(answer.options);
    if (!entry.linkLocal || !option || !option->address.IsLinkLocal())
    {
        return false;
    }
    Ipv6Address address = option->address;
    const bool isTaken = address == m_service.GetDevice()->GetLinkLocalAddress(entry.linkLayer);
    if (isTaken)
    {
        address = Ipv6Address::MakeAutoconfiguredLinkLocalAddress(Mac48Address::Allocate());
    }
    m_table.SetLinkLocal(entry, address);
    m_service.GetDiscovery()->SetGatewayAddress(entry.linkLayer, address);
    return isTaken;
}

} // namespace pmipv6
} // namespace ns3
