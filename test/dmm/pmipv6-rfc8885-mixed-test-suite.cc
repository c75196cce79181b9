/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-central-signaling-fixture.h"
#include "../fixtures/pmipv6-dmm-fixture.h"
#include "../fixtures/pmipv6-single-packets-fixture.h"
#include "../fixtures/pmipv6-told-prefixes-fixture.h"

#include "ns3/pmipv6-local-mobility-anchor.h"
#include "ns3/test.h"

#include <string>
#include <utility>
#include <vector>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * Nodes with a prefix of a central anchor beside those of MAARs (RFC 8885, 3, the last paragraph):
 * each kind lives as its own document says, whatever becomes of the other.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

constexpr RoutingPlace LMA = LMA2;     //!< the central anchor's place
const Time GAP = MilliSeconds(50);     //!< of MeshFixture::MoveAt
const Time NOTICED = MilliSeconds(10); //!< after which a gateway knows of a detach
/// Where MN goes.
constexpr RoutingPlace WALK[] = {MAG1, MAG2, MAG3, MAG4, MAG1, MAG3, MAG2, MAG4, MAG1};
const Time STAY = Seconds(4); //!< in a place

/// @return when MN comes to a place of its walk
Time
GetArrival(uint32_t visit)
{
    return DMM_FIRST + visit * STAY;
}

/// Take MN along its walk. @param nMoves how far
void
Walk(DmmFixture& net, uint32_t nMoves)
{
    net.AttachAt(DMM_FIRST, NODE_MN, WALK[0]);
    for (uint32_t visit = 1; visit <= nMoves; ++visit)
    {
        net.MoveAt(GetArrival(visit), NODE_MN, WALK[visit]);
    }
}

/// @return messages of one kind, each with its time
std::string
DescribeTimes(const DmmFixture& net, bool isCentral)
{
    std::string text;
    for (const auto& signal : net.GetSent())
    {
        if (IsOfCentralAnchor(signal) == isCentral)
        {
            text += std::to_string(signal.at.GetNanoSeconds()) + " " + net.DescribeMessage(signal) +
                    "\n";
        }
    }
    return text;
}

} // namespace

/**
 * @ingroup pmipv6-tests
 * MN has prefixes of MAARs, and one of LMA2.
 */
class DmmMixedTestCase : public MemberTestCase<DmmMixedTestCase, DmmTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void Attachment();         //!< the first
    void Moves();              //!< eight of them, in all modes
    void Alike();              //!< distributed prefixes are as without central ones
    void Paths();              //!< of packets of either kind
    void AnchorRestarts();     //!< the LMA
    void DatabaseRestarts();   //!< the CMD
    void ServingRestarts();    //!< the MAAR where MN is
    void PreviousRestarts();   //!< one where it was
    void CentralRefused();     //!< for good, by the LMA
    void DistributedRefused(); //!< for good, by the CMD
    void CentralSilent();      //!< the LMA has stopped
    void Revoked();            //!< by the LMA
    void Lifetimes();          //!< each has its own
    void BackAtOnce();         //!< at an earlier MAAR, which has not noticed that MN was gone
    void AttachedAnew();       //!< at the same MAAR, which has not noticed that MN was gone
    void SentBefore();         //!< packets from a prefix whose registration is under way

  private:
    /// @return options with central prefixes
    static DmmOptions WithCentral(DatabaseMode mode = DatabaseMode::RELAY);

    /**
     * @param net a topology
     * @param isAllowed MN may be registered
     * @param store one anchor's own policy store, which is told
     */
    static void Tell(const DmmFixture& net, bool isAllowed, PolicyStore& store);

    /**
     * Check where the tables have MN.
     *
     * @param net the topology
     * @param gateway where it is
     */
    void ExpectBinding(const DmmFixture& net, RoutingPlace gateway);
};

DmmOptions
DmmMixedTestCase::WithCentral(DatabaseMode mode)
{
    auto options = With(mode);
    options.hasCentralPrefixes = true;
    options.detection = NOTICED;
    return options;
}

