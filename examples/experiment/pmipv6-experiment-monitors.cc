/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-monitors.h"

#include "pmipv6-experiment-core.h"
#include "pmipv6-experiment-failures.h"
#include "pmipv6-experiment-values.h"

#include "ns3/ipv6-l3-protocol.h"
#include "ns3/pmipv6-function-callback.h"
#include "ns3/pmipv6-link-layer-address.h"
#include "ns3/pmipv6-tunnel-device.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <utility>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

/**
 * @param network the network
 * @param gateway a gateway
 * @param header of a packet that it drops out of a tunnel
 * @return on whose side it is lost. A gateway takes out of tunnels what is for its nodes; one that
 * anchors prefixes also what their nodes send elsewhere, which is dropped for want of their binding
 * and has come by no router but the one there
 */
TrafficMonitor::Side
FindSide(const Network& network, const NetworkNode& gateway, const Ipv6Header& header)
{
    const auto anchorage = network.GetScheme().FindAnchorage(ToText(header.GetSource()));
    return IsFromFirstRouter(gateway, header) && anchorage &&
                   anchorage->second == gateway.name.GetText()
               ? TrafficMonitor::Side::SENDER
               : TrafficMonitor::Side::RECEIVER;
}

} // namespace

bool
IsFromFirstRouter(const NetworkNode& node, const Ipv6Header& header)
{
    UintegerValue hops;
    node.node->GetObject<Ipv6L3Protocol>()->GetAttribute("DefaultTtl", hops);
    return header.GetHopLimit() + 1U == hops.Get();
}

void
RunMonitors::Connect(const ExperimentOptions& options,
                     const Network& network,
                     const AccessNetwork& access,
                     const std::vector<Ptr<SignalingImpairmentChannel>>& impaired)
{
    for (const auto* nodes : {&network.GetRouters(), &network.GetOthers(), &network.GetAnchors()})
    {
        for (const auto& node : *nodes)
        {
            traffic.AddNode(node.node, node.name.GetText(), false);
        }
    }
    for (const auto& gateway : network.GetGateways())
    {
        ConnectGateway(network, gateway);
    }
    for (const auto& gateway : network.GetPointsOfAttachment())
    {
        ConnectAccess(network, gateway);
    }
    if (const auto* correspondent = network.GetCorrespondent())
    {
        traffic.AddNode(correspondent->node, correspondent->name.GetText(), true);
    }
    for (const auto& mobile : access.GetMobileNodes())
    {
        ConnectMobileNode(mobile);
    }
    for (const auto& channel : impaired)
    {
        signaling.AddChannel(channel);
    }
    handover.Follow(traffic);
    network.GetScheme().Connect(network, *this);
    ConnectDrops(network, access);
    ConnectServiceGap(options, network, access);
}

void
RunMonitors::ConnectDrops(const Network& network, const AccessNetwork& access)
{
    for (const auto* nodes : {&network.GetRouters(),
                              &network.GetOthers(),
                              &network.GetAnchors(),
                              &network.GetGateways()})
    {
        for (const auto& node : *nodes)
        {
            signaling.AddDrops(node.node, node.name.GetText());
        }
    }
    if (const auto* correspondent = network.GetCorrespondent())
    {
        signaling.AddDrops(correspondent->node, correspondent->name.GetText());
    }
    for (const auto& mobile : access.GetMobileNodes())
    {
        signaling.AddDrops(mobile.node, mobile.plan.name.GetText());
    }
}

void
RunMonitors::ConnectGateway(const Network& network, const NetworkNode& gateway)
{
    const std::string name = gateway.name.GetText();
    traffic.AddNode(gateway.node, name, false);
    FollowDrops(MobilityForwarding::Install(gateway.node),
                name,
                [&network, gateway](const Ipv6Header& header) {
                    return FindSide(network, gateway, header);
                });
}

void
RunMonitors::ConnectAccess(const Network& network, const NetworkNode& gateway)
{
    const std::string name = gateway.name.GetText();
    const auto discovery = network.GetScheme().GetNeighborDiscovery(gateway);
    signaling.AddDiscovery(discovery, name);
    discovery->GetDevice()->TraceConnectWithoutContext(
        "Drop",
        MakeFunctionCallback<Ptr<const Packet>, const LinkLayerAddress&, const std::string&>(
            [this,
             name](Ptr<const Packet> packet, const LinkLayerAddress&, const std::string& reason) {
                traffic.NoteDrop(packet, name, reason);
                signaling.NoteDrop(packet, name, reason);
            }));
}

void
RunMonitors::ConnectMobileNode(const MobileNode& mobile)
{
    const std::string name = mobile.plan.name.GetText();
    traffic.AddNode(mobile.node, name, true);
    handover.AddMobileNode(mobile.node, name, mobile.interfaces.front());
    for (const auto& interface : mobile.interfaces)
    {
        handover.NameInterface(name, interface);
        signaling.NameMobileNode(interface, name);
    }
    signaling.AddHost(mobile.node, name);
}

