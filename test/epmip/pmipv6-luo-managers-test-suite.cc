/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-area-fixture.h"
#include "../fixtures/pmipv6-luo-fixture.h"

#include "ns3/boolean.h"
#include "ns3/nstime.h"
#include "ns3/pmipv6-mobility-timestamp.h"
#include "ns3/test.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * draft-luo-dmm-pmip-based-dmm-approach-02, 7.4 and 8: two LMFs, LMF1 that LMA1 prefers and AR2
 * that LMA2 prefers, of which each is responsible for a share of the mobile nodes; and who may say
 * what to LMFs and to eLMAs.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

/// How long an eLMA waits for a silent LMF: 1, 2 and 4 s.
const Time PATIENCE = Seconds(7);
/// How long an LMF waits for another one: 1 and 2 s.
const Time PEER_PATIENCE = Seconds(3);

} // namespace

/**
 * @ingroup pmipv6-tests
 * Mobile nodes in an area; each member function is a test case.
 */
class LuoManagersTestCase : public MemberTestCase<LuoManagersTestCase, LuoTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void Registrations(); //!< 7.4: each LMF has its share
    void Queries();       //!< 7.4: who is responsible answers
    void Silent();        //!< 7.4: one LMF stops, or vanishes, and comes back
    void Joined();        //!< 7.4: one LMF joins
    void Updates();       //!< 8: what LMFs believe
    void Informs();       //!< 8: what eLMAs believe

  private:
    /// What somebody says who may not.
    struct Saying
    {
        const char* what;        //!< in words
        RoutingPlace from;       //!< who
        RoutingPlace to;         //!< to whom
        MobilityMessage message; //!< what
        const char* answer;      //!< the name of the answer
        int status;              //!< of the answer; -1: there is none
    };

    /// @return options with two LMFs, and so many mobile nodes
    static AreaOptions WithManagers(uint32_t mobiles, bool isCopied);

    /// @return the eLMA of a gateway, and the LMF that it prefers
    static std::pair<RoutingPlace, RoutingPlace> GetServing(RoutingPlace gateway);

    /// @return the nodes and prefixes for which an LMF is responsible, as DescribeRecords has them
    static std::string DescribeShare(const AreaFixture& net,
                                     RoutingPlace manager,
                                     const std::vector<std::pair<RoutingMobile, RoutingPlace>>& at);

    /// @return a node of CN's anchor, attached to MAG2, for whose prefix AR2 is responsible
    static RoutingMobile FindPeerOfOther(const AreaFixture& net, uint32_t mobiles);

    /// @return a request of MN's prefix with a locator. @param timestamp of the binding
    static LocationRequest MakeRequest(const AreaFixture& net,
                                       std::optional<RoutingPlace> locator,
                                       uint64_t timestamp);

    /// @return a message that says something
    template <class M>
    static MobilityMessage ToMessage(const LocationRequest& request)
    {
        M message;
        WriteLocationRequest(request, message);
        return message;
    }

    /// @return an answer that nobody has asked for
    template <class M>
    static MobilityMessage ToAnswer(const Prefix& prefix, RoutingPlace locator);

    /**
     * Have MN and CN talk while somebody says things, which must change nothing.
     *
     * @param net the topology
     * @param sayings each half a second after the one before
     */
    void CheckUnmoved(AreaFixture& net, const std::vector<Saying>& sayings);

    /// @return how many packets of a flow are lost. @param from of those sent then or later
    static uint32_t CountLost(const ProbeFlow& flow, Time from, Time to);

    /// Check that a registration and a move go on without one of two LMFs. @param isStopped its
    /// role stops; else it cannot be reached, for a while
    void CheckSilent(bool isStopped);
};

AreaOptions
LuoManagersTestCase::WithManagers(uint32_t mobiles, bool isCopied)
{
    AreaOptions options;
    options.nManagers = 2;
    options.nMobiles = mobiles;
    options.configure = [isCopied](EpmipAreaHelper& area) {
        area.SetManagerAttribute("CopyRecords", BooleanValue(isCopied));
    };
    return options;
}

