/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_SIGNALING_DELIVERIES_H
#define PMIPV6_SIGNALING_DELIVERIES_H

#include "pmipv6-mobility-message.h"

#include "ns3/node.h"
#include "ns3/nstime.h"
#include "ns3/object.h"
#include "ns3/packet.h"

#include <cstdint>
#include <functional>
#include <map>
#include <utility>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-impairment
 * A Mobility Header that a node has sent into a link.
 */
struct SignalingDelivery
{
    Ptr<Node> from;           //!< who has sent it into the link
    Ptr<Node> to;             //!< at the other end
    uint64_t number{0};       //!< of those from the one to the other, from 1, Heartbeats left out
    MobilityMessage message;  //!< what it says; UnknownMessage if it does not parse
    Ptr<const Packet> packet; //!< from the IPv6 header on
    /// Lets it arrive, so long after now; each time that it is called, once.
    std::function<void(Time delay)> deliver;
};

/**
 * @ingroup pmipv6-impairment
 * Decides when each Mobility Header arrives that is sent into the links which it is given to
 * (SignalingImpairmentChannel::SetDeliveries): it may arrive later than the next, never, or more
 * than once. A message is known by its sender, its receiver and its number among those between the
 * two, so that what is decided of it does not depend on what others do at the time. Heartbeats
 * (RFC 5847), which come by the clock, pass uncounted.
 */
class SignalingDeliveries : public Object
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /**
     * Takes a message, or lets it pass as if there were no decision (false). Who takes one decides
     * when it arrives, and may do so later: one that is never delivered is lost.
     */
    using Taker = std::function<bool(const SignalingDelivery& delivery)>;

    /**
     * @param taker asked of each message; null: all pass
     */
    void SetTaker(Taker taker);

    /**
     * Number a message and have it decided on.
     *
     * @param delivery the message, its number not known yet
     * @return whether it was taken
     */
    bool Offer(SignalingDelivery delivery);

  protected:
    void DoDispose() override;

  private:
    Taker m_taker; //!< asked of each message
    /// Messages so far, by ids of sender and receiver.
    std::map<std::pair<uint32_t, uint32_t>, uint64_t> m_counts;
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_SIGNALING_DELIVERIES_H
