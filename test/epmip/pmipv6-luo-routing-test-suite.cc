/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-epmip-fixture.h"
#include "../fixtures/pmipv6-topology-fixture.h"

#include "ns3/boolean.h"
#include "ns3/double.h"
#include "ns3/string.h"
#include "ns3/test.h"
#include "ns3/uinteger.h"

#include <string>
#include <vector>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * draft-luo-dmm-pmip-based-dmm-approach-02, 4.1, 4.2, 4.4, 5.1 and 6: how what mobile nodes send to
 * each other comes to go straight from gateway to gateway, message by message with the time at
 * which each is sent, and packet by packet with the time that each takes. e1 and e4 are the
 * gateways of MN and CN, L1 and L3 their anchors.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

const Time START = Seconds(2);               //!< MN sends
const Time INTERVAL = MilliSeconds(2);       //!< between packets
const Time LIFETIME = Seconds(60);           //!< LocationLifetime
const Time RENEWAL = Seconds(40);            //!< two thirds of it
const char* const UNBOUND = "fd00:2:0:77::"; //!< a prefix of L3 that no node has

/// A message that must be sent.
struct Expected
{
    Time at;          //!< after time zero
    std::string text; //!< as RoutingSignal::text has it
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

/// How the eLMA is found that knows.
struct DiscoveryCase
{
    const char* section; //!< of draft-luo
    const char* name;    //!< Discovery
    bool isDirect;       //!< DirectAnswer
};

const DiscoveryCase DISCOVERIES[] = {
    {"4.4.1", "configuration", false},
    {"4.4.2", "hop-by-hop", false},
    {"4.4.3", "anchor", false},
    {"7.4", "anchor", true},
};

/// Choose how eLMAs are found.
void
SetDiscovery(EpmipHelper& epmip, const DiscoveryCase& discovery)
{
    epmip.SetRoutingAttribute("Discovery", StringValue(discovery.name));
    epmip.SetRoutingAttribute("DirectAnswer", BooleanValue(discovery.isDirect));
    epmip.SetManagementAttribute("DirectAnswer", BooleanValue(discovery.isDirect));
}

/// @return an address of the prefix that nobody has
Ipv6Address
MakeUnbound(uint32_t number)
{
    return Ipv6Address((UNBOUND + std::to_string(number)).c_str());
}

} // namespace

/**
 * @ingroup pmipv6-tests
 * Setup in one of RFC 6279's cases, by one of the ways to find the eLMA that knows.
 */
