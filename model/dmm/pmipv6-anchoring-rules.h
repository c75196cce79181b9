/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ANCHORING_RULES_H
#define PMIPV6_ANCHORING_RULES_H

#include "pmipv6-link-layer-address.h"
#include "pmipv6-mobility-constants.h"
#include "pmipv6-prefix.h"
#include "pmipv6-state-table.h"

#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-dmm
/// State of a mobile node that has a prefix of a MAAR.
enum class AnchoringState
{
    NONE,      //!< it has none
    TEMPORARY, //!< attached here, its prefix offered, the CMD has not answered (RFC 8885, 3.1)
    SERVED,    //!< attached here, its prefix is its own
    LEFT,      //!< attached no more, and where it is is not known
    AWAY,      //!< at another MAAR, to which its packets are tunnelled
};

/// @ingroup pmipv6-dmm
/// What happens to such a node.
enum class AnchoringEvent
{
    ATTACHED, //!< on a link of this MAAR
    ACCEPTED, //!< the CMD has registered it here
    DEPARTED, //!< on no link of this MAAR any more
    LAPSED,   //!< its lifetime is over, and the CMD has not renewed it
    FORGONE,  //!< as DEPARTED, before the CMD has accepted that it was back from elsewhere
    MOVED,    //!< the CMD has told at which MAAR it is (Serving MAAR option)
    RESTORED, //!< the CMD knows of a prefix that is of this MAAR
    OVER,     //!< its session has ended, or it was never begun
    STOPPED,  //!< the MAAR has stopped or restarted
};

/**
 * @ingroup pmipv6-dmm
 * @param state a state
 * @return its name as traces and results show it
 */
const char* GetStateName(AnchoringState state);

/**
 * @ingroup pmipv6-dmm
 * @param event an event
 * @return its name as the manual shows it
 */
const char* GetEventName(AnchoringEvent event);

/**
 * @ingroup pmipv6-dmm
 * @return which state follows from which event in which state
 */
const StateTable<AnchoringState, AnchoringEvent>& GetAnchoringTable();

/**
 * @ingroup pmipv6-dmm
 * A mobile node that has a prefix of a MAAR: a row of its local Binding Cache (RFC 8885, 3).
 */
struct AnchoredNode
{
    std::string identifier;                      //!< MN-Identifier
    Ipv6Address database;                        //!< address of the CMD that has its session
    std::vector<Prefix> prefixes;                //!< anchored here, mostly one
    LinkLayerAddress linkLayer;                  //!< of its interface that was here last
    AnchoringState state{AnchoringState::NONE};  //!< state
    Ipv6Address serving{Ipv6Address::GetAny()};  //!< where it is, if AWAY
    Ipv6Address previous{Ipv6Address::GetAny()}; //!< where it was before
    Ipv6Address cameFrom{
        Ipv6Address::GetAny()}; //!< where it was, until the CMD accepts that it is back
    Time previousUntil;         //!< until when packets from there are taken
    uint64_t attached{0};       //!< time of its last attachment here, as a Timestamp option has it
    uint64_t ordered{0};        //!< the latest timestamp of a request that took effect
    Time expiry{Time::Max()};   //!< end of its lifetime; Time::Max() while something else ends it
    uint64_t lost{
        0}; //!< since when the CMD has lost it, as a Timestamp option has it; 0: it has not

    /// @return true if it is on a link of this MAAR
    bool IsHere() const
    {
        return state == AnchoringState::TEMPORARY || state == AnchoringState::SERVED;
    }
};

/// @ingroup pmipv6-dmm
/// What a MAAR does about a request of the CMD that names the serving MAAR.
enum class ServingAction
{
    REFUSE, //!< answer with the status; nothing changes
    REPEAT, //!< answer as before; nothing changes
    MOVE,   //!< tunnel the node's packets to the serving MAAR
    END,    //!< the session is over: free the prefixes
};

/// @ingroup pmipv6-dmm
/// What such a request means.
struct ServingVerdict
{
    ServingAction action{ServingAction::REFUSE};   //!< what to do
    BindingStatus status{BindingStatus::ACCEPTED}; //!< of the answer
};

/// @ingroup pmipv6-dmm
/// What such a request says.
struct ServingFacts
{
    Ipv6Address serving;   //!< Serving MAAR option
    uint64_t timestamp{0}; //!< Timestamp option
    uint16_t lifetime{0};  //!< in units of 4 s
    Ipv6Address local;     //!< of this MAAR
    Ipv6Address database;  //!< whose request it is
    bool isMaar{false};    //!< the address in the Serving MAAR option is one of a MAAR
};

/**
 * @ingroup pmipv6-dmm
 * What a MAAR makes of a Proxy Binding Update with a Serving MAAR option, of a CMD that it trusts
 * (RFC 8885, 3.2, 3). Only what is later than what took effect, and than the node's present
 * attachment here, moves a node: its own request may have been repeated since the node went, but
 * not accepted.
 *
 * @param node the node's row, or null
 * @param facts the request
 * @return what it means
 */
ServingVerdict DecideServing(const AnchoredNode* node, const ServingFacts& facts);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ANCHORING_RULES_H
