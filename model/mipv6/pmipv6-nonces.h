/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_NONCES_H
#define PMIPV6_NONCES_H

#include "pmipv6-return-routability-keys.h"

#include "ns3/nstime.h"

#include <cstdint>
#include <deque>
#include <functional>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-mipv6
/// What a correspondent makes keygen tokens of, for a while (RFC 6275, 5.2.2).
struct NonceEntry
{
    uint16_t index{0}; //!< Nonce Index, by which it is known to mobile nodes
    NodeKey key{};     //!< Kcn, which changes with the nonce (RFC 6275, 5.2.7)
    Nonce nonce;       //!< the nonce
    Time first;        //!< when it was first used
};

/**
 * @ingroup pmipv6-mipv6
 * The nonces of a correspondent, the only writer of them: made when one is wanted, the present one
 * no longer used once it has been for an interval, and forgotten after a lifetime (RFC
 * 6275, 5.2.7).
 */
class Nonces
{
  public:
    /// Draws an octet.
    using Draw = std::function<uint8_t()>;

    /// How long they last.
    struct Settings
    {
        Time interval; //!< a nonce is the present one
        Time lifetime; //!< it is recognized: MAX_NONCE_LIFETIME
    };

    /**
     * @param settings how long nonces last
     * @param draw draws octets
     */
    void Start(const Settings& settings, Draw draw);

    /**
     * @param now present time
     * @return the present nonce, made if there is none
     */
    const NonceEntry& GetCurrent(Time now);

    /**
     * @param index a Nonce Index
     * @param now present time
     * @return its nonce; null if it is not recognized (any more). Valid until GetCurrent
     */
    const NonceEntry* Find(uint16_t index, Time now) const;

    /**
     * @param entry a nonce
     * @return when it is recognized for the last time
     */
    Time GetEnd(const NonceEntry& entry) const
    {
        return entry.first + m_settings.lifetime;
    }

    /// Forget all; the index goes on.
    void Clear()
    {
        m_entries.clear();
    }

  private:
    /// Forget those that are too old. @param now the time
    void Expire(Time now);

    Settings m_settings;              //!< how long they last
    Draw m_draw;                      //!< draws octets
    uint16_t m_nextIndex{0};          //!< of the next
    std::deque<NonceEntry> m_entries; //!< oldest first, indices in turn
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_NONCES_H
