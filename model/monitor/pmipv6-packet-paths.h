/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_PACKET_PATHS_H
#define PMIPV6_PACKET_PATHS_H

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-monitor
 * Sequences of nodes that forward packets, each under a number of its own. All packets share them:
 * there are few ways, so that a packet holds four octets of its own.
 */
class PacketPaths
{
  public:
    /// The path without nodes.
    static constexpr uint32_t NONE = 0;

    /**
     * @param path nodes that forwarded a packet
     * @param node index of one more
     * @return the longer path
     */
    uint32_t Extend(uint32_t path, uint16_t node);

    /**
     * @param path nodes that forwarded a packet
     * @return their indices
     */
    std::vector<uint16_t> GetNodes(uint32_t path) const;

    /**
     * @param path any but NONE
     * @return index of its first node
     */
    uint16_t GetFirst(uint32_t path) const
    {
        return m_paths[path].first;
    }

    /**
     * @param path any but NONE
     * @return index of its last node
     */
    uint16_t GetLast(uint32_t path) const
    {
        return m_paths[path].node;
    }

  private:
    /// A path, as its last node's place behind those before it.
    struct Path
    {
        uint32_t before; //!< the path without its last node
        uint16_t node;   //!< the last node
        uint16_t first;  //!< the first node
    };

    std::vector<Path> m_paths{{NONE, 0, 0}};              //!< the first one is NONE
    std::unordered_map<uint64_t, uint32_t> m_longerPaths; //!< by path and node, of m_paths
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_PACKET_PATHS_H
