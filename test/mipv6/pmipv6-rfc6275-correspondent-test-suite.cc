/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-route-optimization-fixture.h"
#include "../fixtures/pmipv6-topology-fixture.h"

#include "ns3/boolean.h"
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
 * RFC 6275 with route optimization: what correspondents trust, refuse and forget, and what mobile
 * nodes make of those that fail or know nothing of it.
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

/**
 * @ingroup pmipv6-tests
 * A correspondent, and a mobile node that would have packets go straight.
 */
class CorrespondentTestCase : public MemberTestCase<CorrespondentTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void Unanswered();   //!< the Binding Update
    void TwoAddresses(); //!< of the correspondent
    void Restart();      //!< of the correspondent: Binding Error
    void LostNonces();   //!< status 138
    void PlainHost();    //!< that knows nothing of it
    void NoRole();       //!< that knows Mobility Headers
    void IcmpError();    //!< a Parameter Problem
    void Forgeries();    //!< what is not proven, or late
    void OldHomeNonce(); //!< status 136
    void HomeFlag();     //!< status 131
    void Questions();    //!< of those that are asked nothing is kept
    void Room();         //!< of Binding Cache and list
};

void
CorrespondentTestCase::Unanswered()
{
    RouteOptimizationFixture net;
    const Time update = Seconds(5) + net.GetRoundTrip(ROUTER1);
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
    NS_TEST_EXPECT_MSG_EQ(net.DescribePeerState(),
                          "registering",
                          "after 1, 2 and 4 s, and 8 s more");
    net.RunUntil(update + Seconds(15.01));
    NS_TEST_EXPECT_MSG_EQ(net.DescribePeerState(), "failed", "RFC 6275, 11.8: MAX_RO_FAILURE");
}

void
CorrespondentTestCase::TwoAddresses()
{
    RouteOptimizationFixture net;
    const Ipv6Address second("fd00:77::5");
    const auto ipv6 = net.GetNode(PEER)->GetObject<Ipv6L3Protocol>();
    ipv6->AddAddress(1, Ipv6InterfaceAddress(second, Ipv6Prefix(128)));
    ProbeFlow other(net.GetNode(PEER), net.GetNode(MOBILE), 12, INTERVAL, 100);
    net.down.SetSource(net.GetAddress(PEER));
    other.SetSource(second);
    other.SetDestination(net.GetHomeAddress());
    net.down.Run(Seconds(5), 2000);
    other.Run(Seconds(6), 900);
    net.RunUntil(Seconds(8));
    NS_TEST_EXPECT_MSG_EQ_TOL(net.GetDelay(net.down, Seconds(6.5)),
                              net.ToPeer(ROUTER1),
                              TOLERANCE,
                              "from the address that has the binding");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.GetDelay(other, Seconds(6.5)),
                              net.Core() + net.ToAgent(ROUTER1),
                              TOLERANCE,
                              "RFC 6275, 9.1: a binding is of one address of its correspondent");
    NS_TEST_EXPECT_MSG_EQ(other.GetLost().size(), 0, "nothing is lost");
}

void
CorrespondentTestCase::Restart()
{
    RouteOptimizationFixture net;
    const Time restart = Seconds(8);
    net.At(restart, [&net] { net.peer->Restart(); });
    net.up.Run(Seconds(5), 5000);
    net.RunUntil(Seconds(11));
    const Time error = net.FindSent("CN", "BE(1)");
    NS_TEST_EXPECT_MSG_EQ_TOL(error, restart, INTERVAL, "RFC 6275, 9.3.1");
    const Time known = error + net.ToPeer(ROUTER1);
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindSent("MN", "HomeTestInit", restart),
                              known,
                              TOLERANCE,
                              "11.3.6");
    const auto lost = net.up.GetLost();
    NS_TEST_EXPECT_MSG_EQ_TOL(INTERVAL * static_cast<int64_t>(lost.size()),
                              2 * net.ToPeer(ROUTER1),
                              2 * INTERVAL,
                              "what was under way, or left before the node knew");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.GetDelay(net.up, known + TOLERANCE),
                              net.ToAgent(ROUTER1) + net.Core(),
                              TOLERANCE,
                              "through the tunnel");
    NS_TEST_EXPECT_MSG_EQ(net.DescribePeerBinding(), "bound", "and straight again");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.GetDelay(net.up, Seconds(9.5)),
                              net.ToPeer(ROUTER1),
                              TOLERANCE,
                              "as before");
    NS_TEST_EXPECT_MSG_EQ(net.CountAllDrops("CN home-address-without-binding"),
                          lost.size(),
                          "and why");
}

