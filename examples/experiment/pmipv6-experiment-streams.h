/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_STREAMS_H
#define PMIPV6_EXPERIMENT_STREAMS_H

#include "ns3/node.h"

#include <cstddef>
#include <cstdint>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/// What draws random numbers, each with a range of streams of its own: one more of a kind, or one
/// more draw, shifts nothing of the others.
enum class StreamKind : int64_t
{
    IMPAIRED_LINK,  //!< signalling lost, doubled and held back, link by link
    ANCHOR,         //!< IPv6 of anchors
    GATEWAY,        //!< IPv6 of gateways
    CORRESPONDENT,  //!< IPv6 of the fixed correspondent
    ROUTER,         //!< IPv6 of routers of the core
    MOBILE_NODE,    //!< IPv6 of mobile nodes
    GATEWAY_DEVICE, //!< access devices of gateways
    HOST_DEVICE,    //!< access devices of mobile nodes
    OTHER_NODE,     //!< IPv6 of nodes of the core that only some schemes have
    ADVERTISEMENTS, //!< intervals of unsolicited Router Advertisements
    MOVEMENT,       //!< where models move mobile nodes
    MOVE_PHASE,     //!< how long after a look at where a node is it moves
    FRAME_LOSS,     //!< frames of mobile nodes that the ideal link loses
};

/**
 * @param kind what draws
 * @param index which of them
 * @return number of its first stream
 */
constexpr int64_t
GetFirstStream(StreamKind kind, std::size_t index)
{
    return 1000000 + 1000000000 * static_cast<int64_t>(kind) + 100 * static_cast<int64_t>(index);
}

/**
 * @param number of a mobile node, or of its correspondent
 * @param isMobile true of mn, false of cn
 * @return an index by its name, so that it draws the same whether or not there are others
 */
constexpr std::size_t
GetNodeIndex(uint32_t number, bool isMobile)
{
    return 2 * std::size_t{number} + (isMobile ? 0 : 1);
}

/**
 * @param node a node whose IPv6 stack gets its streams
 * @param kind which kind of node it is
 * @param index which of them
 */
void AssignStackStreams(Ptr<Node> node, StreamKind kind, std::size_t index);

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_STREAMS_H
