/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_PAGES_LOCALIZED_ROUTING_H
#define PMIPV6_PAGES_LOCALIZED_ROUTING_H

#include "common.h"

/**
 * @file
 * What the fragments of doc/localized-routing.md presuppose.
 */

namespace ns3
{
namespace pmipv6
{
namespace pages
{
namespace localized_routing
{

extern LocalizedRoutingHelper routing;

} // namespace localized_routing
} // namespace pages
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_PAGES_LOCALIZED_ROUTING_H
