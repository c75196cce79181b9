/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_LOCATION_TELLINGS_H
#define PMIPV6_LOCATION_TELLINGS_H

#include "pmipv6-deadline-table.h"
#include "pmipv6-exchange.h"
#include "pmipv6-location-messages.h"
#include "pmipv6-mobility-signaling.h"
#include "pmipv6-prefix.h"

#include "ns3/nstime.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-epmip
 * What a node tells others of where mobile nodes are (draft-luo, 4.3: PBCI): each is told once of a
 * move, and that is repeated until it is acknowledged, another move takes its place or
 * LocationLifetime is over.
 */
class LocationTellings
{
  public:
    /// Told once when somebody is told no more: what the acknowledgement says, or null if there was
    /// none in all that time. Not when another move takes its place, or it is forgotten.
    using Over = std::function<void(const LocationAnswer* answer)>;

    /**
     * @param signaling the node's signaling
     * @param address this node's
     * @param lifetime LocationLifetime: of what is told, and how long it is repeated
     */
    void Start(Ptr<MobilitySignaling> signaling, const Ipv6Address& address, Time lifetime);

    /**
     * @param most how many may be told at a time without a date, and have not acknowledged
     */
    void SetMaxUndated(uint32_t most)
    {
        m_maxUndated = most;
    }

    /// @return true if one more may be told without a date
    bool HasRoomUndated() const
    {
        return m_undated < m_maxUndated;
    }

    /**
     * Tell somebody where a node is, unless it is told of the same or a later move already.
     *
     * @param peer whom
     * @param request what: prefixes, gateway, timestamp, P; without a gateway it withdraws. The
     * rest is filled in
     * @param purpose what for, for the traces
     * @param over told what has come of it; empty: nobody
     * @return false if it is told already, or there is no room for one more without a date
     */
    bool Tell(const Ipv6Address& peer,
              LocationRequest request,
              const std::string& purpose,
              Over over = nullptr);

    /**
     * Answer a PBCI.
     *
     * @param request the PBCI
     * @param peer who has sent it
     * @param status the status
     * @param correspondents to be named, in several messages if there are many (draft-luo, 4.3)
     */
    void Answer(const LocationRequest& request,
                const Ipv6Address& peer,
                ExperimentalStatus status,
                const std::vector<CorrespondentLocationOption>& correspondents = {}) const;

    /**
     * @param node first prefix of a node
     * @param gateway a gateway
     * @return who has been told that the node is elsewhere than there, in the order of addresses
     */
    std::vector<Ipv6Address> GetToldOthers(const Prefix& node, const Ipv6Address& gateway) const;

    /// @return how many have not acknowledged yet, of all nodes; looks at all
    std::size_t CountWaiting() const;

    /// Tell nobody of a node any more, and forget who was told. @param node its first prefix
    void Forget(const Prefix& node);

    /// Forget all.
    void Clear();

    /// Clear, and let go of the node's objects.
    void Dispose();

  private:
    /// Of whom, to whom.
    struct Key
    {
        Prefix node;      //!< first prefix
        Ipv6Address peer; //!< whom
        bool isDated;     //!< a binding is dated; else that the node is not here

        /// @param other another key @return true if both are the same
        bool operator==(const Key& other) const
        {
            return node == other.node && peer == other.peer && isDated == other.isDated;
        }

        /// @param other another key @return true if this one comes first
        bool operator<(const Key& other) const
        {
            return std::tie(node, peer, isDated) < std::tie(other.node, other.peer, other.isDated);
        }
    };

    /// Hash of a Key.
    struct KeyHash
    {
        /// @param key a key @return the hash
        std::size_t operator()(const Key& key) const
        {
            return PrefixHash()(key.node) * 31 + AddressHash()(key.peer);
        }
    };

    /// What somebody was told.
    struct Told
    {
        uint64_t timestamp;                 //!< of the binding; 0: it was not dated
        std::optional<Ipv6Address> gateway; //!< where the node is; nothing if it was withdrawn
        Exchange exchange;                  //!< until it is acknowledged
        Over over;                          //!< told what comes of it; empty: nobody, or it was
    };

    /// @param node its first prefix @return the first of what others were told of a node
    std::map<Key, Told>::const_iterator Begin(const Prefix& node) const;

    /// Forget what somebody was told. @param key of whom, to whom
    void Forget(const Key& key);

    /// Nobody can use any more what somebody was told. @param key of whom, to whom
    void HandleOver(const Key& key);

    Ptr<MobilitySignaling> m_signaling; //!< the node's signaling
    Ipv6Address m_address;              //!< this node's
    Time m_lifetime;                    //!< LocationLifetime
    std::map<Key, Told> m_told;         //!< who was told what of whom
    uint32_t m_undated{0};              //!< how many of those have no date
    uint32_t m_maxUndated{1024};        //!< how many at most
    /// By when it is forgotten.
    DeadlineTable<Key, KeyHash> m_ends{[this](const Key& key) { HandleOver(key); }};
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_LOCATION_TELLINGS_H
