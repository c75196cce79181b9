/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_RECORD_TRANSFERS_H
#define PMIPV6_RECORD_TRANSFERS_H

#include "pmipv6-exchange.h"
#include "pmipv6-location-peers.h"
#include "pmipv6-location-records.h"
#include "pmipv6-mobility-signaling.h"

#include "ns3/ipv6-address.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-epmip
 * Records that an LMF sends on to another one, which is responsible for them from now on: it has
 * joined, or is there again (draft-luo, 7.4 leaves it open). Each goes by a Location Update that
 * says what its anchor has said, a few at a time, to each LMF the first one alone. Without copies
 * what is acknowledged is forgotten here. What is not stays until it is over, as the anchors report
 * again anyway.
 */
class RecordTransfers
{
  public:
    /// What it works with.
    struct Parts
    {
        Ptr<MobilitySignaling> signaling;  //!< the node's signaling
        Ipv6Address address;               //!< this LMF's
        LocationPeers* peers{nullptr};     //!< the other LMFs; outlive this
        LocationRecords* records{nullptr}; //!< what is known; outlives this
        uint32_t maxRetries{1};            //!< MaxRetries
        std::size_t maxOut{64};            //!< MaxTransfers
        bool isKept{true};                 //!< CopyRecords: what is sent on stays here as well
    };

    /// @param parts what it works with
    void Start(const Parts& parts)
    {
        m_parts = parts;
    }

    /// Send on what another LMF is responsible for. @param peer which
    void Begin(const Ipv6Address& peer);

    /// Send a record on if another LMF is responsible for it. @param key of which
    void Offer(const RecordKey& key);

    /// Send on what an LMF was to get to who has its share now. @param peer which has left
    void Leave(const Ipv6Address& peer);

    /// @return how many records are to be sent on, or are not acknowledged
    std::size_t GetSize() const;

    /// Send on nothing any more.
    void Clear();

    /// Clear, and let go of the node's objects.
    void Dispose();

  private:
    /// A record that is sent on.
    struct Transfer
    {
        Ipv6Address peer;      //!< to whom
        Ipv6Address anchor;    //!< what it says
        uint64_t timestamp{0}; //!< likewise
        Exchange exchange;     //!< until it is acknowledged
    };

    /// Have a record be sent. @param key of which @param peer who is responsible for it
    void Wait(const RecordKey& key, const Ipv6Address& peer)
    {
        m_waiting[peer].insert(key);
    }

    /// Send as many as may be out.
    void Fill();
    /// Send as many as may be out of those that wait for a peer. @param peer whose
    void Fill(const Ipv6Address& peer);
    /**
     * Send a record, if it is still another's.
     *
     * @param key of which
     * @param peer who is responsible for it
     */
    void Send(const RecordKey& key, const Ipv6Address& peer);
    /**
     * One is acknowledged, or is not.
     *
     * @param key of which
     * @param answer what was answered; null: nothing
     */
    void HandleOutcome(const RecordKey& key, const LocationAnswer* answer);
    /// @param peer who is responsible @return true if one is out to a peer that has not
    /// acknowledged any yet
    bool IsTrying(const Ipv6Address& peer) const;

    Parts m_parts;                                        //!< what it works with
    std::map<Ipv6Address, std::set<RecordKey>> m_waiting; //!< to be sent, by who gets it
    std::map<RecordKey, Transfer> m_out;                  //!< sent; at most MaxTransfers
    std::set<Ipv6Address> m_heard;                        //!< who acknowledges
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_RECORD_TRANSFERS_H