std::pair<RoutingPlace, RoutingPlace>
LuoManagersTestCase::GetServing(RoutingPlace gateway)
{
    return gateway == MAG1 || gateway == MAG3 ? std::make_pair(LMA1, LMF1)
                                              : std::make_pair(LMA2, AR2);
}

std::string
LuoManagersTestCase::DescribeShare(const AreaFixture& net,
                                   RoutingPlace manager,
                                   const std::vector<std::pair<RoutingMobile, RoutingPlace>>& at)
{
    std::vector<std::pair<std::string, std::string>> names;
    std::vector<std::pair<Prefix, std::string>> prefixes;
    for (const auto& [mobile, anchor] : at)
    {
        if (net.GetResponsibleByName(mobile) == manager)
        {
            names.emplace_back(net.GetIdentifier(mobile), MeshFixture::GetName(anchor));
        }
        if (net.GetResponsible(mobile) == manager)
        {
            prefixes.emplace_back(net.GetPrefix(mobile),
                                  MeshFixture::GetName(mobile) + " " +
                                      MeshFixture::GetName(anchor));
        }
    }
    std::sort(names.begin(), names.end());
    std::sort(prefixes.begin(), prefixes.end());
    std::string text;
    for (const auto& [name, anchor] : names)
    {
        text += (text.empty() ? "" : ", ") + name + " " + anchor;
    }
    for (const auto& [prefix, what] : prefixes)
    {
        text += (text.empty() ? "" : ", ") + what;
    }
    return text;
}

RoutingMobile
LuoManagersTestCase::FindPeerOfOther(const AreaFixture& net, uint32_t mobiles)
{
    for (uint32_t number = 0; number < mobiles / 2; ++number)
    {
        if (net.GetResponsible(GetPeer(number)) == AR2)
        {
            return GetPeer(number);
        }
    }
    return NODE_CN;
}

void
LuoManagersTestCase::Registrations()
{
    constexpr uint32_t COUNT = 12;
    AreaFixture net(WithManagers(COUNT, false));
    std::vector<std::pair<RoutingMobile, RoutingPlace>> places;
    for (uint32_t i = 0; i < COUNT; ++i)
    {
        const auto mobile = static_cast<RoutingMobile>(i);
        const RoutingPlace gateway = ROUTING_GATEWAYS[i % 4];
        net.AttachAt(Seconds(1 + i), mobile, gateway);
        places.emplace_back(mobile, GetServing(gateway).first);
    }
    net.RunUntil(Seconds(COUNT + 2));
    uint32_t nRelayed = 0;
    for (uint32_t i = 0; i < COUNT; ++i)
    {
        const RoutingPlace gateway = ROUTING_GATEWAYS[i % 4];
        const auto [anchor, preferred] = GetServing(gateway);
        const auto responsible = net.GetResponsibleByName(static_cast<RoutingMobile>(i));
        nRelayed += responsible == preferred ? 0 : 1;
        const std::string answer =
            MeshFixture::GetName(anchor) + ">" + MeshFixture::GetName(gateway) + " PBA";
        // U of the closed forms: R(L,F) + R(F,F_id).
        NS_TEST_EXPECT_MSG_EQ_TOL(net.FindSent(answer, Seconds(1 + i)) - Seconds(1 + i),
                                  net.Delay(gateway, anchor) + net.RoundTrip(anchor, preferred) +
                                      net.RoundTrip(preferred, responsible),
                                  EPMIP_TOLERANCE,
                                  "PBA of node " << i);
    }
    NS_TEST_EXPECT_MSG_EQ((nRelayed > 0 && nRelayed < COUNT), true, "some are relayed");
    for (const auto manager : {LMF1, AR2})
    {
        NS_TEST_EXPECT_MSG_EQ(net.DescribeRecords(manager),
                              DescribeShare(net, manager, places),
                              "its share, and nothing else");
    }
}

