/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EPMIP_HELPER_H
#define PMIPV6_EPMIP_HELPER_H

#include "pmipv6-distributed-mobility.h"
#include "pmipv6-distributed-router.h"
#include "pmipv6-distributed-routing.h"
#include "pmipv6-location-management.h"
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
 * Enhanced PMIPv6 (draft-luo) in a domain that a Pmipv6Helper has made: makes anchors eLMAs and
 * gateways eMAGs, with the security associations among them (draft-luo, 8: all are of one domain).
 *
 * @code
 * EpmipHelper epmip;
 * epmip.InstallAnchor(anchor, {*ParsePrefix("fd00:1::/32")});
 * epmip.InstallGateway(gateway1);
 * epmip.InstallGateway(gateway2);
 * @endcode
 *
 * Anchors and gateways that are not installed stay what RFC 5213 makes them.
 */
class EpmipHelper
{
  public:
    EpmipHelper();

    /// What makes a gateway an eMAG.
    struct Gateway
    {
        Ptr<DistributedRouting> routing;   //!< DRF
        Ptr<DistributedMobility> mobility; //!< DMF
    };

    /**
     * @param name an attribute of LocationManagement
     * @param value its value for what is installed from now on
     */
    void SetManagementAttribute(const std::string& name, const AttributeValue& value);

    /**
     * @param name an attribute of DistributedRouting
     * @param value its value for what is installed from now on
     */
    void SetRoutingAttribute(const std::string& name, const AttributeValue& value);

    /**
     * @param name an attribute of DistributedMobility
     * @param value its value for what is installed from now on
     */
    void SetMobilityAttribute(const std::string& name, const AttributeValue& value);

    /**
     * @param anchor an anchor, not yet started
     * @param prefixes from which it assigns home network prefixes, by which others find it
     * @return its function
     */
    Ptr<LocationManagement> InstallAnchor(Ptr<LocalMobilityAnchor> anchor,
                                          const std::vector<Prefix>& prefixes);

    /**
     * @param gateway a gateway, not yet started
     * @return its functions
     */
    Gateway InstallGateway(Ptr<MobileAccessGateway> gateway);

    /**
     * Make a router one with a Distributed Routing Function (draft-luo, 5.2).
     *
     * @param node of the router, to which the prefixes are routed
     * @param address of the router
     * @param fixed prefixes of the fixed nodes behind it
     * @return its role
     */
    Ptr<DistributedRouter> InstallRouter(Ptr<Node> node,
                                         const Ipv6Address& address,
                                         const std::vector<Prefix>& fixed);

    /**
     * Have a node know where fixed nodes are (draft-luo, 5.2). Of several that know the same the
     * first is asked; on the node of a router each takes queries that are on their way to them.
     *
     * @param node the node
     * @param address of the node
     * @param fixed prefix of the fixed nodes
     * @param routers their access routers, one or more, of which the first is the usual one
     * @return its role
     */
    Ptr<LocationManager> InstallManager(Ptr<Node> node,
                                        const Ipv6Address& address,
                                        const Prefix& fixed,
                                        const std::vector<Ipv6Address>& routers);

  private:
    /// An eLMA.
    struct Manager
    {
        Ipv6Address address;                //!< LMAA
        std::vector<Prefix> prefixes;       //!< from which it assigns home network prefixes
        Ptr<LocationManagement> management; //!< its function
    };

    /// An LMF of fixed nodes.
    struct FixedManager
    {
        Ptr<LocationManager> role; //!< its role
        std::vector<Prefix> asked; //!< for which it is asked; none if another is
    };

    /**
     * Have a routing function ask all eLMAs and LMFs, and these answer it.
     *
     * @param routing the function
     * @param address of its gateway or router
     */
    void ConnectManagers(Ptr<DistributedRouting> routing, const Ipv6Address& address) const;

    ObjectFactory m_managementFactory;                       //!< makes LMFs
    ObjectFactory m_routingFactory;                          //!< makes DRFs
    ObjectFactory m_mobilityFactory;                         //!< makes DMFs
    std::vector<Manager> m_managers;                         //!< installed eLMAs
    std::vector<std::pair<Ipv6Address, Gateway>> m_gateways; //!< installed eMAGs, by Proxy-CoA
    std::vector<Ptr<DistributedRouter>> m_routers;           //!< installed routers
    std::vector<FixedManager> m_fixedManagers;               //!< installed LMFs of fixed nodes
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EPMIP_HELPER_H
