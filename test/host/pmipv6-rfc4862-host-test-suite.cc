/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-host-fixture.h"

#include "ns3/icmpv6-l4-protocol.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/ipv6-interface.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/ipv6-route.h"
#include "ns3/pmipv6-host-helper.h"
#include "ns3/pmipv6-host-neighbor-discovery.h"
#include "ns3/pointer.h"
#include "ns3/random-variable-stream.h"
#include "ns3/rng-seed-manager.h"
#include "ns3/simulator.h"

#include <sstream>
#include <utility>

/**
 * @file
 * @ingroup pmipv6-tests
 * A host by RFC 4862, 5.5.3 and 5.5.4, RFC 4861, 6.1.2 and 6.3.4, and RFC 6724, 5: what Router
 * Advertisements make of its addresses, routers and sources, to the nanosecond.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

constexpr uint32_t DAY = 86400; //!< s

/**
 * @ingroup pmipv6-tests
 * RFC 4862.
 */
class AutoconfigurationTestCase : public MemberTestCase<AutoconfigurationTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void Options();        //!< which make an address
    void TwoHours();       //!< nobody can shorten a lifetime to less
    void Refresh();        //!< a later advertisement's lifetimes count
    void Expiry();         //!< deprecated, then gone
    void WhileTentative(); //!< deprecated before duplicate address detection ends
    void Bounds();         //!< many prefixes
    void LeastWanted();    //!< which of them makes room
    void WhileAsking();    //!< an address goes while a solicitation from it waits
    void Streams();        //!< no random stream is taken
};

void
AutoconfigurationTestCase::Options()
{
    struct Row
    {
        PrefixOption option;   //!< an option
        const char* addresses; //!< what comes of it
        uint64_t refused;      //!< counted
    };

    for (const Row& row : {
             Row{{"fd00:1:0:7::/64", 100, 100}, "7 ", 0},
             Row{{"fd00:1:0:7::/64", 100, 100, 0x80}, "", 0}, // a: not autonomous
             Row{{"fe80::/64", 100, 100}, "", 0},             // b
             Row{{"fd00:1:0:7::/64", 100, 101}, "", 1},       // c
             Row{{"fd00:1:0:7::/64", 0, 0}, "", 0},           // d: valid lifetime 0
             Row{{"fd00:1:0:7::/63", 100, 100}, "", 1},       // d: no interface identifier of 65
             Row{{"fd00:1:0:7::/65", 100, 100}, "", 1},
             Row{{"fd00:1:0:7::/64", 100, 0}, "7~ ", 0},
             Row{{"fd00:1:0:7::/64", 0xffffffff, 0xffffffff}, "7 ", 0},
         })
    {
        HostBench bench;
        bench.AdvertiseAt(Seconds(3), 1800, {row.option});
        bench.RunUntil(Seconds(3) + NanoSeconds(1));
        NS_TEST_EXPECT_MSG_EQ(bench.GetAddresses(), row.addresses, "at once");
        NS_TEST_EXPECT_MSG_EQ(bench.GetHost()->GetNRefused(), row.refused, "refused");
        bench.RunUntil(Seconds(5));
        NS_TEST_EXPECT_MSG_EQ(bench.GetAddresses(), row.addresses, "nor later");
    }
    HostBench bench;
    bench.AdvertiseAt(Seconds(3), 1800, {{"fd00:1:0:7::/64", 0xffffffff, 0xffffffff}});
    bench.RunUntil(Seconds(1e9));
    NS_TEST_EXPECT_MSG_EQ(bench.GetAddresses(), "7 ", "for ever");
}

void
AutoconfigurationTestCase::TwoHours()
{
    struct Row
    {
        uint32_t before; //!< remaining valid lifetime
        uint32_t told;   //!< advertised then
        uint32_t left;   //!< valid lifetime after it
    };

    for (const Row& row : {
             Row{30 * DAY, 0, 7200},    // 3
             Row{30 * DAY, 7200, 7200}, // 3
             Row{30 * DAY, 7201, 7201}, // 1: more than two hours
             Row{7201, 0, 7200},        // 3
             Row{7200, 0, 7200},        // 2
             Row{3600, 0, 3600},        // 2
             Row{3600, 3599, 3600},     // 2
             Row{3600, 3601, 3601},     // 1: more than what remains
             Row{0xffffffff, 0, 7200},  // 3
             Row{60, 5 * DAY, 5 * DAY}, // 1
         })
    {
        HostBench bench;
        const uint32_t preferred = std::min(row.told, 1U);
        bench.AdvertiseAt(Seconds(3), 1800, {{"fd00:1:0:7::/64", row.before, 1}});
        bench.AdvertiseAt(Seconds(3), 1800, {{"fd00:1:0:7::/64", row.told, preferred}});
        const Time end = Seconds(3) + Seconds(row.left);
        bench.RunUntil(end - NanoSeconds(1));
        NS_TEST_EXPECT_MSG_EQ(bench.GetAddresses(), "7~ ", row.before << ", told " << row.told);
        bench.RunUntil(end + NanoSeconds(1));
        NS_TEST_EXPECT_MSG_EQ(bench.GetAddresses(), "", row.before << ", told " << row.told);
    }
}

