# SPDX-License-Identifier: GPL-2.0-only
#
# The build against an installed ns-3: the library, the example programs, the tests, the fuzzers,
# the benchmarks.

# As a subfolder of another project (add_subdirectory): the library alone.
string(COMPARE EQUAL ${CMAKE_SOURCE_DIR} ${PROJECT_SOURCE_DIR} pmipv6_is_top)

option(PMIPV6_TESTS "Build the tests" ${pmipv6_is_top})
option(PMIPV6_BENCH "Build the benchmarks (needs Google Benchmark)" OFF)
option(PMIPV6_FUZZ "Build only the library and the fuzzers (needs clang)" OFF)
option(PMIPV6_SANITIZE "Build with the address and undefined behaviour sanitizers" OFF)
option(PMIPV6_WERROR "Treat warnings as errors" ON)
option(PMIPV6_UNITY "Compile several files of the module at once, which takes less time" ON)

# Optimized, and without debug information, which takes a third of the compiler's time; for a
# debugger: -DCMAKE_BUILD_TYPE=RelWithDebInfo.
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Kind of build" FORCE)
  set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG" CACHE STRING "Flags of that kind" FORCE)
endif()
set(CMAKE_CXX_STANDARD 17)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
set(CMAKE_LIBRARY_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/lib)

# Paths within the checkout are made relative, so that ccache serves every checkout of a machine.
find_program(PMIPV6_CCACHE ccache)
if(PMIPV6_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER env CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1
                                  ${PMIPV6_CCACHE}
  )
  add_compile_options("-fdebug-prefix-map=${PROJECT_SOURCE_DIR}=.")
endif()

add_compile_options(-Wall -Wextra -Wpedantic $<$<BOOL:${PMIPV6_WERROR}>:-Werror>)
# The layout of some of ns-3's classes depends on these: every target needs what ns-3 was built with.
add_compile_definitions(NS3_LOG_ENABLE NS3_ASSERT_ENABLE)

if(PMIPV6_FUZZ)
  if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    message(FATAL_ERROR "PMIPV6_FUZZ needs clang: -DCMAKE_CXX_COMPILER=clang++ in a new folder.")
  endif()
  set(pmipv6_instrumentation -fsanitize=fuzzer-no-link,address,undefined)
elseif(PMIPV6_SANITIZE)
  # -O1 is enough for checks, and takes two thirds of the compiler's time. With the checks in it g++ 12
  # takes a part of std::regex for uninitialized.
  set(pmipv6_instrumentation -fsanitize=address,undefined -O1 -Wno-maybe-uninitialized)
endif()
if(pmipv6_instrumentation)
  add_compile_options(
    ${pmipv6_instrumentation} -fno-sanitize-recover=all -fno-omit-frame-pointer
  )
  add_link_options(${pmipv6_instrumentation})
endif()

# ns-3's programs find a module's headers as ns3/NAME: a folder of links serves here.
set(pmipv6_links ${PROJECT_BINARY_DIR}/include/ns3)
file(MAKE_DIRECTORY ${pmipv6_links})
file(GLOB stale_links RELATIVE ${pmipv6_links} ${pmipv6_links}/*)
foreach(header IN LISTS pmipv6_headers)
  get_filename_component(name ${header} NAME)
  list(REMOVE_ITEM stale_links ${name})
  file(CREATE_LINK ${PROJECT_SOURCE_DIR}/${header} ${pmipv6_links}/${name} SYMBOLIC)
endforeach()
foreach(name IN LISTS stale_links)
  file(REMOVE ${pmipv6_links}/${name})
endforeach()

# pmipv6_unite(TARGET): compiles several of its files at once, as ns-3's headers are most of what a
# file costs. Each file that logs has a log component, which ns-3 knows by one name: here by one a
# file.
function(pmipv6_unite target)
  if(PMIPV6_UNITY AND NOT CMAKE_VERSION VERSION_LESS 3.20)
    # What is not built everywhere is by itself, so that the others are united alike everywhere.
    get_target_property(alone ${target} SOURCES)
    list(FILTER alone INCLUDE REGEX "/pmipv6-((experiment-)?lte-|experiment-flow-monitor|keyed-hash)")
    set_source_files_properties(${alone} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
    set_target_properties(
      ${target}
      PROPERTIES UNITY_BUILD ON
                 UNITY_BUILD_BATCH_SIZE 8
                 UNITY_BUILD_UNIQUE_ID PMIPV6_FILE
                 UNITY_BUILD_CODE_BEFORE_INCLUDE "#undef g_log\n#define g_log PMIPV6_FILE\n"
    )
  endif()
endfunction()

# Shared, so that every class is there for ns-3's attributes whether or not a program names it.
add_library(pmipv6 SHARED ${pmipv6_sources})
set_target_properties(pmipv6 PROPERTIES LINKER_LANGUAGE CXX)
pmipv6_unite(pmipv6)
target_include_directories(
  pmipv6 PRIVATE ${pmipv6_folders}
  INTERFACE $<BUILD_INTERFACE:${PROJECT_BINARY_DIR}/include> $<INSTALL_INTERFACE:include>
)
# For those who use the library from elsewhere, see above.
target_compile_definitions(pmipv6 INTERFACE NS3_LOG_ENABLE NS3_ASSERT_ENABLE)
target_compile_features(pmipv6 PUBLIC cxx_std_17)
add_library(pmipv6::pmipv6 ALIAS pmipv6)
target_link_libraries(
  pmipv6 PUBLIC ${pmipv6_modules} Boost::headers PRIVATE nlohmann_json::nlohmann_json
                                                         ${pmipv6_gcrypt}
)
target_link_options(pmipv6 INTERFACE LINKER:--no-as-needed)
# Nobody puts another function in the place of one of the library: its calls of itself need not ask
# where a function is, and those of ns-3 ask without a detour. A registration, which calls many
# functions once, takes a sixth less time.
target_compile_options(pmipv6 PRIVATE -fno-semantic-interposition -fno-plt)
target_link_options(pmipv6 PRIVATE LINKER:-Bsymbolic-functions)

if(PMIPV6_FUZZ)
  add_library(pmipv6-fuzz-bench STATIC ${pmipv6_fuzz_bench})
  target_link_libraries(pmipv6-fuzz-bench PRIVATE pmipv6)
  foreach(source IN LISTS pmipv6_fuzzers)
    get_filename_component(fuzzer ${source} NAME_WE)
    add_executable(${fuzzer} ${source})
    if(NOT fuzzer STREQUAL pmipv6-fuzz-codec)
      target_sources(${fuzzer} PRIVATE ${pmipv6_fuzz_mutator})
    endif()
    target_link_libraries(${fuzzer} PRIVATE pmipv6-fuzz-bench pmipv6)
    target_link_options(${fuzzer} PRIVATE -fsanitize=fuzzer)
  endforeach()
  return()
endif()

include(cmake/pmipv6-package.cmake)
if(NOT pmipv6_is_top)
  return()
endif()

add_subdirectory(examples)

if(PMIPV6_TESTS)
  enable_testing()
  include(cmake/pmipv6-tests.cmake)
endif()
include(cmake/pmipv6-reference.cmake)

if(PMIPV6_BENCH OR PMIPV6_TESTS)
  include(cmake/pmipv6-bench.cmake)
endif()
