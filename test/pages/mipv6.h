/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_PAGES_MIPV6_H
#define PMIPV6_PAGES_MIPV6_H

#include "common.h"

/**
 * @file
 * What the fragments of doc/mipv6.md presuppose.
 */

namespace ns3
{
namespace pmipv6
{
namespace pages
{
namespace mipv6
{

extern Ptr<Node> server; //!< a correspondent

/// Show a registration.
void PrintRegistration(const Ipv6Address& homeAddress,
                       const Ipv6Address& careOfAddress,
                       Time expiry);
/// Show what is known of a correspondent.
void PrintPeer(const Ipv6Address& peer);

} // namespace mipv6
} // namespace pages
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_PAGES_MIPV6_H
