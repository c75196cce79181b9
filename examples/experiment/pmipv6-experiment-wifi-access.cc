/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-wifi-access.h"

#include "pmipv6-experiment-places.h"
#include "pmipv6-experiment-streams.h"

#include "ns3/constant-position-mobility-model.h"
#include "ns3/pmipv6-function-callback.h"
#include "ns3/pmipv6-ideal-access-helper.h"
#include "ns3/simulator.h"
#include "ns3/waypoint-mobility-model.h"
#include "ns3/wifi-mac.h"
#include "ns3/wifi-mpdu.h"
#include "ns3/wifi-net-device.h"

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

/// @return why Wi-Fi gives a frame up, as this module's traces say such things
std::string
GetDropReason(WifiMacDropReason reason)
{
    switch (reason)
    {
    case WIFI_MAC_DROP_FAILED_ENQUEUE:
        return "wifi-queue-full";
    case WIFI_MAC_DROP_EXPIRED_LIFETIME:
        return "wifi-lifetime-over";
    case WIFI_MAC_DROP_REACHED_RETRY_LIMIT:
        return "wifi-retry-limit";
    case WIFI_MAC_DROP_QOS_OLD_PACKET:
        return "wifi-old-packet";
    }
    return "wifi";
}

} // namespace

WifiAccessNetwork::WifiAccessNetwork(const ExperimentOptions& options,
                                     Network& network,
                                     AccessListener listener)
    : AccessNetwork(options, network, std::move(listener))
{
    m_wifi.SetFastHandover(IsFast());
    if (options.trace)
    {
        m_wifi.SetRange(options.range);
    }
    else if (!IsFast())
    {
        m_wifi.SetRange(COVERAGE * options.apDistance);
    }
    for (std::size_t i = 0; i < network.GetGateways().size(); ++i)
    {
        const auto& gateway = network.GetGateways()[i];
        auto position = CreateObject<ConstantPositionMobilityModel>();
        // A station that changes channels at its moment need not move: all are within its range.
        position->SetPosition(options.trace || !IsFast() ? GetPosition(gateway.name) : Vector());
        gateway.node->AggregateObject(position);
        const auto accessPoint = m_wifi.InstallAccessPoints(gateway.node).Get(0);
        AssignWifiStreams(accessPoint, StreamKind::ACCESS_POINT, gateway.number - 1);
        m_accessPoints[gateway.name] = accessPoint;
        FollowDrops(accessPoint);
        m_gateways[Mac48Address::ConvertFrom(accessPoint->GetAddress())] = gateway.name;
        gateway.AddAccess(WifiAccessHelper::MakeLink(accessPoint));
    }
    MakeNodes();
    MakeHosts();
}

void
WifiAccessNetwork::FollowDrops(Ptr<NetDevice> device)
{
    const auto mac = DynamicCast<WifiNetDevice>(device)->GetMac();
    mac->TraceConnectWithoutContext(
        "MacTxDrop",
        MakeFunctionCallback<Ptr<const Packet>>(
            [this](Ptr<const Packet> packet) { m_listener.dropped(packet, "not-associated"); }));
    mac->TraceConnectWithoutContext(
        "DroppedMpdu",
        MakeFunctionCallback<WifiMacDropReason, Ptr<const WifiMpdu>>(
            [this](WifiMacDropReason reason, Ptr<const WifiMpdu> frame) {
                m_listener.dropped(frame->GetPacket(), GetDropReason(reason));
            }));
}

bool
WifiAccessNetwork::IsFast() const
{
    return m_options.wifiHandover == WifiHandover::FAST;
}

Ptr<NetDevice>
WifiAccessNetwork::MakeHost(const MobileNode& mobile)
{
    if (!m_options.trace)
    {
        auto walk = CreateObject<WaypointMobilityModel>();
        mobile.node->AggregateObject(walk);
        walk->AddWaypoint(
            Waypoint(Time(0), IsFast() ? Vector() : GetPosition(mobile.plan.firstGateway)));
    }
    const auto first = m_accessPoints.find(mobile.plan.firstGateway);
    const auto device =
        m_wifi.InstallStations(mobile.node, first == m_accessPoints.end() ? nullptr : first->second)
            .Get(0);
    IdealAccessHelper::MakeHost(mobile.node, device);
    FollowDrops(device);
    auto observer = WifiAccessHelper::Observe(device);
    WifiAccessHelper::GetHandover(device)->Leave(); // Until its first attachment.
    const std::string name = mobile.plan.name.GetText();
    observer->TraceConnectWithoutContext(
        "LinkUp",
        MakeFunctionCallback<Mac48Address>([this, name](Mac48Address accessPoint) {
            m_listener.linkUp(name, m_gateways.at(accessPoint));
        }));
    observer->TraceConnectWithoutContext(
        "LinkDown",
        MakeFunctionCallback<Mac48Address, Time>(
            [this, name](Mac48Address, Time lost) { m_listener.linkDown(name, lost); }));
    return device;
}

void
WifiAccessNetwork::Walk(std::size_t mobile, const Vector& target)
{
    auto walk = m_mobiles[mobile].node->GetObject<WaypointMobilityModel>();
    const Vector here = walk->GetPosition();
    const Time now = Simulator::Now();
    walk->EndMobility();
    walk->AddWaypoint(Waypoint(now, here));
    const Time duration = Seconds(CalculateDistance(here, target) / m_options.speed);
    walk->AddWaypoint(Waypoint(now + Max(duration, MilliSeconds(1)), target));
}

void
WifiAccessNetwork::Attach(std::size_t mobile, const std::string& gateway)
{
    WifiAccessHelper::GetHandover(m_mobiles[mobile].device)->Move(m_accessPoints.at(gateway));
}

void
WifiAccessNetwork::Move(std::size_t mobile, const std::string& gateway)
{
    if (IsFast())
    {
        WifiAccessHelper::GetHandover(m_mobiles[mobile].device)->Move(m_accessPoints.at(gateway));
    }
    else if (!m_options.trace)
    {
        Walk(mobile, GetPosition(gateway));
    }
}

void
WifiAccessNetwork::Detach(std::size_t mobile)
{
    WifiAccessHelper::GetHandover(m_mobiles[mobile].device)->Leave();
}

void
WifiAccessNetwork::VisitDevices(const CaptureVisitor& visitor) const
{
    for (const auto& mobile : m_mobiles)
    {
        visitor(mobile.plan.name.GetText(), "wifi", mobile.device);
    }
    for (const auto& [gateway, accessPoint] : m_accessPoints)
    {
        visitor(gateway, "wifi", accessPoint);
    }
}

void
WifiAccessNetwork::Capture(const std::string& fileName, Ptr<NetDevice> device) const
{
    WifiAccessHelper::EnablePcap(fileName, device);
}

Time
WifiAccessNetwork::GetDelay(const std::string& /* node */, const std::string& /* gateway */) const
{
    return Time(0);
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
