/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * What waits for its turn (RFC 8885, 3.2: pacing MUST be introduced): the gap between any two, what
 * takes the place of what, how many wait at the most.
 */

#include "ns3/pmipv6-pacing-queue.h"

#include <functional>
#include <gtest/gtest.h>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

/// What was sent, in its order: "MS WHAT".
using Sent = std::vector<std::string>;

/// A queue, and what has left it.
class PacingQueueTest : public testing::Test
{
  protected:
    ~PacingQueueTest() override
    {
        Simulator::Destroy();
    }

    /// Do something at a time, in ms.
    static void At(int64_t time, const std::function<void()>& action)
    {
        Simulator::Schedule(MilliSeconds(time) - Simulator::Now(), action);
    }

    /// Put something in. @return false if it was dropped
    bool Put(const std::string& key, const std::string& what)
    {
        return queue.Put(key, [this, what] {
            sent.push_back(std::to_string(Simulator::Now().GetMilliSeconds()) + " " + what);
        });
    }

    PacingQueue<std::string> queue; //!< the queue
    Sent sent;                      //!< what has left
};

TEST_F(PacingQueueTest, NoTwoAreCloserThanTheGap)
{
    queue.SetTerms(MilliSeconds(10), 100);
    At(5, [this] {
        for (const auto* key : {"a", "b", "c"})
        {
            EXPECT_TRUE(Put(key, key));
        }
        EXPECT_EQ(sent, Sent{"5 a"}) << "at once, as none waits";
        EXPECT_EQ(queue.GetSize(), 2U);
    });
    At(21, [this] { Put("d", "d"); });
    At(44, [this] { Put("e", "e"); });
    At(54, [this] { Put("f", "f"); });
    At(63, [this] { Put("g", "g"); });
    Simulator::Run();
    EXPECT_EQ(sent, (Sent{"5 a", "15 b", "25 c", "35 d", "45 e", "55 f", "65 g"}));
    EXPECT_EQ(queue.GetSize(), 0U);
    EXPECT_EQ(queue.GetLongest(), 2U);
    EXPECT_EQ(queue.GetDropped(), 0U);
}

TEST_F(PacingQueueTest, AnIdleQueueDoesNotWait)
{
    queue.SetTerms(MilliSeconds(10), 100);
    At(0, [this] { Put("a", "a"); });
    At(10, [this] { Put("b", "b"); });
    At(33, [this] { Put("c", "c"); });
    Simulator::Run();
    EXPECT_EQ(sent, (Sent{"0 a", "10 b", "33 c"}));
}

TEST_F(PacingQueueTest, WhatIsLaterOfAKeyTakesItsPlace)
{
    queue.SetTerms(MilliSeconds(10), 2);
    At(0, [this] {
        Put("a", "a1");
        Put("b", "b1");
        Put("c", "c1");
        EXPECT_TRUE(Put("b", "b2")) << "however full it is";
        EXPECT_EQ(queue.GetSize(), 2U);
    });
    At(15, [this] { Put("b", "b3"); });
    Simulator::Run();
    EXPECT_EQ(sent, (Sent{"0 a1", "10 b2", "20 c1", "30 b3"}));
}

TEST_F(PacingQueueTest, IsBounded)
{
    queue.SetTerms(MilliSeconds(10), 2);
    At(0, [this] {
        EXPECT_TRUE(Put("a", "a"));
        EXPECT_TRUE(Put("b", "b"));
        EXPECT_TRUE(Put("c", "c"));
        EXPECT_FALSE(Put("d", "d"));
        EXPECT_FALSE(Put("e", "e"));
    });
    At(11, [this] { EXPECT_TRUE(Put("f", "f")) << "there is room again"; });
    Simulator::Run();
    EXPECT_EQ(sent, (Sent{"0 a", "10 b", "20 c", "30 f"}));
    EXPECT_EQ(queue.GetDropped(), 2U);
    EXPECT_EQ(queue.GetLongest(), 2U);
}

TEST_F(PacingQueueTest, WhatIsDroppedDoesNotLeave)
{
    queue.SetTerms(MilliSeconds(10), 100);
    At(0, [this] {
        Put("a", "a");
        Put("b", "b");
        Put("c", "c");
        queue.Drop("b");
        queue.Drop("nothing");
        EXPECT_EQ(queue.GetSize(), 1U);
    });
    At(25, [this] {
        Put("d", "d");
        Put("e", "e");
        queue.Clear();
        EXPECT_EQ(queue.GetSize(), 0U);
    });
    Simulator::Run();
    EXPECT_EQ(sent, (Sent{"0 a", "10 c", "25 d"}));
}

TEST_F(PacingQueueTest, WithoutAGapNoneWaits)
{
    queue.SetTerms(Time(0), 1);
    At(7, [this] {
        for (const auto* key : {"a", "b", "c", "a"})
        {
            EXPECT_TRUE(Put(key, key));
        }
        EXPECT_EQ(queue.GetSize(), 0U);
    });
    Simulator::Run();
    EXPECT_EQ(sent, (Sent{"7 a", "7 b", "7 c", "7 a"}));
    EXPECT_EQ(queue.GetLongest(), 0U);
}

TEST_F(PacingQueueTest, WhatLeavesMayPutInOthers)
{
    queue.SetTerms(MilliSeconds(10), 100);
    At(0, [this] {
        Put("a", "a");
        queue.Put("b", [this] {
            Put("b", "b, once more");
            Put("c", "c");
        });
    });
    Simulator::Run();
    EXPECT_EQ(sent, (Sent{"0 a", "20 b, once more", "30 c"}));
}

} // namespace
