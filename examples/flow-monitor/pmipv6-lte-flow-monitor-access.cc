/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-flow-monitor-access.h"

#include "ns3/pmipv6-lte-access-helper.h"

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

/// @return gateways at the PGWs of EPCs
FlowMonitorAccess
MakeLte()
{
    const auto lte = std::make_shared<LteAccessHelper>();
    return {
        Rfc6279Access::OfLte(*lte),
        [lte](const NetDeviceContainer& ues, int64_t stream) { lte->AssignStreams(ues, stream); },
        lte};
}

const bool g_isLteThere = GetFlowMonitorAccesses().emplace("lte", MakeLte).second; //!< it is

} // namespace
