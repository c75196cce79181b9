/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-state-tables.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

void
StateTables::Add(const StateSource& source, const std::string& name)
{
    Rows rows{name,
              source.IsAnchor(),
              source.GetSessions(),
              source.GetAttachments(),
              source.GetRoutes(),
              source.GetPairs()};
    for (const auto& route : rows.routes)
    {
        rows.pairs.emplace_back(route.source, route.destination);
    }
    m_all.push_back(std::move(rows));
}

std::map<std::string, std::vector<Prefix>>
StateTables::GetPrefixes() const
{
    std::map<std::string, std::vector<Prefix>> found;
    for (const auto& rows : m_all)
    {
        for (const auto& session : rows.sessions)
        {
            if (session.isForwarding)
            {
                auto& prefixes = found[session.identifier];
                prefixes.insert(prefixes.end(), session.prefixes.begin(), session.prefixes.end());
            }
        }
    }
    return found;
}

PrefixOwners
StateTables::FindOwners(const Whereabouts& known) const
{
    PrefixOwners owners;
    for (const auto& rows : m_all)
    {
        for (const auto& session : rows.sessions)
        {
            const AttachedNode* node = known.FindNode(session.identifier);
            for (const auto& prefix : session.prefixes)
            {
                if (node && session.isForwarding)
                {
                    owners[prefix] = *node;
                }
            }
        }
    }
    return owners;
}

std::string
StateTables::FindAnchor(const std::string& identifier, const Whereabouts& known) const
{
    std::string found;
    const auto isAnchor = [](const Rows& rows) { return rows.isAnchor; };
    if (std::count_if(m_all.begin(), m_all.end(), isAnchor) == 1)
    {
        found = std::find_if(m_all.begin(), m_all.end(), isAnchor)->name;
    }
    for (const auto& rows : m_all)
    {
        for (const auto& attachment : rows.attachments)
        {
            found = attachment.identifier == identifier ? known.GetName(attachment.anchor) : found;
        }
    }
    for (const auto& rows : m_all)
    {
        for (const auto& session : rows.sessions)
        {
            found = session.identifier == identifier ? rows.name : found;
        }
    }
    return found;
}

} // namespace pmipv6
} // namespace ns3