void
CorrespondentTestCase::LostNonces()
{
    RouteOptimizationFixture net;
    const Time update = Seconds(5) + net.GetRoundTrip(ROUTER1);
    net.At(update + MilliSeconds(1), [&net] { net.peer->Restart(); });
    net.up.Run(Seconds(5), 2000);
    net.RunUntil(Seconds(8));
    const auto* refusal = net.Find("CN", "BA(138)");
    PMIPV6_TEST_REQUIRE(refusal, net.Describe({}, Seconds(8)));
    const auto& answer = std::get<BindingAcknowledgement>(refusal->message);
    NS_TEST_EXPECT_MSG_EQ(answer.options.size(), 0, "RFC 6275, 9.5.4: without an authenticator");
    const Time again = refusal->at + net.ToPeer(ROUTER1);
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindSent("MN", "HomeTestInit", update),
                              again,
                              TOLERANCE,
                              "the procedure anew");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindSent("MN", "BU", again),
                              again + net.GetRoundTrip(ROUTER1),
                              TOLERANCE,
                              "and told");
    NS_TEST_EXPECT_MSG_EQ(net.DescribePeerBinding(), "bound", "with other nonces");
    NS_TEST_EXPECT_MSG_EQ(net.up.GetLost().size(), 0, "nothing is lost");
}

void
CorrespondentTestCase::PlainHost()
{
    RouteOptimizationFixture net({}, OptimizationVariant::PLAIN);
    net.up.Run(Seconds(5), 800);
    net.RunUntil(Seconds(19.9));
    NS_TEST_EXPECT_MSG_EQ(net.DescribePeerState(),
                          "testing",
                          "MAX_RO_FAILURE repetitions, after 1, 2 and 4 s, and 8 s more");
    net.RunUntil(Seconds(20.1));
    NS_TEST_EXPECT_MSG_EQ(net.DescribePeerState(), "failed", "RFC 6275, 5.2.9");
    const auto count = [&net](Time from, Time to) {
        return std::count_if(net.GetSent().begin(), net.GetSent().end(), [&](const auto& one) {
            return Say(one.message) == "HomeTestInit" && one.at >= from && one.at < to;
        });
    };
    net.RunUntil(Seconds(85));
    NS_TEST_EXPECT_MSG_EQ(count(Seconds(5), Seconds(79)), 4, "then no more for a minute");
    NS_TEST_EXPECT_MSG_EQ(count(Seconds(80), Seconds(80.2)), 1, "another attempt");
    NS_TEST_EXPECT_MSG_EQ(net.up.GetLost().size(), 0, "the flow stays on the tunnel");
}

void
CorrespondentTestCase::NoRole()
{
    RouteOptimizationFixture net({}, OptimizationVariant::PLAIN);
    MobilitySignaling::Install(net.GetNode(PEER));
    net.up.Run(Seconds(5), 100);
    net.RunUntil(Seconds(16));
    NS_TEST_EXPECT_MSG_EQ(net.DescribePeerState(),
                          "failed",
                          "RFC 6275, 11.3.6: a Binding Error of status 2 ends the attempt");
    NS_TEST_EXPECT_MSG_EQ(net.Describe(Seconds(5), Seconds(16)),
                          "MN HomeTestInit 0; MN CareofTestInit 0; ",
                          "at once");
    NS_TEST_EXPECT_MSG_EQ(net.up.GetLost().size(), 0, "the flow stays on the tunnel");
}

