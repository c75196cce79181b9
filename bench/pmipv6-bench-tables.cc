/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-bench-keys.h"

#include "ns3/pmipv6-binding-cache.h"
#include "ns3/pmipv6-deadline-table.h"
#include "ns3/pmipv6-forwarding-table.h"
#include "ns3/pmipv6-location-table.h"
#include "ns3/simulator.h"

#include <boost/functional/hash.hpp>
#include <unordered_map>
#include <vector>

namespace ns3
{
namespace pmipv6
{
namespace bench
{

namespace
{

/// @return a session of a mobile node
BindingCacheEntry
MakeBinding(std::size_t number)
{
    BindingCacheEntry entry;
    entry.identifier = MakeIdentifier(number);
    entry.linkLayer = MakeLinkLayer(number);
    entry.technology = AccessTechnologyType::IEEE_802_11;
    entry.prefixes = {MakePrefix(number)};
    entry.proxyCareOf = Ipv6Address("fd00:c::2");
    entry.expiry = MilliSeconds(static_cast<int64_t>(number));
    return entry;
}

/// @return what an anchor does with packets to a mobile node
ForwardingAction
MakeTunnel()
{
    return TunnelAction{Ipv6Address("fd00:c::1"),
                        Ipv6Address("fd00:c::2"),
                        Ipv6Address::GetAny(),
                        Time()};
}

/// What names a session: an interface of a mobile node (RFC 5213, 5.4.1).
struct NodeKey
{
    std::string identifier;          //!< MN-Identifier
    AccessTechnologyType technology; //!< access technology type
    LinkLayerAddress linkLayer;      //!< MN-LL-Identifier

    /// @return true if it names the same session
    bool operator==(const NodeKey& other) const
    {
        return identifier == other.identifier && technology == other.technology &&
               linkLayer == other.linkLayer;
    }
};

/// @return what names a mobile node's session
NodeKey
MakeNodeKey(std::size_t number)
{
    return {MakeIdentifier(number), AccessTechnologyType::IEEE_802_11, MakeLinkLayer(number)};
}

/// The hash of the binding cache.
struct NodeHash
{
    /// @return a key's hash
    std::size_t operator()(const NodeKey& key) const
    {
        return boost::hash<std::string>()(key.identifier);
    }
};

/// The binding cache, found by mobile node.
struct CacheByNode
{
    explicit CacheByNode(std::size_t size)
        : keys(MakeKeys<NodeKey>(size, MakeNodeKey))
    {
        for (std::size_t i = 0; i < size; ++i)
        {
            cache.Insert(MakeBinding(i));
        }
    }

    const void* Find(std::size_t i) const
    {
        return cache.Find(keys[i].identifier, keys[i].technology, keys[i].linkLayer);
    }

    std::vector<NodeKey> keys; //!< in random order
    BindingCache cache;        //!< the subject
};

/// Of the same keys.
using MapByNode = BareMap<NodeKey, MakeNodeKey, BindingCacheEntry, MakeBinding, NodeHash>;

/// The binding cache, found by prefix.
struct CacheByPrefix
{
    explicit CacheByPrefix(std::size_t size)
        : keys(MakeKeys<Prefix>(size, MakePrefix))
    {
        for (std::size_t i = 0; i < size; ++i)
        {
            cache.Insert(MakeBinding(i));
        }
    }

    const void* Find(std::size_t i) const
    {
        return cache.FindByPrefix(keys[i]);
    }

    std::vector<Prefix> keys; //!< in random order
    BindingCache cache;       //!< the subject
};

/// Of the binding cache.
using MapOfBindings = MapByPrefix<Prefix, MakePrefix, BindingCacheEntry, MakeBinding>;

/// Forwarding table, asked for packets to mobile nodes.
struct TableBase
{
    /**
     * @param size how many nodes
     * @param from where packets come from
     */
    TableBase(std::size_t size, PacketOrigin from)
        : keys(MakeKeys<Ipv6Address>(size, MakeAddress)),
          origin(from)
    {
    }

    const void* Find(std::size_t i) const
    {
        return table.Lookup(correspondent, keys[i], origin).entry;
    }

