/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-packet-text.h"

#include "pmipv6-experiment-values.h"

#include "ns3/ipv6-header.h"
#include "ns3/ipv6.h"
#include "ns3/pmipv6-ipv6-numbers.h"
#include "ns3/pmipv6-ipv6-start.h"
#include "ns3/pmipv6-mobility-codec.h"
#include "ns3/pmipv6-mobility-constants.h"
#include "ns3/pmipv6-transport-packet.h"

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

constexpr uint8_t TUNNEL = 41;   //!< Next Header value of an IPv6 packet
constexpr uint8_t FRAGMENT = 44; //!< Next Header value of a Fragment header

/**
 * @param header a packet's header
 * @param rest the rest of it, which is in no tunnel
 * @return what it carries
 */
std::string
NameContent(const Ipv6Header& header, Ptr<const Packet> rest)
{
    if (header.GetNextHeader() == MOBILITY_HEADER_PROTOCOL)
    {
        std::vector<uint8_t> octets(rest->GetSize());
        rest->CopyData(octets.data(), rest->GetSize());
        return GetHeaderName(octets.data(), octets.size());
    }
    const std::string piece = header.GetNextHeader() == FRAGMENT ? "fragment of " : "";
    switch (const uint8_t protocol = LookInside(header, rest).protocol; protocol)
    {
    case UDP_PROTOCOL:
        return piece + "UDP";
    case TCP_PROTOCOL:
        return piece + "TCP";
    case ICMPV6_PROTOCOL:
        return piece + "ICMPv6";
    case MOBILITY_HEADER_PROTOCOL:
        return piece + "Mobility Header";
    default:
        return piece + "protocol " + std::to_string(protocol);
    }
}

} // namespace

void
PacketTexts::AddAddress(const Ipv6Address& address, const std::string& name)
{
    m_names[address] = name;
}

void
PacketTexts::AddNode(Ptr<Node> node, const std::string& name)
{
    m_nodes.emplace_back(node, name);
}

std::string
PacketTexts::GetName(const Ipv6Address& address)
{
    const auto known = m_names.find(address);
    if (known != m_names.end())
    {
        return known->second;
    }
    if (!address.IsMulticast() && !address.IsLinkLocal())
    {
        for (const auto& [node, name] : m_nodes)
        {
            if (node->GetObject<Ipv6>()->GetInterfaceForAddress(address) >= 0)
            {
                AddAddress(address, name);
                return name;
            }
        }
    }
    return ToText(address);
}

std::string
PacketTexts::Describe(Ptr<const Packet> packet)
{
    std::string text;
    const auto rest = packet->Copy();
    for (auto start = PeekIpv6Start(*rest); start; start = PeekIpv6Start(*rest))
    {
        const bool isTunnel = start->nextHeader == TUNNEL;
        text += (isTunnel ? "tunnel " : "") + GetName(start->source) + " to " +
                GetName(start->destination) + ", ";
        Ipv6Header header;
        rest->RemoveHeader(header);
        if (!isTunnel)
        {
            text += NameContent(header, rest) + ", ";
            break;
        }
    }
    return text + std::to_string(packet->GetSize()) + " octets";
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
