/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * What is wrong with a row of a table, given where the nodes are: a row of a test's table a rule.
 */

#include "ns3/pmipv6-state-rules.h"

#include <gtest/gtest.h>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

const Ipv6Address GATEWAY1("fd00:c::11");                    //!< of mag1
const Ipv6Address GATEWAY2("fd00:c::12");                    //!< of mag2
const Prefix PREFIX1(Ipv6Address("fd00:1:0:1::"), 64);       //!< of mn1
const Prefix PREFIX2(Ipv6Address("fd00:1:0:2::"), 64);       //!< of mn2
const Prefix PREFIX3(Ipv6Address("fd00:1:0:3::"), 64);       //!< of nobody who is attached
const AttachedNode NODE1{"mn1", LinkLayerAddress(), "mag1"}; //!< a mobile node
const AttachedNode NODE2{"mn2", LinkLayerAddress(), "mag2"}; //!< another one

/// @return where mn1 and mn2 are
Whereabouts
MakeKnown()
{
    Whereabouts known;
    known.nodes = {{"1@example.org", NODE1}, {"2@example.org", NODE2}};
    known.routers = {{GATEWAY1, "mag1"}, {GATEWAY2, "mag2"}};
    return known;
}

/// @return a judgement in words: what it is, and the record's fields
std::string
Describe(const std::optional<StateJudgement>& judgement)
{
    if (!judgement)
    {
        return "right";
    }
    const auto& record = judgement->record;
    return std::string(judgement->isStale ? "stale" : "leftover") + ": " + record.node + " " +
           record.object + " " + record.key + " holds " + record.holds + ", should be " +
           record.shouldBe;
}

TEST(StateRules, Sessions)
{
    struct Row
    {
        std::string identifier;
        Ipv6Address gateway;
        bool isForwarding;
        std::string expected;
    };

    const std::vector<Row> rows = {
        {"1@example.org", GATEWAY1, true, "right"},
        {"1@example.org", GATEWAY2, true, "stale: lma session mn1 holds mag2, should be mag1"},
        {"1@example.org",
         Ipv6Address("fd00:c::99"),
         true,
         "stale: lma session mn1 holds fd00:c::99, should be mag1"},
        {"1@example.org", GATEWAY1, false, "leftover: lma session mn1 holds mag1, should be mag1"},
        {"2@example.org", GATEWAY1, false, "leftover: lma session mn2 holds mag1, should be mag2"},
        {"3@example.org", GATEWAY1, true, "right"},
        {"3@example.org", GATEWAY1, false, "right"},
    };
    for (const auto& row : rows)
    {
        const StateSource::Session session{"session",
                                           row.identifier,
                                           {PREFIX1},
                                           row.gateway,
                                           row.isForwarding};
        EXPECT_EQ(Describe(JudgeSession("lma", session, MakeKnown())), row.expected)
            << row.identifier << " at " << row.gateway << ' ' << row.isForwarding;
    }
}

TEST(StateRules, Attachments)
{
    struct Row
    {
        std::string identifier;
        bool isStuck;
        bool isUsed;
        std::string expected;
    };

    const std::vector<Row> rows = {
        {"1@example.org", false, false, "right"},
        {"1@example.org", false, true, "right"},
        {"1@example.org",
         true,
         false,
         "stale: mag1 binding mn1 holds waiting, with nothing under way, should be mag1"},
        {"2@example.org",
         true,
         true,
         "stale: mag1 binding mn2 holds waiting, with nothing under way, should be mag2"},
        {"2@example.org", false, false, "leftover: mag1 binding mn2 holds waiting, should be mag2"},
        {"2@example.org", false, true, "stale: mag1 binding mn2 holds mag1, should be mag2"},
        {"3@example.org", true, true, "right"},
    };
    for (const auto& row : rows)
    {
        const StateSource::Attachment attachment{"binding",
                                                 row.identifier,
                                                 {PREFIX1},
                                                 Ipv6Address(),
                                                 "waiting",
                                                 row.isStuck};
        EXPECT_EQ(Describe(JudgeAttachment("mag1", attachment, row.isUsed, MakeKnown())),
                  row.expected)
            << row.identifier << ' ' << row.isStuck << ' ' << row.isUsed;
    }
}

