# SPDX-License-Identifier: GPL-2.0-only
#
# Compiles a program of SOURCE/examples as `./pmipv6 build` does, against the folder BUILD, which
# GENERATOR builds, and against what is installed from it into FOLDER, and runs it; and configures a
# project that has SOURCE as a subfolder.

function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE status OUTPUT_VARIABLE text ERROR_VARIABLE text)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "${ARGN}: ${status}\n${text}")
  endif()
endfunction()

file(REMOVE_RECURSE ${FOLDER})
file(MAKE_DIRECTORY ${FOLDER}/parent)
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
file(
  WRITE ${FOLDER}/parent/CMakeLists.txt
  "cmake_minimum_required(VERSION 3.16)\nproject(parent LANGUAGES CXX)\n"
  "add_subdirectory(${SOURCE} pmipv6)\n"
  "add_executable(script ${SOURCE}/examples/pmipv6-own-topology.cc)\n"
  "target_link_libraries(script PRIVATE pmipv6::pmipv6)\n"
)
run(${CMAKE_COMMAND} -S ${FOLDER}/parent -B ${FOLDER}/parent/build -G ${GENERATOR})
