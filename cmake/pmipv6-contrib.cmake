# SPDX-License-Identifier: GPL-2.0-only
#
# What build_lib of an ns-3 tree leaves out: the folders within which the module's headers include
# each other by plain name. Its users need them too, for ns-3's build/include/ns3 has a stub for
# each header that includes the real one by its path. (An installed ns-3 has all in one folder.)
#
# And Boost's headers, which they name; nlohmann-json, headers alone; and libgcrypt. Not as libraries to
# link, which would become a requirement of whoever links ns-3.

foreach(target ${libpmipv6} ${libpmipv6}-obj)
  if(TARGET ${target})
    target_include_directories(${target} PUBLIC "$<BUILD_INTERFACE:${pmipv6_folders}>")
    target_include_directories(${target} SYSTEM PUBLIC $<BUILD_INTERFACE:${Boost_INCLUDE_DIRS}>)
    target_include_directories(
      ${target} SYSTEM
      PRIVATE $<TARGET_PROPERTY:nlohmann_json::nlohmann_json,INTERFACE_INCLUDE_DIRECTORIES>
    )
  endif()
endforeach()

if(pmipv6_gcrypt)
  target_link_libraries(${libpmipv6} PRIVATE ${pmipv6_gcrypt})
  # For one library of all modules (NS3_MONOLIB, NS3_STATIC).
  set(ns3-external-libs "${pmipv6_gcrypt};${ns3-external-libs}" CACHE INTERNAL "")
endif()
