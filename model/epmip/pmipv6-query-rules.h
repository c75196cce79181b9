/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_QUERY_RULES_H
#define PMIPV6_QUERY_RULES_H

#include "pmipv6-location-messages.h"
#include "pmipv6-location-rules.h"
#include "pmipv6-own-prefixes.h"

#include "ns3/nstime.h"

#include <cstdint>

/**
 * @file
 * @ingroup pmipv6-epmip
 * What a PBQR means to an anchor, and what another anchor's PBQA does (draft-luo, 4.2 and 4.4).
 */

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-epmip
/// What an anchor does about a PBQR.
enum class QueryAction
{
    ANSWER,  //!< tell where the node is
    REFUSE,  //!< answer with a status
    ASK,     //!< ask other anchors, and answer then (draft-luo, 4.4.3)
    PASS_ON, //!< have another anchor answer it (draft-luo, 4.4.3 as 7.4)
    WAIT,    //!< others are being asked already
    REPEAT,  //!< tell once more what has come of that
};

/// @ingroup pmipv6-epmip
/// What an anchor knows about a PBQR.
struct QueryFacts
{
    bool hasPrefix{false};     //!< it names what it asks for
    bool isAnswerable{false};  //!< the answer goes to who may ask
    OwnPrefix own;             //!< the node's binding here, if there is one
    bool isAtEnhanced{false};  //!< that is with an eMAG, and has a timestamp
    bool isOwnAddress{false};  //!< the anchor would assign it
    bool isAlone{false};       //!< nobody else is to be asked
    bool hasManagers{false};   //!< there is somebody else to ask
    bool isResponsible{false}; //!< that one is known to manage it
    bool isDirect{false};      //!< attribute DirectAnswer
    bool isWaiting{false};     //!< it is repeated, and others are being asked
    bool isAnswered{false};    //!< it is repeated, and what has come of that is known
    bool hasRoom{false};       //!< one more may be asked
};

/// @ingroup pmipv6-epmip
/// What an anchor makes of a PBQR.
struct QueryVerdict
{
    QueryAction action{QueryAction::REFUSE};                //!< what to do
    ExperimentalStatus status{ExperimentalStatus::SUCCESS}; //!< with REFUSE
};

/**
 * @ingroup pmipv6-epmip
 * @param facts what the anchor knows
 * @param now the time
 * @return what it does
 */
QueryVerdict DecideQuery(const QueryFacts& facts, Time now);

/**
 * @ingroup pmipv6-epmip
 * @param binding a binding
 * @param now the time
 * @return what is left of its lifetime, whole units of 4 s
 */
uint16_t GetRemainingLifetime(const BindingCacheEntry& binding, Time now);

/**
 * @ingroup pmipv6-epmip
 * @param own a binding that is with an eMAG
 * @param now the time
 * @return what a PBQA says of it, but for the number
 */
LocationAnswer MakeLocationAnswer(const OwnPrefix& own, Time now);

/**
 * @ingroup pmipv6-epmip
 * Does an answer say where a node is? It names a prefix that has what was asked for and is not
 * shorter than MIN_LOCATION_LENGTH, or else known to be the answerer's: nobody takes the place of
 * nodes of which nobody has asked.
 *
 * @param asked what was asked for
 * @param answer a PBQA that accepts
 * @param isKnown the prefix that it names is known to be the answerer's
 * @return true if it does
 */
bool IsLocationOf(const Prefix& asked, const LocationAnswer& answer, bool isKnown);

/**
 * @ingroup pmipv6-epmip
 * @param answer what another anchor has said; null if it was silent
 * @return its status, RESPONSIBLE_NODE_DID_NOT_ANSWER if there is none
 */
ExperimentalStatus GetQueryStatus(const LocationAnswer* answer);

/**
 * @ingroup pmipv6-epmip
 * Several anchors are asked in vain: that one knows of no node says nothing, if of another it is
 * not known.
 *
 * @param earlier what the others have come to
 * @param status what the last one has come to
 * @return what all have come to
 */
ExperimentalStatus CombineRefusals(ExperimentalStatus earlier, ExperimentalStatus status);

/**
 * @ingroup pmipv6-epmip
 * An answer is told once more, and does not last longer for it.
 *
 * @param answer as it was told
 * @param age how long ago that was
 * @param longest how long a location lasts at the most
 * @return as it is told now; a refusal if nothing is left of it
 */
LocationAnswer MakeRepeatedAnswer(LocationAnswer answer, Time age, Time longest);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_QUERY_RULES_H
