/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-dmm-fixture.h"

#include "ns3/pmipv6-anchor-releases.h"
#include "ns3/pmipv6-field-text.h"
#include "ns3/pmipv6-heartbeat-agent.h"
#include "ns3/test.h"
#include "ns3/uinteger.h"

#include <map>
#include <set>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * How much a CMD sends, and holds, at the most (RFC 8885, 3.2, 3.6 and 6): MAX_UPDATE_RATE and the
 * pause between any two updates to previous MAARs, whatever serving ones ask for; the queue; what
 * silent MAARs are to free.
 */

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-tests
 * Many requests, or little room.
 */
class DmmBoundsTestCase : public MemberTestCase<DmmBoundsTestCase, DmmTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void ManyRequests();      //!< about one node
    void ManyNodes();         //!< at once
    void NoRoom();            //!< in the queue
    void ReleasesBounded();   //!< what silent MAARs are to free
    void ReleasesForgotten(); //!< as such a MAAR has restarted
    void ReleasesOfOthers();  //!< not what is a session's again

  private:
    /// An update to a previous MAAR.
    struct Update
    {
        Time at;         //!< when
        std::string key; //!< of which node and prefix, and so to whom
    };

    /// @return the updates to previous MAARs
    static std::vector<Update> ListUpdates(const DmmFixture& net);

    /// Check that there is a pause between any two, and how many are of one key in any second.
    void ExpectPace(const std::vector<Update>& updates);

    /// Check that what is sent of MAG1's prefix is so often the end of a session.
    void ExpectEnds(const DmmFixture& net, Time from, std::size_t count);

    /// Take MN and CN from MAG1 to MAG2, of which MAG1 does not hear.
    static void Silence(DmmFixture& net, Time until);

    /// @return options with little patience, and room for so many in the queue
    static DmmOptions WithRoom(uint32_t room);
};

std::vector<DmmBoundsTestCase::Update>
DmmBoundsTestCase::ListUpdates(const DmmFixture& net)
{
    std::vector<Update> updates;
    for (const auto& signal : net.GetSent())
    {
        const auto* update = std::get_if<BindingUpdate>(&signal.message);
        if (update && signal.text.rfind("LMA1>", 0) == 0 &&
            FindOption<ServingMaarOption>(update->options))
        {
            const auto* prefix = FindOption<HomeNetworkPrefixOption>(update->options);
            updates.push_back(
                {signal.at, GetSubject(*update).identifier + " " + ToText(prefix->prefix)});
        }
    }
    return updates;
}

void
DmmBoundsTestCase::ExpectPace(const std::vector<Update>& updates)
{
    constexpr std::size_t MAX_UPDATE_RATE = 3;
    std::map<std::string, std::vector<Time>> all;
    for (std::size_t i = 0; i < updates.size(); ++i)
    {
        const auto& [at, key] = updates[i];
        const Time gap = i == 0 ? Time::Max() : at - updates[i - 1].at;
        NS_TEST_EXPECT_MSG_GT_OR_EQ(gap, MilliSeconds(1), "pause at " << at.As(Time::S));
        auto& times = all[key];
        times.push_back(at);
        if (times.size() > MAX_UPDATE_RATE)
        {
            const Time span = at - times[times.size() - 1 - MAX_UPDATE_RATE];
            NS_TEST_EXPECT_MSG_GT_OR_EQ(span, Seconds(1), key << " at " << at.As(Time::S));
        }
    }
}

