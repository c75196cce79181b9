/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_FORWARDING_TABLE_H
#define PMIPV6_FORWARDING_TABLE_H

#include "pmipv6-prefix.h"

#include "ns3/ipv6-address.h"
#include "ns3/ipv6-route.h"
#include "ns3/net-device.h"
#include "ns3/nstime.h"

#include <boost/container/small_vector.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <variant>

namespace ns3
{
namespace pmipv6
{

/**
 * @defgroup pmipv6-forwarding The data plane: one table, one tunnel device, one routing protocol a
 * node
 * @ingroup pmipv6
 */

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
};

/// Deliver to a neighbour on a link of this node.
struct DeliverAction
{
    Ptr<NetDevice> device; //!< the link
    Ipv6Address nextHop;   //!< the neighbour, as the device's resolver knows it
};

/// Send through an IPv6-in-IPv6 tunnel (RFC 2473).
struct TunnelAction
{
    Ipv6Address local;  //!< source of the outer header
    Ipv6Address remote; //!< destination of the outer header, and the only source accepted back
    /// Until TunnelAction::previousUntil this outer source is accepted too: the previous gateway,
    /// whose packets may still be on their way.
    Ipv6Address previousRemote{Ipv6Address::GetAny()};
    Time previousUntil; //!< end of the grace for TunnelAction::previousRemote
};

/// Leave the packet to the node's other routing protocols.
struct PlainAction
{
};

/// Drop, and say why.
struct DropAction
{
    std::string reason; //!< as traces and results show it
};

/// What happens to a packet that matches.
using ForwardingAction = std::variant<DeliverAction, TunnelAction, PlainAction, DropAction>;

/**
 * @ingroup pmipv6-forwarding
 * One row of the table.
 */
struct ForwardingEntry
{
    uint8_t origins;         //!< see ForwardingMatch
    int priority;            //!< see ForwardingMatch
    ForwardingAction action; //!< what to do
    Ptr<Ipv6Route> route;    //!< the action as an ns-3 route; null for plain and drop
};

/**
 * @ingroup pmipv6-forwarding
 * The forwarding table that serves every mobility family on a node. A pair (source prefix,
 * destination prefix) is asked before a source prefix, a source prefix before a destination prefix;
 * longer prefixes before shorter ones; then the higher priority. A lookup probes one hash table
 * once for each prefix length in use, however many entries there are.
 */
class ForwardingTable
{
  public:
    /**
     * Add an entry, or replace the one of the same prefixes, origins and priority.
     *
     * @param match which packets; must name a source or a destination
     * @param action what to do with them
     * @param route the action as an ns-3 route, shared by all packets
     */
    void Set(const ForwardingMatch& match, ForwardingAction action, Ptr<Ipv6Route> route);

    /**
     * Remove the entry of exactly these prefixes, origins and priority, if there is one.
     *
     * @param match which entry
     * @return the entry that was there
     */
    std::optional<ForwardingEntry> Remove(const ForwardingMatch& match);

    /**
     * @param source the packet's source
     * @param destination the packet's destination
     * @param origin where it came from
     * @return the entry that applies, or null; valid until the table changes
     */
    const ForwardingEntry* Lookup(const Ipv6Address& source,
                                  const Ipv6Address& destination,
                                  PacketOrigin origin) const;

    /**
     * @param destination a destination
     * @param origin where a packet to it would come from
     * @return the destination entry that applies, pairs and sources left out, or null
     */
    const ForwardingEntry* LookupDestination(const Ipv6Address& destination,
                                             PacketOrigin origin) const;

    /**
     * @param match which entry
     * @return the entry of exactly these prefixes, origins and priority, or null
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
    /// Buckets by prefix.
    using PrefixMap = std::unordered_map<Prefix, Bucket, PrefixHash>;
    /// How many buckets there are of each prefix length, longest first.
    using LengthCount = std::map<uint8_t, std::size_t, std::greater<>>;

    /// Buckets of one kind of key by one prefix, with the lengths in use.
    struct PrefixIndex
    {
        PrefixMap buckets;   //!< the entries
        LengthCount lengths; //!< the lengths to probe
        /// Where packets that any of the entries takes may come from, and perhaps more: for others
        /// there is nothing to look for.
        uint8_t origins{0};

        /**
         * @param address the address to match
         * @param origin where the packet came from
         * @return the entry that applies, or null
         */
        const ForwardingEntry* Lookup(const Ipv6Address& address, PacketOrigin origin) const;
    };

    /**
     * @param match a match that names a source or a destination
     * @return the index in which its entry stands, and the prefix under which; null if there is
     * none
     */
    PrefixIndex* FindIndex(const ForwardingMatch& match, bool create);

    PrefixIndex m_sources;      //!< source entries
    PrefixIndex m_destinations; //!< destination entries
    /// Pair entries: by source prefix, then by destination prefix.
    std::unordered_map<Prefix, PrefixIndex, PrefixHash> m_pairs;
    LengthCount m_pairLengths; //!< lengths of the source prefixes of pairs
    std::size_t m_size{0};     //!< number of entries
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_FORWARDING_TABLE_H
