/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-topology-fixture.h"

#include "ns3/boolean.h"
#include "ns3/config.h"
#include "ns3/pmipv6-next-hop.h"
#include "ns3/pmipv6-router-advertiser.h"
#include "ns3/simulator.h"
#include "ns3/uinteger.h"

#include <sstream>

/**
 * @file
 * @ingroup pmipv6-tests
 * Router Advertisements that are repeated and prefixes that are withdrawn (RFC 4861, 6.2; RFC 5213,
 * 6.9.1.2 and 6.12), to the nanosecond.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

const LinkLayerAddress NODE("00:00:00:00:aa:01");  //!< a node
const LinkLayerAddress OTHER("00:00:00:00:aa:02"); //!< another

/**
 * @ingroup pmipv6-tests
 * A RouterAdvertiser whose words are written down: "600 7 -9" is at 600 s the prefix
 * fd00:1:0:7::/64 and the withdrawal of fd00:1:0:9::/64; "!" without Router Lifetime. A logical
 * router's begin with the last octet of its link-layer address, its preference and its routes: "600
 * @2 low >5 7".
 */
class AdvertiserBench
{
  public:
    AdvertiserBench()
    {
        m_advertiser->Start(
            [this](const LinkLayerAddress& node, const AdvertisedRouter& told) {
                std::ostringstream text;
                text << Simulator::Now().GetSeconds();
                if (told.router)
                {
                    text << " @" << int{told.router->linkLayer.GetData()[5]}
                         << (told.preference == RouterPreference::LOW ? " low" : "");
                }
                for (const auto& route : told.routes)
                {
                    text << (route.lifetime.IsZero() ? " ->" : " >") << GetNumber(route.prefix);
                }
                for (const auto& one : told.prefixes)
                {
                    text << (one.valid.IsZero() && one.preferred.IsZero() ? " -" : " ")
                         << GetNumber(one.prefix);
                }
                m_words[node] += text.str() + (told.isDefault ? "; " : " !; ");
            },
            [this] { return routerLifetime; },
            &routers);
    }

    ~AdvertiserBench()
    {
        m_advertiser->Dispose();
        Simulator::Destroy();
    }

    AdvertiserBench(const AdvertiserBench&) = delete;
    AdvertiserBench& operator=(const AdvertiserBench&) = delete;

    /// @return the last group of a prefix
    static int GetNumber(const Prefix& prefix)
    {
        uint8_t octets[16];
        prefix.GetAddress().GetBytes(octets);
        return octets[7];
    }

    /// @return what a logical router tells, by the last octet of its addresses
    static AdvertisedRouter MakeRouter(uint8_t number,
                                       uint32_t prefix,
                                       const std::vector<uint32_t>& routes = {})
    {
        AdvertisedRouter told;
        const LinkLayerAddress linkLayer{2, 0, 0, 0, 0, number};
        told.router = LogicalRouter{linkLayer, MakeLinkLocalAddress(linkLayer)};
        told.prefixes.push_back({MakePrefix(prefix), Seconds(2592000), Seconds(604800)});
        for (const auto route : routes)
        {
            told.routes.push_back({MakePrefix(route), Seconds(900)});
        }
        return told;
    }

    /// Advertise as several routers.
    void AdvertiseAllAt(Time at, const std::vector<AdvertisedRouter>& told)
    {
        At(at, [this, told] { m_advertiser->Advertise(NODE, told); });
    }

    /// @return a prefix, by its last group
    static Prefix MakePrefix(uint32_t number)
    {
        return *ParsePrefix("fd00:1:0:" + std::to_string(number) + "::/64");
    }

    /// Advertise prefixes, each with lifetimes of its own.
    void AdvertiseAt(Time at,
                     const std::vector<uint32_t>& numbers,
                     Time valid = Seconds(2592000),
                     Time preferred = Seconds(604800))
    {
        std::vector<AdvertisedPrefix> prefixes;
        for (const auto number : numbers)
        {
            prefixes.push_back({MakePrefix(number), valid, preferred});
        }
        At(at, [this, prefixes] { m_advertiser->Advertise(NODE, prefixes); });
    }

    /// A node uses an address of a prefix.
    void UseAt(Time at, uint32_t number)
    {
        At(at, [this, number] { m_advertiser->NoteUsed(NODE, MakePrefix(number).GetAddress()); });
    }

    /// Do something at a time.
    static void At(Time at, std::function<void()> action)
    {
        Simulator::Schedule(at - Simulator::Now(), std::move(action));
    }

    /// @return what was said to a node by a time
    std::string RunUntil(Time end, const LinkLayerAddress& node = NODE)
    {
        Simulator::Stop(end - Simulator::Now());
        Simulator::Run();
        return m_words[node];
    }

    /// @return the advertiser
    RouterAdvertiser& Get() const
    {
        return *m_advertiser;
    }

    Time routerLifetime{Seconds(1800)}; //!< Router Lifetime
    LogicalRouters routers;             //!< as they are listed

  private:
    Ptr<RouterAdvertiser> m_advertiser{CreateObject<RouterAdvertiser>()}; //!< tested
    std::map<LinkLayerAddress, std::string> m_words;                      //!< by node
};

