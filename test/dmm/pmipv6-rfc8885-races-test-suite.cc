/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-dmm-fixture.h"

#include "ns3/boolean.h"
#include "ns3/test.h"

#include <algorithm>
#include <map>
#include <sstream>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * Handovers while others, or what tells of them, are under way (RFC 8885, 3.2 to 3.6): in the end
 * each prefix has one anchor, all MAARs have the node where it is, and all prefixes are reachable.
 */

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-tests
 * MN in quick succession, in each mode.
 */
class DmmRaceTestCase : public MemberTestCase<DmmRaceTestCase, DmmTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void Quickly();       //!< A-B-C
    void PingPong();      //!< A-B-A
    void PingPongAndOn(); //!< A-B-A-C
    void Repeats();       //!< of a MAAR that the node has left
    void StillHere();     //!< a MAAR is told that its node is elsewhere
    void Doubled();       //!< an update to a previous MAAR
    void Lifetime();      //!< a previous MAAR's is over as the node comes elsewhere
    void UnheardOf();     //!< a MAAR that knows something later, of which nobody else hears
    void Exchanged();     //!< two nodes, each at the other's MAAR

  private:
    /// Go along a path with stays of each length, from none to longer than all exchanges, the wires
    /// being as they are or the CMD's to MAG2 slow; check what comes of it.
    void Sweep(const std::vector<RoutingPlace>& path);

    /**
     * What the session must be, when MN was at MAG1 first: requests take effect in the order in
     * which they come, but none after one that was sent later.
     *
     * @param net the topology
     * @param path where it is afterwards
     * @param stay how long each time
     * @return as DescribeSession
     */
    static std::string Expect(const DmmFixture& net,
                              const std::vector<RoutingPlace>& path,
                              Time stay);
};

std::string
DmmRaceTestCase::Expect(const DmmFixture& net, const std::vector<RoutingPlace>& path, Time stay)
{
    std::multimap<Time, std::size_t> requests;
    for (std::size_t i = 0; i < path.size(); ++i)
    {
        requests.emplace(stay * static_cast<int64_t>(i) + net.Delay(path[i], CMD), i);
    }
    std::vector<RoutingPlace> places{MAG1};
    std::size_t latest = 0;
    for (const auto& [at, i] : requests)
    {
        if (i >= latest)
        {
            latest = i;
            places.erase(std::remove(places.begin(), places.end(), path[i]), places.end());
            places.insert(places.begin(), path[i]);
        }
    }
    std::string text;
    for (const auto place : places)
    {
        text += (text.empty() ? "" : " / ") + MeshFixture::GetName(place) + " " +
                DmmFixture::GetPrefixName(DmmFixture::GetFirst(place));
    }
    return text;
}

void
DmmRaceTestCase::Sweep(const std::vector<RoutingPlace>& path)
{
    std::string first;
    for (const auto mode : {DatabaseMode::RELAY, DatabaseMode::LOCATOR, DatabaseMode::PROXY})
    {
        for (const double slow : {12.71, 40.0})
        {
            for (double dwell = 0.3; dwell < 110; dwell += 4.7)
            {
                auto options = With(mode);
                options.delays[2] = slow;
                DmmFixture net(options);
                net.AttachAt(DMM_FIRST, NODE_MN, MAG1);
                Time at = DMM_MOVE;
                net.DetachAt(at - MilliSeconds(50), NODE_MN);
                for (const auto& place : path)
                {
                    net.AttachAt(at, NODE_MN, place);
                    at += MicroSeconds(static_cast<int64_t>(dwell * 1000));
                    if (&place != &path.back())
                    {
                        net.DetachAt(at - MicroSeconds(100), NODE_MN);
                    }
                }
                net.RunUntil(Seconds(9));
                const std::string session =
                    Expect(net, path, MicroSeconds(static_cast<int64_t>(dwell * 1000)));
                const std::string found = net.DescribeSession(NODE_MN);
                const std::string faults = net.DescribeDistributedFaults();
                if (first.empty() && (found != session || !faults.empty()))
                {
                    std::ostringstream text;
                    text << pmipv6::GetName(mode) << ", stays of " << dwell << " ms, " << slow
                         << " ms to MAG2: " << found << ", not " << session << "; " << faults;
                    first = text.str();
                }
            }
        }
    }
    NS_TEST_EXPECT_MSG_EQ(first, "", "which ends wrong");
}

void
DmmRaceTestCase::Quickly()
{
    // R8, R30: the second one begins before the first has ended.
    Sweep({MAG2, MAG3});
}

void
DmmRaceTestCase::PingPong()
{
    // R20.
    Sweep({MAG2, MAG1});
}

void
DmmRaceTestCase::PingPongAndOn()
{
    // R21.
    Sweep({MAG2, MAG1, MAG3});
}

