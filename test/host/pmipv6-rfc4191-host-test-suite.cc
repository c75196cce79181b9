/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-host-fixture.h"

#include "ns3/string.h"

#include <sstream>
#include <string>

/**
 * @file
 * @ingroup pmipv6-tests
 * A host by RFC 4191: preferences of routers, more-specific routes, and routers that do not answer.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

constexpr uint32_t DAY = 86400; //!< s
constexpr uint8_t HIGH = 0x08;  //!< RFC 4191, 2.1
constexpr uint8_t LOW = 0x18;   //!< RFC 4191, 2.1

/**
 * @ingroup pmipv6-tests
 * RFC 4191; each member function is a test case.
 */
class RouterPreferenceTestCase : public MemberTestCase<RouterPreferenceTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void Preferences(); //!< of default routers
    void Types();       //!< what each makes of an advertisement
    void Lifetimes();   //!< of routes
    void Malformed();   //!< options that are ignored
    void Choice();      //!< the RFC's example
    void Unreachable(); //!< routers that do not answer
    void BySource();    //!< a packet whose source is given
    void Bounds();      //!< many routes

  private:
    /// @return a Router Advertisement with a Source Link-Layer Address, so that it is reachable
    static std::vector<uint8_t> MakeReachable(const std::vector<PrefixOption>& prefixes,
                                              const std::vector<RouteOption>& routes,
                                              uint16_t lifetime = 0);
};

std::vector<uint8_t>
RouterPreferenceTestCase::MakeReachable(const std::vector<PrefixOption>& prefixes,
                                        const std::vector<RouteOption>& routes,
                                        uint16_t lifetime)
{
    auto octets = MakeAdvertisement(lifetime, prefixes, routes);
    octets.insert(octets.end(), {1, 1, 0, 0, 0, 0, 0, 0x99});
    return octets;
}

void
RouterPreferenceTestCase::Preferences()
{
    struct Row
    {
        const char* type; //!< of the host
        const char* way;  //!< that it takes
    };

    // The second one is heard last, the first has a higher preference.
    for (const Row& row : {Row{"A", "7 by fe80::2"}, {"B", "7 by fe80::1"}, {"C", "7 by fe80::1"}})
    {
        HostBench bench;
        bench.GetHost()->SetAttribute("HostType", StringValue(row.type));
        bench.ReceiveAt(Seconds(3),
                        MakeAdvertisement(1800, {{"fd00:1:0:7::/64", DAY, DAY}}, {}, HIGH));
        bench.ReceiveAt(Seconds(4), MakeAdvertisement(1800, {}, {}, 0), "fe80::2");
        bench.RunUntil(Seconds(5));
        NS_TEST_EXPECT_MSG_EQ(bench.GetWay("fd00:c::1"), row.way, "type " << row.type);
    }
    // 2.2: what is reserved is medium.
    HostBench bench;
    bench.ReceiveAt(Seconds(3), MakeAdvertisement(1800, {}, {}, 0x10));
    bench.RunUntil(Seconds(4));
    NS_TEST_EXPECT_MSG_EQ(bench.GetRoutes(), "::/0 fe80::1 medium 1800; ", "reserved");
}

void
RouterPreferenceTestCase::Types()
{
    struct Row
    {
        const char* type;   //!< of the host
        const char* routes; //!< that it has
    };

    // 3.1, the example, and a more-specific route.
    for (const Row& row : {Row{"A", "::/0 fe80::1 medium 100; "},
                           {"B", "::/0 fe80::1 high 100; "},
                           {"C", "::/0 fe80::1 low 200; 2001:db8::/32 fe80::1 high for ever; "}})
    {
        HostBench bench;
        bench.GetHost()->SetAttribute("HostType", StringValue(row.type));
        const auto octets =
            MakeAdvertisement(100,
                              {},
                              {{"::/0", 200, LOW}, {"2001:db8::/32", 0xffffffff, HIGH}},
                              HIGH);
        bench.ReceiveAt(Seconds(3), octets);
        bench.ReceiveAt(Seconds(4), octets);
        bench.RunUntil(Seconds(5));
        NS_TEST_EXPECT_MSG_EQ(bench.GetRoutes(), row.routes, "type " << row.type);
    }
}

