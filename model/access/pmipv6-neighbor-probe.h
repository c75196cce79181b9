/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_NEIGHBOR_PROBE_H
#define PMIPV6_NEIGHBOR_PROBE_H

#include "pmipv6-access-device.h"
#include "pmipv6-link-layer-address.h"

#include "ns3/event-id.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <functional>
#include <list>
#include <unordered_map>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-access
 * Asks nodes whether they are still there (RFC 4861, 7.3.3). Each question has solicitations of its
 * own, the first at once, and is answered only by what the node has said since: by an advertisement
 * that answers one of them, or by any frame that is heard so long after the question that it cannot
 * have been on its way then. A node may leave while its answer to an earlier question is on its
 * way, so that this says nothing to a later one.
 *
 * Nothing on a link is taken to need RETRANS_TIMER there and back, and a node to answer in order.
 */
class NeighborProbe
{
  public:
    /// Takes the answer: whether the node is there.
    using Answered = std::function<void(bool)>;

    /**
     * @param device the gateway's access device
     * @param solicit sends a Neighbor Solicitation to a node
     */
    void Start(Ptr<AccessDevice> device, std::function<void(const LinkLayerAddress&)> solicit);

    /**
     * Ask a node.
     *
     * @param node its link-layer address
     * @param interval RETRANS_TIMER: time between solicitations, and for the last one's answer
     * @param attempts MAX_UNICAST_SOLICIT: how many solicitations; at least 1
     * @param answered called once: with true as soon as the node answers, with false when the last
     *        solicitation stayed unanswered, at once if the node is not attached
     */
    void Ask(const LinkLayerAddress& node, Time interval, uint32_t attempts, Answered answered);

    /**
     * A node has answered a solicitation.
     *
     * @param node its link-layer address
     */
    void HandleAnswer(const LinkLayerAddress& node);

    /**
     * @param node link-layer address of a node
     * @return true if a question to it waits for its answer
     */
    bool IsAsking(const LinkLayerAddress& node) const
    {
        return m_probes.count(node) > 0;
    }

    /// Forget all questions without a word.
    void Clear();

    /// Clear, and let go of the device.
    void Dispose();

  private:
    /// A question that waits for its answer.
    struct Question
    {
        uint64_t serial;   //!< tells it from others
        Time asked;        //!< when
        Time interval;     //!< between solicitations
        uint32_t left;     //!< solicitations that may still be sent
        uint64_t first{0}; //!< number of its first solicitation
        uint64_t last{0};  //!< number of its last solicitation so far
        EventId timer;     //!< the next step
        Answered answered; //!< whom to tell
    };

    /// What is asked of a node.
    struct Probe
    {
        uint64_t sent{0};              //!< solicitations, of all questions
        uint64_t settled{0};           //!< of these, answered or given up: up to this number
        std::list<Question> questions; //!< which wait
    };

    /**
     * The next step of a question: another solicitation, or its end.
     *
     * @param node who is asked
     * @param serial which question; nothing happens if it is over
     */
    void Continue(const LinkLayerAddress& node, uint64_t serial);

    /**
     * End questions.
     *
     * @param node who is asked
     * @param isThere what is answered
     * @param isOver says which questions are over
     */
    void End(const LinkLayerAddress& node,
             bool isThere,
             const std::function<bool(const Question&)>& isOver);

    Ptr<AccessDevice> m_device;                                          //!< knows who is attached
    std::function<void(const LinkLayerAddress&)> m_solicit;              //!< sends a solicitation
    std::unordered_map<LinkLayerAddress, Probe, LinkLayerHash> m_probes; //!< nodes that are asked
    uint64_t m_nextSerial{0};                                            //!< of the next question
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_NEIGHBOR_PROBE_H
