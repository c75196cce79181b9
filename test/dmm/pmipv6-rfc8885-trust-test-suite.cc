/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-dmm-fixture.h"

#include "ns3/pmipv6-function-callback.h"
#include "ns3/pmipv6-local-mobility-anchor.h"
#include "ns3/test.h"

#include <string>
#include <vector>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * Whose word counts (RFC 8885, 4 and 6): answers that lack the D flag, or have it for those who do
 * not know it, an anchor that is no CMD, another domain's CMD, addresses of nobody.
 */

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-tests
 * What is said of MN, or of CN.
 */
class DmmTrustTestCase : public MemberTestCase<DmmTrustTestCase, DmmTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void AnswerWithoutFlag();   //!< to the request of a MAAR
    void FlagOfLegacyGateway(); //!< in the answer to its request
    void FlagOfLegacyAnchor();  //!< in a request that it would accept otherwise
    void UnknownServing();      //!< MAAR in a report
    void OtherDatabase();       //!< of another domain

  private:
    /// Lose MAG4's first request, of CN at DMM_MOVE. @param anchor of CN
    static void LoseRequest(DmmFixture& net, RoutingPlace anchor);

    /// Have CN be a node of LMA2, an anchor of RFC 5213.
    static void MakeLegacyNode(DmmFixture& net);
};

void
DmmTrustTestCase::LoseRequest(DmmFixture& net, RoutingPlace anchor)
{
    net.CutAt(MAG4, anchor, DMM_MOVE - MilliSeconds(1), DMM_MOVE + MilliSeconds(100));
    net.AttachAt(DMM_MOVE, NODE_CN, MAG4);
}

void
DmmTrustTestCase::MakeLegacyNode(DmmFixture& net)
{
    auto profile = *net.GetPolicyStore()->Find(MeshFixture::GetIdentifier(NODE_CN));
    profile.anchorAddress = MeshFixture::GetAddress(LMA2);
    net.GetPolicyStore()->Add(profile);
}

void
DmmTrustTestCase::AnswerWithoutFlag()
{
    // 4.2: what has no D flag is not of a CMD. MAG4's request waits, and gets such an answer.
    DmmFixture net;
    Go(net, 1);
    std::vector<std::string> reasons;
    net.GetGateway(MAG4)->TraceConnectWithoutContext(
        "Refused",
        MakeFunctionCallback<const LinkLayerAddress&, const std::string&>(
            [&reasons](const LinkLayerAddress&, const std::string& reason) {
                reasons.push_back(reason);
            }));
    LoseRequest(net, CMD);
    const Time answers = DMM_MOVE + MilliSeconds(200);
    net.At(answers, [this, &net] {
        const auto* asked = net.FindMessage("MAG4>LMA1 PBU 22=P4", DMM_MOVE);
        PMIPV6_TEST_REQUIRE(asked, "there is a request");
        auto answer = MakeDmmAnswer(GetSubject(std::get<BindingUpdate>(asked->message)),
                                    BindingStatus::ACCEPTED,
                                    {DmmFixture::GetFirst(MAG4)},
                                    75);
        answer.options.push_back(
            PreviousMaarOption{MeshFixture::GetAddress(MAG1), DmmFixture::GetFirst(MAG1, 3)});
        answer.flags &= ~AcknowledgementFlag::DISTRIBUTED_MOBILITY;
        net.GetSignaling(CMD)->Send(answer,
                                    MeshFixture::GetAddress(CMD),
                                    MeshFixture::GetAddress(MAG4));
    });
    net.RunUntil(Seconds(20));
    const bool isTraced = reasons == std::vector<std::string>{"distributed-mobility-not-supported"};
    NS_TEST_EXPECT_MSG_EQ(isTraced, true, reasons.size() << " reasons");
    for (const auto& change : net.GetStates())
    {
        const bool isServed = change.place == MAG4 &&
                              (change.change.to == "served" || change.change.to == "tunnelled");
        NS_TEST_EXPECT_MSG_EQ(isServed, false, change.change.object << " of MAG4");
    }
    NS_TEST_EXPECT_MSG_EQ(net.DescribeAnchor(MAG4, NODE_CN), "", "its prefix is free");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSession(NODE_MN), "MAG2 P2 / MAG1 P1", "the other node");
}

