/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * @ingroup pmipv6-tests
 * What a gateway makes of each status of RFC 5213, 8.9 (6.9.1.2): the octets of its request, those
 * of the answer, and those of the request that follows, whole Mobility Headers.
 */

#include "../fixtures/pmipv6-refused-messages-fixture.h"
#include "../fixtures/pmipv6-status-exchange-fixture.h"

#include "ns3/boolean.h"
#include "ns3/config.h"
#include "ns3/simulator.h"

#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::pmipv6;
using namespace ns3::pmipv6::badinput;

namespace
{

// Options begin with 08 identifier, 16 prefix, 17 handoff, 18 technology, 19 link-layer identifier,
// 1b time, 01 padding.

/// Request of an attachment at 4 s, of a node without prefixes in its profile.
const char* const ASKS_FOR_ANY =
    "3b0a0500 510a 0002 8200 004b 081401666f726569676e406578616d706c652e636f6d "
    "01001612000000000000000000000000000000000000 17020004 18020001 1908000000000000000f "
    "1b080000000000040000 01020000";

/// The same of a node with fd00:9::/64 in its profile.
const char* const ASKS_FOR_ITS_OWN =
    "3b0a0500 53c0 0002 8200 004b 081401666f726569676e406578616d706c652e636f6d "
    "010016120040fd000009000000000000000000000000 17020004 18020001 1908000000000000000f "
    "1b080000000000040000 01020000";

/// A request of FOREIGN and what comes of its answer.
class AnswerStatusTestCase : public BadInputTestCase
{
  public:
    using BadInputTestCase::BadInputTestCase;

  protected:
    /// Attach FOREIGN at 4 s, and check the octets of the request.
    void Attach(Domain& domain, const char* request)
    {
        m_entries = CountEntries(domain);
        m_advertisements = domain.CountAdvertisements();
        CheckRequest(domain.AttachForeign(), request);
        domain.Run(MilliSeconds(4010) - Simulator::Now());
    }

    /// It is from GATEWAY to SILENT, and these are its octets.
    void CheckRequest(const Octets& packet, const char* request)
    {
        NS_TEST_EXPECT_MSG_EQ(ToHex(packet),
                              ToHex(MakePacket(GATEWAY, SILENT, 135, Hex(request))),
                              "octets of the request");
    }

    /**
     * Send an answer of SILENT.
     *
     * @param domain the domain
     * @param answer a Mobility Header
     * @param refusal what the gateway traces
     * @param state of FOREIGN's attachment 2 ms after it has come
     */
    void Answer(Domain& domain,
                const std::string& answer,
                const std::string& refusal,
                const std::string& state)
    {
        domain.TakeAnswers();
        domain.TakeRefusals();
        domain.Inject(domain.GetNode(SILENT), SILENT, GATEWAY, Hex(answer));
        domain.Run(MilliSeconds(3));
        NS_TEST_EXPECT_MSG_EQ(Join(domain.TakeRefusals()), refusal, "what is traced");
        const auto* entry = domain.GetForeign();
        NS_TEST_EXPECT_MSG_EQ(GetStateName(entry ? entry->state : AttachmentState::NONE),
                              state,
                              "state after " << answer.substr(0, 24));
    }

    /// 6.9.1.2, 11: without service the node's prefix is not advertised, its packets go nowhere.
    void CheckNoService(Domain& domain)
    {
        domain.Run(MilliSeconds(5));
        NS_TEST_EXPECT_MSG_EQ(CountEntries(domain), m_entries, "nothing is forwarded");
        NS_TEST_EXPECT_MSG_EQ(domain.CountAdvertisements(), m_advertisements, "not advertised");
        NS_TEST_EXPECT_MSG_EQ(domain.TrafficPasses(), true, "traffic of another node");
    }

