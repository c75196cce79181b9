/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_CORRESPONDENT_REGISTRATION_H
#define PMIPV6_CORRESPONDENT_REGISTRATION_H

#include "pmipv6-mobility-message.h"
#include "pmipv6-state-table.h"

#include "ns3/nstime.h"

#include <cstdint>

/**
 * @file
 * @ingroup pmipv6-mipv6
 * Where a mobile node is with a correspondent, and what it makes of its answers (RFC 6275, 11.6 and
 * 11.7.2 to 11.7.4).
 */

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-mipv6
/// Where a mobile node is with a correspondent.
enum class CorrespondentState
{
    NONE,        //!< nothing goes on
    TESTING,     //!< return routability goes on, or what must come before it (RFC 6275, 11.6)
    REGISTERING, //!< a Binding Update is out
    REGISTERED,  //!< the correspondent has the binding
    FAILED,      //!< no route optimization with it for a while (RFC 6275, 11.3.5)
};

/// @ingroup pmipv6-mipv6
/// What changes it.
enum class CorrespondentEvent
{
    WANTED,   //!< a packet has gone through the tunnel, or the binding is to be renewed
    MOVED,    //!< the node has left its care-of address
    TESTED,   //!< there are the tokens, and the home agent's answer
    ACCEPTED, //!< the correspondent has accepted the Binding Update
    REJECTED, //!< its nonces are too old
    REFUSED,  //!< it was refused, or nobody answers
    LOST,     //!< the correspondent has no binding (any more)
    ENDED,    //!< there is nothing left to do
};

/// @ingroup pmipv6-mipv6
/// @param state a state @return its name in lower case
const char* GetStateName(CorrespondentState state);

/// @ingroup pmipv6-mipv6
/// @param event an event @return its name, in words
const char* GetEventName(CorrespondentEvent event);

/// @ingroup pmipv6-mipv6
/// @return what follows from each event in each state
const StateTable<CorrespondentState, CorrespondentEvent>& GetCorrespondentTable();

/// @ingroup pmipv6-mipv6
/// What a mobile node does upon a Binding Acknowledgement of a correspondent.
enum class CorrespondentAnswerAction
{
    TAKE,       //!< the binding is there; or it has ended, as was asked for
    RESEQUENCE, //!< ask again with the number that follows the one told
    RETEST,     //!< tokens are of no use any more; get others
    GIVE_UP,    //!< no route optimization with it for a while
};

/// @ingroup pmipv6-mipv6
/// What is known when it has come.
struct CorrespondentAnswerFacts
{
    const BindingUpdate& request;         //!< as it was last sent
    const BindingAcknowledgement& answer; //!< the answer, whose authenticator is right
    Time sent;                            //!< when the request was last sent
    double refreshShare{0};               //!< share of a lifetime after which it is renewed
};

/// @ingroup pmipv6-mipv6
/// What follows of it.
struct CorrespondentAnswerVerdict
{
    CorrespondentAnswerAction action{CorrespondentAnswerAction::GIVE_UP}; //!< what to do
    uint16_t sequence{0};      //!< RESEQUENCE: the last one accepted
    bool isHomeOld{false};     //!< RETEST: the home keygen token too; the care-of one always
    Time expiry{Time::Max()};  //!< TAKE: when the binding ends
    Time refresh{Time::Max()}; //!< TAKE: when to renew it
};

/**
 * @ingroup pmipv6-mipv6
 * What a mobile node makes of a correspondent's answer (RFC 6275, 11.7.3). Binding Refresh Advice
 * of a correspondent is ignored.
 *
 * @param facts what is known
 * @return what to do
 */
CorrespondentAnswerVerdict JudgeCorrespondentAnswer(const CorrespondentAnswerFacts& facts);

/// @ingroup pmipv6-mipv6
/// What is done with a correspondent whose time has come.
enum class CorrespondentDue
{
    RENEW,  //!< the binding may be renewed, if it is of use
    TUNNEL, //!< it has ended before it was renewed: packets go through the tunnel
    BEGIN,  //!< packets to it go by its own binding, and are not told: begin anew
    WAIT,   //!< they would go so
    FORGET, //!< there is nothing left of it
};

/// @ingroup pmipv6-mipv6
/// What is known of it then.
struct CorrespondentDueFacts
{
    CorrespondentState state{CorrespondentState::NONE}; //!< where the node is with it
    bool isOver{false};                                 //!< the acknowledged binding has ended
    bool isHome{false};                                 //!< the node is at home
    bool isBound{false};                                //!< it has a binding here itself
    bool isUsed{false};                                 //!< packets have gone by that
};

/**
 * @ingroup pmipv6-mipv6
 * @param facts what is known when the time of a correspondent has come
 * @return what to do
 */
CorrespondentDue DecideDue(const CorrespondentDueFacts& facts);

/**
 * @ingroup pmipv6-mipv6
 * @param status of a Binding Acknowledgement of a correspondent
 * @return true if it must not have an authenticator (RFC 6275, 9.5.4)
 */
constexpr bool
IsOfNonces(BindingStatus status)
{
    return status == BindingStatus::EXPIRED_HOME_NONCE_INDEX ||
           status == BindingStatus::EXPIRED_CAREOF_NONCE_INDEX ||
           status == BindingStatus::EXPIRED_NONCES;
}

/**
 * @ingroup pmipv6-mipv6
 * @param now present time
 * @param homeExpiry when the home registration ends
 * @param longest MAX_RR_BINDING_LIFETIME
 * @return the lifetime to ask a correspondent for, in units of 4 s: no longer than what is left of
 * the home registration (RFC 6275, 11.7.2); 0 if that is less than one
 */
uint16_t GetCorrespondentLifetime(Time now, Time homeExpiry, Time longest);

/**
 * @ingroup pmipv6-mipv6
 * @param longest MAX_RR_BINDING_LIFETIME
 * @param share of a lifetime after which a binding is renewed
 * @return how much longer it must be bound by a renewal: the unit of lifetimes, or less where that
 *         is much of the lifetime
 */
Time GetLeastGain(Time longest, double share);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_CORRESPONDENT_REGISTRATION_H
