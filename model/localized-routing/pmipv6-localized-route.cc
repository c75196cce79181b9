/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-localized-route.h"

namespace ns3
{
namespace pmipv6
{

const char*
GetStateName(LocalizedRouteState state)
{
    switch (state)
    {
    case LocalizedRouteState::NONE:
        return "none";
    case LocalizedRouteState::PENDING:
        return "pending";
    case LocalizedRouteState::ACTIVE:
        return "active";
    }
    return "none";
}

const char*
GetEventName(LocalizedRouteEvent event)
{
    switch (event)
    {
    case LocalizedRouteEvent::INIT:
        return "RO Init, the other node elsewhere";
    case LocalizedRouteEvent::INIT_LOCAL:
        return "RO Init, both nodes here";
    case LocalizedRouteEvent::SETUP:
        return "RO Setup";
    case LocalizedRouteEvent::ACCEPTED:
        return "RO Setup Ack";
    case LocalizedRouteEvent::REFUSED:
        return "RO Setup refused or not answered";
    case LocalizedRouteEvent::ENDED:
        return "Lifetime 0";
    case LocalizedRouteEvent::OVER:
        return "lifetime over";
    case LocalizedRouteEvent::NOT_EXTENDED:
        return "refresh refused";
    case LocalizedRouteEvent::NODE_GONE:
        return "node gone";
    case LocalizedRouteEvent::OTHER_NODE:
        return "a route for the other node";
    case LocalizedRouteEvent::STOPPED:
        return "gateway stopped or restarted";
    }
    return "none";
}

const StateTable<LocalizedRouteState, LocalizedRouteEvent>&
GetLocalizedRouteTable()
{
    using State = LocalizedRouteState;
    using Event = LocalizedRouteEvent;
    constexpr auto NONE = State::NONE;
    constexpr auto PENDING = State::PENDING;
    constexpr auto ACTIVE = State::ACTIVE;
    static const StateTable<State, Event> table{{NONE, PENDING, ACTIVE},
                                                {
                                                    {Event::INIT, {PENDING, PENDING, PENDING}},
                                                    {Event::INIT_LOCAL, {ACTIVE, ACTIVE, ACTIVE}},
                                                    {Event::SETUP, {ACTIVE, ACTIVE, ACTIVE}},
                                                    {Event::ACCEPTED, {{}, ACTIVE, {}}},
                                                    {Event::REFUSED, {{}, NONE, {}}},
                                                    {Event::ENDED, {{}, NONE, NONE}},
                                                    {Event::OVER, {{}, NONE, NONE}},
                                                    {Event::NOT_EXTENDED, {{}, NONE, NONE}},
                                                    {Event::NODE_GONE, {{}, NONE, NONE}},
                                                    {Event::OTHER_NODE, {{}, NONE, NONE}},
                                                    {Event::STOPPED, {{}, NONE, NONE}},
                                                }};
    return table;
}

LocalizedRouteState
LocalizedRoute::GetState() const
{
    return std::holds_alternative<PendingRoute>(phase)  ? LocalizedRouteState::PENDING
           : std::holds_alternative<ActiveRoute>(phase) ? LocalizedRouteState::ACTIVE
                                                        : LocalizedRouteState::NONE;
}

} // namespace pmipv6
} // namespace ns3
