/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-epmip-fixture.h"
#include "../fixtures/pmipv6-topology-fixture.h"

#include "ns3/boolean.h"
#include "ns3/random-variable-stream.h"
#include "ns3/test.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * draft-luo-dmm-pmip-based-dmm-approach-02, 4.3, 6, 8 and 9: handovers while paths are direct,
 * message by message with the time at which each is sent, and packet by packet with the time that
 * each takes. p = MAG1, n = MAG3 and m = MAG4 are the gateways of MN, one after the other, e4 =
 * MAG2 is CN's, L1 and L3 are their anchors; time zero is when MN attaches to n.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

const Time ZERO = Seconds(5);               //!< MN attaches to n
const Time WITHOUT_LINK = MilliSeconds(50); //!< T_L2
const Time INTERVAL = MilliSeconds(2);      //!< between packets
const Time NOTICED = MilliSeconds(2);       //!< e, where the old gateway notices

/// The handover of one node with one correspondent at another gateway, from the PBU on.
const std::string ONE_HANDOVER = "MAG3>LMA1 PBU, LMA1>MAG3 PBA, MAG3>MAG1 Pbci, MAG1>MAG3 Pbca, "
                                 "MAG1>MAG2 Pbci, MAG2>MAG1 Pbca";

/// n-L1 13, p-L1 9, e4-L3 11, p-L3 17, L1-L3 21, n-p 5, p-e4 7, n-e4 8.
const RoutingDelays SECOND_DELAYS{21, 9, 12, 13, 15, 17, 11, 16, 19, 7, 5, 6, 8, 10, 4};

/// When something happens at a handover, by the closed forms, from attach.
struct Forms
{
    /// @param net the topology
    explicit Forms(const EpmipFixture& net)
        : answered(net.RoundTrip(MAG3, LMA1)),
          informed(answered + net.Delay(MAG3, MAG1)),
          told(answered + net.RoundTrip(MAG3, MAG1)),
          peer(informed + net.Delay(MAG1, MAG2)),
          updated(informed + net.RoundTrip(MAG1, MAG2))
    {
    }

    Time answered; //!< PBA at n
    Time informed; //!< PBCI at p
    Time told;     //!< PBCA at n
    Time peer;     //!< PBCI at e4
    Time updated;  //!< PBCA of e4 at p
};

} // namespace

/**
 * @ingroup pmipv6-tests
 * MN and CN of two anchors; each member function is a test case.
 */
class LuoHandoffTestCase : public TestCase
{
  public:
    /// What a test case does.
    using Body = void (LuoHandoffTestCase::*)();

    /**
     * @param name section and subject
     * @param body what it does
     */
    LuoHandoffTestCase(const std::string& name, Body body)
        : TestCase(name),
          m_body(body)
    {
    }

    void Basic();            //!< 4.3, all of it
    void SecondInstance();   //!< the same on other wires, with its times as numbers
    void OneAnchor();        //!< the same with one anchor
    void SameGateway();      //!< two correspondents at one gateway
    void TwoGateways();      //!< two correspondents at two gateways
    void ToPeer();           //!< to the correspondent's gateway
    void FromPeer();         //!< away from it
    void OthersPeer();       //!< two nodes at p with correspondents of their own
    void UsersPeer();        //!< a node that has used another's location
    void Refreshed();        //!< a refresh is no handover
    void Buffered();         //!< HandoffBuffer
    void BufferFull();       //!< more than it holds
    void BufferTimeout();    //!< HandoffBufferTime
    void BufferReturned();   //!< the node comes back to p
    void PingPong();         //!< p, n, p
    void LateInform();       //!< p, n, p, and n's PBCI comes late
    void Quickly();          //!< p, n, m
    void LostAnswer();       //!< PBA
    void LostAnswerMoved();  //!< PBA, and the node goes on
    void LostInform();       //!< PBCI of p
    void LostList();         //!< PBCA of p
    void LateAsker();        //!< who has asked too early is told by its packet
    void BothMove();         //!< at once, the nodes being silent
    void BothMoveTalking();  //!< at once, with packets
    void BothMoveUnmended(); //!< without Mend
    void Legacy();           //!< 6: to a gateway without DAF
    void LegacyAndOn();      //!< 6: and to another eMAG
    void Gone();             //!< 6: for good
    void RestartedOld();     //!< p forgets all

  private:
    void DoRun() override
    {
        (this->*m_body)();
    }

    void DoTeardown() override
    {
        m_net.reset(); // There is one simulation at a time.
    }

    /// Attach MN to p and CN to e4.
    static void Attach(EpmipFixture& net)
    {
        net.AttachAt(Seconds(1), NODE_MN, MAG1);
        net.AttachAt(Seconds(1), NODE_CN, MAG2);
    }

    /**
     * @param net the topology
     * @param from sender
     * @param to receiver
     * @param start about when it begins; packets are sent 0.5 ms beside whole ms, even to ZERO
     * @param end about when it ends
     * @return a flow
     */
    static ProbeFlow& Send(EpmipFixture& net,
                           RoutingMobile from,
                           RoutingMobile to,
                           Time start,
                           Time end);

    /**
     * Check a handover of MN from p to n, with packets both ways.
     *
     * @param options of the topology
     * @param expected PBA at n, PBCI at p, PBCA at n, PBCI at e4; empty: as the forms say alone
     */
    void CheckBasic(const EpmipOptions& options, const std::vector<Time>& expected = {});

    /**
     * Check when messages were sent first.
     *
     * @param net the topology
     * @param times texts with times from ZERO
     */
    void ExpectSent(const EpmipFixture& net,
                    const std::vector<std::pair<std::string, Time>>& times);

    /**
     * Check a handover of MN with CN and CN2.
     *
     * @param gateway of CN2
     * @param isByPeers they send, and MN does not; else MN alone sends
     * @param expected the messages
     */
    void CheckTwo(RoutingPlace gateway, bool isByPeers, const std::string& expected);

    /**
     * Let CN send to MN, which goes to n, or back to p, from p, where that is noticed.
     *
     * @param buffer HandoffBuffer
     * @param bufferTime HandoffBufferTime
     * @param gateway where MN goes
     */
    void RunBuffered(uint32_t buffer, Time bufferTime, RoutingPlace gateway);

    /// Let MN and CN talk until ZERO, or for longer, and move both so that each p is told of its
    /// node while what it tells the other one is on its way.
    void RunBothMove(bool isMended, Time end);

    std::unique_ptr<EpmipFixture> m_net; //!< of Run functions
    ProbeFlow* m_up{nullptr};            //!< MN to CN
    ProbeFlow* m_down{nullptr};          //!< CN to MN
    Body m_body;                         //!< what to do
};

ProbeFlow&
LuoHandoffTestCase::Send(EpmipFixture& net,
                         RoutingMobile from,
                         RoutingMobile to,
                         Time start,
                         Time end)
{
    auto& flow = net.AddFlow(from, to, INTERVAL);
    const auto count = (end - start).GetNanoSeconds() / INTERVAL.GetNanoSeconds();
    flow.Run(start + MicroSeconds(500), static_cast<uint32_t>(count));
    return flow;
}

void
LuoHandoffTestCase::ExpectSent(const EpmipFixture& net,
                               const std::vector<std::pair<std::string, Time>>& times)
{
    for (const auto& [text, at] : times)
    {
        NS_TEST_EXPECT_MSG_EQ_TOL(net.FindSent(text, ZERO) - ZERO, at, EPMIP_TOLERANCE, text);
    }
}