/// @return an address of a prefix, by its last group, with the interface identifier of another
Ipv6Address
MakeAutoconfiguredAddress(const Ipv6Address& linkLocal, uint32_t prefix)
{
    uint8_t octets[16];
    uint8_t identifier[16];
    AdvertiserBench::MakePrefix(prefix).GetAddress().GetBytes(octets);
    linkLocal.GetBytes(identifier);
    std::copy(identifier + 8, identifier + 16, octets + 8);
    return Ipv6Address(octets);
}

/**
 * @ingroup pmipv6-tests
 * The advertiser alone.
 */
class AdvertiserTestCase : public MemberTestCase<AdvertiserTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void Repetition(); //!< before the shortest lifetime runs out
    void Withdrawal(); //!< of what the node has from here, and no more
    void Used();       //!< of what the node was seen to use
    void Rate();       //!< one a second
    void Ending();     //!< nothing is left
    void Bounds();     //!< one node that uses many prefixes
    void Routers();    //!< a node that sees several
    void UnheardEnd(); //!< it is told again, with the routes
    void NotedEnd();   //!< of what was told elsewhere, with the next word and once
    void Silence();    //!< of what is told elsewhere, and the rest goes on
    void Kept();       //!< what was told, until all can be
    void Listing();    //!< which router is whose
};

void
AdvertiserTestCase::Repetition()
{
    {
        AdvertiserBench bench;
        bench.AdvertiseAt(Seconds(5), {7});
        bench.At(Seconds(700), [&] { bench.Get().Answer(NODE); });
        bench.At(Seconds(700), [&] { bench.Get().Answer(OTHER); });
        NS_TEST_EXPECT_MSG_EQ(bench.RunUntil(Seconds(2000)),
                              "5 7; 605 7; 700 7; 1300 7; 1900 7; ",
                              "each 600 s from the last");
        NS_TEST_EXPECT_MSG_EQ(bench.RunUntil(Seconds(2000), OTHER), "", "it is told nothing");
    }
    {
        AdvertiserBench bench;
        bench.AdvertiseAt(Seconds(5), {7}, Seconds(90), Seconds(30));
        NS_TEST_EXPECT_MSG_EQ(bench.RunUntil(Seconds(40)),
                              "5 7; 15 7; 25 7; 35 7; ",
                              "a third of the preferred lifetime");
    }
    {
        AdvertiserBench bench;
        bench.routerLifetime = Seconds(60);
        bench.AdvertiseAt(Seconds(5), {7}, Seconds(90), Seconds(0));
        NS_TEST_EXPECT_MSG_EQ(bench.RunUntil(Seconds(50)), "5 7; 25 7; 45 7; ", "of the router's");
    }
    {
        AdvertiserBench bench;
        bench.Get().SetAttribute("MaxRtrAdvInterval", TimeValue(Seconds(4)));
        bench.AdvertiseAt(Seconds(5), {7});
        bench.At(Seconds(10), [&] { bench.Get().Suspend(NODE); });
        NS_TEST_EXPECT_MSG_EQ(bench.RunUntil(Seconds(20)), "5 7; 9 7; ", "until it is suspended");
        bench.AdvertiseAt(Seconds(30), {7});
        bench.At(Seconds(31), [&] { bench.Get().Forget(NODE); });
        NS_TEST_EXPECT_MSG_EQ(bench.RunUntil(Seconds(90)), "5 7; 9 7; 30 7; ", "or forgotten");
    }
}

void
AdvertiserTestCase::Withdrawal()
{
    AdvertiserBench bench;
    bench.AdvertiseAt(Seconds(5), {7, 8});
    bench.AdvertiseAt(Seconds(10), {8, 9});
    bench.At(Seconds(20), [&] { bench.Get().Suspend(NODE); });
    bench.AdvertiseAt(Seconds(21), {8, 9});
    bench.At(Seconds(30), [&] { bench.Get().Withdraw(NODE); });
    bench.At(Seconds(40), [&] { bench.Get().Withdraw(NODE); });
    bench.AdvertiseAt(Seconds(50), {9});
    bench.At(Seconds(60), [&] { bench.Get().SetAttribute("WithdrawRouter", BooleanValue(true)); });
    bench.At(Seconds(61), [&] { bench.Get().Withdraw(NODE); });
    bench.At(Seconds(62), [&] { bench.Get().Withdraw(OTHER); });
    NS_TEST_EXPECT_MSG_EQ(bench.RunUntil(Seconds(600)),
                          "5 7 8; 10 8 9 -7; 21 8 9; 30 -8 -9; 50 9; 61 -9 !; ",
                          "what it had");
    NS_TEST_EXPECT_MSG_EQ(bench.RunUntil(Seconds(601), OTHER), "", "it had nothing");
}

void
AdvertiserTestCase::Used()
{
    AdvertiserBench bench;
    bench.UseAt(Seconds(1), 7); // On arrival, from before.
    bench.UseAt(Seconds(2), 8); // What it is about to be told.
    bench.AdvertiseAt(Seconds(5), {8});
    bench.UseAt(Seconds(10), 8);
    bench.UseAt(Seconds(20), 6);
    bench.At(Seconds(30), [&] { bench.Get().NoteUsed(NODE, Ipv6Address("fe80::1")); });
    bench.At(Seconds(30), [&] { bench.Get().NoteUsed(NODE, Ipv6Address("ff02::1")); });
    bench.At(Seconds(30), [&] { bench.Get().NoteUsed(NODE, Ipv6Address("::")); });
    bench.At(Seconds(40), [&] { bench.Get().Withdraw(NODE); });
    bench.UseAt(Seconds(50), 5);
    NS_TEST_EXPECT_MSG_EQ(bench.RunUntil(Seconds(100)),
                          "5 8 -7; 20 8 -6; 40 -8; 50 -5; ",
                          "not its own, and nothing before it is known what is");
}

