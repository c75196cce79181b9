/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-central-signaling-fixture.h"
#include "../fixtures/pmipv6-dmm-fixture.h"
#include "../fixtures/pmipv6-link-record-fixture.h"
#include "../fixtures/pmipv6-two-link-host-fixture.h"

#include "ns3/pmipv6-host-helper.h"
#include "ns3/pmipv6-ipv6-host.h"
#include "ns3/pmipv6-local-mobility-anchor.h"
#include "ns3/test.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * Nodes with a central prefix beside those of MAARs (RFC 8885, 3) that see a router for each MAAR
 * (3.7): the gateway itself is that of the central prefix.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

constexpr DatabaseMode MODES[] = {DatabaseMode::RELAY, DatabaseMode::LOCATOR, DatabaseMode::PROXY};
/// Where MN goes.
constexpr RoutingPlace WALK[] = {MAG1, MAG2, MAG3};
const Time STAY = Seconds(4);           //!< in a place
const Time GAP = MilliSeconds(50);      //!< of MeshFixture::MoveAt
const Time INTERVAL = MilliSeconds(10); //!< between packets
const Time PACING = MilliSeconds(1);    //!< between the CMD's PBUs to previous MAARs

/// @return when MN comes to a place of its walk
Time
GetArrival(std::size_t visit)
{
    return DMM_FIRST + static_cast<int64_t>(visit) * STAY;
}

/// @return a node's address of a prefix; :: if it has none
Ipv6Address
FindAddress(Ptr<Node> node, const Prefix& prefix)
{
    for (const auto& address : node->GetObject<Ipv6Host>()->GetState().GetAddresses())
    {
        if (address.prefix == prefix)
        {
            return address.address;
        }
    }
    return Ipv6Address::GetAny();
}

/**
 * The closed forms of doc/dmm.md.
 *
 * @param net the topology
 * @param mode of the CMD
 * @param visit which place of the walk
 * @param anchor which place of it has anchored the prefix
 * @return how long after the attachment there packets from the prefix pass
 */
Time
GetOpening(const DmmFixture& net, DatabaseMode mode, std::size_t visit, std::size_t anchor)
{
    const RoutingPlace s = WALK[visit];
    const auto asked = [&](std::size_t one) { // The latest is told first.
        return static_cast<int64_t>(visit - 1 - one) * PACING + net.Delay(CMD, WALK[one]);
    };
    switch (mode)
    {
    case DatabaseMode::RELAY: {
        Time last;
        for (std::size_t one = 0; one < visit; ++one)
        {
            last = Max(last, asked(one) + net.Delay(WALK[one], CMD));
        }
        return net.RoundTrip(s, CMD) + last;
    }
    case DatabaseMode::LOCATOR:
        return net.Delay(s, CMD) + asked(anchor) + net.Delay(WALK[anchor], s);
    case DatabaseMode::PROXY:
        return Max(net.RoundTrip(s, CMD),
                   net.Delay(s, CMD) + asked(anchor) - net.Delay(s, WALK[anchor]));
    }
    return Time(0);
}

/// @return how many packets are lost that are sent each INTERVAL through a move
std::size_t
CountLostOfMove(const DmmFixture& net, Time opening)
{
    const Time late = opening - net.Access();
    return static_cast<std::size_t>(GAP.GetNanoSeconds() / INTERVAL.GetNanoSeconds() +
                                    late.GetNanoSeconds() / INTERVAL.GetNanoSeconds() + 1);
}

/// @return options with logical routers and central prefixes
DmmOptions
MakeOptions(DatabaseMode mode, bool isCentralPreferred = false)
{
    DmmOptions options = WithRouters(mode);
    options.hasCentralPrefixes = true;
    options.isCentralPreferred = isCentralPreferred;
    options.detection = MilliSeconds(10);
    return options;
}

} // namespace

/**
 * @ingroup pmipv6-tests
 * MN walks, and has a prefix of LMA2 everywhere.
 */
class MixedRoutersTestCase : public MemberTestCase<MixedRoutersTestCase, DmmTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void Own();     //!< prefixes of MAARs come first
    void Central(); //!< the central prefix comes first
    void Revoked(); //!< the central prefix ends
    void Late();    //!< the central anchor answers before the CMD, and after it

    void Return(); //!< the router of an earlier MAAR is there at once, and stays
    void Older();  //!< of two links the older one

  private:
    /**
     * Walk, and check what is heard, chosen and sent.
     *
     * @param isCentralPreferred new flows are to begin on the central prefix
     */
    void Walk(bool isCentralPreferred);

    /// @return what routers say on the link in a place of the walk, as LinkRecord has it
    static std::string SayHeard(DatabaseMode mode, std::size_t visit, bool isCentralPreferred);
};