class LuoSetupTestCase : public TestCase
{
  public:
    /**
     * @param pair where the nodes are
     * @param discovery how the eLMA is found
     */
    LuoSetupTestCase(const PairCase& pair, const DiscoveryCase& discovery)
        : TestCase(std::string("4.2, ") + discovery.section + " " + pair.name + ", " +
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
    std::vector<RoutingSignal> sent;
    for (const auto& signal : net.GetSignals())
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
 * MN and CN of two anchors, unless a test says otherwise; each member function is a test case.
 */
class LuoRoutingTestCase : public TestCase
{
  public:
    /// What a test case does.
    using Body = void (LuoRoutingTestCase::*)();

    /**
     * @param name section and subject
     * @param body what it does
     */
    LuoRoutingTestCase(const std::string& name, Body body)
        : TestCase(name),
          m_body(body)
    {
    }

    void LegacyAnchor();      //!< 4.1: an anchor without LMF
    void LegacyNeighbour();   //!< 4.1: both kinds of node at one gateway
    void LegacyGateway();     //!< 6: no location of a node at a legacy gateway
    void HeldPackets();       //!< 4.2: first packets wait
    void HeldOverflow();      //!< the oldest goes by the eLMA
    void HeldTooLong();       //!< EarlyHoldTime
    void NoReverseLearning(); //!< e4 asks, too
    void Renewal();           //!< of a location that is in use
    void Unused();            //!< one that is not
    void LearnedRenewed();    //!< what was learned, too
    void LongRun();           //!< 4.1: refreshes are of an eMAG
    void NoBinding();         //!< 133, and hold-down
    void ForgottenRefusal();  //!< a node has come meanwhile
    void Silent();            //!< 4.4.2, 5.1
    void Unmanaged();         //!< 5.1
    void UnmanagedByAnchor(); //!< 5.1, 4.4.3
    void OptimizeAfter();     //!< 3.2
    void Excluded();          //!< 3.2
    void AttemptBound();      //!< of a node
    void LocationBound();     //!< of a gateway
    void SecondNode();        //!< uses a known location
    void SecondAddress();     //!< of a known prefix

  private:
    void DoRun() override
    {
        (this->*m_body)();
    }

    /// @return options with an attribute of DistributedRouting, and no jitter of renewals
    static EpmipOptions With(const std::string& name, const AttributeValue& value);

    /// Attach MN at MAG1 and CN at MAG2.
    static void Attach(EpmipFixture& net)
    {
        net.AttachAt(Seconds(1), NODE_MN, MAG1);
        net.AttachAt(Seconds(1), NODE_CN, MAG2);
    }

    /// @return when e1 knows where CN is that sees the first packet at START
    static Time GetKnown(const EpmipFixture& net)
    {
        return START + net.Access() + net.RoundTrip(MAG1, LMA2);
    }

    /**
     * Compare messages of two each, a request and its answer.
     *
     * @param net the topology
     * @param from begin
     * @param to end
     * @param times of requests from MAG1 to LMA2
     */
    void ExpectQueries(const EpmipFixture& net, Time from, Time to, const std::vector<Time>& times);

    Body m_body; //!< what to do
};

EpmipOptions
LuoRoutingTestCase::With(const std::string& name, const AttributeValue& value)
{
    EpmipOptions options;
    options.configure = [name, copy = value.Copy()](EpmipHelper& epmip) {
        epmip.SetRoutingAttribute("RenewalJitter", DoubleValue(0));
        epmip.SetRoutingAttribute(name, *copy);
    };
    return options;
}

void
LuoRoutingTestCase::ExpectQueries(const EpmipFixture& net,
                                  Time from,
                                  Time to,
                                  const std::vector<Time>& times)
{
    std::string text;
    for (std::size_t i = 0; i < times.size(); ++i)
    {
        text += std::string(i == 0 ? "" : ", ") + "MAG1>LMA2 Pbqr, LMA2>MAG1 Pbqa";
    }
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(from, to), text, "messages");
    Time after = from;
    for (const auto& time : times)
    {
        const Time at = net.FindSent("MAG1>LMA2 Pbqr", after);
        NS_TEST_EXPECT_MSG_EQ_TOL(at, time, PACKET_TOLERANCE, "when it is asked");
        after = at + NanoSeconds(1);
    }
}

void
LuoRoutingTestCase::HeldPackets()
{
    EpmipFixture net(With("HoldEarlyPackets", BooleanValue(true)));
    Attach(net);
    auto& flow = net.AddFlow(NODE_MN, NODE_CN, INTERVAL);
    flow.Run(START, 500);
    net.RunUntil(Seconds(4));
    const Time known = GetKnown(net);
    ExpectQueries(net, START, Seconds(4), {START + net.Access()});
    // All that had come by then, at once; 15 of 28.58 ms.
    const Time left = net.Delay(MAG1, MAG2) + net.Access();
    uint32_t nHeld = 0;
    for (const auto& [number, arrival] : flow.GetArrivals())
    {
        const Time sent = flow.GetSent()[number];
        const bool isHeld = sent + net.Access() < known;
        nHeld += isHeld ? 1 : 0;
        NS_TEST_EXPECT_MSG_EQ_TOL(arrival.at,
                                  (isHeld ? known : sent + net.Access()) + left,
                                  PACKET_TOLERANCE,
                                  "packet " << number);
    }
    NS_TEST_EXPECT_MSG_EQ(nHeld, 15, "held");
    NS_TEST_EXPECT_MSG_EQ(flow.GetLost().size(), 0, "lost");
    NS_TEST_EXPECT_MSG_EQ(EpmipFixture::IsInOrder(flow, START, Seconds(4)), true, "in order");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindChange(MAG2, "learned", START),
                              known + net.Delay(MAG1, MAG2),
                              PACKET_TOLERANCE,
                              "the reverse direction");
}

void
LuoRoutingTestCase::HeldOverflow()
{
    EpmipOptions options;
    options.configure = [](EpmipHelper& epmip) {
        epmip.SetRoutingAttribute("HoldEarlyPackets", BooleanValue(true));
        epmip.SetRoutingAttribute("EarlyBufferSize", UintegerValue(5));
    };
    EpmipFixture net(options);
    Attach(net);
    auto& flow = net.AddFlow(NODE_MN, NODE_CN, INTERVAL);
    flow.Run(START, 500);
    net.RunUntil(Seconds(4));
    const Time known = GetKnown(net);
    const Time byAnchors = net.GetWay({MAG1, LMA1, LMA2, MAG2}) - net.Access();
    const Time direct = net.GetWay({MAG1, MAG2}) - net.Access();
    PMIPV6_TEST_REQUIRE(flow.GetLost().empty(), "nothing is lost");
    // 15 come before it is known: each but the first five puts the oldest out.
    for (uint32_t number = 0; number < 20; ++number)
    {
        const Time at = flow.GetArrivals().at(number).at;
        const auto seen = [&](uint32_t other) { return flow.GetSent()[other] + net.Access(); };
        const Time expected = number < 10   ? seen(number + 5) + byAnchors
                              : number < 15 ? known + direct
                                            : seen(number) + direct;
        NS_TEST_EXPECT_MSG_EQ_TOL(at, expected, PACKET_TOLERANCE, "packet " << number);
    }
}

