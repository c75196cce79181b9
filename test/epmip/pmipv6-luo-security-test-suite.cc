/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-luo-fixture.h"

#include "ns3/test.h"
#include "ns3/uinteger.h"

#include <optional>
#include <string>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * draft-luo-dmm-pmip-based-dmm-approach-02, 8: messages of who may not send them, which nobody has
 * asked for, or which say too much.
 */

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-tests
 * draft-luo, 8: who cannot change where packets go. MN at MAG1 and CN at MAG2 talk; each member
 * function is a test case.
 */
class LuoSecurityTestCase : public MemberTestCase<LuoSecurityTestCase, LuoTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void Informs();   //!< PBCI of who may not say so
    void StillHere(); //!< PBCI with P of a node that has not left
    void Stranger();  //!< PBCI and PBCA of a gateway without an association
    void ForNobody(); //!< MaxWithdrawals
    void Unasked();   //!< PBQA that nobody has asked for
    void Answers();   //!< PBQA that says too much
    void List();      //!< PBCA that says too much

  private:
    /// Attach both, and let them talk until 7 s.
    void Talk(EpmipFixture& net);

    /// Check that all packets went straight, from 4 s or later on. @param from since when
    void CheckDirect(const EpmipFixture& net, Time from = Seconds(4));

    /**
     * @param prefix of whom
     * @param place named; nothing: none
     * @param timestamp of the binding
     * @return a PBCI's contents
     */
    static LocationRequest MakeChange(const Prefix& prefix,
                                      std::optional<RoutingPlace> place,
                                      uint64_t timestamp);

    /**
     * @param prefix of whom
     * @param place where that is
     * @param timestamp of the binding
     * @param sequence of the question
     * @return a PBQA
     */
    static Pbqa MakeAnswer(const Prefix& prefix,
                           RoutingPlace place,
                           uint64_t timestamp,
                           uint16_t sequence);

    /// @return a PBCI
    static Pbci ToMessage(const LocationRequest& request)
    {
        Pbci message;
        WriteLocationRequest(request, message);
        return message;
    }

    ProbeFlow* m_up{nullptr};   //!< MN to CN
    ProbeFlow* m_down{nullptr}; //!< CN to MN
};

void
LuoSecurityTestCase::Talk(EpmipFixture& net)
{
    Attach(net);
    m_up = &net.AddFlow(NODE_MN, NODE_CN, INTERVAL);
    m_down = &net.AddFlow(NODE_CN, NODE_MN, INTERVAL);
    m_up->Run(Seconds(2), 2500);
    m_down->Run(Seconds(3), 2000);
}

void
LuoSecurityTestCase::CheckDirect(const EpmipFixture& net, Time from)
{
    const Time direct = net.GetWay({MAG1, MAG2});
    ExpectDirect({m_up, m_down}, from, direct, Seconds(7), "packets");
    NS_TEST_EXPECT_MSG_EQ(net.GetLocation(MAG1, NODE_CN), "MAG2", "at MAG1");
    NS_TEST_EXPECT_MSG_EQ(net.GetLocation(MAG2, NODE_MN), "MAG1", "at MAG2");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
}

LocationRequest
LuoSecurityTestCase::MakeChange(const Prefix& prefix,
                                std::optional<RoutingPlace> place,
                                uint64_t timestamp)
{
    LocationRequest request;
    request.prefixes = {prefix};
    request.sequence = 4711;
    request.lifetime = 15;
    if (place)
    {
        request.gateway = MeshFixture::GetAddress(*place);
    }
    request.timestamp = timestamp;
    return request;
}

Pbqa
LuoSecurityTestCase::MakeAnswer(const Prefix& prefix,
                                RoutingPlace place,
                                uint64_t timestamp,
                                uint16_t sequence)
{
    LocationAnswer answer;
    answer.prefixes = {prefix};
    answer.sequence = sequence;
    answer.lifetime = 15;
    answer.gateway = MeshFixture::GetAddress(place);
    answer.timestamp = timestamp;
    Pbqa message;
    WriteLocationAnswer(answer, message);
    return message;
}

