/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-topology-fixture.h"

#include "ns3/internet-stack-helper.h"
#include "ns3/pmipv6-access-router.h"
#include "ns3/pmipv6-anchor-function.h"
#include "ns3/pmipv6-gateway-function.h"
#include "ns3/simulator.h"
#include "ns3/string.h"

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * What a role leaves behind on its node when it stops, or is disposed of while it works: nothing.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

const Time END = Seconds(5); //!< when roles stop, or are disposed of

/// How a role ends.
enum class Ending
{
    STOP,         //!< by its stop time
    DISPOSAL,     //!< it is disposed of, and its node goes on
    OF_SIMULATION //!< with its node
};

/// A function of an anchor that writes down its life.
class ToyAnchorFunction : public AnchorFunction
{
  public:
    std::string told; //!< what was told

  private:
    void Start(Ptr<LocalMobilityAnchor> /* anchor */) override
    {
        told += "start ";
    }

    void Stop() override
    {
        told += "stop ";
    }

    void Restart() override
    {
    }

    void HandleRegistered(const BindingCacheEntry& /* session */,
                          RegistrationKind /* kind */) override
    {
    }

    void DoDispose() override
    {
        told += "dispose ";
        AnchorFunction::DoDispose();
    }
};

/// A function of a gateway, likewise.
class ToyGatewayFunction : public GatewayFunction
{
  public:
    std::string told; //!< what was told

  private:
    void Start(Ptr<MobileAccessGateway> /* gateway */) override
    {
        told += "start ";
    }

    void Stop() override
    {
        told += "stop ";
    }

    void Restart() override
    {
    }

    void HandleAttachment(const BindingUpdateListEntry& /* entry */,
                          AttachmentState /* from */,
                          AttachmentState /* to */,
                          const std::string& /* reason */) override
    {
    }

    void HandleExtension(const BindingUpdateListEntry& /* entry */) override
    {
    }

    void HandleAnchorRestart(const Ipv6Address& /* anchor */) override
    {
    }

    void DoDispose() override
    {
        told += "dispose ";
        GatewayFunction::DoDispose();
    }
};

} // namespace

/**
 * @ingroup pmipv6-tests
 * Roles that end; each member function is a test case.
 */
class StopTestCase : public MemberTestCase<StopTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void Rows();          //!< of an anchor and a gateway, in the forwarding tables
    void Functions();     //!< stop before they are disposed of
    void Questions();     //!< to mobile nodes end
    void LogicalRouter(); //!< nobody stands in for it any more
    void PlainRouter();   //!< without mobility

  private:
    /**
     * Have a role end at END.
     *
     * @param role the role
     * @param ending how
     */
    static void EndRole(Ptr<Application> role, Ending ending)
    {
        if (ending == Ending::STOP)
        {
            role->SetStopTime(END);
        }
        else if (ending == Ending::DISPOSAL)
        {
            Simulator::Schedule(END, [role] { role->Dispose(); });
        }
    }
};

