/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ROUTE_DETECTION_H
#define PMIPV6_ROUTE_DETECTION_H

#include "pmipv6-anchor-resolver.h"
#include "pmipv6-pair-detector.h"
#include "pmipv6-route-answers.h"
#include "pmipv6-route-attempts.h"
#include "pmipv6-route-ending.h"
#include "pmipv6-route-permission.h"
#include "pmipv6-route-sessions.h"
#include "pmipv6-session-rules.h"

#include "ns3/ipv6-address.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-localized-routing
 * What brings localized routing sessions about at an anchor of the source: its packets (RFC 6279,
 * 4: detection and discovery), and gateways that ask (draft-loureiro, 7).
 */
class RouteDetection
{
  public:
    /// What it works with; all outlive it.
    struct Parts
    {
        Ipv6Address address;                        //!< LMAA
        uint16_t lifetime{0};                       //!< to ask for, and granted at most
        RouteSessions* sessions{nullptr};           //!< the anchor's sessions
        const PairDetector* detector{nullptr};      //!< knows its bindings
        const RoutePermission* permission{nullptr}; //!< says who may have a route
        RouteAnswers* answers{nullptr};             //!< answers gateways
        RouteAttempts* attempts{nullptr};           //!< asks others
        RouteEnding* ending{nullptr};               //!< ends sessions
        /// Told of the source and destination of a packet, or of a pair that a gateway asks for.
        std::function<void(const Ipv6Address&, const Ipv6Address&)> detected;
    };

    /**
     * @param resolver finds the anchors of other nodes; null: only routes between nodes of this
     *        anchor
     */
    void SetResolver(Ptr<AnchorResolver> resolver);

    /// @return finds the anchors of other nodes, or null
    Ptr<AnchorResolver> GetResolver() const
    {
        return m_resolver;
    }

    /**
     * @param parts what it works with
     */
    void Start(const Parts& parts);

    /// Forget to whom was sent in vain.
    void Clear();

    /// Start nothing any more.
    void Stop();

    /// Let go of what was given.
    void Dispose();

    /**
     * A node of this anchor has sent a packet.
     *
     * @param prefix the node's prefix
     * @param source the packet's source
     * @param destination the packet's destination
     */
    void Detect(const Prefix& prefix, const Ipv6Address& source, const Ipv6Address& destination);

    /**
     * A gateway asks for a route (draft-loureiro, 7).
     *
     * @param request what it says
     * @param peer that gateway
     */
    void HandleRequest(const RouteRequest& request, const Ipv6Address& peer);

    /**
     * There is a node now to which others may have sent in vain.
     *
     * @param binding its binding
     */
    void HandleBound(const BindingCacheEntry& binding);

    /**
     * A session is gone.
     *
     * @param pair its pair
     */
    void Forget(const PrefixPair& pair);

  private:
    /// The time between a Start and its Stop.
    struct Run
    {
    };

    /**
     * @param address an address of no node of this anchor
     * @return false if it is certainly no mobile node's
     */
    bool MayHaveRoute(const Ipv6Address& address) const
    {
        return m_resolver && m_resolver->MayBeMobile(address);
    }

    /**
     * Set a route up between two nodes of this anchor, or of one node: that gets none.
     *
     * @param pair prefixes of source and destination
     * @param node MN-Identifier of the source's
     * @param isOfOneNode both are its own
     */
    void StartAlone(const PrefixPair& pair, const std::string& node, bool isOfOneNode);

    /**
     * Have the destination's anchor set a route up, once it is found.
     *
     * @param pair prefixes of source and destination
     * @param node MN-Identifier of the source's
     */
    void StartResolving(const PrefixPair& pair, const std::string& node);

    /**
     * The destination's anchor is found, or there is none.
     *
     * @param session which waits for it
     * @param anchor its LMAA; nothing: there is none
     */
    void FinishResolving(const RouteSession& session, std::optional<Ipv6Address> anchor);

    Parts m_parts;                     //!< what it works with
    Ptr<AnchorResolver> m_resolver;    //!< finds other anchors
    std::vector<PrefixPair> m_unbound; //!< pairs refused as nobody had the address
    std::shared_ptr<Run> m_run;        //!< between Start and Stop; else null
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ROUTE_DETECTION_H
