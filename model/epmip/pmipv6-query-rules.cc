/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-query-rules.h"

#include "pmipv6-message-lifetime.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

QueryVerdict
DecideQuery(const QueryFacts& facts, Time now)
{
    const auto refuse = [](ExperimentalStatus status) {
        return QueryVerdict{QueryAction::REFUSE, status};
    };
    if (!facts.isAnswerable)
    {
        return refuse(ExperimentalStatus::ADMINISTRATIVELY_PROHIBITED);
    }
    if (!facts.hasPrefix)
    {
        return refuse(ExperimentalStatus::MISSING_OPTION);
    }
    if (facts.own.binding)
    {
        // A node that nobody can be sent to directly: packets go by its anchor (draft-luo, 6).
        const bool isUsable = facts.own.IsReachable() && facts.isAtEnhanced &&
                              GetRemainingLifetime(*facts.own.binding, now) > 0;
        return isUsable ? QueryVerdict{QueryAction::ANSWER, ExperimentalStatus::SUCCESS}
                        : refuse(ExperimentalStatus::NO_BINDING_FOR_PREFIX);
    }
    if (facts.isOwnAddress || facts.isAlone || !facts.hasManagers)
    {
        return refuse(ExperimentalStatus::NO_BINDING_FOR_PREFIX);
    }
    if (facts.isWaiting || facts.isAnswered)
    {
        return {facts.isWaiting ? QueryAction::WAIT : QueryAction::REPEAT,
                ExperimentalStatus::SUCCESS};
    }
    if (facts.isDirect && facts.isResponsible)
    {
        return {QueryAction::PASS_ON, ExperimentalStatus::SUCCESS};
    }
    return facts.hasRoom ? QueryVerdict{QueryAction::ASK, ExperimentalStatus::SUCCESS}
                         : refuse(ExperimentalStatus::INSUFFICIENT_RESOURCES);
}

uint16_t
GetRemainingLifetime(const BindingCacheEntry& binding, Time now)
{
    return ToMessageLifetime(Max(binding.expiry - now, Time(0)));
}

LocationAnswer
MakeLocationAnswer(const OwnPrefix& own, Time now)
{
    LocationAnswer answer;
    answer.prefixes = {own.prefix};
    answer.gateway = own.binding->proxyCareOf;
    answer.timestamp = own.binding->timestamp;
    answer.lifetime = GetRemainingLifetime(*own.binding, now);
    return answer;
}

bool
IsLocationOf(const Prefix& asked, const LocationAnswer& answer, bool isKnown)
{
    return CheckCoverage(asked, answer).empty() && answer.lifetime != 0 &&
           (answer.prefixes.front().GetLength() >= MIN_LOCATION_LENGTH || isKnown);
}

ExperimentalStatus
GetQueryStatus(const LocationAnswer* answer)
{
    return answer ? answer->status : ExperimentalStatus::RESPONSIBLE_NODE_DID_NOT_ANSWER;
}

ExperimentalStatus
CombineRefusals(ExperimentalStatus earlier, ExperimentalStatus status)
{
    return earlier == ExperimentalStatus::NO_BINDING_FOR_PREFIX ? status : earlier;
}

LocationAnswer
MakeRepeatedAnswer(LocationAnswer answer, Time age, Time longest)
{
    if (!IsAccepted(answer.status))
    {
        return answer;
    }
    const Time left = Min(FromMessageLifetime(answer.lifetime), longest) - age;
    answer.lifetime = ToMessageLifetime(Max(left, Time(0)));
    if (answer.lifetime == 0)
    {
        LocationAnswer refusal;
        refusal.status = ExperimentalStatus::NO_BINDING_FOR_PREFIX;
        refusal.prefixes = answer.prefixes;
        return refusal;
    }
    return answer;
}

} // namespace pmipv6
} // namespace ns3
