# SPDX-License-Identifier: GPL-2.0-only
#
# The tests of the build against an installed ns-3, all of them known to ctest, each by its kind
# (`ctest -L KIND`): unit, suite (of ns-3), fuzz (the corpora), example, package, manual, run (of the
# experiment program), capture, bench.

find_package(GTest REQUIRED)
set(pmipv6_test_output ${CMAKE_BINARY_DIR}/test-output)
file(MAKE_DIRECTORY ${pmipv6_test_output})

# What hangs is ended, s; with sanitizers all takes several times as long.
set(pmipv6_suite_timeout 600)
set(pmipv6_run_timeout 300)
if(PMIPV6_SANITIZE)
  set(pmipv6_suite_timeout 3600)
  set(pmipv6_run_timeout 3600)
endif()

# pmipv6_label(KIND TEST..)
function(pmipv6_label kind)
  set_property(TEST ${ARGN} APPEND PROPERTY LABELS ${kind})
endfunction()

# pmipv6_quick_to_compile(TARGET): with sanitizers the optimization of tests costs more than it saves.
function(pmipv6_quick_to_compile target)
  if(PMIPV6_SANITIZE)
    target_compile_options(${target} PRIVATE -O0)
  endif()
endfunction()

# ns-3 test suites: one test each, by the names that the runner lists once it is built.
add_executable(pmipv6-test-runner test/pmipv6-test-runner.cc ${pmipv6_test_sources})
target_link_libraries(
  pmipv6-test-runner PRIVATE pmipv6 nlohmann_json::nlohmann_json
)
pmipv6_quick_to_compile(pmipv6-test-runner)
set(pmipv6_suites ${CMAKE_BINARY_DIR}/pmipv6-test-suites.cmake)
add_custom_command(
  TARGET pmipv6-test-runner
  POST_BUILD
  COMMAND
    ${CMAKE_COMMAND} -D RUNNER=$<TARGET_FILE:pmipv6-test-runner> -D OUTPUT=${pmipv6_suites} -D
    FOLDER=${pmipv6_test_output} -D TIMEOUT=${pmipv6_suite_timeout} -P
    ${CMAKE_SOURCE_DIR}/cmake/pmipv6-list-test-suites.cmake
  BYPRODUCTS ${pmipv6_suites}
  VERBATIM
)
file(
  WRITE ${CMAKE_BINARY_DIR}/pmipv6-test-suites-if-built.cmake
  "if(EXISTS [==[${pmipv6_suites}]==])\n  include([==[${pmipv6_suites}]==])\nelse()\n"
  "  add_test(pmipv6-test-runner-is-not-built pmipv6-test-runner-is-not-built)\nendif()\n"
)
set_property(
  DIRECTORY APPEND PROPERTY TEST_INCLUDE_FILES
                            ${CMAKE_BINARY_DIR}/pmipv6-test-suites-if-built.cmake
)

# GoogleTest: one test a program.
foreach(room timing wire binding signaling registration monitor localized-routing epmip dmm host lte
        mipv6 helper
)
  if(pmipv6_${room}_test_sources)
    add_executable(pmipv6-${room}-test ${pmipv6_${room}_test_sources})
    target_link_libraries(pmipv6-${room}-test PRIVATE pmipv6 GTest::gtest_main)
    pmipv6_quick_to_compile(pmipv6-${room}-test)
    add_test(NAME pmipv6-${room} COMMAND pmipv6-${room}-test
             WORKING_DIRECTORY ${pmipv6_test_output}
    )
    set_tests_properties(
      pmipv6-${room} PROPERTIES ENVIRONMENT "PMIPV6_SOURCE=${CMAKE_SOURCE_DIR}"
    )
    pmipv6_label(unit pmipv6-${room})
  endif()
endforeach()

if(pmipv6_experiment_test_sources)
  add_executable(
    pmipv6-experiment-test ${pmipv6_experiment_test_sources}
                           $<TARGET_OBJECTS:pmipv6-experiment-parts>
  )
  target_include_directories(pmipv6-experiment-test PRIVATE examples/experiment)
  pmipv6_unite(pmipv6-experiment-test)
  pmipv6_quick_to_compile(pmipv6-experiment-test)
  target_link_libraries(
    pmipv6-experiment-test PRIVATE pmipv6 GTest::gtest_main nlohmann_json::nlohmann_json
                                   ${libflow-monitor}
  )
  add_test(NAME pmipv6-experiment-parts COMMAND pmipv6-experiment-test
           WORKING_DIRECTORY ${pmipv6_test_output}
  )
  set_tests_properties(
    pmipv6-experiment-parts PROPERTIES ENVIRONMENT "PMIPV6_SOURCE=${CMAKE_SOURCE_DIR}"
  )
  pmipv6_label(unit pmipv6-experiment-parts)
endif()

# The fuzzers' corpora, without libFuzzer: what they once reached must not break. Their seeds are
# what this program writes.
add_library(pmipv6-fuzz-bench STATIC EXCLUDE_FROM_ALL ${pmipv6_fuzz_bench})
target_link_libraries(pmipv6-fuzz-bench PRIVATE pmipv6)
foreach(source IN LISTS pmipv6_fuzzers)
  get_filename_component(fuzzer ${source} NAME_WE)
  string(REPLACE pmipv6-fuzz- "" name ${fuzzer})
  add_executable(${fuzzer}-corpus ${source} test/fuzz/pmipv6-corpus-runner.cc)
  target_link_libraries(${fuzzer}-corpus PRIVATE pmipv6-fuzz-bench pmipv6)
  add_test(NAME ${fuzzer}-corpus
           COMMAND ${fuzzer}-corpus ${CMAKE_SOURCE_DIR}/test/fuzz/corpus-${name}
  )
  pmipv6_label(fuzz ${fuzzer}-corpus)
