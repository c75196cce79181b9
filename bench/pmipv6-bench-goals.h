/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_BENCH_GOALS_H
#define PMIPV6_BENCH_GOALS_H

#include <benchmark/benchmark.h>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{
namespace bench
{

/// Octets of memory for each node or binding, a counter of the benchmarks of memory.
extern const char* const OCTETS_EACH;

/**
 * Shows each result as it comes and, at the end, what the module should reach beside what was
 * measured. Repetitions of a benchmark count by their fastest.
 */
class GoalReporter : public benchmark::ConsoleReporter
{
  public:
    GoalReporter();
    void ReportRuns(const std::vector<Run>& reports) override;
    void Finalize() override;

  private:
    /**
     * @param name a benchmark
     * @param isMemory its memory, else its CPU time
     * @return octets each, or nanoseconds; nothing if it was not run
     */
    std::optional<double> Get(const std::string& name, bool isMemory) const;

    std::map<std::string, double> m_times;  //!< CPU time in ns
    std::map<std::string, double> m_octets; //!< memory for each
};

} // namespace bench
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_BENCH_GOALS_H
