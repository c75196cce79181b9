/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * @ingroup pmipv6-tests
 * Octets that are no message: RFC 6275, 9.2 at an anchor and a gateway that serve a node meanwhile.
 */

#include "../fixtures/pmipv6-refused-messages-fixture.h"

#include "ns3/pmipv6-function-callback.h"

using namespace ns3;
using namespace ns3::pmipv6;
using namespace ns3::pmipv6::badinput;

namespace
{

/// One test: a function that gets a fresh domain.
class OctetsTestCase : public BadInputTestCase
{
  public:
    /// What a test does.
    using Body = void (OctetsTestCase::*)(Domain&);

    /**
     * @param name its name
     * @param body what it does
     */
    OctetsTestCase(const std::string& name, Body body)
        : BadInputTestCase(name),
          m_body(body)
    {
    }

    void TestTruncated(Domain& domain);
    void TestCut(Domain& domain);
    void TestOverlong(Domain& domain);
    void TestChecksum(Domain& domain);
    void TestPayloadProto(Domain& domain);
    void TestHeaderLen(Domain& domain);
    void TestUnknownType(Domain& domain);
    void TestErrorRate(Domain& domain);
    void TestBindingError(Domain& domain);
    void TestUnknownOptions(Domain& domain);
    void TestBadOptions(Domain& domain);
    void TestAddresses(Domain& domain);
    void TestNames(Domain& domain);

  private:
    void DoRun() override
    {
        Domain domain;
        NS_TEST_ASSERT_MSG_EQ(domain.TrafficPasses(), true, "the domain works");
        (this->*m_body)(domain);
    }

    /**
     * Check an ICMPv6 Parameter Problem, code 0.
     *
     * @param outcome what came of it
     * @param source of the bad packet
     * @param destination of the bad packet
     * @param octets its payload
     * @param pointer expected
     */
    void ExpectParameterProblem(const Outcome& outcome,
                                const Ipv6Address& source,
                                const Ipv6Address& destination,
                                const Octets& octets,
                                uint32_t pointer);

    Body m_body; //!< what it does
};

/// @return a Proxy Binding Acknowledgement for the resident node that nobody asked for
Octets
MakeAnswer()
{
    return MakeHeader(6,
                      Hex("00 20 0001 004b") + MakeOption(8, Octets{1} + FromText(RESIDENT)) +
                          MakePrefixOption("fd00:1::/64") + Hex("1702 0004 1802 0001"));
}

void
OctetsTestCase::TestTruncated(Domain& domain)
{
    for (const auto& source : {PEER, STRANGER})
    {
        const Octets whole = WithChecksum(domain.MakeUpdate(Request()), source, ANCHOR);
        for (std::size_t size = 0; size < whole.size(); ++size)
        {
            ExpectSilence(domain,
                          size < 8 ? "anchor: too-short" : "anchor: truncated",
                          "request of " + std::to_string(size),
                          source,
                          ANCHOR,
                          Octets(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size)));
        }
    }
    const Octets whole = WithChecksum(MakeAnswer(), ANCHOR, GATEWAY);
    for (std::size_t size = 0; size < whole.size(); ++size)
    {
        ExpectSilence(domain,
                      size < 8 ? "gateway: too-short" : "gateway: truncated",
                      "answer of " + std::to_string(size),
                      ANCHOR,
                      GATEWAY,
                      Octets(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size)));
    }
}

/// Cut, with Header Len and checksum as if the message had been meant so.
void
OctetsTestCase::TestCut(Domain& domain)
{
    const std::size_t size = domain.MakeUpdate(Request()).size();
    NS_TEST_ASSERT_MSG_EQ(size % 8, 0, "a request is a multiple of 8");
    for (std::size_t cut = 8; cut < size; cut += 8)
    {
        Octets octets = domain.MakeUpdate(Request());
        octets.resize(cut);
        octets[1] = static_cast<uint8_t>(cut / 8 - 1);
        const auto outcome = Try(domain,
                                 "cut at " + std::to_string(cut),
                                 PEER,
                                 ANCHOR,
                                 WithChecksum(octets, PEER, ANCHOR));
        NS_TEST_EXPECT_MSG_EQ(outcome.refusals.size(), 1, "cut at " << cut);
    }
}