endforeach()
add_executable(
  pmipv6-make-seeds
  test/fuzz/pmipv6-make-seeds.cc test/fuzz/pmipv6-area-seeds.cc test/fuzz/pmipv6-dmm-seeds.cc
  test/fuzz/pmipv6-epmip-seeds.cc test/fuzz/pmipv6-mipv6-seeds.cc
)
target_link_libraries(pmipv6-make-seeds PRIVATE pmipv6-fuzz-bench pmipv6)

# The example of a policy file: at 4.5 s all have moved but for the last one, which may not.
string(
  CONCAT pmipv6_policy_output
         "4.5s several[^\n]*:01 through fd00:c::3( fd00:1:0:1[12]:0:ff:fe00:1)( fd00[^ ]*:1)\n"
         "[^\n]*two[^\n]*:02 through fd00:c::3 fd00:1:0:21:0:ff:fe00:2\n"
         "[^\n]*two[^\n]*:03 through fd00:c::3( fd00:1:0:2[23]:0:ff:fe00:3)( fd00[^ ]*:3)\n"
         "[^\n]*one[^\n]*:04 through fd00:c::2 fd00:1:0:31:0:ff:fe00:4\n"
)
# It finds its file from the module's folder: ns-3's CommandLine takes no value with a blank.
add_test(NAME pmipv6-policy-file COMMAND pmipv6-policy-file WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
set_tests_properties(
  pmipv6-policy-file PROPERTIES PASS_REGULAR_EXPRESSION "${pmipv6_policy_output}"
)
pmipv6_label(example pmipv6-policy-file)

# The example of an anchor's restart: the node is back after two delays, the link fails and is mended.
string(
  CONCAT pmipv6_restart_output
         "5.01s mag: fd00:c::1 has restarted, counter 1\n.*5.0[0-9]*s lma: .*none > registered"
         ".*mag: fd00:c::1 is not reachable\n.*mag: fd00:c::1 is reachable again\n"
)
add_test(NAME pmipv6-anchor-restart COMMAND pmipv6-anchor-restart)
set_tests_properties(
  pmipv6-anchor-restart PROPERTIES PASS_REGULAR_EXPRESSION "${pmipv6_restart_output}"
)
pmipv6_label(example pmipv6-anchor-restart)

# The example of ePMIP: past the anchors, through the old gateway, past it.
string(
  CONCAT pmipv6_epmip_output
         "mn > cn by mag1 lma1 lma2 mag2\n.*cn > mn by mag2 mag1\n.*mag3 > mag1 Pbci, move\n"
         ".*mag1 > mag2 Pbci, move\n.*cn > mn by mag2 mag1 mag3\n.*cn > mn by mag2 mag3\n"
)
add_test(NAME pmipv6-epmip-handover COMMAND pmipv6-epmip-handover)
set_tests_properties(
  pmipv6-epmip-handover PROPERTIES PASS_REGULAR_EXPRESSION "${pmipv6_epmip_output}"
)
pmipv6_label(example pmipv6-epmip-handover)

# Its other one: by the anchor first, then by the router alone, before and after the handover.
string(
  CONCAT pmipv6_fixed_output
         "mag1 > lmf Pbqr, query\n.*there and back by mag1 lma router router lma mag1\n"
         ".*there and back by mag1 router router mag1\n.*mag1 > router Pbci, move\n"
         ".*there and back by mag2 router router mag2\n"
)
add_test(NAME pmipv6-epmip-fixed-node COMMAND pmipv6-epmip-fixed-node)
set_tests_properties(
  pmipv6-epmip-fixed-node PROPERTIES PASS_REGULAR_EXPRESSION "${pmipv6_fixed_output}"
)
pmipv6_label(example pmipv6-epmip-fixed-node)

# That with the functions in anchors: the claim, who is told, and the way before and after.
string(
  CONCAT pmipv6_area_output
         "lma1 > lmf Pbqr, query\n.*there and back by mag1 lma1 border border lma1 mag1\n"
         ".*lma2 > lmf LocationUpdate, claim\n.*lma2 > lma1 Pbci, move\n"
         ".*lma1 > border Pbci, move\n.*there and back by mag2 lma2 border border lma2 mag2\n"
)
add_test(NAME pmipv6-epmip-area COMMAND pmipv6-epmip-area)
set_tests_properties(
  pmipv6-epmip-area PROPERTIES PASS_REGULAR_EXPRESSION "${pmipv6_area_output}"
)
pmipv6_label(example pmipv6-epmip-area)

# The example of RFC 8885: the first flow by its MAAR and through the tunnel, the second one straight.
string(
  CONCAT pmipv6_dmm_output
         "3016.00 ms  first flow by maar1 cn maar1\n"
         ".*5010.00 ms  cmd > maar1 ProxyBindingUpdate, move\n"
         ".*5053.00 ms  first flow by maar2 maar1 cn maar1 maar2\n"
         " +6016.00 ms  second flow by maar2 cn maar2\n"
)
add_test(NAME pmipv6-dmm-handover COMMAND pmipv6-dmm-handover)
set_tests_properties(
  pmipv6-dmm-handover PROPERTIES PASS_REGULAR_EXPRESSION "${pmipv6_dmm_output}"
)
pmipv6_label(example pmipv6-dmm-handover)

# The example of Mobile IPv6: two detections at first, one after the move, and both ways by the agent.
string(
  CONCAT pmipv6_mobile_ipv6_output
         "2002 ms  mn sends BindingUpdate of 96 octets\n"
         "3014 ms  agent sends BindingAcknowledgement of 80 octets\n.*"
         "6002 ms  mn sends BindingUpdate of 96 octets\n"
         "6014 ms  agent sends BindingAcknowledgement of 80 octets\n.*"
         "6034 ms  cn hears from fd00:1:0:1:200:ff:fe00:[0-9a-f]+, after 1040 ms without a packet\n"
)
add_test(NAME pmipv6-mobile-ipv6 COMMAND pmipv6-mobile-ipv6)
set_tests_properties(
  pmipv6-mobile-ipv6 PROPERTIES PASS_REGULAR_EXPRESSION "${pmipv6_mobile_ipv6_output}"
)
pmipv6_label(example pmipv6-mobile-ipv6)

# The example of route optimization: by the agent, then straight; after the move the uplink by the agent
# until the correspondent has answered; and what is lost, beside the closed forms. Not without libgcrypt.
string(
  CONCAT pmipv6_route_optimization_output
         "4000 ms  packets to cn take 64 ms from here on\n.*"
         "4139 ms  packets to mn take 10 ms from here on\n.*"
         "7150 ms  packets to cn take 10 ms from here on\n"
         "to cn 1052 are lost; the closed form has 1052\n"
         "to mn 1200 are lost; the closed form has 1200, by the agent alone 1116\n"
)
if(pmipv6_gcrypt)
  add_test(NAME pmipv6-route-optimization COMMAND pmipv6-route-optimization)
  set_tests_properties(
    pmipv6-route-optimization PROPERTIES PASS_REGULAR_EXPRESSION
                                         "${pmipv6_route_optimization_output}"
  )
  pmipv6_label(example pmipv6-route-optimization)
endif()

# The examples of RFC 6612: all messages of each move, in order, and what is lost beside the closed
# forms. A semicolon would end an expression; there is a dot in its place.
function(pmipv6_rfc6612_test name example output)
  add_test(NAME pmipv6-rfc6612-${name} COMMAND pmipv6-rfc6612-${example} ${ARGN})
  set_tests_properties(pmipv6-rfc6612-${name} PROPERTIES PASS_REGULAR_EXPRESSION "${output}")
  pmipv6_label(example pmipv6-rfc6612-${name})
endfunction()
string(
  CONCAT
    pmipv6_rfc6612_within
    "[+]6s  mn1 attaches to mag3. closed forms: 21 packets are lost, the next one comes after 20 ms\n"
    "  [+]0 ms  mag3 sends ProxyBindingUpdate\n  [+]9 ms  lma1 sends ProxyBindingAcknowledgement\n"
    "  [+]20 ms  21 packets are lost, the next one is here\n[+]9s  mn1 attaches to mag2. "
)
string(
  CONCAT
    pmipv6_rfc6612_output
    "${pmipv6_rfc6612_within}closed forms: 1085 packets are lost, the next one comes after 1086 ms\n"
    "  [+]0 ms  mag2 sends ProxyBindingUpdate\n  [+]8 ms  lma2 sends ProxyBindingAcknowledgement\n"
    "  [+]1018 ms  mn1 sends BindingUpdate\n  [+]1052 ms  home1 sends BindingAcknowledgement\n"
    "  [+]1086 ms  1085 packets are lost, the next one is here\n$"
)
pmipv6_rfc6612_test(hierarchy hierarchy "${pmipv6_rfc6612_output}")
string(
  CONCAT
    pmipv6_rfc6612_output
    "${pmipv6_rfc6612_within}closed forms: 85 packets are lost, the next one comes after 86 ms\n"
    ".*  [+]18 ms  mn1 sends BindingUpdate\n.*  [+]86 ms  85 packets are lost, the next one is here\n$"
)
pmipv6_rfc6612_test(hierarchy-untested hierarchy "${pmipv6_rfc6612_output}" --dad=0)
pmipv6_rfc6612_test(
  hierarchy-usage hierarchy "allowed is --dad from 0 to 1500 ms" --dad=1501
)
string(
  CONCAT
    pmipv6_rfc6612_output
    "[+]5s  mn1 attaches to mag2. closed forms: 2029 packets are lost, the next one comes after 2032 ms\n"
    "  [+]1002 ms  mn1 sends BindingUpdate\n[^\n]*\n  [+]2017 ms  lma1 sends BindingAcknowledgement\n"
    " *entries: PMIPv6 by fd00:c::2:1, MIPv6 bound at fd00:9:0:2:[0-9a-f:]+\n"
    "  [+]2032 ms  2029 packets are lost, the next one is here\n"
    "[+]9s  mn1 attaches to mag3. closed forms: 46 packets are lost, the next one comes after 42 ms\n"
    "  [+]0 ms  mag3 sends ProxyBindingUpdate\n[^\n]*\n"
    "  [+]9 ms  lma1 sends ProxyBindingAcknowledgement\n"
    " *entries: PMIPv6 by fd00:c::2:3, MIPv6 bound at fd00:9:0:2:[0-9a-f:]+\n"
    "  [+]20 ms  mn1 sends BindingUpdate to end a binding\n[^\n]*\n"
    "  [+]31 ms  lma1 sends BindingAcknowledgement\n"
    " *entries: PMIPv6 by fd00:c::2:3, MIPv6 dead at fd00:9:0:2:[0-9a-f:]+\n"
    "  [+]42 ms  46 packets are lost, the next one is here\n0 packets are lost after that\n"
)
pmipv6_rfc6612_test(home-domain home-domain "${pmipv6_rfc6612_output}")
string(
  CONCAT
    pmipv6_rfc6612_output
    "  [+]1017 ms  lma1 sends BindingAcknowledgement\n"
    " *entries: PMIPv6 none, MIPv6 bound at fd00:9:0:2:[0-9a-f:]+\n.*"
    "  [+]9 ms  lma1 sends ProxyBindingAcknowledgement\n"
    " *entries: PMIPv6 by fd00:c::2:3, MIPv6 none\n.*"
    "  [+]31 ms  lma1 sends BindingAcknowledgement\n"
    " *entries: PMIPv6 none, MIPv6 none\n.*\n1979 packets are lost after that\n"
)
pmipv6_rfc6612_test(home-domain-merged home-domain "${pmipv6_rfc6612_output}" --merged)
string(
  CONCAT
    pmipv6_rfc6612_output
    "[+]5s  mn1 attaches to mag2. closed forms: 2060 packets are lost, the next one comes after 2078 ms\n"
    "  [+]0 ms  mag2 sends ProxyBindingUpdate\n  [+]8 ms  lma2 sends ProxyBindingAcknowledgement\n"
    "  [+]1018 ms  mn1 sends BindingUpdate\n  [+]2048 ms  lma1 sends BindingAcknowledgement\n"
    "  [+]2078 ms  2060 packets are lost, the next one is here\n"
    "[+]9s  mn1 attaches to mag4. closed forms: 17 packets are lost, the next one comes after 16 ms\n"
    "  [+]0 ms  mag4 sends ProxyBindingUpdate\n  [+]7 ms  lma2 sends ProxyBindingAcknowledgement\n"
    "  [+]16 ms  17 packets are lost, the next one is here\n"
    "to lma1 come packets with 0 octets.*lma2 [^0-9]*40 .*mag4 [^0-9]*80 .*mn1 [^0-9]*40 "
)
pmipv6_rfc6612_test(visited-domain visited-domain "${pmipv6_rfc6612_output}")
foreach(place IN ITEMS "together|lma1|1025|1013|1024|0" "apart|home1|1039|1020|1038|1")
  string(REPLACE "|" ";" place "${place}")
  list(GET place 0 name)
  list(GET place 1 agent)
  list(GET place 2 lost)
  list(GET place 3 answered)
  list(GET place 4 next)
  list(GET place 5 is_apart)
  string(
    CONCAT
      pmipv6_rfc6612_output
      "mn1, closed forms: 21 packets lost, the next after 20 ms\n"
      "mn2, closed forms: ${lost} packets lost, the next after ${next} ms\n"
      "[+] +0 ms  mag3 ProxyBindingUpdate\n[+] +9 ms  lma1 ProxyBindingAcknowledgement\n"
      "[+] +20 ms  21 packets lost, the next here\n[+]1002 ms +mn2 BindingUpdate\n"
      "[+]${answered} ms +${agent} BindingAcknowledgement\n"
      "[+]${next} ms +${lost} packets lost, the next here\n$"
  )
  pmipv6_rfc6612_test(
    mixed-access-${name} mixed-access "${pmipv6_rfc6612_output}" --apart=${is_apart}
  )
endforeach()

# The example of local networks: printing and the call by maar1 from everywhere, each browsing
# straight.
string(
  CONCAT pmipv6_local_network_output
         "3016.00 ms  call by maar1 cn maar1\n.*5058.00 ms  printing by maar2 maar1 printer maar1 maar2\n"
         " +5068.00 ms  call by maar2 maar1 cn maar1 maar2\n +7000.00 ms  browsing at maar2 begins from "
         "fd00:a002::[^ ]* through fe80::2ff:fe00:1\n +7016.00 ms  browsing at maar2 by maar2 cn maar2\n"
         ".*15500.00 ms  printing anew begins from fd00:a001::[^ ]* through fe80::1ff:fe00:1\n"
         " +15518.00 ms  printing anew by maar2 maar1 printer maar1 maar2\n"
)
add_test(NAME pmipv6-local-network COMMAND pmipv6-local-network)
set_tests_properties(
  pmipv6-local-network PROPERTIES PASS_REGULAR_EXPRESSION "${pmipv6_local_network_output}"
)
pmipv6_label(example pmipv6-local-network)

# The examples of LTE: losses of one gap; and of none.
if(pmipv6_lte)
  add_test(NAME pmipv6-lte-handover COMMAND pmipv6-lte-handover)
  set_tests_properties(
    pmipv6-lte-handover
    PROPERTIES
      PASS_REGULAR_EXPRESSION
      "001010000000001@nai.epc.mnc001.mcc001.3gppnetwork.org has fd00:1::/64 through fd00:c::3\nsent 250, received 23[0-9]\n"
  )
  add_test(NAME pmipv6-lte-wifi-walk COMMAND pmipv6-lte-wifi-walk)
  add_test(NAME pmipv6-lte-wifi-walk-make-before-break COMMAND pmipv6-lte-wifi-walk
                                                               --makeBeforeBreak=1
  )
  set_tests_properties(
    pmipv6-lte-wifi-walk PROPERTIES PASS_REGULAR_EXPRESSION
                                    "over Wi-Fi.*over LTE.*through fd00:c::2\nsent 500, received 4[0-9][0-9]\n"
  )
  set_tests_properties(
    pmipv6-lte-wifi-walk-make-before-break PROPERTIES PASS_REGULAR_EXPRESSION
                                                      "sent 500, received 500"
  )
  pmipv6_label(
    example pmipv6-lte-handover pmipv6-lte-wifi-walk pmipv6-lte-wifi-walk-make-before-break
  )
endif()

# ns-3's FlowMonitor, the applications and the module's own monitor count the same; of packets that
# have gone the scheme's way, from the node's new gateway.
set(pmipv6_accesses wifi ideal)
if(pmipv6_lte)
  list(APPEND pmipv6_accesses lte)
endif()
foreach(access IN LISTS pmipv6_accesses)
  foreach(
    way
    "pmipv6|mag3 lma1 lma2 mag2"
    "localized-routing|mag3 mag2"
    "uncoordinated|mag3 mag2"
    "epmip|mag3 mag2"
    "dmm-relay|maar3 maar2"
    "dmm-locator|maar3 maar2"
    "dmm-proxy|maar3 maar2"
    "mipv6|mag3 lma1 lma2 mag2"
    "rfc6612|mag4 lma2 lma1 lma2 mag2"
  )
    string(REPLACE "|" ";" way "${way}")
    list(GET way 0 scheme)
    list(GET way 1 path)
    set(sizes 200)
    if(NOT scheme MATCHES "^(dmm|rfc6612)")
      list(APPEND sizes 3000)
    endif()
    foreach(size ${sizes})
      set(name pmipv6-flow-monitor-${access}-${scheme}-${size})
      add_test(NAME ${name} COMMAND pmipv6-flow-monitor --access=${access} --scheme=${scheme}
                                    --packetSize=${size}
      )
      set_tests_properties(
        ${name} PROPERTIES PASS_REGULAR_EXPRESSION "mn > cn, by mn ${path} cn\n.*All agree\\."
      )
      pmipv6_label(example ${name})
    endforeach()
  endforeach()
endforeach()
if(pmipv6_gcrypt)
  # By care-of addresses; in fragments, each behind what stands for the addresses.
  foreach(access IN LISTS pmipv6_accesses)
    set(sizes 200)
    if(NOT access STREQUAL lte)
      list(APPEND sizes 3000)
    endif()
    foreach(size IN LISTS sizes)
      set(name pmipv6-flow-monitor-${access}-route-optimization-${size})
      add_test(NAME ${name} COMMAND pmipv6-flow-monitor --access=${access} --scheme=mipv6
                                    --routeOptimization --packetSize=${size}
      )
      set_tests_properties(
        ${name} PROPERTIES PASS_REGULAR_EXPRESSION "mn > cn, by mn mag3 mag2 cn\n.*All agree\\."
      )
      pmipv6_label(example ${name})
    endforeach()
  endforeach()
endif()
foreach(mode IN ITEMS proxy)
  set(name pmipv6-flow-monitor-ideal-dmm-${mode}-dlif)
  add_test(NAME ${name} COMMAND pmipv6-flow-monitor --access=ideal --scheme=dmm-${mode} --dlif)
  set_tests_properties(
    ${name} PROPERTIES PASS_REGULAR_EXPRESSION "mn > cn, by mn maar3 maar2 cn\n.*All agree\\."
  )
  pmipv6_label(example ${name})
endforeach()

# The example of the race: with a controller that numbers its attempts nothing ends stale, without
# one a third, without numbers a few; and one of those run alone.
function(pmipv6_race_test name output)
  add_test(NAME pmipv6-race-study-${name} COMMAND pmipv6-race-study ${ARGN})
  set_tests_properties(
    pmipv6-race-study-${name} PROPERTIES PASS_REGULAR_EXPRESSION "${output}"
  )
  pmipv6_label(example pmipv6-race-study-${name})
endfunction()
pmipv6_race_test(a22 "\n +all +440 +0 +0 +0 +14.00 +0 ")
pmipv6_race_test(a21 "\n +all +440 +0 +0 +0 +12.00 +0 " --case=a21)
pmipv6_race_test(roaming "\n +all +110 +0 +0 +0 +14.00 +0 " --case=roaming4 --topologies=10)
pmipv6_race_test(triangle "\n +all +110 +0 +0 +0 +14.00 +0 " --triangle=on --topologies=10)
pmipv6_race_test(uncoordinated "\n +all +440 +156 .*First bad" --scheme=uncoordinated)
pmipv6_race_test(without-ordering "\n +all +440 +38 .*First bad" --scheme=without-ordering)
string(
  CONCAT pmipv6_race_output
         "mag4 > mag3 RoSetup: cn at mag4[^\n]*31.61.\n.*mag2 > mag3 RoSetup: cn at mag2"
         "[^\n]*49.10.\n.*Stale, 20 lost, 14 messages, 0 superfluous, 2 undone\n"
)
pmipv6_race_test(
  one "${pmipv6_race_output}" --scheme=without-ordering --topology=9 --offset=0
)
pmipv6_race_test(usage "--scheme=none; allowed are localized-routing" --scheme=none)

# The module as a package: installed, found by find_package, and programs compiled against it; and
# in another project's subfolder. The command lists the examples.
set(pmipv6_package_folder ${pmipv6_test_output}/package)
# A package is made for programs without sanitizers.
if(NOT PMIPV6_SANITIZE)
  add_test(NAME pmipv6-package
           COMMAND
             ${CMAKE_COMMAND} -D SOURCE=${CMAKE_SOURCE_DIR} -D BUILD=${CMAKE_BINARY_DIR} -D
             FOLDER=${pmipv6_package_folder} -D GENERATOR=${CMAKE_GENERATOR} -P
             ${CMAKE_SOURCE_DIR}/test/check-package.cmake
  )
  pmipv6_label(package pmipv6-package)
endif()
add_test(NAME pmipv6-command-examples COMMAND ${CMAKE_SOURCE_DIR}/pmipv6 example)
set_tests_properties(
  pmipv6-command-examples
  PROPERTIES PASS_REGULAR_EXPRESSION "first-handover +[A-Z].*race-study +A study of the race"
)
add_test(NAME pmipv6-command-build-usage COMMAND ${CMAKE_SOURCE_DIR}/pmipv6 build nothing.cc)
set_tests_properties(
  pmipv6-command-build-usage
  PROPERTIES PASS_REGULAR_EXPRESSION
             "build takes the file of one script, FILE.cc, not \"nothing.cc\""
)
add_test(NAME pmipv6-command-manual-usage COMMAND ${CMAKE_SOURCE_DIR}/pmipv6 manual --html)
set_tests_properties(
  pmipv6-command-manual-usage
  PROPERTIES PASS_REGULAR_EXPRESSION "manual takes no arguments, not \"--html\""
)
pmipv6_label(
  package pmipv6-command-examples pmipv6-command-build-usage pmipv6-command-manual-usage
)

find_package(Python3 COMPONENTS Interpreter)

# What the manual says of each section of RFC 5213 names tests and files that are there.
if(Python3_Interpreter_FOUND)
  set(pmipv6_check_sections ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/test/check-section-table.py)
  add_test(NAME pmipv6-section-table COMMAND ${pmipv6_check_sections})
  add_test(NAME pmipv6-section-table-finds-faults COMMAND ${pmipv6_check_sections} --self-test)
  pmipv6_label(manual pmipv6-section-table pmipv6-section-table-finds-faults)

  # The floors of model/ are as the manual has them.
  set(pmipv6_check_includes ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/test/check-include-graph.py)
  add_test(NAME pmipv6-include-graph COMMAND ${pmipv6_check_includes})
  add_test(NAME pmipv6-include-graph-finds-faults COMMAND ${pmipv6_check_includes} --self-test)
  pmipv6_label(manual pmipv6-include-graph pmipv6-include-graph-finds-faults)

  # Its walks through the code find what they name.
  set(pmipv6_check_walks ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/test/check-walks.py)
  add_test(NAME pmipv6-walks COMMAND ${pmipv6_check_walks})
  add_test(NAME pmipv6-walks-finds-faults COMMAND ${pmipv6_check_walks} --self-test)
  pmipv6_label(manual pmipv6-walks pmipv6-walks-finds-faults)

  # And its classes and functions are small.
  set(pmipv6_check_sizes ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/test/check-sizes.py)
  add_test(NAME pmipv6-sizes COMMAND ${pmipv6_check_sizes})
  add_test(NAME pmipv6-sizes-finds-faults COMMAND ${pmipv6_check_sizes} --self-test)
  pmipv6_label(manual pmipv6-sizes pmipv6-sizes-finds-faults)

  # doxygen's pages of the public headers are made without a warning.
  get_target_property(pmipv6_ns3_folders ${libcore} INTERFACE_INCLUDE_DIRECTORIES)
  list(GET pmipv6_ns3_folders 0 pmipv6_ns3_folder)
  set(pmipv6_check_doxygen ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/test/check-doxygen.py)
  add_test(NAME pmipv6-doxygen COMMAND ${pmipv6_check_doxygen} ${pmipv6_ns3_folder}
                                       ${pmipv6_test_output}/doxygen
  )
  add_test(NAME pmipv6-doxygen-finds-faults COMMAND ${pmipv6_check_doxygen} --self-test)
  set_tests_properties(
    pmipv6-doxygen pmipv6-doxygen-finds-faults PROPERTIES SKIP_RETURN_CODE 77
  )
  pmipv6_label(manual pmipv6-doxygen pmipv6-doxygen-finds-faults)

  # The recipes of CONTRIBUTING.md, followed in a copy of the tree; what they add compiles.
  set(pmipv6_check_recipes ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/test/check-recipes.py)
  set(pmipv6_include_folders $<TARGET_PROPERTY:pmipv6-test-runner,INCLUDE_DIRECTORIES>)
  add_test(
    NAME pmipv6-recipes
    COMMAND
      ${pmipv6_check_recipes} --compiler ${CMAKE_CXX_COMPILER} -- -std=c++17 -DNS3_LOG_ENABLE
      -DNS3_ASSERT_ENABLE -Wall -Wextra -Wpedantic -Werror
      "$<$<BOOL:${pmipv6_include_folders}>:-I$<JOIN:${pmipv6_include_folders},;-I>>"
    COMMAND_EXPAND_LISTS
  )
  add_test(NAME pmipv6-recipes-finds-faults COMMAND ${pmipv6_check_recipes} --self-test)
  pmipv6_label(manual pmipv6-recipes pmipv6-recipes-finds-faults)
endif()

# Tokens and keys of return routability, judged from outside; there are none without libgcrypt.
if(Python3_Interpreter_FOUND)
  add_executable(pmipv6-mipv6-samples ${pmipv6_mipv6_samples})
  target_link_libraries(pmipv6-mipv6-samples PRIVATE pmipv6)
  add_test(
    NAME pmipv6-mipv6-outside-check
    COMMAND
      bash -c "set -o pipefail; \"$0\" 500 | \"$1\" -B \"$2\"" $<TARGET_FILE:pmipv6-mipv6-samples>
      ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/test/mipv6/check-with-hmac.py
  )
  set_tests_properties(pmipv6-mipv6-outside-check PROPERTIES SKIP_RETURN_CODE 77)
  pmipv6_label(unit pmipv6-mipv6-outside-check)
endif()

# Runs of the experiment program, judged from outside: one test a group, side by side.
if(TARGET pmipv6-experiment AND Python3_Interpreter_FOUND)
  foreach(
    group
    formulas
    localized-routing
    epmip
    luo-differences
    luo-area
    dmm
    mipv6
    mipv6-routes
    mipv6-home
    rfc6612
    logical-interface
    wifi
    lte
    tcp
    ping-pong
    scheme-none
    traces
    measured-trace
    movement
    sumo
    impairment
    octet-hops
    failures
    presence
    phase
    series
    advertisements
    animation
    flow-monitor
    usage
    random-pmipv6
    random-localized-routing
    random-epmip
    random-epmip-area
    random-dmm
    random-mipv6
    random-rfc6612
    planted-faults
  )
    add_test(
      NAME pmipv6-runs-${group}
      COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/test/check-runs.py
              $<TARGET_FILE:pmipv6-experiment> ${group} --source ${CMAKE_SOURCE_DIR}
    )
    set_tests_properties(
      pmipv6-runs-${group} PROPERTIES SKIP_RETURN_CODE 77 TIMEOUT ${pmipv6_run_timeout}
    )
    pmipv6_label(run pmipv6-runs-${group})
  endforeach()
  add_test(NAME pmipv6-router-advertisement-study
           COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/test/router-advertisement-study.py
                   $<TARGET_FILE:pmipv6-experiment> --runs=6
  )
  pmipv6_label(run pmipv6-router-advertisement-study)
else()
  message(WARNING "python3 is missing: runs of the experiment program are not judged.")
endif()

# A group of LTE is skipped, and is no fault, with a program that has no option of it: here one that
# repeats what it is told.
find_program(PMIPV6_ECHO echo)
if(PMIPV6_ECHO AND Python3_Interpreter_FOUND)
  foreach(group lte random-lte)
    add_test(NAME pmipv6-runs-${group}-skipped
             COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/test/check-runs.py ${PMIPV6_ECHO}
                     ${group}
    )
    set_tests_properties(
      pmipv6-runs-${group}-skipped
      PROPERTIES PASS_REGULAR_EXPRESSION "^${group}: skipped: ns-3 was built without LTE\n$"
    )
    pmipv6_label(run pmipv6-runs-${group}-skipped)
  endforeach()
endif()

# The search of races, with SciPy; Debian's own whatever other Python is installed.
find_program(PMIPV6_PYTHON NAMES python3 PATHS /usr/bin NO_DEFAULT_PATH)
if(PMIPV6_PYTHON)
  execute_process(
    COMMAND ${PMIPV6_PYTHON} -c "import scipy" RESULT_VARIABLE pmipv6_no_scipy ERROR_QUIET
  )
endif()
if(PMIPV6_PYTHON AND NOT pmipv6_no_scipy)
  add_test(NAME pmipv6-races-search
           COMMAND ${CMAKE_COMMAND} -E env PYTHONPATH=${CMAKE_SOURCE_DIR}/races ${PMIPV6_PYTHON} -B
                   ${CMAKE_SOURCE_DIR}/test/races/test_search.py
  )
  pmipv6_label(unit pmipv6-races-search)
  if(TARGET pmipv6-races)
    add_test(NAME pmipv6-races-stories
             COMMAND ${PMIPV6_PYTHON} -B ${CMAKE_SOURCE_DIR}/test/races/check-races.py
                     $<TARGET_FILE_DIR:pmipv6-races> ${pmipv6_test_output}/races
    )
    pmipv6_label(run pmipv6-races-stories)
  endif()
else()
  message(WARNING "python3-scipy is missing: the search of races is not tested.")
endif()

# Comparisons, with pandas and matplotlib, by Snakemake; through Slurm where it can be set up.
find_program(PMIPV6_SNAKEMAKE NAMES snakemake)
if(PMIPV6_PYTHON)
  execute_process(
    COMMAND ${PMIPV6_PYTHON} -c "import scipy, pandas, matplotlib"
    RESULT_VARIABLE pmipv6_no_pandas ERROR_QUIET
  )
endif()
if(PMIPV6_PYTHON AND NOT pmipv6_no_pandas)
  set(pmipv6_compare_python ${CMAKE_COMMAND} -E env
      PYTHONPATH=${CMAKE_SOURCE_DIR}/compare:${CMAKE_SOURCE_DIR}/test/compare ${PMIPV6_PYTHON} -B
  )
  foreach(name intervals plots)
    add_test(NAME pmipv6-compare-${name}
             COMMAND ${pmipv6_compare_python} ${CMAKE_SOURCE_DIR}/test/compare/test_${name}.py
    )
    pmipv6_label(unit pmipv6-compare-${name})
  endforeach()
  if(TARGET pmipv6-experiment AND PMIPV6_SNAKEMAKE)
    foreach(part numbers options repeat wrong failing full-disk)
      add_test(NAME pmipv6-compare-${part}
               COMMAND ${pmipv6_compare_python} ${CMAKE_SOURCE_DIR}/test/compare/check-compare.py
                       $<TARGET_FILE:pmipv6-experiment> --part ${part}
      )
      pmipv6_label(run pmipv6-compare-${part})
    endforeach()
    add_test(NAME pmipv6-compare-slurm
             COMMAND ${pmipv6_compare_python} ${CMAKE_SOURCE_DIR}/test/compare/check-slurm.py
                     $<TARGET_FILE:pmipv6-experiment>
    )
    set_tests_properties(pmipv6-compare-full-disk pmipv6-compare-slurm PROPERTIES SKIP_RETURN_CODE 77)
    pmipv6_label(run pmipv6-compare-slurm)
  endif()
else()
  message(WARNING "python3-pandas or -matplotlib is missing: comparisons are not tested.")
endif()

# The manual's pages: their C++ is compiled, their programs and commands are run. What a compiler says
# of it names page and line.
if(Python3_Interpreter_FOUND)
  set(pmipv6_page_code ${CMAKE_BINARY_DIR}/page-code)
  set(pmipv6_check_pages ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/test/check-page-code.py)
  file(
    GLOB
    pmipv6_pages
    CONFIGURE_DEPENDS
    ${CMAKE_SOURCE_DIR}/doc/*.md
    ${CMAKE_SOURCE_DIR}/doc/*.rst
    ${CMAKE_SOURCE_DIR}/*.md
    ${CMAKE_SOURCE_DIR}/test/pages/*.*
  )
  add_custom_command(
    OUTPUT ${pmipv6_page_code}/fragments.cc ${pmipv6_page_code}/programs.cc
    COMMAND ${pmipv6_check_pages} write ${pmipv6_page_code}
    DEPENDS ${pmipv6_pages} ${CMAKE_SOURCE_DIR}/test/check-page-code.py
    VERBATIM
  )
  add_library(pmipv6-page-code OBJECT ${pmipv6_page_code}/fragments.cc)
  target_include_directories(pmipv6-page-code PRIVATE test/pages)
  add_executable(pmipv6-page-programs ${pmipv6_page_code}/programs.cc)
  foreach(target IN ITEMS pmipv6-page-code pmipv6-page-programs)
    target_link_libraries(${target} PRIVATE pmipv6 ${libflow-monitor})
    pmipv6_quick_to_compile(${target})
  endforeach()
  add_test(NAME pmipv6-manual-code-finds-faults COMMAND ${pmipv6_check_pages} self-test)
  add_test(NAME pmipv6-manual-code
           COMMAND ${pmipv6_check_pages} run $<TARGET_FILE:pmipv6-page-programs>
  )
  pmipv6_label(manual pmipv6-manual-code-finds-faults pmipv6-manual-code)
  if(TARGET pmipv6-experiment)
    foreach(part shell figures)
      add_test(NAME pmipv6-manual-${part}
               COMMAND ${pmipv6_check_pages} ${part} $<TARGET_FILE:pmipv6-experiment>
                       ${pmipv6_test_output}/manual-${part}
      )
      set_tests_properties(
        pmipv6-manual-${part} PROPERTIES SKIP_RETURN_CODE 77 TIMEOUT ${pmipv6_suite_timeout}
      )
      pmipv6_label(manual pmipv6-manual-${part})
    endforeach()
  endif()
endif()

# And Sphinx makes it, Debian's own.
if(PMIPV6_PYTHON)
  set(pmipv6_check_manual ${PMIPV6_PYTHON} -B ${CMAKE_SOURCE_DIR}/test/check-manual.py)
  add_test(NAME pmipv6-manual-sphinx COMMAND ${pmipv6_check_manual} ${pmipv6_test_output}/sphinx)
  add_test(NAME pmipv6-manual-sphinx-finds-faults
           COMMAND ${pmipv6_check_manual} self-test ${pmipv6_test_output}/sphinx-faults
  )
  set_tests_properties(
    pmipv6-manual-sphinx pmipv6-manual-sphinx-finds-faults PROPERTIES SKIP_RETURN_CODE 77
  )
  pmipv6_label(manual pmipv6-manual-sphinx pmipv6-manual-sphinx-finds-faults)
endif()

# Captures are judged by tshark and scapy.
find_program(PMIPV6_TSHARK tshark)
if(NOT PMIPV6_PYTHON OR NOT PMIPV6_TSHARK)
  message(WARNING "tshark and python3-scapy are missing: captures are not checked.")
  return()
endif()
set(pmipv6_check_captures ${PMIPV6_PYTHON} ${CMAKE_SOURCE_DIR}/test/check-captures.py)
if(TEST pmipv6-runs-mipv6)
  set_tests_properties(
    pmipv6-runs-mipv6 pmipv6-runs-mipv6-routes PROPERTIES ENVIRONMENT
                                                          "PMIPV6_PYTHON=${PMIPV6_PYTHON}"
  )
endif()
add_test(NAME pmipv6-check-captures-finds-faults COMMAND ${pmipv6_check_captures} --self-test)
pmipv6_label(capture pmipv6-check-captures-finds-faults)
if(pmipv6_wire_samples)
  add_executable(pmipv6-wire-samples ${pmipv6_wire_samples})
  target_link_libraries(pmipv6-wire-samples PRIVATE pmipv6)
  add_test(
    NAME pmipv6-wire-outside-check
    COMMAND
      bash -c "set -o pipefail; \"$0\" 500 | \"$1\" -B \"$2\"" $<TARGET_FILE:pmipv6-wire-samples>
      ${PMIPV6_PYTHON} ${CMAKE_SOURCE_DIR}/test/wire/check-with-scapy.py
  )
  pmipv6_label(capture pmipv6-wire-outside-check)
endif()
if(TARGET pmipv6-experiment)
  foreach(access ideal wifi)
    set(folder ${pmipv6_test_output}/captures-${access})
    add_test(NAME pmipv6-captures-${access}-run
             COMMAND pmipv6-experiment --access=${access} --pcap --output=${folder}
    )
    add_test(NAME pmipv6-captures-${access} COMMAND ${pmipv6_check_captures} ${folder})
    set_tests_properties(
      pmipv6-captures-${access}-run PROPERTIES FIXTURES_SETUP captures-${access}
    )
    set_tests_properties(
      pmipv6-captures-${access} PROPERTIES FIXTURES_REQUIRED captures-${access}
    )
    add_test(NAME pmipv6-captures-combinations-${access}
             COMMAND ${pmipv6_check_captures} --combinations $<TARGET_FILE:pmipv6-experiment>
                     ${access} ${pmipv6_test_output}/combinations-${access}
    )
    pmipv6_label(
      capture pmipv6-captures-${access}-run pmipv6-captures-${access}
      pmipv6-captures-combinations-${access}
    )
  endforeach()
endif()