void
LuoHandoffTestCase::CheckBasic(const EpmipOptions& options, const std::vector<Time>& expected)
{
    EpmipFixture net(options);
    Attach(net);
    auto& up = Send(net, NODE_MN, NODE_CN, Seconds(2), Seconds(6));
    auto& down = Send(net, NODE_CN, NODE_MN, Seconds(3), Seconds(6));
    net.MoveAt(ZERO, NODE_MN, MAG3);
    net.RunUntil(Seconds(8));
    const Forms forms(net);
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
    const Forms forms(net);
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
    auto& up = Send(net, NODE_MN, NODE_CN, Seconds(2), Seconds(6));
    auto& down = Send(net, NODE_CN, NODE_MN, Seconds(3), Seconds(6));
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
    auto& up = Send(net, NODE_MN, NODE_CN, Seconds(2), Seconds(6));
    auto& down = Send(net, NODE_CN, NODE_MN, Seconds(3), Seconds(6));
    net.MoveAt(ZERO, NODE_MN, MAG3);
    net.RunUntil(Seconds(8));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(Seconds(2), Seconds(8)),
                          "MAG3>LMA1 PBU, LMA1>MAG3 PBA, MAG3>MAG1 Pbci, MAG1>MAG3 Pbca",
                          "four messages, none before");
    const Forms forms(net);
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
    for (const auto& signal : net.GetSignals())
    {
        nExtensions += signal.at > Seconds(6) && signal.text == "MAG3>LMA1 PBU" ? 1 : 0;
        nInforms += signal.at > Seconds(6) && signal.text.find("Pbci") != std::string::npos ? 1 : 0;
    }
    NS_TEST_EXPECT_MSG_EQ(nExtensions, 1, "an extension, at 21 s");
    NS_TEST_EXPECT_MSG_EQ(nInforms, 0, "tells nobody");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
}

void
LuoHandoffTestCase::RunBuffered(uint32_t buffer, Time bufferTime, RoutingPlace gateway)
{
    EpmipOptions options;
    options.detection = NOTICED;
    options.configure = [buffer, bufferTime](EpmipHelper& epmip) {
        epmip.SetMobilityAttribute("HandoffBuffer", UintegerValue(buffer));
        epmip.SetMobilityAttribute("HandoffBufferTime", TimeValue(bufferTime));
    };
    m_net = std::make_unique<EpmipFixture>(options);
    Attach(*m_net);
    m_down = &Send(*m_net, NODE_CN, NODE_MN, Seconds(2), Seconds(6));
    m_net->MoveAt(ZERO, NODE_MN, gateway);
    m_net->RunUntil(Seconds(8));
    NS_TEST_EXPECT_MSG_EQ(m_net->DescribeSent(ZERO - WITHOUT_LINK, Seconds(8)),
                          (gateway == MAG1 ? "MAG1>LMA1 PBU, LMA1>MAG1 PBA, "
                                             "MAG1>LMA1 PBU, LMA1>MAG1 PBA"
                                           : "MAG1>LMA1 PBU, LMA1>MAG1 PBA, " + ONE_HANDOVER),
                          "and the de-registration");
    NS_TEST_EXPECT_MSG_EQ(m_down->GetDuplicates(), 0, "doubled");
    NS_TEST_EXPECT_MSG_EQ(m_net->DescribeFaults(), "", "tables");
}

void
LuoHandoffTestCase::Buffered()
{
    RunBuffered(100, Seconds(2), MAG3);
    auto& net = *m_net;
    const Forms forms(net);
    const Time w = net.Access();
    const Time toOld = net.Delay(MAG2, MAG1) + w; // From CN to p.
    const Time lost = ZERO - WITHOUT_LINK - toOld - w;
    const Time held = ZERO - WITHOUT_LINK + NOTICED - toOld;
    const Time sentOn = ZERO + forms.informed - toOld;
    const Time direct = ZERO + forms.peer - w;
    NS_TEST_EXPECT_MSG_EQ(EpmipFixture::DescribeWays(*m_down, {{lost, LOST, "w_p + e"}}, held),
                          "",
                          "on the air, or sent before p noticed");
    NS_TEST_EXPECT_MSG_EQ(
        EpmipFixture::DescribeWays(*m_down,
                                   {{sentOn, net.GetWay({MAG2, MAG1, MAG3}), "sent on by p"},
                                    {direct, net.GetWay({MAG2, MAG3}), "direct to n"}},
                                   Seconds(6)),
        "",
        "what comes later");
    uint32_t nHeld = 0;
    for (const auto& [number, arrival] : m_down->GetArrivals())
    {
        const Time sent = m_down->GetSent()[number];
        if (sent >= held && sent < sentOn)
        {
            ++nHeld;
            NS_TEST_EXPECT_MSG_EQ_TOL(arrival.at - ZERO,
                                      forms.informed + net.Delay(MAG1, MAG3) + w,
                                      PACKET_TOLERANCE,
                                      "held, packet " << number);
        }
    }
    NS_TEST_EXPECT_MSG_EQ(nHeld, 38, "(T_L2 - e + R(n, L) + d(n, p)) / D");
    NS_TEST_EXPECT_MSG_EQ(EpmipFixture::IsInOrder(*m_down, held, direct), true, "in order");
    // w_p + e is 4.3 ms.
    NS_TEST_EXPECT_MSG_EQ(m_down->GetLost().size(), 2, "lost");
}

void
LuoHandoffTestCase::BufferFull()
{
    RunBuffered(5, Seconds(2), MAG3);
    auto& net = *m_net;
    const Time toOld = net.Delay(MAG2, MAG1) + net.Access();
    const Time held = ZERO - WITHOUT_LINK + NOTICED - toOld;
    const Time sentOn = ZERO + Forms(net).informed - toOld;
    NS_TEST_EXPECT_MSG_EQ(
        EpmipFixture::DescribeWays(*m_down, {{held + INTERVAL * 5, LOST, "no room"}}, sentOn),
        "",
        "all but the first five");
    NS_TEST_EXPECT_MSG_EQ(net.CountDrops(MAG1, "hold-buffer-full"), 33, "counted");
    NS_TEST_EXPECT_MSG_EQ(m_down->GetLost().size(), 35, "lost");
}

void
LuoHandoffTestCase::BufferTimeout()
{
    RunBuffered(100, MilliSeconds(20), MAG3);
    auto& net = *m_net;
    const Time w = net.Access();
    const Time toOld = net.Delay(MAG2, MAG1) + w;
    const Time sentOn = ZERO + Forms(net).informed - toOld;
    NS_TEST_EXPECT_MSG_EQ(
        EpmipFixture::DescribeWays(
            *m_down,
            {{ZERO - WITHOUT_LINK - toOld - w, LOST, "waits in vain"},
             {sentOn, net.GetWay({MAG2, MAG1, MAG3}), "sent on by p"},
             {ZERO + Forms(net).peer - w, net.GetWay({MAG2, MAG3}), "direct to n"}},
            Seconds(6)),
        "",
        "as without a buffer");
    NS_TEST_EXPECT_MSG_EQ(net.CountDrops(MAG1, "handoff-buffer-timeout"), 10, "in 20 ms");
}

void
LuoHandoffTestCase::BufferReturned()
{
    RunBuffered(100, Seconds(2), MAG1);
    auto& net = *m_net;
    const Time w = net.Access();
    const Time toOld = net.Delay(MAG2, MAG1) + w;
    const Time held = ZERO - WITHOUT_LINK + NOTICED - toOld;
    const Time back = net.RoundTrip(MAG1, LMA1);
    for (const auto& [number, arrival] : m_down->GetArrivals())
    {
        const Time sent = m_down->GetSent()[number];
        if (sent >= held && sent < ZERO + back - toOld)
        {
            NS_TEST_EXPECT_MSG_EQ_TOL(arrival.at - ZERO,
                                      back + w,
                                      PACKET_TOLERANCE,
                                      "held, packet " << number);
        }
    }
    NS_TEST_EXPECT_MSG_EQ(EpmipFixture::IsInOrder(*m_down, held, Seconds(6)), true, "in order");
    NS_TEST_EXPECT_MSG_EQ(m_down->GetLost().size(), 2, "lost: w_p + e");
}

