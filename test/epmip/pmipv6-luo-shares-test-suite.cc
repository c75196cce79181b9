/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-area-fixture.h"
#include "../fixtures/pmipv6-luo-fixture.h"

#include "ns3/abort.h"
#include "ns3/nstime.h"
#include "ns3/pmipv6-location-manager.h"
#include "ns3/pmipv6-mobility-timestamp.h"
#include "ns3/simulator.h"
#include "ns3/test.h"

#include <sstream>
#include <string>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * draft-luo-dmm-pmip-based-dmm-approach-02, 7.4: what two LMFs tell each other, LMF1 that LMA1
 * prefers and AR2 that LMA2 prefers.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

/// Nodes of whom each of two LMFs is responsible for some.
constexpr uint32_t MANY = 12;
/// How long an LMF waits for another one: 1 and 2 s.
const Time PEER_PATIENCE = Seconds(3);

} // namespace

/**
 * @ingroup pmipv6-tests
 * Two LMFs; each member function is a test case.
 */
class LuoSharesTestCase : public MemberTestCase<LuoSharesTestCase, LuoTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void Left();   //!< 7.4: one LMF leaves
    void Copied(); //!< 7.4: what changes is copied
    void MadeUp(); //!< 7.4: one comes back, and hears what has ended
    void Heard();  //!< 7.4: one is taken for silent, and says something

  private:
    /// @return options with two LMFs, and MANY mobile nodes
    static AreaOptions WithTwo()
    {
        AreaOptions options;
        options.nManagers = 2;
        options.nMobiles = MANY;
        return options;
    }

    /// @return the first node for whose prefix, or for whose name, an LMF is responsible
    static RoutingMobile FindOf(const AreaFixture& net, RoutingPlace manager, bool isByName);

    /// @return what an LMF knows of something: its state, anchor and first prefix
    static std::string DescribeRecord(const AreaFixture& net,
                                      RoutingPlace manager,
                                      const RecordKey& key);

    /// @return that a prefix is at LMA1
    static LocationRequest MakeReport(const Prefix& prefix)
    {
        LocationRequest request;
        request.prefixes = {prefix};
        request.sequence = 4711;
        request.lifetime = 15;
        request.timestamp = ToMobilityTimestamp(Seconds(1));
        request.gateway = MeshFixture::GetAddress(LMA1);
        return request;
    }

    /// @return the message that says so
    static MobilityMessage ToMessage(const LocationRequest& request)
    {
        LocationUpdate message;
        WriteLocationRequest(request, message);
        return message;
    }
};

RoutingMobile
LuoSharesTestCase::FindOf(const AreaFixture& net, RoutingPlace manager, bool isByName)
{
    for (uint32_t i = 0; i < MANY; ++i)
    {
        const auto mobile = static_cast<RoutingMobile>(i);
        if ((isByName ? net.GetResponsibleByName(mobile) : net.GetResponsible(mobile)) == manager)
        {
            return mobile;
        }
    }
    NS_ABORT_MSG("no node of that LMF");
}

std::string
LuoSharesTestCase::DescribeRecord(const AreaFixture& net,
                                  RoutingPlace manager,
                                  const RecordKey& key)
{
    const auto* record = net.GetManager(manager)->GetRecords().Find(key, Simulator::Now());
    std::ostringstream text;
    if (record)
    {
        text << GetStateName(record->state) << ' ' << record->anchor << ' '
             << (record->prefixes.empty() ? Prefix() : record->prefixes.front());
    }
    return text.str();
}

void
LuoSharesTestCase::Left()
{
    for (const auto manager : {LMF1, AR2})
    {
        AreaFixture net(WithTwo());
        const auto mobile = FindOf(net, AR2, true);
        AreaFixture::At(Seconds(2), [&net, manager] {
            const auto other = manager == LMF1 ? AR2 : LMF1;
            net.GetManager(manager)->RemoveMember(MeshFixture::GetAddress(other));
        });
        net.AttachAt(Seconds(3), mobile, MAG1);
        net.AttachAt(Seconds(3), GetPeer(0), MAG2);
        net.RunUntil(Seconds(8));
        const bool isAlone = manager == LMF1;
        // Nobody is asked who has left, and nothing is taken from it: it serves its eLMAs itself.
        const Time asked = net.FindSent("LMF1>AR2 LocationUpdate", Seconds(3));
        NS_TEST_EXPECT_MSG_EQ((asked < Seconds(8)), !isAlone, "LMF1 asks AR2 if that is a member");
        NS_TEST_EXPECT_MSG_EQ(net.DescribeSessions(mobile), "LMA1 MAG1", "registered");
        NS_TEST_EXPECT_MSG_EQ(net.DescribeSessions(GetPeer(0)), "LMA2 MAG2", "registered");
        if (isAlone)
        {
            NS_TEST_EXPECT_MSG_EQ(
                DescribeRecord(net, LMF1, net.GetIdentifier(mobile)).substr(0, 14),
                "held fd00:c::1",
                "LMF1 has its share");
        }
    }
}

