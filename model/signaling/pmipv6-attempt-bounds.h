/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ATTEMPT_BOUNDS_H
#define PMIPV6_ATTEMPT_BOUNDS_H

#include <cstdint>
#include <string>
#include <unordered_map>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-signaling
 * How many attempts to have packets go straight to somewhere may be unanswered or refused at a
 * time, so that no Internet host, which has a mobile node answer to whatever addresses it likes,
 * brings about signalling or state without a bound (RFC 6279, 6). What has succeeded does not
 * count.
 */
class AttemptBounds
{
  public:
    /**
     * @param perNode most attempts of one mobile node
     * @param total most attempts of all
     */
    void SetLimits(uint32_t perNode, uint32_t total)
    {
        m_perNode = perNode;
        m_total = total;
    }

    /**
     * @param node MN-Identifier of the node for which an attempt is to be made
     * @return true if it may be made; false if it is one too many
     */
    bool HasRoom(const std::string& node) const
    {
        const auto known = m_nodes.find(node);
        return m_count < m_total && (known == m_nodes.end() || known->second < m_perNode);
    }

    /// An attempt is not made for want of room.
    void NoteRefused()
    {
        ++m_refused;
    }

    /**
     * There is an attempt that counts.
     *
     * @param node MN-Identifier of the node for which it is made
     */
    void Add(const std::string& node)
    {
        ++m_count;
        ++m_nodes[node];
    }

    /**
     * An attempt counts no more: it is over, or has succeeded.
     *
     * @param node MN-Identifier of the node for which it was made; was added
     */
    void Remove(const std::string& node)
    {
        --m_count;
        const auto known = m_nodes.find(node);
        if (--known->second == 0)
        {
            m_nodes.erase(known);
        }
    }

    /// @return how many attempts count now
    uint32_t GetCount() const
    {
        return m_count;
    }

    /// @return how many attempts were not made
    uint64_t GetRefused() const
    {
        return m_refused;
    }

  private:
    uint32_t m_perNode{64};                            //!< most of one node
    uint32_t m_total{4096};                            //!< most of all
    uint32_t m_count{0};                               //!< those that count
    uint64_t m_refused{0};                             //!< those not made
    std::unordered_map<std::string, uint32_t> m_nodes; //!< those that count, by node
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ATTEMPT_BOUNDS_H