void
LuoHandoffTestCase::PingPong()
{
    EpmipFixture net;
    Attach(net);
    auto& up = Send(net, NODE_MN, NODE_CN, Seconds(2), Seconds(7));
    auto& down = Send(net, NODE_CN, NODE_MN, Seconds(3), Seconds(7));
    const Time back = ZERO + MilliSeconds(500);
    net.MoveAt(ZERO, NODE_MN, MAG3);
    net.MoveAt(back, NODE_MN, MAG1);
    net.RunUntil(Seconds(8));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(ZERO, back), ONE_HANDOVER, "to n");
    // p calls back whom it has sent to n; at e4 n's word comes later, so that e4 asks.
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(back, Seconds(8)),
                          "MAG1>LMA1 PBU, LMA1>MAG1 PBA, MAG1>MAG3 Pbci, MAG1>MAG2 Pbci, "
                          "MAG3>MAG1 Pbca, MAG3>MAG2 Pbci, MAG2>LMA1 Pbqr, MAG2>MAG1 Pbca, "
                          "MAG2>MAG3 Pbca, LMA1>MAG2 Pbqa",
                          "back to p");
    const Time answered = net.RoundTrip(MAG1, LMA1);
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindSent("MAG1>MAG3 Pbci", back),
                              back + answered,
                              EPMIP_TOLERANCE,
                              "n is told");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindNote(MAG2, "path CN>MN MAG1", back),
                              back + answered + net.Delay(MAG1, MAG3) + net.Delay(MAG3, MAG2),
                              EPMIP_TOLERANCE,
                              "e4 follows");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindNote(MAG1, "path MN>CN MAG2", back),
                              back + answered,
                              EPMIP_TOLERANCE,
                              "what p has known");
    const Time direct = net.GetWay({MAG1, MAG2});
    for (const auto* flow : {&up, &down})
    {
        NS_TEST_EXPECT_MSG_EQ(
            EpmipFixture::DescribeWays(*flow, {{Seconds(6), direct, "direct"}}, Seconds(7)),
            "",
            "in the end");
    }
    NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
}

void
LuoHandoffTestCase::LateInform()
{
    EpmipFixture net;
    Attach(net);
    auto& up = Send(net, NODE_MN, NODE_CN, Seconds(2), Seconds(8));
    auto& down = Send(net, NODE_CN, NODE_MN, Seconds(3), Seconds(8));
    const Forms forms(net);
    const Time back = ZERO + MilliSeconds(500);
    net.CutAt(MAG1, MAG3, ZERO, ZERO + MilliSeconds(100)); // n's PBCI.
    net.MoveAt(ZERO, NODE_MN, MAG3);
    net.MoveAt(back, NODE_MN, MAG1);
    net.RunUntil(Seconds(9));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(ZERO, Seconds(9)),
                          "MAG3>LMA1 PBU, LMA1>MAG3 PBA, MAG3>MAG1 Pbci, "
                          "MAG1>LMA1 PBU, LMA1>MAG1 PBA, MAG1>MAG3 Pbci, MAG3>MAG1 Pbca, "
                          "MAG3>MAG1 Pbci, MAG1>MAG3 Pbca",
                          "it is repeated once");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindSent("MAG3>MAG1 Pbci", back),
                              ZERO + forms.answered + Seconds(1),
                              EPMIP_TOLERANCE,
                              "after 1 s");
    NS_TEST_EXPECT_MSG_EQ(net.FindStatus("MAG1>MAG3 Pbca", back), 138, "too old");
    NS_TEST_EXPECT_MSG_EQ(net.GetLocation(MAG2, NODE_MN), "MAG1", "at e4");
    const Time direct = net.GetWay({MAG1, MAG2});
    for (const auto* flow : {&up, &down})
    {
        NS_TEST_EXPECT_MSG_EQ(
            EpmipFixture::DescribeWays(*flow, {{Seconds(6), direct, "direct"}}, Seconds(8)),
            "",
            "as if nothing had happened");
    }
    NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
}

void
LuoHandoffTestCase::Quickly()
{
    // MN is at m before n has its PBA.
    EpmipFixture net;
    Attach(net);
    auto& up = Send(net, NODE_MN, NODE_CN, Seconds(2), Seconds(7));
    auto& down = Send(net, NODE_CN, NODE_MN, Seconds(3), Seconds(7));
    const Time second = ZERO + MilliSeconds(12);
    net.MoveAt(ZERO, NODE_MN, MAG3);
    net.DetachAt(second - MilliSeconds(1), NODE_MN);
    net.AttachAt(second, NODE_MN, MAG4);
    net.RunUntil(Seconds(8));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(ZERO, Seconds(8)),
                          "MAG3>LMA1 PBU, LMA1>MAG3 PBA, MAG4>LMA1 PBU, MAG3>MAG1 Pbci, "
                          "LMA1>MAG4 PBA, MAG1>MAG3 Pbca, MAG1>MAG2 Pbci, MAG2>MAG1 Pbca, "
                          "MAG4>MAG3 Pbci, MAG4>MAG1 Pbci, MAG3>MAG4 Pbca, MAG3>MAG2 Pbci, "
                          "MAG1>MAG4 Pbca, MAG1>MAG2 Pbci, MAG2>MAG3 Pbca, "
                          "MAG2>MAG1 Pbca",
                          "n and p are told");
    const auto answer = net.FindMessage("LMA1>MAG4 PBA", ZERO);
    std::string named;
    for (const auto& option : GetOptions(answer))
    {
        const auto* previous = std::get_if<PreviousLocationOption>(&option);
        named += previous ? net.GetName(previous->address) + " " : "";
    }
    NS_TEST_EXPECT_MSG_EQ(named, "MAG3 MAG1 ", "the newest first");
    const Time answered = second + net.RoundTrip(MAG4, LMA1);
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindSent("MAG4>MAG1 Pbci", ZERO), answered, EPMIP_TOLERANCE, "p");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindNote(MAG2, "path CN>MN MAG4", ZERO),
                              answered + net.Delay(MAG4, MAG3) + net.Delay(MAG3, MAG2),
                              EPMIP_TOLERANCE,
                              "e4 is told by n");
    const Time direct = net.GetWay({MAG4, MAG2});
    for (const auto* flow : {&up, &down})
    {
        NS_TEST_EXPECT_MSG_EQ(
            EpmipFixture::DescribeWays(*flow, {{Seconds(6), direct, "direct"}}, Seconds(7)),
            "",
            "in the end");
    }
    NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
}

void
LuoHandoffTestCase::LostAnswer()
{
    EpmipFixture net;
    Attach(net);
    Send(net, NODE_MN, NODE_CN, Seconds(2), Seconds(7));
    net.CutAt(LMA1, MAG3, ZERO + MilliSeconds(5), ZERO + MilliSeconds(100));
    net.MoveAt(ZERO, NODE_MN, MAG3);
    net.RunUntil(Seconds(8));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(ZERO, Seconds(8)),
                          "MAG3>LMA1 PBU, LMA1>MAG3 PBA, " + ONE_HANDOVER,
                          "p is named again");
    // n asks the node whether it is there before it repeats its PBU.
    const Time again = ZERO + Seconds(1) + net.Access() * 2;
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindSent("MAG3>MAG1 Pbci", ZERO),
                              again + net.RoundTrip(MAG3, LMA1),
                              PACKET_TOLERANCE,
                              "one repetition later");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
}

void
LuoHandoffTestCase::LostAnswerMoved()
{
    // n never has an answer; MN goes on to m.
    EpmipFixture net;
    Attach(net);
    auto& down = Send(net, NODE_CN, NODE_MN, Seconds(2), Seconds(10));
    const Time second = ZERO + MilliSeconds(500);
    net.CutAt(LMA1, MAG3, ZERO + MilliSeconds(5), ZERO + MilliSeconds(700));
    net.MoveAt(ZERO, NODE_MN, MAG3);
    net.MoveAt(second, NODE_MN, MAG4);
    net.RunUntil(Seconds(10));
    const Time answered = second + net.RoundTrip(MAG4, LMA1);
    const Time informed = answered + net.Delay(MAG4, MAG1);
    const Time peer = informed + net.Delay(MAG1, MAG2);
    const std::pair<const char*, Time> times[] = {{"MAG4>MAG3 Pbci", answered},
                                                  {"MAG4>MAG1 Pbci", answered},
                                                  {"MAG1>MAG4 Pbca", informed},
                                                  {"MAG1>MAG2 Pbci", informed},
                                                  {"MAG2>MAG1 Pbca", peer}};
    for (const auto& [text, at] : times)
    {
        NS_TEST_EXPECT_MSG_EQ_TOL(net.FindSent(text, ZERO), at, EPMIP_TOLERANCE, text);
    }
    NS_TEST_EXPECT_MSG_EQ(net.FindSent("MAG3>MAG1 Pbci", ZERO), Time::Max(), "n tells nobody");
    NS_TEST_EXPECT_MSG_EQ(
        EpmipFixture::DescribeWays(down,
                                   {{peer - net.Access(), net.GetWay({MAG2, MAG4}), "direct to m"}},
                                   Seconds(9)),
        "",
        "from CN to MN");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
}

