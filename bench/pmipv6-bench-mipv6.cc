/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-bench-keys.h"

#include "ns3/internet-stack-helper.h"
#include "ns3/node.h"
#include "ns3/pmipv6-care-of-paths.h"
#include "ns3/pmipv6-correspondent-bindings.h"
#include "ns3/pmipv6-forwarding-table.h"
#include "ns3/pmipv6-home-bindings.h"
#include "ns3/simulator.h"

#include <unordered_map>
#include <utility>

namespace ns3
{
namespace pmipv6
{
namespace bench
{

namespace
{

const Ipv6Address CARE_OF("fd00:9:0:1::17"); //!< care-of address of all
const Ipv6Address OWN("fd00:c::5");          //!< the correspondent's

/// @return a home registration
HomeBinding
MakeHomeBinding(std::size_t number)
{
    HomeBinding row;
    row.identifier = MakeIdentifier(number);
    row.homeAddress = MakeAddress(number);
    row.careOf = CARE_OF;
    row.until = Seconds(300);
    return row;
}

/// The home registrations of a home agent.
struct HomeRows
{
    explicit HomeRows(std::size_t size)
    {
        for (std::size_t i = 0; i < size; ++i)
        {
            auto row = MakeHomeBinding(i);
            rows.Apply(row, HomeBindingEvent::UPDATE);
            rows.Apply(row, HomeBindingEvent::UNIQUE);
        }
    }

    ~HomeRows()
    {
        Simulator::Destroy();
    }

    HomeBindings rows; //!< the subject
};

/// Found by home address.
struct HomeRowsByAddress : public HomeRows
{
    explicit HomeRowsByAddress(std::size_t size)
        : HomeRows(size),
          keys(MakeKeys<Ipv6Address>(size, MakeAddress))
    {
    }

    const void* Find(std::size_t i) const
    {
        return rows.Find(keys[i]);
    }

    std::vector<Ipv6Address> keys; //!< in random order
};

/// Of home registrations.
using MapOfHomeRows = BareMap<Ipv6Address, MakeAddress, HomeBinding, MakeHomeBinding, AddressHash>;

/// @return the addresses of a binding at a correspondent
CorrespondentKey
MakePeerKey(std::size_t number)
{
    return {OWN, MakeAddress(number)};
}

/// @return a binding at a correspondent
CorrespondentBinding
MakePeerBinding(std::size_t number)
{
    CorrespondentBinding row;
    row.key = MakePeerKey(number);
    row.careOf = CARE_OF;
    row.until = Seconds(420);
    return row;
}

/// The Binding Cache of a correspondent.
struct PeerRows
{
    explicit PeerRows(std::size_t size)
    {
        for (std::size_t i = 0; i < size; ++i)
        {
            rows.Apply(MakePeerBinding(i), CorrespondentBindingEvent::UPDATE);
        }
    }

    ~PeerRows()
    {
        Simulator::Destroy();
    }

    CorrespondentBindings rows; //!< the subject
};

/// Found by both addresses.
struct PeerRowsByKey : public PeerRows
{
    explicit PeerRowsByKey(std::size_t size)
        : PeerRows(size),
          keys(MakeKeys<CorrespondentKey>(size, MakePeerKey))
    {
    }

    const void* Find(std::size_t i) const
    {
        return rows.Find(keys[i]);
    }

    std::vector<CorrespondentKey> keys; //!< in random order
};

/// Of bindings at a correspondent.
using MapOfPeerRows = BareMap<CorrespondentKey,
                              MakePeerKey,
                              CorrespondentBinding,
                              MakePeerBinding,
                              CorrespondentKeyHash>;

/// Asked whether a packet may tell its home address.
struct PeerCheck : public PeerRows
{
    explicit PeerCheck(std::size_t size)
        : PeerRows(size),
          keys(MakeKeys<Ipv6Address>(size, MakeAddress))
    {
    }

    const void* Find(std::size_t i) const
    {
        return rows.IsBound(keys[i], CARE_OF) ? this : nullptr;
    }

    std::vector<Ipv6Address> keys; //!< in random order
};

/// Two addresses.
using Pair = std::pair<Ipv6Address, Ipv6Address>;

/// The hash of two addresses.
struct PairHash
{
    /// @return a pair's hash
    std::size_t operator()(const Pair& pair) const
    {
        return AddressHash()(pair.first) * 31 + AddressHash()(pair.second);
    }
};

/// @return a home address and its care-of address
Pair
MakePair(std::size_t number)
{
    return {MakeAddress(number), CARE_OF};
}

/// @return one
int
MakeCount(std::size_t /* number */)
{
    return 1;
}

/// Of home addresses with their care-of addresses.
using MapOfPairs = BareMap<Pair, MakePair, int, MakeCount, PairHash>;

/// @return a node with an IPv6 stack
Ptr<Node>
MakeHost()
{
    auto node = CreateObject<Node>();
    InternetStackHelper().Install(node);
    return node;
}

/// A correspondent's packets to mobile nodes, which go to their care-of addresses.
struct Paths
{
    explicit Paths(std::size_t size)
        : keys(MakeKeys<Ipv6Address>(size, MakeAddress)),
          node(MakeHost()),
          paths(CareOfPaths::Install(node))
    {
        for (std::size_t i = 0; i < size; ++i)
        {
            paths->SetDestination(OWN, MakeAddress(i), CARE_OF);
        }
    }

    ~Paths()
    {
        Simulator::Destroy();
    }

    const void* Find(std::size_t i) const
    {
        return table.Lookup(OWN, keys[i], FROM_SELF).entry;
    }

