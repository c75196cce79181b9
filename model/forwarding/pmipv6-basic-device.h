/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_BASIC_DEVICE_H
#define PMIPV6_BASIC_DEVICE_H

#include "ns3/mac48-address.h"
#include "ns3/net-device.h"
#include "ns3/node.h"
#include "ns3/packet.h"
#include "ns3/traced-callback.h"

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-forwarding
 * What every net device of this module has alike: an index, a MAC-48 address, an MTU, a node and
 * the callbacks of the layer above. A subclass says how it sends, and has the attribute Mtu with a
 * default of its own.
 */
class BasicDevice : public NetDevice
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    void SetIfIndex(const uint32_t index) override;
    uint32_t GetIfIndex() const override;
    Ptr<Channel> GetChannel() const override;
    void SetAddress(Address address) override;
    Address GetAddress() const override;
    bool SetMtu(const uint16_t mtu) override;
    uint16_t GetMtu() const override;
    bool IsLinkUp() const override;
    void AddLinkChangeCallback(Callback<void> callback) override;
    bool IsBroadcast() const override;
    Address GetBroadcast() const override;
    bool IsMulticast() const override;
    Address GetMulticast(Ipv4Address multicastGroup) const override;
    Address GetMulticast(Ipv6Address addr) const override;
    bool IsBridge() const override;
    bool IsPointToPoint() const override;
    bool SendFrom(Ptr<Packet> packet,
                  const Address& source,
                  const Address& dest,
                  uint16_t protocolNumber) override;
    Ptr<Node> GetNode() const override;
    void SetNode(Ptr<Node> node) override;
    bool NeedsArp() const override;
    void SetReceiveCallback(NetDevice::ReceiveCallback cb) override;
    void SetPromiscReceiveCallback(NetDevice::PromiscReceiveCallback cb) override;
    bool SupportsSendFrom() const override;

    /**
     * TracedCallback signature for packets that pass a device.
     *
     * @param packet the packet, without a link-layer header
     */
    using PacketTracedCallback = void (*)(Ptr<const Packet> packet);

    /// TracedCallback signature for links that come and go, see IsLinkUp.
    using LinkTracedCallback = void (*)();

  protected:
    void DoDispose() override;

    /**
     * Hand a frame to the layer above.
     *
     * @param packet the payload
     * @param protocol its EtherType
     * @param from link-layer source
     * @param to link-layer destination
     */
    void PassUp(Ptr<Packet> packet, uint16_t protocol, const Address& from, const Address& to);

    /**
     * Tell the traces that a packet is sent; for subclasses, which do the sending.
     *
     * @param packet the payload
     */
    void TraceSent(Ptr<const Packet> packet);

    /**
     * Link state of a device that can lose its link.
     *
     * @param up true if the link is up
     * @param isTold call the link change callbacks; ns-3's IPv6 then forgets the link's neighbours
     */
    void SetLinkUp(bool up, bool isTold);

  private:
    Ptr<Node> m_node;                                   //!< the node
    Mac48Address m_address{"00:00:00:00:00:00"};        //!< link-layer address
    uint32_t m_index{0};                                //!< index within the node
    uint16_t m_mtu{1500};                               //!< octets
    bool m_linkUp{true};                                //!< link state
    NetDevice::ReceiveCallback m_receive;               //!< the layer above
    NetDevice::PromiscReceiveCallback m_promiscReceive; //!< the layer above, all frames
    TracedCallback<> m_linkChange;                      //!< link change callbacks
    TracedCallback<> m_linkState;                       //!< told of each change
    TracedCallback<Ptr<const Packet>> m_sent;           //!< packet sent
    TracedCallback<Ptr<const Packet>> m_received;       //!< packet received
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_BASIC_DEVICE_H
