/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-dmm-fixture.h"

#include "ns3/boolean.h"
#include "ns3/test.h"

#include <string>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * The CMD as a locator (RFC 8885, 3.3): messages as exact sequences, with their options and times;
 * what it tells itself.
 */

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-tests
 * MN goes from MAG1 to MAG2 and MAG3.
 */
class DmmLocatorTestCase : public MemberTestCase<DmmLocatorTestCase, DmmTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void One();     //!< previous MAAR
    void Two();     //!< previous MAARs
    void Summary(); //!< LocatorSummary
    void Refusal(); //!< of all: the CMD answers
    void Lost();    //!< answer of a previous MAAR to the serving one

  private:
    /// @return options with LocatorSummary
    static DmmOptions WithSummary();
};

DmmOptions
DmmLocatorTestCase::WithSummary()
{
    auto options = With(DatabaseMode::LOCATOR);
    options.configure = [](DmmHelper& dmm) {
        dmm.SetDatabaseAttribute("LocatorSummary", BooleanValue(true));
    };
    return options;
}

void
DmmLocatorTestCase::One()
{
    DmmFixture net(With(DatabaseMode::LOCATOR));
    Go(net, 1);
    net.RunUntil(Seconds(7));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeMessages(DMM_MOVE, Seconds(7)),
                          "MAG2>LMA1 PBU 22=P2 / LMA1>MAG1 PBU 22=P1 68=MAG2 / "
                          "MAG1>MAG2 PBA 22=P1 / MAG1>LMA1 PBA 22=P1 68=MAG2",
                          "3k + 1 messages");
    const Time told = net.Delay(MAG2, CMD) + net.Delay(CMD, MAG1);
    ExpectTimes(net,
                DMM_MOVE,
                {{"LMA1>MAG1 PBU", net.Delay(MAG2, CMD)},
                 {"MAG1>MAG2 PBA", told},
                 {"MAG1>LMA1 PBA", told}});
    NS_TEST_EXPECT_MSG_EQ(net.DescribeTypes("MAG1>MAG2 PBA", DMM_MOVE),
                          "8 22 23 24 27",
                          "answer to the serving MAAR");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeTypes("MAG1>LMA1 PBA", DMM_MOVE),
                          "8 22 23 24 27 68",
                          "answer to the CMD");
    for (const std::string state : {"tunnelled", "served"})
    {
        NS_TEST_EXPECT_MSG_EQ_TOL(net.FindChange(MAG2, state, DMM_MOVE) - DMM_MOVE,
                                  told + net.Delay(MAG1, MAG2),
                                  DMM_TOLERANCE,
                                  state);
    }
    NS_TEST_EXPECT_MSG_EQ(net.GetRefusals().size(), 0, "nothing is refused");
    ExpectEnd(net, "MAG2 P2 / MAG1 P1");
}

void
DmmLocatorTestCase::Two()
{
    DmmFixture net(With(DatabaseMode::LOCATOR));
    Go(net, 2);
    net.RunUntil(Seconds(10));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeMessages(DMM_SECOND, Seconds(10)),
                          "MAG3>LMA1 PBU 22=P3 / LMA1>MAG2 PBU 22=P2 68=MAG3 / "
                          "LMA1>MAG1 PBU 22=P1 68=MAG3 / MAG1>MAG3 PBA 22=P1 / "
                          "MAG1>LMA1 PBA 22=P1 68=MAG3 / MAG2>MAG3 PBA 22=P2 / "
                          "MAG2>LMA1 PBA 22=P2 68=MAG3",
                          "3k + 1 messages");
    const Time asked = net.Delay(MAG3, CMD);
    const Time first = asked + MilliSeconds(1) + net.Delay(CMD, MAG1);
    ExpectTimes(net,
                DMM_SECOND,
                {{"MAG1>MAG3 PBA", first}, {"MAG2>MAG3 PBA", asked + net.Delay(CMD, MAG2)}});
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindChange(MAG3, "served", DMM_SECOND) - DMM_SECOND,
                              first + net.Delay(MAG1, MAG3),
                              DMM_TOLERANCE,
                              "its own with the first answer");
    NS_TEST_EXPECT_MSG_EQ(net.DescribePrevious(MAG3, NODE_MN),
                          "P1 at MAG1 tunnelled, P2 at MAG2 tunnelled",
                          "at MAG3");
    ExpectEnd(net, "MAG3 P3 / MAG2 P2 / MAG1 P1");
}

