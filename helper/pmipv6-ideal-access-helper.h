/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_IDEAL_ACCESS_HELPER_H
#define PMIPV6_IDEAL_ACCESS_HELPER_H

#include "pmipv6-ideal-link.h"

#include "ns3/node.h"
#include "ns3/nstime.h"

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-helper
 * The ideal access technology: nodes attach and detach at given times, frames take a fixed delay.
 */
class IdealAccessHelper
{
  public:
    IdealAccessHelper();

    /// @return the channel, for its attributes Delay and DetachDetection, delays one by one, and
    /// traces
    Ptr<IdealChannel> GetChannel() const
    {
        return m_channel;
    }

    /**
     * Make a gateway's end of the link.
     *
     * @return the link, for MobileAccessGateway::AddAccess
     */
    Ptr<IdealAccessLink> CreateLink();

    /**
     * Make a node a host on the ideal link: a device with an IPv6 interface, attached nowhere.
     *
     * @param node the node; gets an IPv6 stack with an Ipv6Host if it has none
     * @return its device
     */
    Ptr<IdealDevice> InstallHost(Ptr<Node> node);

    /**
     * Attach a node.
     *
     * @param at when
     * @param device the node's end
     * @param link the gateway's end
     * @param hint what the gateway is told of how the node comes (RFC 5213, 6.9.1.1, 7)
     */
    void AttachAt(Time at,
                  Ptr<IdealDevice> device,
                  Ptr<IdealAccessLink> link,
                  HandoffIndicator hint = HandoffIndicator::UNKNOWN);

    /**
     * Detach a node.
     *
     * @param at when
     * @param device the node's end
     */
    void DetachAt(Time at, Ptr<IdealDevice> device);

    /**
     * Give a node an IPv6 interface on a device, as a host that configures itself by Router
     * Advertisements. For any device, not only this link's. See HostHelper::AddInterface.
     *
     * @param node the node; gets an IPv6 stack with an Ipv6Host if it has none
     * @param device the device
     * @return the interface's index
     */
    static uint32_t MakeHost(Ptr<Node> node, Ptr<NetDevice> device);

  private:
    Ptr<IdealChannel> m_channel; //!< carries all frames
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_IDEAL_ACCESS_HELPER_H