void
LuoHandoffTestCase::LostInform()
{
    EpmipFixture net;
    Attach(net);
    auto& down = Send(net, NODE_CN, NODE_MN, Seconds(2), Seconds(10));
    net.CutAt(MAG1, MAG2, ZERO + MilliSeconds(20), ZERO + MilliSeconds(1500));
    net.MoveAt(ZERO, NODE_MN, MAG3);
    net.RunUntil(Seconds(11));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(ZERO, Seconds(11)),
                          "MAG3>LMA1 PBU, LMA1>MAG3 PBA, MAG3>MAG1 Pbci, MAG1>MAG3 Pbca, "
                          "MAG1>MAG2 Pbci, MAG1>MAG2 Pbci, MAG1>MAG2 Pbci, MAG2>MAG1 Pbca",
                          "until it is acknowledged");
    const Forms forms(net);
    const Time w = net.Access();
    const Time third = ZERO + forms.informed + Seconds(3);
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindSent("MAG2>MAG1 Pbca", ZERO),
                              third + net.Delay(MAG1, MAG2),
                              EPMIP_TOLERANCE,
                              "1 s and 2 s later");
    NS_TEST_EXPECT_MSG_EQ(
        EpmipFixture::DescribeWays(
            down,
            {{ZERO + forms.informed - net.Delay(MAG2, MAG1) - w,
              net.GetWay({MAG2, MAG1, MAG3}),
              "sent on by p"},
             {third + net.Delay(MAG1, MAG2) - w, net.GetWay({MAG2, MAG3}), "direct to n"}},
            Seconds(10)),
        "",
        "nothing is lost for it");
}

void
LuoHandoffTestCase::LostList()
{
    EpmipFixture net;
    Attach(net);
    auto& up = Send(net, NODE_MN, NODE_CN, Seconds(2), Seconds(8));
    const Forms forms(net);
    net.CutAt(MAG1, MAG3, ZERO + MilliSeconds(27), ZERO + MilliSeconds(100));
    net.MoveAt(ZERO, NODE_MN, MAG3);
    net.RunUntil(Seconds(9));
    // n asks itself from 1 s on, and repeats its PBCI; p tells nobody again.
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(ZERO, Seconds(9)),
                          ONE_HANDOVER + ", MAG3>MAG1 Pbci, MAG3>LMA2 Pbqr, MAG1>MAG3 Pbca, "
                                         "LMA2>MAG3 Pbqa",
                          "messages");
    const Time again = ZERO + forms.answered + Seconds(1);
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindSent("MAG3>LMA2 Pbqr", ZERO),
                              EpmipFixture::FindPacket(up, again - net.Access()) + net.Access(),
                              PACKET_TOLERANCE,
                              "by the first packet after that");
    NS_TEST_EXPECT_MSG_EQ(
        EpmipFixture::DescribeWays(up,
                                   {{ZERO + forms.answered - net.Access(),
                                     net.GetWay({MAG3, LMA1, LMA2, MAG2}),
                                     "by the eLMAs"},
                                    {again + net.RoundTrip(MAG3, MAG1) - net.Access(),
                                     net.GetWay({MAG3, MAG2}),
                                     "direct"}},
                                   Seconds(8)),
        "",
        "from MN to CN");
}

void
LuoHandoffTestCase::LateAsker()
{
    // CN's gateway is told that MN is at p, and p knows of nothing when n asks it.
    for (const bool isMended : {true, false})
    {
        EpmipOptions options;
        options.configure = [isMended](EpmipHelper& epmip) {
            epmip.SetMobilityAttribute("Mend", BooleanValue(isMended));
        };
        EpmipFixture net(options);
        Attach(net);
        auto& down = net.AddFlow(NODE_CN, NODE_MN, INTERVAL);
        down.Run(ZERO - MicroSeconds(5300), 1000);
        net.MoveAt(ZERO, NODE_MN, MAG3);
        net.RunUntil(Seconds(9));
        NS_TEST_EXPECT_MSG_EQ(
            net.DescribeSent(Seconds(2), Seconds(9)),
            std::string("MAG2>LMA1 Pbqr, MAG3>LMA1 PBU, LMA1>MAG2 Pbqa, LMA1>MAG3 PBA, "
                        "MAG3>MAG1 Pbci, MAG1>MAG3 Pbca") +
                (isMended ? ", MAG1>MAG2 Pbci, MAG2>MAG1 Pbca" : ""),
            "messages");
        const Time w = net.Access();
        const Time known = ZERO - MilliSeconds(3) + net.RoundTrip(MAG2, LMA1);
        std::vector<EpmipLeg> legs{
            {ZERO - MilliSeconds(10), net.GetWay({MAG2, LMA2, LMA1, MAG3}), "by the eLMAs"},
            {known - w, net.GetWay({MAG2, MAG1, MAG3}), "sent on by p"}};
        if (isMended)
        {
            const Time first =
                EpmipFixture::FindPacket(down, known - w) + w + net.Delay(MAG2, MAG1);
            NS_TEST_EXPECT_MSG_EQ_TOL(net.FindSent("MAG1>MAG2 Pbci", ZERO),
                                      first,
                                      PACKET_TOLERANCE,
                                      "by its first packet");
            legs.push_back({first + net.Delay(MAG1, MAG2) - w, net.GetWay({MAG2, MAG3}), "direct"});
        }
        NS_TEST_EXPECT_MSG_EQ(EpmipFixture::DescribeWays(down, legs, Seconds(7)),
                              "",
                              "nothing is lost");
        NS_TEST_EXPECT_MSG_EQ(net.GetLocation(MAG2, NODE_MN),
                              (isMended ? "MAG3" : "MAG1"),
                              "at e4");
    }
}

void
LuoHandoffTestCase::RunBothMove(bool isMended, Time end)
{
    EpmipOptions options;
    options.configure = [isMended](EpmipHelper& epmip) {
        epmip.SetMobilityAttribute("Mend", BooleanValue(isMended));
    };
    m_net = std::make_unique<EpmipFixture>(options);
    Attach(*m_net);
    m_up = &Send(*m_net, NODE_MN, NODE_CN, Seconds(2), end);
    m_down = &Send(*m_net, NODE_CN, NODE_MN, Seconds(3), end);
    // R3: abs(X1 - X2) = 0.55 ms < d(p1, p2).
    m_net->MoveAt(ZERO + MilliSeconds(15), NODE_MN, MAG3);
    m_net->MoveAt(ZERO, NODE_CN, MAG4);
    m_net->RunUntil(Seconds(9));
}

void
LuoHandoffTestCase::BothMove()
{
    RunBothMove(true, Seconds(4));
    NS_TEST_EXPECT_MSG_EQ(m_net->DescribeSent(ZERO, Seconds(9)),
                          "MAG4>LMA2 PBU, MAG3>LMA1 PBU, LMA2>MAG4 PBA, LMA1>MAG3 PBA, "
                          "MAG4>MAG2 Pbci, MAG3>MAG1 Pbci, MAG1>MAG3 Pbca, MAG1>MAG2 Pbci, "
                          "MAG2>MAG4 Pbca, MAG2>MAG1 Pbci, MAG2>MAG4 Pbci, MAG2>MAG1 Pbca, "
                          "MAG1>MAG3 Pbci, MAG1>MAG2 Pbca, MAG3>MAG1 Pbca, MAG4>MAG2 Pbca",
                          "12, and 2 for each that the mend sends");
    NS_TEST_EXPECT_MSG_EQ(m_net->GetLocation(MAG3, NODE_CN), "MAG4", "at MN's");
    NS_TEST_EXPECT_MSG_EQ(m_net->GetLocation(MAG4, NODE_MN), "MAG3", "at CN's");
    NS_TEST_EXPECT_MSG_EQ(m_net->DescribeFaults(), "", "not a packet was needed");
}

