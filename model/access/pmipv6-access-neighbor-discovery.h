/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ACCESS_NEIGHBOR_DISCOVERY_H
#define PMIPV6_ACCESS_NEIGHBOR_DISCOVERY_H

#include "pmipv6-access-device.h"
#include "pmipv6-link-layer-address.h"
#include "pmipv6-logical-routers.h"
#include "pmipv6-neighbor-probe.h"
#include "pmipv6-router-advertiser.h"

#include "ns3/icmpv6-header.h"

#include <functional>
#include <unordered_map>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-access
 * Neighbour discovery (RFC 4861) of a gateway with each of its nodes alone: Router Advertisements
 * with a node's own prefixes as a frame to that node (RFC 5213, 6.7 and 6.9; RFC 6085), answers to
 * solicitations for the gateway's link-local address, and probes whether a node is still there.
 */
class AccessNeighborDiscovery : public Object
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /**
     * Give a node an access device with an IPv6 interface and neighbour discovery on it.
     *
     * @param node a router with an IPv6 stack
     * @param address link-layer address of the device; without one the fixed address that all
     *        gateways have in common
     * @return the neighbour discovery of the new device
     */
    static Ptr<AccessNeighborDiscovery> Install(Ptr<Node> node,
                                                std::optional<Mac48Address> address = {});

    /// @return the access device
    Ptr<AccessDevice> GetDevice() const
    {
        return m_device;
    }

    /// Called with a node that has sent a Router Solicitation.
    using SolicitedCallback = std::function<void(const LinkLayerAddress&)>;

    /**
     * @param solicited called for each Router Solicitation
     */
    void SetSolicitedCallback(SolicitedCallback solicited);

    /// Called with a node and an address that it is about to use.
    using ClaimedCallback = std::function<void(const LinkLayerAddress&, const Ipv6Address&)>;

    /**
     * @param claimed called for each Neighbor Solicitation of duplicate address detection (RFC
     * 4862, 5.4)
     */
    void SetClaimedCallback(ClaimedCallback claimed);

    /// Somebody who speaks for addresses of nodes that are elsewhere (RFC 6275, 10.4.1).
    struct Proxy
    {
        /// Is an address to be answered for towards a node that asks for it?
        std::function<bool(const LinkLayerAddress& node, const Ipv6Address& address)> isDefended;
        /// A node says that an address is its own.
        std::function<void(const LinkLayerAddress& node, const Ipv6Address& address)> heard;
    };

    /**
     * @param proxy who speaks for others; empty functions: nobody
     */
    void SetProxy(Proxy proxy)
    {
        m_proxy = std::move(proxy);
    }

    /**
     * Ask all nodes for the owner of an address, as duplicate address detection does (RFC 4862,
     * 5.4.2), once. Who has it tells: Proxy::heard.
     *
     * @param address the address
     */
    void AskForOwner(const Ipv6Address& address);

    /**
     * Tell all nodes that packets for an address go to the gateway, by a Neighbor Advertisement
     * each that overrides what they know (RFC 4861, 7.2.6; RFC 6275, 10.4.1).
     *
     * @param address the address of a node that is elsewhere
     */
    void AdvertiseAddress(const Ipv6Address& address);

    /**
     * Have a link-local address of the gateway's own towards one node, instead of the one that is
     * made from the access device's link-layer address (RFC 5213, 6.8).
     *
     * @param node its link-layer address
     * @param address the gateway's address on the link with it
     */
    void SetGatewayAddress(const LinkLayerAddress& node, const Ipv6Address& address);

    /**
     * @param node link-layer address of a node
     * @return the gateway's link-local address on the link with it
     */
    Ipv6Address GetGatewayAddress(const LinkLayerAddress& node) const;

    /**
     * Forget what SetGatewayAddress said of a node.
     *
     * @param node its link-layer address
     */
    void ForgetGatewayAddress(const LinkLayerAddress& node);

    /// @return what is advertised to which node, by the gateway itself and by whom it stands in for
    Ptr<RouterAdvertiser> GetAdvertiser() const
    {
        return m_advertiser;
    }

    /// @return the routers for which the gateway stands in on its links
    const LogicalRouters& GetLogicalRouters() const
    {
        return m_device->GetLogicalRouters();
    }

    /**
     * @param prefix a prefix for address autoconfiguration
     * @param maxPreferred it is preferred no longer than this
     * @return it with the lifetimes AdvValidLifetime and AdvPreferredLifetime, as it is to be
     * advertised
     */
    AdvertisedPrefix WithLifetimes(const Prefix& prefix, Time maxPreferred) const;

    /**
     * Is a node still there? Asks it as its access link says (AccessLink::Probe), or sends Neighbor
     * Solicitations to it (RFC 4861, 7.3.3); see NeighborProbe for what counts as an answer.
     *
     * @param node its link-layer address
     * @param answered called once, with true as soon as it answers, or with false after the last
     *        solicitation stayed unanswered
     */
    void Probe(const LinkLayerAddress& node, std::function<void(bool)> answered);

    /// Ask nobody any more, and tell of no answer to what was asked.
    void EndProbes();

    /**
     * @param node link-layer address of a node
     * @return true if it is asked whether it is there, and has not answered
     */
    bool IsProbing(const LinkLayerAddress& node) const
    {
        return m_probe.IsAsking(node) || m_linkProbes.count(node) > 0;
    }

    /**
     * TracedCallback signature for Router Advertisements and Solicitations.
     *
     * @param node link-layer address of the node
     * @param octets size of the IPv6 packet
     */
    using RouterMessageTracedCallback = void (*)(const LinkLayerAddress& node, uint32_t octets);

  protected:
    void DoDispose() override;

  private:
    /**
     * @param device the gateway's access device, whose neighbour discovery this becomes
     */
    void SetDevice(Ptr<AccessDevice> device);

    /**
     * A neighbour discovery packet has come; see AccessDevice::DiscoveryHandler.
     *
     * @param node link-layer address of the sender
     * @param packet from its ICMPv6 header on
     * @param header its IPv6 header
     */
    void Receive(const LinkLayerAddress& node, Ptr<Packet> packet, const Ipv6Header& header);

    /// @param node its link-layer address @return the gateway itself, as a node sees it
    LogicalRouter GetOwnRouter(const LinkLayerAddress& node) const;

    /**
     * A node has answered its access link's question, or has not.
     *
     * @param node its link-layer address
     */
    void EndLinkProbe(const LinkLayerAddress& node);

    /**
     * Answer a Neighbor Solicitation for the link-local address of the gateway, or of a router for
     * which it stands in.
     *
     * @param node who asks
     * @param packet the message
     * @param header its IPv6 header
     */
    void AnswerSolicitation(const LinkLayerAddress& node,
                            Ptr<Packet> packet,
                            const Ipv6Header& header);

    /**
     * Send a Neighbor Solicitation to a node, for its own address; nothing if nobody knows that.
     *
     * @param node its link-layer address
     */
    void Solicit(const LinkLayerAddress& node);

    /**
     * Send a Router Advertisement to one node, with the attribute LinkMtu's MTU option, unless its
     * access link tells it otherwise (AccessLink::Configure).
     *
     * @param node its link-layer address
     * @param told who advertises, and what it tells
     */
    void SendAdvertisement(const LinkLayerAddress& node, const AdvertisedRouter& told);

    /**
     * Send an ICMPv6 message to one node.
     *
     * @param router from whom
     * @param node its link-layer address
     * @param packet the message, its checksum filled in
     * @param destination the IPv6 destination
     */
    void SendTo(const LogicalRouter& router,
                const LinkLayerAddress& node,
                Ptr<Packet> packet,
                const Ipv6Address& destination);

    /**
     * @param mtu the attribute LinkMtu
     */
    void SetLinkMtu(uint32_t mtu);
    /// @return the attribute LinkMtu
    uint32_t GetLinkMtu() const;
    /// @return the MTU that Router Advertisements tell
    uint32_t GetAdvertisedMtu() const;

    Ptr<AccessDevice> m_device;         //!< the access device
    Ptr<RouterAdvertiser> m_advertiser; //!< what is advertised to whom
    /// How many questions of its access link a node has not answered.
    std::unordered_map<LinkLayerAddress, uint32_t, LinkLayerHash> m_linkProbes;
    uint64_t m_probeRound{0};      //!< counts EndProbes
    ClaimedCallback m_claimed;     //!< addresses claimed
    SolicitedCallback m_solicited; //!< Router Solicitations
    Proxy m_proxy;                 //!< who speaks for others
    NeighborProbe m_probe;         //!< who is asked whether it is there
    /// Link-local addresses towards single nodes.
    std::unordered_map<LinkLayerAddress, Ipv6Address, LinkLayerHash> m_gatewayAddresses;
    Time m_routerLifetime;                                              //!< AdvDefaultLifetime
    Time m_validLifetime;                                               //!< AdvValidLifetime
    Time m_preferredLifetime;                                           //!< AdvPreferredLifetime
    Time m_retransTimer;                                                //!< RETRANS_TIMER
    uint32_t m_maxUnicastSolicit{3};                                    //!< MAX_UNICAST_SOLICIT
    uint32_t m_linkMtu{65535};                                          //!< LinkMtu
    TracedCallback<const LinkLayerAddress&, uint32_t> m_advertised;     //!< advertisement sent
    TracedCallback<const LinkLayerAddress&, uint32_t> m_solicitedTrace; //!< solicitation received
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ACCESS_NEIGHBOR_DISCOVERY_H