void
DmmBoundsTestCase::ManyRequests()
{
    // 3.6: MN was at eight MAARs, none of which answers; then one sends 1,000 requests a second, or
    // two of them do in turn.
    constexpr int64_t COUNT = 3000;
    constexpr uint32_t K = 8;
    for (const uint32_t nServing : {1, 2})
    {
        DmmFixture net;
        const auto send = [&net](Time at, uint32_t number) {
            const std::string hex = std::to_string(number);
            const Ipv6Address maar(("fd00:c::2" + hex).c_str());
            const auto pool = *ParsePrefix("fd00:b00" + hex + "::/32");
            net.GetDatabase()->AddMaar(maar, pool);
            const auto update = MakeRequest(MakeSubject(at), Prefix(pool.GetAddress(), 64));
            net.At(at, [&net, maar, update] {
                net.GetSignaling(MAG1)->Send(update, maar, MeshFixture::GetAddress(CMD));
            });
        };
        for (uint32_t i = 0; i <= K; ++i)
        {
            send(Seconds(1) + MilliSeconds(100 * i), i);
        }
        for (int64_t i = 0; i < COUNT; ++i)
        {
            send(Seconds(3) + MilliSeconds(i), K + static_cast<uint32_t>(i % nServing));
        }
        net.RunUntil(Seconds(8));
        const auto* session = net.GetDatabase()->GetSessions().Find("mn@example.com");
        PMIPV6_TEST_REQUIRE(session, "there is a session");
        NS_TEST_EXPECT_MSG_EQ(session->previous.size(), K + nServing - 1, "previous MAARs");
        const auto updates = ListUpdates(net);
        NS_TEST_EXPECT_MSG_GT(updates.size(), K * 4, "they are told again");
        ExpectPace(updates);
    }
}

void
DmmBoundsTestCase::ManyNodes()
{
    // 6: MAG1, then MAG2, registers 1,000 nodes at once, and 1,000 that nobody knows.
    constexpr uint32_t COUNT = 1000;
    static constexpr std::size_t ROOM = 100;
    DmmOptions options;
    options.configure = [](DmmHelper& dmm) {
        dmm.SetDatabaseAttribute("MaxPacingQueue", UintegerValue(ROOM));
    };
    DmmFixture net(options);
    for (uint32_t i = 0; i < COUNT; ++i)
    {
        PolicyProfile profile;
        profile.identifier = std::to_string(i) + "@example.com";
        profile.anchorAddress = MeshFixture::GetAddress(CMD);
        net.GetPolicyStore()->Add(profile);
        const auto send = [&](Time at, RoutingPlace maar, const std::string& identifier) {
            auto subject = MakeSubject(at);
            subject.identifier = identifier;
            net.SendAt(at, maar, CMD, MakeRequest(subject, DmmFixture::GetFirst(maar, 2 + i)));
        };
        send(Seconds(1) + MicroSeconds(i), MAG1, profile.identifier);
        send(Seconds(2) + MicroSeconds(i), MAG2, profile.identifier);
        send(Seconds(2) + MicroSeconds(i), MAG1, "nobody-" + profile.identifier);
    }
    net.RunUntil(Seconds(30));
    NS_TEST_EXPECT_MSG_EQ(net.GetDatabase()->GetSessions().GetAll().size(), COUNT, "sessions");
    const auto& queue = net.GetDatabase()->GetUpdates().GetQueue();
    NS_TEST_EXPECT_MSG_EQ(queue.GetLongest(), ROOM, "MaxPacingQueue");
    NS_TEST_EXPECT_MSG_GT(queue.GetDropped(), 0, "not all have room");
    NS_TEST_EXPECT_MSG_EQ(queue.GetSize(), 0, "none waits");
    const auto updates = ListUpdates(net);
    std::set<std::string> told;
    for (const auto& update : updates)
    {
        told.insert(update.key);
    }
    NS_TEST_EXPECT_MSG_EQ(told.size(), COUNT, "of each node MAG1 is told");
    ExpectPace(updates);
}

