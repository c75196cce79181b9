/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_UNCOORDINATED_ROUTING_H
#define PMIPV6_UNCOORDINATED_ROUTING_H

#include "pmipv6-anchor-function.h"
#include "pmipv6-anchor-resolver.h"
#include "pmipv6-exchange-list.h"
#include "pmipv6-mobility-signaling.h"
#include "pmipv6-pair-detector.h"
#include "pmipv6-peer-table.h"
#include "pmipv6-route-messages.h"
#include "pmipv6-route-table.h"

#include "ns3/traced-callback.h"

#include <optional>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-localized-routing
 * What an anchor without a controller knows of a pair.
 */
struct UncoordinatedRoute : RouteRow
{
    Ipv6Address peerAnchor{Ipv6Address::GetAny()};  //!< :: if both nodes are of this anchor
    Ipv6Address peerGateway{Ipv6Address::GetAny()}; //!< where the other node was last; :: unknown
};

/**
 * @ingroup pmipv6-localized-routing
 * Localized routing without anybody who controls it: the baseline that shows the race of RFC 6279,
 * 3.2. Each anchor updates the gateways of a pair from what it knows itself: at a handover of its
 * own node the other node's gateway, the new gateway, and the other anchor, whose cache it updates
 * and nothing else. When both nodes move at about the same time, each new gateway may be told of
 * the other's old one, for ever. Nothing is made good: no acknowledgement changes anything.
 */
class UncoordinatedRouting : public AnchorFunction
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /**
     * Take acknowledgements from a gateway. Before the start.
     *
     * @param gateway its Proxy-CoA
     */
    void AddGateway(const Ipv6Address& gateway);

    /**
     * Take RO Trigger from another anchor. Before the start.
     *
     * @param anchor its LMAA
     */
    void AddAnchor(const Ipv6Address& anchor);

    /**
     * @param resolver finds the anchors of other nodes; null: only routes between nodes of this
     *        anchor
     */
    void SetResolver(Ptr<AnchorResolver> resolver);

    void Start(Ptr<LocalMobilityAnchor> anchor) override;
    void Stop() override;
    void Restart() override;
    void HandleRegistered(const BindingCacheEntry& session, RegistrationKind kind) override;
    void HandleBinding(const BindingCacheEntry& session,
                       BindingState from,
                       BindingState to,
                       const std::string& reason) override;

    /**
     * TracedCallback signature for pairs whose first packet this anchor has seen.
     *
     * @param source source of the packet
     * @param destination destination of the packet
     */
    using DetectedTracedCallback = void (*)(const Ipv6Address& source,
                                            const Ipv6Address& destination);

  protected:
    void DoDispose() override;

  private:
    /**
     * A node of this anchor has sent its first packet to another.
     *
     * @param prefix the node's prefix
     * @param source the packet's source
     * @param destination the packet's destination
     */
    void Detect(const Prefix& prefix, const Ipv6Address& source, const Ipv6Address& destination);

    /**
     * Another anchor says where a node of its own is.
     *
     * @param message an RO Trigger
     * @param context where it came from
     * @return false if it is not for this anchor
     */
    bool HandleMessage(const MobilityMessage& message, const MessageContext& context);

    /**
     * Take over where another anchor's node is.
     *
     * @param request what that anchor says; its destination is a prefix of a node of this one
     * @param anchor who says so
     */
    void Learn(const RouteRequest& request, const Ipv6Address& anchor);

    /**
     * Tell the gateway of a node of this anchor where the other node is.
     *
     * @param own the node's prefix
     * @param peer the other's
     * @param gateway where that one is
     */
    void SetUpOwn(const Prefix& own, const Prefix& peer, const Ipv6Address& gateway);

    /**
     * Tell a gateway where a node is.
     *
     * @param gateway the gateway
     * @param pair the prefix of its node, and the other's
     * @param where the other's gateway
     */
    void SetUp(const Ipv6Address& gateway, const PrefixPair& pair, const Ipv6Address& where);

    /**
     * Tell another anchor where a node of this one is.
     *
     * @param anchor the other anchor
     * @param pair the prefix of this anchor's node, and the other's
     */
    void Notify(const Ipv6Address& anchor, const PrefixPair& pair);

    /**
     * Send a request and repeat it until it is answered, or this anchor stops or restarts.
     *
     * @param message the request
     * @param peer whom to
     */
    void Send(const MobilityMessage& message, const Ipv6Address& peer);

    /**
     * @param prefix a prefix of this anchor
     * @return the Proxy-CoA of its node; nothing if it is not registered
     */
    std::optional<Ipv6Address> FindGateway(const Prefix& prefix) const;

    Ptr<LocalMobilityAnchor> m_anchor;       //!< the anchor
    Ptr<MobilitySignaling> m_signaling;      //!< the node's signaling
    Ptr<AnchorResolver> m_resolver;          //!< finds other anchors
    Ipv6Address m_address;                   //!< LMAA
    std::optional<uint32_t> m_handler;       //!< registration at the signaling
    PeerTable m_gateways;                    //!< the gateways
    PeerTable m_anchors;                     //!< the other anchors
    PairDetector m_detector;                 //!< sees first packets, knows own nodes
    RouteTable<UncoordinatedRoute> m_routes; //!< what this anchor knows
    RouteSequence m_sequence;                //!< numbers of requests
    ExchangeList m_asked;                    //!< requests
    uint32_t m_maxRetries{3};                //!< MaxRetries
    Time m_lifetime;                         //!< Lifetime
    TracedCallback<const Ipv6Address&, const Ipv6Address&> m_detected; //!< trace
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_UNCOORDINATED_ROUTING_H
