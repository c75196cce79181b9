/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-animation-layout.h"
#include "pmipv6-experiment-netanim-file.h"
#include "pmipv6-experiment-packet-text.h"
#include "pmipv6-experiment-sent-frames.h"
#include "pmipv6-experiment-support.h"

#include "ns3/ipv6-header.h"
#include "ns3/pmipv6-mobility-constants.h"
#include "ns3/pmipv6-transport-packet.h"
#include "ns3/simulator.h"
#include "ns3/udp-header.h"

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

constexpr uint8_t TUNNEL_PROTOCOL = 41; //!< Next Header value of an IPv6 packet

/// Put an IPv6 header before a packet. @param packet it @param next what it carries
void
AddIpv6(Ptr<Packet> packet, uint8_t next, const char* from, const char* to)
{
    Ipv6Header header;
    header.SetNextHeader(next);
    header.SetPayloadLength(packet->GetSize());
    header.SetSource(Ipv6Address(from));
    header.SetDestination(Ipv6Address(to));
    packet->AddHeader(header);
}

/// @return a packet @param octets its payload @param next what it carries
Ptr<Packet>
MakePacket(uint32_t octets, uint8_t next = UDP_PROTOCOL)
{
    auto packet = Create<Packet>(octets);
    AddIpv6(packet, next, "fd00::1", "fd00::2");
    return packet;
}

TEST(ExperimentNetAnimFile, IsWhatNetAnimReads)
{
    const TemporaryFolder folder;
    const std::string name = (folder.GetPath() / "animation.xml").string();
    NetAnimFile file(name);
    EXPECT_EQ(file.AddNode({1.5, -2}), 0U);
    EXPECT_EQ(file.AddNode({0, 0}), 1U);
    file.AddLink(0, 1);
    file.SizeNode(1, 3);
    file.DescribeNode(Seconds(1), 0, "a<b> & \"c\"");
    file.ColourNode(Seconds(1), 0, {1, 2, 255});
    file.PlaceNode(NanoSeconds(1), 1, {3, 4});
    file.DescribeLink(Seconds(2), 0, 1, "tunnel");
    file.AddPacket(0, Seconds(1), 1, Seconds(2), "UDP");
    EXPECT_EQ(file.Close(), std::nullopt);
    EXPECT_EQ(ReadFile(name),
              "<anim ver=\"netanim-3.108\" filetype=\"animation\" >\n"
              "<node id=\"0\" sysId=\"0\" locX=\"1.5\" locY=\"-2\" />\n"
              "<node id=\"1\" sysId=\"0\" locX=\"0\" locY=\"0\" />\n"
              "<link fromId=\"0\" toId=\"1\" fd=\"\" td=\"\" ld=\"\" />\n"
              "<nu p=\"s\" t=\"0\" id=\"1\" w=\"3\" h=\"3\" />\n"
              "<nu p=\"d\" t=\"1\" id=\"0\" descr=\"a&lt;b&gt; &amp; &quot;c&quot;\" />\n"
              "<nu p=\"c\" t=\"1\" id=\"0\" r=\"1\" g=\"2\" b=\"255\" />\n"
              "<nu p=\"p\" t=\"0.000000001\" id=\"1\" x=\"3\" y=\"4\" />\n"
              "<linkupdate t=\"2\" fromId=\"0\" toId=\"1\" ld=\"tunnel\" />\n"
              "<p fId=\"0\" fbTx=\"1\" lbTx=\"1\" meta-info=\"UDP\" tId=\"1\" fbRx=\"2\" "
              "lbRx=\"2\" />\n"
              "</anim>\n");
    NetAnimFile nowhere((folder.GetPath() / "no/animation.xml").string());
    EXPECT_NE(nowhere.Close(), std::nullopt);
}

TEST(ExperimentSentFrames, ArriveInTheirOrderEachByItsWay)
{
    SentFrames frames;
    const auto packet = MakePacket(100);
    const auto other = MakePacket(100);
    EXPECT_FALSE(frames.FindOrigin(0, packet));
    frames.NoteSent(0, packet, 7);
    frames.NoteSent(0, other, 8);
    frames.NoteSent(1, packet->Copy(), 9);
    frames.NoteSent(0, packet->Copy(), 10);
    EXPECT_EQ(frames.FindOrigin(0, packet->Copy())->node, 7U) << "the first of two";
    EXPECT_EQ(frames.FindOrigin(0, packet)->node, 10U);
    EXPECT_FALSE(frames.FindOrigin(0, packet)) << "no more have been sent";
    EXPECT_EQ(frames.FindOrigin(1, packet)->node, 9U) << "by the other way";
    EXPECT_EQ(frames.FindOrigin(0, other)->node, 8U);
    EXPECT_EQ(frames.GetSize(), 0U);
}

