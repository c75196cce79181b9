/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-signaling-deliveries.h"

namespace ns3
{
namespace pmipv6
{

NS_OBJECT_ENSURE_REGISTERED(SignalingDeliveries);

TypeId
SignalingDeliveries::GetTypeId()
{
    static TypeId tid = TypeId("ns3::pmipv6::SignalingDeliveries")
                            .SetParent<Object>()
                            .SetGroupName("Pmipv6")
                            .AddConstructor<SignalingDeliveries>();
    return tid;
}

void
SignalingDeliveries::SetTaker(Taker taker)
{
    m_taker = std::move(taker);
}

bool
SignalingDeliveries::Offer(SignalingDelivery delivery)
{
    if (GetMessageType(delivery.message) == MessageType::HEARTBEAT)
    {
        return false;
    }
    delivery.number = ++m_counts[{delivery.from->GetId(), delivery.to->GetId()}];
    return m_taker && m_taker(delivery);
}

void
SignalingDeliveries::DoDispose()
{
    m_taker = nullptr;
    Object::DoDispose();
}

} // namespace pmipv6
} // namespace ns3
