/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_HOME_STAYS_H
#define PMIPV6_EXPERIMENT_HOME_STAYS_H

#include "ns3/ipv6-address.h"
#include "ns3/pmipv6-correspondent-node.h"
#include "ns3/pmipv6-home-agent.h"
#include "ns3/pmipv6-mobile-ipv6-node.h"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/**
 * Follows, from traces alone, which stay of a mobile node each binding is of, at its home agent and
 * at correspondents, and in which stay one was ended: none goes back to an earlier one.
 */
class HomeStays
{
  public:
    HomeStays() = default;
    HomeStays(const HomeStays&) = delete;
    HomeStays& operator=(const HomeStays&) = delete;

    /**
     * Follow a mobile node, from before its start on.
     *
     * @param name its name
     * @param role its role
     */
    void AddMobileNode(const std::string& name, Ptr<MobileIpv6Node> role);

    /**
     * @param name a home agent's name
     * @param role its role
     */
    void AddHomeAgent(const std::string& name, Ptr<HomeAgent> role);

    /**
     * @param name a correspondent's name
     * @param role its role
     */
    void AddCorrespondent(const std::string& name, Ptr<CorrespondentNode> role);

    /// A mobile node's link is up, now. @param node its name
    void NoteLinkUp(const std::string& node)
    {
        ++m_stays[node];
    }

    /// @return sentences about bindings that have gone back, each once
    std::vector<std::string> FindFaults() const
    {
        return {m_faults.begin(), m_faults.end()};
    }

  private:
    /// A Binding Update: its home address, its peer (:: for the home agent), its number.
    using Update = std::tuple<Ipv6Address, Ipv6Address, uint16_t>;

    /// A Binding Update has made or ended a binding. @param at name of who has, or had it
    void NoteUpdate(const std::string& at, const Update& update);

    std::map<Ipv6Address, std::string> m_names; //!< of mobile nodes, by home address
    std::map<std::string, uint64_t> m_stays;    //!< of mobile nodes, the present one
    std::map<Update, uint64_t> m_sent;          //!< in which stay each was sent
    std::map<std::pair<std::string, Ipv6Address>, uint64_t> m_bound; //!< the last stay, by binding
    std::set<std::string> m_faults;                                  //!< what has gone back
};

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_HOME_STAYS_H
