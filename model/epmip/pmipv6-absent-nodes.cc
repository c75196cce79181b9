/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-absent-nodes.h"

#include "pmipv6-location-forwarding.h"
#include "pmipv6-location-table.h"
#include "pmipv6-peer-table.h"

#include "ns3/simulator.h"

namespace ns3
{
namespace pmipv6
{

void
AbsentNodes::Start(const RoutingParts& parts, Time patience, Refused refused)
{
    m_parts = &parts;
    m_patience = patience;
    m_refused = std::move(refused);
    parts.rows.GetForwarding()->TraceConnectWithoutContext(
        "TunnelRefused",
        MakeCallback(&AbsentNodes::HandleRefused, this));
}

void
AbsentNodes::Stop()
{
    m_parts->rows.GetForwarding()->TraceDisconnectWithoutContext(
        "TunnelRefused",
        MakeCallback(&AbsentNodes::HandleRefused, this));
}

void
AbsentNodes::HandleLeft(const std::vector<Prefix>& prefixes)
{
    for (const auto& prefix : prefixes)
    {
        m_left.Set(prefix, Simulator::Now());
        m_ends.Set(prefix, Simulator::Now() + m_patience);
    }
}

void
AbsentNodes::HandleHeard(const std::vector<Prefix>& prefixes)
{
    for (const auto& prefix : prefixes)
    {
        m_left.Erase(prefix);
    }
}

void
AbsentNodes::HandleRefused(const Ipv6Header& inner,
                           const Ipv6Address& peer,
                           const std::string& reason)
{
    const Prefix address(inner.GetDestination(), 128);
    if (reason != "tunnelled-node-unknown" || !m_parts->gateways.Contains(peer))
    {
        return;
    }
    const auto* location = m_parts->locations.FindByAddress(inner.GetDestination());
    if (location && location->state == LocationState::WITHDRAWN)
    {
        // Those who talked to it were told; who has asked for it since then was not.
        LocationRequest request;
        request.prefixes = {location->prefix};
        request.timestamp = location->timestamp;
        m_tellings.Tell(peer, request, "withdraw");
        return;
    }
    if (m_left.FindLongest(address))
    {
        return;
    }
    if (!m_tellings.HasRoomUndated())
    {
        m_refused(address, peer, "too-many-withdrawals");
        return;
    }
    LocationRequest request;
    request.prefixes = {address};
    m_tellings.Tell(peer, request, "withdraw");
}

void
AbsentNodes::Clear()
{
    m_left.Clear();
    m_ends.Clear();
}

} // namespace pmipv6
} // namespace ns3