void
AdvertiserTestCase::Rate()
{
    AdvertiserBench bench;
    bench.AdvertiseAt(Seconds(5), {8});
    for (uint32_t i = 0; i < 100; ++i)
    {
        bench.UseAt(Seconds(10) + MilliSeconds(100 * i), 7);
    }
    bench.UseAt(Seconds(10) + MilliSeconds(50), 6);
    bench.AdvertiseAt(Seconds(10) + MilliSeconds(500), {9});
    NS_TEST_EXPECT_MSG_EQ(bench.RunUntil(Seconds(100)),
                          "5 8; 10 8 -7; 10.5 9; 11 9 -6 -8 -7; 12 9 -7; ",
                          "one a second, three of one prefix; what is new at once");
    NS_TEST_EXPECT_MSG_EQ(bench.Get().HasPending(), false, "nothing is left");
}

void
AdvertiserTestCase::Ending()
{
    AdvertiserBench bench;
    bench.AdvertiseAt(Seconds(5), {7});
    bench.AdvertiseAt(Seconds(6), {8});
    bench.AdvertiseAt(Seconds(6.25), {9});
    bench.RunUntil(Seconds(6.5));
    NS_TEST_EXPECT_MSG_EQ(bench.Get().HasPending(), true, "8 waits for its second");
    bench.Get().Forget(NODE);
    NS_TEST_EXPECT_MSG_EQ(bench.Get().HasPending(), false, "forgotten");
    bench.AdvertiseAt(Seconds(8), {7});
    bench.AdvertiseAt(Seconds(8.25), {8});
    bench.AdvertiseAt(Seconds(8.5), {9});
    bench.At(Seconds(8.75), [&] { bench.Get().Clear(); });
    NS_TEST_EXPECT_MSG_EQ(bench.RunUntil(Seconds(3000)),
                          "5 7; 6 8 -7; 6.25 9; 8 7; 8.25 8 -7; 8.5 9; ",
                          "not a word more");
    NS_TEST_EXPECT_MSG_EQ(bench.Get().HasPending(), false, "cleared");
}

void
AdvertiserTestCase::Routers()
{
    AdvertiserBench bench;
    bench.routers.SetInUse(true);
    auto previous = AdvertiserBench::MakeRouter(2, 9, {6});
    previous.preference = RouterPreference::LOW;
    bench.AdvertiseAllAt(Seconds(10), {AdvertiserBench::MakeRouter(1, 7, {5}), previous});
    bench.AdvertiseAllAt(Seconds(320),
                         {AdvertiserBench::MakeRouter(1, 7), AdvertiserBench::MakeRouter(3, 4)});
    bench.UseAt(Seconds(330), 8);
    bench.At(Seconds(340), [&bench] { bench.Get().Withdraw(NODE); });
    bench.UseAt(Seconds(350), 3);
    NS_TEST_EXPECT_MSG_EQ(bench.RunUntil(Seconds(335)),
                          "10 @1 >5 7; 10 @2 low >6 9; "
                          "310 @1 >5 7; 310 @2 low >6 9; " // A third of the routes' lifetime.
                          "320 @1 ->5 7; 320 @3 4; 320 @2 ->6 -9 !; "
                          "330 @1 7 -8; 330 @3 4; ",
                          "RFC 4191, 4: a route ends with lifetime 0, a router likewise");
    NS_TEST_EXPECT_MSG_EQ(bench.routers.GetAll(NODE).size(), 2, "listed");
    const std::string all = bench.RunUntil(Seconds(2000));
    NS_TEST_EXPECT_MSG_EQ(all.substr(all.find("340")),
                          "340 @1 -7 !; 340 @3 -4 !; 350 -3 !; ",
                          "no router is left, and the gateway itself is none");
    NS_TEST_EXPECT_MSG_EQ(bench.routers.GetAll(NODE).size(), 0, "none is listed");
}

void
AdvertiserTestCase::UnheardEnd()
{
    AdvertiserBench bench;
    bench.routers.SetInUse(true);
    const auto own = AdvertiserBench::MakeRouter(1, 7);
    bench.AdvertiseAllAt(Seconds(10), {own, AdvertiserBench::MakeRouter(2, 9, {6})});
    bench.AdvertiseAllAt(Seconds(20), {own});
    for (uint32_t i = 0; i < 5; ++i)
    {
        bench.UseAt(Seconds(30 + 10 * i), 9);
    }
    NS_TEST_EXPECT_MSG_EQ(bench.RunUntil(Seconds(100)),
                          "10 @1 7; 10 @2 >6 9; 20 @1 7; 20 @2 ->6 -9 !; "
                          "30 @1 7; 30 @2 ->6 -9 !; 40 @1 7; 40 @2 ->6 -9 !; ",
                          "the node uses what has ended: the router says its last thrice at most");
    bench.AdvertiseAllAt(Seconds(110), {own, AdvertiserBench::MakeRouter(2, 8)});
    bench.UseAt(Seconds(120), 9);
    NS_TEST_EXPECT_MSG_EQ(bench.RunUntil(Seconds(200)).substr(96),
                          "110 @1 7; 110 @2 8; ",
                          "and it is there again with another prefix");
}