void
DmmMixedTestCase::Tell(const DmmFixture& net, bool isAllowed, PolicyStore& store)
{
    auto profile = *net.GetPolicyStore()->Find(MeshFixture::GetIdentifier(NODE_MN));
    profile.isProxyMobilityAllowed = isAllowed;
    store.Add(profile);
}

void
DmmMixedTestCase::ExpectBinding(const DmmFixture& net, RoutingPlace gateway)
{
    const auto sessions = net.GetCentralAnchor()->GetBindingCache().FindByMobileNode(
        MeshFixture::GetIdentifier(NODE_MN));
    PMIPV6_TEST_REQUIRE(sessions.size() == 1, "a session at the LMA");
    NS_TEST_EXPECT_MSG_EQ(net.GetName(sessions[0]->proxyCareOf),
                          MeshFixture::GetName(gateway),
                          "where it is");
    NS_TEST_EXPECT_MSG_EQ(sessions[0]->prefixes.size(), 1, "one prefix");
    NS_TEST_EXPECT_MSG_EQ(DmmFixture::GetPrefixName(sessions[0]->prefixes.front()),
                          "C",
                          "and the same");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeDistributedFaults(), "", "tables and packets");
}

void
DmmMixedTestCase::Attachment()
{
    DmmFixture net(WithCentral());
    ToldPrefixes told(net);
    Walk(net, 0);
    net.RunUntil(Seconds(3));
    NS_TEST_EXPECT_MSG_EQ(DescribeKind(net, false, Time(0), Seconds(3)),
                          "MAG1>LMA1 PBU 22=P1 / LMA1>MAG1 PBA 22=P1",
                          "at the CMD, with D");
    NS_TEST_EXPECT_MSG_EQ(DescribeKind(net, true, Time(0), Seconds(3)),
                          SayCentral(MAG1, "0"),
                          "at the LMA, without");
    ExpectTimes(net,
                DMM_FIRST,
                {{"MAG1>LMA1 PBU", Time(0)},
                 {"LMA1>MAG1 PBA", net.Delay(MAG1, LMA1)},
                 {"MAG1>LMA2 PBU!", Time(0)},
                 {"LMA2>MAG1 PBA!", net.Delay(MAG1, LMA)}});
    // RFC 5213, 6.8: the gateway's address and the like are those of any MAG.
    NS_TEST_EXPECT_MSG_EQ(net.DescribeTypes("MAG1>LMA2 PBU!", Time(0)),
                          "8 22 23 24 25 27",
                          "options as RFC 5213 has them");
    NS_TEST_EXPECT_MSG_EQ(told.Describe(Time(0), Seconds(3)),
                          "P1 / C P1",
                          "each once it is registered");
    NS_TEST_EXPECT_MSG_EQ(told.GetPreferred("C"), 300, "as long as it is granted");
    NS_TEST_EXPECT_MSG_EQ(told.GetPreferred("P1"), 300, "as it is");
    ExpectBinding(net, MAG1);
    ExpectEnd(net, "MAG1 P1");
}

