# SPDX-License-Identifier: GPL-2.0-only
#
# The files of the module, its test suites and its example programs, relative to the root folder.
# A file belongs to the build by its place and name; nothing else lists it.

function(pmipv6_glob result)
  set(files)
  foreach(pattern IN LISTS ARGN)
    file(GLOB found CONFIGURE_DEPENDS RELATIVE ${CMAKE_CURRENT_SOURCE_DIR}
         "${CMAKE_CURRENT_SOURCE_DIR}/${pattern}"
    )
    list(APPEND files ${found})
  endforeach()
  set(${result} ${files} PARENT_SCOPE)
endfunction()

pmipv6_glob(pmipv6_sources model/*/*.cc helper/*.cc)
pmipv6_glob(pmipv6_headers model/*/*.h helper/*.h)
pmipv6_glob(pmipv6_test_sources test/*/pmipv6-*-test-suite.cc test/fixtures/pmipv6-*.cc)
pmipv6_glob(pmipv6_timing_test_sources test/timing/*-test.cc)
pmipv6_glob(pmipv6_wire_test_sources test/wire/*-test.cc)
pmipv6_glob(pmipv6_wire_samples test/wire/*-samples.cc)
pmipv6_glob(pmipv6_binding_test_sources test/binding/*-test.cc)
pmipv6_glob(pmipv6_signaling_test_sources test/signaling/*-test.cc)
pmipv6_glob(pmipv6_helper_test_sources test/helper/*-test.cc)
pmipv6_glob(pmipv6_registration_test_sources test/registration/*-test.cc)
pmipv6_glob(pmipv6_monitor_test_sources test/monitor/*-test.cc)
pmipv6_glob(pmipv6_localized-routing_test_sources test/localized-routing/*-test.cc)
pmipv6_glob(pmipv6_epmip_test_sources test/epmip/*-test.cc)
pmipv6_glob(pmipv6_host_test_sources test/host/*-test.cc)
pmipv6_glob(pmipv6_dmm_test_sources test/dmm/*-test.cc)
pmipv6_glob(pmipv6_mipv6_test_sources test/mipv6/*-test.cc)
pmipv6_glob(pmipv6_mipv6_samples test/mipv6/*-samples.cc)
pmipv6_glob(pmipv6_lte_test_sources test/lte/*-test.cc)
pmipv6_glob(pmipv6_experiment_test_sources test/experiment/*-test.cc)
pmipv6_glob(pmipv6_reference_sources doc/reference/*.cc)
pmipv6_glob(pmipv6_reference_test_sources test/reference/*-test.cc)
pmipv6_glob(pmipv6_fuzzers test/fuzz/pmipv6-fuzz-*.cc)
pmipv6_glob(pmipv6_bench_sources bench/*.cc)
# What the roles' fuzzers share; and what only libFuzzer asks for.
set(pmipv6_fuzz_bench test/fuzz/pmipv6-role-bench.cc test/fuzz/pmipv6-attachment-bench.cc
                      test/fuzz/pmipv6-binding-bench.cc test/fuzz/pmipv6-script.cc
)
set(pmipv6_fuzz_mutator test/fuzz/pmipv6-script-mutator.cc)
pmipv6_glob(pmipv6_programs examples/pmipv6-*.cc)
pmipv6_glob(pmipv6_experiment_sources examples/experiment/*.cc examples/experiment/*/*.cc)
pmipv6_glob(pmipv6_flow_monitor_sources examples/flow-monitor/*.cc)

# What needs ns-3's LTE has it in its name, and is left out where ns-3 is without it.
if(NOT pmipv6_lte)
  foreach(list IN ITEMS sources headers test_sources lte_test_sources programs
                        experiment_sources flow_monitor_sources)
    list(FILTER pmipv6_${list} EXCLUDE REGEX "/pmipv6-(experiment-)?lte-")
  endforeach()
endif()

# The module's sources include each other's headers by plain name, as ns-3 flattens them.
set(pmipv6_folders)
set(pmipv6_header_names)
foreach(header IN LISTS pmipv6_headers)
  get_filename_component(folder ${header} DIRECTORY)
  get_filename_component(name ${header} NAME)
  list(APPEND pmipv6_folders "${CMAKE_CURRENT_SOURCE_DIR}/${folder}")
  if(name IN_LIST pmipv6_header_names)
    message(FATAL_ERROR "Two headers are named ${name}: ns-3 puts all headers into one folder.")
  endif()
  list(APPEND pmipv6_header_names ${name})
endforeach()
list(REMOVE_DUPLICATES pmipv6_folders)
