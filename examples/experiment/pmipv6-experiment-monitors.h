/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_MONITORS_H
#define PMIPV6_EXPERIMENT_MONITORS_H

#include "pmipv6-experiment-access.h"
#include "pmipv6-experiment-network.h"
#include "pmipv6-experiment-option.h"

#include "ns3/pmipv6-access-device.h"
#include "ns3/pmipv6-core-traffic.h"
#include "ns3/pmipv6-handover-monitor.h"
#include "ns3/pmipv6-mobility-forwarding.h"
#include "ns3/pmipv6-service-gap.h"
#include "ns3/pmipv6-signaling-impairment-channel.h"
#include "ns3/pmipv6-signaling-monitor.h"
#include "ns3/pmipv6-state-change.h"
#include "ns3/pmipv6-traffic-monitor.h"

#include <functional>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/**
 * @param node a node that drops a packet out of a tunnel
 * @param header the packet's
 * @return true if the packet has passed one router, the sender's first
 */
bool IsFromFirstRouter(const NetworkNode& node, const Ipv6Header& header);

/**
 * What watches a run. They are told of the network and of the mobile nodes here, and of the roles
 * by the scheme, which has the same to say of its own.
 */
class RunMonitors
{
  public:
    /// On whose side a packet with this header is lost that is dropped at a tunnel's end.
    using TunnelSide = std::function<TrafficMonitor::Side(const Ipv6Header&)>;

    /// Told of a change of state: where, of which role there, what.
    using StateListener =
        std::function<void(const std::string&, const std::string&, const StateChange&)>;

    /**
     * Watch a network and the mobile nodes on it. Once, before the run.
     *
     * @param options the run's
     * @param network the wired part, with its scheme
     * @param access the access part
     * @param impaired links of the core that lose, double or hold back signalling
     */
    void Connect(const ExperimentOptions& options,
                 const Network& network,
                 const AccessNetwork& access,
                 const std::vector<Ptr<SignalingImpairmentChannel>>& impaired);

    /**
     * Follow the trace source StateChange of a role or of a function.
     *
     * @param object the role
     * @param node name of its node
     * @param role short name of the role, "lma"
     */
    void FollowStates(Ptr<Object> object, const std::string& node, const std::string& role);

    /**
     * Watch the signalling and the data plane of an anchor or a home agent.
     *
     * @param node its node
     * @param side on whose side those are lost that it drops at a tunnel's end; by default it takes
     *        what it knows the sender of
     */
    void FollowAnchor(
        const NetworkNode& node,
        TunnelSide side = [](const Ipv6Header&) { return TrafficMonitor::Side::SENDER; });

    /**
     * Follow what a data plane drops.
     *
     * @param forwarding the data plane
     * @param node name of its node
     * @param side on whose side those are lost that it drops at a tunnel's end
     */
    void FollowDrops(Ptr<MobilityForwarding> forwarding, const std::string& node, TunnelSide side);

    /**
     * Follow what the data plane of a host drops: its own packets, what comes out of its tunnel,
     * and what tells a home address of which it knows no binding.
     *
     * @param forwarding the data plane, of a node that has Mobility Headers
     * @param node name of the node
     */
    void FollowOwnDrops(Ptr<MobilityForwarding> forwarding, const std::string& node);

    TrafficMonitor traffic;     //!< watches data packets
    SignalingMonitor signaling; //!< watches signalling
    CoreTraffic core;           //!< counts what crosses the links of the core
    HandoverMonitor handover;   //!< takes handovers apart
    ServiceGap serviceGap;      //!< knows when a node could be reached
    StateListener stateChanged; //!< told of each change of state

  private:
    /// Watch a gateway's data plane.
    void ConnectGateway(const Network& network, const NetworkNode& gateway);

    /// Watch the access device of a gateway, or of an anchor with a home link.
    void ConnectAccess(const Network& network, const NetworkNode& gateway);

    /// Watch a mobile node.
    void ConnectMobileNode(const MobileNode& mobile);

    /// Watch what signalling all nodes drop, once they have what may drop it.
    void ConnectDrops(const Network& network, const AccessNetwork& access);

    /// Watch where packets would go at any time.
    void ConnectServiceGap(const ExperimentOptions& options,
                           const Network& network,
                           const AccessNetwork& access);
};

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_MONITORS_H
