/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-maar-answers.h"

#include "pmipv6-logical-router-rules.h"
#include "pmipv6-mobility-names.h"
#include "pmipv6-proxy-update.h"

#include "ns3/simulator.h"

#include <algorithm>
#include <utility>

namespace ns3
{
namespace pmipv6
{

void
MaarAnswers::Start(const Ipv6Address& address, bool isFromPrevious, MaarRefused refused)
{
    m_address = address;
    m_isFromPrevious = isFromPrevious;
    m_refused = std::move(refused);
}

void
MaarAnswers::Take(const BindingUpdateListEntry& entry, const BindingAcknowledgement& answer)
{
    const auto* node = m_parts.nodes.Find(entry.identifier);
    if (!node || !answer.IsDistributed() || !IsAccepted(answer.status))
    {
        return;
    }
    TakeOwn(*node, answer);
    Add(entry, GetPrevious(answer.options), GetPreviousInterfaces(answer.options), answer);
}

void
MaarAnswers::TakeOwn(const AnchoredNode& node, const BindingAcknowledgement& answer)
{
    auto held = GetAssignedPrefixes(answer);
    for (const auto& further : GetAnchoredPrefixes(answer.options))
    {
        held.push_back(further);
    }
    bool isAny = false;
    for (const auto& prefix : held)
    {
        isAny =
            (m_parts.nodes.IsOfPool(prefix.GetAddress()) && m_parts.nodes.Restore(node, prefix)) ||
            isAny;
    }
    // What this MAAR had lost by a restart it has back, and needs nothing that it has offered
    // since.
    for (const auto& own : std::vector<Prefix>(node.prefixes))
    {
        if (isAny && std::find(held.begin(), held.end(), own) == held.end())
        {
            m_parts.nodes.Drop(node, own, "unknown-to-database");
        }
    }
}

void
MaarAnswers::Add(const BindingUpdateListEntry& entry,
                 const std::vector<Anchorage>& anchorages,
                 const MaarInterfaces& interfaces,
                 const BindingAcknowledgement& answer)
{
    const Time lifetime = Seconds(uint32_t{answer.lifetime} * LIFETIME_UNIT_SECONDS);
    for (const auto& anchorage : anchorages)
    {
        if (anchorage.maar == m_address)
        {
            m_refused(entry.identifier, anchorage.maar, "previous-maar-is-this-one");
        }
        else if (!m_parts.peers.GetPools().IsOfMaar(anchorage.maar, anchorage.prefix))
        {
            m_refused(entry.identifier, anchorage.maar, "prefix-of-no-pool-of-maar");
        }
        else
        {
            m_parts.previous.Add(entry.linkLayer,
                                 anchorage,
                                 TakeInterface(entry, anchorage.maar, interfaces),
                                 Simulator::Now() + lifetime,
                                 PreviousEvent::TOLD,
                                 GetSubject(answer).timestamp);
        }
    }
}

MaarInterface
MaarAnswers::TakeInterface(const BindingUpdateListEntry& entry,
                           const Ipv6Address& maar,
                           const MaarInterfaces& interfaces) const
{
    const auto told = interfaces.find(maar);
    if (told == interfaces.end() || told->second.IsEmpty())
    {
        return MaarInterface();
    }
    const std::string fault = m_parts.routers.Check(entry.linkLayer, maar, told->second);
    if (!fault.empty())
    {
        m_refused(entry.identifier, maar, fault);
        return MaarInterface();
    }
    MaarInterface interface = told->second;
    interface.localNetworks = SelectNetworks(interface.localNetworks);
    if (interface.localNetworks.size() < told->second.localNetworks.size())
    {
        m_refused(entry.identifier, maar, "local-network-not-routable");
    }
    return interface;
}

std::optional<AnswerVerdict>
MaarAnswers::Judge(const BindingUpdateListEntry& entry,
                   const BindingAcknowledgement& answer,
                   Time now)
{
    AnswerVerdict verdict;
    const auto* node = m_parts.nodes.Find(entry.identifier);
    if (!answer.IsDistributed() && IsAccepted(answer.status))
    {
        verdict.action = AnswerAction::USELESS;
        verdict.reason = "distributed-mobility-not-supported";
        return verdict;
    }
    if (answer.status == BindingStatus::NOT_AUTHORIZED_FOR_HOME_NETWORK_PREFIX && node &&
        node->state == AnchoringState::TEMPORARY)
    {
        // Another node has it, as this MAAR knew before it restarted.
        verdict.action = AnswerAction::REFUSED;
        verdict.reason = GetName(answer.status);
        verdict.remedy =
            m_parts.nodes.OfferNext(*node) ? RefusalRemedy::TRY_AGAIN : RefusalRemedy::NONE;
        return verdict;
    }
    if (!IsAccepted(answer.status) || !node)
    {
        return std::nullopt;
    }
    verdict.lifetime = Seconds(uint32_t{answer.lifetime} * LIFETIME_UNIT_SECONDS);
    verdict.prefixes = node->prefixes;
    verdict.action = AnswerAction::USELESS;
    if (verdict.lifetime.IsZero())
    {
        verdict.reason = "answer-without-prefix-or-lifetime";
    }
    else if (entry.sent + verdict.lifetime <= now)
    {
        verdict.reason = "answer-after-its-lifetime";
        verdict.mayPass = true;
    }
    else
    {
        verdict.action = AnswerAction::ACCEPT;
    }
    return verdict;
}

std::string
MaarAnswers::Check(const BindingAcknowledgement& answer,
                   const Ipv6Address& from,
                   const BindingUpdateListEntry* entry) const
{
    const auto subject = GetSubject(answer);
    const auto* node = entry ? m_parts.nodes.Find(entry->identifier) : nullptr;
    // It is of a request that was sent since the node has attached, whichever.
    if (!node || !node->IsHere() || subject.timestamp < node->attached ||
        subject.timestamp > entry->timestamp)
    {
        return "unsolicited-answer";
    }
    const bool isDatabase = m_parts.peers.IsDatabase(from);
    if (isDatabase && from != entry->anchorAddress)
    {
        return "answer-of-another-database";
    }
    if (!isDatabase && !m_isFromPrevious)
    {
        return "answer-of-previous-maar";
    }
    if (!IsAccepted(answer.status) || answer.lifetime == 0)
    {
        return "late-refusal";
    }
    const auto prefixes = GetAssignedPrefixes(answer);
    const bool isOfMaar = std::all_of(prefixes.begin(), prefixes.end(), [&](const Prefix& prefix) {
        return m_parts.peers.GetPools().IsOfMaar(from, prefix);
    });
    return isDatabase || (isOfMaar && !prefixes.empty()) ? "" : "prefix-of-no-pool-of-maar";
}

void
MaarAnswers::HandleOther(const BindingAcknowledgement& answer, const MessageContext& context)
{
    const std::string identifier = GetSubject(answer).identifier;
    const auto* entry = m_parts.arrivals.FindEntry(identifier);
    const std::string fault = Check(answer, context.source, entry);
    if (!fault.empty())
    {
        m_refused(identifier, context.source, fault);
        return;
    }
    if (m_parts.peers.IsDatabase(context.source))
    {
        if (!entry->isAsked) // Else it is taken as any answer to the request that waits.
        {
            Take(*entry, answer);
        }
        m_parts.arrivals.TakeAnswer(*entry, answer);
        return;
    }
    const auto prefixes = GetAssignedPrefixes(answer);
    std::vector<Anchorage> anchorages;
    for (const auto& prefix : prefixes)
    {
        anchorages.push_back({context.source, prefix});
    }
    Add(*entry, anchorages, {{context.source, GetInterface(answer.options)}}, answer);
    // Of other nodes' prefixes, and of other MAARs, such a peer has nothing to say.
    m_parts.arrivals.TakeAnswer(
        *entry,
        MakeDmmAnswer(GetSubject(answer), answer.status, prefixes, answer.lifetime));
}

} // namespace pmipv6
} // namespace ns3
