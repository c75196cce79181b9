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

    /**
     * Have the taker look at a packet first; what it does not take is processed as ns-3 does.
     *
     * @param packet the packet, behind its IPv6 header
     * @param offset where the extension header begins, octets
     * @param header the IPv6 header
     * @param dst whom the packet is for
     * @param nextHeader set to the type of what follows; left as it is if the packet is taken
     * @param stopProcessing set if the packet goes no further
     * @param isDropped set if it is dropped; a packet that is taken is not
     * @param dropReason set to why it is dropped
     * @return the length of the extension header, octets; 0 if the packet is taken
     */
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
    /// Let go of the taker.
    void DoDispose() override
    {
        m_taker = nullptr;
        Stock::DoDispose();
    }

  private:
    Taker m_taker; //!< who looks first
};

/// @ingroup pmipv6-signaling
/// Destination Options (RFC 8200, 4.6).
using TakenDestinationOptions = TakenExtension<Ipv6ExtensionDestination>;
/// @ingroup pmipv6-signaling
/// Routing headers (RFC 8200, 4.4).
using TakenRouting = TakenExtension<Ipv6ExtensionRouting>;

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_HOME_ADDRESS_EXTENSIONS_H