std::string
MixedRoutersTestCase::SayHeard(DatabaseMode mode, std::size_t visit, bool isCentralPreferred)
{
    const std::string number = std::to_string(visit + 1);
    const std::string own = " 1800 P" + number + "(2592000,300)";
    const std::string alone = "R" + number + own;
    const std::string central = " 1800 C(2592000,300)";
    const std::string both = isCentralPreferred ? "R" + number + own + " / G high" + central
                                                : "R" + number + " high" + own + " / G" + central;
    const auto low = [](int one, int lifetime) {
        const std::string name = std::to_string(one);
        return " / R" + name + " low 1800 P" + name + "(" + std::to_string(lifetime) + ",0)";
    };
    if (visit == 0)
    {
        return alone + " / " + both;
    }
    switch (mode)
    {
    case DatabaseMode::RELAY: // LMA2 has answered before.
        return "G" + central + " / " + both + low(1, 300) + (visit == 1 ? "" : low(2, 300));
    case DatabaseMode::LOCATOR: // MAG1 has answered before MAG2, and LMA2 last.
        return alone + low(1, 300) + " / " +
               (visit == 1
                    ? both + low(1, 299)
                    : alone + low(1, 299) + low(2, 300) + " / " + both + low(1, 299) + low(2, 299));
    case DatabaseMode::PROXY: // The later of both has answered last.
        return visit == 1
                   ? alone + low(1, 300) + " / " + both + low(1, 299)
                   : alone + low(2, 300) + low(1, 300) + " / " + both + low(2, 299) + low(1, 299);
    }
    return "";
}

void
MixedRoutersTestCase::Walk(bool isCentralPreferred)
{
    const Ipv6Address cn = DmmFixture::GetFirst(MAG4).GetAddress();
    const Time end = GetArrival(std::size(WALK));
    for (const auto mode : MODES)
    {
        DmmFixture net(MakeOptions(mode, isCentralPreferred));
        LinkRecord link(net, NODE_MN);
        const auto mn = net.GetMobile(NODE_MN);
        net.AttachAt(DMM_FIRST + Seconds(1), NODE_CN, MAG4);
        std::vector<Ipv6Address> sources(std::size(WALK));
        std::vector<std::unique_ptr<ProbeFlow>> flows;
        const auto begin = [&](Time start, std::function<Ipv6Address()> choose) {
            const auto port = static_cast<uint16_t>(4000 + flows.size());
            flows.push_back(
                std::make_unique<ProbeFlow>(mn, net.GetMobile(NODE_CN), port, INTERVAL, 100));
            net.At(start - NanoSeconds(1),
                   [flow = flows.back().get(), choose] { flow->SetSource(choose()); });
            flows.back()->Run(
                start,
                static_cast<uint32_t>((end - start).GetNanoSeconds() / INTERVAL.GetNanoSeconds()));
        };
        std::vector<std::string> routes(std::size(WALK));
        for (std::size_t visit = 0; visit < std::size(WALK); ++visit)
        {
            const Time there = GetArrival(visit);
            visit == 0 ? net.AttachAt(there, NODE_MN, WALK[visit])
                       : net.MoveAt(there, NODE_MN, WALK[visit]);
            begin(there + MilliSeconds(2030), [&sources, mn, cn, visit] {
                return sources[visit] = HostHelper::ChooseSource(mn, cn);
            });
            net.At(there + Seconds(3),
                   [&routes, mn, visit] { routes[visit] = DescribeRoutes(mn, NODE_MN); });
        }
        // Of either kind there is one from the beginning on.
        for (const auto& prefix : {DmmFixture::GetFirst(MAG1), DmmFixture::GetCentral()})
        {
            begin(GetArrival(0) + MilliSeconds(2030),
                  [mn, prefix] { return FindAddress(mn, prefix); });
        }
        net.RunUntil(end + Seconds(1));
        std::string routers;
        std::string used = "C by G";
        for (std::size_t visit = 0; visit < std::size(WALK); ++visit)
        {
            const Time from = GetArrival(visit);
            const Time to = from + STAY - GAP;
            const std::string number = std::to_string(visit + 1);
            NS_TEST_EXPECT_MSG_EQ(link.Describe(from, to),
                                  SayHeard(mode, visit, isCentralPreferred),
                                  pmipv6::GetName(mode) << ", visit " << visit);
            const std::string gateway = isCentralPreferred ? "::/0 by G high" : "::/0 by G";
            NS_TEST_EXPECT_MSG_EQ(routes[visit],
                                  gateway + routers + ", ::/0 by R" + number +
                                      (isCentralPreferred ? "" : " high"),
                                  "the routers that it knows, visit " << visit);
            routers += ", ::/0 by R" + number + " low";
            NS_TEST_EXPECT_MSG_EQ(DmmFixture::GetPrefixName(Prefix(sources[visit], 64)),
                                  (isCentralPreferred ? "C" : "P" + number),
                                  "the source of a new flow, visit " << visit);
            // Another one than P1's and the central prefix's is used where it is chosen.
            used += visit == 0 || !isCentralPreferred ? ", P" + number + " by R" + number : "";
            NS_TEST_EXPECT_MSG_EQ(link.DescribeRouters(link.up, from + Seconds(3), to),
                                  used,
                                  "each by its router, visit " << visit);
        }
        for (std::size_t i = 0; i < flows.size(); ++i)
        {
            const std::size_t begun = i < std::size(WALK) ? i : 0;
            const bool isCentral = i < std::size(WALK) ? isCentralPreferred : i > std::size(WALK);
            std::size_t lost = 0;
            for (std::size_t visit = begun + 1; visit < std::size(WALK); ++visit)
            {
                // RFC 5213's is R(S,L).
                lost += CountLostOfMove(net,
                                        isCentral ? net.RoundTrip(WALK[visit], LMA2)
                                                  : GetOpening(net, mode, visit, begun));
            }
            NS_TEST_EXPECT_MSG_EQ(flows[i]->GetLost().size(),
                                  lost,
                                  "lost of flow " << i << ", " << pmipv6::GetName(mode));
        }
        NS_TEST_EXPECT_MSG_EQ(DescribeAddresses(mn, NODE_MN),
                              "C by G, P1- by R1, P2- by R2, P3 by R3",
                              "its addresses");
        NS_TEST_EXPECT_MSG_EQ(net.GetRefusals().size(), 0, "nothing is refused");
        ExpectEnd(net, "MAG3 P3 / MAG2 P2 / MAG1 P1");
    }
}

