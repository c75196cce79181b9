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
        std::size_t maxOut{4096};                //!< how many may be out
        bool isOn{true};                         //!< Copies
    };

    /// @param parts what it works with
    void Start(const Parts& parts)
    {
        m_parts = parts;
    }

    /**
     * A record was reported, anew or again. Nothing happens if another LMF is responsible, or there
     * is none but this.
     *
     * @param key of what it is
     */
    void Send(const RecordKey& key);

    /// Forget everything.
    void Clear();

    /// Clear, and let go of the node's objects.
    void Dispose();

  private:
    /// What the copy of a record says, and since when.
    struct Copy
    {
        Ipv6Address peer;      //!< who has it
        uint64_t timestamp{0}; //!< of the record
        RecordState state;     //!< of the record
    };

    /// Hash of a key.
    struct KeyHash
    {
        /// @param key a key @return its hash
        std::size_t operator()(const RecordKey& key) const
        {
            return static_cast<std::size_t>(GetRecordPlace(key));
        }
    };

    Parts m_parts;                                //!< what it works with
    ExpiringMap<RecordKey, Copy, KeyHash> m_made; //!< of late
    std::map<RecordKey, Exchange> m_out;          //!< not acknowledged yet
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_RECORD_COPIES_H
