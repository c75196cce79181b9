/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ROUTE_DEMANDS_H
#define PMIPV6_ROUTE_DEMANDS_H

#include "pmipv6-demand-rules.h"
#include "pmipv6-exchange-list.h"
#include "pmipv6-gateway-route-signaling.h"
#include "pmipv6-local-nodes.h"
#include "pmipv6-localized-routes.h"
#include "pmipv6-waiting-demands.h"

#include "ns3/nstime.h"

#include <functional>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-localized-routing
 * Does what RO Init and RO Setup want of a gateway, as DecideDemand says (draft-loureiro, 4.1 to
 * 4.4): makes and ends routes, asks the source's gateway, and answers.
 */
class RouteDemands
{
  public:
    /// What it works with; all outlive it.
    struct Parts
    {
        const LocalNodes* nodes{nullptr};          //!< the nodes here
        LocalizedRoutes* routes{nullptr};          //!< the routes
        GatewayRouteSignaling* signaling{nullptr}; //!< asks and answers
        /// Told of a gateway that a demand has named, before its route is used.
        std::function<void(const Ipv6Address& gateway)> named;
        /// Told of a route that a demand has made or changed.
        std::function<void(const LocalizedRoute& route)> established;
    };

    /**
     * @param parts what it works with
     * @param settings by what to judge
     * @param longestWait of a demand for nodes that register
     */
    void Start(const Parts& parts, const DemandSettings& settings, Time longestWait);

    /// Forget all that waits.
    void Clear();

    /**
     * Do what is wanted, or refuse it.
     *
     * @param demand what is wanted
     */
    void Process(const RouteDemand& demand);

    /// See whether demands that wait can be met by now.
    void ProcessWaiting();

    /**
     * Answer the RO Inits that wait for a route of a pair, those included that another has taken
     * the place of.
     *
     * @param pair the pair
     * @param status the status
     */
    void AnswerPending(const PrefixPair& pair, ExperimentalStatus status);

  private:
    /// @param demand what an anchor or a gateway wants @return what this gateway knows
    DemandFacts GetFacts(const RouteDemand& demand) const;

    /// Make or change a route; its nodes are here. @param demand what an anchor or a gateway wants
    void Establish(const RouteDemand& demand);

    /**
     * RO Setup, sent because of an RO Init, was answered, or was not.
     *
     * @param demand the RO Init's
     * @param status what was answered, or that nothing was
     */
    void FinishSetup(const RouteDemand& demand, ExperimentalStatus status);

    /// End a route, and have the source's gateway end it too. @param demand which says so
    void End(const RouteDemand& demand);

    Parts m_parts;             //!< what it works with
    DemandSettings m_settings; //!< by what to judge
    Time m_longestWait;        //!< for nodes that register
    WaitingDemands m_waiting;  //!< for nodes that register
    PendingDemands m_pending;  //!< for the answer to RO Setup
    ExchangeList m_passedOn;   //!< ends that were passed on
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ROUTE_DEMANDS_H
