/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_MOBILE_LOCATIONS_H
#define PMIPV6_MOBILE_LOCATIONS_H

#include "pmipv6-deadline-timer.h"
#include "pmipv6-expiring-map.h"
#include "pmipv6-location-messages.h"
#include "pmipv6-location-peers.h"
#include "pmipv6-location-records.h"
#include "pmipv6-location-relays.h"
#include "pmipv6-mobility-signaling.h"
#include "pmipv6-peer-table.h"
#include "pmipv6-prefix.h"
#include "pmipv6-record-copies.h"
#include "pmipv6-record-transfers.h"
#include "pmipv6-service-area.h"

#include "ns3/ipv6-address.h"
#include "ns3/node.h"
#include "ns3/nstime.h"
#include "ns3/simulator.h"

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <variant>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-epmip
 * The part of an LMF that is no anchor's which is for mobile nodes (draft-luo, 7.2 and 7.4): takes
 * what eLMAs report, answers queries from that, and shares both with the other LMFs of its area.
 */
class MobileLocations
{
  public:
    /// What it works with.
    struct Settings
    {
        Ptr<Node> node;                   //!< the node
        Ipv6Address address;              //!< this LMF's
        RecordTerms terms;                //!< for how long what is kept, and how much
        Time restartGrace;                //!< RestartGrace
        Time holdDown;                    //!< PeerHoldDown
        uint32_t maxRetries{1};           //!< MaxRetries
        uint32_t maxRelays{4096};         //!< MaxRelays
        uint32_t maxTransfers{64};        //!< MaxTransfers
        bool isCopied{true};              //!< CopyRecords
        const ServiceArea* area{nullptr}; //!< where mobile nodes are; outlives this
    };

    /// Who is told.
    struct Listener
    {
        /// Gets what a query has come to, without a sequence number.
        std::function<void(const RelayJob& query, const LocationAnswer& answer)> answered;
        /// Told of Location Updates that are refused: first prefix, who has sent it, why.
        std::function<void(const Prefix&, const Ipv6Address&, ExperimentalStatus)> refused;
        /// Told of what another LMF is asked: of what or whom, by whom, which LMF.
        std::function<void(const std::string&, const Ipv6Address&, const Ipv6Address&)> relayed;
        LocationRecords::Listener record; //!< told of transitions of records
    };

    /**
     * @param settings what it works with
     * @param listener who is told
     */
    void Start(const Settings& settings, Listener listener);

    /// Forget everything that is not configured. @param reason why records go
    void Clear(const std::string& reason);

    /// Clear, and take no messages any more. @param reason why records go
    void Stop(const std::string& reason);

    /// Let go of the node's objects, without a word.
    void Dispose();

    /// @return the eLMAs that report
    PeerTable& GetReporters()
    {
        return m_reporters;
    }

    /**
     * @param peer another LMF; nothing happens if it is known. One that joins after Start gets the
     *        records for which it is responsible
     */
    void AddPeer(const Ipv6Address& peer);

    /// @param peer another LMF, which leaves the area; nothing happens if it is not known
    void RemovePeer(const Ipv6Address& peer);

    /**
     * @param address an address
     * @return true if it is an eLMA's that reports or another LMF's
     */
    bool Knows(const Ipv6Address& address) const
    {
        return m_reporters.Contains(address) || m_peers.Contains(address);
    }

    /**
     * A query has come for what may be a mobile node.
     *
     * @param request what it says: a prefix, and MAG-ADDR if somebody else gets the answer
     * @param source who has sent it, one who is answered
     */
    void HandleQuery(const LocationRequest& request, const Ipv6Address& source);

    /**
     * A Location Update has come.
     *
     * @param request what it says
     * @param source who has sent it
     */
    void HandleUpdate(const LocationRequest& request, const Ipv6Address& source);

    /// @return what is known of mobile nodes
    const LocationRecords& GetRecords() const
    {
        return m_records;
    }

    /// @return what other LMFs serve
    const LocationRelays& GetRelays() const
    {
        return m_relays;
    }

    /// @return what other LMFs get
    const RecordTransfers& GetTransfers() const
    {
        return m_transfers;
    }

  private:
    /// Hash of an asker and a number.
    struct QueryHash
    {
        /// @param key both @return the hash
        std::size_t operator()(const std::pair<Ipv6Address, uint16_t>& key) const
        {
            return AddressHash()(key.first) * 31 + key.second;
        }
    };

    /// @param job the message, and who has sent it @return what a message comes to that this LMF
    /// itself serves
    LocationAnswer Serve(const RelayJob& job);

    /// @param job the message, and who has sent it @return the same of one that another LMF has
    /// passed on, which may ask a third one
    LocationAnswer ServePassedOn(const RelayJob& job);

    /// @return true if eLMAs may not have reported yet what others have a copy of
    bool IsYoung() const
    {
        return Simulator::Now() < m_youngUntil;
    }

    /// It knows nothing as yet of what others know.
    void Rejuvenate()
    {
        m_youngUntil = Simulator::Now() + m_settings.terms.lifetime;
    }

    /**
     * A message is served.
     *
     * @param job the message, and who has sent it
     * @param answer without a sequence number
     */
    void HandleOver(const RelayJob& job, const LocationAnswer& answer);

    /**
     * Answer a Location Update.
     *
     * @param update the message, and who has sent it
     * @param answer without a sequence number
     */
    void Acknowledge(const RelayJob& update, const LocationAnswer& answer);

    Settings m_settings;                //!< what it works with
    Listener m_listener;                //!< who is told
    Ptr<MobilitySignaling> m_signaling; //!< the node's signaling; null before Start
    PeerTable m_reporters;              //!< eLMAs of the area
    LocationPeers m_peers;              //!< the other LMFs
    LocationRecords m_records;          //!< what is known
    LocationRelays m_relays;            //!< what others serve
    RecordTransfers m_transfers;        //!< what others get
    RecordCopies m_copies;              //!< what the next one has too
    Time m_youngUntil;                  //!< see IsYoung
    Time m_waitsUntil;                  //!< after a restart: that eLMAs report
    /// Queries that others answer themselves, by asker and number, of late.
    ExpiringMap<std::pair<Ipv6Address, uint16_t>, std::monostate, QueryHash> m_passedOn;
    /// When records are over.
    DeadlineTimer m_expiry{[this] { return m_records.GetNextExpiry(); },
                           [this] { m_records.Expire(Simulator::Now()); }};
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_MOBILE_LOCATIONS_H
