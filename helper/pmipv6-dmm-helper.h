/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_DMM_HELPER_H
#define PMIPV6_DMM_HELPER_H

#include "pmipv6-central-mobility-database.h"
#include "pmipv6-local-mobility-anchor.h"
#include "pmipv6-mobility-anchor-access-router.h"
#include "pmipv6-policy-profile.h"

#include "ns3/node.h"
#include "ns3/object-factory.h"

#include <map>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

class Pmipv6Helper;

/**
 * @ingroup pmipv6-helper
 * Distributed mobility (RFC 8885): makes nodes Central Mobility Databases, and gateways that a
 * Pmipv6Helper has installed Mobility Anchors and Access Routers, with the security associations
 * that the mode needs (6).
 *
 * @code
 * DmmHelper dmm(domain);
 * dmm.SetMode(DatabaseMode::PROXY);
 * auto database = dmm.InstallDatabase(cmd, "fd00:c::1");
 * dmm.InstallMaar(gateway1, "fd00:a001::/32");
 * dmm.InstallMaar(gateway2, "fd00:a002::/32");
 * dmm.AddMobileNode("mn1@example.com", device, database);
 * // A prefix of a central anchor besides, where that is wanted:
 * auto anchor = dmm.InstallCentralAnchor(lma, "fd00:c::4", "fd00:1::/48");
 * dmm.SetCentralAnchor("mn1@example.com", anchor);
 * @endcode
 *
 * Packets for a MAAR's pool are to be routed to it by the core.
 */
class DmmHelper
{
  public:
    /**
     * @param domain the domain whose gateways become MAARs, and whose profiles databases read; is
     * to live as long as this
     */
    explicit DmmHelper(Pmipv6Helper& domain);

    /**
     * @param mode what databases are to MAARs; of those installed from now on
     */
    void SetMode(DatabaseMode mode);

    /**
     * @param name an attribute of CentralMobilityDatabase
     * @param value its value for what is installed from now on
     */
    void SetDatabaseAttribute(const std::string& name, const AttributeValue& value);

    /**
     * @param name an attribute of MobilityAnchorAccessRouter
     * @param value its value for what is installed from now on
     */
    void SetMaarAttribute(const std::string& name, const AttributeValue& value);

    /**
     * @param name an attribute of MaarRouters, but RouterNumber, which each MAAR has of its own
     * @param value its value for the MAARs that are installed from now on
     */
    void SetRouterAttribute(const std::string& name, const AttributeValue& value);

    /**
     * Make a node a CMD.
     *
     * @param node a node with an IPv6 stack
     * @param address a global address of it
     * @return the CMD
     */
    Ptr<CentralMobilityDatabase> InstallDatabase(Ptr<Node> node, const Ipv6Address& address);

    /**
     * Make a gateway a MAAR.
     *
     * @param gateway a gateway, not yet started
     * @param pool range of its prefixes, which no other has, as "fd00:a001::/32"
     * @return what makes it one
     */
    Ptr<MobilityAnchorAccessRouter> InstallMaar(Ptr<MobileAccessGateway> gateway,
                                                const std::string& pool);

    /**
     * Give a MAAR a network that it alone reaches (RFC 8885, 3.7), of one host. With the MAAR's
     * DistributedLogicalInterface nodes reach it wherever they are.
     *
     * @param maar what InstallMaar has returned, before the start
     * @param host the host; gets an IPv6 stack if it has none, and its default route by the MAAR
     * @param network the network, at most 64 bits long, as "fd00:10c:1::/48"; of its first 64 bits
     *        the MAAR has the address 1, and the host 2
     * @param delay one way on the link between both
     * @return the host's address
     */
    Ipv6Address AddLocalNetwork(Ptr<MobilityAnchorAccessRouter> maar,
                                Ptr<Node> host,
                                const std::string& network,
                                Time delay);

    /**
     * Enter a mobile node with one interface into the domain's policy store.
     *
     * @param identifier MN-Identifier
     * @param device its interface
     * @param database its CMD
     */
    void AddMobileNode(const std::string& identifier,
                       Ptr<NetDevice> device,
                       Ptr<CentralMobilityDatabase> database);

    /**
     * Enter a mobile node with several interfaces, those of a logical interface (RFC 7847).
     *
     * @param identifier MN-Identifier
     * @param interfaces link-layer addresses of its interfaces, one or more
     * @param database its CMD
     */
    void AddMobileNode(const std::string& identifier,
                       const std::vector<LinkLayerAddress>& interfaces,
                       Ptr<CentralMobilityDatabase> database);

    /**
     * Make a node an anchor of RFC 5213 for prefixes that mobile nodes have beside those of MAARs
     * (RFC 8885, 3).
     *
     * @param node a router with an IPv6 stack
     * @param address LMAA, a global address of the node
     * @param pool range from which it assigns prefixes, which is no MAAR's, as "fd00:1::/48"
     * @return the anchor
     */
    Ptr<LocalMobilityAnchor> InstallCentralAnchor(Ptr<Node> node,
                                                  const Ipv6Address& address,
                                                  const std::string& pool);

    /**
     * Have a mobile node registered at a central anchor too, at whichever MAAR it is.
     *
     * @param identifier MN-Identifier of a node that AddMobileNode has entered
     * @param anchor the anchor
     * @param isPreferred the node is to begin flows on its prefix there, not on that of a MAAR
     */
    void SetCentralAnchor(const std::string& identifier,
                          Ptr<LocalMobilityAnchor> anchor,
                          bool isPreferred = false);

  private:
    /// A MAAR.
    struct Maar
    {
        Ptr<MobileAccessGateway> gateway;         //!< the gateway
        Ptr<MobilityAnchorAccessRouter> function; //!< what makes it one
        Prefix pool;                              //!< range of its prefixes
    };

    /**
     * Note a range of prefixes, or end the program if it is partly noted already.
     *
     * @param where who was given it, and what it is, as the sentence says it
     * @param range the range
     * @param owner whose it is, likewise
     */
    void TakeRange(const std::string& where, const Prefix& range, const std::string& owner);

    Pmipv6Helper& m_domain;                                //!< the domain
    ObjectFactory m_databaseFactory;                       //!< makes CMDs
    ObjectFactory m_maarFactory;                           //!< makes MAARs
    std::map<std::string, Ptr<AttributeValue>> m_routers;  //!< attributes of MaarRouters
    std::vector<Ptr<CentralMobilityDatabase>> m_databases; //!< those installed
    std::vector<Maar> m_maars;                             //!< those installed
    std::vector<std::pair<Prefix, std::string>> m_ranges;  //!< of prefixes, and whose each is
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_DMM_HELPER_H