void
StopTestCase::Rows()
{
    for (const auto ending : {Ending::STOP, Ending::DISPOSAL})
    {
        TopologyFixture net(SHORT_DELAYS);
        EndRole(net.GetAnchor(L1), ending);
        EndRole(net.GetGateway(G1), ending);
        net.AttachAt(Seconds(1), 0, G1);
        net.AttachAt(Seconds(1), 1, G1);
        net.AttachAt(Seconds(1), 2, G2);
        auto& up = net.AddFlow(net.GetMobile(0), net.GetNode(CN), Ms(10));
        auto& down = net.AddFlow(net.GetNode(CN), net.GetMobile(0), Ms(10));
        up.Run(Seconds(3), 400);
        down.Run(Seconds(3), 400);
        net.RunUntil(END - Ms(1));
        const auto anchor = net.GetForwarding(L1);
        const auto gateway = net.GetForwarding(G1);
        NS_TEST_EXPECT_MSG_EQ(anchor->GetTable().GetSize(), 3, "of two nodes, and of the pool");
        NS_TEST_EXPECT_MSG_EQ(gateway->GetTable().GetSize(), 4, "both ways, of two nodes");
        const std::size_t arrived = up.GetArrivals().size();
        NS_TEST_EXPECT_MSG_GT(arrived, 190, "packets pass");
        net.AttachAt(Seconds(6), 2, G1);
        net.RunUntil(Seconds(9));
        NS_TEST_EXPECT_MSG_EQ(anchor->GetTable().GetSize(), 0, "nothing is left");
        NS_TEST_EXPECT_MSG_EQ(gateway->GetTable().GetSize(), 0, "nothing is left");
        NS_TEST_EXPECT_MSG_EQ(anchor->GetTunnelDevice()->GetNTunnels(), 0, "no tunnel");
        NS_TEST_EXPECT_MSG_EQ(gateway->GetTunnelDevice()->GetNTunnels(), 0, "no tunnel");
        NS_TEST_EXPECT_MSG_LT(up.GetArrivals().size(), arrived + 5, "what was on its way");
        NS_TEST_EXPECT_MSG_EQ(net.GetSent(L1, END, Seconds(9)).size(), 0, "not a word");
        NS_TEST_EXPECT_MSG_EQ(net.GetSent(G1, END, Seconds(9)).size(), 0, "not a word");
    }
}

void
StopTestCase::Functions()
{
    for (const auto ending : {Ending::STOP, Ending::DISPOSAL, Ending::OF_SIMULATION})
    {
        const auto atAnchor = CreateObject<ToyAnchorFunction>();
        const auto atGateway = CreateObject<ToyGatewayFunction>();
        {
            TopologyFixture net(SHORT_DELAYS);
            net.GetAnchor(L1)->AddFunction(atAnchor);
            net.GetGateway(G1)->AddFunction(atGateway);
            EndRole(net.GetAnchor(L1), ending);
            EndRole(net.GetGateway(G1), ending);
            net.AttachAt(Seconds(1), 0, G1);
            net.RunUntil(Seconds(9));
            const std::string told = ending == Ending::STOP       ? "start stop "
                                     : ending == Ending::DISPOSAL ? "start stop dispose "
                                                                  : "start ";
            NS_TEST_EXPECT_MSG_EQ(atAnchor->told, told, "while the node is there");
            NS_TEST_EXPECT_MSG_EQ(atGateway->told, told, "while the node is there");
        }
        const std::string told =
            ending == Ending::OF_SIMULATION ? "start dispose " : "start stop dispose ";
        NS_TEST_EXPECT_MSG_EQ(atAnchor->told, told, "once each");
        NS_TEST_EXPECT_MSG_EQ(atGateway->told, told, "once each");
    }
}

void
StopTestCase::Questions()
{
    for (const auto ending : {Ending::STOP, Ending::DISPOSAL})
    {
        TopologyFixture net(SHORT_DELAYS);
        const auto gateway = net.GetGateway(G1);
        const auto device = gateway->GetAccessDevice();
        EndRole(gateway, ending);
        std::size_t before = 0;
        std::size_t after = 0;
        device->TraceConnectWithoutContext(
            "Sent",
            MakeFunctionCallback<Ptr<const Packet>>([&before, &after](Ptr<const Packet> packet) {
                if (TopologyFixture::IsIcmpv6(packet, 135))
                {
                    ++(Simulator::Now() < END ? before : after);
                }
            }));
        net.AttachAt(Seconds(1), 0, G1);
        net.DetachAt(Seconds(3), 0); // Which nobody notices.
        net.At(END - Ms(1500), [gateway] { gateway->Restart(); });
        net.RunUntil(Seconds(12));
        NS_TEST_EXPECT_MSG_EQ(before, 2, "it is asked whether it is there");
        NS_TEST_EXPECT_MSG_EQ(after, 0, "and no more");
        NS_TEST_EXPECT_MSG_EQ(device->IsAttached(net.GetLinkLayer(0)), true, "nothing follows");
    }
}

