/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-prefix-names.h"

#include <iterator>

namespace ns3
{
namespace pmipv6
{

void
PrefixNames::Set(const Prefix& prefix, const std::string& node)
{
    m_nodes[prefix] = node;
}

std::optional<Prefix>
PrefixNames::FindPrefix(const Prefix& prefix) const
{
    // Of all that sort before it, the last one alone can contain it.
    const auto next = m_nodes.upper_bound(Prefix(prefix.GetAddress(), 128));
    if (next == m_nodes.begin())
    {
        return std::nullopt;
    }
    const Prefix& known = std::prev(next)->first;
    return known.Contains(prefix.GetAddress()) ? std::make_optional(known) : std::nullopt;
}

std::optional<PrefixPair>
PrefixNames::FindPair(const PrefixPair& pair) const
{
    const auto source = FindPrefix(pair.source);
    const auto destination = FindPrefix(pair.destination);
    return source && destination ? std::make_optional(PrefixPair{*source, *destination})
                                 : std::nullopt;
}

} // namespace pmipv6
} // namespace ns3
