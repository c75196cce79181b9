/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * What is counted of the packets that a device sends.
 */

#include "ns3/ipv6-header.h"
#include "ns3/node.h"
#include "ns3/pmipv6-core-traffic.h"
#include "ns3/pmipv6-flow-tag.h"
#include "ns3/pmipv6-ipv6-numbers.h"
#include "ns3/pmipv6-mobility-codec.h"
#include "ns3/pmipv6-mobility-constants.h"
#include "ns3/point-to-point-helper.h"
#include "ns3/simulator.h"

#include <gtest/gtest.h>
#include <memory>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

constexpr uint8_t UDP = 17;      //!< Next Header value
constexpr uint8_t TUNNEL = 41;   //!< Next Header value
constexpr uint8_t FRAGMENT = 44; //!< Next Header value

/// A link whose one end is watched.
class CoreTrafficTest : public testing::Test
{
  protected:
    CoreTrafficTest()
        : m_traffic(std::make_unique<CoreTraffic>())
    {
        const auto devices =
            PointToPointHelper().Install(CreateObject<Node>(), CreateObject<Node>());
        m_watched = devices.Get(0);
        m_other = devices.Get(1);
        m_traffic->AddDevice(m_watched);
    }

    ~CoreTrafficTest() override
    {
        Simulator::Destroy();
    }

    /// Put an IPv6 header in front of a packet. @param next what is behind it
    static void Wrap(Ptr<Packet> packet, uint8_t next)
    {
        Ipv6Header header;
        header.SetNextHeader(next);
        header.SetPayloadLength(static_cast<uint16_t>(packet->GetSize()));
        packet->AddHeader(header);
    }

    /// @return so many octets of a flow
    static Ptr<Packet> MakeData(uint32_t flow, uint32_t size)
    {
        auto packet = Create<Packet>(size);
        packet->AddByteTag(FlowTag(flow, 0));
        return packet;
    }

    /// @return a packet of these octets
    static Ptr<Packet> Make(const std::vector<uint8_t>& octets)
    {
        return Create<Packet>(octets.data(), static_cast<uint32_t>(octets.size()));
    }

    /// @return a Fragment header and what is behind it
    static Ptr<Packet> MakeFragment(uint8_t next, uint8_t number, bool isLater, Ptr<Packet> rest)
    {
        const auto packet =
            Make({next, 0, 0, static_cast<uint8_t>(isLater ? 8 : 1), 0, 0, 0, number});
        packet->AddAtEnd(rest);
        return packet;
    }

    /// Send a packet by the device that is watched, or by the other.
    void Send(Ptr<Packet> packet, bool isWatched = true)
    {
        const auto& device = isWatched ? m_watched : m_other;
        device->Send(packet, device->GetBroadcast(), IPV6_ETHERTYPE);
        Simulator::Run();
    }

    std::unique_ptr<CoreTraffic> m_traffic; //!< what is tested
    Ptr<NetDevice> m_watched;               //!< added
    Ptr<NetDevice> m_other;                 //!< the other end, not added
};

TEST_F(CoreTrafficTest, OctetsOfFlowsAndThoseInTunnels)
{
    const auto plain = MakeData(2, 60);
    Wrap(plain, UDP);
    Send(plain);
    const auto tunnelled = MakeData(2, 60);
    Wrap(tunnelled, UDP);
    Wrap(tunnelled, TUNNEL);
    Send(tunnelled);
    EXPECT_EQ(m_traffic->GetFlow(2).all, 100U + 140U);
    EXPECT_EQ(m_traffic->GetFlow(2).tunnelled, 140U);
    EXPECT_EQ(m_traffic->GetFlow(1).all, 0U);
    EXPECT_EQ(m_traffic->GetFlow(7).all, 0U) << "of which nothing was sent";
    EXPECT_TRUE(m_traffic->GetSignaling().empty());
}

TEST_F(CoreTrafficTest, APacketCountsAtItsSender)
{
    const auto packet = MakeData(0, 60);
    Wrap(packet, UDP);
    Send(packet->Copy(), false);
    EXPECT_EQ(m_traffic->GetFlow(0).all, 0U) << "what comes in";
    m_traffic->AddDevice(m_other);
    Send(packet, false);
    EXPECT_EQ(m_traffic->GetFlow(0).all, 100U);
}

