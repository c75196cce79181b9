/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * SHA-1 and HMAC_SHA1 by the vectors of RFC 3174, 7.3 and RFC 2202, 3; and the build without
 * libgcrypt, which has neither.
 */

#include "ns3/pmipv6-keyed-hash.h"

#include <gtest/gtest.h>
#include <string>

using namespace ns3::pmipv6;

namespace
{

using Octets = std::vector<uint8_t>;

/// @return the octets of text
Octets
FromText(const std::string& text)
{
    return {text.begin(), text.end()};
}

/// @return a digest as hexadecimal text
std::string
ToHex(const Sha1Digest& digest)
{
    std::string text;
    for (uint8_t octet : digest)
    {
        text += "0123456789abcdef"[octet >> 4];
        text += "0123456789abcdef"[octet & 0xf];
    }
    return text;
}

/// Without the library there is nothing to compare.
class MipKeyedHash : public testing::Test
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

TEST_F(MipKeyedHash, Sha1OfRfc3174)
{
    EXPECT_EQ(ToHex(ComputeSha1(FromText("abc"))), "a9993e364706816aba3e25717850c26c9cd0d89d");
    EXPECT_EQ(
        ToHex(ComputeSha1(FromText("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"))),
        "84983e441c3bd26ebaae4aa1f95129e5e54670f1");
    EXPECT_EQ(ToHex(ComputeSha1(Octets(1000000, 'a'))), "34aa973cd4c4daa4f61eeb2bdbad27316534016f");
    EXPECT_EQ(ToHex(ComputeSha1({})), "da39a3ee5e6b4b0d3255bfef95601890afd80709");
}

TEST_F(MipKeyedHash, HmacSha1OfRfc2202)
{
    Octets counting;
    for (uint8_t octet = 1; octet <= 25; ++octet)
    {
        counting.push_back(octet);
    }
    const Octets longKey(80, 0xaa);

    struct Case
    {
        Octets key;
        Octets data;
        const char* digest;
    };

    const std::vector<Case> cases = {
        {Octets(20, 0x0b), FromText("Hi There"), "b617318655057264e28bc0b6fb378c8ef146be00"},
        {FromText("Jefe"),
         FromText("what do ya want for nothing?"),
         "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"},
        {Octets(20, 0xaa), Octets(50, 0xdd), "125d7342b9ac11cd91a39af48aa17b4f63f175d3"},
        {counting, Octets(50, 0xcd), "4c9007f4026250c6bc8414f9bf50c86c2d7235da"},
        {Octets(20, 0x0c),
         FromText("Test With Truncation"),
         "4c1a03424b55e07fe7f27be1d58bb9324a9a5a04"},
        {longKey,
         FromText("Test Using Larger Than Block-Size Key - Hash Key First"),
         "aa4ae5e15272d00e95705637ce8a3b55ed402112"},
        {longKey,
         FromText("Test Using Larger Than Block-Size Key and Larger Than One Block-Size Data"),
         "e8e99d0f45237d786d6bbaa7965c7808bbff1a91"},
    };
    for (const auto& [key, data, digest] : cases)
    {
        EXPECT_EQ(ToHex(ComputeHmacSha1(key, data)), digest);
    }
    EXPECT_EQ(ToHex(ComputeHmacSha1({}, {})), "fbdb1d1b18aa6c08324b7d64b71fb76370690e1d");
}

TEST(MipKeyedHashDeathTest, WithoutTheLibraryASentenceSaysSo)
{
    if (IsKeyedHashAvailable())
    {
        GTEST_SKIP() << "built with libgcrypt";
    }
    EXPECT_DEATH(ComputeSha1({}), "without libgcrypt, which return routability needs");
    EXPECT_DEATH(ComputeHmacSha1({}, {}), "without libgcrypt, which return routability needs");
}
