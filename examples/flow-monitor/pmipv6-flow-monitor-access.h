/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_FLOW_MONITOR_ACCESS_H
#define PMIPV6_FLOW_MONITOR_ACCESS_H

#include "ns3/net-device-container.h"
#include "ns3/pmipv6-rfc6279-access.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>

/// What pmipv6-flow-monitor needs of an access technology.
struct FlowMonitorAccess
{
    ns3::pmipv6::Rfc6279Access functions; //!< make gateways' links and hosts
    /// Gives the random variables of hosts' devices streams, from a number on.
    std::function<void(const ns3::NetDeviceContainer&, int64_t)> assignStreams;
    std::shared_ptr<void> helpers; //!< what the functions work with
};

/// @return what makes each access technology that there is, by its name on the command line
std::map<std::string, std::function<FlowMonitorAccess()>>& GetFlowMonitorAccesses();

#endif // PMIPV6_FLOW_MONITOR_ACCESS_H
