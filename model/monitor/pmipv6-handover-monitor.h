/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_HANDOVER_MONITOR_H
#define PMIPV6_HANDOVER_MONITOR_H

#include "pmipv6-binding-update-list.h"
#include "pmipv6-link-layer-address.h"
#include "pmipv6-node-history.h"
#include "pmipv6-records.h"
#include "pmipv6-router-advertisement.h"
#include "pmipv6-service-gap.h"
#include "pmipv6-signaling-monitor.h"
#include "pmipv6-traffic-monitor.h"

#include "ns3/ipv6.h"
#include "ns3/node.h"
#include "ns3/object.h"

#include <deque>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-monitor
 * Takes each handover of watched mobile nodes apart: when radio contact was lost, when who knew,
 * when the new link, the registration, the Router Advertisement and the first packets came. From
 * traces alone; the access technology tells when links go up and down (NoteLinkDown, NoteLinkUp,
 * NoteLinkBeside).
 */
class HandoverMonitor
{
  public:
    HandoverMonitor();
    ~HandoverMonitor();

    HandoverMonitor(const HandoverMonitor&) = delete;
    HandoverMonitor& operator=(const HandoverMonitor&) = delete;

    /**
     * Watch a mobile node.
     *
     * @param node the node
     * @param name its name
     * @param linkLayer its link-layer address
     */
    void AddMobileNode(Ptr<Node> node, const std::string& name, const LinkLayerAddress& linkLayer);

    /**
     * A mobile node that is watched has another interface.
     *
     * @param name its name
     * @param linkLayer link-layer address of the interface
     */
    void NameInterface(const std::string& name, const LinkLayerAddress& linkLayer)
    {
        m_names[linkLayer] = name;
    }

    /**
     * Watch a gateway. Aborts if it has no such trace source.
     *
     * @param gateway a role that tells of its attachments by a trace source Attachment, as
     *        MobileAccessGateway
     * @param name its name
     */
    void AddGateway(Ptr<Object> gateway, const std::string& name);

    /**
     * Name an anchor, for PrefixRecord::anchor.
     *
     * @param address its LMAA
     * @param name its name
     */
    void NameAnchor(const Ipv6Address& address, const std::string& name)
    {
        m_anchors[address] = name;
    }

    /**
     * A mobile node has prefixes of its own, whatever is advertised to it, and keeps them when it
     * moves on, until NoteAnchored or NoteWithdrawn.
     *
     * @param node its name
     */
    void KeepPrefixes(const std::string& node)
    {
        m_histories.at(node).isKeeping = true;
    }

    /// Prefixes are anchored by the gateway at which they are assigned (RFC 8885, 3): that is named
    /// as their anchor, rather than who is asked for them, and nodes keep them when they move on,
    /// until NoteAnchored or NoteWithdrawn. After the mobile nodes are added.
    void SetGatewaysAsAnchors();

    /**
     * A mobile node has no session at any gateway: what is advertised to it is as on any link.
     *
     * @param node its name
     */
    void NoteUnmanaged(const std::string& node)
    {
        m_places.at(node).isUnmanaged = true;
    }

    /**
     * What a gateway anchors of a node has changed.
     *
     * @param gateway its name
     * @param node link-layer address of the node
     * @param prefixes all that it anchors; what is not among them any more is given up
     */
    void NoteAnchored(const std::string& gateway,
                      const LinkLayerAddress& node,
                      const std::vector<Prefix>& prefixes);

    /**
     * A prefix is its node's no more, whoever anchors it.
     *
     * @param prefix the prefix; nothing happens if no gateway has anchored it
     */
    void NoteWithdrawn(const Prefix& prefix);

    /**
     * A gateway has begun to forward packets from and to a prefix of a node, other than by its
     * registration: one that the node has from elsewhere, or of an earlier stay there.
     *
     * @param gateway its name
     * @param node link-layer address of the node
     * @param prefix the prefix
     * @param anchor where it is anchored
     * @param isOwn it is of this gateway
     */
    void NotePrefix(const std::string& gateway,
                    const LinkLayerAddress& node,
                    const Prefix& prefix,
                    const Ipv6Address& anchor,
                    bool isOwn);

    /**
     * Follow the data packets that a traffic monitor sees. Takes its callbacks.
     *
     * @param traffic the monitor
     */
    void Follow(TrafficMonitor& traffic);

    /**
     * A mobile node has lost its link.
     *
     * @param node its name
     * @param lost when radio contact was lost, at or before now, when the node knows
     */
    void NoteLinkDown(const std::string& node, Time lost);

    /**
     * A mobile node's link is up, now.
     *
     * @param node its name
     * @param gateway name of the gateway
     * @param delay one-way delay of the link, where the technology has a fixed one
     */
    void NoteLinkUp(const std::string& node, const std::string& gateway, Time delay = Time());

    /**
     * A mobile node has a link, now, beside its old one, which it keeps until the new one serves it
     * (make before break). A handover begins and ends; how long flows were interrupted is not
     * measured: they may go on over the old link.
     *
     * @param node its name
     * @param gateway name of the new link's gateway
     * @param delay one-way delay of the new link, where the technology has a fixed one
     */
    void NoteLinkBeside(const std::string& node, const std::string& gateway, Time delay = Time());

