/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-state-rules.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

void
StateFinding::Add(const std::optional<StateJudgement>& judgement)
{
    if (judgement)
    {
        (judgement->isStale ? stale : leftover).push_back(judgement->record);
    }
}

std::optional<StateJudgement>
JudgeSession(const std::string& holder,
             const StateSource::Session& session,
             const Whereabouts& known)
{
    const AttachedNode* node = known.FindNode(session.identifier);
    if (!node)
    {
        return std::nullopt;
    }
    const StaleRecord record{holder,
                             session.object,
                             node->name,
                             known.GetName(session.gateway),
                             node->gateway};
    if (session.isForwarding && record.holds == record.shouldBe)
    {
        return std::nullopt;
    }
    return StateJudgement{session.isForwarding, record};
}

std::optional<StateJudgement>
JudgeAttachment(const std::string& holder,
                const StateSource::Attachment& attachment,
                bool isUsed,
                const Whereabouts& known)
{
    const AttachedNode* node = known.FindNode(attachment.identifier);
    if (!node)
    {
        return std::nullopt;
    }
    StaleRecord record{holder, attachment.object, node->name, attachment.state, node->gateway};
    if (attachment.isStuck)
    {
        record.holds += ", with nothing under way";
        return StateJudgement{true, record};
    }
    if (node->gateway == holder)
    {
        return std::nullopt;
    }
    if (isUsed)
    {
        record.holds = holder;
    }
    return StateJudgement{isUsed, record};
}

std::optional<StateJudgement>
JudgeRoute(const std::string& holder,
           const StateSource::Route& route,
           const Whereabouts& known,
           const PrefixOwners& owners,
           const PrefixPairs& pairs)
{
    const bool isOfAll = route.source == Prefix();
    const auto source = owners.find(route.source);
    const auto destination = owners.find(route.destination);
    if ((source == owners.end() && !isOfAll) || destination == owners.end())
    {
        return std::nullopt;
    }
    const AttachedNode& to = destination->second;
    StaleRecord record{holder,
                       route.object,
                       isOfAll ? to.name : source->second.name + ">" + to.name,
                       known.GetName(route.gateway),
                       to.gateway};
    const bool isUsed = route.isInstalled && (isOfAll || source->second.gateway == holder);
    if (!isUsed)
    {
        record.shouldBe = "none";
        return StateJudgement{false, record};
    }
    if (record.holds == record.shouldBe)
    {
        return std::nullopt;
    }
    const auto isUser = [&](const auto& owned) {
        const auto& [prefix, node] = owned;
        return node.gateway == holder && node.name != to.name &&
               (pairs.empty() || pairs.count(std::minmax(prefix, route.destination)) > 0);
    };
    const bool isForNobody =
        route.isOfNodesHere && std::none_of(owners.begin(), owners.end(), isUser);
    return StateJudgement{!isForNobody, record};
}

} // namespace pmipv6
} // namespace ns3
