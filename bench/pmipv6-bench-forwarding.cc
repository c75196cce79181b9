/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-bench-domain.h"
#include "pmipv6-bench.h"

namespace ns3
{
namespace pmipv6
{
namespace bench
{

namespace
{

constexpr std::size_t PACKETS = 1000;  //!< sent in a row
constexpr double HOPS = 2;             //!< anchor and gateway
constexpr std::size_t NEWCOMERS = 100; //!< that register in a row

/// A domain with bindings, none of them used for packets yet; plain routing has none.
struct Bindings
{
    explicit Bindings(std::size_t size)
        : domain(size > 0),
          count(size)
    {
        domain.AddNodes(size);
        isReady = size == 0 || domain.Register(0, size);
        domain.AddNodes(size > 0 ? NEWCOMERS : 0);
    }

    Domain domain;     //!< what is measured
    std::size_t count; //!< how many nodes are registered
    bool isReady;      //!< all are
};

/// Time a packet through anchor and gateway.
void
Forward(benchmark::State& state, std::size_t bindings, bool isDown)
{
    auto& subject = Prepare<Bindings>(bindings);
    if (!subject.isReady)
    {
        Fail(state, "not all nodes are registered");
        return;
    }
    while (state.KeepRunningBatch(PACKETS))
    {
        if (!(isDown ? subject.domain.SendDown(PACKETS) : subject.domain.SendUp(PACKETS)))
        {
            Fail(state, "packets are lost");
            break;
        }
    }
    state.counters["packet_hop_s"] = benchmark::Counter(
        HOPS,
        benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

/// Time a registration where there are many.
void
Register(benchmark::State& state)
{
    auto& subject = Prepare<Bindings>(static_cast<std::size_t>(state.range(0)));
    if (!subject.isReady)
    {
        Fail(state, "not all nodes are registered");
        return;
    }
    while (state.KeepRunningBatch(NEWCOMERS))
    {
        if (!subject.domain.Register(subject.count, NEWCOMERS))
        {
            Fail(state, "not all nodes are registered");
            break;
        }
        state.PauseTiming();
        subject.domain.Deregister(subject.count, NEWCOMERS);
        state.ResumeTiming();
    }
}

} // namespace

void
RegisterForwarding()
{
    const auto add = [](const char* name, std::size_t bindings, bool isDown) {
        benchmark::RegisterBenchmark(name, [bindings, isDown](benchmark::State& state) {
            Forward(state, bindings, isDown);
        });
    };
    add("Downlink", 1, true);
    add("Downlink_reference", 0, true);
    add("Uplink", 1, false);
    add("Uplink_reference", 0, false);
}

void
RegisterBindings()
{
    const auto forward = [](benchmark::State& state) {
        Forward(state, static_cast<std::size_t>(state.range(0)), true);
    };
    for (const int64_t size : {100, 100000})
    {
        benchmark::RegisterBenchmark("ForwardingAtBindings", forward)->Arg(size);
        benchmark::RegisterBenchmark("RegistrationAtBindings", Register)->Arg(size);
    }
}

} // namespace bench
} // namespace pmipv6
} // namespace ns3