void
AutoconfigurationTestCase::Refresh()
{
    HostBench bench;
    bench.AdvertiseAt(Seconds(3), 1800, {{"fd00:1:0:7::/64", 30, 20}});
    bench.AdvertiseAt(Seconds(13), 1800, {{"fd00:1:0:7::/64", 30 * DAY, 0}});
    bench.AdvertiseAt(Seconds(14), 1800, {{"fd00:1:0:7::/64", 30 * DAY, 7 * DAY}});
    bench.RunUntil(Seconds(100));
    NS_TEST_EXPECT_MSG_EQ(bench.TakeHistory(),
                          "3000 none>preferred; 13000 preferred>deprecated; "
                          "14000 deprecated>preferred; ",
                          "the new lifetimes, not the old");
    bench.RunUntil(Seconds(31 * DAY));
    NS_TEST_EXPECT_MSG_EQ(bench.TakeHistory(),
                          "604814000 preferred>deprecated; 2592014000 deprecated>none; ",
                          "from the last one");
}

void
AutoconfigurationTestCase::Expiry()
{
    HostBench bench;
    bench.AdvertiseAt(Seconds(3), 1800, {{"fd00:1:0:7::/64", 30, 20}, {"fd00:1:0:9::/64", 25, 25}});
    bench.RunUntil(Seconds(24));
    NS_TEST_EXPECT_MSG_EQ(bench.GetAddresses(), "7~ 9 ", "5.5.4");
    bench.RunUntil(Seconds(100));
    NS_TEST_EXPECT_MSG_EQ(bench.GetAddresses(), "", "5.5.4");
    NS_TEST_EXPECT_MSG_EQ(bench.TakeHistory(),
                          "3000 none>preferred; 3000 none>preferred; 23000 preferred>deprecated; "
                          "28000 preferred>none; 33000 deprecated>none; ",
                          "each at its time");
}

void
AutoconfigurationTestCase::WhileTentative()
{
    HostBench bench;
    bench.AdvertiseAt(Seconds(3), 1800, {{"fd00:1:0:7::/64", 30 * DAY, 7 * DAY}});
    bench.AdvertiseAt(MilliSeconds(3500), 1800, {{"fd00:1:0:7::/64", 0, 0}});
    bench.RunUntil(Seconds(5)); // ns-3 calls it preferred at 4 s.
    NS_TEST_EXPECT_MSG_EQ(bench.GetAddresses(), "7~ ", "stays deprecated");
}

void
AutoconfigurationTestCase::Bounds()
{
    HostBench bench;
    for (uint32_t i = 0; i < 88; ++i)
    {
        const std::string prefix = "fd00:1:0:" + std::to_string(i + 10) + "::/64";
        bench.AdvertiseAt(Seconds(3),
                          1800,
                          {{prefix.c_str(), 100, 100}},
                          "fe80::" + std::to_string(i + 1));
    }
    bench.RunUntil(Seconds(4));
    const auto& state = bench.GetHost()->GetState();
    NS_TEST_EXPECT_MSG_EQ(state.GetAddresses().size(), 64, "addresses");
    NS_TEST_EXPECT_MSG_EQ(state.GetRoutes().size(), 64, "routers");
    NS_TEST_EXPECT_MSG_EQ(state.GetOnLinkPrefixes().size(), 64, "prefixes");
    NS_TEST_EXPECT_MSG_EQ(bench.GetHost()->GetNRefused(), 3 * 24, "counted");
    NS_TEST_EXPECT_MSG_EQ(state.GetAddresses().back().prefix,
                          *ParsePrefix("fd00:1:0:97::/64"),
                          "the newest prefix has an address");
    NS_TEST_EXPECT_MSG_EQ(state.GetAddresses().front().prefix,
                          *ParsePrefix("fd00:1:0:34::/64"),
                          "the oldest have none");
    NS_TEST_EXPECT_MSG_EQ(state.GetRoutes().back().router,
                          Ipv6Address("fe80::88"),
                          "the newest router is known");
    NS_TEST_EXPECT_MSG_EQ(state.GetOnLinkPrefixes().back().prefix,
                          *ParsePrefix("fd00:1:0:97::/64"),
                          "the newest prefix is on the link");
}