    /// Check the only request that has come since the last answer.
    void CheckNext(Domain& domain, const char* request)
    {
        const auto requests = domain.TakeAnswers();
        NS_TEST_EXPECT_MSG_EQ(requests.size(), 1, "one request follows");
        CheckRequest(requests.empty() ? Octets() : requests.front(), request);
    }

    /// @return how many entries the gateway's forwarding table has
    static std::size_t CountEntries(const Domain& domain)
    {
        return domain.GetNode(GATEWAY)->GetObject<MobilityForwarding>()->GetTable().GetSize();
    }

    /// The profile of FOREIGN has a prefix.
    static void ReservePrefix(Domain& domain)
    {
        auto profile = *domain.GetPolicyStore()->Find(FOREIGN);
        profile.prefixes = {*ParsePrefix("fd00:9::/64")};
        domain.GetPolicyStore()->Add(profile);
    }

    /// Take an accepting answer, and check what 6.9.1.2, 12 to 14, want.
    void CheckAccepted(Domain& domain, const char* answer)
    {
        Answer(domain, answer, "", "registered");
        const auto* entry = domain.GetForeign();
        const std::vector<Prefix> assigned = {*ParsePrefix("fd00:9::/64")};
        NS_TEST_EXPECT_MSG_EQ((entry->prefixes == assigned), true, "the prefix assigned");
        NS_TEST_EXPECT_MSG_EQ(entry->expiry, Seconds(304), "from the request on");
        NS_TEST_EXPECT_MSG_EQ(CountEntries(domain), m_entries + 2, "up and down");
        domain.Run(MilliSeconds(5));
        NS_TEST_EXPECT_MSG_EQ(domain.CountAdvertisements(), m_advertisements + 1, "advertised");
        NS_TEST_EXPECT_MSG_EQ(domain.TakeAnswers().size(), 0, "nothing more is asked for");
    }

    std::size_t m_entries{0};     //!< of the gateway's table before the attachment
    uint32_t m_advertisements{0}; //!< before the attachment
};

/// One test: a function that gets a fresh domain.
class GatewayStatusTestCase : public AnswerStatusTestCase
{
  public:
    /// What a test does.
    using Body = void (GatewayStatusTestCase::*)(Domain&);

    /**
     * @param name section and subject
     * @param body what it does
     */
    GatewayStatusTestCase(const std::string& name, Body body)
        : AnswerStatusTestCase(name),
          m_body(body)
    {
    }

    void Accepted(Domain& domain);            //!< status 0
    void AcceptedOtherwise(Domain& domain);   //!< status 1
    void NotAuthorized(Domain& domain);       //!< status 155
    void OtherPrefixSet(Domain& domain);      //!< status 159
    void OtherPrefixSetLater(Domain& domain); //!< status 159, while registered
    void TimestampLower(Domain& domain);      //!< status 157
    void OutOfWindow(Domain& domain);         //!< status 135
    void Deregistration(Domain& domain);      //!< lifetime 0

  private:
    void DoRun() override
    {
        Domain domain;
        (this->*m_body)(domain);
    }

    Body m_body; //!< what it does
};

/// A status for which 6.9.1.2 has no more than item 11, or a remedy from outside.
class RefusalTestCase : public AnswerStatusTestCase
{
  public:
    /// @param refusal what answers the request
    explicit RefusalTestCase(const StatusRefusal& refusal)
        : AnswerStatusTestCase(refusal.name),
          m_refusal(refusal)
    {
    }