void
LuoHandoffTestCase::BothMoveTalking()
{
    RunBothMove(true, Seconds(7));
    const Time direct = m_net->GetWay({MAG3, MAG4});
    for (const auto* flow : {m_up, m_down})
    {
        NS_TEST_EXPECT_MSG_EQ(
            EpmipFixture::DescribeWays(*flow,
                                       {{ZERO + MilliSeconds(100), direct, "direct"}},
                                       Seconds(7)),
            "",
            "soon");
    }
    NS_TEST_EXPECT_MSG_EQ(m_net->DescribeFaults(), "", "tables");
}

void
LuoHandoffTestCase::BothMoveUnmended()
{
    RunBothMove(false, Seconds(7));
    const std::string faults = m_net->DescribeFaults();
    for (const auto* stale : {"MAG3 holds cn@example.com at MAG2, it is at MAG4.",
                              "MAG4 holds mn@example.com at MAG1, it is at MAG3."})
    {
        NS_TEST_EXPECT_MSG_EQ((faults.find(stale) != std::string::npos), true, stale << faults);
    }
    // Traffic survives, by the old gateways.
    NS_TEST_EXPECT_MSG_EQ(
        EpmipFixture::DescribeWays(*m_up,
                                   {{Seconds(6), m_net->GetWay({MAG3, MAG2, MAG4}), "by CN's p"}},
                                   Seconds(7)),
        "",
        "from MN to CN");
    NS_TEST_EXPECT_MSG_EQ(
        EpmipFixture::DescribeWays(*m_down,
                                   {{Seconds(6), m_net->GetWay({MAG4, MAG1, MAG3}), "by MN's p"}},
                                   Seconds(7)),
        "",
        "from CN to MN");
}

void
LuoHandoffTestCase::Legacy()
{
    for (const bool isNoticed : {false, true})
    {
        EpmipOptions options;
        options.legacy = {MAG3};
        options.detection = isNoticed ? NOTICED : Seconds(-1);
        EpmipFixture net(options);
        Attach(net);
        auto& down = Send(net, NODE_CN, NODE_MN, Seconds(2), Seconds(6));
        net.MoveAt(ZERO, NODE_MN, MAG3);
        net.RunUntil(Seconds(8));
        NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(ZERO, Seconds(8)),
                              "MAG3>LMA1 PBU, LMA1>MAG3 PBA, LMA1>MAG1 Pbci, MAG1>MAG2 Pbci, "
                              "MAG1>LMA1 Pbca, MAG2>MAG1 Pbca, MAG2>LMA1 Pbqr, LMA1>MAG2 Pbqa",
                              "4 + 2c messages, and e4 asks anew; noticed: " << isNoticed);
        const Time w = net.Access();
        const Time known = net.Delay(MAG3, LMA1) + net.Delay(LMA1, MAG1);
        const Time peer = known + net.Delay(MAG1, MAG2);
        ExpectSent(net,
                   {{"LMA1>MAG1 Pbci", net.Delay(MAG3, LMA1)},
                    {"MAG1>MAG2 Pbci", known},
                    {"MAG2>MAG1 Pbca", peer}});
        NS_TEST_EXPECT_MSG_EQ(net.FindStatus("LMA1>MAG2 Pbqa", ZERO), 133, "no location");
        const Time toOld = net.GetWay({MAG2, MAG1});
        NS_TEST_EXPECT_MSG_EQ(
            EpmipFixture::DescribeWays(
                down,
                {{ZERO - WITHOUT_LINK - toOld, LOST, "to p"},
                 {ZERO + peer - w, net.GetWay({MAG2, LMA2, LMA1, MAG3}), "by the eLMAs"}},
                Seconds(6)),
            "",
            "from CN to MN; noticed: " << isNoticed);
        NS_TEST_EXPECT_MSG_EQ(net.GetLocation(MAG2, NODE_MN), "", "at e4");
        NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
    }
}

void
LuoHandoffTestCase::LegacyAndOn()
{
    EpmipOptions options;
    options.legacy = {MAG3};
    options.detection = NOTICED;
    EpmipFixture net(options);
    Attach(net);
    auto& down = net.AddFlow(NODE_CN, NODE_MN, MilliSeconds(100));
    down.Run(Seconds(2), 380);
    const Time second = ZERO + Seconds(20);
    net.MoveAt(ZERO, NODE_MN, MAG3);
    net.MoveAt(second, NODE_MN, MAG4);
    net.RunUntil(Seconds(41));
    NS_TEST_EXPECT_MSG_EQ(net.FindSent("MAG4>MAG1 Pbci", second), Time::Max(), "p knows");
    NS_TEST_EXPECT_MSG_EQ(net.FindSent("MAG4>MAG3 Pbci", second), Time::Max(), "a legacy MAG");
    const auto answer = net.FindMessage("LMA1>MAG4 PBA", second);
    NS_TEST_EXPECT_MSG_EQ((FindOption<PreviousLocationOption>(GetOptions(answer)) == nullptr),
                          true,
                          "none is named");
    // e4 asks again when RetryHoldDown is over.
    NS_TEST_EXPECT_MSG_EQ(net.GetLocation(MAG2, NODE_MN), "MAG4", "at e4");
    NS_TEST_EXPECT_MSG_EQ(
        EpmipFixture::DescribeWays(down,
                                   {{second + Seconds(12), net.GetWay({MAG2, MAG4}), "direct"}},
                                   Seconds(39)),
        "",
        "direct again");
}

void
LuoHandoffTestCase::Gone()
{
    EpmipOptions options;
    options.detection = NOTICED;
    EpmipFixture net(options);
    Attach(net);
    Send(net, NODE_CN, NODE_MN, Seconds(2), Seconds(4));
    net.DetachAt(ZERO, NODE_MN);
    net.RunUntil(Seconds(20));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(ZERO, Seconds(20)),
                          "MAG1>LMA1 PBU, LMA1>MAG1 PBA, LMA1>MAG1 Pbci, MAG1>MAG2 Pbci, "
                          "MAG1>LMA1 Pbca, MAG2>MAG1 Pbca",
                          "messages");
    // MinDelayBeforeBCEDelete is 10 s.
    const Time deleted = NOTICED + net.Delay(MAG1, LMA1) + Seconds(10);
    ExpectSent(net,
               {{"LMA1>MAG1 Pbci", deleted},
                {"MAG1>MAG2 Pbci", deleted + net.Delay(LMA1, MAG1)},
                {"MAG2>MAG1 Pbca", deleted + net.Delay(LMA1, MAG1) + net.Delay(MAG1, MAG2)}});
    for (const auto* text : {"LMA1>MAG1 Pbci", "MAG1>MAG2 Pbci"})
    {
        const auto request = net.FindRequest(text, ZERO);
        NS_TEST_EXPECT_MSG_EQ(request.lifetime, 0, text);
        NS_TEST_EXPECT_MSG_EQ(request.timestamp.has_value(), true, text);
    }
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindChange(MAG2, "withdrawn", ZERO) - ZERO,
                              deleted + net.Delay(LMA1, MAG1) + net.Delay(MAG1, MAG2),
                              EPMIP_TOLERANCE,
                              "at e4");
}

