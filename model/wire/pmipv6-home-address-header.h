/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_HOME_ADDRESS_HEADER_H
#define PMIPV6_HOME_ADDRESS_HEADER_H

#include "pmipv6-extension-codec.h"

#include "ns3/header.h"

#include <cstdint>
#include <ostream>
#include <vector>

/**
 * @file
 * @ingroup pmipv6-wire
 * The extension headers that carry a home address as ns-3's packets have them, thin covers of their
 * codec: they let Packet::Print and ASCII traces show them. Octets that are no such header are
 * shown as such and never end a run. Whoever sends calls Set, and puts the header's number
 * (DESTINATION_OPTIONS, ROUTING_HEADER) into the Next Header before it; whoever receives looks at
 * Get.
 */

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-wire
 * What both headers do with octets.
 */
class ExtensionCover : public Header
{
  public:
    // Inherited
    uint32_t GetSerializedSize() const override;
    void Serialize(Buffer::Iterator start) const override;

    /**
     * Take the octets that Hdr Ext Len says, or all if there are fewer.
     *
     * @param start where the header begins
     * @return how many octets were taken; after an error too
     */
    uint32_t Deserialize(Buffer::Iterator start) override;

  protected:
    /// @param octets the header, built or received
    void SetOctets(std::vector<uint8_t> octets);

    /// @return the octets, as they were built or received
    const std::vector<uint8_t>& GetOctets() const
    {
        return m_octets;
    }

  private:
    /// The octets are others.
    virtual void Read() = 0;

    std::vector<uint8_t> m_octets; //!< as they were built or received
};

/**
 * @ingroup pmipv6-wire
 * A Destination Options header (RFC 8200, 4.6) with a Home Address option (RFC 6275, 6.3).
 */
class DestinationOptionsHeader : public ExtensionCover
{
  public:
    /**
     * Get the type ID.
     * @return the object TypeId
     */
    static TypeId GetTypeId();

    /// Before no next header, with a home address of ::
    DestinationOptionsHeader();

    /**
     * @param nextHeader of what follows
     * @param homeAddress the sender's home address
     */
    void Set(uint8_t nextHeader, const Ipv6Address& homeAddress);

    /// @return what it says; null if the octets received are no such header
    const DestinationOptions* Get() const;

    /// @return why the octets received are no such header; null if they are one
    const ExtensionError* GetError() const;

    // Inherited
    TypeId GetInstanceTypeId() const override;
    void Print(std::ostream& os) const override;

  private:
    void Read() override;

    DestinationOptionsResult m_result; //!< what it says, or why it is none
};

/**
 * @ingroup pmipv6-wire
 * A type 2 routing header (RFC 6275, 6.4).
 */
class Type2RoutingHeader : public ExtensionCover
{
  public:
    /**
     * Get the type ID.
     * @return the object TypeId
     */
    static TypeId GetTypeId();

    /// Before no next header, with a home address of ::
    Type2RoutingHeader();

    /**
     * @param nextHeader of what follows
     * @param homeAddress of whom the packet is for
     */
    void Set(uint8_t nextHeader, const Ipv6Address& homeAddress);

    /// @return what it says; null if the octets received are no such header
    const Type2Routing* Get() const;

    /// @return why the octets received are no such header; null if they are one
    const ExtensionError* GetError() const;

    // Inherited
    TypeId GetInstanceTypeId() const override;
    void Print(std::ostream& os) const override;

  private:
    void Read() override;

    Type2RoutingResult m_result; //!< what it says, or why it is none
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_HOME_ADDRESS_HEADER_H
