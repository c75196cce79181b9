/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-binding-update-list.h"

#include "ns3/assert.h"

#include <algorithm>
#include <utility>

namespace ns3
{
namespace pmipv6
{

const char*
GetStateName(AttachmentState state)
{
    switch (state)
    {
    case AttachmentState::NONE:
        return "none";
    case AttachmentState::AUTHENTICATING:
        return "authenticating";
    case AttachmentState::REGISTERING:
        return "registering";
    case AttachmentState::REGISTERED:
        return "registered";
    case AttachmentState::REFUSED:
        return "refused";
    case AttachmentState::DEREGISTERING:
        return "deregistering";
    }
    return "unknown";
}

const BindingUpdateListEntry*
BindingUpdateList::Find(const RegistrationKey& key) const
{
    const auto entries = m_entries.get<ByLinkLayer>().equal_range(key.linkLayer);
    const auto known =
        std::find_if(entries.first, entries.second, [&key](const BindingUpdateListEntry& entry) {
            return entry.number == key.number;
        });
    return known == entries.second ? nullptr : &*known;
}

std::vector<const BindingUpdateListEntry*>
BindingUpdateList::FindByLinkLayer(const LinkLayerAddress& linkLayer) const
{
    std::vector<const BindingUpdateListEntry*> found;
    const auto entries = m_entries.get<ByLinkLayer>().equal_range(linkLayer);
    for (auto entry = entries.first; entry != entries.second; ++entry)
    {
        found.push_back(&*entry);
    }
    std::sort(found.begin(), found.end(), [](const auto* a, const auto* b) {
        return a->number < b->number;
    });
    return found;
}

void
BindingUpdateList::ForEachOf(const LinkLayerAddress& linkLayer,
                             const std::function<void(const BindingUpdateListEntry&)>& action) const
{
    std::vector<RegistrationKey> keys;
    for (const auto* entry : FindByLinkLayer(linkLayer))
    {
        keys.push_back(entry->GetKey());
    }
    for (const auto& key : keys)
    {
        if (const auto* entry = Find(key))
        {
            action(*entry);
        }
    }
}

const BindingUpdateListEntry&
BindingUpdateList::Insert(BindingUpdateListEntry entry)
{
    NS_ASSERT_MSG(!Find(entry.GetKey()), "two binding update list entries of one registration");
    return *m_entries.insert(std::move(entry)).first;
}

void
BindingUpdateList::Modify(const BindingUpdateListEntry& entry,
                          const std::function<void(BindingUpdateListEntry&)>& change)
{
    m_entries.modify(m_entries.iterator_to(entry), change);
}

void
BindingUpdateList::Erase(const BindingUpdateListEntry& entry)
{
    m_entries.erase(m_entries.iterator_to(entry));
}

std::vector<const BindingUpdateListEntry*>
BindingUpdateList::FindByMobileNode(const std::string& identifier) const
{
    std::vector<const BindingUpdateListEntry*> found;
    const auto entries = m_entries.get<ByNode>().equal_range(identifier);
    for (auto entry = entries.first; entry != entries.second; ++entry)
    {
        found.push_back(&*entry);
    }
    return found;
}

std::vector<const BindingUpdateListEntry*>
BindingUpdateList::FindByAnchor(const Ipv6Address& anchor) const
{
    std::vector<const BindingUpdateListEntry*> found;
    const auto entries = m_entries.get<ByAnchor>().equal_range(anchor);
    for (auto entry = entries.first; entry != entries.second; ++entry)
    {
        found.push_back(&*entry);
    }
    return found;
}

bool
BindingUpdateList::HasAnchor(const Ipv6Address& anchor) const
{
    const auto& byAnchor = m_entries.get<ByAnchor>();
    return byAnchor.find(anchor) != byAnchor.end();
}

const BindingUpdateListEntry*
BindingUpdateList::GetNextDeadline() const
{
    const auto& index = m_entries.get<ByDeadline>();
    return index.empty() ? nullptr : &*index.begin();
}

void
BindingUpdateList::ForEach(const std::function<void(const BindingUpdateListEntry&)>& visit) const
{
    for (const auto& entry : m_entries.get<ByDeadline>())
    {
        visit(entry);
    }
}

} // namespace pmipv6
} // namespace ns3