void
LuoSecurityTestCase::Informs()
{
    EpmipFixture net;
    Talk(net);
    const uint64_t newer = net.GetAnchor(LMA1)->GetTimestamp(ZERO);
    const uint64_t future = net.GetAnchor(LMA1)->GetTimestamp(ZERO + Seconds(60));
    const Prefix mn = net.GetPrefix(NODE_MN);
    const auto change = [&](std::optional<RoutingPlace> place, uint64_t timestamp) {
        return MakeChange(mn, place, timestamp);
    };
    const auto previous = [&](RoutingPlace place, uint64_t timestamp) {
        LocationRequest request = MakeChange(mn, place, timestamp);
        request.isPrevious = true;
        return request;
    };
    LocationRequest withdrawal = change({}, newer);
    withdrawal.lifetime = 0;
    const Prefix many = *ParsePrefix("fd00:1:0::/48");

    struct Row
    {
        const char* what;        //!< in words
        RoutingPlace from;       //!< sender
        RoutingPlace to;         //!< receiver
        LocationRequest request; //!< what it says
        int status;              //!< of the answer
        std::string asked;       //!< what the receiver asks an eLMA because of it
        std::string note;        //!< traced by the receiver
    };

    const Row rows[] = {
        {"of a third gateway",
         MAG4,
         MAG2,
         change(MAG3, newer),
         0,
         "MAG2>LMA1 Pbqr, ",
         "refused MN MAG4 not-of-the-location-held"},
        {"of the right one, to an anchor",
         MAG1,
         MAG2,
         change(LMA2, newer),
         138,
         "",
         "refused MN MAG1 location-not-a-peer"},
        {"of many nodes",
         MAG1,
         MAG2,
         MakeChange(many, MAG3, newer),
         129,
         "",
         "refused ? MAG1 location-of-many"},
        {"of who holds nothing", MAG1, MAG4, change(MAG3, newer), 0, "", "refused MN MAG1"},
        {"of a node here", MAG4, MAG1, change(MAG4, newer), 138, "", ""},
        {"no location", MAG1, MAG2, change({}, newer), 139, "", "refused MN MAG1 option-missing"},
        {"P, for another gateway", MAG4, MAG1, previous(MAG3, newer), 129, "", ""},
        {"P, an old one", MAG4, MAG1, previous(MAG4, 1), 138, "", ""},
        {"P, of a time to come",
         MAG4,
         MAG1,
         previous(MAG4, future),
         129,
         "",
         "refused MN MAG4 dated-in-the-future"},
        {"of the right one, of a time to come",
         MAG1,
         MAG2,
         change(MAG3, future),
         129,
         "",
         "refused MN MAG1 dated-in-the-future"},
        {"lifetime 0, of a third gateway",
         MAG4,
         MAG2,
         withdrawal,
         0,
         "",
         "refused MN MAG4 withdraws-nothing-of-its-own"},
    };
    const Time step = MilliSeconds(60);
    Time at = ZERO;
    for (const auto& row : rows)
    {
        net.SendAt(at, row.from, row.to, ToMessage(row.request));
        at += step;
    }
    net.RunUntil(Seconds(8));
    at = ZERO;
    for (const auto& row : rows)
    {
        const std::string from = MeshFixture::GetName(row.from);
        const std::string to = MeshFixture::GetName(row.to);
        NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(at, at + step),
                              from + ">" + to + " Pbci, " + row.asked + to + ">" + from + " Pbca" +
                                  (row.asked.empty() ? "" : ", LMA1>MAG2 Pbqa"),
                              row.what);
        NS_TEST_EXPECT_MSG_EQ(net.FindStatus(to + ">" + from + " Pbca", at), row.status, row.what);
        NS_TEST_EXPECT_MSG_EQ((row.note.empty() || net.CountNotes(row.to, row.note, at) > 0),
                              true,
                              row.what << " is traced");
        at += step;
    }
    NS_TEST_EXPECT_MSG_EQ(net.GetRouting(MAG4)->GetLocations().size(), 0, "nothing is stored");
    CheckDirect(net);
}