void
LuoRoutingTestCase::HeldTooLong()
{
    EpmipOptions options;
    options.configure = [](EpmipHelper& epmip) {
        epmip.SetRoutingAttribute("HoldEarlyPackets", BooleanValue(true));
        epmip.SetRoutingAttribute("EarlyHoldTime", TimeValue(MilliSeconds(21)));
    };
    EpmipFixture net(options);
    Attach(net);
    auto& flow = net.AddFlow(NODE_MN, NODE_CN, INTERVAL);
    flow.Run(START, 500);
    net.RunUntil(Seconds(4));
    const Time end = START + net.Access() + MilliSeconds(21);
    const Time byAnchors = net.GetWay({MAG1, LMA1, LMA2, MAG2});
    PMIPV6_TEST_REQUIRE(flow.GetLost().empty(), "nothing is lost");
    for (uint32_t number = 0; number < 11; ++number)
    {
        NS_TEST_EXPECT_MSG_EQ_TOL(flow.GetArrivals().at(number).at,
                                  end + byAnchors - net.Access(),
                                  PACKET_TOLERANCE,
                                  "held for so long, packet " << number);
    }
    NS_TEST_EXPECT_MSG_EQ(EpmipFixture::DescribeWays(
                              flow,
                              {{end - net.Access(), byAnchors, "held no more"},
                               {GetKnown(net) - net.Access(), net.GetWay({MAG1, MAG2}), "direct"}},
                              Seconds(3)),
                          "",
                          "the others");
}

void
LuoRoutingTestCase::NoReverseLearning()
{
    EpmipFixture net(With("ReverseLearning", BooleanValue(false)));
    Attach(net);
    net.AddFlow(NODE_MN, NODE_CN, INTERVAL).Run(START, 1000);
    auto& back = net.AddFlow(NODE_CN, NODE_MN, INTERVAL);
    back.Run(Seconds(3), 500);
    net.RunUntil(Seconds(5));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(START, Seconds(5)),
                          "MAG1>LMA2 Pbqr, LMA2>MAG1 Pbqa, MAG2>LMA1 Pbqr, LMA1>MAG2 Pbqa",
                          "twice as many messages");
    const Time asked = Seconds(3) + net.Access();
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindSent("MAG2>LMA1 Pbqr", START),
                              asked,
                              PACKET_TOLERANCE,
                              "by CN's first packet");
    const Time known = Seconds(3) + net.RoundTrip(MAG2, LMA1);
    NS_TEST_EXPECT_MSG_EQ(EpmipFixture::DescribeWays(
                              back,
                              {{Seconds(3), net.GetWay({MAG2, LMA2, LMA1, MAG1}), "by the anchors"},
                               {known, net.GetWay({MAG2, MAG1}), "direct"}},
                              Seconds(4)),
                          "",
                          "from CN to MN");
    NS_TEST_EXPECT_MSG_EQ(net.FindChange(MAG2, "learned", START), Time::Max(), "nothing learned");
}

/**
 * @ingroup pmipv6-tests
 * Suite `pmipv6-luo-routing`.
 */
class LuoRoutingTestSuite : public TestSuite
{
  public:
    LuoRoutingTestSuite()
        : TestSuite("pmipv6-luo-routing")
    {
        for (const auto& pair : PAIRS)
        {
            for (const auto& discovery : DISCOVERIES)
            {
                AddTestCase(new LuoSetupTestCase(pair, discovery));
            }
        }
        using Case = LuoRoutingTestCase;
        AddTestCase(new Case("4.2 early packets wait", &Case::HeldPackets));
        AddTestCase(new Case("4.2 more early packets than there is room", &Case::HeldOverflow));
        AddTestCase(new Case("4.2 early packets have waited long enough", &Case::HeldTooLong));
        AddTestCase(new Case("4.2 without reverse learning", &Case::NoReverseLearning));
    }
};

static LuoRoutingTestSuite g_luoRoutingTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
