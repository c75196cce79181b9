/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-router-advertisement.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

namespace
{

constexpr uint8_t TYPE = 134;                   //!< of the message
constexpr std::size_t HEADER_SIZE = 16;         //!< octets before the options
constexpr std::size_t OPTION_UNIT = 8;          //!< octets that an option's length counts
constexpr uint8_t OPTION_SOURCE_LINK_LAYER = 1; //!< RFC 4861, 4.6.1
constexpr uint8_t OPTION_PREFIX = 3;            //!< RFC 4861, 4.6.2
constexpr std::size_t OPTION_HEADER_SIZE = 2;   //!< octets of its type and length
constexpr std::size_t PREFIX_OPTION_SIZE = 32;  //!< RFC 4861, 4.6.2
constexpr uint8_t MAX_PREFIX_LENGTH = 128;      //!< RFC 4861, 4.6.2
constexpr uint8_t OPTION_ROUTE = 24;            //!< RFC 4191, 2.3
constexpr uint8_t PREFERENCE_SHIFT = 3;         //!< RFC 4191, 2.2 and 2.3
constexpr uint8_t FLAG_ON_LINK = 0x80;          //!< RFC 4861, 4.6.2
constexpr uint8_t FLAG_AUTONOMOUS = 0x40;       //!< RFC 4861, 4.6.2

/// @return the number in four octets
uint32_t
Read32(const uint8_t* at)
{
    return uint32_t{at[0]} << 24 | uint32_t{at[1]} << 16 | uint32_t{at[2]} << 8 | at[3];
}

/// @return the preference in an octet of flags; nothing if it is reserved (RFC 4191, 2.1)
std::optional<RouterPreference>
ReadPreference(uint8_t flags)
{
    switch (flags >> PREFERENCE_SHIFT & 3)
    {
    case 0:
        return RouterPreference::MEDIUM;
    case 1:
        return RouterPreference::HIGH;
    case 3:
        return RouterPreference::LOW;
    default:
        return std::nullopt;
    }
}

/// @return a Route Information option; nothing if a host ignores it (RFC 4191, 2.3)
std::optional<RouteInformation>
ReadRoute(const uint8_t* option, std::size_t length)
{
    const uint8_t prefixLength = option[2];
    const std::size_t units = prefixLength == 0 ? 1 : prefixLength <= 64 ? 2 : 3;
    const auto preference = ReadPreference(option[3]);
    if (prefixLength > MAX_PREFIX_LENGTH || length < units * OPTION_UNIT ||
        length > 3 * OPTION_UNIT || !preference)
    {
        return std::nullopt;
    }
    uint8_t prefix[16] = {};
    std::copy(option + OPTION_UNIT, option + length, prefix);
    return RouteInformation{Prefix(Ipv6Address(prefix), prefixLength),
                            *preference,
                            Read32(option + 4)};
}

/// @return a Prefix Information option of 32 octets
PrefixInformation
ReadPrefix(const uint8_t* option)
{
    PrefixInformation information;
    information.prefix = Prefix(Ipv6Address::Deserialize(option + 16), option[2]);
    information.isOnLink = (option[3] & FLAG_ON_LINK) != 0;
    information.isAutonomous = (option[3] & FLAG_AUTONOMOUS) != 0;
    information.valid = Read32(option + 4);
    information.preferred = Read32(option + 8);
    return information;
}

} // namespace

std::variant<RouterAdvertisement, std::string>
ParseRouterAdvertisement(const uint8_t* octets, std::size_t size)
{
    if (size < HEADER_SIZE)
    {
        return std::string("too-short");
    }
    if (octets[0] != TYPE || octets[1] != 0)
    {
        return std::string("type-or-code");
    }
    RouterAdvertisement advertisement;
    advertisement.hopLimit = octets[4];
    advertisement.lifetime = static_cast<uint16_t>(octets[6] << 8 | octets[7]);
    advertisement.preference = ReadPreference(octets[5]).value_or(RouterPreference::MEDIUM);
    for (std::size_t at = HEADER_SIZE; at < size;)
    {
        const std::size_t left = size - at;
        const std::size_t length = left < 2 ? 0 : octets[at + 1] * OPTION_UNIT;
        if (length == 0 || length > left)
        {
            return std::string("option-length");
        }
        const uint8_t* option = octets + at;
        if (option[0] == OPTION_PREFIX && length == PREFIX_OPTION_SIZE &&
            option[2] <= MAX_PREFIX_LENGTH)
        {
            advertisement.prefixes.push_back(ReadPrefix(option));
        }
        else if (option[0] == OPTION_SOURCE_LINK_LAYER &&
                 length <= OPTION_HEADER_SIZE + LinkLayerAddress::MAX_SIZE)
        {
            advertisement.linkLayers.emplace_back(option + OPTION_HEADER_SIZE,
                                                  length - OPTION_HEADER_SIZE);
        }
        else if (option[0] == OPTION_ROUTE)
        {
            if (const auto route = ReadRoute(option, length))
            {
                advertisement.routes.push_back(*route);
            }
        }
        at += length;
    }
    return advertisement;
}

std::optional<LinkLayerAddress>
ReadLinkLayerAddress(const RouterAdvertisement& advertisement, std::size_t size)
{
    const std::size_t units = (size + OPTION_HEADER_SIZE + OPTION_UNIT - 1) / OPTION_UNIT;
    for (const auto& padded : advertisement.linkLayers)
    {
        if (padded.GetSize() + OPTION_HEADER_SIZE == units * OPTION_UNIT)
        {
            return LinkLayerAddress(padded.GetData(), size);
        }
        if (padded.GetSize() == LinkLayerAddress::MAC48_SIZE)
        {
            return padded;
        }
    }
    return std::nullopt;
}

} // namespace pmipv6
} // namespace ns3
