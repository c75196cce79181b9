/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-home-binding.h"

namespace ns3
{
namespace pmipv6
{

const char*
GetStateName(HomeBindingState state)
{
    switch (state)
    {
    case HomeBindingState::NONE:
        return "none";
    case HomeBindingState::DETECTING:
        return "detecting";
    case HomeBindingState::BOUND:
        return "bound";
    case HomeBindingState::DEAD:
        return "dead";
    }
    return "unknown";
}

const char*
GetEventName(HomeBindingEvent event)
{
    switch (event)
    {
    case HomeBindingEvent::UPDATE:
        return "update";
    case HomeBindingEvent::UNIQUE:
        return "unique";
    case HomeBindingEvent::DUPLICATE:
        return "duplicate";
    case HomeBindingEvent::DEREGISTERED:
        return "de-registered";
    case HomeBindingEvent::DUE:
        return "due";
    case HomeBindingEvent::LOST:
        return "lost";
    case HomeBindingEvent::OVERWRITTEN:
        return "overwritten";
    }
    return "unknown";
}

const StateTable<HomeBindingState, HomeBindingEvent>&
GetHomeBindingTable()
{
    using State = HomeBindingState;
    using Event = HomeBindingEvent;
    constexpr auto NONE = State::NONE;
    constexpr auto DETECTING = State::DETECTING;
    constexpr auto BOUND = State::BOUND;
    constexpr auto DEAD = State::DEAD;
    const std::nullopt_t IMPOSSIBLE = std::nullopt;
    static const StateTable<State, Event> table{
        {NONE, DETECTING, BOUND, DEAD},
        {
            {Event::UPDATE, {DETECTING, DETECTING, BOUND, DETECTING}},
            {Event::UNIQUE, {IMPOSSIBLE, BOUND, IMPOSSIBLE, IMPOSSIBLE}},
            {Event::DUPLICATE, {IMPOSSIBLE, NONE, IMPOSSIBLE, IMPOSSIBLE}},
            {Event::DEREGISTERED, {DEAD, DEAD, DEAD, DEAD}},
            {Event::DUE, {IMPOSSIBLE, IMPOSSIBLE, NONE, NONE}},
            {Event::LOST, {IMPOSSIBLE, NONE, NONE, NONE}},
            {Event::OVERWRITTEN, {IMPOSSIBLE, NONE, NONE, NONE}},
        }};
    return table;
}

} // namespace pmipv6
} // namespace ns3
