/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-route-optimization-fixture.h"
#include "../fixtures/pmipv6-topology-fixture.h"

#include "ns3/boolean.h"
#include "ns3/double.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/pmipv6-keyed-hash.h"
#include "ns3/pmipv6-mobility-option.h"
#include "ns3/simulator.h"

#include <algorithm>
#include <string>

/**
 * @file
 * RFC 6275 with route optimization: registrations with correspondents, handovers and the straight
 * way, by closed forms.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

const Time TOLERANCE = MicroSeconds(5); //!< serialization at 10 Gb/s, over a few hops
const Time SECOND = Seconds(1);         //!< CareOfDetection
const Time INTERVAL = MilliSeconds(1);  //!< of flows
const Time ATTACH = Seconds(10);        //!< of handovers, at ROUTER2

/**
 * @ingroup pmipv6-tests
 * A mobile node between three access routers, and a correspondent that does route optimization.
 */
class RouteOptimizationTestCase : public MemberTestCase<RouteOptimizationTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void First();          //!< begun by a packet that comes through the tunnel
    void Sent();           //!< begun by a packet that goes through it
    void Handover();       //!< all in closed forms
    void ReusedToken();    //!< the care-of address alone is tested
    void Returning();      //!< the binding is deleted
    void Renewed();        //!< in time, if it is of use
    void RefreshRequest(); //!< of the correspondent
    void EarlyRequest();   //!< before a renewal could extend anything
    void MovedInTime();    //!< between the tests and the Binding Update
    void BothMobile();     //!< and move at the same time
    void SmallerMtu();     //!< path MTU, one end mobile
    void LargePackets();   //!< path MTU
    void Neighbors();      //!< Neighbor Discovery is of the link's addresses
    void SwitchedOff();    //!< an ordinary host again

  private:
    /// Expect a message of a size at a time. @return false if it is not there
    void ExpectSent(const RouteOptimizationFixture& net,
                    std::size_t index,
                    const std::string& what,
                    Time at,
                    uint32_t octets)
    {
        PMIPV6_TEST_REQUIRE(index < net.GetSent().size(), what << " is sent");
        const auto& sent = net.GetSent()[index];
        NS_TEST_EXPECT_MSG_EQ(sent.from + " " + Say(sent.message), what, "message " << index);
        NS_TEST_EXPECT_MSG_EQ_TOL(sent.at, at, TOLERANCE, "when " << what);
        NS_TEST_EXPECT_MSG_EQ(sent.octets, octets, "octets of " << what);
    }
};

void
RouteOptimizationTestCase::First()
{
    RouteOptimizationFixture net;
    net.down.Run(Seconds(5), 500);
    net.RunUntil(Seconds(8));
    const Time begin = Seconds(5) + net.Core() + net.ToAgent(ROUTER1);
    const Time update = begin + net.GetRoundTrip(ROUTER1);
    const Time bound = update + net.ToPeer(ROUTER1);
    PMIPV6_TEST_REQUIRE(net.GetSent().size() == 8, net.Describe({}, Seconds(8)));
    ExpectSent(net, 2, "MN HomeTestInit", begin, 56);
    ExpectSent(net, 3, "MN CareofTestInit", begin, 56);
    ExpectSent(net, 4, "CN CareofTest", begin + net.ToPeer(ROUTER1), 64);
    ExpectSent(net, 5, "CN HomeTest", begin + net.ToAgent(ROUTER1) + net.Core(), 64);
    ExpectSent(net, 6, "MN BU", update, 96);
    ExpectSent(net, 7, "CN BA", bound, 96);
    const auto& sent = std::get<BindingUpdate>(net.GetSent()[6].message);
    NS_TEST_EXPECT_MSG_EQ(sent.flags, UpdateFlag::ACKNOWLEDGE, "A alone");
    NS_TEST_EXPECT_MSG_EQ(sent.lifetime, 74, "what is left of the home registration, 300 s");
    NS_TEST_EXPECT_MSG_EQ(!FindOption<AlternateCareOfAddressOption>(sent.options),
                          true,
                          "the source says it");
    NS_TEST_EXPECT_MSG_EQ(net.down.GetLost().size(), 0, "nothing is lost");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.GetDelay(net.down, bound - INTERVAL - TOLERANCE),
                              net.Core() + net.ToAgent(ROUTER1),
                              TOLERANCE,
                              "through the home agent until then");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.GetDelay(net.down, bound + TOLERANCE),
                              net.ToPeer(ROUTER1),
                              TOLERANCE,
                              "straight from then on");
    NS_TEST_EXPECT_MSG_EQ(net.DescribePeerState(), "registered", "acknowledged");
}

