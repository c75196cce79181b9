/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_GATEWAY_TRAFFIC_H
#define PMIPV6_GATEWAY_TRAFFIC_H

#include "pmipv6-access-device.h"
#include "pmipv6-binding-update-list.h"
#include "pmipv6-link-layer-address.h"
#include "pmipv6-mobility-forwarding.h"

#include <set>
#include <unordered_map>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-pmipv6
/// How packets between two mobile nodes of one gateway go (RFC 5213, 6.10.3).
enum class LocalRouting
{
    OFF,       //!< through the anchor: EnableMAGLocalRouting is not set
    ON,        //!< straight to the other node
    FORBIDDEN, //!< through the anchor, whatever other nodes may do: by the node's policy profile
    NOT_HERE,  //!< as a function of the gateway says, and so do all its packets
};

/**
 * @ingroup pmipv6-pmipv6
 * @param isEnabled EnableMAGLocalRouting
 * @param profile the node's policy profile, or null
 * @return how packets between the node and others of its gateway go (RFC 5213, 6.10.3)
 */
LocalRouting DecideLocalRouting(bool isEnabled, const PolicyProfile* profile);

/**
 * @ingroup pmipv6-pmipv6
 * What a gateway writes into its node's forwarding table for a mobile node's registration (RFC
 * 5213, 6.10.5): by source through the tunnel to the anchor, by destination to the node.
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
     * @param entry the registration
     * @param routing how its packets to other nodes of this gateway go
     */
    void Open(const BindingUpdateListEntry& entry, LocalRouting routing);

    /**
     * Forward nothing from and to the prefixes of a registration. Nothing happens if that is so.
     *
     * @param entry the registration
     */
    void Close(const BindingUpdateListEntry& entry);

    /**
     * @param prefixes prefixes of a registration whose traffic is closed
     * @return true if one of them is of another here, in whole or in part
     */
    bool IsTaken(const std::vector<Prefix>& prefixes) const;

    /// Let go of the node's objects.
    void Dispose();

  private:
    /// A registration whose traffic passes, as it was opened.
    struct Opened
    {
        RegistrationKey key;          //!< the registration
        std::vector<Prefix> prefixes; //!< home network prefixes
        Ipv6Address anchor;           //!< LMAA
        LocalRouting routing;         //!< how packets to other nodes go
    };

    Ptr<MobilityForwarding> m_forwarding; //!< the node's data plane
    Ptr<AccessDevice> m_access;           //!< the interface towards mobile nodes
    Ipv6Address m_local;                  //!< Proxy-CoA
    /// Interfaces whose traffic passes, with their registrations, which are few.
    std::unordered_map<LinkLayerAddress, std::vector<Opened>, LinkLayerHash> m_open;
    std::set<Prefix> m_prefixes; //!< of these; none overlap
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_GATEWAY_TRAFFIC_H