void
StopTestCase::LogicalRouter()
{
    TopologyFixture net(SHORT_DELAYS);
    EndRole(net.GetGateway(G1), Ending::STOP);
    const auto discovery = net.GetGateway(G1)->GetNeighborDiscovery();
    const auto& routers = discovery->GetLogicalRouters();
    const LinkLayerAddress router("02:00:00:00:0d:01");
    const auto node = net.GetLinkLayer(0);
    net.AttachAt(Seconds(1), 0, G1);
    net.At(Seconds(3), [&discovery, &router, &node] {
        AdvertisedRouter logical;
        logical.router = pmipv6::LogicalRouter{router, Ipv6Address("fe80::d:1")};
        logical.prefixes.push_back({Prefix("fd00:d:0:1::", 64), Seconds(30), Seconds(15)});
        discovery->GetAdvertiser()->Advertise(node, {logical});
    });
    net.RunUntil(Seconds(60));
    NS_TEST_EXPECT_MSG_EQ(routers.GetAll(node).size(), 0, "no router");
    PMIPV6_TEST_REQUIRE(!net.GetAdvertisements().empty(), "they have said something");
    NS_TEST_EXPECT_MSG_LT(net.GetAdvertisements().back().at, END, "and nothing more");
}

void
StopTestCase::PlainRouter()
{
    for (const auto ending : {Ending::STOP, Ending::DISPOSAL})
    {
        const auto node = CreateObject<Node>();
        InternetStackHelper().Install(node);
        const auto router = CreateObject<AccessRouter>();
        router->SetAttribute("Prefix", StringValue("fd00:9:0:1::/64"));
        node->AddApplication(router);
        IdealAccessHelper access;
        const auto link = access.CreateLink();
        router->AddAccess(link);
        std::size_t nOpen = 0;
        router->GetNeighborDiscovery()->GetDevice()->TraceConnectWithoutContext(
            "Uplink",
            MakeFunctionCallback<const LinkLayerAddress&, const std::vector<Prefix>&>(
                [&nOpen](const LinkLayerAddress&, const std::vector<Prefix>& prefixes) {
                    nOpen = prefixes.size();
                }));
        access.AttachAt(Seconds(1), access.InstallHost(CreateObject<Node>()), link);
        EndRole(router, ending);
        const auto forwarding = MobilityForwarding::Install(node);
        Simulator::Stop(END - Ms(1));
        Simulator::Run();
        NS_TEST_EXPECT_MSG_EQ(forwarding->GetTable().GetSize(), 2, "an address, and all others");
        NS_TEST_EXPECT_MSG_EQ(nOpen, 1, "the host may send");
        Simulator::Stop(Seconds(2));
        Simulator::Run();
        NS_TEST_EXPECT_MSG_EQ(forwarding->GetTable().GetSize(), 0, "nothing is left");
        NS_TEST_EXPECT_MSG_EQ(nOpen, 0, "it may not any more");
        Simulator::Destroy();
    }
}

/**
 * @ingroup pmipv6-tests
 * Suite `pmipv6-stop`.
 */
class StopTestSuite : public TestSuite
{
  public:
    StopTestSuite()
        : TestSuite("pmipv6-stop")
    {
        using Case = StopTestCase;
        AddTestCase(new Case("rows of an anchor and a gateway", &Case::Rows));
        AddTestCase(new Case("functions", &Case::Functions));
        AddTestCase(new Case("questions to mobile nodes", &Case::Questions));
        AddTestCase(new Case("a logical router", &Case::LogicalRouter));
        AddTestCase(new Case("a plain router", &Case::PlainRouter));
    }
};

static StopTestSuite g_stopTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
