/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ROUTE_RELAY_H
#define PMIPV6_ROUTE_RELAY_H

#include "pmipv6-expiring-map.h"
#include "pmipv6-mobility-signaling.h"
#include "pmipv6-relay-decision.h"

#include "ns3/nstime.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-localized-routing
 * Passes RO Setup on from gateway to gateway, for gateways without a security association
 * (draft-loureiro, 3: proxy mode): unchanged but for the addresses, the acknowledgement the same
 * way back. What the anchor does not vouch for gets a Timestamp option, of when it has passed here.
 */
class RouteRelay
{
  public:
    /// Says where an RO Setup goes next, or why it is refused.
    using Decide =
        std::function<RelayDecision(const RouteRequest& request, const Ipv6Address& sender)>;
    /// Told of what is refused.
    using Refused = std::function<
        void(const PrefixPair& pair, const Ipv6Address& sender, ExperimentalStatus status)>;

    /**
     * @param signaling the node's signaling
     * @param address from which messages are passed on
     * @param timeOfDay of the anchor, as the Timestamp option has it
     * @param decide says whereto
     * @param refused told of what is not passed on
     */
    void Start(Ptr<MobilitySignaling> signaling,
               const Ipv6Address& address,
               std::function<uint64_t()> timeOfDay,
               Decide decide,
               Refused refused);

    /**
     * @param answer an acknowledgement
     * @param peer from whom
     * @return true if it is of an RO Setup that was passed on
     */
    bool IsRelayed(const MobilityMessage& answer, const Ipv6Address& peer) const;

    /**
     * @param message an RO Setup, which is passed on or answered with a refusal, or its
     *        acknowledgement
     * @param context where it came from
     * @return false if it is none
     */
    bool Relay(const MobilityMessage& message, const MessageContext& context);

    /// Pass nothing on any more.
    void Stop();

    /// Forget what was passed on.
    void Clear();

  private:
    /// What ties an acknowledgement to its request: who answers, and what it says.
    using Key = std::string;

    /**
     * @param peer whom the request went to
     * @param message request or acknowledgement
     * @return what both have in common
     */
    static Key GetKey(const Ipv6Address& peer, const MobilityMessage& message);

    Ptr<MobilitySignaling> m_signaling;    //!< the node's signaling
    Ipv6Address m_address;                 //!< from which messages are passed on
    std::function<uint64_t()> m_timeOfDay; //!< of the anchor
    Decide m_decide;                       //!< says whereto
    Refused m_refused;                     //!< told of what is not passed on
    ExpiringMap<Key, Ipv6Address> m_from;  //!< who has sent a request
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ROUTE_RELAY_H
