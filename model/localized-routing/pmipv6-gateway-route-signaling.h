/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_GATEWAY_ROUTE_SIGNALING_H
#define PMIPV6_GATEWAY_ROUTE_SIGNALING_H

#include "pmipv6-exchange-list.h"
#include "pmipv6-gone-routes.h"
#include "pmipv6-mobility-signaling.h"
#include "pmipv6-route-demand.h"
#include "pmipv6-route-messages.h"

#include <cstdint>
#include <functional>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-localized-routing
 * What a gateway says about localized routes: RO Setup, RO Refresh, RO Request and acknowledgements
 * (draft-loureiro, 5.1).
 */
class GatewayRouteSignaling
{
  public:
    /// What is the same for all messages.
    struct Settings
    {
        Ipv6Address address;    //!< Proxy-CoA
        bool isProxy{false};    //!< RO Setup goes to the own anchor
        uint32_t maxRetries{3}; //!< how often an unanswered request is repeated
        uint16_t lifetime{0};   //!< to ask for, units of 4 s
    };

    /// Told of what is refused.
    using Refused = std::function<
        void(const PrefixPair& pair, const Ipv6Address& peer, ExperimentalStatus status)>;

    /**
     * @param signaling the node's signaling
     * @param settings what is the same for all messages
     * @param refused told of what is refused
     */
    void Start(Ptr<MobilitySignaling> signaling, const Settings& settings, Refused refused);

    /// Ask and tell nothing any more, but for what others hold.
    void Clear();

    /// Clear, and let go of the node's objects.
    void Dispose();

    /**
     * Ask the source's gateway (draft-loureiro, 4.1).
     *
     * @param demand the RO Init because of which
     * @param answered called with the status of the answer, or PEER_DID_NOT_ANSWER
     * @return the exchange
     */
    [[nodiscard]] Exchange AskSetup(const RouteDemand& demand,
                                    std::function<void(ExperimentalStatus)> answered);

    /**
     * Have the gateway of the other node end its route to this one.
     *
     * @param route a route that this gateway has no more
     */
    void TellPeer(const GoneRoute& route);

    /**
     * Tell the anchor that a route is in use (draft-loureiro, 4.5).
     *
     * @param pair of the route
     * @param anchor LMAA of the node here
     * @param done told what has come of it
     * @return the exchange
     */
    [[nodiscard]] Exchange AskRefresh(const PrefixPair& pair,
                                      const Ipv6Address& anchor,
                                      std::function<void(const ExchangeOutcome&)> done);

    /**
     * Ask the anchor for a route (draft-loureiro, 7): whatever the answer says, it comes by RO Init
     * or RO Setup, or not at all.
     *
     * @param pair the node's prefix, the other one's address
     * @param anchor LMAA of the node
     */
    void AskForRoute(const PrefixPair& pair, const Ipv6Address& anchor);

    /**
     * Answer a demand.
     *
     * @param demand the demand
     * @param status the status
     */
    void Answer(const RouteDemand& demand, ExperimentalStatus status);

  private:
    Ptr<MobilitySignaling> m_signaling; //!< the node's signaling
    Settings m_settings;                //!< what is the same for all messages
    Refused m_refused;                  //!< told of what is refused
    RouteSequence m_sequence;           //!< numbers of requests
    ExchangeList m_unheld;              //!< RO Requests, and routes that were ended
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_GATEWAY_ROUTE_SIGNALING_H
