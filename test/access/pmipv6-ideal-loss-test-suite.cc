/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-topology-fixture.h"

#include "ns3/double.h"
#include "ns3/error-model.h"
#include "ns3/object-factory.h"
#include "ns3/pmipv6-ideal-access-helper.h"
#include "ns3/pointer.h"
#include "ns3/simulator.h"
#include "ns3/string.h"

#include <cmath>
#include <string>
#include <utility>
#include <vector>

/**
 * @file
 * @ingroup pmipv6-tests
 * Frames that error models have the ideal link lose.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

constexpr uint16_t IPV6 = 0x86dd; //!< EtherType
const Time DELAY = Ms(2);         //!< of a frame
const Time GAP = Ms(1);           //!< between frames

/**
 * @ingroup pmipv6-tests
 * A node that is attached to a gateway, and what the two send each other, a frame each every GAP.
 */
class LossBench
{
  public:
    LossBench();
    ~LossBench();
    LossBench(const LossBench&) = delete;
    LossBench& operator=(const LossBench&) = delete;

    /// Frames of one direction.
    struct Count
    {
        uint32_t received; //!< that arrived
        uint32_t dropped;  //!< that were traced as lost
    };

    /**
     * Send frames both ways, to the end.
     *
     * @param count frames each way
     * @return of those of the node; of those of the gateway, whose frames are longer
     */
    std::pair<Count, Count> Run(uint32_t count);

    /// @return the node's end
    Ptr<IdealDevice> GetDevice() const
    {
        return m_device;
    }

    /// @return reasons of drops
    const std::vector<std::string>& GetReasons() const
    {
        return m_reasons;
    }

    /// @return milliseconds of drops
    const std::vector<int64_t>& GetTimes() const
    {
        return m_times;
    }

    /// @return true if all frames were taken for sending
    bool AreAllTaken() const
    {
        return m_areAllTaken;
    }

  private:
    static constexpr uint32_t UP = 40;   //!< octets of a frame of the node
    static constexpr uint32_t DOWN = 60; //!< of one of the gateway

    /// Both send one frame now, and another one later. @param left how many are to come
    void Send(uint32_t left);

    Ptr<IdealDevice> m_device;          //!< the node's end
    Ptr<IdealAccessLink> m_link;        //!< the gateway's end
    Count m_up{0, 0};                   //!< of the node's frames
    Count m_down{0, 0};                 //!< of the gateway's
    bool m_areAllTaken{true};           //!< by Send
    std::vector<std::string> m_reasons; //!< of drops
    std::vector<int64_t> m_times;       //!< of drops
};

LossBench::LossBench()
{
    IdealAccessHelper access;
    const auto channel = access.GetChannel();
    channel->SetAttribute("Delay", TimeValue(DELAY));
    auto node = CreateObject<Node>();
    m_device = CreateObject<IdealDevice>();
    m_device->SetAddress(Mac48Address::Allocate());
    m_device->SetChannel(channel);
    node->AddDevice(m_device);
    m_link = access.CreateLink();
    m_link->SetGatewayNode(CreateObject<Node>());
    m_link->SetCallbacks(
        MakeFunctionCallback<Ptr<AccessLink>, LinkLayerAddress, HandoffIndicator>(
            [](Ptr<AccessLink>, LinkLayerAddress, HandoffIndicator) {}),
        MakeFunctionCallback<Ptr<AccessLink>, LinkLayerAddress, const std::string&>(
            [](Ptr<AccessLink>, LinkLayerAddress, const std::string&) {}),
        MakeFunctionCallback<Ptr<AccessLink>,
                             Ptr<Packet>,
                             uint16_t,
                             const LinkLayerAddress&,
                             const LinkLayerAddress&>(
            [this](Ptr<AccessLink>,
                   Ptr<Packet>,
                   uint16_t,
                   const LinkLayerAddress&,
                   const LinkLayerAddress&) { ++m_up.received; }));
    m_device->TraceConnectWithoutContext(
        "Received",
        MakeFunctionCallback<Ptr<const Packet>>([this](Ptr<const Packet>) { ++m_down.received; }));
    channel->TraceConnectWithoutContext(
        "Drop",
        MakeFunctionCallback<Ptr<const Packet>, const std::string&>(
            [this](Ptr<const Packet> packet, const std::string& reason) {
                ++(packet->GetSize() == UP ? m_up : m_down).dropped;
                m_reasons.push_back(reason);
                m_times.push_back(Simulator::Now().GetMilliSeconds());
            }));
    channel->Attach(m_device, m_link);
}

LossBench::~LossBench()
{
    m_link->Dispose(); // No role has it.
    Simulator::Destroy();
}

void
LossBench::Send(uint32_t left)
{
    const auto node = Mac48Address::ConvertFrom(m_device->GetAddress());
    const bool up = m_device->Send(Create<Packet>(UP), m_device->GetBroadcast(), IPV6);
    const bool down =
        m_link->Send(Create<Packet>(DOWN), Mac48Address("00:00:5e:00:52:13"), node, IPV6);
    m_areAllTaken = m_areAllTaken && up && down;
    if (left > 1)
    {
        Simulator::Schedule(GAP, [this, left] { Send(left - 1); });
    }
}

std::pair<LossBench::Count, LossBench::Count>
LossBench::Run(uint32_t count)
{
    Simulator::Schedule(Time(0), [this, count] { Send(count); });
    Simulator::Run();
    return {m_up, m_down};
}

/// @return a model that loses such a share of frames
Ptr<ErrorModel>
MakeRate(double rate)
{
    return CreateObjectWithAttributes<RateErrorModel>("ErrorUnit",
                                                      StringValue("ERROR_UNIT_PACKET"),
                                                      "ErrorRate",
                                                      DoubleValue(rate));
}

