/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_BYPASS_NOTES_H
#define PMIPV6_BYPASS_NOTES_H

#include "pmipv6-forwarding-table.h"

#include <cstdint>
#include <functional>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-forwarding
 * Tells somebody of packets that are delivered to mobile nodes past their anchors: from another
 * mobile node here, or from the tunnel of a gateway (MobilityForwarding::TrustGateway). Of each
 * entry the first one is told, and after each Forget one more.
 */
class BypassNotes
{
  public:
    /// Told to whom a packet is delivered; may change the table.
    using Handler = std::function<void(const DeliverAction&)>;

    /// @param handler who is told; empty: nobody
    void SetHandler(Handler handler);

    /// Tell the next packet of each entry.
    void Forget();

    /**
     * A packet is delivered past its receiver's anchor.
     *
     * @param entry the entry by which, or that of its destination; may be gone afterwards
     */
    void Note(const ForwardingEntry& entry) const
    {
        if (m_round != entry.told)
        {
            Tell(entry);
        }
    }

  private:
    /// Tell of a packet. @param entry which has decided about it
    void Tell(const ForwardingEntry& entry) const;

    Handler m_handler;   //!< who is told
    uint32_t m_round{0}; //!< counts Forget; 0: nobody is told
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_BYPASS_NOTES_H
