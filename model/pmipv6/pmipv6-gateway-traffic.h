/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_GATEWAY_TRAFFIC_H
#define PMIPV6_GATEWAY_TRAFFIC_H

#include "pmipv6-access-device.h"
#include "pmipv6-binding-update-list.h"
#include "pmipv6-mobility-forwarding.h"

#include <set>
#include <unordered_map>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/// How packets between two mobile nodes of one gateway go (RFC 5213, 6.10.3).
enum class LocalRouting
{
    OFF,       //!< through the anchor: EnableMAGLocalRouting is not set
    ON,        //!< straight to the other node
    FORBIDDEN, //!< through the anchor, whatever other nodes may do: by the node's policy profile
};

/**
 * @ingroup pmipv6
 * What a gateway writes into its node's forwarding table for a mobile node (RFC 5213, 6.10.5): by
 * source through the tunnel to the anchor, by destination to the node.
 */
class GatewayTraffic
{
  public:
    /**
     * @param forwarding the node's data plane
     * @param access the interface towards mobile nodes
     * @param local Proxy-CoA, the tunnels' end here
     */
    void Start(Ptr<MobilityForwarding> forwarding,
               Ptr<AccessDevice> access,
               const Ipv6Address& local);

    /**
     * Forward a node's packets, and accept those for it.
     *
     * @param entry the node's entry
     * @param routing how its packets to other nodes of this gateway go
     */
    void Open(const BindingUpdateListEntry& entry, LocalRouting routing);

    /**
     * Forward nothing of a node, and nothing to it. Nothing happens if that is so.
     *
     * @param entry the node's entry, its prefixes as they were at Open
     */
    void Close(const BindingUpdateListEntry& entry);

    /**
     * @param prefixes prefixes of a node whose traffic is closed
     * @return true if one of them is of another node here, in whole or in part
     */
    bool IsTaken(const std::vector<Prefix>& prefixes) const;

    /// Let go of the node's objects.
    void Dispose();

  private:
    Ptr<MobilityForwarding> m_forwarding; //!< the node's data plane
    Ptr<AccessDevice> m_access;           //!< the interface towards mobile nodes
    Ipv6Address m_local;                  //!< Proxy-CoA
    /// Nodes whose traffic passes, and how it was opened.
    std::unordered_map<Mac48Address, LocalRouting, MacHash> m_open;
    std::set<Prefix> m_prefixes; //!< of these nodes; none overlap
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_GATEWAY_TRAFFIC_H
