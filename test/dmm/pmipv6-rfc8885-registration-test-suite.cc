/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-dmm-fixture.h"

#include "ns3/ipv6.h"
#include "ns3/pmipv6-mobility-forwarding.h"
#include "ns3/test.h"
#include "ns3/uinteger.h"

#include <map>
#include <string>
#include <variant>
#include <vector>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * A first registration (RFC 8885, 3.1), and its extension: messages with their options, and times.
 */

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-tests
 * Nodes that attach for the first time, in each mode.
 */
class DmmRegistrationTestCase : public MemberTestCase<DmmRegistrationTestCase, DmmTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void First();       //!< one node
    void Several();     //!< nodes at one MAAR, and at another
    void Extension();   //!< with a previous MAAR
    void Return();      //!< A-B-A
    void ReturnAndOn(); //!< A-B-A-C
    void MaxPrevious(); //!< more than are kept
    void Interfaces();  //!< two of one node at one MAAR
    void Elsewhere();   //!< two of one node, the second at another MAAR

  private:
    /// @return a node's global addresses, by prefix
    static std::string ListAddresses(const DmmFixture& net, RoutingMobile mobile);
};

std::string
DmmRegistrationTestCase::ListAddresses(const DmmFixture& net, RoutingMobile mobile)
{
    const auto ipv6 = net.GetMobile(mobile)->GetObject<Ipv6>();
    std::string text;
    for (uint32_t i = 0; i < ipv6->GetNAddresses(1); ++i)
    {
        const auto address = ipv6->GetAddress(1, i);
        if (address.GetScope() == Ipv6InterfaceAddress::GLOBAL)
        {
            text += (text.empty() ? "" : " ") +
                    DmmFixture::GetPrefixName(Prefix(address.GetAddress(), 64));
        }
    }
    return text;
}

void
DmmRegistrationTestCase::First()
{
    for (const auto mode : {DatabaseMode::RELAY, DatabaseMode::LOCATOR, DatabaseMode::PROXY})
    {
        DmmFixture net(With(mode));
        Go(net, 0);
        const Time round = net.RoundTrip(MAG1, CMD);
        std::string early;
        std::string before;
        net.At(DMM_FIRST + net.Delay(MAG1, CMD),
               [&] { early = net.DescribeAnchor(MAG1, NODE_MN); });
        net.At(DMM_FIRST + round + net.Access() - MicroSeconds(10),
               [&] { before = ListAddresses(net, NODE_MN); });
        net.RunUntil(Seconds(4));
        NS_TEST_EXPECT_MSG_EQ(net.DescribeMessages(Time(0), Seconds(4)),
                              "MAG1>LMA1 PBU 22=P1 / LMA1>MAG1 PBA 22=P1",
                              "messages, " << pmipv6::GetName(mode));
        NS_TEST_EXPECT_MSG_EQ(net.DescribeTypes("MAG1>LMA1 PBU", DMM_FIRST),
                              "8 22 23 24 27",
                              "options of the request");
        NS_TEST_EXPECT_MSG_EQ(net.DescribeTypes("LMA1>MAG1 PBA", DMM_FIRST),
                              "8 22 23 24 27",
                              "options of the answer");
        ExpectTimes(net,
                    DMM_FIRST,
                    {{"MAG1>LMA1 PBU", Time(0)}, {"LMA1>MAG1 PBA", net.Delay(MAG1, CMD)}});
        NS_TEST_EXPECT_MSG_EQ(early, "temporary P1", "offered, not yet its own");
        NS_TEST_EXPECT_MSG_EQ_TOL(net.FindChange(MAG1, "served", Time(0)) - DMM_FIRST,
                                  round,
                                  DMM_TOLERANCE,
                                  "its own");
        NS_TEST_EXPECT_MSG_EQ(before, "", "before the Router Advertisement");
        NS_TEST_EXPECT_MSG_EQ(ListAddresses(net, NODE_MN), "P1", "addresses");
        ExpectEnd(net, "MAG1 P1");
    }
}

void
DmmRegistrationTestCase::Several()
{
    DmmOptions options;
    options.nMobiles = 3;
    DmmFixture net(options);
    Go(net, 0);
    net.AttachAt(DMM_FIRST, NODE_CN, MAG1);
    net.AttachAt(DMM_FIRST, NODE_MN2, MAG3);
    net.RunUntil(Seconds(4));
    ExpectEnd(net, "MAG1 P1");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSession(NODE_CN), "MAG1 P1.2", "of the same MAAR");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSession(NODE_MN2), "MAG3 P3", "of another MAAR");
    NS_TEST_EXPECT_MSG_EQ(ListAddresses(net, NODE_CN), "P1.2", "addresses");
}

