/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-location-fixture.h"

#include "ns3/nstime.h"
#include "ns3/simulator.h"
#include "ns3/test.h"

#include <utility>
#include <vector>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * draft-luo-dmm-pmip-based-dmm-approach-02, 4.3 and 6: an eLMA keeps for a while where its nodes
 * were. It names that to the next eMAG, tells it to withdraw where there is none, and forgets it as
 * it restarts or stops.
 */

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-tests
 * Node 0 is of L1 and comes to G1 at 1 s, node 1 is of L2 and comes to G3; each member function is
 * a test case.
 */
class LuoPreviousLocationsTestCase
    : public MemberTestCase<LuoPreviousLocationsTestCase, LocationTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void PreviousLocations();    //!< 4.3: what PBAs name
    void LostAnswers();          //!< the same again
    void Legacy();               //!< 6: PBCI, lifetime 0
    void LegacyUnacknowledged(); //!< repeated until the lifetime is over, or a gateway tells
    void Gone();                 //!< the binding is deleted
    void GoneAndBack();          //!< before and after that
    void Restarted();            //!< everything is forgotten without a word
    void Stopped();              //!< nothing is left
    void HoldTime();             //!< of prefixes

  private:
    /**
     * Have L1 tell G1, which does not acknowledge it, and ask L2.
     *
     * @param test the topology
     * @param end until then L2 is not reached
     * @return what comes of the question for which L1 asks, put at 4.5 s
     */
    static const QueryOutcome& Engage(LocationNet& test, Time end);
};

void
LuoPreviousLocationsTestCase::PreviousLocations()
{
    struct Story
    {
        const char* name;                            //!< what it is
        std::vector<std::pair<double, Place>> moves; //!< when and where to, in s
        std::vector<Place> legacy;                   //!< gateways of RFC 5213
        const char* answers;                         //!< what the PBAs name
    };

    const std::vector<Story> stories{
        {"one after the other, all within 10 s",
         {{1, G1}, {4, G2}, {6, G3}},
         {},
         "G1! G2!G1 G3!G2G1 "},
        {"the first one had time to be told", {{1, G1}, {4, G2}, {15, G3}}, {}, "G1! G2!G1 G3!G2 "},
        {"there and back", {{1, G1}, {4, G2}, {6, G1}}, {}, "G1! G2!G1 G1!G2 "},
        {"there, back and on",
         {{1, G1}, {4, G2}, {6, G1}, {8, G3}},
         {},
         "G1! G2!G1 G1!G2 G3!G1G2 "},
        {"a MAG", {{1, G1}, {4, G2}}, {G2}, "G1! G2 "},
        {"from a MAG", {{1, G1}, {4, G2}}, {G1}, "G1 G2! "},
        {"over a MAG", {{1, G1}, {4, G2}, {6, G3}}, {G2}, "G1! G2 G3!G1 "},
        {"over a MAG, after a while", {{1, G1}, {4, G2}, {15, G3}}, {G2}, "G1! G2 G3! "},
        {"MAGs", {{1, G1}, {4, G2}, {6, G3}}, {G1, G2, G3}, "G1 G2 G3 "},
    };
    for (const auto& story : stories)
    {
        LocationNet test;
        test.AddGateways();
        for (const auto gateway : story.legacy)
        {
            test.toys[gateway]->isEnhanced = false;
        }
        for (const auto& [at, gateway] : story.moves)
        {
            test.net.AttachAt(Seconds(at), 0, gateway);
        }
        test.net.RunUntil(Seconds(20));
        NS_TEST_EXPECT_MSG_EQ(test.DescribeAnswers(Time(0), Seconds(20)),
                              story.answers,
                              story.name);
    }
    // An extension of the lifetime names nobody.
    TopologyOptions options;
    options.lifetime = Seconds(20);
    LocationNet test(options);
    test.AddGateways();
    test.net.AttachAt(Seconds(1), 0, G1);
    test.net.AttachAt(Seconds(4), 0, G2);
    test.net.RunUntil(Seconds(24)); // G2 extends it at four fifths.
    NS_TEST_EXPECT_MSG_EQ(test.DescribeAnswers(Seconds(4), Seconds(24)).rfind("G2!G1 G2! ", 0),
                          0,
                          "an extension");
}