void
AutoconfigurationTestCase::LeastWanted()
{
    HostBench bench;
    const auto tell = [&bench](Time at, uint32_t number, uint32_t valid, uint32_t preferred) {
        const std::string prefix = "fd00:1:0:" + std::to_string(number) + "::/64";
        bench.AdvertiseAt(at, 1800, {{prefix.c_str(), valid, preferred}});
    };
    for (uint32_t i = 0; i < 64; ++i)
    {
        tell(Seconds(3), 10 + i, DAY, DAY);
    }
    tell(Seconds(4), 11, DAY, 0); // Deprecated, and still on the link.
    tell(Seconds(4), 12, 0, 0);   // Withdrawn.
    tell(Seconds(4), 13, 0, 0);
    std::string left;
    for (uint32_t i = 0; i < 4; ++i)
    {
        tell(Seconds(5 + i), 80 + i, DAY, DAY);
        bench.RunUntil(Seconds(5.5 + i));
        left += " ";
        for (const uint32_t number : {10, 11, 12, 13})
        {
            const std::string prefix = "fd00:1:0:" + std::to_string(number) + "::/64";
            for (const auto& row : bench.GetHost()->GetState().GetAddresses())
            {
                left += row.prefix == *ParsePrefix(prefix) ? std::to_string(number % 10) : "";
            }
        }
    }
    NS_TEST_EXPECT_MSG_EQ(left,
                          " 013 01 0 ",
                          "withdrawn, by age; then deprecated; then the oldest");
}

void
AutoconfigurationTestCase::WhileAsking()
{
    HostBench bench;
    std::ostringstream withheld;
    bench.GetHost()->TraceConnectWithoutContext(
        "Withheld",
        MakeFunctionCallback<const Ipv6Address&, const Ipv6Address&>(
            [&](const Ipv6Address& source, const Ipv6Address& destination) {
                const bool isOwn = source == bench.MakeAddress("fd00:1:0:7::/64");
                withheld << (isOwn ? "own" : "other") << " > " << destination;
            }));
    bench.AdvertiseAt(Seconds(3), 1800, {{"fd00:1:0:7::/64", 30, 30}});
    // A neighbour is asked for 0 to 10 ms later (RFC 4861, 7.2.2 has no such wait; ns-3 has).
    const Time sent = Seconds(33) - NanoSeconds(1);
    bench.SendAt(sent, sent + NanoSeconds(1), "fd00:1:0:7::5");
    bench.RunUntil(Seconds(40));
    NS_TEST_EXPECT_MSG_EQ(bench.GetAddresses(), "", "gone in between");
    NS_TEST_EXPECT_MSG_EQ(withheld.str(), "own > ff02::1:ff00:5", "nothing from it, and said so");
    NS_TEST_EXPECT_MSG_EQ(bench.GetHost()->GetNeighborDiscovery()->GetNWithheld(), 1, "counted");
}

void
AutoconfigurationTestCase::Streams()
{
    auto node = CreateObject<Node>();
    InternetStackHelper internet;
    internet.Install(node);
    const auto before = RngSeedManager::GetNextStreamIndex();
    const auto host = HostHelper::Install(node);
    NS_TEST_EXPECT_MSG_EQ(RngSeedManager::GetNextStreamIndex(), before + 1, "none is taken");
    NS_TEST_EXPECT_MSG_EQ(HostHelper::AssignStreams(node, 7), 2, "those of ns-3's own");
    const auto read = [](Ptr<Object> protocol) {
        PointerValue jitter;
        protocol->GetAttribute("SolicitationJitter", jitter);
        return jitter.Get<RandomVariableStream>()->GetStream();
    };
    NS_TEST_EXPECT_MSG_EQ(read(host->GetNeighborDiscovery()), 7, "fixed");
    NS_TEST_EXPECT_MSG_EQ(read(node->GetObject<Icmpv6L4Protocol>()),
                          7,
                          "InternetStackHelper's too");
    Simulator::Destroy();
}

/**
 * @ingroup pmipv6-tests
 * RFC 4861 and RFC 6724.
 */
class HostRoutingTestCase : public MemberTestCase<HostRoutingTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void RouterLifetime(); //!< ends, and is 0
    void OnLink();         //!< the Prefix List
    void Sources();        //!< which address a packet goes from
    void Routers();        //!< which router it goes through
    void Invalid();        //!< advertisements that are discarded
};

