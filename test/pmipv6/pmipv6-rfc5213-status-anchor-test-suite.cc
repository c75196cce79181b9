/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * @ingroup pmipv6-tests
 * Every status of RFC 5213, 8.9, that an anchor sends, in the situation that calls for it: the
 * octets of the request and those of the answer, whole Mobility Headers.
 */

#include "../fixtures/pmipv6-refused-messages-fixture.h"
#include "../fixtures/pmipv6-status-exchange-fixture.h"

#include "ns3/simulator.h"

#include <sstream>

using namespace ns3;
using namespace ns3::pmipv6;
using namespace ns3::pmipv6::badinput;

namespace
{

const Time EARLIER = MilliSeconds(4500); //!< when an earlier request is sent
const Time REQUEST = Seconds(5);         //!< when the request is sent, as its timestamp says

/// @return what the node's bindings hold
std::string
DescribeBindings(const Domain& domain, const std::string& identifier)
{
    std::ostringstream text;
    for (const auto* session : domain.anchor->GetBindingCache().FindByMobileNode(identifier))
    {
        text << (text.tellp() > 0 ? "; " : "") << identifier;
        for (const auto& prefix : session->prefixes)
        {
            text << ' ' << prefix;
        }
        text << " at " << session->proxyCareOf << ", " << GetStateName(session->state) << " for "
             << (session->expiry - session->registered).As(Time::S) << ", "
             << ToHex(session->linkLayer.GetOctets()) << ", number " << session->sequence
             << ", time " << session->timestamp;
    }
    return text.str();
}

/// One exchange of a request and its answer.
class AnchorStatusTestCase : public BadInputTestCase
{
  public:
    /**
     * @param exchange what is sent and expected
     */
    explicit AnchorStatusTestCase(StatusExchange exchange)
        : BadInputTestCase(exchange.name),
          m_exchange(std::move(exchange))
    {
    }

  private:
    void DoRun() override
    {
        Domain domain(m_exchange.setting == Setting::ONE_PREFIX ? "fd00:1::/64" : "fd00:1::/48");
        if (m_exchange.setting == Setting::ONE_GATEWAY)
        {
            auto profile = *domain.GetPolicyStore()->Find(ROAMER);
            profile.gateways = {GATEWAY};
            domain.GetPolicyStore()->Add(profile);
        }
        if (!m_exchange.earlier.empty())
        {
            domain.Run(EARLIER - Simulator::Now());
            domain.Inject(domain.GetNode(PEER), PEER, ANCHOR, Hex(m_exchange.earlier));
        }
        domain.Run(REQUEST - Simulator::Now());
        NS_TEST_EXPECT_MSG_EQ(Join(domain.TakeRefusals()), "", "the earlier one is accepted");
        NS_TEST_EXPECT_MSG_EQ(domain.TakeAnswers().size(),
                              (m_exchange.earlier.empty() ? 0 : 1),
                              "the earlier one is answered");
        if (m_exchange.outcome.find("anchor: ") == 0)
        {
            // Refused: state and traffic as before.
            const Outcome outcome = Try(domain, "request", PEER, ANCHOR, Hex(m_exchange.request));
            NS_TEST_EXPECT_MSG_EQ(Join(outcome.refusals), m_exchange.outcome, "refusal traced");
            CheckAnswer(outcome);
            return;
        }
        domain.Inject(domain.GetNode(PEER), PEER, ANCHOR, Hex(m_exchange.request));
        domain.Run(MilliSeconds(10));
        NS_TEST_EXPECT_MSG_EQ(Join(domain.TakeRefusals()), "", "nothing is refused");
        CheckAnswer({{}, domain.TakeAnswers()});
        const std::string identifier = m_exchange.outcome.substr(0, m_exchange.outcome.find(' '));
        NS_TEST_EXPECT_MSG_EQ(DescribeBindings(domain, identifier), m_exchange.outcome, "binding");
    }

    /// There is one answer, from ANCHOR to PEER, and these are its octets.
    void CheckAnswer(const Outcome& outcome)
    {
        NS_TEST_EXPECT_MSG_EQ(outcome.answers.size(), 1, "one answer");
        const Octets expected = MakePacket(ANCHOR, PEER, 135, Hex(m_exchange.answer));
        NS_TEST_EXPECT_MSG_EQ(ToHex(outcome.GetAnswer()), ToHex(expected), "its octets");
    }

    const StatusExchange m_exchange; //!< what is sent and expected
};

/// RFC 5213, 5.3.1: of several faults the first in the order of the rules is answered.
class OrderTestCase : public BadInputTestCase
{
  public:
    OrderTestCase()
        : BadInputTestCase("5.3.1 the order of the checks")
    {
    }

  private:
    void DoRun() override
    {
        Domain domain;
        auto profile = *domain.GetPolicyStore()->Find(ROAMER);
        profile.gateways = {GATEWAY};
        profile.anchorAddress = SILENT;
        profile.isProxyMobilityAllowed = false;
        domain.GetPolicyStore()->Add(profile);
        Request request;
        request.identifier = ROAMER;
        request.prefixes = {"fd00:3::/64"};
        request.without = {{8, true}, {22, true}, {23, true}, {24, true}, {27, true}};
        const Octets longAgo = MakeOption(27, Number(0x10000, 8));
        request.more = longAgo;
        const auto expect = [&](unsigned status) {
            const auto outcome = Try(domain,
                                     "order",
                                     PEER,
                                     ANCHOR,
                                     WithChecksum(domain.MakeUpdate(request), PEER, ANCHOR));
            NS_TEST_EXPECT_MSG_EQ(unsigned{outcome.GetPayload().at(6)}, status, "next in order");
        };
        const auto repair = [&](const std::function<void(PolicyProfile&)>& change) {
            auto repaired = *domain.GetPolicyStore()->Find(ROAMER);
            change(repaired);
            domain.GetPolicyStore()->Add(repaired);
        };
        expect(160); // 4
        request.without.erase(8);
        expect(154); // 6
        repair([](PolicyProfile& p) { p.gateways.clear(); });
        expect(153); // 7
        repair([](PolicyProfile& p) { p.anchorAddress = ANCHOR; });
        expect(152); // 8
        repair([](PolicyProfile& p) { p.isProxyMobilityAllowed = true; });
        expect(156); // 9
        request.more.clear();
        request.without.erase(27);
        expect(158); // 10
        request.without.erase(22);
        expect(161); // 11
        request.without.erase(23);
        expect(162); // 12
        request.without.erase(24);
        expect(155); // 13
    }
};

/**
 * @ingroup pmipv6-tests
 * Suite `pmipv6-rfc5213-status`.
 */
class AnchorStatusTestSuite : public TestSuite
{
  public:
    AnchorStatusTestSuite()
        : TestSuite("pmipv6-rfc5213-status")
    {
        for (const auto& exchange : GetStatusExchanges())
        {
            AddTestCase(new AnchorStatusTestCase(exchange));
        }
        AddTestCase(new OrderTestCase);
    }
};

AnchorStatusTestSuite g_anchorStatusTestSuite; //!< the suite

} // namespace
