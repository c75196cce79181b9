/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-mobility-header.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

NS_OBJECT_ENSURE_REGISTERED(MobilityHeader);

TypeId
MobilityHeader::GetTypeId()
{
    static TypeId tid = TypeId("ns3::pmipv6::MobilityHeader")
                            .SetParent<Header>()
                            .SetGroupName("Pmipv6")
                            .AddConstructor<MobilityHeader>();
    return tid;
}

TypeId
MobilityHeader::GetInstanceTypeId() const
{
    return GetTypeId();
}

void
MobilityHeader::SetMessage(const MobilityMessage& message)
{
    m_result = message;
    m_received.clear();
    m_isReceived = false;
}

const MobilityMessage*
MobilityHeader::GetMessage() const
{
    return std::get_if<MobilityMessage>(&m_result);
}

const ParseError*
MobilityHeader::GetError() const
{
    return std::get_if<ParseError>(&m_result);
}

void
MobilityHeader::SetSource(const Ipv6Address& source)
{
    m_source = source;
    m_hasSource = true;
}

void
MobilityHeader::SetDestination(const Ipv6Address& destination)
{
    m_destination = destination;
    m_hasDestination = true;
}

void
MobilityHeader::Print(std::ostream& os) const
{
    if (const auto* error = GetError())
    {
        os << "malformed fault=" << GetFaultName(error->fault) << " offset=" << error->offset
           << " octets=" << m_received.size();
        return;
    }
    os << *GetMessage();
}

uint32_t
MobilityHeader::GetSerializedSize() const
{
    return m_isReceived ? m_received.size() : GetMobilityHeaderLength(*GetMessage());
}

void
MobilityHeader::Serialize(Buffer::Iterator start) const
{
    if (m_isReceived)
    {
        start.Write(m_received.data(), m_received.size());
        return;
    }
    const auto octets = BuildMobilityHeader(*GetMessage(), m_source, m_destination);
    start.Write(octets.data(), octets.size());
}

uint32_t
MobilityHeader::Deserialize(Buffer::Iterator start)
{
    uint32_t size = start.GetRemainingSize();
    if (size >= 2)
    {
        Buffer::Iterator second = start;
        second.Next();
        size = std::min(size, (second.ReadU8() + uint32_t{1}) * 8);
    }
    m_received.resize(size);
    m_isReceived = true;
    start.Read(m_received.data(), size);
    const uint8_t* data = m_received.data();
    m_result = m_hasSource && m_hasDestination
                   ? ParseMobilityHeader(data, size, m_source, m_destination)
                   : ParseMobilityHeader(data, size);
    return size;
}

} // namespace pmipv6
} // namespace ns3