void
HostRoutingTestCase::RouterLifetime()
{
    HostBench bench;
    const PrefixOption option{"fd00:1:0:7::/64", 30 * DAY, 7 * DAY};
    bench.AdvertiseAt(Seconds(3), 100, {option});
    bench.AdvertiseAt(Seconds(200), 100, {option});
    bench.AdvertiseAt(Seconds(201), 0, {option});
    bench.AdvertiseAt(Seconds(202), 0, {});
    bench.AdvertiseAt(Seconds(300), 50, {});
    bench.AdvertiseAt(Seconds(320), 60, {});
    for (const auto& [at, way] :
         std::initializer_list<std::pair<double, std::string>>{{2, ""},
                                                               {4, "7 by fe80::1"},
                                                               {102.999, "7 by fe80::1"},
                                                               {103.001, ""},
                                                               {200.5, "7 by fe80::1"},
                                                               {201.5, ""},
                                                               {202.5, ""},
                                                               {379.999, "7 by fe80::1"},
                                                               {380.001, ""}})
    {
        bench.RunUntil(Seconds(at));
        NS_TEST_EXPECT_MSG_EQ(bench.GetWay("fd00:c::1"), way, "at " << at << " s");
        NS_TEST_EXPECT_MSG_EQ(bench.GetAddresses(), (at > 3 ? "7 " : ""), "the address stays");
    }
}

void
HostRoutingTestCase::OnLink()
{
    HostBench bench;
    bench.AdvertiseAt(Seconds(3),
                      1800,
                      {{"fd00:1:0:7::/64", 100, 100}, {"fd00:2::/56", 50, 50, 0x80}});
    bench.AdvertiseAt(Seconds(20), 1800, {{"fd00:1:0:7::/64", 0, 0}});
    bench.RunUntil(Seconds(4));
    NS_TEST_EXPECT_MSG_EQ(bench.GetWay("fd00:1:0:7::5"), "7 by ::", "a neighbour");
    NS_TEST_EXPECT_MSG_EQ(bench.GetWay("fd00:2:0:11::5"), "7 by ::", "by flag L alone");
    bench.RunUntil(Seconds(21));
    NS_TEST_EXPECT_MSG_EQ(bench.GetWay("fd00:1:0:7::5"), "7 by fe80::1", "lifetime 0, at once");
    bench.RunUntil(Seconds(54));
    NS_TEST_EXPECT_MSG_EQ(bench.GetWay("fd00:2:0:11::5"), "7 by fe80::1", "6.3.5");
}

void
HostRoutingTestCase::Sources()
{
    HostBench bench;
    bench.AdvertiseAt(Seconds(3), 1800, {{"fd00:1:0:7::/64", 30 * DAY, 7 * DAY}});
    bench.AdvertiseAt(Seconds(10), 1800, {{"fd00:1:0:9::/64", 30 * DAY, 7 * DAY}});
    bench.AdvertiseAt(Seconds(20), 1800, {{"fd00:1:0:9::/64", 0, 0}});
    bench.AdvertiseAt(Seconds(30), 1800, {{"fd00:1:0:7::/64", 0, 0}});
    const std::string old = "7 by fe80::1";
    const std::string fresh = "9 by fe80::1";
    bench.RunUntil(Seconds(4));
    NS_TEST_EXPECT_MSG_EQ(bench.GetWay("fd00:c::1"), old, "its only one");
    bench.RunUntil(Seconds(11));
    NS_TEST_EXPECT_MSG_EQ(bench.GetWay("fd00:c::1"), fresh, "the newest");
    NS_TEST_EXPECT_MSG_EQ(bench.GetWay("fd00:1:0:7::1"), "7 by ::", "of the destination's prefix");
    bench.RunUntil(Seconds(21));
    NS_TEST_EXPECT_MSG_EQ(bench.GetWay("fd00:c::1"), old, "rule 3: not the deprecated one");
    std::ostringstream bound;
    bound << bench.MakeAddress("fd00:1:0:9::/64");
    NS_TEST_EXPECT_MSG_EQ(bench.GetWay("fd00:c::1", bound.str()),
                          fresh,
                          "RFC 4862, 5.5.4: unless an application asks for it");
    bench.RunUntil(Seconds(31));
    NS_TEST_EXPECT_MSG_EQ(bench.GetWay("fd00:c::1"), fresh, "both deprecated");
}

