/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_REFUSAL_REMEDY_H
#define PMIPV6_REFUSAL_REMEDY_H

#include "pmipv6-mobility-constants.h"

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-registration
/// What a gateway does about a refused registration (RFC 5213, 6.9.1.2).
enum class RefusalRemedy
{
    NONE,               //!< nothing will change before the node attaches again, if then
    REASSERT,           //!< register again: the node is here
    RAISE_AND_REASSERT, //!< likewise, by a number that follows the one in the answer
    ASK_FOR_ASSIGNMENT, //!< register again, once, without the prefixes refused
    DENY,               //!< not before an administrative action
    SYNCHRONIZE,        //!< not before this node's clock is set
    TRY_AGAIN,          //!< at once for the first time, then after RefusalRetryDelay
    RETRY_LATER,        //!< after RefusalRetryDelay
};

/**
 * @ingroup pmipv6-registration
 * @param status of a Proxy Binding Acknowledgement, 128 or more
 * @param isClockRight this node's clock is the domain's
 * @return what to do about it
 */
RefusalRemedy FindRemedy(BindingStatus status, bool isClockRight);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_REFUSAL_REMEDY_H
