/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-wifi-fixture.h"

#include "ns3/boolean.h"
#include "ns3/constant-position-mobility-model.h"
#include "ns3/constant-velocity-mobility-model.h"
#include "ns3/pmipv6-function-callback.h"
#include "ns3/simulator.h"
#include "ns3/wifi-mac.h"
#include "ns3/wifi-net-device.h"
#include "ns3/wifi-phy.h"

/**
 * @file
 * @ingroup pmipv6-tests
 * The two ways in which a station changes its access point, and what its observer tells.
 */

using namespace ns3;
using namespace ns3::pmipv6;
using namespace ns3::pmipv6::wifitest;

namespace
{

void
CheckPingPong(Case& self)
{
    Network network(true);
    network.AddAccessPoint();
    network.AddAccessPoint();
    const auto node = network.AddStation();
    std::string expected = "attached 0";
    for (int i = 0; i < 100; ++i)
    {
        const int next = 1 - i % 2;
        network.Move(1 + 0.1 * i, 0, next);
        network.SendUp(1.099 + 0.1 * i, 0, GATEWAY);
        expected += ", attached " + std::to_string(next);
    }
    network.Run(12);
    self.ExpectEqual(network.GetHistory(node), expected, "each move attaches once");
    self.ExpectEqual(network.GetReceived(0).size(), 50U, "frames through the first access point");
    self.ExpectEqual(network.GetReceived(1).size(), 50U, "frames through the second access point");
    const auto observer = WifiAccessHelper::Observe(network.GetStation(0));
    self.ExpectEqual(observer->IsLinkUp(), true, "the station is up");
    self.ExpectEqual(Address(observer->GetAccessPoint()),
                     network.GetAccessPoint(0)->GetAddress(),
                     "the station is where it went last");
}

void
CheckCrowd(Case& self)
{
    Network network(true);
    network.AddAccessPoint();
    network.AddAccessPoint();
    std::vector<Mac48Address> nodes;
    for (std::size_t i = 0; i < 20; ++i)
    {
        nodes.push_back(network.AddStation());
        network.Move(2, i, 1);
        network.Move(3, i, 0);
    }
    network.Run(4);
    for (const auto& node : nodes)
    {
        self.ExpectEqual(network.GetHistory(node),
                         "attached 0, attached 1, attached 0",
                         "one of 20 that move at once");
    }
}

void
CheckLeave(Case& self)
{
    Network network(true);
    network.AddAccessPoint();
    network.AddAccessPoint();
    const auto node = network.AddStation();
    const auto handover = WifiAccessHelper::GetHandover(network.GetStation(0));
    handover->Leave(); // Before the start: it begins nowhere.
    network.Move(1, 0, 0);
    Simulator::Schedule(Seconds(2), &WifiHandover::Leave, handover);
    network.Move(3, 0, 0);
    network.Run(4);
    self.ExpectEqual(network.GetHistory(node), "attached 0, attached 0", "attached when moved");
    self.ExpectEqual(network.linkUps.size(), 2U, "LinkUp twice");
    self.ExpectWithin(network.linkUps.at(0).first - Seconds(1), 50, 52, "the first after its move");
    self.ExpectEqual(network.linkDowns.size(), 1U, "one LinkDown");
    self.ExpectEqual(network.linkDowns.at(0).first, Seconds(2), "at the moment of leaving");
    self.ExpectWithin(network.linkUps.at(1).first - Seconds(3), 50, 52, "back after its move");
}

/// @return whether a station scans actively
bool
IsProbing(Ptr<NetDevice> station)
{
    BooleanValue probing;
    DynamicCast<WifiNetDevice>(station)->GetMac()->GetAttribute("ActiveProbing", probing);
    return probing.Get();
}

void
CheckLeaveAndMove(Case& self)
{
    // While the station sends its first probe request: leaving waits for the radio.
    for (const bool leavesTwice : {false, true})
    {
        Network network(true);
        network.AddAccessPoint();
        network.AddAccessPoint();
        const auto node = network.AddStation();
        const auto station = network.GetStation(0);
        Time sent(-1);
        const auto frame = [&](Ptr<const Packet>, double) {
            if (sent.IsStrictlyNegative())
            {
                sent = Simulator::Now();
                const auto handover = WifiAccessHelper::GetHandover(station);
                Simulator::ScheduleNow(&WifiHandover::Leave, handover);
                Simulator::ScheduleNow(&WifiHandover::Move, handover, network.GetAccessPoint(1));
                if (leavesTwice)
                {
                    Simulator::ScheduleNow(&WifiHandover::Leave, handover);
                    network.Move(0.5, 0, 1);
                }
            }
        };
        DynamicCast<WifiNetDevice>(station)->GetPhy()->TraceConnectWithoutContext(
            "PhyTxBegin",
            MakeFunctionCallback<Ptr<const Packet>, double>(frame));
        network.Run(1);
        const std::string how = leavesTwice ? ", having left twice" : "";
        self.ExpectEqual(network.GetHistory(node), "attached 1", "attachments" + how);
        self.ExpectEqual(IsProbing(station), true, "it scans actively as before" + how);
        self.ExpectWithin(network.linkUps.at(0).first - (leavesTwice ? Seconds(0.5) : sent),
                          50,
                          52,
                          "it is there as soon as ever" + how);
    }
}

void
CheckChangeOfMind(Case& self)
{
    // While the radio changes its channel, which takes 250 us, at its begin, and at its end.
    for (const int64_t after : {0, 1, 100, 249, 250})
    {
        for (const bool leavesFirst : {false, true})
        {
            Network network(true);
            network.AddAccessPoint();
            network.AddAccessPoint();
            const auto node = network.AddStation();
            const auto handover = WifiAccessHelper::GetHandover(network.GetStation(0));
            const Time second = Seconds(1) + MicroSeconds(after);
            if (leavesFirst)
            {
                Simulator::Schedule(Seconds(1), &WifiHandover::Leave, handover);
                handover->MoveAt(second, network.GetAccessPoint(1));
            }
            else
            {
                network.Move(1, 0, 1);
                Simulator::Schedule(second, &WifiHandover::Leave, handover);
            }
            network.Run(1.5);
            const std::string how =
                (leavesFirst ? "moved " : "left ") + std::to_string(after) + " us later";
            self.ExpectEqual(network.GetHistory(node),
                             leavesFirst ? "attached 0, attached 1" : "attached 0",
                             how);
            self.ExpectEqual(network.linkDowns.size(), 1U, "one LinkDown, " + how);
            if (leavesFirst)
            {
                self.ExpectWithin(network.linkUps.at(1).first - Seconds(1), 50, 52.5, how);
            }
        }
    }
}

void
CheckFastGap(Case& self)
{
    Network network(true);
    network.AddAccessPoint();
    network.AddAccessPoint();
    network.AddStation();
    network.Move(1, 0, 1);
    network.Run(2);
    self.ExpectEqual(network.linkDowns.size(), 1U, "one LinkDown");
    self.ExpectEqual(network.linkDowns.at(0).first, Seconds(1), "at the moment of the switch");
    self.ExpectEqual(network.linkDowns.at(0).second, Seconds(1), "contact is lost there and then");
    self.ExpectEqual(network.linkUps.size(), 2U, "LinkUp twice");
    self.ExpectEqual(Address(network.linkUps.at(1).second),
                     network.GetAccessPoint(1)->GetAddress(),
                     "LinkUp names the access point");
    self.ExpectWithin(network.linkUps.at(1).first - Seconds(1), 50, 52, "the station's gap");
    self.ExpectWithin(network.events.at(1).time - network.linkUps.at(1).first,
                      0.01,
                      0.2,
                      "the access point knows when the station's acknowledgement is there");
}

void
CheckShortProbeTimeout(Case& self)
{
    Network network(true);
    network.GetHelper().SetProbeTimeout(MilliSeconds(5));
    network.AddAccessPoint();
    network.AddAccessPoint();
    network.AddStation();
    network.Move(1, 0, 1);
    network.Run(2);
    self.ExpectWithin(network.events.at(1).time - Seconds(1), 5, 7, "the gap");
}

void
CheckMoveDuringAssociation(Case& self)
{
    // Before, within and after the exchange that ends the first move at about 51 ms.
    for (const double after : {0.0001, 0.02, 0.0503, 0.0505, 0.0507, 0.051})
    {
        Network network(true);
        network.AddAccessPoint();
        network.AddAccessPoint();
        network.AddAccessPoint();
        const auto node = network.AddStation();
        network.Move(1, 0, 1);
        network.Move(1 + after, 0, 2);
        network.Run(1.3);
        self.ExpectEqual(network.GetHistory(node),
                         "attached 0, attached 1, attached 2",
                         "a second move " + std::to_string(after) + " s after the first");
    }
}

void
CheckMoveOutOfSilence(Case& self)
{
    Network network(true);
    network.AddAccessPoint(1000);
    network.AddAccessPoint(0);
    const auto node = network.AddStation();
    network.Move(1, 0, 1);
    network.Run(2);
    self.ExpectEqual(network.GetHistory(node), "attached 1", "its first access point is too far");
}

void
CheckMoveDuringScan(Case& self)
{
    // The move is given up waiting for at 1.2 s. A scan that has found the old access point by then
    // must not end in waiting for it on the new one's channel.
    for (int i = 0; i < 20; ++i)
    {
        Network network(true);
        network.AddAccessPoint();
        network.AddAccessPoint();
        const auto node = CreateObject<Node>();
        node->AggregateObject(CreateObject<ConstantPositionMobilityModel>());
        Network::PutAt(0, node, 1000);
        Network::PutAt(1.1 + 0.005 * i, node, 0);
        const auto address = network.AddStation(node);
        network.Move(1, 0, 1);
        network.Run(1.4);
        const auto history = network.GetHistory(address);
        self.ExpectEqual(history == "attached 1" || history == "attached 0, attached 1",
                         true,
                         "in range " + std::to_string(5 * i) + " ms later: " + history);
    }
}

void
CheckMoveBeforeAcknowledgement(Case& self)
{
    Network network(true);
    network.AddAccessPoint();
    network.AddAccessPoint();
    const auto node = network.AddStation();
    network.SendDown(1, 0, node);
    network.onFrameAtStation = [&network] {
        WifiAccessHelper::GetHandover(network.GetStation(0))->Move(network.GetAccessPoint(1));
    };
    network.Run(2);
    self.ExpectEqual(network.GetHistory(node), "attached 0, attached 1", "attachments");
    self.ExpectEqual(network.atStations[node].size(), 1U, "the frame came, once");
}

void
CheckReusedChannel(Case& self)
{
    Network network(true);
    for (int i = 0; i < 26; ++i)
    {
        network.AddAccessPoint();
    }
    const auto node = network.AddStation();
    network.Move(1, 0, 25);
    network.Move(2, 0, 0);
    network.Run(3);
    self.ExpectEqual(network.GetHistory(node),
                     "attached 0, attached 25, attached 0",
                     "two access points on one channel");
}

void
CheckRoaming(Case& self)
{
    for (const double range : {150.0, 60.0})
    {
        Network network(false);
        network.GetHelper().SetRange(range);
        network.AddAccessPoint(0);
        network.AddAccessPoint(100);
        const auto node = CreateObject<Node>();
        const auto mobility = CreateObject<ConstantVelocityMobilityModel>();
        mobility->SetPosition(Vector(-10, 0, 0));
        mobility->SetVelocity(Vector(20, 0, 0));
        node->AggregateObject(mobility);
        const auto address = network.AddStation(node);
        network.Run((range + 10) / 20 + 2);
        const auto cells = " with a range of " + std::to_string(range) + " m";
        self.ExpectEqual(network.GetHistory(address), "attached 0, attached 1", "roaming" + cells);
        self.ExpectEqual(network.linkDowns.size(), 1U, "one LinkDown" + cells);
        const auto [down, lastHeard] = network.linkDowns.at(0);
        self.ExpectWithin(lastHeard, (range + 10) * 50 - 110, (range + 10) * 50, "heard" + cells);
        self.ExpectWithin(down - lastHeard, 900, 1030, "10 beacons are missed" + cells);
        self.ExpectWithin(network.events.at(1).time - down, 0, 125, "scan" + cells);
    }
}

/// Registers the suite.
const Suite g_wifiHandoverTestSuite(
    "pmipv6-wifi-handover",
    {
        {"100 moves to and fro end where the station is", CheckPingPong},
        {"20 stations can move at once", CheckCrowd},
        {"a station that leaves is nowhere until it is moved", CheckLeave},
        {"a move behind a leave that waits for the radio", CheckLeaveAndMove},
        {"a station that changes its mind while its radio switches", CheckChangeOfMind},
        {"a fast handover takes 51 ms", CheckFastGap},
        {"a fast handover with a short probe time-out takes 6 ms", CheckShortProbeTimeout},
        {"a move during an association waits for it", CheckMoveDuringAssociation},
        {"a station that finds no access point can be moved", CheckMoveOutOfSilence},
        {"a move during a scan begins another", CheckMoveDuringScan},
        {"a radio acknowledges before it moves", CheckMoveBeforeAcknowledgement},
        {"access points on one channel are told apart", CheckReusedChannel},
        {"stations roam as ns-3 lets them", CheckRoaming},
    });

} // namespace
