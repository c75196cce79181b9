/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-binding-cache.h"

#include "ns3/assert.h"

#include <boost/functional/hash.hpp>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// @return the hash by which a mobile node is found
std::size_t
HashIdentifier(const std::string& identifier)
{
    return boost::hash<std::string>()(identifier);
}

} // namespace

const char*
GetStateName(BindingState state)
{
    switch (state)
    {
    case BindingState::NONE:
        return "none";
    case BindingState::REGISTERED:
        return "registered";
    case BindingState::DEREGISTERED:
        return "deregistered";
    case BindingState::REVOKING:
        return "revoking";
    }
    return "unknown";
}

BindingCache::Session::Session(BindingCacheEntry&& entry)
    : BindingCacheEntry(std::move(entry)),
      nodeHash(HashIdentifier(identifier))
{
}

const BindingCacheEntry&
BindingCache::Insert(BindingCacheEntry entry)
{
    const BindingCacheEntry& stored = *m_entries.insert(Session(std::move(entry))).first;
    for (const auto& prefix : stored.prefixes)
    {
        const bool isNew = m_byPrefix.emplace(prefix, &stored).second;
        NS_ASSERT_MSG(isNew, "home network prefix " << prefix << " has two sessions");
    }
    return stored;
}

void
BindingCache::Modify(const BindingCacheEntry& entry,
                     const std::function<void(BindingCacheEntry&)>& change)
{
    m_entries.modify(m_entries.iterator_to(static_cast<const Session&>(entry)),
                     [&change](Session& session) {
                         change(session);
                         session.nodeHash = HashIdentifier(session.identifier);
                     });
}

void
BindingCache::Erase(const BindingCacheEntry& entry)
{
    for (const auto& prefix : entry.prefixes)
    {
        m_byPrefix.erase(prefix);
    }
    m_entries.erase(m_entries.iterator_to(static_cast<const Session&>(entry)));
}

const BindingCacheEntry*
BindingCache::FindByPrefix(const Prefix& prefix) const
{
    const auto known = m_byPrefix.find(prefix);
    return known == m_byPrefix.end() ? nullptr : known->second;
}

const BindingCacheEntry*
BindingCache::Find(const std::string& identifier,
                   AccessTechnologyType technology,
                   const LinkLayerAddress& linkLayer) const
{
    // Equal hashes are neighbours. equal_range would look up their end, too.
    const auto& sessions = m_entries.get<ByMobileNode>();
    const std::size_t hash = HashIdentifier(identifier);
    for (auto session = sessions.find(hash); session != sessions.end() && session->nodeHash == hash;
         ++session)
    {
        if (session->identifier == identifier && session->technology == technology &&
            session->linkLayer == linkLayer)
        {
            return &*session;
        }
    }
    return nullptr;
}

std::vector<const BindingCacheEntry*>
BindingCache::FindByMobileNode(const std::string& identifier) const
{
    std::vector<const BindingCacheEntry*> found;
    const auto sessions = m_entries.get<ByMobileNode>().equal_range(HashIdentifier(identifier));
    for (auto session = sessions.first; session != sessions.second; ++session)
    {
        if (session->identifier == identifier)
        {
            found.push_back(&*session);
        }
    }
    return found;
}

std::vector<const BindingCacheEntry*>
BindingCache::FindByCareOf(const Ipv6Address& careOf) const
{
    std::vector<const BindingCacheEntry*> found;
    const auto sessions = m_entries.get<ByCareOf>().equal_range(careOf);
    for (auto session = sessions.first; session != sessions.second; ++session)
    {
        found.push_back(&*session);
    }
    return found;
}

bool
BindingCache::HasCareOf(const Ipv6Address& careOf) const
{
    const auto& byCareOf = m_entries.get<ByCareOf>();
    return byCareOf.find(careOf) != byCareOf.end();
}

const BindingCacheEntry*
BindingCache::GetNextToExpire() const
{
    const auto& byExpiry = m_entries.get<ByExpiry>();
    return byExpiry.empty() ? nullptr : &*byExpiry.begin();
}

void
BindingCache::ForEach(const std::function<void(const BindingCacheEntry&)>& visit) const
{
    for (const auto& entry : m_entries.get<ByExpiry>())
    {
        visit(entry);
    }
}

void
BindingCache::Clear()
{
    m_byPrefix.clear();
    m_entries.clear();
}

} // namespace pmipv6
} // namespace ns3
