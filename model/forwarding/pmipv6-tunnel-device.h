/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_TUNNEL_DEVICE_H
#define PMIPV6_TUNNEL_DEVICE_H

#include "pmipv6-basic-device.h"
#include "pmipv6-care-of-addresses.h"
#include "pmipv6-neighbor-resolution.h"

#include "ns3/ipv6-header.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/ipv6-route.h"
#include "ns3/nstime.h"

#include <map>
#include <optional>
#include <tuple>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-forwarding
/// Next Header value of an IPv6 packet within an IPv6 packet (RFC 2473).
constexpr uint8_t IPV6_ENCAPSULATION_PROTOCOL = 41;

/**
 * @ingroup pmipv6-forwarding
 * The end of all IPv6-in-IPv6 tunnels of a node (RFC 2473; RFC 5213, 5.6.1 and 6.10.2): one device,
 * however many peers. A tunnel is a pair of outer addresses; it exists while somebody uses it. To
 * ns-3's IPv6 each tunnel is a neighbour on this device, with a next hop and a link-layer address
 * made from the tunnel's number, so that a packet finds its outer addresses without a search.
 *
 * The inner packet's hop limit is lowered by ns3::Ipv6L3Protocol, which forwards into the device,
 * and a packet above the device's MTU is answered there with a Packet Too Big. The outer header
 * takes its traffic class from the inner one. There is no Tunnel Encapsulation Limit option. The
 * traces Sent and Received show inner packets.
 *
 * What goes by care-of addresses (RFC 6275, 5.5) is a row here too: its packets get no outer
 * header, but other addresses, and the headers that tell their own.
 */
class TunnelDevice : public BasicDevice, public ResolvingDevice
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    TunnelDevice();

    /**
     * Use a tunnel, made if it is not there yet. Pairs with Release.
     *
     * @param local this node's outer address; with care-of addresses the packets' source
     * @param remote the peer's outer address; with care-of addresses the packets' destination
     * @param careOf by which packets go; none: it is a tunnel
     * @return the next hop that stands for the tunnel on this device
     */
    Ipv6Address Acquire(const Ipv6Address& local,
                        const Ipv6Address& remote,
                        const CareOfAddresses& careOf = {});

    /**
     * End a use of a tunnel, which goes with its last user (RFC 5213, 5.3.4).
     *
     * @param local as in Acquire
     * @param remote as in Acquire
     * @param careOf as in Acquire
     */
    void Release(const Ipv6Address& local,
                 const Ipv6Address& remote,
                 const CareOfAddresses& careOf = {});

    /**
     * @param reason why packets that take it are dropped; of few
     * @return a route that leads nowhere
     */
    Ptr<Ipv6Route> GetDeadEnd(const std::string& reason);

    /// @return how many tunnels there are
    std::size_t GetNTunnels() const
    {
        return m_numbers.size();
    }

    /// Forget the resolved routes of the outer packets, since interfaces or routes have changed.
    void ForgetRoutes();

    /**
     * Hand an inner packet, freed from its outer header, to the node.
     *
     * @param packet the inner packet, header included
     */
    void Decapsulate(Ptr<Packet> packet);

    /// @return true while the route of an outer packet is looked up, which must not be tunnelled
    /// again
    bool IsResolving() const
    {
        return m_resolving;
    }

    bool Send(Ptr<Packet> packet, const Address& dest, uint16_t protocolNumber) override;
    bool IsPointToPoint() const override;
    std::optional<Address> Resolve(const Ipv6Address& nextHop) const override;

    /**
     * TracedCallback signature for tunnels that come and go.
     *
     * @param local this node's outer address
     * @param remote the peer's outer address
     */
    using TunnelTracedCallback = void (*)(const Ipv6Address& local, const Ipv6Address& remote);

    /**
     * TracedCallback signature for packets that are not sent.
     *
     * @param packet the inner packet, header included
     * @param reason why
     */
    using DropTracedCallback = void (*)(Ptr<const Packet> packet, const std::string& reason);

  protected:
    void DoDispose() override;

  private:
    /// What tells one tunnel from the others.
    struct Endpoints
    {
        Ipv6Address local;      //!< see Acquire
        Ipv6Address remote;     //!< see Acquire
        CareOfAddresses careOf; //!< see Acquire

        /// @return true if it is no tunnel
        bool IsByCareOf() const
        {
            return careOf.GetHeaderSize() > 0;
        }

        /// @param other others @return true if these come first
        bool operator<(const Endpoints& other) const
        {
            return std::tie(local, remote, careOf.source, careOf.destination) <
                   std::tie(other.local,
                            other.remote,
                            other.careOf.source,
                            other.careOf.destination);
        }
    };

    /// One tunnel.
    struct Tunnel
    {
        Endpoints endpoints;  //!< its addresses
        uint32_t users{0};    //!< 0: the row is free
        Ptr<Ipv6Route> route; //!< resolved route of the outer packet, or null
        Time resolved;        //!< when the route was resolved
        std::string deadEnd;  //!< why nothing is sent; empty for a tunnel
    };

    /**
     * @param tunnel the tunnel
     * @return the route of its outer packets, resolved anew if too old; null if there is none
     */
    Ptr<Ipv6Route> GetRoute(Tunnel& tunnel);

    /**
     * Send a packet by care-of addresses.
     *
     * @param packet the packet, header included
     * @param careOf the addresses
     * @return false if there is no route
     */
    bool SendByCareOf(Ptr<Packet> packet, const CareOfAddresses& careOf);

    /// @return the node's IPv6
    Ptr<Ipv6L3Protocol> GetIpv6();

    std::vector<Tunnel> m_tunnels;                    //!< rows, by number
    std::vector<uint32_t> m_free;                     //!< numbers of free rows
    std::map<Endpoints, uint32_t> m_numbers;          //!< number of each tunnel
    std::map<std::string, Ptr<Ipv6Route>> m_deadEnds; //!< by reason
    Ptr<Ipv6L3Protocol> m_ipv6;                       //!< the node's IPv6
    uint8_t m_hopLimit{64};                           //!< hop limit of outer packets
    Time m_routeLifetime;                             //!< how long a resolved route is used
    bool m_resolving{false};                          //!< a route is being resolved
    TracedCallback<const Ipv6Address&, const Ipv6Address&> m_up;   //!< tunnel made
    TracedCallback<const Ipv6Address&, const Ipv6Address&> m_down; //!< tunnel gone
    TracedCallback<Ptr<const Packet>, const std::string&> m_drop;  //!< packet not sent
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_TUNNEL_DEVICE_H
