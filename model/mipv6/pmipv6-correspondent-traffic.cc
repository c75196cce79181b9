/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-correspondent-traffic.h"

#include "pmipv6-care-of-paths.h"
#include "pmipv6-mobility-constants.h"

#include <optional>
#include <utility>

namespace ns3
{
namespace pmipv6
{

namespace
{

constexpr const char* TRAFFIC_OWNER = "mipv6-traffic"; //!< of entries
constexpr int TRAFFIC_PRIORITY = 1;                    //!< before what says where packets go

/// @return packets from a home address through the tunnel or straight, to whomever or one peer
ForwardingMatch
MatchSent(const Ipv6Address& home, const std::optional<Ipv6Address>& peer = {})
{
    ForwardingMatch match;
    match.source = Prefix(home, 128);
    if (peer)
    {
        match.destination = Prefix(*peer, 128);
    }
    match.origins = FROM_SELF;
    match.priority = TRAFFIC_PRIORITY;
    match.owner = TRAFFIC_OWNER;
    return match;
}

/// @return packets to a home address, from whomever by the tunnel, or from one peer
ForwardingMatch
MatchReceived(const Ipv6Address& home, const std::optional<Ipv6Address>& peer = {})
{
    ForwardingMatch match;
    match.destination = Prefix(home, 128);
    match.origins = FROM_TUNNEL;
    if (peer)
    {
        match.source = Prefix(*peer, 128);
    }
    match.priority = TRAFFIC_PRIORITY;
    match.owner = TRAFFIC_OWNER;
    return match;
}

} // namespace

void
CorrespondentTraffic::Start(Ptr<Node> node, const Ipv6Address& homeAddress, Listener listener)
{
    m_ipv6 = node->GetObject<Ipv6>();
    m_signaling = MobilitySignaling::Install(node);
    m_forwarding = MobilityForwarding::InstallOnHost(node);
    m_homeAddress = homeAddress;
    m_listener = std::move(listener);
    m_signaling->GetHomeAddresses().SetListener(
        [this](const Ipv6Address& peer) { NoteTaken(peer); });
}

void
CorrespondentTraffic::Stop()
{
    Watch(false);
    m_signaling->GetHomeAddresses().SetListener(nullptr);
}

void
CorrespondentTraffic::Dispose()
{
    m_ipv6 = nullptr;
    m_signaling = nullptr;
    m_forwarding = nullptr;
    m_listener = nullptr;
}

void
CorrespondentTraffic::NoteTaken(const Ipv6Address& peer) const
{
    if (const auto* entry = m_forwarding->GetTable().Find(MatchReceived(m_homeAddress, peer)))
    {
        entry->isUsed = true;
    }
    else if (m_forwarding->GetContext().GetOuterSource())
    {
        Tell(peer); // RFC 6275, 11.7.2: by the address of the option.
    }
}

void
CorrespondentTraffic::Tell(const Ipv6Address& peer) const
{
    // Of a peer whose care-of address is known it is the home address that is registered with
    // (5.2.9): by the other it may send an ICMPv6 error.
    const auto paths = m_ipv6->GetObject<CareOfPaths>();
    if (m_ipv6->GetInterfaceForAddress(peer) < 0 && !(paths && paths->IsCareOf(peer)))
    {
        m_listener(peer);
    }
}

void
CorrespondentTraffic::Watch(bool isWanted)
{
    if (!m_forwarding)
    {
        return; // It has not started.
    }
    std::optional<ForwardingAction> sent;
    std::optional<ForwardingAction> received;
    if (isWanted)
    {
        const auto tell = [this](const Ipv6Address& peer, const SeenPacket& packet) {
            // What tells a home address is told of when that is known.
            if (packet.protocol != MOBILITY_HEADER_PROTOCOL &&
                packet.protocol != DESTINATION_OPTIONS && packet.protocol != ROUTING_HEADER)
            {
                Tell(peer);
            }
        };
        sent = WatchAction{[tell](const SeenPacket& packet) { tell(packet.destination, packet); }};
        received = WatchAction{[tell](const SeenPacket& packet) { tell(packet.source, packet); }};
    }
    m_forwarding->Change(
        {{MatchSent(m_homeAddress), sent}, {MatchReceived(m_homeAddress), received}});
}

void
CorrespondentTraffic::Mark(const Ipv6Address& peer, bool isKnown)
{
    const auto pass = isKnown ? std::make_optional<ForwardingAction>(PassAction()) : std::nullopt;
    m_forwarding->Change(
        {{MatchSent(m_homeAddress, peer), pass}, {MatchReceived(m_homeAddress, peer), pass}});
}

bool
CorrespondentTraffic::TakeUse(const Ipv6Address& peer) const
{
    bool isUsed = false;
    for (const auto& match : {MatchSent(m_homeAddress, peer), MatchReceived(m_homeAddress, peer)})
    {
        if (const auto* entry = m_forwarding->GetTable().Find(match))
        {
            isUsed = std::exchange(entry->isUsed, false) || isUsed;
        }
    }
    return isUsed;
}

} // namespace pmipv6
} // namespace ns3
