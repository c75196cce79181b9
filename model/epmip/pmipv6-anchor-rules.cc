/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-anchor-rules.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

std::vector<Prefix>
GetAllPrefixes(const PolicyProfile& profile)
{
    std::vector<Prefix> prefixes = profile.prefixes;
    for (const auto& interface : profile.interfaces)
    {
        prefixes.insert(prefixes.end(), interface.prefixes.begin(), interface.prefixes.end());
    }
    return prefixes;
}

std::vector<AnchorFacts>
DescribeAnchors(const PolicyProfile& profile,
                const PeerTable& managers,
                const LocationQueries& queries)
{
    std::vector<Ipv6Address> allowed{profile.anchorAddress};
    allowed.insert(allowed.end(), profile.otherAnchors.begin(), profile.otherAnchors.end());
    const auto prefixes = GetAllPrefixes(profile);
    std::vector<AnchorFacts> anchors;
    for (const auto& anchor : allowed)
    {
        const bool hasAll = std::all_of(prefixes.begin(), prefixes.end(), [&](const auto& prefix) {
            return queries.IsManagedBy(prefix, anchor);
        });
        anchors.push_back({anchor, managers.Contains(anchor), hasAll});
    }
    return anchors;
}

std::optional<Ipv6Address>
ChooseManager(const std::vector<AnchorFacts>& anchors, bool namesPrefixes, bool isManagerPreferred)
{
    if (!isManagerPreferred || anchors.empty() || anchors.front().isManager)
    {
        return std::nullopt; // A gateway without the function chooses that, too (draft-luo, 6).
    }
    // "if the HNP(es) is(are) managed by a legacy LMA, the eMAG shall send a PBU to that LMA".
    const auto chosen = std::find_if(anchors.begin(), anchors.end(), [&](const auto& anchor) {
        return anchor.isManager && (!namesPrefixes || anchor.hasPrefixes);
    });
    return chosen == anchors.end() ? std::nullopt : std::optional<Ipv6Address>(chosen->address);
}

} // namespace pmipv6
} // namespace ns3
