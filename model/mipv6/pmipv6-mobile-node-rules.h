/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_MOBILE_NODE_RULES_H
#define PMIPV6_MOBILE_NODE_RULES_H

#include "pmipv6-mobility-message.h"
#include "pmipv6-prefix.h"
#include "pmipv6-router-advertisement.h"
#include "pmipv6-state-table.h"

#include "ns3/nstime.h"

#include <cstdint>
#include <optional>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-mipv6
/// Where a mobile node is with its home registration.
enum class MobileNodeState
{
    DETACHED,    //!< no link is known yet
    TESTING,     //!< away: duplicate address detection of a care-of address goes on
    REGISTERING, //!< away: a Binding Update is out
    REGISTERED,  //!< away: the home agent has the binding
    REFUSED,     //!< away: the home agent has refused it
    RETURNING,   //!< at home: a Binding Update that de-registers is out
    HOME,        //!< at home, and the home agent has no binding
};

/// @ingroup pmipv6-mipv6
/// What changes it.
enum class MobileNodeEvent
{
    MOVED,    //!< a new link that is not the home link
    RETURNED, //!< the home link
    /// The home link, and no Binding Update has left that the home agent could have a binding by.
    RETURNED_UNTOLD,
    ASKED,    //!< a Binding Update is sent
    ACCEPTED, //!< the home agent has accepted it
    REJECTED, //!< the home agent has refused it
    EXPIRED,  //!< the lifetime of the binding is over
    STOPPED,  //!< the node is a plain host from now on
};

/// @ingroup pmipv6-mipv6
/// @param state a state @return its name in lower case
const char* GetStateName(MobileNodeState state);

/// @ingroup pmipv6-mipv6
/// @param event an event @return its name, in words
const char* GetEventName(MobileNodeEvent event);

/// @ingroup pmipv6-mipv6
/// @return what follows from each event in each state
const StateTable<MobileNodeState, MobileNodeEvent>& GetMobileNodeTable();

/**
 * @ingroup pmipv6-mipv6
 * Is a prefix of the link on which it is advertised? One that is withdrawn there, since a node has
 * brought an address of it from elsewhere (RFC 4862, 5.5.4), is not.
 *
 * @param option how it is advertised
 * @return true if a care-of address can be made of it
 */
bool IsOfLink(const PrefixInformation& option);

/// @ingroup pmipv6-mipv6
/// What a Router Advertisement tells a mobile node of its movement.
struct MovementFacts
{
    const RouterAdvertisement& advertisement; //!< the advertisement
    Prefix homePrefix;                        //!< of its home link
    std::optional<Prefix> present;            //!< by which it knows its present link; nothing: none
};

/**
 * @ingroup pmipv6-mipv6
 * By which prefix is the link known? A movement is a change of prefixes, never of a router's
 * address (RFC 6275, 11.5.1): RFC 6543's is the same on all links of PMIPv6 domains. The home
 * prefix comes first (11.5.2), then the prefix by which the present link is known, then the others
 * in their order.
 *
 * @param facts what is known
 * @return the prefix by which the link is known from now on; nothing if the advertisement has none
 * of which an address can be made
 */
std::optional<Prefix> DecideLink(const MovementFacts& facts);

/// @ingroup pmipv6-mipv6
/// What a mobile node does upon a Binding Acknowledgement of its home agent.
enum class HomeAnswerAction
{
    TAKE,        //!< the binding is there; or it has ended, as was asked for
    RESEQUENCE,  //!< ask again with the number that follows the one told
    ASK_AS_HOST, //!< ask again for the home address alone, without the R flag
    GIVE_UP,     //!< ask no more for now
};

/// @ingroup pmipv6-mipv6
/// What is known when it has come.
struct HomeAnswerFacts
{
    const BindingUpdate& request;         //!< as it was last sent
    const BindingAcknowledgement& answer; //!< the answer
    Time sent;                            //!< when the request was last sent
    double refreshShare{0};               //!< share of a lifetime after which it is refreshed
};

/// @ingroup pmipv6-mipv6
/// What follows of it.
struct HomeAnswerVerdict
{
    HomeAnswerAction action{HomeAnswerAction::GIVE_UP}; //!< what to do
    uint16_t sequence{0};                               //!< RESEQUENCE: the last one accepted
    Time expiry{Time::Max()};                           //!< TAKE: when the binding ends
    Time refresh{Time::Max()};                          //!< TAKE: when to extend it
    bool hasNetworks{false}; //!< TAKE: mobile network prefixes are bound too (RFC 3963, 5.3)
};

/**
 * @ingroup pmipv6-mipv6
 * What a mobile node makes of its home agent's answer (RFC 6275, 11.7.3; RFC 3963, 5.3 and 5.4.1).
 *
 * @param facts what is known
 * @return what to do
 */
HomeAnswerVerdict JudgeHomeAnswer(const HomeAnswerFacts& facts);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_MOBILE_NODE_RULES_H
