/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-neighbor-messages.h"

#include "pmipv6-ipv6-numbers.h"

#include "ns3/icmpv6-header.h"

namespace ns3
{
namespace pmipv6
{

namespace
{

/**
 * @tparam Message a message of ns-3's
 * @param message it, but for its checksum
 * @param source of the packet
 * @param destination of the packet
 * @param option Source or Target Link-layer Address option; an empty packet: none
 * @return both
 */
template <class Message>
Ptr<Packet>
Compose(Message message,
        const Ipv6Address& source,
        const Ipv6Address& destination,
        Ptr<Packet> option)
{
    message.CalculatePseudoHeaderChecksum(
        source,
        destination,
        static_cast<uint16_t>(option->GetSize() + message.GetSerializedSize()),
        ICMPV6_PROTOCOL);
    option->AddHeader(message);
    return option;
}

/// @return the option, 4.6.1; an empty packet for an address of a length that ns-3 has not
Ptr<Packet>
MakeOption(bool isSource, const LinkLayerAddress& linkLayer)
{
    auto packet = Create<Packet>();
    if (linkLayer.IsOfDevice())
    {
        packet->AddHeader(Icmpv6OptionLinkLayerAddress(isSource, linkLayer.ToAddress()));
    }
    return packet;
}

} // namespace

Ptr<Packet>
MakeRouterSolicitation(const Ipv6Address& source, const LinkLayerAddress& linkLayer)
{
    return Compose(Icmpv6RS(),
                   source,
                   Ipv6Address::GetAllRoutersMulticast(),
                   MakeOption(true, linkLayer));
}

Ptr<Packet>
MakeNeighborSolicitation(const Ipv6Address& source,
                         const LinkLayerAddress& linkLayer,
                         const Ipv6Address& target,
                         const Ipv6Address& destination)
{
    // RFC 4861, 4.3: no option from the unspecified address.
    return Compose(Icmpv6NS(target),
                   source,
                   destination,
                   source.IsAny() ? Create<Packet>() : MakeOption(true, linkLayer));
}

Ptr<Packet>
MakeNeighborAdvertisement(const Ipv6Address& source,
                          const LinkLayerAddress& linkLayer,
                          const Ipv6Address& target,
                          const Ipv6Address& destination,
                          NeighborAdvertisementFlags flags)
{
    Icmpv6NA advertisement;
    advertisement.SetIpv6Target(target);
    advertisement.SetFlagR(flags.isRouter);
    advertisement.SetFlagS(flags.isSolicited);
    advertisement.SetFlagO(true);
    return Compose(advertisement, source, destination, MakeOption(false, linkLayer));
}

} // namespace pmipv6
} // namespace ns3