void
LuoSharesTestCase::Copied()
{
    AreaFixture net(WithTwo());
    const auto mobile = FindOf(net, LMF1, true);
    const RecordKey key = net.GetIdentifier(mobile);
    LocationRequest report = MakeReport(*ParsePrefix("fd00:1:0:77::/64"));
    report.identifier = net.GetIdentifier(mobile);
    net.SendAt(Seconds(2), LMA1, LMF1, ToMessage(report));
    // By the same registration it has another prefix.
    report.prefixes = {*ParsePrefix("fd00:1:0:78::/64")};
    report.sequence += 1;
    net.SendAt(Seconds(3), LMA1, LMF1, ToMessage(report));
    std::string before;
    AreaFixture::At(Seconds(2.5), [&] { before = DescribeRecord(net, AR2, key); });
    net.RunUntil(Seconds(4));
    NS_TEST_EXPECT_MSG_EQ(before, "held fd00:c::1 fd00:1:0:77::/64", "the copy");
    NS_TEST_EXPECT_MSG_EQ(DescribeRecord(net, AR2, key),
                          "held fd00:c::1 fd00:1:0:78::/64",
                          "the copy says the same again");
    NS_TEST_EXPECT_MSG_EQ(DescribeRecord(net, LMF1, key),
                          DescribeRecord(net, AR2, key),
                          "as the record");
}

void
LuoSharesTestCase::MadeUp()
{
    AreaFixture net(WithTwo());
    const Prefix prefix = net.GetPrefix(FindOf(net, AR2, false));
    LocationRequest report = MakeReport(prefix);
    net.SendAt(Seconds(2), LMA1, LMF1, ToMessage(report));
    net.IsolateAt(Seconds(3), AR2);
    report.gateway.reset();
    report.lifetime = 0;
    report.sequence += 1;
    net.SendAt(Seconds(4), LMA1, LMF1, ToMessage(report));
    net.IsolateAt(Seconds(20), AR2, false);
    std::string before;
    AreaFixture::At(Seconds(30), [&] { before = DescribeRecord(net, AR2, prefix); });
    net.RunUntil(Seconds(4) + PEER_PATIENCE + Seconds(31));
    NS_TEST_EXPECT_MSG_EQ(before.substr(0, 14), "held fd00:c::1", "it has not heard of it");
    NS_TEST_EXPECT_MSG_EQ(DescribeRecord(net, AR2, prefix).substr(0, 9),
                          "withdrawn",
                          "after PeerHoldDown it is told");
}

void
LuoSharesTestCase::Heard()
{
    AreaFixture net(WithTwo());
    const auto mobile = FindOf(net, AR2, false);
    net.IsolateAt(Seconds(2), AR2);
    net.SendAt(Seconds(3), LMA1, LMF1, ToMessage(MakeReport(net.GetPrefix(mobile))));
    // It is there again, and LMA2 tells it of somebody of LMF1's.
    const Time back = Seconds(10);
    net.IsolateAt(back, AR2, false);
    LocationRequest other = MakeReport(net.GetPrefix(FindOf(net, LMF1, false)));
    other.gateway = MeshFixture::GetAddress(LMA2);
    net.SendAt(back + MilliSeconds(1), LMA2, AR2, ToMessage(other));
    net.RunUntil(back + Seconds(1));
    NS_TEST_EXPECT_MSG_EQ(DescribeRecord(net, AR2, net.GetPrefix(mobile)).substr(0, 14),
                          "held fd00:c::1",
                          "it is told at once, not after PeerHoldDown");
}

/**
 * @ingroup pmipv6-tests
 * Suite `pmipv6-luo-shares`.
 */
class LuoSharesTestSuite : public TestSuite
{
  public:
    LuoSharesTestSuite()
        : TestSuite("pmipv6-luo-shares")
    {
        using Case = LuoSharesTestCase;
        AddTestCase(new Case("7.4 an LMF leaves", &Case::Left));
        AddTestCase(new Case("7.4 a copy follows its record", &Case::Copied));
        AddTestCase(new Case("7.4 an LMF is told what has ended", &Case::MadeUp));
        AddTestCase(new Case("7.4 an LMF that was silent is heard", &Case::Heard));
    }
};

static LuoSharesTestSuite g_luoSharesTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
