/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-dmm-fixture.h"

#include "ns3/test.h"

#include <string>
#include <vector>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * Messages and packets of peers that may not send them (RFC 8885, 6): nothing is changed. What
 * those do that do not know the D flag (4.1, 4.2), and what is done about messages without it.
 */

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-tests
 * MN is at MAG3, and was at MAG1 and MAG2 before; MAG4 has nothing to do with it.
 */
class DmmSecurityTestCase : public MemberTestCase<DmmSecurityTestCase, DmmTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void Messages();      //!< in each mode
    void Packets();       //!< out of tunnels
    void WithoutFlag();   //!< messages
    void LegacyAnchor();  //!< PBU(D) to it
    void LegacyGateway(); //!< PBA(D) to it
    void Privacy();       //!< what a previous MAAR is told

  private:
    /// A message that changes nothing.
    struct MessageRow
    {
        const char* what;        //!< in words
        RoutingPlace from;       //!< sender
        RoutingPlace to;         //!< receiver
        MobilityMessage message; //!< the message
        const char* traced;      //!< as DescribeTraced; "": it is answered, but changes nothing
        /// The same, with a locator; null: the same there.
        const char* tracedByLocator{nullptr};
    };

    /// @return a report of a prefix, with where its node is
    static BindingUpdate MakeReport(Time at, RoutingPlace anchor, RoutingPlace serving);

    /// @return an answer to MAG3 that names a previous MAAR
    static BindingAcknowledgement MakeTelling(Time at, RoutingPlace maar, RoutingPlace anchor);

    /// @return requests, of a time
    static std::vector<MessageRow> ListRequests(Time at);

    /// @return answers to MAG3, of a time
    static std::vector<MessageRow> ListAnswers(Time at);

    /// Send one, and check that nothing changes.
    void ExpectNothing(const MessageRow& row, DatabaseMode mode, Time at);

    /// @return what a place has refused, and messages that it has dropped: "MAG4 late-refusal",
    /// "no-security-association"
    static std::string DescribeTraced(const DmmFixture& net, RoutingPlace place);
};

BindingUpdate
DmmSecurityTestCase::MakeReport(Time at, RoutingPlace anchor, RoutingPlace serving)
{
    auto update = MakeAnchorageUpdate(MakeSubject(at), DmmFixture::GetFirst(anchor), 75);
    update.options.push_back(ServingMaarOption{MeshFixture::GetAddress(serving)});
    return update;
}

BindingAcknowledgement
DmmSecurityTestCase::MakeTelling(Time at, RoutingPlace maar, RoutingPlace anchor)
{
    auto answer =
        MakeDmmAnswer(MakeSubject(at), BindingStatus::ACCEPTED, {DmmFixture::GetFirst(MAG3)}, 75);
    answer.options.push_back(
        PreviousMaarOption{MeshFixture::GetAddress(maar), DmmFixture::GetFirst(anchor)});
    return answer;
}

