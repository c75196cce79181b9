/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-anchor-state-source.h"

namespace ns3
{
namespace pmipv6
{

AnchorStateSource::AnchorStateSource(Ptr<LocalMobilityAnchor> anchor)
    : m_anchor(anchor)
{
}

std::optional<StateSource::Router>
AnchorStateSource::GetRouter() const
{
    return Router{m_anchor->GetAddress(), MobilityForwarding::Install(m_anchor->GetNode())};
}

bool
AnchorStateSource::IsAnchor() const
{
    return true;
}

bool
AnchorStateSource::OwnsAddress(const Ipv6Address& address) const
{
    return m_anchor->OwnsAddress(address);
}

std::vector<StateSource::Session>
AnchorStateSource::GetSessions() const
{
    std::vector<Session> sessions;
    m_anchor->GetBindingCache().ForEach([&sessions](const BindingCacheEntry& entry) {
        sessions.push_back({"binding",
                            entry.identifier,
                            entry.prefixes,
                            entry.proxyCareOf,
                            entry.state == BindingState::REGISTERED});
    });
    return sessions;
}

} // namespace pmipv6
} // namespace ns3
