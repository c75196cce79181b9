/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * Keys with a deadline each: when each is handled, in which order those of one instant are, and
 * what the handler may do meanwhile.
 */

#include "ns3/pmipv6-deadline-table.h"

#include <algorithm>
#include <functional>
#include <gtest/gtest.h>
#include <map>
#include <random>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

/// What was handled, in its order: "TIME KEY", the time in seconds.
using Told = std::vector<std::string>;

/// @return what is told at the present time
std::string
Say(const std::string& what)
{
    return std::to_string(Simulator::Now().GetMilliSeconds() / 1000.0).substr(0, 3) + " " + what;
}

/// A table, and what its handler was told.
class DeadlineTableTest : public testing::Test
{
  protected:
    ~DeadlineTableTest() override
    {
        Simulator::Destroy();
    }

    /// Do something at a time, in seconds.
    static void At(double time, const std::function<void()>& action)
    {
        Simulator::Schedule(Seconds(time) - Simulator::Now(), action);
    }

    /// Tell something at a time, in seconds.
    void TellAt(double time, const std::string& what)
    {
        At(time, [this, what] { told.push_back(Say(what)); });
    }

    /// @return what is told from now on
    Told Run()
    {
        told.clear();
        Simulator::Stop(Seconds(1000));
        Simulator::Run();
        return told;
    }

    Told told;                                       //!< what was handled
    std::function<void(const std::string& key)> act; //!< what else the handler does
    /// The table.
    DeadlineTable<std::string> table{[this](const std::string& key) {
        told.push_back(Say(key));
        EXPECT_EQ(table.Get(key), Time::Max()) << "it is over";
        if (act)
        {
            act(key);
        }
    }};
};

TEST_F(DeadlineTableTest, HandlesEachInItsTime)
{
    table.Set("a", Seconds(3));
    table.Set("b", Seconds(1));
    table.Set("c", Seconds(2.5));
    table.Set("d", Time::Max());
    EXPECT_EQ(table.GetSize(), 3U);
    EXPECT_EQ(table.Get("a"), Seconds(3));
    EXPECT_EQ(table.Get("d"), Time::Max());
    EXPECT_EQ(Run(), (Told{"1.0 b", "2.5 c", "3.0 a"}));
    EXPECT_EQ(table.GetSize(), 0U);
}

TEST_F(DeadlineTableTest, ThoseOfOneInstantInTheOrderOfSetting)
{
    for (const auto* key : {"d", "b", "e", "a", "c"})
    {
        table.Set(key, Seconds(5));
    }
    EXPECT_EQ(Run(), (Told{"5.0 d", "5.0 b", "5.0 e", "5.0 a", "5.0 c"}));
}

TEST_F(DeadlineTableTest, WhatIsMovedThereComesLast)
{
    for (const auto* key : {"a", "b", "c", "d"})
    {
        table.Set(key, Seconds(5));
    }
    table.Set("e", Seconds(4)); // Between the two there is nothing.
    table.Set("e", Seconds(5));
    table.Set("b", Seconds(6));
    table.Set("b", Seconds(5));
    table.Set("a", Seconds(1));
    table.Set("a", Seconds(5));
    EXPECT_EQ(Run(), (Told{"5.0 c", "5.0 d", "5.0 e", "5.0 b", "5.0 a"}));
}

TEST_F(DeadlineTableTest, WhatIsSetToItsOwnTimeKeepsItsPlace)
{
    table.Set("a", Seconds(5));
    table.Set("b", Seconds(5));
    table.Set("a", Seconds(5));
    EXPECT_EQ(Run(), (Told{"5.0 a", "5.0 b"}));
}

TEST_F(DeadlineTableTest, MovesAndCancels)
{
    for (const auto* key : {"a", "b", "c", "d", "e"})
    {
        table.Set(key, Seconds(5));
    }
    At(1, [this] { table.Set("a", Seconds(2)); });
    At(2, [this] { table.Set("b", Seconds(9)); });
    At(3, [this] { table.Cancel("c"); });
    At(3, [this] { table.Set("d", Time::Max()); });
    At(4, [this] { table.Cancel("nothing"); });
    At(6, [this] { table.Cancel("a"); });
    At(9, [this] { table.Cancel("b"); }); // Just in time.
    EXPECT_EQ(Run(), (Told{"2.0 a", "5.0 e"}));
    EXPECT_EQ(table.GetSize(), 0U);
}

TEST_F(DeadlineTableTest, WhatIsOverIsHandledAtOnce)
{
    At(5, [this] {
        table.Set("a", Seconds(2));
        table.Set("b", Seconds(1));
        table.Set("c", Seconds(5));
        EXPECT_EQ(table.Get("a"), Seconds(5));
        EXPECT_TRUE(told.empty()) << "by an event, not within the call";
    });
    EXPECT_EQ(Run(), (Told{"5.0 a", "5.0 b", "5.0 c"}));
}