void
LuoHandoffTestCase::RestartedOld()
{
    // p restarts when it sends packets on, and e4 has not had its PBCI.
    EpmipOptions options;
    options.detection = NOTICED;
    EpmipFixture net(options);
    Attach(net);
    auto& down = Send(net, NODE_CN, NODE_MN, Seconds(2), Seconds(7));
    const Time restart = ZERO + MilliSeconds(100);
    net.CutAt(MAG1, MAG2, ZERO + MilliSeconds(20), restart - MilliSeconds(10));
    net.MoveAt(ZERO, NODE_MN, MAG3);
    net.At(restart, [&net] { net.GetGateway(MAG1)->Restart(); });
    net.RunUntil(Seconds(9));
    const Time w = net.Access();
    const Time toOld = w + net.Delay(MAG2, MAG1); // From CN to p.
    const Time told = EpmipFixture::FindPacket(down, restart - toOld) + toOld;
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindSent("MAG1>MAG2 Pbci", restart),
                              told,
                              PACKET_TOLERANCE,
                              "by the first packet for who is unknown");
    const auto request = net.FindRequest("MAG1>MAG2 Pbci", restart);
    NS_TEST_EXPECT_MSG_EQ(request.prefixes.size(), 1, "a request");
    NS_TEST_EXPECT_MSG_EQ(request.lifetime, 0, "it withdraws");
    NS_TEST_EXPECT_MSG_EQ(request.timestamp.has_value(), false, "what it knows nothing of");
    const Time peer = told + net.Delay(MAG1, MAG2);
    const Time asked = EpmipFixture::FindPacket(down, peer - w) + w;
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindSent("MAG2>LMA1 Pbqr", restart),
                              asked,
                              PACKET_TOLERANCE,
                              "e4 asks anew");
    const Forms forms(net);
    NS_TEST_EXPECT_MSG_EQ(
        EpmipFixture::DescribeWays(
            down,
            {{ZERO + forms.informed - toOld, net.GetWay({MAG2, MAG1, MAG3}), "sent on by p"},
             {restart - toOld, LOST, "p knows nothing"},
             {peer - w, net.GetWay({MAG2, LMA2, LMA1, MAG3}), "by the eLMAs"},
             {asked + net.RoundTrip(MAG2, LMA1) - w, net.GetWay({MAG2, MAG3}), "direct"}},
            Seconds(7)),
        "",
        "from CN to MN");
    NS_TEST_EXPECT_MSG_EQ(net.GetLocation(MAG2, NODE_MN), "MAG3", "at e4");
}

/**
 * @ingroup pmipv6-tests
 * Both move at about the same time, in random topologies without regard to the triangle inequality
 * (draft-luo, 9: the race of RFC 6279, 3.2).
 */
class LuoRandomRaceTestCase : public TestCase
{
  public:
    /**
     * @param hasTwoAnchors A22; else A21
     * @param isTalking packets go on; else they end before
     * @param isMended Mend; without it all those end wrong of which R3's condition holds
     */
    LuoRandomRaceTestCase(bool hasTwoAnchors, bool isTalking, bool isMended)
        : TestCase(std::string("9 both move, 100 random topologies, ") +
                   (hasTwoAnchors ? "A22" : "A21") + (isTalking ? ", talking" : ", silent") +
                   (isMended ? "" : ", without Mend")),
          m_hasTwoAnchors(hasTwoAnchors),
          m_isTalking(isTalking),
          m_isMended(isMended)
    {
    }

  private:
    void DoRun() override
    {
        auto random = CreateObject<UniformRandomVariable>();
        random->SetStream(11);
        uint32_t bad = 0;
        uint32_t nRaces = 0;
        std::string first;
        for (uint32_t run = 0; run < 100; ++run)
        {
            EpmipOptions options;
            options.hasTwoAnchors = m_hasTwoAnchors;
            options.configure = [this](EpmipHelper& epmip) {
                epmip.SetMobilityAttribute("Mend", BooleanValue(m_isMended));
            };
            for (auto& delay : options.delays)
            {
                delay = random->GetValue(1, 40);
            }
            const Time offset = MicroSeconds(static_cast<int64_t>(random->GetValue(-60e3, 60e3)));
            const auto [fault, isRace] = Race(options, offset);
            nRaces += isRace ? 1 : 0;
            bad += fault.empty() ? 0 : 1;
            if (fault.empty() != (m_isMended || !isRace))
            {
                std::ostringstream text;
                text << "run " << run << ", offset " << offset.As(Time::MS) << ": " << fault;
                first = first.empty() ? text.str() : first;
            }
        }
        NS_TEST_EXPECT_MSG_EQ(first, "", "which is not as expected");
        NS_TEST_EXPECT_MSG_EQ((nRaces > 10), true, "races among them");
        NS_TEST_EXPECT_MSG_EQ(bad, (m_isMended ? 0 : nRaces), "runs of 100 that end wrong");
    }

    /**
     * @param options of the topology
     * @param offset when CN attaches, after MN
     * @return what is wrong in the end, and whether R3's condition holds: abs(X1 - X2) < d(p1, p2),
     * X being the attachment + R(n,L) + d(n,p)
     */
    std::pair<std::string, bool> Race(const EpmipOptions& options, Time offset) const
    {
        EpmipFixture net(options);
        net.AttachAt(Seconds(1), NODE_MN, MAG1);
        net.AttachAt(Seconds(1), NODE_CN, MAG2);
        const Time interval = MilliSeconds(200);
        net.AddFlow(NODE_MN, NODE_CN, interval).Run(Seconds(2), m_isTalking ? 25 : 14);
        net.AddFlow(NODE_CN, NODE_MN, interval).Run(Seconds(3), m_isTalking ? 20 : 9);
        net.MoveAt(ZERO, NODE_MN, MAG3);
        net.MoveAt(ZERO + offset, NODE_CN, MAG4);
        net.RunUntil(Seconds(9));
        const bool isDirect =
            net.GetLocation(MAG3, NODE_CN) == "MAG4" && net.GetLocation(MAG4, NODE_MN) == "MAG3";
        const Time x1 = net.RoundTrip(MAG3, LMA1) + net.Delay(MAG3, MAG1);
        const Time x2 = offset + net.RoundTrip(MAG4, net.GetAnchorOfCn()) + net.Delay(MAG4, MAG2);
        return {net.DescribeFaults() + (isDirect ? "" : "not by the direct path"),
                Abs(x1 - x2) < net.Delay(MAG1, MAG2)};
    }

    const bool m_hasTwoAnchors; //!< A22; else A21
    const bool m_isTalking;     //!< packets go on
    const bool m_isMended;      //!< Mend
};

/**
 * @ingroup pmipv6-tests
 * draft-luo, 8: who cannot change where packets go. MN at MAG1 and CN at MAG2 talk; each member
 * function is a test case.
 */
class LuoHandoffSecurityTestCase : public TestCase
{
  public:
    /// What a test case does.
    using Body = void (LuoHandoffSecurityTestCase::*)();

    /**
     * @param name section and subject
     * @param body what it does
     */
    LuoHandoffSecurityTestCase(const std::string& name, Body body)
        : TestCase(name),
          m_body(body)
    {
    }

    void Informs();   //!< PBCI of who may not say so
    void StillHere(); //!< PBCI with P of a node that has not left
    void Stranger();  //!< PBCI of a gateway without an association
    void Unasked();   //!< PBQA that nobody has asked for
    void Answers();   //!< PBQA that says too much
    void List();      //!< PBCA that says too much

  private:
    void DoRun() override
    {
        (this->*m_body)();
    }

    /// Attach both, and let them talk until 7 s.
    void Talk(EpmipFixture& net);

    /// Check that all packets went straight, from 4 s or later on. @param from since when
    void CheckDirect(const EpmipFixture& net, Time from = Seconds(4));

    /**
     * @param prefix of whom
     * @param place named; nothing: none
     * @param timestamp of the binding
     * @return a PBCI's contents
     */
    static LocationRequest MakeChange(const Prefix& prefix,
                                      std::optional<RoutingPlace> place,
                                      uint64_t timestamp);

    /// @return a PBCI
    static Pbci ToMessage(const LocationRequest& request)
    {
        Pbci message;
        WriteLocationRequest(request, message);
        return message;
    }

    ProbeFlow* m_up{nullptr};   //!< MN to CN
    ProbeFlow* m_down{nullptr}; //!< CN to MN
    Body m_body;                //!< what to do
};

void
LuoHandoffSecurityTestCase::Talk(EpmipFixture& net)
{
    net.AttachAt(Seconds(1), NODE_MN, MAG1);
    net.AttachAt(Seconds(1), NODE_CN, MAG2);
    m_up = &net.AddFlow(NODE_MN, NODE_CN, INTERVAL);
    m_down = &net.AddFlow(NODE_CN, NODE_MN, INTERVAL);
    m_up->Run(Seconds(2), 2500);
    m_down->Run(Seconds(3), 2000);
}

