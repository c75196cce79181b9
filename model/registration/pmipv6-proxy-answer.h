/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_PROXY_ANSWER_H
#define PMIPV6_PROXY_ANSWER_H

#include "pmipv6-binding-cache.h"
#include "pmipv6-proxy-registration.h"

#include <cstdint>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-registration
 * An anchor's Proxy Binding Acknowledgement (RFC 5213, 5.3.6).
 *
 * @param registration the request that it answers
 * @param status the status
 * @param session the session that was registered; null if the request is refused
 * @param known the session that the request is of, or null: with status 135 its number is told (RFC
 * 6275, 11.7.3)
 * @param lifetime granted, in units of 4 s; not told with a refusal
 * @param timeOfDay on the anchor, as the Timestamp option has it: told if the request's is refused
 * (RFC 5213, 5.5)
 * @return the message
 */
BindingAcknowledgement MakeProxyAnswer(const ProxyRegistration& registration,
                                       BindingStatus status,
                                       const BindingCacheEntry* session,
                                       const BindingCacheEntry* known,
                                       uint16_t lifetime,
                                       uint64_t timeOfDay);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_PROXY_ANSWER_H