  private:
    void DoRun() override
    {
        Domain domain;
        Attach(domain, ASKS_FOR_ANY);
        Answer(domain, m_refusal.answer, "gateway: no service " + m_refusal.reason, "refused");
        NS_TEST_EXPECT_MSG_EQ(domain.GetForeign()->prefixes.empty(), true, "no prefix");
        CheckNoService(domain);
        if (m_refusal.reason == "TIMESTAMP_MISMATCH")
        {
            // 6.9.1.2, 9: a clock that is right cannot be set. Tried again at once, when the node
            // has answered, 4 ms over its link; not by the anchor's time.
            CheckNext(domain,
                      "3b0a0500 4d32 0003 8200 004b 081401666f726569676e406578616d706c652e636f6d "
                      "01001612000000000000000000000000000000000000 17020004 18020001 "
                      "1908000000000000000f 1b0800000000000403d7 01020000");
            return;
        }
        NS_TEST_EXPECT_MSG_EQ(domain.TakeAnswers().size(), 0, "not asked again at once");
    }

    const StatusRefusal m_refusal; //!< what answers the request
};

void
GatewayStatusTestCase::Accepted(Domain& domain)
{
    Attach(domain, ASKS_FOR_ANY);
    CheckAccepted(
        domain,
        "3b0a0600 d4a0 0020 0002 004b 081401666f726569676e406578616d706c652e636f6d "
        "010016120040fd000009000000000000000000000000 17020004 18020001 1908000000000000000f "
        "1b080000000000040000 01020000");
}

void
GatewayStatusTestCase::AcceptedOtherwise(Domain& domain)
{
    // RFC 6275, 6.1.8: accepted, prefix discovery necessary, which RFC 5213 does not have (5.8).
    Attach(domain, ASKS_FOR_ANY);
    CheckAccepted(
        domain,
        "3b0a0600 d3a0 0120 0002 004b 081401666f726569676e406578616d706c652e636f6d "
        "010016120040fd000009000000000000000000000000 17020004 18020001 1908000000000000000f "
        "1b080000000000040000 01020000");
}

void
GatewayStatusTestCase::NotAuthorized(Domain& domain)
{
    // 6.9.1.2, 10: not the same prefix again, but for one to be assigned, once; the node is asked
    // first (6.9.4, 2), 4 ms over its link.
    ReservePrefix(domain);
    Attach(domain, ASKS_FOR_ITS_OWN);
    Answer(domain,
           "3b0a0600 39eb 9b20 0002 0000 081401666f726569676e406578616d706c652e636f6d "
           "010016120040fd000009000000000000000000000000 17020004 18020001 1908000000000000000f "
           "1b080000000000040000 01020000",
           "gateway: no service NOT_AUTHORIZED_FOR_HOME_NETWORK_PREFIX",
           "refused");
    CheckNoService(domain);
    CheckNext(domain,
              "3b0a0500 4d32 0003 8200 004b 081401666f726569676e406578616d706c652e636f6d "
              "01001612000000000000000000000000000000000000 17020004 18020001 1908000000000000000f "
              "1b0800000000000403d7 01020000");
    Answer(domain,
           "3b0a0600 335d 9b20 0003 0000 081401666f726569676e406578616d706c652e636f6d "
           "01001612000000000000000000000000000000000000 17020004 18020001 1908000000000000000f "
           "1b0800000000000403d7 01020000",
           "gateway: no service NOT_AUTHORIZED_FOR_HOME_NETWORK_PREFIX",
           "refused");
    CheckNoService(domain);
    NS_TEST_EXPECT_MSG_EQ(domain.TakeAnswers().size(), 0, "once");
}

void
GatewayStatusTestCase::OtherPrefixSet(Domain& domain)
{
    ReservePrefix(domain);
    Attach(domain, ASKS_FOR_ITS_OWN);
    Answer(domain,
           "3b0a0600 35eb 9f20 0002 0000 081401666f726569676e406578616d706c652e636f6d "
           "010016120040fd000009000000000000000000000000 17020004 18020001 1908000000000000000f "
           "1b080000000000040000 01020000",
           "gateway: no service BCE_PBU_PREFIX_SET_DO_NOT_MATCH",
           "refused");
    CheckNoService(domain);
    CheckNext(domain,
              "3b0a0500 4d32 0003 8200 004b 081401666f726569676e406578616d706c652e636f6d "
              "01001612000000000000000000000000000000000000 17020004 18020001 1908000000000000000f "
              "1b0800000000000403d7 01020000");
}

void
GatewayStatusTestCase::OtherPrefixSetLater(Domain& domain)
{
    // 6.9.1.3: the extension, at four fifths of the lifetime of 4 s, once the node has answered a
    // probe; it names what was assigned, Handoff Indicator 5. Its refusal ends the service.
    Attach(domain, ASKS_FOR_ANY);
    Answer(domain,
           "3b0a0600 d4ea 0020 0002 0001 081401666f726569676e406578616d706c652e636f6d "
           "010016120040fd000009000000000000000000000000 17020004 18020001 1908000000000000000f "
           "1b080000000000040000 01020000",
           "",
           "registered");
    domain.Run(MilliSeconds(7300) - Simulator::Now());
    CheckNext(domain,
              "3b0a0500 1f82 0003 8200 004b 081401666f726569676e406578616d706c652e636f6d "
              "010016120040fd000009000000000000000000000000 17020005 18020001 1908000000000000000f "
              "1b080000000000073439 01020000");
    m_advertisements = domain.CountAdvertisements();
    Answer(domain,
           "3b0a0600 01ad 9f20 0003 0000 081401666f726569676e406578616d706c652e636f6d "
           "010016120040fd000009000000000000000000000000 17020005 18020001 1908000000000000000f "
           "1b080000000000073439 01020000",
           "gateway: no service BCE_PBU_PREFIX_SET_DO_NOT_MATCH",
           "refused");
    CheckNoService(domain);
    CheckNext(domain,
              "3b0a0500 02f1 0004 8200 004b 081401666f726569676e406578616d706c652e636f6d "
              "01001612000000000000000000000000000000000000 17020004 18020001 1908000000000000000f "
              "1b080000000000074e14 01020000");
}

void
GatewayStatusTestCase::TimestampLower(Domain& domain)
{
    // 6.9.1.2, 8: presence reasserted; the node is asked first (6.13), 4 ms over its link.
    Attach(domain, ASKS_FOR_ANY);
    Answer(domain,
           "3b0a0600 21ad 9d20 0002 0000 081401666f726569676e406578616d706c652e636f6d "
           "01001612000000000000000000000000000000000000 17020004 18020001 1908000000000000000f "
           "1b080000000000041388 01020000",
           "gateway: no service TIMESTAMP_LOWER_THAN_PREV_ACCEPTED",
           "refused");
    CheckNoService(domain);
    CheckNext(domain,
              "3b0a0500 4d32 0003 8200 004b 081401666f726569676e406578616d706c652e636f6d "
              "01001612000000000000000000000000000000000000 17020004 18020001 1908000000000000000f "
              "1b0800000000000403d7 01020000");
}

void
GatewayStatusTestCase::OutOfWindow(Domain& domain)
{
    // RFC 6275, 11.7.3: the number is the last one that the anchor has accepted.
    Attach(domain, ASKS_FOR_ANY);
    Answer(domain,
           "3b0a0600 4a0b 8720 012c 0000 081401666f726569676e406578616d706c652e636f6d "
           "01001612000000000000000000000000000000000000 17020004 18020001 1908000000000000000f "
           "1b080000000000040000 01020000",
           "gateway: no service SEQUENCE_NUMBER_OUT_OF_WINDOW",
           "refused");
    CheckNoService(domain);
    CheckNext(domain,
              "3b0a0500 4d32 0003 8200 004b 081401666f726569676e406578616d706c652e636f6d "
              "01001612000000000000000000000000000000000000 17020004 18020001 1908000000000000000f "
              "1b0800000000000403d7 01020000");
}

void
GatewayStatusTestCase::Deregistration(Domain& domain)
{
    // 6.9.1.4: the prefixes assigned, Handoff Indicator 4, lifetime 0.
    Attach(domain, ASKS_FOR_ANY);
    Answer(domain,
           "3b0a0600 d4a0 0020 0002 004b 081401666f726569676e406578616d706c652e636f6d "
           "010016120040fd000009000000000000000000000000 17020004 18020001 1908000000000000000f "
           "1b080000000000040000 01020000",
           "",
           "registered");
    domain.SilenceForeign(); // What it sends would attach it again.
    domain.Run(MilliSeconds(4020) - Simulator::Now());
    const LinkLayerAddress node = domain.GetForeign()->linkLayer;
    domain.gateway->GetAccessDevice()->Detach(node, "left");
    domain.Run(MilliSeconds(5));
    CheckNext(domain,
              "3b0a0500 4eeb 0003 8200 0000 081401666f726569676e406578616d706c652e636f6d "
              "010016120040fd000009000000000000000000000000 17020004 18020001 1908000000000000000f "
              "1b08000000000004051f 01020000");
    NS_TEST_EXPECT_MSG_EQ(CountEntries(domain), m_entries, "nothing is forwarded");
}

/// RFC 6275, 11.7.3: the next number follows the one in an answer with status 135.
class SequenceNumberTestCase : public AnswerStatusTestCase
{
  public:
    SequenceNumberTestCase()
        : AnswerStatusTestCase("6.9.1.2 status 135, by sequence numbers")
    {
    }

