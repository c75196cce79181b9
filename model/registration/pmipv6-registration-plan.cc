/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-registration-plan.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

std::vector<PlannedRegistration>
PlanRegistrations(const std::vector<const BindingUpdateListEntry*>& known,
                  const Ipv6Address& first,
                  const std::vector<Ipv6Address>& further)
{
    const auto isIn = [](const std::vector<Ipv6Address>& anchors, const Ipv6Address& anchor) {
        return std::find(anchors.begin(), anchors.end(), anchor) != anchors.end();
    };
    std::vector<PlannedRegistration> plan{{0, first, true}};
    std::vector<Ipv6Address> planned{first};
    for (const auto* entry : known)
    {
        if (entry->number != 0)
        {
            plan.push_back(
                {entry->number, entry->anchorAddress, isIn(further, entry->anchorAddress)});
            planned.push_back(entry->anchorAddress);
        }
    }
    for (const auto& anchor : further)
    {
        if (!isIn(planned, anchor))
        {
            plan.push_back({plan.back().number + 1, anchor, true});
        }
    }
    return plan;
}

} // namespace pmipv6
} // namespace ns3
