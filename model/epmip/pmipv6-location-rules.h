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

/// A location is of a prefix of this length at least, so that none claims the nodes of others.
constexpr uint8_t MIN_LOCATION_LENGTH = 64;

/// What a gateway knows when it is told where a node is.
struct LocationFacts
{
    bool isPeer{false}; //!< the gateway named is one whose nodes' locations are believed
    bool isSelf{false}; //!< it is this gateway
    bool isHere{false}; //!< the node is here
};

/**
 * @param prefix of whom a message speaks
 * @param facts what the gateway knows
 * @return why the location is not to be believed; empty: it is
 */
std::string CheckLocation(const Prefix& prefix, const LocationFacts& facts);

/**
 * @param asked what was asked for
 * @param answer a PBQA that accepts
 * @param facts what the gateway knows of the location that it names
 * @return why it is not to be believed; empty: it is
 */
std::string CheckLocationAnswer(const Prefix& asked,
                                const LocationAnswer& answer,
                                const LocationFacts& facts);

/**
 * @param now the time
 * @param lifetime as a message has it, units of 4 s
 * @param longest LocationLifetime
 * @return till when a location holds
 */
Time GetLocationExpiry(Time now, uint16_t lifetime, Time longest);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_LOCATION_RULES_H
