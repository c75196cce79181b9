/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_DELIVERY_H
#define PMIPV6_DELIVERY_H

#include "pmipv6-script.h"

#include "ns3/ipv6-address.h"
#include "ns3/pmipv6-mobility-message.h"
#include "ns3/pmipv6-prefix.h"

#include <algorithm>
#include <cstdint>
#include <string>

/**
 * @file
 * @ingroup pmipv6-tests
 * A message on its way to a role.
 */

namespace ns3
{
namespace pmipv6
{
namespace fuzz
{

/// The addresses and flags of a message, as an input sends it.
struct Delivery
{
    Sender sender;           //!< who sends it
    Ipv6Address destination; //!< to where
    Octets octets;           //!< a Mobility Header

    /// @return MH Type; 0 if there is none
    uint8_t GetType() const
    {
        return octets.size() > 2 ? octets[2] : uint8_t{0};
    }

    /// @return true if it is of MH Type 11, and of that subtype
    bool IsOf(ExperimentalSubtype subtype) const
    {
        constexpr uint8_t experimental = 11;
        return GetType() == experimental && octets.size() > 6 &&
               octets[6] == static_cast<uint8_t>(subtype);
    }

    /// @return true if the octets of a text are among those of the message
    bool Names(const std::string& text) const
    {
        return std::search(octets.begin(), octets.end(), text.begin(), text.end()) != octets.end();
    }

    /// @return true if the first 64 bits of a prefix are among those of the message
    bool Names(const Prefix& prefix) const
    {
        uint8_t all[16];
        prefix.GetAddress().GetBytes(all);
        return std::search(octets.begin(), octets.end(), all, all + 8) != octets.end();
    }
};

} // namespace fuzz
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_DELIVERY_H
