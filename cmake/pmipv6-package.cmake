# SPDX-License-Identifier: GPL-2.0-only
#
# The library as a CMake package: find_package(pmipv6), then link pmipv6::pmipv6. Installed by
# `cmake --install FOLDER --prefix PREFIX`; the build folder itself serves as well, by
# -Dpmipv6_DIR=FOLDER.

include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

set(pmipv6_package ${CMAKE_INSTALL_LIBDIR}/cmake/pmipv6)
install(TARGETS pmipv6 EXPORT pmipv6-targets LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(FILES ${pmipv6_headers} DESTINATION include/ns3)
install(EXPORT pmipv6-targets NAMESPACE pmipv6:: DESTINATION ${pmipv6_package})
install(FILES cmake/pmipv6-config.cmake cmake/pmipv6-installed-ns3.cmake
        DESTINATION ${pmipv6_package}
)
export(EXPORT pmipv6-targets NAMESPACE pmipv6::
       FILE ${PROJECT_BINARY_DIR}/pmipv6-targets.cmake
)
foreach(file pmipv6-config.cmake pmipv6-installed-ns3.cmake)
  configure_file(cmake/${file} ${PROJECT_BINARY_DIR}/${file} COPYONLY)
endforeach()