void
LuoHandoffSecurityTestCase::CheckDirect(const EpmipFixture& net, Time from)
{
    const Time direct = net.GetWay({MAG1, MAG2});
    for (const auto* flow : {m_up, m_down})
    {
        NS_TEST_EXPECT_MSG_EQ(
            EpmipFixture::DescribeWays(*flow, {{from, direct, "direct"}}, Seconds(7)),
            "",
            "packets");
    }
    NS_TEST_EXPECT_MSG_EQ(net.GetLocation(MAG1, NODE_CN), "MAG2", "at MAG1");
    NS_TEST_EXPECT_MSG_EQ(net.GetLocation(MAG2, NODE_MN), "MAG1", "at MAG2");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
}

LocationRequest
LuoHandoffSecurityTestCase::MakeChange(const Prefix& prefix,
                                       std::optional<RoutingPlace> place,
                                       uint64_t timestamp)
{
    LocationRequest request;
    request.prefixes = {prefix};
    request.sequence = 4711;
    request.lifetime = 15;
    if (place)
    {
        request.gateway = MeshFixture::GetAddress(*place);
    }
    request.timestamp = timestamp;
    return request;
}

void
LuoHandoffSecurityTestCase::Informs()
{
    EpmipFixture net;
    Talk(net);
    const uint64_t newer = net.GetAnchor(LMA1)->GetTimestamp(ZERO);
    const Prefix mn = net.GetPrefix(NODE_MN);
    const auto change = [&](std::optional<RoutingPlace> place, uint64_t timestamp) {
        return MakeChange(mn, place, timestamp);
    };
    const auto previous = [&](RoutingPlace place, uint64_t timestamp) {
        LocationRequest request = MakeChange(mn, place, timestamp);
        request.isPrevious = true;
        return request;
    };
    LocationRequest withdrawal = change({}, newer);
    withdrawal.lifetime = 0;
    const Prefix many = *ParsePrefix("fd00:1:0::/48");

    struct Row
    {
        const char* what;        //!< in words
        RoutingPlace from;       //!< sender
        RoutingPlace to;         //!< receiver
        LocationRequest request; //!< what it says
        int status;              //!< of the answer
        std::string asked;       //!< what the receiver asks an eLMA because of it
        std::string note;        //!< traced by the receiver
    };

    const Row rows[] = {
        {"of a third gateway",
         MAG4,
         MAG2,
         change(MAG3, newer),
         0,
         "MAG2>LMA1 Pbqr, ",
         "refused MN MAG4 not-of-the-location-held"},
        {"of the right one, to an anchor",
         MAG1,
         MAG2,
         change(LMA2, newer),
         138,
         "",
         "refused MN MAG1 location-not-a-peer"},
        {"of many nodes",
         MAG1,
         MAG2,
         MakeChange(many, MAG3, newer),
         129,
         "",
         "refused ? MAG1 location-of-many"},
        {"of who holds nothing", MAG1, MAG4, change(MAG3, newer), 0, "", "refused MN MAG1"},
        {"of a node here", MAG4, MAG1, change(MAG4, newer), 138, "", ""},
        {"no location", MAG1, MAG2, change({}, newer), 139, "", "refused MN MAG1 option-missing"},
        {"P, for another gateway", MAG4, MAG1, previous(MAG3, newer), 129, "", ""},
        {"P, an old one", MAG4, MAG1, previous(MAG4, 1), 138, "", ""},
        {"lifetime 0, of a third gateway",
         MAG4,
         MAG2,
         withdrawal,
         0,
         "",
         "refused MN MAG4 withdraws-nothing-of-its-own"},
    };
    const Time step = MilliSeconds(60);
    Time at = ZERO;
    for (const auto& row : rows)
    {
        net.SendAt(at, row.from, row.to, ToMessage(row.request));
        at += step;
    }
    net.RunUntil(Seconds(8));
    at = ZERO;
    for (const auto& row : rows)
    {
        const std::string from = MeshFixture::GetName(row.from);
        const std::string to = MeshFixture::GetName(row.to);
        NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(at, at + step),
                              from + ">" + to + " Pbci, " + row.asked + to + ">" + from + " Pbca" +
                                  (row.asked.empty() ? "" : ", LMA1>MAG2 Pbqa"),
                              row.what);
        NS_TEST_EXPECT_MSG_EQ(net.FindStatus(to + ">" + from + " Pbca", at), row.status, row.what);
        NS_TEST_EXPECT_MSG_EQ((row.note.empty() || net.CountNotes(row.to, row.note, at) > 0),
                              true,
                              row.what << " is traced");
        at += step;
    }
    NS_TEST_EXPECT_MSG_EQ(net.GetRouting(MAG4)->GetLocations().size(), 0, "nothing is stored");
    CheckDirect(net);
}

void
LuoHandoffSecurityTestCase::StillHere()
{
    // MAG1 acts at once, asks MN, and serves it again when it answers.
    EpmipFixture net;
    Talk(net);
    LocationRequest request =
        MakeChange(net.GetPrefix(NODE_MN), MAG4, net.GetAnchor(LMA1)->GetTimestamp(ZERO));
    request.isPrevious = true;
    net.SendAt(ZERO, MAG4, MAG1, ToMessage(request));
    net.RunUntil(Seconds(8));
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindNote(MAG1, "refused MN ? node-is-here-after-all") - ZERO,
                              net.Delay(MAG4, MAG1) + net.Access() * 2,
                              PACKET_TOLERANCE,
                              "asked, and answered");
    NS_TEST_EXPECT_MSG_EQ(net.FindStatus("MAG1>MAG4 Pbca", ZERO), 0, "at first");
    CheckDirect(net, ZERO + MilliSeconds(500));
    for (const auto* flow : {m_up, m_down})
    {
        NS_TEST_EXPECT_MSG_LT(flow->GetLost().size(), 30, "60 ms at most");
    }
}

void
LuoHandoffSecurityTestCase::Stranger()
{
    EpmipOptions options;
    options.legacy = {MAG4};
    EpmipFixture net(options);
    Talk(net);
    const uint64_t newer = net.GetAnchor(LMA1)->GetTimestamp(ZERO);
    LocationRequest previous = MakeChange(net.GetPrefix(NODE_MN), MAG4, newer);
    previous.isPrevious = true;
    net.SendAt(ZERO, MAG4, MAG2, ToMessage(MakeChange(net.GetPrefix(NODE_MN), MAG4, newer)));
    net.SendAt(ZERO + MilliSeconds(50), MAG4, MAG1, ToMessage(previous));
    net.RunUntil(Seconds(8));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(ZERO, Seconds(8)),
                          "MAG4>MAG2 Pbci, MAG4>MAG1 Pbci",
                          "no answer");
    CheckDirect(net);
}

void
LuoHandoffSecurityTestCase::Unasked()
{
    EpmipFixture net;
    Talk(net);
    for (const auto from : {LMA1, LMA2})
    {
        LocationAnswer answer;
        answer.prefixes = {net.GetPrefix(NODE_CN)};
        answer.gateway = MeshFixture::GetAddress(MAG4);
        answer.timestamp = net.GetAnchor(LMA2)->GetTimestamp(ZERO);
        answer.sequence = 4711;
        answer.lifetime = 15;
        Pbqa message;
        WriteLocationAnswer(answer, message);
        net.SendAt(ZERO, from, MAG1, message);
    }
    net.RunUntil(Seconds(8));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(ZERO, Seconds(8)),
                          "LMA1>MAG1 Pbqa, LMA2>MAG1 Pbqa",
                          "nothing follows");
    CheckDirect(net);
}

