/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-frame-loss.h"

#include "ns3/icmpv6-header.h"
#include "ns3/ipv6-header.h"
#include "ns3/rng-seed-manager.h"
#include "ns3/udp-header.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <vector>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

constexpr int64_t STREAM = 4711;  //!< of the models
constexpr uint32_t FRAMES = 5000; //!< of each kind
constexpr uint8_t UDP = 17;       //!< Next Header value
constexpr uint8_t ICMPV6 = 58;    //!< Next Header value
constexpr uint8_t TUNNEL = 41;    //!< Next Header value

/// Put an IPv6 header before what a packet has. @param packet the packet @param next Next Header
void
AddIpv6(Ptr<Packet> packet, uint8_t next)
{
    Ipv6Header header;
    header.SetNextHeader(next);
    header.SetPayloadLength(packet->GetSize());
    packet->AddHeader(header);
}

/// @return a datagram
Ptr<Packet>
MakeData()
{
    auto packet = Create<Packet>(100);
    packet->AddHeader(UdpHeader());
    AddIpv6(packet, UDP);
    return packet;
}

/// @return the same in a tunnel
Ptr<Packet>
MakeTunnelled()
{
    auto packet = MakeData();
    AddIpv6(packet, TUNNEL);
    return packet;
}

/// @return a Router Solicitation
Ptr<Packet>
MakeSolicitation()
{
    auto packet = Create<Packet>();
    packet->AddHeader(Icmpv6RS());
    AddIpv6(packet, ICMPV6);
    return packet;
}

/**
 * @param rate of losses
 * @param others how many solicitations there are before each datagram
 * @param make makes a datagram
 * @return which datagrams are lost
 */
std::vector<bool>
Draw(double rate, uint32_t others, Ptr<Packet> (*make)() = &MakeData)
{
    const auto model = MakeFrameLoss(rate, STREAM);
    std::vector<bool> lost;
    for (uint32_t i = 0; i < FRAMES; ++i)
    {
        for (uint32_t j = 0; j < others; ++j)
        {
            model->IsCorrupt(MakeSolicitation());
        }
        lost.push_back(model->IsCorrupt(make()));
    }
    return lost;
}

/// @return how many are true
double
Count(const std::vector<bool>& lost)
{
    return static_cast<double>(std::count(lost.begin(), lost.end(), true));
}

TEST(ExperimentFrameLoss, AShareOfFramesOfEitherKindIsLost)
{
    constexpr double RATE = 0.2;
    const double tolerance = 4 * std::sqrt(FRAMES * RATE * (1 - RATE));
    EXPECT_NEAR(Count(Draw(RATE, 0)), FRAMES * RATE, tolerance);
    EXPECT_NEAR(Count(Draw(RATE, 0, &MakeSolicitation)), FRAMES * RATE, tolerance);
    EXPECT_EQ(Count(Draw(0, 1)), 0);
    EXPECT_EQ(Count(Draw(1, 1)), FRAMES);
}

TEST(ExperimentFrameLoss, SignallingShiftsNoLossOfData)
{
    const auto alone = Draw(0.2, 0);
    EXPECT_EQ(Draw(0.2, 1), alone);
    EXPECT_EQ(Draw(0.2, 3), alone);
    EXPECT_EQ(Draw(0.2, 0, &MakeTunnelled), alone) << "data in a tunnel is data";
    EXPECT_NE(Draw(0.2, 0, &MakeSolicitation), alone);
}

TEST(ExperimentFrameLoss, AnotherRunDrawsAnew)
{
    const auto first = Draw(0.2, 0);
    RngSeedManager::SetRun(2);
    const auto second = Draw(0.2, 0);
    RngSeedManager::SetRun(1);
    EXPECT_NE(second, first);
    EXPECT_EQ(Draw(0.2, 0), first);
}

TEST(ExperimentFrameLoss, TakesNoStreamThatNs3GivesOut)
{
    const uint64_t before = RngSeedManager::GetNextStreamIndex();
    MakeFrameLoss(0.2, STREAM);
    EXPECT_EQ(RngSeedManager::GetNextStreamIndex(), before + 1);
}

} // namespace

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
