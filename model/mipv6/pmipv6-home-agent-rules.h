/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_HOME_AGENT_RULES_H
#define PMIPV6_HOME_AGENT_RULES_H

#include "pmipv6-home-binding.h"
#include "pmipv6-mobility-constants.h"
#include "pmipv6-mobility-message.h"

#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <string>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-mipv6
/// What a home agent does upon a Binding Update.
enum class HomeUpdateAction
{
    DISCARD, //!< nothing, silently
    REFUSE,  //!< it says why
    DETECT,  //!< duplicate address detection goes before the binding, or on
    BIND,    //!< the binding is made or extended
    RELEASE, //!< the binding, or what was to become one, ends
};

/// @ingroup pmipv6-mipv6
/// What is known when a Binding Update has come to a home agent.
struct HomeUpdateFacts
{
    const BindingUpdate& update;        //!< the message
    Ipv6Address homeAddress;            //!< of the Home Address option, or the packet's source
    Ipv6Address source;                 //!< source of the IPv6 header
    const HomeAssociation* association; //!< that is bound to the home address; null: none
    const HomeBinding* known;           //!< what there is of the home address; null: nothing
    bool hasRoom{true};                 //!< for one binding more
    bool hasNetworkMobility{true};      //!< the home agent supports mobile routers
    Time maxLifetime;                   //!< longest lifetime granted
    bool hasOther{false};               //!< see SharedCache::isThere
};

/// @ingroup pmipv6-mipv6
/// What follows of it.
struct HomeUpdateVerdict
{
    HomeUpdateAction action{HomeUpdateAction::DISCARD}; //!< what to do
    BindingStatus status{BindingStatus::ACCEPTED};      //!< of the answer, unless it is discarded
    uint16_t sequence{0};                               //!< of the answer
    bool isNoted{false};                                //!< REFUSE: it ends what comes before it
    Ipv6Address careOf;                                 //!< DETECT, BIND: the care-of address
    Time lifetime;                                      //!< DETECT, BIND: to grant
    std::string reason;                                 //!< DISCARD: why; for traces
};

/**
 * @ingroup pmipv6-mipv6
 * @param number a sequence number
 * @param last the one before
 * @return true if it is greater, modulo 2^16 (RFC 6275, 9.5.1)
 */
constexpr bool
IsGreater(uint16_t number, uint16_t last)
{
    return static_cast<int16_t>(static_cast<uint16_t>(number - last)) > 0;
}

/**
 * @ingroup pmipv6-mipv6
 * What a home agent makes of a Binding Update (RFC 6275, 9.5.1, 10.3.1, 10.3.2; RFC 3963, 6.2 and
 * 6.6, implicit mode).
 *
 * @param facts what is known
 * @return what to do
 */
HomeUpdateVerdict DecideHomeUpdate(const HomeUpdateFacts& facts);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_HOME_AGENT_RULES_H
