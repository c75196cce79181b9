/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_DEPARTURE_TABLE_H
#define PMIPV6_DEPARTURE_TABLE_H

#include "pmipv6-deadline-table.h"
#include "pmipv6-departure-rules.h"
#include "pmipv6-prefix-map.h"
#include "pmipv6-prefix.h"

#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-epmip
/// A node that has left a gateway, which does something with packets for it.
struct Departure
{
    std::vector<Prefix> prefixes;               //!< home network prefixes
    DepartureState state{DepartureState::NONE}; //!< state
    Ipv6Address gateway{Ipv6Address::GetAny()}; //!< where it is; :: if HOLDING
    uint64_t timestamp{0};                      //!< of its registration there; 0 if HOLDING
    std::optional<Ipv6Address> anchor;          //!< LMAA, whose packets are still taken
    uint32_t unanswered{0}; //!< how many gateways have not acknowledged where it is
};

/**
 * @ingroup pmipv6-epmip
 * The nodes that have left a gateway, by their prefixes, and the only writer of their state.
 */
class DepartureTable
{
  public:
    /// Who is told.
    struct Listener
    {
        /// One is over: what was done for it ends.
        std::function<void(const Departure& departure, DepartureEvent event)> ended;
        /// A transition, when its effects are there: the node's first prefix, the states before and
        /// after, why.
        std::function<
            void(const Prefix&, DepartureState, DepartureState, const std::string& reason)>
            changed;
    };

    /// @param listener who is told
    void Start(Listener listener)
    {
        m_listener = std::move(listener);
    }

    /**
     * @param prefix a prefix of a node
     * @return its departure, or null
     */
    Departure* Find(const Prefix& prefix);

    /// @param prefix a prefix of a node @return the same
    const Departure* Find(const Prefix& prefix) const;

    /**
     * @param prefix a prefix, or an address as one of length 128
     * @return the departure of the node in whose prefix it is, or null
     */
    const Departure* FindAround(const Prefix& prefix) const;

    /**
     * @param prefixes of a node
     * @return its departure, made if there is none; another grouping of the same prefixes ends
     */
    Departure& Open(const std::vector<Prefix>& prefixes);

    /**
     * A transition, once its effects are there; to NONE by End.
     *
     * @param departure a departure of this table
     * @param event what brings it about
     * @param to the state after it
     * @param reason why
     */
    void Change(Departure& departure,
                DepartureEvent event,
                DepartureState to,
                const std::string& reason);

    /**
     * @param departure a departure of this table
     * @param at when it is over
     */
    void SetEnd(const Departure& departure, Time at);

    /**
     * A departure is over.
     *
     * @param prefix a prefix of a node; nothing happens if it has no departure
     * @param event what brings it about
     * @param reason why
     * @return true if there was one
     */
    bool End(const Prefix& prefix, DepartureEvent event, const std::string& reason);

    /// End all. @param reason why
    void Clear(const std::string& reason);

    /// Forget all without a word, and who is told.
    void Dispose();

    /// @return how many there are
    std::size_t GetSize() const
    {
        return m_departures.size();
    }

  private:
    Listener m_listener;                      //!< who is told
    std::map<Prefix, Departure> m_departures; //!< by first prefix
    PrefixMap<Prefix> m_firsts;               //!< first prefixes by prefix
    /// First prefixes, by when the departure is over.
    DeadlineTable<Prefix, PrefixHash> m_ends{
        [this](const Prefix& first) { End(first, DepartureEvent::OVER, "time-over"); }};
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_DEPARTURE_TABLE_H
