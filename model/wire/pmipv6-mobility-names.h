/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_MOBILITY_NAMES_H
#define PMIPV6_MOBILITY_NAMES_H

#include "pmipv6-mobility-constants.h"
#include "pmipv6-mobility-message.h"

#include <cstdint>
#include <string>

/**
 * @file
 * @ingroup pmipv6-wire
 * Names of the assigned numbers, for traces, logs and results. A name is the enumerator's, which is
 * the documents'; a number without an enumerator is "UNASSIGNED". WithNumber gives both.
 */

namespace ns3
{
namespace pmipv6
{

/**
 * @param type an MH Type
 * @return its name in CamelCase: "BindingUpdate"; "Unknown" for one without an enumerator
 */
std::string GetName(MessageType type);

/**
 * @param subtype a subtype of MH Type 11
 * @return the name of its message in CamelCase: "RoTriggerAck"; "Experimental" for one without an
 *         enumerator
 */
std::string GetName(ExperimentalSubtype subtype);

/**
 * @param option the first octet of an option of type 18
 * @return its name in CamelCase: "Ordering"; "Experimental" for one without an enumerator
 */
std::string GetName(ExperimentalOption option);

/**
 * @param type an option's type
 * @return its name in CamelCase: "HomeNetworkPrefix"; "Option" for one without an enumerator
 */
std::string GetName(OptionType type);

/**
 * @tparam T one of the enumerations above
 * @param value a value, assigned or not
 * @return name and number: "TIMESTAMP_MISMATCH(156)"
 */
template <class T>
std::string
WithNumber(T value)
{
    return GetName(value) + "(" + std::to_string(static_cast<unsigned>(value)) + ")";
}

/**
 * @param flags the flags of a Binding Update
 * @return their letters in the order of the bits: "AP"; "-" if none is set; reserved bits follow as
 *         a number: "AP+0x0001"
 */
std::string GetUpdateFlagLetters(uint16_t flags);

/**
 * @param flags the flags of a Binding Acknowledgement
 * @return their letters in the order of the bits, as GetUpdateFlagLetters
 */
std::string GetAcknowledgementFlagLetters(uint8_t flags);

/**
 * @param flags the flags of a Heartbeat
 * @return their letters in the order of the bits, as GetUpdateFlagLetters
 */
std::string GetHeartbeatFlagLetters(uint16_t flags);

/**
 * @param flags the flags of a Binding Revocation Indication or Acknowledgement
 * @return their letters in the order of the bits, as GetUpdateFlagLetters
 */
std::string GetRevocationFlagLetters(uint16_t flags);

/**
 * @param flags the flags of a request of MH Type 11
 * @return their letters in the order of the bits, as GetUpdateFlagLetters
 */
std::string GetExperimentalFlagLetters(uint8_t flags);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_MOBILITY_NAMES_H
