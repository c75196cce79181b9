/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * @ingroup pmipv6-tests
 * Answers that a gateway must ignore, or take for a refusal (RFC 5213, 6.9.1.2).
 */

#include "../fixtures/pmipv6-refused-messages-fixture.h"

#include <sstream>

using namespace ns3;
using namespace ns3::pmipv6;
using namespace ns3::pmipv6::badinput;

namespace
{

/// What an answer's octets are made of.
struct Answer
{
    uint8_t status{0};                                //!< status
    uint8_t flags{0x20};                              //!< P
    uint16_t sequence{0};                             //!< sequence number
    uint16_t lifetime{75};                            //!< units of 4 s
    std::string identifier{FOREIGN};                  //!< MN-Identifier; empty: no option
    Octets linkLayer;                                 //!< empty: no option
    std::vector<std::string> prefixes{"fd00:9::/64"}; //!< Home Network Prefixes
    uint8_t handoff{4};                               //!< Handoff Indicator
    uint8_t technology{1};                            //!< Access Technology Type
    Octets more;                                      //!< further options
};

/// @return an answer without checksum
Octets
Make(const Answer& answer)
{
    Octets data = Octets{answer.status, answer.flags} + Number(answer.sequence, 2) +
                  Number(answer.lifetime, 2) + answer.more;
    if (!answer.identifier.empty())
    {
        data = data + MakeOption(8, Octets{1} + FromText(answer.identifier));
    }
    for (const auto& prefix : answer.prefixes)
    {
        data = data + MakePrefixOption(prefix);
    }
    data = data + MakeOption(23, {0, answer.handoff}) + MakeOption(24, {0, answer.technology});
    if (!answer.linkLayer.empty())
    {
        data = data + MakeOption(25, Octets{0, 0} + answer.linkLayer);
    }
    return MakeHeader(6, data);
}

/// One test: a function that gets a domain in which a request of FOREIGN waits for its answer.
class AnswerTestCase : public BadInputTestCase
{
  public:
    /// What a test does.
    using Body = void (AnswerTestCase::*)(Domain&);

    /**
     * @param name its name
     * @param body what it does
     */
    AnswerTestCase(const std::string& name, Body body)
        : BadInputTestCase(name),
          m_body(body)
    {
    }

    void TestUnexpected(Domain& domain);
    void TestPeers(Domain& domain);
    void TestNumbers(Domain& domain);
    void TestOptions(Domain& domain);
    void TestNotEchoed(Domain& domain);
    void TestRefusal(Domain& domain);
    void TestUseless(Domain& domain);
    void TestManyPrefixes(Domain& domain);
    void TestOverlapping(Domain& domain);
    void TestLate(Domain& domain);
    void TestOfAnother(Domain& domain);
    void TestUnfit(Domain& domain);

  private:
    void DoRun() override
    {
        Domain domain;
        NS_TEST_ASSERT_MSG_EQ(domain.TrafficPasses(), true, "the domain works");
        domain.AttachForeign();
        NS_TEST_ASSERT_MSG_EQ(GetState(domain), "registering", "a request waits for its answer");
        (this->*m_body)(domain);
        NS_TEST_EXPECT_MSG_EQ(domain.TrafficPasses(), true, "the resident node's traffic");
    }

    /// @return the state of FOREIGN's attachment
    static std::string GetState(const Domain& domain)
    {
        const auto* entry = domain.GetForeign();
        return GetStateName(entry ? entry->state : AttachmentState::NONE);
    }

    /// @return an answer that the gateway would take
    static Answer MakeRight(const Domain& domain)
    {
        Answer answer;
        const auto* entry = domain.GetForeign();
        answer.sequence = entry->sequence;
        answer.linkLayer = entry->linkLayer.GetOctets();
        return answer;
    }

    /// Send an answer of SILENT, and see what the gateway makes of it.
    static std::string Send(Domain& domain, const Answer& answer)
    {
        domain.TakeRefusals();
        domain.Inject(domain.GetNode(SILENT),
                      SILENT,
                      GATEWAY,
                      WithChecksum(Make(answer), SILENT, GATEWAY));
        domain.Run(MilliSeconds(10));
        return Join(domain.TakeRefusals());
    }

    /// Send an answer of SILENT that is to be ignored.
    void ExpectIgnored(Domain& domain,
                       const std::string& reason,
                       const std::string& label,
                       const Answer& answer)
    {
        ExpectSilence(domain,
                      "gateway: " + reason,
                      label,
                      SILENT,
                      GATEWAY,
                      WithChecksum(Make(answer), SILENT, GATEWAY));
    }

