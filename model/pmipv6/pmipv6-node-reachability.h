/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_NODE_REACHABILITY_H
#define PMIPV6_NODE_REACHABILITY_H

#include "pmipv6-access-device.h"
#include "pmipv6-link-layer-address.h"
#include "pmipv6-mobility-forwarding.h"

#include "ns3/event-id.h"
#include "ns3/nstime.h"

#include <functional>
#include <unordered_map>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-pmipv6
 * Neighbour unreachability detection at a gateway (RFC 5213, 6.13; RFC 4861, 7.3) of the nodes to
 * which it delivers packets that their anchor has not sent: those of another node here, or of
 * another gateway's tunnel. The anchor sends nothing more when a node has registered elsewhere;
 * such packets would go on into the empty link. A node that was not heard for ReachableTime is
 * asked when the next of them comes.
 *
 * Of packets the data plane tells the first of each entry, and once more whenever a node has been
 * silent for so long; of a node to which there are none nothing is kept.
 */
class NodeReachability
{
  public:
    /// Asks a node; calls what it is given when the node answers. A node that does not is gone.
    using Ask = std::function<void(const LinkLayerAddress& node, std::function<void()> answered)>;

    /**
     * @param forwarding the node's data plane
     * @param reachableTime ReachableTime; 0: nobody is asked
     * @param ask asks a node
     */
    void Start(Ptr<MobilityForwarding> forwarding, Time reachableTime, Ask ask);

    /**
     * A node is gone, or is registered anew.
     *
     * @param node its link-layer address
     */
    void Forget(const LinkLayerAddress& node);

    /// Forget all nodes, and ask nobody any more.
    void Stop();

  private:
    /// A node to which packets are delivered.
    struct Receiver
    {
        Ptr<AccessDevice> device; //!< knows when it was heard
        EventId stale;            //!< when it will have been silent for ReachableTime
        bool isAsked{false};      //!< its answer is awaited
    };

    /**
     * A packet is delivered.
     *
     * @param action to whom
     */
    void HandleDelivered(const DeliverAction& action);

    /**
     * Wait until a node will have been silent for ReachableTime.
     *
     * @param node its link-layer address, of a receiver
     * @return false if it has been already
     */
    bool Wait(const LinkLayerAddress& node);

    Ptr<MobilityForwarding> m_forwarding; //!< tells of packets
    Time m_reachableTime;                 //!< ReachableTime
    Ask m_ask;                            //!< asks a node
    std::unordered_map<LinkLayerAddress, Receiver, LinkLayerHash>
        m_receivers; //!< by link-layer address
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_NODE_REACHABILITY_H
