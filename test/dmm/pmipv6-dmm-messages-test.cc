/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * What RFC 8885's messages say, as values: the options of each and their order, and how many
 * previous MAARs one acknowledgement has room for.
 */

#include "ns3/pmipv6-dmm-messages.h"
#include "ns3/pmipv6-mobility-codec.h"

#include <gtest/gtest.h>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

const Ipv6Address SERVING("fd00:c::2:1");
const Prefix OWN(Ipv6Address("fd00:8001::"), 64);
const Ipv6Address LINK_LOCAL("fe80::200:ff:fe00:a3");
const LinkLayerAddress LINK_LAYER("02:00:00:00:00:a3");
const Prefix SECOND(Ipv6Address("fd00:8001:0:1::"), 64);

/// @return of whom messages are
DmmSubject
MakeSubject()
{
    DmmSubject subject;
    subject.identifier = "mn@example.com";
    subject.indicator = HandoffIndicator::BETWEEN_GATEWAYS;
    subject.technology = AccessTechnologyType::IEEE_802_11;
    subject.sequence = 7;
    subject.timestamp = 0x123456789abcULL;
    return subject;
}

/// @return the option types of a message, in order, by how it is on the wire
std::vector<int>
ListTypes(const MobilityMessage& message)
{
    const auto octets = BuildMobilityHeader(message, SERVING, SERVING);
    std::vector<int> types;
    constexpr std::size_t FIXED = 12; // Of a Binding Update and of an acknowledgement.
    for (std::size_t i = FIXED; i < octets.size();)
    {
        const int type = octets[i];
        if (type > 1) // Pad1, PadN.
        {
            types.push_back(type);
        }
        i += type == 0 ? 1 : 2 + octets[i + 1];
    }
    return types;
}

/// @return previous MAARs, so many
std::vector<Anchorage>
MakePrevious(uint32_t count)
{
    std::vector<Anchorage> previous;
    for (uint32_t i = 0; i < count; ++i)
    {
        const std::string number = std::to_string(1000 + i);
        previous.push_back({Ipv6Address(("fd00:c::2:" + number).c_str()),
                            Prefix(Ipv6Address(("fd00:" + number + "::").c_str()), 64)});
    }
    return previous;
}

TEST(DmmMessages, AServingUpdateSaysWhereANodeIs)
{
    const auto update = MakeServingUpdate(MakeSubject(), {OWN, SECOND}, SERVING, 75);
    EXPECT_EQ(ListTypes(update), (std::vector<int>{8, 22, 22, 23, 24, 27, 68}));
    EXPECT_EQ(update.flags,
              UpdateFlag::ACKNOWLEDGE | UpdateFlag::PROXY_REGISTRATION |
                  UpdateFlag::DISTRIBUTED_MOBILITY);
    EXPECT_EQ(update.sequence, 7);
    EXPECT_EQ(update.lifetime, 75);
    EXPECT_EQ(FindOption<ServingMaarOption>(update.options)->address, SERVING);
    EXPECT_EQ(FindOption<HomeNetworkPrefixOption>(update.options)->prefix, OWN);
    EXPECT_TRUE(GetAnchoredPrefixes(update.options).empty());
    const auto subject = GetSubject(update);
    EXPECT_EQ(subject.identifier, "mn@example.com");
    EXPECT_EQ(subject.indicator, HandoffIndicator::BETWEEN_GATEWAYS);
    EXPECT_EQ(subject.technology, AccessTechnologyType::IEEE_802_11);
    EXPECT_EQ(subject.sequence, 7);
    EXPECT_EQ(subject.timestamp, 0x123456789abcULL);
}

TEST(DmmMessages, AnAnchorageUpdateIsOfAPrefix)
{
    const auto update = MakeAnchorageUpdate(MakeSubject(), OWN, 0);
    EXPECT_EQ(ListTypes(update), (std::vector<int>{8, 22, 23, 24, 27, 65}));
    EXPECT_TRUE(FindOption<HomeNetworkPrefixOption>(update.options)->prefix.IsAllZero());
    EXPECT_EQ(GetAnchoredPrefixes(update.options), std::vector<Prefix>{OWN});
    EXPECT_EQ(update.lifetime, 0);
}

