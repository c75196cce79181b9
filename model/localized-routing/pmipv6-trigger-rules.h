/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_TRIGGER_RULES_H
#define PMIPV6_TRIGGER_RULES_H

#include "pmipv6-route-session.h"
#include "pmipv6-trigger-memory.h"

#include "ns3/ipv6-address.h"

#include <optional>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-localized-routing
/// What an anchor does about an RO Trigger.
enum class TriggerAction
{
    IGNORE,    //!< it waits for a result already
    ANSWER,    //!< answer with TriggerVerdict::status, nothing changes
    NO_ROOM,   //!< the same, and count it as an attempt that was not made
    END,       //!< end the session, and answer
    CREATE,    //!< make a session that this anchor controls, and an attempt
    TAKE_OVER, //!< have this anchor control the session, or control it anew, and make an attempt
    ATTEMPT,   //!< make an attempt for the session
    WAIT,      //!< for the result of the attempt that there is
    EXTEND,    //!< extend the session, and answer
};

/// @ingroup pmipv6-localized-routing
/// What an anchor makes of an RO Trigger.
struct TriggerVerdict
{
    TriggerAction action{TriggerAction::IGNORE};            //!< what to do
    ExperimentalStatus status{ExperimentalStatus::SUCCESS}; //!< of the answer
    bool isAnswerKept{false}; //!< a repetition is to be answered the same
    bool isKept{false};       //!< it is the newest of its sender, and is remembered
    bool isExtending{false};  //!< WAIT: extend the session too
};

/// @ingroup pmipv6-localized-routing
/// What an anchor knows when an RO Trigger comes.
struct TriggerFacts
{
    Ipv6Address address;                  //!< its own LMAA
    const RouteSession* session{nullptr}; //!< of the pair, or null
    bool isDestinationOwn{false};         //!< the destination has a binding here
    bool isSourceOwn{false};              //!< the source has one
    bool maySpeak{false};                 //!< the source is of the anchor that has sent it
    bool isAsked{false};                  //!< it names the destination by its address
    MessageAge age{MessageAge::NEW};      //!< how it stands to what its sender has said before
    std::optional<ExperimentalStatus> answered; //!< how the sender's newest was answered
    bool hasRoom{true};                         //!< there may be one more attempt for the node
};

/**
 * @ingroup pmipv6-localized-routing
 * What an anchor makes of an RO Trigger (draft-loureiro, 4.2, 4.4, 4.5, 8 and 10): another anchor
 * has seen a packet or a handover, says that a session lives on, or that it is over. Changes
 * nothing.
 *
 * @param request what it says; if the destination has a binding here, the prefix of that
 * @param peer the anchor that has sent it
 * @param facts what this anchor knows
 * @return what to do
 */
TriggerVerdict DecideTrigger(const RouteRequest& request,
                             const Ipv6Address& peer,
                             const TriggerFacts& facts);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_TRIGGER_RULES_H
