/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * Tokens, keys and authenticators of return routability (RFC 6275, 5.2.5, 5.2.6 and 6.2.7). The
 * values were computed by Python's hmac and hashlib; check-with-hmac.py compares many more.
 */

#include "ns3/pmipv6-mobility-codec.h"
#include "ns3/pmipv6-return-routability-keys.h"

#include <gtest/gtest.h>
#include <iterator>
#include <string>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

using Octets = std::vector<uint8_t>;

const Ipv6Address HOME_ADDRESS("fd00:1::99");
const Ipv6Address CARE_OF("fd00:9::9");
const Ipv6Address CORRESPONDENT("fd00:2::77");
const NodeKey NODE_KEY{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19};
const Nonce HOME_NONCE{0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef};
const Nonce CARE_OF_NONCE{0xfe, 0xdc, 0xba, 0x98, 0x76, 0x54, 0x32, 0x10};
constexpr uint64_t HOME_KEYGEN = 0x10965353b4088550;
constexpr uint64_t CARE_OF_KEYGEN = 0x47497b6a347c3cde;

/// @return octets as hexadecimal text
template <class Sequence>
std::string
ToHex(const Sequence& octets)
{
    std::string text;
    for (uint8_t octet : octets)
    {
        text += "0123456789abcdef"[octet >> 4];
        text += "0123456789abcdef"[octet & 0xf];
    }
    return text;
}

/// @return a Binding Update to the correspondent, not yet authorized
BindingUpdate
MakeUpdate(uint16_t lifetime = 105)
{
    return {9, UpdateFlag::ACKNOWLEDGE, lifetime, {NonceIndicesOption{5, 6}}};
}

/// @return the authenticator in a message
template <class Message>
std::string
GetAuthenticator(const Message& message)
{
    const auto* option = FindOption<BindingAuthorizationDataOption>(message.options);
    return option ? ToHex(option->authenticator) : "";
}

/// Without libgcrypt there are no keys.
class MipKeys : public testing::Test
{
  protected:
    void SetUp() override
    {
        if (!IsKeyedHashAvailable())
        {
            GTEST_SKIP() << "built without libgcrypt";
        }
    }
};

} // namespace

TEST_F(MipKeys, TokensTellAddressNonceAndKind)
{
    EXPECT_EQ(ComputeHomeKeygenToken(NODE_KEY, HOME_ADDRESS, HOME_NONCE), HOME_KEYGEN);
    EXPECT_EQ(ComputeCareOfKeygenToken(NODE_KEY, CARE_OF, CARE_OF_NONCE), CARE_OF_KEYGEN);
    EXPECT_NE(ComputeCareOfKeygenToken(NODE_KEY, HOME_ADDRESS, HOME_NONCE), HOME_KEYGEN);
    EXPECT_NE(ComputeHomeKeygenToken(NODE_KEY, CARE_OF, HOME_NONCE), HOME_KEYGEN);
    EXPECT_NE(ComputeHomeKeygenToken(NODE_KEY, HOME_ADDRESS, CARE_OF_NONCE), HOME_KEYGEN);
    NodeKey other = NODE_KEY;
    other[19] ^= 1;
    EXPECT_NE(ComputeHomeKeygenToken(other, HOME_ADDRESS, HOME_NONCE), HOME_KEYGEN);
}

// RFC 6275, 5.2.2: a nonce is of any length.
TEST_F(MipKeys, NoncesOfOtherLengths)
{
    EXPECT_EQ(ComputeHomeKeygenToken(NODE_KEY, HOME_ADDRESS, {}), 0xbe0b37bd65c6d0c0U);
    Nonce nonce;
    for (uint8_t octet = 0; octet < 40; ++octet)
    {
        nonce.push_back(octet);
    }
    EXPECT_EQ(ComputeHomeKeygenToken(NODE_KEY, HOME_ADDRESS, nonce), 0xfe0ac12873f77cd3U);
}

TEST_F(MipKeys, BindingKeys)
{
    EXPECT_EQ(ToHex(ComputeBindingKey(HOME_KEYGEN, CARE_OF_KEYGEN)),
              "bfdece3053096b7cff471f800ae806cab8e9f1e8");
    EXPECT_EQ(ToHex(ComputeDeletionKey(HOME_KEYGEN)), "ecb4ad87141a5b68cbf243d657cabfcb5e3aa469");
}

TEST_F(MipKeys, AuthenticatorsOfUpdateAndAcknowledgement)
{
    const BindingKey key = ComputeBindingKey(HOME_KEYGEN, CARE_OF_KEYGEN);
    BindingUpdate update = MakeUpdate();
    Authorize(update, key, CARE_OF, CORRESPONDENT);
    EXPECT_EQ(GetAuthenticator(update), "ae98179f8d39c294cc921403");
    EXPECT_EQ(update.options.size(), 2U);
    // Once more, whatever it said before.
    FindOption<BindingAuthorizationDataOption>(update.options)->authenticator.fill(0xff);
    Authorize(update, key, CARE_OF, CORRESPONDENT);
    EXPECT_EQ(GetAuthenticator(update), "ae98179f8d39c294cc921403");
    EXPECT_EQ(update.options.size(), 2U);
    BindingAcknowledgement answer{BindingStatus::ACCEPTED, 0, 9, 105, {}};
    Authorize(answer, key, CARE_OF, CORRESPONDENT);
    EXPECT_EQ(GetAuthenticator(answer), "64f14f82461583c9fed87790");
    EXPECT_TRUE(IsAuthorized(update, key, CARE_OF, CORRESPONDENT));
    EXPECT_TRUE(IsAuthorized(answer, key, CARE_OF, CORRESPONDENT));
}

