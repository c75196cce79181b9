/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_PREFIX_POOL_H
#define PMIPV6_PREFIX_POOL_H

#include "pmipv6-prefix.h"

#include "ns3/nstime.h"

#include <boost/multi_index/hashed_index.hpp>
#include <boost/multi_index/member.hpp>
#include <boost/multi_index/ordered_index.hpp>
#include <boost/multi_index_container.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_set>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-binding
 * The home network prefixes that an anchor may assign (RFC 5213, 5.3.2): all prefixes of one length
 * within a shorter one. A prefix that was released is assigned again only after all the fresh ones,
 * the one that may be had first before the others, so that late packets of its former node find no
 * new one. It may be held back for a while, for which no other node gets it at all.
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

    /**
     * @param node who gets it, as Release knows it
     * @param now the time
     * @return a prefix that nobody has and that is not held back for another node, one that is held
     * back for this node last of all; or nothing if there is none
     */
    std::optional<Prefix> Assign(const std::string& node, Time now);

    /**
     * Take a certain prefix: one that a profile or a request names.
     *
     * @param prefix the prefix
     * @param node who gets it, as Release knows it
     * @param now the time
     * @return false if it is taken, held back for another node, or not of this pool
     */
    bool Take(const Prefix& prefix, const std::string& node, Time now);

    /**
     * Give a prefix back.
     *
     * @param prefix the prefix; nothing happens if it is not taken
     * @param node who has had it
     * @param now the time, which does not go back
     * @param hold for how long nobody else gets it
     */
    void Release(const Prefix& prefix, const std::string& node, Time now, Time hold);

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
    /// A prefix that was released.
    struct Released
    {
        Prefix prefix;    //!< the prefix
        Time free;        //!< when anybody may have it
        std::string node; //!< for whom it is held back until then; empty: it is not
    };

    /// Released prefixes in the order in which anybody may have them, of equal times in which they
    /// were released; by themselves, each once; and by the nodes for which they are held back.
    using Queue = boost::multi_index_container<
        Released,
        boost::multi_index::indexed_by<
            boost::multi_index::ordered_non_unique<
                boost::multi_index::member<Released, Time, &Released::free>>,
            boost::multi_index::hashed_unique<
                boost::multi_index::member<Released, Prefix, &Released::prefix>,
                PrefixHash>,
            boost::multi_index::hashed_non_unique<
                boost::multi_index::member<Released, std::string, &Released::node>>>>;

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
    Queue m_released;                               //!< to be assigned again
    std::unordered_set<Prefix, PrefixHash> m_taken; //!< assigned or taken
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_PREFIX_POOL_H
