/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_CLAIM_RULES_H
#define PMIPV6_CLAIM_RULES_H

#include "pmipv6-location-messages.h"
#include "pmipv6-mobility-constants.h"
#include "pmipv6-prefix.h"

#include "ns3/ipv6-address.h"

#include <cstdint>
#include <optional>
#include <vector>

/**
 * @file
 * @ingroup pmipv6-epmip
 * What LMFs say of a mobile node that an anchor claims means to the anchor (draft-luo, 7.2).
 * Changes nothing, and knows no time.
 */

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-epmip
/// What LMFs have said of a node that is about to be registered, or has been.
struct NodeClaim
{
    ExperimentalStatus status;         //!< of the acknowledgement; 133 too if there was none
    uint64_t timestamp;                //!< of the registration for which they were asked
    std::vector<Prefix> prefixes;      //!< that the node has
    std::vector<Ipv6Address> previous; //!< where it was, the newest first; with 138 where it is
};

/**
 * @ingroup pmipv6-epmip
 * @param answer the acknowledgement; null if nobody has answered
 * @param timestamp of the registration for which LMFs were asked
 * @return what it says; without prefixes if they are none that a session can have, or it refuses
 */
NodeClaim ReadClaim(const LocationAnswer* answer, uint64_t timestamp);

/**
 * @ingroup pmipv6-epmip
 * @param known what LMFs have said of the node; null if nothing yet
 * @param indicator of the request
 * @param requested its timestamp
 * @return true if the request has to wait until LMFs are asked
 */
bool IsClaimDue(const NodeClaim* known, HandoffIndicator indicator, uint64_t requested);

/**
 * @ingroup pmipv6-epmip
 * @param known what LMFs have said of the node; null if nothing
 * @param requested timestamp of the request
 * @return why the request is refused; nothing if it is not
 */
std::optional<BindingStatus> CheckClaim(const NodeClaim* known, uint64_t requested);

/// @ingroup pmipv6-epmip
/// What becomes of a session that has been claimed.
enum class ClaimAction
{
    LEAVE,           //!< it is elsewhere, and has been registered there later
    KEEP,            //!< LMFs know all there is
    REPORT_PREFIXES, //!< LMFs are told where each prefix is
    REPORT_ALL,      //!< and which prefixes the node has
};

/// @ingroup pmipv6-epmip
/// The same, with what has become of what the node had.
struct ClaimVerdict
{
    ClaimAction action;     //!< what becomes of the session
    bool isOfOthers{false}; //!< the node had other prefixes, which end
};

/**
 * @ingroup pmipv6-epmip
 * @param claim what LMFs have said
 * @param prefixes of the session
 * @param timestamp of its registration
 * @param isNamed that the node was where they say has been told there already
 * @return what becomes of the session
 */
ClaimVerdict DecideClaimed(const NodeClaim& claim,
                           const std::vector<Prefix>& prefixes,
                           uint64_t timestamp,
                           bool isNamed);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_CLAIM_RULES_H
