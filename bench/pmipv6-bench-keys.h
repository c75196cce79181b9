/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_BENCH_KEYS_H
#define PMIPV6_BENCH_KEYS_H

#include "pmipv6-bench-goals.h"
#include "pmipv6-bench.h"

#include "ns3/pmipv6-link-layer-address.h"
#include "ns3/pmipv6-prefix.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <unordered_map>
#include <vector>

/**
 * @file
 * What the benchmarks of tables ask for, a bare map to measure them against, and how they are
 * measured.
 */

namespace ns3
{
namespace pmipv6
{
namespace bench
{

/// @return the numbers below a size, shuffled: the order in which keys are asked for
inline std::vector<std::size_t>
MakeOrder(std::size_t size)
{
    std::vector<std::size_t> order(size);
    std::iota(order.begin(), order.end(), 0);
    auto random = MakeRandom();
    std::shuffle(order.begin(), order.end(), random);
    return order;
}

/// @return home network prefix of a mobile node
inline Prefix
MakePrefix(std::size_t number)
{
    uint8_t octets[16] = {0xfd, 0};
    for (int i = 0; i < 4; ++i)
    {
        octets[4 + i] = static_cast<uint8_t>(number >> (24 - 8 * i));
    }
    return Prefix(Ipv6Address(octets), 64);
}

/// @return an address of a mobile node
inline Ipv6Address
MakeAddress(std::size_t number)
{
    uint8_t octets[16];
    MakePrefix(number).GetAddress().GetBytes(octets);
    octets[8] = 2;
    octets[15] = 1;
    return Ipv6Address(octets);
}

/// @return MN-Identifier of a mobile node
inline std::string
MakeIdentifier(std::size_t number)
{
    return "mn" + std::to_string(number) + "@example.org";
}

/// @return link-layer identifier of a mobile node
inline LinkLayerAddress
MakeLinkLayer(std::size_t number)
{
    uint8_t octets[6] = {};
    for (int i = 0; i < 4; ++i)
    {
        octets[2 + i] = static_cast<uint8_t>(number >> (24 - 8 * i));
    }
    return {octets, sizeof(octets)};
}

/// Keys of one kind in the order in which they are asked for.
template <class K, class F>
std::vector<K>
MakeKeys(std::size_t size, F make)
{
    std::vector<K> keys;
    keys.reserve(size);
    for (const std::size_t number : MakeOrder(size))
    {
        keys.push_back(make(number));
    }
    return keys;
}

/// @return the prefix by which a bare map knows a key
inline const Prefix&
ToPrefix(const Prefix& prefix)
{
    return prefix;
}

/// @return the same of an address of a mobile node
inline Prefix
ToPrefix(const Ipv6Address& address)
{
    return Prefix(address, 64);
}

/**
 * A bare map of the same keys.
 *
 * @tparam Key by what
 * @tparam MAKE_KEY makes one
 * @tparam Value of what
 * @tparam MAKE makes one
 * @tparam Hash the subject's
 */
template <class Key,
          Key (*MAKE_KEY)(std::size_t),
          class Value,
          Value (*MAKE)(std::size_t),
          class Hash>
struct BareMap
{
    explicit BareMap(std::size_t size)
        : keys(MakeKeys<Key>(size, MAKE_KEY))
    {
        for (std::size_t i = 0; i < size; ++i)
        {
            map.emplace(MAKE_KEY(i), MAKE(i));
        }
    }

    const void* Find(std::size_t i) const
    {
        const auto found = map.find(keys[i]);
        return found == map.end() ? nullptr : &found->second;
    }

    std::vector<Key> keys;                    //!< in random order
    std::unordered_map<Key, Value, Hash> map; //!< reference
};

/// A bare map of the same prefixes, found by keys of a kind.
template <class Key, Key (*MAKE_KEY)(std::size_t), class Value, Value (*MAKE)(std::size_t)>
struct MapByPrefix
{
    explicit MapByPrefix(std::size_t size)
        : keys(MakeKeys<Key>(size, MAKE_KEY))
    {
        for (std::size_t i = 0; i < size; ++i)
        {
            map.emplace(MakePrefix(i), MAKE(i));
        }
    }

    const void* Find(std::size_t i) const
    {
        const auto found = map.find(ToPrefix(keys[i]));
        return found == map.end() ? nullptr : &found->second;
    }

    std::vector<Key> keys;                             //!< in random order
    std::unordered_map<Prefix, Value, PrefixHash> map; //!< reference
};

/// Measure lookups in a subject of the benchmark's size.
template <class T>
void
Look(benchmark::State& state)
{
    const auto size = static_cast<std::size_t>(state.range(0));
    const T& subject = Prepare<T>(size);
    std::size_t i = 0;
    std::size_t missed = 0;
    for (auto _ : state)
    {
        const void* found = subject.Find(i);
        missed += found == nullptr;
        benchmark::DoNotOptimize(found);
        i = i + 1 == size ? 0 : i + 1;
    }
    if (missed > 0)
    {
        Fail(state, "an entry is not found");
    }
}

/// Measure the memory of a subject of the benchmark's size.
template <class T>
void
Keep(benchmark::State& state)
{
    double octets = 0;
    for (auto _ : state)
    {
        Discard();
        const double before = GetMemory();
        const T kept(static_cast<std::size_t>(state.range(0)));
        octets = GetMemory() - before;
        benchmark::DoNotOptimize(&kept);
    }
    state.counters[OCTETS_EACH] = octets / static_cast<double>(state.range(0));
}

/// A benchmark and its reference at each size, up to the largest.
template <class Subject, class Reference>
void
RegisterPair(const std::string& name, int64_t largest = 1000000)
{
    for (const int64_t size : {10, 1000, 100000, 1000000})
    {
        if (size > largest)
        {
            break;
        }
        benchmark::RegisterBenchmark(name.c_str(), Look<Subject>)->Arg(size);
        benchmark::RegisterBenchmark((name + "_reference").c_str(), Look<Reference>)->Arg(size);
    }
}

} // namespace bench
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_BENCH_KEYS_H
