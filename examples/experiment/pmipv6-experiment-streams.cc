/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-streams.h"

#include "ns3/internet-stack-helper.h"

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

void
AssignStackStreams(Ptr<Node> node, StreamKind kind, std::size_t index)
{
    InternetStackHelper().AssignStreams(NodeContainer(node), GetFirstStream(kind, index));
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