void
OctetsTestCase::TestOverlong(Domain& domain)
{
    // RFC 8200, 4.7: octets behind the last header are ignored.
    Request unknown;
    unknown.identifier = "nobody@example.com";
    for (const std::size_t extra : {1, 2, 7, 8, 9, 64, 255, 1000, 3000})
    {
        const Octets octets = WithChecksum(domain.MakeUpdate(unknown), PEER, ANCHOR);
        const auto outcome =
            Try(domain, "overlong", PEER, ANCHOR, octets + Octets(extra, uint8_t{0xa5}));
        NS_TEST_EXPECT_MSG_EQ(Join(outcome.refusals),
                              "anchor: status 153 nobody@example.com",
                              extra);
        NS_TEST_EXPECT_MSG_EQ(outcome.answers.size(), 1, extra);
    }
    // The longest of all, of nothing but Pad1.
    const Octets longest = MakeHeader(5, Hex("0001 8200 004b") + Octets(2048 - 12));
    NS_TEST_ASSERT_MSG_EQ(longest.size(), 2048, "Header Len 255");
    const auto outcome = Try(domain, "longest", PEER, ANCHOR, WithChecksum(longest, PEER, ANCHOR));
    NS_TEST_EXPECT_MSG_EQ(Join(outcome.refusals), "anchor: status 160 ", "longest");
    // Header Len names more than there is.
    for (unsigned length : {20, 100, 255})
    {
        Octets octets = domain.MakeUpdate(unknown);
        octets[1] = static_cast<uint8_t>(length);
        ExpectSilence(domain,
                      "anchor: truncated",
                      "Header Len",
                      PEER,
                      ANCHOR,
                      WithChecksum(octets, PEER, ANCHOR));
    }
}

void
OctetsTestCase::TestChecksum(Domain& domain)
{
    const auto make = [&domain] {
        return WithChecksum(domain.MakeUpdate(Request()), PEER, ANCHOR);
    };
    const std::size_t size = make().size();
    for (std::size_t bit = 0; bit < 8 * size; ++bit)
    {
        Octets octets = make();
        octets[bit / 8] ^= static_cast<uint8_t>(0x80 >> (bit % 8));
        const bool isLonger = bit / 8 == 1 && (octets[1] + std::size_t{1}) * 8 > size;
        ExpectSilence(domain,
                      isLonger ? "anchor: truncated" : "anchor: bad-checksum",
                      "bit " + std::to_string(bit),
                      PEER,
                      ANCHOR,
                      octets);
    }
    for (const uint8_t value : {0x00, 0xff})
    {
        Octets octets = make();
        octets[4] = octets[5] = value;
        ExpectSilence(domain, "anchor: bad-checksum", "constant", PEER, ANCHOR, octets);
    }
    // Right for other addresses.
    const Octets octets = domain.MakeUpdate(Request());
    for (const Octets& other :
         {WithChecksum(octets, STRANGER, ANCHOR), WithChecksum(octets, PEER, GATEWAY)})
    {
        ExpectSilence(domain, "anchor: bad-checksum", "addresses", PEER, ANCHOR, other);
    }
    Octets answer = WithChecksum(MakeAnswer(), ANCHOR, GATEWAY);
    ++answer[5];
    ExpectSilence(domain, "gateway: bad-checksum", "answer", ANCHOR, GATEWAY, answer);
    // RFC 6275, 9.2: the checksum is looked at before type and Payload Proto, and silently.
    Octets unknown = WithChecksum(MakeHeader(200, {}), STRANGER, ANCHOR);
    ++unknown[4];
    ExpectSilence(domain, "anchor: bad-checksum", "unknown type", STRANGER, ANCHOR, unknown);
    Octets payload = octets;
    payload[0] = 58;
    payload = WithChecksum(payload, PEER, ANCHOR);
    ++payload[4];
    ExpectSilence(domain, "anchor: bad-checksum", "Payload Proto", PEER, ANCHOR, payload);
}

