/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_MOBILITY_HEADER_H
#define PMIPV6_MOBILITY_HEADER_H

#include "pmipv6-mobility-codec.h"

#include "ns3/header.h"
#include "ns3/ipv6-address.h"

#include <cstdint>
#include <ostream>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-wire
 *
 * A Mobility Header as ns-3's packets carry it, a thin cover of the codec: it lets Packet::Print
 * and ASCII traces show messages. Octets that are no message are shown as such and never end a run.
 *
 * Whoever sends calls SetSource, SetDestination and SetMessage; whoever receives calls SetSource
 * and SetDestination before Packet::RemoveHeader and looks at GetMessage. Without addresses the
 * checksum is not looked at in Deserialize; ns-3 prints a packet that way. From a packet without
 * octets nothing may be removed: with Packet::EnablePrinting ns-3 reads outside its metadata then.
 */
class MobilityHeader : public Header
{
  public:
    /**
     * Get the type ID.
     * @return the object TypeId
     */
    static TypeId GetTypeId();

    /// @param message the message to carry; replaces whatever was carried or received before
    void SetMessage(const MobilityMessage& message);

    /// @return the message; null if the octets received are none
    const MobilityMessage* GetMessage() const;

    /// @return why the octets received are no message; null if they are one
    const ParseError* GetError() const;

    /// @param source the pseudo-header's source, as in ParseMobilityHeader
    void SetSource(const Ipv6Address& source);

    /// @param destination the pseudo-header's destination, as in ParseMobilityHeader
    void SetDestination(const Ipv6Address& destination);

    // Inherited
    TypeId GetInstanceTypeId() const override;
    void Print(std::ostream& os) const override;
    uint32_t GetSerializedSize() const override;
    void Serialize(Buffer::Iterator start) const override;

    /**
     * Take the octets that Header Len says, or all if there are fewer.
     *
     * @param start where the Mobility Header begins
     * @return how many octets were taken; after an error too
     */
    uint32_t Deserialize(Buffer::Iterator start) override;

  private:
    ParseResult m_result{MobilityMessage()}; //!< the message, or why there is none
    /// The octets received, which Serialize gives back as they came; meaningful if m_isReceived.
    std::vector<uint8_t> m_received;
    Ipv6Address m_source{Ipv6Address::GetAny()};      //!< for the checksum
    Ipv6Address m_destination{Ipv6Address::GetAny()}; //!< for the checksum
    bool m_hasSource{false};                          //!< SetSource was called
    bool m_hasDestination{false};                     //!< SetDestination was called
    bool m_isReceived{false};                         //!< from Deserialize, not from SetMessage
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_MOBILITY_HEADER_H