void
RouteOptimizationTestCase::Sent()
{
    RouteOptimizationFixture net;
    net.up.Run(Seconds(5), 500);
    ReceivedPackets received(DynamicCast<IdealDevice>(net.GetNode(MOBILE)->GetDevice(0)));
    net.RunUntil(Seconds(8));
    const Time acknowledged = Seconds(5) + net.GetRoundTrip(ROUTER1) + 2 * net.ToPeer(ROUTER1);
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindSent("MN", "HomeTestInit"), Seconds(5), TOLERANCE, "at once");
    NS_TEST_EXPECT_MSG_EQ(net.up.GetLost().size(), 0, "nothing is lost");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.GetDelay(net.up, acknowledged - INTERVAL - TOLERANCE),
                              net.ToAgent(ROUTER1) + net.Core(),
                              TOLERANCE,
                              "through the tunnel until then");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.GetDelay(net.up, acknowledged + TOLERANCE),
                              net.ToPeer(ROUTER1),
                              TOLERANCE,
                              "straight from then on");
    NS_TEST_EXPECT_MSG_EQ(net.up.GetArrivals().rbegin()->second.source,
                          net.GetHomeAddress(),
                          "who has sent it");
}

void
RouteOptimizationTestCase::Handover()
{
    RouteOptimizationFixture net;
    const Time detach = ATTACH - MilliSeconds(100);
    net.DetachAt(detach);
    net.AttachAt(ATTACH, ROUTER2);
    net.down.Run(Seconds(9), 4000);
    net.up.Run(Seconds(9), 4000);
    net.RunUntil(Seconds(14));
    const Time begin = ATTACH + net.Access() + SECOND;
    const Time update = begin + net.GetRoundTrip(ROUTER2);
    const Time bound = update + net.ToPeer(ROUTER2);
    const auto& sent = net.GetSent();
    const auto first = static_cast<std::size_t>(
        std::count_if(sent.begin(), sent.end(), [](const auto& one) { return one.at < ATTACH; }));
    PMIPV6_TEST_REQUIRE(sent.size() == first + 8, net.Describe(ATTACH, Seconds(14)));
    ExpectSent(net, first, "MN BU", begin, 96);
    ExpectSent(net, first + 1, "MN HomeTestInit", begin, 56);
    ExpectSent(net, first + 2, "MN CareofTestInit", begin, 56);
    ExpectSent(net, first + 3, "HA BA", begin + net.ToAgent(ROUTER2), 80);
    ExpectSent(net, first + 4, "CN CareofTest", begin + net.ToPeer(ROUTER2), 64);
    ExpectSent(net, first + 5, "CN HomeTest", begin + net.ToAgent(ROUTER2) + net.Core(), 64);
    ExpectSent(net, first + 6, "MN BU", update, 96);
    ExpectSent(net, first + 7, "CN BA", bound, 96);
    // T_L2 + c + RR + d(MN,N) + d(N,p) + w_p: longer than through the home agent.
    const auto lost = net.down.GetLost();
    PMIPV6_TEST_REQUIRE(!lost.empty(), "a window");
    NS_TEST_EXPECT_MSG_EQ_TOL(INTERVAL * static_cast<int64_t>(lost.size()),
                              bound - detach + net.ToPeer(ROUTER1),
                              INTERVAL,
                              "down: as long as the closed form");
    NS_TEST_EXPECT_MSG_EQ(lost.back() - lost.front() + 1, lost.size(), "one window");
    const auto lostUp = net.up.GetLost();
    NS_TEST_EXPECT_MSG_EQ_TOL(INTERVAL * static_cast<int64_t>(lostUp.size()),
                              begin - detach,
                              INTERVAL,
                              "up: through the tunnel from the Binding Update on");
    NS_TEST_EXPECT_MSG_EQ_TOL(
        net.GetDelay(net.up, bound + net.ToPeer(ROUTER2) - INTERVAL - TOLERANCE),
        net.ToAgent(ROUTER2) + net.Core(),
        TOLERANCE,
        "until the acknowledgement");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.GetDelay(net.up, bound + net.ToPeer(ROUTER2) + TOLERANCE),
                              net.ToPeer(ROUTER2),
                              TOLERANCE,
                              "straight from then on");
}

