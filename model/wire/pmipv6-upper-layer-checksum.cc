/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-upper-layer-checksum.h"

#include <cstring>

namespace ns3
{
namespace pmipv6
{

namespace
{

/**
 * Sum octets as 16-bit numbers, carries not yet added. The one's complement sum does not depend on
 * the byte order, so whole words are added as the machine has them.
 */
uint64_t
SumOctets(const uint8_t* data, std::size_t size, uint64_t sum)
{
    while (size >= sizeof(uint32_t))
    {
        uint32_t word;
        std::memcpy(&word, data, sizeof(word));
        sum += word;
        data += sizeof(word);
        size -= sizeof(word);
    }
    if (size > 0)
    {
        uint32_t word = 0;
        std::memcpy(&word, data, size);
        sum += word;
    }
    return sum;
}

} // namespace

uint16_t
ComputeUpperLayerChecksum(const uint8_t* data,
                          std::size_t size,
                          const Ipv6Address& source,
                          const Ipv6Address& destination,
                          uint8_t protocol)
{
    // RFC 8200, 8.1: addresses, length in 32 bits, three zero octets, next header.
    uint8_t pseudo[40] = {};
    source.GetBytes(pseudo);
    destination.GetBytes(pseudo + 16);
    for (std::size_t i = 0; i < 4; ++i)
    {
        pseudo[32 + i] = static_cast<uint8_t>(size >> (8 * (3 - i)));
    }
    pseudo[39] = protocol;

    uint64_t sum = SumOctets(data, size, SumOctets(pseudo, sizeof(pseudo), 0));
    while (sum >> 16 != 0)
    {
        sum = (sum & 0xffff) + (sum >> 16);
    }
    const auto folded = static_cast<uint16_t>(~sum);
    uint8_t octets[2];
    std::memcpy(octets, &folded, sizeof(octets));
    return static_cast<uint16_t>((octets[0] << 8) | octets[1]);
}

} // namespace pmipv6
} // namespace ns3
