/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_MESSAGE_KIND_H
#define PMIPV6_MESSAGE_KIND_H

#include "pmipv6-mobility-message.h"

#include <cstdint>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-wire
 * A kind of message: the MH Type, and what tells messages of one MH Type apart.
 */
struct MessageKind
{
    /**
     * @param messageType the MH Type
     * @param subtypeOfType which of its messages; 0 if it has but one
     */
    constexpr MessageKind(MessageType messageType, uint8_t subtypeOfType = 0)
        : type(messageType),
          subtype(subtypeOfType)
    {
    }

    /// @param subtypeOfType of RevocationType, ExperimentalSubtype or what else has GetSharedType
    template <class Subtype, class = decltype(GetSharedType(Subtype()))>
    constexpr MessageKind(Subtype subtypeOfType)
        : MessageKind(GetSharedType(subtypeOfType), static_cast<uint8_t>(subtypeOfType))
    {
    }

    MessageType type;   //!< MH Type
    uint8_t subtype{0}; //!< the octet of that type; of Binding Updates and Acknowledgements 1: P

    /// @param other another kind @return true if it is the same
    constexpr bool operator==(const MessageKind& other) const
    {
        return type == other.type && subtype == other.subtype;
    }

    /// @param other another kind @return true if it is not the same
    constexpr bool operator!=(const MessageKind& other) const
    {
        return !(*this == other);
    }

    /// @param other another kind @return true if this one comes first, by type and then by subtype
    constexpr bool operator<(const MessageKind& other) const
    {
        return type < other.type || (type == other.type && subtype < other.subtype);
    }
};

/// @ingroup pmipv6-wire
/// Proxy Binding Update (RFC 5213, 8.1).
constexpr MessageKind PROXY_BINDING_UPDATE{MessageType::BINDING_UPDATE, 1};
/// @ingroup pmipv6-wire
/// Proxy Binding Acknowledgement (RFC 5213, 8.2).
constexpr MessageKind PROXY_BINDING_ACKNOWLEDGEMENT{MessageType::BINDING_ACKNOWLEDGEMENT, 1};

/**
 * @ingroup pmipv6-wire
 * @param type an MH Type
 * @return true if it is of an extension of RFC 6275, or of the return routability procedure, for
 *         nodes that do route optimization (RFC 6275, 8.2): a node may do without either
 */
constexpr bool
IsExtension(MessageType type)
{
    return type > MessageType::BINDING_ERROR ||
           (type >= MessageType::HOME_TEST_INIT && type <= MessageType::CARE_OF_TEST);
}

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_MESSAGE_KIND_H
