/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_HOME_STATE_H
#define PMIPV6_EXPERIMENT_HOME_STATE_H

#include "ns3/ipv6-address.h"
#include "ns3/pmipv6-correspondent-node.h"
#include "ns3/pmipv6-home-agent.h"
#include "ns3/pmipv6-link-layer-address.h"
#include "ns3/pmipv6-mobile-ipv6-node.h"
#include "ns3/pmipv6-mobility-forwarding.h"
#include "ns3/pmipv6-state-rules.h"

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
 * Looks into the tables of home agents and mobile nodes at one instant: does each home agent tunnel
 * to an address that the node has on its present link, and does the node tunnel from there; or is
 * it at home, and both know? An
 * observer of the whole, as StateChecker is for sessions that gateways keep.
 */
class HomeStateChecker
{
  public:
    /// A mobile node that is attached somewhere.
    struct Attached
    {
        std::string name;              //!< its name
        Ptr<MobileIpv6Node> role;      //!< its role
        std::string agentName;         //!< name of its home agent
        Ptr<HomeAgent> agent;          //!< its home agent
        std::string gateway;           //!< name of the router of its present link
        bool isAtHome;                 //!< that is its home link
        Ptr<MobilityForwarding> plane; //!< that router's data plane
        LinkLayerAddress linkLayer;    //!< by which that router knows the node
    };

    /// @param node a mobile node, whose application runs
    void Add(Attached node)
    {
        m_nodes.push_back(std::move(node));
    }

    /// A correspondent that does route optimization.
    struct Correspondent
    {
        std::string name;            //!< its name
        Ptr<CorrespondentNode> role; //!< its role
        Ipv6Address address; //!< to which mobile nodes send; of a mobile one the home address
    };

    /// @param correspondent a correspondent, whose application runs
    void Add(Correspondent correspondent)
    {
        m_correspondents.push_back(std::move(correspondent));
    }

    /**
     * @return what misleads: bindings, care-of addresses and routes whose care-of address is none
     *         that the node has on its present link, or is another than the other end's; and of
     *         correspondents bindings that are of another care-of address, or ways of the node that
     *         they do not take
     */
    StateFinding Check() const;

  private:
    /**
     * @param node a mobile node
     * @param address an address
     * @return true if the node has it, and the router of its link delivers it to the node
     */
    static bool IsHere(const Attached& node, const Ipv6Address& address);

    /// Check a node on its home link.
    static void CheckAtHome(const Attached& node, StateFinding& finding);

    /// Check a node that is away with its home agent.
    static void CheckAway(const Attached& node, StateFinding& finding);

    /// Check a node with a correspondent.
    static void CheckCorrespondent(const Attached& node,
                                   const Correspondent& peer,
                                   StateFinding& finding);

    std::vector<Attached> m_nodes;               //!< in the order added
    std::vector<Correspondent> m_correspondents; //!< likewise
};

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_HOME_STATE_H
