/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ACCESS_DEVICE_H
#define PMIPV6_ACCESS_DEVICE_H

#include "pmipv6-access-attachment.h"
#include "pmipv6-access-link.h"
#include "pmipv6-basic-device.h"
#include "pmipv6-link-layer-address.h"
#include "pmipv6-logical-routers.h"
#include "pmipv6-neighbor-resolution.h"
#include "pmipv6-next-hop.h"
#include "pmipv6-prefix.h"

#include "ns3/ipv6-header.h"
#include "ns3/mac48-address.h"
#include "ns3/nstime.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-access
 * The one IPv6 interface of a gateway towards all its mobile nodes, over any number of access links
 * of any technology. Each node has, as RFC 5213, 6.1 and 6.8 want it, a point-to-point link of its
 * own: whatever the gateway sends goes as a frame to that node's link-layer address alone, from one
 * fixed link-layer and link-local address on every gateway (RFC 6543), so that a node that moves
 * sees the same router. A gateway may stand in for other routers besides (RFC 8885, 3.7): then a
 * packet for a prefix that one of them advertises comes from that one's link-layer address, and
 * data to one that is a router on other nodes' links alone is dropped. To others it passes, as a
 * node may see a router that the gateway has not been told of yet.
 *
 * The device knows who is attached through which link and what each may use as a source: before a
 * prefix is opened for a node (OpenUplink), and for any other source, its packets are dropped and
 * traced. Neighbor Solicitations and Router Solicitations are taken out of the stream and handed to
 * AccessNeighborDiscovery; IPv6 sees data alone.
 */
