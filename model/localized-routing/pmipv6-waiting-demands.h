/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_WAITING_DEMANDS_H
#define PMIPV6_WAITING_DEMANDS_H

#include "pmipv6-deadline-table.h"
#include "pmipv6-route-demand.h"

#include "ns3/nstime.h"

#include <functional>
#include <list>
#include <string>
#include <unordered_map>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-localized-routing
 * What is wanted of a gateway for nodes whose registration is under way: RO Init or RO Setup that
 * has come before the PBA.
 */
class WaitingDemands
{
  public:
    /**
     * @param late gets what has waited for too long, and waits no more
     */
    void SetHandler(std::function<void(const RouteDemand& demand)> late);

    /**
     * @param key of a demand
     * @return true if it waits
     */
    bool Contains(const std::string& key) const;

    /**
     * @param demand what is wanted; does not wait yet
     * @param longest how long it may wait
     */
    void Keep(const RouteDemand& demand, Time longest);

    /**
     * End the wait of some.
     *
     * @param isReady says of which
     * @return those, in the order in which they came
     */
    std::vector<RouteDemand> Take(const std::function<bool(const RouteDemand&)>& isReady);

    /// Forget all.
    void Clear();

  private:
    /**
     * @param key of a demand that has waited for too long
     */
    void HandleLate(const std::string& key);

    std::list<RouteDemand> m_waiting;                  //!< in the order in which they came
    std::function<void(const RouteDemand&)> m_handler; //!< gets what is late
    /// When each is answered at the latest, by its key.
    DeadlineTable<std::string> m_ends{[this](const std::string& key) { HandleLate(key); }};
};

/**
 * @ingroup pmipv6-localized-routing
 * The RO Inits at a gateway whose RO Setup is under way, those included that another has taken the
 * place of: all get the same answer.
 */
class PendingDemands
{
  public:
    /**
     * @param demand an RO Init
     */
    void Add(const RouteDemand& demand)
    {
        m_pending[demand.request.pair.GetKey()].push_back(demand);
    }

    /**
     * @param pair a pair, in either order
     * @return those of it, which are not pending any more
     */
    std::vector<RouteDemand> Take(const PrefixPair& pair);

    /// Forget all.
    void Clear()
    {
        m_pending.clear();
    }

  private:
    /// By pair, in the key's order.
    std::unordered_map<PrefixPair, std::vector<RouteDemand>, PrefixPairHash> m_pending;
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_WAITING_DEMANDS_H