void
OctetsTestCase::ExpectParameterProblem(const Outcome& outcome,
                                       const Ipv6Address& source,
                                       const Ipv6Address& destination,
                                       const Octets& octets,
                                       uint32_t pointer)
{
    NS_TEST_EXPECT_MSG_EQ(outcome.answers.size(), 1, "one Parameter Problem");
    // RFC 4443, 3.4: type 4, code 0, checksum, pointer, as much of the packet as fits.
    const Octets expected = WithChecksum(Octets{4, 0, 0, 0} + Number(pointer, 4) +
                                             MakePacket(source, destination, 135, octets),
                                         destination,
                                         source,
                                         58);
    const Octets answer = outcome.GetAnswer();
    NS_TEST_EXPECT_MSG_EQ(ToHex(Octets(answer.begin() + 8, answer.begin() + 40)),
                          ToHex(FromAddress(destination) + FromAddress(source)),
                          "addresses");
    NS_TEST_EXPECT_MSG_EQ(ToHex(outcome.GetPayload()), ToHex(expected), "Parameter Problem");
}

void
OctetsTestCase::TestPayloadProto(Domain& domain)
{
    for (const auto& [source, destination, refusal] :
         {std::make_tuple(PEER, ANCHOR, "anchor: bad-payload-proto"),
          std::make_tuple(STRANGER, ANCHOR, "anchor: bad-payload-proto"),
          std::make_tuple(STRANGER, GATEWAY, "gateway: bad-payload-proto")})
    {
        for (const uint8_t payload : {0, 6, 17, 58, 60, 135, 255})
        {
            Octets octets = domain.MakeUpdate(Request());
            octets[0] = payload;
            octets = WithChecksum(octets, source, destination);
            const auto outcome = Try(domain, "Payload Proto", source, destination, octets);
            NS_TEST_EXPECT_MSG_EQ(Join(outcome.refusals), refusal, unsigned{payload});
            ExpectParameterProblem(outcome, source, destination, octets, 40);
            domain.Run(Seconds(1));
        }
    }
    // One answer in octets, made by hand: a Binding Refresh Request with Payload Proto 58, whose
    // checksum is the complement of fd00+c+21+fd00+c+1+8+87+3a00 = 34cb; that of the answer is the
    // complement of e590.
    const Octets octets = Hex("3a000000 cb34 0000");
    NS_TEST_EXPECT_MSG_EQ(ToHex(WithChecksum(octets, STRANGER, ANCHOR)),
                          ToHex(octets),
                          "checksum by hand");
    const auto outcome = Try(domain, "by hand", STRANGER, ANCHOR, octets);
    NS_TEST_EXPECT_MSG_EQ(ToHex(outcome.GetAnswer()),
                          ToHex(Hex("60000001 0038 3aff"
                                    "fd00000c000000000000000000000001"
                                    "fd00000c000000000000000000000021"
                                    "0400 1a6f 00000028"
                                    "60000001 0008 8740"
                                    "fd00000c000000000000000000000021"
                                    "fd00000c000000000000000000000001"
                                    "3a000000 cb34 0000")),
                          "by hand");
}

