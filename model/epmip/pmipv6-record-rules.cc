/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-record-rules.h"

#include "pmipv6-location-rules.h"
#include "pmipv6-message-lifetime.h"

#include "ns3/abort.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// @return what becomes of a record that is withdrawn
RecordVerdict
DecideEnd(const LocationRecord* held, const RecordOffer& offer)
{
    if (!held)
    {
        return RecordVerdict::WITHDRAW; // So that what is late revives nothing.
    }
    if (held->state == RecordState::WITHDRAWN)
    {
        return offer.timestamp > held->timestamp ? RecordVerdict::WITHDRAW : RecordVerdict::IGNORE;
    }
    if (held->timestamp > offer.timestamp)
    {
        return RecordVerdict::OLDER;
    }
    // What another anchor has reported is not the sender's to withdraw, and it has nothing else.
    return offer.anchor.value_or(held->anchor) == held->anchor ? RecordVerdict::WITHDRAW
                                                               : RecordVerdict::IGNORE;
}

} // namespace

const char*
GetStateName(RecordState state)
{
    switch (state)
    {
    case RecordState::NONE:
        return "none";
    case RecordState::HELD:
        return "held";
    case RecordState::WITHDRAWN:
        return "withdrawn";
    }
    NS_ABORT_MSG("no such state of a record");
}

const char*
GetEventName(RecordEvent event)
{
    switch (event)
    {
    case RecordEvent::CLAIMED:
        return "claim: identifier, no prefix";
    case RecordEvent::REPORTED:
        return "report: prefixes";
    case RecordEvent::WITHDRAWN:
        return "withdrawal, lifetime 0";
    case RecordEvent::OVER:
        return "lifetime over";
    case RecordEvent::SENT_ON:
        return "sent on to who is responsible, without copies";
    case RecordEvent::STOPPED:
        return "LMF stopped or restarted";
    }
    NS_ABORT_MSG("no such event of a record");
}

const StateTable<RecordState, RecordEvent>&
GetRecordTable()
{
    using State = RecordState;
    using Event = RecordEvent;
    constexpr auto NONE = State::NONE;
    constexpr auto HELD = State::HELD;
    constexpr auto WITHDRAWN = State::WITHDRAWN;
    static const StateTable<State, Event> table{
        {NONE, HELD, WITHDRAWN},
        {
            {Event::CLAIMED, {{}, HELD, {}}},
            {Event::REPORTED, {HELD, HELD, HELD}},
            {Event::WITHDRAWN, {WITHDRAWN, WITHDRAWN, WITHDRAWN}},
            {Event::OVER, {{}, NONE, NONE}},
            {Event::SENT_ON, {{}, NONE, NONE}},
            {Event::STOPPED, {{}, NONE, NONE}},
        }};
    return table;
}

RecordVerdict
DecideRecord(const LocationRecord* held, const RecordOffer& offer)
{
    if (offer.isWithdrawal)
    {
        return DecideEnd(held, offer);
    }
    const bool isHeld = held && held->state == RecordState::HELD;
    if (!isHeld && offer.isClaim)
    {
        return RecordVerdict::UNKNOWN;
    }
    if (!held)
    {
        return RecordVerdict::TAKE;
    }
    if (isHeld && held->anchor == offer.anchor)
    {
        return held->timestamp > offer.timestamp ? RecordVerdict::OLDER : RecordVerdict::RENEW;
    }
    return held->timestamp >= offer.timestamp ? RecordVerdict::OLDER : RecordVerdict::TAKE;
}

std::vector<FormerAnchor>
MakeFormer(const LocationRecord& held,
           const Ipv6Address& anchor,
           Time now,
           const RecordTerms& terms)
{
    std::vector<FormerAnchor> former;
    const auto keep = [&](const FormerAnchor& one) {
        // Whoever comes first is the last one to have served it, however long ago.
        const bool isKept = former.empty() || now - one.replaced < terms.previous;
        if (one.anchor != anchor && isKept && former.size() < terms.maxFormer)
        {
            former.push_back(one);
        }
    };
    if (held.state == RecordState::HELD)
    {
        keep({held.anchor, now});
    }
    for (const auto& one : held.former)
    {
        keep(one);
    }
    return former;
}

uint16_t
GrantLifetime(uint16_t requested, Time longest)
{
    return std::min(requested, ToMessageLifetime(longest));
}

ExperimentalStatus
CheckUpdate(const LocationRequest& update, const UpdateFacts& facts)
{
    if (!facts.isReporter && !facts.isMember)
    {
        return ExperimentalStatus::ADMINISTRATIVELY_PROHIBITED;
    }
    const bool isWithdrawal = update.lifetime == 0;
    if (!update.timestamp || (update.prefixes.empty() && !update.identifier) ||
        (!update.gateway && !isWithdrawal))
    {
        return ExperimentalStatus::MISSING_OPTION;
    }
    // draft-luo, 8: an eLMA speaks of its own nodes only; another LMF passes on what one has said.
    const bool isEntitled = !update.gateway || (facts.isReporter && facts.isOfSender) ||
                            (facts.isMember && facts.isLocatorReporter);
    // Nobody is believed who claims the nodes of others with a prefix that has many.
    return isEntitled && facts.isOfArea && IsOfAreaSession(update.prefixes)
               ? ExperimentalStatus::SUCCESS
               : ExperimentalStatus::ADMINISTRATIVELY_PROHIBITED;
}

} // namespace pmipv6
} // namespace ns3
