/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-trigger-rules.h"

#include "pmipv6-session-rules.h"

#include <algorithm>
#include <cstdint>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// @return an answer that a repetition gets too
TriggerVerdict
AnswerAndKeep(ExperimentalStatus status)
{
    return {TriggerAction::ANSWER, status, true};
}

/// @return what to do about an RO Trigger for a pair without a session
TriggerVerdict
DecideFresh(const RouteRequest& request, const TriggerFacts& facts)
{
    if (request.lifetime == 0)
    {
        return {TriggerAction::ANSWER, ExperimentalStatus::SUCCESS}; // Over already.
    }
    if (facts.age == MessageAge::LATE)
    {
        // Of a session that is gone: the source may be elsewhere since.
        return {TriggerAction::ANSWER, ExperimentalStatus::OLDER_THAN_STATE_HELD};
    }
    if (facts.age == MessageAge::REPEATED && facts.answered)
    {
        return {TriggerAction::ANSWER,
                IsAccepted(*facts.answered) ? ExperimentalStatus::NO_SUCH_SESSION
                                            : *facts.answered};
    }
    return facts.hasRoom ? TriggerVerdict{TriggerAction::CREATE}
                         : TriggerVerdict{TriggerAction::NO_ROOM,
                                          ExperimentalStatus::INSUFFICIENT_RESOURCES,
                                          true};
}

/// @return what to do about one that wants an attempt for a session, at the destination's anchor
TriggerVerdict
DecideAttempt(const RouteRequest& request,
              const Ipv6Address& peer,
              const TriggerFacts& facts,
              bool isOlder)
{
    const RouteSession& session = *facts.session;
    if (session.IsHeldDown() && !IsOfDomain(session.result))
    {
        return AnswerAndKeep(ExperimentalStatus::ADMINISTRATIVELY_PROHIBITED);
    }
    if (!session.control && !session.IsOver() && session.IsAsking() && facts.address < peer)
    {
        // Both have seen a packet, or this one asks whether the other has the session yet: the
        // trigger of the lower address stands, so that there is one controller.
        return AnswerAndKeep(ExperimentalStatus::SUPERSEDED_BY_OWN_TRIGGER);
    }
    if (!session.control || session.IsOver())
    {
        return isOlder ? AnswerAndKeep(ExperimentalStatus::OLDER_THAN_STATE_HELD)
                       : TriggerVerdict{TriggerAction::TAKE_OVER};
    }
    // An anchor that asks anew has restarted, and gateways have heard of that.
    const bool isSame = request.timestamp.value_or(0) == session.sourceTimestamp &&
                        request.gateway == session.sourceGateway && !facts.isAsked;
    if (!isOlder && !isSame)
    {
        return {TriggerAction::ATTEMPT};
    }
    TriggerVerdict verdict{TriggerAction::WAIT};
    verdict.isExtending = !isOlder;
    return verdict;
}

/// @return what to do about one for a pair that has a session
TriggerVerdict
DecideKnown(const RouteRequest& request, const Ipv6Address& peer, const TriggerFacts& facts)
{
    const RouteSession& session = *facts.session;
    // Of the source's binding only the source's anchor knows more.
    const bool isOlder = facts.age == MessageAge::LATE ||
                         (session.pair == request.pair &&
                          request.timestamp.value_or(UINT64_MAX) < session.sourceTimestamp);
    if (request.lifetime == 0)
    {
        return isOlder || session.IsOver()
                   ? AnswerAndKeep(ExperimentalStatus::SUCCESS)
                   : TriggerVerdict{TriggerAction::END, ExperimentalStatus::SUCCESS, true};
    }
    if (facts.isDestinationOwn)
    {
        return DecideAttempt(request, peer, facts, isOlder);
    }
    // The controlling anchor passes on that the route is in use.
    if (session.IsOver() || request.gateway != session.sourceGateway)
    {
        return AnswerAndKeep(ExperimentalStatus::NOT_THE_RO_CONTROLLER);
    }
    return isOlder ? AnswerAndKeep(ExperimentalStatus::SUCCESS)
                   : TriggerVerdict{TriggerAction::EXTEND, ExperimentalStatus::SUCCESS, true};
}

/// @return true if an RO Trigger waits for a result already
bool
IsWaiting(const RouteRequest& request, const Ipv6Address& peer, const RouteSession& session)
{
    return session.control && std::any_of(session.control->triggers.begin(),
                                          session.control->triggers.end(),
                                          [&](const WaitingTrigger& other) {
                                              return other.peer == peer &&
                                                     other.request.sequence == request.sequence;
                                          });
}

} // namespace

TriggerVerdict
DecideTrigger(const RouteRequest& request, const Ipv6Address& peer, const TriggerFacts& facts)
{
    const auto* session = facts.session;
    if (!facts.isDestinationOwn && !session)
    {
        return {TriggerAction::ANSWER, ExperimentalStatus::NO_BINDING_FOR_PREFIX};
    }
    // draft-loureiro, 10: nobody redirects another anchor's nodes. An anchor that cannot tell whose
    // the source is takes nobody's word for it.
    const bool isOfOther =
        facts.isDestinationOwn && (facts.isSourceOwn || (request.lifetime != 0 && !facts.maySpeak));
    if (isOfOther || (session && !session->peer.anchor.IsAny() && session->peer.anchor != peer))
    {
        return {TriggerAction::ANSWER, ExperimentalStatus::ADMINISTRATIVELY_PROHIBITED};
    }
    if (session && IsWaiting(request, peer, *session))
    {
        return {};
    }
    if (session && facts.age == MessageAge::REPEATED && facts.answered)
    {
        return {TriggerAction::ANSWER, *facts.answered};
    }
    TriggerVerdict verdict =
        session ? DecideKnown(request, peer, facts) : DecideFresh(request, facts);
    verdict.isKept = facts.age == MessageAge::NEW;
    return verdict;
}

} // namespace pmipv6
} // namespace ns3
