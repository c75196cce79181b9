/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-luo-fixture.h"

#include "ns3/nstime.h"
#include "ns3/test.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * draft-luo-dmm-pmip-based-dmm-approach-02, 4.3: handovers while paths are direct, message by
 * message with the time at which each is sent, and packet by packet with the time that each takes.
 * p = MAG1 and n = MAG3 are the gateways of MN, one after the other, e4 = MAG2 is CN's, L1 and L3
 * are their anchors; time zero is when MN attaches to n.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

/// n-L1 13, p-L1 9, e4-L3 11, p-L3 17, L1-L3 21, n-p 5, p-e4 7, n-e4 8.
const RoutingDelays SECOND_DELAYS{21, 9, 12, 13, 15, 17, 11, 16, 19, 7, 5, 6, 8, 10, 4};

} // namespace

/**
 * @ingroup pmipv6-tests
 * MN and CN of two anchors; each member function is a test case.
 */
class LuoHandoffTestCase : public MemberTestCase<LuoHandoffTestCase, LuoTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void Basic();          //!< 4.3, all of it
    void AfterItLeft();    //!< to the gateway that CN left some time ago
    void SecondInstance(); //!< the same on other wires, with its times as numbers
    void OneAnchor();      //!< the same with one anchor
    void SameGateway();    //!< two correspondents at one gateway
    void TwoGateways();    //!< two correspondents at two gateways
    void ToPeer();         //!< to the correspondent's gateway
    void FromPeer();       //!< away from it
    void OthersPeer();     //!< two nodes at p with correspondents of their own
    void UsersPeer();      //!< a node that has used another's location
    void Refreshed();      //!< a refresh is no handover

  private:
    /**
     * Check a handover of MN from p to n, with packets both ways.
     *
     * @param options of the topology
     * @param expected PBA at n, PBCI at p, PBCA at n, PBCI at e4; empty: as the forms say alone
     */
    void CheckBasic(const EpmipOptions& options, const std::vector<Time>& expected = {});

    /**
     * Check a handover of MN with CN and CN2.
     *
     * @param gateway of CN2
     * @param isByPeers they send, and MN does not; else MN alone sends
     * @param expected the messages
     */
    void CheckTwo(RoutingPlace gateway, bool isByPeers, const std::string& expected);
};

