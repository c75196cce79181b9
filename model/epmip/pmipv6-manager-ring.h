/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_MANAGER_RING_H
#define PMIPV6_MANAGER_RING_H

#include "pmipv6-prefix.h"

#include "ns3/ipv6-address.h"

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-epmip
 * @param prefix a prefix of 64 bits or more; an address is one of length 128
 * @return its place on a ManagerRing, by its first 64 bits: an address and the prefixes that it is
 *         in have the same
 */
uint64_t GetRingKey(const Prefix& prefix);

/**
 * @ingroup pmipv6-epmip
 * @param identifier MN-Identifier of a mobile node
 * @return its place on a ManagerRing
 */
uint64_t GetRingKey(const std::string& identifier);

/**
 * @ingroup pmipv6-epmip
 * Which of several LMFs is responsible for whom (draft-luo, 7.4: "Hash algorithm (hashing the
 * HNP(es))"), by consistent hashing: each has many points on a ring of 2^64 places, and is
 * responsible for what lies between one of its points and the one before. So one that joins takes
 * over a part of each other's share, one that leaves gives its own away, and nothing else changes.
 * Equal members give the same ring in whatever order they were added, on every machine.
 */
class ManagerRing
{
  public:
    /// How many points a member has: shares differ by an eighth of the mean or so.
    static constexpr uint32_t POINTS = 64;

    /**
     * @param member a member more; nothing happens if it is one
     */
    void Add(const Ipv6Address& member);

    /**
     * @param member a member less; nothing happens if it is none
     */
    void Remove(const Ipv6Address& member);

    /// @param member an LMF's address @return true if that is a member
    bool Contains(const Ipv6Address& member) const
    {
        return m_members.count(member) > 0;
    }

    /// @return how many members there are
    std::size_t GetSize() const
    {
        return m_members.size();
    }

    /**
     * @param key a place on the ring
     * @return who is responsible; :: if there is no member
     */
    Ipv6Address FindResponsible(uint64_t key) const;

    /**
     * @param key a place on the ring
     * @return each member once, who is responsible first, then who is if those before are not there
     */
    std::vector<Ipv6Address> FindAll(uint64_t key) const;

  private:
    /// A place on the ring, and whose it is; of equal places the lower address comes first.
    using Point = std::pair<uint64_t, Ipv6Address>;

    std::set<Point> m_points;        //!< of all members
    std::set<Ipv6Address> m_members; //!< the members
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_MANAGER_RING_H
