/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_SIGNALING_IMPAIRMENT_CHANNEL_H
#define PMIPV6_SIGNALING_IMPAIRMENT_CHANNEL_H

#include "pmipv6-signaling-deliveries.h"

#include "ns3/net-device.h"
#include "ns3/nstime.h"
#include "ns3/packet.h"
#include "ns3/point-to-point-channel.h"
#include "ns3/point-to-point-net-device.h"
#include "ns3/random-variable-stream.h"
#include "ns3/traced-callback.h"

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-impairment
 * A point-to-point link on which Mobility Headers (RFC 6275, 6.1) are lost, doubled and held back,
 * whatever role sends them; all other packets, tunnelled or not, pass as on a PointToPointChannel.
 * What it does to a Mobility Header that is forwarded it does at each such link on the way anew.
 *
 * A packet is lost, or passes, once or twice. Each of the two that a doubled one becomes is held
 * back by a time of its own, so that packets overtake each other; how long a packet takes to be
 * sent (DataRate of the device) does not change. The sender does not learn of a loss.
 *
 * Losses, doublings and times have random streams of their own: another Jitter changes nothing of
 * which packets are lost.
 *
 * All this ends at the time Until: what a domain is then left with shows undisturbed.
 *
 * With SetDeliveries single packets can be decided on, of which nothing is drawn then.
 *
 * Any link can have one: create two PointToPointNetDevices and Attach both to it, or give it to
 * CoreNetworkHelper::SetChannel.
 */
class SignalingImpairmentChannel : public PointToPointChannel
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    SignalingImpairmentChannel();
    ~SignalingImpairmentChannel() override;

    bool TransmitStart(Ptr<const Packet> packet,
                       Ptr<PointToPointNetDevice> sender,
                       Time duration) override;

    /**
     * @param deliveries asked of each Mobility Header when it arrives, at any time; usually the
     * same for all links. Null: nobody is
     */
    void SetDeliveries(Ptr<SignalingDeliveries> deliveries);

    /**
     * Give it other random streams than the three by its number among the channels that it has.
     *
     * @param stream number of the first
     * @return how many are used
     */
    int64_t AssignStreams(int64_t stream);

    /**
     * TracedCallback signature for packets that are lost or doubled.
     *
     * @param packet the packet, from its IPv6 header on
     * @param sender the device that sends it into this link
     */
    using PacketTracedCallback = void (*)(Ptr<const Packet> packet, Ptr<NetDevice> sender);

    /**
     * TracedCallback signature for packets that are held back.
     *
     * @param packet the packet, from its IPv6 header on
     * @param sender the device that sends it into this link
     * @param time how long
     */
    using HeldTracedCallback = void (*)(Ptr<const Packet> packet, Ptr<NetDevice> sender, Time time);

  protected:
    void DoDispose() override;

  private:
    /**
     * Have somebody decide when a frame with a Mobility Header arrives.
     *
     * @param frame the frame
     * @param packet what is in it, from the IPv6 header on
     * @param sender who sends it
     * @return whether anybody does
     */
    bool Offer(Ptr<const Packet> frame, Ptr<const Packet> packet, Ptr<NetDevice> sender);

    /**
     * Let a frame with a Mobility Header pass, held back or at once.
     *
     * @param frame the frame
     * @param packet what is in it, from the IPv6 header on
     * @param sender who sends it
     * @param duration how long it takes to be sent
     */
    void Pass(Ptr<const Packet> frame,
              Ptr<const Packet> packet,
              Ptr<PointToPointNetDevice> sender,
              Time duration);

    Ptr<SignalingDeliveries> m_deliveries;            //!< asked when packets arrive
    double m_loss{0};                                 //!< Loss
    double m_duplication{0};                          //!< Duplication
    Time m_jitter;                                    //!< Jitter
    Time m_until;                                     //!< Until
    Ptr<UniformRandomVariable> m_lossVariable;        //!< decides on losses
    Ptr<UniformRandomVariable> m_duplicationVariable; //!< decides on doublings
    Ptr<UniformRandomVariable> m_jitterVariable;      //!< decides how long one is held back
    TracedCallback<Ptr<const Packet>, Ptr<NetDevice>> m_lostTrace;       //!< Lost
    TracedCallback<Ptr<const Packet>, Ptr<NetDevice>> m_doubledTrace;    //!< Doubled
    TracedCallback<Ptr<const Packet>, Ptr<NetDevice>, Time> m_heldTrace; //!< Held
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_SIGNALING_IMPAIRMENT_CHANNEL_H
