/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_FLOW_TAG_H
#define PMIPV6_FLOW_TAG_H

#include "ns3/tag.h"

#include <cstdint>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-monitor
 * Marks the octets of a watched packet with its flow and its place in it. A byte tag: it stays with
 * the octets through tunnels, fragments and reassembly.
 */
class FlowTag : public Tag
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    FlowTag() = default;

    /**
     * @param flow number of the flow
     * @param number number of the packet in it
     */
    FlowTag(uint32_t flow, uint32_t number);

    /// @return number of the flow
    uint32_t GetFlow() const
    {
        return m_flow;
    }

    /// @return number of the packet in the flow
    uint32_t GetNumber() const
    {
        return m_number;
    }

    TypeId GetInstanceTypeId() const override;
    uint32_t GetSerializedSize() const override;
    void Serialize(TagBuffer i) const override;
    void Deserialize(TagBuffer i) override;
    void Print(std::ostream& os) const override;

  private:
    uint32_t m_flow{0};   //!< number of the flow
    uint32_t m_number{0}; //!< number of the packet
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_FLOW_TAG_H