void
AdvertiserTestCase::NotedEnd()
{
    AdvertiserBench bench;
    bench.routers.SetInUse(true);
    const auto own = AdvertiserBench::MakeRouter(1, 7);
    const auto other = AdvertiserBench::MakeRouter(3, 5);
    AdvertisedRouter nobody;
    nobody.prefixes.push_back({AdvertiserBench::MakePrefix(4), Time(0), Time(0)});
    auto last = AdvertiserBench::MakeRouter(2, 9);
    last.routes.push_back({AdvertiserBench::MakePrefix(6), Time(0)});
    last.isDefault = false;
    const auto noteAt = [&](Time at, const std::vector<AdvertisedRouter>& left) {
        bench.At(at, [&bench, own, other, nobody, last, left] {
            for (const auto& one : {last, nobody, own, other})
            {
                bench.Get().NoteEnd(NODE, one);
            }
            bench.Get().Renew(NODE, left);
        });
    };
    bench.AdvertiseAllAt(Seconds(10), {own, other});
    noteAt(Seconds(20), {own});
    noteAt(Seconds(20.5), {own});
    bench.At(Seconds(30), [&] { bench.Get().NoteEnd(NODE, last); });
    bench.At(Seconds(31), [&] { bench.Get().Renew(NODE, {own}); });
    NS_TEST_EXPECT_MSG_EQ(bench.RunUntil(Seconds(100)),
                          "10 @1 7; 10 @3 5; "
                          "20 @1 7 -4; 20 @2 ->6 -9 !; 20 @3 -5 !; "
                          "31 @1 7; 31 @2 ->6 -9 !; ",
                          "all in one, not what is told, nor what has just been withdrawn");
}

void
AdvertiserTestCase::Silence()
{
    AdvertiserBench bench;
    bench.routers.SetInUse(true);
    const auto own = AdvertiserBench::MakeRouter(1, 7);
    bench.AdvertiseAllAt(Seconds(10), {own, AdvertiserBench::MakeRouter(2, 9, {6})});
    bench.At(Seconds(20), [&] { bench.Get().End(NODE, {own}); });
    bench.UseAt(Seconds(320), 9);
    NS_TEST_EXPECT_MSG_EQ(bench.RunUntil(Seconds(315)),
                          "10 @1 7; 10 @2 >6 9; 310 @1 7; ",
                          "a word less when it is time to repeat it");
    NS_TEST_EXPECT_MSG_EQ(bench.routers.GetAll(NODE).size(), 1, "listed");
    NS_TEST_EXPECT_MSG_EQ(bench.RunUntil(Seconds(325)).substr(31),
                          "320 @1 7 -9; ",
                          "unless the node uses it here");
}

void
AdvertiserTestCase::Kept()
{
    const auto other = AdvertiserBench::MakeRouter(2, 9, {6});
    AdvertisedRouter gateway;
    gateway.prefixes.push_back({AdvertiserBench::MakePrefix(7), Seconds(100), Seconds(50)});
    AdvertisedRouter before = gateway;
    before.prefixes.front().valid = Seconds(10);
    before.prefixes.push_back({AdvertiserBench::MakePrefix(8), Seconds(10), Time(0)});
    std::vector<AdvertisedRouter> told{gateway};
    KeepTold({before, other, AdvertiserBench::MakeRouter(3, 7)}, told);
    gateway.prefixes.push_back(before.prefixes[1]);
    NS_TEST_EXPECT_MSG_EQ((told == std::vector<AdvertisedRouter>{gateway, other}),
                          true,
                          "prefixes and routers that nobody tells, as they were told");
    KeepTold({}, told);
    NS_TEST_EXPECT_MSG_EQ(told.size(), 2, "nothing was told");
}

void
AdvertiserTestCase::Listing()
{
    LogicalRouters routers;
    const auto one = AdvertiserBench::MakeRouter(1, 7);
    const auto shared = AdvertiserBench::MakeRouter(2, 9);
    routers.Set(NODE, {one, shared});
    routers.Set(OTHER, {shared});
    const auto isOfOthers = [&routers](const LinkLayerAddress& node, const auto& told) {
        return routers.IsOfOthers(node, told.router->linkLayer);
    };
    NS_TEST_EXPECT_MSG_EQ(isOfOthers(NODE, one), false, "its own");
    NS_TEST_EXPECT_MSG_EQ(isOfOthers(OTHER, one), true, "another's");
    NS_TEST_EXPECT_MSG_EQ(isOfOthers(OTHER, shared), false, "of both");
    NS_TEST_EXPECT_MSG_EQ(isOfOthers(OTHER, AdvertiserBench::MakeRouter(3, 1)),
                          false,
                          "one of which nothing is known");
    const Ipv6Address global = MakeAutoconfiguredAddress(one.router->linkLocal, 7);
    NS_TEST_EXPECT_MSG_EQ(routers.Find(NODE, global).has_value(), true, "by its global address");
    NS_TEST_EXPECT_MSG_EQ(routers.Find(OTHER, global).has_value(), false, "not to others");
    NS_TEST_EXPECT_MSG_EQ(
        routers.Find(NODE, MakeAutoconfiguredAddress(one.router->linkLocal, 9)).has_value(),
        false,
        "of another's prefix");
    const auto* owner = routers.FindOfPrefix(global);
    NS_TEST_EXPECT_MSG_EQ((owner && *owner == one.router->linkLayer), true, "of its prefix");
    routers.Set(NODE, {});
    NS_TEST_EXPECT_MSG_EQ(isOfOthers(OTHER, one), false, "gone");
    NS_TEST_EXPECT_MSG_EQ(isOfOthers(NODE, shared), true, "now of the other alone");
    owner = routers.FindOfPrefix(AdvertiserBench::MakePrefix(9).GetAddress());
    NS_TEST_EXPECT_MSG_EQ((owner != nullptr), true, "the other's stays");
    routers.Clear();
    NS_TEST_EXPECT_MSG_EQ(isOfOthers(NODE, shared), false, "nobody's");
}

