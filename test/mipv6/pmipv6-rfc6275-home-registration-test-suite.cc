/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-mobile-ipv6-fixture.h"
#include "../fixtures/pmipv6-probe-flow-fixture.h"
#include "../fixtures/pmipv6-topology-fixture.h"

#include "ns3/boolean.h"
#include "ns3/config.h"
#include "ns3/ipv6-header.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/pmipv6-function-callback.h"
#include "ns3/pmipv6-host-helper.h"
#include "ns3/pmipv6-ipv6-numbers.h"
#include "ns3/pmipv6-mobility-forwarding.h"
#include "ns3/pmipv6-mobility-header.h"
#include "ns3/simulator.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

/**
 * @file
 * RFC 6275 without route optimization: home registrations and tunnels, by closed forms.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

/// Serialization at 10 Gb/s, over a few hops.
const Time TOLERANCE = MicroSeconds(5);
const Time SECOND = Seconds(1); //!< CareOfDetection, and HomeDetection

/**
 * @ingroup pmipv6-tests
 * Mobile IPv6 between three access routers.
 */
class HomeRegistrationTestCase : public MemberTestCase<HomeRegistrationTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void First();          //!< with duplicate address detection at the home agent
    void Handover();       //!< without
    void Downlink();       //!< loss window of a handover
    void Uplink();         //!< by the tunnel from the Binding Update on
    void Sources();        //!< of packets whose source is open
    void Refresh();        //!< lifetimes
    void Advice();         //!< Binding Refresh Advice
    void RepeatedInTime(); //!< Binding Updates that are repeated during detection
    void MovedInTime();    //!< another care-of address during detection
    void Numbers();        //!< sequence numbers that are behind
    void Ending();         //!< de-registration, and what comes late
    void EndingInTime();   //!< de-registration during detection
    void Restart();        //!< of the home agent
    void Unsolicited();    //!< routers that advertise at intervals
    void Solicitations();  //!< no router answers
    void Network();        //!< a mobile network prefix moves with the node
    void NoNetwork();      //!< one that the home agent does not move
    void Silence();        //!< a home agent that is not reached for longer than a lifetime
    void Refusal();        //!< refused, tried again
    void Strangers();      //!< home addresses of others
    void FormerCareOf();   //!< tunnelled from a former care-of address
    void OtherTunnel();    //!< tunnelled to the node by another
    void Optimistic();     //!< CareOfDetection 0, DetectionDelay
    void SwitchedOff();    //!< an ordinary host
    void SwitchedOn();     //!< at a link that the host knows
    void Nested();         //!< extension headers one in the other

  private:
    /**
     * @param net the network
     * @param index of a message
     * @param at when it is to have been sent
     * @param what it is
     */
    void ExpectSent(const MobileIpv6Fixture& net,
                    std::size_t index,
                    Time at,
                    const std::string& what)
    {
        PMIPV6_TEST_REQUIRE(index < net.GetSent().size(), what << " is sent");
        NS_TEST_EXPECT_MSG_EQ(Say(net.GetSent()[index].message), what, "message " << index);
        NS_TEST_EXPECT_MSG_EQ_TOL(net.GetSent()[index].at, at, TOLERANCE, "when " << what);
    }
};

void
HomeRegistrationTestCase::First()
{
    MobileIpv6Fixture net;
    net.AttachAt(SECOND, ROUTER1);
    net.RunUntil(Seconds(5));
    const Time asked = SECOND + net.Access() + SECOND;
    const Time way = net.ToAgent(ROUTER1);
    PMIPV6_TEST_REQUIRE(net.GetSent().size() == 2,
                        "two messages: " << net.Describe({}, Seconds(5)));
    ExpectSent(net, 0, asked, "BU");
    ExpectSent(net, 1, asked + way + SECOND, "BA");
    NS_TEST_EXPECT_MSG_EQ(net.GetSent()[0].octets, 96, "with Home Address and Alternate Care-of");
    NS_TEST_EXPECT_MSG_EQ(net.GetSent()[1].octets, 80, "with a type 2 routing header");
    PMIPV6_TEST_REQUIRE(net.GetReceived().size() == 2, "both arrive");
    NS_TEST_EXPECT_MSG_EQ(net.GetReceived()[0], 96, "as long as it was sent");
    NS_TEST_EXPECT_MSG_EQ(net.GetReceived()[1], 80, "likewise");
    const auto& update = std::get<BindingUpdate>(net.GetSent()[0].message);
    NS_TEST_EXPECT_MSG_EQ(update.flags, 0xe000, "A, H and L (RFC 6275, 11.7.1)");
    NS_TEST_EXPECT_MSG_EQ(update.lifetime, 75, "300 s");
    const auto& answer = std::get<BindingAcknowledgement>(net.GetSent()[1].message);
    NS_TEST_EXPECT_MSG_EQ(answer.lifetime, 75, "granted");
    NS_TEST_EXPECT_MSG_EQ(answer.sequence, update.sequence, "its number");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeBinding(), "bound R1", "where it is");
    NS_TEST_EXPECT_MSG_EQ(net.GetTransitions(),
                          "detached>testing testing>registering registering>registered ",
                          "of the node");
    NS_TEST_EXPECT_MSG_EQ(net.GetBindingTransitions(),
                          "none>detecting detecting>bound ",
                          "at the home agent");
    NS_TEST_EXPECT_MSG_EQ(net.GetMobile()->GetCareOf(), net.GetCareOf(ROUTER1), "care-of address");
}

