/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_LOCATION_DEMANDS_H
#define PMIPV6_LOCATION_DEMANDS_H

#include "pmipv6-attempt-bounds.h"
#include "pmipv6-correspondents.h"
#include "pmipv6-deadline-table.h"
#include "pmipv6-expiring-map.h"
#include "pmipv6-forwarding-table.h"
#include "pmipv6-local-nodes.h"
#include "pmipv6-location-queries.h"
#include "pmipv6-location-rules.h"
#include "pmipv6-packet-counts.h"
#include "pmipv6-routing-parts.h"

#include "ns3/nstime.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-epmip
 * TracedCallback signature for packets for which a location is asked.
 *
 * @param source source of the packet
 * @param destination destination of the packet
 */
using QueriedTracedCallback = void (*)(const Ipv6Address& source, const Ipv6Address& destination);

/**
 * @ingroup pmipv6-epmip
 * What nodes here send to whom no location is known of: the first packets bring a query about
 * (draft-luo, 4.2), within bounds, and what has come to nothing is not asked for again for a while.
 */
class LocationDemands
{
  public:
    /// What is the same for all.
    struct Settings
    {
        Time holdDown;               //!< RetryHoldDown
        Time earlyHoldTime;          //!< EarlyHoldTime; 0: early packets go by the anchor
        uint32_t earlyBufferSize{0}; //!< EarlyBufferSize, in packets
        uint32_t optimizeAfter{1};   //!< OptimizeAfter, in packets
    };

    /// Who is told.
    struct Listener
    {
        /// A packet for which a location is asked.
        std::function<void(const Ipv6Address& source, const Ipv6Address& destination)> queried;
        /// What has come of it.
        std::function<void(const Ipv6Address& destination, QueryOutcome outcome)> ended;
        /// A packet for which none is asked, for want of room.
        std::function<void(const PrefixPair& pair)> refused;
    };

    /**
     * @param parts what it works with; outlive this
     */
    explicit LocationDemands(const RoutingParts& parts)
        : m_parts(parts)
    {
    }

    /**
     * @param settings what is the same for all
     * @param listener who is told
     */
    void Start(const Settings& settings, Listener listener);

    /**
     * @param perNode how many addresses may be asked for in vain at a time for a node, and how many
     *        be known as not to be asked for; to how many packets are counted (OptimizeAfter)
     * @param total the same of all nodes
     */
    void SetLimits(uint32_t perNode, uint32_t total)
    {
        m_attempts.SetLimits(perNode, total);
        m_passes.SetLimits(perNode, total);
        m_counts.SetLimits(perNode, total);
    }

    /// @return how many addresses were asked for in vain, and how many were not for want of room
    const AttemptBounds& GetAttempts() const
    {
        return m_attempts;
    }

    /**
     * @param destination a prefix, packets to which always go through the anchor
     */
    void Exclude(const Prefix& destination)
    {
        m_excluded.Set(destination, destination);
    }

    /**
     * A node here sends to somebody unknown.
     *
     * @param node its prefix
     * @param packet the packet
     */
    void HandleSent(const Prefix& node, const SeenPacket& packet);

    /**
     * A query is over that somebody's packets wait for, or none's; what it has brought is in the
     * location table.
     *
     * @param asked what was asked for
     * @param outcome what has come of it
     */
    void HandleAnswer(const Prefix& asked, QueryOutcome outcome);

    /**
     * A location has become known: who waits for it waits no more.
     *
     * @param peer the prefix of its node
     */
    void HandleLocation(const Prefix& peer);

    /**
     * A node is heard of that has no location: what has come to nothing may be asked for again.
     *
     * @param peer its prefix
     */
    void HandleHeard(const Prefix& peer);

    /**
     * Ask for nothing because of a node's packets until a time (draft-luo, 4.3: the previous
     * gateway is about to tell of its correspondents).
     *
     * @param node its prefix
     * @param until till when
     * @param heldUntil till when they wait meanwhile; they go by the anchor from then on
     */
    void Postpone(const Prefix& node, Time until, Time heldUntil);

    /// They are told: look at its packets again. @param node its prefix
    void Resume(const Prefix& node);

    /// A node has left. @param node its prefix
    void HandleDeparture(const Prefix& node);

    /// Forget all, the rows too.
    void Clear();

    /// Forget all, and who is told.
    void Dispose();