void
LuoHandoffTestCase::CheckBasic(const EpmipOptions& options, const std::vector<Time>& expected)
{
    EpmipFixture net(options);
    Attach(net);
    const auto [up, down] = SendBoth(net, Seconds(6));
    net.MoveAt(ZERO, NODE_MN, MAG3);
    net.RunUntil(Seconds(8));
    const HandoffForms forms(net);
    if (!expected.empty())
    {
        NS_TEST_EXPECT_MSG_EQ(forms.answered, expected.at(0), "PBA");
        NS_TEST_EXPECT_MSG_EQ(forms.informed, expected.at(1), "tunnel");
        NS_TEST_EXPECT_MSG_EQ(forms.told, expected.at(2), "PBCA");
        NS_TEST_EXPECT_MSG_EQ(forms.peer, expected.at(3), "peer");
    }
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(ZERO, Seconds(8)), ONE_HANDOVER, "4 + 2c messages");
    ExpectSent(net,
               {{"MAG3>LMA1 PBU", Time(0)},
                {"LMA1>MAG3 PBA", net.Delay(MAG3, LMA1)},
                {"MAG3>MAG1 Pbci", forms.answered},
                {"MAG1>MAG3 Pbca", forms.informed},
                {"MAG1>MAG2 Pbci", forms.informed},
                {"MAG2>MAG1 Pbca", forms.peer}});
    // What they say.
    const auto answer = net.FindMessage("LMA1>MAG3 PBA", ZERO);
    const auto* previous = FindOption<PreviousLocationOption>(GetOptions(answer));
    PMIPV6_TEST_REQUIRE(previous, "the previous location");
    NS_TEST_EXPECT_MSG_EQ(net.GetName(previous->address), "MAG1", "the previous location");
    const auto inform = net.FindRequest("MAG3>MAG1 Pbci", ZERO);
    const auto change = net.FindRequest("MAG1>MAG2 Pbci", ZERO);
    NS_TEST_EXPECT_MSG_EQ(inform.isPrevious, true, "P");
    NS_TEST_EXPECT_MSG_EQ(change.isPrevious, false, "no P");
    for (const auto& request : {inform, change})
    {
        PMIPV6_TEST_REQUIRE(request.prefixes.size() == 1 && request.gateway && request.timestamp,
                            "a location");
        NS_TEST_EXPECT_MSG_EQ((request.prefixes[0] == net.GetPrefix(NODE_MN)), true, "MN's");
        NS_TEST_EXPECT_MSG_EQ(net.GetName(*request.gateway), "MAG3", "at n");
        NS_TEST_EXPECT_MSG_EQ((request.timestamp == inform.timestamp), true, "the binding's");
        NS_TEST_EXPECT_MSG_EQ(request.lifetime, 15, "LocationLifetime");
    }
    const auto list = net.FindAnswer("MAG1>MAG3 Pbca", ZERO);
    PMIPV6_TEST_REQUIRE(list.correspondents.size() == 1, "one correspondent");
    NS_TEST_EXPECT_MSG_EQ((list.correspondents[0].prefix == net.GetPrefix(NODE_CN)), true, "CN");
    NS_TEST_EXPECT_MSG_EQ(net.GetName(list.correspondents[0].gateway), "MAG2", "at e4");
    for (const auto* text : {"MAG1>MAG3 Pbca", "MAG2>MAG1 Pbca"})
    {
        NS_TEST_EXPECT_MSG_EQ(net.FindStatus(text, ZERO), 0, text);
    }
    // The steps.
    const std::tuple<RoutingPlace, const char*, Time> steps[] = {
        {MAG1, "started MN MAG3", forms.informed},
        {MAG3, "known MN MAG1", forms.told},
        {MAG3, "path MN>CN MAG2", forms.told},
        {MAG2, "path CN>MN MAG3", forms.peer},
        {MAG1, "updated MN MAG3", forms.updated},
    };
    for (const auto& [place, text, at] : steps)
    {
        NS_TEST_EXPECT_MSG_EQ_TOL(net.FindNote(place, text, ZERO) - ZERO,
                                  at,
                                  EPMIP_TOLERANCE,
                                  text);
    }
    // The packets.
    const Time w = net.Access();
    const RoutingPlace l3 = net.GetAnchorOfCn();
    NS_TEST_EXPECT_MSG_EQ(
        EpmipFixture::DescribeWays(
            up,
            {{ZERO - MilliSeconds(500), net.GetWay({MAG1, MAG2}), "direct from p"},
             {ZERO - WITHOUT_LINK, LOST, "no link, no registration"},
             {ZERO + forms.answered - w, net.GetWay({MAG3, LMA1, l3, MAG2}), "by the eLMAs"},
             {ZERO + forms.told - w, net.GetWay({MAG3, MAG2}), "direct from n"}},
            Seconds(6)),
        "",
        "from MN to CN");
    const Time toOld = net.GetWay({MAG2, MAG1});
    NS_TEST_EXPECT_MSG_EQ(EpmipFixture::DescribeWays(
                              down,
                              {{ZERO - MilliSeconds(500), toOld, "direct to p"},
                               {ZERO - WITHOUT_LINK - toOld, LOST, "to p, which has no link"},
                               {ZERO + forms.informed - net.Delay(MAG2, MAG1) - w,
                                net.GetWay({MAG2, MAG1, MAG3}),
                                "sent on by p"},
                               {ZERO + forms.peer - w, net.GetWay({MAG2, MAG3}), "direct to n"}},
                              Seconds(6)),
                          "",
                          "from CN to MN");
    NS_TEST_EXPECT_MSG_EQ(up.GetDuplicates() + down.GetDuplicates(), 0, "doubled");
    NS_TEST_EXPECT_MSG_EQ(net.GetLocation(MAG2, NODE_MN), "MAG3", "at e4");
    NS_TEST_EXPECT_MSG_EQ(net.GetLocation(MAG3, NODE_CN), "MAG2", "at n");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
}

void
LuoHandoffTestCase::Basic()
{
    CheckBasic(EpmipOptions());
}

