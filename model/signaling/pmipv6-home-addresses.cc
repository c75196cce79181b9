/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-home-addresses.h"

#include "pmipv6-binding-errors.h"
#include "pmipv6-extension-codec.h"
#include "pmipv6-home-address-extensions.h"
#include "pmipv6-home-address-header.h"
#include "pmipv6-ipv6-numbers.h"
#include "pmipv6-message-format.h"
#include "pmipv6-mobility-constants.h"
#include "pmipv6-mobility-header.h"
#include "pmipv6-prefix.h"
#include "pmipv6-random-streams.h"

#include "ns3/ipv6-extension-demux.h"
#include "ns3/ipv6-l3-protocol.h"

#include <algorithm>
#include <utility>
#include <variant>
#include <vector>

namespace ns3
{
namespace pmipv6
{

template <>
TypeId
TakenDestinationOptions::GetTypeId()
{
    static TypeId tid = TypeId("ns3::pmipv6::TakenDestinationOptions")
                            .SetParent<Ipv6ExtensionDestination>()
                            .SetGroupName("Pmipv6")
                            .AddConstructor<TakenDestinationOptions>();
    return tid;
}

template <>
TypeId
TakenRouting::GetTypeId()
{
    static TypeId tid = TypeId("ns3::pmipv6::TakenRouting")
                            .SetParent<Ipv6ExtensionRouting>()
                            .SetGroupName("Pmipv6")
                            .AddConstructor<TakenRouting>();
    return tid;
}

template <class Stock>
TakenExtension<Stock>::TakenExtension()
{
    // ns-3's extension has a random variable, of which this one never asks anything.
    Stock::AssignStreams(GetStream(RandomStream::HOME_ADDRESS, 0));
}

namespace
{

/// Octets of an IPv6 packet's extension header that are looked at: as long as one can be.
constexpr uint32_t MAX_HEADER_SIZE = 8 * 256;

/// @return how a packet starts
std::vector<uint8_t>
CopyStart(const Packet& packet)
{
    std::vector<uint8_t> octets(
        std::min<std::size_t>(packet.GetSize(), MAX_HEADER_SIZE + MH_TYPE_OFFSET + 1));
    packet.CopyData(octets.data(), static_cast<uint32_t>(octets.size()));
    return octets;
}

/// @return true if a Binding Update follows a header
bool
IsBindingUpdate(const std::vector<uint8_t>& octets, const DestinationOptions& options)
{
    const std::size_t position = options.length + MH_TYPE_OFFSET;
    return options.nextHeader == MOBILITY_HEADER_PROTOCOL && octets.size() > position &&
           octets[position] == static_cast<uint8_t>(MessageType::BINDING_UPDATE);
}

/// Put an extension in the place of ns-3's own.
template <class Extension, class Taker>
Ptr<Extension>
Replace(Ptr<Node> node, uint8_t number, Taker taker)
{
    const auto demux = node->GetObject<Ipv6ExtensionDemux>();
    // ns-3 asks the first of a number: one that is there would hide this.
    if (const auto former = demux->GetExtension(number))
    {
        demux->Remove(former);
    }
    auto extension = CreateObject<Extension>();
    extension->SetNode(node);
    extension->SetTaker(std::move(taker));
    demux->Insert(extension);
    return extension;
}

} // namespace

void
HomeAddresses::Start(Ptr<Node> node)
{
    if (m_node)
    {
        return;
    }
    m_node = node;
    m_options =
        Replace<TakenDestinationOptions>(node,
                                         DESTINATION_OPTIONS,
                                         [this](Ptr<Packet> packet, const Ipv6Header& header) {
                                             return TakeOptions(packet, header);
                                         });
    m_routing = Replace<TakenRouting>(node,
                                      ROUTING_HEADER,
                                      [this](Ptr<Packet> packet, const Ipv6Header& header) {
                                          return TakeRouting(packet, header);
                                      });
}

void
HomeAddresses::Dispose()
{
    if (m_node)
    {
        DynamicCast<TakenDestinationOptions>(m_options)->SetTaker(nullptr);
        DynamicCast<TakenRouting>(m_routing)->SetTaker(nullptr);
    }
    m_options = nullptr;
    m_routing = nullptr;
    m_checks.clear();
    m_listener = nullptr;
    m_node = nullptr;
}

bool
HomeAddresses::IsBound(const Ipv6Address& homeAddress, const Ipv6Address& careOf) const
{
    return std::any_of(m_checks.begin(), m_checks.end(), [&](const auto& row) {
        return row.second(homeAddress, careOf);
    });
}

void
HomeAddresses::Tell(const Ipv6Address& peer, uint8_t next) const
{
    if (m_listener && next != MOBILITY_HEADER_PROTOCOL && next != DESTINATION_OPTIONS)
    {
        m_listener(peer);
    }
}

bool
HomeAddresses::TakeOptions(Ptr<Packet> packet, const Ipv6Header& header)
{
    const auto octets = CopyStart(*packet);
    const auto result = ParseDestinationOptions(octets.data(), octets.size());
    if (const auto* error = std::get_if<ExtensionError>(&result))
    {
        m_refuser(packet, header, GetFaultName(error->fault), std::nullopt);
        return true;
    }
    const auto& options = std::get<DestinationOptions>(result);
    if (!options.homeAddress)
    {
        return false;
    }
    const Ipv6Address home = *options.homeAddress;
    const Ipv6Address careOf = header.GetSource();
    if (m_careOf)
    {
        m_refuser(packet, header, "home-address-repeated", std::nullopt); // RFC 6275, 6.3.
        return true;
    }
    if (options.unskippable)
    {
        m_refuser(packet, header, "destination-option-unknown", std::nullopt); // RFC 8200, 4.2.
        return true;
    }
    if (!IsRoutableUnicast(Prefix(home, 128)))
    {
        m_refuser(packet, header, "home-address-not-routable", std::nullopt); // RFC 6275, 9.3.1.
        return true;
    }
    if (!IsBindingUpdate(octets, options) && !IsBound(home, careOf))
    {
        // RFC 6275, 9.4.1: a Mobility Header that must not have the option is ignored.
        const bool isMobility = options.nextHeader == MOBILITY_HEADER_PROTOCOL;
        m_refuser(packet,
                  header,
                  "home-address-without-binding",
                  isMobility ? std::nullopt : std::make_optional(home));
        return true;
    }
    Ipv6Header inner = header;
    inner.SetSource(home);
    inner.SetNextHeader(options.nextHeader);
    m_careOf = careOf;
    Redeliver(packet, static_cast<uint32_t>(options.length), inner);
    m_careOf.reset();
    Tell(home, options.nextHeader);
    return true;
}

bool
HomeAddresses::TakeRouting(Ptr<Packet> packet, const Ipv6Header& header)
{
    const auto octets = CopyStart(*packet);
    const auto result = ParseType2Routing(octets.data(), octets.size());
    if (const auto* error = std::get_if<ExtensionError>(&result))
    {
        if (error->fault == ExtensionFault::ROUTING_TYPE)
        {
            return false;
        }
        m_refuser(packet, header, GetFaultName(error->fault), std::nullopt);
        return true;
    }
    const auto& routing = std::get<Type2Routing>(result);
    if (m_isRouted)
    {
        m_refuser(packet, header, "routing-header-repeated", std::nullopt); // RFC 6275, 6.4.
        return true;
    }
    if (m_own.IsAny() || routing.homeAddress != m_own)
    {
        // RFC 6275, 11.3.3.
        m_refuser(packet, header, "home-address-of-another", std::nullopt);
        return true;
    }
    Ipv6Header inner = header;
    inner.SetDestination(routing.homeAddress);
    inner.SetNextHeader(routing.nextHeader);
    m_isRouted = true;
    Redeliver(packet, static_cast<uint32_t>(HOME_ADDRESS_HEADER_SIZE), inner);
    m_isRouted = false;
    Tell(header.GetSource(), routing.nextHeader);
    return true;
}

void
HomeAddresses::Redeliver(Ptr<Packet> packet, uint32_t octets, Ipv6Header header)
{
    packet->RemoveAtStart(octets);
    m_taken += octets;
    header.SetPayloadLength(static_cast<uint16_t>(packet->GetSize()));
    packet->AddHeader(header);
    const auto ipv6 = m_node->GetObject<Ipv6L3Protocol>();
    // By which device it came ns-3 does not tell here; the loopback is always up.
    ipv6->Receive(ipv6->GetNetDevice(0),
                  packet,
                  Ipv6L3Protocol::PROT_NUMBER,
                  Address(),
                  Address(),
                  NetDevice::PACKET_HOST);
    m_taken -= octets;
}

} // namespace pmipv6
} // namespace ns3
