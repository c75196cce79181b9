/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ROUTE_RELAY_H
#define PMIPV6_ROUTE_RELAY_H

#include "pmipv6-mobility-signaling.h"
#include "pmipv6-prefix-pair.h"

#include "ns3/nstime.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
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
 * way back.
 */
class RouteRelay
{
  public:
    /// Says where a message to the gateway of a pair's source goes next; nothing if it is not
    /// known.
    using NextHop = std::function<std::optional<Ipv6Address>(const PrefixPair& pair)>;

    /**
     * @param signaling the node's signaling
     * @param address from which messages are passed on
     * @param nextHop says whereto
     */
    void Start(Ptr<MobilitySignaling> signaling, const Ipv6Address& address, NextHop nextHop);

    /**
     * @param message an RO Setup or its acknowledgement
     * @param context where it came from
     * @return false if it was not passed on
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

    Ptr<MobilitySignaling> m_signaling;        //!< the node's signaling
    Ipv6Address m_address;                     //!< from which messages are passed on
    NextHop m_nextHop;                         //!< says whereto
    std::map<Key, Ipv6Address> m_from;         //!< who has sent a request
    std::deque<std::pair<Time, Key>> m_forget; //!< when to forget it
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ROUTE_RELAY_H