void
LuoHandoffSecurityTestCase::Answers()
{
    struct Row
    {
        const char* prefix;   //!< named
        RoutingPlace gateway; //!< named
        RoutingPlace from;    //!< sender
        const char* reason;   //!< why it is not believed; null: it is; empty: it is not taken
    };

    const Row rows[] = {
        {"fd00:2:0:b::/64", MAG2, LMA2, nullptr},
        {"::/0", MAG4, LMA2, "location-of-many"},
        {"fd00::/16", MAG4, LMA2, "location-of-many"},
        {"fd00:2:0:77::/64", MAG4, LMA2, "location-not-asked-for"},
        {"fd00:2:0:b::/64", MAG1, LMA2, "location-names-this-gateway"},
        {"fd00:2:0:b::/64", LMA1, LMA2, "location-not-a-peer"},
        {"fd00:2:0:b::/64", MAG2, LMA1, ""},
    };
    const Time start = Seconds(2);
    for (const auto& row : rows)
    {
        EpmipFixture net;
        net.AttachAt(Seconds(1), NODE_MN, MAG1);
        net.AttachAt(Seconds(1), NODE_CN, MAG2);
        net.CutAt(MAG1, LMA2, start, start + MilliSeconds(4)); // The query is lost.
        net.SendPacketAt(start, NODE_MN, Ipv6Address("fd00:2:0:b::1"));
        net.At(start + MilliSeconds(6), [&net, &row, start] {
            LocationAnswer answer;
            answer.prefixes = {*ParsePrefix(row.prefix)};
            answer.gateway = MeshFixture::GetAddress(row.gateway);
            answer.timestamp = net.GetAnchor(LMA2)->GetTimestamp(start);
            answer.sequence = net.FindRequest("MAG1>LMA2 Pbqr").sequence;
            answer.lifetime = 15;
            Pbqa message;
            WriteLocationAnswer(answer, message);
            net.SendAt(start + MilliSeconds(6), row.from, MAG1, message);
        });
        net.RunUntil(start + MilliSeconds(500));
        const std::string what = std::string(row.prefix) + " at " +
                                 MeshFixture::GetName(row.gateway) + ", of " +
                                 MeshFixture::GetName(row.from);
        NS_TEST_EXPECT_MSG_EQ(net.GetLocation(MAG1, NODE_CN), (row.reason ? "" : "MAG2"), what);
        NS_TEST_EXPECT_MSG_EQ(net.GetRouting(MAG1)->GetLocations().size(),
                              (row.reason ? 0 : 1),
                              what);
        const std::string reason = row.reason ? row.reason : "";
        NS_TEST_EXPECT_MSG_EQ(
            net.CountNotes(MAG1, "refused CN " + MeshFixture::GetName(row.gateway) + " " + reason),
            (reason.empty() ? 0 : 1),
            what);
        NS_TEST_EXPECT_MSG_EQ(net.CountNotes(MAG1, "ended CN none"),
                              (reason.empty() ? 0 : 1),
                              what);
    }
}

void
LuoHandoffSecurityTestCase::List()
{
    // MN comes to MAG3, where MN2 is; what MAG1 answers is forged.
    EpmipOptions options;
    options.nMobiles = 3;
    EpmipFixture net(options);
    net.AttachAt(Seconds(1), NODE_MN, MAG1);
    net.AttachAt(Seconds(1), NODE_CN, MAG2);
    net.AttachAt(Seconds(1), NODE_MN2, MAG3);
    net.AddFlow(NODE_MN, NODE_CN, INTERVAL).Run(Seconds(2), 500);
    auto& local = net.AddFlow(NODE_MN, NODE_MN2, INTERVAL);
    local.Run(ZERO + MilliSeconds(300), 100);
    net.CutAt(MAG1, MAG3, ZERO + MilliSeconds(27), ZERO + MilliSeconds(30));
    net.MoveAt(ZERO, NODE_MN, MAG3);
    const Time forged = ZERO + MilliSeconds(35);
    net.At(forged, [&net, forged] {
        const uint64_t newer = net.GetAnchor(LMA1)->GetTimestamp(ZERO);
        const Ipv6Address other = MeshFixture::GetAddress(MAG4);
        LocationAnswer answer;
        answer.prefixes = {net.GetPrefix(NODE_MN)};
        answer.sequence = net.FindRequest("MAG3>MAG1 Pbci").sequence;
        answer.lifetime = 15;
        answer.correspondents = {
            {net.GetPrefix(NODE_MN2), other, newer, 15},
            {*ParsePrefix("fd00::/16"), other, newer, 15},
            {Prefix(), other, newer, 15},
            {net.GetPrefix(NODE_CN), MeshFixture::GetAddress(LMA2), newer, 15}};
        Pbca message;
        WriteLocationAnswer(answer, message);
        net.SendAt(forged, MAG1, MAG3, message);
    });
    net.RunUntil(Seconds(8));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(forged, Seconds(8)),
                          "MAG1>MAG3 Pbca",
                          "it is taken for the answer");
    NS_TEST_EXPECT_MSG_EQ(net.GetRouting(MAG3)->GetLocations().size(), 0, "nothing of it");
    NS_TEST_EXPECT_MSG_EQ(net.CountNotes(MAG3, "refused ? MAG1 location-of-many"), 2, "of many");
    NS_TEST_EXPECT_MSG_EQ(net.CountNotes(MAG3, "refused CN MAG1 location-not-a-peer"),
                          1,
                          "to an anchor");
    NS_TEST_EXPECT_MSG_EQ(
        EpmipFixture::DescribeWays(local, {{ZERO, net.Access() * 2, "local"}}, Seconds(6)),
        "",
        "MN2 is here");
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
        AddTestCase(new Case("4.3 one correspondent, other wires", &Case::SecondInstance));
        AddTestCase(new Case("4.3 one correspondent, one eLMA", &Case::OneAnchor));
        AddTestCase(new Case("4.3 two correspondents at one gateway", &Case::SameGateway));
        AddTestCase(new Case("4.3 two correspondents at two gateways", &Case::TwoGateways));
        AddTestCase(new Case("4.3 to the correspondent's gateway", &Case::ToPeer));
        AddTestCase(new Case("4.3 away from the correspondent's gateway", &Case::FromPeer));
        AddTestCase(new Case("4.3 another node stays behind", &Case::OthersPeer));
        AddTestCase(new Case("4.3 who has used another's location", &Case::UsersPeer));
        AddTestCase(new Case("4.3 a refresh after it", &Case::Refreshed));
        AddTestCase(new Case("4.3 packets wait at p", &Case::Buffered));
        AddTestCase(new Case("4.3 more packets than may wait", &Case::BufferFull));
        AddTestCase(new Case("4.3 packets wait for too long", &Case::BufferTimeout));
        AddTestCase(new Case("4.3 packets wait until the node is back", &Case::BufferReturned));
        AddTestCase(new Case("4.3 p, n, p", &Case::PingPong));
        AddTestCase(new Case("4.3 p, n, p, and n's PBCI is late", &Case::LateInform));
        AddTestCase(new Case("4.3 p, n, m", &Case::Quickly));
        AddTestCase(new Case("4.3 a lost PBA", &Case::LostAnswer));
        AddTestCase(new Case("4.3 a lost PBA, and on to m", &Case::LostAnswerMoved));
        AddTestCase(new Case("4.3 a lost PBCI to e4", &Case::LostInform));
        AddTestCase(new Case("4.3 a lost PBCA to n", &Case::LostList));
        AddTestCase(new Case("4.3 who has asked just before", &Case::LateAsker));
        AddTestCase(new Case("4.3 both move, silent", &Case::BothMove));
        AddTestCase(new Case("4.3 both move, talking", &Case::BothMoveTalking));
        AddTestCase(new Case("4.3 both move, without Mend", &Case::BothMoveUnmended));
        AddTestCase(new Case("6 to a gateway without DAF", &Case::Legacy));
        AddTestCase(new Case("6 by a gateway without DAF", &Case::LegacyAndOn));
        AddTestCase(new Case("6 the node is gone", &Case::Gone));
        AddTestCase(new Case("6 p has restarted", &Case::RestartedOld));
        for (const bool hasTwoAnchors : {false, true})
        {
            for (const bool isTalking : {false, true})
            {
                for (const bool isMended : {true, false})
                {
                    AddTestCase(new LuoRandomRaceTestCase(hasTwoAnchors, isTalking, isMended));
                }
            }
        }
        using Security = LuoHandoffSecurityTestCase;
        AddTestCase(new Security("8 PBCI of who may not say so", &Security::Informs));
        AddTestCase(new Security("8 PBCI of a node that is here", &Security::StillHere));
        AddTestCase(new Security("8 PBCI of a stranger", &Security::Stranger));
        AddTestCase(new Security("8 PBQA unasked", &Security::Unasked));
        AddTestCase(new Security("8 PBQA not to be believed", &Security::Answers));
        AddTestCase(new Security("8 PBCA not to be believed", &Security::List));
    }
};

static LuoHandoffTestSuite g_luoHandoffTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