void
DmmRegistrationTestCase::Extension()
{
    // At four fifths of 300 s; answered at once, with all previous MAARs, in each mode.
    const Time due = DMM_MOVE + Seconds(240);
    for (const auto mode : {DatabaseMode::RELAY, DatabaseMode::LOCATOR, DatabaseMode::PROXY})
    {
        DmmFixture net(With(mode));
        Go(net, 1);
        net.RunUntil(due + Seconds(1));
        NS_TEST_EXPECT_MSG_EQ(net.DescribeMessages(DMM_MOVE + Seconds(1), due + Seconds(1)),
                              "MAG2>LMA1 PBU 22=P2 / LMA1>MAG2 PBA 22=P2 67=MAG1,P1",
                              "messages, " << pmipv6::GetName(mode));
        const auto* request = net.FindMessage("MAG2>LMA1 PBU", due);
        PMIPV6_TEST_REQUIRE(request, "there is one");
        NS_TEST_EXPECT_MSG_EQ(
            static_cast<int>(GetSubject(std::get<BindingUpdate>(request->message)).indicator),
            5,
            "nothing has changed");
        ExpectEnd(net, "MAG2 P2 / MAG1 P1");
    }
}

void
DmmRegistrationTestCase::Return()
{
    for (const auto mode : {DatabaseMode::RELAY, DatabaseMode::LOCATOR, DatabaseMode::PROXY})
    {
        DmmFixture net(With(mode));
        Go(net, 1);
        net.MoveAt(DMM_SECOND, NODE_MN, MAG1);
        std::string early;
        net.At(DMM_SECOND + MilliSeconds(1), [&] { early = net.DescribeAnchor(MAG1, NODE_MN); });
        net.RunUntil(Seconds(10));
        NS_TEST_EXPECT_MSG_EQ(net.DescribeMessages(DMM_SECOND, DMM_SECOND + MilliSeconds(1)),
                              "MAG1>LMA1 PBU 22=P1",
                              "the same prefix, no other");
        NS_TEST_EXPECT_MSG_EQ(early, "served P1", "at once");
        const std::string told = net.DescribeMessages(DMM_SECOND, Seconds(10));
        NS_TEST_EXPECT_MSG_EQ((told.find("LMA1>MAG2 PBU 22=P2 68=MAG1") != std::string::npos),
                              true,
                              told);
        NS_TEST_EXPECT_MSG_EQ(net.DescribeAnchor(MAG1, NODE_MN), "served P1", "here");
        NS_TEST_EXPECT_MSG_EQ(net.DescribeAnchor(MAG2, NODE_MN), "away P2 > MAG1", "there");
        NS_TEST_EXPECT_MSG_EQ(net.DescribePrevious(MAG1, NODE_MN), "P2 at MAG2 tunnelled", "one");
        ExpectEnd(net, "MAG1 P1 / MAG2 P2");
    }
}

void
DmmRegistrationTestCase::ReturnAndOn()
{
    for (const auto mode : {DatabaseMode::RELAY, DatabaseMode::LOCATOR, DatabaseMode::PROXY})
    {
        DmmFixture net(With(mode));
        Go(net, 1);
        net.MoveAt(DMM_SECOND, NODE_MN, MAG1);
        net.MoveAt(Seconds(11), NODE_MN, MAG3);
        net.RunUntil(Seconds(13));
        NS_TEST_EXPECT_MSG_EQ(net.DescribeAnchor(MAG1, NODE_MN), "away P1 > MAG3", "at MAG1");
        NS_TEST_EXPECT_MSG_EQ(net.DescribeAnchor(MAG2, NODE_MN), "away P2 > MAG3", "at MAG2");
        ExpectEnd(net, "MAG3 P3 / MAG1 P1 / MAG2 P2");
    }
}

void
DmmRegistrationTestCase::MaxPrevious()
{
    for (const uint32_t count : {0U, 1U})
    {
        DmmOptions options;
        options.configure = [count](DmmHelper& dmm) {
            dmm.SetDatabaseAttribute("MaxPreviousMaars", UintegerValue(count));
        };
        DmmFixture net(options);
        Go(net, 2);
        net.RunUntil(Seconds(12));
        NS_TEST_EXPECT_MSG_EQ(net.DescribeSession(NODE_MN),
                              (count == 0 ? "MAG3 P3" : "MAG3 P3 / MAG2 P2"),
                              "the oldest is released, the node is not refused");
        NS_TEST_EXPECT_MSG_EQ(net.DescribeAnchor(MAG1, NODE_MN), "", "the oldest is told");
        NS_TEST_EXPECT_MSG_EQ(net.DescribePrevious(MAG3, NODE_MN),
                              (count == 0 ? "" : "P2 at MAG2 tunnelled"),
                              "at the serving MAAR");
    }
}