void
DmmTrustTestCase::FlagOfLegacyGateway()
{
    // 4.2: a gateway that does not know the flag ignores such an answer: its request waits on.
    DmmOptions options;
    options.hasLegacyAnchor = true;
    options.legacy = {MAG4};
    DmmFixture net(options);
    MakeLegacyNode(net);
    LoseRequest(net, LMA2);
    const Time answers = DMM_MOVE + MilliSeconds(200);
    net.At(answers, [this, &net] {
        const auto* asked = net.FindMessage("MAG4>LMA2 PBU", DMM_MOVE);
        PMIPV6_TEST_REQUIRE(asked, "there is a request");
        const auto& request = std::get<BindingUpdate>(asked->message);
        BindingAcknowledgement answer;
        answer.flags =
            AcknowledgementFlag::PROXY_REGISTRATION | AcknowledgementFlag::DISTRIBUTED_MOBILITY;
        answer.sequence = request.sequence;
        answer.lifetime = request.lifetime;
        answer.options = request.options;
        FindOption<HomeNetworkPrefixOption>(answer.options)->prefix = DmmFixture::GetFirst(MAG4);
        net.GetSignaling(LMA2)->Send(answer,
                                     MeshFixture::GetAddress(LMA2),
                                     MeshFixture::GetAddress(MAG4));
    });
    std::size_t nEntries = 0;
    bool isWaiting = false;
    net.At(answers + MilliSeconds(100), [&] {
        const auto& list = net.GetGateway(MAG4)->GetBindingUpdateList();
        const auto entries = list.FindByMobileNode(MeshFixture::GetIdentifier(NODE_CN));
        nEntries = entries.size();
        isWaiting = nEntries == 1 && entries.front()->state == AttachmentState::REGISTERING;
    });
    net.RunUntil(Seconds(9));
    NS_TEST_EXPECT_MSG_EQ(isWaiting, true, "no service, of " << nEntries);
    const auto* error = net.FindMessage("MAG4>LMA2 BindingError", answers);
    PMIPV6_TEST_REQUIRE(error, net.DescribeMessages(answers, Seconds(9)));
    NS_TEST_EXPECT_MSG_EQ(static_cast<int>(std::get<BindingError>(error->message).status),
                          2,
                          "its status");
    NS_TEST_EXPECT_MSG_EQ((net.FindMessage("MAG4>LMA2 PBU!*", answers) != nullptr),
                          true,
                          "it asks again: " << net.DescribeMessages(answers, Seconds(9)));
}

void
DmmTrustTestCase::FlagOfLegacyAnchor()
{
    // 4.1: "MUST NOT be processed". Without the flag it is.
    for (const bool isFlagged : {true, false})
    {
        DmmOptions options;
        options.hasLegacyAnchor = true;
        DmmFixture net(options);
        MakeLegacyNode(net);
        auto update = MakeRequest(MakeSubject(Seconds(7), NODE_CN), Prefix());
        update.flags &= isFlagged ? 0xffff : ~UpdateFlag::DISTRIBUTED_MOBILITY;
        net.SendAt(Seconds(7), MAG4, LMA2, update);
        net.RunUntil(Seconds(9));
        const auto anchor = DynamicCast<LocalMobilityAnchor>(net.GetNode(LMA2)->GetApplication(0));
        PMIPV6_TEST_REQUIRE(anchor, "there is an anchor");
        const auto sessions =
            anchor->GetBindingCache().FindByMobileNode(MeshFixture::GetIdentifier(NODE_CN));
        NS_TEST_EXPECT_MSG_EQ(sessions.size(), (isFlagged ? 0 : 1), "sessions");
        const std::string answer = isFlagged ? "LMA2>MAG4 PBA(129)" : "LMA2>MAG4 PBA! 22=";
        NS_TEST_EXPECT_MSG_EQ((net.FindMessage(answer, Seconds(7)) != nullptr),
                              true,
                              net.DescribeMessages(Seconds(7), Seconds(9)));
    }
}

void
DmmTrustTestCase::UnknownServing()
{
    // 6: MAG4 reports after a restart of the CMD that CN is at an address of no MAAR.
    DmmFixture net;
    Go(net, 1);
    const Time restart = Seconds(10);
    net.At(restart, [&net] { net.GetDatabase()->Restart(); });
    const Time reports = restart + MilliSeconds(500);
    auto report =
        MakeAnchorageUpdate(MakeSubject(reports, NODE_CN), DmmFixture::GetFirst(MAG4), 75);
    report.options.push_back(ServingMaarOption{Ipv6Address("fd00:c::99")});
    net.SendAt(reports, MAG4, CMD, report);
    std::string session;
    net.At(reports + MilliSeconds(100), [&] { session = net.DescribeSession(NODE_CN); });
    net.RunUntil(Seconds(20));
    NS_TEST_EXPECT_MSG_EQ(session, "nowhere / MAG4 P4", "what the report says else counts");
    for (const auto& signal : net.GetSent())
    {
        const bool isToNobody = signal.text.find(">?") != std::string::npos;
        const auto* serving = FindOption<ServingMaarOption>(GetOptions(signal.message));
        const bool isOfNobody =
            signal.text.rfind("LMA1>", 0) == 0 && serving && net.GetName(serving->address) == "?";
        NS_TEST_EXPECT_MSG_EQ((isToNobody || isOfNobody), false, net.DescribeMessage(signal));
    }
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSession(NODE_MN), "MAG2 P2 / MAG1 P1", "the other node");
}

