/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-home-tunnel.h"

#include "ns3/ipv6-l3-protocol.h"

namespace ns3
{
namespace pmipv6
{

namespace
{

/// Whose forwarding entries these are.
constexpr const char* NODE_OWNER = "mipv6";

} // namespace

void
HomeTunnel::Start(Ptr<Node> node, const HomeAssociation& association)
{
    m_association = association;
    m_areNetworksBound = false;
    m_node = node;
    m_signaling = MobilitySignaling::Install(node);
    m_forwarding = MobilityForwarding::InstallOnHost(node);
    Ipv6InterfaceAddress address(association.homeAddress, Ipv6Prefix(128));
    address.SetState(Ipv6InterfaceAddress::HOMEADDRESS);
    node->GetObject<Ipv6L3Protocol>()->AddAddress(GetInterface(), address, false);
    m_signaling->GetHomeAddresses().Start(node);
    m_signaling->GetHomeAddresses().SetOwn(association.homeAddress);
    m_forwarding->SetOwnSource(association.homeAddress);
    Close("no-care-of-address");
}

void
HomeTunnel::Stop()
{
    if (!m_node)
    {
        return;
    }
    Leave();
    m_forwarding->SetOwnSource(Ipv6Address::GetAny());
    m_signaling->GetHomeAddresses().SetOwn(Ipv6Address::GetAny());
    m_node->GetObject<Ipv6L3Protocol>()->RemoveAddress(GetInterface(), m_association.homeAddress);
    m_node = nullptr;
}

void
HomeTunnel::Dispose()
{
    m_node = nullptr;
    m_signaling = nullptr;
    m_forwarding = nullptr;
}

uint32_t
HomeTunnel::GetInterface() const
{
    return static_cast<uint32_t>(m_node->GetObject<Ipv6L3Protocol>()->GetInterfaceForDevice(
        m_forwarding->GetTunnelDevice()));
}

void
HomeTunnel::Open(const Ipv6Address& careOf)
{
    Forward(TunnelAction{careOf, m_association.homeAgent});
}

void
HomeTunnel::Close(const char* reason)
{
    Forward(DropAction{reason});
}

void
HomeTunnel::Leave()
{
    Forward(std::nullopt);
}

void
HomeTunnel::SetNetworks(bool areBound)
{
    if (areBound == m_areNetworksBound)
    {
        return; // As at each refresh: the entries stand.
    }
    m_areNetworksBound = areBound;
    Forward(m_action);
}

void
HomeTunnel::Forward(const std::optional<ForwardingAction>& action)
{
    m_action = action;
    Forward(Prefix(m_association.homeAddress, 128), action);
    const bool isTunnelled = action && std::holds_alternative<TunnelAction>(*action);
    for (const auto& network : m_association.networks)
    {
        // RFC 3963, 5.3: not before the home agent has acknowledged it.
        Forward(network,
                isTunnelled && !m_areNetworksBound
                    ? std::make_optional<ForwardingAction>(DropAction{"mobile-network-not-bound"})
                    : action);
    }
}

void
HomeTunnel::Forward(const Prefix& prefix, const std::optional<ForwardingAction>& action)
{
    ForwardingMatch out;
    out.source = prefix;
    out.origins = FROM_SELF;
    out.owner = NODE_OWNER;
    ForwardingMatch in;
    in.destination = prefix;
    in.origins = FROM_TUNNEL;
    in.owner = NODE_OWNER;
    const bool isTunnelled = action && std::holds_alternative<TunnelAction>(*action);
    m_forwarding->Change(
        {{out, action},
         {in,
          isTunnelled ? std::make_optional<ForwardingAction>(ReceiveAction{m_association.homeAgent})
                      : std::nullopt}});
}

} // namespace pmipv6
} // namespace ns3
