/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_CHANGE_RULES_H
#define PMIPV6_CHANGE_RULES_H

#include <cstdint>
#include <optional>

/**
 * @file
 * @ingroup pmipv6-epmip
 * What a gateway makes of a PBCI without P about one prefix (draft-luo, 4.3, 6 and 8). Changes
 * nothing.
 */

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-epmip
/// What a gateway knows when it is told that somebody's correspondent has moved.
struct ChangeFacts
{
    uint64_t timestamp{0};        //!< of the PBCI
    std::optional<uint64_t> told; //!< of what is held of it, if somebody has told that
    bool isHere{false};           //!< it is registered here
    bool isToSelf{false};         //!< the location told is this gateway
    /// The sender is the location held, or the previous gateway of a node here whose correspondent
    /// it is.
    bool isEntitled{false};
    uint64_t known{0}; //!< of its newest registration known, as it was here; 0: of none
};

/// @ingroup pmipv6-epmip
/// What comes of it.
enum class ChangeAction
{
    FOLLOW, //!< it is taken for true
    IGNORE, //!< it is acknowledged, and changes nothing
    REFUSE, //!< it is older than what is held
    HINT,   //!< it is acknowledged, and the eLMA asked
};

/**
 * @ingroup pmipv6-epmip
 * @param facts what the gateway knows
 * @return what comes of it
 */
ChangeAction DecideChange(const ChangeFacts& facts);

/// @ingroup pmipv6-epmip
/// What a gateway knows when it is told that a node is gone.
struct WithdrawalFacts
{
    bool isOfManager{false}; //!< the sender is an eLMA
    bool isOfHolder{false};  //!< the sender is the location held
    bool isDated{false};     //!< it says which binding is over
    bool isHeld{false};      //!< there is a location
    bool wasHere{false};     //!< the node was at this gateway, and is remembered
};

/// @ingroup pmipv6-epmip
/// What comes of it.
enum class WithdrawalAction
{
    WITHDRAW, //!< no location up to that binding counts any more
    DISTRUST, //!< the location held is doubtful, and not believed again for a while
    IGNORE,   //!< nothing
};

/**
 * @ingroup pmipv6-epmip
 * @param facts what the gateway knows
 * @return what comes of it
 */
WithdrawalAction DecideWithdrawal(const WithdrawalFacts& facts);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_CHANGE_RULES_H
