/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-lte-air-fixture.h"
#include "../fixtures/pmipv6-lte-fixture.h"
#include "../fixtures/pmipv6-wifi-fixture.h"

#include "ns3/pmipv6-function-callback.h"
#include "ns3/simulator.h"

#include <set>

/**
 * @file
 * @ingroup pmipv6-tests
 * UEs that walk and drive from one gateway's cell into another's. A UE stays with its cell until
 * its radio link fails, and finds the other by itself. Why each packet is lost that is.
 */

using namespace ns3;
using namespace ns3::pmipv6;
using ltetest::AirLog;
using ltetest::Network;
using wifitest::Case;
using wifitest::Suite;

namespace
{

constexpr double SLOWEST = 1;  //!< m/s
constexpr double FASTEST = 40; //!< m/s
/// Between the eNBs, in metres. At their height a cell is out of synchronization, 5 dB below the
/// other, from 38.4 m on, until 137 m; a UE looks for the nearer one.
constexpr double DISTANCE = 60;
constexpr double START = 1;   //!< when they look for a cell, in seconds
constexpr double TRAFFIC = 3; //!< when all have addresses
/// When all have changed, in seconds: the slowest goes 9.4 m, then it takes 2.4 s and 0.26 s.
constexpr double END = 14;

/// UEs on their way, and packets from and to each.
class Walk
{
  public:
    /// Have so many UEs walk, at speeds from SLOWEST to FASTEST; half of them each way.
    explicit Walk(std::size_t count)
        : m_ways(count)
    {
        for (std::size_t i = 0; i < count; ++i)
        {
            const double speed = SLOWEST + (FASTEST - SLOWEST) * static_cast<double>(i) /
                                               static_cast<double>(count - 1);
            // Each has half a second for its first connection.
            const bool isForward = i % 2 == 0;
            const double start = DISTANCE / 2 - 1 - speed / 2;
            const auto ue = isForward ? network.AddWalker(START, start, speed)
                                      : network.AddWalker(START, DISTANCE - start, -speed);
            places.push_back(isForward ? 1 : 0);
            m_flows.push_back(&network.SendUp(TRAFFIC, END + 0.5, ue));
            m_flows.push_back(&network.SendDown(TRAFFIC, END + 0.5, ue));
            Observe(i);
        }
    }

    /// Have all blocks decoded that are sent to a UE, or by it, in its cell.
    void SwitchErrorsOff()
    {
        AirLog::SwitchErrorsOff(network);
    }

    /// Walk until all have changed, and their packets are there.
    void Run()
    {
        AirLog air(network);
        network.Run(END + 1);
        for (std::size_t i = 0; i < m_flows.size(); ++i)
        {
            const auto& sent = m_flows[i]->GetSent();
            for (uint32_t number = 0; number < sent.size(); ++number)
            {
                const auto& passage =
                    air.Get(static_cast<uint16_t>(TestBed::FIRST_PORT + i), number);
                const bool hasArrived = m_flows[i]->GetArrivals().count(number) > 0;
                Account(m_ways[i / 2].IsInGap(sent[number]), hasArrived, passage);
            }
        }
    }

    Network network{{1, 1}, DISTANCE}; //!< all of it
    std::vector<std::size_t> places;   //!< gateway at which each UE is to end
    uint32_t lostInBuffer{0};          //!< for which a UE without grants had no room
    uint32_t lostOnAir{0};             //!< of which an octet was in no block that was decoded
    uint32_t lostLeaving{0};           //!< the same, of a UE that was losing its cell
    /// Others of a UE that was losing its cell or had none: they were sent in no block, or RLC
    /// waited for what was before them when the UE was released.
    uint32_t lostInGap{0};
    uint32_t lostOtherwise{0};  //!< others
    uint32_t contradictions{0}; //!< arrivals of packets that the air had lost

  private:
    /// When a UE had no cell, or one that it was about to lose.
    struct Way
    {
        Time lost; //!< when it found its cell too bad
        Time back; //!< when it had the other

        /// @return whether that was so
        bool IsInGap(Time time) const
        {
            return time >= lost && time <= back;
        }
    };

    /// Note when a UE has cells.
    void Observe(std::size_t ue)
    {
        const auto observer = LteAccessHelper::Observe(network.ues.Get(static_cast<uint32_t>(ue)));
        observer->TraceConnectWithoutContext("LinkUp",
                                             MakeFunctionCallback<uint16_t>([this, ue](uint16_t) {
                                                 m_ways[ue].back = Simulator::Now();
                                             }));
        observer->TraceConnectWithoutContext(
            "LinkDown",
            MakeFunctionCallback<uint16_t, Time>(
                [this, ue](uint16_t, Time lost) { m_ways[ue].lost = lost; }));
    }

    /// Count a packet.
    void Account(bool isInGap, bool hasArrived, const AirLog::Passage& passage)
    {
        const bool isDecoded = passage.received >= passage.octets;
        if (hasArrived)
        {
            contradictions += isDecoded ? 0 : 1;
        }
        else if (passage.refused == passage.octets)
        {
            ++lostInBuffer;
        }
        else if (passage.sent > 0 && !isDecoded)
        {
            ++(isInGap ? lostLeaving : lostOnAir);
        }
        else
        {
            ++(isInGap ? lostInGap : lostOtherwise);
        }
    }

    std::vector<Way> m_ways;         //!< of each UE
    std::vector<ProbeFlow*> m_flows; //!< up and down, of each UE
};

void
CheckTwenty(Case& self)
{
    constexpr std::size_t COUNT = 20;
    Walk walk(COUNT);
    walk.Run();
    std::set<Ipv6Address> addresses;
    for (std::size_t i = 0; i < COUNT; ++i)
    {
        const std::string from = std::to_string(1 - walk.places[i]);
        self.ExpectEqual(walk.network.GetHistory(i),
                         "attached " + from + ", connection-released " + from + ", attached " +
                             std::to_string(walk.places[i]),
                         "one failure, and the other gateway");
        addresses.insert(walk.network.GetAddresses(i).at(0));
    }
    self.ExpectEqual(addresses.size(), COUNT, "each has an address of its own");
    self.ExpectEqual(walk.network.FindStale(walk.places), "", "all tables follow");
    // RLC UM repeats nothing: what HARQ does not get through is lost.
    self.ExpectEqual(walk.lostOnAir > 0, true, "the air loses packets");
    self.ExpectEqual(walk.lostOtherwise, 0U, "nothing else loses any while there is a cell");
    self.ExpectEqual(walk.contradictions, 0U, "and none of them arrives");
}

void
CheckWithoutErrors(Case& self)
{
    // A UE far out that another one drowns is granted nothing (CQI 0): its buffer fills up.
    Walk walk(4);
    walk.SwitchErrorsOff();
    walk.Run();
    self.ExpectEqual(walk.network.FindStale(walk.places), "", "all tables follow");
    self.ExpectEqual(walk.lostInBuffer > 0, true, "its packets find no room");
    self.ExpectEqual(walk.lostOnAir + walk.lostOtherwise,
                     0U,
                     "nothing else is lost while there is a cell");
    self.ExpectEqual(walk.contradictions, 0U, "all blocks are seen");
}

/// Registers the suite.
const Suite g_lteWalkTestSuite(
    "pmipv6-lte-walk",
    {
        {"twenty nodes at 1 to 40 metres a second, each to the other gateway", CheckTwenty},
        {"the same without errors on the air", CheckWithoutErrors},
    });

} // namespace
