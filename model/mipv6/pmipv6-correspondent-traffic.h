/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_CORRESPONDENT_TRAFFIC_H
#define PMIPV6_CORRESPONDENT_TRAFFIC_H

#include "pmipv6-mobility-forwarding.h"
#include "pmipv6-mobility-signaling.h"

#include "ns3/ipv6-address.h"
#include "ns3/ipv6.h"
#include "ns3/node.h"

#include <functional>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-mipv6
 * What a mobile node notices of the packets between its home address and others: who is reached
 * through the tunnel and not known yet (RFC 6275, 11.7.2), and whether those that are known are of
 * any use.
 */
class CorrespondentTraffic
{
  public:
    /// Told of a packet through the tunnel, to or from somebody who is not marked: of no Mobility
    /// Header.
    using Listener = std::function<void(const Ipv6Address& peer)>;

    /**
     * @param node the mobile node's
     * @param homeAddress the home address
     * @param listener told of packets
     */
    void Start(Ptr<Node> node, const Ipv6Address& homeAddress, Listener listener);

    /// Tell nobody any more.
    void Stop();

    /// Let go of the node's objects.
    void Dispose();

    /// @param isWanted tell packets through the tunnel from now on; else no longer
    void Watch(bool isWanted);

    /**
     * @param peer a correspondent
     * @param isKnown it is not told of; whether packets go is noted instead
     */
    void Mark(const Ipv6Address& peer, bool isKnown);

    /**
     * Has a packet gone, either way? Asking ends it: the next time only later ones count.
     *
     * @param peer a correspondent that is marked
     * @return true if one has since the last time
     */
    bool TakeUse(const Ipv6Address& peer) const;

  private:
    /// A packet has come by care-of addresses. @param peer the correspondent's address
    void NoteTaken(const Ipv6Address& peer) const;

    /// A packet has gone through the tunnel. ns-3 sends errors to the node itself too.
    /// @param peer the correspondent's address
    void Tell(const Ipv6Address& peer) const;

    Ptr<Ipv6> m_ipv6;                     //!< the node's IPv6
    Ptr<MobilitySignaling> m_signaling;   //!< its signaling
    Ptr<MobilityForwarding> m_forwarding; //!< its data plane
    Ipv6Address m_homeAddress;            //!< the home address
    Listener m_listener;                  //!< told of packets
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_CORRESPONDENT_TRAFFIC_H
