/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_BENCH_H
#define PMIPV6_BENCH_H

#include <benchmark/benchmark.h>
#include <cstdint>
#include <memory>
#include <random>
#include <string>

/**
 * @file
 * What the benchmarks share. A benchmark over sizes is named NAME/SIZE, the twin that it is
 * measured against NAME_reference; a twin runs right after its benchmark, on the same machine in
 * the same mood.
 */

namespace ns3
{
namespace pmipv6
{
namespace bench
{

/// @name Each file's benchmarks, made known to the library
/// @{
void RegisterWire();
void RegisterTables();
void RegisterSessions();
void RegisterRecords();
void RegisterMobileIpv6();
void RegisterForwarding();
void RegisterBindings();
void RegisterNodes();
/// @}

/**
 * A benchmark measures something else than it says: it ends with an error, and so does the program.
 *
 * @param state of the benchmark
 * @param fault what is wrong
 */
void Fail(benchmark::State& state, const std::string& fault);

/// @return true if Fail was called
bool HasFailed();

/**
 * What a benchmark works on. The library calls a benchmark several times to find a number of
 * iterations, and what is large is not to be made again each time. At most one is kept.
 *
 * @tparam T the subject, constructed from a size
 * @param size its size
 * @return the subject of that size
 */
template <class T>
T& Prepare(std::size_t size);

/// Let go of the subject that is kept.
void Discard();

/// @return octets of memory in use
double GetMemory();

/// @return random numbers, the same at each run
inline std::mt19937
MakeRandom()
{
    return std::mt19937(20080801); // RFC 5213 is of August 2008.
}

/// The subject that is kept, and which it is.
struct Prepared
{
    std::shared_ptr<void> subject; //!< the subject
    const void* kind{nullptr};     //!< tells its type
    std::size_t size{0};           //!< its size
};

/// @return the one subject that is kept
Prepared& GetPrepared();

template <class T>
T&
Prepare(std::size_t size)
{
    static const char kind{};
    Prepared& prepared = GetPrepared();
    if (prepared.kind != &kind || prepared.size != size)
    {
        Discard();
        prepared = {std::make_shared<T>(size), &kind, size};
    }
    return *static_cast<T*>(prepared.subject.get());
}

} // namespace bench
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_BENCH_H
