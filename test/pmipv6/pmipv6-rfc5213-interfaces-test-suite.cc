/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * @ingroup pmipv6-tests
 * RFC 5213, 5.4: several prefixes on each interface of a node, over the life of its sessions:
 * interfaces without identifier, extensions, and interfaces that leave after a handoff to another.
 */

#include "../fixtures/pmipv6-handoff-hint-fixture.h"

#include "ns3/pmipv6-mobility-timestamp.h"
#include "ns3/simulator.h"

#include <sstream>

namespace ns3
{
namespace pmipv6
{

namespace
{

constexpr uint32_t FIRST = TwoInterfaces::FIRST;   //!< host of the first interface
constexpr uint32_t SECOND = TwoInterfaces::SECOND; //!< host of the second interface

} // namespace

/**
 * @ingroup pmipv6-tests
 * Requests without Mobile Node Link-layer Identifier, with one Handoff Indicator each.
 */
class AnonymousInterfaceTestCase : public TestCase
{
  public:
    /// What a Handoff Indicator leads to.
    struct Row
    {
        HandoffIndicator indicator; //!< of the second request
        bool isPrefixNamed;         //!< the second request names the prefixes of the first
        std::string soon;           //!< bindings 0.5 s after the second request
        std::string later;          //!< bindings 2 s after it
        std::string probes;         //!< where packets go then
    };

    /// @param row with which indicator, and what comes of it
    explicit AnonymousInterfaceTestCase(const Row& row)
        : TestCase((row.isPrefixNamed ? std::string("5.4.1.1 no interface identifier")
                                      : std::string("5.4.1.3 no interface identifier")) +
                   ", Handoff Indicator " + std::to_string(static_cast<int>(row.indicator))),
          m_row(row)
    {
    }

  private:
    void DoRun() override
    {
        TopologyFixture net(SHORT_DELAYS, AssignTwo());
        TwoInterfaces node(net);
        const std::vector<Prefix> any = {Prefix()};
        const std::vector<Prefix> own = {*ParsePrefix("fd00:1::/64"),
                                         *ParsePrefix("fd00:1:0:1::/64")};
        TopologyFixture::At(Seconds(1),
                            [&] { Send(net, G1, any, HandoffIndicator::NEW_INTERFACE); });
        TopologyFixture::At(Seconds(2), [&] {
            Send(net, G2, m_row.isPrefixNamed ? own : any, m_row.indicator);
        });
        net.RunUntil(Ms(1500));
        NS_TEST_EXPECT_MSG_EQ(node.DescribeBindings(),
                              "fd00:1::/64 fd00:1:0:1::/64 no interface at G1",
                              "before");
        net.RunUntil(Ms(2500));
        NS_TEST_EXPECT_MSG_EQ(node.DescribeBindings(), m_row.soon, "bindings, soon");
        net.RunUntil(Seconds(4));
        NS_TEST_EXPECT_MSG_EQ(node.DescribeBindings(), m_row.later, "bindings, later");
        NS_TEST_EXPECT_MSG_EQ(node.Probe(), m_row.probes, "tunnels");
    }

    /// Send a request of a gateway for an interface that it cannot name.
    static void Send(const TopologyFixture& net,
                     Place gateway,
                     const std::vector<Prefix>& prefixes,
                     HandoffIndicator indicator)
    {
        BindingUpdate update;
        update.sequence = 1;
        update.flags = UpdateFlag::ACKNOWLEDGE | UpdateFlag::PROXY_REGISTRATION;
        update.lifetime = 75;
        update.options.push_back(
            MobileNodeIdentifierOption{1, TopologyFixture::GetIdentifier(FIRST)});
        for (const auto& prefix : prefixes)
        {
            update.options.push_back(HomeNetworkPrefixOption{prefix});
        }
        update.options.push_back(HandoffIndicatorOption{indicator});
        update.options.push_back(AccessTechnologyTypeOption{AccessTechnologyType::VIRTUAL});
        update.options.push_back(TimestampOption{ToMobilityTimestamp(Simulator::Now())});
        net.GetSignaling(gateway)->Send(update,
                                        TopologyFixture::GetAddress(gateway),
                                        TopologyFixture::GetAddress(L1));
    }

    const Row m_row; //!< with which indicator, and what comes of it
};

/**
 * @ingroup pmipv6-tests
 * Two interfaces; each member function is a test case.
 */
class InterfacesTestCase : public MemberTestCase<InterfacesTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void Extension();     //!< each session is extended with all of its prefixes
    void OldLeaves();     //!< the interface that was handed off leaves another gateway
    void OldLeavesSame(); //!< the same where both are at one gateway
    void NewLeavesSame(); //!< there the interface leaves that it was handed off to
    void BothMove();      //!< both interfaces to the same gateway, at once

