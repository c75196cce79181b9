/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_HOME_ROUTES_H
#define PMIPV6_EXPERIMENT_HOME_ROUTES_H

#include "pmipv6-experiment-result.h"

#include "ns3/ipv6-address.h"
#include "ns3/node.h"
#include "ns3/nstime.h"
#include "ns3/pmipv6-correspondent-node.h"
#include "ns3/pmipv6-mobile-ipv6-node.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/**
 * Follows the route optimization of mobile nodes and their correspondents (RFC 6275, 11.6 and
 * 11.7.2), from traces alone: how each pair's way became straight, and when it was so again after a
 * handover.
 */
class HomeRoutes
{
  public:
    HomeRoutes() = default;
    HomeRoutes(const HomeRoutes&) = delete;
    HomeRoutes& operator=(const HomeRoutes&) = delete;

    /**
     * Follow a mobile node, from before its start on.
     *
     * @param name its name
     * @param role its role
     */
    void AddMobileNode(const std::string& name, Ptr<MobileIpv6Node> role);

    /**
     * Follow a correspondent, from before its start on.
     *
     * @param name its name
     * @param role its role
     * @param address an address of it that is no home address; :: if it has none
     */
    void AddCorrespondent(const std::string& name,
                          Ptr<CorrespondentNode> role,
                          const Ipv6Address& address);

    /// @return name of the node with an address, or ""
    std::string GetName(const Ipv6Address& address) const;

    /// A mobile node's link is up, now. @param node its name
    void NoteLinkUp(const std::string& node);

    /**
     * @param node a mobile node
     * @param attached when it attached, in a handover
     * @return when the last of the correspondents that it had told where it was before had
     *         acknowledged its new care-of address; nothing if it had none, or one has not, or the
     *         node has attached elsewhere before
     */
    std::optional<Time> FindRegistered(const std::string& node, Time attached) const;

    /**
     * @param node a mobile node
     * @param attached when it attached, in a handover
     * @return when the last of those correspondents had the binding; nothing if one never has
     */
    std::optional<Time> FindBound(const std::string& node, Time attached) const;

    /**
     * @param node a mobile node
     * @param attached when it attached, in a handover
     * @return the same as FindRegistered, and of correspondents that were moving meanwhile theirs
     * too: both ways of each pair are straight
     */
    std::optional<Time> FindOptimized(const std::string& node, Time attached) const;

    /// @return the routes set up outside handovers, by when the tests began
    std::vector<OptimizationResult> GetOptimizations() const;

  private:
    /// A mobile node and a correspondent of its.
    using Pair = std::pair<std::string, std::string>;

    /// A run of the procedure.
    struct Procedure
    {
        Time triggered;                   //!< first Home or Care-of Test Init
        std::optional<Time> bound;        //!< the correspondent has the binding
        std::optional<Time> acknowledged; //!< the mobile node knows
        std::optional<Time> failed;       //!< it has given up
        uint64_t messages{0};             //!< from the first to then
        bool isOfHandover{false};         //!< the correspondent had a binding before
    };

    /// What there is of a pair.
    struct Route
    {
        std::vector<Procedure> procedures; //!< by time; none that only renews
        bool isKnown{false};               //!< the correspondent has a binding, or has lost one
        bool isStraight{false};            //!< packets of the mobile node go straight
    };

    /// The tests of a pair begin.
    void HandleTriggered(const std::string& node, const Ipv6Address& peer);
    /// A message is sent.
    void HandleSent(const std::string& from, const SignalingEvent& event);
    /// A message has come: the end of a binding may be acknowledged (RFC 6275, 11.5.5).
    void HandleReceived(const std::string& node, const SignalingEvent& event);
    /// @return a pair's procedure that goes on, or null
    Procedure* FindOpen(const Pair& pair);
    /// @return when a node attached for the last time before; the beginning if never
    Time GetAttached(const std::string& node, Time when) const;
    /// @return that of a pair that was triggered while a node was where it attached, or null
    const Procedure* FindOfStay(const Route& route, const std::string& node, Time attached) const;

    std::map<Ipv6Address, std::string> m_names;         //!< of nodes, by all their addresses
    std::map<Pair, Route> m_routes;                     //!< of pairs
    std::map<std::string, std::vector<Time>> m_arrived; //!< when nodes attached
};

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_HOME_ROUTES_H