void
AdvertiserTestCase::Bounds()
{
    AdvertiserBench bench;
    std::size_t withdrawn = 0;
    bench.Get().TraceConnectWithoutContext(
        "Withdrawn",
        MakeFunctionCallback<const LinkLayerAddress&, const Prefix&>(
            [&](const LinkLayerAddress&, const Prefix&) { ++withdrawn; }));
    for (uint32_t i = 0; i < 500; ++i)
    {
        bench.UseAt(Seconds(1), 100 + i);
    }
    bench.AdvertiseAt(Seconds(5), {8});
    for (uint32_t i = 0; i < 500; ++i)
    {
        bench.UseAt(Seconds(5.5), 100 + i);
    }
    bench.RunUntil(Seconds(5.75));
    NS_TEST_EXPECT_MSG_EQ(withdrawn, 64, "of the first ones");
    bench.RunUntil(Seconds(100));
    NS_TEST_EXPECT_MSG_EQ(withdrawn, 128, "and of as many more");
    // What the node has from here goes, whatever else it used.
    std::vector<uint32_t> own;
    for (uint32_t i = 0; i < 64; ++i)
    {
        own.push_back(i);
    }
    bench.AdvertiseAt(Seconds(101), own);
    bench.UseAt(Seconds(102), 2000);
    for (uint32_t i = 0; i < 500; ++i)
    {
        bench.UseAt(Seconds(102.5), 1000 + i);
    }
    bench.At(Seconds(102.75), [&] { bench.Get().Withdraw(NODE); });
    bench.RunUntil(Seconds(102.5));
    NS_TEST_EXPECT_MSG_EQ(withdrawn, 129, "one more");
    bench.RunUntil(Seconds(104));
    NS_TEST_EXPECT_MSG_EQ(withdrawn, 129 + 64 + 64, "all of the session's");
}

/**
 * @ingroup pmipv6-tests
 * Gateways, and hosts that listen.
 */
class GatewayAdvertisingTestCase : public MemberTestCase<GatewayAdvertisingTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void Repetition();    //!< addresses live on
    void Revocation();    //!< literal octets
    void Expiry();        //!< of the binding
    void OtherPrefix();   //!< at another gateway, seen in the node's packets
    void SilentNode();    //!< nothing by oracle
    void Refusal();       //!< of a node with a session from before
    void NeverServed();   //!< a node that comes to a gateway which may not serve it
    void Tied();          //!< to the lifetime of the binding
    void OtherLifetime(); //!< a refresh grants less
};

/// @return the Router Advertisements with withdrawals among those received from a time on
std::vector<AdvertisementRecord>
GetWithdrawals(const TopologyFixture& net, Time from = Time(0))
{
    std::vector<AdvertisementRecord> found;
    for (const auto& record : net.GetAdvertisements())
    {
        if (!record.withdrawn.empty() && record.at >= from)
        {
            found.push_back(record);
        }
    }
    return found;
}

/// @return a mobile node's global addresses that are not deprecated
std::vector<Ipv6Address>
GetPreferred(const TopologyFixture& net, uint32_t mobile)
{
    std::vector<Ipv6Address> preferred;
    const auto ipv6 = net.GetMobile(mobile)->GetObject<Ipv6>();
    for (uint32_t i = 0; i < ipv6->GetNAddresses(1); ++i)
    {
        const auto address = ipv6->GetAddress(1, i);
        if (address.GetScope() == Ipv6InterfaceAddress::GLOBAL &&
            address.GetState() != Ipv6InterfaceAddress::DEPRECATED)
        {
            preferred.push_back(address.GetAddress());
        }
    }
    return preferred;
}

void
GatewayAdvertisingTestCase::Repetition()
{
    TopologyFixture net(SHORT_DELAYS);
    const auto discovery = net.GetGateway(G1)->GetNeighborDiscovery();
    discovery->SetAttribute("AdvValidLifetime", TimeValue(Seconds(30)));
    net.AttachAt(Seconds(5), 0, G1);
    net.RunUntil(Seconds(100));
    const Time first = Seconds(5) + net.RoundTrip(G1, L1) + net.Access(0, G1);
    const auto& heard = net.GetAdvertisements();
    PMIPV6_TEST_REQUIRE(heard.size() >= 10, "repeated");
    for (std::size_t i = 1; i < heard.size(); ++i)
    {
        // Two Router Solicitations begin the count anew.
        const Time gap = heard[i].at - heard[i - 1].at;
        NS_TEST_EXPECT_MSG_EQ((gap <= Seconds(10)), true, "within a third of 30 s");
    }
    NS_TEST_EXPECT_MSG_EQ_TOL(heard[0].at, first, TOLERANCE, "the first one as ever");
    NS_TEST_EXPECT_MSG_EQ(GetPreferred(net, 0).size(), 1, "at 100 s the address lives");
}