void
RunMonitors::ConnectServiceGap(const ExperimentOptions& options,
                               const Network& network,
                               const AccessNetwork& access)
{
    for (const auto& gateway : network.GetGateways())
    {
        serviceGap.AddRouter(MobilityForwarding::Install(gateway.node), gateway.name.GetText());
    }
    for (const auto& gateway : network.GetPointsOfAttachment())
    {
        const auto discovery = network.GetScheme().GetNeighborDiscovery(gateway);
        serviceGap.AddAccess(discovery->GetDevice(), gateway.name.GetText());
    }
    for (const auto& mobile : access.GetMobileNodes())
    {
        for (const auto& interface : mobile.interfaces)
        {
            serviceGap.AddMobileNode(mobile.plan.name.GetText(), interface);
        }
    }
    for (const auto& [name, at] : options[option::STOPS])
    {
        serviceGap.NoteStop(name.GetText(), at);
    }
    access.Describe(serviceGap);
    // A packet crosses the core four times at most, by both anchors, and two access links.
    constexpr int64_t CROSSINGS = 6;
    Time longest = std::max({options[option::DELAY_MAG_LMA] + options[option::DELAY_CN_LMA],
                             options[option::DELAY_MAG_MAG],
                             options[option::DELAY_LMA_LMA],
                             access.GetLongestDelay()});
    for (const auto& [pair, delay] : options[option::DELAYS])
    {
        longest = std::max(longest, delay);
    }
    serviceGap.SetCore(
        [&network](const std::string& from, const Ipv6Address& destination) {
            return network.FindWay(from, destination);
        },
        longest * CROSSINGS);
}

void
RunMonitors::FollowStates(Ptr<Object> object, const std::string& node, const std::string& role)
{
    object->TraceConnectWithoutContext(
        "StateChange",
        MakeFunctionCallback<const StateChange&>(
            [this, node, role](const StateChange& change) { stateChanged(node, role, change); }));
}

void
RunMonitors::FollowAnchor(const NetworkNode& node, TunnelSide side)
{
    const std::string name = node.name.GetText();
    const auto forwarding = MobilityForwarding::Install(node.node);
    signaling.AddNode(node.node, name, node.address);
    FollowDrops(forwarding, name, std::move(side));
    serviceGap.AddRouter(forwarding, name);
}

void
RunMonitors::FollowDrops(Ptr<MobilityForwarding> forwarding,
                         const std::string& node,
                         TunnelSide side)
{
    forwarding->TraceConnectWithoutContext(
        "Drop",
        MakeFunctionCallback<Ptr<const Packet>, const Ipv6Header&, const std::string&>(
            [this, node, side = std::move(side)](Ptr<const Packet> packet,
                                                 const Ipv6Header& header,
                                                 const std::string& reason) {
                const bool isAtTunnel = reason.rfind("tunnel", 0) == 0;
                traffic.NoteDrop(packet,
                                 node,
                                 reason,
                                 isAtTunnel ? side(header) : TrafficMonitor::Side::RECEIVER);
            }));
}

void
RunMonitors::FollowOwnDrops(Ptr<MobilityForwarding> forwarding, const std::string& node)
{
    forwarding->TraceConnectWithoutContext(
        "Drop",
        MakeFunctionCallback<Ptr<const Packet>, const Ipv6Header&, const std::string&>(
            [this, node](Ptr<const Packet> packet, const Ipv6Header&, const std::string& reason) {
                const bool isFromTunnel = reason.rfind("tunnel", 0) == 0;
                traffic.NoteDrop(packet,
                                 node,
                                 reason,
                                 isFromTunnel ? TrafficMonitor::Side::RECEIVER
                                              : TrafficMonitor::Side::SENDER);
            }));
    // What the node does not send, it drops behind its routing.
    forwarding->GetTunnelDevice()->TraceConnectWithoutContext(
        "Drop",
        MakeFunctionCallback<Ptr<const Packet>, const std::string&>(
            [this, node](Ptr<const Packet> packet, const std::string& reason) {
                traffic.NoteDrop(packet, node, reason, TrafficMonitor::Side::SENDER);
                signaling.NoteDrop(packet, node, reason);
            }));
    // What claims a binding that the node does not know.
    forwarding->GetObject<MobilitySignaling>()->TraceConnectWithoutContext(
        "HomeAddressRefused",
        MakeFunctionCallback<Ptr<const Packet>, const std::string&>(
            [this, node](Ptr<const Packet> packet, const std::string& reason) {
                traffic.NoteDrop(packet, node, reason, TrafficMonitor::Side::SENDER);
            }));
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