void
RouteOptimizationTestCase::ReusedToken()
{
    RouteOptimizationFixture net([](MobileIpv6Helper& helper) {
        helper.SetRouteOptimizerAttribute("ReuseHomeToken", BooleanValue(true));
    });
    net.AttachAt(ATTACH, ROUTER2);
    net.down.Run(Seconds(9), 4000);
    net.RunUntil(Seconds(14));
    const Time begin = ATTACH + net.Access() + SECOND;
    NS_TEST_EXPECT_MSG_EQ(net.FindSent("MN", "HomeTestInit", ATTACH), Time::Max(), "none");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindSent("CN", "BA", ATTACH),
                              begin + Max(2 * net.ToAgent(ROUTER2), 2 * net.ToPeer(ROUTER2)) +
                                  net.ToPeer(ROUTER2),
                              TOLERANCE,
                              "RR is the longer of the care-of test and the home agent's answer");
    NS_TEST_EXPECT_MSG_EQ(net.DescribePeerBinding(), "bound", "taken");
}

void
RouteOptimizationTestCase::Returning()
{
    RouteOptimizationFixture net({}, OptimizationVariant::HOME_LINK);
    net.AttachAt(ATTACH, AGENT);
    net.down.Run(Seconds(9), 4000);
    net.RunUntil(Seconds(14));
    // The Binding Update, its answer, the Home Test, and the Binding Update to the correspondent.
    const Time way = net.Access() + net.Core();
    const Time update = ATTACH + 3 * net.Access() + 2 * way;
    const Time deleted = update + way;
    const auto& sent = net.GetSent();
    const auto first = static_cast<std::size_t>(
        std::count_if(sent.begin(), sent.end(), [](const auto& one) { return one.at < ATTACH; }));
    PMIPV6_TEST_REQUIRE(sent.size() == first + 6, net.Describe(ATTACH, Seconds(14)));
    ExpectSent(net, first, "MN BU(0)", ATTACH + net.Access(), 72);
    ExpectSent(net, first + 1, "HA BA", ATTACH + 2 * net.Access(), 56);
    ExpectSent(net, first + 2, "MN HomeTestInit", ATTACH + 3 * net.Access(), 56);
    ExpectSent(net, first + 3, "CN HomeTest", ATTACH + 3 * net.Access() + way, 64);
    ExpectSent(net, first + 4, "MN BU(0)", update, 72);
    ExpectSent(net, first + 5, "CN BA", deleted, 72);
    NS_TEST_EXPECT_MSG_EQ(net.DescribePeerBinding(), "dead", "no binding, but it still orders");
    NS_TEST_EXPECT_MSG_EQ(net.DescribePeerState(), "none", "nor does the node know it");
    const auto lost = net.down.GetLost();
    PMIPV6_TEST_REQUIRE(!lost.empty(), "a window");
    NS_TEST_EXPECT_MSG_EQ_TOL(INTERVAL * static_cast<int64_t>(lost.size()),
                              deleted - ATTACH + net.ToPeer(ROUTER1),
                              INTERVAL,
                              "what goes by the former care-of address");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.GetDelay(net.down, deleted + TOLERANCE),
                              way,
                              TOLERANCE,
                              "then to its home");
}

void
RouteOptimizationTestCase::Renewed()
{
    RouteOptimizationFixture net([](MobileIpv6Helper& helper) {
        helper.SetRouteOptimizerAttribute("MaxRrBindingLifetime", TimeValue(Seconds(20)));
        helper.SetCorrespondentAttribute("MaxNonceLifetime", TimeValue(Seconds(30)));
        helper.SetCorrespondentAttribute("NonceInterval", TimeValue(Seconds(10)));
    });
    net.up.Run(Seconds(5), 16065);
    net.RunUntil(Seconds(41));
    // Renewed once; then nobody sends any more, and it ends.
    const Time update = Seconds(5) + net.GetRoundTrip(ROUTER1);
    const Time again = update + Seconds(16);
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindSent("MN", "HomeTestInit", Seconds(10)),
                              again,
                              TOLERANCE,
                              "after four fifths");
    const Time last = again + net.GetRoundTrip(ROUTER1);
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindSent("MN", "BU", Seconds(10)), last, TOLERANCE, "told");
    NS_TEST_EXPECT_MSG_EQ(net.up.GetLost().size(), 0, "nothing is lost");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.GetDelay(net.up, again + MilliSeconds(10)),
                              net.ToPeer(ROUTER1),
                              TOLERANCE,
                              "straight meanwhile");
    NS_TEST_EXPECT_MSG_EQ(net.FindSent("MN", "HomeTestInit", again + SECOND),
                          Time::Max(),
                          "not renewed for nobody");
    NS_TEST_EXPECT_MSG_EQ(net.DescribePeerBinding(), "bound", "until it ends");
    net.RunUntil(Seconds(42));
    NS_TEST_EXPECT_MSG_EQ(net.DescribePeerState(), "none", "20 s after the Binding Update");
    NS_TEST_EXPECT_MSG_EQ(net.DescribePeerBinding(), "dead", "its nonces may still be used");
    net.RunUntil(Seconds(52)); // The nonce of the second time is from some 21 s.
    NS_TEST_EXPECT_MSG_EQ(net.DescribePeerBinding(), "none", "for 30 s");
}

