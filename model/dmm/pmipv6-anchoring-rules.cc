/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-anchoring-rules.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

const char*
GetStateName(AnchoringState state)
{
    switch (state)
    {
    case AnchoringState::NONE:
        return "none";
    case AnchoringState::TEMPORARY:
        return "temporary";
    case AnchoringState::SERVED:
        return "served";
    case AnchoringState::LEFT:
        return "left";
    case AnchoringState::AWAY:
        return "away";
    }
    return "";
}

const char*
GetEventName(AnchoringEvent event)
{
    switch (event)
    {
    case AnchoringEvent::ATTACHED:
        return "attached";
    case AnchoringEvent::ACCEPTED:
        return "accepted";
    case AnchoringEvent::DEPARTED:
        return "departed";
    case AnchoringEvent::LAPSED:
        return "lapsed";
    case AnchoringEvent::FORGONE:
        return "forgone";
    case AnchoringEvent::MOVED:
        return "moved";
    case AnchoringEvent::RESTORED:
        return "restored";
    case AnchoringEvent::OVER:
        return "over";
    case AnchoringEvent::STOPPED:
        return "stopped";
    }
    return "";
}

const StateTable<AnchoringState, AnchoringEvent>&
GetAnchoringTable()
{
    using State = AnchoringState;
    using Event = AnchoringEvent;
    constexpr auto MISSING = std::nullopt;
    static const StateTable<State, Event> TABLE(
        {State::NONE, State::TEMPORARY, State::SERVED, State::LEFT, State::AWAY},
        {
            {Event::ATTACHED,
             {State::TEMPORARY, State::TEMPORARY, State::SERVED, State::SERVED, State::SERVED}},
            {Event::ACCEPTED, {MISSING, State::SERVED, State::SERVED, MISSING, MISSING}},
            {Event::DEPARTED, {MISSING, State::NONE, State::LEFT, MISSING, MISSING}},
            {Event::LAPSED, {MISSING, MISSING, State::TEMPORARY, MISSING, MISSING}},
            {Event::FORGONE, {MISSING, MISSING, State::AWAY, MISSING, MISSING}},
            {Event::MOVED, {MISSING, State::AWAY, State::AWAY, State::AWAY, State::AWAY}},
            {Event::RESTORED, {MISSING, State::TEMPORARY, State::SERVED, MISSING, MISSING}},
            {Event::OVER, {MISSING, State::NONE, State::NONE, State::NONE, State::NONE}},
            {Event::STOPPED, {MISSING, State::NONE, State::NONE, State::NONE, State::NONE}},
        });
    return TABLE;
}

ServingVerdict
DecideServing(const AnchoredNode* node, const ServingFacts& facts)
{
    if (!node)
    {
        return {ServingAction::REFUSE, BindingStatus::NOT_LMA_FOR_THIS_MOBILE_NODE};
    }
    if (node->database != facts.database)
    {
        // RFC 8885, 6: what another domain's CMD says of it counts for nothing.
        return {ServingAction::REFUSE, BindingStatus::ADMINISTRATIVELY_PROHIBITED};
    }
    const uint64_t known = node->IsHere() ? std::max(node->ordered, node->attached) : node->ordered;
    const bool isRepeat = node->state == AnchoringState::AWAY && facts.timestamp == node->ordered &&
                          facts.serving == node->serving;
    if (facts.lifetime == 0)
    {
        // RFC 8885, 3.5: of the session as this MAAR knows it. A node that is here begins another;
        // unless it has moved on, and its prefix was released at once.
        const bool isElsewhere = facts.serving != facts.local && facts.timestamp > known;
        const bool isOver = node->IsHere() ? isElsewhere : facts.timestamp >= known;
        return !isOver ? ServingVerdict{ServingAction::REFUSE,
                                        BindingStatus::TIMESTAMP_LOWER_THAN_PREV_ACCEPTED}
                       : ServingVerdict{ServingAction::END, BindingStatus::ACCEPTED};
    }
    if (isRepeat)
    {
        return {ServingAction::REPEAT, BindingStatus::ACCEPTED};
    }
    if (facts.timestamp <= known)
    {
        return {ServingAction::REFUSE, BindingStatus::TIMESTAMP_LOWER_THAN_PREV_ACCEPTED};
    }
    if (facts.serving == facts.local || !facts.isMaar)
    {
        // No tunnel to oneself, or to nobody known.
        return {ServingAction::REFUSE, BindingStatus::ADMINISTRATIVELY_PROHIBITED};
    }
    return {ServingAction::MOVE, BindingStatus::ACCEPTED};
}

} // namespace pmipv6
} // namespace ns3
