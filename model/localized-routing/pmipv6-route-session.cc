/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-route-session.h"

#include <type_traits>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// @return what a phase has of a base, or null
template <class Base, class Phase>
Base*
Find(Phase& phase)
{
    return std::visit(
        [](auto& state) -> Base* {
            if constexpr (std::is_convertible_v<decltype(&state), Base*>)
            {
                return &state;
            }
            else
            {
                return nullptr;
            }
        },
        phase);
}

} // namespace

const char*
GetStateName(RouteSessionState state)
{
    switch (state)
    {
    case RouteSessionState::NONE:
        return "none";
    case RouteSessionState::RESOLVING:
        return "resolving";
    case RouteSessionState::TRIGGERED:
        return "triggered";
    case RouteSessionState::INITIATED:
        return "initiated";
    case RouteSessionState::ACTIVE:
        return "active";
    case RouteSessionState::INCOMPLETE:
        return "incomplete";
    case RouteSessionState::REFUSED:
        return "refused";
    case RouteSessionState::ENDING:
        return "ending";
    }
    return "none";
}

const char*
GetEventName(RouteSessionEvent event)
{
    switch (event)
    {
    case RouteSessionEvent::RESOLVE:
        return "packet to another anchor's node";
    case RouteSessionEvent::TRIGGER:
        return "RO Trigger sent";
    case RouteSessionEvent::INITIATE:
        return "RO Init sent";
    case RouteSessionEvent::SUSPEND:
        return "a node between gateways";
    case RouteSessionEvent::ACCEPT:
        return "RO Init Ack, RO Trigger Ack";
    case RouteSessionEvent::USE:
        return "RO Refresh";
    case RouteSessionEvent::REFUSE:
        return "refused";
    case RouteSessionEvent::END:
        return "over, others know of it";
    case RouteSessionEvent::FINISH:
        return "all know";
    case RouteSessionEvent::SUPERSEDE:
        return "the other trigger stands";
    case RouteSessionEvent::FORGET:
        return "left alone no more";
    case RouteSessionEvent::BIND:
        return "the address has a node";
    case RouteSessionEvent::MERGE:
        return "of another session";
    case RouteSessionEvent::STOP:
        return "anchor stopped or restarted";
    }
    return "none";
}

const StateTable<RouteSessionState, RouteSessionEvent>&
GetRouteSessionTable()
{
    using State = RouteSessionState;
    using Event = RouteSessionEvent;
    constexpr auto NONE = State::NONE;
    constexpr auto RESOLVING = State::RESOLVING;
    constexpr auto TRIGGERED = State::TRIGGERED;
    constexpr auto INITIATED = State::INITIATED;
    constexpr auto ACTIVE = State::ACTIVE;
    constexpr auto INCOMPLETE = State::INCOMPLETE;
    constexpr auto REFUSED = State::REFUSED;
    constexpr auto ENDING = State::ENDING;
    // clang-format off
    static const StateTable<State, Event> table{
        {NONE, RESOLVING, TRIGGERED, INITIATED, ACTIVE, INCOMPLETE, REFUSED, ENDING},
        {
            {Event::RESOLVE,   {RESOLVING, {}, {}, {}, {}, {}, {}, {}}},
            {Event::TRIGGER,   {{}, TRIGGERED, TRIGGERED, {}, TRIGGERED, TRIGGERED, {}, {}}},
            {Event::INITIATE,  {INITIATED, INITIATED, INITIATED, INITIATED,
                                INITIATED, INITIATED, INITIATED, INITIATED}},
            {Event::SUSPEND,   {INCOMPLETE, INCOMPLETE, INCOMPLETE, INCOMPLETE,
                                INCOMPLETE, INCOMPLETE, INCOMPLETE, INCOMPLETE}},
            {Event::ACCEPT,    {{}, {}, ACTIVE, ACTIVE, {}, {}, {}, {}}},
            {Event::USE,       {{}, {}, {}, {}, {}, ACTIVE, {}, {}}},
            {Event::REFUSE,    {REFUSED, REFUSED, REFUSED, REFUSED,
                                REFUSED, REFUSED, REFUSED, REFUSED}},
            {Event::END,       {{}, ENDING, ENDING, ENDING, ENDING, ENDING, {}, {}}},
            {Event::FINISH,    {{}, {}, {}, {}, {}, {}, {}, NONE}},
            {Event::SUPERSEDE, {{}, {}, NONE, {}, {}, {}, {}, {}}},
            {Event::FORGET,    {{}, NONE, {}, {}, {}, {}, NONE, {}}},
            {Event::BIND,      {{}, NONE, NONE, NONE, NONE, NONE, NONE, NONE}},
            {Event::MERGE,     {{}, NONE, NONE, NONE, NONE, NONE, NONE, NONE}},
            {Event::STOP,      {{}, NONE, NONE, NONE, NONE, NONE, NONE, NONE}},
        }};
    // clang-format on
    return table;
}

bool
RouteSession::IsHeldDown() const
{
    const auto* refused = std::get_if<RefusedSession>(&phase);
    const auto* ending = std::get_if<EndingSession>(&phase);
    return (refused && refused->isHeldDown) || (ending && ending->isHeldDown);
}

bool
RouteSession::IsAsking() const
{
    const auto* asking = FindQuestions(phase);
    return asking && !asking->questions.empty();
}

RouteQuestions*
FindQuestions(RouteSession::Phase& phase)
{
    return Find<RouteQuestions>(phase);
}

const RouteQuestions*
FindQuestions(const RouteSession::Phase& phase)
{
    return Find<const RouteQuestions>(phase);
}

} // namespace pmipv6
} // namespace ns3
