/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-peer-table.h"

#include <utility>

namespace ns3
{
namespace pmipv6
{

void
PeerTable::Add(const Ipv6Address& peer)
{
    if (!m_known.insert(peer).second)
    {
        return;
    }
    m_peers.push_back(peer);
    if (m_signaling)
    {
        Join(peer);
    }
}

void
PeerTable::AddAll(const PeerTable& other)
{
    for (const auto& peer : other.GetAll())
    {
        Add(peer);
    }
}

void
PeerTable::Start(Ptr<Node> node, Terms terms)
{
    Stop();
    m_terms = std::move(terms);
    m_signaling = MobilitySignaling::Install(node);
    m_trusted.Start(m_signaling->GetAssociations());
    if (m_terms.listen)
    {
        m_heartbeats = HeartbeatAgent::Install(node);
    }
    for (const auto& peer : m_peers)
    {
        Join(peer);
    }
}

void
PeerTable::Join(const Ipv6Address& peer)
{
    m_trusted.Add(peer, m_terms.kinds);
    if (m_heartbeats)
    {
        m_numbers.push_back(m_heartbeats->AddPeer(m_terms.local, peer, m_terms.listen(peer)));
    }
}

void
PeerTable::Trust(const Ipv6Address& peer, const std::vector<MessageKind>& kinds)
{
    if (m_signaling && Contains(peer))
    {
        m_trusted.Add(peer, kinds);
    }
}

void
PeerTable::Stop()
{
    for (const uint32_t number : m_numbers)
    {
        m_heartbeats->RemovePeer(number);
    }
    m_numbers.clear();
    m_trusted.Clear();
    m_terms = Terms();
    m_heartbeats = nullptr;
    m_signaling = nullptr;
}

} // namespace pmipv6
} // namespace ns3