TEST(StateRules, Routes)
{
    struct Row
    {
        std::string holder;
        Prefix source;
        Prefix destination;
        Ipv6Address gateway;
        bool isInstalled;
        std::string expected;
    };

    const std::vector<Row> rows = {
        {"mag1", PREFIX1, PREFIX2, GATEWAY2, true, "right"},
        {"mag1",
         PREFIX1,
         PREFIX2,
         GATEWAY1,
         true,
         "stale: mag1 route mn1>mn2 holds mag1, should be mag2"},
        {"mag1",
         PREFIX1,
         PREFIX2,
         GATEWAY2,
         false,
         "leftover: mag1 route mn1>mn2 holds mag2, should be none"},
        {"mag2",
         PREFIX1,
         PREFIX2,
         GATEWAY2,
         true,
         "leftover: mag2 route mn1>mn2 holds mag2, should be none"},
        {"mag1", PREFIX1, PREFIX3, GATEWAY1, true, "right"},
        {"mag1", PREFIX3, PREFIX2, GATEWAY1, true, "right"},
        {"mag1", Prefix(), PREFIX2, GATEWAY2, true, "right"},
        {"mag1",
         Prefix(),
         PREFIX2,
         GATEWAY1,
         true,
         "stale: mag1 route mn2 holds mag1, should be mag2"},
        {"mag1",
         Prefix(),
         PREFIX2,
         GATEWAY2,
         false,
         "leftover: mag1 route mn2 holds mag2, should be none"},
        {"mag1", Prefix(), PREFIX3, GATEWAY1, true, "right"},
    };
    const PrefixOwners owners{{PREFIX1, NODE1}, {PREFIX2, NODE2}};
    for (const auto& row : rows)
    {
        const StateSource::Route route{"route",
                                       row.source,
                                       row.destination,
                                       row.gateway,
                                       row.isInstalled};
        EXPECT_EQ(Describe(JudgeRoute(row.holder, route, MakeKnown(), owners, {})), row.expected)
            << row.holder << ' ' << row.source << '>' << row.destination << ' ' << row.gateway;
    }
}

TEST(StateRules, RouteOfNodesHere)
{
    const PrefixOwners owners{{PREFIX1, NODE1}, {PREFIX2, NODE2}};
    const auto judge = [&](const std::string& holder, const PrefixPairs& pairs = {}) {
        const StateSource::Route route{"location", Prefix(), PREFIX2, GATEWAY1, true, true};
        return Describe(JudgeRoute(holder, route, MakeKnown(), owners, pairs));
    };
    EXPECT_EQ(judge("mag1"), "stale: mag1 location mn2 holds mag1, should be mag2");
    EXPECT_EQ(judge("mag3"), "leftover: mag3 location mn2 holds mag1, should be mag2")
        << "nobody is there";
    EXPECT_EQ(judge("mag2"), "leftover: mag2 location mn2 holds mag1, should be mag2")
        << "it sends nothing to itself";
    EXPECT_EQ(judge("mag1", {std::minmax(PREFIX1, PREFIX2)}),
              "stale: mag1 location mn2 holds mag1, should be mag2");
    EXPECT_EQ(judge("mag1", {std::minmax(PREFIX2, PREFIX3)}),
              "leftover: mag1 location mn2 holds mag1, should be mag2")
        << "who is there talks to others";
}

TEST(StateRules, Finding)
{
    StateFinding finding;
    finding.Add(std::nullopt);
    finding.Add(StateJudgement{true, {"a", "", "", "", ""}});
    finding.Add(StateJudgement{false, {"b", "", "", "", ""}});
    ASSERT_EQ(finding.stale.size(), 1U);
    ASSERT_EQ(finding.leftover.size(), 1U);
    EXPECT_EQ(finding.stale.front().node, "a");
    EXPECT_EQ(finding.leftover.front().node, "b");
}

} // namespace
