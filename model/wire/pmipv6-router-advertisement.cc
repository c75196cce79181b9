/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-router-advertisement.h"

#include "pmipv6-ipv6-numbers.h"
#include "pmipv6-upper-layer-checksum.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

namespace
{

constexpr uint8_t TYPE = 134;                   //!< of the message
constexpr std::size_t CHECKSUM_AT = 2;          //!< first octet of the checksum
constexpr std::size_t HEADER_SIZE = 16;         //!< octets before the options
constexpr std::size_t OPTION_UNIT = 8;          //!< octets that an option's length counts
constexpr uint8_t OPTION_SOURCE_LINK_LAYER = 1; //!< RFC 4861, 4.6.1
constexpr uint8_t OPTION_PREFIX = 3;            //!< RFC 4861, 4.6.2
constexpr uint8_t OPTION_MTU = 5;               //!< RFC 4861, 4.6.4
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

/// @return how many units a Route Information option needs for a prefix of a length (RFC 4191, 2.3)
std::size_t
GetRouteUnits(uint8_t prefixLength)
{
    return prefixLength == 0 ? 1 : prefixLength <= 64 ? 2 : 3;
}

/// @return a Route Information option; nothing if a host ignores it (RFC 4191, 2.3)
std::optional<RouteInformation>
ReadRoute(const uint8_t* option, std::size_t length)
{
    const uint8_t prefixLength = option[2];
    const std::size_t units = GetRouteUnits(prefixLength);
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

/// Write a number in four octets.
void
Append32(std::vector<uint8_t>& octets, uint32_t number)
{
    for (int shift = 24; shift >= 0; shift -= 8)
    {
        octets.push_back(static_cast<uint8_t>(number >> shift));
    }
}

/// Write the first octets of an address.
void
AppendAddress(std::vector<uint8_t>& octets, const Ipv6Address& address, std::size_t size)
{
    uint8_t all[16];
    address.GetBytes(all);
    octets.insert(octets.end(), all, all + size);
}

/// @return a preference as an octet of flags has it
uint8_t
WritePreference(RouterPreference preference)
{
    return static_cast<uint8_t>((static_cast<int8_t>(preference) & 3) << PREFERENCE_SHIFT);
}

/// Write a Source Link-layer Address option.
void
AppendLinkLayer(std::vector<uint8_t>& octets, const LinkLayerAddress& address)
{
    const std::size_t units =
        (address.GetSize() + OPTION_HEADER_SIZE + OPTION_UNIT - 1) / OPTION_UNIT;
    const std::size_t end = octets.size() + units * OPTION_UNIT;
    octets.push_back(OPTION_SOURCE_LINK_LAYER);
    octets.push_back(static_cast<uint8_t>(units));
    octets.insert(octets.end(), address.GetData(), address.GetData() + address.GetSize());
    octets.resize(end);
}

/// Write a Prefix Information option.
void
AppendPrefix(std::vector<uint8_t>& octets, const PrefixInformation& information)
{
    octets.push_back(OPTION_PREFIX);
    octets.push_back(PREFIX_OPTION_SIZE / OPTION_UNIT);
    octets.push_back(information.prefix.GetLength());
    octets.push_back(static_cast<uint8_t>((information.isOnLink ? FLAG_ON_LINK : 0) |
                                          (information.isAutonomous ? FLAG_AUTONOMOUS : 0)));
    Append32(octets, information.valid);
    Append32(octets, information.preferred);
    Append32(octets, 0);
    AppendAddress(octets, information.prefix.GetAddress(), 16);
}

/// Write a Route Information option, in as few units as its prefix needs.
void
AppendRoute(std::vector<uint8_t>& octets, const RouteInformation& route)
{
    const std::size_t units = GetRouteUnits(route.prefix.GetLength());
    octets.push_back(OPTION_ROUTE);
    octets.push_back(static_cast<uint8_t>(units));
    octets.push_back(route.prefix.GetLength());
    octets.push_back(WritePreference(route.preference));
    Append32(octets, route.lifetime);
    AppendAddress(octets, route.prefix.GetAddress(), (units - 1) * OPTION_UNIT);
}

} // namespace

std::vector<uint8_t>
SerializeRouterAdvertisement(const RouterAdvertisement& advertisement,
                             const Ipv6Address& source,
                             const Ipv6Address& destination)
{
    std::vector<uint8_t> octets{TYPE,
                                0,
                                0,
                                0,
                                advertisement.hopLimit,
                                WritePreference(advertisement.preference)};
    octets.push_back(static_cast<uint8_t>(advertisement.lifetime >> 8));
    octets.push_back(static_cast<uint8_t>(advertisement.lifetime));
    octets.resize(HEADER_SIZE);
    for (const auto& address : advertisement.linkLayers)
    {
        AppendLinkLayer(octets, address);
    }
    if (advertisement.mtu > 0)
    {
        octets.insert(octets.end(), {OPTION_MTU, 1, 0, 0});
        Append32(octets, advertisement.mtu);
    }
    const auto& prefixes = advertisement.prefixes;
    std::for_each(prefixes.rbegin(), prefixes.rend(), [&octets](const PrefixInformation& one) {
        AppendPrefix(octets, one);
    });
    for (const auto& route : advertisement.routes)
    {
        AppendRoute(octets, route);
    }
    const uint16_t checksum = ComputeUpperLayerChecksum(octets.data(),
                                                        octets.size(),
                                                        source,
                                                        destination,
                                                        ICMPV6_PROTOCOL);
    octets[CHECKSUM_AT] = static_cast<uint8_t>(checksum >> 8);
    octets[CHECKSUM_AT + 1] = static_cast<uint8_t>(checksum);
    return octets;
}

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