void
HomeRegistrationTestCase::Handover()
{
    MobileIpv6Fixture net;
    net.AttachAt(SECOND, ROUTER1);
    net.AttachAt(Seconds(10), ROUTER2);
    net.AttachAt(Seconds(20), ROUTER1);
    net.RunUntil(Seconds(30));
    PMIPV6_TEST_REQUIRE(net.GetSent().size() == 6, "two a move: " << net.Describe({}, Seconds(30)));
    const Time second = Seconds(10) + net.Access() + SECOND;
    ExpectSent(net, 2, second, "BU");
    ExpectSent(net, 3, second + net.ToAgent(ROUTER2), "BA");
    const Time third = Seconds(20) + net.Access() + SECOND;
    ExpectSent(net, 4, third, "BU");
    ExpectSent(net, 5, third + net.ToAgent(ROUTER1), "BA");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeBinding(), "bound R1", "back at the first");
    NS_TEST_EXPECT_MSG_EQ(net.GetMobile()->GetCareOf(), net.GetCareOf(ROUTER1), "its address");
    // RFC 6275, 11.5.4: of former links nothing is left.
    const auto& state = net.GetNode(MOBILE)->GetObject<Ipv6Host>()->GetState();
    NS_TEST_EXPECT_MSG_EQ(state.GetAddresses().size(), 1, "addresses");
    NS_TEST_EXPECT_MSG_EQ(state.GetRoutes().size(), 1, "routers");
}

void
HomeRegistrationTestCase::Downlink()
{
    MobileIpv6Fixture net;
    ProbeFlow flow(net.GetNode(PEER), net.GetNode(MOBILE), 9, MilliSeconds(1), 100);
    flow.SetDestination(net.GetHomeAddress());
    net.AttachAt(SECOND, ROUTER1);
    const Time detach = Seconds(10);
    const Time attach = MilliSeconds(10100);
    net.DetachAt(detach);
    net.AttachAt(attach, ROUTER2);
    ReceivedPackets received(DynamicCast<IdealDevice>(net.GetNode(MOBILE)->GetDevice(0)));
    flow.Run(Seconds(9), 4000);
    net.RunUntil(Seconds(14));
    // T_L2 + T_RD + T_DAD + d(MN,H) + d(H,p) + w_p, e_HA being 0.
    const Time bound = attach + net.Access() + SECOND + net.ToAgent(ROUTER2);
    const Time window = bound - detach + net.ToAgent(ROUTER1);
    const auto lost = flow.GetLost();
    PMIPV6_TEST_REQUIRE(!lost.empty(), "a window");
    NS_TEST_EXPECT_MSG_EQ_TOL(MilliSeconds(static_cast<int64_t>(lost.size())),
                              window,
                              MilliSeconds(1),
                              "as long as the closed form");
    NS_TEST_EXPECT_MSG_EQ(lost.back() - lost.front() + 1, lost.size(), "one window");
    const auto first = flow.GetArrivals().upper_bound(lost.back());
    PMIPV6_TEST_REQUIRE(first != flow.GetArrivals().end(), "then they arrive again");
    const Time sent = flow.GetSent()[first->first];
    NS_TEST_EXPECT_MSG_EQ_TOL(first->second.at - sent,
                              net.Delay(PEER, AGENT) + net.ToAgent(ROUTER2),
                              TOLERANCE,
                              "by the home agent");
    NS_TEST_EXPECT_MSG_EQ(received.Count(41), flow.GetArrivals().size(), "all tunnelled");
    NS_TEST_EXPECT_MSG_EQ(first->second.octets, 100, "nothing of the tunnel is left");
}

void
HomeRegistrationTestCase::Uplink()
{
    MobileIpv6Fixture net;
    ProbeFlow flow(net.GetNode(MOBILE), net.GetNode(PEER), 9, MilliSeconds(1), 100);
    flow.SetSource(net.GetHomeAddress());
    net.AttachAt(SECOND, ROUTER1);
    net.AttachAt(Seconds(10), ROUTER2);
    flow.Run(Seconds(9), 4000);
    net.RunUntil(Seconds(14));
    // From T_RD + T_DAD on, when the Binding Update leaves; until the advertisement has come by the
    // old care-of address, whose packets the new access router does not take.
    const Time opened = Seconds(10) + net.Access() + SECOND;
    const auto lost = flow.GetLost();
    PMIPV6_TEST_REQUIRE(!lost.empty(), "a window");
    NS_TEST_EXPECT_MSG_EQ_TOL(flow.GetSent()[lost.back()], opened, MilliSeconds(1), "until then");
    const auto first = flow.GetArrivals().upper_bound(lost.back());
    PMIPV6_TEST_REQUIRE(first != flow.GetArrivals().end(), "then they arrive");
    NS_TEST_EXPECT_MSG_EQ(first->second.source, net.GetHomeAddress(), "from the home address");
    NS_TEST_EXPECT_MSG_EQ_TOL(first->second.at - flow.GetSent()[first->first],
                              net.ToAgent(ROUTER2) + net.Delay(AGENT, PEER),
                              TOLERANCE,
                              "by the home agent");
    NS_TEST_EXPECT_MSG_EQ_TOL(Time(MilliSeconds(net.CountAllDrops("MN no-care-of-address"))),
                              SECOND,
                              MilliSeconds(1),
                              "none is sent while the address is tested");
}

