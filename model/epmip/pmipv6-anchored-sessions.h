/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ANCHORED_SESSIONS_H
#define PMIPV6_ANCHORED_SESSIONS_H

#include "pmipv6-binding-update-list.h"
#include "pmipv6-expiring-map.h"
#include "pmipv6-prefix.h"

#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <map>
#include <variant>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-epmip
 * What an anchor of an area knows of its sessions beside the binding cache, by their first prefixes
 * (draft-luo, 7.2): by which registration its other functions know each, where LMFs have said last
 * that its node was; and which have gone on elsewhere. Knows time only as an argument.
 */
class AnchoredSessions
{
  public:
    /// @return by which registration a session is known, from now on. @param first its prefix
    RegistrationKey GetKey(const Prefix& first);

    /// @return true if it is known. @param first prefix of a session
    bool Contains(const Prefix& first) const
    {
        return m_numbers.count(first) > 0;
    }

    /**
     * @param first prefix of a session
     * @param previous where LMFs say that its node was
     * @return true if they have said the same before, or nothing both times
     */
    bool IsNamed(const Prefix& first, const std::vector<Ipv6Address>& previous) const
    {
        const auto known = m_previous.find(first);
        return known == m_previous.end() ? previous.empty() : known->second == previous;
    }

    /**
     * Keep where LMFs say that a session's node was.
     *
     * @param first its prefix
     * @param previous what they say, the newest first
     */
    void SetPrevious(const Prefix& first, const std::vector<Ipv6Address>& previous)
    {
        m_previous[first] = previous;
    }

    /// A session is over. @param first its prefix
    void Remove(const Prefix& first);

    /**
     * A session goes on elsewhere.
     *
     * @param prefixes its prefixes
     * @param until for so long its gateway takes it for registered here
     */
    void NoteLeft(const std::vector<Prefix>& prefixes, Time until);

    /// A session is here, also if it has been elsewhere. @param prefixes its prefixes
    void NoteHere(const std::vector<Prefix>& prefixes);

    /**
     * @param prefixes that a request names
     * @param now the time
     * @return true if any of them goes on elsewhere
     */
    bool HasLeft(const std::vector<Prefix>& prefixes, Time now);

    /// Forget all.
    void Clear();

  private:
    std::map<Prefix, uint32_t> m_numbers;                   //!< of sessions
    uint32_t m_nextNumber{0};                               //!< of the next one
    std::map<Prefix, std::vector<Ipv6Address>> m_previous;  //!< where LMFs say that its node was
    ExpiringMap<Prefix, std::monostate, PrefixHash> m_left; //!< those that go on elsewhere
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ANCHORED_SESSIONS_H
