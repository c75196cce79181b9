/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_FORWARDING_TABLE_H
#define PMIPV6_FORWARDING_TABLE_H

#include "pmipv6-care-of-addresses.h"
#include "pmipv6-hold-buffer.h"
#include "pmipv6-prefix.h"

#include "ns3/ipv6-address.h"
#include "ns3/ipv6-route.h"
#include "ns3/net-device.h"
#include "ns3/nstime.h"

#include <boost/container/small_vector.hpp>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-forwarding
/// Where a packet came from, as bits.
enum PacketOrigin : uint8_t
{
    FROM_MOBILE_NODE = 1, //!< a mobile node's access link
    FROM_TUNNEL = 2,      //!< the tunnel device, decapsulated
    FROM_CORE = 4,        //!< any other interface
    FROM_SELF = 8,        //!< this node sends it
    FROM_ANYWHERE = 15,   //!< all of these
};

/**
 * @ingroup pmipv6-forwarding
 * What a packet must look like for an entry to apply. With both prefixes it is a pair, with one of
 * them a source or a destination entry; one of them must be there.
 */
struct ForwardingMatch
{
    std::optional<Prefix> source;      //!< prefix of the packet's source
    std::optional<Prefix> destination; //!< prefix of the packet's destination
    uint8_t origins{FROM_ANYWHERE};    //!< bits of PacketOrigin: where it may have come from
    int priority{0}; //!< among entries of equal prefixes the highest is asked first
    /// Whose entry it is, a name that lasts, such as a literal: entries of several owners stand
    /// beside each other. Of equal prefixes and priority the one that was there first is asked
    /// first.
    std::string_view owner{};
};

/// @ingroup pmipv6-forwarding
/// Deliver to a neighbour on a link of this node.
struct DeliverAction
{
    Ptr<NetDevice> device; //!< the link
    Ipv6Address nextHop;   //!< the neighbour, as the device's resolver knows it
    /// Of an entry for a destination: the only outer source from which tunnelled packets to it are
    /// taken, whoever else is trusted. ::: those of trusted peers and gateways are.
    Ipv6Address remote{Ipv6Address::GetAny()};
    /// Of an entry for a destination: until previousUntil what this outer source has tunnelled from
    /// there is taken. The node was at that gateway, whose packets may still be on their way.
    Ipv6Address previousRemote{Ipv6Address::GetAny()};
    Time previousUntil{}; //!< end of the grace for previousRemote
};

/// @ingroup pmipv6-forwarding
/// Send through an IPv6-in-IPv6 tunnel (RFC 2473).
struct TunnelAction
{
    Ipv6Address local;  //!< source of the outer header
    Ipv6Address remote; //!< destination of the outer header, and the only source accepted back
    /// Until TunnelAction::previousUntil this outer source is accepted too: the previous gateway,
    /// whose packets may still be on their way.
    Ipv6Address previousRemote{Ipv6Address::GetAny()};
    Time previousUntil{}; //!< end of the grace for TunnelAction::previousRemote
    /// Of an entry for a destination: what a trusted peer or gateway has tunnelled to this node is
    /// sent on, and never back to that peer (MobilityForwarding::CheckTunnelled). Else a tunnelled
    /// packet is sent on only if its source is tunnelled to that peer.
    bool isOnward{false};
    /// Of an entry for a destination: what a trusted gateway has tunnelled to this node is taken,
    /// as for a node behind it, which those who are served here reach by this tunnel.
    bool isForGateways{false};
};

/// @ingroup pmipv6-forwarding
/// It is this node's own: an address of a mobile node, away from its link, to which packets come
/// tunnelled (RFC 6275, 11.3.3).
struct ReceiveAction
{
    Ipv6Address remote; //!< the only outer source from which tunnelled packets to it are taken
};

/// @ingroup pmipv6-forwarding
/// It is this node's own though none of its interfaces has it, such as an anycast address of which
/// there is one a prefix (RFC 2526): ns-3 walks the addresses of interfaces for each packet. Of
/// packets that arrive; one that this node sends to it goes as without this.
struct OwnAction
{
};

