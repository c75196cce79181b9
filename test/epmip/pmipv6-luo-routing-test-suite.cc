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
    void AnchorChosen();      //!< 4.1: of two anchors the eLMA
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
    void RowBound();          //!< rows of what is not asked for
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
    NS_TEST_EXPECT_MSG_EQ(nHeld, 15, "held, the first one too");
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

void
LuoRoutingTestCase::LegacyAnchor()
{
    // MN's anchor has no LMF; of CN, at MAG2, CN2 at MAG1 has MAG1 know where it is.
    EpmipOptions options;
    options.legacy = {LMA1};
    options.nMobiles = 4;
    EpmipFixture net(options);
    Attach(net);
    net.AttachAt(Seconds(1), NODE_CN2, MAG1);
    auto& other = net.AddFlow(NODE_CN2, NODE_CN, INTERVAL);
    auto& there = net.AddFlow(NODE_MN, NODE_CN, INTERVAL);
    auto& back = net.AddFlow(NODE_CN, NODE_MN, INTERVAL);
    other.Run(START, 1500);
    there.Run(Seconds(3), 1000);
    back.Run(Seconds(4), 500);
    net.RunUntil(Seconds(6));
    ExpectQueries(net, START, Seconds(6), {START + net.Access()}); // CN2's.
    const Time direct = net.GetWay({MAG1, MAG2});
    NS_TEST_EXPECT_MSG_EQ(
        EpmipFixture::DescribeWays(other, {{Seconds(3), direct, "CN2's, direct"}}, Seconds(5)),
        "",
        "a location that is there");
    NS_TEST_EXPECT_MSG_EQ(
        EpmipFixture::DescribeWays(
            there,
            {{Seconds(3), net.GetWay({MAG1, LMA1, LMA2, MAG2}), "by the anchors"}},
            Seconds(5)),
        "",
        "is not for MN");
    NS_TEST_EXPECT_MSG_EQ(
        EpmipFixture::DescribeWays(
            back,
            {{Seconds(4), net.GetWay({MAG2, LMA2, LMA1, MAG1}), "by the anchors"}},
            Seconds(5)),
        "",
        "nor is there one of MN");
    NS_TEST_EXPECT_MSG_EQ(net.GetLocation(MAG2, NODE_MN), "", "none");
    NS_TEST_EXPECT_MSG_EQ(net.CountNotes(MAG1, "path MN>"), 0, "no path of MN");
    const auto answer = net.FindMessage("LMA1>MAG1 PBA");
    const auto request = net.FindMessage("MAG1>LMA1 PBU");
    NS_TEST_EXPECT_MSG_EQ(unsigned{GetCapabilities(GetOptions(answer))}, 0, "LMA1 has none");
    NS_TEST_EXPECT_MSG_EQ(unsigned{GetCapabilities(GetOptions(request))}, 0xc0, "MAG1 has");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
}

void
LuoRoutingTestCase::AnchorChosen()
{
    EpmipOptions options;
    options.legacy = {LMA1, MAG2};
    options.nMobiles = 3;
    EpmipFixture net(options);
    for (const auto mobile : {NODE_MN, NODE_MN2})
    {
        PolicyProfile profile = *net.GetPolicyStore()->Find(EpmipFixture::GetIdentifier(mobile));
        profile.otherAnchors = {EpmipFixture::GetAddress(LMA2)};
        net.GetPolicyStore()->Add(profile);
    }
    net.AttachAt(Seconds(1), NODE_MN, MAG1);
    net.AttachAt(Seconds(2), NODE_MN2, MAG2);
    net.RunUntil(Seconds(3));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(Seconds(1), Seconds(3)),
                          "MAG1>LMA2 PBU, LMA2>MAG1 PBA, MAG2>LMA1 PBU, LMA1>MAG2 PBA",
                          "an eMAG chooses the eLMA, a MAG what the profile says");
}