void
DmmMixedTestCase::Moves()
{
    for (const auto mode : {DatabaseMode::RELAY, DatabaseMode::LOCATOR, DatabaseMode::PROXY})
    {
        DmmFixture net(WithCentral(mode));
        ToldPrefixes told(net);
        Walk(net, 8);
        for (uint32_t visit = 1; visit <= 8; ++visit)
        {
            const Time begin = GetArrival(visit) - GAP;
            net.RunUntil(GetArrival(visit) + Seconds(3));
            NS_TEST_EXPECT_MSG_EQ(DescribeKind(net, true, begin, begin + GAP),
                                  SayLeft(WALK[visit - 1]),
                                  "the former one de-registers, " << visit);
            NS_TEST_EXPECT_MSG_EQ(DescribeKind(net, true, begin + GAP, begin + Seconds(3)),
                                  SayCentral(WALK[visit], "0"),
                                  "and the new one registers, " << visit);
            ExpectTimes(net,
                        begin + GAP,
                        {{"LMA2>" + MeshFixture::GetName(WALK[visit]) + " PBA!",
                          net.Delay(WALK[visit], LMA)}});
            ExpectBinding(net, WALK[visit]);
        }
        ExpectEnd(net, "MAG1 P1 / MAG4 P4 / MAG2 P2 / MAG3 P3");
        const std::string last = told.Describe(GetArrival(8), GetArrival(8) + Seconds(1));
        NS_TEST_EXPECT_MSG_EQ(last.substr(last.rfind('/') + 2),
                              "C P1 P2- P3- P4-",
                              "preferred are both of its own: " << last);
        NS_TEST_EXPECT_MSG_EQ(last.find('x'), std::string::npos, "nothing is withdrawn: " << last);
        // It leaves for good.
        const Time left = GetArrival(8) + Seconds(3);
        net.DetachAt(left, NODE_MN);
        net.RunUntil(left + Seconds(20));
        NS_TEST_EXPECT_MSG_EQ(DescribeKind(net, true, left, left + Seconds(20)),
                              SayLeft(MAG1),
                              "RFC 5213, 6.9.1.4");
        NS_TEST_EXPECT_MSG_EQ(DescribeKind(net, false, left, left + Seconds(20)),
                              "",
                              "RFC 8885, 3.5");
        NS_TEST_EXPECT_MSG_EQ(net.GetCentralAnchor()->GetBindingCache().GetSize(),
                              0,
                              "after MinDelayBeforeBCEDelete");
        net.RunUntil(left + Seconds(400));
        NS_TEST_EXPECT_MSG_EQ(net.DescribeAll(NODE_MN), " |  ;  |  ;  |  ;  |  ; ", "all is over");
        for (const auto place : ROUTING_GATEWAYS)
        {
            NS_TEST_EXPECT_MSG_EQ(net.GetGateway(place)->GetBindingUpdateList().GetSize(),
                                  0,
                                  "list of " << MeshFixture::GetName(place));
        }
    }
}

void
DmmMixedTestCase::Alike()
{
    for (const auto mode : {DatabaseMode::RELAY, DatabaseMode::LOCATOR, DatabaseMode::PROXY})
    {
        std::string alone;
        {
            auto options = WithCentral(mode);
            options.hasCentralPrefixes = false;
            options.hasLegacyAnchor = true;
            DmmFixture net(options);
            Walk(net, 8);
            net.RunUntil(Seconds(800));
            alone = DescribeTimes(net, false);
        }
        DmmFixture net(WithCentral(mode));
        Walk(net, 8);
        net.RunUntil(Seconds(800));
        NS_TEST_EXPECT_MSG_EQ((DescribeTimes(net, false) == alone),
                              true,
                              "the same messages at the same times, " << pmipv6::GetName(mode)
                                                                      << ":\n"
                                                                      << alone << "\n"
                                                                      << DescribeTimes(net, false));
        NS_TEST_EXPECT_MSG_EQ(alone.empty(), false, "there are some");
    }
}

void
DmmMixedTestCase::Paths()
{
    DmmFixture net(WithCentral(DatabaseMode::PROXY));
    net.AttachAt(DMM_FIRST + Seconds(1), NODE_CN, MAG4);
    Go(net, 2);
    SinglePackets packets(net);
    const Prefix central = DmmFixture::GetCentral();
    const Prefix ofCn = DmmFixture::GetFirst(MAG4);
    const auto direct = [&net](std::vector<RoutingPlace> way) {
        Time sum = 2 * net.Access();
        for (std::size_t i = 1; i < way.size(); ++i)
        {
            sum += net.Delay(way[i - 1], way[i]);
        }
        return sum;
    };
    // MN is at MAG3, and was at MAG1 and MAG2.
    const std::vector<std::pair<Prefix, std::vector<RoutingPlace>>> ways{
        {central, {MAG3, LMA, MAG4}},
        {DmmFixture::GetFirst(MAG3), {MAG3, MAG4}},
        {DmmFixture::GetFirst(MAG2), {MAG3, MAG2, MAG4}},
        {DmmFixture::GetFirst(MAG1), {MAG3, MAG1, MAG4}}};
    std::vector<std::pair<std::size_t, std::size_t>> numbers;
    for (const auto& [prefix, way] : ways)
    {
        const auto up = packets.SendAt(Seconds(12), NODE_MN, prefix, NODE_CN, ofCn);
        const auto down = packets.SendAt(Seconds(12), NODE_CN, ofCn, NODE_MN, prefix);
        numbers.emplace_back(up, down);
    }
    net.RunUntil(Seconds(14));
    const Time tolerance = MicroSeconds(20); // Of serialization.
    for (std::size_t i = 0; i < ways.size(); ++i)
    {
        const Time expected = direct(ways[i].second);
        const std::string name = DmmFixture::GetPrefixName(ways[i].first);
        NS_TEST_EXPECT_MSG_EQ_TOL(packets.GetDelay(numbers[i].first), expected, tolerance, name);
        NS_TEST_EXPECT_MSG_EQ_TOL(packets.GetDelay(numbers[i].second), expected, tolerance, name);
    }
}

