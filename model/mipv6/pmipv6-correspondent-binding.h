/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_CORRESPONDENT_BINDING_H
#define PMIPV6_CORRESPONDENT_BINDING_H

#include "pmipv6-mobility-constants.h"
#include "pmipv6-mobility-message.h"
#include "pmipv6-nonces.h"
#include "pmipv6-state-table.h"

#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup pmipv6-mipv6
 * What a correspondent keeps of mobile nodes, and what it makes of their Binding Updates (RFC 6275,
 * 9.1 and 9.5).
 */

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-mipv6
/// What a correspondent has of a home address.
enum class CorrespondentBindingState
{
    NONE,  //!< nothing
    BOUND, //!< a binding
    DEAD,  //!< none; what authorized it must not do so again (RFC 6275, 5.2.8 and 9.5.3)
};

/// @ingroup pmipv6-mipv6
/// What changes it.
enum class CorrespondentBindingEvent
{
    UPDATE,  //!< a Binding Update that makes or extends it
    DELETED, //!< one that deletes it
    EXPIRED, //!< its lifetime is over
    DUE,     //!< what authorized it is not recognized any more
    LOST,    //!< the node has restarted, or stops
};

/// @ingroup pmipv6-mipv6
/// @param state a state @return its name in lower case
const char* GetStateName(CorrespondentBindingState state);

/// @ingroup pmipv6-mipv6
/// @param event an event @return its name, in words
const char* GetEventName(CorrespondentBindingEvent event);

/// @ingroup pmipv6-mipv6
/// @return what follows from each event in each state
const StateTable<CorrespondentBindingState, CorrespondentBindingEvent>&
GetCorrespondentBindingTable();

/// @ingroup pmipv6-mipv6
/// By which addresses a binding is known: each of a node's own has a Binding Cache (RFC 6275, 9.1).
struct CorrespondentKey
{
    Ipv6Address own;         //!< the correspondent's
    Ipv6Address homeAddress; //!< the mobile node's

    /// @param other another @return true if it is the same
    bool operator==(const CorrespondentKey& other) const
    {
        return own == other.own && homeAddress == other.homeAddress;
    }
};

/// @ingroup pmipv6-mipv6
/// Hash of a CorrespondentKey.
struct CorrespondentKeyHash
{
    /// @param key a key @return its hash
    std::size_t operator()(const CorrespondentKey& key) const
    {
        return AddressHash()(key.own) * 31 + AddressHash()(key.homeAddress);
    }
};

/**
 * @ingroup pmipv6-mipv6
 * An entry of a correspondent's Binding Cache (RFC 6275, 9.1).
 */
struct CorrespondentBinding
{
    CorrespondentKey key; //!< the key
    Ipv6Address careOf;   //!< the care-of address
    uint16_t sequence{0}; //!< of the last valid Binding Update
    Time noncesEnd;       //!< when the nonces that authorized it are too old
    CorrespondentBindingState state{CorrespondentBindingState::NONE}; //!< what it is
    Time until{Time::Max()};                                          //!< when that ends by itself
};

/// @ingroup pmipv6-mipv6
/// What a correspondent does upon a Binding Update.
enum class CorrespondentUpdateAction
{
    DISCARD, //!< nothing, silently
    REFUSE,  //!< it says why
    BIND,    //!< the binding is made or extended
    DELETE,  //!< it ends, if there is one
};

/// @ingroup pmipv6-mipv6
/// What is known when a Binding Update has come to a correspondent.
struct CorrespondentUpdateFacts
{
    const BindingUpdate& update;        //!< the message
    const std::vector<uint8_t>& octets; //!< it, as it came
    CorrespondentKey key;               //!< to whom, and the home address
    Ipv6Address source;                 //!< source of the IPv6 header
    const CorrespondentBinding* known;  //!< what there is of that key; null: nothing
    const NonceEntry* homeNonce;        //!< that its Home Nonce Index names; null: not recognized
    const NonceEntry* careOfNonce;      //!< likewise
    bool hasRoom{true};                 //!< for one binding more
    Time maxLifetime;                   //!< MAX_RR_BINDING_LIFETIME
};

/// @ingroup pmipv6-mipv6
/// What follows of it.
struct CorrespondentUpdateVerdict
{
    CorrespondentUpdateAction action{CorrespondentUpdateAction::DISCARD}; //!< what to do
    BindingStatus status{BindingStatus::ACCEPTED};                        //!< of the answer
    uint16_t sequence{0};                                                 //!< of the answer
    Ipv6Address careOf; //!< that is registered; the home address where a binding is deleted
    Time lifetime;      //!< BIND: granted
    /// Kbm, for the authenticator of the answer; nothing if it must have none (RFC 6275, 9.5.4).
    std::optional<BindingKey> bindingKey;
    std::string reason; //!< DISCARD: why; for traces
};

/**
 * @ingroup pmipv6-mipv6
 * What a correspondent makes of a Binding Update (RFC 6275, 9.5.1 to 9.5.3).
 *
 * @param facts what is known
 * @return what to do
 */
CorrespondentUpdateVerdict DecideCorrespondentUpdate(const CorrespondentUpdateFacts& facts);

/**
 * @ingroup pmipv6-mipv6
 * @param update a Binding Update to a correspondent
 * @param homeAddress the mobile node's
 * @param source of the IPv6 header
 * @return the care-of address; the home address if it is to delete a binding (RFC 6275, 9.5.1)
 */
Ipv6Address GetRegisteredAddress(const BindingUpdate& update,
                                 const Ipv6Address& homeAddress,
                                 const Ipv6Address& source);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_CORRESPONDENT_BINDING_H
