/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-maar-nodes.h"

#include "ns3/simulator.h"

#include <algorithm>
#include <utility>

namespace ns3
{
namespace pmipv6
{

void
MaarNodes::Start(Ptr<MobileAccessGateway> gateway, std::function<Settings()> getSettings)
{
    m_gateway = gateway;
    m_getSettings = std::move(getSettings);
}

void
MaarNodes::Clear()
{
    m_early.Clear();
    m_leaving.Clear();
}

void
MaarNodes::Dispose()
{
    Clear();
    m_gateway = nullptr;
    m_getSettings = nullptr;
}

void
MaarNodes::Arrive(const BindingUpdateListEntry& entry)
{
    const Settings settings = m_getSettings();
    const auto* node = m_parts.nodes.Attach(entry.identifier,
                                            entry.anchorAddress,
                                            entry.linkLayer,
                                            settings.timestamp,
                                            Simulator::Now() + settings.lifetime,
                                            Simulator::Now() + settings.uplinkGrace);
    if (node)
    {
        m_parts.routers.Expect(*node);
    }
    const auto* profile = m_gateway->GetPolicyStore()->Find(entry.identifier);
    if (settings.isEarlyAccepted && profile)
    {
        m_early.Await(entry.linkLayer, *profile);
    }
}

void
MaarNodes::Serve(const BindingUpdateListEntry& entry)
{
    m_early.Forget(entry.linkLayer);
    Confirm(entry);
    auto& previous = m_parts.previous;
    for (const PreviousAnchor& row : std::vector<PreviousAnchor>(previous.Get(entry.linkLayer)))
    {
        if (row.state == PreviousState::TUNNELLED)
        {
            m_parts.traffic.Open(entry.linkLayer, row.anchorage, true);
        }
        else
        {
            previous.Remove(entry.linkLayer, row.anchorage.prefix, "not-told");
        }
    }
}

void
MaarNodes::Leave(const BindingUpdateListEntry& entry, const std::string& reason)
{
    m_early.Forget(entry.linkLayer);
    m_parts.previous.Forget(entry.linkLayer, reason);
    const auto* node = m_parts.nodes.Find(entry.identifier);
    if (node)
    {
        m_parts.traffic.CloseUplinks(entry.linkLayer, *node);
    }
    if (!node || !node->IsHere() || node->linkLayer != entry.linkLayer)
    {
        return;
    }
    m_parts.nodes.Depart(*node, reason);
}

void
MaarNodes::Handle(const BindingUpdateListEntry& entry,
                  AttachmentState to,
                  const std::string& reason)
{
    const auto* node = m_parts.nodes.Find(entry.identifier);
    switch (to)
    {
    case AttachmentState::AUTHENTICATING:
        m_parts.previous.Forget(entry.linkLayer, "attached");
        break;
    case AttachmentState::REGISTERING:
        if (!node || !node->IsHere() || reason == "authenticated")
        {
            Arrive(entry);
        }
        break;
    case AttachmentState::REGISTERED:
        Serve(entry);
        break;
    case AttachmentState::REFUSED:
    case AttachmentState::DEREGISTERING:
    case AttachmentState::NONE:
        Leave(entry, reason);
        break;
    }
}

void
MaarNodes::Confirm(const BindingUpdateListEntry& entry)
{
    const auto* node = m_parts.nodes.Find(entry.identifier);
    if (node && node->IsHere())
    {
        m_parts.nodes.Accept(*node, entry.timestamp, entry.sent + entry.lifetime);
    }
}

void
MaarNodes::TakeAnswer(const BindingUpdateListEntry& entry, const BindingAcknowledgement& answer)
{
    const LinkLayerAddress node = entry.linkLayer;
    auto& registration = m_gateway->GetRegistration();
    registration.TakeAnswer(entry.GetKey(), answer);
    registration.Readvertise(node);
}

void
MaarNodes::HandleMovedAway(const std::string& identifier)
{
    const auto* node = m_parts.nodes.Find(identifier);
    const auto* profile = m_gateway->GetPolicyStore()->Find(identifier);
    const bool isByAnother =
        node && node->state == AnchoringState::AWAY && profile && profile->interfaces.size() > 1;
    for (const auto& key : EndRegistrations(identifier, isByAnother))
    {
        if (!isByAnother)
        {
            m_gateway->GetRegistration().AttachIfThere(key.linkLayer, HandoffIndicator::UNKNOWN);
        }
    }
    if (isByAnother)
    {
        m_leaving.Set(identifier, Simulator::Now() + m_getSettings().uplinkGrace);
    }
}

std::vector<RegistrationKey>
MaarNodes::EndRegistrations(const std::string& identifier, bool areRegisteredKept)
{
    std::vector<RegistrationKey> keys;
    for (const auto* entry : m_gateway->GetBindingUpdateList().FindByMobileNode(identifier))
    {
        const bool isKept = areRegisteredKept && entry->state == AttachmentState::REGISTERED;
        if (IsDistributed(*entry) && !isKept)
        {
            keys.push_back(entry->GetKey());
        }
    }
    for (const auto& key : keys)
    {
        m_gateway->GetRegistration().EndRegistration(key, "served-elsewhere", false);
    }
    return keys;
}

void
MaarNodes::HandleLeft(const std::string& identifier)
{
    const auto* node = m_parts.nodes.Find(identifier);
    if (!node || !node->IsHere())
    {
        EndRegistrations(identifier, false);
    }
}

void
MaarNodes::HandleRestart(const Ipv6Address& database)
{
    m_parts.nodes.Lose(database, m_getSettings().timestamp);
    m_parts.upkeep.Report(database);
}

bool
MaarNodes::TakeEarly(const Ipv6Start& inner, const Ipv6Address& peer)
{
    const auto* awaited = m_early.Find(inner.destination);
    if (!awaited)
    {
        return false;
    }
    const LinkLayerAddress node = *awaited;
    const Settings settings = m_getSettings();
    const Prefix prefix(inner.destination, settings.prefixLength);
    if (!m_parts.peers.GetPools().IsOfMaar(peer, prefix))
    {
        return false;
    }
    const auto& rows = m_parts.previous.Get(node);
    const auto nEarly = std::count_if(rows.begin(), rows.end(), [](const PreviousAnchor& row) {
        return row.state == PreviousState::EARLY;
    });
    return nEarly < settings.maxEarly && m_parts.previous.Add(node,
                                                              {peer, prefix},
                                                              MaarInterface(),
                                                              Simulator::Now() + settings.earlyTime,
                                                              PreviousEvent::PACKET,
                                                              0);
}

void
MaarNodes::TellWithdrawn(const LinkLayerAddress& node,
                         const std::vector<WithdrawnAnchor>& withdrawn)
{
    for (const auto& anchor : withdrawn)
    {
        // The node may prefer an address of it still, and know the router.
        m_gateway->GetNeighborDiscovery()->GetAdvertiser()->NoteEnd(
            node,
            m_parts.routers.GetLast(node, anchor));
    }
    m_gateway->GetRegistration().Readvertise(node);
}

std::vector<LinkLayerAddress>
MaarNodes::FindAttached(const std::string& identifier) const
{
    std::vector<LinkLayerAddress> interfaces;
    for (const auto* entry : m_gateway->GetBindingUpdateList().FindByMobileNode(identifier))
    {
        if (IsDistributed(*entry))
        {
            interfaces.push_back(entry->linkLayer);
        }
    }
    return interfaces;
}

const BindingUpdateListEntry*
MaarNodes::FindEntry(const std::string& identifier) const
{
    const BindingUpdateListEntry* found = nullptr;
    for (const auto* entry : m_gateway->GetBindingUpdateList().FindByMobileNode(identifier))
    {
        const bool isHere = entry->state == AttachmentState::REGISTERING ||
                            entry->state == AttachmentState::REGISTERED;
        found = isHere && IsDistributed(*entry) ? entry : found;
    }
    return found;
}

const BindingUpdateListEntry*
MaarNodes::FindRegistration(const LinkLayerAddress& node) const
{
    for (const auto* entry : m_gateway->GetBindingUpdateList().FindByLinkLayer(node))
    {
        if (IsDistributed(*entry))
        {
            return entry;
        }
    }
    return nullptr;
}

} // namespace pmipv6
} // namespace ns3
