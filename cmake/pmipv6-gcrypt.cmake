# SPDX-License-Identifier: GPL-2.0-only
#
# libgcrypt, for return routability (RFC 6275, 5.2.4), if it is there: used by one source file, which
# says what there is without it (IsKeyedHashAvailable). Into pmipv6_gcrypt goes what is to be linked, in
# private.

option(PMIPV6_WITHOUT_LIBGCRYPT "Build what is built where libgcrypt is missing" OFF)

set(pmipv6_gcrypt)
if(NOT PMIPV6_WITHOUT_LIBGCRYPT)
  find_path(PMIPV6_GCRYPT_FOLDER gcrypt.h)
  find_library(PMIPV6_GCRYPT_FILE gcrypt)
  mark_as_advanced(PMIPV6_GCRYPT_FOLDER PMIPV6_GCRYPT_FILE)
  if(PMIPV6_GCRYPT_FOLDER AND PMIPV6_GCRYPT_FILE)
    set(pmipv6_gcrypt ${PMIPV6_GCRYPT_FILE})
    set(pmipv6_gcrypt_user model/mipv6/pmipv6-keyed-hash.cc)
    set_source_files_properties(
      ${pmipv6_gcrypt_user} PROPERTIES COMPILE_DEFINITIONS PMIPV6_HAS_LIBGCRYPT
    )
    # The system's own folder, named once more, would come before that of the C++ library.
    if(NOT PMIPV6_GCRYPT_FOLDER IN_LIST CMAKE_CXX_IMPLICIT_INCLUDE_DIRECTORIES)
      set_source_files_properties(
        ${pmipv6_gcrypt_user} PROPERTIES INCLUDE_DIRECTORIES ${PMIPV6_GCRYPT_FOLDER}
      )
    endif()
  else()
    message(
      STATUS "libgcrypt is missing: pmipv6 is built without return routability. On Debian: apt-get "
             "install libgcrypt20-dev."
    )
  endif()
endif()
