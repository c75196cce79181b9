/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_HOME_AGENT_DIRECTORY_H
#define PMIPV6_HOME_AGENT_DIRECTORY_H

#include "pmipv6-discovery-socket.h"
#include "pmipv6-mobility-forwarding.h"
#include "pmipv6-prefix.h"

#include "ns3/ipv6-address.h"
#include "ns3/node.h"

#include <cstdint>
#include <functional>
#include <set>
#include <utility>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-mipv6
 * What a home agent answers to those who look for one (RFC 6275, 10.5): the Home Agents List, which
 * is configured rather than learnt by Router Advertisements, and the anycast address of each home
 * link.
 */
class HomeAgentDirectory
{
  public:
    /// Told of an answer: to whom, and how many home agents it names.
    using Listener = std::function<void(const Ipv6Address& destination, uint32_t agents)>;

    /// @param listener told of answers
    void SetListener(Listener listener)
    {
        m_listener = std::move(listener);
    }

    /**
     * @param agents on the home links, the best first; empty: this one alone. The first 77 of
     *               them are told
     */
    void SetAgents(std::vector<Ipv6Address> agents)
    {
        m_agents = std::move(agents);
    }

    /**
     * Answer from now on.
     *
     * @param node the home agent's
     * @param address its address
     * @param homePrefixes of its home links
     * @param hasNetworkMobility it supports mobile routers
     */
    void Start(Ptr<Node> node,
               const Ipv6Address& address,
               const std::set<Prefix>& homePrefixes,
               bool hasNetworkMobility);

    /// Answer nobody any more, and have the anycast addresses no more.
    void Stop();

    /// Let go of the node's objects.
    void Dispose();

  private:
    /**
     * A message has come.
     *
     * @param message which
     * @param source its IPv6 source
     * @param destination its IPv6 destination
     */
    void Handle(const HomeAgentAddressDiscovery& message,
                const Ipv6Address& source,
                const Ipv6Address& destination) const;

    Ptr<Node> m_node;                     //!< the node; null before the start
    Ipv6Address m_address;                //!< the home agent's
    bool m_hasNetworkMobility{true};      //!< it supports mobile routers
    Ptr<MobilityForwarding> m_forwarding; //!< its data plane
    std::set<Ipv6Address> m_anycast;      //!< anycast addresses, which the data plane knows
    std::vector<Ipv6Address> m_agents;    //!< see SetAgents
    Listener m_listener;                  //!< told of answers
    DiscoverySocket m_socket;             //!< of who asks
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_HOME_AGENT_DIRECTORY_H