TEST(DmmMessages, AnAnswerIsOfTheRequest)
{
    const auto answer = MakeDmmAnswer(MakeSubject(), BindingStatus::ACCEPTED, {OWN}, 75);
    EXPECT_EQ(ListTypes(answer), (std::vector<int>{8, 22, 23, 24, 27}));
    EXPECT_EQ(answer.flags,
              AcknowledgementFlag::PROXY_REGISTRATION | AcknowledgementFlag::DISTRIBUTED_MOBILITY);
    EXPECT_TRUE(answer.IsDistributed());
    EXPECT_EQ(answer.sequence, 7);
    EXPECT_EQ(answer.lifetime, 75);
    EXPECT_EQ(GetSubject(answer).timestamp, 0x123456789abcULL);
    const auto refusal =
        MakeDmmAnswer(MakeSubject(), BindingStatus::ADMINISTRATIVELY_PROHIBITED, {}, 0);
    EXPECT_EQ(refusal.status, BindingStatus::ADMINISTRATIVELY_PROHIBITED);
    EXPECT_EQ(ListTypes(refusal), (std::vector<int>{8, 22, 23, 24, 27}));
    EXPECT_TRUE(FindOption<HomeNetworkPrefixOption>(refusal.options)->prefix.IsAllZero());
}

TEST(DmmMessages, WhatIsMissingIsZero)
{
    const auto subject = GetSubject(BindingUpdate());
    EXPECT_EQ(subject.identifier, "");
    EXPECT_EQ(subject.timestamp, 0U);
    EXPECT_EQ(subject.technology, AccessTechnologyType::RESERVED);
    EXPECT_TRUE(GetPrevious({}).empty());
    EXPECT_TRUE(GetAnchoredPrefixes({}).empty());
}

TEST(DmmMessages, PreviousMaarsFollowTheRest)
{
    const auto base = MakeDmmAnswer(MakeSubject(), BindingStatus::ACCEPTED, {OWN}, 75);
    const auto previous = MakePrevious(2);
    const auto messages = TellPrevious(base, previous, {}, 1240);
    ASSERT_EQ(messages.size(), 1U);
    EXPECT_EQ(ListTypes(messages[0]), (std::vector<int>{8, 22, 23, 24, 27, 67, 67}));
    EXPECT_EQ(GetPrevious(messages[0].options), previous);
    ASSERT_EQ(TellPrevious(base, {}, {}, 1240).size(), 1U) << "it is an answer all the same";
    EXPECT_EQ(ListTypes(TellPrevious(base, {}, {}, 1240)[0]),
              (std::vector<int>{8, 22, 23, 24, 27}));
}

/// How many fit into one acknowledgement, of an identifier of 28 octets.
void
CheckRoom(std::size_t room, uint32_t fit, const MaarInterface& interface = {})
{
    MaarInterfaces interfaces;
    for (const auto& one : MakePrevious(2 * fit + 1))
    {
        interfaces[one.maar] = interface;
    }
    auto subject = MakeSubject();
    subject.identifier = "mobile-node-1234@example.com";
    ASSERT_EQ(subject.identifier.size(), 28U);
    const auto base = MakeDmmAnswer(subject, BindingStatus::ACCEPTED, {OWN}, 75);
    EXPECT_EQ(TellPrevious(base, MakePrevious(fit), interfaces, room).size(), 1U);
    const auto previous = MakePrevious(2 * fit + 1);
    const auto messages = TellPrevious(base, previous, interfaces, room);
    ASSERT_EQ(messages.size(), 3U);
    std::vector<Anchorage> told;
    for (const auto& message : messages)
    {
        EXPECT_LE(GetMobilityHeaderLength(message), room);
        EXPECT_EQ(GetSubject(message).identifier, subject.identifier);
        EXPECT_EQ(GetSubject(message).timestamp, subject.timestamp);
        EXPECT_EQ(message.sequence, subject.sequence);
        EXPECT_EQ(FindOption<HomeNetworkPrefixOption>(message.options)->prefix, OWN);
        const auto some = GetPrevious(message.options);
        told.insert(told.end(), some.begin(), some.end());
        for (const auto& [maar, read] : GetPreviousInterfaces(message.options))
        {
            EXPECT_EQ(read.linkLocal, interface.linkLocal);
            EXPECT_EQ(read.linkLayer, interface.linkLayer);
        }
    }
    EXPECT_EQ(GetPrevious(messages[0].options).size(), fit);
    EXPECT_EQ(GetPrevious(messages[2].options).size(), 1U);
    EXPECT_EQ(told, previous) << "each once, in their order";
}

