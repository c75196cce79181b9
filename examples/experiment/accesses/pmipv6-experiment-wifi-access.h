/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_WIFI_ACCESS_H
#define PMIPV6_EXPERIMENT_WIFI_ACCESS_H

#include "pmipv6-experiment-node-name.h"
#include "pmipv6-experiment-option.h"

#include "ns3/net-device.h"
#include "ns3/packet.h"
#include "ns3/vector.h"

#include <cstdint>
#include <functional>
#include <string>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/**
 * @param options a run's options, where nodes move by plan
 * @param gateway a gateway, or an anchor with a home link
 * @return where it stands: lma1 and gateways of odd numbers, which mn1 visits in order, along one
 *         street, lma2 and those of even numbers along another, ten times as far away as the next
 *         access point, so that neither hears the other
 */
Vector GetGatewayPosition(const ExperimentOptions& options, const NodeName& gateway);

/**
 * Tell of what a Wi-Fi device's MAC gives up.
 *
 * @param device a station or an access point
 * @param dropped told of each packet, and why
 */
void FollowWifiDrops(Ptr<NetDevice> device,
                     const std::function<void(Ptr<const Packet>, const std::string&)>& dropped);

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_WIFI_ACCESS_H
