/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-router-advertisement.h"

namespace ns3
{
namespace pmipv6
{

namespace
{

constexpr uint8_t TYPE = 134;                          //!< of the message
constexpr std::size_t HEADER_SIZE = 16;                //!< octets before the options
constexpr std::size_t OPTION_UNIT = 8;                 //!< octets that an option's length counts
constexpr uint8_t OPTION_SOURCE_LINK_LAYER = 1;        //!< RFC 4861, 4.6.1
constexpr uint8_t OPTION_PREFIX = 3;                   //!< RFC 4861, 4.6.2
constexpr std::size_t OPTION_HEADER_SIZE = 2;          //!< octets of its type and length
constexpr std::size_t PREFIX_OPTION_SIZE = 32;         //!< RFC 4861, 4.6.2
constexpr uint8_t MAX_PREFIX_LENGTH = 128;             //!< RFC 4861, 4.6.2
constexpr uint8_t FLAG_ON_LINK = 0x80;                 //!< RFC 4861, 4.6.2
constexpr uint8_t FLAG_AUTONOMOUS = 0x40;              //!< RFC 4861, 4.6.2

/// @return the number in four octets
uint32_t
Read32(const uint8_t* at)
{
    return uint32_t{at[0]} << 24 | uint32_t{at[1]} << 16 | uint32_t{at[2]} << 8 | at[3];
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