/**
 * @ingroup pmipv6-tests
 * Which frames are lost, and how that is told.
 */
class LossTestCase : public MemberTestCase<LossTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void None();       //!< without models
    void EachWay();    //!< at a rate of its own, within what chance allows
    void All();        //!< at the rate 1
    void AsListed();   //!< by a model that names packets; told when they would have arrived
    void WhileThere(); //!< a frame to a node that has left is not drawn for
};

void
LossTestCase::None()
{
    LossBench bench;
    const auto [up, down] = bench.Run(100);
    NS_TEST_EXPECT_MSG_EQ(up.received, 100U, "from the node");
    NS_TEST_EXPECT_MSG_EQ(down.received, 100U, "to the node");
    NS_TEST_EXPECT_MSG_EQ(bench.GetReasons().size(), 0U, "drops");
}

void
LossTestCase::EachWay()
{
    constexpr uint32_t FRAMES = 20000;
    constexpr double UP_RATE = 0.05;
    constexpr double DOWN_RATE = 0.2;
    LossBench bench;
    bench.GetDevice()->SetAttribute("SendErrorModel", PointerValue(MakeRate(UP_RATE)));
    bench.GetDevice()->SetAttribute("ReceiveErrorModel", PointerValue(MakeRate(DOWN_RATE)));
    const auto [up, down] = bench.Run(FRAMES);
    const auto tolerance = [](double rate) { return 4 * std::sqrt(FRAMES * rate * (1 - rate)); };
    NS_TEST_EXPECT_MSG_EQ_TOL(double(up.dropped), FRAMES * UP_RATE, tolerance(UP_RATE), "up");
    NS_TEST_EXPECT_MSG_EQ_TOL(double(down.dropped),
                              FRAMES * DOWN_RATE,
                              tolerance(DOWN_RATE),
                              "down");
    NS_TEST_EXPECT_MSG_EQ(up.received + up.dropped, FRAMES, "each arrives or is told of");
    NS_TEST_EXPECT_MSG_EQ(down.received + down.dropped, FRAMES, "each arrives or is told of");
    NS_TEST_EXPECT_MSG_EQ(bench.AreAllTaken(), true, "no sender learns of it");
}

void
LossTestCase::All()
{
    LossBench bench;
    bench.GetDevice()->SetAttribute("SendErrorModel", PointerValue(MakeRate(1)));
    const auto [up, down] = bench.Run(100);
    NS_TEST_EXPECT_MSG_EQ(up.dropped, 100U, "from the node");
    NS_TEST_EXPECT_MSG_EQ(up.received, 0U, "from the node");
    NS_TEST_EXPECT_MSG_EQ(down.received, 100U, "to the node");
}

void
LossTestCase::AsListed()
{
    LossBench bench;
    auto model = CreateObject<ReceiveListErrorModel>();
    model->SetList({1, 4});
    bench.GetDevice()->SetAttribute("ReceiveErrorModel", PointerValue(model));
    const auto [up, down] = bench.Run(10);
    NS_TEST_EXPECT_MSG_EQ(up.received, 10U, "from the node");
    NS_TEST_EXPECT_MSG_EQ(down.received, 8U, "to the node");
    const std::vector<std::string> reasons{"lost-on-the-air", "lost-on-the-air"};
    NS_TEST_EXPECT_MSG_EQ((bench.GetReasons() == reasons), true, "why");
    NS_TEST_EXPECT_MSG_EQ((bench.GetTimes() == std::vector<int64_t>{3, 6}), true, "when");
}

void
LossTestCase::WhileThere()
{
    LossBench bench;
    auto model = CreateObject<ReceiveListErrorModel>();
    model->SetList({0});
    bench.GetDevice()->SetAttribute("ReceiveErrorModel", PointerValue(model));
    const auto channel = DynamicCast<IdealChannel>(bench.GetDevice()->GetChannel());
    const auto link = channel->GetAttachment(bench.GetDevice());
    TopologyFixture::At(Ms(1), [&] { channel->Detach(bench.GetDevice()); });
    TopologyFixture::At(Ms(3), [&] { channel->Attach(bench.GetDevice(), link); });
    const auto [up, down] = bench.Run(5);
    const std::vector<std::string> reasons{"link-down",
                                           "nobody-there",
                                           "left-while-on-the-air",
                                           "link-down",
                                           "nobody-there",
                                           "lost-on-the-air"};
    NS_TEST_EXPECT_MSG_EQ((bench.GetReasons() == reasons), true, bench.GetReasons().size());
    NS_TEST_EXPECT_MSG_EQ(down.received, 1U, "of those at 3 and 4 ms the second");
    NS_TEST_EXPECT_MSG_EQ(up.received, 3U, "from the node");
}

/**
 * @ingroup pmipv6-tests
 * Suite `pmipv6-ideal-loss`.
 */
class LossTestSuite : public TestSuite
{
  public:
    LossTestSuite()
        : TestSuite("pmipv6-ideal-loss")
    {
        using Case = LossTestCase;
        AddTestCase(new Case("no frame without a model", &Case::None));
        AddTestCase(new Case("each way at its rate", &Case::EachWay));
        AddTestCase(new Case("all", &Case::All));
        AddTestCase(new Case("those that a model names", &Case::AsListed));
        AddTestCase(new Case("only of a node that is there", &Case::WhileThere));
    }
};

const LossTestSuite g_lossTestSuite; //!< registers itself

} // namespace

} // namespace pmipv6
} // namespace ns3