void
LuoRoutingTestCase::LegacyNeighbour()
{
    // Both at MAG1; MN's anchor has no LMF.
    EpmipOptions options;
    options.legacy = {LMA1};
    EpmipFixture net(options);
    net.AttachAt(Seconds(1), NODE_MN, MAG1);
    net.AttachAt(Seconds(1), NODE_CN, MAG1);
    auto& there = net.AddFlow(NODE_MN, NODE_CN, INTERVAL);
    auto& back = net.AddFlow(NODE_CN, NODE_MN, INTERVAL);
    there.Run(START, 500);
    back.Run(START, 500);
    net.RunUntil(Seconds(4));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(START, Seconds(4)), "", "nobody is asked");
    NS_TEST_EXPECT_MSG_EQ(EpmipFixture::DescribeWays(
                              there,
                              {{START, net.GetWay({MAG1, LMA1, LMA2, MAG1}), "by the anchors"}},
                              Seconds(3)),
                          "",
                          "from MN to CN");
    NS_TEST_EXPECT_MSG_EQ(EpmipFixture::DescribeWays(
                              back,
                              {{START, net.GetWay({MAG1, LMA2, LMA1, MAG1}), "by the anchors"}},
                              Seconds(3)),
                          "",
                          "from CN to MN");
}

void
LuoRoutingTestCase::LegacyGateway()
{
    EpmipOptions options;
    options.legacy = {MAG2};
    EpmipFixture net(options);
    Attach(net);
    auto& there = net.AddFlow(NODE_MN, NODE_CN, INTERVAL);
    auto& back = net.AddFlow(NODE_CN, NODE_MN, INTERVAL);
    there.Run(START, 500);
    back.Run(START, 500);
    net.RunUntil(Seconds(4));
    ExpectQueries(net, START, Seconds(4), {START + net.Access()});
    NS_TEST_EXPECT_MSG_EQ(net.FindStatus("LMA2>MAG1 Pbqa"), 133, "no location");
    NS_TEST_EXPECT_MSG_EQ(EpmipFixture::DescribeWays(
                              there,
                              {{START, net.GetWay({MAG1, LMA1, LMA2, MAG2}), "by the anchors"}},
                              Seconds(3)),
                          "",
                          "from MN to CN");
    NS_TEST_EXPECT_MSG_EQ(EpmipFixture::DescribeWays(
                              back,
                              {{START, net.GetWay({MAG2, LMA2, LMA1, MAG1}), "by the anchors"}},
                              Seconds(3)),
                          "",
                          "from CN to MN");
    NS_TEST_EXPECT_MSG_EQ(net.GetRouting(MAG1)->GetLocations().size(), 0, "nothing learned");
}

void
LuoRoutingTestCase::Renewal()
{
    EpmipFixture net(With("RenewalFraction", DoubleValue(2.0 / 3)));
    Attach(net);
    net.AddFlow(NODE_MN, NODE_CN, MilliSeconds(500)).Run(START, 240);
    net.RunUntil(START + Seconds(120));
    const Time known = GetKnown(net);
    const Time round = net.RoundTrip(MAG1, LMA2);
    ExpectQueries(net,
                  START,
                  START + Seconds(100),
                  {START + net.Access(), known + RENEWAL, known + RENEWAL * 2 + round});
    for (const auto& signal : net.GetSignals())
    {
        if (signal.text == "MAG1>LMA2 Pbqr")
        {
            const auto request = ReadLocationRequest(*GetExperimentalRequest(signal.message));
            const bool isFirst = signal.at < known;
            NS_TEST_EXPECT_MSG_EQ(signal.purpose, (isFirst ? "query" : "renewal"), "purpose");
            PMIPV6_TEST_REQUIRE(request.prefixes.size() == 1, "what is asked for");
            NS_TEST_EXPECT_MSG_EQ((request.prefixes[0].GetLength() == (isFirst ? 128 : 64)),
                                  true,
                                  "an address first, then the prefix");
        }
    }
    NS_TEST_EXPECT_MSG_EQ(net.GetLocation(MAG1, NODE_CN), "MAG2", "still known");
    // CN sends nothing: what MAG2 has learned ends unused.
    const Time learned = net.FindChange(MAG2, "learned", START);
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindChange(MAG2, "none", START),
                              learned + LIFETIME,
                              PACKET_TOLERANCE,
                              "the end of what is not used");
    NS_TEST_EXPECT_MSG_EQ(net.CountNotes(MAG1, "path MN>CN"), 1, "one path all the time");
}