void
LuoManagersTestCase::Queries()
{
    constexpr uint32_t COUNT = 8;
    for (const bool isDirect : {false, true})
    {
        AreaOptions options = WithManagers(COUNT, true);
        options.configure = [isDirect](EpmipAreaHelper& area) {
            area.SetRoutingAttribute("DirectAnswer", BooleanValue(isDirect));
        };
        AreaFixture net(options);
        const RoutingMobile peer = FindPeerOfOther(net, COUNT);
        net.AttachAt(Seconds(1), NODE_MN, MAG1);
        net.AttachAt(Seconds(1), peer, MAG2);
        auto& flow = Send(net, NODE_MN, peer, Seconds(2), Seconds(4));
        net.RunUntil(Seconds(5));
        const Time asked = flow.GetSent().front() + net.Access() + net.Delay(MAG1, LMA1);
        const Time known =
            asked + net.Delay(LMA1, LMF1) + net.Delay(LMF1, AR2) +
            (isDirect ? net.Delay(AR2, LMA1) : net.Delay(AR2, LMF1) + net.Delay(LMF1, LMA1));
        NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(Seconds(2), Seconds(4)),
                              (isDirect ? "LMA1>LMF1 Pbqr, LMF1>AR2 Pbqr, AR2>LMA1 Pbqa"
                                        : "LMA1>LMF1 Pbqr, LMF1>AR2 Pbqr, AR2>LMF1 Pbqa, "
                                          "LMF1>LMA1 Pbqa"),
                              "who is responsible answers");
        NS_TEST_EXPECT_MSG_EQ(net.FindRequest("LMF1>AR2 Pbqr", Seconds(2)).isOwnKnowledge,
                              true,
                              "and asks nobody else");
        NS_TEST_EXPECT_MSG_EQ_TOL(
            net.FindNote(LMA1, "path MN>" + MeshFixture::GetName(peer) + " LMA2"),
            known,
            PACKET_TOLERANCE,
            "when it is known");
        NS_TEST_EXPECT_MSG_EQ(flow.GetLost().size(), 0, "none is lost");
        NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
    }
}

uint32_t
LuoManagersTestCase::CountLost(const ProbeFlow& flow, Time from, Time to)
{
    uint32_t count = 0;
    for (const uint32_t number : flow.GetLost())
    {
        const Time sent = flow.GetSent()[number];
        count += sent >= from && sent < to ? 1 : 0;
    }
    return count;
}

void
LuoManagersTestCase::CheckSilent(bool isStopped)
{
    AreaFixture net(WithManagers(2, true));
    Attach(net);
    auto& up = net.AddFlow(NODE_MN, NODE_CN, MilliSeconds(20));
    auto& down = net.AddFlow(NODE_CN, NODE_MN, MilliSeconds(20));
    up.Run(Seconds(2), 9900);
    down.Run(Seconds(3), 9850);
    const std::string what = isStopped ? "stopped" : "unreachable";
    if (isStopped)
    {
        net.GetManager(AR2)->SetStopTime(ZERO);
    }
    else
    {
        net.IsolateAt(ZERO, AR2);
        net.IsolateAt(Seconds(60), AR2, false);
    }
    const Time first = ZERO + Seconds(1);
    const Time second = ZERO + Seconds(20);
    const Time third = ZERO + Seconds(25);
    const Time fourth = ZERO + Seconds(115);
    net.MoveAt(first, NODE_MN, MAG4);
    net.MoveAt(second, NODE_MN, MAG1);
    net.MoveAt(third, NODE_MN, MAG4);
    net.MoveAt(fourth, NODE_MN, MAG1);
    net.RunUntil(Seconds(201));
    const bool isOfOther = net.GetResponsibleByName(NODE_MN) == AR2;
    // LMA2 gives its LMF up, and LMF1 the responsible one, if that is the same.
    const Time accepted = net.Delay(MAG4, LMA2) + PATIENCE + net.RoundTrip(LMA2, LMF1) +
                          (isOfOther ? PEER_PATIENCE : Time(0));
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindSent("LMA2>MAG4 PBA", first),
                              first + accepted,
                              EPMIP_TOLERANCE,
                              what);
    // Both know that then.
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindSent("LMA1>MAG1 PBA", second),
                              second + net.Delay(MAG1, LMA1) + net.RoundTrip(LMA1, LMF1),
                              EPMIP_TOLERANCE,
                              what);
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindSent("LMA2>MAG4 PBA", third),
                              third + net.Delay(MAG4, LMA2) + net.RoundTrip(LMA2, LMF1),
                              EPMIP_TOLERANCE,
                              what);
    const std::pair<Time, Time> stays[] = {{first + accepted + Seconds(1), second - Seconds(1)},
                                           {second + Seconds(1), third - Seconds(1)},
                                           {third + Seconds(1), fourth - Seconds(1)},
                                           {fourth + accepted, Seconds(199)}};
    for (const auto& [from, to] : stays)
    {
        for (const auto* flow : {&up, &down})
        {
            NS_TEST_EXPECT_MSG_EQ(CountLost(*flow, from, to), 0, what << ", " << from.As(Time::S));
        }
    }
    for (const auto manager : {LMF1, AR2})
    {
        if (!isStopped || manager == LMF1)
        {
            NS_TEST_EXPECT_MSG_EQ(net.DescribeRecords(manager),
                                  "cn@example.com LMA2, mn@example.com LMA1, MN LMA1, CN LMA2",
                                  what << ", at " << MeshFixture::GetName(manager));
        }
    }
    NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", what);
}