void
DmmLocatorTestCase::Summary()
{
    DmmFixture net(WithSummary());
    Go(net, 2);
    net.RunUntil(Seconds(10));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeMessages(DMM_SECOND, Seconds(10)),
                          "MAG3>LMA1 PBU 22=P3 / LMA1>MAG2 PBU 22=P2 68=MAG3 / "
                          "LMA1>MAG1 PBU 22=P1 68=MAG3 / MAG1>MAG3 PBA 22=P1 / "
                          "MAG1>LMA1 PBA 22=P1 68=MAG3 / MAG2>MAG3 PBA 22=P2 / "
                          "MAG2>LMA1 PBA 22=P2 68=MAG3 / "
                          "LMA1>MAG3 PBA 22=P3 67=MAG1,P1 67=MAG2,P2",
                          "3k + 2 messages");
    ExpectEnd(net, "MAG3 P3 / MAG2 P2 / MAG1 P1");
}

void
DmmLocatorTestCase::Refusal()
{
    DmmFixture net(With(DatabaseMode::LOCATOR));
    Go(net, 1);
    // It has lost what it anchors, and the node is on its link no more.
    net.At(DMM_MOVE - MilliSeconds(20), [&net] { net.GetGateway(MAG1)->Restart(); });
    net.RunUntil(Seconds(7));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeMessages(DMM_MOVE, Seconds(7)),
                          "MAG2>LMA1 PBU 22=P2 / LMA1>MAG1 PBU 22=P1 68=MAG2 / "
                          "MAG1>LMA1 PBA(153) 22=0 68=MAG2 / LMA1>MAG2 PBU(0) 22=0 65=P1 / "
                          "LMA1>MAG2 PBA 22=P2 / MAG2>LMA1 PBA(0) 22=0 65=P1",
                          "the CMD answers itself");
    ExpectEnd(net, "MAG2 P2");
}

void
DmmLocatorTestCase::Lost()
{
    for (const bool isSummarized : {true, false})
    {
        DmmFixture net(isSummarized ? WithSummary() : With(DatabaseMode::LOCATOR));
        Go(net, 2);
        net.CutAt(MAG1, MAG3, DMM_SECOND, DMM_SECOND + Seconds(1));
        std::string soon;
        net.At(Seconds(60), [&] { soon = net.DescribePrevious(MAG3, NODE_MN); });
        net.RunUntil(DMM_SECOND + Seconds(241));
        const std::string both = "P2 at MAG2 tunnelled, P1 at MAG1 tunnelled";
        NS_TEST_EXPECT_MSG_EQ(soon,
                              (isSummarized ? both : "P2 at MAG2 tunnelled"),
                              "the CMD's word alone tells");
        // What a refresh mends, after four fifths of 300 s.
        NS_TEST_EXPECT_MSG_EQ(net.DescribePrevious(MAG3, NODE_MN), both, "in the end");
        ExpectEnd(net, "MAG3 P3 / MAG2 P2 / MAG1 P1");
    }
}

/**
 * @ingroup pmipv6-tests
 * The suite.
 */
class Rfc8885LocatorTestSuite : public TestSuite
{
  public:
    Rfc8885LocatorTestSuite()
        : TestSuite("pmipv6-rfc8885-locator")
    {
        using Case = DmmLocatorTestCase;
        AddTestCase(new Case("3.3 one previous MAAR", &Case::One));
        AddTestCase(new Case("3.3 two previous MAARs", &Case::Two));
        AddTestCase(new Case("3.3 a summary", &Case::Summary));
        AddTestCase(new Case("3.3 all refuse", &Case::Refusal));
        AddTestCase(new Case("3.3 a lost answer", &Case::Lost));
    }
};

static Rfc8885LocatorTestSuite g_rfc8885LocatorTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
