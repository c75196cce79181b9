/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-luo-fixture.h"

#include "ns3/test.h"

#include <string>
#include <vector>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * draft-luo-dmm-pmip-based-dmm-approach-02, 4.2 and 4.4: how what mobile nodes send to each other
 * comes to go straight from gateway to gateway, message by message with the time at which each is
 * sent, and packet by packet with the time that each takes. e1 and e4 are the gateways of MN and
 * CN, L1 and L3 their anchors.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

/// A message that must be sent.
struct Expected
{
    Time at;          //!< after time zero
    std::string text; //!< as SignalRecord::text has it
};

/// Where the nodes are, and of how many anchors.
struct PairCase
{
    const char* name;   //!< RFC 6279, 3.2
    bool hasTwoAnchors; //!< CN is of LMA2
    RoutingPlace e1;    //!< gateway of MN
    RoutingPlace e4;    //!< gateway of CN
};

const PairCase PAIRS[] = {
    {"A11", false, MAG1, MAG1},
    {"A12", true, MAG1, MAG1},
    {"A21", false, MAG1, MAG2},
    {"A22", true, MAG1, MAG2},
};

} // namespace

/**
 * @ingroup pmipv6-tests
 * Setup in one of RFC 6279's cases, by one of the ways to find the eLMA that knows.
 */
class LuoSetupTestCase : public LuoTestCase
{
  public:
    /**
     * @param pair where the nodes are
     * @param discovery how the eLMA is found
     */
    LuoSetupTestCase(const PairCase& pair, const DiscoveryCase& discovery)
        : LuoTestCase(std::string("4.2, ") + discovery.section + " " + pair.name + ", " +
                      discovery.name + (discovery.isDirect ? ", direct answer" : "")),
          m_pair(pair),
          m_discovery(discovery)
    {
    }

  private:
    void DoRun() override;

    /**
     * @param net the topology
     * @return what must be sent, in the order of time; time zero is when e1 sees the first packet
     */
    std::vector<Expected> GetExpected(const EpmipFixture& net) const;

    /// Compare what was sent. @param net the topology @param zero when e1 sees the first packet
    void CheckMessages(const EpmipFixture& net, Time zero);

    const PairCase m_pair;           //!< where the nodes are
    const DiscoveryCase m_discovery; //!< how the eLMA is found
};

std::vector<Expected>
LuoSetupTestCase::GetExpected(const EpmipFixture& net) const
{
    std::vector<Expected> expected;
    if (m_pair.e1 == m_pair.e4)
    {
        return expected; // 3.2: "determined locally".
    }
    const RoutingPlace e1 = m_pair.e1;
    const RoutingPlace l3 = net.GetAnchorOfCn();
    Time at;
    const auto send = [&](RoutingPlace from, RoutingPlace to, const std::string& message) {
        expected.push_back(
            {at, MeshFixture::GetName(from) + ">" + MeshFixture::GetName(to) + " " + message});
        at += net.Delay(from, to);
    };
    const bool isByAnchor = m_discovery.name == std::string("anchor");
    if (m_discovery.name == std::string("hop-by-hop"))
    {
        // To CN's address; L3 takes it.
        expected.push_back({at, MeshFixture::GetName(e1) + ">CN Pbqr"});
        at += net.Delay(e1, l3);
    }
    else if (!isByAnchor || l3 == LMA1)
    {
        send(e1, l3, "Pbqr");
    }
    else
    {
        send(e1, LMA1, "Pbqr");
        send(LMA1, l3, "Pbqr");
        if (!m_discovery.isDirect)
        {
            send(l3, LMA1, "Pbqa");
            send(LMA1, e1, "Pbqa");
            return expected;
        }
    }
    send(l3, e1, "Pbqa");
    return expected;
}

void
LuoSetupTestCase::CheckMessages(const EpmipFixture& net, Time zero)
{
    const auto expected = GetExpected(net);
    std::vector<SignalRecord> sent;
    for (const auto& signal : net.GetSent())
    {
        if (signal.at >= START)
        {
            sent.push_back(signal);
        }
    }
    PMIPV6_TEST_REQUIRE(sent.size() == expected.size(), net.DescribeSent(START, Seconds(6)));
    for (std::size_t i = 0; i < expected.size(); ++i)
    {
        NS_TEST_EXPECT_MSG_EQ(sent[i].text, expected[i].text, "message " << i + 1);
        NS_TEST_EXPECT_MSG_EQ_TOL(sent[i].at - zero,
                                  expected[i].at,
                                  EPMIP_TOLERANCE,
                                  "time of message " << i + 1 << ", " << expected[i].text);
    }
}

