/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_PAGES_EXTENDING_H
#define PMIPV6_PAGES_EXTENDING_H

#include "common.h"

/**
 * @file
 * What the fragments of doc/extending.rst presuppose.
 */

namespace ns3
{
namespace pmipv6
{

namespace pages
{
namespace extending
{

extern Ptr<NetDevice> port; //!< of a gateway

} // namespace extending
} // namespace pages
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_PAGES_EXTENDING_H
