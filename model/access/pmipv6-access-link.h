/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ACCESS_LINK_H
#define PMIPV6_ACCESS_LINK_H

#include "pmipv6-link-layer-address.h"
#include "pmipv6-logical-router.h"
#include "pmipv6-mobility-constants.h"

#include "ns3/callback.h"
#include "ns3/node.h"
#include "ns3/object.h"
#include "ns3/packet.h"

#include <functional>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-access
 * One piece of access technology at a gateway: an access point, a base station, one end of an ideal
 * link. To write another technology, derive from this class: say how a frame is sent, and call
 * NotifyAttached, NotifyDetached and NotifyReceived as the technology itself learns of these things
 * from its own frames. The gateway's roles see nothing else of it.
 *
 * A node is known by its link-layer address, of whichever length the technology's addresses have;
 * it is the MN-LL-Identifier that the gateway signals.
 *
 * A link is given to an AccessDevice, which has any number of them.
 */
class AccessLink : public Object
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /// Called when a node attaches: link, link-layer address of the node, handoff hint.
    using AttachedCallback = Callback<void, Ptr<AccessLink>, LinkLayerAddress, HandoffIndicator>;
    /// Called when a node is known to be gone: link, link-layer address, how it is known.
    using DetachedCallback = Callback<void, Ptr<AccessLink>, LinkLayerAddress, const std::string&>;
    /// Called for a frame from a node: link, payload, EtherType, source, destination.
    using ReceivedCallback = Callback<void,
                                      Ptr<AccessLink>,
                                      Ptr<Packet>,
                                      uint16_t,
                                      const LinkLayerAddress&,
                                      const LinkLayerAddress&>;

    /**
     * @param attached upcall for NotifyAttached
     * @param detached upcall for NotifyDetached
     * @param received upcall for NotifyReceived
     */
    void SetCallbacks(AttachedCallback attached,
                      DetachedCallback detached,
                      ReceivedCallback received);

    /**
     * @param node the gateway's node, in whose context NotifyReceived is to be called
     */
    void SetGatewayNode(Ptr<Node> node);

    /**
     * @return id of the gateway's node: a technology that carries frames by itself delivers them by
     * Simulator::ScheduleWithContext with it, since ns-3 wants each node's events in its own
     * context
     */
    uint32_t GetGatewayContext() const;

    /// @return the value for the Access Technology Type option (RFC 5213, 8.5)
    virtual AccessTechnologyType GetTechnology() const = 0;

    /**
     * @return true if the nodes on it hear each other, and the gateway need not be between them. By
     * default it is: each is alone with the gateway (RFC 5213, 3)
     */
    virtual bool IsShared() const
    {
        return false;
    }

    /**
     * Send a frame to one node.
     *
     * @param packet the payload
     * @param source link-layer source: the gateway's own address on the access device
     * @param destination link-layer address of the node
     * @param protocol EtherType of the payload
     * @return true if the frame was taken for sending
     */
    virtual bool Send(Ptr<Packet> packet,
                      const LinkLayerAddress& source,
                      const LinkLayerAddress& destination,
                      uint16_t protocol) = 0;

    /**
     * Ask a node whether it is there, if the technology has a way of its own: on a link whose nodes
     * answer no Neighbor Solicitation it must have one. So it must if their addresses are of a
     * length that MakeLinkLocalAddress does not know: before such a node has sent a packet nobody
     * knows for which address to solicit it.
     *
     * @param node its link-layer address
     * @param answered called once, later, with whether it is there
     * @return false if the node is to be sent a Neighbor Solicitation instead
     */
    virtual bool Probe(const LinkLayerAddress& node, std::function<void(bool)> answered);

    /**
     * Tell a node what a router advertises to it, if the technology has a way of its own.
     *
     * @param node its link-layer address
     * @param router which router
     * @param told what it tells; prefixes and routes with lifetime 0 are withdrawn
     * @return false if the node is to be sent a Router Advertisement instead
     */
    virtual bool Configure(const LinkLayerAddress& node,
                           const LogicalRouter& router,
                           const AdvertisedRouter& told);

    /**
     * The gateway gives a node up: it did not answer. A technology that keeps state of the node
     * (an association) may end it.
     *
     * @param node link-layer address of the node
     */
    virtual void Forget(const LinkLayerAddress& node);

    /**
     * The access device that has this link is about to be used with this link-layer address. A
     * technology that filters by destination address takes frames to it.
     *
     * @param address the gateway's link-layer address towards mobile nodes
     */
    virtual void SetGatewayAddress(const LinkLayerAddress& address);

    /**
     * Whether the access device stands in for other routers (RFC 8885, 3.7), whose link-layer
     * addresses nodes send to before this gateway knows of them. A technology that filters by
     * destination address then takes frames to any that is no other node's.
     *
     * @param isStandingIn true if it does
     */
    virtual void SetStandingIn(bool isStandingIn);

  protected:
    void DoDispose() override;

    /**
     * A node has attached, for the first time or again; also when it never was seen to leave.
     *
     * @param node its link-layer address
     * @param hint what the technology knows of how the node comes (RFC 5213, 6.9.1.1, 7): over a
     * new interface, from another of its interfaces, from another gateway; or UNKNOWN
     */
    void NotifyAttached(const LinkLayerAddress& node,
                        HandoffIndicator hint = HandoffIndicator::UNKNOWN);

    /**
     * A node is gone.
     *
     * @param node its link-layer address
     * @param reason how this is known, in lower case with hyphens: "disassociation",
     *        "undeliverable"
     */
    void NotifyDetached(const LinkLayerAddress& node, const std::string& reason);

    /**
     * A frame has come from a node. The first frame of a node that is not known to be attached
     * attaches it.
     *
     * @param packet the payload; handed over
     * @param protocol its EtherType
     * @param from link-layer source
     * @param to link-layer destination
     */
    void NotifyReceived(Ptr<Packet> packet,
                        uint16_t protocol,
                        const LinkLayerAddress& from,
                        const LinkLayerAddress& to);

  private:
    Ptr<Node> m_gatewayNode;     //!< the gateway's node
    AttachedCallback m_attached; //!< upcall
    DetachedCallback m_detached; //!< upcall
    ReceivedCallback m_received; //!< upcall
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ACCESS_LINK_H
