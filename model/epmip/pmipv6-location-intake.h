/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_LOCATION_INTAKE_H
#define PMIPV6_LOCATION_INTAKE_H

#include "pmipv6-expiring-map.h"
#include "pmipv6-location-queries.h"
#include "pmipv6-location-rules.h"
#include "pmipv6-location-table.h"
#include "pmipv6-routing-parts.h"

#include "ns3/nstime.h"

#include <cstdint>
#include <functional>
#include <string>
#include <utility>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-epmip
 * TracedCallback signature for locations that are not believed.
 *
 * @param prefix of whom the message speaks
 * @param peer who has sent it; :: of a packet that may bring no more state about
 * @param reason why
 */
using LocationRefusedTracedCallback = void (*)(const Prefix& prefix,
                                               const Ipv6Address& peer,
                                               const std::string& reason);

/**
 * @ingroup pmipv6-epmip
 * What a gateway is told of locations, by answers, other gateways and packets: what is believed
 * goes into the table, and a transition there into the forwarding table (draft-luo, 3.2: "DRF [...]
 * should update the location locally and forward any follow-up traffic based on that location").
 */
class LocationIntake
{
  public:
    /// What is the same for all.
    struct Settings
    {
        Time holdDown;                  //!< RetryHoldDown
        uint32_t maxLocations{1000000}; //!< MaxLocations
    };

    /// Who is told.
    struct Listener
    {
        /// A transition, when its effects are there.
        LocationTable::Listener changed;
        /// A location is not believed: of whom, by or of whom, why.
        std::function<void(const Prefix&, const Ipv6Address&, const std::string& reason)> refused;
    };

    /**
     * @param parts what it works with; outlive this
     */
    explicit LocationIntake(const RoutingParts& parts)
        : m_parts(parts)
    {
    }

    /**
     * @param settings what is the same for all
     * @param listener who is told
     */
    void Start(const Settings& settings, Listener listener);

    /// @param getLatest gives the latest timestamp of which another may speak by now; empty: any
    /// may
    void SetLatest(std::function<uint64_t()> getLatest)
    {
        m_getLatest = std::move(getLatest);
    }

    /**
     * Take a location that a message tells, if it is to be believed and newer than what is held.
     *
     * @param location LEARNED, TOLD or WITHDRAWN
     * @param peer who tells
     * @param reason what tells it, for the traces
     * @return true if it is what is held now
     */
    bool Tell(const NodeLocation& location, const Ipv6Address& peer, const std::string& reason);

    /**
     * @param timestamp of a registration of which another gateway speaks
     * @return true if there can be none of that time yet, by all clocks: who says so would have the
     *         last word for as long
     */
    bool IsOfFuture(uint64_t timestamp) const
    {
        return m_getLatest && timestamp > m_getLatest();
    }

    /**
     * Take a location that a packet tells.
     *
     * @param sender prefix of the node that has sent it
     * @param gateway out of whose tunnel it has come
     */
    void Learn(const Prefix& sender, const Ipv6Address& gateway);

    /**
     * Ask an eLMA where a node is; nothing happens if no node here has a use for that.
     *
     * @param prefix of the node
     * @param purpose what for, for the traces
     */
    void Ask(const Prefix& prefix, const std::string& purpose);

    /**
     * A location may be none any more; who manages locations does not say which is.
     *
     * @param prefix of the node
     * @param reason what makes it doubtful, for the traces
     */
    void Doubt(const Prefix& prefix, const std::string& reason)
    {
        m_parts.locations.Remove(prefix, LocationEvent::DOUBTED, reason);
    }

    /**
     * Whoever is named as a node's location says that the node is not there: the same is not
     * believed for a while, whoever says it.
     *
     * @param location the location
     */
    void Distrust(const NodeLocation& location);

    /**
     * Somebody who is not entitled to says that a node has moved: ask an eLMA.
     *
     * @param prefix of the node
     * @param timestamp of the registration of which is spoken
     * @param isAwaited something may be under way that is older: keep it in mind for that
     */
    void Hint(const Prefix& prefix, uint64_t timestamp, bool isAwaited);

    /**
     * Something that was under way has come: ask again, if it is older than a hint.
     *
     * @param prefix of the node
     * @param timestamp of the registration of which it speaks
     */
    void FollowHint(const Prefix& prefix, uint64_t timestamp);

    /**
     * What has come of a query; see LocationQueries::Answered.
     *
     * @param asked what was asked for
     * @param outcome what has come of it
     * @param answer the LMF's; null: there is none
     * @param reason the same in words, for the traces
     */
    void HandleQueryEnd(const Prefix& asked,
                        QueryOutcome outcome,
                        const LocationAnswer* answer,
                        const std::string& reason);

    /// Forget what is not in the table.
    void Clear();

    /// Clear, and tell nobody any more.
    void Dispose()
    {
        Clear();
        m_listener = {};
        m_getLatest = nullptr;
    }

  private:
    /**
     * Put a location into the table, if there is room.
     *
     * @param location to be held
     * @param reason where it is from, for the traces
     * @return what has become of it
     */
    LocationVerdict Offer(const NodeLocation& location, const std::string& reason);

    /**
     * A transition of a location.
     *
     * @param location which
     * @param from its state before
     * @param to its state now
     * @param reason what has caused it, for the traces
     */
    void HandleChange(const NodeLocation& location,
                      LocationState from,
                      LocationState to,
                      const std::string& reason);

    /**
     * @param prefix of the location's node
     * @param gateway where that is said to be
     * @return what is known of a location that somebody tells
     */
    LocationFacts GetFacts(const Prefix& prefix, const Ipv6Address& gateway) const;

    /**
     * @param prefix of the location's node
     * @param gateway where that is said to be
     * @param timestamp of the location; 0: it has none
     * @return true if a location is one of Distrust
     */
    bool IsDistrusted(const Prefix& prefix, const Ipv6Address& gateway, uint64_t timestamp);

    const RoutingParts& m_parts;                                //!< what it works with
    ExpiringMap<Prefix, NodeLocation, PrefixHash> m_distrusted; //!< see Distrust
    ExpiringMap<Prefix, uint64_t, PrefixHash> m_hints;          //!< timestamps, see Hint
    ExpiringMap<Prefix, uint64_t, PrefixHash> m_asked; //!< timestamps of what was held at a query
    Settings m_settings;                               //!< what is the same for all
    std::function<uint64_t()> m_getLatest;             //!< see SetLatest
    Listener m_listener;                               //!< who is told
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_LOCATION_INTAKE_H
