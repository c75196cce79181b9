/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_PACKET_TEXT_H
#define PMIPV6_EXPERIMENT_PACKET_TEXT_H

#include "ns3/ipv6-address.h"
#include "ns3/node.h"
#include "ns3/packet.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/// Says what a packet is, with the names of nodes in the place of their addresses.
class PacketTexts
{
  public:
    /**
     * @param address an address of a node of the core
     * @param name its name
     */
    void AddAddress(const Ipv6Address& address, const std::string& name);

    /**
     * @param node a node whose addresses come and go
     * @param name its name
     */
    void AddNode(Ptr<Node> node, const std::string& name);

    /**
     * @param address an address
     * @return name of the node that has it, or had it last; of an address that none has, the
     *         address
     */
    std::string GetName(const Ipv6Address& address);

    /**
     * @param packet a packet, from its IPv6 header on
     * @return "mag1 to lma1, ProxyBindingUpdate, 108 octets"; in a tunnel "tunnel lma1 to mag1, cn1
     *         to mn1, UDP, 288 octets"
     */
    std::string Describe(Ptr<const Packet> packet);

  private:
    std::map<Ipv6Address, std::string> m_names;             //!< of addresses, as far as known
    std::vector<std::pair<Ptr<Node>, std::string>> m_nodes; //!< whose addresses come and go
};

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_PACKET_TEXT_H
