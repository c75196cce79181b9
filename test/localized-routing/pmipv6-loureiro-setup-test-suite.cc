/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-routing-fixture.h"

#include "ns3/test.h"

#include <string>
#include <vector>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * draft-loureiro-netext-pmipv6-ro-02, 4.1, 4.2 and 7: setup of localized routing, message by
 * message with the time at which each is sent. M1 and M2 are the gateways of MN and CN, L1 and L2
 * their anchors; time zero is when L1 sees the first packet of MN, or with section 7 M1 does.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

/// Serialization, and nothing else, may add to the closed forms.
const Time SERIALIZATION = NanoSeconds(1000);

/// A message that must be sent.
struct Expected
{
    Time at;          //!< after time zero
    std::string text; //!< as SignalRecord::text has it
};

/// Where the nodes are, and of how many anchors.
struct SetupCase
{
    const char* name;   //!< RFC 6279, 3.2
    bool hasTwoAnchors; //!< CN is of L2
    RoutingPlace m1;    //!< gateway of MN
    RoutingPlace m2;    //!< gateway of CN
};

const SetupCase CASES[] = {
    {"A11", false, MAG1, MAG1},
    {"A12", true, MAG1, MAG1},
    {"A21", false, MAG1, MAG2},
    {"A22", true, MAG1, MAG2},
};

const Time FIRST_PACKET = Seconds(2); //!< MN sends

} // namespace

/**
 * @ingroup pmipv6-tests
 * Setup in one of RFC 6279's cases.
 */
class LoureiroSetupTestCase : public TestCase
{
  public:
    /**
     * @param setup the case
     * @param isProxy proxy mode
     * @param isRequested asked for by the gateway, section 7
     */
    LoureiroSetupTestCase(const SetupCase& setup, bool isProxy, bool isRequested)
        : TestCase(std::string(isRequested           ? "7 "
                               : setup.hasTwoAnchors ? "4.2 "
                                                     : "4.1 ") +
                   setup.name + (isProxy ? ", proxy mode" : ", direct mode")),
          m_setup(setup),
          m_isProxy(isProxy),
          m_isRequested(isRequested)
    {
    }

  private:
    void DoRun() override;

    /**
     * @param net the topology
     * @return what must be sent, in the order of time
     */
    std::vector<Expected> GetExpected(const RoutingFixture& net) const;

    /**
     * @param net the topology
     * @return how long RO Setup takes from M2 to M1, or its answer back
     */
    Time GetSetupDelay(const RoutingFixture& net) const;

    const SetupCase m_setup;  //!< the case
    const bool m_isProxy;     //!< proxy mode
    const bool m_isRequested; //!< section 7
};

Time
LoureiroSetupTestCase::GetSetupDelay(const RoutingFixture& net) const
{
    const RoutingPlace l2 = net.GetAnchorOfCn();
    return m_isProxy ? net.Delay(m_setup.m2, l2) + net.Delay(l2, LMA1) + net.Delay(LMA1, m_setup.m1)
                     : net.Delay(m_setup.m2, m_setup.m1);
}

std::vector<Expected>
LoureiroSetupTestCase::GetExpected(const RoutingFixture& net) const
{
    const RoutingPlace l2 = net.GetAnchorOfCn();
    const auto name = [&net](RoutingPlace from, RoutingPlace to, const char* message) {
        return RoutingFixture::GetName(from) + ">" + RoutingFixture::GetName(to) + " " + message;
    };
    std::vector<Expected> expected;
    Time at;
    const auto send = [&](RoutingPlace from, RoutingPlace to, const char* message) {
        expected.push_back({at, name(from, to, message)});
        at += net.Delay(from, to);
    };
    if (m_isRequested)
    {
        send(m_setup.m1, LMA1, "RoRequest");
        expected.push_back({at, name(LMA1, m_setup.m1, "RoRequestAck")});
    }
    if (l2 != LMA1)
    {
        send(LMA1, l2, "RoTrigger");
    }
    send(l2, m_setup.m2, "RoInit");
    if (m_setup.m1 != m_setup.m2)
    {
        const std::vector<RoutingPlace> direct = {m_setup.m2, m_setup.m1};
        const std::vector<RoutingPlace> proxy =
            l2 == LMA1 ? std::vector<RoutingPlace>{m_setup.m2, LMA1, m_setup.m1}
                       : std::vector<RoutingPlace>{m_setup.m2, l2, LMA1, m_setup.m1};
        const auto& way = m_isProxy ? proxy : direct;
        for (std::size_t i = 1; i < way.size(); ++i)
        {
            send(way[i - 1], way[i], "RoSetup");
        }
        for (std::size_t i = way.size() - 1; i > 0; --i)
        {
            send(way[i], way[i - 1], "RoSetupAck");
        }
    }
    send(m_setup.m2, l2, "RoInitAck");
    if (l2 != LMA1)
    {
        send(l2, LMA1, "RoTriggerAck");
    }
    return expected;
}

