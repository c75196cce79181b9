/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-central-signaling-fixture.h"
#include "../fixtures/pmipv6-dmm-fixture.h"
#include "../fixtures/pmipv6-single-packets-fixture.h"
#include "../fixtures/pmipv6-told-prefixes-fixture.h"

#include "ns3/pmipv6-local-mobility-anchor.h"
#include "ns3/test.h"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * A node with several interfaces that has a central prefix on each (RFC 5213, 5.4) beside those of
 * MAARs, which are the node's (RFC 8885, 3): each kind goes by its own document.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

constexpr DatabaseMode MODES[] = {DatabaseMode::RELAY, DatabaseMode::LOCATOR, DatabaseMode::PROXY};
constexpr RoutingMobile ONE = NODE_MN;   //!< the first interface
constexpr RoutingMobile TWO = NODE_CN;   //!< the second one
constexpr RoutingMobile PEER = NODE_MN2; //!< who is talked to
const Time SECOND = Seconds(3);          //!< the second interface attaches

} // namespace

/**
 * @ingroup pmipv6-tests
 * MN with two interfaces, and MN2 at MAG4.
 */
class MixedInterfacesTestCase : public MemberTestCase<MixedInterfacesTestCase, DmmTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void TwoMaars(); //!< one interface at each
    void OneMaar();  //!< both there
    void Left();     //!< both there, and the later one leaves

  private:
    /// @return options with central prefixes
    static DmmOptions MakeOptions(DatabaseMode mode);

    /// Attach both, and MN2. @param second where the second interface is
    static void Attach(DmmFixture& net, RoutingPlace second);

    /**
     * Check that packets pass between an interface and MN2, both ways.
     *
     * @param packets single packets
     * @param numbers that from the interface, and that to it
     * @param delay how long they take; Time::Max() if they do not pass
     * @param name what is told if they do not
     */
    void ExpectDelays(const SinglePackets& packets,
                      const std::pair<std::size_t, std::size_t>& numbers,
                      Time delay,
                      const std::string& name);
};

DmmOptions
MixedInterfacesTestCase::MakeOptions(DatabaseMode mode)
{
    auto options = With(mode);
    options.hasCentralPrefixes = true;
    options.detection = MilliSeconds(10);
    options.nMobiles = 3;
    return options;
}

void
MixedInterfacesTestCase::Attach(DmmFixture& net, RoutingPlace second)
{
    JoinInterfaces(net);
    net.AttachAt(DMM_FIRST, ONE, MAG1);
    net.AttachAt(SECOND, TWO, second);
    net.AttachAt(Seconds(6), PEER, MAG4);
}

void
MixedInterfacesTestCase::ExpectDelays(const SinglePackets& packets,
                                      const std::pair<std::size_t, std::size_t>& numbers,
                                      Time delay,
                                      const std::string& name)
{
    const Time tolerance = delay == Time::Max() ? Time(0) : MicroSeconds(20); // Serialization.
    NS_TEST_EXPECT_MSG_EQ_TOL(packets.GetDelay(numbers.first), delay, tolerance, name << ", up");
    NS_TEST_EXPECT_MSG_EQ_TOL(packets.GetDelay(numbers.second), delay, tolerance, name << ", down");
}

void
MixedInterfacesTestCase::TwoMaars()
{
    const Time left = Seconds(30);
    for (const auto mode : MODES)
    {
        DmmFixture net(MakeOptions(mode));
        ToldPrefixes two(net, TWO);
        Attach(net, MAG2);
        net.DetachAt(left, TWO);
        SinglePackets packets(net);
        const Prefix peer = DmmFixture::GetFirst(MAG4);
        const auto exchange = [&](Time at, RoutingMobile interface, const Prefix& prefix) {
            return std::make_pair(packets.SendAt(at, interface, prefix, PEER, peer),
                                  packets.SendAt(at, PEER, peer, interface, prefix));
        };
        const Time both = Seconds(20);
        const auto central1 = exchange(both, ONE, DmmFixture::GetCentral(1));
        const auto central2 = exchange(both, TWO, DmmFixture::GetCentral(2));
        const auto previous = exchange(both, TWO, DmmFixture::GetFirst(MAG1));
        const auto own = exchange(both, TWO, DmmFixture::GetFirst(MAG2));
        const auto later = exchange(Seconds(40), ONE, DmmFixture::GetCentral(1));
        net.RunUntil(left - Seconds(1));
        NS_TEST_EXPECT_MSG_EQ(DescribeKind(net, true, Time(0), Seconds(5)),
                              SayCentral(MAG1, "0") +
                                  " / MAG2>LMA2 PBU! 22=0 / MAG2>LMA2 PBU!* 22=0 / "
                                  "LMA2>MAG2 PBA! 22=C.2",
                              "RFC 5213, 5.4.1.3: it waits, and makes another session");
        NS_TEST_EXPECT_MSG_EQ(net.DescribeSession(ONE), "MAG2 P2 / MAG1 P1", "RFC 8885: one");
        NS_TEST_EXPECT_MSG_EQ(two.Describe(SECOND, left), "P1- P2 / C.2 P1- P2", "told");
        net.RunUntil(Seconds(41));
        const Time access = 2 * net.Access();
        const Time toPeer = net.Delay(LMA2, MAG4) + access;
        ExpectDelays(packets, central1, net.Delay(MAG1, LMA2) + toPeer, "the first central one");
        ExpectDelays(packets, central2, net.Delay(MAG2, LMA2) + toPeer, "the second central one");
        ExpectDelays(packets, own, net.Delay(MAG2, MAG4) + access, "the MAAR's own");
        ExpectDelays(packets,
                     previous,
                     net.Delay(MAG2, MAG1) + net.Delay(MAG1, MAG4) + access,
                     "that of the previous one");
        NS_TEST_EXPECT_MSG_EQ(DescribeKind(net, true, left, Seconds(41)),
                              SayLeft(MAG2, "C.2"),
                              "RFC 5213, 6.9.1.4: of that interface alone");
        NS_TEST_EXPECT_MSG_EQ(DescribeKind(net, false, left, Seconds(41)), "", "RFC 8885, 3.5");
        ExpectDelays(packets, later, net.Delay(MAG1, LMA2) + toPeer, "the first goes on");
        NS_TEST_EXPECT_MSG_EQ(net.DescribeAnchor(MAG2, ONE), "left P2", "the node is gone there");
    }
}

