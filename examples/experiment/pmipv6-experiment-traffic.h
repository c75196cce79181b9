/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_TRAFFIC_H
#define PMIPV6_EXPERIMENT_TRAFFIC_H

#include "pmipv6-experiment-access.h"
#include "pmipv6-experiment-network.h"
#include "pmipv6-experiment-option.h"

#include "ns3/event-id.h"
#include "ns3/node.h"
#include "ns3/pmipv6-traffic-monitor.h"

#include <map>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/// Transport of the data.
enum class Traffic
{
    UDP, //!< constant bit rate
    TCP, //!< as fast as TCP sends
};

/// Direction of the data.
enum class Direction
{
    BOTH,  //!< mn to cn and cn to mn
    MN_CN, //!< mn to cn alone
    CN_MN, //!< cn to mn alone
};

namespace option
{

extern const Option<Traffic> TRAFFIC;           //!< transport of the data
extern const Option<Direction> DIRECTION;       //!< of the data
extern const Option<Time> TRAFFIC_START;        //!< of mn to cn, or of the only direction
extern const Option<Time> INTERVAL;             //!< between two packets
extern const Option<uint32_t> PACKET_SIZE;      //!< octets of UDP payload; with TCP of a segment's
extern const Option<uint32_t> FLOWS_PER_PREFIX; //!< begun at each attachment; 0: one for all

} // namespace option

/**
 * @param options a run's
 * @return true if flows were to begin at each attachment, and a node is too short at a place for
 *         any to
 */
bool IsTooShortForFlows(const ExperimentOptions& options);

/**
 * @param options a run's
 * @return when the first flow begins, at the earliest
 */
Time GetFirstFlow(const ExperimentOptions& options);

/**
 * The data traffic of an experiment, by ns-3's own applications: UdpClient and UdpServer, or
 * BulkSendApplication and PacketSink; and by BoundSender where a node's address changes while its
 * earlier ones live on. A sender starts at its time, or as soon after it as both ends
 * have an address.
 */
class TrafficPlan
{
  public:
    /**
     * @param options the run's options
     * @param network the wired part
     * @param access the access part
     * @param monitor what watches the flows; its nodes are added already
     */
    TrafficPlan(const ExperimentOptions& options,
                const Network& network,
                const AccessNetwork& access,
                TrafficMonitor& monitor);

    /**
     * @param node a host
     * @return its global addresses
     */
    static std::vector<Ipv6Address> GetGlobalAddresses(Ptr<Node> node);

    /**
     * A mobile node has attached, now: with --flowsPerPrefix flows begin a little later.
     *
     * @param node its name
     */
    void NoteLinkUp(const NodeName& node);

    /**
     * A mobile node has lost its link: none begin for that attachment any more.
     *
     * @param node its name
     */
    void NoteLinkDown(const NodeName& node);

  private:
    /**
     * @param node a host
     * @param destination of a packet
     * @return the source that the host gives it now
     */
    static Ipv6Address ChooseSource(Ptr<Node> node, const Ipv6Address& destination);

    /// From where to where a flow goes.
    struct Course
    {
        Ptr<Node> from; //!< sender
        Ptr<Node> to;   //!< receiver
        uint16_t port;  //!< destination port
        bool isCentral; //!< on the ends' prefixes of an anchor, where others are of gateways
    };

    /**
     * @param node a host
     * @param isCentral see Course
     * @return its global addresses from which or to which such a flow may go, the oldest first
     */
    std::vector<Ipv6Address> GetAddresses(Ptr<Node> node, bool isCentral) const;

    /**
     * @param node a host where addresses of earlier attachments live on
     * @param isCentral see Course
     * @param destination of a packet
     * @return the address that such a flow is to have now
     */
    Ipv6Address ChooseAddress(Ptr<Node> node, bool isCentral, const Ipv6Address& destination) const;

    /**
     * Add the traffic from one node to another.
     *
     * @param course from where to where
     * @param start when it begins
     */
    void AddFlow(const Course& course, Time start);

    /**
     * Start a sender, or try again a little later if an end has no address yet.
     *
     * @param course from where to where
     */
    void StartSender(const Course& course);

    /// Two nodes that talk to each other.
    struct Pair
    {
        NodeName name;   //!< of the mobile node
        NodeName peer;   //!< of the other
        uint32_t number; //!< of the pair
        Ptr<Node> node;  //!< the mobile node
        Ptr<Node> other; //!< the other
    };

    /**
     * Begin flows of a pair in all directions that there are.
     *
     * @param pair the pair
     * @param start when
     */
    void AddFlows(Pair& pair, Time start);

    /**
     * The same, to a port.
     *
     * @param pair the pair
     * @param start when
     * @param port destination port
     * @param isCentral see Course
     */
    void AddBothWays(const Pair& pair, Time start, uint16_t port, bool isCentral);

    ExperimentOptions m_options;          //!< the run's options
    TrafficMonitor& m_monitor;            //!< what watches the flows
    Ptr<Node> m_fixed;                    //!< the fixed correspondent; null if there is none
    std::vector<Pair> m_pairs;            //!< in the order of the mobile nodes
    std::map<NodeName, EventId> m_begins; //!< when flows of an attachment begin
    std::map<NodeName, uint32_t> m_ports; //!< how many the flows of each correspondent have taken
};

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_TRAFFIC_H
