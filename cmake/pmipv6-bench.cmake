# SPDX-License-Identifier: GPL-2.0-only
#
# The benchmarks, one program; built when asked for, and with the tests where the library is there.

if(PMIPV6_BENCH)
  find_package(benchmark REQUIRED)
else()
  find_package(benchmark QUIET)
endif()
if(NOT benchmark_FOUND)
  message(STATUS "Google Benchmark is missing: the benchmarks are not built.")
  return()
endif()

add_executable(pmipv6-bench ${pmipv6_bench_sources})
target_link_libraries(pmipv6-bench PRIVATE pmipv6 benchmark::benchmark)

# Not to measure, only to see each kind of benchmark work.
if(PMIPV6_TESTS)
  add_test(NAME pmipv6-bench-works
           COMMAND pmipv6-bench --benchmark_min_time=0.001
                   "--benchmark_filter=(Update|link)(_reference)?$|/(10|100)$"
  )
  pmipv6_label(bench pmipv6-bench-works)
endif()
