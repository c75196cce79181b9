/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-mobile-ipv6-fixture.h"
#include "../fixtures/pmipv6-probe-flow-fixture.h"
#include "../fixtures/pmipv6-topology-fixture.h"

#include "ns3/boolean.h"
#include "ns3/double.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/pmipv6-keyed-hash.h"
#include "ns3/pmipv6-mobility-option.h"
#include "ns3/simulator.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <optional>
#include <string>

/**
 * @file
 * RFC 6275 with route optimization: return routability, bindings at correspondents and the straight
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
const Time CORE = MobileIpv6Fixture::Delay(AGENT, PEER); //!< between home agent and correspondent

/// @return one-way delay between the mobile node, at a router, and the correspondent
Time
ToPeer(HomePlace router)
{
    return MobileIpv6Fixture::Access() + MobileIpv6Fixture::Delay(router, PEER);
}

/// @return how long return routability takes: the longer of both tests
Time
GetRoundTrip(HomePlace router)
{
    return Max(2 * (MobileIpv6Fixture::ToAgent(router) + CORE), 2 * ToPeer(router));
}

/// Has mobile nodes do route optimization.
void
Optimize(MobileIpv6Helper& helper)
{
    helper.SetRouteOptimization(true);
}

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
    void Unanswered();     //!< the Binding Update
    void TwoAddresses();   //!< of the correspondent
    void Restart();        //!< of the correspondent: Binding Error
    void LostNonces();     //!< status 138
    void PlainHost();      //!< that knows nothing of it
    void NoRole();         //!< that knows Mobility Headers
    void IcmpError();      //!< a Parameter Problem
    void Forgeries();      //!< what is not proven, or late
    void MovedInTime();    //!< between the tests and the Binding Update
    void BothMobile();     //!< and move at the same time
    void SmallerMtu();     //!< path MTU, one end mobile
    void LargePackets();   //!< path MTU
    void Room();           //!< of Binding Cache and list
    void SwitchedOff();    //!< an ordinary host again

  private:
    /// What a run needs: the network, its correspondent, and a flow to the mobile node.
    struct Scene
    {
        /// @param configure see MobileIpv6Fixture @param hasHomeLink likewise
        explicit Scene(const std::function<void(MobileIpv6Helper&)>& configure = Optimize,
                       bool hasHomeLink = false)
            : net(configure, hasHomeLink),
              peer(net.AddCorrespondent()),
              down(net.GetNode(PEER), net.GetNode(MOBILE), 9, INTERVAL, 100),
              up(net.GetNode(MOBILE), net.GetNode(PEER), 10, INTERVAL, 100)
        {
            down.SetDestination(net.GetHomeAddress());
            up.SetSource(net.GetHomeAddress());
            net.AttachAt(SECOND, ROUTER1);
        }

        /// @return delay of the packet that left first at or after a time
        static Time GetDelay(const ProbeFlow& flow, Time sent)
        {
            const auto& all = flow.GetSent();
            const auto first = std::lower_bound(all.begin(), all.end(), sent);
            const auto arrival =
                flow.GetArrivals().find(static_cast<uint32_t>(std::distance(all.begin(), first)));
            return first == all.end() || arrival == flow.GetArrivals().end()
                       ? Time::Max()
                       : arrival->second.at - *first;
        }

        /// @return when a message was sent, the first one at or after a time; Time::Max() if none
        Time FindSent(const std::string& from, const std::string& text, Time since = {}) const
        {
            const auto& all = net.GetSent();
            const auto found = std::find_if(all.begin(), all.end(), [&](const HomeMessage& one) {
                return one.from == from && one.text == text && one.at >= since;
            });
            return found == all.end() ? Time::Max() : found->at;
        }

        /// @return the binding at the correspondent: its state
        std::string DescribeBinding() const
        {
            const auto* row =
                peer->GetBindings().Find({net.GetAddress(PEER), net.GetHomeAddress()});
            return row ? GetStateName(row->state) : "none";
        }

        /// @return where the mobile node is with it
        std::string DescribeState() const
        {
            return GetStateName(
                net.GetMobile()->GetRouteOptimizer()->GetState(net.GetAddress(PEER)));
        }

        MobileIpv6Fixture net;       //!< the network
        Ptr<CorrespondentNode> peer; //!< the correspondent
        ProbeFlow down;              //!< to the mobile node
        ProbeFlow up;                //!< from it
    };

    /// Expect a message of a size at a time. @return false if it is not there
    void ExpectSent(const MobileIpv6Fixture& net,
                    std::size_t index,
                    const std::string& what,
                    Time at,
                    uint32_t octets)
    {
        PMIPV6_TEST_REQUIRE(index < net.GetSent().size(), what << " is sent");
        const auto& sent = net.GetSent()[index];
        NS_TEST_EXPECT_MSG_EQ(sent.from + " " + sent.text, what, "message " << index);
        NS_TEST_EXPECT_MSG_EQ_TOL(sent.at, at, TOLERANCE, "when " << what);
        NS_TEST_EXPECT_MSG_EQ(sent.octets, octets, "octets of " << what);
    }
};

void
RouteOptimizationTestCase::First()
{
    Scene scene;
    auto& net = scene.net;
    scene.down.Run(Seconds(5), 500);
    net.RunUntil(Seconds(8));
    const Time begin = Seconds(5) + CORE + net.ToAgent(ROUTER1);
    const Time update = begin + GetRoundTrip(ROUTER1);
    const Time bound = update + ToPeer(ROUTER1);
    PMIPV6_TEST_REQUIRE(net.GetSent().size() == 8, net.Describe({}, Seconds(8)));
    ExpectSent(net, 2, "MN HomeTestInit", begin, 56);
    ExpectSent(net, 3, "MN CareofTestInit", begin, 56);
    ExpectSent(net, 4, "CN CareofTest", begin + ToPeer(ROUTER1), 64);
    ExpectSent(net, 5, "CN HomeTest", begin + net.ToAgent(ROUTER1) + CORE, 64);
    ExpectSent(net, 6, "MN BU", update, 96);
    ExpectSent(net, 7, "CN BA", bound, 96);
    const auto& sent = std::get<BindingUpdate>(net.GetSent()[6].all);
    NS_TEST_EXPECT_MSG_EQ(sent.flags, UpdateFlag::ACKNOWLEDGE, "A alone");
    NS_TEST_EXPECT_MSG_EQ(sent.lifetime, 74, "what is left of the home registration, 300 s");
    NS_TEST_EXPECT_MSG_EQ(!FindOption<AlternateCareOfAddressOption>(sent.options),
                          true,
                          "the source says it");
    NS_TEST_EXPECT_MSG_EQ(scene.down.GetLost().size(), 0, "nothing is lost");
    NS_TEST_EXPECT_MSG_EQ_TOL(Scene::GetDelay(scene.down, bound - INTERVAL - TOLERANCE),
                              CORE + net.ToAgent(ROUTER1),
                              TOLERANCE,
                              "through the home agent until then");
    NS_TEST_EXPECT_MSG_EQ_TOL(Scene::GetDelay(scene.down, bound + TOLERANCE),
                              ToPeer(ROUTER1),
                              TOLERANCE,
                              "straight from then on");
    NS_TEST_EXPECT_MSG_EQ(scene.DescribeState(), "registered", "acknowledged");
}

void
RouteOptimizationTestCase::Sent()
{
    Scene scene;
    auto& net = scene.net;
    scene.up.Run(Seconds(5), 500);
    ReceivedPackets received(DynamicCast<IdealDevice>(net.GetNode(MOBILE)->GetDevice(0)));
    net.RunUntil(Seconds(8));
    const Time acknowledged = Seconds(5) + GetRoundTrip(ROUTER1) + 2 * ToPeer(ROUTER1);
    NS_TEST_EXPECT_MSG_EQ_TOL(scene.FindSent("MN", "HomeTestInit"),
                              Seconds(5),
                              TOLERANCE,
                              "at once");
    NS_TEST_EXPECT_MSG_EQ(scene.up.GetLost().size(), 0, "nothing is lost");
    NS_TEST_EXPECT_MSG_EQ_TOL(Scene::GetDelay(scene.up, acknowledged - INTERVAL - TOLERANCE),
                              net.ToAgent(ROUTER1) + CORE,
                              TOLERANCE,
                              "through the tunnel until then");
    NS_TEST_EXPECT_MSG_EQ_TOL(Scene::GetDelay(scene.up, acknowledged + TOLERANCE),
                              ToPeer(ROUTER1),
                              TOLERANCE,
                              "straight from then on");
    NS_TEST_EXPECT_MSG_EQ(scene.up.GetArrivals().rbegin()->second.source,
                          net.GetHomeAddress(),
                          "who has sent it");
}

void
RouteOptimizationTestCase::Handover()
{
    Scene scene;
    auto& net = scene.net;
    const Time detach = ATTACH - MilliSeconds(100);
    net.DetachAt(detach);
    net.AttachAt(ATTACH, ROUTER2);
    scene.down.Run(Seconds(9), 4000);
    scene.up.Run(Seconds(9), 4000);
    net.RunUntil(Seconds(14));
    const Time begin = ATTACH + net.Access() + SECOND;
    const Time update = begin + GetRoundTrip(ROUTER2);
    const Time bound = update + ToPeer(ROUTER2);
    const auto& sent = net.GetSent();
    const auto first = static_cast<std::size_t>(
        std::count_if(sent.begin(), sent.end(), [](const auto& one) { return one.at < ATTACH; }));
    PMIPV6_TEST_REQUIRE(sent.size() == first + 8, net.Describe(ATTACH, Seconds(14)));
    ExpectSent(net, first, "MN BU", begin, 96);
    ExpectSent(net, first + 1, "MN HomeTestInit", begin, 56);
    ExpectSent(net, first + 2, "MN CareofTestInit", begin, 56);
    ExpectSent(net, first + 3, "HA BA", begin + net.ToAgent(ROUTER2), 80);
    ExpectSent(net, first + 4, "CN CareofTest", begin + ToPeer(ROUTER2), 64);
    ExpectSent(net, first + 5, "CN HomeTest", begin + net.ToAgent(ROUTER2) + CORE, 64);
    ExpectSent(net, first + 6, "MN BU", update, 96);
    ExpectSent(net, first + 7, "CN BA", bound, 96);
    // T_L2 + c + RR + d(MN,N) + d(N,p) + w_p: longer than through the home agent.
    const auto lost = scene.down.GetLost();
    PMIPV6_TEST_REQUIRE(!lost.empty(), "a window");
    NS_TEST_EXPECT_MSG_EQ_TOL(INTERVAL * static_cast<int64_t>(lost.size()),
                              bound - detach + ToPeer(ROUTER1),
                              INTERVAL,
                              "down: as long as the closed form");
    NS_TEST_EXPECT_MSG_EQ(lost.back() - lost.front() + 1, lost.size(), "one window");
    const auto lostUp = scene.up.GetLost();
    NS_TEST_EXPECT_MSG_EQ_TOL(INTERVAL * static_cast<int64_t>(lostUp.size()),
                              begin - detach,
                              INTERVAL,
                              "up: through the tunnel from the Binding Update on");
    NS_TEST_EXPECT_MSG_EQ_TOL(
        Scene::GetDelay(scene.up, bound + ToPeer(ROUTER2) - INTERVAL - TOLERANCE),
        net.ToAgent(ROUTER2) + CORE,
        TOLERANCE,
        "until the acknowledgement");
    NS_TEST_EXPECT_MSG_EQ_TOL(Scene::GetDelay(scene.up, bound + ToPeer(ROUTER2) + TOLERANCE),
                              ToPeer(ROUTER2),
                              TOLERANCE,
                              "straight from then on");
}

void
RouteOptimizationTestCase::ReusedToken()
{
    Scene scene([](MobileIpv6Helper& helper) {
        helper.SetRouteOptimization(true);
        helper.SetRouteOptimizerAttribute("ReuseHomeToken", BooleanValue(true));
    });
    auto& net = scene.net;
    net.AttachAt(ATTACH, ROUTER2);
    scene.down.Run(Seconds(9), 4000);
    net.RunUntil(Seconds(14));
    const Time begin = ATTACH + net.Access() + SECOND;
    NS_TEST_EXPECT_MSG_EQ(scene.FindSent("MN", "HomeTestInit", ATTACH), Time::Max(), "none");
    NS_TEST_EXPECT_MSG_EQ_TOL(scene.FindSent("CN", "BA", ATTACH),
                              begin + Max(2 * net.ToAgent(ROUTER2), 2 * ToPeer(ROUTER2)) +
                                  ToPeer(ROUTER2),
                              TOLERANCE,
                              "RR is the longer of the care-of test and the home agent's answer");
    NS_TEST_EXPECT_MSG_EQ(scene.DescribeBinding(), "bound", "taken");
}

void
RouteOptimizationTestCase::Returning()
{
    Scene scene(Optimize, true);
    auto& net = scene.net;
    net.AttachAt(ATTACH, AGENT);
    scene.down.Run(Seconds(9), 4000);
    net.RunUntil(Seconds(14));
    // The Binding Update, its answer, the Home Test, and the Binding Update to the correspondent.
    const Time way = net.Access() + CORE;
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
    NS_TEST_EXPECT_MSG_EQ(scene.DescribeBinding(), "dead", "no binding, but it still orders");
    NS_TEST_EXPECT_MSG_EQ(scene.DescribeState(), "none", "nor does the node know it");
    const auto lost = scene.down.GetLost();
    PMIPV6_TEST_REQUIRE(!lost.empty(), "a window");
    NS_TEST_EXPECT_MSG_EQ_TOL(INTERVAL * static_cast<int64_t>(lost.size()),
                              deleted - ATTACH + ToPeer(ROUTER1),
                              INTERVAL,
                              "what goes by the former care-of address");
    NS_TEST_EXPECT_MSG_EQ_TOL(Scene::GetDelay(scene.down, deleted + TOLERANCE),
                              way,
                              TOLERANCE,
                              "then to its home");
}

void
RouteOptimizationTestCase::Renewed()
{
    Scene scene([](MobileIpv6Helper& helper) {
        helper.SetRouteOptimization(true);
        helper.SetRouteOptimizerAttribute("MaxRrBindingLifetime", TimeValue(Seconds(20)));
        helper.SetCorrespondentAttribute("MaxNonceLifetime", TimeValue(Seconds(30)));
        helper.SetCorrespondentAttribute("NonceInterval", TimeValue(Seconds(10)));
    });
    auto& net = scene.net;
    scene.up.Run(Seconds(5), 16065);
    net.RunUntil(Seconds(41));
    // Renewed once; then nobody sends any more, and it ends.
    const Time update = Seconds(5) + GetRoundTrip(ROUTER1);
    const Time again = update + Seconds(16);
    NS_TEST_EXPECT_MSG_EQ_TOL(scene.FindSent("MN", "HomeTestInit", Seconds(10)),
                              again,
                              TOLERANCE,
                              "after four fifths");
    const Time last = again + GetRoundTrip(ROUTER1);
    NS_TEST_EXPECT_MSG_EQ_TOL(scene.FindSent("MN", "BU", Seconds(10)), last, TOLERANCE, "told");
    NS_TEST_EXPECT_MSG_EQ(scene.up.GetLost().size(), 0, "nothing is lost");
    NS_TEST_EXPECT_MSG_EQ_TOL(Scene::GetDelay(scene.up, again + MilliSeconds(10)),
                              ToPeer(ROUTER1),
                              TOLERANCE,
                              "straight meanwhile");
    NS_TEST_EXPECT_MSG_EQ(scene.FindSent("MN", "HomeTestInit", again + SECOND),
                          Time::Max(),
                          "not renewed for nobody");
    NS_TEST_EXPECT_MSG_EQ(scene.DescribeBinding(), "bound", "until it ends");
    net.RunUntil(Seconds(42));
    NS_TEST_EXPECT_MSG_EQ(scene.DescribeState(), "none", "20 s after the Binding Update");
    NS_TEST_EXPECT_MSG_EQ(scene.DescribeBinding(), "dead", "its nonces may still be used");
    net.RunUntil(Seconds(52)); // The nonce of the second time is from some 21 s.
    NS_TEST_EXPECT_MSG_EQ(scene.DescribeBinding(), "none", "for 30 s");
}

void
RouteOptimizationTestCase::RefreshRequest()
{
    Scene scene([](MobileIpv6Helper& helper) {
        helper.SetRouteOptimization(true);
        helper.SetRouteOptimizerAttribute("MaxRrBindingLifetime", TimeValue(Seconds(20)));
        helper.SetRouteOptimizerAttribute("RefreshShare", DoubleValue(1));
        helper.SetCorrespondentAttribute("RefreshRequest", TimeValue(Seconds(8)));
    });
    auto& net = scene.net;
    scene.down.Run(Seconds(5), 16000);
    net.RunUntil(Seconds(30));
    const Time asked = Seconds(5) + CORE + net.ToAgent(ROUTER1) + GetRoundTrip(ROUTER1) +
                       ToPeer(ROUTER1) + Seconds(12);
    const Time request = scene.FindSent("CN", "BindingRefreshRequest");
    NS_TEST_EXPECT_MSG_EQ_TOL(request, asked, TOLERANCE, "8 s before the end");
    NS_TEST_EXPECT_MSG_EQ_TOL(scene.FindSent("MN", "HomeTestInit", request),
                              asked + CORE + net.ToAgent(ROUTER1),
                              TOLERANCE,
                              "RFC 6275, 11.7.4");
    NS_TEST_EXPECT_MSG_EQ(scene.DescribeBinding(), "bound", "renewed");
}

void
RouteOptimizationTestCase::EarlyRequest()
{
    Scene scene([](MobileIpv6Helper& helper) {
        helper.SetRouteOptimization(true);
        helper.SetCorrespondentAttribute("RefreshRequest", TimeValue(Seconds(100)));
    });
    auto& net = scene.net;
    ProbeFlow slow(net.GetNode(PEER), net.GetNode(MOBILE), 12, SECOND, 100);
    slow.SetDestination(net.GetHomeAddress());
    slow.Run(Seconds(5), 255);
    net.RunUntil(Seconds(260));
    const auto& sent = net.GetSent();
    const auto requests = std::count_if(sent.begin(), sent.end(), [](const auto& one) {
        return one.text == "BindingRefreshRequest";
    });
    NS_TEST_EXPECT_MSG_LT(requests, 4, "RFC 6275, 9.5.5: no storm of them");
    NS_TEST_EXPECT_MSG_GT(requests, 0, "but some");
    // At 201 s the home registration has as much left as the binding: it waits till that is
    // renewed.
    NS_TEST_EXPECT_MSG_GT(scene.FindSent("MN", "HomeTestInit", Seconds(100)),
                          Seconds(240),
                          "waits");
    NS_TEST_EXPECT_MSG_LT(scene.FindSent("MN", "HomeTestInit", Seconds(100)),
                          Seconds(243),
                          "is done");
    const auto* row = scene.peer->GetBindings().Find({net.GetAddress(PEER), net.GetHomeAddress()});
    PMIPV6_TEST_REQUIRE(row, "a binding");
    NS_TEST_EXPECT_MSG_GT(row->until, Seconds(530), "extended by all that is left");
    NS_TEST_EXPECT_MSG_EQ(slow.GetLost().size(), 0, "nothing is lost");
}

void
RouteOptimizationTestCase::Unanswered()
{
    Scene scene;
    auto& net = scene.net;
    const Time update = Seconds(5) + GetRoundTrip(ROUTER1);
    net.At(update + MilliSeconds(1), [&net] {
        const auto ipv6 = net.GetNode(PEER)->GetObject<Ipv6L3Protocol>();
        for (uint32_t i = 1; i < ipv6->GetNInterfaces(); ++i)
        {
            ipv6->SetDown(i);
        }
    });
    ProbeFlow one(net.GetNode(MOBILE), net.GetNode(PEER), 12, INTERVAL, 100);
    one.SetSource(net.GetHomeAddress());
    one.Run(Seconds(5), 1);
    net.RunUntil(update + Seconds(14.99));
    NS_TEST_EXPECT_MSG_EQ(scene.DescribeState(), "registering", "after 1, 2 and 4 s, and 8 s more");
    net.RunUntil(update + Seconds(15.01));
    NS_TEST_EXPECT_MSG_EQ(scene.DescribeState(), "failed", "RFC 6275, 11.8: MAX_RO_FAILURE");
}

void
RouteOptimizationTestCase::TwoAddresses()
{
    Scene scene;
    auto& net = scene.net;
    const Ipv6Address second("fd00:77::5");
    const auto ipv6 = net.GetNode(PEER)->GetObject<Ipv6L3Protocol>();
    ipv6->AddAddress(1, Ipv6InterfaceAddress(second, Ipv6Prefix(128)));
    ProbeFlow other(net.GetNode(PEER), net.GetNode(MOBILE), 12, INTERVAL, 100);
    scene.down.SetSource(net.GetAddress(PEER));
    other.SetSource(second);
    other.SetDestination(net.GetHomeAddress());
    scene.down.Run(Seconds(5), 2000);
    other.Run(Seconds(6), 900);
    net.RunUntil(Seconds(8));
    NS_TEST_EXPECT_MSG_EQ_TOL(Scene::GetDelay(scene.down, Seconds(6.5)),
                              ToPeer(ROUTER1),
                              TOLERANCE,
                              "from the address that has the binding");
    NS_TEST_EXPECT_MSG_EQ_TOL(Scene::GetDelay(other, Seconds(6.5)),
                              CORE + net.ToAgent(ROUTER1),
                              TOLERANCE,
                              "RFC 6275, 9.1: a binding is of one address of its correspondent");
    NS_TEST_EXPECT_MSG_EQ(other.GetLost().size(), 0, "nothing is lost");
}

void
RouteOptimizationTestCase::Restart()
{
    Scene scene;
    auto& net = scene.net;
    const Time restart = Seconds(8);
    net.At(restart, [&scene] { scene.peer->Restart(); });
    scene.up.Run(Seconds(5), 5000);
    net.RunUntil(Seconds(11));
    const Time error = scene.FindSent("CN", "BE(1)");
    NS_TEST_EXPECT_MSG_EQ_TOL(error, restart, INTERVAL, "RFC 6275, 9.3.1");
    const Time known = error + ToPeer(ROUTER1);
    NS_TEST_EXPECT_MSG_EQ_TOL(scene.FindSent("MN", "HomeTestInit", restart),
                              known,
                              TOLERANCE,
                              "11.3.6");
    const auto lost = scene.up.GetLost();
    NS_TEST_EXPECT_MSG_EQ_TOL(INTERVAL * static_cast<int64_t>(lost.size()),
                              2 * ToPeer(ROUTER1),
                              2 * INTERVAL,
                              "what was under way, or left before the node knew");
    NS_TEST_EXPECT_MSG_EQ_TOL(Scene::GetDelay(scene.up, known + TOLERANCE),
                              net.ToAgent(ROUTER1) + CORE,
                              TOLERANCE,
                              "through the tunnel");
    NS_TEST_EXPECT_MSG_EQ(scene.DescribeBinding(), "bound", "and straight again");
    NS_TEST_EXPECT_MSG_EQ_TOL(Scene::GetDelay(scene.up, Seconds(9.5)),
                              ToPeer(ROUTER1),
                              TOLERANCE,
                              "as before");
    NS_TEST_EXPECT_MSG_EQ(net.CountDrops("CN home-address-without-binding"),
                          lost.size(),
                          "and why");
}

void
RouteOptimizationTestCase::LostNonces()
{
    Scene scene;
    auto& net = scene.net;
    const Time update = Seconds(5) + GetRoundTrip(ROUTER1);
    net.At(update + MilliSeconds(1), [&scene] { scene.peer->Restart(); });
    scene.up.Run(Seconds(5), 2000);
    net.RunUntil(Seconds(8));
    const auto& sent = net.GetSent();
    const auto refusal = std::find_if(sent.begin(), sent.end(), [](const auto& one) {
        return one.text == "BA(138)";
    });
    PMIPV6_TEST_REQUIRE(refusal != sent.end(), net.Describe({}, Seconds(8)));
    const auto& answer = std::get<BindingAcknowledgement>(refusal->all);
    NS_TEST_EXPECT_MSG_EQ(answer.options.size(), 0, "RFC 6275, 9.5.4: without an authenticator");
    const Time again = refusal->at + ToPeer(ROUTER1);
    NS_TEST_EXPECT_MSG_EQ_TOL(scene.FindSent("MN", "HomeTestInit", update),
                              again,
                              TOLERANCE,
                              "the procedure anew");
    NS_TEST_EXPECT_MSG_EQ_TOL(scene.FindSent("MN", "BU", again),
                              again + GetRoundTrip(ROUTER1),
                              TOLERANCE,
                              "and told");
    NS_TEST_EXPECT_MSG_EQ(scene.DescribeBinding(), "bound", "with other nonces");
    NS_TEST_EXPECT_MSG_EQ(scene.up.GetLost().size(), 0, "nothing is lost");
}

void
RouteOptimizationTestCase::PlainHost()
{
    MobileIpv6Fixture net(Optimize);
    ProbeFlow up(net.GetNode(MOBILE), net.GetNode(PEER), 10, MilliSeconds(100), 100);
    up.SetSource(net.GetHomeAddress());
    net.AttachAt(SECOND, ROUTER1);
    up.Run(Seconds(5), 800);
    const auto optimizer = net.GetMobile()->GetRouteOptimizer();
    net.RunUntil(Seconds(19.9));
    NS_TEST_EXPECT_MSG_EQ(std::string(GetStateName(optimizer->GetState(net.GetAddress(PEER)))),
                          "testing",
                          "MAX_RO_FAILURE repetitions, after 1, 2 and 4 s, and 8 s more");
    net.RunUntil(Seconds(20.1));
    NS_TEST_EXPECT_MSG_EQ(std::string(GetStateName(optimizer->GetState(net.GetAddress(PEER)))),
                          "failed",
                          "RFC 6275, 5.2.9");
    const auto count = [&net](Time from, Time to) {
        return std::count_if(net.GetSent().begin(), net.GetSent().end(), [&](const auto& one) {
            return one.text == "HomeTestInit" && one.at >= from && one.at < to;
        });
    };
    net.RunUntil(Seconds(85));
    NS_TEST_EXPECT_MSG_EQ(count(Seconds(5), Seconds(79)), 4, "then no more for a minute");
    NS_TEST_EXPECT_MSG_EQ(count(Seconds(80), Seconds(80.2)), 1, "another attempt");
    NS_TEST_EXPECT_MSG_EQ(up.GetLost().size(), 0, "the flow stays on the tunnel");
}

void
RouteOptimizationTestCase::NoRole()
{
    MobileIpv6Fixture net(Optimize);
    MobilitySignaling::Install(net.GetNode(PEER));
    ProbeFlow up(net.GetNode(MOBILE), net.GetNode(PEER), 10, MilliSeconds(100), 100);
    up.SetSource(net.GetHomeAddress());
    net.AttachAt(SECOND, ROUTER1);
    up.Run(Seconds(5), 100);
    net.RunUntil(Seconds(16));
    NS_TEST_EXPECT_MSG_EQ(std::string(GetStateName(net.GetMobile()->GetRouteOptimizer()->GetState(
                              net.GetAddress(PEER)))),
                          "failed",
                          "RFC 6275, 11.3.6: a Binding Error of status 2 ends the attempt");
    NS_TEST_EXPECT_MSG_EQ(net.Describe(Seconds(5), Seconds(16)),
                          "MN HomeTestInit 0; MN CareofTestInit 0; ",
                          "at once");
    NS_TEST_EXPECT_MSG_EQ(up.GetLost().size(), 0, "the flow stays on the tunnel");
}

void
RouteOptimizationTestCase::IcmpError()
{
    MobileIpv6Fixture net(Optimize);
    ProbeFlow up(net.GetNode(MOBILE), net.GetNode(PEER), 10, MilliSeconds(100), 100);
    up.SetSource(net.GetHomeAddress());
    net.AttachAt(SECOND, ROUTER1);
    up.Run(Seconds(5), 10);
    const auto signaling = net.GetNode(MOBILE)->GetObject<MobilitySignaling>();
    const auto tell = [&](Ipv6Address from, uint8_t code, uint8_t type) {
        const uint8_t quoted[8] = {59, 1, type};
        signaling->ReceiveIcmp(from,
                               64,
                               4,
                               code,
                               40,
                               net.GetHomeAddress(),
                               net.GetAddress(PEER),
                               quoted);
    };
    const auto getState = [&] {
        return std::string(
            GetStateName(net.GetMobile()->GetRouteOptimizer()->GetState(net.GetAddress(PEER))));
    };
    net.RunUntil(Seconds(5.5));
    tell(net.GetAddress(ROUTER1), 1, 1);
    tell(net.GetAddress(PEER), 0, 1);
    tell(net.GetAddress(PEER), 1, 5);
    NS_TEST_EXPECT_MSG_EQ(getState(), "testing", "of another, or about something else");
    tell(net.GetAddress(PEER), 1, 1);
    NS_TEST_EXPECT_MSG_EQ(getState(), "failed", "RFC 6275, 11.3.5");
}

void
RouteOptimizationTestCase::Forgeries()
{
    Scene scene;
    auto& net = scene.net;
    std::string ignored;
    scene.peer->TraceConnectWithoutContext(
        "Ignored",
        MakeSink<const Ipv6Address&, const std::string&>(
            [&ignored](const Ipv6Address&, const std::string& reason) {
                ignored += reason + " ";
            }));
    scene.down.Run(Seconds(5), 3000);
    const auto send = [&net](HomePlace from,
                             const MobilityMessage& message,
                             Ipv6Address source,
                             Ipv6Address destination,
                             const CareOfAddresses& careOf) {
        net.GetNode(from)
            ->GetObject<MobilitySignaling>()
            ->Send(message, source, destination, "", false, false, careOf);
    };
    // A Home Test with the right cookie that has not come through the tunnel (11.6.2).
    net.At(Seconds(5) + CORE + net.ToAgent(ROUTER1) + MilliSeconds(1), [&] {
        HomeTest test;
        test.cookie = std::get<HomeTestInit>(net.GetSent()[3].all).cookie;
        test.token = 1;
        send(PEER, test, net.GetAddress(PEER), net.GetHomeAddress(), {{}, net.GetCareOf(ROUTER1)});
    });
    std::optional<BindingUpdate> update;
    const auto sendUpdate = [&] {
        send(MOBILE,
             *update,
             net.GetHomeAddress(),
             net.GetAddress(PEER),
             {net.GetCareOf(ROUTER1), {}});
    };
    net.At(Seconds(6), [&] {
        for (const auto& one : net.GetSent())
        {
            if (const auto* sent = std::get_if<BindingUpdate>(&one.all))
            {
                update = *sent; // The last is that to the correspondent.
            }
        }
        sendUpdate(); // Again, as it was: late (9.5.1).
    });
    net.At(Seconds(6.1), [&] {
        ++update->sequence; // Its authenticator is of another one.
        sendUpdate();
    });
    net.At(Seconds(6.2), [&] {
        update->options.pop_back();
        sendUpdate();
    });
    const auto sendMarkedInit = [&] {
        // From elsewhere, with a Home Address option: that is of no Test Init (9.4.1).
        send(MOBILE,
             HomeTestInit(),
             net.GetHomeAddress(),
             net.GetAddress(PEER),
             {net.GetCareOf(ROUTER1), {}});
    };
    net.At(Seconds(4), sendMarkedInit); // Nobody is bound yet.
    net.At(Seconds(6.3), sendMarkedInit);
    net.RunUntil(Seconds(9));
    NS_TEST_EXPECT_MSG_EQ(net.CountDrops("CN home-address-without-binding"), 1, "the first");
    NS_TEST_EXPECT_MSG_EQ(scene.FindSent("CN", "BE(1)"), Time::Max(), "9.4.1: silently");
    NS_TEST_EXPECT_MSG_EQ(net.CountDrops("MN answer-to-earlier-request"), 1, "the Home Test");
    NS_TEST_EXPECT_MSG_EQ(ignored,
                          "binding-authenticator-wrong binding-not-authorized ",
                          "RFC 6275, 9.5.1: silently");
    NS_TEST_EXPECT_MSG_EQ(net.CountDrops("CN nobody-takes-it"), 1, "the Home Test Init");
    const Time refusal = scene.FindSent("CN", "BA(135)");
    NS_TEST_EXPECT_MSG_EQ_TOL(refusal, Seconds(6) + ToPeer(ROUTER1), TOLERANCE, "the late one");
    const auto& sent = net.GetSent();
    const auto answer = std::find_if(sent.begin(), sent.end(), [](const auto& one) {
        return one.text == "BA(135)";
    });
    PMIPV6_TEST_REQUIRE(answer != sent.end(), "it is answered");
    NS_TEST_EXPECT_MSG_EQ(std::get<BindingAcknowledgement>(answer->all).options.size(),
                          1,
                          "with an authenticator");
    NS_TEST_EXPECT_MSG_EQ(scene.down.GetLost().size(), 0, "nothing has changed");
    NS_TEST_EXPECT_MSG_EQ(scene.DescribeBinding(), "bound", "so");
}

void
RouteOptimizationTestCase::MovedInTime()
{
    Scene scene([](MobileIpv6Helper& helper) {
        helper.SetRouteOptimization(true);
        helper.SetMobileNodeAttribute("CareOfDetection", TimeValue(Time(0)));
    });
    auto& net = scene.net;
    uint32_t ignored = 0;
    scene.peer->TraceConnectWithoutContext(
        "Ignored",
        MakeSink<const Ipv6Address&, const std::string&>(
            [&ignored](const Ipv6Address&, const std::string&) { ++ignored; }));
    scene.down.Run(Seconds(5), 3000);
    // The tests are answered at 5.070 and 5.072 s.
    net.AttachAt(MilliSeconds(5069), ROUTER2);
    net.RunUntil(Seconds(9));
    const Time begin = MilliSeconds(5071);
    NS_TEST_EXPECT_MSG_EQ_TOL(scene.FindSent("MN", "BU", begin + MilliSeconds(1)),
                              begin + GetRoundTrip(ROUTER2),
                              TOLERANCE,
                              "all anew");
    NS_TEST_EXPECT_MSG_EQ(ignored, 0, "never an old token with a new address");
    const auto* row = scene.peer->GetBindings().Find({net.GetAddress(PEER), net.GetHomeAddress()});
    PMIPV6_TEST_REQUIRE(row, "a binding");
    NS_TEST_EXPECT_MSG_EQ(row->careOf, net.GetCareOf(ROUTER2), "of where it is");
}

void
RouteOptimizationTestCase::BothMobile()
{
    MobileIpv6Fixture net(Optimize);
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
    net.RunUntil(Seconds(14));
    const Time straight = 2 * net.Access() + MilliSeconds(5);
    NS_TEST_EXPECT_MSG_EQ_TOL(Scene::GetDelay(up, Seconds(9)), straight, TOLERANCE, "before");
    NS_TEST_EXPECT_MSG_EQ_TOL(Scene::GetDelay(down, Seconds(9)), straight, TOLERANCE, "before");
    NS_TEST_EXPECT_MSG_EQ_TOL(Scene::GetDelay(up, Seconds(12.5)), straight, TOLERANCE, "after");
    NS_TEST_EXPECT_MSG_EQ_TOL(Scene::GetDelay(down, Seconds(12.5)), straight, TOLERANCE, "after");
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
    Scene scene;
    auto& net = scene.net;
    // With one header a packet of 1476 octets fills a link.
    ProbeFlow whole(net.GetNode(MOBILE), net.GetNode(PEER), 11, MilliSeconds(100), 1476 - 48);
    ProbeFlow cut(net.GetNode(MOBILE), net.GetNode(PEER), 12, MilliSeconds(100), 1477 - 48);
    uint32_t packets = 0;
    uint32_t octets = 0;
    net.GetNode(PEER)->GetObject<Ipv6L3Protocol>()->TraceConnectWithoutContext(
        "Rx",
        MakeSink<Ptr<const Packet>, Ptr<Ipv6>, uint32_t>(
            [&](Ptr<const Packet> packet, Ptr<Ipv6>, uint32_t interface) {
                if (interface > 0) // What has lost its header comes once more.
                {
                    ++packets;
                    octets += packet->GetSize();
                }
            }));
    whole.SetSource(net.GetHomeAddress());
    cut.SetSource(net.GetHomeAddress());
    scene.up.Run(Seconds(4), 1);
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
    MobileIpv6Fixture net(Optimize);
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
RouteOptimizationTestCase::Room()
{
    Scene scene([](MobileIpv6Helper& helper) {
        helper.SetRouteOptimization(true);
        helper.SetRouteOptimizerAttribute("MaxCorrespondents", UintegerValue(1));
        helper.SetCorrespondentAttribute("MaxBindings", UintegerValue(1));
    });
    auto& net = scene.net;
    const auto other = net.AddMobileCorrespondent(Seconds(1.5), ROUTER3);
    // Both have but one place: the mobile node's is for the fixed one, whose is for the mobile
    // node.
    ProbeFlow second(net.GetNode(MOBILE), other->GetNode(), 11, MilliSeconds(10), 100);
    second.SetSource(net.GetHomeAddress());
    second.SetDestination(other->GetAssociation().homeAddress);
    ProbeFlow third(other->GetNode(), net.GetNode(PEER), 12, MilliSeconds(10), 100);
    third.SetSource(other->GetAssociation().homeAddress);
    scene.up.Run(Seconds(4), 4000);
    second.Run(Seconds(5), 100);
    third.Run(Seconds(4.5), 100);
    net.RunUntil(Seconds(10));
    NS_TEST_EXPECT_MSG_EQ(scene.FindSent("N", "HomeTest"), Time::Max(), "none more");
    NS_TEST_EXPECT_MSG_LT(scene.FindSent("CN", "BA(130)"), Seconds(8), "RFC 6275, 9.5.2");
    NS_TEST_EXPECT_MSG_EQ(second.GetLost().size() + third.GetLost().size(),
                          0,
                          "they go through the home agent");
}

void
RouteOptimizationTestCase::SwitchedOff()
{
    Scene scene;
    auto& net = scene.net;
    net.GetMobile()->SetStopTime(Seconds(8));
    scene.peer->SetStopTime(Seconds(9));
    scene.up.Run(Seconds(5), 2000);
    ProbeFlow plain(net.GetNode(MOBILE), net.GetNode(PEER), 11, INTERVAL, 100);
    plain.Run(Seconds(10), 100);
    net.RunUntil(Seconds(12));
    NS_TEST_EXPECT_MSG_EQ(plain.GetLost().size(), 0, "an ordinary host");
    NS_TEST_EXPECT_MSG_EQ(scene.DescribeState(), "none", "it knows nobody");
    NS_TEST_EXPECT_MSG_EQ(scene.DescribeBinding(), "none", "nor is it known");
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
        AddTestCase(new Case("11.8 a Binding Update unanswered", &Case::Unanswered));
        AddTestCase(new Case("9.1 two addresses of a correspondent", &Case::TwoAddresses));
        AddTestCase(new Case("11.3.6 the correspondent restarts", &Case::Restart));
        AddTestCase(new Case("9.5.4 old nonces", &Case::LostNonces));
        AddTestCase(new Case("5.2.9 a host that knows nothing of it", &Case::PlainHost));
        AddTestCase(new Case("11.3.6 one that does not do it", &Case::NoRole));
        AddTestCase(new Case("11.3.5 a Parameter Problem", &Case::IcmpError));
        AddTestCase(new Case("9.4, 9.5.1, 11.6.2 what is not proven", &Case::Forgeries));
        AddTestCase(new Case("11.6.2 moved during the tests", &Case::MovedInTime));
        AddTestCase(new Case("5.2.9 both are mobile", &Case::BothMobile));
        AddTestCase(new Case("9.3.2 path MTU", &Case::SmallerMtu));
        AddTestCase(new Case("9.3.2 path MTU between mobile nodes", &Case::LargePackets));
        AddTestCase(new Case("9.5.2 no room", &Case::Room));
        AddTestCase(new Case("switched off", &Case::SwitchedOff));
    }
};

RouteOptimizationTestSuite g_routeOptimizationTestSuite; //!< registers the suite

} // namespace

} // namespace pmipv6
} // namespace ns3
