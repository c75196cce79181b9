/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_UPLINK_BUFFER_H
#define PMIPV6_UPLINK_BUFFER_H

#include "ns3/mac48-address.h"
#include "ns3/packet.h"

#include <cstdint>
#include <utility>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-access
 * Packets of one mobile node that wait at its gateway until the node may send, in the order in
 * which they came.
 */
class UplinkBuffer
{
  public:
    /// A packet that waits.
    struct Frame
    {
        Ptr<Packet> packet; //!< with its IPv6 header
        Mac48Address to;    //!< link-layer destination
    };

    /**
     * @param capacity how many packets it holds from now on; 0: none
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

    /**
     * @param frame a packet
     * @return false if there is no room for it
     */
    bool Hold(Frame frame)
    {
        if (m_frames.size() >= m_capacity)
        {
            return false;
        }
        m_frames.push_back(std::move(frame));
        return true;
    }

    /// @return what it held; it holds nothing any more
    std::vector<Frame> Empty()
    {
        m_capacity = 0;
        return std::exchange(m_frames, {});
    }

  private:
    uint32_t m_capacity{0};      //!< in packets
    std::vector<Frame> m_frames; //!< what waits
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_UPLINK_BUFFER_H