void
LuoRoutingTestCase::Unused()
{
    EpmipFixture net(With("RenewalFraction", DoubleValue(2.0 / 3)));
    Attach(net);
    net.AddFlow(NODE_MN, NODE_CN, MilliSeconds(500)).Run(START, 20);
    net.RunUntil(START + Seconds(130));
    const Time known = GetKnown(net);
    // It was used in its first 40 s, and not in the next.
    ExpectQueries(net, START, START + Seconds(130), {START + net.Access(), known + RENEWAL});
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindChange(MAG1, "none", START),
                              known + RENEWAL + net.RoundTrip(MAG1, LMA2) + LIFETIME,
                              PACKET_TOLERANCE,
                              "its end");
    NS_TEST_EXPECT_MSG_EQ(net.GetRouting(MAG1)->GetLocations().size(), 0, "nothing is left");
}

void
LuoRoutingTestCase::LearnedRenewed()
{
    EpmipFixture net(With("RenewalFraction", DoubleValue(2.0 / 3)));
    Attach(net);
    net.AddFlow(NODE_MN, NODE_CN, MilliSeconds(500)).Run(START, 120);
    net.AddFlow(NODE_CN, NODE_MN, MilliSeconds(500)).Run(Seconds(3), 120);
    net.RunUntil(START + Seconds(50));
    const Time learned = net.FindChange(MAG2, "learned", START);
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindSent("MAG2>LMA1 Pbqr", START),
                              learned + RENEWAL,
                              PACKET_TOLERANCE,
                              "it is asked for");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindChange(MAG2, "told", START),
                              learned + RENEWAL + net.RoundTrip(MAG2, LMA1),
                              PACKET_TOLERANCE,
                              "and told");
    NS_TEST_EXPECT_MSG_EQ(net.GetLocation(MAG2, NODE_MN), "MAG1", "where it was");
}

void
LuoRoutingTestCase::LongRun()
{
    EpmipFixture net;
    Attach(net);
    auto& there = net.AddFlow(NODE_MN, NODE_CN, MilliSeconds(500));
    auto& back = net.AddFlow(NODE_CN, NODE_MN, MilliSeconds(500));
    there.Run(START, 796);
    back.Run(Seconds(3), 794);
    net.RunUntil(Seconds(401));
    const Time direct = net.GetWay({MAG1, MAG2});
    NS_TEST_EXPECT_MSG_EQ(
        EpmipFixture::DescribeWays(there, {{Seconds(3), direct, "direct"}}, Seconds(400)),
        "",
        "from MN to CN");
    NS_TEST_EXPECT_MSG_EQ(
        EpmipFixture::DescribeWays(back, {{Seconds(3), direct, "direct"}}, Seconds(400)),
        "",
        "from CN to MN");
    uint32_t nRequests = 0;
    for (const auto& signal : net.GetSignals())
    {
        const bool isRequest = signal.text.find(" PBU") != std::string::npos;
        const bool isAnswer = signal.text.find(" PBA") != std::string::npos;
        if (isRequest || isAnswer)
        {
            nRequests += isRequest ? 1 : 0;
            NS_TEST_EXPECT_MSG_EQ(unsigned{GetCapabilities(GetOptions(signal.message))},
                                  (isRequest ? 0xc0 : 0x20),
                                  signal.text << " at " << signal.at);
        }
    }
    NS_TEST_EXPECT_MSG_EQ(nRequests, 4, "two registrations, each extended once");
    NS_TEST_EXPECT_MSG_EQ(net.GetLocation(MAG1, NODE_CN), "MAG2", "at e1");
    NS_TEST_EXPECT_MSG_EQ(net.GetLocation(MAG2, NODE_MN), "MAG1", "at e4");
}

void
LuoRoutingTestCase::NoBinding()
{
    EpmipFixture net;
    Attach(net);
    for (int i = 0; i < 50; ++i)
    {
        net.SendPacketAt(START + MilliSeconds(500) * i, NODE_MN, MakeUnbound(1));
    }
    net.RunUntil(START + Seconds(25));
    // RetryHoldDown counts from the answer.
    const Time seen = START + net.Access();
    ExpectQueries(net,
                  START,
                  START + Seconds(25),
                  {seen, seen + MilliSeconds(10500), seen + Seconds(21)});
    NS_TEST_EXPECT_MSG_EQ(net.FindStatus("LMA2>MAG1 Pbqa"), 133, "no binding");
    NS_TEST_EXPECT_MSG_EQ(net.CountNotes(MAG1, "ended ? none"), 3, "none");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindNote(MAG1, "ended ? none"),
                              seen + net.RoundTrip(MAG1, LMA2),
                              PACKET_TOLERANCE,
                              "when it is known");
}

