# SPDX-License-Identifier: GPL-2.0-only
#
# A script: asks RUNNER for its suites and writes a ctest file OUTPUT with a test for each, which
# runs in FOLDER, TIMEOUT seconds at most.

execute_process(
  COMMAND ${RUNNER} --list WORKING_DIRECTORY ${FOLDER} OUTPUT_VARIABLE suites RESULT_VARIABLE status
)
if(NOT status EQUAL 0)
  file(REMOVE ${OUTPUT})
  message(FATAL_ERROR "${RUNNER} --list ended with ${status}")
endif()
string(REGEX MATCHALL "[^\n]+" suites "${suites}")
set(tests)
foreach(suite IN LISTS suites)
  if(NOT suite MATCHES "^pmipv6-[a-z0-9-]+$")
    file(REMOVE ${OUTPUT})
    message(FATAL_ERROR "Test suite \"${suite}\": a name is pmipv6-, then a-z, 0-9 and -")
  endif()
  string(APPEND tests "add_test(${suite} [==[${RUNNER}]==] --suite=${suite})\n"
                      "set_tests_properties(${suite} PROPERTIES WORKING_DIRECTORY [==[${FOLDER}]==]"
                      " TIMEOUT ${TIMEOUT} LABELS suite)\n"
  )
endforeach()
file(WRITE ${OUTPUT} "${tests}")