TEST_F(DeadlineTableTest, ThoseOfOneInstantAreHandledTogether)
{
    // What the first one brings about comes after the last one, by whatever event.
    act = [this](const std::string& key) { TellAt(5, "of " + key); };
    table.Set("a", Seconds(5));
    table.Set("b", Seconds(5));
    TellAt(5, "other");
    EXPECT_EQ(Run(), (Told{"5.0 a", "5.0 b", "5.0 other", "5.0 of a", "5.0 of b"}));
}

TEST_F(DeadlineTableTest, TheHandlerSetsItsKeyAnew)
{
    int left = 3;
    act = [this, &left](const std::string& key) {
        if (--left > 0)
        {
            table.Set(key, Simulator::Now() + Seconds(2));
        }
    };
    table.Set("a", Seconds(1));
    EXPECT_EQ(Run(), (Told{"1.0 a", "3.0 a", "5.0 a"}));
}

TEST_F(DeadlineTableTest, TheHandlerCancels)
{
    act = [this](const std::string& key) {
        table.Cancel(key); // It has none any more.
        table.Cancel(key == "a" ? "b" : "e");
    };
    for (const auto* key : {"a", "b", "c"})
    {
        table.Set(key, Seconds(5));
    }
    table.Set("e", Seconds(6));
    EXPECT_EQ(Run(), (Told{"5.0 a", "5.0 c"}));
    EXPECT_EQ(table.GetSize(), 0U);
}

TEST_F(DeadlineTableTest, TheHandlerMoves)
{
    act = [this](const std::string& key) {
        if (key == "a")
        {
            table.Set("b", Seconds(6));
            table.Set("c", Seconds(5)); // As it is: it keeps its place.
            table.Set("e", Seconds(5.5));
        }
    };
    for (const auto* key : {"a", "b", "c", "d"})
    {
        table.Set(key, Seconds(5));
    }
    table.Set("e", Seconds(7));
    EXPECT_EQ(Run(), (Told{"5.0 a", "5.0 c", "5.0 d", "5.5 e", "6.0 b"}));
}

TEST_F(DeadlineTableTest, WhatTheHandlerSetsToThePresentComesByAnotherEvent)
{
    act = [this](const std::string& key) {
        if (key == "a")
        {
            table.Set("x", Seconds(5));
            table.Set("y", Seconds(1)); // Over: the same.
            table.Set("c", Seconds(6)); // Moved there and back it is set anew.
            table.Set("c", Seconds(5));
            EXPECT_EQ(table.Get("y"), Seconds(5));
        }
    };
    for (const auto* key : {"a", "b", "c", "d"})
    {
        table.Set(key, Seconds(5));
    }
    TellAt(5, "other");
    EXPECT_EQ(Run(), (Told{"5.0 a", "5.0 b", "5.0 d", "5.0 other", "5.0 x", "5.0 y", "5.0 c"}));
}

TEST_F(DeadlineTableTest, AHandlerThatAlwaysSetsToThePresentHoldsNobodyUp)
{
    act = [this](const std::string& key) { table.Set(key, Simulator::Now()); };
    table.Set("a", Seconds(5));
    table.Set("b", Seconds(5));
    At(5, [this] {
        told.push_back(Say("other"));
        At(5, [this] { table.Clear(); });
    });
    TellAt(6, "later");
    EXPECT_EQ(Run(), (Told{"5.0 a", "5.0 b", "5.0 other", "5.0 a", "5.0 b", "6.0 later"}));
}

TEST_F(DeadlineTableTest, WhatIsSetToThePresentCanBeMovedAndCancelled)
{
    act = [this](const std::string& key) {
        if (key == "a")
        {
            table.Set("x", Seconds(5));
            table.Set("y", Seconds(5));
            table.Set("z", Seconds(5));
        }
        else if (key == "b")
        {
            table.Cancel("x");
            table.Set("y", Seconds(7));
        }
    };
    table.Set("a", Seconds(5));
    table.Set("b", Seconds(5));
    table.Set("c", Seconds(6));
    EXPECT_EQ(Run(), (Told{"5.0 a", "5.0 b", "5.0 z", "6.0 c", "7.0 y"}));
}

TEST_F(DeadlineTableTest, TheHandlerClears)
{
    act = [this](const std::string& key) {
        if (key == "b")
        {
            table.Set("x", Seconds(5));
            table.Clear();
            EXPECT_EQ(table.GetSize(), 0U);
        }
    };
    for (const auto* key : {"a", "b", "c"})
    {
        table.Set(key, Seconds(5));
    }
    table.Set("d", Seconds(6));
    At(8, [this] { table.Set("e", Seconds(9)); });
    EXPECT_EQ(Run(), (Told{"5.0 a", "5.0 b", "9.0 e"}));
}