    std::vector<Ipv6Address> keys; //!< in random order
    Ptr<Node> node;                //!< the correspondent
    Ptr<CareOfPaths> paths;        //!< the subject
    const ForwardingTable& table{MobilityForwarding::InstallOnHost(node)->GetTable()}; //!< asked
};

/// The hash of two prefixes.
struct PrefixesHash
{
    /// @return a pair's hash
    std::size_t operator()(const std::pair<Prefix, Prefix>& pair) const
    {
        return PrefixHash()(pair.first) * 31 + PrefixHash()(pair.second);
    }
};

/// @return the pair by which the table knows a path
std::pair<Prefix, Prefix>
MakePathKey(std::size_t number)
{
    return {Prefix(OWN, 128), Prefix(MakeAddress(number), 128)};
}

/// @return a row of the table
ForwardingEntry
MakePathRow(std::size_t number)
{
    static const auto route = Create<Ipv6Route>();
    return {FROM_SELF,
            0,
            "mipv6-care-of",
            CareOfAction{OWN, MakeAddress(number), {Ipv6Address::GetAny(), CARE_OF}},
            route,
            false};
}

/// Of paths, and of as many to the same nodes whose source is open.
struct MapOfPaths : public BareMap<std::pair<Prefix, Prefix>,
                                   MakePathKey,
                                   ForwardingEntry,
                                   MakePathRow,
                                   PrefixesHash>
{
    explicit MapOfPaths(std::size_t size)
        : BareMap(size)
    {
        for (std::size_t i = 0; i < size; ++i)
        {
            map.emplace(std::make_pair(Prefix(Ipv6Address::GetAny(), 128), MakePathKey(i).second),
                        MakePathRow(i));
        }
    }
};

/// @return how packets to a mobile node go
ForwardingEntry
MakeHomeRoute(std::size_t)
{
    static const auto route = Create<Ipv6Route>();
    return {FROM_CORE, 0, "tunnel", TunnelAction{OWN, CARE_OF}, route, false};
}

/// An anchor that is a home agent too (RFC 6612, scenario A.2): each node has a prefix by Proxy
/// Mobile IPv6, and each second one a home address of it by Mobile IPv6, which goes first.
struct BesideRoutes
{
    explicit BesideRoutes(std::size_t size)
        : keys(MakeKeys<Ipv6Address>(size, MakeAddress))
    {
        for (std::size_t i = 0; i < size; ++i)
        {
            ForwardingMatch match;
            match.destination = MakePrefix(i);
            table.Set(match, TunnelAction{OWN, CARE_OF}, route);
            if (i % 2 == 0)
            {
                match.destination = Prefix(MakeAddress(i), 128);
                table.Set(match, TunnelAction{OWN, CARE_OF}, route);
            }
        }
    }

    const void* Find(std::size_t i) const
    {
        return table.Lookup(OWN, keys[i], FROM_CORE).entry;
    }

    std::vector<Ipv6Address> keys;             //!< in random order
    Ptr<Ipv6Route> route{Create<Ipv6Route>()}; //!< of all
    ForwardingTable table;                     //!< the subject
};

/// Two bare maps, of addresses and of prefixes, asked in that order.
struct MapsBeside
{
    explicit MapsBeside(std::size_t size)
        : prefixes(size)
    {
        for (std::size_t i = 0; i < size; i += 2)
        {
            addresses.emplace(Prefix(MakeAddress(i), 128), MakeHomeRoute(i));
        }
    }

    const void* Find(std::size_t i) const
    {
        const auto found = addresses.find(Prefix(prefixes.keys[i], 128));
        return found == addresses.end() ? prefixes.Find(i) : &found->second;
    }

    MapByPrefix<Ipv6Address, MakeAddress, ForwardingEntry, MakeHomeRoute> prefixes; //!< of all
    std::unordered_map<Prefix, ForwardingEntry, PrefixHash> addresses; //!< of each second
};

/// All that a home agent keeps of a mobile node that is away.
struct KeptHomeRows : public HomeRows
{
    explicit KeptHomeRows(std::size_t size)
        : HomeRows(size)
    {
        for (std::size_t i = 0; i < size; ++i)
        {
            ForwardingMatch match;
            match.destination = Prefix(MakeAddress(i), 128);
            table.Set(match, TunnelAction{OWN, CARE_OF}, route);
        }
    }

    Ptr<Ipv6Route> route{Create<Ipv6Route>()}; //!< of all
    ForwardingTable table;                     //!< how packets go
};

/// All that a correspondent keeps of a mobile node.
struct KeptPeerRows
{
    explicit KeptPeerRows(std::size_t size)
        : rows(size),
          paths(size)
    {
    }

    PeerRows rows; //!< what is known
    Paths paths;   //!< how packets go
};

/// Register a benchmark of memory.
template <class T>
void
RegisterMemory(const char* name)
{
    benchmark::RegisterBenchmark(name, Keep<T>)
        ->Arg(100000)
        ->Iterations(1)
        ->Unit(benchmark::kMillisecond);
}

} // namespace

void
RegisterMobileIpv6()
{
    RegisterPair<HomeRowsByAddress, MapOfHomeRows>("HomeBindings");
    RegisterPair<PeerRowsByKey, MapOfPeerRows>("CorrespondentBindings");
    RegisterPair<PeerCheck, MapOfPairs>("HomeAddressCheck");
    RegisterPair<Paths, MapOfPaths>("CareOfPaths", 100000); // MaxBindings is less.
    RegisterPair<BesideRoutes, MapsBeside>("BesideForwardingTable");
    RegisterMemory<KeptHomeRows>("HomeBindingMemory");
    RegisterMemory<KeptPeerRows>("CorrespondentBindingMemory");
}

} // namespace bench
} // namespace pmipv6
} // namespace ns3
