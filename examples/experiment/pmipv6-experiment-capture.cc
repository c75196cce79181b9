/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-capture.h"

#include "ns3/ipv6-l3-protocol.h"
#include "ns3/node.h"
#include "ns3/pcap-file-wrapper.h"
#include "ns3/pmipv6-basic-device.h"
#include "ns3/pmipv6-function-callback.h"
#include "ns3/point-to-point-helper.h"
#include "ns3/simulator.h"
#include "ns3/trace-helper.h"

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

void
CaptureIpv6(const std::string& fileName, Ptr<NetDevice> device)
{
    PcapHelper pcap;
    auto file = pcap.CreateFile(fileName, std::ios::out, PcapHelper::DLT_RAW);
    for (const char* trace : {"Sent", "Received"})
    {
        device->TraceConnectWithoutContext(
            trace,
            MakeFunctionCallback<Ptr<const Packet>>(
                [file](Ptr<const Packet> packet) { file->Write(Simulator::Now(), packet); }));
    }
}

void
CaptureIpv6Interface(const std::string& fileName, Ptr<NetDevice> device)
{
    PcapHelper pcap;
    auto file = pcap.CreateFile(fileName, std::ios::out, PcapHelper::DLT_RAW);
    const auto ipv6 = device->GetNode()->GetObject<Ipv6L3Protocol>();
    const auto own = static_cast<uint32_t>(ipv6->GetInterfaceForDevice(device));
    for (const char* trace : {"Tx", "Rx"})
    {
        ipv6->TraceConnectWithoutContext(
            trace,
            MakeFunctionCallback<Ptr<const Packet>, Ptr<Ipv6>, uint32_t>(
                [file, own](Ptr<const Packet> packet, Ptr<Ipv6>, uint32_t interface) {
                    if (interface == own)
                    {
                        file->Write(Simulator::Now(), packet);
                    }
                }));
    }
}

void
CapturePointToPoint(const std::string& fileName, Ptr<NetDevice> device)
{
    PointToPointHelper().EnablePcap(fileName, device, false, true);
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
