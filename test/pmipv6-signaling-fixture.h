/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_SIGNALING_FIXTURE_H
#define PMIPV6_SIGNALING_FIXTURE_H

#include "ns3/ipv6-address.h"
#include "ns3/ipv6.h"
#include "ns3/net-device.h"
#include "ns3/node.h"
#include "ns3/nstime.h"
#include "ns3/packet.h"
#include "ns3/pmipv6-mobility-signaling.h"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/// What became of a message.
struct MessageRecord
{
    Time at;                     //!< when
    uint32_t node;               //!< at which node
    std::string text;            //!< the message, or why it was dropped
    std::vector<uint8_t> octets; //!< of the Mobility Header; of what was sent alone
    bool isRetransmission;       //!< sent before
};

/**
 * @ingroup pmipv6-tests
 * Three nodes in a mesh of wires, with what they signal and no roles: 0 and 1 for those who talk, 2
 * for a stranger or a node that knows less. Made before a simulation, it destroys the simulation
 * and resets the attributes' defaults when it goes.
 */
class SignalingFixture
{
  public:
    SignalingFixture();
    ~SignalingFixture();
    SignalingFixture(const SignalingFixture&) = delete;
    SignalingFixture& operator=(const SignalingFixture&) = delete;

    /// @return a node
    Ptr<Node> GetNode(uint32_t node) const;
    /// @return its address
    static Ipv6Address GetAddress(uint32_t node);
    /// @return its signaling
    Ptr<MobilitySignaling> GetSignaling(uint32_t node) const;
    /// @return one-way delay, without serialization
    static Time Delay(uint32_t a, uint32_t b);

    /// Do something at a time.
    static void At(Time at, std::function<void()> action);
    /// Run the simulation until a time.
    static void RunUntil(Time end);

    /**
     * Lose what one node sends to another.
     *
     * @param a the sender
     * @param b the receiver
     * @param isLost called with each packet; empty: nothing is lost
     */
    void SetLoss(uint32_t a, uint32_t b, std::function<bool()> isLost);

    /**
     * Send octets as a Mobility Header, from one node to another.
     *
     * @param from which node
     * @param to which node
     * @param hex the octets in hexadecimal, blanks are ignored; the checksum is filled in
     */
    void Inject(uint32_t from, uint32_t to, const std::string& hex);

    /**
     * @param node a node
     * @return what it has sent
     */
    std::vector<MessageRecord> GetSent(uint32_t node) const;

    /**
     * @param node a node
     * @return what it has refused: why
     */
    std::vector<std::string> GetDropped(uint32_t node) const;

    /**
     * @param record what was sent
     * @return its octets in hexadecimal, the checksum as 0000
     */
    static std::string GetHex(const MessageRecord& record);

  private:
    std::vector<Ptr<Node>> m_nodes;                                  //!< the nodes
    std::map<std::pair<uint32_t, uint32_t>, Ptr<NetDevice>> m_wires; //!< by node and peer
    std::vector<MessageRecord> m_sent;                               //!< records
    std::vector<MessageRecord> m_dropped;                            //!< records
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_SIGNALING_FIXTURE_H
