/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-keyed-hash.h"

#include "ns3/abort.h"

#ifdef PMIPV6_HAS_LIBGCRYPT
#include <gcrypt.h>
#endif

namespace ns3
{
namespace pmipv6
{

#ifdef PMIPV6_HAS_LIBGCRYPT

namespace
{

/// Make the library ready, unless another user in this process has.
void
Initialize()
{
    static const bool IS_READY = [] {
        if (!gcry_control(GCRYCTL_INITIALIZATION_FINISHED_P))
        {
            NS_ABORT_MSG_UNLESS(gcry_check_version(GCRYPT_VERSION),
                                "pmipv6: libgcrypt is older than " GCRYPT_VERSION
                                ", with which the module was built");
            gcry_control(GCRYCTL_DISABLE_SECMEM, 0);
            gcry_control(GCRYCTL_INITIALIZATION_FINISHED, 0);
        }
        return true;
    }();
    (void)IS_READY;
}

/// @return octets as the library takes them, which changes none of them
gcry_buffer_t
ToBuffer(const std::vector<uint8_t>& octets)
{
    gcry_buffer_t buffer{};
    buffer.data = const_cast<uint8_t*>(octets.data());
    buffer.len = octets.size();
    return buffer;
}

/// @return what the library makes of octets; with a flag of HMAC the first ones are the key
template <std::size_t COUNT>
Sha1Digest
Hash(unsigned flags, const gcry_buffer_t (&buffers)[COUNT])
{
    Initialize();
    Sha1Digest digest{};
    const auto error =
        gcry_md_hash_buffers(GCRY_MD_SHA1, flags, digest.data(), buffers, static_cast<int>(COUNT));
    NS_ABORT_MSG_IF(error, "pmipv6: libgcrypt refuses SHA-1: " << gcry_strerror(error));
    return digest;
}

} // namespace

bool
IsKeyedHashAvailable()
{
    return true;
}

Sha1Digest
ComputeSha1(const std::vector<uint8_t>& message)
{
    const gcry_buffer_t buffers[] = {ToBuffer(message)};
    return Hash(0, buffers);
}

Sha1Digest
ComputeHmacSha1(const std::vector<uint8_t>& key, const std::vector<uint8_t>& message)
{
    const gcry_buffer_t buffers[] = {ToBuffer(key), ToBuffer(message)};
    return Hash(GCRY_MD_FLAG_HMAC, buffers);
}

#else

namespace
{

/// End the run: who asks for a hash asks IsKeyedHashAvailable first.
Sha1Digest
RefuseHash()
{
    NS_ABORT_MSG("pmipv6 was built without libgcrypt, which return routability needs");
    return {};
}

} // namespace

bool
IsKeyedHashAvailable()
{
    return false;
}

Sha1Digest
ComputeSha1(const std::vector<uint8_t>& /* message */)
{
    return RefuseHash();
}

Sha1Digest
ComputeHmacSha1(const std::vector<uint8_t>& /* key */, const std::vector<uint8_t>& /* message */)
{
    return RefuseHash();
}

#endif

} // namespace pmipv6
} // namespace ns3