void
RouteOptimizationTestCase::RefreshRequest()
{
    RouteOptimizationFixture net([](MobileIpv6Helper& helper) {
        helper.SetRouteOptimizerAttribute("MaxRrBindingLifetime", TimeValue(Seconds(20)));
        helper.SetRouteOptimizerAttribute("RefreshShare", DoubleValue(1));
        helper.SetCorrespondentAttribute("RefreshRequest", TimeValue(Seconds(8)));
    });
    net.down.Run(Seconds(5), 16000);
    net.RunUntil(Seconds(30));
    const Time asked = Seconds(5) + net.Core() + net.ToAgent(ROUTER1) + net.GetRoundTrip(ROUTER1) +
                       net.ToPeer(ROUTER1) + Seconds(12);
    const Time request = net.FindSent("CN", "BindingRefreshRequest");
    NS_TEST_EXPECT_MSG_EQ_TOL(request, asked, TOLERANCE, "8 s before the end");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindSent("MN", "HomeTestInit", request),
                              asked + net.Core() + net.ToAgent(ROUTER1),
                              TOLERANCE,
                              "RFC 6275, 11.7.4");
    NS_TEST_EXPECT_MSG_EQ(net.DescribePeerBinding(), "bound", "renewed");
}

void
RouteOptimizationTestCase::EarlyRequest()
{
    RouteOptimizationFixture net([](MobileIpv6Helper& helper) {
        helper.SetCorrespondentAttribute("RefreshRequest", TimeValue(Seconds(100)));
    });
    ProbeFlow slow(net.GetNode(PEER), net.GetNode(MOBILE), 12, SECOND, 100);
    slow.SetDestination(net.GetHomeAddress());
    slow.Run(Seconds(5), 255);
    net.RunUntil(Seconds(260));
    const auto& sent = net.GetSent();
    const auto requests = std::count_if(sent.begin(), sent.end(), [](const auto& one) {
        return Say(one.message) == "BindingRefreshRequest";
    });
    NS_TEST_EXPECT_MSG_LT(requests, 4, "RFC 6275, 9.5.5: no storm of them");
    NS_TEST_EXPECT_MSG_GT(requests, 0, "but some");
    // At 201 s the home registration has as much left as the binding: it waits till that is
    // renewed.
    NS_TEST_EXPECT_MSG_GT(net.FindSent("MN", "HomeTestInit", Seconds(100)), Seconds(240), "waits");
    NS_TEST_EXPECT_MSG_LT(net.FindSent("MN", "HomeTestInit", Seconds(100)),
                          Seconds(243),
                          "is done");
    const auto* row = net.peer->GetBindings().Find({net.GetAddress(PEER), net.GetHomeAddress()});
    PMIPV6_TEST_REQUIRE(row, "a binding");
    NS_TEST_EXPECT_MSG_GT(row->until, Seconds(530), "extended by all that is left");
    NS_TEST_EXPECT_MSG_EQ(slow.GetLost().size(), 0, "nothing is lost");
}

