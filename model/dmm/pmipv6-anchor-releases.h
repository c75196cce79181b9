/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ANCHOR_RELEASES_H
#define PMIPV6_ANCHOR_RELEASES_H

#include "pmipv6-dmm-messages.h"
#include "pmipv6-mobility-sessions.h"
#include "pmipv6-previous-updates.h"

#include "ns3/ipv6-address.h"

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-dmm
 * Prefixes that previous MAARs are to free, as they are no session's any more (RFC 8885, 3.5; 6:
 * resources are not to be held for ever). A MAAR that does not answer, but lives, holds them still:
 * it is told again when it is heard of.
 */
class AnchorReleases
{
  public:
    /// Told of a prefix for which there is no room: node, MAAR, why.
    using Refused = std::function<void(const std::string&, const Ipv6Address&, const std::string&)>;

    /**
     * @param sessions the sessions
     * @param updates tells MAARs
     */
    AnchorReleases(const MobilitySessions& sessions, PreviousUpdates& updates)
        : m_sessions(sessions),
          m_updates(updates)
    {
    }

    /**
     * @param capacity of how many nodes silent MAARs are told again, at most
     * @param refused told of those beyond
     */
    void Start(std::size_t capacity, Refused refused);

    /**
     * Have previous MAARs free a session's prefixes: the session is over, or they are too many.
     *
     * @param session the session
     * @param previous what is anchored at them
     */
    void Release(const MobilitySession& session, const std::vector<Anchorage>& previous);

    /**
     * A previous MAAR has been given up.
     *
     * @param session a session that has its prefixes no more
     * @param maar the MAAR
     * @param prefixes what is anchored there
     */
    void Remember(const MobilitySession& session,
                  const Ipv6Address& maar,
                  const std::vector<Prefix>& prefixes);

    /**
     * A MAAR lives: it is told what it has missed.
     *
     * @param maar its address
     */
    void Hear(const Ipv6Address& maar);

    /**
     * A MAAR has lost all that it had.
     *
     * @param maar its address
     */
    void Forget(const Ipv6Address& maar);

    /// Tell nobody again.
    void Clear();

    /// @return of how many nodes silent MAARs are told again
    std::size_t GetSize() const
    {
        return m_size;
    }

  private:
    /// What a MAAR is to free of one node.
    struct Owed
    {
        DmmSubject subject;           //!< of the node
        Ipv6Address serving;          //!< the serving MAAR
        std::vector<Prefix> prefixes; //!< which
    };

    /**
     * Tell a MAAR what to free.
     *
     * @param maar its address
     * @param owed what
     */
    void Tell(const Ipv6Address& maar, const Owed& owed);

    /**
     * Tell a MAAR again when it is heard of.
     *
     * @param maar its address
     * @param owed what it is to free
     */
    void Keep(const Ipv6Address& maar, const Owed& owed);

    const MobilitySessions& m_sessions;                        //!< the sessions
    PreviousUpdates& m_updates;                                //!< tells MAARs
    Refused m_refused;                                         //!< told of what has no room
    std::map<Ipv6Address, std::map<std::string, Owed>> m_owed; //!< by MAAR and MN-Identifier
    std::size_t m_size{0};                                     //!< how many there are
    std::size_t m_capacity{0};                                 //!< how many there may be
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ANCHOR_RELEASES_H
