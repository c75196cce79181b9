/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_LOCALIZED_ROUTING_HELPER_H
#define PMIPV6_LOCALIZED_ROUTING_HELPER_H

#include "pmipv6-anchor-resolver.h"
#include "pmipv6-localized-routing-policy.h"
#include "pmipv6-route-optimization-agent.h"
#include "pmipv6-route-optimization-controller.h"
#include "pmipv6-uncoordinated-routing.h"

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
 * Localized routing (draft-loureiro) in a domain that a Pmipv6Helper has made: gives controllers to
 * anchors and agents to gateways, with the security associations among them. An association is
 * there where RFC 6279, 5 lets one assume it: between gateways of one provider domain, between a
 * gateway and the anchors of its own domain and of those with which that has an agreement, and
 * between anchors of such domains.
 *
 * @code
 * LocalizedRoutingHelper routing;
 * routing.InstallAnchor(anchor, {*ParsePrefix("fd00:1::/32")});
 * routing.InstallGateway(gateway1);
 * routing.InstallGateway(gateway2);
 * @endcode
 *
 * Domains and agreements are entered into the policy before anything is installed.
 */
class LocalizedRoutingHelper
{
  public:
    LocalizedRoutingHelper();

    /**
     * @param name an attribute of RouteOptimizationController
     * @param value its value for the controllers installed from now on
     */
    void SetControllerAttribute(const std::string& name, const AttributeValue& value);

    /**
     * @param name an attribute of RouteOptimizationAgent
     * @param value its value for the agents installed from now on
     */
    void SetAgentAttribute(const std::string& name, const AttributeValue& value);

    /**
     * Relay the gateways' messages by the anchors (draft-loureiro, 3), with what is installed from
     * now on.
     *
     * @param isProxy true: proxy mode; false: direct mode
     */
    void SetProxyMode(bool isProxy);

    /// @return what is allowed, with domains and agreements
    Ptr<LocalizedRoutingPolicy> GetPolicy() const
    {
        return m_policy;
    }

    /// @return which anchor has which prefixes, for all controllers
    Ptr<AnchorPrefixTable> GetPrefixTable() const
    {
        return m_anchorTable;
    }

    /**
     * @param anchor an anchor, not yet started
     * @param prefixes from which it assigns home network prefixes, by which others find it
     * @return its controller
     */
    Ptr<RouteOptimizationController> InstallAnchor(Ptr<LocalMobilityAnchor> anchor,
                                                   const std::vector<Prefix>& prefixes);

    /**
     * Have an anchor update routes without a controller, as the baseline that shows the race. Call
     * it for all anchors, and before gateways are installed.
     *
     * @param anchor an anchor, not yet started
     * @param prefixes from which it assigns home network prefixes, by which others find it
     * @return what it does
     */
    Ptr<UncoordinatedRouting> InstallUncoordinatedAnchor(Ptr<LocalMobilityAnchor> anchor,
                                                         const std::vector<Prefix>& prefixes);

    /**
     * @param gateway a gateway, not yet started
     * @return its agent
     */
    Ptr<RouteOptimizationAgent> InstallGateway(Ptr<MobileAccessGateway> gateway);

  private:
    /**
     * @param a Proxy-CoA or LMAA
     * @param b another
     * @return true if their domains have an agreement
     */
    bool HaveAgreement(const Ipv6Address& a, const Ipv6Address& b) const;

    Ptr<LocalizedRoutingPolicy> m_policy; //!< what is allowed
    Ptr<AnchorPrefixTable> m_anchorTable; //!< who has which prefixes
    ObjectFactory m_controllerFactory;    //!< makes controllers
    ObjectFactory m_agentFactory;         //!< makes agents
    /// Those installed, with their LMAAs.
    std::vector<std::pair<Ipv6Address, Ptr<RouteOptimizationController>>> m_controllers;
    /// Those installed, with their LMAAs.
    std::vector<std::pair<Ipv6Address, Ptr<UncoordinatedRouting>>> m_uncoordinated;
    /// Those installed, with their Proxy-CoAs.
    std::vector<std::pair<Ipv6Address, Ptr<RouteOptimizationAgent>>> m_agents;
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_LOCALIZED_ROUTING_HELPER_H
