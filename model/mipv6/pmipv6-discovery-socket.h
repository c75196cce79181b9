/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_DISCOVERY_SOCKET_H
#define PMIPV6_DISCOVERY_SOCKET_H

#include "pmipv6-home-agent-discovery.h"

#include "ns3/ipv6-address.h"
#include "ns3/node.h"
#include "ns3/socket.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-mipv6
 * The ICMPv6 messages of dynamic home agent address discovery on a node (RFC 6275, 6.5 and 6.6),
 * which ns-3's ICMPv6 passes by. What is malformed is refused as Mobility Headers are
 * (MobilitySignaling).
 */
class DiscoverySocket
{
  public:
    /// Gets a message, and the addresses of its IPv6 header.
    using Handler = std::function<void(const HomeAgentAddressDiscovery& message,
                                       const Ipv6Address& source,
                                       const Ipv6Address& destination)>;

    DiscoverySocket() = default;
    DiscoverySocket(const DiscoverySocket&) = delete;
    DiscoverySocket& operator=(const DiscoverySocket&) = delete;

    ~DiscoverySocket()
    {
        Stop();
    }

    /**
     * @param node with an IPv6 stack
     * @param handler gets what comes; no octets that are neither message
     */
    void Start(Ptr<Node> node, Handler handler);

    /// Take nothing any more. Nothing happens if it has not started.
    void Stop();

    /**
     * @param octets a message
     * @param source of the packet, as it was serialized for
     * @param destination of the packet, likewise
     */
    void Send(const std::vector<uint8_t>& octets,
              const Ipv6Address& source,
              const Ipv6Address& destination) const;

  private:
    /// There is something to read.
    void Receive();

    /**
     * Count and trace a message that is malformed, and nothing else of ICMPv6.
     *
     * @param octets the message
     * @param source its IPv6 source
     * @param fault what is wrong, for the traces
     */
    void Refuse(const std::vector<uint8_t>& octets,
                const Ipv6Address& source,
                const std::string& fault) const;

    Ptr<Node> m_node;     //!< the node; null before the start
    Ptr<Socket> m_socket; //!< takes ICMPv6
    Handler m_handler;    //!< gets what comes
};

/**
 * @ingroup pmipv6-mipv6
 * @param homePrefix a /64
 * @return the Mobile IPv6 Home-Agents anycast address of a home link (RFC 2526, 2 and 3)
 */
Ipv6Address MakeHomeAgentsAnycast(const Ipv6Address& homePrefix);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_DISCOVERY_SOCKET_H
