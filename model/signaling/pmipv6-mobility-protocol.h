/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_MOBILITY_PROTOCOL_H
#define PMIPV6_MOBILITY_PROTOCOL_H

#include "pmipv6-mobility-message.h"

#include "ns3/ip-l4-protocol.h"
#include "ns3/ipv6-address.h"

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-signaling
 * The Mobility Header as one of the protocols above ns-3's IPv6: what ns-3 asks of such, and is the
 * same whatever is made of the messages. It is not there over IPv4, and sends without a target.
 */
class MobilityProtocol : public IpL4Protocol
{
  public:
    int GetProtocolNumber() const override;
    using IpL4Protocol::Receive;
    RxStatus Receive(Ptr<Packet> p,
                     const Ipv4Header& header,
                     Ptr<Ipv4Interface> incomingInterface) override;

    using IpL4Protocol::ReceiveIcmp;
    /**
     * RFC 6275, 11.3.5: a node that does not know Mobility Headers says so by ICMPv6.
     *
     * @param payload first octets behind its IPv6 header
     * @param icmpSource who says so
     * @param icmpTtl Hop Limit of the error
     * @param icmpType its type
     * @param icmpCode its code
     * @param icmpInfo its pointer, offset into the payload
     * @param payloadSource source of the packet in error
     * @param payloadDestination its destination
     */
    void ReceiveIcmp(Ipv6Address icmpSource,
                     uint8_t icmpTtl,
                     uint8_t icmpType,
                     uint8_t icmpCode,
                     uint32_t icmpInfo,
                     Ipv6Address payloadSource,
                     Ipv6Address payloadDestination,
                     const uint8_t payload[8]) override;

    void SetDownTarget(DownTargetCallback /* cb */) override
    {
    }

    void SetDownTarget6(DownTargetCallback6 /* cb */) override
    {
    }

    DownTargetCallback GetDownTarget() const override
    {
        return {};
    }

    DownTargetCallback6 GetDownTarget6() const override
    {
        return {};
    }

  private:
    /**
     * A peer has said that it knows no Mobility Headers.
     *
     * @param peer the peer
     * @param type MH Type of the message that it quotes
     */
    virtual void HandleUnknownProtocol(const Ipv6Address& peer, MessageType type) = 0;
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_MOBILITY_PROTOCOL_H
