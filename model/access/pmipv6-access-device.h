/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ACCESS_DEVICE_H
#define PMIPV6_ACCESS_DEVICE_H

#include "pmipv6-access-link.h"
#include "pmipv6-basic-device.h"
#include "pmipv6-hold-buffer.h"
#include "pmipv6-neighbor-resolution.h"
#include "pmipv6-prefix.h"

#include "ns3/event-id.h"
#include "ns3/ipv6-header.h"
#include "ns3/nstime.h"

#include <boost/container/small_vector.hpp>
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
 * sees the same router.
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
        std::function<void(Mac48Address)>
            attached; //!< a node has attached, for the first time or again
        std::function<void(Mac48Address, const std::string&)> detached; //!< a node is gone, and why
        /// A node uses an allowed source address other than the one it used last; may be empty.
        std::function<void(Mac48Address, const Ipv6Address&)> addressed;
        /// A node's packet is dropped for its source address, which is not open to it; may be
        /// empty.
        std::function<void(Mac48Address, const Ipv6Address&)> misused;
    };

    /// Takes a neighbour discovery packet: sender, packet without its IPv6 header, that header.
    using DiscoveryHandler = std::function<void(Mac48Address, Ptr<Packet>, const Ipv6Header&)>;

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
    bool IsAttached(Mac48Address node) const;

    /// @return the link-layer addresses of all attached nodes, in order
    std::vector<Mac48Address> GetAttached() const;

    /**
     * @param node link-layer address of a node
     * @return the link through which it is attached; null if it is not
     */
    Ptr<AccessLink> GetLink(Mac48Address node) const;

    /**
     * @param node link-layer address of an attached node
     * @return when a frame of it was last received, or its attachment if none was
     */
    Time GetLastHeard(Mac48Address node) const;

    /**
     * @param node link-layer address of an attached node
     * @return what its link said of how it came, see AccessLink::NotifyAttached
     */
    HandoffIndicator GetHandoffHint(Mac48Address node) const;

    /**
     * @param node link-layer address of an attached node
     * @return the link-local address that it was last seen to use, or the one made from its
     * link-layer address
     */
    Ipv6Address GetLinkLocalAddress(Mac48Address node) const;

    /**
     * Let a node use a prefix for its source addresses.
     *
     * @param node link-layer address of an attached node; nothing happens for another
     * @param prefix the prefix
     */
    void OpenUplink(Mac48Address node, const Prefix& prefix);

    /**
     * Let a node use no prefix any more.
     *
     * @param node link-layer address of the node
     */
    void CloseUplink(Mac48Address node);

    /**
     * Hold what a node sends while no prefix is open for it, rather than dropping it.
     *
     * @param node link-layer address of an attached node; nothing happens for another
     * @param packets how many at the most
     */
    void HoldUplink(Mac48Address node, uint32_t packets);

    /**
     * Let the packets go that were held, as far as their sources are open by now, and hold no more.
     *
     * @param node link-layer address of the node
     */
    void ReleaseUplink(Mac48Address node);

    /**
     * Drop the packets that were held, and hold no more.
     *
     * @param node link-layer address of the node
     */
    void DropUplink(Mac48Address node);

    /**
     * Give a node up: its link forgets it, and the listener is told.
     *
     * @param node link-layer address of the node
     * @param reason how it is known that it is gone
     */
    void Detach(Mac48Address node, const std::string& reason);

    /**
     * The next hop that stands for a node in routes over this device.
     *
     * @param node link-layer address of the node
     * @return a link-local address
     */
    static Ipv6Address GetNextHop(Mac48Address node);

    /// @return how many packets were dropped, by reason
    const std::map<std::string, uint64_t>& GetDrops() const
    {
        return m_drops;
    }

    bool Send(Ptr<Packet> packet, const Address& dest, uint16_t protocolNumber) override;
    bool SendFrom(Ptr<Packet> packet,
                  const Address& source,
                  const Address& dest,
                  uint16_t protocolNumber) override;
    bool SupportsSendFrom() const override;
    std::optional<Address> Resolve(const Ipv6Address& nextHop) const override;
    void SetAddress(Address address) override;

    /**
     * TracedCallback signature for nodes that come and go.
     *
     * @param node link-layer address
     * @param reason how it is known
     */
    using AttachmentTracedCallback = void (*)(Mac48Address node, const std::string& reason);

    /**
     * TracedCallback signature for what nodes may send.
     *
     * @param node link-layer address of the node
     * @param prefixes those from which it may send from now on
     */
    using UplinkTracedCallback = void (*)(Mac48Address node, const std::vector<Prefix>& prefixes);

    /**
     * TracedCallback signature for dropped packets.
     *
     * @param packet the packet, IPv6 header included
     * @param node link-layer address of the node that sent it or to which it goes
     * @param reason why
     */
    using DropTracedCallback = void (*)(Ptr<const Packet> packet,
                                        Mac48Address node,
                                        const std::string& reason);

  protected:
    void NotifyConstructionCompleted() override;
    void DoDispose() override;

  private:
    /// A packet that waits until its node may send.
    struct Frame
    {
        Ptr<Packet> packet; //!< with its IPv6 header
        Mac48Address to;    //!< link-layer destination
    };

    /// What is known of an attached node.
    struct Attachment
    {
        Ptr<AccessLink> link;  //!< through which it is attached
        HandoffIndicator hint; //!< what the link said of how it came
        Time lastHeard;        //!< last frame, or the attachment
        Ipv6Address global;    //!< last allowed source beyond the link
        Ipv6Address linkLocal; //!< last link-local source, or made from the link-layer address
        boost::container::small_vector<Prefix, 1> prefixes; //!< allowed for source addresses
        HoldBuffer<Frame> held; //!< packets that came before a prefix was open
    };

    /**
     * @param link the link
     * @param node the node that has attached through it
     * @param hint what the link says of how it comes
     */
    void HandleAttached(Ptr<AccessLink> link, Mac48Address node, HandoffIndicator hint);

    /**
     * @param link the link
     * @param node the node that is gone from it
     * @param reason how it is known
     */
    void HandleDetached(Ptr<AccessLink> link, Mac48Address node, const std::string& reason);

    /// A frame has come over a link; see AccessLink::NotifyReceived.
    void HandleReceived(Ptr<AccessLink> link,
                        Ptr<Packet> packet,
                        uint16_t protocol,
                        Mac48Address from,
                        Mac48Address to);

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
                    Mac48Address from,
                    Mac48Address to);

    /**
     * @param attachment the sender's
     * @param source the packet's source
     * @return an empty string if the packet may pass, or why not
     */
    std::string CheckSource(const Attachment& attachment, const Ipv6Address& source) const;

    /**
     * Count and trace a dropped packet.
     *
     * @param packet the packet
     * @param node the node that it is from or to
     * @param reason why
     */
    void Drop(Ptr<const Packet> packet, Mac48Address node, const std::string& reason);

    std::vector<Ptr<AccessLink>> m_links;                                //!< the access links
    std::unordered_map<Mac48Address, Attachment, MacHash> m_attachments; //!< attached nodes
    Listener m_listener;                                                 //!< the role
    DiscoveryHandler m_discovery;                                        //!< neighbour discovery
    std::map<std::string, uint64_t> m_drops;                             //!< packets by reason
    Mac48Address m_fixedAddress; //!< FixedMAGLinkLayerAddressOnAllAccessLinks
    TracedCallback<Mac48Address, const std::string&> m_attachedTrace;       //!< a node came
    TracedCallback<Mac48Address, const std::string&> m_detachedTrace;       //!< a node went
    TracedCallback<Mac48Address, const std::vector<Prefix>&> m_uplinkTrace; //!< who may
    TracedCallback<Ptr<const Packet>, Mac48Address, const std::string&> m_dropTrace; //!< a drop
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ACCESS_DEVICE_H
