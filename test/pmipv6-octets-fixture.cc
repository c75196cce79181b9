/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-octets-fixture.h"

#include <algorithm>
#include <cstddef>

namespace ns3
{
namespace pmipv6
{
namespace badinput
{

Octets
Hex(const std::string& digits)
{
    Octets octets;
    int high = -1;
    for (const char digit : digits)
    {
        if (digit == ' ')
        {
            continue;
        }
        const int value = static_cast<int>(std::string("0123456789abcdef").find(digit));
        if (high < 0)
        {
            high = value;
            continue;
        }
        octets.push_back(static_cast<uint8_t>(high << 4 | value));
        high = -1;
    }
    return octets;
}

std::string
ToHex(const Octets& octets)
{
    std::string digits;
    for (const uint8_t octet : octets)
    {
        digits += "0123456789abcdef"[octet >> 4];
        digits += "0123456789abcdef"[octet & 0xf];
    }
    return digits;
}

Octets
Number(uint64_t value, std::size_t octets)
{
    Octets number(octets);
    for (std::size_t i = 0; i < octets; ++i)
    {
        number[octets - 1 - i] = static_cast<uint8_t>(value >> (8 * i));
    }
    return number;
}

Octets
FromAddress(const Ipv6Address& address)
{
    Octets octets(16);
    address.GetBytes(octets.data());
    return octets;
}

Octets
FromText(const std::string& text)
{
    return Octets(text.begin(), text.end());
}

Octets
operator+(Octets a, const Octets& b)
{
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

Octets
MakeOption(uint8_t type, const Octets& data)
{
    return Octets{type, static_cast<uint8_t>(data.size())} + data;
}

Octets
MakePrefixOption(const std::string& prefix)
{
    const auto slash = prefix.find('/');
    const auto length = static_cast<uint8_t>(std::stoi(prefix.substr(slash + 1)));
    return MakeOption(22,
                      Octets{0, length} +
                          FromAddress(Ipv6Address(prefix.substr(0, slash).c_str())));
}

Octets
MakeHeader(uint8_t type, const Octets& data)
{
    Octets octets = Octets{59, 0, type, 0, 0, 0} + data;
    const std::size_t missing = (8 - octets.size() % 8) % 8;
    if (missing == 1)
    {
        octets.push_back(0);
    }
    else if (missing > 1)
    {
        octets = octets + MakeOption(1, Octets(missing - 2));
    }
    octets[1] = static_cast<uint8_t>(octets.size() / 8 - 1);
    return octets;
}

Octets
WithChecksum(Octets octets,
             const Ipv6Address& source,
             const Ipv6Address& destination,
             uint8_t protocol)
{
    const std::size_t place = protocol == 58 ? 2 : 4;
    const std::size_t size =
        protocol == 58 ? octets.size() : std::min(octets.size(), (octets[1] + std::size_t{1}) * 8);
    octets[place] = 0;
    octets[place + 1] = 0;
    Octets all = FromAddress(source) + FromAddress(destination) + Number(size, 4) +
                 Octets{0, 0, 0, protocol} +
                 Octets(octets.begin(), octets.begin() + static_cast<std::ptrdiff_t>(size));
    all.resize(all.size() + all.size() % 2);
    uint32_t sum = 0;
    for (std::size_t i = 0; i < all.size(); i += 2)
    {
        sum += static_cast<uint32_t>(all[i] << 8 | all[i + 1]);
        sum = (sum & 0xffff) + (sum >> 16);
    }
    octets[place] = static_cast<uint8_t>(~sum >> 8);
    octets[place + 1] = static_cast<uint8_t>(~sum);
    return octets;
}

Octets
MakePacket(const Ipv6Address& source,
           const Ipv6Address& destination,
           uint8_t nextHeader,
           const Octets& payload)
{
    // Flow label 1 is what ns-3 sends.
    return Octets{0x60, 0, 0, 1} + Number(payload.size(), 2) + Octets{nextHeader, 64} +
           FromAddress(source) + FromAddress(destination) + payload;
}

} // namespace badinput
} // namespace pmipv6
} // namespace ns3
