/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_SENT_FRAMES_H
#define PMIPV6_EXPERIMENT_SENT_FRAMES_H

#include "ns3/nstime.h"
#include "ns3/packet.h"

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <tuple>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/**
 * Finds out who has sent a packet that arrives, and when: by ns-3's number of the packet, which it
 * keeps in tunnels and fragments. On one link those with the same number and size arrive in the
 * order in which they were sent.
 */
class SentFrames
{
  public:
    /// One direction of a link, or several links between which no packet has two ways.
    using Way = uint32_t;

    /// Who has sent it, and when.
    struct Origin
    {
        uint32_t node; //!< a number of the sender
        Time at;       //!< when
    };

    /**
     * Note a packet that is sent, now.
     *
     * @param way where
     * @param packet the packet, from its IPv6 header on
     * @param node a number of the sender
     */
    void NoteSent(Way way, Ptr<const Packet> packet, uint32_t node);

    /**
     * Find the sender of a packet that arrives. A Mobility Header may arrive again, which links of
     * the core may double.
     *
     * @param way where
     * @param packet the packet, from its IPv6 header on
     * @return who has sent it; nothing if nobody has
     */
    std::optional<Origin> FindOrigin(Way way, Ptr<const Packet> packet);

    /// @return how many packets have not arrived, or may arrive again
    std::size_t GetSize() const
    {
        return m_origins.size();
    }

  private:
    /// Way, number and size of packets.
    using Key = std::tuple<Way, uint64_t, uint32_t>;

    /// Packets with the same key.
    struct Sent
    {
        std::deque<Origin> origins; //!< the oldest first
        bool isSignalling;          //!< whether they may arrive again
    };

    /// Forget those that are lost.
    void Sweep();

    std::map<Key, Sent> m_origins; //!< of all packets under way
    std::size_t m_sweepAt{4096};   //!< at which size to look for lost ones
};

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_SENT_FRAMES_H