void
MixedRoutersTestCase::Own()
{
    Walk(false);
}

void
MixedRoutersTestCase::Central()
{
    Walk(true);
}

void
MixedRoutersTestCase::Revoked()
{
    for (const bool isCentralPreferred : {false, true})
    {
        DmmFixture net(MakeOptions(DatabaseMode::PROXY, isCentralPreferred));
        LinkRecord link(net, NODE_MN);
        Go(net, 1);
        const Time revoked = Seconds(7);
        net.At(revoked,
               [&net] { net.GetCentralAnchor()->Revoke(MeshFixture::GetIdentifier(NODE_MN)); });
        net.RunUntil(Seconds(10));
        const std::string told = link.Describe(revoked, Seconds(10));
        NS_TEST_EXPECT_MSG_NE(told.find("C(0,0)"), std::string::npos, "withdrawn: " << told);
        NS_TEST_EXPECT_MSG_NE(told.find("G 0"), std::string::npos, "its router ends: " << told);
        NS_TEST_EXPECT_MSG_NE(told.find("R2 1800"), std::string::npos, "as if alone: " << told);
        NS_TEST_EXPECT_MSG_EQ(DescribeRoutes(net.GetMobile(NODE_MN), NODE_MN),
                              "::/0 by R1 low, ::/0 by R2",
                              "routers");
        const auto mn = net.GetMobile(NODE_MN);
        NS_TEST_EXPECT_MSG_EQ(DescribeAddresses(mn, NODE_MN).substr(0, 3), "C- ", "deprecated");
        NS_TEST_EXPECT_MSG_EQ(
            DmmFixture::GetPrefixName(
                Prefix(HostHelper::ChooseSource(mn, DmmFixture::GetFirst(MAG4).GetAddress()), 64)),
            "P2",
            "the source of a new flow");
    }
}

