/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_HOP_BY_HOP_EXTENSION_H
#define PMIPV6_HOP_BY_HOP_EXTENSION_H

#include "ns3/ipv6-extension.h"
#include "ns3/ipv6-header.h"
#include "ns3/nstime.h"
#include "ns3/packet.h"

#include <functional>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-signaling
 * Reads the Hop-by-Hop Options header of whatever comes to a node, before the node asks whether the
 * packet is for itself (RFC 8200, 4.3), and offers the packet to somebody who may take it. All else
 * ns-3's own extension does; of a header that this one cannot read the packet is dropped.
 *
 * To look at a packet that asks routers to (RFC 2711) may take a time, the attribute Delay, before
 * it is offered or sent on.
 */
class HopByHopExtension : public Ipv6ExtensionHopByHop
{
  public:
    /// Gets a packet from its Hop-by-Hop Options header on, and its IPv6 header; returns true to
    /// take it: it goes no further.
    using Taker = std::function<bool(Ptr<const Packet> packet, const Ipv6Header& header)>;

    /// @return the TypeId
    static TypeId GetTypeId();

    HopByHopExtension();

    /**
     * Put one in the place of a node's own.
     *
     * @param node a node with an IPv6 stack
     * @param taker to whom packets are offered; empty: nobody, such as at a router on the way
     * @return the extension
     */
    static Ptr<HopByHopExtension> Install(Ptr<Node> node, Taker taker);

    /// Offer packets to nobody any more.
    void Forget()
    {
        m_taker = nullptr;
    }

    uint8_t Process(Ptr<Packet>& packet,
                    uint8_t offset,
                    const Ipv6Header& ipv6Header,
                    Ipv6Address dst,
                    uint8_t* nextHeader,
                    bool& stopProcessing,
                    bool& isDropped,
                    Ipv6L3Protocol::DropReason& dropReason) override;

  protected:
    void DoDispose() override;

  private:
    /**
     * @param isAlert it has a Router Alert option
     * @param header its IPv6 header
     * @return true if that is a packet which the node, a router for it, looks at for a while
     */
    bool IsLookedAt(bool isAlert, const Ipv6Header& header) const;

    /**
     * The node has looked at a packet.
     *
     * @param packet behind its IPv6 header
     * @param header its IPv6 header
     */
    void SendOn(Ptr<Packet> packet, const Ipv6Header& header);

    /**
     * Send it by a route.
     *
     * @param device by which it came
     * @param route where it goes
     * @param packet behind its IPv6 header
     * @param header its IPv6 header
     */
    void Forward(Ptr<const NetDevice> device,
                 Ptr<Ipv6Route> route,
                 Ptr<const Packet> packet,
                 const Ipv6Header& header);

    Taker m_taker; //!< to whom packets are offered
    Time m_delay;  //!< Delay
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_HOP_BY_HOP_EXTENSION_H