void
DmmTrustTestCase::OtherDatabase()
{
    // 6: MN is at MAG3, and was at MAG1 and MAG2; its CMD is LMA1. LMA2 is another one.
    struct Row
    {
        const char* what;        //!< in words
        RoutingPlace to;         //!< receiver
        MobilityMessage message; //!< the message
        const char* refusal;     //!< as it is traced
    };

    const Time at = Seconds(11);
    const auto serving = [at](RoutingPlace anchor, RoutingPlace there, uint16_t lifetime) {
        return MakeServingUpdate(MakeSubject(at),
                                 {DmmFixture::GetFirst(anchor)},
                                 MeshFixture::GetAddress(there),
                                 lifetime);
    };
    auto answer = MakeDmmAnswer(MakeSubject(DMM_SECOND),
                                BindingStatus::ACCEPTED,
                                {DmmFixture::GetFirst(MAG3)},
                                75);
    answer.options.push_back(
        PreviousMaarOption{MeshFixture::GetAddress(MAG4), DmmFixture::GetFirst(MAG4)});
    const char* prohibited = " mn@example.com LMA2 ADMINISTRATIVELY_PROHIBITED";
    const std::vector<Row> rows{
        {"a move", MAG1, serving(MAG1, MAG4, 75), prohibited},
        {"a move of MN here", MAG3, serving(MAG3, MAG4, 75), prohibited},
        {"the end", MAG1, serving(MAG1, MAG4, 0), prohibited},
        {"the end of MN here", MAG3, serving(MAG3, MAG4, 0), prohibited},
        {"a withdrawal",
         MAG3,
         MakeAnchorageUpdate(MakeSubject(at), DmmFixture::GetFirst(MAG1), 0),
         ""},
        {"an answer", MAG3, answer, " mn@example.com LMA2 answer-of-another-database"},
    };
    for (const auto mode : {DatabaseMode::RELAY, DatabaseMode::LOCATOR, DatabaseMode::PROXY})
    {
        for (const auto& row : rows)
        {
            auto options = With(mode);
            options.hasOtherDatabase = true;
            DmmFixture net(options);
            Go(net, 2);
            std::string before;
            net.At(at - MilliSeconds(1), [&] { before = net.DescribeAll(NODE_MN); });
            net.SendAt(at, LMA2, row.to, row.message);
            net.RunUntil(Seconds(14));
            const std::string what = std::string(row.what) + ", " + pmipv6::GetName(mode);
            NS_TEST_EXPECT_MSG_EQ(net.DescribeAll(NODE_MN), before, what);
            NS_TEST_EXPECT_MSG_EQ(net.GetRefusals().size(), (*row.refusal ? 1 : 0), what);
            if (*row.refusal)
            {
                const std::string refusal = MeshFixture::GetName(row.to) + ":" + row.refusal;
                NS_TEST_EXPECT_MSG_EQ(net.CountRefusals(refusal), 1, what);
            }
            ExpectEnd(net, "MAG3 P3 / MAG2 P2 / MAG1 P1");
        }
    }
}

/**
 * @ingroup pmipv6-tests
 * The suite.
 */
class Rfc8885TrustTestSuite : public TestSuite
{
  public:
    Rfc8885TrustTestSuite()
        : TestSuite("pmipv6-rfc8885-trust")
    {
        using Case = DmmTrustTestCase;
        AddTestCase(new Case("4.2 an answer without D", &Case::AnswerWithoutFlag));
        AddTestCase(new Case("4.2 an answer with D to a gateway", &Case::FlagOfLegacyGateway));
        AddTestCase(new Case("4.1 an anchor holds no session", &Case::FlagOfLegacyAnchor));
        AddTestCase(new Case("6 a report of an unknown address", &Case::UnknownServing));
        AddTestCase(new Case("6 another domain's CMD", &Case::OtherDatabase));
    }
};

static Rfc8885TrustTestSuite g_rfc8885TrustTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