void
HomeRegistrationTestCase::Sources()
{
    MobileIpv6Fixture net;
    ProbeFlow early(net.GetNode(MOBILE), net.GetNode(PEER), 9, MilliSeconds(100), 100);
    ProbeFlow flow(net.GetNode(MOBILE), net.GetNode(PEER), 10, MilliSeconds(100), 100);
    net.AttachAt(SECOND, ROUTER1);
    early.Run(MilliSeconds(1500), 2); // While the care-of address is tested.
    flow.Run(Seconds(6), 3);
    net.RunUntil(Seconds(10));
    NS_TEST_EXPECT_MSG_EQ(early.GetArrivals().size(), 0, "none before");
    PMIPV6_TEST_REQUIRE(flow.GetArrivals().size() == 3, "all arrive");
    NS_TEST_EXPECT_MSG_EQ(flow.GetArrivals().at(0).source,
                          net.GetHomeAddress(),
                          "RFC 6724, 5, rule 4: home addresses come first");
    NS_TEST_EXPECT_MSG_EQ(HostHelper::ChooseSource(net.GetNode(MOBILE), net.GetAddress(PEER)),
                          net.GetHomeAddress(),
                          "whoever asks");
}

void
HomeRegistrationTestCase::Refresh()
{
    MobileIpv6Fixture net([](MobileIpv6Helper& helper) {
        helper.SetHomeAgentAttribute("MaxLifetime", TimeValue(Seconds(100)));
    });
    net.AttachAt(SECOND, ROUTER1);
    net.RunUntil(Seconds(200));
    const Time asked = SECOND + net.Access() + SECOND;
    PMIPV6_TEST_REQUIRE(net.GetSent().size() == 6, net.Describe({}, Seconds(200)));
    NS_TEST_EXPECT_MSG_EQ(std::get<BindingAcknowledgement>(net.GetSent()[1].message).lifetime,
                          25,
                          "100 s");
    ExpectSent(net, 2, asked + Seconds(80), "BU");
    ExpectSent(net, 3, asked + Seconds(80) + net.ToAgent(ROUTER1), "BA");
    ExpectSent(net, 4, asked + Seconds(160), "BU");
    NS_TEST_EXPECT_MSG_EQ(net.GetBindingTransitions(),
                          "none>detecting detecting>bound bound>bound bound>bound ",
                          "detected once");
}

void
HomeRegistrationTestCase::Advice()
{
    MobileIpv6Fixture net([](MobileIpv6Helper& helper) {
        helper.SetHomeAgentAttribute("RefreshAdvice", TimeValue(Seconds(40)));
    });
    net.AttachAt(SECOND, ROUTER1);
    net.RunUntil(Seconds(60));
    PMIPV6_TEST_REQUIRE(net.GetSent().size() == 4, net.Describe({}, Seconds(60)));
    ExpectSent(net, 2, SECOND + net.Access() + SECOND + Seconds(40), "BU");
    NS_TEST_EXPECT_MSG_EQ(net.GetSent()[1].octets, 80, "the option in the place of padding");
}

void
HomeRegistrationTestCase::RepeatedInTime()
{
    MobileIpv6Fixture net([](MobileIpv6Helper& helper) {
        helper.SetHomeAgentAttribute("HomeDetection", TimeValue(Seconds(2)));
    });
    net.AttachAt(SECOND, ROUTER1);
    net.RunUntil(Seconds(10));
    const Time asked = SECOND + net.Access() + SECOND;
    NS_TEST_EXPECT_MSG_EQ(net.Describe({}, Seconds(10)),
                          "MN BU 1; MN BU 2; HA BA 2; ",
                          "one detection, and its answer has the newest number");
    ExpectSent(net, 1, asked + Seconds(1.5), "BU"); // InitialBindackTimeoutFirstReg
    ExpectSent(net, 2, asked + net.ToAgent(ROUTER1) + Seconds(2), "BA");
    NS_TEST_EXPECT_MSG_EQ(std::string(GetStateName(net.GetMobile()->GetState())),
                          "registered",
                          "it is taken");
}

void
HomeRegistrationTestCase::MovedInTime()
{
    MobileIpv6Fixture net([](MobileIpv6Helper& helper) {
        helper.SetHomeAgentAttribute("HomeDetection", TimeValue(Seconds(2)));
    });
    net.AttachAt(SECOND, ROUTER1);
    net.AttachAt(MilliSeconds(2500), ROUTER2);
    net.RunUntil(Seconds(10));
    NS_TEST_EXPECT_MSG_EQ(net.Describe({}, Seconds(10)),
                          "MN BU 1; MN BU 2; HA BA 2; ",
                          "one detection");
    ExpectSent(net, 2, SECOND + net.Access() + SECOND + net.ToAgent(ROUTER1) + Seconds(2), "BA");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeBinding(), "bound R2", "the newest care-of address");
    NS_TEST_EXPECT_MSG_EQ(std::string(GetStateName(net.GetMobile()->GetState())),
                          "registered",
                          "which is told");
}

