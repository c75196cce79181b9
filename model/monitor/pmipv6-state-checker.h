/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_STATE_CHECKER_H
#define PMIPV6_STATE_CHECKER_H

#include "pmipv6-host-addresses.h"
#include "pmipv6-link-layer-address.h"
#include "pmipv6-packet-walk.h"
#include "pmipv6-records.h"
#include "pmipv6-state-rules.h"
#include "pmipv6-state-source.h"
#include "pmipv6-state-tables.h"
#include "pmipv6-whereabouts.h"

#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-monitor
 * Looks into the tables of all roles at one instant: does each entry name the place where its
 * mobile node is, and does a packet that follows them reach its receiver? An observer of the whole,
 * which no role could be. It knows no role: each offers its rows by a StateSource.
 */
class StateChecker
{
  public:
    /// What was found.
    using Finding = StateFinding;

    /**
     * @param source what a role at a node offers
     * @param name the node's name
     */
    void AddSource(std::shared_ptr<const StateSource> source, const std::string& name);

    /**
     * Two mobile nodes that send to each other. Where no pair is named, any two may.
     *
     * @param a MN-Identifier of one
     * @param b that of the other
     */
    void AddPair(const std::string& a, const std::string& b);

    /**
     * A mobile node that is attached somewhere.
     *
     * @param identifier its MN-Identifier
     * @param name its name
     * @param linkLayer its link-layer address
     * @param gateway name of the gateway where it is
     */
    void AddMobileNode(const std::string& identifier,
                       const std::string& name,
                       const LinkLayerAddress& linkLayer,
                       const std::string& gateway);

    /**
     * Look at the global addresses that a mobile node has now, see HostAddresses.
     *
     * @param identifier its MN-Identifier
     * @param node the node
     */
    void AddHost(const std::string& identifier, Ptr<Node> node);

    /// @return what the tables say
    Finding Check() const;

    /**
     * Follow the tables from a gateway to a mobile node.
     *
     * @param gateway name of the gateway at which a packet comes from a mobile node
     * @param source its source
     * @param destination its destination
     * @return where it gets to
     */
    PacketEnd Follow(const std::string& gateway,
                     const Ipv6Address& source,
                     const Ipv6Address& destination) const;

  private:
    /**
     * @param rows of a gateway
     * @param attachment one of them, of a mobile node that is elsewhere
     * @return true if a packet of a mobile node that is here would go by it
     */
    bool IsUsedHere(const StateTables::Rows& rows, const StateSource::Attachment& attachment) const;

    /**
     * Is each mobile node registered, and does a packet from its gateway's side reach it?
     *
     * @param tables what all nodes have
     * @param owners whose the prefixes are
     * @param finding gets what is wrong
     */
    void CheckDelivery(const StateTables& tables,
                       const PrefixOwners& owners,
                       Finding& finding) const;
    /**
     * Does a packet of each node that has a peer, a session or a route reach the other node?
     *
     * @param pairs between which packets may pass
     * @param owners whose the prefixes are
     * @param finding gets what is wrong
     */
    void CheckPairs(const PrefixPairs& pairs, const PrefixOwners& owners, Finding& finding) const;

    /**
     * Name who drops or misleads a packet from a mobile node to another one, or from its gateway to
     * itself, unless that follows from what was found before.
     *
     * @param from an attached mobile node, and its prefix
     * @param to another one, or the same
     * @param finding what was found
     */
    void CheckReached(const PrefixOwners::value_type& from,
                      const PrefixOwners::value_type& to,
                      Finding& finding) const;

    /**
     * @param tables what all nodes have
     * @param owners whose the prefixes are
     * @return the pairs of prefixes between which packets may pass, each once
     */
    PrefixPairs FindPairs(const StateTables& tables, const PrefixOwners& owners) const;

    /// What tells of a node's state, and that node's name.
    using NamedSource = std::pair<std::string, std::shared_ptr<const StateSource>>;

    std::vector<NamedSource> m_sources;                       //!< in the order added
    std::vector<std::pair<std::string, std::string>> m_pairs; //!< identifiers of those that talk
    Whereabouts m_known;                                      //!< where mobile nodes are
    HostAddresses m_hosts;                                    //!< their addresses
    PacketWalk m_walk;                                        //!< where packets get to
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_STATE_CHECKER_H
