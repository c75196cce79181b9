/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-home-agent-discovery.h"

#include "pmipv6-ipv6-numbers.h"
#include "pmipv6-octet-stream.h"
#include "pmipv6-upper-layer-checksum.h"

namespace ns3
{
namespace pmipv6
{

namespace
{

constexpr std::size_t DISCOVERY_CODE = 1;       //!< of the code
constexpr std::size_t DISCOVERY_CHECKSUM = 2;   //!< of the checksum's first octet
constexpr std::size_t DISCOVERY_IDENTIFIER = 4; //!< of the identifier's first octet
constexpr std::size_t DISCOVERY_SIZE = 8;       //!< octets before the addresses
constexpr std::size_t AGENT_SIZE = 16;          //!< octets of each of these

constexpr uint16_t MOBILE_ROUTER = 0x8000; //!< R, behind the identifier (RFC 3963, 7.1 and 7.2)

/// @return either message, whose type is given
std::vector<uint8_t>
Serialize(uint8_t type,
          const HomeAgentAddressDiscoveryReply& reply,
          const Ipv6Address& source,
          const Ipv6Address& destination)
{
    std::vector<uint8_t> octets(DISCOVERY_SIZE + AGENT_SIZE * reply.agents.size());
    OctetWriter writer(octets.data());
    writer.Number(type);
    writer.Reserved(DISCOVERY_IDENTIFIER - DISCOVERY_CODE);
    writer.Number(reply.identifier);
    writer.Flags(FlagBit{MOBILE_ROUTER, reply.isMobileRouter});
    for (const auto& address : reply.agents)
    {
        writer.Address(address);
    }
    const uint16_t checksum = ComputeUpperLayerChecksum(octets.data(),
                                                        octets.size(),
                                                        source,
                                                        destination,
                                                        ICMPV6_PROTOCOL);
    octets[DISCOVERY_CHECKSUM] = static_cast<uint8_t>(checksum >> 8);
    octets[DISCOVERY_CHECKSUM + 1] = static_cast<uint8_t>(checksum);
    return octets;
}

} // namespace

HomeAgentAddressDiscovery
ParseHomeAgentAddressDiscovery(const uint8_t* octets,
                               std::size_t size,
                               const Ipv6Address& source,
                               const Ipv6Address& destination)
{
    if (size < DISCOVERY_SIZE)
    {
        return "too-short";
    }
    if (ComputeUpperLayerChecksum(octets, size, source, destination, ICMPV6_PROTOCOL) != 0)
    {
        return "bad-checksum";
    }
    HomeAgentAddressDiscoveryReply reply;
    OctetReader reader(octets, DISCOVERY_IDENTIFIER, size);
    reader.Number(reply.identifier);
    reader.Flags(FlagBit{MOBILE_ROUTER, reply.isMobileRouter});
    if (octets[DISCOVERY_CODE] != 0)
    {
        return "type-or-code";
    }
    if (octets[0] == HOME_AGENT_ADDRESS_DISCOVERY_REQUEST)
    {
        // RFC 4443, 2.4 does not bound a message's length: what may follow is ignored.
        return HomeAgentAddressDiscoveryRequest{reply.identifier, reply.isMobileRouter};
    }
    if (octets[0] != HOME_AGENT_ADDRESS_DISCOVERY_REPLY)
    {
        return "type-or-code";
    }
    if (reader.GetRemaining() % AGENT_SIZE != 0)
    {
        return "address-cut";
    }
    while (reader.GetRemaining() > 0)
    {
        reader.Address(reply.agents.emplace_back());
    }
    return reply;
}

std::vector<uint8_t>
SerializeHomeAgentAddressDiscovery(const HomeAgentAddressDiscoveryRequest& request,
                                   const Ipv6Address& source,
                                   const Ipv6Address& destination)
{
    return Serialize(HOME_AGENT_ADDRESS_DISCOVERY_REQUEST,
                     {request.identifier, request.isMobileRouter, {}},
                     source,
                     destination);
}

std::vector<uint8_t>
SerializeHomeAgentAddressDiscovery(const HomeAgentAddressDiscoveryReply& reply,
                                   const Ipv6Address& source,
                                   const Ipv6Address& destination)
{
    return Serialize(HOME_AGENT_ADDRESS_DISCOVERY_REPLY, reply, source, destination);
}

} // namespace pmipv6
} // namespace ns3
