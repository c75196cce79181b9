/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_LOCATION_HISTORY_H
#define PMIPV6_LOCATION_HISTORY_H

#include "pmipv6-prefix.h"
#include "pmipv6-previous-locations.h"

#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"

#include <cstddef>
#include <unordered_map>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-epmip
 * The gateways from which an anchor's mobile nodes are and were registered: the only writer of
 * LocationPath. A session is known by its first home network prefix, which it keeps. What there was
 * is forgotten with the session, but for gateways that are still to be told that it is over. Knows
 * time only as an argument.
 */
class LocationHistory
{
  public:
    /**
     * @param times for how long what is remembered
     */
    void SetTimes(const LocationTimes& times)
    {
        m_times = times;
    }

    /**
     * A request is accepted.
     *
     * @param session the session's first prefix
     * @param gateway Proxy-CoA
     * @param isEnhanced it is an eMAG
     * @param hasArrived the node has arrived there, or may have (RFC 5213, 8.4: any Handoff
     *        Indicator but 5)
     * @param now the time
     */
    void Register(const Prefix& session,
                  const Ipv6Address& gateway,
                  bool isEnhanced,
                  bool hasArrived,
                  Time now);

    /**
     * The session is with a gateway again where it was before, though that has asked for nothing
     * (RFC 5846, 9.1). Nothing happens if it is there.
     *
     * @param session the session's first prefix
     * @param gateway Proxy-CoA
     * @param now the time
     */
    void Return(const Prefix& session, const Ipv6Address& gateway, Time now);

    /**
     * The node has left, or is made to; nothing happens if that is known.
     *
     * @param session the session's first prefix
     * @param now the time
     */
    void Leave(const Prefix& session, Time now);

    /**
     * The session is over.
     *
     * @param session its first prefix
     * @param isTold its gateway is told, and SetTold says when it knows
     * @param now the time
     */
    void Delete(const Prefix& session, bool isTold, Time now);

    /**
     * A former gateway is told that the node is gone.
     *
     * @param session the session's first prefix
     * @param gateway Proxy-CoA
     */
    void SetUntold(const Prefix& session, const Ipv6Address& gateway);

    /**
     * A former gateway knows that the node is gone, or is not told any more.
     *
     * @param session the session's first prefix
     * @param gateway Proxy-CoA
     */
    void SetTold(const Prefix& session, const Ipv6Address& gateway);

    /**
     * The node's present gateway tells the former ones that are told nothing by the anchor any
     * more.
     *
     * @param session the session's first prefix
     * @param now the time
     */
    void Supersede(const Prefix& session, Time now);

    /**
     * @param session a session's first prefix
     * @return where its node is and was; null if nothing is known
     */
    const LocationPath* Find(const Prefix& session) const;

    /**
     * @param session a session's first prefix
     * @param asker the gateway that is answered
     * @param now the time
     * @return what the answer names (GetPreviousLocations)
     */
    std::vector<Ipv6Address> GetPrevious(const Prefix& session,
                                         const Ipv6Address& asker,
                                         Time now) const;

    /**
     * @param session a session's first prefix
     * @param gateway Proxy-CoA
     * @return true if the node is there by now, and it is an eMAG
     */
    bool IsAtEnhanced(const Prefix& session, const Ipv6Address& gateway) const;

    /// Forget everything.
    void Clear()
    {
        m_paths.clear();
    }

    /// @return of how many sessions something is known
    std::size_t GetSize() const
    {
        return m_paths.size();
    }

  private:
    /// @param session its first prefix @return the path of a session, or null
    LocationPath* FindPath(const Prefix& session);
    /// Forget a session that is over, once nobody is told of it any more. @param session its first
    /// prefix
    void Tidy(const Prefix& session);

    std::unordered_map<Prefix, LocationPath, PrefixHash> m_paths; //!< by first prefix
    LocationTimes m_times;                                        //!< for how long what counts
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_LOCATION_HISTORY_H