void
LuoHandoffTestCase::AfterItLeft()
{
    EpmipFixture net;
    Attach(net);
    Send(net, NODE_MN, NODE_CN, Seconds(2), Seconds(8));
    Send(net, NODE_CN, NODE_MN, Seconds(2), Seconds(8));
    net.MoveAt(ZERO - Seconds(2), NODE_CN, MAG4);
    net.MoveAt(ZERO, NODE_MN, MAG2);
    net.RunUntil(Seconds(9));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(ZERO, Seconds(9)),
                          "MAG2>LMA1 PBU, LMA1>MAG2 PBA, MAG2>MAG1 Pbci, MAG1>MAG2 Pbca, "
                          "MAG1>MAG4 Pbci, MAG4>MAG1 Pbca",
                          "p tells CN's gateway, and nobody else");
    NS_TEST_EXPECT_MSG_EQ(net.GetLocation(MAG4, NODE_MN), "MAG2", "at CN's gateway");
    NS_TEST_EXPECT_MSG_EQ(net.GetLocation(MAG2, NODE_CN), "MAG4", "at MN's gateway");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
}

void
LuoHandoffTestCase::SecondInstance()
{
    EpmipOptions options;
    options.delays = SECOND_DELAYS;
    options.access = 3;
    CheckBasic(options, {MilliSeconds(26), MilliSeconds(31), MilliSeconds(36), MilliSeconds(38)});
}

void
LuoHandoffTestCase::OneAnchor()
{
    EpmipOptions options;
    options.hasTwoAnchors = false;
    CheckBasic(options);
}

void
LuoHandoffTestCase::CheckTwo(RoutingPlace gateway, bool isByPeers, const std::string& expected)
{
    EpmipOptions options;
    options.nMobiles = 4;
    EpmipFixture net(options);
    Attach(net);
    net.AttachAt(Seconds(1), NODE_CN2, gateway);
    for (const auto peer : {NODE_CN, NODE_CN2})
    {
        Send(net, isByPeers ? peer : NODE_MN, isByPeers ? NODE_MN : peer, Seconds(2), Seconds(7));
    }
    net.MoveAt(ZERO, NODE_MN, MAG3);
    net.RunUntil(Seconds(8));
    const HandoffForms forms(net);
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(ZERO, Seconds(8)), expected, "4 + 2c messages");
    const auto list = net.FindAnswer("MAG1>MAG3 Pbca", ZERO);
    PMIPV6_TEST_REQUIRE(list.correspondents.size() == 2, "two correspondents");
    const std::string name = MeshFixture::GetName(gateway);
    NS_TEST_EXPECT_MSG_EQ(net.GetName(list.correspondents[0].gateway), "MAG2", "CN");
    NS_TEST_EXPECT_MSG_EQ(net.GetName(list.correspondents[1].gateway), name, "CN2");
    const Time last = std::max(net.RoundTrip(MAG1, MAG2), net.RoundTrip(MAG1, gateway));
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindNote(MAG1, "updated MN MAG3", ZERO) - ZERO,
                              forms.informed + last,
                              EPMIP_TOLERANCE,
                              "all know");
    NS_TEST_EXPECT_MSG_EQ(net.GetLocation(MAG2, NODE_MN), "MAG3", "at CN's");
    NS_TEST_EXPECT_MSG_EQ(net.GetLocation(gateway, NODE_MN), "MAG3", "at CN2's");
    NS_TEST_EXPECT_MSG_EQ(net.GetLocation(MAG3, NODE_CN), "MAG2", "of CN");
    NS_TEST_EXPECT_MSG_EQ(net.GetLocation(MAG3, NODE_CN2), name, "of CN2");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
}

void
LuoHandoffTestCase::SameGateway()
{
    for (const bool isByPeers : {false, true})
    {
        CheckTwo(MAG2, isByPeers, ONE_HANDOVER);
    }
}

void
LuoHandoffTestCase::TwoGateways()
{
    for (const bool isByPeers : {false, true})
    {
        CheckTwo(MAG4,
                 isByPeers,
                 "MAG3>LMA1 PBU, LMA1>MAG3 PBA, MAG3>MAG1 Pbci, MAG1>MAG3 Pbca, "
                 "MAG1>MAG2 Pbci, MAG1>MAG4 Pbci, MAG2>MAG1 Pbca, MAG4>MAG1 Pbca");
    }
}