TEST_F(DeadlineTableTest, TheHandlerClearsAndBeginsAnew)
{
    act = [this](const std::string& key) {
        if (key == "a")
        {
            table.Clear();
            table.Set("b", Seconds(5));
            table.Set("c", Seconds(6));
        }
    };
    table.Set("a", Seconds(5));
    table.Set("b", Seconds(5));
    EXPECT_EQ(Run(), (Told{"5.0 a", "5.0 b", "6.0 c"}));
}

TEST_F(DeadlineTableTest, WhatIsClearedIsNotHandled)
{
    table.Set("a", Seconds(5));
    table.Set("b", Seconds(6));
    table.Clear();
    EXPECT_EQ(table.Get("a"), Time::Max());
    table.Set("b", Seconds(7));
    EXPECT_EQ(Run(), Told{"7.0 b"});
}

TEST(DeadlineTable, ItsEventGoesWithIt)
{
    {
        DeadlineTable<int> table{[](int) { FAIL() << "of a table that is gone"; }};
        table.Set(1, Seconds(5));
    }
    Simulator::Run();
    Simulator::Destroy();
}

TEST(DeadlineTable, ItsRowsMayEndWithTheirDeadlines)
{
    // Rows that know when they are due; one of them takes others with it, another one all.
    std::map<int, std::string> rows{{1, "a"}, {2, "b"}, {3, "c"}, {4, "d"}, {5, "e"}};
    Told told;
    DeadlineTable<int> table{[&](int key) {
        told.push_back(rows.at(key));
        const int other = key == 1 ? 2 : 0;
        table.Cancel(other);
        rows.erase(other);
        rows.erase(key);
        if (key == 4)
        {
            table.Clear();
            rows.clear();
        }
    }};
    for (const auto& [key, row] : rows)
    {
        table.Set(key, Seconds(1));
    }
    Simulator::Run();
    Simulator::Destroy();
    EXPECT_EQ(told, (Told{"a", "c", "d"}));
}

TEST(DeadlineTable, DoesAsAPlainListDoes)
{
    /// A key of the plain list.
    struct Plain
    {
        int key;           //!< the key
        int at;            //!< its deadline, s
        std::size_t order; //!< of setting
    };

    constexpr int KEYS = 12;
    constexpr int END = 3000; // s
    std::vector<Plain> plain;
    std::size_t order = 0;
    std::vector<std::pair<int, int>> expected;
    std::vector<std::pair<int, int>> told;
    DeadlineTable<int> table{[&told](int key) {
        told.emplace_back(static_cast<int>(Simulator::Now().GetSeconds()), key);
    }};
    std::mt19937 random(5);
    const auto draw = [&random](int count) {
        return static_cast<int>(random() % static_cast<unsigned>(count));
    };
    const auto erase = [&plain](int key) {
        plain.erase(std::remove_if(plain.begin(),
                                   plain.end(),
                                   [key](const Plain& row) { return row.key == key; }),
                    plain.end());
    };
    for (int now = 0; now < END; ++now)
    {
        for (int i = draw(4); i > 0; --i)
        {
            const int key = draw(KEYS);
            const int at = std::max(now, now - 1 + draw(6));
            if (draw(5) == 0)
            {
                Simulator::Schedule(Seconds(now), [&table, key] { table.Cancel(key); });
                erase(key);
                continue;
            }
            Simulator::Schedule(Seconds(now), [&table, key, at] { table.Set(key, Seconds(at)); });
            const bool isAsItIs = std::any_of(plain.begin(), plain.end(), [=](const Plain& row) {
                return row.key == key && row.at == at;
            });
            if (!isAsItIs)
            {
                erase(key);
                plain.push_back({key, at, order++});
            }
        }
        std::sort(plain.begin(), plain.end(), [](const Plain& a, const Plain& b) {
            return a.order < b.order;
        });
        for (const auto& row : plain)
        {
            if (row.at == now)
            {
                expected.emplace_back(now, row.key);
            }
        }
        plain.erase(std::remove_if(plain.begin(),
                                   plain.end(),
                                   [now](const Plain& row) { return row.at == now; }),
                    plain.end());
    }
    Simulator::Stop(Seconds(END - 1) + MilliSeconds(1));
    Simulator::Run();
    Simulator::Destroy();
    EXPECT_GT(expected.size(), 1000U);
    EXPECT_EQ(told, expected);
}

} // namespace