void
DmmMixedTestCase::AnchorRestarts()
{
    DmmFixture net(WithCentral());
    ToldPrefixes told(net);
    Go(net, 2);
    const Time restart = Seconds(12);
    net.At(restart, [&net] { net.GetCentralAnchor()->Restart(); });
    net.RunUntil(Seconds(15));
    NS_TEST_EXPECT_MSG_EQ(DescribeKind(net, true, restart, Seconds(15)),
                          SayCentral(MAG3, "C"),
                          "RFC 5847, 3.2");
    const Time asked = net.Delay(LMA, MAG3) + 2 * net.Access();
    ExpectTimes(net, restart, {{"MAG3>LMA2 PBU!", asked}});
    NS_TEST_EXPECT_MSG_EQ(DescribeKind(net, false, restart, Seconds(15)), "", "nothing else");
    NS_TEST_EXPECT_MSG_EQ(told.Describe(restart, Seconds(15)),
                          "",
                          "nothing is otherwise for the node");
    ExpectBinding(net, MAG3);
    ExpectEnd(net, "MAG3 P3 / MAG2 P2 / MAG1 P1");
}

void
DmmMixedTestCase::DatabaseRestarts()
{
    DmmFixture net(WithCentral());
    Go(net, 2);
    net.At(Seconds(12), [&net] { net.GetDatabase()->Restart(); });
    net.RunUntil(Seconds(15));
    NS_TEST_EXPECT_MSG_EQ(DescribeKind(net, true, Seconds(12), Seconds(15)), "", "to the LMA");
    const std::string others = DescribeKind(net, false, Seconds(12), Seconds(15));
    NS_TEST_EXPECT_MSG_NE(others.find("MAG3>LMA1 PBU 22=P3"), std::string::npos, others);
    ExpectBinding(net, MAG3);
    ExpectEnd(net, "MAG3 P3 / MAG1 P1 / MAG2 P2");
}

void
DmmMixedTestCase::ServingRestarts()
{
    DmmFixture net(WithCentral());
    Go(net, 2);
    const Time restart = Seconds(12);
    net.At(restart, [&net] { net.GetGateway(MAG3)->Restart(); });
    net.RunUntil(Seconds(15));
    NS_TEST_EXPECT_MSG_EQ(DescribeKind(net, true, restart, Seconds(15)),
                          SayCentral(MAG3, "0"),
                          "as if it had just come");
    ExpectTimes(net, restart, {{"MAG3>LMA2 PBU!", 2 * net.Access()}});
    ExpectBinding(net, MAG3);
    ExpectEnd(net, "MAG3 P3 / MAG2 P2 / MAG1 P1");
}

void
DmmMixedTestCase::PreviousRestarts()
{
    DmmFixture net(WithCentral());
    Go(net, 2);
    net.At(Seconds(12), [&net] { net.GetGateway(MAG1)->Restart(); });
    net.RunUntil(Seconds(15));
    NS_TEST_EXPECT_MSG_EQ(DescribeKind(net, true, Seconds(12), Seconds(15)), "", "to the LMA");
    ExpectBinding(net, MAG3);
    ExpectEnd(net, "MAG3 P3 / MAG2 P2");
}

