/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_HOME_ADDRESS_EXTENSIONS_H
#define PMIPV6_HOME_ADDRESS_EXTENSIONS_H

#include "ns3/ipv6-extension.h"
#include "ns3/ipv6-header.h"
#include "ns3/packet.h"

#include <functional>
#include <utility>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-signaling
 * An extension header of ns-3's that somebody else looks at first.
 *
 * @tparam Stock ns-3's own
 */
template <class Stock>
class TakenExtension : public Stock
{
  public:
    /// Gets a packet, from the extension header on, and its IPv6 header; true: it goes no further.
    using Taker = std::function<bool(Ptr<Packet>, const Ipv6Header&)>;

    /// @return the TypeId
    static TypeId GetTypeId();

    TakenExtension();

    /// @param taker who looks first; empty: nobody
    void SetTaker(Taker taker)
    {
        m_taker = std::move(taker);
    }

    uint8_t Process(Ptr<Packet>& packet,
                    uint8_t offset,
                    const Ipv6Header& header,
                    Ipv6Address dst,
                    uint8_t* nextHeader,
                    bool& stopProcessing,
                    bool& isDropped,
                    Ipv6L3Protocol::DropReason& dropReason) override
    {
        const auto copy = packet->Copy();
        copy->RemoveAtStart(offset);
        if (m_taker && m_taker(copy, header))
        {
            stopProcessing = true;
            isDropped = false;
            return 0;
        }
        return Stock::Process(packet,
                              offset,
                              header,
                              dst,
                              nextHeader,
                              stopProcessing,
                              isDropped,
                              dropReason);
    }

  protected:
    void DoDispose() override
    {
        m_taker = nullptr;
        Stock::DoDispose();
    }

  private:
    Taker m_taker; //!< who looks first
};

/// Destination Options (RFC 8200, 4.6).
using TakenDestinationOptions = TakenExtension<Ipv6ExtensionDestination>;
/// Routing headers (RFC 8200, 4.4).
using TakenRouting = TakenExtension<Ipv6ExtensionRouting>;

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_HOME_ADDRESS_EXTENSIONS_H
