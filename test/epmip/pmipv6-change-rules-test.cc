/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * What a gateway makes of a PBCI without P (draft-luo, 4.3, 6 and 8): each rule a row.
 */

#include "ns3/pmipv6-change-rules.h"

#include <gtest/gtest.h>
#include <ostream>
#include <string>
#include <vector>

using namespace ns3::pmipv6;

namespace
{

/// What a gateway knows when a correspondent has moved, and what comes of it.
struct Change
{
    std::string name;    //!< what it is
    ChangeFacts facts;   //!< timestamp, what is told, here, to this gateway, entitled, newest known
    ChangeAction action; //!< what comes of it
};

std::ostream&
operator<<(std::ostream& os, const Change& change)
{
    return os << change.name;
}

const std::vector<Change> CHANGES{
    {"4.3: of its previous gateway", {6, 5, false, false, true}, ChangeAction::FOLLOW},
    {"4.3: of which nothing is told", {6, {}, false, false, true}, ChangeAction::FOLLOW},
    {"4.3: the same once more", {6, 6, false, false, true}, ChangeAction::IGNORE},
    {"4.3: late", {5, 6, false, false, true}, ChangeAction::REFUSE},
    {"4.3: late, of anybody", {5, 6, false, false, false}, ChangeAction::REFUSE},
    {"4.3: known, of anybody", {6, 6, false, false, false}, ChangeAction::IGNORE},
    {"4.3: it comes to this gateway", {6, 5, false, true, true}, ChangeAction::IGNORE},
    {"4.3: it has come to this gateway", {6, 5, true, true, true}, ChangeAction::REFUSE},
    {"4.3: it is here", {6, {}, true, false, true}, ChangeAction::REFUSE},
    {"4.3: it was here since", {5, {}, false, false, true, 6}, ChangeAction::REFUSE},
    {"4.3: it was here since, of anybody", {5, {}, false, false, false, 6}, ChangeAction::REFUSE},
    {"4.3: where it went from here", {6, {}, false, false, true, 6}, ChangeAction::FOLLOW},
    {"8: of another gateway", {6, 5, false, false, false}, ChangeAction::HINT},
    {"8: of another gateway, nothing told", {6, {}, false, false, false}, ChangeAction::HINT},
};

class ChangeTest : public testing::TestWithParam<Change>
{
};

TEST_P(ChangeTest, Action)
{
    EXPECT_EQ(DecideChange(GetParam().facts), GetParam().action);
}

INSTANTIATE_TEST_SUITE_P(Rules, ChangeTest, testing::ValuesIn(CHANGES));

/// What a gateway knows when a node is gone, and what comes of it.
struct Withdrawal
{
    std::string name;        //!< what it is
    WithdrawalFacts facts;   //!< of an eLMA, of the location held, dated, something held, was here
    WithdrawalAction action; //!< what comes of it
};

std::ostream&
operator<<(std::ostream& os, const Withdrawal& withdrawal)
{
    return os << withdrawal.name;
}

const std::vector<Withdrawal> WITHDRAWALS{
    {"6: of an eLMA", {true, false, true, true, false}, WithdrawalAction::WITHDRAW},
    {"6: of an eLMA, to p", {true, false, true, false, true}, WithdrawalAction::WITHDRAW},
    {"6: of an eLMA, of a stranger", {true, false, true, false, false}, WithdrawalAction::IGNORE},
    {"6: of the location held", {false, true, true, true, false}, WithdrawalAction::WITHDRAW},
    {"4.3: it does not know the node",
     {false, true, false, true, false},
     WithdrawalAction::DISTRUST},
    {"4.3: likewise, nothing is held",
     {false, true, false, false, false},
     WithdrawalAction::IGNORE},
    {"8: of another gateway", {false, false, true, true, false}, WithdrawalAction::IGNORE},
    {"8: of another gateway, to p", {false, false, true, false, true}, WithdrawalAction::IGNORE},
    {"8: likewise, not dated", {false, false, false, true, true}, WithdrawalAction::IGNORE},
};

class WithdrawalTest : public testing::TestWithParam<Withdrawal>
{
};

TEST_P(WithdrawalTest, Action)
{
    EXPECT_EQ(DecideWithdrawal(GetParam().facts), GetParam().action);
}

INSTANTIATE_TEST_SUITE_P(Rules, WithdrawalTest, testing::ValuesIn(WITHDRAWALS));

} // namespace
