/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-wifi-access-helper.h"

#include "pmipv6-function-callback.h"
#include "pmipv6-handoff-hint.h"
#include "pmipv6-helper-argument.h"
#include "pmipv6-wifi-channel.h"

#include "ns3/abort.h"
#include "ns3/boolean.h"
#include "ns3/constant-position-mobility-model.h"
#include "ns3/double.h"
#include "ns3/propagation-delay-model.h"
#include "ns3/propagation-loss-model.h"
#include "ns3/ssid.h"
#include "ns3/string.h"
#include "ns3/wifi-helper.h"
#include "ns3/wifi-mac-helper.h"
#include "ns3/yans-wifi-helper.h"

#include <array>
#include <cmath>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// The 20 MHz channels of the 5 GHz band (IEEE 802.11-2020, annex E).
constexpr std::array<uint32_t, 25> CHANNEL_NUMBERS{36,  40,  44,  48,  52,  56,  60,  64,  100,
                                                   104, 108, 112, 116, 120, 124, 128, 132, 136,
                                                   140, 144, 149, 153, 157, 161, 165};

/// Power with which frames are sent, dBm.
constexpr double TRANSMIT_POWER = 16;
/**
 * Power with which they arrive at the end of the range, dBm: 10 above what preamble detection needs
 * (-82), and 22 above ns-3's noise floor (-94), which all modes but the two fastest can do with.
 */
constexpr double POWER_AT_RANGE = -72;
/**
 * How long a station waits for an association response in fast mode. ns-3's 500 ms make gaps of
 * half a second or one where an access point is so busy that it gives the response up.
 */
const Time ASSOCIATION_TIMEOUT = MilliSeconds(50);
/// Exponent of the loss with distance: ns-3's default.
constexpr double LOSS_EXPONENT = 3;

} // namespace

WifiAccessHelper::WifiAccessHelper() = default;

void
WifiAccessHelper::SetFastHandover(bool fast)
{
    NS_ABORT_MSG_IF(m_channel, "WifiAccessHelper: SetFastHandover must come before any Install");
    m_fast = fast;
}

void
WifiAccessHelper::SetRange(double range)
{
    NS_ABORT_MSG_IF(m_channel, "WifiAccessHelper: SetRange must come before any Install");
    NS_ABORT_MSG_UNLESS(range > 1 && std::isfinite(range),
                        "WifiAccessHelper: the range " << range << " m; allowed is above 1 m");
    m_range = range;
}

void
WifiAccessHelper::SetSsid(const std::string& ssid)
{
    NS_ABORT_MSG_IF(ssid.empty() || ssid.size() > 24,
                    "WifiAccessHelper: the SSID \"" << ssid << "\"; allowed is 1 to 24 octets");
    m_ssid = ssid;
}

void
WifiAccessHelper::SetDataMode(const std::string& mode)
{
    m_dataMode = mode;
}

void
WifiAccessHelper::SetProbeTimeout(Time timeout)
{
    NS_ABORT_MSG_IF(timeout < MilliSeconds(5),
                    "WifiAccessHelper: the probe time-out " << timeout.As(Time::MS)
                                                            << "; allowed is 5 ms or more");
    m_probeTimeout = timeout;
}

Ptr<YansWifiChannel>
WifiAccessHelper::GetChannel()
{
    if (!m_channel)
    {
        // Power falls with the distance, down to POWER_AT_RANGE at the range, and there it ends.
        auto loss = CreateObject<LogDistancePropagationLossModel>();
        loss->SetAttribute("Exponent", DoubleValue(LOSS_EXPONENT));
        loss->SetAttribute("ReferenceDistance", DoubleValue(1));
        loss->SetAttribute("ReferenceLoss",
                           DoubleValue(TRANSMIT_POWER - POWER_AT_RANGE -
                                       10 * LOSS_EXPONENT * std::log10(m_range)));
        auto end = CreateObject<RangePropagationLossModel>();
        end->SetAttribute("MaxRange", DoubleValue(m_range));
        loss->SetNext(end);
        m_channel = CreateObject<YansWifiChannel>();
        m_channel->SetPropagationLossModel(loss);
        m_channel->SetPropagationDelayModel(CreateObject<ConstantSpeedPropagationDelayModel>());
    }
    return m_channel;
}

NetDeviceContainer
WifiAccessHelper::Install(NodeContainer nodes, const WifiMacHelper& mac)
{
    for (auto node = nodes.Begin(); node != nodes.End(); ++node)
    {
        if (!(*node)->GetObject<MobilityModel>())
        {
            (*node)->AggregateObject(CreateObject<ConstantPositionMobilityModel>());
        }
    }
    YansWifiPhyHelper phy;
    phy.SetChannel(GetChannel());
    phy.Set("TxPowerStart", DoubleValue(TRANSMIT_POWER));
    phy.Set("TxPowerEnd", DoubleValue(TRANSMIT_POWER));
    WifiHelper wifi;
    wifi.SetStandard(WIFI_STANDARD_80211a);
    wifi.SetRemoteStationManager("ns3::ConstantRateWifiManager",
                                 "DataMode",
                                 StringValue(m_dataMode),
                                 "ControlMode",
                                 StringValue("OfdmRate6Mbps"));
    return wifi.Install(phy, mac, nodes);
}