void
DmmRaceTestCase::Repeats()
{
    // R18: MAG2's request is lost, so that it would repeat it; it has not noticed the detach.
    for (const auto mode : {DatabaseMode::RELAY, DatabaseMode::LOCATOR, DatabaseMode::PROXY})
    {
        DmmFixture net(With(mode));
        Go(net, 1);
        const Time away = DMM_MOVE + MilliSeconds(300);
        net.CutAt(MAG2, CMD, DMM_MOVE - MilliSeconds(1), away);
        net.MoveAt(away + MilliSeconds(50), NODE_MN, MAG3);
        net.RunUntil(Seconds(60));
        NS_TEST_EXPECT_MSG_EQ((net.FindTime("MAG2>LMA1 PBU", away) == Time::Max()),
                              true,
                              "asked, and silent: " << pmipv6::GetName(mode));
        ExpectEnd(net, "MAG3 P3 / MAG1 P1");
    }
}

void
DmmRaceTestCase::StillHere()
{
    // R22: it answers and tunnels at once, then asks the node, which answers.
    DmmFixture net;
    Go(net, 1);
    const Time at = Seconds(10);
    net.At(at, [&net] {
        DmmSubject subject;
        subject.identifier = MeshFixture::GetIdentifier(NODE_MN);
        subject.technology = AccessTechnologyType::VIRTUAL;
        subject.sequence = 4711;
        subject.timestamp = 10ULL << 16;
        net.GetSignaling(CMD)->Send(MakeServingUpdate(subject,
                                                      {DmmFixture::GetFirst(MAG2)},
                                                      MeshFixture::GetAddress(MAG3),
                                                      75),
                                    MeshFixture::GetAddress(CMD),
                                    MeshFixture::GetAddress(MAG2));
    });
    net.RunUntil(Seconds(13));
    const Time told = at + net.Delay(CMD, MAG2);
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindTime("MAG2>LMA1 PBA 22=P2 68=MAG3", at),
                              told,
                              DMM_TOLERANCE,
                              "answered at once");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindChange(MAG2, "away", at), told, DMM_TOLERANCE, "and done");
    const Time again = net.FindTime("MAG2>LMA1 PBU 22=P2", told);
    NS_TEST_EXPECT_MSG_EQ((again >= told + net.Access() * 2 && again < told + Seconds(1)),
                          true,
                          "registered anew at " << again.As(Time::S));
    ExpectEnd(net, "MAG2 P2 / MAG1 P1");
}

void
DmmRaceTestCase::Doubled()
{
    // R31.
    DmmFixture net;
    Go(net, 1);
    const auto repeat = [&net] {
        const auto* told = net.FindMessage("LMA1>MAG1 PBU 22=P1 68=MAG2", DMM_MOVE);
        net.GetSignaling(CMD)->Send(told->message,
                                    MeshFixture::GetAddress(CMD),
                                    MeshFixture::GetAddress(MAG1));
    };
    net.At(Seconds(7), repeat);
    net.RunUntil(Seconds(9));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeMessages(Seconds(7), Seconds(9)),
                          "LMA1>MAG1 PBU 22=P1 68=MAG2 / MAG1>LMA1 PBA 22=P1 68=MAG2",
                          "the same answer");
    ExpectEnd(net, "MAG2 P2 / MAG1 P1");
    // After the session.
    net.At(Seconds(10), [&net] { net.GetGateway(MAG1)->Restart(); });
    net.At(Seconds(11), repeat);
    net.RunUntil(Seconds(13));
    NS_TEST_EXPECT_MSG_EQ(
        (net.FindMessage("MAG1>LMA1 PBA(153) 22=0 68=MAG2", Seconds(11)) != nullptr),
        true,
        "no such node");
}

void
DmmRaceTestCase::Lifetime()
{
    // R9, R28: MAG1 has noticed the detach; its lifetime is over 300 s after its request. The
    // prefix lives on if the CMD tells MAG1 before; else it is gone, everywhere.
    for (const bool isStopped : {true, false})
    {
        uint32_t nKept = 0;
        uint32_t nGone = 0;
        for (double offset = -60; offset < 40; offset += 3.3)
        {
            DmmOptions options;
            options.detection = MilliSeconds(2);
            options.configure = [isStopped](DmmHelper& dmm) {
                dmm.SetMaarAttribute("StopTimer", BooleanValue(isStopped));
            };
            DmmFixture net(options);
            const Time lasts = DMM_FIRST + Seconds(300);
            net.AttachAt(DMM_FIRST, NODE_MN, MAG1);
            net.DetachAt(Seconds(5), NODE_MN);
            net.AttachAt(lasts + MicroSeconds(static_cast<int64_t>(offset * 1000)), NODE_MN, MAG2);
            net.RunUntil(lasts + Seconds(40));
            const std::string found = net.DescribeSession(NODE_MN);
            nKept += found == "MAG2 P2 / MAG1 P1" ? 1 : 0;
            nGone += found == "MAG2 P2" ? 1 : 0;
            NS_TEST_EXPECT_MSG_EQ((found == "MAG2 P2 / MAG1 P1" || found == "MAG2 P2"),
                                  true,
                                  found << ", at " << offset << " ms");
            NS_TEST_EXPECT_MSG_EQ(net.DescribeDistributedFaults(), "", "at " << offset << " ms");
            NS_TEST_EXPECT_MSG_EQ(net.DescribeAnchor(MAG1, NODE_MN),
                                  (found == "MAG2 P2" ? "" : "away P1 > MAG2"),
                                  "at MAG1, at " << offset << " ms");
        }
        NS_TEST_EXPECT_MSG_EQ((nKept > 0 && nGone > 0), true, nKept << " kept, " << nGone);
    }
}

