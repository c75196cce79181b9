/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_LOCATION_RULES_H
#define PMIPV6_LOCATION_RULES_H

#include "pmipv6-location-messages.h"
#include "pmipv6-prefix.h"

#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <string>

/**
 * @file
 * @ingroup pmipv6-epmip
 * What a gateway makes of what it is told of locations (draft-luo, 4 and 8). Changes nothing, and
 * knows time only as an argument.
 */

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-epmip
/// A location is of a prefix of this length at least.
constexpr uint8_t MIN_LOCATION_LENGTH = 64;

/**
 * @ingroup pmipv6-epmip
 * @param prefix of whom a message speaks
 * @return true if it is one node's, so that no location of it claims the nodes of others
 */
bool IsOfOneNode(const Prefix& prefix);

/**
 * @ingroup pmipv6-epmip
 * @param prefixes what a mobile node of an area is said to have (draft-luo, 7)
 * @return true if a session can have them: each unicast and of 64 bits, with which hosts make
 *         addresses (RFC 4862, 5.5.3, d), none twice, not too many
 */
bool IsOfAreaSession(const std::vector<Prefix>& prefixes);

/// @ingroup pmipv6-epmip
/// What a gateway knows when it is told where a node is.
struct LocationFacts
{
    bool isPeer{false};   //!< the gateway named is one whose nodes' locations are believed
    bool isSelf{false};   //!< it is this gateway
    bool isHere{false};   //!< the node is here
    bool isRouter{false}; //!< the gateway named is a router, which has many nodes behind it
};

/**
 * @ingroup pmipv6-epmip
 * @param prefix of whom a message speaks
 * @param facts what the gateway knows
 * @return why the location is not to be believed; empty: it is
 */
std::string CheckLocation(const Prefix& prefix, const LocationFacts& facts);

/**
 * @ingroup pmipv6-epmip
 * @param asked what was asked for
 * @param answer a PBQA that accepts
 * @return why it is none to that question; empty: it is one
 */
std::string CheckCoverage(const Prefix& asked, const LocationAnswer& answer);

/**
 * @ingroup pmipv6-epmip
 * @param asked what was asked for
 * @param answer a PBQA that accepts
 * @param facts what the gateway knows of the location that it names
 * @return why it is not to be believed; empty: it is
 */
std::string CheckLocationAnswer(const Prefix& asked,
                                const LocationAnswer& answer,
                                const LocationFacts& facts);

/// @ingroup pmipv6-epmip
/// What a gateway knows when a node of its sends a packet to somebody to whom it has no way yet.
struct SentFacts
{
    bool isExcluded{false};   //!< the gateway optimizes no packets to there
    bool isAsked{false};      //!< a query because of this node is out
    bool isToItself{false};   //!< the destination is the node's own
    bool isHere{false};       //!< the destination is a node of this gateway
    bool isServedHere{false}; //!< likewise, and one with an eLMA
    bool isLocated{false};    //!< its location is held
    bool isPostponed{false};  //!< a previous gateway is about to name the node's correspondents
    bool isTooFew{false};     //!< so few packets bring no query about
    bool isManaged{true};     //!< some eLMA may know of it
    bool hasRoom{true};       //!< one more query may be out
};

/// @ingroup pmipv6-epmip
/// What a packet brings about.
enum class SentAction
{
    EXCLUDE,   //!< it goes through the anchor, as all later ones to there
    NOTHING,   //!< it takes what way there is, and is followed by others that are looked at
    PASS,      //!< likewise, and later ones for a while unseen
    CONNECT,   //!< it goes straight there, as all later ones
    POSTPONE,  //!< it takes what way there is, or waits, until the correspondents are named
    COUNT,     //!< it takes what way there is, and counts
    UNMANAGED, //!< nobody can know where that is
    ASK,       //!< a query
    REFUSE,    //!< no query, for want of room
};

/**
 * @ingroup pmipv6-epmip
 * @param facts what the gateway knows
 * @return what a packet brings about (draft-luo, 3.2, 4.2 and 4.3)
 */
SentAction DecideSent(const SentFacts& facts);

/**
 * @ingroup pmipv6-epmip
 * @param now the time
 * @param lifetime as a message has it, units of 4 s
 * @param longest LocationLifetime
 * @return till when a location holds
 */
Time GetLocationExpiry(Time now, uint16_t lifetime, Time longest);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_LOCATION_RULES_H
