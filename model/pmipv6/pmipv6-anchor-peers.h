/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ANCHOR_PEERS_H
#define PMIPV6_ANCHOR_PEERS_H

#include "pmipv6-binding-cache.h"
#include "pmipv6-heartbeat-agent.h"
#include "pmipv6-peer-table.h"

#include "ns3/ipv6-address.h"
#include "ns3/node.h"
#include "ns3/nstime.h"

#include <functional>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-pmipv6
 * The gateways of an anchor: what is taken from them (RFC 5213, 4), and whether they have restarted
 * (RFC 5847).
 */
class AnchorPeers
{
  public:
    /// Told that a gateway has restarted, and of which sessions it has certainly lost: those before
    /// a time.
    using Restarted = std::function<void(const Ipv6Address& gateway, Time before)>;

    /// @param gateway one more, by its Proxy-CoA
    void Add(const Ipv6Address& gateway)
    {
        m_gateways.Add(gateway);
    }

    /**
     * Take requests from the gateways, and exchange Heartbeats with them.
     *
     * @param node the anchor's node
     * @param address LMAA
     * @param cache the sessions; outlives this
     * @param restarted told of gateways that have restarted
     */
    void Start(Ptr<Node> node,
               const Ipv6Address& address,
               const BindingCache& cache,
               const Restarted& restarted);

    /// Take no more requests, and exchange no more Heartbeats.
    void Stop();

    /// @return the node's Heartbeats; null before Start and after Stop
    const Ptr<HeartbeatAgent>& GetHeartbeats() const
    {
        return m_heartbeats;
    }

  private:
    PeerTable m_gateways;             //!< the gateways
    Ptr<HeartbeatAgent> m_heartbeats; //!< the node's Heartbeats
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ANCHOR_PEERS_H
