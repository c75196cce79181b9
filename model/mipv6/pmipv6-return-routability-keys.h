/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_RETURN_ROUTABILITY_KEYS_H
#define PMIPV6_RETURN_ROUTABILITY_KEYS_H

#include "pmipv6-keyed-hash.h"
#include "pmipv6-mobility-message.h"

#include "ns3/ipv6-address.h"

#include <array>
#include <cstdint>
#include <vector>

/**
 * @file
 * @ingroup pmipv6-mipv6
 * Tokens, keys and authenticators of the return routability procedure (RFC 6275, 5.2). They need
 * IsKeyedHashAvailable.
 */

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-mipv6
/// Kcn, the secret of a correspondent (RFC 6275, 5.2.1).
using NodeKey = std::array<uint8_t, 20>;

/// @ingroup pmipv6-mipv6
/// A nonce of a correspondent, of any length; 8 octets are recommended (RFC 6275, 5.2.2).
using Nonce = std::vector<uint8_t>;

/// @ingroup pmipv6-mipv6
/// Kbm, the binding management key (RFC 6275, 5.2.5).
using BindingKey = Sha1Digest;

/**
 * @ingroup pmipv6-mipv6
 * First(64, HMAC_SHA1(Kcn, home address | nonce | 0)) (RFC 6275, 5.2.5).
 *
 * @param key Kcn
 * @param homeAddress source of the Home Test Init
 * @param nonce of the home nonce index
 * @return the home keygen token
 */
uint64_t ComputeHomeKeygenToken(const NodeKey& key,
                                const Ipv6Address& homeAddress,
                                const Nonce& nonce);

/**
 * @ingroup pmipv6-mipv6
 * First(64, HMAC_SHA1(Kcn, care-of address | nonce | 1)) (RFC 6275, 5.2.5).
 *
 * @param key Kcn
 * @param careOfAddress source of the Care-of Test Init
 * @param nonce of the care-of nonce index
 * @return the care-of keygen token
 */
uint64_t ComputeCareOfKeygenToken(const NodeKey& key,
                                  const Ipv6Address& careOfAddress,
                                  const Nonce& nonce);

/**
 * @ingroup pmipv6-mipv6
 * SHA-1(home keygen token | care-of keygen token) (RFC 6275, 5.2.5).
 *
 * @param homeToken home keygen token
 * @param careOfToken care-of keygen token
 * @return Kbm of a Binding Update that makes or extends a binding
 */
BindingKey ComputeBindingKey(uint64_t homeToken, uint64_t careOfToken);

/**
 * @ingroup pmipv6-mipv6
 * SHA-1(home keygen token) (RFC 6275, 5.2.5).
 *
 * @param homeToken home keygen token
 * @return Kbm of a Binding Update that deletes a binding
 */
BindingKey ComputeDeletionKey(uint64_t homeToken);

/**
 * @ingroup pmipv6-mipv6
 * First(96, HMAC_SHA1(Kbm, care-of address | correspondent | MH Data)) (RFC 6275, 6.2.7). MH Data
 * is the Mobility Header with its checksum as zero and without the authenticator, but with type and
 * length of its option.
 *
 * @param key Kbm
 * @param careOfAddress that is or would be registered; the home address where a binding is deleted
 * @param correspondent the correspondent's address; its home address if it is itself mobile
 * @param octets the whole Mobility Header, as it is sent or was received, which ends with a Binding
 *        Authorization Data option; what is too short for one ends in NS_ABORT_MSG
 * @return the authenticator
 */
Authenticator ComputeAuthenticator(const BindingKey& key,
                                   const Ipv6Address& careOfAddress,
                                   const Ipv6Address& correspondent,
                                   const std::vector<uint8_t>& octets);

/**
 * @ingroup pmipv6-mipv6
 * Give a Binding Update its Binding Authorization Data option, or another authenticator if it has
 * one.
 *
 * @param message all else of it must be as it is sent
 * @param key as of ComputeAuthenticator
 * @param careOfAddress likewise
 * @param correspondent likewise
 */
void Authorize(BindingUpdate& message,
               const BindingKey& key,
               const Ipv6Address& careOfAddress,
               const Ipv6Address& correspondent);

/**
 * @ingroup pmipv6-mipv6
 * The same of a Binding Acknowledgement.
 *
 * @param message all else of it must be as it is sent
 * @param key as of ComputeAuthenticator
 * @param careOfAddress likewise
 * @param correspondent likewise
 */
void Authorize(BindingAcknowledgement& message,
               const BindingKey& key,
               const Ipv6Address& careOfAddress,
               const Ipv6Address& correspondent);

/**
 * @ingroup pmipv6-mipv6
 * Whether a message says the right authenticator. It is looked at as this module's codec writes it:
 * what other senders' octets have besides (reserved bits, octets of padding, other places of
 * options) is in their authenticator, but no longer in the message; with the octets at hand compare
 * with ComputeAuthenticator.
 *
 * @param message any message
 * @param key as of ComputeAuthenticator
 * @param careOfAddress likewise
 * @param correspondent likewise
 * @return true if it has a Binding Authorization Data option, and the right one
 */
bool IsAuthorized(const MobilityMessage& message,
                  const BindingKey& key,
                  const Ipv6Address& careOfAddress,
                  const Ipv6Address& correspondent);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_RETURN_ROUTABILITY_KEYS_H