void
LuoRoutingTestCase::ForgottenRefusal()
{
    // CN comes while it is remembered that it is nowhere, and sends.
    EpmipFixture net;
    net.AttachAt(Seconds(1), NODE_MN, MAG1);
    const Ipv6Address address("fd00:2:0:b::1");
    for (int i = 0; i < 16; ++i)
    {
        net.SendPacketAt(START + MilliSeconds(500) * i, NODE_MN, address);
    }
    net.AttachAt(Seconds(4), NODE_CN, MAG2);
    net.AddFlow(NODE_CN, NODE_MN, MilliSeconds(100)).Run(Seconds(6), 20);
    net.RunUntil(Seconds(10));
    NS_TEST_EXPECT_MSG_EQ(net.FindStatus("LMA2>MAG1 Pbqa"), 133, "no binding");
    NS_TEST_EXPECT_MSG_EQ(net.FindSent("MAG1>LMA2 Pbqr", Seconds(4)), Time::Max(), "asks no more");
    // Whatever CN sends first, be it that nobody listens there.
    NS_TEST_EXPECT_MSG_LT(net.FindNote(MAG1, "path MN>CN MAG2"),
                          Seconds(6) + MilliSeconds(100) + net.Access() + net.Delay(MAG2, MAG1) +
                              PACKET_TOLERANCE,
                          "learned, and used");
    NS_TEST_EXPECT_MSG_EQ(net.GetLocation(MAG1, NODE_CN), "MAG2", "at e1");
}

void
LuoRoutingTestCase::Silent()
{
    EpmipOptions options;
    options.configure = [](EpmipHelper& epmip) { SetDiscovery(epmip, DISCOVERIES[1]); };
    EpmipFixture net(options);
    Attach(net);
    net.CutAt(MAG1, LMA2, START, START + Seconds(30));
    auto& flow = net.AddFlow(NODE_MN, NODE_CN, MilliSeconds(500));
    flow.Run(START, 60);
    net.RunUntil(START + Seconds(40));
    // N + 1 messages, (2^(N+1) - 1) s; and again after RetryHoldDown.
    const Time seen = START + net.Access();
    std::vector<Time> times;
    for (const auto& signal : net.GetSignals())
    {
        if (signal.at >= START && signal.at < START + Seconds(28))
        {
            NS_TEST_EXPECT_MSG_EQ(signal.text, "MAG1>CN Pbqr", "nothing else");
            times.push_back(signal.at);
        }
    }
    const Time again = seen + MilliSeconds(25500);
    const Time expected[] =
        {seen, seen + Seconds(1), seen + Seconds(3), seen + Seconds(7), again, again + Seconds(1)};
    PMIPV6_TEST_REQUIRE(times.size() == 6, times.size() << " messages");
    for (std::size_t i = 0; i < 4; ++i)
    {
        NS_TEST_EXPECT_MSG_EQ_TOL(times[i], expected[i], PACKET_TOLERANCE, "query " << i + 1);
    }
    // The hold-down ends as a packet comes: that one may ask, or the next.
    for (std::size_t i = 4; i < 6; ++i)
    {
        NS_TEST_EXPECT_MSG_EQ_TOL(times[i],
                                  expected[i],
                                  MilliSeconds(500) + PACKET_TOLERANCE,
                                  "query " << i + 1);
    }
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindNote(MAG1, "ended CN silent"),
                              seen + Seconds(15),
                              PACKET_TOLERANCE,
                              "given up");
    const Time byAnchors = net.GetWay({MAG1, LMA1, LMA2, MAG2});
    NS_TEST_EXPECT_MSG_EQ(EpmipFixture::DescribeWays(flow,
                                                     {{START, byAnchors, "by the anchors"}},
                                                     START + Seconds(28)),
                          "",
                          "PMIPv6 meanwhile");
}

void
LuoRoutingTestCase::Unmanaged()
{
    EpmipFixture net;
    Attach(net);
    for (int i = 0; i < 10; ++i)
    {
        net.SendPacketAt(START + MilliSeconds(500) * i, NODE_MN, Ipv6Address("fd00:9::5"));
    }
    net.RunUntil(START + Seconds(6));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(START, START + Seconds(6)), "", "nobody to ask");
    NS_TEST_EXPECT_MSG_EQ(net.CountNotes(MAG1, "ended ? none"), 1, "none, said once");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindNote(MAG1, "ended ? none"),
                              START + net.Access(),
                              PACKET_TOLERANCE,
                              "at once");
}

