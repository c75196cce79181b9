/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_HOP_BY_HOP_OPTIONS_H
#define PMIPV6_HOP_BY_HOP_OPTIONS_H

#include "ns3/packet.h"

#include <cstdint>
#include <optional>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-wire
/// Value of the Router Alert option (RFC 2711, 2.1) of a Mobility Header that each router on its
/// way shall look at: the first of those that are reserved for experiments (RFC 5350, 3.2).
constexpr uint16_t MOBILITY_ROUTER_ALERT = 65503;

/**
 * @ingroup pmipv6-wire
 * What a Hop-by-Hop Options header says (RFC 8200, 4.3).
 */
struct HopByHopOptions
{
    uint8_t nextHeader{0};               //!< of what follows it
    uint32_t length{0};                  //!< its octets
    std::optional<uint16_t> routerAlert; //!< value of the Router Alert option (RFC 2711), if any

    /// @return true if a Mobility Header follows that each router on its way shall look at
    bool IsMobilityAlert() const;
};

/**
 * @ingroup pmipv6-wire
 * Read a Hop-by-Hop Options header. Total: whatever the octets are, there is an answer.
 *
 * @param packet begins with it
 * @return what it says; nothing if an option or the header goes beyond the end, or the length of
 * the Router Alert option is wrong
 */
std::optional<HopByHopOptions> ReadHopByHopOptions(const Packet& packet);

/**
 * @ingroup pmipv6-wire
 * Have each router on its way look at a Mobility Header: put a Hop-by-Hop Options header with a
 * Router Alert option in front of it.
 *
 * @param packet the Mobility Header
 */
void AddMobilityAlert(Packet& packet);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_HOP_BY_HOP_OPTIONS_H
