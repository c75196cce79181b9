/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_LOCATION_UPKEEP_H
#define PMIPV6_LOCATION_UPKEEP_H

#include "pmipv6-deadline-table.h"
#include "pmipv6-location-forwarding.h"
#include "pmipv6-location-table.h"

#include "ns3/nstime.h"

#include <functional>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-epmip
 * Lifetimes of locations: one that packets use is asked for again before it is over, one that none
 * uses ends.
 */
class LocationUpkeep
{
  public:
    /// Who does what is due.
    struct Actions
    {
        std::function<void(const Prefix& prefix)> renew; //!< asks for the location again
        std::function<double()> getFraction; //!< of the lifetime left, after which it is asked for
    };

    /**
     * @param locations the locations; outlive this
     * @param rows those of the forwarding table; outlive this
     */
    LocationUpkeep(LocationTable& locations, LocationForwarding& rows);

    /**
     * @param actions who does what is due
     */
    void Start(Actions actions);

    /**
     * A location is new, or lasts for longer.
     *
     * @param location the location
     */
    void Arm(const NodeLocation& location);

    /**
     * There is no location any more.
     *
     * @param prefix of the node
     */
    void Disarm(const Prefix& prefix)
    {
        m_due.Cancel(prefix);
    }

    /// Do nothing any more.
    void Dispose();

  private:
    /// A location is due. @param prefix of its node
    void HandleDue(const Prefix& prefix);

    LocationTable& m_locations; //!< the locations
    LocationForwarding& m_rows; //!< of the forwarding table
    Actions m_actions;          //!< who does what is due
    /// Locations, by when they are to be renewed, or else end.
    DeadlineTable<Prefix, PrefixHash> m_due{[this](const Prefix& prefix) { HandleDue(prefix); }};
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_LOCATION_UPKEEP_H
