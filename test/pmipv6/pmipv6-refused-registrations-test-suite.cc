/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * @ingroup pmipv6-tests
 * Requests that an anchor must refuse (RFC 5213, 4, 5.3 and 5.4), with the octets of its answers.
 */

#include "../fixtures/pmipv6-refused-messages-fixture.h"

using namespace ns3;
using namespace ns3::pmipv6;
using namespace ns3::pmipv6::badinput;

namespace
{

/// One test: a function that gets a fresh domain.
class RequestTestCase : public BadInputTestCase
{
  public:
    /// What a test does.
    using Body = void (RequestTestCase::*)(Domain&);

    /**
     * @param name its name
     * @param body what it does
     */
    RequestTestCase(const std::string& name, Body body)
        : BadInputTestCase(name),
          m_body(body)
    {
    }

    void TestMissingOptions(Domain& domain);
    void TestFlags(Domain& domain);
    void TestPeers(Domain& domain);
    void TestNodes(Domain& domain);
    void TestPrefixes(Domain& domain);
    void TestPrefixSet(Domain& domain);
    void TestManyPrefixes(Domain& domain);
    void TestSecondInterface(Domain& domain);
    void TestCareOfAddresses(Domain& domain);
    void TestAlternateCareOf(Domain& domain);
    void TestCareOfWithin(Domain& domain);
    void TestOvertaken(Domain& domain);

  private:
    void DoRun() override
    {
        Domain domain;
        NS_TEST_ASSERT_MSG_EQ(domain.TrafficPasses(), true, "the domain works");
        (this->*m_body)(domain);
    }

    /// Send a request from PEER, as Try does.
    Outcome Send(Domain& domain, const std::string& label, const Request& request)
    {
        return Try(domain,
                   label,
                   PEER,
                   ANCHOR,
                   WithChecksum(domain.MakeUpdate(request), PEER, ANCHOR));
    }

    /**
     * Send a request without the options 25 and 27 from PEER, and check the answer's octets.
     *
     * @param domain the domain
     * @param request the request
     * @param status expected
     * @param prefixes Home Network Prefix options expected
     * @param rest further options expected: Handoff Indicator, Access Technology Type
     */
    void ExpectRefusal(Domain& domain,
                       Request request,
                       uint8_t status,
                       const Octets& prefixes,
                       const std::string& rest = "17020004 18020001");

