/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_TRANSIT_MESSAGES_H
#define PMIPV6_TRANSIT_MESSAGES_H

#include "pmipv6-hop-by-hop-extension.h"
#include "pmipv6-message-handlers.h"
#include "pmipv6-mobility-message.h"

#include "ns3/ipv6-header.h"
#include "ns3/node.h"
#include "ns3/packet.h"

#include <cstdint>
#include <functional>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-signaling
 * Messages on their way to other nodes that ask each router to look at them (Question::isAlerting):
 * whoever has an interest sees them before the node's routing does, and may have the node take them
 * as if they were addressed to it. All others pass as they came.
 *
 * A node on which nobody is interested does not look at any.
 */
class TransitMessages
{
  public:
    /// Says whether this node takes a message.
    using Interceptor = MessageHandlers::Handler;
    /// Takes a message, which came with that IPv6 header.
    using Taker = std::function<void(const MobilityMessage& message, const Ipv6Header& header)>;

    /**
     * @param node the node
     * @param taker takes what interceptors want; outlives this
     */
    void Start(Ptr<Node> node, Taker taker);

    /**
     * Look at messages of a type. What is taken goes through the same checks as what is addressed
     * to the node (MobilitySignaling), and then to the handlers of the type, of which there must be
     * one.
     *
     * @param type the MH Type
     * @param interceptor asked in the order of registration, until one says yes
     * @return a number for Remove
     */
    uint32_t Add(MessageType type, Interceptor interceptor);

    /**
     * @param number what Add returned
     */
    void Remove(uint32_t number)
    {
        m_interceptors.Remove(number);
    }

    /// Let go of everything.
    void Dispose();

  private:
    /**
     * A packet with a Hop-by-Hop Options header has come.
     *
     * @param packet from that header on
     * @param header its IPv6 header
     * @return true if it is taken
     */
    bool Take(Ptr<const Packet> packet, const Ipv6Header& header) const;

    Ptr<Node> m_node;                   //!< the node
    Taker m_taker;                      //!< takes what interceptors want
    Ptr<HopByHopExtension> m_extension; //!< offers packets; null until somebody wants them
    MessageHandlers m_interceptors;     //!< whom to ask
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_TRANSIT_MESSAGES_H
