/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_LOCATION_INQUIRIES_H
#define PMIPV6_LOCATION_INQUIRIES_H

#include "pmipv6-expiring-map.h"
#include "pmipv6-location-managers.h"
#include "pmipv6-location-messages.h"
#include "pmipv6-mobility-signaling.h"
#include "pmipv6-query-rules.h"

#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-epmip
/// A PBQR, and who waits for the answer.
struct LocationQuery
{
    LocationRequest request; //!< what it says
    Ipv6Address asker;       //!< to whom the answer goes

    /// @return what it asks for; ::/0 if nothing
    Prefix GetAsked() const
    {
        return request.prefixes.empty() ? Prefix() : request.prefixes.front();
    }
};

/**
 * @ingroup pmipv6-epmip
 * What an anchor asks others because it was asked (draft-luo, 4.4.3): one after the other until one
 * knows. A query that its asker repeats meanwhile waits with the first; one that is repeated
 * afterwards gets the same answer, for a while.
 */
class LocationInquiries
{
  public:
    /// What it works with.
    struct Settings
    {
        Ptr<MobilitySignaling> signaling;          //!< the node's signaling
        Ipv6Address address;                       //!< LMAA
        const LocationManagers* managers{nullptr}; //!< the other anchors; outlive this
        uint32_t maxRetries{3};                    //!< how often each is asked again
        Time lifetime;                             //!< LocationLifetime
    };

    /// Gets what has come of a query.
    using Over = std::function<void(const LocationQuery& query, const LocationAnswer& answer)>;
    /// Told of answers that refuse or that are not believed: what was asked for, whom, why.
    using Refused = std::function<
        void(const Prefix& asked, const Ipv6Address& manager, ExperimentalStatus status)>;

    /**
     * @param settings what it works with
     * @param over gets what has come of queries
     * @param refused told of answers without a location
     */
    void Start(Settings settings, Over over, Refused refused);

    /**
     * @param query a query
     * @return true if others are being asked the same for the same asker, by the same number
     */
    bool IsUnderWay(const LocationQuery& query) const;

    /**
     * @param query a query
     * @param now the time
     * @return what the same has come to of late; nothing if it is not known
     */
    std::optional<LocationAnswer> FindAnswer(const LocationQuery& query, Time now);

    /**
     * Ask others. Another query of the same asker and number ends without a word.
     *
     * @param query the query
     * @param managers whom to ask, at least one
     */
    void Begin(const LocationQuery& query, std::vector<Ipv6Address> managers);

    /// Forget everything.
    void Clear();

    /// Clear, and let go of the node's objects.
    void Dispose();

    /// @return for how many queries others are being asked
    std::size_t GetSize() const
    {
        return m_inquiries.size();
    }

  private:
    /// Who has asked, and the number of the query.
    using Key = std::pair<Ipv6Address, uint16_t>;

    /// Hash of a key.
    struct KeyHash
    {
        /// @param key a key @return its hash
        std::size_t operator()(const Key& key) const
        {
            return AddressHash()(key.first) * 31 + key.second;
        }
    };

    /// A query for which others are being asked.
    struct Inquiry
    {
        LocationQuery query;               //!< the query
        std::vector<Ipv6Address> managers; //!< whom to ask
        std::size_t index{0};              //!< who of them is being asked
        /// What those have said that were asked.
        ExperimentalStatus refusal{ExperimentalStatus::NO_BINDING_FOR_PREFIX};
        Exchange exchange; //!< with the one that is being asked
    };

    /// What a query has come to.
    struct Result
    {
        Prefix asked;          //!< what it has asked for
        LocationAnswer answer; //!< the answer
        Time at;               //!< when it was given
    };

    /// Ask the one whose turn it is. @param key of the query
    void Ask(const Key& key);
    /**
     * One that was asked has answered, or has not.
     *
     * @param key of the query
     * @param answer what was answered; null: nothing
     */
    void HandleOutcome(const Key& key, const LocationAnswer* answer);
    /// A query is answered. @param key of the query @param answer for who has asked
    void Finish(const Key& key, LocationAnswer answer);

    Settings m_settings;                         //!< what it works with
    Over m_over;                                 //!< gets what has come of queries
    Refused m_refused;                           //!< told of answers without a location
    std::map<Key, Inquiry> m_inquiries;          //!< under way
    ExpiringMap<Key, Result, KeyHash> m_results; //!< of late
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_LOCATION_INQUIRIES_H