void
MixedRoutersTestCase::Late()
{
    for (const bool isCentralLater : {true, false})
    {
        auto options = MakeOptions(DatabaseMode::PROXY);
        options.delays[1 + (isCentralLater ? 4 : 0) + (MAG2 - MAG1)] = 80;
        DmmFixture net(options);
        LinkRecord link(net, NODE_MN);
        Go(net, 1);
        net.RunUntil(DMM_MOVE + Seconds(2));
        NS_TEST_EXPECT_MSG_EQ(link.Describe(DMM_MOVE, DMM_MOVE + Seconds(2)),
                              (isCentralLater
                                   ? "R2 1800 P2(2592000,300) / R1 low 1800 P1(300,0) / "
                                     "R2 high 1800 P2(2592000,300) / G 1800 C(2592000,300) / "
                                     "R1 low 1800 P1(299,0)"
                                   : "G 1800 C(2592000,300) / R2 high 1800 P2(2592000,300) / "
                                     "G 1800 C(2592000,300) / R1 low 1800 P1(300,0)"),
                              "each once it is registered, and nothing ends meanwhile");
        NS_TEST_EXPECT_MSG_EQ(DescribeRoutes(net.GetMobile(NODE_MN), NODE_MN),
                              "::/0 by G, ::/0 by R1 low, ::/0 by R2 high",
                              "routers");
    }
}

void
MixedRoutersTestCase::Return()
{
    for (const auto mode : MODES)
    {
        DmmFixture net(MakeOptions(mode));
        LinkRecord link(net, NODE_MN);
        Go(net, 1);
        net.MoveAt(DMM_SECOND, NODE_MN, MAG1);
        net.RunUntil(DMM_SECOND + Seconds(2));
        const std::string told = link.Describe(DMM_SECOND, DMM_SECOND + Seconds(2));
        NS_TEST_EXPECT_MSG_EQ(told.find("R1 0"),
                              std::string::npos,
                              "the router of P1, which passes since the attachment, "
                                  << pmipv6::GetName(mode) << ": " << told);
        const std::string last = "R1 high 1800 P1(2592000,300) / G 1800 C(2592000,300) / "
                                 "R2 low 1800 P2(" +
                                 std::string(mode == DatabaseMode::PROXY ? "299" : "300") + ",0)";
        NS_TEST_EXPECT_MSG_EQ(told.substr(told.size() - std::min(told.size(), last.size())),
                              last,
                              "both, " << pmipv6::GetName(mode) << ": " << told);
    }
}

void
MixedRoutersTestCase::Older()
{
    for (const auto mode : MODES)
    {
        DmmFixture net(MakeOptions(mode));
        TwoLinkHost host(net);
        LinkRecord first(net, host.GetDevice(0), NODE_MN2);
        host.AttachAt(DMM_FIRST, 0, MAG1);
        host.AttachAt(DMM_MOVE, 1, MAG2);
        net.RunUntil(Seconds(20));
        NS_TEST_EXPECT_MSG_EQ(DescribeKind(net, true, Time(0), Seconds(20)),
                              SayCentral(MAG1, "0") + " / " + SayCentral(MAG2, "0"),
                              "the central prefix goes to the newer link");
        const std::string told = first.Describe(DMM_MOVE, Seconds(20));
        NS_TEST_EXPECT_MSG_EQ(told.find("R1 0"),
                              std::string::npos,
                              "what is the node's by the newer link does not end by the older "
                              "one: "
                                  << told);
        NS_TEST_EXPECT_MSG_EQ(DescribeRoutes(host.GetNode(), NODE_MN2),
                              "::/0 by G, ::/0 by R1 low, ::/0 by R2 high",
                              "routers");
        NS_TEST_EXPECT_MSG_EQ(DescribeAddresses(host.GetNode(), NODE_MN2),
                              "C by G, P1- by R1, P2 by R2",
                              "addresses");
    }
}

/**
 * @ingroup pmipv6-tests
 * The suite.
 */
class MixedRoutersTestSuite : public TestSuite
{
  public:
    MixedRoutersTestSuite()
        : TestSuite("pmipv6-rfc8885-mixed-routers")
    {
        using Case = MixedRoutersTestCase;
        AddTestCase(new Case("3, 3.7 the serving MAAR's router first", &Case::Own));
        AddTestCase(new Case("3, 3.7 the central prefix's first", &Case::Central));
        AddTestCase(new Case("3, 3.7 the end of the central prefix", &Case::Revoked));
        AddTestCase(new Case("3, 3.7 two answers", &Case::Late));
        AddTestCase(new Case("3, 3.7 back at an earlier MAAR", &Case::Return));
        AddTestCase(new Case("3, 3.7, 7847 a second link beside the first", &Case::Older));
    }
};

static MixedRoutersTestSuite g_mixedRoutersTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
