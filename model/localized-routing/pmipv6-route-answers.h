/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ROUTE_ANSWERS_H
#define PMIPV6_ROUTE_ANSWERS_H

#include "pmipv6-mobility-signaling.h"
#include "pmipv6-route-messages.h"
#include "pmipv6-trigger-memory.h"

#include <functional>
#include <utility>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-localized-routing
 * The acknowledgements of an anchor for what gateways and other anchors ask of it (draft-loureiro,
 * 5.1). Whoever repeats an RO Trigger gets the same answer.
 */
class RouteAnswers
{
  public:
    /// Told of what is refused.
    using Refused = std::function<
        void(const PrefixPair& pair, const Ipv6Address& peer, ExperimentalStatus status)>;

    /**
     * @param signaling the node's signaling
     * @param address LMAA
     * @param refused told of what is refused
     */
    void Start(Ptr<MobilitySignaling> signaling, const Ipv6Address& address, Refused refused);

    /// Let go of the node's objects.
    void Dispose();

    /// @return what other anchors have said last, and how that was answered
    TriggerMemory& GetTriggers()
    {
        return m_triggers;
    }

    /**
     * A route is not possible, and nobody is to be answered.
     *
     * @param pair whose route it is
     * @param status why
     */
    void NoteRefused(const PrefixPair& pair, ExperimentalStatus status) const
    {
        m_refused(pair, Ipv6Address::GetAny(), status);
    }

    /**
     * Answer a request.
     *
     * @tparam Message the acknowledgement
     * @param request the request, naming the pair as it is registered
     * @param peer who has sent it
     * @param status the status
     */
    template <class Message>
    void Answer(const RouteRequest& request, const Ipv6Address& peer, ExperimentalStatus status);

    /**
     * Answer an RO Trigger, and any repetition of it the same.
     *
     * @param request what it says
     * @param peer who has sent it
     * @param status the status; SUCCESS_WITH_SHORTER_LIFETIME only by what is granted
     * @param granted lifetime, units of 4 s
     */
    void AnswerTrigger(const RouteRequest& request,
                       const Ipv6Address& peer,
                       ExperimentalStatus status,
                       uint16_t granted);

  private:
    Ptr<MobilitySignaling> m_signaling; //!< the node's signaling
    Ipv6Address m_address;              //!< LMAA
    Refused m_refused;                  //!< told of what is refused
    TriggerMemory m_triggers;           //!< what other anchors have said last
};

template <class Message>
void
RouteAnswers::Answer(const RouteRequest& request,
                     const Ipv6Address& peer,
                     ExperimentalStatus status)
{
    if (!IsAccepted(status))
    {
        m_refused(request.pair, peer, status);
    }
    RouteRequest answered = request;
    answered.ordering.reset(); // It numbers what the controller asks of gateways.
    MobilityMessage message;
    WriteRouteAnswer(answered,
                     status,
                     IsAccepted(status) ? request.lifetime : uint16_t{0},
                     message.emplace<Message>());
    m_signaling->Send(message, m_address, peer, IsAccepted(status) ? "answer" : "refusal");
}

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ROUTE_ANSWERS_H