void
LuoRoutingTestCase::UnmanagedByAnchor()
{
    EpmipOptions options;
    options.configure = [](EpmipHelper& epmip) { SetDiscovery(epmip, DISCOVERIES[2]); };
    EpmipFixture net(options);
    Attach(net);
    net.SendPacketAt(START, NODE_MN, Ipv6Address("fd00:9::5"));
    net.SendPacketAt(START + Seconds(1), NODE_MN, MakeUnbound(1));
    net.RunUntil(START + Seconds(6));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(START, START + Seconds(6)),
                          "MAG1>LMA1 Pbqr, LMA1>MAG1 Pbqa, "
                          "MAG1>LMA1 Pbqr, LMA1>LMA2 Pbqr, LMA2>LMA1 Pbqa, LMA1>MAG1 Pbqa",
                          "nobody else can know; LMA2 can");
    NS_TEST_EXPECT_MSG_EQ(net.FindStatus("LMA1>MAG1 Pbqa", START), 133, "none");
    NS_TEST_EXPECT_MSG_EQ(net.FindStatus("LMA1>MAG1 Pbqa", START + Seconds(1)), 133, "none");
    const Time seen = START + net.Access();
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindNote(MAG1, "ended ? none"),
                              seen + net.RoundTrip(MAG1, LMA1),
                              PACKET_TOLERANCE,
                              "R(e1, L1)");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindNote(MAG1, "ended ? none", START + Seconds(1)),
                              seen + Seconds(1) + net.RoundTrip(MAG1, LMA1) +
                                  net.RoundTrip(LMA1, LMA2),
                              PACKET_TOLERANCE,
                              "and R(L1, L3)");
}

void
LuoRoutingTestCase::OptimizeAfter()
{
    EpmipFixture net(With("OptimizeAfter", UintegerValue(3)));
    Attach(net);
    auto& flow = net.AddFlow(NODE_MN, NODE_CN, INTERVAL);
    flow.Run(START, 500);
    net.RunUntil(Seconds(4));
    ExpectQueries(net, START, Seconds(4), {START + INTERVAL * 2 + net.Access()});
    NS_TEST_EXPECT_MSG_EQ(
        EpmipFixture::DescribeWays(
            flow,
            {{START, net.GetWay({MAG1, LMA1, LMA2, MAG2}), "early"},
             {GetKnown(net) + INTERVAL * 2 - net.Access(), net.GetWay({MAG1, MAG2}), "direct"}},
            Seconds(3)),
        "",
        "from MN to CN");
}

void
LuoRoutingTestCase::Excluded()
{
    EpmipFixture net;
    net.GetRouting(MAG1)->Exclude(net.GetPrefix(NODE_CN));
    Attach(net);
    auto& there = net.AddFlow(NODE_MN, NODE_CN, INTERVAL);
    auto& back = net.AddFlow(NODE_CN, NODE_MN, INTERVAL);
    there.Run(START, 500);
    back.Run(Seconds(3), 500); // Direct, so that MAG1 learns where CN is.
    auto& late = net.AddFlow(NODE_MN, NODE_CN, INTERVAL);
    late.Run(Seconds(13), 500); // RetryHoldDown is over, and what is learned is not.
    net.RunUntil(Seconds(15));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(START, Seconds(15)),
                          "MAG2>LMA1 Pbqr, LMA1>MAG2 Pbqa",
                          "MAG2 alone");
    const Time byAnchors = net.GetWay({MAG1, LMA1, LMA2, MAG2});
    for (const auto* flow : {&there, &late})
    {
        const Time begin = flow->GetSent().front();
        NS_TEST_EXPECT_MSG_EQ(EpmipFixture::DescribeWays(*flow,
                                                         {{begin, byAnchors, "by the anchors"}},
                                                         begin + Seconds(1)),
                              "",
                              "from MN to CN");
    }
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindNote(MAG1, "ended CN forbidden"),
                              START + net.Access(),
                              PACKET_TOLERANCE,
                              "what has come of it");
    NS_TEST_EXPECT_MSG_EQ(back.GetLost().size(), 0, "MAG2 may");
}