void
LuoSecurityTestCase::StillHere()
{
    // MAG1 acts at once, asks MN, and serves it again when it answers.
    EpmipFixture net;
    Talk(net);
    LocationRequest request =
        MakeChange(net.GetPrefix(NODE_MN), MAG4, net.GetAnchor(LMA1)->GetTimestamp(ZERO));
    request.isPrevious = true;
    net.SendAt(ZERO, MAG4, MAG1, ToMessage(request));
    // Nor does MAG4 say that it does not know MN.
    for (const auto peer : {MAG1, MAG2})
    {
        net.CutAt(MAG4, peer, ZERO + MilliSeconds(1), Seconds(8));
    }
    net.RunUntil(Seconds(8));
    const Time asked = ZERO + net.Delay(MAG4, MAG1) + net.Access() * 2;
    // It asks once more before it registers.
    const Time confirmed = asked + net.Access() * 2 + net.RoundTrip(MAG1, LMA1);
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindSent("MAG1>MAG2 Pbci", ZERO + MilliSeconds(30)),
                              confirmed,
                              PACKET_TOLERANCE,
                              "who was misled is called back");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindNote(MAG2, "path CN>MN MAG1", ZERO),
                              confirmed + net.Delay(MAG1, MAG2) + net.RoundTrip(MAG2, LMA1),
                              PACKET_TOLERANCE,
                              "and asks MN's eLMA");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindNote(MAG1, "refused MN ? node-is-here-after-all") - ZERO,
                              asked - ZERO,
                              PACKET_TOLERANCE,
                              "asked, and answered");
    NS_TEST_EXPECT_MSG_EQ(net.FindStatus("MAG1>MAG4 Pbca", ZERO), 0, "at first");
    CheckDirect(net, ZERO + MilliSeconds(500));
    for (const auto* flow : {m_up, m_down})
    {
        NS_TEST_EXPECT_MSG_LT(flow->GetLost().size(), 50, "100 ms at most");
    }
}

void
LuoSecurityTestCase::Stranger()
{
    EpmipOptions options;
    options.legacy = {MAG4};
    EpmipFixture net(options);
    Talk(net);
    const uint64_t newer = net.GetAnchor(LMA1)->GetTimestamp(ZERO);
    LocationRequest previous = MakeChange(net.GetPrefix(NODE_MN), MAG4, newer);
    previous.isPrevious = true;
    net.SendAt(ZERO, MAG4, MAG2, ToMessage(MakeChange(net.GetPrefix(NODE_MN), MAG4, newer)));
    net.SendAt(ZERO + MilliSeconds(50), MAG4, MAG1, ToMessage(previous));
    LocationAnswer answer;
    answer.prefixes = {net.GetPrefix(NODE_MN)};
    answer.sequence = 4711;
    answer.lifetime = 15;
    answer.correspondents = {{net.GetPrefix(NODE_CN), MeshFixture::GetAddress(MAG3), newer, 15}};
    Pbca list;
    WriteLocationAnswer(answer, list);
    net.SendAt(ZERO + MilliSeconds(100), MAG4, MAG1, list);
    net.RunUntil(Seconds(8));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(ZERO, Seconds(8)),
                          "MAG4>MAG2 Pbci, MAG4>MAG1 Pbci, MAG4>MAG1 Pbca",
                          "no answer");
    CheckDirect(net);
}

