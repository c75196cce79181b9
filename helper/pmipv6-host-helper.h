/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_HOST_HELPER_H
#define PMIPV6_HOST_HELPER_H

#include "pmipv6-ipv6-host.h"

#include "ns3/net-device.h"
#include "ns3/node-container.h"

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-helper
 * Makes nodes IPv6 hosts that configure themselves by Router Advertisements as RFC 4861 and RFC
 * 4862 have it: ns-3's own host, completed by an Ipv6Host.
 *
 * @code
 * InternetStackHelper().Install(nodes);
 * HostHelper::Install(nodes); // before any of their interfaces is up
 * @endcode
 */
class HostHelper
{
  public:
    /**
     * Complete the host of a node, right after InternetStackHelper::Install.
     *
     * @param node the node; gets an IPv6 stack if it has none
     * @return its host
     */
    static Ptr<Ipv6Host> Install(Ptr<Node> node);

    /**
     * Complete the hosts of some nodes, right after InternetStackHelper::Install.
     *
     * @param nodes the nodes; get IPv6 stacks where they have none
     */
    static void Install(const NodeContainer& nodes);

    /**
     * Give a node an IPv6 interface on a device, as a host.
     *
     * @param node the node; gets an IPv6 stack with an Ipv6Host if it has none. One that has a
     * stack of its own stays as it is
     * @param device the device
     * @return the interface's index
     */
    static uint32_t AddInterface(Ptr<Node> node, Ptr<NetDevice> device);

    /**
     * What a program that sends datagrams is to bind its socket to: one that is not bound has the
     * source of each packet chosen anew.
     *
     * @param node a node with an IPv6 stack
     * @param destination where a new flow goes
     * @return the source that it has now (RFC 6724, 5); :: if there is no way there, or none for it
     */
    static Ipv6Address ChooseSource(Ptr<Node> node, const Ipv6Address& destination);

    /**
     * Fix the random numbers of neighbour discovery.
     *
     * @param nodes nodes; those without an Ipv6Host are passed over
     * @param stream number of the first stream
     * @return how many are used
     */
    static int64_t AssignStreams(const NodeContainer& nodes, int64_t stream);
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_HOST_HELPER_H
