/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-flow-tag.h"

namespace ns3
{
namespace pmipv6
{

NS_OBJECT_ENSURE_REGISTERED(FlowTag);

TypeId
FlowTag::GetTypeId()
{
    static TypeId tid = TypeId("ns3::pmipv6::FlowTag")
                            .SetParent<Tag>()
                            .SetGroupName("Pmipv6")
                            .AddConstructor<FlowTag>();
    return tid;
}

FlowTag::FlowTag(uint32_t flow, uint32_t number)
    : m_flow(flow),
      m_number(number)
{
}

TypeId
FlowTag::GetInstanceTypeId() const
{
    return GetTypeId();
}

uint32_t
FlowTag::GetSerializedSize() const
{
    return 8;
}

void
FlowTag::Serialize(TagBuffer i) const
{
    i.WriteU32(m_flow);
    i.WriteU32(m_number);
}

void
FlowTag::Deserialize(TagBuffer i)
{
    m_flow = i.ReadU32();
    m_number = i.ReadU32();
}

void
FlowTag::Print(std::ostream& os) const
{
    os << "flow " << m_flow << " packet " << m_number;
}

} // namespace pmipv6
} // namespace ns3
