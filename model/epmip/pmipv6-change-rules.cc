/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-change-rules.h"

namespace ns3
{
namespace pmipv6
{

ChangeAction
DecideChange(const ChangeFacts& facts)
{
    if (facts.isHere || facts.timestamp < facts.known)
    {
        return ChangeAction::REFUSE;
    }
    if (facts.isToSelf)
    {
        return ChangeAction::IGNORE; // It is on its way here, and delivered here once it is.
    }
    if (facts.told && facts.timestamp <= *facts.told)
    {
        // Whoever says it: it is known, or older than what is.
        return facts.timestamp < *facts.told ? ChangeAction::REFUSE : ChangeAction::IGNORE;
    }
    // draft-luo, 8: from whoever is not entitled it is a hint at most.
    return facts.isEntitled ? ChangeAction::FOLLOW : ChangeAction::HINT;
}

WithdrawalAction
DecideWithdrawal(const WithdrawalFacts& facts)
{
    const bool isOfHeld = facts.isHeld && (facts.isOfManager || facts.isOfHolder);
    if (!facts.isDated)
    {
        return isOfHeld ? WithdrawalAction::DISTRUST : WithdrawalAction::IGNORE;
    }
    const bool isOfOwn = facts.wasHere && facts.isOfManager;
    return isOfHeld || isOfOwn ? WithdrawalAction::WITHDRAW : WithdrawalAction::IGNORE;
}

} // namespace pmipv6
} // namespace ns3
