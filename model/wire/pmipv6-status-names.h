/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_STATUS_NAMES_H
#define PMIPV6_STATUS_NAMES_H

#include "pmipv6-mobility-constants.h"

#include <string>

namespace ns3
{
namespace pmipv6
{

/// Name of a number without an enumerator.
inline constexpr const char* UNASSIGNED = "UNASSIGNED";

/**
 * @param status a status of an acknowledgement
 * @return its name: "TIMESTAMP_MISMATCH"
 */
std::string GetName(BindingStatus status);

/**
 * @param status a status of a Binding Error
 * @return its name: "UNRECOGNIZED_MH_TYPE"
 */
std::string GetName(BindingErrorStatus status);

/**
 * @param status a status of a Binding Revocation Acknowledgement
 * @return its name: "BINDING_DOES_NOT_EXIST"
 */
std::string GetName(RevocationStatus status);

/**
 * @param status a status of an acknowledgement of MH Type 11
 * @return its name: "MN_NOT_ATTACHED"
 */
std::string GetName(ExperimentalStatus status);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_STATUS_NAMES_H
