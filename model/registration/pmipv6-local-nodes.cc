/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-local-nodes.h"

#include <algorithm>
#include <utility>

namespace ns3
{
namespace pmipv6
{

const LocalNode*
LocalNodes::Find(const RegistrationKey& key) const
{
    const auto known = m_nodes.find(key);
    return known == m_nodes.end() ? nullptr : &known->second;
}

const LocalNode*
LocalNodes::FindByPrefix(const Prefix& prefix) const
{
    const auto* known = m_prefixes.Find(prefix);
    return known ? Find(*known) : nullptr;
}

std::optional<Prefix>
LocalNodes::FindPrefix(const Ipv6Address& address) const
{
    const auto* known = m_prefixes.FindLongest(Prefix(address, 128));
    if (!known)
    {
        return std::nullopt;
    }
    const auto& prefixes = m_nodes.at(*known).prefixes;
    const auto found = std::find_if(prefixes.begin(), prefixes.end(), [&](const Prefix& prefix) {
        return prefix.Contains(address);
    });
    return found == prefixes.end() ? std::nullopt : std::optional<Prefix>(*found);
}

std::vector<Prefix>
LocalNodes::GetPrefixes() const
{
    std::vector<Prefix> prefixes;
    for (const auto& [prefix, node] : m_prefixes.GetAll())
    {
        prefixes.push_back(prefix);
    }
    return prefixes;
}

void
LocalNodes::SetRegistering(const RegistrationKey& key, bool isRegistering)
{
    isRegistering ? void(m_registering.insert(key)) : void(m_registering.erase(key));
}

void
LocalNodes::Add(const BindingUpdateListEntry& entry)
{
    Add(entry.GetKey(), {entry.identifier, entry.anchorAddress, entry.prefixes, entry.timestamp});
}

void
LocalNodes::Add(const RegistrationKey& key, LocalNode node)
{
    for (const auto& prefix : node.prefixes)
    {
        m_prefixes.Set(prefix, key);
    }
    m_nodes[key] = std::move(node);
}

std::optional<LocalNode>
LocalNodes::Remove(const RegistrationKey& key)
{
    const auto known = m_nodes.find(key);
    if (known == m_nodes.end())
    {
        return std::nullopt;
    }
    LocalNode former = std::move(known->second);
    m_nodes.erase(known);
    for (const auto& prefix : former.prefixes)
    {
        m_prefixes.Erase(prefix);
    }
    return former;
}

void
LocalNodes::Clear()
{
    m_nodes.clear();
    m_prefixes.Clear();
    m_registering.clear();
}

} // namespace pmipv6
} // namespace ns3