TEST(ExperimentSentFrames, SignallingMayArriveAgain)
{
    SentFrames frames;
    const auto message = MakePacket(100, MOBILITY_HEADER_PROTOCOL);
    frames.NoteSent(0, message, 7);
    EXPECT_EQ(frames.FindOrigin(0, message)->node, 7U);
    EXPECT_EQ(frames.FindOrigin(0, message)->node, 7U);
}

TEST(ExperimentSentFrames, LostOnesAreForgotten)
{
    SentFrames frames;
    const auto send = [&frames] {
        for (int i = 0; i < 5000; ++i)
        {
            frames.NoteSent(0, MakePacket(10), 1);
        }
    };
    send();
    EXPECT_EQ(frames.GetSize(), 5000U);
    Simulator::Schedule(Seconds(100), send);
    Simulator::Run();
    Simulator::Destroy();
    EXPECT_LT(frames.GetSize(), 6000U);
}

TEST(ExperimentPacketTexts, NameNodesAndTunnels)
{
    PacketTexts texts;
    texts.AddAddress("fd00::1", "mag1");
    texts.AddAddress("fd00::2", "lma1");
    auto packet = Create<Packet>(20);
    packet->AddHeader(UdpHeader());
    AddIpv6(packet, UDP_PROTOCOL, "fd00::7", "fd00::1");
    EXPECT_EQ(texts.Describe(packet), "fd00::7 to mag1, UDP, 68 octets");
    AddIpv6(packet, TUNNEL_PROTOCOL, "fd00::1", "fd00::2");
    EXPECT_EQ(texts.Describe(packet), "tunnel mag1 to lma1, fd00::7 to mag1, UDP, 108 octets");
}

TEST(ExperimentAnimationLayout, RowsAndWhoIsBelowWhom)
{
    const NodeName lma1(ANCHOR, 1);
    const NodeName mag1(GATEWAY, 1);
    const NodeName mag2(GATEWAY, 2);
    const NodeName cn1(CORRESPONDENT, 1);
    const AnimationLayout layout({{cn1}, {}, {lma1}, {mag1, mag2}}, {});
    EXPECT_EQ(layout.GetPlace(mag1).y, layout.GetPlace(mag2).y);
    EXPECT_LT(layout.GetPlace(mag1).x, layout.GetPlace(mag2).x);
    EXPECT_LT(layout.GetPlace(lma1).y, layout.GetPlace(mag1).y);
    EXPECT_LT(layout.GetPlace(cn1).y, layout.GetPlace(lma1).y);
    const auto first = layout.GetPlaceBelow(0, mag2, true);
    EXPECT_GT(first.y, layout.GetPlace(mag2).y);
    EXPECT_NEAR(first.x,
                layout.GetPlace(mag2).x,
                layout.GetPlace(mag2).x - layout.GetPlace(mag1).x);
    EXPECT_NE(first.x, layout.GetPlaceBelow(1, mag2, true).x);
    EXPECT_GT(layout.GetPlaceBelow(0, mag2, false).y, first.y);
}

TEST(ExperimentAnimationLayout, PlacesOfTheirOwn)
{
    const NodeName lma1(ANCHOR, 1);
    const NodeName mag1(GATEWAY, 1);
    const NodeName mag2(GATEWAY, 2);
    const AnimationLayout layout({{}, {}, {lma1}, {mag1, mag2}},
                                 {{mag1, {100, 500}}, {mag2, {700, 900}}});
    EXPECT_EQ(layout.GetPlace(mag2).x, 700);
    EXPECT_EQ(layout.GetPlace(mag2).y, 900);
    EXPECT_LT(layout.GetPlace(lma1).y, 500) << "beside the area";
    EXPECT_NEAR(layout.GetNodeSize(), 10, 1e-9);
}

} // namespace

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
