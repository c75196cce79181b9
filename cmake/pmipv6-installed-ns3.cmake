# SPDX-License-Identifier: GPL-2.0-only
#
# Finds an installed ns-3 and names each of its modules as in an ns-3 tree: libcore, libnetwork ...

find_package(ns3 CONFIG QUIET)
if(NOT ns3_FOUND)
  message(
    FATAL_ERROR
      "No installed ns-3 was found. On Debian: apt-get install libns3-dev ns3. Elsewhere: "
      "-Dns3_DIR=FOLDER with the folder of ns3Config.cmake, or build pmipv6 as contrib/pmipv6 "
      "of an ns-3 tree."
  )
endif()

# A package of ns-3 names what it was built with, whether or not that is installed here. Keep the
# include folders that hold ns-3's headers, and of the libraries those that exist.
get_property(pmipv6_imported DIRECTORY PROPERTY IMPORTED_TARGETS)
set(pmipv6_ns3_modules)
foreach(target IN LISTS pmipv6_imported)
  if(NOT target MATCHES "^ns3::")
    continue()
  endif()
  set(kept_folders)
  get_target_property(folders ${target} INTERFACE_INCLUDE_DIRECTORIES)
  foreach(folder IN LISTS folders)
    if(EXISTS "${folder}/ns3")
      list(APPEND kept_folders "${folder}")
    endif()
  endforeach()
  set(kept_links)
  get_target_property(links ${target} INTERFACE_LINK_LIBRARIES)
  foreach(link IN LISTS links)
    if(link AND (NOT IS_ABSOLUTE "${link}" OR EXISTS "${link}"))
      list(APPEND kept_links "${link}")
    endif()
  endforeach()
  # Global, so that whoever links the module from another folder of a project sees them too.
  set_target_properties(
    ${target} PROPERTIES INTERFACE_INCLUDE_DIRECTORIES "${kept_folders}"
                         INTERFACE_LINK_LIBRARIES "${kept_links}" IMPORTED_GLOBAL TRUE
  )
  get_target_property(type ${target} TYPE)
  if(NOT type STREQUAL "EXECUTABLE")
    list(APPEND pmipv6_ns3_modules ${target})
  endif()
  # Before 3.43 the targets' names begin with "lib".
  string(REGEX REPLACE "^ns3::(lib)?" "" module ${target})
  set(lib${module} ${target})
endforeach()