void
LuoSecurityTestCase::ForNobody()
{
    // MAG1 has forgotten MN; CN sends to further addresses of MN's prefix.
    EpmipOptions options;
    options.configure = [](EpmipHelper& epmip) {
        epmip.SetMobilityAttribute("MaxWithdrawals", UintegerValue(2));
    };
    EpmipFixture net(options);
    net.AttachAt(Seconds(1), NODE_MN, MAG1);
    net.AttachAt(Seconds(1), NODE_CN, MAG2);
    net.AddFlow(NODE_CN, NODE_MN, INTERVAL).Run(Seconds(2), 10);
    net.DetachAt(Seconds(3), NODE_MN);
    net.At(Seconds(4), [&net] { net.GetGateway(MAG1)->Restart(); });
    net.CutAt(MAG1, MAG2, ZERO - Seconds(1), ZERO + Seconds(2));
    for (int i = 1; i <= 5; ++i)
    {
        const std::string address = "fd00:1:0:a::" + std::to_string(i);
        net.SendPacketAt(ZERO + MilliSeconds(i), NODE_CN, Ipv6Address(address.c_str()));
    }
    net.RunUntil(ZERO + MilliSeconds(500));
    const auto& signals = net.GetSent();
    NS_TEST_EXPECT_MSG_EQ(
        std::count_if(signals.begin(),
                      signals.end(),
                      [](const auto& signal) { return signal.text == "MAG1>MAG2 Pbci"; }),
        2,
        "of two addresses it says so");
    NS_TEST_EXPECT_MSG_EQ(net.CountNotes(MAG1, "refused MN MAG2 too-many-withdrawals"),
                          3,
                          "of the others not");
}

void
LuoSecurityTestCase::Unasked()
{
    EpmipFixture net;
    Talk(net);
    for (const auto from : {LMA1, LMA2})
    {
        const uint64_t newer = net.GetAnchor(LMA2)->GetTimestamp(ZERO);
        net.SendAt(ZERO, from, MAG1, MakeAnswer(net.GetPrefix(NODE_CN), MAG4, newer, 4711));
    }
    net.RunUntil(Seconds(8));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(ZERO, Seconds(8)),
                          "LMA1>MAG1 Pbqa, LMA2>MAG1 Pbqa",
                          "nothing follows");
    CheckDirect(net);
}

void
LuoSecurityTestCase::Answers()
{
    struct Row
    {
        const char* prefix;   //!< named
        RoutingPlace gateway; //!< named
        RoutingPlace from;    //!< sender
        const char* reason;   //!< why it is not believed; null: it is; empty: it is not taken
    };

    const Row rows[] = {
        {"fd00:2:0:b::/64", MAG2, LMA2, nullptr},
        {"::/0", MAG4, LMA2, "location-of-many"},
        {"fd00::/16", MAG4, LMA2, "location-of-many"},
        {"fd00:2:0:77::/64", MAG4, LMA2, "location-not-asked-for"},
        {"fd00:2:0:b::/64", MAG1, LMA2, "location-names-this-gateway"},
        {"fd00:2:0:b::/64", LMA1, LMA2, "location-not-a-peer"},
        {"fd00:2:0:b::/64", MAG2, LMA1, ""},
    };
    const Time start = Seconds(2);
    for (const auto& row : rows)
    {
        EpmipFixture net;
        Attach(net);
        net.CutAt(MAG1, LMA2, start, start + MilliSeconds(4)); // The query is lost.
        net.SendPacketAt(start, NODE_MN, Ipv6Address("fd00:2:0:b::1"));
        net.At(start + MilliSeconds(6), [&net, &row, start] {
            const auto answer = MakeAnswer(*ParsePrefix(row.prefix),
                                           row.gateway,
                                           net.GetAnchor(LMA2)->GetTimestamp(start),
                                           net.FindRequest("MAG1>LMA2 Pbqr").sequence);
            net.SendAt(start + MilliSeconds(6), row.from, MAG1, answer);
        });
        net.RunUntil(start + MilliSeconds(500));
        const std::string what = std::string(row.prefix) + " at " +
                                 MeshFixture::GetName(row.gateway) + ", of " +
                                 MeshFixture::GetName(row.from);
        NS_TEST_EXPECT_MSG_EQ(net.GetLocation(MAG1, NODE_CN), (row.reason ? "" : "MAG2"), what);
        NS_TEST_EXPECT_MSG_EQ(net.GetRouting(MAG1)->GetLocations().size(),
                              (row.reason ? 0 : 1),
                              what);
        const std::string reason = row.reason ? row.reason : "";
        NS_TEST_EXPECT_MSG_EQ(
            net.CountNotes(MAG1, "refused CN " + MeshFixture::GetName(row.gateway) + " " + reason),
            (reason.empty() ? 0 : 1),
            what);
        NS_TEST_EXPECT_MSG_EQ(net.CountNotes(MAG1, "ended CN none"),
                              (reason.empty() ? 0 : 1),
                              what);
    }
}

