/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-location-peers.h"

#include "ns3/simulator.h"

#include <utility>

namespace ns3
{
namespace pmipv6
{

void
LocationPeers::Start(Ptr<Node> node, const Ipv6Address& self, Time holdDown, Back back)
{
    m_self = self;
    m_ring.Add(self);
    m_holdDown = holdDown;
    m_back = std::move(back);
    PeerTable::Terms terms;
    terms.kinds = {ExperimentalSubtype::PBQR,
                   ExperimentalSubtype::PBQA,
                   ExperimentalSubtype::LOCATION_UPDATE,
                   ExperimentalSubtype::LOCATION_UPDATE_ACK};
    m_members.Start(node, terms);
}

void
LocationPeers::Stop()
{
    m_silent.Clear();
    m_members.Stop();
}

void
LocationPeers::Add(const Ipv6Address& peer)
{
    m_ring.Add(peer);
    m_members.Add(peer);
}

void
LocationPeers::Remove(const Ipv6Address& peer)
{
    if (peer != m_self)
    {
        m_ring.Remove(peer);
        m_silent.Cancel(peer);
    }
}

Ipv6Address
LocationPeers::FindServing(uint64_t key, const std::set<Ipv6Address>& tried) const
{
    const auto isThere = [&](const Ipv6Address& one) {
        return one == m_self || (!IsSilent(one) && tried.count(one) == 0);
    };
    const Ipv6Address responsible = m_ring.FindResponsible(key);
    if (isThere(responsible))
    {
        return responsible;
    }
    for (const auto& next : m_ring.FindAll(key))
    {
        if (isThere(next))
        {
            return next;
        }
    }
    return m_self;
}

std::optional<Ipv6Address>
LocationPeers::FindSubstitute(uint64_t key, const std::set<Ipv6Address>& tried) const
{
    for (const auto& next : m_ring.FindAll(key))
    {
        if (next != m_self && !IsSilent(next) && tried.count(next) == 0)
        {
            return next;
        }
    }
    return std::nullopt;
}

void
LocationPeers::Hold(const Ipv6Address& peer)
{
    if (Contains(peer))
    {
        m_silent.Set(peer, Simulator::Now() + m_holdDown);
    }
}

void
LocationPeers::NoteHeard(const Ipv6Address& peer)
{
    if (IsSilent(peer))
    {
        m_silent.Cancel(peer);
        m_back(peer);
    }
}

void
LocationPeers::Dispose()
{
    Stop();
    m_back = nullptr;
}

} // namespace pmipv6
} // namespace ns3
