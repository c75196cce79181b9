/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ROUTE_MESSAGES_H
#define PMIPV6_ROUTE_MESSAGES_H

#include "pmipv6-exchange.h"
#include "pmipv6-mobility-message.h"
#include "pmipv6-prefix-pair.h"

#include "ns3/nstime.h"

#include <cstdint>
#include <optional>
#include <unordered_map>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-localized-routing
 * What the requests of draft-loureiro say, whichever it is.
 */
struct RouteRequest
{
    PrefixPair pair;                    //!< of whom it speaks, the source first
    std::optional<Ipv6Address> gateway; //!< MAG-ADDR
    std::optional<uint64_t> timestamp;  //!< of the source's binding
    std::optional<uint32_t> ordering;   //!< of the controller's attempt
    uint16_t sequence{0};               //!< sequence number
    uint16_t lifetime{0};               //!< units of 4 s; 0 ends the route
    Encapsulation encapsulation{Encapsulation::IPV6_IN_IPV6}; //!< of Tunnel Information
};

/**
 * @ingroup pmipv6-localized-routing
 * @param message a request
 * @return what it says; nothing if it does not name two prefixes
 */
std::optional<RouteRequest> ReadRouteRequest(const ExperimentalRequest& message);

/**
 * @ingroup pmipv6-localized-routing
 * Fill in a request.
 *
 * @param request what it is to say
 * @param message the message; its options are in the order of draft-loureiro, 5.1
 */
void WriteRouteRequest(const RouteRequest& request, ExperimentalRequest& message);

/**
 * @ingroup pmipv6-localized-routing
 * Fill in an acknowledgement.
 *
 * @param request what it answers
 * @param status the status
 * @param lifetime granted, units of 4 s
 * @param message the message; names the pair as @p request does
 */
void WriteRouteAnswer(const RouteRequest& request,
                      ExperimentalStatus status,
                      uint16_t lifetime,
                      ExperimentalAnswer& message);

/**
 * @ingroup pmipv6-localized-routing
 * @param message a request
 * @param source from which address
 * @param destination to which address
 * @param maxTransmissions how often at most; 0: for ever
 * @return a question of that request, which MAX_UPDATE_RATE is not for
 */
Question MakeRouteQuestion(const MobilityMessage& message,
                           const Ipv6Address& source,
                           const Ipv6Address& destination,
                           uint32_t maxTransmissions);

/**
 * @ingroup pmipv6-localized-routing
 * @param message an acknowledgement
 * @return the pair that it names, or nothing
 */
std::optional<PrefixPair> ReadAnsweredPair(const ExperimentalAnswer& message);

/**
 * @ingroup pmipv6-localized-routing
 * @param a a number of an Ordering option
 * @param b another
 * @return true if @p a is of an earlier attempt, modulo 2^32
 */
constexpr bool
IsEarlierAttempt(uint32_t a, uint32_t b)
{
    return static_cast<int32_t>(a - b) < 0;
}

/**
 * @ingroup pmipv6-localized-routing
 * The sequence numbers of a node's requests. An answer is known by its first prefix and its number,
 * so that the requests of all pairs with the same first prefix are numbered together.
 */
class RouteSequence
{
  public:
    /**
     * @param pair of whom the request speaks
     * @return its number
     */
    uint16_t Take(const PrefixPair& pair)
    {
        return ++m_last[pair.source];
    }

  private:
    std::unordered_map<Prefix, uint16_t, PrefixHash> m_last; //!< by first prefix
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ROUTE_MESSAGES_H
