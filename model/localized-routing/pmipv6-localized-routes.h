/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_LOCALIZED_ROUTES_H
#define PMIPV6_LOCALIZED_ROUTES_H

#include "pmipv6-deadline-table.h"
#include "pmipv6-localized-route.h"
#include "pmipv6-ordering-memory.h"
#include "pmipv6-route-demand.h"
#include "pmipv6-route-forwarding.h"

#include "ns3/nstime.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-localized-routing
 * The localized routes of a gateway: the only writer of their state, of their rows in the
 * forwarding table and of what is remembered of those that are gone. Each transition is one
 * function, follows GetLocalizedRouteTable, and is told once the route is as it shall be.
 */
class LocalizedRoutes
{
  public:
    /// What is the same for all routes.
    struct Settings
    {
        bool isActivatedOnAck{false};    //!< packets take a route once it is ACTIVE only
        double refreshFraction{2.0 / 3}; //!< of a lifetime, after which use is looked at
    };

    /// Who is told.
    struct Listener
    {
        /// A transition; the route as it is after it, or before it if it is removed.
        std::function<void(const LocalizedRoute& route,
                           LocalizedRouteState from,
                           LocalizedRouteState to,
                           const std::string& reason)>
            changed;
        /// A route's deadline has come; must end it, or put its refresh off.
        std::function<void(const LocalizedRoute& route)> due;
    };

    LocalizedRoutes() = default;
    LocalizedRoutes(const LocalizedRoutes&) = delete;
    LocalizedRoutes& operator=(const LocalizedRoutes&) = delete;

    /**
     * @param forwarding where rows are written; outlives this
     * @param settings what is the same for all routes
     * @param listener who is told
     */
    void Start(const RouteForwarding& forwarding, const Settings& settings, Listener listener);

    /**
     * Remove all routes without a word to others, and forget those that are gone.
     *
     * @param reason why
     */
    void Clear(const std::string& reason);

    /// Let go of who is told.
    void Dispose();

    /**
     * @param pair a pair, in either order
     * @return its route, or null
     */
    const LocalizedRoute* Find(const PrefixPair& pair) const
    {
        return m_table.Find(pair);
    }

    /**
     * @param demand RO Init or RO Setup with a lifetime of 0
     * @return the route that it means, or null: an anchor that got no answer to its RO Trigger
     * knows the other node by its address alone
     */
    const LocalizedRoute* FindToEnd(const RouteDemand& demand) const;

    /**
     * @param prefix a prefix
     * @return the routes of all pairs of it, in the order in which they were made
     */
    std::vector<const LocalizedRoute*> FindByPrefix(const Prefix& prefix) const
    {
        return m_table.FindByPrefix(prefix);
    }

    /// @return all routes, in the order in which they were made
    std::vector<const LocalizedRoute*> GetAll() const
    {
        return m_table.GetAll();
    }

    /**
     * @param pair a pair without a route
     * @param now the time
     * @return the last attempt for it, if it is remembered
     */
    std::optional<uint32_t> FindEnded(const PrefixPair& pair, Time now)
    {
        return m_ended.Find(pair, now);
    }

    /**
     * @param demand what is wanted
     * @return how it was refused, if it is the last for its pair and was refused
     */
    std::optional<ExperimentalStatus> FindRefusal(const RouteDemand& demand) const
    {
        return m_ended.FindRefusal(demand.request.pair, demand.key);
    }

    /**
     * Make a route, or change the one of the pair (draft-loureiro, 4.1): ACTIVE, or PENDING if the
     * other gateway is to be asked.
     *
     * @param demand what is wanted, with MAG-ADDR
     * @param identifier MN-Identifier of the node here
     * @param isLocal both nodes are here
     * @return the route
     */
    const LocalizedRoute& Establish(const RouteDemand& demand,
                                    const std::string& identifier,
                                    bool isLocal);