void
DmmRaceTestCase::UnheardOf()
{
    // MN is back at MAG1 before MAG1 is told of MAG2, for so long that one request is lost; then at
    // MAG2 again, for which nothing has changed.
    for (const auto mode : {DatabaseMode::RELAY, DatabaseMode::LOCATOR, DatabaseMode::PROXY})
    {
        DmmFixture net(With(mode));
        Go(net, 1);
        const Time told = DMM_MOVE + net.Delay(MAG2, CMD) + net.Delay(CMD, MAG1);
        const Time back = told - MilliSeconds(2);
        net.MoveAt(back, NODE_MN, MAG1);
        net.CutAt(MAG1, CMD, back - MicroSeconds(500), back + MicroSeconds(500));
        net.MoveAt(told + MilliSeconds(5), NODE_MN, MAG2);
        net.RunUntil(Seconds(40));
        ExpectTimes(net,
                    DMM_MOVE,
                    {{"MAG1>LMA1 PBA(157) 22=0 68=MAG2", told - DMM_MOVE},
                     {"MAG1>LMA1 PBA 22=P1 68=MAG2",
                      told - DMM_MOVE + net.Delay(CMD, MAG1) * 6 + Seconds(1 + 2 + 4)}});
        ExpectEnd(net, "MAG2 P2 / MAG1 P1");
    }
}

void
DmmRaceTestCase::Exchanged()
{
    // MAG4 does not hear that MN is its own: what CN sends MN comes to MAG4 as CN's, and would go
    // round between MAG4 and MAG1, whose MN is.
    DmmFixture net(With(DatabaseMode::PROXY));
    Go(net, 0);
    net.AttachAt(DMM_FIRST, NODE_CN, MAG4);
    auto& flow = net.AddFlow(NODE_CN, NODE_MN, MilliSeconds(10));
    flow.BindAtStart();
    flow.Run(Seconds(3) + MicroSeconds(500), 600);
    net.MoveAt(DMM_MOVE, NODE_MN, MAG4);
    net.MoveAt(DMM_MOVE + MilliSeconds(3), NODE_CN, MAG1);
    const Time answered = DMM_MOVE + net.Delay(MAG4, CMD);
    net.CutAt(MAG4, CMD, answered - MicroSeconds(100), answered + MicroSeconds(100));
    uint64_t during = 0;
    std::size_t sent = 0;
    net.At(DMM_MOVE + MilliSeconds(900), [&] {
        during = net.GetDropCounter(MAG1, "tunnel-back-to-its-peer");
        sent = flow.GetSent().size();
    });
    net.RunUntil(Seconds(9));
    NS_TEST_EXPECT_MSG_GT(during, 60, "each of them once, of " << sent);
    NS_TEST_EXPECT_MSG_LT(during, 100, "and not while it goes round");
    NS_TEST_EXPECT_MSG_EQ(CountLost(flow, DMM_MOVE + Seconds(2), MilliSeconds(8900)),
                          0,
                          "then they arrive");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeDistributedFaults(), "", "tables and packets");
}

/**
 * @ingroup pmipv6-tests
 * The suite.
 */
class Rfc8885RacesTestSuite : public TestSuite
{
  public:
    Rfc8885RacesTestSuite()
        : TestSuite("pmipv6-rfc8885-races")
    {
        using Case = DmmRaceTestCase;
        AddTestCase(new Case("3.2 A-B-C", &Case::Quickly));
        AddTestCase(new Case("3.2 A-B-A", &Case::PingPong));
        AddTestCase(new Case("3.2 A-B-A-C", &Case::PingPongAndOn));
        AddTestCase(new Case("3.6 who has lost the node repeats nothing", &Case::Repeats));
        AddTestCase(new Case("3.2 a node that is here after all", &Case::StillHere));
        AddTestCase(new Case("3.6 twice the same", &Case::Doubled));
        AddTestCase(new Case("3.5 a lifetime that is over meanwhile", &Case::Lifetime));
        AddTestCase(new Case("3.6 a return of which nobody hears", &Case::UnheardOf));
        AddTestCase(new Case("3.4 two nodes change places", &Case::Exchanged));
    }
};

static Rfc8885RacesTestSuite g_rfc8885RacesTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
