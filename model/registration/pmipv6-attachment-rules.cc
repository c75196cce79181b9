/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-attachment-rules.h"

namespace ns3
{
namespace pmipv6
{

std::string
DecideAttachment(const PolicyProfile* profile, bool isDenied)
{
    // RFC 5213, 6.9.1.1: service only for a node that is identified and entitled to it.
    return !profile                           ? "no-policy-profile"
           : !profile->isProxyMobilityAllowed ? "proxy-mobility-not-allowed"
           : isDenied                         ? "denied-until-readmitted"
                                              : "";
}

bool
IsForPlainService(const PolicyProfile* profile)
{
    return profile && !profile->isProxyMobilityAllowed;
}

DetachmentVerdict
DecideDetachment(const BindingUpdateListEntry& entry)
{
    if (entry.state == AttachmentState::DEREGISTERING)
    {
        return DetachmentVerdict::NOTHING;
    }
    // A request that is still unanswered may have been accepted.
    const bool isOpen = entry.state == AttachmentState::REGISTERING && entry.sent != Time::Min();
    return isOpen || entry.mayBeBound ? DetachmentVerdict::DEREGISTER : DetachmentVerdict::REMOVE;
}

HandoffIndicator
GetIndicator(const BindingUpdateListEntry& entry)
{
    return entry.state == AttachmentState::REGISTERED ? HandoffIndicator::NOT_CHANGED
                                                      : HandoffIndicator::UNKNOWN;
}

bool
OutlivesRefusal(const BindingUpdateListEntry& entry, RefusalRemedy remedy)
{
    return remedy == RefusalRemedy::TRY_AGAIN && entry.state == AttachmentState::REGISTERED;
}

Time
GetDeadline(const BindingUpdateListEntry& entry, const AttachmentFacts& facts)
{
    switch (entry.state)
    {
    case AttachmentState::REGISTERED: {
        // A request under way takes care of the refresh.
        const Time deadline = entry.isAsked ? entry.expiry : Min(entry.refresh, entry.retry);
        return facts.silenceTimeout.IsZero()
                   ? deadline
                   : Min(deadline, Max(facts.heard, entry.silenceChecked) + facts.silenceTimeout);
    }
    case AttachmentState::DEREGISTERING:
        return entry.isSent ? entry.sent + facts.deregistrationTimeout : Time::Max();
    case AttachmentState::REFUSED:
        return entry.retry;
    default:
        return Time::Max();
    }
}

AttachmentDue
DecideDue(const BindingUpdateListEntry& entry, const AttachmentFacts& facts, Time now)
{
    if (entry.state == AttachmentState::DEREGISTERING)
    {
        return AttachmentDue::GIVE_UP_DEREGISTRATION;
    }
    if (entry.state == AttachmentState::REFUSED)
    {
        return AttachmentDue::RETRY;
    }
    if (now >= entry.expiry)
    {
        return AttachmentDue::END; // RFC 5213, 6.9.4, 2.
    }
    if (!entry.isAsked && now >= Min(entry.refresh, entry.retry))
    {
        return AttachmentDue::REFRESH;
    }
    const bool isSilent =
        !facts.silenceTimeout.IsZero() && facts.heard + facts.silenceTimeout <= now;
    return isSilent ? AttachmentDue::ASK : AttachmentDue::NOTHING;
}

} // namespace pmipv6
} // namespace ns3
