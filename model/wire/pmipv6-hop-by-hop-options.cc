/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-hop-by-hop-options.h"

#include "pmipv6-mobility-constants.h"

#include "ns3/ipv6-extension-header.h"
#include "ns3/ipv6-option-header.h"

#include <vector>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// Option types (RFC 8200, 4.2; RFC 2711, 2.1), and the length of the latter.
constexpr uint8_t PAD1 = 0;
constexpr uint8_t ROUTER_ALERT = 5;
constexpr uint8_t ROUTER_ALERT_LENGTH = 2;

} // namespace

bool
HopByHopOptions::IsMobilityAlert() const
{
    return nextHeader == MOBILITY_HEADER_PROTOCOL && routerAlert == MOBILITY_ROUTER_ALERT;
}

std::optional<HopByHopOptions>
ReadHopByHopOptions(const Packet& packet)
{
    uint8_t start[2];
    if (packet.CopyData(start, sizeof(start)) < sizeof(start))
    {
        return std::nullopt;
    }
    HopByHopOptions read;
    read.nextHeader = start[0];
    read.length = 8 * (uint32_t{start[1]} + 1);
    std::vector<uint8_t> octets(read.length);
    if (packet.CopyData(octets.data(), read.length) < read.length)
    {
        return std::nullopt;
    }
    for (std::size_t at = sizeof(start); at < octets.size();)
    {
        if (octets[at] == PAD1)
        {
            ++at;
            continue;
        }
        const std::size_t data = at + 2;
        if (data > octets.size() || data + octets[at + 1] > octets.size())
        {
            return std::nullopt;
        }
        if (octets[at] == ROUTER_ALERT)
        {
            if (octets[at + 1] != ROUTER_ALERT_LENGTH)
            {
                return std::nullopt;
            }
            read.routerAlert = static_cast<uint16_t>(octets[data] << 8 | octets[data + 1]);
        }
        at = data + octets[at + 1];
    }
    return read;
}

void
AddMobilityAlert(Packet& packet)
{
    Ipv6OptionRouterAlertHeader alert;
    alert.SetValue(MOBILITY_ROUTER_ALERT);
    Ipv6ExtensionHopByHopHeader header;
    header.SetNextHeader(MOBILITY_HEADER_PROTOCOL);
    header.AddOption(alert);
    packet.AddHeader(header);
}

} // namespace pmipv6
} // namespace ns3
