/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-flow-log.h"
#include "pmipv6-experiment-progress.h"
#include "pmipv6-experiment-support.h"

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

TEST(ExperimentProgress, AShortRunSaysNothingInALog)
{
    std::ostringstream os;
    double now = 100;
    Progress progress(os, false, [&now] { return now; });
    progress.SetStage("setting up nodes and links");
    for (int i = 0; i < 99; ++i)
    {
        now += 0.1;
        progress.Show(i / 100.0);
    }
    progress.SetStage("");
    EXPECT_EQ(os.str(), "");
}

TEST(ExperimentProgress, ALongRunSaysALineEveryTenSecondsInALog)
{
    std::ostringstream os;
    double now = 100;
    Progress progress(os, false, [&now] { return now; });
    for (int i = 1; i <= 250; ++i)
    {
        now += 0.1;
        progress.Show(i / 1000.0);
    }
    EXPECT_EQ(os.str(),
              "pmipv6-experiment: simulating: 10 % after 10 s\n"
              "pmipv6-experiment: simulating: 20 % after 20 s\n");
}

TEST(ExperimentProgress, ATerminalsLineIsWrittenAnew)
{
    std::ostringstream os;
    double now = 100;
    Progress progress(os, true, [&now] { return now; });
    progress.SetStage("simulating");
    progress.Show(0.5);
    now += 1;
    progress.Show(0.999);
    progress.SetStage("");
    EXPECT_EQ(os.str(), "\r\033[Kpmipv6: simulating\r\033[Kpmipv6: simulating: 99 %\r\033[K");
}

TEST(ExperimentOctetSet, CountsEachOctetOnce)
{
    OctetSet set;
    EXPECT_EQ(set.Add(0, 100), 100U);
    EXPECT_EQ(set.Add(100, 200), 100U);
    EXPECT_EQ(set.Add(100, 200), 0U);
    EXPECT_EQ(set.Add(150, 250), 50U);
    EXPECT_EQ(set.Add(400, 500), 100U);
    EXPECT_EQ(set.Add(600, 700), 100U);
    EXPECT_EQ(set.Add(450, 650), 100U);
    EXPECT_EQ(set.Add(0, 1000), 1000U - 250 - 300);
    EXPECT_EQ(set.Add(0, 1000), 0U);
}

} // namespace

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