void
LuoHandoffTestCase::ToPeer()
{
    EpmipFixture net;
    Attach(net);
    const auto [up, down] = SendBoth(net, Seconds(6));
    net.MoveAt(ZERO, NODE_MN, MAG2);
    net.RunUntil(Seconds(8));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(ZERO, Seconds(8)),
                          "MAG2>LMA1 PBU, LMA1>MAG2 PBA, MAG2>MAG1 Pbci, MAG1>MAG2 Pbca",
                          "four messages");
    const Time w = net.Access();
    const Time answered = net.RoundTrip(MAG2, LMA1);
    const Time toOld = net.GetWay({MAG2, MAG1});
    NS_TEST_EXPECT_MSG_EQ(
        EpmipFixture::DescribeWays(up,
                                   {{ZERO - WITHOUT_LINK, LOST, "no link, no registration"},
                                    {ZERO + answered - w, w * 2, "local"}},
                                   Seconds(6)),
        "",
        "from MN to CN");
    NS_TEST_EXPECT_MSG_EQ(
        EpmipFixture::DescribeWays(down,
                                   {{ZERO - MilliSeconds(500), toOld, "direct to p"},
                                    {ZERO - WITHOUT_LINK - toOld, LOST, "to p"},
                                    {ZERO + answered - w, w * 2, "local"}},
                                   Seconds(6)),
        "",
        "from CN to MN");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindNote(MAG2, "path CN>MN MAG2", ZERO) - ZERO,
                              answered,
                              EPMIP_TOLERANCE,
                              "local at the PBA");
    NS_TEST_EXPECT_MSG_EQ(net.GetRouting(MAG2)->GetLocations().size(), 0, "no location is left");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
}

void
LuoHandoffTestCase::FromPeer()
{
    EpmipFixture net;
    net.AttachAt(Seconds(1), NODE_MN, MAG1);
    net.AttachAt(Seconds(1), NODE_CN, MAG1);
    const auto [up, down] = SendBoth(net, Seconds(6));
    net.MoveAt(ZERO, NODE_MN, MAG3);
    net.RunUntil(Seconds(8));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(Seconds(2), Seconds(8)),
                          "MAG3>LMA1 PBU, LMA1>MAG3 PBA, MAG3>MAG1 Pbci, MAG1>MAG3 Pbca",
                          "four messages, none before");
    const HandoffForms forms(net);
    const Time w = net.Access();
    NS_TEST_EXPECT_MSG_EQ(
        EpmipFixture::DescribeWays(
            up,
            {{ZERO - MilliSeconds(500), w * 2, "local"},
             {ZERO - WITHOUT_LINK, LOST, "no link, no registration"},
             {ZERO + forms.answered - w, net.GetWay({MAG3, LMA1, LMA2, MAG1}), "by the eLMAs"},
             {ZERO + forms.told - w, net.GetWay({MAG3, MAG1}), "direct"}},
            Seconds(6)),
        "",
        "from MN to CN");
    NS_TEST_EXPECT_MSG_EQ(EpmipFixture::DescribeWays(
                              down,
                              {{ZERO - MilliSeconds(500), w * 2, "local"},
                               {ZERO - WITHOUT_LINK - w * 2, LOST, "no link"},
                               {ZERO + forms.informed - w, net.GetWay({MAG1, MAG3}), "direct"}},
                              Seconds(6)),
                          "",
                          "from CN to MN");
    NS_TEST_EXPECT_MSG_EQ(net.GetLocation(MAG1, NODE_MN), "MAG3", "at p");
    NS_TEST_EXPECT_MSG_EQ(net.GetLocation(MAG3, NODE_CN), "MAG1", "at n");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
}

void
LuoHandoffTestCase::OthersPeer()
{
    EpmipOptions options;
    options.nMobiles = 4;
    EpmipFixture net(options);
    Attach(net);
    net.AttachAt(Seconds(1), NODE_MN2, MAG1);
    net.AttachAt(Seconds(1), NODE_CN2, MAG4);
    Send(net, NODE_MN, NODE_CN, Seconds(2), Seconds(6));
    Send(net, NODE_MN2, NODE_CN2, Seconds(2), Seconds(6));
    net.MoveAt(ZERO, NODE_MN, MAG3);
    net.RunUntil(Seconds(8));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(ZERO, Seconds(8)), ONE_HANDOVER, "MN's peer alone");
    NS_TEST_EXPECT_MSG_EQ(net.GetLocation(MAG4, NODE_MN), "", "of no use to CN2");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
}