    std::vector<Ipv6Address> keys;             //!< in random order
    PacketOrigin origin;                       //!< of the packets
    Ipv6Address correspondent{"fd00:b::2"};    //!< their source
    Ptr<Ipv6Route> route{Create<Ipv6Route>()}; //!< of all entries
    ForwardingTable table;                     //!< the subject
};

/// As an anchor's: each node by destination.
struct AnchorTable : public TableBase
{
    explicit AnchorTable(std::size_t size)
        : TableBase(size, FROM_CORE)
    {
        for (std::size_t i = 0; i < size; ++i)
        {
            ForwardingMatch match;
            match.destination = MakePrefix(i);
            table.Set(match, MakeTunnel(), route);
        }
    }
};

/// As a gateway's: each node by source as it sends, and by destination out of the tunnel.
struct GatewayTable : public TableBase
{
    explicit GatewayTable(std::size_t size)
        : TableBase(size, FROM_TUNNEL)
    {
        for (std::size_t i = 0; i < size; ++i)
        {
            ForwardingMatch up;
            up.source = MakePrefix(i);
            up.origins = FROM_MOBILE_NODE;
            table.Set(up, MakeTunnel(), route);
            ForwardingMatch down;
            down.destination = MakePrefix(i);
            down.origins = FROM_TUNNEL | FROM_SELF;
            table.Set(down, MakeTunnel(), route);
        }
    }
};

/// A bare map of the same prefixes.
struct RouteMap
{
    explicit RouteMap(std::size_t size)
        : keys(MakeKeys<Ipv6Address>(size, MakeAddress))
    {
        const auto route = Create<Ipv6Route>();
        for (std::size_t i = 0; i < size; ++i)
        {
            map.emplace(MakePrefix(i),
                        ForwardingEntry{FROM_ANYWHERE, 0, "", MakeTunnel(), route, false});
        }
    }

    const void* Find(std::size_t i) const
    {
        const auto found = map.find(Prefix(keys[i], 64));
        return found == map.end() ? nullptr : &found->second;
    }

    std::vector<Ipv6Address> keys;                               //!< in random order
    std::unordered_map<Prefix, ForwardingEntry, PrefixHash> map; //!< reference
};

/// As a gateway's with a localized route for each node: the pair, the source and the destination.
struct PairTable
{
    explicit PairTable(std::size_t size)
        : keys(MakeKeys<Ipv6Address>(size, MakeAddress)),
          nodes(size)
    {
        for (std::size_t i = 0; i < size; ++i)
        {
            ForwardingMatch up;
            up.source = MakePrefix(i);
            up.origins = FROM_MOBILE_NODE;
            nodes.table.Set(up, MakeTunnel(), nodes.route);
            up.destination = peer;
            nodes.table.Set(up, MakeTunnel(), nodes.route);
            ForwardingMatch down;
            down.source = peer;
            down.destination = MakePrefix(i);
            down.origins = FROM_TUNNEL;
            nodes.table.Set(down, MakeTunnel(), nodes.route);
        }
    }

    const void* Find(std::size_t i) const
    {
        return nodes.table.Lookup(keys[i], nodes.correspondent, FROM_MOBILE_NODE).entry;
    }

    std::vector<Ipv6Address> keys;            //!< in random order
    Prefix peer{Ipv6Address("fd00:b::"), 64}; //!< of the other node of all pairs
    GatewayTable nodes;                       //!< the subject, pairs added
};

/// A bare map of the same pairs.
struct PairMap
{
    /// A pair of prefixes.
    using Pair = std::pair<Prefix, Prefix>;

    /// Hash of a pair.
    struct Hash
    {
        /// @return a pair's hash
        std::size_t operator()(const Pair& pair) const
        {
            return PrefixHash()(pair.first) * 31 + PrefixHash()(pair.second);
        }
    };

    explicit PairMap(std::size_t size)
        : keys(MakeKeys<Ipv6Address>(size, MakeAddress))
    {
        const auto route = Create<Ipv6Route>();
        for (std::size_t i = 0; i < size; ++i)
        {
            const ForwardingEntry entry{FROM_ANYWHERE, 0, "", MakeTunnel(), route, false};
            map.emplace(Pair(MakePrefix(i), peer), entry);
            map.emplace(Pair(peer, MakePrefix(i)), entry);
        }
    }

    const void* Find(std::size_t i) const
    {
        const auto found = map.find(Pair(Prefix(keys[i], 64), Prefix(correspondent, 64)));
        return found == map.end() ? nullptr : &found->second;
    }

    std::vector<Ipv6Address> keys;                       //!< in random order
    Ipv6Address correspondent{"fd00:b::2"};              //!< the other node of all pairs
    Prefix peer{Ipv6Address("fd00:b::"), 64};            //!< its prefix
    std::unordered_map<Pair, ForwardingEntry, Hash> map; //!< reference
};

/// As an eMAG's, whose node sends to nodes of other gateways (draft-luo): each of these a location,
/// from wherever here it comes.
struct LocationRows
{
    explicit LocationRows(std::size_t size)
        : nodes(1),
          keys(MakeKeys<Ipv6Address>(size, MakeAddress))
    {
        ForwardingMatch match;
        match.source = Prefix(nodes.correspondent, 64);
        match.origins = FROM_MOBILE_NODE;
        match.destination = Prefix(Ipv6Address("fd00:b::"), 64);
        nodes.table.Set(match, PassAction{}, nullptr); // That there are pairs too.
        match.source = Prefix();
        for (std::size_t i = 0; i < size; ++i)
        {
            match.destination = MakePrefix(i);
            nodes.table.Set(match, MakeTunnel(), nodes.route);
        }
    }