// RFC 6275, 6.2.7: the home address where a binding is deleted.
TEST_F(MipKeys, AuthenticatorOfADeletion)
{
    BindingUpdate update = MakeUpdate(0);
    const BindingKey key = ComputeDeletionKey(HOME_KEYGEN);
    Authorize(update, key, HOME_ADDRESS, CORRESPONDENT);
    EXPECT_EQ(GetAuthenticator(update), "29c230894a1bd311268f6b1e");
    EXPECT_TRUE(IsAuthorized(update, key, HOME_ADDRESS, CORRESPONDENT));
    EXPECT_FALSE(IsAuthorized(update, key, CARE_OF, CORRESPONDENT));
}

TEST_F(MipKeys, WhateverIsChangedIsSeen)
{
    const BindingKey key = ComputeBindingKey(HOME_KEYGEN, CARE_OF_KEYGEN);
    BindingUpdate update = MakeUpdate();
    EXPECT_FALSE(IsAuthorized(update, key, CARE_OF, CORRESPONDENT)) << "no option";
    EXPECT_FALSE(IsAuthorized(HomeTest(), key, CARE_OF, CORRESPONDENT));
    EXPECT_FALSE(IsAuthorized(UnknownMessage(), key, CARE_OF, CORRESPONDENT));
    Authorize(update, key, CARE_OF, CORRESPONDENT);
    EXPECT_FALSE(IsAuthorized(update, key, HOME_ADDRESS, CORRESPONDENT));
    EXPECT_FALSE(IsAuthorized(update, key, CARE_OF, HOME_ADDRESS));
    EXPECT_FALSE(IsAuthorized(update, ComputeDeletionKey(HOME_KEYGEN), CARE_OF, CORRESPONDENT));
    BindingUpdate changed = update;
    ++changed.sequence;
    EXPECT_FALSE(IsAuthorized(changed, key, CARE_OF, CORRESPONDENT));
    changed = update;
    FindOption<NonceIndicesOption>(changed.options)->careOf = 7;
    EXPECT_FALSE(IsAuthorized(changed, key, CARE_OF, CORRESPONDENT));
    changed = update;
    FindOption<BindingAuthorizationDataOption>(changed.options)->authenticator[11] ^= 1;
    EXPECT_FALSE(IsAuthorized(changed, key, CARE_OF, CORRESPONDENT));
}

// RFC 6275, 6.2.7: as if the checksum was zero, so that the addresses of the packet do not matter.
TEST_F(MipKeys, OctetsHaveTheAuthenticatorOfTheirMessage)
{
    const BindingKey key = ComputeBindingKey(HOME_KEYGEN, CARE_OF_KEYGEN);
    BindingUpdate update = MakeUpdate();
    Authorize(update, key, CARE_OF, CORRESPONDENT);
    Octets octets = BuildMobilityHeader(update, HOME_ADDRESS, CORRESPONDENT);
    EXPECT_NE(octets[4] << 8 | octets[5], 0);
    const auto compute = [&] {
        return ToHex(ComputeAuthenticator(key, CARE_OF, CORRESPONDENT, octets));
    };
    EXPECT_EQ(compute(), "ae98179f8d39c294cc921403");
    EXPECT_EQ(ToHex(Octets(std::prev(octets.end(), 12), octets.end())), "ae98179f8d39c294cc921403");
    for (std::size_t bit = 0; bit < 8 * octets.size(); ++bit)
    {
        octets[bit / 8] ^= static_cast<uint8_t>(1U << (bit % 8));
        const bool isLeftOut = bit / 8 == 4 || bit / 8 == 5 || bit / 8 >= octets.size() - 12;
        EXPECT_EQ(compute() == "ae98179f8d39c294cc921403", isLeftOut) << "bit " << bit;
        octets[bit / 8] ^= static_cast<uint8_t>(1U << (bit % 8));
    }
}

TEST_F(MipKeys, WhatComesBackFromTheWireIsAuthorized)
{
    const BindingKey key = ComputeBindingKey(HOME_KEYGEN, CARE_OF_KEYGEN);
    BindingUpdate update = MakeUpdate();
    update.options.push_back(AlternateCareOfAddressOption{CARE_OF});
    update.options.push_back(RawOption{200, {1, 2, 3}, 1, 0});
    Authorize(update, key, CARE_OF, CORRESPONDENT);
    const Octets octets = BuildMobilityHeader(update, HOME_ADDRESS, CORRESPONDENT);
    const auto result =
        ParseMobilityHeader(octets.data(), octets.size(), HOME_ADDRESS, CORRESPONDENT);
    ASSERT_TRUE(std::holds_alternative<MobilityMessage>(result));
    EXPECT_TRUE(IsAuthorized(std::get<MobilityMessage>(result), key, CARE_OF, CORRESPONDENT));
}

using MipKeysDeathTest = MipKeys;

TEST_F(MipKeysDeathTest, WhatIsTooShortEndsWithASentence)
{
    EXPECT_DEATH(ComputeAuthenticator({}, CARE_OF, CORRESPONDENT, Octets(23)),
                 "a Mobility Header of 23 octets has no authenticator; one has at least 24");
}
