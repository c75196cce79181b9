/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_PACKET_CONTEXT_H
#define PMIPV6_PACKET_CONTEXT_H

#include "pmipv6-forwarding-table.h"

#include "ns3/ipv6-address.h"

#include <optional>
#include <utility>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-forwarding
 * What is known of the packet that a node is forwarding, beside what it says itself.
 */
class PacketContext
{
  public:
    /// @return who has tunnelled it to this node; nothing if nobody has
    const std::optional<Ipv6Address>& GetOuterSource() const
    {
        return m_outerSource;
    }

    /// @return actions that count no more for it, whatever the table says
    PastActions GetPast() const
    {
        return m_past;
    }

    /**
     * Have a packet forwarded, now or once more. It may have others forwarded that were held.
     *
     * @param outerSource who has tunnelled it to this node, or nothing
     * @param forward has it forwarded
     */
    template <class Forward>
    void ForwardFrom(std::optional<Ipv6Address> outerSource, Forward forward)
    {
        m_outerSource.swap(outerSource);
        forward();
        m_outerSource.swap(outerSource);
    }

    /**
     * Have a packet forwarded that is to be held no more.
     *
     * @param forward has it forwarded
     */
    template <class Forward>
    void ForwardPastHolds(Forward forward)
    {
        const auto past = std::exchange(m_past, PastActions::HOLDS);
        forward();
        m_past = past;
    }

  private:
    std::optional<Ipv6Address> m_outerSource; //!< see GetOuterSource
    PastActions m_past{PastActions::NONE};    //!< see GetPast
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_PACKET_CONTEXT_H
