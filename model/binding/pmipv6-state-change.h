/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_STATE_CHANGE_H
#define PMIPV6_STATE_CHANGE_H

#include <string>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-binding
 * What the trace source StateChange of every role tells: one transition of one state machine. Logs,
 * results and tests all read it.
 */
struct StateChange
{
    std::string mobileNode; //!< MN-Identifier of the node whose state it is
    std::string object;     //!< which machine: "binding", "attachment"
    std::string from;       //!< state before; "none" if there was none
    std::string to;         //!< state after; "none" if there is none any more
    std::string reason;     //!< why
};

/**
 * @ingroup pmipv6-binding
 * TracedCallback signature for transitions.
 *
 * @param change the transition
 */
using StateChangeTracedCallback = void (*)(const StateChange& change);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_STATE_CHANGE_H