void
LuoRoutingTestCase::AttemptBound()
{
    EpmipOptions options = With("MaxAttemptsPerNode", UintegerValue(2));
    options.nMobiles = 3;
    EpmipFixture net(options);
    Attach(net);
    net.AttachAt(Seconds(1), NODE_MN2, MAG1);
    for (uint32_t i = 1; i <= 5; ++i)
    {
        net.SendPacketAt(START + MilliSeconds(1) * i, NODE_MN, MakeUnbound(i));
    }
    net.SendPacketAt(START + Seconds(1), NODE_MN2, MakeUnbound(6));
    net.RunUntil(START + Seconds(5));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(START, START + Seconds(1)),
                          "MAG1>LMA2 Pbqr, MAG1>LMA2 Pbqr, LMA2>MAG1 Pbqa, LMA2>MAG1 Pbqa",
                          "for two addresses");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(START + Seconds(1), START + Seconds(5)),
                          "MAG1>LMA2 Pbqr, LMA2>MAG1 Pbqa",
                          "and for another node's");
    const auto& attempts = net.GetRouting(MAG1)->GetAttempts();
    NS_TEST_EXPECT_MSG_EQ(attempts.GetCount(), 3, "in vain");
    NS_TEST_EXPECT_MSG_EQ(attempts.GetRefused(), 3, "not asked for");
    NS_TEST_EXPECT_MSG_EQ(net.CountNotes(MAG1, "refused ? ? too-many-attempts"), 3, "traced");
}

void
LuoRoutingTestCase::RowBound()
{
    EpmipFixture net(With("MaxAttemptsPerNode", UintegerValue(2)));
    Attach(net);
    const auto forwarding = net.GetNode(MAG1)->GetObject<MobilityForwarding>();
    std::size_t before = 0;
    net.At(START - MilliSeconds(1),
           [&before, forwarding] { before = forwarding->GetTable().GetSize(); });
    for (uint32_t i = 1; i <= 20; ++i)
    {
        // Each twice: of managed addresses nobody has bound, and of those that nobody manages.
        net.SendPacketAt(START + MilliSeconds(i), NODE_MN, MakeUnbound(i));
        net.SendPacketAt(START + MilliSeconds(i + 30), NODE_MN, MakeUnbound(i));
        const std::string foreign = "fd00:99::" + std::to_string(i);
        net.SendPacketAt(START + MilliSeconds(i + 60), NODE_MN, Ipv6Address(foreign.c_str()));
    }
    net.RunUntil(START + MilliSeconds(200));
    NS_TEST_EXPECT_MSG_EQ(forwarding->GetTable().GetSize() - before,
                          2 + 2 + 1,
                          "rows: asked, not asked, and who says that there is no route");
    const auto& attempts = net.GetRouting(MAG1)->GetAttempts();
    NS_TEST_EXPECT_MSG_EQ(attempts.GetCount(), 2, "in vain");
    NS_TEST_EXPECT_MSG_EQ(attempts.GetRefused(), 18 + 16, "each packet that has no row");
    NS_TEST_EXPECT_MSG_EQ(net.CountNotes(MAG1, "queried"), 2, "asked for");
    net.RunUntil(START + Seconds(130));
    NS_TEST_EXPECT_MSG_EQ(forwarding->GetTable().GetSize(), before, "all go");
}

void
LuoRoutingTestCase::LocationBound()
{
    EpmipOptions options = With("MaxLocations", UintegerValue(1));
    options.nMobiles = 4;
    EpmipFixture net(options);
    Attach(net);
    net.AttachAt(Seconds(1), NODE_CN2, MAG4);
    auto& first = net.AddFlow(NODE_MN, NODE_CN, INTERVAL);
    auto& second = net.AddFlow(NODE_MN, NODE_CN2, INTERVAL);
    first.Run(START, 1000);
    second.Run(START + Seconds(1), 500);
    net.RunUntil(Seconds(5));
    const Time asked = START + net.Access();
    ExpectQueries(net, START, Seconds(5), {asked, asked + Seconds(1)});
    NS_TEST_EXPECT_MSG_EQ(
        EpmipFixture::DescribeWays(
            second,
            {{START + Seconds(1), net.GetWay({MAG1, LMA1, LMA2, MAG4}), "by the anchors"}},
            Seconds(4)),
        "",
        "the second");
    NS_TEST_EXPECT_MSG_EQ(
        EpmipFixture::DescribeWays(first,
                                   {{Seconds(3), net.GetWay({MAG1, MAG2}), "direct"}},
                                   Seconds(4)),
        "",
        "the first");
    NS_TEST_EXPECT_MSG_EQ(net.CountNotes(MAG1, "refused CN2 MAG4 too-many-locations"), 1, "traced");
    NS_TEST_EXPECT_MSG_EQ(net.GetRouting(MAG1)->GetLocations().size(), 1, "one");
}

