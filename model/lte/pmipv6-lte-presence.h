/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_LTE_PRESENCE_H
#define PMIPV6_LTE_PRESENCE_H

#include "pmipv6-link-layer-address.h"

#include "ns3/event-id.h"
#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"
#include "ns3/packet.h"

#include <cstdint>
#include <functional>
#include <unordered_map>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-lte
 * Asks nodes over their bearers whether they are there. Nobody resolves a neighbour's address on a
 * bearer, and ns-3's UE answers no Neighbor Solicitation; nor does it help to ask the eNB, which
 * keeps the connection of a node that has left without a word. An Echo Request (RFC 4443, 4.1)
 * every host answers. Each question has requests of its own, the first at once, and only what
 * answers one of them answers it.
 */
class LtePresence
{
  public:
    /// Takes the answer: whether the node is there.
    using Answered = std::function<void(bool)>;
    /// Sends an IPv6 packet to a node, from the gateway.
    using Sender = std::function<void(const LinkLayerAddress&, Ptr<Packet>)>;

    /**
     * @param send sends Echo Requests
     */
    explicit LtePresence(Sender send);
    ~LtePresence();

    LtePresence(const LtePresence&) = delete;
    LtePresence& operator=(const LtePresence&) = delete;

    /**
     * How patient the next questions are, and those that are being asked.
     *
     * @param interval time between requests, and for the last one's answer; above 0
     * @param attempts how many requests; at least 1
     */
    void SetPatience(Time interval, uint32_t attempts);

    /**
     * @param node whom to ask
     * @param source the gateway's address on the link with it
     * @param destination the node's
     * @param answered called once, later: with true as soon as the node answers, with false when
     * the last request stayed unanswered
     */
    void Ask(const LinkLayerAddress& node,
             const Ipv6Address& source,
             const Ipv6Address& destination,
             Answered answered);

    /**
     * A packet has come from a node.
     *
     * @param node its link-layer address
     * @param packet from its IPv6 header on
     */
    void HandleReceived(const LinkLayerAddress& node, const Packet& packet);

  private:
    /// A question that waits for its answer.
    struct Question
    {
        LinkLayerAddress node;   //!< who is asked
        Ipv6Address source;      //!< the gateway's address
        Ipv6Address destination; //!< the node's
        uint32_t left;           //!< requests that may still be sent
        EventId timer;           //!< the next step
        Answered answered;       //!< whom to tell
    };

    /**
     * The next step of a question: another request, or its end.
     *
     * @param number which
     */
    void Continue(uint16_t number);

    /**
     * @param number a question that is over
     * @param isThere its answer
     */
    void End(uint16_t number, bool isThere);

    Sender m_send;                                      //!< sends requests
    Time m_interval{Seconds(1)};                        //!< SetPatience
    uint32_t m_attempts{3};                             //!< SetPatience
    uint16_t m_next{0};                                 //!< number of the next question
    std::unordered_map<uint16_t, Question> m_questions; //!< by number, their requests' identifier
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_LTE_PRESENCE_H
