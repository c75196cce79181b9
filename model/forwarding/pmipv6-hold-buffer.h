/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_HOLD_BUFFER_H
#define PMIPV6_HOLD_BUFFER_H

#include "ns3/ipv6-header.h"
#include "ns3/packet.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <utility>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-forwarding
 * Packets that wait, in the order in which they came.
 *
 * @tparam Held a packet, with what is needed to send it on
 */
template <class Held>
class HoldBuffer
{
  public:
    /**
     * @param capacity how many packets it holds; 0: none
     */
    explicit HoldBuffer(uint32_t capacity = 0)
        : m_capacity(capacity)
    {
    }

    /**
     * @param capacity how many packets it holds from now on; 0: none. What is held stays
     */
    void SetCapacity(uint32_t capacity)
    {
        m_capacity = capacity;
    }

    /// @return true if it holds packets, room or no room
    bool IsHolding() const
    {
        return m_capacity > 0;
    }

    /// @return true if there is room for one more
    bool HasRoom() const
    {
        return m_held.size() < m_capacity;
    }

    /**
     * @param held a packet
     * @return false if there is no room for it
     */
    bool Hold(Held held)
    {
        if (!HasRoom())
        {
            return false;
        }
        m_held.push_back(std::move(held));
        return true;
    }

    /**
     * Hold a packet in the place of the one that has waited longest.
     *
     * @param held a packet
     * @return the other one; nothing, and nothing is held, if there is no room for any
     */
    std::optional<Held> HoldForOldest(Held held)
    {
        if (m_held.empty())
        {
            return std::nullopt;
        }
        std::optional<Held> oldest = std::move(m_held.front());
        m_held.pop_front();
        m_held.push_back(std::move(held));
        return oldest;
    }

    /// @return how many packets wait
    std::size_t GetSize() const
    {
        return m_held.size();
    }

    /// @return what has waited; nothing waits any more
    std::deque<Held> Take()
    {
        return std::exchange(m_held, {});
    }

  private:
    uint32_t m_capacity;     //!< in packets
    std::deque<Held> m_held; //!< what waits
};

/// @ingroup pmipv6-forwarding
/// A packet that waits for its entry of the forwarding table to change.
struct HeldPacket
{
    Ptr<const Packet> packet;   //!< without its IPv6 header
    Ipv6Header header;          //!< its IPv6 header
    std::function<void()> send; //!< has it forwarded, by what the table says then
};

/// @ingroup pmipv6-forwarding
/// Packets that wait for their entries to change.
using PacketBuffer = HoldBuffer<HeldPacket>;

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_HOLD_BUFFER_H
