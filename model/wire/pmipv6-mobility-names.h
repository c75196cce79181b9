/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_MOBILITY_NAMES_H
#define PMIPV6_MOBILITY_NAMES_H

#include "pmipv6-message-kind.h"
#include "pmipv6-mobility-constants.h"
#include "pmipv6-mobility-option.h"

#include <string>

/**
 * @file
 * @ingroup pmipv6-wire
 * Names for traces, logs and results: of kinds of messages, of options, and, beside each
 * enumeration of the values of a field, of these. WithNumber gives name and number.
 */

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-wire
 * @param kind a kind of message: MessageType, RevocationType and ExperimentalSubtype are one too
 * @return its name in CamelCase, as GetMessageName has it: "ProxyBindingUpdate"; of an MH Type that
 *         several messages share, if none has the subtype, "BindingRevocation" or "Experimental";
 *         "Unknown" of one that no message has
 */
std::string GetName(const MessageKind& kind);

/**
 * @ingroup pmipv6-wire
 * @param type an option's type
 * @return its name in CamelCase: "HomeNetworkPrefix"; "Experimental" of the one that several share;
 *         "Option" of one that no option has
 */
std::string GetName(OptionType type);

/**
 * @ingroup pmipv6-wire
 * @tparam T an enumeration that has GetName
 * @param value a value, assigned or not
 * @return name and number: "TIMESTAMP_MISMATCH(156)"
 */
template <class T>
std::string
WithNumber(T value)
{
    return GetName(value) + "(" + std::to_string(static_cast<unsigned>(value)) + ")";
}

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_MOBILITY_NAMES_H
