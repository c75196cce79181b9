/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_CAPTURE_H
#define PMIPV6_EXPERIMENT_CAPTURE_H

#include "ns3/net-device.h"

#include <string>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/**
 * Capture the IPv6 packets of one of the module's own devices, which have no link-layer header.
 *
 * @param fileName the file, of link type raw IP
 * @param device an access device, an ideal device or a tunnel device
 */
void CaptureIpv6(const std::string& fileName, Ptr<NetDevice> device);

/**
 * Capture what a node's IPv6 sends and receives by a device that tells nothing itself.
 *
 * @param fileName the file, of link type raw IP
 * @param device a device with an IPv6 interface
 */
void CaptureIpv6Interface(const std::string& fileName, Ptr<NetDevice> device);

/**
 * Capture a point-to-point device.
 *
 * @param fileName the file
 * @param device the device
 */
void CapturePointToPoint(const std::string& fileName, Ptr<NetDevice> device);

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_CAPTURE_H