class AccessDevice : public BasicDevice, public ResolvingDevice
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /// Upcalls to the role that serves the nodes.
    struct Listener
    {
        std::function<void(const LinkLayerAddress&)>
            attached; //!< a node has attached, for the first time or again
        std::function<void(const LinkLayerAddress&, const std::string&)>
            detached; //!< a node is gone, and why
        /// A node uses an allowed source address other than the one it used last; may be empty.
        std::function<void(const LinkLayerAddress&, const Ipv6Address&)> addressed;
        /// A node's packet is dropped for its source address, which is not open to it; may be
        /// empty.
        std::function<void(const LinkLayerAddress&, const Ipv6Address&)> misused;
    };

    /// Takes a neighbour discovery packet: sender, packet without its IPv6 header, that header.
    using DiscoveryHandler =
        std::function<void(const LinkLayerAddress&, Ptr<Packet>, const Ipv6Header&)>;

    /**
     * @param listener the role that serves the nodes; one a device
     */
    void SetListener(Listener listener);

    /**
     * @param handler where Router Solicitations, Neighbor Solicitations and Advertisements go
     */
    void SetDiscoveryHandler(DiscoveryHandler handler);

    /**
     * Add an access link.
     *
     * @param link the link
     */
    void AddLink(Ptr<AccessLink> link);

    /// @return the access links
    const std::vector<Ptr<AccessLink>>& GetLinks() const
    {
        return m_links;
    }

    /**
     * @param node link-layer address of a node
     * @return true if it is attached, as far as this gateway knows
     */
    bool IsAttached(const LinkLayerAddress& node) const
    {
        return m_attachments.count(node) > 0;
    }

    /**
     * @param isStandingIn the gateway stands in for other routers; false at first
     */
    void SetStandingIn(bool isStandingIn);

    /// @return the routers for which the gateway stands in
    LogicalRouters& GetLogicalRouters()
    {
        return m_routers;
    }

    /// @return the link-layer addresses of all attached nodes, in order
    std::vector<LinkLayerAddress> GetAttached() const;

    /**
     * @param node link-layer address of a node
     * @return the link through which it is attached; null if it is not
     */
    Ptr<AccessLink> GetLink(const LinkLayerAddress& node) const
    {
        return Get(node, &Attachment::link, {});
    }

    /**
     * @param node link-layer address of an attached node
     * @return when a frame of it was last received, or its attachment if none was
     */
    Time GetLastHeard(const LinkLayerAddress& node) const
    {
        return Get(node, &Attachment::lastHeard, Time::Min());
    }

    /**
     * @param node link-layer address of an attached node
     * @return when it has attached last; Time::Min() if it is not attached
     */
    Time GetArrival(const LinkLayerAddress& node) const
    {
        return Get(node, &Attachment::arrival, Time::Min());
    }

    /**
     * @param node link-layer address of an attached node
     * @return what its link said of how it came, see AccessLink::NotifyAttached
     */
    HandoffIndicator GetHandoffHint(const LinkLayerAddress& node) const
    {
        return Get(node, &Attachment::hint, HandoffIndicator::UNKNOWN);
    }

    /**
     * @param node link-layer address of an attached node
     * @return the link-local address that it was last seen to use, or the one that an ns-3 host
     * makes of its link-layer address (MakeLinkLocalAddress); :: if there is neither
     */
    Ipv6Address GetLinkLocalAddress(const LinkLayerAddress& node) const
    {
        return Get(node, &Attachment::linkLocal, MakeLinkLocalAddress(node));
    }

    /**
     * Let a node use a prefix for its source addresses.
     *
     * @param node link-layer address of an attached node; nothing happens for another
     * @param prefix the prefix
     */
    void OpenUplink(const LinkLayerAddress& node, const Prefix& prefix);

    /**
     * Let a node use no prefix any more.
     *
     * @param node link-layer address of the node
     */
    void CloseUplink(const LinkLayerAddress& node);

    /**
     * Let a node use one prefix no more.
     *
     * @param node link-layer address of the node
     * @param prefix the prefix; nothing happens if it is not open
     */
    void CloseUplink(const LinkLayerAddress& node, const Prefix& prefix);

    /**
     * Hold what a node sends while no prefix is open for it, rather than dropping it.
     *
     * @param node link-layer address of an attached node; nothing happens for another
     * @param packets how many at the most
     */
    void HoldUplink(const LinkLayerAddress& node, uint32_t packets);

    /**
     * Let the packets go that were held, as far as their sources are open by now, and hold no more.
     *
     * @param node link-layer address of the node
     */
    void ReleaseUplink(const LinkLayerAddress& node);

    /**
     * Drop the packets that were held, and hold no more.
     *
     * @param node link-layer address of the node
     */
    void DropUplink(const LinkLayerAddress& node);

    /**
     * Give a node up: its link forgets it, and the listener is told.
     *
     * @param node link-layer address of the node; by value, as whoever had it may go with it
     * @param reason how it is known that it is gone
     */
    void Detach(LinkLayerAddress node, const std::string& reason);

    /**
     * The next hop that stands for a node in routes over this device.
     *
     * @param node link-layer address of the node
     * @return an address of fe80::/10, which another node's is not; see MakeNextHop
     */
    static Ipv6Address GetNextHop(const LinkLayerAddress& node)
    {
        return MakeNextHop(node);
    }

    /**
     * @param nextHop the next hop that stands for a node
     * @return the node's link-layer address; none if it does not say it and no such node is
     * attached
     */
    LinkLayerAddress GetNeighbor(const Ipv6Address& nextHop) const
    {
        return m_nextHops.Find(nextHop);
    }

    /**
     * Send a packet to one node.
     *
     * @param packet the packet, with its IPv6 header
     * @param source link-layer source: the device's own address, or a logical router's
     * @param node link-layer address of the node; to one that is not attached it is dropped
     * @param protocol EtherType of the packet
     * @return true if the packet was taken for sending
     */
    bool SendToNode(Ptr<Packet> packet,
                    const LinkLayerAddress& source,
                    const LinkLayerAddress& node,
                    uint16_t protocol);

    /// @return how many packets were dropped, by reason
    const std::map<std::string, uint64_t>& GetDrops() const
    {
        return m_drops;
    }

    /**
     * To a node as NextHops::GetAddress has it.
     *
     * @param packet from its IPv6 header on
     * @param dest the node's address of NextHops::GetAddress
     * @param protocolNumber EtherType
     * @return false if the packet is dropped
     */
    bool Send(Ptr<Packet> packet, const Address& dest, uint16_t protocolNumber) override;
    bool SendFrom(Ptr<Packet> packet,
                  const Address& source,
                  const Address& dest,
                  uint16_t protocolNumber) override;

    bool SupportsSendFrom() const override
    {
        return true;
    }

    std::optional<Address> Resolve(const Ipv6Address& nextHop) const override;
    void SetAddress(Address address) override;

  protected:
    void NotifyConstructionCompleted() override;
    void DoDispose() override;

  private:
    /// What is known of an attached node.
    using Attachment = AccessAttachment;

    /**
     * @param node link-layer address of a node
     * @param what which of the things that are known of it
     * @param otherwise what is returned of a node that is not attached
     * @return that
     */
    template <class T>
    T Get(const LinkLayerAddress& node, T Attachment::*what, const T& otherwise) const
    {
        const auto known = m_attachments.find(node);
        return known == m_attachments.end() ? otherwise : known->second.*what;
    }

    /**
     * @param node link-layer address of a node
     * @return what is known of it; null if it is not attached
     */
    Attachment* Find(const LinkLayerAddress& node)
    {
        const auto known = m_attachments.find(node);
        return known == m_attachments.end() ? nullptr : &known->second;
    }

    /**
     * Trace from which prefixes a node may send now.
     *
     * @param node its link-layer address
     * @param attachment where it is, and what it may send from
     */
    void TellUplink(const LinkLayerAddress& node, const Attachment& attachment) const
    {
        m_uplinkTrace(node, {attachment.prefixes.begin(), attachment.prefixes.end()});
    }

    /**
     * @param link the link
     * @param node the node that has attached through it; by value, likewise
     * @param hint what the link says of how it comes
     */
    void HandleAttached(Ptr<AccessLink> link, LinkLayerAddress node, HandoffIndicator hint);

    /**
     * @param link the link
     * @param node the node that is gone from it; by value, likewise
     * @param reason how it is known
     */
    void HandleDetached(Ptr<AccessLink> link, LinkLayerAddress node, const std::string& reason);

    /**
     * A frame has come over a link; see AccessLink::NotifyReceived.
     *
     * @param link over which
     * @param packet the payload
     * @param protocol EtherType of the payload
     * @param from link-layer address of the node
     * @param to link-layer destination
     */
    void HandleReceived(Ptr<AccessLink> link,
                        Ptr<Packet> packet,
                        uint16_t protocol,
                        const LinkLayerAddress& from,
                        const LinkLayerAddress& to);

    /**
     * Pass a data packet up if its source is open, else hold or drop it.
     *
     * @param attachment the sender's
     * @param source the packet's source
     * @param packet the packet
     * @param from link-layer source
     * @param to link-layer destination
     */
    void PassUpData(Attachment& attachment,
                    const Ipv6Address& source,
                    Ptr<Packet> packet,
                    const LinkLayerAddress& from,
                    const LinkLayerAddress& to);

    /**
     * Count and trace a dropped packet.
     *
     * @param packet the packet
     * @param node the node that it is from or to
     * @param reason why
     */
    void Drop(Ptr<const Packet> packet, const LinkLayerAddress& node, const std::string& reason);

    std::vector<Ptr<AccessLink>> m_links; //!< the access links
    std::unordered_map<LinkLayerAddress, Attachment, LinkLayerHash>
        m_attachments;                       //!< attached nodes
    NextHops m_nextHops;                     //!< what stands for them in routes
    LogicalRouters m_routers;                //!< for which the gateway stands in
    Listener m_listener;                     //!< the role
    DiscoveryHandler m_discovery;            //!< neighbour discovery
    std::map<std::string, uint64_t> m_drops; //!< packets by reason
    Mac48Address m_fixedAddress;             //!< FixedMAGLinkLayerAddressOnAllAccessLinks
    TracedCallback<const LinkLayerAddress&, const std::string&> m_attachedTrace; //!< a node came
    TracedCallback<const LinkLayerAddress&, const std::string&> m_detachedTrace; //!< a node went
    TracedCallback<const LinkLayerAddress&, const std::vector<Prefix>&> m_uplinkTrace; //!< who may
    TracedCallback<Ptr<const Packet>, const LinkLayerAddress&, const std::string&>
        m_dropTrace; //!< a drop
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ACCESS_DEVICE_H