    const void* Find(std::size_t i) const
    {
        return nodes.table.Lookup(nodes.correspondent, keys[i], FROM_MOBILE_NODE).entry;
    }

    GatewayTable nodes;            //!< the subject, locations added
    std::vector<Ipv6Address> keys; //!< in random order
};

/// A bare map of the same pairs, asked as often.
struct LocationMap
{
    explicit LocationMap(std::size_t size)
        : keys(MakeKeys<Ipv6Address>(size, MakeAddress))
    {
        const auto route = Create<Ipv6Route>();
        for (std::size_t i = 0; i < size; ++i)
        {
            map.emplace(PairMap::Pair(Prefix(), MakePrefix(i)),
                        ForwardingEntry{FROM_MOBILE_NODE, 0, "", MakeTunnel(), route, false});
        }
    }

    const void* Find(std::size_t i) const
    {
        const Prefix peer(keys[i], 64);
        auto found = map.find(PairMap::Pair(Prefix(correspondent, 64), peer));
        if (found == map.end())
        {
            found = map.find(PairMap::Pair(Prefix(), peer));
        }
        return found == map.end() ? nullptr : &found->second;
    }

    std::vector<Ipv6Address> keys;                                         //!< in random order
    Ipv6Address correspondent{"fd00:b::2"};                                //!< the sender
    std::unordered_map<PairMap::Pair, ForwardingEntry, PairMap::Hash> map; //!< reference
};

/// @return where a node is that is elsewhere
NodeLocation
MakeLocation(std::size_t number)
{
    return {MakePrefix(number), Ipv6Address("fd00:c::3"), 1, Seconds(60), LocationState::TOLD};
}

/// What an eMAG knows of the locations of nodes, found by address.
struct Locations
{
    explicit Locations(std::size_t size)
        : keys(MakeKeys<Ipv6Address>(size, MakeAddress))
    {
        table.SetListener([](const auto&...) {});
        for (std::size_t i = 0; i < size; ++i)
        {
            table.Offer(MakeLocation(i), "bench");
        }
    }

    const void* Find(std::size_t i) const
    {
        return table.FindByAddress(keys[i]);
    }

    std::vector<Ipv6Address> keys; //!< in random order
    LocationTable table;           //!< the subject
};

/// Of locations.
using MapOfLocations = MapByPrefix<Ipv6Address, MakeAddress, NodeLocation, MakeLocation>;

/// All that an eMAG keeps of a location: what it knows, when it is due, how packets go there.
struct KeptLocations
{
    explicit KeptLocations(std::size_t size)
    {
        table.SetListener([](const auto&...) {});
        for (std::size_t i = 0; i < size; ++i)
        {
            table.Offer(MakeLocation(i), "bench");
            due.Set(MakePrefix(i), Seconds(40));
            ForwardingMatch match;
            match.source = Prefix();
            match.destination = MakePrefix(i);
            match.origins = FROM_MOBILE_NODE;
            rows.Set(match, MakeTunnel(), route);
        }
    }

    ~KeptLocations()
    {
        Simulator::Destroy();
    }

    Ptr<Ipv6Route> route{Create<Ipv6Route>()};                   //!< of all
    LocationTable table;                                         //!< what is known
    DeadlineTable<Prefix, PrefixHash> due{[](const Prefix&) {}}; //!< when it is due
    ForwardingTable rows;                                        //!< how packets go
};

} // namespace

void
RegisterTables()
{
    RegisterPair<CacheByNode, MapByNode>("BindingCacheByNode");
    RegisterPair<CacheByPrefix, MapOfBindings>("BindingCacheByPrefix");
    RegisterPair<AnchorTable, RouteMap>("AnchorForwardingTable");
    RegisterPair<GatewayTable, RouteMap>("GatewayForwardingTable");
    RegisterPair<PairTable, PairMap>("LocalizedRoutes");
    RegisterPair<Locations, MapOfLocations>("LocationTable");
    RegisterPair<LocationRows, LocationMap>("LocationForwardingTable");
    benchmark::RegisterBenchmark("LocationMemory", Keep<KeptLocations>)
        ->Arg(1000000)
        ->Iterations(1)
        ->Unit(benchmark::kMillisecond);
}

} // namespace bench
} // namespace pmipv6
} // namespace ns3