void
OctetsTestCase::TestHeaderLen(Domain& domain)
{
    // RFC 6275, 6.1.7, 6.1.8 and 6.1.9: the fixed parts end at 12, 12 and 24 octets.
    const std::vector<std::pair<unsigned, std::size_t>> tooShort = {{5, 8},
                                                                    {6, 8},
                                                                    {7, 8},
                                                                    {7, 16}};
    for (const auto& [type, size] : tooShort)
    {
        Octets octets = {59, static_cast<uint8_t>(size / 8 - 1), static_cast<uint8_t>(type)};
        octets.resize(size);
        octets = WithChecksum(octets, STRANGER, GATEWAY);
        const auto outcome = Try(domain, "Header Len", STRANGER, GATEWAY, octets);
        NS_TEST_EXPECT_MSG_EQ(Join(outcome.refusals), "gateway: bad-header-len", type);
        ExpectParameterProblem(outcome, STRANGER, GATEWAY, octets, 41);
        domain.Run(Seconds(1));
    }
}

void
OctetsTestCase::TestUnknownType(Domain& domain)
{
    for (unsigned type = 0; type < 256; ++type)
    {
        const bool isKnown =
            type == 0 || (type >= 5 && type <= 7) || type == 11 || type == 13 || type == 16;
        // RFC 6275, 9.2: the type is looked at before Payload Proto and Header Len.
        Octets octets = MakeHeader(static_cast<uint8_t>(type), {});
        octets[0] = isKnown || type % 2 == 0 ? 59 : 58;
        if (isKnown && type != 0)
        {
            continue;
        }
        const auto source = type % 3 == 0 ? PEER : STRANGER;
        const auto outcome =
            Try(domain, "type", source, ANCHOR, WithChecksum(octets, source, ANCHOR));
        domain.Run(MilliSeconds(500)); // No more than the rate allows, all before the refresh.
        if (isKnown)
        {
            NS_TEST_EXPECT_MSG_EQ(Join(outcome.refusals), "anchor: no-security-association", type);
            NS_TEST_EXPECT_MSG_EQ(outcome.answers.size(), 0, type);
            continue;
        }
        NS_TEST_EXPECT_MSG_EQ(Join(outcome.refusals), "anchor: unknown-message-type", type);
        NS_TEST_EXPECT_MSG_EQ(outcome.answers.size(), 1, type);
        // RFC 6275, 6.1.9: status 2, home address :: as there was no Home Address option.
        const Octets expected =
            WithChecksum(Hex("3b 02 07 00 0000 02 00") + Octets(16), ANCHOR, source);
        NS_TEST_EXPECT_MSG_EQ(ToHex(outcome.GetAnswer()),
                              ToHex(MakePacket(ANCHOR, source, 135, expected)),
                              type);
    }
    // Nobody on the anchor takes MH Type 11: so it is, too, where no message has the subtype, or
    // the rest is bad.
    for (const char* octets : {"3b000b00 0000 0000", "3a000b00 0000 0000", "3b000b00 0000 1000"})
    {
        const auto outcome =
            Try(domain, octets, STRANGER, ANCHOR, WithChecksum(Hex(octets), STRANGER, ANCHOR));
        domain.Run(MilliSeconds(500));
        NS_TEST_EXPECT_MSG_EQ(Join(outcome.refusals), "anchor: unknown-message-type", octets);
        const Octets expected =
            WithChecksum(Hex("3b 02 07 00 0000 02 00") + Octets(16), ANCHOR, STRANGER);
        NS_TEST_EXPECT_MSG_EQ(ToHex(outcome.GetPayload()), ToHex(expected), octets);
    }
    // Whole messages of return routability, which is between mobile nodes and correspondents.
    for (const char* octets : {"3b010100 0000 0000 0123456789abcdef",
                               "3b010200 0000 0000 0123456789abcdef",
                               "3b020300 0000 0001 0123456789abcdef 0123456789abcdef",
                               "3b020400 0000 0001 0123456789abcdef 0123456789abcdef"})
    {
        for (const auto& destination : {ANCHOR, GATEWAY})
        {
            const auto outcome = Try(domain,
                                     octets,
                                     STRANGER,
                                     destination,
                                     WithChecksum(Hex(octets), STRANGER, destination));
            domain.Run(MilliSeconds(500));
            NS_TEST_EXPECT_MSG_EQ(Join(outcome.refusals),
                                  (destination == ANCHOR ? "anchor" : "gateway") +
                                      std::string(": unknown-message-type"),
                                  octets);
            const Octets expected =
                WithChecksum(Hex("3b 02 07 00 0000 02 00") + Octets(16), destination, STRANGER);
            NS_TEST_EXPECT_MSG_EQ(ToHex(outcome.GetPayload()), ToHex(expected), octets);
        }
    }
    // The same by hand: addresses 1fa3a, length and protocol 009f, octets 4402: 3edd, its
    // complement c122.
    const auto outcome = Try(domain,
                             "by hand",
                             STRANGER,
                             ANCHOR,
                             WithChecksum(MakeHeader(200, {}), STRANGER, ANCHOR));
    NS_TEST_EXPECT_MSG_EQ(ToHex(outcome.GetPayload()),
                          ToHex(Hex("3b020700 c122 0200 0000000000000000 0000000000000000")),
                          "by hand");
}

