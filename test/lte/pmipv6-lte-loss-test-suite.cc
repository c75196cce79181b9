/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-lte-fixture.h"
#include "../fixtures/pmipv6-wifi-fixture.h"

#include "ns3/double.h"
#include "ns3/epc-ue-nas.h"
#include "ns3/lte-ue-net-device.h"
#include "ns3/pmipv6-function-callback.h"
#include "ns3/simulator.h"

/**
 * @file
 * @ingroup pmipv6-tests
 * What a UE loses, its radio or its bearer, and what is left of it: registration follows, and no
 * table holds anything of where it was.
 */

using namespace ns3;
using namespace ns3::pmipv6;
using ltetest::HOME_ADDRESS;
using ltetest::Network;
using wifitest::Case;
using wifitest::Suite;

namespace
{

/// @return the state of a UE's session at its anchor
BindingState
GetState(const Network& network, std::size_t ue)
{
    const auto* binding = network.FindBinding(ue);
    return binding ? binding->state : BindingState::NONE;
}

void
CheckFailures(Case& self)
{
    Network network({1, 1});
    const auto ue = network.AddUe();
    network.PutAt(1, ue, 10);
    network.PutAt(4, ue, 1e8);   // Out of range,
    network.PutAt(8, ue, 10);    // back,
    network.PutAt(11, ue, 1e8);  // and out again,
    network.PutAt(15, ue, 1010); // to the other gateway.
    std::string stale[2];
    std::size_t sessions[2] = {1, 1};
    Simulator::Schedule(Seconds(7.9), [&] { sessions[0] = network.links[0]->GetSessionCount(); });
    Simulator::Schedule(Seconds(10.9), [&] { stale[0] = network.FindStale({0}); });
    Simulator::Schedule(Seconds(14.9), [&] { sessions[1] = network.links[0]->GetSessionCount(); });
    auto& up = network.SendUp(17, 18, ue);
    auto& down = network.SendDown(17, 18, ue);
    network.Run(19);
    self.ExpectEqual(network.GetHistory(ue),
                     "attached 0, connection-released 0, attached 0, connection-released 0, "
                     "attached 1",
                     "what the gateways noticed");
    self.ExpectEqual(sessions[0], 0U, "no session in the EPC while it is gone");
    self.ExpectEqual(sessions[1], 0U, "nor when it is gone again");
    self.ExpectEqual(stale[0], "", "back at the same gateway nothing is left over");
    self.ExpectEqual(network.FindStale({1}), "", "nor at the other");
    self.ExpectEqual(network.gateways[0]->GetBindingUpdateList().GetSize(),
                     0U,
                     "the old one's list");
    self.ExpectEqual(up.GetArrivals().size(), 50U, "packets go");
    self.ExpectEqual(down.GetArrivals().size(), 50U, "and come");
}

void
CheckBearerDeleted(Case& self)
{
    Network network({1, 1});
    const auto ue = network.AddUe();
    network.Move(1, ue, 0);
    network.DeleteBearer(4, ue, 0);
    BindingState between = BindingState::NONE;
    std::size_t entries = 1;
    std::size_t sessions = 1;
    Simulator::Schedule(Seconds(6), [&] {
        between = GetState(network, ue);
        entries = network.gateways[0]->GetBindingUpdateList().GetSize();
        sessions = network.links[0]->GetSessionCount();
    });
    // Attached anew, at the cell that is nearest.
    Simulator::Schedule(Seconds(7), [&] {
        DynamicCast<LteUeNetDevice>(network.ues.Get(0))->GetNas()->Disconnect();
    });
    auto& lost = network.SendUp(4.1, 6, ue);
    auto& up = network.SendUp(8, 9, ue);
    auto& down = network.SendDown(8, 9, ue);
    network.Run(10);
    self.ExpectEqual(network.GetHistory(ue),
                     "attached 0, bearer-deleted 0, attached 0",
                     "what the gateway noticed");
    self.ExpectEqual(between == BindingState::DEREGISTERED, true, "the anchor is told");
    self.ExpectEqual(entries, 0U, "the gateway's list is empty");
    self.ExpectEqual(sessions, 0U, "so is its EPC");
    self.ExpectEqual(lost.GetArrivals().size(), 0U, "no bearer, no packet");
    self.ExpectEqual(network.GetDrops(0, "unknown-subscriber") >= 95U, true, "they are dropped");
    self.ExpectWithin(network.linkUps.at(1).first, 7000, 7260, "another link");
    self.ExpectEqual(network.GetAddresses(ue).at(0), HOME_ADDRESS, "with the same address");
    self.ExpectEqual(up.GetArrivals().size(), 50U, "packets go");
    self.ExpectEqual(down.GetArrivals().size(), 50U, "and come");
    self.ExpectEqual(network.FindStale({0}), "", "nothing is left over");
}

void
CheckPathLost(Case& self)
{
    Network network({1});
    network.gateways[0]->SetAttribute("BindingLifetime", TimeValue(Seconds(16)));
    network.gateways[0]->SetAttribute("RefreshFraction", DoubleValue(0.25));
    const auto ue = network.AddUe();
    network.Move(1, ue, 0);
    network.CutS1u(3, 10, 0);
    BindingState before = BindingState::NONE;
    BindingState between = BindingState::NONE;
    Time gone;
    network.GetAccessDevice(0)->TraceConnectWithoutContext(
        "Detached",
        MakeFunctionCallback<const LinkLayerAddress&, const std::string&>(
            [&gone](const LinkLayerAddress&, const std::string&) { gone = Simulator::Now(); }));
    Simulator::Schedule(Seconds(5), [&] { before = GetState(network, ue); });
    Simulator::Schedule(Seconds(9), [&] { between = GetState(network, ue); });
    auto& first = network.SendUp(11, 12, ue);
    auto& up = network.SendUp(12, 13, ue);
    auto& down = network.SendDown(12, 13, ue);
    network.Run(14);
    self.ExpectEqual(before == BindingState::REGISTERED, true, "nobody knows at first");
    // Asked a quarter of 16 s after its registration began, three times, 1 s each.
    const Time asked = network.linkUps.at(0).first + Seconds(4);
    self.ExpectWithin(gone - asked, 2999, 3001, "asked before the refresh, in vain");
    self.ExpectEqual(network.linkDowns.size(), 0U, "the radio connection stays");
    self.ExpectEqual(between == BindingState::DEREGISTERED, true, "the anchor is told");
    self.ExpectEqual(network.GetHistory(ue),
                     "attached 0, no-answer-to-probe 0, attached 0",
                     "its next packet brings it back");
    self.ExpectEqual(first.GetArrivals().rbegin()->first, 49U, "once it is registered");
    self.ExpectEqual(up.GetArrivals().size(), 50U, "packets go");
    self.ExpectEqual(down.GetArrivals().size(), 50U, "and come");
    self.ExpectEqual(network.GetAddresses(ue).at(0), HOME_ADDRESS, "the address is the same");
    self.ExpectEqual(network.FindStale({0}), "", "nothing is left over");
}

/// Registers the suite.
const Suite g_lteLossTestSuite(
    "pmipv6-lte-loss",
    {
        {"radio link failure, back to the same EPC, and to another", CheckFailures},
        {"a bearer that is deleted: gone at once, and attached anew", CheckBearerDeleted},
        {"a path that is lost: nobody answers; and back", CheckPathLost},
    });

} // namespace