TEST_F(CoreTrafficTest, WhatBelongsToNoFlow)
{
    const auto bare = Create<Packet>(20);
    Wrap(bare, 6);
    Send(bare);
    const auto error = MakeData(0, 60);
    Wrap(error, ICMPV6_PROTOCOL);
    Send(error);
    const auto inTunnel = MakeData(0, 60);
    Wrap(inTunnel, ICMPV6_PROTOCOL);
    Wrap(inTunnel, TUNNEL);
    Send(inTunnel);
    m_watched->Send(MakeData(0, 60), m_watched->GetBroadcast(), 0x0800);
    m_watched->Send(MakeData(0, 10), m_watched->GetBroadcast(), IPV6_ETHERTYPE);
    Simulator::Run();
    EXPECT_EQ(m_traffic->GetFlow(0).all, 0U);
    EXPECT_TRUE(m_traffic->GetSignaling().empty());
}

TEST_F(CoreTrafficTest, MessagesByTheirNames)
{
    Heartbeat heartbeat;
    const auto octets = BuildMobilityHeader(heartbeat, Ipv6Address(), Ipv6Address());
    const auto message = Make(octets);
    Wrap(message, MOBILITY_HEADER_PROTOCOL);
    Send(message->Copy());
    for (const uint32_t tunnels : {1, 2, 3})
    {
        Wrap(message, TUNNEL);
        Send(message->Copy());
        EXPECT_EQ(m_traffic->GetSignaling("Heartbeat"),
                  (tunnels + 1) * (octets.size() + IPV6_HEADER_SIZE) +
                      IPV6_HEADER_SIZE * tunnels * (tunnels + 1) / 2);
    }
    const auto request = Make({144, 0, 0, 0, 0, 1, 0, 0});
    Wrap(request, ICMPV6_PROTOCOL);
    Send(request);
    EXPECT_EQ(m_traffic->GetSignaling("HomeAgentAddressDiscoveryRequest"), 48U);
    EXPECT_EQ(m_traffic->GetSignaling("BindingUpdate"), 0U);
    EXPECT_EQ(m_traffic->GetSignaling().size(), 2U);
}

TEST_F(CoreTrafficTest, FragmentsBelongToTheirMessageOrFlow)
{
    // MH Type 7, Binding Error.
    const auto first = MakeFragment(MOBILITY_HEADER_PROTOCOL,
                                    1,
                                    false,
                                    Make({NO_NEXT_HEADER, 2, 7, 0, 0, 0, 0, 0}));
    Wrap(first, FRAGMENT);
    const auto later = MakeFragment(MOBILITY_HEADER_PROTOCOL, 1, true, Make({1, 2, 3}));
    Wrap(later, FRAGMENT);
    Wrap(later, TUNNEL);
    const auto other = MakeFragment(MOBILITY_HEADER_PROTOCOL, 2, true, Make({1, 2, 3}));
    Wrap(other, FRAGMENT);
    for (const auto& packet : {first, later, other})
    {
        Send(packet);
    }
    EXPECT_EQ(m_traffic->GetSignaling("BindingError"), 56U + 91U);
    EXPECT_EQ(m_traffic->GetSignaling().size(), 1U) << "whose first nobody has seen";
    const auto data = MakeFragment(TUNNEL, 3, true, MakeData(1, 12));
    Wrap(data, FRAGMENT);
    Send(data);
    EXPECT_EQ(m_traffic->GetFlow(1).all, 60U);
    EXPECT_EQ(m_traffic->GetFlow(1).tunnelled, 60U) << "of a tunnel's packet";
}

TEST_F(CoreTrafficTest, DevicesOutliveIt)
{
    m_traffic.reset();
    const auto packet = MakeData(0, 60);
    Wrap(packet, UDP);
    Send(packet);
}

TEST_F(CoreTrafficTest, OtherDevicesAreRefused)
{
    EXPECT_DEATH(m_traffic->AddDevice(nullptr),
                 "CoreTraffic::AddDevice: the device is null; allowed is a "
                 "ns3::PointToPointNetDevice");
}

} // namespace
