/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * The benchmarks of the module: what it costs beside a bare container or ns-3's plain routing.
 * Takes the options of Google Benchmark; `--benchmark_list_tests` names the benchmarks.
 * doc/performance.md says what each measures and should reach.
 */

#include "pmipv6-bench.h"

#include "pmipv6-bench-goals.h"

#include <malloc.h>

namespace ns3
{
namespace pmipv6
{
namespace bench
{

namespace
{

bool g_failed = false; //!< a benchmark has failed

} // namespace

void
Fail(benchmark::State& state, const std::string& fault)
{
    g_failed = true;
    state.SkipWithError(fault.c_str());
}

bool
HasFailed()
{
    return g_failed;
}

Prepared&
GetPrepared()
{
    static Prepared prepared;
    return prepared;
}

double
GetMemory()
{
    const auto info = mallinfo2();
    return static_cast<double>(info.uordblks) + static_cast<double>(info.hblkhd);
}

void
Discard()
{
    GetPrepared() = Prepared();
}

} // namespace bench
} // namespace pmipv6
} // namespace ns3

int
main(int argc, char* argv[])
{
    using namespace ns3::pmipv6::bench;
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv))
    {
        return 2;
    }
    RegisterWire();
    RegisterTables();
    RegisterSessions();
    RegisterRecords();
    RegisterMobileIpv6();
    RegisterForwarding();
    RegisterBindings();
    RegisterNodes();
    GoalReporter reporter;
    benchmark::RunSpecifiedBenchmarks(&reporter);
    Discard();
    return HasFailed() ? 1 : 0;
}
