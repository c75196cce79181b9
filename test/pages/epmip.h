/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_PAGES_EPMIP_H
#define PMIPV6_PAGES_EPMIP_H

#include "common.h"

/**
 * @file
 * What the fragments of doc/epmip.md presuppose.
 */

namespace ns3
{
namespace pmipv6
{
namespace pages
{
namespace epmip
{

extern Ptr<Node> manager; //!< of an LMF
extern const Ipv6Address routerAddress;
extern const Ipv6Address managerAddress;
extern const Prefix prefix; //!< of fixed nodes

} // namespace epmip
} // namespace pages
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_PAGES_EPMIP_H
