# SPDX-License-Identifier: GPL-2.0-only
#
# The manual's pages of attributes and trace sources, doc/attributes.rst and doc/trace-sources.rst. They
# are in the repository, so that they can be read there; the target pmipv6-reference-pages writes them
# anew, and the test of that name says whether that is due.

set(pmipv6_reference_parts ${pmipv6_reference_sources})
list(FILTER pmipv6_reference_parts EXCLUDE REGEX "describe-types")

add_executable(pmipv6-describe-types ${pmipv6_reference_sources})
target_link_libraries(pmipv6-describe-types PRIVATE pmipv6)
target_compile_definitions(
  pmipv6-describe-types
  PRIVATE
    PMIPV6_WRITE_PAGES="cmake --build ${PROJECT_BINARY_DIR} --target pmipv6-reference-pages"
)
add_custom_target(
  pmipv6-reference-pages COMMAND pmipv6-describe-types ${PROJECT_SOURCE_DIR} VERBATIM
)

if(NOT PMIPV6_TESTS)
  set_target_properties(pmipv6-describe-types PROPERTIES EXCLUDE_FROM_ALL TRUE)
  return()
endif()

add_test(NAME pmipv6-reference-pages COMMAND pmipv6-describe-types --check ${PROJECT_SOURCE_DIR})
pmipv6_label(manual pmipv6-reference-pages)

add_executable(pmipv6-reference-test ${pmipv6_reference_test_sources} ${pmipv6_reference_parts})
target_include_directories(pmipv6-reference-test PRIVATE doc/reference)
target_link_libraries(pmipv6-reference-test PRIVATE pmipv6 GTest::gtest_main)
pmipv6_quick_to_compile(pmipv6-reference-test)
add_test(NAME pmipv6-reference COMMAND pmipv6-reference-test)
pmipv6_label(unit pmipv6-reference)