void
DmmMixedTestCase::CentralRefused()
{
    DmmFixture net(WithCentral());
    ToldPrefixes told(net);
    const auto store = CreateObject<PolicyStore>();
    Tell(net, false, *store);
    net.GetCentralAnchor()->SetPolicyStore(store);
    net.AttachAt(DMM_FIRST, NODE_MN, MAG1);
    net.MoveAt(DMM_MOVE, NODE_MN, MAG2);
    net.MoveAt(DMM_SECOND, NODE_MN, MAG1);
    net.RunUntil(DMM_SECOND + Seconds(2));
    NS_TEST_EXPECT_MSG_EQ(DescribeKind(net, true, Time(0), DMM_SECOND + Seconds(2)),
                          "MAG1>LMA2 PBU! 22=0 / LMA2>MAG1 PBA(152)! 22=0 / "
                          "MAG2>LMA2 PBU! 22=0 / LMA2>MAG2 PBA(152)! 22=0",
                          "MAG1 does not ask again (RFC 5213, 6.9.1.2, 7)");
    NS_TEST_EXPECT_MSG_EQ(told.Describe(Time(0), DMM_SECOND + Seconds(2)),
                          "P1 / P1- P2 / P1 P2-",
                          "the others are as ever");
    ExpectEnd(net, "MAG1 P1 / MAG2 P2");
    const Time readmitted = DMM_SECOND + Seconds(2);
    Tell(net, true, *store);
    net.GetGateway(MAG1)->Readmit(MeshFixture::GetIdentifier(NODE_MN));
    net.RunUntil(readmitted + Seconds(2));
    NS_TEST_EXPECT_MSG_EQ(DescribeKind(net, true, readmitted, readmitted + Seconds(2)),
                          SayCentral(MAG1, "0"),
                          "once it has answered");
    ExpectTimes(net, readmitted, {{"MAG1>LMA2 PBU!", 2 * net.Access()}});
    NS_TEST_EXPECT_MSG_EQ(DescribeKind(net, false, readmitted, readmitted + Seconds(2)),
                          "",
                          "there alone");
    NS_TEST_EXPECT_MSG_EQ(told.Describe(readmitted, readmitted + Seconds(2)), "C P1 P2-", "both");
    ExpectBinding(net, MAG1);
    net.GetGateway(MAG1)->Readmit(MeshFixture::GetIdentifier(NODE_MN));
    net.RunUntil(readmitted + Seconds(4));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeMessages(readmitted + Seconds(2), readmitted + Seconds(4)),
                          "",
                          "who is served is not asked");
}

void
DmmMixedTestCase::DistributedRefused()
{
    DmmFixture net(WithCentral());
    ToldPrefixes told(net);
    const auto store = CreateObject<PolicyStore>();
    Tell(net, false, *store);
    net.GetDatabase()->SetPolicyStore(store);
    net.AttachAt(DMM_FIRST, NODE_MN, MAG1);
    net.MoveAt(DMM_MOVE, NODE_MN, MAG2);
    net.MoveAt(DMM_SECOND, NODE_MN, MAG1);
    net.RunUntil(DMM_SECOND + Seconds(2));
    NS_TEST_EXPECT_MSG_EQ(DescribeKind(net, false, Time(0), DMM_SECOND + Seconds(2)),
                          "MAG1>LMA1 PBU 22=P1 / LMA1>MAG1 PBA(152) 22=P1 / "
                          "MAG2>LMA1 PBU 22=P2 / LMA1>MAG2 PBA(152) 22=P2",
                          "MAG1 does not ask again");
    NS_TEST_EXPECT_MSG_EQ(DescribeKind(net, true, Time(0), DMM_SECOND + Seconds(2)),
                          SayCentral(MAG1, "0") + " / " + SayLeft(MAG1) + " / " +
                              SayCentral(MAG2, "0") + " / " + SayLeft(MAG2) + " / " +
                              SayCentral(MAG1, "0"),
                          "as ever");
    NS_TEST_EXPECT_MSG_EQ(told.Describe(Time(0), DMM_SECOND + Seconds(2)), "C / C / C", "alone");
    ExpectBinding(net, MAG1);
    NS_TEST_EXPECT_MSG_EQ(net.DescribeAll(NODE_MN), " |  ;  |  ;  |  ;  |  ; ", "nothing is held");
    const Time readmitted = DMM_SECOND + Seconds(2);
    Tell(net, true, *store);
    net.GetGateway(MAG1)->Readmit(MeshFixture::GetIdentifier(NODE_MN));
    net.RunUntil(readmitted + Seconds(2));
    NS_TEST_EXPECT_MSG_EQ(DescribeKind(net, true, readmitted, readmitted + Seconds(2)),
                          "",
                          "nothing to the LMA");
    const auto* session = net.GetDatabase()->GetSessions().Find("mn@example.com");
    PMIPV6_TEST_REQUIRE(session, "there is a session");
    NS_TEST_EXPECT_MSG_EQ(net.GetName(session->proxyCareOf), "MAG1", "at MAG1");
    ExpectBinding(net, MAG1);
}

