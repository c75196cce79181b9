/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_NEIGHBOR_RESOLUTION_H
#define PMIPV6_NEIGHBOR_RESOLUTION_H

#include "ns3/icmpv6-l4-protocol.h"

#include <optional>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-forwarding
 * A net device that knows its neighbours' link-layer addresses without asking the link.
 */
class ResolvingDevice
{
  public:
    virtual ~ResolvingDevice() = default;

    /**
     * @param nextHop an IPv6 next hop on this device
     * @return its link-layer address, or nothing if there is no such neighbour
     */
    virtual std::optional<Address> Resolve(const Ipv6Address& nextHop) const = 0;
};

/**
 * @ingroup pmipv6-forwarding
 * ICMPv6 for the tunnel and access interfaces of a gateway or anchor. Neighbours are resolved by
 * the device itself (ResolvingDevice), so that there is neither a Neighbor Solicitation nor a cache
 * entry a mobile node; everything else is ns-3's ICMPv6.
 */
class NeighborResolution : public Icmpv6L4Protocol
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    bool Lookup(Ipv6Address dst,
                Ptr<NetDevice> device,
                Ptr<NdiscCache> cache,
                Address* hardwareDestination) override;
    bool Lookup(Ptr<Packet> p,
                const Ipv6Header& ipHeader,
                Ipv6Address dst,
                Ptr<NetDevice> device,
                Ptr<NdiscCache> cache,
                Address* hardwareDestination) override;

    /**
     * Give a node an IPv6 interface on a device that resolves for itself, and bring it up.
     *
     * @param node the node; needs an IPv6 stack
     * @param device the device, already added to the node; a ResolvingDevice
     * @return the interface's index
     */
    static uint32_t AddInterface(Ptr<Node> node, Ptr<NetDevice> device);
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_NEIGHBOR_RESOLUTION_H