std::vector<DmmSecurityTestCase::MessageRow>
DmmSecurityTestCase::ListRequests(Time at)
{
    const auto serving = [](Time time, RoutingPlace anchor, RoutingPlace there, uint16_t lifetime) {
        return MakeServingUpdate(MakeSubject(time),
                                 {DmmFixture::GetFirst(anchor)},
                                 MeshFixture::GetAddress(there),
                                 lifetime);
    };
    const auto request = [at](RoutingPlace anchor, uint16_t lifetime) {
        return MakeRequest(MakeSubject(at), DmmFixture::GetFirst(anchor), lifetime);
    };
    const auto unused = [at](RoutingPlace anchor) {
        return MakeAnchorageUpdate(MakeSubject(at), DmmFixture::GetFirst(anchor), 0);
    };
    const char* stranger = "no-security-association";
    const char* notOfPool = "MAG4 NOT_AUTHORIZED_FOR_HOME_NETWORK_PREFIX";
    const char* prohibited = "MAG4 ADMINISTRATIVELY_PROHIBITED";
    return {
        {"where MN is, of a MAAR", MAG4, MAG1, serving(at, MAG1, MAG4, 75), stranger},
        {"the end, of a MAAR", MAG4, MAG1, serving(at, MAG1, MAG4, 0), stranger},
        {"the end, of the serving MAAR", MAG3, MAG1, serving(at, MAG1, MAG3, 0), stranger},
        {"a withdrawal, of a MAAR", MAG4, MAG3, unused(MAG1), stranger},
        {"lifetime 0, of a previous MAAR", MAG1, CMD, request(MAG1, 0), ""},
        {"lifetime 0 of the serving MAAR's prefix", MAG1, CMD, request(MAG3, 0), ""},
        {"lifetime 0, of a MAAR that has nothing", MAG4, CMD, request(MAG4, 0), ""},
        {"a prefix of another MAAR", MAG4, CMD, request(MAG3, 75), notOfPool},
        {"a report, of a MAAR that has nothing", MAG4, CMD, MakeReport(at, MAG4, MAG4), prohibited},
        {"a report of another's prefix", MAG4, CMD, MakeReport(at, MAG1, MAG4), prohibited},
        {"an idle prefix of another", MAG2, CMD, unused(MAG1), ""},
        {"an update to where MN is, of the past",
         CMD,
         MAG3,
         serving(Seconds(7), MAG3, MAG4, 75),
         "LMA1 TIMESTAMP_LOWER_THAN_PREV_ACCEPTED"},
    };
}

std::vector<DmmSecurityTestCase::MessageRow>
DmmSecurityTestCase::ListAnswers(Time at)
{
    const auto answer = [](Time time, RoutingPlace anchor) {
        return MakeDmmAnswer(MakeSubject(time),
                             BindingStatus::ACCEPTED,
                             {DmmFixture::GetFirst(anchor)},
                             75);
    };
    const char* stranger = "no-security-association";
    return {
        {"one with a previous MAAR, of a MAAR",
         MAG4,
         MAG3,
         MakeTelling(at, MAG4, MAG4),
         stranger,
         "MAG4 unsolicited-answer"},
        {"one that nobody has asked for",
         CMD,
         MAG3,
         MakeTelling(Seconds(1), MAG4, MAG4),
         "LMA1 unsolicited-answer"},
        {"one that names the serving MAAR",
         CMD,
         MAG3,
         MakeTelling(DMM_SECOND, MAG3, MAG3),
         "MAG3 previous-maar-is-this-one"},
        {"one that names a prefix of another",
         CMD,
         MAG3,
         MakeTelling(DMM_SECOND, MAG4, MAG2),
         "MAG4 prefix-of-no-pool-of-maar"},
        {"one of a previous MAAR with another's prefix",
         MAG1,
         MAG3,
         answer(DMM_SECOND, MAG4),
         stranger,
         "MAG1 prefix-of-no-pool-of-maar"},
        {"one of a third MAAR", MAG4, MAG3, answer(at, MAG4), stranger, "MAG4 unsolicited-answer"},
    };
}

std::string
DmmSecurityTestCase::DescribeTraced(const DmmFixture& net, RoutingPlace place)
{
    std::string text;
    const std::string head = MeshFixture::GetName(place) + ": mn@example.com ";
    for (const auto& refusal : net.GetRefusals())
    {
        const bool isThere = refusal.rfind(head, 0) == 0;
        text += isThere ? (text.empty() ? "" : ", ") + refusal.substr(head.size()) : "";
    }
    for (const auto& [reason, count] : net.GetSignaling(place)->GetDrops())
    {
        text +=
            (text.empty() ? "" : ", ") + reason + (count == 1 ? "" : " " + std::to_string(count));
    }
    return text;
}

