/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_NODE_DISPOSAL_H
#define PMIPV6_NODE_DISPOSAL_H

#include "ns3/node.h"

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-access
 * An application that is disposed of while it works stops first if its node goes on, which would
 * call it back. If the node goes with it, at the end of a simulation, there is nothing to undo and
 * nobody to tell: whoever has listened may be gone, and so are parts of the node.
 *
 * @param node a node that has had devices
 * @return true if it is being disposed of: of its devices before its applications
 */
inline bool
IsBeingDisposedOf(const Node& node)
{
    return node.GetNDevices() == 0;
}

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_NODE_DISPOSAL_H
