/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ABSENT_NODES_H
#define PMIPV6_ABSENT_NODES_H

#include "pmipv6-deadline-table.h"
#include "pmipv6-location-tellings.h"
#include "pmipv6-prefix-map.h"
#include "pmipv6-prefix.h"
#include "pmipv6-routing-parts.h"

#include "ns3/ipv6-address.h"
#include "ns3/ipv6-header.h"
#include "ns3/nstime.h"

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-epmip
 * Who sends packets to a gateway for a node that is not there is told so: that its anchor has
 * withdrawn it, if it has (PBCI with lifetime 0 and its time; draft-luo, 6); else that it is not
 * here (the same without a time), but not while it has just left, and where it has gone may be told
 * yet.
 */
class AbsentNodes
{
  public:
    /// Told of whom, and who, is not told for want of room.
    using Refused =
        std::function<void(const Prefix&, const Ipv6Address&, const std::string& reason)>;

    /**
     * @param tellings tells them; outlives this
     */
    explicit AbsentNodes(LocationTellings& tellings)
        : m_tellings(tellings)
    {
    }

    /**
     * @param parts what the routing function has; outlive this
     * @param patience PreviousLocationTime: how long it may be told yet where a node is
     * @param refused told who is not told
     */
    void Start(const RoutingParts& parts, Time patience, Refused refused);

    /// Tell nobody any more.
    void Stop();

    /// A node has left. @param prefixes its prefixes
    void HandleLeft(const std::vector<Prefix>& prefixes);

    /// It is here again, or somebody has said where it is. @param prefixes its prefixes
    void HandleHeard(const std::vector<Prefix>& prefixes);

    /// Forget who has left.
    void Clear();

  private:
    /**
     * A tunnelled packet is refused; a sink of MobilityForwarding::TunnelRefused.
     *
     * @param inner its header
     * @param peer out of whose tunnel it has come
     * @param reason why
     */
    void HandleRefused(const Ipv6Header& inner, const Ipv6Address& peer, const std::string& reason);

    LocationTellings& m_tellings;         //!< tells them
    const RoutingParts* m_parts{nullptr}; //!< who is told, and what is held of nodes elsewhere
    Time m_patience;                      //!< PreviousLocationTime
    Refused m_refused;                    //!< told who is not told
    PrefixMap<Time> m_left;               //!< when nodes left of which nothing was heard since
    /// When that is forgotten.
    DeadlineTable<Prefix, PrefixHash> m_ends{[this](const Prefix& node) { m_left.Erase(node); }};
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ABSENT_NODES_H
