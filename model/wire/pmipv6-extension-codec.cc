/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-extension-codec.h"

#include "pmipv6-octet-stream.h"

namespace ns3
{
namespace pmipv6
{

namespace
{

constexpr std::size_t EXTENSION_UNIT = 8;       //!< octets that Hdr Ext Len counts in
constexpr std::size_t HDR_EXT_LEN_OFFSET = 1;   //!< of the Hdr Ext Len octet
constexpr std::size_t ROUTING_TYPE_OFFSET = 2;  //!< of the Routing Type octet
constexpr std::size_t SEGMENTS_LEFT_OFFSET = 3; //!< of the Segments Left octet
constexpr std::size_t OPTIONS_OFFSET = 2;       //!< of the first option

/// Hdr Ext Len of either header with nothing but a home address (RFC 6275, 6.3 and 6.4.1).
constexpr uint8_t HOME_ADDRESS_LEN = HOME_ADDRESS_HEADER_SIZE / EXTENSION_UNIT - 1;
constexpr uint8_t ROUTING_TYPE = 2;  //!< RFC 6275, 6.4.1
constexpr uint8_t SEGMENTS_LEFT = 1; //!< RFC 6275, 6.4.1

constexpr uint8_t PAD1_OPTION = 0;           //!< RFC 8200, 4.2
constexpr uint8_t PADN_OPTION = 1;           //!< RFC 8200, 4.2
constexpr uint8_t HOME_ADDRESS_OPTION = 201; //!< RFC 6275, 6.3
constexpr uint8_t HOME_ADDRESS_LENGTH = 16;  //!< RFC 6275, 6.3
constexpr uint8_t ACTION_BITS = 0xc0;        //!< bits of a type that are 00 if it may be skipped

/// Read the options up to the end of the header.
std::optional<ExtensionError>
ReadOptions(OctetReader& reader, DestinationOptions& options)
{
    while (reader.GetRemaining() > 0)
    {
        const std::size_t start = reader.GetPosition();
        uint8_t type;
        reader.Number(type);
        if (type == PAD1_OPTION)
        {
            continue;
        }
        uint8_t length;
        reader.Number(length);
        if (reader.IsShort())
        {
            return ExtensionError{ExtensionFault::OPTION_OVERRUN, start};
        }
        if (length > reader.GetRemaining())
        {
            return ExtensionError{ExtensionFault::OPTION_OVERRUN, start + 1};
        }
        OctetReader data = reader.Split(length);
        if (type != HOME_ADDRESS_OPTION)
        {
            if ((type & ACTION_BITS) != 0 && !options.unskippable)
            {
                options.unskippable = UnskippableOption{type, start};
            }
            continue;
        }
        if (length != HOME_ADDRESS_LENGTH)
        {
            return ExtensionError{ExtensionFault::OPTION_LENGTH, start + 1};
        }
        if (options.homeAddress)
        {
            return ExtensionError{ExtensionFault::REPEATED, start};
        }
        data.Address(options.homeAddress.emplace());
    }
    return std::nullopt;
}

} // namespace

std::string
GetFaultName(ExtensionFault fault)
{
    switch (fault)
    {
    case ExtensionFault::TOO_SHORT:
        return "too-short";
    case ExtensionFault::ROUTING_TYPE:
        return "bad-routing-type";
    case ExtensionFault::HDR_EXT_LEN:
        return "bad-hdr-ext-len";
    case ExtensionFault::SEGMENTS_LEFT:
        return "bad-segments-left";
    case ExtensionFault::TRUNCATED:
        return "truncated";
    case ExtensionFault::OPTION_OVERRUN:
        return "option-overrun";
    case ExtensionFault::OPTION_LENGTH:
        return "bad-option-length";
    case ExtensionFault::REPEATED:
        return "two-home-addresses";
    }
    return "unknown-fault";
}

DestinationOptionsResult
ParseDestinationOptions(const uint8_t* data, std::size_t size)
{
    if (size < EXTENSION_UNIT)
    {
        return ExtensionError{ExtensionFault::TOO_SHORT};
    }
    DestinationOptions options;
    options.nextHeader = data[0];
    options.length = (data[HDR_EXT_LEN_OFFSET] + std::size_t{1}) * EXTENSION_UNIT;
    if (options.length > size)
    {
        return ExtensionError{ExtensionFault::TRUNCATED, HDR_EXT_LEN_OFFSET};
    }
    OctetReader reader(data, OPTIONS_OFFSET, options.length);
    if (const auto error = ReadOptions(reader, options))
    {
        return *error;
    }
    return options;
}

std::vector<uint8_t>
BuildHomeAddressOption(uint8_t nextHeader, const Ipv6Address& homeAddress)
{
    std::vector<uint8_t> octets(HOME_ADDRESS_HEADER_SIZE);
    OctetWriter writer(octets.data());
    writer.Number(nextHeader);
    writer.Number(HOME_ADDRESS_LEN);
    writer.Number(PADN_OPTION);
    writer.Number(uint8_t{2});
    writer.Reserved(2);
    writer.Number(HOME_ADDRESS_OPTION);
    writer.Number(HOME_ADDRESS_LENGTH);
    writer.Address(homeAddress);
    return octets;
}

Type2RoutingResult
ParseType2Routing(const uint8_t* data, std::size_t size)
{
    if (size < EXTENSION_UNIT)
    {
        return ExtensionError{ExtensionFault::TOO_SHORT};
    }
    if (data[ROUTING_TYPE_OFFSET] != ROUTING_TYPE)
    {
        return ExtensionError{ExtensionFault::ROUTING_TYPE, ROUTING_TYPE_OFFSET};
    }
    if (data[HDR_EXT_LEN_OFFSET] != HOME_ADDRESS_LEN)
    {
        return ExtensionError{ExtensionFault::HDR_EXT_LEN, HDR_EXT_LEN_OFFSET};
    }
    if (data[SEGMENTS_LEFT_OFFSET] != SEGMENTS_LEFT)
    {
        return ExtensionError{ExtensionFault::SEGMENTS_LEFT, SEGMENTS_LEFT_OFFSET};
    }
    if (size < HOME_ADDRESS_HEADER_SIZE)
    {
        return ExtensionError{ExtensionFault::TRUNCATED, HDR_EXT_LEN_OFFSET};
    }
    return Type2Routing{data[0], Ipv6Address::Deserialize(data + EXTENSION_UNIT)};
}

std::vector<uint8_t>
BuildType2Routing(const Type2Routing& routing)
{
    std::vector<uint8_t> octets(HOME_ADDRESS_HEADER_SIZE);
    OctetWriter writer(octets.data());
    writer.Number(routing.nextHeader);
    writer.Number(HOME_ADDRESS_LEN);
    writer.Number(ROUTING_TYPE);
    writer.Number(SEGMENTS_LEFT);
    writer.Reserved(4);
    writer.Address(routing.homeAddress);
    return octets;
}

} // namespace pmipv6
} // namespace ns3