void
GatewayAdvertisingTestCase::Revocation()
{
    TopologyOptions options;
    options.prefixes[0] = {*ParsePrefix("fd00:1:0:7::/64")};
    TopologyFixture net(SHORT_DELAYS, options);
    ReceivedPackets received(net.GetDevice(0));
    net.AttachAt(Seconds(5), 0, G1);
    net.At(Seconds(20), [&] { net.GetAnchor(L1)->Revoke(net.GetIdentifier(0)); });
    net.RunUntil(Seconds(60));
    const auto withdrawals = GetWithdrawals(net);
    PMIPV6_TEST_REQUIRE(withdrawals.size() == 1, "one withdrawal");
    NS_TEST_EXPECT_MSG_EQ_TOL(withdrawals[0].at,
                              Seconds(20) + net.Delay(L1, G1) + net.Access(0, G1),
                              TOLERANCE,
                              "as soon as it is revoked");
    NS_TEST_EXPECT_MSG_EQ(GetPreferred(net, 0).size(), 0, "the address is deprecated");
    const auto packets = received.GetIcmpv6(134);
    PMIPV6_TEST_REQUIRE(!packets.empty(), "its octets");
    const std::vector<uint8_t> expected{
        0x60, 0,    0,  1,    0,    64,  58,   255, // IPv6; flow label 1
        0xfe, 0x80, 0,  0,    0,    0,   0,    0,    0x02, 0,  0x5e,
        0xff, 0xfe, 0,  0x52, 0x13, // RFC 6543
        0xff, 0x02, 0,  0,    0,    0,   0,    0,    0,    0,  0,
        0,    0,    0,  0,    1,    134, 0,    0x87, 0x4d, 64, 0,
        0x07, 0x08, 0,  0,    0,    0,   0,    0,    0,    0, // Router Lifetime 1800 s
        1,    1,    0,  0,    0x5e, 0,   0x52, 0x13,          // Source Link-Layer Address
        5,    1,    0,  0,    0,    0,   0x05, 0xb4,          // MTU 1460
        3,    4,    64, 0xc0, 0,    0,   0,    0,    0,    0,  0,
        0,    0,    0,  0,    0, // lifetimes 0 and 0
        0xfd, 0,    0,  0x01, 0,    0,   0,    0x07, 0,    0,  0,
        0,    0,    0,  0,    0};
    NS_TEST_EXPECT_MSG_EQ((GetOctets(packets.back()) == expected), true, "to the octet");
}

void
GatewayAdvertisingTestCase::Expiry()
{
    TopologyOptions options;
    options.lifetime = Seconds(40);
    TopologyFixture net(SHORT_DELAYS, options);
    net.AttachAt(Seconds(5), 0, G1);
    net.At(Seconds(20), [&] { net.SetLoss(G1, L1, [](Ptr<const Packet>) { return true; }); });
    net.RunUntil(Seconds(44.9));
    NS_TEST_EXPECT_MSG_EQ(GetPreferred(net, 0).size(), 1, "until then");
    net.RunUntil(Seconds(60));
    const auto withdrawals = GetWithdrawals(net);
    PMIPV6_TEST_REQUIRE(withdrawals.size() == 1, "one withdrawal");
    NS_TEST_EXPECT_MSG_EQ_TOL(withdrawals[0].at,
                              Seconds(45) + net.Access(0, G1),
                              TOLERANCE,
                              "with the lifetime, from the request");
    NS_TEST_EXPECT_MSG_EQ(GetPreferred(net, 0).size(), 0, "the address is deprecated");
}

void
GatewayAdvertisingTestCase::OtherPrefix()
{
    TopologyOptions options;
    options.detection = Time(0);
    TopologyFixture net(SHORT_DELAYS, options);
    net.AttachAt(Seconds(5), 1, G2);
    net.AttachAt(Seconds(5), 0, G1);
    auto& up = net.AddFlow(net.GetMobile(0), net.GetMobile(1), Ms(5));
    up.Run(Seconds(19), 10000);
    net.DetachAt(Seconds(20), 0);
    net.AttachAt(Seconds(35), 0, G3); // The binding is gone by then.
    net.RunUntil(Seconds(19));
    const Ipv6Address old = net.GetHomeAddress(0);
    net.RunUntil(Seconds(40));
    const auto withdrawals = GetWithdrawals(net);
    PMIPV6_TEST_REQUIRE(withdrawals.size() == 1, "one withdrawal");
    NS_TEST_EXPECT_MSG_EQ_TOL(withdrawals[0].at,
                              Seconds(35) + net.RoundTrip(G3, L1) + net.Access(0, G3),
                              TOLERANCE,
                              "with the advertisement of the new prefix");
    PMIPV6_TEST_REQUIRE(withdrawals[0].withdrawn.size() == 1 && withdrawals[0].prefixes.size() == 1,
                        "of one prefix for another");
    NS_TEST_EXPECT_MSG_EQ(withdrawals[0].withdrawn[0].Contains(old), true, "the old one");
    const auto preferred = GetPreferred(net, 0);
    PMIPV6_TEST_REQUIRE(preferred.size() == 1, "one address");
    NS_TEST_EXPECT_MSG_EQ(withdrawals[0].prefixes[0].Contains(preferred[0]), true, "the new one");
    NS_TEST_EXPECT_MSG_EQ(net.GetAddresses(0).size(), 2, "the old one is valid for two hours");
    PMIPV6_TEST_REQUIRE(!up.GetArrivals().empty(), "packets");
    NS_TEST_EXPECT_MSG_EQ(up.GetArrivals().rbegin()->second.source,
                          preferred[0],
                          "packets go from the new one");
}

