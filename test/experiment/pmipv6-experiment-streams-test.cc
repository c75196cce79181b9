/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-run.h"
#include "pmipv6-experiment-streams.h"
#include "pmipv6-experiment-support.h"

#include "ns3/mac48-address.h"
#include "ns3/pmipv6-mobile-access-gateway.h"
#include "ns3/pmipv6-signaling-impairment-channel.h"
#include "ns3/rng-seed-manager.h"
#include "ns3/simulator.h"

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

/**
 * @param arguments of a run
 * @return its signalling and its changes of state, each with its time
 */
std::string
RunAndRead(const std::vector<std::string>& arguments)
{
    const TemporaryFolder folder;
    Mac48Address::ResetAllocationIndex();
    const OutputFolder output(folder.GetPath());
    {
        ExperimentRun run(Parse(arguments));
        run.Open(output);
        run.Run();
        EXPECT_EQ(run.CloseFiles(), std::nullopt);
    }
    Simulator::Destroy();
    return ReadFile(output.GetFile("signalling.csv")) + ReadFile(output.GetFile("events.csv"));
}

TEST(ExperimentStreams, AnotherDrawElsewhereShiftsNothing)
{
    for (const std::string access : {"wifi", "ideal"})
    {
        const std::vector<std::string> arguments{"--access=" + access,
                                                 "--moveAt=3",
                                                 "--duration=4",
                                                 "--trafficStart=2.5",
                                                 "--signallingJitter=5"};
        const std::string once = RunAndRead(arguments);
        EXPECT_NE(once.find("registered"), std::string::npos);
        const uint64_t next = RngSeedManager::GetNextStreamIndex();
        EXPECT_GT(next, 0U); // The second run's automatic streams, if any, begin elsewhere.
        EXPECT_EQ(RunAndRead(arguments), once) << access;
    }
}

TEST(ExperimentStreams, NorOfWhenLocationsAreRenewed)
{
    const std::vector<std::string> arguments{
        "--access=ideal",
        "--scheme=epmip",
        "--moveAt=3",
        "--duration=12",
        "--trafficStart=1.5",
        "--signallingJitter=5",
        "--ns3::pmipv6::DistributedRouting::LocationLifetime=8s"};
    const std::string once = RunAndRead(arguments);
    EXPECT_NE(once.find("renewal"), std::string::npos);
    EXPECT_EQ(RunAndRead(arguments), once);
}

TEST(ExperimentStreams, ClassesTakeNoneOfThoseThatNs3GivesOut)
{
    const uint64_t before = RngSeedManager::GetNextStreamIndex();
    CreateObject<SignalingImpairmentChannel>();
    CreateObject<MobileAccessGateway>()->AssignStreams(7);
    EXPECT_EQ(RngSeedManager::GetNextStreamIndex(), before + 1);
}

TEST(ExperimentStreams, RangesAreApart)
{
    EXPECT_EQ(GetFirstStream(StreamKind::IMPAIRED_LINK, 0), 1000000);
    EXPECT_LT(GetFirstStream(StreamKind::MOBILE_NODE, 1000000),
              GetFirstStream(StreamKind::GATEWAY_DEVICE, 0));
}

} // namespace

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
