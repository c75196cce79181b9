/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-home-address-header.h"

#include "pmipv6-mobility-constants.h"

#include <algorithm>
#include <utility>

namespace ns3
{
namespace pmipv6
{

NS_OBJECT_ENSURE_REGISTERED(DestinationOptionsHeader);
NS_OBJECT_ENSURE_REGISTERED(Type2RoutingHeader);

namespace
{

/// Print why octets are no such header.
void
PrintError(std::ostream& os, const ExtensionError& error, std::size_t octets)
{
    os << "malformed fault=" << GetFaultName(error.fault) << " offset=" << error.offset
       << " octets=" << octets;
}

} // namespace

uint32_t
ExtensionCover::GetSerializedSize() const
{
    return static_cast<uint32_t>(m_octets.size());
}

void
ExtensionCover::Serialize(Buffer::Iterator start) const
{
    start.Write(m_octets.data(), GetSerializedSize());
}

uint32_t
ExtensionCover::Deserialize(Buffer::Iterator start)
{
    uint32_t size = start.GetRemainingSize();
    if (size >= 2)
    {
        Buffer::Iterator second = start;
        second.Next();
        size = std::min(size, (second.ReadU8() + uint32_t{1}) * 8);
    }
    std::vector<uint8_t> octets(size);
    start.Read(octets.data(), size);
    SetOctets(std::move(octets));
    return size;
}

void
ExtensionCover::SetOctets(std::vector<uint8_t> octets)
{
    m_octets = std::move(octets);
    Read();
}

TypeId
DestinationOptionsHeader::GetTypeId()
{
    static TypeId tid = TypeId("ns3::pmipv6::DestinationOptionsHeader")
                            .SetParent<Header>()
                            .SetGroupName("Pmipv6")
                            .AddConstructor<DestinationOptionsHeader>();
    return tid;
}

TypeId
DestinationOptionsHeader::GetInstanceTypeId() const
{
    return GetTypeId();
}

DestinationOptionsHeader::DestinationOptionsHeader()
{
    Set(NO_NEXT_HEADER, Ipv6Address::GetAny());
}

void
DestinationOptionsHeader::Set(uint8_t nextHeader, const Ipv6Address& homeAddress)
{
    SetOctets(BuildHomeAddressOption(nextHeader, homeAddress));
}

const DestinationOptions*
DestinationOptionsHeader::Get() const
{
    return std::get_if<DestinationOptions>(&m_result);
}

const ExtensionError*
DestinationOptionsHeader::GetError() const
{
    return std::get_if<ExtensionError>(&m_result);
}

void
DestinationOptionsHeader::Read()
{
    m_result = ParseDestinationOptions(GetOctets().data(), GetOctets().size());
}

void
DestinationOptionsHeader::Print(std::ostream& os) const
{
    if (const auto* error = GetError())
    {
        PrintError(os, *error, GetOctets().size());
        return;
    }
    os << "nextHeader=" << unsigned{Get()->nextHeader};
    if (Get()->homeAddress)
    {
        os << " homeAddress=" << *Get()->homeAddress;
    }
}

TypeId
Type2RoutingHeader::GetTypeId()
{
    static TypeId tid = TypeId("ns3::pmipv6::Type2RoutingHeader")
                            .SetParent<Header>()
                            .SetGroupName("Pmipv6")
                            .AddConstructor<Type2RoutingHeader>();
    return tid;
}

TypeId
Type2RoutingHeader::GetInstanceTypeId() const
{
    return GetTypeId();
}

Type2RoutingHeader::Type2RoutingHeader()
{
    Set(NO_NEXT_HEADER, Ipv6Address::GetAny());
}

void
Type2RoutingHeader::Set(uint8_t nextHeader, const Ipv6Address& homeAddress)
{
    SetOctets(BuildType2Routing({nextHeader, homeAddress}));
}

const Type2Routing*
Type2RoutingHeader::Get() const
{
    return std::get_if<Type2Routing>(&m_result);
}

const ExtensionError*
Type2RoutingHeader::GetError() const
{
    return std::get_if<ExtensionError>(&m_result);
}

void
Type2RoutingHeader::Read()
{
    m_result = ParseType2Routing(GetOctets().data(), GetOctets().size());
}

void
Type2RoutingHeader::Print(std::ostream& os) const
{
    if (const auto* error = GetError())
    {
        PrintError(os, *error, GetOctets().size());
        return;
    }
    os << "nextHeader=" << unsigned{Get()->nextHeader} << " homeAddress=" << Get()->homeAddress;
}

} // namespace pmipv6
} // namespace ns3
