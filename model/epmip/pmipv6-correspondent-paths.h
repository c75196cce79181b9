/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_CORRESPONDENT_PATHS_H
#define PMIPV6_CORRESPONDENT_PATHS_H

#include "pmipv6-correspondents.h"
#include "pmipv6-deadline-table.h"
#include "pmipv6-location-forwarding.h"
#include "pmipv6-location-table.h"

#include "ns3/nstime.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <set>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-epmip
 * TracedCallback signature for what a node here sends to a correspondent.
 *
 * @param node the node's prefix
 * @param peer the correspondent's prefix
 * @param gateway where these packets are sent, this gateway's own address if both are here; ::
 *        if they go through the anchor (again)
 */
using PathTracedCallback = void (*)(const Prefix& node,
                                    const Prefix& peer,
                                    const Ipv6Address& gateway);

/**
 * @ingroup pmipv6-epmip
 * The correspondents of the nodes that are or were at a gateway: whose packets are known, which way
 * the nodes' packets to them go, and until when they are remembered (draft-luo, 4.2 and 4.3).
 */
class CorrespondentPaths
{
  public:
    /// What is the same for all.
    struct Settings
    {
        Ipv6Address address;      //!< Proxy-CoA
        Time lifetime;            //!< LocationLifetime: how long an idle one is remembered, and all
                                  //!< of a node that has left
        uint32_t maxOfNode{1024}; //!< MaxCorrespondents
    };

    /// Who is told.
    struct Listener
    {
        /// A packet for a node that is or was here out of a tunnel: the first of its pair, and each
        /// that comes out of another tunnel than the one before. Of pairs that are not known, all.
        std::function<void(const Prefix& node, const SeenPacket& packet)> received;
        /// Where what a node here sends to a correspondent goes; :: through the anchor.
        std::function<void(const Prefix& node, const Prefix& peer, const Ipv6Address& gateway)>
            path;
    };

    /**
     * @param rows of the forwarding table; outlive this
     * @param locations where nodes elsewhere are; outlive this
     */
    CorrespondentPaths(LocationForwarding& rows, const LocationTable& locations);

    /**
     * @param settings what is the same for all
     * @param listener who is told
     */
    void Start(const Settings& settings, Listener listener);

    /**
     * A node here is served by these functions from now on: what is remembered of it is in use
     * again, and it is a correspondent of others here.
     *
     * @param node its prefix
     */
    void HandleArrival(const Prefix& node);

    /**
     * A node is not served here any more; what is known of it is remembered for a while.
     *
     * @param node its prefix
     */
    void HandleDeparture(const Prefix& node);

    /**
     * Remember for longer what is known of a node that has left.
     *
     * @param node its prefix; nothing happens if it is served here
     * @param until till when at least
     */
    void Remember(const Prefix& node, Time until);

    /**
     * A node exchanges packets with a correspondent past the anchors.
     *
     * @param pair the node's prefix, the correspondent's
     * @param sender out of whose tunnel a packet has come that is told already; nothing if none has
     * @return false if there is no room for one more
     */
    bool Add(const PrefixPair& pair, const std::optional<Ipv6Address>& sender = std::nullopt);

    /**
     * Packets come for a node from who is no correspondent, as by its anchor: no more is told of
     * their pair until one comes out of another tunnel.
     *
     * @param pair the node's prefix, the sender's
     * @param sender out of whose tunnel they come
     */
    void NoteOther(const PrefixPair& pair, const Ipv6Address& sender);

    /**
     * Where a correspondent is has changed: tell the paths to it, and have packets without one
     * told.
     *
     * @param peer its prefix
     */
    void Update(const Prefix& peer);

    /**
     * Whoever sends next to a node is told, one by one.
     *
     * @param node its prefix
     */
    void ForgetSenders(const Prefix& node);

    /**
     * @param node prefix of a node
     * @return true if it is served here by these functions
     */
    bool IsServed(const Prefix& node) const
    {
        return m_served.count(node) > 0;
    }

    /**
     * @param node prefix of a node
     * @return true if it was served here of late, and is not now
     */
    bool IsRemembered(const Prefix& node) const
    {
        return m_departed.Get(node) != Time::Max();
    }

    /// @return who is whose correspondent
    const Correspondents& GetCorrespondents() const
    {
        return m_correspondents;
    }

    /// Forget all.
    void Clear();

    /// Forget all, the rows too, without a word.
    void Dispose();

  private:
    /**
     * @param peer prefix of a correspondent
     * @return where packets to it go; :: through the anchor
     */
    Ipv6Address FindGateway(const Prefix& peer) const;

    /// @param node its prefix @return what tells of a node's packets out of tunnels
    WatchAction MakeWatch(const Prefix& node) const;

    /// Be told of what comes for a node. @param node its prefix
    void WatchReceived(const Prefix& node);

    /**
     * Have what is sent to a correspondent known, if there is a way to it.
     *
     * @param pair the node's prefix and the correspondent's
     * @param gateway the correspondent's; :: if none is known
     */
    void SetSent(const PrefixPair& pair, const Ipv6Address& gateway);

    /**
     * Have packets of a pair known.
     *
     * @param pair the node's prefix and the correspondent's
     * @param sender out of whose tunnel they are to come; nothing: anybody's
     */
    void SetRows(const PrefixPair& pair, const std::optional<Ipv6Address>& sender);

    /// A pair may have been idle for too long. @param pair the node's prefix and the
    /// correspondent's
    void HandleIdle(const PrefixPair& pair);

    /// A pair is none any more. @param pair the node's prefix and the correspondent's
    void Remove(const PrefixPair& pair);

    /// Forget what is known of a node. @param node its prefix
    void Forget(const Prefix& node);

    LocationForwarding& m_rows;       //!< of the forwarding table
    const LocationTable& m_locations; //!< where nodes elsewhere are
    Settings m_settings;              //!< what is the same for all
    Listener m_listener;              //!< who is told
    Correspondents m_correspondents;  //!< who is whose
    Correspondents m_others;          //!< who else sends to whom, as by the anchor
    std::set<Prefix> m_served;        //!< nodes here
    std::set<Prefix> m_watched;       //!< those that are or were here
    /// Pairs, by when they are looked at.
    DeadlineTable<PrefixPair, PrefixPairHash> m_idle{
        [this](const PrefixPair& pair) { HandleIdle(pair); }};
    /// Nodes that have left, by when they are forgotten.
    DeadlineTable<Prefix, PrefixHash> m_departed{[this](const Prefix& node) { Forget(node); }};
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_CORRESPONDENT_PATHS_H