void
OctetsTestCase::TestErrorRate(Domain& domain)
{
    // Three a second to each peer, and again a second after the first.
    const auto send = [&domain, this](const Ipv6Address& source) {
        const auto outcome =
            Try(domain, "rate", source, ANCHOR, WithChecksum(MakeHeader(99, {}), source, ANCHOR));
        NS_TEST_EXPECT_MSG_EQ(Join(outcome.refusals), "anchor: unknown-message-type", "rate");
        return outcome.answers.size();
    };
    std::size_t answers = 0;
    for (int i = 0; i < 10; ++i) // 30 ms each
    {
        answers += send(STRANGER);
    }
    NS_TEST_EXPECT_MSG_EQ(answers, 3, "to one peer within a second");
    NS_TEST_EXPECT_MSG_EQ(send(PEER), 1, "to another peer");
    domain.Run(MilliSeconds(600));
    NS_TEST_EXPECT_MSG_EQ(send(STRANGER), 0, "still within a second");
    domain.Run(MilliSeconds(200));
    NS_TEST_EXPECT_MSG_EQ(send(STRANGER), 1, "a second later");
}

void
OctetsTestCase::TestBindingError(Domain& domain)
{
    // Whatever is wrong with it, a Binding Error is never answered with one.
    for (const auto& source : {PEER, STRANGER})
    {
        for (const uint8_t status : {0, 1, 2, 255})
        {
            ExpectSilence(
                domain,
                "anchor: no-security-association",
                "Binding Error",
                source,
                ANCHOR,
                WithChecksum(MakeHeader(7, Octets{status, 0} + Octets(16)), source, ANCHOR));
        }
        ExpectSilence(
            domain,
            "anchor: option-overrun",
            "Binding Error with a bad option",
            source,
            ANCHOR,
            WithChecksum(MakeHeader(7, Octets{2, 0} + Octets(16) + Hex("16ff 0000 0000 0000")),
                         source,
                         ANCHOR));
    }
    ExpectSilence(domain,
                  "gateway: no-security-association",
                  "Binding Error of the anchor",
                  ANCHOR,
                  GATEWAY,
                  WithChecksum(MakeHeader(7, Octets{2, 0} + Octets(16)), ANCHOR, GATEWAY));
}

