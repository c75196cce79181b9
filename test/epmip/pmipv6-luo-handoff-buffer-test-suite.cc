/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-luo-fixture.h"

#include "ns3/nstime.h"
#include "ns3/test.h"
#include "ns3/uinteger.h"

#include <memory>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * draft-luo-dmm-pmip-based-dmm-approach-02, 4.3: packets for MN wait at p, the gateway that notices
 * that it has gone, until n says where it is. p = MAG1, n = MAG3, e4 = MAG2 is CN's; time zero is
 * when MN attaches to n.
 */

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-tests
 * CN sends to MN, which goes from p; each member function is a test case.
 */
class LuoHandoffBufferTestCase : public MemberTestCase<LuoHandoffBufferTestCase, LuoTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void Buffered();       //!< HandoffBuffer
    void BufferFull();     //!< more than it holds
    void BufferTimeout();  //!< HandoffBufferTime
    void BufferReturned(); //!< the node comes back to p
    void DeparturesFull(); //!< MaxDepartures

  private:
    void DoTeardown() override
    {
        m_net.reset(); // There is one simulation at a time.
    }

    /**
     * Let CN send to MN, which goes to n, or back to p, from p, where that is noticed.
     *
     * @param buffer HandoffBuffer
     * @param bufferTime HandoffBufferTime
     * @param gateway where MN goes
     */
    void RunBuffered(uint32_t buffer, Time bufferTime, RoutingPlace gateway);

    std::unique_ptr<EpmipFixture> m_net; //!< of RunBuffered
    ProbeFlow* m_down{nullptr};          //!< CN to MN
};

void
LuoHandoffBufferTestCase::RunBuffered(uint32_t buffer, Time bufferTime, RoutingPlace gateway)
{
    EpmipOptions options;
    options.detection = NOTICED;
    options.configure = [buffer, bufferTime](EpmipHelper& epmip) {
        epmip.SetMobilityAttribute("HandoffBuffer", UintegerValue(buffer));
        epmip.SetMobilityAttribute("HandoffBufferTime", TimeValue(bufferTime));
    };
    m_net = std::make_unique<EpmipFixture>(options);
    Attach(*m_net);
    m_down = &Send(*m_net, NODE_CN, NODE_MN, Seconds(2), Seconds(6));
    m_net->MoveAt(ZERO, NODE_MN, gateway);
    m_net->RunUntil(Seconds(8));
    NS_TEST_EXPECT_MSG_EQ(m_net->DescribeSent(ZERO - WITHOUT_LINK, Seconds(8)),
                          (gateway == MAG1 ? "MAG1>LMA1 PBU, LMA1>MAG1 PBA, "
                                             "MAG1>LMA1 PBU, LMA1>MAG1 PBA"
                                           : "MAG1>LMA1 PBU, LMA1>MAG1 PBA, " + ONE_HANDOVER),
                          "and the de-registration");
    NS_TEST_EXPECT_MSG_EQ(m_down->GetDuplicates(), 0, "doubled");
    NS_TEST_EXPECT_MSG_EQ(m_net->DescribeFaults(), "", "tables");
}

void
LuoHandoffBufferTestCase::Buffered()
{
    RunBuffered(100, Seconds(2), MAG3);
    auto& net = *m_net;
    const HandoffForms forms(net);
    const Time w = net.Access();
    const Time toOld = net.Delay(MAG2, MAG1) + w; // From CN to p.
    const Time lost = ZERO - WITHOUT_LINK - toOld - w;
    const Time held = ZERO - WITHOUT_LINK + NOTICED - toOld;
    const Time sentOn = ZERO + forms.informed - toOld;
    const Time direct = ZERO + forms.peer - w;
    NS_TEST_EXPECT_MSG_EQ(EpmipFixture::DescribeWays(*m_down, {{lost, LOST, "w_p + e"}}, held),
                          "",
                          "on the air, or sent before p noticed");
    NS_TEST_EXPECT_MSG_EQ(
        EpmipFixture::DescribeWays(*m_down,
                                   {{sentOn, net.GetWay({MAG2, MAG1, MAG3}), "sent on by p"},
                                    {direct, net.GetWay({MAG2, MAG3}), "direct to n"}},
                                   Seconds(6)),
        "",
        "what comes later");
    uint32_t nHeld = 0;
    for (const auto& [number, arrival] : m_down->GetArrivals())
    {
        const Time sent = m_down->GetSent()[number];
        if (sent >= held && sent < sentOn)
        {
            ++nHeld;
            NS_TEST_EXPECT_MSG_EQ_TOL(arrival.at - ZERO,
                                      forms.informed + net.Delay(MAG1, MAG3) + w,
                                      PACKET_TOLERANCE,
                                      "held, packet " << number);
        }
    }
    NS_TEST_EXPECT_MSG_EQ(nHeld, 38, "(T_L2 - e + R(n, L) + d(n, p)) / D");
    NS_TEST_EXPECT_MSG_EQ(EpmipFixture::IsInOrder(*m_down, held, direct), true, "in order");
    // w_p + e is 4.3 ms.
    NS_TEST_EXPECT_MSG_EQ(m_down->GetLost().size(), 2, "lost");
}

