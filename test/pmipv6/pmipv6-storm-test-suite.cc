/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * @ingroup pmipv6-tests
 * Signalling that is lost, doubled and held back until it comes out of order, while many nodes hand
 * over faster than messages come: nothing is delivered to a wrong node, and once it is over anchor
 * and gateways agree on where each node is (RFC 5213, 5.5, 6.9.1.4, 6.9.4 and 6.13).
 */

#include "../fixtures/pmipv6-storm-fixture.h"

#include "ns3/pmipv6-mobility-names.h"
#include "ns3/test.h"

#include <cmath>
#include <sstream>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// @return what a storm is called
std::string
Describe(const StormOptions& options)
{
    std::ostringstream name;
    name << "5.5, 6.9.4 " << 100 * options.loss << " % lost, " << 100 * options.duplication
         << " % doubled, jitter " << options.jitter.GetMilliSeconds() << " ms, by "
         << (options.isTimestampInUse ? "timestamps" : "sequence numbers");
    return name.str();
}

/**
 * @ingroup pmipv6-tests
 * One storm.
 */
class StormTestCase : public TestCase
{
  public:
    /// @param options how bad it gets
    explicit StormTestCase(const StormOptions& options)
        : TestCase(Describe(options)),
          m_options(options)
    {
    }

  private:
    void DoRun() override
    {
        Storm storm(m_options);
        storm.Rage();
        CheckStorm(storm);
        // The longest pause between repetitions is 32 s, MAX_BINDACK_TIMEOUT (6.9.4, 3).
        storm.Calm(Seconds(70));
        NS_TEST_EXPECT_MSG_EQ(storm.DescribeFaults(), "", "anchor and gateways agree");
        const auto before = storm.CountTraffic();
        storm.Talk(Seconds(2));
        const auto after = storm.CountTraffic();
        NS_TEST_EXPECT_MSG_EQ(after.first - before.first,
                              2 * 26 * Storm::MOBILES,
                              "all talk to the correspondent");
        NS_TEST_EXPECT_MSG_EQ(after.second - before.second,
                              after.first - before.first,
                              "and it hears all, as they do");
        // What gateways hold of nodes that left unnoticed goes with the binding's lifetime, 300 s.
        storm.Calm(Seconds(310));
        NS_TEST_EXPECT_MSG_EQ(storm.DescribeFaults(), "", "they agree still");
        NS_TEST_EXPECT_MSG_EQ(storm.DescribeLeftovers(), "", "nothing is left behind");
        NS_TEST_EXPECT_MSG_EQ(storm.CountMisdelivered(), 0, "delivered to another node");
        NS_TEST_EXPECT_MSG_EQ(storm.GetCounts().idle,
                              0,
                              "who registers has a request or a question under way");
    }

    /// Was it as bad as it should be, and did nothing reach a wrong node?
    void CheckStorm(const Storm& storm)
    {
        const auto& counts = storm.GetCounts();
        NS_TEST_EXPECT_MSG_EQ(counts.handovers, 1000, "handovers");
        NS_TEST_EXPECT_MSG_EQ(storm.CountMisdelivered(), 0, "delivered to another node");
        const auto sent = static_cast<double>(counts.sent);
        NS_TEST_EXPECT_MSG_EQ_TOL(static_cast<double>(counts.lost) / sent,
                                  m_options.loss,
                                  4 * std::sqrt(0.25 / sent),
                                  "lost");
        NS_TEST_EXPECT_MSG_EQ_TOL(static_cast<double>(counts.doubled) / sent,
                                  (1 - m_options.loss) * m_options.duplication,
                                  4 * std::sqrt(0.25 / sent),
                                  "doubled");
        NS_TEST_EXPECT_MSG_GT(counts.repeated, 0, "repeated");
        NS_TEST_EXPECT_MSG_GT(storm.CountTraffic().second, 1000, "packets that could go wrong");
        const auto late = m_options.isTimestampInUse
                              ? BindingStatus::TIMESTAMP_LOWER_THAN_PREV_ACCEPTED
                              : BindingStatus::SEQUENCE_NUMBER_OUT_OF_WINDOW;
        const auto known = counts.refused.find(pmipv6::GetName(late));
        const uint64_t overtaken = known == counts.refused.end() ? 0 : known->second;
        NS_TEST_EXPECT_MSG_GT(overtaken, 10, "requests behind later ones");
    }

    const StormOptions m_options; //!< how bad it gets
};

/**
 * @ingroup pmipv6-tests
 * Suite `pmipv6-storm`.
 */
class StormTestSuite : public TestSuite
{
  public:
    StormTestSuite()
        : TestSuite("pmipv6-storm")
    {
        for (const double loss : {0.1, 0.3, 0.5})
        {
            // Held back for less than the window of timestamps, and for much longer.
            for (const Time& jitter : {MilliSeconds(250), MilliSeconds(1500)})
            {
                for (const bool isTimestampInUse : {true, false})
                {
                    StormOptions options;
                    options.loss = loss;
                    options.duplication = 0.2;
                    options.jitter = jitter;
                    options.isTimestampInUse = isTimestampInUse;
                    AddTestCase(new StormTestCase(options));
                }
            }
        }
    }
};

StormTestSuite g_stormTestSuite; //!< the suite

} // namespace

} // namespace pmipv6
} // namespace ns3
