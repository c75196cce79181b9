/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_RANDOM_STREAMS_H
#define PMIPV6_RANDOM_STREAMS_H

#include <cstdint>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-wire
 * What draws random numbers in the module. Each has streams of its own until somebody assigns
 * others, so that nothing takes one of those that ns-3 gives out in turn: of these one more would
 * shift all that come after it. Figures depend on the numbers: a later one keeps its own.
 */
enum class RandomStream : int64_t
{
    TUNNEL_EXTENSION,         //!< ns3::Ipv6Extension's own, never drawn from
    GATEWAY_REFRESH,          //!< RefreshJitter, by node
    SIGNALING_IMPAIRMENT,     //!< Loss, Duplication and Jitter, by channel
    HOP_BY_HOP_EXTENSION = 4, //!< ns3::Ipv6Extension's own, never drawn from
    LOCATION_RENEWAL,         //!< RenewalJitter, by node
    HOME_ADDRESS,             //!< ns3::Ipv6Extension's own, never drawn from
    RETURN_ROUTABILITY,       //!< node keys, nonces, cookies, first sequence numbers, by node
    ROUTER_ADVERTISEMENTS,    //!< intervals of unsolicited ones, by node
};

/**
 * @ingroup pmipv6-wire
 * @param stream what draws
 * @param number which of them, below 2^32
 * @return the number of its stream: above those that scripts assign, below those that ns-3 gives
 * out
 */
constexpr int64_t
GetStream(RandomStream stream, int64_t number)
{
    return (int64_t{1} << 62) + (static_cast<int64_t>(stream) << 32) + number;
}

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_RANDOM_STREAMS_H