void
CorrespondentTestCase::IcmpError()
{
    RouteOptimizationFixture net({}, OptimizationVariant::PLAIN);
    net.up.Run(Seconds(5), 10);
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
CorrespondentTestCase::Forgeries()
{
    RouteOptimizationFixture net;
    std::string ignored;
    net.peer->TraceConnectWithoutContext(
        "Ignored",
        MakeFunctionCallback<const Ipv6Address&, const std::string&>(
            [&ignored](const Ipv6Address&, const std::string& reason) {
                ignored += reason + " ";
            }));
    net.down.Run(Seconds(5), 3000);
    // A Home Test with the right cookie that has not come through the tunnel (11.6.2).
    net.At(Seconds(5) + net.Core() + net.ToAgent(ROUTER1) + MilliSeconds(1), [&] {
        HomeTest test;
        test.cookie = std::get<HomeTestInit>(net.GetSent()[3].message).cookie;
        test.token = 1;
        net.Send(PEER,
                 test,
                 net.GetAddress(PEER),
                 net.GetHomeAddress(),
                 {{}, net.GetCareOf(ROUTER1)});
    });
    std::optional<BindingUpdate> update;
    const auto sendUpdate = [&] {
        net.Send(MOBILE,
                 *update,
                 net.GetHomeAddress(),
                 net.GetAddress(PEER),
                 {net.GetCareOf(ROUTER1), {}});
    };
    net.At(Seconds(6), [&] {
        for (const auto& one : net.GetSent())
        {
            if (const auto* sent = std::get_if<BindingUpdate>(&one.message))
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
        net.Send(MOBILE,
                 HomeTestInit(),
                 net.GetHomeAddress(),
                 net.GetAddress(PEER),
                 {net.GetCareOf(ROUTER1), {}});
    };
    net.At(Seconds(4), sendMarkedInit); // Nobody is bound yet.
    net.At(Seconds(6.3), sendMarkedInit);
    net.RunUntil(Seconds(9));
    NS_TEST_EXPECT_MSG_EQ(net.CountAllDrops("CN home-address-without-binding"), 1, "the first");
    NS_TEST_EXPECT_MSG_EQ(net.FindSent("CN", "BE(1)"), Time::Max(), "9.4.1: silently");
    NS_TEST_EXPECT_MSG_EQ(net.CountAllDrops("MN answer-to-earlier-request"), 1, "the Home Test");
    NS_TEST_EXPECT_MSG_EQ(ignored,
                          "binding-authenticator-wrong binding-not-authorized ",
                          "RFC 6275, 9.5.1: silently");
    NS_TEST_EXPECT_MSG_EQ(net.CountAllDrops("CN nobody-takes-it"), 1, "the Home Test Init");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindSent("CN", "BA(135)"),
                              Seconds(6) + net.ToPeer(ROUTER1),
                              TOLERANCE,
                              "the late one");
    const auto* answer = net.Find("CN", "BA(135)");
    PMIPV6_TEST_REQUIRE(answer, "it is answered");
    NS_TEST_EXPECT_MSG_EQ(std::get<BindingAcknowledgement>(answer->message).options.size(),
                          1,
                          "with an authenticator");
    NS_TEST_EXPECT_MSG_EQ(net.down.GetLost().size(), 0, "nothing has changed");
    NS_TEST_EXPECT_MSG_EQ(net.DescribePeerBinding(), "bound", "so");
}

void
CorrespondentTestCase::OldHomeNonce()
{
    // Nonces last shorter than the mobile node takes its home keygen token to be of use.
    RouteOptimizationFixture net([](MobileIpv6Helper& helper) {
        helper.SetRouteOptimizerAttribute("ReuseHomeToken", BooleanValue(true));
        helper.SetCorrespondentAttribute("NonceInterval", TimeValue(SECOND));
        helper.SetCorrespondentAttribute("MaxNonceLifetime", TimeValue(Seconds(3)));
    });
    net.AttachAt(Seconds(10), ROUTER2);
    net.down.Run(Seconds(5), 1);
    net.RunUntil(Seconds(14));
    const Time begin = Seconds(11) + net.Access();
    const Time way = net.ToPeer(ROUTER2);
    const Time refused = begin + Max(2 * net.ToAgent(ROUTER2), 2 * way) + way;
    const Time again = refused + way;
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindSent("CN", "BA(136)"), refused, TOLERANCE, "9.5.1");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindSent("MN", "HomeTestInit", Seconds(10)),
                              again,
                              TOLERANCE,
                              "11.7.3: the procedure anew, of both addresses");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindSent("CN", "BA", Seconds(10)),
                              again + net.GetRoundTrip(ROUTER2) + way,
                              TOLERANCE,
                              "and taken");
}

