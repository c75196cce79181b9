/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * The Mobility Header within ns-3's packets.
 */

#include "pmipv6-wire-support.h"

#include "ns3/packet.h"
#include "ns3/pmipv6-mobility-header.h"

#include <gtest/gtest.h>

using namespace ns3;
using namespace ns3::pmipv6;
using namespace ns3::pmipv6::wiretest;

namespace
{

/// @return a header between the tests' addresses
MobilityHeader
MakeHeader(const MobilityMessage& message = {})
{
    MobilityHeader header;
    header.SetSource(SOURCE);
    header.SetDestination(DESTINATION);
    header.SetMessage(message);
    return header;
}

/// @return the octets of a packet
Octets
GetOctets(const Ptr<const Packet>& packet)
{
    Octets octets(packet->GetSize());
    packet->CopyData(octets.data(), octets.size());
    return octets;
}

/// @return a packet of these octets
Ptr<Packet>
MakePacket(const Octets& octets)
{
    return Create<Packet>(octets.data(), octets.size());
}

/// Packet printing must be on before the first packet of the process.
class PrintingEnvironment : public testing::Environment
{
  public:
    void SetUp() override
    {
        Packet::EnablePrinting();
    }
};

const auto* const PRINTING = testing::AddGlobalTestEnvironment(new PrintingEnvironment);

} // namespace

TEST(WireHeader, WritesWhatTheCodecBuilds)
{
    for (const auto& [name, message] : MakeSamples())
    {
        const Ptr<Packet> packet = Create<Packet>();
        packet->AddHeader(MakeHeader(message));
        EXPECT_EQ(GetOctets(packet), Build(message)) << name;
    }
}

TEST(WireHeader, ReadsAndConsumesWhatHeaderLenSays)
{
    Octets octets = Build(MakeProxyUpdate());
    const std::size_t length = octets.size();
    octets.insert(octets.end(), 5, 0xee);
    const Ptr<Packet> packet = MakePacket(octets);
    MobilityHeader header = MakeHeader();
    EXPECT_EQ(packet->RemoveHeader(header), length);
    EXPECT_EQ(packet->GetSize(), 5U);
    ASSERT_NE(header.GetMessage(), nullptr);
    EXPECT_EQ(header.GetError(), nullptr);
    EXPECT_EQ(ToText(*header.GetMessage()), ToText(MobilityMessage(MakeProxyUpdate())));
}

TEST(WireHeader, ChecksTheChecksumIfItKnowsTheAddresses)
{
    Octets octets = Build(MakeProxyUpdate());
    octets[9] ^= 1;
    MobilityHeader header = MakeHeader();
    EXPECT_EQ(MakePacket(octets)->PeekHeader(header), octets.size());
    EXPECT_EQ(header.GetMessage(), nullptr);
    ASSERT_NE(header.GetError(), nullptr);
    EXPECT_EQ(header.GetError()->fault, ParseFault::CHECKSUM);

    MobilityHeader unaware;
    EXPECT_EQ(MakePacket(octets)->PeekHeader(unaware), octets.size());
    ASSERT_NE(unaware.GetMessage(), nullptr);
}

TEST(WireHeader, ToleratesEveryCut)
{
    const Octets whole = Build(MakeProxyUpdate());
    for (std::size_t size = 0; size < whole.size(); ++size)
    {
        const Octets octets(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
        MobilityHeader header = MakeHeader(MakeProxyAcknowledgement());
        const Ptr<Packet> packet = MakePacket(octets);
        // ns-3 reads outside a packet's metadata if a header is removed where there is none.
        EXPECT_EQ(size == 0 ? packet->PeekHeader(header) : packet->RemoveHeader(header), size);
        EXPECT_EQ(header.GetMessage(), nullptr);
        ASSERT_NE(header.GetError(), nullptr);
        EXPECT_EQ(header.GetError()->fault,
                  size < 8 ? ParseFault::TOO_SHORT : ParseFault::TRUNCATED);
        // What was received is given back as it was.
        packet->AddHeader(header);
        EXPECT_EQ(GetOctets(packet), octets);
    }
}

TEST(WireHeader, IsPrintedByPackets)
{
    const Ptr<Packet> packet = Create<Packet>();
    packet->AddHeader(MakeHeader(MakeProxyAcknowledgement()));
    EXPECT_EQ(ToText(*packet),
              "ns3::pmipv6::MobilityHeader (" +
                  ToText(MobilityMessage(MakeProxyAcknowledgement())) + ")");
}

TEST(WireHeader, PrintsWhatIsWrong)
{
    Octets octets = Build(MakeProxyUpdate());
    octets[0] = 17;
    MobilityHeader header;
    MakePacket(octets)->PeekHeader(header);
    EXPECT_EQ(ToText(header), "malformed fault=bad-payload-proto offset=0 octets=112");
}

TEST(WireHeader, ANewMessageReplacesWhatWasReceived)
{
    MobilityHeader header = MakeHeader();
    MakePacket({1, 2, 3})->PeekHeader(header);
    header.SetMessage(MakeProxyUpdate());
    EXPECT_EQ(header.GetError(), nullptr);
    const Ptr<Packet> packet = Create<Packet>();
    packet->AddHeader(header);
    EXPECT_EQ(GetOctets(packet), Build(MakeProxyUpdate()));
}
