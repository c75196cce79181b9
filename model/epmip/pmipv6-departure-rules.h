/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_DEPARTURE_RULES_H
#define PMIPV6_DEPARTURE_RULES_H

#include "pmipv6-mobility-constants.h"
#include "pmipv6-state-table.h"

#include <cstdint>
#include <optional>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-epmip
/// State of what a gateway does with packets for a node that has left it.
enum class DepartureState
{
    NONE,       //!< nothing
    HOLDING,    //!< they wait until it is known where the node is
    FORWARDING, //!< they are tunnelled to where it is (draft-luo, 4.3)
};

/// @ingroup pmipv6-epmip
/// What changes that state.
enum class DepartureEvent
{
    LEFT,      //!< the gateway notices that the node is gone
    INFORMED,  //!< PBCI of the new gateway
    WITHDRAWN, //!< PBCI with lifetime 0: the node is at no gateway that has the function
    OVER,      //!< its time is over
    RETURNED,  //!< the node is here again
    STOPPED,   //!< the gateway stops or restarts
};

/**
 * @ingroup pmipv6-epmip
 * @param state a state
 * @return its name as traces and results show it
 */
const char* GetStateName(DepartureState state);

/**
 * @ingroup pmipv6-epmip
 * @param event an event
 * @return its name in the manual
 */
const char* GetEventName(DepartureEvent event);

/// @ingroup pmipv6-epmip
/// @return what follows from each event in each state
const StateTable<DepartureState, DepartureEvent>& GetDepartureTable();

/// @ingroup pmipv6-epmip
/// What a gateway knows when another says that it is a node's previous gateway.
struct InformFacts
{
    uint64_t timestamp{0};              //!< of the PBCI
    std::optional<uint64_t> registered; //!< of the node's registration here
    std::optional<uint64_t> held;       //!< of what it was told of the node's move before
    bool isOfSender{false};             //!< the location told is the sender itself
    uint64_t withdrawn{0};              //!< of the last withdrawal that was followed; 0: of none
    bool isOfOneNode{true};             //!< no two nodes here have its prefixes
    bool hasRoom{true};                 //!< there may be one more node that has left
    uint64_t known{0};                  //!< of its newest registration known, wherever; 0: of none
};

/**
 * @ingroup pmipv6-epmip
 * Changes nothing (draft-luo, 4.3 and 8).
 *
 * @param facts what the gateway knows
 * @return how the PBCI is answered; below 128 it is followed
 */
ExperimentalStatus DecideInform(const InformFacts& facts);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_DEPARTURE_RULES_H
