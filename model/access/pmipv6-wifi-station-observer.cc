/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-wifi-station-observer.h"

#include "ns3/abort.h"
#include "ns3/simulator.h"
#include "ns3/sta-wifi-mac.h"

namespace ns3
{
namespace pmipv6
{

NS_OBJECT_ENSURE_REGISTERED(WifiStationObserver);

TypeId
WifiStationObserver::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::pmipv6::WifiStationObserver")
            .SetParent<Object>()
            .SetGroupName("Pmipv6")
            .AddConstructor<WifiStationObserver>()
            .AddTraceSource("LinkUp",
                            "The station has associated: it has the response.",
                            MakeTraceSourceAccessor(&WifiStationObserver::m_linkUp),
                            "ns3::pmipv6::WifiStationObserver::LinkUpTracedCallback")
            .AddTraceSource(
                "LinkDown",
                "The station leaves its access point, or gives it up; with the time when "
                "radio contact ended.",
                MakeTraceSourceAccessor(&WifiStationObserver::m_linkDown),
                "ns3::pmipv6::WifiStationObserver::LinkDownTracedCallback");
    return tid;
}

WifiStationObserver::~WifiStationObserver()
{
    Disconnect();
}

void
WifiStationObserver::DoDispose()
{
    Disconnect();
    Object::DoDispose();
}

void
WifiStationObserver::SetDevice(Ptr<NetDevice> station)
{
    NS_ABORT_MSG_IF(m_device, "WifiStationObserver: its station is set already; allowed is once");
    m_device = DynamicCast<WifiNetDevice>(station);
    NS_ABORT_MSG_UNLESS(m_device && DynamicCast<StaWifiMac>(m_device->GetMac()),
                        "WifiStationObserver: the device is no station; allowed is a WifiNetDevice "
                        "with a StaWifiMac");
    const auto mac = m_device->GetMac();
    using Self = WifiStationObserver;
    const bool connected =
        mac->TraceConnectWithoutContext("Assoc", MakeCallback(&Self::HandleAssociated, this)) &&
        mac->TraceConnectWithoutContext("DeAssoc", MakeCallback(&Self::HandleDeAssociated, this));
    NS_ABORT_MSG_UNLESS(connected,
                        "WifiStationObserver: the station's MAC, a "
                            << mac->GetInstanceTypeId().GetName()
                            << ", lacks one of the traces Assoc and DeAssoc");
    // Each of these only makes the time of the last frame more exact.
    mac->TraceConnectWithoutContext("BeaconArrival", MakeCallback(&Self::HandleBeacon, this));
    mac->TraceConnectWithoutContext("MacRx", MakeCallback(&Self::HandleData, this));
    mac->TraceConnectWithoutContext("AckedMpdu", MakeCallback(&Self::HandleAcknowledged, this));
}

void
WifiStationObserver::Disconnect()
{
    // A device that was disposed of first has no MAC any more.
    if (const auto mac = m_device ? m_device->GetMac() : nullptr)
    {
        using Self = WifiStationObserver;
        mac->TraceDisconnectWithoutContext("Assoc", MakeCallback(&Self::HandleAssociated, this));
        mac->TraceDisconnectWithoutContext("DeAssoc",
                                           MakeCallback(&Self::HandleDeAssociated, this));
        mac->TraceDisconnectWithoutContext("BeaconArrival",
                                           MakeCallback(&Self::HandleBeacon, this));
        mac->TraceDisconnectWithoutContext("MacRx", MakeCallback(&Self::HandleData, this));
        mac->TraceDisconnectWithoutContext("AckedMpdu",
                                           MakeCallback(&Self::HandleAcknowledged, this));
    }
    m_device = nullptr;
}

Ptr<NetDevice>
WifiStationObserver::GetDevice() const
{
    return m_device;
}

bool
WifiStationObserver::IsLinkUp() const
{
    return m_up;
}

Mac48Address
WifiStationObserver::GetAccessPoint() const
{
    return m_accessPoint;
}

Time
WifiStationObserver::GetLastHeard() const
{
    return m_lastHeard;
}

void
WifiStationObserver::NotifyLeaving()
{
    ReportDown(Simulator::Now());
}

void
WifiStationObserver::ReportDown(Time lost)
{
    if (m_up)
    {
        m_up = false;
        m_linkDown(m_accessPoint, lost);
    }
}

void
WifiStationObserver::HandleAssociated(Mac48Address accessPoint)
{
    m_up = true;
    m_accessPoint = accessPoint;
    m_lastHeard = Simulator::Now();
    m_linkUp(accessPoint);
}

void
WifiStationObserver::HandleDeAssociated(Mac48Address /* accessPoint */)
{
    ReportDown(m_lastHeard);
}

void
WifiStationObserver::HandleBeacon(Time /* arrival */)
{
    m_lastHeard = Simulator::Now();
}

void
WifiStationObserver::HandleData(Ptr<const Packet> /* packet */)
{
    m_lastHeard = Simulator::Now();
}

void
WifiStationObserver::HandleAcknowledged(Ptr<const TracedFrame> /* frame */)
{
    m_lastHeard = Simulator::Now();
}

} // namespace pmipv6
} // namespace ns3
