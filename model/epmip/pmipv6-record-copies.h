/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_RECORD_COPIES_H
#define PMIPV6_RECORD_COPIES_H

#include "pmipv6-expiring-map.h"
#include "pmipv6-location-peers.h"
#include "pmipv6-location-records.h"
#include "pmipv6-mobility-signaling.h"

#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"

#include <cstddef>
#include <cstdint>
#include <map>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-epmip
 * Copies of an LMF's records at the next LMF of the ring, who is asked if this one is silent
 * (draft-luo, 7.4 leaves it open): without them a node that moves meanwhile is not known, and gets
 * new prefixes. Each goes by a Location Update that says what its anchor has said.
 */
class RecordCopies
{
  public:
    /// What it works with.
    struct Parts
    {
        Ptr<MobilitySignaling> signaling;        //!< the node's signaling
        Ipv6Address address;                     //!< this LMF's
        const LocationPeers* peers{nullptr};     //!< the other LMFs; outlive this
        const LocationRecords* records{nullptr}; //!< what is known; outlives this
        Time lifetime;                           //!< RecordLifetime
        std::size_t maxOut{4096};                //!< how many may be out; one more is not made
        bool isOn{true};                         //!< CopyRecords
    };

    /// @param parts what it works with
    void Start(const Parts& parts)
    {
        m_parts = parts;
    }

    /**
     * A record was reported, anew or again. Nothing happens if another LMF is responsible and
     * answers, or there is none but this.
     *
     * @param key of what it is
     * @param isNew it says something else than before, but for its lifetime
     */
    void Send(const RecordKey& key, bool isNew);

    /// Send nothing to an LMF any more. @param peer which has left
    void Leave(const Ipv6Address& peer);

    /// Forget everything.
    void Clear();

    /// Clear, and let go of the node's objects.
    void Dispose();

  private:
    /// Hash of a key.
    struct KeyHash
    {
        /// @param key a key @return its hash
        std::size_t operator()(const RecordKey& key) const
        {
            return static_cast<std::size_t>(GetRecordPlace(key));
        }
    };

    Parts m_parts;                                       //!< what it works with
    ExpiringMap<RecordKey, Ipv6Address, KeyHash> m_made; //!< who was sent one of late
    /// To whom, and until it is acknowledged.
    std::map<RecordKey, std::pair<Ipv6Address, Exchange>> m_out;
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_RECORD_COPIES_H