void
HomeRegistrationTestCase::Numbers()
{
    MobileIpv6Fixture net;
    net.AttachAt(SECOND, ROUTER1);
    // The home agent has heard of a later number: the node's next one is refused.
    net.At(Seconds(5), [&net] { net.SendUpdate(1000, 75, ROUTER1, net.GetHomeAddress()); });
    net.At(Seconds(6), [&net] { net.SendUpdate(1000, 75, ROUTER3, net.GetHomeAddress()); });
    net.At(Seconds(7), [&net] { net.SendUpdate(999, 75, ROUTER3, net.GetHomeAddress()); });
    net.AttachAt(Seconds(10), ROUTER2);
    net.RunUntil(Seconds(20));
    NS_TEST_EXPECT_MSG_EQ(net.Describe({}, Seconds(20)),
                          "MN BU 1; HA BA 1; MN BU 1000; HA BA 1000; MN BU 1000; HA BA(135) 1000; "
                          "MN BU 999; HA BA(135) 1000; "
                          "MN BU 2; HA BA(135) 1000; MN BU 1001; HA BA 1001; ",
                          "RFC 6275, 9.5.1 and 11.7.3");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeBinding(), "bound R2", "late ones change nothing");
}

void
HomeRegistrationTestCase::Ending()
{
    MobileIpv6Fixture net;
    net.AttachAt(SECOND, ROUTER1);
    const auto forgeAt = [&net](Time at, uint16_t sequence, uint16_t lifetime) {
        net.At(at, [&net, sequence, lifetime] {
            net.SendUpdate(sequence, lifetime, ROUTER1, net.GetHomeAddress());
        });
    };
    forgeAt(Seconds(5), 50, 0);
    forgeAt(Seconds(6), 51, 0);   // There is nothing to end, but what is under way.
    forgeAt(Seconds(14), 40, 75); // Late, within MAX_DELETE_BCE_TIMEOUT.
    net.RunUntil(Seconds(14.5));
    NS_TEST_EXPECT_MSG_EQ(net.Describe(Seconds(5), Seconds(14.5)),
                          "MN BU(0) 50; HA BA 50; MN BU(0) 51; HA BA(133) 51; "
                          "MN BU 40; HA BA(135) 51; ",
                          "RFC 6275, 10.3.2");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeBinding(), "dead R1", "its number is remembered");
    net.RunUntil(Seconds(16.5));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeBinding(), "none", "for ten seconds");
    forgeAt(Seconds(17), 40, 75);
    net.RunUntil(Seconds(20));
    NS_TEST_EXPECT_MSG_EQ(net.Describe(Seconds(17), Seconds(20)),
                          "MN BU 40; HA BA 40; ",
                          "then any number is taken");
    ExpectSent(net, net.GetSent().size() - 1, Seconds(18) + net.ToAgent(ROUTER1), "BA");
    NS_TEST_EXPECT_MSG_EQ(net.CountAllDrops("MN unexpected-answer"), 4, "it asked for none of it");
}

void
HomeRegistrationTestCase::EndingInTime()
{
    MobileIpv6Fixture net([](MobileIpv6Helper& helper) {
        helper.SetMobileNodeAttribute("RetryDelay", TimeValue(Time(0)));
    });
    net.AttachAt(SECOND, ROUTER1);
    net.At(MilliSeconds(2500), [&net] { net.SendUpdate(5, 0, ROUTER1, net.GetHomeAddress()); });
    net.RunUntil(MilliSeconds(3400));
    NS_TEST_EXPECT_MSG_EQ(net.Describe({}, MilliSeconds(3400)),
                          "MN BU 1; MN BU(0) 5; HA BA 5; ",
                          "the detection has ended without an answer");
    NS_TEST_EXPECT_MSG_EQ(net.GetBindingTransitions(), "none>detecting detecting>dead ", "so");
}

void
HomeRegistrationTestCase::Restart()
{
    MobileIpv6Fixture net([](MobileIpv6Helper& helper) {
        helper.SetMobileNodeAttribute("Lifetime", TimeValue(Seconds(40)));
    });
    ProbeFlow up(net.GetNode(MOBILE), net.GetNode(PEER), 9, MilliSeconds(100), 100);
    up.SetSource(net.GetHomeAddress());
    net.AttachAt(SECOND, ROUTER1);
    net.At(Seconds(10), [&net] { net.GetAgent()->Restart(); });
    up.Run(Seconds(11), 400);
    net.RunUntil(Seconds(60));
    // RFC 6275 tells nobody of a restart: the node learns at its refresh, 32 s after its update.
    const Time refresh = SECOND + net.Access() + SECOND + Seconds(32);
    const Time bound = refresh + net.ToAgent(ROUTER1) + SECOND;
    ExpectSent(net, 2, refresh, "BU");
    ExpectSent(net, 3, refresh + SECOND, "BU"); // Repeated: it does not know of the detection.
    ExpectSent(net, 4, bound, "BA");
    const auto lost = up.GetLost();
    PMIPV6_TEST_REQUIRE(!lost.empty(), "packets are lost meanwhile");
    NS_TEST_EXPECT_MSG_EQ(lost.front(), 0, "from the restart");
    NS_TEST_EXPECT_MSG_EQ_TOL(up.GetSent()[lost.back()] + net.ToAgent(ROUTER1),
                              bound,
                              MilliSeconds(100),
                              "to the binding");
    NS_TEST_EXPECT_MSG_EQ(net.CountAllDrops("HA tunnelled-node-unknown"), lost.size(), "and why");
}