void
HostRoutingTestCase::Routers()
{
    HostBench bench;
    bench.AdvertiseAt(Seconds(3), 1800, {{"fd00:1:0:7::/64", DAY, DAY}});
    bench.AdvertiseAt(Seconds(10), 1800, {{"fd00:1:0:9::/64", DAY, DAY}}, "fe80::2");
    bench.AdvertiseAt(Seconds(20), 1800, {{"fd00:1:0:7::/64", DAY, DAY}});
    bench.AdvertiseAt(Seconds(30), 0, {}, "fe80::1");
    bench.RunUntil(Seconds(11));
    NS_TEST_EXPECT_MSG_EQ(bench.GetWay("fd00:c::1"), "9 by fe80::2", "heard last; rule 5.5");
    bench.RunUntil(Seconds(21));
    NS_TEST_EXPECT_MSG_EQ(bench.GetWay("fd00:c::1"), "7 by fe80::1", "back at the first");
    bench.RunUntil(Seconds(31));
    NS_TEST_EXPECT_MSG_EQ(bench.GetWay("fd00:c::1"), "9 by fe80::2", "the only one");
}

void
HostRoutingTestCase::Invalid()
{
    HostBench bench;
    const auto good = MakeAdvertisement(1800, {{"fd00:1:0:7::/64", 100, 100}});
    uint64_t count = 0;
    const auto receive = [&](const std::vector<uint8_t>& octets,
                             const std::string& router = "fe80::1",
                             uint8_t hopLimit = 255) {
        bench.ReceiveAt(Seconds(3), octets, router, hopLimit);
        ++count;
    };
    receive(good, "fe80::1", 254);
    receive(good, "fd00:c::1");
    for (std::size_t length = 1; length < good.size(); ++length)
    {
        if (length != 16) // All of it but for the option.
        {
            receive({good.begin(), good.begin() + static_cast<std::ptrdiff_t>(length)});
        }
    }
    for (const auto& [at, octet] : {std::pair<std::size_t, uint8_t>{1, 1}, {17, 0}, {17, 5}})
    {
        auto bad = good;
        bad[at] = octet;
        receive(bad);
    }
    bench.RunUntil(Seconds(4));
    NS_TEST_EXPECT_MSG_EQ(bench.GetHost()->GetNRefused(), count, "each is counted");
    NS_TEST_EXPECT_MSG_EQ(bench.GetAddresses() + bench.GetWay("fd00:c::1"), "", "nothing is taken");
    auto withUnknown = good; // RFC 4861, 4.2: skipped.
    withUnknown.insert(withUnknown.begin() + 16, {200, 1, 0, 0, 0, 0, 0, 0});
    bench.ReceiveAt(Seconds(5), withUnknown);
    bench.RunUntil(Seconds(6));
    NS_TEST_EXPECT_MSG_EQ(bench.GetAddresses(), "7 ", "an unknown option is skipped");
}

/// Suite `pmipv6-rfc4862-host`.
class Rfc4862HostTestSuite : public TestSuite
{
  public:
    Rfc4862HostTestSuite()
        : TestSuite("pmipv6-rfc4862-host", TestSuite::Type::UNIT)
    {
        using Case = AutoconfigurationTestCase;
        AddTestCase(new Case("5.5.3 a to d, which options make an address", &Case::Options));
        AddTestCase(new Case("5.5.3 e, two hours", &Case::TwoHours));
        AddTestCase(new Case("5.5.3 e, later lifetimes count", &Case::Refresh));
        AddTestCase(new Case("5.5.4 deprecated, then gone", &Case::Expiry));
        AddTestCase(new Case("5.5.4 deprecated while tentative", &Case::WhileTentative));
        AddTestCase(new Case("bounds", &Case::Bounds));
        AddTestCase(new Case("bounds, which makes room", &Case::LeastWanted));
        AddTestCase(new Case("5.5.4 gone while a neighbour is asked for", &Case::WhileAsking));
        AddTestCase(new Case("random streams", &Case::Streams));
    }
};

/// Suite `pmipv6-rfc4861-host`.
class Rfc4861HostTestSuite : public TestSuite
{
  public:
    Rfc4861HostTestSuite()
        : TestSuite("pmipv6-rfc4861-host", TestSuite::Type::UNIT)
    {
        using Case = HostRoutingTestCase;
        AddTestCase(new Case("6.3.4 router lifetimes", &Case::RouterLifetime));
        AddTestCase(new Case("6.3.4 prefixes on the link", &Case::OnLink));
        AddTestCase(new Case("RFC 6724, 5: sources", &Case::Sources));
        AddTestCase(new Case("6.3.6 routers", &Case::Routers));
        AddTestCase(new Case("6.1.2 discarded", &Case::Invalid));
    }
};

const Rfc4862HostTestSuite g_rfc4862HostTestSuite; //!< registers itself
const Rfc4861HostTestSuite g_rfc4861HostTestSuite; //!< registers itself

} // namespace

} // namespace pmipv6
} // namespace ns3