void
CorrespondentTestCase::HomeFlag()
{
    RouteOptimizationFixture net;
    // A home agent with the role decides of home registrations itself.
    net.GetNode(AGENT)->AddApplication(CreateObject<CorrespondentNode>());
    BindingUpdate update;
    update.sequence = 9;
    update.flags = UpdateFlag::ACKNOWLEDGE | UpdateFlag::HOME_REGISTRATION;
    update.lifetime = 75;
    const CareOfAddresses careOf{net.GetCareOf(ROUTER1), {}};
    net.At(Seconds(5),
           [&] { net.Send(MOBILE, update, net.GetHomeAddress(), net.GetAddress(PEER), careOf); });
    net.RunUntil(Seconds(6));
    NS_TEST_EXPECT_MSG_EQ(net.Describe({}, Seconds(6)),
                          "MN BU 1; HA BA 1; MN BU 9; CN BA(131) 9; ",
                          "RFC 6275, 10.3.1: of a correspondent alone");
    NS_TEST_EXPECT_MSG_EQ(net.DescribePeerBinding(), "none", "no binding");
}

void
CorrespondentTestCase::Questions()
{
    RouteOptimizationFixture net([](MobileIpv6Helper& helper) {
        helper.SetRouteOptimizerAttribute("MaxRrBindingLifetime", TimeValue(Seconds(8)));
    });
    const auto count = [&net](HomePlace place) {
        return MobilitySignaling::Install(net.GetNode(place))->GetQuestions().GetSize();
    };
    net.down.Run(Seconds(5), 100);
    net.RunUntil(Seconds(6));
    NS_TEST_EXPECT_MSG_EQ(net.DescribePeerState(), "registered", "it has answered");
    NS_TEST_EXPECT_MSG_EQ(count(MOBILE),
                          2,
                          "the home agent, and the correspondent, whose Binding Error may come");
    net.RunUntil(Seconds(20));
    NS_TEST_EXPECT_MSG_EQ(net.DescribePeerState(), "none", "the binding has ended");
    NS_TEST_EXPECT_MSG_EQ(count(MOBILE), 1, "anybody can be one: nothing is kept");
    NS_TEST_EXPECT_MSG_EQ(count(PEER), 0, "nor of those who ask");
}

