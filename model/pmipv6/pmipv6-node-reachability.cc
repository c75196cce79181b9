/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-node-reachability.h"

#include "ns3/simulator.h"

#include <utility>

namespace ns3
{
namespace pmipv6
{

void
NodeReachability::Start(Ptr<MobilityForwarding> forwarding, Time reachableTime, Ask ask)
{
    if (reachableTime.IsZero())
    {
        return;
    }
    m_forwarding = forwarding;
    m_reachableTime = reachableTime;
    m_ask = std::move(ask);
    m_forwarding->GetBypasses().SetHandler(
        [this](const DeliverAction& action) { HandleDelivered(action); });
}

void
NodeReachability::Stop()
{
    if (m_forwarding)
    {
        m_forwarding->GetBypasses().SetHandler(nullptr);
        m_forwarding = nullptr;
    }
    for (auto& [node, receiver] : m_receivers)
    {
        receiver.stale.Cancel();
    }
    m_receivers.clear();
    m_ask = nullptr;
}

void
NodeReachability::Forget(const LinkLayerAddress& node)
{
    const auto known = m_receivers.find(node);
    if (known != m_receivers.end())
    {
        known->second.stale.Cancel();
        m_receivers.erase(known);
    }
}

void
NodeReachability::HandleDelivered(const DeliverAction& action)
{
    const auto device = DynamicCast<AccessDevice>(action.device);
    const auto node = device ? device->GetNeighbor(action.nextHop) : LinkLayerAddress();
    if (node.IsEmpty())
    {
        return;
    }
    auto& receiver = m_receivers[node];
    receiver.device = device;
    if (receiver.isAsked || !receiver.stale.IsExpired() || Wait(node))
    {
        return;
    }
    receiver.isAsked = true;
    m_ask(node, [this, node] {
        const auto known = m_receivers.find(node);
        if (known != m_receivers.end())
        {
            known->second.isAsked = false;
            Wait(node);
        }
    });
}

bool
NodeReachability::Wait(const LinkLayerAddress& node)
{
    auto& receiver = m_receivers.at(node);
    const Time stale = receiver.device->GetLastHeard(node) + m_reachableTime;
    if (stale <= Simulator::Now())
    {
        return false;
    }
    receiver.stale = Simulator::Schedule(stale - Simulator::Now(), [this, node] {
        if (!Wait(node))
        {
            m_receivers.erase(node);
            m_forwarding->GetBypasses().Forget(); // Have the next packet told.
        }
    });
    return true;
}

} // namespace pmipv6
} // namespace ns3
