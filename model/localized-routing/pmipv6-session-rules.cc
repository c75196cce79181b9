/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-session-rules.h"

#include "pmipv6-message-lifetime.h"

namespace ns3
{
namespace pmipv6
{

ExperimentalStatus
GetAccepted(uint16_t requested, uint16_t granted)
{
    return granted < requested ? ExperimentalStatus::SUCCESS_WITH_SHORTER_LIFETIME
                               : ExperimentalStatus::SUCCESS;
}

bool
IsOfDomain(ExperimentalStatus status)
{
    return status == ExperimentalStatus::ADMINISTRATIVELY_PROHIBITED ||
           status == ExperimentalStatus::NO_AGREEMENT_BETWEEN_DOMAINS;
}

bool
IsOfHandover(ExperimentalStatus status)
{
    return status == ExperimentalStatus::MN_NOT_ATTACHED ||
           status == ExperimentalStatus::OLDER_THAN_STATE_HELD;
}

DetectionAction
DecideDetection(const DetectionFacts& facts)
{
    if (!facts.isReachable || (!facts.isOtherOwn && !facts.mayHaveRoute))
    {
        return DetectionAction::IGNORE; // Of a correspondent in the Internet, among others.
    }
    if (facts.isKnown)
    {
        return DetectionAction::NOTE;
    }
    if (!facts.hasRoom)
    {
        return DetectionAction::NO_ROOM;
    }
    return !facts.isOtherOwn   ? DetectionAction::RESOLVE
           : facts.isOfOneNode ? DetectionAction::OF_ONE_NODE
                               : DetectionAction::START;
}

RouteRequestVerdict
DecideRouteRequest(const RouteRequestFacts& facts)
{
    if (!facts.isHere)
    {
        return {ExperimentalStatus::MN_NOT_ATTACHED};
    }
    if (!facts.isOtherOwn && !facts.mayHaveRoute)
    {
        return {ExperimentalStatus::NO_BINDING_FOR_PREFIX};
    }
    if (facts.allowed != ExperimentalStatus::SUCCESS)
    {
        return {facts.allowed};
    }
    if (const auto* session = facts.session)
    {
        const bool isLeftAlone =
            session->GetState() == RouteSessionState::REFUSED || session->IsHeldDown();
        return {!isLeftAlone                  ? ExperimentalStatus::SUCCESS
                : IsAccepted(session->result) ? ExperimentalStatus::ADMINISTRATIVELY_PROHIBITED
                                              : session->result};
    }
    return facts.hasRoom ? RouteRequestVerdict{}
                         : RouteRequestVerdict{ExperimentalStatus::INSUFFICIENT_RESOURCES, true};
}

ExperimentalStatus
DecideRefresh(const RouteSession* session, bool isThere)
{
    return !session || session->IsOver() ? ExperimentalStatus::NO_SUCH_SESSION
           : isThere                     ? ExperimentalStatus::SUCCESS
                                         : ExperimentalStatus::MN_NOT_ATTACHED;
}

SessionAction
DecideRegistered(const RouteSession& session)
{
    switch (session.GetState())
    {
    case RouteSessionState::REFUSED:
        return IsOfDomain(session.result) ? SessionAction::FORGET : SessionAction::LEAVE;
    case RouteSessionState::NONE:
    case RouteSessionState::RESOLVING:
    case RouteSessionState::ENDING:
        return SessionAction::LEAVE;
    default:
        return session.control ? SessionAction::ATTEMPT : SessionAction::TRIGGER;
    }
}

SessionAction
DecideDeleted(const RouteSession& session)
{
    switch (session.GetState())
    {
    case RouteSessionState::REFUSED:
    case RouteSessionState::RESOLVING:
        return SessionAction::FORGET; // Nobody knows of it.
    case RouteSessionState::ENDING:
        return SessionAction::LEAVE;
    default:
        return SessionAction::END;
    }
}

SessionAction
DecideDue(const RouteSession& session)
{
    switch (session.GetState())
    {
    case RouteSessionState::REFUSED:
        return SessionAction::FORGET;
    case RouteSessionState::ENDING:
        return SessionAction::FINISH;
    default:
        return SessionAction::END;
    }
}

SessionAction
DecidePeerRestart(const RouteSession& session, bool isSourceReachable)
{
    if (session.IsOver())
    {
        return SessionAction::LEAVE;
    }
    const bool isAskedByRegistration =
        !session.control && session.GetState() == RouteSessionState::INCOMPLETE;
    return isAskedByRegistration && isSourceReachable ? SessionAction::TRIGGER : SessionAction::ASK;
}

bool
IsToBePassedOn(const RouteSession& session, Time now)
{
    const Time lifetime = FromMessageLifetime(session.lifetime);
    return !session.peer.anchor.IsAny() && session.GetState() == RouteSessionState::ACTIVE &&
           !session.IsAsking() &&
           (session.peer.isDoubtful ||
            now - session.peer.told >= Seconds(lifetime.GetSeconds() / 3));
}

SessionAction
DecideAttempt(const AttemptFacts& facts)
{
    if (!facts.isDestinationReachable || (facts.isSourceOwn && !facts.isSourceReachable))
    {
        return SessionAction::SUSPEND;
    }
    return facts.allowed == ExperimentalStatus::SUCCESS ? SessionAction::ATTEMPT
                                                        : SessionAction::REFUSE;
}

SessionAction
DecideTriggering(const RouteSession& session, const AttemptFacts& facts)
{
    if (!facts.isSourceReachable)
    {
        return SessionAction::REFUSE;
    }
    return facts.allowed == ExperimentalStatus::SUCCESS ? SessionAction::TRIGGER
           : session.isEstablished                      ? SessionAction::END
                                                        : SessionAction::REFUSE;
}

SessionAction
DecideAttemptResult(const RouteSession& session, ExperimentalStatus status, bool isAnchorTold)
{
    if (IsAccepted(status))
    {
        return SessionAction::ACTIVATE;
    }
    if (IsOfHandover(status))
    {
        return SessionAction::SUSPEND;
    }
    if (!session.isEstablished && status != ExperimentalStatus::PEER_DID_NOT_ANSWER)
    {
        return SessionAction::REFUSE;
    }
    return isAnchorTold ? SessionAction::END_QUIETLY : SessionAction::END;
}

SessionAction
DecideTriggerResult(const RouteSession& session, ExperimentalStatus status, bool isAnswered)
{
    if (IsAccepted(status))
    {
        return SessionAction::ACTIVATE;
    }
    if (IsOfHandover(status))
    {
        // The controlling anchor goes on when a node registers.
        return SessionAction::SUSPEND;
    }
    if (status == ExperimentalStatus::SUPERSEDED_BY_OWN_TRIGGER)
    {
        return SessionAction::SUPERSEDE;
    }
    if (!isAnswered)
    {
        return SessionAction::END;
    }
    // The controlling anchor has lost it, and tells nobody; or has ended it, if there was anything.
    return status == ExperimentalStatus::NO_BINDING_FOR_PREFIX && session.isEstablished
               ? SessionAction::END_QUIETLY
               : SessionAction::REFUSE;
}

} // namespace pmipv6
} // namespace ns3