void
HomeRegistrationTestCase::Unsolicited()
{
    const Time interval = MilliSeconds(2300);
    Config::SetDefault("ns3::pmipv6::AccessRouter::AdvertiseAtAttach", BooleanValue(false));
    Config::SetDefault("ns3::pmipv6::AccessRouter::MinRtrAdvInterval", TimeValue(interval));
    Config::SetDefault("ns3::pmipv6::AccessRouter::MaxRtrAdvInterval", TimeValue(interval));
    for (const bool isAsking : {false, true})
    {
        MobileIpv6Fixture net([isAsking](MobileIpv6Helper& helper) {
            helper.SetMobileNodeAttribute("SolicitRouters", BooleanValue(isAsking));
        });
        net.AttachAt(Seconds(10), ROUTER1);
        net.AttachAt(Seconds(19), ROUTER2);
        net.RunUntil(Seconds(30));
        PMIPV6_TEST_REQUIRE(net.GetSent().size() == 4, net.Describe({}, Seconds(30)));
        // The fifth and the ninth; or the answer, if the node asks after
        // MAX_RTR_SOLICITATION_DELAY.
        const Time first = isAsking ? Seconds(11) + net.Access() : interval * int64_t{5};
        const Time second = isAsking ? Seconds(20) + net.Access() : interval * int64_t{9};
        ExpectSent(net, 0, first + net.Access() + SECOND, "BU");
        ExpectSent(net, 2, second + net.Access() + SECOND, "BU");
    }
    Config::Reset();
}

/// @return times as text
std::string
Describe(const std::vector<Time>& times)
{
    std::ostringstream text;
    for (const auto& time : times)
    {
        text << time.As(Time::S) << ' ';
    }
    return text.str();
}

void
HomeRegistrationTestCase::Solicitations()
{
    MobileIpv6Fixture net;
    net.GetNode(ROUTER1)->GetApplication(0)->SetStopTime(Seconds(5));
    std::vector<Time> asked;
    DynamicCast<IdealDevice>(net.GetNode(MOBILE)->GetDevice(0))
        ->TraceConnectWithoutContext(
            "Sent",
            MakeFunctionCallback<Ptr<const Packet>>([&asked](Ptr<const Packet> packet) {
                Ipv6Header header;
                uint8_t type = 0;
                const auto copy = packet->Copy();
                copy->RemoveHeader(header);
                copy->CopyData(&type, 1);
                if (header.GetNextHeader() == ICMPV6_PROTOCOL && type == ROUTER_SOLICITATION)
                {
                    asked.push_back(Simulator::Now());
                }
            }));
    net.AttachAt(Seconds(10), ROUTER1);
    net.RunUntil(Seconds(100));
    std::vector<Time> expected;
    for (const double at : {11, 15, 23, 39, 71})
    {
        expected.push_back(Seconds(at));
    }
    asked.erase(asked.begin(), std::upper_bound(asked.begin(), asked.end(), Seconds(10)));
    PMIPV6_TEST_REQUIRE(asked == expected,
                        "after 1 s, then 4, 8, 16 and 32 s apart: " << Describe(asked));
}

void
HomeRegistrationTestCase::Network()
{
    MobileIpv6Fixture net({}, false, "fd00:1:0:7::/64");
    const Ipv6Address own("fd00:1:0:7::99");
    const auto ipv6 = net.GetNode(MOBILE)->GetObject<Ipv6L3Protocol>();
    ProbeFlow down(net.GetNode(PEER), net.GetNode(MOBILE), 9, MilliSeconds(10), 100);
    down.SetDestination(own);
    ProbeFlow up(net.GetNode(MOBILE), net.GetNode(PEER), 10, MilliSeconds(10), 100);
    up.SetDestination(net.GetAddress(PEER));
    net.AttachAt(Seconds(5), ROUTER1);
    net.AttachAt(Seconds(10), ROUTER2);
    Simulator::Schedule(Seconds(4), [&] {
        const auto device =
            MobilityForwarding::InstallOnHost(net.GetNode(MOBILE))->GetTunnelDevice();
        Ipv6InterfaceAddress address(own, Ipv6Prefix(128));
        address.SetState(Ipv6InterfaceAddress::HOMEADDRESS);
        ipv6->AddAddress(static_cast<uint32_t>(ipv6->GetInterfaceForDevice(device)),
                         address,
                         false);
    });
    up.SetSource(own);
    const Time start = Seconds(6);
    down.Run(start, 600);
    up.Run(start, 600);
    net.RunUntil(Seconds(14));
    PMIPV6_TEST_REQUIRE(net.GetSent().size() == 4, net.Describe({}, Seconds(14)));
    const auto& update = std::get<BindingUpdate>(net.GetSent()[0].message);
    NS_TEST_EXPECT_MSG_EQ(update.flags, 0xe400, "A, H, L and R (RFC 3963, 4.1)");
    NS_TEST_EXPECT_MSG_EQ(update.options.size(), 1, "implicit mode: no prefix");
    const auto& answer = std::get<BindingAcknowledgement>(net.GetSent()[1].message);
    NS_TEST_EXPECT_MSG_EQ(answer.flags, AcknowledgementFlag::MOBILE_ROUTER, "R (4.2)");
    // Down from when the home agent has the binding, up from when the node knows (RFC 3963, 5.3).
    const Time bound = Seconds(6) + net.Access() + net.ToAgent(ROUTER1) + SECOND;
    const auto first = [](const ProbeFlow& flow) {
        return flow.GetSent()[flow.GetArrivals().begin()->first];
    };
    NS_TEST_EXPECT_MSG_EQ_TOL(first(down) + net.Delay(PEER, AGENT),
                              bound + MilliSeconds(5),
                              MilliSeconds(5),
                              "down");
    NS_TEST_EXPECT_MSG_EQ_TOL(first(up),
                              bound + net.ToAgent(ROUTER1) + MilliSeconds(5),
                              MilliSeconds(5),
                              "up");
    NS_TEST_EXPECT_MSG_EQ((net.CountAllDrops("MN mobile-network-not-bound") > 0), true, "before");
    // A handover: as the home address.
    const Time again = Seconds(11) + net.Access() + net.ToAgent(ROUTER2);
    const auto after = down.GetArrivals().upper_bound(down.GetLost().back());
    PMIPV6_TEST_REQUIRE(after != down.GetArrivals().end(), "at the next router too");
    NS_TEST_EXPECT_MSG_EQ_TOL(down.GetSent()[after->first] + net.Delay(PEER, AGENT),
                              again + MilliSeconds(5),
                              MilliSeconds(5),
                              "moved");
    NS_TEST_EXPECT_MSG_EQ_TOL(after->second.at - down.GetSent()[after->first],
                              net.Delay(PEER, AGENT) + net.ToAgent(ROUTER2),
                              TOLERANCE,
                              "through the tunnel");
}

