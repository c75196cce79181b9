/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_TRAFFIC_MONITOR_H
#define PMIPV6_TRAFFIC_MONITOR_H

#include "pmipv6-node-history.h"
#include "pmipv6-packet-flow.h"
#include "pmipv6-records.h"
#include "pmipv6-traffic-table.h"

#include "ns3/ipv6-header.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/node.h"
#include "ns3/packet.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-monitor
 * Follows the packets of chosen flows through the network, by the traces of ns-3's IPv6 alone:
 * sent, forwarded where, received by whom, dropped when. A packet is a UDP datagram, or a TCP
 * segment with payload; a TCP retransmission is a packet of its own. What it has seen is kept in a
 * TrafficTable.
 */
class TrafficMonitor
{
  public:
    TrafficMonitor();
    ~TrafficMonitor();

    TrafficMonitor(const TrafficMonitor&) = delete;
    TrafficMonitor& operator=(const TrafficMonitor&) = delete;

    /**
     * Watch a node. Each node that sends, forwards or receives is to be added.
     *
     * @param node a node with an IPv6 stack
     * @param name its name in the results
     * @param isEnd true for a host, of which whatever watched packet reaches it counts as delivered
     */
    void AddNode(Ptr<Node> node, const std::string& name, bool isEnd);

    /**
     * Watch a flow: what a node sends of a protocol to a port. Both ends are added nodes.
     *
     * @param from sender
     * @param to receiver
     * @param protocol 17 for UDP, 6 for TCP
     * @param port destination port
     */
    void AddFlow(Ptr<Node> from, Ptr<Node> to, uint8_t protocol, uint16_t port);

    /// Called with a packet of a flow that its first router, the sender's gateway, forwards: the
    /// sender, the router.
    using ForwardedCallback =
        std::function<void(const std::string& sender, const std::string& forwarder)>;
    /// Called with a packet of a flow at its receiver: the receiver, the packet's destination.
    using DeliveredCallback =
        std::function<void(const std::string& receiver, const Ipv6Address& destination)>;

    /**
     * @param forwarded called with each watched packet that its first router forwards
     * @param delivered called with each watched packet at its receiver
     */
    void SetCallbacks(ForwardedCallback forwarded, DeliveredCallback delivered);

    /// Something that happens to a packet of a flow, told as it happens.
    struct PacketStep
    {
        /// What happens.
        enum class Kind
        {
            SENT,     //!< it leaves its sender
            RECEIVED, //!< it is at its receiver
            DROPPED   //!< it is given up
        };

        Kind kind;               //!< what
        std::size_t flow;        //!< number of its flow, in the order of AddFlow and GetFlows
        const std::string& from; //!< its sender
        const std::string& to;   //!< its receiver
        const std::string& node; //!< where it happens; empty: on an access link
        uint64_t number;         //!< of the packet in its flow, from 0
        uint64_t sequence;       //!< TCP: its first octet's place in the flow, from 0; UDP: number
        uint32_t octets;         //!< of payload
        std::optional<Time> delay; //!< of a packet received, since it was sent
        bool isRepeat;             //!< received, but not for the first time
        const std::string& reason; //!< why it is dropped, as the traces have it; else empty
    };

    /// Is told of a step, at its time. What it refers to lives for the call.
    using StepListener = std::function<void(const PacketStep&)>;

    /**
     * @param listener called with each step of a packet of a flow, of a packet dropped with its
     *        first drop alone. What no trace tells of, as a Wi-Fi queue's drop, is no step;
     *        TrafficTable::ForEachLoss has it in the end.
     */
    void AddStepListener(StepListener listener);

    /// See PacketSide.
    using Side = PacketSide;

    /**
     * Note that a packet was dropped, now. For traces that give a packet and something else.
     *
     * @param packet the packet, with or without headers
     * @param node name of the node where; empty: on an access link
     * @param reason why, in lower case with hyphens
     * @param side on whose side; if it is not said: the sender's as long as nobody has forwarded it
     */
    void NoteDrop(Ptr<const Packet> packet,
                  const std::string& node,
                  const std::string& reason,
                  std::optional<Side> side = {});

    /// @return the flows and their packets
    const TrafficTable& GetTable() const
    {
        return m_table;
    }

    /**
     * @param nodes where its mobile ends were; who is not among them was never off
     * @return what became of each flow, as of now
     */
    std::vector<FlowRecord> GetFlows(const NodeHistories& nodes = {}) const;

    /// @return what each added node that is no end has forwarded
    std::map<std::string, LoadRecord> GetLoads() const;

  private:
    /**
     * Follow a trace source of a node's IPv6 for as long as this lives.
     *
     * @tparam A types of the trace's parameters
     * @param ipv6 the node's IPv6
     * @param trace name of the trace source
     * @param handle called with this and what the trace tells
     */
    template <class... A, class F>
    void Connect(Ptr<Ipv6L3Protocol> ipv6, const char* trace, F handle);

    /**
     * A packet leaves its sender.
     *
     * @param node id of the sender
     * @param header its IPv6 header
     * @param packet its payload
     */
    void HandleSent(uint16_t node, const Ipv6Header& header, Ptr<const Packet> packet);
    /**
     * A packet is forwarded.
     *
     * @param node id of the router
     * @param ipv6 that node's stack
     * @param header its IPv6 header
     * @param packet its payload
     * @param interface by which it leaves, by its index
     */
    void HandleForwarded(uint16_t node,
                         Ipv6L3Protocol& ipv6,
                         const Ipv6Header& header,
                         Ptr<const Packet> packet,
                         uint32_t interface);
    /**
     * A packet reaches a host.
     *
     * @param node id of the host
     * @param header its IPv6 header
     * @param packet its payload
     */
    void HandleDelivered(uint16_t node, const Ipv6Header& header, Ptr<const Packet> packet);
    /**
     * An IPv6 packet comes in at a host, whether or not it is for it.
     *
     * @param node id of the host
     * @param packet from its IPv6 header on
     */
    void HandleReceived(uint16_t node, Ptr<const Packet> packet);

    /// A watched packet.
    struct Found
    {
        std::size_t flow;   //!< number of its flow
        std::size_t number; //!< of the packet in it
    };

    /**
     * @param packet a packet
     * @return which it is; nothing if it is not watched
     */
    std::optional<Found> Find(Ptr<const Packet> packet) const;

    /**
     * Tell the listeners of a step.
     *
     * @param kind what happens
     * @param found to which packet
     * @param node where
     * @param reason why, of a drop
     */
    void Tell(PacketStep::Kind kind,
              const Found& found,
              const std::string& node,
              const std::string& reason = {}) const;

    TrafficTable m_table;                    //!< the flows and their packets
    std::map<uint32_t, uint16_t> m_indices;  //!< of added nodes in the table, by node id
    std::vector<StepListener> m_listeners;   //!< whom to tell of steps
    ForwardedCallback m_forwarded;           //!< whom to tell
    DeliveredCallback m_delivered;           //!< whom to tell
    std::shared_ptr<TrafficMonitor*> m_self; //!< null inside once this object is gone
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_TRAFFIC_MONITOR_H
