/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_PREFIX_POOL_H
#define PMIPV6_PREFIX_POOL_H

#include "pmipv6-prefix.h"

#include <boost/multi_index/hashed_index.hpp>
#include <boost/multi_index/identity.hpp>
#include <boost/multi_index/sequenced_index.hpp>
#include <boost/multi_index_container.hpp>
#include <cstdint>
#include <optional>
#include <unordered_set>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-binding
 * The home network prefixes that an anchor may assign (RFC 5213, 5.3.2): all prefixes of one length
 * within a shorter one. A prefix that was released is assigned again only after all the fresh ones,
 * the one that was released first before the others, so that late packets of its former node find
 * no new one.
 */
class PrefixPool
{
  public:
    /**
     * @param range the range from which prefixes come (LocalMobilityAnchor::PrefixPool)
     * @param length the length of each (LocalMobilityAnchor::PrefixLength), range's length to 128,
     * at most 32 bits longer than the range; another ends the program with a sentence that names
     * both attributes
     * @param restarts how often the pool was lost and made anew: each time it begins elsewhere in
     * the range, far from where it began before, so that a prefix which a node had before the loss
     * and will ask for is hardly given to another
     */
    PrefixPool(const Prefix& range, uint8_t length, uint32_t restarts = 0);

    /// @return the range
    const Prefix& GetRange() const
    {
        return m_range;
    }

    /// @return a prefix that nobody has, or nothing if all are taken
    std::optional<Prefix> Assign();

    /**
     * Take a certain prefix: one that a profile or a request names.
     *
     * @param prefix the prefix
     * @return false if it is taken, or not of this pool
     */
    bool Take(const Prefix& prefix);

    /**
     * Give a prefix back.
     *
     * @param prefix the prefix; nothing happens if it is not taken
     */
    void Release(const Prefix& prefix);

    /**
     * @param prefix a prefix
     * @return true if it is one of this pool's prefixes, taken or not
     */
    bool Contains(const Prefix& prefix) const;

    /// @return how many prefixes are taken
    std::size_t GetNTaken() const
    {
        return m_taken.size();
    }

  private:
    /// Prefixes in the order in which they were released, each once.
    using Queue = boost::multi_index_container<
        Prefix,
        boost::multi_index::indexed_by<
            boost::multi_index::sequenced<>,
            boost::multi_index::hashed_unique<boost::multi_index::identity<Prefix>, PrefixHash>>>;

    /**
     * @param number 0 to capacity - 1
     * @return the prefix of that number
     */
    Prefix Make(uint64_t number) const;

    Prefix m_range;                                 //!< whence prefixes come
    uint8_t m_length;                               //!< length of each
    uint64_t m_capacity;                            //!< how many there are
    uint64_t m_first{0};                            //!< number of the first
    uint64_t m_next{0};                             //!< how many fresh ones were looked at
    Queue m_released;                               //!< to be assigned again, oldest first
    std::unordered_set<Prefix, PrefixHash> m_taken; //!< assigned or taken
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_PREFIX_POOL_H
