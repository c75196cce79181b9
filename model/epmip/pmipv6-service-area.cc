/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-service-area.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

bool
ServiceArea::Overlaps(const Prefix& asked) const
{
    const auto overlaps = [&asked](const Prefix& prefix) { return prefix.Overlaps(asked); };
    return std::any_of(m_prefixes.begin(), m_prefixes.end(), overlaps) ||
           std::any_of(m_core.begin(), m_core.end(), overlaps);
}

bool
ServiceArea::MayHave(const Prefix& prefix) const
{
    const auto overlaps = [&prefix](const Prefix& one) { return one.Overlaps(prefix); };
    const auto contains = [&prefix](const Prefix& one) {
        return one.GetLength() <= prefix.GetLength() && one.Contains(prefix.GetAddress());
    };
    return std::none_of(m_core.begin(), m_core.end(), overlaps) &&
           (m_prefixes.empty() || std::any_of(m_prefixes.begin(), m_prefixes.end(), contains));
}

std::optional<FixedLocation>
ServiceArea::FindOutside(const Prefix& asked, uint8_t length) const
{
    if (m_prefixes.empty() || !m_border || Overlaps(asked))
    {
        return std::nullopt;
    }
    Prefix outside(asked.GetAddress(), std::min(length, asked.GetLength()));
    while (Overlaps(outside)) // Ends with what was asked.
    {
        outside = Prefix(asked.GetAddress(), static_cast<uint8_t>(outside.GetLength() + 1));
    }
    return FixedLocation{outside, *m_border};
}

} // namespace pmipv6
} // namespace ns3