void
LuoManagersTestCase::Silent()
{
    CheckSilent(true);
    CheckSilent(false);
}

void
LuoManagersTestCase::Joined()
{
    constexpr uint32_t COUNT = 12;
    const Time joined = Seconds(20);
    AreaOptions options = WithManagers(COUNT, false);
    options.joined = joined;
    AreaFixture net(options);
    std::vector<std::pair<RoutingMobile, RoutingPlace>> places;
    for (uint32_t i = 0; i < COUNT; ++i)
    {
        const auto mobile = static_cast<RoutingMobile>(i);
        net.AttachAt(Seconds(10) + MilliSeconds(100 * i), mobile, MAG1);
        places.emplace_back(mobile, LMA1);
    }
    const RoutingMobile peer = FindPeerOfOther(net, COUNT);
    net.MoveAt(Seconds(22), NODE_MN, MAG4);
    auto& flow = Send(net, NODE_MN, peer, Seconds(23), Seconds(25));
    std::size_t before = 0;
    AreaFixture::At(joined - MilliSeconds(2),
                    [&net, &before] { before = net.GetManager(LMF1)->GetRecords().GetSize(); });
    std::string shares[2];
    AreaFixture::At(joined + Seconds(1), [&net, &shares] {
        shares[0] = net.DescribeRecords(LMF1);
        shares[1] = net.DescribeRecords(AR2);
    });
    net.RunUntil(Seconds(26));
    NS_TEST_EXPECT_MSG_EQ(before, 2 * COUNT, "LMF1 had all");
    NS_TEST_EXPECT_MSG_EQ(shares[0], DescribeShare(net, LMF1, places), "what LMF1 keeps");
    NS_TEST_EXPECT_MSG_EQ(shares[1], DescribeShare(net, AR2, places), "what AR2 gets");
    std::size_t nSent = 0;
    for (const auto& signal : net.GetSent())
    {
        const bool isThen = signal.at >= joined && signal.at < joined + Seconds(1);
        nSent += isThen && signal.text == "LMF1>AR2 LocationUpdate" ? 1 : 0;
    }
    NS_TEST_EXPECT_MSG_EQ(
        nSent,
        static_cast<std::size_t>(1 + std::count(shares[1].begin(), shares[1].end(), ',')),
        "each of those once");
    NS_TEST_EXPECT_MSG_EQ((net.FindSent("LMA2>AR2 LocationUpdate", Seconds(22)) < Seconds(23)),
                          true,
                          "LMA2 prefers it, and is answered");
    NS_TEST_EXPECT_MSG_EQ(flow.GetLost().size(), 0, "none is lost");
}

LocationRequest
LuoManagersTestCase::MakeRequest(const AreaFixture& net,
                                 std::optional<RoutingPlace> locator,
                                 uint64_t timestamp)
{
    LocationRequest request;
    request.prefixes = {net.GetPrefix(NODE_MN)};
    request.sequence = 4711;
    request.lifetime = 15;
    request.timestamp = timestamp;
    if (locator)
    {
        request.gateway = MeshFixture::GetAddress(*locator);
    }
    return request;
}

