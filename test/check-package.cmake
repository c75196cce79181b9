# SPDX-License-Identifier: GPL-2.0-only
#
# The module as others use it. Compiles a script as `./pmipv6 build` does, against the build folder
# BUILD and against what is installed from it; and test/package, a project outside SOURCE, against
# what is installed, and with SOURCE as its subfolder. There it compiles the program alone, for the module is
# compiled once more by that; with -DWHOLE=ON it builds and runs it. All in FOLDER, by GENERATOR.

function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE status OUTPUT_VARIABLE text ERROR_VARIABLE text)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "${ARGN}: ${status}\n${text}")
  endif()
endfunction()

# Runs the program of test/package, which was built in FOLDER/build.
function(run_outside build)
  execute_process(COMMAND ${build}/outside RESULT_VARIABLE status OUTPUT_VARIABLE text)
  if(NOT status EQUAL 0 OR NOT text STREQUAL "handovers: 1\n")
    message(FATAL_ERROR "${build}/outside: ${status}, ${text}")
  endif()
endfunction()

file(REMOVE_RECURSE ${FOLDER})
file(COPY ${SOURCE}/test/package/ DESTINATION ${FOLDER}/outside)
set(outside ${CMAKE_COMMAND} -S ${FOLDER}/outside -G ${GENERATOR})

if(NOT WHOLE)
  run(${CMAKE_COMMAND} --install ${BUILD} --prefix ${FOLDER}/prefix)
  foreach(place -Dpmipv6_DIR=${BUILD} -DCMAKE_PREFIX_PATH=${FOLDER}/prefix)
    file(REMOVE_RECURSE ${FOLDER}/script)
    file(REMOVE ${FOLDER}/own-topology)
    run(${CMAKE_COMMAND} -S ${SOURCE}/cmake/script -B ${FOLDER}/script
        -DSCRIPT=${SOURCE}/examples/pmipv6-own-topology.cc -DRESULT=${FOLDER}/own-topology
        -G ${GENERATOR} ${place} -DCMAKE_BUILD_TYPE=Debug
    )
    run(${CMAKE_COMMAND} --build ${FOLDER}/script)
    run(${CMAKE_COMMAND} -E chdir ${FOLDER} ${FOLDER}/own-topology)
  endforeach()
  run(${outside} -B ${FOLDER}/found -DCMAKE_PREFIX_PATH=${FOLDER}/prefix)
  run(${CMAKE_COMMAND} --build ${FOLDER}/found)
  run_outside(${FOLDER}/found)
endif()

run(${outside} -B ${FOLDER}/subfolder -DPMIPV6_FOLDER=${SOURCE})
if(WHOLE)
  run(${CMAKE_COMMAND} --build ${FOLDER}/subfolder --parallel)
  run_outside(${FOLDER}/subfolder)
elseif(GENERATOR STREQUAL "Ninja")
  run(${CMAKE_COMMAND} --build ${FOLDER}/subfolder --target CMakeFiles/outside.dir/outside.cc.o)
endif()
