/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_PAGES_DMM_H
#define PMIPV6_PAGES_DMM_H

#include "common.h"

/**
 * @file
 * What the fragments of doc/dmm.md presuppose.
 */

namespace ns3
{
namespace pmipv6
{
namespace pages
{
namespace dmm
{

extern Ptr<Node> cmd; //!< of a database

} // namespace dmm
} // namespace pages
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_PAGES_DMM_H
