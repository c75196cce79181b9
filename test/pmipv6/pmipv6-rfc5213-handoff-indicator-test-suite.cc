/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * @ingroup pmipv6-tests
 * RFC 5213, 5.4: a mobile node with two interfaces and several prefixes on each, with every Handoff
 * Indicator: which binding a request makes or changes, and where each prefix's packets go then.
 */

#include "../fixtures/pmipv6-handoff-hint-fixture.h"

namespace ns3
{
namespace pmipv6
{

namespace
{

constexpr uint32_t FIRST = TwoInterfaces::FIRST;   //!< host of the first interface
constexpr uint32_t SECOND = TwoInterfaces::SECOND; //!< host of the second interface

/// Prefixes in the profile of the first interface.
const std::vector<Prefix> OF_FIRST = {*ParsePrefix("fd00:1:0:a::/64"),
                                      *ParsePrefix("fd00:1:0:b::/64")};
/// Prefixes in the profile of the second interface.
const std::vector<Prefix> OF_SECOND = {*ParsePrefix("fd00:1:0:c::/64"),
                                       *ParsePrefix("fd00:1:0:d::/64"),
                                       *ParsePrefix("fd00:1:0:e::/64")};

/// What a Handoff Indicator leads to.
struct Row
{
    HandoffIndicator indicator; //!< of the requests of one gateway
    std::string soon;           //!< bindings half a second after an attachment
    std::string later;          //!< bindings three seconds after it
    std::string probes;         //!< where packets go then
};

/// @return "Handoff Indicator 1"
std::string
Describe(const Row& row)
{
    return "Handoff Indicator " + std::to_string(static_cast<int>(row.indicator));
}

} // namespace

/**
 * @ingroup pmipv6-tests
 * Two interfaces and one Handoff Indicator; each member function is a scenario.
 */
class HandoffIndicatorTestCase : public TestCase
{
  public:
    /// A scenario.
    using Body = void (HandoffIndicatorTestCase::*)();

    /**
     * @param scenario section and subject
     * @param body what is done
     * @param row with which indicator, and what comes of it
     */
    HandoffIndicatorTestCase(const std::string& scenario, Body body, const Row& row)
        : TestCase(scenario + ", " + Describe(row)),
          m_body(body),
          m_row(row)
    {
    }

    void SecondInterface();   //!< it attaches while the first is registered
    void OneMoves();          //!< the first interface goes to another gateway
    void PrefixesMove();      //!< the second attaches with the first's prefixes in its profile
    void PrefixesMoveAtOne(); //!< the same, at the first's gateway

  private:
    void DoRun() override
    {
        (this->*m_body)();
    }

    /// Compare with the row.
    void Check(TopologyFixture& net, TwoInterfaces& node, Time attach)
    {
        net.RunUntil(attach + Ms(500));
        NS_TEST_EXPECT_MSG_EQ(node.DescribeBindings(), m_row.soon, "bindings, soon");
        net.RunUntil(attach + Seconds(3));
        NS_TEST_EXPECT_MSG_EQ(node.DescribeBindings(), m_row.later, "bindings, later");
        NS_TEST_EXPECT_MSG_EQ(node.Probe(), m_row.probes, "packets");
    }