    Body m_body; //!< what it does
};

/// @return padding up to 8n+4, counted from the start of the Mobility Header
Octets
GetPadding(const Octets& data)
{
    const std::size_t missing = (12 - (6 + data.size()) % 8) % 8;
    return missing == 0 ? Octets() : missing == 1 ? Octets{0} : MakeOption(1, Octets(missing - 2));
}

void
RequestTestCase::ExpectRefusal(Domain& domain,
                               Request request,
                               uint8_t status,
                               const Octets& prefixes,
                               const std::string& rest)
{
    request.without[25] = true;
    request.without[27] = true;
    const bool isNamed = request.without.count(8) == 0;
    const std::string identifier = isNamed ? request.identifier : "";
    const std::string label = "status " + std::to_string(unsigned{status}) + " " + identifier;
    const auto outcome = Send(domain, label, request);
    NS_TEST_EXPECT_MSG_EQ(Join(outcome.refusals), "anchor: " + label, label);
    // RFC 5213, 5.3.6: identifier, prefixes, Handoff Indicator, Access Technology Type; lifetime 0.
    Octets data = Octets{status, 0x20} + Number(request.sequence, 2) + Octets{0, 0} +
                  MakeOption(8, Octets{1} + FromText(identifier));
    for (std::size_t i = 0; i < prefixes.size(); i += 20)
    {
        data = data + GetPadding(data) +
               Octets(prefixes.begin() + static_cast<std::ptrdiff_t>(i),
                      prefixes.begin() + static_cast<std::ptrdiff_t>(i + 20));
    }
    data = data + Hex(rest);
    NS_TEST_EXPECT_MSG_EQ(
        ToHex(outcome.GetAnswer()),
        ToHex(MakePacket(ANCHOR, PEER, 135, WithChecksum(MakeHeader(6, data), ANCHOR, PEER))),
        label);
}

void
RequestTestCase::TestMissingOptions(Domain& domain)
{
    const Octets all = MakePrefixOption("::/0");
    Request request;
    request.identifier = ROAMER;
    const auto without = [&request](uint8_t type) {
        Request other = request;
        other.without[type] = true;
        return other;
    };
    // RFC 5213, 5.3.1 and 5.3.6: what was missing is there in the answer, empty or zero.
    ExpectRefusal(domain, without(8), 160, all);
    ExpectRefusal(domain, without(22), 158, all);
    ExpectRefusal(domain, without(23), 161, all, "17020000 18020001");
    ExpectRefusal(domain, without(24), 162, all, "17020004 18020000");
    Request anonymous = request;
    anonymous.identifier = "";
    ExpectRefusal(domain, anonymous, 160, all);
    // The order of the checks is that of 5.3.1.
    Request bare = without(22);
    bare.without[23] = bare.without[24] = true;
    ExpectRefusal(domain, bare, 158, all, "17020000 18020000");
    bare.without[8] = true;
    ExpectRefusal(domain, bare, 160, all, "17020000 18020000");

    // Of a node that has a session, alone and with its prefix.
    std::ostringstream own;
    own << domain.GetResidentPrefix();
    Request resident;
    for (const auto& prefix : {std::string("::/0"), own.str()})
    {
        resident.prefixes = {prefix};
        resident.without = {{23, true}};
        ExpectRefusal(domain, resident, 161, MakePrefixOption(prefix), "17020000 18020001");
        resident.without = {{24, true}};
        ExpectRefusal(domain, resident, 162, MakePrefixOption(prefix), "17020004 18020000");
        resident.without = {{22, true}};
        ExpectRefusal(domain, resident, 158, all);
    }

    // The first one in octets, its checksum by hand: addresses 1fa2b, length and protocol 00b7,
    // octets 1328f; together 2d74.
    Request nameless = without(8);
    nameless.without[25] = nameless.without[27] = true;
    NS_TEST_EXPECT_MSG_EQ(ToHex(Send(domain, "by hand", nameless).GetPayload()),
                          ToHex(Hex("3b050600 d28b a020 004d 0000 080101 0103000000"
                                    "16120000 00000000000000000000000000000000"
                                    "17020004 18020001")),
                          "by hand");
    // Options 25 and 27 come back as they came.
    const std::string sent = ToHex(domain.MakeUpdate(without(8)));
    const std::string answer = ToHex(Send(domain, "with time", without(8)).GetPayload());
    for (const char* option : {"1b080000", "1908000002000000"})
    {
        const auto place = sent.find(option);
        NS_TEST_ASSERT_MSG_EQ((place != std::string::npos), true, option);
        const bool isEchoed = answer.find(sent.substr(place, 20)) != std::string::npos;
        NS_TEST_EXPECT_MSG_EQ(isEchoed, true, option << " in " << answer);
    }
}

void
RequestTestCase::TestFlags(Domain& domain)
{
    // Without P it is a Binding Update, for which nobody has an association.
    for (const unsigned flags : {0x8000, 0xc000, 0x0000, 0xfdff})
    {
        Request request;
        request.flags = static_cast<uint16_t>(flags);
        ExpectSilence(domain,
                      "anchor: no-security-association",
                      "flags " + std::to_string(flags),
                      PEER,
                      ANCHOR,
                      WithChecksum(domain.MakeUpdate(request), PEER, ANCHOR));
    }
    // RFC 8885, 4.1: D at an anchor that is no central database.
    Request distributed;
    distributed.flags = 0x8210;
    distributed.identifier = ROAMER;
    ExpectRefusal(domain, distributed, 129, MakePrefixOption("::/0"));
}

void
RequestTestCase::TestPeers(Domain& domain)
{
    for (const auto& identifier : {RESIDENT, ROAMER, std::string("nobody@example.com")})
    {
        for (const auto& source : {STRANGER, SILENT, domain.GetResidentAddress(), ANCHOR})
        {
            for (const uint16_t lifetime : {75, 0})
            {
                Request request;
                request.identifier = identifier;
                request.lifetime = lifetime;
                const Octets octets = WithChecksum(domain.MakeUpdate(request), source, ANCHOR);
                if (source == ANCHOR)
                {
                    // From its own address: never on the wire to it, so the stranger spoofs it.
                    domain.Inject(domain.GetNode(STRANGER), source, ANCHOR, octets);
                    domain.Run(MilliSeconds(10));
                    NS_TEST_EXPECT_MSG_EQ(Join(domain.TakeRefusals()),
                                          "anchor: no-security-association",
                                          "own address");
                    continue;
                }
                ExpectSilence(domain,
                              "anchor: no-security-association",
                              identifier,
                              source,
                              ANCHOR,
                              octets);
            }
        }
    }
    // A gateway does not take requests, whoever sends them.
    for (const auto& source : {ANCHOR, PEER, STRANGER})
    {
        ExpectSilence(domain,
                      "gateway: no-security-association",
                      "request to a gateway",
                      source,
                      GATEWAY,
                      WithChecksum(domain.MakeUpdate(Request()), source, GATEWAY));
    }
    // An anchor does not take answers or Binding Refresh Requests.
    ExpectSilence(domain,
                  "anchor: no-security-association",
                  "answer to an anchor",
                  PEER,
                  ANCHOR,
                  WithChecksum(MakeHeader(6, Hex("0020 004d 004b")), PEER, ANCHOR));
    ExpectSilence(domain,
                  "anchor: no-security-association",
                  "refresh request",
                  PEER,
                  ANCHOR,
                  WithChecksum(MakeHeader(0, Hex("0000")), PEER, ANCHOR));
}

void
RequestTestCase::TestNodes(Domain& domain)
{
    const Octets all = MakePrefixOption("::/0");
    Request request;
    for (const auto& identifier : {std::string("nobody@example.com"),
                                   FOREIGN,
                                   RESIDENT + "x",
                                   RESIDENT.substr(1),
                                   std::string("RESIDENT@EXAMPLE.COM"),
                                   std::string(254, 'x'),
                                   std::string("\0\xff\n \"%s", 8)})
    {
        request.identifier = identifier;
        ExpectRefusal(domain, request, 153, all);
    }
    request.identifier = FORBIDDEN;
    ExpectRefusal(domain, request, 152, all);
    // The same octets of another subtype mean another node (RFC 4283, 3).
    for (const uint8_t subtype : {0, 2, 255})
    {
        Request other;
        other.without = {{8, true}};
        other.more = MakeOption(8, Octets{subtype} + FromText(RESIDENT));
        const auto refused = Send(domain, "another subtype", other);
        NS_TEST_EXPECT_MSG_EQ(Join(refused.refusals),
                              "anchor: status 153 [" + std::to_string(subtype) + "]" + RESIDENT,
                              "another subtype");
        NS_TEST_EXPECT_MSG_EQ(refused.answers.size(), 1, "another subtype");
    }
    // To de-register what was never registered: ignored (RFC 5213, 5.4.1).
    request.identifier = ROAMER;
    request.lifetime = 0;
    const auto outcome = Send(domain, "de-registration", request);
    NS_TEST_EXPECT_MSG_EQ(Join(outcome.refusals),
                          "anchor: ignored deregistration-of-no-session",
                          "de-registration");
    NS_TEST_EXPECT_MSG_EQ(outcome.answers.size(), 0, "de-registration");
}

void
RequestTestCase::TestPrefixes(Domain& domain)
{
    std::ostringstream resident;
    resident << domain.GetResidentPrefix();
    Request request;
    for (const auto& identifier : {ROAMER, ABSENT})
    {
        for (const std::string& prefix : {resident.str(),                 // of another, registered
                                          std::string("fd00:3::/64"),     // of nobody's pool
                                          std::string("fd00:1::/48"),     // the pool itself
                                          std::string("fd00:1:0:5::/65"), // wrong lengths
                                          std::string("fd00:1:0:4::/63"),
                                          std::string("fd00:1:0:5::1/128"),
                                          std::string("fe80::/64"),
                                          std::string("ff02::/16")})
        {
            request.identifier = identifier;
            request.prefixes = {prefix};
            ExpectRefusal(domain, request, 155, MakePrefixOption(prefix));
        }
    }
    // Reserved for a node that is not registered.
    request.identifier = ROAMER;
    for (const char* prefix : {"fd00:1:0:beef::/64", "fd00:2::/64"})
    {
        request.prefixes = {prefix};
        ExpectRefusal(domain, request, 155, MakePrefixOption(prefix));
    }
    // Among prefixes of its own one that is not, wherever it stands; and one named twice.
    request.identifier = ABSENT;
    const std::vector<std::vector<std::string>> sets = {
        {"fd00:1:0:beef::/64", "fd00:3::/64"},
        {"fd00:3::/64", "fd00:1:0:beef::/64"},
        {"fd00:1:0:beef::/64", "fd00:2::/64", resident.str()},
        {"fd00:1:0:beef::/64", "fd00:1:0:beef::/64"},
        {"fd00:2::/64", "fd00:2::/64"},
        {"fd00:1:0:77::/64", "fd00:1:0:77::/64"},
    };
    for (const auto& set : sets)
    {
        request.prefixes = set;
        Octets options;
        for (const auto& prefix : set)
        {
            options = options + MakePrefixOption(prefix);
        }
        ExpectRefusal(domain, request, 155, options);
    }
    // None of these is lost by that.
    request.prefixes = {"fd00:1:0:beef::/64", "fd00:2::/64", "fd00:1:0:77::/64"};
    domain.Inject(domain.GetNode(PEER),
                  PEER,
                  ANCHOR,
                  WithChecksum(domain.MakeUpdate(request), PEER, ANCHOR));
    domain.Run(MilliSeconds(10));
    const auto sessions = domain.anchor->GetBindingCache().FindByMobileNode(ABSENT);
    NS_TEST_EXPECT_MSG_EQ(sessions.size(), 1, "its own prefixes are still to be had");
    const std::size_t count = sessions.empty() ? 0 : sessions.front()->prefixes.size();
    NS_TEST_EXPECT_MSG_EQ(count, 3, "all of them");
}

void
RequestTestCase::TestPrefixSet(Domain& domain)
{
    std::ostringstream text;
    text << domain.GetResidentPrefix();
    const std::string own = text.str();
    // What another node has registered is refused as such, alone or beside the node's own.
    Request other;
    other.identifier = ROAMER;
    other.prefixes = {"fd00:1:0:99::/64"};
    domain.Inject(domain.GetNode(PEER),
                  PEER,
                  ANCHOR,
                  WithChecksum(domain.MakeUpdate(other), PEER, ANCHOR));
    domain.Run(MilliSeconds(10));
    domain.TakeAnswers();
    other.identifier = RESIDENT;
    ExpectRefusal(domain, other, 155, MakePrefixOption(other.prefixes[0]));
    other.prefixes = {own, other.prefixes[0]};
    ExpectRefusal(domain, other, 155, MakePrefixOption(own) + MakePrefixOption(other.prefixes[1]));
    const std::vector<std::vector<std::string>> sets = {{own, "fd00:1:0:77::/64"},
                                                        {"fd00:1:0:77::/64", own},
                                                        {own, "fd00:3::/64"},
                                                        {own, own}};
    for (const auto& set : sets)
    {
        Request request;
        request.prefixes = set;
        // The sequence scheme has no window here: any number ahead of the resident's.
        request.sequence = 77;
        const Octets options = MakePrefixOption(set[0]) + MakePrefixOption(set[1]);
        ExpectRefusal(domain, request, 159, options);
        // The same to end the session.
        request.lifetime = 0;
        ExpectRefusal(domain, request, 159, options);
    }
}

void
RequestTestCase::TestManyPrefixes(Domain& domain)
{
    // Without alignment a header holds more prefixes than the answer, which is aligned.
    for (const unsigned count : {65U, 84U, 98U})
    {
        Request request;
        request.identifier = ROAMER;
        request.without = {{25, true}, {27, true}};
        for (unsigned i = 0; i < count; ++i)
        {
            request.prefixes.push_back("fd00:1:0:" + std::to_string(1000 + i) + "::/64");
        }
        for (const bool isNamed : {true, false})
        {
            request.without[8] = true;
            if (isNamed)
            {
                request.without.erase(8);
            }
            const auto outcome = Send(domain, std::to_string(count), request);
            NS_TEST_EXPECT_MSG_EQ(outcome.refusals.size(), 1, count << " prefixes");
        }
    }
}

void
RequestTestCase::TestSecondInterface(Domain& domain)
{
    Request request;
    request.identifier = ABSENT;
    domain.Inject(domain.GetNode(PEER),
                  PEER,
                  ANCHOR,
                  WithChecksum(domain.MakeUpdate(request), PEER, ANCHOR));
    domain.Run(MilliSeconds(10));
    domain.TakeAnswers();
    const auto sessions = domain.anchor->GetBindingCache().FindByMobileNode(ABSENT);
    NS_TEST_ASSERT_MSG_EQ(sessions.size(), 1, "registered");
    const auto first = sessions.front()->prefixes;
    // Another interface: with no prefix of the profile left it gets one of the pool (RFC
    // 5213, 5.3.2, 1), and what the first has is not touched.
    request.linkLayer = Hex("02000000090a");
    request.handoff = 1;
    request.sequence = 78;
    domain.Inject(domain.GetNode(PEER),
                  PEER,
                  ANCHOR,
                  WithChecksum(domain.MakeUpdate(request), PEER, ANCHOR));
    domain.Run(MilliSeconds(10));
    const auto both = domain.anchor->GetBindingCache().FindByMobileNode(ABSENT);
    NS_TEST_EXPECT_MSG_EQ(both.size(), 2, "a session for each interface (5.4)");
    if (both.size() != 2)
    {
        return;
    }
    const bool isFirst = both[0]->prefixes == first;
    NS_TEST_EXPECT_MSG_EQ((isFirst || both[1]->prefixes == first), true, "the first has its own");
    NS_TEST_EXPECT_MSG_EQ(both[isFirst ? 1 : 0]->prefixes.size(), 1, "PrefixesPerSession");
}

void
RequestTestCase::TestCareOfAddresses(Domain& domain)
{
    // RFC 6275, 6.1.7: a care-of address that is not unicast routable is silently discarded.
    for (const char* address : {"::", "::1", "ff02::1", "ff0e::1", "fe80::1"})
    {
        for (const auto& identifier : {RESIDENT, ROAMER})
        {
            for (const uint16_t lifetime : {75, 0})
            {
                Request request;
                request.identifier = identifier;
                request.lifetime = lifetime;
                request.more = MakeOption(3, FromAddress(address));
                const auto outcome = Send(domain, address, request);
                NS_TEST_EXPECT_MSG_EQ(Join(outcome.refusals),
                                      "anchor: ignored care-of-address-not-unicast-routable",
                                      address);
                NS_TEST_EXPECT_MSG_EQ(outcome.answers.size(), 0, address);
            }
        }
    }
}

void
RequestTestCase::TestAlternateCareOf(Domain& domain)
{
    // RFC 5213, 5.3.6: the binding goes to the alternate address, the answer to the source.
    Request request;
    request.identifier = ROAMER;
    request.more = MakeOption(3, FromAddress("fd00:c::99"));
    const auto send = [&domain, &request] {
        domain.Inject(domain.GetNode(PEER),
                      PEER,
                      ANCHOR,
                      WithChecksum(domain.MakeUpdate(request), PEER, ANCHOR));
        domain.Run(MilliSeconds(10));
        return domain.TakeAnswers().size();
    };
    NS_TEST_EXPECT_MSG_EQ(send(), 1, "answered to its source");
    const auto sessions = domain.anchor->GetBindingCache().FindByMobileNode(ROAMER);
    NS_TEST_EXPECT_MSG_EQ(sessions.size(), 1, "registered");
    const Ipv6Address careOf = sessions.empty() ? Ipv6Address() : sessions.front()->proxyCareOf;
    NS_TEST_EXPECT_MSG_EQ(careOf, Ipv6Address("fd00:c::99"), "the alternate address is used");
    domain.TakeRefusals();
    // RFC 5213, 5.3.5: without the option the source counts, which is another gateway.
    Request other = request;
    other.more.clear();
    other.lifetime = 0;
    const auto outcome = Send(domain, "de-registration", other);
    NS_TEST_EXPECT_MSG_EQ(Join(outcome.refusals),
                          "anchor: ignored deregistration-not-from-proxy-care-of-address",
                          "de-registration");
    NS_TEST_EXPECT_MSG_EQ(domain.TrafficPasses(), true, "the resident's traffic");
}

void
RequestTestCase::TestCareOfWithin(Domain& domain)
{
    // Tunnels that lead back to the anchor, or into a home network prefix, end somewhere.
    std::ostringstream text;
    text << domain.GetResidentPrefix();
    uint16_t sequence = 100;
    for (const auto& address : {ANCHOR, domain.GetResidentAddress(), Ipv6Address("fd00:1:0:9::1")})
    {
        Request request;
        request.identifier = ABSENT;
        request.sequence = sequence++;
        request.more = MakeOption(3, FromAddress(address));
        domain.Inject(domain.GetNode(PEER),
                      PEER,
                      ANCHOR,
                      WithChecksum(domain.MakeUpdate(request), PEER, ANCHOR));
        domain.Run(MilliSeconds(10));
        for (const char* destination : {"fd00:1:0:beef::1", "fd00:2::1"})
        {
            domain.Inject(domain.GetNode(STRANGER), STRANGER, destination, Octets(100), 59);
        }
        domain.Run(MilliSeconds(500));
        NS_TEST_EXPECT_MSG_EQ(domain.TrafficPasses(), true, "care-of address " << address);
    }
}

void
RequestTestCase::TestOvertaken(Domain& domain)
{
    const auto send =
        [&domain](const Ipv6Address& gateway, uint8_t handoff, const char* interface) {
            static uint16_t sequence = 100;
            Request request;
            request.identifier = ROAMER;
            request.sequence = sequence++;
            request.handoff = handoff;
            request.linkLayer = Hex(interface);
            domain.Inject(domain.GetNode(gateway),
                          gateway,
                          ANCHOR,
                          WithChecksum(domain.MakeUpdate(request), gateway, ANCHOR));
            domain.Run(MilliSeconds(10));
        };
    send(PEER, 1, "02000000000a");
    // It waits for a de-registration; meanwhile the node goes on to where the link knows more.
    send(PEER, 4, "02000000000b");
    NS_TEST_EXPECT_MSG_EQ(domain.anchor->GetBindingCache().FindByMobileNode(ROAMER).size(),
                          1,
                          "the request waits");
    send(GATEWAY, 1, "02000000000b");
    domain.Run(Seconds(3));
    for (const auto* session : domain.anchor->GetBindingCache().FindByMobileNode(ROAMER))
    {
        const bool isSecond = session->linkLayer.GetOctets() == Hex("02000000000b");
        NS_TEST_EXPECT_MSG_EQ(session->proxyCareOf,
                              (isSecond ? GATEWAY : PEER),
                              "the gateway of the last request of each interface");
    }
    NS_TEST_EXPECT_MSG_EQ(domain.anchor->GetBindingCache().FindByMobileNode(ROAMER).size(),
                          2,
                          "a session each");
}

/// The suite.
class BadRegistrationTestSuite : public TestSuite
{
  public:
    BadRegistrationTestSuite()
        : TestSuite("pmipv6-refused-registrations")
    {
        const auto add = [this](const std::string& name, RequestTestCase::Body body) {
            AddTestCase(new RequestTestCase(name, body));
        };
        add("without a mandatory option", &RequestTestCase::TestMissingOptions);
        add("flags", &RequestTestCase::TestFlags);
        add("from whom nothing is accepted", &RequestTestCase::TestPeers);
        add("of nodes unknown or not allowed", &RequestTestCase::TestNodes);
        add("for prefixes that are not the node's", &RequestTestCase::TestPrefixes);
        add("for another set of prefixes than registered", &RequestTestCase::TestPrefixSet);
        add("for more prefixes than an answer holds", &RequestTestCase::TestManyPrefixes);
        add("for a second interface of a node of fixed prefixes",
            &RequestTestCase::TestSecondInterface);
        add("with a care-of address that is none", &RequestTestCase::TestCareOfAddresses);
        add("with an Alternate Care-of Address", &RequestTestCase::TestAlternateCareOf);
        add("with a care-of address that leads in a circle", &RequestTestCase::TestCareOfWithin);
        add("that waits, and is overtaken by a later one", &RequestTestCase::TestOvertaken);
    }
};

BadRegistrationTestSuite g_badRegistrationTestSuite; //!< the suite

} // namespace
