/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_HOME_AGENT_TRAFFIC_H
#define PMIPV6_HOME_AGENT_TRAFFIC_H

#include "pmipv6-home-binding.h"
#include "pmipv6-mobility-forwarding.h"

#include "ns3/ipv6-address.h"
#include "ns3/node.h"

#include <optional>
#include <set>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-mipv6
 * What a home agent writes into its node's forwarding table (RFC 6275, 10.4.2 and 10.4.5): for each
 * binding, to and from the care-of address alone; and what is sent to nobody on emulated home
 * links.
 */
class HomeAgentTraffic
{
  public:
    /**
     * Drop what is sent to home prefixes on whose links nobody is, from now on.
     *
     * @param node the home agent's
     * @param homePrefixes prefixes of home links
     */
    void Start(Ptr<Node> node, const std::set<Prefix>& homePrefixes);

    /// Have nothing to do with that any more. Nothing happens before Start.
    void Stop();

    /// Let go of the node's objects.
    void Dispose()
    {
        m_forwarding = nullptr;
    }

    /**
     * There is a binding: packets to and from the home address, and the mobile network if that is
     * bound with it, go through a tunnel.
     *
     * @param row the binding
     * @param association its node's
     * @param address of the home agent
     */
    void Open(const HomeBinding& row,
              const HomeAssociation& association,
              const Ipv6Address& address);

    /**
     * There is none any more: they go as others do.
     *
     * @param row the binding, as it was
     * @param association its node's
     */
    void Close(const HomeBinding& row, const HomeAssociation& association);

  private:
    /**
     * Do what is to be done with packets of a binding; nothing: no more than with others.
     *
     * @param row the binding
     * @param association with its mobile node
     * @param action what is to be done
     */
    void Forward(const HomeBinding& row,
                 const HomeAssociation& association,
                 const std::optional<ForwardingAction>& action);

    Ptr<MobilityForwarding> m_forwarding; //!< the node's data plane
    std::set<Prefix> m_homePrefixes;      //!< see Start
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_HOME_AGENT_TRAFFIC_H
