/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_MOBILITY_EXCHANGE_H
#define PMIPV6_MOBILITY_EXCHANGE_H

#include "pmipv6-message-kind.h"
#include "pmipv6-mobility-message.h"

#include "ns3/ipv6-address.h"

#include <optional>
#include <string>

/**
 * @file
 * @ingroup pmipv6-wire
 * What ties an answer to its request. Each message's Format names the request that it answers, and
 * by what the two are known.
 */

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-wire
 * @param message a message
 * @return its kind; of an unknown message the MH Type alone
 */
MessageKind GetMessageKind(const MobilityMessage& message);

/**
 * @ingroup pmipv6-wire
 * @param message a message
 * @return the kind of the requests that it answers; nothing if it is no answer, or one that is not
 *         waited for by itself, as a Heartbeat Response
 */
std::optional<MessageKind> GetRequestKind(const MobilityMessage& message);

/**
 * @ingroup pmipv6-wire
 * What a request and its answer have in common, and no other exchange under way has: the peer, the
 * kind of the request and of whom it speaks. The sequence number, or the cookie of a Home or
 * Care-of Test Init, which change with each repetition, come on top (IsAnswerTo). A revocation,
 * whose acknowledgement need not say of whom it speaks, has its number, which stays, instead (RFC
 * 5846, 6.2.2 and 6.3). A request of MH Type 11 is known by kind, first prefix and number alone, or
 * even without the prefix (ExchangeSubject::COUNT): another node than the one asked may pass it on,
 * and answer.
 *
 * @param message a request or an answer
 * @param peer to whom the request goes, from whom the answer comes
 * @return octets, not to be read
 */
std::string GetExchangeKey(const MobilityMessage& message, const Ipv6Address& peer);

/**
 * @ingroup pmipv6-wire
 * @param answer an answer
 * @param request the request of the same key, as it was last sent
 * @return true if it answers that one, rather than an earlier sending
 */
bool IsAnswerTo(const MobilityMessage& answer, const MobilityMessage& request);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_MOBILITY_EXCHANGE_H