void
LuoRoutingTestCase::SecondNode()
{
    EpmipOptions options;
    options.nMobiles = 3;
    EpmipFixture net(options);
    Attach(net);
    net.AttachAt(Seconds(1), NODE_MN2, MAG1);
    net.AddFlow(NODE_MN, NODE_CN, INTERVAL).Run(START, 500);
    auto& flow = net.AddFlow(NODE_MN2, NODE_CN, INTERVAL);
    flow.Run(Seconds(3), 500);
    net.RunUntil(Seconds(5));
    ExpectQueries(net, START, Seconds(5), {START + net.Access()});
    NS_TEST_EXPECT_MSG_EQ(
        EpmipFixture::DescribeWays(flow,
                                   {{Seconds(3), net.GetWay({MAG1, MAG2}), "direct"}},
                                   Seconds(4)),
        "",
        "MN2's, from the first");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindNote(MAG1, "path MN2>CN MAG2"),
                              Seconds(3) + net.Access(),
                              PACKET_TOLERANCE,
                              "its path");
}

void
LuoRoutingTestCase::SecondAddress()
{
    EpmipFixture net;
    Attach(net);
    net.AddFlow(NODE_MN, NODE_CN, INTERVAL).Run(START, 500);
    net.SendPacketAt(Seconds(3), NODE_MN, Ipv6Address("fd00:2:0:b::99"));
    net.SendPacketAt(Seconds(3), NODE_MN, Ipv6Address("fd00:2:0:b:1::"));
    net.RunUntil(Seconds(5));
    ExpectQueries(net, START, Seconds(5), {START + net.Access()});
    NS_TEST_EXPECT_MSG_EQ(net.CountNotes(MAG1, "queried"), 1, "one query");
    NS_TEST_EXPECT_MSG_EQ(net.CountNotes(MAG1, "path"), 1, "one correspondent");
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
        AddTestCase(new Case("4.1 an anchor without LMF", &Case::LegacyAnchor));
        AddTestCase(new Case("4.1 an eLMA is preferred", &Case::AnchorChosen));
        AddTestCase(new Case("4.1 its node beside another", &Case::LegacyNeighbour));
        AddTestCase(new Case("4.1 refreshes, 400 s", &Case::LongRun));
        AddTestCase(new Case("6 a gateway without DAF", &Case::LegacyGateway));
        AddTestCase(new Case("4.2 early packets wait", &Case::HeldPackets));
        AddTestCase(new Case("4.2 more early packets than there is room", &Case::HeldOverflow));
        AddTestCase(new Case("4.2 early packets have waited long enough", &Case::HeldTooLong));
        AddTestCase(new Case("4.2 without reverse learning", &Case::NoReverseLearning));
        AddTestCase(new Case("4.2 a location in use", &Case::Renewal));
        AddTestCase(new Case("4.2 a location that is not used", &Case::Unused));
        AddTestCase(new Case("4.2 a learned location in use", &Case::LearnedRenewed));
        AddTestCase(new Case("4.2 a second node", &Case::SecondNode));
        AddTestCase(new Case("4.2 a second address", &Case::SecondAddress));
        AddTestCase(new Case("5.1, 4.4.1 no binding", &Case::NoBinding));
        AddTestCase(new Case("5.1, 4.4.1 no binding, and then one", &Case::ForgottenRefusal));
        AddTestCase(new Case("5.1, 4.4.1 managed by none", &Case::Unmanaged));
        AddTestCase(new Case("5.1, 4.4.2 nobody answers", &Case::Silent));
        AddTestCase(new Case("5.1, 4.4.3 in vain", &Case::UnmanagedByAnchor));
        AddTestCase(new Case("3.2 after some packets", &Case::OptimizeAfter));
        AddTestCase(new Case("3.2 not to all", &Case::Excluded));
        AddTestCase(new Case("8 addresses asked for in vain", &Case::AttemptBound));
        AddTestCase(new Case("8 addresses not asked for", &Case::RowBound));
        AddTestCase(new Case("8 locations held", &Case::LocationBound));
    }
};

static LuoRoutingTestSuite g_luoRoutingTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
