/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ROUTE_INQUIRIES_H
#define PMIPV6_ROUTE_INQUIRIES_H

#include "pmipv6-exchange-list.h"
#include "pmipv6-mobility-signaling.h"
#include "pmipv6-route-messages.h"
#include "pmipv6-route-sessions.h"

#include <cstdint>
#include <functional>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-localized-routing
 * What an anchor asks gateways and other anchors about its sessions: each request is repeated until
 * it is answered, and ends with the session's state.
 */
class RouteInquiries
{
  public:
    /// Gets an acknowledgement's status, and what else it says; null if there was none.
    using Answered = std::function<void(const RouteSession& session,
                                        ExperimentalStatus status,
                                        const ExperimentalAnswer* answer)>;

    /**
     * @param signaling the node's signaling
     * @param address LMAA
     * @param maxRetries how often an unanswered request is repeated
     * @param sessions the anchor's sessions; outlive this
     */
    void Start(Ptr<MobilitySignaling> signaling,
               const Ipv6Address& address,
               uint32_t maxRetries,
               RouteSessions& sessions);

    /// End what was asked about pairs of which there is no session.
    void Clear()
    {
        m_alone.Clear();
    }

    /// Clear, and let go of the node's objects.
    void Dispose();

    /**
     * Send a request about a session.
     *
     * @param session the session, in a state in which others are asked
     * @param message the request
     * @param peer whom to ask
     * @param answered gets the answer; PEER_DID_NOT_ANSWER if there is none
     * @param isPatient repeat it as long as the session lives
     */
    void Ask(const RouteSession& session,
             const MobilityMessage& message,
             const Ipv6Address& peer,
             Answered answered,
             bool isPatient = false);

    /**
     * Ask about a pair of which there is no session, whatever the answer: until Clear.
     *
     * @param message the request
     * @param peer whom to ask
     */
    void AskAlone(const MobilityMessage& message, const Ipv6Address& peer);

    /**
     * @param pair of whom a request speaks
     * @return its sequence number
     */
    uint16_t TakeSequence(const PrefixPair& pair)
    {
        return m_sequence.Take(pair);
    }

  private:
    Ptr<MobilitySignaling> m_signaling; //!< the node's signaling
    Ipv6Address m_address;              //!< LMAA
    uint32_t m_maxRetries{0};           //!< how often an unanswered request is repeated
    RouteSessions* m_sessions{nullptr}; //!< the anchor's sessions
    RouteSequence m_sequence;           //!< numbers of requests
    ExchangeList m_alone;               //!< of pairs of which there is no session
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ROUTE_INQUIRIES_H