  private:
    void DoRun() override
    {
        Config::SetDefault("ns3::pmipv6::MobileAccessGateway::TimestampBasedApproachInUse",
                           BooleanValue(false));
        Domain domain;
        Attach(
            domain,
            "3b090500 6c1e 0001 8200 004b 081401666f726569676e406578616d706c652e636f6d "
            "01001612000000000000000000000000000000000000 17020004 18020001 1908000000000000000f "
            "010400000000");
        Answer(
            domain,
            "3b090600 651e 8720 012c 0000 081401666f726569676e406578616d706c652e636f6d "
            "01001612000000000000000000000000000000000000 17020004 18020001 1908000000000000000f "
            "010400000000",
            "gateway: no service SEQUENCE_NUMBER_OUT_OF_WINDOW",
            "refused");
        CheckNoService(domain);
        CheckNext(
            domain,
            "3b090500 6af2 012d 8200 004b 081401666f726569676e406578616d706c652e636f6d "
            "01001612000000000000000000000000000000000000 17020004 18020001 1908000000000000000f "
            "010400000000");
    }
};

/**
 * @ingroup pmipv6-tests
 * Suite `pmipv6-rfc5213-status-gateway`.
 */
class GatewayStatusTestSuite : public TestSuite
{
  public:
    GatewayStatusTestSuite()
        : TestSuite("pmipv6-rfc5213-status-gateway")
    {
        using Case = GatewayStatusTestCase;
        AddTestCase(new Case("6.9.1.2 status 0", &Case::Accepted));
        AddTestCase(new Case("6.9.1.2 status 1", &Case::AcceptedOtherwise));
        for (const auto& refusal : GetStatusRefusals())
        {
            AddTestCase(new RefusalTestCase(refusal));
        }
        AddTestCase(new Case("6.9.1.2 status 135", &Case::OutOfWindow));
        AddTestCase(new SequenceNumberTestCase);
        AddTestCase(new Case("6.9.1.2 status 155", &Case::NotAuthorized));
        AddTestCase(new Case("6.9.1.2 status 157", &Case::TimestampLower));
        AddTestCase(new Case("6.9.1.2 status 159", &Case::OtherPrefixSet));
        AddTestCase(new Case("6.9.1.3 status 159 to an extension", &Case::OtherPrefixSetLater));
        AddTestCase(new Case("6.9.1.4 de-registration", &Case::Deregistration));
    }
};

GatewayStatusTestSuite g_gatewayStatusTestSuite; //!< the suite

} // namespace