  private:
    /// The first interface's session goes to the second at a gateway, then the first leaves G1.
    void HandOffAndLeave(Place gateway, const std::string& name);
};

void
InterfacesTestCase::Extension()
{
    TopologyOptions options = AssignTwo();
    options.lifetime = Seconds(12);
    TopologyFixture net(SHORT_DELAYS, options);
    TwoInterfaces node(net);
    net.AttachAt(Seconds(1), FIRST, G1);
    net.AttachAt(Seconds(2), SECOND, G2);
    net.RunUntil(Seconds(39));
    std::map<uint32_t, std::size_t> count;
    for (const auto& record : net.GetSignals(Seconds(10), Seconds(39), SignalKind::SENT))
    {
        if (record.name != "ProxyBindingUpdate")
        {
            continue;
        }
        ++count[record.place];
        const auto* indicator = record.Find<HandoffIndicatorOption>();
        PMIPV6_TEST_REQUIRE(indicator, "mandatory");
        NS_TEST_EXPECT_MSG_EQ(static_cast<int>(indicator->indicator), 5, "6.9.1.3, 3");
        std::ostringstream named;
        for (const auto& option : record.GetRequest().options)
        {
            if (const auto* prefix = std::get_if<HomeNetworkPrefixOption>(&option))
            {
                named << prefix->prefix << ' ';
            }
        }
        NS_TEST_EXPECT_MSG_EQ(named.str(),
                              (record.place == G1 ? "fd00:1::/64 fd00:1:0:1::/64 "
                                                  : "fd00:1:0:2::/64 fd00:1:0:3::/64 "),
                              "6.9.1.3, 2: all of this session, and no other");
    }
    NS_TEST_EXPECT_MSG_EQ(count[G1], 3, "every 9.6 s");
    NS_TEST_EXPECT_MSG_EQ(count[G2], 3, "every 9.6 s");
    NS_TEST_EXPECT_MSG_EQ(node.DescribeBindings(),
                          "fd00:1::/64 fd00:1:0:1::/64 first at G1; "
                          "fd00:1:0:2::/64 fd00:1:0:3::/64 second at G2",
                          "as they were");
    NS_TEST_EXPECT_MSG_EQ(node.Probe(),
                          "fd00:1:0:1::/64 by G1 to first and back; "
                          "fd00:1:0:2::/64 by G2 to second and back; "
                          "fd00:1:0:3::/64 by G2 to second and back; "
                          "fd00:1::/64 by G1 to first and back",
                          "packets");
}

void
InterfacesTestCase::HandOffAndLeave(Place gateway, const std::string& name)
{
    TopologyOptions options = AssignTwo();
    options.detection = Ms(20);
    TopologyFixture net(SHORT_DELAYS, options);
    TwoInterfaces node(net);
    net.AttachAt(Seconds(1), FIRST, G1);
    net.RunUntil(Seconds(3));
    GiveHint(net, gateway, L1, HandoffIndicator::BETWEEN_INTERFACES);
    net.AttachAt(Seconds(4), SECOND, gateway);
    net.DetachAt(Seconds(5), FIRST);
    net.RunUntil(Seconds(20));
    NS_TEST_EXPECT_MSG_EQ(node.DescribeBindings(),
                          "fd00:1::/64 fd00:1:0:1::/64 second at " + name,
                          "the session is there still");
    NS_TEST_EXPECT_MSG_EQ(node.Probe(),
                          "fd00:1:0:1::/64 by " + name + " to second and back; fd00:1::/64 by " +
                              name + " to second and back",
                          "packets");
}

void
InterfacesTestCase::OldLeaves()
{
    // 6: the de-registration is of no session, neither its interface nor its gateway.
    HandOffAndLeave(G2, "G2");
}

void
InterfacesTestCase::OldLeavesSame()
{
    HandOffAndLeave(G1, "G1");
}

void
InterfacesTestCase::NewLeavesSame()
{
    TopologyOptions options = AssignTwo();
    options.detection = Ms(20);
    TopologyFixture net(SHORT_DELAYS, options);
    TwoInterfaces node(net);
    net.AttachAt(Seconds(1), FIRST, G1);
    TopologyFixture::At(Seconds(4), [&net] {
        const auto device = net.GetDevice(SECOND);
        const auto link = net.GetGateway(G1)->GetAccessDevice()->GetLinks().front();
        DynamicCast<IdealChannel>(device->GetChannel())
            ->Attach(device,
                     DynamicCast<IdealAccessLink>(link),
                     HandoffIndicator::BETWEEN_INTERFACES);
    });
    net.DetachAt(Seconds(5), SECOND);
    net.RunUntil(Seconds(6));
    NS_TEST_EXPECT_MSG_EQ(node.DescribeBindings(),
                          "fd00:1::/64 fd00:1:0:1::/64 first at G1",
                          "the interface that is still there takes the session back");
    net.RunUntil(Seconds(20));
    NS_TEST_EXPECT_MSG_EQ(node.Probe(),
                          "fd00:1:0:1::/64 by G1 to first and back; fd00:1::/64 by G1 to first and "
                          "back",
                          "packets");
}

void
InterfacesTestCase::BothMove()
{
    TopologyFixture net(SHORT_DELAYS, AssignTwo());
    TwoInterfaces node(net);
    net.AttachAt(Seconds(1), FIRST, G1);
    net.AttachAt(Seconds(2), SECOND, G2);
    net.RunUntil(Seconds(5));
    net.AttachAt(Seconds(6), FIRST, G3);
    net.AttachAt(Seconds(6), SECOND, G3);
    net.RunUntil(Seconds(8));
    NS_TEST_EXPECT_MSG_EQ(node.DescribeBindings(),
                          "fd00:1::/64 fd00:1:0:1::/64 first at G3; "
                          "fd00:1:0:2::/64 fd00:1:0:3::/64 second at G3",
                          "each its own");
    NS_TEST_EXPECT_MSG_EQ(node.Probe(),
                          "fd00:1:0:1::/64 by G3 to first and back; "
                          "fd00:1:0:2::/64 by G3 to second and back; "
                          "fd00:1:0:3::/64 by G3 to second and back; "
                          "fd00:1::/64 by G3 to first and back",
                          "one tunnel, two interfaces");
}

/**
 * @ingroup pmipv6-tests
 * Suite `pmipv6-rfc5213-interfaces`.
 */
class InterfacesTestSuite : public TestSuite
{
  public:
    InterfacesTestSuite()
        : TestSuite("pmipv6-rfc5213-interfaces")
    {
        using Case = InterfacesTestCase;
        AddTestCase(new Case("5.4, 6.9.1.3 extensions", &Case::Extension));
        AddTestCase(new Case("5.4 both interfaces at one gateway", &Case::BothMove));
        AddTestCase(new Case("5.4.1.1 the interface handed off leaves", &Case::OldLeaves));
        AddTestCase(new Case("5.4.1.1 it leaves the gateway of both", &Case::OldLeavesSame));
        AddTestCase(new Case("5.4.1.2 the other one leaves it", &Case::NewLeavesSame));
        AddAnonymous();
    }