TEST(DmmMessages, APacketOf1280OctetsHasRoomFor29)
{
    CheckRoom(1240, 29);
}

TEST(DmmMessages, AMobilityHeaderHasRoomFor49)
{
    CheckRoom(2048, 49);
}

TEST(DmmMessages, WithLogicalRoutersThereIsRoomFor27And16)
{
    const MaarInterface interface {
        LINK_LOCAL, LINK_LAYER,
        {
        }
    };
    CheckRoom(2048, 27, interface);
    CheckRoom(1240, 16, interface);
}

TEST(DmmMessages, WhatAMaarIsToANode)
{
    const Prefix network(Ipv6Address("fd00:10c::"), 48);
    const MaarInterface interface {
        LINK_LOCAL, LINK_LAYER,
        {
            network
        }
    };
    BindingUpdate request = MakeServingUpdate(MakeSubject(), {OWN}, SERVING, 75);
    request.options.pop_back();
    MakeDistributed(request, {OWN, SECOND}, interface);
    EXPECT_EQ(ListTypes(request), (std::vector<int>{8, 22, 23, 24, 27, 65, 66, 69, 70}))
        << "RFC 8885, 3.1 and 3.7";
    const auto read = GetInterface(request.options);
    EXPECT_EQ(read.linkLocal, LINK_LOCAL);
    EXPECT_EQ(read.linkLayer, LINK_LAYER);
    EXPECT_EQ(read.localNetworks, (std::vector<Prefix>{network}));
    // RFC 8885, 4.8: a link without link-layer addresses.
    MobilityOptions options;
    AddInterface(options, {LINK_LOCAL, {}, {}});
    EXPECT_EQ(options.size(), 1U);
    EXPECT_TRUE(GetInterface(options).linkLayer.IsEmpty());
    AddInterface(options, MaarInterface());
    EXPECT_EQ(options.size(), 1U) << "no logical router, no options";
}

TEST(DmmMessages, EachPreviousMaarIsFollowedByWhatItIs)
{
    const auto base = MakeDmmAnswer(MakeSubject(), BindingStatus::ACCEPTED, {OWN}, 75);
    const auto previous = MakePrevious(3);
    const Ipv6Address other("fe80::99");
    const MaarInterfaces interfaces = {{previous[0].maar, {LINK_LOCAL, LINK_LAYER, {SECOND}}},
                                       {previous[2].maar, {other, {}, {}}}};
    const auto messages = TellPrevious(base, previous, interfaces, 1240);
    ASSERT_EQ(messages.size(), 1U);
    EXPECT_EQ(ListTypes(messages[0]),
              (std::vector<int>{8, 22, 23, 24, 27, 67, 66, 69, 70, 67, 67, 69}));
    EXPECT_TRUE(GetInterface(messages[0].options).IsEmpty()) << "of previous ones alone";
    const auto read = GetPreviousInterfaces(messages[0].options);
    EXPECT_EQ(read.at(previous[0].maar).linkLayer, LINK_LAYER);
    EXPECT_EQ(read.at(previous[0].maar).localNetworks.size(), 1U);
    EXPECT_TRUE(read.at(previous[1].maar).IsEmpty());
    EXPECT_EQ(read.at(previous[2].maar).linkLocal, other);
}

TEST(DmmMessages, LocalNetworksOfAMessageAreBounded)
{
    MaarInterface interface {
        LINK_LOCAL, LINK_LAYER,
        {
        }
    };
    interface.localNetworks.assign(MAX_LOCAL_NETWORKS + 3, SECOND);
    MobilityOptions options;
    AddInterface(options, interface);
    EXPECT_EQ(GetInterface(options).localNetworks.size(), MAX_LOCAL_NETWORKS);
}

TEST(DmmMessages, WithoutRoomEachGoesAlone)
{
    const auto base = MakeDmmAnswer(MakeSubject(), BindingStatus::ACCEPTED, {OWN}, 75);
    EXPECT_EQ(TellPrevious(base, MakePrevious(3), {}, 8).size(), 3U);
}

} // namespace
