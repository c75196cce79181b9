/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-departure-rules.h"

namespace ns3
{
namespace pmipv6
{

const char*
GetStateName(DepartureState state)
{
    switch (state)
    {
    case DepartureState::NONE:
        return "none";
    case DepartureState::HOLDING:
        return "holding";
    case DepartureState::FORWARDING:
        return "forwarding";
    }
    return "none";
}

const char*
GetEventName(DepartureEvent event)
{
    switch (event)
    {
    case DepartureEvent::LEFT:
        return "the node has left";
    case DepartureEvent::INFORMED:
        return "PBCI with P";
    case DepartureEvent::WITHDRAWN:
        return "PBCI, lifetime 0";
    case DepartureEvent::OVER:
        return "time over";
    case DepartureEvent::RETURNED:
        return "the node is back";
    case DepartureEvent::STOPPED:
        return "gateway stopped or restarted";
    }
    return "none";
}

const StateTable<DepartureState, DepartureEvent>&
GetDepartureTable()
{
    using State = DepartureState;
    using Event = DepartureEvent;
    constexpr auto NONE = State::NONE;
    constexpr auto HOLDING = State::HOLDING;
    constexpr auto FORWARDING = State::FORWARDING;
    static const StateTable<State, Event> table{
        {NONE, HOLDING, FORWARDING},
        {
            {Event::LEFT, {HOLDING, {}, {}}},
            {Event::INFORMED, {FORWARDING, FORWARDING, FORWARDING}},
            {Event::WITHDRAWN, {{}, NONE, NONE}},
            {Event::OVER, {{}, NONE, NONE}},
            {Event::RETURNED, {{}, NONE, NONE}},
            {Event::STOPPED, {{}, NONE, NONE}},
        }};
    return table;
}

ExperimentalStatus
DecideInform(const InformFacts& facts)
{
    if (!facts.isOfSender || !facts.isOfOneNode)
    {
        // draft-luo, 8: a gateway speaks for itself alone, and of one node.
        return ExperimentalStatus::ADMINISTRATIVELY_PROHIBITED;
    }
    const bool isOlder = (facts.registered && *facts.registered >= facts.timestamp) ||
                         (facts.held && *facts.held > facts.timestamp) ||
                         facts.known > facts.timestamp || facts.withdrawn >= facts.timestamp;
    if (isOlder)
    {
        return ExperimentalStatus::OLDER_THAN_STATE_HELD;
    }
    return facts.hasRoom ? ExperimentalStatus::SUCCESS : ExperimentalStatus::INSUFFICIENT_RESOURCES;
}

} // namespace pmipv6
} // namespace ns3