void
DmmRegistrationTestCase::Interfaces()
{
    // The second interface comes to MAG2 after the first, and leaves first.
    DmmOptions options;
    options.detection = Seconds(0);
    DmmFixture net(options);
    const auto interfaces = JoinInterfaces(net);
    net.AttachAt(Seconds(1), NODE_MN, MAG1);
    net.MoveAt(Seconds(2), NODE_MN, MAG2);
    net.AttachAt(Seconds(3), NODE_CN, MAG2);
    net.DetachAt(Seconds(4), NODE_CN);
    const auto list = [&net, &interfaces] {
        const auto& table = MobilityForwarding::Install(net.GetNode(MAG2))->GetTable();
        std::string text;
        for (const auto place : {MAG1, MAG2})
        {
            const auto address = DmmFixture::GetFirst(place).GetAddress();
            const auto* entry = table.LookupDestination(address, FROM_TUNNEL);
            const auto* deliver = entry ? std::get_if<DeliverAction>(&entry->action) : nullptr;
            for (std::size_t i = 0; deliver && i < interfaces.size(); ++i)
            {
                const auto hop = AccessDevice::GetNextHop(interfaces[i].identifier);
                text += deliver->nextHop == hop ? std::to_string(i) : "";
            }
        }
        return text;
    };
    std::map<int, std::string> hops;
    for (const int second : {2, 3, 4, 8})
    {
        net.At(Seconds(second) + MilliSeconds(900), [&, second] { hops[second] = list(); });
    }
    net.RunUntil(Seconds(9));
    NS_TEST_EXPECT_MSG_EQ(hops[2], "00", "at the first interface");
    NS_TEST_EXPECT_MSG_EQ(hops[3], "11", "at the second one, which came later");
    NS_TEST_EXPECT_MSG_EQ(hops[4], "00", "at the one that is left");
    NS_TEST_EXPECT_MSG_EQ(hops[8], "00", "and there it stays");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeAnchor(MAG2, NODE_MN), "served P2", "at MAG2");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSession(NODE_MN), "MAG2 P2 / MAG1 P1", "at the CMD");
    NS_TEST_EXPECT_MSG_EQ(net.DescribePrevious(MAG2, NODE_MN), "P1 at MAG1 tunnelled", "both");
}

void
DmmRegistrationTestCase::Elsewhere()
{
    // RFC 7847: the new link is there before the old one goes. MAG1, told that MN is at MAG2, is no
    // reason for MN to be registered there again, though it answers there.
    for (const auto mode : {DatabaseMode::RELAY, DatabaseMode::LOCATOR, DatabaseMode::PROXY})
    {
        DmmOptions options = With(mode);
        options.detection = Seconds(0);
        DmmFixture net(options);
        JoinInterfaces(net);
        net.AttachAt(Seconds(1), NODE_MN, MAG1);
        net.AttachAt(Seconds(5), NODE_CN, MAG2);
        net.DetachAt(Seconds(8), NODE_MN);
        std::map<int, std::size_t> open;
        const auto device = net.GetGateway(MAG1)->GetAccessDevice();
        device->TraceConnectWithoutContext(
            "Uplink",
            MakeFunctionCallback<const LinkLayerAddress&, const std::vector<Prefix>&>(
                [&open](const LinkLayerAddress&, const std::vector<Prefix>& from) {
                    open[static_cast<int>(Simulator::Now().GetSeconds())] = from.size();
                }));
        net.RunUntil(Seconds(10));
        const std::string sent = net.DescribeMessages(Seconds(5), Seconds(10));
        NS_TEST_EXPECT_MSG_EQ(sent.find("MAG1>LMA1 PBU"), std::string::npos, sent);
        NS_TEST_EXPECT_MSG_EQ(open.count(5), 0, "for UplinkGrace it is heard");
        NS_TEST_EXPECT_MSG_EQ(open[6], 0, "then no more");
        NS_TEST_EXPECT_MSG_EQ(net.DescribeAnchor(MAG1, NODE_MN), "away P1 > MAG2", "at MAG1");
        NS_TEST_EXPECT_MSG_EQ(net.DescribeAnchor(MAG2, NODE_MN), "served P2", "at MAG2");
        NS_TEST_EXPECT_MSG_EQ(net.DescribeSession(NODE_MN), "MAG2 P2 / MAG1 P1", "at the CMD");
        NS_TEST_EXPECT_MSG_EQ(net.DescribePrevious(MAG2, NODE_CN), "P1 at MAG1 tunnelled", "both");
    }
}

/**
 * @ingroup pmipv6-tests
 * The suite.
 */
class Rfc8885RegistrationTestSuite : public TestSuite
{
  public:
    Rfc8885RegistrationTestSuite()
        : TestSuite("pmipv6-rfc8885-registration")
    {
        using Case = DmmRegistrationTestCase;
        AddTestCase(new Case("3.1 a first attachment", &Case::First));
        AddTestCase(new Case("3.1 several nodes", &Case::Several));
        AddTestCase(new Case("3.1 an extension", &Case::Extension));
        AddTestCase(new Case("3.2 back where it was", &Case::Return));
        AddTestCase(new Case("3.2 back, and on", &Case::ReturnAndOn));
        AddTestCase(new Case("6 more than are kept", &Case::MaxPrevious));
        AddTestCase(new Case("3.2 two interfaces at one MAAR", &Case::Interfaces));
        AddTestCase(new Case("3.2 two interfaces at two MAARs", &Case::Elsewhere));
    }
};

static Rfc8885RegistrationTestSuite g_rfc8885RegistrationTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
