/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-served-nodes.h"

#include "pmipv6-access-device.h"
#include "pmipv6-correspondent-paths.h"
#include "pmipv6-known-registrations.h"
#include "pmipv6-local-nodes.h"
#include "pmipv6-location-demands.h"
#include "pmipv6-location-forwarding.h"
#include "pmipv6-location-table.h"

#include "ns3/simulator.h"

#include <utility>

namespace ns3
{
namespace pmipv6
{

void
ServedNodes::Start(std::function<Ptr<NetDevice>()> access)
{
    m_access = std::move(access);
}

void
ServedNodes::HandleAttachment(const BindingUpdateListEntry& entry, AttachmentState to)
{
    const RegistrationKey key = entry.GetKey();
    ForgetHandOver(key);
    if (const auto former = m_parts.nodes.Remove(key))
    {
        Leave(*former);
    }
    if (to == AttachmentState::REGISTERED)
    {
        m_parts.nodes.Add(entry);
        Serve(key);
    }
    if (to == AttachmentState::NONE)
    {
        m_isManaged.erase(key);
    }
}

void
ServedNodes::HandleExtension(const BindingUpdateListEntry& entry)
{
    const RegistrationKey key = entry.GetKey();
    const auto* node = m_parts.nodes.Find(key);
    if (!node)
    {
        return; // Handed over, though it is here: its anchor is being asked.
    }
    if (m_parts.paths.IsServed(node->prefixes.front()) == m_isManaged[key])
    {
        m_parts.nodes.Add(entry);
        return;
    }
    Leave(*node);
    m_parts.nodes.Add(entry);
    Serve(key);
}

void
ServedNodes::HandOver(const Prefix& prefix)
{
    const RegistrationKey key = m_parts.nodes.GetRegistration(prefix);
    const auto former = m_parts.nodes.Remove(key);
    Leave(*former);
    for (const auto& each : former->prefixes)
    {
        m_parts.rows.Refuse(each);
    }
    m_handedOver[key] = former->prefixes;
}

void
ServedNodes::ForgetHandOver(const RegistrationKey& key)
{
    const auto known = m_handedOver.find(key);
    if (known == m_handedOver.end())
    {
        return;
    }
    for (const auto& prefix : known->second)
    {
        m_parts.rows.RefuseNoMore(prefix);
    }
    m_handedOver.erase(known);
}

void
ServedNodes::TakeBack(const BindingUpdateListEntry& entry)
{
    ForgetHandOver(entry.GetKey());
    m_parts.nodes.Add(entry);
    Serve(entry.GetKey());
}

void
ServedNodes::Serve(const RegistrationKey& key)
{
    const LocalNode node = *m_parts.nodes.Find(key);
    for (const auto& prefix : node.prefixes)
    {
        if (!m_isManaged[key])
        {
            m_parts.rows.SetCentral(prefix, node.anchor);
            continue;
        }
        m_parts.locations.Remove(prefix, LocationEvent::ARRIVED, "node-is-here");
        m_parts.rows.SetLocal(prefix, {m_access(), AccessDevice::GetNextHop(key.linkLayer)});
        Watch(prefix);
        m_parts.demands.HandleLocation(prefix);
    }
}

void
ServedNodes::Watch(const Prefix& prefix)
{
    const auto sent = [this, prefix](const SeenPacket& packet) {
        m_parts.demands.HandleSent(prefix, packet);
    };
    m_parts.rows.WatchSent(prefix, {sent, false, true}); // It may have to wait itself.
    m_parts.paths.HandleArrival(prefix);
}

void
ServedNodes::ServeFixed(const Prefix& prefix, const Ipv6Address& manager)
{
    // No interface has an empty address.
    const RegistrationKey key({}, static_cast<uint32_t>(m_parts.nodes.GetAll().size()));
    m_parts.nodes.Add(key, {ToText(prefix), manager, {prefix}});
    m_parts.rows.SetFixed(prefix);
    Watch(prefix);
}

void
ServedNodes::HandleAnchored(const RegistrationKey& key, const LocalNode& node)
{
    ForgetHandOver(key);
    const bool isNew = !m_parts.nodes.Find(key);
    m_parts.nodes.Add(key, node);
    if (!isNew)
    {
        return;
    }
    for (const auto& prefix : node.prefixes)
    {
        m_parts.locations.Remove(prefix, LocationEvent::ARRIVED, "node-is-here");
        Watch(prefix);
        m_parts.demands.HandleLocation(prefix);
    }
}

void
ServedNodes::HandleUnanchored(const RegistrationKey& key)
{
    ForgetHandOver(key);
    if (const auto former = m_parts.nodes.Remove(key))
    {
        Leave(*former);
    }
}

void
ServedNodes::Leave(const LocalNode& former)
{
    const Time now = Simulator::Now();
    for (const auto& prefix : former.prefixes)
    {
        if (!m_parts.paths.IsServed(prefix))
        {
            m_parts.rows.RemoveCentral(prefix);
            continue;
        }
        m_parts.known.Note(prefix, former.timestamp, now, now + m_parts.lifetime);
        m_parts.rows.UnwatchSent(prefix);
        m_parts.rows.RemoveLocation(prefix);
        m_parts.demands.HandleDeparture(prefix);
        m_parts.paths.HandleDeparture(prefix);
    }
}

void
ServedNodes::Clear()
{
    for (const auto& [key, node] : m_parts.nodes.GetAll())
    {
        Leave(node);
    }
    m_parts.nodes.Clear();
    m_isManaged.clear();
    while (!m_handedOver.empty())
    {
        ForgetHandOver(RegistrationKey(m_handedOver.begin()->first));
    }
}

} // namespace pmipv6
} // namespace ns3
