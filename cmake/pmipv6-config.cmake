# SPDX-License-Identifier: GPL-2.0-only
#
# find_package(pmipv6): the target pmipv6::pmipv6, and ns-3's modules by their names in ns-3 trees:
# ${libcore}, ${liblte} ..; all of them in ${pmipv6_ns3_modules}.

include(${CMAKE_CURRENT_LIST_DIR}/pmipv6-installed-ns3.cmake)
include(CMakeFindDependencyMacro)
find_dependency(Boost 1.74)
include(${CMAKE_CURRENT_LIST_DIR}/pmipv6-targets.cmake)
# In a build folder the headers are links to where they are. Of a folder of system headers (-isystem)
# g++ takes a link for what it leads to, and does not find there what a header includes by its name.
set_target_properties(pmipv6::pmipv6 PROPERTIES SYSTEM FALSE IMPORTED_NO_SYSTEM TRUE)
if(CMAKE_VERSION VERSION_LESS 3.23)
  set(CMAKE_NO_SYSTEM_FROM_IMPORTED TRUE)
endif()
