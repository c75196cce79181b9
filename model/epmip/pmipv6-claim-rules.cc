/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-claim-rules.h"

#include "pmipv6-location-rules.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

NodeClaim
ReadClaim(const LocationAnswer* answer, uint64_t timestamp)
{
    if (!answer)
    {
        return {ExperimentalStatus::NO_BINDING_FOR_PREFIX, timestamp, {}, {}};
    }
    NodeClaim claim{answer->status, timestamp, {}, answer->previous};
    // What no session can have is no word of the node.
    if (IsAccepted(answer->status) && IsOfAreaSession(answer->prefixes))
    {
        claim.prefixes = answer->prefixes;
    }
    return claim;
}

bool
IsClaimDue(const NodeClaim* known, HandoffIndicator indicator, uint64_t requested)
{
    // By a new interface it keeps what it has by others. Of a repetition it may be otherwise than
    // of what it repeats.
    return indicator != HandoffIndicator::NEW_INTERFACE &&
           (!known || (known->status == ExperimentalStatus::OLDER_THAN_STATE_HELD &&
                       known->timestamp < requested));
}

std::optional<BindingStatus>
CheckClaim(const NodeClaim* known, uint64_t requested)
{
    const bool isOlder = known && known->status == ExperimentalStatus::OLDER_THAN_STATE_HELD &&
                         known->timestamp >= requested;
    return isOlder ? std::optional<BindingStatus>(BindingStatus::TIMESTAMP_LOWER_THAN_PREV_ACCEPTED)
                   : std::nullopt;
}

ClaimVerdict
DecideClaimed(const NodeClaim& claim,
              const std::vector<Prefix>& prefixes,
              uint64_t timestamp,
              bool isNamed)
{
    const bool isCurrent = claim.timestamp == timestamp;
    if (isCurrent && claim.status == ExperimentalStatus::OLDER_THAN_STATE_HELD)
    {
        return {ClaimAction::LEAVE};
    }
    const bool isSame = claim.prefixes == prefixes;
    const bool isOfOthers = !claim.prefixes.empty() && !isSame;
    if (!isCurrent || !isSame)
    {
        return {ClaimAction::REPORT_ALL, isOfOthers};
    }
    return {isNamed ? ClaimAction::KEEP : ClaimAction::REPORT_PREFIXES};
}

} // namespace pmipv6
} // namespace ns3