void
RouteOptimizationTestCase::MovedInTime()
{
    RouteOptimizationFixture net([](MobileIpv6Helper& helper) {
        helper.SetMobileNodeAttribute("CareOfDetection", TimeValue(Time(0)));
    });
    uint32_t ignored = 0;
    net.peer->TraceConnectWithoutContext(
        "Ignored",
        MakeFunctionCallback<const Ipv6Address&, const std::string&>(
            [&ignored](const Ipv6Address&, const std::string&) { ++ignored; }));
    net.down.Run(Seconds(5), 3000);
    // The tests are answered at 5.070 and 5.072 s.
    net.AttachAt(MilliSeconds(5069), ROUTER2);
    net.RunUntil(Seconds(9));
    const Time begin = MilliSeconds(5071);
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindSent("MN", "BU", begin + MilliSeconds(1)),
                              begin + net.GetRoundTrip(ROUTER2),
                              TOLERANCE,
                              "all anew");
    NS_TEST_EXPECT_MSG_EQ(ignored, 0, "never an old token with a new address");
    const auto* row = net.peer->GetBindings().Find({net.GetAddress(PEER), net.GetHomeAddress()});
    PMIPV6_TEST_REQUIRE(row, "a binding");
    NS_TEST_EXPECT_MSG_EQ(row->careOf, net.GetCareOf(ROUTER2), "of where it is");
}

void
RouteOptimizationTestCase::BothMobile()
{
    RouteOptimizationFixture net;
    const auto other = net.AddMobileCorrespondent(Seconds(1.5), ROUTER3);
    const Ipv6Address home = other->GetAssociation().homeAddress;
    ProbeFlow up(net.GetNode(MOBILE), other->GetNode(), 9, INTERVAL, 100);
    ProbeFlow down(other->GetNode(), net.GetNode(MOBILE), 10, INTERVAL, 100);
    up.SetSource(net.GetHomeAddress());
    up.SetDestination(home);
    down.SetSource(home);
    down.SetDestination(net.GetHomeAddress());
    net.AttachAt(SECOND, ROUTER1);
    // Both move at once: neither's binding at the other is of any use.
    net.AttachAt(ATTACH, ROUTER2);
    net.MoveCorrespondentAt(ATTACH, ROUTER1);
    up.Run(Seconds(5), 8000);
    down.Run(Seconds(5), 8000);
    // What comes from the other one's care-of address is no correspondent more.
    ProbeFlow stray(other->GetNode(), net.GetNode(MOBILE), 11, INTERVAL, 100);
    stray.SetDestination(net.GetHomeAddress());
    net.At(Seconds(13), [&] { stray.SetSource(other->GetCareOf()); });
    stray.Run(Seconds(13.1), 3);
    net.RunUntil(Seconds(14));
    NS_TEST_EXPECT_MSG_EQ(stray.GetArrivals().size(), 3, "by the tunnel");
    NS_TEST_EXPECT_MSG_EQ(net.Describe(Seconds(13.1), Seconds(14)), "", "nothing is asked");
    const Time straight = 2 * net.Access() + MilliSeconds(5);
    NS_TEST_EXPECT_MSG_EQ_TOL(net.GetDelay(up, Seconds(9)), straight, TOLERANCE, "before");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.GetDelay(down, Seconds(9)), straight, TOLERANCE, "before");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.GetDelay(up, Seconds(12.5)), straight, TOLERANCE, "after");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.GetDelay(down, Seconds(12.5)), straight, TOLERANCE, "after");
    // RFC 6275, 5.2.9: the tests go to home addresses, by both home agents, which are one here.
    const Time begin = ATTACH + net.Access() + SECOND;
    const Time there = net.ToAgent(ROUTER2) + net.ToAgent(ROUTER1);
    const Time bound = begin + 3 * there;
    const auto lost = down.GetLost();
    PMIPV6_TEST_REQUIRE(!lost.empty(), "a window");
    NS_TEST_EXPECT_MSG_EQ_TOL(down.GetSent()[lost.back()], bound, INTERVAL, "until it is told");
    NS_TEST_EXPECT_MSG_EQ(lost.back() - lost.front() + 1, lost.size(), "one window");
    const auto lostUp = up.GetLost();
    PMIPV6_TEST_REQUIRE(!lostUp.empty(), "a window");
    // The other's tests have overtaken this node's Binding Update at the home agent, which is 2 ms
    // nearer to it, and were tunnelled to the former care-of address: they are repeated.
    NS_TEST_EXPECT_MSG_EQ_TOL(up.GetSent()[lostUp.back()],
                              bound + SECOND,
                              INTERVAL,
                              "INITIAL_BINDACK_TIMEOUT later");
}