void
LuoPreviousLocationsTestCase::LostAnswers()
{
    LocationNet test;
    test.AddGateways();
    const auto& requests = test.net.Capture(G2, L1);
    test.net.SetLoss(L1, G2, [](Ptr<const Packet> packet) {
        return Simulator::Now() < Seconds(6) &&
               TopologyFixture::IsMobility(packet, MessageType::BINDING_ACKNOWLEDGEMENT);
    });
    test.net.AttachAt(Seconds(1), 0, G1);
    test.net.AttachAt(Seconds(4), 0, G2); // Repeated after 1 s and 2 s, with another time.
    test.net.At(Seconds(9), [this, &test, &requests] {
        const auto sent = Select(requests, [](const WireRecord& record) {
            return TopologyFixture::IsUpdate(record.packet);
        });
        PMIPV6_TEST_REQUIRE(!sent.empty(), "a request");
        test.net.Replay(G2, L1, sent.back().packet); // The same once more.
    });
    test.net.RunUntil(Seconds(12));
    NS_TEST_EXPECT_MSG_EQ(test.DescribeAnswers(Seconds(4), Seconds(12)),
                          "G2!G1 G2!G1 G2!G1 G2!G1 ",
                          "each names it");
}

void
LuoPreviousLocationsTestCase::Legacy()
{
    LocationNet test;
    test.AddGateways();
    test.toys[G2]->isEnhanced = false;
    test.net.AttachAt(Seconds(1), 0, G3);
    test.net.AttachAt(Seconds(3), 0, G1);
    test.net.AttachAt(Seconds(4), 0, G2);
    test.net.RunUntil(Seconds(8));
    // Both may be taken for where it is: G1 may not have told G3.
    NS_TEST_EXPECT_MSG_EQ(test.net.DescribeSent(Seconds(4), Seconds(8)),
                          "G2>L1 PBU, L1>G2 PBA, L1>G1 Pbci, L1>G3 Pbci, G3>L1 Pbca, G1>L1 Pbca",
                          "once each");
    const auto informs = test.GetSent(L1, "Pbci");
    const auto* binding = test.net.GetBinding(L1, 0);
    PMIPV6_TEST_REQUIRE(informs.size() == 2 && binding, "two");
    NS_TEST_EXPECT_MSG_EQ_TOL(informs[0].at,
                              Seconds(4) + test.net.Delay(G2, L1),
                              6 * TOLERANCE,
                              "with the acknowledgement");
    const auto request = ReadLocationRequest(*GetExperimentalRequest(informs[0].message));
    NS_TEST_EXPECT_MSG_EQ(request.lifetime, 0, "withdrawn");
    NS_TEST_EXPECT_MSG_EQ((request.prefixes == binding->prefixes), true, "whose");
    NS_TEST_EXPECT_MSG_EQ(request.gateway.has_value(), false, "nowhere");
    PMIPV6_TEST_REQUIRE(request.timestamp, "a timestamp");
    NS_TEST_EXPECT_MSG_EQ(*request.timestamp, binding->timestamp, "of the request by the MAG");
    NS_TEST_EXPECT_MSG_EQ(request.isPrevious, false, "it is not to forward");
    NS_TEST_EXPECT_MSG_EQ(test.DescribePurposes(), "withdraw withdraw ", "what they are for");
    NS_TEST_EXPECT_MSG_EQ(test.functions[L1]->GetNWithdrawals(), 0, "acknowledged");
}

void
LuoPreviousLocationsTestCase::LegacyUnacknowledged()
{
    for (const bool isSuperseded : {false, true})
    {
        LocationNet test;
        test.AddGateways();
        test.toys[G2]->isEnhanced = false;
        test.isSilent[G1] = true;
        test.net.AttachAt(Seconds(1), 0, G1);
        test.net.AttachAt(Seconds(4), 0, G2);
        if (isSuperseded)
        {
            test.net.AttachAt(Seconds(17), 0, G3); // PreviousLocationTime is over.
        }
        test.net.RunUntil(Seconds(100));
        const auto informs = test.GetSent(L1, "Pbci");
        // After 0, 1, 3, 7, 15 and 31 s; 63 s would be beyond LocationLifetime.
        NS_TEST_EXPECT_MSG_EQ(informs.size(), (isSuperseded ? 4 : 6), "repeated");
        for (std::size_t i = 0; i < informs.size(); ++i)
        {
            const Time at = Seconds(4 + (1 << i) - 1) + test.net.Delay(G2, L1);
            NS_TEST_EXPECT_MSG_EQ_TOL(informs[i].at, at, 6 * TOLERANCE, "as a PBU");
            NS_TEST_EXPECT_MSG_EQ(test.net.GetName(informs[i].peer), "G1", "to it");
        }
        NS_TEST_EXPECT_MSG_EQ(test.functions[L1]->GetNWithdrawals(), 0, "over");
        if (isSuperseded)
        {
            NS_TEST_EXPECT_MSG_EQ(test.DescribeAnswers(Seconds(17), Seconds(18)),
                                  "G3!G1 ",
                                  "which G3 tells");
        }
    }
}