void
OctetsTestCase::TestUnknownOptions(Domain& domain)
{
    Request plain;
    plain.identifier = "nobody@example.com";
    plain.without = {{27, true}};
    const auto send = [&](const Request& request) {
        const auto outcome = Try(domain,
                                 "unknown options",
                                 PEER,
                                 ANCHOR,
                                 WithChecksum(domain.MakeUpdate(request), PEER, ANCHOR));
        NS_TEST_EXPECT_MSG_EQ(Join(outcome.refusals),
                              "anchor: status 153 nobody@example.com",
                              "unknown options");
        return outcome.GetPayload();
    };
    const Octets answer = send(plain);
    NS_TEST_EXPECT_MSG_EQ(answer.empty(), false, "answered");
    // They are skipped by their Length, whatever is in them, and not repeated in the answer.
    for (const Octets& options :
         {MakeOption(200, {}),
          MakeOption(255, Octets(255, uint8_t{8})),
          MakeOption(4, Octets(4)) + MakeOption(65, Octets(18)) + MakeOption(200, {22, 18, 0, 64}),
          Octets(7) + MakeOption(1, Octets(9, uint8_t{0x16}))})
    {
        Request request = plain;
        request.more = options;
        NS_TEST_EXPECT_MSG_EQ(ToHex(send(request)), ToHex(answer), ToHex(options));
    }
    // Known to Mobile IPv6 alone: Binding Refresh Advice is no part of a request, and ignored.
    Request request = plain;
    request.more = MakeOption(2, {0, 1});
    NS_TEST_EXPECT_MSG_EQ(ToHex(send(request)), ToHex(answer), "Binding Refresh Advice");
}

void
OctetsTestCase::TestBadOptions(Domain& domain)
{
    const std::vector<std::pair<const char*, const char*>> cases = {
        // At the very end of the header: no Length, a Length of data that is not there.
        {"c8", "option-overrun"},
        {"0000000000000000000016", "option-overrun"},
        {"0812 01", "option-overrun"},
        {"01ff", "option-overrun"},
        {"1612 0040 fd00", "option-overrun"},
        {"c8ff 00", "option-overrun"},
        // Lengths that an option cannot have.
        {"0800 0000", "bad-option-length"},
        {"1611 0040 fd000001000000000000000000000000", "bad-option-length"},
        {"1613 0040 fd000001000000000000000000000000 00", "bad-option-length"},
        {"1600 0000", "bad-option-length"},
        {"1701 00 00", "bad-option-length"},
        {"1703 000400 00", "bad-option-length"},
        {"1800 0000", "bad-option-length"},
        {"1901 00 00", "bad-option-length"},
        {"1b07 00000000000000", "bad-option-length"},
        {"1a0f 000000000000000000000000000000", "bad-option-length"},
        {"0304 fd000001", "bad-option-length"},
        // A prefix length above 128.
        {"1612 0081 fd000001000000000000000000000000", "bad-option-value"},
        {"1612 00ff fd000001000000000000000000000000", "bad-option-value"},
    };
    for (const auto& [options, reason] : cases)
    {
        for (const auto& source : {PEER, STRANGER})
        {
            Octets octets = Octets{59, 0, 5, 0, 0, 0} + Hex("0001 8200 004b");
            // Pad1 in front, so that the header ends right behind the options.
            const std::size_t size = octets.size() + Hex(options).size();
            octets = octets + Octets((8 - size % 8) % 8) + Hex(options);
            octets[1] = static_cast<uint8_t>(octets.size() / 8 - 1);
            ExpectSilence(domain,
                          std::string("anchor: ") + reason,
                          options,
                          source,
                          ANCHOR,
                          WithChecksum(octets, source, ANCHOR));
        }
    }
}