void
HomeRegistrationTestCase::NoNetwork()
{
    // RFC 3963, 6.6 and 5.4.1: 140, or 143 without a prefix, and the node goes on as a host.
    for (const bool hasPrefix : {true, false})
    {
        MobileIpv6Fixture net(
            [hasPrefix](MobileIpv6Helper& helper) {
                helper.SetHomeAgentAttribute("NetworkMobility", BooleanValue(!hasPrefix));
                helper.SetMobileNodeAttribute("NetworkMobility", BooleanValue(true));
            },
            false,
            hasPrefix ? "fd00:1:0:7::/64" : "");
        net.AttachAt(SECOND, ROUTER1);
        net.AttachAt(Seconds(10), ROUTER2);
        net.RunUntil(Seconds(20));
        PMIPV6_TEST_REQUIRE(net.GetSent().size() == 6, net.Describe({}, Seconds(20)));
        const Time asked = SECOND + net.Access() + SECOND;
        const Time way = net.ToAgent(ROUTER1);
        ExpectSent(net, 0, asked, "BU");
        ExpectSent(net, 1, asked + way, hasPrefix ? "BA(140)" : "BA(143)");
        ExpectSent(net, 2, asked + way * int64_t{2}, "BU");
        ExpectSent(net, 3, asked + way * int64_t{3} + SECOND, "BA");
        for (const std::size_t i : {2, 4})
        {
            NS_TEST_EXPECT_MSG_EQ(std::get<BindingUpdate>(net.GetSent()[i].message).flags,
                                  0xe000,
                                  "no R");
        }
        NS_TEST_EXPECT_MSG_EQ(net.DescribeBinding(), "bound R2", "as a host");
    }
}

void
HomeRegistrationTestCase::Silence()
{
    MobileIpv6Fixture net([](MobileIpv6Helper& helper) {
        helper.SetMobileNodeAttribute("Lifetime", TimeValue(Seconds(20)));
    });
    net.AttachAt(SECOND, ROUTER1);
    const auto agent = net.GetNode(AGENT)->GetObject<Ipv6>();
    net.At(Seconds(10), [agent] {
        for (uint32_t i = 1; i < agent->GetNInterfaces(); ++i)
        {
            agent->SetDown(i);
        }
    });
    net.RunUntil(Seconds(60));
    NS_TEST_EXPECT_MSG_EQ(std::string(GetStateName(net.GetMobile()->GetState())),
                          "registering",
                          "the lifetime is over, and the node goes on asking");
    const Time refresh = SECOND + net.Access() + SECOND + Seconds(16);
    Time at = refresh;
    Time wait = Seconds(1);
    for (std::size_t i = 2; i < net.GetSent().size(); ++i)
    {
        ExpectSent(net, i, at, "BU");
        at += wait;
        wait = Min(wait * 2, Seconds(32)); // MAX_BINDACK_TIMEOUT
    }
    NS_TEST_EXPECT_MSG_EQ(net.GetSent().size(), 2 + 6, "at 0, 1, 3, 7, 15, 31 s");
}

void
HomeRegistrationTestCase::Refusal()
{
    MobileIpv6Fixture net([](MobileIpv6Helper& helper) {
        helper.SetHomeAgentAttribute("MaxBindings", UintegerValue(1));
    });
    // Another node of the same agent has the only place.
    HomeAssociation other = net.GetMobile()->GetAssociation();
    other.identifier = "other";
    other.homeAddress = Ipv6Address("fd00:1:0:1::99");
    net.GetAgent()->AddMobileNode(other);
    net.At(SECOND, [&net, other] { net.SendUpdate(1, 10, ROUTER1, other.homeAddress); });
    net.AttachAt(MilliSeconds(500), ROUTER1);
    net.RunUntil(Seconds(100));
    const Time asked = MilliSeconds(500) + net.Access() + SECOND;
    const Time refused = asked + 2 * net.ToAgent(ROUTER1);
    NS_TEST_EXPECT_MSG_EQ(net.GetTransitions(),
                          "detached>testing testing>registering registering>refused "
                          "refused>registering registering>registered ",
                          "tried again");
    PMIPV6_TEST_REQUIRE(net.GetSent().size() == 6, net.Describe({}, Seconds(100)));
    ExpectSent(net, 4, refused + Seconds(60), "BU");
}