void
LuoPreviousLocationsTestCase::Gone()
{
    TopologyOptions options;
    options.detection = Ms(11);
    LocationNet test(options);
    test.AddGateways();
    test.toys[G2]->isEnhanced = false;
    test.net.AttachAt(Seconds(1), 0, G1);
    test.net.AttachAt(Seconds(1), 2, G2);
    test.net.DetachAt(Seconds(3), 0);
    test.net.DetachAt(Seconds(3), 2);
    uint64_t timestamp = 0;
    std::vector<Prefix> prefixes;
    test.net.At(Seconds(12), [&] {
        const auto* binding = test.net.GetBinding(L1, 0);
        timestamp = binding ? binding->timestamp : 0;
        prefixes = binding ? binding->prefixes : prefixes;
    });
    test.net.RunUntil(Seconds(20));
    const auto informs = test.GetSent(L1, "Pbci");
    PMIPV6_TEST_REQUIRE(informs.size() == 1, "the eMAG alone, once");
    NS_TEST_EXPECT_MSG_EQ(test.net.GetName(informs[0].peer), "G1", "which has had it");
    const Time left = Seconds(3) + Ms(11) + test.net.Delay(G1, L1);
    NS_TEST_EXPECT_MSG_EQ_TOL(informs[0].at,
                              left + Seconds(10),
                              6 * TOLERANCE,
                              "after MinDelayBeforeBCEDelete");
    const auto request = ReadLocationRequest(*GetExperimentalRequest(informs[0].message));
    NS_TEST_EXPECT_MSG_EQ(request.lifetime, 0, "withdrawn");
    NS_TEST_EXPECT_MSG_EQ((!prefixes.empty() && request.prefixes == prefixes), true, "whose");
    NS_TEST_EXPECT_MSG_EQ((request.timestamp == timestamp && timestamp != 0), true, "its time");
    NS_TEST_EXPECT_MSG_EQ(test.functions[L1]->GetHistory().GetSize(), 0, "all is forgotten");
}

void
LuoPreviousLocationsTestCase::GoneAndBack()
{
    // 9.9 s after the de-registration: the session goes on.
    TopologyOptions options;
    options.detection = Ms(11);
    options.prefixes[0] = {*ParsePrefix("fd00:1:0:5::/64")};
    {
        LocationNet test(options);
        test.AddGateways();
        test.net.AttachAt(Seconds(1), 0, G1);
        test.net.DetachAt(Seconds(3), 0);
        test.net.AttachAt(Ms(12900), 0, G2);
        test.net.RunUntil(Seconds(20));
        NS_TEST_EXPECT_MSG_EQ(test.GetSent(L1, "Pbci").size(), 0, "nobody is told");
        NS_TEST_EXPECT_MSG_EQ(test.DescribeAnswers(Seconds(12), Seconds(20)), "G2!G1 ", "G2 tells");
    }
    // Later it is another one, of the same prefix; who does not know yet is named.
    for (const bool isSilent : {false, true})
    {
        LocationNet test(options);
        test.AddGateways();
        test.isSilent[G1] = isSilent;
        test.net.AttachAt(Seconds(1), 0, G1);
        test.net.DetachAt(Seconds(3), 0);
        test.net.AttachAt(Seconds(18), 0, G2);
        test.net.RunUntil(Seconds(40));
        // At 13, 14, 16 s; at 20 s it is superseded.
        NS_TEST_EXPECT_MSG_EQ(test.GetSent(L1, "Pbci").size(), (isSilent ? 3 : 1), "told");
        NS_TEST_EXPECT_MSG_EQ(test.DescribeAnswers(Seconds(17), Seconds(19)),
                              (isSilent ? "G2!G1 " : "G2! "),
                              "named");
    }
}

const QueryOutcome&
LuoPreviousLocationsTestCase::Engage(LocationNet& test, Time end)
{
    test.AddGateways();
    test.AddManagers();
    test.toys[G2]->isEnhanced = false;
    test.isSilent[G1] = true;
    test.net.SetLoss(L1, L2, [end](Ptr<const Packet> packet) {
        return Simulator::Now() < end &&
               TopologyFixture::IsMobility(packet, MessageType::EXPERIMENTAL);
    });
    test.net.AttachAt(Seconds(1), 1, G3);
    test.net.AttachAt(Seconds(1), 0, G1);
    test.net.AttachAt(Seconds(4), 0, G2); // PBCI at 4 s, 5 s, 7 s ..
    test.net.AttachAt(Seconds(1), 2, G3); // With an eMAG, which is told nothing.
    return test.Ask(Ms(4500), G1, L1, test.AddressOf(1));
}

