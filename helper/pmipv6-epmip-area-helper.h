/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EPMIP_AREA_HELPER_H
#define PMIPV6_EPMIP_AREA_HELPER_H

#include "pmipv6-distributed-anchoring.h"
#include "pmipv6-distributed-router.h"
#include "pmipv6-location-manager.h"

#include "ns3/object-factory.h"

#include <string>
#include <utility>
#include <vector>

namespace ns3
{
namespace pmipv6
{

class LocalMobilityAnchor;
class MobileAccessGateway;

/**
 * @ingroup pmipv6-helper
 * The alternative deployment of draft-luo, 7, in a domain that a Pmipv6Helper has made: LMFs stand
 * by themselves, anchors become eLMAs with a Distributed Anchoring Function, gateways stay as RFC
 * 5213 has them and register a node at the anchor that is nearest to them. What is sent to the
 * prefixes of the area must be routed to a border gateway, or to routers (7.3), not to anchors,
 * whose AnnouncesPool this helper makes false.
 *
 * @code
 * EpmipAreaHelper area;
 * area.AddPrefix(*ParsePrefix("fd00:1::/32"));
 * area.AddPrefix(*ParsePrefix("fd00:2::/32"));
 * area.InstallManager(lmf, lmfAddress);
 * area.InstallAnchor(anchor1, {lmfAddress});
 * area.InstallAnchor(anchor2, {lmfAddress});
 * area.SetNearest(gateway1, anchor1);
 * area.SetNearest(gateway2, anchor2);
 * area.InstallBorder(router, routerAddress, {outside}, {lmfAddress});
 * @endcode
 *
 * Prefixes first; of the rest each is introduced to what is there already.
 */
class EpmipAreaHelper
{
  public:
    EpmipAreaHelper();

    /**
     * @param name an attribute of DistributedAnchoring
     * @param value its value for what is installed from now on
     */
    void SetAnchoringAttribute(const std::string& name, const AttributeValue& value);

    /**
     * @param name an attribute of DistributedRouting
     * @param value its value for what is installed from now on. Discovery is anchor here, and
     *        packets are held until a location is known, for 20 s at most, 1000 of a pair (if no
     *        other default is set, as by Config::SetDefault): nothing else leads there
     */
    void SetRoutingAttribute(const std::string& name, const AttributeValue& value);

    /**
     * @param name an attribute of DistributedMobility
     * @param value its value for what is installed from now on. UplinkHoldTime is 20 s here, for
     *        the same reason and as long
     */
    void SetMobilityAttribute(const std::string& name, const AttributeValue& value);

    /**
     * @param name an attribute of LocationManager
     * @param value its value for what is installed from now on
     */
    void SetManagerAttribute(const std::string& name, const AttributeValue& value);

    /// Say what mobile nodes of the area have (draft-luo, 7.1), before the first LMF. @param prefix
    /// from which anchors assign
    void AddPrefix(const Prefix& prefix);

    /// Say what others of the area have, as routers and LMFs, before the first LMF. @param prefix
    /// theirs, which is not at the border gateway
    void AddCore(const Prefix& prefix);

    /**
     * Have a node be one of the area's LMFs (draft-luo, 7.4), among which each prefix and each
     * mobile node has one that is responsible.
     *
     * @param node the node
     * @param address of the node
     * @return its role
     */
    Ptr<LocationManager> InstallManager(Ptr<Node> node, const Ipv6Address& address);

    /**
     * The same of one that counts on no others, and they not on it, before JoinManager.
     *
     * @param node the node
     * @param address of the node
     * @return its role, whose StartTime is to be set
     */
    Ptr<LocationManager> InstallLateManager(Ptr<Node> node, const Ipv6Address& address);

    /**
     * The others count on an LMF from now on: its share of what they know goes to it.
     *
     * @param manager what InstallLateManager has returned, started
     */
    void JoinManager(Ptr<LocationManager> manager);

