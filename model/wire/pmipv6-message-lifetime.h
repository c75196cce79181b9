/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_MESSAGE_LIFETIME_H
#define PMIPV6_MESSAGE_LIFETIME_H

#include "ns3/nstime.h"

#include <cstdint>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-wire
 * @param lifetime as a message has it, units of 4 s (RFC 6275, 6.1.7)
 * @return as a time; Time::Max() for "until further notice"
 */
Time FromMessageLifetime(uint16_t lifetime);

/**
 * @ingroup pmipv6-wire
 * @param lifetime a time, not negative
 * @return as a message has it: whole units of 4 s, at most 0xfffe
 */
uint16_t ToMessageLifetime(Time lifetime);

/**
 * @ingroup pmipv6-wire
 * @param time a time
 * @param lifetime a lifetime, possibly Time::Max()
 * @return when it ends
 */
Time AddLifetime(Time time, Time lifetime);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_MESSAGE_LIFETIME_H
