/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_PACKET_COUNTS_H
#define PMIPV6_PACKET_COUNTS_H

#include "pmipv6-attempt-bounds.h"
#include "pmipv6-deadline-table.h"
#include "pmipv6-prefix-pair.h"

#include "ns3/nstime.h"

#include <cstdint>
#include <string>
#include <unordered_map>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-epmip
 * How many packets nodes have sent to addresses of late, for as many addresses as there is room
 * for (draft-luo, 3.2: OptimizeAfter).
 */
class PacketCounts
{
  public:
    /**
     * @param perNode to how many addresses packets of a node are counted at a time
     * @param total the same of all nodes
     */
    void SetLimits(uint32_t perNode, uint32_t total)
    {
        m_bounds.SetLimits(perNode, total);
    }

    /**
     * @param pair a node's prefix, an address
     * @return how many packets were counted
     */
    uint32_t Find(const PrefixPair& pair) const;

    /**
     * One more; it is not counted if there is no room for its address.
     *
     * @param pair a node's prefix, an address
     * @param identifier the node's MN-Identifier
     * @param until when all of the pair are forgotten unless there is one more
     */
    void Count(const PrefixPair& pair, const std::string& identifier, Time until);

    /// Forget those of a pair. @param pair a node's prefix, an address
    void Erase(const PrefixPair& pair);

    /// Forget all.
    void Clear();

  private:
    /// Packets of a pair.
    struct Row
    {
        std::string identifier; //!< MN-Identifier
        uint32_t count;         //!< how many
    };

    AttemptBounds m_bounds;                                       //!< addresses
    std::unordered_map<PrefixPair, Row, PrefixPairHash> m_counts; //!< by pair
    /// By when they are forgotten.
    DeadlineTable<PrefixPair, PrefixPairHash> m_ends{
        [this](const PrefixPair& pair) { Erase(pair); }};
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_PACKET_COUNTS_H
