/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_NETWORK_H
#define PMIPV6_EXPERIMENT_NETWORK_H

#include "pmipv6-experiment-node-name.h"
#include "pmipv6-experiment-option.h"
#include "pmipv6-experiment-scheme.h"

#include "ns3/ipv6-address.h"
#include "ns3/net-device.h"
#include "ns3/node.h"
#include "ns3/pmipv6-prefix.h"
#include "ns3/pmipv6-rfc6279-topology.h"

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/// A node of the core.
struct NetworkNode
{
    NodeName name;       //!< "mag1"
    Ptr<Node> node;      //!< the node
    Ipv6Address address; //!< its address in the core; none of a router on the wires
};

/**
 * The wired part of an experiment: the topology with anchors, gateways, the fixed correspondent and
 * what nodes the scheme has beside them, the core between them, and the roles of the scheme.
 */
class Network
{
  public:
    /// Called with each link of the core: a node's name, its device, the same of the other end.
    using LinkVisitor =
        std::function<void(const std::string&, Ptr<NetDevice>, const std::string&, Ptr<NetDevice>)>;

    /**
     * @param options the run's options
     * @param scheme gives the roles; lives as long
     * @param visitor called with each link of the core
     */
    Network(const ExperimentOptions& options, Scheme& scheme, const LinkVisitor& visitor);

    /// @return the scheme
    Scheme& GetScheme() const
    {
        return m_scheme;
    }

    /// @return the topology, with provider domains and agreements
    const Rfc6279Topology& GetTopology() const
    {
        return m_topology;
    }

    /// @return gateways mag1, mag2, ..
    const std::vector<NetworkNode>& GetGateways() const
    {
        return m_gateways;
    }

    /// @return anchors lma1 and, where there are two, lma2
    const std::vector<NetworkNode>& GetAnchors() const
    {
        return m_anchors;
    }

    /// @return where mobile nodes can attach: gateways, then anchors with a home link
    const std::vector<NetworkNode>& GetPointsOfAttachment() const
    {
        return m_points;
    }

    /// @return nodes that the scheme has added
    const std::vector<NetworkNode>& GetOthers() const
    {
        return m_others;
    }

    /// @return access routers of the fixed correspondent; none: it has a place of its own
    const std::vector<NetworkNode>& GetAccessRouters() const
    {
        return m_accessRouters;
    }

    /// @return the prefix of a fixed correspondent behind access routers
    static Prefix GetFixedPrefix();

    /// @return the fixed correspondent cn1; null with mobile correspondents
    const NetworkNode* GetCorrespondent() const
    {
        return m_correspondent ? &*m_correspondent : nullptr;
    }

    /// @return the nodes that forward on the wires of the core
    const std::vector<NetworkNode>& GetRouters() const
    {
        return m_routers;
    }

    /**
     * @param name any node's
     * @return the node of the core; null if it is none
     */
    const NetworkNode* FindNode(const std::string& name) const;

    /**
     * Add a node to the core, from Scheme::PrepareCore.
     *
     * @param name its name, of a kind in the core
     * @param address its address
     * @param delay one-way delay to any other node of the core, if --delay gives none; nothing: as
     * that of an anchor
     * @return it
     */
    NetworkNode AddNode(const NodeName& name,
                        const Ipv6Address& address,
                        std::optional<Time> delay);

    /**
     * Route a prefix to a node of the core, from Scheme::PrepareCore.
     *
     * @param prefix the prefix
     * @param node the node
     */
    void AddPrefix(const Prefix& prefix, const NetworkNode& node);

    /**
     * @param a name of a node of the core
     * @param b another
     * @return one-way delay between them as configured; nothing if they are none
     */
    std::optional<Time> GetDelay(const std::string& a, const std::string& b) const;

    /**
     * @param from name of a node of the core
     * @param destination an address
     * @return the node of the core to which packets for it go by plain routing, and how long they
     *         take; nothing if it is the same node, or there is none
     */
    std::optional<std::pair<std::string, Time>> FindWay(const std::string& from,
                                                        const Ipv6Address& destination) const;

  private:
    /// An address of the core, or a prefix that is routed to a node.
    struct Destination
    {
        Prefix prefix;    //!< which
        std::string node; //!< whose
    };

    /// Make the nodes of the core.
    void MakeNodes();
    /// Make the fixed correspondent, and its access routers if it has any.
    void MakeCorrespondent();
    /// Build the links between them.
    void MakeCore(const LinkVisitor& visitor);
    /// Give each wired node's IPv6 the random streams of its name.
    void AssignStackStreams() const;

    /// Add a node to the topology. See AddNode.
    NetworkNode Join(const NodeName& name, const Ipv6Address& address, std::optional<Time> delay);

    /**
     * @param node a router that the wires have needed, a new one
     * @return its name
     */
    std::string NameRouter(Ptr<Node> node);

    ExperimentOptions m_options;                //!< the run's options
    Scheme& m_scheme;                           //!< gives the roles
    Rfc6279Topology m_topology;                 //!< nodes, wires, provider domains
    std::vector<NetworkNode> m_anchors;         //!< lma1, lma2
    std::vector<NetworkNode> m_gateways;        //!< mag1, ..
    std::vector<NetworkNode> m_points;          //!< where mobile nodes can attach
    std::vector<NetworkNode> m_others;          //!< the scheme's
    std::optional<NetworkNode> m_correspondent; //!< cn1, if fixed
    std::vector<NetworkNode> m_accessRouters;   //!< of cn1; also among m_others
    std::vector<NetworkNode> m_routers;         //!< core1; transit1, ..
    std::vector<Destination> m_destinations;    //!< addresses first
};

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_NETWORK_H
