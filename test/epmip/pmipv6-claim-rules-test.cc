/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * @ingroup pmipv6-tests
 * What LMFs' word of a node means to the anchor that has claimed it (draft-luo, 7.2).
 */

#include "ns3/pmipv6-claim-rules.h"

#include <gtest/gtest.h>
#include <optional>
#include <vector>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

using Status = ExperimentalStatus;
using Indicator = HandoffIndicator;

const Prefix NODE(Ipv6Address("fd00:1:0:1::"), 64);  //!< the node's
const Prefix OTHER(Ipv6Address("fd00:2:0:1::"), 64); //!< another one
const Ipv6Address ANCHOR("fd00:c::1");               //!< where it was
constexpr uint64_t SENT = 1000;                      //!< timestamp of the request

/// @return what LMFs say of a node that they know
LocationAnswer
MakeAnswer(const std::vector<Prefix>& prefixes, Status status = Status::SUCCESS)
{
    LocationAnswer answer;
    answer.status = status;
    answer.prefixes = prefixes;
    answer.previous = {ANCHOR};
    return answer;
}

/// @return the same as it is read
NodeClaim
MakeClaim(const std::vector<Prefix>& prefixes, Status status = Status::SUCCESS)
{
    const auto answer = MakeAnswer(prefixes, status);
    return ReadClaim(&answer, SENT);
}

TEST(ReadClaim, WhatIsKnown)
{
    const auto claim = MakeClaim({NODE, OTHER});
    EXPECT_EQ(claim.status, Status::SUCCESS);
    EXPECT_EQ(claim.timestamp, SENT);
    EXPECT_EQ(claim.prefixes, (std::vector<Prefix>{NODE, OTHER}));
    EXPECT_EQ(claim.previous, std::vector<Ipv6Address>{ANCHOR});
}

TEST(ReadClaim, NobodyHasAnswered)
{
    const auto claim = ReadClaim(nullptr, SENT);
    EXPECT_EQ(claim.status, Status::NO_BINDING_FOR_PREFIX);
    EXPECT_TRUE(claim.prefixes.empty());
    EXPECT_TRUE(claim.previous.empty());
}

TEST(ReadClaim, NoPrefixesThatASessionCannotHave)
{
    EXPECT_TRUE(MakeClaim({NODE, NODE}).prefixes.empty());
    EXPECT_TRUE(MakeClaim({NODE, Prefix(NODE.GetAddress(), 80)}).prefixes.empty());
    EXPECT_TRUE(MakeClaim({Prefix(NODE.GetAddress(), 63)}).prefixes.empty());
    EXPECT_TRUE(MakeClaim({OTHER, *ParsePrefix("ff02::/64")}).prefixes.empty());
    EXPECT_TRUE(MakeClaim({NODE}, Status::OLDER_THAN_STATE_HELD).prefixes.empty());
}

TEST(ClaimDue, OnceAndForWhatIsLater)
{
    EXPECT_TRUE(IsClaimDue(nullptr, Indicator::UNKNOWN, SENT));
    EXPECT_FALSE(IsClaimDue(nullptr, Indicator::NEW_INTERFACE, SENT));
    const auto known = MakeClaim({NODE});
    EXPECT_FALSE(IsClaimDue(&known, Indicator::UNKNOWN, SENT + 1));
    const auto older = MakeClaim({NODE}, Status::OLDER_THAN_STATE_HELD);
    EXPECT_FALSE(IsClaimDue(&older, Indicator::UNKNOWN, SENT));
    EXPECT_TRUE(IsClaimDue(&older, Indicator::UNKNOWN, SENT + 1)) << "it may have come back";
}

TEST(ClaimCheck, WhatIsOvertakenIsRefused)
{
    EXPECT_EQ(CheckClaim(nullptr, SENT), std::nullopt);
    const auto known = MakeClaim({NODE});
    EXPECT_EQ(CheckClaim(&known, SENT), std::nullopt);
    const auto older = MakeClaim({NODE}, Status::OLDER_THAN_STATE_HELD);
    EXPECT_EQ(CheckClaim(&older, SENT), BindingStatus::TIMESTAMP_LOWER_THAN_PREV_ACCEPTED);
    EXPECT_EQ(CheckClaim(&older, SENT + 1), std::nullopt);
}

TEST(DecideClaimed, AllOutcomes)
{
    struct Row
    {
        const char* what;             //!< for the failure
        std::vector<Prefix> prefixes; //!< of which LMFs know
        Status status;                //!< of their answer
        uint64_t timestamp;           //!< of the registration here
        bool isNamed;                 //!< nothing new of where it was
        ClaimAction action;           //!< what becomes of it
        bool isOfOthers;              //!< it had others
    };

    const Row rows[] = {
        {"known", {NODE}, Status::SUCCESS, SENT, true, ClaimAction::KEEP, false},
        {"it was elsewhere",
         {NODE},
         Status::SUCCESS,
         SENT,
         false,
         ClaimAction::REPORT_PREFIXES,
         false},
        {"not known",
         {},
         Status::NO_BINDING_FOR_PREFIX,
         SENT,
         true,
         ClaimAction::REPORT_ALL,
         false},
        {"other prefixes", {OTHER}, Status::SUCCESS, SENT, true, ClaimAction::REPORT_ALL, true},
        {"more of them", {NODE, OTHER}, Status::SUCCESS, SENT, true, ClaimAction::REPORT_ALL, true},
        {"registered anew",
         {NODE},
         Status::SUCCESS,
         SENT + 1,
         true,
         ClaimAction::REPORT_ALL,
         false},
        {"elsewhere", {}, Status::OLDER_THAN_STATE_HELD, SENT, true, ClaimAction::LEAVE, false},
        {"and back",
         {},
         Status::OLDER_THAN_STATE_HELD,
         SENT + 1,
         true,
         ClaimAction::REPORT_ALL,
         false},
    };
    for (const auto& row : rows)
    {
        const auto verdict =
            DecideClaimed(MakeClaim(row.prefixes, row.status), {NODE}, row.timestamp, row.isNamed);
        EXPECT_EQ(verdict.action, row.action) << row.what;
        EXPECT_EQ(verdict.isOfOthers, row.isOfOthers) << row.what;
    }
}

} // namespace