template <class M>
MobilityMessage
LuoManagersTestCase::ToAnswer(const Prefix& prefix, RoutingPlace locator)
{
    LocationAnswer answer;
    answer.prefixes = {prefix};
    answer.sequence = 1;
    answer.lifetime = 15;
    answer.gateway = MeshFixture::GetAddress(locator);
    answer.timestamp = ToMobilityTimestamp(ZERO);
    M message;
    WriteLocationAnswer(answer, message);
    return message;
}

void
LuoManagersTestCase::CheckUnmoved(AreaFixture& net, const std::vector<Saying>& sayings)
{
    Attach(net);
    const Time step = MilliSeconds(500);
    const Time end = ZERO + step * static_cast<int64_t>(sayings.size() + 1);
    const auto [up, down] = SendBoth(net, end);
    for (std::size_t i = 0; i < sayings.size(); ++i)
    {
        net.SendAt(ZERO + step * static_cast<int64_t>(i),
                   sayings[i].from,
                   sayings[i].to,
                   sayings[i].message);
    }
    net.RunUntil(end + Seconds(1));
    for (std::size_t i = 0; i < sayings.size(); ++i)
    {
        const auto& saying = sayings[i];
        const Time at = ZERO + step * static_cast<int64_t>(i);
        const std::string text = MeshFixture::GetName(saying.to) + ">" +
                                 MeshFixture::GetName(saying.from) + " " + saying.answer;
        const bool isAnswered = net.FindSent(text, at) < at + step;
        NS_TEST_EXPECT_MSG_EQ(isAnswered, (saying.status >= 0), saying.what);
        if (isAnswered)
        {
            NS_TEST_EXPECT_MSG_EQ(net.FindStatus(text, at), saying.status, saying.what);
        }
    }
    NS_TEST_EXPECT_MSG_EQ(net.DescribeRecords(LMF1),
                          "cn@example.com LMA2, mn@example.com LMA1, MN LMA1, CN LMA2",
                          "what LMF1 knows");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSessions(NODE_MN), "LMA1 MAG1", "MN's session");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSessions(NODE_CN), "LMA2 MAG2", "CN's session");
    NS_TEST_EXPECT_MSG_EQ(net.GetLocation(LMA1, NODE_CN), "LMA2", "at LMA1");
    NS_TEST_EXPECT_MSG_EQ(net.GetLocation(LMA2, NODE_MN), "LMA1", "at LMA2");
    const Time way = net.GetWay({MAG1, LMA1, LMA2, MAG2});
    ExpectDirect({&up, &down}, Seconds(4), way, end, "packets");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
}

void
LuoManagersTestCase::Updates()
{
    AreaFixture net;
    const uint64_t newer = ToMobilityTimestamp(ZERO);
    const auto update = [&](std::optional<RoutingPlace> locator, uint64_t timestamp) {
        return MakeRequest(net, locator, timestamp);
    };
    LocationRequest withdrawal = update({}, newer);
    withdrawal.lifetime = 0;
    LocationRequest many = update(LMA2, newer);
    many.prefixes = {*ParsePrefix("fd00:1::/32")};
    LocationRequest named = update(LMA1, newer);
    named.identifier = "mn@example.com";
    LocationRequest query = MakeLocationQuery(net.GetPrefix(NODE_MN), 9);
    LocationRequest toStranger = query;
    toStranger.gateway = MeshFixture::GetAddress(MAG2);
    const auto* ack = "LocationUpdateAck";
    CheckUnmoved(
        net,
        {{"a gateway", MAG4, LMF1, ToMessage<LocationUpdate>(update(MAG4, newer)), ack, -1},
         {"a router", AR1, LMF1, ToMessage<LocationUpdate>(update(AR1, newer)), ack, -1},
         {"for another eLMA", LMA2, LMF1, ToMessage<LocationUpdate>(update(LMA1, newer)), ack, 129},
         {"the same by identifier", LMA2, LMF1, ToMessage<LocationUpdate>(named), ack, 129},
         {"for a gateway", LMA2, LMF1, ToMessage<LocationUpdate>(update(MAG4, newer)), ack, 129},
         {"an old one", LMA2, LMF1, ToMessage<LocationUpdate>(update(LMA2, 1)), ack, 138},
         {"of many nodes", LMA2, LMF1, ToMessage<LocationUpdate>(many), ack, 129},
         {"without a locator", LMA2, LMF1, ToMessage<LocationUpdate>(update({}, newer)), ack, 139},
         {"another's withdrawal", LMA2, LMF1, ToMessage<LocationUpdate>(withdrawal), ack, 0},
         {"a gateway asks", MAG2, LMF1, ToMessage<Pbqr>(query), "Pbqa", -1},
         {"for a gateway", LMA2, LMF1, ToMessage<Pbqr>(toStranger), "Pbqa", 129},
         {"to an eLMA", LMA2, LMA1, ToMessage<LocationUpdate>(update(LMA2, newer)), ack, -1}});
}

