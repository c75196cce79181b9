/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-correspondent-registration.h"

#include "pmipv6-message-lifetime.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

const char*
GetStateName(CorrespondentState state)
{
    switch (state)
    {
    case CorrespondentState::NONE:
        return "none";
    case CorrespondentState::TESTING:
        return "testing";
    case CorrespondentState::REGISTERING:
        return "registering";
    case CorrespondentState::REGISTERED:
        return "registered";
    case CorrespondentState::FAILED:
        return "failed";
    }
    return "unknown";
}

const char*
GetEventName(CorrespondentEvent event)
{
    switch (event)
    {
    case CorrespondentEvent::WANTED:
        return "wanted";
    case CorrespondentEvent::MOVED:
        return "moved";
    case CorrespondentEvent::TESTED:
        return "tested";
    case CorrespondentEvent::ACCEPTED:
        return "accepted";
    case CorrespondentEvent::REJECTED:
        return "rejected";
    case CorrespondentEvent::REFUSED:
        return "refused";
    case CorrespondentEvent::LOST:
        return "lost";
    case CorrespondentEvent::ENDED:
        return "ended";
    }
    return "unknown";
}

const StateTable<CorrespondentState, CorrespondentEvent>&
GetCorrespondentTable()
{
    using State = CorrespondentState;
    using Event = CorrespondentEvent;
    constexpr auto NONE = State::NONE;
    constexpr auto TESTING = State::TESTING;
    constexpr auto REGISTERING = State::REGISTERING;
    constexpr auto REGISTERED = State::REGISTERED;
    constexpr auto FAILED = State::FAILED;
    const std::nullopt_t IMPOSSIBLE = std::nullopt;
    static const StateTable<State, Event> table{
        {NONE, TESTING, REGISTERING, REGISTERED, FAILED},
        {
            {Event::WANTED, {TESTING, IMPOSSIBLE, IMPOSSIBLE, TESTING, IMPOSSIBLE}},
            {Event::MOVED, {IMPOSSIBLE, TESTING, TESTING, TESTING, TESTING}},
            {Event::TESTED, {IMPOSSIBLE, REGISTERING, IMPOSSIBLE, IMPOSSIBLE, IMPOSSIBLE}},
            {Event::ACCEPTED, {IMPOSSIBLE, IMPOSSIBLE, REGISTERED, IMPOSSIBLE, IMPOSSIBLE}},
            {Event::REJECTED, {IMPOSSIBLE, IMPOSSIBLE, TESTING, IMPOSSIBLE, IMPOSSIBLE}},
            {Event::REFUSED, {IMPOSSIBLE, FAILED, FAILED, IMPOSSIBLE, IMPOSSIBLE}},
            {Event::LOST, {IMPOSSIBLE, TESTING, REGISTERING, TESTING, IMPOSSIBLE}},
            {Event::ENDED, {IMPOSSIBLE, NONE, NONE, NONE, NONE}},
        }};
    return table;
}

CorrespondentAnswerVerdict
JudgeCorrespondentAnswer(const CorrespondentAnswerFacts& facts)
{
    const auto status = facts.answer.status;
    CorrespondentAnswerVerdict verdict;
    if (status == BindingStatus::SEQUENCE_NUMBER_OUT_OF_WINDOW)
    {
        verdict.action = CorrespondentAnswerAction::RESEQUENCE;
        verdict.sequence = facts.answer.sequence;
        return verdict;
    }
    if (IsOfNonces(status))
    {
        verdict.action = CorrespondentAnswerAction::RETEST;
        verdict.isHomeOld = status != BindingStatus::EXPIRED_CAREOF_NONCE_INDEX;
        return verdict;
    }
    if (!IsAccepted(status))
    {
        return verdict;
    }
    verdict.action = CorrespondentAnswerAction::TAKE;
    // RFC 6275, 11.7.3: counted from when the Binding Update was sent, and never more than asked
    // for.
    const Time lifetime =
        FromMessageLifetime(std::min(facts.answer.lifetime, facts.request.lifetime));
    verdict.expiry = AddLifetime(facts.sent, lifetime);
    verdict.refresh = facts.sent + Seconds(lifetime.GetSeconds() * facts.refreshShare);
    return verdict;
}

CorrespondentDue
DecideDue(const CorrespondentDueFacts& facts)
{
    switch (facts.state)
    {
    case CorrespondentState::REGISTERED:
        return facts.isOver ? CorrespondentDue::FORGET : CorrespondentDue::RENEW;
    case CorrespondentState::TESTING:
    case CorrespondentState::REGISTERING:
        return facts.isHome ? CorrespondentDue::FORGET : CorrespondentDue::TUNNEL;
    case CorrespondentState::FAILED:
        if (facts.isBound && !facts.isHome)
        {
            return facts.isUsed ? CorrespondentDue::BEGIN : CorrespondentDue::WAIT;
        }
        break;
    case CorrespondentState::NONE:
        break;
    }
    return CorrespondentDue::FORGET;
}

uint16_t
GetCorrespondentLifetime(Time now, Time homeExpiry, Time longest)
{
    const Time left = homeExpiry == Time::Max() ? longest : Min(homeExpiry - now, longest);
    return ToMessageLifetime(Max(left, Time(0)));
}

Time
GetLeastGain(Time longest, double share)
{
    return Min(Seconds(4), Seconds(longest.GetSeconds() * share / 2));
}

} // namespace pmipv6
} // namespace ns3