    Body m_body;     //!< what is done
    const Row m_row; //!< with which indicator, and what comes of it
};

void
HandoffIndicatorTestCase::SecondInterface()
{
    TopologyFixture net(SHORT_DELAYS, AssignTwo());
    TwoInterfaces node(net);
    net.AttachAt(Seconds(1), FIRST, G1);
    net.RunUntil(Seconds(4));
    NS_TEST_EXPECT_MSG_EQ(node.Probe(),
                          "fd00:1:0:1::/64 by G1 to first and back; "
                          "fd00:1::/64 by G1 to first and back",
                          "before");
    GiveHint(net, G2, L1, m_row.indicator);
    net.AttachAt(Seconds(5), SECOND, G2);
    Check(net, node, Seconds(5));
}

void
HandoffIndicatorTestCase::OneMoves()
{
    TopologyFixture net(SHORT_DELAYS, AssignTwo());
    TwoInterfaces node(net);
    net.AttachAt(Seconds(1), FIRST, G1);
    net.AttachAt(Seconds(2), SECOND, G2);
    net.RunUntil(Seconds(6));
    GiveHint(net, G3, L1, m_row.indicator);
    net.AttachAt(Seconds(7), FIRST, G3);
    Check(net, node, Seconds(7));
}

void
HandoffIndicatorTestCase::PrefixesMove()
{
    TopologyFixture net(SHORT_DELAYS);
    TwoInterfaces node(net);
    node.SetPrefixes(OF_FIRST, OF_SECOND);
    net.AttachAt(Seconds(1), FIRST, G1);
    net.AttachAt(Seconds(2), SECOND, G2);
    net.RunUntil(Seconds(6));
    NS_TEST_EXPECT_MSG_EQ(node.DescribeBindings(),
                          "fd00:1:0:a::/64 fd00:1:0:b::/64 first at G1; "
                          "fd00:1:0:c::/64 fd00:1:0:d::/64 fd00:1:0:e::/64 second at G2",
                          "before");
    GiveHint(net, G3, L1, m_row.indicator);
    node.SetPrefixes(OF_SECOND, OF_FIRST);
    net.AttachAt(Seconds(7), SECOND, G3);
    Check(net, node, Seconds(7));
}

void
HandoffIndicatorTestCase::PrefixesMoveAtOne()
{
    TopologyFixture net(SHORT_DELAYS);
    TwoInterfaces node(net);
    node.SetPrefixes(OF_FIRST, OF_SECOND);
    net.AttachAt(Seconds(1), FIRST, G1);
    net.RunUntil(Seconds(6));
    GiveHint(net, G1, L1, m_row.indicator);
    node.SetPrefixes(OF_SECOND, OF_FIRST);
    net.AttachAt(Seconds(7), SECOND, G1);
    Check(net, node, Seconds(7));
}

/**
 * @ingroup pmipv6-tests
 * Suite `pmipv6-rfc5213-handoff-indicator`.
 */
class HandoffIndicatorTestSuite : public TestSuite
{
  public:
    HandoffIndicatorTestSuite()
        : TestSuite("pmipv6-rfc5213-handoff-indicator")
    {
        using Hint = HandoffIndicator;
        const std::vector<Hint> all = {Hint::NEW_INTERFACE,
                                       Hint::BETWEEN_INTERFACES,
                                       Hint::BETWEEN_GATEWAYS,
                                       Hint::UNKNOWN,
                                       Hint::NOT_CHANGED};
        for (const auto indicator : all)
        {
            Add("5.4.1.2 second interface",
                &HandoffIndicatorTestCase::SecondInterface,
                GetSecondInterface(indicator));
            Add("5.4.1.2 one interface moves",
                &HandoffIndicatorTestCase::OneMoves,
                GetOneMoves(indicator));
            Add("5.4.1.1 prefixes move to the other interface",
                &HandoffIndicatorTestCase::PrefixesMove,
                GetPrefixesMove(indicator));
            Add("5.4.1.1 prefixes move at one gateway",
                &HandoffIndicatorTestCase::PrefixesMoveAtOne,
                GetPrefixesMoveAtOne(indicator));
        }
    }

  private:
    /// Add a case.
    void Add(const std::string& name, HandoffIndicatorTestCase::Body body, const Row& row)
    {
        AddTestCase(new HandoffIndicatorTestCase(name, body, row));
    }

    /// @return what comes of a request over an interface without session
    static Row GetSecondInterface(HandoffIndicator indicator)
    {
        const std::string one = "fd00:1::/64 fd00:1:0:1::/64 first at G1";
        const std::string two = one + "; fd00:1:0:2::/64 fd00:1:0:3::/64 second at G2";
        const std::string apart = "fd00:1:0:1::/64 by G1 to first and back; "
                                  "fd00:1:0:2::/64 by G2 to second and back; "
                                  "fd00:1:0:3::/64 by G2 to second and back; "
                                  "fd00:1::/64 by G1 to first and back";
        switch (indicator)
        {
        case HandoffIndicator::BETWEEN_INTERFACES: {
            // 3: the only session is handed off, all of its prefixes.
            const std::string moved = "fd00:1::/64 fd00:1:0:1::/64 second at G2";
            return {indicator,
                    moved,
                    moved,
                    "fd00:1:0:1::/64 by G2 to second and back; "
                    "fd00:1::/64 by G2 to second and back"};
        }
        case HandoffIndicator::UNKNOWN:
            // 4: not before MaxDelayBeforeNewBCEAssign, as no de-registration comes.
            return {indicator, one, two, apart};
        default:
            // 5: a session of its own.
            return {indicator, two, two, apart};
        }
    }

