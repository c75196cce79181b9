/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_LTE_ACCESS_LINK_H
#define PMIPV6_LTE_ACCESS_LINK_H

#include "pmipv6-access-link.h"
#include "pmipv6-link-layer-address.h"
#include "pmipv6-lte-enb-observer.h"
#include "pmipv6-lte-imsi.h"
#include "pmipv6-lte-presence.h"
#include "pmipv6-lte-sessions.h"

#include "ns3/net-device.h"
#include "ns3/node.h"
#include "ns3/nstime.h"
#include "ns3/traced-callback.h"
#include "ns3/virtual-net-device.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-lte
 * LTE access at the PGW of an EPC, whose node is the gateway's: what a node sends comes out of its
 * GTP-U tunnel there, and what the gateway sends to it goes into one. Nodes attach when an eNB of
 * the EPC has established their connection and default bearer, and are gone when it has released
 * them ("connection-released") or their last bearer is deleted ("bearer-deleted"). A node is known
 * by its IMSI.
 *
 * The PGW's own IPv6 interface towards its nodes is taken down: its fixed prefix for all of them
 * gives way to what the gateway's role advertises to each.
 */
class LteAccessLink : public AccessLink
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    LteAccessLink();
    ~LteAccessLink() override;

    /**
     * The EPC; once.
     *
     * @param pgw the node of its PGW, as EpcHelper::GetPgwNode() gives it; anything else ends the
     *        program with a sentence
     */
    void SetPgw(Ptr<Node> pgw);

    /**
     * @param enb an LteEnbNetDevice of the EPC
     */
    void AddEnb(Ptr<NetDevice> enb);

    /**
     * Enter a node, as a home subscriber server does; the EPC must have it too.
     *
     * @param subscriber what ns-3 has for its IMSI
     * @param imsi its IMSI
     * @param hint gives what its attach request says of how it comes, whenever it attaches
     * ("initial request" or "handover", 3GPP TS 24.301, 9.9.4.14), for which ns-3's has no field;
     * null: it says nothing
     */
    void AddSubscriber(uint64_t subscriber,
                       const Imsi& imsi,
                       std::function<HandoffIndicator()> hint = nullptr);

    /// @return how many nodes have a bearer here, as GTP's control plane has told the PGW
    std::size_t GetSessionCount() const
    {
        return m_sessions ? m_sessions->GetCount() : 0;
    }

    /**
     * A node asks for its connection to be handed over to this access, where it has one ("UE
     * requested PDN connectivity" of type "handover", 3GPP TS 23.401, 5.10.2; ns-3's NAS has no
     * such message): it attaches anew. Of one that has no connection or bearer here nothing
     * happens.
     *
     * @param subscriber ns-3's IMSI
     */
    void Announce(uint64_t subscriber);

    AccessTechnologyType GetTechnology() const override;
    bool Send(Ptr<Packet> packet,
              const LinkLayerAddress& source,
              const LinkLayerAddress& destination,
              uint16_t protocol) override;
    bool Probe(const LinkLayerAddress& node, std::function<void(bool)> answered) override;
    void SetGatewayAddress(const LinkLayerAddress& address) override;

    /**
     * TracedCallback signature for dropped packets.
     *
     * @param packet the packet, from its IPv6 header on
     * @param reason why
     */
    using DropTracedCallback = void (*)(Ptr<const Packet> packet, const std::string& reason);

  protected:
    void NotifyConstructionCompleted() override;
    void DoDispose() override;

  private:
    /// A subscriber's node.
    struct Subscriber
    {
        LinkLayerAddress node;                  //!< of its IMSI
        std::function<HandoffIndicator()> hint; //!< how it comes; or null
        Ipv6Address linkLocal;                  //!< its address on the link
        Ipv6Address gateway; //!< by which it knows its router; :: before it was told
    };

    /**
     * A packet of a node has come out of its tunnel; see NetDevice::ReceiveCallback.
     *
     * @param device out of which
     * @param packet from its IPv6 header on
     * @param protocol EtherType
     * @param from link-layer source, which says nothing
     * @return true if it is taken
     */
    bool HandleReceived(Ptr<NetDevice> device,
                        Ptr<const Packet> packet,
                        uint16_t protocol,
                        const Address& from);

    /**
     * An eNB, or the control plane, has something to tell: say it in the gateway's context.
     *
     * @param subscriber of whom
     * @param gone why it is gone; empty: it is there
     */
    void Report(uint64_t subscriber, const std::string& gone);

    /// Let go of the EPC.
    void Close();

    Ptr<VirtualNetDevice> m_tunnels;                  //!< the PGW's device in front of its tunnels
    LinkLayerAddress m_gatewayAddress;                //!< the gateway's own
    std::unique_ptr<LteSessions> m_sessions;          //!< whose tunnel is which
    std::unique_ptr<LteEnbObserver> m_enbs;           //!< who is connected
    std::unique_ptr<LtePresence> m_presence;          //!< who is there
    std::unordered_map<uint64_t, Subscriber> m_nodes; //!< by ns-3's IMSI
    std::unordered_map<LinkLayerAddress, uint64_t, LinkLayerHash> m_subscribers; //!< by node
    Time m_echoInterval;                                                         //!< EchoInterval
    uint32_t m_maxEchoes{3};                                                     //!< MaxEchoes
    TracedCallback<Ptr<const Packet>, const std::string&> m_drop;                //!< a drop
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_LTE_ACCESS_LINK_H
