/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_NARRATOR_H
#define PMIPV6_NARRATOR_H

#include "pmipv6-signaling-event.h"

#include "ns3/node.h"
#include "ns3/packet.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <ostream>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-helper
 * Tells a reader what happens in a simulation, a line each, with the time: which messages nodes
 * send, how the states of roles change, by which nodes packets go, and what the script adds. To
 * look at; who counts takes a monitor.
 *
 * Must be there as long as the simulation runs.
 *
 * @code
 * Narrator narrator(std::cout);
 * narrator.Watch("lma", lma);             // 5020.31 ms  lma > mag2 ProxyBindingAcknowledgement
 * narrator.WatchStates("lma", anchor);    // 5010.16 ms  lma: binding of mn@example.org, ..
 * @endcode
 */
class Narrator
{
  public:
    /**
     * @param os where to; must be there as long
     */
    explicit Narrator(std::ostream& os);

    Narrator(const Narrator&) = delete;
    Narrator& operator=(const Narrator&) = delete;

    /**
     * Tell what messages a node sends, but for Heartbeats, and note which packets it forwards.
     *
     * @param name what it is called, as the sender and the receiver of messages
     * @param node the node, with an IPv6 stack; its signaling is installed if it has none yet
     */
    void Watch(const std::string& name, Ptr<Node> node);

    /**
     * Note which packets a node forwards, and tell nothing.
     *
     * @param name what it is called
     * @param node the node, with an IPv6 stack
     */
    void WatchWays(const std::string& name, Ptr<Node> node);

    /**
     * Tell how the states of what a role or a function keeps change.
     *
     * @param name what it is called
     * @param role with a trace source StateChange
     */
    void WatchStates(const std::string& name, Ptr<Object> role);

    /**
     * Tell something, now.
     *
     * @param text what happens
     */
    void Tell(const std::string& text) const;

    /**
     * Tell by which nodes a packet has come, if those of the last one that is called so were
     * others: of a flow each other way is told once.
     *
     * @param flow what the packet is called
     * @param packet the packet, as it was received
     */
    void TellWay(const std::string& flow, Ptr<const Packet> packet);

    /**
     * Have a packet go on where another has ended, as an answer.
     *
     * @param answer the packet that is about to be sent
     * @param question whose way it goes on
     * @param name of the node that answers
     */
    void ContinueWay(Ptr<const Packet> answer, Ptr<const Packet> question, const std::string& name);

  private:
    /**
     * @param name who has sent a message
     * @param event the message
     */
    void TellMessage(const std::string& name, const SignalingEvent& event) const;

    /**
     * @param address an address
     * @return name of the watched node that has it; the address of any other
     */
    std::string GetName(const Ipv6Address& address) const;

    /**
     * @param packet a packet
     * @return the names of those who have forwarded it, each behind a blank
     */
    std::string& GetWay(Ptr<const Packet> packet);

    std::ostream& m_os;                                     //!< where to
    std::vector<std::pair<std::string, Ptr<Node>>> m_nodes; //!< those watched
    std::unordered_map<uint64_t, std::string> m_ways;       //!< of packets, by their numbers
    std::deque<uint64_t> m_numbers;                         //!< of these, the oldest first
    std::map<std::string, std::string> m_lastWays;          //!< by flow
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_NARRATOR_H
