/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-anchor-peers.h"

#include <utility>

namespace ns3
{
namespace pmipv6
{

void
AnchorPeers::Start(Ptr<Node> node,
                   const Ipv6Address& address,
                   const BindingCache& cache,
                   const Restarted& restarted)
{
    m_heartbeats = HeartbeatAgent::Install(node);
    PeerTable::Terms terms;
    // RFC 5846, 6.1: revocations are protected as registrations are.
    terms.kinds = {PROXY_BINDING_UPDATE,
                   RevocationType::INDICATION,
                   RevocationType::ACKNOWLEDGEMENT};
    terms.local = address;
    terms.listen = [&cache, restarted](const Ipv6Address& gateway) {
        HeartbeatAgent::Listener listener;
        listener.hasSessions = [&cache, gateway] { return cache.HasCareOf(gateway); };
        listener.restarted = [restarted, gateway](Time before) { restarted(gateway, before); };
        listener.isToRemind = true;
        return listener;
    };
    m_gateways.Start(node, std::move(terms));
}

void
AnchorPeers::Stop()
{
    m_gateways.Stop();
    m_heartbeats = nullptr;
}

} // namespace pmipv6
} // namespace ns3
