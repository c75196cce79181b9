/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_PAGES_OWN_MEASUREMENT_H
#define PMIPV6_PAGES_OWN_MEASUREMENT_H

#include "common.h"

/**
 * @file
 * What the fragments of doc/own-measurement.md presuppose.
 */

namespace ns3
{
namespace pmipv6
{
namespace pages
{
namespace own_measurement
{

extern TrafficMonitor traffic;
extern HandoverMonitor handovers;

} // namespace own_measurement
} // namespace pages
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_PAGES_OWN_MEASUREMENT_H