void
GatewayAdvertisingTestCase::SilentNode()
{
    TopologyOptions options;
    options.detection = Time(0);
    TopologyFixture net(SHORT_DELAYS, options);
    net.AttachAt(Seconds(5), 0, G1);
    net.DetachAt(Seconds(20), 0);
    net.AttachAt(Seconds(35), 0, G3);
    net.AttachAt(Seconds(5), 1, G2);
    net.RunUntil(Seconds(40));
    NS_TEST_EXPECT_MSG_EQ(GetWithdrawals(net).size(), 0, "who says nothing of it is not known");
    NS_TEST_EXPECT_MSG_EQ(GetPreferred(net, 0).size(), 2, "it has both");
    // The first packet from the old address tells.
    const Ipv6Address old = net.GetAddresses(0).front();
    net.At(Seconds(50), [&] {
        net.GetMobile(0)->GetObject<Ipv6>()->Send(Create<Packet>(10),
                                                  old,
                                                  net.GetHomeAddress(1),
                                                  17,
                                                  nullptr);
    });
    net.RunUntil(Seconds(60));
    const auto withdrawals = GetWithdrawals(net);
    PMIPV6_TEST_REQUIRE(withdrawals.size() == 1, "one withdrawal");
    NS_TEST_EXPECT_MSG_EQ_TOL(withdrawals[0].at,
                              Seconds(50) + 2 * net.Access(0, G3),
                              TOLERANCE,
                              "at once");
    NS_TEST_EXPECT_MSG_EQ(GetPreferred(net, 0).size(), 1, "it has one");
}

void
GatewayAdvertisingTestCase::NeverServed()
{
    TopologyOptions options;
    options.detection = Time(0);
    TopologyFixture net(SHORT_DELAYS, options);
    net.AttachAt(Seconds(5), 1, G2);
    net.AttachAt(Seconds(5), 0, G1);
    net.AddFlow(net.GetMobile(0), net.GetMobile(1), Ms(100)).Run(Seconds(19), 200);
    net.At(Seconds(20), [&] {
        auto profile = *net.GetPolicyStore()->Find(net.GetIdentifier(0));
        profile.isProxyMobilityAllowed = false;
        net.GetPolicyStore()->Add(profile);
    });
    net.DetachAt(Seconds(20), 0);
    net.AttachAt(Seconds(20), 0, G3);
    net.RunUntil(Seconds(30));
    const auto withdrawals = GetWithdrawals(net);
    PMIPV6_TEST_REQUIRE(!withdrawals.empty(), "withdrawn");
    NS_TEST_EXPECT_MSG_EQ_TOL(withdrawals[0].at,
                              Seconds(20) + 2 * net.Access(0, G3),
                              Ms(100),
                              "when the first packet is dropped");
    NS_TEST_EXPECT_MSG_EQ(GetPreferred(net, 0).size(), 0, "the address is deprecated");
}

void
GatewayAdvertisingTestCase::Tied()
{
    // The session goes with the anchor's state; no gateway knows of what the node has.
    for (const bool isTied : {true, false})
    {
        TopologyOptions options;
        options.detection = Time(0);
        options.lifetime = Seconds(40);
        TopologyFixture net(SHORT_DELAYS, options);
        for (const auto place : {G1, G3})
        {
            net.GetGateway(place)->SetAttribute("TiePrefixLifetime", BooleanValue(isTied));
        }
        net.AttachAt(Seconds(5), 0, G1);
        net.DetachAt(Seconds(30), 0);
        net.At(Seconds(31), [&] { net.GetAnchor(L1)->Restart(); });
        net.AttachAt(Seconds(32), 0, G3);
        net.RunUntil(Seconds(50));
        NS_TEST_EXPECT_MSG_EQ(GetPreferred(net, 0).size(), 2, "it has both");
        // Advertised at 5 s, and again, in each third of 40 s.
        net.RunUntil(Seconds(30 + 41));
        NS_TEST_EXPECT_MSG_EQ(GetPreferred(net, 0).size(), (isTied ? 1 : 2), "40 s later");
        net.RunUntil(Seconds(150));
        NS_TEST_EXPECT_MSG_EQ(GetPreferred(net, 0).size(), (isTied ? 1 : 2), "the new one stays");
        NS_TEST_EXPECT_MSG_EQ(GetWithdrawals(net).size(), 0, "nobody knows");
    }
}

