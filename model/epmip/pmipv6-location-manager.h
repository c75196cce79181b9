/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_LOCATION_MANAGER_H
#define PMIPV6_LOCATION_MANAGER_H

#include "pmipv6-fixed-locations.h"
#include "pmipv6-location-messages.h"
#include "pmipv6-mobility-signaling.h"
#include "pmipv6-peer-table.h"
#include "pmipv6-prefix.h"

#include "ns3/application.h"
#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"
#include "ns3/traced-callback.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-epmip
 * A Location Management Function that is no anchor's (draft-luo, 5.2): it knows behind which access
 * routers fixed nodes are, and answers queries for them. On the node of such a router it also takes
 * queries that are on their way to a fixed node (4.4.2).
 */
class LocationManager : public Application
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /// @return its address
    const Ipv6Address& GetAddress() const
    {
        return m_address;
    }

    /**
     * Know fixed nodes. Before the start.
     *
     * @param prefix theirs
     * @param routers their access routers, one or more, of which the first is the usual one
     */
    void AddFixed(const Prefix& prefix, const std::vector<Ipv6Address>& routers);

    /**
     * Name another access router to somebody who is nearer to it.
     *
     * @param asker a gateway, an eLMA or a router
     * @param router the access router
     */
    void SetNearest(const Ipv6Address& asker, const Ipv6Address& router)
    {
        m_fixed.SetNearest(asker, router);
    }

    /**
     * Name an access router to nobody any more, as one that has failed. Those who have been told of
     * it take it for where the fixed nodes are until they ask again.
     *
     * @param router the access router
     */
    void RemoveRouter(const Ipv6Address& router)
    {
        m_fixed.Remove(router);
    }

    /**
     * Answer a gateway, an eLMA or a router (draft-luo, 8: a security association). Before the
     * start.
     *
     * @param asker its address
     */
    void AddAsker(const Ipv6Address& asker)
    {
        m_askers.Add(asker);
    }

  protected:
    void DoDispose() override;

  private:
    void StartApplication() override;
    void StopApplication() override;

    /// A query has come.
    void Handle(const LocationRequest& request, const Ipv6Address& source);

    /// Answer it. @param asker whom
    void Answer(const LocationRequest& request, const Ipv6Address& asker, LocationAnswer answer);

    Ptr<MobilitySignaling> m_signaling; //!< the node's signaling; null before the start
    std::optional<uint32_t> m_handler;  //!< registration there
    uint32_t m_interceptor{0};          //!< the same for messages on their way
    PeerTable m_askers;                 //!< who is answered
    FixedLocations m_fixed;             //!< what it knows
    Ipv6Address m_address;              //!< Address
    Time m_lifetime;                    //!< LocationLifetime
    TracedCallback<const Prefix&, const Ipv6Address&, const Ipv6Address&> m_answered; //!< trace
    TracedCallback<const Prefix&, const Ipv6Address&, ExperimentalStatus> m_refused;  //!< trace
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_LOCATION_MANAGER_H