  private:
    /// What packets of a pair wait for.
    struct Waiting
    {
        std::string identifier;         //!< MN-Identifier, for the bounds
        AttemptBounds* bounds{nullptr}; //!< among which it counts; null: it does not
        bool isAsked{false};            //!< a query is out
        bool isPostponed{false};        //!< the previous gateway is about to name correspondents
    };

    /// Till when a node's packets ask for nothing, and wait.
    struct Postponement
    {
        Time until;     //!< ask for nothing
        Time heldUntil; //!< wait
    };

    /**
     * @param pair prefixes of its source and its destination
     * @param node the sender, which is here
     * @param destination its destination; nothing: that of no packet in particular
     * @return what is known about a packet
     */
    SentFacts GetFacts(const PrefixPair& pair,
                       const LocalNode& node,
                       const std::optional<Ipv6Address>& destination) const;

    /// @return an action that holds packets of a pair
    HoldAction MakeHold() const;

    /**
     * Packets of a pair are not looked at until a time.
     *
     * @param pair prefixes of source and destination
     * @param action what becomes of them meanwhile
     * @param waiting for what
     * @param until till when
     */
    void Wait(const PrefixPair& pair, const ForwardingAction& action, Waiting waiting, Time until);

    /**
     * Packets of a pair go what way there is until a time, or a postponement is over.
     *
     * @param pair prefixes of source and destination
     * @param node the sender, which is here
     * @param until till when
     * @param isPostponed until the node's postponement is over
     * @return false if for want of room each packet is looked at instead
     */
    bool Pass(const PrefixPair& pair, const LocalNode& node, Time until, bool isPostponed = false);

    /**
     * Packets of a node that has just come.
     *
     * @param pair prefixes of source and destination
     * @param node the sender, which is here
     */
    void WaitForNames(const PrefixPair& pair, const LocalNode& node);

    /**
     * Packets go straight to a node here, or to one whose location is held.
     *
     * @param pair prefixes of source and destination
     * @param node the sender, which is here
     */
    void Connect(const PrefixPair& pair, const LocalNode& node);

    /**
     * Packets always go through the anchor.
     *
     * @param pair prefixes of source and destination
     * @param node the sender, which is here
     */
    void GoByAnchor(const PrefixPair& pair, const LocalNode& node);

    /**
     * Ask for a location.
     *
     * @param pair prefixes of source and destination
     * @param node the sender, which is here
     * @param source of the packet that asks
     * @param destination of that packet
     */
    void Ask(const PrefixPair& pair,
             const LocalNode& node,
             const Ipv6Address& source,
             const Ipv6Address& destination);

    /// None is asked for, for want of room. @param pair prefixes of source and destination
    void Refuse(const PrefixPair& pair);

    /// A pair has waited for long enough. @param pair prefixes of source and destination
    void HandleEnd(const PrefixPair& pair);

    /**
     * Nothing has come of it: no packet waits any more, none asks until the end of the hold-down.
     *
     * @param pair prefixes of source and destination
     * @param waiting what they have waited for
     */
    void GiveUp(const PrefixPair& pair, Waiting& waiting);

    /// @param peer prefix of the node @return the pairs whose packets to a node wait
    std::vector<PrefixPair> FindWaiting(const Prefix& peer) const;

    /// A pair waits no more. @param pair prefixes of source and destination
    void End(const PrefixPair& pair);

    const RoutingParts& m_parts;  //!< what it works with
    Settings m_settings;          //!< what is the same for all
    Listener m_listener;          //!< who is told
    AttemptBounds m_attempts;     //!< addresses asked for in vain
    AttemptBounds m_passes;       //!< those that are not asked for
    PacketCounts m_counts;        //!< see OptimizeAfter
    PrefixMap<Prefix> m_excluded; //!< always through the anchor
    /// By the address as a prefix of length 128, then by node.
    std::map<Prefix, std::map<Prefix, Waiting>> m_waiting;
    Correspondents m_addresses;                                       //!< the same, by node
    std::unordered_map<Prefix, Postponement, PrefixHash> m_postponed; //!< by node
    /// Pairs of which a query was in vain of late: the next one stops no packet.
    ExpiringMap<PrefixPair, std::monostate, PrefixPairHash> m_vain;
    /// Pairs that wait, by when they wait no more.
    DeadlineTable<PrefixPair, PrefixPairHash> m_ends{
        [this](const PrefixPair& pair) { HandleEnd(pair); }};
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_LOCATION_DEMANDS_H
