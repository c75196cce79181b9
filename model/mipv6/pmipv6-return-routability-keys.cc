/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-return-routability-keys.h"

#include "pmipv6-message-format.h"
#include "pmipv6-mobility-codec.h"

#include "ns3/abort.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// The octet that tells a token's kind (RFC 6275, 5.2.5).
constexpr uint8_t HOME_TOKEN = 0;
/// The octet that tells a token's kind (RFC 6275, 5.2.5).
constexpr uint8_t CARE_OF_TOKEN = 1;

/// Octets of the least Mobility Header with a Binding Authorization Data option.
constexpr std::size_t LEAST_SIZE = 24;

using Octets = std::vector<uint8_t>;

/// Add the octets of an address.
void
Append(Octets& octets, const Ipv6Address& address)
{
    uint8_t added[16];
    address.GetBytes(added);
    octets.insert(octets.end(), added, added + sizeof(added));
}

/// Add the octets of a token, the most significant one first.
void
Append(Octets& octets, uint64_t token)
{
    for (int shift = 56; shift >= 0; shift -= 8)
    {
        octets.push_back(static_cast<uint8_t>(token >> shift));
    }
}

/// @return First(64, HMAC_SHA1(key, address | nonce | kind))
uint64_t
ComputeToken(const NodeKey& key, const Ipv6Address& address, const Nonce& nonce, uint8_t kind)
{
    Octets message;
    Append(message, address);
    message.insert(message.end(), nonce.begin(), nonce.end());
    message.push_back(kind);
    const Sha1Digest mac = ComputeHmacSha1({key.begin(), key.end()}, message);
    uint64_t token = 0;
    for (std::size_t i = 0; i < sizeof(token); ++i)
    {
        token = (token << 8) | mac[i];
    }
    return token;
}

/// @return the authenticator of a message that has a Binding Authorization Data option
Authenticator
ComputeFor(const MobilityMessage& message,
           const BindingKey& key,
           const Ipv6Address& careOfAddress,
           const Ipv6Address& correspondent)
{
    // The addresses are those of the checksum, which counts as zero.
    const Octets octets = BuildMobilityHeader(message, careOfAddress, correspondent);
    return ComputeAuthenticator(key, careOfAddress, correspondent, octets);
}

/// Authorize either message.
template <class Message>
void
AuthorizeMessage(Message& message,
                 const BindingKey& key,
                 const Ipv6Address& careOfAddress,
                 const Ipv6Address& correspondent)
{
    if (!FindOption<BindingAuthorizationDataOption>(message.options))
    {
        message.options.push_back(BindingAuthorizationDataOption());
    }
    const Authenticator authenticator = ComputeFor(message, key, careOfAddress, correspondent);
    FindOption<BindingAuthorizationDataOption>(message.options)->authenticator = authenticator;
}

} // namespace

uint64_t
ComputeHomeKeygenToken(const NodeKey& key, const Ipv6Address& homeAddress, const Nonce& nonce)
{
    return ComputeToken(key, homeAddress, nonce, HOME_TOKEN);
}

uint64_t
ComputeCareOfKeygenToken(const NodeKey& key, const Ipv6Address& careOfAddress, const Nonce& nonce)
{
    return ComputeToken(key, careOfAddress, nonce, CARE_OF_TOKEN);
}

BindingKey
ComputeBindingKey(uint64_t homeToken, uint64_t careOfToken)
{
    Octets tokens;
    Append(tokens, homeToken);
    Append(tokens, careOfToken);
    return ComputeSha1(tokens);
}

BindingKey
ComputeDeletionKey(uint64_t homeToken)
{
    Octets token;
    Append(token, homeToken);
    return ComputeSha1(token);
}

Authenticator
ComputeAuthenticator(const BindingKey& key,
                     const Ipv6Address& careOfAddress,
                     const Ipv6Address& correspondent,
                     const std::vector<uint8_t>& octets)
{
    NS_ABORT_MSG_IF(octets.size() < LEAST_SIZE,
                    "pmipv6: a Mobility Header of " << octets.size()
                                                    << " octets has no authenticator; one has at "
                                                       "least "
                                                    << LEAST_SIZE);
    Octets data;
    Append(data, careOfAddress);
    Append(data, correspondent);
    const std::size_t begin = data.size();
    Authenticator authenticator;
    data.insert(data.end(), octets.begin(), octets.end() - authenticator.size());
    std::fill_n(data.begin() + begin + CHECKSUM_OFFSET, 2, uint8_t{0});
    const Sha1Digest mac = ComputeHmacSha1({key.begin(), key.end()}, data);
    std::copy_n(mac.begin(), authenticator.size(), authenticator.begin());
    return authenticator;
}

void
Authorize(BindingUpdate& message,
          const BindingKey& key,
          const Ipv6Address& careOfAddress,
          const Ipv6Address& correspondent)
{
    AuthorizeMessage(message, key, careOfAddress, correspondent);
}

void
Authorize(BindingAcknowledgement& message,
          const BindingKey& key,
          const Ipv6Address& careOfAddress,
          const Ipv6Address& correspondent)
{
    AuthorizeMessage(message, key, careOfAddress, correspondent);
}

bool
IsAuthorized(const MobilityMessage& message,
             const BindingKey& key,
             const Ipv6Address& careOfAddress,
             const Ipv6Address& correspondent)
{
    const auto* option = FindOption<BindingAuthorizationDataOption>(GetOptions(message));
    // What came unaligned may be too long to be written.
    return option && GetMobilityHeaderLength(message) <= MAX_MOBILITY_HEADER_LENGTH &&
           option->authenticator == ComputeFor(message, key, careOfAddress, correspondent);
}

} // namespace pmipv6
} // namespace ns3
