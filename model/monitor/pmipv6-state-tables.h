/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_STATE_TABLES_H
#define PMIPV6_STATE_TABLES_H

#include "pmipv6-state-source.h"
#include "pmipv6-whereabouts.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-monitor
 * What all sources offer, at one instant.
 */
class StateTables
{
  public:
    /// What one source offers, at one instant.
    struct Rows
    {
        std::string name;                                 //!< of its node
        bool isAnchor;                                    //!< see StateSource::IsAnchor
        std::vector<StateSource::Session> sessions;       //!< its sessions
        std::vector<StateSource::Attachment> attachments; //!< its attachments
        std::vector<StateSource::Route> routes;           //!< its routes
        std::vector<std::pair<Prefix, Prefix>> pairs;     //!< those of its routes too
    };

    /**
     * @param source what a role at a node offers
     * @param name the node's name
     */
    void Add(const StateSource& source, const std::string& name);

    /// @return the rows of each source, in the order added
    const std::vector<Rows>& GetAll() const
    {
        return m_all;
    }

    /// @return the prefixes of the sessions that are registered, by MN-Identifier
    std::map<std::string, std::vector<Prefix>> GetPrefixes() const;

    /**
     * @param known where mobile nodes are
     * @return the prefixes for which attached mobile nodes are registered
     */
    PrefixOwners FindOwners(const Whereabouts& known) const;

    /**
     * @param identifier an MN-Identifier
     * @param known names of routers
     * @return name of the anchor that has, or is asked for, its session; empty if none is known
     */
    std::string FindAnchor(const std::string& identifier, const Whereabouts& known) const;

  private:
    std::vector<Rows> m_all; //!< in the order added
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_STATE_TABLES_H