void
LuoManagersTestCase::Informs()
{
    AreaFixture net;
    const uint64_t newer = ToMobilityTimestamp(ZERO);
    const uint64_t future = ToMobilityTimestamp(ZERO + Seconds(600));
    const auto previous = [&](RoutingPlace locator, uint64_t timestamp) {
        LocationRequest request = MakeRequest(net, locator, timestamp);
        request.isPrevious = true;
        return ToMessage<Pbci>(request);
    };
    LocationRequest withdrawal = MakeRequest(net, {}, newer);
    withdrawal.lifetime = 0;
    const Prefix cn = net.GetPrefix(NODE_CN);
    const auto query = ToMessage<Pbqr>(MakeLocationQuery(cn, 9));
    CheckUnmoved(
        net,
        {{"P of a gateway", MAG4, LMA1, previous(MAG4, newer), "Pbca", -1},
         {"P of the border gateway", AR1, LMA1, previous(AR1, newer), "Pbca", 129},
         {"P of an LMF", LMF1, LMA1, previous(LMF1, newer), "Pbca", 129},
         {"P for another", LMA2, LMA1, previous(LMA1, newer), "Pbca", 129},
         {"P, an old one", LMA2, LMA1, previous(LMA2, 1), "Pbca", 138},
         {"P of a time to come", LMA2, LMA1, previous(LMA2, future), "Pbca", 129},
         {"a withdrawal", LMA2, LMA1, ToMessage<Pbci>(withdrawal), "Pbca", 0},
         {"not P, to where it is",
          LMA2,
          LMA1,
          ToMessage<Pbci>(MakeRequest(net, LMA2, newer)),
          "Pbca",
          138},
         {"a location unasked", LMF1, LMA1, ToAnswer<Pbqa>(cn, AR1), "Pbca", -1},
         {"of an eLMA", LMA2, LMA1, ToAnswer<Pbqa>(cn, AR1), "Pbca", -1},
         {"an answer unasked", LMF1, LMA1, ToAnswer<LocationUpdateAck>(cn, AR1), "Pbca", -1},
         {"a question to an eLMA", LMA2, LMA1, query, "Pbqa", -1}});
    NS_TEST_EXPECT_MSG_EQ((net.FindNote(LMA1, "refused MN AR1 of-a-router") < Time::Max()),
                          true,
                          "it is traced");
    NS_TEST_EXPECT_MSG_EQ((net.FindNote(LMA1, "refused MN LMA2 dated-in-the-future") < Time::Max()),
                          true,
                          "it is traced");
}

/**
 * @ingroup pmipv6-tests
 * Suite `pmipv6-luo-managers`.
 */
class LuoManagersTestSuite : public TestSuite
{
  public:
    LuoManagersTestSuite()
        : TestSuite("pmipv6-luo-managers")
    {
        using Case = LuoManagersTestCase;
        AddTestCase(new Case("7.4 registrations with two LMFs", &Case::Registrations));
        AddTestCase(new Case("7.4 queries with two LMFs", &Case::Queries));
        AddTestCase(new Case("7.4 an LMF is silent", &Case::Silent));
        AddTestCase(new Case("7.4 an LMF joins", &Case::Joined));
        AddTestCase(new Case("8 who may say what to an LMF", &Case::Updates));
        AddTestCase(new Case("8 who may say what to an eLMA", &Case::Informs));
    }
};

static LuoManagersTestSuite g_luoManagersTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
