/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * The timer of a table that has an index by deadline of its own.
 */

#include "ns3/pmipv6-deadline-timer.h"
#include "ns3/simulator.h"

#include <functional>
#include <gtest/gtest.h>
#include <map>
#include <memory>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

/// An index by deadline, its timer, and what was attended to.
class DeadlineTimerTest : public testing::Test
{
  protected:
    ~DeadlineTimerTest() override
    {
        Simulator::Destroy();
    }

    /// @return the earliest deadline
    Time GetNext()
    {
        ++asked;
        return index.empty() ? Time::Max() : index.begin()->first;
    }

    /// Attend to the first one.
    void Attend()
    {
        const std::string name = index.begin()->second;
        told.push_back(name);
        rounds.push_back(timer.GetRound());
        times.push_back(Simulator::Now());
        index.erase(index.begin());
        if (act)
        {
            act(name);
        }
    }

    std::multimap<Time, std::string> index; //!< what is due when
    std::vector<std::string> told;          //!< what was attended to
    std::vector<uint64_t> rounds;           //!< by which event
    std::vector<Time> times;                //!< when
    int asked{0};                           //!< how often the timer has asked for the first one
    std::function<void(const std::string&)> act; //!< what else is done then
    /// The timer.
    DeadlineTimer timer{[this] { return GetNext(); }, [this] { Attend(); }};
};

TEST_F(DeadlineTimerTest, AttendsToAllThatIsDueByOneEvent)
{
    index = {{Seconds(1), "a"}, {Seconds(1), "b"}, {Seconds(3), "c"}};
    EXPECT_EQ(timer.GetRound(), 0U);
    timer.Update();
    Simulator::Run();
    EXPECT_EQ(told, (std::vector<std::string>{"a", "b", "c"}));
    EXPECT_EQ(times, (std::vector<Time>{Seconds(1), Seconds(1), Seconds(3)}));
    EXPECT_EQ(rounds, (std::vector<uint64_t>{1, 1, 2}));
    EXPECT_EQ(timer.GetRound(), 0U);
}

TEST_F(DeadlineTimerTest, ADeadlineThatMovesAwayCostsNoEvent)
{
    const uint64_t before = Simulator::GetEventCount();
    for (int i = 10; i <= 100; ++i)
    {
        index = {{Seconds(i), "a"}};
        timer.Update();
    }
    Simulator::Run();
    EXPECT_EQ(Simulator::GetEventCount() - before, 2U) << "at 10 s and at 100 s";
    EXPECT_EQ(times, std::vector<Time>{Seconds(100)});
}

TEST_F(DeadlineTimerTest, AnEarlierDeadlineComesInTime)
{
    index = {{Seconds(10), "a"}};
    timer.Update();
    index.emplace(Seconds(5), "b");
    timer.Update();
    Simulator::Run();
    EXPECT_EQ(told, (std::vector<std::string>{"b", "a"}));
    EXPECT_EQ(times, (std::vector<Time>{Seconds(5), Seconds(10)}));
}

TEST_F(DeadlineTimerTest, WhatIsOverIsAttendedToAtOnce)
{
    Simulator::Schedule(Seconds(7), [this] {
        index = {{Seconds(5), "a"}};
        timer.Update();
        EXPECT_TRUE(told.empty());
    });
    Simulator::Run();
    EXPECT_EQ(times, std::vector<Time>{Seconds(7)});
}

TEST_F(DeadlineTimerTest, WithoutADeadlineThereIsNoEvent)
{
    timer.Update();
    EXPECT_TRUE(Simulator::IsFinished());
    index = {{Seconds(10), "a"}};
    timer.Update();
    EXPECT_FALSE(Simulator::IsFinished());
    index.clear();
    timer.Update();
    asked = 0;
    Simulator::Run();
    EXPECT_EQ(asked, 0);
}

TEST_F(DeadlineTimerTest, ItsEventGoesWithIt)
{
    index = {{Seconds(10), "a"}};
    auto mortal =
        std::make_unique<DeadlineTimer>([this] { return GetNext(); }, [this] { Attend(); });
    mortal->Update();
    mortal.reset();
    asked = 0;
    Simulator::Run();
    EXPECT_EQ(asked, 0);
}

TEST_F(DeadlineTimerTest, TheIndexChangesWhileItIsAttendedTo)
{
    index = {{Seconds(1), "a"}, {Seconds(1), "b"}, {Seconds(9), "c"}};
    act = [this](const std::string& name) {
        if (name == "a")
        {
            index.emplace(Seconds(3), "d");
            timer.Update();
        }
        else if (name == "d")
        {
            index.clear();
            timer.Update();
        }
    };
    timer.Update();
    const uint64_t before = Simulator::GetEventCount();
    Simulator::Run();
    EXPECT_EQ(told, (std::vector<std::string>{"a", "b", "d"}));
    EXPECT_EQ(Simulator::GetEventCount() - before, 2U) << "one for each instant";
}

} // namespace
