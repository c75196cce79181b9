/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-dmm-fixture.h"

#include "ns3/ipv6-l3-protocol.h"
#include "ns3/pmipv6-mobility-forwarding.h"
#include "ns3/test.h"
#include "ns3/udp-header.h"

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
    /// @return of MN, at a time
    static DmmSubject MakeSubject(Time at);

    /// @return a report of a prefix, with where its node is
    static BindingUpdate MakeReport(Time at, RoutingPlace anchor, RoutingPlace serving);

    /// @return an answer to MAG3 that names a previous MAAR
    static BindingAcknowledgement MakeTelling(Time at, RoutingPlace maar, RoutingPlace anchor);

    /// @return all that the CMD and the MAARs hold of MN
    static std::string DescribeAll(const DmmFixture& net);

    /// Tunnel a packet. @param source inner @param destination inner
    static void SendTunnelledAt(DmmFixture& net,
                                Time at,
                                RoutingPlace from,
                                RoutingPlace to,
                                const Ipv6Address& source,
                                const Ipv6Address& destination);
};

DmmSubject
DmmSecurityTestCase::MakeSubject(Time at)
{
    DmmSubject subject;
    subject.identifier = MeshFixture::GetIdentifier(NODE_MN);
    subject.technology = AccessTechnologyType::VIRTUAL;
    subject.sequence = 4711;
    subject.timestamp = static_cast<uint64_t>(at.GetMilliSeconds()) * 65536 / 1000;
    return subject;
}

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

std::string
DmmSecurityTestCase::DescribeAll(const DmmFixture& net)
{
    std::string text = net.DescribeSession(NODE_MN);
    for (const auto place : ROUTING_GATEWAYS)
    {
        text += " | " + net.DescribeAnchor(place, NODE_MN) + " ; " +
                net.DescribePrevious(place, NODE_MN);
    }
    return text;
}

void
DmmSecurityTestCase::Messages()
{
    struct Row
    {
        const char* what;        //!< in words
        RoutingPlace from;       //!< sender
        RoutingPlace to;         //!< receiver
        MobilityMessage message; //!< the message
    };

    const Time at = Seconds(11);
    const auto serving = [at](RoutingPlace anchor, RoutingPlace there, uint16_t lifetime) {
        return MakeServingUpdate(MakeSubject(at),
                                 {DmmFixture::GetFirst(anchor)},
                                 MeshFixture::GetAddress(there),
                                 lifetime);
    };
    const auto request = [at](RoutingPlace anchor, uint16_t lifetime) {
        auto update =
            MakeServingUpdate(MakeSubject(at), {DmmFixture::GetFirst(anchor)}, {}, lifetime);
        update.options.pop_back();
        return update;
    };
    const auto answer = [](Time time, RoutingPlace anchor) {
        return MakeDmmAnswer(MakeSubject(time),
                             BindingStatus::ACCEPTED,
                             {DmmFixture::GetFirst(anchor)},
                             75);
    };
    const std::vector<Row> rows{
        {"where MN is, of a MAAR", MAG4, MAG1, serving(MAG1, MAG4, 75)},
        {"the end, of a MAAR", MAG4, MAG1, serving(MAG1, MAG4, 0)},
        {"the end, of the serving MAAR", MAG3, MAG1, serving(MAG1, MAG3, 0)},
        {"a withdrawal, of a MAAR",
         MAG4,
         MAG3,
         MakeAnchorageUpdate(MakeSubject(at), DmmFixture::GetFirst(MAG1), 0)},
        {"lifetime 0, of a previous MAAR", MAG1, CMD, request(MAG1, 0)},
        {"lifetime 0 of the serving MAAR's prefix", MAG1, CMD, request(MAG3, 0)},
        {"lifetime 0, of a MAAR that has nothing", MAG4, CMD, request(MAG4, 0)},
        {"a prefix of another MAAR", MAG4, CMD, request(MAG3, 75)},
        {"a report, of a MAAR that has nothing", MAG4, CMD, MakeReport(at, MAG4, MAG4)},
        {"a report of another's prefix", MAG4, CMD, MakeReport(at, MAG1, MAG4)},
        {"an idle prefix of another",
         MAG2,
         CMD,
         [at] { return MakeAnchorageUpdate(MakeSubject(at), DmmFixture::GetFirst(MAG1), 0); }()},
        {"an answer with a previous MAAR, of a MAAR", MAG4, MAG3, MakeTelling(at, MAG4, MAG4)},
        {"an answer that nobody has asked for", CMD, MAG3, MakeTelling(Seconds(1), MAG4, MAG4)},
        {"one that names the serving MAAR", CMD, MAG3, MakeTelling(DMM_SECOND, MAG3, MAG3)},
        {"one that names a prefix of another", CMD, MAG3, MakeTelling(DMM_SECOND, MAG4, MAG2)},
        {"an answer of a previous MAAR with another's prefix",
         MAG1,
         MAG3,
         answer(DMM_SECOND, MAG4)},
        {"an answer of a third MAAR", MAG4, MAG3, answer(at, MAG4)},
        {"an update to where MN is, of the past", CMD, MAG3, serving(MAG3, MAG4, 75)},
    };
    for (const auto mode : {DatabaseMode::RELAY, DatabaseMode::LOCATOR, DatabaseMode::PROXY})
    {
        for (const auto& row : rows)
        {
            DmmFixture net(With(mode));
            Go(net, 2);
            std::string before;
            std::string soon;
            net.At(at - MilliSeconds(1), [&] { before = DescribeAll(net); });
            auto message = row.message;
            if (std::string(row.what).find("of the past") != std::string::npos)
            {
                FindOption<TimestampOption>(std::get<BindingUpdate>(message).options)->timestamp =
                    MakeSubject(Seconds(7)).timestamp;
            }
            net.SendAt(at, row.from, row.to, message);
            net.At(at + MilliSeconds(100), [&] { soon = DescribeAll(net); });
            net.RunUntil(Seconds(25));
            const std::string what = std::string(row.what) + ", " + pmipv6::GetName(mode) + ": " +
                                     net.DescribeMessages(at, Seconds(25));
            NS_TEST_EXPECT_MSG_EQ(soon, before, what);
            NS_TEST_EXPECT_MSG_EQ(DescribeAll(net), before, "later, " << what);
            NS_TEST_EXPECT_MSG_EQ(net.DescribeDistributedFaults(), "", what);
        }
    }
}