/// @ingroup pmipv6-forwarding
/// Of packets that this node sends: between home addresses, by care-of addresses (RFC 6275, 9.3.2
/// and 11.3.1). Not of Mobility Headers, which say themselves how they go.
struct CareOfAction
{
    Ipv6Address source;      //!< of the packets; a home address if careOf.source is there
    Ipv6Address destination; //!< likewise, if careOf.destination is there
    CareOfAddresses careOf;  //!< by which they go
};

/// @ingroup pmipv6-forwarding
/// Leave the packet to the node's other routing protocols. Of an entry for a destination: what
/// trusted peers and gateways have tunnelled to this node is taken, as for nodes behind a router.
struct PlainAction
{
};

/// @ingroup pmipv6-forwarding
/// Drop, and say why. What this node itself sends is dropped by an entry that is for it alone
/// (FROM_SELF).
struct DropAction
{
    std::string reason; //!< as traces and results show it
};

/// @ingroup pmipv6-forwarding
/// Hold the packet until the entry is replaced or removed; it is forwarded then by what the table
/// says. Not what this node itself sends.
struct HoldAction
{
    std::shared_ptr<PacketBuffer> buffer; //!< where it waits; of one entry, or of several
    /// For want of room the one that has waited longest is forwarded by what else the table says;
    /// false: the new one is dropped.
    bool isOldestForwarded{false};
};

/// @ingroup pmipv6-forwarding
/// As if there were no such entry, except that nobody is told by a WatchAction.
struct PassAction
{
};

/// @ingroup pmipv6-forwarding
/// A packet that somebody is told of.
struct SeenPacket
{
    Ipv6Address source;      //!< its source
    Ipv6Address destination; //!< its destination
    /// Who has tunnelled it to this node; nothing for one that came out of no tunnel, as from a
    /// mobile node's link.
    std::optional<Ipv6Address> outerSource;
    uint8_t protocol{0}; //!< its Next Header
};

/// @ingroup pmipv6-forwarding
/// As if there were no such entry, but tell somebody of the packet.
struct WatchAction
{
    /// Gets the packet; may change the table. Empty: nobody is told.
    std::function<void(const SeenPacket& packet)> seen;
    /// Tell the first packet, and after it each whose outer source is another than that of the
    /// packet before it. For entries whose packets have one sender, such as pairs: of two senders
    /// that take turns each packet is told. False: each packet is told anyway.
    bool isForChanges{false};
    /// Tell before the packet is forwarded, so that what is set then decides where it goes. False:
    /// once it is forwarded, so that what is sent because of it comes behind it.
    bool isBefore{false};
    mutable bool isTold{false};                     //!< the first packet is, if isForChanges
    mutable std::optional<Ipv6Address> lastOuter{}; //!< outer source of the packet before

    /**
     * A packet matches.
     *
     * @param outerSource see SeenPacket
     * @return true if it is to be told
     */
    bool Note(const std::optional<Ipv6Address>& outerSource) const
    {
        if (!seen || (isForChanges && isTold && lastOuter == outerSource))
        {
            return false;
        }
        isTold = true;
        lastOuter = outerSource;
        return true;
    }
};

/// @ingroup pmipv6-forwarding
/// What happens to a packet that matches.
using ForwardingAction = std::variant<DeliverAction,
                                      TunnelAction,
                                      ReceiveAction,
                                      OwnAction,
                                      CareOfAction,
                                      PlainAction,
                                      DropAction,
                                      HoldAction,
                                      PassAction,
                                      WatchAction>;

/// @ingroup pmipv6-forwarding
/// What an entry is to say from now on.
struct ForwardingChange
{
    ForwardingMatch match;                  //!< which entry
    std::optional<ForwardingAction> action; //!< nothing: it goes
};

/// @ingroup pmipv6-forwarding
/// Actions that a lookup passes by, silently.
enum class PastActions : uint8_t
{
    NONE,    //!< none
    HOLDS,   //!< HoldAction
    CARE_OF, //!< CareOfAction
};

/**
 * @ingroup pmipv6-forwarding
 * One row of the table.
 */