  private:
    /// Add the requests without interface identifier.
    void AddAnonymous()
    {
        const std::string one = "fd00:1::/64 fd00:1:0:1::/64 no interface at G1";
        const std::string two = one + "; fd00:1:0:2::/64 fd00:1:0:3::/64 no interface at G2";
        const std::string moved = "fd00:1::/64 fd00:1:0:1::/64 no interface at G2";
        const std::string here = "fd00:1:0:1::/64 by G1 to nobody; fd00:1::/64 by G1 to nobody";
        const std::string there = "fd00:1:0:1::/64 by G2 to nobody; fd00:1::/64 by G2 to nobody";
        const std::string both =
            "fd00:1:0:1::/64 by G1 to nobody; fd00:1:0:2::/64 by G2 to nobody; "
            "fd00:1:0:3::/64 by G2 to nobody; fd00:1::/64 by G1 to nobody";
        using Hint = HandoffIndicator;
        const std::vector<AnonymousInterfaceTestCase::Row> rows = {
            {Hint::NEW_INTERFACE, false, two, two, both},
            {Hint::BETWEEN_INTERFACES, false, moved, moved, there},
            {Hint::BETWEEN_GATEWAYS, false, moved, moved, there},
            {Hint::UNKNOWN, false, one, two, both},
            {Hint::NOT_CHANGED, false, two, two, both},
            // A new session cannot have prefixes of another.
            {Hint::NEW_INTERFACE, true, one, one, here},
            {Hint::BETWEEN_INTERFACES, true, moved, moved, there},
            {Hint::BETWEEN_GATEWAYS, true, moved, moved, there},
            {Hint::UNKNOWN, true, one, one, here},
            {Hint::NOT_CHANGED, true, one, one, here},
        };
        for (const auto& row : rows)
        {
            AddTestCase(new AnonymousInterfaceTestCase(row));
        }
    }
};

static InterfacesTestSuite g_interfacesTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
