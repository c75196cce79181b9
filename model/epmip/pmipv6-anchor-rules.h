/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ANCHOR_RULES_H
#define PMIPV6_ANCHOR_RULES_H

#include "pmipv6-location-queries.h"
#include "pmipv6-peer-table.h"
#include "pmipv6-policy-profile.h"
#include "pmipv6-prefix.h"

#include "ns3/ipv6-address.h"

#include <optional>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-epmip
/// An anchor at which a mobile node may be registered.
struct AnchorFacts
{
    Ipv6Address address;     //!< LMAA
    bool isManager{false};   //!< it is an eLMA
    bool hasPrefixes{false}; //!< and is known to manage all prefixes that the profile names
};

/**
 * @ingroup pmipv6-epmip
 * @param profile a policy profile
 * @return all prefixes that it names, whatever the interface: a session that goes from one to
 *         another stays at its anchor
 */
std::vector<Prefix> GetAllPrefixes(const PolicyProfile& profile);

/**
 * @ingroup pmipv6-epmip
 * @param profile a policy profile
 * @param managers the eLMAs
 * @param queries knows who manages what
 * @return the anchors that it names, its own first
 */
std::vector<AnchorFacts> DescribeAnchors(const PolicyProfile& profile,
                                         const PeerTable& managers,
                                         const LocationQueries& queries);

/**
 * @ingroup pmipv6-epmip
 * Changes nothing (draft-luo, 4.1). Says the same at each gateway of the same configuration, or a
 * node would lose its session when it moves.
 *
 * @param anchors that the node's profile names, its own first
 * @param namesPrefixes the profile names home network prefixes
 * @param isManagerPreferred PreferManager
 * @return where the node is registered; nothing: at its own
 */
std::optional<Ipv6Address> ChooseManager(const std::vector<AnchorFacts>& anchors,
                                         bool namesPrefixes,
                                         bool isManagerPreferred);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ANCHOR_RULES_H
