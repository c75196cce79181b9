/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-policy-profile.h"

#include "ns3/abort.h"

#include <string_view>

namespace ns3
{
namespace pmipv6
{

NS_OBJECT_ENSURE_REGISTERED(PolicyStore);

TypeId
PolicyStore::GetTypeId()
{
    static TypeId tid = TypeId("ns3::pmipv6::PolicyStore")
                            .SetParent<Object>()
                            .SetGroupName("Pmipv6")
                            .AddConstructor<PolicyStore>();
    return tid;
}

std::size_t
PolicyStore::LinkLayerHash::operator()(const LinkLayerIdentifier& linkLayer) const
{
    return std::hash<std::string_view>()(
        {reinterpret_cast<const char*>(linkLayer.data()), linkLayer.size()});
}

void
PolicyStore::Add(const PolicyProfile& profile)
{
    NS_ABORT_MSG_IF(profile.identifier.empty(),
                    "PolicyProfile::identifier is empty: a policy profile needs an MN-Identifier");
    NS_ABORT_MSG_IF(profile.prefixes.size() > MAX_SESSION_PREFIXES,
                    "PolicyProfile::prefixes of \""
                        << profile.identifier << "\" names " << profile.prefixes.size()
                        << " prefixes; allowed are at most " << MAX_SESSION_PREFIXES);
    PolicyProfile*& known = m_byIdentifier[profile.identifier];
    if (known)
    {
        for (const auto& linkLayer : known->linkLayerIdentifiers)
        {
            m_byLinkLayer.erase(linkLayer);
        }
        for (const auto& prefix : known->prefixes)
        {
            m_byPrefix.erase(prefix);
        }
    }
    else
    {
        known = &m_profiles.emplace_back();
    }
    *known = profile;
    for (const auto& linkLayer : profile.linkLayerIdentifiers)
    {
        const bool isNew = m_byLinkLayer.emplace(linkLayer, known).second;
        NS_ABORT_MSG_UNLESS(isNew,
                            "PolicyProfile::linkLayerIdentifiers of \""
                                << profile.identifier << "\" names an interface of \""
                                << m_byLinkLayer[linkLayer]->identifier
                                << "\": a link-layer identifier belongs to one mobile node");
    }
    for (const auto& prefix : profile.prefixes)
    {
        const bool isNew = m_byPrefix.emplace(prefix, known).second;
        NS_ABORT_MSG_UNLESS(isNew,
                            "PolicyProfile::prefixes of \""
                                << profile.identifier << "\" names " << prefix << ", which \""
                                << m_byPrefix[prefix]->identifier
                                << "\" has: a home network prefix belongs to one mobile node");
    }
}

const PolicyProfile*
PolicyStore::Find(const std::string& identifier) const
{
    const auto known = m_byIdentifier.find(identifier);
    return known == m_byIdentifier.end() ? nullptr : known->second;
}

const PolicyProfile*
PolicyStore::FindByLinkLayer(const LinkLayerIdentifier& linkLayer) const
{
    const auto known = m_byLinkLayer.find(linkLayer);
    return known == m_byLinkLayer.end() ? nullptr : known->second;
}

const PolicyProfile*
PolicyStore::FindByPrefix(const Prefix& prefix) const
{
    const auto known = m_byPrefix.find(prefix);
    return known == m_byPrefix.end() ? nullptr : known->second;
}

uint16_t
PolicyStore::TakeSequenceNumber(const LinkLayerIdentifier& linkLayer)
{
    return ++m_sequences[linkLayer];
}

} // namespace pmipv6
} // namespace ns3