    /**
     * @param anchor an anchor, not yet started
     * @param managers the LMFs that it asks and tells, the preferred one first; one or more
     * @return its function, by which the others are found
     */
    Ptr<DistributedAnchoring> InstallAnchor(Ptr<LocalMobilityAnchor> anchor,
                                            const std::vector<Ipv6Address>& managers);

    /**
     * Have a gateway register all nodes at the anchor that is the best for it (draft-luo, 7.2).
     *
     * @param gateway a gateway, not yet started
     * @param anchor an anchor that it knows
     */
    static void SetNearest(Ptr<MobileAccessGateway> gateway, Ptr<LocalMobilityAnchor> anchor);

    /**
     * Make a router the border gateway of the area (draft-luo, 7.1 and 7.3): correspondents outside
     * are reached by it, and reach nodes inside by it.
     *
     * @param node of the router, to which the area's prefixes are routed
     * @param address of the router
     * @param outside prefixes of correspondents outside
     * @param managers the LMFs that it asks, the preferred one first; one or more
     * @return its role
     */
    Ptr<DistributedRouter> InstallBorder(Ptr<Node> node,
                                         const Ipv6Address& address,
                                         const std::vector<Prefix>& outside,
                                         const std::vector<Ipv6Address>& managers);

    /**
     * Have a router attract what fixed nodes inside the area send to its prefixes (draft-luo, 7.3:
     * anycast). What LMFs say of several for the same nodes is up to LocationManager::SetNearest.
     *
     * @param node of the router, to which the area's prefixes are routed by those nodes' routers
     * @param address of the router
     * @param fixed prefixes of the fixed nodes for which it does so
     * @param managers the LMFs that it asks, the preferred one first; one or more
     * @return its role
     */
    Ptr<DistributedRouter> InstallRouter(Ptr<Node> node,
                                         const Ipv6Address& address,
                                         const std::vector<Prefix>& fixed,
                                         const std::vector<Ipv6Address>& managers);

    /// @return the LMFs, in the order in which they were installed
    const std::vector<Ptr<LocationManager>>& GetManagers() const
    {
        return m_managers;
    }

  private:
    /**
     * @param node the LMF's
     * @param address under which it is asked
     * @return an LMF's role, which all that are there know, and it them, but for the other LMFs
     */
    Ptr<LocationManager> MakeManager(Ptr<Node> node, const Ipv6Address& address);

    /**
     * @param node the router's
     * @param address its own, to which packets are tunnelled
     * @param prefixes of fixed nodes behind it
     * @param managers LMFs that it asks, the preferred first
     * @return a router's role; see InstallBorder
     */
    Ptr<DistributedRouter> MakeRouter(Ptr<Node> node,
                                      const Ipv6Address& address,
                                      const std::vector<Prefix>& prefixes,
                                      const std::vector<Ipv6Address>& managers);

    /**
     * Introduce a routing function to all LMFs, eLMAs and routers.
     *
     * @param routing the function
     * @param address its node's, to which packets are tunnelled
     */
    void Connect(Ptr<DistributedRouting> routing, const Ipv6Address& address);

    ObjectFactory m_anchoringFactory;             //!< makes DAFs
    ObjectFactory m_routingFactory;               //!< makes DRFs
    ObjectFactory m_mobilityFactory;              //!< makes DMFs
    ObjectFactory m_managerFactory;               //!< makes LMFs
    std::vector<Prefix> m_prefixes;               //!< of the area
    std::vector<Prefix> m_core;                   //!< of its nodes that do not move
    std::vector<Ptr<LocationManager>> m_members;  //!< those of them on which the others count
    std::vector<Ptr<LocationManager>> m_managers; //!< installed LMFs
    /// Installed eLMAs, by LMAA.
    std::vector<std::pair<Ipv6Address, Ptr<DistributedAnchoring>>> m_anchors;
    std::vector<Ptr<DistributedRouter>> m_routers; //!< installed routers and border gateways
    std::vector<std::pair<Prefix, std::vector<Ipv6Address>>> m_fixed; //!< routers of fixed nodes
    Ipv6Address m_border{Ipv6Address::GetAny()}; //!< the border gateway; ::: none
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EPMIP_AREA_HELPER_H
