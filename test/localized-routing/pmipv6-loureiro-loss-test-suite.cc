/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-routing-fixture.h"

#include "ns3/random-variable-stream.h"
#include "ns3/test.h"

#include <sstream>
#include <string>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * Localized routing with signalling that is lost and held back: a route is set up, or packets go
 * through the anchors; once all is quiet, none is sent where its receiver is not.
 */

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-tests
 * Many runs of a pair that is set up, and hands over, while signalling is lost.
 */
class LoureiroLossTestCase : public TestCase
{
  public:
    /**
     * @param hasTwoAnchors A22; else A21
     * @param isProxy proxy mode
     * @param isSequenceOrdered registrations by sequence number, not timestamp
     * @param loss share of Mobility Headers lost on each wire
     * @param least how many runs of 60 end on the direct path at least
     */
    LoureiroLossTestCase(bool hasTwoAnchors,
                         bool isProxy,
                         bool isSequenceOrdered,
                         double loss,
                         uint32_t least)
        : TestCase(std::string("4.1 to 4.4 ") + (hasTwoAnchors ? "A22" : "A21") +
                   (isProxy ? ", proxy mode, " : ", direct mode, ") +
                   std::to_string(static_cast<int>(100 * loss)) + " % lost" +
                   (isSequenceOrdered ? ", sequence numbers" : "")),
          m_hasTwoAnchors(hasTwoAnchors),
          m_isProxy(isProxy),
          m_isSequenceOrdered(isSequenceOrdered),
          m_loss(loss),
          m_least(least)
    {
    }

  private:
    void DoRun() override;

    const bool m_hasTwoAnchors;     //!< A22; else A21
    const bool m_isProxy;           //!< proxy mode
    const bool m_isSequenceOrdered; //!< registrations by sequence number
    const double m_loss;            //!< share lost
    const uint32_t m_least;         //!< runs that end on the direct path at least
};

void
LoureiroLossTestCase::DoRun()
{
    constexpr uint32_t RUNS = 60;
    auto random = CreateObject<UniformRandomVariable>();
    random->SetStream(11);
    uint32_t direct = 0;
    uint64_t repeated = 0;
    for (uint32_t run = 0; run < RUNS; ++run)
    {
        RoutingOptions options;
        options.hasTwoAnchors = m_hasTwoAnchors;
        options.isProxy = m_isProxy;
        options.isSequenceOrdered = m_isSequenceOrdered;
        options.jitter = MilliSeconds(10);
        options.run = run + 1;
        RoutingFixture net(options);
        net.AttachAt(Seconds(1), NODE_MN, MAG1);
        net.AttachAt(Seconds(1), NODE_CN, MAG2);
        // Both have their addresses by the first loss.
        net.At(Seconds(1.9), [&] { net.SetLoss(m_loss); });
        net.AddFlow(NODE_MN, NODE_CN, MilliSeconds(200)).Run(Seconds(2), 60);
        net.AddFlow(NODE_CN, NODE_MN, MilliSeconds(200)).Run(Seconds(3), 55);
        const auto draw = [&random] {
            return MicroSeconds(static_cast<int64_t>(random->GetValue(-60e3, 60e3)));
        };
        net.MoveAt(Seconds(5) + draw(), NODE_MN, MAG3);
        net.MoveAt(Seconds(5) + draw(), NODE_CN, MAG4);
        net.MoveAt(Seconds(9) + draw(), NODE_MN, MAG4);
        net.MoveAt(Seconds(9) + draw(), NODE_CN, MAG1);
        // The longest pause between repetitions is 32 s.
        net.At(Seconds(60), [&] { net.SetLoss(0); });
        net.RunUntil(Seconds(130));
        std::ostringstream name;
        name << "run " << run;
        NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", name.str());
        const bool isDirect = net.GetRoute(MAG4, NODE_MN) == RoutingFixture::GetAddress(MAG1) &&
                              net.GetRoute(MAG1, NODE_CN) == RoutingFixture::GetAddress(MAG4);
        direct += isDirect ? 1 : 0;
        for (const auto& signal : net.GetSent())
        {
            repeated += signal.isRetransmission ? 1 : 0;
        }
    }
    NS_TEST_EXPECT_MSG_EQ((direct >= m_least), true, direct << " runs end on the direct path");
    NS_TEST_EXPECT_MSG_GT(repeated, RUNS / 2, "and messages were repeated");
}

/**
 * @ingroup pmipv6-tests
 * Suite `pmipv6-loureiro-loss`.
 */
class LoureiroLossTestSuite : public TestSuite
{
  public:
    LoureiroLossTestSuite()
        : TestSuite("pmipv6-loureiro-loss")
    {
        for (const bool hasTwoAnchors : {false, true})
        {
            for (const bool isProxy : {false, true})
            {
                for (const bool isSequence : {false, true})
                {
                    using Case = LoureiroLossTestCase;
                    AddTestCase(new Case(hasTwoAnchors, isProxy, isSequence, 0.1, 45));
                    AddTestCase(new Case(hasTwoAnchors, isProxy, isSequence, 0.3, 10));
                }
            }
        }
    }
};

/// The suite.
static LoureiroLossTestSuite g_loureiroLossTestSuite;

} // namespace pmipv6
} // namespace ns3