void
HomeRegistrationTestCase::Strangers()
{
    MobileIpv6Fixture net;
    net.AttachAt(SECOND, ROUTER1);
    // A Binding Update for the home address of another, which is no node of this agent.
    net.At(Seconds(5), [&net] { net.SendUpdate(9, 75, ROUTER1, Ipv6Address("fd00:1:0:1::99")); });
    // Data with a home address without a binding, and a routing header with another's.
    const Ipv6Address other("fd00:1:0:1::99");
    net.At(Seconds(6), [&] { net.SendMarked(Create<Packet>(20), 17, other); });
    net.At(Seconds(7), [&] { net.SendRouted(Create<Packet>(20), 17, other); });
    // Of a binding that there is it is taken, though nobody listens.
    net.At(Seconds(8), [&] { net.SendMarked(Create<Packet>(20), 17, net.GetHomeAddress()); });
    net.RunUntil(Seconds(10));
    NS_TEST_EXPECT_MSG_EQ(
        net.Describe(Seconds(5), Seconds(10)),
        "MN BU 9; HA BE(1) 0; ",
        "the first is discarded, the second answered (9.3.1), the third discarded");
    NS_TEST_EXPECT_MSG_EQ(net.CountAllDrops("HA no-security-association"), 1, "RFC 6275, 5.1");
    NS_TEST_EXPECT_MSG_EQ(net.CountAllDrops("HA home-address-without-binding"), 1, "9.3.1");
    NS_TEST_EXPECT_MSG_EQ(net.CountAllDrops("MN home-address-of-another"), 1, "11.3.3");
    const auto& error = std::get<BindingError>(net.GetSent().back().message);
    NS_TEST_EXPECT_MSG_EQ(error.homeAddress, Ipv6Address("fd00:1:0:1::99"), "whose");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeBinding(), "bound R1", "nothing has changed");
}

void
HomeRegistrationTestCase::FormerCareOf()
{
    MobileIpv6Fixture net;
    net.AttachAt(SECOND, ROUTER1);
    net.AttachAt(Seconds(10), ROUTER2);
    const Ipv6Address former = net.GetCareOf(ROUTER1);
    net.At(Seconds(15), [&net, former] {
        // As if one that was under way for long: from the correspondent's node.
        auto packet = Create<Packet>(20);
        Ipv6Header inner;
        inner.SetSource(net.GetHomeAddress());
        inner.SetDestination(net.GetAddress(PEER));
        inner.SetPayloadLength(20);
        inner.SetNextHeader(17);
        packet->AddHeader(inner);
        net.GetNode(PEER)->GetObject<Ipv6L3Protocol>()->Send(packet,
                                                             former,
                                                             net.GetAddress(AGENT),
                                                             41,
                                                             nullptr);
    });
    net.RunUntil(Seconds(20));
    NS_TEST_EXPECT_MSG_EQ(net.CountAllDrops("HA tunnel-peer-not-trusted"),
                          1,
                          "RFC 6275, 10.4.5: from the present care-of address alone");
}

void
HomeRegistrationTestCase::OtherTunnel()
{
    MobileIpv6Fixture net;
    ProbeFlow flow(net.GetNode(PEER), net.GetNode(MOBILE), 9, MilliSeconds(10), 100);
    flow.SetDestination(net.GetHomeAddress());
    net.AttachAt(SECOND, ROUTER1);
    // The correspondent tunnels by itself what the home agent alone may.
    net.At(Seconds(5), [&net] {
        ForwardingMatch match;
        match.destination = Prefix(net.GetHomeAddress(), 128);
        MobilityForwarding::InstallOnHost(net.GetNode(PEER))
            ->Set(match, TunnelAction{net.GetAddress(PEER), net.GetCareOf(ROUTER1)});
    });
    flow.Run(Seconds(4), 200);
    net.RunUntil(Seconds(10));
    NS_TEST_EXPECT_MSG_EQ(flow.GetArrivals().size(), 100, "by the home agent");
    NS_TEST_EXPECT_MSG_EQ(net.CountAllDrops("MN tunnel-peer-not-trusted"), 100, "RFC 6275, 11.3.3");
}

void
HomeRegistrationTestCase::Optimistic()
{
    MobileIpv6Fixture net([](MobileIpv6Helper& helper) {
        helper.SetMobileNodeAttribute("CareOfDetection", TimeValue(Time(0)));
        helper.SetMobileNodeAttribute("DetectionDelay", TimeValue(MilliSeconds(300)));
    });
    net.AttachAt(SECOND, ROUTER1);
    net.AttachAt(Seconds(5), ROUTER2);
    net.AttachAt(MilliSeconds(5200), ROUTER3); // Before it knows that it has moved.
    net.RunUntil(Seconds(10));
    PMIPV6_TEST_REQUIRE(net.GetSent().size() == 4, net.Describe({}, Seconds(10)));
    ExpectSent(net, 0, SECOND + net.Access() + MilliSeconds(300), "BU");
    ExpectSent(net, 2, MilliSeconds(5500) + net.Access(), "BU");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeBinding(), "bound R3", "where it is");
}

