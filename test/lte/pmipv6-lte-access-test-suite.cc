/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-lte-fixture.h"
#include "../fixtures/pmipv6-wifi-fixture.h"

#include "ns3/config.h"
#include "ns3/epc-ue-nas.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/ipv6-header.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/ipv6.h"
#include "ns3/lte-ue-net-device.h"
#include "ns3/nstime.h"
#include "ns3/pmipv6-access-router.h"
#include "ns3/pmipv6-function-callback.h"
#include "ns3/simulator.h"
#include "ns3/socket.h"
#include "ns3/string.h"
#include "ns3/udp-socket-factory.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <set>

/**
 * @file
 * @ingroup pmipv6-tests
 * Gateways at the PGWs of EPCs: who is attached, what reaches whom, and what a handover costs.
 */

using namespace ns3;
using namespace ns3::pmipv6;
using ltetest::HOME_ADDRESS;
using ltetest::Network;
using wifitest::Case;
using wifitest::Suite;

namespace
{

void
CheckAttachment(Case& self)
{
    Network network({1, 1});
    const auto ue = network.AddUe();
    network.Move(1, ue, 0);
    network.Run(5);
    self.ExpectEqual(network.GetHistory(ue), "attached 0", "what the gateways noticed");
    self.ExpectEqual(network.linkUps.size(), 1U, "the UE has a link");
    self.ExpectWithin(network.linkUps.at(0).first, 1200, 1260, "after a search for a cell");
    const auto* binding = network.FindBinding(ue);
    self.ExpectEqual(binding != nullptr, true, "it is registered");
    self.ExpectEqual(binding->identifier,
                     "001010000000001@nai.epc.mnc001.mcc001.3gppnetwork.org",
                     "as the NAI of its IMSI");
    self.ExpectEqual(binding->linkLayer,
                     LinkLayerAddress("00:00:00:eb:28:b0:f4:01"),
                     "MN-LL-Identifier");
    self.ExpectEqual(binding->technology == AccessTechnologyType::E_UTRAN,
                     true,
                     "Access Technology Type");
    self.ExpectEqual(network.GetAddresses(ue).size(), 1U, "one address");
    self.ExpectEqual(network.GetAddresses(ue).at(0), HOME_ADDRESS, "of the home network prefix");
}

void
CheckFlows(Case& self)
{
    Network network({1});
    const auto ue = network.AddUe();
    network.Move(1, ue, 0);
    auto& up = network.SendUp(3, 5, ue);
    auto& down = network.SendDown(3, 5, ue);
    network.Run(6);
    self.ExpectEqual(up.GetArrivals().size(), 100U, "all packets arrive");
    self.ExpectEqual(down.GetArrivals().size(), 100U, "the other way too");
    self.ExpectEqual(up.GetArrivals().at(0).source, HOME_ADDRESS, "from the home address");
    self.ExpectEqual(network.foreignPackets, 0U, "nothing of the EPC is in the core");
    // It is on S5: GTP-C sets the bearer up, and each packet is one of GTP-U.
    self.ExpectEqual(network.epcPackets[2123] > 0, true, "GTP-C");
    self.ExpectEqual(network.epcPackets[2152] >= 200, true, "GTP-U");
    self.ExpectEqual(network.epcPackets.size(), 2U, "and nothing else");
    const auto ipv6 = network.gatewayNodes[0]->GetObject<Ipv6>();
    self.ExpectEqual(ipv6->IsUp(1), false, "the EPC's own prefix is out of service");
}

/// Whether packets that were lost were all sent between two times.
void
ExpectLossesWithin(Case& self, const ProbeFlow& flow, Time from, Time until, uint32_t atMost)
{
    const auto lost = flow.GetLost();
    self.ExpectEqual(lost.size() <= atMost, true, "not more are lost than the gap costs");
    for (const uint32_t number : lost)
    {
        const Time sent = flow.GetSent().at(number);
        self.ExpectEqual(sent >= from && sent <= until, true, "lost within the handover");
    }
}

void
CheckHandover(Case& self)
{
    Network network({1, 1});
    const auto ue = network.AddUe();
    network.Move(1, ue, 0);
    network.Move(6.1, ue, 1);
    auto& up = network.SendUp(3, 9, ue);
    auto& down = network.SendDown(3, 9, ue);
    network.Run(10);
    self.ExpectEqual(network.GetHistory(ue),
                     "attached 0, connection-released 0, attached 1",
                     "what the gateways noticed");
    self.ExpectWithin(network.linkDowns.at(0).first, 6200, 6200, "at the period's end");
    self.ExpectWithin(network.linkUps.at(1).first, 6400, 6460, "the new link");
    self.ExpectEqual(network.GetAddresses(ue).size(), 1U, "still one address");
    self.ExpectEqual(network.GetAddresses(ue).at(0), HOME_ADDRESS, "the same");
    self.ExpectEqual(network.FindBinding(ue)->proxyCareOf, Ipv6Address("fd00:c::11"), "moved");
    const Time resumed = network.linkUps.at(1).first + MilliSeconds(60);
    ExpectLossesWithin(self, up, Seconds(6.15), resumed, 18);
    ExpectLossesWithin(self, down, Seconds(6.15), resumed, 18);
    self.ExpectEqual(up.GetArrivals().rbegin()->second.source, HOME_ADDRESS, "as before");
}

void
CheckFailure(Case& self)
{
    Network network({1, 1});
    const auto ue = network.AddUe();
    network.PutAt(1, ue, 10);
    network.PutAt(5, ue, 1e8);   // Out of range,
    network.PutAt(10, ue, 10);   // back,
    network.PutAt(15, ue, 1e8);  // and out again,
    network.PutAt(20, ue, 1010); // to the other gateway.
    auto& down = network.SendDown(3, 25, ue);
    network.Run(26);
    self.ExpectEqual(network.GetHistory(ue),
                     "attached 0, connection-released 0, attached 0, connection-released 0, "
                     "attached 1",
                     "what the gateways noticed");
    self.ExpectEqual(network.linkDowns.size(), 2U, "two failures");
    // N310 periods of 200 ms, then T310: 6 and 1 s.
    self.ExpectWithin(network.linkDowns.at(0).first - Seconds(5), 2100, 2300, "until it is known");
    self.ExpectWithin(network.linkDowns.at(0).second, 4900, 5100, "when contact was lost");
    self.ExpectEqual(network.GetAddresses(ue).at(0), HOME_ADDRESS, "the address");
    self.ExpectEqual(down.GetArrivals().rbegin()->first, 1099U, "service to the end");
}

void
CheckSwitchOff(Case& self)
{
    Network network({1});
    const auto ue = network.AddUe();
    network.Move(1, ue, 0);
    Simulator::Schedule(Seconds(3),
                        [&] { LteAccessHelper::GetHandover(network.ues.Get(0))->Leave(); });
    network.Move(6, ue, 0);
    network.Run(8);
    self.ExpectEqual(network.GetHistory(ue),
                     "attached 0, connection-released 0, attached 0",
                     "what the gateway noticed");
    self.ExpectWithin(network.linkDowns.at(0).first, 3000, 3200, "the end of the link");
    self.ExpectWithin(network.linkUps.at(1).first, 6000, 6460, "the new link");
}

void
CheckX2(Case& self)
{
    Network network({2});
    network.lte.AddX2(network.enbs.Get(0), network.enbs.Get(1));
    const auto ue = network.AddUe();
    network.PutAt(1, ue, 10);
    network.PutAt(4, ue, 500);
    network.lte.GetLteHelper()->HandoverRequest(Seconds(5),
                                                network.ues.Get(0),
                                                network.enbs.Get(0),
                                                network.enbs.Get(1));
    network.PutAt(6, ue, 1010);
    auto& up = network.SendUp(3, 8, ue);
    auto& down = network.SendDown(3, 8, ue);
    network.Run(9);
    self.ExpectEqual(network.GetHistory(ue), "attached 0", "the gateway notices nothing");
    self.ExpectEqual(network.linkUps.size(), 1U, "nor does the UE's network layer");
    self.ExpectEqual(LteAccessHelper::Observe(network.ues.Get(0))->GetCell(), 2U, "yet it moved");
    self.ExpectEqual(up.GetLost().size() + down.GetLost().size() < 5, true, "next to no loss");
}

void
CheckPresence(Case& self)
{
    Network network({1, 1});
    const auto ue = network.AddUe();
    const LinkLayerAddress node = network.ues.Get(0)->GetAddress();
    network.PutAt(1, ue, 10);
    Time answered[2];
    bool isThere[2] = {false, true};
    const auto ask = [&](std::size_t question) {
        network.gateways[0]->GetNeighborDiscovery()->Probe(node, [&, question](bool answer) {
            answered[question] = Simulator::Now();
            isThere[question] = answer;
        });
    };
    Simulator::Schedule(Seconds(4), [&] { ask(0); });
    // It goes without a word: its eNB keeps its connection, and the gateway its attachment.
    network.PutAt(5, ue, 1010);
    Simulator::Schedule(Seconds(5.001), [&] {
        DynamicCast<LteUeNetDevice>(network.ues.Get(0))->GetNas()->Disconnect();
    });
    Simulator::Schedule(Seconds(7), [&] { ask(1); });
    network.Run(12);
    self.ExpectEqual(network.GetHistory(ue), "attached 0, attached 1", "silent departure");
    self.ExpectEqual(isThere[0], true, "it is there");
    self.ExpectWithin(answered[0], 4005, 4060, "its answer takes the air there and back");
    self.ExpectEqual(isThere[1], false, "it is not");
    self.ExpectWithin(answered[1], 10000, 10000, "after three questions");
}

void
CheckPatience(Case& self)
{
    Network network({1});
    network.AddUe();
    const LinkLayerAddress node = network.ues.Get(0)->GetAddress();
    const auto discovery = network.gateways[0]->GetNeighborDiscovery();
    network.PutAt(1, 0, 10);
    // All gateways have it; it is not made of their link-layer address (RFC 5213, 6.8).
    const Ipv6Address own("fe80::99");
    network.gateways[0]->SetAttribute("FixedMAGLinkLocalAddressOnAllAccessLinks",
                                      Ipv6AddressValue(own));
    network.links[0]->SetAttribute("EchoInterval", TimeValue(MilliSeconds(300)));
    network.links[0]->SetAttribute("MaxEchoes", UintegerValue(2));
    uint32_t requests = 0;
    network.ues.Get(0)->GetNode()->GetObject<Ipv6L3Protocol>()->TraceConnectWithoutContext(
        "LocalDeliver",
        MakeFunctionCallback<const Ipv6Header&, Ptr<const Packet>, uint32_t>(
            [&](const Ipv6Header& header, Ptr<const Packet> packet, uint32_t) {
                uint8_t type = 0;
                packet->CopyData(&type, 1);
                requests += header.GetSource() == own && type == 128 ? 1 : 0;
            }));
    bool isThere = false;
    Time absent;
    Simulator::Schedule(Seconds(4), [&] {
        discovery->Probe(node, [&isThere](bool answer) { isThere = answer; });
    });
    network.PutAt(5, 0, 1e8); // Out of range, and the radio link has not failed yet.
    Simulator::Schedule(Seconds(5.5), [&] {
        discovery->Probe(node, [&absent](bool) { absent = Simulator::Now(); });
    });
    network.Run(7);
    self.ExpectEqual(requests, 1U, "asked from the address that the node knows");
    self.ExpectEqual(isThere, true, "it answers");
    self.ExpectWithin(absent, 6100, 6100, "after two questions, 300 ms apart");
}

/// Have a node send a UDP packet with a source address.
void
SendFrom(Ptr<NetDevice> device, const Ipv6Address& source)
{
    Ipv6Header header;
    header.SetSource(source);
    header.SetDestination(Ipv6Address("fd00:c::99"));
    header.SetNextHeader(17);
    header.SetHopLimit(64);
    header.SetPayloadLength(30);
    auto packet = Create<Packet>(30);
    packet->AddHeader(header);
    device->Send(packet, device->GetBroadcast(), 0x86dd);
}

void
CheckSource(Case& self)
{
    Network network({1});
    const auto first = network.AddUe();
    const auto second = network.AddUe();
    network.Move(1, first, 0);
    network.Move(2, second, 0);
    auto& down = network.SendDown(5, 6, first);
    Simulator::Schedule(Seconds(4), [&] { SendFrom(network.ues.Get(1), HOME_ADDRESS); });
    network.Run(7);
    self.ExpectEqual(network.GetDrops(0, "source-of-another"), 1U, "dropped and counted");
    self.ExpectEqual(down.GetArrivals().size(), 50U, "it takes nothing of the other's");
}

void
CheckSweep(Case& self)
{
    Network network({1});
    const auto ue = network.AddUe();
    const LinkLayerAddress node = network.ues.Get(0)->GetAddress();
    network.Move(1, ue, 0);
    // Before it sends a packet of its own, forged sources of its,
    Simulator::Schedule(Seconds(3), [&] {
        for (int i = 0; i < 40; ++i)
        {
            SendFrom(network.ues.Get(0), Ipv6Address(("fd00:9::" + std::to_string(i + 1)).c_str()));
        }
    });
    // and an outsider's packets to all of its prefix.
    Simulator::Schedule(Seconds(4), [&] {
        auto socket = Socket::CreateSocket(network.correspondent, UdpSocketFactory::GetTypeId());
        for (int i = 0; i < 40; ++i)
        {
            const Ipv6Address address(("fd00:1::" + std::to_string(i + 1)).c_str());
            socket->SendTo(Create<Packet>(20), 0, Inet6SocketAddress(address, 9));
        }
    });
    bool isThere = false;
    Simulator::Schedule(Seconds(4.5), [&] {
        network.gateways[0]->GetNeighborDiscovery()->Probe(node, [&isThere](bool answer) {
            isThere = answer;
        });
    });
    auto& down = network.SendDown(5, 6, ue);
    network.Run(7);
    self.ExpectEqual(network.GetDrops(0, "source-of-another"), 40U, "forged sources are dropped");
    self.ExpectEqual(isThere, true, "the node is asked, and answers");
    self.ExpectEqual(down.GetArrivals().size(), 50U, "its own address is served");
}

void
CheckTwenty(Case& self)
{
    Network network({1, 1});
    std::vector<ProbeFlow*> flows;
    for (std::size_t i = 0; i < 20; ++i)
    {
        const auto ue = network.AddUe();
        network.Move(1 + 0.05 * static_cast<double>(i), ue, i % 2);
        flows.push_back(&network.SendUp(5, 6, ue));
        flows.push_back(&network.SendDown(5, 6, ue));
    }
    network.Run(7);
    std::set<Ipv6Address> addresses;
    for (std::size_t i = 0; i < 20; ++i)
    {
        self.ExpectEqual(network.GetHistory(i),
                         "attached " + std::to_string(i % 2),
                         "attached once");
        addresses.insert(network.GetAddresses(i).at(0));
    }
    self.ExpectEqual(addresses.size(), 20U, "each has an address of its own");
    for (const auto* flow : flows)
    {
        self.ExpectEqual(flow->GetArrivals().size(), 50U, "all packets arrive");
    }
}

void
CheckBackhaul(Case& self)
{
    // A release is known at once, while packets take 100 ms from the eNB to the gateway.
    Config::SetDefault("ns3::PointToPointEpcHelper::S1uLinkDelay", TimeValue(MilliSeconds(100)));
    Network network({1, 1});
    const auto ue = network.AddUe();
    network.Move(1, ue, 0);
    network.Move(5, ue, 1);
    network.SendUp(3, 7, ue);
    network.Run(9);
    Config::SetDefault("ns3::PointToPointEpcHelper::S1uLinkDelay", TimeValue(Seconds(0)));
    self.ExpectEqual(network.GetHistory(ue),
                     "attached 0, connection-released 0, attached 1",
                     "what is still under way attaches nobody");
    // Its bearer is deleted with its connection, so that the tunnel is nobody's.
    self.ExpectWithin(MilliSeconds(network.GetDrops(0, "unknown-subscriber")),
                      4,
                      6,
                      "it is dropped");
    self.ExpectEqual(network.gateways[0]->GetBindingUpdateList().GetSize(), 0U, "nothing is left");
}

void
CheckRouter(Case& self)
{
    LteAccessHelper lte;
    const auto pgw = LteAccessHelper::CreateGateway();
    const auto enb = lte.InstallEnb(pgw, Vector(0, 0, 30));
    auto router = CreateObject<AccessRouter>();
    router->SetAttribute("Prefix", StringValue("fd00:9:0:1::/64"));
    pgw->AddApplication(router);
    router->AddAccess(lte.MakeLink(pgw));
    const auto node = CreateObject<Node>();
    const auto ue = lte.InstallUe(node);
    LteAccessHelper::MoveAt(Seconds(1), ue, enb);
    Simulator::Stop(Seconds(1.5));
    Simulator::Run();
    const auto ipv6 = node->GetObject<Ipv6>();
    const auto interface = static_cast<uint32_t>(ipv6->GetInterfaceForDevice(ue));
    self.ExpectEqual(ipv6->GetNAddresses(interface), 2U, "the first advertisement arrives");
    self.ExpectEqual(ipv6->GetAddress(interface, 1).GetAddress(),
                     Ipv6Address("fd00:9:0:1:0:eb:28b0:f401"),
                     "and gives its address");
    Simulator::Destroy();
}

/// Registers the suite.
const Suite g_lteAccessTestSuite(
    "pmipv6-lte-access",
    {
        {"a connection attaches its node, by its IMSI", CheckAttachment},
        {"packets go both ways, and GTP stays in the EPC", CheckFlows},
        {"a change of EPC is a change of gateway, and the address stays", CheckHandover},
        {"radio link failure, and return to the same gateway and to another", CheckFailure},
        {"who is switched off in coverage stays off", CheckSwitchOff},
        {"a handover within an EPC is none", CheckX2},
        {"who is asked over the bearer answers, unless it has left without a word", CheckPresence},
        {"how long an answer is waited for, and who asks", CheckPatience},
        {"a node may not send from another's address", CheckSource},
        {"who sends to all addresses of a prefix does no harm", CheckSweep},
        {"twenty nodes at two gateways", CheckTwenty},
        {"what is under way when a node is released attaches nobody", CheckBackhaul},
        {"the first advertisement of a router reaches its node", CheckRouter},
    });

} // namespace
