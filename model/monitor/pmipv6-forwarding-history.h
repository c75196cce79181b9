/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_FORWARDING_HISTORY_H
#define PMIPV6_FORWARDING_HISTORY_H

#include "pmipv6-forwarding-table.h"
#include "pmipv6-time-spans.h"

#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <variant>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-monitor
 * What a node's forwarding table said at any time, and whose tunnels it took. It answers as the
 * node's data plane did, and tells until when that answer held: with it one can follow a packet
 * that nobody has sent. A change costs some hundred octets of memory, one that changes nothing
 * none.
 */
class ForwardingHistory
{
  public:
    /// It waits until its entry says otherwise, and is forwarded then by what the table says.
    struct Held
    {
        Time end{Time::Max()}; //!< until when; see Lookup
        bool isDropped{false}; //!< what has waited is dropped then
        /// Its first packet has brought the entry about (HoldAction::isOldestForwarded).
        bool isForFirst{false};
    };

    /// Nothing is done, but somebody is told of the packet before, or nobody is any more.
    struct Mark
    {
        bool isTold; //!< somebody is; see WatchAction::isBefore and PassAction
    };

    /// What was done with a packet: nothing found, delivered, tunnelled, left to plain routing,
    /// dropped, held, taken by the node itself, sent by care-of addresses. Entries have marks too.
    using Action = std::variant<std::monostate,
                                DeliverAction,
                                TunnelAction,
                                PlainAction,
                                DropAction,
                                Held,
                                ReceiveAction,
                                CareOfAction,
                                Mark>;

    /// @return for how long packets were held at the most
    Time GetLongestHold() const
    {
        return m_longestHold;
    }

    /**
     * Note a change of the table. Times must not fall.
     *
     * @param when the time
     * @param match the entry
     * @param action what it says from now on; null: it is gone
     */
    void Note(Time when, const ForwardingMatch& match, const ForwardingAction* action);

    /**
     * Note whether tunnelled packets of a peer are taken. Times must not fall.
     *
     * @param when the time
     * @param peer the outer source
     * @param isGateway false: of an anchor; see MobilityForwarding::TrustTunnelPeer, TrustGateway
     * @param isTrusted whether they are, from now on
     */
    void NoteTrust(Time when, const Ipv6Address& peer, bool isGateway, bool isTrusted);

    /// An answer, and until when it holds.
    template <class T>
    struct Answer
    {
        T value;            //!< what
        Time until;         //!< the first moment at which it may be another
        bool isTold{false}; //!< a packet would be told of that may change the table at once
    };

    /**
     * @param source a packet's source
     * @param destination its destination
     * @param origin where it came from
     * @param when the time; see ForwardingTable::Lookup
     * @return what was done with it; where it waits, the answer holds for others that come, and
     * Held has when its own waiting ends
     */
    Answer<Action> Lookup(const Ipv6Address& source,
                          const Ipv6Address& destination,
                          PacketOrigin origin,
                          Time when) const;

    /**
     * @param source source of a packet that has come through a tunnel
     * @param destination its destination
     * @param peer the outer source
     * @param isStrict see MobilityForwarding's attribute StrictTunnel
     * @param when the time
     * @return whether it was taken, as MobilityForwarding::ReceiveTunnelled decides
     */
    Answer<bool> IsTaken(const Ipv6Address& source,
                         const Ipv6Address& destination,
                         const Ipv6Address& peer,
                         bool isStrict,
                         Time when) const;

    /**
     * As IsTaken, of packets that come in a span.
     *
     * @param source their source
     * @param destination their destination
     * @param peer the outer source
     * @param isStrict see IsTaken
     * @param span when they come
     * @return when they are taken
     */
    std::vector<TimeSpan> FindTaken(const Ipv6Address& source,
                                    const Ipv6Address& destination,
                                    const Ipv6Address& peer,
                                    bool isStrict,
                                    TimeSpan span) const;

  private:
    /// Kinds of entries, in the order of a lookup.
    enum Kind : uint8_t
    {
        PAIR,       //!< both prefixes
        SOURCE,     //!< of the source alone
        DESTINATION //!< of the destination alone
    };

    /// A change of one entry.
    struct Change
    {
        Time when;     //!< when
        Action action; //!< what it says since then
    };

    /// One entry through all times.
    struct Timeline
    {
        uint8_t origins;             //!< see ForwardingMatch
        int priority;                //!< see ForwardingMatch
        std::string_view owner;      //!< see ForwardingMatch
        std::vector<Change> changes; //!< by time, at least one
    };

    /// Kind and prefixes of an entry; a prefix that it does not name is ::/0.
    using Key = std::tuple<Kind, Prefix, Prefix>;

    /// Hash of a key.
    struct KeyHash
    {
        /// @param key a key @return the hash
        std::size_t operator()(const Key& key) const
        {
            return (PrefixHash()(std::get<1>(key)) * 31 + PrefixHash()(std::get<2>(key))) * 3 +
                   std::get<0>(key);
        }
    };

    /// Kind and lengths of prefixes, these negative, so that they sort as a lookup asks them.
    using Shape = std::tuple<Kind, int, int>;

    /**
     * @param kinds which kinds of entries are asked: of the first to the last
     * @param source of a packet
     * @param destination of it
     * @param origin whence it has come
     * @param when the time
     * @return what the first entry says that applies
     */
    Answer<Action> Find(const std::pair<Kind, Kind>& kinds,
                        const Ipv6Address& source,
                        const Ipv6Address& destination,
                        PacketOrigin origin,
                        Time when) const;

    /// Whether somebody is trusted, by time.
    using TrustTimeline = std::map<Time, bool>;

    /**
     * @param all who is, and was
     * @param peer its address
     * @param when the time
     * @return whether a peer is trusted
     */
    static Answer<bool> IsTrusted(
        const std::unordered_map<Ipv6Address, TrustTimeline, AddressHash>& all,
        const Ipv6Address& peer,
        Time when);

    std::unordered_map<Key, std::vector<Timeline>, KeyHash> m_entries; //!< highest priority first
    std::set<Shape> m_shapes; //!< of all entries that there ever were
    Time m_longestHold;       //!< see GetLongestHold
    std::unordered_map<Ipv6Address, TrustTimeline, AddressHash> m_anchors;  //!< tunnel peers
    std::unordered_map<Ipv6Address, TrustTimeline, AddressHash> m_gateways; //!< other gateways
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_FORWARDING_HISTORY_H
