/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_REQUEST_RULES_H
#define PMIPV6_REQUEST_RULES_H

#include "pmipv6-binding-cache.h"
#include "pmipv6-mobility-constants.h"
#include "pmipv6-policy-profile.h"
#include "pmipv6-proxy-registration.h"

#include "ns3/ipv6-address.h"

#include <cstdint>
#include <string>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-registration
/// What an anchor does about a request.
enum class RequestAction
{
    IGNORE,            //!< nothing; RequestVerdict::reason says why
    IGNORE_LEFT,       //!< nothing, as no session is there: also what waits of that interface goes
    IGNORE_LEFT_OTHER, //!< nothing to the session, but the node is not at this gateway
    REFUSE,            //!< answer with RequestVerdict::status
    REPEAT,            //!< answer as before, nothing changes
    WAIT,              //!< for a de-registration of the node's only session
    CREATE,            //!< a session
    UPDATE,            //!< extend the session, or hand it off
    DEREGISTER,        //!< have the session wait for another gateway
    END,               //!< accept, and end the session, which is being revoked
};

/**
 * @ingroup pmipv6-registration
 * @param action what an anchor does about its request
 * @return true if a node is registered, at once or after a wait
 */
inline bool
IsToRegister(RequestAction action)
{
    return action == RequestAction::WAIT || action == RequestAction::CREATE ||
           action == RequestAction::UPDATE;
}

/// @ingroup pmipv6-registration
/// What an anchor makes of a request.
struct RequestVerdict
{
    RequestAction action{RequestAction::IGNORE};   //!< what to do
    BindingStatus status{BindingStatus::ACCEPTED}; //!< of the refusal, else ACCEPTED
    std::string reason;                            //!< why it is ignored, else empty
};

/// @ingroup pmipv6-registration
/// By what an anchor judges requests.
struct RequestSettings
{
    Ipv6Address anchorAddress;  //!< LMAA
    bool isForAll{false};       //!< whichever anchors a profile names, this is one
    uint64_t timeOfDay{0};      //!< of the anchor, in units of 1/65536 s
    uint64_t validityWindow{0}; //!< TimestampValidityWindow, in units of 1/65536 s
    bool isWindowChecked{true}; //!< false: timestamps only order (RFC 5213, 5.5)
    bool mayWait{true};         //!< MaxDelayBeforeNewBCEAssign is not 0
};

/**
 * @ingroup pmipv6-registration
 * What an anchor makes of a Proxy Binding Update (RFC 5213, 5.3, 5.4 and 5.5; RFC 5846, 8.1 and
 * 8.2). Changes nothing, and knows time only as an argument.
 *
 * @param registration the request; any options may be missing
 * @param cache the sessions
 * @param session the one that the request is of (ExistenceTest::Find), or null
 * @param profile the mobile node's policy profile, or null
 * @param settings by what to judge
 * @return what to do
 */
RequestVerdict DecideRequest(const ProxyRegistration& registration,
                             const BindingCache& cache,
                             const BindingCacheEntry* session,
                             const PolicyProfile* profile,
                             const RequestSettings& settings);

/**
 * @ingroup pmipv6-registration
 * What RFC 5213, 5.3.1 and 5.5 say of a request before its session's prefixes matter: who sends it
 * and for whom, in which order, and with which options.
 *
 * @param registration the request; any options may be missing
 * @param session the one that the request is of, or null
 * @param profile the mobile node's policy profile, or null
 * @param settings by what to judge
 * @return ACCEPTED, or the status of the refusal
 */
BindingStatus CheckRequest(const ProxyRegistration& registration,
                           const BindingCacheEntry* session,
                           const PolicyProfile* profile,
                           const RequestSettings& settings);

/**
 * @ingroup pmipv6-registration
 * @param address a care-of address
 * @return true if packets may be sent to it beyond a link (RFC 6275, 6.1.7)
 */
bool IsUnicastRoutable(const Ipv6Address& address);

/**
 * @ingroup pmipv6-registration
 * @param registration a request
 * @param session the one that it is of, or null
 * @return true if it repeats the last one of its session
 */
bool IsRepeat(const ProxyRegistration& registration, const BindingCacheEntry* session);

/**
 * @ingroup pmipv6-registration
 * @param sequence a sequence number
 * @param known another
 * @return true if the first is newer, modulo 2^16 (RFC 6275, 9.5.1)
 */
bool IsAhead(uint16_t sequence, uint16_t known);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_REQUEST_RULES_H
