/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_LOCATION_RELAYS_H
#define PMIPV6_LOCATION_RELAYS_H

#include "pmipv6-exchange.h"
#include "pmipv6-location-messages.h"
#include "pmipv6-location-peers.h"
#include "pmipv6-mobility-signaling.h"

#include "ns3/ipv6-address.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-epmip
/// A PBQR or Location Update that is to be served by whoever is responsible.
struct RelayJob
{
    bool isUpdate{false};    //!< a Location Update; else a PBQR
    LocationRequest request; //!< what it says
    Ipv6Address asker;       //!< who waits for the answer

    /// @return the prefix of which it speaks first; ::/0 if there is none
    Prefix GetAsked() const
    {
        return request.prefixes.empty() ? Prefix() : request.prefixes.front();
    }
};

/**
 * @ingroup pmipv6-epmip
 * What an LMF has other LMFs serve (draft-luo, 7.4: "determine which LMF is responsible .. and
 * relay the message to that determined LMF"): a Location Update with an identifier the one of that,
 * any other and a PBQR the one of each prefix. One that is silent is replaced by the next on the
 * ring, which may be this LMF itself. A message that its sender repeats meanwhile waits with the
 * first.
 */
class LocationRelays
{
  public:
    /// What it works with.
    struct Parts
    {
        Ptr<MobilitySignaling> signaling; //!< the node's signaling
        Ipv6Address address;              //!< this LMF's
        LocationPeers* peers{nullptr};    //!< the other LMFs; outlive this
        uint32_t maxRetries{1};           //!< MaxRetries
        uint32_t maxRelays{0};            //!< MaxRelays
    };

    /// Who is asked and told.
    struct Listener
    {
        /// Serves a job, or the part of one, of this LMF itself.
        std::function<LocationAnswer(const RelayJob& job)> serve;
        /// Says whether another LMF may know what this one does not know yet.
        std::function<bool()> isYoung;
        /// Gets what has come of a job, without a sequence number.
        std::function<void(const RelayJob& job, LocationAnswer answer)> over;
        /// Told that another LMF is asked.
        std::function<void(const RelayJob& job, const Ipv6Address& peer)> relayed;
    };

    /**
     * @param parts what it works with
     * @param listener who is asked and told
     */
    void Start(Parts parts, Listener listener);

    /**
     * Have a job served. Another one of the same asker and number ends without a word.
     *
     * @param job the job: what CheckUpdate has found to be right, or a PBQR that has a prefix
     */
    void Take(const RelayJob& job);

    /// Ask the next one instead of an LMF that leaves the area. @param peer which
    void Leave(const Ipv6Address& peer);

    /// @return how many jobs others are serving
    std::size_t GetSize() const
    {
        return m_relays.size();
    }

    /// Forget everything.
    void Clear()
    {
        m_relays.clear();
    }

    /// Clear, and let go of the node's objects.
    void Dispose();

  private:
    /// Who has asked, the number, and whether it is a Location Update.
    using Key = std::tuple<Ipv6Address, uint16_t, bool>;

    /// A part of a job, for which one LMF is responsible.
    struct Leg
    {
        LocationRequest request;     //!< what is asked
        uint64_t place;              //!< on the ring
        Ipv6Address peer;            //!< who is asked
        std::set<Ipv6Address> tried; //!< who was, and has not answered
        bool isServed{false};        //!< this LMF was one of them
        Exchange exchange;           //!< with who is asked
    };

    /// A job of which others serve a part.
    struct Relay
    {
        RelayJob job;           //!< the job
        std::vector<Leg> legs;  //!< its parts
        std::size_t waiting{0}; //!< how many are not answered yet
        LocationAnswer answer;  //!< of those that are
    };

    /// @param job which @return the parts of a job
    static std::vector<Leg> Split(const RelayJob& job);
    /// Have a part served by whoever is there. @param key of the job @param index of the part
    void Advance(const Key& key, std::size_t index);
    /**
     * Serve a part here, or have another LMF do so that may know more.
     *
     * @param key of the job
     * @param index of the part
     */
    void Serve(const Key& key, std::size_t index);
    /**
     * @param leg the part
     * @param answer this LMF's
     * @return who may know of a part what another LMF, or this one, does not; nothing: nobody
     */
    std::optional<Ipv6Address> FindOther(const Leg& leg, const LocationAnswer& answer) const;
    /**
     * Ask another LMF.
     *
     * @param key of the job
     * @param index of the part
     * @param peer which
     */
    void Ask(const Key& key, std::size_t index, const Ipv6Address& peer);
    /**
     * One that was asked has answered, or has not.
     *
     * @param key of the job
     * @param index of the part
     * @param answer what was answered; null: nothing
     */
    void HandleOutcome(const Key& key, std::size_t index, const LocationAnswer* answer);
    /// A part is answered. @param key of the job @param answer of the part
    void Gather(const Key& key, const LocationAnswer& answer);

    Parts m_parts;                 //!< what it works with
    Listener m_listener;           //!< who is asked and told
    std::map<Key, Relay> m_relays; //!< under way
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_LOCATION_RELAYS_H
