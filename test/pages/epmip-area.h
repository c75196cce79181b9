/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_PAGES_EPMIP_AREA_H
#define PMIPV6_PAGES_EPMIP_AREA_H

#include "common.h"

/**
 * @file
 * What the fragments of doc/epmip-area.md presuppose.
 */

namespace ns3
{
namespace pmipv6
{
namespace pages
{
namespace epmip_area
{

extern Ptr<Node> lmf1; //!< of an LMF
extern Ptr<Node> lmf2; //!< of another one

} // namespace epmip_area
} // namespace pages
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_PAGES_EPMIP_AREA_H