void
LuoSetupTestCase::DoRun()
{
    EpmipOptions options;
    options.hasTwoAnchors = m_pair.hasTwoAnchors;
    options.configure = [this](EpmipHelper& epmip) { SetDiscovery(epmip, m_discovery); };
    EpmipFixture net(options);
    net.AttachAt(Seconds(1), NODE_MN, m_pair.e1);
    net.AttachAt(Seconds(1), NODE_CN, m_pair.e4);
    auto& there = net.AddFlow(NODE_MN, NODE_CN, INTERVAL);
    auto& back = net.AddFlow(NODE_CN, NODE_MN, INTERVAL);
    there.Run(START, 1000);
    back.Run(START + Seconds(1), 500);
    net.RunUntil(Seconds(6));

    const RoutingPlace e1 = m_pair.e1;
    const RoutingPlace e4 = m_pair.e4;
    const Time zero = START + net.Access();
    CheckMessages(net, zero);
    const Time direct = net.GetWay({e1, e4});
    const std::string name1 = MeshFixture::GetName(e1);
    const std::string name4 = MeshFixture::GetName(e4);
    Time known = zero;
    if (e1 != e4)
    {
        const auto expected = GetExpected(net);
        const RoutingPlace last = m_discovery.name == std::string("anchor") && !m_discovery.isDirect
                                      ? LMA1
                                      : net.GetAnchorOfCn();
        known += expected.back().at + net.Delay(last, e1);
        // 4.2: "forward the first few packets of the uplink traffic to eLMA".
        const Time byAnchors = net.GetWay({e1, LMA1, net.GetAnchorOfCn(), e4});
        NS_TEST_EXPECT_MSG_EQ(
            EpmipFixture::DescribeWays(there,
                                       {{START, byAnchors, "early"},
                                        {known - net.Access() + EPMIP_TOLERANCE, direct, "direct"}},
                                       Seconds(4)),
            "",
            "from MN to CN");
        // "eMAG4 (DRF) may parse the packet and record the location of MN1".
        const Time first = EpmipFixture::FindPacket(there, known - net.Access() + EPMIP_TOLERANCE);
        NS_TEST_EXPECT_MSG_EQ_TOL(net.FindChange(e4, "learned", START),
                                  first + net.Access() + net.Delay(e1, e4),
                                  PACKET_TOLERANCE,
                                  "learned from the first direct packet");
        NS_TEST_EXPECT_MSG_EQ(net.GetLocation(e1, NODE_CN), name4, "at e1");
        NS_TEST_EXPECT_MSG_EQ(net.GetLocation(e4, NODE_MN), name1, "at e4");
        NS_TEST_EXPECT_MSG_EQ_TOL(net.FindNote(e1, "ended CN active"),
                                  known,
                                  EPMIP_TOLERANCE,
                                  "what has come of it");
    }
    else
    {
        NS_TEST_EXPECT_MSG_EQ(
            EpmipFixture::DescribeWays(there, {{START, direct, "local"}}, Seconds(4)),
            "",
            "from MN to CN");
        NS_TEST_EXPECT_MSG_EQ(net.GetRouting(e1)->GetLocations().size(), 0, "no location");
    }
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindNote(e1, "path MN>CN " + name4),
                              known,
                              EPMIP_TOLERANCE,
                              "e1 sends to e4");
    NS_TEST_EXPECT_MSG_EQ(
        EpmipFixture::DescribeWays(back, {{Seconds(3), direct, "direct"}}, Seconds(4)),
        "",
        "from CN to MN");
    NS_TEST_EXPECT_MSG_EQ(there.GetDuplicates() + back.GetDuplicates(), 0, "doubled");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
}

/**
 * @ingroup pmipv6-tests
 * Suite `pmipv6-luo-setup`.
 */
class LuoSetupTestSuite : public TestSuite
{
  public:
    LuoSetupTestSuite()
        : TestSuite("pmipv6-luo-setup")
    {
        for (const auto& pair : PAIRS)
        {
            for (const auto& discovery : DISCOVERIES)
            {
                AddTestCase(new LuoSetupTestCase(pair, discovery));
            }
        }
    }
};

static LuoSetupTestSuite g_luoSetupTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