void
DmmSecurityTestCase::SendTunnelledAt(DmmFixture& net,
                                     Time at,
                                     RoutingPlace from,
                                     RoutingPlace to,
                                     const Ipv6Address& source,
                                     const Ipv6Address& destination)
{
    MeshFixture::At(at, [&net, from, to, source, destination] {
        auto packet = Create<Packet>(100);
        UdpHeader udp;
        udp.SetSourcePort(9);
        udp.SetDestinationPort(9);
        packet->AddHeader(udp);
        Ipv6Header inner;
        inner.SetSource(source);
        inner.SetDestination(destination);
        inner.SetNextHeader(17);
        inner.SetHopLimit(60);
        inner.SetPayloadLength(static_cast<uint16_t>(packet->GetSize()));
        packet->AddHeader(inner);
        constexpr uint8_t IPV6_IN_IPV6 = 41;
        net.GetNode(from)->GetObject<Ipv6L3Protocol>()->Send(packet,
                                                             MeshFixture::GetAddress(from),
                                                             MeshFixture::GetAddress(to),
                                                             IPV6_IN_IPV6,
                                                             nullptr);
    });
}

void
DmmSecurityTestCase::Packets()
{
    const auto of = [](RoutingPlace maar) {
        std::vector<uint8_t> octets(16);
        DmmFixture::GetFirst(maar).GetAddress().GetBytes(octets.data());
        octets[15] = 9;
        return Ipv6Address(octets.data());
    };

    struct Row
    {
        const char* what;    //!< in words
        RoutingPlace from;   //!< sender
        RoutingPlace to;     //!< receiver
        RoutingPlace source; //!< whose prefix has the inner source
        RoutingPlace dest;   //!< whose prefix has the inner destination
        bool isTaken;        //!< it may pass
    };

    const Row rows[] = {
        {"to MN, of its anchor", MAG1, MAG3, MAG4, MAG1, true},
        {"to MN, of another previous MAAR", MAG2, MAG3, MAG4, MAG1, false},
        {"to MN, of a third MAAR", MAG4, MAG3, MAG4, MAG1, false},
        {"to MN's own prefix, of a previous MAAR", MAG1, MAG3, MAG4, MAG3, false},
        {"of MN, by the serving MAAR", MAG3, MAG1, MAG1, MAG4, true},
        {"of MN, by a third MAAR", MAG4, MAG1, MAG1, MAG2, false},
        {"of MN, by another previous MAAR", MAG2, MAG1, MAG1, MAG4, false},
    };
    for (const auto& row : rows)
    {
        DmmFixture net;
        Go(net, 2);
        SendTunnelledAt(net, Seconds(11), row.from, row.to, of(row.source), of(row.dest));
        uint64_t before = 0;
        const auto count = [&net, &row] {
            uint64_t sum = 0;
            for (const auto& [reason, number] :
                 MobilityForwarding::Install(net.GetNode(row.to))->GetDrops())
            {
                sum += number;
            }
            return sum;
        };
        net.At(Seconds(10), [&] { before = count(); });
        net.RunUntil(Seconds(12));
        NS_TEST_EXPECT_MSG_EQ(count() - before, (row.isTaken ? 0 : 1), row.what);
    }
}

void
DmmSecurityTestCase::WithoutFlag()
{
    // 4.3: options of RFC 8885 without D say nothing.
    DmmFixture net;
    Go(net, 2);
    std::string before;
    net.At(Seconds(10), [&] { before = DescribeAll(net); });
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
    NS_TEST_EXPECT_MSG_EQ(DescribeAll(net), before, "nothing has changed");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeDistributedFaults(), "", "tables and packets");
}

void
DmmSecurityTestCase::LegacyAnchor()
{
    DmmOptions options;
    options.hasLegacyAnchor = true;
    DmmFixture net(options);
    Go(net, 1);
    auto update = MakeServingUpdate(MakeSubject(Seconds(7)), {DmmFixture::GetFirst(MAG4)}, {}, 75);
    update.options.pop_back();
    net.SendAt(Seconds(7), MAG4, LMA2, update);
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
        for (const auto& signal : net.GetSignals())
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
