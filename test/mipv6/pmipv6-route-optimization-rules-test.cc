/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "ns3/pmipv6-correspondent-binding.h"
#include "ns3/pmipv6-correspondent-registration.h"
#include "ns3/pmipv6-mobility-codec.h"
#include "ns3/pmipv6-mobility-option.h"

#include <gtest/gtest.h>
#include <string>
#include <vector>

/**
 * @file
 * What correspondents and mobile nodes decide in route optimization, from what they know (RFC 6275,
 * 5.2.7, 9.5, 11.7.2 and 11.7.3).
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

const Ipv6Address HOME("fd00:1:0:1::17");    //!< home address
const Ipv6Address CARE_OF("fd00:9:0:1::17"); //!< care-of address
const Ipv6Address OTHER("fd00:9:0:2::17");   //!< another
const Ipv6Address PEER("fd00:c::5");         //!< the correspondent

/// Makes octets that are all different.
Nonces::Draw
MakeDraw()
{
    return [next = std::make_shared<uint8_t>(0)] { return (*next)++; };
}

/// A Binding Update to a correspondent, and what that knows.
struct Situation
{
    BindingUpdate update{100, UpdateFlag::ACKNOWLEDGE, 105, {NonceIndicesOption{5, 6}}};
    NonceEntry homeNonce{5, {1}, {2, 3}, {}};   //!< of index 5
    NonceEntry careOfNonce{6, {4}, {5, 6}, {}}; //!< of index 6
    bool isHomeKnown{true};                     //!< the first is recognized
    bool isCareOfKnown{true};                   //!< the second is
    Ipv6Address source{CARE_OF};                //!< of the packet
    Ipv6Address proven{CARE_OF};                //!< of which the tokens are
    CorrespondentBinding known;                 //!< NONE: there is nothing
    bool hasRoom{true};                         //!< for one more
    bool isAuthorized{true};                    //!< the mobile node has proven it

    /// @return what is decided
    CorrespondentUpdateVerdict DecideAll()
    {
        const uint64_t home = ComputeHomeKeygenToken(homeNonce.key, HOME, homeNonce.nonce);
        const uint64_t careOf =
            ComputeCareOfKeygenToken(careOfNonce.key, proven, careOfNonce.nonce);
        const bool isEnd = update.lifetime == 0 || source == HOME;
        if (isAuthorized)
        {
            Authorize(update,
                      isEnd ? ComputeDeletionKey(home) : ComputeBindingKey(home, careOf),
                      isEnd ? HOME : proven,
                      PEER);
        }
        const auto octets = BuildMobilityHeader(update, source, PEER);
        return DecideCorrespondentUpdate(
            {update,
             octets,
             {PEER, HOME},
             source,
             known.state == CorrespondentBindingState::NONE ? nullptr : &known,
             isHomeKnown ? &homeNonce : nullptr,
             isCareOfKnown ? &careOfNonce : nullptr,
             hasRoom,
             Seconds(420)});
    }

    /// @return it as text: the action, the status, the sequence number, an authenticator or not
    std::string Decide()
    {
        const auto verdict = DecideAll();
        const std::string tail = " " + std::to_string(static_cast<int>(verdict.status)) + " #" +
                                 std::to_string(verdict.sequence) +
                                 (verdict.bindingKey ? " proven" : "");
        switch (verdict.action)
        {
        case CorrespondentUpdateAction::DISCARD:
            return "discard " + verdict.reason;
        case CorrespondentUpdateAction::REFUSE:
            return "refuse" + tail;
        case CorrespondentUpdateAction::DELETE:
            return "delete" + tail;
        case CorrespondentUpdateAction::BIND:
            break;
        }
        return "bind" + tail + (verdict.careOf == proven ? " there " : " elsewhere ") +
               std::to_string(static_cast<int>(verdict.lifetime.GetSeconds()));
    }
};

TEST(CorrespondentUpdate, Binds)
{
    EXPECT_EQ(Situation().Decide(), "bind 0 #100 proven there 420");
    Situation shorter;
    shorter.update.lifetime = 10;
    EXPECT_EQ(shorter.Decide(), "bind 0 #100 proven there 40");
    Situation longer;
    longer.update.lifetime = 1000;
    EXPECT_EQ(longer.Decide(), "bind 0 #100 proven there 420") << "MAX_RR_BINDING_LIFETIME";
    Situation alternate;
    alternate.update.options.insert(alternate.update.options.begin(),
                                    AlternateCareOfAddressOption{OTHER});
    EXPECT_EQ(alternate.Decide(), "discard binding-authenticator-wrong") << "tested was another";
    alternate.proven = OTHER;
    EXPECT_EQ(alternate.Decide(), "bind 0 #100 proven there 420") << "9.5.1";
}

TEST(CorrespondentUpdate, WantsNonces)
{
    Situation situation;
    situation.isHomeKnown = false;
    EXPECT_EQ(situation.Decide(), "refuse 136 #100");
    situation.isCareOfKnown = false;
    EXPECT_EQ(situation.Decide(), "refuse 138 #100");
    situation.isHomeKnown = true;
    EXPECT_EQ(situation.Decide(), "refuse 137 #100");
    situation.update.lifetime = 0;
    EXPECT_EQ(situation.Decide(), "delete 0 #100 proven") << "not inspected where one is deleted";
    situation.isHomeKnown = false;
    EXPECT_EQ(situation.Decide(), "refuse 136 #100");
    Situation without;
    without.update.options.clear();
    EXPECT_EQ(without.Decide(), "discard binding-not-authorized");
    Situation unproven;
    unproven.isAuthorized = false;
    EXPECT_EQ(unproven.Decide(), "discard binding-not-authorized");
    unproven.update.options.push_back(BindingAuthorizationDataOption());
    EXPECT_EQ(unproven.Decide(), "discard binding-authenticator-wrong");
}

TEST(CorrespondentUpdate, Orders)
{
    Situation situation;
    situation.known.state = CorrespondentBindingState::BOUND;
    for (const auto& [last, isGreater] :
         std::vector<std::pair<uint16_t, bool>>{{99, true},
                                                {100, false},
                                                {101, false},
                                                {100 + 32767, false},
                                                {100 + 32769, true}})
    {
        situation.known.sequence = last;
        EXPECT_EQ(situation.Decide(),
                  isGreater ? "bind 0 #100 proven there 420"
                            : "refuse 135 #" + std::to_string(last) + " proven")
            << last;
    }
    situation.update.sequence = 0;
    situation.known.sequence = 65535;
    EXPECT_EQ(situation.Decide(), "bind 0 #0 proven there 420") << "modulo 2^16";
    situation.known.state = CorrespondentBindingState::DEAD;
    situation.known.sequence = 5;
    EXPECT_EQ(situation.Decide(), "refuse 135 #5 proven") << "what is dead orders too";
}

TEST(CorrespondentUpdate, Deletes)
{
    Situation situation;
    situation.source = HOME;
    EXPECT_EQ(situation.Decide(), "delete 0 #100 proven") << "from home";
    situation.known.state = CorrespondentBindingState::BOUND;
    EXPECT_EQ(situation.Decide(), "delete 0 #100 proven");
    Situation away;
    away.update.lifetime = 0;
    EXPECT_EQ(away.Decide(), "delete 0 #100 proven") << "with the home token, and address, alone";
}

TEST(CorrespondentUpdate, WantsRoom)
{
    Situation situation;
    situation.hasRoom = false;
    EXPECT_EQ(situation.Decide(), "refuse 130 #100 proven");
    situation.known.state = CorrespondentBindingState::DEAD;
    EXPECT_EQ(situation.Decide(), "bind 0 #100 proven there 420") << "it has its place already";
}

/// @return what a mobile node does upon a status
std::string
Judge(BindingStatus status, uint16_t granted = 105)
{
    const BindingUpdate request{7, UpdateFlag::ACKNOWLEDGE, 105, {}};
    BindingAcknowledgement answer;
    answer.status = status;
    answer.sequence = 9;
    answer.lifetime = granted;
    answer.options.push_back(BindingRefreshAdviceOption{1});
    const auto verdict = JudgeCorrespondentAnswer({request, answer, Seconds(1000), 0.8});
    switch (verdict.action)
    {
    case CorrespondentAnswerAction::TAKE:
        return "until " + std::to_string(static_cast<int>(verdict.expiry.GetSeconds())) +
               ", renewed at " + std::to_string(static_cast<int>(verdict.refresh.GetSeconds()));
    case CorrespondentAnswerAction::RESEQUENCE:
        return "after " + std::to_string(verdict.sequence);
    case CorrespondentAnswerAction::RETEST:
        return verdict.isHomeOld ? "test both" : "test the care-of address";
    case CorrespondentAnswerAction::GIVE_UP:
        break;
    }
    return "give up";
}

TEST(CorrespondentAnswer, IsJudged)
{
    EXPECT_EQ(Judge(BindingStatus::ACCEPTED), "until 1420, renewed at 1336")
        << "a correspondent's advice is ignored";
    EXPECT_EQ(Judge(BindingStatus::ACCEPTED, 25), "until 1100, renewed at 1080");
    EXPECT_EQ(Judge(BindingStatus::ACCEPTED, 1000), "until 1420, renewed at 1336")
        << "not more than asked for";
    EXPECT_EQ(Judge(BindingStatus::SEQUENCE_NUMBER_OUT_OF_WINDOW), "after 9");
    EXPECT_EQ(Judge(BindingStatus::EXPIRED_HOME_NONCE_INDEX), "test both");
    EXPECT_EQ(Judge(BindingStatus::EXPIRED_CAREOF_NONCE_INDEX), "test the care-of address");
    EXPECT_EQ(Judge(BindingStatus::EXPIRED_NONCES), "test both");
    EXPECT_EQ(Judge(BindingStatus::INSUFFICIENT_RESOURCES), "give up");
    EXPECT_EQ(Judge(BindingStatus::REGISTRATION_TYPE_CHANGE_DISALLOWED), "give up");
}

TEST(CorrespondentLifetime, IsOfTheHomeRegistration)
{
    const Time now = Seconds(1000);
    EXPECT_EQ(GetCorrespondentLifetime(now, Time::Max(), Seconds(420)), 105);
    EXPECT_EQ(GetCorrespondentLifetime(now, Seconds(2000), Seconds(420)), 105);
    EXPECT_EQ(GetCorrespondentLifetime(now, Seconds(1299), Seconds(420)), 74);
    EXPECT_EQ(GetCorrespondentLifetime(now, Seconds(1004), Seconds(420)), 1);
    EXPECT_EQ(GetCorrespondentLifetime(now, Seconds(1003), Seconds(420)), 0) << "it is extended";
    EXPECT_EQ(GetCorrespondentLifetime(now, Seconds(900), Seconds(420)), 0);
}

TEST(CorrespondentLifetime, IsRenewedForAGain)
{
    EXPECT_EQ(GetLeastGain(Seconds(420), 0.8), Seconds(4)) << "the unit of lifetimes";
    EXPECT_EQ(GetLeastGain(Seconds(4), 0.8), MilliSeconds(1600)) << "of 3.2 s";
    EXPECT_EQ(GetLeastGain(Seconds(40), 0.1), Seconds(2)) << "of 4 s";
}

TEST(CorrespondentDue, IsDecided)
{
    using State = CorrespondentState;
    EXPECT_EQ(DecideDue({State::REGISTERED, false, false, false, false}), CorrespondentDue::RENEW);
    EXPECT_EQ(DecideDue({State::REGISTERED, true, false, false, false}), CorrespondentDue::FORGET);
    for (const auto state : {State::TESTING, State::REGISTERING})
    {
        EXPECT_EQ(DecideDue({state, true, false, false, false}), CorrespondentDue::TUNNEL)
            << "it was to be renewed";
        EXPECT_EQ(DecideDue({state, true, true, false}), CorrespondentDue::FORGET)
            << "it has ended by itself";
    }
    EXPECT_EQ(DecideDue({State::FAILED, true, false, false, false}), CorrespondentDue::FORGET)
        << "its minute is over";
    EXPECT_EQ(DecideDue({State::FAILED, true, false, true, false}), CorrespondentDue::WAIT);
    EXPECT_EQ(DecideDue({State::FAILED, true, false, true, true}), CorrespondentDue::BEGIN)
        << "what goes to it is not told";
    EXPECT_EQ(DecideDue({State::FAILED, true, true, true, true}), CorrespondentDue::FORGET);
}

TEST(Nonces, LastTheirTime)
{
    Nonces nonces;
    nonces.Start({Seconds(30), Seconds(240)}, MakeDraw());
    EXPECT_EQ(nonces.Find(0, Seconds(0)), nullptr);
    const NonceEntry first = nonces.GetCurrent(Seconds(10));
    EXPECT_EQ(first.index, 1) << "0x00 and 0x01 were drawn first";
    EXPECT_EQ(first.nonce.size(), 8) << "as recommended";
    EXPECT_EQ(nonces.GetCurrent(Seconds(39)).index, first.index);
    const NonceEntry second = nonces.GetCurrent(Seconds(40));
    EXPECT_EQ(second.index, first.index + 1);
    EXPECT_NE(second.nonce, first.nonce);
    EXPECT_NE(second.key, first.key) << "5.2.7: Kcn changes with it";
    ASSERT_NE(nonces.Find(first.index, Seconds(250)), nullptr) << "MAX_NONCE_LIFETIME";
    EXPECT_EQ(nonces.Find(first.index, Seconds(250))->nonce, first.nonce);
    EXPECT_EQ(nonces.Find(first.index, Seconds(251)), nullptr);
    EXPECT_EQ(nonces.Find(first.index + 2, Seconds(41)), nullptr);
    EXPECT_EQ(nonces.Find(first.index - 1, Seconds(41)), nullptr);
    // A token is of use for 210 to 240 s: MAX_TOKEN_LIFETIME.
    EXPECT_EQ(nonces.GetEnd(second), Seconds(280));
    nonces.Clear();
    EXPECT_EQ(nonces.Find(first.index, Seconds(41)), nullptr);
    EXPECT_EQ(nonces.GetCurrent(Seconds(41)).index, first.index + 2) << "none is given out twice";
}

TEST(Nonces, Wrap)
{
    Nonces nonces;
    nonces.Start({Seconds(30), Seconds(240)}, [] { return uint8_t{0xff}; });
    EXPECT_EQ(nonces.GetCurrent(Seconds(0)).index, 65535);
    EXPECT_EQ(nonces.GetCurrent(Seconds(30)).index, 0);
    EXPECT_NE(nonces.Find(65535, Seconds(31)), nullptr);
    EXPECT_NE(nonces.Find(0, Seconds(31)), nullptr);
    EXPECT_EQ(nonces.Find(1, Seconds(31)), nullptr);
}

} // namespace

} // namespace pmipv6
} // namespace ns3
