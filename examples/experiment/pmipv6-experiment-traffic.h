/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_TRAFFIC_H
#define PMIPV6_EXPERIMENT_TRAFFIC_H

#include "pmipv6-experiment-access.h"
#include "pmipv6-experiment-network.h"
#include "pmipv6-experiment-option.h"

#include "ns3/pmipv6-traffic-monitor.h"

#include <map>
#include <string>

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

extern const Option<Traffic> TRAFFIC;      //!< transport of the data
extern const Option<Direction> DIRECTION;  //!< of the data
extern const Option<Time> TRAFFIC_START;   //!< of mn to cn, or of the only direction
extern const Option<Time> INTERVAL;        //!< between two packets
extern const Option<uint32_t> PACKET_SIZE; //!< octets of UDP payload; with TCP of a segment's

} // namespace option

/**
 * The data traffic of an experiment, by ns-3's own applications: UdpClient and UdpServer, or
 * BulkSendApplication and PacketSink. A sender starts at its time, or as soon after it as both ends
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

  private:
    /**
     * Add the traffic from one node to another.
     *
     * @param from sender
     * @param to receiver
     * @param port destination port
     * @param start when it begins
     */
    void AddFlow(Ptr<Node> from, Ptr<Node> to, uint16_t port, Time start);

    /**
     * Start a sender, or try again a little later if an end has no address yet.
     *
     * @param from sender
     * @param to receiver
     * @param port destination port
     */
    void StartSender(Ptr<Node> from, Ptr<Node> to, uint16_t port);

    ExperimentOptions m_options; //!< the run's options
    TrafficMonitor& m_monitor;   //!< what watches the flows
};

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_TRAFFIC_H