void
RouterPreferenceTestCase::Lifetimes()
{
    HostBench bench;
    bench.ReceiveAt(Seconds(3),
                    MakeAdvertisement(0,
                                      {{"fd00:1:0:7::/64", DAY, DAY}},
                                      {{"2001:db8::/32", 10}, {"2001:db9::/32", 100}}));
    bench.ReceiveAt(Seconds(5), MakeAdvertisement(0, {}, {{"2001:db9::/32", 0}}));
    bench.ReceiveAt(Seconds(6), MakeAdvertisement(0, {}, {{"2001:db9::/32", 0}}, 0), "fe80::2");
    for (const auto& [at, first, second] :
         std::initializer_list<std::tuple<double, const char*, const char*>>{
             {4, "7 by fe80::1", "7 by fe80::1"},
             {5.5, "7 by fe80::1", ""},
             {12.999, "7 by fe80::1", ""},
             {13.001, "", ""}})
    {
        bench.RunUntil(Seconds(at));
        NS_TEST_EXPECT_MSG_EQ(bench.GetWay("2001:db8::1"), first, "runs out, at " << at << " s");
        NS_TEST_EXPECT_MSG_EQ(bench.GetWay("2001:db9::1"), second, "lifetime 0, at " << at << " s");
        NS_TEST_EXPECT_MSG_EQ(bench.GetWay("2001:dba::1"), "", "it is no default router");
    }
}

void
RouterPreferenceTestCase::Malformed()
{
    struct Row
    {
        uint8_t units;  //!< length of the option
        uint8_t length; //!< of the prefix
        uint8_t flags;  //!< with the preference
        bool isTaken;   //!< whether there is a route
    };

    for (const Row& row : {Row{1, 0, 0, true},
                           {2, 0, 0, true},
                           {3, 0, 0, true},
                           {4, 0, 0, false},
                           {1, 1, 0, false},
                           {2, 64, 0, true},
                           {2, 65, 0, false},
                           {3, 65, 0, true},
                           {3, 128, 0, true},
                           {3, 129, 0, false},
                           {3, 64, 0x10, false},
                           {3, 64, 0xe7, true}}) // Reserved bits.
    {
        HostBench bench;
        auto octets = MakeAdvertisement(0, {});
        std::vector<uint8_t> option{24, row.units, row.length, row.flags, 0, 0, 0, 50, 0x20, 0x01};
        option.resize(row.units * 8U);
        octets.insert(octets.end(), option.begin(), option.end());
        bench.ReceiveAt(Seconds(3), octets);
        bench.RunUntil(Seconds(4));
        NS_TEST_EXPECT_MSG_EQ(bench.GetHost()->GetState().GetRoutes().size(),
                              (row.isTaken ? 1U : 0U),
                              "2.3: length " << +row.units << ", prefix " << +row.length
                                             << ", flags " << +row.flags);
        NS_TEST_EXPECT_MSG_EQ(bench.GetHost()->GetNRefused(), 0, "the rest of it counts");
    }
}

void
RouterPreferenceTestCase::Choice()
{
    // 3.6: W to Z are fe80::1 to fe80::4, all of them reachable.
    HostBench bench;
    const std::vector<PrefixOption> own{{"fd00:1:0:7::/64", DAY, DAY}};
    bench.ReceiveAt(Seconds(3), MakeReachable(own, {}, 1800), "fe80::1");
    bench.ReceiveAt(Seconds(3), MakeReachable({}, {{"2002::/16", 900}}), "fe80::2");
    bench.ReceiveAt(Seconds(3), MakeReachable({}, {{"2001:db8::/32", 900, HIGH}}), "fe80::3");
    bench.ReceiveAt(Seconds(3), MakeReachable({}, {{"2001:db8::/32", 900, LOW}}), "fe80::4");
    bench.RunUntil(Seconds(4));
    NS_TEST_EXPECT_MSG_EQ(bench.GetWay("2001:db8::1"), "7 by fe80::3", "Y");
    NS_TEST_EXPECT_MSG_EQ(bench.GetWay("2002::1"), "7 by fe80::2", "X");
    NS_TEST_EXPECT_MSG_EQ(bench.GetWay("2003::1"), "7 by fe80::1", "W");
}

