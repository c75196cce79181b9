/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_HELPER_H
#define PMIPV6_HELPER_H

#include "pmipv6-local-mobility-anchor.h"
#include "pmipv6-mobile-access-gateway.h"
#include "pmipv6-policy-profile.h"

#include "ns3/node.h"
#include "ns3/object-factory.h"

#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-helper
 * A Proxy Mobile IPv6 domain (RFC 5213): installs anchors and gateways on the user's nodes, gives
 * them the domain's policy profiles and the security associations among them.
 *
 * @code
 * Pmipv6Helper domain;
 * auto anchor = domain.InstallAnchor(lma, "fd00:c::1", "fd00:1::/48");
 * auto gateway = domain.InstallGateway(mag, "fd00:c::2");
 * gateway->AddAccess(link);
 * domain.AddMobileNode("mn1@example.com", device, anchor);
 * @endcode
 */
class Pmipv6Helper
{
  public:
    Pmipv6Helper();

    /**
     * @param name an attribute of LocalMobilityAnchor
     * @param value its value for the anchors installed from now on
     */
    void SetAnchorAttribute(const std::string& name, const AttributeValue& value);

    /**
     * @param name an attribute of MobileAccessGateway
     * @param value its value for the gateways installed from now on
     */
    void SetGatewayAttribute(const std::string& name, const AttributeValue& value);

    /**
     * Make a node a local mobility anchor of the domain.
     *
     * @param node a router with an IPv6 stack
     * @param address LMAA, a global address of the node
     * @param pool range from which it assigns prefixes, as "fd00:1::/48"; empty: none
     * @return the anchor
     */
    Ptr<LocalMobilityAnchor> InstallAnchor(Ptr<Node> node,
                                           const Ipv6Address& address,
                                           const std::string& pool = "");

    /**
     * Make a node a mobile access gateway of the domain.
     *
     * @param node a router with an IPv6 stack
     * @param address Proxy-CoA, a global address of the node
     * @return the gateway; its access links come by MobileAccessGateway::AddAccess
     */
    Ptr<MobileAccessGateway> InstallGateway(Ptr<Node> node, const Ipv6Address& address);

    /**
     * Enter a mobile node with one interface into the policy store. The program ends with a
     * sentence if the store has a node of that identifier already (several interfaces of a node
     * stand in a policy file), or if the node has no prefixes and its anchor has no PrefixPool.
     *
     * @param identifier MN-Identifier, 1 to MAX_IDENTIFIER_OCTETS octets
     * @param device its interface, with a link-layer address
     * @param anchor its anchor
     * @param prefixes home network prefixes of its own; empty: the anchor assigns one
     */
    void AddMobileNode(const std::string& identifier,
                       Ptr<NetDevice> device,
                       Ptr<LocalMobilityAnchor> anchor,
                       const std::vector<Prefix>& prefixes = {});

    /**
     * Enter a mobile node with several interfaces, which share the prefixes: those of a logical
     * interface (RFC 7847). As with one interface otherwise.
     *
     * @param identifier MN-Identifier
     * @param interfaces link-layer addresses of its interfaces, one or more
     * @param anchor its anchor
     * @param prefixes home network prefixes of its own; empty: the anchor assigns one
     */
    void AddMobileNode(const std::string& identifier,
                       const std::vector<LinkLayerAddress>& interfaces,
                       Ptr<LocalMobilityAnchor> anchor,
                       const std::vector<Prefix>& prefixes = {});

    /**
     * Enter a mobile node to which the domain offers no network-based mobility, and which looks
     * after itself (RFC 6612, 3.3): from gateways with a LocalPrefix it gets that.
     *
     * @param identifier MN-Identifier, as above
     * @param interfaces link-layer addresses of its interfaces, one or more
     * @param anchor an anchor of the domain, which registers it for nobody
     */
    void AddUnmanagedNode(const std::string& identifier,
                          const std::vector<LinkLayerAddress>& interfaces,
                          Ptr<LocalMobilityAnchor> anchor);

    /**
     * Enter the mobile nodes of a policy file into the policy store; see ReadPolicyFile for what it
     * looks like. A node whose identifier the store already has is replaced. May be called before
     * and after anchors and gateways are installed.
     *
     * @param fileName the file's path; if it cannot be read or something in it is wrong, the
     * program ends with a sentence that names file, line and field
     */
    void LoadPolicy(const std::string& fileName);

    /// @return the policy store, shared by all anchors and gateways
    Ptr<PolicyStore> GetPolicyStore() const
    {
        return m_policies;
    }

  private:
    /**
     * End the program if there is a mobile node of that name.
     *
     * @param identifier MN-Identifier
     * @param where who was given it, as the sentence says it
     */
    void CheckNew(const std::string& identifier, const std::string& where) const;

    Ptr<PolicyStore> m_policies;                      //!< the domain's profiles
    ObjectFactory m_anchorFactory;                    //!< makes anchors
    ObjectFactory m_gatewayFactory;                   //!< makes gateways
    std::vector<Ptr<LocalMobilityAnchor>> m_anchors;  //!< those installed
    std::vector<Ptr<MobileAccessGateway>> m_gateways; //!< those installed
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_HELPER_H