void
DmmSecurityTestCase::ExpectNothing(const MessageRow& row, DatabaseMode mode, Time at)
{
    DmmFixture net(With(mode));
    Go(net, 2);
    std::string before;
    std::string soon;
    std::string traced;
    net.At(at - MilliSeconds(1), [&] { before = net.DescribeAll(NODE_MN); });
    net.SendAt(at, row.from, row.to, row.message);
    net.At(at + MilliSeconds(100), [&] {
        soon = net.DescribeAll(NODE_MN);
        traced = DescribeTraced(net, row.to);
    });
    net.RunUntil(Seconds(25));
    const std::string what = std::string(row.what) + ", " + pmipv6::GetName(mode) + ": " +
                             net.DescribeMessages(at, Seconds(25));
    const bool isOfLocator = mode == DatabaseMode::LOCATOR && row.tracedByLocator;
    NS_TEST_EXPECT_MSG_EQ(soon, before, what);
    NS_TEST_EXPECT_MSG_EQ(traced, (isOfLocator ? row.tracedByLocator : row.traced), what);
    NS_TEST_EXPECT_MSG_EQ(net.DescribeAll(NODE_MN), before, "later, " << what);
    NS_TEST_EXPECT_MSG_EQ(net.DescribeDistributedFaults(), "", what);
}

void
DmmSecurityTestCase::Messages()
{
    const Time at = Seconds(11);
    for (const auto mode : {DatabaseMode::RELAY, DatabaseMode::LOCATOR, DatabaseMode::PROXY})
    {
        for (const auto& rows : {ListRequests(at), ListAnswers(at)})
        {
            for (const auto& row : rows)
            {
                ExpectNothing(row, mode, at);
            }
        }
    }
}

void
DmmSecurityTestCase::Packets()
{
    struct Row
    {
        const char* what;    //!< in words
        RoutingPlace from;   //!< sender
        RoutingPlace to;     //!< receiver
        RoutingPlace source; //!< whose prefix has the inner source
        RoutingPlace dest;   //!< whose prefix has the inner destination
        const char* drops;   //!< as DescribeDrops; "": it may pass
    };

    const char* notTrusted = "tunnel-peer-not-trusted 1";
    const Row rows[] = {
        {"to MN, of its anchor", MAG1, MAG3, MAG4, MAG1, ""},
        {"to MN, of another previous MAAR", MAG2, MAG3, MAG4, MAG1, notTrusted},
        {"to MN, of a third MAAR", MAG4, MAG3, MAG4, MAG1, notTrusted},
        {"to MN's own prefix, of a previous MAAR", MAG1, MAG3, MAG4, MAG3, notTrusted},
        {"of MN, by the serving MAAR", MAG3, MAG1, MAG1, MAG4, ""},
        {"of MN, by a third MAAR", MAG4, MAG1, MAG1, MAG2, notTrusted},
        {"of MN, by another previous MAAR", MAG2, MAG1, MAG1, MAG4, notTrusted},
    };
    for (const auto& row : rows)
    {
        DmmFixture net;
        Go(net, 2);
        net.SendTunnelledAt(Seconds(11),
                            row.from,
                            row.to,
                            DmmFixture::GetHost(DmmFixture::GetFirst(row.source)),
                            DmmFixture::GetHost(DmmFixture::GetFirst(row.dest)));
        std::string before;
        net.At(Seconds(10), [&] { before = net.DescribeDrops(row.to); });
        net.RunUntil(Seconds(12));
        NS_TEST_EXPECT_MSG_EQ(before, "", row.what);
        NS_TEST_EXPECT_MSG_EQ(net.DescribeDrops(row.to), row.drops, row.what);
    }
}

void
DmmSecurityTestCase::WithoutFlag()
{
    // 4.3: options of RFC 8885 without D say nothing.
    DmmFixture net;
    Go(net, 2);
    std::string before;
    net.At(Seconds(10), [&] { before = net.DescribeAll(NODE_MN); });
    auto update = MakeServingUpdate(MakeSubject(Seconds(11)),
                                    {DmmFixture::GetFirst(MAG1)},
                                    MeshFixture::GetAddress(MAG4),
                                    75);
    update.flags &= ~UpdateFlag::DISTRIBUTED_MOBILITY;
    net.SendAt(Seconds(11), CMD, MAG1, update);
    auto answer = MakeTelling(DMM_SECOND, MAG4, MAG4);
    answer.flags &= ~AcknowledgementFlag::DISTRIBUTED_MOBILITY;
    net.SendAt(Seconds(11), CMD, MAG3, answer);
    net.RunUntil(Seconds(14));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeAll(NODE_MN), before, "nothing has changed");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeDistributedFaults(), "", "tables and packets");
}