void
HomeRegistrationTestCase::SwitchedOff()
{
    MobileIpv6Fixture net;
    net.GetMobile()->SetStopTime(Seconds(10));
    ProbeFlow flow(net.GetNode(MOBILE), net.GetNode(PEER), 9, MilliSeconds(100), 100);
    ProbeFlow down(net.GetNode(PEER), net.GetNode(MOBILE), 9, MilliSeconds(100), 100);
    down.SetDestination(net.GetHomeAddress());
    net.AttachAt(SECOND, ROUTER1);
    flow.Run(Seconds(11), 3);
    down.Run(Seconds(11), 3);
    net.AttachAt(Seconds(15), ROUTER2);
    net.RunUntil(Seconds(20));
    PMIPV6_TEST_REQUIRE(flow.GetArrivals().size() == 3, "it is an ordinary host");
    NS_TEST_EXPECT_MSG_EQ(flow.GetArrivals().at(0).source,
                          net.GetCareOf(ROUTER1),
                          "with the address of its link");
    NS_TEST_EXPECT_MSG_EQ_TOL(flow.GetArrivals().at(0).at - flow.GetSent()[0],
                              net.Access() + net.Delay(ROUTER1, PEER),
                              TOLERANCE,
                              "straight on");
    NS_TEST_EXPECT_MSG_EQ(down.GetArrivals().size(), 0, "its home address is nobody's");
    NS_TEST_EXPECT_MSG_EQ(net.Describe(Seconds(10), Seconds(20)), "", "it says nothing");
    NS_TEST_EXPECT_MSG_EQ(std::string(GetStateName(net.GetMobile()->GetState())),
                          "detached",
                          "off");
}

void
HomeRegistrationTestCase::SwitchedOn()
{
    MobileIpv6Fixture net;
    net.GetMobile()->SetStartTime(Seconds(5));
    net.AttachAt(SECOND, ROUTER1);
    net.RunUntil(Seconds(10));
    PMIPV6_TEST_REQUIRE(net.GetSent().size() == 2, net.Describe({}, Seconds(10)));
    ExpectSent(net, 0, Seconds(5), "BU");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeBinding(), "bound R1", "the address that it has had");
}

void
HomeRegistrationTestCase::Nested()
{
    MobileIpv6Fixture net;
    net.AttachAt(SECOND, ROUTER1);
    const auto home = net.GetHomeAddress();
    net.At(Seconds(5), [&net, home] {
        auto packet = Create<Packet>();
        MobilityHeader update;
        BindingUpdate message;
        message.flags = UpdateFlag::HOME_REGISTRATION;
        update.SetMessage(message);
        packet->AddHeader(update);
        net.SendMarked(packet, 135, home, 40); // All seem to be before a Binding Update.
    });
    net.At(Seconds(6), [&net, home] { net.SendRouted(Create<Packet>(20), 17, home, 40); });
    net.RunUntil(Seconds(10));
    NS_TEST_EXPECT_MSG_EQ(net.CountAllDrops("HA home-address-repeated"), 1, "RFC 6275, 6.3");
    NS_TEST_EXPECT_MSG_EQ(net.CountAllDrops("MN routing-header-repeated"), 1, "RFC 6275, 6.4");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeBinding(), "bound R1", "nothing has changed");
}

/**
 * @ingroup pmipv6-tests
 * RFC 6275, home registrations.
 */
class HomeRegistrationTestSuite : public TestSuite
{
  public:
    HomeRegistrationTestSuite()
        : TestSuite("pmipv6-rfc6275-home-registration")
    {
        using Case = HomeRegistrationTestCase;
        AddTestCase(new Case("10.3.1 the first one", &Case::First));
        AddTestCase(new Case("11.5.1 another link", &Case::Handover));
        AddTestCase(new Case("10.4.2 downlink during a handover", &Case::Downlink));
        AddTestCase(new Case("11.6.3 uplink during a handover", &Case::Uplink));
        AddTestCase(new Case("RFC 6724, 5: sources", &Case::Sources));
        AddTestCase(new Case("11.7.1 extended in time", &Case::Refresh));
        AddTestCase(new Case("6.2.4 refresh advice", &Case::Advice));
        AddTestCase(new Case("10.3.1 repeated during detection", &Case::RepeatedInTime));
        AddTestCase(new Case("10.3.1 another care-of address meanwhile", &Case::MovedInTime));
        AddTestCase(new Case("9.5.1, 11.7.3 sequence numbers", &Case::Numbers));
        AddTestCase(new Case("10.3.2 the end, and what comes late", &Case::Ending));
        AddTestCase(new Case("10.3.2 the end during detection", &Case::EndingInTime));
        AddTestCase(new Case("the home agent restarts", &Case::Restart));
        AddTestCase(new Case("RFC 4861, 6.2.4 unsolicited advertisements", &Case::Unsolicited));
        AddTestCase(new Case("RFC 7559, 2 nobody answers solicitations", &Case::Solicitations));
        AddTestCase(new Case("RFC 3963, 5.2, 6.5 a mobile network", &Case::Network));
        AddTestCase(new Case("RFC 3963, 5.4.1, 6.6 refused networks", &Case::NoNetwork));
        AddTestCase(new Case("11.8 the home agent is silent", &Case::Silence));
        AddTestCase(new Case("10.3.1 refused, and tried again", &Case::Refusal));
        AddTestCase(new Case("5.1, 9.3.1, 11.3.3 home addresses of others", &Case::Strangers));
        AddTestCase(new Case("10.4.5 a former care-of address", &Case::FormerCareOf));
        AddTestCase(new Case("11.3.3 tunnelled by another", &Case::OtherTunnel));
        AddTestCase(new Case("RFC 4429: at once, once it is certain", &Case::Optimistic));
        AddTestCase(new Case("switched off", &Case::SwitchedOff));
        AddTestCase(new Case("switched on", &Case::SwitchedOn));
        AddTestCase(new Case("6.3, 6.4 headers one in the other", &Case::Nested));
    }
};

HomeRegistrationTestSuite g_homeRegistrationTestSuite; //!< registers the suite

} // namespace

} // namespace pmipv6
} // namespace ns3
