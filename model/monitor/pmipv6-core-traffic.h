/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_CORE_TRAFFIC_H
#define PMIPV6_CORE_TRAFFIC_H

#include "pmipv6-transport-packet.h"

#include "ns3/net-device.h"
#include "ns3/packet.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-monitor
 * Octets of a flow's packets times the links that they crossed.
 */
struct FlowOctetHops
{
    uint64_t all{0};       //!< of all packets
    uint64_t tunnelled{0}; //!< of those that were in a tunnel on the link
};

/**
 * @ingroup pmipv6-monitor
 * Counts what signalling and data cost on point-to-point links: octets of whole IPv6 packets, outer
 * headers included, times the links that they crossed. A packet counts at each link into which a
 * node sends it, whether or not it comes out there: one that is lost on the link counts, one that
 * is doubled on it counts once there.
 *
 * Flows are those of a TrafficMonitor, whose marks (FlowTag) their packets carry; ICMPv6 errors,
 * which quote octets of such packets, belong to none.
 */
class CoreTraffic
{
  public:
    CoreTraffic();
    ~CoreTraffic();

    CoreTraffic(const CoreTraffic&) = delete;
    CoreTraffic& operator=(const CoreTraffic&) = delete;

    /**
     * Count what a device sends. Each link has two.
     *
     * @param device a PointToPointNetDevice; any other ends in NS_ABORT_MSG
     */
    void AddDevice(Ptr<NetDevice> device);

    /// @return of Mobility Headers and of the discovery of home agents, by the message's name as
    /// SignalingMonitor counts it: octets times links
    const std::map<std::string, uint64_t>& GetSignaling() const
    {
        return m_signaling;
    }

    /**
     * @param message name of a message
     * @return octets times links; 0 if it has crossed none
     */
    uint64_t GetSignaling(const std::string& message) const;

    /**
     * @param flow number of a flow, in the order of TrafficMonitor::GetFlows
     * @return octets times links
     */
    FlowOctetHops GetFlow(std::size_t flow) const;

  private:
    /**
     * A device sends into its link.
     *
     * @param frame with its PPP header
     */
    void Note(Ptr<const Packet> frame);

    /**
     * @param inner what is in a packet
     * @param octets the packet's first
     * @param size how many there are
     * @return name of the signalling message that is in it; empty: none is
     */
    std::string FindMessage(const InnerPacket& inner, const uint8_t* octets, std::size_t size);

    std::map<std::string, uint64_t> m_signaling; //!< by message
    /// Messages in fragments, by Identification, a random number: only the first says what it is.
    std::map<uint32_t, std::string> m_fragmented;
    std::vector<FlowOctetHops> m_flows;   //!< by number; those beyond have crossed no link
    std::shared_ptr<CoreTraffic*> m_self; //!< null inside once this object is gone
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_CORE_TRAFFIC_H
