/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-mobile-node-rules.h"

#include "pmipv6-message-lifetime.h"
#include "pmipv6-mobility-option.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

const char*
GetStateName(MobileNodeState state)
{
    switch (state)
    {
    case MobileNodeState::DETACHED:
        return "detached";
    case MobileNodeState::TESTING:
        return "testing";
    case MobileNodeState::REGISTERING:
        return "registering";
    case MobileNodeState::REGISTERED:
        return "registered";
    case MobileNodeState::REFUSED:
        return "refused";
    case MobileNodeState::RETURNING:
        return "returning";
    case MobileNodeState::HOME:
        return "home";
    }
    return "unknown";
}

const char*
GetEventName(MobileNodeEvent event)
{
    switch (event)
    {
    case MobileNodeEvent::MOVED:
        return "moved";
    case MobileNodeEvent::RETURNED:
        return "returned";
    case MobileNodeEvent::RETURNED_UNTOLD:
        return "returned-untold";
    case MobileNodeEvent::ASKED:
        return "asked";
    case MobileNodeEvent::ACCEPTED:
        return "accepted";
    case MobileNodeEvent::REJECTED:
        return "rejected";
    case MobileNodeEvent::EXPIRED:
        return "expired";
    case MobileNodeEvent::STOPPED:
        return "stopped";
    }
    return "unknown";
}

const StateTable<MobileNodeState, MobileNodeEvent>&
GetMobileNodeTable()
{
    using State = MobileNodeState;
    using Event = MobileNodeEvent;
    constexpr auto DETACHED = State::DETACHED;
    constexpr auto TESTING = State::TESTING;
    constexpr auto REGISTERING = State::REGISTERING;
    constexpr auto REGISTERED = State::REGISTERED;
    constexpr auto REFUSED = State::REFUSED;
    constexpr auto RETURNING = State::RETURNING;
    constexpr auto HOME = State::HOME;
    const std::nullopt_t IMPOSSIBLE = std::nullopt;
    static const StateTable<State, Event> table{
        {DETACHED, TESTING, REGISTERING, REGISTERED, REFUSED, RETURNING, HOME},
        {
            {Event::MOVED, {TESTING, TESTING, TESTING, TESTING, TESTING, TESTING, TESTING}},
            {Event::RETURNED,
             {IMPOSSIBLE, RETURNING, RETURNING, RETURNING, RETURNING, RETURNING, IMPOSSIBLE}},
            {Event::RETURNED_UNTOLD, {HOME, HOME, HOME, IMPOSSIBLE, IMPOSSIBLE, IMPOSSIBLE, HOME}},
            {Event::ASKED,
             {IMPOSSIBLE,
              REGISTERING,
              REGISTERING,
              REGISTERED,
              REGISTERING,
              IMPOSSIBLE,
              IMPOSSIBLE}},
            {Event::ACCEPTED,
             {IMPOSSIBLE, IMPOSSIBLE, REGISTERED, REGISTERED, IMPOSSIBLE, HOME, IMPOSSIBLE}},
            {Event::REJECTED,
             {IMPOSSIBLE, IMPOSSIBLE, REFUSED, REFUSED, IMPOSSIBLE, HOME, IMPOSSIBLE}},
            {Event::EXPIRED,
             {IMPOSSIBLE, IMPOSSIBLE, IMPOSSIBLE, REGISTERING, IMPOSSIBLE, IMPOSSIBLE, IMPOSSIBLE}},
            {Event::STOPPED,
             {DETACHED, DETACHED, DETACHED, DETACHED, DETACHED, DETACHED, DETACHED}},
        }};
    return table;
}

bool
IsOfLink(const PrefixInformation& option)
{
    return option.isAutonomous && option.valid > 0 && option.preferred > 0 &&
           IsRoutableUnicast(option.prefix);
}

std::optional<Prefix>
DecideLink(const MovementFacts& facts)
{
    std::optional<Prefix> first;
    for (const auto& option : facts.advertisement.prefixes)
    {
        if (!IsOfLink(option))
        {
            continue;
        }
        if (option.prefix == facts.homePrefix)
        {
            return option.prefix;
        }
        if (!first || option.prefix == facts.present)
        {
            first = option.prefix;
        }
    }
    return first;
}

HomeAnswerVerdict
JudgeHomeAnswer(const HomeAnswerFacts& facts)
{
    const auto& answer = facts.answer;
    HomeAnswerVerdict verdict;
    if (answer.status == BindingStatus::SEQUENCE_NUMBER_OUT_OF_WINDOW)
    {
        verdict.action = HomeAnswerAction::RESEQUENCE;
        verdict.sequence = answer.sequence;
        return verdict;
    }
    const bool isEnd = facts.request.lifetime == 0;
    const bool isRouter = facts.request.flags & UpdateFlag::MOBILE_ROUTER;
    if (isRouter && !isEnd &&
        (answer.status == BindingStatus::MOBILE_ROUTER_OPERATION_NOT_PERMITTED ||
         answer.status == BindingStatus::FORWARDING_SETUP_FAILED))
    {
        verdict.action = HomeAnswerAction::ASK_AS_HOST;
        return verdict;
    }
    const bool isGone =
        isEnd && answer.status == BindingStatus::NOT_HOME_AGENT_FOR_THIS_MOBILE_NODE;
    if (!IsAccepted(answer.status) && !isGone)
    {
        return verdict;
    }
    verdict.action = HomeAnswerAction::TAKE;
    if (isEnd)
    {
        return verdict;
    }
    verdict.hasNetworks = isRouter && (answer.flags & AcknowledgementFlag::MOBILE_ROUTER);
    // RFC 6275, 11.7.3: counted from when the Binding Update was sent, and never more than asked
    // for.
    const uint16_t granted = std::min(answer.lifetime, facts.request.lifetime);
    const Time lifetime = FromMessageLifetime(granted);
    verdict.expiry = AddLifetime(facts.sent, lifetime);
    if (lifetime == Time::Max())
    {
        return verdict;
    }
    verdict.refresh = facts.sent + Seconds(lifetime.GetSeconds() * facts.refreshShare);
    if (const auto* advice = FindOption<BindingRefreshAdviceOption>(answer.options))
    {
        const Time advised = facts.sent + FromMessageLifetime(advice->interval);
        verdict.refresh = advice->interval > 0 ? Min(verdict.refresh, advised) : verdict.refresh;
    }
    return verdict;
}

} // namespace pmipv6
} // namespace ns3