void
RouterPreferenceTestCase::Unreachable()
{
    // 3.6: Y does not answer.
    HostBench bench;
    const std::vector<PrefixOption> own{{"fd00:1:0:7::/64", DAY, DAY}};
    bench.ReceiveAt(Seconds(3), MakeReachable(own, {}, 1800), "fe80::1");
    bench.ReceiveAt(Seconds(3),
                    MakeAdvertisement(0, {}, {{"2001:db8::/32", 900, HIGH}}),
                    "fe80::3");
    bench.ReceiveAt(Seconds(3), MakeReachable({}, {{"2001:db8::/32", 900, LOW}}), "fe80::4");
    bench.SendAt(Seconds(10), Seconds(15), "2001:db8::1");
    bench.ReceiveAt(Seconds(80), MakeReachable({}, {{"2001:db8::/32", 900, HIGH}}), "fe80::3");
    for (const auto& [at, way] : std::initializer_list<std::pair<double, const char*>>{
             {9, "7 by fe80::3"},     // Nothing is known: as if it were reachable.
             {11, "7 by fe80::3"},    // Asked for less than RetransTimer.
             {11.25, "7 by fe80::4"}, // Z.
             {14, "7 by fe80::4"},
             {60, "7 by fe80::4"},
             {75, "7 by fe80::3"}, // 3.5: once a minute.
             {81, "7 by fe80::3"}})
    {
        bench.RunUntil(Seconds(at));
        NS_TEST_EXPECT_MSG_EQ(bench.GetWay("2001:db8::1"), way, "at " << at << " s");
    }
}

void
RouterPreferenceTestCase::BySource()
{
    // Each of two routers forwards packets from its own prefix alone.
    HostBench bench;
    bench.ReceiveAt(Seconds(3), MakeAdvertisement(1800, {{"fd00:1:0:7::/64", DAY, DAY}}, {}, LOW));
    bench.ReceiveAt(
        Seconds(4),
        MakeAdvertisement(1800, {{"fd00:1:0:9::/64", DAY, DAY}}, {{"2001:db8::/32", 900}}, HIGH),
        "fe80::2");
    bench.RunUntil(Seconds(6));
    const auto from = [&bench](const char* prefix) {
        std::ostringstream text;
        text << bench.MakeAddress(prefix);
        return text.str();
    };
    NS_TEST_EXPECT_MSG_EQ(bench.GetWay("fd00:c::1"), "9 by fe80::2", "of its own choice");
    NS_TEST_EXPECT_MSG_EQ(bench.GetWay("fd00:c::1", from("fd00:1:0:7::/64")),
                          "7 by fe80::1",
                          "through who advertises the prefix of its source");
    NS_TEST_EXPECT_MSG_EQ(bench.GetWay("2001:db8::1", from("fd00:1:0:7::/64")),
                          "7 by fe80::1",
                          "though another has a more specific route");
    NS_TEST_EXPECT_MSG_EQ(bench.GetWay("fd00:c::1", from("fd00:1:0:9::/64")),
                          "9 by fe80::2",
                          "through who advertises the prefix of its source");
}

void
RouterPreferenceTestCase::Bounds()
{
    HostBench bench;
    for (uint32_t i = 0; i < 88; ++i)
    {
        const std::string prefix = "2001:" + std::to_string(i + 10) + "::/32";
        bench.ReceiveAt(Seconds(3) + MilliSeconds(i),
                        MakeAdvertisement(0, {}, {{prefix.c_str(), 900}}));
    }
    bench.RunUntil(Seconds(4));
    NS_TEST_EXPECT_MSG_EQ(bench.GetHost()->GetState().GetRoutes().size(), 64, "routes");
    NS_TEST_EXPECT_MSG_EQ(bench.GetHost()->GetNRefused(), 24, "counted");
    NS_TEST_EXPECT_MSG_EQ(bench.GetHost()->GetState().GetRoutes().back().prefix,
                          *ParsePrefix("2001:97::/32"),
                          "the newest is known");
}

/// Suite `pmipv6-rfc4191-host`.
class Rfc4191HostTestSuite : public TestSuite
{
  public:
    Rfc4191HostTestSuite()
        : TestSuite("pmipv6-rfc4191-host", TestSuite::Type::UNIT)
    {
        using Case = RouterPreferenceTestCase;
        AddTestCase(new Case("2.2 preferences of default routers", &Case::Preferences));
        AddTestCase(new Case("2.3 options that are ignored", &Case::Malformed));
        AddTestCase(new Case("3.1 types of hosts", &Case::Types));
        AddTestCase(new Case("3.1 lifetimes of routes", &Case::Lifetimes));
        AddTestCase(new Case("3.1 bounds", &Case::Bounds));
        AddTestCase(new Case("3.6 which route", &Case::Choice));
        AddTestCase(new Case("3.2 and 3.5 routers that do not answer", &Case::Unreachable));
        AddTestCase(new Case("RFC 6724, 5.5: by source", &Case::BySource));
    }
};

const Rfc4191HostTestSuite g_rfc4191HostTestSuite; //!< registers itself

} // namespace

} // namespace pmipv6
} // namespace ns3
