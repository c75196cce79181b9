/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-home-agent-traffic.h"

#include "pmipv6-mobility-message.h"

#include <vector>

namespace ns3
{
namespace pmipv6
{

namespace
{

constexpr const char* HOME_OWNER = "mipv6"; //!< whose forwarding entries these are
/// Before the entries of a local mobility anchor on the same node: the binding of the mobile node
/// itself counts first (RFC 6612, 4.2).
constexpr int BINDING_PRIORITY = 1;
constexpr int HOME_LINK_PRIORITY = -1; //!< of a home link on which nobody is: behind all others

/// @return packets to a mobile node, or to a mobile network
ForwardingMatch
MatchNode(const Prefix& destination)
{
    ForwardingMatch match;
    match.destination = destination;
    match.priority = BINDING_PRIORITY;
    match.owner = HOME_OWNER;
    return match;
}

/// @return packets to an emulated home link
ForwardingMatch
MatchHomeLink(const Prefix& prefix)
{
    ForwardingMatch match;
    match.destination = prefix;
    match.priority = HOME_LINK_PRIORITY;
    match.owner = HOME_OWNER;
    return match;
}

} // namespace

void
HomeAgentTraffic::Start(Ptr<Node> node, const std::set<Prefix>& homePrefixes)
{
    m_forwarding = MobilityForwarding::Install(node);
    m_homePrefixes = homePrefixes;
    for (const auto& prefix : m_homePrefixes)
    {
        m_forwarding->Set(MatchHomeLink(prefix), DropAction{"no-home-binding"});
    }
}

void
HomeAgentTraffic::Stop()
{
    for (const auto& prefix : m_homePrefixes)
    {
        m_forwarding->Remove(MatchHomeLink(prefix));
    }
    m_homePrefixes.clear();
}

void
HomeAgentTraffic::Open(const HomeBinding& row,
                       const HomeAssociation& association,
                       const Ipv6Address& address)
{
    Forward(row, association, TunnelAction{address, row.careOf});
}

void
HomeAgentTraffic::Close(const HomeBinding& row, const HomeAssociation& association)
{
    Forward(row, association, std::nullopt);
}

void
HomeAgentTraffic::Forward(const HomeBinding& row,
                          const HomeAssociation& association,
                          const std::optional<ForwardingAction>& action)
{
    std::vector<ForwardingChange> changes{{MatchNode(Prefix(row.homeAddress, 128)), action}};
    // What ends it need not have the flag of what made it (RFC 3963, 6.2).
    if (!action || row.flags & UpdateFlag::MOBILE_ROUTER)
    {
        for (const auto& network : association.networks)
        {
            changes.push_back({MatchNode(network), action}); // RFC 3963, 6.5
        }
    }
    m_forwarding->Change(changes);
}

} // namespace pmipv6
} // namespace ns3