void
DmmMixedTestCase::CentralSilent()
{
    DmmFixture net(WithCentral());
    ToldPrefixes told(net);
    net.GetCentralAnchor()->SetStopTime(MilliSeconds(500));
    Walk(net, 1);
    const Time end = GetArrival(1) + Seconds(3);
    net.RunUntil(end);
    NS_TEST_EXPECT_MSG_EQ(DescribeKind(net, true, Time(0), end),
                          "MAG1>LMA2 PBU! 22=0 / MAG1>LMA2 PBU!* 22=0 / MAG1>LMA2 PBU!* 22=0 / "
                          "MAG1>LMA2 PBU(0)! 22=0 / MAG2>LMA2 PBU! 22=0 / MAG2>LMA2 PBU!* 22=0",
                          "RFC 5213, 6.9.1.4: it may have been accepted");
    ExpectTimes(net,
                GetArrival(1),
                {{"MAG2>LMA2 PBU!*", Seconds(1) + 2 * net.Access()}}); // RFC 6275, 11.8.
    NS_TEST_EXPECT_MSG_EQ(told.Describe(Time(0), end), "P1 / P1- P2", "the others are as ever");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSession(NODE_MN), "MAG2 P2 / MAG1 P1", "goes on");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeAnchor(MAG2, NODE_MN), "served P2", "at MAG2");
}

void
DmmMixedTestCase::Revoked()
{
    DmmFixture net(WithCentral());
    ToldPrefixes told(net);
    Go(net, 2);
    net.AttachAt(DMM_FIRST + Seconds(1), NODE_CN, MAG4);
    SinglePackets packets(net);
    const auto earlier = packets.SendAt(Seconds(14),
                                        NODE_MN,
                                        DmmFixture::GetFirst(MAG1),
                                        NODE_CN,
                                        DmmFixture::GetFirst(MAG4));
    const Time revoked = Seconds(12);
    net.At(revoked,
           [&net] { net.GetCentralAnchor()->Revoke(MeshFixture::GetIdentifier(NODE_MN)); });
    net.RunUntil(Seconds(15));
    NS_TEST_EXPECT_MSG_EQ(DescribeKind(net, true, revoked, Seconds(15)),
                          "LMA2>MAG3 BindingRevocationIndication 22=C / "
                          "MAG3>LMA2 BindingRevocationAcknowledgement",
                          "RFC 5846, 9.1");
    NS_TEST_EXPECT_MSG_EQ(DescribeKind(net, false, revoked, Seconds(15)), "", "nothing else");
    NS_TEST_EXPECT_MSG_EQ(told.Describe(revoked, Seconds(15)),
                          "Cx P1- P2- P3",
                          "it alone is withdrawn");
    NS_TEST_EXPECT_MSG_EQ(net.GetCentralAnchor()->GetBindingCache().GetSize(), 1, "CN's is left");
    NS_TEST_EXPECT_MSG_EQ_TOL(packets.GetDelay(earlier),
                              2 * net.Access() + net.Delay(MAG3, MAG1) + net.Delay(MAG1, MAG4),
                              MicroSeconds(20),
                              "what it sends from an earlier prefix passes");
    ExpectEnd(net, "MAG3 P3 / MAG2 P2 / MAG1 P1");
}