void
DmmBoundsTestCase::NoRoom()
{
    // 3.2: of twelve nodes three have their turn; the others ask for a place after 1 s each time.
    DmmOptions options = WithRoom(2);
    options.nMobiles = 12;
    DmmFixture net(options);
    for (uint32_t i = 0; i < options.nMobiles; ++i)
    {
        const auto mobile = static_cast<RoutingMobile>(i);
        net.AttachAt(DMM_FIRST, mobile, MAG1);
        net.MoveAt(DMM_MOVE, mobile, MAG2);
    }
    net.RunUntil(Seconds(20));
    const auto& queue = net.GetDatabase()->GetUpdates().GetQueue();
    NS_TEST_EXPECT_MSG_EQ(queue.GetLongest(), 2, "MaxPacingQueue");
    NS_TEST_EXPECT_MSG_EQ(queue.GetDropped(), 9 + 6 + 3, "in vain");
    const auto updates = ListUpdates(net);
    NS_TEST_EXPECT_MSG_EQ(updates.size(), 12, "each once");
    const Time first = DMM_MOVE + net.Delay(MAG2, CMD);
    for (std::size_t i = 0; i < updates.size(); ++i)
    {
        NS_TEST_EXPECT_MSG_EQ_TOL(updates[i].at,
                                  first + Seconds(i / 3) + MilliSeconds(i % 3),
                                  MicroSeconds(50),
                                  "number " << i);
    }
    ExpectPace(updates);
    for (uint32_t i = 0; i < options.nMobiles; ++i)
    {
        const auto* session = net.GetDatabase()->GetSessions().Find(
            MeshFixture::GetIdentifier(static_cast<RoutingMobile>(i)));
        NS_TEST_EXPECT_MSG_EQ((session && session->previous.size() == 1), true, "session " << i);
    }
    NS_TEST_EXPECT_MSG_EQ(net.DescribeDistributedFaults(), "", "tables and packets");
}

DmmOptions
DmmBoundsTestCase::WithRoom(uint32_t room)
{
    DmmOptions options;
    options.configure = [room](DmmHelper& dmm) {
        dmm.SetDatabaseAttribute("MaxPacingQueue", UintegerValue(room));
        dmm.SetDatabaseAttribute("PreviousMaarSilence", TimeValue(Seconds(2)));
    };
    return options;
}

void
DmmBoundsTestCase::Silence(DmmFixture& net, Time until)
{
    for (const auto mobile : {NODE_MN, NODE_CN})
    {
        net.AttachAt(DMM_FIRST, mobile, MAG1);
        net.MoveAt(DMM_MOVE, mobile, MAG2);
    }
    net.CutAt(MAG1, CMD, DMM_MOVE, until);
}

void
DmmBoundsTestCase::ExpectEnds(const DmmFixture& net, Time from, std::size_t count)
{
    std::size_t ends = 0;
    for (const auto& signal : net.GetSent())
    {
        const std::string text = net.DescribeMessage(signal);
        ends += signal.at >= from && text.rfind("LMA1>MAG1 PBU(0) 22=P1", 0) == 0 ? 1 : 0;
    }
    NS_TEST_EXPECT_MSG_EQ(ends, count, net.DescribeMessages(from, Seconds(30)));
}

void
DmmBoundsTestCase::ReleasesBounded()
{
    // 6: MAG1 is given up by two nodes' sessions, and told of one when it is heard of again.
    const Time back = Seconds(15);
    DmmFixture net(WithRoom(1));
    Silence(net, back);
    net.At(back, [&net] {
        HeartbeatAgent::Install(net.GetNode(MAG1))->SetAttribute("Interval", TimeValue(Seconds(5)));
    });
    net.RunUntil(Seconds(30));
    const auto refused = net.CountRefusals("LMA1: mn@example.com MAG1 no-room-for-release") +
                         net.CountRefusals("LMA1: cn@example.com MAG1 no-room-for-release");
    NS_TEST_EXPECT_MSG_EQ(refused, 1, "one has no room");
    ExpectEnds(net, back, 1);
    NS_TEST_EXPECT_MSG_EQ(
        (net.DescribeAnchor(MAG1, NODE_MN).empty() != net.DescribeAnchor(MAG1, NODE_CN).empty()),
        true,
        "one of them is freed");
}

/**
 * @ingroup pmipv6-tests
 * What silent MAARs are to free, by itself: a session has P1 from MAG1.
 */
class ReleaseBench
{
  public:
    /// @param net sends for the CMD @param room for so many
    ReleaseBench(const DmmFixture& net, std::size_t room)
    {
        m_sessions.SetListener({[](const auto&... /* change */) {}});
        m_updates.Start(net.GetSignaling(CMD),
                        {MeshFixture::GetAddress(CMD), Time(0), 100, Seconds(64)});
        m_releases.Start(room, [this](const auto&... /* refusal */) { ++m_nRefused; });
    }

