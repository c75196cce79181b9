/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_HOME_NODES_H
#define PMIPV6_EXPERIMENT_HOME_NODES_H

#include "pmipv6-experiment-home-routes.h"
#include "pmipv6-experiment-home-stays.h"
#include "pmipv6-experiment-network.h"
#include "pmipv6-experiment-option.h"
#include "pmipv6-experiment-result.h"
#include "pmipv6-experiment-scheme.h"

#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"
#include "ns3/pmipv6-correspondent-node.h"
#include "ns3/pmipv6-home-agent.h"
#include "ns3/pmipv6-mobile-ipv6-helper.h"
#include "ns3/pmipv6-mobile-ipv6-node.h"
#include "ns3/pmipv6-signaling-monitor.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

struct MobileNode;

/// What a mobile node did on one link.
struct HomeStay
{
    Time attached;                  //!< the link is up
    std::optional<Time> moved;      //!< it knows that it is on another link than before
    std::optional<Time> careOf;     //!< it uses an address of that link
    std::optional<Time> asked;      //!< its Binding Update leaves
    std::optional<Time> registered; //!< it has the Binding Acknowledgement
};

/**
 * Nodes that look after themselves (RFC 6275), their home agents and correspondents, in one run:
 * part of a scheme that has them, whoever else manages mobility.
 */
class HomeNodes
{
  public:
    /**
     * @param options the run's
     */
    explicit HomeNodes(const ExperimentOptions& options)
        : m_options(options)
    {
    }

    /**
     * Set the attributes of what is installed from now on as the options have them.
     *
     * @param mipv6 gives the roles; lives as long
     */
    void Configure(MobileIpv6Helper& mipv6);

    /**
     * @param node its node
     * @param agent a home agent
     */
    void AddHomeAgent(const NetworkNode& node, Ptr<HomeAgent> agent);

    /**
     * @param mobile a mobile node
     * @param role its role
     * @param agent node of its home agent
     */
    void AddMobileNode(const MobileNode& mobile, Ptr<MobileIpv6Node> role, const NodeName& agent);

    /**
     * Make a node a correspondent, with route optimization.
     *
     * @param name its name
     * @param node the node
     * @param address an address of it that is no home address; :: if it has none
     */
    void AddCorrespondent(const std::string& name, Ptr<Node> node, const Ipv6Address& address);

    /// @return a home agent by its node; null if it has none
    Ptr<HomeAgent> FindAgent(const NodeName& node) const;

    /// @return a mobile node's role; null of one that has none
    Ptr<MobileIpv6Node> FindRole(const std::string& node) const;

    /// @return how many mobile nodes there are
    std::size_t GetSize() const
    {
        return m_mobiles.size();
    }

    /**
     * @param node a node
     * @param at when its role of RFC 6275 loses its state
     * @return false if it has none
     */
    bool ScheduleRestart(const NetworkNode& node, Time at) const;

    /**
     * Have the roles watched, and what the nodes that are hosts send.
     *
     * @param network the wired part
     * @param monitors what watches
     */
    void Connect(const Network& network, RunMonitors& monitors);

    /// A mobile node's link is up, now. Nothing happens of one that has no role.
    void NoteLinkUp(const std::string& node);

    /// Says whether a mobile node of a home agent is on its home link.
    using IsAtHome = std::function<bool(const Scheme::Attached& node, const NodeName& agent)>;

    /**
     * Judge what home agents, mobile nodes and correspondents have.
     *
     * @param nodes mobile nodes; those without a role are left out
     * @param isAtHome who is at home
     * @return what was found
     */
    StateChecker::Finding JudgeState(const std::vector<Scheme::Attached>& nodes,
                                     const IsAtHome& isAtHome) const;

    /// @return true if an address is under test
    bool IsBusy() const;

    /// @return true if a home agent has lost a binding that is not back yet
    bool IsRecovering() const;

    /// @return sentences about bindings that have gone back
    std::vector<std::string> FindFaults() const
    {
        return m_stays.FindFaults();
    }

    /// @return see Scheme::FindOptimized
    std::optional<Time> FindOptimized(const std::string& node, Time attached) const
    {
        return m_routes.FindOptimized(node, attached);
    }

    /**
     * @param result of the run: gets what mobile nodes and correspondents did
     * @param isOwn the nodes have registered, and no gateway for them: registered_s and
     *        uplink_opened_s are theirs
     */
    void AddResults(ExperimentResult& result, bool isOwn) const;

  private:
    /// A mobile node.
    struct Mobile
    {
        Ptr<Node> node;              //!< the node
        Ptr<MobileIpv6Node> role;    //!< its role
        NodeName agent;              //!< node of its home agent
        std::vector<HomeStay> stays; //!< by time
    };

    /// A correspondent that does route optimization.
    struct Correspondent
    {
        Ptr<CorrespondentNode> role; //!< its role
        Ipv6Address address;         //!< that is no home address; :: if it has none
    };

    /// Have the messages counted by which mobile nodes find a home agent.
    void FollowDiscovery(const NodeName& agent, SignalingMonitor& signaling) const;

    /// Have it noted what a mobile node does.
    static void Follow(Mobile& mobile);

    /// Add what a mobile node did in a handover.
    void AddHandover(HandoverResult& handover, bool isOwn) const;

    /**
     * @param mobile a mobile node
     * @return its present stay; null: it has none yet
     */
    static HomeStay* GetLast(Mobile& mobile)
    {
        return mobile.stays.empty() ? nullptr : &mobile.stays.back();
    }

    /**
     * @param node name of a mobile node
     * @param attached when it attached, s
     * @return what it did then; null if there is nothing
     */
    const HomeStay* FindStay(const std::string& node, const Figure& attached) const;

    const ExperimentOptions m_options;                     //!< the run's
    MobileIpv6Helper* m_mipv6{nullptr};                    //!< gives the roles
    std::map<NodeName, Ptr<HomeAgent>> m_agents;           //!< by node
    std::map<std::string, Mobile> m_mobiles;               //!< by name
    std::map<std::string, Correspondent> m_correspondents; //!< by name
    HomeRoutes m_routes;                                   //!< of route optimization
    HomeStays m_stays;                                     //!< of mobile nodes
};

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_HOME_NODES_H
