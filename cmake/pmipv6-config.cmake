# SPDX-License-Identifier: GPL-2.0-only
#
# find_package(pmipv6): the target pmipv6::pmipv6, and ns-3's modules by their names in ns-3 trees:
# ${libcore}, ${liblte} ..; all of them in ${pmipv6_ns3_modules}.

include(${CMAKE_CURRENT_LIST_DIR}/pmipv6-installed-ns3.cmake)
include(CMakeFindDependencyMacro)
find_dependency(Boost 1.74)
include(${CMAKE_CURRENT_LIST_DIR}/pmipv6-targets.cmake)