void
DmmSecurityTestCase::LegacyAnchor()
{
    DmmOptions options;
    options.hasLegacyAnchor = true;
    DmmFixture net(options);
    Go(net, 1);
    net.SendAt(Seconds(7),
               MAG4,
               LMA2,
               MakeRequest(MakeSubject(Seconds(7)), DmmFixture::GetFirst(MAG4)));
    net.RunUntil(Seconds(9));
    const std::string all = net.DescribeMessages(Seconds(7), Seconds(9));
    NS_TEST_EXPECT_MSG_EQ((net.FindMessage("LMA2>MAG4 PBA(129)", Seconds(7)) != nullptr),
                          true,
                          all);
    ExpectEnd(net, "MAG2 P2 / MAG1 P1");
}

void
DmmSecurityTestCase::LegacyGateway()
{
    DmmOptions options;
    options.hasLegacyAnchor = true;
    options.legacy = {MAG4};
    DmmFixture net(options);
    Go(net, 1);
    net.SendAt(Seconds(7),
               LMA2,
               MAG4,
               MakeDmmAnswer(MakeSubject(Seconds(7)),
                             BindingStatus::ACCEPTED,
                             {DmmFixture::GetFirst(MAG4)},
                             75));
    net.RunUntil(Seconds(9));
    const auto* error = net.FindMessage("MAG4>LMA2 BindingError", Seconds(7));
    PMIPV6_TEST_REQUIRE(error, net.DescribeMessages(Seconds(7), Seconds(9)));
    NS_TEST_EXPECT_MSG_EQ(static_cast<int>(std::get<BindingError>(error->message).status),
                          2,
                          "its status");
}

void
DmmSecurityTestCase::Privacy()
{
    // A previous MAAR hears of the serving MAAR, of none of its prefixes, and of no other MAAR.
    for (const auto mode : {DatabaseMode::RELAY, DatabaseMode::LOCATOR, DatabaseMode::PROXY})
    {
        DmmFixture net(With(mode));
        Go(net, 2);
        net.RunUntil(Seconds(10));
        for (const auto& signal : net.GetSent())
        {
            const std::string text = net.DescribeMessage(signal);
            const bool isToFirst = signal.text.find(">MAG1 PBU") != std::string::npos;
            const bool isToSecond =
                signal.text.find(">MAG2 PBU") != std::string::npos && signal.at > DMM_SECOND;
            const auto has = [&text](const char* word) {
                return text.find(word) != std::string::npos;
            };
            NS_TEST_EXPECT_MSG_EQ((isToFirst && (has("P2") || has("P3") || has(" 67"))),
                                  false,
                                  text);
            NS_TEST_EXPECT_MSG_EQ((isToSecond && (has("P1") || has("P3") || has(" 67"))),
                                  false,
                                  text);
        }
    }
}

/**
 * @ingroup pmipv6-tests
 * The suite.
 */
class Rfc8885SecurityTestSuite : public TestSuite
{
  public:
    Rfc8885SecurityTestSuite()
        : TestSuite("pmipv6-rfc8885-security")
    {
        using Case = DmmSecurityTestCase;
        AddTestCase(new Case("6 messages", &Case::Messages));
        AddTestCase(new Case("6 packets out of tunnels", &Case::Packets));
        AddTestCase(new Case("4.3 messages without D", &Case::WithoutFlag));
        AddTestCase(new Case("4.1 an anchor without D", &Case::LegacyAnchor));
        AddTestCase(new Case("4.2 a gateway without D", &Case::LegacyGateway));
        AddTestCase(new Case("6 what previous MAARs are told", &Case::Privacy));
    }
};

static Rfc8885SecurityTestSuite g_rfc8885SecurityTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
