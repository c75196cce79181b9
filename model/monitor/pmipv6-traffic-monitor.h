/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_TRAFFIC_MONITOR_H
#define PMIPV6_TRAFFIC_MONITOR_H

#include "pmipv6-node-history.h"
#include "pmipv6-records.h"

#include "ns3/ipv6-header.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/node.h"
#include "ns3/packet.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-monitor
 * Follows the packets of chosen flows through the network, by the traces of ns-3's IPv6 alone:
 * sent, forwarded where, received by whom, dropped when. A packet is a UDP datagram, or a TCP
 * segment with payload; a TCP retransmission is a packet of its own. It holds 32 octets of memory a
 * packet, of TCP 40.
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

        Kind kind;                 //!< what
        std::size_t flow;          //!< number of its flow, in the order of AddFlow and GetFlows
        const std::string& from;   //!< its sender
        const std::string& to;     //!< its receiver
        const std::string& node;   //!< where it happens; empty: on an access link
        uint64_t number;           //!< of the packet in its flow, from 0
        uint64_t sequence;         //!< TCP: its first octet's place in the flow, from 0; UDP: number
        uint32_t octets;           //!< of payload
        std::optional<Time> delay; //!< of a packet received, since it was sent
        bool isRepeat;             //!< received, but not for the first time
        const std::string& reason; //!< why it is dropped, as the traces have it; else empty
    };

    /// Is told of a step, at its time. What it refers to lives for the call.
    using StepListener = std::function<void(const PacketStep&)>;

    /**
     * @param listener called with each step of a packet of a flow, of a packet dropped with its
     *        first drop alone. What no trace tells of, as a Wi-Fi queue's drop, is no step;
     *        ForEachLoss has it in the end.
     */
    void AddStepListener(StepListener listener);

    /// On whose side of its way a packet is dropped.
    enum class Side : uint8_t
    {
        SENDER,  //!< on the sender's link, at its gateway, or for want of its binding
        RECEIVER //!< behind that
    };

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

    /// One packet of a flow.
    struct Sample
    {
        Time sent;              //!< when it was sent
        Time entered;           //!< when its sender's gateway, the first router, forwarded it
        Time last;              //!< when it was last seen: received, dropped
        uint32_t path{0};       //!< who forwarded it, see GetFirst
        uint16_t octets{0};     //!< of payload
        uint8_t deliveries{0};  //!< how often it reached its receiver, at most 255
        bool isDropped : 1;     //!< a trace has told of a drop
        bool isLostAtSender : 1; //!< see Side; of a packet without deliveries

        /// @return true if it has reached its receiver
        bool IsReceived() const
        {
            return deliveries > 0;
        }

        /// @return when it was lost: where no trace told of a drop, half a second after it was last
        /// seen, by when a Wi-Fi station's queue has given it up
        Time GetLost() const;
    };

    /// @return how many flows there are
    std::size_t GetNFlows() const
    {
        return m_flows.size();
    }

    /**
     * @param flow number of a flow
     * @return name of its sender
     */
    const std::string& GetSender(std::size_t flow) const;

    /**
     * @param flow number of a flow
     * @return name of its receiver
     */
    const std::string& GetReceiver(std::size_t flow) const;

    /**
     * @param flow number of a flow
     * @return all its packets, in the order sent
     */
    const std::vector<Sample>& GetSamples(std::size_t flow) const;

    /**
     * @param flow number of a flow
     * @param number of a packet in it
     * @return TCP: its first octet's place in the flow, from 0; UDP: number
     */
    uint64_t GetSequence(std::size_t flow, std::size_t number) const;

    /**
     * @param flow number of a flow
     * @return how many of its packets count as sent: all but those of the last second
     */
    std::size_t CountSent(std::size_t flow) const;

    /**
     * @param flow number of a flow
     * @param number of a packet in it
     * @return the packet's source and destination
     */
    std::pair<Ipv6Address, Ipv6Address> GetAddresses(std::size_t flow, std::size_t number) const;

    /**
     * @param sample a packet
     * @return name of the first node that forwarded it; empty: none has
     */
    const std::string& GetFirst(const Sample& sample) const;

    /**
     * @param flow number of a flow
     * @param sample a packet of it
     * @return name of the last node that forwarded it; if none has, of its sender
     */
    const std::string& GetLast(std::size_t flow, const Sample& sample) const;

    /// What has happened to a packet of a flow.
    struct PacketEvent
    {
        std::size_t flow;        //!< number of its flow
        std::size_t number;      //!< of the packet in it
        std::string from;        //!< its sender
        std::string to;          //!< its receiver
        Ipv6Address source;      //!< its source address
        Ipv6Address destination; //!< its destination address
        Time when;               //!< when it happened
    };

    /// Visits what has happened to packets.
    using EventVisitor = std::function<void(const PacketEvent&)>;

    /**
     * @param visit called with each lost packet that counts, and when; see Sample::GetLost
     */
    void ForEachLoss(const EventVisitor& visit) const;

    /**
     * @param visit called with each packet received again
     */
    void ForEachDuplicate(const EventVisitor& visit) const;

    /**
     * @param visit called with each reordered packet
     */
    void ForEachReordered(const EventVisitor& visit) const;

    /**
     * @param nodes where its mobile ends were; who is not among them was never off
     * @return what became of each flow, as of now
     */
    std::vector<FlowRecord> GetFlows(const NodeHistories& nodes = {}) const;

    /// @return what each added node that is no end has forwarded
    std::map<std::string, LoadRecord> GetLoads() const;

  private:
    /// Nodes that forwarded a packet, as the last one's place behind those before it. All packets
    /// share them: there are few ways.
    struct Path
    {
        uint32_t before; //!< the path without its last node
        uint16_t node;   //!< the last node
        uint16_t first;  //!< the first node
    };

    /// Addresses that a flow uses from one of its packets on.
    struct Ends
    {
        std::size_t first;       //!< number of the packet
        Ipv6Address source;      //!< source address
        Ipv6Address destination; //!< destination address
    };

    /// Something that happened to a packet.
    struct Incident
    {
        std::size_t number; //!< of the packet in its flow
        Time when;          //!< when it happened
    };

    /// An added node.
    struct Watched
    {
        Ptr<Node> node;   //!< the node
        std::string name; //!< its name
        bool isEnd;       //!< a host
        LoadRecord load;  //!< what it forwarded
    };

    /// One flow.
    struct Flow
    {
        uint16_t from;               //!< index of the sender
        uint16_t to;                 //!< index of the receiver
        uint8_t protocol;            //!< UDP or TCP
        uint16_t port;               //!< destination port
        std::vector<Ends> ends;      //!< its addresses, a row where they change
        std::vector<Sample> samples; //!< all packets, in the order sent
        std::vector<uint64_t> sequences; //!< TCP: their places, see PacketStep; UDP: empty
        std::optional<uint32_t> firstSequence; //!< TCP: number of its first octet, once it is known
        uint64_t nextSequence{0};    //!< TCP: place of the last packet sent; see PacketStep
        uint32_t nextExpected{0};    //!< NextExp of RFC 4737: one above the highest number received
        uint64_t misdelivered{0};    //!< received by another node
        uint32_t path{0};            //!< of the last packet received
        std::vector<Incident> duplicates; //!< packets that came again
        std::vector<Incident> reordered;  //!< overtaken packets that came
    };

    /**
     * @param path nodes that forwarded a packet
     * @param node one more
     * @return the longer path
     */
    uint32_t Extend(uint32_t path, uint16_t node);

    /**
     * @param path nodes that forwarded a packet
     * @return their names
     */
    std::vector<std::string> GetNames(uint32_t path) const;

    /**
     * Fill in what counts packets sent and received.
     *
     * @param flow a flow
     * @param off when an end of it was in no network
     * @param record what is filled in
     */
    static void Count(const Flow& flow, const TimeSpans& off, FlowRecord& record);

    /// A packet leaves its sender.
    void HandleSent(uint16_t node, const Ipv6Header& header, Ptr<const Packet> packet);
    /// A packet is forwarded.
    void HandleForwarded(uint16_t node,
                         const Ipv6Header& header,
                         Ptr<const Packet> packet,
                         uint32_t interface);
    /// A packet reaches a host.
    void HandleDelivered(uint16_t node, const Ipv6Header& header, Ptr<const Packet> packet);
    /// An IPv6 packet comes in at a host, whether or not it is for it.
    void HandleReceived(uint16_t node, Ptr<const Packet> packet);

    /**
     * @param flow a flow of TCP
     * @param packet what its sender sends of it, acknowledgements too
     * @return the place of its first octet
     */
    static uint64_t TakeSequence(Flow& flow, Ptr<const Packet> packet);

    /**
     * Tell the listeners of a step.
     *
     * @param kind what happens
     * @param flow to which flow
     * @param sample to which packet
     * @param node where
     * @param reason why, of a drop
     */
    void Tell(PacketStep::Kind kind,
              const Flow& flow,
              const Sample& sample,
              const std::string& node,
              const std::string& reason = {}) const;

    /**
     * @param packet a packet
     * @return its flow and its row; null if it is not watched
     */
    std::pair<Flow*, Sample*> Find(Ptr<const Packet> packet);

    /**
     * @param flow a flow
     * @param incident what happened to one of its packets
     * @return the same for a visitor
     */
    PacketEvent MakeEvent(const Flow& flow, const Incident& incident) const;

    /**
     * @param flow a flow
     * @return how many of its packets count as sent: all but those of the last second
     */
    static std::size_t CountSent(const Flow& flow);

    std::vector<Path> m_paths;                            //!< the first one has no nodes
    std::unordered_map<uint64_t, uint32_t> m_longerPaths; //!< by path and node, of m_paths
    std::vector<Watched> m_nodes;                               //!< added nodes
    std::map<uint32_t, uint16_t> m_indices;                     //!< their indices, by node id
    std::vector<Flow> m_flows;                                  //!< watched flows
    std::map<std::pair<uint16_t, uint32_t>, uint32_t> m_byPort; //!< by sender, protocol and port
    std::vector<StepListener> m_listeners;                      //!< whom to tell of steps
    ForwardedCallback m_forwarded;                              //!< whom to tell
    DeliveredCallback m_delivered;                              //!< whom to tell
    /// What the trace callbacks hold: false once this object is gone.
    std::shared_ptr<TrafficMonitor*> m_self;
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_TRAFFIC_MONITOR_H