void
LuoPreviousLocationsTestCase::Restarted()
{
    LocationNet test;
    const auto& outcome = Engage(test, Seconds(5));
    test.net.At(Ms(5200), [this, &test] {
        NS_TEST_EXPECT_MSG_EQ(test.functions[L1]->GetNWithdrawals(), 1, "G1 is told");
        NS_TEST_EXPECT_MSG_EQ(test.functions[L1]->GetNInquiries(), 1, "L2 is asked");
        test.net.GetAnchor(L1)->Restart();
        NS_TEST_EXPECT_MSG_EQ(test.functions[L1]->GetNWithdrawals(), 0, "no more");
        NS_TEST_EXPECT_MSG_EQ(test.functions[L1]->GetNInquiries(), 0, "nor is L2");
        NS_TEST_EXPECT_MSG_EQ(test.functions[L1]->GetHistory().GetSize(), 0, "all is forgotten");
    });
    test.net.RunUntil(Seconds(20));
    NS_TEST_EXPECT_MSG_EQ(test.GetSent(L1, "Pbci").size(), 2, "at 4 s and 5 s alone");
    for (const auto& record : test.GetSent(L1, "ProxyBindingAcknowledgement"))
    {
        NS_TEST_EXPECT_MSG_EQ((record.at > Ms(5200) && record.Find<PreviousLocationOption>()),
                              false,
                              "nothing is known of where they were");
    }
    // The asker's first repetition, at 5.5 s, is a new question.
    Expect(outcome, Ms(5500), test.net.RoundTrip(G1, L1) + test.net.RoundTrip(L1, L2), "SUCCESS");
}

void
LuoPreviousLocationsTestCase::Stopped()
{
    LocationNet test;
    Engage(test, Seconds(30));
    QueryTerms alerting;
    alerting.isAlerting = true;
    const auto& passing = test.Ask(Seconds(6), G3, L1, test.AddressOf(0), alerting);
    test.net.GetAnchor(L1)->SetStopTime(Ms(5200));
    test.net.RunUntil(Seconds(30));
    for (const auto& record : test.net.GetSent(L1, Ms(5200), Seconds(30)))
    {
        NS_TEST_EXPECT_MSG_EQ((record.name == "BindingError"), true, "nothing but refusals");
    }
    NS_TEST_EXPECT_MSG_EQ(test.functions[L1]->GetNWithdrawals() +
                              test.functions[L1]->GetNInquiries() +
                              test.functions[L1]->GetHistory().GetSize(),
                          0,
                          "nothing is left");
    NS_TEST_EXPECT_MSG_EQ(passing.GetText(), "unanswered", "nothing is taken on its way");
}

void
LuoPreviousLocationsTestCase::HoldTime()
{
    for (const double hold : {0.0, 90.0})
    {
        LocationNet test;
        test.AddGateways();
        test.net.GetAnchor(L1)->SetAttribute("PrefixHoldTime", TimeValue(Seconds(hold)));
        test.net.RunUntil(Seconds(1));
        TimeValue value;
        test.net.GetAnchor(L1)->GetAttribute("PrefixHoldTime", value);
        NS_TEST_EXPECT_MSG_EQ(value.Get(), Seconds(hold > 60 ? hold : 60), "at least that");
    }
}

/**
 * @ingroup pmipv6-tests
 * Suite `pmipv6-luo-previous-locations`.
 */
class LuoPreviousLocationsTestSuite : public TestSuite
{
  public:
    LuoPreviousLocationsTestSuite()
        : TestSuite("pmipv6-luo-previous-locations")
    {
        using Case = LuoPreviousLocationsTestCase;
        AddTestCase(new Case("4.3 previous locations", &Case::PreviousLocations));
        AddTestCase(new Case("4.3 lost answers", &Case::LostAnswers));
        AddTestCase(new Case("6 to a MAG", &Case::Legacy));
        AddTestCase(new Case("6 to a MAG, unacknowledged", &Case::LegacyUnacknowledged));
        AddTestCase(new Case("6 gone for good", &Case::Gone));
        AddTestCase(new Case("6 gone and back", &Case::GoneAndBack));
        AddTestCase(new Case("a restart", &Case::Restarted));
        AddTestCase(new Case("a stop", &Case::Stopped));
        AddTestCase(new Case("prefixes held back", &Case::HoldTime));
    }
};

static LuoPreviousLocationsTestSuite g_luoPreviousLocationsTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
