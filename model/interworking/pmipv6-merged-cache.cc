/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-merged-cache.h"

#include "pmipv6-local-mobility-anchor.h"

#include "ns3/abort.h"

namespace ns3
{
namespace pmipv6
{

NS_OBJECT_ENSURE_REGISTERED(MergedCache);

TypeId
MergedCache::GetTypeId()
{
    static TypeId tid = TypeId("ns3::pmipv6::MergedCache")
                            .SetParent<AnchorFunction>()
                            .SetGroupName("Pmipv6")
                            .AddConstructor<MergedCache>();
    return tid;
}

void
MergedCache::SetHomeAgent(Ptr<HomeAgent> agent)
{
    m_agent = agent;
}

const Prefix*
MergedCache::FindPrefix(const Ipv6Address& homeAddress) const
{
    const auto known = m_homePrefixes.find(homeAddress);
    return known == m_homePrefixes.end() ? nullptr : &known->second;
}

void
MergedCache::Start(Ptr<LocalMobilityAnchor> anchor)
{
    NS_ABORT_MSG_UNLESS(m_agent && m_agent->GetNode() == anchor->GetNode(),
                        "MergedCache on node "
                            << anchor->GetNode()->GetId()
                            << " has no home agent there: SetHomeAgent; allowed is one of the "
                               "anchor's node");
    m_anchor = anchor;
    m_agent->ForEachMobileNode([this](const HomeAssociation& association) {
        m_homeAddresses[association.homePrefix] = association.homeAddress;
        m_homePrefixes[association.homeAddress] = association.homePrefix;
    });
    SharedCache shared;
    shared.isThere = [this](const Ipv6Address& homeAddress) {
        const auto* prefix = FindPrefix(homeAddress);
        return prefix && m_anchor->GetBindingCache().FindByPrefix(*prefix);
    };
    shared.remove = [this](const Ipv6Address& homeAddress, const std::string& reason) {
        if (const auto* prefix = FindPrefix(homeAddress))
        {
            m_anchor->GetRegistration().Forget(*prefix, reason);
        }
    };
    m_agent->SetSharedCache(std::move(shared));
}

void
MergedCache::Stop()
{
    if (m_anchor)
    {
        m_agent->SetSharedCache({});
        m_anchor = nullptr;
    }
}

void
MergedCache::Restart()
{
}

void
MergedCache::HandleBinding(const BindingCacheEntry& session,
                           BindingState /* from */,
                           BindingState to,
                           const std::string& /* reason */)
{
    if (to != BindingState::REGISTERED)
    {
        return;
    }
    for (const auto& prefix : session.prefixes)
    {
        const auto known = m_homeAddresses.find(prefix);
        if (known != m_homeAddresses.end())
        {
            m_agent->Overwrite(known->second);
        }
    }
}

void
MergedCache::HandleRegistered(const BindingCacheEntry& /* session */, RegistrationKind /* kind */)
{
}

void
MergedCache::DoDispose()
{
    m_agent = nullptr;
    m_anchor = nullptr;
    AnchorFunction::DoDispose();
}

} // namespace pmipv6
} // namespace ns3