void
RouteOptimizationTestCase::SmallerMtu()
{
    RouteOptimizationFixture net;
    // With one header a packet of 1476 octets fills a link.
    ProbeFlow whole(net.GetNode(MOBILE), net.GetNode(PEER), 11, MilliSeconds(100), 1476 - 48);
    ProbeFlow cut(net.GetNode(MOBILE), net.GetNode(PEER), 12, MilliSeconds(100), 1477 - 48);
    uint32_t packets = 0;
    uint32_t octets = 0;
    net.GetNode(PEER)->GetObject<Ipv6L3Protocol>()->TraceConnectWithoutContext(
        "Rx",
        MakeFunctionCallback<Ptr<const Packet>, Ptr<Ipv6>, uint32_t>(
            [&](Ptr<const Packet> packet, Ptr<Ipv6>, uint32_t interface) {
                if (interface > 0) // What has lost its header comes once more.
                {
                    ++packets;
                    octets += packet->GetSize();
                }
            }));
    whole.SetSource(net.GetHomeAddress());
    cut.SetSource(net.GetHomeAddress());
    net.up.Run(Seconds(4), 1);
    whole.Run(Seconds(6), 10);
    net.RunUntil(Seconds(7.5));
    const uint32_t before = packets;
    const uint32_t octetsBefore = octets;
    whole.Run(Seconds(8), 10);
    net.RunUntil(Seconds(9.5));
    NS_TEST_EXPECT_MSG_EQ(packets - before, 10, "each is one packet");
    NS_TEST_EXPECT_MSG_EQ(octets - octetsBefore, 10 * 1500, "with 24 octets more");
    cut.Run(Seconds(10), 10);
    net.RunUntil(Seconds(11.5));
    NS_TEST_EXPECT_MSG_EQ(packets - before, 10 + 20, "each is two");
    NS_TEST_EXPECT_MSG_EQ(cut.GetLost().size(), 0, "nothing is lost");
}

void
RouteOptimizationTestCase::LargePackets()
{
    RouteOptimizationFixture net;
    const auto other = net.AddMobileCorrespondent(Seconds(1.5), ROUTER3);
    // With both headers a packet of 1452 octets fills a link; one more octet makes two of it.
    ProbeFlow whole(net.GetNode(MOBILE), other->GetNode(), 9, MilliSeconds(100), 1452 - 48);
    ProbeFlow cut(net.GetNode(MOBILE), other->GetNode(), 10, MilliSeconds(100), 1453 - 48);
    for (auto* flow : {&whole, &cut})
    {
        flow->SetSource(net.GetHomeAddress());
        flow->SetDestination(other->GetAssociation().homeAddress);
    }
    net.AttachAt(SECOND, ROUTER1);
    // Till both have told each other.
    ReceivedPackets received(DynamicCast<IdealDevice>(other->GetNode()->GetDevice(0)));
    whole.Run(Seconds(5), 50);
    cut.Run(Seconds(5.05), 50);
    net.RunUntil(Seconds(9));
    const std::size_t before = received.Count(43);
    net.RunUntil(Seconds(12));
    NS_TEST_EXPECT_MSG_EQ(whole.GetLost().size(), 0, "nothing is lost");
    NS_TEST_EXPECT_MSG_EQ(cut.GetLost().size(), 0, "nothing is lost");
    NS_TEST_EXPECT_MSG_EQ(received.Count(43) - before, 10 + 2 * 10, "one, and two each");
}