void
LuoHandoffBufferTestCase::BufferFull()
{
    RunBuffered(5, Seconds(2), MAG3);
    auto& net = *m_net;
    const Time toOld = net.Delay(MAG2, MAG1) + net.Access();
    const Time held = ZERO - WITHOUT_LINK + NOTICED - toOld;
    const Time sentOn = ZERO + HandoffForms(net).informed - toOld;
    NS_TEST_EXPECT_MSG_EQ(
        EpmipFixture::DescribeWays(*m_down, {{held + INTERVAL * 5, LOST, "no room"}}, sentOn),
        "",
        "all but the first five");
    NS_TEST_EXPECT_MSG_EQ(net.GetDropCounter(MAG1, "hold-buffer-full"), 33, "counted");
    NS_TEST_EXPECT_MSG_EQ(m_down->GetLost().size(), 35, "lost");
}

void
LuoHandoffBufferTestCase::BufferTimeout()
{
    RunBuffered(100, MilliSeconds(20), MAG3);
    auto& net = *m_net;
    const Time w = net.Access();
    const Time toOld = net.Delay(MAG2, MAG1) + w;
    const Time sentOn = ZERO + HandoffForms(net).informed - toOld;
    NS_TEST_EXPECT_MSG_EQ(
        EpmipFixture::DescribeWays(
            *m_down,
            {{ZERO - WITHOUT_LINK - toOld - w, LOST, "waits in vain"},
             {sentOn, net.GetWay({MAG2, MAG1, MAG3}), "sent on by p"},
             {ZERO + HandoffForms(net).peer - w, net.GetWay({MAG2, MAG3}), "direct to n"}},
            Seconds(6)),
        "",
        "as without a buffer");
    NS_TEST_EXPECT_MSG_EQ(net.GetDropCounter(MAG1, "handoff-buffer-timeout"), 10, "in 20 ms");
}

void
LuoHandoffBufferTestCase::BufferReturned()
{
    RunBuffered(100, Seconds(2), MAG1);
    auto& net = *m_net;
    const Time w = net.Access();
    const Time toOld = net.Delay(MAG2, MAG1) + w;
    const Time held = ZERO - WITHOUT_LINK + NOTICED - toOld;
    const Time back = net.RoundTrip(MAG1, LMA1);
    for (const auto& [number, arrival] : m_down->GetArrivals())
    {
        const Time sent = m_down->GetSent()[number];
        if (sent >= held && sent < ZERO + back - toOld)
        {
            NS_TEST_EXPECT_MSG_EQ_TOL(arrival.at - ZERO,
                                      back + w,
                                      PACKET_TOLERANCE,
                                      "held, packet " << number);
        }
    }
    NS_TEST_EXPECT_MSG_EQ(EpmipFixture::IsInOrder(*m_down, held, Seconds(6)), true, "in order");
    NS_TEST_EXPECT_MSG_EQ(m_down->GetLost().size(), 2, "lost: w_p + e");
}

void
LuoHandoffBufferTestCase::DeparturesFull()
{
    // MN and MN2 leave p, which may hold packets for one node.
    EpmipOptions options;
    options.nMobiles = 3;
    options.detection = NOTICED;
    options.configure = [](EpmipHelper& epmip) {
        epmip.SetMobilityAttribute("HandoffBuffer", UintegerValue(100));
        epmip.SetMobilityAttribute("MaxDepartures", UintegerValue(1));
    };
    EpmipFixture net(options);
    Attach(net);
    net.AttachAt(Seconds(1), NODE_MN2, MAG1);
    net.DetachAt(ZERO, NODE_MN);
    net.DetachAt(ZERO + MilliSeconds(1), NODE_MN2);
    net.RunUntil(ZERO + Seconds(1));
    uint32_t nHeld = 0;
    for (const auto& change : net.GetStates())
    {
        nHeld += change.place == MAG1 && change.change.to == "holding" ? 1 : 0;
    }
    NS_TEST_EXPECT_MSG_EQ(nHeld, 1, "one alone");
}

/**
 * @ingroup pmipv6-tests
 * Suite `pmipv6-luo-handoff-buffer`.
 */
class LuoHandoffBufferTestSuite : public TestSuite
{
  public:
    LuoHandoffBufferTestSuite()
        : TestSuite("pmipv6-luo-handoff-buffer")
    {
        using Case = LuoHandoffBufferTestCase;
        AddTestCase(new Case("4.3 packets wait at p", &Case::Buffered));
        AddTestCase(new Case("4.3 more packets than may wait", &Case::BufferFull));
        AddTestCase(new Case("4.3 packets wait for too long", &Case::BufferTimeout));
        AddTestCase(new Case("4.3 packets wait until the node is back", &Case::BufferReturned));
        AddTestCase(new Case("4.3 more nodes have left than may", &Case::DeparturesFull));
    }
};

static LuoHandoffBufferTestSuite g_luoHandoffBufferTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
