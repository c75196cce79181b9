/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-home-state.h"

#include "ns3/ipv6.h"
#include "ns3/pmipv6-access-device.h"
#include "ns3/pmipv6-monitor-text.h"

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

/**
 * @param plane a data plane
 * @param source of a packet
 * @param destination of it
 * @param origin where it comes from
 * @return the other end of the tunnel that it is sent through; :: if it is in none
 */
Ipv6Address
FindTunnel(const MobilityForwarding& plane,
           const Ipv6Address& source,
           const Ipv6Address& destination,
           PacketOrigin origin)
{
    const auto* entry = plane.GetTable().Lookup(source, destination, origin).entry;
    const auto* tunnel = entry ? std::get_if<TunnelAction>(&entry->action) : nullptr;
    return tunnel ? tunnel->remote : Ipv6Address::GetAny();
}

/// @return the address as text, or "none"
std::string
SayAddress(const Ipv6Address& address)
{
    return address.IsAny() ? "none" : ToRecordText(address);
}

} // namespace

bool
HomeStateChecker::IsHere(const Attached& node, const Ipv6Address& address)
{
    const auto ipv6 = node.role->GetNode()->GetObject<Ipv6>();
    if (address.IsAny() || ipv6->GetInterfaceForAddress(address) < 0)
    {
        return false;
    }
    const auto& agent = node.role->GetAssociation().homeAgent;
    const auto isDelivered = [&](PacketOrigin origin) {
        const auto* entry = node.plane->GetTable().Lookup(agent, address, origin).entry;
        const auto* deliver = entry ? std::get_if<DeliverAction>(&entry->action) : nullptr;
        return deliver && deliver->nextHop == AccessDevice::GetNextHop(node.linkLayer);
    };
    return isDelivered(FROM_CORE) || isDelivered(FROM_TUNNEL);
}

void
HomeStateChecker::CheckAtHome(const Attached& node, StateFinding& finding)
{
    const auto& home = node.role->GetAssociation().homeAddress;
    if (node.role->GetState() != MobileNodeState::HOME)
    {
        finding.stale.push_back({node.name,
                                 "care-of address",
                                 node.name,
                                 GetStateName(node.role->GetState()),
                                 node.gateway});
    }
    const auto* row = node.agent->GetBindings().Find(home);
    if (row && row->state != HomeBindingState::DEAD)
    {
        finding.stale.push_back(
            {node.agentName, "binding", node.name, SayAddress(row->careOf), node.gateway});
    }
    else if (!IsHere(node, home))
    {
        finding.stale.push_back({node.agentName, "route", node.name, "none", node.gateway});
    }
}

void
HomeStateChecker::CheckAway(const Attached& node, StateFinding& finding)
{
    const auto& association = node.role->GetAssociation();
    const Ipv6Address careOf = node.role->GetCareOf();
    if (!IsHere(node, careOf))
    {
        finding.stale.push_back(
            {node.name, "care-of address", node.name, SayAddress(careOf), node.gateway});
        return; // What the home agent has cannot be right either.
    }
    const auto* row = node.agent->GetBindings().Find(association.homeAddress);
    if (!row || row->state != HomeBindingState::BOUND)
    {
        const auto state = row ? row->state : HomeBindingState::NONE;
        finding.stale.push_back(
            {node.agentName, "binding", node.name, GetStateName(state), node.gateway});
        return;
    }
    if (row->careOf != careOf)
    {
        finding.stale.push_back(
            {node.agentName, "binding", node.name, SayAddress(row->careOf), SayAddress(careOf)});
        return;
    }
    const auto agentPlane = MobilityForwarding::Install(node.agent->GetNode());
    const auto down =
        FindTunnel(*agentPlane, association.homeAgent, association.homeAddress, FROM_CORE);
    if (down != careOf)
    {
        finding.stale.push_back(
            {node.agentName, "route", node.name, SayAddress(down), SayAddress(careOf)});
    }
    const auto nodePlane = MobilityForwarding::InstallOnHost(node.role->GetNode());
    const auto up =
        FindTunnel(*nodePlane, association.homeAddress, association.homeAgent, FROM_SELF);
    if (up != association.homeAgent)
    {
        finding.stale.push_back({node.name, "route", node.name, SayAddress(up), node.agentName});
    }
}

void
HomeStateChecker::CheckCorrespondent(const Attached& node,
                                     const Correspondent& peer,
                                     StateFinding& finding)
{
    const auto& home = node.role->GetAssociation().homeAddress;
    const auto* row = peer.role->GetBindings().Find({peer.address, home});
    const bool isBound = row && row->state == CorrespondentBindingState::BOUND;
    const Ipv6Address held = isBound ? row->careOf : Ipv6Address::GetAny();
    const Ipv6Address careOf = node.role->GetCareOf();
    if (isBound && held != careOf)
    {
        finding.stale.push_back(
            {peer.name, "binding", node.name, SayAddress(held), SayAddress(careOf)});
    }
    const auto paths = node.role->GetNode()->GetObject<CareOfPaths>();
    const auto source = paths ? paths->Find(home, peer.address).source : Ipv6Address::GetAny();
    if (!source.IsAny() && source != held)
    {
        finding.stale.push_back(
            {node.name, "route", peer.name, SayAddress(source), SayAddress(held)});
    }
}

StateFinding
HomeStateChecker::Check() const
{
    StateFinding finding;
    for (const auto& node : m_nodes)
    {
        if (node.isAtHome)
        {
            CheckAtHome(node, finding);
        }
        else
        {
            CheckAway(node, finding);
        }
        for (const auto& peer : m_correspondents)
        {
            CheckCorrespondent(node, peer, finding);
        }
    }
    finding.isConsistent = finding.stale.empty();
    return finding;
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
