/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_GATEWAY_SERVICE_H
#define PMIPV6_GATEWAY_SERVICE_H

#include "pmipv6-access-neighbor-discovery.h"
#include "pmipv6-binding-update-list.h"
#include "pmipv6-gateway-listener.h"
#include "pmipv6-gateway-traffic.h"
#include "pmipv6-link-layer-address.h"
#include "pmipv6-mobility-forwarding.h"
#include "pmipv6-node-reachability.h"
#include "pmipv6-policy-profile.h"

#include <functional>
#include <utility>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-pmipv6
 * What happens at a gateway to a mobile node's packets (RFC 5213, 6.10): its first ones are held,
 * then its traffic is forwarded. A node with several registrations has service while one of them is
 * REGISTERED.
 */
class GatewayService
{
  public:
    /**
     * @param list the gateway's binding update list
     */
    explicit GatewayService(const BindingUpdateList& list)
        : m_list(list)
    {
    }

    /**
     * @param discovery neighbour discovery towards the nodes
     */
    void SetDiscovery(Ptr<AccessNeighborDiscovery> discovery);

    /// @return the neighbour discovery; null before SetDiscovery
    Ptr<AccessNeighborDiscovery> GetDiscovery() const
    {
        return m_discovery;
    }

    /// @return the access device; null before SetDiscovery
    Ptr<AccessDevice> GetDevice() const
    {
        return m_access;
    }

    /**
     * The gateway has started.
     *
     * @param forwarding the node's data plane
     * @param getSettings gives the gateway's attributes
     * @param ask asks a node that is silent while packets are delivered to it past its anchor
     */
    void Start(Ptr<MobilityForwarding> forwarding,
               std::function<GatewaySettings()> getSettings,
               NodeReachability::Ask ask);

    /// Says whether another than the gateway writes where a registration's packets go.
    using IsForwarder = std::function<bool(const BindingUpdateListEntry&)>;

    /**
     * @param isForwarder asked when a registration is made
     */
    void SetForwarder(IsForwarder isForwarder)
    {
        m_isForwarder = std::move(isForwarder);
    }

    /// The gateway stops: ask nobody any more.
    void Stop();

    /**
     * The state of a registration has changed. What its node has sent early, and is held, goes with
     * Release.
     *
     * @param entry the registration; its prefixes as they were when it was last REGISTERED, if it
     *        is not
     * @param profile its node's policy profile, or null
     */
    void Apply(const BindingUpdateListEntry& entry, const PolicyProfile* profile);

    /**
     * A node is registered, and all that this brings about is done: forward what it has sent early.
     *
     * @param node its link-layer address; nothing happens if it has lost its registration since
     */
    void Release(const LinkLayerAddress& node);

    /**
     * Forward nothing for a registration from now on.
     *
     * @param entry the registration
     */
    void Close(const BindingUpdateListEntry& entry)
    {
        m_traffic.Close(entry);
    }

    /**
     * @param prefixes prefixes of a registration whose traffic is closed
     * @return true if one of them is of another here, in whole or in part
     */
    bool IsTaken(const std::vector<Prefix>& prefixes) const
    {
        return m_traffic.IsTaken(prefixes);
    }

    /**
     * @param node link-layer address of a node
     * @param but a registration that does not count; null: all do
     * @return true if the node has a registration that is REGISTERED
     */
    bool HasService(const LinkLayerAddress& node,
                    const BindingUpdateListEntry* but = nullptr) const;

    /**
     * @param node link-layer address of a node
     * @return true if one of several registrations of it is being made
     */
    bool IsToGetFurther(const LinkLayerAddress& node) const;

    /**
     * @param profile a node's policy profile, or null
     * @return its interfaces that are attached here
     */
    std::vector<LinkLayerAddress> FindAttached(const PolicyProfile* profile) const;

    /// Let go of the node's objects.
    void Dispose();

  private:
    /**
     * @param entry a registration
     * @return true if its node has another that is being made
     */
    bool IsOtherToBeServed(const BindingUpdateListEntry& entry) const;

    const BindingUpdateList& m_list;          //!< the gateway's
    Ptr<AccessNeighborDiscovery> m_discovery; //!< towards mobile nodes
    Ptr<AccessDevice> m_access;               //!< the interface towards them
    Ptr<MobilityForwarding> m_forwarding;     //!< the node's data plane; null before the start
    std::function<GatewaySettings()> m_getSettings; //!< gives the gateway's attributes
    IsForwarder m_isForwarder;                      //!< says who writes where packets go
    GatewayTraffic m_traffic;                       //!< of the mobile nodes
    NodeReachability m_reachability;                //!< of nodes past whose anchors packets come
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_GATEWAY_SERVICE_H