struct ForwardingEntry
{
    uint8_t origins;         //!< see ForwardingMatch
    int priority;            //!< see ForwardingMatch
    std::string_view owner;  //!< see ForwardingMatch
    ForwardingAction action; //!< what to do
    /// The action as an ns-3 route; null for all but those to deliver, tunnel, or send by care-of
    /// addresses.
    Ptr<Ipv6Route> route;
    /// A packet was forwarded or sent by it, or has passed it by (PassAction, WatchAction), since
    /// this was last cleared.
    mutable bool isUsed{false};
    mutable uint32_t told{0}; //!< see BypassNotes
};

/**
 * @ingroup pmipv6-forwarding
 * The forwarding table that serves every mobility family on a node. A pair (source prefix,
 * destination prefix) is asked before a source prefix, a source prefix before a destination prefix;
 * longer prefixes before shorter ones, of a pair the source's first; then the higher priority. A
 * lookup probes each hash table once for each prefix length, or pair of lengths, in use, however
 * many entries there are.
 */
class ForwardingTable
{
  public:
    /**
     * Add an entry, or replace the one of the same prefixes, origins, priority and owner.
     *
     * @param match which packets; must name a source or a destination
     * @param action what to do with them
     * @param route the action as an ns-3 route, shared by all packets
     */
    void Set(const ForwardingMatch& match, ForwardingAction action, Ptr<Ipv6Route> route);

    /**
     * Remove the entry of exactly these prefixes, origins, priority and owner, if there is one.
     *
     * @param match which entry
     * @return the entry that was there
     */
    std::optional<ForwardingEntry> Remove(const ForwardingMatch& match);

    /// What a lookup finds; valid until the table changes.
    struct Result
    {
        const ForwardingEntry* entry{nullptr}; //!< what applies, or null; never pass or watch
        const WatchAction* watch{nullptr};     //!< whom to tell, or null
    };

    /**
     * @param source the packet's source
     * @param destination the packet's destination
     * @param origin where it came from
     * @param past as if there were no such actions
     * @return the entry that applies, and who is to be told
     */
    Result Lookup(const Ipv6Address& source,
                  const Ipv6Address& destination,
                  PacketOrigin origin,
                  PastActions past = PastActions::NONE) const;

    /**
     * @param source a packet's source
     * @param destination the packet's destination
     * @param origin where it came from
     * @return the pair entry that applies, or null
     */
    const ForwardingEntry* LookupPair(const Ipv6Address& source,
                                      const Ipv6Address& destination,
                                      PacketOrigin origin) const;

    /**
     * A packet that a mobile node here sends goes into a tunnel by its source. If it comes out of
     * the core again, to be tunnelled to the same peer, that peer has had it already, and does not
     * know its receiver yet: it would go round until its hop limit is used up.
     *
     * @param entry the entry that applies to a packet from the core
     * @param source source of the packet
     * @return true if it is such a packet
     */
    bool IsBackToAnchor(const ForwardingEntry& entry, const Ipv6Address& source) const;

    /**
     * @param destination a destination
     * @param origin where a packet to it would come from
     * @return the destination entry that applies, pairs and sources left out, or null
     */
    const ForwardingEntry* LookupDestination(const Ipv6Address& destination,
                                             PacketOrigin origin) const;