void
MixedInterfacesTestCase::OneMaar()
{
    for (const auto mode : MODES)
    {
        DmmFixture net(MakeOptions(mode));
        ToldPrefixes two(net, TWO);
        Attach(net, MAG1);
        SinglePackets packets(net);
        const Prefix peer = DmmFixture::GetFirst(MAG4);
        const auto exchange = [&](RoutingMobile interface, const Prefix& prefix) {
            const Time at = Seconds(20);
            return std::make_pair(packets.SendAt(at, interface, prefix, PEER, peer),
                                  packets.SendAt(at, PEER, peer, interface, prefix));
        };
        const auto central1 = exchange(ONE, DmmFixture::GetCentral(1));
        const auto central2 = exchange(TWO, DmmFixture::GetCentral(2));
        const auto own = exchange(TWO, DmmFixture::GetFirst(MAG1));
        net.RunUntil(Seconds(21));
        NS_TEST_EXPECT_MSG_EQ(DescribeKind(net, false, Time(0), Seconds(5)),
                              "MAG1>LMA1 PBU 22=P1 / LMA1>MAG1 PBA 22=P1 / "
                              "MAG1>LMA1 PBU 22=P1 / LMA1>MAG1 PBA 22=P1",
                              "the same prefix for both");
        NS_TEST_EXPECT_MSG_EQ(net.DescribeSession(ONE), "MAG1 P1", "one session");
        NS_TEST_EXPECT_MSG_EQ(two.Describe(SECOND, Seconds(21)), "P1 / C.2 P1", "told");
        const Time toPeer = net.Delay(MAG1, LMA2) + net.Delay(LMA2, MAG4) + 2 * net.Access();
        ExpectDelays(packets, central1, toPeer, "the first central one");
        ExpectDelays(packets, central2, toPeer, "the second central one");
        ExpectDelays(packets, own, net.Delay(MAG1, MAG4) + 2 * net.Access(), "the MAAR's");
        NS_TEST_EXPECT_MSG_EQ(net.GetCentralAnchor()->GetBindingCache().GetSize(),
                              3,
                              "one of each interface, and MN2's");
    }
}

void
MixedInterfacesTestCase::Left()
{
    const Time left = Seconds(30);
    for (const auto mode : MODES)
    {
        DmmFixture net(MakeOptions(mode));
        ToldPrefixes one(net, ONE);
        Attach(net, MAG1);
        net.DetachAt(left, TWO);
        SinglePackets packets(net);
        const Prefix peer = DmmFixture::GetFirst(MAG4);
        const auto own = DmmFixture::GetFirst(MAG1);
        const auto up = packets.SendAt(Seconds(40), ONE, own, PEER, peer);
        const auto down = packets.SendAt(Seconds(40), PEER, peer, ONE, own);
        net.RunUntil(Seconds(41));
        NS_TEST_EXPECT_MSG_EQ(DescribeKind(net, true, left, Seconds(41)),
                              SayLeft(MAG1, "C.2"),
                              "its central prefix");
        NS_TEST_EXPECT_MSG_EQ(DescribeKind(net, false, left, Seconds(41)),
                              "MAG1>LMA1 PBU 22=P1 / LMA1>MAG1 PBA 22=P1",
                              "the other one is registered, as without central prefixes");
        NS_TEST_EXPECT_MSG_EQ(one.Describe(left, Seconds(40)), "C P1", "and told so");
        NS_TEST_EXPECT_MSG_EQ(net.DescribeAnchor(MAG1, ONE), "served P1", "it is served");
        ExpectDelays(packets,
                     {up, down},
                     net.Delay(MAG1, MAG4) + 2 * net.Access(),
                     "by what is left");
    }
}

/**
 * @ingroup pmipv6-tests
 * The suite.
 */
class MixedInterfacesTestSuite : public TestSuite
{
  public:
    MixedInterfacesTestSuite()
        : TestSuite("pmipv6-rfc8885-mixed-interfaces")
    {
        using Case = MixedInterfacesTestCase;
        AddTestCase(new Case("3, 5213 5.4 two interfaces at two MAARs", &Case::TwoMaars));
        AddTestCase(new Case("3, 5213 5.4 two interfaces at one MAAR", &Case::OneMaar));
        AddTestCase(new Case("3, 5213 5.4.1.2 the later one leaves", &Case::Left));
    }
};

static MixedInterfacesTestSuite g_mixedInterfacesTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