    ~ReleaseBench()
    {
        m_updates.Dispose();
        m_sessions.Dispose();
    }

    /// The session begins. @param request of MAG1
    void Serve(const BindingUpdate& request)
    {
        m_session = &m_sessions.Serve({request, MeshFixture::GetAddress(MAG1)}, 75);
    }

    /// A MAAR is given up. @param prefixes that it has
    void Remember(RoutingPlace maar, const std::vector<Prefix>& prefixes)
    {
        m_releases.Remember(*m_session, MeshFixture::GetAddress(maar), prefixes);
    }

    /// @return what it tries
    AnchorReleases& Get()
    {
        return m_releases;
    }

    /// @return how often there was no room
    uint32_t GetRefused() const
    {
        return m_nRefused;
    }

  private:
    MobilitySessions m_sessions;                      //!< the sessions
    PreviousUpdates m_updates;                        //!< tells MAARs
    AnchorReleases m_releases{m_sessions, m_updates}; //!< what it tries
    const MobilitySession* m_session{nullptr};        //!< the session
    uint32_t m_nRefused{0};                           //!< without room
};

void
DmmBoundsTestCase::ReleasesForgotten()
{
    // MAG1 has lost by a restart what it was to free: it is told nothing, and there is room.
    DmmFixture net;
    ReleaseBench bench(net, 1);
    net.At(Seconds(1), [&] {
        bench.Serve(MakeRequest(MakeSubject(Seconds(1)), DmmFixture::GetFirst(MAG1)));
        bench.Remember(MAG1, {DmmFixture::GetFirst(MAG1, 2)});
        bench.Get().Forget(MeshFixture::GetAddress(MAG1));
        NS_TEST_EXPECT_MSG_EQ(bench.Get().GetSize(), 0, "forgotten");
        bench.Remember(MAG2, {DmmFixture::GetFirst(MAG2)});
        NS_TEST_EXPECT_MSG_EQ(bench.GetRefused(), 0, "room for another");
        bench.Get().Hear(MeshFixture::GetAddress(MAG1));
    });
    net.RunUntil(Seconds(2));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeMessages(Seconds(1), Seconds(2)), "", "MAG1 is told");
    NS_TEST_EXPECT_MSG_EQ(bench.Get().GetSize(), 1, "of MAG2");
}

void
DmmBoundsTestCase::ReleasesOfOthers()
{
    // MAG1 is to free two prefixes, one of which a session has from it again.
    DmmFixture net;
    ReleaseBench bench(net, 1);
    net.At(Seconds(1), [&] {
        bench.Serve(MakeRequest(MakeSubject(Seconds(1)), DmmFixture::GetFirst(MAG1)));
        bench.Remember(MAG1, {DmmFixture::GetFirst(MAG1), DmmFixture::GetFirst(MAG1, 2)});
        bench.Get().Hear(MeshFixture::GetAddress(MAG1));
        NS_TEST_EXPECT_MSG_EQ(bench.Get().GetSize(), 0, "once");
    });
    net.RunUntil(Seconds(1) + MilliSeconds(1));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeMessages(Seconds(1), Seconds(2)),
                          "LMA1>MAG1 PBU(0) 22=P1.2 68=MAG1",
                          "the other one is freed");
}

/**
 * @ingroup pmipv6-tests
 * The suite.
 */
class Rfc8885BoundsTestSuite : public TestSuite
{
  public:
    Rfc8885BoundsTestSuite()
        : TestSuite("pmipv6-rfc8885-bounds")
    {
        using Case = DmmBoundsTestCase;
        AddTestCase(new Case("3.6 MAX_UPDATE_RATE", &Case::ManyRequests));
        AddTestCase(new Case("3.2 no room in the queue", &Case::NoRoom));
        AddTestCase(new Case("6 many nodes at once", &Case::ManyNodes));
        AddTestCase(new Case("6 what silent MAARs are to free", &Case::ReleasesBounded));
        AddTestCase(new Case("6 one that has restarted", &Case::ReleasesForgotten));
        AddTestCase(new Case("6 what is a session's again", &Case::ReleasesOfOthers));
    }
};

static Rfc8885BoundsTestSuite g_rfc8885BoundsTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
