/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_TRAFFIC_TABLE_H
#define PMIPV6_TRAFFIC_TABLE_H

#include "pmipv6-node-history.h"
#include "pmipv6-packet-flow.h"
#include "pmipv6-packet-paths.h"
#include "pmipv6-records.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-monitor
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

/**
 * @ingroup pmipv6-monitor
 * The flows that a TrafficMonitor watches, with their packets, and what each node has forwarded.
 * Nodes go by an index, flows by a number, both in the order added. Knows time only as an argument.
 */
class TrafficTable
{
  public:
    /**
     * @param name name of a node
     * @param isEnd true for a host
     * @return its index
     */
    uint16_t AddNode(const std::string& name, bool isEnd);

    /**
     * @param from index of the sender
     * @param to index of the receiver
     * @param protocol UDP_PROTOCOL or TCP_PROTOCOL
     * @param port destination port
     */
    void AddFlow(uint16_t from, uint16_t to, uint8_t protocol, uint16_t port);

    /**
     * @param from index of a sender
     * @param protocol of a packet
     * @param port its destination port
     * @return number of the flow; nothing if there is none
     */
    std::optional<std::size_t> FindFlow(uint16_t from, uint8_t protocol, uint16_t port) const;

    /**
     * @param node index of a node
     * @return its name
     */
    const std::string& GetName(uint16_t node) const
    {
        return m_nodes[node].name;
    }

    /// @return how many flows there are
    std::size_t GetNFlows() const
    {
        return m_flows.size();
    }

    /**
     * @param flow number of a flow
     * @return its packets
     */
    const PacketFlow& GetFlow(std::size_t flow) const
    {
        return m_flows.at(flow).packets;
    }

    /**
     * @param flow number of a flow
     * @return its packets, for what becomes of them, but for Forward
     */
    PacketFlow& GetFlow(std::size_t flow)
    {
        return m_flows.at(flow).packets;
    }

    /**
     * @param flow number of a flow
     * @param node index of a node
     * @return true if it is the flow's receiver
     */
    bool IsReceiver(std::size_t flow, uint16_t node) const
    {
        return m_flows[flow].to == node;
    }

    /// What a node forwards.
    struct Forwarded
    {
        uint32_t octets;  //!< of the whole inner packet, or of the fragment
        bool isWhole;     //!< false for a fragment that is not its packet's first
        bool isTunnelled; //!< it goes into a tunnel
    };

    /**
     * A node forwards a packet, or a fragment of it.
     *
     * @param flow number of its flow
     * @param number of the packet
     * @param node index of the node
     * @param what is forwarded
     * @param now the time
     * @return true if no node has forwarded it before
     */
    bool Forward(std::size_t flow,
                 std::size_t number,
                 uint16_t node,
                 const Forwarded& what,
                 Time now);

    /**
     * @param sample a packet
     * @return name of the first node that forwarded it; empty: none has
     */
    const std::string& GetFirst(const PacketSample& sample) const;

    /**
     * @param flow number of a flow
     * @param sample a packet of it
     * @return name of the last node that forwarded it; if none has, of its sender
     */
    const std::string& GetLast(std::size_t flow, const PacketSample& sample) const;

    /// Visits what has happened to packets.
    using EventVisitor = std::function<void(const PacketEvent&)>;

    /**
     * @param now the time
     * @param visit called with each lost packet that counts, and when; see PacketSample::GetLost
     */
    void ForEachLoss(Time now, const EventVisitor& visit) const;

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
     * @param now the time
     * @return what became of each flow
     */
    std::vector<FlowRecord> GetRecords(const NodeHistories& nodes, Time now) const;

    /// @return what each node that is no host has forwarded
    std::map<std::string, LoadRecord> GetLoads() const;

  private:
    /// An added node.
    struct Watched
    {
        std::string name; //!< its name
        bool isEnd;       //!< a host
        LoadRecord load;  //!< what it forwarded
    };

    /// One flow.
    struct Flow
    {
        uint16_t to;        //!< index of the receiver
        uint16_t port;      //!< destination port
        PacketFlow packets; //!< what was sent
    };

    /**
     * @param flow number of a flow
     * @param incidents what happened to its packets
     * @param visit called with each of them
     */
    void Visit(std::size_t flow,
               const std::vector<PacketFlow::Incident>& incidents,
               const EventVisitor& visit) const;

    std::vector<Watched> m_nodes;                                  //!< by index
    std::vector<Flow> m_flows;                                     //!< by number
    std::map<std::pair<uint16_t, uint32_t>, std::size_t> m_byPort; //!< by sender, protocol and port
    PacketPaths m_paths;                                           //!< ways of packets
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_TRAFFIC_TABLE_H
