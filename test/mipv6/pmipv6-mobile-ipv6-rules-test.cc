/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "ns3/pmipv6-home-agent-rules.h"
#include "ns3/pmipv6-mobile-node-rules.h"
#include "ns3/pmipv6-mobility-option.h"

#include <functional>
#include <gtest/gtest.h>
#include <string>
#include <vector>

/**
 * @file
 * What home agents and mobile nodes decide, from what they know (RFC
 * 6275, 9.5.1, 10.3, 11.5, 11.7).
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

/// What is known when a Binding Update has come.
struct Situation
{
    BindingUpdate update;        //!< the message
    Ipv6Address home{HOME};      //!< of the Home Address option
    Ipv6Address source{CARE_OF}; //!< of the packet
    bool isAssociated{true};     //!< there is an association
    HomeAssociation association{"mn", HOME, Prefix("fd00:1:0:1::", 64), Ipv6Address("fd00:c::1")};
    HomeBinding known;             //!< NONE: there is nothing
    bool hasRoom{true};            //!< for a binding more
    bool hasNetworkMobility{true}; //!< the home agent supports mobile routers
    bool hasOther{false};          //!< another protocol has the node's entry

    Situation()
    {
        update.sequence = 100;
        update.flags = UpdateFlag::ACKNOWLEDGE | UpdateFlag::HOME_REGISTRATION;
        update.lifetime = 75;
        known.homeAddress = HOME;
        known.careOf = CARE_OF;
        known.sequence = 99;
        known.flags = update.flags;
    }

    /// @return what is decided: the action, the status, the sequence number, the rest
    std::string Decide() const
    {
        const auto verdict =
            DecideHomeUpdate({update,
                              home,
                              source,
                              isAssociated ? &association : nullptr,
                              known.state == HomeBindingState::NONE ? nullptr : &known,
                              hasRoom,
                              hasNetworkMobility,
                              Seconds(600),
                              hasOther});
        const std::string tail = " " + std::to_string(static_cast<int>(verdict.status)) + " #" +
                                 std::to_string(verdict.sequence);
        switch (verdict.action)
        {
        case HomeUpdateAction::DISCARD:
            return "discard " + verdict.reason;
        case HomeUpdateAction::REFUSE:
            return "refuse" + tail + (verdict.isNoted ? " noted" : "");
        case HomeUpdateAction::RELEASE:
            return "release" + tail;
        case HomeUpdateAction::DETECT:
        case HomeUpdateAction::BIND:
            break;
        }
        return (verdict.action == HomeUpdateAction::BIND ? "bind" : "detect") + tail + " " +
               (verdict.careOf == CARE_OF ? "there" : "elsewhere") + " " +
               std::to_string(static_cast<int>(verdict.lifetime.GetSeconds()));
    }
};

/// A row: what is changed, and what follows.
struct UpdateRow
{
    const char* name;                       //!< which rule
    std::function<void(Situation&)> change; //!< against a first registration
    const char* expected;                   //!< see Situation::Decide
};

class HomeUpdate : public testing::TestWithParam<UpdateRow>
{
};

TEST_P(HomeUpdate, IsDecided)
{
    Situation situation;
    GetParam().change(situation);
    EXPECT_EQ(situation.Decide(), GetParam().expected);
}

/// There is a row of a state.
void
Know(Situation& s, HomeBindingState state, uint16_t sequence = 99)
{
    s.known.state = state;
    s.known.sequence = sequence;
}

/// The node is a mobile router (RFC 3963, 5.2, implicit mode).
void
AskAsRouter(Situation& s)
{
    s.update.flags |= UpdateFlag::MOBILE_ROUTER;
    s.association.networks.emplace_back("fd00:1:0:7::", 64);
}

constexpr auto BOUND = HomeBindingState::BOUND;
constexpr auto DETECTING = HomeBindingState::DETECTING;
constexpr auto DEAD = HomeBindingState::DEAD;

INSTANTIATE_TEST_SUITE_P(
    Rfc6275,
    HomeUpdate,
    testing::Values(
        UpdateRow{"First", [](Situation&) {}, "detect 0 #100 there 300"},
        UpdateRow{"Routable",
                  [](Situation& s) { s.home = Ipv6Address("fe80::17"); },
                  "discard home-address-not-routable"},
        UpdateRow{"Association",
                  [](Situation& s) { s.isAssociated = false; },
                  "discard no-home-association"},
        UpdateRow{"NoHomeRegistration",
                  [](Situation& s) { s.update.flags = UpdateFlag::ACKNOWLEDGE; },
                  "discard binding-not-authorized"},
        UpdateRow{"NonceIndices",
                  [](Situation& s) {
                      s.update.options.emplace_back(NonceIndicesOption{1, 2});
                  },
                  "discard nonce-indices-in-home-registration"},
        UpdateRow{"Again", [](Situation& s) { Know(s, BOUND); }, "bind 0 #100 there 300"},
        UpdateRow{"WhileDetecting",
                  [](Situation& s) { Know(s, DETECTING); },
                  "detect 0 #100 there 300"},
        UpdateRow{"AfterItsEnd", [](Situation& s) { Know(s, DEAD); }, "detect 0 #100 there 300"},
        UpdateRow{"SameNumber", [](Situation& s) { Know(s, BOUND, 100); }, "refuse 135 #100"},
        UpdateRow{"OlderNumber", [](Situation& s) { Know(s, DEAD, 101); }, "refuse 135 #101"},
        UpdateRow{"NumberWraps",
                  [](Situation& s) {
                      Know(s, BOUND, 65535);
                      s.update.sequence = 0;
                  },
                  "bind 0 #0 there 300"},
        UpdateRow{"FarthestAhead",
                  [](Situation& s) { Know(s, BOUND, static_cast<uint16_t>(100 - 32767)); },
                  "bind 0 #100 there 300"},
        UpdateRow{"HalfTheCircle",
                  [](Situation& s) { Know(s, BOUND, static_cast<uint16_t>(100 - 32768)); },
                  "refuse 135 #32868"},
        UpdateRow{"OtherKind",
                  [](Situation& s) {
                      Know(s, BOUND);
                      s.update.flags |= UpdateFlag::MOBILE_ROUTER;
                  },
                  "refuse 139 #100"},
        UpdateRow{"OtherKindAfterTheEnd",
                  [](Situation& s) {
                      Know(s, DEAD);
                      AskAsRouter(s);
                  },
                  "detect 0 #100 there 300"},
        UpdateRow{"Router", [](Situation& s) { AskAsRouter(s); }, "detect 0 #100 there 300"},
        UpdateRow{"RouterAgain",
                  [](Situation& s) {
                      Know(s, BOUND);
                      AskAsRouter(s);
                      s.known.flags = s.update.flags;
                  },
                  "bind 0 #100 there 300"},
        UpdateRow{"RouterNoMore",
                  [](Situation& s) {
                      Know(s, BOUND);
                      s.known.flags |= UpdateFlag::MOBILE_ROUTER;
                  },
                  "refuse 139 #100"},
        UpdateRow{"RouterOfAnAgentOfHosts",
                  [](Situation& s) {
                      AskAsRouter(s);
                      s.hasNetworkMobility = false;
                  },
                  "refuse 140 #100"},
        UpdateRow{"RouterWithoutNetworks",
                  [](Situation& s) { s.update.flags |= UpdateFlag::MOBILE_ROUTER; },
                  "refuse 143 #100"},
        UpdateRow{"EndOfAnotherKind",
                  [](Situation& s) {
                      Know(s, BOUND);
                      s.update.flags |= UpdateFlag::MOBILE_ROUTER;
                      s.update.lifetime = 0;
                  },
                  "release 0 #100"},
        UpdateRow{"Alternate",
                  [](Situation& s) {
                      s.update.options.emplace_back(AlternateCareOfAddressOption{OTHER});
                  },
                  "detect 0 #100 elsewhere 300"},
        UpdateRow{"AlternateOfNoUse",
                  [](Situation& s) {
                      s.update.options.emplace_back(
                          AlternateCareOfAddressOption{Ipv6Address("ff02::1")});
                  },
                  "refuse 174 #100"},
        UpdateRow{"EndByLifetime",
                  [](Situation& s) {
                      Know(s, BOUND);
                      s.update.lifetime = 0;
                  },
                  "release 0 #100"},
        UpdateRow{"EndByCareOf",
                  [](Situation& s) {
                      Know(s, BOUND);
                      s.source = HOME;
                  },
                  "release 0 #100"},
        UpdateRow{"EndByAlternate",
                  [](Situation& s) {
                      Know(s, BOUND);
                      s.update.options.emplace_back(AlternateCareOfAddressOption{HOME});
                  },
                  "release 0 #100"},
        UpdateRow{"EndWhileDetecting",
                  [](Situation& s) {
                      Know(s, DETECTING);
                      s.update.lifetime = 0;
                  },
                  "release 0 #100"},
        UpdateRow{"EndOfNothing",
                  [](Situation& s) { s.update.lifetime = 0; },
                  "refuse 133 #100 noted"},
        UpdateRow{"EndOfNothingWithoutRoom",
                  [](Situation& s) {
                      s.hasRoom = false;
                      s.update.lifetime = 0;
                  },
                  "refuse 133 #100"},
        UpdateRow{"EndAfterTheEnd",
                  [](Situation& s) {
                      Know(s, DEAD);
                      s.update.lifetime = 0;
                  },
                  "refuse 133 #100 noted"},
        // RFC 6612, 3.2, issue 4: where a node has one entry, whichever protocol made it.
        UpdateRow{"OverAnothersEntry",
                  [](Situation& s) { s.hasOther = true; },
                  "bind 0 #100 there 300"},
        UpdateRow{"EndOfAnothersEntry",
                  [](Situation& s) {
                      s.hasOther = true;
                      s.update.lifetime = 0;
                  },
                  "release 0 #100"},
        UpdateRow{"NotHomeSubnet",
                  [](Situation& s) { s.association.homePrefix = Prefix("fd00:1:0:2::", 64); },
                  "refuse 132 #100"},
        UpdateRow{"NoRoom", [](Situation& s) { s.hasRoom = false; }, "refuse 130 #100"},
        UpdateRow{"NoRoomForOthers",
                  [](Situation& s) {
                      s.hasRoom = false;
                      Know(s, BOUND);
                  },
                  "bind 0 #100 there 300"},
        UpdateRow{"LongestLifetime",
                  [](Situation& s) { s.update.lifetime = 0xffff; },
                  "detect 0 #100 there 600"}),
    [](const auto& info) { return std::string(info.param.name); });

/// @return the prefix of the link that an advertisement tells of
std::string
Decide(const std::vector<PrefixInformation>& prefixes, const char* present = nullptr)
{
    RouterAdvertisement advertisement;
    advertisement.prefixes = prefixes;
    const auto link =
        DecideLink({advertisement,
                    Prefix("fd00:1:0:1::", 64),
                    present ? std::make_optional(Prefix(present, 64)) : std::nullopt});
    return link ? std::to_string(link->GetAddress() == Ipv6Address("fd00:1:0:1::")   ? 1
                                 : link->GetAddress() == Ipv6Address("fd00:9:0:2::") ? 2
                                                                                     : 3)
                : "none";
}

/// @return an option of a prefix
PrefixInformation
Tell(const char* prefix, uint32_t valid = 1000, uint32_t preferred = 1000, bool isAutonomous = true)
{
    return {Prefix(prefix, 64), true, isAutonomous, valid, preferred};
}

TEST(MobileNodeRules, Movement)
{
    EXPECT_EQ(Decide({}), "none");
    EXPECT_EQ(Decide({Tell("fd00:9:0:2::"), Tell("fd00:9:0:3::")}), "2");
    EXPECT_EQ(Decide({Tell("fd00:9:0:2::"), Tell("fd00:9:0:3::")}, "fd00:9:0:3::"), "3")
        << "the present link has both";
    EXPECT_EQ(Decide({Tell("fd00:9:0:2::"), Tell("fd00:1:0:1::")}, "fd00:9:0:2::"), "1")
        << "RFC 6275, 11.5.2: the home link comes first";
    EXPECT_EQ(Decide({Tell("fd00:9:0:2::", 1000, 0), Tell("fd00:9:0:3::")}), "3") << "deprecated";
    EXPECT_EQ(Decide({Tell("fd00:9:0:2::", 0, 0)}), "none") << "withdrawn";
    EXPECT_EQ(Decide({Tell("fd00:9:0:2::", 1000, 1000, false)}), "none") << "not autonomous";
}

TEST(MobileNodeRules, HomeByOneInterfaceAndByAnother)
{
    using State = MobileNodeState;
    const auto& table = GetMobileNodeTable();
    EXPECT_EQ(table.Find(State::HOME, MobileNodeEvent::RETURNED_UNTOLD), State::HOME);
    EXPECT_EQ(table.Find(State::RETURNING, MobileNodeEvent::RETURNED), State::RETURNING);
}

/// @return what is made of an answer to a Binding Update that was sent at 50 s
std::string
Judge(const BindingUpdate& request, const BindingAcknowledgement& answer)
{
    const auto verdict = JudgeHomeAnswer({request, answer, Seconds(50), 0.8});
    const auto say = [](Time time) {
        return time == Time::Max() ? std::string("never")
                                   : std::to_string(static_cast<int>(time.GetSeconds()));
    };
    switch (verdict.action)
    {
    case HomeAnswerAction::TAKE:
        return "take " + say(verdict.expiry) + " " + say(verdict.refresh) +
               (verdict.hasNetworks ? " with networks" : "");
    case HomeAnswerAction::RESEQUENCE:
        return "after " + std::to_string(verdict.sequence);
    case HomeAnswerAction::ASK_AS_HOST:
        return "ask as host";
    case HomeAnswerAction::GIVE_UP:
        break;
    }
    return "give up";
}

/// @return the same, of a host
std::string
Judge(BindingStatus status, uint16_t asked, uint16_t granted, uint16_t advice = 0)
{
    BindingUpdate request;
    request.lifetime = asked;
    BindingAcknowledgement answer;
    answer.status = status;
    answer.sequence = 7;
    answer.lifetime = granted;
    if (advice > 0)
    {
        answer.options.emplace_back(BindingRefreshAdviceOption{advice});
    }
    return Judge(request, answer);
}

/// @return the same, of a mobile router, if the answer has R or not
std::string
JudgeRouter(BindingStatus status, uint16_t asked, bool hasFlag)
{
    BindingUpdate request;
    request.flags = UpdateFlag::MOBILE_ROUTER;
    request.lifetime = asked;
    BindingAcknowledgement answer;
    answer.status = status;
    answer.lifetime = asked;
    answer.flags = hasFlag ? AcknowledgementFlag::MOBILE_ROUTER : uint8_t{0};
    return Judge(request, answer);
}

TEST(MobileNodeRules, AnswersToARouter)
{
    constexpr auto ACCEPTED = BindingStatus::ACCEPTED;
    EXPECT_EQ(JudgeRouter(ACCEPTED, 75, true), "take 350 290 with networks") << "RFC 3963, 5.3";
    EXPECT_EQ(JudgeRouter(ACCEPTED, 75, false), "take 350 290");
    EXPECT_EQ(JudgeRouter(ACCEPTED, 0, true), "take never never") << "de-registered";
    constexpr auto NOT_PERMITTED = BindingStatus::MOBILE_ROUTER_OPERATION_NOT_PERMITTED;
    EXPECT_EQ(JudgeRouter(NOT_PERMITTED, 75, false), "ask as host") << "5.4.1";
    EXPECT_EQ(JudgeRouter(BindingStatus::FORWARDING_SETUP_FAILED, 75, false), "ask as host");
    EXPECT_EQ(JudgeRouter(NOT_PERMITTED, 0, false), "give up");
    EXPECT_EQ(Judge(NOT_PERMITTED, 75, 0), "give up") << "it has not asked for that";
    EXPECT_EQ(JudgeRouter(BindingStatus::INVALID_PREFIX, 75, false), "give up") << "fatal";
}

TEST(MobileNodeRules, Answers)
{
    constexpr auto ACCEPTED = BindingStatus::ACCEPTED;
    EXPECT_EQ(Judge(ACCEPTED, 75, 75), "take 350 290") << "counted from the Binding Update";
    EXPECT_EQ(Judge(ACCEPTED, 75, 25), "take 150 130") << "less is granted";
    EXPECT_EQ(Judge(ACCEPTED, 25, 75), "take 150 130") << "more than asked for";
    EXPECT_EQ(Judge(ACCEPTED, 75, 75, 10), "take 350 90") << "RFC 6275, 6.2.4";
    EXPECT_EQ(Judge(ACCEPTED, 75, 75, 70), "take 350 290");
    EXPECT_EQ(Judge(ACCEPTED, 0xffff, 0xffff), "take never never");
    EXPECT_EQ(Judge(ACCEPTED, 0, 0), "take never never") << "de-registered";
    EXPECT_EQ(Judge(BindingStatus::NOT_HOME_AGENT_FOR_THIS_MOBILE_NODE, 0, 0), "take never never")
        << "there is nothing to de-register";
    EXPECT_EQ(Judge(BindingStatus::NOT_HOME_AGENT_FOR_THIS_MOBILE_NODE, 75, 0), "give up");
    EXPECT_EQ(Judge(BindingStatus::SEQUENCE_NUMBER_OUT_OF_WINDOW, 75, 0), "after 7");
    EXPECT_EQ(Judge(BindingStatus::DUPLICATE_ADDRESS_DETECTION_FAILED, 75, 0), "give up");
}

} // namespace

} // namespace pmipv6
} // namespace ns3
