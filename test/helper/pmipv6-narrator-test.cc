/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "ns3/pmipv6-core-network-helper.h"
#include "ns3/pmipv6-mobility-signaling.h"
#include "ns3/pmipv6-narrator.h"
#include "ns3/simulator.h"

#include <gtest/gtest.h>
#include <sstream>

/**
 * @file
 * What a Narrator tells, to the letter.
 */

namespace ns3
{
namespace pmipv6
{

/// Two nodes, called as in the sentences.
class NarratorTest : public testing::Test
{
  protected:
    NarratorTest()
    {
        m_core.AddNode(m_lma, "fd00:c::1");
        m_core.AddNode(m_mag, "fd00:c::2");
        m_core.SetDelay(m_lma, m_mag, MilliSeconds(10));
        m_core.BuildMesh();
    }

    ~NarratorTest() override
    {
        Simulator::Destroy();
    }

    /// Have lma send a message. @param message the message @param to to which address
    void Send(const MobilityMessage& message, const Ipv6Address& to, const std::string& purpose)
    {
        MobilitySignaling::Install(m_lma)->Send(message, "fd00:c::1", to, purpose);
    }

    Ptr<Node> m_lma{CreateObject<Node>()}; //!< a node
    Ptr<Node> m_mag{CreateObject<Node>()}; //!< another
    CoreNetworkHelper m_core;              //!< wires them
    std::ostringstream m_text;             //!< what is told
    Narrator m_narrator{m_text};           //!< tells it
};

TEST_F(NarratorTest, Messages)
{
    m_narrator.Watch("lma", m_lma);
    m_narrator.Watch("mag", m_mag);
    Simulator::Schedule(MicroSeconds(1250), [this] {
        Send(BindingRefreshRequest(), "fd00:c::2", "refresh");
        Send(BindingRefreshRequest(), "fd00:c::9", "");
        Send(Heartbeat(), "fd00:c::2", "heartbeat");
    });
    Simulator::Stop(Seconds(1));
    Simulator::Run();
    EXPECT_EQ(m_text.str(),
              "      1.25 ms  lma > mag BindingRefreshRequest, refresh\n"
              "      1.25 ms  lma > fd00:c::9 BindingRefreshRequest\n"
              "     11.25 ms  mag > lma BindingError, refusal\n");
}

TEST_F(NarratorTest, EachOtherWayIsToldOnce)
{
    const auto question = Create<Packet>(10);
    const auto answer = Create<Packet>(10);
    m_narrator.ContinueWay(answer, question, "cn");
    m_narrator.TellWay("call", answer);
    m_narrator.TellWay("call", answer);
    m_narrator.TellWay("print", answer);
    const auto next = Create<Packet>(10);
    m_narrator.ContinueWay(next, answer, "mn");
    m_narrator.TellWay("call", next);
    EXPECT_EQ(m_text.str(),
              "      0.00 ms  call by cn\n"
              "      0.00 ms  print by cn\n"
              "      0.00 ms  call by cn mn\n");
}

} // namespace pmipv6
} // namespace ns3