void
CorrespondentTestCase::Room()
{
    RouteOptimizationFixture net([](MobileIpv6Helper& helper) {
        helper.SetRouteOptimizerAttribute("MaxCorrespondents", UintegerValue(1));
        helper.SetCorrespondentAttribute("MaxBindings", UintegerValue(1));
    });
    const auto other = net.AddMobileCorrespondent(Seconds(1.5), ROUTER3);
    // Both have but one place: the mobile node's is for the fixed one, whose is for the mobile
    // node.
    ProbeFlow second(net.GetNode(MOBILE), other->GetNode(), 11, MilliSeconds(10), 100);
    second.SetSource(net.GetHomeAddress());
    second.SetDestination(other->GetAssociation().homeAddress);
    ProbeFlow third(other->GetNode(), net.GetNode(PEER), 12, MilliSeconds(10), 100);
    third.SetSource(other->GetAssociation().homeAddress);
    net.up.Run(Seconds(4), 4000);
    second.Run(Seconds(5), 100);
    third.Run(Seconds(4.5), 100);
    std::string refused;
    net.peer->TraceConnectWithoutContext(
        "Refused",
        MakeFunctionCallback<const Ipv6Address&, BindingStatus>(
            [&](const Ipv6Address& home, BindingStatus status) {
                refused += home == other->GetAssociation().homeAddress ? "other " : "? ";
                refused += std::to_string(static_cast<int>(status)) + " ";
            }));
    uint32_t noRoom = 0;
    net.GetMobile()->GetRouteOptimizer()->TraceConnectWithoutContext(
        "NoRoom",
        MakeFunctionCallback<const Ipv6Address&>([&](const Ipv6Address& address) {
            noRoom += address == other->GetAssociation().homeAddress;
        }));
    net.RunUntil(Seconds(10));
    NS_TEST_EXPECT_MSG_EQ(net.FindSent("N", "HomeTest"), Time::Max(), "none more");
    NS_TEST_EXPECT_MSG_EQ(noRoom, 100, "and of each packet it is told");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindSent("CN", "BA(130)"),
                              Seconds(4.5) + net.GetRoundTrip(ROUTER3) + net.ToPeer(ROUTER3),
                              TOLERANCE,
                              "RFC 6275, 9.5.2");
    NS_TEST_EXPECT_MSG_EQ(refused, "other 130 ", "once");
    NS_TEST_EXPECT_MSG_EQ(net.peer->GetBindings().GetSize(), 1, "of the mobile node alone");
    NS_TEST_EXPECT_MSG_EQ(
        std::string(GetStateName(other->GetRouteOptimizer()->GetState(net.GetAddress(PEER)))),
        "failed",
        "it lets the correspondent be");
    NS_TEST_EXPECT_MSG_EQ(second.GetLost().size() + third.GetLost().size(),
                          0,
                          "they go through the home agent");
}

/**
 * @ingroup pmipv6-tests
 * RFC 6275, correspondents.
 */
class CorrespondentTestSuite : public TestSuite
{
  public:
    CorrespondentTestSuite()
        : TestSuite("pmipv6-rfc6275-correspondent")
    {
        if (!IsKeyedHashAvailable())
        {
            return; // The module is without return routability.
        }
        using Case = CorrespondentTestCase;
        AddTestCase(new Case("11.8 a Binding Update unanswered", &Case::Unanswered));
        AddTestCase(new Case("9.1 two addresses of a correspondent", &Case::TwoAddresses));
        AddTestCase(new Case("11.3.6 the correspondent restarts", &Case::Restart));
        AddTestCase(new Case("9.5.4 old nonces", &Case::LostNonces));
        AddTestCase(new Case("5.2.9 a host that knows nothing of it", &Case::PlainHost));
        AddTestCase(new Case("11.3.6 one that does not do it", &Case::NoRole));
        AddTestCase(new Case("11.3.5 a Parameter Problem", &Case::IcmpError));
        AddTestCase(new Case("9.4, 9.5.1, 11.6.2 what is not proven", &Case::Forgeries));
        AddTestCase(new Case("9.5.1, 11.7.3 an old home nonce", &Case::OldHomeNonce));
        AddTestCase(new Case("10.3.1 a home registration", &Case::HomeFlag));
        AddTestCase(new Case("6.1.9 what is kept of who was asked", &Case::Questions));
        AddTestCase(new Case("9.5.2 no room", &Case::Room));
    }
};

CorrespondentTestSuite g_correspondentTestSuite; //!< registers the suite

} // namespace

} // namespace pmipv6
} // namespace ns3
