/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-observed-handoffs.h"

#include "pmipv6-records.h"

#include <algorithm>
#include <iterator>

namespace ns3
{
namespace pmipv6
{

void
ObservedHandoffs::AddNode(const std::string& node)
{
    m_nodes[node];
}

void
ObservedHandoffs::NoteLinkDown(const std::string& node)
{
    Node& lost = m_nodes.at(node);
    if (!lost.gateway.empty())
    {
        lost.leaving = HandoffRecord();
        lost.leaving.from = lost.gateway;
        lost.gateway.clear();
    }
    lost.awaited.clear();
}

void
ObservedHandoffs::NoteLinkUp(const std::string& node,
                             const std::string& gateway,
                             Time now,
                             const LeadsThere& leadsThere)
{
    NoteLinkDown(node); // It may have changed without a gap.
    Node& up = m_nodes.at(node);
    up.gateway = gateway;
    if (!up.leaving.from.empty())
    {
        HandoffRecord& handover = up.handovers[now];
        handover = up.leaving;
        handover.to = gateway;
        for (const auto* ways : {&up.direct, &up.interrupted})
        {
            std::copy_if(
                ways->begin(),
                ways->end(),
                std::inserter(up.awaited, up.awaited.end()),
                [&leadsThere](const PrefixPair& way) { return !leadsThere || !leadsThere(way); });
        }
    }
    up.interrupted.clear();
}

HandoffRecord*
ObservedHandoffs::GetCurrent(const std::string& node, const std::string& to)
{
    const auto known = m_nodes.find(node);
    if (to.empty() || known == m_nodes.end() || known->second.handovers.empty() ||
        known->second.gateway != to)
    {
        return nullptr;
    }
    return &known->second.handovers.rbegin()->second;
}

HandoffRecord*
ObservedHandoffs::FindRegistered(const std::string& node, const std::string& to, uint64_t timestamp)
{
    const auto known = m_nodes.find(node);
    if (known == m_nodes.end())
    {
        return nullptr;
    }
    auto& handovers = known->second.handovers;
    const auto found = std::find_if(handovers.rbegin(), handovers.rend(), [&](const auto& one) {
        const auto& [attached, handover] = one;
        return handover.to == to && handover.registered && *handover.registered <= timestamp;
    });
    return found == handovers.rend() ? nullptr : &found->second;
}

void
ObservedHandoffs::NoteDirect(const std::string& node, const PrefixPair& way, Time now)
{
    const auto known = m_nodes.find(node);
    if (known == m_nodes.end())
    {
        return;
    }
    Node& receiver = known->second;
    receiver.direct.insert(way);
    auto* handover = GetCurrent(node, receiver.gateway);
    if (receiver.awaited.erase(way) && receiver.awaited.empty() && handover)
    {
        SetOnce(handover->peersUpdated, now);
    }
}

void
ObservedHandoffs::NoteCentral(const std::string& node, const PrefixPair& way)
{
    const auto known = m_nodes.find(node);
    if (known == m_nodes.end())
    {
        return;
    }
    Node& receiver = known->second;
    if (receiver.direct.erase(way) > 0 && receiver.gateway.empty())
    {
        receiver.interrupted.insert(way); // Its gateway has noticed that it has left.
    }
}

void
ObservedHandoffs::NoteRegistered(const std::string& node,
                                 const std::string& gateway,
                                 uint64_t timestamp)
{
    auto* handover = GetCurrent(node, gateway);
    if (handover && !handover->registered)
    {
        handover->registered = timestamp;
    }
}

void
ObservedHandoffs::NoteCorrespondents(const std::string& node,
                                     const std::string& gateway,
                                     uint64_t timestamp,
                                     Time now)
{
    if (auto* handover = FindRegistered(node, gateway, timestamp))
    {
        SetOnce(handover->correspondentsKnown, now);
    }
}

void
ObservedHandoffs::NoteForwarding(const std::string& node,
                                 const std::string& from,
                                 const std::string& to,
                                 uint64_t timestamp,
                                 Time now)
{
    auto* handover = FindRegistered(node, to, timestamp);
    if (handover && handover->from == from)
    {
        SetOnce(handover->forwardingStarted, now);
    }
}

void
ObservedHandoffs::NotePacket(const std::string& node, const std::string& gateway, Packet packet)
{
    const auto known = m_nodes.find(node);
    if (known == m_nodes.end())
    {
        return;
    }
    auto* handover = known->second.gateway.empty() ? &known->second.leaving
                                                   : GetCurrent(node, known->second.gateway);
    if (!handover || handover->from != gateway)
    {
        return;
    }
    switch (packet)
    {
    case Packet::FORWARDED:
        ++handover->forwarded;
        break;
    case Packet::HELD:
        ++handover->held;
        break;
    case Packet::OVERFLOWED:
        ++handover->overflowed;
        break;
    }
}

const HandoffRecord*
ObservedHandoffs::Find(const std::string& node, Time attached) const
{
    const auto known = m_nodes.find(node);
    if (known == m_nodes.end())
    {
        return nullptr;
    }
    const auto found = known->second.handovers.find(attached);
    return found == known->second.handovers.end() ? nullptr : &found->second;
}

} // namespace pmipv6
} // namespace ns3
