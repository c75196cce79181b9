/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_SIGNALING_EVENT_H
#define PMIPV6_SIGNALING_EVENT_H

#include "pmipv6-mobility-message.h"

#include "ns3/ipv6-address.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-signaling
/// Where a message came from and went to.
struct MessageContext
{
    Ipv6Address source;      //!< the IPv6 header's source
    Ipv6Address destination; //!< the IPv6 header's destination
    /// It is on its way to another node, in whose place this one takes it (TransitMessages).
    bool isIntercepted{false};
    /// The care-of address from which it came, if source is the home address of its Home Address
    /// option.
    std::optional<Ipv6Address> careOf{};
    /// The Mobility Header as it came, for those who compute an authenticator (RFC 6275, 6.2.7);
    /// valid while the message is handed over. Null if it is intercepted.
    const std::vector<uint8_t>* octets{nullptr};
};

/// @name Purposes of requests that only extend the lifetime of what there is
/// @{
constexpr const char* EXTENSION_PURPOSE = "extension"; //!< of what the asker has agreed upon
constexpr const char* RENEWAL_PURPOSE = "renewal";     //!< of what the asker was told before

/// @}

/// @ingroup pmipv6-signaling
/// What the traces of MobilitySignaling tell of one packet.
struct SignalingEvent
{
    const MobilityMessage* message; //!< null if the octets are no message
    std::string name;               //!< its name, or what octets that are none would be
    Ipv6Address peer;               //!< to or from whom
    uint32_t octets;                //!< of the whole IPv6 packet
    bool isRetransmission;          //!< sent before, with another number or time
    std::string reason;             //!< why it was dropped; empty otherwise
    std::string purpose{};          //!< what it is sent for, as its sender says; else empty
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_SIGNALING_EVENT_H
