/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ACCESS_ROUTER_H
#define PMIPV6_ACCESS_ROUTER_H

#include "pmipv6-access-neighbor-discovery.h"
#include "pmipv6-link-layer-address.h"
#include "pmipv6-plain-service.h"

#include "ns3/application.h"
#include "ns3/event-id.h"
#include "ns3/nstime.h"
#include "ns3/random-variable-stream.h"

#include <cstdint>
#include <string>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-access
 * An IPv6 access router without any mobility support (RFC 4861, 4862): each node that attaches gets
 * a Router Advertisement with the router's own prefix, and packets for the addresses that the node
 * then uses. What a mobility protocol is compared with. It takes the same access links as a
 * MobileAccessGateway. Unsolicited advertisements, at random intervals (RFC 4861, 6.2.4), go to
 * each attached node; without AdvertiseAtAttach a node that comes has to wait for one, or to ask.
 */
class AccessRouter : public Application
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /**
     * Serve the nodes on an access link.
     *
     * @param link the link
     */
    void AddAccess(Ptr<AccessLink> link);

    /**
     * Lose all state, and go on: the nodes that are still attached are advertised to, and where
     * each of their addresses is is learnt anew, from the next packet that it sends.
     */
    void Restart();

    /**
     * Assign a random stream to the intervals between unsolicited advertisements.
     *
     * @param stream its number
     * @return number of streams used, 1
     */
    int64_t AssignStreams(int64_t stream);

    /// @return what it does for the nodes
    Ptr<PlainService> GetService() const
    {
        return m_service;
    }

    /// @return neighbour discovery towards the nodes; null before the first AddAccess
    Ptr<AccessNeighborDiscovery> GetNeighborDiscovery() const
    {
        return m_discovery;
    }

    /// @return the prefix advertised
    Prefix GetPrefix() const;

  protected:
    void DoDispose() override;

  private:
    void StartApplication() override;
    void StopApplication() override;

    /**
     * @param node a node that has attached
     */
    void Welcome(const LinkLayerAddress& node);

    /// Welcome those that are attached, and set the time of the next unsolicited advertisement.
    void Begin();

    /// Set the time of the next unsolicited advertisement, if there are any.
    void ScheduleUnsolicited();

    Ptr<AccessNeighborDiscovery> m_discovery; //!< towards the nodes
    std::string m_prefixText;                 //!< the attribute Prefix
    bool m_isAtAttach{true};                  //!< the attribute AdvertiseAtAttach
    Time m_minInterval;                       //!< MinRtrAdvInterval
    Time m_maxInterval;                       //!< MaxRtrAdvInterval; 0: none is unsolicited
    Ptr<UniformRandomVariable> m_interval;    //!< where between them; null: none was needed
    EventId m_unsolicited;                    //!< the next one
    Ptr<PlainService> m_service{CreateObject<PlainService>()}; //!< of the nodes
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ACCESS_ROUTER_H