void
LoureiroSetupTestCase::DoRun()
{
    RoutingOptions options;
    options.hasTwoAnchors = m_setup.hasTwoAnchors;
    options.isProxy = m_isProxy;
    options.isRequestedByGateways = m_isRequested;
    RoutingFixture net(options);
    net.AttachAt(Seconds(1), NODE_MN, m_setup.m1);
    net.AttachAt(Seconds(1), NODE_CN, m_setup.m2);
    auto& there = net.AddFlow(NODE_MN, NODE_CN, MilliSeconds(2));
    auto& back = net.AddFlow(NODE_CN, NODE_MN, MilliSeconds(2));
    there.Run(FIRST_PACKET, 1000);
    back.Run(FIRST_PACKET + Seconds(1), 500);
    net.RunUntil(Seconds(6));

    const RoutingPlace l2 = net.GetAnchorOfCn();
    const RoutingPlace m1 = m_setup.m1;
    const RoutingPlace m2 = m_setup.m2;
    const Time seen = FIRST_PACKET + net.Access();
    const Time zero = m_isRequested ? seen : seen + net.Delay(m1, LMA1);
    const auto expected = GetExpected(net);
    std::vector<SignalRecord> sent;
    for (const auto& signal : net.GetSent())
    {
        if (signal.at >= FIRST_PACKET)
        {
            sent.push_back(signal);
        }
    }
    NS_TEST_ASSERT_MSG_EQ(sent.size(), expected.size(), net.DescribeSent(FIRST_PACKET, Seconds(6)));
    for (std::size_t i = 0; i < expected.size(); ++i)
    {
        NS_TEST_EXPECT_MSG_EQ(sent[i].text, expected[i].text, "message " << i + 1);
        NS_TEST_EXPECT_MSG_EQ_TOL(sent[i].at - zero,
                                  expected[i].at,
                                  SERIALIZATION,
                                  "time of message " << i + 1 << ", " << expected[i].text);
    }
    const Time detected = m_isRequested ? zero + net.Delay(m1, LMA1) : zero;
    const Time init = detected + net.Delay(LMA1, l2) + net.Delay(l2, m2);
    const bool isLocal = m1 == m2;
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindChange(m2, isLocal ? "active" : "pending", FIRST_PACKET),
                              init,
                              SERIALIZATION,
                              "M2 sends to M1");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindChange(m1, "active", FIRST_PACKET),
                              (isLocal ? init : init + GetSetupDelay(net)),
                              SERIALIZATION,
                              "M1 sends to M2");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindChange(LMA1, "active", FIRST_PACKET),
                              init + (isLocal ? Time(0) : GetSetupDelay(net) * 2) +
                                  net.Delay(m2, l2) + net.Delay(l2, LMA1),
                              SERIALIZATION,
                              "L1 knows");
    NS_TEST_EXPECT_MSG_EQ(net.GetRoute(m1, NODE_MN), RoutingFixture::GetAddress(m2), "at M1");
    NS_TEST_EXPECT_MSG_EQ(net.GetRoute(m2, NODE_CN), RoutingFixture::GetAddress(m1), "at M2");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
    NS_TEST_EXPECT_MSG_EQ(there.GetLost().size(), 0, "lost from MN to CN");
    NS_TEST_EXPECT_MSG_EQ(back.GetLost().size(), 0, "lost from CN to MN");
    NS_TEST_EXPECT_MSG_EQ(there.GetDuplicates() + back.GetDuplicates(), 0, "doubled");
    const Time direct = net.Access() * 2 + net.Delay(m1, m2);
    NS_TEST_EXPECT_MSG_EQ_TOL(there.GetArrivals().rbegin()->second.at - there.GetSent().back(),
                              direct,
                              NanoSeconds(20000),
                              "delay from MN to CN");
    NS_TEST_EXPECT_MSG_EQ_TOL(back.GetArrivals().rbegin()->second.at - back.GetSent().back(),
                              direct,
                              NanoSeconds(20000),
                              "delay from CN to MN");
}

/**
 * @ingroup pmipv6-tests
 * Suite `pmipv6-loureiro-setup`.
 */
class LoureiroSetupTestSuite : public TestSuite
{
  public:
    LoureiroSetupTestSuite()
        : TestSuite("pmipv6-loureiro-setup")
    {
        for (const auto& setup : CASES)
        {
            for (const bool isProxy : {false, true})
            {
                for (const bool isRequested : {false, true})
                {
                    AddTestCase(new LoureiroSetupTestCase(setup, isProxy, isRequested));
                }
            }
        }
    }
};

/// The suite.
static LoureiroSetupTestSuite g_loureiroSetupTestSuite;

} // namespace pmipv6
} // namespace ns3