void
OctetsTestCase::TestAddresses(Domain& domain)
{
    Octets payload = domain.MakeUpdate(Request());
    payload[0] = 58;
    const Octets shortHeader = Hex("3b000500 0000 0000");
    const Octets unknown = MakeHeader(99, {});
    // RFC 6275, 9.3.3 and RFC 4443, 2.4 (e): errors go to a unicast address only.
    for (const char* text : {"::", "ff02::1", "ff0e::1", "ff02::2"})
    {
        const Ipv6Address source(text);
        const auto send = [&](const std::string& refusal, const Octets& octets) {
            const auto outcome =
                Try(domain, text, source, ANCHOR, WithChecksum(octets, source, ANCHOR));
            NS_TEST_EXPECT_MSG_EQ(Join(outcome.refusals), refusal, text);
            NS_TEST_EXPECT_MSG_EQ(outcome.answers.size(), 0, text << ": answered");
        };
        send("anchor: no-security-association", domain.MakeUpdate(Request()));
        send("anchor: bad-payload-proto", payload);
        send("anchor: bad-header-len", shortHeader);
        send("anchor: unknown-message-type", unknown);
    }
    // To a multicast address: nothing is answered, nothing taken.
    const Ipv6Address all("ff02::1");
    for (const auto& source : {PEER, STRANGER})
    {
        const auto send = [&](const std::string& refusal, const Octets& octets) {
            domain.TakeRefusals();
            const auto outcome =
                Try(domain, "multicast", source, all, WithChecksum(octets, source, all));
            NS_TEST_EXPECT_MSG_EQ(Join(outcome.refusals), refusal, "multicast from " << source);
            NS_TEST_EXPECT_MSG_EQ(outcome.answers.size(), 0, "multicast: answered");
        };
        send(source == PEER ? "anchor: nobody-takes-it" : "anchor: no-security-association",
             domain.MakeUpdate(Request()));
        send("anchor: bad-payload-proto", payload);
        send("anchor: bad-header-len", shortHeader);
        send("anchor: unknown-message-type", unknown);
    }
}

void
OctetsTestCase::TestNames(Domain& domain)
{
    std::vector<std::string> names;
    MobilitySignaling::Install(domain.GetNode(ANCHOR))
        ->TraceConnectWithoutContext(
            "Dropped",
            MakeFunctionCallback<const SignalingEvent&>(
                [&names](const SignalingEvent& event) { names.push_back(event.name); }));
    Octets update = domain.MakeUpdate(Request());
    update[0] = 58;
    for (const Octets& octets : {WithChecksum(update, STRANGER, ANCHOR),
                                 WithChecksum(Hex("3b010500 0000 0001 8200 004b c8ff 0000"),
                                              STRANGER,
                                              ANCHOR),
                                 WithChecksum(MakeAnswer(), STRANGER, ANCHOR) + Octets(8),
                                 WithChecksum(Hex("3b001000 0000 0200"), STRANGER, ANCHOR),
                                 WithChecksum(MakeHeader(200, {}), STRANGER, ANCHOR)})
    {
        Try(domain, "names", STRANGER, ANCHOR, octets);
    }
    const std::vector<std::string> expected{"ProxyBindingUpdate",
                                            "ProxyBindingUpdate",
                                            "ProxyBindingAcknowledgement",
                                            "BindingRevocationAcknowledgement",
                                            "Unknown"};
    NS_TEST_EXPECT_MSG_EQ((names == expected), true, "what is refused has its name: " << Join(names));
}

/// The suite.
class BadInputTestSuite : public TestSuite
{
  public:
    BadInputTestSuite()
        : TestSuite("pmipv6-refused-messages")
    {
        const auto add = [this](const std::string& name, OctetsTestCase::Body body) {
            AddTestCase(new OctetsTestCase(name, body));
        };
        add("truncated at every length", &OctetsTestCase::TestTruncated);
        add("cut, with Header Len and checksum to match", &OctetsTestCase::TestCut);
        add("longer than its Header Len", &OctetsTestCase::TestOverlong);
        add("wrong checksum", &OctetsTestCase::TestChecksum);
        add("wrong Payload Proto", &OctetsTestCase::TestPayloadProto);
        add("Header Len too small", &OctetsTestCase::TestHeaderLen);
        add("unknown MH Type", &OctetsTestCase::TestUnknownType);
        add("rate of Binding Errors", &OctetsTestCase::TestErrorRate);
        add("Binding Errors are not answered", &OctetsTestCase::TestBindingError);
        add("unknown options", &OctetsTestCase::TestUnknownOptions);
        add("options that overrun or have a wrong length", &OctetsTestCase::TestBadOptions);
        add("sources and destinations that are not unicast", &OctetsTestCase::TestAddresses);
        add("names of what is refused", &OctetsTestCase::TestNames);
    }
};

BadInputTestSuite g_badInputTestSuite; //!< the suite

} // namespace
