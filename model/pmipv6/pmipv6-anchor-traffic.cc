/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-anchor-traffic.h"

namespace ns3
{
namespace pmipv6
{

void
AnchorTraffic::Start(Ptr<MobilityForwarding> forwarding)
{
    m_forwarding = forwarding;
}

void
AnchorTraffic::Apply(const BindingCacheEntry& session,
                     BindingState state,
                     const AnchorSettings& settings)
{
    for (const auto& prefix : session.prefixes)
    {
        ForwardingMatch match;
        match.destination = prefix;
        switch (state)
        {
        case BindingState::REGISTERED: {
            TunnelAction tunnel;
            tunnel.local = settings.address;
            tunnel.remote = session.proxyCareOf;
            tunnel.previousRemote = session.previousCareOf;
            tunnel.previousUntil = session.handedOff + settings.uplinkGrace;
            tunnel.isForGateways = !settings.isPoolAnnounced;
            m_forwarding->Set(match, tunnel);
            break;
        }
        case BindingState::DEREGISTERED:
            // RFC 5213, 5.3.5: drop the node's traffic while waiting.
            m_forwarding->Set(match, DropAction{"deregistered"});
            break;
        case BindingState::REVOKING:
            // RFC 5846, 8.1: the tunnel may go at once.
            m_forwarding->Set(match, DropAction{"revoked"});
            break;
        case BindingState::NONE:
            m_forwarding->Remove(match);
            break;
        }
    }
}

void
AnchorTraffic::OpenPool(const Prefix& range)
{
    // What nobody has registered must not leave by a default route, and come back.
    m_unregistered.emplace().destination = range;
    m_forwarding->Set(*m_unregistered, DropAction{"no-binding"});
}

void
AnchorTraffic::ClosePool()
{
    if (m_unregistered)
    {
        m_forwarding->Remove(*m_unregistered);
        m_unregistered.reset();
    }
}

void
AnchorTraffic::Dispose()
{
    m_forwarding = nullptr;
}

} // namespace pmipv6
} // namespace ns3