void
LuoHandoffTestCase::UsersPeer()
{
    EpmipOptions options;
    options.nMobiles = 3;
    EpmipFixture net(options);
    Attach(net);
    net.AttachAt(Seconds(1), NODE_MN2, MAG1);
    Send(net, NODE_MN, NODE_CN, Seconds(2), Seconds(3));
    Send(net, NODE_MN2, NODE_CN, Seconds(4), Seconds(6));
    net.MoveAt(ZERO, NODE_MN2, MAG3);
    net.RunUntil(Seconds(8));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(Seconds(3), ZERO), "", "MN2's location is MN's");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(ZERO, Seconds(8)), ONE_HANDOVER, "its peer is told");
    NS_TEST_EXPECT_MSG_EQ(net.GetLocation(MAG2, NODE_MN2), "MAG3", "of MN2");
    NS_TEST_EXPECT_MSG_EQ(net.GetLocation(MAG2, NODE_MN), "MAG1", "not of MN");
}

void
LuoHandoffTestCase::Refreshed()
{
    // Bindings are extended 16 s after they were made.
    EpmipOptions options;
    options.detection = NOTICED;
    options.configureDomain = [](Pmipv6Helper& domain) {
        domain.SetGatewayAttribute("BindingLifetime", TimeValue(Seconds(20)));
    };
    EpmipFixture net(options);
    Attach(net);
    net.AddFlow(NODE_MN, NODE_CN, MilliSeconds(100)).Run(Seconds(2), 350);
    net.AddFlow(NODE_CN, NODE_MN, MilliSeconds(100)).Run(Seconds(3), 340);
    net.MoveAt(ZERO, NODE_MN, MAG3);
    net.RunUntil(Seconds(36));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(ZERO, Seconds(6)), ONE_HANDOVER, "a handover");
    uint32_t nExtensions = 0;
    uint32_t nInforms = 0;
    for (const auto& signal : net.GetSent())
    {
        nExtensions += signal.at > Seconds(6) && signal.text == "MAG3>LMA1 PBU" ? 1 : 0;
        nInforms += signal.at > Seconds(6) && signal.text.find("Pbci") != std::string::npos ? 1 : 0;
    }
    NS_TEST_EXPECT_MSG_EQ(nExtensions, 1, "an extension, at 21 s");
    NS_TEST_EXPECT_MSG_EQ(nInforms, 0, "tells nobody");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
}

/**
 * @ingroup pmipv6-tests
 * Suite `pmipv6-luo-handoff`.
 */
class LuoHandoffTestSuite : public TestSuite
{
  public:
    LuoHandoffTestSuite()
        : TestSuite("pmipv6-luo-handoff")
    {
        using Case = LuoHandoffTestCase;
        AddTestCase(new Case("4.3 one correspondent", &Case::Basic));
        AddTestCase(new Case("4.3 to the gateway that its peer has left", &Case::AfterItLeft));
        AddTestCase(new Case("4.3 one correspondent, other wires", &Case::SecondInstance));
        AddTestCase(new Case("4.3 one correspondent, one eLMA", &Case::OneAnchor));
        AddTestCase(new Case("4.3 two correspondents at one gateway", &Case::SameGateway));
        AddTestCase(new Case("4.3 two correspondents at two gateways", &Case::TwoGateways));
        AddTestCase(new Case("4.3 to the correspondent's gateway", &Case::ToPeer));
        AddTestCase(new Case("4.3 away from the correspondent's gateway", &Case::FromPeer));
        AddTestCase(new Case("4.3 another node stays behind", &Case::OthersPeer));
        AddTestCase(new Case("4.3 who has used another's location", &Case::UsersPeer));
        AddTestCase(new Case("4.3 a refresh after it", &Case::Refreshed));
    }
};

static LuoHandoffTestSuite g_luoHandoffTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
