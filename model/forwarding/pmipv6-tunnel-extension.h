/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_TUNNEL_EXTENSION_H
#define PMIPV6_TUNNEL_EXTENSION_H

#include "ns3/ipv6-extension.h"
#include "ns3/ipv6-header.h"
#include "ns3/packet.h"

#include <functional>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-forwarding
 * Takes packets of protocol 41 that have come to an address of the node (RFC 2473, 3.3). To
 * ns3::Ipv6L3Protocol it is an extension header and no transport protocol: the trace source
 * LocalDeliver then shows what a node receives for itself alone. On a tunnelled packet it would
 * make whoever follows packets by it, such as ns3::FlowMonitor, take the end of a tunnel for the
 * receiver.
 */
class TunnelExtension : public Ipv6Extension
{
  public:
    /// Takes an inner packet, its header included, and the outer header.
    using Receiver = std::function<void(Ptr<Packet> inner, const Ipv6Header& outer)>;

    /// @return the TypeId
    static TypeId GetTypeId();

    TunnelExtension();

    /// @param receiver who takes the inner packets
    void SetReceiver(Receiver receiver);

    uint8_t GetExtensionNumber() const override;

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
    Receiver m_receiver; //!< who takes the inner packets
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_TUNNEL_EXTENSION_H
