/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_DATABASE_RULES_H
#define PMIPV6_DATABASE_RULES_H

#include "pmipv6-mobility-sessions.h"
#include "pmipv6-policy-profile.h"
#include "pmipv6-proxy-registration.h"
#include "pmipv6-request-rules.h"

#include "ns3/ipv6-address.h"

#include <optional>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-dmm
/// What a CMD is to the MAARs of a node that has moved (RFC 8885, 3.2 to 3.4).
enum class DatabaseMode
{
    RELAY,   //!< passes the request on, and tells the serving MAAR what previous ones answer
    LOCATOR, //!< passes the request on; previous MAARs tell the serving one themselves
    PROXY,   //!< tells the serving MAAR at once what it knows, and the previous ones meanwhile
};

/// @ingroup pmipv6-dmm
/// What a CMD does about a request.
enum class DatabaseAction
{
    IGNORE,     //!< nothing; DatabaseVerdict::reason says why
    REFUSE,     //!< answer with DatabaseVerdict::status
    REPEAT,     //!< answer as before, nothing changes
    SERVE,      //!< the node is at that MAAR
    DEREGISTER, //!< the session waits for another MAAR (3.5)
    KEEP,       //!< the session of a previous MAAR's prefix goes on (3.5, the second way)
    FREE,       //!< there is no session of a previous MAAR's prefix: accept, with lifetime 0
    DROP,       //!< a previous MAAR's prefix is used no more
    LIST,       //!< a previous MAAR tells what it anchors: this CMD has restarted, or has it all
};

/// @ingroup pmipv6-dmm
/// What a CMD makes of a request.
struct DatabaseVerdict
{
    DatabaseAction action{DatabaseAction::IGNORE}; //!< what to do
    BindingStatus status{BindingStatus::ACCEPTED}; //!< of the refusal, else ACCEPTED
    std::string reason;                            //!< why it is ignored, else empty
};

/// @ingroup pmipv6-dmm
/// By what a CMD judges a request, beside RFC 5213.
struct DatabaseFacts
{
    const MobilitySession* session{nullptr}; //!< the node's, or null
    const PolicyProfile* profile{nullptr};   //!< the node's, or null
    std::vector<Prefix> anchored;            //!< of Anchored Prefix options
    bool isOfPool{false};                    //!< the prefixes that it names are of that MAAR's pool
    bool isFree{false};                      //!< no other node has any of them
    bool isRestoring{false}; //!< this CMD has restarted, and takes what previous MAARs tell
};

/**
 * @ingroup pmipv6-dmm
 * What a CMD makes of a Proxy Binding Update with the D flag, of a MAAR that it trusts (RFC 8885,
 * 3; RFC 5213, 5.3 and 5.5). Changes nothing.
 *
 * @param registration the request
 * @param facts what is known of its node
 * @param settings as RFC 5213's anchor has them
 * @return what to do
 */
DatabaseVerdict DecideDatabaseRequest(const ProxyRegistration& registration,
                                      const DatabaseFacts& facts,
                                      const RequestSettings& settings);

/// @ingroup pmipv6-dmm
/// What happens while previous MAARs are told where a node is.
enum class MoveEvent
{
    BEGUN,    //!< they are being told
    ANSWERED, //!< one of them has answered, or is given up
    REPEATED, //!< the serving MAAR asks once more
    WAITED,   //!< AggregationTimeout is over (3.2)
    LIMIT,    //!< MaxAggregation is over
};

/// @ingroup pmipv6-dmm
/// How far that is.
struct MoveFacts
{
    bool isComplete{false};    //!< all have answered, or are given up
    bool isAnyNew{false};      //!< some have accepted of which the serving MAAR was not told
    bool isAnyAccepted{false}; //!< some have accepted
    bool isTold{false};        //!< the serving MAAR has an answer of the CMD
    bool isOverdue{false};     //!< AggregationTimeout is over, or MaxAggregation was reached
    bool isSummarized{false};  //!< LocatorSummary, or the serving MAAR has restarted meanwhile
};

/// @ingroup pmipv6-dmm
/// What the serving MAAR is told by the CMD then.
enum class MoveTelling
{
    NOTHING, //!< no acknowledgement
    NEW,     //!< one that names those who have accepted and of which it was not told
    ALL,     //!< one that names all that it knows of
};

/**
 * @ingroup pmipv6-dmm
 * The three modes of a CMD: when the serving MAAR is answered (RFC 8885, 3.2 to 3.4).
 *
 * @param mode the mode
 * @param event what has happened
 * @param facts how far it is
 * @return what the serving MAAR is told
 */
MoveTelling DecideTelling(DatabaseMode mode, MoveEvent event, const MoveFacts& facts);

/**
 * @ingroup pmipv6-dmm
 * @param mode a mode
 * @return its word, as the attribute has it: "relay"
 */
const char* GetName(DatabaseMode mode);

/**
 * @ingroup pmipv6-dmm
 * @param word a word
 * @return the mode of that word; nothing if there is none
 */
std::optional<DatabaseMode> ParseDatabaseMode(const std::string& word);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_DATABASE_RULES_H