void
RouteOptimizationTestCase::Neighbors()
{
    RouteOptimizationFixture net;
    uint32_t marked = 0;
    std::string told;
    DynamicCast<IdealDevice>(net.GetNode(MOBILE)->GetDevice(0))
        ->TraceConnectWithoutContext(
            "Sent",
            MakeFunctionCallback<Ptr<const Packet>>([&](Ptr<const Packet> packet) {
                const auto octets = GetOctets(packet);
                marked += octets.at(6) == 60;
                // RFC 4861, 4.3 and 4.4; behind a Destination Options header of 24 octets too.
                const std::size_t message = octets.at(6) == 60 ? 64 : 40;
                const uint8_t protocol = octets.at(octets.at(6) == 60 ? 40 : 6);
                if (protocol == 58 && octets.at(message) >= 133 && octets.at(message) <= 137)
                {
                    const bool isSolicitation = octets[message] == 135;
                    told += octets[6] == 60 ? "marked " : "";
                    if (isSolicitation || octets[message] == 136)
                    {
                        const auto target = Ipv6Address::Deserialize(octets.data() + message + 8);
                        told += isSolicitation ? "NS " : "NA ";
                        told += target == net.GetHomeAddress()     ? "home; "
                                : target == net.GetCareOf(ROUTER1) ? "care-of; "
                                                                   : "link; ";
                    }
                }
                const bool isOfHome =
                    Ipv6Address::Deserialize(octets.data() + 8) == net.GetHomeAddress();
                told += isOfHome ? "from home; " : "";
            }));
    net.up.Run(Seconds(5), 1000);
    std::string before;
    // The router asks who has each of them.
    const auto router = DynamicCast<AccessRouter>(net.GetNode(ROUTER1)->GetApplication(0));
    PMIPV6_TEST_REQUIRE(router, "an access router");
    net.At(Seconds(7), [&] {
        before = told;
        told.clear();
        router->GetNeighborDiscovery()->AskForOwner(net.GetHomeAddress());
    });
    net.At(Seconds(8),
           [&] { router->GetNeighborDiscovery()->AskForOwner(net.GetCareOf(ROUTER1)); });
    net.RunUntil(Seconds(9));
    NS_TEST_EXPECT_MSG_EQ(before.find("home"), std::string::npos, before);
    NS_TEST_EXPECT_MSG_EQ(before.find("marked"), std::string::npos, before);
    NS_TEST_EXPECT_MSG_GT(marked, 800, "packets have gone straight, all but those");
    NS_TEST_EXPECT_MSG_EQ(told, "NA care-of; ", "the home address is none of this link");
}

void
RouteOptimizationTestCase::SwitchedOff()
{
    RouteOptimizationFixture net;
    net.GetMobile()->SetStopTime(Seconds(8));
    net.peer->SetStopTime(Seconds(9));
    net.up.Run(Seconds(5), 2000);
    ProbeFlow plain(net.GetNode(MOBILE), net.GetNode(PEER), 11, INTERVAL, 100);
    plain.Run(Seconds(10), 100);
    net.RunUntil(Seconds(12));
    NS_TEST_EXPECT_MSG_EQ(plain.GetLost().size(), 0, "an ordinary host");
    NS_TEST_EXPECT_MSG_EQ(net.DescribePeerState(), "none", "it knows nobody");
    NS_TEST_EXPECT_MSG_EQ(net.DescribePeerBinding(), "none", "nor is it known");
    NS_TEST_EXPECT_MSG_EQ(net.Describe(Seconds(8), Seconds(12)), "", "it says nothing");
}

/**
 * @ingroup pmipv6-tests
 * RFC 6275, route optimization.
 */
class RouteOptimizationTestSuite : public TestSuite
{
  public:
    RouteOptimizationTestSuite()
        : TestSuite("pmipv6-rfc6275-route-optimization")
    {
        if (!IsKeyedHashAvailable())
        {
            return; // The module is without return routability.
        }
        using Case = RouteOptimizationTestCase;
        AddTestCase(new Case("11.7.2 begun by a packet that comes", &Case::First));
        AddTestCase(new Case("11.7.2 begun by a packet that goes", &Case::Sent));
        AddTestCase(new Case("11.7.2 a handover", &Case::Handover));
        AddTestCase(new Case("5.2.7 a home keygen token used again", &Case::ReusedToken));
        AddTestCase(new Case("11.5.5, 9.5.3 returning home", &Case::Returning));
        AddTestCase(new Case("11.7.2 renewed in time", &Case::Renewed));
        AddTestCase(new Case("9.5.5, 11.7.4 refresh requests", &Case::RefreshRequest));
        AddTestCase(new Case("9.5.5 a refresh request that comes early", &Case::EarlyRequest));
        AddTestCase(new Case("11.6.2 moved during the tests", &Case::MovedInTime));
        AddTestCase(new Case("5.2.9 both are mobile", &Case::BothMobile));
        AddTestCase(new Case("9.3.2 path MTU", &Case::SmallerMtu));
        AddTestCase(new Case("9.3.2 path MTU between mobile nodes", &Case::LargePackets));
        AddTestCase(new Case("11.3.1 Neighbor Discovery away from home", &Case::Neighbors));
        AddTestCase(new Case("switched off", &Case::SwitchedOff));
    }
};

RouteOptimizationTestSuite g_routeOptimizationTestSuite; //!< registers the suite

} // namespace

} // namespace pmipv6
} // namespace ns3
