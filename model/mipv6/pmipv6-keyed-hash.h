/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_KEYED_HASH_H
#define PMIPV6_KEYED_HASH_H

#include <array>
#include <cstdint>
#include <vector>

/**
 * @file
 * @ingroup pmipv6-mipv6
 * The hash functions of RFC 6275, 5.2.4, as libgcrypt has them. No other file of the module uses
 * that library; built without it (PMIPV6_WITHOUT_LIBGCRYPT), the module is without return
 * routability.
 */

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-mipv6
/// A digest of SHA-1 or a MAC of HMAC_SHA1.
using Sha1Digest = std::array<uint8_t, 20>;

/**
 * @ingroup pmipv6-mipv6
 * @return true if the module was built with libgcrypt; else the functions below end the run
 */
bool IsKeyedHashAvailable();

/**
 * @ingroup pmipv6-mipv6
 * @param message any octets
 * @return SHA-1 of them (FIPS 180-1)
 */
Sha1Digest ComputeSha1(const std::vector<uint8_t>& message);

/**
 * @ingroup pmipv6-mipv6
 * @param key of any length
 * @param message any octets
 * @return HMAC_SHA1(key, message) (RFC 2104)
 */
Sha1Digest ComputeHmacSha1(const std::vector<uint8_t>& key, const std::vector<uint8_t>& message);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_KEYED_HASH_H
