/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_RECORD_RULES_H
#define PMIPV6_RECORD_RULES_H

#include "pmipv6-location-messages.h"
#include "pmipv6-prefix.h"
#include "pmipv6-state-table.h"

#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

/**
 * @file
 * @ingroup pmipv6-epmip
 * What a Location Update means to an LMF that is no anchor's (draft-luo, 7.2 and 7.4). Changes
 * nothing, and knows time only as an argument.
 */

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-epmip
/// State of what an LMF knows of a mobile node.
enum class RecordState
{
    NONE,      //!< nothing
    HELD,      //!< which anchor serves it
    WITHDRAWN, //!< that none does: what is older is ignored
};

/// @ingroup pmipv6-epmip
/// What changes the state of a record.
enum class RecordEvent
{
    CLAIMED,   //!< a Location Update without prefixes: an anchor has the node, and asks for them
    REPORTED,  //!< a Location Update with prefixes: an anchor has the node
    WITHDRAWN, //!< a Location Update with lifetime 0: it has it no more
    OVER,      //!< its lifetime is over
    SENT_ON,   //!< who is responsible has it, and there are no copies
    STOPPED,   //!< the LMF stops or restarts
};

/**
 * @ingroup pmipv6-epmip
 * @param state a state
 * @return its name as traces and results show it
 */
const char* GetStateName(RecordState state);

/**
 * @ingroup pmipv6-epmip
 * @param event an event
 * @return its name in the manual
 */
const char* GetEventName(RecordEvent event);

/// @ingroup pmipv6-epmip
/// @return what follows from each event in each state of a record, if it is not refused
const StateTable<RecordState, RecordEvent>& GetRecordTable();

/// @ingroup pmipv6-epmip
/// An anchor that has served a mobile node.
struct FormerAnchor
{
    Ipv6Address anchor; //!< LMAA
    Time replaced;      //!< when another took its place
};

/**
 * @ingroup pmipv6-epmip
 * What an LMF knows of a mobile node by its identifier, or by a home network prefix.
 */
struct LocationRecord
{
    RecordState state{RecordState::NONE};      //!< state
    Ipv6Address anchor{Ipv6Address::GetAny()}; //!< who serves it; :: if WITHDRAWN
    uint64_t timestamp{0};                     //!< of its binding there, or of the withdrawal
    Time expiry;                               //!< end of the lifetime, or of the memory
    std::vector<Prefix> prefixes;     //!< home network prefixes; of a record by prefix that one
    std::vector<FormerAnchor> former; //!< newest first; none in a record by prefix
    std::vector<Prefix> ended; //!< that the node had when its anchor took it over with others
};

/// @ingroup pmipv6-epmip
/// What a Location Update offers, of one record.
struct RecordOffer
{
    /// Whose it is; nothing: a withdrawal that another LMF has relayed, which names nobody.
    std::optional<Ipv6Address> anchor;
    uint64_t timestamp{0};    //!< of the binding of which it speaks
    bool isClaim{false};      //!< it has no prefixes: it asks for them
    bool isWithdrawal{false}; //!< lifetime 0
};

/// @ingroup pmipv6-epmip
/// What becomes of a record.
enum class RecordVerdict
{
    UNKNOWN,  //!< nothing is known of whom is claimed: its prefixes are yet to be assigned
    OLDER,    //!< what is held is newer: nothing changes
    TAKE,     //!< another anchor's takes the place of what is held, or of nothing
    RENEW,    //!< the same anchor's, for longer
    WITHDRAW, //!< no anchor's any more, or not the one's of something older
    IGNORE,   //!< nothing changes, and that is as it is wanted
};

/**
 * @ingroup pmipv6-epmip
 * Changes nothing. The newer timestamp wins; of equal ones what is held.
 *
 * @param held the record; null if there is none or it is over
 * @param offer what is heard
 * @return what becomes of it
 */
RecordVerdict DecideRecord(const LocationRecord* held, const RecordOffer& offer);

/// @ingroup pmipv6-epmip
/// For how long what is kept, and how much.
struct RecordTerms
{
    Time lifetime{Seconds(60)};      //!< RecordLifetime
    Time previous{Seconds(10)};      //!< PreviousLocationTime
    Time location{Seconds(60)};      //!< LocationLifetime
    std::size_t maxFormer{8};        //!< MaxPreviousLocations
    std::size_t maxRecords{1000000}; //!< MaxRecords
};

/**
 * @ingroup pmipv6-epmip
 * An anchor takes a node over, or has it still.
 *
 * @param held the record before that
 * @param anchor whose it is from now on
 * @param now the time
 * @param terms for how long what is kept, and how much
 * @return who has served the node before, newest first: the last one always, others while it is
 *         less than PreviousLocationTime ago that they were replaced; not the anchor itself
 */
std::vector<FormerAnchor> MakeFormer(const LocationRecord& held,
                                     const Ipv6Address& anchor,
                                     Time now,
                                     const RecordTerms& terms);

/**
 * @ingroup pmipv6-epmip
 * @param requested lifetime as a message has it, units of 4 s
 * @param longest RecordLifetime
 * @return what is granted
 */
uint16_t GrantLifetime(uint16_t requested, Time longest);

/// @ingroup pmipv6-epmip
/// What an LMF knows of a Location Update and of who sends it.
struct UpdateFacts
{
    bool isReporter{false};        //!< an eLMA of the area
    bool isMember{false};          //!< another LMF of the area
    bool isOfSender{false};        //!< MAG-ADDR is the sender
    bool isLocatorReporter{false}; //!< MAG-ADDR is an eLMA of the area
    bool isOfArea{true};           //!< mobile nodes may have all its prefixes
};

/**
 * @ingroup pmipv6-epmip
 * @param update a Location Update
 * @param facts what is known of it
 * @return why it is refused; SUCCESS if it is not
 */
ExperimentalStatus CheckUpdate(const LocationRequest& update, const UpdateFacts& facts);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_RECORD_RULES_H