void
GatewayAdvertisingTestCase::OtherLifetime()
{
    // What a refresh grants counts for the prefix, shorter or longer.
    TopologyOptions options;
    options.detection = Time(0);
    options.lifetime = Seconds(100);
    TopologyFixture net(SHORT_DELAYS, options);
    net.AttachAt(Seconds(5), 0, G1);
    net.At(Seconds(10),
           [&] { net.GetAnchor(L1)->SetAttribute("MaxLifetime", TimeValue(Seconds(40))); });
    const Time granted = Seconds(85) + 3 * net.Access(0, G1) + net.RoundTrip(G1, L1);
    net.RunUntil(Seconds(86));
    const auto& heard = net.GetAdvertisements();
    PMIPV6_TEST_REQUIRE(heard.size() == 4, "at once, in each third of 100 s, and as it is granted");
    NS_TEST_EXPECT_MSG_EQ_TOL(heard[3].at, granted, TOLERANCE, "with the answer");
    // It moves to where nobody knows of its prefix.
    net.DetachAt(Seconds(86), 0);
    net.At(Seconds(87), [&] { net.GetAnchor(L1)->Restart(); });
    net.AttachAt(Seconds(88), 0, G3);
    net.RunUntil(Seconds(120));
    NS_TEST_EXPECT_MSG_EQ(GetPreferred(net, 0).size(), 2, "it has both");
    net.RunUntil(granted + Seconds(42));
    NS_TEST_EXPECT_MSG_EQ(GetPreferred(net, 0).size(), 1, "40 s after the refresh, not 100 s");
}

void
GatewayAdvertisingTestCase::Refusal()
{
    TopologyFixture net(SHORT_DELAYS);
    net.AttachAt(Seconds(5), 0, G1);
    net.At(Seconds(10), [&] {
        // The anchor refuses it when the binding is to be extended.
        auto profile = *net.GetPolicyStore()->Find(net.GetIdentifier(0));
        profile.isProxyMobilityAllowed = false;
        net.GetPolicyStore()->Add(profile);
    });
    net.RunUntil(Seconds(300));
    const auto withdrawals = GetWithdrawals(net);
    PMIPV6_TEST_REQUIRE(withdrawals.size() == 1, "one withdrawal");
    NS_TEST_EXPECT_MSG_EQ_TOL(withdrawals[0].at,
                              Seconds(245) + 3 * net.Access(0, G1) + net.RoundTrip(G1, L1),
                              TOLERANCE,
                              "asked, refreshed, refused, withdrawn");
    NS_TEST_EXPECT_MSG_EQ(GetPreferred(net, 0).size(), 0, "the address is deprecated");
}

/// Suite `pmipv6-rfc4861-router`.
class Rfc4861RouterTestSuite : public TestSuite
{
  public:
    Rfc4861RouterTestSuite()
        : TestSuite("pmipv6-rfc4861-router", TestSuite::Type::UNIT)
    {
        using Alone = AdvertiserTestCase;
        AddTestCase(new Alone("6.2.1 repeated before anything runs out", &Alone::Repetition));
        AddTestCase(new Alone("6.2.4 withdrawn, what the node has", &Alone::Withdrawal));
        AddTestCase(new Alone("6.2.4 withdrawn, what the node uses", &Alone::Used));
        AddTestCase(new Alone("6.2.5 withdrawn once a second", &Alone::Rate));
        AddTestCase(new Alone("ends", &Alone::Ending));
        AddTestCase(new Alone("bounds", &Alone::Bounds));
        AddTestCase(new Alone("RFC 8885, 3.7: several routers", &Alone::Routers));
        AddTestCase(new Alone("RFC 8885, 3.7: an end that is not heard", &Alone::UnheardEnd));
        AddTestCase(new Alone("RFC 8885, 3.7: an end of what others told", &Alone::NotedEnd));
        AddTestCase(new Alone("RFC 8885, 3.7: what others tell does not end", &Alone::Silence));
        AddTestCase(new Alone("RFC 8885, 3.7: before all can be told", &Alone::Kept));
        AddTestCase(new Alone("RFC 8885, 3.7: whose routers", &Alone::Listing));
        using Case = GatewayAdvertisingTestCase;
        AddTestCase(new Case("6.2.1 an address lives on", &Case::Repetition));
        AddTestCase(new Case("RFC 5213, 6.12: revoked, to the octet", &Case::Revocation));
        AddTestCase(new Case("RFC 5213, 6.12: expired", &Case::Expiry));
        AddTestCase(new Case("RFC 5213, 6.12: another prefix", &Case::OtherPrefix));
        AddTestCase(new Case("RFC 5213, 6.12: another prefix, silent node", &Case::SilentNode));
        AddTestCase(new Case("RFC 5213, 6.9.1.1: never served", &Case::NeverServed));
        AddTestCase(new Case("RFC 5213, 6.7: tied to the binding", &Case::Tied));
        AddTestCase(new Case("RFC 5213, 6.7: tied to what is granted", &Case::OtherLifetime));
        AddTestCase(new Case("RFC 5213, 6.9.1.2, 11: refused", &Case::Refusal));
    }
};

const Rfc4861RouterTestSuite g_rfc4861RouterTestSuite; //!< registers itself

} // namespace

} // namespace pmipv6
} // namespace ns3
