/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_MOBILITY_FORWARDING_H
#define PMIPV6_MOBILITY_FORWARDING_H

#include "pmipv6-bypass-notes.h"
#include "pmipv6-forwarding-routes.h"
#include "pmipv6-forwarding-table.h"
#include "pmipv6-ipv6-start.h"
#include "pmipv6-mobility-routing.h"
#include "pmipv6-packet-context.h"
#include "pmipv6-tunnel-device.h"
#include "pmipv6-tunnel-extension.h"
#include "pmipv6-use-counts.h"

#include "ns3/ipv6-l3-protocol.h"
#include "ns3/node.h"
#include "ns3/object.h"
#include "ns3/traced-callback.h"

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-forwarding
 * The data plane of a node that plays a mobility role: the forwarding table, the tunnel device and
 * the routing protocol, aggregated to the node as one object. Roles write entries; packets then
 * pass without any of the role's code.
 *
 * An entry that a role sets holds its tunnel, which goes with the last entry that uses it.
 */
class MobilityForwarding : public Object
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /**
     * The node's data plane, made at the first call: the routing protocol goes in front of the
     * node's own (an ns3::Ipv6StaticRouting moves into an ns3::Ipv6ListRouting, routes included),
     * Redirects are switched off and packets to any address of the node are taken on any interface.
     *
     * @param node a node with an IPv6 stack
     * @return its data plane
     */
    static Ptr<MobilityForwarding> Install(Ptr<Node> node);

    /**
     * As Install, on a host: it forwards nothing.
     *
     * @param node a node with an IPv6 stack
     * @return its data plane; as it is, if it has one
     */
    static Ptr<MobilityForwarding> InstallOnHost(Ptr<Node> node);

    /**
     * Have what this node sends without a source leave as if from an address, where an entry for
     * such packets says how: a mobile node's home address (RFC 6724, 5, rule 4).
     *
     * @param source the address; :: for none
     */
    void SetOwnSource(const Ipv6Address& source)
    {
        m_ownSource = source;
    }

    /// @return what SetOwnSource was given last
    const Ipv6Address& GetOwnSource() const
    {
        return m_ownSource;
    }

    /**
     * Add or replace an entry. What the former one has held (HoldAction) is forwarded, in the order
     * in which it came, unless the new one has the same buffer.
     *
     * @param match which packets
     * @param action what to do with them
     */
    void Set(const ForwardingMatch& match, const ForwardingAction& action);

    /**
     * Remove an entry, if it is there. What it has held (HoldAction) is forwarded.
     *
     * @param match which entry
     */
    void Remove(const ForwardingMatch& match);

    /**
     * Set and remove entries, all at once: what former ones have held is forwarded when all is
     * done.
     *
     * @param changes which entries, and to what; no HoldAction whose buffer one of them has
     */
    void Change(const std::vector<ForwardingChange>& changes);

    /**
     * Hold a packet; if there is no room, do what the action says.
     *
     * @param action the action
     * @param held the packet
     */
    void Hold(const HoldAction& action, HeldPacket held);

    /// @return the table
    const ForwardingTable& GetTable() const
    {
        return m_table;
    }

    /// @return the node's routing protocols, of which this data plane's is the first to be asked
    Ptr<Ipv6RoutingProtocol> GetRouting() const
    {
        return m_ipv6->GetRoutingProtocol();
    }

    /// @return the tunnel device
    const Ptr<TunnelDevice>& GetTunnelDevice() const
    {
        return m_tunnel;
    }

    /**
     * Count a device as an access link of mobile nodes: what it receives is FROM_MOBILE_NODE.
     *
     * @param device the device
     */
    void AddAccessDevice(Ptr<NetDevice> device);

    /**
     * Accept tunnelled packets from a peer to mobile nodes on this node's links, and what this node
     * holds or sends on (TunnelAction::isOnward). Pairs with DistrustTunnelPeer; calls count.
     *
     * @param peer the outer source address
     */
    void TrustTunnelPeer(const Ipv6Address& peer);

    /**
     * End one TrustTunnelPeer.
     *
     * @param peer the outer source address
     */
    void DistrustTunnelPeer(const Ipv6Address& peer);

    /**
     * Accept tunnelled packets from another gateway, likewise: none that claims to come from a node
     * here, unless there is an entry of that pair. Pairs with DistrustGateway; calls count.
     *
     * @param gateway the outer source address
     */
    void TrustGateway(const Ipv6Address& gateway);

    /// @param visit called with each gateway of TrustGateway
    void ForEachTrustedGateway(const std::function<void(const Ipv6Address&)>& visit) const;

    /**
     * End one TrustGateway.
     *
     * @param gateway the outer source address; nothing happens if it is not trusted
     */
    void DistrustGateway(const Ipv6Address& gateway);

    /**
     * @param device where a packet came in
     * @return what this means to the forwarding table
     */
    PacketOrigin GetOrigin(Ptr<const NetDevice> device) const;

    /// @return tells of packets that are delivered past anchors
    BypassNotes& GetBypasses()
    {
        return m_bypasses;
    }

    /**
     * Count and trace a packet that is not forwarded.
     *
     * @param packet the packet, without its IPv6 header
     * @param header its IPv6 header
     * @param reason why
     */
    void Drop(Ptr<const Packet> packet, const Ipv6Header& header, const std::string& reason);

    /// @return how many packets were dropped, by reason
    const std::map<std::string, uint64_t>& GetDrops() const
    {
        return m_drops;
    }

    /**
     * May a tunnelled packet come from this peer? To a mobile node on a link of this node, or by an
     * entry for its destination that holds packets or sends them on (TunnelAction::isOnward), from
     * a trusted peer or gateway, or from the only one that the entry names (DeliverAction::remote);
     * or from a mobile node whose prefix is tunnelled to that same peer (RFC 5213, 5.6.2), or was a
     * moment ago: by the first entry for the source, of a Mobility Header by any of them.
     *
     * @param inner how the inner packet starts
     * @param peer the outer source
     * @return an empty string, or why not
     */
    std::string CheckTunnelled(const Ipv6Start& inner, const Ipv6Address& peer) const;

    /// Told of a tunnelled packet that is not taken, or for a destination of which the table has
    /// nothing, and may change the table; true: look again.
    using TunnelJudge = std::function<bool(const Ipv6Start& inner, const Ipv6Address& peer)>;

    /**
     * Ask somebody before a tunnelled packet is refused or routed as any other.
     *
     * @param judge asked; empty: nobody is
     */
    void SetTunnelJudge(TunnelJudge judge)
    {
        m_judge = std::move(judge);
    }

    /**
     * Decapsulate a packet that came to this node, if its inner packet may come from there.
     *
     * @param packet the inner packet, its header included
     * @param outer the outer header
     */
    void ReceiveTunnelled(Ptr<Packet> packet, const Ipv6Header& outer);

    /// @return what is known of the packet that is being forwarded
    PacketContext& GetContext()
    {
        return m_context;
    }

    /**
     * TracedCallback signature for packets that are not forwarded.
     *
     * @param packet the packet, without its IPv6 header
     * @param header its IPv6 header
     * @param reason why
     */
    using DropTracedCallback = void (*)(Ptr<const Packet> packet,
                                        const Ipv6Header& header,
                                        const std::string& reason);

    /**
     * TracedCallback signature for packets that wait.
     *
     * @param packet the packet, without its IPv6 header
     * @param header its IPv6 header
     */
    using HoldTracedCallback = void (*)(Ptr<const Packet> packet, const Ipv6Header& header);

    /**
     * TracedCallback signature for tunnelled packets that are refused.
     *
     * @param inner the inner header
     * @param peer the outer source
     * @param reason why
     */
    using TunnelRefusedTracedCallback = void (*)(const Ipv6Header& inner,
                                                 const Ipv6Address& peer,
                                                 const std::string& reason);

    /**
     * TracedCallback signature for changes of the table.
     *
     * @param match which entry
     * @param action what it says now; null: it is gone
     */
    using ChangeTracedCallback = void (*)(const ForwardingMatch& match,
                                          const ForwardingAction* action);

    /**
     * TracedCallback signature for whose tunnelled packets are taken.
     *
     * @param peer the outer source
     * @param isGateway see TrustGateway; else see TrustTunnelPeer
     * @param isTrusted whether they are from now on
     */
    using TrustTracedCallback = void (*)(const Ipv6Address& peer, bool isGateway, bool isTrusted);

  protected:
    void DoDispose() override;

  private:
    /// What there is to say of a tunnelled packet.
    struct TunnelFinding
    {
        std::string fault;                   //!< why it is not taken; empty: it is
        const ForwardingEntry* own{nullptr}; //!< that of its source, if it is taken by that
    };

    /**
     * @param inner how the inner packet starts
     * @param peer who has tunnelled it
     * @return what there is to say of it
     */
    TunnelFinding Examine(const Ipv6Start& inner, const Ipv6Address& peer) const;

    /**
     * Tell who watches of a tunnelled packet to an address of this host's own (ReceiveAction).
     *
     * @param inner how the inner packet starts
     * @param peer who has tunnelled it
     */
    void TellReceived(const Ipv6Start& inner, const Ipv6Address& peer) const;

    /**
     * @param node a node with an IPv6 stack
     * @param isRouter it is to forward packets
     * @return its data plane
     */
    static Ptr<MobilityForwarding> InstallAs(Ptr<Node> node, bool isRouter);

    /**
     * @param node the node on which to install this
     * @param isRouter it is to forward packets
     */
    void SetUp(Ptr<Node> node, bool isRouter);

    /**
     * Set an entry, or remove it.
     *
     * @param match of which packets
     * @param action what becomes of them; null: remove the entry
     * @return what it has said
     */
    std::optional<ForwardingAction> Exchange(const ForwardingMatch& match,
                                             const ForwardingAction* action);

    /**
     * An action's entry is gone, or has another one: release its tunnel, forward what it has held.
     *
     * @param action the action
     * @param now what the entry says now; null: it is gone
     */
    void ReleaseAction(const ForwardingAction& action, const ForwardingAction* now);

    /**
     * @param inner how a packet starts that a trusted gateway has tunnelled
     * @param gateway that gateway
     * @param action what the entry for its destination says
     * @return an empty string, or why it is not taken
     */
    std::string CheckFromGateway(const Ipv6Start& inner,
                                 const Ipv6Address& gateway,
                                 const ForwardingAction& action) const;

    ForwardingTable m_table;                               //!< the table
    ForwardingRoutes m_routes;                             //!< its actions as routes
    Ptr<TunnelDevice> m_tunnel;                            //!< the tunnels' end
    Ptr<MobilityRouting> m_routing;                        //!< asks the table
    Ptr<TunnelExtension> m_extension;                      //!< gets packets out
    Ptr<Ipv6L3Protocol> m_ipv6;                            //!< the node's IPv6
    std::set<Ptr<const NetDevice>> m_accessDevices;        //!< mobile nodes' links
    UseCounts<Ipv6Address, AddressHash> m_trustedPeers;    //!< see TrustTunnelPeer
    UseCounts<Ipv6Address, AddressHash> m_trustedGateways; //!< see TrustGateway
    bool m_isRouter{true};                                 //!< Install, else InstallOnHost
    bool m_isStrict{false};                                //!< StrictTunnel
    Ipv6Address m_ownSource{Ipv6Address::GetAny()};        //!< see SetOwnSource
    PacketContext m_context;                               //!< see GetContext
    BypassNotes m_bypasses;                                //!< see GetBypasses
    TunnelJudge m_judge;                                   //!< see SetTunnelJudge
    std::map<std::string, uint64_t> m_drops;               //!< packets by reason
    TracedCallback<Ptr<const Packet>, const Ipv6Header&, const std::string&> m_drop; //!< trace
    TracedCallback<Ptr<const Packet>, const Ipv6Header&> m_hold; //!< packets that wait
    /// Tunnelled packets that are not taken.
    TracedCallback<const Ipv6Header&, const Ipv6Address&, const std::string&> m_tunnelRefused;
    TracedCallback<const ForwardingMatch&, const ForwardingAction*> m_change; //!< of the table
    TracedCallback<const Ipv6Address&, bool, bool> m_trust;                   //!< of peers
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_MOBILITY_FORWARDING_H
