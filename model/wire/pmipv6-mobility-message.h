/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_MOBILITY_MESSAGE_H
#define PMIPV6_MOBILITY_MESSAGE_H

#include "pmipv6-mobility-option.h"

#include <cstdint>
#include <ostream>
#include <string>
#include <variant>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @defgroup pmipv6-wire Mobility Header messages and options as values, and their codec
 * @ingroup pmipv6
 */

/**
 * @ingroup pmipv6-wire
 * Binding Refresh Request (RFC 6275, 6.1.2).
 */
struct BindingRefreshRequest
{
    MobilityOptions options; //!< mobility options
};

/**
 * @ingroup pmipv6-wire
 * Binding Update (RFC 6275, 6.1.7); with the P flag a Proxy Binding Update (RFC 5213, 8.1).
 */
struct BindingUpdate
{
    uint16_t sequence{0};    //!< sequence number, modulo 2^16
    uint16_t flags{0};       //!< bits of UpdateFlag
    uint16_t lifetime{0};    //!< units of 4 s; 0 de-registers, 0xffff is for ever
    MobilityOptions options; //!< mobility options

    /// @return true if the P flag makes this a Proxy Binding Update
    bool IsProxy() const
    {
        return flags & UpdateFlag::PROXY_REGISTRATION;
    }
};

/**
 * @ingroup pmipv6-wire
 * Binding Acknowledgement (RFC 6275, 6.1.8); with the P flag a Proxy Binding Acknowledgement
 * (RFC 5213, 8.2).
 */
struct BindingAcknowledgement
{
    BindingStatus status{BindingStatus::ACCEPTED}; //!< any octet value may occur
    uint8_t flags{0};                              //!< bits of AcknowledgementFlag
    uint16_t sequence{0};                          //!< copied from the request
    uint16_t lifetime{0};                          //!< granted, units of 4 s
    MobilityOptions options;                       //!< mobility options

    /// @return true if the P flag makes this a Proxy Binding Acknowledgement
    bool IsProxy() const
    {
        return flags & AcknowledgementFlag::PROXY_REGISTRATION;
    }
};

/**
 * @ingroup pmipv6-wire
 * Binding Error (RFC 6275, 6.1.9).
 */
struct BindingError
{
    BindingErrorStatus status{BindingErrorStatus::UNKNOWN_BINDING}; //!< any octet value may occur
    Ipv6Address homeAddress;                                        //!< :: if it does not apply
    MobilityOptions options;                                        //!< mobility options
};

/**
 * @ingroup pmipv6-wire
 * A message of an MH Type that has no struct here, as octets.
 */
struct UnknownMessage
{
    uint8_t type{0};           //!< MH Type
    std::vector<uint8_t> data; //!< everything behind the checksum
};

/// Any Mobility Header message.
using MobilityMessage = std::variant<BindingRefreshRequest,
                                     BindingUpdate,
                                     BindingAcknowledgement,
                                     BindingError,
                                     UnknownMessage>;

/**
 * @param message a message
 * @return its name as the documents have it, in CamelCase: "ProxyBindingUpdate" where the P flag is
 *         set, "BindingUpdate" where not, and so on; "Unknown" for an unknown MH Type
 */
std::string GetMessageName(const MobilityMessage& message);

/**
 * @param message a message
 * @return its options; empty for an unknown message
 */
const MobilityOptions& GetOptions(const MobilityMessage& message);

/**
 * @param message a message
 * @return its sequence number, or 0 for a message that has none
 */
uint16_t GetSequenceNumber(const MobilityMessage& message);

/**
 * @param os the stream
 * @param message a message; name, fields and options are written on one line
 * @return the stream
 */
std::ostream& operator<<(std::ostream& os, const MobilityMessage& message);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_MOBILITY_MESSAGE_H