void
LuoSecurityTestCase::List()
{
    // MN comes to MAG3, where MN2 is; what MAG1 answers is forged.
    EpmipOptions options;
    options.nMobiles = 3;
    EpmipFixture net(options);
    Attach(net);
    net.AttachAt(Seconds(1), NODE_MN2, MAG3);
    net.AddFlow(NODE_MN, NODE_CN, INTERVAL).Run(Seconds(2), 500);
    auto& local = net.AddFlow(NODE_MN, NODE_MN2, INTERVAL);
    local.Run(ZERO + MilliSeconds(300), 100);
    net.CutAt(MAG1, MAG3, ZERO + MilliSeconds(27), ZERO + MilliSeconds(30));
    net.MoveAt(ZERO, NODE_MN, MAG3);
    const Time forged = ZERO + MilliSeconds(35);
    net.At(forged, [&net, forged] {
        const uint64_t newer = net.GetAnchor(LMA1)->GetTimestamp(ZERO);
        const Ipv6Address other = MeshFixture::GetAddress(MAG4);
        LocationAnswer answer;
        answer.prefixes = {net.GetPrefix(NODE_MN)};
        answer.sequence = net.FindRequest("MAG3>MAG1 Pbci").sequence;
        answer.lifetime = 15;
        answer.correspondents = {
            {net.GetPrefix(NODE_MN2), other, newer, 15},
            {*ParsePrefix("fd00::/16"), other, newer, 15},
            {Prefix(), other, newer, 15},
            {net.GetPrefix(NODE_CN), MeshFixture::GetAddress(LMA2), newer, 15}};
        Pbca message;
        WriteLocationAnswer(answer, message);
        net.SendAt(forged, MAG1, MAG3, message);
    });
    net.RunUntil(Seconds(8));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(forged, Seconds(8)),
                          "MAG1>MAG3 Pbca",
                          "it is taken for the answer");
    NS_TEST_EXPECT_MSG_EQ(net.GetRouting(MAG3)->GetLocations().size(), 0, "nothing of it");
    NS_TEST_EXPECT_MSG_EQ(net.CountNotes(MAG3, "refused ? MAG1 location-of-many"), 2, "of many");
    NS_TEST_EXPECT_MSG_EQ(net.CountNotes(MAG3, "refused CN MAG1 location-not-a-peer"),
                          1,
                          "to an anchor");
    NS_TEST_EXPECT_MSG_EQ(
        EpmipFixture::DescribeWays(local, {{ZERO, net.Access() * 2, "local"}}, Seconds(6)),
        "",
        "MN2 is here");
}

/**
 * @ingroup pmipv6-tests
 * Suite `pmipv6-luo-security`.
 */
class LuoSecurityTestSuite : public TestSuite
{
  public:
    LuoSecurityTestSuite()
        : TestSuite("pmipv6-luo-security")
    {
        using Case = LuoSecurityTestCase;
        AddTestCase(new Case("8 PBCI of who may not say so", &Case::Informs));
        AddTestCase(new Case("8 PBCI of a node that is here", &Case::StillHere));
        AddTestCase(new Case("8 PBCI and PBCA of a stranger", &Case::Stranger));
        AddTestCase(new Case("8 packets for nobody", &Case::ForNobody));
        AddTestCase(new Case("8 PBQA unasked", &Case::Unasked));
        AddTestCase(new Case("8 PBQA not to be believed", &Case::Answers));
        AddTestCase(new Case("8 PBCA not to be believed", &Case::List));
    }
};

static LuoSecurityTestSuite g_luoSecurityTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