void
DmmMixedTestCase::Lifetimes()
{
    auto options = WithCentral();
    options.configureDomain = [](Pmipv6Helper& domain) {
        domain.SetAnchorAttribute("MaxLifetime", TimeValue(Seconds(100)));
    };
    DmmFixture net(options);
    ToldPrefixes told(net);
    Walk(net, 0);
    net.RunUntil(Seconds(250));
    // RFC 5213, 6.9.1.3: after four fifths of what was granted, by each anchor for itself; the node
    // is asked before.
    std::string central = SayCentral(MAG1, "0");
    for (int i = 0; i < 3; ++i)
    {
        central += " / " + SayCentral(MAG1, "C");
    }
    NS_TEST_EXPECT_MSG_EQ(DescribeKind(net, true, Time(0), Seconds(250)), central, "of 100 s");
    NS_TEST_EXPECT_MSG_EQ(DescribeKind(net, false, Time(0), Seconds(250)),
                          "MAG1>LMA1 PBU 22=P1 / LMA1>MAG1 PBA 22=P1 / "
                          "MAG1>LMA1 PBU 22=P1 / LMA1>MAG1 PBA 22=P1",
                          "of 300 s");
    ExpectTimes(net,
                DMM_FIRST + Seconds(2),
                {{"MAG1>LMA2 PBU!", Seconds(78) + 2 * net.Access()},
                 {"MAG1>LMA1 PBU", Seconds(238) + 2 * net.Access()}});
    NS_TEST_EXPECT_MSG_EQ(told.GetPreferred("C"), 100, "as long as it is granted");
    NS_TEST_EXPECT_MSG_EQ(told.GetPreferred("P1"), 300, "as it is");
}

void
DmmMixedTestCase::BackAtOnce()
{
    auto options = WithCentral();
    options.detection = Seconds(-1);
    DmmFixture net(options);
    net.AttachAt(DMM_FIRST + Seconds(1), NODE_CN, MAG4);
    net.AttachAt(DMM_FIRST, NODE_MN, MAG1);
    net.MoveAt(DMM_MOVE, NODE_MN, MAG2);
    net.MoveAt(DMM_SECOND, NODE_MN, MAG1);
    SinglePackets packets(net);
    const Time before = DMM_SECOND + MilliSeconds(3); // No anchor has answered.
    const auto own = packets.SendAt(before,
                                    NODE_MN,
                                    DmmFixture::GetFirst(MAG1),
                                    NODE_CN,
                                    DmmFixture::GetFirst(MAG4));
    const auto central = packets.SendAt(before,
                                        NODE_MN,
                                        DmmFixture::GetCentral(),
                                        NODE_CN,
                                        DmmFixture::GetFirst(MAG4));
    net.RunUntil(DMM_SECOND + Seconds(5)); // By then MAG2 has asked.
    NS_TEST_EXPECT_MSG_EQ_TOL(packets.GetDelay(own),
                              2 * net.Access() + net.Delay(MAG1, MAG4),
                              MicroSeconds(20),
                              "RFC 8885: it is its own");
    NS_TEST_EXPECT_MSG_EQ(packets.GetDelay(central), Time::Max(), "RFC 5213: not yet");
    NS_TEST_EXPECT_MSG_EQ(DescribeKind(net, true, DMM_SECOND, DMM_SECOND + Seconds(2)),
                          SayCentral(MAG1, "C"),
                          "it has been elsewhere");
    ExpectBinding(net, MAG1);
    ExpectEnd(net, "MAG1 P1 / MAG2 P2");
}

