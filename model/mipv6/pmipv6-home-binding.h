/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_HOME_BINDING_H
#define PMIPV6_HOME_BINDING_H

#include "pmipv6-prefix.h"
#include "pmipv6-state-table.h"

#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-mipv6
 * A security association between a mobile node and its home agent (RFC 6275, 5.1), bound to the
 * home address. The cryptography is not modelled: no ESP is on the wire.
 */
struct HomeAssociation
{
    std::string identifier;  //!< of the mobile node, a name for traces and policies
    Ipv6Address homeAddress; //!< its home address
    Prefix homePrefix;       //!< of its home link
    Ipv6Address homeAgent;   //!< address of its home agent
    /// Mobile network prefixes, which move with the node if it asks for that (RFC 3963, 6.1.2).
    std::vector<Prefix> networks{};
};

/// @ingroup pmipv6-mipv6
/// What a home agent has of a home address.
enum class HomeBindingState
{
    NONE,      //!< nothing
    DETECTING, //!< a first registration waits for duplicate address detection (RFC 6275, 10.3.1)
    BOUND,     //!< a binding
    DEAD,      //!< no binding; its sequence number still orders (RFC 6275, 10.3.2)
};

/// @ingroup pmipv6-mipv6
/// What changes it.
enum class HomeBindingEvent
{
    UPDATE,       //!< a Binding Update that registers
    UNIQUE,       //!< duplicate address detection has found nobody
    DUPLICATE,    //!< somebody else has the home address
    DEREGISTERED, //!< a Binding Update that de-registers
    DUE,          //!< its time is over: a lifetime, or that of a number
    LOST,         //!< the home agent has restarted, or stops
    OVERWRITTEN,  //!< another protocol's entry has taken its place (SharedCache)
};

/// @ingroup pmipv6-mipv6
/// @param state a state @return its name in lower case
const char* GetStateName(HomeBindingState state);

/// @ingroup pmipv6-mipv6
/// @param event an event @return its name, in words
const char* GetEventName(HomeBindingEvent event);

/// @ingroup pmipv6-mipv6
/// @return what follows from each event in each state
const StateTable<HomeBindingState, HomeBindingEvent>& GetHomeBindingTable();

/**
 * @ingroup pmipv6-mipv6
 * A home registration entry of a home agent's binding cache (RFC 6275, 9.1 and 10.1).
 */
struct HomeBinding
{
    std::string identifier;                         //!< of the mobile node
    Ipv6Address homeAddress;                        //!< the key
    Ipv6Address careOf;                             //!< the care-of address asked for last
    uint16_t sequence{0};                           //!< of the last valid Binding Update
    uint16_t flags{0};                              //!< of the same, bits of UpdateFlag
    Time lifetime;                                  //!< granted
    HomeBindingState state{HomeBindingState::NONE}; //!< what it is
    Time until{Time::Max()};                        //!< when that ends by itself
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_HOME_BINDING_H
