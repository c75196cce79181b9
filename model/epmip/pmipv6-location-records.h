/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_LOCATION_RECORDS_H
#define PMIPV6_LOCATION_RECORDS_H

#include "pmipv6-location-messages.h"
#include "pmipv6-prefix-map.h"
#include "pmipv6-record-rules.h"

#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-epmip
/// Of what a record is: an MN-Identifier, or a home network prefix.
using RecordKey = std::variant<std::string, Prefix>;

/**
 * @ingroup pmipv6-epmip
 * @param key of what a record is
 * @return the same as text: "mn1@example.net", "fd00:1::/64"
 */
std::string GetRecordName(const RecordKey& key);

/**
 * @ingroup pmipv6-epmip
 * @param key of what a record is
 * @return its place on a ManagerRing
 */
uint64_t GetRecordPlace(const RecordKey& key);

/**
 * @ingroup pmipv6-epmip
 * @param key of what a record is
 * @param record the record
 * @param now the time
 * @return the Location Update that says it to another LMF, without a sequence number; with lifetime
 *         0 it withdraws, as a record that is withdrawn does, or one that is all but over
 */
LocationRequest MakeRecordUpdate(const RecordKey& key, const LocationRecord& record, Time now);

/**
 * @ingroup pmipv6-epmip
 * @param update a Location Update
 * @return of what records it speaks: of that by its identifier, or else of that by each prefix
 */
std::vector<RecordKey> GetRecordKeys(const LocationRequest& update);

/// @ingroup pmipv6-epmip
/// What a Location Update has come to.
struct TakenUpdate
{
    /// A record of which it speaks.
    struct Record
    {
        RecordKey key;     //!< of what it is
        bool isNew{false}; //!< it is another, or says something else, but for its lifetime
    };

    LocationAnswer answer;       //!< the acknowledgement, without a sequence number
    std::vector<Record> records; //!< of which it speaks
};

/**
 * @ingroup pmipv6-epmip
 * What an LMF that is no anchor's knows of mobile nodes (draft-luo, 7.2: "LMF will manage the
 * mapping between HNP(es) and location"): the only writer. There are two records of a node, at the
 * LMF that is responsible for each (7.4): by its identifier, by which a new anchor finds the node's
 * prefixes and who served it before; and by each prefix, by which a correspondent's anchor finds
 * who serves it. They are soft state: what is not reported again goes. What becomes of a record is
 * decided by DecideRecord. Knows time only as an argument.
 */
class LocationRecords
{
  public:
    /// Told of a transition: the record after it (before it, if it is removed), the state before,
    /// the state after, why.
    using Listener = std::function<void(const RecordKey& key,
                                        const LocationRecord& record,
                                        RecordState from,
                                        RecordState to,
                                        const std::string& reason)>;

    /**
     * @param terms for how long what is kept, and how much
     */
    void SetTerms(const RecordTerms& terms)
    {
        m_terms = terms;
    }

    /**
     * @param listener told of each transition, after it; also of one from HELD to HELD, if the
     *        anchor or the prefixes are others
     */
    void SetListener(Listener listener)
    {
        m_listener = std::move(listener);
    }

    /**
     * Take a Location Update. Taken again, it changes nothing and is answered alike.
     *
     * @param update what it says, which CheckUpdate has found to be right
     * @param anchor whose it is; nothing: a withdrawal that names nobody
     * @param now the time
     * @return what it has come to
     */
    TakenUpdate Take(const LocationRequest& update,
                     const std::optional<Ipv6Address>& anchor,
                     Time now);

    /**
     * @param asked a prefix, or an address as one of length 128
     * @param now the time
     * @return what a query for it is answered, without a sequence number
     */
    LocationAnswer Answer(const Prefix& asked, Time now) const;

    /**
     * @param key of what a record is
     * @param now the time
     * @return the record, or null
     */
    const LocationRecord* Find(const RecordKey& key, Time now) const;

    /**
     * Forget a record; nothing happens if there is none.
     *
     * @param key of what it is
     * @param event OVER, SENT_ON or STOPPED
     * @param reason why
     */
    void Drop(const RecordKey& key, RecordEvent event, const std::string& reason);

    /// @return of what there are records, identifiers first, in their order
    std::vector<RecordKey> GetKeys() const;

    /// @return how many there are, those included that are withdrawn
    std::size_t GetSize() const
    {
        return m_ends.size();
    }

    /// @return when the next one is over; Time::Max() if there is none
    Time GetNextExpiry() const
    {
        return m_ends.empty() ? Time::Max() : m_ends.begin()->first;
    }

    /**
     * Forget what is over.
     *
     * @param now the time; what ends at it is over
     */
    void Expire(Time now);

    /// @param reason why all go, one after the other
    void Clear(const std::string& reason);

    /// Forget all without a word.
    void Dispose();

  private:
    /**
     * Take what a Location Update says of one record.
     *
     * @param key of what it is
     * @param offer what is offered
     * @param update the Location Update
     * @param now the time
     * @param answer gets what it has come to
     * @return true if the record is new, see TakenUpdate
     */
    bool TakeOne(const RecordKey& key,
                 const RecordOffer& offer,
                 const LocationRequest& update,
                 Time now,
                 LocationAnswer& answer);

    /**
     * Have a record be an anchor's.
     *
     * @param key of what it is; see TakeOne for the rest
     * @param offer what is told
     * @param update the message that tells it
     * @param now the time
     * @return as TakeOne
     */
    bool Hold(const RecordKey& key,
              const RecordOffer& offer,
              const LocationRequest& update,
              Time now);

    /**
     * Have a record be nobody's, if there is room for one more or it is there.
     *
     * @param key of what the record is
     * @param timestamp of the withdrawal
     * @param now the time
     * @return as TakeOne
     */
    bool Withdraw(const RecordKey& key, uint64_t timestamp, Time now);

    /// @param key of what the record is @return what is kept, be it over or not; null if nothing
    const LocationRecord* FindKept(const RecordKey& key) const;

    /**
     * Put a record in the place of what is kept, and tell if that is another.
     *
     * @param key of what the record is
     * @param record the new one
     * @param event why it changes
     * @param reason the same in words, for the traces
     * @return as TakeOne
     */
    bool Write(const RecordKey& key,
               const LocationRecord& record,
               RecordEvent event,
               const std::string& reason);

    RecordTerms m_terms;                                      //!< how long, how many
    std::unordered_map<std::string, LocationRecord> m_byName; //!< by identifier
    PrefixMap<LocationRecord> m_byPrefix;                     //!< by home network prefix
    std::set<std::pair<Time, RecordKey>> m_ends;              //!< all of them by expiry
    Listener m_listener;                                      //!< told of transitions
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_LOCATION_RECORDS_H