    /**
     * Does any of the destination entries that apply, the first and those behind it, have a
     * property?
     *
     * @param destination a destination
     * @param origin where a packet to it would come from
     * @param property asked of one entry after the other until it says yes
     * @return true if one has it
     */
    template <class Property>
    bool AnyDestination(const Ipv6Address& destination,
                        PacketOrigin origin,
                        Property property) const
    {
        if (!(m_destinations.origins & origin))
        {
            return false;
        }
        for (const auto& [length, count] : m_destinations.lengths)
        {
            const auto found = m_destinations.buckets.find(MakeKey(destination, length));
            if (found == m_destinations.buckets.end())
            {
                continue;
            }
            for (const auto& entry : found->second)
            {
                if ((entry.origins & origin) && property(entry))
                {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * @param match which entry
     * @return the entry of exactly these prefixes, origins, priority and owner, or null
     */
    const ForwardingEntry* Find(const ForwardingMatch& match) const;

    /// @return how many entries there are
    std::size_t GetSize() const
    {
        return m_size;
    }

  private:
    /// Entries of equal prefixes, highest priority first; hardly ever more than one.
    using Bucket = boost::container::small_vector<ForwardingEntry, 1>;

    /// What a lookup has met that does not end it.
    struct Passed
    {
        PastActions past{PastActions::NONE}; //!< actions to pass by
        bool isSilent{false};                //!< a PassAction: nobody is told
        const WatchAction* watch{nullptr};   //!< the first WatchAction behind it, or null
    };

    /// The prefixes of a pair: of source and destination.
    struct PairKey
    {
        Prefix source;      //!< of the source
        Prefix destination; //!< of the destination

        /// @param other another key @return true if both prefixes are the same
        bool operator==(const PairKey& other) const
        {
            return source == other.source && destination == other.destination;
        }
    };

    /// Hash of what an index is keyed by.
    struct KeyHash
    {
        /// @param prefix a key @return the hash of a prefix
        std::size_t operator()(const Prefix& prefix) const
        {
            return PrefixHash()(prefix);
        }

        /// @param pair a key @return the hash of a pair
        std::size_t operator()(const PairKey& pair) const
        {
            return PrefixHash()(pair.source) * 31 + PrefixHash()(pair.destination);
        }
    };

    /**
     * Buckets of one kind of key, with the prefix lengths in use.
     *
     * @tparam Key Prefix or PairKey
     * @tparam Lengths the lengths of a key; greater ones are probed first
     */
    template <class Key, class Lengths>
    struct Index
    {
        std::unordered_map<Key, Bucket, KeyHash> buckets; //!< the entries
        /// How many buckets there are of each combination of lengths, longest first.
        std::map<Lengths, std::size_t, std::greater<>> lengths;
        /// Where packets that any of the entries takes may come from, and perhaps more: for others
        /// there is nothing to look for.
        uint8_t origins{0};
    };

    /**
     * @param address of a packet
     * @param length of a prefix, 0 to 128
     * @return the key of an address, for lengths in use
     */
    static Prefix MakeKey(const Ipv6Address& address, uint8_t length)
    {
        return Prefix(address, length);
    }

    /**
     * @param addresses source and destination
     * @param lengths of their prefixes, each 0 to 128
     * @return the key of a packet's addresses, for lengths in use
     */
    static PairKey MakeKey(const std::pair<Ipv6Address, Ipv6Address>& addresses,
                           const std::pair<uint8_t, uint8_t>& lengths)
    {
        return {Prefix(addresses.first, lengths.first), Prefix(addresses.second, lengths.second)};
    }

    /// @param key a prefix @return the length of a key
    static uint8_t GetLengths(const Prefix& key)
    {
        return key.GetLength();
    }

    /// @param key a pair of prefixes @return the lengths of a key
    static std::pair<uint8_t, uint8_t> GetLengths(const PairKey& key)
    {
        return {key.source.GetLength(), key.destination.GetLength()};
    }

    /**
     * Probe an index once for each combination of lengths in use.
     *
     * @param index the index
     * @param addresses what to look for
     * @param origin where the packet came from
     * @param passed what is met on the way
     * @return the entry that applies, or null
     */
    template <class Key, class Lengths, class Addresses>
    static const ForwardingEntry* Probe(const Index<Key, Lengths>& index,
                                        const Addresses& addresses,
                                        PacketOrigin origin,
                                        Passed& passed);

    /**
     * Do something with the index in which a match's entry stands.
     *
     * @param table this, const or not
     * @param match a match that names a source or a destination
     * @param action gets the index and the key
     * @return what the action returns
     */
    template <class Table, class Action>
    static auto WithIndex(Table& table, const ForwardingMatch& match, Action action);

    using PrefixIndex = Index<Prefix, uint8_t>; //!< by one prefix

    PrefixIndex m_sources;                               //!< source entries
    PrefixIndex m_destinations;                          //!< destination entries
    Index<PairKey, std::pair<uint8_t, uint8_t>> m_pairs; //!< pair entries
    std::size_t m_size{0};                               //!< number of entries
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_FORWARDING_TABLE_H
