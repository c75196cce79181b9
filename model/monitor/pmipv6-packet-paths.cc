/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-packet-paths.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

uint32_t
PacketPaths::Extend(uint32_t path, uint16_t node)
{
    const auto next = static_cast<uint32_t>(m_paths.size());
    const auto [longer, isNew] = m_longerPaths.emplace(uint64_t{path} << 16 | node, next);
    if (isNew)
    {
        m_paths.push_back({path, node, path == NONE ? node : m_paths[path].first});
    }
    return longer->second;
}

std::vector<uint16_t>
PacketPaths::GetNodes(uint32_t path) const
{
    std::vector<uint16_t> nodes;
    for (; path != NONE; path = m_paths[path].before)
    {
        nodes.push_back(m_paths[path].node);
    }
    std::reverse(nodes.begin(), nodes.end());
    return nodes;
}

} // namespace pmipv6
} // namespace ns3
