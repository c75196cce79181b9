/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-wifi-fixture.h"

#include "ns3/constant-position-mobility-model.h"
#include "ns3/pointer.h"
#include "ns3/simulator.h"
#include "ns3/txop.h"
#include "ns3/uinteger.h"
#include "ns3/wifi-mac-header.h"
#include "ns3/wifi-mac.h"

#include <fstream>

/**
 * @file
 * @ingroup pmipv6-tests
 * What a gateway learns from its Wi-Fi access points, and what reaches whom.
 */

using namespace ns3;
using namespace ns3::pmipv6;
using namespace ns3::pmipv6::wifitest;

namespace
{

void
CheckAssociation(Case& self)
{
    Network network(true);
    network.AddAccessPoint();
    network.AddAccessPoint();
    const auto first = network.AddStation();
    const auto second = network.AddStation();
    network.Run(2);
    self.ExpectEqual(network.GetHistory(first), "attached 0", "first station");
    self.ExpectEqual(network.GetHistory(second), "attached 0", "second station");
    self.ExpectEqual(network.linkUps.size(), 2U, "the stations are up");
    self.ExpectEqual(network.GetLink(0)->GetTechnology() == AccessTechnologyType::IEEE_802_11,
                     true,
                     "Access Technology Type");
}

void
CheckReturn(Case& self)
{
    Network network(true);
    network.AddAccessPoint();
    network.AddAccessPoint();
    const auto node = network.AddStation();
    network.Move(1, 0, 1);
    network.Move(2, 0, 0);
    network.Run(3);
    self.ExpectEqual(network.GetHistory(node), "attached 0, attached 1, attached 0", "attachments");
}

/// An upcall that sends at once.
void
SendWhenAttached(bool* taken,
                 Ptr<AccessLink> link,
                 LinkLayerAddress node,
                 HandoffIndicator /* hint */)
{
    *taken = link->Send(Create<Packet>(50), GATEWAY, node, ETHERTYPE);
}

void
CheckFirstFrameMayGoAtOnce(Case& self)
{
    Network network(true);
    network.AddAccessPoint();
    network.AddAccessPoint();
    const auto node = network.AddStation();
    bool taken = false;
    network.GetLink(1)->SetCallbacks(MakeBoundCallback(&SendWhenAttached, &taken),
                                     AccessLink::DetachedCallback(),
                                     AccessLink::ReceivedCallback());
    network.Move(1, 0, 1);
    network.Run(2);
    self.ExpectEqual(taken, true, "a frame is taken in the upcall itself");
    self.ExpectEqual(network.atStations[node].size(), 1U, "and arrives");
}

void
CheckDownlink(Case& self)
{
    Network network(true);
    network.AddAccessPoint();
    network.AddAccessPoint();
    std::vector<Mac48Address> nodes;
    for (int i = 0; i < 3; ++i)
    {
        nodes.push_back(network.AddStation());
    }
    network.SendDown(1, 0, nodes[1], 321);
    network.Run(2);
    self.ExpectEqual(network.atStations[nodes[0]].size(), 0U, "not the station's");
    self.ExpectEqual(network.atStations[nodes[2]].size(), 0U, "not the station's");
    self.ExpectEqual(network.atStations[nodes[1]].size(), 1U, "the station's");
    self.ExpectEqual(network.atStations[nodes[1]].at(0).from, GATEWAY, "source");
    self.ExpectEqual(network.atStations[nodes[1]].at(0).size, 321U, "payload");
    self.ExpectEqual(network.GetReceived(0).size() + network.GetReceived(1).size(),
                     0U,
                     "nothing comes back to a gateway");
}

void
CheckSendToStranger(Case& self)
{
    Network network(true);
    network.AddAccessPoint();
    network.AddAccessPoint();
    const auto node = network.AddStation();
    network.Run(1);
    const auto packet = Create<Packet>(10);
    self.ExpectEqual(network.GetLink(0)->Send(packet, GATEWAY, node, ETHERTYPE), true, "its own");
    self.ExpectEqual(network.GetLink(1)->Send(packet, GATEWAY, node, ETHERTYPE),
                     false,
                     "another's");
    self.ExpectEqual(packet->GetSize(), 10U, "the packet stays the sender's");
}

void
CheckUplink(Case& self)
{
    Network network(true);
    network.AddAccessPoint();
    const auto first = network.AddStation();
    const auto second = network.AddStation();
    const Mac48Address multicast("33:33:00:00:00:02");
    network.SendUp(1.0, 0, GATEWAY, 50);
    network.SendUp(1.1, 0, multicast, 60);
    network.SendUp(1.2, 0, Mac48Address::GetBroadcast(), 70);
    network.SendUp(1.3, 0, second, 80);
    network.SendUp(1.4, 0, Mac48Address("02:00:00:00:00:99"), 90);
    network.SendUp(1.5, 0, Mac48Address::ConvertFrom(network.GetAccessPoint(0)->GetAddress()), 95);
    network.Run(2);
    const auto& frames = network.GetReceived(0);
    self.ExpectEqual(frames.size(), 2U, "the gateway's, and multicast");
    self.ExpectEqual(frames.at(0).from, first, "sender");
    self.ExpectEqual(frames.at(0).to, GATEWAY, "receiver");
    self.ExpectEqual(frames.at(0).size, 50U, "payload");
    self.ExpectEqual(frames.at(1).to, multicast, "receiver of multicast");
    self.ExpectEqual(frames.at(1).size, 60U, "payload of multicast");
    self.ExpectEqual(network.atStations[second].size(), 3U, "multicast, broadcast, its own");
}

void
CheckUndeliverable(Case& self)
{
    for (const uint32_t limit : {1U, 3U})
    {
        Network network(true);
        network.AddAccessPoint();
        network.AddAccessPoint();
        const auto node = network.AddStation();
        network.GetLink(0)->SetAttribute("UndeliverableFrames", UintegerValue(limit));
        network.Move(1, 0, 1);
        for (uint32_t i = 0; i < limit + 3; ++i)
        {
            network.SendDown(2 + 0.1 * i, 0, node);
        }
        network.Run(4);
        self.ExpectEqual(network.GetHistory(node),
                         "attached 0, attached 1, undeliverable 0",
                         "once, with " + std::to_string(limit) + " frames");
        self.ExpectWithin(network.events.back().time - Seconds(2 + 0.1 * (limit - 1)),
                          0,
                          60,
                          "when the last of the frames was given up");
    }
}

void
CheckSignOfLife(Case& self)
{
    Network network(true);
    network.AddAccessPoint();
    network.AddAccessPoint();
    const auto node = network.AddStation();
    // Two frames are given up in each of three absences; a frame of the station, one that it
    // acknowledges, and an association lie between them.
    for (int i = 0; i < 3; ++i)
    {
        network.Move(1 + i, 0, 1);
        network.SendDown(1.2 + i, 0, node);
        network.SendDown(1.3 + i, 0, node);
        network.Move(1.5 + i, 0, 0);
    }
    network.SendUp(1.8, 0, GATEWAY);
    network.SendDown(2.8, 0, node);
    network.Run(4);
    std::string expected = "attached 0";
    for (int i = 0; i < 3; ++i)
    {
        expected += ", attached 1, attached 0";
    }
    self.ExpectEqual(network.GetHistory(node), expected, "no detachment");
}

void
CheckReceptionIsLife(Case& self)
{
    Network network(true);
    network.AddAccessPoint();
    const auto node = CreateObject<Node>();
    node->AggregateObject(CreateObject<ConstantPositionMobilityModel>());
    const auto address = network.AddStation(node);
    // Two absences that are too short for the station to notice, in each two frames are given up.
    for (const double time : {1.0, 1.5})
    {
        Network::PutAt(time, node, 1000);
        network.SendDown(time + 0.05, 0, address);
        network.SendDown(time + 0.15, 0, address);
        Network::PutAt(time + 0.3, node, 0);
    }
    network.SendUp(1.4, 0, GATEWAY);
    network.Run(2);
    self.ExpectEqual(network.GetReceived(0).size(), 1U, "its frame came");
    self.ExpectEqual(network.atStations[address].size(), 0U, "no frame came to it");
    self.ExpectEqual(network.GetHistory(address), "attached 0", "no detachment");
}

void
CheckForget(Case& self)
{
    Network network(true);
    network.AddAccessPoint();
    network.AddAccessPoint();
    const auto node = network.AddStation();
    network.Move(1, 0, 1);
    for (const double time : {1.2, 1.3, 1.6, 1.7, 1.8})
    {
        network.SendDown(time, 0, node);
    }
    Simulator::Schedule(Seconds(1.5), [&network, node] { network.GetLink(0)->Forget(node); });
    network.Run(2.5);
    self.ExpectEqual(network.GetHistory(node),
                     "attached 0, attached 1, undeliverable 0",
                     "detached once");
    self.ExpectEqual(network.events.back().time > Seconds(1.8), true, "by the last three");
}

void
CheckSilence(Case& self)
{
    Network network(true);
    network.AddAccessPoint();
    network.AddAccessPoint();
    const auto node = network.AddStation();
    network.Move(1, 0, 1);
    network.Run(20);
    self.ExpectEqual(network.GetHistory(node),
                     "attached 0, attached 1",
                     "an access point hears nothing of a departure");
}

/// Queue a management frame, whichever way the release has it.
template <typename T>
auto
QueueFrame(T& txop, Ptr<Packet> body, const WifiMacHeader& header, int)
    -> decltype(txop.Queue(body, header))
{
    txop.Queue(body, header);
}

#if __has_include("ns3/wifi-mpdu.h")
template <typename T>
auto
QueueFrame(T& txop, Ptr<Packet> body, const WifiMacHeader& header, long)
    -> decltype(txop.Queue(Create<WifiMpdu>(body, header)))
{
    txop.Queue(Create<WifiMpdu>(body, header));
}
#endif

void
CheckDisassociation(Case& self)
{
    Network network(true);
    network.AddAccessPoint();
    const auto node = network.AddStation();
    const auto other = network.AddStation();
    // ns-3's station sends no such frame by itself.
    Simulator::Schedule(Seconds(1), [&network, node] {
        const auto accessPoint = Mac48Address::ConvertFrom(network.GetAccessPoint(0)->GetAddress());
        WifiMacHeader header;
        header.SetType(WIFI_MAC_MGT_DISASSOCIATION);
        header.SetAddr1(accessPoint);
        header.SetAddr2(node);
        header.SetAddr3(accessPoint);
        header.SetDsNotFrom();
        header.SetDsNotTo();
        PointerValue txop;
        DynamicCast<WifiNetDevice>(network.GetStation(0))->GetMac()->GetAttribute("Txop", txop);
        QueueFrame(*txop.Get<Txop>(), Create<Packet>(2), header, 0);
    });
    network.Run(2);
    self.ExpectEqual(network.GetHistory(node), "attached 0, disassociation 0", "who said farewell");
    self.ExpectEqual(network.GetHistory(other), "attached 0", "who did not");
}

void
CheckCapture(Case& self)
{
    const auto fileName = self.MakeFileName("mag1-wlan0.pcap");
    {
        Network network(true);
        network.AddAccessPoint();
        network.AddStation();
        WifiAccessHelper::EnablePcap(fileName, network.GetAccessPoint(0));
        network.Run(1);
    }
    std::ifstream file(fileName, std::ios::binary);
    std::vector<char> header(24);
    file.read(header.data(), static_cast<std::streamsize>(header.size()));
    self.ExpectEqual(file.gcount(), 24, "the file has a header");
    self.ExpectEqual(int{header[20]}, 127, "its link type is radiotap's");
    file.seekg(0, std::ios::end);
    self.ExpectEqual(file.tellg() > 1000, true, "beacons and an association are in it");
}

/// Registers the suite.
const Suite g_wifiAccessTestSuite(
    "pmipv6-wifi-access",
    {
        {"an association attaches its node once", CheckAssociation},
        {"a return to an access point that saw no departure attaches again", CheckReturn},
        {"a frame can be sent when the attachment is told", CheckFirstFrameMayGoAtOnce},
        {"a gateway's frame reaches its receiver alone", CheckDownlink},
        {"no frame is taken for a station that is not associated", CheckSendToStranger},
        {"a gateway gets its own frames and multicast alone", CheckUplink},
        {"undeliverable frames detach once", CheckUndeliverable},
        {"a sign of life ends the count of undeliverable frames", CheckSignOfLife},
        {"a frame of a node is a sign of life", CheckReceptionIsLife},
        {"a node given up is counted anew", CheckForget},
        {"silence is no departure", CheckSilence},
        {"a Disassociation frame detaches its sender", CheckDisassociation},
        {"captures are radiotap", CheckCapture},
    });

} // namespace