    /**
     * A mobile node is switched on or off, now. Who is never switched is on.
     *
     * @param node its name
     * @param isOn whether it is on from now on
     */
    void NoteSwitch(const std::string& node, bool isOn);

    /// @return where each mobile node was
    const NodeHistories& GetHistories() const
    {
        return m_histories;
    }

    /**
     * @param node name of a mobile node
     * @return the gateway at which its link is up; empty if it is nowhere
     */
    std::string GetPlace(const std::string& node) const;

    /**
     * @param traffic the data packets, for what is told of them
     * @param signaling what to count messages by
     * @param gaps what knows of service gaps; null: none are told
     * @return all handovers, in the order in which they attached
     */
    std::vector<HandoverRecord> GetHandovers(const TrafficMonitor& traffic,
                                             const SignalingMonitor& signaling,
                                             const ServiceGap* gaps = nullptr) const;

    /// @return the first attachment of each node
    const std::vector<AttachmentRecord>& GetAttachments() const
    {
        return m_attachments;
    }

  private:
    /// What is known of one mobile node.
    struct Place
    {
        std::string gateway;                 //!< where its link is up, or empty
        bool isAttachedBefore{false};        //!< it has attached at least once
        bool isUnmanaged{false};             //!< see NoteUnmanaged
        std::size_t attachment{0};           //!< index of its first attachment
        std::vector<std::size_t> handovers;  //!< indices of its handovers, begun ones included
        std::map<std::string, Time> noticed; //!< when each gateway last noticed that it had gone
        /// The prefixes of its session, at each gateway where it is registered.
        std::map<std::string, std::vector<Prefix>> sessions;
        std::map<std::string, std::vector<Prefix>> anchored; //!< what each gateway anchors
    };

    /**
     * A gateway's trace of an attachment.
     *
     * @param gateway name of its node
     * @param entry the registration
     * @param to its state now
     */
    void HandleAttachment(const std::string& gateway,
                          const BindingUpdateListEntry& entry,
                          AttachmentState to);
    /**
     * A gateway has noticed that a mobile node has gone.
     *
     * @param place the node's
     * @param gateway name of the gateway
     */
    void NoteNoticed(Place& place, const std::string& gateway);
    /**
     * A mobile node is registered by the gateway where its link is up.
     *
     * @param node its name
     * @param entry its entry there
     */
    void NoteRegistered(const std::string& node, const BindingUpdateListEntry& entry);
    /**
     * A prefix can be delivered in a handover. Nothing happens if that was noted.
     *
     * @param record the handover
     * @param prefix the prefix
     * @param anchor where it is anchored
     * @param isOwn of the attachment that the handover has led to
     */
    void AddPrefix(HandoverRecord& record,
                   const Prefix& prefix,
                   const Ipv6Address& anchor,
                   bool isOwn) const;
    /**
     * @param place a mobile node's
     * @param advertisement a Router Advertisement that has come to it
     * @return true if it has a preferred prefix of the node's session where it is; of any, where
     *         there are no sessions
     */
    bool IsOfSession(const Place& place, const RouterAdvertisement& advertisement) const;
    /**
     * An IPv6 packet has come to a mobile node.
     *
     * @param node its name
     * @param packet from its IPv6 header on
     */
    void HandleReceived(const std::string& node, Ptr<const Packet> packet);
    /**
     * A data packet's first router forwards it; see TrafficMonitor::ForwardedCallback.
     *
     * @param sender name of the node
     * @param forwarder name of the router
     */
    void HandleForwarded(const std::string& sender, const std::string& forwarder);
    /**
     * A data packet is delivered; see TrafficMonitor::DeliveredCallback.
     *
     * @param receiver name of the node
     * @param destination of the packet
     */
    void HandleDelivered(const std::string& receiver, const Ipv6Address& destination);

    /**
     * @param node a mobile node's name
     * @return its handover that has attached and is its last; null if it has none
     */
    HandoverRecord* GetCurrent(const std::string& node);

    NodeHistories m_histories;                       //!< of mobile nodes
    std::unordered_map<std::string, Place> m_places; //!< by name
    std::set<std::string> m_gateways;                //!< that have sessions
    std::unordered_map<LinkLayerAddress, std::string, LinkLayerHash> m_names; //!< of mobile nodes
    std::unordered_map<Ipv6Address, std::string, AddressHash> m_anchors;      //!< names of anchors
    bool m_isGatewayAnchor{false};                                //!< see SetGatewaysAsAnchors
    std::unordered_map<Prefix, std::string, PrefixHash> m_owners; //!< of anchored prefixes
    std::deque<HandoverRecord> m_handovers;                       //!< all, in the order begun
    std::vector<AttachmentRecord> m_attachments;                  //!< first attachments
    std::shared_ptr<HandoverMonitor*> m_self; //!< null inside once this object is gone
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_HANDOVER_MONITOR_H