NetDeviceContainer
WifiAccessHelper::InstallAccessPoints(NodeContainer nodes)
{
    NetDeviceContainer installed;
    for (auto node = nodes.Begin(); node != nodes.End(); ++node)
    {
        const uint32_t index = m_accessPoints.GetN();
        const auto ssid = m_fast ? m_ssid + "-" + std::to_string(index + 1) : m_ssid;
        WifiMacHelper mac;
        mac.SetType("ns3::ApWifiMac", "Ssid", SsidValue(Ssid(ssid)));
        const auto device = Install(NodeContainer(*node), mac).Get(0);
        WifiOperatingChannel channel;
        channel.number = CHANNEL_NUMBERS[m_fast ? index % CHANNEL_NUMBERS.size() : 0];
        channel.ApplyTo(DynamicCast<WifiNetDevice>(device)->GetPhy());
        m_accessPoints.Add(device);
        installed.Add(device);
    }
    return installed;
}

NetDeviceContainer
WifiAccessHelper::InstallStations(NodeContainer nodes, Ptr<NetDevice> accessPoint)
{
    WifiMacHelper mac;
    mac.SetType("ns3::StaWifiMac", "Ssid", SsidValue(Ssid(m_ssid)));
    if (m_fast)
    {
        NS_ABORT_MSG_UNLESS(accessPoint || m_accessPoints.GetN() > 0,
                            "WifiAccessHelper: stations for fast handover need an access point to "
                            "begin at; install access points first");
        mac.SetType("ns3::StaWifiMac",
                    "Ssid",
                    SsidValue(Ssid(m_ssid)),
                    "ActiveProbing",
                    BooleanValue(true),
                    "ProbeRequestTimeout",
                    TimeValue(m_probeTimeout),
                    "AssocRequestTimeout",
                    TimeValue(ASSOCIATION_TIMEOUT));
    }
    const auto stations = Install(nodes, mac);
    for (auto station = stations.Begin(); station != stations.End(); ++station)
    {
        if (m_fast)
        {
            GetHandover(*station)->Move(accessPoint ? accessPoint : m_accessPoints.Get(0));
        }
        else
        {
            WifiOperatingChannel().ApplyTo(DynamicCast<WifiNetDevice>(*station)->GetPhy());
        }
    }
    return stations;
}

Ptr<WifiAccessLink>
WifiAccessHelper::MakeLink(Ptr<NetDevice> accessPoint)
{
    CheckArgument(accessPoint,
                  "WifiAccessHelper::MakeLink",
                  "accessPoint",
                  "what InstallAccessPoints has returned");
    auto link = CreateObject<WifiAccessLink>();
    link->SetDevice(accessPoint);
    return link;
}

Ptr<WifiStationObserver>
WifiAccessHelper::Observe(Ptr<NetDevice> station)
{
    auto observer = station->GetObject<WifiStationObserver>();
    if (!observer)
    {
        observer = CreateObject<WifiStationObserver>();
        observer->SetDevice(station);
        station->AggregateObject(observer);
    }
    return observer;
}

Ptr<WifiHandover>
WifiAccessHelper::GetHandover(Ptr<NetDevice> station)
{
    auto handover = station->GetObject<WifiHandover>();
    if (!handover)
    {
        handover = CreateObject<WifiHandover>();
        handover->SetObserver(Observe(station));
        station->AggregateObject(handover);
    }
    return handover;
}

void
WifiAccessHelper::Join(Ptr<LogicalInterface> logical,
                       Ptr<NetDevice> station,
                       const std::vector<Ptr<WifiAccessLink>>& links)
{
    const auto observer = Observe(station);
    const auto address = Mac48Address::ConvertFrom(station->GetAddress());
    logical->AddDevice(station, [observer = PeekPointer(observer), address, links] {
        for (const auto& link : links)
        {
            if (link->GetDevice()->GetAddress() == observer->GetAccessPoint())
            {
                link->Announce(address);
            }
        }
    });
    for (const auto& link : links)
    {
        link->SetHandoffHint(address, MakeHandoffHint(logical, station));
    }
    // Plain pointers: the node has both, and lets go of them when it goes.
    observer->TraceConnectWithoutContext(
        "LinkUp",
        MakeFunctionCallback<Mac48Address>(
            [logical = PeekPointer(logical), device = PeekPointer(station)](Mac48Address) {
                logical->NoteUp(device);
            }));
    observer->TraceConnectWithoutContext(
        "LinkDown",
        MakeFunctionCallback<Mac48Address, Time>(
            [logical = PeekPointer(logical), device = PeekPointer(station)](Mac48Address, Time) {
                logical->NoteDown(device);
            }));
}

void
WifiAccessHelper::MoveAt(Time time, Ptr<NetDevice> station, Ptr<NetDevice> accessPoint)
{
    CheckArgument(station,
                  "WifiAccessHelper::MoveAt",
                  "station",
                  "what InstallStations has returned");
    CheckArgument(accessPoint,
                  "WifiAccessHelper::MoveAt",
                  "accessPoint",
                  "what InstallAccessPoints has returned");
    GetHandover(station)->MoveAt(time, accessPoint);
}

void
WifiAccessHelper::EnablePcap(const std::string& fileName, Ptr<NetDevice> device)
{
    NS_ABORT_MSG_UNLESS(DynamicCast<WifiNetDevice>(device),
                        "WifiAccessHelper: a device whose frames shall go into "
                            << fileName << " is no Wi-Fi device; allowed is a WifiNetDevice");
    YansWifiPhyHelper phy;
    phy.SetPcapDataLinkType(WifiPhyHelper::DLT_IEEE802_11_RADIO);
    phy.EnablePcap(fileName, device, true, true);
}

int64_t
WifiAccessHelper::AssignStreams(NetDeviceContainer devices, int64_t stream) const
{
    WifiHelper wifi;
    return wifi.AssignStreams(devices, stream);
}

} // namespace pmipv6
} // namespace ns3
