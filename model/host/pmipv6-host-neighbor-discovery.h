/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_HOST_NEIGHBOR_DISCOVERY_H
#define PMIPV6_HOST_NEIGHBOR_DISCOVERY_H

#include "ns3/icmpv6-l4-protocol.h"

#include <cstdint>

namespace ns3
{
namespace pmipv6
{

class Ipv6Host;

/**
 * @ingroup pmipv6-host
 * ns-3's ICMPv6 with Router Advertisements taken as an Ipv6Host takes them. All else, neighbour
 * discovery, duplicate address detection, solicitations, echoes and errors, is ns-3's own.
 */
class HostNeighborDiscovery : public Icmpv6L4Protocol
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /**
     * Take the place of a node's own ICMPv6, with the same attributes, and so with the same random
     * variables: it draws what that one would have drawn, and takes no stream. Aborts if an
     * interface is up already.
     *
     * @param host whose it is
     * @param node the host's node, with an IPv6 stack
     * @return the node's ICMPv6 from now on
     */
    static Ptr<HostNeighborDiscovery> Install(Ipv6Host* host, Ptr<Node> node);

    /// Take no Router Advertisement any more.
    void Stop();

    /**
     * Send one Router Solicitation (RFC 4861, 6.3.7), now, in the place of those that the stack
     * goes on to send itself. ns-3's SendRS would repeat it, after as long as the simulation has
     * run.
     *
     * @param interface an interface that is up
     */
    void Solicit(const Ipv6Interface& interface);

    /**
     * Tell all nodes on a link that an address is the host's, by a Neighbor Advertisement that
     * overrides what they know (RFC 4861, 7.2.6).
     *
     * @param interface an interface that is up
     * @param address the address
     */
    static void Advertise(Ptr<Ipv6Interface> interface, const Ipv6Address& address);

    /// @return how many messages were not sent, see Ipv6Host's trace Withheld
    uint64_t GetNWithheld() const
    {
        return m_nWithheld;
    }

    using Icmpv6L4Protocol::Receive;
    IpL4Protocol::RxStatus Receive(Ptr<Packet> packet,
                                   const Ipv6Header& header,
                                   Ptr<Ipv6Interface> interface) override;
    void FunctionDadTimeout(Ipv6Interface* interface, Ipv6Address addr) override;

  private:
    /// @param stock the node's own @return one with the attributes of a node's own ICMPv6
    static Ptr<HostNeighborDiscovery> CreateLike(Ptr<const Icmpv6L4Protocol> stock);

    /**
     * @param packet a Router Advertisement
     * @param header its IPv6 header
     * @param interface where it came
     */
    void TakeAdvertisement(Ptr<const Packet> packet,
                           const Ipv6Header& header,
                           Ptr<Ipv6Interface> interface);

    /**
     * Hand a message to the stack, if its source is still one of the host's addresses.
     *
     * @param packet the message
     * @param source its IPv6 source
     * @param destination its IPv6 destination
     * @param protocol its Next Header
     * @param route where it goes
     */
    void SendDown(Ptr<Packet> packet,
                  Ipv6Address source,
                  Ipv6Address destination,
                  uint8_t protocol,
                  Ptr<Ipv6Route> route);

    Ipv6Host* m_host{nullptr}; //!< whose it is
    uint64_t m_nWithheld{0};   //!< messages that were not sent
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_HOST_NEIGHBOR_DISCOVERY_H
