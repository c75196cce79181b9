/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_LOCATION_WITHDRAWALS_H
#define PMIPV6_LOCATION_WITHDRAWALS_H

#include "pmipv6-mobility-signaling.h"
#include "pmipv6-prefix.h"

#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <utility>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-epmip
 * What an anchor tells gateways that a mobile node has left for good, or for where nobody tells
 * them where it is: PBCI with lifetime 0 (draft-luo, 6). Each is repeated until it is acknowledged,
 * or nobody can have that location any more.
 */
class LocationWithdrawals
{
  public:
    /// Told when a gateway has acknowledged, or is told no more; not at End and Clear.
    using Over = std::function<void(const Prefix& session, const Ipv6Address& gateway)>;

    /**
     * @param signaling the node's signaling
     * @param address LMAA
     * @param lifetime for how long at most a gateway is told
     * @param over told when it is over
     */
    void Start(Ptr<MobilitySignaling> signaling,
               const Ipv6Address& address,
               Time lifetime,
               Over over);

    /**
     * Tell a gateway.
     *
     * @param prefixes home network prefixes of the session, by the first of which it is known
     * @param gateway Proxy-CoA
     * @param timestamp of the binding that is over, or by which the node is elsewhere
     */
    void Begin(const std::vector<Prefix>& prefixes, const Ipv6Address& gateway, uint64_t timestamp);

    /**
     * Tell nobody any more of a session, as somebody else does.
     *
     * @param session its first prefix
     */
    void End(const Prefix& session);

    /// Tell nobody anything any more.
    void Clear()
    {
        m_exchanges.clear();
    }

    /// Clear, and let go of the node's objects.
    void Dispose();

    /// @return how many have not acknowledged yet
    std::size_t GetSize() const
    {
        return m_exchanges.size();
    }

  private:
    /// A session and a gateway.
    using Key = std::pair<Prefix, Ipv6Address>;

    Ptr<MobilitySignaling> m_signaling;  //!< the node's signaling
    Ipv6Address m_address;               //!< LMAA
    Time m_lifetime;                     //!< for how long a gateway is told
    Over m_over;                         //!< told when it is over
    std::map<Key, Exchange> m_exchanges; //!< under way
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_LOCATION_WITHDRAWALS_H