    /**
     * The other gateway is asked.
     *
     * @param route a route that is PENDING
     * @param setup of RO Setup
     */
    void SetSetup(const LocalizedRoute& route, Exchange setup);

    /**
     * The other gateway has answered, or has not: nothing may point to a gateway that has not
     * agreed.
     *
     * @param route a route that is PENDING; is gone after a refusal
     * @param status of the answer
     */
    void Finish(const LocalizedRoute& route, ExperimentalStatus status);

    /**
     * A route ends.
     *
     * @param route the route
     * @param event why
     * @param reason for the traces
     */
    void Remove(const LocalizedRoute& route, LocalizedRouteEvent event, const std::string& reason);

    /**
     * Remember the last attempt for a pair without a route.
     *
     * @param pair the pair
     * @param ordering of the attempt
     */
    void KeepEnded(const PrefixPair& pair, uint32_t ordering);

    /**
     * A route is not refreshed now: look again after a while.
     *
     * @param route the route
     */
    void PostponeRefresh(const LocalizedRoute& route);

    /**
     * @param route a route
     * @return true if packets have used it since this was last asked
     */
    bool TakeUse(const LocalizedRoute& route) const
    {
        return m_forwarding->TakeUse(route.entries);
    }

    /**
     * The anchor is to be asked about a route; an earlier question is dropped.
     *
     * @param route the route
     */
    void BeginRefresh(const LocalizedRoute& route);

    /**
     * The anchor is asked.
     *
     * @param route the route
     * @param refreshing of RO Refresh
     */
    void SetRefresh(const LocalizedRoute& route, Exchange refreshing);

    /**
     * The anchor has not answered: the route lives on to its end.
     *
     * @param route the route
     */
    void FinishRefresh(const LocalizedRoute& route);

    /**
     * Extend a route.
     *
     * @param route the route
     * @param from when its lifetime begins
     * @param lifetime granted, units of 4 s
     */
    void Extend(const LocalizedRoute& route, Time from, uint16_t lifetime);

    /**
     * The anchor has restarted, and may not have a route's session.
     *
     * @param route the route
     */
    void SetDoubtful(const LocalizedRoute& route);

  private:
    /// What a route has in a state.
    using Phase = decltype(LocalizedRoute::phase);

    /// @param route the same, as it was read @return a route of this table, to be changed
    LocalizedRoute& Get(const LocalizedRoute& route)
    {
        return *m_table.Find(route.pair);
    }

    /**
     * Every transition: writes the forwarding table, remembers what is gone, fires the traces.
     *
     * @param route the route, its fields already as they shall be
     * @param event why; goes by GetLocalizedRouteTable
     * @param phase what it has in the new state; none deletes the route
     * @param reason for the traces
     * @param refusal how the request for it is refused; SUCCESS: it is not
     */
    void Transition(LocalizedRoute& route,
                    LocalizedRouteEvent event,
                    Phase phase,
                    const std::string& reason,
                    ExperimentalStatus refusal = ExperimentalStatus::SUCCESS);

    /**
     * Begin a route's lifetime.
     *
     * @param route which
     * @param from when it begins
     * @param lifetime in units of 4 s
     */
    void SetLifetime(LocalizedRoute& route, Time from, uint16_t lifetime) const;

    /// Compute a route's next deadline. @param route which
    void SetDeadline(const LocalizedRoute& route);

    RouteTable<LocalizedRoute> m_table;           //!< the routes
    OrderingMemory m_ended;                       //!< attempts of routes that are gone
    const RouteForwarding* m_forwarding{nullptr}; //!< where rows are written
    Settings m_settings;                          //!< what is the same for all
    Listener m_listener;                          //!< who is told
    /// When each route needs attention next.
    DeadlineTable<const LocalizedRoute*> m_deadlines{
        [this](const LocalizedRoute* route) { m_listener.due(*route); }};
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_LOCALIZED_ROUTES_H