    /// @return what comes of a request over an interface that has a session at another gateway
    static Row GetOneMoves(HandoffIndicator indicator)
    {
        const std::string other = "; fd00:1:0:2::/64 fd00:1:0:3::/64 second at G2";
        if (indicator == HandoffIndicator::NOT_CHANGED)
        {
            // It has changed: ignored, and nobody is at G1 any more.
            const std::string as = "fd00:1::/64 fd00:1:0:1::/64 first at G1" + other;
            return {indicator,
                    as,
                    as,
                    "fd00:1:0:1::/64 by G1 to nobody; "
                    "fd00:1:0:2::/64 by G2 to second and back; "
                    "fd00:1:0:3::/64 by G2 to second and back; "
                    "fd00:1::/64 by G1 to nobody"};
        }
        // 2: an update of this interface's session, whatever the indicator says.
        const std::string moved = "fd00:1::/64 fd00:1:0:1::/64 first at G3" + other;
        return {indicator,
                moved,
                moved,
                "fd00:1:0:1::/64 by G3 to first and back; "
                "fd00:1:0:2::/64 by G2 to second and back; "
                "fd00:1:0:3::/64 by G2 to second and back; "
                "fd00:1::/64 by G3 to first and back"};
    }

    /// @return what comes of a request over one interface that names the prefixes of the other
    static Row GetPrefixesMove(HandoffIndicator indicator)
    {
        const std::string first = "fd00:1:0:a::/64 fd00:1:0:b::/64 first at G1; ";
        const std::string second = "fd00:1:0:c::/64 fd00:1:0:d::/64 fd00:1:0:e::/64 second at ";
        const std::string unmoved = "fd00:1:0:a::/64 by G1 to first and back; "
                                    "fd00:1:0:b::/64 by G1 to first and back; ";
        const std::string left = "fd00:1:0:c::/64 by G2 to nobody; "
                                 "fd00:1:0:d::/64 by G2 to nobody; "
                                 "fd00:1:0:e::/64 by G2 to nobody";
        switch (indicator)
        {
        case HandoffIndicator::BETWEEN_INTERFACES: {
            // 5: an update of the session that has these prefixes.
            const std::string moved =
                "fd00:1:0:a::/64 fd00:1:0:b::/64 second at G3; " + second + "G2";
            return {indicator,
                    moved,
                    moved,
                    "fd00:1:0:a::/64 by G3 to second and back; "
                    "fd00:1:0:b::/64 by G3 to second and back; " +
                        left};
        }
        case HandoffIndicator::NOT_CHANGED:
            // 6 and 6.9.1.2, 10: as below, but it has changed, which is ignored.
            return {indicator, first + second + "G2", first + second + "G2", unmoved + left};
        default:
            // 6: for a new session the prefixes are not to be had (status 155), so that the gateway
            // asks for any (6.9.1.2, 10) and gets those of the interface's own session.
            return {indicator,
                    first + second + "G3",
                    first + second + "G3",
                    unmoved + "fd00:1:0:c::/64 by G3 to second and back; "
                              "fd00:1:0:d::/64 by G3 to second and back; "
                              "fd00:1:0:e::/64 by G3 to second and back"};
        }
    }

    /// @return the same where both are at one gateway
    static Row GetPrefixesMoveAtOne(HandoffIndicator indicator)
    {
        // 5: the Proxy-CoA is the binding's own, which is enough.
        const std::string moved = "fd00:1:0:a::/64 fd00:1:0:b::/64 second at G1";
        return {indicator,
                moved,
                moved,
                "fd00:1:0:a::/64 by G1 to second and back; "
                "fd00:1:0:b::/64 by G1 to second and back"};
    }
};

static HandoffIndicatorTestSuite g_handoffIndicatorTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