void
DmmMixedTestCase::AttachedAnew()
{
    auto options = WithCentral();
    options.detection = Seconds(-1);
    DmmFixture net(options);
    ToldPrefixes told(net);
    Walk(net, 0);
    net.MoveAt(DMM_MOVE, NODE_MN, MAG1);
    net.RunUntil(DMM_MOVE + Seconds(2));
    NS_TEST_EXPECT_MSG_EQ(DescribeKind(net, true, DMM_MOVE, DMM_MOVE + Seconds(2)),
                          SayCentral(MAG1, "C"),
                          "it has been elsewhere, for all that is known");
    NS_TEST_EXPECT_MSG_EQ(told.Describe(DMM_MOVE, DMM_MOVE + Seconds(2)),
                          "C P1 / C P1",
                          "at each answer, and neither is withdrawn");
    ExpectBinding(net, MAG1);
    ExpectEnd(net, "MAG1 P1");
}

void
DmmMixedTestCase::SentBefore()
{
    for (const bool isCentralLater : {true, false})
    {
        auto options = WithCentral();
        const std::size_t place = 1 + (isCentralLater ? 4 : 0) + (MAG2 - MAG1);
        options.delays[place] = 80; // From LMA2 or LMA1 to MAG2.
        DmmFixture net(options);
        ToldPrefixes told(net);
        net.AttachAt(DMM_FIRST + Seconds(1), NODE_CN, MAG4);
        Walk(net, 1);
        SinglePackets packets(net);
        const Prefix to = DmmFixture::GetFirst(MAG4);
        const Prefix from = isCentralLater ? DmmFixture::GetCentral() : DmmFixture::GetFirst(MAG1);
        // Before the first answer, and between the two.
        packets.SendAt(GetArrival(1) + MilliSeconds(5), NODE_MN, from, NODE_CN, to);
        packets.SendAt(GetArrival(1) + MilliSeconds(100), NODE_MN, from, NODE_CN, to);
        net.RunUntil(GetArrival(1) + Seconds(2));
        const std::string all = told.Describe(GetArrival(1), GetArrival(1) + Seconds(2));
        NS_TEST_EXPECT_MSG_EQ(all,
                              (isCentralLater ? "P1- P2 / C P1- P2" : "C / C P1- P2"),
                              "nothing is withdrawn");
        ExpectBinding(net, MAG2);
    }
}

/**
 * @ingroup pmipv6-tests
 * The suite.
 */
class Rfc8885MixedTestSuite : public TestSuite
{
  public:
    Rfc8885MixedTestSuite()
        : TestSuite("pmipv6-rfc8885-mixed")
    {
        using Case = DmmMixedTestCase;
        AddTestCase(new Case("3 two registrations of an interface", &Case::Attachment));
        AddTestCase(new Case("3 eight moves, each kind by its document", &Case::Moves));
        AddTestCase(new Case("3 distributed prefixes are as without central ones", &Case::Alike));
        AddTestCase(new Case("3 paths of either kind", &Case::Paths));
        AddTestCase(new Case("3, 5847 3.2 the LMA restarts", &Case::AnchorRestarts));
        AddTestCase(new Case("3, 5847 3.2 the CMD restarts", &Case::DatabaseRestarts));
        AddTestCase(new Case("3, 5847 3.2 the serving MAAR restarts", &Case::ServingRestarts));
        AddTestCase(new Case("3, 5847 3.2 a previous MAAR restarts", &Case::PreviousRestarts));
        AddTestCase(new Case("3, 5213 6.9.1.2 the LMA refuses for good", &Case::CentralRefused));
        AddTestCase(
            new Case("3, 5213 6.9.1.2 the CMD refuses for good", &Case::DistributedRefused));
        AddTestCase(new Case("3, 6275 11.8 no LMA answers", &Case::CentralSilent));
        AddTestCase(new Case("3, 5846 9.1 the LMA revokes", &Case::Revoked));
        AddTestCase(new Case("3, 5213 6.9.1.3 two lifetimes", &Case::Lifetimes));
        AddTestCase(new Case("3.2 back at an earlier MAAR", &Case::BackAtOnce));
        AddTestCase(new Case("3, 5213 6.9.1.1 attached anew", &Case::AttachedAnew));
        AddTestCase(new Case("3, 5213 6.12 packets before the answer", &Case::SentBefore));
    }
};

static Rfc8885MixedTestSuite g_rfc8885MixedTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
