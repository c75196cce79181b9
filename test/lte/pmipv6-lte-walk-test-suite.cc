/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-lte-fixture.h"
#include "../fixtures/pmipv6-wifi-fixture.h"

#include "ns3/simulator.h"

#include <set>

/**
 * @file
 * @ingroup pmipv6-tests
 * UEs that walk and drive from one gateway's cell into another's. A UE stays with its cell until
 * its radio link fails, and finds the other by itself.
 */

using namespace ns3;
using namespace ns3::pmipv6;
using ltetest::Network;
using wifitest::Case;
using wifitest::Suite;

namespace
{

constexpr std::size_t COUNT = 20; //!< UEs
constexpr double SLOWEST = 1;     //!< m/s
constexpr double FASTEST = 40;    //!< m/s
/// Between the eNBs, in metres. At their height a cell is out of synchronization, 5 dB below the
/// other, from 38.4 m on, until 137 m; a UE looks for the nearer one.
constexpr double DISTANCE = 60;
constexpr double START = 1; //!< when they look for a cell, in seconds
/// When all have changed, in seconds: the slowest goes 9.4 m, then it takes 2.4 s and 0.26 s.
constexpr double END = 14;

void
CheckTwenty(Case& self)
{
    Network network({1, 1}, DISTANCE);
    std::vector<std::size_t> places;
    std::vector<ProbeFlow*> flows;
    for (std::size_t i = 0; i < COUNT; ++i)
    {
        const double speed =
            SLOWEST + (FASTEST - SLOWEST) * static_cast<double>(i) / static_cast<double>(COUNT - 1);
        // Half of them each way. Each has half a second for its first connection.
        const bool isForward = i % 2 == 0;
        const double start = DISTANCE / 2 - 1 - speed / 2;
        const auto ue = isForward ? network.AddWalker(START, start, speed)
                                  : network.AddWalker(START, DISTANCE - start, -speed);
        places.push_back(isForward ? 1 : 0);
        flows.push_back(&network.SendUp(END, END + 0.5, ue));
        flows.push_back(&network.SendDown(END, END + 0.5, ue));
    }
    network.Run(END + 1);
    std::set<Ipv6Address> addresses;
    for (std::size_t i = 0; i < COUNT; ++i)
    {
        const std::string from = std::to_string(1 - places[i]);
        self.ExpectEqual(network.GetHistory(i),
                         "attached " + from + ", connection-released " + from + ", attached " +
                             std::to_string(places[i]),
                         "one failure, and the other gateway");
        addresses.insert(network.GetAddresses(i).at(0));
    }
    self.ExpectEqual(addresses.size(), COUNT, "each has an address of its own");
    self.ExpectEqual(network.FindStale(places), "", "all tables follow");
    for (const auto* flow : flows)
    {
        // Far out the air loses some: nothing of RLC UM is sent again but by HARQ.
        self.ExpectEqual(flow->GetArrivals().size() >= 20U, true, "packets arrive");
    }
}

/// Registers the suite.
const Suite g_lteWalkTestSuite(
    "pmipv6-lte-walk",
    {
        {"twenty nodes at 1 to 40 metres a second, each to the other gateway", CheckTwenty},
    });

} // namespace