    Body m_body; //!< what it does
};

void
AnswerTestCase::TestUnexpected(Domain& domain)
{
    // Of the resident node, for whom nothing is asked, from its own anchor.
    Answer answer;
    answer.identifier = RESIDENT;
    for (const auto& entry : {domain.gateway->GetBindingUpdateList().GetNextDeadline()})
    {
        answer.sequence = entry->sequence;
        answer.linkLayer = entry->linkLayer.GetOctets();
    }
    for (const uint8_t status : {0, 1, 128, 135, 155, 157, 159, 200, 255})
    {
        answer.status = status;
        for (const uint16_t lifetime : {0, 75})
        {
            answer.lifetime = lifetime;
            ExpectSilence(domain,
                          "gateway: unexpected-answer",
                          "status " + std::to_string(unsigned{status}),
                          ANCHOR,
                          GATEWAY,
                          WithChecksum(Make(answer), ANCHOR, GATEWAY));
        }
    }
    // From an anchor that is trusted, but was not asked.
    answer = MakeRight(domain);
    ExpectSilence(domain,
                  "gateway: unexpected-answer",
                  "another anchor",
                  ANCHOR,
                  GATEWAY,
                  WithChecksum(Make(answer), ANCHOR, GATEWAY));
    // The request still waits for the right one.
    NS_TEST_EXPECT_MSG_EQ(Send(domain, MakeRight(domain)), "", "right answer");
    NS_TEST_EXPECT_MSG_EQ(GetState(domain), "registered", "right answer");
}

void
AnswerTestCase::TestPeers(Domain& domain)
{
    const Answer right = MakeRight(domain);
    for (const auto& source : {STRANGER, PEER, domain.GetResidentAddress()})
    {
        ExpectSilence(domain,
                      "gateway: no-security-association",
                      "peer",
                      source,
                      GATEWAY,
                      WithChecksum(Make(right), source, GATEWAY));
    }
    // Without P: a Binding Acknowledgement, for which there is no association.
    Answer other = right;
    for (const uint8_t flags : {0x00, 0x80, 0xdf})
    {
        other.flags = flags;
        ExpectIgnored(domain, "no-security-association", "flags", other);
    }
}

void
AnswerTestCase::TestNumbers(Domain& domain)
{
    Answer answer = MakeRight(domain);
    const uint16_t right = answer.sequence;
    for (const int change : {-1, 1, 2, 0x7fff, 0x8000})
    {
        answer.sequence = static_cast<uint16_t>(right + change);
        for (const uint8_t status : {0, 200})
        {
            answer.status = status;
            ExpectIgnored(domain, "answer-to-earlier-request", std::to_string(change), answer);
        }
    }
    // RFC 6275, 11.7.3: status 135 tells the last number accepted. The request's own says that it
    // was accepted; one behind it refuses an earlier request.
    answer.status = 135;
    for (const int change : {0, -1, -0x7fff, 0x8000})
    {
        answer.sequence = static_cast<uint16_t>(right + change);
        ExpectIgnored(domain, "answer-to-earlier-request", std::to_string(change), answer);
    }
}

void
AnswerTestCase::TestOptions(Domain& domain)
{
    // RFC 5213, 6.9.1.2: of another node or interface it matches no request.
    const Answer right = MakeRight(domain);
    Answer answer = right;
    for (const auto& identifier : {std::string(), RESIDENT, FOREIGN + "x", FOREIGN.substr(1)})
    {
        answer.identifier = identifier;
        ExpectIgnored(domain, "unexpected-answer", identifier, answer);
    }
    answer = right;
    for (const Octets& linkLayer :
         {Octets(), Octets(6), Octets(5), right.linkLayer + Octets{0}, Octets(253)})
    {
        answer.linkLayer = linkLayer;
        ExpectIgnored(domain, "unexpected-answer", ToHex(linkLayer), answer);
    }
}

void
AnswerTestCase::TestNotEchoed(Domain& domain)
{
    for (const bool isHandoff : {true, false})
    {
        Answer answer = MakeRight(domain);
        (isHandoff ? answer.handoff : answer.technology) = 3;
        NS_TEST_EXPECT_MSG_EQ(Send(domain, answer),
                              "gateway: no service answer-does-not-echo-the-request",
                              isHandoff);
        // RFC 5213, 6.9.1.2: ignored, and the request is not repeated.
        NS_TEST_EXPECT_MSG_EQ(GetState(domain), "refused", isHandoff);
        NS_TEST_EXPECT_MSG_EQ(domain.GetForeign()->prefixes.empty(), true, isHandoff);
        const uint16_t sequence = domain.GetForeign()->sequence;
        domain.Run(Seconds(70));
        NS_TEST_EXPECT_MSG_EQ(domain.GetForeign()->sequence, sequence, "not repeated");
        NS_TEST_EXPECT_MSG_EQ(Send(domain, MakeRight(domain)),
                              "gateway: unexpected-answer",
                              "nothing waits any more");
        domain.AttachForeign();
    }
    NS_TEST_EXPECT_MSG_EQ(Send(domain, MakeRight(domain)), "", "a new attachment");
    NS_TEST_EXPECT_MSG_EQ(GetState(domain), "registered", "a new attachment");
}

void
AnswerTestCase::TestRefusal(Domain& domain)
{
    // Whatever a status of 128 and above means, it refuses; unassigned ones too.
    const std::vector<std::pair<uint8_t, std::string>> refusals = {{128, "REASON_UNSPECIFIED"},
                                                                   {152, "PROXY_REG_NOT_ENABLED"},
                                                                   {200, "UNASSIGNED"},
                                                                   {255, "UNASSIGNED"}};
    for (const auto& [status, name] : refusals)
    {
        Answer answer = MakeRight(domain);
        answer.status = status;
        NS_TEST_EXPECT_MSG_EQ(Send(domain, answer), "gateway: no service " + name, name);
        NS_TEST_EXPECT_MSG_EQ(GetState(domain), "refused", name);
        NS_TEST_EXPECT_MSG_EQ(domain.GetForeign()->prefixes.empty(), true, name);
        domain.gateway->Readmit(FOREIGN);
        domain.AttachForeign();
    }
    // Below 128 it accepts, unassigned or not.
    Answer answer = MakeRight(domain);
    answer.status = 127;
    NS_TEST_EXPECT_MSG_EQ(Send(domain, answer), "", "127");
    NS_TEST_EXPECT_MSG_EQ(GetState(domain), "registered", "127");
}

void
AnswerTestCase::TestUseless(Domain& domain)
{
    const std::vector<std::vector<std::string>> sets = {{}, {"::/0"}, {"::/64", "fd00::/0"}};
    for (const auto& prefixes : sets)
    {
        Answer answer = MakeRight(domain);
        answer.prefixes = prefixes;
        NS_TEST_EXPECT_MSG_EQ(Send(domain, answer),
                              "gateway: no service answer-without-prefix-or-lifetime",
                              prefixes.size());
        NS_TEST_EXPECT_MSG_EQ(GetState(domain), "refused", prefixes.size());
        domain.AttachForeign();
    }
    Answer answer = MakeRight(domain);
    answer.lifetime = 0;
    NS_TEST_EXPECT_MSG_EQ(Send(domain, answer),
                          "gateway: no service answer-without-prefix-or-lifetime",
                          "lifetime");
    NS_TEST_EXPECT_MSG_EQ(GetState(domain), "refused", "lifetime");
}

void
AnswerTestCase::TestManyPrefixes(Domain& domain)
{
    // More than the next request could name, which is aligned: no session comes of them.
    Answer answer = MakeRight(domain);
    answer.prefixes.clear();
    for (unsigned i = 0; i < 95; ++i)
    {
        answer.prefixes.push_back("fd00:9:0:" + std::to_string(1000 + i) + "::/64");
    }
    NS_TEST_EXPECT_MSG_EQ(Send(domain, answer), "gateway: no service too-many-prefixes", "many");
    NS_TEST_EXPECT_MSG_EQ(GetState(domain), "refused", "many");
}

void
AnswerTestCase::TestOverlapping(Domain& domain)
{
    const std::vector<std::vector<std::string>> sets = {
        {"fd00:9::/64", "fd00:9::/64"},
        {"fd00:9::/64", "fd00:a::/64", "fd00:9::/64"},
        {"fd00:9::/64", "fd00:9::/72"},
        {"fd00:9:0:0:8::/80", "fd00:9:0:0:7::/80", "fd00:9::/64"},
        {"fd00:9::/48", "fd00:9:0:5::/64", "fd00:9::/64"}};
    for (std::size_t i = 0; i < sets.size(); ++i)
    {
        Answer answer = MakeRight(domain);
        answer.prefixes = sets[i];
        NS_TEST_EXPECT_MSG_EQ(Send(domain, answer), "gateway: no service overlapping-prefixes", i);
        NS_TEST_EXPECT_MSG_EQ(GetState(domain), "refused", i);
        domain.AttachForeign();
    }
    // Neighbours do not overlap, whatever their order.
    Answer answer = MakeRight(domain);
    answer.prefixes = {"fd00:9:0:1::/64", "fd00:9::/64", "fd00:9:0:2::/63"};
    NS_TEST_EXPECT_MSG_EQ(Send(domain, answer), "", "neighbours");
    NS_TEST_EXPECT_MSG_EQ(GetState(domain), "registered", "neighbours");
    // Nor may they when a session is extended; then it ends.
    domain.AttachForeign();
    answer = MakeRight(domain);
    answer.prefixes = {"fd00:9::/64"};
    Send(domain, answer);
    domain.Run(Seconds(250));
    answer = MakeRight(domain);
    answer.handoff = 5;
    answer.prefixes = {"fd00:9::/64", "fd00:9::/64"};
    NS_TEST_EXPECT_MSG_EQ(Send(domain, answer),
                          "gateway: no service overlapping-prefixes",
                          "extension");
    NS_TEST_EXPECT_MSG_EQ(GetState(domain), "refused", "extension");
}

void
AnswerTestCase::TestLate(Domain& domain)
{
    // Accepted for 4 s from the request on, 5 s after it: nothing of it remains.
    Answer answer = MakeRight(domain);
    answer.lifetime = 1;
    domain.Run(Seconds(5));
    const uint32_t advertisements = domain.CountAdvertisements();
    NS_TEST_EXPECT_MSG_EQ(Send(domain, answer),
                          "gateway: no service answer-after-its-lifetime",
                          "late");
    NS_TEST_EXPECT_MSG_EQ(GetState(domain), "refused", "late");
    NS_TEST_EXPECT_MSG_EQ(domain.CountAdvertisements(), advertisements, "nothing to advertise");
    domain.Run(Seconds(6));
    NS_TEST_EXPECT_MSG_EQ(GetState(domain), "registering", "once more after RefusalRetryDelay");
    answer = MakeRight(domain);
    answer.lifetime = 2;
    NS_TEST_EXPECT_MSG_EQ(Send(domain, answer), "", "in time");
    NS_TEST_EXPECT_MSG_EQ(GetState(domain), "registered", "in time");
}

void
AnswerTestCase::TestOfAnother(Domain& domain)
{
    // The resident node's prefix, part of it, or what it is a part of; the caller sees whether its
    // packets pass.
    std::ostringstream address;
    address << domain.GetResidentPrefix().GetAddress();
    for (const std::string length : {"/64", "/72", "/128", "/60", "/31"})
    {
        Answer answer = MakeRight(domain);
        answer.prefixes.push_back(address.str() + length);
        NS_TEST_EXPECT_MSG_EQ(Send(domain, answer),
                              "gateway: no service prefix-of-another-node",
                              length);
        NS_TEST_EXPECT_MSG_EQ(GetState(domain), "refused", length);
        NS_TEST_EXPECT_MSG_EQ(domain.TrafficPasses(), true, length);
        domain.AttachForeign();
    }
    domain.Run(Seconds(1));
    Send(domain, MakeRight(domain));
    NS_TEST_EXPECT_MSG_EQ(GetState(domain), "registered", "a prefix of its own");
}

void
AnswerTestCase::TestUnfit(Domain& domain)
{
    // Of both anchors, of the gateway, of groups and of links.
    for (const std::string prefix :
         {"fd00:c::/64", "fd00:c::1/128", "fd00:c::11/128", "ff0e::/16", "fe80::/64"})
    {
        Answer answer = MakeRight(domain);
        answer.prefixes.push_back(prefix);
        NS_TEST_EXPECT_MSG_EQ(Send(domain, answer),
                              "gateway: no service prefix-of-no-mobile-node",
                              prefix);
        NS_TEST_EXPECT_MSG_EQ(GetState(domain), "refused", prefix);
        domain.AttachForeign();
    }
}

/// The suite.
class BadAnswerTestSuite : public TestSuite
{
  public:
    BadAnswerTestSuite()
        : TestSuite("pmipv6-refused-answers")
    {
        const auto add = [this](const std::string& name, AnswerTestCase::Body body) {
            AddTestCase(new AnswerTestCase(name, body));
        };
        add("that nobody waits for", &AnswerTestCase::TestUnexpected);
        add("from whom none is accepted", &AnswerTestCase::TestPeers);
        add("with another sequence number", &AnswerTestCase::TestNumbers);
        add("of another node or interface", &AnswerTestCase::TestOptions);
        add("that does not echo the request", &AnswerTestCase::TestNotEchoed);
        add("that refuses", &AnswerTestCase::TestRefusal);
        add("without prefix or lifetime", &AnswerTestCase::TestUseless);
        add("with too many prefixes", &AnswerTestCase::TestManyPrefixes);
        add("with prefixes that overlap", &AnswerTestCase::TestOverlapping);
        add("after its lifetime", &AnswerTestCase::TestLate);
        add("with a prefix of another node", &AnswerTestCase::TestOfAnother);
        add("with a prefix of no mobile node", &AnswerTestCase::TestUnfit);
    }
};

BadAnswerTestSuite g_badAnswerTestSuite; //!< the suite

} // namespace
