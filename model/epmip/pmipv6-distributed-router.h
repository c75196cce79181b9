/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_DISTRIBUTED_ROUTER_H
#define PMIPV6_DISTRIBUTED_ROUTER_H

#include "pmipv6-change-requests.h"
#include "pmipv6-distributed-routing.h"
#include "pmipv6-location-queries.h"
#include "pmipv6-location-tellings.h"
#include "pmipv6-mobility-signaling.h"
#include "pmipv6-peer-table.h"
#include "pmipv6-preferred-managers.h"
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
 * A router with a Distributed Routing Function, and no Distributed Mobility Function: an access
 * router (draft-luo, 5.2), or a border gateway or anycast router (7.1, 7.3). What fixed nodes
 * behind it send to mobile nodes goes straight to where these are, as soon as an eLMA or an LMF has
 * said where that is. It answers no queries, and takes PBCI,
 * which it acknowledges. What reaches it by tunnels it delivers as what comes without; what has no
 * location it sends as any router. When it stops nobody is told: who has sent by it goes on to do
 * so for LocationLifetime.
 */
class DistributedRouter : public Application
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /// @param routing its routing function, with its peers. Before the start
    void SetRouting(Ptr<DistributedRouting> routing)
    {
        m_routing = routing;
    }

    /// @return its routing function
    Ptr<DistributedRouting> GetRouting() const
    {
        return m_routing;
    }

    /**
     * Serve fixed nodes. Before the start.
     *
     * @param prefix theirs, which is routed to this router
     */
    void AddPrefix(const Prefix& prefix)
    {
        m_prefixes.push_back(prefix);
    }

    /// @return the prefixes of the fixed nodes
    const std::vector<Prefix>& GetPrefixes() const
    {
        return m_prefixes;
    }

    /// @return its address, from which it tunnels
    const Ipv6Address& GetAddress() const
    {
        return m_address;
    }

    /// Lose all that is known at once, as a node that restarts. Nobody is told.
    void Restart();

  protected:
    void DoDispose() override;

  private:
    void StartApplication() override;
    void StopApplication() override;

    /// Serve the fixed nodes.
    void ServeFixed();

    /// Take PBCI.
    void StartPeers();

    Ptr<DistributedRouting> m_routing;  //!< its routing function
    std::vector<Prefix> m_prefixes;     //!< of fixed nodes
    Ptr<MobilitySignaling> m_signaling; //!< the node's signaling; null before the start
    std::optional<uint32_t> m_handler;  //!< registration there
    PeerTable m_managers;               //!< the eLMAs
    PeerTable m_gateways;               //!< the gateways
    LocationTellings m_tellings;        //!< answers
    ChangeRequests m_requests;          //!< PBCI
    Ipv6Address m_address;              //!< Address
    Ipv6Address m_manager;              //!< Manager
    Time m_clockTolerance;              //!< ClockTolerance
    TracedCallback<const Prefix&, const Ipv6Address&, const std::string&> m_refused; //!< trace
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_DISTRIBUTED_ROUTER_H
